//! `enact test`: the scenarios and snapshots below each path.

use super::Outcome;
use super::args::{self, Messages};
use super::load::{self, Checked, Loaded};
use super::output::{self, finish, misuse, stdout, stdout_style};
use super::snapshots::{self, Compared, Failure};
use crate::analysis::Bearing;
use crate::diagnostics::render::{self, Style};
use crate::diagnostics::{Diagnostic, Severity, catalogue, concise};
use crate::ir::InstrumentId;
use crate::report::json::{list, optional, string};
use crate::report::{Context, junit, problems, remedy, scenario};
use crate::source::{FileId, Sources};
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// One scenario or snapshot and how it fared.
struct Tested {
    snapshot: bool,
    file: String,
    name: String,
    line: usize,
    problems: Vec<Diagnostic>,
    /// Why a snapshot does not stand as pinned.
    failure: Option<Failure>,
    accepted: bool,
}

impl Tested {
    fn snapshot(policy: &Path, compared: Compared) -> Tested {
        Tested {
            snapshot: true,
            file: policy.display().to_string(),
            name: compared.expected.display().to_string(),
            line: 1,
            problems: Vec::new(),
            failure: compared.failure,
            accepted: compared.accepted,
        }
    }

    fn passed(&self) -> bool {
        self.problems.is_empty() && self.failure.is_none()
    }
}

pub(super) fn run(arguments: &args::Test) -> Outcome {
    // A scenario and a pinned text hold by the text that `decide` applies.
    let mut loaded = load::load_with_amending(&arguments.paths);
    if let Some(path) = &arguments.junit {
        let beside = loaded.given().flat_map(|id| snapshots::files_of(&loaded.file(id).shown)).collect::<Vec<_>>();
        if let Some(message) = loaded.overwrites(path, &beside) {
            return misuse(&message);
        }
    }
    let (diagnostics, checked) = loaded.check();
    let errors: Vec<Diagnostic> = diagnostics.into_iter().filter(|it| it.severity == Severity::Error).collect();
    let mut tested = tested(&loaded, &checked, arguments.accept);
    tested.extend(pinned_in_vain(&loaded, &arguments.paths));
    let left_out = left_out(&loaded, &checked);
    let failed = tested.iter().any(|it| !it.passed());
    let mut outcome = loaded.outcome;
    if failed || !errors.is_empty() {
        outcome = outcome.max(Outcome::Problems);
    }
    // As where a receipt can't be written.
    if tested.iter().any(|it| matches!(it.failure, Some(Failure::NotWritten(_)))) {
        outcome = outcome.max(Outcome::Misuse);
    }
    let style = stdout_style();
    if let Some(path) = &arguments.junit {
        let unread = errors.iter().map(|it| junit::Result {
            file: loaded.sources.file(it.primary.span.file).name.clone(),
            name: format!("check: {}", it.code),
            failure: Some(junit::Failure {
                message: concise::concise(&loaded.sources, it),
                text: render::render(&loaded.sources, it, &Style::PLAIN),
            }),
        });
        let results: Vec<junit::Result> = unread.chain(tested.iter().map(|it| junit_result(&loaded.sources, it))).collect();
        if let Err(error) = std::fs::write(path, junit::document(&results)) {
            outcome = misuse(&format!("cannot write `{}`: {}", path.display(), load::reason(&error)));
        }
    }
    let mut out = stdout();
    let written = match arguments.format {
        Messages::Json => json(&loaded.sources, &errors, &tested, &left_out, &mut out),
        format => {
            text(&loaded.sources, &errors, &tested, format, &style, &mut out).and_then(|()| say_left_out(&left_out, &mut out))
        }
    };
    finish(written.and_then(|()| out.flush()), outcome)
}

/// A file that was given and that `decide` would take in, and the policies that were tested without it.
struct LeftOut {
    module: String,
    how: &'static str,
    /// The module to which it does that.
    to: String,
    policies: Vec<String>,
}

impl LeftOut {
    /// ``town/roe suspends rules of town/noise, which town/doe uses``.
    fn said(&self) -> String {
        let others: Vec<&String> = self.policies.iter().filter(|it| **it != self.to).collect();
        let use_it = match others.as_slice() {
            [] => String::new(),
            [only] => format!(", which {only} uses"),
            many => format!(", which {} policies use", many.len()),
        };
        format!("{} {} of {}{use_it}", self.module, self.how, self.to)
    }
}

fn left_out(loaded: &Loaded, checked: &[Checked]) -> Vec<LeftOut> {
    let mut all: Vec<LeftOut> = Vec::new();
    let scenarios = |it: &&Checked| {
        it.program.as_ref().is_some_and(|program| program.scenarios.iter().any(|scenario| scenario.span.file == it.main))
    };
    for it in checked.iter().filter(scenarios) {
        let policy = &loaded.sources.file(it.main).module;
        for left_out in loaded.left_out(it.main) {
            let how = match left_out.how {
                Bearing::FillsSlots => "fills slots",
                Bearing::ReadsQuestions => "reads questions",
                Bearing::SuspendsRules => "suspends rules",
            };
            let same = |other: &&mut LeftOut| other.module == left_out.module && other.how == how && other.to == left_out.to;
            match all.iter_mut().find(same) {
                Some(same) => same.policies.push(policy.clone()),
                None => all.push(LeftOut { module: left_out.module, how, to: left_out.to, policies: vec![policy.clone()] }),
            }
        }
    }
    all.sort_by(|a, b| (&a.module, a.how, &a.to).cmp(&(&b.module, b.how, &b.to)));
    all
}

/// ``note: …: k suspends rules of base``.
fn say_left_out(left_out: &[LeftOut], out: &mut dyn Write) -> io::Result<()> {
    const LISTED: usize = 8;
    if left_out.is_empty() {
        return Ok(());
    }
    writeln!(out, "note: each policy was tested by itself, without what other files do to it:")?;
    for it in left_out.iter().take(LISTED) {
        writeln!(out, "        {}", it.said())?;
    }
    if left_out.len() > LISTED {
        writeln!(out, "        and {} more", left_out.len() - LISTED)?;
    }
    writeln!(out, "      `decide` takes in all that it is given; a scenario what its file uses, and acts that amend it")
}

fn tested(loaded: &Loaded, checked: &[Checked], accept: bool) -> Vec<Tested> {
    let mains: BTreeSet<_> = checked.iter().map(|it| it.main).collect();
    let mut seen = BTreeSet::new();
    let mut tested = Vec::new();
    for it in checked {
        let Some(program) = &it.program else { continue };
        let context = Context { program, sources: &loaded.sources };
        let before = tested.len();
        for scenario in &program.scenarios {
            let file = scenario.span.file;
            // A scenario of a vocabulary runs once, with the first policy that uses it.
            let here = file == it.main || (!mains.contains(&file) && loaded.is_given(file));
            if here && seen.insert(scenario.span) {
                tested.push(Tested {
                    snapshot: false,
                    file: loaded.sources.file(file).name.clone(),
                    name: scenario.title.clone(),
                    line: loaded.sources.position(scenario.span).line,
                    problems: scenario::run(context, scenario),
                    failure: None,
                    accepted: false,
                });
            }
        }
        add_remedy(context, it.main, &mut tested[before..]);
        let of_main = program.instruments.iter().position(|instrument| instrument.span.file == it.main);
        if let Some(index) = of_main {
            let policy = &loaded.file(it.main).shown;
            let instrument = InstrumentId(index as u32);
            let compared = snapshots::compare(program, &loaded.sources, instrument, policy, accept);
            tested.extend(compared.map(|it| Tested::snapshot(policy, it)));
        }
    }
    tested
}

/// Pinned texts that are compared with nothing: beside a file without a heading, and, below a folder that was given, beside no policy at all.
fn pinned_in_vain(loaded: &Loaded, paths: &[PathBuf]) -> Vec<Tested> {
    let no_policy = |id: &FileId| loaded.parse(*id).file.heading().is_none() && loaded.text_errors(*id).is_empty();
    let beside = loaded.given().filter(no_policy).filter_map(|id| {
        let policy = &loaded.file(id).shown;
        Some(Tested::snapshot(policy, snapshots::without_heading(policy)?))
    });
    let left = paths.iter().filter(|path| path.is_dir()).flat_map(|path| snapshots::left_behind(path));
    beside.chain(left.map(|it| Tested::snapshot(&it.expected.clone(), it))).collect()
}

/// Says with each scenario that fails which single change would make all of the file pass.
fn add_remedy(context: Context<'_>, file: FileId, tested: &mut [Tested]) {
    let expected = |it: &Tested| it.problems.iter().any(|problem| problem.code == catalogue::SCENARIO_FAILED);
    if !tested.iter().any(expected) {
        return;
    }
    let Some(line) = remedy::single_change(context, file) else { return };
    let problems = tested.iter_mut().filter_map(|it| it.problems.first_mut());
    for problem in problems.filter(|it| it.code == catalogue::SCENARIO_FAILED && it.primary.span.file == file) {
        problem.help.insert(0, line.clone());
    }
}

fn text(
    sources: &Sources,
    errors: &[Diagnostic],
    tested: &[Tested],
    format: Messages,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    output::diagnostics(sources, errors, format, style, out)?;
    let problems: Vec<Diagnostic> = tested.iter().flat_map(|it| it.problems.iter().cloned()).collect();
    output::diagnostics(sources, &problems, format, style, out)?;
    for it in tested {
        if it.accepted {
            writeln!(out, "{} rewritten", it.name)?;
        }
        if let Some(failure) = &it.failure {
            writeln!(out, "{}: {}", it.name, failure.line())?;
            if let (Failure::Differs(difference), Messages::Text) = (failure, format) {
                writeln!(out, "{difference}")?;
            }
        }
    }
    let count =
        |snapshot: bool, passed: bool| tested.iter().filter(|it| it.snapshot == snapshot && it.passed() == passed).count();
    let (passed, failed) = (count(false, true), count(false, false));
    let mut summary = match (passed, failed) {
        (0, 0) => "no scenarios".to_owned(),
        (passed, 0) => format!("{passed} {} passed", plural("scenario", passed)),
        (passed, failed) => format!("{passed} {} passed, {failed} failed", plural("scenario", passed)),
    };
    let (same, different) = (count(true, true), count(true, false));
    if same + different > 0 {
        summary.push_str(&format!("; {same} {} as pinned", plural("snapshot", same)));
    }
    if different > 0 {
        summary.push_str(&format!(", {different} not"));
    }
    if let Some(count) = output::count(errors) {
        summary.push_str(&format!("; {count}: the files concerned were not tested"));
    }
    writeln!(out, "{summary}")
}

fn plural(word: &str, count: usize) -> String {
    if count == 1 { word.to_owned() } else { format!("{word}s") }
}

/// `{"passed":…,"failed":…,"errors":[…],"results":[…]}`, and `"left_out":[{"module":…,"how":…,"of":…,"policies":[…]}]` where there is any.
fn json(sources: &Sources, errors: &[Diagnostic], tested: &[Tested], left_out: &[LeftOut], to: &mut dyn Write) -> io::Result<()> {
    let passed = tested.iter().filter(|it| it.passed()).count();
    let mut out = format!("{{\"passed\":{passed},\"failed\":{},\"errors\":", tested.len() - passed).into_bytes();
    list(&mut out, errors, |out, it| problems::object(out, sources, it));
    out.extend_from_slice(b",\"results\":");
    list(&mut out, tested, |out, it| {
        out.extend_from_slice(if it.snapshot {
            b"\n{\"kind\":\"snapshot\",\"file\":"
        } else {
            b"\n{\"kind\":\"scenario\",\"file\":"
        });
        string(out, &it.file);
        out.extend_from_slice(b",\"name\":");
        string(out, &it.name);
        out.extend_from_slice(format!(",\"line\":{},\"passed\":{},\"problems\":", it.line, it.passed()).as_bytes());
        list(out, &it.problems, |out, problem| problems::object(out, sources, problem));
        out.extend_from_slice(b",\"difference\":");
        optional(out, it.failure.as_ref().map(Failure::text));
        out.push(b'}');
    });
    if !left_out.is_empty() {
        out.extend_from_slice(b",\"left_out\":");
        list(&mut out, left_out, |out, it| {
            out.extend_from_slice(b"{\"module\":");
            string(out, &it.module);
            out.extend_from_slice(b",\"how\":");
            string(out, it.how);
            out.extend_from_slice(b",\"of\":");
            string(out, &it.to);
            out.extend_from_slice(b",\"policies\":");
            list(out, &it.policies, |out, policy| string(out, policy));
            out.push(b'}');
        });
    }
    out.extend_from_slice(b"}\n");
    to.write_all(&out)
}

fn junit_result(sources: &Sources, it: &Tested) -> junit::Result {
    let failure = match (it.problems.first(), &it.failure) {
        (Some(first), _) => Some(junit::Failure {
            message: concise::concise(sources, first),
            text: it.problems.iter().map(|problem| render::render(sources, problem, &Style::PLAIN)).collect(),
        }),
        (None, Some(failure)) => {
            let message = match failure {
                Failure::Differs(_) => "the decisions differ from the pinned ones",
                Failure::NotCompared(why) | Failure::NotWritten(why) => why.trim_end(),
            };
            Some(junit::Failure { message: message.to_owned(), text: failure.text().to_owned() })
        }
        (None, None) => None,
    };
    junit::Result { file: it.file.clone(), name: it.name.clone(), failure }
}
