//! What laws and other languages say, near the place where the grammar stopped.

use super::{Fragment, Look};
use crate::diagnostics::Diagnostic;
use crate::source::{Span, on_one_line};
use crate::syntax::grammar::Rule;
use crate::syntax::problems;
use crate::syntax::scan::Piece;
use crate::syntax::wording::{self, WORDINGS, number_word};
use std::ops::Range;

/// What is said of two amounts or dates.
const OF_TWO: &[&str] = &["greater", "lesser", "larger", "smaller", "higher", "lower", "earlier", "later"];

impl<'t> Look<'t> {
    /// What laws and other languages say, near the place where the grammar stopped.
    pub(super) fn wordings(&self) -> Option<Diagnostic> {
        let at = self.stopped_at()?;
        self.otherwise_in_rule(at)
            .or_else(|| self.limbs_after_if(at))
            .or_else(|| self.opening_of_limbs(at))
            .or_else(|| self.yes_slash_no())
            .or_else(|| self.part_of_a_law(at))
            .or_else(|| self.one_section_among(at))
            .or_else(|| self.which_holidays(at))
            .or_else(|| self.comma_in_figure(at))
            .or_else(|| self.years_old(at))
            .or_else(|| self.unless_in_limb(at))
            .or_else(|| self.unless_in_parentheses(at))
            .or_else(|| self.entry_of_sections(at))
            .or_else(|| self.not_before_quantifier(at))
            .or_else(|| self.comparison_without_verb(at))
            .or_else(|| self.or_in_a_selection(at))
            .or_else(|| self.whichever(at))
            .or_else(|| (at.saturating_sub(7)..=at).rev().find_map(|from| self.usual_wording(from, at)))
    }

    /// The token at which the grammar stopped; the number of all where it came to the end.
    pub(super) fn stopped_at(&self) -> Option<usize> {
        let stop = self.stop.as_ref()?.at;
        Some(self.tokens.iter().position(|(_, range)| range.end > stop).unwrap_or(self.tokens.len()))
    }

    pub(super) fn word(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |(_, range)| self.words(range))
    }

    pub(super) fn is(&self, wanted: &str, at: usize) -> bool {
        self.word(at).eq_ignore_ascii_case(wanted)
    }

    pub(super) fn is_one_of(&self, wanted: &[&str], at: usize) -> bool {
        wanted.iter().any(|word| self.is(word, at))
    }

    fn is_figure(&self, at: usize) -> bool {
        self.word(at).starts_with(|letter: char| letter.is_ascii_digit() || letter == '$')
    }

    /// From the beginning of one word to the end of another.
    pub(super) fn stretch(&self, from: usize, to: usize) -> Option<Range<usize>> {
        Some(self.tokens.get(from)?.1.start..self.tokens.get(to)?.1.end)
    }

    fn at_words(&self, from: usize, to: usize) -> Option<Span> {
        Some(self.place(&self.stretch(from, to)?))
    }

    /// `the greater of A or B`: `and` joins what one is chosen of.
    fn or_in_a_selection(&self, at: usize) -> Option<Diagnostic> {
        if !self.is("or", at) {
            return None;
        }
        let of = (0..at).rev().take_while(|from| !self.is("and", *from)).find(|from| self.is("of", *from))?;
        (of > 0 && self.is_one_of(OF_TWO, of - 1))
            .then(|| self.at_words(at, at))
            .flatten()
            .map(|place| problems::other_wording(place, "or", "and", "write `and`: it is one of the two in any case"))
    }

    /// `A or B, whichever is less`: what is chosen is said before the two.
    fn whichever(&self, at: usize) -> Option<Diagnostic> {
        let which = (at..self.tokens.len()).find(|which| self.is("whichever", *which))?;
        let word =
            ["lesser", "greater", "earlier", "later"].into_iter().find(|word| self.word(which + 2).starts_with(&word[..4]))?;
        let meant = format!("the {word} of A and B");
        let place = self.stretch(which, which + 2)?;
        let help = format!("write `{meant}` in place of `A or B, whichever is ...`");
        Some(problems::other_wording(self.place(&place), self.words(&place), &meant, &help))
    }

    /// `section 4` where a rule is meant.
    fn part_of_a_law(&self, at: usize) -> Option<Diagnostic> {
        let reference = |rule: &Rule| matches!(rule, Rule::k_rule | Rule::rule_refs | Rule::first_ref | Rule::next_ref);
        if !self.is_one_of(wording::SECTIONS, at) || !self.stop.as_ref()?.expected.iter().any(reference) {
            return None;
        }
        let meant = match self.word(at + 1) {
            "" => "rule".to_string(),
            label => format!("rule {label}"),
        };
        Some(problems::other_wording(self.at_words(at, at)?, self.word(at), "rule", &format!("write `{meant}`")))
    }

    /// `among PC 484`: one section is no list.
    fn one_section_among(&self, at: usize) -> Option<Diagnostic> {
        if at < 2 || !self.is("among", at - 2) || !self.word(at).starts_with(|letter: char| letter.is_ascii_digit()) {
            return None;
        }
        let range = self.stretch(at - 2, at)?;
        let meant = format!("{} {}", self.word(at - 1), self.word(at));
        let help = format!("write `{meant}` without `among`; it also has the parts of that section");
        Some(problems::other_wording(self.place(&range), self.words(&range), &meant, &help))
    }

    /// `not counting Saturdays and holidays`: of which calendar?
    fn which_holidays(&self, at: usize) -> Option<Diagnostic> {
        let expected = self.stop.as_ref()?.expected.contains(&Rule::k_holidays_of);
        (expected && self.word(at).to_ascii_lowercase().trim_end_matches('s') == "holiday").then_some(())?;
        let help = "say of which calendar, as in `holidays of the court calendar`";
        Some(problems::other_wording(self.at_words(at, at)?, self.word(at), "holidays of", help))
    }

    /// `$1,0000`, `1,5`: a comma inside a figure.
    fn comma_in_figure(&self, at: usize) -> Option<Diagnostic> {
        let closed = |at: usize| {
            let ends = self.tokens.get(at).zip(self.tokens.get(at + 1));
            ends.is_some_and(|((_, one), (_, other))| one.end == other.start)
        };
        let inside = |comma: usize| {
            self.word(comma) == ","
                && self.is_figure(comma - 1)
                && self.is_figure(comma + 1)
                && closed(comma - 1)
                && closed(comma)
        };
        let comma = (at.saturating_sub(2).max(1)..=at).find(|comma| inside(*comma))?;
        let range = self.stretch(comma - 1, comma + 1)?;
        // What is grouped as it should be is not at fault: something behind it is.
        let grouped = self.word(comma - 1).trim_start_matches('$').len() <= 3 && self.word(comma + 1).len() == 3;
        if grouped {
            return None;
        }
        Some(problems::comma_in_figure(self.place(&range), self.words(&range)))
    }

    /// `three (3)`: the figure that laws write after a number word.
    pub(super) fn figure_again(&self, open: usize) -> Option<Diagnostic> {
        let figure = |at: usize| self.word(at).bytes().all(|digit| digit.is_ascii_digit()) && !self.word(at).is_empty();
        let number = open > 0 && (figure(open - 1) || number_word(self.word(open - 1)).is_some());
        if !number || !figure(open + 1) || self.word(open + 2) != ")" {
            return None;
        }
        let help = format!("take `({})` away: a number is said once", self.word(open + 1));
        let range = self.stretch(open - 1, open + 2)?;
        Some(problems::other_wording(self.place(&range), self.words(&range), self.word(open + 1), &help))
    }

    /// `18 years old`
    fn years_old(&self, at: usize) -> Option<Diagnostic> {
        let said = |old: usize| self.is("old", old) && self.is_one_of(&["year", "years"], old - 1) && self.is_figure(old - 2);
        let old = (at.saturating_sub(1).max(2)..=at).find(|old| said(*old))?;
        let help = format!("an age is a number: `age is at least {}`", self.word(old - 2));
        Some(problems::other_wording(self.at_words(old - 2, old)?, "years old", self.word(old - 2), &help))
    }

    /// `A or (B unless C)`
    fn unless_in_parentheses(&self, at: usize) -> Option<Diagnostic> {
        self.is("unless", at).then_some(())?;
        let marks = self.tokens.get(..at)?.iter().map(|(piece, _)| piece);
        let open = marks.fold(0_usize, |open, piece| match piece {
            Piece::Mark('(') => open + 1,
            Piece::Mark(')') => open.saturating_sub(1),
            _ => open,
        });
        (open > 0).then(|| self.at_words(at, at)).flatten().map(problems::unless_in_parentheses)
    }

    /// `(a) … unless …; (b) …`
    fn unless_in_limb(&self, at: usize) -> Option<Diagnostic> {
        (self.word(at) == ";").then_some(())?;
        let before = self.tokens.get(..at)?;
        let unless = before.iter().rposition(|(_, range)| self.words(range).eq_ignore_ascii_case("unless"))?;
        let label = before.iter().rposition(|(piece, _)| *piece == Piece::Mark('('))?;
        (label < unless).then_some(())?;
        Some(problems::unless_inside_limb(self.at_words(unless, unless)?))
    }

    /// `PL 120(1), (3)`, `PL 490 through PL 499, other than PL 495`.
    fn entry_of_sections(&self, at: usize) -> Option<Diagnostic> {
        (self.what == Fragment::SectionGroup).then_some(())?;
        if self.word(at) == "(" {
            return Some(problems::subdivision_alone(self.at_words(at, at)?));
        }
        let out = |at: &usize| self.is("except", *at) || (self.is("other", *at) && self.is("than", *at + 1));
        let from = (at.saturating_sub(4)..=at).find(out)?;
        Some(problems::sections_except(self.at_words(from, from)?))
    }

    /// `not every charge is violent`
    fn not_before_quantifier(&self, at: usize) -> Option<Diagnostic> {
        let said = at > 0 && self.is_one_of(&["every", "any", "no", "at", "all"], at) && self.is("not", at - 1);
        said.then_some(())?;
        let (written, meant) = (format!("not {}", self.word(at)), format!("not ({} ...)", self.word(at)));
        Some(problems::other_wording(self.at_words(at - 1, at)?, &written, &meant, ""))
    }

    /// `age at least 18`: a name, and a comparison without its verb.
    fn comparison_without_verb(&self, at: usize) -> Option<Diagnostic> {
        const NO_NAMES: &[&str] =
            &["is", "are", "if", "unless", "and", "or", "not", "of", "where", "has", "have", "no", "any", "every", "be"];
        let named =
            |at: usize| self.tokens.get(at).is_some_and(|(piece, _)| *piece == Piece::Word) && !self.is_one_of(NO_NAMES, at);
        let last = |at: usize| {
            let two = (self.is("at", at) && self.is_one_of(&["least", "most"], at + 1))
                || (self.is_one_of(&["more", "less", "fewer"], at) && self.is("than", at + 1));
            match two {
                true => Some(at + 1),
                false => self.is_one_of(&["under", "over", "above", "below"], at).then_some(at),
            }
        };
        (at.saturating_sub(1).max(1)..=at).find_map(|from| {
            let counted = from > 1 && self.is_one_of(&["any", "no", "every"], from - 2);
            let end = last(from).filter(|end| named(from - 1) && self.is_figure(end + 1) && !counted)?;
            let range = self.stretch(from, end)?;
            if let Some(meant) = self.amount_after_has(from, end) {
                return Some(problems::amount_after_has(self.place(&range), self.words(&range), meant));
            }
            Some(problems::comparison_without_verb(self.place(&range), self.words(&range)))
        })
    }

    /// `any job has days absent at most 90`: how it is said with `is`, where the comparison is the end of what something has.
    fn amount_after_has(&self, from: usize, end: usize) -> Option<[String; 2]> {
        let edge = |at: &usize| !self.is_one_of(&["if", "unless", "and", "or", "is", "where", "that", "whose"], *at);
        let has = (0..from).rev().take_while(edge).find(|at| self.is_one_of(&["has", "have"], *at))?;
        let who = (0..has).rev().take_while(|at| edge(at) && self.tokens[*at].0 == Piece::Word).last()?;
        let (owner, fact) =
            (on_one_line(self.words(&self.stretch(who, has - 1)?)), self.words(&self.stretch(has + 1, from - 1)?));
        let compared = format!("{} is {}", on_one_line(fact), on_one_line(self.words(&self.stretch(from, end + 1)?)));
        Some(match self.word(who).to_ascii_lowercase().as_str() {
            "any" | "no" => [format!("write `{owner} whose {compared}`"), String::new()],
            "every" => [
                format!("give each a quality, and write `{owner} is ...`:"),
                format!("    `define ... is ... if its {compared}`"),
            ],
            _ => [format!("write `{owner}'s {compared}`"), String::new()],
        })
    }

    /// What stands in the table of wordings, and its like.
    fn usual_wording(&self, from: usize, at: usize) -> Option<Diagnostic> {
        if from > 0 && self.is_figure(from - 1) && self.is_one_of(&["dollar", "dollars"], from) {
            let first = self.first_touching(from - 1);
            let written = self.stretch(first, from)?;
            let figure = self.words(&self.stretch(first, from - 1)?);
            let meant = format!("${}", figure.trim_start_matches('$'));
            return Some(problems::other_wording(self.place(&written), self.words(&written), &meant, ""));
        }
        if self.is_one_of(&["either", "both"], from)
            && self.tokens.get(from + 1).is_some_and(|(piece, _)| *piece == Piece::Mark(':'))
        {
            let meant = if self.is("either", from) { "any of:" } else { "all of:" };
            let range = self.stretch(from, from + 1)?;
            return Some(problems::other_wording(self.place(&range), self.words(&range), meant, ""));
        }
        if self.is_one_of(&["does", "do"], from)
            && self.is("not", from + 1)
            && self.tokens.get(from + 2).is_some_and(|(piece, _)| *piece == Piece::Word)
        {
            return Some(problems::does_not(self.at_words(from, from + 2)?, self.word(from + 2)));
        }
        let verb_before = from > 0 && self.is_one_of(&["is", "are"], from - 1);
        if self.is("within", from) && self.is_figure(from + 1) && !verb_before {
            return Some(problems::within_without_verb(self.at_words(from, from)?));
        }
        if self.is("else", from) && from > 0 && self.is("or", from - 1) {
            return None;
        }
        let said = WORDINGS.iter().find(|it| it.words.iter().zip(from..).all(|(wanted, at)| self.is(wanted, at)))?;
        (from + said.words.len() + 2 > at).then_some(())?;
        let range = self.stretch(from, from + said.words.len() - 1)?;
        // Inside a definition `otherwise` stands where `else` does.
        let help = if self.what == Fragment::Definition { "" } else { said.help };
        Some(problems::other_wording(self.place(&range), self.words(&range), said.meant, help))
    }

    /// `penalty is $5 if A, otherwise $7.`
    pub(super) fn otherwise_in_rule(&self, stop: usize) -> Option<Diagnostic> {
        if !matches!(self.what, Fragment::Body | Fragment::Condition | Fragment::Item) {
            return None;
        }
        let found = |wanted: &str| self.tokens.iter().position(|(_, range)| self.words(range).eq_ignore_ascii_case(wanted));
        let at = found("otherwise").or_else(|| found("else"))?;
        // `A or else B` gives two ways to the same end.
        if at > 0 && self.is("or", at - 1) && self.is("else", at) {
            return None;
        }
        if at > stop + 1 || at == 0 || found("if").is_none() && self.what != Fragment::Condition {
            return None;
        }
        let (_, range) = self.tokens.get(at)?;
        let rest = on_one_line(self.part.get(range.end..)?.trim().trim_end_matches('.'));
        let value = !rest.contains(' ') || rest.starts_with(|letter: char| letter == '$' || letter.is_ascii_digit());
        // In a bare sentence the outcome stands before this stretch.
        let outcome = match (self.what, found("if").and_then(|at| self.tokens.get(at))) {
            (Fragment::Condition, _) => {
                let before = self.text.get(..self.span.start as usize)?;
                before.rsplit(['.', '\n', ':']).find(|line| !line.trim().is_empty()).unwrap_or("")
            }
            (_, Some((_, it))) => self.part.get(..it.start)?,
            _ => "",
        };
        let sentence = match outcome.split_once(" is ").map(|(decision, _)| decision.trim()) {
            Some(decision) if !rest.is_empty() && !rest.contains(" is ") && rest.chars().count() <= 60 => {
                format!("otherwise {} is {rest}.", on_one_line(decision))
            }
            _ if rest.is_empty() || value || rest.chars().count() > 60 => "otherwise ...".to_string(),
            _ => format!("otherwise {rest}."),
        };
        Some(problems::otherwise_in_rule(self.place(range), &sentence))
    }

    /// `refuse license if: (a) ...`
    pub(super) fn limbs_after_if(&self, at: usize) -> Option<Diagnostic> {
        let colon = self.tokens.get(at).filter(|(piece, _)| *piece == Piece::Mark(':'))?;
        let after_if = match at.checked_sub(1).and_then(|before| self.tokens.get(before)) {
            Some((_, range)) => ["if", "unless"].iter().any(|word| self.words(range).eq_ignore_ascii_case(word)),
            None => self.what == Fragment::Condition,
        };
        after_if.then(|| problems::limbs_without_word(self.place(&colon.1)))
    }

    /// `charity: yes/no`
    pub(super) fn yes_slash_no(&self) -> Option<Diagnostic> {
        let at = self.tokens.iter().position(|(piece, _)| *piece == Piece::Mark('/'))?;
        let (before, after) = (self.tokens.get(at.checked_sub(1)?)?, self.tokens.get(at + 1)?);
        let range = before.1.start..after.1.end;
        let both =
            ["yes", "no"].iter().all(|word| [before, after].iter().any(|(_, it)| self.words(it).eq_ignore_ascii_case(word)));
        both.then(|| problems::other_wording(self.place(&range), self.words(&range), "yes or no", ""))
    }
}
