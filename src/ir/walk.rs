//! The parts of an expression, and the expressions of a program.

use super::{Action, CASE, Due, ExpectKind, Expr, ExprKind, Program, Rule};

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

/// Calls `visit` with every outermost expression of a program and whether it is read with an item in hand; those of definitions first.
pub fn roots<'a>(program: &'a Program, visit: &mut dyn FnMut(&'a Expr, bool)) {
    each_root!(program, visit: &'a Expr, iter, of_rule, due);
}

/// The same, to change them.
pub fn roots_mut(program: &mut Program, visit: &mut dyn FnMut(&mut Expr)) {
    let visit: &mut dyn FnMut(&mut Expr, bool) = &mut |it, _| visit(it);
    each_root!(program, visit: &mut Expr, iter_mut, of_rule_mut, due_mut, mut);
}

/// Calls `visit` with what a rule asks and concludes, its duty left out.
pub fn of_rule<'a>(rule: &'a Rule, visit: &mut dyn FnMut(&'a Expr)) {
    each_of_rule!(rule, visit, iter);
}

fn of_rule_mut(rule: &mut Rule, visit: &mut dyn FnMut(&mut Expr)) {
    each_of_rule!(rule, visit, iter_mut, mut);
}

fn due<'a>(due: Option<&'a Due>, visit: &mut dyn FnMut(&'a Expr)) {
    if let Some(Due::By(day)) = due {
        visit(day);
    }
}

fn due_mut(due: Option<&mut Due>, visit: &mut dyn FnMut(&mut Expr)) {
    if let Some(Due::By(day)) = due {
        visit(day);
    }
}

/// The outermost expressions of a program, borrowed one way or the other.
macro_rules! each_root {
    ($program:expr, $visit:ident: $expr:ty, $iter:ident, $of_rule:ident, $due:ident $(, $mutable:tt)?) => {
        let program = $program;
        for definition in program.definitions.$iter() {
            let inside = definition.of != CASE;
            definition.versions.$iter().for_each(|it| $visit(&$($mutable)? it.body, inside));
        }
        let mut visit = |it: $expr| $visit(it, false);
        program.instruments.$iter().flat_map(|it| it.governed_by.$iter()).for_each(&mut visit);
        for rule in program.rules.$iter() {
            $of_rule(rule, &mut visit);
            if let Some(duty) = &$($mutable)? rule.duty {
                duty.begins.$iter().chain(duty.done.$iter()).for_each(&mut visit);
                $due(duty.due.$iter().next(), &mut visit);
            }
        }
        program.readings.$iter().for_each(|it| visit(&$($mutable)? it.condition));
        program.suspensions.$iter().for_each(|it| visit(&$($mutable)? it.condition));
        program.orders.$iter().flat_map(|it| it.pre_emptions.$iter()).flat_map(|it| it.when.$iter()).for_each(&mut visit);
        for expect in program.scenarios.$iter().flat_map(|it| it.expects.$iter()) {
            match &$($mutable)? expect.kind {
                ExpectKind::Statement(it) => visit(it),
                ExpectKind::Effect { value, .. } => visit(value),
                ExpectKind::NoRule(_) | ExpectKind::Undetermined(_) | ExpectKind::Conflict(_) => {}
            }
            expect.begins.$iter().for_each(&mut visit);
            $due(expect.due.$iter().next(), &mut visit);
        }
    };
}
use each_root;

/// The expressions of a rule, borrowed one way or the other.
macro_rules! each_of_rule {
    ($rule:expr, $visit:ident, $iter:ident $(, $mutable:tt)?) => {
        let rule = $rule;
        $visit(&$($mutable)? rule.condition);
        rule.applies.$iter().for_each(|it| $visit(&$($mutable)? it.condition));
        match &$($mutable)? rule.action {
            Action::Decide(it) | Action::Otherwise(it) => $visit(&$($mutable)? it.value),
            Action::Gate { then, otherwise } => {
                $visit(&$($mutable)? then.value);
                $visit(&$($mutable)? otherwise.value);
            }
            Action::Block | Action::Satisfy => {}
        }
    };
}
use each_of_rule;

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
