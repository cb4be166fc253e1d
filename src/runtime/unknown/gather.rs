//! Facts that are not recorded and on which an expression still depends: what is settled without them is passed over.

use super::explore::Facts;
use crate::ir::{CountTest, DefId, Expr, ExprKind, Instance, SlotId, Value, walk};
use crate::runtime::Missing;
use crate::runtime::evaluate::frames::Frame;
use crate::runtime::evaluate::{Evaluator, Items, Parts, UNKNOWN};
use crate::runtime::law::environment::Version;
use std::collections::HashSet;

/// So many expressions are looked through for facts, those of each item counted: some three for each entry that a record may have.
const MOST_GATHERED: u32 = 200_000;

/// Facts on the way to be gathered.
struct Gathering<'f> {
    facts: &'f mut Facts,
    /// Definitions that were looked through, with the item they are asked of.
    seen: HashSet<(DefId, usize, u32)>,
    fuel: u32,
}

impl<'a> Evaluator<'a> {
    /// The facts that an expression depends on and that are not recorded, in the order read.
    pub(in crate::runtime) fn unknown_facts(&mut self, expr: &'a Expr, frame: &Frame<'_, 'a>, out: &mut Vec<Missing>) {
        let mut facts = Facts::default();
        facts.extend(out);
        self.gather(expr, frame, &mut facts);
        *out = facts.list;
    }

    /// The same, added to those gathered already.
    pub(in crate::runtime) fn gather(&mut self, expr: &'a Expr, frame: &Frame<'_, 'a>, facts: &mut Facts) {
        self.gather_unknown(expr, frame, &mut Gathering { facts, seen: HashSet::new(), fuel: MOST_GATHERED });
    }

    /// The same, whatever is assumed at the time: for a term, which stands under other assumptions too.
    pub(in crate::runtime) fn facts_as_recorded(&mut self, parts: &[&'a Expr], frame: &Frame<'_, 'a>) -> Vec<Missing> {
        let mut facts = Facts::default();
        self.suspend(|it| parts.iter().for_each(|part| it.gather(part, frame, &mut facts)));
        facts.list
    }

    fn gather_unknown(&mut self, expr: &'a Expr, frame: &Frame<'_, 'a>, out: &mut Gathering<'_>) {
        if out.fuel == 0 || !self.is_open(expr, frame) {
            return;
        }
        out.fuel -= 1;
        match &expr.kind {
            ExprKind::Fact(instance, slot) => {
                let held = frame.at(instance.frame);
                if !self.stands_for_any(&held) {
                    let missing = self.missing(&held, SlotId(held.base + instance.base + slot.0));
                    out.facts.add(&missing);
                }
            }
            ExprKind::Definition(id, instance) => self.gather_in_definition(*id, *instance, frame, out),
            ExprKind::Quantified { test, list, filter, body, .. } => {
                let parts = Parts { filter: filter.as_deref(), body: body.as_deref(), different: None };
                self.gather_in_items(expr, list, (*test, parts), frame, out);
            }
            ExprKind::Aggregate { list, filter, .. } => {
                let parts = Parts { filter: filter.as_deref(), body: None, different: None };
                self.gather_in_items(expr, list, (CountTest::AtLeast(1), parts), frame, out);
            }
            ExprKind::Cases(cases, last) => {
                for (condition, value) in cases {
                    match &*self.judged(condition, frame) {
                        Value::Unknown => {
                            self.gather_unknown(condition, frame, out);
                            self.gather_unknown(value, frame, out);
                        }
                        known if crate::runtime::values::compare::as_bool(known) == Some(true) => {
                            return self.gather_unknown(value, frame, out);
                        }
                        _ => {}
                    }
                }
                self.gather_unknown(last, frame, out);
            }
            ExprKind::Filled(_, fills, default) => {
                let parts = self.of_slot(fills, default, frame);
                parts.into_iter().for_each(|part| self.gather_unknown(part, frame, out));
            }
            _ => {
                let mut parts = Vec::new();
                walk::children(expr, &mut |part| parts.push(part));
                parts.into_iter().for_each(|part| self.gather_unknown(part, frame, out));
            }
        }
    }

    /// Of each item of a list what may still make a difference: of one that certainly does not pass, nothing does.
    fn gather_in_items(
        &mut self,
        expr: &'a Expr,
        list: &'a Expr,
        (test, parts): (CountTest, Parts<'a>),
        frame: &Frame<'_, 'a>,
        out: &mut Gathering<'_>,
    ) {
        self.gather_unknown(list, frame, out);
        let mut inside = Vec::new();
        walk::parts(expr, &mut |part, in_item| inside.extend(in_item.then_some(part)));
        let mut of_item = |it: &mut Self, item: &Frame<'_, 'a>| {
            let before = it.open();
            let passes = it.passes(test, parts, item);
            it.close(before);
            if !passes.is_false() {
                inside.iter().for_each(|part| it.gather_unknown(part, item, out));
            }
        };
        match self.items(list, frame) {
            Items::Known(rows) => {
                for index in 0..rows.len() {
                    self.with_item(list, rows, index, frame, (), &mut of_item);
                }
            }
            // Whatever items there are, facts of the case that are asked of each may make a difference.
            _ => self.with_any_item(list, frame, of_item),
        }
    }

    fn gather_in_definition(&mut self, id: DefId, instance: Option<Instance>, frame: &Frame<'_, 'a>, out: &mut Gathering<'_>) {
        let environment = self.environment;
        if let Version::Is(version) = environment.definition(id) {
            let definition = &environment.program.definitions[id.index()];
            let root = Frame::root(self.case);
            let held = instance.map_or(root, |it| frame.instance(it, &root));
            let stipulated = held.row.get((held.base + definition.stipulation.0) as usize);
            let is_new = out.seen.insert((id, held.row.as_ptr() as usize, held.base));
            if is_new && matches!(stipulated.unwrap_or(UNKNOWN), Value::Unknown) {
                self.gather_unknown(&definition.versions[version].body, &held, out);
            }
        }
    }

    /// Whether its value is not known.
    fn is_open(&mut self, expr: &'a Expr, frame: &Frame<'_, 'a>) -> bool {
        !matches!(expr.kind, ExprKind::Const(_)) && matches!(*self.judged(expr, frame), Value::Unknown)
    }

    /// The value, without what is asked or goes wrong on the way.
    fn judged(&mut self, expr: &'a Expr, frame: &Frame<'_, 'a>) -> crate::runtime::evaluate::Shared<'a> {
        let before = self.open();
        let value = self.value(expr, frame);
        self.close(before);
        value
    }
}
