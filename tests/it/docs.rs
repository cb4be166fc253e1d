//! The book's examples are run. README.md, docs/**/*.md (docs/errors has a test of its own):
//!
//! - ` ```enact ` is a whole file: it is checked without an error. ` ```enact FILE.enact ` is checked too and kept under that name for the
//!   `console` fences of the page. ` ```enact,error CODE ` yields exactly that code (` ```enact,error CODE FILE.enact ` keeps it under that
//!   name, so that a page can show the message). ` ```enact,part ` is for reading only.
//! - ` ```console `: lines `$ command` with their output below them. The command runs in a folder that holds the project's policies/ and
//!   the page's named files (` ```ndjson FILE `, ` ```json FILE `, ` ```csv FILE ` too). Only `enact …` (also behind `cargo run …`) and `cat` are run;
//!   `BLESS=1 cargo test` writes the outputs.

use crate::support::{Fence, bless, enact, fences, files_below, folder, root};
use enact::diagnostics::catalogue;
use std::path::Path;

#[test]
fn the_book_is_true() {
    let mut pages = files_below(&root().join("docs"), ".md");
    pages.retain(|page| !page.starts_with(root().join("docs/errors")));
    pages.push(root().join("README.md"));
    let mut failures = Vec::new();
    for path in pages {
        check_page(&path, &mut failures);
    }
    assert!(failures.is_empty(), "{} failures\n\n{}", failures.len(), failures.join("\n\n"));
}

fn check_page(path: &Path, failures: &mut Vec<String>) {
    let page = std::fs::read_to_string(path).expect("a page can be read");
    let shown = path.strip_prefix(root()).unwrap_or(path).display().to_string();
    let place = folder(&format!("book-{}", shown.replace(['/', '.'], "-")));
    link(&root().join("policies"), &place.join("policies"));
    let mut renewed = page.clone();
    // From the last to the first, so that earlier ranges stay true; but commands need the files, so those are written first.
    let all = fences(&page);
    for fence in &all {
        match fence.info.split(' ').collect::<Vec<_>>().as_slice() {
            ["enact" | "json" | "ndjson" | "csv", name] | ["enact,error", _, name] => write(&place.join(name), &fence.text),
            _ => {}
        }
    }
    for fence in all.iter().rev() {
        match fence.info.as_str() {
            "enact,part" => {}
            "console" => {
                let output = session(&place, fence, &shown, failures);
                if let Some(output) = output
                    && output != fence.text
                {
                    if bless() {
                        renewed.replace_range(fence.range.clone(), &output);
                    } else {
                        failures.push(format!(
                            "{shown}:{}: the page shows\n{}\nbut what happens is\n{output}",
                            fence.line, fence.text
                        ));
                    }
                }
            }
            info => {
                if let Some(code) = info.strip_prefix("enact,error ") {
                    let code = code.split(' ').next().unwrap_or(code);
                    check_fence(&place, fence, &[code], &shown, failures);
                } else if info == "enact" || info.starts_with("enact ") {
                    check_fence(&place, fence, &[], &shown, failures);
                }
            }
        }
    }
    if renewed != page {
        std::fs::write(path, renewed).expect("a page can be written");
    }
}

fn check_fence(place: &Path, fence: &Fence, expected: &[&str], shown: &str, failures: &mut Vec<String>) {
    // Beside the policies, so that `use "us/detainer"` finds them.
    let name = match fence.info.split_once(' ') {
        Some(("enact", name)) => name.to_owned(),
        _ => format!("fence-{}.enact", fence.line),
    };
    let target = place.join(&name);
    write(&target, &fence.text);
    let beside = place.join("policies-of-the-page");
    if !beside.exists() {
        link(&root().join("policies/us"), &place.join("us"));
    }
    let run = enact(place, &["check", &name], None);
    let output = format!("{}{}", run.stdout, run.stderr);
    let found: Vec<&str> = output.lines().map(str::trim).filter(|line| catalogue::Code::named(line).is_some()).collect();
    if found != expected {
        failures.push(format!("{shown}:{}: expected {expected:?}, found {found:?}\n{output}", fence.line));
    }
}

/// Runs every command of a fence and gives it back with true outputs; `None` where nothing in it is run.
fn session(place: &Path, fence: &Fence, shown: &str, failures: &mut Vec<String>) -> Option<String> {
    let mut output = String::new();
    let mut ran = false;
    let mut kept = false;
    for line in fence.text.lines() {
        if let Some(command) = line.strip_prefix("$ ") {
            output.push_str(line);
            output.push('\n');
            let words = shell_words(command);
            let arguments: Vec<&str> = words.iter().map(String::as_str).collect();
            let arguments = match arguments.as_slice() {
                ["enact", rest @ ..] => rest.to_vec(),
                ["cargo", "run", ..] => match arguments.iter().position(|word| *word == "--") {
                    Some(at) => arguments[at + 1..].to_vec(),
                    None => {
                        failures.push(format!("{shown}:{}: `cargo run` without `--`", fence.line));
                        return None;
                    }
                },
                ["cat", name] => {
                    let path = place.join(name);
                    match std::fs::read_to_string(&path) {
                        Ok(text) => output.push_str(&text),
                        Err(_) => failures.push(format!("{shown}:{}: no file {name}", fence.line)),
                    }
                    ran = true;
                    kept = false;
                    continue;
                }
                _ => {
                    // Set-up that a test can't repeat (`git clone`): its lines are kept.
                    kept = true;
                    continue;
                }
            };
            let run = enact(place, &arguments, None);
            output.push_str(&run.stdout);
            output.push_str(&run.stderr);
            ran = true;
            kept = false;
        } else if kept {
            output.push_str(line);
            output.push('\n');
        }
    }
    ran.then(|| {
        let lines: Vec<&str> = output.lines().map(str::trim_end).collect();
        let mut text = lines.join("\n").trim_end().to_owned();
        text.push('\n');
        text
    })
}

/// Words of a command, with double and single quotation marks.
fn shell_words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut mark = None;
    for character in command.chars() {
        match (character, mark) {
            (_, Some(open)) if character == open => mark = None,
            ('"' | '\'', None) => mark = Some(character),
            (' ', None) => {
                if !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
            }
            _ => word.push(character),
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

fn write(path: &Path, text: &str) {
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent).expect("a folder can be made");
    }
    std::fs::write(path, text).expect("a file can be written");
}

fn link(from: &Path, to: &Path) {
    if !to.exists() {
        copy(from, to);
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder can be made");
    for entry in std::fs::read_dir(from).into_iter().flatten().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), &target).expect("a file can be copied");
        }
    }
}

/// SUMMARY.md lists every page, and every link of the book leads somewhere.
#[test]
fn the_book_is_whole() {
    let docs = root().join("docs");
    let summary = std::fs::read_to_string(docs.join("SUMMARY.md")).expect("docs/SUMMARY.md");
    let mut failures = Vec::new();
    for path in files_below(&docs, ".md") {
        let relative = path.strip_prefix(&docs).unwrap_or(&path).display().to_string();
        if relative != "SUMMARY.md" && !relative.starts_with("errors/") && !summary.contains(&format!("({relative})")) {
            failures.push(format!("docs/SUMMARY.md does not list {relative}"));
        }
        let page = std::fs::read_to_string(&path).expect("a page can be read");
        for link in page.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let target = link.split('#').next().unwrap_or_default();
            if target.is_empty() || target.contains("://") || target.contains(' ') || !target.contains('.') {
                continue;
            }
            let base = path.parent().unwrap_or(&docs);
            if !base.join(target).exists() {
                failures.push(format!("{relative} links to {target}, which is not there"));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
