//! Scenarios: how they are run, and what is expected (the facts: `given.rs`).

use super::fields::absolute;
use super::names::{self, Words};
use super::quantified::{Pick, Picked};
use super::reference::When;
use super::resolve::Thing;
use super::rule::{LocatedScenario, Referred};
use super::scope::Scope;
use super::{Analyzer, problems, types};
use crate::ir::{self, CASE, DecisionId, ExprKind, InstrumentId, MissingRef, Mode, RecordId, SlotId, Value};
use crate::source::{FileId, Span};
use crate::syntax::ast::{self, ExpectKind, ItemKind};
use std::collections::BTreeMap;

impl<'a> Analyzer<'a> {
    pub(super) fn scenarios(&mut self) {
        let sound = self.doubts.len();
        let mut titles: BTreeMap<(FileId, &str), Span> = BTreeMap::new();
        let mut twice = Vec::new();
        for located in self.items_as_given(|kind| if let ItemKind::Scenario(it) = kind { Some(it) } else { None }) {
            let title = &located.it.title;
            match titles.get(&(located.file, title.text.as_str())) {
                Some(first) => twice.push(problems::duplicate_scenario(&title.text, title.span, *first)),
                None => {
                    titles.insert((located.file, title.text.as_str()), title.span);
                }
            }
            if let Some(scenario) = self.scenario(&located) {
                self.program.scenarios.push(scenario);
            }
        }
        // What a scenario expects is exact: the doubts of conditions are none here.
        self.doubts.truncate(sound);
        self.doubts.append(&mut twice);
    }

    fn scenario(&mut self, located: &LocatedScenario<'a>) -> Option<ir::Scenario> {
        let it = located.it;
        self.here = located.file;
        let instrument = self.instrument_of_file.get(&located.file).copied();
        let mut scenario = ir::Scenario {
            title: it.title.text.clone(),
            instrument,
            together: if instrument.is_some() { Vec::new() } else { self.instruments_used(located.file) },
            under: None,
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
                ast::Setting::Under(name) => match self.order_named(name) {
                    Some(order) => scenario.under = Some(order),
                    None => sound = false,
                },
                ast::Setting::Bad(_) => sound = false,
            }
        }
        for given in &it.givens {
            sound &= self.given(given, &mut scenario.case).is_some();
        }
        for expect in &it.expects {
            match self.expect(expect, &scenario) {
                Some(expect) => scenario.expects.push(expect),
                None => sound = false,
            }
        }
        sound.then_some(scenario)
    }

    pub(super) fn position(&mut self, question: &ast::Run, position: &ast::Run) -> Option<(ir::QuestionId, u16)> {
        let Some(index) = self.asked(question) else {
            let known = self.question_names();
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

    fn asked(&mut self, question: &ast::Run) -> Option<usize> {
        let id = self.question_named(&names::key(question))?;
        let declared = self.program.questions[id.index()].span;
        self.means_one_thing(declared, &names::name(question), question.span);
        Some(id.index())
    }

    fn expect(&mut self, expect: &ast::Expect, scenario: &ir::Scenario) -> Option<ir::Expect> {
        let from = match &expect.from {
            None => None,
            Some(module) => Some(self.instrument_named(module)?),
        };
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
            // Without `from`, any of the instruments may have the rule.
            let among: Vec<InstrumentId> = match from.or(scenario.instrument) {
                // What an act amends is spoken of in its scenarios too.
                Some(one) => std::iter::once(one).chain(self.program.instruments[one.index()].amends).collect(),
                None => scenario.together.clone(),
            };
            if among.is_empty() {
                return self.fail(problems::no_rules_here(reference.label.span));
            }
            let mut found = Vec::new();
            let when = When::On(scenario.as_of.unwrap_or(jiff::civil::Date::MAX));
            for instrument in &among {
                match self.referred(*instrument, reference, None, when) {
                    Some((Referred::Rules(ids), _)) => found.extend(ids),
                    Some((Referred::Limb(id, _), _)) => found.push(id),
                    None => {}
                }
            }
            match found.is_empty() {
                false => by.push(found),
                true => {
                    let rules = among.iter().flat_map(|id| &self.program.instruments[id.index()].rules);
                    let labels: Vec<String> = rules.map(|id| self.program.rules[id.index()].label.clone()).collect();
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
            match self.asked(run) {
                Some(index) => questions.push(ir::QuestionId(u32::try_from(index).ok()?)),
                None => {
                    let known = self.question_names();
                    return self.fail(problems::unknown_question(&names::name(run), run.span, &known));
                }
            }
        }
        let mut positions = Vec::new();
        for (question, position) in &expect.positions {
            positions.push(self.position(question, position)?);
        }
        let said = expect.due.is_some() || expect.begins.is_some() || expect.done.is_some();
        if said && !matches!(&kind, ir::ExpectKind::Effect { mode: Mode::Must | Mode::MustNot, .. }) {
            return self.fail(problems::no_duty_expected(expect.span));
        }
        let due = match &expect.due {
            None => None,
            Some(None) => Some(ir::Due::AtOnce),
            Some(Some(value)) => Some(ir::Due::By(self.moment_of_duty(value, "due")?)),
        };
        let begins = match &expect.begins {
            None => None,
            Some(value) => Some(self.moment_of_duty(value, "owed from")?),
        };
        Some(ir::Expect { kind, by, from, missing, questions, positions, due, begins, done: expect.done, span: expect.span })
    }

    fn is_sentence_of_case(&self, run: &ast::Run) -> bool {
        let key = names::key(run);
        self.defined_sentence(&key).is_some()
            || self.fields_of(CASE).any(|field| field.keys.contains(&key) && types::is_yes_no(field.ty))
    }

    fn expected_decision(&mut self, of: Option<&ast::Run>) -> Option<Option<DecisionId>> {
        let Some(run) = of else { return Some(None) };
        match self.decision_named(run) {
            Some(id) => Some(Some(id)),
            None => {
                let known = self.decision_names();
                self.fail(problems::unknown_decision(&names::name(run), run.span, &known))
            }
        }
    }

    /// `hold limit is 2013-01-22 14:00`, where `hold limit` is a decision. The outer `None`: it is no such thing.
    fn expected_value(&mut self, condition: &ast::Condition) -> Option<Option<ir::ExpectKind>> {
        let ast::ConditionKind::Statement { subject, predicates } = &condition.kind else { return None };
        let ast::ExprKind::Run(run) = &subject.kind else { return None };
        let decision = self.decision_named(run)?;
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
