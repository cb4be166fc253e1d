//! Else: what the grammar expected.

use super::Look;
use crate::diagnostics::Diagnostic;
use crate::syntax::names_of_rules::describe;
use crate::syntax::problems;
use crate::syntax::scan::Piece;
use std::ops::Range;

impl<'t> Look<'t> {
    pub(super) fn expected(&self) -> Diagnostic {
        let choices = self.choices();
        let Some(stop) = &self.stop else {
            let last = self.tokens.last().map_or(self.span, |(_, range)| self.place(range));
            return problems::unexpected(last, &[], self.text.get(last.range()).unwrap_or(""), "");
        };
        if let ([only], Some((_, before))) =
            (choices.as_slice(), self.tokens.iter().rev().find(|(_, range)| range.end <= stop.at))
            && only == "`:`"
        {
            return problems::missing_colon(self.place(before), "this part", self.words(before));
        }
        let found = self.tokens.iter().find(|(_, range)| range.end > stop.at);
        let value = found
            .is_some_and(|(_, range)| self.words(range).starts_with(|letter: char| letter == '$' || letter.is_ascii_digit()));
        if value
            && choices.iter().any(|choice| choice == "`:`")
            && let Some((_, before)) = self.tokens.iter().rev().find(|(_, range)| range.end <= stop.at)
        {
            return problems::missing_colon(self.place(before), "what stands before a value", self.words(before));
        }
        let before = self.tokens.iter().rev().find(|(_, range)| range.end <= stop.at);
        match found {
            Some(found) if self.something_missing(found) => match before {
                Some((_, range)) => problems::unfinished(self.place(range), &self.wanted(), self.to_its_start(range)),
                None => problems::missing_before(self.place(&found.1), &self.wanted(), self.words(&found.1)),
            },
            Some((_, range)) => {
                let range = range.start..range.start + self.to_its_end(range).len();
                let before = before.map_or("", |(_, range)| self.to_its_start(range));
                problems::unexpected(self.place(&range), &choices, self.words(&range), before)
            }
            None => {
                let last = self.tokens.last().map_or(self.span, |(_, range)| self.place(range));
                let written = self.text.get(last.range()).unwrap_or("");
                problems::unfinished(last, &self.wanted(), written)
            }
        }
    }

    /// Whether a word of the sentence goes on with it, and what should stand before it is not there: `decision : honor or decline`.
    pub(super) fn something_missing(&self, (piece, range): &(Piece, Range<usize>)) -> bool {
        let joins = match piece {
            Piece::Mark(mark) => matches!(mark, ':' | ',' | ';' | '.' | ')'),
            _ => ["or", "and", "is", "are", "has", "have", "exceeds", "includes", "through", "if", "unless", "by", "as"]
                .iter()
                .any(|word| self.words(range).eq_ignore_ascii_case(word)),
        };
        // What may be put in is a thing, and neither a mark nor a word that joins.
        let things = [
            "a name",
            "an amount or a name",
            "a value",
            "a number",
            "a quotation",
            "a condition",
            "a kind such",
            "a date such",
            "a fact",
        ];
        let wanted = self.wanted();
        joins && !wanted.is_empty() && wanted.iter().all(|wanted| things.iter().any(|thing| wanted.starts_with(thing)))
    }

    /// What is written without a blank from a place on: `$5,000`.
    pub(super) fn to_its_end(&self, range: &Range<usize>) -> &'t str {
        let rest = self.part.get(range.start..).unwrap_or("");
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let whole = rest.get(..end).unwrap_or("").trim_end_matches(['.', ',', ';', ':']);
        let whole = if whole.contains('(') { whole } else { whole.trim_end_matches(')') };
        if whole.len() < range.len() { self.words(range) } else { whole }
    }

    /// The same up to a place.
    pub(super) fn to_its_start(&self, range: &Range<usize>) -> &'t str {
        let before = self.part.get(..range.end).unwrap_or("");
        let start = before.rfind(char::is_whitespace).map_or(0, |at| at + 1).min(range.start);
        let whole = before.get(start..).unwrap_or("").trim_start_matches('(');
        if whole.is_empty() { self.words(range) } else { whole }
    }

    /// At most four of what the grammar would have gone on with.
    pub(super) fn choices(&self) -> Vec<String> {
        let mut choices: Vec<String> = Vec::new();
        for rule in self.stop.iter().flat_map(|stop| &stop.expected) {
            if let Some(words) = describe(*rule)
                && !choices.contains(&words)
            {
                choices.push(words);
            }
        }
        choices.truncate(4);
        choices
    }

    /// The same where something is missing: the things themselves rather than the words that may precede them.
    pub(super) fn wanted(&self) -> Vec<String> {
        let choices = self.choices();
        let things: Vec<String> = choices.iter().filter(|choice| !choice.starts_with('`')).cloned().collect();
        if things.is_empty() { choices } else { things }
    }
}
