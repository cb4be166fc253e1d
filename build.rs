//! Gathers the pages of the diagnostics (docs/errors/CODE.md) into a table for `enact explain`.

use std::fmt::Write as _;
use std::path::Path;

fn main() {
    let root = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
    let folder = Path::new(&root).join("docs/errors");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=docs/errors");
    let mut pages: Vec<String> = std::fs::read_dir(&folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some(entry.file_name().to_str()?.strip_suffix(".md")?.to_owned()))
        .collect();
    pages.sort();
    let mut table = String::from("&[\n");
    for page in pages {
        let path = folder.join(format!("{page}.md"));
        let _ = writeln!(table, "    ({page:?}, include_str!({:?})),", path.display().to_string());
    }
    table.push_str("]\n");
    let out = std::env::var("OUT_DIR").unwrap_or_default();
    std::fs::write(Path::new(&out).join("pages.rs"), table).expect("the table of pages can be written");
}
