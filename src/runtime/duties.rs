//! What is said of a duty: from when, until when, whether it is done. A deadline that is not known leaves the duty as it is.

use super::authorities::positions::{Stand, questions_in};
use super::authorities::readings::{Positions, combinations, matters};
use super::decider::worked_out;
use super::evaluate::Evaluator;
use super::evaluate::frames::Frame;
use super::law::environment::Environment;
use super::unknown::explore::add_new;
use super::values::compare;
use super::{Decider, Decision, Due, Duty, Effect, Missing, Truth};
use crate::diagnostics::Diagnostic;
use crate::ir::{self, CASE, Comparison, Expr, Program, QuestionId, Row, Value};

/// The fact of the case that says what time it is.
const NOW: &str = "decision time";

/// Duties, and what went wrong where their dates were worked out.
pub type Dated = (Vec<Duty>, Vec<Diagnostic>);

/// The duties that a decision gives, rule by rule, of those rules that say more than what is to be done.
pub fn of(environment: &Environment<'_>, decision: &Decision, case: &Row, taken: &[(QuestionId, u16)]) -> Dated {
    let mut out = Dated::default();
    if matches!(decision.effect, Effect::Required | Effect::Prohibited) {
        decision.rules.iter().for_each(|id| one(environment, *id, case, taken, &mut out));
    }
    out
}

fn one(environment: &Environment<'_>, rule: ir::RuleId, case: &Row, taken: &[(QuestionId, u16)], out: &mut Dated) {
    let Some(said) = environment.program.rules.get(rule.index()).and_then(|it| it.duty.as_deref()) else { return };
    let mut missing: Vec<Missing> = Vec::new();
    let mut worked = |expr: &Expr| match worked_out(environment, expr, case, taken) {
        Ok(value) if !matches!(value, Value::Unknown) => value,
        unknown => {
            let mut facts = Vec::new();
            Evaluator::new(environment, case, None).under(taken).unknown_facts(expr, &Frame::root(case), &mut facts);
            add_new(&mut missing, &facts);
            add_new(&mut out.1, &unknown.err().unwrap_or_default());
            Value::Unknown
        }
    };
    let begins = said.begins.as_ref().map(&mut worked);
    let due = said.due.as_ref().map(|due| match due {
        ir::Due::AtOnce => Due::AtOnce,
        ir::Due::By(expr) => Due::By(worked(expr)),
    });
    let done = said.done.as_ref().map(|done| match compare::as_bool(&worked(done)) {
        Some(done) => Truth::from(done),
        None => Truth::Unknown,
    });
    let begun = begins.as_ref().is_some_and(|begins| has_come(environment.program, case, begins));
    out.0.push(Duty { rule, begins, begun, due, done, missing, readings: Vec::new() });
}

/// Questions of law that rules, or what they say of a duty, may read; none where no rule says anything of one.
pub(super) fn questions_of(program: &Program, order: Option<&ir::Order>, rules: &[ir::RuleId]) -> Vec<QuestionId> {
    let of_rule = |id: &ir::RuleId| program.rules.get(id.index())?.duty.as_deref();
    let mut said: Vec<&Expr> = Vec::new();
    for duty in rules.iter().filter_map(of_rule) {
        said.extend(duty.begins.iter().chain(&duty.done));
        if let Some(ir::Due::By(day)) = &duty.due {
            said.push(day);
        }
    }
    if said.is_empty() { Vec::new() } else { questions_in(program, order, rules, said) }
}

impl Decider<'_> {
    /// Says of duties what is said of them under each position on the questions that are open, where that differs.
    pub(super) fn dated_under_each_position(&self, case: &Row, mut decision: Decision) -> Decision {
        if decision.duties.is_empty() {
            return decision;
        }
        let mut evaluator = Evaluator::new(&self.environment, case, None);
        let is_open = |id: &QuestionId| matches!(evaluator.stand(*id), Stand::Open(_) | Stand::Waits { default: false });
        let open: Vec<QuestionId> = self.duty_questions.iter().copied().filter(is_open).collect();
        let Some(combinations) = combinations(self.environment.program, &open).filter(|_| !open.is_empty()) else {
            return decision;
        };
        let under = |taken: Positions| {
            let duties = self.decide_under(case, &taken).duties;
            (taken, duties)
        };
        let results: Vec<(Positions, Vec<Duty>)> = combinations.into_iter().map(under).collect();
        let matter = |it: &QuestionId| matters(*it, results.iter().map(|(taken, duties)| (taken, duties)), |a, b| same(a, b));
        let questions: Vec<QuestionId> = open.into_iter().filter(matter).collect();
        for duty in &mut decision.duties {
            say(duty, &questions, &results);
        }
        decision
    }
}

/// Whether the same is said, by whatever rules.
fn same(one: &[Duty], other: &[Duty]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(a, b)| (&a.begins, &a.due, a.done) == (&b.begins, &b.due, b.done))
}

/// What is said of a duty wherever its rule gives it; and if the questions matter, what under which positions on them.
fn say(duty: &mut Duty, questions: &[QuestionId], results: &[(Positions, Vec<Duty>)]) {
    let of_rule = |(taken, duties): &(Positions, Vec<Duty>)| {
        let taken: Positions = taken.iter().copied().filter(|(id, _)| questions.contains(id)).collect();
        Some((taken, duties.iter().find(|it| it.rule == duty.rule)?.clone()))
    };
    let mut found: Vec<(Positions, Duty)> = results.iter().filter_map(of_rule).collect();
    found.iter().for_each(|(_, it)| add_new(&mut duty.missing, &it.missing));
    found.dedup_by(|(taken, _), (before, _)| taken == before);
    if let Some((_, first)) = found.first() {
        let all = |is: &dyn Fn(&Duty) -> bool| found.iter().all(|(_, it)| is(it));
        if all(&|it| it.begins == first.begins) {
            (duty.begins, duty.begun) = (first.begins.clone(), first.begun);
        }
        if all(&|it| it.due == first.due) {
            duty.due.clone_from(&first.due);
        }
        if all(&|it| it.done == first.done) {
            duty.done = first.done;
        }
    }
    if !questions.is_empty() {
        found.sort_by(|(a, _), (b, _)| a.cmp(b));
        found.dedup_by(|(taken, _), (before, _)| taken == before);
        duty.readings = found;
    }
}

/// Whether the case says that it is that moment or later.
fn has_come(program: &Program, case: &Row, moment: &Value) -> bool {
    let now = program.records.get(CASE.index()).and_then(|it| it.slots.iter().position(|slot| slot.path == [NOW]));
    match now.and_then(|slot| case.get(slot)) {
        Some(now @ (Value::Date(_) | Value::DateTime(_))) => compare::compare(Comparison::AtLeast, now, moment).is_true(),
        _ => false,
    }
}
