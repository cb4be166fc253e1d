//! What laws and other languages say, and Enact says in other words.

/// Words of a text that could not be read, with what Enact says for them and, where that takes more than other words, how.
pub(super) struct Wording {
    pub(super) words: &'static [&'static str],
    pub(super) meant: &'static str,
    pub(super) help: &'static str,
}

const fn wording(words: &'static [&'static str], meant: &'static str) -> Wording {
    Wording { words, meant, help: "" }
}

const fn explained(words: &'static [&'static str], meant: &'static str, help: &'static str) -> Wording {
    Wording { words, meant, help }
}

pub(super) const IF_AND_ONLY_IF: &str = "write `if`, and say under `otherwise` what holds else; after `may`, write `only if`";
const AGE: &str = "compare the date: `whose date is more than 2 years before ...`";
const LEAST: &str = "of items write `that is at most`; of an amount, `the lesser of ... and ...`";
const DIFFERENCE: &str = "write `A minus B`, or `the amount by which A exceeds B` (never below zero)";
const YOUNGER: &str = "compare the date: `whose date is less than 2 years before ...`";

/// Longer wordings stand before those that they begin with.
pub(super) const WORDINGS: &[Wording] = &[
    wording(&["except", "if"], "unless"),
    wording(&["except", "when"], "unless"),
    wording(&["except", "where"], "unless"),
    wording(&["except", "that"], "unless"),
    explained(&["provided", "that"], "if", "write it after `if`, joined by `and`"),
    explained(&["on", "condition", "that"], "if", "write it after `if`, joined by `and`"),
    wording(&["as", "long", "as"], "if"),
    wording(&["so", "long", "as"], "if"),
    wording(&["in", "case"], "if"),
    wording(&["only", "when"], "only if"),
    wording(&["only", "where"], "only if"),
    wording(&["not", "in", "excess", "of"], "at most"),
    wording(&["in", "excess", "of"], "more than"),
    wording(&["a", "minimum", "of"], "at least"),
    wording(&["a", "maximum", "of"], "at most"),
    explained(&["not", "exceeding"], "that is at most", LEAST),
    explained(&["but", "not", "more", "than"], "the lesser of", LEAST),
    explained(&["difference", "between"], "... minus ...", DIFFERENCE),
    wording(&["larger", "of"], "greater of"),
    wording(&["higher", "of"], "greater of"),
    wording(&["maximum", "of"], "greater of"),
    wording(&["smaller", "of"], "lesser of"),
    wording(&["lower", "of"], "lesser of"),
    wording(&["minimum", "of"], "lesser of"),
    wording(&["exceeding"], "that is more than"),
    wording(&["prior", "to"], "before"),
    wording(&["subsequent", "to"], "after"),
    wording(&["one", "or", "more", "of", "the", "following"], "any of:"),
    wording(&["at", "least", "one", "of", "the", "following"], "any of:"),
    wording(&["each", "of", "the", "following"], "all of:"),
    wording(&["all", "of", "the", "following"], "all of:"),
    wording(&["any", "of", "the", "following"], "any of:"),
    wording(&["either", "of", "the", "following"], "any of:"),
    wording(&["none", "of", "the", "following"], "none of:"),
    wording(&["less", "or", "equal", "to"], "at most"),
    wording(&["less", "than", "or", "equal", "to"], "at most"),
    wording(&["greater", "or", "equal", "to"], "at least"),
    wording(&["other", "than", "where"], "unless"),
    wording(&["other", "than", "when"], "unless"),
    wording(&["other", "than", "if"], "unless"),
    wording(&["other", "than"], "not"),
    wording(&["or", "else"], "or"),
    explained(&["older", "than"], "more than", AGE),
    explained(&["younger", "than"], "less than", YOUNGER),
    explained(&["not", "older", "than"], "at most", AGE),
    wording(&["greater", "than"], "more than"),
    wording(&["smaller", "than"], "less than"),
    wording(&["but", "not", "if"], "unless"),
    wording(&["unless", "if"], "unless"),
    wording(&[",", "rounded"], "rounded"),
    wording(&["otherwise", ","], "otherwise"),
    wording(&["up", "to"], "at most"),
    explained(&["if", "and", "only", "if"], "if", IF_AND_ONLY_IF),
    wording(&["per", "cent"], "percent"),
    explained(&["else"], "otherwise", "write it as a sentence of its own: `otherwise ...`"),
];

/// Numbers that people write as words.
const NUMBERS: &[(&str, u32)] = &[
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
];

/// Whether a kind of fact that everybody knows begins with that word.
pub(super) fn begins_kind(word: &str) -> bool {
    const FIRST: [&str; 9] = ["yes", "money", "number", "date", "text", "list", "any", "judgment", "citation"];
    FIRST.contains(&word.to_lowercase().as_str())
}

/// Units of time, each one of them.
const UNITS_OF_TIME: [&str; 6] = ["year", "month", "week", "day", "hour", "minute"];

/// Whether a word, one or many of it, is a unit of time.
pub fn is_unit_of_time(word: &str) -> bool {
    UNITS_OF_TIME.contains(&word.to_lowercase().trim_end_matches('s'))
}

/// The word for a small number.
pub fn word_of_number(number: u32) -> Option<&'static str> {
    NUMBERS.iter().find(|(_, value)| *value == number && number <= 10).map(|(word, _)| *word)
}

/// What a number word says.
pub fn number_word(word: &str) -> Option<u32> {
    NUMBERS.iter().find(|(name, _)| word.eq_ignore_ascii_case(name)).map(|(_, number)| *number)
}

/// Words that name a part of a law where a rule is meant.
pub(super) const SECTIONS: &[&str] = &[
    "section",
    "sections",
    "article",
    "articles",
    "subsection",
    "subdivision",
    "clause",
    "regulation",
    "provision",
    "subparagraph",
];

/// What is written for a comparison as people say it: `greater than` is `more than`.
pub(super) fn comparison(written: &str) -> &'static str {
    let words = written.to_ascii_lowercase();
    let first = words.split_whitespace().next().unwrap_or("");
    let or_equal = words.ends_with("to") && words.contains(" or ");
    match first {
        "equal" | "equals" => "",
        "a" if words.contains("minimum") => "at least",
        "a" => "at most",
        "less" | "fewer" | "smaller" | "lower" | "shorter" | "younger" | "earlier" if or_equal => "at most",
        "less" | "fewer" | "smaller" | "lower" | "shorter" | "younger" | "earlier" => "less than",
        _ if or_equal => "at least",
        _ => "more than",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comparisons() {
        assert_eq!(comparison("greater than"), "more than");
        assert_eq!(comparison("less than or  equal to"), "at most");
        assert_eq!(comparison("equal to"), "");
    }
}
