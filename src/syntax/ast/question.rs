//! Disputed law: questions, and what instruments read and suspend.

use super::{Condition, Period, RuleRef, Run, Text};

/// `question bail line reading "…?": position declined at the line "…"; position honored at the line; default position …`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its name.
    pub name: Run,
    /// What is asked.
    pub text: Option<Text>,
    /// At least one.
    pub positions: Vec<Position>,
    /// `default position NAME`.
    pub default: Option<Run>,
    /// `source "…"`.
    pub source: Option<Text>,
}

/// What an instrument holds on a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// The question.
    pub question: Run,
    /// The position taken.
    pub position: Run,
    /// When.
    pub period: Option<Period>,
    /// For which cases.
    pub condition: Option<Condition>,
    /// For which not.
    pub unless: Option<Condition>,
}

/// An instrument, or rules of it, that another one switches off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suspend {
    /// Which; none: the whole instrument.
    pub rules: Vec<RuleRef>,
    /// Of which module.
    pub module: Text,
    /// When.
    pub period: Option<Period>,
    /// For which cases.
    pub condition: Option<Condition>,
    /// For which not.
    pub unless: Option<Condition>,
}

/// A position on a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// Its name.
    pub name: Run,
    /// What it holds.
    pub text: Option<Text>,
}
