//! The highest, lowest, latest or earliest of the items of a list, some of which are not known.

use super::asks::{Test, test_of};
use super::domain::{Range, ordinal};
use super::linear::{Line, Sum, is_line};
use super::terms::Term;
use super::words;
use crate::ir::{Aggregate, Comparison, CountTest, Expr, ExprKind, Row, Value};
use crate::runtime::Truth;
use crate::runtime::evaluate::frames::Frame;
use crate::runtime::evaluate::{Evaluator, Items, Parts};
use crate::runtime::values::compare::{mirrored, order};
use crate::runtime::values::number;

/// Of longer lists with several values that are not known, which is which is not asked.
const MOST_UNKNOWN: usize = 64;

/// What the extreme of a list comes down to.
#[derive(Clone)]
pub(in crate::runtime) enum ChosenItem {
    /// A value, absent where no item has one.
    Value(Value),
    /// What is gathered from that item, which is not known.
    Item(usize),
    /// Something else is asked first.
    Pending,
    /// It can't be said.
    Other,
}

/// An extreme of a list whose items are at hand.
#[derive(Clone, Copy)]
pub(in crate::runtime) struct Extreme<'a> {
    expr: &'a Expr,
    highest: bool,
    pub(in crate::runtime) list: &'a Expr,
    pub(in crate::runtime) rows: &'a [Row],
    filter: Option<&'a Expr>,
    pub(in crate::runtime) of: &'a Expr,
}

impl<'a> Evaluator<'a> {
    /// An extreme whose items are at hand; `None` for everything else.
    pub(in crate::runtime) fn extreme_of_items(&mut self, expr: &'a Expr, frame: &Frame<'_, 'a>) -> Option<Extreme<'a>> {
        let ExprKind::Aggregate { kind: kind @ (Aggregate::Highest | Aggregate::Lowest), list, filter, of: Some(of), .. } =
            &expr.kind
        else {
            return None;
        };
        let Items::Known(rows) = self.items(list, frame) else {
            return None;
        };
        Some(Extreme { expr, highest: *kind == Aggregate::Highest, list, rows, filter: filter.as_deref(), of })
    }

    /// Whether an extreme of a list, or a term that is one, lies in a range; `None` for everything else. (Not through branches: to ask for them at
    /// every use would double the work with each term that stands on another.)
    pub(in crate::runtime) fn ask_extreme_behind(&mut self, of: &'a Expr, range: &Range, frame: &Frame<'_, 'a>) -> Option<Truth> {
        match &of.kind {
            ExprKind::Aggregate { .. } => self.extreme_of_items(of, frame).map(|it| self.ask_extreme(it, range, frame)),
            ExprKind::Definition(id, instance) => {
                self.in_definition(*id, *instance, frame, |it, body, held| it.ask_extreme_behind(body, range, held))?
            }
            _ => None,
        }
    }

    /// Whether the extreme of a list lies in a range, item by item: the highest reaches what any of them reaches.
    pub(in crate::runtime) fn ask_extreme(&mut self, extreme: Extreme<'a>, range: &Range, frame: &Frame<'_, 'a>) -> Truth {
        let Range { from, to } = range.clone();
        let below = from.map(|(at, open)| Range { from: None, to: Some((at, !open)) });
        let above = to.map(|(at, open)| Range { from: Some((at, !open)), to: None });
        let (from, to) = (from.map(|it| Range { from: Some(it), to: None }), to.map(|it| Range { from: None, to: Some(it) }));
        // What one of them must reach, and what none may go beyond.
        let (reached, beyond) = if extreme.highest { (from, above) } else { (to, below) };
        let mark = self.mark();
        let mut truth = match beyond {
            Some(beyond) => self.any_item(extreme, &beyond, frame).negated(),
            None => Truth::True,
        };
        if !truth.is_false() {
            truth = truth.and(self.any_item(extreme, &reached.unwrap_or_default(), frame));
        }
        if truth == Truth::Unknown { truth } else { self.settled(truth, mark) }
    }

    /// Whether what is gathered from any item lies in a range.
    fn any_item(&mut self, extreme: Extreme<'a>, range: &Range, frame: &Frame<'_, 'a>) -> Truth {
        let mark = self.mark();
        let mut any = Truth::False;
        for index in 0..extreme.rows.len() {
            let truth = self.with_item(extreme.list, extreme.rows, index, frame, Truth::Unknown, |it, item| {
                let passes = it.passes(CountTest::AtLeast(1), extreme.parts(), item);
                if passes.is_false() {
                    return passes;
                }
                passes.and(match &*it.value(extreme.of, item) {
                    Value::Absent => Truth::False,
                    // Anything, but it must be there.
                    Value::Unknown if *range == Range::default() => it.is_there(extreme.of, item),
                    Value::Unknown => it.ask_test(extreme.of, Test::Range(range.clone()), item),
                    known => ordinal(known).map_or(Truth::Unknown, |it| Truth::from(range.holds(&it))),
                })
            });
            if truth.is_true() {
                return self.settled(truth, mark);
            }
            any = any.or(truth);
        }
        any
    }

    /// Which item an extreme comes down to, asking for their order where that is not known.
    pub(in crate::runtime) fn chosen_item(&mut self, extreme: Extreme<'a>, frame: &Frame<'_, 'a>) -> ChosenItem {
        self.once(|it| &mut it.chosen_items, extreme.expr, frame, |it| it.traced_item(extreme, frame))
    }

    fn traced_item(&mut self, extreme: Extreme<'a>, frame: &Frame<'_, 'a>) -> ChosenItem {
        let mut best = ChosenItem::Value(Value::Absent);
        let mut unknown = 0;
        for index in 0..extreme.rows.len() {
            let one = match self.candidate(extreme, index, frame) {
                ChosenItem::Value(Value::Absent) => continue,
                it @ (ChosenItem::Value(_) | ChosenItem::Item(_)) => it,
                other => return other,
            };
            unknown += usize::from(matches!(one, ChosenItem::Item(_)));
            if unknown > MOST_UNKNOWN {
                return ChosenItem::Other;
            }
            best = match self.exceeds(extreme, &one, &best, frame) {
                Some(Truth::True) => one,
                Some(Truth::False) => best,
                Some(Truth::Unknown) => return ChosenItem::Pending,
                None => return ChosenItem::Other,
            };
        }
        best
    }

    /// What is gathered from an item: absent where the filter leaves it out.
    fn candidate(&mut self, extreme: Extreme<'a>, index: usize, frame: &Frame<'_, 'a>) -> ChosenItem {
        self.with_item(extreme.list, extreme.rows, index, frame, ChosenItem::Other, |it, item| {
            let open = |it: &Self| if it.can_ask() { ChosenItem::Other } else { ChosenItem::Pending };
            match it.passes(CountTest::AtLeast(1), extreme.parts(), item) {
                Truth::False => return ChosenItem::Value(Value::Absent),
                Truth::Unknown => return open(it),
                Truth::True => {}
            }
            match it.value(extreme.of, item).into_owned() {
                Value::Unknown => match it.is_there(extreme.of, item) {
                    Truth::True => ChosenItem::Item(index),
                    Truth::False => ChosenItem::Value(Value::Absent),
                    Truth::Unknown => open(it),
                },
                known => ChosenItem::Value(known),
            }
        })
    }

    /// Whether one is beyond the other. `None`: it can't be said.
    fn exceeds(&mut self, extreme: Extreme<'a>, one: &ChosenItem, best: &ChosenItem, frame: &Frame<'_, 'a>) -> Option<Truth> {
        let op = if extreme.highest { Comparison::More } else { Comparison::Less };
        let truth = match (one, best) {
            (_, ChosenItem::Value(Value::Absent)) => Truth::True,
            (ChosenItem::Value(a), ChosenItem::Value(b)) => Truth::from(crate::runtime::values::compare::fits(op, order(a, b)?)),
            (ChosenItem::Item(at), ChosenItem::Value(known)) => self.item_compares(extreme, *at, op, known, frame)?,
            (ChosenItem::Value(known), ChosenItem::Item(at)) => self.item_compares(extreme, *at, mirrored(op), known, frame)?,
            (ChosenItem::Item(a), ChosenItem::Item(b)) => self.order_of_items(extreme, op, (*a, *b), frame)?,
            _ => return None,
        };
        // What can't be asked for can't be said.
        if truth == Truth::Unknown && self.can_ask() { None } else { Some(truth) }
    }

    fn item_compares(
        &mut self,
        extreme: Extreme<'a>,
        index: usize,
        op: Comparison,
        known: &Value,
        frame: &Frame<'_, 'a>,
    ) -> Option<Truth> {
        let test = test_of(op, known, extreme.of.ty, self.environment)?;
        let compare = |it: &mut Self, item: &Frame<'_, 'a>| it.ask_test(extreme.of, test, item);
        Some(self.with_item(extreme.list, extreme.rows, index, frame, Truth::Unknown, compare))
    }

    /// `a op b` for what is gathered from two items, neither of them known.
    fn order_of_items(
        &mut self,
        extreme: Extreme<'a>,
        op: Comparison,
        (a, b): (usize, usize),
        frame: &Frame<'_, 'a>,
    ) -> Option<Truth> {
        if !is_line(extreme.of.ty) {
            return None;
        }
        let mut sum = Sum::default();
        for (index, factor) in [(a, number::whole(1)), (b, number::whole(-1))] {
            let add = |it: &mut Self, item: &Frame<'_, 'a>| it.add_to(&mut sum, extreme.of, &factor, item);
            if !self.with_item(extreme.list, extreme.rows, index, frame, None, add)? {
                return Some(Truth::Unknown);
            }
        }
        let zero = Some((number::whole(0), true));
        let range = if op == Comparison::More { Range { from: zero, to: None } } else { Range { from: None, to: zero } };
        Some(match self.view_of(extreme.expr, sum, false, frame)? {
            Line::Known(known) => Truth::from(range.holds(&known)),
            Line::View(view) => {
                let view = if matches!(view.term, Term::Linear { .. }) {
                    let words = self.words_of_order(extreme, op, (a, b), frame);
                    view.asked_as_condition(words)
                } else {
                    *view
                };
                self.test_view(view, Test::Range(range))
            }
            Line::Pending => Truth::Unknown,
        })
    }

    /// `wages of quarters[0] is more than that of quarters[1]`: items are told apart as in a record.
    fn words_of_order(&mut self, extreme: Extreme<'a>, op: Comparison, (a, b): (usize, usize), frame: &Frame<'_, 'a>) -> String {
        let program = self.environment.program;
        let list = words::phrase(program, extreme.list, frame);
        let of = self.with_any_item(extreme.list, frame, |_, item| words::phrase(program, extreme.of, item));
        format!("{of} of {list}[{a}] {} that of {list}[{b}]", words::comparison(op))
    }
}

impl<'a> Extreme<'a> {
    fn parts(&self) -> Parts<'a> {
        Parts { filter: self.filter, body: None, different: None }
    }
}
