//! What a file uses as of a day.

use crate::diagnostics::{Diagnostic, catalogue};
use crate::source::Span;
use jiff::civil::Date;

pub(in crate::analysis) fn used_as_of_two_days(module: &str, span: Span, earlier: Span) -> Diagnostic {
    Diagnostic::new(catalogue::USED_TWICE, span, format!("`{module}` is used twice, as of different days"))
        .label("used again here")
        .also(earlier, "used here already")
        .help("keep one of the two; a parameter of another day is `PARAMETER as of DATE`")
}

pub(in crate::analysis) fn no_text_that_day(words: &str, day: Date, span: Span, declared: Span, certain: bool) -> Diagnostic {
    let (message, label) = match certain {
        true => (format!("`{words}` had no meaning on {day}"), "it is read here as of a day on which it did not stand"),
        false => (
            format!("whether `{words}` had a meaning on {day} is not known"),
            "it is read here as of a day that may lie before it",
        ),
    };
    Diagnostic::new(catalogue::NO_TEXT_THAT_DAY, span, message)
        .label(label)
        .also(declared, "what it means is said from here")
        .help("write a day on which it stands, or take `as of ...` away")
}

pub(in crate::analysis) fn slot_as_of(words: &str, span: Span, declared: Span) -> Diagnostic {
    Diagnostic::new(catalogue::SLOT_AS_OF, span, format!("`{words}` is filled in by others, and has no text of one day"))
        .label("it is read here as of one day")
        .also(declared, "left open here")
        .help("take `as of ...` away: what instruments fill in counts while they are in force")
}
