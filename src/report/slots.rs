//! Who filled the slots that a decision read, in text and in JSON.

use super::json::{list, string};
use super::words;
use crate::ir::Program;
use crate::runtime::{Decision, Filled};

/// `any local policy: filled by County ordinance 5`, `any local policy: nobody fills it, so its default is used`.
pub fn lines(program: &Program, decision: &Decision) -> Vec<String> {
    let line = |it: &Filled| {
        let slot = program.definitions.get(it.slot.index())?;
        let words = slot.open.as_ref().and_then(|open| open.words.as_ref()).unwrap_or(&slot.words);
        if it.by.is_empty() {
            return Some(format!("{words}: nothing fills this, so its default is used"));
        }
        let by: Vec<String> = it.by.iter().filter_map(|id| Some(program.instruments.get(id.index())?.title.clone())).collect();
        Some(format!("{words}: filled by {}", words::and(&by)))
    };
    decision.filled.iter().filter_map(line).collect()
}

/// Appends `,"filled":[{"slot":"…","by":["…"]}]`, where a slot was read.
pub fn write(out: &mut Vec<u8>, program: &Program, decision: &Decision) {
    if decision.filled.is_empty() {
        return;
    }
    out.extend_from_slice(b",\"filled\":");
    list(out, &decision.filled, |out, it| {
        out.extend_from_slice(b"{\"slot\":");
        string(out, program.definitions.get(it.slot.index()).map_or("", |slot| &slot.words));
        out.extend_from_slice(b",\"by\":");
        list(out, &it.by, |out, id| string(out, program.instruments.get(id.index()).map_or("", |it| &it.id)));
        out.push(b'}');
    });
}
