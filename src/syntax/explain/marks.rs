//! Quotation marks, parentheses, odd characters.

use super::{KNOWN_MARKS, Look};
use crate::diagnostics::Diagnostic;
use crate::syntax::problems;
use crate::syntax::scan::Piece;
use std::ops::Range;

impl<'t> Look<'t> {
    pub(super) fn marks(&self) -> Option<Diagnostic> {
        if self.tokens.is_empty() {
            let before = self.before();
            let last = self.text.get(before.range()).unwrap_or("");
            return Some(problems::unfinished(before, &self.wanted(), last));
        }
        if let Some((_, range)) = self.tokens.iter().find(|(piece, _)| *piece == Piece::OpenQuotation) {
            return Some(problems::unclosed_quotation(self.place(range), self.words(range)));
        }
        let mut open: Vec<&Range<usize>> = Vec::new();
        for (piece, range) in &self.tokens {
            match piece {
                Piece::Mark('(') => open.push(range),
                Piece::Mark(')') if open.pop().is_none() => return Some(problems::stray_parenthesis(self.place(range))),
                Piece::Mark(letter) if letter.is_control() || !KNOWN_MARKS.contains(*letter) => {
                    return Some(problems::stray_character(self.place(range), *letter));
                }
                _ => {}
            }
        }
        let opened = open.first()?;
        let end = self.tokens.iter().rev().find(|(piece, _)| *piece != Piece::Mark('.')).map(|(_, range)| self.place(range));
        Some(problems::unclosed_parenthesis(self.place(opened), end.filter(|end| end.start > self.place(opened).end)))
    }
}
