//! How far `20 percent of`, `half of`, `the lesser of … and` and `the amount by which … exceeds` reach: over a sum or product that follows
//! as well, or only to its first part? Readers differ, so the author says it with parentheses.

use super::{Lowering, Node, Rule, problems};
use crate::source::Span;

impl Lowering<'_> {
    /// `20 percent of rent plus heating`: a share that is no last part of a sum, the sign behind it, and the part after that.
    pub(super) fn share_in_sum(&mut self, operand: &Node<'_>, sign: Span, next: &Node<'_>) {
        if let Some((share, of)) = share(operand) {
            let (share, first) = (self.span(&share), self.span(&of));
            self.report_reach(share, first, sign, self.span(next));
        }
    }

    /// `the lesser of A and B minus C`: the last part of what `whole` joins is a sum, or a product that does not begin with a plain number
    /// (`2 times the deposit` is one saying).
    pub(super) fn sum_at_the_end(&mut self, whole: Span, last: &Node<'_>) {
        let parts: Vec<Node<'_>> = last.clone().into_inner().collect();
        let parts = match parts.as_slice() {
            [term] => {
                let factors: Vec<Node<'_>> = term.clone().into_inner().collect();
                if factors.first().is_some_and(|it| it.as_rule() == Rule::number_literal) {
                    return;
                }
                factors
            }
            _ => parts,
        };
        // A product in a sum is told by itself.
        if let [first, sign, second, ..] = parts.as_slice()
            && !parts.iter().any(|part| part.as_rule() == Rule::term && part.clone().into_inner().nth(1).is_some())
            && share(first).is_none()
        {
            let (first, sign, second) = (self.span(first), self.span(sign), self.span(second));
            self.report_reach(whole, first, sign, second);
        }
    }

    /// `start` begins what reaches over `first`; `sign` and `second` follow.
    fn report_reach(&mut self, start: Span, first: Span, sign: Span, second: Span) {
        let head = self.words_at(Span { end: first.start, ..start }).trim_end();
        let (first, rest) = (self.words_at(first), self.words_at(sign.to(second)));
        let readings = [format!("({head} {first}) {rest}"), format!("{head} ({first} {rest})")];
        self.report(problems::unclear_reach(sign, start, head, &readings));
    }
}

/// The share that an operand is, and what it is a share of: `half of 1 percent of income` is one of income.
fn share<'t>(operand: &Node<'t>) -> Option<(Node<'t>, Node<'t>)> {
    let only = if operand.as_rule() == Rule::term { operand.clone().into_inner().next()? } else { operand.clone() };
    let mut of = only.clone();
    while matches!(of.as_rule(), Rule::percent_of | Rule::fraction_of) {
        of = of.into_inner().last()?;
    }
    matches!(only.as_rule(), Rule::percent_of | Rule::fraction_of).then_some((only, of))
}
