//! Ends of sentences, quotation marks, parentheses, odd characters.

use crate::diagnostics::{Diagnostic, catalogue as code};
use crate::source::Span;

pub(in crate::syntax) fn missing_full_stop(span: Span, item: &str, last: &str, next: Option<Span>) -> Diagnostic {
    let diagnostic = Diagnostic::new(code::MISSING_FULL_STOP, span, format!("{item} does not end with a full stop"))
        .label(if last == ";" { "a full stop belongs here" } else { "a full stop belongs after this" })
        .help(if last == ";" { "write `.` in place of `;`".to_string() } else { written_with(last, '.') })
        .help("every item ends with a full stop; a new line alone does not end it");
    match next {
        Some(next) => diagnostic.also(next, "the next item begins here"),
        None => diagnostic,
    }
}

pub(in crate::syntax) fn missing_semicolon(span: Span, part: &str, last: &str) -> Diagnostic {
    Diagnostic::new(code::MISSING_SEMICOLON, span, format!("{part} ends with `;` before the next one"))
        .label("a semicolon belongs after this")
        .help(written_with(last, ';'))
        .help("only the last part is followed by the full stop")
}

pub(in crate::syntax) fn missing_semicolon_between_limbs(span: Span, last: &str) -> Diagnostic {
    Diagnostic::new(code::MISSING_LIMB_SEMICOLON, span, "a limb ends with `;` before the next one")
        .label("a semicolon belongs after this")
        .help(written_with(last, ';'))
        .help("only the last limb is followed by the full stop")
}

pub(in crate::syntax) fn comma_between_limbs(span: Span) -> Diagnostic {
    Diagnostic::new(code::COMMA_BETWEEN_LIMBS, span, "limbs are parted by `;`, not by `,`")
        .label("a semicolon belongs here")
        .help("write `;` in place of the comma")
}

pub(in crate::syntax) fn missing_colon(span: Span, what: &str, last: &str) -> Diagnostic {
    Diagnostic::new(code::MISSING_COLON, span, format!("{what} ends with a colon"))
        .label("a colon belongs after this")
        .help(written_with(last, ':'))
}

/// How to write what stands before a missing mark.
fn written_with(last: &str, mark: char) -> String {
    match last.chars().count() {
        1..=70 => format!("write `{last}{mark}`"),
        _ => format!("write `{mark}` after it"),
    }
}

pub(in crate::syntax) fn unclosed_quotation(span: Span, written: &str) -> Diagnostic {
    let closed = written.trim_end().trim_end_matches([';', ':', '.', ',']).trim_end();
    let behind = written.trim_end().get(closed.len()..).unwrap_or("").trim_start();
    let diagnostic = Diagnostic::new(code::UNCLOSED_QUOTATION, span, "this quotation is opened and never closed")
        .label("no closing `\"` before the end of the line");
    let diagnostic = match closed.chars().count() {
        0..=70 => diagnostic.help(format!("write `{closed}\"{behind}`")),
        _ => diagnostic.help("write `\"` at the end of the quotation"),
    };
    diagnostic.help("a quotation stays on one line; longer text of law goes on lines marked `>`")
}

pub(in crate::syntax) fn unclosed_parenthesis(open: Span, end: Option<Span>) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(code::UNCLOSED_PARENTHESIS, open, "a parenthesis is opened and never closed").label("opened here");
    let diagnostic = match end {
        Some(end) => diagnostic.also(end, "the sentence ends here, still inside it"),
        None => diagnostic,
    };
    diagnostic.help("put `)` where the group ends")
}

pub(in crate::syntax) fn stray_parenthesis(span: Span) -> Diagnostic {
    Diagnostic::new(code::STRAY_PARENTHESIS, span, "nothing is open that this `)` could close")
        .help("put `(` where the group begins, or take the `)` away")
}

pub(in crate::syntax) fn stop_inside_sentence(span: Span, abbreviation: Option<&str>) -> Diagnostic {
    let diagnostic = Diagnostic::new(code::STOP_INSIDE_SENTENCE, span, "a full stop ends the sentence here");
    match abbreviation {
        Some(short) => diagnostic.help(format!("write abbreviations without stops: `{short}`")),
        None => diagnostic.help("take the full stop away, or begin the next item on a new line"),
    }
}

pub(in crate::syntax) fn stray_law(span: Span) -> Diagnostic {
    Diagnostic::new(code::STRAY_LAW, span, "no item follows this text of law")
        .help("put `>` lines directly before the item or the limb that they give rise to")
}

pub(in crate::syntax) fn stray_character(span: Span, letter: char) -> Diagnostic {
    let shown =
        if letter.is_control() || letter == '\u{FFFD}' { format!("U+{:04X}", u32::from(letter)) } else { letter.to_string() };
    Diagnostic::new(code::STRAY_CHARACTER, span, format!("`{shown}` has no meaning here"))
        .help("take it away, or write it in a quotation")
}
