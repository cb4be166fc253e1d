//! Which law counts on a day and for a case: versions in force, standing, gaps, the day that governs.

pub(in crate::runtime) mod environment;
pub(in crate::runtime) mod gaps;
pub(in crate::runtime) mod governed;
pub(in crate::runtime) mod standing;
pub mod versions;
