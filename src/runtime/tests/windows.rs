//! Windows between times of day: days counted whole, the side by the clock, whatever of it is known.

use super::joined::{Joined, joined};
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
enum Leaf {
    Window(WindowBound, bool, bool, i64),
    Order(Comparison),
}

fn condition() -> impl Strategy<Value = Joined<Leaf>> {
    use Comparison::{AtMost, Equal, Less, More};
    use WindowBound::{AtLeast, LessThan, MoreThan, Within};
    let bound = prop::sample::select(vec![Within, LessThan, AtLeast, MoreThan]);
    let leaf = prop_oneof![
        3 => (bound, any::<bool>(), any::<bool>(), 0i64..3)
            .prop_map(|(bound, after, turned, days)| Leaf::Window(bound, after, turned, days)),
        1 => prop::sample::select(vec![Equal, Less, AtMost, More, Comparison::AtLeast]).prop_map(Leaf::Order),
    ];
    joined(leaf, 2, 6)
}

fn moment((day_of, second): At) -> Value {
    let time = day("2012-03-01").to_datetime(jiff::civil::Time::midnight());
    Value::DateTime(time.checked_add(jiff::Span::new().days(day_of).seconds(second)).unwrap())
}

fn lower(build: &mut Build, leaf: &Leaf) -> Expr {
    let mut fact = |at: u32| build.read(ROOT, SlotId(at), Type::DateTime);
    match leaf {
        Leaf::Window(bound, after, turned, days) => {
            let (date, anchor) = if *turned { (fact(1), fact(0)) } else { (fact(0), fact(1)) };
            build.window(*bound, *after, date, anchor, Value::Days(*days))
        }
        Leaf::Order(op) => {
            let (a, b) = (fact(0), fact(1));
            build.compare(a, *op, b)
        }
    }
}

/// As docs/reference/dates.md says it.
fn truth(leaf: &Leaf, a: At, b: At) -> bool {
    match leaf {
        Leaf::Window(bound, after, turned, days) => {
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
        Leaf::Order(op) => crate::runtime::values::compare::fits(*op, a.cmp(&b)),
    }
}

/// What it always comes to; `None` if two fillings differ.
fn by_force(condition: &Joined<Leaf>, known: [Option<At>; 2]) -> Option<bool> {
    let all = |it: Option<At>| match it {
        Some(it) => vec![it],
        None => (FIRST..=LAST).flat_map(|day| CLOCK.map(|second| (day, second))).collect(),
    };
    let mut seen = [false; 2];
    for a in all(known[0]) {
        for b in all(known[1]) {
            seen[usize::from(condition.holds(&|leaf| truth(leaf, a, b)))] = true;
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
        let lowered = condition.lower(&mut build, &lower);
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
