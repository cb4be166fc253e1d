//! Diagnostics in one line, for editors, continuous integration and screen readers.

use super::excerpt::{Notice, clean};
use super::{Diagnostic, Severity};
use crate::source::Sources;

/// `sheriff-2012.enact:2:53: error[unknown-name]: unknown name `x`; did you mean `y`?`, without a line feed.
pub fn concise(sources: &Sources, diagnostic: &Diagnostic) -> String {
    let span = diagnostic.primary.span;
    let at = sources.position(span);
    let place = format!("{}:{}:{}", clean(&sources.file(span.file).name), at.line, at.column);
    line(&place, diagnostic.severity, diagnostic.code.name(), &clean(&diagnostic.message), &clean(&diagnostic.primary.text))
}

/// The same of a notice, whose first mark is the primary one.
pub fn concise_notice(notice: &Notice) -> String {
    let excerpt = notice.excerpts.first();
    let mark = excerpt.and_then(|excerpt| excerpt.marks.iter().find(|mark| mark.primary));
    let place = match (excerpt, mark) {
        (Some(excerpt), Some(mark)) => format!("{}:{}:{}", excerpt.name, mark.at.line, mark.at.column),
        (Some(excerpt), None) => format!("{}:{}", excerpt.name, excerpt.first_line),
        (None, _) => "-".to_owned(),
    };
    line(&place, notice.severity, notice.code, &notice.message, mark.map_or("", |mark| mark.text.as_str()))
}

/// `error` or `warning`.
pub fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn line(place: &str, severity: Severity, code: &str, message: &str, label: &str) -> String {
    let between = if label.is_empty() { "" } else { "; " };
    format!("{place}: {}[{code}]: {message}{between}{label}", severity_word(severity))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::catalogue::UNKNOWN_NAME;
    use crate::source::Span;

    #[test]
    fn one_line_with_place_code_message_and_label() {
        let mut sources = Sources::default();
        let id = sources.add("a.enact", "a", "x\ny z");
        let diagnostic = Diagnostic::new(UNKNOWN_NAME, Span::new(id, 4, 5), "unknown name `z`").label("did you mean `y`?");
        assert_eq!(concise(&sources, &diagnostic), "a.enact:2:3: error[unknown-name]: unknown name `z`; did you mean `y`?");
    }
}
