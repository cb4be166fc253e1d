//! What is not known: terms, what they may still be, and the tree of answers over them (docs/design/0007-what-is-not-known.md).

pub(in crate::runtime) mod answers;
pub(in crate::runtime) mod asks;
pub(in crate::runtime) mod bounds;
pub(in crate::runtime) mod cells;
pub(in crate::runtime) mod classes;
pub(in crate::runtime) mod counts;
pub(in crate::runtime) mod domain;
pub(in crate::runtime) mod explore;
pub(in crate::runtime) mod extremes;
pub(in crate::runtime) mod feasible;
pub(in crate::runtime) mod gather;
pub(in crate::runtime) mod linear;
pub(in crate::runtime) mod members;
pub(in crate::runtime) mod possible;
pub(in crate::runtime) mod terms;
pub(in crate::runtime) mod traced;
pub(in crate::runtime) mod words;
