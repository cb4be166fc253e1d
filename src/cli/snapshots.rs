//! Snapshots: the cases in `P.cases.ndjson` (or .json, .csv) beside a policy `P.enact`, and the answers pinned in
//! `P.decisions.txt`. The pinned text may begin with a line `as of 2013-06-01` and an empty line: the day for cases that name none.

use super::{decide, fmt, load};
use crate::ir::{InstrumentId, Program};
use crate::report::difference::difference;
use crate::report::scenario::usual_day;
use crate::source::Sources;
use jiff::civil::Date;
use std::path::{Path, PathBuf};

/// How a snapshot fared.
pub(super) struct Compared {
    /// The file with the pinned text.
    pub(super) expected: PathBuf,
    /// What differs, in words; `None` where nothing does (or it has been accepted).
    pub(super) failure: Option<String>,
    /// Whether the file has been rewritten.
    pub(super) accepted: bool,
}

/// Compares the snapshots of a policy; with `accept`, rewrites the pinned text.
pub(super) fn compare(
    program: &Program,
    sources: &Sources,
    instrument: InstrumentId,
    policy: &Path,
    accept: bool,
) -> Vec<Compared> {
    let Some(stem) = policy.file_stem().map(|stem| stem.to_string_lossy().into_owned()) else { return Vec::new() };
    let beside = |ending: &str| policy.with_file_name(format!("{stem}.{ending}"));
    let cases = ["cases.ndjson", "cases.json", "cases.csv"].map(beside);
    let Some(cases) = cases.into_iter().find(|path| path.exists()) else { return Vec::new() };
    let expected = beside("decisions.txt");
    vec![match against(program, sources, instrument, &cases, &expected, accept) {
        Ok((failure, accepted)) => Compared { expected, failure, accepted },
        Err(message) => Compared { expected, failure: Some(message), accepted: false },
    }]
}

/// The files of a policy's snapshots, whether they are there or not.
pub(super) fn files_of(policy: &Path) -> Vec<PathBuf> {
    let stem = policy.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let endings = ["cases.ndjson", "cases.json", "cases.csv", "decisions.txt"];
    endings.iter().map(|ending| policy.with_file_name(format!("{stem}.{ending}"))).collect()
}

fn against(
    program: &Program,
    sources: &Sources,
    instrument: InstrumentId,
    cases: &Path,
    expected: &Path,
    accept: bool,
) -> Result<(Option<String>, bool), String> {
    let pinned = match expected.exists() {
        true => {
            let bytes = load::read(expected)?;
            Some(String::from_utf8_lossy(&bytes).replace("\r\n", "\n"))
        }
        false => None,
    };
    let usual = usual_day(program, Some(instrument));
    let header = pinned.as_deref().map(header).transpose()?.flatten();
    let text = decide::snapshot(program, sources, instrument, cases, header.unwrap_or(usual))?;
    // A new snapshot says for which day it holds.
    let given = match (header, &pinned) {
        (Some(day), _) => format!("as of {day}\n\n{text}"),
        (None, None) => format!("as of {usual}\n\n{text}"),
        (None, Some(_)) => text,
    };
    match pinned {
        Some(pinned) if pinned == given => Ok((None, false)),
        _ if accept => {
            let cannot = |error: std::io::Error| format!("cannot write `{}`: {}", expected.display(), load::reason(&error));
            fmt::replace(expected, &given).map_err(cannot)?;
            Ok((None, true))
        }
        Some(pinned) => Ok((Some(difference(&pinned, &given)), false)),
        None => Ok((Some("the file is not there yet; `enact test --accept` writes it\n".to_owned()), false)),
    }
}

/// The day in the first line, if it is a header.
fn header(text: &str) -> Result<Option<Date>, String> {
    let Some(day) = text.lines().next().and_then(|line| line.strip_prefix("as of ")) else { return Ok(None) };
    let parsed = day.trim().parse::<Date>();
    parsed.map(Some).map_err(|_| format!("the first line says `as of {day}`, and that is not a day such as 2013-06-01\n"))
}
