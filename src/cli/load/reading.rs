//! Reading from the disk: the files of folders, their bytes, their text.

use super::problems;
use crate::diagnostics::Diagnostic;
use crate::source::{FileId, Span};
use std::collections::BTreeSet;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// Larger files are refused: no policy is so large, and spans have 32 bits.
pub(super) const LARGEST: u64 = 8 << 20;

/// Every file with an ending below a folder, sorted, each folder once (symbolic links may form circles); and what can't be read.
pub(in crate::cli) fn walk(top: &Path, ending: &str) -> (Vec<PathBuf>, Vec<String>) {
    let mut files = Vec::new();
    let mut unreadable = Vec::new();
    let mut seen = BTreeSet::new();
    let mut waiting = vec![top.to_owned()];
    while let Some(folder) = waiting.pop() {
        if !std::fs::canonicalize(&folder).is_ok_and(|real| seen.insert(real)) {
            continue;
        }
        let entries = match std::fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) => {
                unreadable.push(format!("cannot read the folder `{}`: {}", folder.display(), reason(&error)));
                continue;
            }
        };
        for entry in entries.flatten() {
            let path = entry.path();
            if is_hidden(&path) {
                continue;
            }
            let wanted = path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(ending));
            if path.is_dir() {
                waiting.push(path);
            } else if wanted && is_pipe(&path) {
                unreadable.push(format!("`{}` is no file but a pipe or a device, and is passed over", path.display()));
            } else if wanted {
                files.push(path);
            }
        }
    }
    files.sort();
    (files, unreadable)
}

/// The *.enact files of one folder, sorted.
pub(super) fn beside(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let named = entries.filter(|path| !is_hidden(path) && path.extension().is_some_and(|ending| ending == "enact"));
    let mut files: Vec<PathBuf> = named.filter(|path| !is_pipe(path)).collect();
    files.sort();
    files
}

/// Editors and systems keep copies and notes of their own under names that begin with a full stop: nobody gave these.
fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

/// Whether something is there that is no regular file: reading it might never end.
fn is_pipe(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|it| !it.is_file())
}

/// The bytes of a file that is not too large.
pub(in crate::cli) fn read(path: &Path) -> Result<Vec<u8>, String> {
    let shown = path.display();
    let cannot = |error: std::io::Error| format!("cannot read `{shown}`: {}", reason(&error));
    let file = std::fs::File::open(path).map_err(cannot)?;
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(cannot)?;
    match bytes.len() as u64 > LARGEST {
        true => Err(format!("`{shown}` is larger than 8 MiB; a policy file has at most 4 MiB")),
        false => Ok(bytes),
    }
}

/// The text of a file; where it is not UTF-8, what could be made of it and where the first damage is.
pub(in crate::cli) fn decode(id: FileId, bytes: Vec<u8>) -> (String, Option<Diagnostic>) {
    match String::from_utf8(bytes) {
        Ok(text) => (text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text), None),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let bytes = error.as_bytes();
            let wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
            let byte = bytes.get(at).copied().unwrap_or_default();
            let text = String::from_utf8_lossy(bytes).into_owned();
            let end = (at + '\u{fffd}'.len_utf8()).min(text.len());
            (text, Some(problems::not_utf_8(Span::new(id, at, end), byte, wide)))
        }
    }
}

/// Why a file can't be read, in words.
pub(in crate::cli) fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission is denied".to_owned(),
        std::io::ErrorKind::IsADirectory => "it is a folder, not a file".to_owned(),
        _ => error.to_string(),
    }
}
