//! Phrases of everyday English that reach this stage as names nobody declared, and what Enact says for them.

use super::names::Words;
use super::problems;
use crate::diagnostics::Diagnostic;
use crate::source::{Span, on_one_line};
use crate::syntax::{is_unit_of_time, number_word};

/// Lengths that a figure alone can't have: numbers are without units.
const UNITS: &[&str] = &[
    "feet",
    "foot",
    "yards",
    "yard",
    "miles",
    "mile",
    "meters",
    "metres",
    "meter",
    "metre",
    "kilometers",
    "kilometres",
    "km",
    "inches",
    "acres",
    "pounds",
    "tons",
    "kg",
    "gallons",
    "square",
];

/// Shares that have no word of their own in Enact.
const SHARES: &[(&str, u32)] = &[
    ("eleventh", 11),
    ("fifteenth", 15),
    ("twentieth", 20),
    ("thirtieth", 30),
    ("fortieth", 40),
    ("fiftieth", 50),
    ("sixtieth", 60),
    ("eightieth", 80),
    ("ninetieth", 90),
    ("hundredth", 100),
    ("thousandth", 1000),
];

/// What `sixtieths` divide by.
fn divisor(share: &str) -> Option<u32> {
    SHARES.iter().find(|(name, _)| *name == share.trim_end_matches('s')).map(|(_, by)| *by)
}

/// The message about a run that names nothing, where it is a known phrase.
pub(super) fn said_otherwise(words: &Words) -> Option<Diagnostic> {
    let (place, meant, help) = meant(words)?;
    Some(problems::said_otherwise(&written(words, place), place, &meant, help))
}

/// What follows the name of a decision where it says until when: `must send notice immediately`.
pub(super) fn deadline(words: &Words) -> Option<Diagnostic> {
    let list: Vec<&str> = words.list.iter().map(String::as_str).collect();
    let due = match list.as_slice() {
        ["at", "once"] | ["immediately" | "forthwith"] | ["without", "delay"] => "at once".to_owned(),
        ["promptly" | "expeditiously"] | ["without", "undue" | "unnecessary" | "unreasonable", "delay"] => "...".to_owned(),
        ["within" | "by" | "before", number, unit, side, _, ..] if is_unit_of_time(unit) => {
            let side = if matches!(*side, "of" | "from" | "following") { "after" } else { side };
            format!("{} {unit} {side} {}", number_word(number)?, words.from(4).text())
        }
        ["by" | "before" | "until", _, ..] => words.from(1).text(),
        _ => return None,
    };
    Some(problems::deadline_in_sentence(&words.text(), &due, words.span))
}

/// `under 18`, `other than a felony` behind the name of an item: what a relative clause says of it.
pub(super) fn narrowed(rest: &Words, text: &str) -> Option<Diagnostic> {
    let list: Vec<&str> = rest.list.iter().map(String::as_str).collect();
    let digit = |word: &str| word.starts_with(|letter: char| letter.is_ascii_digit());
    let text = on_one_line(text);
    let meant = match list.as_slice() {
        ["under" | "over" | "above" | "below", figure] if digit(figure) => format!("that is {text}"),
        ["other", "than", _, ..] => format!("that is not {}", text.get("other than ".len()..)?),
        _ => return None,
    };
    Some(problems::said_otherwise(&text, rest.span, &meant, None))
}

fn written(words: &Words, place: Span) -> String {
    if place == words.span {
        return words.text();
    }
    let inside = words.spans.iter().zip(&words.list).filter(|(span, _)| place.start <= span.start && span.end <= place.end);
    inside.map(|(_, word)| word.as_str()).collect::<Vec<_>>().join(" ")
}

/// Where, what is meant, and what to do where other words are not enough.
fn meant(words: &Words) -> Option<(Span, String, Option<&'static str>)> {
    let list: Vec<&str> = words.list.iter().map(String::as_str).collect();
    let rest = |from: usize| words.from(from).text();
    let figure = |word: &str| word.starts_with(|letter: char| letter.is_ascii_digit());
    let number = list.first().and_then(|first| number_word(first));
    match list.as_slice() {
        ["least", next, ..] if figure(next) => Some((words.span, format!("at {}", words.text()), None)),
        ["most", next, ..] if figure(next) => Some((words.span, format!("at {}", words.text()), None)),
        ["within", next, unit, ..] if figure(next) && UNITS.contains(unit) => {
            Some((words.span, format!("at most {next}"), Some("name the unit in the fact, such as `distance in feet`")))
        }
        // `if either A or B`: `or` says it.
        ["either" | "both", _, ..] => {
            let joint = if list[0] == "either" { "or" } else { "and" };
            Some((words.span, rest(1), Some(if joint == "or" { "`or` says it alone" } else { "`and` says it alone" })))
        }
        ["other", "than", _, ..] => Some((words.span, format!("not {}", rest(2)), None)),
        ["anything" | "something" | "anyone" | "someone", "other", "than", _, ..] => {
            Some((words.span, format!("not {}", rest(3)), None))
        }
        ["anything" | "anyone", "but", _, ..] => Some((words.span, format!("not {}", rest(2)), None)),
        ["from", from, "to" | "until", to] if figure(from) && figure(to) => {
            Some((words.span, format!("from {from} through {to}"), None))
        }
        ["up", "to", next, ..] if figure(next) => Some((words.span, format!("at most {}", rest(2)), None)),
        ["over" | "above", "twice", ..] => Some((words.span, format!("more than 2 times {}", rest(2)), None)),
        ["under" | "below", "twice", ..] => Some((words.span, format!("less than 2 times {}", rest(2)), None)),
        ["over" | "above", _, ..] => Some((words.span, format!("more than {}", rest(1)), None)),
        ["under" | "below", _, ..] => Some((words.span, format!("less than {}", rest(1)), None)),
        ["twice" | "double", _, ..] => Some((words.span, format!("2 times {}", rest(1)), None)),
        ["half", next, ..] if *next != "of" => Some((words.span, format!("half of {}", rest(1)), None)),
        ["excess", "of", _, ..] => {
            let over = list.iter().position(|word| *word == "over").filter(|over| *over > 2 && over + 1 < list.len())?;
            let (more, less) = (words.before(over).from(2).text(), rest(over + 1));
            Some((words.span, format!("the amount by which {more} exceeds {less}"), None))
        }
        [_, share, "of", _, ..] if number.is_some() && divisor(share).is_some() => {
            let (times, by) = (number.filter(|it| *it > 1), divisor(share)?);
            let part = format!("({} divided by {by})", rest(3));
            Some((words.span, times.map_or(part.clone(), |times| format!("{times} times {part}")), None))
        }
        ["half", "of", _, ..] => Some((words.span, format!("50 percent of {}", rest(2)), None)),
        ["younger" | "less" | "fewer" | "earlier"] => Some((
            words.span,
            "is at most ...".to_owned(),
            Some("`under 18` leaves 18 out; `at most 18` takes it in, and says it alone"),
        )),
        ["older" | "more" | "later"] => Some((
            words.span,
            "is at least ...".to_owned(),
            Some("`over 18` leaves 18 out; `at least 18` takes it in, and says it alone"),
        )),
        ["none", "of", _, ..] => Some((words.span, format!("no {}", rest(2).trim_end_matches('s')), None)),
        ["sum", "of", _, inner @ ..] if inner.contains(&"of") => {
            Some((words.span, format!("total of {}", rest(2)), Some("of two amounts, write `A plus B`")))
        }
        ["sum", "of", _, ..] => Some((words.span, format!("{} plus ...", rest(2)), None)),
        [_, unit] if is_unit_of_time(unit) => Some((words.span, format!("{} {unit}", number?), None)),
        [_] => Some((words.span, number?.to_string(), None)),
        [_, "percent", ..] if number.is_some() => Some((words.span, format!("{} {}", number?, rest(1)), None)),
        [_, unit, "before" | "after", _, ..] if number.is_some() && is_unit_of_time(unit) => {
            Some((words.before(2).span, format!("{} {unit}", number?), None))
        }
        [amount @ .., "dollar" | "dollars"] if number.is_some() => Some((words.span, format!("${}", figure_of(amount)?), None)),
        [_, ..] if number.is_some() => {
            let meant = format!("exactly {} {}", number?, rest(1));
            Some((words.span, meant, Some("or `at least ...`, or `any ...`, as it is meant")))
        }
        _ if list.windows(3).any(|three| three == ["in", "excess", "of"]) => {
            let at =
                list.windows(3).position(|three| three == ["in", "excess", "of"]).filter(|at| *at > 0 && at + 3 < list.len())?;
            Some((words.span, format!("the amount by which {} exceeds {}", words.before(at).text(), rest(at + 3)), None))
        }
        _ => {
            let past = list.iter().position(|word| matches!(*word, "was" | "were" | "been"))?;
            (past > 0 && past + 1 < list.len()).then(|| (words.from(past).before(1).span, "is".to_owned(), None))
        }
    }
}

/// `two hundred`, `twenty-five`, `one thousand`: the figure; nothing where a word is no number.
fn figure_of(words: &[&str]) -> Option<String> {
    let (mut whole, mut part) = (0_u32, 0_u32);
    for word in words.iter().flat_map(|word| word.split('-')) {
        match word {
            "hundred" => part = part.max(1).checked_mul(100)?,
            "thousand" => {
                whole = whole.checked_add(part.max(1).checked_mul(1000)?)?;
                part = 0;
            }
            _ => part = part.checked_add(number_word(word)?)?,
        }
    }
    Some(whole.checked_add(part)?.to_string())
}
