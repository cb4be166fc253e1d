//! Exact numbers, and the only operations on them.
//!
//! **Limits.** A number is a fraction in lowest terms whose numerator lies between −(2¹²⁷−1) and 2¹²⁷−1 and whose denominator is at
//! most 2¹²⁷−1 (about 1.7·10³⁸). An operation whose result (or whose least common denominator) does not fit gives `None`; nothing wraps.
//! The type has no operators: what could overflow can't be written.

use super::Arithmetic;
use num_integer::Integer;
use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Zero};
use std::fmt;

/// An exact number: numerator and denominator of 128 bits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Number(Ratio<i128>);

impl Number {
    /// A fraction, brought to lowest terms; `denominator` is above zero.
    pub fn new(numerator: i128, denominator: i128) -> Number {
        Number(Ratio::new(numerator, denominator))
    }

    /// A fraction that is in lowest terms already; `denominator` is above zero.
    pub const fn new_raw(numerator: i128, denominator: i128) -> Number {
        Number(Ratio::new_raw(numerator, denominator))
    }

    /// Above the line.
    pub const fn numer(&self) -> &i128 {
        self.0.numer()
    }

    /// Below the line; above zero.
    pub const fn denom(&self) -> &i128 {
        self.0.denom()
    }

    /// Whether it is whole.
    pub fn is_integer(&self) -> bool {
        *self.denom() == 1
    }

    /// The largest whole number that is at most this.
    pub fn floor(&self) -> Number {
        Number::new_raw(self.numer().div_floor(self.denom()), 1)
    }

    /// The smallest whole number that is at least this.
    pub fn ceil(&self) -> Number {
        negated(&negated(self).floor())
    }

    /// Its whole part, towards zero.
    pub fn to_integer(&self) -> i128 {
        self.numer() / self.denom()
    }
}

impl Default for Number {
    fn default() -> Number {
        whole(0)
    }
}

impl<T: Into<i64>> From<T> for Number {
    fn from(value: T) -> Number {
        whole(value.into())
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, out)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, out)
    }
}

/// A whole number.
pub fn whole(value: i64) -> Number {
    Number::new_raw(i128::from(value), 1)
}

/// `a op b`. `None`: it does not fit, or `b` is zero in a division (ask [`is_zero`] first to tell the two apart).
pub fn arithmetic(op: Arithmetic, a: &Number, b: &Number) -> Option<Number> {
    match op {
        Arithmetic::Plus => add(a, b),
        Arithmetic::Minus => subtract(a, b),
        Arithmetic::Times => multiply(a, b),
        Arithmetic::DividedBy => divide(a, b),
    }
}

/// Whether it is zero.
pub fn is_zero(value: &Number) -> bool {
    value.0.is_zero()
}

/// As much on the other side of zero; the smallest 128-bit integer is outside, so it always fits.
pub fn negated(value: &Number) -> Number {
    Number::new_raw(value.numer().wrapping_neg(), *value.denom())
}

/// The sum.
pub fn add(a: &Number, b: &Number) -> Option<Number> {
    match both_whole(a, b) {
        true => fit(Ratio::new_raw(i128::checked_add(*a.numer(), *b.numer())?, 1)),
        false => fit(a.0.checked_add(&b.0)?),
    }
}

/// The difference.
pub fn subtract(a: &Number, b: &Number) -> Option<Number> {
    match both_whole(a, b) {
        true => fit(Ratio::new_raw(i128::checked_sub(*a.numer(), *b.numer())?, 1)),
        false => fit(a.0.checked_sub(&b.0)?),
    }
}

/// The product.
pub fn multiply(a: &Number, b: &Number) -> Option<Number> {
    match both_whole(a, b) {
        true => fit(Ratio::new_raw(i128::checked_mul(*a.numer(), *b.numer())?, 1)),
        false => fit(a.0.checked_mul(&b.0)?),
    }
}

/// The quotient; `None` for a zero divisor too.
pub fn divide(a: &Number, b: &Number) -> Option<Number> {
    fit(a.0.checked_div(&b.0)?)
}

fn both_whole(a: &Number, b: &Number) -> bool {
    a.is_integer() && b.is_integer()
}

/// The smallest 128-bit integer has no negative, so it is outside.
fn fit(value: Ratio<i128>) -> Option<Number> {
    (*value.numer() != i128::MIN && *value.denom() > 0).then_some(Number(value))
}
