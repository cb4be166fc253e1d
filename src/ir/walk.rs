//! The parts of an expression.

use super::{Expr, ExprKind};

/// Calls `visit` with each direct part of `expr`, in order.
pub fn children<'a>(expr: &'a Expr, visit: &mut dyn FnMut(&'a Expr)) {
    parts(expr, &mut |part, _| visit(part));
}

/// The same, with whether the part is read with a list's item in a new frame.
pub fn parts<'a>(expr: &'a Expr, visit: &mut dyn FnMut(&'a Expr, bool)) {
    match &expr.kind {
        ExprKind::Const(_) | ExprKind::Fact(..) | ExprKind::Definition(..) | ExprKind::Question(_) => {}
        ExprKind::Filled(_, fills, default) => {
            for fill in fills {
                visit(&fill.binds, false);
                visit(&fill.value, false);
            }
            visit(default, false);
        }
        ExprKind::Parameter(_, keys) => keys.iter().for_each(|it| visit(it, false)),
        ExprKind::ParameterOn(_, keys, day) => {
            keys.iter().for_each(|it| visit(it, false));
            visit(day, false);
        }
        ExprKind::Arithmetic(_, a, b) | ExprKind::Between(_, a, b) | ExprKind::Excess(a, b) | ExprKind::Compare(_, a, b) => {
            visit(a, false);
            visit(b, false);
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
        | ExprKind::Limb { body: of, .. } => visit(of, false),
        ExprKind::Offset { anchor, length, .. } => {
            visit(anchor, false);
            visit(length, false);
        }
        ExprKind::Extreme { of, .. } => of.iter().for_each(|it| visit(it, false)),
        ExprKind::Cases(cases, last) => {
            for (condition, value) in cases {
                visit(condition, false);
                visit(value, false);
            }
            visit(last, false);
        }
        ExprKind::Aggregate { list, filter, of, different, .. } => {
            visit(list, false);
            [filter, of, different].into_iter().flatten().for_each(|it| visit(it, true));
        }
        ExprKind::Quantified { list, filter, body, different, .. } => {
            visit(list, false);
            [filter, body, different].into_iter().flatten().for_each(|it| visit(it, true));
        }
        ExprKind::All(of) | ExprKind::Any(of) | ExprKind::CountTrue(_, of) => of.iter().for_each(|it| visit(it, false)),
        ExprKind::Window(_, date, anchor, length) => {
            visit(date, false);
            visit(anchor, false);
            visit(length, false);
        }
    }
}
