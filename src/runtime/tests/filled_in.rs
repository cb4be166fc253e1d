//! Deciding agrees with filling in where there are lists, extremes, figures, branches, suspensions and savings: what is decided holds in every
//! filling, an answer promises nothing that no filling gives, and what is missing matters.

use super::joined::{Joined, joined};
use crate::ir::*;
use crate::runtime::beforehand::idle::{Budget, idle_rules};
use crate::runtime::testing::{Build, ITEM, ROOT, day, number, span};
use crate::runtime::{Decision, Effect};
use proptest::prelude::*;
use std::sync::Arc;

type Row = Vec<Value>;
type Answer = (Effect, Vec<Value>);

fn answer(decision: &Decision) -> Answer {
    (decision.effect, decision.outcomes.clone())
}

/// Every row that takes one of the values of each place.
pub fn product(places: &[Vec<Value>]) -> Vec<Row> {
    places.iter().fold(vec![Vec::new()], |rows, values| {
        rows.iter().flat_map(|row| values.iter().map(move |it| [row.clone(), vec![it.clone()]].concat())).collect()
    })
}

/// What is decided of a case against what is decided of each of its fillings.
pub struct Compared {
    decision: Decision,
    fillings: Vec<(Row, Answer)>,
}

impl Compared {
    pub fn new(build: &Build, case: &Row, fillings: Vec<Row>) -> Compared {
        let fillings = fillings.into_iter().map(|row| (row.clone(), answer(&build.decide(&row)))).collect();
        Compared { decision: build.decide(case), fillings }
    }

    fn all(&self) -> Vec<Answer> {
        let mut all: Vec<Answer> = Vec::new();
        for (_, answer) in &self.fillings {
            if !all.contains(answer) {
                all.push(answer.clone());
            }
        }
        all
    }

    /// Decided is decided in every filling.
    fn holds(&self) -> Result<(), TestCaseError> {
        if self.decision.effect != Effect::Undetermined {
            prop_assert_eq!(self.all(), vec![answer(&self.decision)]);
        }
        Ok(())
    }

    /// And what is not decided turns on what is said to be missing, and leads to what is said and to nothing else.
    pub fn is_exact(&self) -> Result<(), TestCaseError> {
        self.holds()?;
        if self.decision.effect != Effect::Undetermined {
            return Ok(());
        }
        let all = self.all();
        // An amount that is absent can't be reckoned with, whatever else is known.
        if all.iter().any(|it| it.0 == Effect::Undetermined) {
            return Ok(());
        }
        prop_assert!(all.len() > 1, "undetermined, and yet always {:?}", all);
        for missing in &self.decision.missing {
            // Two fillings that differ in that fact alone, and in what is decided.
            let matters = self.fillings.iter().any(|(row, answer)| {
                self.fillings.iter().any(|(other, differs)| answer != differs && only_differs(row, other, missing))
            });
            prop_assert!(matters, "{} changes nothing", missing.key);
        }
        let promised = self.promised();
        for it in promised.iter().filter(|it| it.0 != Effect::Undetermined) {
            prop_assert!(all.contains(it), "{:?} is promised, and no filling gives it", it);
        }
        self.tells_all()
    }

    /// Decided is decided in every filling, and whatever some filling gives is told as what an answer leads to.
    pub fn tells_all(&self) -> Result<(), TestCaseError> {
        self.holds()?;
        let promised = self.promised();
        if self.decision.effect == Effect::Undetermined && !promised.is_empty() {
            for it in self.all() {
                prop_assert!(promised.contains(&it), "{:?} is not told", it);
            }
        }
        Ok(())
    }

    /// What the answers to the next question lead to.
    fn promised(&self) -> Vec<Answer> {
        let answers = self.decision.next.iter().flat_map(|it| &it.answers);
        answers.flat_map(|it| &it.leads_to).map(|(effect, outcomes, _)| (*effect, outcomes.clone())).collect()
    }
}

/// Whether two rows differ in one fact alone.
fn only_differs(row: &Row, other: &Row, missing: &crate::runtime::Missing) -> bool {
    let Some(((slot, index), rest)) = missing.path.split_first() else {
        return row.iter().zip(other).enumerate().all(|(at, (a, b))| (a != b) == (at == missing.slot.index()));
    };
    let inner = crate::runtime::Missing { path: rest.to_vec(), ..missing.clone() };
    row.iter().zip(other).enumerate().all(|(at, (a, b))| match (a, b) {
        (Value::List(a), Value::List(b)) if at == slot.index() => {
            a.len() == b.len()
                && a.iter()
                    .zip(b.iter())
                    .enumerate()
                    .all(|(at, (a, b))| if at == *index { only_differs(a, b, &inner) } else { a == b })
        }
        (a, b) => a == b,
    })
}

// --- lists that are not known -----------------------------------------------------------------------------------------

#[derive(Clone, Debug)]
enum About {
    Fact(usize),
    /// So many convictions: of different incidents; violent, not violent, or any.
    Count(CountTest, bool, Option<bool>),
}

fn about() -> impl Strategy<Value = Joined<About>> {
    let test = prop_oneof![
        (1u32..4).prop_map(CountTest::AtLeast),
        (0u32..3).prop_map(CountTest::AtMost),
        (0u32..3).prop_map(CountTest::Exactly),
    ];
    let leaf = prop_oneof![
        1 => (0usize..2).prop_map(About::Fact),
        4 => (test, any::<bool>(), any::<Option<bool>>()).prop_map(|(test, different, violent)| About::Count(test, different, violent)),
    ];
    joined(leaf, 2, 6)
}

fn lower_about(build: &mut Build, (item, incident): (RecordId, Type), condition: &About) -> Expr {
    let list = Type::List(item);
    match condition {
        About::Fact(at) => build.read(ROOT, SlotId(*at as u32), Type::YesNo),
        About::Count(test, different, violent) => {
            let list = build.read(ROOT, SlotId(2), list);
            let body = violent.map(|violent| {
                let fact = build.read(ITEM, SlotId(0), Type::YesNo);
                Box::new(if violent { fact } else { build.not(fact) })
            });
            let different = different.then(|| Box::new(build.read(ITEM, SlotId(1), incident)));
            build.expr(ExprKind::Quantified { test: *test, list: Box::new(list), filter: None, body, different }, Type::YesNo)
        }
    }
}

/// Two rules on convictions; the first may be switched off for some cases, and be kept for some.
fn about_convictions(rules: &[Joined<About>; 2], suspended: Option<&Joined<About>>, saved: Option<&Joined<About>>) -> Build {
    let mut build = Build::new();
    let incident = build.choice("incident", &["first", "second"]);
    let item = build.record("conviction");
    build.slot(item, "violent", Type::YesNo, false);
    build.slot(item, "incident", incident, false);
    build.slot(CASE, "a", Type::YesNo, false);
    build.slot(CASE, "b", Type::YesNo, false);
    build.slot(CASE, "convictions", Type::List(item), false);
    for (outcome, rule) in (0u16..).zip(rules) {
        let condition = rule.lower(&mut build, &|build, about| lower_about(build, (item, incident), about));
        build.rule(Mode::Must, outcome, condition);
    }
    build.otherwise(0);
    let own = InstrumentId(0);
    if let Some(suspended) = suspended {
        let condition = suspended.lower(&mut build, &|build, about| lower_about(build, (item, incident), about));
        let suspension =
            Suspension { instrument: own, rules: vec![RuleId(0)], whole: None, period: Period::ALWAYS, condition, span: span() };
        build.program.suspensions.push(suspension);
    }
    if let Some(saved) = saved {
        let condition = saved.lower(&mut build, &|build, about| lower_about(build, (item, incident), about));
        build.program.rules[1].applies.push(Applies { condition, by: own, act: own, saved: true, stay: false });
    }
    build
}

/// Lists of up to three convictions; their order makes no difference.
fn convictions() -> Vec<Value> {
    let kinds = product(&[vec![Value::Bool(true), Value::Bool(false)], vec![Value::Enum(0), Value::Enum(1)]]);
    let mut lists: Vec<Vec<usize>> = vec![Vec::new()];
    let mut from = 0;
    for _ in 0..4 {
        let until = lists.len();
        for at in from..until {
            let least = lists[at].last().copied().unwrap_or(0);
            (least..kinds.len()).for_each(|kind| lists.push([lists[at].clone(), vec![kind]].concat()));
        }
        from = until;
    }
    lists.iter().map(|it| Value::List(Arc::new(it.iter().map(|kind| kinds[*kind].clone()).collect()))).collect()
}

pub fn yes_or_no() -> Vec<Value> {
    vec![Value::Bool(true), Value::Bool(false)]
}

/// What is known, or everything that it may be.
pub fn choices(value: &Value, all: Vec<Value>) -> Vec<Value> {
    if *value == Value::Unknown { all } else { vec![value.clone()] }
}

// --- items, figures and branches --------------------------------------------------------------------------------------

/// Amounts, all of them at least 1: `n`, and one or the other of the items of a list, may be unknown.
#[derive(Clone, Debug)]
enum Amount {
    N,
    Known(i64),
    /// Of items, or of violent ones alone.
    Extreme {
        highest: bool,
        violent: bool,
    },
    /// A table by `size`: 1, 2, and more for each more.
    Table,
    /// A figure of the law of a day.
    Figure,
    Times(i64, Box<Amount>),
    Plus(Box<Amount>, Box<Amount>),
    If(bool, i64, Box<Amount>, Box<Amount>),
}

fn amount() -> impl Strategy<Value = Amount> {
    let leaf = prop_oneof![
        2 => Just(Amount::N),
        1 => (0i64..3).prop_map(Amount::Known),
        3 => (any::<bool>(), any::<bool>()).prop_map(|(highest, violent)| Amount::Extreme { highest, violent }),
        2 => Just(Amount::Table),
        2 => Just(Amount::Figure),
    ];
    leaf.prop_recursive(2, 5, 2, |inner| {
        prop_oneof![
            (0i64..2, inner.clone()).prop_map(|(factor, it)| Amount::Times(factor, Box::new(it))),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| Amount::Plus(Box::new(a), Box::new(b))),
            (any::<bool>(), 1i64..4, inner.clone(), inner).prop_map(|(known, limit, a, b)| Amount::If(
                known,
                limit,
                Box::new(a),
                Box::new(b)
            )),
        ]
    })
}

const NUMBERS: [&str; 5] = ["1", "1.5", "2", "3", "4"];
/// What a table is looked up by is whole.
const COUNTS: [&str; 4] = ["1", "2", "3", "4"];
const DAYS: [&str; 2] = ["2018-06-01", "2021-06-01"];

struct Places {
    item: RecordId,
    table: ParamId,
    figure: ParamId,
}

fn version(from: Option<&str>, through: Option<&str>, rows: &[(&str, &str)], each_more: Option<&str>) -> ParameterVersion {
    let rows = rows.iter().map(|(key, value)| ParameterRow {
        keys: if key.is_empty() { Vec::new() } else { vec![(number(key), number(key))] },
        value: number(value),
    });
    ParameterVersion {
        period: Period { from: from.map_or(Start::Always, |it| Start::Day(day(it))), through: through.map(day) },
        provenance: None,
        rows: rows.collect(),
        each_more: each_more.map(number),
        span: span(),
    }
}

/// The case: `a`, `n`, a day, a list of items, and `size`.
fn places(build: &mut Build) -> Places {
    let item = build.record("item");
    build.slot(item, "amount", Type::Number, false);
    build.slot(item, "violent", Type::YesNo, false);
    build.slot(CASE, "a", Type::YesNo, false);
    build.slot(CASE, "n", Type::Number, false);
    let least = match number("1") {
        Value::Number(one) => one,
        other => unreachable!("{other:?}"),
    };
    build.program.records[CASE.index()].slots[1].least = Some(least);
    build.program.records[item.index()].slots[0].least = Some(least);
    build.slot(CASE, "day", Type::Date, false);
    build.slot(CASE, "items", Type::List(item), false);
    build.slot(CASE, "size", Type::Number, false);
    build.program.records[CASE.index()].slots[4].least = Some(least);
    let parameter = |name: &str, keys, versions| Parameter { name: name.into(), keys, ty: Type::Number, versions, span: span() };
    let rows = [("1", "2"), ("2", "2")];
    build.program.parameters = vec![
        parameter("table", vec![Type::Number], vec![version(None, None, &rows, Some("1"))]),
        parameter(
            "figure",
            Vec::new(),
            vec![version(None, Some("2019-12-31"), &[("", "1")], None), version(Some("2020-01-01"), None, &[("", "3")], None)],
        ),
    ];
    Places { item, table: ParamId(0), figure: ParamId(1) }
}

fn lower_amount(build: &mut Build, places: &Places, amount: &Amount) -> Expr {
    let mut both = |a: &Amount, b: &Amount| (Box::new(lower_amount(build, places, a)), Box::new(lower_amount(build, places, b)));
    let kind = match amount {
        Amount::N => return build.read(ROOT, SlotId(1), Type::Number),
        Amount::Known(known) => return build.constant(number(&known.to_string()), Type::Number),
        Amount::Extreme { highest, violent } => ExprKind::Aggregate {
            kind: if *highest { Aggregate::Highest } else { Aggregate::Lowest },
            list: Box::new(build.read(ROOT, SlotId(3), Type::List(places.item))),
            filter: violent.then(|| Box::new(build.read(ITEM, SlotId(1), Type::YesNo))),
            of: Some(Box::new(build.read(ITEM, SlotId(0), Type::Number))),
            different: None,
        },
        Amount::Table => ExprKind::Parameter(places.table, vec![build.read(ROOT, SlotId(4), Type::Number)]),
        Amount::Figure => ExprKind::ParameterOn(places.figure, Vec::new(), Box::new(build.read(ROOT, SlotId(2), Type::Date))),
        Amount::Times(factor, of) => {
            let (a, b) = both(&Amount::Known(*factor), of);
            ExprKind::Arithmetic(Arithmetic::Times, a, b)
        }
        Amount::Plus(a, b) => {
            let (a, b) = both(a, b);
            ExprKind::Arithmetic(Arithmetic::Plus, a, b)
        }
        Amount::If(known, limit, a, b) => {
            let (a, b) = both(a, b);
            let fact = build.read(ROOT, SlotId(0), Type::YesNo);
            let reaches = reaches(build, places, &Amount::N, *limit);
            let condition = if *known { build.all(vec![fact, reaches]) } else { reaches };
            ExprKind::Cases(vec![(condition, *a)], b)
        }
    };
    build.expr(kind, Type::Number)
}

fn reaches(build: &mut Build, places: &Places, amount: &Amount, limit: i64) -> Expr {
    let amount = lower_amount(build, places, amount);
    let limit = build.constant(number(&limit.to_string()), Type::Number);
    build.compare(amount, Comparison::AtLeast, limit)
}

pub fn maybe(values: Vec<Value>) -> impl Strategy<Value = Value> {
    prop_oneof![Just(Value::Unknown), prop::sample::select(values)]
}

fn numbers() -> Vec<Value> {
    NUMBERS.iter().map(|it| number(it)).collect()
}

fn counts() -> Vec<Value> {
    COUNTS.iter().map(|it| number(it)).collect()
}

fn days() -> Vec<Value> {
    DAYS.iter().map(|it| Value::Date(day(it))).collect()
}

fn case_of_items() -> impl Strategy<Value = Row> {
    let item = (maybe(numbers()), any::<bool>()).prop_map(|(amount, violent)| vec![amount, Value::Bool(violent)]);
    (maybe(yes_or_no()), maybe(numbers()), maybe(days()), prop::collection::vec(item, 0..3), maybe(counts()))
        .prop_map(|(a, n, day, items, size)| vec![a, n, day, Value::List(Arc::new(items)), size])
}

fn fillings_of_items(case: &Row) -> Vec<Row> {
    let Value::List(items) = &case[3] else { unreachable!() };
    let of_items: Vec<Vec<Value>> = items.iter().map(|it| choices(&it[0], numbers())).collect();
    let lists = product(&of_items).into_iter().map(|amounts| {
        Value::List(Arc::new(amounts.into_iter().zip(items.iter()).map(|(amount, it)| vec![amount, it[1].clone()]).collect()))
    });
    product(&[
        choices(&case[0], yes_or_no()),
        choices(&case[1], numbers()),
        choices(&case[2], days()),
        lists.collect(),
        choices(&case[4], counts()),
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_decided_of_a_list_holds_of_every_list(
        rules in [about(), about()],
        suspended in prop::option::of(about()),
        saved in prop::option::of(about()),
        facts in (maybe(yes_or_no()), maybe(yes_or_no())),
    ) {
        let build = about_convictions(&rules, suspended.as_ref(), saved.as_ref());
        let case = vec![facts.0.clone(), facts.1.clone(), Value::Unknown];
        let fillings = product(&[choices(&facts.0, yes_or_no()), choices(&facts.1, yes_or_no()), convictions()]);
        let compared = Compared::new(&build, &case, fillings);
        compared.holds()?;
        // No rule is said never to apply that some list makes hold.
        for idle in idle_rules(&build.program, InstrumentId(0), &mut Budget::default()) {
            let applies = compared.fillings.iter().any(|(row, _)| build.decide(row).rules.contains(&idle.rule));
            prop_assert!(!applies, "rule {} applies", idle.rule.0);
        }
    }

    #[test]
    fn amounts_are_settled_where_they_are(
        rules in [(amount(), 1i64..5), (amount(), 1i64..5)],
        case in case_of_items(),
    ) {
        let mut build = Build::new();
        let places = places(&mut build);
        for (outcome, (amount, limit)) in (0u16..).zip(&rules) {
            let condition = reaches(&mut build, &places, amount, *limit);
            build.rule(Mode::Must, outcome, condition);
        }
        build.otherwise(1);
        Compared::new(&build, &case, fillings_of_items(&case)).is_exact()?;
    }

    #[test]
    fn an_amount_is_decided_where_it_is_one(amount in amount(), case in case_of_items()) {
        let mut build = Build::new();
        let places = places(&mut build);
        build.program.decisions[0].ty = Type::Number;
        let (value, yes) = (lower_amount(&mut build, &places, &amount), build.yes());
        let conclusion = Conclusion { decision: DecisionId(0), mode: Mode::Plain, value, span: span() };
        build.add(Action::Decide(conclusion), yes, &[]);
        Compared::new(&build, &case, fillings_of_items(&case)).holds()?;
    }
}
