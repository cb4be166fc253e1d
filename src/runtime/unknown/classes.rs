//! Which expressions say the same, wherever they stand, and which frames they read.

use crate::ir::walk;
use crate::ir::{Expr, ExprId, ExprKind, Program};
use std::collections::HashMap;

/// Two expressions of the same class have the same value in the same frames.
pub struct Classes {
    /// By [`ExprId`]: the class (0: not met) and the frames read, as bits; bit 63 stands for every frame from 63 on.
    of: Vec<(u32, u64)>,
    /// By class: what it negates, if it does.
    negates: Vec<Option<u32>>,
    /// By class: its conjuncts, if it is a conjunction.
    conjuncts: Vec<Vec<u32>>,
    known: HashMap<String, u32>,
}

impl Classes {
    /// Every expression of the program.
    pub fn new(program: &Program) -> Classes {
        let mut classes = Classes {
            of: vec![(0, 0); program.expr_count as usize],
            negates: vec![None],
            conjuncts: vec![Vec::new()],
            known: HashMap::new(),
        };
        walk::roots(program, &mut |expr, inside| {
            classes.add(expr, u32::from(inside));
        });
        classes
    }

    /// The class; an expression that is not of the program has one to itself.
    pub fn class(&self, id: ExprId) -> u32 {
        match self.of.get(id.index()) {
            Some((class, _)) if *class != 0 => *class,
            _ => u32::MAX - id.0,
        }
    }

    /// The frames read, as bits; every one for an expression that is not of the program.
    pub fn frames(&self, id: ExprId) -> u64 {
        match self.of.get(id.index()) {
            Some((class, frames)) if *class != 0 => *frames,
            _ => u64::MAX,
        }
    }

    /// Appends the literals whose conjunction an expression is: (class, whether it is affirmed).
    pub fn literals(&self, class: u32, affirmed: bool, out: &mut Vec<(u32, bool)>) {
        if let Some(inner) = self.negates.get(class as usize).copied().flatten() {
            return self.literals(inner, !affirmed, out);
        }
        match self.conjuncts.get(class as usize) {
            Some(parts) if affirmed && !parts.is_empty() => parts.iter().for_each(|part| self.literals(*part, true, out)),
            _ => out.push((class, affirmed)),
        }
    }

    fn add(&mut self, expr: &Expr, depth: u32) -> (u32, u64) {
        let mut children = Vec::new();
        let mut frames = 0;
        walk::parts(expr, &mut |part, inside| children.push((part, inside)));
        let mut parts = Vec::new();
        for (part, inside) in children {
            let (class, read) = self.add(part, depth + u32::from(inside));
            parts.push(class);
            frames |= if inside { read & !bit(depth + 1) } else { read };
        }
        match &expr.kind {
            ExprKind::Fact(instance, _) | ExprKind::Definition(_, Some(instance)) => frames |= bit(instance.frame),
            _ => {}
        }
        let next = self.negates.len() as u32;
        let class = match (&expr.kind, parts.as_slice()) {
            // A limb, a list of one: the same as its only part.
            (ExprKind::All(_) | ExprKind::Any(_), [only]) => *only,
            (ExprKind::Limb { satisfied_by, .. }, [only]) if satisfied_by.is_empty() => *only,
            _ => *self.known.entry(format!("{}{parts:?}", shallow(expr))).or_insert(next),
        };
        if class == next {
            self.negates.push(match &expr.kind {
                ExprKind::Not(_) => parts.first().copied(),
                _ => None,
            });
            self.conjuncts.push(match &expr.kind {
                ExprKind::All(_) => parts.clone(),
                _ => Vec::new(),
            });
        }
        if let Some(slot) = self.of.get_mut(expr.id.index()) {
            *slot = (class, frames);
        }
        (class, frames)
    }
}

fn bit(frame: u32) -> u64 {
    1 << frame.min(63)
}

/// What an expression is, without its parts.
fn shallow(expr: &Expr) -> String {
    match &expr.kind {
        ExprKind::Const(value) => format!("const {value:?}"),
        // At one place of two records there may be two kinds of facts.
        ExprKind::Fact(instance, slot) => format!("fact {}.{} {:?}", instance.frame, instance.base + slot.0, expr.ty),
        ExprKind::Parameter(id, _) => format!("parameter {}", id.0),
        ExprKind::ParameterOn(id, ..) => format!("parameter {} on a day", id.0),
        ExprKind::Definition(id, instance) => format!("definition {} {instance:?}", id.0),
        ExprKind::Filled(id, fills, _) => {
            let by: Vec<(u32, u32)> = fills.iter().map(|fill| (fill.instrument.0, fill.rank)).collect();
            format!("filled {} {by:?}", id.0)
        }
        ExprKind::Question(id) => format!("question {}", id.0),
        ExprKind::Arithmetic(op, ..) => format!("{op:?}"),
        ExprKind::Round(_, way, step) => format!("{way:?} {step}"),
        ExprKind::Offset { back, month_end, not_counting, past, .. } => {
            format!("offset {back} {month_end:?} {not_counting:?} {past:?}")
        }
        ExprKind::Between(unit, ..) => format!("between {unit:?}"),
        ExprKind::Extreme { greatest, .. } => format!("extreme {greatest}"),
        ExprKind::Excess(..) => "excess".into(),
        ExprKind::Cases(..) => "cases".into(),
        ExprKind::Aggregate { kind, filter, of, different, .. } => {
            format!("aggregate {kind:?} {} {} {}", filter.is_some(), of.is_some(), different.is_some())
        }
        ExprKind::All(_) => "all".into(),
        ExprKind::Any(_) => "any".into(),
        ExprKind::Not(_) => "not".into(),
        ExprKind::CountTrue(test, _) => format!("count {test:?}"),
        ExprKind::Limb { satisfied_by, .. } => format!("limb {satisfied_by:?}"),
        ExprKind::Compare(op, ..) => format!("compare {op:?}"),
        ExprKind::OneOf(_, values) => format!("one of {values:?}"),
        ExprKind::Includes { values, all, .. } => format!("includes {values:?} {all}"),
        ExprKind::Among(_, list) => format!("among {}", list.0),
        ExprKind::SectionIs(_, section) => format!("section {section:?}"),
        ExprKind::Window(window, ..) => format!("{window:?}"),
        ExprKind::Quantified { test, filter, body, different, .. } => {
            format!("quantified {test:?} {} {} {}", filter.is_some(), body.is_some(), different.is_some())
        }
        ExprKind::Present(_) => "present".into(),
        ExprKind::IsKnown(_) => "known".into(),
        ExprKind::IsAbsent(_) => "absent".into(),
        ExprKind::Shown(_) => "shown".into(),
    }
}
