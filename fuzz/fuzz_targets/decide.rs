//! Any bytes are read as records of a fixed policy, and whatever is a record is decided, without a panic.
#![no_main]

use enact::cases::{Form, Records};
use enact::ir::Program;
use enact::runtime::{Options, decide};
use enact::source::Sources;
use libfuzzer_sys::fuzz_target;
use std::sync::OnceLock;

static PROGRAM: OnceLock<Program> = OnceLock::new();

fuzz_target!(|bytes: &[u8]| {
    let program = PROGRAM.get_or_init(|| {
        let text = include_str!("../../benches/policy.enact");
        let mut sources = Sources::default();
        let id = sources.add("policy.enact", "policy", text);
        let parse = enact::syntax::parse(id, text);
        enact::analysis::analyse(&sources, &[parse], &enact::analysis::Reach::apart()).into_program().expect("the policy checks")
    });
    let (form, bytes) = match bytes.split_first() {
        Some((0, rest)) => (Form::Csv, rest),
        Some((1, rest)) => (Form::Json, rest),
        Some((_, rest)) => (Form::NdJson, rest),
        None => return,
    };
    let mut records = Records::new(program, Box::new(bytes), form, false);
    let options = Options { as_of: jiff::civil::date(2015, 1, 1), ..Options::default() };
    while let Ok(Some(record)) = records.next_record() {
        if let Ok(row) = record.row {
            for instrument in 0..program.instruments.len() {
                let id = enact::ir::InstrumentId(instrument as u32);
                for decision in &program.instruments[instrument].decisions {
                    let _ = decide(program, id, *decision, &row, &options);
                }
            }
        }
    }
});
