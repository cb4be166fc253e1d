//! Limits in one breath: `is more than $200 and less than $300`, `whose date is after A and before B`. The verb is that of the limit
//! before; the tree says the same as where it is written again.

use super::{Cursor, Lowering, Node, Rule, ast, problems};

impl Lowering<'_> {
    /// `limit = { not? ~ (window | comparison) }`, behind what is said before it; `None` where that has been refused.
    pub(super) fn limit(&mut self, node: Node<'_>, before: Option<&ast::Predicate>) -> Option<ast::Predicate> {
        let span = self.limit_span(&node);
        let mut inner = Cursor::of(node);
        let negated = inner.pass(Rule::k_not);
        let child = inner.next()?;
        let what = self.is_what(child, span)?;
        let written = self.words_at(span).to_string();
        let Some(ast::Predicate { kind: ast::PredicateKind::Is { negated: not, what: first, .. }, span: place }) = before else {
            self.report(problems::verb_not_repeated(span, &written));
            return None;
        };
        if !negated && (*not || matches!(first, ast::Is::Neither(_))) {
            let said = self.words_at(*place);
            let verb = if ["is ", "are "].iter().any(|verb| said.to_lowercase().starts_with(verb)) { "" } else { "is " };
            let or = self.word == ast::Connective::Or;
            self.report(problems::not_before_limit(place.to(span), &format!("{verb}{said}"), &written, or));
            return None;
        }
        Some(ast::Predicate { kind: ast::PredicateKind::Is { negated, shown: false, what }, span })
    }

    /// From its first word to its last: a look-ahead behind it has passed blanks.
    fn limit_span(&self, node: &Node<'_>) -> crate::source::Span {
        let span = self.span(node);
        let length = self.words_at(span).trim_end().len();
        crate::source::Span { end: span.start + u32::try_from(length).unwrap_or(0), ..span }
    }

    /// `neither under 18 nor over 65`: two limits have a sentence each.
    pub(super) fn neither_limits(&mut self, node: &Node<'_>) -> bool {
        let parts: Vec<Node<'_>> = Cursor::of(node.clone())
            .filter(|child| matches!(child.as_rule(), Rule::sum | Rule::mistaken_neither_limit))
            .collect();
        if parts.iter().all(|part| part.as_rule() == Rule::sum) {
            return false;
        }
        let said: Vec<String> = parts.iter().map(|part| format!("is not {}", self.words_at(self.limit_span(part)))).collect();
        let place = self.span(node);
        let verb = self.text.get(..place.start as usize).unwrap_or("").trim_end().len();
        let verb = self.text.get(..verb).unwrap_or("").rfind(char::is_whitespace).map_or(0, |at| at + 1);
        let place = crate::source::Span { start: u32::try_from(verb).unwrap_or(place.start), ..place };
        let written = self.words_at(place).to_string();
        self.report(problems::other_wording(place, &written, &said.join(" and "), ""));
        true
    }

    /// `is $200-$300`: nobody takes one figure from another to compare with the rest.
    pub(super) fn range_with_sign(&self, alternatives: &Node<'_>) -> Option<crate::diagnostics::Diagnostic> {
        let mut sums = Cursor::of(alternatives.clone());
        let (sum, None) = (sums.next()?, sums.next()) else { return None };
        let parts: Vec<Node<'_>> = Cursor::of(sum.clone()).collect();
        let [from, sign, through] = parts.as_slice() else { return None };
        let figure = |node: &Node<'_>| {
            node.as_str().starts_with(|letter: char| letter.is_ascii_digit() || "$\u{20AC}\u{A3}".contains(letter))
        };
        if sign.as_rule() != Rule::mistaken_sum_sign || sign.as_str() == "+" || !figure(from) || !figure(through) {
            return None;
        }
        let meant = format!("from {} through {}", from.as_str().trim(), through.as_str().trim());
        let place = self.span(&sum);
        Some(problems::other_wording(place, self.words_at(place), &meant, ""))
    }
}
