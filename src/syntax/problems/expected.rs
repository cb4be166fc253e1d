//! What the grammar expected, where nothing better can be said.

use crate::diagnostics::{Diagnostic, catalogue as code};
use crate::source::Span;

pub(in crate::syntax) fn unexpected(span: Span, expected: &[String], found: &str, before: &str) -> Diagnostic {
    let found = if found.is_empty() { "the end".to_string() } else { format!("`{found}`") };
    let message = match before {
        "" => format!("{found} cannot stand here"),
        before => format!("{found} cannot stand after `{before}`"),
    };
    let diagnostic = Diagnostic::new(code::UNEXPECTED_WORD, span, message);
    // What stands there is not what could stand there: of `,` and `or` in one list each may only follow the other.
    let expected: Vec<String> = one_by_one(expected).into_iter().filter(|it| *it != found).collect();
    match expected.split_last() {
        None => diagnostic.help(format!("take {found} away, or mend the words before it")),
        Some((only, [])) => diagnostic.help(format!("write {only} here, or take {found} away")),
        Some((last, rest)) => {
            diagnostic.help(format!("write {} or {last} here", rest.join(", "))).help(format!("or take {found} away"))
        }
    }
}

/// Something is missing at the beginning.
pub(in crate::syntax) fn missing_before(span: Span, expected: &[String], found: &str) -> Diagnostic {
    let expected = one_by_one(expected);
    let things = match expected.split_last() {
        None => "something".to_string(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    };
    Diagnostic::new(code::UNFINISHED, span, format!("{things} is missing before this"))
        .help(format!("write what is missing before `{found}`"))
}

/// What is two things in one (`and` or `or`) as two.
fn one_by_one(expected: &[String]) -> Vec<String> {
    let mut things = Vec::new();
    for thing in expected {
        match thing.as_str() {
            "`and` or `or`" => things.extend(["`and`".to_string(), "`or`".to_string()]),
            "an amount or a name" => things.extend(["an amount".to_string(), "a name".to_string()]),
            _ => things.push(thing.clone()),
        }
    }
    things
}

pub(in crate::syntax) fn unfinished(span: Span, expected: &[String], last: &str) -> Diagnostic {
    let expected = one_by_one(expected);
    let message = match expected.split_last() {
        None => "something is missing after this".to_string(),
        Some((only, [])) => format!("{only} is missing after this"),
        Some((last, rest)) => format!("{} or {last} is missing after this", rest.join(", ")),
    };
    let diagnostic = Diagnostic::new(code::UNFINISHED, span, message);
    match last.chars().count() {
        _ if last == "," => diagnostic.help("take the comma away, or write what it joins"),
        1..=60 => diagnostic.help(format!("write what is missing after `{last}`, or take this part away")),
        _ => diagnostic.help("write what is missing, or take this part away"),
    }
}

/// `2026-03-04` is `4 March 2026`.
pub(super) fn day_in_words(date: &str) -> String {
    date.parse::<jiff::civil::Date>().map_or_else(|_| date.to_string(), |date| date.strftime("%-d %B %Y").to_string())
}

/// The days that a date in another order may mean, as Enact writes them.
pub(super) fn date_readings(written: &str) -> Vec<String> {
    let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let lower = written.to_lowercase();
    let mut numbers: Vec<i16> = lower
        .split(|letter: char| !letter.is_ascii_digit())
        .filter(|digits| !digits.is_empty())
        .filter_map(|digits| digits.parse().ok())
        .collect();
    let named = lower
        .split(|letter: char| !letter.is_alphabetic())
        .find_map(|word| (word.len() >= 3).then(|| months.iter().position(|month| word.starts_with(month))).flatten());
    let mut readings: Vec<(i16, i16, i16)> = Vec::new();
    if let Some(month) = named {
        numbers.sort_unstable();
        if let [day, year] = numbers.as_slice() {
            readings.push((*year, i16::try_from(month).unwrap_or(0) + 1, *day));
        }
    } else if let [first, second, third] = numbers.as_slice() {
        if *first > 31 {
            readings.push((*first, *second, *third));
        } else {
            let year = if *third < 100 { 2000 + third } else { *third };
            readings.push((year, *first, *second));
            readings.push((year, *second, *first));
            // `25-01-02` may begin with its year.
            if written.contains('-') && *third < 100 {
                readings.push((2000 + first, *second, *third));
            }
        }
    }
    let mut shown = Vec::new();
    for (year, month, day) in readings {
        if let (Ok(month), Ok(day)) = (i8::try_from(month), i8::try_from(day))
            && let Ok(date) = jiff::civil::Date::new(year, month, day)
            && !shown.contains(&date.to_string())
        {
            shown.push(date.to_string());
        }
    }
    shown
}
