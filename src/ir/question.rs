//! Disputed law: questions, and what instruments read and suspend.

use super::{EnumId, Expr, InstrumentId, Period, QuestionId, RuleId};
use crate::source::Span;

/// A disputed reading.
#[derive(Clone, Debug)]
pub struct Question {
    /// Its name.
    pub name: String,
    /// What is asked.
    pub text: Option<String>,
    /// Its positions, as an enumeration.
    pub positions: EnumId,
    /// What each position holds, where said.
    pub position_texts: Vec<Option<String>>,
    /// The position taken where nobody says.
    pub default: Option<u16>,
    /// Where it comes from.
    pub source: Option<String>,
    /// Where.
    pub span: Span,
}

/// `read QUESTION as POSITION if …`: what an instrument (a court's decision) holds on a question.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Whose holding; it counts while that is in force.
    pub instrument: InstrumentId,
    /// On what.
    pub question: QuestionId,
    /// The position taken.
    pub position: u16,
    /// When, within its instrument's period.
    pub period: Period,
    /// For which cases.
    pub condition: Expr,
    /// Where.
    pub span: Span,
}

/// `suspend rule L of "module" if …`: rules that an instrument keeps from applying; `suspend "module" if …`: all that it does.
#[derive(Clone, Debug)]
pub struct Suspension {
    /// Whose order; it counts while that is in force.
    pub instrument: InstrumentId,
    /// Every version of the rule named; of a whole instrument, all its rules.
    pub rules: Vec<RuleId>,
    /// The instrument that is switched off whole, with its fillings, readings and suspensions.
    pub whole: Option<InstrumentId>,
    /// When, within its instrument's period.
    pub period: Period,
    /// For which cases.
    pub condition: Expr,
    /// Where.
    pub span: Span,
}
