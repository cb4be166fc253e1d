//! Exact numbers: rounding, digits in and out; their operations are those of [`crate::ir::number`].

pub use crate::ir::number::{add, arithmetic, divide, is_zero, multiply, negated, subtract, whole};
use crate::ir::value::decimals;
use crate::ir::{Currency, Number, Rounding};
use num_integer::Integer;

/// `value` to a multiple of `step`; `None` if it does not fit or `step` is not positive.
pub fn round(value: &Number, way: Rounding, step: &Number) -> Option<Number> {
    if *step <= whole(0) {
        return None;
    }
    let steps = divide(value, step)?;
    let (numerator, denominator) = (*steps.numer(), *steps.denom());
    let (floor, rest) = numerator.div_mod_floor(&denominator);
    // Twice the rest against the whole, without doubling: `rest` against what is left of the whole.
    let half = rest.cmp(&(denominator - rest));
    let up = match way {
        _ if rest == 0 => false,
        Rounding::Up => numerator > 0,
        Rounding::Down => numerator < 0,
        Rounding::HalfUp => half.is_gt() || (half.is_eq() && numerator > 0),
        Rounding::HalfDown => half.is_gt() || (half.is_eq() && numerator < 0),
        Rounding::HalfEven => half.is_gt() || (half.is_eq() && floor.is_odd()),
    };
    multiply(&Number::new_raw(floor.checked_add(i128::from(up))?, 1), step)
}

/// `1,580`, `-0.25`, and `1/3` where no decimal ends.
pub fn print(value: &Number) -> String {
    decimal(value, 0).unwrap_or_else(|| format!("{}/{}", grouped(&value.numer().to_string()), value.denom()))
}

/// `$1,580`, `-$0.50`, `EUR 1,580.05`, `$1/3`: whole amounts without a fraction, else at least two decimals.
pub fn print_money(value: &Number, currency: Currency) -> String {
    let least = if value.is_integer() { 0 } else { 2 };
    let negative = *value < whole(0);
    let digits = decimal(value, least).unwrap_or_else(|| print(value));
    let digits = digits.strip_prefix('-').unwrap_or(&digits);
    let sign = if negative { "-" } else { "" };
    match currency == Currency::USD {
        true => format!("{sign}${digits}"),
        false => format!("{sign}{} {digits}", currency.code()),
    }
}

/// `20 percent`, `33 1/3 percent` as `100/3 percent`.
pub fn print_percent(value: &Number) -> String {
    match multiply(value, &whole(100)) {
        Some(hundredfold) => format!("{} percent", print(&hundredfold)),
        None => print(value),
    }
}

/// To so many decimals, up or down, or to the nearest where neither is said; `None` where its own decimals end, or it does not fit.
pub fn about(value: &Number, places: u32, up: Option<bool>) -> Option<Number> {
    if decimal(value, 0).is_some() {
        return None;
    }
    let way = match up {
        None => Rounding::HalfUp,
        Some(up) if up == (*value > whole(0)) => Rounding::Up,
        Some(_) => Rounding::Down,
    };
    round(value, way, &divide(&whole(1), &whole(10_i64.checked_pow(places)?))?)
}

/// Exact decimal digits with groups and at least `least` decimals; `None` if they never end (or are very many).
fn decimal(value: &Number, least: usize) -> Option<String> {
    const MOST: usize = 39;
    let negative = *value.numer() < 0;
    let (mut fraction, true) = decimals(value, MOST) else { return None };
    while fraction.len() < least {
        fraction.push('0');
    }
    let integer = grouped(&value.to_integer().unsigned_abs().to_string());
    let point = if fraction.is_empty() { "" } else { "." };
    Some(format!("{}{integer}{point}{fraction}", if negative { "-" } else { "" }))
}

/// `-1580` as `-1,580`.
fn grouped(digits: &str) -> String {
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", digits),
    };
    let mut out = String::from(sign);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::runtime::testing::exact as n;

    #[test]
    fn decimals_are_exact() {
        assert_eq!(add(&n("0.1"), &n("0.2")), Some(n("0.3")));
        assert_eq!(divide(&n("1"), &n("0")), None);
        assert_eq!(divide(&n("1"), &n("3")).map(|it| print(&it)), Some("1/3".into()));
    }

    #[test]
    fn each_way_of_rounding() {
        let cents = n("0.01");
        let table = [
            ("1.005", "1.01", "1", "1.01", "1", "1"),
            ("1.015", "1.02", "1.01", "1.02", "1.01", "1.02"),
            ("-1.005", "-1.01", "-1", "-1.01", "-1", "-1"),
            ("1.0051", "1.01", "1", "1.01", "1.01", "1.01"),
            ("1.0049", "1.01", "1", "1", "1", "1"),
            ("2", "2", "2", "2", "2", "2"),
        ];
        let ways = [Rounding::Up, Rounding::Down, Rounding::HalfUp, Rounding::HalfDown, Rounding::HalfEven];
        for (value, up, down, half_up, half_down, half_even) in table {
            for (way, expected) in ways.into_iter().zip([up, down, half_up, half_down, half_even]) {
                assert_eq!(round(&n(value), way, &cents), Some(n(expected)), "{value} {way:?}");
            }
        }
        assert_eq!(round(&n("1580"), Rounding::HalfUp, &n("50")), Some(n("1600")));
        assert_eq!(round(&n("1"), Rounding::Up, &n("0")), None);
    }

    #[test]
    fn nothing_wraps_near_the_limit() {
        let most = Number::new_raw(i128::MAX, 1);
        assert_eq!(add(&most, &n("1")), None);
        assert_eq!(subtract(&Number::new_raw(-i128::MAX, 1), &n("1")), None);
        assert_eq!(multiply(&most, &n("2")), None);
        assert_eq!(add(&Number::new(1, i128::MAX), &Number::new(1, i128::MAX - 1)), None);
        assert_eq!(round(&most, Rounding::Up, &n("10")), None);
        assert!(Number::new(i128::MAX, 2) < Number::new(i128::MAX - 1, 1));
        assert!(Number::new(1, i128::MAX) < Number::new(1, i128::MAX - 1));
        assert!(Number::new(-i128::MAX, 3) < Number::new(i128::MAX, 7));
    }

    #[test]
    fn digits_in_and_out() {
        for (text, printed) in
            [("1,580", "1,580"), ("1580.50", "1,580.5"), ("-0.25", "-0.25"), ("0", "0"), ("1234567.001", "1,234,567.001")]
        {
            assert_eq!(print(&n(text)), printed);
        }
        assert_eq!(print_money(&n("1580"), Currency::USD), "$1,580");
        assert_eq!(print_money(&n("-0.5"), Currency::USD), "-$0.50");
        assert_eq!(print_money(&n("2.125"), Currency(*b"EUR")), "EUR 2.125");
        assert_eq!(print_percent(&n("0.2")), "20 percent");
    }
}
