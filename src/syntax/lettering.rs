//! To which list a limb belongs, and whether a `>` begins its line: looked for before the grammar reads a text, because no grammar can count letters or
//! look back.
//!
//! A label that stands right behind `of:` or `the following:` opens a list inside the one around it. Any other goes on with an open list: with the one whose
//! next letter, number or numeral it is; where it is no list's next, with one that may leave letters out to come to it. So `(c)` after
//! `(b) any of: (i) …; (ii) …` is the third letter, and not a hundred. Where it fits two lists alike, the one whose labels stand as far in
//! as it does has it; if that settles nothing either, the text says two things ([`Unclear`]).

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::scan::{Piece, is_blank, is_word, pieces};

/// The marks that stand for the `(` of a label, one for each depth: characters that no text means anything by.
const MARKS: &[u8] = b"\x01\x02\x03\x04\x05\x06\x07\x08\x0E\x0F\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1A\x1B\x1C\x1D\x1E\x1F";
/// How deep lettered lists may nest.
pub(super) const DEEPEST_LISTS: usize = MARKS.len();
/// What stands for a `>` that does not begin its line, and so is no law.
const INNER_GREATER: u8 = 0;
/// What such a character becomes where an author wrote it: another without a meaning.
const NO_MARK: u8 = 0x7F;

/// A text as the grammar reads it.
pub(super) struct Lettered<'t> {
    /// The `(` of each label of a limb is the mark of its list's depth (offsets stay as they are).
    pub text: Cow<'t, str>,
    /// The labels that go on with two lists alike, by offset.
    pub unclear: BTreeMap<usize, Unclear>,
}

/// The offsets of the last labels of the two lists with which a label may go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unclear {
    pub inner: usize,
    pub outer: usize,
}

/// Finds the list of each label.
pub(super) fn lettered(text: &str) -> Lettered<'_> {
    let mut open = Open::default();
    let mut marks: Vec<(usize, u8)> = Vec::new();
    let mut unclear = BTreeMap::new();
    // `of the following conditions are met:` announces a list as `of:` does.
    let (mut of, mut the, mut following, mut announced) = (false, false, false, false);
    let mut rest = pieces(text);
    while let Some((piece, range)) = rest.next() {
        match piece {
            // A list may begin below the words of the law.
            Piece::Comment | Piece::Law => continue,
            Piece::Mark('(') => match label_at(text, range.start) {
                Some(label) => {
                    // The letters and the `)`.
                    rest.nth(1);
                    let found = open.label(label, range.start, column(text, range.start), announced);
                    marks.extend(found.depth.and_then(|depth| MARKS.get(depth)).map(|mark| (range.start, *mark)));
                    unclear.extend(found.unclear.map(|it| (range.start, it)));
                }
                None => open.groups.push(open.lists.len()),
            },
            Piece::Mark(')') => open.close(),
            Piece::Mark('.') if !text.get(range.end..).is_some_and(|rest| rest.starts_with(is_word)) => open = Open::default(),
            Piece::Mark('>') if is_alone(text, &range) => marks.push((range.start, INNER_GREATER)),
            Piece::Mark(mark) if mark.is_ascii() && (mark as u8 == INNER_GREATER || MARKS.contains(&(mark as u8))) => {
                marks.push((range.start, NO_MARK))
            }
            _ => {}
        }
        announced = of && piece == Piece::Mark(':');
        let is =
            |wanted: &str| piece == Piece::Word && text.get(range.clone()).is_some_and(|word| word.eq_ignore_ascii_case(wanted));
        following = piece == Piece::Word && (following || the && is("following"));
        of = following || is("of");
        the = is("the");
    }
    Lettered { text: marked(text, &marks), unclear }
}

/// Whether a `>` is no part of `>=`, `=>` or `<>`.
fn is_alone(text: &str, at: &std::ops::Range<usize>) -> bool {
    let before = text.get(..at.start).is_some_and(|before| before.ends_with(['=', '<']));
    !before && !text.get(at.end..).is_some_and(|after| after.starts_with('='))
}

/// One byte takes the place of another.
fn marked<'t>(text: &'t str, marks: &[(usize, u8)]) -> Cow<'t, str> {
    if marks.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut bytes = text.as_bytes().to_vec();
    for (at, mark) in marks {
        if let Some(byte) = bytes.get_mut(*at) {
            *byte = *mark;
        }
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// The letters of a label that begins at `at`; `7282.5(a)` and `(b)(2)` have a letter that is no label of its own.
fn label_at(text: &str, at: usize) -> Option<&str> {
    let glued = text.get(..at)?.ends_with(|before| is_word(before) || before == ')');
    let inside = text.get(at + 1..)?.split(')').next()?;
    let closed = text.get(at + 1 + inside.len()..)?.starts_with(')');
    (!glued && closed && !readings(inside).is_empty()).then_some(inside)
}

/// How far in a label stands, where it begins its line.
fn column(text: &str, at: usize) -> Option<usize> {
    let line = text.get(..at)?.rsplit(['\n', '\r']).next()?;
    line.chars().all(is_blank).then(|| line.chars().count())
}

/// The lists around a place.
#[derive(Default)]
struct Open {
    lists: Vec<List>,
    /// How many lists were open at each parenthesis that is open: those lists end only behind it.
    groups: Vec<usize>,
}

struct List {
    sequence: Sequence,
    /// Where its last label stands.
    last: usize,
    /// How far in its first label stands, if that begins a line.
    column: Option<usize>,
}

/// What became of a label.
struct Found {
    /// How many lists stand around its own; nothing if it belongs to none.
    depth: Option<usize>,
    unclear: Option<Unclear>,
}

impl Open {
    fn label(&mut self, label: &str, at: usize, column: Option<usize>, opens: bool) -> Found {
        if opens {
            self.lists.push(List { sequence: Sequence::begin(label), last: at, column });
            return Found { depth: Some(self.lists.len() - 1), unclear: None };
        }
        let Some((depth, other)) = self.place(label, column) else { return Found { depth: None, unclear: None } };
        self.lists.truncate(depth + 1);
        let inner = self.lists.get(depth).map(|list| list.last);
        let unclear = inner.zip(other).map(|(inner, outer)| Unclear { inner, outer });
        if let Some(list) = self.lists.last_mut() {
            list.sequence.go_on(label);
            list.last = at;
        }
        Found { depth: Some(depth), unclear }
    }

    /// The list of a label, and the last label of another that it fits as well. The lists inside a parenthesis come first; one that is never
    /// closed hides nothing.
    fn place(&mut self, label: &str, column: Option<usize>) -> Option<(usize, Option<usize>)> {
        loop {
            let floor = self.groups.last().copied().unwrap_or(0).min(self.lists.len());
            if let Some(found) = self.place_above(floor, label, column) {
                return Some(found);
            }
            self.groups.pop()?;
        }
    }

    fn place_above(&self, floor: usize, label: &str, column: Option<usize>) -> Option<(usize, Option<usize>)> {
        let fitting = |wanted: Fit| -> Vec<usize> {
            (floor..self.lists.len()).filter(|at| self.lists[*at].sequence.fit(label) == wanted).collect()
        };
        for fit in [Fit::Next, Fit::Later] {
            let lists = fitting(fit);
            let mut in_line = lists.iter().copied().filter(|at| column.is_some() && self.lists[*at].column == column);
            match (lists.as_slice(), in_line.next(), in_line.next()) {
                ([], ..) => {}
                ([only], ..) => return Some((*only, None)),
                (_, Some(one), None) => return Some((one, None)),
                ([.., outer, inner], ..) => return Some((*inner, Some(self.lists[*outer].last))),
            }
        }
        // Out of order, which is told when the list is read.
        (floor..self.lists.len()).rev().find(|at| self.lists[*at].sequence.reads(label)).map(|at| (at, None))
    }

    /// A parenthesis ends, and with it the lists in it.
    fn close(&mut self) {
        if let Some(lists) = self.groups.pop() {
            self.lists.truncate(lists);
        }
    }
}

// --- sequences --------------------------------------------------------------------------------------------------------

/// How labels of one list follow one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reading {
    /// `(1)`, `(2)`, `(2a)`, `(3)`.
    Numbers,
    /// `(a)`, `(b)`, … `(z)`, `(aa)`; `(A)` likewise.
    Letters,
    /// `(i)`, `(ii)`, `(iii)`; `(I)` likewise.
    Numerals,
}

/// How a label stands to a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// It is the list's next.
    Next,
    /// It comes later, and others are left out.
    Later,
    /// It does not go on with the list.
    No,
}

/// The labels of a list so far.
#[derive(Clone, Debug)]
pub(super) struct Sequence {
    /// What they may be: `(c)` begins a list of letters or, some day, of numerals.
    readings: Vec<Reading>,
    last: String,
}

impl Sequence {
    /// A list that begins with a label; with `(i)`, it is one of numerals.
    pub(super) fn begin(label: &str) -> Sequence {
        let mut readings = readings(label);
        if label.eq_ignore_ascii_case("i") {
            readings = vec![Reading::Numerals];
        }
        Sequence { readings, last: label.to_string() }
    }

    /// Whether a label goes on with the list.
    pub(super) fn fit(&self, label: &str) -> Fit {
        let fits = |wanted: Fit| self.readings.iter().any(|reading| fit(*reading, &self.last, label) == wanted);
        if fits(Fit::Next) {
            Fit::Next
        } else if fits(Fit::Later) {
            Fit::Later
        } else {
            Fit::No
        }
    }

    /// Whether it could be a label of the list, in some place of it.
    fn reads(&self, label: &str) -> bool {
        same_case(&self.last, label) && readings(label).iter().any(|reading| self.readings.contains(reading))
    }

    /// Takes the list's next label.
    pub(super) fn go_on(&mut self, label: &str) {
        let best = self.fit(label);
        if best != Fit::No {
            let last = self.last.clone();
            self.readings.retain(|reading| fit(*reading, &last, label) == best);
        }
        self.last = label.to_string();
    }
}

/// What a label may be.
fn readings(label: &str) -> Vec<Reading> {
    let digits = label.bytes().take_while(u8::is_ascii_digit).count();
    let mut found = Vec::new();
    if (1..=3).contains(&digits) && label.len() <= digits + 2 && label.bytes().skip(digits).all(|it| it.is_ascii_alphabetic()) {
        found.push(Reading::Numbers);
    }
    let one_case = label.bytes().all(|it| it.is_ascii_lowercase()) || label.bytes().all(|it| it.is_ascii_uppercase());
    if one_case && (1..=3).contains(&label.len()) {
        found.push(Reading::Letters);
    }
    if one_case && numeral(label).is_some() {
        found.push(Reading::Numerals);
    }
    found
}

fn same_case(one: &str, other: &str) -> bool {
    let lower = |label: &str| label.bytes().any(|it| it.is_ascii_lowercase());
    one.starts_with(|it: char| it.is_ascii_digit()) || lower(one) == lower(other)
}

fn fit(reading: Reading, last: &str, label: &str) -> Fit {
    if !same_case(last, label) || !readings(label).contains(&reading) {
        return Fit::No;
    }
    let (before, after) = (last.to_ascii_lowercase(), label.to_ascii_lowercase());
    let (next, later) = match reading {
        Reading::Numbers => {
            let ((one, first), (two, second)) = (numbered(&before), numbered(&after));
            let next =
                if one == two { after_letters(first).iter().any(|it| it == second) } else { two == one + 1 && second.is_empty() };
            (next, (one, first) < (two, second))
        }
        Reading::Letters => {
            let next = after_letters(&before).contains(&after);
            // `(ii)` is no letter that was come to by leaving others out.
            (next, (before.len(), &before) < (after.len(), &after) && (before.len() == after.len() || numeral(&after).is_none()))
        }
        Reading::Numerals => {
            let (one, two) = (numeral(&before).unwrap_or(0), numeral(&after).unwrap_or(0));
            (two == one + 1, one < two)
        }
    };
    match (next, later) {
        (true, _) => Fit::Next,
        (false, true) => Fit::Later,
        (false, false) => Fit::No,
    }
}

/// `2a` is 2 and `a`.
fn numbered(label: &str) -> (u32, &str) {
    let digits = label.bytes().take_while(u8::is_ascii_digit).count();
    (label.get(..digits).and_then(|it| it.parse().ok()).unwrap_or(0), label.get(digits..).unwrap_or(""))
}

/// The letters that may follow: `b` after `a`; after `z` `aa`, then `ab` or `bb`. After none, `a`.
fn after_letters(letters: &str) -> Vec<String> {
    let mut bytes = letters.as_bytes().to_vec();
    let mut found = Vec::new();
    if let (Some(first), true) = (bytes.first().copied(), bytes.len() > 1 && bytes.iter().all(|it| Some(it) == bytes.first()))
        && first < b'z'
    {
        found.push(char::from(first + 1).to_string().repeat(bytes.len()));
    }
    let mut at = bytes.len();
    loop {
        match at.checked_sub(1).and_then(|last| Some((last, bytes.get_mut(last)?))) {
            Some((last, byte)) if *byte >= b'z' => {
                *byte = b'a';
                at = last;
            }
            Some((_, byte)) => {
                *byte += 1;
                break;
            }
            None => {
                bytes.insert(0, b'a');
                break;
            }
        }
    }
    found.extend(String::from_utf8(bytes));
    found
}

/// The value of a numeral as it is properly written.
fn numeral(label: &str) -> Option<u32> {
    const PARTS: [(&str, u32); 9] =
        [("c", 100), ("xc", 90), ("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1)];
    let lower = label.to_ascii_lowercase();
    let mut value = 0;
    let mut rest = lower.as_str();
    while !rest.is_empty() {
        let (part, worth) = PARTS.iter().find(|(part, _)| rest.starts_with(part))?;
        value += worth;
        rest = rest.get(part.len()..)?;
    }
    (value > 0 && value < 400 && written(value, &PARTS) == lower).then_some(value)
}

fn written(mut value: u32, parts: &[(&str, u32)]) -> String {
    let mut numeral = String::new();
    for (part, worth) in parts {
        while value >= *worth {
            numeral.push_str(part);
            value -= worth;
        }
    }
    numeral
}

/// Whether the label of a limb may follow another in one list: letters, numbers and numerals rise. A single letter is no numeral beside another.
pub(super) fn rises(before: &str, after: &str) -> bool {
    let shared: Vec<Reading> = readings(before).into_iter().filter(|it| readings(after).contains(it)).collect();
    let numerals = before.len() + after.len() > 2 && shared.contains(&Reading::Numerals);
    let reading = if numerals { Some(Reading::Numerals) } else { shared.first().copied() };
    reading.is_some_and(|reading| fit(reading, before, after) != Fit::No)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_rise() {
        for (before, after) in
            [("a", "b"), ("z", "aa"), ("1", "2"), ("9", "10"), ("i", "ii"), ("viii", "ix"), ("H", "I"), ("2", "2a"), ("c", "l")]
        {
            assert!(rises(before, after), "{before} {after}");
            assert!(!rises(after, before), "{after} {before}");
        }
    }

    #[test]
    fn labels_follow() {
        for (before, after) in
            [("b", "c"), ("h", "i"), ("z", "aa"), ("aa", "bb"), ("aa", "ab"), ("2", "2a"), ("2b", "3"), ("9", "10")]
        {
            assert_eq!(Sequence::begin(before).fit(after), Fit::Next, "{before} {after}");
        }
        for (before, after) in [("a", "c"), ("1", "3"), ("i", "iii"), ("i", "c")] {
            assert_eq!(Sequence::begin(before).fit(after), Fit::Later, "{before} {after}");
        }
        for (before, after) in [("b", "ii"), ("a", "B"), ("i", "j"), ("b", "a"), ("1", "a"), ("iiii", "v")] {
            assert_eq!(Sequence::begin(before).fit(after), Fit::No, "{before} {after}");
        }
    }

    /// The depth of each label.
    fn depths(text: &str) -> Vec<usize> {
        lettered(text).text.bytes().filter_map(|byte| MARKS.iter().position(|mark| *mark == byte)).collect()
    }

    #[test]
    fn the_next_letter_of_an_outer_list_ends_the_inner_one() {
        assert_eq!(depths("any of: (a) x; (b) all of: (i) y; (ii) z; (c) w."), [0, 0, 1, 1, 0]);
        assert_eq!(depths("any of: (h) all of: (i) y; (ii) z; (i) w; (j) v."), [0, 1, 1, 0, 0]);
        assert_eq!(depths("any of: (i) all of: (a) y; (b) z; (ii) w."), [0, 1, 1, 0]);
        assert_eq!(depths("any of: (1) all of: (a) any of: (1) x; (2) y; (b) z."), [0, 1, 2, 2, 1]);
        assert_eq!(depths("any of: (a) (all of: (i) y; (ii) z); (b) w. any of: (b) x"), [0, 1, 1, 0, 0]);
        assert!(depths("rule 7(a): exception to 3(b)(2) if any of (a) x.").is_empty());
    }

    #[test]
    fn indentation_settles_what_letters_do_not() {
        let text = |before: &str| format!("any of:\n  (u) any of:\n    (iv) x;\n{before}(v) y.");
        assert_eq!((depths(&text("    ")), lettered(&text("    ")).unclear.len()), (vec![0, 1, 1], 0));
        assert_eq!((depths(&text("  ")), lettered(&text("  ")).unclear.len()), (vec![0, 1, 0], 0));
        assert_eq!(lettered(&text("   ")).unclear.len(), 1);
    }

    #[test]
    fn characters_of_the_author_are_no_marks() {
        assert_eq!(lettered("a\u{1}b \"\u{1}\"").text, "a\u{7f}b \"\u{1}\"");
    }
}
