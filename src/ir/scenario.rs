//! Scenarios: tests in the language.

use super::{DecisionId, Due, Expr, InstrumentId, Mode, OrderId, QuestionId, RecordId, Row, RuleId, SlotId};
use crate::source::Span;

/// A test in the language.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Its name.
    pub title: String,
    /// The instrument of its file; `None` in a file without rules (then statements, and effects of the instruments that the file uses, can be expected).
    pub instrument: Option<InstrumentId>,
    /// In a file without rules: the instruments that it uses, whose effects are resolved.
    pub together: Vec<InstrumentId>,
    /// The order of precedence.
    pub under: Option<OrderId>,
    /// As of which day; `None`: the first day that the instrument is in force, or 1 January 2000 where it has none.
    pub as_of: Option<jiff::civil::Date>,
    /// As if enacted.
    pub as_if_enacted: bool,
    /// Positions taken.
    pub positions: Vec<(QuestionId, u16)>,
    /// The facts: a row of the case's layout.
    pub case: Row,
    /// What is expected.
    pub expects: Vec<Expect>,
    /// The heading.
    pub span: Span,
}

/// One expectation.
#[derive(Clone, Debug)]
pub struct Expect {
    /// Of what.
    pub kind: ExpectKind,
    /// Rules that decide: of each label named, one version must be among the deciding ones.
    pub by: Vec<Vec<RuleId>>,
    /// Of that authority alone; `None`: of the instrument of the file, or of all together.
    pub from: Option<InstrumentId>,
    /// Facts among the missing, as slot words (`grade of the conviction` is `grade`).
    pub missing: Vec<MissingRef>,
    /// Questions among the open ones.
    pub questions: Vec<QuestionId>,
    /// Positions taken for this expectation, besides those of the scenario, and before them.
    pub positions: Vec<(QuestionId, u16)>,
    /// Until when a duty is to be done.
    pub due: Option<Due>,
    /// From when.
    pub begins: Option<Expr>,
    /// Whether it is done.
    pub done: Option<bool>,
    /// Where.
    pub span: Span,
}

/// A fact named as missing: any instance of that record type counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingRef {
    /// Of which record.
    pub record: RecordId,
    /// Which slot of it.
    pub slot: SlotId,
}

/// What is expected.
#[derive(Clone, Debug)]
pub enum ExpectKind {
    /// No rule, of one decision or of every one.
    NoRule(Option<DecisionId>),
    /// Undetermined.
    Undetermined(Option<DecisionId>),
    /// Conflict.
    Conflict(Option<DecisionId>),
    /// An effect.
    Effect {
        /// Of what.
        decision: DecisionId,
        /// `Must` required, `MustNot` prohibited, `May` permitted, `Plain` chosen.
        mode: Mode,
        /// The outcome or value (a constant expression).
        value: Expr,
    },
    /// A condition about the case that must be true.
    Statement(Expr),
}
