//! The way in: an instrument's decision prepared once, then cases decided.

use super::authorities::positions::questions_of;
use super::effects::{Leaf, Plan, slots_of_binds};
use super::evaluate::frames::Frame;
use super::evaluate::problems;
use super::evaluate::{Evaluator, MOST_ITEMS_ASSUMED, RuleState};
use super::law::environment::Environment;
use super::law::governed::Governed;
use super::law::standing::{standing_under, supposed};
use super::law::versions::add_each_once;
use super::reasons::grounds::{Changes, enjoined};
use super::unknown::asks::Asking;
use super::unknown::explore::{Explored, Facts, Merged, Outcome, Tree, add_new, explore, facts_of, open};
use super::unknown::terms::Split;
use super::{AsIf, Decision, Effect, Options, Standing, Supposed, Truth};
use crate::diagnostics::{self, Diagnostic};
use crate::ir::{Action, DecisionId, DefId, Expr, Instance, InstrumentId, Program, QuestionId, Row, RuleId, Value};
use jiff::civil::Date;
use std::rc::Rc;

/// What an instrument says of a case on a decision.
pub fn decide(program: &Program, instrument: InstrumentId, decision: DecisionId, case: &Row, options: &Options) -> Decision {
    Decider::new(program, instrument, decision, options).decide(case)
}

/// An instrument's decision, prepared for many cases.
pub struct Decider<'p> {
    pub(super) environment: Environment<'p>,
    instrument: InstrumentId,
    plan: Plan,
    standing: Standing,
    /// Rules that others stand above, in the order of the program.
    defeasible: Vec<RuleId>,
    /// Facts that say whether the instrument binds.
    binding: Vec<usize>,
    /// Questions that its rules may read, in the order of the program.
    pub(super) questions: Vec<QuestionId>,
    /// The same with those that what is said of duties may read; none where nothing is said of any.
    pub(super) duty_questions: Vec<QuestionId>,
    /// Rules that have no version on that day, between two that have.
    gaps: Vec<Diagnostic>,
    /// Texts of terms and figures that acts changed.
    changes: Changes,
    /// Where a day of the case chooses the law.
    governed: Option<Governed<'p>>,
    /// Acts that are enjoined that day.
    enjoined: Vec<InstrumentId>,
    /// Of a run as if enacted: what is supposed.
    supposed: Option<Supposed>,
}

impl<'p> Decider<'p> {
    /// Works out once what no case changes: the law of the day, the order of rules, where the instrument stands.
    pub fn new(program: &'p Program, instrument: InstrumentId, decision: DecisionId, options: &Options) -> Decider<'p> {
        let governed = Governed::new(program, instrument, decision, options);
        Decider { governed, ..Decider::of_day(program, instrument, decision, options) }
    }

    /// By the law of the day in the options, whatever the case says.
    pub(super) fn of_day(program: &'p Program, instrument: InstrumentId, decision: DecisionId, options: &Options) -> Decider<'p> {
        let environment = Environment::new(program, Some(instrument), options);
        let plan = Plan::new(program, instrument, decision);
        let mut defeasible: Vec<RuleId> =
            plan.order.iter().copied().filter(|id| !program.rules[id.index()].above.is_empty()).collect();
        defeasible.sort_unstable();
        let binding = slots_of_binds(&environment, &plan.binds);
        let standing = standing_under(program, instrument, options);
        let questions = questions_of(program, environment.order, &plan.order);
        let duty_questions = super::duties::questions_of(program, environment.order, &plan.order);
        let gaps = super::law::gaps::gaps(program, options.text_of(), instrument);
        let supposed = supposed(program, instrument, options);
        let changes = Changes::new(&environment);
        let enjoined = if options.as_if_enacted == AsIf::All { Vec::new() } else { enjoined(&environment, &plan.order) };
        Decider {
            environment,
            instrument,
            plan,
            standing,
            defeasible,
            binding,
            questions,
            duty_questions,
            gaps,
            changes,
            enjoined,
            governed: None,
            supposed,
        }
    }

    /// Whose decision.
    pub fn instrument(&self) -> InstrumentId {
        self.instrument
    }

    /// What the instrument says of a case. Total: whatever the row holds, there is an answer.
    pub fn decide(&self, case: &Row) -> Decision {
        self.decided(case, None)
    }

    /// The same with positions taken on open questions, and nothing said of other positions.
    pub(super) fn decide_under(&self, case: &Row, taken: &[(QuestionId, u16)]) -> Decision {
        self.decided(case, Some(taken))
    }

    fn decided(&self, case: &Row, taken: Option<&[(QuestionId, u16)]>) -> Decision {
        let decision = match &self.governed {
            Some(governed) => governed.decide(case, self, taken),
            None => self.decide_by_day(case, self.environment.text_of, taken),
        };
        match &self.supposed {
            None => decision,
            Some(supposed) => {
                let by_day = decision.as_if_enacted.clone();
                Decision { as_if_enacted: by_day.or_else(|| Some(supposed.clone())), ..decision }
            }
        }
    }

    /// By the law of the day for which it was prepared, or of another on which the text is the same.
    pub(super) fn decide_by_day(&self, case: &Row, day: Date, taken: Option<&[(QuestionId, u16)]>) -> Decision {
        match (&self.standing, taken) {
            (Standing::Applies, Some(taken)) => self.decide_in_force(case, day, taken).0,
            (Standing::Applies, None) => {
                let (decision, read) = self.decide_in_force(case, day, &[]);
                let decision = self.dated_under_each_position(case, self.under_each_position(case, decision));
                Decision { relied_on: self.relied_on(case, &decision, read.as_deref()), ..decision }
            }
            (Standing::Uncertain, _) => {
                let (decision, _) = self.decide_in_force(case, day, taken.unwrap_or_default());
                match decision.effect {
                    // In force or not, it says nothing.
                    Effect::NoRule => decision,
                    _ => Decision {
                        effect: Effect::Undetermined,
                        outcomes: Vec::new(),
                        rules: Vec::new(),
                        standing: Standing::Uncertain,
                        ..decision
                    },
                }
            }
            (standing, _) => self.blank(standing.clone()),
        }
    }

    /// With the questions whose positions were read, where nothing was split over: no other question can matter then.
    fn decide_in_force(&self, case: &Row, day: Date, taken: &[(QuestionId, u16)]) -> (Decision, Option<Vec<QuestionId>>) {
        let mut plainly = Evaluator::new(&self.environment, case, None).under(taken).on(day);
        let presumed = self.is_unbound(case) && plainly.binds(&self.plan) == Truth::Unknown;
        let leaf = plainly.resolve(&self.plan, presumed);
        let read = leaf.is_some().then(|| plainly.positions_read.clone());
        let mut decision = match leaf {
            Some(leaf) => self.settled(leaf),
            // What nobody could work out is not worked out again under assumptions.
            None if plainly.spent_at.is_some() => Decision { effect: Effect::Undetermined, ..self.blank(Standing::Applies) },
            None => self.regardless(case, taken, presumed),
        };
        let mut defeated = self.defeated(&plainly.rules);
        defeated.append(&mut decision.defeated);
        decision.defeated = defeated;
        decision.presumed_bound = presumed;
        if presumed {
            // Who acts was presumed, so it can't be said to change nothing.
            decision.regardless_of.retain(|fact| !(fact.path.is_empty() && self.binding.contains(&fact.slot.index())));
        }
        decision.suspended = self.on_rules(&mut plainly, |it, id| it.suspended_by(id, Truth::True));
        if decision.effect == Effect::Undetermined {
            decision.perhaps_suspended = self.on_rules(&mut plainly, |it, id| it.suspended_by(id, Truth::Unknown));
        }
        if self.environment.order.is_some() {
            decision.overridden = self.on_rules(&mut plainly, Evaluator::overridden_on);
        }
        decision.enjoined.clone_from(&self.enjoined);
        decision.as_if_enacted.clone_from(&self.supposed);
        decision.filled = std::mem::take(&mut plainly.filled);
        // What an answer rests on is told of the answer, not of each way in which it was tried.
        if taken.is_empty() {
            decision.changed = plainly.changed_texts(&self.plan, &self.changes, &decision);
        }
        decision.problems = plainly.problems.into_vec();
        decision.problems.extend(self.gaps_on(day));
        if let Some(list) = plainly.spent_at
            && decision.effect == Effect::Undetermined
        {
            decision.problems.push(problems::too_many_items_compared(list));
        }
        let (duties, problems) = super::duties::of(&self.environment, &decision, case, taken);
        decision.duties = duties;
        add_new(&mut decision.problems, &problems);
        diagnostics::sort(&mut decision.problems);
        (decision, read)
    }

    /// What is said of gaps between versions names the day.
    fn gaps_on(&self, day: Date) -> Vec<Diagnostic> {
        match day == self.environment.text_of || self.gaps.is_empty() {
            true => self.gaps.clone(),
            false => super::law::gaps::gaps(self.environment.program, day, self.instrument),
        }
    }

    /// What suspensions do (or do not) to rules that hold, or would as gates.
    fn on_rules<'a>(
        &'a self,
        evaluator: &mut Evaluator<'a>,
        mut done: impl FnMut(&mut Evaluator<'a>, RuleId) -> Vec<usize>,
    ) -> Vec<(RuleId, Vec<usize>)> {
        let mut out = Vec::new();
        for id in self.plan.order.iter().filter(|id| !self.environment.suspensions(**id).is_empty()) {
            let rule = &self.environment.program.rules[id.index()];
            let state = evaluator.rules.get(id.index()).copied().flatten();
            let speaks = state.is_some_and(|it| it.holds.is_true() || matches!(rule.action, Action::Gate { .. }));
            if speaks && self.environment.rule_in_force(*id).is_true() {
                let by = done(evaluator, *id);
                out.extend((!by.is_empty()).then_some((*id, by)));
            }
        }
        out.sort_unstable_by_key(|(id, _)| *id);
        out
    }

    /// The law for which it was prepared.
    pub(super) fn environment(&self) -> &Environment<'p> {
        &self.environment
    }

    /// Whether the case says nothing of who acts, where the instrument names whom it binds.
    fn is_unbound(&self, case: &Row) -> bool {
        !self.plan.binds.is_empty() && self.binding.iter().all(|slot| matches!(case.get(*slot), Some(Value::Unknown) | None))
    }

    /// Splits over what is not known.
    fn regardless(&self, case: &Row, taken: &[(QuestionId, u16)], presumed: bool) -> Decision {
        let mut left = MOST_ITEMS_ASSUMED;
        let explored =
            explore(self.environment.program, |asking| match self.answered(case, taken, asking, presumed, &mut left) {
                Heard::Leaf(leaf) => Outcome::Settled(Merged::new(leaf)),
                Heard::Asks(split) => Outcome::Ask(split),
                Heard::Stuck => Outcome::Settled(Merged::new(Leaf::stuck())),
            });
        match &explored.tree {
            Tree::Leaf(merged) if merged.leaf.effect != Effect::Undetermined => {
                let mut rules = Vec::new();
                add_each_once(self.environment.program, &mut rules, &merged.rules());
                let leaf = Leaf { rules, ..merged.leaf.clone() };
                let either_way = merged.always.is_empty();
                let mut regardless_of = facts_of(&explored);
                add_new(&mut regardless_of, &merged.leaf.facts);
                Decision { regardless_of, either_way, ..self.settled(leaf) }
            }
            _ => self.undetermined(&explored, case, taken),
        }
    }

    /// The answer under assumptions; `left` is how many items may still be looked at.
    fn answered(&self, case: &Row, taken: &[(QuestionId, u16)], asking: Asking, presumed: bool, left: &mut u32) -> Heard {
        let mut evaluator = Evaluator::new(&self.environment, case, Some(asking)).under(taken);
        evaluator.left = *left;
        let leaf = evaluator.resolve(&self.plan, presumed);
        *left = evaluator.left;
        match leaf {
            Some(leaf) => Heard::Leaf(leaf),
            None if evaluator.spent_at.is_some() => Heard::Stuck,
            None => evaluator.asking.and_then(|it| it.asked).map_or(Heard::Stuck, Heard::Asks),
        }
    }

    /// The same, where it may not be known whether the instrument is in force.
    pub(super) fn heard(&self, case: &Row, taken: &[(QuestionId, u16)], asking: Asking, presumed: bool, left: &mut u32) -> Heard {
        if self.standing == Standing::Uncertain {
            let mut evaluator = Evaluator::new(&self.environment, case, Some(asking.again()));
            match evaluator.ask_act_in_force(self.instrument) {
                Truth::True => {}
                Truth::False => return Heard::Leaf(Leaf { effect: Effect::NoRule, ..Leaf::stuck() }),
                Truth::Unknown => return evaluator.asking.and_then(|it| it.asked).map_or(Heard::Stuck, Heard::Asks),
            }
        }
        self.answered(case, taken, asking, presumed, left)
    }

    /// By whose law it gave an answer; `None` where a day of the case chooses the law and is not known.
    pub(super) fn of_answer(&self, answer: &Decision) -> Option<&Decider<'p>> {
        match &self.governed {
            None => Some(self),
            Some(governed) => answer.law_of.map(|day| governed.by_law_of(day)),
        }
    }

    /// Whom it binds.
    pub(super) fn binds(&self) -> &[(DefId, Instance)] {
        &self.plan.binds
    }

    /// Whether it binds who acts, under assumptions.
    pub(super) fn binds_under(&self, case: &Row, taken: &[(QuestionId, u16)], asking: Asking) -> (Truth, Option<Rc<Split>>) {
        let mut evaluator = Evaluator::new(&self.environment, case, Some(asking)).under(taken);
        let truth = evaluator.binds(&self.plan);
        (truth, evaluator.asking.and_then(|it| it.asked))
    }

    fn undetermined(&self, explored: &Explored<Merged>, case: &Row, taken: &[(QuestionId, u16)]) -> Decision {
        let mut open = open(self.environment.program, explored);
        if explored.tree.is_cut() || (open.missing.is_empty() && open.questions.is_empty() && open.stuck) {
            // The budget is spent, or what is open can't be asked as a question: whatever a rule still undecided depends on may matter.
            let mut plainly = Evaluator::new(&self.environment, case, None).under(taken);
            let root = Frame::root(case);
            let mut missing = Facts::default();
            missing.extend(&open.missing);
            for id in &self.plan.order {
                let rule = &self.environment.program.rules[id.index()];
                if plainly.rule(*id).live == Truth::Unknown || plainly.rule(*id).holds == Truth::Unknown {
                    rule.applies.iter().for_each(|it| plainly.gather(&it.condition, &root, &mut missing));
                    plainly.gather(&rule.condition, &root, &mut missing);
                }
            }
            open.missing = missing.list;
        }
        Decision {
            effect: Effect::Undetermined,
            missing: open.missing,
            questions: open.questions,
            next: open.next,
            ..self.blank(Standing::Applies)
        }
    }

    fn settled(&self, leaf: Leaf) -> Decision {
        Decision {
            effect: leaf.effect,
            outcomes: leaf.outcomes,
            rules: leaf.rules,
            defeated: leaf.outranked,
            ..self.blank(leaf.standing)
        }
    }

    pub(super) fn blank(&self, standing: Standing) -> Decision {
        Decision::blank(self.instrument, self.plan.decision, standing)
    }

    /// Rules that hold and are certainly defeated, each with the live rules above it.
    fn defeated(&self, states: &[Option<RuleState>]) -> Vec<(RuleId, Vec<RuleId>)> {
        let rules = &self.environment.program.rules;
        let state = |id: RuleId| states.get(id.index()).copied().flatten();
        let mut out = Vec::new();
        for id in &self.defeasible {
            let rule = &rules[id.index()];
            let speaks = state(*id).is_some_and(|it| it.holds.is_true() || matches!(rule.action, Action::Gate { .. }));
            if !speaks || !state(*id).is_some_and(|it| it.live.is_false()) || !self.environment.rule_in_force(*id).is_true() {
                continue;
            }
            let by: Vec<RuleId> =
                rule.above.iter().copied().filter(|it| state(*it).is_some_and(|it| it.live.is_true())).collect();
            if !by.is_empty() {
                out.push((*id, by));
            }
        }
        out
    }
}

impl Decision {
    /// An answer that says nothing yet.
    pub fn blank(instrument: InstrumentId, decision: DecisionId, standing: Standing) -> Decision {
        Decision {
            instrument,
            decision,
            effect: Effect::NoRule,
            outcomes: Vec::new(),
            rules: Vec::new(),
            either_way: false,
            defeated: Vec::new(),
            missing: Vec::new(),
            regardless_of: Vec::new(),
            questions: Vec::new(),
            readings: Vec::new(),
            readings_left_out: false,
            disputed: Vec::new(),
            relied_on: Vec::new(),
            next: None,
            standing,
            presumed_bound: false,
            filled: Vec::new(),
            changed: Vec::new(),
            duties: Vec::new(),
            law_of: None,
            suspended: Vec::new(),
            perhaps_suspended: Vec::new(),
            overridden: Vec::new(),
            enjoined: Vec::new(),
            as_if_enacted: None,
            problems: Vec::new(),
        }
    }
}

/// What an instrument answers under assumptions.
pub(super) enum Heard {
    /// That.
    Leaf(Leaf),
    /// It depends on this.
    Asks(Rc<Split>),
    /// It depends on what cannot be asked.
    Stuck,
}

impl Leaf {
    /// Nothing can be asked that would settle it: what went wrong says why.
    fn stuck() -> Leaf {
        Leaf {
            effect: Effect::Undetermined,
            outcomes: Vec::new(),
            rules: Vec::new(),
            perhaps: Vec::new(),
            outranked: Vec::new(),
            standing: Standing::Applies,
            facts: Vec::new(),
            open: Vec::new(),
        }
    }
}

/// Whether a condition about the case holds (for `expect` statements); decided regardless counts.
///
/// # Errors
/// Problems of evaluation, with their places.
pub fn holds(program: &Program, condition: &Expr, case: &Row, options: &Options) -> Result<Truth, Vec<Diagnostic>> {
    match value(program, condition, case, options)? {
        Value::Unknown => Ok(Truth::Unknown),
        known => Ok(Truth::from(super::values::compare::as_bool(&known).unwrap_or(false))),
    }
}

/// The value of an expression of the case, e.g. of a scenario's expectation or a definition that is asked for; decided regardless counts.
///
/// # Errors
/// Problems of evaluation, with their places.
pub fn value(program: &Program, expr: &Expr, case: &Row, options: &Options) -> Result<Value, Vec<Diagnostic>> {
    worked_out(&Environment::new(program, None, options), expr, case, &[])
}

/// The same by the law of an environment, under positions on open questions.
pub(super) fn worked_out(
    environment: &Environment<'_>,
    expr: &Expr,
    case: &Row,
    taken: &[(QuestionId, u16)],
) -> Result<Value, Vec<Diagnostic>> {
    let root = Frame::root(case);
    let mut plainly = Evaluator::new(environment, case, None).under(taken);
    let value = plainly.value(expr, &root).into_owned();
    if !matches!(value, Value::Unknown) {
        return Ok(value);
    }
    let mut problems = plainly.problems.into_vec();
    if let Some(list) = plainly.spent_at {
        problems.push(super::evaluate::problems::too_many_items_compared(list));
        return Err(problems);
    }
    let mut left = MOST_ITEMS_ASSUMED;
    let explored = explore(environment.program, |asking: Asking| {
        let mut evaluator = Evaluator::new(environment, case, Some(asking)).under(taken);
        evaluator.left = left;
        let value = evaluator.value(expr, &root).into_owned();
        left = evaluator.left;
        let asked = evaluator.asking.and_then(|it| it.asked).filter(|_| evaluator.spent_at.is_none());
        match (value, asked) {
            (Value::Unknown, Some(split)) => Outcome::Ask(split),
            (value, _) => Outcome::Settled(value),
        }
    });
    match explored.tree {
        Tree::Leaf(value) if !matches!(value, Value::Unknown) => Ok(value),
        _ if problems.is_empty() => Ok(Value::Unknown),
        _ => {
            diagnostics::sort(&mut problems);
            Err(problems)
        }
    }
}
