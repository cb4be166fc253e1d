//! What files that are given beside a policy, and make no program with it, would do to it.

use super::Members;
use crate::source::{FileId, Sources};
use crate::syntax::{Parse, ast, items_of};
use std::collections::BTreeSet;

/// What a file does to a program that it is no part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bearing {
    /// It fills what the other leaves open.
    FillsSlots,
    /// It takes a position on a question of the other.
    ReadsQuestions,
    /// It keeps rules of the other from applying.
    SuspendsRules,
}

impl Members {
    /// Files given beside a policy that `decide` would take in and a scenario of that policy does not, unless its file uses them: their modules, and what
    /// they do to it.
    pub fn left_out(&self, sources: &Sources, parses: &[Parse], main: FileId) -> Vec<(String, Bearing)> {
        let files = self.program_of(main);
        let modules: BTreeSet<&str> = files.iter().map(|id| sources.file(*id).module.as_str()).collect();
        let mut found: Vec<(String, Bearing)> = Vec::new();
        for id in self.given().filter(|id| !files.contains(id)) {
            for item in items_of(parses, id) {
                let entry = self.bears_on(parses, id, item, &modules, &files).map(|how| (sources.file(id).module.clone(), how));
                found.extend(entry.filter(|it| !found.contains(it)));
            }
        }
        found.sort();
        found
    }

    /// What an item does to one of these files.
    fn bears_on(
        &self,
        parses: &[Parse],
        file: FileId,
        item: &ast::Item,
        modules: &BTreeSet<&str>,
        files: &BTreeSet<FileId>,
    ) -> Option<Bearing> {
        let uses_one_with = |of: fn(&ast::ItemKind) -> bool| {
            let open = |id: &FileId| files.contains(id) && items_of(parses, *id).iter().any(|item| of(&item.kind));
            self.of(file).uses.iter().any(open)
        };
        let slot =
            |kind: &ast::ItemKind| matches!(kind, ast::ItemKind::Define(it) if matches!(it.kind, ast::DefineKind::Slot(_)));
        match &item.kind {
            ast::ItemKind::Suspend(it) => modules.contains(it.module.text.as_str()).then_some(Bearing::SuspendsRules),
            ast::ItemKind::Read(_) => {
                uses_one_with(|kind| matches!(kind, ast::ItemKind::Question(_))).then_some(Bearing::ReadsQuestions)
            }
            ast::ItemKind::Fill(_) => uses_one_with(slot).then_some(Bearing::FillsSlots),
            _ => None,
        }
    }
}
