//! The few marks that the canonical layout adds or leaves out: `A, B, and C` for conditions, `A, B or C` for values, no
//! semicolon before `expect` or a full stop, no comma before `if`. Two conditions keep the comma that their author put between them.
//! And the few words for which texts have others: `any of:` for `either of the following:`, `and is less than` for `and less than`.

use std::collections::{BTreeMap, BTreeSet};

use super::tokens::{Kind, Token};
use crate::source::Span;
use crate::syntax::ast::{ConditionKind, File, Is, Limbs, Need, Predicate, PredicateKind};
use crate::syntax::visit::{Clause, Node, walk};
use crate::syntax::word_of_number;

/// Adds and takes away marks.
pub(super) fn tidy(tokens: Vec<Token>, file: &File) -> Vec<Token> {
    let mut edits = Edits { add: BTreeSet::new(), words: BTreeMap::new(), drop: vec![false; tokens.len()], tokens: &tokens };
    walk(file, &mut |node| match node {
        Node::Condition(condition) => {
            if let ConditionKind::Joined { parts, .. } = &condition.kind {
                edits.list(&parts.iter().map(|part| part.span).collect::<Vec<_>>(), true);
            }
        }
        Node::Limbs(limbs) => edits.opening(limbs),
        Node::Predicate(predicate, clause) => edits.verb(predicate, clause),
        Node::Values(values) => edits.list(&values.iter().map(|value| value.span).collect::<Vec<_>>(), false),
        Node::Choice(names) => edits.list(&names.iter().map(|name| name.span).collect::<Vec<_>>(), false),
        Node::Law(_) | Node::Verbatim(_) | Node::Bad(_) => (),
    });
    edits.needless_semicolons();
    edits.needless_commas();
    edits.apply()
}

struct Edits<'a> {
    tokens: &'a [Token],
    /// Commas, each with the index of the token that it goes before.
    add: BTreeSet<usize>,
    /// Words, each row with the index of the token that it goes before.
    words: BTreeMap<usize, Vec<(Kind, String)>>,
    drop: Vec<bool>,
}

impl Edits<'_> {
    /// Makes a list of three or more say its word once, before the last part.
    fn list(&mut self, parts: &[Span], comma_before_last: bool) {
        if parts.len() < 3 {
            return;
        }
        let gaps = parts.windows(2).map(|pair| (self.index(pair[0].end), self.index(pair[1].start))).collect::<Vec<_>>();
        let last = gaps.len() - 1;
        let plain = |&(from, to): &(usize, usize)| {
            let between = &self.tokens[from.min(to)..to];
            between.iter().all(|token| token.is_comment() || token.is(",") || is_word(token))
        };
        // A list of another shape (say, with parentheses that the spans leave out) is left as it is.
        if !gaps.iter().all(plain) || !self.tokens[gaps[last].0.min(gaps[last].1)..gaps[last].1].iter().any(is_word) {
            return;
        }
        for (at, (from, to)) in gaps.into_iter().enumerate() {
            let has_comma = (from..to).any(|at| self.tokens[at].is(","));
            let wants_comma = at < last || comma_before_last;
            if wants_comma && !has_comma {
                self.add.insert(from);
            }
            for index in from..to {
                let token = &self.tokens[index];
                self.drop[index] |= (token.is(",") && !wants_comma) || (is_word(token) && at < last);
            }
        }
    }

    /// The canonical word that opens a list, where its author has another one.
    fn opening(&mut self, limbs: &Limbs) {
        let from = self.index(limbs.span.start);
        let Some(to) = (from..self.tokens.len()).find(|at| self.tokens[*at].is(":")) else { return };
        let opening = (from..to).filter(|at| !self.tokens[*at].is_comment()).collect::<Vec<_>>();
        let said = opening.iter().map(|at| self.tokens[*at].text.to_lowercase()).collect::<Vec<_>>();
        let canonical = match said.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            ["all" | "any" | "none", "of"] | ["at", "least" | "most", _, "of"] | ["exactly", _, "of"] => return,
            _ => opening_words(limbs.need),
        };
        opening.into_iter().for_each(|at| self.drop[at] = true);
        self.words.insert(to, canonical.split(' ').map(|word| (Kind::Keyword, word.to_string())).collect());
    }

    /// The verb of a limit that was left to the one before it.
    fn verb(&mut self, predicate: &Predicate, clause: Clause<'_>) {
        let at = self.index(predicate.span.start);
        let said = |wanted: &str| self.tokens.get(at).is_some_and(|token| token.text.eq_ignore_ascii_case(wanted));
        let limit = matches!(&predicate.kind, PredicateKind::Is { what: Is::Compare(..) | Is::Window { .. }, .. });
        if !limit || said("is") || said("are") {
            return;
        }
        let mut words = Vec::new();
        match clause {
            Clause::None => {}
            Clause::That => words.push((Kind::Keyword, "that".to_string())),
            Clause::Whose(field) => {
                words.push((Kind::Keyword, "whose".to_string()));
                let of_field = self.tokens[self.index(field.span.start)..self.index(field.span.end)].iter();
                words.extend(of_field.filter(|token| !token.is_comment()).map(|token| (token.kind, token.text.clone())));
            }
        }
        words.push((Kind::Keyword, "is".to_string()));
        self.words.insert(at, words);
    }

    fn needless_semicolons(&mut self) {
        for at in (0..self.tokens.len()).filter(|at| self.tokens[*at].is(";")) {
            let next = self.tokens[at + 1..].iter().find(|token| !token.is_comment());
            self.drop[at] |=
                next.is_some_and(|next| next.is(".") || (next.kind == Kind::Keyword && next.text.eq_ignore_ascii_case("expect")));
        }
    }

    /// `fee is $5, if …`, `…, only if …`: no comma parts what a rule says from its condition.
    fn needless_commas(&mut self) {
        for at in (0..self.tokens.len()).filter(|at| self.tokens[*at].is(",")) {
            let words = self.tokens[at + 1..].iter().filter(|token| !token.is_comment()).take(2).collect::<Vec<_>>();
            let is = |at: usize, word: &str| {
                words.get(at).is_some_and(|it| it.kind == Kind::Keyword && it.text.eq_ignore_ascii_case(word))
            };
            self.drop[at] |= is(0, "if") || (is(0, "only") && is(1, "if"));
        }
    }

    /// The first token that begins there or later.
    fn index(&self, offset: u32) -> usize {
        self.tokens.partition_point(|token| token.start < offset)
    }

    fn apply(self) -> Vec<Token> {
        let mut out = Vec::with_capacity(self.tokens.len() + self.add.len());
        for (at, token) in self.tokens.iter().enumerate() {
            if self.add.contains(&at) {
                out.push(Token { text: ",".to_string(), kind: Kind::Mark, start: token.start, glued: true, blank: false });
            }
            let words = self.words.get(&at).into_iter().flatten();
            out.extend(words.map(|(kind, text)| Token {
                text: text.clone(),
                kind: *kind,
                start: token.start,
                glued: false,
                blank: false,
            }));
            if !self.drop[at] {
                out.push(token.clone());
            }
        }
        out
    }
}

/// `and` or `or`.
fn is_word(token: &Token) -> bool {
    token.kind == Kind::Keyword && (token.text.eq_ignore_ascii_case("and") || token.text.eq_ignore_ascii_case("or"))
}

/// How the canonical text opens a list.
fn opening_words(need: Need) -> String {
    let number = |count: u32| word_of_number(count).map_or(count.to_string(), str::to_owned);
    match need {
        Need::All => "all of".to_string(),
        Need::Any => "any of".to_string(),
        Need::None => "none of".to_string(),
        Need::AtLeast(count) => format!("at least {} of", number(count)),
        Need::AtMost(count) => format!("at most {} of", number(count)),
        Need::Exactly(count) => format!("exactly {} of", number(count)),
    }
}
