//! Enact: a declarative language in which jurisdictions write policy.

pub mod analysis;
pub mod cases;
pub mod cli;
pub mod diagnostics;
pub mod format;
pub mod ir;
pub mod report;
pub mod runtime;
pub mod source;
pub mod syntax;
