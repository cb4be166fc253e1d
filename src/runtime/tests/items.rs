//! A list that is not known: what is decided of it, what is missing and what answers lead to agree with brute force over every list, whatever is asked
//! of its items.

use super::filled_in::{Compared, choices, maybe, product, yes_or_no};
use super::joined::{Joined, joined};
use crate::ir::*;
use crate::runtime::testing::{Build, ITEM, ROOT};
use proptest::prelude::*;
use std::sync::Arc;

/// What is asked of an item.
#[derive(Clone, Debug)]
enum OfItem {
    Violent,
    Grade(Vec<u16>),
    /// A fact of the case.
    Fact,
}

#[derive(Clone, Debug)]
enum About {
    Fact,
    Count(CountTest, Joined<OfItem>),
    /// Violent items among those.
    Of(CountTest, Joined<OfItem>),
}

/// `facts`: those of the case stand in what is asked of items.
fn about(facts: bool) -> impl Strategy<Value = Joined<About>> {
    let test = || {
        prop_oneof![
            2 => (1u32..3).prop_map(CountTest::AtLeast),
            1 => (0u32..2).prop_map(CountTest::AtMost),
            1 => (0u32..2).prop_map(CountTest::Exactly),
            1 => Just(CountTest::Every),
        ]
    };
    let of_item = move || {
        let leaf = prop_oneof![
            2 => Just(OfItem::Violent),
            3 => prop::collection::vec(0u16..3, 1..3).prop_map(OfItem::Grade),
            1 => Just(if facts { OfItem::Fact } else { OfItem::Violent }),
        ];
        joined(leaf, 2, 4)
    };
    let leaf = prop_oneof![
        1 => Just(About::Fact),
        5 => (test(), of_item()).prop_map(|(test, of)| About::Count(test, of)),
        2 => (test(), of_item()).prop_map(|(test, of)| About::Of(test, of)),
    ];
    joined(leaf, 1, 3)
}

fn lower_of_item(build: &mut Build, grade: Type, of: &OfItem) -> Expr {
    match of {
        OfItem::Violent => build.read(ITEM, SlotId(0), Type::YesNo),
        OfItem::Grade(grades) => {
            let of = build.read(ITEM, SlotId(1), grade);
            build.is(of, grades)
        }
        OfItem::Fact => build.read(ROOT, SlotId(0), Type::YesNo),
    }
}

fn lower(build: &mut Build, (item, grade): (RecordId, Type), about: &About) -> Expr {
    let (test, of, violent) = match about {
        About::Fact => return build.read(ROOT, SlotId(0), Type::YesNo),
        About::Count(test, of) => (*test, of, false),
        About::Of(test, of) => (*test, of, true),
    };
    let list = Box::new(build.read(ROOT, SlotId(1), Type::List(item)));
    let filter = violent.then(|| Box::new(build.read(ITEM, SlotId(0), Type::YesNo)));
    let body = Some(Box::new(of.lower(build, &|build, of| lower_of_item(build, grade, of))));
    build.expr(ExprKind::Quantified { test, list, filter, body, different: None }, Type::YesNo)
}

/// Lists of up to six items; their order makes no difference.
fn lists() -> Vec<Value> {
    let kinds = product(&[yes_or_no(), (0..3).map(Value::Enum).collect()]);
    let mut lists: Vec<Vec<usize>> = vec![Vec::new()];
    let mut from = 0;
    for _ in 0..6 {
        let until = lists.len();
        for at in from..until {
            let least = lists[at].last().copied().unwrap_or(0);
            (least..kinds.len()).for_each(|kind| lists.push([lists[at].clone(), vec![kind]].concat()));
        }
        from = until;
    }
    lists.iter().map(|it| Value::List(Arc::new(it.iter().map(|kind| kinds[*kind].clone()).collect()))).collect()
}

/// Two rules, and every way of filling in.
fn compared(rules: &[Joined<About>; 2], fact: &Value) -> Compared {
    let mut build = Build::new();
    let grade = build.choice("grade", &["felony", "misdemeanor", "infraction"]);
    let item = build.record("conviction");
    build.slot(item, "violent", Type::YesNo, false);
    build.slot(item, "grade", grade, false);
    build.slot(CASE, "a", Type::YesNo, false);
    build.slot(CASE, "convictions", Type::List(item), false);
    for (outcome, rule) in (0u16..).zip(rules) {
        let condition = rule.lower(&mut build, &|build, about| lower(build, (item, grade), about));
        build.rule(Mode::Must, outcome, condition);
    }
    build.otherwise(0);
    let case = vec![fact.clone(), Value::Unknown];
    Compared::new(&build, &case, product(&[choices(fact, yes_or_no()), lists()]))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_asked_of_its_items(rules in [about(false), about(false)], fact in maybe(yes_or_no())) {
        compared(&rules, &fact).is_exact()?;
    }

    /// There a question may be asked that turns out to change nothing.
    #[test]
    fn facts_of_the_case_in_what_is_asked_of_its_items(rules in [about(true), about(true)], fact in maybe(yes_or_no())) {
        compared(&rules, &fact).tells_all()?;
    }
}
