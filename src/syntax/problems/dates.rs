//! Days and times.

use super::expected::date_readings;
use super::expected::day_in_words;
use crate::diagnostics::{Diagnostic, catalogue as code};
use crate::source::Span;

pub(in crate::syntax) fn no_such_date(span: Span, written: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(code::NO_SUCH_DATE, span, format!("there is no day `{written}`"));
    let mut numbers = written.split('-').map(str::parse::<i16>);
    let first = match (numbers.next(), numbers.next()) {
        (Some(Ok(year)), Some(Ok(month))) => {
            i8::try_from(month).ok().and_then(|month| jiff::civil::Date::new(year, month, 1).ok())
        }
        _ => None,
    };
    match first {
        Some(first) => diagnostic.help(format!("write a day from 01 to {}: that month has no more", first.days_in_month())),
        None => diagnostic.help("write the year, a month from 01 to 12, and a day of that month"),
    }
}

pub(in crate::syntax) fn no_such_time(span: Span, written: &str) -> Diagnostic {
    Diagnostic::new(code::NO_SUCH_TIME, span, format!("there is no time `{written}`"))
        .help("write hours from 0 to 23 and minutes from 00 to 59, with a colon: `14:00`")
}

pub(in crate::syntax) fn unclear_date(span: Span, written: &str) -> Diagnostic {
    let readings = date_readings(written);
    let message = match readings.len() {
        2 => format!("`{written}` could be either of two days"),
        3 => format!("`{written}` could be any of three days"),
        _ => format!("`{written}` is not written as a date"),
    };
    let diagnostic = Diagnostic::new(code::UNCLEAR_DATE, span, message).label("the year comes first, then month, then day");
    match readings.as_slice() {
        [one] => diagnostic.help(format!("write `{one}`")),
        [_, _] | [_, _, _] => readings
            .iter()
            .fold(diagnostic, |diagnostic, day| diagnostic.help(format!("write `{day}` if it is {}", day_in_words(day)))),
        _ => diagnostic.help("write it like `2026-03-04`"),
    }
}

pub(in crate::syntax) fn period_ends_before_it_begins(span: Span, from: Span) -> Diagnostic {
    Diagnostic::new(code::PERIOD_ENDS_BEFORE_IT_BEGINS, span, "this period ends before it begins")
        .label("it ends here")
        .also(from, "it begins here")
        .help("write the earlier day after `from` and the later one after `through`")
}

pub(in crate::syntax) fn two_calendars(span: Span) -> Diagnostic {
    Diagnostic::new(code::SAID_TWICE, span, "`holidays of` is said twice in one count")
        .help("name one calendar; a calendar may take in the days of another")
}
