//! Facts given in scenarios.

use crate::diagnostics::{Diagnostic, catalogue, suggest};
use crate::ir::{Currency, Type};
use crate::source::Span;

pub(in crate::analysis) fn only_text_names_the_case(span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::ONLY_TEXT_NAMES_THE_CASE, span, "only a text of the case itself can name the case")
        .label("not a text of the case")
        .help("declare it under `facts of the case` with the kind `text`")
}

pub(in crate::analysis) fn cannot_be_none(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::CANNOT_BE_NONE, span, format!("`{name}` is never absent"))
        .label("there always is one, known or not")
        .help("leave it out, or write `unknown`, if it is not known")
        .help("to let there be none, write `, or none` after its kind where it is declared")
}

pub(in crate::analysis) fn not_a_fact(words: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::NOT_A_FACT, span, format!("`{words}` is no fact, so a scenario can't give it"))
        .label("worked out elsewhere")
        .help("give the facts that it depends on")
}

pub(in crate::analysis) fn parameter_given(words: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::NOT_A_FACT, span, format!("`{words}` is a parameter, and the scenario's day settles it"))
        .label("set by the law of that day")
        .help("take it out, or choose the day with `as of` after the scenario's title")
}

pub(in crate::analysis) fn question_given(words: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::NOT_A_FACT, span, format!("`{words}` is a question of law, and no fact of the case"))
        .label("a position is taken elsewhere")
        .help(format!("write `with {words} as …` after the scenario's title"))
}

pub(in crate::analysis) fn least_of_kind(name: &str, noun: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::LEAST_OF_KIND, span, format!("`{name}` is {noun}, and this is no least value of it"))
        .label("at least what?")
        .help("write it in the kind of the fact, such as `at least $0` of dollars")
}

pub(in crate::analysis) fn below_least(name: &str, least: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::BELOW_LEAST, span, format!("`{name}` is never below {least}"))
        .label("below it")
        .help("mend the figure, or change `at least ...` where the fact is declared")
}

pub(in crate::analysis) fn one_value_only(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::GIVEN_NOT, span, format!("`{name}` has one value"))
        .label("a second value")
        .help(format!("begin a fact of its own with a semicolon, or declare `{name}` as `any of ...` if it may have several"))
}

pub(in crate::analysis) fn given_not(name: &str, values: &[String], span: Span) -> Diagnostic {
    let problem =
        Diagnostic::new(catalogue::GIVEN_NOT, span, format!("`not` leaves open what the {name} is")).label("then what is it?");
    if values.is_empty() {
        problem.help("give the value that it has; `not` is for facts that are yes or no")
    } else {
        problem.help(format!("give the one that it is: {}", super::some(values)))
    }
}

pub(in crate::analysis) fn given_list(name: &str, item: &str, fact: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::GIVEN_LIST, span, format!("`{name}` is a list, and its items are given one by one"))
        .label("a list")
        .help(format!("write `{} {item}: {fact} …` for each, or `no {name}`", suggest::article(item)))
}

/// `words`: the fact as in `grade of the offense`.
/// `income: $1,000`
pub(in crate::analysis) fn no_record_given(words: &str, value: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::WRONG_KIND_GIVEN, span, format!("`{words}` has no parts that could follow a colon"))
        .label("one fact")
        .help(format!("write `{words} is {value}`"))
}

pub(in crate::analysis) fn given_twice(words: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::GIVEN_TWICE, span, format!("the scenario says two things of `{words}`"))
        .label("said otherwise before this")
        .help("keep the one that is meant; another case needs another scenario")
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

/// `noun` is the kind `ty` in words.
pub(in crate::analysis) fn wrong_given(name: &str, words: &str, noun: &str, ty: Type, span: Span) -> Diagnostic {
    let digits =
        words.starts_with(|first: char| first.is_ascii_digit()) && words.chars().all(|it| matches!(it, '0'..='9' | ',' | '.'));
    let example = match ty {
        Type::Money(currency) if currency == Currency::USD && digits => format!("${words}"),
        Type::Money(currency) if currency == Currency::USD => "$500".to_owned(),
        Type::Money(currency) => format!("{} 500", currency.code()),
        Type::Number => "5".to_owned(),
        Type::Percent if digits => format!("{words} percent"),
        Type::Percent => "20 percent".to_owned(),
        Type::Date => "2014-01-31".to_owned(),
        Type::DateTime => "2014-01-31 09:00".to_owned(),
        Type::Months => "3 years".to_owned(),
        Type::Days => "30 days".to_owned(),
        Type::Minutes => "48 hours".to_owned(),
        Type::Citation => "PC 459".to_owned(),
        Type::Text => "\"…\"".to_owned(),
        Type::YesNo | Type::Judgment => "yes".to_owned(),
        Type::Enum(_) | Type::Set(_) | Type::Record(_) | Type::List(_) => "…".to_owned(),
    };
    Diagnostic::new(catalogue::WRONG_KIND_GIVEN, span, format!("`{name}` is {noun}, and `{words}` is not"))
        .label("another kind of thing")
        .help(format!("write it like `{example}`, or `unknown`"))
}

pub(in crate::analysis) fn expected_value_form(decision: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::EXPECTED_VALUE_FORM, span, format!("this does not say which one value `{decision}` must have"))
        .label("what is it exactly?")
        .help(format!("write `expect {decision} is` and the value"))
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

/// A kind stands among the values of a choice that are no words of the case; `decision`: among the outcomes of one.
pub(in crate::analysis) fn kind_as_value(written: &str, other: &str, span: Span, decision: bool) -> Diagnostic {
    let problem = Diagnostic::new(
        catalogue::KIND_AS_VALUE,
        span,
        format!("`{written}` is a kind, and among the values of a choice it would be a mere word"),
    );
    match other {
        "time" if written == "date" => problem.label("did you mean `date and time`?").help("write `date and time`"),
        "nothing" | "zero" | "nil" | "null" | "empty" if decision => {
            problem.label(format!("did you mean `{written}`?")).help(format!("write `{written}` alone: an amount may be zero"))
        }
        "nothing" | "zero" | "nil" | "null" | "empty" => problem
            .label(format!("did you mean `{written}, or none`?"))
            .help(format!("write `{written}, or none` for what may be absent, else `{written}`")),
        _ => problem
            .label("one kind, or words to choose among?")
            .help(format!("write one kind, such as `{written}`; what has two kinds is two facts"))
            .help("where words are meant, write others that are no kinds"),
    }
}
