//! One JSON document: a record, or a list of records taken out one at a time, so that only one is ever kept.

use super::After;
use super::input::{Input, LONGEST_RECORD};
use super::place::Origin;
use super::problems::{self, Found};
use std::io::{self, BufRead};

/// A document that is read on as records are asked for.
pub struct Document<'a> {
    input: Input<'a>,
    /// The text of the element last found, or what stands where a problem is.
    pub buffer: Vec<u8>,
    here: Origin,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Start,
    /// Before the first record of a list.
    First,
    /// After a record of a list.
    After,
    /// After the whole document.
    Whole,
    Done,
}

/// What comes next.
pub enum Element {
    /// Its text is in the buffer and begins there.
    Record(Origin),
    /// Something wrong outside records, or a record too large to be read.
    Problem(Origin, Found, After),
    /// Nothing is left.
    End,
}

impl<'a> Document<'a> {
    /// Nothing is read yet.
    pub fn new(input: Input<'a>) -> Document<'a> {
        Document { input, buffer: Vec::new(), here: Origin { line: 1, column: 0 }, state: State::Start }
    }

    /// Reads nothing more: it is not known where the next record begins.
    pub fn give_up(&mut self) {
        self.state = State::Done;
    }

    /// The next record.
    pub fn next(&mut self) -> io::Result<Element> {
        if self.state == State::Done {
            return Ok(Element::End);
        }
        if self.input.open()? {
            let at = self.rest_of_line()?;
            return Ok(self.fail(at, problems::not_utf_8(0..2)));
        }
        let next = self.space()?;
        match (self.state, next) {
            (State::Start, None) => {
                self.buffer.clear();
                Ok(self.fail(self.here, problems::nothing(0..0)))
            }
            (State::Start, Some(b'[')) => {
                self.step()?;
                self.state = State::First;
                match self.space()? {
                    Some(b']') => self.close(),
                    next => self.record(next),
                }
            }
            (State::Start, next) => {
                self.state = State::Whole;
                self.element(next)
            }
            (State::First, next) => self.record(next),
            (State::After, Some(b',')) => {
                self.step()?;
                let next = self.space()?;
                self.record(next)
            }
            (State::After, Some(b']')) => self.close(),
            (State::After, Some(_)) => {
                let at = self.rest_of_line()?;
                let length = first_character(&self.buffer);
                Ok(self.fail(at, problems::broken_list("a comma or `]`", 0..length)))
            }
            (State::After, None) => {
                self.buffer.clear();
                Ok(self.fail(self.here, problems::unclosed_list(0..0)))
            }
            (State::Whole, Some(_)) => {
                let at = self.rest_of_line()?;
                let end = self.buffer.len();
                Ok(self.fail(at, problems::text_after(problems::Layout::Document, 0..end)))
            }
            (State::Whole | State::Done, _) => {
                self.state = State::Done;
                Ok(Element::End)
            }
        }
    }

    fn fail(&mut self, at: Origin, found: Found) -> Element {
        self.state = State::Done;
        let after = if self.buffer.is_empty() { After::Nothing } else { After::Lost };
        Element::Problem(at, found, after)
    }

    fn close(&mut self) -> io::Result<Element> {
        self.step()?;
        self.state = State::Whole;
        self.next()
    }

    /// A record of a list.
    fn record(&mut self, next: Option<u8>) -> io::Result<Element> {
        self.state = State::After;
        match next {
            Some(b',' | b']' | b'}') => {
                let at = self.rest_of_line()?;
                Ok(self.fail(at, problems::broken_list("a record", 0..1)))
            }
            None => {
                self.buffer.clear();
                Ok(self.fail(self.here, problems::unclosed_list(0..0)))
            }
            next => self.element(next),
        }
    }

    /// Takes one value into the buffer: up to where its brackets close, or a bare word up to what follows it.
    fn element(&mut self, next: Option<u8>) -> io::Result<Element> {
        let origin = self.here;
        self.buffer.clear();
        let bracketed = matches!(next, Some(b'{' | b'['));
        let mut depth: u64 = 0;
        let (mut in_text, mut escaped) = (false, false);
        let mut too_long = false;
        loop {
            let chunk = filled(&mut self.input)?;
            if chunk.is_empty() {
                break;
            }
            let mut used = 0;
            let mut ended = false;
            for byte in chunk {
                if in_text {
                    in_text = escaped || *byte != b'"';
                    escaped = !escaped && *byte == b'\\';
                    ended = !in_text && depth == 0;
                } else {
                    match byte {
                        b'"' => in_text = true,
                        b'{' | b'[' => depth += 1,
                        b'}' | b']' if bracketed => {
                            depth = depth.saturating_sub(1);
                            ended = depth == 0;
                        }
                        b',' | b']' | b'}' | b' ' | b'\n' | b'\r' | b'\t' if depth == 0 => {
                            // A bare word ends before this.
                            ended = true;
                            break;
                        }
                        _ => {}
                    }
                }
                used += 1;
                if ended {
                    break;
                }
            }
            let taken = chunk.get(..used).unwrap_or(chunk);
            advance(&mut self.here, taken);
            if self.buffer.len() + taken.len() > LONGEST_RECORD {
                too_long = true;
                self.buffer.truncate(200);
            }
            if !too_long {
                self.buffer.extend_from_slice(taken);
            }
            self.input.consume(used);
            if ended {
                break;
            }
        }
        if too_long {
            // The list goes on after it.
            return Ok(Element::Problem(origin, problems::too_large(LONGEST_RECORD, 0..1), After::Others));
        }
        Ok(Element::Record(origin))
    }

    /// The next byte that is no space, without taking it.
    fn space(&mut self) -> io::Result<Option<u8>> {
        loop {
            let chunk = filled(&mut self.input)?;
            if chunk.is_empty() {
                return Ok(None);
            }
            let found = chunk.iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
            let used = found.unwrap_or(chunk.len());
            let next = chunk.get(used).copied();
            advance(&mut self.here, chunk.get(..used).unwrap_or(chunk));
            self.input.consume(used);
            if next.is_some() {
                return Ok(next);
            }
        }
    }

    /// Takes one byte.
    fn step(&mut self) -> io::Result<()> {
        filled(&mut self.input)?;
        self.input.consume(1);
        self.here.column += 1;
        Ok(())
    }

    /// Takes the rest of the line (at most a few hundred bytes of it) into the buffer, to be shown.
    fn rest_of_line(&mut self) -> io::Result<Origin> {
        let origin = self.here;
        self.buffer.clear();
        while self.buffer.len() < 300 {
            let chunk = filled(&mut self.input)?;
            if chunk.is_empty() {
                break;
            }
            let end = chunk.iter().position(|byte| *byte == b'\n');
            let used = end.unwrap_or(chunk.len()).min(300);
            self.buffer.extend_from_slice(chunk.get(..used).unwrap_or(chunk));
            self.input.consume(used);
            if end.is_some_and(|end| end == used) {
                break;
            }
        }
        Ok(origin)
    }
}

fn filled<'i>(input: &'i mut Input<'_>) -> io::Result<&'i [u8]> {
    loop {
        match input.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
            Ok(_) => break,
        }
    }
    // Filled already: this only lends it.
    input.fill_buf()
}

fn advance(here: &mut Origin, bytes: &[u8]) {
    let characters = |bytes: &[u8]| bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count();
    match bytes.iter().rposition(|byte| *byte == b'\n') {
        None => here.column += characters(bytes),
        Some(last) => {
            here.line += bytes.iter().filter(|byte| **byte == b'\n').count();
            here.column = characters(bytes.get(last + 1..).unwrap_or(&[]));
        }
    }
}

/// How many bytes the first character takes.
fn first_character(bytes: &[u8]) -> usize {
    1 + bytes.iter().skip(1).take_while(|byte| **byte & 0xc0 == 0x80).count()
}

/// Whether a text that is no JSON still ends where its first bracket closes: the brackets match in kind, and every quotation mark stands where one may,
/// since a missing mark makes text of all that follows, the next records too.
pub fn ends_for_sure(text: &[u8]) -> bool {
    let mut open = Vec::new();
    // The last byte outside texts that is no space.
    let mut before = b',';
    let mut bytes = text.iter().copied();
    while let Some(byte) = bytes.next() {
        match byte {
            b' ' | b'\t' | b'\n' | b'\r' => continue,
            b'"' => {
                if !matches!(before, b'{' | b'[' | b',' | b':') {
                    return false;
                }
                loop {
                    match bytes.next() {
                        Some(b'"') => break,
                        Some(b'\\') => drop(bytes.next()),
                        None | Some(b'\n' | b'\r') => return false,
                        Some(_) => {}
                    }
                }
            }
            // Of all that follows a text, only these may.
            _ if before == b'"' && !matches!(byte, b',' | b':' | b'}' | b']') => return false,
            b'{' | b'[' => open.push(byte),
            b'}' | b']' if open.pop() != Some(if byte == b'}' { b'{' } else { b'[' }) => return false,
            _ => {}
        }
        before = byte;
    }
    open.is_empty() && matches!(before, b'}' | b']')
}
