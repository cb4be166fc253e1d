//! Texts that can be read, and almost certainly mean something else than what was written.

use super::names::clipped;
use crate::diagnostics::{Diagnostic, catalogue};
use crate::source::Span;

pub(in crate::analysis) fn doubled_word(word: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::DOUBLED_WORD, span, format!("`{word}` stands twice in a row in a name"))
        .label("twice?")
        .help(format!("take one `{word}` away; if the name is so, keep it with `allow doubled-word \"...\".`"))
}

pub(in crate::analysis) fn value_begins_with_a(value: &str, rest: &str, name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        catalogue::VALUE_BEGINS_WITH_A,
        span,
        format!("the `A` of `{value}` would be read as the article, and the value would be `{rest}`"),
    )
    .label("a letter, or the article?")
    .help(clipped(format!("write `{rest} A`, or `class A {rest}`, and the other values of `{name}` likewise")))
}

pub(in crate::analysis) fn inclusion_not_closed(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::INCLUSION_NOT_CLOSED, span, format!("`{name}` would be one fact of that name"))
        .label("a semicolon is missing after the record whose facts are taken in")
        .help("write `the facts of ...;` and the next fact after it")
}

pub(in crate::analysis) fn amendment_word_in_name(word: &str, rest: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        catalogue::AMENDMENT_WORD_IN_NAME,
        span,
        format!("a parameter called `{word} {rest}` would change no other text"),
    )
    .label("an amendment begins with this word")
    .help(clipped(format!("write `{word} parameter {rest}: ...` if it amends one")))
    .help("else choose a name that begins with another word")
}

pub(in crate::analysis) fn unused_parameter(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::UNUSED_PARAMETER, span, format!("the parameter `{name}` is never used"))
        .label("no rule, definition or scenario mentions it")
        .help("use it in a rule, or take it out")
}

pub(in crate::analysis) fn unused_question(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::UNUSED_QUESTION, span, format!("nothing asks for a position on `{name}`"))
        .label("no rule or definition mentions it")
        .help(clipped(format!("write `{name} is ...` in a rule, or take it out")))
}

/// `every charge is not violent`: the item, and the verb without `not`.
pub(in crate::analysis) fn every_not(item: &str, verb: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::EVERY_NOT, span, "`not` after `every` has two meanings")
        .label("none of them, or not all of them?")
        .help(clipped(format!("write `no {item} {verb}` if none is")))
        .help(clipped(format!("write `not (every {item} {verb})` if one may be")))
}

pub(in crate::analysis) fn compared_with_itself(words: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::COMPARED_WITH_ITSELF, span, format!("`{words}` is compared with itself"))
        .label("the same thing again")
        .help("name what it is measured against: is a word missing here?")
}

pub(in crate::analysis) fn at_least_none(span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::AT_LEAST_NONE, span, "`at least 0` is true of everything")
        .label("always true")
        .help("write the number that is needed, `no ...` for none, or take the condition away")
}

pub(in crate::analysis) fn never_in_force(label: &str, span: Span, instrument: Span) -> Diagnostic {
    Diagnostic::new(
        catalogue::NEVER_IN_FORCE,
        span,
        format!("rule {label} is never in force: its days lie outside those of its instrument"),
    )
    .label("these days")
    .also(instrument, "and these have none in common")
    .help("mend the days of the rule or of the heading")
}

pub(in crate::analysis) fn thousands_with_point(amount: &str, span: Span) -> Diagnostic {
    let grouped = amount.replace('.', ",");
    Diagnostic::new(catalogue::THOUSANDS_WITH_POINT, span, format!("`{amount}` has three decimals"))
        .label("a point before thousands?")
        .help(format!("write `{grouped}` if thousands are meant; the point comes before decimals"))
        .help("if it is a fraction of a cent, keep it with `allow thousands-with-point \"...\".`")
}

pub(in crate::analysis) fn not_the_case(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::NOT_THE_CASE, span, format!("`{name}` would be a record beside the case"))
        .label("did you mean `the case`?")
        .help("write `facts of the case:`")
}

/// `a licence that is issued before D`
pub(in crate::analysis) fn item_by_its_date(record: &str, date: &str, limit: &str, span: Span) -> Diagnostic {
    let limit = crate::source::on_one_line(limit.trim());
    Diagnostic::new(catalogue::RECORD_IS_NO_VALUE, span, format!("`{date}` is a date of the {record}, and is compared itself"))
        .label("of which date?")
        .help(super::names::clipped(format!("write `whose {date} is {limit}`")))
        .help(super::names::clipped(format!("or `the {record}'s {date} is {limit}`")))
}
