//! The lines of a text that a diagnostic shows, with its marks: what every rendering of people-readable diagnostics draws.
//!
//! Excerpts are small whatever the text is: long lines are shortened round the marks, and characters that would command a
//! terminal (or reorder what is read) are replaced.

use super::{Diagnostic, Label, Severity};
use crate::source::{FileId, Position, SourceFile, Sources, Span};
use std::ops::Range;

/// A diagnostic ready to be drawn, of a policy or of a case record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its code's name.
    pub code: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// One clause.
    pub message: String,
    /// What is shown: the primary label's first.
    pub excerpts: Vec<Excerpt>,
    /// Lines of help.
    pub help: Vec<String>,
}

/// Lines that follow one another in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The file's name.
    pub name: String,
    /// The number of the first line, from 1.
    pub first_line: usize,
    /// The lines, joined by line feeds.
    pub text: String,
    /// What is marked, by place.
    pub marks: Vec<Mark>,
}

/// A marked stretch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Bytes of the excerpt's text; never empty.
    pub range: Range<usize>,
    /// Where it begins in the whole text.
    pub at: Position,
    /// What is said there; may be empty.
    pub text: String,
    /// The place to change.
    pub primary: bool,
}

/// More lines than this are not marked as a whole: the first of them is.
const LINES_MARKED: usize = 5;

/// The notice of a diagnostic; `line_limit` is the number of characters of a line beyond which it is shortened.
pub fn notice(sources: &Sources, diagnostic: &Diagnostic, line_limit: usize) -> Notice {
    let mut labels = vec![(&diagnostic.primary, true)];
    labels.extend(diagnostic.secondary.iter().map(|label| (label, false)));
    let mut files: Vec<FileId> = Vec::new();
    for (label, _) in &labels {
        if !files.contains(&label.span.file) {
            files.push(label.span.file);
        }
    }
    let excerpts = files
        .into_iter()
        .flat_map(|id| {
            let file = sources.file(id);
            let of_file: Vec<_> = labels.iter().filter(|(label, _)| label.span.file == id).copied().collect();
            chunks(file, stretches(file, &of_file)).into_iter().map(move |chunk| draw(file, &chunk, line_limit))
        })
        .collect();
    Notice {
        code: diagnostic.code.name(),
        severity: diagnostic.severity,
        message: clean(&diagnostic.message),
        excerpts,
        help: diagnostic.help.iter().map(|line| clean(line)).collect(),
    }
}

/// An excerpt of one line that is at hand, of a text that is not: `mark` is in bytes of it.
pub fn one_line(name: &str, line: &str, at: Position, mark: Range<usize>, label: &str, line_limit: usize) -> Excerpt {
    let mut sources = Sources::default();
    let line = line.trim_end_matches(['\n', '\r']);
    let id = sources.add(name, "", line);
    let file = sources.file(id);
    let start = floor(line, mark.start.min(line.len()));
    let end = ceil(line, mark.end.clamp(start, line.len()));
    let label = Label { span: Span::new(id, start, end), text: label.to_owned() };
    let stretches = stretches(file, &[(&label, true)]);
    let mut excerpt = draw(file, &Chunk { lines: 1..2, stretches }, line_limit);
    excerpt.first_line = at.line;
    for mark in &mut excerpt.marks {
        mark.at = at;
    }
    excerpt
}

/// A label whose place has been made fit to be drawn.
struct Stretch {
    range: Range<usize>,
    at: Position,
    lines: Range<usize>,
    text: String,
    primary: bool,
}

/// Lines that are shown together.
struct Chunk {
    lines: Range<usize>,
    stretches: Vec<Stretch>,
}

fn stretches(file: &SourceFile, labels: &[(&Label, bool)]) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    // The primary one comes first, and the others make way for it.
    for (label, primary) in labels {
        let length = file.text.len();
        let range = floor(&file.text, label.span.range().start.min(length))..ceil(&file.text, label.span.range().end.min(length));
        let at = file.position(range.start as u32);
        let last = file.position(range.end.saturating_sub(1).max(range.start) as u32).line;
        let whole = labels.len() == 1 && last - at.line < LINES_MARKED;
        let last = if whole { last } else { at.line };
        let range = widened(&file.text, &file.line_range(at.line), range.start..range.end.min(file.line_range(last).end));
        let stretch = Stretch { range, at, lines: at.line..last + 1, text: clean(&label.text), primary: *primary };
        if let Some(stretch) = make_way(file, &mut stretches, stretch) {
            stretches.push(stretch);
        }
    }
    stretches.sort_by_key(|stretch| (stretch.range.start, stretch.range.end));
    stretches
}

/// An empty stretch is widened to the next character of its line, else to the one before.
fn widened(text: &str, line: &Range<usize>, range: Range<usize>) -> Range<usize> {
    if range.start < range.end {
        return range;
    }
    let start = range.start.min(line.end).max(line.start);
    match text[start..line.end].chars().next() {
        Some(next) => start..start + next.len_utf8(),
        None => {
            let before = text[line.start..start].chars().next_back().map_or(0, char::len_utf8);
            start - before..start
        }
    }
}

/// Trims a stretch where it overlaps one that is there already; one that lies within it gives its text to it.
fn make_way(file: &SourceFile, there: &mut [Stretch], mut stretch: Stretch) -> Option<Stretch> {
    for other in there.iter_mut() {
        if stretch.range.end <= other.range.start || other.range.end <= stretch.range.start {
            continue;
        }
        if stretch.range.start < other.range.start {
            let before = file.text[stretch.range.start..other.range.start].trim_end().len();
            stretch.range.end = stretch.range.start + before;
        } else if stretch.range.end > other.range.end {
            let after = &file.text[other.range.end..stretch.range.end];
            stretch.range.start = stretch.range.end - after.trim_start().len();
        } else {
            stretch.range.end = stretch.range.start;
        }
        if stretch.range.is_empty() {
            if !stretch.text.is_empty() && stretch.text != other.text {
                other.text = if other.text.is_empty() { stretch.text } else { format!("{}; {}", other.text, stretch.text) };
            }
            return None;
        }
        stretch.at = file.position(stretch.range.start as u32);
    }
    Some(stretch)
}

/// Joins stretches whose surroundings (one line before and after) touch.
fn chunks(file: &SourceFile, stretches: Vec<Stretch>) -> Vec<Chunk> {
    let mut chunks: Vec<Chunk> = Vec::new();
    for stretch in stretches {
        let first = stretch.lines.start.saturating_sub(1).max(1);
        let end = (stretch.lines.end + 1).min(file.line_count() + 1);
        match chunks.last_mut() {
            Some(chunk) if first <= chunk.lines.end => {
                chunk.lines.end = chunk.lines.end.max(end);
                chunk.stretches.push(stretch);
            }
            _ => chunks.push(Chunk { lines: first..end, stretches: vec![stretch] }),
        }
    }
    // The empty line after a last line feed is no line to show.
    for chunk in &mut chunks {
        let marked = chunk.stretches.iter().map(|stretch| stretch.lines.end).max().unwrap_or(0);
        while chunk.lines.end > marked
            && chunk.lines.end == file.line_count() + 1
            && file.line_range(chunk.lines.end - 1).is_empty()
        {
            chunk.lines.end -= 1;
        }
    }
    // The excerpt with the place to change comes first.
    chunks.sort_by_key(|chunk| !chunk.stretches.iter().any(|stretch| stretch.primary));
    chunks
}

fn draw(file: &SourceFile, chunk: &Chunk, line_limit: usize) -> Excerpt {
    let mut text = String::new();
    let mut drawn: Vec<Option<Range<usize>>> = vec![None; chunk.stretches.len()];
    for line in chunk.lines.clone() {
        if line > chunk.lines.start {
            text.push('\n');
        }
        let range = file.line_range(line);
        let marks: Vec<&Range<usize>> =
            chunk.stretches.iter().filter(|it| it.lines.contains(&line)).map(|it| &it.range).collect();
        let mut shown_to = range.start;
        for piece in pieces(&file.text, &range, &marks, line_limit) {
            if piece.start > shown_to {
                text.push_str(if shown_to == range.start { "… " } else { " … " });
            }
            for (offset, character) in file.text[piece.clone()].char_indices() {
                let at = piece.start + offset;
                let before = text.len();
                text.push(shown(character));
                for (stretch, place) in chunk.stretches.iter().zip(&mut drawn) {
                    if stretch.range.contains(&at) {
                        let start = place.as_ref().map_or(before, |range| range.start);
                        *place = Some(start..text.len());
                    }
                }
            }
            shown_to = piece.end;
        }
        if shown_to < range.end {
            text.push_str(" …");
        }
        // An empty line has nothing to underline: a blank stands in.
        for (stretch, place) in chunk.stretches.iter().zip(&mut drawn) {
            if place.is_none() && stretch.lines.start == line && stretch.range.is_empty() {
                *place = Some(text.len()..text.len() + 1);
                text.push(' ');
            }
        }
    }
    let marks = chunk
        .stretches
        .iter()
        .zip(drawn)
        .filter_map(|(stretch, range)| {
            Some(Mark { range: range?, at: stretch.at, text: stretch.text.clone(), primary: stretch.primary })
        })
        .collect();
    Excerpt { name: clean(&file.name), first_line: chunk.lines.start, text, marks }
}

/// The pieces of a line that are shown: all of it, or what surrounds the marks.
fn pieces(text: &str, line: &Range<usize>, marks: &[&Range<usize>], limit: usize) -> Vec<Range<usize>> {
    /// Bytes kept before and after a mark, and of a mark.
    const AROUND: usize = 24;
    const OF_MARK: usize = 48;
    if line.len() <= limit || (line.len() <= limit * 4 && text[line.clone()].chars().count() <= limit) {
        return vec![line.clone()];
    }
    let mut wanted: Vec<Range<usize>> = marks
        .iter()
        .map(|mark| {
            let start = mark.start.clamp(line.start, line.end);
            let end = mark.end.clamp(start, line.end).min(start + OF_MARK);
            start.saturating_sub(AROUND).max(line.start)..(end + AROUND).min(line.end)
        })
        .collect();
    if wanted.is_empty() {
        wanted.push(line.start..line.start + limit);
    }
    let mut pieces: Vec<Range<usize>> = Vec::new();
    for piece in wanted {
        match pieces.last_mut() {
            Some(last) if piece.start <= last.end + 3 => last.end = last.end.max(piece.end),
            _ => pieces.push(piece),
        }
    }
    // What is left of the limit goes to the surroundings.
    let left = limit.saturating_sub(pieces.iter().map(Range::len).sum());
    if let Some(first) = pieces.first_mut() {
        first.start = first.start.saturating_sub(left / 2).max(line.start);
    }
    let left = limit.saturating_sub(pieces.iter().map(Range::len).sum());
    if let Some(last) = pieces.last_mut() {
        last.end = (last.end + left).min(line.end);
    }
    pieces.into_iter().map(|piece| floor(text, piece.start)..ceil(text, piece.end).min(line.end)).collect()
}

/// Text with every character fit to be shown.
pub fn clean(text: &str) -> String {
    text.chars().map(shown).collect()
}

/// Control characters and those that turn the direction of writing are shown as `�`.
fn shown(character: char) -> char {
    match character {
        '\t' => '\t',
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' | '\u{feff}' => '\u{fffd}',
        control if control.is_control() => '\u{fffd}',
        other => other,
    }
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn ceil(text: &str, mut at: usize) -> usize {
    while at < text.len() && !text.is_char_boundary(at) {
        at += 1;
    }
    at.min(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::catalogue::UNKNOWN_NAME;

    fn check(text: &str, range: Range<usize>, limit: usize) -> (String, String) {
        let mut sources = Sources::default();
        let id = sources.add("a.enact", "a", text);
        let diagnostic = Diagnostic::new(UNKNOWN_NAME, Span::new(id, range.start, range.end), "unknown name").label("here");
        let notice = notice(&sources, &diagnostic, limit);
        let excerpt = notice.excerpts.into_iter().next().unwrap();
        let marked = excerpt.text[excerpt.marks[0].range.clone()].to_owned();
        (excerpt.text, marked)
    }

    #[test]
    fn empty_stretches_are_widened() {
        assert_eq!(check("abc", 3..3, 80), ("abc".into(), "c".into()));
        assert_eq!(check("abc\n", 4..4, 80), ("abc\n ".into(), " ".into()));
        assert_eq!(check("", 0..0, 80), (" ".into(), " ".into()));
        assert_eq!(check("abc d", 3..3, 80), ("abc d".into(), " ".into()));
        assert_eq!(check("abé", 99..120, 80), ("abé".into(), "é".into()));
    }

    #[test]
    fn long_lines_are_shortened_round_the_mark() {
        let text = format!("{}wrong{}", "a ".repeat(500_000), " b".repeat(500_000));
        let (text, marked) = check(&text, 1_000_000..1_000_005, 100);
        assert_eq!(marked, "wrong");
        assert!(text.starts_with("… ") && text.ends_with(" …") && text.chars().count() <= 106, "{text}");
    }

    #[test]
    fn what_commands_a_terminal_is_replaced() {
        assert_eq!(check("a\u{1b}[31mb\u{202e}", 0..1, 80).0, "a\u{fffd}[31mb\u{fffd}");
    }
}
