//! Lists that are not known: whether there are items, and how many satisfy a condition, each as a term.

use super::asks::Test;
use super::domain::{Body, Domain, Range};
use super::evaluate::{Evaluator, Parts, Shared, UNKNOWN};
use super::frames::Frame;
use super::terms::{Term, View};
use super::{Truth, words};
use crate::ir::{CountTest, Expr, ExprKind, SlotId, Type};
use std::borrow::Cow;
use std::rc::Rc;

/// The number of items that pass.
pub(super) enum CountView<'a> {
    /// None, whatever the list holds.
    None,
    /// Something else must be known first.
    Pending,
    /// A term.
    View(Box<View<'a>>),
}

impl<'a> Evaluator<'a> {
    /// A quantifier over a list that is not known.
    #[cold]
    pub(super) fn ask_quantified(&mut self, test: CountTest, list: &'a Expr, parts: Parts<'a>, frame: &Frame<'_, 'a>) -> Truth {
        if !self.can_ask() {
            return Truth::Unknown;
        }
        let always = parts.different.is_none_or(|different| !self.may_be_absent(different, list));
        let parts = if matches!(test, CountTest::AtLeast(1) | CountTest::AtMost(0)) && always || test == CountTest::Every {
            // Whether there is one at all does not depend on how they are told apart, if each has something by which to tell it.
            Parts { different: None, ..parts }
        } else {
            parts
        };
        let range = match test {
            CountTest::AtLeast(least) => Range::closed(i64::from(least), None),
            CountTest::AtMost(most) => Range::closed(0, Some(i64::from(most))),
            CountTest::Exactly(number) => Range::closed(i64::from(number), Some(i64::from(number))),
            CountTest::Every => Range::closed(0, Some(0)),
        };
        match self.count_view(list, parts, test == CountTest::Every, frame) {
            CountView::None => super::truth::Count::default().test(test),
            CountView::Pending => Truth::Unknown,
            CountView::View(view) => self.test_view(*view, Test::Range(range)),
        }
    }

    /// The items of a list that is not known, for an aggregate: asks first whether there are any.
    #[cold]
    pub(super) fn unknown_items(&mut self, list: &'a Expr, frame: &Frame<'_, 'a>) -> Shared<'a> {
        if self.can_ask() {
            self.ask_list(list, frame);
        }
        Cow::Borrowed(UNKNOWN)
    }

    /// Whether a list has items, where nothing is assumed of it yet; true if it is settled that it has.
    fn ask_list(&mut self, list: &'a Expr, frame: &Frame<'_, 'a>) -> bool {
        match self.view(list, frame) {
            Some(view) => self.test_view(view, Test::Choice(vec![1])).is_true(),
            None => false,
        }
    }

    /// The number of items of an unknown list that pass, as a term.
    pub(super) fn count_view(&mut self, list: &'a Expr, parts: Parts<'a>, fails: bool, frame: &Frame<'_, 'a>) -> CountView<'a> {
        let test = if fails { CountTest::Every } else { CountTest::AtLeast(1) };
        let before = self.open();
        let passes = self.with_any_item(list, frame, |it, item| it.passes(test, parts, item));
        let found = self.close(before);
        if passes.is_false() {
            return CountView::None;
        }
        if !self.ask_list(list, frame) {
            return CountView::Pending;
        }
        if found.asked.is_some() {
            self.adopt(&found);
            return CountView::Pending;
        }
        let ExprKind::Fact(instance, slot) = &list.kind else {
            return CountView::Pending;
        };
        let held = frame.at(instance.frame);
        let slot = SlotId(held.base + instance.base + slot.0);
        let mut literals = Vec::new();
        let mut frames = 0;
        let classes = self.environment.classes();
        if !passes.is_true() {
            for (part, affirmed) in [(parts.filter, true), (parts.body, !fails)] {
                if let Some(part) = part {
                    classes.literals(classes.class(part.id), affirmed, &mut literals);
                    frames |= classes.frames(part.id);
                }
            }
        }
        if let Some(different) = parts.different {
            // A count of different values is a number of its own, at most that of the items.
            literals.push((classes.class(different.id), true));
            literals.push((u32::MAX, true));
            frames |= classes.frames(different.id);
        }
        literals.sort_unstable();
        literals.dedup();
        let frames = self.context(frames & !(1 << (frame.depth + 1).min(63)), frame);
        let term = Term::Count { list: (held.path(), slot), literals, frames };
        let missing = self.missing(&held, slot);
        let words = words::count(self.environment.program, list, parts, fails);
        let range = self.count_range(&term);
        CountView::View(Box::new(View {
            term,
            ty: Type::Number,
            initial: Some(Body::Range(range)),
            optional: false,
            whole: true,
            fact: None,
            facts: vec![Rc::new(vec![missing])],
            question: None,
            words,
            steps: Vec::new(),
        }))
    }

    /// What the other counts over the same list leave to this one: a narrower count is at most a wider one (the widest, of all items, is at least
    /// one), and those that pass and those that fail make up the whole.
    fn count_range(&self, term: &Term) -> Range {
        let Term::Count { list, literals, frames } = term else {
            return Range::default();
        };
        let mut range = Range::closed(i64::from(literals.is_empty()), None);
        let known = |wanted: &[(u32, bool)]| -> Range {
            let mut wanted = wanted.to_vec();
            wanted.sort_unstable();
            let total = wanted.is_empty();
            // The whole list is counted in no frame but its own.
            let frames = if total { Vec::new() } else { frames.clone() };
            let least = Range::closed(i64::from(total), None);
            match self.assumed(&Term::Count { list: list.clone(), literals: wanted, frames }) {
                Some(Domain { present: Some(Body::Range(range)), .. }) => range.and(&least),
                _ => least,
            }
        };
        if let Some(asking) = &self.asking {
            for (other, domain) in asking.assumptions.iter() {
                let (Term::Count { list: of, literals: others, frames: read }, Some(Body::Range(other))) =
                    (other, &domain.present)
                else {
                    continue;
                };
                // A literal says the same only of the same items outside it.
                if of != list || (read != frames && !others.is_empty() && !literals.is_empty()) {
                    continue;
                }
                if others.iter().all(|it| literals.contains(it)) {
                    range = range.and(&Range { from: None, to: other.to });
                }
                if literals.iter().all(|it| others.contains(it)) {
                    range = range.and(&Range { from: other.from, to: None });
                }
            }
        }
        for (at, (class, affirmed)) in literals.iter().enumerate() {
            let mut rest = literals.clone();
            rest.remove(at);
            let whole = known(&rest);
            let mut contrary = literals.clone();
            contrary[at] = (*class, !affirmed);
            let contrary = known(&contrary);
            let difference = |a: &Option<(crate::ir::Number, bool)>, b: &Option<(crate::ir::Number, bool)>| match (a, b) {
                (Some((a, _)), Some((b, _))) => Some((a - b, false)),
                _ => None,
            };
            range = range.and(&Range { from: difference(&whole.from, &contrary.to), to: difference(&whole.to, &contrary.from) });
        }
        range
    }
}
