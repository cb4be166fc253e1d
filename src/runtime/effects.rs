//! From rules to an effect (charter, section 4).

use super::evaluate::frames::Frame;
use super::evaluate::{Evaluator, RuleState, Shared};
use super::law::environment::Environment;
use super::unknown::terms::{Term, View};
use super::{Effect, Missing, Standing, Truth};
use crate::ir::{
    Action, Conclusion, DecisionId, DefId, ExprKind, Instance, InstrumentId, Mode, Period, Program, Provenance, Rule, RuleId,
    Type, Value, walk,
};
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};

/// What is evaluated for one decision of one instrument.
pub struct Plan {
    /// Of what.
    pub decision: DecisionId,
    /// Rules that conclude on it, in the order of the file, `otherwise` among them.
    pub concluding: Vec<RuleId>,
    /// Those and every rule that bears on them, each after those that defeat it.
    pub order: Vec<RuleId>,
    /// How many outcomes there are; `None` for a value.
    pub outcomes: Option<usize>,
    /// The first outcome prevails.
    pub highest_first: bool,
    /// Whom the instrument binds.
    pub binds: Vec<(DefId, Instance)>,
}

/// One possible end of an evaluation.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaf {
    /// [`Effect::Undetermined`] where a value itself is not known.
    pub effect: Effect,
    /// As in [`super::Decision`].
    pub outcomes: Vec<Value>,
    /// As in [`super::Decision`].
    pub rules: Vec<RuleId>,
    /// Rules that may give the same, of which it was not asked whether they hold.
    pub perhaps: Vec<RuleId>,
    /// Rules that a higher outcome prevails over, with the rules of that outcome.
    pub outranked: Vec<(RuleId, Vec<RuleId>)>,
    /// Why there is no rule.
    pub standing: Standing,
    /// Facts that the value needs, where it is undetermined; where it is not, those that rules ask for which change nothing.
    pub facts: Vec<Missing>,
    /// What each value that is not known comes down to; `None`: that is not settled either.
    pub open: Vec<Option<String>>,
}

/// A live conclusion.
#[derive(Clone)]
struct Live<'a> {
    rule: RuleId,
    mode: Mode,
    value: Cow<'a, Value>,
    /// The permission of a gate: `may … only if` never says more than that its own condition is no bar.
    opened: bool,
}

impl Plan {
    /// The plan of an instrument's decision.
    pub fn new(program: &Program, instrument: crate::ir::InstrumentId, decision: DecisionId) -> Plan {
        let own = program.instruments.get(instrument.index());
        let rules = own.map_or(&[][..], |it| &it.rules);
        let concluding: Vec<RuleId> = rules.iter().copied().filter(|id| concludes(program, *id, decision)).collect();
        let declared = program.decisions.get(decision.index());
        let outcomes = match declared.map(|it| it.ty) {
            Some(Type::Enum(id)) => program.enums.get(id.index()).map(|it| it.values.len()),
            _ => None,
        };
        Plan {
            decision,
            order: above_first(program, &concluding),
            concluding,
            outcomes,
            highest_first: declared.is_some_and(|it| it.highest_first),
            binds: own.map_or_else(Vec::new, |it| it.binds.clone()),
        }
    }

    /// Some rules and what bears on them, whatever they decide.
    pub fn of_rules(program: &Program, rules: &[RuleId]) -> Plan {
        Plan {
            decision: DecisionId(0),
            concluding: Vec::new(),
            order: above_first(program, rules),
            outcomes: None,
            highest_first: false,
            binds: Vec::new(),
        }
    }

    /// The same decision, of some of its rules and what bears on them.
    pub fn only(&self, program: &Program, rules: &[RuleId]) -> Plan {
        Plan { concluding: rules.to_vec(), order: above_first(program, rules), binds: Vec::new(), ..*self }
    }
}

/// Whether two rules of a plan conclude what can't both be followed, as far as their conclusions are fixed; not so where one defeats the
/// other, or where a higher outcome prevails.
pub fn can_clash(program: &Program, plan: &Plan, a: RuleId, b: RuleId) -> bool {
    let (Some(one), Some(other)) = (program.rules.get(a.index()), program.rules.get(b.index())) else {
        return false;
    };
    if one.label == other.label || one.above.contains(&b) || other.above.contains(&a) {
        return false;
    }
    let said = |rule: &'_ crate::ir::Rule| match &rule.action {
        Action::Decide(it) => vec![(it.mode, it.value.clone(), false)],
        Action::Gate { then, otherwise } => {
            vec![(then.mode, then.value.clone(), then.mode == Mode::May), (otherwise.mode, otherwise.value.clone(), false)]
        }
        _ => Vec::new(),
    };
    let others = said(other);
    said(one).iter().any(|(mode, value, opened)| {
        others.iter().any(|(mode_b, value_b, opened_b)| {
            let (ExprKind::Const(x), ExprKind::Const(y)) = (&value.kind, &value_b.kind) else {
                return false;
            };
            let ranked = plan.highest_first && *mode != Mode::MustNot && *mode_b != Mode::MustNot;
            !ranked && !opened && !opened_b && clash(*mode, *mode_b, x == y)
        })
    })
}

fn concludes(program: &Program, id: RuleId, decision: DecisionId) -> bool {
    match program.rules.get(id.index()).map(|it| &it.action) {
        Some(Action::Decide(it) | Action::Otherwise(it)) => it.decision == decision,
        Some(Action::Gate { then, .. }) => then.decision == decision,
        Some(Action::Block | Action::Satisfy) | None => false,
    }
}

/// Every rule that bears on these, each after the rules above it. An explicit stack: a chain of exceptions may be long.
fn above_first(program: &Program, rules: &[RuleId]) -> Vec<RuleId> {
    let mut seen = vec![false; program.rules.len()];
    let mut out = Vec::new();
    let mut stack: Vec<(RuleId, bool)> = rules.iter().rev().map(|id| (*id, false)).collect();
    while let Some((id, done)) = stack.pop() {
        if done {
            out.push(id);
            continue;
        }
        let Some(rule) = program.rules.get(id.index()).filter(|_| !seen[id.index()]) else {
            continue;
        };
        seen[id.index()] = true;
        stack.push((id, true));
        // Rules whose being live makes a limb hold.
        for condition in [&rule.condition].into_iter().chain(rule.applies.iter().map(|it| &it.condition)) {
            walk::every(condition, &mut |part| {
                if let ExprKind::Limb { satisfied_by, .. } = &part.kind {
                    stack.extend(satisfied_by.iter().map(|rule| (*rule, false)));
                }
            });
        }
        stack.extend(rule.above.iter().rev().map(|above| (*above, false)));
    }
    out
}

impl<'a> Evaluator<'a> {
    /// How a rule stands, worked out once.
    pub(super) fn rule(&mut self, id: RuleId) -> RuleState {
        if let Some(state) = self.rules.get(id.index()).copied().flatten() {
            if let Some(found) = self.found.get(&id).cloned() {
                self.adopt(&found);
            }
            return state;
        }
        let before = self.open();
        // A rule that depends on itself (analysis lets none through) does not hold for itself.
        self.keep(id, RuleState { holds: Truth::False, live: Truth::False });
        let state = self.work_out_rule(id);
        self.keep(id, state);
        let found = self.close(before);
        if found.asked.is_some() || !found.problems.is_empty() {
            self.adopt(&found);
            self.found.insert(id, found);
        }
        state
    }

    fn keep(&mut self, id: RuleId, state: RuleState) {
        if let Some(slot) = self.rules.get_mut(id.index()) {
            *slot = Some(state);
        }
    }

    fn work_out_rule(&mut self, id: RuleId) -> RuleState {
        let environment: &'a Environment<'a> = self.environment;
        let Some(rule) = environment.program.rules.get(id.index()) else {
            return RuleState { holds: Truth::False, live: Truth::False };
        };
        // What is asked before a rule turns out not to speak no longer matters.
        let mark = self.mark();
        let silent = |it: &mut Self, holds: Truth| {
            it.forget(mark);
            RuleState { holds, live: Truth::False }
        };
        let mut in_force = match environment.rule_in_force(id) {
            Truth::Unknown => match rule.provenance.as_ref().filter(|it| !it.given.is_empty()) {
                Some(provenance) => self.given(provenance),
                None => self.ask_rule_in_force(id),
            },
            known => known,
        };
        if in_force.is_false() {
            return silent(self, Truth::False);
        }
        let root = Frame::root(self.case);
        for applies in &rule.applies {
            in_force = in_force.and(self.truth(&applies.condition, &root));
            if in_force.is_false() {
                return silent(self, Truth::False);
            }
        }
        let bound = if rule.binds.is_empty() { Truth::True } else { self.any_of_classes(&rule.binds) };
        if bound.is_false() {
            return silent(self, Truth::False);
        }
        let holds = self.truth(&rule.condition, &root);
        let speaks = if matches!(rule.action, Action::Gate { .. }) { Truth::True } else { holds };
        if speaks.is_false() {
            return silent(self, holds);
        }
        let suspended = self.suspended(id);
        if suspended.is_true() {
            return silent(self, holds);
        }
        let mut beaten = Truth::False;
        for above in &rule.above {
            let above = self.rule(*above).live;
            beaten = beaten.or(above);
            if above.is_true() {
                // What its own condition needs no longer matters.
                self.forget(mark);
                break;
            }
        }
        RuleState { holds, live: in_force.and(bound).and(speaks).and(beaten.negated()).and(suspended.negated()) }
    }

    /// Whether an instrument keeps the rule from applying to this case.
    pub(super) fn suspended(&mut self, id: RuleId) -> Truth {
        let environment: &'a Environment<'a> = self.environment;
        let of = environment.program.rules.get(id.index()).map(|it| it.instrument);
        let mut suspended = Truth::False;
        for (index, counts) in environment.suspensions(id) {
            let Some(suspension) = environment.program.suspensions.get(*index) else { continue };
            suspended = suspended.or(self.suspends(suspension, of).and(*counts));
        }
        suspended
    }

    fn ask_rule_in_force(&mut self, id: RuleId) -> Truth {
        let label = self.environment.program.rules.get(id.index()).map_or_else(String::new, |it| it.label.clone());
        self.ask_in_force(Term::Rule(id), format!("whether rule {label} is in force"))
    }

    /// Whether a text is that of the day, if it is so under some acts whose first day is not known: of an old and a new text exactly one is.
    pub(super) fn given(&mut self, provenance: &Provenance) -> Truth {
        let mut truth = Truth::True;
        for (act, in_force) in &provenance.given {
            let asked = self.ask_act_in_force(*act);
            truth = truth.and(if *in_force { asked } else { asked.negated() });
            if truth.is_false() {
                break;
            }
        }
        truth
    }

    /// Which of several texts is that of a day, under acts whose first day is not known.
    pub(super) fn given_of(
        &mut self,
        versions: impl Iterator<Item = (&'a Period, Option<&'a Provenance>)>,
        day: jiff::civil::Date,
    ) -> Option<usize> {
        let environment: &'a Environment<'a> = self.environment;
        for (index, (period, provenance)) in versions.enumerate() {
            let Some(provenance) = provenance.filter(|it| !it.given.is_empty() && environment.counts(it.counts)) else {
                continue;
            };
            if period.holds(day).is_none() && self.given(provenance).is_true() {
                return Some(index);
            }
        }
        None
    }

    /// Whether an instrument whose first day is not known is in force.
    pub(super) fn ask_act_in_force(&mut self, act: InstrumentId) -> Truth {
        let module = self.environment.program.instruments.get(act.index()).map_or("", |it| it.id.as_str());
        let words = format!("whether {module} is in force");
        self.ask_in_force(Term::Act(act), words)
    }

    fn ask_in_force(&mut self, term: Term, words: String) -> Truth {
        let view = View {
            term,
            ty: Type::YesNo,
            initial: None,
            optional: false,
            whole: false,
            fact: None,
            facts: Vec::new(),
            question: None,
            words,
            steps: Vec::new(),
        };
        self.test_view(view, super::unknown::asks::Test::Choice(vec![1]))
    }

    /// Whether the instrument binds who acts.
    pub(super) fn binds(&mut self, plan: &'a Plan) -> Truth {
        self.any_of_classes(&plan.binds)
    }

    /// Whether who acts is of one of these classes.
    pub(super) fn any_of_classes(&mut self, classes: &'a [(DefId, Instance)]) -> Truth {
        let mark = self.mark();
        let mut bound = Truth::False;
        for (id, instance) in classes {
            let truth = self.term_of(*id, *instance);
            if truth.is_true() {
                return self.settled(truth, mark);
            }
            bound = bound.or(truth);
        }
        bound
    }

    fn term_of(&mut self, id: DefId, instance: Instance) -> Truth {
        let environment: &'a Environment<'a> = self.environment;
        let Some(definition) = environment.program.definitions.get(id.index()) else {
            return Truth::False;
        };
        let root = Frame::root(self.case);
        let held = root.instance(instance, &root);
        match held.row.get((held.base + definition.stipulation.0) as usize) {
            Some(stipulated) if !matches!(stipulated, Value::Unknown) => {
                return Truth::from(super::values::compare::as_bool(stipulated).unwrap_or(false));
            }
            _ => {}
        }
        match environment.definition(id) {
            super::law::environment::Version::Is(version) => self.truth(&definition.versions[version].body, &held),
            _ => Truth::Unknown,
        }
    }

    /// The effect, if it is settled; else what to ask stands in `asking`. `presumed` sets aside whom the instrument binds.
    pub(super) fn resolve(&mut self, plan: &'a Plan, presumed: bool) -> Option<Leaf> {
        if !presumed && !plan.binds.is_empty() {
            match self.binds(plan) {
                Truth::False => return Some(Leaf::without_rule(Standing::DoesNotBind)),
                Truth::Unknown if self.asking.is_some() => return None,
                Truth::Unknown => {
                    self.states(plan);
                    return None;
                }
                Truth::True => {}
            }
        }
        self.states(plan);
        let environment: &'a Environment<'a> = self.environment;
        let program = environment.program;
        let root = Frame::root(self.case);
        let mut lives: Vec<Live<'a>> = Vec::new();
        let mut facts = Vec::new();
        let mut any_live = Truth::False;
        let mut open = false;
        let mut values = Vec::new();
        let mut perhaps = Perhaps::default();
        for otherwise in [false, true] {
            if otherwise && any_live.is_true() {
                break;
            }
            for id in &plan.concluding {
                let rule = &program.rules[id.index()];
                if matches!(rule.action, Action::Otherwise(_)) != otherwise {
                    continue;
                }
                let state = self.rule(*id);
                if state.live.is_false() {
                    continue;
                }
                if !otherwise {
                    any_live = any_live.or(state.live);
                }
                let conclusion = match (&rule.action, state.live, state.holds) {
                    (Action::Decide(it) | Action::Otherwise(it), Truth::True, _) if !otherwise || any_live.is_false() => it,
                    (Action::Gate { then, .. }, Truth::True, Truth::True) => then,
                    (Action::Gate { otherwise, .. }, Truth::True, Truth::False) => otherwise,
                    _ => {
                        open = true;
                        let may_conclude = match &rule.action {
                            _ if self.asking.is_none() => [None, None],
                            Action::Decide(it) | Action::Otherwise(it) => [Some(it), None],
                            Action::Gate { then, otherwise } => [Some(then), Some(otherwise)],
                            Action::Block | Action::Satisfy => [None, None],
                        };
                        for conclusion in may_conclude.into_iter().flatten() {
                            perhaps.add(rule, *id, conclusion, self.value(&conclusion.value, &root));
                        }
                        continue;
                    }
                };
                let value = self.value(&conclusion.value, &root);
                if matches!(*value, Value::Unknown) {
                    open = true;
                    perhaps.unknown = true;
                    if !self.is_asked() {
                        self.unknown_facts(&conclusion.value, &root, &mut facts);
                        values.push(self.comes_down_to(&conclusion.value, &root));
                    }
                }
                let opened = matches!(rule.action, Action::Gate { .. }) && conclusion.mode == Mode::May;
                lives.push(Live { rule: *id, mode: conclusion.mode, value, opened });
            }
        }
        if open {
            if self.asking.is_some()
                && let Some(leaf) = perhaps.change_nothing(program, plan, &lives)
            {
                // What they ask for is passed over.
                for id in perhaps.lives.iter().map(|it| it.rule) {
                    self.unknown_facts(&program.rules[id.index()].condition, &root, &mut facts);
                }
                return Some(Leaf { facts, ..leaf });
            }
            let value_only = self.asking.is_some() && !self.is_asked();
            let rules = lives.iter().map(|it| it.rule).collect();
            return value_only
                .then(|| Leaf { facts, rules, open: values, ..Leaf::without_rule(Standing::Applies) }.undetermined());
        }
        Some(settle(program, plan, lives))
    }

    fn is_asked(&self) -> bool {
        self.asking.as_ref().is_some_and(|it| it.asked.is_some())
    }

    /// Works out every rule that bears on the decision, above first, so that no chain of exceptions is followed in depth.
    pub(super) fn states(&mut self, plan: &'a Plan) {
        let before = self.open();
        for id in &plan.order {
            if self.rules.get(id.index()).is_some_and(Option::is_none) {
                self.rule(*id);
            }
        }
        self.close(before);
    }
}

impl Leaf {
    fn without_rule(standing: Standing) -> Leaf {
        Leaf {
            effect: Effect::NoRule,
            outcomes: Vec::new(),
            rules: Vec::new(),
            perhaps: Vec::new(),
            outranked: Vec::new(),
            standing,
            facts: Vec::new(),
            open: Vec::new(),
        }
    }

    fn undetermined(self) -> Leaf {
        Leaf { effect: Effect::Undetermined, ..self }
    }

    fn of(effect: Effect, lives: &[Live<'_>], mode: Mode) -> Leaf {
        let mut outcomes: Vec<Value> = Vec::new();
        let mut rules = Vec::new();
        for live in lives.iter().filter(|it| it.mode == mode) {
            rules.push(live.rule);
            if !outcomes.contains(&live.value) {
                outcomes.push(live.value.clone().into_owned());
            }
        }
        // Whatever the order of the rules.
        super::values::compare::sort(&mut outcomes);
        Leaf { outcomes, rules, effect, ..Leaf::without_rule(Standing::Applies) }
    }
}

/// Conclusions of rules of which it is not known whether they are live.
#[derive(Default)]
struct Perhaps<'a> {
    lives: Vec<Live<'a>>,
    /// The value of one, or of a live conclusion, is not known.
    unknown: bool,
}

impl<'a> Perhaps<'a> {
    fn add(&mut self, rule: &Rule, id: RuleId, conclusion: &Conclusion, value: Shared<'a>) {
        self.unknown |= matches!(*value, Value::Unknown);
        let opened = matches!(rule.action, Action::Gate { .. }) && conclusion.mode == Mode::May;
        self.lives.push(Live { rule: id, mode: conclusion.mode, value, opened });
    }

    /// The effect of the live conclusions, where it is the same whichever of these are live too: nothing among them all clashes, and all of them
    /// together come to the same as the live ones alone. (What stands lower in an ordered class than a live one is outranked in any case.)
    fn change_nothing(&self, program: &Program, plan: &Plan, lives: &[Live<'a>]) -> Option<Leaf> {
        if self.unknown || lives.is_empty() {
            return None;
        }
        let highest = lives.iter().filter_map(rank).min().filter(|_| plan.highest_first);
        let matter = |it: &&Live<'_>| highest.is_none_or(|highest| rank(it).is_none_or(|rank| rank <= highest));
        let all: Vec<Live<'a>> = lives.iter().chain(&self.lives).filter(matter).cloned().collect();
        let clashes = |a: &Live<'_>| all.iter().any(|b| clash(a.mode, b.mode, *a.value == *b.value));
        if all.iter().any(|it| it.opened || clashes(it)) {
            return None;
        }
        let (leaf, together) = (settle(program, plan, lives.to_vec()), settle(program, plan, all));
        let perhaps = together.rules.into_iter().filter(|it| !leaf.rules.contains(it)).collect();
        (leaf.effect == together.effect && leaf.outcomes == together.outcomes).then_some(Leaf { perhaps, ..leaf })
    }
}

/// The place in an ordered class. Prohibitions are not ranked.
fn rank(live: &Live<'_>) -> Option<u16> {
    match &*live.value {
        Value::Enum(index) if live.mode != Mode::MustNot => Some(*index),
        _ => None,
    }
}

/// The effect of live conclusions, all known.
fn settle(program: &Program, plan: &Plan, lives: Vec<Live<'_>>) -> Leaf {
    if lives.is_empty() {
        return Leaf::without_rule(Standing::Silent);
    }
    let (lives, mut outranked) = if plan.highest_first { prevailing(lives) } else { (lives, Vec::new()) };
    let mut lives = gates_add_up(lives, &mut outranked);
    let mut conflicting = conflicts(plan, &lives);
    if !conflicting.is_empty() {
        lives = order_prevails(program, lives, &mut outranked);
        conflicting = conflicts(plan, &lives);
    }
    let has = |mode: Mode| lives.iter().any(|it| it.mode == mode);
    let leaf = if !conflicting.is_empty() {
        Leaf { rules: conflicting, effect: Effect::Conflict, ..Leaf::without_rule(Standing::Applies) }
    } else if has(Mode::Must) {
        Leaf::of(Effect::Required, &lives, Mode::Must)
    } else if has(Mode::Plain) {
        Leaf::of(Effect::Chosen, &lives, Mode::Plain)
    } else if has(Mode::MustNot) {
        Leaf::of(Effect::Prohibited, &lives, Mode::MustNot)
    } else {
        Leaf::of(Effect::Permitted, &lives, Mode::May)
    };
    Leaf { outranked, ..leaf }
}

/// In an ordered class the outcome that stands first prevails; the rest is outranked.
fn prevailing(lives: Vec<Live<'_>>) -> (Vec<Live<'_>>, Vec<(RuleId, Vec<RuleId>)>) {
    let Some(highest) = lives.iter().filter_map(rank).min() else {
        return (lives, Vec::new());
    };
    let (kept, lower): (Vec<_>, Vec<_>) = lives.into_iter().partition(|it| rank(it).is_none_or(|rank| rank == highest));
    let by: Vec<RuleId> = kept.iter().filter(|it| rank(it).is_some()).map(|it| it.rule).collect();
    (kept, lower.into_iter().map(|it| (it.rule, by.clone())).collect())
}

/// Gates add up: what one `may … only if` opens, another one (or a prohibition, or a duty to do otherwise) keeps shut.
fn gates_add_up<'a>(lives: Vec<Live<'a>>, outranked: &mut Vec<(RuleId, Vec<RuleId>)>) -> Vec<Live<'a>> {
    if !lives.iter().any(|it| it.opened) || !lives.iter().any(|it| matches!(it.mode, Mode::MustNot | Mode::Must)) {
        return lives;
    }
    let shut_by = |live: &Live<'_>| -> Vec<RuleId> {
        let bars = |other: &&Live<'_>| match other.mode {
            Mode::MustNot => *other.value == *live.value,
            Mode::Must => *other.value != *live.value,
            Mode::May | Mode::Plain => false,
        };
        lives.iter().filter(|other| live.opened && bars(other)).map(|it| it.rule).collect()
    };
    let shut: Vec<Vec<RuleId>> = lives.iter().map(shut_by).collect();
    let mut kept = Vec::new();
    for (live, by) in lives.into_iter().zip(shut) {
        if by.is_empty() { kept.push(live) } else { outranked.push((live.rule, by)) }
    }
    kept
}

/// Exceptions make one order. An exception to an exception brings the base back; where the two then differ, the higher one prevails.
fn order_prevails<'a>(program: &Program, lives: Vec<Live<'a>>, outranked: &mut Vec<(RuleId, Vec<RuleId>)>) -> Vec<Live<'a>> {
    let of_rule: HashMap<RuleId, &Live<'_>> = lives.iter().map(|it| (it.rule, it)).collect();
    let beaten_by: Vec<Vec<RuleId>> = lives.iter().map(|low| nearest_above(program, &of_rule, low)).collect();
    let mut kept = Vec::new();
    for (live, by) in lives.into_iter().zip(beaten_by) {
        if by.is_empty() { kept.push(live) } else { outranked.push((live.rule, by)) }
    }
    kept
}

/// The live rules that stand above one, at whatever distance, and conclude what can't be followed with it: on each way up the first. A rule that
/// only blocks passes nothing on.
fn nearest_above(program: &Program, lives: &HashMap<RuleId, &Live<'_>>, low: &Live<'_>) -> Vec<RuleId> {
    let rule = |id: RuleId| program.rules.get(id.index());
    let mut found = BTreeSet::new();
    let mut seen: HashSet<RuleId> = HashSet::new();
    let mut work: Vec<RuleId> = rule(low.rule).map_or_else(Vec::new, |it| it.above.clone());
    while let Some(id) = work.pop() {
        if !seen.insert(id) {
            continue;
        }
        match lives.get(&id) {
            Some(high) if clash(low.mode, high.mode, *low.value == *high.value) => _ = found.insert(id),
            _ => work.extend(
                rule(id).filter(|it| !matches!(it.action, Action::Block | Action::Satisfy)).into_iter().flat_map(|it| &it.above),
            ),
        }
    }
    found.into_iter().collect()
}

/// The live rules that can't be followed together, in the order of the file.
fn conflicts(plan: &Plan, lives: &[Live<'_>]) -> Vec<RuleId> {
    // Nearly always there is one conclusion.
    if lives.len() < 2 && plan.outcomes != Some(1) {
        return Vec::new();
    }
    // Rules may be many, different conclusions are few.
    let mut kinds: Vec<(Mode, &Value)> = Vec::new();
    for live in lives {
        if !kinds.contains(&(live.mode, &*live.value)) {
            kinds.push((live.mode, &live.value));
        }
    }
    let barred = kinds.iter().filter(|(mode, _)| *mode == Mode::MustNot).count();
    let all_barred = plan.outcomes.is_some_and(|outcomes| barred >= outcomes);
    kinds.retain(|(mode, value)| {
        (all_barred && *mode == Mode::MustNot) || lives.iter().any(|it| clash(*mode, it.mode, **value == *it.value))
    });
    lives.iter().filter(|it| kinds.contains(&(it.mode, &*it.value))).map(|it| it.rule).collect()
}

/// Whether two conclusions can't both be followed.
///
/// | | must o | plain o | may o | must not o |
/// |---|---|---|---|---|
/// | must o | | | | conflict |
/// | must o' | conflict | conflict | conflict | |
/// | plain o | | | | conflict |
/// | plain o' | conflict | conflict | | |
/// | may o | | | | conflict |
/// | may o' | conflict | | | |
fn clash(a: Mode, b: Mode, same_outcome: bool) -> bool {
    match (a, b) {
        (Mode::MustNot, Mode::MustNot) => false,
        (Mode::MustNot, _) | (_, Mode::MustNot) => same_outcome,
        (Mode::Must, _) | (_, Mode::Must) => !same_outcome,
        (Mode::Plain, Mode::Plain) => !same_outcome,
        (Mode::May, _) | (_, Mode::May) => false,
    }
}

/// The case's slots that the terms of `binds` read, other than whether a record is there.
pub fn slots_of_binds(environment: &Environment<'_>, binds: &[(DefId, Instance)]) -> Vec<usize> {
    let mut out = Vec::new();
    let mut seen = Vec::new();
    let mut work: Vec<(DefId, u32)> = binds.iter().map(|(id, instance)| (*id, instance.base)).collect();
    while let Some((id, base)) = work.pop() {
        if seen.contains(&(id, base)) {
            continue;
        }
        seen.push((id, base));
        let Some(definition) = environment.program.definitions.get(id.index()) else {
            continue;
        };
        out.push((base + definition.stipulation.0) as usize);
        let bodies: Vec<_> = definition.versions.iter().map(|it| &it.body).collect();
        let mut exprs = bodies;
        while let Some(expr) = exprs.pop() {
            let place = |instance: &Instance| match instance.frame {
                0 => Some(instance.base),
                1 if definition.of != crate::ir::CASE => Some(base + instance.base),
                _ => None,
            };
            match &expr.kind {
                ExprKind::Fact(instance, slot) if !matches!(expr.ty, Type::Record(_)) => {
                    out.extend(place(instance).map(|it| (it + slot.0) as usize));
                }
                ExprKind::Definition(id, instance) => match instance {
                    Some(instance) => work.extend(place(instance).map(|it| (*id, it))),
                    None => work.push((*id, 0)),
                },
                _ => {}
            }
            crate::ir::walk::children(expr, &mut |part| exprs.push(part));
        }
    }
    out
}
