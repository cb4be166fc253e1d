//! Text to tree. Parsing never fails: what can't be read becomes a `Bad` node and a diagnostic.

pub mod ast;
mod explain;
mod grammar;
mod heads;
mod lettering;
mod limits;
mod misspelt;
mod names_of_rules;
mod parse;
mod problems;
pub mod same;
mod scan;
pub mod visit;
mod wording;

use crate::diagnostics::Diagnostic;
use crate::source::{FileId, Span};
pub use wording::{is_unit_of_time, number_word, word_of_number};

/// What came of a text.
#[derive(Clone, Debug)]
pub struct Parse {
    /// The tree.
    pub file: ast::File,
    /// What the tree leaves out.
    pub trivia: Trivia,
    /// Every mistake of syntax, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
}

/// The items of one of several files; none of a file that is not among them.
pub fn items_of(parses: &[Parse], file: FileId) -> &[ast::Item] {
    parses.get(file.0 as usize).map_or(&[][..], |parse| parse.file.items.as_slice())
}

/// Comments and blank lines, beside the tree.
#[derive(Clone, Debug, Default)]
pub struct Trivia {
    /// `# …` to the end of the line, in order.
    pub comments: Vec<Comment>,
    /// Byte offsets of the starts of blank lines, in order.
    pub blank_lines: Vec<u32>,
}

/// One comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// From `#` to the last character that is not blank.
    pub span: Span,
    /// Whether something other than blanks stands before it on its line.
    pub trailing: bool,
}

/// Parses a file. Never fails.
pub fn parse(file: FileId, text: &str) -> Parse {
    parse::parse(file, text)
}

/// Whether a line that begins with the word might be taken for the head of an item.
pub fn begins_items(word: &str) -> bool {
    heads::in_layout(word)
}

/// Whether the label of a limb may follow another in one list: letters, numbers and numerals rise.
pub fn rises(before: &str, after: &str) -> bool {
    lettering::rises(before, after)
}

#[cfg(test)]
mod tests;
