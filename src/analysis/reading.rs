//! Readings of questions by instruments, and rules that instruments switch off.

use super::amendment::{beyond, plain};
use super::reference::When;
use super::rule::Referred;
use super::scope::Scope;
use super::{Analyzer, Located, problems};
use crate::ir::{self, DefId, Expr, ExprKind, InstrumentId, Period, QuestionId, RuleId};
use crate::source::{FileId, Span};
use crate::syntax::ast::{self, ItemKind};
use std::collections::BTreeSet;

impl<'a> Analyzer<'a> {
    pub(super) fn readings(&mut self) {
        let items = self.items_by_name(|kind| if let ItemKind::Read(it) = kind { Some(it) } else { None });
        let mut circles = Vec::new();
        for Located { file, item, it, .. } in items {
            self.here = file;
            let Some(instrument) = self.authority(file, "read", item.span) else { continue };
            let Some((question, position)) = self.position(&it.question, &it.position) else { continue };
            let Some(period) = self.optional_period(it.period.as_ref()) else { continue };
            let which = self.guarded(it.condition.as_ref(), it.unless.as_ref(), &Scope::case(), item.span);
            let Some(condition) = which.map(|it| self.of_the_bound(instrument, it, item.span)) else { continue };
            self.within_days_of("reading", it.period.as_ref(), instrument);
            let asked = it.condition.as_ref().or(it.unless.as_ref()).map_or(item.span, |it| it.span);
            circles.push((question, asked));
            let span = item.span_to(it.position.span);
            self.program.readings.push(ir::Reading { instrument, question, position, period, condition, span });
        }
        for (index, (question, span)) in circles.into_iter().enumerate() {
            if self.reads(&self.program.readings[index].condition, question) {
                let problem = problems::reading_circle(&self.program.questions[question.index()].name, span);
                self.report(problem);
            }
        }
    }

    pub(super) fn suspensions(&mut self) {
        let items = self.items_by_name(|kind| if let ItemKind::Suspend(it) = kind { Some(it) } else { None });
        for Located { file, item, it, .. } in items {
            self.here = file;
            let Some(instrument) = self.authority(file, "suspend", item.span) else { continue };
            let Some(period) = self.optional_period(it.period.as_ref()) else { continue };
            self.within_days_of("suspension", it.period.as_ref(), instrument);
            // The rule that has the label when it is suspended, whatever label it has later, and whatever rule has that label later.
            let own = &self.program.instruments[instrument.index()].period;
            let when = When::On(period.first_day().max(own.first_day()));
            let Some(rules) = self.suspended_rules(it, when) else { continue };
            let which = self.guarded(it.condition.as_ref(), it.unless.as_ref(), &Scope::case(), item.span);
            let Some(condition) = which.map(|it| self.of_the_bound(instrument, it, item.span)) else { continue };
            self.check_days(it, instrument, &rules, &period);
            let span = item.span_to(it.module.span);
            let whole = if it.rules.is_empty() { self.instrument_named(&it.module) } else { None };
            self.program.suspensions.push(ir::Suspension { instrument, rules, whole, period, condition, span });
        }
        self.suspension_circles();
    }

    /// What switches an instrument off must not be switched off by that itself, nor stand on what it fills or reads.
    fn suspension_circles(&mut self) {
        let mut problems = Vec::new();
        for suspension in &self.program.suspensions {
            let Some(whole) = suspension.whole else { continue };
            if self.switching_off(suspension.instrument).iter().any(|it| it.instrument == whole) || suspension.instrument == whole
            {
                problems.push(problems::suspension_circle(&self.program.instruments[whole.index()].id, suspension.span));
                break;
            }
            let mut own = self.program.readings.iter().filter(|it| it.instrument == whole);
            if let Some(reading) = own.find(|it| self.reads(&suspension.condition, it.question)) {
                let question = &self.program.questions[reading.question.index()].name;
                problems.push(problems::reading_circle(question, suspension.condition.span));
            }
        }
        if problems.is_empty() {
            for (id, slot) in (0..).map(DefId).zip(&self.program.definitions).filter(|(_, it)| it.open.is_some()) {
                let Some(ExprKind::Filled(_, fills, _)) = slot.versions.first().map(|it| &it.body.kind) else { continue };
                let mut off = fills.iter().flat_map(|fill| self.switching_off(fill.instrument));
                let circle = off.find(|it| self.leads_to(&it.condition, id)).map(|it| it.condition.span);
                problems.extend(circle.map(|place| problems::definition_circle(&slot.words, slot.span, place)));
            }
        }
        self.out.append(&mut problems);
    }

    /// The suspensions that switch an instrument off whole, and those that switch these off.
    pub(super) fn switching_off(&self, instrument: InstrumentId) -> Vec<&ir::Suspension> {
        let mut found: Vec<&ir::Suspension> = Vec::new();
        let (mut reached, mut at) = (vec![instrument], 0);
        while let Some(of) = reached.get(at).copied() {
            at += 1;
            for suspension in self.program.suspensions.iter().filter(|it| it.whole == Some(of)) {
                found.push(suspension);
                if !reached.contains(&suspension.instrument) {
                    reached.push(suspension.instrument);
                }
            }
        }
        found
    }

    /// What an instrument orders counts while it is in force: days beyond that would count for nothing.
    fn within_days_of(&mut self, what: &str, period: Option<&ast::Period>, instrument: InstrumentId) {
        let own = &self.program.instruments[instrument.index()];
        let Some(period) = period else { return };
        if let Some(beyond) = beyond(&plain(period), &own.period) {
            let problem = problems::outside_its_act(what, beyond, period.span, own.span);
            self.report(problem);
        }
    }

    /// The instrument of the file: somebody must have ordered this.
    fn authority(&mut self, file: FileId, word: &str, item: Span) -> Option<InstrumentId> {
        let heading = self.parses.get(file.0 as usize).and_then(|parse| parse.file.heading());
        match self.instrument_of_file.get(&file).copied().filter(|_| heading.is_some()) {
            Some(id) => Some(id),
            None => {
                let end = item.start + u32::try_from(word.len()).unwrap_or(0);
                self.fail(problems::outside_an_instrument(word, Span { end, ..item }))
            }
        }
    }

    fn optional_period(&mut self, period: Option<&ast::Period>) -> Option<Period> {
        match period {
            Some(period) => self.period(period),
            None => Some(Period::ALWAYS),
        }
    }

    /// A condition, for those whom the instrument binds: what it holds speaks to nobody else.
    pub(super) fn of_the_bound(&mut self, instrument: InstrumentId, condition: Expr, span: Span) -> Expr {
        match self.whom_it_binds(instrument, span) {
            Some(binds) => self.truth(ExprKind::All(vec![binds, condition]), span),
            None => condition,
        }
    }

    /// An instrument by its module, if the file in hand uses it: what lies beside it in a folder is not meant.
    pub(super) fn instrument_named(&mut self, module: &ast::Text) -> Option<InstrumentId> {
        match self.program.instruments.iter().position(|it| it.id == module.text && self.knows(it.span)) {
            Some(index) => Some(InstrumentId(u32::try_from(index).ok()?)),
            None => {
                let known = self.program.instruments.iter().filter(|it| self.knows(it.span)).map(|it| it.id.clone());
                let known: Vec<String> = known.collect();
                self.fail(problems::instrument_not_at_hand(&module.text, module.span, &known))
            }
        }
    }

    /// Every version of each rule named.
    fn suspended_rules(&mut self, suspend: &ast::Suspend, when: When) -> Option<Vec<RuleId>> {
        let module = &suspend.module;
        let of = self.instrument_named(module)?;
        if suspend.rules.is_empty() {
            return Some(self.program.instruments[of.index()].rules.clone());
        }
        let mut all = Vec::new();
        let mut previous: Option<String> = None;
        for reference in &suspend.rules {
            let label = &reference.label;
            match self.referred(of, reference, previous.as_deref(), when) {
                Some((Referred::Rules(rules), whole)) => {
                    all.extend(rules);
                    previous = Some(whole);
                }
                Some((Referred::Limb(rule, _), whole)) => {
                    let rule = self.program.rules[rule.index()].label.clone();
                    return self.fail(problems::limb_cannot_be_suspended(&whole, &rule, label.span));
                }
                None => {
                    let rules = &self.program.instruments[of.index()].rules;
                    let labels: Vec<String> = rules.iter().map(|id| self.program.rules[id.index()].label.clone()).collect();
                    return self.fail(problems::unknown_rule_suspended(&label.text, &module.text, label.span, &labels));
                }
            }
        }
        Some(all)
    }

    /// What is switched off must be there on some day of the suspension.
    fn check_days(&mut self, suspend: &ast::Suspend, by: InstrumentId, rules: &[RuleId], period: &Period) {
        let when = suspend.period.as_ref().map_or(suspend.module.span, |it| it.span);
        let own = self.program.instruments[by.index()].period.clone();
        let all_meet =
            |periods: &[&Period]| periods.iter().enumerate().all(|(index, a)| periods[..index].iter().all(|b| a.may_meet(b)));
        let of = |rule: &ir::Rule| &self.program.instruments[rule.instrument.index()];
        let versions: Vec<&ir::Rule> = rules.iter().map(|id| &self.program.rules[id.index()]).collect();
        // The text that a day of the case chose is applied long after it has changed.
        if versions.iter().any(|it| of(it).governed_by.is_some()) {
            return;
        }
        let (meets, what, place) = match (suspend.rules.first(), versions.first()) {
            (Some(first), Some(rule)) => {
                let meets = versions.iter().any(|it| all_meet(&[&it.period, &of(it).period, period, &own]));
                (meets, format!("rule {}", first.label.text), rule.span)
            }
            _ => {
                let named = self.program.instruments.iter().find(|it| it.id == suspend.module.text);
                let Some(whole) = named else { return };
                (all_meet(&[&whole.period, period, &own]), format!("`{}`", whole.id), whole.span)
            }
        };
        if !meets {
            let problem = problems::suspends_nothing_then(&what, when, place);
            self.report(problem);
        }
    }

    /// Whether a condition asks a question, through terms and through readings of other questions too.
    fn reads(&self, condition: &Expr, question: QuestionId) -> bool {
        let mut seen: BTreeSet<DefId> = BTreeSet::new();
        let mut met: BTreeSet<QuestionId> = BTreeSet::new();
        let mut work = vec![condition];
        while let Some(expr) = work.pop() {
            match &expr.kind {
                ExprKind::Question(id) if *id == question => return true,
                ExprKind::Question(id) if met.insert(*id) => {
                    for reading in self.program.readings.iter().filter(|it| it.question == *id) {
                        work.push(&reading.condition);
                        work.extend(self.switching_off(reading.instrument).iter().map(|it| &it.condition));
                    }
                }
                ExprKind::Filled(_, fills, _) => {
                    let off = fills.iter().flat_map(|fill| self.switching_off(fill.instrument));
                    work.extend(off.map(|it| &it.condition));
                }
                ExprKind::Definition(id, _) if seen.insert(*id) => {
                    work.extend(self.program.definitions[id.index()].versions.iter().map(|it| &it.body));
                }
                _ => {}
            }
            ir::walk::children(expr, &mut |part| work.push(part));
        }
        false
    }
}
