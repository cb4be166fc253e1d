//! What is wrong with the text of a record, whatever its facts: JSON, tables, encoding, size.

use super::super::scan::{Broken, Fault, MAX_DEPTH};
use super::{Found, Stands, quoted};
use crate::diagnostics::catalogue as code;
use crate::diagnostics::suggest;
use std::ops::Range;

/// Something else than an object.
pub fn not_a_record(stands: Stands, at: Range<usize>) -> Found {
    Found::new(code::NOT_A_RECORD, "a case record stands in braces", at)
        .label(stands.words())
        .help("write a record, such as `{\"case\": \"C-17\"}`; keys in quotation marks, then values")
}

/// Nothing at all.
pub fn nothing(at: Range<usize>) -> Found {
    Found::new(code::NOT_A_RECORD, "the input holds no record", at)
        .label("nothing stands here")
        .help("write a record, such as `{\"case\": \"C-17\"}`, or a list of records in `[...]`")
}

/// How the input is laid out, for help that depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// A record a line.
    Lines,
    /// A record, or a list of records.
    Document,
    /// In a cell of a table.
    Cell,
}

/// Text that is not JSON.
pub fn broken(broken: &Broken, text: &str, layout: Layout) -> Found {
    let at = broken.at.clone();
    let found = |code, message: &str| Found::new(code, message, at.clone());
    match broken.fault {
        Fault::CutShort => {
            let found = found(code::RECORD_CUT_SHORT, "the record ends before it is complete").label("it ends here");
            match layout {
                Layout::Lines => found
                    .help("write the whole record on this line, down to its closing `}`")
                    .help("name the file `.json` if a record runs over several lines"),
                _ => found.help("write the record down to its closing `}`"),
            }
        }
        Fault::Expected(what) => found(code::BROKEN_RECORD, "the record cannot be read from here on")
            .label(format!("{what} belongs here"))
            .help(if what == "a key in quotation marks" {
                "write the key in quotation marks, such as `\"bail\": \"$500\"`".to_owned()
            } else {
                format!("put {what} there")
            }),
        Fault::TrailingComma => found(code::BROKEN_RECORD, "a comma stands before the closing mark")
            .label("nothing comes after the comma")
            .help("take the comma before it out, or write what is missing"),
        Fault::SingleQuote => found(code::BROKEN_RECORD, "a text in a record stands in double quotation marks")
            .label("this is a single one")
            .help("write `\"` before and after the text"),
        Fault::ByteMark => found(code::BROKEN_RECORD, "the mark of an encoding stands here, and cannot be seen (U+FEFF)")
            .label("here")
            .help("take it away: some programs begin a file with it, and files were put behind one another"),
        Fault::Word => bare_word(text.get(at.clone()).unwrap_or(""), at),
        Fault::Number => found(code::BROKEN_NUMBER, "this number cannot be read")
            .label("not a plain number")
            .help("write digits such as `0.5`, without `+` or zeros before them, or text in quotes"),
        Fault::Control => found(code::BROKEN_TEXT, "a text holds a control character")
            .label("a tab, a line break or the like")
            .help("write `\\t` for a tab and `\\n` for a line break, or close the text before it"),
        Fault::Escape => found(code::BROKEN_TEXT, "a backslash stands before something that it cannot change")
            .label("no such escape")
            .help("write `\\\\` for a backslash itself"),
        Fault::TooDeep => found(code::RECORD_NESTED_TOO_DEEPLY, "lists and records stand too deep inside one another")
            .label(format!("more than {MAX_DEPTH} levels"))
            .help("write the record with fewer levels; no vocabulary needs so many"),
    }
}

fn bare_word(word: &str, at: Range<usize>) -> Found {
    let found = Found::new(code::BROKEN_RECORD, format!("the bare word {} cannot be read", quoted(word)), at);
    let meant = match word.to_ascii_lowercase().as_str() {
        "none" | "nan" | "nil" | "undefined" | "n" => Some("null"),
        lower => suggest::nearest(lower, ["true", "false", "null"]).or(match lower {
            "t" | "y" | "yes" => Some("true"),
            "f" | "no" => Some("false"),
            _ => None,
        }),
    };
    match meant {
        Some(meant) => found.label(format!("did you mean `{meant}`?")).help(format!("write `{meant}`")),
        None => found
            .label("words stand in quotation marks")
            .help("write `\"...\"` round it; only `true`, `false` and numbers stand alone"),
    }
}

/// Something after the record.
pub fn text_after(layout: Layout, at: Range<usize>) -> Found {
    let found =
        Found::new(code::TEXT_AFTER_RECORD, "something stands after the record", at).label("the record ended before this");
    match layout {
        Layout::Lines => found.help("take it out, or put the next record on a line of its own"),
        Layout::Cell => found.help("take it out of the cell"),
        Layout::Document => found
            .help("put several records in a list: `[{...}, {...}]`")
            .help("name the file `.ndjson` if every line is a record"),
    }
}

/// A list of records that goes wrong between its records.
pub fn broken_list(expected: &str, at: Range<usize>) -> Found {
    Found::new(code::BROKEN_RECORD, "the list of records cannot be read from here on", at)
        .label(format!("{expected} belongs here"))
        .help(format!("put {expected} there; the records before it are decided"))
}

/// A list of records without its end.
pub fn unclosed_list(at: Range<usize>) -> Found {
    Found::new(code::RECORD_CUT_SHORT, "the list of records is not closed", at)
        .label("it ends here")
        .help("put `]` after the last record; the records before it are decided")
}

/// A record longer than what is read.
pub fn too_large(most: usize, at: Range<usize>) -> Found {
    Found::new(code::RECORD_TOO_LARGE, format!("the record is longer than {} MiB", most >> 20), at)
        .label("it begins here")
        .help("split it, or leave out what the policy does not ask for")
}

/// A table row longer than what is read.
pub fn row_too_large(most: usize, at: Range<usize>) -> Found {
    Found::new(code::RECORD_TOO_LARGE, format!("the row is longer than {} MiB", most >> 20), at)
        .label("it begins here")
        .help("leave out what the policy does not ask for")
}

/// A quotation mark that opens a cell and is not closed before the table ends, or within what is read.
pub fn unclosed_cell(at: Range<usize>) -> Found {
    Found::new(code::UNCLOSED_CELL, "a quotation mark opens a cell here, and none closes it", at)
        .label("all that follows would belong to this cell")
        .help("write `\"` where the cell ends, or take this one out")
}

/// Text between the quotation mark that ends a cell and the next comma.
pub fn text_after_cell(opened: (usize, usize), at: Range<usize>) -> Found {
    let (line, closed) = opened;
    let found = Found::new(code::TEXT_AFTER_CELL, "something stands after the quotation mark that ends this cell", at)
        .label("a comma or the end of the row belongs here")
        .help("write `\"\"` for a quotation mark inside a cell");
    match line == closed {
        true => found,
        false => found.help(format!("or close the cell on line {line}: it runs from there to line {closed}")),
    }
}

/// `"id" ,`: whether the blank belongs to the cell, nobody can say.
pub fn blank_after_cell(at: Range<usize>) -> Found {
    Found::new(code::TEXT_AFTER_CELL, "a blank stands after the quotation mark that ends this cell", at)
        .label("a comma or the end of the row belongs here")
        .help("take the blank away; the next cell, too, begins right after the comma")
}

/// A cell with the character whose number is zero: no text has it, and programs end texts there.
pub fn nul_in_cell(at: Range<usize>) -> Found {
    Found::new(code::BROKEN_TEXT, "a cell holds a character that no text has (U+0000)", at)
        .label("cannot be seen")
        .help("take it out, or save the table anew as UTF-8 (in a spreadsheet: `CSV UTF-8`)")
}

/// Bytes that are not UTF-8.
pub fn not_utf_8(at: Range<usize>) -> Found {
    Found::new(code::NOT_UTF_8, "the record is not encoded in UTF-8", at)
        .label("no character is written so")
        .help("save the file as UTF-8 (in a spreadsheet: `CSV UTF-8`)")
}

/// A header whose columns are parted by something else than commas.
pub fn other_separator(mark: char, at: Range<usize>) -> Found {
    let name = match mark {
        ';' => "semicolons",
        '\t' => "tabs",
        _ => "bars",
    };
    Found::new(code::TABLE_WITHOUT_COMMAS, format!("the columns of the table are parted by {name}"), at)
        .label("one column, as it stands")
        .help("save the table with commas between its columns (CSV)")
}

/// A row with more or fewer cells than the header.
pub fn ragged_row(cells: usize, columns: usize, lines: usize, at: Range<usize>) -> Found {
    let counted = if cells == 1 { "1 cell".to_owned() } else { format!("{cells} cells") };
    let found = Found::new(code::RAGGED_ROW, format!("the row has {counted}, and the header has {columns}"), at)
        .label(if cells > columns { "more than the header names" } else { "cells are missing after this" });
    let found = match lines {
        1 => found,
        _ => found.help(format!("close its quotation mark, if it is one row: it runs over {lines} lines")),
    };
    found
        .help("put a cell that holds a comma in quotation marks")
        .help("leave a cell empty where nothing is known, but keep its comma")
}
