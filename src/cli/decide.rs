//! `enact decide`: each case of an input against a policy, one record in memory at a time.

use super::args::{self, Answers};
use super::output::{self, finish, misuse, note, stderr_style, stdout, stdout_style};
use super::{Outcome, load, receipt};
use crate::cases::{CaseProblem, Form, Record, Records};
use crate::diagnostics::concise;
use crate::diagnostics::render::{self, Style};
use crate::diagnostics::{Diagnostic, Severity, suggest};
use crate::ir::{DecisionId, InstrumentId, Program, QuestionId, Row, RuleId};
use crate::report::working::Given;
use crate::report::{Context, json, problems, text};
use crate::runtime::{self, Decider, Decision, Effect, Options, explain};
use crate::source::Sources;
use jiff::civil::Date;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, IsTerminal as _, Read, Write};
use std::path::Path;
use std::rc::Rc;

/// Problems of records and of evaluation that are printed in full; the others are counted.
const SHOWN: usize = 50;

type Out = Rc<RefCell<io::BufWriter<io::StdoutLock<'static>>>>;

pub(super) fn run(arguments: &args::Decide) -> Outcome {
    match prepared(arguments) {
        Ok(outcome) => outcome,
        Err(message) => misuse(&message),
    }
}

/// Everything that is the same for all records.
struct Run<'a> {
    context: Context<'a>,
    targets: Vec<(InstrumentId, DecisionId)>,
    /// For a day of the law, by target.
    deciders: BTreeMap<Date, Vec<Decider<'a>>>,
    writer: json::Writer<'a>,
    format: Answers,
    why: bool,
    why_not: Vec<RuleId>,
    /// The day given on the command line.
    as_of: Option<Date>,
    today: Date,
    /// Whether the text has said already that today is meant.
    today_said: bool,
    options: Options,
    /// The name of the input, for messages.
    input: String,
    style: Style,
    shown: usize,
    problems: usize,
    outcome: Outcome,
}

/// # Errors
/// What makes the command impossible as given.
fn prepared(arguments: &args::Decide) -> Result<Outcome, String> {
    if arguments.order.is_some() {
        return Err("`--order` comes later: until then each instrument is decided on its own, without it".to_owned());
    }
    let as_of = arguments.as_of.as_deref().map(date).transpose()?;
    let mut loaded = load::load(std::slice::from_ref(&arguments.path));
    if loaded.outcome == Outcome::Misuse {
        return Ok(Outcome::Misuse);
    }
    let (diagnostics, program) = loaded.check_together();
    let Some(program) = program else {
        let errors: Vec<Diagnostic> = diagnostics.into_iter().filter(|it| it.severity == Severity::Error).collect();
        // Nobody can be told that standard error is closed.
        let _ = output::diagnostics(&loaded.sources, &errors, args::Messages::Text, &stderr_style(), &mut io::stderr());
        note("nothing is decided until this is mended");
        return Ok(Outcome::Problems);
    };
    let wanted = loaded.deciding();
    let given = |id: &InstrumentId| wanted.contains(&program.instruments[id.index()].span.file);
    let instruments: Vec<InstrumentId> = (0..program.instruments.len() as u32).map(InstrumentId).filter(given).collect();
    let targets = targets(&program, &instruments, arguments)?;
    let positions = arguments.position.iter().map(|it| position(&program, it)).collect::<Result<Vec<_>, _>>()?;
    let positions = positions.into_iter().flatten().collect();
    let why_not = why_not(&program, &instruments, &arguments.why_not)?;
    let out: Out = Rc::new(RefCell::new(stdout()));
    let (input, form) = open(&arguments.cases, arguments.input, &out)?;
    let today = today(&program, &instruments);
    let context = Context { program: &program, sources: &loaded.sources };
    let mut run = Run {
        context,
        writer: json::Writer::new(context, &targets),
        targets,
        deciders: BTreeMap::new(),
        format: arguments.format.unwrap_or_else(|| usual_format(form, arguments)),
        why: arguments.why,
        why_not,
        as_of,
        today,
        today_said: false,
        options: Options { as_of: as_of.unwrap_or(today), as_if_enacted: arguments.as_if_enacted, positions },
        input: if arguments.cases.as_os_str() == "-" { "<stdin>".to_owned() } else { arguments.cases.display().to_string() },
        style: stderr_style(),
        shown: 0,
        problems: 0,
        outcome: Outcome::Clean,
    };
    let (input, seen): (Box<dyn BufRead>, _) = match &arguments.receipt {
        Some(path) => {
            let (input, seen) = receipt::Hashed::new(input);
            (Box::new(input), Some((path, seen)))
        }
        None => (input, None),
    };
    let mut records = Records::new(&program, input, form, arguments.allow_extra);
    let written = run.records(&mut records, &out);
    run.close(&records);
    if let (Some((path, seen)), Ok(())) = (seen, &written) {
        let options = receipt::Options {
            as_of: as_of.unwrap_or(today).to_string(),
            as_if_enacted: arguments.as_if_enacted,
            positions: arguments.position.clone(),
        };
        let receipt = receipt::Receipt::new(&loaded.sources, &run.input, &seen, options);
        receipt
            .write(path)
            .map_err(|error| format!("cannot write the receipt `{}`: {}", path.display(), load::reason(&error)))?;
    }
    Ok(finish(written, run.outcome))
}

impl Run<'_> {
    fn records(&mut self, records: &mut Records<'_>, out: &Out) -> io::Result<()> {
        let mut line = Vec::new();
        let mut first = true;
        loop {
            line.clear();
            match records.next_record() {
                Ok(Some(record)) => {
                    self.record(&record, first, &mut line);
                    if let Ok(row) = record.row {
                        records.give_back(row);
                    }
                }
                Ok(None) => break,
                Err(error) => {
                    self.outcome = misuse(&format!("cannot read on in `{}`: {}", self.input, load::reason(&error)));
                    break;
                }
            }
            first = false;
            out.borrow_mut().write_all(&line)?;
        }
        if self.format == Answers::Json {
            out.borrow_mut().write_all(if first { b"[]\n" } else { b"\n]\n" })?;
        }
        out.borrow_mut().flush()
    }

    /// Appends everything that is to be written for a record.
    fn record(&mut self, record: &Record, first: bool, out: &mut Vec<u8>) {
        let stated = self.as_of.or(record.as_of);
        self.options.as_of = stated.unwrap_or(self.today);
        let mut text = String::new();
        if self.format == Answers::Text {
            self.header(first, stated, &mut text);
        }
        let row = match &record.row {
            Ok(row) => row,
            Err(found) => {
                self.outcome = self.outcome.max(Outcome::Problems);
                found.iter().for_each(|problem| self.case_problem(problem));
                if self.format == Answers::Text {
                    text::invalid(&mut text, &record.id, found.len());
                    out.extend_from_slice(text.as_bytes());
                } else {
                    self.between(first, out);
                    self.writer.invalid(out, &record.id, found);
                    self.after(out);
                }
                return;
            }
        };
        let mut said: Vec<Diagnostic> = Vec::new();
        for index in 0..self.targets.len() {
            let decision = self.decided(index, row);
            let wanted = self.why || !self.why_not.is_empty();
            let needed = wanted || (self.format == Answers::Text && decision.effect == Effect::Undetermined);
            let explanation = needed.then(|| explain::explain(self.context.program, &decision, row, &self.options));
            for problem in &decision.problems {
                if !said.contains(problem) {
                    said.push(problem.clone());
                }
            }
            if self.format == Answers::Text {
                self.text(&mut text, record, row, index, (&decision, explanation.as_ref()));
            } else {
                self.between(first && index == 0, out);
                let given = Given { case: row, options: &self.options };
                let why = explanation.as_ref().filter(|_| wanted).map(|it| (it, Some(given)));
                self.writer.decision(out, &record.id, &decision, self.options.as_of, why);
                self.after(out);
            }
        }
        for problem in said {
            self.evaluation_problem(&record.id, problem);
        }
        out.extend_from_slice(text.as_bytes());
    }

    /// The answer of the target of that index; what does not depend on the case is worked out once a day of the law.
    fn decided(&mut self, index: usize, row: &Row) -> Decision {
        /// Days kept; an input may have a day of its own in every record.
        const DAYS: usize = 512;
        if self.deciders.len() > DAYS {
            self.deciders.clear();
        }
        let (program, options) = (self.context.program, &self.options);
        let targets = &self.targets;
        let deciders = self.deciders.entry(options.as_of).or_insert_with(|| {
            targets.iter().map(|(instrument, decision)| Decider::new(program, *instrument, *decision, options)).collect()
        });
        deciders[index].decide(row)
    }

    fn header(&mut self, first: bool, stated: Option<Date>, text: &mut String) {
        if !first {
            text.push('\n');
        }
        if stated.is_none() && !std::mem::replace(&mut self.today_said, true) {
            text.push_str(&format!("as of {} (today; --as-of decides by the law of another day)\n\n", self.today));
        }
    }

    /// `index`: which of the decisions on the case this is.
    fn text(
        &self,
        out: &mut String,
        record: &Record,
        row: &Row,
        index: usize,
        (decision, explanation): (&Decision, Option<&explain::Explanation>),
    ) {
        if index > 0 && self.why {
            out.push('\n');
        }
        let detail = text::Detail {
            with_title: self.targets.iter().any(|(instrument, _)| *instrument != decision.instrument),
            why: self.why,
            why_not: &self.why_not,
            given: Some(Given { case: row, options: &self.options }),
            as_of: record.as_of.filter(|_| self.as_of.is_none()),
            width: io::stdout().is_terminal().then(|| stdout_style().width),
        };
        text::decision(out, self.context, &record.id, decision, explanation, detail);
    }

    fn between(&self, first: bool, out: &mut Vec<u8>) {
        if self.format == Answers::Json {
            out.extend_from_slice(if first { b"[\n" } else { b",\n" });
        }
    }

    fn after(&self, out: &mut Vec<u8>) {
        if self.format == Answers::Ndjson {
            out.push(b'\n');
        }
    }

    fn case_problem(&mut self, problem: &CaseProblem) {
        self.problems += 1;
        if self.shown < SHOWN {
            self.shown += 1;
            note(&render::draw(&problems::case_notice(&self.input, problem, self.style.line_limit), &self.style));
        }
    }

    fn evaluation_problem(&mut self, case: &str, mut problem: Diagnostic) {
        self.outcome = self.outcome.max(Outcome::Problems);
        self.problems += 1;
        if self.shown < SHOWN {
            self.shown += 1;
            if !problem.message.starts_with("case ") {
                problem.message = format!("case {case}: {}", problem.message);
            }
            note(&render::render(self.context.sources, &problem, &self.style));
        }
    }

    /// What is to be said once, at the end.
    fn close(&self, records: &Records<'_>) {
        if self.problems > self.shown {
            note(&format!("... and {} more problems in {}", self.problems - self.shown, self.input));
        }
        let extra = records.extra_keys();
        if !extra.is_empty() {
            let listed: Vec<&str> = extra.iter().take(7).map(String::as_str).collect();
            let more = if extra.len() > listed.len() { ", ..." } else { "" };
            let (keys, are) = if extra.len() == 1 { ("key", "is no fact") } else { ("keys", "are not facts") };
            note(&format!("note: {} {keys} {are} of this policy: {}{more}", extra.len(), suggest::all_of(&listed)));
        }
    }
}

/// NDJSON in gives NDJSON out, unless a person asks: on a terminal, or for the reason.
fn usual_format(form: Form, arguments: &args::Decide) -> Answers {
    let person = arguments.why || !arguments.why_not.is_empty() || io::stdout().is_terminal();
    match form {
        Form::NdJson if !person => Answers::Ndjson,
        _ => Answers::Text,
    }
}

fn date(text: &str) -> Result<Date, String> {
    let day = text.parse::<Date>().ok().filter(|day| day.to_string() == text);
    day.ok_or_else(|| format!("`--as-of {text}` is not a day; write it as year, month, day, such as `--as-of 2013-06-01`"))
}

/// The day of the system's clock in the time zone of the policy (in UTC where it names none).
fn today(program: &Program, instruments: &[InstrumentId]) -> Date {
    let zone = instruments
        .iter()
        .find_map(|id| program.instruments[id.index()].time_zone.as_deref())
        .and_then(|name| jiff::tz::TimeZone::get(name).ok())
        .unwrap_or(jiff::tz::TimeZone::UTC);
    zone.to_datetime(jiff::Timestamp::now()).date()
}

// --- what the arguments name ------------------------------------------------------------------------------------------

fn targets(
    program: &Program,
    instruments: &[InstrumentId],
    arguments: &args::Decide,
) -> Result<Vec<(InstrumentId, DecisionId)>, String> {
    let path = arguments.path.display();
    if instruments.is_empty() {
        return Err(format!("`{path}` has no `policy` heading: there is nothing to decide by"));
    }
    let all: Vec<(InstrumentId, DecisionId)> = instruments
        .iter()
        .flat_map(|id| program.instruments[id.index()].decisions.iter().map(|decision| (*id, *decision)))
        .collect();
    let names: Vec<&str> = all.iter().map(|(_, decision)| program.decisions[decision.index()].name.as_str()).collect();
    let Some(wanted) = &arguments.decision else {
        return match all.is_empty() {
            true => Err(format!("`{path}` decides nothing: none of its rules has an outcome")),
            false => Ok(all),
        };
    };
    let found: Vec<_> = all.iter().copied().filter(|(_, it)| same(&program.decisions[it.index()].name, wanted)).collect();
    match found.is_empty() {
        true => Err(format!("there is no decision `{wanted}`; {}", offer(wanted, &names))),
        false => Ok(found),
    }
}

/// `holiday reading=observed day`, also with underscores: on every question of that name, as each file may ask its own.
fn position(program: &Program, text: &str) -> Result<Vec<(QuestionId, u16)>, String> {
    let Some((question, position)) = text.split_once('=') else {
        return Err(format!("`--position {text}` lacks `=`; write `--position \"QUESTION=POSITION\"`"));
    };
    let names: Vec<&str> = program.questions.iter().map(|it| it.name.as_str()).collect();
    let asked: Vec<usize> = (0..names.len()).filter(|index| same(names[*index], question)).collect();
    let Some(first) = asked.first() else {
        return Err(format!("there is no question `{}`; {}", question.trim(), offer(question, &names)));
    };
    let mut positions: Vec<&str> = Vec::new();
    let mut taken = Vec::new();
    for index in &asked {
        let values = program.enums.get(program.questions[*index].positions.index()).map_or(&[][..], |it| &it.values);
        positions.extend(values.iter().map(String::as_str));
        let found = values.iter().position(|it| same(it, position));
        taken.extend(found.map(|found| (QuestionId(*index as u32), found as u16)));
    }
    match taken.is_empty() {
        true => Err(format!("`{}` is not a position on `{}`; {}", position.trim(), names[*first], offer(position, &positions))),
        false => Ok(taken),
    }
}

fn why_not(program: &Program, instruments: &[InstrumentId], wanted: &[String]) -> Result<Vec<RuleId>, String> {
    let known: Vec<RuleId> = instruments.iter().flat_map(|id| program.instruments[id.index()].rules.iter().copied()).collect();
    let labels: Vec<&str> = known.iter().map(|id| program.rules[id.index()].label.as_str()).collect();
    let mut found = Vec::new();
    for text in wanted {
        let label = text.trim().strip_prefix("rule ").unwrap_or(text.trim()).trim();
        let before = found.len();
        found.extend(known.iter().zip(&labels).filter(|(_, it)| **it == label).map(|(id, _)| *id));
        if found.len() == before {
            return Err(format!("there is no rule `{label}`; {}", offer(label, &labels)));
        }
    }
    Ok(found)
}

/// Whether two names are the same, whatever joins their words.
fn same(name: &str, given: &str) -> bool {
    let plain = |text: &str| {
        let words: Vec<String> = text.split(['_', '-', ' ']).filter(|it| !it.is_empty()).map(str::to_lowercase).collect();
        words.join(" ")
    };
    plain(name) == plain(given)
}

/// `did you mean …?` or what there is.
fn offer(given: &str, known: &[&str]) -> String {
    let mut distinct: Vec<&str> = Vec::new();
    for name in known {
        if !distinct.contains(name) {
            distinct.push(name);
        }
    }
    if let Some(nearest) = suggest::nearest(given.trim(), distinct.iter().copied()) {
        return format!("did you mean `{nearest}`?");
    }
    match distinct.len() {
        0 => "this policy has none".to_owned(),
        1..=7 => format!("this policy has {}", suggest::all_of(&distinct)),
        many => format!("this policy has {many}, among them {}", suggest::all_of(&distinct[..3])),
    }
}

// --- the input --------------------------------------------------------------------------------------------------------

fn open(path: &Path, form: Option<args::Input>, out: &Out) -> Result<(Box<dyn BufRead>, Form), String> {
    let form = form.map(|it| match it {
        args::Input::Json => Form::Json,
        args::Input::Ndjson => Form::NdJson,
        args::Input::Csv => Form::Csv,
    });
    let shown = path.display();
    let mut input: Box<dyn BufRead> = if path.as_os_str() == "-" {
        Box::new(BufReader::with_capacity(1 << 16, FlushFirst { from: io::stdin().lock(), out: Rc::clone(out) }))
    } else {
        let cannot = |error: io::Error| format!("cannot read the cases in `{shown}`: {}", load::reason(&error));
        let file = std::fs::File::open(path).map_err(cannot)?;
        if file.metadata().map_err(cannot)?.is_dir() {
            return Err(format!("cannot read the cases in `{shown}`: it is a folder, not a file"));
        }
        Box::new(BufReader::with_capacity(1 << 16, file))
    };
    let ending = path.extension().and_then(|it| it.to_str()).map(str::to_lowercase);
    let form = match (form, ending.as_deref()) {
        (Some(form), _) => form,
        (None, Some("json")) => Form::Json,
        (None, Some("ndjson" | "jsonl")) => Form::NdJson,
        (None, Some("csv")) => Form::Csv,
        (None, _) => sniffed(&mut *input).map_err(|error| format!("cannot read the cases: {error}"))?,
    };
    Ok((input, form))
}

/// The form by the first byte that is not blank; nothing is consumed.
fn sniffed(input: &mut dyn BufRead) -> io::Result<Form> {
    let buffer = input.fill_buf()?;
    let text = buffer.strip_prefix(b"\xef\xbb\xbf").unwrap_or(buffer).trim_ascii_start();
    let first_line = text.split(|byte| *byte == b'\n').next().unwrap_or_default().trim_ascii_end();
    Ok(match text.first() {
        Some(b'[') => Form::Json,
        // An object laid out over several lines is no NDJSON.
        Some(b'{') if first_line == b"{" => Form::Json,
        Some(b'{') => Form::NdJson,
        _ => Form::Csv,
    })
}

/// Standard input that first writes out what is waiting: whoever feeds cases one by one sees each answer at once.
struct FlushFirst<R> {
    from: R,
    out: Out,
}

impl<R: Read> Read for FlushFirst<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // A closed pipe is noticed, and ends the run, when the next answer is written.
        if let Ok(mut out) = self.out.try_borrow_mut() {
            let _ = out.flush();
        }
        self.from.read(buffer)
    }
}

/// The answers as text with the whole reason, for snapshots; `usual_day` is for records that name no day.
///
/// # Errors
/// What makes it impossible, in words.
pub(super) fn snapshot(
    program: &Program,
    sources: &Sources,
    instrument: InstrumentId,
    cases: &Path,
    usual_day: Date,
) -> Result<String, String> {
    let out: Out = Rc::new(RefCell::new(stdout()));
    let (input, form) = open(cases, None, &out)?;
    let context = Context { program, sources };
    let targets: Vec<_> = program.instruments[instrument.index()].decisions.iter().map(|it| (instrument, *it)).collect();
    let mut options = Options { as_of: usual_day, as_if_enacted: false, positions: Vec::new() };
    let mut text = String::new();
    let mut records = Records::new(program, input, form, false);
    let cannot = |error: io::Error| format!("cannot read on in `{}`: {}", cases.display(), load::reason(&error));
    while let Some(record) = records.next_record().map_err(cannot)? {
        if !text.is_empty() {
            text.push('\n');
        }
        options.as_of = record.as_of.unwrap_or(usual_day);
        match &record.row {
            Err(found) => {
                text::invalid(&mut text, &record.id, found.len());
                for problem in found {
                    let notice = problems::case_notice(&cases.file_name().unwrap_or_default().to_string_lossy(), problem, 120);
                    text.push_str(&format!("      {}\n", concise::concise_notice(&notice)));
                }
            }
            Ok(row) => {
                for (instrument, decision) in &targets {
                    let decision = runtime::decide(program, *instrument, *decision, row, &options);
                    let explanation = explain::explain(program, &decision, row, &options);
                    let given = Some(Given { case: row, options: &options });
                    let detail = text::Detail { why: true, given, as_of: record.as_of, ..text::Detail::default() };
                    text::decision(&mut text, context, &record.id, &decision, Some(&explanation), detail);
                }
            }
        }
    }
    Ok(text)
}
