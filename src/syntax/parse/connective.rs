//! One word for a flat stretch: `and` and `or` are never mixed without saying how they bind.

use super::{Cursor, Lowering, Node, Rule, ast, problems};
use crate::source::{Span, on_one_line};

/// What stands in the head of a rule, before its colon.
const HEADS: &[&str] = &["exception to ", "notwithstanding ", "subject to ", "owed by ", "due ", "in force ", "done if "];

impl Lowering<'_> {
    /// The word that joins a flat stretch: its conditions, the predicates of one subject and the relative clauses together.
    /// Both words in it, or neither, is reported.
    pub(super) fn stretch_word(&mut self, node: &Node<'_>) -> ast::Connective {
        let mut found = Vec::new();
        connectives(node, 0, &mut found);
        let joints: Vec<Joint> = found.into_iter().filter_map(|joint| self.joint(joint)).collect();
        if let Some((place, side)) = joints.iter().find_map(|joint| self.on_or_after(joint.span)) {
            self.report(problems::on_or_after(place, side));
            return ast::Connective::And;
        }
        let said: Vec<(ast::Connective, Span)> =
            joints.iter().filter_map(|joint| joint.word.map(|word| (word, joint.span))).collect();
        let Some((word, first)) = said.first().copied() else {
            if let Some(joint) = joints.last().filter(|joint| !joint.mistaken) {
                let after = self.text.get(joint.span.end as usize..).unwrap_or("").trim_start();
                let head = HEADS.iter().find(|head| after.get(..head.len()).is_some_and(|it| it.eq_ignore_ascii_case(head)));
                self.report(match head {
                    Some(head) => problems::head_after_sentence(joint.span, head),
                    None => problems::missing_connective(joint.span),
                });
            }
            return ast::Connective::And;
        };
        let other = said.iter().position(|(other, _)| *other != word);
        if let (Some(at), false) = (other, self.unclosed) {
            let before = said.get(at.saturating_sub(1)).map_or(first, |(_, span)| *span);
            let place = said.get(at).map_or(first, |(_, span)| *span);
            let readings = self.readings(node);
            self.report(problems::mixed_and_or(place, before, word == ast::Connective::And, readings));
        }
        word
    }

    /// The `or` of `on or after`, which was read as the word between two conditions.
    fn on_or_after(&self, or: Span) -> Option<(Span, &'static str)> {
        let last = |text: &str, word: &str| text.split_whitespace().last().is_some_and(|it| it.eq_ignore_ascii_case(word));
        let on = self.text.get(..or.start as usize)?.trim_end();
        let after = self.text.get(or.end as usize..)?;
        let next = after.split_whitespace().next()?;
        let side = ["after", "before"].into_iter().find(|side| next.eq_ignore_ascii_case(side))?;
        let end = or.end as usize + after.find(next)? + next.len();
        (self.words_at(or).eq_ignore_ascii_case("or") && last(on, "on")).then(|| (Span::new(or.file, on.len() - 2, end), side))
    }

    fn joint(&mut self, node: Node<'_>) -> Option<Joint> {
        let mut joint = Joint { word: None, span: self.span(&node), mistaken: false };
        for child in Cursor::of(node) {
            let span = self.span(&child);
            match child.as_rule() {
                Rule::k_and => joint = Joint { word: Some(ast::Connective::And), span, ..joint },
                Rule::k_or => joint = Joint { word: Some(ast::Connective::Or), span, ..joint },
                Rule::mistaken_connective => {
                    let (word, report) = mistaken_connective(child.as_str(), span);
                    self.report(report);
                    joint = Joint { word, span, mistaken: true };
                }
                _ => {}
            }
        }
        Some(joint)
    }

    /// The two readings of `A and B or C`, if it is a plain list.
    fn readings(&self, node: &Node<'_>) -> Option<[String; 2]> {
        if node.as_rule() != Rule::condition {
            return None;
        }
        let mut parts: Vec<String> = Vec::new();
        let mut words: Vec<&str> = Vec::new();
        for child in node.clone().into_inner() {
            if child.as_rule() == Rule::connective {
                let word = child.into_inner().find_map(|word| match word.as_rule() {
                    Rule::k_and => Some("and"),
                    Rule::k_or => Some("or"),
                    _ => None,
                });
                words.push(word.unwrap_or(","));
            } else {
                if matches!(child.as_rule(), Rule::limbs) {
                    return None;
                }
                let text = self.words_at(self.span(&child));
                parts.push(on_one_line(text));
            }
        }
        // A comma alone takes the word that follows it.
        let mut next = "and";
        for word in words.iter_mut().rev() {
            if *word == "," { *word = next } else { next = *word }
        }
        if !words.contains(&"and") || !words.contains(&"or") {
            return None;
        }
        // Long conditions are named by their first words.
        for most in [usize::MAX, 6, 4, 3, 2] {
            let parts: Vec<String> = parts.iter().map(|part| shortened(part, most)).collect();
            let readings = [grouped_by("or", &parts, &words), grouped_by("and", &parts, &words)];
            if readings.iter().all(|reading| reading.chars().count() <= 76) {
                return Some(readings);
            }
        }
        None
    }
}

/// Every connective of a stretch, in order; what has words of its own (limbs, parentheses, sums) is left out.
pub(super) fn connectives<'i>(node: &Node<'i>, depth: usize, out: &mut Vec<Node<'i>>) {
    if depth > super::DEEPEST {
        return;
    }
    for child in node.clone().into_inner() {
        match child.as_rule() {
            Rule::connective => out.push(child),
            Rule::relatives if says_each_clause(&child) => {}
            Rule::limbs | Rule::value_limbs | Rule::group | Rule::negated | Rule::sum | Rule::run | Rule::phrase => {}
            _ => connectives(&child, depth + 1, out),
        }
    }
}

/// The word of a connective, and whether a comma stands before it.
pub(super) fn said(connective: &Node<'_>) -> (Option<ast::Connective>, bool) {
    let (mut word, mut comma) = (None, false);
    for child in connective.clone().into_inner() {
        match child.as_rule() {
            Rule::k_and => word = Some(ast::Connective::And),
            Rule::k_or => word = Some(ast::Connective::Or),
            Rule::comma => comma = true,
            _ => {}
        }
    }
    (word, comma)
}

/// `B, and C`: the comma with its word, and the two conditions that it joins; `None` for any other condition.
pub(super) fn comma_of_two<'i>(condition: &Node<'i>) -> Option<(Node<'i>, ast::Connective, [Node<'i>; 2])> {
    let mut parts = condition.clone().into_inner();
    let (Some(first), Some(joint), Some(second), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return None;
    };
    let (word, comma) = said(&joint);
    Some((joint, word.filter(|_| comma)?, [first, second]))
}

/// Whether each relative clause begins with `that`, `who`, `which` or `whose`: then they are a stretch of their own, since
/// nothing else could go on so. A verb alone could also be said of the subject before, and so could a limit that does not go on with `whose`.
pub(super) fn says_each_clause(relatives: &Node<'_>) -> bool {
    let mut whose = false;
    relatives.clone().into_inner().all(|child| match child.as_rule() {
        Rule::relative => {
            whose = child.into_inner().next().is_some_and(|word| word.as_rule() == Rule::k_whose);
            true
        }
        Rule::relative_limit => whose,
        rule => rule != Rule::predicate,
    })
}

/// What stands between two conditions.
struct Joint {
    /// `None`: a comma alone.
    word: Option<ast::Connective>,
    span: Span,
    /// Whether it has been reported.
    mistaken: bool,
}

/// At most so many words of a condition.
fn shortened(part: &str, most: usize) -> String {
    let words: Vec<&str> = part.split(' ').collect();
    match words.get(..most).filter(|first| first.len() + 1 < words.len()) {
        Some(first) => format!("{} ...", first.join(" ")),
        None => part.to_string(),
    }
}

/// The list with each stretch of `word` in parentheses.
fn grouped_by(word: &str, parts: &[String], words: &[&str]) -> String {
    let mut text = String::new();
    let mut inside = false;
    for (at, part) in parts.iter().enumerate() {
        let opens = !inside && words.get(at) == Some(&word);
        if opens {
            text.push('(');
            inside = true;
        }
        text.push_str(part);
        if inside && words.get(at) != Some(&word) {
            text.push(')');
            inside = false;
        }
        if let Some(next) = words.get(at) {
            text.push(' ');
            text.push_str(next);
            text.push(' ');
        }
    }
    text
}

fn mistaken_connective(written: &str, span: Span) -> (Option<ast::Connective>, crate::diagnostics::Diagnostic) {
    let lower = written.to_ascii_lowercase();
    match lower.as_str() {
        "&&" | "&" => (Some(ast::Connective::And), problems::symbol_for_word(span, written, "and")),
        "||" | "|" => (Some(ast::Connective::Or), problems::symbol_for_word(span, written, "or")),
        "and/or" | "or/and" => (None, problems::and_or(span, written)),
        _ => (None, problems::but(Span { end: span.start + 3, ..span })),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_are_grouped() {
        let parts = ["A".to_string(), "B".to_string(), "C".to_string()];
        assert_eq!(grouped_by("or", &parts, &["or", "and"]), "(A or B) and C");
        assert_eq!(grouped_by("and", &parts, &["or", "and"]), "A or (B and C)");
    }
}
