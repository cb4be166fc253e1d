//! Decisions as text that a person reads and as JSON that a program reads.
//!
//! A permission is never shown as a duty, and an answer never without the rule that gives it.

pub mod conflicts;
pub mod difference;
pub mod duties;
pub mod idle;
mod items;
pub mod json;
pub mod junit;
mod limbs;
pub mod lines;
pub mod problems;
pub mod readings;
pub mod reason;
pub mod remedy;
pub mod scenario;
mod sentences;
mod slots;
#[cfg(test)]
mod tests;
pub mod text;
pub mod together;
pub mod version;
pub mod why_json;
pub mod words;
pub mod working;

use crate::ir::Program;
use crate::source::Sources;

/// What every report looks things up in.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The policy.
    pub program: &'a Program,
    /// Its words.
    pub sources: &'a Sources,
}
