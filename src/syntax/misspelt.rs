//! Keywords that were probably meant: by spelling, never by guess.

use super::heads;

/// Words between the parts of a sentence, which a name swallows when they are misspelt.
pub(super) const JOINTS: &[&str] = &[
    "and",
    "or",
    "not",
    "if",
    "unless",
    "is",
    "are",
    "has",
    "have",
    "where",
    "that",
    "whose",
    "which",
    "exceeds",
    "includes",
    "plus",
    "minus",
    "times",
    "through",
    "expect",
    "otherwise",
    "given",
    "before",
    "after",
    "neither",
    "every",
    "any",
    "percent",
    "within",
];

/// Words that stand in no name.
pub(super) const RESERVED: &[&str] = &[
    "and", "or", "not", "nor", "neither", "is", "are", "has", "have", "includes", "include", "exceeds", "exceed", "no", "any",
    "every", "its", "where", "that", "who", "which", "whose", "if", "unless", "plus", "minus", "times", "rounded", "through",
    "as", "expect", "but",
];

/// Symbols of other languages, with the words that Enact has for them.
pub(super) const SYMBOLS: &[(&str, &str)] = &[
    ("==", "is"),
    ("!=", "is not"),
    ("<=", "is at most"),
    (">=", "is at least"),
    ("=", "is"),
    ("<", "is less than"),
    (">", "is more than"),
    ("&&", "and"),
    ("||", "or"),
    ("&", "and"),
    ("|", "or"),
    ("!", "not"),
    ("+", "plus"),
    ("-", "minus"),
    ("\u{2013}", "minus"),
    ("*", "times"),
    ("/", "divided by"),
    ("%", "percent"),
];

/// Words that are near to a keyword and mean something of their own.
const OWN_WORDS: &[&str] = &[
    "form",
    "use",
    "used",
    "uses",
    "for",
    "of",
    "on",
    "in",
    "at",
    "an",
    "it",
    "to",
    "by",
    "ore",
    "nor",
    "now",
    "net",
    "hot",
    "lot",
    "note",
    "what",
    "than",
    "those",
    "these",
    "who",
    "way",
    "may",
    "can",
    "had",
    "his",
    "her",
    "our",
    "art",
    "age",
    "ages",
    "arm",
    "time",
    "rate",
    "code",
    "rules",
    "codes",
    "give",
    "giver",
    "ever",
    "very",
    "hat",
    "area",
    "care",
    "mine",
    "plug",
    "there",
    "when",
    "were",
    "here",
    "section",
    "one",
    "end",
    "land",
    "hand",
    "band",
    "aid",
    "ant",
    "all",
    "add",
    "ad",
    "int",
    "act",
    "mins",
    "minor",
    "person",
    "percents",
    "cafter",
    "fore",
    "war",
    "sand",
    "hold",
    "born",
    "cover",
    "ore",
    "not",
    "and",
    "this",
    "them",
    "then",
    "ass",
    "gas",
    "was",
    "wash",
    "save",
    "gave",
    "wave",
    "hive",
    "haven",
    "dare",
    "rare",
    "fare",
    "are",
    "as",
    "is",
    "no",
    "or",
    "if",
    "role",
    "ruled",
    "case",
    "cases",
    "position",
    "positions",
    "defined",
    "lime",
    "times",
    "even",
    "event",
    "never",
    "man",
    "many",
    "ann",
    "either",
    "than",
    "both",
];

/// The candidate one edit or transposition away: at two, `its` would be `is`.
pub(super) fn near<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.chars().count() < 3 || OWN_WORDS.iter().any(|own| own.eq_ignore_ascii_case(word)) {
        return None;
    }
    near_anyhow(word, candidates)
}

/// The keyword that an author probably meant by a word which a name has swallowed.
pub(super) fn swallowed<'a>(word: &str, candidates: &[&'a str]) -> Option<&'a str> {
    near(word, candidates.iter().copied())
}

/// The word that an author probably meant to begin an item with.
pub(super) fn misspelt_item(word: &str) -> Option<&'static str> {
    near(word, heads::in_text()).filter(|item| !word.eq_ignore_ascii_case(item))
}

/// The same where the grammar itself says that the candidate could stand here: `form` for `from`.
pub(super) fn near_anyhow<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    if !(2..=40).contains(&length) {
        return None;
    }
    let word = word.to_lowercase();
    if RESERVED.contains(&word.as_str()) {
        return None;
    }
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let allowed = if candidate.len() >= 8 { 2 } else { 1 };
        let distance = strsim::osa_distance(&word, candidate);
        if candidate.len() >= 2 && distance <= allowed && distance > 0 && best.is_none_or(|(other, _)| distance < other) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_keywords() {
        assert_eq!(near("adn", JOINTS.iter().copied()), Some("and"));
        assert_eq!(near("iff", JOINTS.iter().copied()), Some("if"));
        assert_eq!(near("scenaro", heads::in_text()), Some("scenario"));
        assert_eq!(near("form", ["from"]), None);
        assert_eq!(near_anyhow("form", ["from"]), Some("from"));
        assert_eq!(near("conviction", JOINTS.iter().copied()), None);
    }
}
