//! Ids of cases that stand for more than one record: whoever joins answers by the id would keep one of them.

use crate::cases::{Record, shown_id};
use jiff::civil::Date;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// So many ids are compared: what is remembered may not grow with the input (about 2 MB at most).
const MOST: usize = 100_000;
/// So many ids are told, and so many lines of each.
const TOLD: usize = 7;
const LINES: usize = 3;

/// The ids met so far. One id with two days of the law is no slip: the day stands in the answer.
#[derive(Default)]
pub(super) struct Ids {
    /// By the hash of id and day: the line.
    met: HashMap<u64, usize>,
    /// How many records had an id that was met before.
    again: usize,
    /// With the lines of their records.
    told: Vec<(String, Vec<usize>)>,
    beyond: bool,
}

impl Ids {
    pub(super) fn meet(&mut self, record: &Record, day: Option<Date>) {
        // It has no id of its own.
        if record.id.starts_with("line ") && record.id == format!("line {}", record.line) {
            return;
        }
        let mut hasher = DefaultHasher::new();
        (&record.id, day).hash(&mut hasher);
        let hash = hasher.finish();
        match self.met.get(&hash) {
            Some(line) => {
                self.again += 1;
                let room = self.told.len() < TOLD;
                match self.told.iter_mut().find(|(id, _)| *id == record.id) {
                    Some((_, lines)) if lines.len() <= LINES => lines.push(record.line),
                    None if room => self.told.push((record.id.clone(), vec![*line, record.line])),
                    _ => {}
                }
            }
            None if self.met.len() < MOST => {
                self.met.insert(hash, record.line);
            }
            None => self.beyond = true,
        }
    }

    /// What is to be said at the end.
    pub(super) fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if self.again > 0 {
            let each: Vec<String> = self.told.iter().map(|(id, lines)| format!("`{}` ({})", shown_id(id), said(lines))).collect();
            let more = if each.len() == TOLD { ", ..." } else { "" };
            let (records, have) = if self.again == 1 { ("record", "has") } else { ("records", "have") };
            notes.push(format!(
                "note: {} {records} {have} the id of an earlier one: {}{more}; each has its own answer",
                self.again,
                each.join(", ")
            ));
        }
        if self.beyond {
            notes.push(format!("note: after {MOST} different ids no more were compared with one another"));
        }
        notes
    }
}

/// Lines of records, of which the first are told.
#[derive(Default)]
pub(super) struct Lines {
    pub(super) count: usize,
    first: Vec<usize>,
}

impl Lines {
    pub(super) fn note(&mut self, line: usize) {
        self.count += 1;
        if self.first.len() <= LINES && self.first.last() != Some(&line) {
            self.first.push(line);
        }
    }

    /// `line 3`, `lines 3 and 4`, `lines 3, 4, 5, ...`.
    pub(super) fn said(&self) -> String {
        said(&self.first)
    }
}

/// `lines 1 and 3`, `lines 1, 3, 4, ...`.
fn said(lines: &[usize]) -> String {
    match lines {
        [only] => format!("line {only}"),
        [first, second] => format!("lines {first} and {second}"),
        _ => {
            let some: Vec<String> = lines.iter().take(LINES).map(usize::to_string).collect();
            format!("lines {}{}", some.join(", "), if lines.len() > LINES { ", ..." } else { "" })
        }
    }
}
