//! Records of text against rows and messages.

mod mutations;
mod problems;
mod rows;
mod schema;
mod vocabulary;

use super::{CaseProblem, Form, Record, Records};
use crate::ir::{self, Program, Row, Value};

fn span() -> crate::source::Span {
    crate::source::Span::new(crate::source::FileId(0), 0, 0)
}

/// Every record of an input.
fn read(program: &Program, text: &[u8], form: Form, allow_extra: bool) -> Vec<Record> {
    let mut records = Records::new(program, Box::new(text), form, allow_extra);
    std::iter::from_fn(|| records.next_record().expect("bytes in memory are read without error")).collect()
}

/// The rows of an input that holds no mistake.
fn rows(program: &Program, text: &str, form: Form) -> Vec<Row> {
    read(program, text.as_bytes(), form, false)
        .into_iter()
        .map(|record| record.row.unwrap_or_else(|found| panic!("{text}: {found:#?}")))
        .collect()
}

/// What is wrong with the records of an input, all together.
fn problems_of(program: &Program, text: &[u8], form: Form) -> Vec<CaseProblem> {
    read(program, text, form, false).into_iter().filter_map(|record| record.row.err()).flatten().collect()
}

/// The value of a fact of the case, by its path.
fn fact(program: &Program, row: &Row, path: &str) -> Value {
    let names: Vec<&str> = path.split('.').collect();
    let slot = program.records[0].slots.iter().position(|slot| slot.path == names).unwrap_or_else(|| panic!("no fact {path}"));
    row[slot].clone()
}

/// Problems as text, to be looked at.
fn told(problems: &[CaseProblem]) -> String {
    let mut out = String::new();
    for it in problems {
        out.push_str(&format!("{} [{}:{}] {}\n", it.code, it.line, it.column, it.message));
        if let Some((text, at)) = &it.excerpt {
            let before = text[..at.start].chars().count();
            let width = text[at.clone()].chars().count().max(1);
            out.push_str(&format!("  | {text}\n  | {}{} {}\n", " ".repeat(before), "^".repeat(width), it.label));
        }
        for line in &it.help {
            out.push_str(&format!("  = {line}\n"));
        }
    }
    out
}
