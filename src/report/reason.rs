//! The whole reason of a decision as text: limbs with the facts that made them so, what was defeated, what was relied on.

use super::limbs::{self, Limb};
use super::lines::{Row, columns, fold, put};
use super::text::{Detail, INDENT};
use super::{Context, readings, sentences, words, working};
use crate::diagnostics::excerpt::clean;
use crate::ir::{Action, ExprKind, Judgment, Rule, RuleId};
use crate::runtime::reasons::explain::{Doubt, Explanation, Fate, RuleTrace, show};
use crate::runtime::{Decision, Effect, Standing, Truth};
use std::fmt::Write as _;

/// Lines of quoted law shown with a rule.
const LAW: usize = 8;
/// Reasons given for a rule that did not decide.
const REASONS: usize = 12;
/// Facts named that a rule waits for.
const FACTS: usize = 4;
/// Everything is set in by so much; what goes on, by two more.
const SET_IN: usize = INDENT.len();

/// What a reason is told of, and how wide.
struct Reason<'a> {
    context: Context<'a>,
    decision: &'a Decision,
    explanation: &'a Explanation,
    width: usize,
}

/// Appends the whole reason, without the rules that are explained one by one after it.
pub fn whole(out: &mut String, context: Context<'_>, decision: &Decision, explanation: &Explanation, detail: &Detail<'_>) {
    if !applies(decision) {
        return;
    }
    let reason = Reason { context, decision, explanation, width: detail.width() };
    for trace in &explanation.deciding {
        reason.rule(out, trace);
        let worked = detail.given.map_or_else(Vec::new, |given| working::lines(context, given, trace.rule));
        columns(out, SET_IN + 2, &worked, reason.width);
        let dates = detail.given.map_or_else(Vec::new, |given| working::duty(context, given, trace.rule));
        columns(out, SET_IN + 2, &dates, reason.width);
    }
    for trace in &explanation.defeated {
        out.push('\n');
        reason.line(out, &format!("defeated: {}", reason.fate(trace)));
        if !reason.has_no_condition(trace) {
            reason.condition(out, trace);
        }
    }
    let others: Vec<&RuleTrace> = explanation.others.iter().filter(|trace| reason.is_told_here(trace, detail)).collect();
    if !others.is_empty() {
        out.push('\n');
    }
    for trace in others {
        reason.short(out, trace);
    }
    reason.relied_on(out);
}

/// Appends why rules of the instrument did not decide, each with its whole condition. Of several versions of a rule those are told that speak to the case,
/// or else one for all of them.
pub fn why_not(out: &mut String, context: Context<'_>, decision: &Decision, explanation: &Explanation, detail: &Detail<'_>) {
    let reason = Reason { context, decision, explanation, width: detail.width() };
    let rule = |id: RuleId| &context.program.rules[id.index()];
    let all =
        || explanation.deciding.iter().chain(&explanation.defeated).chain(&explanation.others).filter(|_| applies(decision));
    let mut told: Vec<RuleId> = Vec::new();
    for id in detail.why_not.iter().copied().filter(|id| rule(*id).instrument == decision.instrument) {
        let trace = all().find(|trace| trace.rule == id);
        let versions = || all().map(|trace| trace.rule).chain(told.iter().copied());
        if trace.is_none() && versions().any(|other| rule(id).is_version_of(rule(other))) {
            continue;
        }
        told.push(id);
        out.push('\n');
        reason.why_not(out, id, trace);
    }
}

/// Whether the rules were looked at at all.
fn applies(decision: &Decision) -> bool {
    !matches!(
        decision.standing,
        Standing::NotYet(_) | Standing::Ended(_) | Standing::NotLaw | Standing::SwitchedOff | Standing::DoesNotBind
    )
}

impl Reason<'_> {
    fn why_not(&self, out: &mut String, id: RuleId, trace: Option<&RuleTrace>) {
        let name = words::rule(self.context.program, id);
        let because = match trace {
            _ if !applies(self.decision) => words::no_rule(self.context.program, self.decision),
            None => "it does not speak to this decision".to_owned(),
            Some(trace) if trace.fate == Fate::Live && self.decision.rules.contains(&id) => "it did decide".to_owned(),
            Some(trace) if matches!(trace.fate, Fate::Fails | Fate::Unknown) && !self.is_otherwise(trace) => {
                let said = self.waits(trace).unwrap_or_default();
                self.line(out, format!("why not {name}: {said}").trim_end());
                return self.condition(out, trace);
            }
            Some(trace) => {
                self.line(out, &format!("why not {name}: {}", self.fate(trace)));
                if trace.fate != Fate::NotInForce && !self.is_otherwise(trace) {
                    self.condition(out, trace);
                }
                return;
            }
        };
        self.line(out, &format!("why not {name}: {because}"));
    }

    /// What an undetermined answer asks for is said there; a rule asked about has a part of its own.
    fn is_told_here(&self, trace: &RuleTrace, detail: &Detail<'_>) -> bool {
        let asked = self.decision.effect == Effect::Undetermined
            && trace.fate == Fate::Unknown
            && trace.matters
            && (trace.condition.truth == Truth::Unknown || self.is_otherwise(trace));
        !asked && !detail.why_not.contains(&trace.rule)
    }

    fn line(&self, out: &mut String, text: &str) {
        put(out, (SET_IN, SET_IN + 4), text, self.width);
    }

    /// A deciding rule: name and place, the law it comes from, its condition.
    fn rule(&self, out: &mut String, trace: &RuleTrace) {
        let rule = &self.context.program.rules[trace.rule.index()];
        let depends = if trace.fate == Fate::Unknown { ", if it holds: that depends on what is not known" } else { "" };
        let name = words::rule(self.context.program, trace.rule);
        out.push('\n');
        self.line(out, &format!("{name} ({}){depends}", words::place(self.context, rule.span)));
        let law = rule.law.iter().map(|line| clean(line)).collect::<Vec<_>>().join(" ");
        let lines = fold(&law, self.width.saturating_sub(SET_IN + 2));
        for line in lines.iter().take(LAW) {
            let _ = writeln!(out, "{INDENT}> {line}");
        }
        if lines.len() > LAW {
            let _ = writeln!(out, "{INDENT}> ...");
        }
        if matches!(rule.action, Action::Otherwise(_)) {
            let _ = writeln!(out, "{INDENT}  no other rule holds");
        } else {
            self.condition(out, trace);
        }
    }

    fn is_otherwise(&self, trace: &RuleTrace) -> bool {
        matches!(self.context.program.rules[trace.rule.index()].action, Action::Otherwise(_))
    }

    fn condition(&self, out: &mut String, trace: &RuleTrace) {
        if self.has_no_condition(trace) {
            let _ = writeln!(out, "{INDENT}  it has no condition");
            return;
        }
        let mut rows = Vec::new();
        limbs::of_rule(self.context, &trace.condition).iter().for_each(|limb| gather(limb, 0, &mut rows));
        columns(out, SET_IN + 2, &rows, self.width);
    }

    fn has_no_condition(&self, trace: &RuleTrace) -> bool {
        matches!(self.context.program.rules[trace.rule.index()].condition.kind, ExprKind::Const(_))
            && trace.condition.parts.is_empty()
            && trace.condition.note.is_none()
    }

    /// Why a rule did not decide: in a line, or with its reasons below where there are several.
    fn short(&self, out: &mut String, trace: &RuleTrace) {
        let name = words::rule(self.context.program, trace.rule);
        let truth = match trace.fate {
            Fate::Fails => Truth::False,
            Fate::Unknown if !self.is_otherwise(trace) => Truth::Unknown,
            _ => return self.line(out, &format!("why not {name}: {}", self.fate(trace))),
        };
        let limbs = limbs::of_rule(self.context, &trace.condition);
        let found = limbs::deciding(&limbs, truth);
        match found.as_slice() {
            [] => self.line(out, &format!("why not {name}: {}", self.fate(trace))),
            [only] => self.line(out, &format!("why not {name}: {}", limbs::because(only))),
            several => {
                self.line(out, &format!("why not {name}:"));
                let mut rows: Vec<Row> = several.iter().take(REASONS).map(|limb| row(limb, 0)).collect();
                rows.dedup();
                if several.len() > REASONS {
                    let label = &self.context.program.rules[trace.rule.index()].label;
                    let more = format!("and {} more: `--why-not \"{label}\"`", several.len() - REASONS);
                    rows.push(Row { depth: 0, left: more, right: String::new() });
                }
                columns(out, SET_IN + 2, &rows, self.width);
            }
        }
    }

    /// In a line, how a rule fared and why.
    fn fate(&self, trace: &RuleTrace) -> String {
        let program = self.context.program;
        match &trace.fate {
            Fate::Live => self.outweighed(trace),
            Fate::Defeated(by) => {
                let prevail = if by.len() > 1 { "prevail" } else { "prevails" };
                format!("{} holds, and {} {prevail}", words::rule(program, trace.rule), words::rules(program, by))
            }
            Fate::NotInForce => match words::period(&program.rules[trace.rule.index()].period) {
                _ if self.is_other_version(trace) => "this version does not apply here".to_owned(),
                period if period.is_empty() => "it is not in force on that day".to_owned(),
                period => match super::version::repealed_after(program, &program.rules[trace.rule.index()]) {
                    Some(by) => format!("it is not in force on that day ({period}; repealed by {by})"),
                    None => format!("it is not in force on that day ({period})"),
                },
            },
            Fate::Suspended(by) => readings::suspended(self.context, by),
            Fate::SwitchedOff => "it is switched off for this run (`--without`)".to_owned(),
            Fate::NotBound => {
                let binds = &program.rules[trace.rule.index()].binds;
                let names = binds.iter().filter_map(|(id, _)| Some(program.definitions.get(id.index())?.words.clone()));
                let names: Vec<String> = names.collect();
                format!("it binds only where {}, and that is not so of who acts", words::or(&names))
            }
            Fate::Displaced => match self.decision.rules.as_slice() {
                [] => "another rule holds".to_owned(),
                [only] => format!("{} holds", words::rule_short(program, *only)),
                all => {
                    let rules: Vec<String> = all.iter().map(|id| words::rule_short(program, *id)).collect();
                    match words::is_either_way(self.decision) {
                        true => format!("{} holds", words::or(&rules)),
                        false => format!("{} hold", words::and(&rules)),
                    }
                }
            },
            Fate::Unknown if self.is_otherwise(trace) => "that depends on the other rules".to_owned(),
            Fate::Fails | Fate::Unknown => self.waits(trace).unwrap_or_else(|| "its condition does not hold".to_owned()),
        }
    }

    /// Whether a version is left out for another reason than its days: its cases, or that bills count or not.
    fn is_other_version(&self, trace: &RuleTrace) -> bool {
        let rule = &self.context.program.rules[trace.rule.index()];
        !rule.applies.is_empty() || rule.provenance.as_ref().is_some_and(|it| it.counts != crate::ir::Counts::Always)
    }

    /// What a rule that holds (or speaks either way, as a gate) waits for: exceptions of which it is not known whether they hold, or what else may keep
    /// it from applying.
    fn waits(&self, trace: &RuleTrace) -> Option<String> {
        let program = self.context.program;
        let rule = &program.rules[trace.rule.index()];
        let speaks = match rule.action {
            Action::Gate { .. } => trace.condition.truth != Truth::Unknown,
            _ => trace.condition.truth == Truth::True,
        };
        if trace.fate != Fate::Unknown || !speaks {
            return None;
        }
        let open = self.open(|other| rule.above.contains(&other));
        if !open.is_empty() {
            return Some(format!("it holds unless {} does, which is not known", words::or(&open)));
        }
        let doubts: Vec<String> = trace.doubts.iter().map(|it| self.doubt(rule, it)).collect();
        Some(match doubts.is_empty() {
            true => "its condition holds; whether it applies is not known".to_owned(),
            false if matches!(rule.action, Action::Gate { .. }) => format!("not known is {}", words::and(&doubts)),
            false => format!("its condition holds; not known is {}", words::and(&doubts)),
        })
    }

    /// `whether Calvary v. Governor (court.enact:6) switches it off here`.
    fn doubt(&self, rule: &Rule, doubt: &Doubt) -> String {
        match doubt {
            Doubt::InForce => match words::period(&rule.period) {
                period if period.is_empty() => "whether it is in force on that day".to_owned(),
                period => format!("whether it is in force on that day ({period})"),
            },
            Doubt::Version => "whether this version is the one for this case".to_owned(),
            Doubt::Binds => "whether it binds who acts".to_owned(),
            Doubt::Suspended(index, _) => format!("whether {} switches it off here", readings::suspending(self.context, *index)),
        }
    }

    /// Those rules of which it is not known whether they hold.
    fn open(&self, is_asked: impl Fn(RuleId) -> bool) -> Vec<String> {
        let explanation = self.explanation;
        let all = explanation.deciding.iter().chain(&explanation.defeated).chain(&explanation.others);
        all.filter(|other| other.fate == Fate::Unknown && !self.is_otherwise(other) && is_asked(other.rule))
            .map(|other| words::rule(self.context.program, other.rule))
            .collect()
    }

    /// Why a rule that holds is not the one that decides.
    fn outweighed(&self, trace: &RuleTrace) -> String {
        let (program, decision) = (self.context.program, self.decision);
        let rule = &program.rules[trace.rule.index()];
        let defeats: Vec<RuleId> =
            decision.defeated.iter().filter(|(_, by)| by.contains(&trace.rule)).map(|(defeated, _)| *defeated).collect();
        match (&rule.action, decision.effect) {
            (Action::Block | Action::Satisfy, _) if !defeats.is_empty() => {
                format!("it holds, and decides nothing itself: it sets aside {}", words::rules(program, &defeats))
            }
            (Action::Block, _) => "it holds, and only keeps another rule from applying".to_owned(),
            (Action::Satisfy, _) => "it holds, and only makes a part of another rule's condition hold".to_owned(),
            (_, Effect::Undetermined) if !trace.waits_for.is_empty() => {
                let is = if trace.waits_for.len() > 1 { "are" } else { "is" };
                let mut facts: Vec<String> = trace.waits_for.iter().take(FACTS).cloned().collect();
                if trace.waits_for.len() > FACTS {
                    facts.push(format!("{} more", trace.waits_for.len() - FACTS));
                }
                format!("it holds; {} {is} not known", words::and(&facts))
            }
            (_, Effect::Undetermined) => {
                let open = self.open(|_| true);
                let questions: Vec<String> =
                    decision.questions.iter().map(|id| format!("`{}`", program.questions[id.index()].name)).collect();
                match (open.is_empty(), questions.as_slice()) {
                    (true, []) => "it holds; what it gives can't be worked out".to_owned(),
                    (true, [only]) => format!("it holds; what it gives depends on how {only} is read"),
                    (true, _) => format!("it holds; what it gives depends on how {} are read", words::and(&questions)),
                    (false, _) => format!("it holds; {} may still outweigh it, which is not known", words::or(&open)),
                }
            }
            _ if decision.rules.is_empty() => "it holds, and gives no result".to_owned(),
            _ => {
                let first = program.decisions[decision.decision.index()].highest_first;
                let outcome = words::outcome(program, decision.decision, &decision.outcomes).filter(|_| first);
                let by: Vec<String> = decision.rules.iter().map(|id| words::rule_short(program, *id)).collect();
                match outcome {
                    Some(outcome) => format!("it holds, and {outcome} (by {}) comes before its outcome", words::and(&by)),
                    None => {
                        let outweigh = if by.len() > 1 { "outweigh" } else { "outweighs" };
                        let effect = words::effect_word(decision.effect);
                        format!("it holds, and {} {outweigh} it ({effect})", words::and(&by))
                    }
                }
            }
        }
    }

    fn relied_on(&self, out: &mut String) {
        let (program, explanation) = (self.context.program, self.explanation);
        let mut lines = Vec::new();
        for it in &explanation.stipulated {
            let term = &program.definitions[it.definition.index()];
            lines.push(format!("stipulated by the case: {}: {}", term.words, show(program, term.ty, &it.value)));
        }
        for (fact, it) in &explanation.judgments {
            lines.push(judgment(fact, it));
        }
        for (question, position, basis) in &explanation.positions {
            let how = readings::how(program, basis);
            lines.push(format!("reading relied on: {question} is {position} ({how})"));
        }
        if !lines.is_empty() {
            out.push('\n');
        }
        for line in lines {
            self.line(out, &clean(&line));
        }
    }
}

pub(super) fn gather(limb: &Limb, depth: usize, rows: &mut Vec<Row>) {
    rows.push(row(limb, depth));
    rows.extend(limb.counted.iter().cloned().map(|it| Row { depth: it.depth + depth + 1, ..it }));
    limb.parts.iter().for_each(|part| gather(part, depth + 1, rows));
}

fn row(limb: &Limb, depth: usize) -> Row {
    Row { depth, left: limb.said(), right: limb.verdict() }
}

/// `judgment relied on: the stall is a nuisance, found by the inspector on 2024-05-02: smoke`.
fn judgment(fact: &str, it: &Judgment) -> String {
    let mut said = format!("judgment relied on: {}", sentences::fact_is(fact, if it.finding { "yes" } else { "no" }));
    if it.by.is_some() || it.on.is_some() {
        said.push_str(", found");
    }
    if let Some(by) = &it.by {
        let _ = write!(said, " by {by}");
    }
    if let Some(date) = it.on {
        let _ = write!(said, " on {date}");
    }
    if let Some(because) = &it.because {
        let _ = write!(said, ": {because}");
    }
    said
}
