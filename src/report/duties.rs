//! What is said of a duty, in text and in JSON: who owes it, from when, until when, and whether it is done.

use super::json::{list, string};
use super::{readings, words};
use crate::ir::{self, Program, RuleId, Type, Value};
use crate::runtime::authorities::precedence::Resolved;
use crate::runtime::reasons::explain::show;
use crate::runtime::{Due, Duty, Effect, Missing, Truth};

/// What follows the sentence where one thing is said of the whole duty: `, owed by the sheriff, due 2014-05-08 08:30; not known whether it is
/// done`. Empty where nothing is said, or where the rules say different things (see [`lines`]).
pub fn clause(program: &Program, duties: &[&Duty]) -> String {
    match duties.first() {
        Some(first) if are_alike(program, duties) => said(program, first),
        _ => String::new(),
    }
}

/// Whether one thing is said by all of them.
fn are_alike(program: &Program, duties: &[&Duty]) -> bool {
    let first = duties.first().map(|it| said(program, it));
    duties.len() == 1 || duties.iter().all(|it| it.readings.is_empty() && Some(said(program, it)) == first)
}

/// A line for each rule, where several say something, and for each position on which dates depend; `name` gives the rule's.
pub fn lines(program: &Program, duties: &[&Duty], name: impl Fn(RuleId) -> String) -> Vec<String> {
    let several = !are_alike(program, duties);
    let mut out = Vec::new();
    for duty in duties {
        if several && duty.readings.is_empty() {
            out.push(format!("by {}{}", name(duty.rule), said(program, duty)));
        }
        let by = if several { format!(", by {}", name(duty.rule)) } else { String::new() };
        for (positions, under) in &duty.readings {
            let dates = dates(program, under);
            out.push(format!(
                "with {}{by}: {}",
                readings::positions(program, positions),
                dates.trim_start_matches([',', ';', ' '])
            ));
        }
    }
    out
}

/// What is said of a duty that several instruments come to: by the rules that give it.
pub fn of_resolved(resolved: &Resolved) -> Vec<&Duty> {
    if !matches!(resolved.effect, Effect::Required | Effect::Prohibited) {
        return Vec::new();
    }
    let all = resolved.authorities.iter().flat_map(|it| &it.decision.duties);
    all.filter(|duty| resolved.rules.contains(&duty.rule)).collect()
}

/// `, owed by the sheriff, due at once; done`.
pub fn said(program: &Program, duty: &Duty) -> String {
    let Some(of) = of_rule(program, duty) else { return String::new() };
    let mut out = String::new();
    if let Some(owner) = &of.owed_by {
        out.push_str(&format!(", owed by {owner}"));
    }
    match duty.readings.first() {
        None => out.push_str(&dates(program, duty)),
        Some((positions, _)) => {
            let named: Vec<String> =
                positions.iter().map(|(id, _)| format!("`{}`", program.questions[id.index()].name)).collect();
            out.push_str(&format!(", at a time that depends on {}", words::and(&named)));
        }
    }
    out
}

/// `, from 2014-05-06, due 2014-05-08 08:30; not done`.
fn dates(program: &Program, duty: &Duty) -> String {
    let Some(of) = of_rule(program, duty) else { return String::new() };
    let mut out = String::new();
    match (&duty.begins, &of.begins) {
        (Some(Value::Unknown), _) => out.push_str(", from a day that is not known"),
        (Some(value), Some(begins)) if !duty.begun => out.push_str(&format!(", from {}", show(program, begins.ty, value))),
        _ => {}
    }
    match &duty.due {
        Some(Due::AtOnce) => out.push_str(", due at once"),
        Some(Due::By(Value::Unknown)) => out.push_str(", deadline not known"),
        Some(Due::By(value)) => out.push_str(&format!(", due {}", show(program, due_type(of), value))),
        None => {}
    }
    match duty.done {
        Some(Truth::True) => out.push_str("; done"),
        Some(Truth::False) => out.push_str("; not done"),
        Some(Truth::Unknown) => out.push_str("; not known whether it is done"),
        None => {}
    }
    out
}

/// The facts for which dates and performance wait.
pub fn missing<'d>(duties: &[&'d Duty]) -> Vec<&'d Missing> {
    let mut all: Vec<&Missing> = Vec::new();
    for fact in duties.iter().flat_map(|it| &it.missing) {
        if !all.contains(&fact) {
            all.push(fact);
        }
    }
    all
}

/// Appends `,"duties":[…]`, where there is something to say of the act, which is worked out only then; `name` gives each rule's.
pub fn write(
    out: &mut Vec<u8>,
    program: &Program,
    act: impl FnOnce() -> String,
    duties: &[&Duty],
    name: impl Fn(RuleId) -> String,
) {
    if duties.is_empty() {
        return;
    }
    let act = act();
    out.extend_from_slice(b",\"duties\":");
    list(out, duties, |out, duty| {
        let Some(of) = of_rule(program, duty) else { return out.extend_from_slice(b"{}") };
        out.extend_from_slice(b"{\"rule\":");
        string(out, &name(duty.rule));
        out.extend_from_slice(b",\"act\":");
        string(out, &act);
        if let Some(owner) = &of.owed_by {
            out.extend_from_slice(b",\"owed_by\":");
            string(out, owner);
        }
        dates_json(out, program, of, duty);
        if !duty.missing.is_empty() {
            out.extend_from_slice(b",\"missing\":");
            list(out, &duty.missing, |out, fact| string(out, &fact.key));
        }
        if !duty.readings.is_empty() {
            out.extend_from_slice(b",\"readings\":");
            list(out, &duty.readings, |out, (positions, under)| {
                out.push(b'{');
                readings::positions_json(out, program, positions);
                dates_json(out, program, of, under);
                out.push(b'}');
            });
        }
        out.push(b'}');
    });
}

/// Appends when it begins, until when it is to be done and whether it is, each with a comma before it.
fn dates_json(out: &mut Vec<u8>, program: &Program, of: &ir::Duty, duty: &Duty) {
    if let (Some(value), Some(begins)) = (&duty.begins, &of.begins) {
        out.extend_from_slice(b",\"from\":");
        day(out, program, begins.ty, value);
    }
    match &duty.due {
        Some(Due::AtOnce) => out.extend_from_slice(b",\"due\":\"at once\""),
        Some(Due::By(value)) => {
            out.extend_from_slice(b",\"due\":");
            day(out, program, due_type(of), value);
        }
        None => {}
    }
    match duty.done {
        Some(Truth::True) => out.extend_from_slice(b",\"done\":true"),
        Some(Truth::False) => out.extend_from_slice(b",\"done\":false"),
        Some(Truth::Unknown) => out.extend_from_slice(b",\"done\":null"),
        None => {}
    }
}

fn day(out: &mut Vec<u8>, program: &Program, ty: Type, value: &Value) {
    match value {
        Value::Unknown => out.extend_from_slice(b"null"),
        value => string(out, &show(program, ty, value)),
    }
}

fn of_rule<'p>(program: &'p Program, duty: &Duty) -> Option<&'p ir::Duty> {
    program.rules.get(duty.rule.index())?.duty.as_deref()
}

fn due_type(of: &ir::Duty) -> Type {
    match &of.due {
        Some(ir::Due::By(expr)) => expr.ty,
        _ => Type::Date,
    }
}
