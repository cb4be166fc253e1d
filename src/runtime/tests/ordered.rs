//! Conditions on several unknown dates agree with brute force over every way of filling them in.

use super::joined::{Joined, joined};
use crate::ir::*;
use crate::runtime::testing::{Build, ROOT, day};
use proptest::prelude::*;

const FACTS: usize = 3;
const FIRST: i64 = -5;
const LAST: i64 = 8;

#[derive(Clone, Debug)]
enum Leaf {
    /// A date against another, so many days later.
    Pair(usize, Comparison, usize, i64),
    /// A date against a day.
    Day(usize, Comparison, i64),
    /// A date within so many days before or after another.
    Window(usize, usize, bool, i64),
    /// The earlier or later of two against a third.
    Extreme(bool, usize, usize, Comparison, usize),
}

fn comparison() -> impl Strategy<Value = Comparison> {
    use Comparison::*;
    prop::sample::select(vec![Equal, Less, AtMost, More, AtLeast])
}

fn condition() -> impl Strategy<Value = Joined<Leaf>> {
    let fact = || 0..FACTS;
    let leaf = prop_oneof![
        3 => (fact(), comparison(), fact(), 0i64..2).prop_map(|(a, op, b, days)| Leaf::Pair(a, op, b, days)),
        2 => (fact(), comparison(), 0i64..3).prop_map(|(a, op, on)| Leaf::Day(a, op, on)),
        1 => (fact(), fact(), any::<bool>(), 0i64..2).prop_map(|(a, b, after, days)| Leaf::Window(a, b, after, days)),
        1 => (any::<bool>(), fact(), fact(), comparison(), fact()).prop_map(|(most, a, b, op, c)| Leaf::Extreme(most, a, b, op, c)),
    ];
    joined(leaf, 3, 8)
}

fn on(number: i64) -> Value {
    Value::Date(day("2012-03-01").checked_add(jiff::Span::new().days(number)).unwrap())
}

fn lower(build: &mut Build, leaf: &Leaf) -> Expr {
    let fact = |build: &mut Build, at: usize| build.read(ROOT, SlotId(at as u32), Type::Date);
    match leaf {
        Leaf::Pair(a, op, b, days) => {
            let (a, b) = (fact(build, *a), fact(build, *b));
            let length = build.constant(Value::Days(*days), Type::Days);
            let kind = ExprKind::Offset {
                anchor: Box::new(b),
                length: Box::new(length),
                back: false,
                month_end: None,
                not_counting: None,
                past: None,
            };
            let later = build.expr(kind, Type::Date);
            build.compare(a, *op, later)
        }
        Leaf::Day(a, op, number) => {
            let (a, number) = (fact(build, *a), build.constant(on(*number), Type::Date));
            build.compare(a, *op, number)
        }
        Leaf::Window(a, b, after, days) => {
            let (a, b) = (fact(build, *a), fact(build, *b));
            build.window(WindowBound::Within, *after, a, b, Value::Days(*days))
        }
        Leaf::Extreme(greatest, a, b, op, c) => {
            let of = vec![fact(build, *a), fact(build, *b)];
            let (extreme, c) = (build.expr(ExprKind::Extreme { greatest: *greatest, of }, Type::Date), fact(build, *c));
            build.compare(extreme, *op, c)
        }
    }
}

/// What it always comes to; `None` if two fillings differ. `known` dates are given.
fn by_force(condition: &Joined<Leaf>, known: &[Option<i64>]) -> Option<bool> {
    let mut seen = [false; 2];
    let choices = |at: usize| known[at].map_or_else(|| (FIRST..=LAST).collect::<Vec<_>>(), |it| vec![it]);
    for a in choices(0) {
        for b in choices(1) {
            for c in choices(2) {
                seen[usize::from(condition.holds(&|leaf| truth(leaf, &[a, b, c])))] = true;
                if seen == [true, true] {
                    return None;
                }
            }
        }
    }
    Some(seen[1])
}

fn truth(leaf: &Leaf, dates: &[i64; FACTS]) -> bool {
    let fits = |a: i64, op: Comparison, b: i64| crate::runtime::values::compare::fits(op, a.cmp(&b));
    match leaf {
        Leaf::Pair(a, op, b, days) => fits(dates[*a], *op, dates[*b] + days),
        Leaf::Day(a, op, number) => fits(dates[*a], *op, *number),
        Leaf::Window(a, b, after, days) => {
            let distance = if *after { dates[*a] - dates[*b] } else { dates[*b] - dates[*a] };
            (0..=*days).contains(&distance)
        }
        Leaf::Extreme(greatest, a, b, op, c) => {
            let (a, b) = (dates[*a], dates[*b]);
            fits(if *greatest { a.max(b) } else { a.min(b) }, *op, dates[*c])
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn settled_where_every_filling_agrees(
        condition in condition(),
        known in prop::collection::vec(prop::option::weighted(0.2, 0i64..4), FACTS),
    ) {
        let mut build = Build::new();
        for at in 0..FACTS {
            build.slot(CASE, &format!("date {at}"), Type::Date, false);
        }
        let lowered = condition.lower(&mut build, &lower);
        let case: Vec<Value> = known.iter().map(|it| it.map_or(Value::Unknown, on)).collect();
        prop_assert_eq!(build.holds(&lowered, &case), by_force(&condition, &known));
    }
}
