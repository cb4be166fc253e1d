//! `enact timeline`: the versions of every rule, definition and parameter, label by label.

use super::load::{self, Loaded};
use super::output::{finish, note, stdout};
use super::{Outcome, args, versions};
use crate::analysis::{History, Kind, TextEdit, TextVersion};
use crate::ir::{Counts, Expr, ExprKind, Instrument, InstrumentId, Period, Program, Reading, Rule, Start, Status, Suspension};
use crate::report::lines::fold;
use crate::report::{readings, words};
use jiff::civil::Date;
use std::fmt::Write as _;
use std::io::Write as _;

/// Lines are folded at so many characters.
const WIDTH: usize = 96;
/// The column of the origin, behind the days.
const ORIGIN: usize = 28;

pub(super) fn run(arguments: &args::Timeline) -> Outcome {
    let mut loaded = load::load_with_amending(&arguments.paths);
    let program = match loaded.program("there is no timeline until this is mended", None) {
        Ok(program) => program,
        Err(outcome) => return outcome,
    };
    let bills = loaded.left_out_bills();
    if !bills.is_empty() {
        note(&format!("note: what {} would change is not shown: they do not stand side by side", words::and(&bills)));
    }
    let mut text = String::new();
    let histories = loaded.histories();
    for instrument in &program.instruments {
        let file = instrument.span.file;
        let own: Vec<&History> = histories.iter().filter(|it| it.file == file).collect();
        let lives = &instrument.lives;
        let amended = !lives.is_empty()
            || own.iter().any(|it| it.versions.iter().any(|version| !version.by.is_empty()) || !it.repeals.is_empty());
        // What was only found beside is told of where it is amended.
        if !(loaded.is_given(file) || amended) {
            continue;
        }
        if !text.is_empty() {
            text.push('\n');
        }
        let _ = writeln!(text, "{}: {}", instrument.id, instrument.title);
        let _ = writeln!(text, "  in force {}", versions::days(&instrument.period));
        if instrument.status != Status::Enacted {
            let _ = writeln!(text, "  status: {}", words::status(instrument));
        }
        for life in lives {
            let by = &program.instruments[life.by.index()].id;
            let bill = if life.law { "" } else { ", as if enacted" };
            let _ = match life.repealed {
                true => writeln!(text, "  repealed by {by}; its last day is {}{bill}", life.last),
                false => writeln!(text, "  extended through {} by {by}{bill}", life.last),
            };
        }
        if let Some(amended) = instrument.amends {
            let _ = writeln!(text, "  amends {}", program.instruments[amended.index()].id);
        }
        for line in done_to_others(&program, instrument) {
            let _ = writeln!(text, "  {line}");
        }
        let (unchanged, changed): (Vec<&History>, Vec<&History>) = own.into_iter().partition(|it| is_unchanged(it));
        for history in changed.iter().copied() {
            // Two texts may have had one label, one after the other.
            let again =
                changed.iter().any(|it| !std::ptr::eq(*it, history) && it.kind == history.kind && it.label == history.label);
            let by = history.versions.iter().flat_map(|it| &it.by).next().filter(|_| again && !history.laid_down);
            let by = by.map_or_else(String::new, |by| format!(" of {}", versions::module(&loaded, *by)));
            let _ = writeln!(text, "\n{} {}{by}", versions::word(history.kind), history.label);
            one(&mut text, &loaded, &program, history, &instrument.period);
        }
        for (kind, name) in [(Kind::Rule, "rules"), (Kind::Definition, "definitions"), (Kind::Parameter, "parameters")] {
            let labels: Vec<&str> = unchanged.iter().filter(|it| it.kind == kind).map(|it| it.label.as_str()).collect();
            if !labels.is_empty() {
                let line = format!("{name} as first laid down: {}", labels.join(", "));
                text.push('\n');
                for (at, line) in fold(&line, WIDTH).iter().enumerate() {
                    let _ = writeln!(text, "{}{line}", if at == 0 { "" } else { "    " });
                }
            }
        }
    }
    let mut out = stdout();
    finish(out.write_all(text.as_bytes()).and_then(|()| out.flush()), Outcome::Clean)
}

/// `suspends rule 1 of us/act, from 2018-05-08, for some cases`: what an instrument switches off in others, and how it reads their questions.
fn done_to_others(program: &Program, instrument: &Instrument) -> Vec<String> {
    let is_own = |of: InstrumentId| program.instruments[of.index()].id == instrument.id;
    let when = |period: &Period, condition: &Expr| {
        let days = if *period == Period::ALWAYS { String::new() } else { format!(", {}", versions::days(period)) };
        let cases = if matches!(condition.kind, ExprKind::Const(_)) { "" } else { ", for some cases" };
        format!("{days}{cases}")
    };
    let suspends = |it: &Suspension| {
        let mut labels: Vec<String> = it.rules.iter().map(|id| words::rule_short(program, *id)).collect();
        labels.sort();
        labels.dedup();
        let of = &program.instruments[program.rules[it.rules.first()?.index()].instrument.index()].id;
        Some(format!("suspends {} of {of}{}", words::and(&labels), when(&it.period, &it.condition)))
    };
    let reads = |it: &Reading| {
        let taken = readings::positions(program, &[(it.question, it.position)]);
        format!("reads {taken}{}", when(&it.period, &it.condition))
    };
    // What an act changes, as far as a court switches it off for some cases.
    let stays = |rule: &&Rule| rule.applies.iter().any(|it| it.stay && is_own(it.by));
    let mut stayed: Vec<String> = program
        .rules
        .iter()
        .filter(stays)
        .map(|rule| {
            let of = &program.instruments[rule.instrument.index()].id;
            format!("suspends changes of rule {} of {of}, for some cases", rule.label)
        })
        .collect();
    stayed.dedup();
    let suspensions = program.suspensions.iter().filter(|it| is_own(it.instrument)).filter_map(suspends).chain(stayed);
    suspensions.chain(program.readings.iter().filter(|it| is_own(it.instrument)).map(reads)).collect()
}

/// A label with its versions, repeals and gaps, in the order of their days.
fn one(out: &mut String, loaded: &Loaded, program: &Program, history: &History, instrument: &Period) {
    let mut lines: Vec<(Date, String, String)> = Vec::new();
    let mut versions: Vec<(Period, &TextVersion)> = Vec::new();
    for version in &history.versions {
        if let Some(period) = versions::within(&version.period, instrument) {
            lines.push((period.first_day(), versions::days(&period), origin(loaded, program, history, version)));
            versions.push((period, version));
        }
    }
    for (by, period) in &history.repeals {
        let as_law = versions::instrument_of(program, *by).is_none_or(is_law);
        let bill = if as_law { "" } else { ", as if enacted" };
        if let Some(mut period) = versions::within(period, instrument) {
            // Until it is inserted again.
            let again = versions.iter().map(|(other, _)| other.first_day()).filter(|day| *day > period.first_day()).min();
            let last = again.and_then(|day| day.yesterday().ok());
            period.through = [period.through, last].into_iter().flatten().min();
            lines.push((
                period.first_day(),
                versions::days(&period),
                format!("repealed by {}{bill}", versions::module(loaded, *by)),
            ));
        }
    }
    for gap in gaps(&versions, history) {
        lines.push((gap.first_day(), versions::days(&gap), "no version: a gap".to_owned()));
    }
    lines.sort_by_key(|it| it.0);
    for (_, days, origin) in lines {
        for (at, line) in fold(&origin, WIDTH - ORIGIN).iter().enumerate() {
            let (days, more) = if at == 0 { (days.as_str(), "") } else { ("", "  ") };
            let apart = if days.len() < ORIGIN { "" } else { "  " };
            let _ = writeln!(out, "    {days:ORIGIN$}{apart}{more}{line}");
        }
    }
}

/// Whether it has one text, for as long as its instrument is in force.
fn is_unchanged(history: &History) -> bool {
    let plain = |it: &TextVersion| it.by.is_empty() && it.period == Period::ALWAYS;
    history.repeals.is_empty() && matches!(history.versions.as_slice(), [only] if plain(only))
}

fn is_law(instrument: &crate::ir::Instrument) -> bool {
    use crate::ir::Status::{Bill, Draft, Vetoed};
    !matches!(instrument.status, Draft | Bill | Vetoed)
}

/// `as first laid down`, `paragraph (a)(3) replaced by us/ca/values-act`.
fn origin(loaded: &Loaded, program: &Program, history: &History, version: &TextVersion) -> String {
    let mut said: Vec<String> = Vec::new();
    let whole: Vec<_> = version.by.iter().filter(|by| !version.edits.iter().any(|edit| by_of(edit) == **by)).collect();
    if let Some(by) = whole.first() {
        let how = if version.inserted { "inserted" } else { "replaced" };
        said.push(format!("{how} by {}", versions::module(loaded, **by)));
    }
    for group in version.edits.chunk_by(|one, other| by_of(one) == by_of(other)) {
        let edits: Vec<String> = group.iter().map(edited).collect();
        let by = group.first().map_or("", |edit| versions::module(loaded, by_of(edit)));
        said.push(format!("{} by {by}", edits.join(", ")));
    }
    if said.is_empty() {
        let was_amended =
            history.versions.iter().any(|it| it.period.first_day() < version.period.first_day() && !it.by.is_empty());
        let again = if was_amended { "again " } else { "" };
        said.push(format!("{again}as first laid down"));
    }
    let mut said = said.join("; ");
    for cases in versions::cases(loaded, program, &version.applies, 60) {
        let _ = write!(said, "; {cases}");
    }
    match version.counts {
        Counts::Always => {}
        Counts::AsLaw => said.push_str("; as enacted"),
        Counts::AsIfEnacted => said.push_str("; as if enacted"),
    }
    if history.kind == Kind::Parameter {
        let values = words::at(crate::report::Context { program, sources: &loaded.sources }, version.place, 60);
        let values = values.split_once(": ").map_or(values.as_str(), |(_, values)| values).to_owned();
        said.push_str(&format!(": {values}"));
    }
    said
}

fn edited(edit: &TextEdit) -> String {
    let path = |path: &[String]| path.iter().map(|part| format!("({part})")).collect::<String>();
    match edit {
        TextEdit::Replace(at, ..) => format!("{} replaced", path(at)),
        TextEdit::Insert(at, ..) => format!("{} inserted", path(at)),
        TextEdit::Remove(at, _) => format!("{} repealed", path(at)),
        TextEdit::RelabelLimb(at, to, _) => format!("{} renumbered ({to})", path(at)),
        TextEdit::Relabel(to, _) => format!("renumbered {to}"),
    }
}

fn by_of(edit: &TextEdit) -> crate::source::FileId {
    match edit {
        TextEdit::Replace(.., by)
        | TextEdit::Insert(.., by)
        | TextEdit::Remove(_, by)
        | TextEdit::RelabelLimb(.., by)
        | TextEdit::Relabel(_, by) => *by,
    }
}

/// Days between two versions on which there is none, and nobody repealed it.
fn gaps(versions: &[(Period, &TextVersion)], history: &History) -> Vec<Period> {
    let mut found = Vec::new();
    for (period, version) in versions {
        let Some(start) = period.through.and_then(|last| last.tomorrow().ok()) else { continue };
        let next = versions.iter().map(|(other, _)| other.first_day()).filter(|day| *day >= start).min();
        let held = versions.iter().any(|(other, it)| it.counts == version.counts && other.may_hold(start));
        let repealed = history.repeals.iter().any(|(_, repeal)| repeal.may_hold(start));
        if let (Some(next), false, false) = (next, held, repealed)
            && next > start
        {
            let gap = Period { from: Start::Day(start), through: next.yesterday().ok() };
            if !found.contains(&gap) {
                found.push(gap);
            }
        }
    }
    found
}
