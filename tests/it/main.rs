//! What a user sees: one binary, one module for each surface.

mod amendments;
mod amounts;
mod authorities;
mod bills;
mod cli;
mod diagnostics;
mod docs;
mod duties;
mod explanations;
mod formatter;
mod governed;
mod index;
mod layers;
mod orders;
mod phrasing;
mod policies;
mod readings;
mod reasons;
mod robust;
mod seams;
mod support;
mod told;
mod unknown;
mod whole;
mod windows;
