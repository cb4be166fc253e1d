//! The reason of a decision, as data.

pub mod explain;
pub mod gathered;
pub(in crate::runtime) mod grounds;
