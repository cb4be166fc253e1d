//! Texts and places in them: the lowest layer, which every other layer uses.

use std::sync::Arc;

/// A file among [`Sources`]; an index, valid only for the `Sources` that gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// A half-open stretch of bytes in one file. `start <= end`, both on character boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The file that the stretch lies in.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The stretch from `start` to `end` in `file`.
    pub fn new(file: FileId, start: usize, end: usize) -> Span {
        Span { file, start: offset(start), end: offset(end) }
    }

    /// The smallest stretch that holds both; `self` where they lie in different files.
    #[must_use]
    pub fn to(self, other: Span) -> Span {
        if self.file != other.file {
            return self;
        }
        Span { file: self.file, start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// As a range of byte offsets.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// The words of a stretch of a policy on one line, each parted from the next by one space; comments are left out.
pub fn on_one_line(text: &str) -> String {
    text.lines().flat_map(|line| without_comment(line).split_whitespace()).collect::<Vec<_>>().join(" ")
}

/// Whether two names are the same to who says them aloud or types them in a command: capitals and what joins the words do not matter.
pub fn same_name(one: &str, other: &str) -> bool {
    let plain = |text: &str| {
        let words: Vec<String> =
            text.split(['_', '-', ' ']).filter(|it| !it.is_empty()).map(|word| word.to_lowercase()).collect();
        words.join(" ")
    };
    plain(one) == plain(other)
}

/// A line up to its comment.
pub fn without_comment(line: &str) -> &str {
    let mut quoted = false;
    for (at, character) in line.char_indices() {
        match character {
            '"' | '\u{201C}' | '\u{201D}' => quoted = !quoted,
            '#' if !quoted => return line.get(..at).unwrap_or(line),
            _ => {}
        }
    }
    line
}

/// Offsets fit 32 bits because the loader refuses files of 64 MiB and more (`cli::load`).
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// A line and a column, both counted from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// From 1, in characters (Unicode scalar values).
    pub column: usize,
}

/// One text with its name as the user gave it.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path or `<stdin>`, for people.
    pub name: String,
    /// The module's name: the path from the root of the policies without its ending (`us/detainer`).
    pub module: String,
    /// The whole text.
    pub text: Arc<str>,
    line_starts: Vec<u32>,
}

/// Every text of one run, by [`FileId`].
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// Adds a text and gives it its id.
    pub fn add(&mut self, name: impl Into<String>, module: impl Into<String>, text: impl Into<Arc<str>>) -> FileId {
        let text = text.into();
        let line_starts = std::iter::once(0)
            .chain(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| offset(at + 1)))
            .collect();
        self.files.push(SourceFile { name: name.into(), module: module.into(), text, line_starts });
        FileId(offset(self.files.len() - 1))
    }

    /// The file of an id.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// Every file with its id, in the order added.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(index, file)| (FileId(offset(index)), file))
    }

    /// The words at a span.
    pub fn text(&self, span: Span) -> &str {
        self.file(span.file).text.get(span.range()).unwrap_or("")
    }

    /// Where a span begins.
    pub fn position(&self, span: Span) -> Position {
        self.file(span.file).position(span.start)
    }
}

impl SourceFile {
    /// Line and column of a byte offset (past the end: those of the end).
    pub fn position(&self, at: u32) -> Position {
        let line = self.line_starts.partition_point(|start| *start <= at).max(1);
        let start = self.line_starts[line - 1] as usize;
        let before = self.text.get(start..(at as usize).min(self.text.len())).unwrap_or("");
        Position { line, column: before.chars().count() + 1 }
    }

    /// The bytes of a line (counted from 1) without its ending; empty past the last line.
    pub fn line_range(&self, line: usize) -> std::ops::Range<usize> {
        let start_of = |index: usize| self.line_starts.get(index).map(|start| *start as usize);
        let Some(start) = line.checked_sub(1).and_then(start_of) else { return self.text.len()..self.text.len() };
        let end = start_of(line).map_or(self.text.len(), |next| next - 1);
        let end = if end > start && self.text.as_bytes().get(end - 1) == Some(&b'\r') { end - 1 } else { end };
        start..end
    }

    /// How many lines the text has; at least one.
    pub fn line_count(&self) -> usize {
        self.line_starts.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_from_one() {
        let mut sources = Sources::default();
        let id = sources.add("a.enact", "a", "é b\nc");
        let at = |start| sources.file(id).position(start);
        assert_eq!(at(0), Position { line: 1, column: 1 });
        assert_eq!(at(3), Position { line: 1, column: 3 });
        assert_eq!(at(5), Position { line: 2, column: 1 });
        assert_eq!(at(99), Position { line: 2, column: 2 });
    }
}
