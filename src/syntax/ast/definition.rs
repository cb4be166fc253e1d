//! Definitions of terms and values.

use super::{Condition, Expr, Label, Period, Run, Slot};
use crate::source::Span;

/// `define 667.5(c): a conviction is a violent felony if …`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Define {
    /// Its label.
    pub label: Option<Label>,
    /// `in force from …`, after the label or the word `define`.
    pub in_force: Option<Period>,
    /// What it defines and how.
    pub kind: DefineKind,
}

/// The two shapes of definition.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(clippy::large_enum_variant, reason = "a few hundred in a file; a box would only hide the shape")]
pub enum DefineKind {
    /// `an offense is low-level if …`; the phrase may also be a sentence with another verb (`the hold violates local law if …`).
    Term {
        /// `an offense` (everything before `is`); for a sentence with another verb the whole sentence.
        subject: Run,
        /// `low-level` (after `is`); `None` for a sentence with another verb.
        term: Option<Run>,
        /// After `if`.
        condition: Condition,
        /// After `unless`.
        unless: Option<Condition>,
    },
    /// `slot …`: a term or value that other instruments fill.
    Slot(Slot),
    /// `gross income as earned income plus unearned income`.
    Value {
        /// The name.
        name: Run,
        /// How it is worked out.
        value: DefinedValue,
    },
}

/// How a defined value is worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DefinedValue {
    /// An expression.
    Plain(Expr),
    /// `A if c, B if d, otherwise E`.
    Cases {
        /// In order; the first whose condition holds.
        cases: Vec<(Expr, Condition)>,
        /// If none holds.
        otherwise: Expr,
    },
    /// `set by taxable income: up to $10,000: …; above $10,000 up to $40,000: …`.
    Bands {
        /// What is looked up.
        by: Run,
        /// In order.
        bands: Vec<Band>,
    },
}

/// `above $10,000 up to $40,000: $400 plus 6 percent of the excess over $10,000`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// The lower end, not in the band.
    pub above: Option<Expr>,
    /// The upper end, in the band.
    pub up_to: Option<Expr>,
    /// The value there.
    pub value: Expr,
    /// Where.
    pub span: Span,
}
