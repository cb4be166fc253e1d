//! Sentences made of facts and of the words of a policy: what holds, its contrary, the question.

use crate::diagnostics::suggest::article;

/// A fact and its value as a sentence: `the offense is not violent`, `grade of the offense is felony`.
pub fn fact_is(fact: &str, value: &str) -> String {
    match (fact.strip_prefix("whether "), value) {
        (Some(sentence), "yes") => sentence.to_owned(),
        (Some(sentence), "no") => contrary(sentence).unwrap_or_else(|| format!("{sentence}: no")),
        (Some(sentence), "none") => format!("{sentence}: none"),
        (_, "there is one") => format!("there is {} {fact}", article(fact)),
        (_, "none") => format!("{fact}: none"),
        _ => format!("{fact} is {value}"),
    }
}

/// The words of a sentence, denied: `the agency is not big`; where that can't be said with certainty, `not (…)` around them.
pub fn denied(sentence: &str) -> String {
    if let Some(denied) = sentence.strip_prefix("not ").filter(|it| without_parentheses(it) != *it) {
        return without_parentheses(denied).to_owned();
    }
    contrary(sentence).unwrap_or_else(|| format!("not ({})", without_parentheses(sentence)))
}

/// `(a or b)` as `a or b`.
fn without_parentheses(sentence: &str) -> &str {
    let Some(inner) = sentence.strip_prefix('(').and_then(|it| it.strip_suffix(')')) else { return sentence };
    let mut open = 0_u32;
    for character in inner.chars() {
        match character {
            '(' => open += 1,
            // `(a) or (b)`
            ')' if open == 0 => return sentence,
            ')' => open -= 1,
            _ => {}
        }
    }
    inner
}

/// The contrary of a plain sentence: one verb, nothing but a name before it and one quality after it. Of anything else (`any charge is violent`,
/// `age is over 60`, `resident is yes and citizen is yes`) a `not` beside the verb would say something else.
pub fn contrary(sentence: &str) -> Option<String> {
    const VERBS: [&str; 5] = ["is", "are", "was", "were", "has"];
    /// A quality has so few words.
    const FEW: usize = 8;
    /// A comparison begins so.
    const COMPARES: [&str; 20] = [
        "more", "less", "fewer", "at", "over", "under", "above", "below", "within", "before", "after", "on", "by", "from",
        "through", "between", "earlier", "later", "exactly", "among",
    ];
    let words: Vec<&str> = sentence.split(' ').collect();
    let is_verb = |word: &&str| VERBS.contains(word) || matches!(*word, "have" | "does" | "do" | "may" | "must");
    if words.iter().any(|word| !is_plain(word)) || words.iter().filter(|word| is_verb(word)).count() != 1 {
        return None;
    }
    let at = words.iter().position(|word| VERBS.contains(word)).filter(|at| *at > 0)?;
    let (subject, verb, rest) = (words[..at].join(" "), words[at], &words[at + 1..]);
    let article = |word: &&str| matches!(*word, "a" | "an");
    match (verb, rest) {
        (_, []) => None,
        (_, rest) if rest.len() > FEW => None,
        (_, [first, ..]) if COMPARES.contains(first) => None,
        ("is", ["yes"]) => Some(format!("{subject} is no")),
        ("is" | "are", [first, rest @ ..]) if subject == "there" => {
            article(first).then(|| format!("there {verb} no {}", rest.join(" ")))
        }
        ("has", [first, rest @ ..]) => {
            (article(first) && !rest.is_empty()).then(|| format!("{subject} has no {}", rest.join(" ")))
        }
        (verb, rest) => Some(format!("{subject} {verb} not {}", rest.join(" "))),
    }
}

/// Whether a word neither joins, counts, compares nor denies.
fn is_plain(word: &str) -> bool {
    const OTHER: [&str; 36] = [
        "and", "or", "nor", "neither", "either", "both", "not", "no", "none", "never", "cannot", "without", "any", "every",
        "each", "all", "some", "one", "two", "three", "least", "most", "only", "than", "if", "unless", "except", "where", "that",
        "who", "which", "whose", "exceeds", "includes", "include", "of:",
    ];
    let lower = word.to_lowercase();
    !OTHER.contains(&lower.as_str())
        && !word.is_empty()
        && word.chars().all(|it| it.is_alphabetic() || matches!(it, '-' | '\'' | '’'))
}

/// Where the word stands that denies a sentence, in bytes.
pub fn denial(sentence: &str) -> Option<usize> {
    const WORDS: [&str; 7] = ["not", "no", "neither", "none", "nor", "unknown", "cannot"];
    let mut at = 0;
    for word in sentence.split(|it: char| !it.is_alphanumeric() && it != '-') {
        if WORDS.contains(&word.to_lowercase().as_str()) {
            return Some(at);
        }
        at += word.len();
        at += sentence[at..].chars().next().map_or(0, char::len_utf8);
    }
    None
}

/// A question about a fact: `is the offense violent?`, `prior convictions?`.
pub fn question(words: &str) -> String {
    let words = words.trim_end_matches('?');
    let Some(sentence) = words.strip_prefix("whether ") else {
        return format!("{words}?");
    };
    let verbs = [(" is ", "is"), (" was ", "was"), (" were ", "were"), (" are ", "are"), (" has ", "has")];
    let found = verbs.iter().filter_map(|(verb, word)| Some((sentence.find(verb)?, *verb, *word))).min_by_key(|(at, ..)| *at);
    match found {
        Some((at, verb, "has")) => format!("does {} have {}?", &sentence[..at], &sentence[at + verb.len()..]),
        Some((at, verb, word)) => format!("{word} {} {}?", &sentence[..at], &sentence[at + verb.len()..]),
        None => format!("{sentence}: yes or no?"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yes_no_facts_are_sentences_and_questions() {
        let all = [
            ("whether the offense is violent", "the offense is not violent", "is the offense violent?"),
            ("whether the request has a warrant", "the request has no warrant", "does the request have a warrant?"),
            ("whether an immigration hold was placed", "an immigration hold was not placed", "was an immigration hold placed?"),
            ("whether the applicant lives here", "the applicant lives here: no", "the applicant lives here: yes or no?"),
            ("probable cause", "probable cause is no", "probable cause?"),
        ];
        for (fact, no, asked) in all {
            assert_eq!(fact_is(fact, "no"), no);
            assert_eq!(question(fact), asked);
        }
    }

    #[test]
    fn a_contrary_is_said_only_where_it_is_certain() {
        let all = [
            ("the agency is big", "the agency is not big"),
            ("it is shown to be a danger", "it is not shown to be a danger"),
            ("resident is yes", "resident is no"),
            ("there is a warrant", "there is no warrant"),
            ("the person has lived here", "not (the person has lived here)"),
            ("any charge is violent", "not (any charge is violent)"),
            ("no charge is violent", "not (no charge is violent)"),
            ("age is over 60", "not (age is over 60)"),
            ("resident is yes and citizen is yes", "not (resident is yes and citizen is yes)"),
            ("there is a charge that is violent", "not (there is a charge that is violent)"),
            ("its grade is felony, misdemeanor or infraction", "not (its grade is felony, misdemeanor or infraction)"),
            ("the tenant paid in time", "not (the tenant paid in time)"),
            ("is old", "not (is old)"),
            ("(a is old or b is old)", "not (a is old or b is old)"),
            ("(a is old) or (b is old)", "not ((a is old) or (b is old))"),
            ("not (a is old or b is old)", "a is old or b is old"),
            ("not (a is old) or not (b is old)", "not (not (a is old) or not (b is old))"),
            ("two charges are violent", "not (two charges are violent)"),
            ("the notice was served on the owner", "the notice was not served on the owner"),
            ("the notice is before the hearing", "not (the notice is before the hearing)"),
        ];
        for (sentence, contrary) in all {
            assert_eq!(denied(sentence), contrary);
        }
    }

    #[test]
    fn the_word_that_denies_is_found() {
        assert_eq!(denial("the person is neither old nor young"), Some(14));
        assert_eq!(denial("not (a or b)"), Some(0));
        assert_eq!(denial("the notice is known"), None);
    }
}
