//! Which files a file knows: itself, and what it uses, and what these use. A name means what is declared there, and nothing else.
//!
//! Files that know nothing of each other may each give one word a meaning. Only a file that knows both can't say which it means.

use super::names::Key;
use super::{Analyzer, problems};
use crate::diagnostics::catalogue::AMBIGUOUS_NAME;
use crate::ir::{CASE, DecisionId, DefId, RecordId};
use crate::source::{FileId, Sources, Span};
use crate::syntax::{Parse, ast};
use std::collections::{BTreeMap, BTreeSet};

/// The files that each file knows.
#[derive(Clone, Debug, Default)]
pub struct Reach {
    uses: Vec<Vec<FileId>>,
    /// By [`FileId`]; a file beyond the end knows itself only.
    known: Vec<BTreeSet<FileId>>,
}

impl Reach {
    /// From what each file uses itself, by [`FileId`]. Circles are allowed.
    pub fn of(uses: &[Vec<FileId>]) -> Reach {
        let known = (0..uses.len()).map(|index| closure(uses, FileId(u32::try_from(index).unwrap_or(u32::MAX)))).collect();
        Reach { uses: uses.to_vec(), known }
    }

    /// From the names in `use` sentences, where every file is called by its module's name.
    pub fn by_names(sources: &Sources, parses: &[Parse]) -> Reach {
        let files: BTreeMap<&str, FileId> = sources.iter().map(|(id, file)| (file.module.as_str(), id)).collect();
        let used = |item: &ast::Item| match &item.kind {
            ast::ItemKind::Use(it) => files.get(it.module.text.as_str()).copied(),
            _ => None,
        };
        let uses: Vec<Vec<FileId>> = parses.iter().map(|parse| parse.file.items.iter().filter_map(used).collect()).collect();
        Reach::of(&uses)
    }

    /// With pairs of files that know one another, beside what they use.
    pub(super) fn joined(&self, pairs: &BTreeMap<FileId, FileId>) -> Reach {
        if pairs.is_empty() {
            return self.clone();
        }
        let mut uses = self.uses.clone();
        for (one, other) in pairs.iter().flat_map(|(one, other)| [(*one, *other), (*other, *one)]) {
            let index = one.0 as usize;
            uses.resize(uses.len().max(index + 1), Vec::new());
            uses[index].push(other);
        }
        Reach { uses: self.uses.clone(), ..Reach::of(&uses) }
    }

    /// Files of which none uses another.
    pub fn apart() -> Reach {
        Reach::default()
    }

    /// Whether one file knows what another declares.
    pub fn knows(&self, file: FileId, other: FileId) -> bool {
        file == other || self.known.get(file.0 as usize).is_some_and(|known| known.contains(&other))
    }

    /// Whether a file says itself that it uses another.
    pub(super) fn uses(&self, file: FileId, other: FileId) -> bool {
        self.uses.get(file.0 as usize).is_some_and(|uses| uses.contains(&other))
    }

    /// Whether one of two files knows the other.
    fn related(&self, one: FileId, other: FileId) -> bool {
        self.knows(one, other) || self.knows(other, one)
    }

    /// Every file once, those that others use before these, and else by their names: whatever order they were given in.
    pub(super) fn order(&self, sources: &Sources) -> Vec<FileId> {
        let mut by_name: Vec<FileId> = sources.iter().map(|(id, _)| id).collect();
        by_name.sort_by_key(|id| {
            let file = sources.file(*id);
            (&file.module, &file.name, *id)
        });
        let mut order = Vec::new();
        let mut met = BTreeSet::new();
        for file in by_name {
            // A file stands twice on the stack: to be entered, and to be written down after what it uses.
            let mut waiting = vec![(file, false)];
            while let Some((file, entered)) = waiting.pop() {
                if entered {
                    order.push(file);
                } else if met.insert(file) {
                    waiting.push((file, true));
                    let uses = self.uses.get(file.0 as usize).into_iter().flatten();
                    waiting.extend(uses.rev().map(|used| (*used, false)));
                }
            }
        }
        order
    }
}

fn closure(uses: &[Vec<FileId>], file: FileId) -> BTreeSet<FileId> {
    let mut known = BTreeSet::new();
    let mut waiting = vec![file];
    while let Some(next) = waiting.pop() {
        if known.insert(next) {
            waiting.extend(uses.get(next.0 as usize).into_iter().flatten());
        }
    }
    known
}

/// Every declaration under each of its names. The record is the one that it is said of: the case's for things that stand alone.
#[derive(Debug, Default)]
pub(super) struct Declared {
    by_name: BTreeMap<(RecordId, Key), Vec<Declaration>>,
    names: BTreeMap<Span, Vec<(RecordId, Key)>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Declaration {
    span: Span,
    /// The first declaration of the same thing; itself, where nothing else declares it.
    thing: Span,
}

impl Analyzer<'_> {
    /// Whether the file in hand knows what is declared there.
    pub(super) fn knows(&self, declared: Span) -> bool {
        self.reach.knows(self.here, declared.file)
    }

    /// Whether two declarations meet: one file is the other or uses it.
    pub(super) fn meet(&self, one: Span, other: Span) -> bool {
        self.reach.related(one.file, other.file)
    }

    /// Notes a declaration; `thing` is where the same thing was declared first.
    pub(super) fn note_declared(&mut self, of: RecordId, key: Key, span: Span, thing: Span) {
        self.declared.by_name.entry((of, key.clone())).or_default().push(Declaration { span, thing });
        self.declared.names.entry(span).or_default().push((of, key));
    }

    /// Reports a use of a name that two files declare, neither of which knows the other, where both are known.
    pub(super) fn means_one_thing(&mut self, declared: Span, name: &str, used_at: Span) -> Option<()> {
        let rivals = |(of, key): &(RecordId, Key)| self.declared.by_name.get(&(*of, key.clone())).into_iter().flatten();
        let all: Vec<Declaration> = self.declared.names.get(&declared).into_iter().flatten().flat_map(rivals).copied().collect();
        let own = all.iter().find(|it| it.span == declared)?.thing;
        let rival = all.iter().find(|it| it.thing != own && self.knows(it.span) && !self.meet(it.span, declared));
        match rival.map(|it| it.span) {
            Some(rival) => {
                // A sentence may be read in two ways, each of which meets the name; said once.
                if self.out.iter().any(|it| it.code == AMBIGUOUS_NAME && it.primary.span == used_at) {
                    self.met_failed += 1;
                    return None;
                }
                let problem = problems::ambiguous_name(name, used_at, declared, rival);
                self.fail(problem)
            }
            None => Some(()),
        }
    }

    /// Where the thing that is declared there was declared first.
    pub(super) fn first_declared(&self, declared: Span) -> Span {
        let name = self.declared.names.get(&declared).and_then(|names| names.first());
        let all = name.and_then(|name| self.declared.by_name.get(name)).into_iter().flatten();
        all.filter(|it| it.span == declared).map(|it| it.thing).next().unwrap_or(declared)
    }

    /// A declaration of that name that meets another, so that the two can't both stand.
    pub(super) fn declared_before(&self, of: RecordId, key: &Key, span: Span) -> Option<Span> {
        let all = self.declared.by_name.get(&(of, key.clone()))?;
        all.iter().map(|it| it.span).find(|earlier| self.meet(*earlier, span))
    }

    /// Marks a definition as used there.
    pub(super) fn use_definition(&mut self, id: DefId, used_at: Span) {
        self.used_definitions.insert(id);
        let definition = &self.program.definitions[id.index()];
        let (name, span) = (definition.name.clone(), definition.span);
        self.means_one_thing(span, &name, used_at);
    }

    /// The definition with this key that says something of the case, if the file in hand knows one.
    pub(super) fn definition_of_case(&self, key: &[String]) -> Option<usize> {
        self.definitions.iter().enumerate().position(|(index, it)| it.of == CASE && it.key == key && self.knows_definition(index))
    }

    /// The definition that is the whole of a sentence about the case: `the hold violates local law`.
    pub(super) fn defined_sentence(&self, words: &[String]) -> Option<usize> {
        self.definition_of_case(words).filter(|index| {
            let definition = &self.definitions[*index];
            definition.subject.as_ref() == Some(&definition.key)
        })
    }

    /// Whether the file in hand knows a definition.
    pub(super) fn knows_definition(&self, index: usize) -> bool {
        self.program.definitions.get(index).is_some_and(|it| self.knows(it.span))
    }

    /// Definitions that the file in hand knows.
    pub(super) fn known_definitions(&self) -> impl Iterator<Item = &super::definition::DefinitionInfo<'_>> {
        self.definitions.iter().enumerate().filter(|(index, _)| self.knows_definition(*index)).map(|(_, it)| it)
    }

    /// Whether the file in hand knows a decision.
    pub(super) fn knows_decision(&self, index: usize) -> bool {
        self.decision_places[index].iter().any(|place| self.knows(*place))
    }

    /// Decisions that the file in hand knows.
    pub(super) fn known_decisions(&self) -> Vec<(DecisionId, &crate::ir::Decision)> {
        let all = (0u32..).map(DecisionId).zip(&self.program.decisions);
        all.filter(|(id, _)| self.knows_decision(id.index())).collect()
    }

    /// The fields that the file in hand knows, of every record.
    pub(super) fn known_fields(&self) -> impl Iterator<Item = &super::vocabulary::FieldInfo> {
        self.records.iter().flat_map(|record| &record.fields).filter(|field| self.knows(field.span))
    }

    /// The fields of one record that the file in hand knows, its own ones only.
    pub(super) fn fields_of(&self, record: RecordId) -> impl Iterator<Item = &super::vocabulary::FieldInfo> {
        self.records[record.index()].fields.iter().filter(|field| self.knows(field.span))
    }
}
