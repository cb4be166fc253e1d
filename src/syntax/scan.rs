//! One pass over the raw text, before the grammar: comments and blank lines, and the stretches that are too much for it.
//!
//! Comments are found here and not in the grammar, because a comment inside an unreadable stretch is a comment too.

use super::{Comment, Trivia};
use crate::source::{FileId, Span};

/// A piece of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// `# …`, without trailing blanks.
    Comment,
    /// `"…"`.
    Quotation,
    /// A quotation that its line does not close.
    OpenQuotation,
    /// A `>` line.
    Law,
    /// Letters, digits, and what joins them.
    Word,
    /// One other visible character.
    Mark(char),
}

/// The pieces of `text` in order, as byte ranges; blanks and line breaks lie between them.
pub(super) fn pieces(text: &str) -> Pieces<'_> {
    Pieces { text, at: 0, line_begins: true }
}

/// Iterator over the pieces of a text.
pub(super) struct Pieces<'t> {
    text: &'t str,
    at: usize,
    line_begins: bool,
}

impl Iterator for Pieces<'_> {
    type Item = (Piece, std::ops::Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.text.get(self.at..)?;
        let blank = rest.len() - rest.trim_start_matches(is_blank).len();
        if rest.get(..blank).is_some_and(|blanks| blanks.contains(['\n', '\r'])) {
            self.line_begins = true;
        }
        let start = self.at + blank;
        let rest = self.text.get(start..)?;
        let first = rest.chars().next()?;
        // Looked for only where it is needed: a long line would be read again at every word.
        let line = || rest.split(['\n', '\r']).next().unwrap_or(rest);
        let (piece, length) = match first {
            '#' => (Piece::Comment, line().trim_end_matches(is_blank).len()),
            '>' if self.line_begins => (Piece::Law, line().trim_end_matches(is_blank).len()),
            '"' | '\u{201C}' => {
                let closing = if first == '"' { '"' } else { '\u{201D}' };
                let end = rest.char_indices().skip(1).find(|(_, letter)| *letter == closing || matches!(letter, '\n' | '\r'));
                match end.filter(|(_, letter)| *letter == closing) {
                    Some((at, letter)) => (Piece::Quotation, at + letter.len_utf8()),
                    None => (Piece::OpenQuotation, line().trim_end_matches(is_blank).len()),
                }
            }
            letter if is_word(letter) => {
                let end =
                    rest.find(|letter| !is_word(letter) && !matches!(letter, '-' | '\'' | '\u{2019}')).unwrap_or(rest.len());
                (Piece::Word, end)
            }
            other => (Piece::Mark(other), other.len_utf8()),
        };
        self.line_begins = false;
        self.at = start + length;
        Some((piece, start..self.at))
    }
}

/// Whether the grammar skips it between words.
pub(super) fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || letter == '\u{FEFF}'
}

/// Whether it may stand in a word.
pub(super) fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// Whether an editor shows a new line behind it, where for Enact the line goes on: word processors and web pages leave such characters.
pub(super) fn is_shown_as_break(letter: char) -> bool {
    matches!(letter, '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The first such character of each note, line of law and quotation: what an author sees on the next line would be a part of it, and be lost.
pub(super) fn hidden_breaks(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    pieces(text).filter(|(piece, _)| !matches!(piece, Piece::Word | Piece::Mark(_))).filter_map(|(_, range)| {
        let piece = text.get(range.clone())?;
        let (at, letter) = piece.char_indices().find(|(_, letter)| is_shown_as_break(*letter))?;
        Some((range.start + at, letter))
    })
}

/// Comments and blank lines.
pub(super) fn trivia(file: FileId, text: &str) -> Trivia {
    let mut trivia = Trivia::default();
    for (piece, range) in pieces(text) {
        if piece == Piece::Comment {
            let line = text.get(..range.start).map_or("", |before| before.rsplit(['\n', '\r']).next().unwrap_or(""));
            let trailing = !line.trim_matches(is_blank).is_empty();
            trivia.comments.push(Comment { span: Span::new(file, range.start, range.end), trailing });
        }
    }
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.ends_with('\n') && line.trim_matches(is_blank).is_empty() {
            trivia.blank_lines.push(u32::try_from(at).unwrap_or(u32::MAX));
        }
        at += line.len();
    }
    trivia
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_comments_quotations_law_words_and_marks() {
        let text = "> law # too\nrule 1 \"a # b\": x's. # end  \n\"open\n";
        let found: Vec<(Piece, &str)> = pieces(text).map(|(piece, range)| (piece, &text[range])).collect();
        assert_eq!(
            found,
            [
                (Piece::Law, "> law # too"),
                (Piece::Word, "rule"),
                (Piece::Word, "1"),
                (Piece::Quotation, "\"a # b\""),
                (Piece::Mark(':'), ":"),
                (Piece::Word, "x's"),
                (Piece::Mark('.'), "."),
                (Piece::Comment, "# end"),
                (Piece::OpenQuotation, "\"open"),
            ]
        );
    }

    #[test]
    fn comments_know_whether_something_stands_before_them() {
        let trivia = trivia(FileId(0), "# a\n\nx. # b\n \t\n");
        assert_eq!(trivia.comments.iter().map(|comment| comment.trailing).collect::<Vec<_>>(), [false, true]);
        assert_eq!(trivia.blank_lines, [4, 12]);
    }
}
