//! Diagnostics drawn for people: the lines of the policy with what is wrong underlined. The only file that knows miette.

use super::excerpt::{Excerpt, Notice, notice};
use super::{Diagnostic, Severity};
use crate::source::Sources;
use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents,
    ThemeCharacters, ThemeStyles,
};
use std::fmt;

/// How to draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether to colour.
    pub color: bool,
    /// Columns: messages are wrapped there.
    pub width: usize,
    /// Longer lines of a text are shortened round what is marked.
    pub line_limit: usize,
}

impl Style {
    /// Without colour, 92 columns: for files, pipes and pages.
    pub const PLAIN: Style = Style { color: false, width: 92, line_limit: 120 };

    /// For a terminal of that many columns.
    pub fn terminal(columns: usize, color: bool) -> Style {
        let width = columns.clamp(60, 120);
        Style { color, width, line_limit: width - 8 }
    }
}

/// A diagnostic drawn, ending with a line feed.
pub fn render(sources: &Sources, diagnostic: &Diagnostic, style: &Style) -> String {
    draw(&notice(sources, diagnostic, style.line_limit), style)
}

/// A notice drawn: code, message, excerpts, help.
pub fn draw(notice: &Notice, style: &Style) -> String {
    let theme = GraphicalTheme {
        characters: ThemeCharacters::unicode(),
        styles: if style.color { ThemeStyles::ansi() } else { ThemeStyles::none() },
    };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_urls(false)
        .with_width(usize::MAX)
        .with_wrap_lines(false)
        .without_syntax_highlighting()
        // An excerpt is shown whole: what surrounds the marks has been chosen already.
        .with_context_lines(1 << 20);
    let mut out = String::new();
    let first = Part { notice, excerpt: notice.excerpts.first(), message: wrapped(&notice.message, style.width) };
    report(&handler, &first, &mut out);
    for excerpt in notice.excerpts.iter().skip(1) {
        let mut drawn = String::new();
        report(&handler, &Part { notice, excerpt: Some(excerpt), message: String::new() }, &mut drawn);
        // Code and message have been said: what follows the line of the (empty) message is the excerpt.
        let from = drawn.char_indices().filter(|(_, it)| *it == '\n').nth(2).map_or(drawn.len(), |(at, _)| at + 1);
        out.push_str(&drawn[from..]);
    }
    help(&notice.help, style, &mut out);
    trim_lines(&out)
}

fn report(handler: &GraphicalReportHandler, part: &Part<'_>, out: &mut String) {
    if handler.render_report(out, part).is_err() {
        // Drawing never fails on an excerpt we made; if it did, the words still count more than the drawing.
        out.push_str(&part.notice.message);
        out.push('\n');
    }
}

/// Help stands as it was written: it is short, and a broken line can't be copied.
fn help(lines: &[String], style: &Style, out: &mut String) {
    for (index, line) in lines.iter().enumerate() {
        match (index, style.color) {
            (0, true) => out.push_str("  \u{1b}[36mhelp: \u{1b}[0m"),
            (0, false) => out.push_str("  help: "),
            _ => out.push_str("        "),
        }
        out.push_str(line);
        out.push('\n');
    }
}

/// Words on lines of at most `width` columns, less the four that the drawing needs.
fn wrapped(text: &str, width: usize) -> String {
    let room = width.saturating_sub(6).max(20);
    let mut out = String::new();
    let mut column = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > room {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
    }
    out
}

fn trim_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// One excerpt of a notice, as miette wants it.
struct Part<'a> {
    notice: &'a Notice,
    excerpt: Option<&'a Excerpt>,
    message: String,
}

impl fmt::Display for Part<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl fmt::Debug for Part<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for Part<'_> {}

impl miette::Diagnostic for Part<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.notice.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.notice.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
        })
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let marks = &self.excerpt?.marks;
        Some(Box::new(marks.iter().map(|mark| {
            let text = (!mark.text.is_empty()).then(|| mark.text.clone());
            let span = SourceSpan::from(mark.range.clone());
            match mark.primary {
                true => LabeledSpan::new_primary_with_span(text, span),
                false => LabeledSpan::new_with_span(text, span),
            }
        })))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.excerpt.map(|excerpt| excerpt as &dyn SourceCode)
    }
}

impl SourceCode for Excerpt {
    /// Without context: the place of the mark, for the header. With context: the whole excerpt.
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let contents = if before == 0 && after == 0 {
            let mark = self.marks.iter().find(|mark| mark.range.start == span.offset()).ok_or(MietteError::OutOfBounds)?;
            let data = self.text.get(mark.range.clone()).ok_or(MietteError::OutOfBounds)?.as_bytes();
            let span = SourceSpan::from(mark.range.clone());
            MietteSpanContents::new_named(self.name.clone(), data, span, mark.at.line - 1, mark.at.column - 1, 1)
        } else {
            let span = SourceSpan::from(0..self.text.len());
            let lines = self.text.lines().count().max(1);
            MietteSpanContents::new_named(self.name.clone(), self.text.as_bytes(), span, self.first_line - 1, 0, lines)
        };
        Ok(Box::new(contents))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::catalogue::{MISSING_FULL_STOP, UNKNOWN_NAME};
    use crate::source::{FileId, Span};

    fn span(id: FileId, text: &str, words: &str) -> Span {
        let start = text.find(words).unwrap();
        Span::new(id, start, start + words.len())
    }

    #[test]
    fn the_first_message_of_the_collection() {
        let text = "rule 1 \"low-level arrests\":\n    decline detainer if offense is low-level and no prior convicton.\n";
        let mut sources = Sources::default();
        let id = sources.add("sheriff-2012.enact", "sheriff-2012", text);
        let diagnostic = Diagnostic::new(UNKNOWN_NAME, span(id, text, "prior convicton"), "unknown name `prior convicton`")
            .label("did you mean `prior conviction`?")
            .help("write `no prior conviction`; `us/detainer` declares the name");
        let expected = "\
unknown-name

  × unknown name `prior convicton`
   ╭─[sheriff-2012.enact:2:53]
 1 │ rule 1 \"low-level arrests\":
 2 │     decline detainer if offense is low-level and no prior convicton.
   ·                                                     ───────┬───────
   ·                                                            ╰── did you mean `prior conviction`?
   ╰────
  help: write `no prior conviction`; `us/detainer` declares the name
";
        assert_eq!(render(&sources, &diagnostic, &Style::PLAIN), expected);
    }

    #[test]
    fn two_places_near_each_other_share_an_excerpt() {
        let text = "rule 1:\n    a if b\n\nrule 2:\n    c.\n";
        let mut sources = Sources::default();
        let id = sources.add("a.enact", "a", text);
        let diagnostic = Diagnostic::new(MISSING_FULL_STOP, Span::new(id, 17, 18), "rule 1 does not end with a full stop")
            .label("a full stop belongs after this")
            .also(span(id, text, "rule 2"), "the next rule begins here");
        let drawn = render(&sources, &diagnostic, &Style::PLAIN);
        assert_eq!(drawn.matches("╭─").count(), 1, "{drawn}");
        assert!(drawn.contains("[a.enact:2:10]") && drawn.contains(" 3 │\n"), "{drawn}");
    }

    #[test]
    fn places_in_two_files_are_two_excerpts_and_long_messages_wrap() {
        let mut sources = Sources::default();
        let one = sources.add("é.enact", "a", "é é wrong");
        let two = sources.add("b.enact", "b", "\n\nfirst");
        let message = "word ".repeat(30);
        let diagnostic = Diagnostic::new(UNKNOWN_NAME, Span::new(one, 6, 11), message.trim())
            .label("again here")
            .also(Span::new(two, 2, 7), "declared here");
        let drawn = render(&sources, &diagnostic, &Style::PLAIN);
        assert!(drawn.contains("[é.enact:1:5]") && drawn.contains("[b.enact:3:1]"), "{drawn}");
        assert_eq!(drawn.matches("unknown-name").count(), 1);
        assert!(drawn.lines().all(|line| line.chars().count() <= 92), "{drawn}");
        assert!(!drawn.contains("\n\n   ╭"), "{drawn}");
    }

    #[test]
    fn an_overlapping_label_makes_way() {
        let text = "offense is an infraction";
        let mut sources = Sources::default();
        let id = sources.add("a.enact", "a", text);
        let diagnostic = Diagnostic::new(UNKNOWN_NAME, span(id, text, "infraction"), "x")
            .label("inner")
            .also(Span::new(id, 0, text.len()), "outer")
            .also(span(id, text, "infraction"), "same");
        let drawn = render(&sources, &diagnostic, &Style::PLAIN);
        assert!(drawn.contains("inner; same") && drawn.contains("outer"), "{drawn}");
    }
}
