//! The place where the grammar stopped.

use super::{Fragment, Look};
use crate::diagnostics::Diagnostic;
use crate::source::Span;
use crate::syntax::grammar::{Grammar, Rule};
use crate::syntax::lettering::lettered;
use crate::syntax::misspelt::{JOINTS, RESERVED, SYMBOLS, near, near_anyhow};
use crate::syntax::names_of_rules::keyword_text;
use crate::syntax::problems;
use crate::syntax::scan::Piece;
use pest::Parser as _;
use std::ops::Range;

impl<'t> Look<'t> {
    pub(super) fn at_the_stop(&self) -> Option<Diagnostic> {
        let stop = self.stop.as_ref()?;
        let at = self.tokens.iter().position(|(_, range)| range.end > stop.at)?;
        let (piece, range) = self.tokens.get(at)?;
        let place = self.place(range);
        let written = self.words(range);
        if let Some(problem) = self.second_part(at) {
            return Some(problem);
        }
        match piece {
            Piece::Mark('.') if at + 1 < self.tokens.len() => {
                return Some(problems::stop_inside_sentence(place, self.abbreviation(at).as_deref()));
            }
            Piece::Mark('(') if self.is_label(at) => {
                if let Some(problem) = self.figure_again(at) {
                    return Some(problem);
                }
                if let Fragment::Limb | Fragment::Body | Fragment::Condition | Fragment::Definition | Fragment::Item = self.what {
                    return Some(problems::limbs_without_word(place));
                }
            }
            Piece::Mark(_) => {
                if let Some((symbol, word)) = self.symbol(range.start) {
                    let defines = self.what == Fragment::Definition && matches!(symbol, "=" | "==") && !self.verb_before(at);
                    if defines {
                        return Some(problems::other_wording(place, symbol, "as", ""));
                    }
                    let place = Span { end: place.start + u32::try_from(symbol.len()).unwrap_or(1), ..place };
                    return Some(problems::symbol_for_word(place, symbol, word));
                }
            }
            Piece::Word => {
                if written.eq_ignore_ascii_case("where")
                    && (stop.expected.contains(&Rule::k_if) || stop.expected.contains(&Rule::when))
                {
                    return Some(problems::other_wording(place, written, "if", ""));
                }
                if written.eq_ignore_ascii_case("then") {
                    return Some(problems::then_word(place));
                }
                let date = |range: &Range<usize>| range.len() == 10 && self.words(range).matches('-').count() == 2;
                let clock = (3..=4).contains(&written.len()) && written.bytes().all(|byte| byte.is_ascii_digit());
                if clock && at.checked_sub(1).and_then(|before| self.tokens.get(before)).is_some_and(|(_, range)| date(range)) {
                    return Some(problems::no_such_time(place, written));
                }
                if let Some(problem) = self.second_sentence(at) {
                    return Some(problem);
                }
                let mut keywords: Vec<String> = stop.expected.iter().filter_map(|rule| keyword_text(*rule)).collect();
                // Where neither of its first words stands, pest names the whole period.
                if stop.expected.contains(&Rule::period) {
                    keywords.extend(["from".to_owned(), "through".to_owned()]);
                }
                let firsts = keywords.iter().filter_map(|words| words.split(' ').next());
                if let Some(near) = near_anyhow(written, firsts) {
                    return Some(problems::unknown_keyword(place, written, near, "can stand here"));
                }
            }
            _ => {}
        }
        None
    }

    /// Whether a verb stands before a token: then two things are compared there, and nothing is defined.
    fn verb_before(&self, at: usize) -> bool {
        (0..at).any(|at| self.is_one_of(&["is", "are", "has", "have", "as", "if", "where", "whose"], at))
    }

    /// A second `if` on a later line: the sentence before that line has no full stop.
    pub(super) fn second_sentence(&self, at: usize) -> Option<Diagnostic> {
        let ifs = self.find(|_, word| word.eq_ignore_ascii_case("if"));
        if !ifs.contains(&at) {
            return None;
        }
        let line = self.line_of(at)?;
        let (_, last) = self.tokens.iter().rev().find(|(_, range)| range.end <= line)?;
        // In a limb or after `if` the first `if` lies before this stretch.
        let inside = matches!(self.what, Fragment::Limb | Fragment::Condition);
        if !inside && self.tokens.get(*ifs.first()?)?.1.start > last.start {
            return None;
        }
        Some(problems::missing_full_stop(self.place(last), "this rule", self.words(last), None))
    }

    /// The line break before a token, if it is not on the first line of the stretch.
    pub(super) fn line_of(&self, at: usize) -> Option<usize> {
        self.part.get(..self.tokens.get(at)?.1.start)?.rfind('\n')
    }

    /// The next part stands on a line of its own, and the line before it has no semicolon.
    pub(super) fn second_part(&self, at: usize) -> Option<Diagnostic> {
        if let Some(problem) = self.second_row(at).or_else(|| self.second_given(at)) {
            return Some(problem);
        }
        let line = self.line_of(at)?;
        let first = self.tokens.iter().position(|(_, range)| range.start > line)?;
        let word = self.words(&self.tokens.get(first)?.1).to_lowercase();
        let (heads, what): (&[&str], &str) = match self.what {
            Fragment::PolicyPart => (&["made", "binds", "in", "status", "source", "time"], "a part of a heading"),
            Fragment::QuestionPart => (&["position", "default", "source"], "a part of a question"),
            Fragment::OrderPart => (&["ranks", "sets", "the", "source"], "a part of an order of precedence"),
            Fragment::SectionGroup => (&["("], "a group of sections"),
            Fragment::Band => (&["above", "up", "otherwise"], "a band"),
            Fragment::Version | Fragment::Row => (&["from"], "a part of a parameter"),
            Fragment::CalendarPart => (&["each", "the", "a", "an"], "a part of a calendar"),
            _ => return None,
        };
        let (_, last) = self.tokens.iter().rev().find(|(_, range)| range.end <= line)?;
        heads.contains(&word.as_str()).then(|| problems::missing_semicolon(self.place(last), what, self.words(last)))
    }

    /// `1: $1,580 2: $2,137`: another colon follows soon.
    pub(super) fn second_row(&self, at: usize) -> Option<Diagnostic> {
        if !matches!(self.what, Fragment::Row | Fragment::Version | Fragment::Band) {
            return None;
        }
        let colon =
            |range: Range<usize>| self.tokens.get(range).is_some_and(|it| it.iter().any(|(piece, _)| *piece == Piece::Mark(':')));
        let value = at.checked_sub(1).and_then(|before| self.tokens.get(before)).filter(|(piece, _)| *piece == Piece::Word)?;
        let soon = at + 1..(at + 7).min(self.tokens.len());
        (colon(0..at) && colon(soon)).then(|| problems::missing_semicolon(self.place(&value.1), "a row", self.words(&value.1)))
    }

    /// `no local policies no other laws`, or the next given on a line of its own.
    pub(super) fn second_given(&self, at: usize) -> Option<Diagnostic> {
        if self.what != Fragment::Given || at == 0 {
            return None;
        }
        let range = &self.tokens.get(at)?.1;
        let line = self.line_of(at);
        let first_on_line =
            line.is_some_and(|line| !self.tokens.iter().any(|(_, other)| other.start > line && other.end <= range.start));
        let last = match self.words(range).to_lowercase().as_str() {
            "no" => self.tokens.get(at - 1)?,
            "is" | "are" | ":" => self.tokens.iter().rev().find(|(_, other)| line.is_some_and(|line| other.end <= line))?,
            _ if first_on_line => self.tokens.get(at - 1)?,
            _ => return None,
        };
        let verbs = ["is", "are", "no", ":"];
        let said = self
            .tokens
            .iter()
            .any(|(_, other)| other.end <= last.1.end && verbs.contains(&self.words(other).to_lowercase().as_str()));
        (said && last.0 != Piece::Mark(','))
            .then(|| problems::missing_semicolon(self.place(&last.1), "a fact of a scenario", self.words(&last.1)))
    }

    /// `U.S` before its second stop: `US`.
    pub(super) fn abbreviation(&self, stop: usize) -> Option<String> {
        let single = |at: usize| {
            let (piece, range) = self.tokens.get(at)?;
            let word = self.words(range);
            (*piece == Piece::Word && word.chars().count() == 1).then_some(word)
        };
        let mut short = single(stop.checked_sub(1)?)?.to_string();
        // Letters and stops go on without a blank.
        let mut end = self.tokens.get(stop)?.1.end;
        for at in stop + 1..self.tokens.len() {
            let (piece, range) = self.tokens.get(at)?;
            match (single(at), piece) {
                (Some(letter), _) if range.start == end => short.push_str(letter),
                (None, Piece::Mark('.')) if range.start == end => {}
                _ => break,
            }
            end = range.end;
        }
        (short.chars().count() > 1).then_some(short)
    }

    pub(super) fn is_label(&self, at: usize) -> bool {
        let word = self.tokens.get(at + 1).is_some_and(|(piece, range)| *piece == Piece::Word && range.len() <= 4);
        word && self.tokens.get(at + 2).is_some_and(|(piece, _)| *piece == Piece::Mark(')'))
    }

    pub(super) fn symbol(&self, at: usize) -> Option<(&'t str, &'static str)> {
        let rest = self.part.get(at..)?;
        SYMBOLS
            .iter()
            .find(|(symbol, _)| rest.starts_with(symbol))
            .and_then(|(symbol, word)| Some((rest.get(..symbol.len())?, *word)))
    }

    /// A whole condition in a limb that stands after a verb: `is any of: (a) fishing; (b) its length is over 20`.
    pub(super) fn condition_for_value(&self) -> Option<Diagnostic> {
        let whole =
            matches!(self.what, Fragment::ValueLimb) && Grammar::parse(Rule::whole_condition, &lettered(self.part).text).is_ok();
        let (first, last) = (self.tokens.first()?, self.tokens.last()?);
        whole.then(|| problems::limb_needs_value(self.place(&(first.1.start..last.1.end))))
    }

    pub(super) fn before_the_stop(&self) -> Option<Diagnostic> {
        let at = self.stop.as_ref().map_or(self.part.len(), |stop| stop.at);
        let end = self.tokens.iter().position(|(_, range)| range.start >= at).unwrap_or(self.tokens.len());
        let before = self.tokens.get(..end)?;
        for (piece, range) in before.iter().rev().take_while(|(piece, _)| *piece == Piece::Word).take(8) {
            let written = self.words(range);
            if *piece == Piece::Word && written.eq_ignore_ascii_case("then") {
                return Some(problems::then_word(self.place(range)));
            }
            let joints =
                JOINTS.iter().copied().filter(|joint| self.what != Fragment::Fact || ["and", "or", "any"].contains(joint));
            if let Some(near) = near(written, joints).filter(|_| !RESERVED.iter().any(|it| it.eq_ignore_ascii_case(written))) {
                return Some(problems::misread_keyword(self.place(range), written, near));
            }
        }
        None
    }
}
