//! What the head of a rule says of a duty: who owes it, from when, until when, and what shows that it is done.

use super::names::{self, Words};
use super::scope::Scope;
use super::{Analyzer, problems, types};
use crate::ir::{Action, CASE, DefId, Due, Duty, Expr, Instance, Mode, Type};
use crate::source::Span;
use crate::syntax::ast::{self, Owner, RuleHead};

impl Analyzer<'_> {
    /// The duty that the heads of a rule describe; `None` where they say nothing of one.
    pub(super) fn duty(&mut self, heads: &[RuleHead], action: Option<&Action>) -> Option<Box<Duty>> {
        let mut duty = Duty::default();
        let mut seen: Vec<(&'static str, Span)> = Vec::new();
        for head in heads {
            let (word, span) = match head {
                RuleHead::OwedBy(_, span) => ("owed by", *span),
                RuleHead::Due(_, span) => ("due", *span),
                RuleHead::Begins(_, span) => ("from", *span),
                RuleHead::DoneIf(_, span) => ("done if", *span),
                _ => continue,
            };
            if let Some((_, first)) = seen.iter().find(|(other, _)| *other == word) {
                self.report(problems::head_said_twice(word, span, *first));
                continue;
            }
            seen.push((word, span));
            match head {
                RuleHead::OwedBy(owner, _) => duty.owed_by = self.owner(owner),
                RuleHead::Due(None, _) => duty.due = Some(Due::AtOnce),
                RuleHead::Due(Some(value), _) => duty.due = self.moment_of_duty(value, "due").map(Due::By),
                RuleHead::Begins(value, _) => duty.begins = self.moment_of_duty(value, "owed from"),
                RuleHead::DoneIf(condition, _) => duty.done = self.condition(condition, &Scope::case()),
                _ => {}
            }
        }
        let (word, span) = *seen.first()?;
        match action {
            Some(Action::Decide(conclusion)) if matches!(conclusion.mode, Mode::Must | Mode::MustNot) => Some(Box::new(duty)),
            // What failed has been reported.
            None => None,
            _ => self.fail(problems::duty_needs_must(word, span)),
        }
    }

    /// Whom a rule alone binds.
    pub(super) fn bound_by_rule(&mut self, heads: &[RuleHead]) -> Vec<(DefId, Instance)> {
        let mut bound = Vec::new();
        for head in heads {
            if let RuleHead::Binds(classes, _) = head {
                bound.extend(classes.iter().filter_map(|class| self.class_of_actors(class)));
            }
        }
        bound
    }

    fn owner(&mut self, owner: &Owner) -> Option<String> {
        let run = match owner {
            Owner::Words(text) => return Some(text.text.clone()),
            Owner::Name(run) => run,
        };
        let words = Words::of(run);
        let said = run.words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ").replace(" 's", "'s");
        let mut known = Vec::new();
        for index in 0..self.definitions.len() {
            if !self.knows_definition(index)
                || self.definitions[index].of == CASE
                || self.held_once(self.definitions[index].of).is_none()
            {
                continue;
            }
            if words.is(&self.definitions[index].key) {
                self.use_definition(DefId(u32::try_from(index).unwrap_or(u32::MAX)), run.span);
                return Some(said);
            }
        }
        for (_, field) in self.every_field(CASE) {
            if let Type::Record(_) = field.ty {
                if field.keys.iter().any(|key| words.is(key)) {
                    return Some(said);
                }
                known.extend(field.keys.first().map(|key| names::shown(key)));
            }
        }
        let problem = problems::unknown_actor(&names::name(run), run.span, &known);
        self.fail(problem)
    }

    pub(super) fn moment_of_duty(&mut self, value: &ast::Expr, how: &str) -> Option<Expr> {
        let value = self.expr(value, &Scope::case(), None)?;
        if types::is_day(value.ty) {
            return Some(value);
        }
        let kind = types::noun(&self.program, value.ty);
        self.fail(problems::duty_needs_a_date(how, &kind, types::is_length(value.ty), value.span))
    }
}
