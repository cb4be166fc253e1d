//! Lists that are not known: whether there are items, and how many satisfy a condition, each as a term.

use super::asks::Test;
use super::domain::{Body, Domain, Range};
use super::terms::{Term, View};
use super::words;
use crate::ir::{CountTest, Expr, ExprKind, Number, SlotId, Type};
use crate::runtime::Truth;
use crate::runtime::evaluate::frames::Frame;
use crate::runtime::evaluate::{Evaluator, Parts, Shared, UNKNOWN};
use crate::runtime::values::number;
use std::borrow::Cow;
use std::rc::Rc;

/// The number of items that pass.
pub(in crate::runtime) enum CountView<'a> {
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
    pub(in crate::runtime) fn ask_quantified(
        &mut self,
        test: CountTest,
        list: &'a Expr,
        parts: Parts<'a>,
        frame: &Frame<'_, 'a>,
    ) -> Truth {
        if !self.can_ask() {
            return Truth::Unknown;
        }
        // Whether there is one at all does not depend on how they are told apart, if each has what they are told apart by.
        let always = parts.different.is_none_or(|different| !self.may_be_absent(different, list));
        let any = matches!(test, CountTest::AtLeast(1) | CountTest::AtMost(0)) && always;
        let parts = if any || test == CountTest::Every { Parts { different: None, ..parts } } else { parts };
        let range = match test {
            CountTest::AtLeast(least) => Range::closed(i64::from(least), None),
            CountTest::AtMost(most) => Range::closed(0, Some(i64::from(most))),
            CountTest::Exactly(number) => Range::closed(i64::from(number), Some(i64::from(number))),
            CountTest::Every => Range::closed(0, Some(0)),
        };
        match self.count_view(list, parts, test == CountTest::Every, frame) {
            CountView::None => crate::runtime::values::truth::Count::default().test(test),
            CountView::Pending => Truth::Unknown,
            CountView::View(view) => self.test_view(*view, Test::Range(range)),
        }
    }

    /// The items of a list that is not known, for an aggregate: asks first whether there are any.
    #[cold]
    pub(in crate::runtime) fn unknown_items(&mut self, list: &'a Expr, frame: &Frame<'_, 'a>) -> Shared<'a> {
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
    pub(in crate::runtime) fn count_view(
        &mut self,
        list: &'a Expr,
        parts: Parts<'a>,
        fails: bool,
        frame: &Frame<'_, 'a>,
    ) -> CountView<'a> {
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
        let different = parts.different.map(|it| classes.class(it.id));
        frames |= parts.different.map_or(0, |it| classes.frames(it.id));
        literals.sort_unstable();
        literals.dedup();
        let frames = self.context(frames & !(1 << (frame.depth + 1).min(63)), frame);
        let term = Term::Count { list: (held.path(), slot), different, literals, frames };
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

    /// What the other counts over the same list leave to this one.
    fn count_range(&self, term: &Term) -> Range {
        let Term::Count { list, different, literals, frames } = term else {
            return Range::default();
        };
        let mut range = least_counted(*different, literals);
        let Some(asking) = &self.asking else { return range };
        for (other, domain) in asking.assumptions.iter() {
            let (Term::Count { list: of, different: told, literals: others, frames: read }, Some(Body::Range(other))) =
                (other, &domain.present)
            else {
                continue;
            };
            // A literal says the same only of the same items outside it.
            if of != list || (read != frames && !others.is_empty() && !literals.is_empty()) {
                continue;
            }
            // Different values are at most as many as the items that have them.
            if others.iter().all(|it| literals.contains(it)) && (told == different || told.is_none()) {
                range = range.and(&Range { from: None, to: other.to });
            }
            if literals.iter().all(|it| others.contains(it)) && (told == different || different.is_none()) {
                range = range.and(&Range { from: other.from, to: None });
            }
        }
        for at in 0..literals.len() {
            range = range.and(&self.rest_of_whole(term, at));
        }
        range
    }

    /// What is left to a count by one without its literal `at`, and by the one with its contrary: of items the two parts make up the whole; of
    /// different values they do so at least, since an item of each part may have the same.
    fn rest_of_whole(&self, term: &Term, at: usize) -> Range {
        let Term::Count { list, different, literals, frames } = term else {
            return Range::default();
        };
        let known = |literals: Vec<(u32, bool)>| -> Range {
            let mut literals = literals;
            literals.sort_unstable();
            let least = least_counted(*different, &literals);
            // The whole list is counted in no frame but its own.
            let frames = if literals.is_empty() && different.is_none() { Vec::new() } else { frames.clone() };
            match self.assumed(&Term::Count { list: list.clone(), different: *different, literals, frames }) {
                Some(Domain { present: Some(Body::Range(range)), .. }) => range.and(&least),
                _ => least,
            }
        };
        let (mut rest, mut contrary) = (literals.clone(), literals.clone());
        rest.remove(at);
        contrary[at].1 = !contrary[at].1;
        let (whole, contrary) = (known(rest), known(contrary));
        let difference = |a: Option<(Number, bool)>, b: Option<(Number, bool)>| Some((number::subtract(&a?.0, &b?.0)?, false));
        let to = if different.is_none() { difference(whole.to, contrary.from) } else { None };
        Range { from: difference(whole.from, contrary.to), to }
    }
}

/// What a count is in any case: a list that is asked about has items; of different values there may be none, as what is absent is no value.
pub(in crate::runtime) fn least_counted(different: Option<u32>, literals: &[(u32, bool)]) -> Range {
    Range::closed(i64::from(literals.is_empty() && different.is_none()), None)
}
