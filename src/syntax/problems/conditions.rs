//! Conditions that are not finished or not put together.

use crate::diagnostics::{Diagnostic, catalogue as code};
use crate::source::{Span, on_one_line};

pub(in crate::syntax) fn missing_value(verb: Span) -> Diagnostic {
    Diagnostic::new(code::MISSING_VALUE, verb, "`is` says nothing here").label("is what?").help("write the value after it")
}

pub(in crate::syntax) fn no_after_is(span: Span, written: &str) -> Diagnostic {
    let age = match written.to_lowercase().split_whitespace().collect::<Vec<_>>().as_slice() {
        ["no", "younger", "than", figure] => Some(format!("at least {figure}")),
        ["no", "older", "than", figure] => Some(format!("at most {figure}")),
        _ => None,
    };
    if let Some(meant) = age {
        return super::wordings::other_wording(span, written, &meant, "");
    }
    let joined = written.split_whitespace().collect::<Vec<_>>().join("-");
    Diagnostic::new(code::NO_AFTER_IS, span, "`no` counts things; after `is` stands a value")
        .label("one value?")
        .help(format!("join the words of a value with a hyphen: `{joined}`"))
        .help("or write `has no ...`, or `is not ...`")
}

pub(in crate::syntax) fn there_is_not(span: Span, what: &str) -> Diagnostic {
    let bare = ["a ", "an ", "any "].iter().find_map(|article| what.strip_prefix(article)).unwrap_or(what);
    Diagnostic::new(code::THERE_IS_NOT, span, "`there is not` is written `there is no`")
        .label("did you mean `no`?")
        .help(if bare.chars().count() > 60 { "write `there is no`".to_string() } else { format!("write `there is no {bare}`") })
}

pub(in crate::syntax) fn verb_not_repeated(span: Span, written: &str) -> Diagnostic {
    let written = on_one_line(written);
    let diagnostic = Diagnostic::new(code::VERB_NOT_REPEATED, span, "after `and` or `or` the verb is said again")
        .label("the verb belongs before this");
    if written.chars().count() > 60 {
        return diagnostic.help("write `is` before it");
    }
    match written.strip_prefix("not ") {
        Some(what) => diagnostic
            .help(format!("write `is {written}` if it is said of what stands before"))
            .help(format!("write `{what} is no` if that is a yes/no fact of the case")),
        None => diagnostic.help(format!("write `is {written}`")),
    }
}

pub(in crate::syntax) fn limbs_without_word(span: Span) -> Diagnostic {
    Diagnostic::new(code::LIMBS_WITHOUT_WORD, span, "lettered limbs need a word that says how they join")
        .label("all of these, or any?")
        .help("write `any of:` or `all of:` before the first limb")
}

/// `one of: (a) …`: the ways in which it can be meant.
pub(in crate::syntax) fn list_without_word(span: Span, written: &str, meant: [&str; 2]) -> Diagnostic {
    let written = on_one_line(written);
    Diagnostic::new(code::LIMBS_WITHOUT_WORD, span, format!("`{written}` does not say how the limbs join"))
        .label("how many of them?")
        .help(format!("write `{}`", meant[0]))
        .help(format!("or `{}`, as it is meant", meant[1]))
}

/// `not all of: (a) …`
pub(in crate::syntax) fn not_all_of(span: Span, written: &str) -> Diagnostic {
    let written = on_one_line(written);
    Diagnostic::new(code::LIMBS_WITHOUT_WORD, span, format!("`{written}` opens no list"))
        .label("what `not` denies stands in parentheses")
        .help("write `not (all of:`, and `)` after the last limb, if one may be missing")
        .help("or `none of:` if none may hold")
}

pub(in crate::syntax) fn conclusion_last(span: Span, conclusion: Option<&str>) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(code::CONCLUSION_LAST, span, "a rule begins with what it decides").label("the condition comes second");
    match conclusion {
        Some(conclusion) => diagnostic.help(format!("write `{conclusion}`")),
        None => diagnostic.help("write the outcome first, then `if` and its condition"),
    }
}

pub(in crate::syntax) fn then_word(span: Span) -> Diagnostic {
    Diagnostic::new(code::CONCLUSION_LAST, span, "`then` has no place here: a rule begins with what it decides")
        .help("write the outcome first, then `if` and its condition")
}
