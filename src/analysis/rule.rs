//! Rules: labels, effects, conditions, and who prevails over whom.

use super::amendment::{Origin, plain};
use super::names::{self, Words};
use super::reference::When;
use super::scope::Scope;
use super::{Analyzer, Located, phrasing, problems};
use crate::diagnostics::suggest;
use crate::ir::{self, Action, Conclusion, DecisionId, Expr, ExprKind, InstrumentId, Mode, Period, RuleId, Type, Value};
use crate::source::Span;
use crate::syntax::ast::{self, Body, EffectWhat, ItemKind, RuleHead, RuleRef, Targets};
use crate::syntax::items_of;
use std::collections::BTreeMap;

/// What a reference names.
pub(super) enum Referred {
    /// A rule; several where one label has versions, each with its own dates.
    Rules(Vec<RuleId>),
    /// A limb of a rule, by its path below the rule's label.
    Limb(RuleId, String),
}

/// A relation to be settled when every rule is known.
struct Pending<'a> {
    rule: RuleId,
    kind: ast::Relation,
    targets: &'a Targets,
    span: Span,
    satisfies: bool,
    /// When the label in it was written.
    written: When,
}

/// Pairs of rules of which one prevails over the other: `any other rule` makes one with every rule of the policy.
const MOST_RELATIONS: usize = 1_000_000;

impl<'a> Analyzer<'a> {
    pub(super) fn rules(&mut self) {
        let parses: &'a [crate::syntax::Parse] = self.parses;
        let mut pending: Vec<Pending<'a>> = Vec::new();
        let mut dated: Vec<(InstrumentId, &'a ast::Label, &'a ast::Period)> = Vec::new();
        let mut bodies: Vec<(RuleId, &'a [RuleRef], bool, When)> = Vec::new();
        for (file, instrument) in self.instrument_of_file.clone() {
            self.here = file;
            let mut sentences = 0;
            for (at, item) in items_of(parses, file).iter().enumerate() {
                match &item.kind {
                    ItemKind::Rule(rule) => {
                        if rule.label.is_none() {
                            sentences += 1;
                        }
                        let period =
                            super::amendment::item_period(&item.kind).filter(|_| !self.composed.items.contains_key(&(file, at)));
                        if let (Some(label), Some(period)) = (&rule.label, period) {
                            dated.push((instrument, label, period));
                        }
                        let origin = self.composed.items.get(&(file, at));
                        let written = When::Written(origin.map_or(jiff::civil::Date::MIN, |it| it.since));
                        let Some(id) = self.rule(instrument, item, rule, sentences, origin) else {
                            continue;
                        };
                        let satisfies = matches!(rule.body, Body::Satisfy { .. });
                        for head in &rule.heads {
                            if let RuleHead::Relation { kind, targets, span } = head {
                                pending.push(Pending { rule: id, kind: *kind, targets, span: *span, satisfies, written });
                            }
                        }
                        if let Body::Block { targets, .. } | Body::Satisfy { targets, .. } = &rule.body {
                            bodies.push((id, targets, satisfies, written));
                        }
                    }
                    ItemKind::Otherwise(effect) => {
                        self.otherwise(instrument, item, effect, self.composed.items.get(&(file, at)));
                    }
                    _ => {}
                }
            }
            self.note_decisions(instrument);
        }
        self.check_labels();
        self.check_rule_gaps(dated);
        let mut edges: Vec<(RuleId, RuleId, Span)> = Vec::new();
        let prevailing = self.prevailing(&pending);
        let mut pairs = 0;
        for relation in &pending {
            if pairs > MOST_RELATIONS {
                self.report(problems::too_many_relations(MOST_RELATIONS, relation.span));
                return;
            }
            pairs += self.relation(relation, &prevailing, &mut edges);
        }
        for (rule, targets, satisfies, written) in bodies {
            self.body_targets((rule, written), targets, satisfies, &mut edges);
        }
        for (above, below, _) in &edges {
            self.program.rules[below.index()].above.push(*above);
        }
        for rule in &mut self.program.rules {
            rule.above.sort_unstable();
            rule.above.dedup();
        }
        self.rule_circles(&edges);
    }

    /// One rule without its relations; its label stays known even where its body failed.
    fn rule(
        &mut self,
        instrument: InstrumentId,
        item: &ast::Item,
        rule: &ast::Rule,
        sentence: usize,
        origin: Option<&Origin>,
    ) -> Option<RuleId> {
        let label = rule.label.as_ref().map_or_else(|| format!("sentence {sentence}"), |label| label.text.clone());
        let mut period = Period::ALWAYS;
        for head in &rule.heads {
            if let RuleHead::InForce(it) = head
                && let Some(it) = self.period(it)
            {
                period = it;
            }
        }
        if let Some(origin) = origin {
            period.clone_from(&origin.period);
        }
        let span = match (&rule.label, &rule.title) {
            (Some(label), Some(title)) => item.span_to(label.span.to(title.span)),
            (Some(label), None) => item.span_to(label.span),
            _ => item.span,
        };
        let own = &self.program.instruments[instrument.index()];
        if origin.is_none()
            && let Some(place) = days_apart(&own.period, &period, &rule.heads)
        {
            let problem = problems::never_in_force(&label, place, own.span);
            self.doubts.push(problem);
        }
        let (action, condition) = match &rule.body {
            Body::Decide { effect, when, unless } => {
                let conclusion = self.effect(effect);
                let only = when.as_ref().is_some_and(|when| when.only);
                let when = when.as_ref().map(|when| &when.condition);
                let condition = match (when, unless) {
                    (Some(when), Some(unless)) if only => self.gate_condition(when, unless),
                    _ => self.guarded(when, unless.as_ref(), &Scope::case(), effect.span),
                };
                let action = conclusion
                    .and_then(|conclusion| if only { self.gate(conclusion, effect) } else { Some(Action::Decide(conclusion)) });
                (action, condition)
            }
            Body::Block { condition, unless, .. } => {
                (Some(Action::Block), self.guarded(condition.as_ref(), unless.as_ref(), &Scope::case(), span))
            }
            Body::Satisfy { condition, unless, .. } => {
                (Some(Action::Satisfy), self.guarded(condition.as_ref(), unless.as_ref(), &Scope::case(), span))
            }
            Body::Bad(_) => (None, None),
        };
        let duty = self.duty(&rule.heads, action.as_ref());
        let binds = self.bound_by_rule(&rule.heads);
        // A rule that failed keeps its place as one that does nothing, so that references to it don't fail as well.
        let applies = self.applies(origin, span);
        let failed = action.is_none() || condition.is_none() || applies.is_none();
        let action = action.unwrap_or(Action::Block);
        let condition = condition.unwrap_or_else(|| self.constant(Value::Unknown, Type::YesNo, span));
        let id = RuleId(u32::try_from(self.program.rules.len()).unwrap_or(u32::MAX));
        if failed {
            self.failed_rules.insert(id);
        }
        self.program.rules.push(ir::Rule {
            instrument,
            label,
            title: rule.title.as_ref().map(|title| title.text.clone()),
            law: item.law.iter().map(|line| line.text.clone()).collect(),
            period,
            provenance: self.provenance(origin),
            applies: applies.unwrap_or_default(),
            action,
            condition,
            duty,
            binds,
            above: Vec::new(),
            span,
        });
        self.program.instruments[instrument.index()].rules.push(id);
        Some(id)
    }

    /// The cases that savings clauses and stays give to a version.
    fn applies(&mut self, origin: Option<&Origin>, span: Span) -> Option<Vec<ir::Applies>> {
        let mut found = Vec::new();
        for case in origin.map_or(&[][..], |it| &it.applies) {
            let holds = self.case_holds(case, 1, span)?;
            let condition = if case.holds { holds } else { self.unless(holds, case.span) };
            let (by, act) = (self.instrument_id(case.by), self.instrument_id(case.act));
            found.push(ir::Applies { condition, by, act, saved: case.keeps, stay: case.stay });
        }
        Some(found)
    }

    /// `only if c unless d`: what follows `unless` lifts the requirement, so the gate is open where either is true.
    fn gate_condition(&mut self, when: &ast::Condition, unless: &ast::Condition) -> Option<Expr> {
        let scope = Scope::case();
        let (when, unless) = (self.condition(when, &scope), self.condition(unless, &scope));
        let (when, unless) = (when?, unless?);
        let span = when.span.to(unless.span);
        Some(self.truth(ExprKind::Any(vec![when, unless]), span))
    }

    /// `may o only if c`: permitted where c is true, forbidden where it is false. `o only if c` of two outcomes: the other one where it is false.
    fn gate(&mut self, then: Conclusion, effect: &ast::Effect) -> Option<Action> {
        match then.mode {
            Mode::May => {
                let mut otherwise = then.clone();
                otherwise.mode = Mode::MustNot;
                otherwise.value = self.node(then.value.kind.clone(), then.value.ty, then.value.span);
                Some(Action::Gate { then, otherwise })
            }
            Mode::Plain | Mode::Must | Mode::MustNot => self.fail(problems::only_if_needs_may(effect.span)),
        }
    }

    fn otherwise(&mut self, instrument: InstrumentId, item: &ast::Item, effect: &ast::Effect, origin: Option<&Origin>) {
        let Some(conclusion) = self.effect(effect) else { return };
        let condition = self.constant(Value::Bool(true), Type::YesNo, item.span);
        let Some(applies) = self.applies(origin, item.span) else { return };
        let earlier = self.program.instruments[instrument.index()].rules.iter().find(|id| {
            matches!(&self.program.rules[id.index()].action, Action::Otherwise(other) if other.decision == conclusion.decision)
        });
        // Versions of one stand side by side.
        if let Some(earlier) = earlier.filter(|_| origin.is_none()) {
            let problem = problems::otherwise_twice(item.span, self.program.rules[earlier.index()].span);
            self.report(problem);
            return;
        }
        let id = RuleId(u32::try_from(self.program.rules.len()).unwrap_or(u32::MAX));
        self.program.rules.push(ir::Rule {
            instrument,
            label: "otherwise".into(),
            title: None,
            law: item.law.iter().map(|line| line.text.clone()).collect(),
            period: origin.map_or(Period::ALWAYS, |it| it.period.clone()),
            provenance: self.provenance(origin),
            applies,
            action: Action::Otherwise(conclusion),
            condition,
            duty: None,
            binds: Vec::new(),
            above: Vec::new(),
            span: item.span,
        });
        self.program.instruments[instrument.index()].rules.push(id);
    }

    /// `must not honor detainer`, `benefit is $0`.
    pub(super) fn effect(&mut self, effect: &ast::Effect) -> Option<Conclusion> {
        let mode = match effect.mode {
            ast::Mode::Plain => Mode::Plain,
            ast::Mode::Must => Mode::Must,
            ast::Mode::MustNot => Mode::MustNot,
            ast::Mode::May => Mode::May,
        };
        match &effect.what {
            EffectWhat::Run(run) => {
                let words = Words::of(run);
                let (decision, number, ty) = self.outcome(&words)?;
                let value = self.constant(Value::Enum(number), ty, effect.span);
                Some(Conclusion { decision, mode, value, span: effect.span })
            }
            EffectWhat::Value { decision, value } => {
                let Some(id) = self.decision_named(decision) else {
                    // `a person is a juvenile if …` says what a word means.
                    if self.record_named(&names::key(decision)).is_some() {
                        self.report(problems::meaning_without_define(&names::name(decision), effect.span));
                        if let ast::ExprKind::Run(term) = &value.kind {
                            self.failed_name(term);
                        }
                        return None;
                    }
                    let known = self.decision_names();
                    return self.fail(problems::unknown_decision(&names::name(decision), decision.span, &known));
                };
                let ty = self.program.decisions[id.index()].ty;
                let value = self.expr(value, &Scope::case(), Some(ty))?;
                if value.ty != ty {
                    let decided = self.program.decisions[id.index()].clone();
                    let target = self.constant(Value::Unknown, decided.ty, decision.span);
                    self.same_kind(&target, &value)?;
                }
                Some(Conclusion { decision: id, mode, value, span: effect.span })
            }
        }
    }

    /// The decision of that name that the file in hand knows; one of those where it knows two, which is reported.
    pub(super) fn decision_named(&mut self, run: &ast::Run) -> Option<DecisionId> {
        let key = names::key(run);
        let index =
            (0..self.decision_keys.len()).find(|index| self.decision_keys[*index] == key && self.knows_decision(*index))?;
        let id = DecisionId(u32::try_from(index).ok()?);
        self.one_decision(id, run.span);
        Some(id)
    }

    fn one_decision(&mut self, id: DecisionId, used_at: Span) -> Option<()> {
        let place = self.decision_places[id.index()].iter().copied().find(|place| self.knows(*place))?;
        let name = self.program.decisions[id.index()].name.clone();
        self.means_one_thing(place, &name, used_at)
    }

    pub(super) fn decision_names(&self) -> Vec<String> {
        self.known_decisions().into_iter().map(|(_, it)| it.name.clone()).collect()
    }

    /// `honor detainer`: an outcome, then its decision.
    fn outcome(&mut self, words: &Words) -> Option<(DecisionId, u16, Type)> {
        for cut in 1..words.len() {
            let tail = words.from(cut);
            let known = |index: &usize| tail.is(&self.decision_keys[*index]) && self.knows_decision(*index);
            let Some(index) = (0..self.decision_keys.len()).find(known) else { continue };
            let id = DecisionId(u32::try_from(index).ok()?);
            self.one_decision(id, tail.span)?;
            let decision = &self.program.decisions[index];
            let Type::Enum(of) = decision.ty else {
                let name = decision.name.clone();
                return self.fail(problems::decision_takes_value(&name, words.span));
            };
            let head = words.before(cut);
            return match self.enum_value(of, &head.list) {
                Some(number) => Some((id, number, Type::Enum(of))),
                None => {
                    let values = self.program.enums[of.index()].values.clone();
                    let name = self.program.decisions[index].name.clone();
                    // `the organisation must send notice`
                    let mode = head.list.iter().position(|word| matches!(word.as_str(), "must" | "may")).filter(|it| *it > 0);
                    if let Some(mode) = mode.filter(|mode| self.enum_value(of, &head.list[mode + 1..]).is_some()) {
                        let said = self.sources.text(words.from(mode).span).to_owned();
                        return self.fail(problems::who_acts(&words.before(mode), &head.list[mode], &said));
                    }
                    self.fail(problems::unknown_outcome(&head.text(), &name, &values, head.span))
                }
            };
        }
        // The outcome alone, or a decision that nobody declared.
        for (_, decision) in self.known_decisions() {
            if let Type::Enum(of) = decision.ty
                && let Some(number) = self.enum_value(of, &words.list)
            {
                let outcome = self.program.enums[of.index()].values[usize::from(number)].clone();
                let name = decision.name.clone();
                return self.fail(problems::outcome_of_what(&outcome, &name, words.span));
            }
        }
        let mut sayings = Vec::new();
        for (_, decision) in self.known_decisions() {
            if let Type::Enum(of) = decision.ty {
                sayings.extend(self.program.enums[of.index()].values.iter().map(|value| format!("{value} {}", decision.name)));
            }
        }
        if let Some((index, meant)) = super::unknown::misspelt_keyword(words) {
            let problem = problems::keyword_in_name(&words.list[index], meant, words.spans[index]);
            return self.fail(problem);
        }
        // The outcome of a decision, and then a name that is no decision's.
        for (_, decision) in self.known_decisions() {
            if let Type::Enum(of) = decision.ty
                && let Some(key) =
                    self.enum_keys[of.index()].iter().find(|key| words.list.starts_with(key) && words.len() > key.len())
            {
                let known = self.decision_names();
                let rest = words.from(key.len());
                let decided = self.decision_keys.iter().find(|key| rest.list.starts_with(key) && rest.len() > key.len());
                if let Some(due) = decided.and_then(|key| phrasing::deadline(&rest.from(key.len()))) {
                    return self.fail(due);
                }
                return self.fail(problems::unknown_decision(&rest.text(), rest.span, &known));
            }
        }
        let near = suggest::nearest(&words.plain(), sayings.iter().map(String::as_str)).map(str::to_owned);
        self.fail(problems::unknown_effect(&words.text(), near.as_deref(), &sayings, words.span))
    }

    fn note_decisions(&mut self, instrument: InstrumentId) {
        let mut decisions: Vec<DecisionId> = Vec::new();
        for rule in &self.program.instruments[instrument.index()].rules {
            let decided = self.decides(*rule);
            if let Some(decided) = decided
                && !decisions.contains(&decided)
            {
                decisions.push(decided);
            }
        }
        decisions.sort_unstable();
        self.program.instruments[instrument.index()].decisions = decisions;
    }

    /// What a rule decides; `None` for one that only blocks or satisfies.
    fn decides(&self, rule: RuleId) -> Option<DecisionId> {
        match &self.program.rules[rule.index()].action {
            Action::Decide(it) | Action::Otherwise(it) | Action::Gate { then: it, .. } => Some(it.decision),
            Action::Block | Action::Satisfy => None,
        }
    }

    /// Whether a rule is the only version of its text (else a version of it may be an exception to the others).
    fn alone(&self, rule: RuleId) -> bool {
        let own = &self.program.rules[rule.index()];
        let rules = &self.program.instruments[own.instrument.index()].rules;
        rules.iter().filter(|id| self.program.rules[id.index()].is_version_of(own)).count() == 1
    }

    fn check_labels(&mut self) {
        for instrument in 0..self.program.instruments.len() {
            let rules = self.program.instruments[instrument].rules.clone();
            let labels: Vec<String> = rules.iter().map(|id| self.program.rules[id.index()].label.clone()).collect();
            for (index, id) in rules.iter().enumerate() {
                let rule = &self.program.rules[id.index()];
                if matches!(rule.action, Action::Otherwise(_)) {
                    continue;
                }
                // Versions of one rule may carry its label, where no day belongs to two of them.
                let same = |other: &&RuleId| {
                    let other = &self.program.rules[other.index()];
                    let composed = other.provenance.is_some() && rule.provenance.is_some();
                    other.label == rule.label && !composed && other.period.may_meet(&rule.period)
                };
                if let Some(first) = rules[..index].iter().find(same) {
                    let problem =
                        problems::duplicate_label(&rule.label, rule.span, self.program.rules[first.index()].span, &labels);
                    self.report(problem);
                }
            }
        }
    }

    /// Versions of one rule in a file meet, unless the later says that there is a gap.
    fn check_rule_gaps(&mut self, mut dated: Vec<(InstrumentId, &'a ast::Label, &'a ast::Period)>) {
        dated.sort_by_key(|(instrument, label, period)| {
            (*instrument, label.text.to_lowercase(), plain(period).first_day(), label.span)
        });
        for pair in dated.windows(2) {
            let [(one, one_label, before), (other, other_label, after)] = pair else { continue };
            if one == other && one_label.text.eq_ignore_ascii_case(&other_label.text) {
                let name = format!("rule {}", other_label.text);
                let (earlier, later) = (plain(before), plain(after));
                self.check_gap(&name, (&earlier, before.span), (&later, after.span), after.after_gap);
            }
        }
    }

    /// Rules that prevail over any other, each with what it says. Two that say the same can both be followed, so that neither need prevail
    /// over the other.
    fn prevailing(&self, pending: &[Pending<'_>]) -> BTreeMap<RuleId, (Mode, Value)> {
        let over_any =
            pending.iter().filter(|it| it.kind == ast::Relation::Notwithstanding && matches!(it.targets, Targets::AnyOther(_)));
        let says = over_any.filter_map(|it| match &self.program.rules[it.rule.index()].action {
            Action::Decide(Conclusion { mode, value: Expr { kind: ExprKind::Const(value), .. }, .. }) => {
                Some((it.rule, (*mode, value.clone())))
            }
            _ => None,
        });
        says.collect()
    }

    /// Of how many pairs it speaks; `edges` takes those of which one prevails.
    fn relation(
        &mut self,
        relation: &Pending<'_>,
        prevailing: &BTreeMap<RuleId, (Mode, Value)>,
        edges: &mut Vec<(RuleId, RuleId, Span)>,
    ) -> usize {
        let instrument = self.program.rules[relation.rule.index()].instrument;
        let referred: Vec<(RuleId, Span)> = match relation.targets {
            // Those that decide the same thing: what a rule says of one decision is nothing to another.
            Targets::AnyOther(span) => self.program.instruments[instrument.index()]
                .rules
                .iter()
                .filter(|id| **id != relation.rule && !matches!(self.program.rules[id.index()].action, Action::Otherwise(_)))
                .filter(|id| self.decides(relation.rule).is_none() || self.decides(**id) == self.decides(relation.rule))
                .map(|id| (*id, *span))
                .collect(),
            Targets::Rules(refs) => {
                let mut found = Vec::new();
                let mut previous: Option<String> = None;
                for reference in refs {
                    let span = reference.label.span;
                    match self.referred(instrument, reference, previous.as_deref(), relation.written) {
                        Some((Referred::Rules(ids), label)) => {
                            let others: Vec<RuleId> =
                                ids.into_iter().filter(|id| *id != relation.rule || self.alone(*id)).collect();
                            for id in others {
                                match (self.decides(relation.rule), self.decides(id)) {
                                    (Some(ours), Some(theirs)) if ours != theirs => {
                                        let own = self.program.rules[relation.rule.index()].label.clone();
                                        let ours = self.program.decisions[ours.index()].name.clone();
                                        let theirs = self.program.decisions[theirs.index()].name.clone();
                                        let problem = problems::other_decision(&own, &ours, &reference.label.text, &theirs, span);
                                        self.report(problem);
                                    }
                                    _ => found.push((id, span)),
                                }
                            }
                            previous = Some(label);
                        }
                        Some((Referred::Limb(..), label)) => {
                            if !relation.satisfies {
                                let problem = problems::limb_cannot_be_defeated(&reference.label.text, span);
                                self.report(problem);
                            }
                            previous = Some(label);
                        }
                        None => self.unknown_rule(relation.rule, reference, instrument),
                    }
                }
                found
            }
        };
        let any_other = matches!(relation.targets, Targets::AnyOther(_));
        let beside =
            |id: RuleId| any_other && prevailing.get(&relation.rule).is_some_and(|says| prevailing.get(&id) == Some(says));
        let pairs = referred.len();
        for (other, span) in referred.into_iter().filter(|(id, _)| !beside(*id)) {
            let edge = match relation.kind {
                ast::Relation::ExceptionTo | ast::Relation::Notwithstanding => (relation.rule, other, relation.span.to(span)),
                ast::Relation::SubjectTo => (other, relation.rule, relation.span.to(span)),
            };
            edges.push(edge);
        }
        pairs
    }

    fn body_targets(
        &mut self,
        (rule, written): (RuleId, When),
        targets: &[RuleRef],
        satisfies: bool,
        edges: &mut Vec<(RuleId, RuleId, Span)>,
    ) {
        let instrument = self.program.rules[rule.index()].instrument;
        let mut previous: Option<String> = None;
        for reference in targets {
            let span = reference.label.span;
            match (self.referred(instrument, reference, previous.as_deref(), written), satisfies) {
                (Some((Referred::Rules(others), label)), false) => {
                    edges.extend(others.into_iter().map(|other| (rule, other, span)));
                    previous = Some(label);
                }
                (Some((Referred::Limb(other, path), label)), true) => {
                    let rules = self.program.instruments[instrument.index()].rules.iter().copied();
                    let is_version =
                        |id: RuleId| self.program.rules[id.index()].is_version_of(&self.program.rules[other.index()]);
                    let versions: Vec<RuleId> = rules.filter(|id| *id != rule && is_version(*id)).collect();
                    for version in versions {
                        satisfy(&mut self.program.rules[version.index()].condition, &path, rule);
                    }
                    previous = Some(label);
                }
                (Some((Referred::Limb(..), label)), false) => {
                    let problem = problems::limb_cannot_be_defeated(&reference.label.text, span);
                    self.report(problem);
                    previous = Some(label);
                }
                (Some((Referred::Rules(_), label)), true) => {
                    let problem = problems::only_limbs_are_satisfied(&reference.label.text, span);
                    self.report(problem);
                    previous = Some(label);
                }
                (None, _) => self.unknown_rule(rule, reference, instrument),
            }
        }
    }

    fn unknown_rule(&mut self, from: RuleId, reference: &RuleRef, instrument: InstrumentId) {
        let labels: Vec<String> = self.program.instruments[instrument.index()]
            .rules
            .iter()
            .filter(|id| **id != from)
            .map(|id| self.program.rules[id.index()].label.clone())
            .filter(|label| label != "otherwise" && !label.starts_with("sentence "))
            .collect();
        let own = self.program.rules[from.index()].label.clone();
        let problem = problems::unknown_rule(&own, &reference.label.text, reference.label.span, &labels);
        self.report(problem);
    }
}

/// Whether a condition has a limb of that path.
pub(super) fn has_limb(expr: &Expr, path: &str) -> bool {
    let mut found = false;
    let mut copy = expr.clone();
    each_limb(&mut copy, &mut |limb, _| found |= limb == path);
    found
}

/// Lets a rule satisfy the limbs of that path.
fn satisfy(expr: &mut Expr, path: &str, by: RuleId) {
    each_limb(expr, &mut |limb, satisfied_by| {
        if limb == path && !satisfied_by.contains(&by) {
            satisfied_by.push(by);
        }
    });
}

fn each_limb(expr: &mut Expr, visit: &mut dyn FnMut(&str, &mut Vec<RuleId>)) {
    match &mut expr.kind {
        ExprKind::Limb { path, body, satisfied_by, .. } => {
            visit(path, satisfied_by);
            each_limb(body, visit);
        }
        ExprKind::All(parts) | ExprKind::Any(parts) | ExprKind::CountTrue(_, parts) => {
            for part in parts {
                each_limb(part, visit);
            }
        }
        ExprKind::Not(inner) | ExprKind::Shown(inner) => each_limb(inner, visit),
        ExprKind::Quantified { filter, body, .. } => {
            for part in filter.iter_mut().chain(body.iter_mut()) {
                each_limb(part, visit);
            }
        }
        _ => {}
    }
}

impl ast::Item {
    /// From the item's first word to the end of `to`.
    pub(super) fn span_to(&self, to: Span) -> Span {
        Span { file: self.span.file, start: self.span.start, end: to.end.max(self.span.start) }
    }
}

/// Kept near the rules, since both use it: an item with its file.
pub(super) type LocatedScenario<'a> = Located<'a, ast::Scenario>;

/// Where a rule says its days, if none of them is a day of its instrument, or may be.
fn days_apart(instrument: &Period, rule: &Period, heads: &[RuleHead]) -> Option<Span> {
    let place = heads.iter().find_map(|head| if let RuleHead::InForce(it) = head { Some(it.span) } else { None })?;
    (!instrument.may_meet(rule)).then_some(place)
}
