//! Incorporation by reference: `use "us/ca/penal-code" as of 2014-01-01` means that file's terms and parameters as they stood that day, and
//! whatever these use themselves; without a day, as they stand on the day whose law decides.
//!
//! Done on the checked meaning: what changes with time gets a twin that has the text of that day for good, and the sentences of the file that
//! says so read the twin. Deciding knows nothing of it. A case that stipulates a term stipulates its twins: they share the place.

use super::{Analyzer, problems};
use crate::ir::{self, DefId, Expr, ExprId, ExprKind, Instance, ParamId, Period, walk};
use crate::source::{FileId, Span};
use crate::syntax::ast::{self, ItemKind};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A term or a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Named {
    Definition(DefId),
    Parameter(ParamId),
}

/// As of which day, and where that is said.
#[derive(Clone, Copy, Debug)]
struct AsOf {
    day: Date,
    place: Span,
}

/// The twins of one run.
#[derive(Default)]
struct Twins {
    /// Sentences that name a term or parameter as of a day.
    wanted: BTreeMap<ExprId, AsOf>,
    made: BTreeMap<(Named, Date), Named>,
    /// Twins of definitions whose text is still to be written, in the order met.
    waiting: Vec<(DefId, DefId, AsOf)>,
    /// Whether something changes with time, what it uses counted in.
    changes: BTreeMap<Named, bool>,
}

impl Analyzer<'_> {
    /// Gives every file that uses another as of a day the terms and parameters of that day.
    pub(super) fn incorporated(&mut self) {
        let days = self.days_of_uses();
        if days.is_empty() {
            return;
        }
        let mut named = Vec::new();
        walk::roots_mut(&mut self.program, &mut |root| {
            walk::every(root, &mut |expr| named.extend(name_in(expr).map(|it| (expr.id, expr.span.file, it))));
        });
        // What a value chooses among is meant as of the day as of which that value is.
        named.retain(|(id, ..)| !self.chosen_among.contains(id));
        let mut twins = Twins::default();
        let mut found = Vec::new();
        for (id, file, name) in named {
            if let Some(as_of) = self.as_of(&days, file, name) {
                twins.wanted.insert(id, as_of);
                found.push((id, name, as_of));
            }
        }
        // Every twin is made of the text as it is written, so the sentences are changed last.
        let changed: BTreeMap<ExprId, Named> =
            found.into_iter().map(|(id, name, as_of)| (id, self.twin(name, as_of, &mut twins))).collect();
        let bound = self.classes_as_of(&days, &mut twins);
        let mut at = 0;
        while let Some((id, twin, as_of)) = twins.waiting.get(at).copied() {
            at += 1;
            self.write(id, twin, as_of, &mut twins);
        }
        walk::roots_mut(&mut self.program, &mut |root| {
            walk::every_mut(root, &mut |expr| changed.get(&expr.id).into_iter().for_each(|it| rename(expr, *it)));
        });
        for (place, class) in bound {
            *place.of(&mut self.program) = class;
        }
    }

    /// By the file that uses and the one that is used. A file that uses another as of two days is told.
    fn days_of_uses(&mut self) -> BTreeMap<(FileId, FileId), AsOf> {
        let files: BTreeMap<&str, FileId> = self.sources.iter().map(|(id, file)| (file.module.as_str(), id)).collect();
        let mut days = BTreeMap::new();
        let mut first: BTreeMap<(FileId, FileId), &ast::Use> = BTreeMap::new();
        for used in self.items(|kind| if let ItemKind::Use(it) = kind { Some(it) } else { None }) {
            let Some(module) = files.get(used.it.module.text.as_str()) else { continue };
            let pair = (used.file, *module);
            match first.get(&pair) {
                Some(earlier) if earlier.as_of.map(|it| it.date) != used.it.as_of.map(|it| it.date) => {
                    let name = &used.it.module.text;
                    self.out.push(problems::used_as_of_two_days(name, used.it.module.span, earlier.module.span));
                }
                Some(_) => {}
                None => {
                    first.insert(pair, used.it);
                    days.extend(used.it.as_of.map(|it| (pair, AsOf { day: it.date, place: it.span })));
                }
            }
        }
        days
    }

    /// As of which day a file means a name. What an act puts into a text means what the text means, unless the act says otherwise.
    fn as_of(&self, days: &BTreeMap<(FileId, FileId), AsOf>, file: FileId, name: Named) -> Option<AsOf> {
        let home = match name {
            Named::Definition(id) => match self.definitions.get(id.index()) {
                Some(definition) => definition.home(),
                None => *self.homes_of_values.get(&id)?,
            },
            Named::Parameter(id) => self.parameters.get(id.index())?.place.0,
        };
        let amended = self.composed.amends.get(&file).filter(|_| !self.reach.uses(file, home));
        days.get(&(file, home)).or_else(|| days.get(&(*amended?, home))).copied()
    }

    /// Classes of actors that instruments and rules of a file bind, where they are meant as of a day.
    fn classes_as_of(&mut self, days: &BTreeMap<(FileId, FileId), AsOf>, twins: &mut Twins) -> Vec<(Bound, (DefId, Instance))> {
        let instruments = self.program.instruments.iter().enumerate();
        let of_instruments = instruments.flat_map(|(at, it)| {
            it.binds.iter().enumerate().map(move |(index, class)| (Bound::Instrument(at, index), it.span.file, *class))
        });
        let rules = self.program.rules.iter().enumerate();
        let of_rules = rules.flat_map(|(at, it)| {
            it.binds.iter().enumerate().map(move |(index, class)| (Bound::Rule(at, index), it.span.file, *class))
        });
        let mut out = Vec::new();
        for (place, file, (class, instance)) in of_instruments.chain(of_rules).collect::<Vec<_>>() {
            let name = Named::Definition(class);
            if let Some(as_of) = self.as_of(days, file, name)
                && let Named::Definition(twin) = self.twin(name, as_of, twins)
            {
                out.push((place, (twin, instance)));
            }
        }
        out
    }

    /// What stands for a name as of a day: itself, if it never changes.
    fn twin(&mut self, name: Named, as_of: AsOf, twins: &mut Twins) -> Named {
        if !self.changes(name, twins) {
            return name;
        }
        if let Some(twin) = twins.made.get(&(name, as_of.day)) {
            return *twin;
        }
        let twin = match name {
            Named::Definition(id) => {
                let twin = DefId(u32::try_from(self.program.definitions.len()).unwrap_or(u32::MAX));
                let mut definition = self.program.definitions[id.index()].clone();
                for words in [&mut definition.name, &mut definition.words] {
                    *words = format!("{words} (as of {})", as_of.day);
                }
                self.program.definitions.push(definition);
                twins.waiting.push((id, twin, as_of));
                Named::Definition(twin)
            }
            Named::Parameter(id) => {
                let twin = ParamId(u32::try_from(self.program.parameters.len()).unwrap_or(u32::MAX));
                let mut parameter = self.program.parameters[id.index()].clone();
                let periods = parameter.versions.iter().map(|it| &it.period);
                if let Some(standing) = self.standing(periods, &parameter.name, parameter.span, as_of) {
                    let mut stands = standing.iter();
                    parameter.versions.retain(|_| stands.next().is_some_and(|it| *it));
                    parameter.versions.iter_mut().for_each(|it| it.period = Period::ALWAYS);
                }
                parameter.name = format!("{} (as of {})", parameter.name, as_of.day);
                self.program.parameters.push(parameter);
                Named::Parameter(twin)
            }
        };
        twins.made.insert((name, as_of.day), twin);
        twin
    }

    /// Gives a twin the text of its day.
    fn write(&mut self, id: DefId, twin: DefId, as_of: AsOf, twins: &mut Twins) {
        let definition = self.program.definitions[id.index()].clone();
        if definition.open.is_some() {
            self.out.push(problems::slot_as_of(&definition.words, as_of.place, definition.span));
            return;
        }
        let periods = definition.versions.iter().map(|it| &it.period);
        let Some(standing) = self.standing(periods, &definition.words, definition.span, as_of) else {
            return;
        };
        let standing = definition.versions.into_iter().zip(standing).filter(|(_, stands)| *stands);
        let mut versions: Vec<ir::DefinitionVersion> = standing.map(|(it, _)| it).collect();
        for version in &mut versions {
            version.period = Period::ALWAYS;
            walk::every_mut(&mut version.body, &mut |expr| {
                if let Some(name) = name_in(expr) {
                    let as_of = twins.wanted.get(&expr.id).copied().unwrap_or(as_of);
                    let twin = self.twin(name, as_of, twins);
                    rename(expr, twin);
                }
                self.renew(expr);
            });
        }
        self.program.definitions[twin.index()].versions = versions;
    }

    /// Which of some versions stand on the day; `None` (reported) if none does for certain.
    fn standing<'p>(
        &mut self,
        periods: impl Iterator<Item = &'p Period>,
        words: &str,
        declared: Span,
        as_of: AsOf,
    ) -> Option<Vec<bool>> {
        let holds: Vec<Option<bool>> = periods.map(|it| it.holds(as_of.day)).collect();
        if holds.contains(&Some(true)) {
            return Some(holds.into_iter().map(|it| it == Some(true)).collect());
        }
        let certain = !holds.contains(&None);
        self.out.push(problems::no_text_that_day(words, as_of.day, as_of.place, declared, certain));
        None
    }

    /// Whether a name means one thing today and another tomorrow. Definitions stand at most 48 deep on one another.
    fn changes(&self, name: Named, twins: &mut Twins) -> bool {
        if let Some(known) = twins.changes.get(&name) {
            return *known;
        }
        let lasting = |period: &Period, provenance: &Option<ir::Provenance>| *period == Period::ALWAYS && provenance.is_none();
        let changes = match name {
            Named::Parameter(id) => {
                let versions = &self.program.parameters[id.index()].versions;
                versions.len() > 1 || versions.iter().any(|it| !lasting(&it.period, &it.provenance))
            }
            Named::Definition(id) => {
                let definition = &self.program.definitions[id.index()];
                let versions = &definition.versions;
                definition.open.is_some()
                    || versions.len() > 1
                    || versions.iter().any(|it| !lasting(&it.period, &it.provenance) || self.uses_what_changes(&it.body, twins))
            }
        };
        twins.changes.insert(name, changes);
        changes
    }

    fn uses_what_changes(&self, expr: &Expr, twins: &mut Twins) -> bool {
        let mut changes = name_in(expr).is_some_and(|name| self.changes(name, twins));
        walk::children(expr, &mut |part| changes = changes || self.uses_what_changes(part, twins));
        changes
    }
}

/// A class of actors in a heading.
#[derive(Clone, Copy)]
enum Bound {
    Instrument(usize, usize),
    Rule(usize, usize),
}

impl Bound {
    fn of(self, program: &mut ir::Program) -> &mut (DefId, Instance) {
        match self {
            Bound::Instrument(at, index) => &mut program.instruments[at].binds[index],
            Bound::Rule(at, index) => &mut program.rules[at].binds[index],
        }
    }
}

/// What an expression names. A parameter as of a day that the sentence gives itself is of that day.
fn name_in(expr: &Expr) -> Option<Named> {
    match &expr.kind {
        ExprKind::Definition(id, _) => Some(Named::Definition(*id)),
        ExprKind::Parameter(id, _) => Some(Named::Parameter(*id)),
        _ => None,
    }
}

fn rename(expr: &mut Expr, name: Named) {
    match (&mut expr.kind, name) {
        (ExprKind::Definition(id, _), Named::Definition(twin)) => *id = twin,
        (ExprKind::Parameter(id, _), Named::Parameter(twin)) => *id = twin,
        _ => {}
    }
}
