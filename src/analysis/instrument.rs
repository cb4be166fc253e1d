//! Headings: who made an instrument, whom it binds, when it is in force.

use super::amendment::Origin;
use super::names::{self, Words};
use super::scope::{CASE_INSTANCE, Scope};
use super::{Analyzer, Located, problems, types};
use crate::ir::{self, CASE, Instance, InstrumentId, RecordId, Status, Type};
use crate::source::{FileId, Span};
use crate::syntax::ast::{self, ItemKind, PolicyPartKind};

impl<'a> Analyzer<'a> {
    /// One instrument for each file with a heading, and for each file that has rules without one.
    pub(super) fn instruments(&mut self) {
        let headings = self.items_as_given(|kind| if let ItemKind::Policy(it) = kind { Some(it) } else { None });
        for Located { file, item, it, .. } in headings {
            self.here = file;
            if let Some(id) = self.instrument_of_file.get(&file) {
                let first = self.program.instruments[id.index()].span;
                let problem = problems::two_headings(item.span, first);
                self.report(problem);
                continue;
            }
            let instrument = self.instrument(file, it);
            self.add_instrument(file, instrument);
        }
        for index in 0..self.parses.len() {
            let file = FileId(u32::try_from(index).unwrap_or(u32::MAX));
            let rules =
                self.parses[index].file.items.iter().find(|item| matches!(item.kind, ItemKind::Rule(_) | ItemKind::Otherwise(_)));
            if let Some(rule) = rules
                && !self.instrument_of_file.contains_key(&file)
            {
                // The one-line policy of the first lesson: in force always, made by nobody in particular.
                let mut instrument = self.empty_instrument(file, rule.span);
                instrument.title.clone_from(&instrument.id);
                self.add_instrument(file, instrument);
            }
        }
    }

    fn add_instrument(&mut self, file: FileId, instrument: ir::Instrument) {
        let id = InstrumentId(u32::try_from(self.program.instruments.len()).unwrap_or(u32::MAX));
        self.instrument_of_file.insert(file, id);
        self.program.instruments.push(instrument);
    }

    fn empty_instrument(&self, file: FileId, span: Span) -> ir::Instrument {
        ir::Instrument {
            renumbered: self
                .composed
                .renumbered
                .iter()
                .filter(|(amended, ..)| *amended == file)
                .map(|(_, old, new, by)| ir::Renumbered { old: old.clone(), new: new.clone(), by: self.instrument_id(*by) })
                .collect(),
            repealed: self
                .composed
                .repealed
                .iter()
                .filter(|(amended, ..)| *amended == file)
                .map(|(_, label, text, by, period)| ir::Repealed {
                    label: label.clone(),
                    text: u32::try_from(*text).unwrap_or(u32::MAX),
                    by: self.instrument_id(*by),
                    period: period.clone(),
                })
                .collect(),
            lives: self
                .composed
                .lives
                .changes
                .iter()
                .filter(|it| it.of == file)
                .map(|it| ir::Life { by: self.instrument_id(it.by), repealed: it.repealed, last: it.last, law: it.law })
                .collect(),
            ..ir::Instrument::blank(self.sources.file(file).module.clone(), span)
        }
    }

    /// The instrument of a file with a heading: they are numbered in the order of the files.
    pub(super) fn instrument_id(&self, file: FileId) -> InstrumentId {
        let before = self.parses.iter().take(file.0 as usize);
        let headings = before.filter(|it| it.file.heading().is_some()).count();
        InstrumentId(u32::try_from(headings).unwrap_or(u32::MAX))
    }

    /// How an item came to be that another instrument changes.
    pub(super) fn provenance(&self, origin: Option<&Origin>) -> Option<ir::Provenance> {
        let origin = origin?;
        Some(ir::Provenance {
            text: u32::try_from(origin.text).unwrap_or(u32::MAX),
            by: origin.by.iter().map(|file| self.instrument_id(*file)).collect(),
            counts: origin.counts,
            days: origin.words.clone(),
            given: origin.given.iter().map(|(act, in_force)| (self.instrument_id(*act), *in_force)).collect(),
            formerly: origin.formerly.clone(),
        })
    }

    fn instrument(&mut self, file: FileId, policy: &ast::Policy) -> ir::Instrument {
        let mut instrument = self.empty_instrument(file, policy.title.span);
        instrument.title.clone_from(&policy.title.text);
        let mut seen: Vec<(&'static str, Span)> = Vec::new();
        for part in &policy.parts {
            let word = match &part.kind {
                PolicyPartKind::MadeBy { .. } => "made by",
                PolicyPartKind::Binds(_) | PolicyPartKind::BindsText(_) => "binds",
                PolicyPartKind::InForce(_) => "in force",
                PolicyPartKind::Status { .. } => "status",
                PolicyPartKind::Source(_) => "source",
                PolicyPartKind::TimeZone(_) => "time zone",
                PolicyPartKind::Amends(_) => "amends",
                PolicyPartKind::Governed(_) => "governed by the law of",
                PolicyPartKind::Bad => continue,
            };
            if let Some((_, first)) = seen.iter().find(|(other, _)| *other == word) {
                let problem = problems::part_said_twice(word, part.span, *first);
                self.report(problem);
                continue;
            }
            seen.push((word, part.span));
            match &part.kind {
                PolicyPartKind::MadeBy { level, body } => {
                    instrument.level = level.as_ref().map(names::name);
                    let doubt = match level {
                        None => Some(problems::made_by_without_level(&body.text, part.span)),
                        Some(level) => problems::misspelt_level(&names::name(level), level.span),
                    };
                    self.doubts.extend(doubt);
                    if let Some(level) = level {
                        self.check_declared_name(level, false);
                    }
                    instrument.made_by = Some(body.text.clone());
                }
                PolicyPartKind::Binds(classes) => {
                    for class in classes {
                        instrument.binds_words.push(names::name(class));
                        if let Some(bound) = self.class_of_actors(class) {
                            instrument.binds.push(bound);
                        }
                    }
                }
                PolicyPartKind::BindsText(text) => instrument.binds_words.push(text.text.clone()),
                PolicyPartKind::InForce(period) => {
                    if let Some(period) = self.period(period) {
                        instrument.period = period;
                    }
                }
                PolicyPartKind::Status { word, date } => {
                    instrument.status_date = date.map(|date| date.date);
                    match names::shown(&names::key(word)).as_str() {
                        "enacted" => instrument.status = Status::Enacted,
                        "draft" => instrument.status = Status::Draft,
                        "bill" => instrument.status = Status::Bill,
                        "vetoed" => instrument.status = Status::Vetoed,
                        "enjoined" => instrument.status = Status::Enjoined,
                        "repealed" => instrument.status = Status::Repealed,
                        _ => {
                            let problem = problems::unknown_status(&names::name(word), word.span);
                            self.report(problem);
                        }
                    }
                }
                PolicyPartKind::Source(text) => instrument.source = Some(text.text.clone()),
                PolicyPartKind::TimeZone(text) => {
                    if jiff::tz::TimeZone::get(&text.text).is_ok() {
                        instrument.time_zone = Some(text.text.clone());
                    } else {
                        let problem = problems::unknown_time_zone(&text.text, text.span);
                        self.report(problem);
                    }
                }
                PolicyPartKind::Amends(_) => {
                    instrument.amends = self.composed.amends.get(&file).map(|amended| self.instrument_id(*amended));
                }
                PolicyPartKind::Governed(day) => {
                    if let Some(expr) = self.expr(day, &Scope::case(), Some(Type::Date)) {
                        match expr.ty {
                            Type::Date | Type::DateTime => instrument.governed_by = Some(expr),
                            other => {
                                let noun = types::noun(&self.program, other);
                                let problem = problems::governed_by_no_day(self.sources.text(day.span), &noun, day.span);
                                self.report(problem);
                            }
                        }
                    }
                }
                PolicyPartKind::Bad => {}
            }
        }
        if let Some(period) = self.composed.lives.period(file) {
            instrument.period = period;
        }
        instrument
    }

    /// `county sheriffs`: a term defined on a record that the case holds once.
    pub(super) fn class_of_actors(&mut self, class: &ast::Run) -> Option<(ir::DefId, Instance)> {
        let words = Words::of(class);
        let mut known = Vec::new();
        for index in 0..self.definitions.len() {
            let of = self.definitions[index].of;
            if !self.knows_definition(index) {
                continue;
            }
            let Some(at) = self.held_once(of) else { continue };
            known.push(self.program.definitions[index].name.clone());
            if words.is(&self.definitions[index].key) {
                let id = ir::DefId(u32::try_from(index).unwrap_or(u32::MAX));
                self.use_definition(id, class.span);
                return self.definition_type(id, class.span).map(|_| (id, at));
            }
        }
        let held: Vec<String> = self
            .fields_of(CASE)
            .filter_map(|field| match field.ty {
                Type::Record(id) => Some(self.records[id.index()].name.clone()),
                _ => None,
            })
            .collect();
        let one = problems::singular(&names::name(class));
        let of = held.iter().find(|name| **name == one).or(held.first()).map_or("custodian", String::as_str);
        let problem = problems::unknown_class(&names::name(class), of, class.span, &known);
        self.fail(problem)
    }

    /// Where the case holds a record of that kind, if it holds one that is no list's.
    pub(super) fn held_once(&self, record: RecordId) -> Option<Instance> {
        let mut places = vec![(CASE, CASE_INSTANCE)];
        let mut index = 0;
        while index < places.len() && index < 64 {
            let (of, at) = places[index];
            index += 1;
            for (base, field) in self.every_field(of) {
                if let Type::Record(inner) = field.ty {
                    let inner_at = Instance { frame: 0, base: at.base + base + field.slot.0 + 1 };
                    if inner == record {
                        return Some(inner_at);
                    }
                    places.push((inner, inner_at));
                }
            }
        }
        None
    }
}
