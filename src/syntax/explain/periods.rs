//! Days and periods in forms that Enact has not.

use super::{Fragment, Look};
use crate::diagnostics::Diagnostic;
use crate::syntax::grammar::Rule;
use crate::syntax::problems;

impl Look<'_> {
    /// `in force until 2023-12-31`, `from 2024-01`, `from 25-01-01`, where a day or a period belongs.
    pub(super) fn period_otherwise(&self, at: usize) -> Option<Diagnostic> {
        let stop = self.stop.as_ref()?;
        let wanted = [Rule::date, Rule::period, Rule::k_through, Rule::k_from].iter().any(|rule| stop.expected.contains(rule));
        let parts = matches!(self.what, Fragment::PolicyPart | Fragment::RuleHead | Fragment::Version | Fragment::Definition);
        (wanted || parts).then_some(())?;
        let range = &self.tokens.get(at)?.1;
        if self.is_one_of(&["until", "till"], at) && self.is_day(at + 1) {
            let help = "`through` counts its day in: write the day before it if that one is left out";
            return Some(problems::other_wording(self.place(range), self.words(range), "through", help));
        }
        let before = at.checked_sub(1).is_some_and(|before| self.is_one_of(&["from", "through"], before));
        (before && is_short_day(self.word(at))).then(|| problems::unclear_date(self.place(range), self.words(range)))
    }

    fn is_day(&self, at: usize) -> bool {
        let word = self.word(at);
        word.len() == 10 && word.split('-').map(str::len).eq([4, 2, 2])
    }
}

/// `2024-01`, `25-01-01`
fn is_short_day(word: &str) -> bool {
    let parts: Vec<&str> = word.split('-').collect();
    let digits = parts.iter().all(|part| !part.is_empty() && part.bytes().all(|digit| digit.is_ascii_digit()));
    digits && matches!(parts.iter().map(|part| part.len()).collect::<Vec<_>>().as_slice(), [4, 1 | 2] | [1 | 2, 1 | 2, 1 | 2])
}
