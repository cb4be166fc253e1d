//! The first word of a stretch.

use super::{Fragment, Look};
use crate::diagnostics::Diagnostic;
use crate::source::on_one_line;
use crate::syntax::misspelt::{near, near_anyhow};
use crate::syntax::scan::Piece;
use crate::syntax::{heads, problems};

impl<'t> Look<'t> {
    pub(super) fn first_words(&self) -> Option<Diagnostic> {
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
        let items: Vec<&str> = heads::in_text().collect();
        let (choices, place): (&[&str], &str) = match self.what {
            Fragment::Item => (&items, "begins an item"),
            Fragment::PolicyPart => (&["made", "binds", "in", "status", "source", "time"], "begins a part of a heading"),
            Fragment::QuestionPart => (&["position", "default", "source"], "begins a part of a question"),
            // A module begins one; what follows it is wrong.
            Fragment::OrderPart if *piece == Piece::Quotation => return None,
            Fragment::OrderPart => (&["ranks", "sets", "the", "source"], "begins a part of an order of precedence"),
            Fragment::RuleHead => (
                &["exception", "notwithstanding", "subject", "in", "owed", "due", "done", "from", "binds", "allow"],
                "can follow the label of a rule",
            ),
            Fragment::Setting => (&["as", "with", "under"], "can follow the name of a scenario"),
            _ => return None,
        };
        let known = *piece == Piece::Word && choices.iter().any(|choice| choice.eq_ignore_ascii_case(written));
        if known && self.what == Fragment::Item {
            return self
                .block_without_label()
                .or_else(|| self.label_with_mark())
                .or_else(|| self.head_without_name(written))
                .or_else(|| self.missing_quotation(written))
                .or_else(|| self.missing_colon());
        }
        if self.what == Fragment::Setting && ["given", "expect"].iter().any(|word| written.eq_ignore_ascii_case(word)) {
            let comma = self.before();
            return Some(problems::missing_colon(comma, "the head of a scenario", self.text.get(comma.range()).unwrap_or("")));
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
            Fragment::OrderPart => ("an order of precedence", &["ranks", "sets aside", "the greater of", "source"]),
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

    /// `rule 1 does not apply if …`: what blocks a rule is a rule, with a label of its own.
    fn block_without_label(&self) -> Option<Diagnostic> {
        let verb =
            (2..5).find(|at| self.is_one_of(&["does", "do"], *at) && self.is("not", at + 1) && self.is("apply", at + 2))?;
        let range = self.stretch(0, verb - 1)?;
        let rule = on_one_line(self.words(&range));
        let label = rule.split_once(' ').filter(|_| self.is("rule", 0))?.1;
        let meant = format!("rule {label}/exception: {rule}");
        Some(problems::other_wording(self.place(&range), &rule, &meant, ""))
    }

    /// `rule 1. "children":`, `rule 1 - "children":`, `rule 1 (children):`, as laws number.
    fn label_with_mark(&self) -> Option<Diagnostic> {
        let (piece, mark) = self.tokens.get(2).filter(|_| self.is("rule", 0))?;
        if !matches!(piece, Piece::Mark('.' | '-' | '\u{2013}' | '\u{2014}' | '(')) {
            return None;
        }
        let label = self.word(1);
        if *piece == Piece::Mark('(') {
            let close = (3..self.tokens.len()).find(|at| self.word(*at) == ")").filter(|at| self.word(*at + 1) == ":")?;
            let title = on_one_line(self.words(&self.stretch(3, close - 1)?));
            let range = self.stretch(2, close)?;
            let help = format!("a title stands in quotation marks: `rule {label} \"{title}\":`");
            return Some(problems::other_wording(self.place(&range), self.words(&range), &format!("\"{title}\""), &help));
        }
        let title = self.tokens.get(3).filter(|(piece, _)| *piece == Piece::Quotation).map(|(_, range)| self.words(range));
        let head = title.map_or_else(|| format!("rule {label}:"), |title| format!("rule {label} {title}:"));
        let range = self.stretch(0, if title.is_some() { 3 } else { 2 })?;
        let what =
            if *piece == Piece::Mark('.') { "a label has no full stop behind it" } else { "a label has no mark behind it" };
        Some(problems::mark_behind_label(self.place(mark), what, self.words(&range), &head))
    }

    /// `decision: honor or decline`, `rule "minors":`, `facts the case:`
    pub(super) fn head_without_name(&self, first: &str) -> Option<Diagnostic> {
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
    pub(super) fn missing_quotation(&self, first: &str) -> Option<Diagnostic> {
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
    pub(super) fn after_then(&self) -> Option<String> {
        let (_, then) = self.tokens.iter().find(|(_, range)| self.words(range).eq_ignore_ascii_case("then"))?;
        let rest = on_one_line(self.part.get(then.end..)?.trim().trim_end_matches('.'));
        let condition = on_one_line(self.part.get(self.tokens.first()?.1.end..then.start)?.trim().trim_end_matches(','));
        let whole = format!("{rest} if {condition}");
        match (rest.chars().count(), whole.chars().count()) {
            (1.., ..=76) => Some(whole),
            (1..=50, _) => Some(format!("{rest} if ...")),
            _ => None,
        }
    }
}
