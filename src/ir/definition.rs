//! Definitions of terms and values, and what others fill them with.

use super::{Expr, InstrumentId, Period, Provenance, RecordId, SlotId, Type};
use crate::source::Span;

/// A defined term or value.
#[derive(Clone, Debug)]
pub struct Definition {
    /// `low-level`, `gross income`, `the hold is lawful`.
    pub name: String,
    /// As said in messages: `an offense is low-level`, `gross income`.
    pub words: String,
    /// Its label, as cited.
    pub label: Option<String>,
    /// The record it speaks of; [`CASE`](super::CASE) where it speaks of the case.
    pub of: RecordId,
    /// Its type: [`Type::YesNo`] for a term.
    pub ty: Type,
    /// Versions, in order of their periods; an undated definition has one that is always in force.
    pub versions: Vec<DefinitionVersion>,
    /// Whether other instruments fill it; its one version is then an [`ExprKind::Filled`](super::ExprKind::Filled).
    pub open: Option<Open>,
    /// The slot (in the layout of `of`) where a case may stipulate it.
    pub stipulation: SlotId,
    /// Quoted law before it.
    pub law: Vec<String>,
    /// Where.
    pub span: Span,
}

/// A term or value that an instrument leaves to others.
#[derive(Clone, Debug)]
pub struct Open {
    /// The words of the law that leaves it open.
    pub words: Option<String>,
    /// The levels that may fill it, highest first.
    pub levels: Vec<String>,
}

/// What an instrument fills a slot with.
#[derive(Clone, Debug)]
pub struct Fill {
    /// Whose.
    pub instrument: InstrumentId,
    /// Which of the levels; a greater number is a lower authority.
    pub rank: u32,
    /// Whether the instrument binds who acts.
    pub binds: Expr,
    /// With what.
    pub value: Expr,
}

/// What a term means in one period.
#[derive(Clone, Debug)]
pub struct DefinitionVersion {
    /// When.
    pub period: Period,
    /// How this text came to be, where another instrument changes it.
    pub provenance: Option<Provenance>,
    /// The body. Frame 0 is the case, frame 1 the item it speaks of (for [`CASE`](super::CASE) there is no frame 1).
    pub body: Expr,
}
