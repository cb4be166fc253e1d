//! "Did you mean": the nearest known name, or nothing.

/// The candidate nearest to `word` in spelling, if near enough not to mislead.
///
/// Near is one edit (or transposition) for up to five characters, two up to ten, three beyond: at two edits `its` becomes `is`.
/// Ties go to the candidate that comes first in the alphabet.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let (written, word) = (word, word.to_lowercase());
    let length = word.chars().count();
    // A very long word is no misspelling of anything, and the distance is quadratic in it.
    if length > 120 {
        return None;
    }
    let allowed = match length {
        0..=2 => return None,
        3..=5 => 1,
        6..=10 => 2,
        _ => 3,
    };
    let candidates: Vec<&str> = candidates.into_iter().collect();
    // What is spelt as it should be is no misspelling: something else is wrong.
    if candidates.contains(&written) {
        return None;
    }
    candidates
        .into_iter()
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= allowed)
        .map(|candidate| (strsim::osa_distance(&word, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= allowed && !contrary(&word, candidate))
        .min()
        .map(|(_, candidate)| candidate)
}

/// Whether one name is the other with a prefix that denies it: `unvaccinated`, `non-resident`, `ineligible`. Such a name is near in spelling and
/// says the opposite.
pub fn contrary(one: &str, other: &str) -> bool {
    const PREFIXES: [&str; 8] = ["non-", "non", "un", "in", "im", "ir", "il", "dis"];
    let (one, other) = (one.to_lowercase(), other.to_lowercase());
    let denied = |long: &str, short: &str| {
        let bare = PREFIXES.iter().filter_map(|prefix| long.strip_prefix(prefix));
        // With a slip in it the word is the contrary still. The distance is quadratic, so what is longer than a word is not looked at.
        let near = |bare: &str| {
            let slips = usize::from(bare.len() > 5);
            bare.len().abs_diff(short.len()) <= 2 * slips && bare.len() < 120 && {
                let apart = strsim::osa_distance(bare, short);
                apart <= slips && apart < strsim::osa_distance(long, short)
            }
        };
        bare.filter(|bare| bare.len() > 2).any(|bare| bare == short || near(bare))
    };
    let words = one.split(' ').zip(other.split(' ')).filter(|(a, b)| a != b).collect::<Vec<_>>();
    match words.as_slice() {
        [(a, b)] if one.split(' ').count() == other.split(' ').count() => denied(a, b) || denied(b, a),
        _ => false,
    }
}

/// `a`, `b` or `c`, each in backticks.
pub fn one_of<S: AsRef<str>>(names: &[S]) -> String {
    join(names, "or")
}

/// `a`, `b` and `c`, each in backticks.
pub fn all_of<S: AsRef<str>>(names: &[S]) -> String {
    join(names, "and")
}

fn join<S: AsRef<str>>(names: &[S], word: &str) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{}`", name.as_ref())).collect();
    match quoted.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} {word} {last}", rest.join(", ")),
    }
}

/// `January` for 1; nothing for a number that is no month's.
pub fn month(number: i8) -> Option<&'static str> {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    MONTHS.get(usize::try_from(number.checked_sub(1)?).ok()?).copied()
}

/// `a` or `an`, by the first letter.
pub fn article(noun: &str) -> &'static str {
    match noun.chars().next().map(|letter| letter.to_ascii_lowercase()) {
        Some('a' | 'e' | 'i' | 'o' | 'u') => "an",
        _ => "a",
    }
}

/// Where two names look alike and are two (letters of two alphabets, an accent as a letter of its own): the first letters that differ, each with
/// its number in Unicode.
pub fn alike(one: &str, other: &str) -> Option<(String, String)> {
    if one == other || (one.is_ascii() && other.is_ascii()) {
        return None;
    }
    let letter = |found: Option<char>| match found {
        Some(letter) => format!("U+{:04X}", u32::from(letter)),
        None => "nothing".to_owned(),
    };
    let plain = |text: &str| text.chars().filter(char::is_ascii).collect::<String>().to_lowercase();
    let distance = strsim::osa_distance(&plain(one), &plain(other));
    let (mut left, mut right) = (one.chars(), other.chars());
    loop {
        match (left.next(), right.next()) {
            (a, b) if a != b => {
                let foreign = [a, b].into_iter().flatten().any(|letter| !letter.is_ascii());
                return (foreign && distance <= 1).then(|| (letter(a), letter(b)));
            }
            (None, None) => return None,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_found_and_far_ones_are_not() {
        assert_eq!(nearest("convicton", ["conviction", "charge"]), Some("conviction"));
        assert_eq!(nearest("adn", ["and", "any"]), Some("and"));
        assert_eq!(nearest("its", ["is", "at"]), Some("is"));
        assert_eq!(nearest("level", ["grade"]), None);
    }

    #[test]
    fn the_contrary_is_no_misspelling() {
        for (one, other) in [("unvaccinated", "vaccinated"), ("eligible", "ineligible"), ("legally unmaried", "legally married")]
        {
            assert!(contrary(one, other), "{one}, {other}");
            assert_eq!(nearest(one, [other]), None);
        }
        assert_eq!(nearest("non resident", ["nonresident"]), Some("nonresident"));
        assert_eq!(nearest("inusred", ["insured"]), Some("insured"));
    }
}
