//! Words: quoted texts, words, runs of words and labels, which stand in every other node.

use super::Side;
use crate::source::Span;

/// A quoted text on one line; `text` is without the quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Between the marks.
    pub text: String,
    /// With the marks.
    pub span: Span,
}

/// A word: letters, digits, hyphens, dots inside; or the possessive `'s` / `'` as a word of its own (always spelt `'s` or `'`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// As written, but with a typographic apostrophe made plain.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// Words joined by spaces: a name or several. Never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// In order, articles included.
    pub words: Vec<Word>,
    /// First to last.
    pub span: Span,
}

impl Run {
    /// `date` and `trial` as one run, with the word that stands between them.
    #[must_use]
    pub fn followed_by(&self, side: Side, other: &Run) -> Run {
        let span = Span { start: self.span.end, end: other.span.start, ..self.span };
        let text = if side == Side::Before { "before" } else { "after" }.to_owned();
        let words = self.words.iter().cloned().chain([Word { text, span }]).chain(other.words.iter().cloned()).collect();
        Run { words, span: self.span.to(other.span) }
    }
}

/// A rule's or definition's label as written: `7282.5(a)(1)`, `287.7(d)/custody`, `3`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// As written.
    pub text: String,
    /// Where.
    pub span: Span,
}
