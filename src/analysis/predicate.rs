//! What is said of a subject: `is low-level`, `is at least $5`, `has no prior conviction`, `includes a passport`.

use super::alternatives::Sentence;
use super::names::{self, Words};
use super::resolve::{RecordThing, Thing};
use super::scope::Scope;
use super::window::within;
use super::{Analyzer, problems, types};
use crate::ir::{self, CASE, Comparison, Expr, ExprKind, Instance, RecordId, Type, Value};
use crate::source::{Span, on_one_line};
use crate::syntax::ast::{self, Is, PredicateKind, Quantifier, Values};

impl Analyzer<'_> {
    /// Everything said of one subject.
    pub(super) fn predicates(
        &mut self,
        subject: &Thing,
        predicates: &ast::Predicates,
        scope: &Scope,
        span: Span,
    ) -> Option<Expr> {
        let mut parts = Vec::new();
        let mut sound = true;
        for predicate in &predicates.parts {
            match self.predicate(subject, predicate, scope) {
                Some(part) => {
                    let beside_and = predicates.parts.len() > 1 && predicates.word == ast::Connective::And;
                    sound &= !beside_and || self.qualities_beside_and(predicate, &part, None).is_some();
                    let sentence = sentence(predicates, span);
                    sound = sound && self.or_before_and(subject, predicate, sentence).is_some();
                    parts.push(part);
                }
                None => sound = false,
            }
        }
        if !sound || parts.is_empty() {
            return None;
        }
        // One predicate is shown as the whole sentence; of several, each as its own words.
        let mut all = self.join(predicates.word, parts, span);
        all.span = span;
        Some(all)
    }

    /// One predicate.
    pub(super) fn predicate(&mut self, subject: &Thing, predicate: &ast::Predicate, scope: &Scope) -> Option<Expr> {
        let span = predicate.span;
        match &predicate.kind {
            // `is not over`, `is not later than` are `is at most`: like every comparison, not true of what is absent.
            PredicateKind::Is { negated: true, shown: false, what: Is::Compare(comparator, value) }
                if contrary(*comparator).is_some() =>
            {
                let what = Is::Compare(contrary(*comparator)?, value.clone());
                let kind = PredicateKind::Is { negated: false, shown: false, what };
                self.predicate(subject, &ast::Predicate { kind, span }, scope)
            }
            // `is not over 5 years before X` is `is not more than 5 years before X`, on that side of the anchor.
            PredicateKind::Is { negated: true, shown: false, what: Is::Window { bound, length, side, anchor } }
                if within(*bound).is_some() =>
            {
                self.window(subject, within(*bound)?, length, *side, anchor, scope, span)
            }
            PredicateKind::Is { negated, shown, what } => {
                let mut expr = self.is(subject, what, scope, span)?;
                if !*negated && !*shown {
                    expr.span = span;
                }
                let expr = match what {
                    // `is known` asks for the record itself, and `neither` and the lists that may hold of nothing say it of each quality.
                    Is::Known | Is::Unknown | Is::Absent | Is::Neither(_) => expr,
                    Is::Values(Values::Limbs(limbs)) if holds_of_nothing(limbs.need) => expr,
                    _ => self.where_there(subject, expr, span),
                };
                Some(self.finished(expr, *negated, *shown, span))
            }
            PredicateKind::Has { quantifier, described } => self.has(subject, *quantifier, described, scope, span),
            PredicateKind::Includes { negated, values } => {
                let expr = self.includes(subject, values, scope, span)?;
                Some(self.finished(expr, *negated, false, span))
            }
            PredicateKind::Exceeds { negated, value } => {
                let left = self.subject_value(subject)?;
                let comparison = if *negated { Comparison::AtMost } else { Comparison::More };
                self.counts_or_compares(comparison, &left, value, scope, span)?;
                let right = self.expr(value, scope, Some(left.ty))?;
                self.compare(comparison, left, right, span)
            }
            PredicateKind::Bad => None,
        }
    }

    /// A record that may be absent has no qualities where it is: `the agreement is written` is then false.
    fn where_there(&mut self, subject: &Thing, expr: Expr, span: Span) -> Expr {
        match subject {
            Thing::Record(RecordThing { presence: Some(presence), .. }) => {
                let there = self.present(presence);
                self.truth(ExprKind::All(vec![there, expr]), span)
            }
            _ => expr,
        }
    }

    pub(super) fn present(&mut self, presence: &Expr) -> Expr {
        let fact = self.node(presence.kind.clone(), presence.ty, presence.span);
        self.truth(ExprKind::Present(Box::new(fact)), presence.span)
    }

    fn is(&mut self, subject: &Thing, what: &Is, scope: &Scope, span: Span) -> Option<Expr> {
        match what {
            Is::Values(Values::Plain(values) | Values::All(values)) => {
                if let ([value], Thing::Value(left)) = (values.as_slice(), subject) {
                    self.exact_amount(left, value);
                }
                let mut parts = Vec::new();
                let mut sound = true;
                for value in values {
                    match self.is_value(subject, value, scope) {
                        Some(part) => parts.push(part),
                        None => sound = false,
                    }
                }
                (sound && !parts.is_empty()).then(|| self.any_of(parts, span))
            }
            Is::Values(Values::Limbs(limbs)) => {
                let each = holds_of_nothing(limbs.need);
                self.value_limbs(limbs, scope, |analyzer, value, scope| {
                    let expr = analyzer.is_value(subject, value, scope)?;
                    Some(if each { analyzer.where_there(subject, expr, value.span) } else { expr })
                })
            }
            Is::Neither(values) => {
                let mut parts = Vec::new();
                for value in values {
                    parts.push(self.is_value(subject, value, scope)?);
                }
                // As `is not A` and `is not B`, it is true of a record that is absent.
                let any = self.any_of(parts, span);
                let any = self.where_there(subject, any, span);
                Some(self.truth(ExprKind::Not(Box::new(any)), span))
            }
            Is::Known | Is::Unknown => {
                let fact = self.fact_of(subject)?;
                let known = self.truth(ExprKind::IsKnown(Box::new(fact)), span);
                Some(if matches!(what, Is::Known) { known } else { self.truth(ExprKind::Not(Box::new(known)), span) })
            }
            Is::Absent => {
                let fact = self.fact_of(subject)?;
                Some(self.truth(ExprKind::IsAbsent(Box::new(fact)), span))
            }
            Is::Through(from, to) => {
                let left = self.subject_value(subject)?;
                let from = self.expr(from, scope, Some(left.ty))?;
                let to = self.expr(to, scope, Some(left.ty))?;
                let again = self.node(left.kind.clone(), left.ty, left.span);
                // An end of another kind is told as such: `from 5 through 10 percent`.
                if from.ty == to.ty && backwards(&from, &to) {
                    let text = |span| self.sources.text(span);
                    let problem = problems::range_backwards(text(from.span), text(to.span), from.span.to(to.span));
                    return self.fail(problem);
                }
                let low = self.compare(Comparison::AtLeast, left, from, span)?;
                let high = self.compare(Comparison::AtMost, again, to, span)?;
                Some(self.truth(ExprKind::All(vec![low, high]), span))
            }
            Is::Window { bound, length, side, anchor } => self.window(subject, *bound, length, *side, anchor, scope, span),
            Is::Compare(comparator, value) => {
                let left = match (subject, &value.kind) {
                    (Thing::Record(record), ast::ExprKind::Number(_)) => self.age_of(record, span)?,
                    _ => self.subject_value(subject)?,
                };
                let (comparison, word) = match comparator {
                    ast::Comparator::More(word) => (Comparison::More, word),
                    ast::Comparator::AtLeast(word) => (Comparison::AtLeast, word),
                    ast::Comparator::Less(word) => (Comparison::Less, word),
                    ast::Comparator::AtMost(word) => (Comparison::AtMost, word),
                    ast::Comparator::Exactly(word) => (Comparison::Equal, word),
                };
                if *word != ast::OrderWord::Time {
                    self.counts_or_compares(comparison, &left, value, scope, span)?;
                }
                let right = self.expr(value, scope, Some(left.ty))?;
                self.compare(comparison, left, right, span)
            }
            Is::Among(run) => {
                let left = self.subject_value(subject)?;
                if left.ty != Type::Citation {
                    let noun = types::noun(&self.program, left.ty);
                    return self.fail(problems::among_needs_citation(self.sources.text(left.span), &noun, left.span));
                }
                let key = names::key(run);
                match self.sections_named(&key) {
                    Some(id) => {
                        let declared = self.program.sections[id.index()].span;
                        self.means_one_thing(declared, &names::name(run), run.span)?;
                        Some(self.truth(ExprKind::Among(Box::new(left), id), span))
                    }
                    None => {
                        let known = self.sections_names();
                        self.fail(problems::unknown_sections(&names::name(run), run.span, &known))
                    }
                }
            }
        }
    }

    /// A lettered list of values, each given to `one`.
    pub(super) fn value_limbs(
        &mut self,
        limbs: &ast::Limbs,
        scope: &Scope,
        one: impl Fn(&mut Self, &ast::Expr, &Scope) -> Option<Expr>,
    ) -> Option<Expr> {
        let mut lowered = Vec::new();
        for limb in &limbs.limbs {
            let path = format!("{}({})", scope.limb, limb.label.text);
            match &limb.content {
                ast::LimbContent::Values(values) => {
                    let mut parts = Vec::new();
                    for value in values {
                        parts.push(one(self, value, scope)?);
                    }
                    let span = limb.label.span;
                    let body = self.any_of(parts, span);
                    lowered.push(self.limb(limb, path, body));
                }
                // The reader has refused a condition here.
                ast::LimbContent::Condition(_) => return None,
            }
        }
        Some(self.need(limbs.need, lowered, limbs.span))
    }

    /// `a licence that is issued before D`, where `issued` is a date of it.
    fn item_by_its_date(&self, record: &RecordThing, name: &str, value: &ast::Expr) -> Option<crate::diagnostics::Diagnostic> {
        let ast::ExprKind::Offset { length, .. } = &value.kind else { return None };
        let ast::ExprKind::Run(run) = &length.kind else { return None };
        let words = Words::of(run);
        let date = self.field(record.record, &words.list).filter(|found| found.length == words.len())?;
        types::is_day(date.field.ty).then_some(())?;
        let behind = Span { start: run.span.end, ..value.span };
        Some(problems::item_by_its_date(name, &words.text(), self.sources.text(behind), value.span))
    }

    /// `is V` for one value or term.
    fn is_value(&mut self, subject: &Thing, value: &ast::Expr, scope: &Scope) -> Option<Expr> {
        match subject {
            Thing::Record(record) => {
                let ast::ExprKind::Run(run) = &value.kind else {
                    let name = self.records[record.record.index()].name.clone();
                    if let Some(problem) = self.item_by_its_date(record, &name, value) {
                        return self.fail(problem);
                    }
                    return self.fail(problems::record_compared(&name, self.sources.text(value.span), value.span));
                };
                let words = Words::of(run);
                self.note_said(record.record, &words, run);
                self.record_is(record.record, record.at, &words)
            }
            Thing::List(list) => {
                let name = list.item_keys.first().map(|key| names::shown(key)).unwrap_or_default();
                self.fail(problems::list_needs_quantifier(self.sources.text(list.list.span), &name, list.list.span))
            }
            Thing::Value(left) => {
                let left = self.node(left.kind.clone(), left.ty, left.span);
                self.value_is(left, value, scope)
            }
        }
    }

    /// `if age is 18`: true of that age alone, where a limit is usual. `is exactly 18` says that it is meant.
    fn exact_amount(&mut self, left: &Expr, value: &ast::Expr) {
        let subject = self.sources.text(left.span);
        let digits = match &value.kind {
            // Other numbers are mostly counts, which are often exact.
            ast::ExprKind::Number(digits)
                if subject.split_whitespace().last().is_some_and(|word| word.eq_ignore_ascii_case("age")) =>
            {
                digits
            }
            ast::ExprKind::Money { amount, .. } => amount,
            ast::ExprKind::Duration(_) if types::is_length(left.ty) => return self.doubt_exact(left, value),
            ast::ExprKind::DateTime(_) if types::is_day(left.ty) => return self.doubt_exact(left, value),
            _ => return,
        };
        // Nothing at all is an exact amount by its nature.
        if digits.chars().any(|digit| matches!(digit, '1'..='9')) {
            self.doubt_exact(left, value);
        }
    }

    fn doubt_exact(&mut self, left: &Expr, value: &ast::Expr) {
        let problem = problems::exact_amount(
            self.sources.text(left.span).trim_start_matches("'s ").trim_start_matches("’s "),
            self.sources.text(value.span),
            value.span,
            types::is_day(left.ty),
        );
        self.doubts.push(problem);
    }

    fn value_is(&mut self, left: Expr, value: &ast::Expr, scope: &Scope) -> Option<Expr> {
        let span = left.span.to(value.span);
        match (left.ty, &value.kind) {
            (Type::YesNo | Type::Judgment, ast::ExprKind::Run(run)) => match names::shown(&names::key(run)).as_str() {
                "yes" | "true" => Some(left),
                "no" | "false" => Some(self.truth(ExprKind::Not(Box::new(left)), span)),
                other => self.fail(problems::yes_no_compared(self.sources.text(left.span), other, value.span)),
            },
            (Type::Set(_), _) => {
                let verb = on_one_line(self.sources.text(Span { start: left.span.end, end: value.span.start, ..value.span }));
                let text = |span: Span| on_one_line(self.sources.text(span));
                let problem = problems::set_needs_includes(&text(left.span), &verb, &text(value.span), left.span.to(value.span));
                self.fail(problem)
            }
            (Type::Citation, ast::ExprKind::Citation(citation)) => {
                let section = self.section(citation, &mut None)?;
                Some(self.truth(ExprKind::SectionIs(Box::new(left), section), span))
            }
            (Type::Citation, ast::ExprKind::Run(run)) if self.sections_named(&names::key(run)).is_some() => {
                self.fail(problems::list_needs_among(&names::name(run), run.span))
            }
            (ty, ast::ExprKind::Run(run)) if !matches!(ty, Type::Enum(_)) && names::key(run) == ["no"] => {
                let noun = types::noun(&self.program, ty);
                self.fail(problems::no_of_value(self.sources.text(left.span), &noun, value.span))
            }
            _ => {
                let right = self.expr(value, scope, Some(left.ty))?;
                if let (Type::Enum(_), ExprKind::Const(constant)) = (left.ty, &right.kind)
                    && left.ty == right.ty
                {
                    let constant = constant.clone();
                    return Some(self.truth(ExprKind::OneOf(Box::new(left), vec![constant]), span));
                }
                if let (Type::Enum(_), Type::Enum(_)) = (left.ty, right.ty)
                    && left.ty != right.ty
                {
                    return self.choice_is(left, right, span);
                }
                self.compare(Comparison::Equal, left, right, span)
            }
        }
    }

    /// `R is T`: a defined term, a yes/no fact, or the value of one of its choices.
    pub(super) fn record_is(&mut self, record: RecordId, at: Instance, words: &Words) -> Option<Expr> {
        let mut found = self.qualities(record, at, words);
        match found.len() {
            1 => found.pop().map(|(_, expr)| expr),
            0 => {
                let problem = self.unknown_quality(record, words);
                self.fail(problem)
            }
            _ => {
                let readings: Vec<String> = found.into_iter().map(|(what, _)| what).collect();
                self.fail(problems::two_meanings(&words.text(), &readings, words.span))
            }
        }
    }

    /// Everything that the words can say of a record, with what each is in words.
    pub(super) fn qualities(&mut self, record: RecordId, at: Instance, words: &Words) -> Vec<(String, Expr)> {
        let mut found = Vec::new();
        let mut failed = false;
        for (base, of) in self.with_included(record) {
            for index in 0..self.definitions.len() {
                let said = self.definitions[index].of == of && of != CASE && words.is(&self.definitions[index].key);
                if said && self.knows_definition(index) {
                    let id = ir::DefId(u32::try_from(index).unwrap_or(u32::MAX));
                    let definition = &self.program.definitions[index];
                    let (name, declared) = (definition.name.clone(), definition.span);
                    self.used_definitions.insert(id);
                    if self.means_one_thing(declared, &name, words.span).is_none() {
                        failed = true;
                        continue;
                    }
                    let instance = Instance { frame: at.frame, base: at.base + base };
                    match self.definition_type(id, words.span) {
                        Some(ty) => {
                            let expr = self.node(ExprKind::Definition(id, Some(instance)), ty, words.span);
                            found.push((format!("the defined term `{}`", self.program.definitions[index].name), expr));
                        }
                        None => failed = true,
                    }
                }
            }
        }
        if failed && found.is_empty() {
            // The definition has been reported; it stands for itself here.
            found.push((words.text(), self.constant(Value::Unknown, Type::YesNo, words.span)));
            return found;
        }
        for (base, field) in self.every_field(record) {
            if field.stipulates.is_some() {
                continue;
            }
            let instance = Instance { frame: at.frame, base: at.base + base };
            if types::is_yes_no(field.ty) && field.keys.iter().any(|key| words.is(key)) {
                let fact = self.node(ExprKind::Fact(instance, field.slot), field.ty, words.span);
                found.push((format!("the fact `{}`", field.name), fact));
            }
            if let Type::Enum(id) = field.ty
                && let Some(number) = self.enum_value(id, &words.list)
            {
                let fact = self.node(ExprKind::Fact(instance, field.slot), field.ty, words.span);
                let expr = self.truth(ExprKind::OneOf(Box::new(fact), vec![Value::Enum(number)]), words.span);
                found.push((format!("its {}: `its {} is {}`", field.name, field.name, words.text()), expr));
            }
        }
        found
    }

    /// A record and the records whose facts it includes, each with its base.
    pub(super) fn with_included(&self, record: RecordId) -> Vec<(u32, RecordId)> {
        let mut found = vec![(0, record)];
        let mut index = 0;
        while index < found.len() && index < 32 && !self.circular_records {
            let (base, of) = found[index];
            found.extend(self.included(of).map(|(included, offset)| (base + offset, included)));
            index += 1;
        }
        found
    }

    /// Why nothing is called that: two known words side by side, a misspelling, or nothing near.
    fn unknown_quality(&mut self, record: RecordId, words: &Words) -> crate::diagnostics::Diagnostic {
        let name = self.records[record.index()].name.clone();
        if let Some((index, meant)) = super::unknown::misspelt_keyword(words) {
            return problems::keyword_in_name(&words.list[index], meant, words.spans[index]);
        }
        if let Some(problem) = super::phrasing::said_otherwise(words) {
            return problem;
        }
        let at = Instance { frame: 0, base: 0 };
        for cut in 1..words.len() {
            let (head, tail) = (words.before(cut), words.from(cut));
            if !self.qualities(record, at, &head).is_empty() && !self.qualities(record, at, &tail).is_empty() {
                return problems::two_names(&head.text(), &tail.text(), words.span);
            }
        }
        let known = self.quality_names(record);
        let text = words.text();
        // Articles inside a name mean nothing, so they don't part a misspelling from what was meant.
        let bare = |name: &String| -> String {
            name.split(' ').filter(|word| !matches!(*word, "a" | "an" | "the")).collect::<Vec<_>>().join(" ")
        };
        let bares: Vec<String> = known.iter().map(bare).collect();
        let near = crate::diagnostics::suggest::nearest(&words.plain(), bares.iter().map(String::as_str));
        let near =
            near.and_then(|near| bares.iter().position(|bare| bare == near)).and_then(|at| known.get(at)).map(String::as_str);
        if near.is_none()
            && let Some(meant) = known.iter().find(|name| crate::diagnostics::suggest::contrary(&words.plain(), &bare(name)))
        {
            return problems::contrary_quality(&text, &name, meant, words.span);
        }
        if near.is_none() && self.sections_named(&words.list).is_some() {
            return problems::list_needs_among(&text, words.span);
        }
        // A value of a choice that is nearly that.
        problems::unknown_quality(&text, &name, near, &known, words.span)
    }

    /// Everything that can stand after `is` of a record.
    pub(super) fn quality_names(&self, record: RecordId) -> Vec<String> {
        let mut found = Vec::new();
        for (_, of) in self.with_included(record) {
            found.extend(self.known_definitions().filter(|it| it.of == of && of != CASE).map(|it| names::shown(&it.key)));
        }
        for (_, field) in self.every_field(record) {
            if types::is_yes_no(field.ty) && !field.is_sentence() {
                found.push(field.name.clone());
            } else if let Type::Enum(id) = field.ty {
                found.extend(self.program.enums[id.index()].values.iter().cloned());
            }
        }
        found.sort();
        found.dedup();
        found
    }

    /// `has a significant criminal record`, `has no prior convictions`.
    fn has(
        &mut self,
        subject: &Thing,
        quantifier: Option<Quantifier>,
        described: &ast::Described,
        scope: &Scope,
        span: Span,
    ) -> Option<Expr> {
        let owner = match subject {
            Thing::Record(owner) => owner,
            Thing::Value(value) => {
                let noun = types::noun(&self.program, value.ty);
                return self.fail(problems::only_records_have(self.sources.text(value.span), &noun, value.span));
            }
            Thing::List(list) => {
                let name = list.item_keys.first().map(|key| names::shown(key)).unwrap_or_default();
                let at = list.list.span;
                return self.fail(problems::list_needs_quantifier(self.sources.text(at), &name, at));
            }
        };
        let words = Words::of(&described.run);
        // A yes/no fact or an optional one.
        let own = self.field(owner.record, &words.list).map(|found| (owner.at, found));
        // What is said of the case may be said of the one person in it.
        let found = own.or_else(|| self.field(CASE, &words.list).map(|found| (super::scope::CASE_INSTANCE, found)));
        if let Some((at, found)) = found
            && found.length == words.len()
            && described.filter.is_none()
            && described.different.is_none()
        {
            let optional = found.field.optional;
            let plain = match quantifier {
                None | Some(Quantifier::Any) => Some(false),
                Some(Quantifier::No) => Some(true),
                Some(_) => None,
            };
            let thing = self.field_thing(at, &found, words.span);
            match (thing, plain) {
                (Thing::Value(fact), Some(negated)) if types::is_yes_no(fact.ty) => {
                    self.note_fact_said(found.field.span, true, &described.run);
                    if negated {
                        self.note_one_of(found.field.span, &found.field.name);
                    }
                    return Some(self.finished(fact, negated, false, span));
                }
                (Thing::Value(fact), Some(negated)) if optional => {
                    let there = self.truth(ExprKind::Present(Box::new(fact)), span);
                    return Some(self.finished(there, negated, false, span));
                }
                (Thing::Record(RecordThing { presence: Some(presence), .. }), Some(negated)) => {
                    let there = self.present(&presence);
                    return Some(self.finished(there, negated, false, span));
                }
                (Thing::Value(_) | Thing::Record(_), _) => {
                    let name = self.records[owner.record.index()].name.clone();
                    return self.fail(problems::has_needs_list(&words.text(), &name, words.span));
                }
                (Thing::List(_), _) => {}
            }
        }
        if let Some(problem) = self.narrowed_fact(owner, described, span) {
            return self.fail(problem);
        }
        // A defined term said with `has`.
        if described.filter.is_none() && matches!(quantifier, None | Some(Quantifier::Any | Quantifier::No)) {
            let mut qualities = self.qualities(owner.record, owner.at, &words);
            if qualities.len() == 1
                && let Some((_, expr)) = qualities.pop()
            {
                return Some(self.finished(expr, quantifier == Some(Quantifier::No), false, span));
            }
        }
        let quantifier = quantifier.unwrap_or(Quantifier::Any);
        self.quantified_of(Some(owner), quantifier, described, None, &[], &scope.owned(owner, span), span)
    }

    /// A subject that must be a value.
    pub(super) fn subject_value(&mut self, subject: &Thing) -> Option<Expr> {
        match subject {
            Thing::Value(expr) => Some(self.node(expr.kind.clone(), expr.ty, expr.span)),
            Thing::Record(record) => {
                let fields: Vec<String> =
                    self.every_field(record.record).into_iter().map(|(_, field)| field.name).take(7).collect();
                let name = self.records[record.record.index()].name.clone();
                self.fail(problems::record_is_no_value(&name, &fields, record.span))
            }
            Thing::List(list) => {
                let span = list.list.span;
                self.fail(problems::list_is_no_value(self.sources.text(span), span))
            }
        }
    }

    /// A subject that must be a fact, for `is known` and `is absent`.
    fn fact_of(&mut self, subject: &Thing) -> Option<Expr> {
        match subject {
            Thing::Value(expr) => Some(self.node(expr.kind.clone(), expr.ty, expr.span)),
            Thing::List(list) => Some(self.node(list.list.kind.clone(), list.list.ty, list.list.span)),
            Thing::Record(RecordThing { presence: Some(presence), .. }) => {
                Some(self.node(presence.kind.clone(), presence.ty, presence.span))
            }
            Thing::Record(record) => {
                let name = self.records[record.record.index()].name.clone();
                self.fail(problems::always_there(&name, record.span))
            }
        }
    }

    /// `a op b`, checked to be of one kind with an order.
    pub(super) fn compare(&mut self, comparison: Comparison, left: Expr, right: Expr, span: Span) -> Option<Expr> {
        self.same_kind(&left, &right)?;
        if comparison != Comparison::Equal && !types::ordered(left.ty) {
            let noun = types::noun(&self.program, left.ty);
            return self.fail(problems::no_order(self.sources.text(left.span), &noun, span));
        }
        self.doubt_of_itself(&left, &right);
        Some(self.truth(ExprKind::Compare(comparison, Box::new(left), Box::new(right)), span))
    }

    /// Warns where the same thing stands on both sides of a comparison or of a window.
    pub(super) fn doubt_of_itself(&mut self, left: &Expr, right: &Expr) {
        if same_thing(left, right) {
            let words = on_one_line(self.sources.text(left.span));
            self.doubts.push(problems::compared_with_itself(&words, right.span));
        }
    }

    /// Reports two things of different kinds that stand together.
    pub(super) fn same_kind(&mut self, left: &Expr, right: &Expr) -> Option<()> {
        let day = types::is_day(left.ty) && types::is_day(right.ty);
        let truth = types::is_yes_no(left.ty) && types::is_yes_no(right.ty);
        if left.ty == right.ty || day || truth {
            return Some(());
        }
        let text = |span: Span| on_one_line(self.sources.text(span));
        let (left_text, right_text) = (text(left.span), text(right.span));
        let (a, b) = (left.ty, right.ty);
        let problem = match (a, b) {
            (Type::Money(one), Type::Money(other)) => {
                problems::two_currencies(&left_text, one, left.span, &right_text, other, right.span)
            }
            (Type::Money(_), Type::Number) => problems::money_and_number(&left_text, left.span, &right_text, right.span),
            (Type::Number, Type::Money(_)) => problems::money_and_number(&right_text, right.span, &left_text, left.span),
            _ if types::is_day(a) && types::is_length(b) => {
                problems::date_and_duration(&left_text, left.span, &right_text, right.span)
            }
            _ if types::is_length(a) && types::is_day(b) => {
                problems::date_and_duration(&right_text, right.span, &left_text, left.span)
            }
            _ if types::is_length(a) && types::is_length(b) => {
                let (one, other) = (types::noun(&self.program, a), types::noun(&self.program, b));
                problems::mixed_lengths(&one, left.span, &other, right.span)
            }
            _ => {
                let (one, other) = (types::noun(&self.program, a), types::noun(&self.program, b));
                problems::kinds_differ(&left_text, &one, left.span, &right_text, &other, right.span)
            }
        };
        self.fail(problem)
    }
}

/// What stands before the verb, where it can be said again: an item that is counted (its sentence begins with the verb) would then be another.
fn sentence(predicates: &ast::Predicates, span: Span) -> Option<Sentence> {
    let subject = Span { end: predicates.span.start, ..span };
    (subject.start < subject.end).then_some(Sentence { subject, goes_on: predicates.parts.len() > 1 })
}

/// Whether a list is satisfied where none of its limbs is. Of a record that is absent it then says what its limbs say, each of that record.
fn holds_of_nothing(need: ast::Need) -> bool {
    match need {
        ast::Need::None | ast::Need::AtMost(_) => true,
        ast::Need::AtLeast(count) | ast::Need::Exactly(count) => count == 0,
        ast::Need::All | ast::Need::Any => false,
    }
}

/// Whether two constants stand in the wrong order.
fn backwards(from: &Expr, to: &Expr) -> bool {
    match (&from.kind, &to.kind) {
        (ExprKind::Const(Value::Number(from)), ExprKind::Const(Value::Number(to))) => to < from,
        (ExprKind::Const(Value::Date(from)), ExprKind::Const(Value::Date(to))) => to < from,
        _ => false,
    }
}

/// Whether two expressions name one fact, definition or parameter.
fn same_thing(left: &Expr, right: &Expr) -> bool {
    match (&left.kind, &right.kind) {
        (ExprKind::Fact(at, slot), ExprKind::Fact(other, of)) => at == other && slot == of,
        (ExprKind::Definition(id, at), ExprKind::Definition(other, of)) => id == other && at == of,
        (ExprKind::Parameter(id, keys), ExprKind::Parameter(other, of)) => {
            id == other && keys.len() == of.len() && keys.iter().zip(of).all(|(key, other)| same_thing(key, other))
        }
        _ => false,
    }
}

/// What holds where an order does not; `None` for equality.
fn contrary(comparator: ast::Comparator) -> Option<ast::Comparator> {
    Some(match comparator {
        ast::Comparator::More(word) => ast::Comparator::AtMost(word),
        ast::Comparator::AtLeast(word) => ast::Comparator::Less(word),
        ast::Comparator::Less(word) => ast::Comparator::AtLeast(word),
        ast::Comparator::AtMost(word) => ast::Comparator::More(word),
        ast::Comparator::Exactly(_) => return None,
    })
}
