//! How a value was worked out: the facts, parameters and defined values that it was made of, each with its own value.

use super::{Context, words};
use crate::ir::{Action, CASE, Expr, ExprKind, Row, RuleId, Type, Value};
use crate::runtime::explain::show;
use crate::runtime::{self, Options, Truth};

/// Definitions inside definitions are followed so far.
const DEPTH: usize = 4;
/// At most so many lines: a reader who needs more asks for the definitions.
const LINES: usize = 40;

/// What the answer was worked out from.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// The facts.
    pub case: &'a Row,
    /// The day of the law, and positions.
    pub options: &'a Options,
}

/// Lines of words and value, deeper ones set in; nothing for a rule whose outcome is a word.
pub fn lines(context: Context<'_>, given: Given<'_>, rule: RuleId) -> Vec<(String, String)> {
    let conclusion = match &context.program.rules[rule.index()].action {
        Action::Decide(it) | Action::Otherwise(it) | Action::Gate { then: it, .. } => it,
        Action::Block | Action::Satisfy => return Vec::new(),
    };
    let mut working = Working { context, given, lines: Vec::new() };
    if !matches!(conclusion.value.ty, Type::Enum(_)) {
        working.parts(&conclusion.value, 0);
    }
    working.lines
}

struct Working<'a> {
    context: Context<'a>,
    given: Given<'a>,
    lines: Vec<(String, String)>,
}

impl Working<'_> {
    /// The named things that an expression of the case is made of.
    fn parts(&mut self, expr: &Expr, depth: usize) {
        match &expr.kind {
            ExprKind::Fact(instance, slot) => {
                let of_case = self.context.program.records.get(CASE.index()).filter(|_| instance.frame == 0);
                let slot = of_case.and_then(|record| record.slots.get((instance.base + slot.0) as usize));
                let said = slot.map_or_else(|| words::at(self.context, expr.span, 60), |slot| slot.words.clone());
                self.line(said, expr, depth);
            }
            ExprKind::Question(id) => {
                self.line(self.context.program.questions[id.index()].name.clone(), expr, depth);
            }
            ExprKind::Aggregate { .. } => {
                self.line(words::at(self.context, expr.span, 60), expr, depth);
            }
            ExprKind::ParameterOn(id, keys, day) => {
                self.line(self.context.program.parameters[id.index()].name.clone(), expr, depth);
                keys.iter().chain(std::iter::once(&**day)).for_each(|key| self.parts(key, depth + 1));
            }
            ExprKind::Parameter(id, keys) => {
                self.line(self.context.program.parameters[id.index()].name.clone(), expr, depth);
                keys.iter().for_each(|key| self.parts(key, depth + 1));
            }
            ExprKind::Definition(id, of) => {
                let definition = &self.context.program.definitions[id.index()];
                let new = self.line(definition.name.clone(), expr, depth);
                // A definition of an item is read with the item in hand, which is not there any more.
                if new && of.is_none() && definition.of == CASE && depth < DEPTH {
                    if let [version] = definition.versions.as_slice() {
                        self.parts(&version.body, depth + 1);
                    }
                }
            }
            ExprKind::Cases(cases, otherwise) => {
                let holds = |condition: &Expr| {
                    runtime::holds(self.context.program, condition, self.given.case, self.given.options) == Ok(Truth::True)
                };
                let chosen = cases.iter().find(|(condition, _)| holds(condition));
                if let Some((condition, _)) = chosen {
                    self.push(words::at(self.context, condition.span, 60), "yes".to_owned(), depth);
                }
                self.parts(chosen.map_or(&**otherwise, |(_, value)| value), depth);
            }
            ExprKind::Arithmetic(_, a, b) | ExprKind::Excess(a, b) | ExprKind::Between(_, a, b) => {
                self.parts(a, depth);
                self.parts(b, depth);
            }
            ExprKind::Round(inner, ..) => self.parts(inner, depth),
            ExprKind::Offset { anchor, length, .. } => {
                self.parts(anchor, depth);
                self.parts(length, depth);
            }
            ExprKind::Extreme { of, .. } => of.iter().for_each(|it| self.parts(it, depth)),
            // Constants stand in the rule itself, and conditions are explained as conditions.
            _ => {}
        }
    }

    fn line(&mut self, said: String, expr: &Expr, depth: usize) -> bool {
        let program = self.context.program;
        let value = runtime::value(program, expr, self.given.case, self.given.options).unwrap_or(Value::Unknown);
        self.push(said, show(program, expr.ty, &value), depth)
    }

    /// Whether it has not been said before.
    fn push(&mut self, said: String, value: String, depth: usize) -> bool {
        let plain = |line: &(String, String)| line.0.trim_start() == said && line.1 == value;
        if said.is_empty() || self.lines.len() >= LINES || self.lines.iter().any(plain) {
            return false;
        }
        self.lines.push((format!("{}{said}", "  ".repeat(depth)), value));
        true
    }
}
