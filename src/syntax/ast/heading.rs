//! The heading of an instrument, and what a file uses of others.

use super::{Date, Expr, Period, Run, Text, Word};
use crate::source::Span;

/// The heading of an instrument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Its title.
    pub title: Text,
    /// In the order written.
    pub parts: Vec<PolicyPart>,
}

/// One part of a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyPart {
    /// What it says.
    pub kind: PolicyPartKind,
    /// From its first word to its last.
    pub span: Span,
}

/// The parts a heading may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PolicyPartKind {
    /// `made by county "Los Angeles County"`; the level may be left out.
    MadeBy {
        /// `federal`, `state`, `county`, `city`, `district`, ….
        level: Option<Run>,
        /// The body.
        body: Text,
    },
    /// `binds county sheriffs and city police`: names of defined classes of actors.
    Binds(Vec<Run>),
    /// `binds "residents"`: words only, nothing is checked.
    BindsText(Text),
    /// `in force from 2013-01-01 through 2013-12-31`.
    InForce(Period),
    /// `status vetoed 2012-09-30`; the word is `draft`, `bill`, `vetoed`, `enacted`, `enjoined` or `repealed` (analysis checks).
    Status {
        /// The word.
        word: Run,
        /// Since when.
        date: Option<Date>,
    },
    /// `source "Gov. Code 7282.5"`.
    Source(Text),
    /// `time zone "America/Los_Angeles"`.
    TimeZone(Text),
    /// `amends "us/ca/trust-act"`.
    Amends(Text),
    /// `governed by the law of release eligibility`: the day whose law decides a case.
    Governed(Expr),
    /// Unreadable; reported already.
    Bad,
}

/// `use "us/ca/penal-code" as of 2014-01-01`: what another file declares, and its terms and parameters as they stood on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// Its name.
    pub module: Text,
    /// The day; `None`: as they stand on the day whose law decides.
    pub as_of: Option<Date>,
}

/// `code PC is "California Penal Code"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// `PC`: capitals, case matters.
    pub word: Word,
    /// Its full name.
    pub name: Text,
}
