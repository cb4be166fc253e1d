//! Slots that an instrument leaves open, and what others fill them with.

use super::{Cursor, Lowering, Node, Rule, ast};

impl Lowering<'_> {
    /// `slot_item = { k_slot ~ phrase ~ (k_is ~ run)? ~ (k_as ~ slot_kind)? ~ string? ~ levels ~ slot_default }`
    pub(super) fn slot(&mut self, node: Node<'_>) -> Option<ast::ItemKind> {
        let span = self.span(&node);
        let (mut subject, mut term, mut kind, mut words) = (None, None, None, None);
        let mut filled_by = Vec::new();
        let mut otherwise = None;
        for child in Cursor::of(node) {
            match child.as_rule() {
                Rule::phrase => subject = Some(self.run(child)),
                Rule::run => term = Some(self.run(child)),
                Rule::slot_kind => {
                    let place = self.span(&child);
                    kind = child.into_inner().next().map(|it| match it.as_rule() {
                        Rule::k_date_and_time => ast::Kind::DateAndTime(place),
                        // The kinds of length are names too.
                        Rule::run => ast::Kind::Name(self.run(it)),
                        _ => ast::Kind::Name(self.keyword_run(&it)),
                    });
                }
                Rule::string => words = Some(self.quotation(&child)),
                Rule::levels => filled_by = self.names(child),
                Rule::slot_default => {
                    otherwise = child.into_inner().next().map(|it| match it.as_rule() {
                        Rule::no_value => ast::SlotDefault::No(self.span(&it)),
                        _ => ast::SlotDefault::Value(Box::new(self.value(it))),
                    });
                }
                _ => {}
            }
        }
        let slot = ast::Slot {
            subject: subject?,
            term,
            kind,
            words,
            filled_by,
            otherwise: otherwise.unwrap_or(ast::SlotDefault::No(span)),
        };
        Some(ast::ItemKind::Define(ast::Define { label: None, in_force: None, kind: ast::DefineKind::Slot(slot) }))
    }

    /// `fill_item = { k_fill ~ (fill_value | fill_term) }`
    pub(super) fn fill(&mut self, node: Node<'_>) -> Option<ast::ItemKind> {
        let body = Cursor::of(node).find(|child| matches!(child.as_rule(), Rule::fill_value | Rule::fill_term))?;
        let span = self.span(&body);
        let is_value = body.as_rule() == Rule::fill_value;
        let mut inner = Cursor::of(body);
        let first = inner.next()?;
        let subject = self.run(first);
        if is_value {
            inner.pass(Rule::k_as);
            let value = inner.next().map_or(super::expression::bad(span), |value| self.value(value));
            let name = subject.span;
            let with = ast::Filling::Value(Box::new(value));
            return Some(ast::ItemKind::Fill(ast::Fill { subject, term: None, with, name }));
        }
        inner.pass(Rule::k_is);
        let term = inner.next_of(Rule::run).map(|run| self.run(run));
        let condition = inner.next_of(Rule::k_if).map(|_| self.next_condition(&mut inner, span));
        let unless = inner.next_of(Rule::unless).map(|node| self.unless(node, condition.as_ref()));
        let name = term.as_ref().map_or(subject.span, |term| subject.span.to(term.span));
        Some(ast::ItemKind::Fill(ast::Fill {
            subject,
            term,
            with: ast::Filling::Condition(condition.map(Box::new), unless.map(Box::new)),
            name,
        }))
    }
}
