//! Values, lists, parameters, problems.

use crate::ir::*;
use crate::runtime::testing::{Build, ITEM, ROOT, day, line, number, span};
use std::sync::Arc;

const USD: Type = Type::Money(Currency::USD);

#[test]
fn arithmetic_with_unknown_and_absent() {
    let mut build = Build::new();
    let (a, b) = (build.fact("a", USD), build.fact("b", USD));
    let sum = build.expr(ExprKind::Arithmetic(Arithmetic::Plus, Box::new(a), Box::new(b)), USD);
    assert_eq!(build.value(&sum, &[number("0.1"), number("0.2")]), Ok(number("0.3")));
    assert_eq!(build.value(&sum, &[number("0.1"), Value::Unknown]), Ok(Value::Unknown));
    assert_eq!(build.value(&sum, &[Value::Absent, Value::Unknown]), Err(vec!["absent-amount"]));
    let most = Value::Number(Number::new_raw(i128::MAX, 1));
    assert_eq!(build.value(&sum, &[most, number("1")]), Err(vec!["number-too-large"]));
}

#[test]
fn problems_only_where_they_are_needed() {
    let mut build = Build::new();
    let (income, size, young) = (build.fact("income", USD), build.fact("size", Type::Number), build.fact("young", Type::YesNo));
    let share = build.expr(ExprKind::Arithmetic(Arithmetic::DividedBy, Box::new(income), Box::new(size)), USD);
    let limit = build.constant(number("500"), USD);
    let poor = build.compare(share, Comparison::Less, limit);
    let condition = build.any(vec![poor, young]);
    build.rule(Mode::Plain, 0, condition);
    let decide = |size: &str, young| build.decide(&[number("1200"), number(size), young]);
    let codes = |it: &crate::runtime::Decision| it.problems.iter().map(|it| it.code.name()).collect::<Vec<_>>();
    let needed = decide("0", Value::Bool(false));
    assert_eq!((line(&needed).as_str(), codes(&needed)), ("Undetermined  by  missing ", vec!["division-by-zero"]));
    let not_needed = decide("0", Value::Bool(true));
    assert_eq!((line(&not_needed).as_str(), codes(&not_needed)), ("Chosen 0 by 1 missing ", vec![]));
    assert_eq!(line(&decide("3", Value::Unknown)), "Chosen 0 by 1 missing ");
    assert_eq!(line(&decide("2", Value::Unknown)), "Undetermined  by  missing young");
    // Whatever the quotient is: the problem is reported and changes nothing.
    let mut build = Build::new();
    let (income, size) = (build.fact("income", USD), build.fact("size", Type::Number));
    for (op, outcome) in [(Comparison::Less, 0), (Comparison::AtLeast, 0)] {
        let share =
            build.expr(ExprKind::Arithmetic(Arithmetic::DividedBy, Box::new(income.clone()), Box::new(size.clone())), USD);
        let limit = build.constant(number("500"), USD);
        let condition = build.compare(share, op, limit);
        build.rule(Mode::Plain, outcome, condition);
    }
    let decision = build.decide(&[number("1200"), number("0")]);
    assert_eq!((line(&decision).as_str(), codes(&decision)), ("Chosen 0 by 1,2 missing ", vec!["division-by-zero"]));
    assert_eq!(decision.regardless_of, []);
}

#[test]
fn a_parameter_with_rows_and_each_more() {
    let mut build = Build::new();
    let size = build.fact("household size", Type::Number);
    let row = |key: &str, value: &str| ParameterRow { keys: vec![(number(key), number(key))], value: number(value) };
    build.program.parameters.push(Parameter {
        name: "gross income limit".into(),
        keys: vec![Type::Number],
        ty: USD,
        versions: vec![ParameterVersion {
            period: Period { from: Start::Day(day("2013-10-01")), through: Some(day("2014-09-30")) },
            provenance: None,
            rows: vec![row("1", "1580"), row("2", "2137"), row("3", "2694"), row("4", "3250")],
            each_more: Some(number("557")),
            span: span(),
        }],
        span: span(),
    });
    let limit = build.expr(ExprKind::Parameter(ParamId(0), vec![size]), USD);
    let value = |size: Value| build.value(&limit, &[size]);
    assert_eq!(value(number("2")), Ok(number("2137")));
    assert_eq!(value(number("6")), Ok(number("4364")));
    assert_eq!(value(number("0")), Err(vec!["no-row-for-key"]));
    assert_eq!(value(number("4.5")), Err(vec!["no-row-for-key"]));
    assert_eq!(value(Value::Unknown), Ok(Value::Unknown));
    build.program.parameters[0].versions[0].period.through = Some(day("2014-01-01"));
    assert_eq!(build.value(&limit, &[number("2")]), Err(vec!["no-value-in-force"]));
}

/// Convictions with a grade (felony, misdemeanor) and an incident number.
fn convictions(build: &mut Build) -> (Expr, Expr, Expr) {
    let record = build.record("conviction");
    let grade = build.choice("grade", &["felony", "misdemeanor", "infraction"]);
    let grade_slot = build.slot(record, "grade", grade, false);
    let incident_slot = build.slot(record, "incident", Type::Number, false);
    let list = build.fact("convictions", Type::List(record));
    (list, build.read(ITEM, grade_slot, grade), build.read(ITEM, incident_slot, Type::Number))
}

fn rows(rows: &[(Option<u16>, Option<&str>)]) -> Value {
    let row = |(grade, incident): &(Option<u16>, Option<&str>)| {
        vec![grade.map_or(Value::Unknown, Value::Enum), incident.map_or(Value::Unknown, number)]
    };
    Value::List(Arc::new(rows.iter().map(row).collect()))
}

#[test]
fn counts_with_unknown_rows() {
    let mut build = Build::new();
    let (list, grade, incident) = convictions(&mut build);
    let felony = build.is(grade, &[0]);
    let check = |build: &mut Build, test, different: Option<Expr>, of: &[(Option<u16>, Option<&str>)]| {
        let kind = ExprKind::Quantified {
            test,
            list: Box::new(list.clone()),
            filter: None,
            body: Some(Box::new(felony.clone())),
            different: different.map(Box::new),
        };
        let condition = build.expr(kind, Type::YesNo);
        build.holds(&condition, &[rows(of)])
    };
    let (f, m, u) = ((Some(0), Some("1")), (Some(1), Some("1")), (None, Some("1")));
    use CountTest::*;
    assert_eq!(check(&mut build, AtLeast(1), None, &[m, u]), None);
    assert_eq!(check(&mut build, AtLeast(1), None, &[u, f]), Some(true));
    assert_eq!(check(&mut build, AtLeast(3), None, &[u, f]), Some(false));
    assert_eq!(check(&mut build, AtMost(0), None, &[m, m]), Some(true));
    assert_eq!(check(&mut build, AtMost(0), None, &[]), Some(true));
    assert_eq!(check(&mut build, Exactly(1), None, &[f, m]), Some(true));
    assert_eq!(check(&mut build, Exactly(1), None, &[f, u]), None);
    assert_eq!(check(&mut build, Exactly(1), None, &[f, f, u]), Some(false));
    assert_eq!(check(&mut build, Every, None, &[f, u]), None);
    assert_eq!(check(&mut build, Every, None, &[u, m]), Some(false));
    assert_eq!(check(&mut build, Every, None, &[]), Some(true));
    // Two convictions of one incident count once; an unknown incident may be one of those or another.
    let other = (Some(0), Some("2"));
    let unknown = (Some(0), None);
    let mut different = |of: &[(Option<u16>, Option<&str>)], test| check(&mut build, test, Some(incident.clone()), of);
    assert_eq!(different(&[f, f], AtLeast(2)), Some(false));
    assert_eq!(different(&[f, other], AtLeast(2)), Some(true));
    assert_eq!(different(&[f, unknown], AtLeast(2)), None);
    assert_eq!(different(&[unknown, unknown], AtLeast(1)), Some(true));
    assert_eq!(different(&[f, unknown], AtLeast(3)), Some(false));
}

#[test]
fn missing_items_are_named() {
    let mut build = Build::new();
    let (list, grade, _) = convictions(&mut build);
    let felony = build.is(grade, &[0]);
    let any = build.some(CountTest::AtLeast(1), list, Some(felony));
    build.rule(Mode::Must, 0, any);
    let decision = build.decide(&[rows(&[(Some(1), None), (None, None)])]);
    assert_eq!(line(&decision), "Undetermined  by  missing convictions[1].grade");
    assert_eq!(decision.missing[0].words, "grade of the conviction");
    let next = decision.next.unwrap();
    let answers: Vec<&str> = next.answers.iter().map(|it| it.words.as_str()).collect();
    assert_eq!(answers, ["felony", "misdemeanor or infraction"]);
}

#[test]
fn aggregates() {
    let mut build = Build::new();
    let (list, grade, incident) = convictions(&mut build);
    let mut aggregate = |kind, of: bool, filter: bool| {
        let filter = filter.then(|| Box::new(build.is(grade.clone(), &[0])));
        let kind = ExprKind::Aggregate {
            kind,
            list: Box::new(list.clone()),
            filter,
            of: of.then(|| Box::new(incident.clone())),
            different: None,
        };
        build.expr(kind, Type::Number)
    };
    let (total, highest, felonies) = (
        aggregate(Aggregate::Total, true, false),
        aggregate(Aggregate::Highest, true, false),
        aggregate(Aggregate::Number, false, true),
    );
    let case = [rows(&[(Some(0), Some("2")), (Some(1), Some("5")), (Some(0), Some("3.5"))])];
    assert_eq!(build.value(&total, &case), Ok(number("10.5")));
    assert_eq!(build.value(&highest, &case), Ok(number("5")));
    assert_eq!(build.value(&felonies, &case), Ok(number("2")));
    let empty = [rows(&[])];
    assert_eq!(build.value(&total, &empty), Ok(number("0")));
    assert_eq!(build.value(&highest, &empty), Ok(Value::Absent));
    assert_eq!(build.value(&felonies, &[rows(&[(None, None)])]), Ok(Value::Unknown));
    assert_eq!(build.value(&total, &[Value::Unknown]), Ok(Value::Unknown));
}

#[test]
fn what_is_shown_known_and_absent() {
    let mut build = Build::new();
    let slot = build.slot(CASE, "bail", USD, true);
    let bail = build.read(ROOT, slot, USD);
    let limit = build.constant(number("5000"), USD);
    let low = build.compare(bail.clone(), Comparison::Less, limit);
    let shown = build.expr(ExprKind::Shown(Box::new(low.clone())), Type::YesNo);
    let known = build.expr(ExprKind::IsKnown(Box::new(bail.clone())), Type::YesNo);
    let absent = build.expr(ExprKind::IsAbsent(Box::new(bail.clone())), Type::YesNo);
    let present = build.expr(ExprKind::Present(Box::new(bail)), Type::YesNo);
    let table = [
        (number("250"), Some(true), Some(true), Some(true), Some(false), Some(true)),
        (Value::Absent, Some(false), Some(false), Some(true), Some(true), Some(false)),
        (Value::Unknown, None, Some(false), Some(false), None, None),
    ];
    for (value, is_low, is_shown, is_known, is_absent, is_present) in table {
        let case = [value.clone()];
        assert_eq!(build.holds(&low, &case), is_low, "{value:?}");
        assert_eq!(build.holds(&shown, &case), is_shown, "{value:?}");
        assert_eq!(build.holds(&known, &case), is_known, "{value:?}");
        assert_eq!(build.holds(&absent, &case), is_absent, "{value:?}");
        assert_eq!(build.holds(&present, &case), is_present, "{value:?}");
    }
}

#[test]
fn a_stipulated_term_comes_first() {
    let mut build = Build::new();
    let fact = build.fact("fact", Type::YesNo);
    let term = build.define("low-level", Type::YesNo, fact);
    build.rule(Mode::Plain, 1, term);
    assert_eq!(build.decide(&[Value::Bool(false), Value::Bool(true)]).outcomes, [Value::Enum(1)]);
    assert_eq!(line(&build.decide(&[])), "Undetermined  by  missing fact");
}

#[test]
fn shared_terms_stay_linear() {
    let mut build = Build::new();
    let mut term = build.fact("fact", Type::YesNo);
    for level in 0..200 {
        let again = build.expr(term.kind.clone(), Type::YesNo);
        let both = build.all(vec![term, again]);
        term = build.define(&format!("term {level}"), Type::YesNo, both);
    }
    build.rule(Mode::Plain, 1, term);
    assert_eq!(build.decide(&[Value::Bool(true)]).outcomes, [Value::Enum(1)]);
    assert_eq!(line(&build.decide(&[])), "Undetermined  by  missing fact");
}

#[test]
fn the_lesser_of_what_is_there() {
    let mut build = Build::new();
    let (a, b) = (build.fact("a", USD), build.fact("b", USD));
    let lesser = build.expr(ExprKind::Extreme { greatest: false, of: vec![a.clone(), b.clone()] }, USD);
    let excess = build.expr(ExprKind::Excess(Box::new(a), Box::new(b)), USD);
    assert_eq!(build.value(&lesser, &[number("5"), number("3")]), Ok(number("3")));
    assert_eq!(build.value(&lesser, &[number("5"), Value::Absent]), Err(vec!["absent-amount"]));
    assert_eq!(build.value(&excess, &[number("5"), number("3")]), Ok(number("2")));
    assert_eq!(build.value(&excess, &[number("3"), number("5")]), Ok(number("0")));
}

#[test]
fn terms_built_on_terms_end() {
    let mut build = Build::new();
    let mut term = build.fact("fact", Type::YesNo);
    let mut tall = |build: &mut Build, levels| {
        for level in 0..levels {
            let not = build.not(term.clone());
            term = build.define(&format!("term {level}"), Type::YesNo, not);
        }
        build.program.rules.clear();
        build.program.instruments[0].rules.clear();
        build.rule(Mode::Plain, 1, term.clone());
        build.decide(&[Value::Bool(true)])
    };
    // Two levels a term: as deep as it may be, on the stack of a test's thread.
    assert_eq!(tall(&mut build, 198).outcomes, [Value::Enum(1)]);
    let beyond = tall(&mut build, 40_000);
    assert_eq!((line(&beyond).as_str(), beyond.problems[0].code.name()), ("Undetermined  by  missing ", "terms-too-deep"));
}

#[test]
fn the_program_as_text() {
    let mut build = Build::new();
    let (list, grade, _) = convictions(&mut build);
    let felony = build.is(grade, &[0]);
    let any = build.some(CountTest::AtLeast(1), list, Some(felony));
    build.rule(Mode::Must, 0, any);
    let printed = crate::ir::print::print(&build.program);
    let rule = "  rule 1 #0, always\n    decide detainer Must honor\n    if\n      AtLeast(1)\n        fact 0.0 convictions\n        holds\n          one of felony\n            fact 1.0\n";
    assert!(printed.ends_with(rule), "{printed}");
}
