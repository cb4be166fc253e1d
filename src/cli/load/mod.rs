//! Files: finding them below the paths given, following `use`, and analysing each policy with what it uses.
//!
//! A module's name is its path from the *root*: the folder above a file in which its `use "us/detainer"` finds
//! `us/detainer.enact`. Each file is read and parsed once. `check` and `test` analyse a policy with the modules it uses, and
//! with the acts among the files given that amend one of these; `decide` analyses all files together, and each knows what it uses (`analysis::Reach`). So what has nothing to do with each other
//! can't collide.

mod bills;
mod checking;
mod finding;
mod problems;
mod reading;

use super::args::Messages;
use super::{Outcome, output};
use crate::analysis::{self, LeftOut, Members, Supposed};
use crate::diagnostics::catalogue::POLICY_NOT_UTF_8;
use crate::diagnostics::{self, Diagnostic, Severity};
use crate::ir::Program;
use crate::source::{FileId, Sources, Span};
use crate::syntax::{self, Parse, ast};
use finding::Loader;
pub(super) use reading::{decode, read, reason, walk};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// Every file of one run.
pub(super) struct Loaded {
    /// The texts.
    pub(super) sources: Sources,
    /// What is wrong with the files as files: they can't be analysed.
    problems: Vec<Diagnostic>,
    /// By [`FileId`].
    parses: Vec<Parse>,
    /// By [`FileId`].
    files: Vec<File>,
    /// What they have to do with each other.
    members: Members,
    /// Whose changes the program counts in that was made last.
    supposed: Supposed,
    /// [`Outcome::Misuse`] where a path could not be read; it has been said.
    pub(super) outcome: Outcome,
}

/// What is known of a file beside its text and tree.
pub(super) struct File {
    /// As the user gave it, or as found from there.
    pub(super) shown: PathBuf,
    broken: bool,
}

/// A policy (or a vocabulary that none uses) that has been analysed.
pub(super) struct Checked {
    /// Its file.
    pub(super) main: FileId,
    /// `None` where there was an error.
    pub(super) program: Option<Rc<Program>>,
}

/// Reads every file at and below `paths` and every module these use. Paths that can't be read are reported at once.
pub(super) fn load(paths: &[PathBuf]) -> Loaded {
    read_all(paths).finish()
}

/// As [`load`], with every act that amends one of the files: without it, the text of a day would be another.
pub(super) fn load_with_amending(paths: &[PathBuf]) -> Loaded {
    let mut loader = read_all(paths);
    loader.amending();
    loader.finish()
}

fn read_all(paths: &[PathBuf]) -> Loader {
    let mut loader = Loader::default();
    for path in paths {
        if let Err(message) = loader.add_path(path) {
            loader.outcome = output::misuse(&message);
        }
    }
    loader.follow();
    loader
}

impl Loaded {
    /// Everything given analysed as one program: as if these acts were enacted, or, where nothing is supposed, by the law in force. Where there is none,
    /// the errors are told, and last what follows from that.
    ///
    /// # Errors
    /// How the command ends.
    pub(super) fn program(&mut self, so: &str, supposed: Option<Supposed>) -> Result<Program, Outcome> {
        if self.outcome == Outcome::Misuse {
            return Err(Outcome::Misuse);
        }
        let files: BTreeSet<FileId> = (0..self.files.len()).map(|index| FileId(index as u32)).collect();
        let (found, program) = self.analysed(&files, supposed);
        program.ok_or_else(|| {
            let mut errors = self.file_diagnostics();
            errors.extend(found.into_iter().flatten());
            errors.retain(|it| it.severity == Severity::Error);
            diagnostics::sort(&mut errors);
            // Nobody can be told that standard error is closed.
            let _ = output::diagnostics(&self.sources, &errors, Messages::Text, &output::stderr_style(), &mut std::io::stderr());
            output::note(so);
            Outcome::Problems
        })
    }

    /// Takes away what an act changes in others' texts, as if it had never been enacted; whether it changes anything.
    pub(super) fn leave_out_changes(&mut self, module: &str) -> bool {
        let mut any = false;
        for (index, parse) in self.parses.iter_mut().enumerate() {
            if self.sources.file(FileId(index as u32)).module == module {
                let before = parse.file.items.len();
                parse.file.items.retain(|item| !matches!(item.kind, ast::ItemKind::Amendment(_)));
                any |= parse.file.items.len() < before;
            }
        }
        any
    }

    /// The files whose instruments are asked about: those given, and those that a given file without rules of its own uses.
    pub(super) fn asked(&self) -> BTreeSet<FileId> {
        self.members.asked(&self.parses)
    }

    /// Files given beside a policy that `decide` would take in and a scenario of that policy does not, unless its file uses them.
    pub(super) fn left_out(&self, main: FileId) -> Vec<LeftOut> {
        self.members.left_out(&self.sources, &self.parses, main)
    }

    /// What is known of a file.
    pub(super) fn file(&self, id: FileId) -> &File {
        &self.files[id.0 as usize]
    }

    /// Whether a file lies at or below a path that was given (else it is only used).
    pub(super) fn is_given(&self, id: FileId) -> bool {
        self.members.of(id).given
    }

    /// Why a result can't be written to a path: it is one of the files that are read, these among them.
    pub(super) fn overwrites(&self, result: &Path, others: &[PathBuf]) -> Option<String> {
        let mut read = self.files.iter().map(|file| &file.shown).chain(others);
        read.any(|path| same_file(result, path))
            .then(|| format!("`{}` is one of the files that are read; it would be written over", result.display()))
    }

    /// The tree of a file.
    pub(super) fn parse(&self, id: FileId) -> &Parse {
        &self.parses[id.0 as usize]
    }

    /// Every file's history: what amending acts make of its rules, definitions and parameters.
    pub(super) fn histories(&self) -> Vec<analysis::History> {
        analysis::histories(&self.sources, &self.parses, &self.supposed)
    }

    /// The files at or below the paths that were given.
    pub(super) fn given(&self) -> impl Iterator<Item = FileId> {
        self.members.given()
    }

    /// What is wrong with the text of a file itself: its coding and its sentences.
    pub(super) fn text_errors(&self, id: FileId) -> Vec<Diagnostic> {
        let coding = self.problems.iter().filter(|it| it.primary.span.file == id && it.code == POLICY_NOT_UTF_8);
        let syntax = self.parse(id).diagnostics.iter().filter(|it| it.severity == Severity::Error);
        coding.chain(syntax).cloned().collect()
    }

    /// What is wrong with files as files, and with their sentences.
    fn file_diagnostics(&self) -> Vec<Diagnostic> {
        let syntax = self.parses.iter().flat_map(|parse| parse.diagnostics.iter());
        self.problems.iter().chain(syntax).cloned().collect()
    }
}

/// Whether two paths lead to one file, which is there: also by links.
fn same_file(one: &Path, other: &Path) -> bool {
    // Redirected from a file, standard input is one.
    let other = if other.as_os_str() == "-" { Path::new("/dev/stdin") } else { other };
    let (Ok(first), Ok(second)) = (std::fs::metadata(one), std::fs::metadata(other)) else { return false };
    // Nothing is lost where a terminal is read and written.
    first.is_file() && (same_entry(&first, &second) || same_path(one, other))
}

fn same_path(one: &Path, other: &Path) -> bool {
    std::fs::canonicalize(one).is_ok_and(|one| std::fs::canonicalize(other).is_ok_and(|other| other == one))
}

/// Names of one file that are no links to one another can be told only by its number.
#[cfg(unix)]
fn same_entry(one: &std::fs::Metadata, other: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

#[cfg(not(unix))]
fn same_entry(_: &std::fs::Metadata, _: &std::fs::Metadata) -> bool {
    false
}

fn empty(id: FileId) -> Parse {
    let file = ast::File { items: Vec::new(), span: Span::new(id, 0, 0) };
    Parse { file, trivia: syntax::Trivia::default(), diagnostics: Vec::new() }
}
