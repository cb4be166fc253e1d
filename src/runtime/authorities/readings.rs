//! An answer that turns on open questions: what follows under each position, and which questions it turns on.
//!
//! Every combination of positions is decided by itself. A question matters where, with the others kept as they are, its positions lead to
//! different results; so those that matter are told exactly, whatever the way in which the result was first found to be open.

use super::positions::Stand;
use crate::ir::{Program, QuestionId, Row, RuleId, Value};
use crate::runtime::evaluate::Evaluator;
use crate::runtime::{Answer, Decider, Decision, Effect, Missing, Reading, Relied, Standing};
use std::collections::BTreeMap;

/// Combinations of positions that are worked out; beyond, only the questions are named.
pub const MOST_COMBINATIONS: usize = 64;

/// Positions taken on questions.
pub(in crate::runtime) type Positions = Vec<(QuestionId, u16)>;
type Consequences = Vec<(Effect, Vec<Value>)>;

impl Decider<'_> {
    /// Replaces what an undetermined answer says of questions.
    pub(in crate::runtime) fn under_each_position(&self, case: &Row, decision: Decision) -> Decision {
        if decision.effect != Effect::Undetermined || decision.standing != Standing::Applies {
            return decision;
        }
        let mut evaluator = Evaluator::new(&self.environment, case, None);
        let (mut open, mut waits) = (Vec::new(), false);
        let mut disputed: Vec<(QuestionId, Vec<usize>)> = Vec::new();
        for question in &self.questions {
            match evaluator.stand(*question) {
                Stand::Taken(..) => {}
                Stand::Open(between) => {
                    open.push(*question);
                    disputed.extend((!between.is_empty()).then_some((*question, between)));
                }
                Stand::Waits { default } => {
                    waits = true;
                    // With a default it is facts that are wanted, not a position.
                    open.extend((!default).then_some(*question));
                }
            }
        }
        if open.is_empty() {
            return Decision { questions: Vec::new(), ..decision };
        }
        let Some(combinations) = combinations(self.environment.program, &open) else {
            disputed.retain(|(question, _)| decision.questions.contains(question));
            return Decision { readings_left_out: true, disputed, ..decision };
        };
        let under = |taken: Positions| {
            let decision = self.decide_under(case, &taken);
            Under::new(taken, decision)
        };
        let results: Vec<Under> = combinations.into_iter().map(under).collect();
        let (questions, readings) = gathered(&open, &results);
        let missing = if waits { decision.missing } else { missing_under(decision.missing, &results) };
        disputed.retain(|(question, _)| questions.contains(question));
        Decision { missing, questions, readings, disputed, ..decision }
    }

    /// Positions on which the result rests: with another one it would be another. For a settled result, also of no rule. Of questions that were not
    /// `read` (where that is known) none can matter.
    pub(in crate::runtime) fn relied_on(&self, case: &Row, decision: &Decision, read: Option<&[QuestionId]>) -> Vec<Relied> {
        if decision.effect == Effect::Undetermined || !matches!(decision.standing, Standing::Applies | Standing::Silent) {
            return Vec::new();
        }
        let mut relied = Vec::new();
        for question in self.questions.iter().filter(|it| read.is_none_or(|read| read.contains(it))) {
            let Stand::Taken(position, basis) = Evaluator::new(&self.environment, case, None).stand(*question) else { continue };
            let mut others = (0..positions_on(self.environment.program, *question)).filter(|it| *it != position);
            let differs = others.any(|other| {
                let under = self.decide_under(case, &[(*question, other)]);
                (under.effect, &under.outcomes) != (decision.effect, &decision.outcomes)
            });
            if differs {
                relied.push(Relied { question: *question, position, basis });
            }
        }
        relied
    }
}

fn positions_on(program: &Program, question: QuestionId) -> u16 {
    let values = program.questions.get(question.index()).and_then(|it| program.enums.get(it.positions.index()));
    values.map_or(0, |it| u16::try_from(it.values.len()).unwrap_or(u16::MAX))
}

/// Every combination of positions, the last question changing fastest; `None` where there are more than [`MOST_COMBINATIONS`].
pub(in crate::runtime) fn combinations(program: &Program, questions: &[QuestionId]) -> Option<Vec<Positions>> {
    let count = questions.iter().fold(1_usize, |all, it| all.saturating_mul(usize::from(positions_on(program, *it))));
    if count > MOST_COMBINATIONS {
        return None;
    }
    let mut all: Vec<Positions> = vec![Vec::new()];
    for question in questions {
        let positions = positions_on(program, *question);
        let further = |taken: Positions| (0..positions).map(move |it| [taken.clone(), vec![(*question, it)]].concat());
        all = all.into_iter().flat_map(further).collect();
    }
    Some(all)
}

/// A result under positions.
pub(in crate::runtime) struct Under {
    pub(in crate::runtime) positions: Positions,
    pub(in crate::runtime) effect: Effect,
    pub(in crate::runtime) outcomes: Vec<Value>,
    pub(in crate::runtime) rules: Vec<RuleId>,
    pub(in crate::runtime) missing: Vec<Missing>,
    /// Where it is undetermined, what the answers to the next question lead to.
    pub(in crate::runtime) next: Vec<(String, Consequences)>,
}

impl Under {
    fn new(positions: Positions, decision: Decision) -> Under {
        let next = leads_to(&decision);
        let Decision { effect, outcomes, rules, missing, .. } = decision;
        Under { positions, effect, outcomes, rules, missing, next }
    }

    /// Whether two results are the same as far as can be told: for undetermined ones, what is missing and what the next answers lead to.
    fn same(&self, other: &Under) -> bool {
        self.effect == other.effect
            && self.outcomes == other.outcomes
            && (self.effect != Effect::Undetermined || (self.missing == other.missing && self.next == other.next))
    }
}

/// What the answers to the next question lead to.
pub(in crate::runtime) fn leads_to(decision: &Decision) -> Vec<(String, Consequences)> {
    let consequences = |answer: &Answer| {
        let mut all: Consequences = answer.leads_to.iter().map(|(effect, outcomes, _)| (*effect, outcomes.clone())).collect();
        all.sort_by_key(|(effect, outcomes)| (*effect, format!("{outcomes:?}")));
        all.dedup();
        (answer.words.clone(), all)
    };
    decision.next.iter().flat_map(|next| &next.answers).map(consequences).collect()
}

/// Of open questions those that matter, and the result under each of their positions; none where the result is one.
pub(in crate::runtime) fn gathered(open: &[QuestionId], results: &[Under]) -> (Vec<QuestionId>, Vec<Reading>) {
    let all: Vec<&Under> = results.iter().collect();
    let questions: Vec<QuestionId> = open.iter().copied().filter(|it| matters_here(*it, &all)).collect();
    let mut readings = Vec::new();
    if !questions.is_empty() {
        part(&all, &questions, Vec::new(), &mut readings);
    }
    (questions, readings)
}

/// Facts that are missing under a position: there fewer may matter than could be told without it.
pub(in crate::runtime) fn missing_under(mut missing: Vec<Missing>, results: &[Under]) -> Vec<Missing> {
    missing.retain(|fact| results.iter().any(|it| it.missing.contains(fact)));
    for result in results {
        crate::runtime::unknown::explore::add_new(&mut missing, &result.missing);
    }
    missing
}

/// Whether a question's positions lead to different results somewhere, the others kept as they are.
pub(in crate::runtime) fn matters<'r, T: 'r>(
    question: QuestionId,
    results: impl Iterator<Item = (&'r Positions, &'r T)>,
    same: impl Fn(&T, &T) -> bool,
) -> bool {
    let mut by_others: BTreeMap<Positions, &'r T> = BTreeMap::new();
    let mut results = results;
    results.any(|(positions, result)| {
        let others: Positions = positions.iter().copied().filter(|(it, _)| *it != question).collect();
        let first = by_others.entry(others).or_insert(result);
        !same(first, result)
    })
}

fn matters_here(question: QuestionId, results: &[&Under]) -> bool {
    matters(question, results.iter().map(|it| (&it.positions, *it)), Under::same)
}

/// The results under each position of a question that matters among these results, until they are one.
fn part(results: &[&Under], questions: &[QuestionId], taken: Positions, out: &mut Vec<Reading>) {
    let Some((question, rest)) = questions.split_first() else {
        return out.extend(merged(results, taken));
    };
    if !matters_here(*question, results) {
        return part(results, rest, taken, out);
    }
    let mut positions: Vec<u16> =
        results.iter().flat_map(|it| &it.positions).filter(|(it, _)| it == question).map(|(_, position)| *position).collect();
    positions.sort_unstable();
    positions.dedup();
    for position in positions {
        let under: Vec<&Under> = results.iter().copied().filter(|it| it.positions.contains(&(*question, position))).collect();
        part(&under, rest, [taken.clone(), vec![(*question, position)]].concat(), out);
    }
}

/// Results that are the same; their rules are gathered.
fn merged(results: &[&Under], positions: Positions) -> Option<Reading> {
    let first = results.first()?;
    let mut rules: Vec<_> = results.iter().flat_map(|it| it.rules.iter().copied()).collect();
    rules.sort_unstable();
    rules.dedup();
    let (outcomes, missing) = (first.outcomes.clone(), first.missing.clone());
    Some(Reading { positions, effect: first.effect, outcomes, rules, missing })
}
