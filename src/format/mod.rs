//! One canonical layout.
//!
//! The tree says where lines break, but the words are the author's own: they are taken from the text one by one and in order
//! (`tokens`), a few marks are added or left out (`tidy`), breaks are put between them (`items`, `layout`), and the
//! whole is laid out in 100 columns (`document`). So a form of words that the tree does not remember (`the lesser of` or
//! `lesser of`, `1,580` or `1580`) stays as it was written.
//!
//! The result is read again before it is given out: a text that says something else is never returned.

mod document;
mod items;
mod layout;
mod problems;
mod tidy;
mod tokens;

use crate::diagnostics::{Diagnostic, Severity};
use crate::source::SourceFile;
use crate::syntax::Parse;
use crate::syntax::same::same;

/// Why there is no canonical text.
#[derive(Clone, Debug)]
pub enum FormatProblem {
    /// The file has mistakes, which its parse reports.
    Unreadable,
    /// The canonical text would say something else than the file: a mistake of the formatter, reported as such.
    Refused(Box<Diagnostic>),
}

/// The canonical text of a file; its own text where there is none ([`format_checked`] says why).
pub fn format(file: &SourceFile, parse: &Parse) -> String {
    format_checked(file, parse).unwrap_or_else(|_| file.text.to_string())
}

/// The canonical text of a file that was parsed without an error. It parses to the same tree, with the same comments.
///
/// # Errors
///
/// If the file has mistakes, or if the text would not say the same.
pub fn format_checked(file: &SourceFile, parse: &Parse) -> Result<String, FormatProblem> {
    if has_errors(parse) {
        return Err(FormatProblem::Unreadable);
    }
    // With tidied marks and small letters if that is safe, with the author's own if not.
    let tidied = lay_out(&file.text, parse, true);
    if says_the_same(&file.text, parse, &tidied) {
        return Ok(tidied);
    }
    let plain = lay_out(&file.text, parse, false);
    if says_the_same(&file.text, parse, &plain) {
        return Ok(plain);
    }
    Err(FormatProblem::Refused(Box::new(problems::formatter_refused(parse.file.span))))
}

fn lay_out(text: &str, parse: &Parse, tidied: bool) -> String {
    let mut words = tokens::tokens(text, parse, tidied);
    if tidied {
        words = tidy::tidy(words, &parse.file);
    }
    document::print(&items::file(words, &parse.file))
}

fn says_the_same(text: &str, parse: &Parse, formatted: &str) -> bool {
    let again = crate::syntax::parse(parse.file.span.file, formatted);
    !has_errors(&again) && same(&parse.file, &again.file) && comments(text, parse) == comments(formatted, &again)
}

/// The comments' words, sorted.
fn comments<'a>(text: &'a str, parse: &Parse) -> Vec<&'a str> {
    let mut comments = parse.trivia.comments.iter().filter_map(|comment| text.get(comment.span.range())).collect::<Vec<_>>();
    comments.sort_unstable();
    comments
}

fn has_errors(parse: &Parse) -> bool {
    parse.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}
