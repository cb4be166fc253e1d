//! Values worked out: arithmetic, dates moved and counted, extremes, aggregates. Unknown operands give unknown, absent ones absent.

use super::frames::Frame;
use super::problems;
use crate::ir::{
    Aggregate, Arithmetic, BetweenUnit, Comparison, CountTest, Expr, ExprKind, MonthEnd, NotCounting, Number, Rounding, Row,
    Type, Value,
};
use crate::runtime::evaluate::{Evaluator, Items, Parts, Shared, UNKNOWN};
use crate::runtime::unknown::extremes::ChosenItem;
use crate::runtime::unknown::linear::Chosen;
use crate::runtime::unknown::terms::Term;
use crate::runtime::values::calendar;
use crate::runtime::values::compare::{moment, order};
use crate::runtime::values::number;
use crate::runtime::values::truth::Count;
use std::borrow::Cow;

/// How a date is moved, but for the length: see [`crate::ir::ExprKind::Offset`].
#[derive(Clone, Copy, Debug)]
pub(in crate::runtime) struct Way<'a> {
    pub(in crate::runtime) back: bool,
    pub(in crate::runtime) month_end: Option<MonthEnd>,
    pub(in crate::runtime) not_counting: Option<&'a NotCounting>,
    pub(in crate::runtime) past: Option<&'a NotCounting>,
}

impl<'a> Evaluator<'a> {
    pub(in crate::runtime) fn arithmetic(
        &mut self,
        expr: &'a Expr,
        op: Arithmetic,
        a: &'a Expr,
        b: &'a Expr,
        frame: &Frame<'_, 'a>,
    ) -> Shared<'a> {
        let (left, right) = (self.value(a, frame), self.value(b, frame));
        if let (Value::Number(x), Value::Number(y)) = (&*left, &*right)
            && let Some(result) = number::arithmetic(op, x, y)
        {
            return Cow::Owned(Value::Number(result));
        }
        let of_zero = match (&*left, &*right) {
            (Value::Unknown, known) if op == Arithmetic::Times && is_zero(known) => Some(a),
            (known, Value::Unknown) if op == Arithmetic::Times && is_zero(known) => Some(b),
            _ => None,
        };
        if of_zero.is_some_and(|of| self.is_some_number(of, frame)) {
            return Cow::Owned(of_type(number::whole(0), expr.ty).unwrap_or(Value::Unknown));
        }
        match (&*left, &*right) {
            (Value::Absent, _) => Cow::Owned(self.absent_amount(a, frame)),
            (_, Value::Absent) => Cow::Owned(self.absent_amount(b, frame)),
            (Value::Unknown, _) | (_, Value::Unknown) => Cow::Borrowed(UNKNOWN),
            _ => Cow::Owned(self.uncommon_arithmetic(expr, op, (a, &left), (b, &right))),
        }
    }

    /// Whether a value that is not known is a number, whatever it is: there, and worked out without what may go wrong. Where it may be absent, that is
    /// asked.
    fn is_some_number(&mut self, expr: &'a Expr, frame: &Frame<'_, 'a>) -> bool {
        self.can_ask() && self.once(|it| &mut it.numbers, expr, frame, |it| it.traced_number(expr, frame))
    }

    fn traced_number(&mut self, expr: &'a Expr, frame: &Frame<'_, 'a>) -> bool {
        match &*self.value(expr, frame) {
            Value::Unknown if self.can_ask() => {}
            Value::Unknown | Value::Absent => return false,
            _ => return true,
        }
        match &expr.kind {
            ExprKind::Arithmetic(Arithmetic::Plus | Arithmetic::Minus | Arithmetic::Times, a, b) | ExprKind::Between(_, a, b) => {
                self.is_some_number(a, frame) && self.is_some_number(b, frame)
            }
            ExprKind::Round(of, ..) => self.is_some_number(of, frame),
            _ => {
                self.is_there(expr, frame).is_true()
                    && self.view(expr, frame).is_some_and(|it| !matches!(it.term, Term::Opaque(..)))
            }
        }
    }

    /// An amount that the case says does not exist can't be reckoned with: the policy must say what holds then.
    fn absent_amount(&mut self, of: &'a Expr, frame: &Frame<'_, 'a>) -> Value {
        let words = crate::runtime::unknown::words::phrase(self.environment.program, of, frame);
        self.problems.push(problems::absent_amount(of.span, &words));
        Value::Unknown
    }

    /// Lengths, and what can't be worked out.
    fn uncommon_arithmetic(
        &mut self,
        expr: &'a Expr,
        op: Arithmetic,
        (a, left): (&'a Expr, &Value),
        (b, right): (&'a Expr, &Value),
    ) -> Value {
        let (Some(x), Some(y)) = (as_number(left), as_number(right)) else {
            return Value::Unknown;
        };
        let shown = (a.span, self.show(a.ty, left));
        if op == Arithmetic::DividedBy && number::is_zero(&y) {
            self.problems.push(problems::division_by_zero(shown, b.span));
            return Value::Unknown;
        }
        match number::arithmetic(op, &x, &y).and_then(|it| of_type(it, expr.ty)) {
            Some(value) => value,
            None => {
                let values = vec![shown, (b.span, self.show(b.ty, right))];
                self.problems.push(match number::arithmetic(op, &x, &y) {
                    Some(length) if !length.is_integer() => problems::length_not_whole(expr.span, values),
                    _ => problems::number_too_large(expr.span, values),
                });
                Value::Unknown
            }
        }
    }

    pub(in crate::runtime) fn round(
        &mut self,
        expr: &'a Expr,
        of: &'a Expr,
        way: Rounding,
        step: &Number,
        frame: &Frame<'_, 'a>,
    ) -> Shared<'a> {
        let value = self.value(of, frame);
        let Some(exact) = as_number(&value) else {
            return value;
        };
        match number::round(&exact, way, step).and_then(|it| of_type(it, expr.ty)) {
            Some(rounded) => Cow::Owned(rounded),
            None => {
                let shown = vec![(of.span, self.show(of.ty, &value))];
                self.problems.push(problems::number_too_large(expr.span, shown));
                Cow::Borrowed(UNKNOWN)
            }
        }
    }

    pub(in crate::runtime) fn offset(
        &mut self,
        expr: &'a Expr,
        [anchor, length]: [&'a Expr; 2],
        (start, size): (&Value, &Value),
        way: Way<'a>,
    ) -> Shared<'a> {
        match (start, size) {
            (Value::Absent, _) | (_, Value::Absent) => return Cow::Owned(Value::Absent),
            (Value::Unknown, _) | (_, Value::Unknown) => return Cow::Borrowed(UNKNOWN),
            _ => {}
        }
        match self.moved(start, size, way) {
            Ok(value) => Cow::Owned(value),
            Err(trouble) => {
                let start = (anchor.span, self.show(anchor.ty, start));
                let size = format!("{} {}", self.show(length.ty, size), if way.back { "back" } else { "on" });
                self.problems.push(match trouble {
                    calendar::Trouble::UnclearMonthEnd => problems::unclear_month_end(expr.span, start, size),
                    calendar::Trouble::OutOfRange => problems::date_out_of_range(expr.span, start, size),
                    calendar::Trouble::NoDayCounts => problems::no_day_counts(expr.span),
                });
                Cow::Borrowed(UNKNOWN)
            }
        }
    }

    /// A date or time moved by a length, both known. A wrong pair of kinds is out of range; analysis lets none through.
    pub(in crate::runtime) fn moved(
        &self,
        start: &Value,
        size: &Value,
        Way { back, month_end, not_counting, past }: Way<'_>,
    ) -> Result<Value, calendar::Trouble> {
        let program = self.environment.program;
        let signed = |length: i64| if back { length.checked_neg() } else { Some(length) }.ok_or(calendar::Trouble::OutOfRange);
        let of_day = |moved: jiff::civil::Date| match start {
            Value::DateTime(time) => Value::DateTime(moved.to_datetime(time.time())),
            _ => Value::Date(moved),
        };
        let start_moment = moment(start).ok_or(calendar::Trouble::OutOfRange)?;
        let date = start_moment.date();
        let end = match size {
            Value::Months(months) => of_day(calendar::add_months(date, signed(*months)?, month_end)?),
            Value::Days(days) => of_day(calendar::add_days(program, date, signed(*days)?, not_counting)?),
            Value::Minutes(minutes) => {
                let zone = self.environment.zone.as_ref();
                Value::DateTime(calendar::add_minutes(program, start_moment.datetime(), signed(*minutes)?, not_counting, zone)?)
            }
            _ => return Err(calendar::Trouble::OutOfRange),
        };
        match (past, end) {
            (None, end) => Ok(end),
            (Some(rule), Value::Date(day)) => Ok(Value::Date(calendar::past(program, day, rule, back)?)),
            (Some(rule), Value::DateTime(end)) => {
                Ok(Value::DateTime(calendar::past(program, end.date(), rule, back)?.to_datetime(end.time())))
            }
            (Some(_), end) => Ok(end),
        }
    }

    pub(in crate::runtime) fn between(&self, unit: BetweenUnit, from: &Value, to: &Value, ty: Type) -> Value {
        match (from, to) {
            (Value::Absent, _) | (_, Value::Absent) => Value::Absent,
            _ => match (moment(from), moment(to)) {
                (Some(from), Some(to)) => {
                    let units = calendar::between(unit, from, to, self.environment.zone.as_ref());
                    match (ty, unit) {
                        (Type::Months, BetweenUnit::Years) => Value::Months(units * 12),
                        (Type::Minutes, _) => Value::Minutes(units * 60),
                        _ => of_type(number::whole(units), ty).unwrap_or(Value::Unknown),
                    }
                }
                _ => Value::Unknown,
            },
        }
    }

    /// The smallest or largest. Of dates, those that are there count (`the later of` a date and none is the date); an absent amount is a problem.
    pub(in crate::runtime) fn extreme(
        &mut self,
        expr: &'a Expr,
        greatest: bool,
        of: &'a [Expr],
        frame: &Frame<'_, 'a>,
    ) -> Shared<'a> {
        let mut best: Shared<'a> = Cow::Owned(Value::Absent);
        let mut unknown = false;
        // Kept where one of them may be chosen although it is not known which is which: to work it out anew would double the work of what stands on it.
        let asks = self.can_ask();
        let mut values = Vec::new();
        for part in of {
            let mut value = self.value(part, frame);
            if asks {
                values.push(value.clone());
            }
            if matches!(*value, Value::Absent) && matches!(part.ty, Type::Number | Type::Percent | Type::Money(_)) {
                value = Cow::Owned(self.absent_amount(part, frame));
            }
            unknown |= matches!(*value, Value::Unknown);
            if better(greatest, &value, &best) {
                best = value;
            }
        }
        if !unknown {
            return best;
        }
        if !self.can_ask() {
            return Cow::Borrowed(UNKNOWN);
        }
        match self.chosen(expr, frame) {
            Chosen::Part(part) => {
                let place = of.iter().position(|it| std::ptr::eq(it, part));
                place.and_then(|place| values.into_iter().nth(place)).unwrap_or(Cow::Borrowed(UNKNOWN))
            }
            Chosen::Difference(..) | Chosen::Pending | Chosen::Other => Cow::Borrowed(UNKNOWN),
        }
    }

    pub(in crate::runtime) fn excess(&mut self, expr: &'a Expr, a: &'a Expr, b: &'a Expr, frame: &Frame<'_, 'a>) -> Shared<'a> {
        let difference = self.arithmetic(expr, Arithmetic::Minus, a, b, frame);
        if matches!(*difference, Value::Unknown)
            && self.can_ask()
            && self.once(|it| &mut it.no_excess, expr, frame, |it| it.order_of(expr, Comparison::AtMost, a, b, frame))
                == Some(crate::runtime::Truth::True)
        {
            return Cow::Owned(of_type(number::whole(0), expr.ty).unwrap_or(Value::Unknown));
        }
        let negative = match &*difference {
            Value::Number(it) => *it.numer() < 0,
            Value::Months(it) | Value::Days(it) | Value::Minutes(it) => *it < 0,
            _ => false,
        };
        if negative { Cow::Owned(of_type(number::whole(0), expr.ty).unwrap_or(Value::Unknown)) } else { difference }
    }

    pub(in crate::runtime) fn aggregate(
        &mut self,
        expr: &'a Expr,
        kind: Aggregate,
        list: &'a Expr,
        parts: Parts<'a>,
        frame: &Frame<'_, 'a>,
    ) -> Shared<'a> {
        let Items::Known(rows) = self.items(list, frame) else {
            return self.unknown_items(list, frame);
        };
        match (kind, parts.different) {
            (Aggregate::Number, _) => {
                let count = self.count_known(list, rows, Parts { body: None, ..parts }, frame);
                if count.certain != count.possible {
                    return Cow::Borrowed(UNKNOWN);
                }
                Cow::Owned(Value::Number(number::whole(i64::from(count.certain))))
            }
            (Aggregate::Total, _) => self.total(expr, list, rows, parts, frame),
            (Aggregate::Highest | Aggregate::Lowest, _) => {
                let mut best: Shared<'a> = Cow::Owned(Value::Absent);
                for index in 0..rows.len() {
                    let value = self.gathered(list, rows, index, parts, frame);
                    if matches!(*value, Value::Unknown) {
                        return self.extreme_unknown(expr, frame);
                    }
                    if better(kind == Aggregate::Highest, &value, &best) {
                        best = value;
                    }
                }
                best
            }
        }
    }

    /// The extreme of a list of which not every item is known: known where what is not known can't be it.
    #[cold]
    fn extreme_unknown(&mut self, expr: &'a Expr, frame: &Frame<'_, 'a>) -> Shared<'a> {
        if !self.can_ask() {
            return Cow::Borrowed(UNKNOWN);
        }
        // Which item it is, is asked where the value is needed: a comparison asks less.
        let before = self.open();
        let chosen = self.extreme_of_items(expr, frame).map(|it| self.chosen_item(it, frame));
        self.close(before);
        match chosen {
            Some(ChosenItem::Value(value)) => Cow::Owned(value),
            _ => Cow::Borrowed(UNKNOWN),
        }
    }

    /// How many items of a known list pass, or how many different values those have.
    pub(in crate::runtime) fn count_known(
        &mut self,
        list: &'a Expr,
        rows: &'a [Row],
        parts: Parts<'a>,
        frame: &Frame<'_, 'a>,
    ) -> Count {
        match parts.different {
            Some(different) => self.count_different(list, rows, parts, different, frame),
            None => self.count_items(list, rows, parts, frame),
        }
    }

    fn count_items(&mut self, list: &'a Expr, rows: &'a [Row], parts: Parts<'a>, frame: &Frame<'_, 'a>) -> Count {
        let mut count = Count::default();
        for index in 0..rows.len() {
            count.add(self.with_item(list, rows, index, frame, crate::runtime::Truth::Unknown, |it, item| {
                it.passes(CountTest::AtLeast(1), parts, item)
            }));
        }
        count
    }

    fn total(&mut self, expr: &'a Expr, list: &'a Expr, rows: &'a [Row], parts: Parts<'a>, frame: &Frame<'_, 'a>) -> Shared<'a> {
        let mut sum = number::whole(0);
        for index in 0..rows.len() {
            let value = self.gathered(list, rows, index, parts, frame);
            let Some(amount) = as_number(&value) else {
                match *value {
                    Value::Absent => continue,
                    _ => return Cow::Borrowed(UNKNOWN),
                }
            };
            // Of lengths it must stay one of that kind.
            sum = match number::add(&sum, &amount).filter(|sum| of_type(*sum, expr.ty).is_some()) {
                Some(sum) => sum,
                None => {
                    let values = vec![(expr.span, self.show(expr.ty, &value))];
                    self.problems.push(problems::number_too_large(expr.span, values));
                    return Cow::Borrowed(UNKNOWN);
                }
            };
        }
        Cow::Owned(of_type(sum, expr.ty).unwrap_or(Value::Unknown))
    }

    /// What is gathered from an item: absent where the filter leaves it out.
    fn gathered(&mut self, list: &'a Expr, rows: &'a [Row], index: usize, parts: Parts<'a>, frame: &Frame<'_, 'a>) -> Shared<'a> {
        self.with_item(list, rows, index, frame, Cow::Borrowed(UNKNOWN), |it, item| {
            let passes = it.passes(CountTest::AtLeast(1), Parts { body: None, ..parts }, item);
            match (passes, parts.body) {
                (crate::runtime::Truth::False, _) | (_, None) => Cow::Owned(Value::Absent),
                (crate::runtime::Truth::Unknown, _) => Cow::Borrowed(UNKNOWN),
                (crate::runtime::Truth::True, Some(of)) => it.value(of, item),
            }
        })
    }
}

fn is_zero(value: &Value) -> bool {
    as_number(value).is_some_and(|it| number::is_zero(&it))
}

/// A number, or a length in its own units.
pub(in crate::runtime) fn as_number(value: &Value) -> Option<Number> {
    match value {
        Value::Number(number) => Some(*number),
        Value::Months(units) | Value::Days(units) | Value::Minutes(units) => Some(number::whole(*units)),
        _ => None,
    }
}

/// A number as a value of that type; a length must be whole.
pub(in crate::runtime) fn of_type(value: Number, ty: Type) -> Option<Value> {
    let whole = || if value.is_integer() { i64::try_from(*value.numer()).ok() } else { None };
    match ty {
        Type::Months => whole().map(Value::Months),
        Type::Days => whole().map(Value::Days),
        Type::Minutes => whole().map(Value::Minutes),
        _ => Some(Value::Number(value)),
    }
}

fn better(greatest: bool, value: &Value, best: &Value) -> bool {
    match (value, best) {
        (Value::Absent | Value::Unknown, _) => false,
        (_, Value::Absent) => true,
        _ => order(value, best).is_some_and(|it| if greatest { it.is_gt() } else { it.is_lt() }),
    }
}
