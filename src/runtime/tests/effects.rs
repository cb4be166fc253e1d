//! The effect of live rules.

use crate::ir::*;
use crate::runtime::testing::{Build, ROOT, day, line};
use crate::runtime::{AsIf, Decider, Effect, Options, Standing};

fn effect_of(conclusions: &[(Mode, u16)]) -> String {
    let mut build = Build::new();
    for (mode, outcome) in conclusions {
        let yes = build.yes();
        build.rule(*mode, *outcome, yes);
    }
    let decision = build.decide(&[]);
    let line = line(&decision);
    line.strip_suffix(" missing ").unwrap_or(&line).to_string()
}

#[test]
fn the_table_of_conflicts() {
    use Mode::*;
    let table: &[(&[(Mode, u16)], &str)] = &[
        (&[], "NoRule  by "),
        (&[(Must, 0)], "Required 0 by 1"),
        (&[(MustNot, 0)], "Prohibited 0 by 1"),
        (&[(May, 0)], "Permitted 0 by 1"),
        (&[(Plain, 0)], "Chosen 0 by 1"),
        (&[(Must, 0), (Must, 0)], "Required 0 by 1,2"),
        (&[(Must, 0), (Must, 1)], "Conflict  by 1,2"),
        (&[(Must, 0), (MustNot, 0)], "Conflict  by 1,2"),
        (&[(Must, 0), (MustNot, 1)], "Required 0 by 1"),
        (&[(Plain, 0), (Plain, 1)], "Conflict  by 1,2"),
        (&[(Plain, 0), (Plain, 0)], "Chosen 0 by 1,2"),
        (&[(Plain, 0), (MustNot, 0)], "Conflict  by 1,2"),
        (&[(Plain, 0), (MustNot, 1)], "Chosen 0 by 1"),
        (&[(Plain, 0), (Must, 0)], "Required 0 by 2"),
        (&[(Plain, 0), (Must, 1)], "Conflict  by 1,2"),
        (&[(May, 0), (MustNot, 0)], "Conflict  by 1,2"),
        (&[(May, 0), (MustNot, 1)], "Prohibited 1 by 2"),
        (&[(May, 0), (Must, 0)], "Required 0 by 2"),
        (&[(May, 0), (Must, 1)], "Conflict  by 1,2"),
        (&[(May, 0), (Plain, 1)], "Chosen 1 by 2"),
        (&[(May, 1), (May, 0)], "Permitted 0,1 by 1,2"),
        (&[(MustNot, 1), (MustNot, 0)], "Conflict  by 1,2"),
        (&[(MustNot, 1), (MustNot, 1)], "Prohibited 1 by 1,2"),
        (&[(May, 0), (Must, 1), (MustNot, 0)], "Conflict  by 1,2,3"),
        (&[(MustNot, 0), (Must, 1), (Must, 1)], "Required 1 by 2,3"),
    ];
    for (conclusions, expected) in table {
        assert_eq!(effect_of(conclusions), *expected, "{conclusions:?}");
    }
}

#[test]
fn an_exception_to_an_exception_brings_the_base_back() {
    let mut build = Build::new();
    let facts: Vec<Expr> = (0..3).map(|at| build.fact(&format!("fact {at}"), Type::YesNo)).collect();
    let [base, exception, back] = <[Expr; 3]>::try_from(facts).unwrap();
    let back = build.add(Action::Block, back, &[]);
    let exception = {
        let conclusion = build.conclusion(Mode::Plain, 0);
        build.add(Action::Decide(conclusion), exception, &[back])
    };
    let conclusion = build.conclusion(Mode::Plain, 1);
    let base = build.add(Action::Decide(conclusion), base, &[exception]);
    build.otherwise(0);
    let decide = |a, b, c| build.decide(&[Value::Bool(a), Value::Bool(b), Value::Bool(c)]);
    assert_eq!(line(&decide(true, false, false)), "Chosen 1 by 3 missing ");
    let defeated = decide(true, true, false);
    assert_eq!((line(&defeated).as_str(), defeated.defeated), ("Chosen 0 by 2 missing ", vec![(base, vec![exception])]));
    let restored = decide(true, true, true);
    assert_eq!((line(&restored).as_str(), restored.defeated), ("Chosen 1 by 3 missing ", vec![(exception, vec![back])]));
    assert_eq!(line(&decide(false, false, true)), "Chosen 0 by 4 missing ");
}

#[test]
fn a_long_chain_of_exceptions() {
    let mut build = Build::new();
    let yes = build.yes();
    let mut above = build.rule(Mode::Plain, 0, yes);
    for _ in 0..20_000 {
        let yes = build.yes();
        let conclusion = build.conclusion(Mode::Plain, 1);
        above = build.add(Action::Decide(conclusion), yes, &[above]);
    }
    // Every second rule stands, and the first of the chain prevails over those that differ.
    assert_eq!(build.decide(&[]).effect, Effect::Chosen);
}

#[test]
fn a_gate_permits_or_forbids() {
    let mut build = Build::new();
    let fact = build.fact("serious", Type::YesNo);
    let (then, otherwise) = (build.conclusion(Mode::May, 0), build.conclusion(Mode::MustNot, 0));
    build.add(Action::Gate { then, otherwise }, fact, &[]);
    assert_eq!(line(&build.decide(&[Value::Bool(true)])), "Permitted 0 by 1 missing ");
    assert_eq!(line(&build.decide(&[Value::Bool(false)])), "Prohibited 0 by 1 missing ");
    assert_eq!(line(&build.decide(&[])), "Undetermined  by  missing serious");
}

#[test]
fn the_highest_outcome_prevails() {
    let mut build = Build::new();
    build.program.decisions[0].highest_first = true;
    let yes = [build.yes(), build.yes(), build.yes()];
    for (outcome, yes) in [1, 0, 0].into_iter().zip(yes) {
        build.rule(Mode::Plain, outcome, yes);
    }
    let decision = build.decide(&[]);
    assert_eq!(line(&decision), "Chosen 0 by 2,3 missing ");
    assert_eq!(decision.defeated, [(RuleId(0), vec![RuleId(1), RuleId(2)])]);
}

#[test]
fn equal_values_agree() {
    let mut build = Build::new();
    build.program.decisions[0].ty = Type::Money(Currency::USD);
    for amount in ["5", "5.0"] {
        let (value, yes) = (build.constant(crate::runtime::testing::number(amount), Type::Money(Currency::USD)), build.yes());
        let conclusion = Conclusion { decision: DecisionId(0), mode: Mode::Plain, value, span: crate::runtime::testing::span() };
        build.add(Action::Decide(conclusion), yes, &[]);
    }
    assert_eq!(build.decide(&[]).effect, Effect::Chosen);
}

#[test]
fn where_the_instrument_stands() {
    let standing = |status, since: Option<&str>, period: Period, as_of: &str, all: bool| {
        let as_if_enacted = if all { AsIf::All } else { AsIf::Law };
        let mut build = Build::new();
        let yes = build.yes();
        build.rule(Mode::Must, 0, yes);
        let instrument = &mut build.program.instruments[0];
        (instrument.status, instrument.status_date, instrument.period) = (status, since.map(day), period);
        let options = Options { as_of: day(as_of), as_if_enacted, ..Options::default() };
        let decision = Decider::new(&build.program, InstrumentId(0), DecisionId(0), &options).decide(&vec![]);
        (decision.effect, decision.standing)
    };
    let from = |from| Period { from, through: None };
    let through = Period { from: Start::Day(day("2014-01-01")), through: Some(day("2017-12-31")) };
    let unknown = || from(Start::Unknown { earliest: Some(day("2012-12-05")), latest: Some(day("2013-03-31")) });
    use Effect::*;
    assert_eq!(
        standing(Status::Enacted, None, through.clone(), "2013-12-31", false),
        (NoRule, Standing::NotYet(day("2014-01-01")))
    );
    assert_eq!(standing(Status::Enacted, None, through.clone(), "2014-01-01", false), (Required, Standing::Applies));
    assert_eq!(standing(Status::Enacted, None, through.clone(), "2017-12-31", false), (Required, Standing::Applies));
    assert_eq!(
        standing(Status::Enacted, None, through.clone(), "2018-01-01", false),
        (NoRule, Standing::Ended(day("2017-12-31")))
    );
    assert_eq!(standing(Status::Vetoed, Some("2012-09-30"), through, "2015-01-01", false), (NoRule, Standing::NotLaw));
    assert_eq!(standing(Status::Bill, None, Period::ALWAYS, "2015-01-01", true), (Required, Standing::Applies));
    assert_eq!(
        standing(Status::Repealed, Some("2016-01-01"), Period::ALWAYS, "2015-12-31", false),
        (Required, Standing::Applies)
    );
    assert_eq!(standing(Status::Repealed, Some("2016-01-01"), Period::ALWAYS, "2016-01-01", false), (NoRule, Standing::NotLaw));
    assert_eq!(standing(Status::Enacted, None, unknown(), "2012-12-04", false), (NoRule, Standing::NotYet(day("2012-12-05"))));
    assert_eq!(standing(Status::Enacted, None, unknown(), "2013-01-01", false), (Undetermined, Standing::Uncertain));
    assert_eq!(standing(Status::Enacted, None, unknown(), "2013-03-31", false), (Required, Standing::Applies));
}

#[test]
fn whom_it_binds() {
    let mut build = Build::new();
    let (presence, kind) = (build.record("custodian"), build.choice("kind", &["sheriff", "police"]));
    build.slot(CASE, "custodian", Type::Record(presence), false);
    let inner = build.slot(presence, "kind", kind, false);
    let of_case = build.slot(CASE, "kind of the custodian", kind, false);
    let stipulation = build.slot(presence, "sheriff", Type::YesNo, false);
    build.slot(CASE, "custodian is a sheriff", Type::YesNo, false);
    let read = build.read(Instance { frame: 1, base: 0 }, inner, kind);
    let body = build.is(read, &[0]);
    build.program.definitions.push(Definition {
        name: "sheriff".into(),
        words: "a custodian is a sheriff".into(),
        label: None,
        of: presence,
        ty: Type::YesNo,
        versions: vec![DefinitionVersion { period: Period::ALWAYS, provenance: None, body }],
        open: None,
        stipulation,
        law: Vec::new(),
        span: crate::runtime::testing::span(),
    });
    build.program.instruments[0].binds = vec![(DefId(0), Instance { frame: 0, base: of_case.0 })];
    let serious = build.fact("serious", Type::YesNo);
    build.rule(Mode::Must, 0, serious);
    let row = |kind, serious| [Value::Record, kind, Value::Unknown, serious];
    let decide = |kind, serious| build.decide(&row(kind, serious));
    let bound = decide(Value::Enum(0), Value::Bool(true));
    assert_eq!((bound.effect, bound.presumed_bound), (Effect::Required, false));
    let other = decide(Value::Enum(1), Value::Bool(true));
    assert_eq!((other.effect, other.standing), (Effect::NoRule, Standing::DoesNotBind));
    let presumed = decide(Value::Unknown, Value::Bool(true));
    assert_eq!((presumed.effect, presumed.presumed_bound), (Effect::Required, true));
    let stipulated = build.decide(&[Value::Record, Value::Unknown, Value::Bool(false), Value::Bool(true)]);
    assert_eq!(stipulated.standing, Standing::DoesNotBind);
    let _ = ROOT;
}

#[test]
fn a_rule_has_its_own_period() {
    let mut build = Build::new();
    let yes = build.yes();
    let rule = build.rule(Mode::Must, 0, yes);
    build.otherwise(1);
    build.program.rules[rule.index()].period = Period { from: Start::Day(day("2015-01-01")), through: None };
    assert_eq!(line(&build.decide(&[])), "Chosen 1 by 2 missing ");
    build.program.rules[rule.index()].period = Period { from: Start::Unknown { earliest: None, latest: None }, through: None };
    assert_eq!(build.decide(&[]).effect, Effect::Undetermined);
    let next = build.decide(&[]).next.unwrap();
    assert_eq!(next.words, "whether rule 1 is in force");
}

#[test]
fn a_limb_satisfied_by_another_rule() {
    let mut build = Build::new();
    let (limb, proviso) = (build.fact("limb", Type::YesNo), build.fact("proviso", Type::YesNo));
    let satisfies = build.add(Action::Satisfy, proviso, &[]);
    let kind = ExprKind::Limb { path: "(b)(2)".into(), title: None, body: Box::new(limb), satisfied_by: vec![satisfies] };
    let limb = build.expr(kind, Type::YesNo);
    build.rule(Mode::May, 0, limb);
    assert_eq!(build.decide(&[Value::Bool(false), Value::Bool(true)]).effect, Effect::Permitted);
    assert_eq!(build.decide(&[Value::Bool(false), Value::Bool(false)]).effect, Effect::NoRule);
    assert_eq!(line(&build.decide(&[Value::Bool(false)])), "Undetermined  by  missing proviso");
}
