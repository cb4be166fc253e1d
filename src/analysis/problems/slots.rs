//! Slots and what they are filled with.

use super::some;
use crate::diagnostics::{Diagnostic, catalogue, suggest};
use crate::source::Span;

pub(in crate::analysis) fn slot_kind(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::SLOT_KIND, span, format!("`{name}` is left open, and nobody could fill it with this"))
        .label("a slot of what kind?")
        .help("write a kind of value such as `money`, `number`, `date` or `days`;")
        .help("without `as`, the slot is a term that is so or not")
}

pub(in crate::analysis) fn slot_default_yes_no(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::SLOT_DEFAULT, span, format!("`{name}` is so or not, and this is neither"))
        .label("yes or no?")
        .help("write `otherwise no` or `otherwise yes`")
        .help("for a value, say of which kind: `slot … as money, filled by …`")
}

pub(in crate::analysis) fn slot_default(name: &str, kind: &str, other: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::SLOT_DEFAULT, span, format!("`{name}` holds {kind}, and this is {other}"))
        .label(format!("not {kind}"))
        .help("give the default in the kind that the slot declares")
}

pub(in crate::analysis) fn unknown_slot(name: &str, span: Span, known: &[String]) -> Diagnostic {
    let near = suggest::nearest(name, known.iter().map(String::as_str));
    let problem = Diagnostic::new(catalogue::UNKNOWN_SLOT, span, format!("nothing leaves `{name}` open"));
    match near {
        Some(near) => problem.label(format!("did you mean `{near}`?")).help(format!("write `fill {near} …`")),
        None if known.is_empty() => problem.label("which slot?").help("use the file that declares the slot"),
        None => problem.label("which slot?").help(format!("write one that is open: {}", some(known))),
    }
}

pub(in crate::analysis) fn fills_no_slot(name: &str, what: &str, span: Span, declared: Span) -> Diagnostic {
    Diagnostic::new(catalogue::FILLS_NO_SLOT, span, format!("`{name}` is {what}, and not left open to be filled"))
        .label("not a slot")
        .also(declared, "declared here")
        .help("declare it as a slot there: `slot …, filled by county, otherwise no.`")
        .help("or give what is meant here a name of its own: `define …`")
}

pub(in crate::analysis) fn filled_by_other_level(
    name: &str,
    level: Option<&str>,
    levels: &[String],
    span: Span,
    declared: Span,
) -> Diagnostic {
    let message = match level {
        Some(level) => format!("`{name}` is filled by {}, and this is made by {level}", words(levels)),
        None => format!("`{name}` is filled by {}, and nothing says who made this", words(levels)),
    };
    let problem = Diagnostic::new(catalogue::FILLED_BY_OTHER_LEVEL, span, message);
    let problem = problem.label("filled here").also(declared, "left open here");
    match level {
        Some(level) => problem.help(format!("add `{level}` to the levels that may fill it, if the law says so")),
        None => problem.help(format!(
            "write `made by {} \"…\"` in the heading of this file",
            levels.first().map_or("county", String::as_str)
        )),
    }
}

pub(in crate::analysis) fn filled_by_if(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::OTHER_FILLING, span, format!("`{name}` holds a value, and is filled here with a condition"))
        .label("with which value?")
        .help(format!("write `fill {name} as …`"))
}

pub(in crate::analysis) fn filled_by_as(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::OTHER_FILLING, span, format!("`{name}` is so or not, and is filled here with a value"))
        .label("when is it so?")
        .help(format!("write `fill {name} if …`"))
}

pub(in crate::analysis) fn other_filling(name: &str, kind: &str, other: &str, span: Span, declared: Span) -> Diagnostic {
    Diagnostic::new(catalogue::OTHER_FILLING, span, format!("`{name}` holds {kind}, and this is {other}"))
        .label(format!("not {kind}"))
        .also(declared, "left open here")
        .help("fill it with a value of the kind that the slot declares")
}

fn words(levels: &[String]) -> String {
    match levels.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        Some((only, _)) => only.clone(),
        None => "nobody".to_owned(),
    }
}
