//! Which files make one program: a policy, what it uses, and the acts at hand that change the text of one of these.

use super::Reach;
use crate::source::FileId;
use crate::syntax::{Parse, ast, items_of};
use std::collections::{BTreeMap, BTreeSet};

/// How a file stands to the others of a run.
#[derive(Clone, Debug)]
pub struct Member {
    /// Whether it was asked for itself (else it is only used).
    pub given: bool,
    /// Whether it was taken in because it changes the text of one at hand.
    pub amending: bool,
    /// Whether it has a `policy` heading.
    pub policy: bool,
    /// What it uses; what it amends is in reach as if it were used.
    pub uses: Vec<FileId>,
    /// The file whose text it changes.
    pub amends: Option<FileId>,
}

/// The files of a run, by [`FileId`].
#[derive(Clone, Debug, Default)]
pub struct Members {
    files: Vec<Member>,
}

impl Members {
    /// Adds the next file, whose [`FileId`] is the next number.
    pub fn add(&mut self, member: Member) {
        self.files.push(member);
    }

    /// How a file stands.
    pub fn of(&self, id: FileId) -> &Member {
        &self.files[id.0 as usize]
    }

    /// The files that were asked for themselves.
    pub fn given(&self) -> impl Iterator<Item = FileId> {
        self.files.iter().enumerate().filter(|(_, file)| file.given).map(|(index, _)| FileId(index as u32))
    }

    /// Which files each file knows.
    pub fn reach(&self) -> Reach {
        let uses: Vec<Vec<FileId>> = self.files.iter().map(|file| file.uses.clone()).collect();
        Reach::of(&uses)
    }

    /// The files that change the texts of others where they are at hand.
    fn taking_part(&self) -> impl Iterator<Item = FileId> {
        let taking_part = |file: &Member| file.given || file.amending;
        self.files.iter().enumerate().filter(move |(_, file)| taking_part(file)).map(|(index, _)| FileId(index as u32))
    }

    /// Each given policy with all it uses; then each given file that is in none of these.
    pub fn programs(&self) -> Vec<(FileId, BTreeSet<FileId>)> {
        let mut covered: BTreeSet<FileId> = BTreeSet::new();
        let mut closures = Vec::new();
        let used: BTreeSet<FileId> = self.files.iter().flat_map(|file| file.uses.iter().copied()).collect();
        let acts = self.acts();
        let policies = self.given().filter(|id| self.of(*id).policy);
        let unused = self.given().filter(|id| !self.of(*id).policy && !used.contains(id));
        // What is left uses itself in a circle.
        for id in policies.chain(unused).chain(self.given().filter(|id| !self.of(*id).policy)) {
            if !self.of(id).policy && covered.contains(&id) {
                continue;
            }
            let files = self.program_with(id, &acts);
            covered.extend(&files);
            closures.push((id, files));
        }
        closures.sort_by_key(|(main, _)| *main);
        closures
    }

    /// The files that make one program with a file.
    pub(super) fn program_of(&self, main: FileId) -> BTreeSet<FileId> {
        self.program_with(main, &self.acts())
    }

    /// By file: the acts that amend it, among the files given and those taken in for that.
    fn acts(&self) -> BTreeMap<FileId, Vec<FileId>> {
        let mut acts: BTreeMap<FileId, Vec<FileId>> = BTreeMap::new();
        for id in self.taking_part() {
            if let Some(amended) = self.of(id).amends {
                acts.entry(amended).or_default().push(id);
            }
        }
        acts
    }

    /// A file with all it uses, and with the acts that amend one of these.
    fn program_with(&self, main: FileId, acts: &BTreeMap<FileId, Vec<FileId>>) -> BTreeSet<FileId> {
        let mut files = BTreeSet::new();
        let mut waiting = vec![main];
        while let Some(id) = waiting.pop() {
            if files.insert(id) {
                waiting.extend(&self.of(id).uses);
                waiting.extend(acts.get(&id).into_iter().flatten());
            }
        }
        files
    }

    /// The files whose instruments are asked about: those given, and those that a given file without rules of its own uses.
    pub fn asked(&self, parses: &[Parse]) -> BTreeSet<FileId> {
        let ruling = |id: &FileId| {
            let rules = |item: &ast::Item| matches!(item.kind, ast::ItemKind::Rule(_) | ast::ItemKind::Otherwise(_));
            self.of(*id).policy || items_of(parses, *id).iter().any(rules)
        };
        let vocabulary = |id: &FileId| {
            let named = |item: &ast::Item| matches!(item.kind, ast::ItemKind::Vocabulary(_));
            items_of(parses, *id).iter().any(named)
        };
        let mut asked: BTreeSet<FileId> = self.given().collect();
        let gathering: Vec<FileId> = self.given().filter(|id| !ruling(id) && !vocabulary(id)).collect();
        asked.extend(gathering.iter().flat_map(|id| self.of(*id).uses.iter().copied()));
        asked
    }
}
