//! Several instruments at once: each authority's own effect, and the one they come to under an order of precedence.
//!
//! Charter section 5; docs/design/0006-layers.md has the rules that are numbered here. Nothing is settled by the order of files or of arguments: voices
//! are weighed by rank, and those of one rank all at once.

use super::decider::unknown_facts_of;
use super::readings::{Positions, combinations, matters, same};
use super::standing::{standing_under, supposed};
use super::unknowns::add_new;
use super::weigh::{Voice, Weighed, cannot_both, weigh};
use super::{Ask, Decider, Decision, Effect, Missing, Options, Reading, Standing, Truth, holds};
use crate::ir::{Action, DecisionId, Expr, InstrumentId, Mode, Order, OrderId, Program, QuestionId, Row, RuleId, Type, Value};
use std::rc::Rc;

/// What several instruments together do to a case, on one decision.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// On what.
    pub decision: DecisionId,
    /// Under which order; `None`: nothing ranks them.
    pub order: Option<OrderId>,
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

/// What became of an authority's own effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// It has no effect here.
    Silent,
    /// A duty, prohibition or choice that stands.
    Stands,
    /// A permission: the choice is left to whoever is lower.
    LeavesTheChoice,
    /// Guidance: shown, never binding.
    Advises,
    /// The order leaves the instrument out.
    SetAside,
    /// It lies outside what these rules leave open, or its instrument gives way to theirs.
    PreEmpted(Vec<RuleId>),
    /// A permission of which only a part is left by these rules.
    Limited(Vec<RuleId>),
    /// It cannot be followed together with these rules, and nothing settles which prevails.
    Conflicts(Vec<RuleId>),
    /// Its own effect is not determined.
    Open,
}

/// Combinations of what is open that are tried, before the result is left undetermined.
const MOST: usize = 1024;

/// Several instruments' answers on one decision, prepared for many cases.
pub struct Together<'p> {
    program: &'p Program,
    decision: DecisionId,
    order: Option<OrderId>,
    options: Options,
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
                    let aside = under.is_some_and(|order| order.set_aside.contains(id));
                    let role = if aside { Role::SetAside } else { Role::Silent };
                    let as_if_enacted = supposed(program, *id, &options);
                    let decision = Decision { as_if_enacted, ..Decision::blank(*id, decision, standing) };
                    silent.push((place, Authority { decision, role }));
                }
                _ => deciders.push(Decider::new(program, *id, decision, &options)),
            }
        }
        Together { program, decision, order, options, deciders, silent: Rc::new(silent) }
    }

    /// The positions that hold, those of the order included.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// What they come to in a case.
    pub fn decide(&self, case: &Row) -> Resolved {
        let own: Vec<Decision> = self.deciders.iter().map(|it| it.decide(case)).collect();
        let order = self.order.and_then(|id| self.program.orders.get(id.index()));
        let mut resolved = resolve(self.program, self.decision, own, (self.order, order), case, &self.options);
        resolved.silent = Rc::clone(&self.silent);
        if resolved.effect == Effect::Undetermined && !resolved.questions.is_empty() {
            self.read(case, &mut resolved);
        }
        resolved
    }

    /// The result under each combination of positions on the questions that are open, of which those that make no difference are dropped.
    fn read(&self, case: &Row, resolved: &mut Resolved) {
        // The first question changes fastest.
        let slowest_first: Vec<QuestionId> = resolved.questions.iter().rev().copied().collect();
        let Some(combinations) = combinations(self.program, &slowest_first) else { return };
        let order = self.order.and_then(|id| self.program.orders.get(id.index()));
        let mut results: Vec<(Positions, Way)> = Vec::new();
        for mut taken in combinations {
            taken.reverse();
            let mut options = self.options.clone();
            options.positions.extend(taken.iter().copied());
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
            let resolved = resolve(self.program, self.decision, own, (self.order, order), case, &options);
            results.push((taken, Way(resolved)));
        }
        let all: Vec<&(Positions, Way)> = results.iter().collect();
        resolved.questions.retain(|question| matters(*question, &all, Way::is_like));
        let readings = merged(results, &resolved.questions);
        resolved.disputed.retain(|(question, _)| resolved.questions.contains(question));
        match readings.as_slice() {
            [only] if only.effect != Effect::Undetermined => {
                resolved.effect = only.effect;
                resolved.outcomes.clone_from(&only.outcomes);
                resolved.rules.clone_from(&only.rules);
                resolved.missing.clear();
                resolved.next = None;
            }
            [_] => {}
            _ => resolved.readings = readings,
        }
    }
}

/// What several instruments come to under positions.
struct Way(Resolved);

impl Way {
    /// Whether it is the same as far as can be told: of what is undetermined, what each authority says.
    fn is_like(&self, other: &Way) -> bool {
        let (one, other) = (&self.0, &other.0);
        let own = || one.authorities.iter().zip(&other.authorities).all(|(a, b)| same(&a.decision, &b.decision));
        (one.effect, &one.outcomes) == (other.effect, &other.outcomes) && (one.effect != Effect::Undetermined || own())
    }
}

/// The results under the positions on some questions; those that then are one are merged, with the rules of all.
fn merged(results: Vec<(Positions, Way)>, questions: &[QuestionId]) -> Vec<Reading> {
    let mut readings: Vec<Reading> = Vec::new();
    for (mut positions, Way(it)) in results {
        positions.retain(|(id, _)| questions.contains(id));
        match readings.iter_mut().find(|other| other.positions == positions) {
            Some(other) => add_new(&mut other.rules, &it.rules),
            None => {
                let (effect, outcomes, rules, missing) = (it.effect, it.outcomes, it.rules, it.missing);
                readings.push(Reading { positions, effect, outcomes, rules, missing });
            }
        }
    }
    readings
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

// --- weighing ---------------------------------------------------------------------------------------------------------

pub(super) fn resolve(
    program: &Program,
    decision: DecisionId,
    own: Vec<Decision>,
    (id, order): (Option<OrderId>, Option<&Order>),
    case: &Row,
    options: &Options,
) -> Resolved {
    let mut roles: Vec<Role> = own
        .iter()
        .map(|it| match order {
            Some(order) if order.set_aside.contains(&it.instrument) => Role::SetAside,
            _ if it.effect == Effect::NoRule => Role::Silent,
            Some(order) if order.advising.contains(&it.instrument) => Role::Advises,
            _ => Role::Stands,
        })
        .collect();
    let speaking: Vec<usize> = (0..own.len()).filter(|at| roles[*at] == Role::Stands).collect();
    // Pre-emptions that may hold here, those whose condition is not known among what is open (rule 5).
    let mut certain = Vec::new();
    let mut uncertain = Vec::new();
    let mut conditions: Vec<&Expr> = Vec::new();
    for it in order.map_or(&[][..], |order| &order.pre_emptions) {
        let here = |instrument: InstrumentId| speaking.iter().copied().find(|at| own[*at].instrument == instrument);
        let (Some(upper), Some(lower)) = (here(it.upper), here(it.lower)) else { continue };
        match it.when.as_ref().map(|when| holds(program, when, case, options).unwrap_or(Truth::Unknown)) {
            None | Some(Truth::True) => certain.push((upper, lower)),
            Some(Truth::False) => {}
            Some(Truth::Unknown) => {
                uncertain.push((upper, lower));
                conditions.extend(&it.when);
            }
        }
    }
    let universe = outcomes_of(program, decision);
    let voice = |at: usize| Voice {
        at,
        rank: order.and_then(|order| rank(program, order, own[at].instrument)),
        effect: own[at].effect,
        outcomes: own[at].outcomes.clone(),
        rules: own[at].rules.clone(),
    };
    let voices: Vec<Voice> = speaking.iter().map(|at| voice(*at)).collect();
    let open: Vec<(usize, Vec<Voice>)> = voices
        .iter()
        .enumerate()
        .filter(|(_, it)| it.effect == Effect::Undetermined)
        .map(|(place, it)| (place, possible(program, decision, it, own[it.at].instrument)))
        .collect();
    let sizes: Vec<usize> = open.iter().map(|(_, ways)| ways.len()).chain(uncertain.iter().map(|_| 2)).collect();
    let count = sizes.iter().try_fold(1usize, |all, size| all.checked_mul(*size)).filter(|count| *count <= MOST);
    let mut found: Option<Weighed> = None;
    let mut same = count.is_some();
    let mut ends: Vec<(Effect, Vec<Value>)> = Vec::new();
    for number in 0..count.unwrap_or(0) {
        let mut rest = number;
        let mut digit = |ways: usize| {
            let digit = rest % ways;
            rest /= ways;
            digit
        };
        let mut these = voices.clone();
        for (place, ways) in &open {
            these[*place] = ways[digit(ways.len())].clone();
        }
        let mut pre_empting = certain.clone();
        pre_empting.extend(uncertain.iter().copied().filter(|_| digit(2) == 1));
        let mut weighed = weigh(these, &pre_empting, &universe, program, decision);
        for (_, role) in &mut weighed.roles {
            if let Role::PreEmpted(rules) | Role::Limited(rules) | Role::Conflicts(rules) = role {
                rules.sort_unstable();
                rules.dedup();
            }
        }
        ends.push((weighed.effect, weighed.outcomes.clone()));
        match &mut found {
            None => found = Some(weighed),
            Some(first) => {
                same &= first.effect == weighed.effect && first.outcomes == weighed.outcomes;
                first.rules.retain(|rule| weighed.rules.contains(rule));
                for ((_, role), (_, other)) in first.roles.iter_mut().zip(&weighed.roles) {
                    *role = in_common(role, other);
                }
            }
        }
    }
    // What is open matters where two ways that differ in nothing else end differently; where not all were tried, all of it may.
    let matters = |which: usize| {
        let (step, size) = (sizes[..which].iter().product::<usize>(), sizes[which]);
        count.is_none() || (0..ends.len()).any(|way| ends[way] != ends[way - way / step % size * step])
    };
    let decided = found.filter(|_| same);
    for (at, role) in decided.iter().flat_map(|it| &it.roles) {
        roles[*at] = if own[*at].effect == Effect::Undetermined { Role::Open } else { role.clone() };
    }
    if decided.is_none() {
        for at in &speaking {
            roles[*at] = match own[*at].effect {
                Effect::Undetermined => Role::Open,
                Effect::Permitted => Role::LeavesTheChoice,
                _ => Role::Stands,
            };
        }
    }
    let mut missing: Vec<Missing> = Vec::new();
    let mut questions: Vec<QuestionId> = Vec::new();
    let mut disputed: Vec<(QuestionId, Vec<usize>)> = Vec::new();
    let mut next: Option<Ask> = None;
    if decided.is_none() {
        let authorities = open.iter().enumerate().filter(|(which, _)| matters(*which)).map(|(_, (place, _))| voices[*place].at);
        for at in authorities {
            for it in &own[at].missing {
                if !missing.contains(it) {
                    missing.push(it.clone());
                }
            }
            for it in &own[at].questions {
                if !questions.contains(it) {
                    questions.push(*it);
                }
            }
            disputed.extend(own[at].disputed.iter().filter(|it| !disputed.contains(it)).cloned().collect::<Vec<_>>());
            // A fact is asked for before a question of law, which is named as open already.
            let asks =
                own[at].next.as_ref().filter(|it| next.as_ref().is_none_or(|found| found.fact.is_none() && it.fact.is_some()));
            next = asks.map(|it| Ask { answers: Vec::new(), ..it.clone() }).or(next);
        }
        for (which, condition) in conditions.iter().enumerate() {
            if matters(open.len() + which) {
                for it in unknown_facts_of(program, condition, case, options) {
                    if !missing.contains(&it) {
                        missing.push(it);
                    }
                }
            }
        }
        questions.sort_unstable();
    }
    let (effect, outcomes, mut rules) = match decided {
        Some(it) => (it.effect, it.outcomes, it.rules),
        None => (Effect::Undetermined, Vec::new(), Vec::new()),
    };
    // In the order of the authorities, not of the files.
    let in_order = |rules: &mut Vec<RuleId>| {
        let place = |id: &RuleId| {
            let of = program.rules.get(id.index()).map(|it| it.instrument);
            (own.iter().position(|it| Some(it.instrument) == of), *id)
        };
        rules.sort_by_key(place);
        rules.dedup();
    };
    in_order(&mut rules);
    for role in &mut roles {
        if let Role::PreEmpted(rules) | Role::Limited(rules) | Role::Conflicts(rules) = role {
            in_order(rules);
        }
    }
    let authorities = own.into_iter().zip(roles).map(|(decision, role)| Authority { decision, role }).collect();
    let silent = Rc::default();
    let readings = Vec::new();
    Resolved { decision, order: id, effect, outcomes, rules, authorities, silent, missing, questions, disputed, readings, next }
}

/// What became of an authority whichever of two ways what is open turns out: the rules that do it in both.
fn in_common(one: &Role, other: &Role) -> Role {
    let both = |a: &[RuleId], b: &[RuleId]| a.iter().copied().filter(|it| b.contains(it)).collect::<Vec<_>>();
    match (one, other) {
        _ if one == other => one.clone(),
        (Role::PreEmpted(a), Role::PreEmpted(b)) => Role::PreEmpted(both(a, b)),
        (Role::Limited(a), Role::Limited(b)) if !both(a, b).is_empty() => Role::Limited(both(a, b)),
        // Without rules it would say that its own ones conflict.
        (Role::Conflicts(a), Role::Conflicts(b)) if !both(a, b).is_empty() => Role::Conflicts(both(a, b)),
        _ => Role::Open,
    }
}

/// The rank of an instrument's level, or of the instrument that it implements, directly or through others.
pub(super) fn rank(program: &Program, order: &Order, instrument: InstrumentId) -> Option<usize> {
    let mut like = instrument;
    // No longer than all of them together, though no circle comes this far.
    for _ in 0..order.implementing.len() {
        let Some((_, next)) = order.implementing.iter().find(|(which, _)| *which == like) else { break };
        like = *next;
    }
    let level = program.instruments.get(like.index())?.level.as_deref()?.to_lowercase();
    order.ranks.iter().position(|it| *it == level)
}

/// Every outcome of a choice; empty for an amount, a date or a length of time.
fn outcomes_of(program: &Program, decision: DecisionId) -> Vec<Value> {
    match program.decisions.get(decision.index()).map(|it| it.ty) {
        Some(Type::Enum(id)) => {
            let count = program.enums.get(id.index()).map_or(0, |it| it.values.len());
            (0..u16::try_from(count).unwrap_or(u16::MAX)).map(Value::Enum).collect()
        }
        _ => Vec::new(),
    }
}

/// What an undetermined authority might say: each conclusion of its rules, all its permissions and all its prohibitions together, and nothing. That is
/// more than it can say here, so a result that is the same under all of them is certain.
fn possible(program: &Program, decision: DecisionId, voice: &Voice, instrument: InstrumentId) -> Vec<Voice> {
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
            let crate::ir::ExprKind::Const(value) = &conclusion.value.kind else {
                // An amount that is worked out may be anything.
                ways.push(as_if(Effect::Chosen, Vec::new(), vec![*id]));
                continue;
            };
            let effect = match conclusion.mode {
                Mode::Plain => Effect::Chosen,
                Mode::Must => Effect::Required,
                Mode::MustNot => Effect::Prohibited,
                Mode::May => Effect::Permitted,
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
            let way = as_if(effect, vec![value.clone()], vec![*id]);
            if !ways.iter().any(|it| it.effect == way.effect && it.outcomes == way.outcomes) {
                ways.push(way);
            }
        }
    }
    // Rules that say the contrary may turn out to hold together.
    let contrary = |one: &Voice, other: &Voice| {
        cannot_both(one, other)
            || (one.effect == Effect::Prohibited && other.effect == Effect::Permitted && one.outcomes == other.outcomes)
    };
    if ways.iter().any(|one| ways.iter().any(|other| contrary(one, other))) {
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
