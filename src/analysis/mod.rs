//! Trees to a checked program: names resolved, types checked, exceptions ordered.

use crate::diagnostics::{Diagnostic, Severity};
use crate::ir::Program;
use crate::source::Sources;
use crate::syntax::Parse;

/// What came of a set of files.
#[derive(Clone, Debug)]
pub struct Analysis {
    program: Program,
    /// Every mistake of meaning, sorted by place (those of syntax are in the parses).
    pub diagnostics: Vec<Diagnostic>,
    syntax_errors: bool,
}

impl Analysis {
    /// The program, if there was no error; the only way to one that can be run.
    pub fn into_program(self) -> Option<Program> {
        let errors = self.syntax_errors || self.diagnostics.iter().any(|it| it.severity == Severity::Error);
        (!errors).then_some(self.program)
    }
}

/// Analyses files together. `parses[i]` is the parse of the i-th file of `sources`. Never fails.
pub fn analyse(_sources: &Sources, _parses: &[Parse]) -> Analysis {
    unimplemented!()
}
