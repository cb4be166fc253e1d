//! The one change that makes every scenario of a file pass: each part of a rule's condition is tried the other way round.
//!
//! A lost `not`, or `at most` for `at least`, is the likeliest slip of whoever writes a rule, and scenarios can find its place. It is told
//! only if a single part does it; two such parts would be a guess.

use super::{Context, scenario, words};
use crate::ir::{Comparison, Expr, ExprKind, Program, RuleId, Scenario};
use crate::source::{FileId, on_one_line};

/// Parts tried and scenarios decided, at most: a test stays quick.
const MOST_TRIED: usize = 200;
const MOST_DECIDED: usize = 5_000;

/// The change, as a line of help; nothing if no part or more than one would do it.
pub fn single_change(context: Context<'_>, file: FileId) -> Option<String> {
    let here: Vec<&Scenario> = context.program.scenarios.iter().filter(|it| it.span.file == file).collect();
    // One expectation alone does not show that the rule is wrong, and not the expectation.
    if here.len() < 2 {
        return None;
    }
    // What fails now is tried first: most changes fall there.
    let (failing, passing): (Vec<&Scenario>, Vec<&Scenario>) =
        here.into_iter().partition(|it| !scenario::run(context, it).is_empty());
    let mut program = context.program.clone();
    let (mut tried, mut decided) = (0, 0);
    let mut found: Option<(RuleId, String)> = None;
    for index in 0..program.rules.len() {
        if program.rules[index].span.file != file {
            continue;
        }
        let whole = program.rules[index].condition.clone();
        for part in 0..parts(&whole) {
            // The direction of a comparison first: where it does, it is what was meant.
            for change in [Change::Direction, Change::Contrary] {
                let mut condition = whole.clone();
                let Some(text) = changed(context, &mut condition, part, change) else { continue };
                tried += 1;
                if tried > MOST_TRIED {
                    return None;
                }
                program.rules[index].condition = condition;
                let passes = failing.iter().chain(&passing).all(|it| {
                    decided += 1;
                    decided <= MOST_DECIDED && passes(&program, context, it)
                });
                program.rules[index].condition = whole.clone();
                if decided > MOST_DECIDED || passes && found.is_some() {
                    return None;
                }
                if passes {
                    found = Some((RuleId(u32::try_from(index).ok()?), text));
                    break;
                }
            }
        }
    }
    let (rule, text) = found?;
    let all = match failing.len() + passing.len() {
        2 => "both scenarios pass".to_owned(),
        count => format!("all {count} scenarios pass"),
    };
    let line = format!("{text} in {}; then {all}", words::rule_short(context.program, rule));
    (line.chars().count() < 78).then_some(line)
}

fn passes(program: &Program, context: Context<'_>, it: &Scenario) -> bool {
    scenario::run(Context { program, sources: context.sources }, it).is_empty()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    /// `at most` for `at least`.
    Direction,
    /// With `not` or without it.
    Contrary,
}

/// How many parts a condition has that can be turned round.
fn parts(condition: &Expr) -> usize {
    let mut copy = condition.clone();
    let mut count = 0;
    each(&mut copy, &mut |_| {
        count += 1;
        false
    });
    count
}

/// Turns one part round, and says so in words; nothing where that part has no such change.
fn changed(context: Context<'_>, condition: &mut Expr, part: usize, change: Change) -> Option<String> {
    let mut at = 0;
    let mut text = None;
    each(condition, &mut |expr| {
        let here = at == part;
        at += 1;
        if here {
            let written = on_one_line(context.sources.text(expr.span));
            text = match change {
                Change::Direction => turned(expr, &written),
                Change::Contrary => Some(denied(expr, &written)),
            };
        }
        here
    });
    text
}

/// Gives each part to `visit` until it says that it is done.
fn each(expr: &mut Expr, visit: &mut dyn FnMut(&mut Expr) -> bool) -> bool {
    match &mut expr.kind {
        ExprKind::All(inner) | ExprKind::Any(inner) | ExprKind::CountTrue(_, inner) => inner.iter_mut().any(|it| each(it, visit)),
        ExprKind::Limb { body, .. } => each(body, visit),
        ExprKind::Not(inner) | ExprKind::Shown(inner) => each(inner, visit),
        ExprKind::Const(_) => false,
        _ => visit(expr),
    }
}

fn turned(expr: &mut Expr, written: &str) -> Option<String> {
    const WORDS: [(&str, &str); 7] = [
        (" more than ", " less than "),
        (" at least ", " at most "),
        (" over ", " under "),
        (" above ", " below "),
        (" on or before ", " on or after "),
        (" before ", " after "),
        (" earlier than ", " later than "),
    ];
    let ExprKind::Compare(comparison, ..) = &mut expr.kind else { return None };
    *comparison = match comparison {
        Comparison::More => Comparison::Less,
        Comparison::Less => Comparison::More,
        Comparison::AtLeast => Comparison::AtMost,
        Comparison::AtMost => Comparison::AtLeast,
        Comparison::Equal => return None,
    };
    let swapped = WORDS
        .iter()
        .flat_map(|(one, other)| [(one, other), (other, one)])
        .find(|(from, _)| written.contains(**from))
        .map(|(from, to)| written.replacen(from, to, 1))?;
    Some(format!("write `{swapped}`"))
}

fn denied(expr: &mut Expr, written: &str) -> String {
    let inner = Expr { id: expr.id, kind: ExprKind::Const(crate::ir::Value::Unknown), ty: expr.ty, span: expr.span };
    let inner = std::mem::replace(expr, inner);
    expr.kind = ExprKind::Not(Box::new(inner));
    let once = |word: &str| written.matches(word).count() == 1;
    if once(" is not ") {
        format!("write `{}`", written.replacen(" is not ", " is ", 1))
    } else if once(" is ") && !written.contains(" no ") {
        format!("write `{}`", written.replacen(" is ", " is not ", 1))
    } else {
        format!("say the contrary of `{written}`")
    }
}
