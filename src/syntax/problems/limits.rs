//! Texts that are too large, too long or nested too deep.

use crate::diagnostics::{Diagnostic, catalogue as code};
use crate::source::Span;

pub(in crate::syntax) fn file_too_large(span: Span, size: usize, limit: usize) -> Diagnostic {
    Diagnostic::new(
        code::FILE_TOO_LARGE,
        span,
        format!("this file has {} bytes, and {} is the most that is read", grouped(size), grouped(limit)),
    )
    .help("put its items into several files and name them with `use`")
}

/// `4,194,304`.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut shown = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

pub(in crate::syntax) fn nested_too_deeply(span: Span) -> Diagnostic {
    Diagnostic::new(code::NESTED_TOO_DEEPLY, span, "parentheses, lists or clauses are nested too deeply here")
        .help("define a part of it as a term, and use the term here")
}

pub(in crate::syntax) fn sentence_too_long(span: Span, limit: usize) -> Diagnostic {
    Diagnostic::new(
        code::SENTENCE_TOO_LONG,
        span,
        format!("more than {} words follow each other without a mark between them", grouped(limit)),
    )
    .help("end the sentence with a full stop, or part it into lettered limbs")
}

pub(in crate::syntax) fn too_many_items(span: Span, limit: usize) -> Diagnostic {
    Diagnostic::new(code::TOO_MANY_ITEMS, span, format!("more than {} items stand in this file", grouped(limit)))
        .label("not read from here on")
        .help("put its items into several files and name them with `use`")
}

pub(in crate::syntax) fn too_many_parts(span: Span, limit: usize) -> Diagnostic {
    Diagnostic::new(code::TOO_MANY_PARTS, span, format!("this item has more than {} parts", grouped(limit)))
        .label("the item is not read")
        .help("make several items of it, and name each of them where it is used")
}

pub(in crate::syntax) fn word_too_long(span: Span, limit: usize) -> Diagnostic {
    Diagnostic::new(code::WORD_TOO_LONG, span, format!("this word has more than {limit} letters"))
        .help("put spaces between words")
}

pub(in crate::syntax) fn chain_too_long(span: Span, limit: usize) -> Diagnostic {
    Diagnostic::new(code::CHAIN_TOO_LONG, span, format!("more than {limit} amounts are joined in one sum or product"))
        .help("define a part of the sum as a value with a name")
}

pub(in crate::syntax) fn count_too_large(span: Span) -> Diagnostic {
    Diagnostic::new(code::COUNT_TOO_LARGE, span, "this count is larger than any list can be").help("write a smaller number")
}

pub(in crate::syntax) fn too_many_mistakes(span: Span, limit: usize) -> Diagnostic {
    Diagnostic::new(code::TOO_MANY_MISTAKES, span, format!("more than {limit} places of this file cannot be read"))
        .label("the first of them")
        .help("check that this is a policy, and not a table or a text of law without `>`")
        .help("if it is one, mend what stands here and check the file again")
}

/// Something that was passed over, and nothing said why.
pub(in crate::syntax) fn lost(span: Span) -> Diagnostic {
    Diagnostic::new(code::UNEXPECTED_WORD, span, "a part of this could not be read")
        .label("somewhere here")
        .help("write it in another way, as docs/reference/grammar.md shows")
        .help("report this: Enact should have said what is wrong with it")
}

pub(in crate::syntax) fn unreadable(span: Span) -> Diagnostic {
    Diagnostic::new(code::UNEXPECTED_WORD, span, "this file cannot be read from here on").help("check what stands here")
}
