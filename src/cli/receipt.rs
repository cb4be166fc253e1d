//! A receipt of a run (charter, section 6): what a decision was made from, so that it can be made again.
//!
//! It holds the version of the engine, the day, the options that change a result, and SHA-256 of every file of the policy and of the records
//! as they were read. Whoever has those files and that version gets the same answers.

use crate::source::Sources;
use sha2::{Digest as _, Sha256};
use std::cell::RefCell;
use std::io::{self, BufRead, Read};
use std::path::Path;
use std::rc::Rc;

/// What has been read so far.
pub(super) type Seen = Rc<RefCell<Sha256>>;

/// An input that remembers what it gave.
pub(super) struct Hashed<R> {
    from: R,
    seen: Seen,
}

impl<R> Hashed<R> {
    /// `from`, with a hash of what will have been consumed.
    pub(super) fn new(from: R) -> (Hashed<R>, Seen) {
        let seen = Rc::new(RefCell::new(Sha256::new()));
        (Hashed { from, seen: Rc::clone(&seen) }, seen)
    }
}

impl<R: BufRead> Read for Hashed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.from.read(buffer)?;
        self.seen.borrow_mut().update(buffer.get(..count).unwrap_or_default());
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Hashed<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.from.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        // What is consumed is what the buffer holds: no reading happens here.
        if let Ok(buffer) = self.from.fill_buf() {
            self.seen.borrow_mut().update(buffer.get(..count).unwrap_or(buffer));
        }
        self.from.consume(count);
    }
}

/// Everything beside the files that a result depends on.
#[derive(Debug, serde::Serialize)]
pub(super) struct Receipt {
    engine: &'static str,
    version: &'static str,
    #[serde(flatten)]
    options: Options,
    policy: Vec<File>,
    cases: File,
}

/// The options that change a result.
#[derive(Debug, serde::Serialize)]
pub(super) struct Options {
    /// The day of the law for records that name none.
    pub(super) as_of: String,
    /// Whether status and dates were set aside.
    pub(super) as_if_enacted: bool,
    /// Of which instruments alone, as given.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) as_if_enacted_of: Vec<String>,
    /// The decision asked for, as given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) decision: Option<String>,
    /// The order of precedence, as given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) order: Option<String>,
    /// How the records were read: `json`, `ndjson` or `csv`.
    pub(super) input: &'static str,
    /// Whether keys that are no facts were passed over.
    pub(super) allow_extra: bool,
    /// `QUESTION=POSITION`, as given.
    pub(super) positions: Vec<String>,
    /// `MODULE#RULE`, as given.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) without: Vec<String>,
}

#[derive(Debug, serde::Serialize)]
struct File {
    name: String,
    sha256: String,
}

impl Receipt {
    /// The receipt of a run over these texts and the records seen.
    pub(super) fn new(sources: &Sources, cases: &str, seen: &Seen, options: Options) -> Receipt {
        let mut policy: Vec<File> = sources
            .iter()
            .map(|(_, file)| File {
                name: file.module.clone(),
                sha256: hexadecimal(Sha256::digest(file.text.as_bytes()).as_slice()),
            })
            .collect();
        policy.sort_by(|one, other| one.name.cmp(&other.name));
        Receipt {
            engine: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            options,
            policy,
            cases: File { name: cases.to_owned(), sha256: hexadecimal(seen.borrow().clone().finalize().as_slice()) },
        }
    }

    /// Writes it as JSON.
    ///
    /// # Errors
    /// The file can't be written.
    pub(super) fn write(&self, path: &Path) -> io::Result<()> {
        let mut text = serde_json::to_string_pretty(self)?;
        text.push('\n');
        std::fs::write(path, text)
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string can't fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
