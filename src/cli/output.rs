//! The edge to standard output and standard error: closed pipes, colour, width, misuse.

use super::Outcome;
use super::args::Messages;
use crate::diagnostics::render::{self, Style};
use crate::diagnostics::{Diagnostic, Severity, concise};
use crate::report::problems;
use crate::source::Sources;
use std::io::{self, IsTerminal, Write};

/// At most so many diagnostics are printed in one run.
const SHOWN: usize = 200;

/// Standard output, buffered.
pub(super) fn stdout() -> io::BufWriter<io::StdoutLock<'static>> {
    io::BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// Says on standard error why the command can't be done as given.
pub(super) fn misuse(message: &str) -> Outcome {
    note(&format!("enact: {message}"));
    Outcome::Misuse
}

/// A line on standard error.
pub(super) fn note(line: &str) {
    // Nobody can be told that standard error is closed.
    let _ = writeln!(io::stderr(), "{line}");
}

/// The outcome of a command that wrote with `written`. A reader that closed the pipe has read enough: no message.
pub(super) fn finish(written: io::Result<()>, outcome: Outcome) -> Outcome {
    match written {
        Ok(()) => outcome,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => outcome,
        Err(error) => misuse(&format!("cannot write to standard output: {error}")),
    }
}

/// How diagnostics look on standard output or standard error.
pub(super) fn style(terminal: bool) -> Style {
    if !terminal {
        return Style::PLAIN;
    }
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
    let columns = terminal_size::terminal_size().map_or(92, |(width, _)| usize::from(width.0));
    Style::terminal(columns, !no_color && !dumb)
}

/// [`style`] of standard output.
pub(super) fn stdout_style() -> Style {
    style(io::stdout().is_terminal())
}

/// [`style`] of standard error.
pub(super) fn stderr_style() -> Style {
    style(io::stderr().is_terminal())
}

/// Prints diagnostics in a form for people or editors: at most [`SHOWN`], errors before warnings if not all fit.
///
/// # Errors
/// Those of `out`.
pub(super) fn diagnostics(
    sources: &Sources,
    diagnostics: &[Diagnostic],
    format: Messages,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut shown: Vec<&Diagnostic> = diagnostics.iter().collect();
    if shown.len() > SHOWN {
        shown.sort_by_key(|it| it.severity);
        shown.truncate(SHOWN);
    }
    for diagnostic in &shown {
        match format {
            Messages::Text => writeln!(out, "{}", render::render(sources, diagnostic, style))?,
            Messages::Concise => writeln!(out, "{}", concise::concise(sources, diagnostic))?,
            Messages::Json => {}
        }
    }
    if format == Messages::Json {
        return problems::json(sources, diagnostics, out);
    }
    if diagnostics.len() > shown.len() {
        writeln!(out, "... and {} more", diagnostics.len() - shown.len())?;
    }
    Ok(())
}

/// `2 errors, 1 warning`; `None` where there is nothing.
pub(super) fn count(diagnostics: &[Diagnostic]) -> Option<String> {
    let errors = diagnostics.iter().filter(|it| it.severity == Severity::Error).count();
    let warnings = diagnostics.len() - errors;
    let of = |count: usize, word: &str| match count {
        0 => None,
        1 => Some(format!("1 {word}")),
        many => Some(format!("{many} {word}s")),
    };
    let parts: Vec<String> = [of(errors, "error"), of(warnings, "warning")].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// 1 if there is an error.
pub(super) fn outcome(diagnostics: &[Diagnostic]) -> Outcome {
    match diagnostics.iter().any(|it| it.severity == Severity::Error) {
        true => Outcome::Problems,
        false => Outcome::Clean,
    }
}
