//! Values: exact numbers, dates, citations, three-valued truth; compared and shown.

pub mod calendar;
pub(in crate::runtime) mod compare;
pub mod number;
pub mod sections;
pub(in crate::runtime) mod show;
pub(in crate::runtime) mod truth;
