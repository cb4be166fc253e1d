//! Sums and differences of what is not known: `the income minus the deduction`, and the order of two unknown dates. Each is a term of its
//! own, and what is assumed of such terms must hold together with what is assumed of the terms in them.

use super::asks::Test;
use super::domain::{Body, Range, ordinal};
use super::extremes::ChosenItem;
use super::terms::{FactLists, Step, StepKind, Term, View};
use crate::ir::{Aggregate, Arithmetic, BetweenUnit, Comparison, CountTest, Expr, ExprKind, Number, Type, Value};
use crate::runtime::Truth;
use crate::runtime::evaluate::frames::Frame;
use crate::runtime::evaluate::{Evaluator, Items, Parts};
use crate::runtime::values::calendar::Measure;
use crate::runtime::values::number;
use std::rc::Rc;

/// Items whose values are added one by one; of longer lists the total is one thing.
const MOST_ADDED: usize = 64;

/// What something not known comes down to.
pub(in crate::runtime) enum Line<'a> {
    /// Known after all: what is not known cancels out.
    Known(Number),
    /// Steps from a term.
    View(Box<View<'a>>),
    /// Something else is asked first.
    Pending,
}

/// A sum: terms with their factors, and what is known of it.
#[derive(Default)]
pub(in crate::runtime) struct Sum<'a> {
    parts: Vec<(View<'a>, Number)>,
    known: Number,
}

impl<'a> Sum<'a> {
    /// Adds a term so many times.
    fn add(&mut self, view: View<'a>, factor: &Number) -> Option<()> {
        match self.parts.iter().position(|(other, _)| other.term == view.term) {
            Some(place) => {
                let (view, before) = self.parts.swap_remove(place);
                let after = number::add(&before, factor)?;
                if !number::is_zero(&after) {
                    self.parts.push((view, after));
                }
            }
            None => self.parts.push((view, *factor)),
        }
        Some(())
    }
}

impl<'a> Evaluator<'a> {
    /// `a op b`, neither known, both on one line. `None`: they are not on one line.
    pub(in crate::runtime) fn ask_order(
        &mut self,
        expr: &'a Expr,
        op: Comparison,
        a: &'a Expr,
        b: &'a Expr,
        frame: &Frame<'_, 'a>,
    ) -> Option<Truth> {
        if a.ty != b.ty || !is_line(a.ty) {
            return None;
        }
        let zero = number::whole(0);
        let range = match op {
            Comparison::Equal => Range { from: Some((zero, false)), to: Some((zero, false)) },
            Comparison::Less => Range { from: None, to: Some((zero, true)) },
            Comparison::AtMost => Range { from: None, to: Some((zero, false)) },
            Comparison::More => Range { from: Some((zero, true)), to: None },
            Comparison::AtLeast => Range { from: Some((zero, false)), to: None },
        };
        Some(match self.difference(expr, a, b, false, frame)? {
            Line::Known(known) => Truth::from(range.holds(&known)),
            Line::View(view) => {
                let said = || super::words::compared(self.environment.program, op, (a, b), frame);
                let view = if matches!(view.term, Term::Linear { .. }) { view.asked_as_condition(said()) } else { *view };
                self.test_view(view, Test::Range(range))
            }
            Line::Pending => Truth::Unknown,
        })
    }

    /// How far an unknown date lies from an unknown anchor. `None`: no line says it.
    pub(in crate::runtime) fn distance_view(
        &mut self,
        expr: &'a Expr,
        (measure, after): (Measure, bool),
        date: &'a Expr,
        anchor: &'a Expr,
        frame: &Frame<'_, 'a>,
    ) -> Option<Line<'a>> {
        if date.ty != Type::Date || anchor.ty != Type::Date {
            return None;
        }
        let (later, earlier) = if after { (date, anchor) } else { (anchor, date) };
        match measure {
            Measure::Days => self.difference(expr, later, earlier, false, frame),
            Measure::Months => self.difference(expr, later, earlier, true, frame),
            Measure::Minutes => None,
        }
    }

    /// A sum, difference or count between two dates, in which more than one thing is not known. `None`: it can't be taken apart.
    pub(in crate::runtime) fn line(&mut self, expr: &'a Expr, frame: &Frame<'_, 'a>) -> Option<Line<'a>> {
        match &expr.kind {
            ExprKind::Arithmetic(..) | ExprKind::Excess(..) | ExprKind::Aggregate { kind: Aggregate::Total, .. } => {
                let mut sum = Sum::default();
                match self.add_to(&mut sum, expr, &number::whole(1), frame)? {
                    true => self.view_of(expr, sum, false, frame),
                    false => Some(Line::Pending),
                }
            }
            ExprKind::Between(unit, from, to) if from.ty == Type::Date && to.ty == Type::Date => {
                let (keys, size) = match unit {
                    BetweenUnit::Years => (true, 372),
                    BetweenUnit::Months => (true, 31),
                    BetweenUnit::Days => (false, 1),
                    BetweenUnit::Hours => return None,
                };
                let mut line = self.difference(expr, to, from, keys, frame)?;
                let units = if expr.ty == Type::Months && *unit == BetweenUnit::Years { 12 } else { 1 };
                match &mut line {
                    Line::Known(known) => {
                        *known = number::multiply(&number::divide(known, &number::whole(size))?.floor(), &number::whole(units))?;
                    }
                    Line::View(view) => {
                        if size > 1 {
                            view.steps.push(Step { input: Type::Number, kind: StepKind::Units(size) });
                        }
                        if units > 1 {
                            view.steps.push(times(number::whole(units)));
                        }
                    }
                    Line::Pending => {}
                }
                Some(line)
            }
            _ => None,
        }
    }

    /// `a` less `b`, in days or (of two plain dates) in keys.
    fn difference(&mut self, expr: &'a Expr, a: &'a Expr, b: &'a Expr, keys: bool, frame: &Frame<'_, 'a>) -> Option<Line<'a>> {
        let mut sum = Sum::default();
        for (side, factor) in [(a, number::whole(1)), (b, number::whole(-1))] {
            if !self.add_to(&mut sum, side, &factor, frame)? {
                return Some(Line::Pending);
            }
        }
        let plain = sum.parts.iter().all(|(view, factor)| view.steps.is_empty() && factor.numer().abs() == 1);
        let balanced = matches!(sum.parts.as_slice(), [(_, one), (_, other)] if *one == number::negated(other));
        let one = sum.parts.is_empty() && number::is_zero(&sum.known);
        if keys && !(one || (plain && balanced && number::is_zero(&sum.known))) {
            return None;
        }
        self.view_of(expr, sum, keys, frame)
    }

    /// Adds an expression to a sum; false where something is asked first. `None`: it can't be put in.
    pub(in crate::runtime) fn add_to(
        &mut self,
        sum: &mut Sum<'a>,
        expr: &'a Expr,
        factor: &Number,
        frame: &Frame<'_, 'a>,
    ) -> Option<bool> {
        let value = self.value(expr, frame).into_owned();
        if !self.can_ask() {
            return Some(false);
        }
        if !matches!(value, Value::Unknown) {
            sum.known = number::add(&sum.known, &number::multiply(&ordinal(&value)?, factor)?)?;
            return Some(true);
        }
        let own = self.once(
            |it| &mut it.sums,
            expr,
            frame,
            |it| {
                let mut sum = Sum::default();
                let whole = it.take_apart(&mut sum, expr, &number::whole(1), frame)?;
                Some(whole.then(|| Rc::new(sum)))
            },
        )?;
        let Some(own) = own else { return Some(false) };
        sum.known = number::add(&sum.known, &number::multiply(&own.known, factor)?)?;
        for (view, times) in &own.parts {
            sum.add(view.clone(), &number::multiply(times, factor)?)?;
        }
        Some(true)
    }

    /// An expression that is not known as a sum; false where something is asked first. `None`: it is none.
    fn take_apart(&mut self, sum: &mut Sum<'a>, expr: &'a Expr, factor: &Number, frame: &Frame<'_, 'a>) -> Option<bool> {
        match &expr.kind {
            ExprKind::Definition(id, instance) => {
                let added = self.in_definition(*id, *instance, frame, |it, body, held| it.add_to(sum, body, factor, held));
                added.unwrap_or_else(|| self.add_atom(sum, expr, factor, frame))
            }
            ExprKind::Cases(cases, last) => {
                for (condition, value) in cases {
                    match self.truth(condition, frame) {
                        Truth::True => return self.add_to(sum, value, factor, frame),
                        Truth::False => {}
                        Truth::Unknown => return Some(false),
                    }
                }
                self.add_to(sum, last, factor, frame)
            }
            ExprKind::Arithmetic(op @ (Arithmetic::Plus | Arithmetic::Minus), a, b) => {
                let of_b = if *op == Arithmetic::Plus { *factor } else { number::negated(factor) };
                Some(self.add_to(sum, a, factor, frame)? && self.add_to(sum, b, &of_b, frame)?)
            }
            ExprKind::Arithmetic(op, a, b) => {
                let (left, right) = (self.value(a, frame).into_owned(), self.value(b, frame).into_owned());
                if !self.can_ask() {
                    return Some(false);
                }
                let by = |known: &Value| crate::runtime::evaluate::work_out::as_number(known).filter(|it| !number::is_zero(it));
                match (op, by(&left), by(&right)) {
                    (Arithmetic::Times, Some(known), _) => self.add_to(sum, b, &number::multiply(factor, &known)?, frame),
                    (Arithmetic::Times, _, Some(known)) => self.add_to(sum, a, &number::multiply(factor, &known)?, frame),
                    (Arithmetic::DividedBy, _, Some(known)) => self.add_to(sum, a, &number::divide(factor, &known)?, frame),
                    _ => self.add_atom(sum, expr, factor, frame),
                }
            }
            ExprKind::Offset { anchor, length, back, not_counting: None, past: None, .. } if anchor.ty == Type::Date => {
                match self.value(length, frame).into_owned() {
                    Value::Days(days) => {
                        let days = number::whole(if *back { days.checked_neg()? } else { days });
                        sum.known = number::add(&sum.known, &number::multiply(&days, factor)?)?;
                        self.add_to(sum, anchor, factor, frame)
                    }
                    _ => self.add_atom(sum, expr, factor, frame),
                }
            }
            ExprKind::Between(BetweenUnit::Days, from, to) if from.ty == Type::Date && to.ty == Type::Date => {
                let of_from = number::negated(factor);
                Some(self.add_to(sum, to, factor, frame)? && self.add_to(sum, from, &of_from, frame)?)
            }
            ExprKind::Parameter(..) | ExprKind::ParameterOn(..) => match self.parameter_line(expr, frame) {
                Some((key, each, first)) => {
                    sum.known = number::add(&sum.known, &number::multiply(&first, factor)?)?;
                    self.add_to(sum, key, &number::multiply(&each, factor)?, frame)
                }
                None => self.add_atom(sum, expr, factor, frame),
            },
            ExprKind::Extreme { .. } | ExprKind::Excess(..) => match self.chosen(expr, frame) {
                Chosen::Part(part) => self.add_to(sum, part, factor, frame),
                Chosen::Difference(a, b) => {
                    let of_b = number::negated(factor);
                    Some(self.add_to(sum, a, factor, frame)? && self.add_to(sum, b, &of_b, frame)?)
                }
                Chosen::Pending => Some(false),
                Chosen::Other => self.add_atom(sum, expr, factor, frame),
            },
            ExprKind::Aggregate { kind: Aggregate::Highest | Aggregate::Lowest, .. } => {
                let Some(extreme) = self.extreme_of_items(expr, frame) else {
                    return self.add_atom(sum, expr, factor, frame);
                };
                match self.chosen_item(extreme, frame) {
                    ChosenItem::Item(index) => {
                        let add = |it: &mut Self, item: &Frame<'_, 'a>| it.add_to(sum, extreme.of, factor, item);
                        self.with_item(extreme.list, extreme.rows, index, frame, None, add)
                    }
                    ChosenItem::Pending => Some(false),
                    ChosenItem::Value(_) | ChosenItem::Other => self.add_atom(sum, expr, factor, frame),
                }
            }
            ExprKind::Aggregate { kind: Aggregate::Total, list, filter, of: Some(of), .. } => {
                let parts = Parts { filter: filter.as_deref(), body: None, different: None };
                self.add_items(sum, (expr, list, of), parts, factor, frame)
            }
            _ => self.add_atom(sum, expr, factor, frame),
        }
    }

    /// Adds what is gathered from each item of a list, where its items are known.
    fn add_items(
        &mut self,
        sum: &mut Sum<'a>,
        (expr, list, of): (&'a Expr, &'a Expr, &'a Expr),
        parts: Parts<'a>,
        factor: &Number,
        frame: &Frame<'_, 'a>,
    ) -> Option<bool> {
        let Items::Known(rows) = self.items(list, frame) else {
            return self.add_atom(sum, expr, factor, frame);
        };
        if rows.len() > MOST_ADDED {
            return self.add_atom(sum, expr, factor, frame);
        }
        for index in 0..rows.len() {
            let added = self.with_item(list, rows, index, frame, Some(false), |it, item| {
                match it.passes(CountTest::AtLeast(1), parts, item) {
                    Truth::False => Some(true),
                    Truth::Unknown => Some(false),
                    // What is absent is passed over.
                    Truth::True if matches!(*it.value(of, item), Value::Absent) => Some(true),
                    Truth::True => it.add_to(sum, of, factor, item),
                }
            });
            match added {
                Some(true) => {}
                Some(false) if self.can_ask() => return self.add_atom(sum, expr, factor, frame),
                other => return other,
            }
        }
        Some(true)
    }

    /// Adds a term that is not taken apart.
    fn add_atom(&mut self, sum: &mut Sum<'a>, expr: &'a Expr, factor: &Number, frame: &Frame<'_, 'a>) -> Option<bool> {
        let view = match &expr.kind {
            ExprKind::Fact(..) => self.view(expr, frame),
            ExprKind::Aggregate { kind: Aggregate::Number, list, filter, different, .. }
                if !self.has_known_items(list, frame) =>
            {
                let parts = Parts { filter: filter.as_deref(), body: None, different: different.as_deref() };
                match self.count_view(list, parts, false, frame) {
                    super::counts::CountView::View(view) => Some(*view),
                    super::counts::CountView::Pending => return Some(false),
                    super::counts::CountView::None => None,
                }
            }
            _ => {
                // What it is moved or counted from may be absent, and it is then.
                let mut anchors = Vec::new();
                crate::runtime::walk::children(expr, &mut |part| anchors.push(part));
                if matches!(expr.kind, ExprKind::Offset { .. } | ExprKind::Between(..)) {
                    for anchor in anchors {
                        if matches!(*self.value(anchor, frame), Value::Unknown) && self.ask_absent(anchor, frame) != Truth::False
                        {
                            return Some(false);
                        }
                    }
                }
                self.opaque(expr, frame)
            }
        };
        let Some(view) = view else {
            return if self.can_ask() { None } else { Some(false) };
        };
        if self.domain(&view).absent {
            self.ask_absence(view);
            return Some(false);
        }
        sum.add(view, factor)?;
        Some(true)
    }

    /// A value that is not known, so that two that say the same are the same; `None` where something would be asked first.
    pub(in crate::runtime) fn comes_down_to(&mut self, expr: &'a Expr, frame: &Frame<'_, 'a>) -> Option<String> {
        self.asking.as_ref()?;
        let before = self.open();
        let mut sum = Sum::default();
        let said = match self.add_to(&mut sum, expr, &number::whole(1), frame) {
            Some(true) => {
                sum.parts.sort_by(|(a, _), (b, _)| a.term.cmp(&b.term));
                let parts: Vec<String> =
                    sum.parts.iter().map(|(view, factor)| format!("{factor} {}", self.comes_from(view))).collect();
                Some(format!("{} {}", sum.known, parts.join(" ")))
            }
            _ => self.view(expr, frame).map(|it| self.comes_from(&it)),
        };
        let found = self.close(before);
        said.filter(|_| found.asked.is_none())
    }

    /// A term with its steps; of one that is not taken apart, with what is assumed of the facts that it is worked out of: it is another value where
    /// they are others.
    fn comes_from(&self, view: &View<'a>) -> String {
        let mut said = format!("{:?} {:?}", view.term, view.steps);
        if !matches!(view.term, Term::Opaque(..)) {
            return said;
        }
        for (term, domain) in self.asking.iter().flat_map(|it| it.assumptions.iter()) {
            let reads = match term {
                Term::Fact(path, slot) => {
                    view.facts.iter().flat_map(|it| it.iter()).any(|it| (&it.path, it.slot) == (path, *slot))
                }
                _ => false,
            };
            if reads {
                said.push_str(&format!(" {term:?} {domain:?}"));
            }
        }
        said
    }

    /// A sum as steps from one term.
    pub(in crate::runtime) fn view_of(
        &mut self,
        expr: &'a Expr,
        mut sum: Sum<'a>,
        keys: bool,
        frame: &Frame<'_, 'a>,
    ) -> Option<Line<'a>> {
        sum.parts.sort_by(|(a, _), (b, _)| a.term.cmp(&b.term));
        let Some(first) = sum.parts.first().map(|(_, factor)| *factor) else {
            return Some(Line::Known(sum.known));
        };
        let mut parts = Vec::new();
        let mut facts = FactLists::new();
        let mut whole = true;
        for (view, factor) in &sum.parts {
            let factor = number::divide(factor, &first)?;
            whole &= factor.is_integer() && view.is_whole();
            parts.push((view.term.clone(), factor));
            facts.extend(
                view.facts.iter().filter(|it| !facts.iter().any(|known| Rc::ptr_eq(known, it))).cloned().collect::<Vec<_>>(),
            );
        }
        let mut view = match sum.parts.len() {
            1 => sum.parts.pop()?.0,
            _ => View {
                term: Term::Linear { parts, keys, whole },
                ty: expr.ty,
                initial: Some(Body::Range(Range::default())),
                optional: false,
                whole,
                fact: None,
                facts,
                question: None,
                words: super::words::phrase(self.environment.program, expr, frame),
                steps: Vec::new(),
            },
        };
        if first != number::whole(1) {
            view.steps.push(times(first));
        }
        if !number::is_zero(&sum.known) {
            let kind = StepKind::Arithmetic { op: Arithmetic::Plus, known: sum.known, known_left: false };
            view.steps.push(Step { input: Type::Number, kind });
        }
        Some(Line::View(Box::new(view)))
    }

    /// Which part of `the greater of …` or of an excess it comes down to, asking for the order of the parts where that is not known.
    pub(in crate::runtime) fn chosen(&mut self, expr: &'a Expr, frame: &Frame<'_, 'a>) -> Chosen<'a> {
        self.once(|it| &mut it.chosen, expr, frame, |it| it.traced_choice(expr, frame))
    }

    fn traced_choice(&mut self, expr: &'a Expr, frame: &Frame<'_, 'a>) -> Chosen<'a> {
        match &expr.kind {
            ExprKind::Extreme { greatest, of } => {
                let op = if *greatest { Comparison::AtLeast } else { Comparison::AtMost };
                let mut best: Option<&'a Expr> = None;
                for part in of {
                    match self.is_there(part, frame) {
                        Truth::True => {}
                        // Of dates, those that are there count.
                        Truth::False if matches!(part.ty, Type::Date | Type::DateTime) => continue,
                        Truth::False => return Chosen::Other,
                        Truth::Unknown => return Chosen::Pending,
                    }
                    best = match best {
                        None => Some(part),
                        Some(held) => match self.order_of(expr, op, held, part, frame) {
                            Some(Truth::True) => Some(held),
                            Some(Truth::False) => Some(part),
                            Some(Truth::Unknown) => return Chosen::Pending,
                            None => return Chosen::Other,
                        },
                    };
                }
                best.map_or(Chosen::Other, Chosen::Part)
            }
            ExprKind::Excess(a, b) => {
                for part in [a, b] {
                    match self.is_there(part, frame) {
                        Truth::True => {}
                        Truth::False => return Chosen::Other,
                        Truth::Unknown => return Chosen::Pending,
                    }
                }
                match self.order_of(expr, Comparison::AtLeast, a, b, frame) {
                    Some(Truth::True) => Chosen::Difference(a, b),
                    Some(Truth::Unknown) => Chosen::Pending,
                    // The value itself says so then.
                    Some(Truth::False) | None => Chosen::Other,
                }
            }
            _ => Chosen::Other,
        }
    }

    /// Whether a value is there: known, or not known and not possibly absent.
    pub(in crate::runtime) fn is_there(&mut self, expr: &'a Expr, frame: &Frame<'_, 'a>) -> Truth {
        match &*self.value(expr, frame) {
            Value::Absent => Truth::False,
            Value::Unknown if !self.can_ask() => Truth::Unknown,
            Value::Unknown => self.ask_absent(expr, frame).negated(),
            _ => Truth::True,
        }
    }

    /// `a op b`, whatever of it is known. `None`: it can't be said.
    pub(in crate::runtime) fn order_of(
        &mut self,
        expr: &'a Expr,
        op: Comparison,
        a: &'a Expr,
        b: &'a Expr,
        frame: &Frame<'_, 'a>,
    ) -> Option<Truth> {
        let (left, right) = (self.value(a, frame).into_owned(), self.value(b, frame).into_owned());
        match crate::runtime::values::compare::compare(op, &left, &right) {
            Truth::Unknown if !self.can_ask() => Some(Truth::Unknown),
            Truth::Unknown if matches!((&left, &right), (Value::Unknown, Value::Unknown)) => {
                self.ask_order(expr, op, a, b, frame)
            }
            Truth::Unknown => match self.ask_comparison(expr, op, (a, &left), (b, &right), frame) {
                Truth::Unknown if self.can_ask() => None,
                truth => Some(truth),
            },
            known => Some(known),
        }
    }
}

/// What an extreme or an excess comes down to.
#[derive(Clone, Copy)]
pub(in crate::runtime) enum Chosen<'a> {
    /// That part.
    Part(&'a Expr),
    /// The first less the second.
    Difference(&'a Expr, &'a Expr),
    /// Something else is asked first.
    Pending,
    /// It can't be said.
    Other,
}

impl Range {
    /// Whether a number lies in it.
    pub fn holds(&self, number: &Number) -> bool {
        self.from.is_none_or(|(from, open)| from < *number || (!open && from == *number))
            && self.to.is_none_or(|(to, open)| *number < to || (!open && to == *number))
    }
}

fn times<'a>(known: Number) -> Step<'a> {
    Step { input: Type::Number, kind: StepKind::Arithmetic { op: Arithmetic::Times, known, known_left: false } }
}

/// Whether values of a type lie on a line.
pub(in crate::runtime) fn is_line(ty: Type) -> bool {
    matches!(
        ty,
        Type::Number | Type::Percent | Type::Money(_) | Type::Date | Type::DateTime | Type::Months | Type::Days | Type::Minutes
    )
}
