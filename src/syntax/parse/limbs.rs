//! Lettered lists.

use super::connective::{connectives, said};
use super::expression::bad;
use super::{Cursor, Lowering, Node, Rule, ast, explain, problems};
use crate::source::Span;
use crate::syntax::lettering::{Fit, Sequence};
use ast::Connective::{And, Or};

impl Lowering<'_> {
    /// `limbs = { need ~ colon ~ limb_list }`; also `value_limbs`.
    pub(super) fn limbs(&mut self, node: Node<'_>) -> Option<ast::Limbs> {
        let span = self.span(&node);
        let mut inner = Cursor::of(node);
        let need_node = inner.next_of(Rule::need)?;
        let asked = self.span(&need_node);
        let both = need_node.clone().into_inner().any(|word| word.as_rule() == Rule::k_both_of);
        let need = self.need(need_node);
        inner.pass(Rule::colon);
        let list = inner.next()?;
        let depth = self.open_lists.len();
        let mut limbs: Vec<ast::Limb> = Vec::new();
        let mut sequence: Option<Sequence> = None;
        if let Some(last) = list.clone().into_inner().filter(|child| child.as_rule() != Rule::limb_end).last() {
            self.looks_flush(&last, need);
        }
        for child in list.into_inner() {
            if child.as_rule() == Rule::limb_end {
                self.limb_end(child, need);
                continue;
            }
            let Some(label) = child.clone().into_inner().find(|it| matches!(it.as_rule(), Rule::first_label | Rule::next_label))
            else {
                continue;
            };
            let label = self.limb_label(&label);
            self.unclear_limb(&label);
            self.open_lists.truncate(depth);
            self.open_lists.push(label.span.start as usize);
            match (&mut sequence, limbs.last()) {
                (Some(sequence), Some(last)) => {
                    if sequence.fit(&label.text) == Fit::No {
                        let last = &last.label;
                        self.report(problems::limb_out_of_order(label.span, &label.text, last.span, &last.text));
                    }
                    sequence.go_on(&label.text);
                }
                _ => sequence = Some(Sequence::begin(&label.text)),
            }
            limbs.extend(self.limb(child, label));
        }
        self.open_lists.truncate(depth);
        if let ast::Need::AtLeast(count) | ast::Need::Exactly(count) = need
            && count as usize > limbs.len()
        {
            self.report(problems::more_than_the_limbs(asked, count, limbs.len()));
        }
        if both && limbs.len() != 2 {
            self.report(problems::both_of(asked, limbs.len()));
        }
        (!limbs.is_empty()).then_some(ast::Limbs { need, limbs, span })
    }

    /// Warns of what joins the last limb by another word than the list's own, and looks as if it joined the whole list: flush with the
    /// labels or left of them, or after a comma where the list runs on in one line. A warning, since layout carries no meaning.
    fn looks_flush(&mut self, limb: &Node<'_>, need: ast::Need) {
        let content = |child: &Node<'_>| child.as_rule() == Rule::condition;
        let Some(condition) = limb.clone().into_inner().find(content) else { return };
        let is_label = |child: &Node<'_>| !matches!(child.as_rule(), Rule::law_line | Rule::limb_title) && !content(child);
        let Some(label) = limb.clone().into_inner().find(is_label).map(|label| self.span(&label)) else { return };
        let mut joints = Vec::new();
        connectives(&condition, 0, &mut joints);
        let word = joints.iter().find_map(|joint| said(joint).0);
        match (word, need) {
            (None, _) | (Some(And), ast::Need::All) | (Some(Or), ast::Need::Any | ast::Need::None) => return,
            _ => {}
        }
        let looks_so = |joint: &Node<'_>| match (self.column_in_line(label.start as usize), joints.len()) {
            (Some(column), _) => {
                let after = joint.as_span().end();
                let next = after + self.text.get(after..).map_or(0, |rest| rest.len() - rest.trim_start().len());
                let word = joint.clone().into_inner().last().map_or(after, |word| word.as_span().start());
                [word, next].into_iter().any(|at| self.column_in_line(at).is_some_and(|it| it <= column))
            }
            (None, 1) => said(joint).1,
            (None, _) => false,
        };
        if let Some(joint) = joints.iter().find(|joint| looks_so(joint)) {
            let word = joint.clone().into_inner().last().map_or(self.span(joint), |word| self.span(&word));
            let written = if said(joint).0 == Some(Or) { "or" } else { "and" };
            self.report(problems::joined_after_limbs(word, written, label, self.words_at(label)));
        }
    }

    /// The column of what begins a line; `None` where something stands before it there.
    fn column_in_line(&self, at: usize) -> Option<usize> {
        let before = self.text.get(..at)?;
        let line = before.rsplit('\n').next().unwrap_or(before);
        line.trim().is_empty().then(|| line.chars().count())
    }

    fn need(&mut self, node: Node<'_>) -> ast::Need {
        let Some(word) = node.into_inner().next() else { return ast::Need::All };
        match word.as_rule() {
            Rule::k_any_of | Rule::k_either_of => ast::Need::Any,
            Rule::k_none_of | Rule::k_neither_of => ast::Need::None,
            Rule::need_count => self.need_count(word),
            _ => ast::Need::All,
        }
    }

    /// `at least two`, and what means the same as one of the three: `any two`, `two or more`, `only one`, `no more than one`.
    fn need_count(&mut self, node: Node<'_>) -> ast::Need {
        let mut inner = Cursor::of(node);
        let (Some(first), Some(second)) = (inner.next(), inner.next()) else { return ast::Need::All };
        let figure = if matches!(first.as_rule(), Rule::count | Rule::number_word) { &first } else { &second };
        let count = self.count(figure);
        match first.as_rule() {
            Rule::k_at_most | Rule::k_no_more_than => ast::Need::AtMost(count),
            Rule::k_exactly | Rule::k_only => ast::Need::Exactly(count),
            Rule::k_more_than => ast::Need::AtLeast(count.saturating_add(1)),
            Rule::k_fewer_than | Rule::k_less_than if count > 0 => ast::Need::AtMost(count - 1),
            // `any one of` asks for no count.
            Rule::k_any if count == 1 => ast::Need::Any,
            Rule::count | Rule::number_word => match inner.find(|word| word.as_rule() == Rule::or_more_word) {
                Some(word) if !super::condition::goes_up(word.as_str()) => ast::Need::AtMost(count),
                _ if count == 1 => ast::Need::Any,
                _ => ast::Need::AtLeast(count),
            },
            _ => ast::Need::AtLeast(count),
        }
    }

    /// `limb_end = { semicolon ~ (k_and | k_or)? | mistaken_limb_comma | mistaken_limb_word | missing_semicolon }`
    fn limb_end(&mut self, node: Node<'_>, need: ast::Need) {
        for child in Cursor::of(node) {
            let place = self.span(&child);
            match child.as_rule() {
                // Under `none of` the limbs are joined by `or` in one reader's mind and by `and` in another's; neither makes it `all of`.
                Rule::k_and if need == ast::Need::None => self.report(problems::limb_word_of_none(place)),
                Rule::k_and if need == ast::Need::Any => self.report(problems::limb_word(place, "and", "any of:", "or")),
                Rule::k_or if matches!(need, ast::Need::All) => self.report(problems::limb_word(place, "or", "all of:", "and")),
                Rule::missing_semicolon | Rule::mistaken_limb_word => {
                    let end = self.end_before(&child);
                    self.report(problems::missing_semicolon_between_limbs(end, self.words_at(end)));
                }
                Rule::mistaken_limb_comma => {
                    let comma = Span { end: place.start + 1, ..place };
                    self.report(problems::comma_between_limbs(comma));
                }
                _ => {}
            }
        }
    }

    /// Tells of a label that goes on with two lists, both of which are open here.
    fn unclear_limb(&mut self, label: &ast::Label) {
        let Some(unclear) = self.unclear.get(&(label.span.start as usize)).copied() else { return };
        let open = |at: usize| self.open_lists.contains(&at).then(|| self.label_from(at)).flatten();
        if let (Some(inner), Some(outer)) = (open(unclear.inner), open(unclear.outer)) {
            self.report(problems::unclear_limb(label.span, &label.text, inner, outer));
        }
    }

    /// The place of the label whose parenthesis opens at an offset.
    fn label_from(&self, at: usize) -> Option<Span> {
        let length = self.text.get(at..)?.find(')')? + 1;
        Some(Span::new(self.file, at, at + length))
    }

    fn limb(&mut self, node: Node<'_>, label: ast::Label) -> Option<ast::Limb> {
        let mut law = Vec::new();
        let mut title = None;
        let mut content = None;
        for child in Cursor::of(node) {
            match child.as_rule() {
                Rule::law_line => law.push(self.law_line(&child)),
                Rule::limb_title => title = child.into_inner().next().map(|string| self.quotation(&string)),
                Rule::condition => content = Some(ast::LimbContent::Condition(self.condition(child))),
                Rule::bad_limb => content = Some(ast::LimbContent::Condition(self.unit(child))),
                Rule::alternatives => content = Some(ast::LimbContent::Values(self.alternatives(child))),
                Rule::bad_value_limb => {
                    let place = self.explain(&child, explain::Fragment::ValueLimb);
                    content = Some(ast::LimbContent::Values(vec![bad(place)]));
                }
                _ => {}
            }
        }
        Some(ast::Limb { law, label, title, content: content? })
    }
}
