//! Case records: JSON, NDJSON and CSV into rows of typed slots, driven by the checked program.

use crate::ir::{Program, Row};
use std::io::BufRead;

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
    /// Its id: the key `case`, or the fact that `names the case`, or `line N`.
    pub id: String,
    /// The line of the input where it begins, from 1.
    pub line: usize,
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
    /// The key with its path: `charges[0].grade`.
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
    _program: &'a Program,
    _input: Box<dyn BufRead + 'a>,
}

impl<'a> Records<'a> {
    /// Records of `input`; `allow_extra` accepts keys that the vocabulary does not know.
    pub fn new(program: &'a Program, input: Box<dyn BufRead + 'a>, _form: Form, _allow_extra: bool) -> Records<'a> {
        Records { _program: program, _input: input }
    }

    /// The next record; `None` at the end.
    ///
    /// # Errors
    /// The input itself can't be read on (I/O).
    pub fn next_record(&mut self) -> std::io::Result<Option<Record>> {
        unimplemented!()
    }

    /// Keys seen that resemble no fact, sorted, each once (reported once for the whole input where `allow_extra` was given).
    pub fn extra_keys(&self) -> Vec<String> {
        Vec::new()
    }
}
