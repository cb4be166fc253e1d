//! Lists that are not known: whether there are items, and how many satisfy a condition, each as a term.

use super::asks::Test;
use super::domain::{Body, Range};
use super::terms::{Term, View};
use super::words;
use crate::ir::{CountTest, Expr, ExprKind, Number, SlotId, Type};
use crate::runtime::Truth;
use crate::runtime::evaluate::frames::Frame;
use crate::runtime::evaluate::{Evaluator, Parts, Shared, UNKNOWN};
use crate::runtime::values::number;
use std::borrow::Cow;

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
            match self.turns_on_case(&|it, item| it.passes(test, parts, item), list, frame) {
                Some(None) => {}
                Some(Some(split)) => {
                    self.ask(split);
                    return CountView::Pending;
                }
                None => {
                    self.adopt(&found);
                    return CountView::Pending;
                }
            }
        }
        let ExprKind::Fact(instance, slot) = &list.kind else {
            return CountView::Pending;
        };
        let held = frame.at(instance.frame);
        let slot = SlotId(held.base + instance.base + slot.0);
        let mut literals = Vec::new();
        if !passes.is_true() {
            self.with_any_item(list, frame, |it, item| {
                for (part, affirmed) in [(parts.filter, true), (parts.body, !fails)] {
                    part.into_iter().for_each(|part| it.add_literals(part, affirmed, item, &mut literals));
                }
            });
        }
        literals.sort_unstable();
        literals.dedup();
        let classes = self.environment.classes();
        let different = parts.different.map(|it| classes.class(it.id));
        let read = [parts.filter, parts.body, parts.different].into_iter().flatten();
        let frames = read.fold(0, |frames, it| frames | classes.frames(it.id));
        let frames = self.context(frames & !(1 << (frame.depth + 1).min(63)), frame);
        let term = Term::Count { list: (held.path(), slot), different, literals, frames };
        let (facts, words) = self.told(&term, |it| {
            let mut facts = vec![it.missing(&held, slot)];
            // What each item is measured by: the fact of the case of `any school opened before the filing date`.
            let asked: Vec<&'a Expr> = [parts.filter, parts.body].into_iter().flatten().collect();
            facts.extend(it.with_any_item(list, frame, |it, item| it.facts_as_recorded(&asked, item)));
            (facts, words::count(it.environment.program, list, parts, fails, frame))
        });
        self.look_at_items(&term, list, frame);
        let range = Range::from(least_counted(&term));
        CountView::View(Box::new(View {
            term,
            ty: Type::Number,
            initial: Some(Body::Range(range)),
            optional: false,
            whole: true,
            fact: None,
            facts,
            question: None,
            words: words.to_string(),
            steps: Vec::new(),
        }))
    }
}

/// What a count is in any case: a list that is asked about has items; of different values there may be none, as what is absent is no value.
pub(in crate::runtime) fn least_counted(count: &Term) -> Number {
    let whole_list = matches!(count, Term::Count { different: None, literals, .. } if literals.is_empty());
    number::whole(i64::from(whole_list))
}
