//! `governed by the law of …`: a day of the case chooses the text, not the day of deciding. What courts hold (suspensions, readings) speaks to
//! whoever decides, so that it counts by the day of deciding.

use crate::ir::{DecisionId, Expr, ExprKind, InstrumentId, Order, Period, Program, QuestionId, Row, RuleId, Type, Value};
use crate::runtime::decider::Decider;
use crate::runtime::evaluate::Evaluator;
use crate::runtime::evaluate::frames::Frame;
use crate::runtime::law::versions::add_each_once;
use crate::runtime::unknown::domain::{self, Body, Domain, Range};
use crate::runtime::unknown::explore::add_new;
use crate::runtime::{Answer, Ask, Decision, Effect, Options, Standing};
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
        let orders = options.order.and_then(|id| program.orders.get(id.index())).into_iter().flat_map(Order::periods);
        let periods = rules.chain(terms).chain(values).chain(acts).chain(orders);
        let mut cuts: BTreeSet<Date> = periods.flat_map(Period::changes).collect();
        cuts.extend(program.instruments.iter().filter_map(|it| it.status_date));
        let stretches = std::iter::once(None).chain(cuts.into_iter().map(Some)).map(|day| (day, OnceCell::new())).collect();
        Some(Governed { program, day, instrument, decision, options: options.clone(), stretches })
    }

    /// By the law of the day that the case gives. `otherwise` decides where the case has no such day.
    pub fn decide(&self, case: &Row, otherwise: &Decider<'p>, taken: Option<&[(QuestionId, u16)]>) -> Decision {
        let with_taken =
            taken.map(|it| Options { positions: [self.options.positions.as_slice(), it].concat(), ..self.options.clone() });
        let day = match crate::runtime::value(self.program, self.day, case, with_taken.as_ref().unwrap_or(&self.options)) {
            Ok(Value::Date(day)) => Some(day),
            Ok(Value::DateTime(moment)) => Some(moment.date()),
            Ok(Value::Unknown) => None,
            Ok(_) => return otherwise.decide_by_day(case, otherwise.environment().text_of, taken),
            Err(problems) => {
                return Decision { effect: Effect::Undetermined, problems, ..otherwise.blank(Standing::Applies) };
            }
        };
        match day {
            Some(day) => {
                let decision = self.on(self.stretch(day)).decide_by_day(case, day, taken);
                Decision { law_of: Some(day), ..decision }
            }
            None => self.whatever_the_day(case, otherwise, taken),
        }
    }

    /// By the law of a day.
    pub(in crate::runtime) fn by_law_of(&self, day: Date) -> &Decider<'p> {
        self.on(self.stretch(day))
    }

    /// The stretch in which a day lies.
    fn stretch(&self, day: Date) -> usize {
        self.stretches.partition_point(|(first, _)| first.is_none_or(|first| first <= day)).saturating_sub(1)
    }

    /// The last day of a stretch.
    fn last_of(&self, stretch: usize) -> Option<Date> {
        self.stretches.get(stretch + 1).and_then(|(next, _)| next.and_then(|day| day.yesterday().ok()))
    }

    /// A day of a stretch.
    fn day_of(&self, stretch: usize) -> Date {
        self.stretches[stretch].0.or_else(|| self.last_of(stretch)).unwrap_or(self.options.as_of)
    }

    fn on(&self, stretch: usize) -> &Decider<'p> {
        self.stretches[stretch].1.get_or_init(|| {
            let options = Options { law_of: Some(self.day_of(stretch)), ..self.options.clone() };
            Decider::of_day(self.program, self.instrument, self.decision, &options)
        })
    }

    /// Where the results on all days agree, the day does not matter; days on which it is no law are days too.
    fn whatever_the_day(&self, case: &Row, otherwise: &Decider<'p>, taken: Option<&[(QuestionId, u16)]>) -> Decision {
        let root = Frame::root(case);
        let mut facts = Vec::new();
        let environment = otherwise.environment();
        Evaluator::new(environment, case, None).unknown_facts(self.day, &root, &mut facts);
        let all_tried = self.stretches.len() <= MOST_TRIED;
        let tried = 0..self.stretches.len().min(MOST_TRIED);
        let all: Vec<Decision> = tried.map(|it| self.on(it).decide_by_day(case, self.day_of(it), taken)).collect();
        if let Some(one) = self.agreed(&all).filter(|_| all_tried) {
            let mut one = one.clone();
            add_new(&mut one.regardless_of, &facts);
            return one;
        }
        let next = facts.first().map(|fact| Ask {
            words: fact.words.clone(),
            fact: Some(fact.clone()),
            // Of what the day is worked out from, other answers would have to be worked out.
            answers: if all_tried && matches!(self.day.kind, ExprKind::Fact(..)) { self.answers(&all) } else { Vec::new() },
        });
        let (mut missing, mut questions) = (facts, Vec::new());
        for decision in &all {
            add_new(&mut missing, &decision.missing);
            add_new(&mut questions, &decision.questions);
        }
        Decision { effect: Effect::Undetermined, missing, questions, next, ..otherwise.blank(Standing::Applies) }
    }

    /// One of several results that agree: that of the day of deciding, since it also says why there may be no rule.
    fn agreed<'d>(&self, all: &'d [Decision]) -> Option<&'d Decision> {
        let one = all.get(self.stretch(self.options.as_of))?;
        let agree = |it: &Decision| it.effect == one.effect && it.outcomes == one.outcomes;
        (one.effect != Effect::Undetermined && all.iter().all(agree)).then_some(one)
    }

    /// What each answer leads to: stretches side by side that lead to the same are one.
    fn answers(&self, all: &[Decision]) -> Vec<Answer> {
        let same = |one: &(usize, &Decision), other: &(usize, &Decision)| {
            one.1.effect == other.1.effect && one.1.outcomes == other.1.outcomes
        };
        let stretches: Vec<(usize, &Decision)> = all.iter().enumerate().collect();
        let answer = |run: &[(usize, &Decision)]| {
            let mut leads_to: Vec<(Effect, Vec<Value>, Vec<RuleId>)> = Vec::new();
            for (_, decision) in run {
                for (effect, outcomes, rules) in consequences(decision) {
                    match leads_to.iter_mut().find(|it| (it.0, &it.1) == (effect, &outcomes)) {
                        Some(known) => add_each_once(self.program, &mut known.2, &rules),
                        None => leads_to.push((effect, outcomes, rules)),
                    }
                }
            }
            let first = run.first().and_then(|(stretch, _)| self.stretches[*stretch].0);
            let last = run.last().and_then(|(stretch, _)| self.last_of(*stretch));
            Answer { words: self.days(first, last), leads_to }
        };
        stretches.chunk_by(same).map(answer).collect()
    }

    /// `2010-01-01 or later`: as the answers to other questions about a day.
    fn days(&self, first: Option<Date>, last: Option<Date>) -> String {
        let end = |day: Option<Date>| day.and_then(|day| domain::ordinal(&Value::Date(day))).map(|place| (place, false));
        let range = Range { from: end(first), to: end(last) };
        domain::describe(self.program, Type::Date, &Domain { absent: false, present: Some(Body::Range(range)) }, false)
    }
}

/// What a result comes to; where it is open, what the next answer to it can lead to.
fn consequences(decision: &Decision) -> Vec<(Effect, Vec<Value>, Vec<RuleId>)> {
    let further = decision.next.iter().flat_map(|next| &next.answers).flat_map(|answer| &answer.leads_to);
    let further: Vec<_> = further.cloned().collect();
    match decision.effect == Effect::Undetermined && !further.is_empty() {
        true => further,
        false => vec![(decision.effect, decision.outcomes.clone(), decision.rules.clone())],
    }
}
