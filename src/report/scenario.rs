//! Scenarios: what they expect against what the policy gives, and a diagnostic for each difference.

use super::text::leaves;
use super::{Context, duties, limbs, together, words};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::catalogue::SCENARIO_FAILED;
use crate::ir::{
    Action, CASE, DecisionId, Due, Expect, ExpectKind, Expr, ExprKind, InstrumentId, MissingRef, Mode, Program, RecordId, RuleId,
    Scenario, SlotId, Start, Type, Value,
};
use crate::runtime::authorities::precedence::{self, Resolved, Together};
use crate::runtime::reasons::explain;
use crate::runtime::reasons::explain::{Explanation, Fate, RuleTrace};
use crate::runtime::{self, AsIf, Decision, Duty, Effect, Missing, Options, Standing, Truth};
use jiff::civil::Date;

/// What is not as expected; nothing where the scenario passes.
pub fn run(context: Context<'_>, scenario: &Scenario) -> Vec<Diagnostic> {
    let options = Options {
        as_of: scenario.as_of.unwrap_or_else(|| usual_day(context.program, scenario.instrument)),
        as_if_enacted: if scenario.as_if_enacted { AsIf::All } else { AsIf::Law },
        positions: scenario.positions.clone(),
        ..Options::default()
    };
    let positions = precedence::positions(context.program, scenario.under, &options);
    let options = Options { positions, order: scenario.under, ..options };
    let test = Test { context, scenario, options };
    scenario.expects.iter().flat_map(|expect| test.under(expect).expectation(expect)).collect()
}

/// The day for which cases are decided where none is said: the first on which the instrument is certainly in force, or
/// 1 January 2000 where it has none.
pub fn usual_day(program: &Program, instrument: Option<InstrumentId>) -> Date {
    let period = instrument.map(|id| &program.instruments[id.index()].period.from);
    match period {
        Some(Start::Day(day)) => *day,
        Some(Start::Unknown { latest: Some(day), .. } | Start::Unknown { earliest: Some(day), latest: None }) => *day,
        Some(Start::Always | Start::Unknown { .. }) | None => Date::constant(2000, 1, 1),
    }
}

/// What an instrument decides, and where it decides nothing itself, what the one that it amends does.
fn decisions_of(program: &Program, instrument: InstrumentId) -> Vec<DecisionId> {
    let own = &program.instruments[instrument.index()];
    match (own.decisions.is_empty(), own.amends) {
        (true, Some(amended)) => program.instruments[amended.index()].decisions.clone(),
        _ => own.decisions.clone(),
    }
}

/// The instrument that a scenario speaks of: its own where that decides this, else the one that it amends.
fn speaks_to(program: &Program, instrument: InstrumentId, decision: DecisionId) -> InstrumentId {
    let own = &program.instruments[instrument.index()];
    match own.amends {
        Some(amended) if !own.decisions.contains(&decision) => amended,
        _ => instrument,
    }
}

struct Test<'a> {
    context: Context<'a>,
    scenario: &'a Scenario,
    options: Options,
}

impl Test<'_> {
    /// As the scenario says, under the positions of the expectation.
    fn under(&self, expect: &Expect) -> Test<'_> {
        let mut options = self.options.clone();
        options.positions.extend(expect.positions.iter().copied());
        Test { context: self.context, scenario: self.scenario, options }
    }

    fn expectation(&self, expect: &Expect) -> Vec<Diagnostic> {
        let program = self.context.program;
        let decisions = |only: &Option<DecisionId>| match (only, self.instrument_of(expect)) {
            (Some(decision), _) => vec![*decision],
            (None, Some(instrument)) => decisions_of(program, instrument),
            (None, None) => self.decided_together(),
        };
        match &expect.kind {
            ExpectKind::NoRule(only) => self.effects(expect, &decisions(only), Effect::NoRule, None),
            ExpectKind::Undetermined(only) => self.effects(expect, &decisions(only), Effect::Undetermined, None),
            ExpectKind::Conflict(only) => self.effects(expect, &decisions(only), Effect::Conflict, None),
            ExpectKind::Effect { decision, mode, value } => {
                let effect = match mode {
                    Mode::Plain => Effect::Chosen,
                    Mode::Must => Effect::Required,
                    Mode::MustNot => Effect::Prohibited,
                    Mode::May => Effect::Permitted,
                };
                let value = match &value.kind {
                    ExprKind::Const(value) => Ok(value.clone()),
                    _ => runtime::value(program, value, &self.scenario.case, &self.options),
                };
                match value {
                    Ok(value) => self.effects(expect, &[*decision], effect, Some(value)),
                    Err(problems) => problems,
                }
            }
            ExpectKind::Statement(condition) => match runtime::holds(program, condition, &self.scenario.case, &self.options) {
                Ok(Truth::True) => Vec::new(),
                Ok(truth) => vec![self.statement_fails(expect, truth)],
                Err(problems) => problems,
            },
        }
    }

    fn effects(&self, expect: &Expect, decisions: &[DecisionId], effect: Effect, value: Option<Value>) -> Vec<Diagnostic> {
        let program = self.context.program;
        let check = |decision: &DecisionId| {
            let given = match self.instrument_of(expect) {
                Some(instrument) => runtime::decide(
                    program,
                    speaks_to(program, instrument, *decision),
                    *decision,
                    &self.scenario.case,
                    &self.options,
                ),
                None => self.together(*decision)?,
            };
            self.compare(expect, &given, effect, value.as_ref())
        };
        decisions.iter().filter_map(check).collect()
    }

    /// Everything that any of the instruments together decides.
    fn decided_together(&self) -> Vec<DecisionId> {
        let decided = |id: &InstrumentId| self.context.program.instruments[id.index()].decisions.clone();
        let mut all: Vec<DecisionId> = self.scenario.together.iter().flat_map(decided).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// What the instruments that the file uses come to.
    fn resolved(&self, decision: DecisionId) -> Resolved {
        let program = self.context.program;
        let speaks = |id: &&InstrumentId| program.instruments[id.index()].decisions.contains(&decision);
        let instruments: Vec<InstrumentId> = self.scenario.together.iter().filter(speaks).copied().collect();
        Together::new(program, &instruments, decision, self.scenario.under, &self.options).decide(&self.scenario.case)
    }

    /// The same, as if it were one instrument's answer.
    fn together(&self, decision: DecisionId) -> Option<Decision> {
        let resolved = self.resolved(decision);
        let first = resolved.all().next()?.decision.instrument;
        Some(Decision {
            duties: duties::of_resolved(&resolved).into_iter().cloned().collect(),
            effect: resolved.effect,
            outcomes: resolved.outcomes,
            rules: resolved.rules,
            missing: resolved.missing,
            questions: resolved.questions,
            problems: resolved.authorities.iter().flat_map(|it| it.decision.problems.clone()).chain(resolved.problems).collect(),
            ..Decision::blank(first, decision, Standing::Silent)
        })
    }

    /// The first difference.
    fn compare(&self, expect: &Expect, given: &Decision, effect: Effect, value: Option<&Value>) -> Option<Diagnostic> {
        let program = self.context.program;
        let expected = words::phrase(program, given.decision, effect, value.map_or(&[], std::slice::from_ref));
        if given.effect != effect || value.is_some_and(|value| !given.outcomes.contains(value)) {
            return Some(self.other_effect(expect, given, &expected, value));
        }
        if let Some(rule) = expect.by.iter().find(|rules| !rules.iter().any(|rule| given.rules.contains(rule)))
            && let Some(rule) = rule.first()
        {
            return Some(self.other_rule(expect, given, *rule));
        }
        if let Some(problem) = self.other_duty(expect, given) {
            return Some(problem);
        }
        let waits = || given.missing.iter().chain(given.duties.iter().flat_map(|duty| &duty.missing));
        if let Some(fact) = expect.missing.iter().find(|fact| !waits().any(|it| is_fact(program, it, fact))) {
            return Some(self.not_missing(expect, given, fact));
        }
        let question = expect.questions.iter().find(|question| !given.questions.contains(question))?;
        let name = &program.questions[question.index()].name;
        let label = "the result does not depend on it";
        Some(self.failed(expect, format!("expects `{name}` to be an open question here, and it is not")).label(label))
    }

    fn other_effect(&self, expect: &Expect, given: &Decision, expected: &str, value: Option<&Value>) -> Diagnostic {
        let message = format!("expects `{}`, and the policy gives `{}`", plain(expected), plain(&self.given(given)));
        let problem = self.failed(expect, message).label(format!("the policy gives {}", self.given_by(expect, given)));
        let explanation = explain::explain(self.context.program, given, &self.scenario.case, &self.options);
        // The rule that was meant: the one named, else one that would have given what is expected.
        let meant = explanation.others.iter().chain(&explanation.defeated).find(|trace| match expect.by.first() {
            Some(rules) => rules.contains(&trace.rule),
            None => value.is_some_and(|value| concludes(self.context.program, trace.rule, value)),
        });
        let problem = match meant {
            Some(trace) => self.with_fate(problem, trace, given),
            None => self.with_deciding(problem, &explanation),
        };
        // Without a name these speak of every decision of the policy.
        let of_all =
            matches!(expect.kind, ExpectKind::NoRule(None) | ExpectKind::Undetermined(None) | ExpectKind::Conflict(None));
        let all = self.instrument_of(expect).map_or_else(|| self.decided_together(), |it| decisions_of(self.context.program, it));
        if of_all && all.len() > 1 {
            return problem.help(format!("name the decision that is meant: `expect {expected} for ...`"));
        }
        self.with_day(problem, expect, given)
            .help(format!("write `expect {}` if the policy is right", self.expectation_of(given)))
    }

    /// Where no day is named, and on the one that is taken some instrument is not in force, the day may be what is wrong.
    fn with_day(&self, problem: Diagnostic, expect: &Expect, given: &Decision) -> Diagnostic {
        if self.scenario.as_of.is_some() || self.instrument_of(expect).is_some() {
            return problem;
        }
        let resolved = self.resolved(given.decision);
        let not_yet = resolved.all().filter_map(|it| match it.decision.standing {
            Standing::NotYet(first) => Some(first),
            _ => None,
        });
        match not_yet.max() {
            Some(first) => problem
                .help(format!("it names no day, so it is decided as of {}", self.options.as_of))
                .help(format!("name one in its head, such as `scenario \"...\", as of {first}:`")),
            None => problem,
        }
    }

    /// The instrument of which an expectation speaks, where it speaks of one.
    fn instrument_of(&self, expect: &Expect) -> Option<InstrumentId> {
        expect.from.or(self.scenario.instrument)
    }

    /// What is said of a duty and is not so: some rule that gives it must say it.
    fn other_duty(&self, expect: &Expect, given: &Decision) -> Option<Diagnostic> {
        let constant = |expr: &Expr| match &expr.kind {
            ExprKind::Const(value) => Some(value.clone()),
            _ => None,
        };
        let as_said = |duty: &Duty| {
            let due = match (&expect.due, &duty.due) {
                (None, _) | (Some(Due::AtOnce), Some(runtime::Due::AtOnce)) => true,
                (Some(Due::By(said)), Some(runtime::Due::By(value))) => constant(said).as_ref() == Some(value),
                _ => false,
            };
            let begins = expect.begins.as_ref().is_none_or(|said| constant(said) == duty.begins);
            let done = expect.done.is_none_or(|said| duty.done == Some(Truth::from(said)));
            due && begins && done
        };
        if (expect.due.is_none() && expect.begins.is_none() && expect.done.is_none()) || given.duties.iter().any(as_said) {
            return None;
        }
        let says: Vec<String> = given.duties.iter().map(|duty| duties::said(self.context.program, duty)).collect();
        let label = match says.iter().all(String::is_empty) {
            true => "the rule says nothing of that".to_owned(),
            false => format!("the policy gives: {}", words::and(&says).trim_start_matches([',', ';', ' '])),
        };
        Some(self.failed(expect, "expects something else of this duty".to_owned()).label(label))
    }

    fn other_rule(&self, expect: &Expect, given: &Decision, rule: RuleId) -> Diagnostic {
        let program = self.context.program;
        let name = words::rule_short(program, rule);
        let by = match given.rules.is_empty() {
            true => "no rule does".to_owned(),
            false => {
                let verb = if given.rules.len() == 1 { "does" } else { "do" };
                let names: Vec<String> = given.rules.iter().map(|id| words::rule_short(program, *id)).collect();
                format!("{} {verb}", words::and(&names))
            }
        };
        let problem = self.failed(expect, format!("expects {name} to decide, and {by}")).label(format!("{by} in this scenario"));
        let explanation = explain::explain(program, given, &self.scenario.case, &self.options);
        let trace = explanation.others.iter().chain(&explanation.defeated).find(|trace| trace.rule == rule);
        let problem = match trace {
            Some(trace) => self.with_fate(problem, trace, given),
            None => self.with_deciding(problem, &explanation),
        };
        problem.help(format!("write `expect {}` if the policy is right", self.expectation_of(given)))
    }

    fn not_missing(&self, expect: &Expect, given: &Decision, fact: &MissingRef) -> Diagnostic {
        let slot = self.context.program.records.get(fact.record.index()).and_then(|record| record.slots.get(fact.slot.index()));
        let name = slot.map_or("this fact", |slot| slot.words.as_str());
        let missing: Vec<String> = given.missing.iter().map(|it| it.words.clone()).collect();
        let label = match missing.is_empty() {
            true => "no fact is missing".to_owned(),
            false => format!("missing: {}", words::and(&missing)),
        };
        self.failed(expect, format!("expects `{name}` to be missing, and it cannot change the result")).label(label)
    }

    fn statement_fails(&self, expect: &Expect, truth: Truth) -> Diagnostic {
        let (is, label) = match truth {
            Truth::Unknown => ("it is not known", "the facts of the scenario leave this open"),
            Truth::True | Truth::False => ("it is not so", "the policy says that this is not so"),
        };
        let said = words::at(self.context, expect.span, 50);
        self.failed(expect, format!("expects `{said}`, and {is}")).label(label)
    }

    fn failed(&self, expect: &Expect, what: String) -> Diagnostic {
        Diagnostic::new(SCENARIO_FAILED, expect.span, format!("scenario `{}` {what}", self.scenario.title))
    }

    /// Shows the place that keeps a rule from deciding.
    fn with_fate(&self, problem: Diagnostic, trace: &RuleTrace, given: &Decision) -> Diagnostic {
        let program = self.context.program;
        let name = words::rule_short(program, trace.rule);
        let span = program.rules[trace.rule.index()].span;
        match &trace.fate {
            Fate::Fails | Fate::Unknown => {
                let (truth, fails) = match trace.fate {
                    Fate::Unknown => (Truth::Unknown, "is open here"),
                    _ => (Truth::False, "fails here"),
                };
                let mut found = Vec::new();
                if trace.condition.truth == truth {
                    leaves(&trace.condition, &mut found);
                }
                let Some(leaf) = found.first() else { return problem.also(span, format!("{name} {fails}")) };
                let facts = limbs::facts(leaf);
                let between = if facts.is_empty() { "" } else { ": " };
                problem.also(leaf.span, format!("{name} {fails}{between}{facts}"))
            }
            Fate::Defeated(by) => {
                let by: Vec<String> = by.iter().map(|id| words::rule_short(program, *id)).collect();
                problem.also(span, format!("{name} holds, and {} prevails over it", words::and(&by)))
            }
            Fate::NotBound => problem.also(span, format!("{name} does not bind who acts")),
            Fate::NotInForce => problem.also(span, format!("{name} is not in force on {}", self.options.of(given).text_of())),
            Fate::Suspended(by) => {
                let by = by.first().and_then(|index| program.suspensions.get(*index));
                by.into_iter().fold(problem, |problem, it| problem.also(it.span, format!("this switches {name} off here")))
            }
            Fate::SwitchedOff => problem,
            Fate::Displaced => problem.also(span, format!("{name} gives way to a rule that holds")),
            Fate::Live => problem,
        }
    }

    fn with_deciding(&self, problem: Diagnostic, explanation: &Explanation) -> Diagnostic {
        let program = self.context.program;
        explanation.deciding.iter().filter(|trace| trace.fate == Fate::Live).fold(problem, |problem, trace| {
            let name = words::rule_short(program, trace.rule);
            problem.also(program.rules[trace.rule.index()].span, format!("{name} decides"))
        })
    }

    /// What the policy gives, in the words of an effect: `honor detainer (chosen)`, `no rule`.
    fn given(&self, given: &Decision) -> String {
        words::phrase(self.context.program, given.decision, given.effect, &given.outcomes)
    }

    /// `` `honor detainer`, by otherwise ``, `no rule: …`.
    fn given_by(&self, expect: &Expect, given: &Decision) -> String {
        let program = self.context.program;
        let phrase = format!("`{}`", self.given(given));
        let rules: Vec<String> = given.rules.iter().map(|id| words::rule_short(program, *id)).collect();
        match given.effect {
            Effect::NoRule if self.instrument_of(expect).is_none() => {
                format!("{phrase}: {}", together::none_speaks(self.context, &self.resolved(given.decision)))
            }
            Effect::NoRule => format!("{phrase}: {}", words::no_rule(program, given)),
            Effect::Undetermined => {
                let facts = given.missing.iter().map(|it| it.words.clone());
                let questions = given.questions.iter().map(|it| format!("`{}`", program.questions[it.index()].name));
                let missing: Vec<String> = facts.chain(questions).take(3).collect();
                match missing.is_empty() {
                    true => phrase,
                    false => format!("{phrase}: not known: {}", words::and(&missing)),
                }
            }
            _ if rules.is_empty() => phrase,
            _ => format!("{phrase}, by {}", words::and(&rules)),
        }
    }

    /// What is to be written to expect what the policy gives.
    fn expectation_of(&self, given: &Decision) -> String {
        let program = self.context.program;
        let rules: Vec<String> = given.rules.iter().map(|id| words::rule_short(program, *id)).collect();
        match given.effect {
            Effect::NoRule | Effect::Undetermined | Effect::Conflict => words::effect_word(given.effect).to_owned(),
            _ if rules.is_empty() => plain(&self.given(given)).to_owned(),
            _ => format!("{} by {}", plain(&self.given(given)), words::and(&rules)),
        }
    }
}

/// A phrase without its mode in parentheses.
fn plain(phrase: &str) -> &str {
    phrase.rsplit_once(" (").map_or(phrase, |(before, _)| before)
}

/// Whether a rule's conclusion has this outcome as a constant.
fn concludes(program: &Program, rule: RuleId, wanted: &Value) -> bool {
    let is = |value: &crate::ir::Expr| matches!(&value.kind, ExprKind::Const(value) if value == wanted);
    match &program.rules[rule.index()].action {
        Action::Decide(it) | Action::Otherwise(it) => is(&it.value),
        Action::Gate { then, otherwise } => is(&then.value) || is(&otherwise.value),
        Action::Block | Action::Satisfy => false,
    }
}

/// Whether a missing fact is an instance of the one named: the slot is looked up through records laid out in place.
fn is_fact(program: &Program, missing: &Missing, wanted: &MissingRef) -> bool {
    let mut record = CASE;
    for (list, _) in &missing.path {
        match program.records.get(record.index()).and_then(|it| it.slots.get(list.index())).map(|slot| slot.ty) {
            Some(Type::List(item)) => record = item,
            _ => return false,
        }
    }
    let mut slot = missing.slot;
    loop {
        if record == wanted.record && slot == wanted.slot {
            return true;
        }
        match within(program, record, slot) {
            Some((inner, relative)) => (record, slot) = (inner, relative),
            None => return false,
        }
    }
}

/// The record in place that holds a slot of another record's layout, and the slot there.
fn within(program: &Program, record: RecordId, slot: SlotId) -> Option<(RecordId, SlotId)> {
    program.records.get(record.index())?.fields.iter().find_map(|field| {
        let Type::Record(inner) = field.ty else { return None };
        let relative = slot.0.checked_sub(field.slot.0 + 1)?;
        let length = program.records.get(inner.index())?.slots.len();
        ((relative as usize) < length).then_some((inner, SlotId(relative)))
    })
}
