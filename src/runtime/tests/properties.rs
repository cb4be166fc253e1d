//! Deciding agrees with brute force over every way of filling in small programs.

use super::joined::{Joined, joined};
use crate::ir::*;
use crate::runtime::beforehand::idle::{Budget, Why, idle_rules};
use crate::runtime::evaluate::Evaluator;
use crate::runtime::law::environment::Environment;
use crate::runtime::testing::{Build, options};
use crate::runtime::{Decision, Effect};
use proptest::prelude::*;

/// Facts: 0 to 3 are yes/no, 4 and 5 are grades of three values (5 may be absent).
const FACTS: usize = 6;

#[derive(Clone, Debug)]
enum Leaf {
    Fact(usize),
    Grade(usize, Vec<u16>),
}

fn condition() -> impl Strategy<Value = Joined<Leaf>> {
    let leaf = prop_oneof![
        (0usize..4).prop_map(Leaf::Fact),
        (4usize..6, prop::collection::vec(0u16..3, 1..3)).prop_map(|(fact, values)| Leaf::Grade(fact, values)),
    ];
    joined(leaf, 3, 12)
}

type RuleOf = (u8, u16, Joined<Leaf>, Option<usize>);

fn rules() -> impl Strategy<Value = Vec<RuleOf>> {
    prop::collection::vec((0u8..7, 0u16..2, condition(), prop::option::of(0usize..4)), 1..5)
}

fn lower(build: &mut Build, grade: Type, leaf: &Leaf) -> Expr {
    match leaf {
        Leaf::Fact(at) => build.read(Instance { frame: 0, base: 0 }, SlotId(*at as u32), Type::YesNo),
        Leaf::Grade(at, values) => {
            let fact = build.read(Instance { frame: 0, base: 0 }, SlotId(*at as u32), grade);
            build.is(fact, values)
        }
    }
}

fn program(rules: &[RuleOf]) -> Build {
    let mut build = Build::new();
    let grade = build.choice("grade", &["felony", "misdemeanor", "infraction"]);
    for at in 0..4 {
        build.slot(CASE, &format!("fact {at}"), Type::YesNo, false);
    }
    build.slot(CASE, "grade", grade, false);
    build.slot(CASE, "other grade", grade, true);
    for (index, (kind, outcome, condition, above)) in rules.iter().enumerate() {
        let condition = condition.lower(&mut build, &|build, leaf| lower(build, grade, leaf));
        let mut conclude = |mode| build.conclusion(mode, *outcome);
        let action = match kind {
            0 => Action::Decide(conclude(Mode::Must)),
            1 => Action::Decide(conclude(Mode::MustNot)),
            2 => Action::Decide(conclude(Mode::May)),
            3 => Action::Gate { then: conclude(Mode::May), otherwise: conclude(Mode::MustNot) },
            4 => Action::Block,
            5 => Action::Otherwise(conclude(Mode::Plain)),
            _ => Action::Decide(conclude(Mode::Plain)),
        };
        // Only earlier rules stand above, so that there is no cycle.
        let above: Vec<RuleId> = above.iter().filter(|it| **it < index).map(|it| RuleId(*it as u32)).collect();
        build.add(action, condition, &above);
    }
    build
}

fn values(fact: usize) -> Vec<Value> {
    match fact {
        0..4 => vec![Value::Bool(true), Value::Bool(false)],
        4 => (0..3).map(Value::Enum).collect(),
        _ => (0..3).map(Value::Enum).chain([Value::Absent]).collect(),
    }
}

/// Every way of filling in what is unknown.
fn fillings(case: &[Value]) -> Vec<Vec<Value>> {
    let mut out = vec![Vec::new()];
    for (fact, value) in case.iter().enumerate() {
        let choices = if *value == Value::Unknown { values(fact) } else { vec![value.clone()] };
        out = out
            .iter()
            .flat_map(|row: &Vec<Value>| choices.iter().map(move |it| [row.clone(), vec![it.clone()]].concat()))
            .collect();
    }
    out
}

fn answer(decision: &Decision) -> (Effect, Vec<Value>) {
    (decision.effect, decision.outcomes.clone())
}

fn case() -> impl Strategy<Value = Vec<Value>> {
    let fact = |at: usize| prop_oneof![2 => Just(Value::Unknown), 1 => prop::sample::select(values(at))];
    (fact(0), fact(1), fact(2), fact(3), fact(4), fact(5)).prop_map(|(a, b, c, d, e, f)| vec![a, b, c, d, e, f])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn decided_means_every_filling(rules in rules(), case in case()) {
        let build = program(&rules);
        let decision = build.decide(&case);
        let mut all: Vec<(Effect, Vec<Value>)> = Vec::new();
        for filling in fillings(&case) {
            let filled = build.decide(&filling);
            prop_assert_ne!(filled.effect, Effect::Undetermined);
            if !all.contains(&answer(&filled)) {
                all.push(answer(&filled));
            }
        }
        if decision.effect == Effect::Undetermined {
            prop_assert!(all.len() > 1, "undetermined, and yet always {:?}", all);
            prop_assert!(!decision.missing.is_empty());
            // Each missing fact matters in some filling of the others.
            for missing in &decision.missing {
                let at = missing.slot.index();
                let matters = fillings(&case).iter().any(|filling| {
                    let of = |value: &Value| {
                        let mut other = filling.clone();
                        other[at] = value.clone();
                        answer(&build.decide(&other))
                    };
                    values(at).iter().any(|value| of(value) != answer(&build.decide(filling)))
                });
                prop_assert!(matters, "{} changes nothing", missing.words);
            }
            let next = decision.next.as_ref().unwrap();
            prop_assert!(next.answers.len() > 1);
        } else {
            prop_assert_eq!(all.len(), 1, "decided {:?}", decision.effect);
            prop_assert_eq!(&all[0], &answer(&decision));
        }
        prop_assert_eq!(case.len(), FACTS);
    }

    #[test]
    fn a_rule_is_idle_if_no_case_makes_it_live(rules in rules()) {
        let build = program(&rules);
        let environment = Environment::new(&build.program, Some(InstrumentId(0)), &options());
        let idle = idle_rules(&build.program, InstrumentId(0), &mut Budget::default());
        let cases = fillings(&vec![Value::Unknown; FACTS]);
        for (index, rule) in build.program.rules.iter().enumerate() {
            let id = RuleId(index as u32);
            let states: Vec<_> = cases.iter().map(|case| Evaluator::new(&environment, case, None).rule(id)).collect();
            let holds = states.iter().any(|it| it.holds.is_true());
            let live = states.iter().any(|it| it.live.is_true());
            let exempt = matches!(rule.action, Action::Otherwise(_));
            let gate = matches!(rule.action, Action::Gate { .. });
            match idle.iter().find(|it| it.rule == id).map(|it| &it.why) {
                Some(Why::Contradiction(parts)) => prop_assert!(!holds && !exempt && !parts.is_empty()),
                Some(Why::Defeated(by)) => prop_assert!(holds && !live && !exempt && !gate && !by.is_empty()),
                None => prop_assert!(exempt || (holds && (live || gate)), "rule {index} is idle, and nothing says so"),
            }
        }
    }
}
