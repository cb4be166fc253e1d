//! Case records: JSON, NDJSON and CSV into rows of typed slots, driven by the checked program.
//!
//! | file | does |
//! |---|---|
//! | `plan` | keys and words of the program in tables |
//! | `scan`, `json` | a record's JSON straight into its row |
//! | `values` | text to exact values |
//! | `input`, `document`, `table` | lines, lists of records, tables: one record at a time, in bounded memory |
//! | `place`, `problems` | where and what is wrong, in words |
//! | `schema` | the JSON Schema of a record |
//!
//! One line is one record or one invalid record, and nothing that is wrong with one stops the next. A table is different where
//! its *header* is wrong: then no row can be trusted, so one invalid record (of line 1) says what is wrong with it, and reading ends.

mod document;
mod input;
mod json;
mod lookup;
mod place;
mod plan;
mod problems;
mod scan;
pub mod schema;
mod table;
#[cfg(test)]
mod tests;
mod values;

use crate::ir::{Program, Row, Value};
use document::{Document, Element};
use input::{Input, LONGEST_RECORD, Line};
use jiff::civil::Date;
use json::{Decoded, State};
use place::{Origin, harmless, place};
use plan::Plan;
use problems::{Found, Layout};
use std::io::BufRead;
use table::Table;

/// The form of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One JSON object, or an array of them.
    Json,
    /// One JSON object a line.
    NdJson,
    /// A header line, then one record a line.
    Csv,
}

/// One record of the input.
#[derive(Debug)]
pub struct Record {
    /// Its id: the fact that `names the case`, or the key `case`, or `line N`.
    pub id: String,
    /// The line of the input where it begins, from 1.
    pub line: usize,
    /// The day whose law it asks for (the key `as_of`), if it does.
    pub as_of: Option<Date>,
    /// Its facts, or everything that is wrong with it.
    pub row: Result<Row, Vec<CaseProblem>>,
}

/// Something wrong in a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseProblem {
    /// The code of the diagnostic (`unknown-fact`, `wrong-kind-of-value`, …).
    pub code: crate::diagnostics::Code,
    /// `` case C-18: `bail` must be an amount of money ``.
    pub message: String,
    /// The key with its path: `charges[0].grade`. Empty where the whole record is meant.
    pub field: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The text of that line (shortened round the place when very long), for showing, and the stretch to underline, in bytes of it.
    pub excerpt: Option<(String, std::ops::Range<usize>)>,
    /// What stands there.
    pub label: String,
    /// How to mend it.
    pub help: Vec<String>,
}

/// Reads records one after the other, in memory that does not grow with their number.
pub struct Records<'a> {
    plan: Plan<'a>,
    state: State,
    source: Source<'a>,
    /// A row given back, to be filled again.
    spare: Option<Row>,
}

/// Rows of a table that run over several lines.
#[derive(Debug, Default)]
pub struct LongRows {
    /// How many there are.
    pub count: usize,
    /// The first of them: its first line and its last.
    pub first: Option<(usize, usize)>,
}

impl LongRows {
    fn note(&mut self, first: usize, last: usize) {
        self.count += 1;
        self.first.get_or_insert((first, last));
    }
}

/// Where the next record comes from.
enum Source<'a> {
    Lines(Lines<'a>),
    Document(Document<'a>),
    Table(Box<Table<'a>>),
    Ended,
}

/// One record a line.
struct Lines<'a> {
    input: Input<'a>,
    buffer: Vec<u8>,
    line: usize,
}

impl<'a> Records<'a> {
    /// Records of `input`; `allow_extra` accepts keys that the vocabulary does not know.
    pub fn new(program: &'a Program, input: Box<dyn BufRead + 'a>, form: Form, allow_extra: bool) -> Records<'a> {
        let plan = Plan::new(program);
        let state = State::new(&plan, allow_extra);
        let input = Input::new(input);
        let source = match form {
            Form::NdJson => Source::Lines(Lines { input, buffer: Vec::new(), line: 0 }),
            Form::Json => Source::Document(Document::new(input)),
            Form::Csv => Source::Table(Box::new(Table::new(input))),
        };
        Records { plan, state, source, spare: None }
    }

    /// The next record; `None` at the end.
    ///
    /// # Errors
    /// The input itself can't be read on (I/O).
    pub fn next_record(&mut self) -> std::io::Result<Option<Record>> {
        match &mut self.source {
            Source::Lines(_) => self.next_line(),
            Source::Document(_) => self.next_element(),
            Source::Table(table) => {
                let row = self.spare.take();
                let record = table.next_record(&self.plan, &mut self.state, row)?;
                if record.is_none() {
                    self.source = Source::Ended;
                }
                Ok(record)
            }
            Source::Ended => Ok(None),
        }
    }

    /// Gives a row back whose record is done with, so that the next one needs no new room.
    pub fn give_back(&mut self, mut row: Row) {
        row.clear();
        self.spare = Some(row);
    }

    /// Keys seen that are no facts, with their paths, sorted, each once (only where `allow_extra` was given).
    pub fn extra_keys(&self) -> Vec<String> {
        self.state.extras.iter().cloned().collect()
    }

    /// Rows of a table whose cells run over lines, and that could be read: a record in there would have vanished.
    pub fn long_rows(&self) -> &LongRows {
        &self.state.long_rows
    }

    fn next_line(&mut self) -> std::io::Result<Option<Record>> {
        let Source::Lines(lines) = &mut self.source else { return Ok(None) };
        let mut utf_16 = lines.input.open()?;
        loop {
            let line = input::read_line(&mut lines.input, &mut lines.buffer)?;
            lines.line += 1;
            let origin = Origin { line: lines.line, column: 0 };
            match line {
                Line::End => {
                    self.source = Source::Ended;
                    return Ok(None);
                }
                Line::TooLong => {
                    let problem = problems::too_large(LONGEST_RECORD, 0..1);
                    return Ok(Some(invalid(None, &lines.buffer, origin, vec![problem], After::Others)));
                }
                Line::Text if std::mem::take(&mut utf_16) => {
                    let record = invalid(None, &lines.buffer, origin, vec![problems::not_utf_8(0..2)], After::Lost);
                    self.source = Source::Ended;
                    return Ok(Some(record));
                }
                Line::Text if lines.buffer.trim_ascii().is_empty() => {}
                Line::Text => {
                    let row = empty_row(&self.plan, self.spare.take());
                    return Ok(Some(one(&self.plan, &mut self.state, &lines.buffer, origin, row, Layout::Lines).0));
                }
            }
        }
    }

    fn next_element(&mut self) -> std::io::Result<Option<Record>> {
        let Source::Document(document) = &mut self.source else { return Ok(None) };
        let record = match document.next()? {
            Element::Record(origin) => {
                let row = empty_row(&self.plan, self.spare.take());
                let (record, after) = one(&self.plan, &mut self.state, &document.buffer, origin, row, Layout::Document);
                if after == After::Lost {
                    document.give_up();
                }
                record
            }
            Element::Problem(origin, found, after) => invalid(None, &document.buffer, origin, vec![found], after),
            Element::End => {
                self.source = Source::Ended;
                return Ok(None);
            }
        };
        Ok(Some(record))
    }
}

/// A row of the case of which nothing is known.
fn empty_row(plan: &Plan, spare: Option<Row>) -> Row {
    let mut row = spare.unwrap_or_default();
    row.resize_with(plan.record(0).slots.len(), Value::default);
    row
}

/// The record that is the whole of `text`, and what becomes of those after it.
fn one(plan: &Plan, state: &mut State, text: &[u8], origin: Origin, row: Row, layout: Layout) -> (Record, After) {
    let decoded = match std::str::from_utf8(text) {
        Ok(text) => json::decode(plan, state, text, row, layout),
        Err(error) => {
            let start = error.valid_up_to();
            let found = problems::not_utf_8(start..start + error.error_len().unwrap_or(1));
            return (invalid(None, text, origin, vec![found], After::Others), After::Others);
        }
    };
    let Decoded { row, id, as_of, problems, broken } = decoded;
    if !problems.is_empty() {
        let lost = broken && layout == Layout::Document && !document::ends_for_sure(text);
        let after = if lost { After::Lost } else { After::Others };
        return (invalid(id, text, origin, problems, after), after);
    }
    (Record { id: id.unwrap_or_else(|| format!("line {}", origin.line)), line: origin.line, as_of, row: Ok(row) }, After::Others)
}

/// A record with everything that is wrong with it.
fn invalid(id: Option<String>, text: &[u8], origin: Origin, found: Vec<Found>, after: After) -> Record {
    let name = id.as_ref().map(|id| format!("case {}", shown_id(id)));
    let last = found.len().saturating_sub(1);
    let told = found.into_iter().enumerate().map(|(number, found)| {
        let place = place(text, origin, found.at);
        let mut help = found.help;
        if number == last {
            help.extend(consequence(name.as_deref(), origin.line, after));
        }
        CaseProblem {
            code: found.code,
            message: format!("{}: {}", name.clone().unwrap_or_else(|| format!("line {}", origin.line)), found.message),
            field: found.field,
            line: place.line,
            column: place.column,
            excerpt: Some(place.excerpt).filter(|(text, _)| !text.is_empty()),
            label: found.label,
            help,
        }
    });
    let row = Err(told.collect());
    Record { id: id.unwrap_or_else(|| format!("line {}", origin.line)), line: origin.line, as_of: None, row }
}

/// What becomes of the records after one that is invalid.
#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    /// They are read.
    Others,
    /// They are read, but for what the record took in down to this line: a cell of a table runs over lines.
    Beyond(usize),
    /// Where they begin is not known.
    Lost,
    /// The header of a table was wrong.
    Header,
    /// There can be none.
    Nothing,
}

/// What becomes of the record and of those after it, as a line of help.
fn consequence(name: Option<&str>, line: usize, after: After) -> Option<String> {
    let name = name.unwrap_or("the record");
    match after {
        After::Others => Some(format!("{name} is reported as invalid; the other cases are decided")),
        After::Beyond(last) => {
            Some(format!("lines {line} to {last} are reported as one invalid record; the other cases are decided"))
        }
        After::Lost => Some("mend this first: nothing after it was read".to_owned()),
        After::Header => Some("no row is decided until the header is mended".to_owned()),
        After::Nothing => None,
    }
}

/// An id fit for a line: not too long, and harmless.
pub fn shown_id(id: &str) -> String {
    let mut shown: String = id.chars().take(24).map(harmless).collect();
    if id.chars().nth(24).is_some() {
        shown.push('…');
    }
    shown
}
