//! From a stretch of bytes to what a person is shown: line, column, and the line's text, made safe and short.

use std::ops::Range;

/// Where a text begins in the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The line, from 1.
    pub line: usize,
    /// Characters before it on that line.
    pub column: usize,
}

/// A place found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// The line (shortened where it is long) and the stretch in it, in bytes.
    pub excerpt: (String, Range<usize>),
}

/// So many characters are shown whole.
const WHOLE: usize = 110;
/// Else so many before the place, …
const BEFORE: usize = 40;
/// … so many of it, and as many after it.
const AFTER: usize = 50;

/// Where `at` (bytes of `text`, which begins at `origin`) lies. Never panics, whatever the bytes and the range.
pub fn place(text: &[u8], origin: Origin, at: Range<usize>) -> Place {
    let start = at.start.min(text.len());
    let before = text.get(..start).unwrap_or(text);
    let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
    let line_length = text.get(start..).unwrap_or(&[]).iter().position(|byte| *byte == b'\n').unwrap_or(text.len() - start);
    let line_end = start + line_length;
    let end = at.end.clamp(start, line_end);
    let newlines = before.iter().filter(|byte| **byte == b'\n').count();

    let left = shown(text.get(line_start..start).unwrap_or(&[]));
    let middle = shown(text.get(start..end).unwrap_or(&[]));
    let right = shown(text.get(end..line_end).unwrap_or(&[]));
    let left_length = left.chars().count();
    let column = left_length + 1 + if newlines == 0 { origin.column } else { 0 };
    let whole = left_length + middle.chars().count() + right.chars().count() <= WHOLE;
    let (left, middle, right) =
        if whole { (left, middle, right) } else { (tail(&left, BEFORE), head(&middle, AFTER), head(&right, AFTER)) };
    let stretch = left.len()..left.len() + middle.len();
    Place { line: origin.line + newlines, column, excerpt: (left + &middle + right.trim_end(), stretch) }
}

/// Bytes as text that can be shown on a terminal: nothing that moves the cursor or turns the direction of writing.
fn shown(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).chars().map(harmless).collect()
}

/// A character, or a mark in its place where it would do something to a terminal.
pub fn harmless(letter: char) -> char {
    match letter {
        '\t' | '\r' => ' ',
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}' => '\u{fffd}',
        letter if letter.is_control() => '\u{fffd}',
        letter => letter,
    }
}

fn head(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn tail(text: &str, most: usize) -> String {
    let length = text.chars().count();
    if length <= most {
        return text.to_owned();
    }
    std::iter::once('…').chain(text.chars().skip(length - most)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOP: Origin = Origin { line: 4, column: 0 };

    #[test]
    fn lines_and_columns_count_characters() {
        let found = place("ab\né \"x\"\r\nc".as_bytes(), TOP, 6..9);
        assert_eq!((found.line, found.column), (5, 3));
        assert_eq!(found.excerpt, ("é \"x\"".to_owned(), 3..6));
        assert_eq!(place(b"ab", Origin { line: 1, column: 10 }, 1..2).column, 12);
    }

    #[test]
    fn long_lines_are_cut_and_harmful_letters_replaced() {
        let text = format!("{}\"here\"{}", "a".repeat(500), "b".repeat(500));
        let found = place(text.as_bytes(), TOP, 500..506);
        assert_eq!(found.column, 501);
        assert_eq!(&found.excerpt.0[found.excerpt.1.clone()], "\"here\"");
        assert!(found.excerpt.0.chars().count() < 110);
        assert_eq!(place(b"\x1b[2J\xff", TOP, 90..95).excerpt.0, "\u{fffd}[2J\u{fffd}");
    }
}
