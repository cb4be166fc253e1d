//! What several authorities come to where the answers of some are not known: every way in which the facts may be is tried, for all of them at once.
//!
//! Alone, each of them may say one thing or another; together, what one says under some facts limits what the other can say under the same facts. So
//! the facts are split once for all, as for one instrument (`unknown/explore.rs`), and under each assumption the voices that are settled by then are weighed with
//! everything that the others might say. Where all of that comes to the same, nothing more is asked. After the budgets the rest is left open.

use super::weigh::{Matter, Role, Voice, Weighed, weigh};
use crate::ir::{Expr, QuestionId, Row, RuleId, Value};
use crate::runtime::decider::{Decider, Heard};
use crate::runtime::evaluate::frames::Frame;
use crate::runtime::evaluate::{Evaluator, MOST_ITEMS_ASSUMED};
use crate::runtime::law::environment::Environment;
use crate::runtime::unknown::asks::{Asking, Assumptions};
use crate::runtime::unknown::explore::{BUDGET, Explored, Facts, Outcome, Result, Tree, add_new, explore};
use crate::runtime::unknown::terms::{Split, Term};
use crate::runtime::{Effect, Missing, Truth};
use std::rc::Rc;

/// A case before several authorities.
pub(in crate::runtime) struct Sitting<'s, 'p> {
    pub(in crate::runtime) matter: &'s Matter,
    pub(in crate::runtime) case: &'s Row,
    /// Positions taken on open questions.
    pub(in crate::runtime) taken: &'s [(QuestionId, u16)],
    /// Everyone who speaks; what stands of the open ones is replaced by what they may say.
    pub(in crate::runtime) voices: Vec<Voice>,
    /// Whose answer is not known.
    pub(in crate::runtime) open: Vec<OpenVoice<'s, 'p>>,
    /// Pre-emptions that hold: the places of the upper and the lower one.
    pub(in crate::runtime) certain: Vec<(usize, usize)>,
    /// Those of which it is not known.
    pub(in crate::runtime) uncertain: Vec<((usize, usize), &'s Expr)>,
    /// In which the conditions of the order are asked.
    pub(in crate::runtime) environment: &'s Environment<'p>,
}

/// An authority whose answer is not known.
pub(in crate::runtime) struct OpenVoice<'s, 'p> {
    /// Its place among the voices.
    pub(in crate::runtime) place: usize,
    /// Who asks it; `None` where a day of the case chooses the law, and that day is not known.
    pub(in crate::runtime) decider: Option<&'s Decider<'p>>,
    /// Whether it is taken to bind who acts.
    pub(in crate::runtime) presumed: bool,
    /// What it might say at most.
    pub(in crate::runtime) ways: Vec<Voice>,
}

/// What they come to, with what of it is certain.
pub(in crate::runtime) struct Together {
    /// `None`: undetermined.
    pub(in crate::runtime) weighed: Option<Weighed>,
    pub(in crate::runtime) missing: Vec<Missing>,
    pub(in crate::runtime) questions: Vec<QuestionId>,
    /// Whether everything was looked into, so that nothing else can matter; else which of what is open may (the voices, then the pre-emptions).
    pub(in crate::runtime) may_matter: Option<Vec<bool>>,
}

/// Combinations of what is open that are weighed at once, in all of a case's, and before anything is assumed: by these it is told who gives the answer.
const MOST: usize = 1024;
const MOST_OF_A_CASE: usize = 8 * MOST;
const MOST_AT_FIRST: usize = 8 * MOST;

/// Where the facts have been split so far.
struct Step {
    outcome: Outcome<End>,
    /// Which of what is open matters.
    matters: Vec<bool>,
    /// What every way of it comes to, where these are not too many.
    ends: Vec<Weighed>,
}

/// So often the authorities of one case are asked under assumptions, all of them together: a budget of its own, as a step asks each of them again.
const MOST_HEARD: usize = 4 * BUDGET as usize;

/// One end, or several that are the same.
#[derive(Clone)]
struct End {
    weighed: Option<Weighed>,
    /// Rules that give it in one way or another; those of `weighed` give it in every way.
    sometimes: Vec<RuleId>,
    facts: Vec<Missing>,
}

/// What cannot be told under some assumptions.
struct Unheard<'w> {
    /// Which, of the voices and then the pre-emptions.
    which: usize,
    /// What it might say; none for a pre-emption, which holds or does not.
    ways: Option<(usize, &'w [Voice])>,
    pair: (usize, usize),
    asks: Option<Rc<Split>>,
    facts: Vec<Missing>,
}

/// What is left of what a case may cost.
struct Budget {
    weighings: usize,
    hearings: usize,
    items: u32,
    /// Something was not looked into.
    spent: bool,
}

impl Sitting<'_, '_> {
    /// What they come to.
    pub(in crate::runtime) fn come_to(&self) -> Together {
        let mut budget =
            Budget { weighings: MOST_OF_A_CASE + MOST_AT_FIRST, hearings: MOST_HEARD, items: MOST_ITEMS_ASSUMED, spent: false };
        let mut first: Option<Step> = None;
        let worlds = self.worlds();
        let explored = explore(self.environment.program, |asking| {
            let step = self.step(&asking, &worlds, &mut budget);
            let outcome = step.outcome.clone();
            first.get_or_insert(step);
            outcome
        });
        let first = first.map(|it| (it.matters, it.ends));
        if let Tree::Leaf(end) = &explored.tree
            && end.weighed.is_some()
        {
            // By whom it is given, and what becomes of each, is told of all that they might say, not of the parts into which the facts happened to be
            // split: so it depends on no order of files or rules.
            let ends = first.iter().flat_map(|(_, ends)| ends).map(|it| End::of(it.clone())).filter(|it| it.same(end));
            let End { weighed, sometimes, .. } = merged(ends).unwrap_or_else(|| self.who_may_give(end));
            let rules = |it: &Weighed| if it.rules.is_empty() { sometimes.clone() } else { it.rules.clone() };
            let weighed = weighed.map(|it| Weighed { rules: rules(&it), ..it });
            return Together { weighed, missing: Vec::new(), questions: Vec::new(), may_matter: None };
        }
        let (missing, questions) = open(&explored);
        let complete = !explored.tree.is_cut() && !budget.spent && (!missing.is_empty() || !questions.is_empty());
        Together { weighed: None, missing, questions, may_matter: first.map(|(matters, _)| matters).filter(|_| !complete) }
    }

    /// An end by whoever might give it, where there are too many ways of saying for sure: no split of the facts tells, as another order of files or rules
    /// leads to another.
    fn who_may_give(&self, end: &End) -> End {
        let Some(given) = &end.weighed else { return end.clone() };
        let open = self.open.iter().flat_map(|it| &it.ways);
        let known = self.voices.iter().enumerate().filter(|(place, _)| self.open.iter().all(|it| it.place != *place));
        let gives = |voice: &&Voice| match given.effect {
            Effect::Conflict => voice.effect != Effect::NoRule,
            effect => {
                voice.effect == effect && voice.outcomes.iter().any(|it| *it == Value::Unknown || given.outcomes.contains(it))
            }
        };
        let mut sometimes: Vec<RuleId> =
            known.map(|(_, voice)| voice).chain(open).filter(gives).flat_map(|it| it.rules.clone()).collect();
        sometimes.sort_unstable();
        sometimes.dedup();
        End { sometimes, ..end.clone() }
    }

    /// Under some assumptions: the end, or what to ask; and which of what is open matters.
    fn step(&self, asking: &Asking, worlds: &[usize], budget: &mut Budget) -> Step {
        let asked = self.open.len() + self.uncertain.len();
        if budget.hearings < asked {
            budget.spent = true;
            return Step { outcome: Outcome::Settled(End::open()), matters: vec![true; asked], ends: Vec::new() };
        }
        budget.hearings -= asked;
        let mut voices = self.voices.clone();
        let mut pre_empting = self.certain.clone();
        let mut unheard: Vec<Unheard<'_>> = Vec::new();
        for (which, open) in self.open.iter().enumerate() {
            let heard = match open.decider {
                Some(decider) => {
                    let asking = in_world(worlds[which], worlds, asking);
                    decider.heard(self.case, self.taken, asking, open.presumed, &mut budget.items)
                }
                None => Heard::Stuck,
            };
            let (asks, facts) = match heard {
                Heard::Leaf(leaf) if leaf.effect != Effect::Undetermined => {
                    let voice = &mut voices[open.place];
                    (voice.effect, voice.outcomes, voice.rules) = (leaf.effect, leaf.outcomes, leaf.rules);
                    continue;
                }
                Heard::Leaf(leaf) => (None, leaf.facts),
                Heard::Asks(split) => (Some(out_of_world(worlds[which], split)), Vec::new()),
                Heard::Stuck => (None, Vec::new()),
            };
            let ways = Some((open.place, open.ways.as_slice()));
            unheard.push(Unheard { which, ways, pair: (0, 0), asks, facts });
        }
        let world = worlds.last().copied().unwrap_or(0);
        for (index, (pair, when)) in self.uncertain.iter().enumerate() {
            let (truth, asks) = self.condition(when, in_world(world, worlds, asking), &mut budget.items);
            match truth {
                Truth::True => pre_empting.push(*pair),
                Truth::False => {}
                Truth::Unknown => {
                    let asks = asks.map(|split| out_of_world(world, split));
                    unheard.push(Unheard { which: self.open.len() + index, ways: None, pair: *pair, asks, facts: Vec::new() });
                }
            }
        }
        let mut matters = vec![false; asked];
        let most = if asking.assumptions.is_empty() { MOST_AT_FIRST } else { MOST.min(budget.weighings) };
        let (ends, these) = self.whatever(&voices, &pre_empting, &unheard, most);
        budget.weighings = budget.weighings.saturating_sub(ends.len());
        unheard.iter().zip(&these).for_each(|(it, of)| matters[it.which] = *of);
        if !ends.is_empty() && !these.contains(&true) {
            let end = merged(ends.iter().cloned().map(End::of));
            let outcome = Outcome::Settled(end.unwrap_or_else(End::open));
            return Step { outcome, matters, ends };
        }
        let of_what = || unheard.iter().zip(&these).filter(|(_, matters)| **matters).map(|(it, _)| it);
        let outcome = match of_what().find_map(|it| it.asks.clone()) {
            Some(split) => Outcome::Ask(split),
            None => Outcome::Settled(End { facts: of_what().flat_map(|it| it.facts.clone()).collect(), ..End::open() }),
        };
        Step { outcome, matters, ends }
    }

    fn condition(&self, when: &Expr, asking: Asking, items: &mut u32) -> (Truth, Option<Rc<Split>>) {
        let mut evaluator = Evaluator::new(self.environment, self.case, Some(asking)).under(self.taken);
        evaluator.left = *items;
        let truth = evaluator.truth(when, &Frame::root(self.case));
        *items = evaluator.left;
        let asked = evaluator.asking.and_then(|it| it.asked).filter(|_| evaluator.spent_at.is_none());
        (truth, asked)
    }

    /// The end of each way in which what is not heard yet may turn out, and which of that matters: where two ways that differ in nothing else end
    /// differently. Where not all ways can be weighed there is no end, and all of it may matter.
    fn whatever(
        &self,
        voices: &[Voice],
        pre_empting: &[(usize, usize)],
        unheard: &[Unheard<'_>],
        most: usize,
    ) -> (Vec<Weighed>, Vec<bool>) {
        let sizes: Vec<usize> = unheard.iter().map(|it| it.ways.map_or(2, |(_, ways)| ways.len())).collect();
        let count = sizes.iter().try_fold(1_usize, |all, size| all.checked_mul(*size));
        let Some(count) = count.filter(|count| *count <= most.max(1)) else {
            return (Vec::new(), vec![true; unheard.len()]);
        };
        let mut ends: Vec<Weighed> = Vec::with_capacity(count);
        for number in 0..count {
            let mut rest = number;
            let (mut these, mut pre_empting) = (voices.to_vec(), pre_empting.to_vec());
            for (it, size) in unheard.iter().zip(&sizes) {
                let digit = rest % size;
                rest /= size;
                match it.ways {
                    Some((place, ways)) => these[place] = ways[digit].clone(),
                    None if digit == 1 => pre_empting.push(it.pair),
                    None => {}
                }
            }
            let mut weighed = weigh(&these, &pre_empting, self.matter);
            weighed.roles.iter_mut().filter_map(|(_, role)| role.rules_mut()).for_each(|rules| {
                rules.sort_unstable();
                rules.dedup();
            });
            ends.push(weighed);
        }
        let differ =
            |one: usize, other: usize| (ends[one].effect, &ends[one].outcomes) != (ends[other].effect, &ends[other].outcomes);
        let mut step = 1;
        let mut matters = Vec::new();
        for size in &sizes {
            matters.push((0..count).any(|way| differ(way, way - way / step % size * step)));
            step *= size;
        }
        (ends, matters)
    }

    /// For each that is open, and then for the conditions, in which world it is asked: those of one world mean the same by the same words.
    fn worlds(&self) -> Vec<usize> {
        let of_open = self.open.iter().map(|it| it.decider.map_or(self.environment, |decider| decider.environment()));
        let all: Vec<&Environment<'_>> = of_open.chain([self.environment]).collect();
        (0..all.len()).map(|at| all.iter().position(|it| it.means_the_same(all[at])).unwrap_or(at)).collect()
    }
}

/// Whether a term is one whatever the law in which it is asked for; else it stands for words that another day, or another zone, gives another meaning.
fn is_shared(term: &Term) -> bool {
    matches!(term, Term::Fact(..) | Term::Question(_) | Term::Rule(_) | Term::Act(_))
}

/// What is assumed, as it is called in a world.
fn in_world(world: usize, worlds: &[usize], asking: &Asking) -> Asking {
    if worlds.iter().all(|it| *it == 0) {
        return asking.again();
    }
    let here = |term: &Term| match term {
        Term::Elsewhere(inner, of) if *of == world => Some((**inner).clone()),
        Term::Elsewhere(..) => None,
        term => (world == 0 || is_shared(term)).then(|| term.clone()),
    };
    let all = asking.assumptions.iter().filter_map(|(term, domain)| Some((here(term)?, domain.clone())));
    // What words come down to is told by the words, which mean other things elsewhere.
    let across = if world == 0 { asking.across.clone() } else { Rc::default() };
    Asking { across, ..Asking::new(Rc::new(all.collect::<Assumptions>())) }
}

/// A question of a world, as it is called among all of them.
fn out_of_world(world: usize, split: Rc<Split>) -> Rc<Split> {
    match world == 0 || is_shared(&split.term) {
        true => split,
        false => Rc::new(Split { term: Term::Elsewhere(Box::new(split.term.clone()), world), ..(*split).clone() }),
    }
}

/// Facts and questions of which the end depends.
fn open(explored: &Explored<End>) -> (Vec<Missing>, Vec<QuestionId>) {
    let (mut missing, mut questions) = (Facts::default(), Vec::new());
    explored.tree.nodes(&mut |split| {
        split.facts.iter().for_each(|it| missing.add_all(it));
        add_new(&mut questions, split.question.as_slice());
    });
    explored.tree.leaves(&mut |it| missing.extend(&it.facts));
    questions.sort_unstable();
    (missing.list, questions)
}

/// Ends that are the same, as one.
fn merged(mut ends: impl Iterator<Item = End>) -> Option<End> {
    let first = ends.next()?;
    Some(ends.fold(first, |mut all, next| {
        all.merge(&next);
        all
    }))
}

impl End {
    fn open() -> End {
        End { weighed: None, sometimes: Vec::new(), facts: Vec::new() }
    }

    fn of(weighed: Weighed) -> End {
        End { sometimes: weighed.rules.clone(), weighed: Some(weighed), facts: Vec::new() }
    }
}

impl Result for End {
    fn same(&self, other: &End) -> bool {
        match (&self.weighed, &other.weighed) {
            (Some(one), Some(other)) => (one.effect, &one.outcomes) == (other.effect, &other.outcomes),
            (None, None) => true,
            _ => false,
        }
    }

    fn merge(&mut self, other: &End) {
        add_new(&mut self.facts, &other.facts);
        add_new(&mut self.sometimes, &other.sometimes);
        if let (Some(one), Some(other)) = (&mut self.weighed, &other.weighed) {
            one.rules.retain(|rule| other.rules.contains(rule));
            one.roles.iter_mut().zip(&other.roles).for_each(|((_, role), (_, other))| merge_roles(role, other));
        }
    }
}

/// What became of an authority in both of two ways: by the rules that they have in common, if it is the same but for them.
fn merge_roles(one: &mut Role, other: &Role) {
    if one == other {
        return;
    }
    let mut both = one.clone();
    let mut theirs = other.clone();
    let common = std::mem::discriminant(one) == std::mem::discriminant(other);
    *one = match (both.rules_mut(), theirs.rules_mut()) {
        (Some(rules), Some(theirs)) if common && rules.iter().any(|it| theirs.contains(it)) => {
            rules.retain(|it| theirs.contains(it));
            both
        }
        _ => Role::Open,
    };
}
