//! The words of the formatter's one diagnostic.

use crate::diagnostics::{Code, Diagnostic, catalogue};
use crate::source::Span;

/// The canonical text would say something else.
pub(super) fn formatter_refused(file: Span) -> Diagnostic {
    const CODE: Code = catalogue::FORMATTER_REFUSED;
    Diagnostic::new(
        CODE,
        Span { end: file.start, ..file },
        "the canonical layout of this file would change what it says, so it was left alone",
    )
    .help("report this: it is a mistake of the formatter, not of the file")
}
