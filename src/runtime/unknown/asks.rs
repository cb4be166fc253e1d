//! Evaluation under assumptions: where something unknown is met, its domain is consulted, and the first that does not suffice is asked for.

use super::domain::{Body, Cited, Domain, Range, describe, ordinal};
use super::linear::Line;
use super::possible::possible;
use super::terms::{Split, Step, StepKind, Term, View};
use super::traced::Across;
use super::words;
use crate::ir::{Comparison, Expr, ExprKind, Instance, QuestionId, SlotId, Type, Value, Window};
use crate::runtime::evaluate::frames::{Frame, Path};
use crate::runtime::evaluate::noted::Noted;
use crate::runtime::evaluate::{Evaluator, Items, Shared, UNKNOWN, item_record};
use crate::runtime::law::environment::Environment;
use crate::runtime::values::calendar::{self, Measure, Moment};
use crate::runtime::values::compare::{fits, mirrored, moment};
use crate::runtime::{Missing, Truth};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::rc::Rc;

/// What each term is taken to be.
pub type Assumptions = BTreeMap<Term, Domain>;

/// Assumptions, and the first term whose domain did not suffice.
pub struct Asking {
    /// What is assumed.
    pub assumptions: Rc<Assumptions>,
    /// More than zero while what is recorded counts, not what is assumed.
    pub suspended: u32,
    /// Of how many items that stand for any item the facts are asked for, as those of one item are.
    pub in_hand: u32,
    /// What to ask.
    pub asked: Option<Rc<Split>>,
    /// What goes from one evaluation to the next.
    pub(in crate::runtime) across: Rc<Across>,
}

impl Asking {
    /// Under these assumptions.
    pub fn new(assumptions: Rc<Assumptions>) -> Asking {
        Asking { assumptions, suspended: 0, in_hand: 0, asked: None, across: Rc::default() }
    }

    /// The same assumptions, nothing asked yet.
    pub(in crate::runtime) fn again(&self) -> Asking {
        Asking { across: self.across.clone(), in_hand: self.in_hand, ..Asking::new(self.assumptions.clone()) }
    }

    /// Whether assumptions are set aside.
    pub fn is_suspended(&self) -> bool {
        self.suspended > 0
    }
}

/// What an evaluation asked and what went wrong in it.
#[derive(Clone, Default)]
pub struct Found {
    pub(in crate::runtime) asked: Option<Rc<Split>>,
    pub(in crate::runtime) problems: Noted,
}

/// A point of an evaluation to which it can be forgotten.
#[derive(Clone, Copy)]
pub struct Mark {
    problems: usize,
    asked: bool,
}

/// A part of what something may be, with the answer that says so where the part itself does not.
type Part = (Body, Option<String>);

/// What a term is tested for.
pub(in crate::runtime) enum Test {
    /// It lies there.
    Range(Range),
    /// It is one of these.
    Choice(Vec<u16>),
    /// It is this text.
    Word(Value),
    /// A section, tested so.
    Cited(Cited),
}

impl<'a> Evaluator<'a> {
    /// Here.
    pub(in crate::runtime) fn mark(&self) -> Mark {
        Mark { problems: self.problems.len(), asked: self.asking.as_ref().is_some_and(|it| it.asked.is_some()) }
    }

    /// Forgets what went wrong and what was asked since the mark: it was not needed.
    pub(in crate::runtime) fn forget(&mut self, mark: Mark) {
        self.problems.truncate(mark.problems);
        if let Some(asking) = self.asking.as_mut().filter(|_| !mark.asked) {
            asking.asked = None;
        }
    }

    /// Begins a part that is remembered by itself.
    pub(in crate::runtime) fn open(&mut self) -> Found {
        Found { asked: self.asking.as_mut().and_then(|it| it.asked.take()), problems: std::mem::take(&mut self.problems) }
    }

    /// Ends it; gives what it found.
    pub(in crate::runtime) fn close(&mut self, before: Found) -> Found {
        let problems = std::mem::replace(&mut self.problems, before.problems);
        let asked = self.asking.as_mut().and_then(|it| std::mem::replace(&mut it.asked, before.asked));
        Found { asked, problems }
    }

    /// Takes over what a part found.
    pub(in crate::runtime) fn adopt(&mut self, found: &Found) {
        self.problems.extend(&found.problems);
        if let Some(asking) = self.asking.as_mut().filter(|it| it.asked.is_none()) {
            asking.asked.clone_from(&found.asked);
        }
    }

    /// Whether something can be asked now: under assumptions, and nothing is asked yet.
    pub(in crate::runtime) fn can_ask(&self) -> bool {
        self.asking.as_ref().is_some_and(|it| it.suspended == 0 && it.asked.is_none())
    }

    fn assumes(&self) -> bool {
        self.asking.as_ref().is_some_and(|it| it.suspended == 0)
    }

    pub(in crate::runtime) fn assumed(&self, term: &Term) -> Option<&Domain> {
        self.asking.as_ref().filter(|it| it.suspended == 0)?.assumptions.get(term)
    }

    pub(in crate::runtime) fn ask(&mut self, split: Split) -> Truth {
        if let Some(asking) = self.asking.as_mut().filter(|it| it.suspended == 0 && it.asked.is_none()) {
            asking.asked = Some(Rc::new(split));
        }
        Truth::Unknown
    }

    /// A fact that is not recorded: absent with the record that holds it, or what is assumed.
    #[cold]
    pub(in crate::runtime) fn unknown_fact(
        &mut self,
        ty: Type,
        instance: Instance,
        slot: SlotId,
        frame: &Frame<'_, 'a>,
    ) -> Shared<'a> {
        let held = frame.at(instance.frame);
        let slot = SlotId(held.base + instance.base + slot.0);
        let mut here = slot;
        while let Some(presence) = self.environment.enclosing(held.record, here) {
            let optional = self.environment.slot(held.record, presence).is_some_and(|it| it.optional);
            match held.row.get(presence.index()) {
                Some(Value::Absent) => return Cow::Owned(Value::Absent),
                Some(Value::Unknown) if optional && self.assumes() && !self.stands_for_any(&held) => {
                    let term = Term::Fact(held.path(), presence);
                    match self.assumed(&term) {
                        Some(domain) if domain.present.is_none() => return Cow::Owned(Value::Absent),
                        Some(_) => {}
                        None => {
                            if self.can_ask() {
                                let view = self.fact_view(&held, presence, true);
                                self.ask_absence(view);
                            }
                            return Cow::Borrowed(UNKNOWN);
                        }
                    }
                }
                _ => {}
            }
            here = presence;
        }
        if !self.assumes() || self.stands_for_any(&held) {
            return Cow::Borrowed(UNKNOWN);
        }
        let program = self.environment.program;
        match self.assumed(&Term::Fact(held.path(), slot)).and_then(|it| it.only(program, ty)) {
            Some(value) => Cow::Owned(value),
            None => Cow::Borrowed(UNKNOWN),
        }
    }

    /// A question on which no position is taken.
    #[cold]
    pub(in crate::runtime) fn open_question(&mut self, id: QuestionId) -> Shared<'a> {
        let program = self.environment.program;
        let Some(question) = program.questions.get(id.index()) else {
            return Cow::Borrowed(UNKNOWN);
        };
        match self.assumed(&Term::Question(id)).and_then(|it| it.only(program, Type::Enum(question.positions))) {
            Some(value) => Cow::Owned(value),
            None => Cow::Borrowed(UNKNOWN),
        }
    }

    /// A yes/no that is not known.
    #[cold]
    pub(in crate::runtime) fn ask_yes(&mut self, expr: &'a Expr, frame: &Frame<'_, 'a>) -> Truth {
        self.ask_test(expr, Test::Choice(vec![1]), frame)
    }

    /// A condition as a whole, where nothing finer can be said.
    #[cold]
    pub(in crate::runtime) fn ask_whole(&mut self, expr: &'a Expr, frame: &Frame<'_, 'a>) -> Truth {
        if !self.can_ask() {
            return Truth::Unknown;
        }
        match self.opaque(expr, frame) {
            Some(view) => self.test_view(view, Test::Choice(vec![1])),
            None => Truth::Unknown,
        }
    }

    /// One side of a comparison, or both, are not known.
    #[cold]
    pub(in crate::runtime) fn ask_comparison(
        &mut self,
        expr: &'a Expr,
        op: Comparison,
        (a, left): (&'a Expr, &Value),
        (b, right): (&'a Expr, &Value),
        frame: &Frame<'_, 'a>,
    ) -> Truth {
        if !self.can_ask() {
            return Truth::Unknown;
        }
        let (of, op, known) = match (left, right) {
            (Value::Unknown, Value::Unknown) => return self.ask_pair(expr, op, a, b, frame),
            (Value::Unknown, known) => (a, op, known),
            (known, _) => (b, mirrored(op), known),
        };
        match test_of(op, known, of.ty, self.environment) {
            Some(test) => self.ask_test(of, test, frame),
            None => self.ask_whole(expr, frame),
        }
    }

    /// Two unknown sides: their difference is one term, or their order.
    fn ask_pair(&mut self, expr: &'a Expr, op: Comparison, a: &'a Expr, b: &'a Expr, frame: &Frame<'_, 'a>) -> Truth {
        if let Some(truth) = self.ask_order(expr, op, a, b, frame) {
            return truth;
        }
        if !self.can_ask() {
            return Truth::Unknown;
        }
        if let Some(truth) = self.ask_each(a, frame) {
            return truth;
        }
        let classes = self.environment.classes();
        let (left, right) = (classes.class(a.id), classes.class(b.id));
        let (op, key) = if left <= right { (op, vec![left, right]) } else { (mirrored(op), vec![right, left]) };
        let signs: Vec<u16> =
            (0..3).filter(|it| fits(op, [Ordering::Less, Ordering::Equal, Ordering::Greater][usize::from(*it)])).collect();
        match self.opaque_of(expr, key, &[a, b], frame) {
            Some(view) => self.test_view(View { initial: Some(Body::Choice(vec![0, 1, 2])), ..view }, Test::Choice(signs)),
            None => Truth::Unknown,
        }
    }

    /// One of a few values, which is asked for as it is; `None` where they are many, or it is not such.
    fn ask_each(&mut self, of: &'a Expr, frame: &Frame<'_, 'a>) -> Option<Truth> {
        const FEW: usize = 8;
        if !matches!(of.ty, Type::Enum(_) | Type::YesNo | Type::Judgment) || self.reads_hypothetical(of, frame) {
            return None;
        }
        let Some(view) = self.view(of, frame) else {
            return (!self.can_ask()).then_some(Truth::Unknown);
        };
        let domain = self.domain(&view);
        // What is assumed must show in the value.
        let plain = matches!(view.term, Term::Fact(..) | Term::Question(_)) && view.steps.is_empty();
        let Some(Body::Choice(values)) = domain.present.filter(|it| plain && matches!(it, Body::Choice(all) if all.len() <= FEW))
        else {
            return None;
        };
        let mut branches = Vec::new();
        for value in values {
            let one = Domain::present(Body::Choice(vec![value]));
            let words = describe(self.environment.program, view.ty, &one, false);
            branches.push((one, words));
        }
        if domain.absent {
            branches.push((Domain::ABSENT, "none".into()));
        }
        Some(self.ask(view.split(branches)))
    }

    /// A value that is not known, against several.
    #[cold]
    pub(in crate::runtime) fn ask_one_of(&mut self, of: &'a Expr, values: &'a [Value], frame: &Frame<'_, 'a>) -> Truth {
        if !self.can_ask() {
            return Truth::Unknown;
        }
        let choices: Option<Vec<u16>> = values.iter().map(choice).collect();
        if let Some(choices) = choices {
            return self.ask_test(of, Test::Choice(choices), frame);
        }
        for value in values {
            let truth = match test_of(Comparison::Equal, value, of.ty, self.environment) {
                Some(test) => self.ask_test(of, test, frame),
                None => return self.ask_whole(of, frame),
            };
            if !truth.is_false() {
                return truth;
            }
        }
        Truth::False
    }

    /// A section that is not known, against a section with its subdivisions or a list.
    #[cold]
    pub(in crate::runtime) fn ask_cited(
        &mut self,
        expr: &'a Expr,
        section: &'a Expr,
        test: Cited,
        frame: &Frame<'_, 'a>,
    ) -> Truth {
        if !self.can_ask() {
            return Truth::Unknown;
        }
        let Some(view) = self.view(section, frame) else {
            return Truth::Unknown;
        };
        let words = words::phrase(self.environment.program, expr, frame);
        self.test_view(View { words, fact: None, ..view }, Test::Cited(test))
    }

    /// Whether something not known is absent.
    #[cold]
    pub(in crate::runtime) fn ask_absent(&mut self, of: &'a Expr, frame: &Frame<'_, 'a>) -> Truth {
        if let ExprKind::Fact(instance, slot) = &of.kind {
            if self.recorded_members(of, frame) != 0 {
                return Truth::False;
            }
            let held = frame.at(instance.frame);
            let slot = SlotId(held.base + instance.base + slot.0);
            let optional = self.environment.slot(held.record, slot).is_none_or(|it| it.optional);
            if !optional && !matches!(of.ty, Type::List(_)) && self.environment.enclosing(held.record, slot).is_none() {
                return Truth::False;
            }
        }
        if !self.can_ask() {
            return Truth::Unknown;
        }
        match self.view(of, frame) {
            Some(view) if matches!(of.ty, Type::List(_)) => self.test_view(view, Test::Choice(vec![0])),
            Some(view) => self.ask_absence(view),
            None => Truth::Unknown,
        }
    }

    /// Whether a term is absent.
    pub(in crate::runtime) fn ask_absence(&mut self, view: View<'a>) -> Truth {
        let domain = self.domain(&view);
        match (domain.absent, domain.present) {
            (false, _) => Truth::False,
            (true, None) => Truth::True,
            (true, Some(body)) => {
                let branches = vec![(Domain::present(body), "there is one".into()), (Domain::ABSENT, "none".into())];
                self.ask(view.split(branches))
            }
        }
    }

    /// A window one or both of whose dates are not known.
    #[cold]
    pub(in crate::runtime) fn ask_window(
        &mut self,
        expr: &'a Expr,
        (window, measure, size): (Window, Measure, i64),
        (date, here): (&'a Expr, Option<Moment>),
        (anchor, there): (&'a Expr, Option<Moment>),
        frame: &Frame<'_, 'a>,
    ) -> Truth {
        if !self.can_ask() {
            return Truth::Unknown;
        }
        let (first, last) = calendar::reach(window, size);
        let test = Test::Range(Range::closed(first, last));
        let (of, known, of_date) = match (here, there) {
            (None, Some(there)) => (date, there, true),
            (Some(here), None) => (anchor, here, false),
            _ => {
                match self.distance_view(expr, (measure, window.after), date, anchor, frame) {
                    Some(Line::Known(distance)) => {
                        let Test::Range(range) = &test else { return Truth::Unknown };
                        return Truth::from(range.holds(&distance));
                    }
                    Some(Line::View(view)) => return self.test_view(*view, test),
                    Some(Line::Pending) => return Truth::Unknown,
                    None if !self.can_ask() => return Truth::Unknown,
                    None => {}
                }
                let classes = self.environment.classes();
                let key = vec![classes.class(date.id), classes.class(anchor.id), u32::from(window.after), measure as u32];
                return match self.opaque_of(expr, key, &[date, anchor], frame) {
                    Some(view) => {
                        self.test_view(View { initial: Some(Body::Range(Range::default())), whole: true, ..view }, test)
                    }
                    None => Truth::Unknown,
                };
            }
        };
        let Some(mut view) = self.view(of, frame) else {
            return Truth::Unknown;
        };
        view.steps.push(Step { input: of.ty, kind: StepKind::Distance { after: window.after, measure, known, of_date } });
        self.test_view(view, test)
    }

    /// Tests an expression that is not known against its domain, and asks where that does not suffice.
    pub(in crate::runtime) fn ask_test(&mut self, of: &'a Expr, test: Test, frame: &Frame<'_, 'a>) -> Truth {
        if !self.can_ask() {
            return Truth::Unknown;
        }
        if let Test::Range(range) = &test
            && let Some(truth) = self.ask_extreme_behind(of, range, frame)
        {
            return truth;
        }
        match self.view(of, frame) {
            // A sum has no name but the expression that is tested, and so has what is made of it.
            Some(view) if matches!(view.term, Term::Linear { .. }) && !view.is_condition() => {
                let words = words::phrase(self.environment.program, of, frame);
                self.test_said(View { words, ..view }, test, Some(of.ty))
            }
            Some(view) => self.test_view(view, test),
            None => Truth::Unknown,
        }
    }

    /// Whether a term can lie in a domain together with all that is assumed.
    fn is_possible(&self, term: &Term, domain: &Domain) -> bool {
        let Some(asking) = self.asking.as_ref() else { return true };
        let assumed = asking.assumptions.iter().filter(|(other, _)| *other != term);
        possible(self.environment.program, &asking.across, Some(term), &assumed.chain([(term, domain)]).collect::<Vec<_>>())
    }

    pub(in crate::runtime) fn domain(&self, view: &View<'a>) -> Domain {
        let assumed = self.assumed(&view.term).cloned();
        let initial = || match &view.initial {
            Some(body) => Domain { absent: view.optional, present: Some(body.clone()) },
            None => Domain::of(self.environment.program, view.ty, view.optional),
        };
        match (assumed, &view.initial) {
            // Other counts may have narrowed it since.
            (Some(Domain { absent, present: Some(Body::Range(range)) }), Some(Body::Range(bounds))) => {
                Domain { absent, present: Some(Body::Range(range.and(bounds))) }
            }
            (Some(domain), _) => domain,
            (None, _) => initial(),
        }
    }

    pub(in crate::runtime) fn test_view(&mut self, view: View<'a>, test: Test) -> Truth {
        self.test_said(view, test, None)
    }

    /// Tests a view. Its answers are told in values of the type `said` that is tested, or else in those of its term.
    fn test_said(&mut self, view: View<'a>, test: Test, said: Option<Type>) -> Truth {
        if !self.can_ask() {
            return Truth::Unknown;
        }
        let domain = self.domain(&view);
        let Some(body) = &domain.present else {
            return Truth::False;
        };
        let cited = matches!(test, Test::Cited(_));
        let Some((mut inside, mut outside)) = self.parted(&view, body, test, said) else {
            return Truth::Unknown;
        };
        let may_be = |part: &Part| self.is_possible(&view.term, &Domain::present(part.0.clone()));
        let parts = inside.len() + outside.len();
        inside.retain(may_be);
        outside.retain(may_be);
        let complete = inside.len() + outside.len() == parts;
        if inside.is_empty() {
            return Truth::False;
        }
        if outside.is_empty() && !domain.absent {
            return Truth::True;
        }
        let yes_no = view.is_condition() || (cited && view.fact.is_none());
        let mut branches = Vec::new();
        for (parts, answer, wide) in [(inside, "yes", false), (outside, "no", true)] {
            for (body, words) in parts {
                let domain = Domain::present(body);
                let words = match words {
                    _ if yes_no => answer.to_string(),
                    Some(words) => words,
                    None => describe(self.environment.program, view.ty, &domain, wide),
                };
                branches.push((domain, words));
            }
        }
        if matches!(view.ty, Type::List(_)) {
            // None first, as one asks.
            branches.reverse();
        }
        if domain.absent {
            branches.push((Domain::ABSENT, "none".into()));
        }
        let told_in = said.is_none().then_some(view.ty);
        self.ask(Split { complete, told_in, ..view.split(branches) })
    }

    /// What of the body passes the test, and what fails it; `None` where that can't be said.
    fn parted(&self, view: &View<'a>, body: &Body, test: Test, said: Option<Type>) -> Option<(Vec<Part>, Vec<Part>)> {
        let plain = |bodies: Vec<Body>| bodies.into_iter().map(|it| (it, None)).collect();
        Some(match (body, test) {
            (Body::Choice(values), Test::Choice(wanted)) => {
                let (yes, no): (Vec<u16>, Vec<u16>) = values.iter().partition(|it| wanted.contains(it));
                let part = |values: Vec<u16>| if values.is_empty() { Vec::new() } else { vec![Body::Choice(values)] };
                (plain(part(yes)), plain(part(no)))
            }
            (Body::Range(range), Test::Range(test)) => return self.parted_range(view, range, &test, said),
            (Body::Words { is: Some(is), .. }, Test::Word(word)) => {
                let (here, other) = if *is == word { (vec![body.clone()], Vec::new()) } else { (Vec::new(), vec![body.clone()]) };
                (plain(here), plain(other))
            }
            (Body::Words { is: None, not }, Test::Word(word)) => {
                let one = Body::Words { is: Some(word.clone()), not: Vec::new() };
                let here = if not.contains(&word) { Vec::new() } else { vec![one] };
                (plain(here), plain(vec![Body::Words { is: None, not: not.iter().cloned().chain([word]).collect() }]))
            }
            (Body::Sections(tests), Test::Cited(test)) => {
                let part = |holds: bool| {
                    let tests: Vec<_> = tests.iter().cloned().chain([(test.clone(), holds)]).collect();
                    if self.environment.some_section_passes(tests.clone()) { vec![Body::Sections(tests)] } else { Vec::new() }
                };
                (plain(part(true)), plain(part(false)))
            }
            _ => return None,
        })
    }

    fn parted_range(&self, view: &View<'a>, range: &Range, test: &Range, said: Option<Type>) -> Option<(Vec<Part>, Vec<Part>)> {
        let tested = if view.steps.is_empty() { test.clone() } else { self.inverted(view, test.clone())? };
        let tested = if view.is_whole() { tested.whole() } else { tested };
        if tested.is_empty() {
            return Some((Vec::new(), vec![(Body::Range(range.clone()), None)]));
        }
        let narrow = |part: Range| {
            let part = if view.is_whole() { range.and(&part).whole() } else { range.and(&part) };
            (!part.is_empty()).then_some(Body::Range(part))
        };
        let Some(ty) = said else {
            let plain = |part: Option<Range>| part.and_then(narrow).map(|it| (it, None));
            let outside = [plain(tested.below()), plain(tested.above())];
            return Some((plain(Some(tested)).into_iter().collect(), outside.into_iter().flatten().collect()));
        };
        // Each side in the words of what is tested, and brought back to the term.
        let part = |side: Range| {
            let words = describe(self.environment.program, ty, &Domain::present(Body::Range(side.clone())), false);
            Some(narrow(self.inverted(view, side)?).map(|it| (it, Some(words))))
        };
        let (below, above) = (test.below().map_or(Some(None), part), test.above().map_or(Some(None), part));
        Some((part(test.clone())?.into_iter().collect(), [below?, above?].into_iter().flatten().collect()))
    }

    /// Facts of the path and slot.
    pub(in crate::runtime) fn missing(&self, held: &Frame<'_, 'a>, slot: SlotId) -> Missing {
        words::missing(self.environment.program, held.path(), slot)
    }

    /// The frames of those bits, as a part of a term's key.
    pub(in crate::runtime) fn context(&self, frames: u64, frame: &Frame<'_, 'a>) -> Vec<(Path, u32)> {
        (1..=frame.depth)
            .filter(|depth| frames >> (*depth).min(63) & 1 == 1)
            .map(|depth| frame.at(depth))
            .map(|it| (it.path(), it.base))
            .collect()
    }

    /// Whether a row is that of an item that stands for any item of a list that is not known: its facts can't be asked for.
    pub(in crate::runtime) fn stands_for_any(&self, frame: &Frame<'_, 'a>) -> bool {
        frame.hypothetical() > self.asking.as_ref().map_or(0, |it| it.in_hand)
    }

    /// Whether an expression reads an item that stands for any item, so that it can't be asked for.
    pub(in crate::runtime) fn reads_hypothetical(&self, expr: &Expr, frame: &Frame<'_, 'a>) -> bool {
        self.reads(expr, frame, &|it| self.stands_for_any(it))
    }

    /// Whether an expression reads an item that stands for any item: nothing is recorded of it.
    pub(in crate::runtime) fn reads_any_item(&self, expr: &Expr, frame: &Frame<'_, 'a>) -> bool {
        self.reads(expr, frame, &|it| it.hypothetical() > 0)
    }

    fn reads(&self, expr: &Expr, frame: &Frame<'_, 'a>, is_such: &dyn Fn(&Frame<'_, 'a>) -> bool) -> bool {
        let frames = self.environment.classes().frames(expr.id);
        (1..=frame.depth).any(|depth| frames >> depth.min(63) & 1 == 1 && is_such(&frame.at(depth)))
    }

    /// Items known to be there; used by views of aggregates.
    pub(in crate::runtime) fn has_known_items(&mut self, list: &'a Expr, frame: &Frame<'_, 'a>) -> bool {
        matches!(self.items(list, frame), Items::Known(_)) && item_record(list).0 != u32::MAX
    }
}

/// `x op known` as a test of `x`.
pub(in crate::runtime) fn test_of(op: Comparison, known: &Value, ty: Type, environment: &Environment<'_>) -> Option<Test> {
    if let Some(known) = choice(known) {
        let count = match ty {
            Type::Enum(id) => environment.program.enums.get(id.index()).map_or(0, |it| it.values.len() as u16),
            _ => 2,
        };
        return Some(Test::Choice((0..count).filter(|it| fits(op, it.cmp(&known))).collect()));
    }
    if let (Value::Section(section), Comparison::Equal) = (known, op) {
        return Some(Test::Cited(Cited::Same(section.clone())));
    }
    if matches!(known, Value::Text(_)) && op == Comparison::Equal {
        return Some(Test::Word(known.clone()));
    }
    // Where a day meets a time they are compared by day.
    let (low, high) = match (ty, moment(known)) {
        (Type::DateTime, Some(Moment::Day(day))) => {
            let midnight = calendar::day_number(day) * 86_400;
            (crate::runtime::values::number::whole(midnight), crate::runtime::values::number::whole(midnight + 86_399))
        }
        (Type::Date, Some(known)) => {
            let day = crate::runtime::values::number::whole(calendar::day_number(known.date()));
            (day, day)
        }
        _ => (ordinal(known)?, ordinal(known)?),
    };
    Some(Test::Range(match op {
        Comparison::Equal => Range { from: Some((low, false)), to: Some((high, false)) },
        Comparison::Less => Range { from: None, to: Some((low, true)) },
        Comparison::AtMost => Range { from: None, to: Some((high, false)) },
        Comparison::More => Range { from: Some((high, true)), to: None },
        Comparison::AtLeast => Range { from: Some((low, false)), to: None },
    }))
}

/// From `first` to `last` as a test.
pub(in crate::runtime) fn between(first: &Value, last: &Value, ty: Type, environment: &Environment<'_>) -> Option<Test> {
    if first == last {
        return test_of(Comparison::Equal, first, ty, environment);
    }
    match (ordinal(first), ordinal(last), choice(first), choice(last)) {
        (Some(from), Some(to), ..) => Some(Test::Range(Range { from: Some((from, false)), to: Some((to, false)) })),
        (_, _, Some(from), Some(to)) => Some(Test::Choice((from..=to).collect())),
        _ => None,
    }
}

/// The number of a value of a choice.
fn choice(value: &Value) -> Option<u16> {
    match value {
        Value::Enum(index) => Some(*index),
        value => crate::runtime::values::compare::as_bool(value).map(u16::from),
    }
}
