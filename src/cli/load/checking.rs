//! Every program of a run analysed, and each mistake told once.

use super::{Checked, Loaded, empty};
use crate::analysis::{self, Supposed};
use crate::diagnostics::{self, Diagnostic, Severity};
use crate::ir::{self, Program};
use crate::report;
use crate::runtime;
use crate::source::FileId;
use crate::syntax::Parse;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

impl Loaded {
    /// Everything that is wrong, sorted, and what could be analysed. Every diagnostic once, however many policies share a file.
    pub(in crate::cli) fn check(&mut self) -> (Vec<Diagnostic>, Vec<Checked>) {
        let closures = self.members.programs();
        let mut analysed_with: BTreeMap<FileId, usize> = BTreeMap::new();
        let mut found: Vec<Diagnostic> = Vec::new();
        let mut checked = Vec::new();
        let mut budget = (runtime::beforehand::witness::Budget::default(), runtime::beforehand::idle::Budget::default());
        let mut found_in_cases: Vec<Diagnostic> = Vec::new();
        // An act and what it amends make one program, with all other acts that amend that.
        let mut analysed: BTreeMap<BTreeSet<FileId>, Option<Rc<Program>>> = BTreeMap::new();
        for (main, files) in closures {
            let program = match analysed.get(&files) {
                Some(program) => program.clone(),
                None => {
                    let (diagnostics, program) = self.checked(&files);
                    if let Some(diagnostics) = diagnostics {
                        found.extend(diagnostics);
                        files.iter().for_each(|id| *analysed_with.entry(*id).or_default() += 1);
                    }
                    let program = program.map(Rc::new);
                    analysed.insert(files, program.clone());
                    program
                }
            };
            if let Some(program) = &program {
                found_in_cases.extend(self.searched(program, main, &mut budget));
            }
            checked.push(Checked { main, program });
        }
        let mut all = self.file_diagnostics();
        all.extend(shared(found, &analysed_with));
        all.extend(found_in_cases);
        // Warnings about a module that is only used are for whoever checks that module.
        all.retain(|it| it.severity == Severity::Error || self.members.of(it.primary.span.file).given);
        diagnostics::sort(&mut all);
        (all, checked)
    }

    /// What a search for cases finds in a file, and no `allow` keeps back: pairs of rules that conflict, rules that never apply, cases never reached.
    fn searched(
        &self,
        program: &Program,
        main: FileId,
        (conflicts, idle): &mut (runtime::beforehand::witness::Budget, runtime::beforehand::idle::Budget),
    ) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for (index, instrument) in program.instruments.iter().enumerate() {
            if instrument.span.file != main {
                continue;
            }
            let id = ir::InstrumentId(index as u32);
            let witnesses = runtime::beforehand::witness::witnesses(program, id, conflicts);
            found.extend(witnesses.iter().filter_map(|it| report::conflicts::warning(&self.sources, program, it)));
            let never = runtime::beforehand::idle::idle_rules(program, id, idle);
            found.extend(never.iter().filter_map(|it| report::idle::warning(program, it)));
            let unreached = runtime::beforehand::unreached::unreached(program, id, idle);
            found.extend(unreached.iter().filter_map(|it| report::idle::unreached(program, it)));
        }
        found.retain(|it| !analysis::allow::is_allowed(&self.sources, &self.parses, it));
        found
    }

    /// Analyses some of the files; the others are as if they were empty, so that a [`FileId`] is the same everywhere.
    pub(super) fn analyse(
        &mut self,
        files: &BTreeSet<FileId>,
        supposed: &Supposed,
    ) -> (Option<Vec<Diagnostic>>, Option<Program>) {
        if files.iter().any(|id| self.file(*id).broken) {
            return (None, None);
        }
        let reach = self.members.reach();
        let mut parses: Vec<Parse> = (0..self.parses.len()).map(|index| empty(FileId(index as u32))).collect();
        let exchange = |from: &mut Vec<Parse>, to: &mut Vec<Parse>| {
            for id in files {
                std::mem::swap(&mut from[id.0 as usize], &mut to[id.0 as usize]);
            }
        };
        exchange(&mut self.parses, &mut parses);
        let analysis = analysis::analyse_supposing(&self.sources, &parses, &reach, supposed);
        exchange(&mut self.parses, &mut parses);
        (Some(analysis.diagnostics.clone()), analysis.into_program())
    }
}

/// Each diagnostic once. A warning about a file counts only if every analysis with that file gives it: a definition that
/// one policy leaves unused may be used by another.
fn shared(mut found: Vec<Diagnostic>, analysed_with: &BTreeMap<FileId, usize>) -> Vec<Diagnostic> {
    found.sort_by(|a, b| (a.primary.span, a.code, &a.message).cmp(&(b.primary.span, b.code, &b.message)));
    let mut kept: Vec<(Diagnostic, usize)> = Vec::new();
    for diagnostic in found {
        match kept.last_mut() {
            Some((last, count)) if *last == diagnostic => *count += 1,
            _ => kept.push((diagnostic, 1)),
        }
    }
    kept.into_iter()
        .filter(|(it, count)| {
            it.severity == Severity::Error || analysed_with.get(&it.primary.span.file).is_none_or(|all| count >= all)
        })
        .map(|(diagnostic, _)| diagnostic)
        .collect()
}
