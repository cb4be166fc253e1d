//! Whether two trees say the same, wherever their words stand.

use super::ast::File;

/// Whether the trees are equal but for places.
pub fn same(one: &File, other: &File) -> bool {
    without_places(one) == without_places(other)
}

/// The tree as text without its spans: the derived `Debug` prints them in one shape, so they can be cut out of it, and a new
/// field or variant of the tree is compared without a line of code here. Quoted texts are escaped there and are passed over.
fn without_places(file: &File) -> String {
    let printed = format!("{file:?}");
    let mut out = String::with_capacity(printed.len() / 2);
    let mut rest = printed.as_str();
    while let Some(at) = rest.find(['"', 'S']) {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let length = if after.starts_with('"') { quoted_length(after) } else { 1 };
        if after.starts_with("Span { file:") {
            rest =
                after.find("end: ").and_then(|end| after[end..].find('}').map(|close| &after[end + close + 1..])).unwrap_or("");
        } else {
            out.push_str(&after[..length]);
            rest = &after[length..];
        }
    }
    out.push_str(rest);
    out
}

/// The length of the quoted text at the start, with its marks.
fn quoted_length(text: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => (),
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Span};
    use crate::syntax::ast::{Item, ItemKind, Text, Use};

    fn file(text: &str, start: usize) -> File {
        let span = |length| Span::new(FileId(0), start, start + length);
        let kind = ItemKind::Use(Use { module: Text { text: text.to_string(), span: span(3) }, as_of: None });
        File { items: vec![Item { law: Vec::new(), kind, span: span(9) }], span: span(9) }
    }

    #[test]
    fn places_do_not_count_and_words_do() {
        assert!(same(&file("a", 0), &file("a", 7)));
        assert!(!same(&file("a", 0), &file("b", 0)));
        assert!(!same(&file("Span { file: 1, end: 2 }", 0), &file("", 0)));
        assert!(!same(&file("a\" Span { file: 1, end: 2 }", 0), &file("a\" ", 0)));
    }
}
