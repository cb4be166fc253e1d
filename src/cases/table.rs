//! Tables (CSV): a header of keys, then a record a row.
//!
//! - A column is a fact by its key; inside a record the keys are joined by dots (`offense.grade`). `case` is the id, `as_of` the day.
//! - An empty cell is not known (absent where the vocabulary says `null means none`); `none` and `unknown` mean what they mean in JSON.
//! - A cell holds what a text holds in JSON, without quotation marks. A set is words parted by `;`, or a JSON list. A list of records
//!   and a judgment with its maker are JSON in the cell. The cell of a record itself may be empty, `none`, `unknown` or JSON.
//! - A record with any cell of its own filled is there; with none filled it is not known whether it is.
//! - A header that is wrong (an unknown or repeated column) makes one invalid record, of line 1, and reading ends: every row would have
//!   the same mistake. With extra keys allowed, unknown columns are passed over.
//! - A quotation mark opens a cell only at its beginning. One that is not closed makes the row invalid, and nothing after it is read.
//! - A fact that is given in the cell of its record and in its own is given twice.
//! - A row with more or fewer cells than the header is invalid: its cells may have moved.

use super::input::{self, Input, LONGEST_RECORD};
use super::json::{self, MOST_PROBLEMS, State};
use super::place::Origin;
use super::plan::{self, AS_OF_KEY, CASE_KEY, Plan};
use super::problems::{self, Found, Stands, Subject};
use super::values::{self, Misfit};
use super::{After, Record, empty_row, invalid};
use crate::ir::{Field, Row, SlotId, Type, Value};
use std::collections::BTreeSet;
use std::io::{self, BufRead};
use std::ops::Range;

/// A table that is read on as records are asked for.
pub struct Table<'a> {
    reader: csv::Reader<Kept<'a>>,
    columns: Vec<Column>,
    header: Option<usize>,
    cells: csv::ByteRecord,
    /// Whether a record has a column, and a fact in it too: such records are read first.
    nests: bool,
    ended: bool,
}

/// What came of reading a row.
enum Read {
    Row,
    End,
    /// It can't be read: too long, or a quotation mark is not closed.
    Wrong(Record),
}

/// What a column is.
enum Column {
    Fact(Box<Fact>),
    Case,
    AsOf,
    Extra,
}

/// A fact in a column.
struct Fact {
    field: Field,
    /// Other facts of the same key.
    twins: Vec<Field>,
    path: String,
    /// Where the record that has the field begins in the case's row.
    base: usize,
    /// Presence slots of the records that it lies in, outermost first.
    inside: Vec<usize>,
}

impl<'a> Table<'a> {
    /// Nothing is read yet.
    pub fn new(input: Input<'a>) -> Table<'a> {
        let reader = reader(Kept::new(input, 1));
        Table { reader, columns: Vec::new(), header: None, cells: csv::ByteRecord::new(), nests: false, ended: false }
    }

    /// The next row as a record.
    pub fn next_record(&mut self, plan: &Plan, state: &mut State, spare: Option<Row>) -> io::Result<Option<Record>> {
        if self.ended {
            return Ok(None);
        }
        if self.header.is_none() {
            if self.reader.get_mut().input.open()? {
                self.ended = true;
                let found = problems::not_utf_8(0..2);
                return Ok(Some(invalid(None, b"", Origin { line: 1, column: 0 }, vec![found], After::Lost)));
            }
            match self.read()? {
                Read::Row => {}
                Read::End => return Ok(None),
                Read::Wrong(record) => {
                    self.ended = true;
                    return Ok(Some(record));
                }
            }
            let found = self.read_header(plan, state);
            if !found.is_empty() {
                self.ended = true;
                let (line, text) = self.text();
                return Ok(Some(invalid(None, text, Origin { line, column: 0 }, found, After::Header)));
            }
        }
        match self.read()? {
            Read::Row => Ok(Some(self.record(plan, state, spare))),
            Read::End => Ok(None),
            Read::Wrong(record) => Ok(Some(record)),
        }
    }

    /// The line where the row begins, and its text.
    fn text(&self) -> (usize, &[u8]) {
        self.reader.get_ref().text(self.reader.position().byte())
    }

    /// Reads the next row into the cells.
    fn read(&mut self) -> io::Result<Read> {
        let before = self.reader.position().byte();
        self.reader.get_mut().forget(before);
        match self.reader.read_byte_record(&mut self.cells) {
            Ok(false) => {
                self.ended = true;
                return Ok(Read::End);
            }
            Ok(true) => {}
            Err(_) if self.reader.get_ref().too_long => {
                let kept = self.reader.get_ref();
                let (line, text) = kept.text(u64::MAX);
                let origin = Origin { line, column: 0 };
                if let Some(Quotation::Unclosed(at)) = quotation(text) {
                    let shown = text.get(..at + 200).unwrap_or(text);
                    let record = invalid(None, shown, origin, vec![problems::unclosed_cell(at..at + 1)], After::Lost);
                    self.ended = true;
                    return Ok(Read::Wrong(record));
                }
                let shown = text.get(..200).unwrap_or(text);
                let found = problems::row_too_large(LONGEST_RECORD, 0..1);
                let record = invalid(None, shown, origin, vec![found], others(line, text));
                self.pass_row()?;
                return Ok(Read::Wrong(record));
            }
            Err(error) => {
                return Err(match error.into_kind() {
                    csv::ErrorKind::Io(error) => error,
                    other => io::Error::other(format!("{other:?}")),
                });
            }
        }
        let (line, text) = self.text();
        let origin = Origin { line, column: 0 };
        match quotation(text) {
            None => Ok(Read::Row),
            Some(Quotation::Unclosed(at)) => {
                let found = problems::unclosed_cell(at..at + 1);
                let record = invalid(None, text, origin, vec![found], After::Lost);
                self.ended = true;
                Ok(Read::Wrong(record))
            }
            Some(Quotation::TextAfter { opened, at }) => {
                let line_of = |at: usize| line + newlines(text.get(..at).unwrap_or(text));
                let end =
                    text.iter().skip(at).position(|byte| matches!(byte, b',' | b'\n' | b'\r')).map_or(text.len(), |it| at + it);
                let found = match text.get(at..end).unwrap_or_default().trim_ascii().is_empty() {
                    true => problems::blank_after_cell(at..end),
                    false => problems::text_after_cell((line_of(opened), line_of(at)), at..end),
                };
                let after = if self.header.is_none() { After::Header } else { others(line, text) };
                Ok(Read::Wrong(invalid(None, text, origin, vec![found], after)))
            }
        }
    }

    /// Passes over the rest of a row of which too much was read already, and begins anew after it.
    fn pass_row(&mut self) -> io::Result<()> {
        let empty = reader(Kept::new(Input::new(Box::new(io::empty())), 1));
        let mut kept = std::mem::replace(&mut self.reader, empty).into_inner();
        input::pass_line(&mut kept.input)?;
        let line = kept.line + newlines(kept.row()) + 1;
        self.reader = reader(Kept::new(kept.input, line));
        Ok(())
    }

    /// Finds the fact of each column.
    fn read_header(&mut self, plan: &Plan, state: &mut State) -> Vec<Found> {
        self.header = Some(self.cells.len());
        let (_, text) = self.reader.get_ref().text(self.reader.position().byte());
        if let Some(mark @ (b';' | b'\t' | b'|')) = text.iter().find(|byte| matches!(byte, b';' | b'\t' | b'|'))
            && self.cells.len() == 1
        {
            return vec![problems::other_separator(char::from(*mark), 0..text.len())];
        }
        let mut found = Vec::new();
        let mut names: BTreeSet<&str> = BTreeSet::new();
        let (mut suggested, mut unreadable) = (false, false);
        for (number, cell) in self.cells.iter().enumerate() {
            // A header of a hundred thousand columns is not looked through for what each of them may mean.
            if found.len() >= MOST_PROBLEMS {
                break;
            }
            let at = || cell_range(text, number);
            let Ok(name) = std::str::from_utf8(cell) else {
                unreadable = true;
                found.push(problems::not_utf_8(at()));
                continue;
            };
            let name = name.trim();
            let column = match find_column(plan, name) {
                Ok(column) => column,
                Err(_) if state.allow_extra => {
                    state.note_extra(name.to_owned());
                    Column::Extra
                }
                Err(near) => {
                    let inside = plan.record(0).fields.iter().find(|field| match field.ty {
                        Type::Record(of) => plan.record(of.index()).fields.iter().any(|inner| inner.key == name),
                        _ => false,
                    });
                    let inside = inside.map(|field| field.key.as_str());
                    suggested |= near.is_some() || inside.is_some();
                    let near = near.as_ref().map(|(key, by_name)| (key.as_str(), *by_name));
                    found.push(problems::unknown_fact(name, near, inside, None, true, at()));
                    Column::Extra
                }
            };
            if !matches!(column, Column::Extra) && !names.insert(name) {
                found.push(problems::duplicate_key(name, true, at()));
            }
            self.columns.push(column);
        }
        // Even where other keys are passed over: every fact of every row would be unknown, and the first record be lost.
        let known = self.columns.iter().any(|column| !matches!(column, Column::Extra));
        if !known && !suggested && !unreadable {
            return vec![problems::no_header(0..text.len())];
        }
        self.nests = self.columns.iter().any(|column| match column {
            Column::Fact(fact) => fact.inside.iter().any(|slot| self.is_column(*slot)),
            _ => false,
        });
        found
    }

    fn record(&self, plan: &Plan, state: &mut State, spare: Option<Row>) -> Record {
        let (line, text) = self.text();
        let origin = Origin { line, column: 0 };
        let columns = self.header.unwrap_or(0);
        let mut out = RowOf { row: empty_row(plan, spare), id: None, given_id: None, as_of: None, found: Vec::new() };
        if self.cells.len() != columns {
            let at = if self.cells.len() > columns {
                cell_range(text, columns)
            } else {
                cell_range(text, self.cells.len().saturating_sub(1))
            };
            let found = problems::ragged_row(self.cells.len(), columns, 1 + newlines(text), at);
            return invalid(None, text, origin, vec![found], others(line, text));
        }
        let is_record = |column: &Column| matches!(column, Column::Fact(fact) if matches!(fact.field.ty, Type::Record(_)));
        let rounds: &[Option<bool>] = if self.nests { &[Some(true), Some(false)] } else { &[None] };
        for round in rounds {
            for (number, (cell, column)) in self.cells.iter().zip(&self.columns).enumerate() {
                let later = round.is_some_and(|records| records != is_record(column));
                if later || matches!(column, Column::Extra) || out.found.len() >= MOST_PROBLEMS {
                    continue;
                }
                let at = || cell_range(text, number);
                match std::str::from_utf8(cell) {
                    Ok(cell) if cell.contains('\0') => out.found.push(problems::nul_in_cell(at())),
                    Ok(cell) => out.cell(plan, state, column, cell, &at),
                    Err(_) => out.found.push(problems::not_utf_8(at())),
                }
            }
        }
        self.settle_presence(&mut out, text);
        let id = out.id.or(out.given_id).filter(|id| !id.trim().is_empty());
        if !out.found.is_empty() {
            return invalid(id, text, origin, out.found, others(line, text));
        }
        if let After::Beyond(last) = others(line, text) {
            state.long_rows.note(line, last);
        }
        Record { id: id.unwrap_or_else(|| format!("line {line}")), line, as_of: out.as_of, row: Ok(out.row) }
    }

    /// Whether a record has a column of its own.
    fn is_column(&self, presence: usize) -> bool {
        self.columns.iter().any(|column| matches!(column, Column::Fact(fact) if fact.base + fact.field.slot.index() == presence))
    }

    /// A record of which a cell says something is there, unless its own cell says that there is none.
    fn settle_presence(&self, out: &mut RowOf, text: &[u8]) {
        for (number, (cell, column)) in self.cells.iter().zip(&self.columns).enumerate() {
            let Column::Fact(fact) = column else { continue };
            if cell.trim_ascii().is_empty() || fact.inside.is_empty() {
                continue;
            }
            let fields = std::iter::once(&fact.field).chain(&fact.twins);
            let mut values = fields.filter_map(|field| out.row.get(fact.base + field.slot.index()));
            let says = values.any(|value| *value != Value::Unknown);
            for slot in fact.inside.iter().filter(|_| says) {
                match out.row.get_mut(*slot) {
                    Some(Value::Absent) => {
                        let path = fact.path.rsplit_once('.').map_or("", |(path, _)| path);
                        let found = problems::described_and_none(path, cell_range(text, number));
                        if out.found.len() < MOST_PROBLEMS {
                            out.found.push(found);
                        }
                    }
                    Some(place) => *place = Value::Record,
                    None => {}
                }
            }
        }
    }
}

/// A row on its way to a record.
struct RowOf {
    row: Row,
    id: Option<String>,
    given_id: Option<String>,
    as_of: Option<jiff::civil::Date>,
    found: Vec<Found>,
}

impl RowOf {
    fn cell(&mut self, plan: &Plan, state: &mut State, column: &Column, cell: &str, at: &dyn Fn() -> Range<usize>) {
        let trimmed = cell.trim();
        match column {
            Column::Extra => {}
            Column::Case if trimmed.is_empty() => {}
            Column::Case => self.given_id = Some(trimmed.to_owned()),
            Column::AsOf if trimmed.is_empty() => {}
            Column::AsOf => match values::date(trimmed) {
                Ok(Value::Date(date)) => self.as_of = Some(date),
                Ok(_) => {}
                Err(misfit) => self.found.push(problems::wrong_as_of(misfit, trimmed, at())),
            },
            Column::Fact(fact) => self.fact(plan, state, fact, cell, at),
        }
    }

    /// One cell read for every fact of its name, by each in its own way; wrong only where it fits none.
    fn fact(&mut self, plan: &Plan, state: &mut State, fact: &Fact, cell: &str, at: &dyn Fn() -> Range<usize>) {
        if !fact.inside.is_empty() {
            let mut fields = std::iter::once(&fact.field).chain(&fact.twins);
            if fields.any(|it| self.row.get(fact.base + it.slot.index()).is_some_and(|value| *value != Value::Unknown)) {
                // In the cell of its record, which is read first.
                if !cell.trim().is_empty() {
                    self.found.push(problems::duplicate_key(&fact.path, false, at()));
                }
                return;
            }
        }
        let told = self.found.len();
        self.value(plan, state, fact, &fact.field, cell, at);
        if fact.twins.is_empty() {
            return;
        }
        let problems = self.found.split_off(told);
        let mut fits = problems.is_empty();
        for field in &fact.twins {
            self.value(plan, state, fact, field, cell, at);
            fits |= self.found.split_off(told).is_empty();
        }
        self.found.extend(Some(problems).filter(|_| !fits).into_iter().flatten());
    }

    fn value(&mut self, plan: &Plan, state: &mut State, fact: &Fact, field: &Field, cell: &str, at: &dyn Fn() -> Range<usize>) {
        let Fact { path, base, .. } = fact;
        let trimmed = cell.trim();
        let slot = base + field.slot.index();
        let value = if trimmed.is_empty() {
            Ok(if field.null_is_none { Value::Absent } else { Value::Unknown })
        } else if json::looks_like_json(trimmed)
            && matches!(field.ty, Type::List(_) | Type::Set(_) | Type::Record(_) | Type::Judgment)
        {
            // Places inside the cell are shown as the whole cell: its text may have been quoted.
            let inner = json::decode_cell(plan, state, trimmed, field, path, *base, &mut self.row);
            self.found.extend(inner.into_iter().map(|found| Found { at: at(), ..found }));
            return;
        } else if let Type::Set(of) = field.ty {
            words(plan, field, of, trimmed)
        } else {
            // The spaces of a text are its own.
            let is_text = field.ty == Type::Text && plan::said_of_it(field, trimmed).is_none();
            let text = if is_text { cell } else { trimmed };
            plan.read(field, text, &mut state.sections)
        };
        match value {
            Ok(value) => {
                // A case may be called `unknown`; what it is called is then not known.
                if field.names_case && field.ty == Type::Text && value != Value::Absent {
                    self.id = Some(cell.to_owned());
                }
                if let Some(place) = self.row.get_mut(slot) {
                    *place = value;
                }
            }
            Err(misfit) => {
                let subject = Subject { program: plan.program, field, path, cell: true };
                self.found.push(problems::misfit(subject, trimmed, Stands::Text, misfit, at()));
            }
        }
    }
}

/// `violence; threat` as a set.
fn words(plan: &Plan, field: &Field, of: crate::ir::EnumId, text: &str) -> Result<Value, Misfit> {
    match text {
        "none" if field.optional => return Ok(Value::Absent),
        "none" if plan.word(of, text).is_none() => return Err(Misfit::NoneNotAllowed),
        _ => {}
    }
    let mut bits: u128 = 0;
    let mut all_known = true;
    for word in text.split(';').map(str::trim) {
        match plan.word(of, word) {
            Some(number) => bits |= 1u128.checked_shl(number.into()).unwrap_or(0),
            None if word == "unknown" => all_known = false,
            None => return Err(Misfit::UnknownWord),
        }
    }
    Ok(plan.set(field, bits, all_known))
}

/// The fact that a column names, or the nearest known name and whether it is the key of the fact whose name was written.
fn find_column(plan: &Plan, name: &str) -> Result<Column, Option<(String, bool)>> {
    let mut record = 0;
    let mut base = 0;
    let mut inside = Vec::new();
    let mut known = String::new();
    let mut parts = name.split('.').peekable();
    while let Some(part) = parts.next() {
        let fields = &plan.record(record).fields;
        let last = parts.peek().is_none();
        let Some(field) = fields.iter().find(|field| field.key == part) else {
            if record == 0 && last {
                match part {
                    CASE_KEY => return Ok(Column::Case),
                    AS_OF_KEY => return Ok(Column::AsOf),
                    _ => {}
                }
            }
            let near = plan.near_key(record, part).filter(|_| last);
            return Err(near.map(|(near, by_name)| (format!("{known}{near}"), by_name)));
        };
        if last {
            let twins = fields.iter().filter(|other| other.key == part && other.slot != field.slot).cloned().collect();
            return Ok(Column::Fact(Box::new(Fact { field: field.clone(), twins, path: name.to_owned(), base, inside })));
        }
        let Type::Record(of) = field.ty else { return Err(None) };
        let SlotId(slot) = field.slot;
        inside.push(base + slot as usize);
        base += slot as usize + 1;
        record = of.index();
        known.push_str(part);
        known.push('.');
    }
    Err(None)
}

/// What is wrong with the quotation marks of a row.
enum Quotation {
    /// This one is not closed.
    Unclosed(usize),
    /// A cell opened there has text after its end.
    TextAfter { opened: usize, at: usize },
}

/// What is wrong with the quotation marks of a row, if anything is.
fn quotation(text: &[u8]) -> Option<Quotation> {
    if !text.contains(&b'"') {
        return None;
    }
    Cells { text, next: Some(0) }.find_map(Result::err)
}

/// Where the cells of a row stand, one after the other, down to the first that is wrongly quoted: a quotation mark opens a cell at its
/// beginning, two are one inside it, one ends it.
struct Cells<'t> {
    text: &'t [u8],
    /// Where the next cell begins.
    next: Option<usize>,
}

impl Iterator for Cells<'_> {
    type Item = Result<Range<usize>, Quotation>;

    fn next(&mut self) -> Option<Self::Item> {
        let opened = self.next.take()?;
        let mut at = opened;
        if self.text.get(at) == Some(&b'"') {
            at += 1;
            loop {
                match (self.text.get(at), self.text.get(at + 1)) {
                    (None, _) => return Some(Err(Quotation::Unclosed(opened))),
                    (Some(b'"'), Some(b'"')) => at += 2,
                    (Some(b'"'), None | Some(b',' | b'\n' | b'\r')) => break,
                    (Some(b'"'), Some(_)) => return Some(Err(Quotation::TextAfter { opened, at: at + 1 })),
                    _ => at += 1,
                }
            }
            at += 1;
        }
        let ends = |byte: &u8| matches!(byte, b',' | b'\n' | b'\r');
        let end = self.text.iter().skip(at).position(ends).map_or(self.text.len(), |more| at + more);
        self.next = (end < self.text.len()).then_some(end + 1);
        Some(Ok(opened..end))
    }
}

/// What becomes of the rows after one of this text, which begins in that line and is invalid.
fn others(line: usize, text: &[u8]) -> After {
    match newlines(text) {
        0 => After::Others,
        more => After::Beyond(line + more),
    }
}

fn newlines(text: &[u8]) -> usize {
    text.iter().filter(|byte| **byte == b'\n').count()
}

fn reader(kept: Kept<'_>) -> csv::Reader<Kept<'_>> {
    csv::ReaderBuilder::new().has_headers(false).flexible(true).buffer_capacity(1 << 16).from_reader(kept)
}

/// Where a cell stands in the text of its row.
fn cell_range(text: &[u8], number: usize) -> Range<usize> {
    match (Cells { text, next: Some(0) }).nth(number) {
        Some(Ok(range)) => range,
        _ => text.len()..text.len(),
    }
}

/// The input, with the text of the current row kept so that it can be shown.
struct Kept<'a> {
    input: Input<'a>,
    bytes: Vec<u8>,
    /// Where in `bytes` the current row begins; what stands before it is dropped now and then.
    from: usize,
    /// Where in the input the current row begins.
    start: u64,
    /// The line of that place.
    line: usize,
    /// The row went beyond what is read.
    too_long: bool,
}

impl<'a> Kept<'a> {
    /// From here on, which is that line.
    fn new(input: Input<'a>, line: usize) -> Kept<'a> {
        Kept { input, bytes: Vec::new(), from: 0, start: 0, line, too_long: false }
    }

    /// Drops what was read before `at`.
    fn forget(&mut self, at: u64) {
        let count = usize::try_from(at.saturating_sub(self.start)).unwrap_or(0).min(self.row().len());
        self.line += self.row().iter().take(count).filter(|byte| **byte == b'\n').count();
        self.start += count as u64;
        self.from += count;
        if self.from > 1 << 18 {
            self.bytes.drain(..self.from);
            self.from = 0;
        }
    }

    /// The current row and what was read beyond it.
    fn row(&self) -> &[u8] {
        self.bytes.get(self.from..).unwrap_or(&[])
    }

    /// The row that ends at `end`: its line and its text, without the line ends round it.
    fn text(&self, end: u64) -> (usize, &[u8]) {
        let row = self.row();
        let count = usize::try_from(end.saturating_sub(self.start)).unwrap_or(0).min(row.len());
        let text = row.get(..count).unwrap_or(row);
        let blank = text.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
        let (before, text) = text.split_at(blank);
        let end = text.iter().rposition(|byte| !matches!(byte, b'\n' | b'\r')).map_or(0, |last| last + 1);
        (self.line + before.iter().filter(|byte| **byte == b'\n').count(), text.get(..end).unwrap_or(text))
    }
}

impl io::Read for Kept<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.row().len() > LONGEST_RECORD {
            self.too_long = true;
            return Err(io::Error::other("a row is too long"));
        }
        let from = self.input.fill_buf()?;
        let count = from.len().min(into.len());
        let (Some(from), Some(into)) = (from.get(..count), into.get_mut(..count)) else { return Ok(0) };
        into.copy_from_slice(from);
        self.bytes.extend_from_slice(from);
        self.input.consume(count);
        Ok(count)
    }
}
