//! Tests of the runtime over small programs.

mod calendar;
mod effects;
mod explanations;
mod filled_in;
mod items;
mod joined;
mod ordered;
mod precedence;
mod properties;
mod regardless;
mod values;
mod windows;
mod witness;
