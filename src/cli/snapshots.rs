//! Snapshots: the cases in `P.cases.ndjson` (or .json, .csv) beside a policy `P.enact`, and the answers pinned in
//! `P.decisions.txt`. The pinned text may begin with a line `as of 2013-06-01` and an empty line: the day for cases that name none.

use super::{decide, fmt, load};
use crate::ir::{InstrumentId, Program};
use crate::report::difference::difference;
use crate::report::scenario::usual_day;
use crate::report::words;
use crate::source::Sources;
use jiff::civil::Date;
use std::path::{Path, PathBuf};

/// Why a snapshot does not stand as pinned.
pub(super) enum Failure {
    /// The answers differ, so.
    Differs(String),
    /// It could not be compared, for that reason.
    NotCompared(String),
    /// It could not be rewritten, for that reason.
    NotWritten(String),
}

impl Failure {
    /// In words.
    pub(super) fn text(&self) -> &str {
        match self {
            Failure::Differs(text) | Failure::NotCompared(text) | Failure::NotWritten(text) => text,
        }
    }

    /// In a line.
    pub(super) fn line(&self) -> &str {
        match self {
            Failure::Differs(_) => "what the policy gives (+) differs from what is pinned (-)",
            Failure::NotCompared(why) | Failure::NotWritten(why) => why.trim_end(),
        }
    }
}

/// How a snapshot fared.
pub(super) struct Compared {
    /// The file with the pinned text.
    pub(super) expected: PathBuf,
    /// `None` where nothing differs (or it has been accepted).
    pub(super) failure: Option<Failure>,
    /// Whether the file has been rewritten.
    pub(super) accepted: bool,
}

/// What the cases may be kept in, the first that is there.
const CASES: [&str; 3] = ["cases.ndjson", "cases.json", "cases.csv"];
const DECISIONS: &str = "decisions.txt";

/// Compares the snapshot of a policy, if it has one; with `accept`, rewrites the pinned text.
pub(super) fn compare(
    program: &Program,
    sources: &Sources,
    instrument: InstrumentId,
    policy: &Path,
    accept: bool,
) -> Option<Compared> {
    let expected = beside(policy, DECISIONS);
    let cases: Vec<PathBuf> = CASES.iter().map(|ending| beside(policy, ending)).filter(|path| path.exists()).collect();
    match cases.as_slice() {
        [] => expected.exists().then(|| {
            let names = CASES.map(|ending| format!("`{}`", name(&beside(policy, ending))));
            failed(expected, format!("the cases are not there, so nothing is compared with it: {}\n", words::or(&names)))
        }),
        [cases] => Some(match against(program, sources, instrument, cases, &expected, accept) {
            Ok((failure, accepted)) => Compared { expected, failure, accepted },
            Err(message) => failed(expected, message),
        }),
        several => {
            let names: Vec<String> = several.iter().map(|path| format!("`{}`", name(path))).collect();
            Some(failed(expected, format!("{} stand beside each other; keep one of them\n", words::and(&names))))
        }
    }
}

/// What is pinned beside a file that is no policy.
pub(super) fn without_heading(file: &Path) -> Option<Compared> {
    let expected = beside(file, DECISIONS);
    let why = || format!("`{}` has no `policy` heading, so nothing is compared with it\n", name(file));
    expected.exists().then(|| failed(expected, why()))
}

/// What is pinned below a folder, and belongs to no policy there.
pub(super) fn left_behind(folder: &Path) -> Vec<Compared> {
    let left = |pinned: PathBuf| {
        let stem = name(&pinned).strip_suffix(&format!(".{DECISIONS}"))?.to_owned();
        let policy = format!("{stem}.enact");
        let why = || format!("there is no `{policy}` beside it, so nothing is compared with it\n");
        (!pinned.with_file_name(&policy).exists()).then(|| failed(pinned, why()))
    };
    load::walk(folder, &format!(".{DECISIONS}")).0.into_iter().filter_map(left).collect()
}

/// The files of a policy's snapshots, whether they are there or not.
pub(super) fn files_of(policy: &Path) -> Vec<PathBuf> {
    CASES.iter().chain([&DECISIONS]).map(|ending| beside(policy, ending)).collect()
}

/// `P.cases.csv` beside `P.enact`.
fn beside(policy: &Path, ending: &str) -> PathBuf {
    let stem = policy.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    policy.with_file_name(format!("{stem}.{ending}"))
}

fn name(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

fn failed(expected: PathBuf, why: String) -> Compared {
    Compared { expected, failure: Some(Failure::NotCompared(why)), accepted: false }
}

fn against(
    program: &Program,
    sources: &Sources,
    instrument: InstrumentId,
    cases: &Path,
    expected: &Path,
    accept: bool,
) -> Result<(Option<Failure>, bool), String> {
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
            Ok(match fmt::replace(expected, &given) {
                Ok(()) => (None, true),
                Err(error) => (Some(Failure::NotWritten(cannot(error))), false),
            })
        }
        Some(pinned) => Ok((Some(Failure::Differs(difference(&pinned, &given))), false)),
        None => Err("the file is not there yet; `enact test --accept` writes it\n".to_owned()),
    }
}

/// The day in the first line, if it is a header.
fn header(text: &str) -> Result<Option<Date>, String> {
    let Some(day) = text.lines().next().and_then(|line| line.strip_prefix("as of ")) else { return Ok(None) };
    let parsed = day.trim().parse::<Date>();
    parsed.map(Some).map_err(|_| format!("the first line says `as of {day}`, and that is not a day such as 2013-06-01\n"))
}
