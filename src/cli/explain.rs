//! `enact explain`: the page of a diagnostic.

use super::output::{finish, misuse, stdout};
use super::{Outcome, args};
use crate::diagnostics::{catalogue, suggest};
use std::io::Write as _;

/// Name and page, sorted: made by build.rs from docs/errors/.
const PAGES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/pages.rs"));

pub(super) fn run(arguments: &args::Explain) -> Outcome {
    let mut out = stdout();
    let Some(name) = &arguments.code else {
        let mut codes = catalogue::ALL.to_vec();
        codes.sort();
        let width = codes.iter().map(|code| code.name().len()).max().unwrap_or(0);
        let written = codes
            .iter()
            .try_for_each(|code| writeln!(out, "{:width$}  {}", code.name(), code.summary()))
            .and_then(|()| out.flush());
        return finish(written, Outcome::Clean);
    };
    let name = name.trim().trim_matches(['[', ']', '`']).to_lowercase();
    let page = PAGES.iter().find(|(page, _)| *page == name).map(|(_, text)| text.trim_end().to_owned());
    let page = page.or_else(|| catalogue::Code::named(&name).map(|code| format!("{}: {}", code.name(), code.summary())));
    match page {
        Some(page) => finish(writeln!(out, "{page}").and_then(|()| out.flush()), Outcome::Clean),
        None => {
            let known = catalogue::ALL.iter().map(|code| code.name());
            let hint = match suggest::nearest(&name, known) {
                Some(nearest) => format!("did you mean `enact explain {nearest}`?"),
                None => "`enact explain` lists every code".to_owned(),
            };
            misuse(&format!("there is no code `{name}`; {hint}"))
        }
    }
}
