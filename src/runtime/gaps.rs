//! Days between two versions of a rule on which none is in force.

use super::environment::{Environment, in_force};
use super::problems;
use crate::diagnostics::Diagnostic;
use crate::ir::{InstrumentId, Start};

/// A warning for each rule of the instrument that has a version before the day of the law and one after it, and none on it.
pub fn gaps(environment: &Environment<'_>, instrument: InstrumentId) -> Vec<Diagnostic> {
    let (program, day) = (environment.program, environment.as_of);
    let Some(own) = program.instruments.get(instrument.index()) else { return Vec::new() };
    let rules: Vec<_> = own.rules.iter().filter_map(|id| program.rules.get(id.index())).collect();
    let mut found = Vec::new();
    for (at, later) in rules.iter().enumerate() {
        // Told at the version that comes next; a text that others changed was repealed, if there is none.
        let Start::Day(first) = later.period.from else { continue };
        if first <= day || later.provenance.is_some() {
            continue;
        }
        let versions = rules.iter().enumerate().filter(|(other, it)| *other != at && it.label == later.label);
        let nearer = versions.clone().any(|(_, it)| {
            !in_force(&it.period, day).is_false() || matches!(it.period.from, Start::Day(from) if from > day && from < first)
        });
        let before =
            versions.filter(|(_, it)| it.period.through.is_some_and(|last| last < day)).max_by_key(|(_, it)| it.period.through);
        if let (false, Some((_, before))) = (nearer, before) {
            found.push(problems::between_versions(&later.label, day, before, later, first));
        }
    }
    found
}
