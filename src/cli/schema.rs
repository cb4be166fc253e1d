//! `enact schema`: what a case record may hold.

use super::output::{finish, stdout};
use super::{Outcome, args, load};
use crate::cases::schema::schema;
use std::io::{self, Write as _};

pub(super) fn run(arguments: &args::Schema) -> Outcome {
    let mut loaded = load::load(std::slice::from_ref(&arguments.path));
    let program = match loaded.program("there is no schema until this is mended", None) {
        Ok(program) => program,
        Err(outcome) => return outcome,
    };
    let mut out = stdout();
    let written = serde_json::to_writer_pretty(&mut out, &schema(&program)).map_err(io::Error::from);
    finish(written.and_then(|()| writeln!(out)).and_then(|()| out.flush()), Outcome::Clean)
}
