//! What is said of a duty: from when, until when, whether it is done. A deadline that is not known leaves the duty as it is.

use super::environment::Environment;
use super::evaluate::Evaluator;
use super::frames::Frame;
use super::unknowns::add_new;
use super::{Decision, Due, Duty, Effect, Missing, Truth, compare};
use crate::ir::{self, CASE, Comparison, Expr, Program, Row, Value};

/// The fact of the case that says what time it is.
const NOW: &str = "decision time";

/// The duties that a decision gives, rule by rule, of those rules that say more than what is to be done.
pub fn of(environment: &Environment<'_>, decision: &Decision, case: &Row) -> Vec<Duty> {
    if !matches!(decision.effect, Effect::Required | Effect::Prohibited) {
        return Vec::new();
    }
    let program = environment.program;
    let said = |id: &ir::RuleId| Some((*id, program.rules.get(id.index())?.duty.as_deref()?));
    decision.rules.iter().filter_map(said).map(|(id, duty)| one(environment, id, duty, case)).collect()
}

fn one<'a>(environment: &'a Environment<'a>, rule: ir::RuleId, said: &'a ir::Duty, case: &'a Row) -> Duty {
    let mut missing: Vec<Missing> = Vec::new();
    let mut worked = |expr: &'a Expr| {
        let mut evaluator = Evaluator::new(environment, case, None);
        let root = Frame::root(case);
        let value = evaluator.value(expr, &root).into_owned();
        if matches!(value, Value::Unknown) {
            let mut facts = Vec::new();
            evaluator.unknown_facts(expr, &root, &mut facts);
            add_new(&mut missing, &facts);
        }
        value
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
    Duty { rule, begins, begun, due, done, missing }
}

/// Whether the case says that it is that moment or later.
fn has_come(program: &Program, case: &Row, moment: &Value) -> bool {
    let now = program.records.get(CASE.index()).and_then(|it| it.slots.iter().position(|slot| slot.path == [NOW]));
    match now.and_then(|slot| case.get(slot)) {
        Some(now @ (Value::Date(_) | Value::DateTime(_))) => compare::compare(Comparison::AtLeast, now, moment).is_true(),
        _ => false,
    }
}
