//! A full stop in place of another mark: what stands behind it begins no item, and goes on with the item before.

use super::{Lowering, problems};
use crate::diagnostics::catalogue;
use crate::source::Span;

/// The item before, for what may go on with it.
pub(super) struct Before {
    /// The word that it begins with.
    word: String,
    span: Span,
}

/// What the parts of an item begin with, by its first word.
fn parts_of(item: &str) -> &'static [&'static str] {
    match item {
        "policy" => &["made", "binds", "in", "status", "source", "time", "amends", "governed"],
        "question" => &["position", "default", "source"],
        "order" => &["ranks", "sets", "the", "source", "force"],
        "scenario" => &["given", "expect", "no"],
        "parameter" => &["from"],
        "calendar" => &["each", "the", "a", "an"],
        _ => &[],
    }
}

impl Lowering<'_> {
    /// Keeps an item in mind for what comes next.
    pub(super) fn may_go_on(&mut self, span: Span) {
        let word = self.words_at(span).split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or("").to_lowercase();
        self.before = Some(Before { word, span });
    }

    /// Whether a stretch that is no item goes on with the one before it, and then reports the full stop between them. One that already has
    /// something wrong with its end is at fault itself.
    pub(super) fn goes_on(&mut self, stretch: Span) -> bool {
        let Some(before) = &self.before else { return false };
        let whole = before.span;
        let stop = super::super::limits::word_before(self.file, self.text, &self.trivia, stretch.start as usize);
        let text = self.words_at(stretch);
        if self.words_at(stop) != "." || !is_part(&before.word, text) {
            return false;
        }
        let told = self.diagnostics.iter().any(|it| it.primary.span.file == self.file && at_its_end(it.primary.span, stop));
        if !told {
            let head = !self.words_at(whole).contains(':');
            let first = text.split_whitespace().next().unwrap_or("").trim_end_matches([':', ',', ';', '.']).to_owned();
            self.diagnostics.retain(|it| {
                it.code != catalogue::SCENARIO_WITHOUT_EXPECT || !whole.range().contains(&(it.primary.span.start as usize))
            });
            self.report(problems::stop_for_mark(stop, if head { ':' } else { ';' }, &first));
        }
        true
    }
}

/// Whether a place is the stop itself or the word that it stands behind.
fn at_its_end(place: Span, stop: Span) -> bool {
    place.end == stop.start || place == stop
}

/// Whether a text begins as a part of such an item does.
fn is_part(item: &str, text: &str) -> bool {
    let first = text.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or("").to_lowercase();
    match item {
        _ if parts_of(item).contains(&first.as_str()) => true,
        // A limb.
        "rule" | "define" | "replace" | "insert" | "fill" => {
            let label = text.strip_prefix('(').and_then(|rest| rest.split_once(')'));
            label.is_some_and(|(inside, _)| (1..=4).contains(&inside.len()) && inside.chars().all(char::is_alphanumeric))
        }
        "facts" => is_fact(text),
        // Behind what a scenario gives comes what it expects.
        "scenario" => text.to_lowercase().split_whitespace().any(|word| word == "expect"),
        "sections" => text.starts_with(|letter: char| letter.is_ascii_uppercase() || letter.is_ascii_digit() || letter == '('),
        _ => false,
    }
}

/// Whether a text begins with a name, a colon and a kind of fact.
fn is_fact(text: &str) -> bool {
    const KINDS: &[&str] = &[
        "yes",
        "money",
        "number",
        "percentage",
        "date",
        "text",
        "list",
        "any",
        "judgment",
        "citation",
        "days",
        "hours",
        "years",
    ];
    let Some((name, rest)) = text.split_once(':').filter(|(name, _)| !name.contains(['\n', '\r'])) else { return false };
    let kind = rest.split([';', '.']).next().unwrap_or("").trim().to_lowercase();
    let first = kind.split([' ', ',']).next().unwrap_or("");
    let choice = kind.starts_with(char::is_alphabetic) && kind.contains(" or ");
    name.split_whitespace().count() <= 8 && (KINDS.contains(&first) || choice)
}
