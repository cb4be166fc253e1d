//! A text that is read without a mistake is laid out, means the same, and is laid out the same again.
#![no_main]

use enact::source::Sources;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut sources = Sources::default();
    let id = sources.add("fuzz.enact", "fuzz", text);
    let parse = enact::syntax::parse(id, text);
    if !parse.diagnostics.is_empty() {
        return;
    }
    let once = enact::format::format(sources.file(id), &parse);
    let again = sources.add("again.enact", "again", once.as_str());
    let parse = enact::syntax::parse(again, &once);
    assert!(parse.diagnostics.is_empty(), "the layout can't be read:\n{once}");
    assert_eq!(enact::format::format(sources.file(again), &parse), once);
});
