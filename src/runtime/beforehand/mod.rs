//! What can be told of a policy before any case is there: conflicts with a witness, rules that never apply.

pub mod idle;
pub mod unreached;
pub mod witness;
