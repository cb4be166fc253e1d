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
                    let kind = child.into_inner().next().and_then(|part| self.order_part(part));
                    parts.push(ast::OrderPart { kind: kind.unwrap_or(ast::OrderPartKind::Bad), span });
                }
                Rule::bad_order_part => {
                    let span = self.explain(&child, explain::Fragment::OrderPart);
                    parts.push(ast::OrderPart { kind: ast::OrderPartKind::Bad, span });
                }
                _ => {}
            }
        }
        let mut texts = texts.into_iter();
        Some(ast::ItemKind::Order(ast::Order { name: texts.next()?, text: texts.next(), parts }))
    }

    fn order_part(&mut self, node: Node<'_>) -> Option<ast::OrderPartKind> {
        let rule = node.as_rule();
        let mut texts = Vec::new();
        let mut runs = Vec::new();
        let mut when = None;
        let mut how = ast::Standing::PreEmpts;
        for child in Cursor::of(node) {
            match child.as_rule() {
                Rule::string => texts.push(self.quotation(&child)),
                Rule::run => runs.push(self.run(child)),
                Rule::condition => when = Some(Box::new(self.condition(child))),
                Rule::k_yields_to => how = ast::Standing::YieldsTo,
                Rule::k_implements => how = ast::Standing::Implements,
                _ => {}
            }
        }
        let (mut texts, mut runs_in_order) = (texts.into_iter(), runs.clone().into_iter());
        Some(match rule {
            Rule::ranks => ast::OrderPartKind::Ranks(runs),
            Rule::sets_aside => ast::OrderPartKind::SetsAside(texts.next()?),
            Rule::advises => ast::OrderPartKind::Advises(texts.next()?),
            Rule::stands => ast::OrderPartKind::Stands { one: texts.next()?, how, other: texts.next()?, when },
            Rule::takes => ast::OrderPartKind::Takes { question: runs_in_order.next()?, position: runs_in_order.next()? },
            Rule::source => ast::OrderPartKind::Source(texts.next()?),
            _ => return None,
        })
    }
}
