//! What is too large, too long or too deep to be read. Such an item is reported and left out; the rest of the file is read.
//!
//! The grammar nests as the text nests, and its time grows with the square of the depth of parentheses: the limits keep both
//! harmless, far above anything that a person would write.

use std::borrow::Cow;
use std::ops::Range;

use super::lettering::DEEPEST_LISTS;
use super::scan::{Piece, is_blank, is_word, pieces};
use super::{Trivia, heads, problems};
use crate::diagnostics::Diagnostic;
use crate::source::{FileId, Span};

/// The largest file that is read, in bytes: a hundred times a long statute.
pub(super) const LARGEST_FILE: usize = 4 << 20;
/// How deep parentheses may nest.
const DEEPEST_PARENTHESES: usize = 128;
/// Words in a row without any mark between them.
const MOST_WORDS: usize = 1000;
/// Words like `of`, `that`, `after`, each of which may open a level, without a semicolon between them.
const MOST_OPENERS: usize = 500;
/// Bytes in one word.
const LONGEST_WORD: usize = 300;
/// Items in one file: what has a name is looked for among all of them.
const MOST_ITEMS: usize = 10_000;
/// Commas, semicolons and stops in one item: entries of a list are compared with one another.
pub(crate) const MOST_PARTS: usize = 10_000;

/// The text with each item that goes beyond a limit blanked out (offsets stay as they are), and a diagnostic for each.
pub(super) fn readable(file: FileId, text: &str) -> (Cow<'_, str>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut left_out: Vec<Range<usize>> = Vec::new();
    let mut item = Item::at(0);
    let (mut heads, mut stops) = (0, 0);
    for (piece, range) in pieces(text) {
        let place = text.get(range.clone()).unwrap_or("");
        if begins_item(text, &piece, &range, place) {
            item.begins(range.start, &mut left_out);
            heads += 1;
        }
        if heads.max(stops) > MOST_ITEMS {
            diagnostics.push(problems::too_many_items(Span::new(file, range.start, range.end), MOST_ITEMS));
            item.broken = Some(item.broken.unwrap_or(item.start));
            break;
        }
        let found = item.take(&piece, place, text.get(range.end..).unwrap_or(""));
        if let (Some(limit), None) = (found, item.broken) {
            item.broken = Some(item.start);
            let shown = Span::new(file, range.start, range.start + place.chars().take(40).map(char::len_utf8).sum::<usize>());
            diagnostics.push(match limit {
                Limit::Depth => problems::nested_too_deeply(shown),
                Limit::Words => problems::sentence_too_long(shown, MOST_WORDS),
                Limit::Word => problems::word_too_long(shown, LONGEST_WORD),
                Limit::Parts => problems::too_many_parts(shown, MOST_PARTS),
            });
        }
        if item.ended {
            stops += 1;
            item.ends(range.end, &mut left_out);
        }
    }
    item.ends(text.len(), &mut left_out);
    if left_out.is_empty() {
        return (Cow::Borrowed(text), diagnostics);
    }
    let mut bytes = text.as_bytes().to_vec();
    for range in left_out {
        // One comment on one line, without blanks: a stretch of blanks would be looked over again from each of them.
        if let Some([first, rest @ ..]) = bytes.get_mut(range) {
            *first = if rest.is_empty() { b' ' } else { b'#' };
            rest.fill(b'-');
            if let Some(last) = rest.last_mut() {
                *last = b'\n';
            }
        }
    }
    (String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned), diagnostics)
}

/// The last word or mark before `at`, comments passed over; an empty place at `at` if there is none.
pub(super) fn word_before(file: FileId, text: &str, trivia: &Trivia, at: usize) -> Span {
    let mut end = at;
    loop {
        let kept = text.get(..end).map_or(0, |part| part.trim_end_matches(is_blank).len());
        let next = trivia.comments.partition_point(|comment| (comment.span.start as usize) < kept);
        end = match next.checked_sub(1).and_then(|index| trivia.comments.get(index)) {
            Some(comment) if comment.span.end as usize >= kept => comment.span.start as usize,
            _ => {
                end = kept;
                break;
            }
        };
    }
    let before = text.get(..end).unwrap_or("");
    let line = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let last =
        pieces(before.get(line..).unwrap_or("")).last().map_or(line..end, |(_, range)| line + range.start..line + range.end);
    Span::new(file, last.start.min(end), last.end.min(end).max(last.start.min(end)))
}

enum Limit {
    Depth,
    Words,
    Word,
    Parts,
}

/// What has been met since an item began.
struct Item {
    start: usize,
    /// Where the item that is left out begins, once a limit has been met.
    broken: Option<usize>,
    ended: bool,
    parentheses: usize,
    words: usize,
    openers: usize,
    parts: usize,
    /// The kinds of the lettered lists around this place.
    lists: Vec<Kind>,
    /// Whether `of:` has just announced a list.
    announced: bool,
    last_word_is_of: bool,
}

/// The kinds of letters of a list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Digits,
    Lower,
    Upper,
}

impl Item {
    fn at(start: usize) -> Item {
        Item {
            start,
            broken: None,
            ended: false,
            parentheses: 0,
            words: 0,
            openers: 0,
            parts: 0,
            lists: Vec::new(),
            announced: false,
            last_word_is_of: false,
        }
    }

    /// An item's head stands here: what is left out ends before it. The depth goes on, since the grammar may see no head here.
    fn begins(&mut self, start: usize, left_out: &mut Vec<Range<usize>>) {
        if self.broken.is_some() {
            self.ends(start, left_out);
        }
        self.start = start;
    }

    fn ends(&mut self, end: usize, left_out: &mut Vec<Range<usize>>) {
        if let Some(start) = self.broken {
            left_out.push(start..end);
        }
        *self = Item::at(end);
    }

    fn take(&mut self, piece: &Piece, place: &str, rest: &str) -> Option<Limit> {
        match piece {
            Piece::Word => return self.word(place),
            Piece::Mark(mark) => {
                self.words = 0;
                if matches!(mark, ',' | ';' | '.') && !rest.starts_with(is_word) {
                    self.parts += 1;
                    if self.parts > MOST_PARTS {
                        return Some(Limit::Parts);
                    }
                }
                match mark {
                    '(' => {
                        self.parentheses += 1;
                        if self.parentheses > DEEPEST_PARENTHESES {
                            return Some(Limit::Depth);
                        }
                        if let Some(kind) = label(rest) {
                            return self.list_label(kind);
                        }
                    }
                    ')' => self.parentheses = self.parentheses.saturating_sub(1),
                    ';' => self.openers = 0,
                    ':' => self.announced |= self.last_word_is_of,
                    '!' => {
                        self.openers += 1;
                        if self.openers > MOST_OPENERS {
                            return Some(Limit::Depth);
                        }
                    }
                    '.' => self.ended = ends_line(rest),
                    _ => {}
                }
                self.last_word_is_of = false;
            }
            Piece::Quotation | Piece::OpenQuotation | Piece::Law | Piece::Comment => {}
        }
        None
    }

    fn word(&mut self, place: &str) -> Option<Limit> {
        self.words += 1;
        let openers = ["of", "where", "that", "who", "which", "whose", "after", "before", "between", "not"];
        self.last_word_is_of = place.eq_ignore_ascii_case("of");
        if openers.iter().any(|opener| place.eq_ignore_ascii_case(opener)) {
            self.openers += 1;
        }
        if place.len() > LONGEST_WORD {
            return Some(Limit::Word);
        }
        if self.openers > MOST_OPENERS {
            return Some(Limit::Depth);
        }
        (self.words > MOST_WORDS).then_some(Limit::Words)
    }

    /// A label opens a list where one was announced, else it goes on with the nearest list of its kind.
    fn list_label(&mut self, kind: Kind) -> Option<Limit> {
        if std::mem::take(&mut self.announced) {
            self.lists.push(kind);
        } else {
            while self.lists.last().is_some_and(|last| *last != kind) {
                self.lists.pop();
            }
        }
        (self.lists.len() > DEEPEST_LISTS).then_some(Limit::Depth)
    }
}

/// The kind of a label whose `(` has just been read.
fn label(rest: &str) -> Option<Kind> {
    let close = rest.bytes().take(5).position(|byte| byte == b')')?;
    let inside = rest.get(..close)?;
    match inside.chars().next()? {
        first if first.is_ascii_digit() => Some(Kind::Digits),
        first if first.is_ascii_lowercase() => Some(Kind::Lower),
        first if first.is_ascii_uppercase() => Some(Kind::Upper),
        _ => None,
    }
}

/// Whether nothing but blanks follows on the line: a stop there ends a sentence for certain.
fn ends_line(rest: &str) -> bool {
    rest.chars()
        .find(|letter| !matches!(letter, ' ' | '\t' | '\u{FEFF}'))
        .is_none_or(|letter| matches!(letter, '\n' | '\r' | '#'))
}

/// Whether a word that begins items stands here at the start of a line.
fn begins_item(text: &str, piece: &Piece, range: &Range<usize>, place: &str) -> bool {
    *piece == Piece::Word
        && place.len() <= 10
        && heads::in_text().any(|word| place.eq_ignore_ascii_case(word))
        && text.get(..range.start).is_some_and(|before| before.is_empty() || before.ends_with(['\n', '\r']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_that_nests_too_deeply_is_left_out_alone() {
        let text = format!("rule 1: honor detainer if {}a is b.\nrule 2: honor detainer.\n", "(".repeat(200));
        let (readable, diagnostics) = readable(FileId(0), &text);
        assert!(readable.starts_with('#') && readable.ends_with("\n\nrule 2: honor detainer.\n"), "{readable}");
        assert_eq!(readable.len(), text.len());
        assert_eq!(diagnostics.len(), 1);
    }

    #[test]
    fn the_last_word_before_a_place() {
        let text = "honor detainer # why\n\nrule";
        let trivia = super::super::scan::trivia(FileId(0), text);
        let span = word_before(FileId(0), text, &trivia, 22);
        assert_eq!(&text[span.range()], "detainer");
    }
}
