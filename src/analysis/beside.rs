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

/// A file that stands beside a program, and what it does to it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeftOut {
    /// Its module.
    pub module: String,
    /// What it does.
    pub how: Bearing,
    /// To which module of the program.
    pub to: String,
}

impl Members {
    /// Files given beside a policy that `decide` would take in and a scenario of that policy does not, unless its file uses them.
    pub fn left_out(&self, sources: &Sources, parses: &[Parse], main: FileId) -> Vec<LeftOut> {
        let files = self.program_of(main);
        let module = |id: FileId| sources.file(id).module.clone();
        let mut found: Vec<LeftOut> = Vec::new();
        for id in self.given().filter(|id| !files.contains(id)) {
            for item in items_of(parses, id) {
                let borne_on = self.bears_on(sources, parses, (id, item), &files);
                let entry = borne_on.map(|(how, to)| LeftOut { module: module(id), how, to: module(to) });
                found.extend(entry.filter(|it| !found.contains(it)));
            }
        }
        found.sort();
        found
    }

    /// What an item of a file does to one of these files.
    fn bears_on(
        &self,
        sources: &Sources,
        parses: &[Parse],
        (file, item): (FileId, &ast::Item),
        files: &BTreeSet<FileId>,
    ) -> Option<(Bearing, FileId)> {
        let used_with = |of: fn(&ast::ItemKind) -> bool| {
            let open = |id: &FileId| files.contains(id) && items_of(parses, *id).iter().any(|item| of(&item.kind));
            self.of(file).uses.iter().copied().find(open)
        };
        let slot =
            |kind: &ast::ItemKind| matches!(kind, ast::ItemKind::Define(it) if matches!(it.kind, ast::DefineKind::Slot(_)));
        match &item.kind {
            ast::ItemKind::Suspend(it) => {
                let named = files.iter().copied().find(|id| sources.file(*id).module == it.module.text);
                named.map(|id| (Bearing::SuspendsRules, id))
            }
            ast::ItemKind::Read(_) => {
                used_with(|kind| matches!(kind, ast::ItemKind::Question(_))).map(|id| (Bearing::ReadsQuestions, id))
            }
            ast::ItemKind::Fill(_) => used_with(slot).map(|id| (Bearing::FillsSlots, id)),
            _ => None,
        }
    }
}
