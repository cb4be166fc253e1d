//! Nouns that sentences name, and what is said after them: `it` may be taken for the nearest (`any member is disabled and the applicant
//! is insured and its age …`), a name for either of two items that bear it, and a quality without a verb is one of theirs.

use super::mentions::walk;
use super::names::{self, Key, Words};
use super::quantified::Picked;
use super::resolve::{RecordThing, Thing};
use super::scope::{Item, Scope};
use super::{Analyzer, problems};
use crate::ir::Instance;
use crate::source::on_one_line;
use crate::syntax::ast::{self, Condition, ConditionKind, Connective, Filter, PredicateKind, Quantifier};
use std::cell::RefCell;

/// A noun that a sentence names.
#[derive(Clone, Debug)]
pub(super) struct Noun {
    pub(super) item: Item,
    /// How it is named here: `the permit`, `its permit`. An item of a list is in hand only where it is found: `has a warrant`.
    pub(super) called: Option<String>,
}

impl Analyzer<'_> {
    /// The nouns of each sentence of a list, with the place of the sentence in it.
    pub(super) fn nouns(&mut self, parts: &[Condition], scope: &Scope) -> Vec<(usize, Noun)> {
        let mut found = Vec::new();
        for (index, part) in parts.iter().enumerate() {
            let mut here = Vec::new();
            self.nouns_of(part, scope, &mut here);
            found.extend(here.into_iter().map(|noun| (index, noun)));
        }
        found
    }

    fn nouns_of(&mut self, condition: &Condition, scope: &Scope, out: &mut Vec<Noun>) {
        match &condition.kind {
            ConditionKind::Joined { parts, .. } => parts.iter().for_each(|part| self.nouns_of(part, scope, out)),
            ConditionKind::Limbs(limbs) => {
                for limb in &limbs.limbs {
                    if let ast::LimbContent::Condition(condition) = &limb.content {
                        self.nouns_of(condition, scope, out);
                    }
                }
            }
            ConditionKind::Not(inner) | ConditionKind::Group(inner) => self.nouns_of(inner, scope, out),
            // `it has a dependent and it is …` goes on with the same.
            ConditionKind::Statement { subject, .. } if matches!(subject.kind, ast::ExprKind::It) => {}
            ConditionKind::Statement { subject, predicates } => {
                let runs: RefCell<Vec<(&ast::Run, bool)>> = RefCell::default();
                walk::expr(subject, &|leaf| note_name(leaf, &runs));
                walk::predicates(predicates, &|expr| walk::expr(expr, &|leaf| note_name(leaf, &runs)));
                for (run, its) in runs.into_inner() {
                    self.nouns_of_run(&Words::of(run), its, scope, out);
                }
                let owner = self.record_of(subject, scope);
                for predicate in &predicates.parts {
                    if let PredicateKind::Has { described, quantifier: None | Some(Quantifier::Any | Quantifier::AtLeast(1)) } =
                        &predicate.kind
                    {
                        out.extend(self.noun_had(described, owner.as_ref(), scope));
                    }
                }
            }
            ConditionKind::Phrase(run) => {
                let words = Words::of(run);
                for length in 1..words.len() {
                    self.noun(&words.before(length), false, scope, out);
                }
            }
            ConditionKind::Quantified { .. } | ConditionKind::Bad => {}
        }
    }

    /// `the applicant`, and both of `the applicant's permit`.
    fn nouns_of_run(&mut self, words: &Words, its: bool, scope: &Scope, out: &mut Vec<Noun>) {
        for (index, word) in words.list.iter().enumerate() {
            match word.as_str() {
                "'s" | "'" => self.noun(&words.before(index), its, scope, out),
                "of" => self.noun(&words.from(index + 1), false, scope, out),
                _ => {}
            }
        }
        self.noun(words, its, scope, out);
    }

    fn noun(&mut self, words: &Words, its: bool, scope: &Scope, out: &mut Vec<Noun>) {
        let mut found = None;
        self.fits(|it| {
            found = if its { it.its(words, scope, words.span) } else { it.thing(words, scope) };
            true
        });
        if let Some(Thing::Record(record)) = found
            && record.record != crate::ir::CASE
        {
            let item = Item { record: record.record, at: record.at, keys: vec![words.list.clone()] };
            let called = format!("{} {}", if its { "its" } else { "the" }, words.text());
            out.push(Noun { item, called: Some(called) });
        }
    }

    /// The record that a sentence is about, if it is about one.
    pub(super) fn record_of(&mut self, subject: &ast::Expr, scope: &Scope) -> Option<RecordThing> {
        let mut found = None;
        self.fits(|it| {
            found = it.subject(subject, scope);
            true
        });
        match found {
            Some(Thing::Record(record)) => Some(record),
            Some(Thing::Value(_) | Thing::List(_)) | None => None,
        }
    }

    /// What `has a warrant` names.
    fn noun_had(&mut self, described: &ast::Described, owner: Option<&RecordThing>, scope: &Scope) -> Option<Noun> {
        let words = Words::of(&described.run);
        let own = owner.and_then(|owner| self.pick(Some(owner), &words, scope));
        match own.or_else(|| self.pick(None, &words, scope))?.what {
            Picked::List(list) => {
                let at = Instance { frame: scope.frames, base: 0 };
                Some(Noun { item: Item { record: list.record, at, keys: list.item_keys }, called: None })
            }
            Picked::Record(record, keys) => {
                let called = keys.first().map(|key| format!("the {}", names::shown(key)));
                Some(Noun { item: Item { record: record.record, at: record.at, keys }, called })
            }
            Picked::Fact(_) | Picked::Optional(_) => None,
        }
    }

    /// The place of a later sentence among those before it: an error if that names an item (`the dependent`) of which two were found.
    /// `None` if it was reported.
    pub(super) fn one_of_name(
        &mut self,
        parts: &[Condition],
        (first, later): (usize, usize),
        keys: &[Key],
        word: Connective,
        scope: &Scope,
    ) -> Option<()> {
        let second = (0..later).filter(|index| *index != first).find(|index| self.finds_one_called(&parts[*index], keys, scope));
        let Some(second) = second else { return Some(()) };
        let name = keys.first().map(|key| names::shown(key)).unwrap_or_default();
        let word = if word == Connective::And { "and" } else { "or" };
        let goes_on = |index: usize| {
            let verbs = self.said_of_name(&parts[later], keys)?;
            let bare = matches!(&parts[index].kind, ConditionKind::Quantified { predicates: Some(_), .. });
            bare.then(|| format!("{} {word} {verbs}", on_one_line(self.sources.text(parts[index].span))))
        };
        let readings = goes_on(first.min(second)).zip(goes_on(first.max(second))).map(|(one, other)| [one, other]);
        self.fail(problems::name_of_two(&name, readings, parts[later].span))
    }

    /// Whether a sentence finds one item of such a name.
    fn finds_one_called(&mut self, part: &Condition, keys: &[Key], scope: &Scope) -> bool {
        match &part.kind {
            ConditionKind::Quantified { quantifier, described, .. } => {
                matches!(quantifier, Quantifier::Any | Quantifier::AtLeast(1) | Quantifier::Exactly(1))
                    && self.item_keys(described, scope).is_some_and(|own| own.iter().any(|key| keys.contains(key)))
            }
            _ => false,
        }
    }

    /// `is a student`, of `the dependent is a student`.
    fn said_of_name(&self, part: &Condition, keys: &[Key]) -> Option<String> {
        let ConditionKind::Statement { subject, predicates } = &part.kind else { return None };
        let ast::ExprKind::Run(run) = &subject.kind else { return None };
        keys.contains(&names::key(run)).then(|| on_one_line(self.sources.text(predicates.span)))
    }

    /// `has a dependent who is disabled and insured`: a quality without a verb, which can be said of what the sentence before speaks of.
    /// `None` if it was reported.
    pub(super) fn quality_with_verb(&mut self, before: &Condition, part: &Condition, scope: &Scope) -> Option<()> {
        let ConditionKind::Phrase(run) = &part.kind else { return Some(()) };
        if self.fits(|it| it.condition(part, scope).is_some()) {
            return Some(());
        }
        let words = Words::of(run);
        let said = on_one_line(self.sources.text(run.span));
        let mut ways: Vec<(String, Option<String>)> = Vec::new();
        match &before.kind {
            ConditionKind::Quantified { described, .. } => {
                if let Some(record) = self.item_of_described(described, scope)
                    && self.is_quality_of(record, &words)
                {
                    ways.push((format!("is {said}"), None));
                }
            }
            ConditionKind::Statement { subject, predicates } => {
                let owner = self.record_of(subject, scope);
                if let Some(PredicateKind::Has { described, .. }) = predicates.parts.last().map(|last| &last.kind)
                    && matches!(described.filter, Some(Filter::Relative { .. }))
                    && let Some(had) = self.noun_had(described, owner.as_ref(), scope)
                    && self.is_quality_of(had.item.record, &words)
                {
                    let name = self.records[had.item.record.index()].name.clone();
                    ways.push((format!("who is {said}"), Some(name)));
                }
                if let Some(owner) = owner
                    && self.is_quality_of(owner.record, &words)
                {
                    let name = self.records[owner.record.index()].name.clone();
                    let way = if ways.is_empty() { format!("is {said}") } else { format!("the {name} is {said}") };
                    ways.push((way, (!ways.is_empty()).then_some(name)));
                }
            }
            _ => {}
        }
        if ways.is_empty() { Some(()) } else { self.fail(problems::verb_not_repeated(run.span, &ways)) }
    }
}

/// Notes each name, and whether `its` stands before it, and goes on.
fn note_name<'a>(leaf: &'a ast::Expr, found: &RefCell<Vec<(&'a ast::Run, bool)>>) -> bool {
    match &leaf.kind {
        ast::ExprKind::Run(run) => found.borrow_mut().push((run, false)),
        ast::ExprKind::Its(run) => found.borrow_mut().push((run, true)),
        _ => {}
    }
    false
}
