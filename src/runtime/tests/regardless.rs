//! Decided regardless of what is not known, or undetermined with what is missing.

use crate::ir::*;
use crate::runtime::testing::{Build, ITEM, ROOT, day, line, number};
use crate::runtime::{Decision, Effect};

fn missing(decision: &Decision) -> Vec<&str> {
    decision.missing.iter().map(|it| it.key.as_str()).collect()
}

fn regardless(decision: &Decision) -> Vec<&str> {
    decision.regardless_of.iter().map(|it| it.key.as_str()).collect()
}

fn answers(decision: &Decision) -> Vec<String> {
    let next = decision.next.as_ref().unwrap();
    let leads = |it: &(Effect, Vec<Value>, Vec<RuleId>)| format!("{:?}", it.0);
    next.answers
        .iter()
        .map(|it| format!("{} > {}", it.words, it.leads_to.iter().map(leads).collect::<Vec<_>>().join(" or ")))
        .collect()
}

/// `age` as years between a birth date and a day.
fn age(build: &mut Build, birth: &Expr, on: &str) -> Expr {
    let on = build.constant(Value::Date(day(on)), Type::Date);
    build.expr(ExprKind::Between(BetweenUnit::Years, Box::new(birth.clone()), Box::new(on)), Type::Number)
}

#[test]
fn under_18_or_at_least_18() {
    let mut build = Build::new();
    let birth = build.fact("birth date", Type::Date);
    let mut side = |op| {
        let (age, limit) = (age(&mut build, &birth, "2014-03-03"), build.constant(number("18"), Type::Number));
        build.compare(age, op, limit)
    };
    let (young, old) = (side(Comparison::Less), side(Comparison::AtLeast));
    let either = build.any(vec![young.clone(), old]);
    build.rule(Mode::Must, 0, either);
    let decision = build.decide(&[]);
    assert_eq!(line(&decision), "Required 0 by 1 missing ");
    assert_eq!(regardless(&decision), ["birth_date"]);
    build.program.rules[0].condition = young;
    let decision = build.decide(&[]);
    assert_eq!(missing(&decision), ["birth_date"]);
    assert_eq!(answers(&decision), ["1996-03-04 or later > Required", "1996-03-03 or earlier > NoRule"]);
}

#[test]
fn windows_split_on_the_unknown_side() {
    let mut build = Build::new();
    let (date, anchor) = (build.fact("conviction date", Type::Date), build.fact("release", Type::Date));
    let within = build.window(WindowBound::Within, false, date.clone(), anchor.clone(), Value::Months(60));
    let beyond = build.window(WindowBound::MoreThan, false, date.clone(), anchor.clone(), Value::Months(60));
    let after = build.compare(date, Comparison::More, anchor);
    let any = build.any(vec![within.clone(), beyond, after]);
    build.rule(Mode::Must, 0, any);
    let release = Value::Date(day("2014-03-03"));
    assert_eq!(regardless(&build.decide(&[Value::Unknown, release.clone()])), ["conviction_date"]);
    assert_eq!(regardless(&build.decide(&[Value::Date(day("2009-03-03")), Value::Unknown])), ["release"]);
    build.program.rules[0].condition = within;
    let decision = build.decide(&[Value::Unknown, release]);
    let expected = ["from 2009-03-03 to 2014-03-03 > Required", "2009-03-02 or earlier > NoRule", "2014-03-04 or later > NoRule"];
    assert_eq!(answers(&decision), expected);
    let decision = build.decide(&[Value::Date(day("2012-02-29")), Value::Unknown]);
    assert_eq!(answers(&decision)[0], "from 2012-02-29 to 2017-02-28 > Required");
    assert_eq!(build.decide(&[]).effect, Effect::Undetermined);
}

#[test]
fn a_fact_that_no_longer_matters_is_not_asked_for() {
    let mut build = Build::new();
    let (a, b, c) = (build.fact("a", Type::YesNo), build.fact("b", Type::YesNo), build.fact("c", Type::YesNo));
    // (b and a) or (b and not a): a never matters.
    let not_a = build.not(a.clone());
    let (first, second) = (build.all(vec![a.clone(), b.clone()]), build.all(vec![not_a, b]));
    let condition = build.any(vec![first, second]);
    build.rule(Mode::Must, 0, condition);
    let block = build.all(vec![c, a]);
    let block = build.add(Action::Block, block, &[]);
    let decision = build.decide(&[]);
    assert_eq!(missing(&decision), ["b"]);
    build.program.rules[0].above = vec![block];
    let decision = build.decide(&[Value::Unknown, Value::Bool(true)]);
    assert_eq!(missing(&decision), ["a", "c"]);
}

#[test]
fn enumerations_and_optional_facts() {
    let mut build = Build::new();
    let grade = build.choice("grade", &["felony", "misdemeanor", "infraction"]);
    let slot = build.slot(CASE, "grade", grade, true);
    let read = build.read(ROOT, slot, grade);
    let (felony, rest) = (build.is(read.clone(), &[0]), build.is(read.clone(), &[1, 2]));
    build.rule(Mode::Plain, 0, felony);
    let second = build.rule(Mode::Plain, 0, rest);
    let decision = build.decide(&[]);
    assert_eq!(decision.effect, Effect::Undetermined, "it may be known to be absent");
    assert_eq!(answers(&decision), ["felony > Chosen", "misdemeanor or infraction > Chosen", "none > NoRule"]);
    build.program.records[0].slots[0].optional = false;
    assert_eq!(line(&build.decide(&[])), "Chosen 0 by 1,2 missing ");
    build.program.rules[second.index()].condition = {
        let absent = build.expr(ExprKind::IsAbsent(Box::new(read)), Type::YesNo);
        build.not(absent)
    };
    assert_eq!(line(&build.decide(&[])), "Chosen 0 by 2 missing ");
}

#[test]
fn numbers_with_steps_between() {
    let mut build = Build::new();
    let usd = Type::Money(Currency::USD);
    let (income, deduction) = (build.fact("income", usd), build.fact("deduction", usd));
    let mut net = |op, limit: &str| {
        let net = build.expr(ExprKind::Arithmetic(Arithmetic::Minus, Box::new(income.clone()), Box::new(deduction.clone())), usd);
        let limit = build.constant(number(limit), usd);
        build.compare(net, op, limit)
    };
    let (low, high) = (net(Comparison::AtMost, "100"), net(Comparison::More, "100"));
    build.rule(Mode::Plain, 0, low);
    build.rule(Mode::Plain, 1, high);
    let decision = build.decide(&[number("250")]);
    assert_eq!(answers(&decision), ["$150 or more > Chosen", "less than $150 > Chosen"]);
    assert_eq!(missing(&decision), ["deduction"]);
    // Both unknown: the difference is a term by itself, and the two sides still cohere.
    let decision = build.decide(&[]);
    assert_eq!(missing(&decision), ["income", "deduction"]);
    let outcome = build.program.rules[0].action.clone();
    build.program.rules[1].action = outcome;
    assert_eq!(line(&build.decide(&[])), "Chosen 0 by 1,2 missing ");
}

#[test]
fn an_unknown_list_coheres() {
    let mut build = Build::new();
    let record = build.record("conviction");
    let slot = build.slot(record, "violent", Type::YesNo, false);
    let list = build.fact("convictions", Type::List(record));
    let mut quantified = |test, negated: Option<bool>| {
        let body = negated.map(|negated| {
            let fact = build.read(ITEM, slot, Type::YesNo);
            if negated { build.not(fact) } else { fact }
        });
        build.some(test, list.clone(), body)
    };
    let none = quantified(CountTest::AtMost(0), None);
    let any_violent = quantified(CountTest::AtLeast(1), Some(false));
    let no_violent = quantified(CountTest::AtMost(0), Some(false));
    let any_other = quantified(CountTest::AtLeast(1), Some(true));
    let every_violent = quantified(CountTest::Every, Some(false));
    let three = quantified(CountTest::AtLeast(3), Some(false));
    let check = |build: &mut Build, condition: Expr| {
        build.program.rules.clear();
        build.program.instruments[0].rules.clear();
        build.rule(Mode::Must, 0, condition);
        build.decide(&[])
    };
    let all = build.any(vec![any_violent.clone(), no_violent.clone()]);
    assert_eq!(check(&mut build, all).effect, Effect::Required, "any or no");
    let all = build.any(vec![none.clone(), any_violent.clone(), any_other.clone()]);
    assert_eq!(check(&mut build, all).effect, Effect::Required, "an item is one or the other");
    let all = build.all(vec![none.clone(), any_violent.clone()]);
    assert_eq!(check(&mut build, all).effect, Effect::NoRule, "an empty list has none");
    let all = build.all(vec![three.clone(), no_violent.clone()]);
    assert_eq!(check(&mut build, all).effect, Effect::NoRule, "three and none");
    let not_three = build.not(three);
    let all = build.any(vec![not_three, any_violent.clone()]);
    assert_eq!(check(&mut build, all).effect, Effect::Required, "three are at least one");
    let not_none = build.not(none.clone());
    let all = build.all(vec![not_none, every_violent.clone(), no_violent]);
    assert_eq!(check(&mut build, all).effect, Effect::NoRule, "every one, and there is one");
    let all = build.any(vec![every_violent, any_other]);
    assert_eq!(check(&mut build, all).effect, Effect::Required, "every or some not");
    let decision = check(&mut build, any_violent);
    assert_eq!(missing(&decision), ["convictions"]);
    assert_eq!(
        answers(&decision),
        ["none > NoRule", "some, and any conviction where violent > Required", "some, and no conviction where violent > NoRule"]
    );
}

#[test]
fn an_unknown_list_with_facts_outside_it() {
    let mut build = Build::new();
    let record = build.record("conviction");
    let slot = build.slot(record, "violent", Type::YesNo, false);
    let list = build.fact("convictions", Type::List(record));
    let enabled = build.fact("enabled", Type::YesNo);
    let violent = build.read(ITEM, slot, Type::YesNo);
    let body = build.all(vec![violent, enabled]);
    let any = build.some(CountTest::AtLeast(1), list, Some(body));
    build.rule(Mode::Must, 0, any);
    assert_eq!(build.decide(&[Value::Unknown, Value::Bool(false)]).effect, Effect::NoRule);
    assert_eq!(missing(&build.decide(&[Value::Unknown, Value::Bool(true)])), ["convictions"]);
    assert_eq!(missing(&build.decide(&[])), ["convictions", "enabled"]);
}

#[test]
fn questions_of_law() {
    let mut build = Build::new();
    let positions = build.choice("holiday reading", &["observed day", "named day"]);
    let Type::Enum(id) = positions else { unreachable!() };
    build.program.questions.push(Question {
        name: "holiday reading".into(),
        text: None,
        positions: id,
        position_texts: vec![None, None],
        default: None,
        source: None,
        span: crate::runtime::testing::span(),
    });
    for position in 0..2 {
        let question = build.expr(ExprKind::Question(QuestionId(0)), positions);
        let condition = build.is(question, &[position]);
        build.rule(Mode::Plain, position, condition);
    }
    let decision = build.decide(&[]);
    assert_eq!((decision.effect, &decision.questions[..]), (Effect::Undetermined, &[QuestionId(0)][..]));
    assert_eq!(answers(&decision), ["observed day > Chosen", "named day > Chosen"]);
    build.program.questions[0].default = Some(1);
    assert_eq!(line(&build.decide(&[])), "Chosen 1 by 2 missing ");
}

#[test]
fn a_record_that_may_be_absent() {
    let mut build = Build::new();
    let record = build.record("warrant");
    let presence = build.slot(CASE, "warrant", Type::Record(record), true);
    build.slot(record, "signed", Type::YesNo, false);
    let signed = build.fact("signed", Type::YesNo);
    let present = build.read(ROOT, presence, Type::Record(record));
    let present = build.expr(ExprKind::Present(Box::new(present)), Type::YesNo);
    let not_signed = build.not(signed.clone());
    let condition = build.all(vec![present, not_signed]);
    build.rule(Mode::Must, 1, condition);
    build.rule(Mode::May, 0, signed);
    assert_eq!(line(&build.decide(&[Value::Absent])), "NoRule  by  missing ");
    let decision = build.decide(&[]);
    assert_eq!(missing(&decision), ["warrant", "signed"]);
}

#[test]
fn the_same_value_however_it_turns_out() {
    let mut build = Build::new();
    let fact = build.fact("fact", Type::YesNo);
    let usd = Type::Money(Currency::USD);
    build.program.decisions[0].ty = usd;
    let (five, also_five, amount) =
        (build.constant(number("5"), usd), build.constant(number("5.00"), usd), build.fact("amount", usd));
    let value = build.expr(ExprKind::Cases(vec![(fact.clone(), five)], Box::new(also_five)), usd);
    let yes = build.yes();
    let conclusion = Conclusion { decision: DecisionId(0), mode: Mode::Plain, value, span: crate::runtime::testing::span() };
    build.add(Action::Decide(conclusion), yes, &[]);
    assert_eq!(build.decide(&[]).outcomes, [number("5")]);
    if let Action::Decide(conclusion) = &mut build.program.rules[0].action {
        conclusion.value = amount;
    }
    let decision = build.decide(&[]);
    assert_eq!(line(&decision), "Undetermined  by  missing amount");
    assert_eq!(decision.next.unwrap().words, "amount");
}

#[test]
fn the_budget_holds() {
    let mut build = Build::new();
    // Parity of many facts: nothing collapses before the last.
    let mut parity = build.fact("fact 0", Type::YesNo);
    for at in 1..14 {
        let fact = build.fact(&format!("fact {at}"), Type::YesNo);
        let (a, b) = (build.not(parity.clone()), build.not(fact.clone()));
        let (left, right) = (build.all(vec![parity, b]), build.all(vec![a, fact]));
        let both = build.any(vec![left, right]);
        parity = build.define(&format!("parity {at}"), Type::YesNo, both);
    }
    build.rule(Mode::Must, 0, parity);
    let decision = build.decide(&[]);
    assert_eq!(decision.effect, Effect::Undetermined);
    assert_eq!(decision.missing.len(), 14);
}

/// What a condition comes to where nothing is known: `None` if it is not settled.
fn settles(build: &Build, condition: &Expr) -> Option<bool> {
    build.holds(condition, &[])
}

#[test]
fn two_unknown_dates_in_order() {
    let mut build = Build::new();
    let [a, b, c] = ["a", "b", "c"].map(|name| build.fact(name, Type::Date));
    let mut order = |x: &Expr, op, y: &Expr| build.compare(x.clone(), op, y.clone());
    let (before, after, same) =
        (order(&a, Comparison::Less, &b), order(&b, Comparison::Less, &a), order(&a, Comparison::Equal, &b));
    let (next, back) = (order(&b, Comparison::Less, &c), order(&c, Comparison::Less, &a));
    let any = build.any(vec![before.clone(), after.clone(), same]);
    assert_eq!(settles(&build, &any), Some(true), "one of the three");
    let both = build.all(vec![before.clone(), after]);
    assert_eq!(settles(&build, &both), Some(false), "not both ways");
    let circle = build.all(vec![before.clone(), next, back]);
    assert_eq!(settles(&build, &circle), Some(false), "no circle");
    let limit = |build: &mut Build, of: &Expr, op, on: &str| {
        let on = build.constant(Value::Date(day(on)), Type::Date);
        build.compare(of.clone(), op, on)
    };
    let (late, early) =
        (limit(&mut build, &a, Comparison::AtLeast, "2012-01-01"), limit(&mut build, &b, Comparison::AtMost, "2012-01-01"));
    let bounds = build.all(vec![before.clone(), late, early]);
    assert_eq!(settles(&build, &bounds), Some(false), "known bounds count");
    assert_eq!(settles(&build, &before), None);
}

#[test]
fn windows_between_two_unknown_dates() {
    let mut build = Build::new();
    let (date, anchor) = (build.fact("conviction date", Type::Date), build.fact("release", Type::Date));
    let mut window = |months| build.window(WindowBound::Within, false, date.clone(), anchor.clone(), Value::Months(months));
    let (five, ten) = (window(60), window(120));
    let not_ten = build.not(ten);
    let both = build.all(vec![five.clone(), not_ten]);
    assert_eq!(settles(&build, &both), Some(false), "within five years is within ten");
    let after = build.compare(date.clone(), Comparison::More, anchor.clone());
    let both = build.all(vec![five.clone(), after]);
    assert_eq!(settles(&build, &both), Some(false), "before is not after");
    let years = build.expr(ExprKind::Between(BetweenUnit::Years, Box::new(date), Box::new(anchor)), Type::Number);
    let six = build.constant(number("6"), Type::Number);
    let old = build.compare(years, Comparison::AtLeast, six);
    let both = build.all(vec![five.clone(), old]);
    assert_eq!(settles(&build, &both), Some(false), "six years old is not within five");
    assert_eq!(settles(&build, &five), None);
}

#[test]
fn sums_extremes_and_rounding() {
    let mut build = Build::new();
    let usd = Type::Money(Currency::USD);
    let (a, b) = (build.fact("a", usd), build.fact("b", usd));
    let dollars = |build: &mut Build, text: &str| build.constant(number(text), usd);
    let least = build.expr(ExprKind::Extreme { greatest: false, of: vec![a.clone(), b.clone()] }, usd);
    let most = build.expr(ExprKind::Extreme { greatest: true, of: vec![a.clone(), b.clone()] }, usd);
    let ordered = build.compare(least, Comparison::AtMost, most.clone());
    assert_eq!(settles(&build, &ordered), Some(true), "the lesser is at most the greater");
    let (five, also_five) = (dollars(&mut build, "5"), dollars(&mut build, "5"));
    let (a_large, most_small) =
        (build.compare(a.clone(), Comparison::AtLeast, five), build.compare(most, Comparison::Less, also_five));
    let both = build.all(vec![a_large, most_small]);
    assert_eq!(settles(&build, &both), Some(false));
    let rounded =
        build.expr(ExprKind::Round(Box::new(a.clone()), Rounding::HalfUp, *crate::runtime::testing::plain(&number("1"))), usd);
    let (five, half) = (dollars(&mut build, "5"), dollars(&mut build, "4.50"));
    let (reaches, below) = (build.compare(rounded, Comparison::AtLeast, five), build.compare(a.clone(), Comparison::Less, half));
    let both = build.all(vec![reaches.clone(), below.clone()]);
    assert_eq!(settles(&build, &both), Some(false));
    let either = build.any(vec![reaches, below]);
    assert_eq!(settles(&build, &either), Some(true));
    let excess = build.expr(ExprKind::Excess(Box::new(a), Box::new(b)), usd);
    let zero = dollars(&mut build, "0");
    let none_below = build.compare(excess, Comparison::AtLeast, zero);
    assert_eq!(settles(&build, &none_below), Some(true));
}
