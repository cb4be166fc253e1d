//! How a question stands in a case: a position asked for, one that an instrument's reading gives, the default, or none.

use super::environment::Environment;
use super::evaluate::Evaluator;
use super::frames::Frame;
use super::{Basis, Truth, Without};
use crate::ir::{DefId, Expr, ExprKind, InstrumentId, Program, QuestionId, RuleId};
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
    pub(super) fn stand(&mut self, id: QuestionId) -> Stand {
        let environment: &'a Environment<'a> = self.environment;
        let taken = self.taken.iter().find(|(question, _)| *question == id).map(|(_, position)| *position);
        if let Some(position) = taken.or_else(|| environment.given(id)) {
            return Stand::Taken(position, Basis::Given);
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
            match self.truth(&reading.condition, &root).and(*counts) {
                Truth::True => live.push((*index, reading)),
                Truth::Unknown => perhaps.push(reading),
                Truth::False => {}
            }
        }
        let first = live.first().map(|(_, reading)| reading.position);
        if live.iter().any(|(_, reading)| Some(reading.position) != first) {
            self.forget(mark);
            return Some(Stand::Open(live.iter().map(|(index, _)| *index).collect()));
        }
        if perhaps.iter().any(|reading| Some(reading.position) != first.or(default)) {
            return Some(Stand::Waits { default: default.is_some() });
        }
        self.forget(mark);
        let mut instruments: Vec<InstrumentId> = live.iter().map(|(_, reading)| reading.instrument).collect();
        instruments.dedup();
        first.map(|position| Stand::Taken(position, Basis::Read(instruments)))
    }
}

/// Every question that rules may read, through terms and through the readings of other questions; in the order of the program.
pub fn questions_of<'p>(program: &'p Program, rules: &[RuleId]) -> Vec<QuestionId> {
    let mut found = BTreeSet::new();
    let mut seen: BTreeSet<DefId> = BTreeSet::new();
    let mut work: Vec<&'p Expr> = Vec::new();
    for rule in rules.iter().filter_map(|id| program.rules.get(id.index())) {
        work.push(&rule.condition);
        match &rule.action {
            crate::ir::Action::Decide(it) | crate::ir::Action::Otherwise(it) => work.push(&it.value),
            crate::ir::Action::Gate { then, otherwise } => work.extend([&then.value, &otherwise.value]),
            crate::ir::Action::Block | crate::ir::Action::Satisfy => {}
        }
    }
    for suspension in &program.suspensions {
        if suspension.rules.iter().any(|rule| rules.contains(rule)) {
            work.push(&suspension.condition);
        }
    }
    while let Some(expr) = work.pop() {
        match &expr.kind {
            ExprKind::Question(id) if found.insert(*id) => {
                work.extend(program.readings.iter().filter(|it| it.question == *id).map(|it| &it.condition));
            }
            ExprKind::Definition(id, _) if seen.insert(*id) => {
                let versions = program.definitions.get(id.index()).map_or(&[][..], |it| &it.versions);
                work.extend(versions.iter().map(|it| &it.body));
            }
            _ => {}
        }
        super::walk::children(expr, &mut |part| work.push(part));
    }
    found.into_iter().collect()
}
