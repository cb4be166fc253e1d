//! Deciding a case: pure and total. No clock, no file, no randomness; the as-of date is an argument.
//!
//! [`Decider`] is prepared once for an instrument's decision and decides many cases; [`decide`] does both at once.

mod asks;
pub mod calendar;
mod classes;
mod compare;
mod counts;
mod decider;
mod domain;
mod effects;
mod environment;
mod evaluate;
pub mod explain;
mod feasible;
mod frames;
mod linear;
pub mod number;
mod problems;
pub mod sections;
mod show;
mod terms;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod truth;
mod unknowns;
mod walk;
mod words;
mod work_out;

pub use decider::{Decider, decide, holds, value};
pub use unknowns::BUDGET;

use crate::diagnostics::Diagnostic;
use crate::ir::{DecisionId, DefId, InstrumentId, QuestionId, RuleId, SlotId, Value};
use jiff::civil::Date;

/// How a case is to be decided.
#[derive(Clone, Debug)]
pub struct Options {
    /// The law of which day.
    pub as_of: Date,
    /// Status and dates of the instrument are set aside.
    pub as_if_enacted: bool,
    /// Positions taken on questions; they come before a question's default.
    pub positions: Vec<(QuestionId, u16)>,
}

/// What an instrument does to a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Effect {
    /// A duty.
    Required,
    /// A prohibition.
    Prohibited,
    /// A permission, never a duty.
    Permitted,
    /// The choice of the body that made the instrument (also a value worked out).
    Chosen,
    /// The instrument says nothing here.
    NoRule,
    /// What is not known can still change it.
    Undetermined,
    /// Two live rules can't both be followed.
    Conflict,
}

/// The answer of one instrument on one decision for one case.
#[derive(Clone, Debug)]
pub struct Decision {
    /// Whose answer.
    pub instrument: InstrumentId,
    /// On what.
    pub decision: DecisionId,
    /// What it is.
    pub effect: Effect,
    /// The outcome: one for required and chosen, one or more for prohibited and permitted, none else.
    pub outcomes: Vec<Value>,
    /// The live rules that give it, in the order of the file. For a conflict, the rules that conflict.
    pub rules: Vec<RuleId>,
    /// Rules whose condition is true and that were defeated, each with the rules that did it.
    pub defeated: Vec<(RuleId, Vec<RuleId>)>,
    /// Facts that can still change an undetermined result, in the order in which they matter.
    pub missing: Vec<Missing>,
    /// Facts that are not known and change nothing, although a rule asks for them (the result is decided regardless).
    pub regardless_of: Vec<Missing>,
    /// Open questions on which the result depends.
    pub questions: Vec<QuestionId>,
    /// What to ask next, if undetermined.
    pub next: Option<Ask>,
    /// Why there is no rule, if so; or what is uncertain about its being in force.
    pub standing: Standing,
    /// The instrument names whom it binds and the case does not say who acts: it was applied as to somebody it binds.
    pub presumed_bound: bool,
    /// What went wrong while evaluating (division by zero, overflow, a month without that day), each with its place. A rule that could not be
    /// evaluated for such a reason makes the result undetermined unless it is decided without it.
    pub problems: Vec<Diagnostic>,
}

/// Whether the instrument speaks to the case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is in force and binds.
    Applies,
    /// Not yet in force: from then on.
    NotYet(Date),
    /// No longer in force: its last day.
    Ended(Date),
    /// Draft, bill, vetoed, enjoined or repealed.
    NotLaw,
    /// It may or may not be in force: the day is not known.
    Uncertain,
    /// It does not bind this actor.
    DoesNotBind,
    /// In force, and no rule speaks to the case.
    Silent,
}

/// A fact that is not known.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Missing {
    /// From the case inwards: the list's slot and the row in it. Empty for a fact of the case. Slots are absolute in their row.
    pub path: Vec<(SlotId, usize)>,
    /// The slot, absolute in its row.
    pub slot: SlotId,
    /// `grade of the conviction`, `prior convictions`.
    pub words: String,
    /// Where it belongs in a case record: `convictions[0].grade`, `offense.grade`.
    pub key: String,
}

/// The next question and what its answers lead to.
#[derive(Clone, Debug)]
pub struct Ask {
    /// What is asked: of a fact, in its own words, or a whole term (`is any prior conviction a serious felony`).
    pub words: String,
    /// The fact, where it is one.
    pub fact: Option<Missing>,
    /// Each answer with its consequence.
    pub answers: Vec<Answer>,
}

/// One answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// `yes`, `felony`, `more than $5,000`, `none`.
    pub words: String,
    /// What follows: one effect, or several possible ones where more must be asked.
    pub leads_to: Vec<(Effect, Vec<Value>, Vec<RuleId>)>,
}

/// Three-valued truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// True whatever the unknown facts are.
    True,
    /// False whatever the unknown facts are.
    False,
    /// Depends on what is not known.
    Unknown,
}

/// A term that the case stipulated and that mattered.
#[derive(Clone, Debug, PartialEq)]
pub struct Stipulated {
    /// The term.
    pub definition: DefId,
    /// As what.
    pub value: Value,
}
