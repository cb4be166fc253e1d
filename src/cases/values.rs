//! Text to exact values: numbers, money, percentages, dates, lengths of time, sections.
//!
//! Whatever is not written in the one accepted form comes back as a [`Misfit`], which knows what it looked like.

use crate::ir::value::may_be_thousands;
use crate::ir::{Currency, Number, Section, Value};
use jiff::civil::{Date, DateTime, Time};
use std::sync::Arc;

/// Why a text is no value of the kind wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// Nothing like it.
    Other,
    /// `"none"` where nothing can be absent.
    NoneNotAllowed,
    /// Below what the fact is declared to be at least.
    BelowLeast,
    /// More digits than are kept.
    TooLarge,
    /// An amount without its currency.
    NoCurrency,
    /// An amount in that other currency.
    OtherCurrency(Currency),
    /// An amount with three decimals: the point may stand before thousands.
    Thousands,
    /// A percentage without its sign.
    NoPercent,
    /// A date written in another order; every day that it may mean.
    UnclearDate(Vec<Date>),
    /// A date or time of day that does not exist.
    NoSuchDate,
    /// A time of day where only the date is wanted.
    TimeInDate(Date),
    /// A date without its time of day.
    NoTime(Date),
    /// A time with an offset; the time as written there.
    Zone(DateTime),
    /// A time with a part of a second; the time to the second.
    Fraction(DateTime),
    /// A length of time without its unit.
    NoUnit,
    /// A length of time of another kind: `days`.
    OtherUnit,
    /// Not among the values.
    UnknownWord,
    /// A section of a code that is not declared.
    UnknownCode(String),
    /// A section without its code.
    NoCode,
    /// Two sections with a hyphen between them, of a code whose sections have none.
    Range(Section, Section),
}

// --- numbers ----------------------------------------------------------------------------------------------------------

/// A plain number: `12`, `-0.5`, `1e3`, `1,580`.
pub fn number(text: &str) -> Result<Value, Misfit> {
    decimal(text).map(Value::Number)
}

/// `20%` or `20 percent`, as a fraction.
pub fn percent(text: &str) -> Result<Value, Misfit> {
    let Some(digits) = text.strip_suffix('%').or_else(|| text.strip_suffix(" percent")) else {
        return Err(if decimal(text).is_ok() { Misfit::NoPercent } else { Misfit::Other });
    };
    // An exponent beside a sign is an accident of a spreadsheet.
    if digits.contains(['e', 'E']) {
        return Err(Misfit::Other);
    }
    let (mantissa, scale) = exact(digits.trim_end())?;
    reduced(mantissa, scale + 2).map(Value::Number).ok_or(Misfit::TooLarge)
}

/// `$1,580.00`, `-$5`, `€20`, `USD 20`, `20 USD`.
pub fn money(text: &str, wanted: Currency) -> Result<Value, Misfit> {
    let (negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (currency, digits) = with_currency(rest).ok_or_else(|| match decimal(text) {
        Ok(_) => Misfit::NoCurrency,
        Err(Misfit::TooLarge) => Misfit::TooLarge,
        Err(_) => Misfit::Other,
    })?;
    // An exponent beside a currency is an accident of a spreadsheet.
    if (negative && digits.starts_with('-')) || digits.contains(['e', 'E']) {
        return Err(Misfit::Other);
    }
    let amount = decimal(digits)?;
    if currency != wanted {
        return Err(Misfit::OtherCurrency(currency));
    }
    if may_be_thousands(digits) {
        return Err(Misfit::Thousands);
    }
    Ok(Value::Number(if negative { Number::new_raw(-*amount.numer(), *amount.denom()) } else { amount }))
}

/// The currency and the digits beside it.
#[inline]
fn with_currency(text: &str) -> Option<(Currency, &str)> {
    if let Some(digits) = text.strip_prefix('$') {
        return Some((Currency::USD, digits));
    }
    for (symbol, code) in [('€', *b"EUR"), ('£', *b"GBP")] {
        if let Some(digits) = text.strip_prefix(symbol) {
            return Some((Currency(code), digits));
        }
    }
    let (first, last) = text.rsplit_once(' ')?;
    let code = |word: &str| <[u8; 3]>::try_from(word.as_bytes()).ok().filter(|code| code.iter().all(u8::is_ascii_uppercase));
    code(last).map(|code| (Currency(code), first)).or_else(|| code(first).map(|code| (Currency(code), last)))
}

/// A decimal number, exactly.
#[inline]
fn decimal(text: &str) -> Result<Number, Misfit> {
    // Nearly every number is a short whole one.
    let bytes = text.as_bytes();
    if (1..=18).contains(&bytes.len()) && bytes.iter().all(u8::is_ascii_digit) {
        let whole = bytes.iter().fold(0u64, |sum, digit| sum * 10 + u64::from(digit - b'0'));
        return Ok(Number::new_raw(whole.into(), 1));
    }
    let (mantissa, scale) = exact(text)?;
    reduced(mantissa, scale).ok_or(Misfit::TooLarge)
}

/// `text` as a whole number and the power of ten that divides it.
fn exact(text: &str) -> Result<(i128, i64), Misfit> {
    let (negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (rest, exponent) = match rest.find(['e', 'E']) {
        None => (rest, 0),
        Some(at) => {
            let (digits, exponent) = (&rest[..at], &rest[at + 1..]);
            let size = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
            if size.is_empty() || !size.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(Misfit::Other);
            }
            // Far beyond what is kept; the sum below can't overflow.
            let size = size.parse::<i64>().unwrap_or(i64::MAX).min(1 << 40);
            (digits, if exponent.starts_with('-') { -size } else { size })
        }
    };
    let (whole, fraction) = match rest.split_once('.') {
        None => (rest, ""),
        Some((_, "")) => return Err(Misfit::Other),
        Some((whole, fraction)) => (whole, fraction),
    };
    if !is_grouped(whole) || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Misfit::Other);
    }
    let fraction = fraction.trim_end_matches('0');
    let digits = whole.bytes().filter(|byte| *byte != b',').chain(fraction.bytes());
    let mantissa = digits
        .map(|digit| i128::from(digit - b'0'))
        .try_fold(0i128, |sum, digit| sum.checked_mul(10)?.checked_add(digit))
        .ok_or(Misfit::TooLarge)?;
    Ok((if negative { -mantissa } else { mantissa }, fraction.len() as i64 - exponent))
}

/// Digits, plain or in groups of three parted by commas.
fn is_grouped(whole: &str) -> bool {
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or("");
    let digits = |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    let more = whole.len() > first.len();
    digits(first) && (!more || first.len() <= 3) && groups.all(|group| group.len() == 3 && digits(group))
}

/// `mantissa / 10^scale` in lowest terms; `None` where 128 bits don't hold it.
fn reduced(mut mantissa: i128, mut scale: i64) -> Option<Number> {
    if mantissa == 0 {
        return Some(Number::new_raw(0, 1));
    }
    if scale < 0 {
        let factor = 10i128.checked_pow(u32::try_from(-scale).ok()?)?;
        return Some(Number::new_raw(mantissa.checked_mul(factor)?, 1));
    }
    while scale > 0 && mantissa % 10 == 0 {
        mantissa /= 10;
        scale -= 1;
    }
    let scale = u32::try_from(scale).ok()?;
    let mut denominator = 10i128.checked_pow(scale)?;
    let twos = mantissa.trailing_zeros().min(scale);
    mantissa >>= twos;
    denominator >>= twos;
    let mut fives = scale;
    while fives > 0 && mantissa % 5 == 0 {
        mantissa /= 5;
        denominator /= 5;
        fives -= 1;
    }
    Some(Number::new_raw(mantissa, denominator))
}

// --- dates ------------------------------------------------------------------------------------------------------------

/// `2013-01-31`.
#[inline]
pub fn date(text: &str) -> Result<Value, Misfit> {
    match iso_date(text.as_bytes()) {
        Some(found) => found.map(Value::Date).ok_or(Misfit::NoSuchDate),
        None => Err(not_a_date(text)),
    }
}

/// `2016-11-19 11:53`, with seconds or not, with `T` or a space.
#[inline]
pub fn date_time(text: &str) -> Result<Value, Misfit> {
    match iso_date_time(text) {
        // Lengths on the clock are counted in whole seconds: a part of one would be lost in some sums and kept in others.
        Some((Some(found), "")) if found.subsec_nanosecond() != 0 => Err(Misfit::Fraction(whole_second(found))),
        Some((found, "")) => found.map(Value::DateTime).ok_or(Misfit::NoSuchDate),
        Some((Some(found), zone)) if is_zone(zone) => Err(Misfit::Zone(found)),
        Some((None, _)) => Err(Misfit::NoSuchDate),
        _ => Err(match iso_date(text.as_bytes()) {
            Some(Some(date)) => Misfit::NoTime(date),
            Some(None) => Misfit::NoSuchDate,
            None => match not_a_date(text) {
                Misfit::UnclearDate(_) => Misfit::UnclearDate(Vec::new()),
                _ => Misfit::Other,
            },
        }),
    }
}

fn whole_second(time: DateTime) -> DateTime {
    time.with().subsec_nanosecond(0).build().unwrap_or(time)
}

/// `None`: not written so; `Some(None)`: no such day.
#[inline]
fn iso_date(bytes: &[u8]) -> Option<Option<Date>> {
    let [a, b, c, d, b'-', e, f, b'-', g, h] = bytes else { return None };
    let (year, month, day) = (two(*a, *b)? * 100 + two(*c, *d)?, two(*e, *f)?, two(*g, *h)?);
    Some(Date::new(year, month as i8, day as i8).ok().filter(|_| year > 0))
}

#[inline]
fn two(tens: u8, ones: u8) -> Option<i16> {
    (tens.is_ascii_digit() && ones.is_ascii_digit()).then(|| i16::from(tens - b'0') * 10 + i16::from(ones - b'0'))
}

/// Date, time and whatever follows (an offset).
fn iso_date_time(text: &str) -> Option<(Option<DateTime>, &str)> {
    let bytes = text.as_bytes();
    let date = iso_date(bytes.get(..10)?)?;
    let [b' ' | b'T' | b't', a, b, b':', c, d, rest @ ..] = bytes.get(10..)? else { return None };
    let (hour, minute) = (two(*a, *b)?, two(*c, *d)?);
    let mut second = 0;
    let mut fraction = 0;
    let mut used = 16;
    if let [b':', e, f, after @ ..] = rest {
        second = two(*e, *f)?;
        used += 3;
        if let [b'.', digits @ ..] = after {
            let count = digits.iter().take_while(|digit| digit.is_ascii_digit()).count();
            if !(1..=9).contains(&count) {
                return None;
            }
            let sum = digits.iter().take(count).fold(0i32, |sum, digit| sum * 10 + i32::from(digit - b'0'));
            fraction = sum * 10i32.pow(9 - count as u32);
            used += 1 + count;
        }
    }
    let time = Time::new(hour as i8, minute as i8, second as i8, fraction).ok();
    Some((date.zip(time).map(|(date, time)| date.to_datetime(time)), text.get(used..)?))
}

fn is_zone(text: &str) -> bool {
    let text = text.trim_start();
    matches!(text, "Z" | "z" | "UTC")
        || text.strip_prefix(['+', '-']).is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b':'))
        || (text.starts_with('[') && text.ends_with(']'))
}

/// What a text looks like that should be a date.
fn not_a_date(text: &str) -> Misfit {
    if let Some((found, _)) = iso_date_time(text) {
        return found.map_or(Misfit::NoSuchDate, |found| Misfit::TimeInDate(found.date()));
    }
    let parts: Vec<&str> = text.split(['/', '-', '.']).collect();
    let [a, b, c] = parts[..] else { return Misfit::Other };
    if ![a, b, c].iter().all(|part| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())) {
        return Misfit::Other;
    }
    let day = |year: &str, month: &str, day: &str| -> Option<Date> {
        let year = if year.len() == 4 { year.parse().ok()? } else { return None };
        Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
    };
    let mut readings: Vec<Date> = [day(c, a, b), day(c, b, a), day(a, b, c)].into_iter().flatten().collect();
    readings.dedup();
    let has_year = [a, c].iter().any(|part| part.len() == 4);
    if readings.is_empty() && has_year { Misfit::NoSuchDate } else { Misfit::UnclearDate(readings) }
}

// --- lengths of time --------------------------------------------------------------------------------------------------

/// `3 years`, `18 months`, `2 years and 6 months`.
pub fn months(text: &str) -> Result<Value, Misfit> {
    length(text, &[("year", 12), ("month", 1)]).map(Value::Months)
}

/// `90 days`, `2 weeks`.
pub fn days(text: &str) -> Result<Value, Misfit> {
    length(text, &[("week", 7), ("day", 1)]).map(Value::Days)
}

/// `48 hours`, `90 minutes`.
pub fn minutes(text: &str) -> Result<Value, Misfit> {
    length(text, &[("hour", 60), ("minute", 1)]).map(Value::Minutes)
}

/// The sum of parts such as `2 years` in the smallest of `units`.
fn length(text: &str, units: &[(&str, i64)]) -> Result<i64, Misfit> {
    let mut total: i64 = 0;
    let mut foreign = false;
    for part in text.split(" and ").flat_map(|part| part.split(", ")) {
        let Some((count, unit)) = part.split_once(' ') else {
            return Err(if decimal(part).is_ok() { Misfit::NoUnit } else { Misfit::Other });
        };
        if count.is_empty() || !count.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Misfit::Other);
        }
        let unit = unit.strip_suffix('s').unwrap_or(unit);
        let Some((_, factor)) = units.iter().find(|(name, _)| *name == unit) else {
            if !["year", "month", "week", "day", "hour", "minute"].contains(&unit) {
                return Err(Misfit::Other);
            }
            foreign = true;
            continue;
        };
        let count: i64 = count.parse().map_err(|_| Misfit::TooLarge)?;
        total = count.checked_mul(*factor).and_then(|length| total.checked_add(length)).ok_or(Misfit::TooLarge)?;
    }
    if foreign { Err(Misfit::OtherUnit) } else { Ok(total) }
}

// --- sections ---------------------------------------------------------------------------------------------------------

/// A declared code: `PC`, the "California Penal Code".
pub struct Code {
    word: Arc<str>,
    name: String,
    /// Whether its sections are known to have no hyphen in them.
    unhyphened: bool,
}

impl Code {
    /// As declared.
    pub fn new(word: &str, name: &str, unhyphened: bool) -> Code {
        Code { word: word.into(), name: name.to_owned(), unhyphened }
    }
}

/// `PC 26100(c)`, where `PC` is among `codes`: in capital or small letters, or by its declared name.
pub fn section(text: &str, codes: &[Code]) -> Result<Section, Misfit> {
    let Some((code, length)) = code_of(text, codes) else {
        // The title of `8 USC 1325` belongs to the code.
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let titled = text.get(digits..).is_some_and(|rest| rest.trim_start().starts_with(|it: char| it.is_ascii_uppercase()));
        let title = if titled && text.get(digits..).is_some_and(|rest| rest.starts_with(' ')) { digits } else { 0 };
        let section = text.get(title..).and_then(|rest| rest.find(|letter: char| letter.is_ascii_digit() || letter == '§'));
        let (first, rest) = text.split_at(section.map_or(text.len(), |at| title + at));
        let first = first.trim_end();
        return Err(match (first.is_empty(), parts(rest)) {
            (_, None) => Misfit::Other,
            (true, Some(_)) => Misfit::NoCode,
            (false, Some(_)) => Misfit::UnknownCode(first.to_owned()),
        });
    };
    let rest = text.get(length..).unwrap_or("").trim_start();
    let section = Section::new(Arc::clone(&code.word), parts(rest).ok_or(Misfit::Other)?);
    match code.unhyphened.then(|| section.hyphened()).flatten() {
        Some((from, through)) => Err(Misfit::Range(from, through)),
        None => Ok(section),
    }
}

/// The code with which a text begins, and the length of what says so. A longer one goes before a shorter one (`PC App` before `PC`), the
/// very letters before other capitals; what two codes may be said by alike says neither.
fn code_of<'c>(text: &str, codes: &'c [Code]) -> Option<(&'c Code, usize)> {
    let begins = |form: &str, same: fn(&str, &str) -> bool| {
        let (head, rest) = text.split_at_checked(form.len())?;
        (same(head, form) && rest.starts_with(' ')).then_some(form.len())
    };
    let exactly = |code: &Code| begins(&code.word, |a, b| a == b);
    let loosely = |code: &Code| {
        let forms = [&*code.word, code.name.as_str()];
        forms.into_iter().filter_map(|form| begins(form, |a, b| a.eq_ignore_ascii_case(b))).max()
    };
    let longest = |length: &dyn Fn(&Code) -> Option<usize>| {
        let found: Vec<_> = codes.iter().filter_map(|code| Some((code, length(code)?))).collect();
        let most = found.iter().map(|(_, length)| *length).max()?;
        let mut those = found.into_iter().filter(|(_, length)| *length == most);
        those.next().filter(|_| those.next().is_none())
    };
    longest(&exactly).or_else(|| longest(&loosely))
}

/// `26100(c)` as `["26100", "c"]`.
fn parts(text: &str) -> Option<Vec<String>> {
    let text = text.strip_prefix('§').unwrap_or(text).trim_start();
    let end = text.find(['(', ' ']).unwrap_or(text.len());
    let (first, mut rest) = text.split_at(end);
    let letters =
        |part: &str| !part.is_empty() && part.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '.' | '-'));
    if !letters(first) || !first.starts_with(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let mut parts = vec![first.to_owned()];
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return Some(parts);
        }
        let (part, after) = rest.strip_prefix('(')?.split_once(')')?;
        if !letters(part) {
            return None;
        }
        parts.push(part.to_owned());
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;

    fn ratio(numerator: i128, denominator: i128) -> Result<Value, Misfit> {
        Ok(Value::Number(Number::new(numerator, denominator)))
    }

    #[test]
    fn numbers_are_exact_or_refused() {
        let cases = [
            ("0", ratio(0, 1)),
            ("-0", ratio(0, 1)),
            ("12", ratio(12, 1)),
            ("0.1", ratio(1, 10)),
            ("-2.50", ratio(-5, 2)),
            ("1e3", ratio(1000, 1)),
            ("125e-3", ratio(1, 8)),
            ("1,580", ratio(1580, 1)),
            ("1.0000000000000000000000000000000000000000000000000", ratio(1, 1)),
            ("170141183460469231731687303715884105727", ratio(i128::MAX, 1)),
            ("170141183460469231731687303715884105728", Err(Misfit::TooLarge)),
            ("1e400", Err(Misfit::TooLarge)),
            ("0e999999999999999999999", ratio(0, 1)),
            ("1e-400", Err(Misfit::TooLarge)),
            ("15,80", Err(Misfit::Other)),
            ("1.", Err(Misfit::Other)),
            (".5", Err(Misfit::Other)),
            ("five", Err(Misfit::Other)),
            ("", Err(Misfit::Other)),
            ("--1", Err(Misfit::Other)),
        ];
        for (text, expected) in cases {
            assert_eq!(number(text), expected, "{text}");
        }
        assert_eq!(number(&"9".repeat(400)), Err(Misfit::TooLarge));
    }

    #[test]
    fn money_has_its_currency() {
        let dollars = |text| money(text, Currency::USD);
        for text in ["$1,580.50", "USD 1580.5", "1,580.50 USD"] {
            assert_eq!(dollars(text), ratio(3161, 2), "{text}");
        }
        assert_eq!(dollars("-$5"), ratio(-5, 1));
        assert_eq!(dollars("1580"), Err(Misfit::NoCurrency));
        assert_eq!(dollars("€20"), Err(Misfit::OtherCurrency(Currency(*b"EUR"))));
        assert_eq!(dollars("five hundred"), Err(Misfit::Other));
        for text in ["$1.580", "-$1.580", "$-1.580", "1.580 USD", "USD 999.000", "$12.345"] {
            assert_eq!(dollars(text), Err(Misfit::Thousands), "{text}");
        }
        for (text, thousandths) in
            [("$0.125", 125), ("$1.5800", 1580), ("$1.58", 1580), ("$1,000.125", 1_000_125), ("$1580.125", 1_580_125)]
        {
            assert_eq!(dollars(text), ratio(thousandths, 1000), "{text}");
        }
        assert_eq!(money("€20", Currency(*b"EUR")), ratio(20, 1));
        assert_eq!(percent("20%"), ratio(1, 5));
        assert_eq!(percent("7.65 percent"), ratio(153, 2000));
        assert_eq!(percent("20"), Err(Misfit::NoPercent));
        assert_eq!(percent("1e1%"), Err(Misfit::Other));
    }

    #[test]
    fn dates_are_year_month_day() {
        assert_eq!(date("2013-01-31"), Ok(Value::Date(day(2013, 1, 31))));
        assert_eq!(date("2013-02-30"), Err(Misfit::NoSuchDate));
        assert_eq!(date("13/13/2013"), Err(Misfit::NoSuchDate));
        assert_eq!(date("01/31/2013"), Err(Misfit::UnclearDate(vec![day(2013, 1, 31)])));
        assert_eq!(date("03/04/2026"), Err(Misfit::UnclearDate(vec![day(2026, 3, 4), day(2026, 4, 3)])));
        assert_eq!(date("2013-1-5"), Err(Misfit::UnclearDate(vec![day(2013, 1, 5)])));
        assert_eq!(date("1/2/13"), Err(Misfit::UnclearDate(vec![])));
        assert_eq!(date("2013-01-31T10:00"), Err(Misfit::TimeInDate(day(2013, 1, 31))));
        assert_eq!(date("soon"), Err(Misfit::Other));
        let at = |hour, minute, second| Ok(Value::DateTime(day(2016, 11, 19).at(hour, minute, second, 0)));
        assert_eq!(date_time("2016-11-19 11:53"), at(11, 53, 0));
        assert_eq!(date_time("2016-11-19T11:53:07.000"), at(11, 53, 7));
        assert_eq!(date_time("2016-11-19 11:53:07.5"), Err(Misfit::Fraction(day(2016, 11, 19).at(11, 53, 7, 0))));
        assert_eq!(date_time("2016-11-19 24:00"), Err(Misfit::NoSuchDate));
        assert_eq!(date_time("2016-11-19"), Err(Misfit::NoTime(day(2016, 11, 19))));
        assert_eq!(date_time("2016-11-19T11:53Z"), Err(Misfit::Zone(day(2016, 11, 19).at(11, 53, 0, 0))));
        assert_eq!(date_time("2016-11-19 11:53 PM"), Err(Misfit::Other));
    }

    #[test]
    fn lengths_of_time_keep_their_kind() {
        assert_eq!(months("2 years and 6 months"), Ok(Value::Months(30)));
        assert_eq!(months("1 year, 1 month"), Ok(Value::Months(13)));
        assert_eq!(months("90 days"), Err(Misfit::OtherUnit));
        assert_eq!(months("3"), Err(Misfit::NoUnit));
        assert_eq!(months("1.5 years"), Err(Misfit::Other));
        assert_eq!(days("2 weeks"), Ok(Value::Days(14)));
        assert_eq!(minutes("48 hours"), Ok(Value::Minutes(2880)));
        assert_eq!(minutes("99999999999999999999 hours"), Err(Misfit::TooLarge));
    }

    #[test]
    fn sections_name_a_declared_code() {
        let codes = [("PC", "Penal Code", true), ("PC App", "Appendix to the Penal Code", false), ("pw", "Works", false)]
            .map(|(word, name, unhyphened)| Code::new(word, name, unhyphened));
        let found = section("PC 26100(c)(1)", &codes).map(|it| (it.code.to_string(), it.parts.to_vec()));
        assert_eq!(found, Ok(("PC".to_owned(), vec!["26100".to_owned(), "c".to_owned(), "1".to_owned()])));
        assert_eq!(section("PC App 2", &codes).map(|it| it.code.to_string()), Ok("PC App".to_owned()));
        let code = |text: &str| section(text, &codes).map(|it| it.code.to_string());
        for text in ["pc 211", "Pc 211", "Penal Code 211", "penal code § 211"] {
            assert_eq!(code(text), Ok("PC".to_owned()), "{text}");
        }
        assert_eq!(code("pc app 2"), Ok("PC App".to_owned()));
        assert_eq!(code("PW 2"), Ok("pw".to_owned()));
        assert_eq!(code("Code 211"), Err(Misfit::UnknownCode("Code".to_owned())));
        let twice = [Code::new("PC", "Penal Code", false), Code::new("pc", "Penal Code", false)];
        assert_eq!(section("pc 2", &twice).map(|it| it.code.to_string()), Ok("pc".to_owned()));
        assert_eq!(section("Pc 2", &twice), Err(Misfit::UnknownCode("Pc".to_owned())));
        assert_eq!(section("Penal Code 2", &twice), Err(Misfit::UnknownCode("Penal Code".to_owned())));
        let parts = |text: &str| section(text, &codes).map(|it| it.parts.to_vec());
        assert_eq!(parts("PC 00240(01)"), Ok(vec!["240".to_owned(), "1".to_owned()]));
        assert_eq!(parts("pw 22-04501.05"), Ok(vec!["22-4501.05".to_owned()]));
        assert_eq!(parts("pw 0"), Ok(vec!["0".to_owned()]));
        assert!(matches!(section("PC 240-245(a)", &codes), Err(Misfit::Range(_, through)) if through.parts[0] == "245"));
        for text in ["PC 245-240", "PC 18-1-704", "pw 240-245"] {
            assert!(section(text, &codes).is_ok(), "{text}");
        }
        assert_eq!(section("PV 240", &codes), Err(Misfit::UnknownCode("PV".to_owned())));
        assert_eq!(section("8 USC 1325", &codes), Err(Misfit::UnknownCode("8 USC".to_owned())));
        let titled =
            section("8 USC 1325(a)", &[Code::new("8 USC", "Aliens", false)]).map(|it| (it.code.to_string(), it.parts.to_vec()));
        assert_eq!(titled, Ok(("8 USC".to_owned(), vec!["1325".to_owned(), "a".to_owned()])));
        assert_eq!(section("240(a)", &codes), Err(Misfit::NoCode));
        assert_eq!(section("PC robbery", &codes), Err(Misfit::Other));
        assert_eq!(section("PC 240(", &codes), Err(Misfit::Other));
        assert_eq!(section("theft", &codes), Err(Misfit::Other));
    }
}
