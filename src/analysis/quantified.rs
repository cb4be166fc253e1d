//! Quantified conditions: `no prior conviction`, `any charge is a felony`, `at least 3 misdemeanor convictions from different incidents`.

use super::names::{self, Key, Words};
use super::resolve::{ListThing, RecordThing, Thing};
use super::scope::{CASE_INSTANCE, Scope};
use super::{Analyzer, problems, types};
use crate::ir::{self, CASE, CountTest, Expr, ExprKind, Instance, RecordId, Type};
use crate::source::{Span, on_one_line};
use crate::syntax::ast::{self, Condition, Described, Quantifier};

/// What a described run turned out to be.
pub(super) struct Pick {
    pub(super) what: Picked,
    /// Words before the item's name: one adjective.
    pub(super) adjective: Option<Words>,
    /// Words after it: `'s section`, or the rest of a sentence about it.
    pub(super) rest: Words,
}

/// A list or a record.
pub(super) enum Picked {
    List(ListThing),
    Record(RecordThing, Vec<Key>),
    /// A yes/no fact of the case.
    Fact(Expr),
    /// An optional fact of the case.
    Optional(Expr),
}

impl Analyzer<'_> {
    /// A quantified condition; `extra` are later conditions of the same list that speak of its item.
    pub(super) fn quantified(
        &mut self,
        quantifier: Quantifier,
        described: &Described,
        predicates: Option<&ast::Predicates>,
        extra: &[&Condition],
        scope: &Scope,
        span: Span,
    ) -> Option<Expr> {
        self.quantified_of(None, quantifier, described, predicates, extra, scope, span)
    }

    /// The same, of the lists of one record where `owner` says so (`the person has no prior convictions`).
    #[allow(clippy::too_many_arguments, reason = "the parts of one sentence")]
    pub(super) fn quantified_of(
        &mut self,
        owner: Option<&RecordThing>,
        quantifier: Quantifier,
        described: &Described,
        predicates: Option<&ast::Predicates>,
        extra: &[&Condition],
        scope: &Scope,
        span: Span,
    ) -> Option<Expr> {
        let words = Words::of(&described.run);
        // `any of the charges`.
        if words.len() > 1 && words.list[0] == "of" {
            let item = match self.pick(owner, &words.from(1), scope).map(|it| it.what) {
                Some(Picked::List(list)) => list.item_keys.first().map(|key| names::shown(key)),
                // `any of the person's dependents`: the name of an item is enough.
                _ => match self.thing(&words.from(1), scope) {
                    Some(Thing::List(list)) => list.item_keys.first().map(|key| names::shown(key)),
                    _ => None,
                },
            };
            let place = Span { end: words.span.end, ..span };
            let written = on_one_line(self.sources.text(place));
            let counted = written.split(" of ").next().unwrap_or("any");
            // `at least 2 of the kids` speaks of kids, `any of the kids` of one.
            let several = counted.split(' ').next_back().is_some_and(|last| last != "1" && last.parse::<u32>().is_ok());
            let item = item.filter(|_| !several).unwrap_or_else(|| words.from(1).text());
            let meant = format!("{counted} {item}");
            let problem = problems::said_otherwise(&written, place, &meant, None);
            return self.fail(problem);
        }
        // `every charge is not violent`: none is, or not every one?
        if let (Quantifier::Every, Some(predicates)) = (quantifier, predicates)
            && let [ast::Predicate { kind: ast::PredicateKind::Is { negated: true, .. }, span: verb }] =
                predicates.parts.as_slice()
        {
            let text = |span: Span| on_one_line(self.sources.text(span));
            let quality = text(*verb).replacen(" not ", " ", 1);
            let problem = problems::every_not(&words.text(), &quality, *verb);
            return self.fail(problem);
        }
        let Some(pick) = self.pick(owner, &words, scope) else {
            let problem = self.unknown_item(owner, &words, scope);
            return self.fail(problem);
        };
        match pick.what {
            Picked::List(list) => {
                let inner = scope.with_item(list.record, list.item_keys.clone());
                let at = Instance { frame: scope.frames, base: 0 };
                let item = RecordThing { record: list.record, at, presence: None, span: words.span };
                self.one_it_inside(described, predicates, (&inner, scope))?;
                let filter = self.filter(described, pick.adjective.as_ref(), &item, &inner)?;
                let body = self.body(&item, &pick.rest, predicates, extra, &inner, span)?;
                let different = match &described.different {
                    Some(run) => Some(Box::new(self.different(&item, run)?)),
                    None => None,
                };
                self.count(quantifier, list.list, filter, body, different, span)
            }
            Picked::Record(record, keys) => {
                let name = keys.first().map_or_else(|| words.text(), |key| names::shown(key));
                let inner = scope.with_record(record.record, record.at, keys);
                let mut parts = Vec::new();
                if let Some(presence) = &record.presence {
                    parts.push(self.present(presence));
                }
                let item = RecordThing { record: record.record, at: record.at, presence: None, span: words.span };
                parts.extend(self.filter(described, pick.adjective.as_ref(), &item, &inner)?);
                parts.extend(self.body(&item, &pick.rest, predicates, extra, &inner, span)?);
                let negated = match quantifier {
                    Quantifier::Any => false,
                    Quantifier::No => true,
                    _ => return self.fail(problems::only_one(&name, words.span)),
                };
                if parts.is_empty() {
                    return self.fail(problems::always_there(&words.text(), words.span));
                }
                let mut all = if parts.len() == 1 { parts.remove(0) } else { self.truth(ExprKind::All(parts), span) };
                all.span = span;
                Some(self.finished(all, negated, false, span))
            }
            Picked::Fact(fact) | Picked::Optional(fact) => {
                let negated = match quantifier {
                    Quantifier::Any => false,
                    Quantifier::No => true,
                    _ => return self.fail(problems::only_one(&words.text(), words.span)),
                };
                if predicates.is_some() || described.filter.is_some() || !extra.is_empty() {
                    return self.fail(problems::fact_has_no_items(&words.text(), words.span));
                }
                let fact = if types::is_yes_no(fact.ty) { fact } else { self.truth(ExprKind::Present(Box::new(fact)), span) };
                Some(self.finished(fact, negated, false, span))
            }
        }
    }

    /// The names of the item that a described run has in hand (nothing reported).
    pub(super) fn item_keys(&mut self, described: &Described, scope: &Scope) -> Option<Vec<Key>> {
        match self.pick(None, &Words::of(&described.run), scope)?.what {
            Picked::List(list) => Some(list.item_keys),
            Picked::Record(_, keys) => Some(keys),
            Picked::Fact(_) | Picked::Optional(_) => None,
        }
    }

    /// The record of the items that a described run speaks of (nothing reported).
    pub(super) fn item_of_described(&mut self, described: &Described, scope: &Scope) -> Option<RecordId> {
        match self.pick(None, &Words::of(&described.run), scope)?.what {
            Picked::List(list) => Some(list.record),
            _ => None,
        }
    }

    /// Finds the list (or record) in a run: `[ADJECTIVE] ITEM [REST]`, the longest item name, without adjective if possible.
    pub(super) fn pick(&mut self, owner: Option<&RecordThing>, words: &Words, scope: &Scope) -> Option<Pick> {
        for start in 0..words.len().min(8) {
            let tail = words.from(start);
            let mut best: Option<(usize, Picked)> = None;
            for (length, picked) in self.item_starts(owner, &tail, scope) {
                if best.as_ref().is_none_or(|(longest, _)| *longest < length) {
                    best = Some((length, picked));
                }
            }
            if let Some((length, what)) = best {
                let rest = tail.from(length);
                if start > 0 && matches!(what, Picked::Fact(_) | Picked::Optional(_)) {
                    continue;
                }
                return Some(Pick { what, adjective: (start > 0).then(|| words.before(start)), rest });
            }
        }
        None
    }

    fn item_starts(&mut self, owner: Option<&RecordThing>, words: &Words, scope: &Scope) -> Vec<(usize, Picked)> {
        let mut owners: Vec<(RecordId, Instance)> = Vec::new();
        if let Some(owner) = owner {
            owners.push((owner.record, owner.at));
        } else if let Some(item) = scope.it() {
            owners.push((item.record, item.at));
        }
        owners.push((CASE, CASE_INSTANCE));
        let mut found = Vec::new();
        let mut index = 0;
        while index < owners.len() && index < 32 {
            let (record, at) = owners[index];
            index += 1;
            for (base, field) in self.every_field(record) {
                let instance = Instance { frame: at.frame, base: at.base + base };
                let keys = if field.item_keys.is_empty() { &field.keys } else { &field.item_keys };
                let both = keys.iter().chain(&field.keys);
                let length = both.filter_map(|key| names::match_start(&words.list, key)).max();
                if let (Type::Record(inner), CASE) = (field.ty, record) {
                    owners.push((inner, Instance { frame: instance.frame, base: instance.base + field.slot.0 + 1 }));
                }
                let Some(length) = length else { continue };
                let span = words.before(length).span;
                let fact = self.node(ExprKind::Fact(instance, field.slot), field.ty, span);
                match field.ty {
                    Type::List(record) => {
                        found.push((length, Picked::List(ListThing { list: fact, record, item_keys: field.item_keys.clone() })));
                    }
                    Type::Record(record) => {
                        let at = Instance { frame: instance.frame, base: instance.base + field.slot.0 + 1 };
                        let presence = field.optional.then_some(fact);
                        found.push((length, Picked::Record(RecordThing { record, at, presence, span }, field.item_keys.clone())));
                    }
                    ty if types::is_yes_no(ty) && length == words.len() && field.stipulates.is_none() => {
                        found.push((length, Picked::Fact(fact)));
                    }
                    _ if field.optional && length == words.len() => found.push((length, Picked::Optional(fact))),
                    _ => {}
                }
            }
        }
        found
    }

    /// The adjective and the filter of a described item.
    pub(super) fn filter(
        &mut self,
        described: &Described,
        adjective: Option<&Words>,
        item: &RecordThing,
        inner: &Scope,
    ) -> Option<Option<Expr>> {
        let mut parts = Vec::new();
        if let Some(adjective) = adjective {
            parts.push(self.record_is(item.record, item.at, adjective)?);
        }
        if let Some(filter) = &described.filter {
            self.one_subject(filter, item, inner)?;
        }
        match &described.filter {
            None => {}
            Some(ast::Filter::Where(condition)) => parts.push(self.condition(condition, inner)?),
            Some(ast::Filter::Relative { word, parts: relatives, span }) => {
                let mut clauses = Vec::new();
                for (index, relative) in relatives.iter().enumerate() {
                    if let Some(problem) = self.limit_of_no_field(relatives, index) {
                        return self.fail(problem);
                    }
                    clauses.push(self.relative(relative, item, inner)?);
                }
                parts.push(self.join(*word, clauses, *span));
            }
        }
        Some(match parts.len() {
            0 => None,
            1 => parts.pop(),
            _ => Some(self.truth(ExprKind::All(parts), described.span)),
        })
    }

    /// `whose date is after A and is before B`: an item is before nothing; its date is meant.
    fn limit_of_no_field(&self, relatives: &[ast::Relative], index: usize) -> Option<crate::diagnostics::Diagnostic> {
        let (ast::Relative::That(limit) | ast::Relative::Verb(limit)) = relatives.get(index)? else { return None };
        let ast::Predicate { kind: ast::PredicateKind::Is { what, .. }, span } = limit else { return None };
        let ast::Relative::Whose { field, .. } = relatives.get(index.checked_sub(1)?)? else { return None };
        let limit = match what {
            // A number may be the item's age.
            ast::Is::Compare(_, value) => !matches!(value.kind, ast::ExprKind::Number(_)),
            ast::Is::Window { .. } | ast::Is::Through(..) => true,
            _ => false,
        };
        let written = self.sources.text(*span);
        let said = ["that ", "who ", "which "].iter().any(|word| written.to_lowercase().starts_with(word));
        (limit && !said).then(|| problems::limit_of_no_field(&names::name(field), written, *span))
    }

    fn relative(&mut self, relative: &ast::Relative, item: &RecordThing, inner: &Scope) -> Option<Expr> {
        match relative {
            ast::Relative::That(predicate) | ast::Relative::Verb(predicate) => {
                let item = Thing::Record(item.clone());
                self.or_before_and(&item, predicate, None)?;
                self.predicate(&item, predicate, inner)
            }
            ast::Relative::ThatPhrase(run) => {
                let words = Words::of(run);
                let mut list = vec!["it".to_owned()];
                list.extend(words.list.iter().cloned());
                let said = Words::at(list, run.span);
                match self.sentence(item.record, item.at, &said, run.span) {
                    Some(expr) => Some(expr),
                    None => {
                        let name = self.records[item.record.index()].name.clone();
                        let sentences: Vec<String> = self
                            .every_field(item.record)
                            .into_iter()
                            .filter(|(_, field)| field.is_sentence())
                            .map(|(_, field)| field.name)
                            .collect();
                        self.fail(problems::unknown_relative(&words.text(), &name, &sentences, run.span))
                    }
                }
            }
            ast::Relative::Whose { field, predicate } => {
                let words = Words::of(field);
                match self.field(item.record, &words.list) {
                    Some(found) if found.length == words.len() => {
                        let thing = self.field_thing(item.at, &found, field.span);
                        self.predicate(&thing, predicate, inner)
                    }
                    _ => {
                        let problem = self.no_such_field(item.record, &words);
                        self.fail(problem)
                    }
                }
            }
        }
    }

    /// What is said of each item: the rest of the run, the predicates, and later conditions that speak of it.
    fn body(
        &mut self,
        item: &RecordThing,
        rest: &Words,
        predicates: Option<&ast::Predicates>,
        extra: &[&Condition],
        inner: &Scope,
        span: Span,
    ) -> Option<Option<Expr>> {
        let mut parts = Vec::new();
        let subject = if rest.is_empty() {
            Thing::Record(item.clone())
        } else if matches!(rest.list[0].as_str(), "'s" | "'") {
            let tail = rest.from(1);
            match self.field(item.record, &tail.list) {
                Some(found) if found.length == tail.len() => self.field_thing(item.at, &found, tail.span),
                _ => {
                    let problem = self.no_such_field(item.record, &tail);
                    return self.fail(problem);
                }
            }
        } else {
            let mut list = vec!["it".to_owned()];
            list.extend(rest.list.iter().cloned());
            let said = Words::at(list, rest.span);
            match self.sentence(item.record, item.at, &said, rest.span) {
                Some(expr) if predicates.is_none() => parts.push(expr),
                _ => {
                    let name = self.records[item.record.index()].name.clone();
                    let problem = super::phrasing::narrowed(rest, self.sources.text(rest.span));
                    return self.fail(problem.unwrap_or_else(|| problems::left_over(&name, &rest.text(), rest.span)));
                }
            }
            Thing::Record(item.clone())
        };
        if let Some(predicates) = predicates {
            parts.push(self.predicates(&subject, predicates, inner, predicates.span)?);
        }
        for condition in extra {
            parts.push(self.condition(condition, inner)?);
        }
        Some(match parts.len() {
            0 => None,
            1 => parts.pop(),
            _ => Some(self.truth(ExprKind::All(parts), span)),
        })
    }

    /// `from different incidents`.
    pub(super) fn different(&mut self, item: &RecordThing, run: &ast::Run) -> Option<Expr> {
        let words = Words::of(run);
        match self.field(item.record, &words.list) {
            Some(found) if found.length == words.len() => match self.field_thing(item.at, &found, run.span) {
                Thing::Value(expr) => Some(expr),
                Thing::Record(_) | Thing::List(_) => {
                    let single =
                        |ty: Type| !matches!(ty, Type::Record(_) | Type::List(_) | Type::Set(_)) && !types::is_yes_no(ty);
                    let fields =
                        self.every_field(item.record).into_iter().filter(|(_, it)| single(it.ty) && it.stipulates.is_none());
                    let values: Vec<String> = fields.map(|(_, it)| it.name).take(3).collect();
                    self.fail(problems::different_needs_value(&words.text(), &values, run.span))
                }
            },
            _ => {
                let problem = self.no_such_field(item.record, &words);
                self.fail(problem)
            }
        }
    }

    #[allow(clippy::too_many_arguments, reason = "the parts of one sentence")]
    fn count(
        &mut self,
        quantifier: Quantifier,
        list: Expr,
        filter: Option<Expr>,
        body: Option<Expr>,
        different: Option<Box<Expr>>,
        span: Span,
    ) -> Option<Expr> {
        if let Quantifier::AtLeast(0) = quantifier {
            self.doubts.push(problems::at_least_none(span));
        }
        let test = match quantifier {
            Quantifier::No => CountTest::AtMost(0),
            Quantifier::Any => CountTest::AtLeast(1),
            Quantifier::Every => CountTest::Every,
            Quantifier::AtLeast(count) => CountTest::AtLeast(count),
            Quantifier::AtMost(count) => CountTest::AtMost(count),
            Quantifier::Exactly(count) => CountTest::Exactly(count),
            Quantifier::MoreThan(count) => CountTest::AtLeast(count.saturating_add(1)),
            Quantifier::FewerThan(0) => return self.fail(problems::fewer_than_none(span)),
            Quantifier::FewerThan(count) => CountTest::AtMost(count - 1),
        };
        if test == CountTest::Every && body.is_none() {
            let words = on_one_line(self.sources.text(span));
            return self.fail(problems::every_needs_verb(&words, span));
        }
        let said = said_of_items(&on_one_line(self.sources.text(span)));
        self.program.sentences.insert(list.id, said);
        let kind = ExprKind::Quantified {
            test,
            list: Box::new(list),
            filter: filter.map(Box::new),
            body: body.map(Box::new),
            different,
        };
        Some(self.truth(kind, span))
    }

    /// The names of every list.
    fn list_names(&self) -> Vec<String> {
        self.known_fields().filter(|field| matches!(field.ty, Type::List(_))).map(|field| field.name.clone()).collect()
    }

    /// `any violation …`, where violations are listed inside each incident.
    fn item_of_an_item(&self, words: &Words) -> Option<crate::diagnostics::Diagnostic> {
        let named = |key: &Key| words.list.starts_with(key);
        self.records.iter().enumerate().skip(1).find_map(|(index, record)| {
            let owner = RecordId(u32::try_from(index).ok()?);
            let field = self.fields_of(owner).find(|field| field.item_keys.iter().chain(&field.keys).any(named))?;
            let item = names::shown(field.item_keys.first()?);
            Some(problems::item_of_an_item(&item, &record.name, words.span))
        })
    }

    fn unknown_item(&self, owner: Option<&RecordThing>, words: &Words, scope: &Scope) -> crate::diagnostics::Diagnostic {
        if let Some((index, meant)) = super::unknown::misspelt_keyword(words) {
            return problems::keyword_in_name(&words.list[index], meant, words.spans[index]);
        }
        if let Some(problem) = self.item_of_an_item(words) {
            return problem;
        }
        let mut known: Vec<String> = Vec::new();
        for field in self.known_fields().filter(|field| matches!(field.ty, Type::List(_) | Type::Record(_))) {
            known.extend(field.item_keys.iter().chain(&field.keys).map(|key| names::shown(key)));
        }
        known.sort();
        known.dedup();
        if let Some(problem) = super::phrasing::said_otherwise(words) {
            return problem;
        }
        let text = words.text();
        let near = crate::diagnostics::suggest::nearest(&words.plain(), known.iter().map(String::as_str)).map(str::to_owned);
        if near.is_none()
            && let Some(owner) = owner
        {
            return self.no_such_field(owner.record, words);
        }
        if near.is_none()
            && let Some(name) = known_otherwise(self, words, scope)
        {
            let lists: Vec<String> = self.list_names();
            return problems::nothing_to_count(&name, words.span, &lists);
        }
        problems::unknown_name(&text, words.span, near.as_deref(), &known.into_iter().take(3).collect::<Vec<_>>())
    }
}

/// A quantified sentence without its quantifier: `no prior conviction is a felony` says `prior conviction is a felony` of items.
fn said_of_items(sentence: &str) -> String {
    let words: Vec<&str> = sentence.split_whitespace().collect();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
    let quantifier = match lower.as_slice() {
        ["there", "is" | "are", "no" | "any" | "a" | "an", ..] => 3,
        ["at", "least" | "most", ..] | ["more" | "fewer", "than", ..] | ["has" | "have", "no" | "any" | "a" | "an", ..] => {
            if matches!(lower.first(), Some(&"has" | &"have")) { 2 } else { 3 }
        }
        ["exactly", ..] => 2,
        ["no" | "any" | "every" | "has" | "have", ..] => 1,
        _ => 0,
    };
    words.get(quantifier..).unwrap_or(&words).join(" ")
}

/// The name of some other known thing that the words say, in the singular or the plural; it can't be counted.
fn known_otherwise(analyzer: &Analyzer<'_>, words: &Words, scope: &Scope) -> Option<String> {
    let names = analyzer.names_in(scope);
    names.into_iter().find(|name| words.is(&name.split(' ').map(str::to_owned).collect::<Key>()))
}

/// A list that an aggregate works on, with what it gathers: `convictions`, `income of members`, `members' income`.
pub(super) struct Gathered {
    pub(super) list: ListThing,
    pub(super) adjective: Option<Words>,
    pub(super) field: Option<Words>,
}

impl Analyzer<'_> {
    /// Finds the list of an aggregate.
    pub(super) fn gathered(&mut self, words: &Words, scope: &Scope) -> Option<Gathered> {
        // `income of members`.
        for (index, word) in words.list.iter().enumerate() {
            if word == "of"
                && index > 0
                && let Some(Pick { what: Picked::List(list), adjective, rest }) = self.pick(None, &words.from(index + 1), scope)
                && rest.is_empty()
            {
                return Some(Gathered { list, adjective, field: Some(words.before(index)) });
            }
        }
        let Pick { what: Picked::List(list), adjective, rest } = self.pick(None, words, scope)? else { return None };
        if rest.is_empty() {
            return Some(Gathered { list, adjective, field: None });
        }
        // `members' income`.
        matches!(rest.list[0].as_str(), "'s" | "'").then(|| Gathered { list, adjective, field: Some(rest.from(1)) })
    }
}

/// The item that an aggregate's filter and field speak of.
pub(super) fn item_of(list: &ListThing, scope: &Scope) -> (RecordThing, Scope) {
    let inner = scope.with_item(list.record, list.item_keys.clone());
    let at = ir::Instance { frame: scope.frames, base: 0 };
    (RecordThing { record: list.record, at, presence: None, span: list.list.span }, inner)
}
