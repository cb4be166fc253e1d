//! `no charge and no prior is violent`: does the verb of the last part belong to the first as well?
//!
//! Names alone are looked up for it: were the sentence lowered to find out, each level of a nested one would be lowered twice.

use super::Analyzer;
use super::names::{self, Words};
use super::quantified::Picked;
use super::resolve::RecordThing;
use super::scope::Scope;
use super::types;
use crate::ir::{CASE, Instance, RecordId, Type};
use crate::source::Span;
use crate::syntax::ast::{Condition, ConditionKind, Expr, ExprKind, Is, Predicate, PredicateKind, Values};

impl Analyzer<'_> {
    /// The verb of a later part, which a reader takes to be of this one as well, where it can be said of it.
    pub(super) fn verb_of_the_last(&mut self, parts: &[Condition], index: usize, scope: &Scope) -> Option<Span> {
        let bare = |part: &Condition| match &part.kind {
            ConditionKind::Quantified { described, predicates: None, .. } => {
                described.filter.is_none() && described.different.is_none()
            }
            _ => false,
        };
        let part = &parts[index];
        let ConditionKind::Quantified { described, .. } = &part.kind else { return None };
        if !bare(part) || self.sources.text(part.span).to_lowercase().starts_with("there") {
            return None;
        }
        let said = parts[index + 1..].iter().find(|later| !bare(later))?;
        let ConditionKind::Quantified { predicates: Some(predicates), described: other, .. } = &said.kind else { return None };
        if other.filter.is_some() {
            return None;
        }
        let item = match self.pick(None, &Words::of(&described.run), scope)?.what {
            Picked::List(list) => {
                let at = Instance { frame: scope.frames, base: 0 };
                RecordThing { record: list.record, at, presence: None, span: list.list.span }
            }
            Picked::Record(record, _) => record,
            Picked::Fact(_) | Picked::Optional(_) => return None,
        };
        predicates.parts.iter().all(|predicate| self.may_say(&item, predicate, scope)).then_some(predicates.span)
    }

    /// Whether a predicate speaks of what such an item is or has.
    fn may_say(&mut self, item: &RecordThing, predicate: &Predicate, scope: &Scope) -> bool {
        match &predicate.kind {
            PredicateKind::Is { what: Is::Values(Values::Plain(values)) | Is::Neither(values), .. } => values.iter().all(|value| {
                matches!(value, Expr { kind: ExprKind::Run(run), .. } if self.is_quality_of(item.record, &Words::of(run)))
            }),
            PredicateKind::Has { described, .. } => {
                let words = Words::of(&described.run);
                self.is_quality_of(item.record, &words) || self.pick(Some(item), &words, scope).is_some()
            }
            _ => false,
        }
    }

    /// Whether the words can be said of a record.
    pub(super) fn is_quality_of(&self, record: RecordId, words: &Words) -> bool {
        let of: Vec<RecordId> = self.with_included(record).into_iter().map(|(_, of)| of).collect();
        self.known_definitions().any(|it| it.of != CASE && of.contains(&it.of) && words.is(&it.key))
            || self.every_field(record).iter().any(|(_, field)| match field.ty {
                Type::Enum(id) => self.enum_value(id, &words.list).is_some(),
                ty => types::is_yes_no(ty) && field.keys.iter().any(|key| names::same(&words.list, key)),
            })
    }
}
