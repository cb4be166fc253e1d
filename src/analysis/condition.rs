//! Conditions: joined lists, limbs, statements, sentences.

use super::mentions::{says_it, says_name};
use super::names::{self, Key, Words};
use super::nouns::Noun;
use super::resolve::Thing;
use super::scope::{It, Scope};
use super::{Analyzer, problems, types};
use crate::ir::{self, CASE, Expr, ExprKind, Instance};
use crate::source::{Span, on_one_line};
use crate::syntax::ast::{self, Condition, ConditionKind, Connective, Quantifier};

impl Analyzer<'_> {
    /// A condition; `None` if a part could not be checked (reported).
    pub(super) fn condition(&mut self, condition: &Condition, scope: &Scope) -> Option<Expr> {
        let span = condition.span;
        match &condition.kind {
            ConditionKind::Joined { word, parts } => self.joined(*word, parts, scope, span),
            ConditionKind::Limbs(limbs) => self.limbs(limbs, scope),
            ConditionKind::Not(inner) => {
                let inner = self.condition(inner, &scope.closed())?;
                Some(self.truth(ExprKind::Not(Box::new(inner)), span))
            }
            ConditionKind::Group(inner) => self.condition(inner, &scope.closed()),
            ConditionKind::Quantified { quantifier, described, predicates } => {
                self.quantified(*quantifier, described, predicates.as_ref(), &[], scope, span)
            }
            ConditionKind::Statement { subject, predicates } => self.statement(subject, predicates, scope, span),
            ConditionKind::Phrase(run) => self.phrase(run, scope),
            ConditionKind::Bad => None,
        }
    }

    /// `A, B, and C`, where `any X` reaches on to later parts that say `it` (docs/reference/conditions.md).
    fn joined(&mut self, word: Connective, parts: &[Condition], scope: &Scope, span: Span) -> Option<Expr> {
        let mut lowered = Vec::new();
        let mut sound = true;
        let mut taken = vec![false; parts.len()];
        let mut verb_told = false;
        let nouns = if !self.trying && parts.iter().skip(1).any(says_it) { self.nouns(parts, scope) } else { Vec::new() };
        let between = |from: usize, to: usize| -> Vec<&Noun> {
            nouns.iter().filter(|(at, _)| (from..to).contains(at)).map(|(_, noun)| noun).collect()
        };
        for (index, part) in parts.iter().enumerate() {
            if taken[index] {
                continue;
            }
            if let Some(verb) = self.verb_of_the_last(parts, index, scope).filter(|_| !verb_told) {
                verb_told = true;
                let (of, joined) = (self.sources.text(part.span), if word == Connective::And { "and" } else { "or" });
                let problem = problems::verb_of_the_last(part.span, of, self.sources.text(verb), joined, verb);
                self.report(problem);
                sound = false;
                continue;
            }
            if let Some(problem) = self.chosen_of_two(parts, index, word) {
                self.report(problem);
                taken[index + 1] = true;
                sound = false;
                continue;
            }
            if let Some(problem) = self.without_its_count(parts, index, word, scope) {
                self.report(problem);
                // Its like behind it has been told as well.
                let names = parts[index..].iter().take_while(|part| matches!(part.kind, ConditionKind::Phrase(_))).count();
                taken[index..index + names].fill(true);
                sound = false;
                continue;
            }
            if let (Connective::And, Some(next)) = (word, parts.get(index + 1))
                && self.not_before_and(part, next, scope).is_none()
            {
                taken[index + 1] = true;
                sound = false;
                continue;
            }
            let reaching = self.item_keys_of(part, scope);
            if let (Some(keys), ConditionKind::Quantified { quantifier: Quantifier::Any, described, predicates }) =
                (&reaching, &part.kind)
            {
                let mine: Vec<usize> = (index + 1..parts.len())
                    .filter(|later| {
                        says_name(&parts[*later], keys)
                            || (says_it(&parts[*later]) && self.quantifiers_before(parts, *later, scope).len() == 1)
                    })
                    .collect();
                let clear = |this: &mut Self, later: usize| {
                    if says_name(&parts[later], keys) {
                        this.one_of_name(parts, (index, later), keys, word, scope)?;
                    }
                    let between = between(index + 1, later);
                    this.one_it(&parts[later], (described, keys), &between, scope)
                };
                if mine.iter().any(|later| clear(self, *later).is_none()) {
                    mine.iter().for_each(|later| taken[*later] = true);
                    sound = false;
                    continue;
                }
                match word {
                    Connective::And if !mine.is_empty() => {
                        let rest: Vec<&Condition> = mine.iter().map(|later| &parts[*later]).collect();
                        for later in &mine {
                            taken[*later] = true;
                        }
                        let last = rest.last().map_or(part.span, |it| it.span);
                        match self.quantified(Quantifier::Any, described, predicates.as_ref(), &rest, scope, part.span.to(last)) {
                            Some(expr) => lowered.push(expr),
                            None => sound = false,
                        }
                        continue;
                    }
                    Connective::Or if !mine.is_empty() => {
                        // `any X is A or it is B`: said again of another X.
                        match self.condition(part, scope) {
                            Some(expr) => lowered.push(expr),
                            None => sound = false,
                        }
                        for later in mine {
                            taken[later] = true;
                            let rest = [&parts[later]];
                            match self.quantified(Quantifier::Any, described, None, &rest, scope, parts[later].span) {
                                Some(expr) => lowered.push(expr),
                                None => sound = false,
                            }
                        }
                        continue;
                    }
                    Connective::And | Connective::Or => {}
                }
            }
            let mut here = scope.clone();
            here.before = self.items_before(parts, index, scope);
            if says_it(part) {
                let before = self.quantifiers_before(parts, index, scope);
                if let [first, second, ..] = before.as_slice() {
                    here.it = It::Unclear(first.clone(), second.clone());
                } else if let [only] = before.as_slice() {
                    here.it = It::Lost(only.clone());
                } else if let Some(item) = scope.it()
                    && self.no_nearer_noun(part, item, &between(0, index), scope).is_none()
                {
                    sound = false;
                    continue;
                }
            }
            if let Some(before) = index.checked_sub(1).and_then(|before| parts.get(before))
                && self.quality_with_verb(before, part, &here).is_none()
            {
                sound = false;
                continue;
            }
            match self.condition(part, &here) {
                Some(expr) => {
                    sound &= word == Connective::Or || self.one_fact_or_group(part, &expr).is_some();
                    lowered.push(expr);
                }
                None => sound = false,
            }
        }
        if !sound {
            return None;
        }
        Some(match word {
            _ if lowered.len() == 1 => lowered.remove(0),
            Connective::And => self.truth(ExprKind::All(lowered), span),
            Connective::Or => self.truth(ExprKind::Any(lowered), span),
        })
    }

    /// `the person is citizen or insured and …`: `or` between qualities beside `and`, without parentheses, says not which is read first. Values
    /// of one fact (`grade is felony or misdemeanor`) are one saying.
    fn one_fact_or_group(&mut self, part: &Condition, lowered: &Expr) -> Option<()> {
        let ConditionKind::Statement { predicates, .. } = &part.kind else { return Some(()) };
        let [predicate] = predicates.parts.as_slice() else { return Some(()) };
        self.qualities_beside_and(predicate, lowered, Some(part.span))
    }

    /// The same of one predicate and its meaning; `whole`: the sentence, where it has no other predicate.
    pub(super) fn qualities_beside_and(&mut self, predicate: &ast::Predicate, lowered: &Expr, whole: Option<Span>) -> Option<()> {
        let ast::PredicateKind::Is { negated: false, what: ast::Is::Values(ast::Values::Plain(values)), .. } = &predicate.kind
        else {
            return Some(());
        };
        let ([_, .., last], Some(parts)) = (values.as_slice(), alternatives(lowered)) else { return Some(()) };
        if !parts.iter().any(is_quality) {
            return Some(());
        }
        self.fail(problems::mixed_qualities(whole.map(|span| self.sources.text(span)), last.span))
    }

    /// The names of the item that a quantified condition has in hand.
    fn item_keys_of(&mut self, part: &Condition, scope: &Scope) -> Option<Vec<Key>> {
        match &part.kind {
            ConditionKind::Quantified { described, .. } => self.item_keys(described, scope),
            _ => None,
        }
    }

    /// The records of which the quantifiers before a part say something.
    fn items_before(&mut self, parts: &[Condition], index: usize, scope: &Scope) -> Vec<ir::RecordId> {
        let mut found = scope.before.clone();
        for part in &parts[..index] {
            if let ConditionKind::Quantified { described, predicates, .. } = &part.kind
                && (predicates.is_some() || described.filter.is_some())
            {
                found.extend(self.item_of_described(described, scope));
            }
        }
        found
    }

    /// What the quantifiers before a part have in hand, in words.
    fn quantifiers_before(&mut self, parts: &[Condition], index: usize, scope: &Scope) -> Vec<String> {
        let mut found = Vec::new();
        for part in &parts[..index] {
            if let ConditionKind::Quantified { quantifier, described, .. } = &part.kind {
                let word = match quantifier {
                    Quantifier::No => "no".to_owned(),
                    Quantifier::Any => "any".to_owned(),
                    Quantifier::Every => "every".to_owned(),
                    Quantifier::AtLeast(count) => format!("at least {count}"),
                    Quantifier::AtMost(count) => format!("at most {count}"),
                    Quantifier::Exactly(count) => format!("exactly {count}"),
                    Quantifier::MoreThan(count) => format!("more than {count}"),
                    Quantifier::FewerThan(count) => format!("fewer than {count}"),
                };
                if self.item_keys(described, scope).is_some() {
                    found.push(format!("{word} {}", names::name(&described.run)));
                }
            }
        }
        found
    }

    /// A lettered list of conditions.
    fn limbs(&mut self, limbs: &ast::Limbs, scope: &Scope) -> Option<Expr> {
        let mut lowered = Vec::new();
        let mut sound = true;
        for limb in &limbs.limbs {
            let mut inner = scope.closed();
            inner.limb = format!("{}({})", scope.limb, limb.label.text);
            let body = match &limb.content {
                ast::LimbContent::Condition(condition) => self.condition(condition, &inner),
                ast::LimbContent::Values(values) => {
                    let span = values.first().map_or(limb.label.span, |value| value.span);
                    self.fail(problems::limb_needs_verb(self.sources.text(span), span))
                }
            };
            match body {
                Some(body) => lowered.push(self.limb(limb, inner.limb, body)),
                None => sound = false,
            }
        }
        if !sound {
            return None;
        }
        Some(self.need(limbs.need, lowered, limbs.span))
    }

    /// One limb round its body.
    pub(super) fn limb(&mut self, limb: &ast::Limb, path: String, body: Expr) -> Expr {
        let span = limb.label.span.to(body.span);
        let kind = ExprKind::Limb {
            path,
            title: limb.title.as_ref().map(|title| title.text.clone()),
            body: Box::new(body),
            satisfied_by: Vec::new(),
        };
        self.truth(kind, span)
    }

    /// `any of`, `all of`, `at least two of`.
    pub(super) fn need(&mut self, need: ast::Need, limbs: Vec<Expr>, span: Span) -> Expr {
        if need == ast::Need::AtLeast(0) {
            self.doubts.push(problems::at_least_none(span));
        }
        match need {
            ast::Need::All => self.truth(ExprKind::All(limbs), span),
            ast::Need::Any => self.truth(ExprKind::Any(limbs), span),
            ast::Need::None => {
                let any = self.truth(ExprKind::Any(limbs), span);
                self.truth(ExprKind::Not(Box::new(any)), span)
            }
            ast::Need::AtLeast(count) => self.truth(ExprKind::CountTrue(ir::CountTest::AtLeast(count), limbs), span),
            ast::Need::AtMost(count) => self.truth(ExprKind::CountTrue(ir::CountTest::AtMost(count), limbs), span),
            ast::Need::Exactly(count) => self.truth(ExprKind::CountTrue(ir::CountTest::Exactly(count), limbs), span),
        }
    }

    /// `offense is low-level and is not violent`.
    fn statement(&mut self, subject: &ast::Expr, predicates: &ast::Predicates, scope: &Scope, span: Span) -> Option<Expr> {
        if let ast::ExprKind::Run(run) = &subject.kind {
            let words = Words::of(run);
            if self.known_definitions().any(|it| it.subject.as_ref() == Some(&words.list))
                && (self.says_terms(&words.list, predicates) || self.thing(&words, scope).is_none())
            {
                return self.topic(&words, predicates, span);
            }
        }
        if let (ast::ExprKind::Its(run), Some(item)) = (&subject.kind, scope.it())
            && let Some(problem) = self.field_by_value(item.record, &Words::of(run), predicates)
        {
            return self.fail(problem);
        }
        let thing = self.subject(subject, scope)?;
        self.predicates(&thing, predicates, scope, span)
    }

    /// `its level is infraction` means its grade: an unknown fact, where one choice alone has the value said of it.
    fn field_by_value(
        &self,
        record: ir::RecordId,
        words: &Words,
        predicates: &ast::Predicates,
    ) -> Option<crate::diagnostics::Diagnostic> {
        if self.field(record, &words.list).is_some() {
            return None;
        }
        let value = predicates.parts.iter().find_map(|part| match &part.kind {
            ast::PredicateKind::Is { what: ast::Is::Values(ast::Values::Plain(values)), .. } => match &values.first()?.kind {
                ast::ExprKind::Run(run) => Some(names::key(run)),
                _ => None,
            },
            _ => None,
        })?;
        let fields = self.every_field(record);
        let mut having = fields.iter().filter(|(_, field)| match field.ty {
            ir::Type::Enum(of) => self.enum_value(of, &value).is_some(),
            _ => false,
        });
        match (having.next(), having.next()) {
            (Some((_, field)), None) => {
                let name = &self.records[record.index()].name;
                Some(problems::unknown_field(name, &words.text(), words.span, &[], Some(&field.name)))
            }
            _ => None,
        }
    }

    /// What a statement speaks of.
    pub(super) fn subject(&mut self, subject: &ast::Expr, scope: &Scope) -> Option<Thing> {
        match &subject.kind {
            ast::ExprKind::Run(run) => {
                let words = Words::of(run);
                let before = self.told();
                match self.thing(&words, scope) {
                    Some(thing) => Some(thing),
                    None if self.told() > before => None,
                    None => {
                        let problem = self.unknown_subject(&words, scope);
                        self.fail(problem)
                    }
                }
            }
            ast::ExprKind::It => match scope.it() {
                Some(item) => Some(Thing::Record(super::resolve::RecordThing {
                    record: item.record,
                    at: item.at,
                    presence: None,
                    span: subject.span,
                })),
                None => {
                    let problem = problems::nothing_for_it("it", &scope.it, subject.span);
                    self.fail(problem)
                }
            },
            ast::ExprKind::Its(run) => self.its(&Words::of(run), scope, subject.span),
            _ => self.expr(subject, scope, None).map(Thing::Value),
        }
    }

    /// An item named outside any quantifier, or a name that nothing declares.
    fn unknown_subject(&mut self, words: &Words, scope: &Scope) -> crate::diagnostics::Diagnostic {
        for field in self.known_fields() {
            if field.item_keys.iter().any(|key| words.is(key)) {
                return problems::no_item_in_hand(&words.text(), words.span);
            }
        }
        // `all charges are …`, `some charge is …`: words for `every` and `any`.
        let other = match words.list.first().map(String::as_str) {
            Some("all" | "each") => Some("every"),
            Some("some") => Some("any"),
            _ => None,
        };
        if let Some(quantifier) = other {
            let rest = words.from(1);
            if let Some(key) = self.known_fields().flat_map(|field| &field.item_keys).find(|key| rest.is(key)) {
                let meant = format!("{quantifier} {}", names::shown(key));
                return problems::unknown_name(&words.text(), words.span, Some(&meant), &[]);
            }
        }
        self.unknown(words, scope, None)
    }

    /// Whether everything said of a subject is a term defined of it: then the sentence is meant, and not a fact of that name.
    fn says_terms(&self, subject: &[String], predicates: &ast::Predicates) -> bool {
        predicates.parts.iter().all(|predicate| {
            let ast::PredicateKind::Is { what: ast::Is::Values(ast::Values::Plain(values)), .. } = &predicate.kind else {
                return false;
            };
            values.iter().all(|value| {
                let ast::ExprKind::Run(run) = &value.kind else { return false };
                let mut key = subject.to_vec();
                key.push("is".into());
                key.extend(names::key(run));
                self.definition_of_case(&key).is_some()
            })
        })
    }

    /// `the hold is lawful`: a defined sentence about the case.
    fn topic(&mut self, subject: &Words, predicates: &ast::Predicates, span: Span) -> Option<Expr> {
        let mut parts = Vec::new();
        let mut sound = true;
        for predicate in &predicates.parts {
            let ast::PredicateKind::Is { negated, shown, what: ast::Is::Values(ast::Values::Plain(values)) } = &predicate.kind
            else {
                if !matches!(predicate.kind, ast::PredicateKind::Bad) {
                    let known = self.topic_terms(&subject.list);
                    let problem = problems::sentence_takes_terms(&subject.text(), &known, predicate.span);
                    self.report(problem);
                }
                sound = false;
                continue;
            };
            let mut alternatives = Vec::new();
            for value in values {
                let ast::ExprKind::Run(run) = &value.kind else {
                    let known = self.topic_terms(&subject.list);
                    let problem = problems::sentence_takes_terms(&subject.text(), &known, value.span);
                    self.report(problem);
                    sound = false;
                    continue;
                };
                let mut key = subject.list.clone();
                key.push("is".into());
                key.extend(names::key(run));
                match self.definition_of_case(&key) {
                    Some(index) => {
                        let id = ir::DefId(u32::try_from(index).unwrap_or(u32::MAX));
                        self.use_definition(id, value.span);
                        match self.definition_type(id, value.span) {
                            Some(ty) => {
                                alternatives.push(self.node(ExprKind::Definition(id, None), ty, subject.span.to(value.span)))
                            }
                            None => sound = false,
                        }
                    }
                    None => {
                        let known = self.topic_terms(&subject.list);
                        let problem = problems::unknown_term(&names::name(run), &subject.text(), &known, value.span);
                        self.report(problem);
                        sound = false;
                    }
                }
            }
            if alternatives.is_empty() {
                continue;
            }
            let joined = self.any_of(alternatives, predicate.span);
            parts.push(self.finished(joined, *negated, *shown, predicate.span));
        }
        if !sound || parts.is_empty() {
            return None;
        }
        // One predicate is shown as the whole sentence; of several, each as its own words.
        let mut all = self.join(predicates.word, parts, span);
        all.span = span;
        Some(all)
    }

    fn topic_terms(&self, subject: &[String]) -> Vec<String> {
        let prefix = subject.len() + 1;
        let of_subject = self.known_definitions().filter(|it| it.subject.as_deref() == Some(subject));
        of_subject.filter_map(|it| it.key.get(prefix..)).map(names::shown).collect()
    }

    /// One of several; one alone stands for itself.
    pub(super) fn any_of(&mut self, mut parts: Vec<Expr>, span: Span) -> Expr {
        if parts.len() == 1 { parts.remove(0) } else { self.truth(ExprKind::Any(parts), span) }
    }

    /// Parts joined by one word; one alone stands for itself.
    pub(super) fn join(&mut self, word: Connective, mut parts: Vec<Expr>, span: Span) -> Expr {
        match word {
            _ if parts.len() == 1 => parts.remove(0),
            Connective::And => self.truth(ExprKind::All(parts), span),
            Connective::Or => self.truth(ExprKind::Any(parts), span),
        }
    }

    /// `shown` and `not` round a predicate.
    pub(super) fn finished(&mut self, expr: Expr, negated: bool, shown: bool, span: Span) -> Expr {
        let mut expr = expr;
        if shown {
            expr = self.truth(ExprKind::Shown(Box::new(expr)), span);
        }
        if negated {
            expr = self.truth(ExprKind::Not(Box::new(expr)), span);
        }
        expr
    }

    /// A declared sentence: of the case, of `it`, or of an item by its name.
    fn phrase(&mut self, run: &ast::Run, scope: &Scope) -> Option<Expr> {
        let words = Words::of(run);
        // A sentence that is a definition: `the hold violates local law`.
        if let Some(index) = self.defined_sentence(&words.list) {
            let id = ir::DefId(u32::try_from(index).unwrap_or(u32::MAX));
            self.use_definition(id, run.span);
            let ty = self.definition_type(id, run.span)?;
            return Some(self.node(ExprKind::Definition(id, None), ty, run.span));
        }
        if let Some(expr) = self.sentence_of_it(&words, scope) {
            return Some(expr);
        }
        // Of the case: the whole sentence is a fact's name.
        if let Some(found) = self.field(CASE, &words.list)
            && found.length == words.len()
            && types::is_yes_no(found.field.ty)
        {
            // A plain yes/no fact has no verb of its own; a sentence of three words and more has one.
            if words.len() >= 3 {
                let Thing::Value(expr) = self.field_thing(super::scope::CASE_INSTANCE, &found, run.span) else { return None };
                return Some(expr);
            }
            return self.fail(problems::no_verb_yes_no(&words.text(), None, run.span));
        }
        let before = self.told();
        let thing = self.thing(&words, scope);
        if thing.is_none() && self.told() > before {
            return None;
        }
        let problem = match thing {
            // A sentence of three words and more has a verb of its own, also where a record of the case has it.
            Some(Thing::Value(expr)) if types::is_yes_no(expr.ty) && words.len() >= 3 => return Some(expr),
            Some(Thing::Value(expr)) if types::is_yes_no(expr.ty) => {
                let owner = match &expr.kind {
                    ExprKind::Fact(at, _) if *at != super::scope::CASE_INSTANCE => self.owner_in_case(*at),
                    _ => None,
                };
                problems::no_verb_yes_no(&words.text(), owner.as_deref(), run.span)
            }
            Some(_) => problems::no_verb(&words.text(), run.span),
            None => match super::unknown::misspelt_keyword(&words) {
                Some((index, meant)) => problems::keyword_in_name(&words.list[index], meant, words.spans[index]),
                None => match super::phrasing::said_otherwise(&words) {
                    Some(problem) => problem,
                    None => self.unknown_sentence(&words, scope),
                },
            },
        };
        self.fail(problem)
    }

    /// `a magistrate found probable cause for it`, `local policy forbids the hold` (of an item in hand).
    fn sentence_of_it(&mut self, words: &Words, scope: &Scope) -> Option<Expr> {
        if words.list.iter().any(|word| word == "it") {
            let item = scope.it()?.clone();
            return self.sentence(item.record, item.at, words, words.span);
        }
        for item in scope.items.iter().rev() {
            for key in &item.keys {
                if words.list.starts_with(key) {
                    let mut list = vec!["it".to_owned()];
                    list.extend_from_slice(&words.list[key.len()..]);
                    let said = Words::at(list, words.span);
                    if let Some(expr) = self.sentence(item.record, item.at, &said, words.span) {
                        return Some(expr);
                    }
                }
            }
        }
        // A record that the case holds once: `the agreement covers all costs`.
        for length in (1..words.len()).rev() {
            if let Some(Thing::Record(record)) = self.thing(&words.before(length), scope) {
                let mut list = vec!["it".to_owned()];
                list.extend_from_slice(&words.list[length..]);
                let said = Words::at(list, words.span);
                return self.sentence(record.record, record.at, &said, words.span);
            }
        }
        None
    }

    /// A sentence fact of a record, said with `it`.
    pub(super) fn sentence(&mut self, record: ir::RecordId, at: Instance, words: &Words, span: Span) -> Option<Expr> {
        let every = self.every_field(record);
        let (base, field) = every.into_iter().find(|(_, field)| field.is_sentence() && field.keys.contains(&words.list))?;
        let at = Instance { frame: at.frame, base: at.base + base };
        Some(self.node(ExprKind::Fact(at, field.slot), field.ty, span))
    }

    /// The fact that has this value, and whether it is a set.
    pub(super) fn enum_of_value(&self, value: &[String]) -> Option<(String, bool)> {
        self.known_fields().find_map(|field| match field.ty {
            ir::Type::Enum(of) if self.enum_value(of, value).is_some() => Some((field.name.clone(), false)),
            ir::Type::Set(of) if self.enum_value(of, value).is_some() => Some((field.name.clone(), true)),
            _ => None,
        })
    }

    fn unknown_sentence(&self, words: &Words, scope: &Scope) -> crate::diagnostics::Diagnostic {
        let mut sentences: Vec<String> = Vec::new();
        sentences.extend(self.known_fields().filter(|field| field.is_sentence()).map(|field| field.name.clone()));
        sentences.extend(self.known_definitions().filter(|it| it.subject.is_some()).map(|it| names::shown(&it.key)));
        let text = words.text();
        if let Some((of, set)) = self.enum_of_value(&words.list) {
            return problems::no_verb_value(&text, &of, set, words.span);
        }
        if self.is_item_name(words) {
            return problems::item_without_count(&text, words.span);
        }
        match crate::diagnostics::suggest::nearest(&words.plain(), sentences.iter().map(String::as_str)) {
            Some(meant) => problems::unknown_name(&text, words.span, Some(meant), &[]),
            None => match crate::diagnostics::suggest::nearest(&words.plain(), self.names_in(scope).iter().map(String::as_str)) {
                Some(meant) => problems::unknown_name(&text, words.span, Some(meant), &[]),
                None => {
                    let said = on_one_line(self.sources.text(words.span));
                    problems::unknown_sentence(&said, words.span)
                }
            },
        }
    }
}

/// The parts of an `or`, also of a record that may be absent.
fn alternatives(expr: &Expr) -> Option<&[Expr]> {
    match &expr.kind {
        ExprKind::Any(parts) => Some(parts),
        ExprKind::All(parts) => match parts.as_slice() {
            [Expr { kind: ExprKind::Present(_), .. }, inner] => alternatives(inner),
            _ => None,
        },
        _ => None,
    }
}

/// A quality of a record: a yes/no fact or a term.
fn is_quality(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Fact(..) | ExprKind::Definition(..))
}
