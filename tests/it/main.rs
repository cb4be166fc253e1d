//! What a user sees: one binary, one module for each surface.

mod amendments;
mod cli;
mod diagnostics;
mod docs;
mod duties;
mod explanations;
mod formatter;
mod index;
mod kept;
mod layers;
mod orders;
mod phrasing;
mod policies;
mod readings;
mod reasons;
mod robust;
mod seams;
mod support;
mod whole;
