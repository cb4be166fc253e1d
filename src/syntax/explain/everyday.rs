//! What laws, letters and word processors put where Enact has a form of its own: numbering, bullets, notes, marks of money.

use super::{Fragment, Look};
use crate::diagnostics::Diagnostic;
use crate::source::on_one_line;
use crate::syntax::scan::Piece;
use crate::syntax::{problems, wording};

impl Look<'_> {
    /// Looked for first: it begins a stretch, or stands where the grammar stopped.
    pub(super) fn everyday(&self) -> Option<Diagnostic> {
        let at = self.stopped_at()?;
        self.and_only_if()
            .or_else(|| self.note())
            .or_else(|| self.numbered_item())
            .or_else(|| self.means())
            .or_else(|| self.numbered_limb(at))
            .or_else(|| self.limbs_without_colon(at))
            .or_else(|| self.relation_in_sentence())
            .or_else(|| self.single_quotation(at))
            .or_else(|| self.period_otherwise(at))
            .or_else(|| self.range_with_dash(at))
            .or_else(|| (at.saturating_sub(3)..=at).rev().find_map(|from| self.money_otherwise(from)))
            .or_else(|| (at.saturating_sub(4)..=at).rev().find_map(|from| self.time_otherwise(from)))
    }

    fn is_mark(&self, wanted: char, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|(piece, _)| *piece == Piece::Mark(wanted))
    }

    fn is_number(&self, at: usize) -> bool {
        let word = self.word(at);
        !word.is_empty() && word.bytes().all(|digit| digit.is_ascii_digit())
    }

    fn said(&self, (from, to): (usize, usize), meant: &str, help: &str) -> Option<Diagnostic> {
        let range = self.stretch(from, to)?;
        Some(problems::other_wording(self.place(&range), self.words(&range), meant, help))
    }

    /// `if and only if`, of which a bare sentence has the first word before this stretch.
    fn and_only_if(&self) -> Option<Diagnostic> {
        let said = self.what == Fragment::Condition && self.is("and", 0) && self.is("only", 1) && self.is("if", 2);
        said.then(|| self.said((0, 2), "if", wording::IF_AND_ONLY_IF))?
    }

    /// `// a note`, `-- a note`, `/* a note */`
    fn note(&self) -> Option<Diagnostic> {
        if self.what != Fragment::Item {
            return None;
        }
        let two = |a: char, b: char| self.is_mark(a, 0) && self.is_mark(b, 1);
        let note = two('/', '/') || two('/', '*') || two('-', '-') || two('<', '!');
        let help = "a note begins with `#` and goes to the end of its line; a text of law begins with `>`";
        note.then(|| self.said((0, 1), "#", help))?
    }

    /// `§ 1 "x":`, `Sec. 1.`, `1. "x":`
    fn numbered_item(&self) -> Option<Diagnostic> {
        if self.what != Fragment::Item {
            return None;
        }
        const SECTIONS: &[&str] = &["sec", "section", "art", "article", "para", "paragraph", "clause", "s"];
        let sign = self.is_mark('§', 0) || self.is_one_of(SECTIONS, 0);
        let number = if !sign { 0 } else { 1 + usize::from(self.is_mark('.', 1)) };
        let label = self.word(number);
        let numbered = label.starts_with(|letter: char| letter.is_ascii_digit()) && (sign || self.is_mark('.', 1));
        let end = number + usize::from(self.is_mark('.', number + 1));
        let help = format!("the head of a rule: `rule {label} \"what it is about\": ...`");
        numbered.then(|| self.said((0, end), &format!("rule {label}"), &help))?
    }

    /// `"Senior" means a tenant whose age is at least 65.`
    fn means(&self) -> Option<Diagnostic> {
        let means = self.what == Fragment::Item && (1..6).any(|at| self.is_one_of(&["means", "mean"], at));
        let at = (1..6).find(|at| self.is_one_of(&["means", "mean"], *at)).filter(|_| means)?;
        let named = self.words(&self.stretch(0, at - 1)?).trim_matches(['"', '\u{201C}', '\u{201D}']).to_lowercase();
        let help = format!("`define a person is {named} if ...` for a quality, `define {named} as ...` for a value");
        self.said((0, at), "define", &help)
    }

    /// `1. income is at most $500;`, `• …`, `- …` where limbs stand.
    fn numbered_limb(&self, at: usize) -> Option<Diagnostic> {
        let begins = at == 0 && matches!(self.what, Fragment::Limb | Fragment::ValueLimb | Fragment::Condition);
        let after = at > 0 && (self.is_mark(';', at - 1) || self.is_mark(':', at - 1) && self.is("of", at.wrapping_sub(2)));
        if !begins && !after {
            return None;
        }
        let bullet = ['•', '-', '–', '*', '·', '▪', '◦'].iter().any(|mark| self.is_mark(*mark, at));
        let letter = self.word(at).chars().count() == 1 && self.word(at).starts_with(char::is_alphabetic);
        let numbered = (self.is_number(at) || letter) && (self.is_mark('.', at + 1) || self.is_mark(')', at + 1));
        let end = if numbered { at + 1 } else { at };
        (bullet || numbered).then(|| self.said((at, end), "(a)", "limbs begin with their letter: `(a) ...; (b) ...`"))?
    }

    /// `any of` and then `(a)`: the colon is missing.
    fn limbs_without_colon(&self, at: usize) -> Option<Diagnostic> {
        let limbs = self.is_mark('(', at) && self.is_mark(')', at + 2);
        let word = at.checked_sub(2).filter(|from| self.is("of", at - 1) && self.is_one_of(&["any", "all", "none"], *from))?;
        let meant = format!("{} of:", self.word(word).to_lowercase());
        limbs.then(|| self.said((word, at - 1), &meant, ""))?
    }

    /// `Notwithstanding rule 2, must …`: that stands in the head. `unless otherwise provided`
    fn relation_in_sentence(&self) -> Option<Diagnostic> {
        let first = self.word(0).to_lowercase();
        let end = match first.as_str() {
            "notwithstanding" => 0,
            "subject" if self.is("to", 1) => 1,
            _ => return self.otherwise_provided(),
        };
        if !matches!(self.what, Fragment::Body | Fragment::Item) {
            return None;
        }
        let comma = self.tokens.iter().position(|(piece, _)| *piece == Piece::Mark(','))?;
        let relation = on_one_line(self.words(&self.stretch(0, comma.checked_sub(1)?)?)).to_lowercase();
        let help = format!("it stands in the head: `rule 1, {relation}: ...`");
        self.said((0, end), &format!("rule 1, {relation}:"), &help)
    }

    fn otherwise_provided(&self) -> Option<Diagnostic> {
        let at = (0..self.tokens.len())
            .find(|at| self.is("otherwise", *at) && self.is_one_of(&["provided", "specified", "stated", "required"], at + 1))?;
        let from = if at > 0 && self.is_one_of(&["unless", "as", "except"], at - 1) { at - 1 } else { at };
        let help = "say it of the rule that provides otherwise: `rule 2, exception to rule 1: ...`";
        self.said((from, at + 1), "exception to", help)
    }

    /// `'low income'`
    fn single_quotation(&self, at: usize) -> Option<Diagnostic> {
        const OPEN: &[char] = &['\'', '\u{2018}', '\u{201A}', '\u{201E}', '\u{AB}'];
        let open = (at.saturating_sub(1)..=at).find(|at| OPEN.iter().any(|mark| self.is_mark(*mark, *at)))?;
        let start = self.tokens.get(open)?.1.start;
        let mark = self.part.get(start..)?.chars().next()?;
        let close = |letter: char| matches!(letter, '\'' | '\u{2018}' | '\u{2019}' | '\u{201C}' | '\u{201D}' | '\u{BB}');
        let inner = self.part.get(start + mark.len_utf8()..)?;
        let inner = inner.split(['\n', '\r']).next()?.split(close).next()?;
        let end = start + mark.len_utf8() + inner.len();
        let closed = self.part.get(end..)?.chars().next().filter(|letter| close(*letter))?;
        let range = start..end + closed.len_utf8();
        Some(problems::other_wording(self.place(&range), self.words(&range), &format!("\"{inner}\""), ""))
    }

    /// `50 cents`, `$1.5 million`, `US$1,580`, `1580 $`, `$ 1,580`, `½`
    fn money_otherwise(&self, from: usize) -> Option<Diagnostic> {
        let figure = |at: usize| self.word(at).trim_start_matches('$').starts_with(|letter: char| letter.is_ascii_digit());
        let group = |from: usize| {
            let mut end = from;
            while self.is_mark(',', end + 1) && self.is_number(end + 2) && self.word(end + 2).len() == 3 {
                end += 2;
            }
            end
        };
        let whole = |from: usize| Some(self.words(&self.stretch(from, group(from))?).trim_start_matches('$').to_owned());
        if self.is_one_of(&["cent", "cents"], from + 1) && self.is_number(from) && self.word(from).len() <= 2 {
            return self.said((from, from + 1), &format!("$0.{:0>2}", self.word(from)), "");
        }
        if self.is_one_of(&["million", "thousand", "billion"], from + 1) && figure(from) {
            let help = "write the figure out, such as `$1,500,000`";
            return self.said((self.first_touching(from), from + 1), "the whole figure", help);
        }
        if self.is("us", from) && self.is_mark('$', from + 1) && figure(from + 2) {
            let meant = format!("${}", whole(from + 2)?);
            return self.said((from, group(from + 2)), &meant, "");
        }
        if self.is_mark('$', from) && figure(from + 1) && self.first_touching(from + 1) == from + 1 {
            return self.said((from, group(from + 1)), &format!("${}", whole(from + 1)?), "");
        }
        if figure(from) && self.is_mark('$', group(from) + 1) {
            return self.said((from, group(from) + 1), &format!("${}", whole(from)?), "");
        }
        let fraction = match self.word(from) {
            "½" => "50 percent",
            "¼" => "25 percent",
            "¾" => "75 percent",
            _ => return None,
        };
        self.said((from, from), fraction, "")
    }

    /// The first of the pieces that stand together without a blank and end with this one: `$1.5` is four.
    pub(super) fn first_touching(&self, at: usize) -> usize {
        let touches = |at: &usize| self.tokens.get(*at - 1).zip(self.tokens.get(*at)).is_some_and(|(a, b)| a.1.end == b.1.start);
        let parted = (1..=at).rev().find(|at| !touches(at));
        parted.unwrap_or(0)
    }

    /// `2–3`, `is 2-3`, `is $200 to $300`, `from 2020-01-01 until 2020-03-01`
    fn range_with_dash(&self, at: usize) -> Option<Diagnostic> {
        let digit = |at: usize| self.word(at).starts_with(|letter: char| letter.is_ascii_digit());
        let figure = |at: usize| digit(at) || self.is_mark('$', at) && digit(at + 1);
        if let Some((from, through)) = self.word(at).split_once('-')
            && [from, through].iter().all(|end| !end.is_empty() && end.bytes().all(|digit| digit.is_ascii_digit()))
        {
            let unit = if self.is("percent", at + 1) { " percent" } else { "" };
            return self.said((at, at), &format!("{}{from}{unit} through {through}", self.range_opening(at)), "");
        }
        let sign = |at: &usize| {
            let word = self.is_one_of(&["to", "until", "till"], *at);
            (word || ['–', '—'].iter().any(|dash| self.is_mark(*dash, *at))) && *at > 0 && digit(*at - 1) && figure(*at + 1)
        };
        let sign = (at.saturating_sub(1)..=at).find(sign)?;
        let first = self.first_touching(sign - 1);
        let through = self.to_its_end(&self.tokens.get(sign + 1)?.1);
        let range = self.tokens.get(first)?.1.start..self.tokens.get(sign + 1)?.1.start + through.len();
        let from = self.words(&self.stretch(first, sign - 1)?);
        let meant = format!("{}{from} through {through}", self.range_opening(first));
        Some(problems::other_wording(self.place(&range), self.words(&range), &meant, ""))
    }

    /// What a range lacks behind a verb: elsewhere, as in a table, its two ends are enough.
    fn range_opening(&self, at: usize) -> &'static str {
        if at > 0 && self.is_one_of(&["is", "are", "not"], at - 1) { "from " } else { "" }
    }

    /// `10 business days`, `10 calendar days`, `within the past 5 years`, `65 years of age`
    fn time_otherwise(&self, from: usize) -> Option<Diagnostic> {
        if self.is_number(from) && self.is_one_of(&["day", "days"], from + 2) {
            let days = format!("{} days", self.word(from));
            if self.is_one_of(&["calendar", "consecutive"], from + 1) {
                return self.said((from, from + 2), &days, "every day counts where nothing else is said");
            }
            if self.is_one_of(&["business", "working", "work", "court", "weekday"], from + 1) {
                let help = "say which days do not count: `10 days after X, not counting Saturdays and Sundays`";
                return self.said((from, from + 2), &format!("{days} ..., not counting ..."), help);
            }
        }
        let past = |at: usize| self.is_one_of(&["past", "last", "previous", "preceding"], at) && self.is_number(at + 1);
        if self.is("within", from) && self.is("the", from + 1) && past(from + 2) {
            let length = format!("within {} {}", self.word(from + 3), self.word(from + 4));
            let help = format!("say before which day: `{length} before the filing date`");
            return self.said((from, from + 4), &format!("{length} before ..."), &help);
        }
        if self.is_number(from)
            && self.is_one_of(&["year", "years"], from + 1)
            && self.is("of", from + 2)
            && self.is("age", from + 3)
        {
            let help = format!("an age is a number: `age is at least {}`", self.word(from));
            return self.said((from, from + 3), self.word(from), &help);
        }
        None
    }
}
