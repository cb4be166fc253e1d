//! Every diagnostic has a page, and the page is its test: the *Wrong* text yields exactly that message, the *Right* text none.
//!
//! A page docs/errors/CODE.md has these fences under `## Wrong`: `enact` (a policy; other modules that it uses as `enact NAME`),
//! perhaps `json`, `ndjson` or `csv` (case records, which are then decided), perhaps `console` (one line `$ enact …`, where another
//! command shows it), and `text` with the message as printed. Under `## Right`: the same without a message. A fence may end with
//! `,latin-1` (written in that encoding). What takes a large input is written short: `…(300 times: TEXT)…` stands for TEXT written 300
//! times, where `{n}` and `{n+1}` count from 1; on a line of its own it makes lines.
//! `BLESS=1 cargo test` writes the messages into the pages.

use crate::support::{Fence, Run, bless, enact, fences, folder, root};
use enact::diagnostics::catalogue;
use std::path::Path;

/// Codes that report a mistake of Enact's own: no text that an author writes yields them, and their pages show none.
const OURS: [&str; 2] = ["formatter-refused", "not-checked"];

#[test]
fn every_code_has_a_page_and_every_page_a_code() {
    let pages: Vec<String> = crate::support::files_below(&root().join("docs/errors"), ".md")
        .iter()
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .filter(|name| name != "README")
        .collect();
    let codes: Vec<String> = catalogue::ALL.iter().map(|code| code.name().to_owned()).collect();
    let without_page: Vec<&String> = codes.iter().filter(|code| !pages.contains(code)).collect();
    let without_code: Vec<&String> = pages.iter().filter(|page| !codes.contains(page)).collect();
    assert!(without_page.is_empty(), "codes without a page in docs/errors/: {without_page:?}");
    assert!(without_code.is_empty(), "pages in docs/errors/ without a code: {without_code:?}");
    assert!(codes.len() >= 60, "{} codes", codes.len());
}

#[test]
fn every_page_shows_what_happens() {
    let mut failures = Vec::new();
    for path in crate::support::files_below(&root().join("docs/errors"), ".md") {
        let code = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
        if code == "README" {
            continue;
        }
        let page = std::fs::read_to_string(&path).expect("a page can be read");
        let all = fences(&page);
        let part = |heading: &str| -> Vec<Fence> { all.iter().filter(|fence| fence.heading == heading).cloned().collect() };
        let (wrong, right) = (part("Wrong"), part("Right"));
        if OURS.contains(&code.as_str()) {
            if !all.is_empty() {
                failures.push(format!("{code}: no text of an author's yields it, so its page shows none"));
            }
            continue;
        }
        let Some(shown) = wrong.iter().find(|fence| fence.info == "text") else {
            failures.push(format!("{code}: no `text` fence under Wrong"));
            continue;
        };
        let run = perform(&format!("page-{code}-wrong"), &code, &wrong);
        let message = message_of(&run);
        let codes = codes_in(&message);
        if codes != [code.as_str()] {
            failures.push(format!("{code}: the wrong text yields {codes:?}\n{message}"));
            continue;
        }
        if message != shown.text {
            if bless() {
                let mut renewed = page.clone();
                renewed.replace_range(shown.range.clone(), &message);
                std::fs::write(&path, renewed).expect("a page can be written");
            } else {
                failures.push(format!("{code}: the page shows\n{}\nbut what happens is\n{message}", shown.text));
            }
        }
        if right.is_empty() {
            failures.push(format!("{code}: nothing under Right"));
            continue;
        }
        let run = perform(&format!("page-{code}-right"), &code, &right);
        if run.status != 0 || !run.stderr.is_empty() {
            failures.push(format!("{code}: the right text yields\n{}{}", run.stdout, run.stderr));
        }
    }
    assert!(failures.is_empty(), "{} pages fail\n\n{}", failures.len(), failures.join("\n\n"));
}

/// Does what the fences say, in a folder of its own.
fn perform(name: &str, code: &str, parts: &[Fence]) -> Run {
    let place = folder(name);
    let mut policy = None;
    let mut cases = None;
    let mut command = None;
    for fence in parts {
        let (info, latin) = match fence.info.strip_suffix(",latin-1") {
            Some(info) => (info, true),
            None => (fence.info.as_str(), false),
        };
        let text = expanded(&fence.text);
        let bytes: Vec<u8> = if latin {
            text.chars().map(|character| u8::try_from(u32::from(character)).unwrap_or(b'?')).collect()
        } else {
            text.into_bytes()
        };
        let (kind, module) = info.split_once(' ').unwrap_or((info, ""));
        match kind {
            "enact" if module.is_empty() => {
                write(&place.join("policy.enact"), &bytes);
                policy = Some("policy.enact");
            }
            "enact" => write(&place.join(format!("{module}.enact")), &bytes),
            "json" | "ndjson" | "csv" => {
                let file = format!("cases.{kind}");
                write(&place.join(&file), &bytes);
                cases = Some(file);
            }
            "console" => command = fence.text.lines().next().and_then(|line| line.strip_prefix("$ enact ")).map(str::to_owned),
            "text" => {}
            other => panic!("{code}: a fence of kind `{other}`"),
        }
    }
    if let Some(command) = command {
        let arguments: Vec<&str> = command.split_whitespace().collect();
        return enact(&place, &arguments, None);
    }
    match (policy, cases) {
        (Some(policy), Some(cases)) => {
            let mut run = enact(&place, &["decide", policy, "--cases", &cases, "--as-of", "2026-01-01"], None);
            run.stdout.clear();
            run
        }
        (Some(policy), None) => enact(&place, &["check", policy], None),
        _ => panic!("{code}: no policy"),
    }
}

/// The text with every `…(300 times: TEXT)…` written out.
fn expanded(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("…(") {
        let (inside, behind) = after.split_once(")…").expect("a repeated text is closed");
        let (times, repeated) = inside.split_once(" times: ").expect("a repeated text says how many times");
        let times: usize = times.replace(',', "").parse().expect("a repeated text says how many times");
        out.push_str(before);
        // Alone on its line, it makes lines.
        let line = out.rsplit('\n').next().unwrap_or("").to_owned();
        let alone = line.trim().is_empty() && behind.starts_with('\n');
        let between = if alone { format!("\n{line}") } else { String::new() };
        for n in 1..=times {
            out.push_str(&repeated.replace("{n}", &n.to_string()).replace("{n+1}", &(n + 1).to_string()));
            out.push_str(if n < times { &between } else { "" });
        }
        rest = behind;
    }
    out + rest
}

fn write(path: &Path, bytes: &[u8]) {
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent).expect("a folder can be made");
    }
    std::fs::write(path, bytes).expect("a file can be written");
}

/// What a run says of mistakes, without the closing count.
fn message_of(run: &Run) -> String {
    let all = if run.stderr.contains("×") || run.stderr.contains("⚠") { &run.stderr } else { &run.stdout };
    let lines: Vec<&str> = all.lines().map(str::trim_end).collect();
    let end = lines.iter().rposition(|line| line.starts_with(char::is_whitespace)).map_or(lines.len(), |last| last + 1);
    let mut text = lines[..end].join("\n").trim_matches('\n').to_owned();
    text.push('\n');
    text
}

/// The codes in an output: lines that are a code alone.
fn codes_in(output: &str) -> Vec<String> {
    output.lines().filter(|line| catalogue::Code::named(line.trim()).is_some()).map(|line| line.trim().to_owned()).collect()
}

/// Rules of voice that hold for every message (docs/design/0004-messages.md).
#[test]
fn messages_keep_to_the_voice() {
    let forbidden = ["token", "identifier", "scope", "entity", "oneOf", "RFC 3339", "scalar", " null", "syntax", "parse"];
    let mut failures = Vec::new();
    for path in crate::support::files_below(&root().join("docs/errors"), ".md") {
        let code = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
        let page = std::fs::read_to_string(&path).expect("a page can be read");
        for fence in fences(&page).iter().filter(|fence| fence.info == "text" && fence.heading == "Wrong") {
            for line in fence.text.lines() {
                let trimmed = line.trim_start();
                if let Some(message) = trimmed.strip_prefix("× ").or_else(|| trimmed.strip_prefix("⚠ ")) {
                    let first = message.chars().next().unwrap_or(' ');
                    if first.is_uppercase() {
                        failures.push(format!("{code}: begins with a capital: {message}"));
                    }
                    if message.ends_with('.') && !message.ends_with("…") {
                        failures.push(format!("{code}: ends with a stop: {message}"));
                    }
                    // What the user wrote may hold any word.
                    let own: String = message.split('`').step_by(2).collect();
                    for word in forbidden {
                        if own.to_lowercase().contains(word) {
                            failures.push(format!("{code}: says `{word}`: {message}"));
                        }
                    }
                }
                if trimmed.starts_with("help: ") && trimmed.chars().count() > 90 {
                    failures.push(format!("{code}: a long line of help: {trimmed}"));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
