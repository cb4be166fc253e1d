//! The words with which items begin. The grammar has its own (`item_head`); whoever else needs to know them asks here.

/// Where a word is taken for the head of an item, beside the grammar.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Taken {
    Everywhere,
    /// By the formatter alone: an everyday word, near to which many others are spelt.
    InLayout,
    /// Not by the formatter: it begins an item only before `rule`, `paragraph`, a quotation and the like.
    InText,
    /// By nobody else: both of these reasons hold.
    Nowhere,
}

const HEADS: &[(&str, Taken)] = &[
    ("policy", Taken::Everywhere),
    ("vocabulary", Taken::Everywhere),
    ("use", Taken::Everywhere),
    ("code", Taken::Everywhere),
    ("facts", Taken::Everywhere),
    ("sections", Taken::Everywhere),
    ("calendar", Taken::Everywhere),
    ("decision", Taken::Everywhere),
    ("define", Taken::Everywhere),
    ("slot", Taken::Everywhere),
    ("fill", Taken::Everywhere),
    ("parameter", Taken::Everywhere),
    ("rule", Taken::Everywhere),
    ("otherwise", Taken::Everywhere),
    ("question", Taken::Everywhere),
    ("order", Taken::Everywhere),
    ("scenario", Taken::Everywhere),
    ("allow", Taken::InText),
    ("read", Taken::InLayout),
    ("suspend", Taken::Everywhere),
    ("replace", Taken::InText),
    ("insert", Taken::InText),
    ("repeal", Taken::InText),
    ("extend", Taken::InText),
    ("renumber", Taken::InText),
    ("save", Taken::Nowhere),
];

/// The words that a line of a text may begin an item with, and that a misspelt word may be meant for.
pub(super) fn in_text() -> impl Iterator<Item = &'static str> {
    HEADS.iter().filter(|(_, taken)| matches!(taken, Taken::Everywhere | Taken::InText)).map(|(word, _)| *word)
}

/// Whether a line that begins with the word might be taken for the head of an item: the formatter begins no further line of a sentence with it.
pub(super) fn in_layout(word: &str) -> bool {
    let taken = |taken: Taken| matches!(taken, Taken::Everywhere | Taken::InLayout);
    HEADS.iter().any(|(head, it)| taken(*it) && word.eq_ignore_ascii_case(head))
}

#[cfg(test)]
mod tests {
    use super::HEADS;
    use std::collections::BTreeSet;

    const GRAMMAR: &str = concat!(include_str!("../../grammar/recovery.pest"), include_str!("../../grammar/readings.pest"));

    /// What a production of the grammar may begin with, of its keywords: `facts` of `k_facts_of ~ head_words`.
    fn first_words(rule: &str, found: &mut BTreeSet<String>) {
        let body = GRAMMAR.split_once(&format!("\n{rule} = ")).expect("the grammar has such a production").1;
        first_of(body.split_once('{').expect("a production has a body").1, found);
    }

    /// The same of alternatives, up to the bracket that closes them.
    fn first_of(alternatives: &str, found: &mut BTreeSet<String>) {
        let (mut depth, mut first) = (0_usize, true);
        for (at, letter) in alternatives.char_indices() {
            match letter {
                ')' | '}' if depth == 0 => return,
                '(' => {
                    if std::mem::take(&mut first) {
                        first_of(&alternatives[at + 1..], found);
                    }
                    depth += 1;
                }
                ')' => depth -= 1,
                '|' => first |= depth == 0,
                _ if letter.is_ascii_lowercase() && std::mem::take(&mut first) => {
                    let name: String =
                        alternatives[at..].chars().take_while(|it| it.is_ascii_lowercase() || *it == '_').collect();
                    match name.strip_prefix("k_") {
                        Some(word) => drop(found.insert(word.split('_').next().unwrap_or(word).to_owned())),
                        None => first_words(&name, found),
                    }
                }
                _ => {}
            }
        }
    }

    #[test]
    fn the_grammar_begins_items_with_the_same_words() {
        let mut grammar = BTreeSet::new();
        first_words("item_head", &mut grammar);
        assert_eq!(grammar, HEADS.iter().map(|(word, _)| (*word).to_owned()).collect());
    }
}
