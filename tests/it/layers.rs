//! The layers of ARCHITECTURE.md: each uses only those below it.

use crate::support::{files_below, root};

/// A layer and what it may use.
const LAYERS: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("diagnostics", &["source"]),
    ("ir", &["diagnostics", "source"]),
    ("syntax", &["diagnostics", "source"]),
    ("analysis", &["syntax", "ir", "diagnostics", "source"]),
    ("format", &["syntax", "diagnostics", "source"]),
    ("runtime", &["ir", "diagnostics", "source"]),
    ("cases", &["ir", "diagnostics", "source"]),
    ("report", &["runtime", "cases", "ir", "diagnostics", "source"]),
    ("cli", &["report", "cases", "runtime", "format", "analysis", "syntax", "ir", "diagnostics", "source"]),
];

/// A crate and the only place that may name it.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("pest::", &["src/syntax/"]),
    ("miette::", &["src/diagnostics/render.rs"]),
    ("clap::", &["src/cli/"]),
    ("std::fs::", &["src/cli/"]),
    ("csv::", &["src/cases/"]),
];

#[test]
fn each_layer_uses_only_those_below_it() {
    let mut failures = Vec::new();
    for path in files_below(&root().join("src"), ".rs") {
        let shown = path.strip_prefix(root()).unwrap_or(&path).display().to_string();
        let text = std::fs::read_to_string(&path).expect("a source file can be read");
        // Tests may reach across: they check that parts agree.
        if shown.split(['/', '.']).any(|part| part == "tests") {
            continue;
        }
        let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        let layer = shown.trim_start_matches("src/").split(['/', '.']).next().unwrap_or_default().to_owned();
        if let Some((_, below)) = LAYERS.iter().find(|(name, _)| *name == layer) {
            for used in text.split("crate::").skip(1) {
                if used.starts_with('{') {
                    failures.push(format!("{shown} names several layers in one `use crate::{{...}}`: give each a line"));
                }
                let name: String = used.chars().take_while(|it| it.is_ascii_lowercase() || *it == '_').collect();
                let is_layer = LAYERS.iter().any(|(other, _)| *other == name);
                if is_layer && name != layer && !below.contains(&name.as_str()) {
                    failures.push(format!("{shown} uses {name}, which is not below {layer}"));
                }
            }
        } else if !matches!(layer.as_str(), "lib" | "main") {
            failures.push(format!("{shown} is in no layer"));
        }
        for (name, places) in ONLY_IN {
            if text.contains(name) && !places.iter().any(|place| shown.starts_with(place)) {
                failures.push(format!("{shown} names {name}, which is for {places:?}"));
            }
        }
    }
    failures.sort();
    failures.dedup();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn no_file_names_a_binary_float() {
    let mut failures = Vec::new();
    for path in files_below(&root().join("src"), ".rs") {
        let text = std::fs::read_to_string(&path).expect("a source file can be read");
        for (number, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            if code.split(|it: char| !it.is_alphanumeric()).any(|word| word == "f32" || word == "f64") {
                failures.push(format!("{}:{}", path.display(), number + 1));
            }
        }
    }
    assert!(failures.is_empty(), "binary floating point: {failures:?}");
}
