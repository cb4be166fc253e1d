//! Slots: what an instrument leaves open, and what others fill it with.

use super::scope::Scope;
use super::{Analyzer, Located, names, problems, types};
use crate::ir::{self, DefId, Expr, ExprKind, Fill, InstrumentId, Type, Value};
use crate::source::Span;
use crate::syntax::ast::{self, Filling, ItemKind, SlotDefault};

/// What the declaration of a slot says beside its default.
pub(super) fn open(slot: &ast::Slot) -> ir::Open {
    ir::Open {
        words: slot.words.as_ref().map(|words| words.text.clone()),
        levels: slot.filled_by.iter().map(names::name).collect(),
    }
}

impl<'a> Analyzer<'a> {
    /// The body of a slot that nobody has filled yet: its default.
    pub(super) fn slot_body(&mut self, id: DefId, slot: &ast::Slot, scope: &Scope) -> Option<Expr> {
        let name = self.program.definitions[id.index()].words.clone();
        let span = self.program.definitions[id.index()].span;
        let ty = match &slot.kind {
            None => Type::YesNo,
            Some(kind) => match self.kind(kind, &name)? {
                Type::YesNo | Type::Judgment | Type::Set(_) | Type::Text | Type::Record(_) | Type::List(_) => {
                    let place = if let ast::Kind::Name(run) = kind { run.span } else { span };
                    return self.fail(problems::slot_kind(&name, place));
                }
                ty => ty,
            },
        };
        let default = match (&slot.otherwise, ty) {
            (SlotDefault::No(place), Type::YesNo) => self.constant(Value::Bool(false), Type::YesNo, *place),
            (SlotDefault::Value(value), Type::YesNo) => match &value.kind {
                ast::ExprKind::Run(run) if names::shown(&names::key(run)) == "yes" => {
                    self.constant(Value::Bool(true), Type::YesNo, value.span)
                }
                _ => return self.fail(problems::slot_default_yes_no(&name, value.span)),
            },
            (SlotDefault::No(place), _) => {
                let kind = types::noun(&self.program, ty);
                return self.fail(problems::slot_default(&name, &kind, "yes or no", *place));
            }
            (SlotDefault::Value(value), _) => {
                let value = self.expr(value, scope, Some(ty))?;
                if value.ty != ty {
                    let (kind, other) = (types::noun(&self.program, ty), types::noun(&self.program, value.ty));
                    return self.fail(problems::slot_default(&name, &kind, &other, value.span));
                }
                value
            }
        };
        Some(self.node(ExprKind::Filled(id, Vec::new(), Box::new(default)), ty, span))
    }

    /// What every instrument at hand fills the slots with, in the order of files and lines.
    pub(super) fn fills(&mut self) {
        let fills = self.items_by_name(|kind| if let ItemKind::Fill(it) = kind { Some(it) } else { None });
        for fill in fills {
            self.fill(fill);
        }
    }

    fn fill(&mut self, Located { file, it, .. }: Located<'a, ast::Fill>) -> Option<()> {
        self.here = file;
        let (as_term, as_value) = (self.head_of_term(&it.subject, it.term.as_ref()), self.head_of_value(&it.subject));
        // What is filled is found by its name, however the filling is written; that it does not fit is said then.
        let found = [&as_term, &as_value].into_iter().find_map(|head| {
            let named = |index: &usize| self.definitions[*index].of == head.of && self.definitions[*index].key == head.key;
            let index = (0..self.definitions.len()).filter(named).find(|index| self.knows_definition(*index))?;
            Some((index, head.of))
        });
        let Some((index, of)) = found else {
            let known = self.program.definitions.iter().filter(|other| other.open.is_some() && self.knows(other.span));
            let known: Vec<String> = known.map(|other| other.words.clone()).collect();
            let fact = self.every_field(ir::CASE).into_iter().find(|(_, field)| {
                field.stipulates.is_none() && field.keys.iter().any(|key| *key == as_term.key || *key == as_value.key)
            });
            if let Some((_, field)) = fact {
                return self.fail(problems::fills_no_slot(&as_term.name, "a fact", it.name, field.span));
            }
            return self.fail(problems::unknown_slot(&as_term.name, it.name, &known));
        };
        let id = DefId(u32::try_from(index).unwrap_or(u32::MAX));
        let slot = self.program.definitions[index].clone();
        let Some(open) = slot.open else {
            return self.fail(problems::fills_no_slot(&slot.words, "defined", it.name, slot.span));
        };
        self.means_one_thing(slot.span, &slot.name, it.name)?;
        let ty = self.definition_type(id, it.name)?;
        let instrument = self.instrument_of_file.get(&file).copied();
        let level = instrument.and_then(|id| self.program.instruments[id.index()].level.clone());
        let same = |one: &String, other: &String| one.eq_ignore_ascii_case(other);
        let rank = level.as_ref().and_then(|level| open.levels.iter().position(|other| same(level, other)));
        let (Some(instrument), Some(rank)) = (instrument, rank) else {
            return self.fail(problems::filled_by_other_level(&slot.words, level.as_deref(), &open.levels, it.name, slot.span));
        };
        let scope = self.scope_of(of, Some(&it.subject));
        let value = match (&it.with, ty) {
            (Filling::Condition(condition, unless), Type::YesNo) => {
                self.guarded(condition.as_deref(), unless.as_deref(), &scope, it.name)?
            }
            (Filling::Value(value), ty) if ty != Type::YesNo => {
                let value = self.expr(value, &scope, Some(ty))?;
                if value.ty != ty {
                    let (kind, other) = (types::noun(&self.program, ty), types::noun(&self.program, value.ty));
                    return self.fail(problems::other_filling(&slot.words, &kind, &other, value.span, slot.span));
                }
                value
            }
            (Filling::Condition(..), _) => return self.fail(problems::filled_by_if(&slot.words, it.name)),
            (Filling::Value(value), _) => return self.fail(problems::filled_by_as(&slot.words, value.span)),
        };
        if self.leads_to(&value, id) {
            return self.fail(problems::definition_circle(&slot.words, slot.span, value.span));
        }
        let binds = self.whom_it_binds(instrument, it.name);
        let binds = binds.unwrap_or_else(|| self.constant(Value::Bool(true), Type::YesNo, it.name));
        let rank = u32::try_from(rank).unwrap_or(u32::MAX);
        if let Some(version) = self.program.definitions[index].versions.first_mut()
            && let ExprKind::Filled(_, fills, _) = &mut version.body.kind
        {
            fills.push(Fill { instrument, rank, binds, value });
        }
        Some(())
    }

    /// That one of those whom an instrument binds acts; `None` where it names nobody.
    pub(super) fn whom_it_binds(&mut self, instrument: InstrumentId, span: Span) -> Option<Expr> {
        let binds = self.program.instruments[instrument.index()].binds.clone();
        let mut classes = Vec::new();
        for (class, at) in binds {
            classes.push(self.truth(ExprKind::Definition(class, Some(at)), span));
        }
        (!classes.is_empty()).then(|| self.truth(ExprKind::Any(classes), span))
    }

    /// Whether an expression stands, through whatever definitions, on this one.
    pub(super) fn leads_to(&self, from: &Expr, to: DefId) -> bool {
        let mut seen = vec![false; self.program.definitions.len()];
        let mut work = vec![from];
        while let Some(expr) = work.pop() {
            if let ExprKind::Definition(id, _) = &expr.kind {
                if *id == to {
                    return true;
                }
                if let (Some(seen), Some(definition)) = (seen.get_mut(id.index()), self.program.definitions.get(id.index()))
                    && !std::mem::replace(seen, true)
                {
                    work.extend(definition.versions.iter().map(|version| &version.body));
                }
            }
            if let ExprKind::Filled(_, fills, _) = &expr.kind {
                let off = fills.iter().flat_map(|fill| self.switching_off(fill.instrument));
                work.extend(off.map(|it| &it.condition));
            }
            ir::walk::children(expr, &mut |part| work.push(part));
        }
        false
    }
}
