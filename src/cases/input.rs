//! The bytes of an input: the mark that some programs write before UTF-8 is passed over, UTF-16 is recognised.

use std::io::{self, BufRead, Read};

/// The longest record read, in bytes.
pub const LONGEST_RECORD: usize = 16 << 20;

/// An input whose first bytes have been looked at.
pub struct Input<'a> {
    inner: Box<dyn BufRead + 'a>,
    front: [u8; 3],
    /// What of `front` is still to be read.
    left: std::ops::Range<usize>,
    opened: bool,
}

impl<'a> Input<'a> {
    /// Nothing is read yet.
    pub fn new(inner: Box<dyn BufRead + 'a>) -> Input<'a> {
        Input { inner, front: [0; 3], left: 0..0, opened: false }
    }

    /// Looks at the first bytes, once. True: this is UTF-16, which can't be read.
    pub fn open(&mut self) -> io::Result<bool> {
        if self.opened {
            return Ok(false);
        }
        self.opened = true;
        let mut length = 0;
        while length < self.front.len() {
            match self.inner.read(&mut self.front[length..]) {
                Ok(0) => break,
                Ok(read) => length += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        let front = &self.front[..length];
        self.left = if front == b"\xef\xbb\xbf" { 0..0 } else { 0..length };
        Ok(front.starts_with(b"\xff\xfe") || front.starts_with(b"\xfe\xff"))
    }
}

impl Read for Input<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let mut from = self.fill_buf()?;
        let read = from.read(into)?;
        self.consume(read);
        Ok(read)
    }
}

impl BufRead for Input<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match self.front.get(self.left.clone()) {
            Some(front) if !front.is_empty() => Ok(front),
            _ => self.inner.fill_buf(),
        }
    }

    fn consume(&mut self, amount: usize) {
        if self.left.is_empty() {
            self.inner.consume(amount);
        } else {
            self.left.start = (self.left.start + amount).min(self.left.end);
        }
    }
}

/// What stands between two line ends.
pub enum Line {
    /// The text is in the buffer.
    Text,
    /// More than [`LONGEST_RECORD`]; the buffer holds its beginning.
    TooLong,
    /// Nothing is left.
    End,
}

/// Reads the next line into `buffer`, without its end. A line that is too long is passed over without keeping it.
pub fn read_line(input: &mut Input<'_>, buffer: &mut Vec<u8>) -> io::Result<Line> {
    buffer.clear();
    let read = (&mut *input).take(LONGEST_RECORD as u64 + 2).read_until(b'\n', buffer)?;
    if read == 0 {
        return Ok(Line::End);
    }
    if buffer.ends_with(b"\n") {
        buffer.pop();
        if buffer.ends_with(b"\r") {
            buffer.pop();
        }
    } else if buffer.len() > LONGEST_RECORD {
        buffer.truncate(200);
        pass_line(input)?;
        return Ok(Line::TooLong);
    }
    Ok(Line::Text)
}

/// Passes over the rest of a line.
pub fn pass_line(input: &mut Input<'_>) -> io::Result<()> {
    loop {
        let chunk = match input.fill_buf() {
            Ok(chunk) => chunk,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if chunk.is_empty() {
            return Ok(());
        }
        let end = chunk.iter().position(|byte| *byte == b'\n');
        let used = end.map_or(chunk.len(), |end| end + 1);
        input.consume(used);
        if end.is_some() {
            return Ok(());
        }
    }
}
