//! Ways of opening a lettered list that could mean two things, or that lack a word.

use super::Look;
use crate::diagnostics::Diagnostic;
use crate::syntax::problems;
use crate::syntax::scan::Piece;
use crate::syntax::wording::number_word;

impl Look<'_> {
    /// `one of:`, `two of the following:`, `not all of:`, `the following:`, `is:` before `(a)`.
    pub(super) fn opening_of_limbs(&self, at: usize) -> Option<Diagnostic> {
        let colon = |at: &usize| self.tokens.get(*at).is_some_and(|(piece, _)| *piece == Piece::Mark(':'));
        let at = (at.saturating_sub(1)..at + 2).find(colon).filter(|at| *at > 0 && self.label_follows(*at))?;
        if self.is_one_of(&["is", "are"], at - 1) {
            let range = self.stretch(at - 1, at)?;
            let meant = format!("{} any of:", self.word(at - 1).to_lowercase());
            return Some(problems::other_wording(self.place(&range), self.words(&range), &meant, ""));
        }
        // `the following:`, `the following conditions are met:`
        let following = (at.saturating_sub(4)..at).find(|it| *it > 0 && self.is("following", *it) && self.is("the", *it - 1));
        let end = following.map_or(at.checked_sub(1), |it| it.checked_sub(2));
        let of = end.filter(|of| self.is("of", *of) && *of > 0);
        let Some(of) = of else {
            let range = self.stretch(following?.checked_sub(1)?, at)?;
            return Some(problems::list_without_word(self.place(&range), self.words(&range), ["any of:", "all of:"]));
        };
        if self.is("all", of - 1) && of > 1 && self.is("not", of - 2) {
            let range = self.stretch(of - 2, at)?;
            return Some(problems::not_all_of(self.place(&range), self.words(&range)));
        }
        let word = self.word(of - 1).to_lowercase();
        let count = number_word(&word).or_else(|| word.parse().ok())?;
        let range = self.stretch(of - 1, at)?;
        let least = if count == 1 { "any of:".to_string() } else { format!("at least {word} of:") };
        Some(problems::list_without_word(self.place(&range), self.words(&range), [&least, &format!("exactly {word} of:")]))
    }

    /// Whether `(a)` comes next, in this stretch or, where a limb could not be read, behind it.
    fn label_follows(&self, at: usize) -> bool {
        match self.tokens.get(at + 1) {
            Some((piece, _)) => *piece == Piece::Mark('(') && self.is_label(at + 1),
            None => self.text.get(self.span.range().end..).is_some_and(|rest| rest.trim_start().starts_with('(')),
        }
    }
}
