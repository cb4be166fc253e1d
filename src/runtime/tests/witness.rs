//! Conflicts before running: told only where a case shows them.

use crate::ir::*;
use crate::runtime::beforehand::witness::{Budget, Witness, witnesses};
use crate::runtime::testing::{Build, number};
use crate::runtime::{Effect, Options, decide};

fn found(build: &Build) -> Vec<Witness> {
    witnesses(&build.program, InstrumentId(0), &mut Budget::default())
}

/// A judge's request must be honored; that of somebody under 18 must not be.
fn two_rules() -> (Build, RuleId, RuleId) {
    let mut build = Build::new();
    let (judicial, age) = (build.fact("judicial", Type::YesNo), build.fact("age", Type::Number));
    let limit = build.constant(number("18"), Type::Number);
    let young = build.compare(age, Comparison::Less, limit);
    let first = build.rule(Mode::Must, 0, judicial);
    let second = build.rule(Mode::MustNot, 0, young);
    (build, first, second)
}

#[test]
fn the_case_is_given_and_conflicts() {
    let (build, first, second) = two_rules();
    let found = found(&build);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].rules, (first, second));
    let facts: Vec<(&str, &str)> = found[0].facts.iter().map(|(fact, value)| (fact.as_str(), value.as_str())).collect();
    assert_eq!(facts, [("judicial", "yes"), ("age", "17")]);
    let options = Options { as_of: found[0].as_of, as_if_enacted: crate::runtime::AsIf::All, ..Options::default() };
    let decision = decide(&build.program, InstrumentId(0), DecisionId(0), &found[0].row, &options);
    assert_eq!(decision.effect, Effect::Conflict);
}

#[test]
fn nothing_is_told_where_no_case_conflicts() {
    // One is an exception to the other.
    let (mut build, first, second) = two_rules();
    build.program.rules[first.index()].above = vec![second];
    assert!(found(&build).is_empty());
    // The conditions exclude each other.
    let (mut build, first, second) = two_rules();
    let young = build.program.rules[second.index()].condition.clone();
    build.program.rules[first.index()].condition = build.not(young);
    assert!(found(&build).is_empty());
    // A third rule blocks one of them whenever both hold.
    let (mut build, first, second) = two_rules();
    let judicial = build.program.rules[first.index()].condition.clone();
    let block = build.add(Action::Block, judicial, &[]);
    build.program.rules[second.index()].above = vec![block];
    assert!(found(&build).is_empty());
}

#[test]
fn the_budget_holds() {
    let (build, ..) = two_rules();
    let mut spent = Budget { evaluations: 1, cases: 1 };
    assert!(witnesses(&build.program, InstrumentId(0), &mut spent).is_empty());
    assert_eq!(spent.evaluations, 0);
}
