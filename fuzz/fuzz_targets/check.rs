//! Any text is checked without a panic; a program comes only without errors.
#![no_main]

use enact::source::Sources;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut sources = Sources::default();
    let id = sources.add("fuzz.enact", "fuzz", text);
    let parse = enact::syntax::parse(id, text);
    let analysis = enact::analysis::analyse(&sources, &[parse], &enact::analysis::Reach::apart());
    let _ = analysis.into_program();
});
