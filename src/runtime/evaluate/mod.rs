//! Three-valued evaluation of expressions over frames: a tree walk that allocates nothing where all is known.
//!
//! A problem (division by zero, an unclear month end, …) makes its value unknown and is kept with its place; what turns out not to be needed
//! (the rest of a conjunction that is false) takes its problems with it.

pub(in crate::runtime) mod different;
pub(in crate::runtime) mod frames;
pub(in crate::runtime) mod noted;
pub(in crate::runtime) mod parameters;
pub(in crate::runtime) mod problems;
pub(in crate::runtime) mod slots;
pub(in crate::runtime) mod work_out;

use crate::ir::{
    CountTest, DefId, Expr, ExprKind, Instance, QuestionId, RecordId, Row, RuleId, SectionsId, SlotId, Type, Value, Window,
};
use crate::runtime::Truth;
use crate::runtime::authorities::positions::Stand;
use crate::runtime::law::environment::{Environment, Version};
use crate::runtime::unknown::asks::{Asking, Found, Mark};
use crate::runtime::unknown::domain::Cited;
use crate::runtime::unknown::traced::Traced;
use crate::runtime::values::calendar;
use crate::runtime::values::compare::{as_bool, compare, equal, moment};
use crate::runtime::values::sections;
use crate::runtime::values::truth::Count;
use crate::source::Span;
use frames::{Frame, HYPOTHETICAL, Step};
use jiff::civil::Date;
use noted::Noted;
use std::borrow::Cow;
use std::collections::HashMap;
use work_out::Way;

/// A value, borrowed from the case or the program where it stands there.
pub type Shared<'a> = Cow<'a, Value>;

pub(in crate::runtime) const UNKNOWN: &Value = &Value::Unknown;

/// One evaluation of one case: under assumptions on what is not known, or plainly.
pub struct Evaluator<'a> {
    pub(in crate::runtime) environment: &'a Environment<'a>,
    pub(in crate::runtime) case: &'a [Value],
    /// What went wrong in what was needed.
    pub(in crate::runtime) problems: Noted,
    /// The day of the law that problems name: that of the case, where the text of its day is in force for longer.
    pub(in crate::runtime) said_day: Date,
    /// `None`: plainly, what is not known is unknown.
    pub(in crate::runtime) asking: Option<Asking>,
    pub(in crate::runtime) rules: Vec<Option<RuleState>>,
    pub(in crate::runtime) found: HashMap<RuleId, Found>,
    kept: HashMap<(DefId, usize, u32, bool), (Value, Found)>,
    pub(in crate::runtime) traced: Traced<'a>,
    /// Slots that were read, with who fills them.
    pub(in crate::runtime) filled: Vec<crate::runtime::Filled>,
    /// Items that may still be taken in hand.
    pub(in crate::runtime) left: u32,
    /// The list at which none was left.
    pub(in crate::runtime) spent_at: Option<Span>,
    /// Positions taken for this evaluation, before any other.
    pub(in crate::runtime) taken: &'a [(QuestionId, u16)],
    /// Questions whose readings are being asked for.
    pub(in crate::runtime) reading: Vec<QuestionId>,
    /// Questions whose position was asked for so far.
    pub(in crate::runtime) positions_read: Vec<QuestionId>,
}

/// Items that one case may take in hand, those of lists within lists counted each time: where every item of a long list is compared with
/// every other, the work would grow with the square of its length.
pub const MOST_ITEMS: u32 = 10_000_000;

/// The same while unknown facts are filled in, all ways together: there a look costs more.
pub const MOST_ITEMS_ASSUMED: u32 = MOST_ITEMS / 4;

/// How a rule stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleState {
    /// Whether its condition is true (not asked where the rule is not in force).
    pub holds: Truth,
    /// Whether it is in force and nothing defeats it, and (unless it is a gate) it holds.
    pub live: Truth,
}

/// The items of a list.
pub(in crate::runtime) enum Items<'a> {
    Known(&'a [Row]),
    Unknown,
}

impl<'a> Evaluator<'a> {
    /// An evaluation of `case`.
    pub fn new(environment: &'a Environment<'a>, case: &'a [Value], asking: Option<Asking>) -> Evaluator<'a> {
        Evaluator {
            environment,
            case,
            problems: Noted::default(),
            said_day: environment.text_of,
            asking,
            rules: environment.unasked.clone(),
            found: HashMap::new(),
            kept: HashMap::new(),
            traced: Traced::default(),
            filled: Vec::new(),
            left: MOST_ITEMS,
            spent_at: None,
            taken: &[],
            reading: Vec::new(),
            positions_read: Vec::new(),
        }
    }

    /// The same under these positions.
    pub(in crate::runtime) fn under(mut self, taken: &'a [(QuestionId, u16)]) -> Evaluator<'a> {
        self.taken = taken;
        self
    }

    /// The same by the law of a day on which the text is that of the environment.
    pub(in crate::runtime) fn on(mut self, day: Date) -> Evaluator<'a> {
        self.said_day = day;
        self
    }

    /// The truth of a condition.
    pub fn truth(&mut self, expr: &'a Expr, frame: &Frame<'_, 'a>) -> Truth {
        match &expr.kind {
            ExprKind::All(parts) => self.all(parts, frame),
            ExprKind::Any(parts) => self.any(parts, frame),
            ExprKind::Not(part) => self.truth(part, frame).negated(),
            ExprKind::CountTrue(test, parts) => self.count_true(*test, parts, frame),
            ExprKind::Limb { body, satisfied_by, .. } => self.limb(body, satisfied_by, frame),
            ExprKind::Compare(op, a, b) => {
                let mark = self.mark();
                let left = self.value(a, frame);
                if matches!(*left, Value::Absent) {
                    return Truth::False;
                }
                let right = self.value(b, frame);
                match compare(*op, &left, &right) {
                    Truth::Unknown => self.ask_comparison(expr, *op, (a, &left), (b, &right), frame),
                    known => self.settled(known, mark),
                }
            }
            ExprKind::OneOf(of, values) => {
                let value = self.value(of, frame);
                match &*value {
                    Value::Unknown => self.ask_one_of(of, values, frame),
                    Value::Absent => Truth::False,
                    known => Truth::from(values.iter().any(|it| equal(known, it))),
                }
            }
            ExprKind::Includes { set, values, all } => {
                let value = self.value(set, frame);
                match &*value {
                    Value::Unknown => self.ask_members(expr, set, values, *all, frame),
                    Value::Set(members) => {
                        let mut bits = values.iter().map(|it| members.checked_shr(u32::from(*it)).unwrap_or(0) & 1 == 1);
                        Truth::from(if *all { bits.all(|it| it) } else { bits.any(|it| it) })
                    }
                    _ => Truth::False,
                }
            }
            ExprKind::Among(section, list) => self.among(expr, section, *list, frame),
            ExprKind::SectionIs(section, of) => match &*self.value(section, frame) {
                Value::Unknown => self.ask_cited(expr, section, Cited::Of(of.clone()), frame),
                Value::Section(section) => Truth::from(sections::matches(section, of)),
                _ => Truth::False,
            },
            ExprKind::Window(window, date, anchor, length) => self.window(expr, *window, [date, anchor, length], frame),
            ExprKind::Quantified { test, list, filter, body, different } => {
                let parts = Parts { filter: filter.as_deref(), body: body.as_deref(), different: different.as_deref() };
                self.quantified(*test, list, parts, frame)
            }
            ExprKind::Present(of) => match &*self.value(of, frame) {
                Value::Unknown => self.ask_absent(of, frame).negated(),
                Value::Absent => Truth::False,
                Value::List(rows) => Truth::from(!rows.is_empty()),
                _ => Truth::True,
            },
            ExprKind::IsAbsent(of) => match &*self.value(of, frame) {
                Value::Unknown => self.ask_absent(of, frame),
                Value::Absent => Truth::True,
                Value::List(rows) => Truth::from(rows.is_empty()),
                _ => Truth::False,
            },
            ExprKind::IsKnown(of) => self.as_recorded(of, frame, |it| match *it.value(of, frame) {
                Value::Unknown => Truth::False,
                _ => Truth::True,
            }),
            ExprKind::Shown(of) => self.as_recorded(of, frame, |it| Truth::from(it.truth(of, frame).is_true())),
            ExprKind::Filled(id, fills, default) if expr.ty == Type::YesNo => self.filled_term(*id, fills, default, frame),
            _ => {
                let value = self.value(expr, frame);
                match &*value {
                    Value::Unknown => self.ask_yes(expr, frame),
                    value => Truth::from(as_bool(value).unwrap_or(false)),
                }
            }
        }
    }

    /// The value of an expression; conditions are [`Value::Bool`].
    pub fn value(&mut self, expr: &'a Expr, frame: &Frame<'_, 'a>) -> Shared<'a> {
        match &expr.kind {
            ExprKind::Const(value) => Cow::Borrowed(value),
            ExprKind::Fact(instance, slot) => match self.read(*instance, *slot, frame) {
                Value::Unknown | Value::SetWith(_) => self.unknown_fact(expr.ty, *instance, *slot, frame),
                known => Cow::Borrowed(known),
            },
            ExprKind::Definition(id, instance) => self.definition(expr, *id, *instance, frame),
            ExprKind::Parameter(..) | ExprKind::ParameterOn(..) => self.parameter(expr, frame),
            ExprKind::Filled(id, fills, default) if expr.ty != Type::YesNo => self.filled_value(*id, fills, default, frame),
            ExprKind::Question(id) => match self.stand(*id) {
                Stand::Taken(position, _) => Cow::Owned(Value::Enum(position)),
                Stand::Open(_) => self.open_question(*id),
                Stand::Waits { .. } => Cow::Borrowed(UNKNOWN),
            },
            ExprKind::Arithmetic(op, a, b) => self.arithmetic(expr, *op, a, b, frame),
            ExprKind::Round(of, way, step) => self.round(expr, of, *way, step, frame),
            ExprKind::Offset { anchor, length, back, month_end, not_counting, past } => {
                let (start, size) = (self.value(anchor, frame), self.value(length, frame));
                let (not_counting, past) = (not_counting.as_ref(), past.as_ref());
                let way = Way { back: *back, month_end: *month_end, not_counting, past };
                self.offset(expr, [anchor, length], (&start, &size), way)
            }
            ExprKind::Between(unit, from, to) => {
                let (start, end) = (self.value(from, frame), self.value(to, frame));
                Cow::Owned(self.between(*unit, &start, &end, expr.ty))
            }
            ExprKind::Extreme { greatest, of } => self.extreme(expr, *greatest, of, frame),
            ExprKind::Excess(a, b) => self.excess(expr, a, b, frame),
            ExprKind::Cases(cases, last) => {
                for (condition, value) in cases {
                    match self.truth(condition, frame) {
                        Truth::True => return self.value(value, frame),
                        Truth::False => {}
                        Truth::Unknown => return Cow::Borrowed(UNKNOWN),
                    }
                }
                self.value(last, frame)
            }
            ExprKind::Aggregate { kind, list, filter, of, different } => {
                let parts = Parts { filter: filter.as_deref(), body: of.as_deref(), different: different.as_deref() };
                self.aggregate(expr, *kind, list, parts, frame)
            }
            _ => match self.truth(expr, frame) {
                Truth::Unknown => Cow::Borrowed(UNKNOWN),
                known => Cow::Owned(Value::Bool(known.is_true())),
            },
        }
    }

    /// A fact as recorded.
    pub(in crate::runtime) fn read(&self, instance: Instance, slot: SlotId, frame: &Frame<'_, 'a>) -> &'a Value {
        let offset = (instance.base + slot.0) as usize;
        if instance.frame == 0 {
            return self.case.get(offset).unwrap_or(UNKNOWN);
        }
        let held = frame.at(instance.frame);
        held.row.get(held.base as usize + offset).unwrap_or(UNKNOWN)
    }

    /// A yes/no or other value of a definition: stipulated, or of the version in force.
    fn definition(&mut self, expr: &'a Expr, id: DefId, instance: Option<Instance>, frame: &Frame<'_, 'a>) -> Shared<'a> {
        let root = Frame::root(self.case);
        let held = match instance {
            Some(instance) => frame.instance(instance, &root),
            None => root,
        };
        let Some(definition) = self.environment.program.definitions.get(id.index()) else {
            return Cow::Borrowed(UNKNOWN);
        };
        let stipulated = held.row.get((held.base + definition.stipulation.0) as usize);
        if let Some(value) = stipulated.filter(|it| !matches!(it, Value::Unknown)) {
            return Cow::Borrowed(value);
        }
        let body = match self.environment.definition(id) {
            Version::Is(version) => &definition.versions[version].body,
            Version::Uncertain => {
                let versions = definition.versions.iter().map(|it| (&it.period, it.provenance.as_ref()));
                match self.given_of(versions, self.said_day) {
                    Some(version) => &definition.versions[version].body,
                    None => return Cow::Borrowed(UNKNOWN),
                }
            }
            Version::TooDeep => {
                self.problems.push(problems::terms_too_deep(expr.span, &definition.words, definition.span));
                return Cow::Borrowed(UNKNOWN);
            }
            Version::None => {
                let day = self.said_day.to_string();
                self.problems.push(problems::no_meaning_in_force(expr.span, &definition.words, day, definition.span));
                return Cow::Borrowed(UNKNOWN);
            }
        };
        let plainly = self.asking.as_ref().is_none_or(Asking::is_suspended);
        // What stands on a question whose readings are being asked for holds for that alone: it is not kept.
        if !self.environment.is_heavy(id, plainly) || !self.reading.is_empty() {
            return self.value(body, &held);
        }
        let key = (id, held.row.as_ptr() as usize, held.base, plainly);
        if let Some((value, found)) = self.kept.get(&key) {
            let (value, found) = (value.clone(), found.clone());
            self.adopt(&found);
            return Cow::Owned(value);
        }
        let before = self.open();
        let value = self.value(body, &held);
        let found = self.close(before);
        self.adopt(&found);
        self.kept.insert(key, (value.clone().into_owned(), found));
        value
    }

    fn all(&mut self, parts: &'a [Expr], frame: &Frame<'_, 'a>) -> Truth {
        let mark = self.mark();
        let mut result = Truth::True;
        for part in parts {
            match self.truth(part, frame) {
                Truth::False => return self.settled(Truth::False, mark),
                truth => result = result.and(truth),
            }
        }
        result
    }

    fn any(&mut self, parts: &'a [Expr], frame: &Frame<'_, 'a>) -> Truth {
        let mark = self.mark();
        let mut result = Truth::False;
        for part in parts {
            match self.truth(part, frame) {
                Truth::True => return self.settled(Truth::True, mark),
                truth => result = result.or(truth),
            }
        }
        result
    }

    fn count_true(&mut self, test: CountTest, parts: &'a [Expr], frame: &Frame<'_, 'a>) -> Truth {
        let mark = self.mark();
        let mut count = Count::default();
        for part in parts {
            let truth = self.truth(part, frame);
            count.add(if test == CountTest::Every { truth.negated() } else { truth });
        }
        match count.test(test) {
            Truth::Unknown => Truth::Unknown,
            known => self.settled(known, mark),
        }
    }

    fn limb(&mut self, body: &'a Expr, satisfied_by: &'a [RuleId], frame: &Frame<'_, 'a>) -> Truth {
        let mark = self.mark();
        let mut truth = self.truth(body, frame);
        for rule in satisfied_by {
            if truth.is_true() {
                break;
            }
            truth = truth.or(self.rule(*rule).live);
        }
        if truth.is_true() { self.settled(truth, mark) } else { truth }
    }

    fn among(&mut self, expr: &'a Expr, section: &'a Expr, list: SectionsId, frame: &Frame<'_, 'a>) -> Truth {
        match &*self.value(section, frame) {
            Value::Unknown => self.ask_cited(expr, section, Cited::Among(list), frame),
            Value::Section(section) => {
                let entries = self.environment.program.sections.get(list.index()).map_or(&[][..], |it| &it.entries);
                Truth::from(entries.iter().any(|entry| sections::among(section, entry)))
            }
            _ => Truth::False,
        }
    }

    fn window(&mut self, expr: &'a Expr, window: Window, [date, anchor, length]: [&'a Expr; 3], frame: &Frame<'_, 'a>) -> Truth {
        let mark = self.mark();
        let here = self.value(date, frame);
        let there = self.value(anchor, frame);
        let size = self.value(length, frame);
        let absent = |it: &Value| matches!(it, Value::Absent);
        if absent(&here) || absent(&there) || absent(&size) {
            return self.settled(Truth::False, mark);
        }
        let Some((measure, size)) = measure(&size) else {
            return self.ask_whole(expr, frame);
        };
        let Some(size) = measure.distance_of(size) else {
            self.problems.push(problems::number_too_large(length.span, Vec::new()));
            return self.ask_whole(expr, frame);
        };
        match (moment(&here), moment(&there)) {
            (Some(here), Some(there)) => {
                let distance = measure.distance(window.after, here, there, self.environment.zone.as_ref());
                let (first, last) = calendar::reach(window, size);
                self.settled(Truth::from(distance >= first && last.is_none_or(|last| distance <= last)), mark)
            }
            (here, there) => self.ask_window(expr, (window, measure, size), (date, here), (anchor, there), frame),
        }
    }

    pub(in crate::runtime) fn quantified(
        &mut self,
        test: CountTest,
        list: &'a Expr,
        parts: Parts<'a>,
        frame: &Frame<'_, 'a>,
    ) -> Truth {
        let mark = self.mark();
        match self.items(list, frame) {
            Items::Unknown => self.ask_quantified(test, list, parts, frame),
            Items::Known(rows) => {
                let known = match parts.different {
                    Some(different) if test != CountTest::Every => {
                        self.count_different(list, rows, parts, different, frame).test(test)
                    }
                    _ => self.count(test, list, rows, parts, frame),
                };
                match known {
                    Truth::Unknown => Truth::Unknown,
                    known => self.settled(known, mark),
                }
            }
        }
    }

    fn count(&mut self, test: CountTest, list: &'a Expr, rows: &'a [Row], parts: Parts<'a>, frame: &Frame<'_, 'a>) -> Truth {
        let mut count = Count::default();
        for index in 0..rows.len() {
            count.add(self.with_item(list, rows, index, frame, Truth::Unknown, |it, item| it.passes(test, parts, item)));
            if let Some(settled) = count.settles(test) {
                return settled;
            }
        }
        count.test(test)
    }

    /// Whether an item is one of those counted: for `every`, one that fails.
    pub(in crate::runtime) fn passes(&mut self, test: CountTest, parts: Parts<'a>, item: &Frame<'_, 'a>) -> Truth {
        let mark = self.mark();
        let filter = parts.filter.map_or(Truth::True, |it| self.truth(it, item));
        if filter.is_false() {
            return self.settled(filter, mark);
        }
        let body = parts.body.map_or(Truth::True, |it| self.truth(it, item));
        let body = if test == CountTest::Every { body.negated() } else { body };
        if body.is_false() { self.settled(body, mark) } else { filter.and(body) }
    }

    /// The items of a list that is a fact.
    pub(in crate::runtime) fn items(&mut self, list: &'a Expr, frame: &Frame<'_, 'a>) -> Items<'a> {
        match self.value(list, frame) {
            Cow::Borrowed(Value::List(rows)) => Items::Known(rows.as_slice()),
            Cow::Owned(Value::List(_)) => Items::Known(&[]),
            value if matches!(*value, Value::Absent) => Items::Known(&[]),
            _ => Items::Unknown,
        }
    }

    /// Does something with an item in hand; where too many were taken already, gives what holds of one that is not known.
    pub(in crate::runtime) fn with_item<T>(
        &mut self,
        list: &'a Expr,
        rows: &'a [Row],
        index: usize,
        frame: &Frame<'_, 'a>,
        otherwise: T,
        act: impl FnOnce(&mut Self, &Frame<'_, 'a>) -> T,
    ) -> T {
        match self.left.checked_sub(1) {
            Some(left) => self.left = left,
            None => {
                self.spent_at.get_or_insert(list.span);
                return otherwise;
            }
        }
        let row: &'a [Value] = rows.get(index).map_or(&[], Vec::as_slice);
        self.with_row(list, row, index, frame, act)
    }

    /// Does something with what a definition says, of the record it is asked of; `None` where no version of it is in force for certain.
    pub(in crate::runtime) fn in_definition<T>(
        &mut self,
        id: DefId,
        instance: Option<Instance>,
        frame: &Frame<'_, 'a>,
        act: impl FnOnce(&mut Self, &'a Expr, &Frame<'_, 'a>) -> T,
    ) -> Option<T> {
        let body = self.environment.body(id)?;
        let root = Frame::root(self.case);
        let held = instance.map_or(root, |it| frame.instance(it, &root));
        Some(act(self, body, &held))
    }

    /// Does something with an item of which nothing is known in hand.
    pub(in crate::runtime) fn with_any_item<T>(
        &mut self,
        list: &'a Expr,
        frame: &Frame<'_, 'a>,
        act: impl FnOnce(&mut Self, &Frame<'_, 'a>) -> T,
    ) -> T {
        let environment: &'a Environment<'a> = self.environment;
        self.with_row(list, environment.unknown_row(item_record(list)), HYPOTHETICAL, frame, act)
    }

    fn with_row<T>(
        &mut self,
        list: &'a Expr,
        row: &'a [Value],
        index: usize,
        frame: &Frame<'_, 'a>,
        act: impl FnOnce(&mut Self, &Frame<'_, 'a>) -> T,
    ) -> T {
        in_hand(list, row, index, frame, |item| act(self, item))
    }

    /// Evaluates what speaks of the record as it is: without assumptions on what is not known.
    fn as_recorded(&mut self, of: &'a Expr, frame: &Frame<'_, 'a>, act: impl FnOnce(&mut Self) -> Truth) -> Truth {
        if frame.hypothetical() > 0 && self.reads_any_item(of, frame) {
            return Truth::Unknown;
        }
        self.suspend(|it| {
            let mark = it.mark();
            let truth = act(it);
            it.settled(truth, mark)
        })
    }

    /// Does something while what is recorded counts, not what is assumed.
    pub(in crate::runtime) fn suspend<T>(&mut self, act: impl FnOnce(&mut Self) -> T) -> T {
        if let Some(asking) = &mut self.asking {
            asking.suspended += 1;
        }
        let result = act(self);
        if let Some(asking) = &mut self.asking {
            asking.suspended -= 1;
        }
        result
    }

    /// A truth that needs nothing of what went wrong or was asked since the mark.
    pub(in crate::runtime) fn settled(&mut self, truth: Truth, mark: Mark) -> Truth {
        self.forget(mark);
        truth
    }

    pub(in crate::runtime) fn show(&self, ty: Type, value: &Value) -> String {
        crate::runtime::values::show::show(self.environment.program, ty, value)
    }
}

/// What is asked of each item of a list.
#[derive(Clone, Copy)]
pub(in crate::runtime) struct Parts<'a> {
    pub filter: Option<&'a Expr>,
    pub body: Option<&'a Expr>,
    pub different: Option<&'a Expr>,
}

/// Does something with an item of a list in hand.
pub(in crate::runtime) fn in_hand<'a, T>(
    list: &Expr,
    row: &'a [Value],
    index: usize,
    frame: &Frame<'_, 'a>,
    act: impl FnOnce(&Frame<'_, 'a>) -> T,
) -> T {
    let (before, slot) = match &list.kind {
        ExprKind::Fact(instance, slot) => {
            let held = frame.at(instance.frame);
            (held.step, SlotId(held.base + instance.base + slot.0))
        }
        _ => (frame.step, SlotId(0)),
    };
    let step = Step { before, slot, index };
    let (record, depth) = (item_record(list), frame.depth + 1);
    act(&Frame { row, record, base: 0, depth, outer: Some(frame), step: Some(&step) })
}

/// The record type of a list's items.
pub(in crate::runtime) fn item_record(list: &Expr) -> RecordId {
    match list.ty {
        Type::List(record) => record,
        _ => RecordId(u32::MAX),
    }
}

/// The measure and size of a length.
pub(in crate::runtime) fn measure(length: &Value) -> Option<(calendar::Measure, i64)> {
    match length {
        Value::Months(months) => Some((calendar::Measure::Months, *months)),
        Value::Days(days) => Some((calendar::Measure::Days, *days)),
        Value::Minutes(minutes) => Some((calendar::Measure::Minutes, *minutes)),
        _ => None,
    }
}
