//! Why a stretch could not be read: it is read again, strictly, as what it should have been, and then looked at with an eye for
//! what people really do. The grammar says where it stopped; the cause often lies before that.

use std::ops::Range;

use pest::Parser as _;
use pest::error::{Error, ErrorVariant, InputLocation};

use super::grammar::{Grammar, Rule};
use super::misspelt::{ITEMS, JOINTS, RESERVED, SYMBOLS, near, near_anyhow};
use super::names_of_rules::{describe, keyword_text};
use super::problems;
use super::scan::{Piece, pieces};
use super::wording::{self, WORDINGS};
use crate::diagnostics::Diagnostic;
use crate::source::Span;

/// Marks that Enact has, or that stand for one of its words elsewhere.
const KNOWN_MARKS: &str =
    "().,:;$-'/=<>!&|+*%\u{2019}\u{2013}\u{2014}\u{2212}\u{2260}\u{2264}\u{2265}\u{D7}\u{F7}\u{20AC}\u{A3}\u{201C}\u{201D}\"";

/// What a bad stretch should have been.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fragment {
    /// A whole item.
    Item,
    /// A part of a policy's heading.
    PolicyPart,
    /// A fact.
    Fact,
    /// A stretch of a section list.
    SectionGroup,
    /// A part of a calendar.
    CalendarPart,
    /// A band.
    Band,
    /// A version of a parameter.
    Version,
    /// A row of a parameter's table.
    Row,
    /// A part of a question.
    QuestionPart,
    /// A part of an order of precedence.
    OrderPart,
    /// What a scenario expects.
    Expect,
    /// What a scenario gives.
    Given,
    /// A limb that holds a condition.
    Limb,
    /// A limb that holds values.
    ValueLimb,
    /// The kind of a decision.
    Kind,
    /// What follows `define`.
    Definition,
    /// What follows a rule's colon.
    Body,
    /// What follows `if`.
    Condition,
    /// What follows a rule's label.
    RuleHead,
    /// What follows a scenario's name.
    Setting,
}

/// Says what is wrong with the stretch at `span`.
pub(super) fn explain(text: &str, span: Span, what: Fragment) -> Diagnostic {
    let part = text.get(span.range()).unwrap_or("");
    let tokens = pieces(part).filter(|(piece, _)| *piece != Piece::Comment).collect();
    let look = Look { text, part, span, what, tokens, stop: strictly(part, what) };
    look.condition_for_value()
        .or_else(|| look.marks())
        .or_else(|| look.first_words())
        .or_else(|| look.wordings())
        .or_else(|| look.at_the_stop())
        .or_else(|| look.before_the_stop())
        .or_else(|| look.shape())
        .unwrap_or_else(|| look.expected())
}

/// Where the grammar stopped.
pub(super) fn place(error: &Error<Rule>) -> usize {
    match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    }
}

/// Where the strict grammar stopped in a stretch, and what it would have gone on with.
struct Stop {
    at: usize,
    expected: Vec<Rule>,
}

fn strictly(part: &str, what: Fragment) -> Option<Stop> {
    let rule = match what {
        Fragment::Item => Rule::whole_item,
        Fragment::PolicyPart => Rule::whole_policy_part,
        Fragment::Fact => Rule::whole_fact,
        Fragment::SectionGroup => Rule::whole_section_group,
        Fragment::CalendarPart => Rule::whole_calendar_part,
        Fragment::Band => Rule::whole_band,
        Fragment::Version => Rule::whole_version,
        Fragment::Row => Rule::whole_row,
        Fragment::QuestionPart => Rule::whole_question_part,
        Fragment::OrderPart => Rule::whole_order_part,
        Fragment::Expect => Rule::whole_expect,
        Fragment::Given => Rule::whole_given,
        Fragment::Limb => Rule::whole_limb,
        Fragment::ValueLimb => Rule::whole_value_limb,
        Fragment::Kind => Rule::whole_kind,
        Fragment::Definition => Rule::whole_definition,
        Fragment::Body => Rule::whole_body,
        Fragment::Condition => Rule::whole_condition,
        Fragment::RuleHead => Rule::whole_head,
        Fragment::Setting => Rule::whole_setting,
    };
    let error = Grammar::parse(rule, part).err()?;
    let expected = match &error.variant {
        ErrorVariant::ParsingError { positives, .. } => positives.clone(),
        ErrorVariant::CustomError { .. } => Vec::new(),
    };
    Some(Stop { at: place(&error), expected })
}

/// A bad stretch under inspection.
struct Look<'t> {
    text: &'t str,
    part: &'t str,
    span: Span,
    what: Fragment,
    tokens: Vec<(Piece, Range<usize>)>,
    stop: Option<Stop>,
}

impl<'t> Look<'t> {
    // --- quotation marks, parentheses, odd characters -----------------------------------------------------------------

    fn marks(&self) -> Option<Diagnostic> {
        if self.tokens.is_empty() {
            let before = self.before();
            let last = self.text.get(before.range()).unwrap_or("");
            return Some(problems::unfinished(before, &self.wanted(), last));
        }
        if let Some((_, range)) = self.tokens.iter().find(|(piece, _)| *piece == Piece::OpenQuotation) {
            return Some(problems::unclosed_quotation(self.place(range), self.words(range)));
        }
        let mut open: Vec<&Range<usize>> = Vec::new();
        for (piece, range) in &self.tokens {
            match piece {
                Piece::Mark('(') => open.push(range),
                Piece::Mark(')') if open.pop().is_none() => return Some(problems::stray_parenthesis(self.place(range))),
                Piece::Mark(letter) if letter.is_control() || !KNOWN_MARKS.contains(*letter) => {
                    return Some(problems::stray_character(self.place(range), *letter));
                }
                _ => {}
            }
        }
        let opened = open.first()?;
        let end = self.tokens.iter().rev().find(|(piece, _)| *piece != Piece::Mark('.')).map(|(_, range)| self.place(range));
        Some(problems::unclosed_parenthesis(self.place(opened), end.filter(|end| end.start > self.place(opened).end)))
    }

    // --- the first word -----------------------------------------------------------------------------------------------

    fn first_words(&self) -> Option<Diagnostic> {
        let (piece, range) = self.tokens.first()?;
        let written = self.words(range);
        if *piece == Piece::Word
            && ["if", "when", "where", "whenever"].iter().any(|word| written.eq_ignore_ascii_case(word))
            && let Fragment::Item | Fragment::Body = self.what
        {
            return Some(problems::conclusion_last(self.place(range), self.after_then().as_deref()));
        }
        if self.what == Fragment::Item && written.starts_with(|letter: char| letter.is_ascii_digit()) {
            let headed = self.tokens.iter().find(|(piece, _)| matches!(piece, Piece::Quotation | Piece::Mark(':' | '.' | ';')));
            if headed.is_some_and(|(piece, _)| matches!(piece, Piece::Quotation | Piece::Mark(':'))) {
                return Some(problems::missing_before(self.place(range), &["`rule`".to_string()], written));
            }
        }
        let (choices, place): (&[&str], &str) = match self.what {
            Fragment::Item => (ITEMS, "begins an item"),
            Fragment::PolicyPart => (&["made", "binds", "in", "status", "source", "time"], "begins a part of a heading"),
            Fragment::QuestionPart => (&["position", "default", "source"], "begins a part of a question"),
            Fragment::OrderPart => (&["ranks", "sets", "source"], "begins a part of an order of precedence"),
            Fragment::RuleHead => (
                &["exception", "notwithstanding", "subject", "in", "owed", "due", "done", "from", "binds", "allow"],
                "can follow the label of a rule",
            ),
            Fragment::Setting => (&["as", "with", "under"], "can follow the name of a scenario"),
            _ => return None,
        };
        let known = *piece == Piece::Word && choices.iter().any(|choice| choice.eq_ignore_ascii_case(written));
        if known && self.what == Fragment::Item {
            return self.head_without_name(written).or_else(|| self.missing_quotation(written)).or_else(|| self.missing_colon());
        }
        if known && self.stop.as_ref().is_none_or(|stop| stop.at > range.start) {
            return None;
        }
        let followed_by_text = self.tokens.get(1).is_some_and(|(piece, _)| *piece == Piece::Quotation);
        let near =
            if followed_by_text { near_anyhow(written, choices.iter().copied()) } else { near(written, choices.iter().copied()) };
        if let Some(near) = near {
            return Some(problems::unknown_keyword(self.place(range), written, near, place));
        }
        let (what, parts): (&str, &[&str]) = match self.what {
            Fragment::PolicyPart => {
                ("a policy's heading", &["made by", "binds", "in force from", "status", "source", "time zone"])
            }
            Fragment::QuestionPart => ("a question", &["position", "default position", "source"]),
            Fragment::OrderPart => ("an order of precedence", &["ranks", "sets aside", "source"]),
            Fragment::RuleHead => (
                "the head of a rule",
                &[
                    "exception to",
                    "notwithstanding",
                    "subject to",
                    "in force from",
                    "owed by",
                    "due",
                    "done if",
                    "from",
                    "binds",
                    "allow",
                ],
            ),
            Fragment::Setting => ("a scenario's head", &["as of", "with", "under order", "as if enacted"]),
            _ => return None,
        };
        Some(problems::unknown_part(self.place(range), written, what, parts))
    }

    /// `decision: honor or decline`, `rule "minors":`, `facts the case:`
    fn head_without_name(&self, first: &str) -> Option<Diagnostic> {
        let (head, (piece, range)) = (self.tokens.first()?, self.tokens.get(1)?);
        let colon = *piece == Piece::Mark(':');
        let wanted = match first.to_lowercase().as_str() {
            "policy" | "vocabulary" | "scenario" if colon => "a title in quotation marks",
            "decision" | "parameter" | "question" | "sections" | "calendar" if colon => "a name",
            "rule" if colon || *piece == Piece::Quotation => "a label such as `1`",
            "facts" if colon || !self.words(range).eq_ignore_ascii_case("of") => "`of`",
            _ => return None,
        };
        let sentence = self.tokens.iter().any(|(_, range)| self.words(range).eq_ignore_ascii_case("if")) && wanted == "`of`";
        (!sentence).then(|| problems::unfinished(self.place(&head.1), &[wanted.to_string()], first))
    }

    /// `use us/detainer.`
    fn missing_quotation(&self, first: &str) -> Option<Diagnostic> {
        let quoted = ["policy", "vocabulary", "use", "scenario"].iter().any(|word| word.eq_ignore_ascii_case(first));
        let (piece, range) = self.tokens.get(1)?;
        let plain = self
            .tokens
            .iter()
            .all(|(_, range)| !["if", "unless"].iter().any(|word| self.words(range).eq_ignore_ascii_case(word)));
        let title = self.tokens.iter().skip(1).take_while(|(piece, _)| matches!(piece, Piece::Word | Piece::Mark('/'))).last()?;
        let range = range.start..title.1.end.max(range.end);
        (quoted && plain && *piece != Piece::Quotation)
            .then(|| problems::missing_quotation(self.place(&range), first, self.words(&range)))
    }

    /// What stands after `then` in `if A then B.`
    fn after_then(&self) -> Option<String> {
        let (_, then) = self.tokens.iter().find(|(_, range)| self.words(range).eq_ignore_ascii_case("then"))?;
        let in_a_row = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let rest = in_a_row(self.part.get(then.end..)?.trim().trim_end_matches('.'));
        let condition = in_a_row(self.part.get(self.tokens.first()?.1.end..then.start)?.trim().trim_end_matches(','));
        let whole = format!("{rest} if {condition}");
        match (rest.chars().count(), whole.chars().count()) {
            (1.., ..=76) => Some(whole),
            (1..=50, _) => Some(format!("{rest} if ...")),
            _ => None,
        }
    }

    // --- words of other texts -----------------------------------------------------------------------------------------

    /// What laws and other languages say, near the place where the grammar stopped.
    fn wordings(&self) -> Option<Diagnostic> {
        let stop = self.stop.as_ref()?.at;
        let at = self.tokens.iter().position(|(_, range)| range.end > stop).unwrap_or(self.tokens.len());
        if let Some(problem) = self.otherwise_in_rule(at).or_else(|| self.limbs_after_if(at)).or_else(|| self.yes_slash_no()) {
            return Some(problem);
        }
        let word = |at: usize| self.tokens.get(at).map_or("", |(_, range)| self.words(range));
        let place = |from: usize, to: usize| Some(self.place(&(self.tokens.get(from)?.1.start..self.tokens.get(to)?.1.end)));
        if wording::SECTIONS.iter().any(|section| section.eq_ignore_ascii_case(word(at)))
            && self
                .stop
                .as_ref()?
                .expected
                .iter()
                .any(|rule| matches!(rule, Rule::k_rule | Rule::rule_refs | Rule::first_ref | Rule::next_ref))
        {
            let meant = match word(at + 1) {
                "" => "rule".to_string(),
                label => format!("rule {label}"),
            };
            return Some(problems::other_wording(place(at, at)?, word(at), "rule", &format!("write `{meant}`")));
        }
        // `among PC 484`: one section is no list.
        if at >= 2 && word(at - 2).eq_ignore_ascii_case("among") && word(at).starts_with(|letter: char| letter.is_ascii_digit()) {
            let range = self.tokens.get(at - 2)?.1.start..self.tokens.get(at)?.1.end;
            let meant = format!("{} {}", word(at - 1), word(at));
            let help = format!("write `{meant}` without `among`; it also has the parts of that section");
            return Some(problems::other_wording(self.place(&range), self.words(&range), &meant, &help));
        }
        // `not counting Saturdays and holidays`: of which calendar?
        if self.stop.as_ref()?.expected.contains(&Rule::k_holidays_of)
            && word(at).to_ascii_lowercase().trim_end_matches('s') == "holiday"
        {
            let help = "say of which calendar, as in `holidays of the court calendar`";
            return Some(problems::other_wording(place(at, at)?, word(at), "holidays of", help));
        }
        let number = |at: usize| word(at).starts_with(|letter: char| letter.is_ascii_digit() || letter == '$');
        // `$1,0000`, `1,5`: a comma inside a figure.
        let adjacent = |at: usize| Some(self.tokens.get(at)?.1.end == self.tokens.get(at + 1)?.1.start).filter(|it| *it);
        for comma in at.saturating_sub(2)..=at {
            if comma > 0
                && word(comma) == ","
                && number(comma - 1)
                && number(comma + 1)
                && adjacent(comma - 1).and(adjacent(comma)).is_some()
            {
                let range = self.tokens.get(comma - 1)?.1.start..self.tokens.get(comma + 1)?.1.end;
                return Some(problems::comma_in_figure(self.place(&range), self.words(&range)));
            }
        }
        // `18 years old`
        for old in at.saturating_sub(1)..=at {
            if old > 1
                && word(old).eq_ignore_ascii_case("old")
                && word(old - 1).to_ascii_lowercase().starts_with("year")
                && number(old - 2)
            {
                let help = format!("an age is a number: `age is at least {}`", word(old - 2));
                return Some(problems::other_wording(place(old - 2, old)?, "years old", word(old - 2), &help));
            }
        }
        // `(a) … unless …; (b) …`
        if word(at) == ";" {
            let before = &self.tokens[..at];
            let unless = before.iter().rposition(|(_, range)| self.words(range).eq_ignore_ascii_case("unless"));
            let label = before.iter().rposition(|(piece, _)| *piece == Piece::Mark('('));
            if let Some(unless) = unless.filter(|unless| label.is_some_and(|label| label < *unless)) {
                return Some(problems::unless_inside_limb(place(unless, unless)?));
            }
        }
        // `PL 120(1), (3)`
        if self.what == Fragment::SectionGroup && word(at) == "(" {
            return Some(problems::subdivision_alone(place(at, at)?));
        }
        if self.what == Fragment::SectionGroup
            && (at.saturating_sub(4)..=at).any(|at| {
                (word(at).eq_ignore_ascii_case("other") && word(at + 1).eq_ignore_ascii_case("than"))
                    || word(at).eq_ignore_ascii_case("except")
            })
        {
            let from = (at.saturating_sub(4)..=at)
                .find(|at| word(*at).eq_ignore_ascii_case("other") || word(*at).eq_ignore_ascii_case("except"))?;
            return Some(problems::sections_except(place(from, from)?));
        }
        // `not every charge is violent`
        if ["every", "any", "no", "at", "all"].contains(&word(at).to_ascii_lowercase().as_str())
            && at > 0
            && word(at - 1).eq_ignore_ascii_case("not")
        {
            let meant = format!("not ({} ...)", word(at));
            return Some(problems::other_wording(place(at - 1, at)?, &format!("not {}", word(at)), &meant, ""));
        }
        // `age at least 18`: a name, and a comparison without its verb.
        let named = |at: usize| {
            self.tokens.get(at).is_some_and(|(piece, _)| *piece == Piece::Word)
                && !["is", "are", "if", "unless", "and", "or", "not", "of", "where", "has", "have", "no", "any", "every", "be"]
                    .contains(&word(at).to_ascii_lowercase().as_str())
        };
        let compares = |at: usize| match (word(at).to_ascii_lowercase().as_str(), word(at + 1).to_ascii_lowercase().as_str()) {
            ("at", "least" | "most") | ("more" | "less" | "fewer", "than") => Some(at + 1),
            ("under" | "over" | "above" | "below", _) => Some(at),
            _ => None,
        };
        for from in at.saturating_sub(1)..=at {
            let counted = from > 1 && ["any", "no", "every"].contains(&word(from - 2).to_ascii_lowercase().as_str());
            if let Some(end) = compares(from).filter(|end| from > 0 && named(from - 1) && number(end + 1) && !counted) {
                let range = self.tokens.get(from)?.1.start..self.tokens.get(end)?.1.end;
                return Some(problems::comparison_without_verb(self.place(&range), self.words(&range)));
            }
        }
        for from in (at.saturating_sub(7)..=at).rev() {
            let is = |wanted: &str, at: usize| word(at).eq_ignore_ascii_case(wanted);
            if from > 0 && number(from - 1) && (is("dollars", from) || is("dollar", from)) {
                let meant = format!("${}", word(from - 1));
                let written = format!("{} {}", word(from - 1), word(from));
                return Some(problems::other_wording(place(from - 1, from)?, &written, &meant, ""));
            }
            if (is("does", from) || is("do", from)) && is("not", from + 1) && self.tokens.get(from + 2)?.0 == Piece::Word {
                return Some(problems::does_not(place(from, from + 2)?, word(from + 2)));
            }
            if is("within", from) && number(from + 1) && !is("is", from.wrapping_sub(1)) && !is("are", from.wrapping_sub(1)) {
                return Some(problems::within_without_verb(place(from, from)?));
            }
            let said = WORDINGS.iter().find(|it| it.words.iter().zip(from..).all(|(wanted, at)| is(wanted, at)));
            if let Some(said) = said.filter(|said| from + said.words.len() + 2 > at) {
                let range = self.tokens.get(from)?.1.start..self.tokens.get(from + said.words.len() - 1)?.1.end;
                // Inside a definition `otherwise` stands where `else` does.
                let help = if self.what == Fragment::Definition { "" } else { said.help };
                return Some(problems::other_wording(self.place(&range), self.words(&range), said.meant, help));
            }
        }
        None
    }

    /// `penalty is $5 if A, otherwise $7.`
    fn otherwise_in_rule(&self, stop: usize) -> Option<Diagnostic> {
        if !matches!(self.what, Fragment::Body | Fragment::Condition | Fragment::Item) {
            return None;
        }
        let found = |wanted: &str| self.tokens.iter().position(|(_, range)| self.words(range).eq_ignore_ascii_case(wanted));
        let at = found("otherwise").or_else(|| found("else"))?;
        if at > stop + 1 || at == 0 || found("if").is_none() && self.what != Fragment::Condition {
            return None;
        }
        let (_, range) = self.tokens.get(at)?;
        let rest = self.part.get(range.end..)?.trim().trim_end_matches('.').split_whitespace().collect::<Vec<_>>().join(" ");
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
            Some(decision) if value && !rest.is_empty() => {
                format!("otherwise {} is {rest}.", decision.split_whitespace().collect::<Vec<_>>().join(" "))
            }
            _ if rest.is_empty() || value || rest.chars().count() > 60 => "otherwise ...".to_string(),
            _ => format!("otherwise {rest}."),
        };
        Some(problems::otherwise_in_rule(self.place(range), &sentence))
    }

    /// `refuse license if: (a) ...`
    fn limbs_after_if(&self, at: usize) -> Option<Diagnostic> {
        let colon = self.tokens.get(at).filter(|(piece, _)| *piece == Piece::Mark(':'))?;
        let after_if = match at.checked_sub(1).and_then(|before| self.tokens.get(before)) {
            Some((_, range)) => ["if", "unless"].iter().any(|word| self.words(range).eq_ignore_ascii_case(word)),
            None => self.what == Fragment::Condition,
        };
        after_if.then(|| problems::limbs_without_word(self.place(&colon.1)))
    }

    /// `charity: yes/no`
    fn yes_slash_no(&self) -> Option<Diagnostic> {
        let at = self.tokens.iter().position(|(piece, _)| *piece == Piece::Mark('/'))?;
        let (before, after) = (self.tokens.get(at.checked_sub(1)?)?, self.tokens.get(at + 1)?);
        let range = before.1.start..after.1.end;
        let both =
            ["yes", "no"].iter().all(|word| [before, after].iter().any(|(_, it)| self.words(it).eq_ignore_ascii_case(word)));
        both.then(|| problems::other_wording(self.place(&range), self.words(&range), "yes or no", ""))
    }

    // --- where the grammar stopped ------------------------------------------------------------------------------------

    fn at_the_stop(&self) -> Option<Diagnostic> {
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
                if let Fragment::Limb | Fragment::Body | Fragment::Condition | Fragment::Definition | Fragment::Item = self.what {
                    return Some(problems::limbs_without_word(place));
                }
            }
            Piece::Mark(_) => {
                if let Some((symbol, word)) = self.symbol(range.start) {
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

    /// A second `if` on a later line: the sentence before that line has no full stop.
    fn second_sentence(&self, at: usize) -> Option<Diagnostic> {
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
    fn line_of(&self, at: usize) -> Option<usize> {
        self.part.get(..self.tokens.get(at)?.1.start)?.rfind('\n')
    }

    /// The next part stands on a line of its own, and the line before it has no semicolon.
    fn second_part(&self, at: usize) -> Option<Diagnostic> {
        if let Some(problem) = self.second_row(at).or_else(|| self.second_given(at)) {
            return Some(problem);
        }
        let line = self.line_of(at)?;
        let first = self.tokens.iter().position(|(_, range)| range.start > line)?;
        let word = self.words(&self.tokens.get(first)?.1).to_lowercase();
        let (heads, what): (&[&str], &str) = match self.what {
            Fragment::PolicyPart => (&["made", "binds", "in", "status", "source", "time"], "a part of a heading"),
            Fragment::QuestionPart => (&["position", "default", "source"], "a part of a question"),
            Fragment::OrderPart => (&["ranks", "sets", "source"], "a part of an order of precedence"),
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
    fn second_row(&self, at: usize) -> Option<Diagnostic> {
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
    fn second_given(&self, at: usize) -> Option<Diagnostic> {
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
    fn abbreviation(&self, stop: usize) -> Option<String> {
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

    fn is_label(&self, at: usize) -> bool {
        let word = self.tokens.get(at + 1).is_some_and(|(piece, range)| *piece == Piece::Word && range.len() <= 4);
        word && self.tokens.get(at + 2).is_some_and(|(piece, _)| *piece == Piece::Mark(')'))
    }

    fn symbol(&self, at: usize) -> Option<(&'t str, &'static str)> {
        let rest = self.part.get(at..)?;
        SYMBOLS
            .iter()
            .find(|(symbol, _)| rest.starts_with(symbol))
            .and_then(|(symbol, word)| Some((rest.get(..symbol.len())?, *word)))
    }

    /// A whole condition in a limb that stands after a verb: `is any of: (a) fishing; (b) its length is over 20`.
    fn condition_for_value(&self) -> Option<Diagnostic> {
        let whole = matches!(self.what, Fragment::ValueLimb) && Grammar::parse(Rule::whole_condition, self.part).is_ok();
        let (first, last) = (self.tokens.first()?, self.tokens.last()?);
        whole.then(|| problems::limb_needs_value(self.place(&(first.1.start..last.1.end))))
    }

    // --- words before it, which a name has swallowed ------------------------------------------------------------------

    fn before_the_stop(&self) -> Option<Diagnostic> {
        let at = self.stop.as_ref().map_or(self.part.len(), |stop| stop.at);
        let end = self.tokens.iter().position(|(_, range)| range.start >= at).unwrap_or(self.tokens.len());
        let before = self.tokens.get(..end)?;
        for (piece, range) in before.iter().rev().take_while(|(piece, _)| *piece == Piece::Word).take(8) {
            let written = self.words(range);
            if *piece == Piece::Word && written.eq_ignore_ascii_case("then") {
                return Some(problems::then_word(self.place(range)));
            }
            if let Some(near) =
                near(written, JOINTS.iter().copied()).filter(|_| !RESERVED.iter().any(|it| it.eq_ignore_ascii_case(written)))
            {
                return Some(problems::misread_keyword(self.place(range), written, near));
            }
        }
        None
    }

    // --- the shape of what should stand here --------------------------------------------------------------------------

    fn shape(&self) -> Option<Diagnostic> {
        match self.what {
            Fragment::Fact => self.fact(),
            Fragment::Kind => self.kind(0),
            Fragment::Given => self.given(),
            Fragment::Definition => self.label_without_colon().or_else(|| self.reserved_before(&["is", "are", "as", "if"])),
            Fragment::Item => self.item(),
            _ => None,
        }
    }

    fn fact(&self) -> Option<Diagnostic> {
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
            // The next fact begins on the line of the second colon.
            let line = self.part.get(..self.tokens.get(*second)?.1.start)?.rfind('\n').unwrap_or(0);
            let last = self.tokens.iter().take_while(|(_, range)| range.start < line.max(1)).last()?;
            return Some(problems::missing_semicolon(self.place(&last.1), "a fact", self.words(&last.1)));
        }
        self.kind(*first + 1)
    }

    /// `grade felony or infraction`, `monthly income money`: the name ends before a kind that everybody knows, else after its
    /// first word.
    fn fact_without_colon(&self) -> Option<Diagnostic> {
        let kinds = ["yes", "money", "number", "date", "text", "list", "any", "judgment", "citation"];
        let kind = self.tokens.iter().skip(1).position(|(_, range)| kinds.contains(&self.words(range).to_lowercase().as_str()));
        let name = self.tokens.get(kind.unwrap_or(0))?.1.end;
        let start = self.tokens.first()?.1.start;
        let (name, rest) = (self.part.get(start..name)?, self.part.get(name..)?.trim());
        let meant = format!("{name}: {rest}").split_whitespace().collect::<Vec<_>>().join(" ");
        Some(problems::fact_without_colon(self.place(&(start..start + name.len())), &meant))
    }

    /// `felony, misdemeanor`: a list of values closes with `or`.
    fn kind(&self, from: usize) -> Option<Diagnostic> {
        let kind = self.tokens.get(from..)?;
        let or = kind.iter().any(|(_, range)| self.words(range).eq_ignore_ascii_case("or"));
        let comma = kind.iter().any(|(piece, _)| *piece == Piece::Mark(','));
        let last = kind.iter().rev().find(|(piece, _)| *piece == Piece::Word)?;
        // `visa, green card or none`: `or none` is no value, and stands after a comma of its own.
        let is = |at: usize, word: &str| kind.get(at).is_some_and(|(_, range)| self.words(range).eq_ignore_ascii_case(word));
        let none = (1..kind.len()).find(|at| is(*at, "or") && is(at + 1, "none") && kind[at - 1].0 != Piece::Mark(','));
        if let Some(at) = none {
            let values = self.part.get(kind.first()?.1.start..kind[at - 1].1.end)?;
            let closed = match values.rsplit_once(',') {
                Some((before, last)) if !values.to_lowercase().contains(" or ") => format!("{before} or{last}"),
                _ => values.to_owned(),
            };
            return Some(problems::none_among_values(self.place(&kind.get(at + 1)?.1), &format!("{closed}, or none")));
        }
        if !comma || or {
            return None;
        }
        let comma = kind.iter().rposition(|(piece, _)| *piece == Piece::Mark(','))?;
        let value = kind.get(comma + 1)?.1.start..last.1.end;
        let before = self.part.get(kind.first()?.1.start..kind.get(comma)?.1.start)?.trim_end();
        let meant = format!("{before} or {}", self.part.get(value.clone())?);
        Some(problems::choice_without_or(self.place(&value), &meant))
    }

    fn given(&self) -> Option<Diagnostic> {
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
    fn label_without_colon(&self) -> Option<Diagnostic> {
        let label = self.part.split_whitespace().next()?;
        let digits = label.starts_with(|letter: char| letter.is_ascii_digit() || letter == '(');
        (digits && !label.contains(':')).then(|| problems::missing_colon(self.place(&(0..label.len())), "a label", label))
    }

    /// A bare sentence, or a head that lacks something.
    fn item(&self) -> Option<Diagnostic> {
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
        if ITEMS.iter().any(|word| word.eq_ignore_ascii_case(written)) {
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

    fn missing_colon(&self) -> Option<Diagnostic> {
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
            return Some(problems::missing_colon(self.place(before), "the head of an item", self.words(before)));
        }
        if !stop.expected.contains(&Rule::colon) || self.part.get(stop.at..)?.starts_with(['"', ':', ',']) {
            return None;
        }
        let before = self.tokens.iter().rev().find(|(_, range)| range.end <= stop.at)?;
        Some(problems::missing_colon(self.place(&before.1), "the head of an item", self.words(&before.1)))
    }

    /// A reserved word in a name that is being declared, before the first of `ends`.
    fn reserved_before(&self, ends: &[&str]) -> Option<Diagnostic> {
        let end = self.tokens.iter().position(|(_, range)| ends.iter().any(|end| self.words(range).eq_ignore_ascii_case(end)))?;
        self.reserved_before_token(end, &[])
    }

    fn reserved_before_token(&self, end: usize, except: &[&str]) -> Option<Diagnostic> {
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

    // --- else: what the grammar expected ------------------------------------------------------------------------------

    fn expected(&self) -> Diagnostic {
        let choices = self.choices();
        let Some(stop) = &self.stop else {
            let last = self.tokens.last().map_or(self.span, |(_, range)| self.place(range));
            return problems::unexpected(last, &[], self.text.get(last.range()).unwrap_or(""), "");
        };
        if let ([only], Some((_, before))) =
            (choices.as_slice(), self.tokens.iter().rev().find(|(_, range)| range.end <= stop.at))
            && only == "`:`"
        {
            return problems::missing_colon(self.place(before), "this part", self.words(before));
        }
        let found = self.tokens.iter().find(|(_, range)| range.end > stop.at);
        let value = found
            .is_some_and(|(_, range)| self.words(range).starts_with(|letter: char| letter == '$' || letter.is_ascii_digit()));
        if value
            && choices.iter().any(|choice| choice == "`:`")
            && let Some((_, before)) = self.tokens.iter().rev().find(|(_, range)| range.end <= stop.at)
        {
            return problems::missing_colon(self.place(before), "what stands before a value", self.words(before));
        }
        let before = self.tokens.iter().rev().find(|(_, range)| range.end <= stop.at);
        match found {
            Some(found) if self.something_missing(found) => match before {
                Some((_, range)) => problems::unfinished(self.place(range), &self.wanted(), self.to_its_start(range)),
                None => problems::missing_before(self.place(&found.1), &self.wanted(), self.words(&found.1)),
            },
            Some((_, range)) => {
                let range = range.start..range.start + self.to_its_end(range).len();
                let before = before.map_or("", |(_, range)| self.to_its_start(range));
                problems::unexpected(self.place(&range), &choices, self.words(&range), before)
            }
            None => {
                let last = self.tokens.last().map_or(self.span, |(_, range)| self.place(range));
                let written = self.text.get(last.range()).unwrap_or("");
                problems::unfinished(last, &self.wanted(), written)
            }
        }
    }

    /// Whether a word of the sentence goes on with it, and what should stand before it is not there: `decision : honor or decline`.
    fn something_missing(&self, (piece, range): &(Piece, Range<usize>)) -> bool {
        let joins = match piece {
            Piece::Mark(mark) => matches!(mark, ':' | ',' | ';' | '.' | ')'),
            _ => ["or", "and", "is", "are", "has", "have", "exceeds", "includes", "through", "if", "unless", "by", "as"]
                .iter()
                .any(|word| self.words(range).eq_ignore_ascii_case(word)),
        };
        // What may be put in is a thing, and neither a mark nor a word that joins.
        let things = [
            "a name",
            "an amount or a name",
            "a value",
            "a number",
            "a quotation",
            "a condition",
            "a kind such",
            "a date such",
            "a fact",
        ];
        let wanted = self.wanted();
        joins && !wanted.is_empty() && wanted.iter().all(|wanted| things.iter().any(|thing| wanted.starts_with(thing)))
    }

    /// What is written without a blank from a place on: `$5,000`.
    fn to_its_end(&self, range: &Range<usize>) -> &'t str {
        let rest = self.part.get(range.start..).unwrap_or("");
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let whole = rest.get(..end).unwrap_or("").trim_end_matches(['.', ',', ';', ':']);
        let whole = if whole.contains('(') { whole } else { whole.trim_end_matches(')') };
        if whole.len() < range.len() { self.words(range) } else { whole }
    }

    /// The same up to a place.
    fn to_its_start(&self, range: &Range<usize>) -> &'t str {
        let before = self.part.get(..range.end).unwrap_or("");
        let start = before.rfind(char::is_whitespace).map_or(0, |at| at + 1).min(range.start);
        let whole = before.get(start..).unwrap_or("").trim_start_matches('(');
        if whole.is_empty() { self.words(range) } else { whole }
    }

    /// At most four of what the grammar would have gone on with.
    fn choices(&self) -> Vec<String> {
        let mut choices: Vec<String> = Vec::new();
        for rule in self.stop.iter().flat_map(|stop| &stop.expected) {
            if let Some(words) = describe(*rule)
                && !choices.contains(&words)
            {
                choices.push(words);
            }
        }
        choices.truncate(4);
        choices
    }

    /// The same where something is missing: the things themselves rather than the words that may precede them.
    fn wanted(&self) -> Vec<String> {
        let choices = self.choices();
        let things: Vec<String> = choices.iter().filter(|choice| !choice.starts_with('`')).cloned().collect();
        if things.is_empty() { choices } else { things }
    }

    // --- places -------------------------------------------------------------------------------------------------------

    fn place(&self, range: &Range<usize>) -> Span {
        let start = self.span.start as usize;
        Span::new(self.span.file, start + range.start, start + range.end)
    }

    fn words(&self, range: &Range<usize>) -> &'t str {
        self.part.get(range.clone()).unwrap_or("")
    }

    /// The last word before the stretch.
    fn before(&self) -> Span {
        let at = self.span.start as usize;
        let line = self.text.get(..at).map_or(0, |before| before.trim_end().rfind(['\n', '\r']).map_or(0, |at| at + 1));
        let last = pieces(self.text.get(line..at).unwrap_or("")).filter(|(piece, _)| *piece != Piece::Comment).last();
        last.map_or(self.span, |(_, range)| Span::new(self.span.file, line + range.start, line + range.end))
    }

    fn find(&self, wanted: impl Fn(&Piece, &str) -> bool) -> Vec<usize> {
        self.tokens.iter().enumerate().filter(|(_, (piece, range))| wanted(piece, self.words(range))).map(|(at, _)| at).collect()
    }
}
