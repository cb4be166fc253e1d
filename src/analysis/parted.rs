//! Definitions and parameters that have another text for some cases: what a savings clause keeps, and what goes on where a court switches an act off.
//!
//! Done on the checked meaning, so that deciding, reasons and *decided regardless* need to know nothing of it. Each part of the cases gets a twin
//! that has the texts for it. On the days on which the cases are parted, a definition chooses among its twins by the conditions that part them. A
//! sentence that reads a parameter reads a value in its place that does so: the keys of a table may be those of an item.

use super::amendment::{Case, Origin, day_of, stretches};
use super::scope::Scope;
use super::{Analyzer, problems};
use crate::ir::{
    self, CASE, Counts, DefId, Definition, DefinitionVersion, Expr, ExprId, ExprKind, Instance, InstrumentId, ParamId, Period,
    Provenance, RecordId, SlotId, Start, Type, Value, walk,
};
use crate::source::Span;
use crate::syntax::ast;
use std::collections::{BTreeMap, BTreeSet};

/// Acts whose first day is not known, and whether they are in force where this is the text.
type Given = Vec<(InstrumentId, bool)>;

/// A text among those of one definition or parameter: when, in which law, and for which cases.
struct Text<'a> {
    period: Period,
    counts: Counts,
    given: Given,
    cases: &'a [Case],
}

impl<'a> Text<'a> {
    fn new(period: &Period, provenance: Option<&Provenance>, origin: Option<&'a Origin>) -> Text<'a> {
        Text {
            period: period.clone(),
            counts: provenance.map_or(Counts::Always, |it| it.counts),
            given: provenance.map_or_else(Vec::new, |it| it.given.clone()),
            cases: origin.map_or(&[], |it| &it.applies),
        }
    }

    fn parting(&self) -> impl Iterator<Item = &'a Case> + use<'a> {
        self.cases.iter().filter(|it| it.parts)
    }

    /// Whether it is the text for this part of the cases; a condition that is not named does not hold.
    fn is_for(&self, part: &Part) -> bool {
        self.parting().all(|case| part.get(&case.span).copied().unwrap_or_default() == case.holds)
    }
}

/// A part of the cases: the conditions that part them, by their places, and whether they hold.
type Part = BTreeMap<Span, bool>;

fn part_of(text: &Text<'_>) -> Part {
    text.parting().map(|it| (it.span, it.holds)).collect()
}

/// Days on which the same texts stand, each for its cases.
struct Cell {
    period: Period,
    counts: Counts,
    given: Given,
    /// None on days without a text.
    texts: Vec<usize>,
}

impl Cell {
    fn is_parted(&self, texts: &[Text<'_>]) -> bool {
        self.texts.iter().any(|at| texts[*at].parting().next().is_some())
    }

    /// The text for a part of the cases: one that is certainly in force before one whose first day is not known.
    fn text_for(&self, texts: &[Text<'_>], part: &Part) -> Option<usize> {
        let mut fitting = self.texts.iter().copied().filter(|at| texts[*at].is_for(part));
        let known = |at: &usize| !matches!(texts[*at].period.from, Start::Unknown { .. });
        fitting.clone().find(known).or_else(|| fitting.next())
    }
}

/// All days, in stretches on which the same texts stand.
fn cells(texts: &[Text<'_>]) -> Vec<Cell> {
    let mut cells = Vec::new();
    for stretch in stretches(texts.iter().map(|it| &it.period)) {
        let day = day_of(stretch);
        let then = |as_if: bool| {
            (0..texts.len()).filter(|at| texts[*at].period.may_hold(day) && texts[*at].counts.holds(as_if)).collect::<Vec<_>>()
        };
        let (law, as_if) = (then(false), then(true));
        let readings =
            if law == as_if { vec![(Counts::Always, law)] } else { vec![(Counts::AsLaw, law), (Counts::AsIfEnacted, as_if)] };
        for (counts, all) in readings {
            let mut groups: Vec<(Given, Vec<usize>)> = Vec::new();
            for at in all {
                match groups.iter_mut().find(|(given, _)| *given == texts[at].given) {
                    Some((_, group)) => group.push(at),
                    None => groups.push((texts[at].given.clone(), vec![at])),
                }
            }
            if groups.is_empty() {
                groups.push((Vec::new(), Vec::new()));
            }
            for (given, group) in groups {
                let uncertain = group.iter().any(|at| texts[*at].period.holds(day).is_none());
                let from = match (uncertain, stretch.0) {
                    (true, earliest) => Start::Unknown { earliest, latest: None },
                    (false, None) => Start::Always,
                    (false, Some(day)) => Start::Day(day),
                };
                cells.push(Cell { period: Period { from, through: stretch.1 }, counts, given, texts: group });
            }
        }
    }
    cells
}

/// A parameter of which some cases have other values, while sentences are changed that read it.
struct Figure<'a> {
    id: ParamId,
    texts: Vec<Text<'a>>,
    cells: Vec<Cell>,
    twins: BTreeMap<Part, ParamId>,
    /// The values of each text.
    versions: Vec<ir::ParameterVersion>,
}

/// A sentence that reads such a parameter.
struct Reading {
    expr: Expr,
    /// The records of the items in hand: that of frame 1 first.
    items: Vec<RecordId>,
}

impl<'a> Analyzer<'a> {
    /// Gives definitions and parameters the texts that are for some cases only.
    pub(super) fn parted(&mut self) {
        for index in 0..self.definitions.len() {
            let origins: Vec<Option<&'a Origin>> = self.definitions[index].asts.iter().map(|(.., origin)| *origin).collect();
            if has_parts(&origins) && self.program.definitions[index].versions.len() == origins.len() {
                let _reported = self.parted_definition(index, &origins);
            }
        }
        let mut figures = Vec::new();
        for index in 0..self.parameters.len() {
            let origins = self.parameters[index].origins.clone();
            if has_parts(&origins) && self.program.parameters[index].versions.len() == origins.len() {
                figures.push(self.figure(ParamId(u32::try_from(index).unwrap_or(u32::MAX)), &origins));
            }
        }
        if !figures.is_empty() {
            self.exchange_figures(&mut figures);
        }
    }

    // --- definitions --------------------------------------------------------------------------------------------------

    fn parted_definition(&mut self, index: usize, origins: &[Option<&'a Origin>]) -> Option<()> {
        let id = DefId(u32::try_from(index).unwrap_or(u32::MAX));
        let old = self.program.definitions[index].versions.clone();
        let heads: Vec<Span> = self.definitions[index].asts.iter().map(|(_, it, _)| head(it)).collect();
        let texts: Vec<Text<'a>> =
            old.iter().zip(origins).map(|(it, origin)| Text::new(&it.period, it.provenance.as_ref(), *origin)).collect();
        let of = self.program.definitions[index].of;
        let (instance, frames) = if of == CASE { (None, 1) } else { (Some(Instance { frame: 1, base: 0 }), 2) };
        let cells = cells(&texts);
        let mut twins: BTreeMap<Part, DefId> = BTreeMap::new();
        let mut versions = Vec::new();
        for cell in &cells {
            let Some(first) = cell.texts.first().copied() else { continue };
            let body = if cell.is_parted(&texts) {
                let ty = self.program.definitions[index].ty;
                self.choice(&texts, (&cell.texts, 0), frames, &mut |it, found| {
                    let part = found.map(|at| part_of(&texts[at])).unwrap_or_default();
                    let twin = match found {
                        Some(_) => {
                            *twins.entry(part.clone()).or_insert_with(|| it.twin_definition(id, (&texts, &old), &cells, &part))
                        }
                        None => it.without_text(id),
                    };
                    it.node(ExprKind::Definition(twin, instance), ty, heads[found.unwrap_or(first)])
                })?
            } else {
                self.renewed(&old[cell.text_for(&texts, &Part::new())?].body)
            };
            versions.push(DefinitionVersion {
                period: cell.period.clone(),
                provenance: in_cell(old[first].provenance.as_ref(), cell),
                body,
            });
        }
        self.program.definitions[index].versions = versions;
        // A condition that parts the cases must not stand on what it parts.
        for case in texts.iter().flat_map(Text::parting) {
            let condition = self.case_holds(case, frames, case.span)?;
            if self.leads_to(&condition, id) {
                let definition = &self.program.definitions[index];
                return self.fail(problems::definition_circle(&definition.words, definition.span, case.span));
            }
        }
        Some(())
    }

    /// The texts of a definition for one part of the cases.
    fn twin_definition(
        &mut self,
        id: DefId,
        (texts, old): (&[Text<'_>], &[DefinitionVersion]),
        cells: &[Cell],
        part: &Part,
    ) -> DefId {
        let found = cells.iter().filter_map(|cell| Some((cell, cell.text_for(texts, part)?)));
        let versions = found.map(|(cell, at)| DefinitionVersion {
            period: cell.period.clone(),
            provenance: of_text(old[at].provenance.as_ref(), cell),
            body: self.renewed(&old[at].body),
        });
        let versions = versions.collect();
        self.hidden(Definition { versions, ..self.program.definitions[id.index()].clone() })
    }

    /// For cases for which nothing is defined: the problem is told of the definition itself.
    fn without_text(&mut self, id: DefId) -> DefId {
        self.hidden(Definition { versions: Vec::new(), ..self.program.definitions[id.index()].clone() })
    }

    fn hidden(&mut self, definition: Definition) -> DefId {
        self.program.definitions.push(definition);
        DefId(u32::try_from(self.program.definitions.len() - 1).unwrap_or(u32::MAX))
    }

    // --- parameters ---------------------------------------------------------------------------------------------------

    /// The parameter itself keeps what is for all cases.
    fn figure(&mut self, id: ParamId, origins: &[Option<&'a Origin>]) -> Figure<'a> {
        let versions = self.program.parameters[id.index()].versions.clone();
        let texts: Vec<Text<'a>> =
            versions.iter().zip(origins).map(|(it, origin)| Text::new(&it.period, it.provenance.as_ref(), *origin)).collect();
        let mut for_all = texts.iter().map(|it| it.parting().next().is_none());
        self.program.parameters[id.index()].versions.retain(|_| for_all.next().unwrap_or(true));
        Figure { id, cells: cells(&texts), texts, twins: BTreeMap::new(), versions }
    }

    /// Every sentence that reads such a parameter reads a value in its place; sentences in keys are found once that is made.
    fn exchange_figures(&mut self, figures: &mut [Figure<'a>]) {
        let wanted: BTreeSet<ParamId> = figures.iter().map(|it| it.id).collect();
        loop {
            let readings = self.readings_of(&wanted);
            if readings.is_empty() {
                return;
            }
            let mut exchanged: BTreeMap<ExprId, ExprKind> = BTreeMap::new();
            for reading in readings {
                let Some(figure) = figures.iter_mut().find(|it| parameter_in(&reading.expr) == Some(it.id)) else { return };
                // What cannot be exchanged has been told.
                let Some(value) = self.value_of_figure(figure, &reading) else { return };
                exchanged.insert(reading.expr.id, value);
            }
            walk::roots_mut(&mut self.program, &mut |root| {
                walk::every_mut(root, &mut |expr| {
                    if let Some(kind) = exchanged.get(&expr.id) {
                        expr.kind = kind.clone();
                    }
                });
            });
        }
    }

    /// The sentences that read some parameters.
    fn readings_of(&mut self, wanted: &BTreeSet<ParamId>) -> Vec<Reading> {
        let mut found: BTreeMap<ExprId, Reading> = BTreeMap::new();
        let done = &self.chosen_among;
        let is_wanted = |expr: &Expr| !done.contains(&expr.id) && parameter_in(expr).is_some_and(|id| wanted.contains(&id));
        for definition in &self.program.definitions {
            let items: Vec<RecordId> = Some(definition.of).filter(|of| *of != CASE).into_iter().collect();
            for version in &definition.versions {
                gather(&version.body, &mut items.clone(), &is_wanted, &mut found);
            }
        }
        // Those of definitions are found already, with their item.
        walk::roots_mut(&mut self.program, &mut |root| gather(root, &mut Vec::new(), &is_wanted, &mut found));
        found.into_values().collect()
    }

    /// The value that a sentence reads in place of a parameter; `None` (reported) where no value can stand for it.
    fn value_of_figure(&mut self, figure: &mut Figure<'a>, reading: &Reading) -> Option<ExprKind> {
        let Some((of, frame)) = item_read(&reading.expr, &reading.items) else {
            return self.fail(problems::parted_for_two_items(self.sources.text(reading.expr.span), reading.expr.span));
        };
        let frames = if of == CASE { 1 } else { 2 };
        // In the definition, the item is that of frame 1, and items of lists within the keys come after it.
        let outer = u32::try_from(reading.items.len()).unwrap_or(u32::MAX);
        let moved = |number: u32| match number {
            0 => 0,
            number if number == frame => 1,
            number => number.saturating_sub(outer) + frames - 1,
        };
        let read = |it: &mut Self, id: ParamId| {
            let mut expr = it.renewed(&reading.expr);
            walk::every_mut(&mut expr, &mut |part| {
                if let ExprKind::Fact(at, _) | ExprKind::Definition(_, Some(at)) = &mut part.kind {
                    at.frame = moved(at.frame);
                }
            });
            if let ExprKind::Parameter(parameter, _) | ExprKind::ParameterOn(parameter, ..) = &mut expr.kind {
                *parameter = id;
            }
            it.chosen_among.insert(expr.id);
            expr
        };
        let mut versions = Vec::new();
        if let ExprKind::ParameterOn(..) = reading.expr.kind {
            // The days of the cells are not those of the values that it reads: for each part of the cases, the values of all days.
            let mut parting: Vec<&Case> = Vec::new();
            for case in figure.texts.iter().flat_map(Text::parting) {
                if !parting.iter().any(|it| it.span == case.span) {
                    parting.push(case);
                }
            }
            if parting.len() > MOST_PARTING {
                return self.fail(problems::too_many_savings(reading.expr.span));
            }
            let body = self.by_parts(&parting, &Part::new(), frames, &mut |it, part| {
                let twin = it.twin_parameter(figure, part);
                read(it, twin)
            })?;
            versions.push(DefinitionVersion { period: Period::ALWAYS, provenance: None, body });
        } else {
            for at in 0..figure.cells.len() {
                let parted = figure.cells[at].is_parted(&figure.texts);
                let body = if parted {
                    let (texts, found) = (std::mem::take(&mut figure.texts), figure.cells[at].texts.clone());
                    let body = self.choice(&texts, (&found, 0), frames, &mut |it, found| match found {
                        Some(found) => {
                            let twin = it.twin_parameter_of(figure, &texts, &part_of(&texts[found]));
                            read(it, twin)
                        }
                        None => read(it, figure.id),
                    });
                    figure.texts = texts;
                    body?
                } else {
                    read(self, figure.id)
                };
                let cell = &figure.cells[at];
                let provenance = in_cell(figure.versions.iter().find_map(|it| it.provenance.as_ref()), cell);
                versions.push(DefinitionVersion { period: cell.period.clone(), provenance, body });
            }
        }
        let parameter = &self.program.parameters[figure.id.index()];
        let value = Definition {
            name: parameter.name.clone(),
            words: parameter.name.clone(),
            label: None,
            of,
            ty: reading.expr.ty,
            versions,
            open: None,
            stipulation: SlotId::NONE,
            law: Vec::new(),
            span: parameter.span,
        };
        let home = self.parameters.get(figure.id.index()).map(|it| it.place.0);
        let id = self.hidden(value);
        self.homes_of_values.extend(home.map(|home| (id, home)));
        Some(ExprKind::Definition(id, (of != CASE).then_some(Instance { frame, base: 0 })))
    }

    fn twin_parameter(&mut self, figure: &mut Figure<'a>, part: &Part) -> ParamId {
        let texts = std::mem::take(&mut figure.texts);
        let twin = self.twin_parameter_of(figure, &texts, part);
        figure.texts = texts;
        twin
    }

    /// The values of a parameter for one part of the cases.
    fn twin_parameter_of(&mut self, figure: &mut Figure<'a>, texts: &[Text<'a>], part: &Part) -> ParamId {
        if let Some(twin) = figure.twins.get(part) {
            return *twin;
        }
        let found = figure.cells.iter().filter_map(|cell| Some((cell, cell.text_for(texts, part)?)));
        let versions = found.map(|(cell, at)| ir::ParameterVersion {
            period: cell.period.clone(),
            provenance: of_text(figure.versions[at].provenance.as_ref(), cell),
            ..figure.versions[at].clone()
        });
        let versions = versions.collect();
        let parameter = ir::Parameter { versions, ..self.program.parameters[figure.id.index()].clone() };
        self.program.parameters.push(parameter);
        let twin = ParamId(u32::try_from(self.program.parameters.len() - 1).unwrap_or(u32::MAX));
        figure.twins.insert(part.clone(), twin);
        twin
    }

    // --- conditions ---------------------------------------------------------------------------------------------------

    /// One expression for some texts: it asks the conditions that part the cases, the first of them first. `None` among the texts: there is none for
    /// such cases.
    fn choice(
        &mut self,
        texts: &[Text<'_>],
        (found, depth): (&[usize], usize),
        frames: u32,
        text: &mut dyn FnMut(&mut Self, Option<usize>) -> Expr,
    ) -> Option<Expr> {
        let Some(step) = found.iter().find_map(|at| texts[*at].cases.get(depth)) else {
            let known = |at: &&usize| !matches!(texts[**at].period.from, Start::Unknown { .. });
            return Some(text(self, found.iter().find(known).or(found.first()).copied()));
        };
        let holds = |at: &usize| texts[*at].cases.get(depth).is_some_and(|it| it.holds);
        let (yes, no): (Vec<usize>, Vec<usize>) = found.iter().copied().partition(holds);
        if !step.parts {
            return self.choice(texts, (&yes, depth + 1), frames, text);
        }
        let first = self.choice(texts, (&yes, depth + 1), frames, text)?;
        let second = self.choice(texts, (&no, depth + 1), frames, text)?;
        self.either(step, frames, first, second)
    }

    /// One expression for every part of the cases.
    fn by_parts(
        &mut self,
        parting: &[&Case],
        part: &Part,
        frames: u32,
        value: &mut dyn FnMut(&mut Self, &Part) -> Expr,
    ) -> Option<Expr> {
        let Some((case, further)) = parting.split_first() else { return Some(value(self, part)) };
        let with = |holds: bool| part.iter().map(|(span, it)| (*span, *it)).chain([(case.span, holds)]).collect::<Part>();
        let first = self.by_parts(further, &with(true), frames, value)?;
        let second = self.by_parts(further, &with(false), frames, value)?;
        self.either(case, frames, first, second)
    }

    /// The first where the condition of a case holds, else the second.
    fn either(&mut self, case: &Case, frames: u32, first: Expr, second: Expr) -> Option<Expr> {
        let condition = self.case_holds(case, frames, case.span)?;
        let (ty, span) = (first.ty, first.span);
        if ty != Type::YesNo {
            return Some(self.node(ExprKind::Cases(vec![(condition, first)], Box::new(second)), ty, span));
        }
        let not = self.unless(condition.clone(), case.span);
        let mut ways = Vec::new();
        for (condition, text) in [(condition, first), (not, second)] {
            // Side by side, so that a reason is no deeper than the texts.
            let texts = match text.kind {
                ExprKind::Any(ways) => ways,
                _ => vec![text],
            };
            for text in texts {
                let (place, condition) = (text.span, self.renewed(&condition));
                let mut parts = vec![condition];
                match text.kind {
                    ExprKind::All(further) => parts.extend(further),
                    _ => parts.push(text),
                }
                ways.push(self.truth(ExprKind::All(parts), place));
            }
        }
        Some(self.truth(ExprKind::Any(ways), span))
    }

    /// Whether the condition of a case holds, whatever the case asks of it. In `frames`, that of the case and that of an item in hand are counted.
    pub(super) fn case_holds(&mut self, case: &Case, frames: u32, span: Span) -> Option<Expr> {
        let known = self.case_conditions.get(&(case.span, frames)).cloned();
        let holds = match known {
            Some(known) => known,
            None => {
                // Its mistakes are told once, however many texts it parts.
                let holds = self.case_condition(case, frames, span);
                self.case_conditions.insert((case.span, frames), holds.clone());
                holds
            }
        };
        holds.map(|it| self.renewed(&it))
    }

    fn case_condition(&mut self, case: &Case, frames: u32, span: Span) -> Option<Expr> {
        // The sentence means what its own file knows.
        let file = std::mem::replace(&mut self.here, case.by);
        let holds = match &case.condition {
            Some(condition) => self.condition(condition, &Scope { frames, ..Scope::case() }),
            None => Some(self.constant(Value::Bool(true), Type::YesNo, span)),
        };
        let by = self.instrument_id(case.by);
        let holds = holds.map(|it| if case.stay { self.of_the_bound(by, it, span) } else { it });
        self.here = file;
        holds
    }

    /// The same expression once more, with ids of its own.
    fn renewed(&mut self, expr: &Expr) -> Expr {
        let mut copy = expr.clone();
        walk::every_mut(&mut copy, &mut |part| self.renew(part));
        copy
    }

    /// Gives an expression an id of its own, with all that is said of the old one.
    pub(super) fn renew(&mut self, expr: &mut Expr) {
        let old = std::mem::replace(&mut expr.id, ExprId(self.next_expr));
        self.next_expr += 1;
        if let Some(sentence) = self.program.sentences.get(&old).cloned() {
            self.program.sentences.insert(expr.id, sentence);
        }
        if self.program.contraries.contains(&old) {
            self.program.contraries.insert(expr.id);
        }
    }
}

/// Conditions that part the cases of a parameter that is read as of a day of the case: each doubles the parts.
const MOST_PARTING: usize = 6;

fn has_parts(origins: &[Option<&Origin>]) -> bool {
    origins.iter().flatten().any(|it| it.applies.iter().any(|case| case.parts))
}

/// What a definition's text says that it defines.
fn head(define: &ast::Define) -> Span {
    match &define.kind {
        ast::DefineKind::Term { subject, term, .. } => term.as_ref().map_or(subject.span, |term| subject.span.to(term.span)),
        ast::DefineKind::Value { name, .. } => name.span,
        ast::DefineKind::Slot(slot) => slot.subject.span,
    }
}

/// Of a text in a cell.
fn of_text(provenance: Option<&Provenance>, cell: &Cell) -> Option<Provenance> {
    provenance.map(|it| Provenance { counts: cell.counts, given: cell.given.clone(), ..it.clone() })
}

/// Of what chooses among the texts of a cell: who made them is said of each.
fn in_cell(provenance: Option<&Provenance>, cell: &Cell) -> Option<Provenance> {
    let by = |it: &Provenance| if cell.texts.len() == 1 { it.by.clone() } else { Vec::new() };
    of_text(provenance, cell).map(|it| Provenance { by: by(&it), days: cell.period.clone(), ..it })
}

fn parameter_in(expr: &Expr) -> Option<ParamId> {
    match &expr.kind {
        ExprKind::Parameter(id, _) | ExprKind::ParameterOn(id, ..) => Some(*id),
        _ => None,
    }
}

fn gather(expr: &Expr, items: &mut Vec<RecordId>, is_wanted: &dyn Fn(&Expr) -> bool, found: &mut BTreeMap<ExprId, Reading>) {
    if is_wanted(expr) {
        found.entry(expr.id).or_insert_with(|| Reading { expr: expr.clone(), items: items.clone() });
        return;
    }
    let of_list = match &expr.kind {
        ExprKind::Aggregate { list, .. } | ExprKind::Quantified { list, .. } => match list.ty {
            Type::List(record) => Some(record),
            _ => None,
        },
        _ => None,
    };
    walk::parts(expr, &mut |part, of_item| match of_list.filter(|_| of_item) {
        Some(record) => {
            items.push(record);
            gather(part, items, is_wanted, found);
            items.pop();
        }
        None => gather(part, items, is_wanted, found),
    });
}

/// The record and the frame of the item that an expression reads; the case where it reads none. `None`: several.
fn item_read(expr: &Expr, items: &[RecordId]) -> Option<(RecordId, u32)> {
    let mut read: BTreeSet<u32> = BTreeSet::new();
    walk::every(expr, &mut |part| {
        if let ExprKind::Fact(at, _) | ExprKind::Definition(_, Some(at)) = &part.kind {
            read.insert(at.frame);
        }
    });
    // Further frames are those of lists within the expression.
    let mut outer = read.into_iter().filter(|frame| (1..=items.len()).contains(&(*frame as usize)));
    match (outer.next(), outer.next()) {
        (None, _) => Some((CASE, 0)),
        (Some(frame), None) => Some((*items.get(frame as usize - 1)?, frame)),
        _ => None,
    }
}
