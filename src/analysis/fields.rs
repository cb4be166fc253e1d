//! Facts of a record by their names, those of included records too.

use super::names::{self, Key, Words};
use super::resolve::{ListThing, RecordThing, Thing};
use super::vocabulary::FieldInfo;
use super::{Analyzer, problems};
use crate::ir::{CASE, ExprKind, Instance, RecordId, SlotId, Type};
use crate::source::Span;

/// A field found in a record, with the base of the (included) record that has it.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) length: usize,
    pub(super) base: u32,
    pub(super) field: FieldInfo,
}

impl Analyzer<'_> {
    /// The fact of a record with the longest name at the start of the words, included records' facts too.
    pub(super) fn field(&self, record: RecordId, words: &[String]) -> Option<Found> {
        let mut best: Option<Found> = None;
        self.fields_at(record, 0, words, 0, &mut best);
        best
    }

    fn fields_at(&self, record: RecordId, base: u32, words: &[String], depth: usize, best: &mut Option<Found>) {
        if depth > 8 || self.circular_records {
            return;
        }
        for field in self.fields_of(record) {
            for key in &field.keys {
                if self.is_read(record, field)
                    && let Some(length) = names::match_start(words, key)
                    && best.as_ref().is_none_or(|it| it.length < length)
                {
                    *best = Some(Found { length, base, field: field.clone() });
                }
            }
        }
        for (included, offset) in self.included(record) {
            self.fields_at(included, base + offset, words, depth + 1, best);
        }
    }

    /// Whether a field is read by its name: a fact, or a value defined of each such record (terms are said with `is`).
    pub(super) fn is_read(&self, record: RecordId, field: &FieldInfo) -> bool {
        match field.stipulates {
            None => true,
            Some(id) => {
                record != CASE && self.definitions.get(id.index()).is_some_and(super::definition::DefinitionInfo::is_value)
            }
        }
    }

    /// Every fact of a record, included records' facts too, each with its base.
    pub(super) fn every_field(&self, record: RecordId) -> Vec<(u32, FieldInfo)> {
        let mut found = Vec::new();
        self.gather_fields(record, 0, 0, &mut found);
        found
    }

    fn gather_fields(&self, record: RecordId, base: u32, depth: usize, found: &mut Vec<(u32, FieldInfo)>) {
        if depth > 8 || self.circular_records {
            return;
        }
        let from = found.len();
        let mut declared: Vec<Option<Span>> = Vec::new();
        for field in self.fields_of(record) {
            let first = field.stipulates.is_none().then(|| self.first_declared(field.span));
            // One fact that two files declare is one, by the names of both.
            match first.and_then(|_| declared.iter().position(|other| *other == first)) {
                Some(at) => {
                    let (_, other) = &mut found[from + at];
                    let (more, items) = (field.keys.iter(), field.item_keys.iter());
                    other.keys.extend(more.filter(|key| !other.keys.contains(key)).cloned().collect::<Vec<Key>>());
                    other.item_keys.extend(items.filter(|key| !other.item_keys.contains(key)).cloned().collect::<Vec<Key>>());
                }
                None => {
                    found.push((base, field.clone()));
                    declared.push(first);
                }
            }
        }
        for (included, offset) in self.included(record) {
            self.gather_fields(included, base + offset, depth + 1, found);
        }
    }

    /// A field of an instance as a thing.
    pub(super) fn field_thing(&mut self, owner: Instance, found: &Found, span: Span) -> Thing {
        let at = Instance { frame: owner.frame, base: owner.base + found.base };
        let field = &found.field;
        if let Some(id) = field.stipulates {
            self.use_definition(id, span);
            // A definition that failed has been reported, and nothing runs.
            let ty = self.definition_type(id, span).unwrap_or(Type::Number);
            return Thing::Value(self.node(ExprKind::Definition(id, Some(at)), ty, span));
        }
        self.means_one_thing(field.span, &field.name, span);
        let fact = self.node(ExprKind::Fact(at, field.slot), field.ty, span);
        match field.ty {
            Type::Record(record) => Thing::Record(RecordThing {
                record,
                at: Instance { frame: at.frame, base: at.base + field.slot.0 + 1 },
                presence: field.optional.then_some(fact),
                span,
            }),
            Type::List(record) => Thing::List(ListThing { list: fact, record, item_keys: field.item_keys.clone() }),
            _ => Thing::Value(fact),
        }
    }

    /// `an offense has no level`, with the nearest field: by a value that stands beside it, or by spelling.
    pub(super) fn no_such_field(&self, record: RecordId, words: &Words) -> crate::diagnostics::Diagnostic {
        let name = self.records[record.index()].name.clone();
        let mut fields: Vec<String> = self
            .every_field(record)
            .iter()
            .filter(|(_, field)| field.stipulates.is_none())
            .map(|(_, field)| field.name.clone())
            .collect();
        fields.sort();
        fields.dedup();
        problems::unknown_field(&name, &words.text(), words.span, &fields, None)
    }
}

/// The slot of a field in its instance's row.
pub(super) fn absolute(at: Instance, base: u32, slot: SlotId) -> SlotId {
    SlotId(at.base + base + slot.0)
}
