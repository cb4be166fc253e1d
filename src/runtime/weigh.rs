//! Weighing: what authorities whose effects are all known come to (docs/design/0006-layers.md, orders of precedence, rules 1 to 4).

use super::Effect;
use super::precedence::Role;
use crate::ir::{DecisionId, Program, RuleId, Value};

/// One authority's effect as it is weighed.
#[derive(Clone, Debug)]
pub(super) struct Voice {
    /// Its place among the authorities.
    pub(super) at: usize,
    /// Smaller is higher; `None`: not ranked.
    pub(super) rank: Option<usize>,
    pub(super) effect: Effect,
    pub(super) outcomes: Vec<Value>,
    pub(super) rules: Vec<RuleId>,
}

/// What the voices come to.
#[derive(Clone, Debug)]
pub(super) struct Weighed {
    pub(super) effect: Effect,
    pub(super) outcomes: Vec<Value>,
    pub(super) rules: Vec<RuleId>,
    pub(super) roles: Vec<(usize, Role)>,
    /// Whom a higher rank pre-empts.
    outranked: Vec<usize>,
}

/// What limits an outcome: the rank of those who do, and their rules.
type Limit = (Option<usize>, Vec<RuleId>);

/// Weighs voices that are all known: rules 1 to 4 of the page. Nothing depends on the sequence of the voices or of the pre-emptions.
///
/// Whoever is pre-empted by rank has no effect that could pre-empt another, so its pre-emptions fall away and everything is weighed again.
pub(super) fn weigh(
    voices: Vec<Voice>,
    pre_empting: &[(usize, usize)],
    universe: &[Value],
    program: &Program,
    decision: DecisionId,
) -> Weighed {
    let mut left: Vec<(usize, usize)> = pre_empting.to_vec();
    loop {
        let weighed = weigh_once(&voices, &left, pre_empting, universe, program, decision);
        let powerless = |at: usize| weighed.outranked.contains(&at);
        if !left.iter().any(|(upper, _)| powerless(*upper)) {
            return weighed;
        }
        left.retain(|(upper, _)| !powerless(*upper));
    }
}

/// Weighs by the pre-emptions that are `left` of `all`.
fn weigh_once(
    voices: &[Voice],
    left: &[(usize, usize)],
    all: &[(usize, usize)],
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
    let rules_of = |at: usize| voices.iter().find(|it| it.at == at).map(|it| it.rules.clone()).unwrap_or_default();
    let speaking = voices.iter().filter(|it| it.effect != Effect::NoRule).map(|it| it.at).collect();
    let Ways { given_way, circles } = give_way(speaking, left);
    for (at, to) in &given_way {
        set(*at, Role::PreEmpted(to.iter().flat_map(|it| rules_of(*it)).collect()));
    }
    let gone = |at: usize| given_way.iter().any(|(it, _)| *it == at);
    let alive: Vec<&Voice> = voices.iter().filter(|it| it.effect != Effect::NoRule && !gone(it.at)).collect();

    // Rule 2: from the highest rank down; those of one rank at once.
    let mut closed: Vec<(Value, Limit)> = Vec::new();
    let mut standing: Vec<&Voice> = Vec::new();
    let partners = |at: usize| {
        let of = circles.iter().filter(move |(one, other)| *one == at || *other == at);
        of.filter_map(move |(one, other)| voices.iter().find(|it| it.at == if *one == at { *other } else { *one }))
    };
    let mut outranked: Vec<usize> = Vec::new();
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
                // Those in a circle with it do not outrank it: what the order says of the two comes before their ranks.
                Fit::Outside(by)
                    if by.iter().all(|rule| partners(voice.at).any(|it| it.rules.contains(rule))) && !by.is_empty() => {}
                Fit::Outside(by) => {
                    set(voice.at, Role::PreEmpted(by));
                    outranked.push(voice.at);
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
    // In a circle each gives way to the other, whatever their ranks: nothing settles which prevails. So too where an instrument stands that would
    // have pre-empted another, had it not been outranked by what that other has pre-empted in turn.
    let stands = |at: usize| standing.iter().find(|it| it.at == at);
    let crossed = all.iter().filter(|it| !left.contains(it));
    for (one, other) in circles.iter().chain(crossed) {
        if let (Some(of), Some(with)) = (voices.iter().find(|it| it.at == *one), voices.iter().find(|it| it.at == *other))
            && (of.effect, &of.outcomes) != (with.effect, &with.outcomes)
            && (circles.contains(&(*one, *other)) || (stands(*one).is_some() && stands(*other).is_some()))
        {
            conflicts.push((*one, *other));
        }
    }
    // All outcomes forbidden between them, by authorities that nothing ranks among themselves.
    if !universe.is_empty() && universe.iter().all(|it| closed.iter().any(|(value, _)| value == it)) {
        let forbidding: Vec<&&Voice> = standing.iter().filter(|it| it.effect == Effect::Prohibited).collect();
        let pairs = |index: usize| forbidding[index + 1..].iter().map(move |other| (index, other));
        let nothing_left =
            |one: &Voice, other: &Voice| universe.iter().all(|it| one.outcomes.contains(it) || other.outcomes.contains(it));
        let two: Vec<(usize, usize)> = (0..forbidding.len())
            .flat_map(pairs)
            .filter(|(index, other)| nothing_left(forbidding[*index], other))
            .map(|(index, other)| (forbidding[index].at, other.at))
            .collect();
        match two.is_empty() {
            // Only all of them together leave nothing.
            true => {
                conflicts.extend((0..forbidding.len()).flat_map(pairs).map(|(index, other)| (forbidding[index].at, other.at)))
            }
            false => conflicts.extend(two),
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
        return Weighed { effect: Effect::Conflict, outcomes: Vec::new(), rules, roles, outranked };
    }
    lowest_choice(&mut standing, &closed, universe, &mut roles);
    let (effect, outcomes, rules) = come_to(&standing, &closed, universe, program, decision);
    Weighed { effect, outcomes, rules, roles, outranked }
}

/// What pre-emptions come to.
pub(super) struct Ways {
    /// Those that give way, each to these.
    pub(super) given_way: Vec<(usize, Vec<usize>)>,
    /// Pairs (upper, lower) in which each gives way to the other, directly or through others.
    circles: Vec<(usize, usize)>,
}

/// Who gives way of those that speak. What nothing that still speaks stands above (but those in one circle with it) makes all below it give way; then so
/// for the rest.
pub(super) fn give_way(mut open: Vec<usize>, pre_empting: &[(usize, usize)]) -> Ways {
    let mut ways = Ways { given_way: Vec::new(), circles: Vec::new() };
    while !open.is_empty() && !pre_empting.is_empty() {
        let reached: Vec<(usize, Vec<usize>)> = open.iter().map(|at| (*at, below(*at, &open, pre_empting))).collect();
        let reaches = |from: usize, to: usize| reached.iter().any(|(at, all)| *at == from && all.contains(&to));
        // There always is one, as a circle is taken as a whole.
        let top: Vec<usize> =
            open.iter().copied().filter(|at| open.iter().all(|other| !reaches(*other, *at) || reaches(*at, *other))).collect();
        let mut gone: Vec<(usize, Vec<usize>)> = Vec::new();
        for (upper, lower) in pre_empting.iter().filter(|(upper, lower)| top.contains(upper) && open.contains(lower)) {
            if reaches(*lower, *upper) {
                ways.circles.push((*upper, *lower));
                continue;
            }
            match gone.iter_mut().find(|(at, _)| at == lower) {
                Some((_, to)) => to.push(*upper),
                None => gone.push((*lower, vec![*upper])),
            }
        }
        open.retain(|at| !top.contains(at) && !gone.iter().any(|(it, _)| it == at));
        ways.given_way.extend(gone);
    }
    ways
}

/// What stands below an instrument, through others too; of those that are open.
fn below(at: usize, open: &[usize], pre_empting: &[(usize, usize)]) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    let mut work = vec![at];
    while let Some(from) = work.pop() {
        for (_, lower) in pre_empting.iter().filter(|(upper, lower)| *upper == from && open.contains(lower)) {
            if !found.contains(lower) {
                found.push(*lower);
                work.push(*lower);
            }
        }
    }
    found
}

/// Of several choices the lowest counts: a higher one limits nobody. One that a lower authority forbids does not survive either.
fn lowest_choice(standing: &mut Vec<&Voice>, closed: &[(Value, Limit)], universe: &[Value], roles: &mut [(usize, Role)]) {
    if universe.is_empty() {
        return;
    }
    let is_choice = |it: &&Voice| it.effect == Effect::Chosen;
    let shut = |it: &Voice| closed.iter().find(|(value, _)| it.outcomes.contains(value)).map(|(_, (_, rules))| rules.clone());
    let survives = |it: &&&Voice| is_choice(it) && shut(it).is_none();
    let lowest = standing.iter().filter(survives).max_by_key(|it| it.rank).map(|it| it.outcomes.clone());
    standing.retain(|it| {
        if !is_choice(it) {
            return true;
        }
        let role = match (shut(it), &lowest) {
            (Some(rules), _) => Role::Limited(rules),
            (None, Some(lowest)) if *lowest != it.outcomes => Role::LeavesTheChoice,
            _ => return true,
        };
        if let Some(entry) = roles.iter_mut().find(|(place, _)| *place == it.at) {
            entry.1 = role;
        }
        false
    });
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
        // At odds with itself where those above leave nothing to decide.
        Effect::Conflict if universe.iter().filter(|it| by(it).is_none()).count() == 1 && universe.len() > 1 => {
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
        match closed.iter_mut().find(|(it, _)| it == value) {
            None => closed.push((value.clone(), (voice.rank, voice.rules.clone()))),
            // Those of one rank limit it together, whoever was asked first.
            Some((_, (rank, rules))) if *rank == voice.rank => rules.extend(&voice.rules),
            Some(_) => {}
        }
    }
}

/// Whether two authorities that nothing ranks say what cannot be followed together, or one denies what the other says: a duty, against a permission of
/// the contrary. A prohibition against a permission is one way of using the choice that the permission leaves.
pub(super) fn cannot_both(one: &Voice, other: &Voice) -> bool {
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
