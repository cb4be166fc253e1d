//! Facts given in scenarios.

use crate::diagnostics::{Diagnostic, catalogue, suggest};
use crate::source::Span;

pub(in crate::analysis) fn only_text_names_the_case(span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::ONLY_TEXT_NAMES_THE_CASE, span, "only a text of the case itself can name the case")
        .label("not a text of the case")
        .help("declare it under `facts of the case` with the kind `text`")
}

pub(in crate::analysis) fn cannot_be_none(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::CANNOT_BE_NONE, span, format!("`{name}` is never absent"))
        .label("there always is one, known or not")
        .help("write `, or none` after its kind if there may be none")
        .help("leave it out if it is not known")
}

pub(in crate::analysis) fn not_a_fact(words: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::NOT_A_FACT, span, format!("`{words}` is no fact, so a scenario can't give it"))
        .label("worked out or set elsewhere")
        .help("give the facts that it depends on; a question is taken with `with … as …`")
}

pub(in crate::analysis) fn given_not(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::GIVEN_NOT, span, format!("`not` leaves open what `{name}` is"))
        .label("then what is it?")
        .help("give the value that it has; `not` is for facts that are yes or no")
}

pub(in crate::analysis) fn given_twice(words: &str, span: Span) -> Diagnostic {
    let short: String = words.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(60).collect();
    Diagnostic::new(catalogue::GIVEN_TWICE, span, format!("`{short}` says again what the scenario has said already"))
        .label("a fact that is given twice")
        .help("keep one of the two; only the last would count")
}

pub(in crate::analysis) fn given_list(name: &str, item: &str, fact: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::GIVEN_LIST, span, format!("`{name}` is a list, and its items are given one by one"))
        .label("a list")
        .help(format!("write `{} {item}: {fact} …` for each, or `no {name}`", suggest::article(item)))
}

pub(in crate::analysis) fn fact_needs_value(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::FACT_NEEDS_VALUE, span, format!("`{name}` is named without a value"))
        .label("what is it?")
        .help(format!("write the value after it: `{name} …`"))
}

pub(in crate::analysis) fn particular_needs_name(span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::FACT_NEEDS_VALUE, span, "this value does not say of which fact it is")
        .label("which fact?")
        .help("write the fact's name before it: `date 2010-05-01`")
}

pub(in crate::analysis) fn wrong_given(words: &str, noun: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::WRONG_KIND_GIVEN, span, format!("`{words}` is given where {noun} is wanted"))
        .label("another kind of thing")
        .help("write money as `$500`, a date as `2014-01-01`, a time as `2014-01-01 09:00`,")
        .help("a section as `PC 459`, a length as `3 years`")
}

pub(in crate::analysis) fn expected_value_form(span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::EXPECTED_VALUE_FORM, span, "a decision is expected to have one value")
        .label("more than a value")
        .help("write `expect DECISION is VALUE`")
}

pub(in crate::analysis) fn duplicate_record_key(key: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(catalogue::DUPLICATE_RECORD_KEY, span, format!("two facts have the key `{key}` in case records"))
        .label("the same key")
        .also(first, "the other fact")
        .help("give one of them a key of its own: `, key \"…\"` after its kind")
}

pub(in crate::analysis) fn reserved_record_key(key: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::RESERVED_RECORD_KEY, span, format!("the key `{key}` has a meaning of its own in case records"))
        .label("`case` is the record's id, `as_of` its day")
        .help("give the fact another name, or another key: `, key \"…\"` after its kind")
        .help("if it is the record's id, add `, names the case`")
}
