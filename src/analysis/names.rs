//! Words to keys: what makes two spellings the same name.
//!
//! Case and articles mean nothing; a regular plural is the same name as its singular. (A capital `A` inside a name is a letter, not
//! an article: `class A felony`.)

use crate::source::Span;
use crate::syntax::ast::Run;

/// A name as compared: lowercase words without articles.
pub(super) type Key = Vec<String>;

/// The words of a run as compared, each with its place.
#[derive(Clone, Debug)]
pub(super) struct Words {
    pub(super) list: Vec<String>,
    pub(super) spans: Vec<Span>,
    /// The whole run.
    pub(super) span: Span,
    /// Inner words that mean nothing, each with the place of the word after it: only to show the name as it was written.
    articles: Vec<(Span, String)>,
}

impl Words {
    /// The words of a run, without articles.
    pub(super) fn of(run: &Run) -> Words {
        let mut list = Vec::new();
        let mut spans = Vec::new();
        let mut articles: Vec<(Span, String)> = Vec::new();
        for (index, word) in run.words.iter().enumerate() {
            let lower = word.text.to_lowercase();
            let is_article = matches!(lower.as_str(), "a" | "an" | "the") && (word.text != "A" || index == 0);
            if !is_article || run.words.len() == 1 {
                list.push(lower);
                spans.push(word.span);
            } else if let Some(next) = run.words.get(index + 1).filter(|_| index > 0) {
                articles.push((next.span, word.text.clone()));
            }
        }
        Words { list, spans, span: run.span, articles }
    }

    /// The words from `start` on.
    pub(super) fn from(&self, start: usize) -> Words {
        let spans: Vec<Span> = self.spans.get(start..).unwrap_or(&[]).to_vec();
        let span = match (spans.first(), spans.last()) {
            (Some(first), Some(last)) => first.to(*last),
            _ => self.span,
        };
        Words { list: self.list.get(start..).unwrap_or(&[]).to_vec(), spans, span, articles: self.articles.clone() }
    }

    /// The words before `end`.
    pub(super) fn before(&self, end: usize) -> Words {
        let spans: Vec<Span> = self.spans.get(..end).unwrap_or(&self.spans).to_vec();
        let span = match (spans.first(), spans.last()) {
            (Some(first), Some(last)) => first.to(*last),
            _ => self.span,
        };
        Words { list: self.list.get(..end).unwrap_or(&self.list).to_vec(), spans, span, articles: self.articles.clone() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// As shown in messages.
    pub(super) fn text(&self) -> String {
        let mut words: Vec<String> = Vec::new();
        for (index, word) in self.list.iter().enumerate() {
            let article = self.spans.get(index).and_then(|at| self.articles.iter().find(|(before, _)| before == at));
            words.extend(article.filter(|_| index > 0).map(|(_, article)| article.clone()));
            words.push(word.clone());
        }
        shown(&words)
    }

    /// As compared in spelling: without the articles inside.
    pub(super) fn plain(&self) -> String {
        shown(&self.list)
    }

    /// Words that stand at one place together.
    pub(super) fn at(list: Vec<String>, span: Span) -> Words {
        Words { list, spans: Vec::new(), span, articles: Vec::new() }
    }

    /// Whether these words are that name, in the singular or the plural.
    pub(super) fn is(&self, key: &[String]) -> bool {
        same(&self.list, key)
    }
}

/// The key of a run.
pub(super) fn key(run: &Run) -> Key {
    Words::of(run).list
}

/// A key as text: possessives closed up.
pub(super) fn shown(key: &[String]) -> String {
    let mut text = String::new();
    for word in key {
        if !text.is_empty() && word != "'s" && word != "'" {
            text.push(' ');
        }
        text.push_str(word);
    }
    text
}

/// A run as the author wrote it, without a leading article.
pub(super) fn name(run: &Run) -> String {
    let mut words: Vec<&str> = run.words.iter().map(|word| word.text.as_str()).collect();
    if words.len() > 1 && matches!(words[0].to_lowercase().as_str(), "a" | "an" | "the") {
        words.remove(0);
    }
    let words: Vec<String> = words.into_iter().map(str::to_owned).collect();
    shown(&words)
}

/// Whether `words` are `key` or its plural.
pub(super) fn same(words: &[String], key: &[String]) -> bool {
    words.len() == key.len()
        && match (words.split_last(), key.split_last()) {
            (Some((last, rest)), Some((key_last, key_rest))) => {
                rest == key_rest && (last == key_last || is_plural(last, key_last))
            }
            _ => false,
        }
}

/// The name of one item of a list, where the list's name ends in the plural of the item's: `prior convictions` of `conviction`.
pub(super) fn one_of(list: &[String], item: &[String]) -> Option<Key> {
    let qualifiers = list.len().checked_sub(item.len()).filter(|it| *it > 0)?;
    let (before, end) = list.split_at(qualifiers);
    same(end, item).then(|| before.iter().chain(item).cloned().collect())
}

/// Whether a word is a regular plural of another. Asked of every name there is, so most are turned away before a plural is made.
fn is_plural(word: &str, of: &str) -> bool {
    let stem = of.char_indices().next_back().map_or("", |(last, _)| &of[..last]);
    word.len() > of.len() && word.starts_with(stem) && plurals(of).iter().flatten().any(|plural| plural == word)
}

/// How many words at the start of `words` are `key` or its plural.
pub(super) fn match_start(words: &[String], key: &[String]) -> Option<usize> {
    let head = words.get(..key.len())?;
    (!key.is_empty() && same(head, key)).then_some(key.len())
}

/// The regular plurals of a word: `s`, `es`, `ies`, and nothing else (irregular ones are declared with `also`).
pub(super) fn plurals(word: &str) -> [Option<String>; 3] {
    let ies = word.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u'])).map(|stem| format!("{stem}ies"));
    let es = word.ends_with(['s', 'x', 'z']) || word.ends_with("ch") || word.ends_with("sh");
    let s = !es && ies.is_none();
    [s.then(|| format!("{word}s")), es.then(|| format!("{word}es")), ies]
}

/// Words that may stand in no name (docs/reference/names.md), because they cut sentences apart.
pub(super) const RESERVED: &[&str] = &[
    "and", "or", "not", "nor", "neither", "is", "are", "has", "have", "includes", "include", "exceeds", "exceed", "no", "any",
    "every", "it", "its", "where", "that", "who", "which", "whose", "if", "unless", "plus", "minus", "times", "rounded",
    "through", "as", "expect",
];

/// Words that a name may not begin with: it would read as a comparison.
pub(super) const COMPARISONS: &[&[&str]] = &[
    &["before"],
    &["after"],
    &["at", "least"],
    &["at", "most"],
    &["within"],
    &["more", "than"],
    &["less", "than"],
    &["fewer", "than"],
    &["exactly"],
];

/// Words that a name may not begin with: it would read as a value worked out of a list.
pub(super) const AGGREGATES: &[&[&str]] = &[
    &["number", "of"],
    &["total", "of"],
    &["lesser", "of"],
    &["greater", "of"],
    &["earlier", "of"],
    &["later", "of"],
    &["highest"],
    &["lowest"],
    &["latest"],
    &["earliest"],
    &["years", "between"],
    &["months", "between"],
    &["days", "between"],
    &["hours", "between"],
    &["half", "of"],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_are_regular() {
        let key = |text: &str| -> Key { text.split(' ').map(str::to_owned).collect() };
        assert!(same(&key("prior convictions"), &key("prior conviction")));
        assert!(same(&key("local policies"), &key("local policy")));
        assert!(same(&key("felonies"), &key("felony")));
        assert!(same(&key("boxes"), &key("box")));
        assert!(same(&key("days"), &key("day")));
        assert!(!same(&key("children"), &key("child")));
    }

    #[test]
    fn one_item_is_called_after_its_list() {
        let key = |text: &str| -> Key { text.split(' ').map(str::to_owned).collect() };
        assert_eq!(one_of(&key("prior convictions"), &key("conviction")), Some(key("prior conviction")));
        assert_eq!(one_of(&key("convictions"), &key("conviction")), None);
        assert_eq!(one_of(&key("prior offenses"), &key("conviction")), None);
    }
}
