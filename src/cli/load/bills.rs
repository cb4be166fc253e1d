//! Bills: each stands beside the law in force, and not beside other bills, unless somebody asks what all of them together would be.

use super::Loaded;
use crate::analysis::{self, Supposed};
use crate::diagnostics::{Diagnostic, Severity};
use crate::ir::Program;
use crate::source::FileId;
use crate::syntax::ast;
use std::collections::BTreeSet;

type Analysed = (Option<Vec<Diagnostic>>, Option<Program>);

/// Competing bills are analysed one by one, if there are not more of them.
const MOST_BILLS: usize = 32;

impl Loaded {
    /// As if certain acts were enacted. Where nothing is supposed, acts that are no law are read as well, since their own rules and definitions may need what
    /// they change; but where they do not stand side by side, the law stands without them.
    pub(super) fn analysed(&mut self, files: &BTreeSet<FileId>, supposed: Option<Supposed>) -> Analysed {
        let asked = supposed.is_some();
        self.supposed = supposed.unwrap_or_default();
        let all = self.analyse(files, &self.supposed.clone());
        if asked || all.1.is_some() || self.bills(files).is_empty() {
            return all;
        }
        let law = Supposed::Only(BTreeSet::new());
        match self.analyse(files, &law) {
            (found, Some(program)) => {
                self.supposed = law;
                (found, Some(program))
            }
            _ => all,
        }
    }

    /// What is wrong with files, and the program that their scenarios run by. Bills that do not stand side by side are a mistake only where a scenario
    /// supposes all of them.
    pub(super) fn checked(&mut self, files: &BTreeSet<FileId>) -> Analysed {
        let all = self.analyse(files, &Supposed::All);
        let bills = self.bills(files);
        let alone = 2..=MOST_BILLS;
        if all.1.is_some() || all.0.is_none() || !alone.contains(&bills.len()) || self.supposes_all(files) {
            return all;
        }
        let each = bills.iter().map(|bill| (Some(*bill), BTreeSet::from([*bill])));
        let mut program = None;
        let mut found: Vec<(Option<FileId>, Vec<Diagnostic>)> = Vec::new();
        for (bill, supposed) in std::iter::once((None, BTreeSet::new())).chain(each) {
            let (some, of_these) = self.analyse(files, &Supposed::Only(supposed));
            found.push((bill, some.unwrap_or_default()));
            // By law they are all the same.
            program = program.or(of_these);
        }
        let found = gathered(&found);
        match (found.iter().any(|it| it.severity == Severity::Error), program) {
            (true, _) => (Some(found), None),
            (false, Some(program)) => (Some(found), Some(program)),
            (false, None) => all,
        }
    }

    /// The bills, where the program had to be made without them.
    pub(in crate::cli) fn left_out_bills(&self) -> Vec<String> {
        let files: BTreeSet<FileId> = self.sources.iter().map(|(id, _)| id).collect();
        match &self.supposed {
            Supposed::Only(these) if these.is_empty() => {
                self.bills(&files).into_iter().map(|id| self.sources.file(id).module.clone()).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The files that have a heading, by module.
    pub(in crate::cli) fn instruments(&self) -> Vec<(&str, FileId)> {
        self.sources
            .iter()
            .filter(|(id, _)| self.members.of(*id).policy)
            .map(|(id, source)| (source.module.as_str(), id))
            .collect()
    }

    /// Those of the files that change others' texts, and are law on no day.
    fn bills(&self, files: &BTreeSet<FileId>) -> Vec<FileId> {
        let is_bill = |id: &FileId| self.parse(*id).file.heading().is_some_and(analysis::is_never_law);
        files.iter().copied().filter(|id| self.members.of(*id).amends.is_some() && is_bill(id)).collect()
    }

    /// Whether a scenario is run as if everything were enacted.
    fn supposes_all(&self, files: &BTreeSet<FileId>) -> bool {
        let supposes = |item: &ast::Item| match &item.kind {
            ast::ItemKind::Scenario(it) => it.settings.iter().any(|it| matches!(it, ast::Setting::AsIfEnacted(_))),
            _ => false,
        };
        files.iter().any(|id| self.parse(*id).file.items.iter().any(supposes))
    }
}

/// Each once. What is said of a bill's own text counts if the analysis with that bill says so, of other text an error if any does, and a warning if all do.
fn gathered(found: &[(Option<FileId>, Vec<Diagnostic>)]) -> Vec<Diagnostic> {
    let mut kept: Vec<Diagnostic> = Vec::new();
    for it in found.iter().flat_map(|(_, some)| some) {
        let with_it = found.iter().find(|(with, _)| *with == Some(it.primary.span.file));
        let stands = match (with_it, it.severity) {
            (Some((_, some)), _) => some.contains(it),
            (None, Severity::Error) => true,
            (None, _) => found.iter().all(|(_, some)| some.contains(it)),
        };
        if stands && !kept.contains(it) {
            kept.push(it.clone());
        }
    }
    kept
}
