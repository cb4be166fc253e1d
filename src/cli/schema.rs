//! `enact schema`: what a case record may hold.

use super::output::{self, finish, note, stderr_style, stdout};
use super::{Outcome, args, load};
use crate::cases::schema::schema;
use crate::diagnostics::{Diagnostic, Severity};
use std::io::{self, Write as _};

pub(super) fn run(arguments: &args::Schema) -> Outcome {
    let mut loaded = load::load(std::slice::from_ref(&arguments.path));
    if loaded.outcome == Outcome::Misuse {
        return Outcome::Misuse;
    }
    let (diagnostics, program) = loaded.check_together();
    let Some(program) = program else {
        let errors: Vec<Diagnostic> = diagnostics.into_iter().filter(|it| it.severity == Severity::Error).collect();
        // Nobody can be told that standard error is closed.
        let _ = output::diagnostics(&loaded.sources, &errors, args::Messages::Text, &stderr_style(), &mut io::stderr());
        note("there is no schema until this is mended");
        return Outcome::Problems;
    };
    let mut out = stdout();
    let written = serde_json::to_writer_pretty(&mut out, &schema(&program)).map_err(io::Error::from);
    finish(written.and_then(|()| writeln!(out)).and_then(|()| out.flush()), Outcome::Clean)
}
