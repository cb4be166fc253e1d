//! Windows between times of day: days counted whole, the side by the clock, whatever of it is known.

use crate::ir::*;
use crate::runtime::testing::{Build, ROOT, day};
use proptest::prelude::*;

const FIRST: i64 = -4;
const LAST: i64 = 7;
/// Seconds of a day round the times that facts may have.
const CLOCK: [i64; 8] = [0, 32_399, 32_400, 32_401, 53_999, 54_000, 54_001, 86_399];
/// The times that facts may have.
const TIMES: [i64; 3] = [0, 32_400, 54_000];

/// A day and its second.
type At = (i64, i64);

#[derive(Clone, Debug)]
enum Condition {
    Window(WindowBound, bool, bool, i64),
    Order(Comparison),
    Not(Box<Condition>),
    All(Vec<Condition>),
    Any(Vec<Condition>),
}

fn condition() -> impl Strategy<Value = Condition> {
    use Comparison::{AtMost, Equal, Less, More};
    use WindowBound::{AtLeast, LessThan, MoreThan, Within};
    let bound = prop::sample::select(vec![Within, LessThan, AtLeast, MoreThan]);
    let leaf = prop_oneof![
        3 => (bound, any::<bool>(), any::<bool>(), 0i64..3)
            .prop_map(|(bound, after, turned, days)| Condition::Window(bound, after, turned, days)),
        1 => prop::sample::select(vec![Equal, Less, AtMost, More, Comparison::AtLeast]).prop_map(Condition::Order),
    ];
    leaf.prop_recursive(2, 6, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|it| Condition::Not(Box::new(it))),
            prop::collection::vec(inner.clone(), 1..4).prop_map(Condition::All),
            prop::collection::vec(inner, 1..4).prop_map(Condition::Any),
        ]
    })
}

fn moment((day_of, second): At) -> Value {
    let time = day("2012-03-01").to_datetime(jiff::civil::Time::midnight());
    Value::DateTime(time.checked_add(jiff::Span::new().days(day_of).seconds(second)).unwrap())
}

fn lower(build: &mut Build, condition: &Condition) -> Expr {
    let mut fact = |at: u32| build.read(ROOT, SlotId(at), Type::DateTime);
    match condition {
        Condition::Window(bound, after, turned, days) => {
            let (date, anchor) = if *turned { (fact(1), fact(0)) } else { (fact(0), fact(1)) };
            build.window(*bound, *after, date, anchor, Value::Days(*days))
        }
        Condition::Order(op) => {
            let (a, b) = (fact(0), fact(1));
            build.compare(a, *op, b)
        }
        Condition::Not(part) => {
            let part = lower(build, part);
            build.not(part)
        }
        Condition::All(parts) => {
            let parts = parts.iter().map(|it| lower(build, it)).collect();
            build.all(parts)
        }
        Condition::Any(parts) => {
            let parts = parts.iter().map(|it| lower(build, it)).collect();
            build.any(parts)
        }
    }
}

/// As docs/reference/dates.md says it.
fn truth(condition: &Condition, a: At, b: At) -> bool {
    match condition {
        Condition::Window(bound, after, turned, days) => {
            let (date, anchor) = if *turned { (b, a) } else { (a, b) };
            let (earlier, later) = if *after { (anchor, date) } else { (date, anchor) };
            let apart = later.0 - earlier.0;
            earlier <= later
                && match bound {
                    WindowBound::Within => apart <= *days,
                    WindowBound::LessThan => apart < *days,
                    WindowBound::AtLeast => apart >= *days,
                    WindowBound::MoreThan => apart > *days,
                }
        }
        Condition::Order(op) => crate::runtime::values::compare::fits(*op, a.cmp(&b)),
        Condition::Not(part) => !truth(part, a, b),
        Condition::All(parts) => parts.iter().all(|it| truth(it, a, b)),
        Condition::Any(parts) => parts.iter().any(|it| truth(it, a, b)),
    }
}

/// What it always comes to; `None` if two fillings differ.
fn by_force(condition: &Condition, known: [Option<At>; 2]) -> Option<bool> {
    let all = |it: Option<At>| match it {
        Some(it) => vec![it],
        None => (FIRST..=LAST).flat_map(|day| CLOCK.map(|second| (day, second))).collect(),
    };
    let mut seen = [false; 2];
    for a in all(known[0]) {
        for b in all(known[1]) {
            seen[usize::from(truth(condition, a, b))] = true;
            if seen == [true, true] {
                return None;
            }
        }
    }
    Some(seen[1])
}

fn time() -> impl Strategy<Value = At> {
    (0i64..4, prop::sample::select(TIMES.to_vec()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn days_are_counted_and_the_clock_tells_the_side(condition in condition(), a in time(), b in time(), known in 0usize..4) {
        let mut build = Build::new();
        for at in 0..2 {
            build.slot(CASE, &format!("time {at}"), Type::DateTime, false);
        }
        let lowered = lower(&mut build, &condition);
        let known = [Some(a).filter(|_| known & 1 == 1), Some(b).filter(|_| known & 2 == 2)];
        let case: Vec<Value> = known.iter().map(|it| it.map_or(Value::Unknown, moment)).collect();
        let (found, forced) = (build.holds(&lowered, &case), by_force(&condition, known));
        match known {
            // Between two unknown times each window is a thing of its own: never a wrong answer, though not always the sharpest.
            [None, None] => prop_assert!(found.is_none() || found == forced, "{found:?}, and it is {forced:?}"),
            _ => prop_assert_eq!(found, forced),
        }
    }
}
