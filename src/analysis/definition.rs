//! Bodies of definitions, lowered when first needed, so that types are known and circles are found.

use super::amendment::Origin;
use super::names::Key;
use super::scope::{Item, Scope};
use super::{Analyzer, names, problems, types};
use crate::ir::{self, CASE, Comparison, DefId, Expr, ExprKind, Instance, RecordId, Type};
use crate::source::{FileId, Span};
use crate::syntax::ast;
use std::collections::BTreeSet;

/// A definition while files are analysed.
#[derive(Clone, Debug)]
pub(super) struct DefinitionInfo<'a> {
    pub(super) of: RecordId,
    pub(super) key: Key,
    /// The subject of a sentence about the case (`hold`), where the term is no record's.
    pub(super) subject: Option<Key>,
    /// Its versions.
    pub(super) asts: Vec<(FileId, &'a ast::Define, Option<&'a Origin>)>,
    state: State,
    /// How many definitions stand on one another in it, itself counted in.
    height: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    NotYet,
    InHand,
    Done,
    Failed,
}

impl<'a> DefinitionInfo<'a> {
    pub(super) fn new(
        of: RecordId,
        key: Key,
        subject: Option<Key>,
        file: FileId,
        it: &'a ast::Define,
        origin: Option<&'a Origin>,
    ) -> DefinitionInfo<'a> {
        DefinitionInfo { of, key, subject, asts: vec![(file, it, origin)], state: State::NotYet, height: 0 }
    }
}

impl DefinitionInfo<'_> {
    /// The file whose text it is.
    pub(super) fn home(&self) -> FileId {
        self.asts.first().map_or(FileId(0), |(file, ..)| *file)
    }

    /// Whether it defines a value (`X as …`), not a term (`X is T if …`).
    pub(super) fn is_value(&self) -> bool {
        self.asts.first().is_some_and(|(_, it, _)| match &it.kind {
            ast::DefineKind::Value { .. } => true,
            ast::DefineKind::Slot(slot) => slot.kind.is_some(),
            ast::DefineKind::Term { .. } => false,
        })
    }
}

/// How many definitions may stand on one another; law needs about five.
const DEEPEST: u32 = 48;

impl<'a> Analyzer<'a> {
    /// Lowers every body that nothing needed yet.
    pub(super) fn definition_bodies(&mut self) {
        for index in 0..self.definitions.len() {
            let id = DefId(u32::try_from(index).unwrap_or(u32::MAX));
            // The stipulation's slot is known now that layouts are.
            let of = self.definitions[index].of;
            let field = self.records[of.index()].fields.iter().find(|field| field.stipulates == Some(id));
            if let Some(field) = field {
                self.program.definitions[index].stipulation = field.slot;
            }
        }
        for index in 0..self.definitions.len() {
            let id = DefId(u32::try_from(index).unwrap_or(u32::MAX));
            let span = self.program.definitions[index].span;
            if self.definitions[index].state == State::NotYet {
                self.definition_type(id, span);
            }
        }
    }

    /// The type of a definition; lowers its body. `None` if it failed (reported).
    pub(super) fn definition_type(&mut self, id: DefId, used_at: Span) -> Option<Type> {
        let index = id.index();
        match self.definitions[index].state {
            State::Done => {
                self.definitions_below = self.definitions_below.max(self.definitions[index].height);
                return Some(self.program.definitions[index].ty);
            }
            State::Failed => {
                self.met_failed += 1;
                return None;
            }
            State::InHand => {
                let definition = &self.program.definitions[index];
                let problem = problems::definition_circle(&definition.words, definition.span, used_at);
                self.definitions[index].state = State::Failed;
                return self.fail(problem);
            }
            State::NotYet => {}
        }
        if self.definition_depth >= DEEPEST {
            return self.too_deep(used_at);
        }
        self.definitions[index].state = State::InHand;
        self.definition_depth += 1;
        let beside = std::mem::take(&mut self.definitions_below);
        let here = self.here;
        let result = self.versions(id);
        self.here = here;
        self.definition_depth -= 1;
        let height = self.definitions_below + 1;
        self.definitions_below = beside.max(height);
        // Told wherever in the files the definitions stand: those used may have been understood before.
        if result.is_some() && height > DEEPEST {
            self.definitions[index].state = State::Failed;
            return self.too_deep(self.program.definitions[index].span);
        }
        self.definitions[index].height = height;
        match result {
            Some((ty, versions)) if self.definitions[index].state == State::InHand => {
                self.definitions[index].state = State::Done;
                self.program.definitions[index].ty = ty;
                self.program.definitions[index].versions = versions;
                let of = self.definitions[index].of;
                // The place where a case may stipulate it was laid out before its kind was known; `relayout` follows.
                for field in &mut self.records[of.index()].fields {
                    if field.stipulates == Some(id) {
                        field.ty = ty;
                    }
                }
                Some(ty)
            }
            _ => {
                self.definitions[index].state = State::Failed;
                let key = self.definitions[index].key.clone();
                self.failed_names.push(key);
                None
            }
        }
    }

    /// Told once: a long chain is too deep at many places.
    fn too_deep<T>(&mut self, at: Span) -> Option<T> {
        if std::mem::replace(&mut self.too_deep_told, true) {
            self.met_failed += 1;
            return None;
        }
        self.fail(problems::definitions_too_deep(DEEPEST, at))
    }

    fn versions(&mut self, id: DefId) -> Option<(Type, Vec<ir::DefinitionVersion>)> {
        let info = self.definitions[id.index()].clone();
        let mut versions: Vec<ir::DefinitionVersion> = Vec::new();
        let mut places = Vec::new();
        let mut after_gap = Vec::new();
        let mut ty = None;
        for (file, it, origin) in &info.asts {
            self.here = *file;
            let period = match (origin, &it.in_force) {
                (Some(origin), _) => origin.period.clone(),
                (None, Some(period)) => self.period(period)?,
                (None, None) => ir::Period::ALWAYS,
            };
            after_gap.push(it.in_force.as_ref().is_some_and(|period| period.after_gap));
            let provenance = self.provenance(*origin);
            let subject = match &it.kind {
                ast::DefineKind::Term { subject, .. } => Some(subject),
                ast::DefineKind::Slot(slot) if slot.kind.is_none() => Some(&slot.subject),
                _ => None,
            };
            let scope = self.scope_of(info.of, subject);
            let body = match &it.kind {
                ast::DefineKind::Slot(slot) => self.slot_body(id, slot, &scope)?,
                kind => self.definition_body(kind, &scope)?,
            };
            if let Some(earlier) = ty
                && earlier != body.ty
            {
                let (one, other) = (types::noun(&self.program, earlier), types::noun(&self.program, body.ty));
                let name = self.program.definitions[id.index()].name.clone();
                let before = versions.last().map_or(body.span, |version| version.body.span);
                return self.fail(problems::versions_differ(&name, (&one, before), (&other, body.span)));
            }
            ty = Some(body.ty);
            places.push(it.in_force.as_ref().map_or(body.span, |period| period.span));
            versions.push(ir::DefinitionVersion { period, provenance, body });
        }
        let name = self.program.definitions[id.index()].name.clone();
        // Versions that other instruments made meet by themselves.
        if info.asts.iter().any(|(.., origin)| origin.is_some()) {
            return Some((ty?, versions));
        }
        let periods: Vec<super::parameter::Dated> =
            versions.iter().zip(places).zip(after_gap).map(|((it, place), gap)| (it.period.clone(), place, gap)).collect();
        self.check_overlap(&name, &periods)?;
        versions.sort_by_key(|version| version.period.first_day());
        // A version without an end ends the day before the next begins.
        for index in 1..versions.len() {
            let next = versions[index].period.first_day();
            if versions[index - 1].period.through.is_none() {
                versions[index - 1].period.through = next.yesterday().ok();
            }
        }
        Some((ty?, versions))
    }

    /// What can be named in the definition of a term of a record: its item, and `it`.
    pub(super) fn scope_of(&self, of: RecordId, subject: Option<&ast::Run>) -> Scope {
        let mut scope = Scope::case();
        if of != CASE {
            let mut keys = self.records[of.index()].keys.clone();
            keys.extend(subject.map(names::key));
            scope.items.push(Item { record: of, at: Instance { frame: 1, base: 0 }, keys });
            scope.it = super::scope::It::Item(0);
            scope.frames = 2;
        }
        scope
    }

    /// The item of which a defined sentence with a verb of its own seems to speak: the condition says `it` of it. Such a sentence is of the case.
    fn sentence_of_each(&self, subject: &ast::Run, condition: &ast::Condition) -> Option<String> {
        let words = names::key(subject);
        let fields = self.known_fields().flat_map(|field| &field.item_keys);
        let key = fields.filter(|key| words.starts_with(key)).max_by_key(|key| key.len())?;
        super::mentions::says_it(condition).then(|| names::shown(key))
    }

    fn definition_body(&mut self, kind: &ast::DefineKind, scope: &Scope) -> Option<Expr> {
        match kind {
            ast::DefineKind::Term { subject, term: None, condition, .. }
                if self.sentence_of_each(subject, condition).is_some() =>
            {
                let item = self.sentence_of_each(subject, condition)?;
                self.fail(problems::sentence_of_each(&names::name(subject), &item, subject.span))
            }
            ast::DefineKind::Term { condition, unless, .. } => {
                self.guarded(Some(condition), unless.as_ref(), scope, condition.span)
            }
            // A slot has a body of its own.
            ast::DefineKind::Slot(_) => None,
            ast::DefineKind::Value { value, .. } => match value {
                ast::DefinedValue::Plain(expr) => self.expr(expr, scope, None),
                ast::DefinedValue::Cases { cases, otherwise } => {
                    let mut lowered = Vec::new();
                    let last = self.expr(otherwise, scope, None)?;
                    for (value, condition) in cases {
                        let value = self.expr(value, scope, Some(last.ty))?;
                        self.same_kind(&value, &last)?;
                        let condition = self.condition(condition, scope)?;
                        lowered.push((condition, value));
                    }
                    let ty = last.ty;
                    let span = lowered.first().map_or(last.span, |(_, value)| value.span.to(last.span));
                    Some(self.node(ExprKind::Cases(lowered, Box::new(last)), ty, span))
                }
                ast::DefinedValue::Bands { by, bands } => self.bands(by, bands, scope),
            },
        }
    }

    /// `set by X: up to A: …; above A up to B: …; above B: …`: no gap, no overlap, open at both ends.
    fn bands(&mut self, by: &ast::Run, bands: &[ast::Band], scope: &Scope) -> Option<Expr> {
        let by = self.value(&names::Words::of(by), scope, None)?;
        let mut scope = scope.clone();
        scope.banded = Some(by.clone());
        let mut cases = Vec::new();
        let mut below: Option<Expr> = None;
        let mut last = None;
        for (index, band) in bands.iter().enumerate() {
            if last.is_some() {
                return self.fail(problems::band_after_last(band.span));
            }
            let above = match &band.above {
                Some(above) => {
                    let above = self.expr(above, &scope, Some(by.ty))?;
                    self.same_kind(&by, &above)?;
                    Some(above)
                }
                None => None,
            };
            match (&below, &above) {
                (None, None) => {}
                (Some(below), Some(above)) if same_constant(below, above) => {}
                (Some(below), Some(above)) => return self.fail(problems::bands_do_not_meet(above.span, below.span)),
                (Some(below), None) => return self.fail(problems::band_without_above(band.span, below.span)),
                (None, Some(above)) if index == 0 => return self.fail(problems::first_band_has_above(above.span)),
                (None, Some(above)) => return self.fail(problems::first_band_has_above(above.span)),
            }
            let value = self.expr(&band.value, &scope, None)?;
            if let Some(above) = &above {
                self.excess_of_band(&value, &by, above);
            }
            match &band.up_to {
                Some(up_to) => {
                    let up_to = self.expr(up_to, &scope, Some(by.ty))?;
                    self.same_kind(&by, &up_to)?;
                    below = Some(up_to.clone());
                    let left = by.clone();
                    let holds = self.truth(ExprKind::Compare(Comparison::AtMost, Box::new(left), Box::new(up_to)), band.span);
                    cases.push((holds, value));
                }
                None => last = Some(value),
            }
        }
        let Some(last) = last else {
            let span = bands.last().map_or(by.span, |band| band.span);
            return self.fail(problems::bands_not_open(span));
        };
        for (_, value) in &cases {
            self.same_kind(value, &last)?;
        }
        let (ty, span) = (last.ty, by.span);
        Some(self.node(ExprKind::Cases(cases, Box::new(last)), ty, span))
    }

    /// Warns of `the excess over` a figure that is not the one above which the band begins: a bracket moved at one place only.
    fn excess_of_band(&mut self, value: &Expr, by: &Expr, above: &Expr) {
        let mut doubts = Vec::new();
        ir::walk::every(value, &mut |part| {
            if let ExprKind::Excess(of, over) = &part.kind
                && of.span == by.span
                && figures_differ(over, above)
            {
                doubts.push(problems::excess_over_other_end(self.sources.text(above.span), above.span, over.span));
            }
        });
        self.doubts.extend(doubts);
    }

    /// Warns of definitions that nothing mentions (in policies; a vocabulary's are for others).
    pub(super) fn unused(&mut self) {
        let failed = self.told();
        for index in 0..self.definitions.len() {
            let id = DefId(u32::try_from(index).unwrap_or(u32::MAX));
            let info = &self.definitions[index];
            let in_policy = info.asts.first().is_some_and(|(file, ..)| self.instrument_of_file.contains_key(file));
            // Where something failed, it may be what would use it.
            if in_policy && failed == 0 && !self.used_definitions.contains(&id) {
                let problem =
                    problems::unused_definition(&self.program.definitions[index].name, self.program.definitions[index].span);
                self.report(problem);
            }
        }
        self.unused_parameters_and_questions();
        for index in 0..self.program.decisions.len() {
            let (name, span) = (self.program.decisions[index].name.clone(), self.program.decisions[index].span);
            let file = self.instrument_of_file.get(&span.file).copied();
            let has_rules = self.program.rules.iter().any(|rule| Some(rule.instrument) == file);
            let decided = self.program.rules.iter().any(|rule| match &rule.action {
                ir::Action::Decide(conclusion)
                | ir::Action::Otherwise(conclusion)
                | ir::Action::Gate { then: conclusion, .. } => conclusion.decision.index() == index,
                _ => false,
            });
            // A file without rules shows words only; and a rule that failed has been reported.
            if has_rules && !decided && self.failed_rules.is_empty() {
                self.report(problems::undecided_decision(&name, span));
            }
        }
    }
}

impl Analyzer<'_> {
    /// Where something failed, it may be what would use them.
    fn unused_parameters_and_questions(&mut self) {
        if self.told() > 0 {
            return;
        }
        let (mut parameters, mut questions) = (BTreeSet::new(), BTreeSet::new());
        let mut note = |expr: &Expr| match &expr.kind {
            ExprKind::Parameter(id, _) | ExprKind::ParameterOn(id, ..) => {
                parameters.insert(*id);
            }
            ExprKind::Question(id) => {
                questions.insert(*id);
            }
            _ => {}
        };
        ir::walk::roots_mut(&mut self.program, &mut |root| ir::walk::every(root, &mut note));
        let in_policy = |span: Span| self.instrument_of_file.contains_key(&span.file);
        let ids = (0u32..).zip(&self.program.parameters);
        let idle = ids.filter(|(id, it)| in_policy(it.span) && !parameters.contains(&ir::ParamId(*id)));
        let mut found: Vec<_> = idle.map(|(_, it)| problems::unused_parameter(&it.name, it.span)).collect();
        // One with fewer positions has been told.
        let has_two = |id: ir::EnumId| self.program.enums.get(id.index()).is_some_and(|it| it.values.len() > 1);
        let ids = (0u32..).zip(&self.program.questions);
        let idle =
            ids.filter(|(id, it)| in_policy(it.span) && !questions.contains(&ir::QuestionId(*id)) && has_two(it.positions));
        found.extend(idle.map(|(_, it)| problems::unused_question(&it.name, it.span)));
        self.out.append(&mut found);
    }
}

/// Whether two figures, both written or both parameters, are not the same.
fn figures_differ(a: &Expr, b: &Expr) -> bool {
    match (&a.kind, &b.kind) {
        (ExprKind::Const(_), ExprKind::Const(_)) | (ExprKind::Parameter(..), ExprKind::Parameter(..)) => !same_constant(a, b),
        _ => false,
    }
}

/// Whether two expressions are the same constant (or the same parameter).
fn same_constant(a: &Expr, b: &Expr) -> bool {
    match (&a.kind, &b.kind) {
        (ExprKind::Const(a), ExprKind::Const(b)) => a == b,
        (ExprKind::Parameter(a, _), ExprKind::Parameter(b, _)) => a == b,
        _ => false,
    }
}
