//! Deciding a case: pure and total. No clock, no file, no randomness; the as-of date is an argument.
//!
//! [`Decider`] is prepared once for an instrument's decision and decides many cases; [`decide`] does both at once.

pub mod authorities;
pub mod beforehand;
mod decider;
mod decision;
pub mod duties;
mod effects;
mod evaluate;
pub mod law;
mod options;
pub mod reasons;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod unknown;
pub mod values;

pub use decider::{Decider, decide, holds, value};
pub use decision::{
    Answer, Ask, Basis, Changed, Decision, Due, Duty, Effect, Filled, Missing, Reading, Relied, Standing, Stipulated, Supposed,
};
pub use law::standing::supposed;
pub use options::{AsIf, Options, Without};
pub use unknown::explore::BUDGET;
pub use values::truth::Truth;

use crate::ir::walk;
