//! Of what a condition speaks without naming it (`it`, `its`), and whether it names an item.

use super::names::{self, Key, Words};
use super::nouns::Noun;
use super::resolve::{RecordThing, Thing};
use super::scope::{Item, Scope};
use super::{Analyzer, problems};
use crate::source::Span;
use crate::syntax::ast::{self, Condition, ConditionKind};
use std::cell::RefCell;

/// What a condition says with `it` or `its`.
enum Said<'a> {
    /// `its date`.
    Fact(&'a ast::Run, Span),
    /// `it is grave`.
    Quality(&'a ast::Predicates, Span),
    /// `a magistrate found probable cause for it`.
    Sentence(&'a ast::Run),
}

impl Analyzer<'_> {
    /// `any restoration is full and its date …` where a conviction is being defined: an error if what is said with `it` can be said of the
    /// item just found and of the thing that was in hand before, or of a noun named since. `None` if it was reported.
    pub(super) fn one_it(
        &mut self,
        condition: &Condition,
        (described, keys): (&ast::Described, &[Key]),
        nouns: &[&Noun],
        scope: &Scope,
    ) -> Option<()> {
        // What is tried here is lowered once more after; tried inside what is tried, that would double with each level.
        if self.trying || (scope.it().is_none() && nouns.is_empty()) {
            return Some(());
        }
        let Some(record) = self.item_of_described(described, scope) else { return Some(()) };
        let inner = scope.with_item(record, keys.to_vec());
        if let Some(item) = inner.it() {
            self.no_nearer_noun(condition, item, nouns, &inner)?;
        }
        let mut said = Vec::new();
        said_of_it(condition, &mut said);
        self.said_of_one(&said, (&inner, scope))
    }

    /// The same of what a quantifier itself says of its item: `any restoration whose date is after its date`.
    pub(super) fn one_it_inside(
        &mut self,
        described: &ast::Described,
        predicates: Option<&ast::Predicates>,
        (inner, scope): (&Scope, &Scope),
    ) -> Option<()> {
        let mut said = Vec::new();
        if let Some(ast::Filter::Relative { parts, .. }) = &described.filter {
            for part in parts {
                match part {
                    ast::Relative::That(predicate) | ast::Relative::Verb(predicate) | ast::Relative::Whose { predicate, .. } => {
                        said_in_predicate(predicate, &mut said);
                    }
                    ast::Relative::ThatPhrase(_) => {}
                }
            }
        }
        predicates.into_iter().flat_map(|all| &all.parts).for_each(|predicate| said_in_predicate(predicate, &mut said));
        self.said_of_one(&said, (inner, scope))
    }

    /// The same of the nouns that sentences between name: `any member is disabled and the applicant is insured and its age …`.
    pub(super) fn no_nearer_noun(&mut self, condition: &Condition, item: &Item, nouns: &[&Noun], scope: &Scope) -> Option<()> {
        if self.trying || nouns.is_empty() {
            return Some(());
        }
        let mut said = Vec::new();
        said_of_it(condition, &mut said);
        let mut seen = vec![item.at];
        for noun in nouns.iter().rev() {
            if seen.contains(&noun.item.at) && noun.called.is_some() {
                continue;
            }
            seen.push(noun.item.at);
            for it in &said {
                if self.can_be_said(it, item, scope) && self.can_be_said(it, &noun.item, scope) {
                    let problem = self.unclear_noun(it, item, noun);
                    return self.fail(problem);
                }
            }
        }
        Some(())
    }

    fn said_of_one(&mut self, said: &[Said<'_>], (inner, scope): (&Scope, &Scope)) -> Option<()> {
        let (Some(item), Some(before)) = (inner.it().cloned(), scope.it().cloned()) else { return Some(()) };
        for it in said {
            if self.can_be_said(it, &before, scope) && self.can_be_said(it, &item, inner) {
                return self.fail(self.unclear(it, (&item, &before)));
            }
        }
        Some(())
    }

    /// Whether that can be said of an item.
    fn can_be_said(&mut self, said: &Said<'_>, item: &Item, scope: &Scope) -> bool {
        match said {
            Said::Fact(run, _) => self.field(item.record, &Words::of(run).list).is_some(),
            Said::Sentence(run) => self.sentence(item.record, item.at, &Words::of(run), run.span).is_some(),
            Said::Quality(predicates, span) => {
                let thing = Thing::Record(RecordThing { record: item.record, at: item.at, presence: None, span: *span });
                self.fits(|it| it.predicates(&thing, predicates, scope, *span).is_some())
            }
        }
    }

    /// Whether something can be lowered; nothing is reported.
    pub(super) fn fits(&mut self, lowered: impl FnOnce(&mut Self) -> bool) -> bool {
        let told = (self.out.len(), self.doubts.len(), self.met_failed, self.trying);
        self.trying = true;
        let fits = lowered(self);
        self.out.truncate(told.0);
        self.doubts.truncate(told.1);
        (self.met_failed, self.trying) = (told.2, told.3);
        fits
    }

    fn unclear(&self, said: &Said<'_>, (item, before): (&Item, &Item)) -> crate::diagnostics::Diagnostic {
        let (word, span, of) = said.words();
        problems::it_of_two(word, &self.item_name(item), &self.item_name(before), of, span)
    }

    fn unclear_noun(&self, said: &Said<'_>, item: &Item, noun: &Noun) -> crate::diagnostics::Diagnostic {
        let (word, span, of) = said.words();
        let (item, name) = (self.item_name(item), self.item_name(&noun.item));
        problems::it_of_noun(word, &item, (&name, noun.called.clone()), of, span)
    }

    /// What an item in hand is called.
    pub(super) fn item_name(&self, item: &Item) -> String {
        match item.keys.first() {
            Some(key) => names::shown(key),
            None => self.records[item.record.index()].name.clone(),
        }
    }
}

impl Said<'_> {
    /// `it` or `its`, its place, and what is said of it behind a name: `'s date`; `None` where it can't be said by name.
    fn words(&self) -> (&'static str, Span, Option<String>) {
        match self {
            Said::Fact(run, span) => ("its", *span, Some(format!("'s {}", names::name(run)))),
            Said::Quality(_, span) => ("it", *span, Some(String::new())),
            Said::Sentence(run) => {
                let word = run.words.iter().find(|word| matches!(word.text.to_lowercase().as_str(), "it" | "its"));
                ("it", word.map_or(run.span, |word| word.span), None)
            }
        }
    }
}

/// Everything that a condition says with `it` or `its` of something outside itself.
fn said_of_it<'a>(condition: &'a Condition, out: &mut Vec<Said<'a>>) {
    match &condition.kind {
        ConditionKind::Joined { parts, .. } => reached(parts).iter().for_each(|part| said_of_it(part, out)),
        ConditionKind::Limbs(limbs) => {
            for limb in &limbs.limbs {
                match &limb.content {
                    ast::LimbContent::Condition(condition) => said_of_it(condition, out),
                    ast::LimbContent::Values(values) => values.iter().for_each(|value| said_in(value, out)),
                }
            }
        }
        ConditionKind::Not(inner) | ConditionKind::Group(inner) => said_of_it(inner, out),
        ConditionKind::Quantified { .. } | ConditionKind::Bad => {}
        ConditionKind::Statement { subject, predicates } => {
            match subject.kind {
                ast::ExprKind::It => out.push(Said::Quality(predicates, subject.span)),
                _ => said_in(subject, out),
            }
            predicates.parts.iter().for_each(|predicate| said_in_predicate(predicate, out));
        }
        ConditionKind::Phrase(run) if says_it(condition) => out.push(Said::Sentence(run)),
        ConditionKind::Phrase(_) => {}
    }
}

fn said_in<'a>(expr: &'a ast::Expr, out: &mut Vec<Said<'a>>) {
    let found = RefCell::new(Vec::new());
    walk::expr(expr, &|leaf| note_its(leaf, &found));
    out.extend(found.into_inner());
}

fn said_in_predicate<'a>(predicate: &'a ast::Predicate, out: &mut Vec<Said<'a>>) {
    let found = RefCell::new(Vec::new());
    walk::predicate(predicate, &|expr| walk::expr(expr, &|leaf| note_its(leaf, &found)));
    out.extend(found.into_inner());
}

/// Notes `its …` and goes on.
fn note_its<'a>(leaf: &'a ast::Expr, found: &RefCell<Vec<Said<'a>>>) -> bool {
    if let ast::ExprKind::Its(run) = &leaf.kind {
        found.borrow_mut().push(Said::Fact(run, leaf.span));
    }
    false
}

/// Whether a condition says `it` or `its` of something outside itself.
pub(super) fn says_it(condition: &Condition) -> bool {
    match &condition.kind {
        ConditionKind::Joined { parts, .. } => reached(parts).iter().any(says_it),
        ConditionKind::Limbs(limbs) => limbs.limbs.iter().any(|limb| match &limb.content {
            ast::LimbContent::Condition(condition) => says_it(condition),
            ast::LimbContent::Values(values) => values.iter().any(expr_says_it),
        }),
        ConditionKind::Not(inner) | ConditionKind::Group(inner) => says_it(inner),
        ConditionKind::Quantified { .. } | ConditionKind::Bad => false,
        ConditionKind::Statement { subject, predicates } => expr_says_it(subject) || walk::predicates(predicates, &expr_says_it),
        ConditionKind::Phrase(run) => run.words.iter().any(|word| matches!(word.text.to_lowercase().as_str(), "it" | "its")),
    }
}

/// The parts of a list that `it` reaches from outside: after a quantifier of the list's own, it is that one's.
fn reached(parts: &[Condition]) -> &[Condition] {
    let own = parts.iter().position(|part| matches!(part.kind, ConditionKind::Quantified { .. }));
    &parts[..own.unwrap_or(parts.len())]
}

fn expr_says_it(expr: &ast::Expr) -> bool {
    walk::expr(expr, &|leaf| matches!(leaf.kind, ast::ExprKind::It | ast::ExprKind::Its(_)))
}

/// Whether a condition speaks of an item by one of its names.
pub(super) fn says_name(condition: &Condition, keys: &[Key]) -> bool {
    let run_says = |run: &ast::Run| {
        let list = names::key(run);
        keys.iter().any(|key| list.starts_with(key) || list.windows(key.len().max(1)).any(|part| part == key.as_slice()))
    };
    let leaf = |expr: &ast::Expr| matches!(&expr.kind, ast::ExprKind::Run(run) if run_says(run));
    match &condition.kind {
        ConditionKind::Joined { parts, .. } => parts.iter().any(|part| says_name(part, keys)),
        ConditionKind::Limbs(limbs) => limbs.limbs.iter().any(|limb| match &limb.content {
            ast::LimbContent::Condition(condition) => says_name(condition, keys),
            ast::LimbContent::Values(values) => values.iter().any(|value| walk::expr(value, &leaf)),
        }),
        ConditionKind::Not(inner) | ConditionKind::Group(inner) => says_name(inner, keys),
        ConditionKind::Quantified { .. } | ConditionKind::Bad => false,
        ConditionKind::Statement { subject, predicates } => {
            walk::expr(subject, &leaf) || walk::predicates(predicates, &|expr| walk::expr(expr, &leaf))
        }
        ConditionKind::Phrase(run) => run_says(run),
    }
}

/// Walks the expressions of a statement.
pub(super) mod walk {
    use crate::syntax::ast::{Expr, ExprKind, Is, LimbContent, Predicate, PredicateKind, Predicates, Values};

    /// Whether a leaf of the expression passes.
    pub(in crate::analysis) fn expr<'a>(expr_: &'a Expr, leaf: &dyn Fn(&'a Expr) -> bool) -> bool {
        leaf(expr_)
            || match &expr_.kind {
                ExprKind::Binary { left, right, .. } => expr(left, leaf) || expr(right, leaf),
                ExprKind::Group(inner) | ExprKind::ExcessOver(inner) | ExprKind::AsOf { day: inner, .. } => expr(inner, leaf),
                ExprKind::Round { value, .. } => expr(value, leaf),
                ExprKind::PercentOf { of, .. } | ExprKind::FractionOf { of, .. } => expr(of, leaf),
                ExprKind::Offset { length, anchor, .. } => expr(length, leaf) || expr(anchor, leaf),
                ExprKind::Between { from, to, .. } => expr(from, leaf) || expr(to, leaf),
                ExprKind::Select { of, .. } => of.iter().any(|it| expr(it, leaf)),
                ExprKind::Excess { value, over } => expr(value, leaf) || expr(over, leaf),
                _ => false,
            }
    }

    /// Whether an expression of the predicates passes.
    pub(in crate::analysis) fn predicates<'a>(all: &'a Predicates, test: &dyn Fn(&'a Expr) -> bool) -> bool {
        all.parts.iter().any(|part| predicate(part, test))
    }

    /// The same of one predicate.
    pub(super) fn predicate<'a>(part: &'a Predicate, test: &dyn Fn(&'a Expr) -> bool) -> bool {
        match &part.kind {
            PredicateKind::Is { what, .. } => match what {
                Is::Values(values) => values_say(values, test),
                Is::Neither(values) => values.iter().any(test),
                Is::Through(from, to) => test(from) || test(to),
                Is::Window { length, anchor, .. } => test(length) || test(anchor),
                Is::Compare(_, value) => test(value),
                Is::Known | Is::Unknown | Is::Absent | Is::Among(_) => false,
            },
            PredicateKind::Includes { values, .. } => values_say(values, test),
            PredicateKind::Exceeds { value, .. } => test(value),
            PredicateKind::Has { .. } | PredicateKind::Bad => false,
        }
    }

    fn values_say<'a>(values: &'a Values, test: &dyn Fn(&'a Expr) -> bool) -> bool {
        match values {
            Values::Plain(values) | Values::All(values) => values.iter().any(test),
            Values::Limbs(limbs) => limbs.limbs.iter().any(|limb| match &limb.content {
                LimbContent::Values(values) => values.iter().any(test),
                LimbContent::Condition(_) => false,
            }),
        }
    }
}
