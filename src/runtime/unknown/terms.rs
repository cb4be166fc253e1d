//! What can be asked for: facts, counts over unknown lists, questions, and values that only their own place can name.

use super::counts::CountView;
use super::domain::{Body, Domain, Range, at, is_whole, ordinal};
use super::extremes::ChosenItem;
use super::linear::{Chosen, Line};
use super::words;
use crate::ir::{
    Aggregate, Arithmetic, BetweenUnit, Expr, ExprKind, InstrumentId, Number, QuestionId, Rounding, RuleId, SlotId, Type, Value,
};
use crate::runtime::evaluate::frames::{Frame, Path};
use crate::runtime::evaluate::work_out::Way;
use crate::runtime::evaluate::{Evaluator, Parts, measure};
use crate::runtime::values::calendar::{self, Measure, Moment, Trouble};
use crate::runtime::values::compare::moment;
use crate::runtime::values::number;
use crate::runtime::{Missing, Truth};
use std::rc::Rc;

/// What is not known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Term {
    /// A fact, presence or list: the way to its row, and its slot there.
    Fact(Path, SlotId),
    /// The position on a question.
    Question(QuestionId),
    /// How many items of an unknown list satisfy all of these: classes of conditions, affirmed or denied.
    Count {
        /// The list.
        list: (Path, SlotId),
        /// The class of what is counted instead of the items themselves: its different values.
        different: Option<u32>,
        /// Sorted.
        literals: Vec<(u32, bool)>,
        /// Items outside it that they read.
        frames: Vec<(Path, u32)>,
    },
    /// A value that can't be taken apart: classes of expressions in those frames.
    Opaque(Vec<u32>, Vec<(Path, u32)>),
    /// Whether a rule whose first day is not known is in force.
    Rule(RuleId),
    /// Whether an act that changes a text is in force.
    Act(InstrumentId),
    /// A sum of terms, each times a factor, the first once.
    Linear {
        /// Sorted; at least two.
        parts: Vec<(Term, Number)>,
        /// Dates by their keys, which years and months are counted on; else by their days.
        keys: bool,
        /// Whether it is whole.
        whole: bool,
    },
    /// A term of another law (of another day, say) than the first that is asked: its words mean something else there.
    Elsewhere(Box<Term>, usize),
}

/// Facts behind a term: lists that many terms may share, since they may be as long as a case.
pub type FactLists = Vec<Rc<Vec<Missing>>>;

/// A term with what leads from it to a value.
#[derive(Clone)]
pub struct View<'a> {
    pub(in crate::runtime) term: Term,
    /// What the term itself is.
    pub(in crate::runtime) ty: Type,
    /// What it may be before anything is assumed, where the type does not say.
    pub(in crate::runtime) initial: Option<Body>,
    pub(in crate::runtime) optional: bool,
    /// Whether it is whole, whatever its type.
    pub(in crate::runtime) whole: bool,
    pub(in crate::runtime) fact: Option<Missing>,
    pub(in crate::runtime) facts: FactLists,
    pub(in crate::runtime) question: Option<QuestionId>,
    pub(in crate::runtime) words: String,
    /// From the term to the value, in this order.
    pub(in crate::runtime) steps: Vec<Step<'a>>,
}

/// One step from a term to a value, monotone in it.
#[derive(Clone, Debug)]
pub struct Step<'a> {
    /// The type that it starts from.
    pub(in crate::runtime) input: Type,
    pub(in crate::runtime) kind: StepKind<'a>,
}

#[derive(Clone, Debug)]
pub(in crate::runtime) enum StepKind<'a> {
    /// With a known operand, on the left or right of it.
    Arithmetic { op: Arithmetic, known: Number, known_left: bool },
    /// With a known date.
    Between { unit: BetweenUnit, known: Value, unknown_from: bool, ty: Type },
    /// By a known length.
    Offset { length: Value, way: Way<'a> },
    /// To a multiple of the step.
    Round(Rounding, Number),
    /// How many whole units of that size.
    Units(i64),
    /// From or to a known date.
    Distance { after: bool, measure: Measure, known: Moment, of_date: bool },
}

/// A question with its answers.
#[derive(Clone, Debug)]
pub struct Split {
    /// Of what.
    pub term: Term,
    /// In words.
    pub words: String,
    /// The fact, where it is one.
    pub fact: Option<Missing>,
    /// The facts behind it.
    pub facts: FactLists,
    /// The question of law, where it is one.
    pub question: Option<QuestionId>,
    /// The type in which its ranges are told; none where that is not the one of the term.
    pub told_in: Option<Type>,
    /// What it may turn out to be, in words.
    pub branches: Vec<(Domain, String)>,
    /// Nothing was left out of the branches because something else is assumed.
    pub complete: bool,
}

impl<'a> View<'a> {
    /// The question.
    pub(in crate::runtime) fn split(self, branches: Vec<(Domain, String)>) -> Split {
        Split {
            term: self.term,
            words: self.words,
            fact: self.fact,
            facts: self.facts,
            question: self.question,
            told_in: Some(self.ty),
            branches,
            complete: true,
        }
    }

    /// The same, asked for with yes or no.
    pub(in crate::runtime) fn asked_as_condition(self, words: String) -> View<'a> {
        View { whole: self.is_whole(), ty: Type::YesNo, words, ..self }
    }

    pub(in crate::runtime) fn is_whole(&self) -> bool {
        self.whole || is_whole(self.ty)
    }

    /// Whether its answers are yes and no.
    pub(in crate::runtime) fn is_condition(&self) -> bool {
        matches!(self.ty, Type::YesNo | Type::Judgment)
    }
}

impl<'a> Evaluator<'a> {
    /// An expression whose value is not known as steps from a term; `None` where something else is asked first, or must be.
    pub(in crate::runtime) fn view(&mut self, expr: &'a Expr, frame: &Frame<'_, 'a>) -> Option<View<'a>> {
        if let ExprKind::Fact(instance, slot) = &expr.kind {
            let held = frame.at(instance.frame);
            let slot = SlotId(held.base + instance.base + slot.0);
            let optional =
                self.environment.slot(held.record, slot).is_some_and(|it| it.optional) && !matches!(expr.ty, Type::List(_));
            return (!self.stands_for_any(&held)).then(|| self.fact_view(&held, slot, optional));
        }
        self.once(|it| &mut it.views, expr, frame, |it| it.traced_view(expr, frame))
    }

    fn traced_view(&mut self, expr: &'a Expr, frame: &Frame<'_, 'a>) -> Option<View<'a>> {
        let environment = self.environment;
        match &expr.kind {
            ExprKind::Question(id) => {
                let question = environment.program.questions.get(id.index())?;
                Some(View {
                    term: Term::Question(*id),
                    ty: Type::Enum(question.positions),
                    initial: None,
                    optional: false,
                    whole: true,
                    fact: None,
                    facts: Vec::new(),
                    question: Some(*id),
                    words: question.name.clone(),
                    steps: Vec::new(),
                })
            }
            ExprKind::Definition(id, instance) => {
                let view = self.in_definition(*id, *instance, frame, |it, body, held| it.view(body, held));
                view.unwrap_or_else(|| self.opaque(expr, frame))
            }
            ExprKind::Cases(cases, last) => {
                for (condition, value) in cases {
                    match self.truth(condition, frame) {
                        Truth::True => return self.view(value, frame),
                        Truth::False => {}
                        Truth::Unknown => return None,
                    }
                }
                self.view(last, frame)
            }
            ExprKind::Arithmetic(op, a, b) => {
                let (left, right) = (self.value(a, frame).into_owned(), self.value(b, frame).into_owned());
                if !self.can_ask() {
                    return None;
                }
                if matches!((&left, &right), (Value::Unknown, Value::Unknown))
                    && matches!(op, Arithmetic::Plus | Arithmetic::Minus)
                {
                    return self.line_or_opaque(expr, frame);
                }
                let (of, known, known_left) = match (&left, &right) {
                    (Value::Unknown, known) => (a, crate::runtime::evaluate::work_out::as_number(known), false),
                    (known, _) => (b, crate::runtime::evaluate::work_out::as_number(known), true),
                };
                let Some(known) = known.filter(|it| !number::is_zero(it) || matches!(op, Arithmetic::Plus | Arithmetic::Minus))
                else {
                    return self.opaque(expr, frame);
                };
                if !matches!(if known_left { &right } else { &left }, Value::Unknown) {
                    return self.opaque(expr, frame);
                }
                let mut view = self.view(of, frame)?;
                // A number by one above zero falls as that one grows.
                let above_zero = |range: &Range| range.from.is_some_and(|(from, _)| from > number::whole(0));
                let falls = known > number::whole(0)
                    && view.steps.is_empty()
                    && matches!(&view.initial, Some(Body::Range(range)) if above_zero(range));
                if known_left && *op == Arithmetic::DividedBy && !falls {
                    return self.opaque(expr, frame);
                }
                view.steps.push(Step { input: of.ty, kind: StepKind::Arithmetic { op: *op, known, known_left } });
                Some(view)
            }
            ExprKind::Between(unit, from, to) => {
                let (start, end) = (self.value(from, frame).into_owned(), self.value(to, frame).into_owned());
                if !self.can_ask() {
                    return None;
                }
                let (of, known, unknown_from) = match (moment(&start), moment(&end)) {
                    (None, Some(_)) => (from, end, true),
                    (Some(_), None) => (to, start, false),
                    _ => return self.line_or_opaque(expr, frame),
                };
                let mut view = self.view(of, frame)?;
                view.steps.push(Step { input: of.ty, kind: StepKind::Between { unit: *unit, known, unknown_from, ty: expr.ty } });
                Some(view)
            }
            ExprKind::Offset { anchor, length, back, month_end, not_counting, past } => {
                let (start, length) = (self.value(anchor, frame).into_owned(), self.value(length, frame).into_owned());
                if !self.can_ask() {
                    return None;
                }
                let clear = month_end.is_some() || !matches!(length, Value::Months(_));
                if !matches!(start, Value::Unknown) || measure(&length).is_none() || !clear {
                    return self.opaque(expr, frame);
                }
                let mut view = self.view(anchor, frame)?;
                let (not_counting, past) = (not_counting.as_ref(), past.as_ref());
                let kind = StepKind::Offset { length, way: Way { back: *back, month_end: *month_end, not_counting, past } };
                view.steps.push(Step { input: anchor.ty, kind });
                Some(view)
            }
            ExprKind::Aggregate { kind: Aggregate::Number, list, filter, different, .. }
                if !self.has_known_items(list, frame) =>
            {
                let parts = Parts { filter: filter.as_deref(), body: None, different: different.as_deref() };
                match self.count_view(list, parts, false, frame) {
                    CountView::View(view) => Some(*view),
                    CountView::Pending => None,
                    CountView::None => self.opaque(expr, frame),
                }
            }
            ExprKind::Aggregate { kind: Aggregate::Total, list, .. } if self.has_known_items(list, frame) => {
                self.line_or_opaque(expr, frame)
            }
            ExprKind::Aggregate { kind: Aggregate::Highest | Aggregate::Lowest, .. } => {
                let Some(extreme) = self.extreme_of_items(expr, frame) else {
                    return self.opaque(expr, frame);
                };
                match self.chosen_item(extreme, frame) {
                    ChosenItem::Item(index) => {
                        let view = |it: &mut Self, item: &Frame<'_, 'a>| it.view(extreme.of, item);
                        self.with_item(extreme.list, extreme.rows, index, frame, None, view)
                    }
                    ChosenItem::Pending => None,
                    ChosenItem::Value(_) | ChosenItem::Other => self.opaque(expr, frame),
                }
            }
            ExprKind::Round(of, way, step) if number::whole(0) < *step => {
                if !self.can_ask() {
                    return None;
                }
                let mut view = self.view(of, frame)?;
                view.steps.push(Step { input: of.ty, kind: StepKind::Round(*way, *step) });
                Some(view)
            }
            ExprKind::Parameter(..) | ExprKind::ParameterOn(..) => self.parameter_view(expr, frame),
            ExprKind::Extreme { .. } | ExprKind::Excess(..) => match self.chosen(expr, frame) {
                Chosen::Part(part) => self.view(part, frame),
                Chosen::Difference(..) => self.line_or_opaque(expr, frame),
                Chosen::Pending => None,
                Chosen::Other => self.opaque(expr, frame),
            },
            _ => self.opaque(expr, frame),
        }
    }

    /// What more than one thing not known adds up to, as a term.
    fn line_or_opaque(&mut self, expr: &'a Expr, frame: &Frame<'_, 'a>) -> Option<View<'a>> {
        match self.line(expr, frame) {
            Some(Line::View(view)) => Some(*view),
            Some(Line::Pending) => None,
            Some(Line::Known(_)) | None => self.opaque(expr, frame),
        }
    }

    /// A fact as a term. Whether it is optional is said by the caller: presence slots are asked for by themselves.
    pub(in crate::runtime) fn fact_view(&self, held: &Frame<'_, 'a>, slot: SlotId, optional: bool) -> View<'a> {
        let missing = self.missing(held, slot);
        let with = match held.row.get(slot.index()) {
            Some(Value::SetWith(members)) => Some(Body::Members { inside: *members, outside: 0 }),
            _ => None,
        };
        let least = self.environment.slot(held.record, slot).and_then(|it| it.least);
        View {
            term: Term::Fact(held.path(), slot),
            ty: self.environment.slot(held.record, slot).map_or(Type::YesNo, |it| it.ty),
            optional: optional && with.is_none(),
            initial: with.or_else(|| least.map(|least| Body::Range(Range::from(least)))),
            whole: false,
            words: missing.words.clone(),
            facts: vec![Rc::new(vec![missing.clone()])],
            fact: Some(missing),
            question: None,
            steps: Vec::new(),
        }
    }

    /// A value as a term by itself; `None` where it reads an item that stands for any item.
    pub(in crate::runtime) fn opaque(&mut self, expr: &'a Expr, frame: &Frame<'_, 'a>) -> Option<View<'a>> {
        let class = self.environment.classes().class(expr.id);
        let view = self.opaque_of(expr, vec![class], &[expr], frame)?;
        let across = self.asking.as_ref()?.across.clone();
        let known = across.bounds.borrow().get(&view.term).cloned();
        let bounds = known.unwrap_or_else(|| {
            let bounds = self.bounds(expr, frame);
            across.bounds.borrow_mut().insert(view.term.clone(), bounds.clone());
            bounds
        });
        let initial = (bounds != Range::default()).then_some(Body::Range(bounds));
        Some(View { initial: view.initial.or(initial), ..view })
    }

    pub(in crate::runtime) fn opaque_of(
        &mut self,
        expr: &'a Expr,
        key: Vec<u32>,
        parts: &[&'a Expr],
        frame: &Frame<'_, 'a>,
    ) -> Option<View<'a>> {
        if !self.can_ask() || parts.iter().any(|it| self.reads_hypothetical(it, frame)) {
            return None;
        }
        let frames = parts.iter().fold(0, |frames, it| frames | self.environment.classes().frames(it.id));
        let term = Term::Opaque(key, self.context(frames, frame));
        let (facts, words) =
            self.told(&term, |it| (it.facts_as_recorded(parts, frame), words::phrase(it.environment.program, expr, frame)));
        Some(View {
            term,
            ty: expr.ty,
            initial: None,
            optional: false,
            whole: matches!(expr.kind, ExprKind::Aggregate { kind: Aggregate::Number, .. }),
            fact: None,
            facts,
            question: None,
            words: words.to_string(),
            steps: Vec::new(),
        })
    }

    /// What the term must be for the value to lie in the range; `None` where that can't be said.
    pub(in crate::runtime) fn inverted(&self, view: &View<'a>, range: Range) -> Option<Range> {
        let mut range = range;
        for step in view.steps.iter().rev() {
            range = self.before_step(step, range)?;
        }
        Some(range)
    }

    fn before_step(&self, step: &Step<'a>, range: Range) -> Option<Range> {
        match &step.kind {
            StepKind::Arithmetic { op, known, known_left } => before_arithmetic(*op, known, *known_left, &range),
            StepKind::Between { unit, known, unknown_from, ty } => {
                self.before_monotone(step.input, !unknown_from, range, &|it| {
                    let value =
                        if *unknown_from { self.between(*unit, it, known, *ty) } else { self.between(*unit, known, it, *ty) };
                    ordinal(&value).ok_or(Trouble::UnclearMonthEnd)
                })
            }
            StepKind::Offset { length, way } => self.before_monotone(step.input, true, range, &|it| {
                ordinal(&self.moved(it, length, *way)?).ok_or(Trouble::UnclearMonthEnd)
            }),
            StepKind::Round(way, step) => before_rounding(*way, step, &range),
            StepKind::Units(size) => {
                let range = range.whole();
                let (size, one) = (number::whole(*size), number::whole(1));
                let from = |at: Number| number::multiply(&at, &size);
                let to = |at: Number| number::subtract(&number::multiply(&number::add(&at, &one)?, &size)?, &one);
                Some(Range { from: ended(range.from, &from)?, to: ended(range.to, &to)? })
            }
            StepKind::Distance { after, measure, known, of_date } => {
                self.before_monotone(step.input, after == of_date, range, &|it| {
                    let it = moment(it).ok_or(Trouble::UnclearMonthEnd)?;
                    let (date, anchor) = if *of_date { (it, *known) } else { (*known, it) };
                    Ok(number::whole(measure.distance(*after, date, anchor, self.environment.zone.as_ref())))
                })
            }
        }
    }

    /// The dates for which a monotone function of dates lies in the range, by bisection: exact, whatever the function is.
    /// (Times that a clock change skips are not times; round them a function of elapsed time is not monotone.)
    fn before_monotone(
        &self,
        input: Type,
        rising: bool,
        range: Range,
        of: &dyn Fn(&Value) -> Result<Number, Trouble>,
    ) -> Option<Range> {
        let range = range.whole();
        if range.is_empty() {
            return Some(Range::closed(1, Some(0)));
        }
        let range = if rising { range } else { range.negated() };
        let (first, last) = match input {
            Type::Date => (calendar::FIRST_DAY, calendar::LAST_DAY),
            Type::DateTime => (calendar::FIRST_DAY * 86_400, calendar::LAST_DAY * 86_400 + 86_399),
            _ => return None,
        };
        // Beyond the years that there are, everything is later than late and earlier than early.
        let reaches = |place: i64, bound: Number| -> Option<bool> {
            let value = at(number::whole(place), input)?;
            match of(&value) {
                Ok(result) => Some(if rising { result >= bound } else { number::negated(&result) >= bound }),
                Err(Trouble::OutOfRange) => Some((place > 0) == rising),
                Err(_) => None,
            }
        };
        let first_reaching = |bound: Number| -> Option<i64> {
            let (mut low, mut high) = (first, last + 1);
            while low < high {
                let middle = low + (high - low) / 2;
                if reaches(middle, bound)? { high = middle } else { low = middle + 1 }
            }
            Some(low)
        };
        let from = match range.from {
            Some((bound, _)) => Some(first_reaching(bound)?).filter(|it| *it > first),
            None => None,
        };
        let to = match range.to {
            // No number lies beyond one that can't be added to.
            Some((bound, _)) => match number::add(&bound, &number::whole(1)) {
                Some(beyond) => Some(first_reaching(beyond)? - 1).filter(|it| *it < last),
                None => None,
            },
            None => None,
        };
        Some(Range { from: from.map(|it| (number::whole(it), false)), to: to.map(|it| (number::whole(it), false)) })
    }
}

/// What rounds into the range.
fn before_rounding(way: Rounding, step: &Number, range: &Range) -> Option<Range> {
    let (zero, one) = (number::whole(0), number::whole(1));
    // What rounds to this multiple of the step or to more.
    let reaching = |steps: Number| -> Option<(Number, bool)> {
        let half = Number::new_raw(1, 2);
        let (below, open) = match way {
            Rounding::Up => (if steps > zero { one } else { zero }, steps > zero),
            Rounding::Down => (if steps > zero { zero } else { one }, steps <= zero),
            Rounding::HalfUp => (half, steps <= zero),
            Rounding::HalfDown => (half, steps > zero),
            Rounding::HalfEven => (half, steps.to_integer() % 2 != 0),
        };
        Some((number::multiply(&number::subtract(&steps, &below)?, step)?, open))
    };
    let from = match range.from {
        None => None,
        Some((place, open)) => {
            let steps = number::divide(&place, step)?;
            Some(reaching(if open { number::add(&steps.floor(), &one)? } else { steps.ceil() })?)
        }
    };
    let to = match range.to {
        None => None,
        Some((place, open)) => {
            let steps = number::divide(&place, step)?;
            let (place, open) = reaching(if open { steps.ceil() } else { number::add(&steps.floor(), &one)? })?;
            Some((place, !open))
        }
    };
    Some(Range { from, to })
}

fn before_arithmetic(op: Arithmetic, known: &Number, known_left: bool, range: &Range) -> Option<Range> {
    let shifted = |range: &Range, by: &dyn Fn(&Number) -> Option<Number>| -> Option<Range> {
        let by = |place: Number| by(&place);
        Some(Range { from: ended(range.from, &by)?, to: ended(range.to, &by)? })
    };
    let flipped = |range: Range, flip: bool| if flip { Range { from: range.to, to: range.from } } else { range };
    let negative = *known.numer() < 0;
    match (op, known_left) {
        (Arithmetic::Plus, _) => shifted(range, &|it| number::subtract(it, known)),
        (Arithmetic::Minus, false) => shifted(range, &|it| number::add(it, known)),
        (Arithmetic::Minus, true) => Some(flipped(shifted(range, &|it| number::subtract(known, it))?, true)),
        (Arithmetic::Times, _) => Some(flipped(shifted(range, &|it| number::divide(it, known))?, negative)),
        (Arithmetic::DividedBy, false) => Some(flipped(shifted(range, &|it| number::multiply(it, known))?, negative)),
        (Arithmetic::DividedBy, true) => Some(before_dividing(known, range)?),
    }
}

/// By which numbers above zero one above zero is divided for the result to lie in the range.
fn before_dividing(known: &Number, range: &Range) -> Option<Range> {
    let zero = number::whole(0);
    if range.to.is_some_and(|(to, _)| to <= zero) {
        return Some(Range::closed(1, Some(0)));
    }
    let by = |place: Number| number::divide(known, &place);
    let from = range.from.filter(|(from, _)| *from > zero);
    Some(Range { from: ended(range.to, &by)?, to: ended(from, &by)? })
}

/// An end of a range moved; `None` where what it moves to does not fit.
fn ended(end: Option<(Number, bool)>, to: &dyn Fn(Number) -> Option<Number>) -> Option<Option<(Number, bool)>> {
    match end {
        Some((place, open)) => to(place).map(|it| Some((it, open))),
        None => Some(None),
    }
}
