//! `enact fmt`: the canonical layout, in place.

use super::args::{self, Messages};
use super::output::{self, finish, misuse, stderr_style, stdout};
use super::{Outcome, load};
use crate::diagnostics::{Diagnostic, Severity};
use crate::format;
use crate::format::FormatProblem;
use crate::source::{FileId, Sources};
use crate::syntax;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

pub(super) fn run(arguments: &args::Fmt) -> Outcome {
    let (standard, files): (Vec<PathBuf>, Vec<PathBuf>) =
        arguments.paths.iter().cloned().partition(|path| path.as_os_str() == "-");
    let mut outcome = Outcome::Clean;
    if !standard.is_empty() {
        outcome = outcome.max(standard_input(arguments.check));
    }
    if !files.is_empty() {
        outcome = outcome.max(in_place(&files, arguments.check));
    }
    outcome
}

fn in_place(paths: &[PathBuf], check: bool) -> Outcome {
    let loaded = load::load(paths);
    let mut outcome = loaded.outcome;
    let mut out = stdout();
    let written = (|| {
        for id in loaded.given() {
            let file = loaded.sources.file(id);
            let parse = loaded.parse(id);
            let errors: Vec<Diagnostic> = loaded.text_errors(id);
            if !errors.is_empty() {
                report(&loaded.sources, &errors);
                outcome = outcome.max(Outcome::Problems);
                continue;
            }
            let text = match format::format_checked(file, parse) {
                Ok(text) => text,
                Err(problem) => {
                    refused(&loaded.sources, problem);
                    outcome = outcome.max(Outcome::Problems);
                    continue;
                }
            };
            if text == *file.text {
                continue;
            }
            let path = &loaded.file(id).shown;
            if check {
                writeln!(out, "{} would change", path.display())?;
                outcome = outcome.max(Outcome::Problems);
            } else if let Err(error) = replace(path, &text) {
                outcome = misuse(&format!("cannot write `{}`: {}", path.display(), load::reason(&error)));
            } else {
                writeln!(out, "{} changed", path.display())?;
            }
        }
        out.flush()
    })();
    finish(written, outcome)
}

fn standard_input(check: bool) -> Outcome {
    let mut bytes = Vec::new();
    if let Err(error) = io::stdin().lock().read_to_end(&mut bytes) {
        return misuse(&format!("cannot read standard input: {error}"));
    }
    let id = FileId(0);
    let (text, problem) = load::decode(id, bytes);
    let mut sources = Sources::default();
    sources.add("<stdin>", "stdin", text.clone());
    if let Some(problem) = problem {
        report(&sources, &[problem]);
        return Outcome::Problems;
    }
    let parse = syntax::parse(id, &text);
    let errors: Vec<Diagnostic> = parse.diagnostics.iter().filter(|it| it.severity == Severity::Error).cloned().collect();
    if !errors.is_empty() {
        report(&sources, &errors);
        return Outcome::Problems;
    }
    let formatted = match format::format_checked(sources.file(id), &parse) {
        Ok(formatted) => formatted,
        Err(problem) => {
            refused(&sources, problem);
            return Outcome::Problems;
        }
    };
    if check {
        return if formatted == text { Outcome::Clean } else { Outcome::Problems };
    }
    let mut out = stdout();
    finish(out.write_all(formatted.as_bytes()).and_then(|()| out.flush()), Outcome::Clean)
}

/// A file without mistakes that has no canonical text is the formatter's mistake (files with mistakes were reported before).
fn refused(sources: &Sources, problem: FormatProblem) {
    if let FormatProblem::Refused(diagnostic) = problem {
        report(sources, &[*diagnostic]);
    }
}

fn report(sources: &Sources, errors: &[Diagnostic]) {
    // Nobody can be told that standard error is closed.
    let _ = output::diagnostics(sources, errors, Messages::Text, &stderr_style(), &mut io::stderr());
}

/// Writes a new text beside the file (which need not exist yet) and puts it in its place: whoever reads meanwhile sees the old or the new one.
pub(super) fn replace(path: &Path, text: &str) -> io::Result<()> {
    // A symbolic link stays one: what it names is replaced.
    let path = match std::fs::canonicalize(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => path.to_owned(),
        real => real?,
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let beside = path.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
    let permissions = std::fs::metadata(&path).map(|it| it.permissions()).ok();
    let written = (|| {
        let mut file = std::fs::OpenOptions::new().write(true).create_new(true).open(&beside)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        if let Some(permissions) = permissions {
            std::fs::set_permissions(&beside, permissions)?;
        }
        std::fs::rename(&beside, &path)
    })();
    if written.is_err() {
        let _ = std::fs::remove_file(&beside);
    }
    written
}
