//! Several authorities and one answer: ranks, pre-emption, conflicts, what is open. Decisions are made by hand.

use super::super::authorities::precedence::{Bench, Resolved, Role};
use super::super::testing::options;
use super::super::{Decision, Effect, Standing};
use crate::ir::{
    self, Action, Conclusion, DecisionId, Enumeration, Expr, ExprId, ExprKind, Instrument, InstrumentId, Mode, Order, Period,
    PreEmption, Program, Rule, RuleId, Type, Value,
};
use crate::source::{FileId, Span};
use Effect::{Chosen, Conflict, NoRule, Permitted, Prohibited, Required, Undetermined};
use proptest::prelude::*;

const SPAN: Span = Span { file: FileId(0), start: 0, end: 0 };

/// `decision detainer: honor or decline` and instruments of these levels, each of which may conclude anything.
fn program(levels: &[&str]) -> Program {
    let mut program = Program::default();
    let values = vec!["honor".to_owned(), "decline".to_owned()];
    program.enums.push(Enumeration { name: "detainer".to_owned(), values, span: SPAN });
    let ty = Type::Enum(ir::EnumId(0));
    program.decisions.push(ir::Decision { name: "detainer".to_owned(), ty, highest_first: false, span: SPAN });
    for (at, level) in levels.iter().enumerate() {
        let instrument = InstrumentId(at as u32);
        let mut rules = Vec::new();
        for mode in [Mode::Plain, Mode::May] {
            for outcome in [0, 1] {
                rules.push(RuleId(program.rules.len() as u32));
                let constant = |value: Value, ty: Type| Expr { id: ExprId(0), kind: ExprKind::Const(value), ty, span: SPAN };
                let value = constant(Value::Enum(outcome), ty);
                let conclusion = Conclusion { decision: DecisionId(0), mode, value, span: SPAN };
                program.rules.push(Rule {
                    instrument,
                    label: format!("{at}"),
                    title: None,
                    law: Vec::new(),
                    period: Period::ALWAYS,
                    provenance: None,
                    applies: Vec::new(),
                    action: Action::Decide(conclusion),
                    condition: constant(Value::Bool(true), Type::YesNo),
                    duty: None,
                    binds: Vec::new(),
                    above: Vec::new(),
                    span: SPAN,
                });
            }
        }
        program.instruments.push(Instrument {
            level: Some((*level).to_owned()),
            decisions: vec![DecisionId(0)],
            rules,
            ..Instrument::blank(format!("{level}-{at}"), SPAN)
        });
    }
    program
}

fn order(ranks: &[&str]) -> Order {
    Order {
        name: "test".to_owned(),
        text: None,
        ranks: ranks.iter().map(|it| (*it).to_owned()).collect(),
        pre_emptions: Vec::new(),
        advising: Vec::new(),
        set_aside: Vec::new(),
        implementing: Vec::new(),
        extremes: Vec::new(),
        positions: Vec::new(),
        source: None,
        span: SPAN,
    }
}

/// A rule of that authority: any of its four, for the roles.
fn rules(at: u32) -> Vec<RuleId> {
    vec![RuleId(4 * at)]
}

fn roles(resolved: &Resolved) -> Vec<Role> {
    resolved.authorities.iter().map(|it| it.role.clone()).collect()
}

fn own(at: usize, effect: Effect, outcomes: &[u16]) -> Decision {
    let mut decision = Decision::blank(InstrumentId(at as u32), DecisionId(0), Standing::Applies);
    decision.effect = effect;
    if !matches!(effect, NoRule | Undetermined) {
        decision.rules = rules(at as u32);
    }
    decision.outcomes = outcomes.iter().copied().map(Value::Enum).collect();
    decision
}

fn together(program: &Program, order: Option<&Order>, own: &[Decision]) -> Resolved {
    Bench::new(program, DecisionId(0), (None, order), &options()).resolve(own.to_vec(), &[], &Vec::new(), &[], true)
}

#[track_caller]
fn is(resolved: &Resolved, effect: Effect, outcomes: &[u16]) {
    let outcomes: Vec<Value> = outcomes.iter().copied().map(Value::Enum).collect();
    assert_eq!((resolved.effect, &resolved.outcomes), (effect, &outcomes), "{resolved:?}");
}

const LEVELS: [&str; 3] = ["federal", "state", "county"];

#[test]
fn a_higher_duty_pre_empts_a_lower_choice() {
    let program = program(&LEVELS);
    let down = order(&LEVELS);
    let all = [own(0, Required, &[0]), own(1, Permitted, &[0, 1]), own(2, Chosen, &[1])];
    let resolved = together(&program, Some(&down), &all);
    is(&resolved, Required, &[0]);
    assert_eq!(roles(&resolved), [Role::Stands, Role::Limited(rules(0)), Role::PreEmpted(rules(0))]);
    let resolved = together(&program, None, &all);
    is(&resolved, Conflict, &[]);
    assert!(roles(&resolved).iter().all(|role| matches!(role, Role::Conflicts(_))), "{resolved:?}");
    // The county stands first in the opposite order, and a choice is no limit.
    let resolved = together(&program, Some(&order(&["county", "state", "federal"])), &all);
    is(&resolved, Required, &[0]);
    assert_eq!(resolved.authorities[2].role, Role::Limited(rules(0)));
}

#[test]
fn a_higher_permission_leaves_the_choice() {
    let program = program(&LEVELS);
    let down = order(&LEVELS);
    let resolved = together(&program, Some(&down), &[own(0, Permitted, &[0]), own(2, Chosen, &[1])]);
    is(&resolved, Chosen, &[1]);
    assert_eq!(roles(&resolved), [Role::LeavesTheChoice, Role::Stands]);
    let resolved = together(&program, Some(&down), &[own(0, Permitted, &[0]), own(2, Prohibited, &[0])]);
    is(&resolved, Prohibited, &[0]);
    is(&together(&program, None, &[own(0, Permitted, &[0]), own(1, Permitted, &[0, 1])]), Permitted, &[0, 1]);
    // Declining follows both.
    is(&together(&program, None, &[own(0, Permitted, &[0]), own(1, Prohibited, &[0])]), Prohibited, &[0]);
    // Of two choices the lower counts; both are not given.
    let resolved = together(&program, Some(&down), &[own(0, Chosen, &[0]), own(2, Chosen, &[1])]);
    is(&resolved, Chosen, &[1]);
    assert_eq!(roles(&resolved), [Role::LeavesTheChoice, Role::Stands]);
}

#[test]
fn one_authority_is_taken_at_its_word_and_none_says_nothing() {
    let program = program(&LEVELS);
    is(&together(&program, None, &[own(0, Prohibited, &[0])]), Prohibited, &[0]);
    is(&together(&program, None, &[own(0, Prohibited, &[0]), own(1, NoRule, &[])]), Prohibited, &[0]);
    is(&together(&program, None, &[own(0, NoRule, &[])]), NoRule, &[]);
    is(&together(&program, None, &[]), NoRule, &[]);
}

#[test]
fn advice_and_what_is_set_aside_do_not_bind() {
    let program = program(&LEVELS);
    let mut down = order(&LEVELS);
    down.advising.push((InstrumentId(0), Period::ALWAYS));
    down.set_aside.push((InstrumentId(1), Period::ALWAYS));
    let all = [own(0, Required, &[0]), own(1, Prohibited, &[1]), own(2, Chosen, &[1])];
    let resolved = together(&program, Some(&down), &all);
    is(&resolved, Chosen, &[1]);
    assert_eq!(roles(&resolved), [Role::Advises, Role::SetAside, Role::Stands]);
}

#[test]
fn pre_emption_reaches_only_where_there_is_an_effect() {
    let program = program(&["state", "county", "city"]);
    let mut it = order(&[]);
    let part = |upper: u32, lower: u32| PreEmption {
        upper: InstrumentId(upper),
        lower: InstrumentId(lower),
        period: Period::ALWAYS,
        when: None,
        span: SPAN,
    };
    // The city's is taken from it only by an authority that has kept its own.
    it.pre_emptions = vec![part(1, 2), part(0, 1)];
    let all = [own(0, Required, &[0]), own(1, Required, &[1]), own(2, Chosen, &[0])];
    let resolved = together(&program, Some(&it), &all);
    is(&resolved, Required, &[0]);
    assert_eq!(roles(&resolved), [Role::Stands, Role::PreEmpted(rules(0)), Role::Stands]);
    let resolved = together(&program, Some(&it), &[own(0, NoRule, &[]), own(1, Required, &[1]), own(2, Chosen, &[0])]);
    assert_eq!(roles(&resolved), [Role::Silent, Role::Stands, Role::PreEmpted(rules(1))]);
}

#[test]
fn an_instrument_ranks_with_the_one_that_it_implements() {
    let program = program(&["federal", "agency", "county"]);
    let mut down = order(&["federal", "county"]);
    let all = [own(1, Required, &[0]), own(2, Chosen, &[1])];
    is(&together(&program, Some(&down), &all), Conflict, &[]);
    down.implementing.push(ir::Implementing {
        which: InstrumentId(1),
        like: InstrumentId(0),
        period: Period::ALWAYS,
        span: SPAN,
    });
    is(&together(&program, Some(&down), &all), Required, &[0]);
}

#[test]
fn what_is_open_counts_only_where_it_changes_the_answer() {
    let program = program(&LEVELS);
    let down = order(&LEVELS);
    let resolved = together(&program, Some(&down), &[own(0, Required, &[0]), own(2, Undetermined, &[])]);
    is(&resolved, Required, &[0]);
    assert_eq!(roles(&resolved), [Role::Stands, Role::Open]);
    let resolved = together(&program, Some(&down), &[own(0, Permitted, &[0]), own(2, Undetermined, &[])]);
    is(&resolved, Undetermined, &[]);
    // In conflict whatever the third says.
    let all = [own(0, Required, &[0]), own(1, Required, &[1]), own(2, Undetermined, &[])];
    is(&together(&program, Some(&order(&[])), &all), Conflict, &[]);
}

#[test]
fn a_condition_of_the_order_may_be_open() {
    let program = program(&LEVELS);
    let mut it = order(&[]);
    let constant = Expr { id: ExprId(0), kind: ExprKind::Const(Value::Unknown), ty: Type::YesNo, span: SPAN };
    it.pre_emptions.push(PreEmption {
        upper: InstrumentId(0),
        lower: InstrumentId(1),
        period: Period::ALWAYS,
        when: Some(constant),
        span: SPAN,
    });
    let open = |all: &[Decision]| together(&program, Some(&it), all);
    is(&open(&[own(0, Required, &[0]), own(1, Required, &[1])]), Undetermined, &[]);
    is(&open(&[own(0, Required, &[0]), own(1, Required, &[0])]), Required, &[0]);
}

#[test]
fn three_prohibitions_may_leave_nothing() {
    let mut program = program(&["a", "b", "c"]);
    program.enums[0].values.push("defer".to_owned());
    let all = [own(0, Prohibited, &[0]), own(1, Prohibited, &[1]), own(2, Prohibited, &[2])];
    is(&together(&program, None, &all), Conflict, &[]);
    is(&together(&program, None, &all[..2]), Prohibited, &[0, 1]);
    // A higher choice that a lower authority forbids is none.
    let down = order(&["a", "b", "c"]);
    is(&together(&program, Some(&down), &[own(0, Chosen, &[0]), own(1, Prohibited, &[0])]), Prohibited, &[0]);
    is(&together(&program, None, &[own(0, Prohibited, &[0]), own(1, Permitted, &[1])]), Prohibited, &[0]);
}

fn any_own(at: usize) -> impl Strategy<Value = Decision> {
    let outcomes = prop_oneof![Just(vec![0]), Just(vec![1])];
    let effect = prop_oneof![Just(Required), Just(Prohibited), Just(Permitted), Just(Chosen), Just(NoRule), Just(Undetermined)];
    (effect, outcomes).prop_map(move |(effect, outcomes)| match effect {
        NoRule | Undetermined => own(at, effect, &[]),
        _ => own(at, effect, &outcomes),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    /// The order in which authorities are given never matters.
    #[test]
    fn seating_does_not_matter(
        all in (any_own(0), any_own(1), any_own(2), any_own(3)).prop_map(|(a, b, c, d)| vec![a, b, c, d]),
        turned in 0_usize..4,
        ranked in any::<bool>(),
    ) {
        let program = program(&["federal", "state", "county", "county"]);
        let down = order(&LEVELS);
        let down = ranked.then_some(&down);
        let straight = together(&program, down, &all);
        let mut other = all.clone();
        other.rotate_left(turned);
        other.swap(0, 3);
        let turned = together(&program, down, &other);
        prop_assert_eq!(straight.effect, turned.effect);
        prop_assert_eq!(&straight.outcomes, &turned.outcomes);
        // Rules are listed as the authorities are.
        let sorted = |resolved: &Resolved| {
            let mut rules = resolved.rules.clone();
            rules.sort_unstable();
            rules
        };
        prop_assert_eq!(sorted(&straight), sorted(&turned));
    }

    /// What is decided although an answer is open stays so whatever that answer turns out to be.
    #[test]
    fn regardless_is_kept(
        all in (any_own(0), any_own(1), any_own(2)).prop_map(|(a, b, c)| vec![a, b, c]),
        answer in any_own(1),
        ranked in any::<bool>(),
    ) {
        let program = program(&LEVELS);
        let down = order(&LEVELS);
        let down = ranked.then_some(&down);
        let mut open = all.clone();
        open[1] = own(1, Undetermined, &[]);
        let mut known = all;
        // The rules of the program choose and permit; they neither require nor forbid.
        if matches!(answer.effect, Chosen | Permitted | NoRule) {
            known[1] = answer;
            let (open, known) = (together(&program, down, &open), together(&program, down, &known));
            if open.effect != Undetermined && known.effect != Undetermined {
                prop_assert_eq!(open.effect, known.effect);
                prop_assert_eq!(open.outcomes, known.outcomes);
            }
        }
    }
}
