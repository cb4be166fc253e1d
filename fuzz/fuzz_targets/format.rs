//! A text that is read without a mistake is laid out, says the same, and is laid out the same again.
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
    // A refusal is a mistake of the formatter as well: the text can be read.
    let once = enact::format::format_checked(sources.file(id), &parse).expect("the layout says the same");
    let again = sources.add("again.enact", "again", once.as_str());
    let parse = enact::syntax::parse(again, &once);
    assert!(parse.diagnostics.is_empty(), "the layout can't be read:\n{once}");
    assert_eq!(enact::format::format(sources.file(again), &parse), once);
});
