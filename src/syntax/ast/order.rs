//! Orders of precedence between instruments.

use super::{Condition, Period, Run, Select, Text};
use crate::source::Span;

/// An order of precedence among instruments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Its name.
    pub name: Text,
    /// Whose it is, or what it holds.
    pub text: Option<Text>,
    /// In the order written.
    pub parts: Vec<OrderPart>,
}

/// One part of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderPart {
    /// What it says.
    pub kind: OrderPartKind,
    /// On which days; `None`: all.
    pub days: Option<Period>,
    /// First word to last.
    pub span: Span,
}

/// What an order may say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OrderPartKind {
    /// `ranks federal, state, county, city`: levels of authorities, highest first.
    Ranks(Vec<Run>),
    /// `sets aside "us/cases/galarza"`.
    SetsAside(Text),
    /// `"us/ca/doj/2012-dle-01" advises`.
    Advises(Text),
    /// `"us/tx/senate-bill-4" pre-empts "us/tx/county-policy"`.
    Stands {
        /// Which instrument.
        one: Text,
        /// How.
        how: Standing,
        /// To which.
        other: Text,
        /// For which cases; `None`: all.
        when: Option<Box<Condition>>,
    },
    /// `the greater of minimum wage prevails`.
    Prevails {
        /// The greater, the lesser, …
        which: Select,
        /// Of which decision.
        of: Run,
    },
    /// `force of a detainer is command`.
    Takes {
        /// The question.
        question: Run,
        /// The position.
        position: Run,
    },
    /// `source "…"`.
    Source(Text),
    /// Unreadable; reported already.
    Bad,
}

/// How an instrument stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Where it has an effect, the other has none.
    PreEmpts,
    /// The mirror of that.
    YieldsTo,
    /// It has the rank of the other.
    Implements,
}
