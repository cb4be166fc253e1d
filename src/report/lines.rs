//! Lines of a given width: words are never cut, what goes on stands under what it belongs to.

use std::fmt::Write as _;

/// The width where nothing says otherwise, in characters.
pub const WIDTH: usize = 92;
/// The least that a column is folded to: a word a line reads badly.
const LEAST: usize = 24;
/// The widest left column of two.
const LEFT: usize = 52;
/// The widest left column where right ones would be folded beside a wider one.
const NARROW: usize = 44;

/// Folds at spaces. A word longer than the width has a line of its own.
pub fn fold(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut length = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let size = word.chars().count();
        match lines.last_mut() {
            Some(line) if length + 1 + size <= width => {
                line.push(' ');
                line.push_str(word);
                length += 1 + size;
            }
            _ => {
                lines.push(word.to_owned());
                length = size;
            }
        }
    }
    lines
}

/// Appends text set in by `indent`, and what goes on by `hang`.
pub fn put(out: &mut String, (indent, hang): (usize, usize), text: &str, width: usize) {
    lead_in(out, &" ".repeat(indent), hang, text, width);
}

/// Appends text after what begins its first line; what goes on is set in by `hang`.
pub fn lead_in(out: &mut String, lead: &str, hang: usize, text: &str, width: usize) {
    let mut lines = fold(text, width.saturating_sub(lead.chars().count()).max(LEAST)).into_iter();
    let Some(first) = lines.next() else { return };
    let _ = writeln!(out, "{lead}{first}");
    let rest = lines.collect::<Vec<_>>().join(" ");
    for line in fold(&rest, width.saturating_sub(hang).max(LEAST)) {
        let _ = writeln!(out, "{:hang$}{line}", "");
    }
}

/// A row of two columns, the left one set in by its depth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// How deep, in steps of two.
    pub depth: usize,
    /// What is spoken of.
    pub left: String,
    /// What is said of it.
    pub right: String,
}

/// Appends rows, the right column aligned beside every left one that is not too wide; the others run on as one text.
pub fn columns(out: &mut String, indent: usize, rows: &[Row], width: usize) {
    columns_of(out, (indent, LEFT), rows, width);
}

/// The same, with a left column of at most so many characters.
pub fn columns_of(out: &mut String, (indent, left): (usize, usize), rows: &[Row], width: usize) {
    let set_in = |row: &Row| 2 * row.depth.min(12);
    let size = |row: &Row| set_in(row) + row.left.chars().count();
    let room = width.saturating_sub(indent);
    // Where every right column is short, the left one may be wider.
    let right = rows.iter().map(|row| row.right.chars().count()).max().unwrap_or(0);
    let most = left.max(room.saturating_sub(right + 3)).min(room.saturating_sub(LEAST + 3));
    let widest = |most: usize| rows.iter().map(size).filter(|size| *size <= most).max().unwrap_or(0);
    // Better a few rows on two lines than every right column folded.
    let folded = |column: usize| rows.iter().any(|row| size(row) <= column && row.right.chars().count() + column + 3 > room);
    let column = Some(widest(most)).filter(|column| !folded(*column)).unwrap_or_else(|| widest(most.min(NARROW)));
    for row in rows {
        let set_in = set_in(row);
        if size(row) > column {
            let (start, hang) = (indent + set_in, indent + set_in + 4);
            if start + row.left.chars().count() + 3 + row.right.chars().count() <= width {
                let _ = writeln!(out, "{}", format!("{:start$}{}   {}", "", row.left, row.right).trim_end());
            } else {
                put(out, (start, hang), &row.left, width);
                put(out, (hang, hang + 2), &row.right, width);
            }
            continue;
        }
        let pad = column - set_in;
        let right = fold(&row.right, room.saturating_sub(column + 3));
        let line = format!("{:indent$}{:set_in$}{:pad$}   {}", "", "", row.left, right.first().map_or("", String::as_str));
        let _ = writeln!(out, "{}", line.trim_end());
        for line in right.iter().skip(1) {
            let _ = writeln!(out, "{:1$}{line}", "", indent + column + 3);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_never_cut() {
        assert_eq!(fold("a detainer for a misdemeanor", 12), ["a detainer", "for a", "misdemeanor"]);
        assert_eq!(fold("unconstitutionality is long", 5), ["unconstitutionality", "is", "long"]);
    }

    #[test]
    fn what_goes_on_hangs() {
        let mut out = String::new();
        put(&mut out, (2, 4), "one two three four five six seven eight nine ten", 30);
        assert_eq!(out, "  one two three four five six\n    seven eight nine ten\n");
    }
}
