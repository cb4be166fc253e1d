//! Slots: what an instrument leaves open, and what others fill in.

use super::{Condition, Expr, Kind, Run, Text};
use crate::source::Span;

/// `slot the hold is forbidden by local policy "any local policy", filled by county or city, otherwise no`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// As in [`DefineKind::Term`](super::DefineKind::Term), or the name of a value.
    pub subject: Run,
    /// As in [`DefineKind::Term`](super::DefineKind::Term).
    pub term: Option<Run>,
    /// After `as`: what it holds. A yes/no term where nothing is said.
    pub kind: Option<Kind>,
    /// The words of the law that leaves it open.
    pub words: Option<Text>,
    /// The levels that may fill it, highest first.
    pub filled_by: Vec<Run>,
    /// What holds where nobody fills it.
    pub otherwise: SlotDefault,
}

/// What holds where nobody fills a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SlotDefault {
    /// `no`.
    No(Span),
    /// `yes`, or a value.
    Value(Box<Expr>),
}

/// `fill X if …`, `fill X as …`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fill {
    /// As in [`DefineKind::Term`](super::DefineKind::Term), or the name of a value.
    pub subject: Run,
    /// As in [`DefineKind::Term`](super::DefineKind::Term).
    pub term: Option<Run>,
    /// What it is filled with.
    pub with: Filling,
    /// From the first word to the last before `if`, `unless` or `as`.
    pub name: Span,
}

/// What a slot is filled with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filling {
    /// `if …`, `unless …`: at least one of them.
    Condition(Option<Box<Condition>>, Option<Box<Condition>>),
    /// `as …`.
    Value(Box<Expr>),
}
