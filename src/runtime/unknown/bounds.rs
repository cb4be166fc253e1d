//! Between which numbers a value lies that can't be taken apart, whatever is not known: `the total of pay of jobs` is at least $0 where each pay is.
//! By interval arithmetic over what is recorded and declared, never over what is assumed: so it holds wherever the value is asked for.

use super::domain::{Range, at, ordinal};
use crate::ir::{Aggregate, Arithmetic, Expr, ExprKind, Number, SlotId, Type, Value};
use crate::runtime::evaluate::frames::Frame;
use crate::runtime::evaluate::work_out::Way;
use crate::runtime::evaluate::{Evaluator, Items, Parts};
use crate::runtime::values::number;

/// So many expressions are looked at for one value.
const MOST: u32 = 200;

/// An end of a range: the number, and whether it is left out.
type End = Option<(Number, bool)>;

impl<'a> Evaluator<'a> {
    /// The bounds of a number, a day or a length of time; everything for values of other kinds.
    pub(in crate::runtime) fn bounds(&mut self, expr: &'a Expr, frame: &Frame<'_, 'a>) -> Range {
        let before = self.open();
        let bounds = self.suspend(|it| it.bounds_of(expr, frame, &mut { MOST }));
        self.close(before);
        bounds
    }

    fn bounds_of(&mut self, expr: &'a Expr, frame: &Frame<'_, 'a>, left: &mut u32) -> Range {
        let Some(rest) = left.checked_sub(1) else { return Range::default() };
        *left = rest;
        if !matches!(expr.ty, Type::Number | Type::Percent | Type::Money(_) | Type::Date | Type::Months | Type::Days) {
            return Range::default();
        }
        match &*self.value(expr, frame) {
            Value::Unknown => {}
            known => return ordinal(known).map_or_else(Range::default, point),
        }
        match &expr.kind {
            ExprKind::Fact(instance, slot) => {
                let held = frame.at(instance.frame);
                let slot = SlotId(held.base + instance.base + slot.0);
                let least = self.environment.slot(held.record, slot).and_then(|it| it.least);
                least.map_or_else(Range::default, Range::from)
            }
            ExprKind::Definition(id, instance) => {
                self.in_definition(*id, *instance, frame, |it, body, held| it.bounds_of(body, held, left)).unwrap_or_default()
            }
            ExprKind::Cases(cases, last) => {
                let first = self.bounds_of(last, frame, left);
                cases.iter().fold(first, |hull, (_, value)| around(&hull, &self.bounds_of(value, frame, left)))
            }
            ExprKind::Arithmetic(op, a, b) => {
                let (a, b) = (self.bounds_of(a, frame, left), self.bounds_of(b, frame, left));
                match op {
                    Arithmetic::Plus => sum(&a, &b),
                    Arithmetic::Minus => sum(&a, &b.negated()),
                    Arithmetic::Times => product(&a, &b),
                    Arithmetic::DividedBy => quotient(&a, &b),
                }
            }
            ExprKind::Extreme { greatest, of } => {
                let all: Vec<Range> = of.iter().map(|part| self.bounds_of(part, frame, left)).collect();
                let all = all.iter().map(|it| if *greatest { it.clone() } else { it.negated() });
                let of_greatest =
                    all.reduce(|a, b| Range { from: higher(a.from, b.from), to: highest(a.to, b.to) }).unwrap_or_default();
                if *greatest { of_greatest } else { of_greatest.negated() }
            }
            ExprKind::Excess(..) => at_least_zero(),
            ExprKind::Aggregate { kind: Aggregate::Number, list, filter, different, .. } => match self.items(list, frame) {
                Items::Known(rows) => {
                    let parts = Parts { filter: filter.as_deref(), body: None, different: different.as_deref() };
                    let count = self.count_known(list, rows, parts, frame);
                    Range::closed(count.certain.into(), Some(count.possible.into()))
                }
                _ => at_least_zero(),
            },
            // What is moved further by a longer time, or from a later day.
            ExprKind::Offset { anchor, length, back, month_end, not_counting, past } => {
                let (not_counting, past) = (not_counting.as_ref(), past.as_ref());
                let way = Way { back: *back, month_end: *month_end, not_counting, past };
                let (from, by) = (self.bounds_of(anchor, frame, left), self.bounds_of(length, frame, left));
                let (least, most) = if *back { (by.to, by.from) } else { (by.from, by.to) };
                let moved = |start: End, size: End| {
                    let moved = self.moved(&at(start?.0, anchor.ty)?, &at(size?.0, length.ty)?, way).ok()?;
                    Some((ordinal(&moved)?, false))
                };
                Range { from: moved(from.from, least), to: moved(from.to, most) }
            }
            ExprKind::Aggregate { kind: Aggregate::Total, list, of: Some(of), .. } => {
                let of_item = self.with_any_item(list, frame, |it, item| it.bounds_of(of, item, left));
                // Of no item the total is zero.
                let zero = number::whole(0);
                let from = of_item.from.filter(|(from, _)| *from >= zero).map(|_| (zero, false));
                let to = of_item.to.filter(|(to, _)| *to <= zero).map(|_| (zero, false));
                Range { from, to }
            }
            ExprKind::Aggregate { kind: Aggregate::Highest | Aggregate::Lowest, list, of: Some(of), .. } => {
                self.with_any_item(list, frame, |it, item| it.bounds_of(of, item, left))
            }
            ExprKind::Round(of, way, step) => {
                // What is more is never rounded to less.
                let of = self.bounds_of(of, frame, left);
                let rounded = |end: End| Some((number::round(&end?.0, *way, step)?, false));
                Range { from: rounded(of.from), to: rounded(of.to) }
            }
            _ => Range::default(),
        }
    }
}

fn point(at: Number) -> Range {
    Range { from: Some((at, false)), to: Some((at, false)) }
}

fn at_least_zero() -> Range {
    Range::closed(0, None)
}

/// What one or the other may be.
fn around(a: &Range, b: &Range) -> Range {
    Range { from: lower(a.from, b.from), to: highest(a.to, b.to) }
}

/// The higher of two lower ends; an open side gives way.
fn higher(a: End, b: End) -> End {
    match (a, b) {
        (Some(a), Some(b)) => Some(if (a.0, a.1) >= (b.0, b.1) { a } else { b }),
        (a, b) => a.or(b),
    }
}

/// The higher of two upper ends; an open side prevails.
fn highest(a: End, b: End) -> End {
    let (a, b) = (a?, b?);
    Some(if (a.0, !a.1) >= (b.0, !b.1) { a } else { b })
}

/// The lower of two lower ends; an open side prevails.
fn lower(a: End, b: End) -> End {
    let (a, b) = (a?, b?);
    Some(if (a.0, a.1) <= (b.0, b.1) { a } else { b })
}

fn sum(a: &Range, b: &Range) -> Range {
    let both = |a: End, b: End| {
        let ((a, a_open), (b, b_open)) = (a?, b?);
        Some((number::add(&a, &b)?, a_open || b_open))
    };
    Range { from: both(a.from, b.from), to: both(a.to, b.to) }
}

fn is_at_least_zero(range: &Range) -> bool {
    range.from.is_some_and(|(from, _)| from >= number::whole(0))
}

/// Of numbers that are at least zero.
fn product(a: &Range, b: &Range) -> Range {
    if !is_at_least_zero(a) || !is_at_least_zero(b) {
        return Range::default();
    }
    let both = |a: End, b: End| Some((number::multiply(&a?.0, &b?.0)?, false));
    Range { from: both(a.from, b.from), to: both(a.to, b.to) }
}

/// Of a number that is at least zero by one above zero.
fn quotient(a: &Range, b: &Range) -> Range {
    let above_zero = b.from.is_some_and(|(from, open)| from > number::whole(0) || (open && from == number::whole(0)));
    if !is_at_least_zero(a) || !above_zero {
        return Range::default();
    }
    let by = |a: End, b: End| Some((number::divide(&a?.0, &b?.0)?, false));
    let from = by(a.from, b.to).or(Some((number::whole(0), false)));
    Range { from, to: b.from.filter(|(from, _)| *from > number::whole(0)).and_then(|end| by(a.to, Some(end))) }
}
