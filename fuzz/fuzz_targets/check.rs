//! Any text is checked without a panic, conflicts and rules that never apply are looked for, and its meaning is printed.
#![no_main]

use enact::source::Sources;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut sources = Sources::default();
    let id = sources.add("fuzz.enact", "fuzz", text);
    let parse = enact::syntax::parse(id, text);
    let analysis = enact::analysis::analyse(&sources, &[parse], &enact::analysis::Reach::apart());
    let Some(program) = analysis.into_program() else { return };
    let _ = enact::ir::print::print(&program);
    let (mut conflicts, mut idle) = (enact::runtime::beforehand::witness::Budget::default(), enact::runtime::beforehand::idle::Budget::default());
    for instrument in 0..program.instruments.len() {
        let id = enact::ir::InstrumentId(instrument as u32);
        let _ = enact::runtime::beforehand::witness::witnesses(&program, id, &mut conflicts);
        let _ = enact::runtime::beforehand::idle::idle_rules(&program, id, &mut idle);
    }
});
