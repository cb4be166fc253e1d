//! Disputed law and several authorities: positions on questions, readings, orders of precedence.

pub(in crate::runtime) mod joint;
pub(in crate::runtime) mod positions;
pub mod precedence;
pub(in crate::runtime) mod readings;
pub(in crate::runtime) mod weigh;
