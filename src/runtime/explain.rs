//! The reason of a decision, as data: what held, on which facts, and why another rule did not decide.

use super::{Decision, Options, Stipulated, Truth};
use crate::ir::{Judgment, Program, Row, RuleId, Value};
use crate::source::Span;
use std::sync::Arc;

/// The whole reason.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// The deciding rules (or conflicting ones), in the order of the file.
    pub deciding: Vec<RuleTrace>,
    /// The defeated ones.
    pub defeated: Vec<RuleTrace>,
    /// Every other rule of the decision, and those asked for by `--why-not`.
    pub others: Vec<RuleTrace>,
    /// Terms that the case stipulated.
    pub stipulated: Vec<Stipulated>,
    /// Judgments relied on: the fact's words and the judgment.
    pub judgments: Vec<(String, Arc<Judgment>)>,
    /// Positions relied on: the question and position by name, and whether it was the default.
    pub positions: Vec<(String, String, bool)>,
}

/// A rule and how it fared.
#[derive(Clone, Debug)]
pub struct RuleTrace {
    /// Which.
    pub rule: RuleId,
    /// How it fared.
    pub fate: Fate,
    /// Its condition.
    pub condition: Node,
}

/// How a rule fared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It holds and nothing defeats it.
    Live,
    /// It holds and these rules defeat it.
    Defeated(Vec<RuleId>),
    /// Its condition is false.
    Fails,
    /// Its condition is not known.
    Unknown,
    /// Not in force on that day.
    NotInForce,
    /// `otherwise`, and another rule is live.
    Displaced,
}

/// A part of a condition with its truth and what made it so.
#[derive(Clone, Debug)]
pub struct Node {
    /// Its place: the words of the policy.
    pub span: Span,
    /// Its truth.
    pub truth: Truth,
    /// `(a)(1)`, for a limb.
    pub limb: Option<String>,
    /// The title of a limb.
    pub title: Option<String>,
    /// The facts read directly here: words and value (`grade of the offense`, felony).
    pub facts: Vec<(String, Shown)>,
    /// A remark: `the list is known to be empty`, `2 of 3 charges`, `stipulated`, `satisfied by rule (c)`.
    pub note: Option<String>,
    /// Parts.
    pub parts: Vec<Node>,
}

/// A value as text a person reads (`felony`, `$5,001`, `2013-01-01`, `not known`, `none`).
pub type Shown = String;

/// The reason of a decision already made.
pub fn explain(_program: &Program, _decision: &Decision, _case: &Row, _options: &Options) -> Explanation {
    unimplemented!()
}

/// A value as text: needs the type for units and names.
pub fn show(program: &Program, ty: crate::ir::Type, value: &Value) -> Shown {
    super::show::show(program, ty, value)
}
