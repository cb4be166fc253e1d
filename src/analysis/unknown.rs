//! Names that stand for nothing: why, and what was probably meant.

use super::names::{self, Words};
use super::resolve::Start;
use super::scope::{Item, Scope};
use super::{Analyzer, phrasing, problems, types};
use crate::diagnostics::suggest;
use crate::ir::{CASE, ParamId, Type};
use crate::source::Span;

impl Analyzer<'_> {
    /// Why a run stands for nothing, and what was probably meant.
    pub(super) fn unknown(&self, words: &Words, scope: &Scope, expected: Option<Type>) -> crate::diagnostics::Diagnostic {
        if let Some((index, meant)) = misspelt_keyword(words) {
            return problems::keyword_in_name(&words.list[index], meant, words.spans[index]);
        }
        if let [first, then, _, ..] = words.list.as_slice()
            && then == "then"
            && ["more", "less", "fewer", "later", "earlier"].contains(&first.as_str())
        {
            return problems::keyword_in_name(then, "than", words.spans[1]);
        }
        if let Some(problem) = phrasing::said_otherwise(words) {
            return problem;
        }
        if (0..self.decision_keys.len()).any(|index| words.is(&self.decision_keys[index]) && self.knows_decision(index)) {
            return problems::decision_as_value(&words.text(), words.span);
        }
        if let Some(Type::Enum(id) | Type::Set(id)) = expected {
            let of = &self.program.enums[id.index()];
            let near = suggest::nearest(&words.plain(), of.values.iter().map(String::as_str));
            let is_name = suggest::nearest(&words.plain(), self.names_in(scope).iter().map(String::as_str)).is_some();
            if near.is_some() || !is_name {
                return problems::unknown_value(&words.text(), &of.name, &of.values, words.span);
            }
        }
        // A part of the run that is known, with something left over.
        let known = self.names_in(scope);
        let text = words.text();
        let nearest = suggest::nearest(&words.plain(), known.iter().map(String::as_str));
        if expected == Some(Type::Text) && nearest.is_none() {
            return problems::text_without_quotation(self.sources.text(words.span), words.span);
        }
        if nearest.is_none()
            && let Some((length, start)) = self.starts(words, scope).into_iter().next()
            && length < words.len()
        {
            // A table is looked up by something that is known, and not its key; or by a name that nothing declares.
            if let Start::Parameter(id) = start
                && words.list[length] == "for"
            {
                let key = words.from(length + 1);
                if !known.contains(&key.text()) {
                    return self.unknown(&key, scope, None);
                }
                return self.table_needs_key(id, key.span);
            }
            let share = match start {
                Start::Field(_, field) => Some(field.ty),
                Start::Parameter(id) => Some(self.program.parameters[id.index()].ty),
                _ => None,
            };
            if words.list[length] == "of" && length + 1 < words.len() && matches!(share, Some(Type::Percent | Type::Number)) {
                return problems::share_of(&words.before(length).text(), &words.from(length + 1).text(), words.from(length).span);
            }
            return problems::left_over(&words.before(length).text(), &words.from(length).text(), words.from(length).span);
        }
        if self.is_item_name(words) {
            return problems::item_without_count(&text, words.span);
        }
        // A fact of the item in hand, without `its`.
        if let Some(problem) = self.of_which_item(words, scope, None) {
            return problem;
        }
        let has = |item: &&Item| self.field(item.record, &words.list).is_some_and(|found| found.length == words.len());
        if scope.it().as_ref().is_some_and(has) {
            return problems::unknown_name(&text, words.span, Some(&format!("its {text}")), &[]);
        }
        let place = types_that_fit(self, scope, expected);
        problems::unknown_name(&text, words.span, nearest, &place)
    }

    /// A bare name of a fact that several items in hand have: the author names the one that is meant, or what else has it.
    pub(super) fn of_which_item(
        &self,
        words: &Words,
        scope: &Scope,
        other: Option<&str>,
    ) -> Option<crate::diagnostics::Diagnostic> {
        let has = |item: &&Item| self.field(item.record, &words.list).is_some_and(|found| found.length == words.len());
        let names: Vec<String> = scope.items.iter().rev().filter(has).map(|item| self.item_name(item)).collect();
        let [one, another, ..] = names.as_slice() else { return None };
        let text = words.text();
        if one == another {
            return Some(problems::it_of_two(&text, one, another, None, words.span));
        }
        let items = names.iter().map(|name| format!("`the {name}'s {text}`"));
        let readings: Vec<String> = items.chain(other.map(|other| format!("`{other}`"))).collect();
        Some(problems::two_meanings(&text, &readings, words.span))
    }

    pub(super) fn table_needs_key(&self, id: ParamId, span: Span) -> crate::diagnostics::Diagnostic {
        let by: Vec<String> = self.parameters[id.index()].ast.by.iter().map(names::name).collect();
        let by_items = matches!(self.parameters[id.index()].keys.as_slice(), [None]);
        problems::table_needs_key(&self.program.parameters[id.index()].name, &by, by_items, span)
    }

    /// Names that may stand where a value or a record is wanted.
    pub(super) fn names_in(&self, scope: &Scope) -> Vec<String> {
        let mut found: Vec<String> = scope.items.iter().flat_map(|item| item.keys.iter().map(|key| names::shown(key))).collect();
        let mut records = vec![CASE];
        let mut index = 0;
        while index < records.len() && index < 64 {
            for (_, field) in self.every_field(records[index]) {
                found.extend(field.keys.iter().filter(|_| field.stipulates.is_none()).map(|key| names::shown(key)));
                found.extend(field.item_keys.iter().map(|key| names::shown(key)));
                if let Type::Record(inner) = field.ty
                    && !records.contains(&inner)
                {
                    records.push(inner);
                }
            }
            index += 1;
        }
        found.extend(self.known_definitions().filter(|it| it.of == CASE).map(|it| names::shown(&it.key)));
        let parameters = self.parameters.iter().zip(&self.program.parameters);
        found.extend(parameters.filter(|(_, declared)| self.knows(declared.span)).map(|(it, _)| names::shown(&it.key)));
        let questions = self.question_keys.iter().zip(&self.program.questions);
        found.extend(questions.filter(|(_, declared)| self.knows(declared.span)).map(|(key, _)| names::shown(key)));
        found.sort();
        found.dedup();
        found
    }
}

/// Up to three names of the wanted kind, to offer where nothing is near.
fn types_that_fit(analyzer: &Analyzer<'_>, _scope: &Scope, expected: Option<Type>) -> Vec<String> {
    let Some(expected) = expected else { return Vec::new() };
    analyzer
        .fields_of(CASE)
        .filter(|field| field.ty == expected || (types::is_day(field.ty) && types::is_day(expected)))
        .map(|field| field.name.clone())
        .take(3)
        .collect()
}

/// A word inside a run that is one letter away from a word that joins sentences: `adn`, `iff`.
pub(super) fn misspelt_keyword(words: &Words) -> Option<(usize, &'static str)> {
    if words.len() < 3 {
        return None;
    }
    const JOINING: &[&str] = &["and", "or", "if", "unless", "is", "where", "whose", "that", "minus", "plus", "times"];
    for (index, word) in words.list.iter().enumerate() {
        if index == 0 || index + 1 == words.len() || word.chars().count() < 3 {
            continue;
        }
        if let Some(near) =
            JOINING.iter().find(|it| it.len() >= 2 && strsim::osa_distance(word, it) == 1 && word.len() >= it.len())
            && !matches!(word.as_str(), "for" | "of" | "us" | "an" | "in" | "own" | "any" | "than")
        {
            return Some((index, near));
        }
    }
    None
}
