//! Deadlines and who acts, which laws say in the sentence of a duty: in Enact both stand in the head of its rule.

use super::{Fragment, Look};
use crate::diagnostics::Diagnostic;
use crate::source::on_one_line;
use crate::syntax::problems;
use crate::syntax::scan::Piece;
use crate::syntax::wording::{is_unit_of_time, number_word};

/// What laws say before a length of time or a day; longer ones before those that they begin with.
const LIMITS: &[&[&str]] = &[
    &["within"],
    &["no", "later", "than"],
    &["not", "later", "than"],
    &["no", "more", "than"],
    &["not", "more", "than"],
    &["on", "or", "before"],
    &["at", "most"],
    &["before"],
    &["by"],
    &[],
];

/// Words after which a day of the case stands, and not a length of time.
const BEFORE_A_DAY: &[&[&str]] = &[&["no", "later", "than"], &["not", "later", "than"], &["on", "or", "before"]];

/// A deadline in a sentence: its tokens, and the moment in words of Enact.
struct Deadline {
    from: usize,
    end: usize,
    due: String,
}

impl Look<'_> {
    /// `must send notice within 3 days after X`, `due no later than 3 days after X`.
    pub(super) fn deadline(&self) -> Option<Diagnostic> {
        let at = self.stopped_at()?;
        match self.what {
            Fragment::RuleHead => self.deadline_in_head(at),
            Fragment::Body | Fragment::Item | Fragment::Condition => self.deadline_in_sentence(at),
            _ => None,
        }
    }

    fn deadline_in_head(&self, at: usize) -> Option<Diagnostic> {
        let found = self.is("due", 0).then(|| self.deadline_from(1, at)).flatten().filter(|it| it.end == self.tokens.len())?;
        let range = self.stretch(0, self.tokens.len() - 1)?;
        Some(problems::other_wording(self.place(&range), self.words(&range), &format!("due {}", found.due), ""))
    }

    fn deadline_in_sentence(&self, at: usize) -> Option<Diagnostic> {
        let found = (at.saturating_sub(4)..=at).find_map(|from| self.deadline_from(from, at))?;
        // What may be done within a time is a condition of it, and no duty.
        if self.is("may", 0) || !self.is_said_of_the_duty(found.from) {
            return None;
        }
        let range = self.stretch(found.from, found.end - 1)?;
        let sentence = self.sentence_without(&found);
        let whole = sentence.map(|it| format!("{}, due {}: {it}", self.head(), found.due));
        let whole = whole.filter(|it| it.chars().count() <= 78);
        Some(problems::deadline_in_sentence(self.place(&range), self.words(&range), &found.due, whole.as_deref()))
    }

    /// A deadline that begins at a token, where the grammar stopped in it or just behind its first words.
    fn deadline_from(&self, from: usize, at: usize) -> Option<Deadline> {
        let said = |words: &&&[&str]| words.iter().zip(from..).all(|(wanted, at)| self.is(wanted, at));
        if self.is("as", from) && self.is("soon", from + 1) && self.is("as", from + 2) && (from..from + 3).contains(&at) {
            return Some(Deadline { from, end: (from + 4).min(self.tokens.len()), due: "...".to_owned() });
        }
        let words = LIMITS.iter().find(said)?;
        let first = from + words.len();
        (from..=first + 1).contains(&at).then_some(())?;
        // A length alone is a deadline behind what is decided; elsewhere something else may be wrong with it.
        let alone = words.is_empty();
        let plain =
            at == first && (0..at).all(|at| self.tokens[at].0 == Piece::Word && !self.is_one_of(&["if", "unless", "is"], at));
        let length = self.length_at(first).filter(|_| !alone || (plain && at > 1));
        let (due, anchor) = match length {
            Some(length) => {
                let side = match self.word(first + 2).to_ascii_lowercase().as_str() {
                    "after" | "of" | "from" | "following" => "after",
                    "before" => "before",
                    _ => return (!alone).then(|| Deadline { from, end: first + 2, due: format!("{length} after ...") }),
                };
                // `must within 3 days after X send notice`: where X ends nobody can tell.
                if from > 0 && self.is_one_of(&["must", "not"], from - 1) {
                    return Some(Deadline { from, end: first + 3, due: format!("{length} {side} ...") });
                }
                (format!("{length} {side} "), first + 3)
            }
            None if BEFORE_A_DAY.contains(words) => (String::new(), first),
            None => return None,
        };
        let ends = |at: &usize| self.is_one_of(&["if", "unless", "must", "may"], *at) || matches!(self.word(*at), "," | ".");
        let end = (anchor..self.tokens.len()).find(ends).unwrap_or(self.tokens.len());
        let day = on_one_line(self.words(&self.stretch(anchor, end.checked_sub(1)?)?));
        (end > anchor).then(|| Deadline { from, end, due: format!("{due}{day}") })
    }

    /// `3 days`, `three days`.
    fn length_at(&self, at: usize) -> Option<String> {
        let word = self.word(at);
        let figure = word.bytes().all(|digit| digit.is_ascii_digit()) && !word.is_empty();
        let number = if figure { word.to_owned() } else { number_word(word)?.to_string() };
        let unit = self.word(at + 1).to_ascii_lowercase();
        is_unit_of_time(&unit).then(|| format!("{number} {unit}"))
    }

    /// Behind `if` it may be the date of a condition that lacks its verb: then no whole condition stands before it.
    fn is_said_of_the_duty(&self, from: usize) -> bool {
        let joint = (0..from).rev().find(|at| self.is_one_of(&["if", "unless", "and", "or", "where", "whose", "that"], *at));
        let begins = match joint {
            Some(joint) => joint + 1,
            None if self.what == Fragment::Condition => 0,
            None => return true,
        };
        (begins..from).any(|at| self.is_one_of(&["is", "are", "has", "have", "exceeds", "includes"], at))
    }

    /// The sentence of the duty, where it stands as a whole beside its deadline.
    fn sentence_without(&self, deadline: &Deadline) -> Option<String> {
        let before = self.part.get(..self.tokens.get(deadline.from)?.1.start)?.trim_end().trim_end_matches(',');
        let after = self.tokens.get(deadline.end).map_or(self.part.len(), |(_, range)| range.start);
        let after = self.part.get(after..)?.trim_end().trim_end_matches('.');
        let sentence = match before {
            "" => after.trim_start_matches(',').trim().to_owned(),
            before => format!("{before} {}", after.trim_start_matches(',').trim()).trim_end().to_owned(),
        };
        let sentence = on_one_line(&sentence);
        if before.ends_with("must") || before.ends_with("not") {
            return None;
        }
        let must = sentence.split(' ').position(|word| word.eq_ignore_ascii_case("must"));
        let named = sentence.split(' ').count() > 2 && self.what != Fragment::Condition;
        // Without `must` it owes nothing that could be due.
        match must {
            Some(0) if named => Some(sentence),
            None if named && !before.is_empty() => Some(format!("must {sentence}")),
            _ => None,
        }
    }

    /// `the organisation must not skip notice`: who acts is no part of the sentence.
    pub(super) fn who_acts(&self) -> Option<Diagnostic> {
        let stop = self.stop.as_ref()?.at;
        let not = self.tokens.iter().position(|(_, range)| range.end > stop)?;
        let mode = not.checked_sub(1).filter(|mode| *mode > 0 && self.is("not", not))?;
        let plain = (0..mode).all(|at| self.tokens[at].0 == Piece::Word && !self.is_one_of(&["if", "unless", "is", "are"], at));
        if !matches!(self.what, Fragment::Body | Fragment::Item) || !plain {
            return None;
        }
        if self.is("may", mode) {
            return Some(problems::may_not(self.place(&self.stretch(mode, not)?)));
        }
        let who = self.stretch(0, mode - 1)?;
        let rest = on_one_line(self.part.get(self.tokens.get(mode)?.1.start..)?.trim_end().trim_end_matches('.'));
        let whole = format!("{}, owed by \"{}\": {rest}", self.head(), on_one_line(self.words(&who)));
        self.is("must", mode).then(|| problems::who_acts(self.place(&who), self.words(&who), "must not", &whole))
    }

    /// The head of the rule whose sentence this stretch is: `rule 1 "notice"`.
    fn head(&self) -> String {
        let before = self.text.get(..self.span.start as usize).unwrap_or("").trim_end().trim_end_matches(':').trim_end();
        let begins = |at: &usize| {
            let line = before.get(..*at).unwrap_or("").rsplit('\n').next().unwrap_or("").trim_end().to_lowercase();
            line.is_empty() || line.ends_with(['.', '>']) || line.ends_with("insert") || line.ends_with("replace")
        };
        let found = before.match_indices("rule ").map(|(at, _)| at).filter(begins).last();
        match found.and_then(|at| before.get(at..)).filter(|_| self.what == Fragment::Body) {
            Some(head) => on_one_line(head),
            None => "rule 1".to_owned(),
        }
    }
}
