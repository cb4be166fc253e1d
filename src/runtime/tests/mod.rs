//! Tests of the runtime over small programs.

mod calendar;
mod effects;
mod properties;
mod regardless;
mod values;
