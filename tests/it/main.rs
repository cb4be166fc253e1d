//! What a user sees: one binary, one module for each surface.

mod cli;
mod diagnostics;
mod docs;
mod explanations;
mod formatter;
mod index;
mod layers;
mod orders;
mod policies;
mod robust;
mod support;
