//! Quotation marks, parentheses, odd characters.

use super::{KNOWN_MARKS, Look};
use crate::diagnostics::Diagnostic;
use crate::source::Span;
use crate::syntax::problems;
use crate::syntax::scan::Piece;
use std::ops::Range;

/// What may follow the title of a rule behind a comma.
const RULE_HEADS: &[&str] =
    &["exception to", "notwithstanding", "subject to", "in force", "owed by", "due", "from", "done if", "binds", "allow"];
/// The same of a scenario.
const SCENARIO_HEADS: &[&str] = &["as of", "as if enacted", "with", "under order"];

/// The word with which a line begins an item that has a title, and what stands there in the place of the title.
fn title_before(line: &str) -> (&str, &str) {
    let word = |text: &str| text.find(char::is_whitespace).map_or(text.len(), |at| at + 1);
    let mut rest = line.trim_start();
    loop {
        let (first, after) = rest.split_at_checked(word(rest)).unwrap_or_default();
        let after = after.trim_start();
        match first.trim_end() {
            "" => return ("", ""),
            "replace" | "insert" => rest = after,
            "rule" | "paragraph" => {
                let label = word(after);
                return (first.trim_end(), after.get(label..).unwrap_or("").trim_start());
            }
            "policy" | "vocabulary" | "use" | "scenario" | "order" | "source" => return (first.trim_end(), after),
            _ => return ("", ""),
        }
    }
}

impl<'t> Look<'t> {
    pub(super) fn marks(&self) -> Option<Diagnostic> {
        if self.tokens.is_empty() {
            let before = self.before();
            let last = self.text.get(before.range()).unwrap_or("");
            return Some(problems::unfinished(before, &self.wanted(), last));
        }
        if let Some((_, range)) = self.tokens.iter().find(|(piece, _)| *piece == Piece::OpenQuotation) {
            return Some(self.open_quotation(range));
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

    /// A mark of quotation that is alone on its line: the first of a pair, or the second.
    fn open_quotation(&self, range: &Range<usize>) -> Diagnostic {
        let place = self.place(range);
        let line = self.text.get(..place.start as usize).map_or("", |before| before.rsplit(['\n', '\r']).next().unwrap_or(""));
        let (head, title) = title_before(line);
        let written = self.words(range);
        let closes = written
            .strip_prefix('"')
            .is_some_and(|rest| rest.trim().is_empty() || rest.trim_start().starts_with([',', ':', ';', '.']));
        if closes && !title.is_empty() && line.ends_with(|letter: char| !letter.is_whitespace()) {
            let start = place.start as usize - title.len();
            return problems::unopened_quotation(Span::new(place.file, start, place.start as usize + 1), title);
        }
        let heads: &[&str] = match head {
            "rule" | "paragraph" => RULE_HEADS,
            "scenario" => SCENARIO_HEADS,
            _ => &[],
        };
        problems::unclosed_quotation(place, written, heads)
    }
}
