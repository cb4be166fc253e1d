//! Of what a verb is said that follows a clause with `who` and has no `who` of its own: `has a spouse who is employed, and is a veteran`.

use super::resolve::{RecordThing, Thing};
use super::scope::{Owner, Scope};
use super::{Analyzer, problems};
use crate::source::{Span, on_one_line};
use crate::syntax::ast::{self, Connective, Filter, Predicate, Relative};

impl Analyzer<'_> {
    /// The last verb of what picks out an item, where the verb has no `who` of its own: an error if it can be said of what has the item. Only the
    /// last counts: if that one is not the owner's, none before it is. `None` if it was reported.
    pub(super) fn one_subject(&mut self, filter: &Filter, item: &RecordThing, inner: &Scope) -> Option<()> {
        // What is tried is lowered once more after.
        if self.trying || inner.owners.is_empty() {
            return Some(());
        }
        let Some((verb, end)) = last_verb(filter) else { return Some(()) };
        let mut owners: Vec<Owner> = inner.owners.iter().rev().cloned().collect();
        owners.retain(|owner| self.said_of(&owner.record, verb, inner));
        if owners.is_empty() {
            return Some(());
        }
        let its_own = matches!(filter, Filter::Where(_)) || self.said_of(item, verb, inner);
        let problem = self.of_owner_or_item(filter, (verb, end), &owners, its_own.then_some(item));
        self.fail(problem)
    }

    fn said_of(&mut self, record: &RecordThing, verb: &Predicate, scope: &Scope) -> bool {
        let thing = Thing::Record(record.clone());
        self.fits(|it| it.predicate(&thing, verb, scope).is_some())
    }

    /// The owners are those that the verb can be said of, the nearest first; so is the item, if there is one.
    fn of_owner_or_item(
        &self,
        filter: &Filter,
        (verb, end): (&Predicate, u32),
        owners: &[Owner],
        item: Option<&RecordThing>,
    ) -> crate::diagnostics::Diagnostic {
        let text = |span: Span| on_one_line(self.sources.text(span));
        let said = text(verb.span);
        let (word, condition) = match filter {
            Filter::Relative { word, .. } => (joining(*word), None),
            Filter::Where(condition) => (joining(word_of(condition)), Some(condition)),
        };
        let name = |record: &RecordThing| match self.owner_in_case(record.at) {
            Some(name) => name,
            None => self.records[record.record.index()].name.clone(),
        };
        let has = |owner: &Owner| {
            let before = text(Span { end, ..owner.verb });
            let short = first_words(&before);
            [before, short]
        };
        let of_item = item.zip(owners.first()).map(|(item, owner)| {
            // Each clause has its own word now, so that the list around it is joined by itself.
            let joint = if self.after_comma(owner.verb) { format!("{word} ") } else { String::new() };
            let ways = has(owner).map(|before| match condition {
                Some(condition) => {
                    let at = Span { end: condition.span.start, ..owner.verb };
                    format!("{joint}{} ({})", text(at), text(condition.span))
                }
                None => format!("{joint}{before} {word} that {said}"),
            });
            (name(item), ways)
        });
        let of_owners = owners.iter().map(|owner| (name(&owner.record), has(owner).map(|has| format!("{said} {word} {has}"))));
        let ways: Vec<(String, [String; 2])> = of_item.into_iter().chain(of_owners).collect();
        problems::unclear_subject(&said, &ways, verb.span)
    }

    /// Whether a comma alone stands before a place.
    fn after_comma(&self, place: Span) -> bool {
        let file = self.sources.file(place.file);
        file.text.get(..place.start as usize).is_some_and(|before| before.trim_end().ends_with(','))
    }
}

/// The last verb, if it has no word of its own, and where what stands before it ends.
fn last_verb(filter: &Filter) -> Option<(&Predicate, u32)> {
    match filter {
        Filter::Relative { parts, .. } => match parts.as_slice() {
            [.., before, Relative::Verb(verb)] => Some((verb, end_of(before))),
            _ => None,
        },
        Filter::Where(condition) => match &condition.kind {
            ast::ConditionKind::Statement { predicates, .. } => match predicates.parts.as_slice() {
                [.., before, verb] => Some((verb, before.span.end)),
                _ => None,
            },
            _ => None,
        },
    }
}

fn end_of(relative: &Relative) -> u32 {
    match relative {
        Relative::That(predicate) | Relative::Verb(predicate) | Relative::Whose { predicate, .. } => predicate.span.end,
        Relative::ThatPhrase(run) => run.span.end,
    }
}

/// The word that joins the verbs of a statement.
fn word_of(condition: &ast::Condition) -> Connective {
    match &condition.kind {
        ast::ConditionKind::Statement { predicates, .. } => predicates.word,
        _ => Connective::And,
    }
}

fn joining(word: Connective) -> &'static str {
    match word {
        Connective::And => "and",
        Connective::Or => "or",
    }
}

/// `has a dependent …`.
fn first_words(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    format!("{} …", words.get(..3).unwrap_or(&words).join(" "))
}
