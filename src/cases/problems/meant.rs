//! What a text that fits no fact probably meant, written as the reader takes it. A guess is offered only if it would be read.

use super::super::values;
use crate::ir::{Currency, Type};
use jiff::civil::Date;

/// The text as it would have been read, where what it means can be told.
pub fn meant(ty: Type, text: &str) -> Option<String> {
    let text = text.trim();
    if text.chars().count() > 40 {
        return None;
    }
    match ty {
        Type::Money(currency) => money(text, currency),
        Type::Number => point(text).filter(|text| values::number(text).is_ok()),
        Type::Date => date(text).map(|date| date.to_string()),
        Type::DateTime => date_time(text).filter(|text| values::date_time(text).is_ok()),
        _ => None,
    }
}

/// Whether a text says that nothing is known, as spreadsheets do.
pub fn says_nothing(text: &str) -> bool {
    const WORDS: [&str; 8] = ["", "n/a", "na", "n.a.", "-", "--", "?", "tbd"];
    WORDS.contains(&text.trim().to_lowercase().as_str())
}

/// `($500)`, `$1580,00`, `1580 dollars`, `$ 5`.
fn money(text: &str, currency: Currency) -> Option<String> {
    let (negative, inner) = match text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) => (true, inner.trim()),
        None => (text.starts_with('-'), text.trim_start_matches('-').trim_start()),
    };
    let code = currency.code();
    let (word, symbol) = match &currency.0 {
        b"USD" => ("dollar", "$"),
        b"EUR" => ("euro", "€"),
        b"GBP" => ("pound", "£"),
        _ => ("", code),
    };
    let mut digits =
        inner.trim_start_matches(symbol).trim_end_matches(symbol).trim_start_matches(code).trim_end_matches(code).trim();
    if let Some((count, unit)) = digits.split_once(' ')
        && !word.is_empty()
        && unit.to_lowercase().trim_end_matches('s') == word
    {
        digits = count;
    }
    // A bare figure says no currency, and another message asks for it.
    if digits == inner {
        return None;
    }
    let digits = point(digits).unwrap_or_else(|| digits.to_owned());
    let sign = if negative { "-" } else { "" };
    let whole = if symbol == code { format!("{sign}{digits} {code}") } else { format!("{sign}{symbol}{digits}") };
    values::money(&whole, currency).is_ok().then_some(whole)
}

/// A figure of which the comma stands before decimals, with the point there: `1.580,00`, `1,5`.
fn point(text: &str) -> Option<String> {
    let (whole, decimals) = match text.rsplit_once(',') {
        Some((whole, decimals)) if decimals.len() != 3 => (whole, Some(decimals)),
        // Two points can't both stand before decimals.
        None if text.matches('.').count() > 1 => (text, None),
        _ => return None,
    };
    let whole = whole.replace('.', ",");
    Some(match decimals {
        Some(decimals) => format!("{whole}.{decimals}"),
        None => whole,
    })
}

/// `June 1, 2013`, `1 June 2013`, `1-Jun-2013`, `20130601`.
fn date(text: &str) -> Option<Date> {
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Date::new(text[..4].parse().ok()?, text[4..6].parse().ok()?, text[6..].parse().ok()?).ok();
    }
    let parts: Vec<&str> = text.split([' ', ',', '-', '.']).filter(|part| !part.is_empty()).collect();
    let [a, b, c] = parts[..] else { return None };
    let (month, day, year) = match (month(a), month(b)) {
        (Some(month), None) => (month, b, c),
        (None, Some(month)) => (month, a, c),
        _ => return None,
    };
    if year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month, day.parse().ok()?).ok()
}

fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let word = word.to_lowercase();
    let begins = |short: &&str| word.starts_with(*short);
    let number = MONTHS.iter().position(begins).filter(|_| word.bytes().all(|byte| byte.is_ascii_lowercase()))?;
    i8::try_from(number + 1).ok()
}

/// `2013-06-01 9:00 AM`, `2013-06-01 9:00`.
fn date_time(text: &str) -> Option<String> {
    let (day, rest) = text.split_once([' ', 'T'])?;
    let rest = rest.trim().to_lowercase();
    let (clock, half) = match (rest.strip_suffix("am"), rest.strip_suffix("pm")) {
        (Some(clock), _) => (clock.trim(), Some(0)),
        (_, Some(clock)) => (clock.trim(), Some(12)),
        _ => (rest.as_str(), None),
    };
    let (hour, minutes) = clock.split_once(':')?;
    let hour: u8 = hour.parse().ok()?;
    let hour = match half {
        None => hour,
        Some(half) => Some(hour).filter(|hour| (1..=12).contains(hour))? % 12 + half,
    };
    Some(format!("{day} {hour:02}:{minutes}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_is_written_as_it_is_read() {
        let dollars = Type::Money(Currency::USD);
        let cases = [
            (dollars, "$1580,00", Some("$1580.00")),
            (dollars, "$1,58", Some("$1.58")),
            (dollars, "$1.500.000", Some("$1,500,000")),
            (dollars, "$1.220,00", Some("$1,220.00")),
            (dollars, "($500)", Some("-$500")),
            (dollars, "1580 dollars", Some("$1580")),
            (dollars, "$ 1,580", Some("$1,580")),
            (dollars, "N/A", None),
            (dollars, "$five", None),
            (Type::Money(Currency(*b"EUR")), "1.220,00 EUR", Some("€1,220.00")),
            (Type::Number, "1,5", Some("1.5")),
            (Type::Number, "1.000.000", Some("1,000,000")),
            (Type::Number, "five", None),
            (Type::Date, "June 1, 2013", Some("2013-06-01")),
            (Type::Date, "1 Jun 2013", Some("2013-06-01")),
            (Type::Date, "20130601", Some("2013-06-01")),
            (Type::Date, "1-Jun-13", None),
            (Type::Date, "41426", None),
            (Type::DateTime, "2013-06-01 9:00 AM", Some("2013-06-01 09:00")),
            (Type::DateTime, "2013-06-01 12:30 am", Some("2013-06-01 00:30")),
            (Type::DateTime, "soon 9:00", None),
        ];
        for (ty, text, expected) in cases {
            assert_eq!(meant(ty, text).as_deref(), expected, "{text}");
        }
    }
}
