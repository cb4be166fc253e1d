//! Days between two versions of a rule on which none is in force.

use crate::diagnostics::Diagnostic;
use crate::ir::{Counts, InstrumentId, Program, Start};
use crate::runtime::evaluate::problems;
use jiff::civil::Date;

/// A warning for each rule of the instrument that has a version before the day of the law and one after it, and none on it though nobody repealed it.
pub fn gaps(program: &Program, day: Date, instrument: InstrumentId) -> Vec<Diagnostic> {
    let Some(own) = program.instruments.get(instrument.index()) else { return Vec::new() };
    let rules: Vec<_> = own.rules.iter().filter_map(|id| program.rules.get(id.index())).collect();
    let mut found = Vec::new();
    for (at, later) in rules.iter().enumerate() {
        // Told at the version that comes next.
        let Start::Day(first) = later.period.from else { continue };
        let repealed = later.provenance.as_ref().is_some_and(|it| {
            it.counts == Counts::AsIfEnacted || own.repealed.iter().any(|one| one.text == it.text && one.period.may_hold(day))
        });
        if first <= day || repealed {
            continue;
        }
        let versions = rules.iter().enumerate().filter(|(other, it)| *other != at && it.is_version_of(later));
        let nearer = versions
            .clone()
            .any(|(_, it)| it.period.may_hold(day) || matches!(it.period.from, Start::Day(from) if from > day && from < first));
        let before =
            versions.filter(|(_, it)| it.period.through.is_some_and(|last| last < day)).max_by_key(|(_, it)| it.period.through);
        if let (false, Some((_, before))) = (nearer, before) {
            found.push(problems::between_versions(&later.label, day, before, later, first));
        }
    }
    found
}
