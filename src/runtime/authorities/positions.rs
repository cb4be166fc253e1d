//! How a question stands in a case: a position asked for, one that an instrument's reading gives, the default, or none.

use super::weigh::give_way;
use crate::ir::{DefId, Expr, ExprKind, InstrumentId, Order, Program, QuestionId, Reading, RuleId, Suspension, walk};
use crate::runtime::evaluate::Evaluator;
use crate::runtime::evaluate::frames::Frame;
use crate::runtime::law::environment::Environment;
use crate::runtime::unknown::asks::Mark;
use crate::runtime::{Basis, Truth, Without};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// How a question stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stand {
    /// A position is taken.
    Taken(u16, Basis),
    /// None is; or these readings (indices into the program's) take different ones.
    Open(Vec<usize>),
    /// It depends on facts whether a reading speaks to the case; whether there is a default all the same.
    Waits {
        /// The question has a default.
        default: bool,
    },
}

impl Without {
    /// Whether a rule of an instrument is switched off.
    pub fn switches_off(&self, rule: RuleId, instrument: InstrumentId) -> bool {
        self.rules.contains(&rule) || self.instruments.contains(&instrument)
    }
}

impl<'a> Evaluator<'a> {
    /// Positions asked for come first, then readings by instruments, then the default.
    pub(in crate::runtime) fn stand(&mut self, id: QuestionId) -> Stand {
        let environment: &'a Environment<'a> = self.environment;
        if !self.positions_read.contains(&id) {
            self.positions_read.push(id);
        }
        let taken = self.taken.iter().find(|(question, _)| *question == id).map(|(_, position)| *position);
        if let Some(position) = taken.or_else(|| environment.given(id)) {
            let by_order = taken.is_none() && environment.order.is_some_and(|it| it.positions.contains(&(id, position)));
            return Stand::Taken(position, if by_order { Basis::Order } else { Basis::Given });
        }
        let default = environment.program.questions.get(id.index()).and_then(|it| it.default);
        let without_reading = |default: Option<u16>| match default {
            Some(position) => Stand::Taken(position, Basis::Default),
            None => Stand::Open(Vec::new()),
        };
        // A reading whose condition turns on the question itself says nothing about it.
        if environment.readings(id).is_empty() || self.reading.contains(&id) {
            return without_reading(default);
        }
        self.reading.push(id);
        let stand = self.stand_by_readings(id, default).unwrap_or_else(|| without_reading(default));
        self.reading.pop();
        stand
    }

    /// `None` where no reading speaks to the case.
    fn stand_by_readings(&mut self, id: QuestionId, default: Option<u16>) -> Option<Stand> {
        let environment: &'a Environment<'a> = self.environment;
        let program = environment.program;
        let root = Frame::root(self.case);
        let mark = self.mark();
        let (mut live, mut perhaps) = (Vec::new(), Vec::new());
        for (index, counts) in environment.readings(id) {
            let Some(reading) = program.readings.get(*index) else { continue };
            let speaks = self.truth(&reading.condition, &root).and(*counts);
            match speaks.and(self.switched_off(reading.instrument).negated()) {
                Truth::True => live.push((*index, reading)),
                Truth::Unknown => perhaps.push((*index, reading)),
                Truth::False => {}
            }
        }
        if let Some(order) = environment.order.filter(|_| live.len() + perhaps.len() > 1) {
            return self.held_under(order, &live, &perhaps, default, mark);
        }
        let first = live.first().map(|(_, reading)| reading.position);
        if live.iter().any(|(_, reading)| Some(reading.position) != first) {
            self.forget(mark);
            return Some(Stand::Open(live.iter().map(|(index, _)| *index).collect()));
        }
        if perhaps.iter().any(|(_, reading)| Some(reading.position) != first.or(default)) {
            return Some(Stand::Waits { default: default.is_some() });
        }
        self.forget(mark);
        let mut instruments: Vec<InstrumentId> = live.iter().map(|(_, reading)| reading.instrument).collect();
        instruments.dedup();
        first.map(|position| Stand::Taken(position, Basis::Read(instruments)))
    }

    /// Which of several readings hold under an order: one whose instrument gives way to another that reads the question too, or that another outranks, does
    /// not. What is not known is tried both ways.
    fn held_under(
        &mut self,
        order: &'a Order,
        live: &[Speaking<'a>],
        perhaps: &[Speaking<'a>],
        default: Option<u16>,
        mark: Mark,
    ) -> Option<Stand> {
        let (program, day) = (self.environment.program, self.environment.text_of);
        let root = Frame::root(self.case);
        let all: Vec<Speaking<'a>> = live.iter().chain(perhaps).copied().collect();
        let reads = |instrument: InstrumentId| all.iter().any(|(_, it)| it.instrument == instrument);
        let (mut certain, mut uncertain) = (Vec::new(), Vec::new());
        for it in order.pre_emptions_on(self.environment.text_of).filter(|it| reads(it.upper) && reads(it.lower)) {
            match it.when.as_ref().map_or(Truth::True, |when| self.truth(when, &root)) {
                Truth::True => certain.push((it.upper, it.lower)),
                Truth::Unknown => uncertain.push((it.upper, it.lower)),
                Truth::False => {}
            }
        }
        let open = perhaps.len() + uncertain.len();
        if open > MOST_OPEN {
            return Some(Stand::Waits { default: default.is_some() });
        }
        // The position that holds: an error where readings differ and none gives way.
        let position = |held: &[Speaking<'a>]| {
            let first = held.first().map(|(_, it)| it.position);
            held.iter().all(|(_, it)| Some(it.position) == first).then_some(first.or(default)).ok_or(())
        };
        let mut found: Option<(Position, Vec<Speaking<'a>>)> = None;
        for way in 0..1_u32 << open {
            let holds = |place: usize| way >> place & 1 == 1;
            let supposed = perhaps.iter().enumerate().filter(|(place, _)| holds(*place)).map(|(_, it)| *it);
            let speaking: Vec<Speaking<'a>> = live.iter().copied().chain(supposed).collect();
            let further = uncertain.iter().enumerate().filter(|(place, _)| holds(perhaps.len() + place)).map(|(_, it)| *it);
            let held = held((program, order, day), &speaking, &certain.iter().copied().chain(further).collect::<Vec<_>>());
            match &mut found {
                None => found = Some((position(&held), held)),
                // Who reads it so however the facts are.
                Some((same, first)) if *same == position(&held) => {
                    first.retain(|(index, _)| held.iter().any(|(other, _)| other == index))
                }
                Some(_) => return Some(Stand::Waits { default: default.is_some() }),
            }
        }
        self.forget(mark);
        let (position, mut held) = found?;
        let Ok(position) = position else {
            return Some(Stand::Open(held.iter().map(|(index, _)| *index).collect()));
        };
        if held.is_empty() && position != default {
            held = all.into_iter().filter(|(_, it)| Some(it.position) == position).collect();
        }
        let mut instruments: Vec<InstrumentId> = held.iter().map(|(_, it)| it.instrument).collect();
        instruments.dedup();
        position.filter(|_| !instruments.is_empty()).map(|position| Stand::Taken(position, Basis::Read(instruments)))
    }

    /// The suspensions (indices into the program's) of which it is so that they keep a rule from applying to the case: certainly, or perhaps.
    pub(in crate::runtime) fn suspended_by(&mut self, id: RuleId, so: Truth) -> Vec<usize> {
        let environment: &'a Environment<'a> = self.environment;
        let mark = self.mark();
        let of = environment.program.rules.get(id.index()).map(|it| it.instrument);
        let mut by = Vec::new();
        for (index, counts) in environment.suspensions(id) {
            let Some(suspension) = environment.program.suspensions.get(*index) else { continue };
            if counts.and(self.suspends(suspension, of)) == so {
                by.push(*index);
            }
        }
        self.forget(mark);
        by
    }

    /// Suspensions (indices into the program's) that speak to the case and keep the rule from nothing, as under the order their instrument yields to that
    /// of the rule.
    pub(in crate::runtime) fn overridden_on(&mut self, id: RuleId) -> Vec<usize> {
        let environment: &'a Environment<'a> = self.environment;
        let root = Frame::root(self.case);
        let mark = self.mark();
        let of = environment.program.rules.get(id.index()).map(|it| it.instrument);
        let mut overridden = Vec::new();
        for (index, counts) in environment.suspensions(id) {
            let Some(suspension) = environment.program.suspensions.get(*index) else { continue };
            let off = self.switched_off(suspension.instrument);
            let speaks = counts.and(self.truth(&suspension.condition, &root)).and(off.negated());
            if speaks.is_true() && self.suspends(suspension, of).is_false() {
                overridden.push(*index);
            }
        }
        self.forget(mark);
        overridden
    }

    /// Whether an instrument is switched off as a whole, so that what it fills, reads and suspends does not count.
    pub(in crate::runtime) fn switched_off(&mut self, instrument: InstrumentId) -> Truth {
        let environment: &'a Environment<'a> = self.environment;
        let mut off = Truth::False;
        for (index, counts) in environment.suspensions_of_all(instrument) {
            let Some(suspension) = environment.program.suspensions.get(*index) else { continue };
            off = off.or(self.suspends(suspension, Some(instrument)).and(*counts));
        }
        off
    }

    /// Whether a suspension that is in force reaches what an instrument does to the case. One that yields to that instrument switches nothing off in it.
    pub(in crate::runtime) fn suspends(&mut self, suspension: &'a Suspension, of: Option<InstrumentId>) -> Truth {
        let environment: &'a Environment<'a> = self.environment;
        let root = Frame::root(self.case);
        let mut holds = self.truth(&suspension.condition, &root);
        if !holds.is_false() {
            holds = holds.and(self.switched_off(suspension.instrument).negated());
        }
        for it in environment.order.iter().flat_map(|order| order.pre_emptions_on(environment.text_of)) {
            if it.lower == suspension.instrument && Some(it.upper) == of && !holds.is_false() {
                let gives_way = it.when.as_ref().map_or(Truth::True, |when| self.truth(when, &root));
                holds = holds.and(gives_way.negated());
            }
        }
        holds
    }
}

/// A reading, with its place among the program's.
type Speaking<'a> = (usize, &'a Reading);

/// The position that readings come to, `None` without one; an error where they differ.
type Position = Result<Option<u16>, ()>;

/// Readings and pre-emptions of which it is not known whether they hold here, before facts are asked for.
const MOST_OPEN: usize = 8;

/// The readings that hold: those of instruments that do not give way to one that reads the question too. What the order says of two comes before
/// their ranks.
fn held<'a>(
    (program, order, day): (&Program, &Order, Date),
    speaking: &[Speaking<'a>],
    pre_empting: &[(InstrumentId, InstrumentId)],
) -> Vec<Speaking<'a>> {
    let mut open: Vec<usize> = Vec::new();
    speaking.iter().map(|(_, it)| it.instrument.index()).for_each(|it| {
        if !open.contains(&it) {
            open.push(it)
        }
    });
    let mut above: Vec<(usize, usize)> = pre_empting.iter().map(|(upper, lower)| (upper.index(), lower.index())).collect();
    let rank = |at: usize| order.rank(program, InstrumentId(u32::try_from(at).unwrap_or(u32::MAX)), day);
    for (upper, lower) in open.iter().flat_map(|upper| open.iter().map(move |lower| (*upper, *lower))) {
        let said =
            pre_empting.iter().any(|(a, b)| (a.index(), b.index()) == (upper, lower) || (b.index(), a.index()) == (upper, lower));
        if let (false, Some(higher), Some(other)) = (said, rank(upper), rank(lower))
            && higher < other
        {
            above.push((upper, lower));
        }
    }
    let ways = give_way(open, &above);
    speaking.iter().copied().filter(|(_, it)| !ways.given_way.iter().any(|(at, _)| *at == it.instrument.index())).collect()
}

/// Every question that rules may read, through terms, through whom they bind and through the readings of other questions; in the order of the
/// program. Not what only their duties read: no effect turns on it.
pub fn questions_of<'p>(program: &'p Program, order: Option<&'p Order>, rules: &[RuleId]) -> Vec<QuestionId> {
    questions_in(program, order, rules, Vec::new())
}

/// The same, of rules and of further expressions.
pub fn questions_in<'p>(
    program: &'p Program,
    order: Option<&'p Order>,
    rules: &[RuleId],
    mut work: Vec<&'p Expr>,
) -> Vec<QuestionId> {
    let mut found = BTreeSet::new();
    let mut seen: BTreeSet<DefId> = BTreeSet::new();
    for rule in rules.iter().filter_map(|id| program.rules.get(id.index())) {
        walk::of_rule(rule, &mut |it| work.push(it));
        let classes =
            rule.binds.iter().filter(|(id, _)| seen.insert(*id)).filter_map(|(id, _)| program.definitions.get(id.index()));
        work.extend(classes.flat_map(|it| &it.versions).map(|it| &it.body));
    }
    // Under which conditions a reading or a suspension gives way to another.
    let given_way = || order.into_iter().flat_map(|it| &it.pre_emptions).filter_map(|it| it.when.as_ref());
    for suspension in &program.suspensions {
        if suspension.rules.iter().any(|rule| rules.contains(rule)) {
            work.push(&suspension.condition);
            work.extend(given_way());
            work.extend(switching_off(program, suspension.instrument));
        }
    }
    while let Some(expr) = work.pop() {
        match &expr.kind {
            ExprKind::Question(id) if found.insert(*id) => {
                for reading in program.readings.iter().filter(|it| it.question == *id) {
                    work.push(&reading.condition);
                    work.extend(switching_off(program, reading.instrument));
                }
                work.extend(given_way());
            }
            ExprKind::Filled(_, fills, _) => {
                work.extend(fills.iter().flat_map(|fill| switching_off(program, fill.instrument)));
            }
            ExprKind::Definition(id, _) if seen.insert(*id) => {
                let versions = program.definitions.get(id.index()).map_or(&[][..], |it| &it.versions);
                work.extend(versions.iter().map(|it| &it.body));
            }
            _ => {}
        }
        walk::children(expr, &mut |part| work.push(part));
    }
    found.into_iter().collect()
}

/// The conditions under which an instrument is switched off whole, and under which those that do it are. None of them is switched off by itself.
fn switching_off(program: &Program, instrument: InstrumentId) -> Vec<&Expr> {
    let (mut found, mut reached) = (Vec::new(), vec![instrument]);
    let mut at = 0;
    while let Some(of) = reached.get(at).copied() {
        at += 1;
        for suspension in program.suspensions.iter().filter(|it| it.whole == Some(of)) {
            found.push(&suspension.condition);
            if !reached.contains(&suspension.instrument) {
                reached.push(suspension.instrument);
            }
        }
    }
    found
}
