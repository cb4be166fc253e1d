//! Records laid out flat: which slot each fact has, and its key in case records.

use super::said::words_of;
use super::{FieldInfo, Layout, Part};
use crate::analysis::{Analyzer, problems, types};
use crate::ir::{self, CASE, RecordId, SlotId, Type};
use std::collections::BTreeMap;

/// How deep records may hold one another: deeper than any law's.
const DEEPEST_RECORDS: usize = 32;

/// Facts of one record, those of the records within counted.
const MOST_SLOTS: usize = 20_000;

/// The same, of all records together.
const MOST_SLOTS_IN_ALL: usize = 200_000;

impl Analyzer<'_> {
    /// Lays records out again, now that the kinds of defined values are known; slots stay where they are.
    pub(in crate::analysis) fn relayout(&mut self) {
        for record in &mut self.records {
            record.layout = Layout::NotYet;
        }
        self.program.records.clear();
        self.layouts();
    }

    /// Lays every record out flat and fills the program's records.
    pub(in crate::analysis) fn layouts(&mut self) {
        for index in 0..self.records.len() {
            self.layout(RecordId(u32::try_from(index).unwrap_or(u32::MAX)), 0);
        }
        for index in 0..self.records.len() {
            let fields = self.all_fields(RecordId(u32::try_from(index).unwrap_or(u32::MAX)));
            let record = &self.records[index];
            let slots = match &record.layout {
                Layout::Done(slots) => slots.clone(),
                _ => Vec::new(),
            };
            self.program.records.push(ir::Record { name: record.name.clone(), slots, fields, span: record.span });
        }
        for index in 0..self.program.records.len() {
            self.check_keys(RecordId(u32::try_from(index).unwrap_or(u32::MAX)));
            let owner = (index != CASE.index()).then(|| self.program.records[index].name.clone());
            for slot in &mut self.program.records[index].slots {
                slot.words = words_of(&slot.path, owner.as_deref());
            }
        }
    }

    /// Keys of case records: each once in a record, and none that means something else.
    fn check_keys(&mut self, id: RecordId) {
        let fields = self.program.records[id.index()].fields.clone();
        let mut seen: BTreeMap<&str, Vec<&ir::Field>> = BTreeMap::new();
        for field in &fields {
            if id == CASE && !field.names_case && matches!(field.key.as_str(), "case" | "as_of") {
                let problem = problems::reserved_record_key(&field.key, field.span);
                self.report(problem);
            }
            let earlier = seen.entry(&field.key).or_default();
            let held = |field: &ir::Field| matches!(field.ty, Type::Record(_) | Type::List(_));
            if let Some(first) = earlier.iter().find(|first| first.span != field.span && self.meet(first.span, field.span)) {
                let problem = problems::duplicate_record_key(&field.key, field.span, first.span);
                self.report(problem);
            } else if let Some(first) = earlier.iter().find(|first| first.span != field.span && (held(first) || held(field))) {
                // Files that know nothing of each other may each read a key in their own way, but not where records are within.
                let problem = problems::facts_differ(&field.key, field.span, first.span);
                self.report(problem);
            }
            earlier.push(field);
        }
    }

    fn layout(&mut self, id: RecordId, depth: usize) -> Option<Vec<ir::Slot>> {
        match &self.records[id.index()].layout {
            Layout::Done(slots) => return Some(slots.clone()),
            Layout::InHand => return None,
            Layout::NotYet => {}
        }
        if depth > DEEPEST_RECORDS {
            let record = &self.records[id.index()];
            let problem = problems::record_too_deep(&record.name, DEEPEST_RECORDS, record.span);
            return Some(self.unlaid(id, problem));
        }
        self.records[id.index()].layout = Layout::InHand;
        let mut slots: Vec<ir::Slot> = Vec::new();
        for part in self.records[id.index()].parts.clone() {
            let base = u32::try_from(slots.len()).unwrap_or(u32::MAX);
            match part {
                Part::Include(index) => {
                    let (included, _, span) = self.records[id.index()].includes[index];
                    self.records[id.index()].includes[index].1 = base;
                    match self.layout(included, depth + 1) {
                        Some(inner) => slots.extend(inner),
                        None => {
                            self.circular_records = true;
                            let problem = problems::record_circle(&self.records[id.index()].name, span);
                            self.report(problem);
                        }
                    }
                }
                Part::Field(index) => {
                    self.records[id.index()].fields[index].slot = SlotId(base);
                    let field = self.records[id.index()].fields[index].clone();
                    slots.push(ir::Slot {
                        path: vec![field.name.clone()],
                        words: String::new(),
                        ty: field.ty,
                        optional: field.optional,
                        // No record holds a length below nothing; a defined one may be.
                        least: field.least.or((types::is_length(field.ty) && field.stipulates.is_none()).then_some(0.into())),
                        span: field.span,
                    });
                    if let Type::Record(inner) = field.ty {
                        match self.layout(inner, depth + 1) {
                            Some(inner) => slots.extend(inner.into_iter().map(|mut slot| {
                                slot.path.insert(0, field.name.clone());
                                slot
                            })),
                            None => {
                                self.circular_records = true;
                                let problem = problems::record_circle(&self.records[id.index()].name, field.span);
                                self.report(problem);
                            }
                        }
                    }
                }
            }
            // A layout that doubles at each level would fill the memory; law needs a few hundred slots.
            if slots.len() > MOST_SLOTS || self.slots_laid_out + slots.len() > MOST_SLOTS_IN_ALL {
                let record = &self.records[id.index()];
                let problem = problems::record_too_large(&record.name, record.span);
                return Some(self.unlaid(id, problem));
            }
        }
        let record = &mut self.records[id.index()];
        for index in 0..record.fields.len() {
            if let Some(first) = record.fields[index].same_as {
                record.fields[index].slot = record.fields[first].slot;
            }
        }
        self.slots_laid_out += slots.len();
        self.records[id.index()].layout = Layout::Done(slots.clone());
        Some(slots)
    }

    /// Gives a record up as one without facts; records that hold it say nothing more of that.
    fn unlaid(&mut self, id: RecordId, problem: crate::diagnostics::Diagnostic) -> Vec<ir::Slot> {
        if !self.circular_records {
            self.report(problem);
        }
        self.circular_records = true;
        self.records[id.index()].layout = Layout::Done(Vec::new());
        Vec::new()
    }

    /// The fields of a record as a case may hold them, those of included records too.
    fn all_fields(&self, id: RecordId) -> Vec<ir::Field> {
        let record = &self.records[id.index()];
        let mut fields = Vec::new();
        for part in &record.parts {
            match part {
                Part::Include(index) => {
                    let (included, base, _) = record.includes[*index];
                    // A circle has been reported; don't walk it.
                    if self.circular_records {
                        continue;
                    }
                    fields.extend(self.all_fields(included).into_iter().map(|mut field| {
                        field.slot = SlotId(field.slot.0 + base);
                        field
                    }));
                }
                Part::Field(index) => fields.push(declared_field(&record.fields[*index])),
            }
        }
        fields
    }
}

/// A field as case records hold it.
fn declared_field(field: &FieldInfo) -> ir::Field {
    ir::Field {
        name: field.name.clone(),
        key: field.record_key.clone(),
        ty: field.ty,
        slot: field.slot,
        optional: field.optional,
        least: field.least,
        null_is_none: field.null_is_none,
        names_case: field.names_case,
        stipulates: field.stipulates,
        span: field.span,
    }
}
