//! Weighing: what authorities whose effects are all known come to (docs/design/0006-layers.md, orders of precedence, rules 1 to 4).

use crate::ir::{DecisionId, Extreme, Order, Program, RuleId, Type, Value};
use crate::runtime::Effect;
use crate::runtime::values::compare::{equal, order, sort};
use std::cmp::Ordering;

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
    /// A value that is kept to, as these rules give a greater one.
    Floor(Vec<RuleId>),
    /// A value that is kept to, as these rules give a lesser one.
    Ceiling(Vec<RuleId>),
    /// It cannot be followed together with these rules, and nothing settles which prevails.
    Conflicts(Vec<RuleId>),
    /// Its own effect is not determined.
    Open,
}

impl Role {
    /// The rules that it names.
    pub(in crate::runtime) fn rules_mut(&mut self) -> Option<&mut Vec<RuleId>> {
        match self {
            Role::PreEmpted(rules)
            | Role::Limited(rules)
            | Role::Floor(rules)
            | Role::Ceiling(rules)
            | Role::Conflicts(rules) => Some(rules),
            Role::Silent | Role::Stands | Role::LeavesTheChoice | Role::Advises | Role::SetAside | Role::Open => None,
        }
    }
}

/// One authority's effect as it is weighed.
#[derive(Clone, Debug)]
pub(in crate::runtime) struct Voice {
    /// Its place among the authorities.
    pub(in crate::runtime) at: usize,
    /// Smaller is higher; `None`: not ranked.
    pub(in crate::runtime) rank: Option<usize>,
    pub(in crate::runtime) effect: Effect,
    pub(in crate::runtime) outcomes: Vec<Value>,
    pub(in crate::runtime) rules: Vec<RuleId>,
}

/// What the voices come to.
#[derive(Clone, Debug)]
pub(in crate::runtime) struct Weighed {
    pub(in crate::runtime) effect: Effect,
    pub(in crate::runtime) outcomes: Vec<Value>,
    pub(in crate::runtime) rules: Vec<RuleId>,
    pub(in crate::runtime) roles: Vec<(usize, Role)>,
    /// Whom a higher rank pre-empts.
    pub(in crate::runtime) outranked: Vec<usize>,
}

/// On what they speak.
pub(in crate::runtime) struct Matter {
    /// Every outcome of a choice; empty for an amount, a date or a length of time.
    pub(in crate::runtime) universe: Vec<Value>,
    /// Which value of several prevails, where the order says so.
    extreme: Option<Extreme>,
    /// Of outcomes the one that is declared first prevails.
    highest_first: bool,
}

impl Matter {
    pub(in crate::runtime) fn new(program: &Program, decision: DecisionId, order: Option<&Order>) -> Matter {
        let declared = program.decisions.get(decision.index());
        let universe = match declared.map(|it| it.ty) {
            Some(Type::Enum(id)) => {
                let count = program.enums.get(id.index()).map_or(0, |it| it.values.len());
                (0..u16::try_from(count).unwrap_or(u16::MAX)).map(Value::Enum).collect()
            }
            _ => Vec::new(),
        };
        let extreme = order.and_then(|it| it.extremes.iter().find(|(of, _)| *of == decision)).map(|(_, which)| *which);
        Matter { universe, extreme, highest_first: declared.is_some_and(|it| it.highest_first) }
    }

    fn is_choice(&self) -> bool {
        !self.universe.is_empty()
    }

    /// Whether a voice leaves a value to nobody below: a duty leaves its own, a prohibition all others. Of values a plain one is a limit as a duty is, as
    /// the law states most amounts so; but where the greatest or the least prevails, none is.
    fn excludes(&self, voice: &Voice, value: &Value) -> bool {
        let has = || voice.outcomes.iter().any(|it| equal(it, value));
        match voice.effect {
            Effect::Required => self.extreme.is_none() && !has(),
            Effect::Chosen => !self.is_choice() && self.extreme.is_none() && !has(),
            Effect::Prohibited => has(),
            _ => false,
        }
    }

    /// Whether two authorities that nothing ranks say what cannot be followed together, or one denies what the other says: a duty, against a permission of
    /// the contrary. A prohibition against a permission is one way of using the choice that the permission leaves.
    pub(in crate::runtime) fn cannot_both(&self, one: &Voice, other: &Voice) -> bool {
        use Effect::{Chosen, Permitted, Prohibited, Required};
        let denies = |duty: &Voice, permission: &Voice| {
            self.extreme.is_none() && permission.outcomes.iter().any(|it| !duty.outcomes.iter().any(|duty| equal(it, duty)))
        };
        let shares = || one.outcomes.iter().any(|it| other.outcomes.iter().any(|other| equal(it, other)));
        match (one.effect, other.effect) {
            (Required | Chosen, Required | Chosen) => match self.extreme {
                // Only what has no order (a month and 30 days) is at odds.
                Some(_) => one.outcomes.iter().any(|it| other.outcomes.iter().any(|other| order(it, other).is_none())),
                None => one.outcomes != other.outcomes,
            },
            (Required | Chosen, Prohibited) | (Prohibited, Required | Chosen) => shares(),
            (Required, Permitted) => denies(one, other),
            (Permitted, Required) => denies(other, one),
            _ => false,
        }
    }
}

/// What those above leave open.
#[derive(Default)]
struct Limits<'v> {
    /// Highest first: the rank, and the voices of which each limits it, or would if it prevailed over the others (those at odds).
    groups: Vec<(Option<usize>, Vec<&'v Voice>)>,
}

impl<'v> Limits<'v> {
    /// Voices of one rank, with what is at odds so far. Where two are at odds, only what both exclude is excluded: nothing settles which prevails.
    fn add(&mut self, rank: Option<usize>, here: &[&'v Voice], voices: &'v [Voice], conflicts: &[(usize, usize)]) {
        for voice in here {
            let sides = at_odds(voice.at, conflicts);
            self.groups.push((rank, voices.iter().filter(|it| it.at == voice.at || sides.contains(&it.at)).collect()));
        }
    }

    /// Who excludes a value, those of one rank together; the highest that do.
    fn by(&self, value: &Value, matter: &Matter) -> Option<Vec<RuleId>> {
        let mut excluding = self.groups.iter().filter(|(_, sides)| sides.iter().all(|it| matter.excludes(it, value))).peekable();
        let (rank, _) = *excluding.peek()?;
        let mut rules: Vec<RuleId> = Vec::new();
        for (_, sides) in excluding.take_while(|(other, _)| *other == *rank) {
            rules.extend(sides.iter().flat_map(|it| &it.rules));
        }
        rules.sort_unstable();
        rules.dedup();
        Some(rules)
    }

    /// The outcomes of a choice that are left.
    fn left<'m>(&self, matter: &'m Matter) -> Vec<&'m Value> {
        matter.universe.iter().filter(|it| self.by(it, matter).is_none()).collect()
    }

    /// Who set a value that nothing is at odds with.
    fn values(&self) -> impl Iterator<Item = &'v Voice> {
        let alone = self.groups.iter().filter_map(|(_, sides)| if let [only] = sides.as_slice() { Some(*only) } else { None });
        alone.filter(|it| matches!(it.effect, Effect::Required | Effect::Chosen))
    }
}

/// Those with which a voice is at odds, directly or through others.
fn at_odds(at: usize, conflicts: &[(usize, usize)]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut work = vec![at];
    while let Some(from) = work.pop() {
        for (one, other) in conflicts.iter().filter(|(one, other)| one != other && (*one == from || *other == from)) {
            let next = if *one == from { *other } else { *one };
            if !found.contains(&next) {
                found.push(next);
                work.push(next);
            }
        }
    }
    found
}

/// Weighs voices that are all known: rules 1 to 4 of the page. Nothing depends on the sequence of the voices or of the pre-emptions.
///
/// Whoever is pre-empted by rank has no effect that could pre-empt another, so its pre-emptions fall away and everything is weighed again.
pub(in crate::runtime) fn weigh(voices: &[Voice], pre_empting: &[(usize, usize)], matter: &Matter) -> Weighed {
    let mut left: Vec<(usize, usize)> = pre_empting.to_vec();
    loop {
        let weighed = weigh_once(voices, &left, pre_empting, matter);
        let powerless = |at: usize| weighed.outranked.contains(&at);
        if !left.iter().any(|(upper, _)| powerless(*upper)) {
            return weighed;
        }
        left.retain(|(upper, _)| !powerless(*upper));
    }
}

/// Weighs by the pre-emptions that are `left` of `all`.
fn weigh_once(voices: &[Voice], left: &[(usize, usize)], all: &[(usize, usize)], matter: &Matter) -> Weighed {
    let mut roles = Roles(voices.iter().map(|it| (it.at, Role::Silent)).collect());
    let voice = |at: usize| voices.iter().find(|it| it.at == at);
    let rules_of = |at: usize| voice(at).map(|it| it.rules.clone()).unwrap_or_default();
    // Rule 1: instruments that give way. One that itself gives way pre-empts nothing, so from the top down.
    let speaking = voices.iter().filter(|it| it.effect != Effect::NoRule).map(|it| it.at).collect();
    let Ways { given_way, circles } = give_way(speaking, left);
    for (at, to) in &given_way {
        roles.set(*at, Role::PreEmpted(to.iter().flat_map(|it| rules_of(*it)).collect()));
    }
    let gone = |at: usize| given_way.iter().any(|(it, _)| *it == at);
    let alive: Vec<&Voice> = voices.iter().filter(|it| it.effect != Effect::NoRule && !gone(it.at)).collect();
    let differ = |one: usize, other: usize| match (voice(one), voice(other)) {
        (Some(of), Some(with)) => (of.effect, &of.outcomes) != (with.effect, &with.outcomes),
        _ => false,
    };
    // In a circle each gives way to the other, whatever their ranks: nothing settles which prevails.
    let mut conflicts: Vec<(usize, usize)> = circles.iter().copied().filter(|(one, other)| differ(*one, *other)).collect();

    // Rule 2: from the highest rank down; those of one rank at once.
    let mut limits = Limits::default();
    let none = Limits::default();
    let mut standing: Vec<&Voice> = Vec::new();
    let mut outranked: Vec<usize> = Vec::new();
    let mut ranks: Vec<Option<usize>> = alive.iter().map(|it| it.rank).collect();
    ranks.sort_unstable_by_key(|rank| rank.unwrap_or(usize::MAX));
    ranks.dedup();
    for rank in ranks {
        // What is not ranked is limited by nobody and limits nobody: it can only agree or conflict.
        let above = if rank.is_some() { &limits } else { &none };
        let mut here: Vec<&Voice> = Vec::new();
        for voice in alive.iter().filter(|it| it.rank == rank) {
            let in_a_circle = |rule: &RuleId| {
                let partners = circles.iter().filter(|(one, other)| *one == voice.at || *other == voice.at);
                partners.map(|(one, other)| if *one == voice.at { *other } else { *one }).any(|it| rules_of(it).contains(rule))
            };
            match limited(voice, above, matter) {
                Fit::Fits => {}
                Fit::Partly(by) => roles.set(voice.at, Role::Limited(by)),
                // Those in a circle with it do not outrank it: what the order says of the two comes before their ranks.
                Fit::Outside(by) if !by.is_empty() && by.iter().all(in_a_circle) => {}
                Fit::Outside(by) => {
                    roles.set(voice.at, Role::PreEmpted(by));
                    outranked.push(voice.at);
                    continue;
                }
            }
            here.push(voice);
        }
        // Rule 3: within one rank, and for what nothing ranks.
        let others: &[&Voice] = if rank.is_none() { &standing } else { &[] };
        conflicts.extend(conflicting(&here, others, above, matter));
        limits.add(rank, &here, voices, &conflicts);
        standing.extend(here);
    }
    // At odds too where an instrument stands that would have pre-empted another, had it not been outranked by what that other has pre-empted in turn.
    let stands = |at: usize| standing.iter().any(|it| it.at == at);
    let crossed = all.iter().filter(|it| !left.contains(it));
    conflicts.extend(crossed.filter(|(one, other)| stands(*one) && stands(*other) && differ(*one, *other)));
    if matter.extreme.is_some() {
        let pairs = pairs(&standing).filter(|(one, other)| one.rank != other.rank && sets(one) && sets(other));
        conflicts.extend(pairs.filter(|(one, other)| matter.cannot_both(one, other)).map(|(one, other)| (one.at, other.at)));
    }
    for voice in &standing {
        if !matches!(roles.of(voice.at), Some(Role::Limited(_))) {
            roles.set(voice.at, if voice.effect == Effect::Permitted { Role::LeavesTheChoice } else { Role::Stands });
        }
    }
    if !conflicts.is_empty() {
        let rules = roles.conflict(&conflicts, rules_of);
        return Weighed { effect: Effect::Conflict, outcomes: Vec::new(), rules, roles: roles.0, outranked };
    }
    if matter.is_choice() {
        lowest_choice(&mut standing, &limits, matter, &mut roles);
    }
    if let Some(extreme) = matter.extreme {
        prevailing_value(&mut standing, extreme, &mut roles);
    }
    let (effect, outcomes, rules) = come_to(&standing, &limits, matter);
    Weighed { effect, outcomes, rules, roles: roles.0, outranked }
}

/// What becomes of each.
struct Roles(Vec<(usize, Role)>);

impl Roles {
    fn of(&self, at: usize) -> Option<&Role> {
        self.0.iter().find(|(place, _)| *place == at).map(|(_, role)| role)
    }

    fn set(&mut self, at: usize, role: Role) {
        if let Some(entry) = self.0.iter_mut().find(|(place, _)| *place == at) {
            entry.1 = role;
        }
    }

    /// Notes who is at odds with whom; the rules of all of them.
    fn conflict(&mut self, conflicts: &[(usize, usize)], rules_of: impl Fn(usize) -> Vec<RuleId>) -> Vec<RuleId> {
        let mut rules = Vec::new();
        for (one, other) in conflicts {
            for (of, with) in [(*one, *other), (*other, *one)] {
                rules.extend(rules_of(of));
                // With itself: its own rules conflict.
                let with = if of == with { Vec::new() } else { rules_of(with) };
                match self.0.iter_mut().find(|(place, _)| *place == of) {
                    Some((_, Role::Conflicts(all))) => all.extend(with),
                    Some((_, role)) => *role = Role::Conflicts(with),
                    None => {}
                }
            }
        }
        rules
    }
}

/// Who cannot be followed together, of those of one rank, or (unranked) with the others that stand.
fn conflicting(here: &[&Voice], others: &[&Voice], above: &Limits<'_>, matter: &Matter) -> Vec<(usize, usize)> {
    let with_others = || here.iter().flat_map(|one| others.iter().map(move |other| (*one, *other)));
    let all = || pairs(here).chain(with_others());
    let mut found: Vec<(usize, usize)> = Vec::new();
    found.extend(all().filter(|(one, other)| matter.cannot_both(one, other)).map(|(one, other)| (one.at, other.at)));
    found.extend(here.iter().filter(|it| it.effect == Effect::Conflict).map(|it| (it.at, it.at)));
    // Prohibitions that between them leave nothing.
    let left = above.left(matter);
    let forbids = |voice: &Voice, value: &Value| voice.effect == Effect::Prohibited && voice.outcomes.contains(value);
    let forbidding: Vec<&Voice> = here.iter().chain(others).copied().filter(|it| it.effect == Effect::Prohibited).collect();
    if left.is_empty() || !left.iter().all(|value| forbidding.iter().any(|it| forbids(it, value))) {
        return found;
    }
    let two: Vec<(usize, usize)> = pairs(&forbidding)
        .filter(|(one, other)| left.iter().all(|value| forbids(one, value) || forbids(other, value)))
        .map(|(one, other)| (one.at, other.at))
        .collect();
    match two.is_empty() {
        // Only all of them together leave nothing.
        true => found.extend(pairs(&forbidding).map(|(one, other)| (one.at, other.at))),
        false => found.extend(two),
    }
    found
}

fn pairs<'a, 'v>(voices: &'a [&'v Voice]) -> impl Iterator<Item = (&'v Voice, &'v Voice)> + use<'a, 'v> {
    voices.iter().enumerate().flat_map(move |(index, one)| voices[index + 1..].iter().map(move |other| (*one, *other)))
}

fn sets(voice: &Voice) -> bool {
    matches!(voice.effect, Effect::Required | Effect::Chosen)
}

/// What pre-emptions come to.
pub(in crate::runtime) struct Ways {
    /// Those that give way, each to these.
    pub(in crate::runtime) given_way: Vec<(usize, Vec<usize>)>,
    /// Pairs (upper, lower) in which each gives way to the other, directly or through others.
    circles: Vec<(usize, usize)>,
}

/// Who gives way of those that speak. What nothing that still speaks stands above (but those in one circle with it) makes all below it give way; then so
/// for the rest.
pub(in crate::runtime) fn give_way(mut open: Vec<usize>, pre_empting: &[(usize, usize)]) -> Ways {
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
fn lowest_choice(standing: &mut Vec<&Voice>, limits: &Limits<'_>, matter: &Matter, roles: &mut Roles) {
    let is_choice = |it: &&Voice| it.effect == Effect::Chosen;
    let shut = |it: &Voice| it.outcomes.iter().find_map(|value| limits.by(value, matter));
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
        roles.set(it.at, role);
        false
    });
}

/// Of several values the greatest, or the least: who keeps to it has kept to the others.
fn prevailing_value(standing: &mut Vec<&Voice>, extreme: Extreme, roles: &mut Roles) {
    let wanted = if extreme == Extreme::Greatest { Ordering::Greater } else { Ordering::Less };
    let beats = |one: &Voice, other: &Voice| match (one.outcomes.first(), other.outcomes.first()) {
        (Some(one), Some(other)) => order(one, other) == Some(wanted),
        _ => false,
    };
    let values: Vec<&Voice> = standing.iter().copied().filter(|it| sets(it)).collect();
    let best: Vec<&Voice> = values.iter().copied().filter(|it| !values.iter().any(|other| beats(other, it))).collect();
    let rules: Vec<RuleId> = best.iter().flat_map(|it| it.rules.iter().copied()).collect();
    for value in values.iter().filter(|it| !best.iter().any(|best| best.at == it.at)) {
        roles.set(value.at, if extreme == Extreme::Greatest { Role::Floor(rules.clone()) } else { Role::Ceiling(rules.clone()) });
        standing.retain(|it| it.at != value.at);
    }
}

enum Fit {
    Fits,
    Partly(Vec<RuleId>),
    Outside(Vec<RuleId>),
}

/// Whether a voice fits in what those above left open.
fn limited(voice: &Voice, limits: &Limits<'_>, matter: &Matter) -> Fit {
    let joined = |mut rules: Vec<RuleId>| {
        rules.sort_unstable();
        rules.dedup();
        rules
    };
    let out: Vec<Vec<RuleId>> = voice.outcomes.iter().filter_map(|it| limits.by(it, matter)).collect();
    let excluding = || joined(matter.universe.iter().filter_map(|it| limits.by(it, matter)).collect::<Vec<_>>().concat());
    match voice.effect {
        Effect::Required | Effect::Chosen if !out.is_empty() => Fit::Outside(joined(out.concat())),
        Effect::Permitted if !out.is_empty() && out.len() == voice.outcomes.len() => Fit::Outside(joined(out.concat())),
        Effect::Permitted if !out.is_empty() => Fit::Partly(joined(out.concat())),
        Effect::Prohibited if matter.is_choice() => match limits.left(matter).iter().any(|it| !voice.outcomes.contains(it)) {
            true => Fit::Fits,
            false => Fit::Outside(excluding()),
        },
        // Of two values a higher one is the law, so nobody below forbids it.
        Effect::Prohibited => {
            let above = limits.values().filter(|it| it.outcomes.iter().any(|value| matter.excludes(voice, value)));
            match joined(above.flat_map(|it| it.rules.iter().copied()).collect()) {
                rules if rules.is_empty() => Fit::Fits,
                rules => Fit::Outside(rules),
            }
        }
        // At odds with itself where those above leave nothing to decide.
        Effect::Conflict if matter.is_choice() && limits.left(matter).len() == 1 && matter.universe.len() > 1 => {
            Fit::Outside(excluding())
        }
        Effect::Conflict if !matter.is_choice() && matter.extreme.is_none() => match limits.values().next() {
            Some(above) => {
                let highest = limits.values().filter(|it| it.rank == above.rank);
                Fit::Outside(joined(highest.flat_map(|it| it.rules.iter().copied()).collect()))
            }
            None => Fit::Fits,
        },
        _ => Fit::Fits,
    }
}

/// Rule 4: what the voices that stand come to.
fn come_to(standing: &[&Voice], limits: &Limits<'_>, matter: &Matter) -> (Effect, Vec<Value>, Vec<RuleId>) {
    let of = |effect: Effect| standing.iter().filter(move |it| it.effect == effect);
    let gather = |effect: Effect| {
        let mut outcomes: Vec<Value> = Vec::new();
        let mut rules: Vec<RuleId> = Vec::new();
        for voice in of(effect) {
            for it in voice.outcomes.iter().filter(|it| effect != Effect::Permitted || limits.by(it, matter).is_none()) {
                if !outcomes.contains(it) {
                    outcomes.push(it.clone());
                }
            }
            rules.extend(&voice.rules);
        }
        // Whatever the order of the voices.
        sort(&mut outcomes);
        (effect, outcomes, rules)
    };
    if of(Effect::Required).next().is_some() {
        return gather(Effect::Required);
    }
    let forbidden = of(Effect::Prohibited).next().is_some();
    if of(Effect::Chosen).next().is_some() && !(forbidden && limits.left(matter).len() == 1) {
        let (effect, mut outcomes, rules) = gather(Effect::Chosen);
        if matter.highest_first {
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
