//! What statutes say of dates, lengths and amounts, where Enact has another form.

use super::{Fragment, Look};
use crate::diagnostics::Diagnostic;
use crate::source::{Span, on_one_line};
use crate::syntax::problems;
use crate::syntax::scan::Piece;
use crate::syntax::wording;

const SIDES: &[&str] = &["before", "after", "on", "within"];

impl Look<'_> {
    /// Near the place where the grammar stopped.
    pub(super) fn statutes(&self) -> Option<Diagnostic> {
        let at = self.stopped_at()?;
        self.shall_not(at)
            .or_else(|| self.dated_participle(at))
            .or_else(|| self.length_of_something(at))
            .or_else(|| self.length_in_parentheses(at))
            .or_else(|| self.two_lengths_as_one(at))
            .or_else(|| self.range_beside_a_key(at))
            .or_else(|| self.condition_as_value(at))
            .or_else(|| self.rounded_otherwise(at))
            .or_else(|| self.dash_behind_money())
    }

    fn reworded(&self, (from, to): (usize, usize), meant: &str, help: &str) -> Option<Diagnostic> {
        let range = self.stretch(from, to)?;
        Some(problems::other_wording(self.place(&range), self.words(&range), meant, help))
    }

    /// `shall not issue card`, `rule 3 shall not apply if …`: the most frequent words of law.
    fn shall_not(&self, at: usize) -> Option<Diagnostic> {
        let shall =
            (1..=at).rev().take(2).find(|not| self.is("not", *not) && self.is_one_of(&["shall", "should", "will"], *not - 1))?
                - 1;
        if self.is("apply", shall + 2) {
            let meant = if self.is_one_of(&["and", ","], shall.checked_sub(2)?) { "do not" } else { "does not" };
            return self.reworded((shall, shall + 1), meant, "");
        }
        let range = self.stretch(shall, shall + 1)?;
        Some(problems::modal_word(self.place(&range), self.words(&range), "must not"))
    }

    /// `the exemption was filed before D`, `a licence that was issued within …`, `licences issued before D`: a date is compared, in the present.
    fn dated_participle(&self, at: usize) -> Option<Diagnostic> {
        let past = |verb: usize| self.is_one_of(&["was", "were", "been"], verb);
        let participle = |it: &usize| *it > 0 && self.tokens[*it].0 == Piece::Word && self.is_one_of(SIDES, *it + 1);
        let verb = (1..at.min(self.tokens.len())).rev().take(12).find(|it| participle(it) && past(*it - 1));
        let help = "what has happened is a date of the case, and is compared in the present";
        if let Some(done) = verb {
            let (date, side) = (self.word(done), self.word(done + 1).to_lowercase());
            let first = if self.is_one_of(&["has", "have"], done.checked_sub(2)?) { done - 2 } else { done - 1 };
            let before = first.checked_sub(1)?;
            if self.is_one_of(&["that", "who", "which"], before) {
                return self.reworded((before, done + 1), &format!("whose {date} is {side}"), help);
            }
            return self.reworded((before, done + 1), &format!("{}'s {date} is {side}", self.word(before)), help);
        }
        // Without a verb: the grammar stops at the day.
        let done = at.checked_sub(2).filter(|done| participle(done) && self.word(*done).ends_with("ed"))?;
        let day = self.word(at).starts_with(|letter: char| letter.is_ascii_digit());
        let date = format!("whose {} is {}", self.word(done), self.word(done + 1).to_lowercase());
        day.then(|| self.reworded((done, done + 1), &date, help)).flatten()
    }

    /// `length of quarantine after X, extended past …`: behind a name with `of` the grammar knows no days that are left out.
    fn length_of_something(&self, at: usize) -> Option<Diagnostic> {
        let tail = self.is("extended", at) && self.is("past", at + 1)
            || self.is("not", at) && self.is("counting", at + 1)
            || self.is("or", at) && self.is("the", at + 1) && self.is_one_of(&["last", "first"], at + 2);
        let side = (1..at).rev().find(|it| tail && self.is_one_of(&["before", "after"], *it))?;
        let ends = |at: &usize| self.tokens[*at].0 != Piece::Word || self.is_one_of(&["as", "is", "are", "and", "or", "if"], *at);
        let first = (0..side).rev().find(ends).map_or(0, |at| at + 1);
        let of = (first + 1..side - 1).find(|at| self.is("of", *at))?;
        let words = |from: usize, to: usize| Some(on_one_line(self.words(&self.stretch(from, to)?)));
        let meant = format!("{} {}", words(of + 1, side - 1)?, words(first, of - 1)?);
        let help = "call it so where it is defined too: a name with `of` is followed by no such words";
        self.reworded((first, side - 1), &meant, help)
    }

    /// `(the waiting period) after X`
    fn length_in_parentheses(&self, at: usize) -> Option<Diagnostic> {
        let close = at.checked_sub(1).filter(|close| self.is_one_of(&["before", "after"], at) && self.word(*close) == ")")?;
        let open = (0..close).rev().find(|open| self.word(*open) == "(").filter(|open| *open + 1 < close)?;
        let inner = on_one_line(self.words(&self.stretch(open + 1, close - 1)?));
        let help = format!("a length stands before `{}` without parentheses", self.word(at).to_lowercase());
        self.reworded((open, close), &inner, &help)
    }

    /// `the lesser of 15 days and 3 days times strikes`: the two lengths are read as one.
    fn two_lengths_as_one(&self, at: usize) -> Option<Diagnostic> {
        let number = |at: usize| self.word(at).bytes().next().is_some_and(|digit| digit.is_ascii_digit());
        let unit = |at: usize| wording::is_unit_of_time(self.word(at));
        let length = |at: usize| number(at) && unit(at + 1);
        let of = (1..at).find(|of| self.is("of", *of) && self.is_one_of(&["lesser", "greater", "earlier", "later"], *of - 1))?;
        let and = (of + 3..at).find(|and| self.is("and", *and) && length(*and - 2) && length(*and + 1))?;
        let ends = |at: &usize| matches!(self.word(*at), "," | "." | ";" | ")") || self.is_one_of(&["if", "unless"], *at);
        let end = (and + 3..self.tokens.len()).find(ends).unwrap_or(self.tokens.len()) - 1;
        let second = on_one_line(self.words(&self.stretch(and + 1, end)?));
        let one = on_one_line(self.words(&self.stretch(and - 2, and + 2)?));
        self.reworded((and + 1, end), &format!("({second})"), &format!("put it in parentheses: `{one}` is read as one length"))
    }

    /// `joint and 1 through 3: $5`
    fn range_beside_a_key(&self, at: usize) -> Option<Diagnostic> {
        let row = matches!(self.what, Fragment::Row | Fragment::Version) && self.is("through", at);
        let starts = |at: &usize| matches!(self.word(*at), ":" | ";");
        let first = (0..at).rev().find(starts).map_or(0, |at| at + 1);
        let and = (first..at).any(|at| self.is("and", at));
        (row && and).then(|| problems::range_beside_a_key(self.place(&self.tokens[at].1)))
    }

    /// `define doubled as the zone is work or …`
    fn condition_as_value(&self, at: usize) -> Option<Diagnostic> {
        let verb = self.what == Fragment::Definition && self.is_one_of(&["is", "are", "has", "have", "includes"], at);
        let said = (1..at).find(|said| verb && self.is("as", *said))?;
        let condition = (said..at).any(|at| self.is_one_of(&["if", "where", "whose", "that"], at));
        let name = on_one_line(self.words(&self.stretch(0, said - 1)?));
        let holds = on_one_line(self.part.get(self.tokens.get(said + 1)?.1.start..)?.trim_end().trim_end_matches('.'));
        (!condition).then(|| problems::condition_as_value(self.place(&self.tokens[said].1), &name, &holds))
    }

    /// `rounded up to the next dollar`, `rounded to whole dollars`
    fn rounded_otherwise(&self, at: usize) -> Option<Diagnostic> {
        let rounded = (at.saturating_sub(5)..=at).rev().find(|it| self.is("rounded", *it))?;
        let way = self.is_one_of(&["up", "down"], rounded + 1);
        let to = rounded + 1 + usize::from(way);
        if !self.is("to", to) || self.is("the", to + 1) && self.is("nearest", to + 2) {
            return None;
        }
        let between = ["the", "a", "next", "closest", "nearest", "full", "whole", "even", "lower", "higher"];
        let unit = (to + 1..to + 5).find(|at| !self.is_one_of(&between, *at))?;
        let step = self.word(unit).to_lowercase();
        let step = if step.starts_with("number") { "whole number" } else { step.trim_end_matches('s') };
        let up = (to..unit).any(|at| self.is_one_of(&["next", "higher"], at));
        let (from, way) = if up && !way { (rounded, "rounded up ") } else { (to, "") };
        (!step.is_empty()).then(|| self.reworded((from, unit), &format!("{way}to the nearest {step}"), ""))?
    }

    /// `$5,000.-`, as some write it: the stop has ended the sentence, and the dash begins none.
    fn dash_behind_money(&self) -> Option<Diagnostic> {
        let dash = self.what == Fragment::Item && matches!(self.word(0), "-" | "\u{2013}" | "\u{2014}");
        let before = self.text.get(..self.span.start as usize).filter(|_| dash)?.strip_suffix('.')?;
        let end = self.span.start as usize + self.tokens.first()?.1.end;
        let place = Span::new(self.span.file, before.len(), end);
        let written = self.text.get(place.range())?;
        before
            .ends_with(|letter: char| letter.is_ascii_digit())
            .then(|| problems::other_wording(place, written, ".", "an even amount has nothing behind it, such as `$5,000`"))
    }
}
