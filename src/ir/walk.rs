//! The parts of an expression, and the expressions of a program.

use super::{Action, Conclusion, Due, ExpectKind, Expr, ExprKind, Program};

/// Calls `visit` with each direct part of `expr`, in order.
pub fn children<'a>(expr: &'a Expr, visit: &mut dyn FnMut(&'a Expr)) {
    parts(expr, &mut |part, _| visit(part));
}

/// The same, with whether the part is read with a list's item in a new frame.
pub fn parts<'a>(expr: &'a Expr, visit: &mut dyn FnMut(&'a Expr, bool)) {
    each_part!(&expr.kind, visit, iter);
}

/// Calls `visit` with an expression and everything in it.
pub fn every<'a>(expr: &'a Expr, visit: &mut dyn FnMut(&'a Expr)) {
    visit(expr);
    children(expr, &mut |part| every(part, visit));
}

/// As [`children`], to change them.
pub fn children_mut(expr: &mut Expr, visit: &mut dyn FnMut(&mut Expr)) {
    let mut visit = |part: &mut Expr, _: bool| visit(part);
    each_part!(&mut expr.kind, visit, iter_mut, mut);
}

/// As [`every`], to change them; an expression before what is in it.
pub fn every_mut(expr: &mut Expr, visit: &mut dyn FnMut(&mut Expr)) {
    visit(expr);
    children_mut(expr, &mut |part| every_mut(part, visit));
}

/// Calls `visit` with every outermost expression of a program, to change it; those of definitions first.
pub fn roots_mut(program: &mut Program, visit: &mut dyn FnMut(&mut Expr)) {
    program.definitions.iter_mut().flat_map(|it| &mut it.versions).for_each(|it| visit(&mut it.body));
    program.instruments.iter_mut().filter_map(|it| it.governed_by.as_mut()).for_each(&mut *visit);
    for rule in &mut program.rules {
        visit(&mut rule.condition);
        rule.applies.iter_mut().for_each(|it| visit(&mut it.condition));
        let mut conclusion = |it: &mut Conclusion| visit(&mut it.value);
        match &mut rule.action {
            Action::Decide(it) | Action::Otherwise(it) => conclusion(it),
            Action::Gate { then, otherwise } => {
                conclusion(then);
                conclusion(otherwise);
            }
            Action::Block | Action::Satisfy => {}
        }
        if let Some(duty) = &mut rule.duty {
            duty.begins.iter_mut().chain(&mut duty.done).for_each(&mut *visit);
            due(duty.due.as_mut(), visit);
        }
    }
    program.readings.iter_mut().for_each(|it| visit(&mut it.condition));
    program.suspensions.iter_mut().for_each(|it| visit(&mut it.condition));
    program.orders.iter_mut().flat_map(|it| &mut it.pre_emptions).filter_map(|it| it.when.as_mut()).for_each(&mut *visit);
    for expect in program.scenarios.iter_mut().flat_map(|it| &mut it.expects) {
        match &mut expect.kind {
            ExpectKind::Statement(it) => visit(it),
            ExpectKind::Effect { value, .. } => visit(value),
            ExpectKind::NoRule(_) | ExpectKind::Undetermined(_) | ExpectKind::Conflict(_) => {}
        }
        expect.begins.iter_mut().for_each(&mut *visit);
        due(expect.due.as_mut(), visit);
    }
}

fn due(due: Option<&mut Due>, visit: &mut dyn FnMut(&mut Expr)) {
    if let Some(Due::By(day)) = due {
        visit(day);
    }
}

/// The parts of an expression, borrowed one way or the other.
macro_rules! each_part {
    ($kind:expr, $visit:ident, $iter:ident $(, $mutable:tt)?) => {
        match $kind {
        ExprKind::Const(_) | ExprKind::Fact(..) | ExprKind::Definition(..) | ExprKind::Question(_) => {}
        ExprKind::Filled(_, fills, default) => {
            for fill in fills {
                $visit(&$($mutable)? fill.binds, false);
                $visit(&$($mutable)? fill.value, false);
            }
            $visit(default, false);
        }
        ExprKind::Parameter(_, keys) => keys.$iter().for_each(|it| $visit(it, false)),
        ExprKind::ParameterOn(_, keys, day) => {
            keys.$iter().for_each(|it| $visit(it, false));
            $visit(day, false);
        }
        ExprKind::Arithmetic(_, a, b) | ExprKind::Between(_, a, b) | ExprKind::Excess(a, b) | ExprKind::Compare(_, a, b) => {
            $visit(a, false);
            $visit(b, false);
        }
        ExprKind::Round(of, ..)
        | ExprKind::Not(of)
        | ExprKind::OneOf(of, _)
        | ExprKind::Includes { set: of, .. }
        | ExprKind::Among(of, _)
        | ExprKind::SectionIs(of, _)
        | ExprKind::Present(of)
        | ExprKind::IsKnown(of)
        | ExprKind::IsAbsent(of)
        | ExprKind::Shown(of)
        | ExprKind::Limb { body: of, .. } => $visit(of, false),
        ExprKind::Offset { anchor, length, .. } => {
            $visit(anchor, false);
            $visit(length, false);
        }
        ExprKind::Extreme { of, .. } => of.$iter().for_each(|it| $visit(it, false)),
        ExprKind::Cases(cases, last) => {
            for (condition, value) in cases {
                $visit(condition, false);
                $visit(value, false);
            }
            $visit(last, false);
        }
        ExprKind::Aggregate { list, filter, of, different, .. } => {
            $visit(list, false);
            [filter, of, different].into_iter().flatten().for_each(|it| $visit(it, true));
        }
        ExprKind::Quantified { list, filter, body, different, .. } => {
            $visit(list, false);
            [filter, body, different].into_iter().flatten().for_each(|it| $visit(it, true));
        }
        ExprKind::All(of) | ExprKind::Any(of) | ExprKind::CountTrue(_, of) => of.$iter().for_each(|it| $visit(it, false)),
        ExprKind::Window(_, date, anchor, length) => {
            $visit(date, false);
            $visit(anchor, false);
            $visit(length, false);
        }
        }
    };
}
use each_part;
