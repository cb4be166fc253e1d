//! Any text is read without a panic, and every place of a diagnostic lies in the text.
#![no_main]

use enact::source::Sources;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut sources = Sources::default();
    let id = sources.add("fuzz.enact", "fuzz", text);
    let parse = enact::syntax::parse(id, text);
    for diagnostic in &parse.diagnostics {
        let range = diagnostic.primary.span.range();
        assert!(range.end <= text.len() && text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
    }
});
