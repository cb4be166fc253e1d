//! Who filled the slots that a decision read, in text and in JSON.

use super::json::{list, optional, string};
use super::words;
use crate::ir::{InstrumentId, Program, Value};
use crate::runtime::reasons::explain::show;
use crate::runtime::{Decision, Filled};

/// `any local policy: yes, as filled by County ordinance 5`, `any local policy: no; nothing fills this, so its default is used`.
pub fn lines(program: &Program, decision: &Decision) -> Vec<String> {
    let line = |it: &Filled| {
        let slot = program.definitions.get(it.slot.index())?;
        let words = slot.open.as_ref().and_then(|open| open.words.as_ref()).unwrap_or(&slot.words);
        let title = |id: &InstrumentId| program.instruments.get(id.index()).map_or("", |it| &it.title).to_owned();
        let value = value(program, it);
        let mut said = match it.by.as_slice() {
            [] => format!("{words}: {value}; nothing fills this, so its default is used"),
            by => format!("{words}: {value}, as filled by {}", words::and(&by.iter().map(title).collect::<Vec<_>>())),
        };
        for (of, by) in &it.switched_off {
            said.push_str(&format!("; what {} fills is switched off here by {}", title(of), title(by)));
        }
        Some(said)
    };
    decision.filled.iter().filter_map(line).collect()
}

/// With what it is filled: `yes`, `$400`, `not known`.
fn value(program: &Program, it: &Filled) -> String {
    program.definitions.get(it.slot.index()).map_or_else(String::new, |slot| show(program, slot.ty, &it.value))
}

/// Appends `,"filled":[{"slot":"…","value":"…","by":["…"]}]`, where a slot was read.
pub fn write(out: &mut Vec<u8>, program: &Program, decision: &Decision) {
    if decision.filled.is_empty() {
        return;
    }
    out.extend_from_slice(b",\"filled\":");
    list(out, &decision.filled, |out, it| {
        out.extend_from_slice(b"{\"slot\":");
        string(out, program.definitions.get(it.slot.index()).map_or("", |slot| &slot.words));
        out.extend_from_slice(b",\"value\":");
        optional(out, Some(value(program, it)).filter(|_| !matches!(it.value, Value::Unknown)).as_deref());
        out.extend_from_slice(b",\"by\":");
        let name =
            |out: &mut Vec<u8>, id: &InstrumentId| string(out, program.instruments.get(id.index()).map_or("", |it| &it.id));
        list(out, &it.by, name);
        if !it.switched_off.is_empty() {
            out.extend_from_slice(b",\"switched_off\":");
            list(out, &it.switched_off, |out, (of, by)| {
                out.extend_from_slice(b"{\"instrument\":");
                name(out, of);
                out.extend_from_slice(b",\"by\":");
                name(out, by);
                out.push(b'}');
            });
        }
        out.push(b'}');
    });
}
