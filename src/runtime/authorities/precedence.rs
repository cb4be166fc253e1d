//! Several instruments at once: each authority's own effect, and the one they come to under an order of precedence.
//!
//! Charter section 5; docs/design/0006-layers.md has the rules that are numbered here. Nothing is settled by the order of files or of arguments: voices
//! are weighed by rank, and those of one rank all at once.

use super::joint::{self, OpenVoice, Sitting};
use super::readings::{Under, combinations, gathered, leads_to, missing_under};
pub use super::weigh::Role;
use super::weigh::{Matter, Voice};
use crate::diagnostics::{self, Diagnostic};
use crate::ir::{
    Action, DecisionId, Expr, ExprKind, InstrumentId, Mode, Order, OrderId, Program, QuestionId, Row, RuleId, Value,
};
use crate::runtime::evaluate::Evaluator;
use crate::runtime::evaluate::frames::Frame;
use crate::runtime::evaluate::noted::Noted;
use crate::runtime::law::environment::Environment;
use crate::runtime::law::standing::{standing_under, supposed};
use crate::runtime::law::versions::add_each_once;
use crate::runtime::unknown::explore::{Outcome, Tree, add_new, explore};
use crate::runtime::{Ask, Decider, Decision, Effect, Missing, Options, Reading, Standing, Truth};
use jiff::civil::Date;
use std::rc::Rc;

/// What several instruments together do to a case, on one decision.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// On what.
    pub decision: DecisionId,
    /// Under which order; `None`: nothing ranks them.
    pub order: Option<OrderId>,
    /// As it is on which day.
    pub as_of: Date,
    /// What they come to.
    pub effect: Effect,
    /// As in [`Decision::outcomes`].
    pub outcomes: Vec<Value>,
    /// The rules that give it, in the order of the program; for a conflict, those that cannot be followed together.
    pub rules: Vec<RuleId>,
    /// The instruments that may speak on that day, in the order in which they were given, each with its own effect and what became of it.
    pub authorities: Vec<Authority>,
    /// Those that are no law on that day, with their places among all: the same for every case.
    pub silent: Rc<Vec<(usize, Authority)>>,
    /// Facts that can still change an undetermined result.
    pub missing: Vec<Missing>,
    /// Open questions on which the result depends.
    pub questions: Vec<QuestionId>,
    /// Of those questions, the ones that instruments read differently; as in [`Decision::disputed`].
    pub disputed: Vec<(QuestionId, Vec<usize>)>,
    /// The result under each combination of positions, where it depends on open questions.
    pub readings: Vec<Reading>,
    /// What to ask next, if undetermined: of one of the authorities that matter. What the answers lead to for all together is not worked out.
    pub next: Option<Ask>,
    /// The case does not say who acts: what they come to was worked out as to somebody whom each of them binds.
    pub presumed_bound: bool,
    /// What went wrong in the conditions of the order.
    pub problems: Vec<Diagnostic>,
}

impl Resolved {
    /// Every instrument, in the order in which they were given.
    pub fn all(&self) -> impl Iterator<Item = &Authority> {
        let (mut speaking, mut silent) = (self.authorities.iter(), self.silent.iter().peekable());
        (0..self.authorities.len() + self.silent.len()).filter_map(move |place| match silent.next_if(|(at, _)| *at == place) {
            Some((_, authority)) => Some(authority),
            None => speaking.next(),
        })
    }
}

/// One instrument among several.
#[derive(Clone, Debug)]
pub struct Authority {
    /// Its own answer.
    pub decision: Decision,
    /// What became of it.
    pub role: Role,
}

/// Several instruments' answers on one decision, prepared for many cases.
pub struct Together<'p> {
    options: Options,
    bench: Bench<'p>,
    /// Those that may speak.
    deciders: Vec<Decider<'p>>,
    /// Those that the day alone silences: no case is put to them.
    silent: Rc<Vec<(usize, Authority)>>,
}

impl<'p> Together<'p> {
    /// `instruments` are those that may speak to the decision. Positions of the options come before those of the order.
    pub fn new(
        program: &'p Program,
        instruments: &[InstrumentId],
        decision: DecisionId,
        order: Option<OrderId>,
        options: &Options,
    ) -> Together<'p> {
        let options = Options { positions: positions(program, order, options), order, ..options.clone() };
        let mut deciders = Vec::new();
        let mut silent = Vec::new();
        let under = order.and_then(|id| program.orders.get(id.index()));
        for (place, id) in instruments.iter().enumerate() {
            // Where a day of the case chooses the law, the day of deciding settles nothing.
            let by_case = program.instruments.get(id.index()).is_some_and(|it| it.governed_by.is_some());
            match standing_under(program, *id, &options) {
                standing @ (Standing::NotYet(_) | Standing::Ended(_) | Standing::NotLaw) if !by_case => {
                    let aside = under.is_some_and(|order| order.sets_aside(*id, options.as_of));
                    let role = if aside { Role::SetAside } else { Role::Silent };
                    let as_if_enacted = supposed(program, *id, &options);
                    let decision = Decision { as_if_enacted, ..Decision::blank(*id, decision, standing) };
                    silent.push((place, Authority { decision, role }));
                }
                _ => deciders.push(Decider::new(program, *id, decision, &options)),
            }
        }
        let bench = Bench::new(program, decision, (order, under), &options);
        Together { options, bench, deciders, silent: Rc::new(silent) }
    }

    /// The positions that hold, those of the order included.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// What they come to in a case.
    pub fn decide(&self, case: &Row) -> Resolved {
        let own: Vec<Decision> = self.deciders.iter().map(|it| it.decide(case)).collect();
        let presumes = self.presumes(case, &own);
        let mut resolved = self.bench.resolve(own, &self.deciders, case, &[], presumes);
        resolved.silent = Rc::clone(&self.silent);
        if resolved.effect == Effect::Undetermined && !resolved.questions.is_empty() {
            self.read(case, &mut resolved, presumes);
        }
        resolved
    }

    /// Where the case does not say who acts: whether there can be somebody whom all those bind that speak as if they bound who acts. Else none of them
    /// is taken to: who acts matters.
    fn presumes(&self, case: &Row, own: &[Decision]) -> bool {
        let presumed =
            self.deciders.iter().zip(own).filter(|(_, own)| own.presumed_bound && self.bench.role(own) == Role::Stands);
        let presumed: Vec<&Decider<'_>> = presumed.filter_map(|(decider, own)| decider.of_answer(own)).collect();
        if presumed.iter().all(|it| it.binds() == presumed[0].binds()) {
            return true;
        }
        let explored = explore(self.bench.program, |asking| {
            for decider in &presumed {
                match decider.binds_under(case, &[], asking.again()) {
                    (Truth::True, _) => {}
                    (Truth::Unknown, Some(split)) => return Outcome::Ask(split),
                    (Truth::False | Truth::Unknown, _) => return Outcome::Settled(Value::Bool(false)),
                }
            }
            Outcome::Settled(Value::Bool(true))
        });
        let mut possible = false;
        Tree::leaves(&explored.tree, &mut |it| possible |= *it == Value::Bool(true));
        possible
    }

    /// The result under each combination of positions on the questions that are open.
    fn read(&self, case: &Row, resolved: &mut Resolved, presumes: bool) {
        let Some(combinations) = combinations(self.bench.program, &resolved.questions) else { return };
        let under = |taken: Vec<(QuestionId, u16)>| {
            let own: Vec<Decision> = self
                .deciders
                .iter()
                .zip(&resolved.authorities)
                .map(|(decider, authority)| match authority.role {
                    // What no question can change is not decided again.
                    Role::Silent if authority.decision.effect == Effect::NoRule => authority.decision.clone(),
                    _ => decider.decide_under(case, &taken),
                })
                .collect();
            let under = self.bench.resolve(own, &self.deciders, case, &taken, presumes);
            // What is undetermined is the same as far as can be told where each authority says the same.
            let each = |it: &Authority| {
                let own = vec![(it.decision.effect, it.decision.outcomes.clone())];
                [vec![(it.decision.instrument.0.to_string(), own)], leads_to(&it.decision)].concat()
            };
            let next = under.authorities.iter().flat_map(each).collect();
            let (effect, outcomes, rules, missing) = (under.effect, under.outcomes, under.rules, under.missing);
            Under { positions: taken, effect, outcomes, rules, missing, next }
        };
        let results: Vec<Under> = combinations.into_iter().map(under).collect();
        let (questions, readings) = gathered(&resolved.questions, &results);
        resolved.missing = missing_under(std::mem::take(&mut resolved.missing), &results);
        resolved.disputed.retain(|(question, _)| questions.contains(question));
        resolved.questions = questions;
        match results.first() {
            // Whatever position is taken.
            Some(only) if readings.is_empty() && only.effect != Effect::Undetermined => {
                resolved.effect = only.effect;
                resolved.outcomes.clone_from(&only.outcomes);
                resolved.rules.clone_from(&only.rules);
                resolved.missing.clear();
                resolved.next = None;
            }
            _ => resolved.readings = readings,
        }
    }
}

/// Positions of the options, then those that the order takes.
pub fn positions(program: &Program, order: Option<OrderId>, options: &Options) -> Vec<(QuestionId, u16)> {
    let mut all = options.positions.clone();
    let taken = order.and_then(|id| program.orders.get(id.index())).map_or(&[][..], |order| &order.positions);
    for (question, position) in taken {
        if !all.iter().any(|(id, _)| id == question) {
            all.push((*question, *position));
        }
    }
    all
}

/// Of the authorities that are open: how courts read the questions that matter, and what to ask next. A fact is asked for before a question of law, which
/// is named as open already.
fn asked(
    own: &[Decision],
    places: &[usize],
    missing: &[Missing],
    questions: &[QuestionId],
) -> (Vec<(QuestionId, Vec<usize>)>, Option<Ask>) {
    let mut disputed: Vec<(QuestionId, Vec<usize>)> = Vec::new();
    let mut next: Option<&Ask> = None;
    for own in places.iter().filter_map(|at| own.get(*at)) {
        let of: Vec<(QuestionId, Vec<usize>)> =
            own.disputed.iter().filter(|(question, _)| questions.contains(question)).cloned().collect();
        add_new(&mut disputed, &of);
        let matters = |it: &&Ask| it.fact.as_ref().is_none_or(|fact| missing.contains(fact));
        let better = |it: &&Ask| next.is_none_or(|found| found.fact.is_none() && it.fact.is_some());
        next = own.next.as_ref().filter(matters).filter(better).or(next);
    }
    let open = !missing.is_empty() || !questions.is_empty();
    (disputed, next.filter(|_| open).map(|it| Ask { answers: Vec::new(), ..it.clone() }))
}

/// An order of precedence, and what is decided under it.
pub(in crate::runtime) struct Bench<'p> {
    program: &'p Program,
    decision: DecisionId,
    id: Option<OrderId>,
    order: Option<&'p Order>,
    matter: Matter,
    /// In which the conditions of the order are asked.
    environment: Environment<'p>,
}

impl<'p> Bench<'p> {
    pub(in crate::runtime) fn new(
        program: &'p Program,
        decision: DecisionId,
        (id, order): (Option<OrderId>, Option<&'p Order>),
        options: &Options,
    ) -> Bench<'p> {
        let matter = Matter::new(program, decision, order);
        Bench { program, decision, id, order, matter, environment: Environment::new(program, None, options) }
    }

    /// What the order alone makes of an answer.
    fn role(&self, own: &Decision) -> Role {
        let day = self.environment.text_of;
        match self.order {
            Some(order) if order.sets_aside(own.instrument, day) => Role::SetAside,
            _ if own.effect == Effect::NoRule => Role::Silent,
            Some(order) if order.takes_as_advice(own.instrument, day) => Role::Advises,
            _ => Role::Stands,
        }
    }

    /// What answers come to. The deciders are those of the answers, in the same sequence; without one, all that is known of an open answer is what the
    /// rules might say. `presumes`: instruments are taken to bind who acts, where the case does not say who does.
    pub(in crate::runtime) fn resolve(
        &self,
        own: Vec<Decision>,
        deciders: &[Decider<'p>],
        case: &Row,
        taken: &[(QuestionId, u16)],
        presumes: bool,
    ) -> Resolved {
        let mut roles: Vec<Role> = own.iter().map(|it| self.role(it)).collect();
        let speaking: Vec<usize> = (0..own.len()).filter(|at| roles[*at] == Role::Stands).collect();
        let voices: Vec<Voice> = speaking.iter().map(|at| self.voice(*at, &own[*at])).collect();
        let PreEmptions { certain, uncertain, problems } = self.pre_emptions(&voices, &own, case, taken);
        let is_open = |own: &Decision| own.effect == Effect::Undetermined || (own.presumed_bound && !presumes);
        let open_voice = |(place, voice): (usize, &Voice)| OpenVoice {
            place,
            decider: deciders.get(voice.at).and_then(|it| it.of_answer(&own[voice.at])),
            presumed: own[voice.at].presumed_bound && presumes,
            ways: match own[voice.at].effect {
                Effect::Undetermined => possible(self.program, self.decision, &self.matter, voice, own[voice.at].instrument),
                // It says what it says, if it binds.
                _ => vec![
                    Voice { effect: Effect::NoRule, outcomes: Vec::new(), rules: Vec::new(), ..voice.clone() },
                    voice.clone(),
                ],
            },
        };
        let open: Vec<OpenVoice<'_, '_>> =
            voices.iter().enumerate().filter(|(_, it)| is_open(&own[it.at])).map(open_voice).collect();
        let places: Vec<usize> = open.iter().map(|it| voices[it.place].at).collect();
        let conditions: Vec<&Expr> = uncertain.iter().map(|(_, when)| *when).collect();
        let (matter, environment) = (&self.matter, &self.environment);
        let sitting = Sitting { matter, case, taken, voices, open, certain, uncertain, environment };
        let joint::Together { weighed, mut missing, mut questions, may_matter } = sitting.come_to();
        for at in &speaking {
            roles[*at] = match own[*at].effect {
                _ if places.contains(at) => Role::Open,
                Effect::Permitted => Role::LeavesTheChoice,
                _ => Role::Stands,
            };
        }
        for (at, role) in weighed.iter().flat_map(|it| &it.roles).filter(|(at, _)| !places.contains(at)) {
            roles[*at] = role.clone();
        }
        if let Some(may_matter) = may_matter.filter(|_| weighed.is_none()) {
            // Not everything was looked into: what each of them waits for may matter.
            for (_, at) in may_matter.iter().zip(&places).filter(|(may, _)| **may) {
                add_new(&mut missing, &own[*at].missing);
                add_new(&mut questions, &own[*at].questions);
            }
            for (_, condition) in may_matter.iter().skip(places.len()).zip(conditions).filter(|(may, _)| **may) {
                let mut evaluator = Evaluator::new(environment, case, None).under(taken);
                let mut facts = Vec::new();
                evaluator.unknown_facts(condition, &Frame::root(case), &mut facts);
                add_new(&mut missing, &facts);
            }
            questions.sort_unstable();
        }
        let (disputed, next) = asked(&own, &places, &missing, &questions);
        let (effect, outcomes, mut rules) = match weighed {
            Some(it) => (it.effect, it.outcomes, it.rules),
            None => (Effect::Undetermined, Vec::new(), Vec::new()),
        };
        // In the order of the authorities, not of the files.
        let in_order = |rules: &mut Vec<RuleId>| {
            let place = |id: &RuleId| {
                let of = self.program.rules.get(id.index()).map(|it| it.instrument);
                (own.iter().position(|it| Some(it.instrument) == of), *id)
            };
            rules.sort_by_key(place);
            let all = std::mem::take(rules);
            add_each_once(self.program, rules, &all);
        };
        in_order(&mut rules);
        roles.iter_mut().filter_map(Role::rules_mut).for_each(in_order);
        let presumed_bound = presumes && speaking.iter().any(|at| own[*at].presumed_bound);
        let authorities = own.into_iter().zip(roles).map(|(decision, role)| Authority { decision, role }).collect();
        Resolved {
            decision: self.decision,
            order: self.id,
            as_of: self.environment.text_of,
            effect,
            outcomes,
            rules,
            authorities,
            silent: Rc::default(),
            missing,
            questions,
            disputed,
            readings: Vec::new(),
            next,
            presumed_bound,
            problems,
        }
    }

    fn voice(&self, at: usize, own: &Decision) -> Voice {
        let rank = self.order.and_then(|order| order.rank(self.program, own.instrument, self.environment.text_of));
        Voice { at, rank, effect: own.effect, outcomes: own.outcomes.clone(), rules: own.rules.clone() }
    }

    /// The pre-emptions of the day between those who speak.
    fn pre_emptions(&self, voices: &[Voice], own: &[Decision], case: &Row, taken: &[(QuestionId, u16)]) -> PreEmptions<'p> {
        let (mut certain, mut uncertain, mut problems) = (Vec::new(), Vec::new(), Noted::default());
        let here = |instrument: InstrumentId| voices.iter().find(|it| own[it.at].instrument == instrument).map(|it| it.at);
        for it in self.order.iter().flat_map(|order| order.pre_emptions_on(self.environment.text_of)) {
            let (Some(upper), Some(lower)) = (here(it.upper), here(it.lower)) else { continue };
            let Some(when) = &it.when else {
                certain.push((upper, lower));
                continue;
            };
            let mut evaluator = Evaluator::new(&self.environment, case, None).under(taken);
            match evaluator.truth(when, &Frame::root(case)) {
                Truth::True => certain.push((upper, lower)),
                Truth::False => {}
                Truth::Unknown => {
                    uncertain.push(((upper, lower), when));
                    problems.extend(&evaluator.problems);
                    if let Some(list) = evaluator.spent_at {
                        problems.push(crate::runtime::evaluate::problems::too_many_items_compared(list));
                    }
                }
            }
        }
        let mut problems = problems.into_vec();
        diagnostics::sort(&mut problems);
        PreEmptions { certain, uncertain, problems }
    }
}

/// Pre-emptions between authorities, by their places.
struct PreEmptions<'p> {
    certain: Vec<(usize, usize)>,
    /// Those whose condition is not known.
    uncertain: Vec<((usize, usize), &'p Expr)>,
    problems: Vec<Diagnostic>,
}

/// What an undetermined authority might say, of whatever facts: each conclusion of its rules, all its permissions and all its prohibitions together, and nothing. That is
/// more than it can say here, so a result that is the same under all of them is certain.
fn possible(program: &Program, decision: DecisionId, matter: &Matter, voice: &Voice, instrument: InstrumentId) -> Vec<Voice> {
    let as_if = |effect: Effect, outcomes: Vec<Value>, rules: Vec<RuleId>| Voice { effect, outcomes, rules, ..voice.clone() };
    let mut ways = vec![as_if(Effect::NoRule, Vec::new(), Vec::new())];
    let (mut may, mut must_not) = (Vec::new(), Vec::new());
    let rules = program.instruments.get(instrument.index()).map_or(&[][..], |it| &it.rules);
    for id in rules {
        let conclusions = match &program.rules[id.index()].action {
            Action::Decide(it) | Action::Otherwise(it) => vec![it],
            Action::Gate { then, otherwise } => vec![then, otherwise],
            Action::Block | Action::Satisfy => Vec::new(),
        };
        for conclusion in conclusions.into_iter().filter(|it| it.decision == decision) {
            let effect = match conclusion.mode {
                Mode::Plain => Effect::Chosen,
                Mode::Must => Effect::Required,
                Mode::MustNot => Effect::Prohibited,
                Mode::May => Effect::Permitted,
            };
            let ExprKind::Const(value) = &conclusion.value.kind else {
                // An amount that is worked out may be anything.
                ways.push(as_if(effect, vec![Value::Unknown], vec![*id]));
                continue;
            };
            let all = match conclusion.mode {
                Mode::May => Some(&mut may),
                Mode::MustNot => Some(&mut must_not),
                _ => None,
            };
            if let Some(all) = all
                && !all.contains(value)
            {
                all.push(value.clone());
            }
            // By whichever of its rules, all that say it are named.
            match ways.iter_mut().find(|it| it.effect == effect && it.outcomes == [value.clone()]) {
                Some(way) => way.rules.push(*id),
                None => ways.push(as_if(effect, vec![value.clone()], vec![*id])),
            }
        }
    }
    // Rules that say the contrary may turn out to hold together.
    let contrary = |one: &Voice, other: &Voice| match (one.effect, other.effect) {
        (Effect::Required | Effect::Chosen, Effect::Required | Effect::Chosen) => one.outcomes != other.outcomes,
        (Effect::Prohibited, Effect::Required | Effect::Chosen | Effect::Permitted) => one.outcomes == other.outcomes,
        (Effect::Required, Effect::Permitted) => one.outcomes != other.outcomes,
        _ => false,
    };
    let unknown = |it: &Voice| it.outcomes.contains(&Value::Unknown);
    if ways.iter().any(|one| unknown(one) || ways.iter().any(|other| contrary(one, other)))
        || (!matter.universe.is_empty() && must_not.len() == matter.universe.len())
    {
        ways.push(as_if(Effect::Conflict, Vec::new(), Vec::new()));
    }
    if may.len() > 1 {
        ways.push(as_if(Effect::Permitted, may, Vec::new()));
    }
    if must_not.len() > 1 {
        ways.push(as_if(Effect::Prohibited, must_not, Vec::new()));
    }
    ways
}
