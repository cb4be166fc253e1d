//! What a user sees: one binary, one module for each surface.

mod amendments;
mod cli;
mod diagnostics;
mod docs;
mod duties;
mod explanations;
mod formatter;
mod index;
mod layers;
mod orders;
mod phrasing;
mod policies;
mod readings;
mod reasons;
mod robust;
mod said;
mod seams;
mod support;
mod whole;
mod windows;
