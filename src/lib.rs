//! Enact: a declarative language in which jurisdictions write policy.

pub mod source;
pub mod diagnostics;
pub mod syntax;
pub mod ir;
pub mod analysis;
pub mod runtime;
pub mod cases;
pub mod format;
pub mod report;
pub mod cli;
