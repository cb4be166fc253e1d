//! `enact decide`: each case of an input against a policy, one record in memory at a time.

use super::args::{self, Answers};
use super::asked::{self, Part};
use super::ids::{Ids, Lines};
use super::output::{finish, misuse, note, stderr_style, stdout, stdout_style};
use super::{Outcome, load, receipt};
use crate::cases::{CaseProblem, Form, Record, Records};
use crate::diagnostics::catalogue::UNCLEAR_DATE_IN_CASE;
use crate::diagnostics::concise;
use crate::diagnostics::render::{self, Style};
use crate::diagnostics::{Diagnostic, Severity, suggest};
use crate::ir::{DecisionId, InstrumentId, OrderId, Program, Row, RuleId};
use crate::report::working::Given;
use crate::report::{Context, json, problems, text, together, words};
use crate::runtime::authorities::precedence::Together;
use crate::runtime::reasons::explain;
use crate::runtime::{self, AsIf, Decider, Decision, Effect, Options};
use crate::source::Sources;
use jiff::civil::Date;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io::{self, BufRead, BufReader, IsTerminal as _, Read, Write};
use std::path::Path;
use std::rc::Rc;

/// Days of the law kept; an input may have a day of its own in every record.
const DAYS: usize = 512;

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
    /// What is answered, in order.
    parts: Vec<Part>,
    /// Under which orders several instruments are resolved; `None`: under none.
    orders: Vec<Option<OrderId>>,
    /// For a day of the law, by part and order.
    together: BTreeMap<Date, Vec<Vec<Together<'a>>>>,
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
    /// By key: the lines of dates in no form that can be read, but for the one that was shown.
    unclear_dates: BTreeMap<String, Lines>,
    problems: usize,
    ids: Ids,
    outcome: Outcome,
}

/// # Errors
/// What makes the command impossible as given.
fn prepared(arguments: &args::Decide) -> Result<Outcome, String> {
    let as_of = arguments.as_of.as_deref().map(date).transpose()?;
    if arguments.format == Some(Answers::Table) && (arguments.why || !arguments.why_not.is_empty()) {
        return Err("a table has no room for reasons; leave out `--format table`, or `--why` and `--why-not`".to_owned());
    }
    asked::no_module_among(&arguments.paths, &arguments.as_if_enacted)?;
    let mut loaded = load::load_with_amending(&arguments.paths);
    if let Some(path) = &arguments.receipt
        && let Some(message) = loaded.overwrites(path, std::slice::from_ref(&arguments.cases))
    {
        return Err(message);
    }
    // Before names are given their meaning: the text of a day is another without an act.
    let whole = arguments.without.iter().filter_map(|it| match asked::left_out(it) {
        (module, None) => Some(module),
        (_, Some(_)) => None,
    });
    let undone: Vec<String> = whole.filter(|it| loaded.leave_out_changes(it)).map(|it| format!("`{it}`")).collect();
    let supposed = asked::supposed(&loaded, &arguments.as_if_enacted)?;
    let so = match undone.as_slice() {
        [] => "nothing is decided until this is mended".to_owned(),
        _ => format!("nothing is decided: the rest does not stand without {}", undone.join(" and ")),
    };
    let program = match loaded.program(&so, supposed.clone()) {
        Ok(program) => program,
        Err(outcome) => return Ok(outcome),
    };
    let asked = loaded.asked();
    let is_asked = |id: &InstrumentId| asked.contains(&program.instruments[id.index()].span.file);
    let mut instruments: Vec<InstrumentId> = (0..program.instruments.len() as u32).map(InstrumentId).filter(is_asked).collect();
    // By name, so that the order of files on the command line changes nothing.
    instruments.sort_by(|a, b| program.instruments[a.index()].id.cmp(&program.instruments[b.index()].id));
    let targets = asked::targets(&program, &instruments, arguments)?;
    let orders = asked::orders(&program, arguments.order.as_deref())?;
    let positions = asked::positions(&program, &loaded.sources, &arguments.position)?;
    let without = asked::without(&program, &arguments.without)?;
    if let Some(day) = as_of {
        asked::say_what_is_off_anyway(&program, &arguments.without, &without, day);
    }
    let why_not = asked::why_not(&program, &instruments, &arguments.why_not)?;
    let out: Out = Rc::new(RefCell::new(stdout()));
    let (input, form) = open(&arguments.cases, arguments.input, &out)?;
    let today = today(&program, &instruments);
    let context = Context { program: &program, sources: &loaded.sources };
    let mut run = Run {
        context,
        writer: json::Writer::new(context, &targets),
        parts: asked::parts(&targets, &orders),
        targets,
        orders,
        together: BTreeMap::new(),
        deciders: BTreeMap::new(),
        format: arguments.format.unwrap_or_else(|| usual_format(form, arguments)),
        why: arguments.why,
        why_not,
        as_of,
        today,
        today_said: false,
        options: Options {
            as_of: as_of.unwrap_or(today),
            law_of: None,
            as_if_enacted: asked::as_if(&program, supposed.as_ref()),
            positions,
            without,
            order: None,
        },
        input: if arguments.cases.as_os_str() == "-" { "<stdin>".to_owned() } else { arguments.cases.display().to_string() },
        style: stderr_style(),
        shown: 0,
        unclear_dates: BTreeMap::new(),
        problems: 0,
        ids: Ids::default(),
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
    if written.is_ok() {
        run.close(&records);
    }
    if let (Some((path, seen)), Ok(())) = (seen, &written) {
        let options = receipt::Options {
            as_of: as_of.unwrap_or(today).to_string(),
            as_if_enacted: supposed.is_some(),
            as_if_enacted_of: arguments.as_if_enacted.iter().filter(|it| !it.is_empty()).cloned().collect(),
            decision: arguments.decision.clone(),
            order: arguments.order.clone(),
            input: form_name(form),
            allow_extra: arguments.allow_extra,
            positions: arguments.position.clone(),
            without: arguments.without.clone(),
        };
        let receipt = receipt::Receipt::new(&loaded.sources, &run.input, &seen, options);
        receipt
            .write(path)
            .map_err(|error| format!("cannot write the receipt `{}`: {}", path.display(), load::reason(&error)))?;
    }
    Ok(finish(written, run.outcome))
}

/// What is written for one record.
struct Page<'o> {
    /// It is the first record.
    first: bool,
    /// How many answers stand there already.
    written: usize,
    /// For people.
    text: String,
    /// For programs; the text follows.
    out: &'o mut Vec<u8>,
    /// What went wrong while evaluating, each once.
    problems: Vec<Diagnostic>,
}

impl Page<'_> {
    /// Nothing was written before, for this record or another.
    fn is_first(&self) -> bool {
        self.first && self.written == 0
    }

    fn gather(&mut self, problems: &[Diagnostic]) {
        for problem in problems {
            if !self.problems.contains(problem) {
                self.problems.push(problem.clone());
            }
        }
    }
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
        if first && self.outcome == Outcome::Clean {
            note(&format!("note: `{}` holds no record", self.input));
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
        self.ids.meet(record, stated);
        let mut text = String::new();
        match self.format {
            Answers::Text => self.header(first, stated, &mut text),
            Answers::Table if first => self.head(&mut text),
            _ => {}
        }
        let row = match &record.row {
            Ok(row) => row,
            Err(found) => {
                self.outcome = self.outcome.max(Outcome::Problems);
                found.iter().for_each(|problem| self.case_problem(problem));
                if matches!(self.format, Answers::Text | Answers::Table) {
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
        let mut page = Page { first, written: 0, text, out, problems: Vec::new() };
        for part in 0..self.parts.len() {
            match self.parts[part] {
                Part::Alone(index) => self.alone(record, row, index, &mut page),
                Part::Together(..) => self.together(record, row, part, &mut page),
            }
        }
        page.out.extend_from_slice(page.text.as_bytes());
        for problem in page.problems {
            self.evaluation_problem(&record.id, problem);
        }
    }

    /// The answer of one instrument.
    fn alone(&mut self, record: &Record, row: &Row, index: usize, page: &mut Page<'_>) {
        let decision = self.decided(index, row);
        page.gather(&decision.problems);
        self.one(record, row, &decision, &self.options, page);
    }

    /// One instrument's own answer, decided already.
    fn one(&self, record: &Record, row: &Row, decision: &Decision, options: &Options, page: &mut Page<'_>) {
        let wanted = self.why || !self.why_not.is_empty();
        // The reason is worked out by the same text.
        let options = &options.of(decision);
        let needed = wanted || (self.format == Answers::Text && decision.effect == Effect::Undetermined);
        let explanation = needed.then(|| explain::explain(self.context.program, decision, row, options));
        match self.format {
            Answers::Text => self.text(page, record, row, options, (decision, explanation.as_ref())),
            Answers::Table => {
                let phrase = words::phrase(self.context.program, decision.decision, decision.effect, &decision.outcomes);
                let name = self.row_name(record, decision.decision);
                let cells: Vec<String> = std::iter::once(name).chain(self.orders.iter().map(|_| phrase.clone())).collect();
                together::row(&mut page.text, &cells, self.width());
            }
            Answers::Json | Answers::Ndjson => {
                self.between(page.is_first(), page.out);
                let given = Given { case: row, options };
                let why = explanation.as_ref().filter(|_| wanted).map(|it| (it, Some(given)));
                // An order may set aside what is said to an instrument too, so that its own answer differs.
                let order = self.orders.iter().any(Option::is_some).then_some(options.order);
                self.writer.decision(page.out, &record.id, decision, (self.options.as_of, order), why);
                self.after(page.out);
            }
        }
        page.written += 1;
    }

    /// Several instruments on one decision: what they come to under each order, and each one's own answer.
    fn together(&mut self, record: &Record, row: &Row, part: usize, page: &mut Page<'_>) {
        let Part::Together(decision, instruments) = &self.parts[part] else { return };
        let (context, options, orders) = (self.context, &self.options, &self.orders);
        if self.together.len() > DAYS {
            self.together.clear();
        }
        let by_part = self.together.entry(options.as_of).or_insert_with(|| self.parts.iter().map(|_| Vec::new()).collect());
        if by_part[part].is_empty() {
            let under = |order: &Option<OrderId>| Together::new(context.program, instruments, *decision, *order, options);
            by_part[part] = orders.iter().map(under).collect();
        }
        let together = &self.together[&options.as_of][part];
        let results: Vec<_> = together.iter().map(|it| (it.decide(row), it.options())).collect();
        if self.format == Answers::Table {
            let name = self.row_name(record, *decision);
            let cells = results.iter().map(|(resolved, _)| together::cell(context, resolved));
            let cells: Vec<String> = std::iter::once(name).chain(cells).collect();
            together::row(&mut page.text, &cells, self.width());
        }
        for (resolved, options) in &results {
            match self.format {
                Answers::Text => {
                    if page.written > 0 && self.why {
                        page.text.push('\n');
                    }
                    let as_of = record.as_of.filter(|_| self.as_of.is_none());
                    let width = io::stdout().is_terminal().then(|| stdout_style().width);
                    together::text(&mut page.text, context, &record.id, resolved, (Some(options.as_of), as_of), width);
                    page.written += 1;
                    if self.why || !self.why_not.is_empty() {
                        let speaking = resolved
                            .authorities
                            .iter()
                            .filter(|it| it.decision.effect != Effect::NoRule || self.why_not_asked_of(it.decision.instrument));
                        speaking.for_each(|it| self.one(record, row, &it.decision, options, page));
                    }
                }
                Answers::Json | Answers::Ndjson => {
                    resolved.all().for_each(|it| self.one(record, row, &it.decision, options, page));
                    self.between(page.is_first(), page.out);
                    together::json(page.out, &self.writer, context, &record.id, resolved, self.options.as_of);
                    self.after(page.out);
                    page.written += 1;
                }
                Answers::Table => {}
            }
            resolved.authorities.iter().for_each(|it| page.gather(&it.decision.problems));
            page.gather(&resolved.problems);
        }
    }

    /// Whether `--why-not` names a rule of an instrument.
    fn why_not_asked_of(&self, instrument: InstrumentId) -> bool {
        self.why_not.iter().any(|rule| self.context.program.rules[rule.index()].instrument == instrument)
    }

    /// The first cell of a table's row: the case, and on what, where several things are decided.
    fn row_name(&self, record: &Record, decision: DecisionId) -> String {
        match self.parts.len() {
            1 => record.id.clone(),
            _ => format!("{}: {}", record.id, self.context.program.decisions[decision.index()].name),
        }
    }

    fn width(&self) -> usize {
        if io::stdout().is_terminal() { stdout_style().width } else { 100 }
    }

    /// The answer of the target of that index; what does not depend on the case is worked out once a day of the law.
    fn decided(&mut self, index: usize, row: &Row) -> Decision {
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

    /// The head of a table.
    fn head(&self, text: &mut String) {
        let program = self.context.program;
        let name = |order: &Option<OrderId>| match order {
            Some(id) => program.orders[id.index()].name.clone(),
            None if self.orders.len() > 1 => "without an order".to_owned(),
            None => "answer".to_owned(),
        };
        let case = if self.options.as_if_enacted == AsIf::Law { "case" } else { "case, as if enacted" };
        let cells: Vec<String> = std::iter::once(case.to_owned()).chain(self.orders.iter().map(name)).collect();
        together::row(text, &cells, self.width());
        together::rule(text, cells.len(), self.width());
    }

    fn header(&mut self, first: bool, stated: Option<Date>, text: &mut String) {
        if !first {
            text.push('\n');
        }
        if stated.is_none() && !std::mem::replace(&mut self.today_said, true) {
            text.push_str(&format!("as of {} (today; --as-of decides by the law of another day)\n\n", self.today));
        }
    }

    fn text(
        &self,
        page: &mut Page<'_>,
        record: &Record,
        row: &Row,
        options: &Options,
        (decision, explanation): (&Decision, Option<&explain::Explanation>),
    ) {
        if page.written > 0 && self.why {
            page.text.push('\n');
        }
        let detail = text::Detail {
            with_title: self.targets.iter().any(|(instrument, _)| *instrument != decision.instrument),
            why: self.why,
            why_not: &self.why_not,
            given: Some(Given { case: row, options }),
            as_of: record.as_of.filter(|_| self.as_of.is_none()),
            width: io::stdout().is_terminal().then(|| stdout_style().width),
        };
        text::decision(&mut page.text, self.context, &record.id, decision, explanation, detail);
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
        if problem.code == UNCLEAR_DATE_IN_CASE {
            // A file has its dates in one form: said once for each fact, the others are counted.
            match self.unclear_dates.entry(without_places(&problem.field)) {
                Entry::Vacant(fact) => drop(fact.insert(Lines::default())),
                Entry::Occupied(mut fact) => return fact.get_mut().note(problem.line),
            }
        }
        self.problems += 1;
        if self.shown < SHOWN {
            self.shown += 1;
            note(&render::draw(&problems::case_notice(&self.input, problem, self.style.line_limit), &self.style));
        }
    }

    fn evaluation_problem(&mut self, case: &str, mut problem: Diagnostic) {
        if problem.severity == Severity::Error {
            self.outcome = self.outcome.max(Outcome::Problems);
        }
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
        for (fact, lines) in self.unclear_dates.iter().filter(|(_, lines)| lines.count > 0) {
            let (dates, are) = if lines.count == 1 { ("date", "is") } else { ("dates", "are") };
            note(&format!(
                "note: {} more {dates} in `{fact}` {are} not written year, month, day ({})",
                lines.count,
                lines.said()
            ));
        }
        self.ids.notes().iter().for_each(|it| note(it));
        if let Some(long) = long_rows(records) {
            note(&long);
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

/// A stray quotation mark makes one cell of all up to the next one: the records in between would be in no answer, without a word.
fn long_rows(records: &Records<'_>) -> Option<String> {
    let rows = records.long_rows();
    let (first, last) = rows.first?;
    Some(match rows.count {
        1 => format!("note: lines {first} to {last} are one record: a cell in quotation marks runs over them"),
        count => format!(
            "note: {count} records take several lines each (the first lines {first} to {last}): a cell in quotation marks runs over them"
        ),
    })
}

/// `charges[0].date` as `charges.date`.
fn without_places(key: &str) -> String {
    key.split('[').map(|part| part.split_once(']').map_or(part, |(_, rest)| rest)).collect()
}

/// As `--input` has it.
fn form_name(form: Form) -> &'static str {
    match form {
        Form::Json => "json",
        Form::NdJson => "ndjson",
        Form::Csv => "csv",
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

pub(super) fn date(text: &str) -> Result<Date, String> {
    let day = text.parse::<Date>().ok().filter(|day| day.to_string() == text);
    let day =
        day.ok_or_else(|| format!("`--as-of {text}` is not a day; write it as year, month, day, such as `--as-of 2013-06-01`"))?;
    match day.year() {
        1.. => Ok(day),
        _ => Err(format!("`--as-of {text}`: there is no such year; years are 0001 to 9999")),
    }
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
    let mut options = Options { as_of: usual_day, ..Options::default() };
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
