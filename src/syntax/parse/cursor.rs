//! Reading the children of a grammar node in order, and the exact place of each.

use pest::iterators::{Pair, Pairs};

use crate::source::{FileId, Span};
use crate::syntax::Trivia;
use crate::syntax::grammar::Rule;
use crate::syntax::scan::is_blank;

/// A node of the grammar's tree.
pub(super) type Node<'t> = Pair<'t, Rule>;

/// The children of a node, taken from the left.
pub(super) struct Cursor<'t>(std::iter::Peekable<Pairs<'t, Rule>>);

impl<'t> Cursor<'t> {
    /// The children of `node`.
    pub(super) fn of(node: Node<'t>) -> Cursor<'t> {
        Cursor(node.into_inner().peekable())
    }

    /// The next child, if it is of that rule.
    pub(super) fn next_of(&mut self, rule: Rule) -> Option<Node<'t>> {
        self.0.next_if(|node| node.as_rule() == rule)
    }

    /// Whether the next child is of that rule; it is taken.
    pub(super) fn pass(&mut self, rule: Rule) -> bool {
        self.next_of(rule).is_some()
    }
}

impl<'t> Iterator for Cursor<'t> {
    type Item = Node<'t>;

    fn next(&mut self) -> Option<Node<'t>> {
        self.0.next()
    }
}

/// The place of a node from its first word to its last: a rule that ends in something optional also spans the blanks and
/// comments skipped on the way there.
pub(super) fn span(file: FileId, text: &str, trivia: &Trivia, node: &Node<'_>) -> Span {
    let place = node.as_span();
    let (start, mut end) = (place.start(), place.end());
    loop {
        let kept = text.get(start..end).map_or(0, |part| part.trim_end_matches(is_blank).len());
        end = start + kept;
        let next = trivia.comments.partition_point(|comment| (comment.span.start as usize) < end);
        match next.checked_sub(1).and_then(|index| trivia.comments.get(index)) {
            Some(comment) if comment.span.start as usize > start && comment.span.end as usize >= end => {
                end = comment.span.start as usize
            }
            _ => return Span::new(file, start, end),
        }
    }
}
