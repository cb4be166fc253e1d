//! Readings of questions, and rules that are switched off.

use super::rules::rules_listed;
use super::some;
use crate::diagnostics::{Diagnostic, catalogue, suggest};
use crate::source::Span;

pub(in crate::analysis) fn outside_an_instrument(word: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::OUTSIDE_AN_INSTRUMENT, span, format!("`{word}` stands in a file without a policy heading"))
        .label("whose order is this?")
        .help("begin the file with a heading that says who made it: `policy \"Doe v. Roe\": …`")
}

pub(in crate::analysis) fn instrument_not_at_hand(module: &str, span: Span, known: &[String]) -> Diagnostic {
    let near = suggest::nearest(module, known.iter().map(String::as_str));
    let problem = Diagnostic::new(catalogue::INSTRUMENT_NOT_AT_HAND, span, format!("there is no instrument `{module}` at hand"));
    let problem = match near {
        Some(near) => problem.label(format!("did you mean `{near}`?")),
        None => problem.label("of which instrument?"),
    };
    match near {
        Some(near) => problem.help(format!("write `\"{near}\"`")),
        None if known.is_empty() => problem.help(format!("write `use \"{module}\".` above, so that the file is read too")),
        None => problem
            .help(format!("write `use \"{module}\".` above, so that the file is read too"))
            .help(format!("at hand: {}", some(known))),
    }
}

pub(in crate::analysis) fn unknown_rule_suspended(label: &str, module: &str, span: Span, labels: &[String]) -> Diagnostic {
    let message = format!("`{module}` has no rule {label}");
    rules_listed(Diagnostic::new(catalogue::UNKNOWN_RULE, span, message), label, labels)
}

pub(in crate::analysis) fn limb_cannot_be_suspended(label: &str, rule: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        catalogue::LIMB_CANNOT_BE_SUSPENDED,
        span,
        format!("`{label}` is a part of rule {rule}, and only whole rules can be switched off"),
    )
    .label("the part, or its rule?")
    .help(format!("write `rule {rule}` to switch the whole rule off"))
    .help("to switch a part off, make it a rule of its own in the instrument it stands in")
}

pub(in crate::analysis) fn suspension_circle(module: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::SUSPENSION_CIRCLE, span, format!("`{module}` is switched off here by what it switches off itself"))
        .label("which of the two counts?")
        .help("switch off rules by their labels in one of the two, or take one sentence out")
}

pub(in crate::analysis) fn suspends_nothing_then(what: &str, when: Span, place: Span) -> Diagnostic {
    Diagnostic::new(
        catalogue::SUSPENDS_NOTHING_THEN,
        when,
        format!("{what} is not in force on any day on which this would switch it off"),
    )
    .label("switched off then")
    .also(place, "this is in force on other days only")
    .help("correct the days of one of the two")
}

pub(in crate::analysis) fn reading_circle(question: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        catalogue::READING_CIRCLE,
        span,
        format!("whether this reading of `{question}` counts depends on `{question}` itself"),
    )
    .label("this asks what the reading is to answer")
    .help("say in facts of the case for which cases the reading counts")
}
