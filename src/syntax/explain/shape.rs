//! The shape of what should stand here.

use super::{Fragment, Look};
use crate::diagnostics::Diagnostic;
use crate::source::on_one_line;
use crate::syntax::grammar::Rule;
use crate::syntax::misspelt::RESERVED;
use crate::syntax::scan::Piece;
use crate::syntax::{heads, problems, wording};
use std::ops::Range;

/// Kinds of facts of which there are no values to list.
const KINDS: &[&str] = &["money", "number", "date", "text", "percentage", "judgment", "citation", "days"];

impl<'t> Look<'t> {
    pub(super) fn shape(&self) -> Option<Diagnostic> {
        match self.what {
            Fragment::Fact => self.fact(),
            Fragment::Kind => self.kind(0),
            Fragment::Given => self.given(),
            Fragment::Definition => self.label_without_colon().or_else(|| self.reserved_before(&["is", "are", "as", "if"])),
            Fragment::Item => self.item(),
            Fragment::QuestionPart => self.reserved_before_token(self.tokens.len(), &[]),
            _ => None,
        }
    }

    pub(super) fn fact(&self) -> Option<Diagnostic> {
        let colons: Vec<usize> = self.find(|piece, _| *piece == Piece::Mark(':'));
        let begins = |words: &[&str]| {
            words.iter().zip(&self.tokens).all(|(word, (_, range))| self.words(range).eq_ignore_ascii_case(word))
        };
        if begins(&["the", "facts", "of"]) {
            let line = self.part.find(['\n', '\r'])?;
            let (_, last) = self.tokens.iter().take_while(|(_, range)| range.end <= line).last()?;
            return Some(problems::missing_semicolon(self.place(last), "a fact", self.words(last)));
        }
        let Some(first) = colons.first() else {
            return self.fact_without_colon();
        };
        if let Some(problem) = self.reserved_before_token(*first, &[]) {
            return Some(problem);
        }
        if let Some(second) = colons.get(1) {
            let mark = &self.tokens.get(*second)?.1;
            // The next fact begins on the line of the second colon, or that one stands for the semicolon.
            let Some(line) = self.part.get(self.tokens.first()?.1.start..mark.start)?.rfind('\n') else {
                return Some(problems::missing_semicolon(self.place(mark), "a fact", ":"));
            };
            let line = line + self.tokens.first()?.1.start;
            let last = self.tokens.iter().take_while(|(_, range)| range.start < line.max(1)).last()?;
            return Some(problems::missing_semicolon(self.place(&last.1), "a fact", self.words(&last.1)));
        }
        self.kind(*first + 1)
    }

    /// `grade felony or infraction`, `monthly income money`: the name ends before a kind that everybody knows, else after its
    /// first word.
    pub(super) fn fact_without_colon(&self) -> Option<Diagnostic> {
        let kind = self.tokens.iter().skip(1).position(|(_, range)| wording::begins_kind(self.words(range)));
        // `a guardian signed (yes or no)`
        let open = kind.filter(|at| *at > 0 && self.word(*at) == "(");
        let name = self.tokens.get(open.map_or(kind.unwrap_or(0), |open| open - 1))?.1.end;
        let start = self.tokens.first()?.1.start;
        let (name, rest) = (self.part.get(start..name)?, self.part.get(name..)?.trim());
        let bare = rest.replacen('(', "", 1).replacen(')', "", 1);
        let rest = if open.is_some() { bare.as_str() } else { rest };
        // `age is number`
        let verb = [" is", " are", " a", " an"].iter().find_map(|verb| name.strip_suffix(verb)).unwrap_or(name);
        let rest = ["is ", "are ", "a ", "an "].iter().find_map(|verb| rest.strip_prefix(verb)).unwrap_or(rest);
        let name = [" is", " are"].iter().find_map(|it| verb.strip_suffix(it)).unwrap_or(verb);
        let meant = on_one_line(&format!("{name}: {rest}"));
        Some(problems::fact_without_colon(self.place(&(start..start + name.len())), &meant))
    }

    /// `felony, misdemeanor`: a list of values closes with `or`.
    pub(super) fn kind(&self, from: usize) -> Option<Diagnostic> {
        let kind = self.tokens.get(from..)?;
        let or = kind.iter().any(|(_, range)| self.words(range).eq_ignore_ascii_case("or"));
        let comma = kind.iter().any(|(piece, _)| *piece == Piece::Mark(','));
        // `visa, green card or none`: `or none` is no value, and stands after a comma of its own.
        let is = |at: usize, word: &str| kind.get(at).is_some_and(|(_, range)| self.words(range).eq_ignore_ascii_case(word));
        let none = (1..kind.len()).find(|at| is(*at, "or") && is(at + 1, "none") && kind[at - 1].0 != Piece::Mark(','));
        if let Some(at) = none {
            let values = self.part.get(kind.first()?.1.start..kind[at - 1].1.end)?.trim_end_matches(['(', ' ']);
            if self.what == Fragment::Kind {
                return Some(problems::none_among_outcomes(self.place(&kind.get(at + 1)?.1)));
            }
            // `yes or none`: what is not there is another thing than what is not so.
            if values.eq_ignore_ascii_case("yes") {
                return Some(problems::none_among_values(self.place(&kind.get(at + 1)?.1), "yes or no"));
            }
            let closed = match values.rsplit_once(',') {
                Some((before, last)) if !values.to_lowercase().contains(" or ") => format!("{before} or{last}"),
                _ => values.to_owned(),
            };
            return Some(problems::none_among_values(self.place(&kind.get(at + 1)?.1), &format!("{closed}, or none")));
        }
        if !comma || or {
            return None;
        }
        if is(1, ",") && !is(0, ",") && KINDS.iter().any(|kind| is(0, kind)) {
            return self.option_of_fact(from + 2);
        }
        // `key "…"` and the like behind the values are none of them.
        let tail = (1..kind.len()).find(|at| is(*at, ",") && (is(*at + 1, "key") || is(*at + 1, "names") || is(*at + 1, "at")));
        let (kind, rest) = kind.split_at(tail.unwrap_or(kind.len()));
        let last = kind.iter().rev().find(|(piece, _)| *piece == Piece::Word)?;
        let rest = rest.first().map_or("", |(_, range)| self.part.get(range.start..).unwrap_or("").trim_end());
        let comma = kind.iter().rposition(|(piece, _)| *piece == Piece::Mark(','))?;
        let value = kind.get(comma + 1)?.1.start..last.1.end;
        let before = self.part.get(kind.first()?.1.start..kind.get(comma)?.1.start)?.trim_end();
        let last = self.part.get(value.clone())?;
        // `employed, retired and student`
        let meant = match last.split_once(" and ") {
            Some((one, other)) => format!("{before}, {one} or {other}"),
            None => format!("{before} or {last}"),
        } + rest;
        Some(problems::choice_without_or(self.place(&value), &meant))
    }

    /// What follows `money,`: `or none`, `at least $0`, and the like.
    fn option_of_fact(&self, at: usize) -> Option<Diagnostic> {
        let range = self.tokens.get(at)?.1.start..self.tokens.last()?.1.end;
        let written = self.words(&range);
        if self.is("key", at) && self.tokens.len() == at + 2 {
            let meant = format!("key \"{}\"", self.word(at + 1));
            return Some(problems::other_wording(self.place(&range), written, &meant, ""));
        }
        if self.is("names", at) {
            return Some(problems::other_wording(self.place(&range), written, "names the case", ""));
        }
        let may_be_absent = ["optional", "if any", "nullable", "none"].iter().any(|word| written.eq_ignore_ascii_case(word));
        if may_be_absent {
            let help = "write `, or none`: a fact may always be unknown, and this says that it may be known to be absent";
            return Some(problems::other_wording(self.place(&range), written, "or none", help));
        }
        Some(problems::unknown_part(
            self.place(&range),
            written,
            "a fact after its kind",
            &["or none", "at least ...", "key \"...\"", "names the case"],
        ))
    }

    pub(super) fn given(&self) -> Option<Diagnostic> {
        let Some(colon) = self.find(|piece, _| *piece == Piece::Mark(':')).first().copied() else {
            let verb = self
                .tokens
                .iter()
                .any(|(_, range)| ["is", "are"].iter().any(|verb| self.words(range).eq_ignore_ascii_case(verb)));
            let stop = self.stop.as_ref()?.at;
            let last = self.tokens.iter().rev().find(|(piece, range)| *piece == Piece::Word && range.end <= stop)?;
            let whole = self.tokens.first()?.1.start..last.1.end;
            return (!verb).then(|| problems::record_without_colon(self.place(&whole)));
        };
        let verbs = self
            .find(|piece, word| *piece == Piece::Word && (word.eq_ignore_ascii_case("is") || word.eq_ignore_ascii_case("are")));
        let verb = verbs.into_iter().find(|at| *at > colon)?;
        let range = &self.tokens.get(verb)?.1;
        let edge = |(piece, _): &(Piece, Range<usize>)| matches!(piece, Piece::Mark(',' | ':' | ';' | '.'));
        let from = self.tokens.iter().take(verb).rposition(edge)? + 1;
        let end = self.tokens.iter().skip(verb).position(edge).map_or(self.tokens.len(), |at| at + verb);
        let written = self.part.get(self.tokens.get(from)?.1.start..self.tokens.get(end - 1)?.1.end)?;
        Some(problems::is_in_record(self.place(range), written, self.words(range)))
    }

    /// `define 667.5(c) a conviction is ...`
    pub(super) fn label_without_colon(&self) -> Option<Diagnostic> {
        let label = self.part.split_whitespace().next()?;
        let digits = label.starts_with(|letter: char| letter.is_ascii_digit() || letter == '(');
        (digits && !label.contains(':')).then(|| problems::missing_colon(self.place(&(0..label.len())), "a label", label))
    }

    /// A bare sentence, or a head that lacks something.
    pub(super) fn item(&self) -> Option<Diagnostic> {
        let (piece, range) = self.tokens.first()?;
        let written = self.words(range);
        if *piece != Piece::Word {
            let letter = self.part.chars().next()?;
            return Some(match piece {
                Piece::Mark('.') => problems::stop_inside_sentence(self.place(range), None),
                Piece::Mark(_) => problems::stray_character(self.place(range), letter),
                _ => problems::unknown_item(self.place(range), written),
            });
        }
        if heads::in_text().any(|word| word.eq_ignore_ascii_case(written)) {
            return None;
        }
        let words = self.tokens.iter().filter(|(piece, _)| *piece == Piece::Word).count();
        let plain = self.tokens.iter().all(|(piece, _)| matches!(piece, Piece::Word | Piece::Mark('.')));
        let condition =
            self.tokens.iter().any(|(_, range)| ["if", "unless"].iter().any(|word| self.words(range).eq_ignore_ascii_case(word)));
        if condition {
            return None;
        }
        if plain && words > 1 {
            let last = self.tokens.iter().rev().find(|(piece, _)| *piece == Piece::Word)?;
            return Some(problems::rule_without_condition(self.place(&last.1)));
        }
        Some(problems::unknown_item(self.place(range), written))
    }

    pub(super) fn missing_colon(&self) -> Option<Diagnostic> {
        let first_line = self.part.find(['\n', '\r']).unwrap_or(self.part.len());
        let line: Vec<&(Piece, Range<usize>)> = self.tokens.iter().take_while(|(_, range)| range.start < first_line).collect();
        let headed = ["policy", "facts", "sections", "calendar", "decision", "parameter", "question", "scenario", "rule"];
        let first = self.words(&self.tokens.first()?.1);
        let head = headed.iter().any(|word| word.eq_ignore_ascii_case(first));
        if head && line.len() < self.tokens.len() && !line.iter().any(|(piece, _)| *piece == Piece::Mark(':')) {
            return Some(problems::missing_colon(
                self.place(&line.last()?.1),
                "the head of an item",
                self.words(&line.last()?.1),
            ));
        }
        let stop = self.stop.as_ref()?;
        let any = self.tokens.iter().any(|(piece, _)| *piece == Piece::Mark(':'));
        if head && !any {
            let code = |range: &Range<usize>| {
                self.words(range).len() > 1 && self.words(range).bytes().all(|byte| byte.is_ascii_uppercase())
            };
            let (_, before) = self.tokens.iter().rev().find(|(_, range)| range.end <= stop.at && !code(range))?;
            // `decision relief grant or deny`: where its name ends nobody can tell from here.
            if ["decision", "question"].iter().any(|word| word.eq_ignore_ascii_case(first)) {
                return Some(problems::missing_colon(self.place(&self.tokens.get(1)?.1), "the name of a decision", ""));
            }
            // Another mark stands for it.
            let next = self.tokens.iter().find(|(_, range)| range.start >= before.end && range.end > stop.at);
            let before = match next {
                Some((Piece::Mark('.' | ';' | ','), mark)) => mark,
                _ => before,
            };
            return Some(problems::missing_colon(self.place(before), "the head of an item", self.words(before)));
        }
        if !stop.expected.contains(&Rule::colon) || self.part.get(stop.at..)?.starts_with(['"', ':', ',']) {
            return None;
        }
        let before = self.tokens.iter().rev().find(|(_, range)| range.end <= stop.at)?;
        Some(problems::missing_colon(self.place(&before.1), "the head of an item", self.words(&before.1)))
    }

    /// A reserved word in a name that is being declared, before the first of `ends`.
    pub(super) fn reserved_before(&self, ends: &[&str]) -> Option<Diagnostic> {
        let end = self.tokens.iter().position(|(_, range)| ends.iter().any(|end| self.words(range).eq_ignore_ascii_case(end)))?;
        self.reserved_before_token(end, &[])
    }

    pub(super) fn reserved_before_token(&self, end: usize, except: &[&str]) -> Option<Diagnostic> {
        for (at, (piece, range)) in self.tokens.iter().enumerate().take(end) {
            let word = self.words(range);
            if *piece != Piece::Word || except.contains(&word) || !RESERVED.iter().any(|other| other.eq_ignore_ascii_case(word)) {
                continue;
            }
            let side = |at: Option<usize>| {
                at.filter(|at| *at < end).and_then(|at| self.tokens.get(at)).map(|(_, range)| self.words(range))
            };
            let joined = match (side(at.checked_sub(1)), side(Some(at + 1))) {
                (Some(before), Some(after)) => Some(format!("{before}-{word}-{after}")),
                (None, Some(after)) => Some(format!("{word}-{after}")),
                _ => None,
            };
            return Some(problems::reserved_in_name(self.place(range), word, joined.as_deref()));
        }
        None
    }
}
