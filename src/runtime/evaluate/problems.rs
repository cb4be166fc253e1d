//! Wording of what can go wrong while evaluating. Each makes its value unknown, never wrong.

use crate::diagnostics::Diagnostic;
use crate::diagnostics::catalogue::*;
use crate::ir::Rule;
use crate::source::Span;
use jiff::civil::Date;

/// A quotient whose divisor is zero.
pub fn division_by_zero(left: (Span, String), right: Span) -> Diagnostic {
    Diagnostic::new(DIVISION_BY_ZERO, right, "this divides by zero")
        .label("0 in this case")
        .also(left.0, format!("{} in this case", left.1))
        .help("mend the case's record, if it is wrong")
        .help("or say what holds when this is 0: add `unless` and the condition")
}

/// A day between two versions of a rule.
pub fn between_versions(label: &str, day: Date, before: &Rule, after: &Rule, first: Date) -> Diagnostic {
    let last = before.period.through.map_or_else(String::new, |last| last.to_string());
    Diagnostic::new(BETWEEN_VERSIONS, after.span, format!("no version of rule {label} is in force on {day}"))
        .label(format!("this one begins on {first}"))
        .also(before.span, format!("this one ended on {last}"))
        .help("decide by the law of another day, or say in the policy what holds between them")
}

/// An amount that is known to be absent, where one is needed.
pub fn absent_amount(span: Span, words: &str) -> Diagnostic {
    let words = words.strip_prefix("the ").unwrap_or(words);
    Diagnostic::new(ABSENT_AMOUNT, span, format!("there is no {words} in this case, and it can't be reckoned with"))
        .label("none in this case")
        .help("say what holds then: `define X as … if there is a …, otherwise $0`")
        .help("mend the case's record, if it is wrong")
}

/// A result beyond the limits of exact numbers.
pub fn number_too_large(span: Span, values: Vec<(Span, String)>) -> Diagnostic {
    let mut problem = Diagnostic::new(NUMBER_TOO_LARGE, span, "this is larger or finer than any number that Enact keeps exactly")
        .label("out of reach in this case");
    for (span, value) in values {
        problem = problem.also(span, format!("{value} in this case"));
    }
    problem.help("mend the case's record, if it is wrong").help("or round before this step: numbers have at most 38 digits")
}

/// A part of a day, or of a month.
pub fn length_not_whole(span: Span, values: Vec<(Span, String)>) -> Diagnostic {
    let mut problem = Diagnostic::new(LENGTH_NOT_WHOLE, span, "this length of time is no whole number of its unit")
        .label("not whole in this case");
    for (span, value) in values {
        problem = problem.also(span, format!("{value} in this case"));
    }
    problem
        .help("mend the case's record, if it is wrong")
        .help("or round the number before: `(… rounded down to the nearest one)`")
}

/// A month without that day.
pub fn unclear_month_end(span: Span, anchor: (Span, String), length: String) -> Diagnostic {
    Diagnostic::new(UNCLEAR_MONTH_END, span, format!("{length} from {} falls on a day that the month does not have", anchor.1))
        .label("which day is meant?")
        .also(anchor.0, format!("{} in this case", anchor.1))
        .help("write `, or the last day of that month` after it")
        .help("or write `, or the first day of the next`")
}

/// A date outside the years 1 to 9999.
pub fn date_out_of_range(span: Span, anchor: (Span, String), length: String) -> Diagnostic {
    Diagnostic::new(DATE_OUT_OF_RANGE, span, format!("{length} from {} lies outside the years 1 to 9999", anchor.1))
        .label("no day that a calendar has")
        .help("mend the date or the length in the case's record, if it is wrong")
}

/// A count that leaves out every day.
pub fn no_day_counts(span: Span) -> Diagnostic {
    Diagnostic::new(NO_DAY_COUNTS, span, "this count leaves out every day, so it never ends")
        .label("no day is left to count")
        .help("name fewer days after `not counting`")
}

/// A parameter none of whose versions is in force.
pub fn no_value_in_force(span: Span, name: &str, as_of: String, declared: Span) -> Diagnostic {
    Diagnostic::new(NO_VALUE_IN_FORCE, span, format!("`{name}` has no value in force on {as_of}"))
        .label("no value on that day")
        .also(declared, "none of its periods holds that day")
        .help("add the values of that period, with `from` and a date")
        .help("or decide the case as of a day on which it has one")
}

/// A parameter without a row for that key.
pub fn no_row_for_key(span: Span, name: &str, key: String, declared: Span) -> Diagnostic {
    Diagnostic::new(NO_ROW_FOR_KEY, span, format!("`{name}` has no value for {key}"))
        .label(format!("{key} in this case"))
        .also(declared, "these values don't reach it")
        .help("add a row for it, or `each more` if the last step goes on")
}

/// A definition none of whose versions is in force.
pub fn no_meaning_in_force(span: Span, name: &str, as_of: String, declared: Span) -> Diagnostic {
    Diagnostic::new(NO_MEANING_IN_FORCE, span, format!("`{name}` is not defined on {as_of}"))
        .label("no meaning on that day")
        .also(declared, "none of its periods holds that day")
        .help(format!("add a version for that period, such as `define in force from {as_of}: …`"))
}

/// A term that is built on too many others.
pub fn terms_too_deep(span: Span, name: &str, declared: Span) -> Diagnostic {
    Diagnostic::new(TERMS_TOO_DEEP, span, format!("`{name}` is built on too many terms, one on the other"))
        .label("not worked out")
        .also(declared, format!("more than {} levels lie under it", crate::runtime::law::environment::MOST_LEVELS))
        .help("say it in fewer steps")
}

/// Items within items, beyond what is worked out.
pub fn too_many_items_compared(list: Span) -> Diagnostic {
    let most = crate::runtime::evaluate::MOST_ITEMS / 1_000_000;
    Diagnostic::new(TOO_MANY_ITEMS_COMPARED, list, format!("this case needs more than {most} million looks at items of lists"))
        .label("the list at which it was given up")
        .help("ask of the list once, and define the answer as a value of the case")
        .help("or give fewer items in one case")
}

/// Two fillings of one level fill a value differently.
pub fn fills_differ(words: &str, one: (&str, Span), other: (&str, Span)) -> Diagnostic {
    Diagnostic::new(FILLS_DIFFER, other.1, format!("`{words}` is {} and {}, filled so by one level", one.0, other.0))
        .label(format!("{} in this case", other.0))
        .also(one.1, format!("{} in this case", one.0))
        .help("take one of the two away")
        .help("or say in the headings whom each of them binds, so that one speaks to the case")
}
