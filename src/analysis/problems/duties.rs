//! Duties: who owes them, from when and until when.

use super::some;
use crate::diagnostics::{Diagnostic, catalogue, suggest};
use crate::source::Span;

pub(in crate::analysis) fn head_said_twice(word: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(catalogue::PART_SAID_TWICE, span, format!("the head of this rule says `{word}` twice"))
        .label("again here")
        .also(first, "first here")
        .help("keep one of the two")
}

pub(in crate::analysis) fn duty_needs_must(word: &str, span: Span) -> Diagnostic {
    let problem =
        Diagnostic::new(catalogue::DUTY_NEEDS_MUST, span, format!("`{word}` speaks of a duty, and this rule gives none"));
    problem.label("of which duty?").help("write `must` or `must not` in the rule, or take this away")
}

pub(in crate::analysis) fn no_duty_expected(span: Span) -> Diagnostic {
    let message = "`due`, `from`, `done` and `not done` speak of a duty, and none is expected here";
    let problem = Diagnostic::new(catalogue::DUTY_NEEDS_MUST, span, message);
    problem.label("of which duty?").help("expect `must …` or `must not …`, or take this away")
}

pub(in crate::analysis) fn unknown_actor(name: &str, span: Span, known: &[String]) -> Diagnostic {
    let near = suggest::nearest(name, known.iter().map(String::as_str));
    let problem = Diagnostic::new(catalogue::UNKNOWN_ACTOR, span, format!("nothing says who `{name}` is"));
    let problem = match near {
        Some(near) => problem.label(format!("did you mean `{near}`?")),
        None => problem.label("who owes this?"),
    };
    let problem = problem.help(format!("to say it in words only, quote it: `owed by \"{name}\"`"));
    if known.is_empty() { problem } else { problem.help(format!("or write {}", some(known))) }
}

pub(in crate::analysis) fn duty_needs_a_date(how: &str, kind: &str, length: bool, span: Span) -> Diagnostic {
    let problem =
        Diagnostic::new(catalogue::NEEDS_A_DATE, span, format!("a duty is {how} a date or a moment, and this is {kind}"));
    let problem = problem.label("which day?");
    match length {
        true => problem.help("say from when it is counted: `48 hours after the arrest time`"),
        false => problem.help("write a date, a fact that is a date, or `3 days after …`"),
    }
}
