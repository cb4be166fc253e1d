//! Several instruments at once: each authority's own effect, and the one they come to under an order of precedence.
//!
//! Charter section 5; docs/design/0006-layers.md has the rules that are numbered here. Nothing is settled by the order of files or of arguments: voices
//! are weighed by rank, and those of one rank all at once.

use super::{Decider, Decision, Effect, Missing, Options, Truth, holds};
use crate::ir::{Action, DecisionId, InstrumentId, Mode, Order, OrderId, Program, QuestionId, Row, RuleId, Type, Value};

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
    /// Every instrument, in the order in which they were given, with its own effect and what became of it.
    pub authorities: Vec<Authority>,
    /// Facts that can still change an undetermined result.
    pub missing: Vec<Missing>,
    /// Open questions on which the result depends.
    pub questions: Vec<QuestionId>,
    /// The result under each combination of positions, where it depends on open questions.
    pub readings: Vec<Reading>,
}

/// A result under positions on open questions.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The positions.
    pub positions: Vec<(QuestionId, u16)>,
    /// What they come to.
    pub effect: Effect,
    /// The outcomes.
    pub outcomes: Vec<Value>,
    /// The rules that give it.
    pub rules: Vec<RuleId>,
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
/// Combinations of positions that are decided.
const MOST_READINGS: usize = 64;

/// Several instruments' answers on one decision, prepared for many cases.
pub struct Together<'p> {
    program: &'p Program,
    decision: DecisionId,
    order: Option<OrderId>,
    options: Options,
    deciders: Vec<Decider<'p>>,
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
        let options = Options { positions: positions(program, order, options), ..options.clone() };
        let deciders = instruments.iter().map(|id| Decider::new(program, *id, decision, &options)).collect();
        Together { program, decision, order, options, deciders }
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
        if resolved.effect == Effect::Undetermined && !resolved.questions.is_empty() {
            self.read(case, &mut resolved);
        }
        resolved
    }

    /// The result under each combination of positions on the questions that are open, of which those that make no difference are dropped.
    fn read(&self, case: &Row, resolved: &mut Resolved) {
        let choices: Vec<(QuestionId, u16)> =
            resolved.questions.iter().map(|id| (*id, positions_of(self.program, *id))).collect();
        let count = choices.iter().try_fold(1usize, |all, (_, positions)| all.checked_mul(usize::from(*positions)));
        let Some(count) = count.filter(|count| (1..=MOST_READINGS).contains(count)) else { return };
        let mut readings = Vec::new();
        for number in 0..count {
            let mut rest = number;
            let mut taken = Vec::new();
            for (question, positions) in &choices {
                taken.push((*question, u16::try_from(rest % usize::from(*positions)).unwrap_or(0)));
                rest /= usize::from(*positions);
            }
            let mut options = self.options.clone();
            options.positions.extend(taken.iter().copied());
            let own: Vec<Decision> = self
                .deciders
                .iter()
                .zip(&resolved.authorities)
                .map(|(decider, authority)| match authority.role {
                    // What no question can change is not decided again.
                    Role::Silent if authority.decision.effect == Effect::NoRule => authority.decision.clone(),
                    _ => Decider::new(self.program, decider.instrument(), self.decision, &options).decide(case),
                })
                .collect();
            let order = self.order.and_then(|id| self.program.orders.get(id.index()));
            let under = resolve(self.program, self.decision, own, (self.order, order), case, &options);
            readings.push(Reading { positions: taken, effect: under.effect, outcomes: under.outcomes, rules: under.rules });
        }
        drop_idle_questions(&mut readings, &mut resolved.questions);
        match readings.as_slice() {
            [only] if only.effect != Effect::Undetermined => {
                resolved.effect = only.effect;
                resolved.outcomes.clone_from(&only.outcomes);
                resolved.rules.clone_from(&only.rules);
                resolved.missing.clear();
            }
            [_] => {}
            _ => resolved.readings = readings,
        }
    }
}

/// Keeps of several questions those on which a result depends; readings that then are one are merged.
fn drop_idle_questions(readings: &mut Vec<Reading>, questions: &mut Vec<QuestionId>) {
    questions.retain(|question| {
        let matters = readings.iter().any(|one| {
            readings.iter().any(|other| {
                let differs = |of: &Reading| of.positions.iter().filter(|(id, _)| id != question).copied().collect::<Vec<_>>();
                differs(one) == differs(other) && (one.effect, &one.outcomes) != (other.effect, &other.outcomes)
            })
        });
        if !matters {
            for reading in readings.iter_mut() {
                reading.positions.retain(|(id, _)| id != question);
            }
            readings.dedup_by(|a, b| a.positions == b.positions);
            let mut kept: Vec<Reading> = Vec::new();
            for reading in readings.drain(..) {
                match kept.iter_mut().find(|it| it.positions == reading.positions) {
                    Some(same) => {
                        for rule in reading.rules {
                            if !same.rules.contains(&rule) {
                                same.rules.push(rule);
                            }
                        }
                    }
                    None => kept.push(reading),
                }
            }
            *readings = kept;
        }
        matters
    });
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

fn positions_of(program: &Program, question: QuestionId) -> u16 {
    let values = program.questions.get(question.index()).and_then(|it| program.enums.get(it.positions.index()));
    values.map_or(0, |it| u16::try_from(it.values.len()).unwrap_or(u16::MAX))
}

// --- weighing ---------------------------------------------------------------------------------------------------------

/// One authority's effect as it is weighed.
#[derive(Clone, Debug)]
struct Voice {
    /// Its place among the authorities.
    at: usize,
    /// Smaller is higher; `None`: not ranked.
    rank: Option<usize>,
    effect: Effect,
    outcomes: Vec<Value>,
    rules: Vec<RuleId>,
}

/// What the voices come to.
#[derive(Clone, Debug)]
struct Weighed {
    effect: Effect,
    outcomes: Vec<Value>,
    rules: Vec<RuleId>,
    roles: Vec<(usize, Role)>,
}

fn resolve(
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
    for it in order.map_or(&[][..], |order| &order.pre_emptions) {
        let here = |instrument: InstrumentId| speaking.iter().copied().find(|at| own[*at].instrument == instrument);
        let (Some(upper), Some(lower)) = (here(it.upper), here(it.lower)) else { continue };
        match it.when.as_ref().map(|when| holds(program, when, case, options).unwrap_or(Truth::Unknown)) {
            None | Some(Truth::True) => certain.push((upper, lower)),
            Some(Truth::False) => {}
            Some(Truth::Unknown) => uncertain.push((upper, lower)),
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
    let ways = open.iter().map(|(_, ways)| ways.len()).chain(uncertain.iter().map(|_| 2));
    let count = ways.clone().try_fold(1usize, |all, ways| all.checked_mul(ways)).filter(|count| *count <= MOST);
    let mut found: Option<Weighed> = None;
    let mut same = count.is_some();
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
        let weighed = weigh(these, &pre_empting, &universe, program, decision);
        match &mut found {
            None => found = Some(weighed),
            Some(first) => {
                same &= first.effect == weighed.effect && first.outcomes == weighed.outcomes;
                first.rules.retain(|rule| weighed.rules.contains(rule));
                for (role, other) in first.roles.iter_mut().zip(&weighed.roles) {
                    if role.1 != other.1 {
                        role.1 = Role::Open;
                    }
                }
            }
        }
        if !same {
            break;
        }
    }
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
    if decided.is_none() {
        for at in &speaking {
            own[*at].missing.iter().for_each(|it| {
                if !missing.contains(it) {
                    missing.push(it.clone())
                }
            });
            own[*at].questions.iter().for_each(|it| {
                if !questions.contains(it) {
                    questions.push(*it)
                }
            });
        }
        questions.sort_unstable();
    }
    let (effect, outcomes, mut rules) = match decided {
        Some(it) => (it.effect, it.outcomes, it.rules),
        None => (Effect::Undetermined, Vec::new(), Vec::new()),
    };
    rules.sort_unstable();
    rules.dedup();
    let authorities = own.into_iter().zip(roles).map(|(decision, role)| Authority { decision, role }).collect();
    Resolved { decision, order: id, effect, outcomes, rules, authorities, missing, questions, readings: Vec::new() }
}

/// The rank of an instrument's level, or of the instrument that it implements.
fn rank(program: &Program, order: &Order, instrument: InstrumentId) -> Option<usize> {
    let like = order.implementing.iter().find(|(which, _)| *which == instrument).map_or(instrument, |(_, like)| *like);
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
    if may.len() > 1 {
        ways.push(as_if(Effect::Permitted, may, Vec::new()));
    }
    if must_not.len() > 1 {
        ways.push(as_if(Effect::Prohibited, must_not, Vec::new()));
    }
    ways
}

/// Who limits an outcome: the place of the authority and its rules.
type Limit = (usize, Vec<RuleId>);

fn weigh(
    voices: Vec<Voice>,
    pre_empting: &[(usize, usize)],
    universe: &[Value],
    program: &Program,
    decision: DecisionId,
) -> Weighed {
    let mut roles: Vec<(usize, Role)> = voices.iter().map(|it| (it.at, Role::Silent)).collect();
    let mut set = |at: usize, role: Role| {
        if let Some(entry) = roles.iter_mut().find(|(place, _)| *place == at) {
            entry.1 = role;
        }
    };
    // Rule 1: instruments that give way. One that itself gives way pre-empts nothing, so from the top down.
    let speaks = |at: usize| voices.iter().find(|it| it.at == at).filter(|it| it.effect != Effect::NoRule);
    let mut gone: Vec<usize> = Vec::new();
    loop {
        let next = pre_empting.iter().find(|(upper, lower)| {
            !gone.contains(lower)
                && !gone.contains(upper)
                && speaks(*upper).is_some()
                && speaks(*lower).is_some()
                // Nothing that still stands is above the upper one.
                && !pre_empting.iter().any(|(above, below)| below == upper && !gone.contains(above) && speaks(*above).is_some() && above != lower)
        });
        let Some((upper, lower)) = next.copied() else { break };
        gone.push(lower);
        set(lower, Role::PreEmpted(speaks(upper).map(|it| it.rules.clone()).unwrap_or_default()));
    }
    let alive: Vec<&Voice> = voices.iter().filter(|it| it.effect != Effect::NoRule && !gone.contains(&it.at)).collect();

    // Rule 2: from the highest rank down; those of one rank at once.
    let mut closed: Vec<(Value, Limit)> = Vec::new();
    let mut standing: Vec<&Voice> = Vec::new();
    let mut conflicts: Vec<(usize, usize)> = Vec::new();
    let mut ranks: Vec<Option<usize>> = alive.iter().map(|it| it.rank).collect();
    ranks.sort_unstable_by_key(|rank| rank.unwrap_or(usize::MAX));
    ranks.dedup();
    for rank in ranks {
        let mut here: Vec<&Voice> = Vec::new();
        for voice in alive.iter().filter(|it| it.rank == rank) {
            // What is not ranked is limited by nobody and limits nobody: it can only agree or conflict.
            match limited(voice, if rank.is_some() { &closed } else { &[] }, &standing, universe) {
                Fit::Fits => {}
                Fit::Partly(by) => set(voice.at, Role::Limited(by)),
                Fit::Outside(by) => {
                    set(voice.at, Role::PreEmpted(by));
                    continue;
                }
            }
            here.push(voice);
        }
        // Rule 3: within one rank, and for what nothing ranks.
        for (index, one) in here.iter().enumerate() {
            let others = here[index + 1..].iter().chain(if rank.is_none() { &standing[..] } else { &[] });
            for other in others {
                if cannot_both(one, other) {
                    conflicts.push((one.at, other.at));
                }
            }
            if one.effect == Effect::Conflict {
                conflicts.push((one.at, one.at));
            }
        }
        for voice in &here {
            close(voice, universe, &mut closed);
        }
        standing.extend(here);
    }
    // All outcomes forbidden between them, by authorities that nothing ranks among themselves.
    if !universe.is_empty() && universe.iter().all(|it| closed.iter().any(|(value, _)| value == it)) {
        let forbidding: Vec<&&Voice> = standing.iter().filter(|it| it.effect == Effect::Prohibited).collect();
        if let [first, .., last] = forbidding.as_slice() {
            conflicts.push((first.at, last.at));
        }
    }
    for voice in &standing {
        let limited = roles.iter().any(|(at, role)| *at == voice.at && matches!(role, Role::Limited(_)));
        if !limited {
            let role = if voice.effect == Effect::Permitted { Role::LeavesTheChoice } else { Role::Stands };
            if let Some(entry) = roles.iter_mut().find(|(place, _)| *place == voice.at) {
                entry.1 = role;
            }
        }
    }
    let rules_of = |at: usize| voices.iter().find(|it| it.at == at).map(|it| it.rules.clone()).unwrap_or_default();
    if !conflicts.is_empty() {
        let mut rules = Vec::new();
        for (one, other) in &conflicts {
            for (of, with) in [(*one, *other), (*other, *one)] {
                rules.extend(rules_of(of));
                if let Some(entry) = roles.iter_mut().find(|(place, _)| *place == of) {
                    match &mut entry.1 {
                        Role::Conflicts(all) => all.extend(rules_of(with).into_iter().filter(|_| of != with)),
                        role => *role = Role::Conflicts(if of == with { Vec::new() } else { rules_of(with) }),
                    }
                }
            }
        }
        return Weighed { effect: Effect::Conflict, outcomes: Vec::new(), rules, roles };
    }
    let (effect, outcomes, rules) = come_to(&standing, &closed, universe, program, decision);
    Weighed { effect, outcomes, rules, roles }
}

enum Fit {
    Fits,
    Partly(Vec<RuleId>),
    Outside(Vec<RuleId>),
}

/// Whether a voice fits in what those above left open.
fn limited(voice: &Voice, closed: &[(Value, Limit)], standing: &[&Voice], universe: &[Value]) -> Fit {
    if universe.is_empty() {
        // Values: the highest prevails.
        let above = standing.iter().find(|it| it.rank < voice.rank && it.outcomes != voice.outcomes && is_value(it.effect));
        return match above {
            Some(above) if voice.rank.is_some() && is_value(voice.effect) => Fit::Outside(above.rules.clone()),
            _ => Fit::Fits,
        };
    }
    let by = |value: &Value| closed.iter().find(|(it, _)| it == value).map(|(_, (_, rules))| rules.clone());
    let out: Vec<Vec<RuleId>> = voice.outcomes.iter().filter_map(by).collect();
    let joined = |lists: &[Vec<RuleId>]| {
        let mut rules: Vec<RuleId> = lists.concat();
        rules.sort_unstable();
        rules.dedup();
        rules
    };
    match voice.effect {
        Effect::Required | Effect::Chosen if !out.is_empty() => Fit::Outside(joined(&out)),
        Effect::Permitted if !out.is_empty() && out.len() == voice.outcomes.len() => Fit::Outside(joined(&out)),
        Effect::Permitted if !out.is_empty() => Fit::Partly(joined(&out)),
        Effect::Prohibited => {
            let left = universe.iter().filter(|it| by(it).is_none()).any(|it| !voice.outcomes.contains(it));
            if left {
                return Fit::Fits;
            }
            let others: Vec<Vec<RuleId>> = universe.iter().filter_map(by).collect();
            Fit::Outside(joined(&others))
        }
        _ => Fit::Fits,
    }
}

fn is_value(effect: Effect) -> bool {
    matches!(effect, Effect::Required | Effect::Chosen | Effect::Permitted)
}

/// Takes away what a duty or a prohibition closes.
fn close(voice: &Voice, universe: &[Value], closed: &mut Vec<(Value, Limit)>) {
    let shut = |value: &Value| match voice.effect {
        Effect::Required => !voice.outcomes.contains(value),
        Effect::Prohibited => voice.outcomes.contains(value),
        _ => false,
    };
    for value in universe.iter().filter(|it| shut(it)) {
        if !closed.iter().any(|(it, _)| it == value) {
            closed.push((value.clone(), (voice.at, voice.rules.clone())));
        }
    }
}

/// Whether two authorities that nothing ranks say what cannot be followed together, or one denies what the other says: a duty, against a permission of
/// the contrary. A prohibition against a permission is one way of using the choice that the permission leaves.
fn cannot_both(one: &Voice, other: &Voice) -> bool {
    use Effect::{Chosen, Permitted, Prohibited, Required};
    let shares = one.outcomes.iter().any(|it| other.outcomes.contains(it));
    match (one.effect, other.effect) {
        (Required | Chosen, Required | Chosen) => one.outcomes != other.outcomes,
        (Required | Chosen, Prohibited) | (Prohibited, Required | Chosen) => shares,
        (Required, Permitted) => other.outcomes.iter().any(|it| !one.outcomes.contains(it)),
        (Permitted, Required) => one.outcomes.iter().any(|it| !other.outcomes.contains(it)),
        _ => false,
    }
}

/// Rule 4: what the voices that stand come to.
fn come_to(
    standing: &[&Voice],
    closed: &[(Value, Limit)],
    universe: &[Value],
    program: &Program,
    decision: DecisionId,
) -> (Effect, Vec<Value>, Vec<RuleId>) {
    let of = |effect: Effect| standing.iter().filter(move |it| it.effect == effect);
    let gather = |effect: Effect| {
        let mut outcomes: Vec<Value> = Vec::new();
        let mut rules: Vec<RuleId> = Vec::new();
        for voice in of(effect) {
            let open =
                voice.outcomes.iter().filter(|it| effect != Effect::Permitted || !closed.iter().any(|(shut, _)| shut == *it));
            open.for_each(|it| {
                if !outcomes.contains(it) {
                    outcomes.push(it.clone())
                }
            });
            rules.extend(&voice.rules);
        }
        // As in the declaration, whatever the order of the voices.
        outcomes.sort_by_key(|it| universe.iter().position(|other| other == it));
        (effect, outcomes, rules)
    };
    let highest_first = program.decisions.get(decision.index()).is_some_and(|it| it.highest_first);
    if of(Effect::Required).next().is_some() {
        return gather(Effect::Required);
    }
    let open = universe.iter().filter(|it| !closed.iter().any(|(shut, _)| shut == *it)).count();
    let forbidden = of(Effect::Prohibited).next().is_some();
    if of(Effect::Chosen).next().is_some() && !(forbidden && open == 1) {
        let (effect, mut outcomes, rules) = gather(Effect::Chosen);
        if highest_first {
            outcomes.truncate(1);
        }
        return (effect, outcomes, rules);
    }
    for effect in [Effect::Prohibited, Effect::Permitted] {
        if of(effect).next().is_some() {
            return gather(effect);
        }
    }
    (Effect::NoRule, Vec::new(), Vec::new())
}
