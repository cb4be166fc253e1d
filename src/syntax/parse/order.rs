//! Orders of precedence.

use super::{Cursor, Lowering, Node, Rule, ast, explain};

impl Lowering<'_> {
    /// `order = { k_order ~ string ~ string? ~ colon ~ order_slot ~ (semicolon ~ order_slot)* ~ semicolon? ~ ending }`
    pub(super) fn order(&mut self, node: Node<'_>) -> Option<ast::ItemKind> {
        let mut texts = Vec::new();
        let mut parts = Vec::new();
        for child in Cursor::of(node) {
            let span = self.span(&child);
            match child.as_rule() {
                Rule::string => texts.push(self.quotation(&child)),
                Rule::order_part => {
                    let (kind, days) = child.into_inner().next().map_or((None, None), |part| self.order_part(part));
                    parts.push(ast::OrderPart { kind: kind.unwrap_or(ast::OrderPartKind::Bad), days, span });
                }
                Rule::bad_order_part => {
                    let span = self.explain(&child, explain::Fragment::OrderPart);
                    parts.push(ast::OrderPart { kind: ast::OrderPartKind::Bad, days: None, span });
                }
                _ => {}
            }
        }
        let mut texts = texts.into_iter();
        Some(ast::ItemKind::Order(ast::Order { name: texts.next()?, text: texts.next(), parts }))
    }

    fn order_part(&mut self, node: Node<'_>) -> (Option<ast::OrderPartKind>, Option<ast::Period>) {
        let rule = node.as_rule();
        let mut texts = Vec::new();
        let mut runs = Vec::new();
        let (mut when, mut days) = (None, None);
        let mut how = ast::Standing::PreEmpts;
        let mut which = ast::Select::Lesser;
        for child in Cursor::of(node) {
            match child.as_rule() {
                Rule::string => texts.push(self.quotation(&child)),
                Rule::run | Rule::prevailing_run => runs.push(self.run(child)),
                Rule::condition => when = Some(Box::new(self.condition(child))),
                Rule::part_days => days = Some(self.period(child)),
                Rule::k_yields_to => how = ast::Standing::YieldsTo,
                Rule::k_implements => how = ast::Standing::Implements,
                Rule::k_greater_of => which = ast::Select::Greater,
                Rule::k_earlier_of => which = ast::Select::Earlier,
                Rule::k_later_of => which = ast::Select::Later,
                _ => {}
            }
        }
        let mut in_order = runs.clone().into_iter();
        let mut texts = texts.into_iter();
        let kind = match rule {
            Rule::ranks => Some(ast::OrderPartKind::Ranks(runs)),
            Rule::sets_aside => texts.next().map(ast::OrderPartKind::SetsAside),
            Rule::advises => texts.next().map(ast::OrderPartKind::Advises),
            Rule::stands => {
                texts.next().zip(texts.next()).map(|(one, other)| ast::OrderPartKind::Stands { one, how, other, when })
            }
            Rule::prevails => in_order.next().map(|of| ast::OrderPartKind::Prevails { which, of }),
            Rule::takes => {
                in_order.next().zip(in_order.next()).map(|(question, position)| ast::OrderPartKind::Takes { question, position })
            }
            Rule::source => texts.next().map(ast::OrderPartKind::Source),
            _ => None,
        };
        (kind, days)
    }
}
