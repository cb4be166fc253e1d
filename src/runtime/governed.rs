//! `governed by the law of …`: a day of the case chooses the law, not the day of deciding.

use super::decider::Decider;
use super::evaluate::Evaluator;
use super::frames::Frame;
use super::unknowns::add_new;
use super::{Decision, Effect, Options, Standing};
use crate::diagnostics::catalogue::BETWEEN_VERSIONS;
use crate::ir::{DecisionId, Expr, InstrumentId, Order, Period, Program, QuestionId, Row, Value};
use jiff::civil::Date;
use std::cell::OnceCell;
use std::collections::BTreeSet;

/// The versions of the law among which a case chooses, each prepared when it is first wanted.
pub struct Governed<'p> {
    program: &'p Program,
    day: &'p Expr,
    instrument: InstrumentId,
    decision: DecisionId,
    options: Options,
    /// The first day of each stretch in which the law is the same; the first stretch has none.
    stretches: Vec<(Option<Date>, OnceCell<Decider<'p>>)>,
}

/// If the day is not known, at most so many stretches are tried.
const MOST_TRIED: usize = 64;

impl<'p> Governed<'p> {
    /// `None` where the day of deciding chooses.
    pub fn new(program: &'p Program, instrument: InstrumentId, decision: DecisionId, options: &Options) -> Option<Governed<'p>> {
        let own = program.instruments.get(instrument.index())?;
        let day = own.governed_by.as_ref()?;
        let rules = program.rules.iter().map(|it| &it.period);
        let terms = program.definitions.iter().flat_map(|it| it.versions.iter().map(|version| &version.period));
        let values = program.parameters.iter().flat_map(|it| it.versions.iter().map(|version| &version.period));
        let acts = program.instruments.iter().map(|it| &it.period);
        let holdings = program.readings.iter().map(|it| &it.period).chain(program.suspensions.iter().map(|it| &it.period));
        let orders = options.order.and_then(|id| program.orders.get(id.index())).into_iter().flat_map(Order::periods);
        let periods = rules.chain(terms).chain(values).chain(acts).chain(holdings).chain(orders);
        let mut cuts: BTreeSet<Date> = periods.flat_map(Period::changes).collect();
        cuts.extend(program.instruments.iter().filter_map(|it| it.status_date));
        let stretches = std::iter::once(None).chain(cuts.into_iter().map(Some)).map(|day| (day, OnceCell::new())).collect();
        Some(Governed { program, day, instrument, decision, options: options.clone(), stretches })
    }

    /// By the law of the day that the case gives. `otherwise` decides where the case has no such day.
    pub fn decide(&self, case: &Row, otherwise: &Decider<'p>, taken: Option<&[(QuestionId, u16)]>) -> Decision {
        let with_taken =
            taken.map(|it| Options { positions: [self.options.positions.as_slice(), it].concat(), ..self.options.clone() });
        let day = match super::value(self.program, self.day, case, with_taken.as_ref().unwrap_or(&self.options)) {
            Ok(Value::Date(day)) => Some(day),
            Ok(Value::DateTime(moment)) => Some(moment.date()),
            Ok(Value::Unknown) => None,
            Ok(_) => return otherwise.decide_by_day(case, taken),
            Err(problems) => {
                return Decision { effect: Effect::Undetermined, problems, ..otherwise.blank(Standing::Applies) };
            }
        };
        match day {
            Some(day) => {
                let mut decision = self.by_law_of(day).decide_by_day(case, taken);
                // The law of the stretch is that of its first day; what is said of a gap names the day of the case.
                let before = decision.problems.len();
                decision.problems.retain(|it| it.code != BETWEEN_VERSIONS);
                if decision.problems.len() < before {
                    decision.problems.extend(super::gaps::gaps(self.program, day, self.instrument));
                    crate::diagnostics::sort(&mut decision.problems);
                }
                Decision { law_of: Some(day), ..decision }
            }
            None => self.whatever_the_day(case, otherwise, taken),
        }
    }

    /// By the law of a day.
    pub(super) fn by_law_of(&self, day: Date) -> &Decider<'p> {
        self.on(self.stretch(day))
    }

    /// The stretch in which a day lies.
    fn stretch(&self, day: Date) -> usize {
        self.stretches.partition_point(|(first, _)| first.is_none_or(|first| first <= day)).saturating_sub(1)
    }

    fn on(&self, stretch: usize) -> &Decider<'p> {
        let (first, decider) = &self.stretches[stretch];
        decider.get_or_init(|| {
            let before = || self.stretches.get(1).and_then(|(next, _)| next.and_then(|day| day.yesterday().ok()));
            let day = first.or_else(before).unwrap_or(self.options.as_of);
            Decider::of_day(self.program, self.instrument, self.decision, &Options { as_of: day, ..self.options.clone() })
        })
    }

    /// Where the results under all versions agree, the day does not matter.
    fn whatever_the_day(&self, case: &Row, otherwise: &Decider<'p>, taken: Option<&[(QuestionId, u16)]>) -> Decision {
        let root = Frame::root(case);
        let mut facts = Vec::new();
        let environment = otherwise.environment();
        Evaluator::new(environment, case, None).unknown_facts(self.day, &root, &mut facts);
        let mut all: Vec<Decision> = Vec::new();
        for stretch in 0..self.stretches.len().min(MOST_TRIED) {
            let decision = self.on(stretch).decide_by_day(case, taken);
            // Before it was law, and after, there is no version of it.
            if !matches!(decision.standing, Standing::NotYet(_) | Standing::Ended(_) | Standing::NotLaw) {
                all.push(decision);
            }
        }
        let Some(last) = all.pop() else { return otherwise.decide_by_day(case, taken) };
        let agree = |it: &Decision| it.effect == last.effect && it.outcomes == last.outcomes;
        if self.stretches.len() <= MOST_TRIED && all.iter().all(agree) && last.effect != Effect::Undetermined {
            let mut last = last;
            add_new(&mut last.regardless_of, &facts);
            return last;
        }
        let mut missing = facts;
        for decision in all.iter().chain([&last]) {
            add_new(&mut missing, &decision.missing);
        }
        Decision { effect: Effect::Undetermined, missing, ..otherwise.blank(Standing::Applies) }
    }
}
