//! Instruments: what one authority laid down in one file.

use super::{DecisionId, DefId, Expr, Instance, InstrumentId, Life, Period, Renumbered, Repealed, RuleId};
use crate::source::Span;

/// What one authority laid down in one file.
#[derive(Clone, Debug)]
pub struct Instrument {
    /// The module: `us/ca/los-angeles-county/sheriff-2012`.
    pub id: String,
    /// The title.
    pub title: String,
    /// The level (`county`), if said.
    pub level: Option<String>,
    /// Who made it.
    pub made_by: Option<String>,
    /// Classes of actors bound: definitions of a yes/no term on a record that the case holds once, each with that record's instance.
    /// Empty: nobody in particular is named, or only in words.
    pub binds: Vec<(DefId, Instance)>,
    /// The words of `binds`.
    pub binds_words: Vec<String>,
    /// When it is in force.
    pub period: Period,
    /// Its status.
    pub status: Status,
    /// Since when.
    pub status_date: Option<jiff::civil::Date>,
    /// `Gov. Code 7282.5`.
    pub source: Option<String>,
    /// IANA name (`America/Los_Angeles`), checked to exist; clock time then counts elapsed hours there.
    pub time_zone: Option<String>,
    /// The decisions that its rules decide, in order of declaration.
    pub decisions: Vec<DecisionId>,
    /// Its rules (including `otherwise`), in the order of the file.
    pub rules: Vec<RuleId>,
    /// The instrument whose text it changes.
    pub amends: Option<InstrumentId>,
    /// Labels that rules or limbs had before, each with the one that took its place.
    pub renumbered: Vec<Renumbered>,
    /// Rules that other instruments repealed.
    pub repealed: Vec<Repealed>,
    /// Who changed its last day, in the order in which that was made; [`Instrument::period`] is what the law made of it.
    pub lives: Vec<Life>,
    /// `governed by the law of …`: the day whose law decides a case.
    pub governed_by: Option<Expr>,
    /// The heading.
    pub span: Span,
}

impl Instrument {
    /// One of which nothing is said yet: in force always, made by nobody in particular.
    pub fn blank(id: String, span: Span) -> Instrument {
        Instrument {
            id,
            title: String::new(),
            level: None,
            made_by: None,
            binds: Vec::new(),
            binds_words: Vec::new(),
            period: Period::ALWAYS,
            status: Status::Enacted,
            status_date: None,
            source: None,
            time_zone: None,
            decisions: Vec::new(),
            rules: Vec::new(),
            amends: None,
            renumbered: Vec::new(),
            repealed: Vec::new(),
            lives: Vec::new(),
            governed_by: None,
            span,
        }
    }
}

/// Where an instrument stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// In force as its period says.
    Enacted,
    /// Not law.
    Draft,
    /// Not law.
    Bill,
    /// Not law.
    Vetoed,
    /// Not applied from its date on.
    Enjoined,
    /// Not law from its date on.
    Repealed,
}
