//! Conflicts before running: for two rules that can't both be followed, a case in which both are live; or, where the search finds none, that
//! the condition of one contains the other's.
//!
//! What is given here is never a suspicion: the case was decided as any other is, and the answer was a conflict, or the conditions say it
//! themselves. A search that takes too long, or that would need items of a list, sums of unknown facts or a position on a question, finds nothing.

use crate::ir::{Action, CASE, DecisionId, ExprKind, InstrumentId, Period, Program, Row, RuleId, Type, Value};
use crate::runtime::decider::Decider;
use crate::runtime::effects::{Plan, can_clash};
use crate::runtime::evaluate::Evaluator;
use crate::runtime::evaluate::frames::Frame;
use crate::runtime::law::environment::Environment;
use crate::runtime::unknown::asks::{Asking, Assumptions};
use crate::runtime::unknown::classes::Classes;
use crate::runtime::unknown::domain::{Body, Domain, Range, at, describe};
use crate::runtime::unknown::terms::{Split, Term};
use crate::runtime::values::number;
use crate::runtime::values::sections;
use crate::runtime::{AsIf, Effect, Options};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Evaluations for one pair of rules.
const BUDGET: u32 = 48;
/// Rounds in which what is still asked for is filled in.
const ROUNDS: u32 = 4;
/// In instruments with more rules no cases are looked for.
const MOST_RULES: usize = 150;
/// Instruments with more rules are tables; a table has no contradictions.
const MOST_RULES_COMPARED: usize = 400;
/// What may still be spent on looking for conflicts, in one run.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    /// Evaluations of two rules.
    pub evaluations: u32,
    /// Cases decided to the end.
    pub cases: u32,
}

impl Default for Budget {
    fn default() -> Budget {
        Budget { evaluations: 3_000, cases: 12 }
    }
}

/// A case in which two rules conflict.
#[derive(Clone, Debug)]
pub struct Witness {
    /// The two, in the order of the file.
    pub rules: (RuleId, RuleId),
    /// What makes both hold: each fact with its value, in words. Empty where both always hold together, or where no case is at hand.
    pub facts: Vec<(String, String)>,
    /// The case; of one that is not at hand nothing is known.
    pub row: Row,
    /// As of which day.
    pub as_of: Date,
}

/// Pairs of rules of an instrument that some case makes conflict. Each pair once; where a search is spent, conditions are still compared.
pub fn witnesses(program: &Program, instrument: InstrumentId, budget: &mut Budget) -> Vec<Witness> {
    let mut out = Vec::new();
    let Some(own) = program.instruments.get(instrument.index()).filter(|it| it.rules.len() <= MOST_RULES_COMPARED) else {
        return out;
    };
    let mut prepared: BTreeMap<Date, Environment<'_>> = BTreeMap::new();
    for decision in &own.decisions {
        let whole = Plan::new(program, instrument, *decision);
        for (index, first) in whole.concluding.iter().enumerate() {
            for second in &whole.concluding[index + 1..] {
                let looking = own.rules.len() <= MOST_RULES && budget.evaluations > 0 && budget.cases > 0;
                let contained = || may_contain(program, *first, *second);
                if !(looking || contained()) || !can_clash(program, &whole, *first, *second) {
                    continue;
                }
                let Some(day) = common_day(program, instrument, *first, *second) else {
                    continue;
                };
                let options = Options { as_of: day, as_if_enacted: AsIf::All, ..Options::default() };
                let environment = prepared.entry(day).or_insert_with(|| Environment::new(program, Some(instrument), &options));
                let certain = contained() && contains(environment.classes(), program, *first, *second);
                let alone = certain.then(|| Witness {
                    rules: (*first, *second),
                    facts: Vec::new(),
                    row: environment.unknown_row(CASE).to_vec(),
                    as_of: day,
                });
                if !looking {
                    out.extend(alone);
                    continue;
                }
                let plan = whole.only(program, &[*first, *second]);
                let mut search = Search { environment, plan: &plan, left: BUDGET.min(budget.evaluations), path: Vec::new() };
                let before = search.left;
                let found = search.conflict(Rc::default());
                budget.evaluations -= before - search.left;
                let Some(path) = found else {
                    out.extend(alone);
                    continue;
                };
                budget.cases -= 1;
                let confirm = Confirm { environment, whole: &whole, own: (instrument, *decision), options: &options };
                out.extend(confirmed(&confirm, (*first, *second), &path).or(alone));
            }
        }
    }
    out
}

/// Whether two rules stand alike but for their conditions: then one condition that contains the other settles that both hold.
fn may_contain(program: &Program, first: RuleId, second: RuleId) -> bool {
    let (Some(one), Some(other)) = (program.rules.get(first.index()), program.rules.get(second.index())) else {
        return false;
    };
    [one, other].iter().all(|it| matches!(it.action, Action::Decide(_)) && it.above.is_empty() && it.applies.is_empty())
        && one.period == other.period
        && one.binds == other.binds
}

/// Whether everything that one of the rules asks is asked by the other too.
fn contains(classes: &Classes, program: &Program, first: RuleId, second: RuleId) -> bool {
    let asked = |id: RuleId| {
        let mut out = Vec::new();
        if let Some(rule) = program.rules.get(id.index())
            && !matches!(rule.condition.kind, ExprKind::Const(Value::Bool(true)))
        {
            classes.literals(classes.class(rule.condition.id), true, &mut out);
        }
        out
    };
    let (ours, theirs) = (asked(first), asked(second));
    let (small, large) = if ours.len() <= theirs.len() { (ours, theirs) } else { (theirs, ours) };
    small.iter().all(|part| large.contains(part))
}

/// A day on which both rules are in force, within the instrument's own time.
fn common_day(program: &Program, instrument: InstrumentId, first: RuleId, second: RuleId) -> Option<Date> {
    let periods = [
        &program.instruments.get(instrument.index())?.period,
        &program.rules.get(first.index())?.period,
        &program.rules.get(second.index())?.period,
    ];
    let (first, last) = Period::common(periods)?;
    let usual = jiff::civil::date(2000, 1, 1);
    let day = first.unwrap_or(last.map_or(usual, |last| last.min(usual)));
    last.is_none_or(|last| day <= last).then_some(day)
}

type Path = Vec<(Rc<Split>, usize)>;

/// A search in depth for a conflict of the rules of a plan.
struct Search<'s, 'p> {
    environment: &'s Environment<'p>,
    plan: &'s Plan,
    left: u32,
    path: Path,
}

impl Search<'_, '_> {
    /// Depth is bounded by the budget.
    fn conflict(&mut self, assumptions: Rc<Assumptions>) -> Option<Path> {
        self.left = self.left.checked_sub(1)?;
        let row = self.environment.unknown_row(CASE);
        let mut evaluator = Evaluator::new(self.environment, row, Some(Asking::new(assumptions.clone())));
        if let Some(leaf) = evaluator.resolve(self.plan, true) {
            return (leaf.effect == Effect::Conflict).then(|| self.path.clone());
        }
        let split = evaluator.asking.and_then(|it| it.asked)?;
        for (at, (domain, _)) in split.branches.iter().enumerate() {
            let mut assumptions = (*assumptions).clone();
            assumptions.insert(split.term.clone(), domain.clone());
            self.path.push((split.clone(), at));
            let found = self.conflict(Rc::new(assumptions));
            self.path.pop();
            if found.is_some() {
                return found;
            }
        }
        None
    }
}

/// How a case is decided to its end.
struct Confirm<'s, 'p> {
    environment: &'s Environment<'p>,
    whole: &'s Plan,
    own: (InstrumentId, DecisionId),
    options: &'s Options,
}

/// The case that a path of answers describes, if deciding it gives a conflict of the two.
fn confirmed(confirm: &Confirm<'_, '_>, rules: (RuleId, RuleId), path: &Path) -> Option<Witness> {
    let Confirm { environment, whole, own, options } = confirm;
    let program = environment.program;
    let slots = &program.records.get(CASE.index())?.slots;
    let mut row: Row = vec![Value::Unknown; slots.len()];
    let mut domains: BTreeMap<usize, (Domain, String)> = BTreeMap::new();
    let mut order = Vec::new();
    for (split, at) in path {
        let Term::Fact(way, slot) = &split.term else {
            return None;
        };
        if !way.is_empty() {
            return None;
        }
        if !order.contains(&slot.index()) {
            order.push(slot.index());
        }
        let words = split.facts.iter().flat_map(|it| it.iter()).next().map_or_else(|| split.words.clone(), |it| it.words.clone());
        // The last answer holds all that was said before.
        domains.insert(slot.index(), (split.branches.get(*at)?.0.clone(), words));
    }
    let mut facts = Vec::new();
    for at in order {
        let (domain, words) = domains.get(&at)?;
        let ty = slots.get(at)?.ty;
        let value = some_value(program, ty, domain)?;
        let shown = match (&value, domain.only(program, ty)) {
            (Value::Bool(_) | Value::Absent | Value::Record | Value::List(_), _) | (_, Some(_)) => {
                describe(program, ty, domain, false)
            }
            (value, None) => crate::runtime::values::show::show(program, ty, value),
        };
        facts.push((words.clone(), shown));
        *row.get_mut(at)? = value;
    }
    // What else the rules read is filled in plainly: the case must be decided to its end, and at little cost.
    for _ in 0..ROUNDS {
        let held = row.clone();
        let mut open = Vec::new();
        let mut plainly = Evaluator::new(environment, &held, None);
        for rule in whole.order.iter().filter_map(|id| program.rules.get(id.index())) {
            plainly.unknown_facts(&rule.condition, &Frame::root(&held), &mut open);
        }
        open.retain(|it| it.path.is_empty());
        if open.is_empty() {
            break;
        }
        for fact in &open {
            let slot = slots.get(fact.slot.index())?;
            let mut domain = Domain::of(program, slot.ty, slot.optional);
            if let (Some(Body::Choice(values)), Type::YesNo | Type::Judgment) = (&mut domain.present, slot.ty) {
                *values = vec![0];
            }
            let value = if slot.optional { Value::Absent } else { some_value(program, slot.ty, &domain)? };
            *row.get_mut(fact.slot.index())? = value;
        }
    }
    let decision = Decider::new(program, own.0, own.1, options).decide(&row);
    let both = decision.rules.contains(&rules.0) && decision.rules.contains(&rules.1);
    let conflict = decision.effect == Effect::Conflict && both && decision.problems.is_empty();
    conflict.then_some(Witness { rules, facts, row, as_of: options.as_of })
}

/// One of the values that something may have.
fn some_value(program: &Program, ty: Type, domain: &Domain) -> Option<Value> {
    let Some(body) = &domain.present else {
        return Some(Value::Absent);
    };
    if let Some(only) = Domain::present(body.clone()).only(program, ty) {
        return Some(only);
    }
    match body {
        Body::Choice(values) => {
            let one = Domain::present(Body::Choice(vec![*values.first()?]));
            one.only(program, ty)
        }
        Body::Range(range) => at(a_point(range, ty)?, ty),
        Body::Members { inside, .. } => Some(Value::Set(*inside)),
        Body::Words { is: None, not } => {
            let other = Value::Text("other".into());
            (!not.contains(&other)).then_some(other)
        }
        Body::Words { is, .. } => is.clone(),
        Body::Sections(tests) => sections::some(tests, &program.sections).map(Value::Section),
    }
}

/// A plain number in a range.
fn a_point(range: &Range, ty: Type) -> Option<crate::ir::Number> {
    let one = number::whole(1);
    let day = number::whole(crate::runtime::values::calendar::day_number(jiff::civil::date(2000, 1, 1)));
    let start = match ty {
        Type::Date => day,
        Type::DateTime => number::multiply(&day, &number::whole(86_400))?,
        _ => number::whole(0),
    };
    let half = |a: &crate::ir::Number, b: &crate::ir::Number| number::divide(&number::add(a, b)?, &number::whole(2));
    // Beside a limit that the law names, as one would choose an example.
    let mut tried = Vec::new();
    if let Some((from, _)) = &range.from {
        tried.extend([Some(*from), number::add(&from.floor(), &one)].into_iter().flatten());
    }
    if let Some((to, _)) = &range.to {
        tried.extend([Some(*to), number::subtract(&to.ceil(), &one)].into_iter().flatten());
    }
    if let (Some((from, _)), Some((to, _))) = (&range.from, &range.to) {
        tried.extend(half(from, to));
    }
    tried.push(start);
    tried.into_iter().find(|it| range.holds(it))
}
