//! Scenarios: facts into a row of the case, and what is expected.

use super::names::{self, Words};
use super::quantified::{Pick, Picked};
use super::resolve::{Scope, Thing, absolute};
use super::rule::{LocatedScenario, Referred};
use super::{Analyzer, problems, types};
use crate::ir::{self, CASE, DecisionId, ExprKind, InstrumentId, Judgment, MissingRef, Mode, RecordId, Row, SlotId, Type, Value};
use crate::source::Span;
use crate::syntax::ast::{self, ExpectKind, GivenKind, ItemKind};
use std::sync::Arc;

/// What one particular or `given` sets a slot to.
enum Datum<'e> {
    Words(Words),
    Value(&'e ast::Expr),
}

impl<'a> Analyzer<'a> {
    pub(super) fn scenarios(&mut self) {
        for located in self.items(|kind| if let ItemKind::Scenario(it) = kind { Some(it) } else { None }) {
            if let Some(scenario) = self.scenario(&located) {
                self.program.scenarios.push(scenario);
            }
        }
    }

    fn scenario(&mut self, located: &LocatedScenario<'a>) -> Option<ir::Scenario> {
        let it = located.it;
        let instrument = self.instrument_of_file.get(&located.file).copied();
        let mut scenario = ir::Scenario {
            title: it.title.text.clone(),
            instrument,
            as_of: None,
            as_if_enacted: false,
            positions: Vec::new(),
            case: vec![Value::Unknown; self.program.records[CASE.index()].slots.len()],
            expects: Vec::new(),
            span: it.title.span,
        };
        let mut sound = true;
        for setting in &it.settings {
            match setting {
                ast::Setting::AsOf(date) => scenario.as_of = Some(date.date),
                ast::Setting::AsIfEnacted(_) => scenario.as_if_enacted = true,
                ast::Setting::With { question, position } => match self.position(question, position) {
                    Some(taken) => scenario.positions.push(taken),
                    None => sound = false,
                },
                ast::Setting::Bad(_) => sound = false,
            }
        }
        for given in &it.givens {
            sound &= self.given(given, &mut scenario.case).is_some();
        }
        for expect in &it.expects {
            match self.expect(expect, instrument) {
                Some(expect) => scenario.expects.push(expect),
                None => sound = false,
            }
        }
        sound.then_some(scenario)
    }

    fn position(&mut self, question: &ast::Run, position: &ast::Run) -> Option<(ir::QuestionId, u16)> {
        let key = names::key(question);
        let Some(index) = self.question_keys.iter().position(|it| *it == key) else {
            let known: Vec<String> = self.program.questions.iter().map(|it| it.name.clone()).collect();
            return self.fail(problems::unknown_question(&names::name(question), question.span, &known));
        };
        let positions = self.program.questions[index].positions;
        match self.enum_value(positions, &names::key(position)) {
            Some(number) => Some((ir::QuestionId(u32::try_from(index).ok()?), number)),
            None => {
                let values = self.program.enums[positions.index()].values.clone();
                let name = self.program.questions[index].name.clone();
                self.fail(problems::unknown_position(&names::name(position), &name, position.span, &values))
            }
        }
    }

    fn given(&mut self, given: &ast::Given, row: &mut Row) -> Option<()> {
        let result = self.given_kind(given, row);
        self.given_once(CASE, 0, given.span)?;
        result
    }

    /// Reports that a slot of that record, whose slots begin at `base`, has just been given a second value.
    fn given_once(&mut self, record: RecordId, base: u32, span: Span) -> Option<()> {
        let Some(slot) = self.given_twice.take() else { return Some(()) };
        let slot = slot.0.checked_sub(base).and_then(|slot| self.program.records[record.index()].slots.get(slot as usize));
        let words = slot.map(|slot| slot.words.clone()).unwrap_or_default();
        self.fail(problems::given_twice(&words, span))
    }

    fn given_kind(&mut self, given: &ast::Given, row: &mut Row) -> Option<()> {
        match &given.kind {
            GivenKind::No(run) => self.given_no(run, row),
            GivenKind::Is { subject, negated, value } => self.given_is(subject, *negated, value, row, given.span),
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
    fn settable(&mut self, expr: &ir::Expr) -> Option<(SlotId, Type)> {
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

    fn given_is(&mut self, subject: &ast::Run, negated: bool, value: &ast::Expr, row: &mut Row, span: Span) -> Option<()> {
        let words = Words::of(subject);
        // A sentence about the case that is stipulated: `the hold is lawful`.
        if self.definitions.iter().any(|it| it.subject.as_ref() == Some(&words.list))
            && let ast::ExprKind::Run(term) = &value.kind
        {
            let mut key = words.list.clone();
            key.push("is".into());
            key.extend(names::key(term));
            if let Some(index) = self.definitions.iter().position(|it| it.of == CASE && it.key == key) {
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
        if let Some(index) =
            self.definitions.iter().position(|it| it.of == CASE && it.subject.as_ref() == Some(&it.key) && it.key == words.list)
        {
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

    fn expect(&mut self, expect: &ast::Expect, instrument: Option<InstrumentId>) -> Option<ir::Expect> {
        let kind = match &expect.kind {
            ExpectKind::NoRule(of) => ir::ExpectKind::NoRule(self.expected_decision(of.as_ref())?),
            ExpectKind::Undetermined(of) => ir::ExpectKind::Undetermined(self.expected_decision(of.as_ref())?),
            ExpectKind::Conflict(of) => ir::ExpectKind::Conflict(self.expected_decision(of.as_ref())?),
            ExpectKind::Effect(effect) => {
                // Words alone may be a sentence about the case.
                let is_sentence = effect.mode == ast::Mode::Plain
                    && matches!(&effect.what, ast::EffectWhat::Run(run) if self.is_sentence_of_case(run));
                if let (true, ast::EffectWhat::Run(run)) = (is_sentence, &effect.what) {
                    let condition = ast::Condition { kind: ast::ConditionKind::Phrase(run.clone()), span: run.span };
                    ir::ExpectKind::Statement(self.condition(&condition, &Scope::case())?)
                } else {
                    let conclusion = self.effect(effect)?;
                    ir::ExpectKind::Effect { decision: conclusion.decision, mode: conclusion.mode, value: conclusion.value }
                }
            }
            ExpectKind::Statement(condition) => match self.expected_value(condition) {
                Some(found) => found?,
                None => ir::ExpectKind::Statement(self.condition(condition, &Scope::case())?),
            },
            ExpectKind::Bad => return None,
        };
        let mut by = Vec::new();
        for reference in &expect.by {
            let Some(instrument) = instrument else {
                return self.fail(problems::no_rules_here(reference.label.span));
            };
            match self.referred(instrument, reference, None) {
                Some((Referred::Rules(ids), _)) => by.push(ids),
                Some((Referred::Limb(id, _), _)) => by.push(vec![id]),
                None => {
                    let labels: Vec<String> = self.program.instruments[instrument.index()]
                        .rules
                        .iter()
                        .map(|id| self.program.rules[id.index()].label.clone())
                        .collect();
                    return self.fail(problems::unknown_rule_expected(&reference.label.text, reference.label.span, &labels));
                }
            }
        }
        let mut missing = Vec::new();
        for run in &expect.missing {
            missing.push(self.missing(run)?);
        }
        let mut questions = Vec::new();
        for run in &expect.questions {
            let key = names::key(run);
            match self.question_keys.iter().position(|it| *it == key) {
                Some(index) => questions.push(ir::QuestionId(u32::try_from(index).ok()?)),
                None => {
                    let known: Vec<String> = self.program.questions.iter().map(|it| it.name.clone()).collect();
                    return self.fail(problems::unknown_question(&names::name(run), run.span, &known));
                }
            }
        }
        Some(ir::Expect { kind, by, missing, questions, span: expect.span })
    }

    fn is_sentence_of_case(&self, run: &ast::Run) -> bool {
        let key = names::key(run);
        self.definitions.iter().any(|it| it.of == CASE && it.key == key && it.subject.as_ref() == Some(&it.key))
            || self.records[CASE.index()].fields.iter().any(|field| field.keys.contains(&key) && types::is_yes_no(field.ty))
    }

    fn expected_decision(&mut self, of: Option<&ast::Run>) -> Option<Option<DecisionId>> {
        let Some(run) = of else { return Some(None) };
        match self.decision_named(&names::key(run)) {
            Some(id) => Some(Some(id)),
            None => {
                let known: Vec<String> = self.program.decisions.iter().map(|it| it.name.clone()).collect();
                self.fail(problems::unknown_decision(&names::name(run), run.span, &known))
            }
        }
    }

    /// `hold limit is 2013-01-22 14:00`, where `hold limit` is a decision. The outer `None`: it is no such thing.
    fn expected_value(&mut self, condition: &ast::Condition) -> Option<Option<ir::ExpectKind>> {
        let ast::ConditionKind::Statement { subject, predicates } = &condition.kind else { return None };
        let ast::ExprKind::Run(run) = &subject.kind else { return None };
        let decision = self.decision_named(&names::key(run))?;
        let [predicate] = predicates.parts.as_slice() else {
            return Some(self.fail(problems::expected_value_form(&names::name(run), condition.span)));
        };
        let ast::PredicateKind::Is { negated: false, shown: false, what: ast::Is::Values(ast::Values::Plain(values)) } =
            &predicate.kind
        else {
            return Some(self.fail(problems::expected_value_form(&names::name(run), condition.span)));
        };
        let [value] = values.as_slice() else {
            return Some(self.fail(problems::expected_value_form(&names::name(run), condition.span)));
        };
        let ty = self.program.decisions[decision.index()].ty;
        let value = self.expr(value, &Scope::case(), Some(ty));
        Some(value.and_then(|value| {
            let target = self.constant(Value::Unknown, ty, subject.span);
            if value.ty != ty {
                self.same_kind(&target, &value)?;
            }
            Some(ir::ExpectKind::Effect { decision, mode: Mode::Plain, value })
        }))
    }

    /// `grade of the conviction`, `prior convictions`.
    fn missing(&mut self, run: &ast::Run) -> Option<MissingRef> {
        let words = Words::of(run);
        match self.thing(&words, &Scope::case()) {
            Some(Thing::Value(expr)) => {
                let (slot, _) = self.settable(&expr)?;
                return Some(MissingRef { record: CASE, slot });
            }
            Some(Thing::List(list)) => {
                let ExprKind::Fact(at, slot) = list.list.kind else { return None };
                return Some(MissingRef { record: CASE, slot: absolute(at, 0, slot) });
            }
            Some(Thing::Record(record)) => {
                if let Some(ExprKind::Fact(at, slot)) = record.presence.map(|it| it.kind) {
                    return Some(MissingRef { record: CASE, slot: absolute(at, 0, slot) });
                }
            }
            None => {}
        }
        if let Some(Pick { what: Picked::List(list), adjective: None, rest }) = self.pick(None, &words, &Scope::case()) {
            let ExprKind::Fact(at, slot) = list.list.kind else { return None };
            if rest.is_empty() {
                return Some(MissingRef { record: CASE, slot: absolute(at, 0, slot) });
            }
            if matches!(rest.list[0].as_str(), "'s" | "'")
                && let Some(found) = self.field(list.record, &rest.list[1..])
            {
                return Some(MissingRef { record: list.record, slot: SlotId(found.base + found.field.slot.0) });
            }
        }
        // `grade of the conviction`: a fact of a list's items. A sentence fact may be said with its item.
        for (index, word) in words.list.iter().enumerate() {
            if word == "of"
                && index > 0
                && let Some(Pick { what: Picked::List(list), adjective: None, rest }) =
                    self.pick(None, &words.from(index + 1), &Scope::case())
                && rest.is_empty()
                && let Some(slot) = self.slot_named(list.record, &words.list[..index])
            {
                return Some(MissingRef { record: list.record, slot });
            }
        }
        // A fact of some record, named without it.
        let found: Vec<(RecordId, SlotId)> = (0..self.records.len())
            .filter_map(|index| {
                let record = RecordId(u32::try_from(index).ok()?);
                self.slot_named(record, &words.list).map(|slot| (record, slot))
            })
            .collect();
        match found.as_slice() {
            [(record, slot)] => Some(MissingRef { record: *record, slot: *slot }),
            _ => {
                let problem = self.unknown(&words, &Scope::case(), None);
                self.fail(problem)
            }
        }
    }

    fn slot_named(&self, record: RecordId, words: &[String]) -> Option<SlotId> {
        self.every_field(record)
            .into_iter()
            .find(|(_, field)| field.keys.iter().any(|key| names::same(words, key)))
            .map(|(base, field)| SlotId(base + field.slot.0))
    }
}

/// Yes or no as the kind of fact keeps it.
fn truth_value(ty: Type, yes: bool) -> Value {
    match ty {
        Type::Judgment => Value::Judgment(Arc::new(Judgment { finding: yes, by: None, on: None, because: None })),
        _ => Value::Bool(yes),
    }
}
