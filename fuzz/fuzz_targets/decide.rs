//! Any bytes are read as records of one of some policies, and whatever is a record is decided, without a panic.
#![no_main]

use enact::cases::{Form, Records};
use enact::ir::Program;
use enact::runtime::{Options, decide};
use enact::source::Sources;
use libfuzzer_sys::fuzz_target;
use std::sync::OnceLock;

/// Policies that need nothing else, with lists in lists, tables, dates and amounts.
const POLICIES: &[&str] = &[
    include_str!("../../benches/policy.enact"),
    include_str!("../../tests/laws/1-unemployment.enact"),
    include_str!("../../tests/laws/6-expungement.enact"),
    include_str!("../../tests/laws/10-periods.enact"),
    include_str!("../../tests/laws/11-totals.enact"),
];

static PROGRAMS: OnceLock<Vec<Program>> = OnceLock::new();

fn checked(text: &&str) -> Program {
    let mut sources = Sources::default();
    let id = sources.add("policy.enact", "policy", *text);
    let parse = enact::syntax::parse(id, text);
    enact::analysis::analyse(&sources, &[parse], &enact::analysis::Reach::apart()).into_program().expect("the policy checks")
}

fuzz_target!(|bytes: &[u8]| {
    let programs = PROGRAMS.get_or_init(|| POLICIES.iter().map(checked).collect());
    let [first, second, bytes @ ..] = bytes else { return };
    let form = match first {
        0 => Form::Csv,
        1 => Form::Json,
        _ => Form::NdJson,
    };
    let program = &programs[usize::from(*second) % programs.len()];
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
