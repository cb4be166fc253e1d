//! Ends of sentences, quotation marks, parentheses, odd characters.

use crate::diagnostics::{Diagnostic, catalogue as code};
use crate::source::Span;
use crate::syntax::scan::is_shown_as_break;

pub(in crate::syntax) fn missing_full_stop(span: Span, item: &str, last: &str, next: Option<Span>) -> Diagnostic {
    let diagnostic = Diagnostic::new(code::MISSING_FULL_STOP, span, format!("{item} does not end with a full stop"))
        .label(if is_mark(last) { "a full stop belongs here" } else { "a full stop belongs after this" })
        .help(written_with(last, '.'))
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
    let diagnostic = Diagnostic::new(code::MISSING_COLON, span, format!("{what} ends with a colon")).label(if is_mark(last) {
        "a colon belongs here"
    } else {
        "a colon belongs after this"
    });
    match last {
        "" => diagnostic.help("write `:` between the name and what can be decided: `decision NAME: grant or deny.`"),
        last => diagnostic.help(written_with(last, ':')),
    }
}

/// How to write what stands before a missing mark; another mark gives way to it.
fn written_with(last: &str, mark: char) -> String {
    match last.chars().count() {
        1 if is_mark(last) => format!("write `{mark}` in place of `{last}`"),
        1..=70 => format!("write `{last}{mark}`"),
        _ => format!("write `{mark}` after it"),
    }
}

fn is_mark(last: &str) -> bool {
    last.chars().count() == 1 && !last.starts_with(char::is_alphanumeric)
}

/// `(a) armed is yes. (b) armed is no.`: `part` is what stands behind the stop.
pub(in crate::syntax) fn stop_for_mark(span: Span, mark: char, part: &str) -> Diagnostic {
    let name = if mark == ':' { "colon" } else { "semicolon" };
    Diagnostic::new(code::STOP_INSIDE_SENTENCE, span, format!("a full stop ends the item here, and `{part}` goes on with it"))
        .label(format!("a {name} belongs here"))
        .help(format!("write `{mark}` in place of the full stop"))
        .help("only the last part is followed by the full stop")
}

/// A title of which only the closing mark is there: `rule 2 weapons", exception to rule 1:`.
pub(in crate::syntax) fn unopened_quotation(span: Span, title: &str) -> Diagnostic {
    Diagnostic::new(code::UNCLOSED_QUOTATION, span, "this quotation is closed and never opened")
        .label("no opening `\"` before these words")
        .help(format!("write `\"{title}\"`"))
}

/// `heads`: where the quotation is a title, the words that may follow it behind a comma.
pub(in crate::syntax) fn unclosed_quotation(span: Span, written: &str, heads: &[&str]) -> Diagnostic {
    let diagnostic = Diagnostic::new(code::UNCLOSED_QUOTATION, span, "this quotation is opened and never closed");
    // A word processor may have turned one of the two marks and not the other.
    let mut marks = written.char_indices().filter(|(_, mark)| QUOTATION_MARKS.contains(mark)).skip(1);
    if let Some((at, mark)) = marks.next() {
        let inner = written.get(written.chars().next().map_or(0, char::len_utf8)..at).unwrap_or("");
        return diagnostic
            .label(format!("`{mark}` does not close it: both marks are straight, or both are of a pair"))
            .help(format!("write `\"{inner}\"`"));
    }
    let closed = written.trim_end().trim_end_matches([';', ':', '.', ',']).trim_end();
    let behind = written.trim_end().get(closed.len()..).unwrap_or("").trim_start();
    let diagnostic = diagnostic.label("no closing `\"` before the end of the line");
    let whole = format!("`{closed}\"{behind}`");
    let diagnostic = match (closed.chars().count(), before_head(closed, heads)) {
        // Where the title ends decides whether the rule is an exception: the author has to say so.
        (0..=70, Some((title, head))) => {
            let title = title.trim_end();
            let inner = title.trim_start_matches(QUOTATION_MARKS);
            diagnostic
                .help(format!("write `{title}\"{head}{behind}` if the title is `{inner}`"))
                .help(format!("or write {whole} if all of it is the title"))
        }
        (0..=70, None) => diagnostic.help(format!("write {whole}")),
        _ => diagnostic.help("write `\"` at the end of the quotation"),
    };
    diagnostic.help("a quotation stays on one line; longer text of law goes on lines marked `>`")
}

/// A title, and from its comma on what says more of the item: `, exception to rule 1`.
fn before_head<'w>(written: &'w str, heads: &[&str]) -> Option<(&'w str, &'w str)> {
    let begins = |at: &usize| {
        let rest = written.get(at + 1..).unwrap_or("").trim_start();
        heads.iter().any(|head| {
            let (first, after) = rest.split_at_checked(head.len()).unwrap_or_default();
            first.eq_ignore_ascii_case(head) && after.starts_with(char::is_whitespace)
        })
    };
    written.match_indices(',').map(|(at, _)| at).find(begins).and_then(|at| written.split_at_checked(at))
}

/// Marks of quotations in several countries, of which `"…"` and `“…”` are read.
pub(in crate::syntax) const QUOTATION_MARKS: &[char] = &['"', '\u{201C}', '\u{201D}', '\u{201E}', '\u{AB}', '\u{BB}'];

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

pub(in crate::syntax) fn law_after_other_words(span: Span) -> Diagnostic {
    Diagnostic::new(code::LAW_AFTER_OTHER_WORDS, span, "quoted law stands on lines of its own")
        .label("here it would be the law of what comes next")
        .help("put it on a line above the item or the limb that it gives rise to")
        .help("or write `#` for `>` if it is a note")
}

pub(in crate::syntax) fn stray_character(span: Span, letter: char) -> Diagnostic {
    let code = format!("U+{:04X}", u32::from(letter));
    if is_shown_as_break(letter) {
        let message = format!("a break of line or page stands here, and cannot be seen ({code})");
        return Diagnostic::new(code::STRAY_CHARACTER, span, message)
            .label("for Enact the line goes on behind it")
            .help("begin an ordinary new line in its place: delete it, and press Enter");
    }
    // What word processors put between letters, and nobody sees.
    let unseen = match letter {
        '\u{AD}' => Some("a soft hyphen"),
        '\u{200B}' | '\u{200C}' | '\u{200D}' | '\u{2060}' => Some("a space without width"),
        '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' => Some("a mark for the direction of writing"),
        _ if letter.is_control() || letter == '\u{FFFD}' => Some("a control character"),
        _ => None,
    };
    if let Some(name) = unseen {
        return Diagnostic::new(code::STRAY_CHARACTER, span, format!("{name} stands here, and cannot be seen ({code})"))
            .label("here")
            .help("take it away: put the cursor there, and delete one character to each side until it is gone");
    }
    let like = match letter {
        '\u{2011}' => "write `-`",
        '\u{FF1A}' => "write `:`",
        '\u{FF1B}' => "write `;`",
        '\u{FF0C}' => "write `,`",
        _ => "take it away, or write it in a quotation",
    };
    Diagnostic::new(code::STRAY_CHARACTER, span, format!("`{letter}` has no meaning here")).help(like)
}
