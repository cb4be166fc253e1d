//! Running the command as a user does, in a folder made for the test.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a run of the command gave.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) status: i32,
}

/// Runs `enact` with `arguments` in `folder`, at a fixed width, without colour.
pub(crate) fn enact(folder: &Path, arguments: &[&str], stdin: Option<&[u8]>) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_enact"));
    command.args(arguments).current_dir(folder).env("NO_COLOR", "1").env_remove("COLUMNS");
    command.stdin(if stdin.is_some() { Stdio::piped() } else { Stdio::null() });
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the command starts");
    if let (Some(bytes), Some(mut pipe)) = (stdin, child.stdin.take()) {
        // A command that stops early closes the pipe; that is its right.
        let _ = pipe.write_all(bytes);
    }
    let output = child.wait_with_output().expect("the command ends");
    Run {
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        status: output.status.code().unwrap_or(-1),
    }
}

/// A folder of its own for a test, empty.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

/// The root of the project.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Whether outputs kept in the project are to be renewed (`BLESS=1 cargo test`).
pub(crate) fn bless() -> bool {
    std::env::var_os("BLESS").is_some()
}

/// A fenced block of a Markdown page.
#[derive(Clone, Debug)]
pub(crate) struct Fence {
    /// What stands after the opening marks.
    pub(crate) info: String,
    /// Its text, with a newline at the end.
    pub(crate) text: String,
    /// The line of the opening marks, from 1.
    pub(crate) line: usize,
    /// Where the text lies in the page.
    pub(crate) range: std::ops::Range<usize>,
    /// The last heading before it.
    pub(crate) heading: String,
}

/// Every fenced block of a page.
pub(crate) fn fences(page: &str) -> Vec<Fence> {
    let mut found = Vec::new();
    let mut heading = String::new();
    let mut open: Option<(String, usize, usize)> = None;
    let mut at = 0;
    for (index, line) in page.split_inclusive('\n').enumerate() {
        let trimmed = line.trim_end();
        if let Some((info, start, start_line)) = &open {
            if trimmed == "```" {
                found.push(Fence {
                    info: info.clone(),
                    text: page[*start..at].to_owned(),
                    line: *start_line,
                    range: *start..at,
                    heading: heading.clone(),
                });
                open = None;
            }
        } else if let Some(info) = trimmed.strip_prefix("```") {
            open = Some((info.trim().to_owned(), at + line.len(), index + 1));
        } else if trimmed.starts_with('#') {
            heading = trimmed.trim_start_matches('#').trim().to_owned();
        }
        at += line.len();
    }
    found
}

/// Every file below a folder with that ending, sorted.
pub(crate) fn files_below(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
