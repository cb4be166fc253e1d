//! Tests of the runtime over small programs.

mod calendar;
mod effects;
mod explanations;
mod properties;
mod regardless;
mod values;
