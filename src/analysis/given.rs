//! Facts given in scenarios: words and literals into a row of the case.

use super::fields::absolute;
use super::names::{self, Words};
use super::quantified::{Pick, Picked};
use super::resolve::Thing;
use super::scope::Scope;
use super::{Analyzer, problems, types};
use crate::ir::{self, CASE, ExprKind, Judgment, RecordId, Row, SlotId, Type, Value};
use crate::source::{Span, on_one_line};
use crate::syntax::ast::{self, GivenKind};
use std::sync::Arc;

/// What one particular or `given` sets a slot to.
enum Datum<'e> {
    Words(Words),
    Value(&'e ast::Expr),
}

impl Analyzer<'_> {
    pub(super) fn given(&mut self, given: &ast::Given, row: &mut Row) -> Option<()> {
        let result = self.given_kind(given, row);
        self.given_once(CASE, 0, given.span)?;
        result
    }

    /// Reports that a slot of that record, whose slots begin at `base`, has just been given a second value.
    fn given_once(&mut self, record: RecordId, base: u32, span: Span) -> Option<()> {
        if let Some((slot, least)) = self.given_below.take() {
            let slot = slot.0.checked_sub(base).and_then(|slot| self.program.records[record.index()].slots.get(slot as usize));
            let words = slot.map(|slot| slot.words.clone()).unwrap_or_default();
            return self.fail(problems::below_least(&words, &ir::value::decimal(&least), span));
        }
        let Some(slot) = self.given_twice.take() else { return Some(()) };
        let slot = slot.0.checked_sub(base).and_then(|slot| self.program.records[record.index()].slots.get(slot as usize));
        let words = slot.map(|slot| slot.words.clone()).unwrap_or_default();
        self.fail(problems::given_twice(&words, span))
    }

    fn given_kind(&mut self, given: &ast::Given, row: &mut Row) -> Option<()> {
        match &given.kind {
            GivenKind::No(run) => self.given_no(run, row),
            GivenKind::Is { subject, value, more, .. } if !more.is_empty() => self.given_set(subject, value, more, row),
            GivenKind::Is { subject, negated, value, .. } => self.given_is(subject, *negated, value, row, given.span),
            GivenKind::Has { subject, negated, what } => self.given_has(subject, *negated, what, row),
            GivenKind::Record { name, particulars } => self.given_record(name, particulars, row),
            GivenKind::Phrase(run) => self.given_phrase(run, row),
            GivenKind::Bad => None,
        }
    }

    fn given_no(&mut self, run: &ast::Run, row: &mut Row) -> Option<()> {
        let words = Words::of(run);
        match self.pick(None, &words, &Scope::case()) {
            Some(Pick { what, adjective: None, rest }) if rest.is_empty() => match what {
                Picked::List(list) => {
                    let ExprKind::Fact(at, slot) = list.list.kind else { return None };
                    self.set(row, absolute(at, 0, slot), Value::List(Arc::new(Vec::new())));
                    return Some(());
                }
                Picked::Record(record, _) => {
                    return match record.presence.map(|it| it.kind) {
                        Some(ExprKind::Fact(at, slot)) => {
                            self.set(row, absolute(at, 0, slot), Value::Absent);
                            Some(())
                        }
                        _ => self.fail(problems::cannot_be_none(&words.text(), words.span)),
                    };
                }
                Picked::Fact(fact) | Picked::Optional(fact) => {
                    let ExprKind::Fact(at, slot) = fact.kind else { return None };
                    let value = if types::is_yes_no(fact.ty) { truth_value(fact.ty, false) } else { Value::Absent };
                    self.set(row, absolute(at, 0, slot), value);
                    return Some(());
                }
            },
            _ => {}
        }
        match self.thing(&words, &Scope::case()) {
            Some(Thing::Value(expr)) => {
                let (slot, ty) = self.settable(&expr)?;
                let optional = self.program.records[CASE.index()].slots[slot.index()].optional;
                let value = match ty {
                    Type::YesNo | Type::Judgment => truth_value(ty, false),
                    _ if optional => Value::Absent,
                    _ => return self.fail(problems::cannot_be_none(&words.text(), words.span)),
                };
                self.set(row, slot, value);
                Some(())
            }
            Some(_) => self.fail(problems::cannot_be_none(&words.text(), words.span)),
            None => {
                let problem = self.unknown(&words, &Scope::case(), None);
                self.fail(problem)
            }
        }
    }

    /// The slot that an expression reads, if a case can set it.
    pub(super) fn settable(&mut self, expr: &ir::Expr) -> Option<(SlotId, Type)> {
        match &expr.kind {
            ExprKind::Fact(at, slot) => Some((absolute(*at, 0, *slot), expr.ty)),
            ExprKind::Definition(id, None) => Some((self.program.definitions[id.index()].stipulation, expr.ty)),
            ExprKind::Question(_) => self.fail(problems::question_given(self.sources.text(expr.span), expr.span)),
            ExprKind::Parameter(..) => self.fail(problems::parameter_given(self.sources.text(expr.span), expr.span)),
            _ => self.fail(problems::not_a_fact(self.sources.text(expr.span), expr.span)),
        }
    }

    /// The values of a choice; of other kinds none.
    fn values_of(&self, ty: Type) -> Vec<String> {
        match ty {
            Type::Enum(of) => self.program.enums[of.index()].values.clone(),
            _ => Vec::new(),
        }
    }

    /// `kinds is red and green`.
    fn given_set(&mut self, subject: &ast::Run, value: &ast::Expr, more: &[ast::Run], row: &mut Row) -> Option<()> {
        let words = Words::of(subject);
        let Some(Thing::Value(expr)) = self.thing(&words, &Scope::case()) else {
            let problem = self.unknown(&words, &Scope::case(), None);
            return self.fail(problem);
        };
        let (slot, ty) = self.settable(&expr)?;
        let Type::Set(_) = ty else {
            let place = more.first().map_or(subject.span, |run| run.span);
            return self.fail(problems::one_value_only(&words.text(), place));
        };
        let first = match &value.kind {
            ast::ExprKind::Run(run) => Datum::Words(Words::of(run)),
            _ => Datum::Value(value),
        };
        let mut bits = 0;
        for (datum, place) in
            [(first, value.span)].into_iter().chain(more.iter().map(|run| (Datum::Words(Words::of(run)), run.span)))
        {
            if let Value::Set(bit) = self.datum(ty, &words.text(), false, &datum, place)? {
                bits |= bit;
            }
        }
        self.set(row, slot, Value::Set(bits));
        Some(())
    }

    fn given_is(&mut self, subject: &ast::Run, negated: bool, value: &ast::Expr, row: &mut Row, span: Span) -> Option<()> {
        let words = Words::of(subject);
        // A sentence about the case that is stipulated: `the hold is lawful`.
        if self.known_definitions().any(|it| it.subject.as_ref() == Some(&words.list))
            && let ast::ExprKind::Run(term) = &value.kind
        {
            let mut key = words.list.clone();
            key.push("is".into());
            key.extend(names::key(term));
            if let Some(index) = self.definition_of_case(&key) {
                let (name, declared) = (self.program.definitions[index].name.clone(), self.program.definitions[index].span);
                self.means_one_thing(declared, &name, span)?;
                let slot = self.program.definitions[index].stipulation;
                self.set(row, slot, Value::Bool(!negated));
                return Some(());
            }
        }
        let before = self.told();
        match self.thing(&words, &Scope::case()) {
            Some(Thing::Value(expr)) => {
                let (slot, ty) = self.settable(&expr)?;
                if negated {
                    return match (ty, &value.kind) {
                        _ if types::is_yes_no(ty) => {
                            let datum = self.datum(ty, &words.text(), false, &Datum::Value(value), span)?;
                            let flipped = match datum {
                                Value::Bool(it) => Value::Bool(!it),
                                Value::Judgment(it) => truth_value(ty, !it.finding),
                                other => other,
                            };
                            self.set(row, slot, flipped);
                            Some(())
                        }
                        _ => self.fail(problems::given_not(&words.text(), &self.values_of(ty), span)),
                    };
                }
                let optional = self.program.records[CASE.index()].slots[slot.index()].optional;
                let datum = match (&value.kind, ty) {
                    (ast::ExprKind::Run(run), _) => Datum::Words(Words::of(run)),
                    _ => Datum::Value(value),
                };
                let value = self.datum(ty, &words.text(), optional, &datum, value.span)?;
                self.set(row, slot, value);
                Some(())
            }
            Some(Thing::Record(record)) => {
                let ast::ExprKind::Run(run) = &value.kind else {
                    let name = self.records[record.record.index()].name.clone();
                    return self.fail(problems::record_compared(&name, self.sources.text(value.span), value.span));
                };
                let base = record.at.base;
                self.mark_present(row, base);
                let quality = Words::of(run);
                if quality.list == ["unknown"] {
                    return Some(());
                }
                if quality.list == ["none"] || quality.list == ["absent"] {
                    return match record.presence.map(|it| it.kind) {
                        Some(ExprKind::Fact(at, slot)) => {
                            self.set(row, absolute(at, 0, slot), Value::Absent);
                            Some(())
                        }
                        _ => self.fail(problems::cannot_be_none(&words.text(), words.span)),
                    };
                }
                self.set_quality(row, record.record, base, &quality, negated)
            }
            Some(Thing::List(list)) => match &value.kind {
                ast::ExprKind::Run(run) if names::key(run) == ["unknown"] => Some(()),
                _ => {
                    let item = self.records[list.record.index()].name.clone();
                    let fact = self.records[list.record.index()].fields.first().map(|field| field.name.clone());
                    self.fail(problems::given_list(&words.text(), &item, fact.as_deref().unwrap_or("date"), words.span))
                }
            },
            None if self.told() > before => None,
            None => {
                let problem = self.unknown(&words, &Scope::case(), None);
                self.fail(problem)
            }
        }
    }

    /// `the person has no significant criminal record`: a yes/no fact, an optional one, or a list of the record (or of the case).
    fn given_has(&mut self, subject: &ast::Run, negated: bool, what: &ast::Run, row: &mut Row) -> Option<()> {
        let words = Words::of(subject);
        let Some(Thing::Record(record)) = self.thing(&words, &Scope::case()) else {
            let problem = self.unknown(&words, &Scope::case(), None);
            return self.fail(problem);
        };
        let base = record.at.base;
        let quality = Words::of(what);
        if !self.matching_qualities(record.record, &quality).is_empty() {
            self.mark_present(row, base);
            return self.set_quality(row, record.record, base, &quality, negated);
        }
        if let Some(found) = self.field(record.record, &quality.list)
            && found.length == quality.len()
            && negated
        {
            let slot = SlotId(base + found.base + found.field.slot.0);
            let value = match found.field.ty {
                Type::List(_) => Value::List(Arc::new(Vec::new())),
                _ if found.field.optional => Value::Absent,
                _ => return self.fail(problems::cannot_be_none(&quality.text(), quality.span)),
            };
            self.set(row, slot, value);
            return Some(());
        }
        // What is said of the case may be said of the one person in it.
        if negated { self.given_no(what, row) } else { self.given_phrase(what, row) }
    }

    fn given_record(&mut self, name: &ast::Run, particulars: &[ast::Particular], row: &mut Row) -> Option<()> {
        let words = Words::of(name);
        match self.pick(None, &words, &Scope::case()) {
            Some(Pick { what: Picked::List(list), adjective: None, rest }) if rest.is_empty() => {
                let ExprKind::Fact(at, slot) = list.list.kind else { return None };
                let mut item = vec![Value::Unknown; self.program.records[list.record.index()].slots.len()];
                let outer = std::mem::replace(&mut self.filling, list.record);
                let all = particulars.iter().try_for_each(|it| self.particular(&mut item, list.record, 0, it));
                self.filling = outer;
                all?;
                self.push_item(row, absolute(at, 0, slot), item);
                Some(())
            }
            Some(Pick { what: Picked::Record(record, _), adjective: None, rest }) if rest.is_empty() => {
                let base = record.at.base;
                self.mark_present(row, base);
                for particular in particulars {
                    self.particular(row, record.record, base, particular)?;
                }
                Some(())
            }
            _ => {
                if let Some(Thing::Value(_)) = self.thing(&words, &Scope::case()) {
                    let value = particulars.first().map_or("...", |it| self.sources.text(it.span));
                    return self.fail(problems::no_record_given(&words.text(), &on_one_line(value), name.span));
                }
                let problem = self.unknown(&words, &Scope::case(), None);
                self.fail(problem)
            }
        }
    }

    fn push_item(&mut self, row: &mut Row, slot: SlotId, item: Row) {
        let mut items = match &row[slot.index()] {
            Value::List(items) => items.as_ref().clone(),
            _ => Vec::new(),
        };
        items.push(item);
        self.set(row, slot, Value::List(Arc::new(items)));
    }

    fn given_phrase(&mut self, run: &ast::Run, row: &mut Row) -> Option<()> {
        let words = Words::of(run);
        if let Some(Pick { what: Picked::List(list), adjective: None, rest }) = self.pick(None, &words, &Scope::case())
            && rest.is_empty()
        {
            let ExprKind::Fact(at, slot) = list.list.kind else { return None };
            let item = vec![Value::Unknown; self.program.records[list.record.index()].slots.len()];
            self.push_item(row, absolute(at, 0, slot), item);
            return Some(());
        }
        if words.list.last().is_some_and(|word| word == "unknown") {
            let head = words.before(words.len() - 1);
            if self.thing(&head, &Scope::case()).is_some() || self.pick(None, &head, &Scope::case()).is_some() {
                return Some(());
            }
        }
        if let Some(found) = self.field(CASE, &words.list)
            && found.length == words.len()
            && types::is_yes_no(found.field.ty)
        {
            let slot = SlotId(found.base + found.field.slot.0);
            self.set(row, slot, truth_value(found.field.ty, true));
            return Some(());
        }
        // A sentence about a record that the case holds once: `the agreement covers all costs`.
        for length in (1..words.len()).rev() {
            if let Some(Thing::Record(record)) = self.thing(&words.before(length), &Scope::case()) {
                let mut list = vec!["it".to_owned()];
                list.extend_from_slice(&words.list[length..]);
                let said = Words::at(list, words.span);
                if let Some(sentence) = self.sentence(record.record, record.at, &said, words.span)
                    && let ExprKind::Fact(at, slot) = sentence.kind
                {
                    self.mark_present(row, record.at.base);
                    self.set(row, absolute(at, 0, slot), truth_value(sentence.ty, true));
                    return Some(());
                }
            }
        }
        // A sentence that is a definition, stipulated.
        if let Some(index) = self.defined_sentence(&words.list) {
            let slot = self.program.definitions[index].stipulation;
            self.set(row, slot, Value::Bool(true));
            return Some(());
        }
        if let Some(Thing::Value(expr)) = self.thing(&words, &Scope::case())
            && types::is_yes_no(expr.ty)
        {
            let (slot, ty) = self.settable(&expr)?;
            self.set(row, slot, truth_value(ty, true));
            return Some(());
        }
        // `staff 3`: a fact of the case is given with its verb.
        for length in (1..words.len()).rev() {
            if let Some(Thing::Value(fact)) = self.thing(&words.before(length), &Scope::case())
                && matches!(fact.kind, ExprKind::Fact(..))
            {
                let value = if types::is_yes_no(fact.ty) { "yes".to_owned() } else { words.from(length).text() };
                let meant = format!("{} is {value}", words.before(length).text());
                return self.fail(problems::said_otherwise(&words.text(), words.span, &meant, None));
            }
        }
        let problem = self.unknown(&words, &Scope::case(), None);
        self.fail(problem)
    }

    /// `grade misdemeanor`, `not violent`, `date 1995-06-01`, `it forbids the hold`.
    fn particular(&mut self, row: &mut Row, record: RecordId, base: u32, particular: &ast::Particular) -> Option<()> {
        let result = self.particular_kind(row, record, base, particular);
        self.given_once(record, base, particular.span)?;
        result
    }

    fn particular_kind(&mut self, row: &mut Row, record: RecordId, base: u32, particular: &ast::Particular) -> Option<()> {
        let Some(run) = &particular.run else {
            return self.fail(problems::particular_needs_name(particular.span));
        };
        let words = Words::of(run);
        if particular.value.is_none() && particular.more.is_empty() {
            let every = self.every_field(record);
            let sentence = every.iter().find(|(_, field)| field.is_sentence() && field.keys.contains(&words.list));
            if let Some((inner, field)) = sentence {
                let slot = SlotId(base + inner + field.slot.0);
                self.set(row, slot, truth_value(field.ty, !particular.negated));
                return Some(());
            }
            if !self.matching_qualities(record, &words).is_empty() {
                return self.set_quality(row, record, base, &words, particular.negated);
            }
        }
        let Some(found) = self.field(record, &words.list) else {
            let problem = match self.matching_qualities(record, &words).is_empty() {
                _ if particular.value.is_some() => self.no_such_field(record, &words),
                _ => {
                    let name = self.records[record.index()].name.clone();
                    let mut known = self.quality_names(record);
                    known.extend(self.every_field(record).into_iter().map(|(_, field)| field.name));
                    let near =
                        crate::diagnostics::suggest::nearest(&words.plain(), known.iter().map(String::as_str)).map(str::to_owned);
                    problems::unknown_particular(&words.text(), &name, near.as_deref(), words.span)
                }
            };
            return self.fail(problem);
        };
        let slot = SlotId(base + found.base + found.field.slot.0);
        let rest = words.from(found.length);
        if particular.more.iter().any(|more| self.field(record, &names::key(more)).is_some()) {
            let written = on_one_line(self.sources.text(particular.span));
            return self.fail(problems::said_otherwise(&written, particular.span, &written.replace(" and ", ", "), None));
        }
        if particular.negated {
            let optional_none = rest.is_empty() && particular.value.is_none() && found.field.optional;
            if optional_none {
                self.set(row, slot, Value::Absent);
                return Some(());
            }
            return self.fail(problems::given_not(&found.field.name, &self.values_of(found.field.ty), particular.span));
        }
        if let Type::Set(of) = found.field.ty {
            return self.set_of_values(row, slot, of, &rest, &particular.more, particular.span);
        }
        let datum = match (&particular.value, rest.is_empty()) {
            (Some(value), true) => Datum::Value(value),
            (None, false) => Datum::Words(rest),
            (Some(value), false) => {
                let _ = value;
                return self.fail(problems::left_over(&found.field.name, &rest.text(), rest.span));
            }
            (None, true) => return self.fail(problems::fact_needs_value(&found.field.name, particular.span)),
        };
        let value = self.datum(found.field.ty, &found.field.name, found.field.optional, &datum, particular.span)?;
        self.set(row, slot, value);
        Some(())
    }

    fn set_of_values(
        &mut self,
        row: &mut Row,
        slot: SlotId,
        of: ir::EnumId,
        rest: &Words,
        more: &[ast::Run],
        span: Span,
    ) -> Option<()> {
        if rest.list == ["none"] || rest.list == ["nothing"] {
            self.set(row, slot, Value::Set(0));
            return Some(());
        }
        if rest.list == ["unknown"] {
            return Some(());
        }
        let mut bits = 0_u128;
        let mut every = vec![rest.clone()];
        every.extend(more.iter().map(Words::of));
        for words in every {
            match self.enum_value(of, &words.list) {
                Some(number) if number < 128 => bits |= 1 << number,
                _ => {
                    let of = &self.program.enums[of.index()];
                    let problem = problems::unknown_value(
                        &words.text(),
                        &of.name,
                        &of.values,
                        if words.is_empty() { span } else { words.span },
                    );
                    return self.fail(problem);
                }
            }
        }
        self.set(row, slot, Value::Set(bits));
        Some(())
    }

    /// Fields (by base) that a quality could set: yes/no facts, stipulated terms, values of choices.
    fn matching_qualities(&self, record: RecordId, words: &Words) -> Vec<(SlotId, Type, Option<u16>)> {
        let mut found = Vec::new();
        for (base, field) in self.every_field(record) {
            let slot = SlotId(base + field.slot.0);
            if types::is_yes_no(field.ty) && field.keys.iter().any(|key| words.is(key)) {
                found.push((slot, field.ty, None));
            } else if let Type::Enum(of) = field.ty
                && let Some(number) = self.enum_value(of, &words.list)
            {
                found.push((slot, field.ty, Some(number)));
            }
        }
        found
    }

    fn set_quality(&mut self, row: &mut Row, record: RecordId, base: u32, words: &Words, negated: bool) -> Option<()> {
        let mut found = self.matching_qualities(record, words);
        match (found.len(), found.pop()) {
            (1, Some((slot, ty, number))) => {
                let slot = SlotId(base + slot.0);
                let value = match number {
                    None => truth_value(ty, !negated),
                    Some(_) if negated => {
                        let fact = self.program.records[record.index()].slots.get((slot.0 - base) as usize);
                        let name = fact.and_then(|it| it.path.last().cloned());
                        let name = name.unwrap_or_else(|| words.text());
                        return self.fail(problems::given_not(&name, &self.values_of(ty), words.span));
                    }
                    Some(number) => Value::Enum(number),
                };
                self.set(row, slot, value);
                Some(())
            }
            (0, _) | (_, None) => {
                let name = self.records[record.index()].name.clone();
                let known = self.quality_names(record);
                let near =
                    crate::diagnostics::suggest::nearest(&words.plain(), known.iter().map(String::as_str)).map(str::to_owned);
                self.fail(problems::unknown_quality(&words.text(), &name, near.as_deref(), &known, words.span))
            }
            _ => {
                let name = self.records[record.index()].name.clone();
                self.fail(problems::two_meanings(&words.text(), &[format!("several facts of a {name}")], words.span))
            }
        }
    }

    /// A value of a kind, from words or a literal.
    fn datum(&mut self, ty: Type, name: &str, optional: bool, datum: &Datum<'_>, span: Span) -> Option<Value> {
        let words = match datum {
            Datum::Words(words) => Some(words.clone()),
            Datum::Value(ast::Expr { kind: ast::ExprKind::Run(run), .. }) => Some(Words::of(run)),
            Datum::Value(_) => None,
        };
        if let Some(words) = &words {
            match names::shown(&words.list).as_str() {
                "unknown" => return Some(Value::Unknown),
                "none" | "absent" if optional => return Some(Value::Absent),
                "none" | "absent" => return self.fail(problems::cannot_be_none(name, words.span)),
                "yes" | "true" if types::is_yes_no(ty) => return Some(truth_value(ty, true)),
                "no" | "false" if types::is_yes_no(ty) => return Some(truth_value(ty, false)),
                _ => {}
            }
            if let Type::Enum(of) = ty {
                return match self.enum_value(of, &words.list) {
                    Some(number) => Some(Value::Enum(number)),
                    None => {
                        let of = &self.program.enums[of.index()];
                        let problem = problems::unknown_value(&words.text(), &of.name, &of.values, words.span);
                        self.fail(problem)
                    }
                };
            }
            if let Type::Set(of) = ty {
                return match self.enum_value(of, &words.list) {
                    Some(number) if number < 128 => Some(Value::Set(1 << number)),
                    _ => {
                        let of = &self.program.enums[of.index()];
                        let problem = problems::unknown_value(&words.text(), &of.name, &of.values, words.span);
                        self.fail(problem)
                    }
                };
            }
        }
        let Datum::Value(expr) = datum else {
            let noun = types::noun(&self.program, ty);
            return self.fail(problems::wrong_given(name, &words.map(|words| words.text()).unwrap_or_default(), &noun, ty, span));
        };
        let value = self.expr(expr, &Scope::case(), Some(ty))?;
        let date_for_time = ty == Type::DateTime && value.ty == Type::Date;
        if value.ty != ty || date_for_time {
            let noun = types::noun(&self.program, ty);
            return self.fail(problems::wrong_given(name, self.sources.text(expr.span), &noun, ty, expr.span));
        }
        match value.kind {
            ExprKind::Const(value) => Some(value),
            _ => self.fail(problems::parameter_needs_literal(expr.span)),
        }
    }

    /// Sets a slot, and with it that the records around it are there.
    fn set(&mut self, row: &mut Row, slot: SlotId, value: Value) {
        if let Some(place) = row.get_mut(slot.index()) {
            let agrees = match (&*place, &value) {
                (Value::Unknown, _) | (_, Value::Unknown) => true,
                // Items are given one by one; that there are none agrees with no item.
                (Value::List(before), Value::List(now)) => before.is_empty() == now.is_empty(),
                (before, now) => before == now,
            };
            if !agrees {
                self.given_twice = Some(slot);
            }
            let declared = self.program.records.get(self.filling.index()).and_then(|it| it.slots.get(slot.index()));
            if let (Some(least), Value::Number(number)) = (declared.and_then(|it| it.least), &value)
                && *number < least
            {
                self.given_below = Some((slot, least));
            }
            *place = value;
        }
        self.mark_around(row, slot.0);
    }

    /// Marks the record whose slots begin at `base` as there, and those around it.
    fn mark_present(&self, row: &mut Row, base: u32) {
        self.mark_around(row, base);
    }

    fn mark_around(&self, row: &mut Row, slot: u32) {
        for (index, declared) in self.program.records[self.filling.index()].slots.iter().enumerate() {
            if let Type::Record(inner) = declared.ty {
                let size = self.program.records[inner.index()].slots.len();
                let at = slot as usize;
                if at > index && at <= index + size && row[index] == Value::Unknown {
                    row[index] = Value::Record;
                }
            }
        }
    }
}

/// Yes or no as the kind of fact keeps it.
fn truth_value(ty: Type, yes: bool) -> Value {
    match ty {
        Type::Judgment => Value::Judgment(Arc::new(Judgment { finding: yes, by: None, on: None, because: None })),
        _ => Value::Bool(yes),
    }
}
