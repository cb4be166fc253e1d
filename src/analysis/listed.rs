//! `no conviction or warrant`, `is a citizen or a veteran and a student`: what stands after `and` or `or` without a verb or a count of its own.
//!
//! The names are known, so that nothing is misspelt: the word before them has to be said again. `no A or B` is neither, so that
//! the way out has `and`.

use super::names::Words;
use super::resolve::RecordThing;
use super::scope::{It, Scope};
use super::{Analyzer, problems};
use crate::diagnostics::Diagnostic;
use crate::ir::Type;
use crate::source::{Span, on_one_line};
use crate::syntax::ast::{
    Condition, ConditionKind, Connective, Described, ExprKind, Filter, Predicate, PredicateKind, Quantifier, Relative, Run,
};

/// What is said of the first, without its thing: `has no`, `there is`, `any`.
struct Before {
    /// From its first word.
    span: Span,
    words: String,
    none: bool,
    first: Span,
}

impl Analyzer<'_> {
    /// What is told of a part that is only the name of something, after one that counts or has something.
    pub(super) fn without_its_count(
        &self,
        parts: &[Condition],
        index: usize,
        word: Connective,
        scope: &Scope,
    ) -> Option<Diagnostic> {
        let known = self.names_in(scope);
        let name = |part: &Condition| match &part.kind {
            ConditionKind::Phrase(run) if known.contains(&Words::of(run).text()) => Some(run.span),
            _ => None,
        };
        name(&parts[index])?;
        let before = self.counted_before(parts.get(index.checked_sub(1)?)?)?;
        let names: Vec<Span> = parts[index..].iter().map_while(name).collect();
        let all: Vec<String> =
            std::iter::once(before.first).chain(names.iter().copied()).map(|at| self.said_of_item(&before, at)).collect();
        let word = if word == Connective::And || before.none { "and" } else { "or" };
        let meant = match all.as_slice() {
            [one, other] => format!("{one} {word} {other}"),
            [rest @ .., last] => format!("{}, {word} {last}", rest.join(", ")),
            [] => return None,
        };
        let span = names.last().map_or(before.span, |last| before.span.to(*last));
        Some(problems::count_not_repeated(&before.words, &meant, span))
    }

    /// `the lesser of A or B is at least 5`: one of the two in any case, so that `and` joins them.
    pub(super) fn chosen_of_two(&self, parts: &[Condition], index: usize, word: Connective) -> Option<Diagnostic> {
        let (ConditionKind::Phrase(run), ConditionKind::Statement { .. }) = (&parts[index].kind, &parts.get(index + 1)?.kind)
        else {
            return None;
        };
        let words = Words::of(run);
        let chosen = matches!(words.list.as_slice(), [which, of, _, ..]
            if of == "of" && ["lesser", "greater", "earlier", "later"].contains(&which.as_str()));
        if !chosen || word != Connective::Or {
            return None;
        }
        let text = |at: usize| on_one_line(self.sources.text(parts[at].span));
        let meant = format!("{} and {}", text(index), text(index + 1));
        Some(problems::said_otherwise(&text(index), parts[index].span.to(parts[index + 1].span), &meant, None))
    }

    /// `no conviction is violent unless it is a felony`: what takes an item out is said of the item.
    pub(super) fn unless_of_each(&self, when: &Condition, unless: &Condition, scope: &Scope) -> Option<Diagnostic> {
        let ConditionKind::Quantified { quantifier, described, predicates: Some(predicates) } = &when.kind else { return None };
        let ConditionKind::Statement { subject, predicates: taken_out } = &unless.kind else { return None };
        let [Predicate { kind: PredicateKind::Is { negated, shown: false, .. }, span }] = taken_out.parts.as_slice() else {
            return None;
        };
        if subject.kind != ExprKind::It
            || described.filter.is_some()
            || predicates.parts.len() > 1
            || !matches!(scope.it, It::Nothing)
        {
            return None;
        }
        let text = |span: Span| on_one_line(self.sources.text(span));
        let quantified = text(Span { end: described.span.end, ..when.span });
        let (verb, out) = (text(predicates.span), text(*span));
        let contrary = if *negated { out.replacen(" not ", " ", 1) } else { out.replacen("is ", "is not ", 1) };
        let meant = match quantifier {
            Quantifier::Every => format!("{quantified} that {contrary} {verb}"),
            _ => format!("{quantified} that {verb} and {contrary}"),
        };
        Some(problems::unless_of_each(&quantified, &meant, when.span.to(unless.span)))
    }

    fn counted_before(&self, part: &Condition) -> Option<Before> {
        let bare = |described: &Described| described.filter.is_none() && described.different.is_none();
        match &part.kind {
            ConditionKind::Quantified { quantifier, described, predicates: None } if bare(described) => {
                self.before(part.span, Some(*quantifier), &described.run)
            }
            ConditionKind::Statement { predicates, .. } => match predicates.parts.last() {
                Some(last) => match &last.kind {
                    PredicateKind::Has { quantifier, described } if bare(described) => {
                        self.before(last.span, *quantifier, &described.run)
                    }
                    _ => None,
                },
                None => None,
            },
            _ => None,
        }
    }

    /// Only of what counts none or any: `at most 2 convictions or warrants` may mean their sum.
    fn before(&self, span: Span, quantifier: Option<Quantifier>, run: &Run) -> Option<Before> {
        let none = match quantifier {
            None | Some(Quantifier::Any) => false,
            Some(Quantifier::No) => true,
            Some(_) => return None,
        };
        let words = on_one_line(self.sources.text(Span { end: run.span.start, ..span }).trim());
        let words = match words.to_lowercase().as_str() {
            "does not have" | "does not have any" => "has no".to_owned(),
            "do not have" | "do not have any" => "have no".to_owned(),
            _ => words,
        };
        Some(Before { span, words, none, first: run.span })
    }

    /// `has no warrant` of `a warrant`.
    fn said_of_item(&self, before: &Before, name: Span) -> String {
        let name = on_one_line(self.sources.text(name));
        let lower = before.words.to_lowercase();
        let counted = [" no", " any"].iter().any(|count| format!(" {lower}").ends_with(count));
        let article = ["a ", "an ", "the ", "any "].iter().find_map(|article| name.strip_prefix(article));
        match article.filter(|_| counted) {
            Some(bare) => format!("{} {bare}", before.words),
            None => format!("{} {name}", before.words),
        }
    }

    /// `the item has a weight that is over 5`: a fact that is no list has nothing to pick out.
    pub(super) fn narrowed_fact(&self, owner: &RecordThing, described: &Described, span: Span) -> Option<Diagnostic> {
        let words = Words::of(&described.run);
        let found = self.field(owner.record, &words.list).filter(|found| found.length == words.len())?;
        let filter = described.filter.as_ref().filter(|_| !matches!(found.field.ty, Type::List(_) | Type::Record(_)))?;
        let said = only_clause(filter).map(|clause| self.sources.text(clause));
        let record = &self.records[owner.record.index()].name;
        let at = if owner.span.end <= span.start { owner.span.to(span) } else { span };
        Some(problems::fact_narrowed(record, &found.field.name, said, at))
    }

    /// The name of an item that stands alone, in whatever way the list is reached.
    pub(super) fn is_item_name(&self, words: &Words) -> bool {
        self.known_fields().any(|field| matches!(field.ty, Type::List(_)) && field.item_keys.iter().any(|key| words.is(key)))
    }
}

/// `is over 5` of `that is over 5`.
fn only_clause(filter: &Filter) -> Option<Span> {
    match filter {
        Filter::Relative { parts, span, .. } => match parts.as_slice() {
            [Relative::That(predicate)] => Some(predicate.span),
            [Relative::That(first), .., Relative::That(_)] => Some(Span { start: first.span.start, ..*span }),
            _ => None,
        },
        Filter::Where(_) => None,
    }
}
