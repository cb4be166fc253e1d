//! What a run is asked: the day, positions, what is supposed or switched off.

use super::Decision;
use crate::ir::{InstrumentId, OrderId, QuestionId, RuleId};
use jiff::civil::Date;

/// How a case is to be decided.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The day of deciding: its law, where no day of the case chooses another.
    pub as_of: Date,
    /// The text of which day, where a day of the case chooses it.
    pub law_of: Option<Date>,
    /// Whose status and dates are set aside.
    pub as_if_enacted: AsIf,
    /// Positions taken on questions; they come before readings by instruments and before a question's default.
    pub positions: Vec<(QuestionId, u16)>,
    /// What is switched off for this run.
    pub without: Without,
    /// The order of precedence, as far as it says whose readings, suspensions and fillings count.
    pub order: Option<OrderId>,
}

impl Options {
    /// The text of which day decides.
    pub fn text_of(&self) -> Date {
        self.law_of.unwrap_or(self.as_of)
    }

    /// As they were when this was decided: by the text of the day that the case chose.
    #[must_use]
    pub fn of(&self, decision: &Decision) -> Options {
        Options { law_of: decision.law_of, ..self.clone() }
    }
}

/// What counts although it is no law.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum AsIf {
    /// Nothing.
    #[default]
    Law,
    /// Everything.
    All,
    /// These, beside the law in force.
    These(Vec<InstrumentId>),
}

impl AsIf {
    /// Whether texts count as changed by what is no law.
    pub fn counts_bills(&self) -> bool {
        *self != AsIf::Law
    }

    /// Whether an instrument counts, whatever its status and dates.
    pub fn supposes(&self, id: InstrumentId) -> bool {
        *self == AsIf::All || self.names(id)
    }

    /// Whether it was said of this instrument.
    pub fn names(&self, id: InstrumentId) -> bool {
        matches!(self, AsIf::These(all) if all.contains(&id))
    }
}

/// What is switched off for one run.
#[derive(Clone, Debug, Default)]
pub struct Without {
    /// Rules that do not apply.
    pub rules: Vec<RuleId>,
    /// Instruments that do not apply: neither their rules nor what they do to others.
    pub instruments: Vec<InstrumentId>,
}
