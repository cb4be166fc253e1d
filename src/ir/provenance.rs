//! How a text came to be that other instruments change.

use super::{Expr, InstrumentId, Period};

/// A label that another took the place of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renumbered {
    /// `2.251`.
    pub old: String,
    /// `2A.060`.
    pub new: String,
    /// The instrument that renumbered.
    pub by: InstrumentId,
}

/// A rule that another instrument repealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repealed {
    /// Its label.
    pub label: String,
    /// Which text ([`Provenance::text`]).
    pub text: u32,
    /// The instrument that repealed it.
    pub by: InstrumentId,
    /// The days without it.
    pub period: Period,
}

/// What another instrument did to the last day of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Life {
    /// Who.
    pub by: InstrumentId,
    /// Repealed it (else extended it).
    pub repealed: bool,
    /// Its last day from then on.
    pub last: jiff::civil::Date,
    /// Whether that is law (else it is so as if enacted).
    pub law: bool,
}

/// How a text came to be that another instrument changes somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// Which text it is a version of: the same number for all versions of one text, whatever labels it has borne, and for no other.
    pub text: u32,
    /// The instruments whose changes made it, in the order of their first days; none for the text as first laid down.
    pub by: Vec<InstrumentId>,
    /// The days of these words, whatever cases the version is for.
    pub days: Period,
    /// Whether bills count.
    pub counts: Counts,
    /// Where the first day of acts is not known: it is the text if these are in force (or are not).
    pub given: Vec<(InstrumentId, bool)>,
    /// The labels that it had before.
    pub formerly: Vec<String>,
}

/// In which law a text counts, where a change is no law (a bill, a vetoed act).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counts {
    /// In any.
    Always,
    /// Only in the law as enacted.
    AsLaw,
    /// Only as if everything were enacted.
    AsIfEnacted,
}

impl Counts {
    /// Whether it counts as if everything were enacted, or (`false`) in the law as enacted.
    pub fn holds(self, as_if_enacted: bool) -> bool {
        match self {
            Counts::Always => true,
            Counts::AsLaw => !as_if_enacted,
            Counts::AsIfEnacted => as_if_enacted,
        }
    }
}

/// A condition of the cases to which a version of a rule applies (a savings clause, or an act that is switched off for some).
#[derive(Clone, Debug)]
pub struct Applies {
    /// For which cases.
    pub condition: Expr,
    /// The instrument that says so.
    pub by: InstrumentId,
    /// The act whose changes are left out of the text kept.
    pub act: InstrumentId,
    /// Whether this version is the text kept for these cases.
    pub saved: bool,
    /// Whether that instrument switches an act off (else it saves the text from before it).
    pub stay: bool,
}
