//! The lists of messages are those of the catalogue: docs/errors/README.md, and the part of docs/SUMMARY.md below it.
//! `BLESS=1 cargo test` writes both.

use crate::support::{bless, root};
use enact::diagnostics::Severity;
use enact::diagnostics::catalogue::Code;

const INTRODUCTION: &str = "# Messages

Every message has a code. Each page says what the message means, shows a text that gives it, and a text that does not.
`enact explain CODE` prints the same page.
";

#[test]
fn the_messages_are_listed() {
    let mut page = INTRODUCTION.to_owned();
    let mut chapters = String::new();
    for (title, codes) in sections() {
        page.push_str(&format!("\n## {title}\n\n| code | means |\n|---|---|\n"));
        for code in codes {
            let (name, summary) = (code.name(), code.summary());
            let warning = if code.severity() == Severity::Warning { " (a warning)" } else { "" };
            page.push_str(&format!("| [{name}]({name}.md) | {summary}{warning} |\n"));
            chapters.push_str(&format!("  - [{name}](errors/{name}.md)\n"));
        }
    }
    same_or_bless("docs/errors/README.md", &page);

    let summary = std::fs::read_to_string(root().join("docs/SUMMARY.md")).expect("docs/SUMMARY.md");
    let others =
        |line: &&str| !line.trim_start().starts_with("- [") || !line.contains("](errors/") || line.contains("(errors/README.md)");
    let renewed: String = summary
        .lines()
        .filter(others)
        .map(|line| match line.contains("(errors/README.md)") {
            true => format!("{line}\n{chapters}"),
            false => format!("{line}\n"),
        })
        .collect();
    same_or_bless("docs/SUMMARY.md", &renewed);
}

/// The codes under the headings that the catalogue's own text has, in its order.
fn sections() -> Vec<(String, Vec<Code>)> {
    let text = std::fs::read_to_string(root().join("src/diagnostics/catalogue.rs")).expect("the catalogue");
    let mut sections: Vec<(String, Vec<Code>)> = Vec::new();
    for line in text.lines() {
        if let Some(heading) = line.trim().strip_prefix("// --- ") {
            let heading = heading.trim_end_matches(['-', ' ']);
            let heading = heading.rsplit(": ").next().unwrap_or(heading);
            let mut letters = heading.chars();
            let title = letters.next().map(|first| format!("{}{}", first.to_uppercase(), letters.as_str()));
            sections.push((title.unwrap_or_default(), Vec::new()));
        } else if let Some(code) = line.split('"').nth(1).and_then(Code::named)
            && let Some((_, codes)) = sections.last_mut()
        {
            codes.push(code);
        }
    }
    let listed: usize = sections.iter().map(|(_, codes)| codes.len()).sum();
    assert_eq!(listed, enact::diagnostics::catalogue::ALL.len(), "every code stands on a line of its own below a heading");
    sections
}

fn same_or_bless(path: &str, wanted: &str) {
    let full = root().join(path);
    let found = std::fs::read_to_string(&full).unwrap_or_default();
    if found != wanted {
        assert!(bless(), "{path} does not list the messages of the catalogue; `BLESS=1 cargo test` writes it");
        std::fs::write(full, wanted).expect("the list can be written");
    }
}
