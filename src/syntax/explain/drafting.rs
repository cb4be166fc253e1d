//! How statutes are drafted where Enact has another form: cases in a rule, shares, counts with a condition, labels of words.

use super::{Fragment, Look};
use crate::diagnostics::Diagnostic;
use crate::source::on_one_line;
use crate::syntax::grammar::Rule;
use crate::syntax::misspelt::RESERVED;
use crate::syntax::problems;
use crate::syntax::scan::Piece;

impl Look<'_> {
    /// Near the place where the grammar stopped.
    pub(super) fn drafting(&self) -> Option<Diagnostic> {
        let at = self.stopped_at()?;
        self.label_of_words(at)
            .or_else(|| self.law_in_the_line())
            .or_else(|| self.within_the(at))
            .or_else(|| self.shall_be(at))
            .or_else(|| self.second_case(at))
            .or_else(|| self.share_of_an_excess(at))
            .or_else(|| self.count_beside_arithmetic(at))
            .or_else(|| self.its_in_an_aggregate(at))
            .or_else(|| self.not_before_sentence(at))
            .or_else(|| self.reserved_outcome(at))
    }

    /// `rule working credit: …`: a label is one word.
    fn label_of_words(&self, at: usize) -> Option<Diagnostic> {
        let words = self.what == Fragment::Item && self.is("rule", 0) && at > 2 && matches!(self.word(at), ":" | ",");
        let plain = || (1..at).all(|at| self.tokens[at].0 == Piece::Word && !self.is_one_of(&["if", "unless", "is"], at));
        (words && plain()).then_some(())?;
        let range = self.stretch(1, at - 1)?;
        let label = self.words(&range).split_whitespace().collect::<Vec<_>>().join("-");
        Some(problems::label_of_words(self.place(&range), self.words(&range), &label))
    }

    /// `any of: > Law` in the line of the rule.
    fn law_in_the_line(&self) -> Option<Diagnostic> {
        let opens = |at: &usize| {
            let before = self.part.get(..*at).unwrap_or("").trim_end_matches([' ', '\t']);
            let after = self.part.get(at + 1..).unwrap_or("").trim_start_matches([' ', '\t']);
            before.ends_with([':', ';'])
                && after.starts_with(|letter: char| letter.is_alphabetic() || matches!(letter, '"' | '('))
        };
        let at = self.part.match_indices('>').map(|(at, _)| at).find(opens)?;
        let quoted = self.tokens.iter().any(|(piece, range)| *piece == Piece::Quotation && range.contains(&at));
        (!quoted).then(|| problems::law_after_other_words(self.place(&(at..at + 1))))
    }

    /// `within the 2 years before X`
    fn within_the(&self, at: usize) -> Option<Diagnostic> {
        let said = at > 1 && self.is("within", at - 2) && self.is("the", at - 1);
        let figure = self.word(at).starts_with(|letter: char| letter.is_ascii_digit());
        let range = (said && figure).then(|| self.stretch(at - 2, at + 1))??;
        let meant = format!("within {} {}", self.word(at), self.word(at + 1));
        Some(problems::other_wording(self.place(&range), self.words(&range), &meant, ""))
    }

    /// `the fee shall be $50`
    fn shall_be(&self, at: usize) -> Option<Diagnostic> {
        let be = at.checked_sub(1).filter(|be| *be > 1 && self.is("be", *be))?;
        self.is_one_of(&["shall", "must", "should", "will"], be - 1).then_some(())?;
        let range = self.stretch(be - 1, be)?;
        Some(problems::other_wording(self.place(&range), self.words(&range), "is", ""))
    }

    /// `payment is A if C, $100 if D` in a rule: cases stand in a definition.
    fn second_case(&self, at: usize) -> Option<Diagnostic> {
        if self.what != Fragment::Body || !self.is("if", at) {
            return None;
        }
        let first = (0..at).find(|at| self.is("if", *at))?;
        let is = (1..first).find(|at| self.is("is", *at))?;
        let comma = (first..at).rev().find(|at| self.word(*at) == ",")?;
        let value = (comma..at).all(|at| !self.is_one_of(&["is", "are", "has", "have", "and", "or"], at));
        let decision = on_one_line(self.words(&self.stretch(0, is - 1)?));
        let rest = on_one_line(self.part.get(self.tokens.get(is + 1)?.1.start..)?.trim_end().trim_end_matches('.'));
        value.then(|| problems::cases_in_rule(self.place(&self.tokens[at].1), &decision, &rest))
    }

    /// `taper of the amount by which A exceeds B`
    fn share_of_an_excess(&self, at: usize) -> Option<Diagnostic> {
        let of = at
            .checked_sub(4)
            .filter(|of| self.is("which", at) && self.is("by", at - 1) && self.is("amount", at - 2) && *of > 0)?;
        let of = (of..at - 2).find(|of| self.is("of", *of) && self.tokens[of - 1].0 == Piece::Word)?;
        Some(problems::other_wording(self.place(&self.tokens[of].1), "of", "times", ""))
    }

    /// `$50 times the number of permits that are valid`: a count with a condition stands alone.
    fn count_beside_arithmetic(&self, at: usize) -> Option<Diagnostic> {
        if !self.is_one_of(&["that", "who", "which", "whose", "where"], at) {
            return None;
        }
        let signs = ["plus", "minus", "times", "by", "and", "is", "if"];
        let count = (0..at).rev().take_while(|at| !self.is_one_of(&signs, *at)).find(|at| {
            self.is_one_of(&["number", "total"], *at) && self.is("of", at + 1)
                || self.is_one_of(&["highest", "lowest", "latest", "earliest"], *at)
        })?;
        let end = (at..self.tokens.len()).find(|at| {
            matches!(self.word(*at), "," | "." | ";" | ")")
                || self.is_one_of(&["if", "unless", "plus", "minus", "times", "otherwise"], *at)
        });
        let count = self.stretch(count, end.unwrap_or(self.tokens.len()) - 1)?;
        Some(problems::count_beside_arithmetic(self.place(&self.tokens[at].1), self.words(&count)))
    }

    /// `the total of days of its spells`: behind `of` the list of the item in hand is meant in any case.
    fn its_in_an_aggregate(&self, at: usize) -> Option<Diagnostic> {
        let of = at.checked_sub(1).filter(|of| self.is("its", at) && self.is("of", *of))?;
        const COUNTS: &[&str] = &["number", "total", "highest", "lowest", "latest", "earliest"];
        let counts = (0..of).rev().take_while(|at| self.tokens[*at].0 == Piece::Word).any(|at| self.is_one_of(COUNTS, at));
        let help = "take `its` away: a list of the item in hand is meant where it has one of that name";
        let meant = format!("of {}", self.word(at + 1));
        counts.then(|| problems::other_wording(self.place(&self.tokens[at].1), "its", &meant, help))
    }

    /// `if not the person is suspended`
    fn not_before_sentence(&self, at: usize) -> Option<Diagnostic> {
        self.is_one_of(&["is", "are", "has", "have"], at).then_some(())?;
        let joints = ["if", "unless", "and", "or"];
        let not = (0..at).rev().take_while(|at| self.tokens[*at].0 == Piece::Word && !self.is_one_of(&joints, *at));
        let not = not.into_iter().find(|not| self.is("not", *not) && at > not + 1)?;
        (not > 0 || matches!(self.what, Fragment::Condition | Fragment::Limb)).then_some(())?;
        let joint = not == 0 || self.is_one_of(&joints, not - 1) || self.tokens[not - 1].0 != Piece::Word;
        joint.then_some(())?;
        let end =
            (at..self.tokens.len()).find(|at| matches!(self.word(*at), "," | "." | ";" | ")") || self.is_one_of(&joints, *at));
        let range = self.stretch(not, end.unwrap_or(self.tokens.len()) - 1)?;
        let sentence = on_one_line(self.words(&range).get(3..)?);
        let help = if sentence.chars().count() > 60 { "put the sentence in parentheses: `not (...)`" } else { "" };
        Some(problems::other_wording(self.place(&range), self.words(&range), &format!("not ({})", sentence.trim()), help))
    }

    /// `have or lack`, `must have status`: an outcome that is a word of the language.
    fn reserved_outcome(&self, at: usize) -> Option<Diagnostic> {
        let begins = match self.what {
            Fragment::Kind => at == 0 || self.word(at - 1) == "," || self.is("or", at - 1),
            Fragment::Body => {
                at == 1 && self.is_one_of(&["must", "may"], 0) || at == 2 && self.is("must", 0) && self.is("not", 1)
            }
            _ => false,
        };
        let word = self.word(at);
        let reserved = RESERVED.iter().any(|other| other.eq_ignore_ascii_case(word)) && !self.is_one_of(&["or", "any", "is"], at);
        let name =
            self.stop.as_ref()?.expected.iter().any(|rule| matches!(rule, Rule::run | Rule::kind | Rule::word | Rule::choice));
        (begins && reserved && (name || self.what == Fragment::Body))
            .then(|| problems::reserved_as_outcome(self.place(&self.tokens[at].1), word))
    }
}
