//! A record's JSON straight into the row of the case: no tree, no map; each value is read as what its slot holds.

mod judgment;

use super::LongRows;
use super::plan::{AS_OF_KEY, CASE_KEY, Keys, Means, Met, Plan, START, Sections, in_bounds};
use super::problems::{self, Found, Layout, Stands, Subject};
use super::scan::{Broken, Fault, MAX_DEPTH, Scan};
use super::values::{self, Misfit};
use crate::ir::{Field, Row, Type, Value};
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

/// So many problems of one record are told.
pub const MOST_PROBLEMS: usize = 20;
/// So many entries may all lists of a record have together: a row takes far more room than the `{}` that asks for it.
pub const MOST_ENTRIES: usize = 65_536;

/// What is learnt from record to record.
pub struct State {
    /// By record type.
    keys: Vec<Keys>,
    /// Sections read lately.
    pub sections: Sections,
    /// Whether keys outside the vocabulary are accepted.
    pub allow_extra: bool,
    /// Such keys, with their paths (without numbers of entries).
    pub extras: BTreeSet<String>,
    /// Rows of a table that run over lines.
    pub long_rows: LongRows,
}

/// So many keys outside the vocabulary are kept by name.
const MOST_EXTRA_NAMES: usize = 10_000;

impl State {
    /// Nothing learnt yet.
    pub fn new(plan: &Plan, allow_extra: bool) -> State {
        let count = plan.program.records.len().max(1);
        State {
            keys: (0..count).map(|number| Keys::new(plan.record(number), number == 0)).collect(),
            sections: Sections::new(),
            allow_extra,
            extras: BTreeSet::new(),
            long_rows: LongRows::default(),
        }
    }

    /// Keeps the name of a key that the vocabulary does not know.
    pub fn note_extra(&mut self, path: String) {
        if self.extras.len() < MOST_EXTRA_NAMES {
            self.extras.insert(path);
        }
    }
}

/// What a record's text says.
pub struct Decoded {
    /// The facts; to be used only if there is no problem.
    pub row: Row,
    /// The id, where the record has one.
    pub id: Option<String>,
    /// The day whose law is asked for.
    pub as_of: Option<Date>,
    /// Everything wrong.
    pub problems: Vec<Found>,
    /// The text is not JSON: what follows it can't be trusted either.
    pub broken: bool,
}

/// Reads one record, which is the whole of `text`, into `row`: a row of the case of which nothing is known.
pub fn decode(plan: &Plan, state: &mut State, text: &str, row: Row, layout: Layout) -> Decoded {
    let decoded = Decoded { row: Row::new(), id: None, as_of: None, problems: Vec::new(), broken: false };
    let mut decoding = Decoding { plan, state, scan: Scan::new(text), out: decoded, entries: 0, given_id: None };
    let mut row = row;
    match decoding.root(&mut row, layout) {
        Ok(()) => {}
        Err(Stop::Broken(broken)) => {
            decoding.out.broken = true;
            let found = problems::broken(&broken, text, layout);
            decoding.tell(found);
        }
        Err(Stop::Told) => {}
    }
    let given = decoding.given_id.take();
    let mut decoded = decoding.out;
    // An empty text names nothing.
    decoded.id = decoded.id.or(given).filter(|id| !id.trim().is_empty());
    decoded.row = row;
    decoded
}

/// Reads the value of one field from the JSON in a cell of a table. Places in the problems are bytes of `text`.
pub fn decode_cell(
    plan: &Plan,
    state: &mut State,
    text: &str,
    field: &Field,
    path: &str,
    base: usize,
    row: &mut [Value],
) -> Vec<Found> {
    let decoded = Decoded { row: Row::new(), id: None, as_of: None, problems: Vec::new(), broken: false };
    let mut decoding = Decoding { plan, state, scan: Scan::new(text), out: decoded, entries: 0, given_id: None };
    let path = Path { up: None, key: path, index: None };
    let result = decoding.value(field, base, row, path, 1).map(|()| {
        decoding.scan.space();
        if !decoding.scan.at_end() {
            let at = decoding.scan.at..text.len();
            decoding.tell(problems::text_after(Layout::Cell, at));
        }
    });
    if let Err(Stop::Broken(broken)) = result {
        let found = problems::broken(&broken, text, Layout::Cell);
        decoding.tell(found);
    }
    decoding.out.problems
}

/// Why a record is not read on.
enum Stop {
    /// It is not JSON from there on.
    Broken(Broken),
    /// It has been told already.
    Told,
}

impl From<Broken> for Stop {
    fn from(broken: Broken) -> Stop {
        Stop::Broken(broken)
    }
}

/// Where in a record: only written out when there is a problem.
#[derive(Clone, Copy)]
struct Path<'p> {
    up: Option<&'p Path<'p>>,
    key: &'p str,
    index: Option<usize>,
}

impl Path<'_> {
    const ROOT: Path<'static> = Path { up: None, key: "", index: None };

    /// `charges[0].grade`; without the numbers where they don't matter.
    fn written(&self, numbers: bool) -> String {
        let mut text = self.up.map_or_else(String::new, |up| up.written(numbers));
        if !text.is_empty() && !self.key.is_empty() {
            text.push('.');
        }
        text.push_str(self.key);
        if let Some(index) = self.index
            && numbers
        {
            text.push_str(&format!("[{index}]"));
        }
        text
    }
}

struct Decoding<'d, 't> {
    plan: &'d Plan<'d>,
    state: &'d mut State,
    scan: Scan<'t>,
    out: Decoded,
    entries: usize,
    /// The value of the key `case`; a fact that names the case comes before it.
    given_id: Option<String>,
}

impl<'d, 't> Decoding<'d, 't> {
    #[cold]
    fn tell(&mut self, found: Found) {
        if self.out.problems.len() < MOST_PROBLEMS {
            self.out.problems.push(found);
        }
    }

    fn root(&mut self, row: &mut [Value], layout: Layout) -> Result<(), Stop> {
        self.scan.space();
        if self.scan.peek() != b'{' {
            let start = self.scan.at;
            let stands = self.skip_value(0)?;
            let at = self.shown(start);
            self.tell(problems::not_a_record(stands, at));
            return Err(Stop::Told);
        }
        self.object(0, 0, row, Path::ROOT, 0)?;
        self.scan.space();
        if !self.scan.at_end() {
            let at = self.scan.at..self.scan.end();
            self.tell(problems::text_after(layout, at));
            return Err(Stop::Told);
        }
        Ok(())
    }

    /// A record of a type whose slots begin at `base` of `row`; its `{` comes next.
    fn object(&mut self, record: usize, base: usize, row: &mut [Value], path: Path, depth: u32) -> Result<(), Stop> {
        if depth >= MAX_DEPTH {
            return Err(self.scan.broken(Fault::TooDeep).into());
        }
        let plan = self.plan;
        let fields = &plan.record(record).fields;
        let mut met = Met::default();
        let (mut met_case, mut met_as_of) = (false, false);
        let mut before = START;
        self.scan.at += 1;
        self.scan.space();
        if self.scan.eat(b'}') {
            return Ok(());
        }
        loop {
            if self.scan.peek() != b'"' {
                return Err(self.scan.broken(Fault::Expected("a key in quotation marks")).into());
            }
            let start = self.scan.at;
            let (number, means) = match self.guessed(record, before) {
                Some(found) => found,
                None => {
                    let key = self.scan.string()?;
                    match self.state.keys.get_mut(record).and_then(|keys| keys.find(before, &key)) {
                        Some(found) => found,
                        None => {
                            self.unknown_key(record, &key, path, start..self.scan.at);
                            (before, Means::Extra)
                        }
                    }
                }
            };
            before = number;
            let key_end = self.scan.at;
            self.scan.colon()?;
            match means {
                Means::Field(number) => {
                    let Some(field) = fields.get(usize::from(number)) else { return Err(Stop::Told) };
                    let inner = Path { up: Some(&path), key: &field.key, index: None };
                    if met.again(number) {
                        let path = inner.written(true);
                        self.tell(problems::duplicate_key(&path, false, start..key_end));
                        self.scan.skip(depth + 1)?;
                    } else {
                        match plan.twins(record, number) {
                            None => self.value(field, base, row, inner, depth + 1)?,
                            Some(others) => {
                                let others = others.iter().filter_map(|number| fields.get(usize::from(*number)));
                                let all: Vec<&Field> = std::iter::once(field).chain(others).collect();
                                self.value_of_each(&all, base, row, inner, depth + 1)?;
                            }
                        }
                    }
                }
                Means::Extra => self.scan.skip(depth + 1)?,
                Means::Case | Means::AsOf => {
                    let (again, key) = if means == Means::Case { (&mut met_case, CASE_KEY) } else { (&mut met_as_of, AS_OF_KEY) };
                    if std::mem::replace(again, true) {
                        self.tell(problems::duplicate_key(key, false, start..key_end));
                        self.scan.skip(depth + 1)?;
                    } else if means == Means::Case {
                        self.id()?;
                    } else {
                        self.as_of()?;
                    }
                }
            }
            self.scan.space();
            if self.scan.eat(b',') {
                self.scan.space();
                if self.scan.peek() == b'}' {
                    return Err(self.scan.broken(Fault::TrailingComma).into());
                }
            } else if self.scan.eat(b'}') {
                return Ok(());
            } else {
                return Err(self.scan.broken(Fault::Expected("a comma or `}`")).into());
            }
        }
    }

    /// The key that followed `before` last time, if it comes again.
    #[inline]
    fn guessed(&mut self, record: usize, before: u16) -> Option<(u16, Means)> {
        let (number, quoted, means) = self.state.keys.get(record)?.guess(before)?;
        let start = self.scan.at;
        self.scan.at += 1;
        if self.scan.eat_all(quoted) {
            return Some((number, means));
        }
        self.scan.at = start;
        None
    }

    #[cold]
    fn unknown_key(&mut self, record: usize, key: &str, path: Path, at: Range<usize>) {
        if self.state.allow_extra {
            let whole = Path { up: Some(&path), key, index: None }.written(false);
            self.state.note_extra(whole);
            if let Some(keys) = self.state.keys.get_mut(record) {
                keys.add_extra(key);
            }
            return;
        }
        let plan = self.plan;
        let fields = &plan.record(record).fields;
        let near = plan.near_key(record, key);
        let inside = fields.iter().find(|field| match field.ty {
            Type::Record(of) => plan.record(of.index()).fields.iter().any(|inner| inner.key == key),
            _ => false,
        });
        let of = (record != 0).then(|| plan.record(record).name.as_str());
        let whole = Path { up: Some(&path), key, index: None }.written(true);
        self.tell(problems::unknown_fact(&whole, near, inside.map(|field| field.key.as_str()), of, false, at));
    }

    /// The id of the record.
    fn id(&mut self) -> Result<(), Stop> {
        let start = self.scan.at;
        match self.scan.peek() {
            b'"' => self.given_id = Some(self.scan.string()?.into_owned()),
            b'-' | b'0'..=b'9' => self.given_id = Some(self.scan.number()?.to_owned()),
            b'n' => self.scan.word("null")?,
            _ => {
                self.skip_value(1)?;
                let at = self.shown(start);
                self.tell(problems::wrong_id(at));
            }
        }
        Ok(())
    }

    /// The as-of date of the record.
    fn as_of(&mut self) -> Result<(), Stop> {
        let start = self.scan.at;
        match self.scan.peek() {
            b'"' => {
                let text = self.scan.string()?;
                match values::date(&text) {
                    Ok(Value::Date(date)) => self.out.as_of = Some(date),
                    Ok(_) => {}
                    Err(misfit) => {
                        let at = self.shown(start);
                        self.tell(problems::wrong_as_of(misfit, &text, at));
                    }
                }
            }
            b'n' => self.scan.word("null")?,
            _ => {
                self.skip_value(1)?;
                let at = self.shown(start);
                self.tell(problems::wrong_as_of(Misfit::Other, "", at));
            }
        }
        Ok(())
    }

    /// The value of a field of a record that begins at `base` of `row`.
    #[inline]
    fn value(&mut self, field: &Field, base: usize, row: &mut [Value], path: Path, depth: u32) -> Result<(), Stop> {
        let slot = base + field.slot.index();
        let start = self.scan.at;
        let value = match (self.scan.peek(), field.ty) {
            (b'"', _) => {
                let text = self.scan.string()?;
                match self.plan.read(field, &text, &mut self.state.sections) {
                    Ok(value) => {
                        // A case may be called `unknown`; what it is called is then not known.
                        if field.names_case && field.ty == Type::Text && value != Value::Absent {
                            self.out.id = Some(text.to_string());
                        }
                        value
                    }
                    Err(misfit) => return self.misfit(field, path, &text, Stands::Text, misfit, start),
                }
            }
            (b'n', _) => {
                self.scan.word("null")?;
                if field.null_is_none { Value::Absent } else { Value::Unknown }
            }
            (b't' | b'f', Type::YesNo | Type::Judgment) => {
                let yes = self.scan.peek() == b't';
                self.scan.word(if yes { "true" } else { "false" })?;
                if field.ty == Type::YesNo { Value::Bool(yes) } else { self.plan.finding(yes) }
            }
            (b'-' | b'0'..=b'9', _) => {
                let digits = self.scan.number()?;
                match self.number(field, digits) {
                    Ok(value) => value,
                    Err(misfit) => return self.misfit(field, path, digits, Stands::Number, misfit, start),
                }
            }
            (b'{', Type::Record(of)) => {
                // Its own slot says that it is there, its slots follow.
                self.object(of.index(), slot + 1, row, path, depth)?;
                Value::Record
            }
            (b'{', Type::Judgment) => self.judgment(field, path, depth)?,
            (b'[', Type::List(of)) => self.list(field, of.index(), path, depth)?,
            (b'[', Type::Set(_)) => self.set(field, path, depth)?,
            _ => {
                let stands = self.skip_value(depth)?;
                let at = self.shown(start);
                let program = self.plan.program;
                let path = path.written(true);
                self.tell(problems::wrong_kind(Subject { program, field, path: &path, cell: false }, stands, at));
                return Ok(());
            }
        };
        if let Some(place) = row.get_mut(slot) {
            *place = value;
        }
        Ok(())
    }

    /// One value read for every field of its key, by each in its own way; wrong only where it fits none.
    fn value_of_each(&mut self, fields: &[&Field], base: usize, row: &mut [Value], path: Path, depth: u32) -> Result<(), Stop> {
        let (start, told, entries) = (self.scan.at, self.out.problems.len(), self.entries);
        let mut fits = false;
        let mut problems: Option<Vec<Found>> = None;
        for field in fields {
            (self.scan.at, self.entries) = (start, entries);
            self.value(field, base, row, path, depth)?;
            let found = self.out.problems.split_off(told);
            if found.is_empty() {
                fits = true;
                continue;
            }
            if let Some(place) = row.get_mut(base + field.slot.index()) {
                *place = Value::Unknown;
            }
            problems.get_or_insert(found);
        }
        self.out.problems.extend(problems.filter(|_| !fits).into_iter().flatten());
        Ok(())
    }

    /// A bare number as the value of a field.
    #[inline]
    fn number(&self, field: &Field, digits: &str) -> Result<Value, Misfit> {
        match field.ty {
            Type::Number => values::number(digits).and_then(|value| in_bounds(field, value)),
            Type::Money(_) => Err(Misfit::NoCurrency),
            Type::Percent => Err(Misfit::NoPercent),
            Type::Months | Type::Days | Type::Minutes => Err(Misfit::NoUnit),
            Type::Citation => Err(Misfit::NoCode),
            _ => Err(Misfit::Other),
        }
    }

    #[cold]
    fn misfit(
        &mut self,
        field: &Field,
        path: Path,
        text: &str,
        stands: Stands,
        misfit: Misfit,
        start: usize,
    ) -> Result<(), Stop> {
        let at = self.shown(start);
        let program = self.plan.program;
        let path = path.written(true);
        self.tell(problems::misfit(Subject { program, field, path: &path, cell: false }, text, stands, misfit, at));
        Ok(())
    }

    /// Steps over a value; what kind it is.
    #[cold]
    fn skip_value(&mut self, depth: u32) -> Result<Stands, Stop> {
        let stands = match self.scan.peek() {
            b'"' => Stands::Text,
            b't' | b'f' => Stands::YesNo,
            b'n' => Stands::Nothing,
            b'[' => Stands::List,
            b'{' => Stands::Record,
            _ => Stands::Number,
        };
        self.scan.skip(depth)?;
        Ok(stands)
    }

    /// The stretch from `start` to here, to be underlined.
    #[cold]
    fn shown(&self, start: usize) -> Range<usize> {
        start..self.scan.at
    }

    /// The entries of a list; its `[` comes next.
    fn list(&mut self, field: &Field, record: usize, path: Path, depth: u32) -> Result<Value, Stop> {
        let mut rows: Vec<Row> = Vec::new();
        let opening = self.scan.at;
        if depth >= MAX_DEPTH {
            return Err(self.scan.broken(Fault::TooDeep).into());
        }
        self.elements(|this, index| {
            this.entries += 1;
            let start = this.scan.at;
            if this.entries > MOST_ENTRIES {
                if this.entries == MOST_ENTRIES + 1 {
                    let program = this.plan.program;
                    let path = path.written(true);
                    let subject = Subject { program, field, path: &path, cell: false };
                    this.tell(problems::too_many_entries(subject, MOST_ENTRIES, opening..opening + 1));
                }
                this.scan.skip(depth + 1)?;
                return Ok(());
            }
            if this.scan.peek() == b'{' {
                let mut row = this.plan.row(record);
                let inner = Path { index: Some(index), ..path };
                this.object(record, 0, &mut row, inner, depth + 1)?;
                rows.push(row);
                return Ok(());
            }
            let stands = this.skip_value(depth + 1)?;
            let at = this.shown(start);
            let program = this.plan.program;
            let (list, entry) = (path.written(true), Path { index: Some(index), ..path }.written(true));
            this.tell(problems::entry_not_a_record(Subject { program, field, path: &entry, cell: false }, &list, stands, at));
            Ok(())
        })?;
        Ok(Value::List(Arc::new(rows)))
    }

    /// The words of a set; its `[` comes next. One that is not known leaves open what else it has.
    fn set(&mut self, field: &Field, path: Path, depth: u32) -> Result<Value, Stop> {
        let Type::Set(of) = field.ty else { return Ok(Value::Unknown) };
        let mut bits: u128 = 0;
        let mut unknown = false;
        self.elements(|this, index| {
            let start = this.scan.at;
            let inner = Path { index: Some(index), ..path };
            match this.scan.peek() {
                b'"' => {
                    let text = this.scan.string()?;
                    match this.plan.word(of, &text) {
                        Some(number) => bits |= 1u128.checked_shl(number.into()).unwrap_or(0),
                        None if text == "unknown" => unknown = true,
                        None => this.misfit(field, inner, &text, Stands::Text, Misfit::UnknownWord, start)?,
                    }
                }
                b'n' => {
                    this.scan.word("null")?;
                    unknown = true;
                }
                _ => {
                    let stands = this.skip_value(depth + 1)?;
                    let at = this.shown(start);
                    let program = this.plan.program;
                    let path = inner.written(true);
                    let single = Field { ty: Type::Enum(of), optional: false, ..field.clone() };
                    this.tell(problems::wrong_kind(Subject { program, field: &single, path: &path, cell: false }, stands, at));
                }
            }
            Ok(())
        })?;
        Ok(self.plan.set(field, bits, !unknown))
    }

    /// The elements of a list; its `[` comes next.
    fn elements(&mut self, mut each: impl FnMut(&mut Self, usize) -> Result<(), Stop>) -> Result<(), Stop> {
        self.scan.at += 1;
        self.scan.space();
        if self.scan.eat(b']') {
            return Ok(());
        }
        for index in 0.. {
            self.scan.space();
            each(self, index)?;
            self.scan.space();
            if self.scan.eat(b']') {
                return Ok(());
            }
            if !self.scan.eat(b',') {
                return Err(self.scan.broken(Fault::Expected("a comma or `]`")).into());
            }
            self.scan.space();
            if self.scan.peek() == b']' {
                return Err(self.scan.broken(Fault::TrailingComma).into());
            }
        }
        Ok(())
    }
}

/// Whether a cell's text is JSON rather than a plain value.
pub fn looks_like_json(text: &str) -> bool {
    text.starts_with(['{', '['])
}
