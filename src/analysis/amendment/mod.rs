//! Amending instruments: from the text as first laid down and the changes of it to versions, each with its days.
//!
//! It works on trees, before anything is given meaning: the item that is changed is copied once for each stretch of days in which
//! other changes are in force, with the limbs exchanged; so every citation still leads to the words that were enacted. What follows
//! (names, kinds, relations) sees several items of one label, each with its [`Origin`].

mod day;
mod keeps;
mod limbs;
mod periods;
mod read;
mod texts;
mod versions;
mod whole;

pub use keeps::Case;
pub use limbs::limb_places;
pub use periods::is_never_law;
pub(super) use periods::{Beyond, beyond, day_of, plain, stretches};
pub(super) use read::item_period;
pub use versions::BETWEEN;

use super::names::Key;
use crate::diagnostics::Diagnostic;
use crate::ir::{Counts, Period};
use crate::source::{FileId, Sources, Span};
use crate::syntax::{Parse, ast};
use std::collections::{BTreeMap, BTreeSet};

/// Of which acts that are no law the changes are read as well: what they change counts as if they were enacted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Supposed {
    /// Of all.
    #[default]
    All,
    /// Of these files, beside the law in force.
    Only(BTreeSet<FileId>),
}

/// What is changed, told apart by kind: a rule and a definition may have one label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A rule.
    Rule,
    /// A definition.
    Definition,
    /// A parameter.
    Parameter,
    /// What is decided where no rule holds.
    Otherwise,
}

/// A rule, definition or parameter through time.
#[derive(Clone, Debug)]
pub struct History {
    /// The file of its instrument.
    pub file: FileId,
    /// What it is.
    pub kind: Kind,
    /// `7282.5(a)`, `low-level`, `gross income limit`: as first laid down.
    pub label: String,
    /// Whether it stands in that file (else an act put it in).
    pub laid_down: bool,
    /// In the order of their first days; those that count in other law side by side.
    pub versions: Vec<TextVersion>,
    /// Changes that leave nothing: who repealed it, and when.
    pub repeals: Vec<(FileId, Period)>,
}

/// One version of a text.
#[derive(Clone, Debug)]
pub struct TextVersion {
    /// Its days.
    pub period: Period,
    /// The days of its words, for whatever cases.
    pub words: Period,
    /// In which law.
    pub counts: Counts,
    /// Whose changes made it, in the order of their first days.
    pub by: Vec<FileId>,
    /// Whether an act inserted this text (else replaced another by it, or changed it).
    pub inserted: bool,
    /// Its label now.
    pub label: String,
    /// Labels it had before.
    pub formerly: Vec<String>,
    /// Its cases, if savings clauses or stays part them.
    pub applies: Vec<Case>,
    /// Where the text stands on which the edits were made: the item, or the version of a parameter.
    pub place: Span,
    /// Quoted law before it.
    pub law: Vec<Span>,
    /// Changes of its limbs and its label, in order.
    pub edits: Vec<TextEdit>,
    /// Whether days without a version before it are meant.
    pub after_gap: bool,
}

/// A change inside a text.
#[derive(Clone, Debug)]
pub enum TextEdit {
    /// The limb of that path has this text now: where its title and its condition stand.
    Replace(Vec<String>, Option<Span>, Span, FileId),
    /// A new limb, in the same way.
    Insert(Vec<String>, Option<Span>, Span, FileId),
    /// The limb is gone.
    Remove(Vec<String>, FileId),
    /// The limb has another label.
    RelabelLimb(Vec<String>, String, FileId),
    /// The whole has another label.
    Relabel(String, FileId),
}

/// How an item of a composed file came to be.
#[derive(Clone, Debug)]
pub(super) struct Origin {
    /// Which text it is a version of, among all that are changed.
    pub(super) text: usize,
    /// The day from which its words are, but for changes of its limbs; the first of all days for a text as first laid down.
    pub(super) since: jiff::civil::Date,
    pub(super) period: Period,
    /// The days of its words, for whatever cases.
    pub(super) words: Period,
    pub(super) counts: Counts,
    pub(super) by: Vec<FileId>,
    /// Acts whose first day is not known, and whether they are in force if this is the text.
    pub(super) given: Vec<(FileId, bool)>,
    pub(super) formerly: Vec<String>,
    /// The cases to which it applies; all where nothing is said.
    pub(super) applies: Vec<Case>,
}

/// What changes make of the files.
pub(super) struct Composed {
    /// The trees with a version for each stretch of days; `None` where no file amends another.
    pub(super) parses: Option<Vec<Parse>>,
    /// By file and place among its items.
    pub(super) items: BTreeMap<(FileId, usize), Origin>,
    /// By file, place among its items, and place among the parameter's versions.
    pub(super) values: BTreeMap<(FileId, usize, usize), Origin>,
    /// The instrument whose text a file changes.
    pub(super) amends: BTreeMap<FileId, FileId>,
    /// In which file, the old label, the new one, by which file.
    pub(super) renumbered: Vec<(FileId, String, String, FileId)>,
    /// In which file, the label of a rule, which text it is, by which file, the days without it.
    pub(super) repealed: Vec<(FileId, String, usize, FileId, Period)>,
    /// In which file, what is repealed for good as law, by its names, and where that is said.
    pub(super) repeals: Vec<(FileId, Kind, Vec<Key>, Span)>,
    /// What acts did to the last days of whole instruments.
    pub(super) lives: whole::Lives,
    /// Mistakes.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Applies every change.
pub(super) fn compose(sources: &Sources, parses: &[Parse], supposed: &Supposed) -> Composed {
    let mut read = read::read(sources, parses, supposed);
    let threads = if read.changes.is_empty() { Vec::new() } else { versions::of_all(&mut read) };
    let mut composed = Composed {
        parses: None,
        items: BTreeMap::new(),
        values: BTreeMap::new(),
        amends: read.amends.clone(),
        renumbered: std::mem::take(&mut read.renumbered),
        repealed: Vec::new(),
        repeals: Vec::new(),
        lives: std::mem::take(&mut read.lives),
        diagnostics: std::mem::take(&mut read.diagnostics),
    };
    composed.diagnostics.append(&mut composed.lives.diagnostics);
    for (thread, _) in threads.iter().filter(|(thread, _)| thread.kind == Kind::Rule) {
        let repeals = thread.repealed.iter().filter_map(|it| Some((it.by, it.days.as_law.clone()?)));
        composed.repealed.extend(repeals.map(|(by, days)| (thread.file, thread.name.clone(), thread.id, by, days)));
    }
    for (thread, _) in &threads {
        let repeals = thread.repealed.iter().filter(|it| it.days.as_law.as_ref().is_some_and(|days| days.through.is_none()));
        composed.repeals.extend(repeals.map(|it| (thread.file, thread.kind, thread.keys.clone(), it.place)));
    }
    if !threads.is_empty() {
        let mut changed = parses.to_vec();
        composed.exchange(&mut changed, threads);
        composed.parses = Some(changed);
    }
    composed
}

/// Every rule, definition and parameter of every instrument, through time.
pub fn histories(sources: &Sources, parses: &[Parse], supposed: &Supposed) -> Vec<History> {
    let mut read = read::read(sources, parses, supposed);
    read.with_unchanged();
    let threads = versions::of_all(&mut read);
    threads
        .into_iter()
        .map(|(thread, versions)| History {
            file: thread.file,
            kind: thread.kind,
            label: thread.name,
            laid_down: !thread.base.is_empty(),
            versions: versions.into_iter().map(|it| it.told()).collect(),
            repeals: thread.repealed.into_iter().map(|it| (it.by, it.days.as_if)).collect(),
        })
        .collect()
}

impl Composed {
    /// Puts the versions where the first of the base stood, or after the last item of the file.
    fn exchange(&mut self, parses: &mut [Parse], threads: Vec<(texts::Thread, Vec<versions::Version>)>) {
        let mut by_file: BTreeMap<FileId, Vec<(texts::Thread, Vec<versions::Version>)>> = BTreeMap::new();
        for (thread, versions) in threads {
            by_file.entry(thread.file).or_default().push((thread, versions));
        }
        for (file, threads) in by_file {
            let Some(parse) = parses.get_mut(file.0 as usize) else { continue };
            let old = std::mem::take(&mut parse.file.items);
            let mut at_first: BTreeMap<usize, usize> = BTreeMap::new();
            let mut gone: BTreeSet<usize> = BTreeSet::new();
            let mut last = Vec::new();
            for (index, (thread, _)) in threads.iter().enumerate() {
                gone.extend(&thread.base);
                match thread.base.first() {
                    Some(first) => drop(at_first.insert(*first, index)),
                    None => last.push(index),
                }
            }
            let mut threads: Vec<Option<(texts::Thread, Vec<versions::Version>)>> = threads.into_iter().map(Some).collect();
            let mut new = Vec::new();
            for (at, item) in old.into_iter().enumerate() {
                if let Some((thread, versions)) = at_first.get(&at).and_then(|index| threads[*index].take()) {
                    self.put(&mut new, &thread, versions);
                }
                if !gone.contains(&at) {
                    new.push(item);
                }
            }
            for index in last {
                if let Some((thread, versions)) = threads[index].take() {
                    self.put(&mut new, &thread, versions);
                }
            }
            parse.file.items = new;
        }
    }

    fn put(&mut self, items: &mut Vec<ast::Item>, thread: &texts::Thread, versions: Vec<versions::Version>) {
        if thread.kind != Kind::Parameter {
            for version in versions {
                self.items.insert((thread.file, items.len()), version.origin(thread.id));
                items.push(version.item);
            }
            return;
        }
        // The versions of a parameter stay in one item.
        let mut whole: Option<ast::Item> = None;
        for version in versions {
            let origin = version.origin(thread.id);
            let ast::ItemKind::Parameter(one) = &version.item.kind else { continue };
            let values = one.versions.clone();
            let item = whole.get_or_insert_with(|| {
                let mut item = version.item.clone();
                if let ast::ItemKind::Parameter(all) = &mut item.kind {
                    all.versions.clear();
                }
                item
            });
            if let ast::ItemKind::Parameter(all) = &mut item.kind {
                for values in values {
                    self.values.insert((thread.file, items.len(), all.versions.len()), origin.clone());
                    all.versions.push(values);
                }
            }
        }
        items.extend(whole);
    }
}
