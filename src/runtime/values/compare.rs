//! Values compared.

use super::calendar::Moment;
use crate::ir::{Comparison, Value};
use crate::runtime::Truth;
use std::cmp::Ordering;

/// `a op b`: unknown where either is, false where either is known to be absent (an absent one first).
pub fn compare(op: Comparison, a: &Value, b: &Value) -> Truth {
    match (a, b) {
        (Value::Absent, _) | (_, Value::Absent) => Truth::False,
        (Value::Unknown, _) | (_, Value::Unknown) => Truth::Unknown,
        _ => match order(a, b) {
            Some(order) => Truth::from(fits(op, order)),
            None => Truth::from(op == Comparison::Equal && equal(a, b)),
        },
    }
}

/// Whether an order is what the comparison asks for.
pub fn fits(op: Comparison, order: Ordering) -> bool {
    match op {
        Comparison::Equal => order.is_eq(),
        Comparison::Less => order.is_lt(),
        Comparison::AtMost => order.is_le(),
        Comparison::More => order.is_gt(),
        Comparison::AtLeast => order.is_ge(),
    }
}

/// The comparison with its sides changed.
pub fn mirrored(op: Comparison) -> Comparison {
    match op {
        Comparison::Equal => Comparison::Equal,
        Comparison::Less => Comparison::More,
        Comparison::AtMost => Comparison::AtLeast,
        Comparison::More => Comparison::Less,
        Comparison::AtLeast => Comparison::AtMost,
    }
}

/// The order of two known values of one kind that has an order.
pub fn order(a: &Value, b: &Value) -> Option<Ordering> {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) if *a.denom() == 1 && *b.denom() == 1 => Some(a.numer().cmp(b.numer())),
        (Value::Number(a), Value::Number(b)) => Some(a.cmp(b)),
        (Value::Date(a), Value::Date(b)) => Some(a.cmp(b)),
        (Value::Enum(a), Value::Enum(b)) => Some(a.cmp(b)),
        (Value::Months(a), Value::Months(b)) | (Value::Days(a), Value::Days(b)) | (Value::Minutes(a), Value::Minutes(b)) => {
            Some(a.cmp(b))
        }
        _ => Some(moment(a)?.compare(moment(b)?)),
    }
}

/// Sorts known values of a decision, the least or the first declared first, so that nothing depends on the order in which they were found.
pub fn sort(values: &mut [Value]) {
    // Months, days and minutes are not compared with one another.
    let kind = |value: &Value| match value {
        Value::Months(_) => 1,
        Value::Days(_) => 2,
        Value::Minutes(_) => 3,
        Value::Date(_) => 4,
        Value::DateTime(_) => 5,
        _ => 0,
    };
    values.sort_by(|a, b| kind(a).cmp(&kind(b)).then_with(|| order(a, b).unwrap_or(Ordering::Equal)));
}

/// Whether two known values are the same; a judgment is as its finding.
pub fn equal(a: &Value, b: &Value) -> bool {
    match (as_bool(a), as_bool(b)) {
        (Some(a), Some(b)) => a == b,
        _ => a == b || order(a, b) == Some(Ordering::Equal),
    }
}

/// A yes/no or a judgment as yes or no.
pub fn as_bool(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(known) => Some(*known),
        Value::Judgment(judgment) => Some(judgment.finding),
        _ => None,
    }
}

/// A day or time.
pub fn moment(value: &Value) -> Option<Moment> {
    match value {
        Value::Date(date) => Some(Moment::Day(*date)),
        Value::DateTime(time) => Some(Moment::Time(*time)),
        _ => None,
    }
}
