//! Readings of questions, and rules that are switched off.

use super::{Cursor, Lowering, Node, Rule, ast};

/// What both kinds of item end with.
#[derive(Default)]
struct Bounds {
    period: Option<ast::Period>,
    condition: Option<ast::Condition>,
    unless: Option<ast::Condition>,
}

impl Lowering<'_> {
    /// `read_item = { k_read ~ run ~ k_as ~ position_run ~ period? ~ (k_if ~ condition)? ~ unless? }`
    pub(super) fn read(&mut self, node: Node<'_>) -> Option<ast::ItemKind> {
        let (mut question, mut position) = (None, None);
        let mut bounds = Bounds::default();
        for child in Cursor::of(node) {
            match child.as_rule() {
                Rule::run => question = Some(self.run(child)),
                Rule::position_run => position = Some(self.run(child)),
                _ => self.bound_of_item(child, &mut bounds),
            }
        }
        let Bounds { period, condition, unless } = bounds;
        Some(ast::ItemKind::Read(ast::Read { question: question?, position: position?, period, condition, unless }))
    }

    /// `suspend_item = { k_suspend ~ (rule_refs ~ k_of)? ~ string ~ period? ~ (k_if ~ condition)? ~ unless? }`
    pub(super) fn suspend(&mut self, node: Node<'_>) -> Option<ast::ItemKind> {
        let (mut rules, mut module) = (Vec::new(), None);
        let mut bounds = Bounds::default();
        for child in Cursor::of(node) {
            match child.as_rule() {
                Rule::rule_refs => rules = self.rule_refs(child),
                Rule::string => module = Some(self.quotation(&child)),
                _ => self.bound_of_item(child, &mut bounds),
            }
        }
        let Bounds { period, condition, unless } = bounds;
        Some(ast::ItemKind::Suspend(ast::Suspend { rules, module: module?, period, condition, unless }))
    }

    fn bound_of_item(&mut self, child: Node<'_>, bounds: &mut Bounds) {
        match child.as_rule() {
            Rule::period => bounds.period = Some(self.period(child)),
            Rule::condition => bounds.condition = Some(self.condition(child)),
            Rule::unless => bounds.unless = Some(self.unless(child, bounds.condition.as_ref())),
            _ => {}
        }
    }
}
