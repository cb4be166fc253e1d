//! Orders of precedence: which authority stands above which, as data.

use super::{DecisionId, Expr, InstrumentId, Period, Program, QuestionId};
use crate::source::Span;
use jiff::civil::Date;

/// An order of precedence among instruments: data, so that the same rules run under opposite orders.
#[derive(Clone, Debug)]
pub struct Order {
    /// Its name.
    pub name: String,
    /// Whose it is, or what it holds.
    pub text: Option<String>,
    /// Levels of authorities (`Instrument::level`), highest first.
    pub ranks: Vec<String>,
    /// Instruments left out, each with the days on which it is.
    pub set_aside: Vec<(InstrumentId, Period)>,
    /// Instruments that are shown and never bind, on those days.
    pub advising: Vec<(InstrumentId, Period)>,
    /// (upper, lower): where the upper one has an effect on a decision, the lower one has none. On no day a circle but for conditions.
    pub pre_emptions: Vec<PreEmption>,
    /// Which has whose rank.
    pub implementing: Vec<Implementing>,
    /// Decisions of which the greatest or the least of all values prevails, each with which of the two.
    pub extremes: Vec<(DecisionId, Extreme)>,
    /// Positions taken.
    pub positions: Vec<(QuestionId, u16)>,
    /// `source "…"`.
    pub source: Option<String>,
    /// Where: its name.
    pub span: Span,
}

/// One instrument pre-empts another.
#[derive(Clone, Debug)]
pub struct PreEmption {
    /// Which prevails.
    pub upper: InstrumentId,
    /// Which gives way.
    pub lower: InstrumentId,
    /// On which days.
    pub period: Period,
    /// For which cases; `None`: all.
    pub when: Option<Expr>,
    /// Where.
    pub span: Span,
}

/// One instrument has the rank of another.
#[derive(Clone, Debug)]
pub struct Implementing {
    /// Which has it.
    pub which: InstrumentId,
    /// Of which.
    pub like: InstrumentId,
    /// On which days.
    pub period: Period,
    /// Where.
    pub span: Span,
}

/// Which of several values prevails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extreme {
    /// Each is a floor.
    Greatest,
    /// Each is a ceiling.
    Least,
}

impl Order {
    /// Whether an instrument is left out on a day.
    pub fn sets_aside(&self, instrument: InstrumentId, day: Date) -> bool {
        self.set_aside.iter().any(|(it, period)| *it == instrument && period.may_hold(day))
    }

    /// Whether an instrument is guidance only on a day.
    pub fn takes_as_advice(&self, instrument: InstrumentId, day: Date) -> bool {
        self.advising.iter().any(|(it, period)| *it == instrument && period.may_hold(day))
    }

    /// The pre-emptions of a day.
    pub fn pre_emptions_on(&self, day: Date) -> impl Iterator<Item = &PreEmption> {
        self.pre_emptions.iter().filter(move |it| it.period.may_hold(day))
    }

    /// The rank that an instrument has on a day, smaller being higher: that of its level, or of the instrument that it implements, directly or through
    /// others.
    pub fn rank(&self, program: &Program, instrument: InstrumentId, day: Date) -> Option<usize> {
        let mut like = instrument;
        // No longer than all of them together, though no circle comes this far.
        for _ in 0..self.implementing.len() {
            let Some(next) = self.implementing.iter().find(|it| it.which == like && it.period.may_hold(day)) else { break };
            like = next.like;
        }
        let level = program.instruments.get(like.index())?.level.as_deref()?.to_lowercase();
        self.ranks.iter().position(|it| *it == level)
    }

    /// The days of its parts: on each the order may change.
    pub fn periods(&self) -> impl Iterator<Item = &Period> {
        let alone = self.set_aside.iter().chain(&self.advising).map(|(_, period)| period);
        let pairs = self.pre_emptions.iter().map(|it| &it.period);
        alone.chain(pairs).chain(self.implementing.iter().map(|it| &it.period))
    }
}
