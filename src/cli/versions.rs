//! What `show` and `timeline` share: the days of a version within its instrument's, and who made it.

use super::load::Loaded;
use crate::analysis::{Case, Kind, TextVersion};
use crate::ir::{Period, Program, Start};
use crate::report::{Context, words};
use crate::runtime::AsIf;
use crate::source::FileId;
use jiff::civil::Date;

/// The instrument of a file.
pub(super) fn instrument_of(program: &Program, file: FileId) -> Option<&crate::ir::Instrument> {
    program.instruments.iter().find(|it| it.span.file == file)
}

/// The module of a file.
pub(super) fn module(loaded: &Loaded, file: FileId) -> &str {
    &loaded.sources.file(file).module
}

/// `us/a and us/b`.
pub(super) fn modules(loaded: &Loaded, files: &[FileId]) -> String {
    words::and(&files.iter().map(|file| module(loaded, *file).to_owned()).collect::<Vec<_>>())
}

/// `rule`, `define`, `parameter`: as in a policy.
pub(super) fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Rule => "rule",
        Kind::Definition => "define",
        Kind::Parameter => "parameter",
        Kind::Otherwise => "otherwise",
    }
}

/// A version's days within its instrument's; `None` where they have no day in common.
pub(super) fn within(period: &Period, instrument: &Period) -> Option<Period> {
    let from = match (&period.from, &instrument.from) {
        (Start::Always, other) => other.clone(),
        (Start::Day(one), Start::Day(other)) => Start::Day(*one.max(other)),
        (other, _) => other.clone(),
    };
    let through = match (period.through, instrument.through) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    };
    match (&from, through) {
        (Start::Day(first), Some(last)) if last < *first => None,
        _ => Some(Period { from, through }),
    }
}

/// `2014-01-01 to 2017-12-31`, `from 2018-01-01`, `always`.
pub(super) fn days(period: &Period) -> String {
    let from = match &period.from {
        Start::Always => None,
        Start::Day(day) => Some(day.to_string()),
        Start::Unknown { earliest: Some(day), .. } => Some(format!("{day} or later")),
        Start::Unknown { earliest: None, .. } => Some("a day not known".to_owned()),
    };
    match (from, period.through) {
        (None, None) => "always".to_owned(),
        (None, Some(last)) => format!("to {last}"),
        (Some(from), None) => format!("from {from}"),
        (Some(from), Some(last)) if from == last.to_string() => format!("on {last}"),
        (Some(from), Some(last)) => format!("{from} to {last}"),
    }
}

/// Whether a version is the text on a day, if bills count or not. Where its first day is not known it may be.
pub(super) fn in_force(version: &TextVersion, day: Date, as_if_enacted: &AsIf) -> bool {
    version.counts.holds(as_if_enacted.counts_bills()) && version.period.may_hold(day)
}

/// `kept by us/act where the request date is before 2018-01-01`, `not where …`: for which cases a version is the text.
pub(super) fn cases(loaded: &Loaded, program: &Program, cases: &[Case], limit: usize) -> Vec<String> {
    let context = Context { program, sources: &loaded.sources };
    let each = |case: &Case| {
        let by = module(loaded, case.by);
        let kept = match (case.keeps, case.stay) {
            (true, false) => format!("kept by {by} "),
            (true, true) => format!("the later changes are switched off by {by} "),
            (false, _) => String::new(),
        };
        let not = if case.holds { "" } else { "not " };
        let which = match &case.condition {
            Some(condition) => format!("where {}", words::at(context, condition.span, limit)),
            None if case.parts => format!("for those whom {by} binds"),
            None => String::new(),
        };
        format!("{kept}{not}{which}").trim_end().to_owned()
    };
    cases.iter().map(each).collect()
}
