//! Rules beside the law that they put into effect: where one denies and the other asserts, where one says `may` and the other `must`.
//!
//! Law and rule are rarely word for word the same, so only certain pairs are compared: a limb with the text that stands beside it or
//! bears its letter, and a rule with a single quoted sentence. Denials of the law's whole sentence (`shall not be detained`) are left
//! out: a rule says them with its outcome.

use super::{Analyzer, problems};
use crate::source::{Span, on_one_line};
use crate::syntax::ast::{self, Body, Condition, ConditionKind, ItemKind, LawLine, LimbContent};

/// Words of law that deny.
const DENIALS: [&str; 10] = ["not", "no", "unless", "except", "without", "other than", "nor", "neither", "never", "cannot"];
/// Words of law that deny nothing, though a word that denies stands in them.
const NO_DENIALS: [&str; 20] = [
    "not more than",
    "not less than",
    "no more than",
    "no less than",
    "no fewer than",
    "not fewer than",
    "no later than",
    "not later than",
    "no earlier than",
    "not earlier than",
    "not exceed",
    "not to exceed",
    "not limited to",
    "whether or not",
    "if not sooner",
    "not only",
    "no longer",
    "not exceeding",
    "no such",
    "not otherwise",
];
/// What else denies in the words of a law: looked for where a rule denies.
const OTHER_DENIALS: [&str; 18] = [
    "fail",
    "lack",
    "absen",
    "un",
    "non",
    "in",
    "im",
    "refus",
    "den",
    "free of",
    "less than",
    "none",
    "only",
    "unless",
    "exclud",
    "prohibit",
    "dis",
    "cease",
];
/// What denies in the words of a rule.
const RULE_DENIALS: [&str; 9] = ["not", "no", "unless", "none", "neither", "nor", "absent", "without", "only"];

impl Analyzer<'_> {
    pub(super) fn quoted_law(&mut self) {
        let parses = self.parses;
        for parse in parses {
            let excepted = excepted(&parse.file);
            for item in &parse.file.items {
                match &item.kind {
                    ItemKind::Rule(rule) => {
                        let label = rule.label.as_ref().map(|label| label.text.as_str());
                        let name = label.map_or_else(|| "this rule".to_owned(), |label| format!("rule {label}"));
                        let conditions = match &rule.body {
                            Body::Decide { when, unless, .. } => (when.as_ref().map(|when| &when.condition), unless.as_ref()),
                            Body::Block { condition, unless, .. } | Body::Satisfy { condition, unless, .. } => {
                                (condition.as_ref(), unless.as_ref())
                            }
                            Body::Bad(_) => (None, None),
                        };
                        for condition in [conditions.0, conditions.1].into_iter().flatten() {
                            self.limbs_and_law(&name, condition, &item.law);
                        }
                        let related = label.is_some_and(|label| excepted.iter().any(|it| it.eq_ignore_ascii_case(label)))
                            || rule.heads.iter().any(|head| matches!(head, ast::RuleHead::Relation { .. }));
                        if let ((Some(when), None), false, Body::Decide { .. }) = (conditions, related, &rule.body) {
                            self.whole_and_law(&name, when, &item.law);
                        }
                        self.mode_and_law(&name, rule, &item.law);
                    }
                    ItemKind::Define(ast::Define { kind: ast::DefineKind::Term { condition, unless, .. }, .. }) => {
                        for condition in std::iter::once(condition).chain(unless) {
                            self.limbs_and_law("this definition", condition, &item.law);
                        }
                    }
                    _ => {}
                }
            }
        }
    }

    /// Each limb with the law beside it, or with the lines that bear its letter.
    fn limbs_and_law(&mut self, name: &str, condition: &Condition, law: &[LawLine]) {
        match &condition.kind {
            ConditionKind::Joined { parts, .. } => parts.iter().for_each(|part| self.limbs_and_law(name, part, law)),
            ConditionKind::Limbs(limbs) if limbs.need != ast::Need::None => {
                for limb in &limbs.limbs {
                    let LimbContent::Condition(content) = &limb.content else { continue };
                    let name = format!("{name}({})", limb.label.text);
                    // A limb that holds a list has the text of that list's limbs.
                    let list = has_limbs(content);
                    let lines = if limb.law.is_empty() { lettered(law, &limb.label.text) } else { limb.law.as_slice() };
                    if let (Some(span), false) = (whole(lines), list) {
                        self.pair(&name, content, span);
                    }
                    if list {
                        self.limbs_and_law(&name, content, if limb.law.is_empty() { law } else { &limb.law });
                    }
                }
            }
            _ => {}
        }
    }

    /// A rule with a single quoted sentence: what stands behind its `if`.
    fn whole_and_law(&mut self, name: &str, when: &Condition, law: &[LawLine]) {
        let Some(span) = whole(law).filter(|_| !has_limbs(when)) else { return };
        let text = self.law_text(span);
        let first = law.first().and_then(|line| line.text.split_whitespace().next()).unwrap_or(" ");
        let lettered = first.starts_with('(') && name.ends_with(first);
        let from = ["if", "when", "who"].into_iter().find_map(|word| find_word(&text, word));
        let modal = ["shall", "may", "must"].into_iter().any(|word| find_word(&text, word).is_some());
        let from = match from {
            Some(at) => at,
            None if lettered && !modal => 0,
            None => return,
        };
        if !text.contains(". ") {
            self.pair(name, when, Span { start: span.start + u32::try_from(from).unwrap_or(0), ..span });
        }
    }

    /// Quoted lines in small letters, their marks and breaks blanked out: every place stays where it was.
    fn law_text(&self, span: Span) -> String {
        let text = self.sources.text(span).to_ascii_lowercase();
        text.split_inclusive('\n')
            .map(|line| match line.trim_start().starts_with('>') {
                true => line.replacen('>', " ", 1),
                false => line.to_owned(),
            })
            .collect::<String>()
            .replace(['\n', '\r', '\t'], " ")
            .trim_end()
            .to_owned()
    }

    /// Compares a condition with the words of law at a place.
    fn pair(&mut self, name: &str, condition: &Condition, span: Span) {
        let rule = self.sources.text(condition.span);
        let law = self.law_text(span);
        let denials = without_figures(&law);
        let place = |at: usize, to: usize| {
            Span::new(span.file, span.start as usize + at, (span.start as usize + to).min(span.end as usize))
        };
        let denies = RULE_DENIALS.iter().find_map(|word| find_word(rule, word).map(|at| (*word, at)));
        let hidden = words(rule).any(|word| ["un", "non"].iter().any(|it| word.starts_with(it)) || word.contains("free"));
        match (first_denial(&denials), denies) {
            (Some((word, at)), None) if !hidden => {
                let rest = denials.get(at..).unwrap_or("");
                let Some((asserted, better)) = self.asserted(condition, rest.get(word.len()..).unwrap_or("")) else { return };
                let end = rest.find([',', ';', '.']).map_or(denials.len(), |length| at + length);
                // A place keeps to one line.
                let line = self.sources.text(place(at, end)).find('\n').map_or(end, |length| at + length);
                self.doubts.push(problems::text_denies(word, name, place(at, line), asserted, better));
            }
            (None, Some(("not", at))) if !words(&law).any(|word| OTHER_DENIALS.iter().any(|it| word.starts_with(it))) => {
                let start = condition.span.start as usize + at;
                let denied = Span::new(condition.span.file, start, start + 3);
                let line = self.sources.text(span).find('\n').unwrap_or(law.len());
                self.doubts.push(problems::rule_denies("not", name, place(0, line), denied));
            }
            _ => {}
        }
    }

    /// The statement that asserts what the law's words, right behind their denial, speak of; and how it would deny it.
    fn asserted(&self, condition: &Condition, denied: &str) -> Option<(Span, Option<String>)> {
        let denied = denied.split([',', ';', '.']).next().unwrap_or("");
        let stems: Vec<String> = words(denied).take(8).filter(|word| word.len() >= 5).map(|word| word[..5].to_owned()).collect();
        let mut statements = Vec::new();
        gather(condition, &mut statements);
        let said =
            |it: &&Condition| words(self.sources.text(it.span)).any(|word| stems.iter().any(|stem| word.starts_with(stem)));
        let found: &Condition = statements.into_iter().find(said)?;
        let text = on_one_line(self.sources.text(found.span));
        let better = match &found.kind {
            ConditionKind::Statement { predicates, .. } if predicates.parts.len() == 1 && text.matches(" is ").count() == 1 => {
                Some(text.replacen(" is ", " is not ", 1)).filter(|better| better.len() <= 50)
            }
            _ => None,
        };
        Some((found.span, better))
    }

    /// `may` and `must` in a rule with a single quoted sentence that says one of them.
    fn mode_and_law(&mut self, name: &str, rule: &ast::Rule, law: &[LawLine]) {
        let Body::Decide { effect, when, .. } = &rule.body else { return };
        let (Some(span), ast::EffectWhat::Run(outcome)) = (whole(law), &effect.what) else { return };
        let lower = self.law_text(span);
        if lower.contains(". ") || when.as_ref().is_some_and(|when| when.only) {
            return;
        }
        let said: Vec<(&str, usize)> =
            ["may", "shall", "must"].into_iter().filter_map(|word| find_word(&lower, word).map(|at| (word, at))).collect();
        let [(word, at)] = said.as_slice() else { return };
        let not = lower.get(at + word.len()..).is_some_and(|rest| rest.trim_start().starts_with("not "));
        if not || lower.get(..*at).is_some_and(|before| before.contains(" no ") || before.starts_with("no ")) {
            return;
        }
        let (written, better) = match (effect.mode, *word) {
            (ast::Mode::Plain, "may") => ("", "may"),
            (ast::Mode::Plain, _) => ("", "must"),
            (ast::Mode::Must, "may") => ("must", "may"),
            (ast::Mode::May, "shall" | "must") => ("may", "must"),
            _ => return,
        };
        let better = format!("{better} {}", self.sources.text(outcome.span));
        let begins = span.start as usize + at;
        let in_text = Span::new(span.file, begins, begins + word.len());
        self.doubts.push(problems::mode_differs(word, in_text, name, written, &better, effect.span));
    }
}

/// All of the lines.
fn whole(lines: &[LawLine]) -> Option<Span> {
    Some(lines.first()?.span.to(lines.last()?.span))
}

/// The line that begins with the letter, with those after it up to the next letter; none if the letter stands twice.
fn lettered<'a>(law: &'a [LawLine], letter: &str) -> &'a [LawLine] {
    let mark = format!("({letter})");
    let mut found = law.iter().enumerate().filter(|(_, line)| line.text.trim_start().starts_with(&mark)).map(|(at, _)| at);
    let (Some(from), None) = (found.next(), found.next()) else { return &[] };
    let to =
        law[from + 1..].iter().position(|line| line.text.trim_start().starts_with('(')).map_or(law.len(), |at| from + 1 + at);
    &law[from..to]
}

fn has_limbs(condition: &Condition) -> bool {
    match &condition.kind {
        ConditionKind::Limbs(_) => true,
        ConditionKind::Joined { parts, .. } => parts.iter().any(has_limbs),
        ConditionKind::Group(inner) | ConditionKind::Not(inner) => has_limbs(inner),
        _ => false,
    }
}

/// Labels of rules that other rules of the file limit.
fn excepted(file: &ast::File) -> Vec<&str> {
    let mut found = Vec::new();
    for item in &file.items {
        let ItemKind::Rule(rule) = &item.kind else { continue };
        for head in &rule.heads {
            if let ast::RuleHead::Relation { targets: ast::Targets::Rules(refs), .. } = head {
                found.extend(refs.iter().map(|it| it.label.text.as_str()));
            }
        }
        if let Body::Block { targets, .. } = &rule.body {
            found.extend(targets.iter().map(|it| it.label.text.as_str()));
        }
    }
    found
}

/// The simple statements of a condition, but for those under `none of` and `not`.
fn gather<'a>(condition: &'a Condition, found: &mut Vec<&'a Condition>) {
    match &condition.kind {
        ConditionKind::Joined { parts, .. } => parts.iter().for_each(|part| gather(part, found)),
        ConditionKind::Group(inner) => gather(inner, found),
        ConditionKind::Statement { .. } | ConditionKind::Quantified { .. } | ConditionKind::Phrase(_) => found.push(condition),
        ConditionKind::Limbs(_) | ConditionKind::Not(_) | ConditionKind::Bad => {}
    }
}

/// Small letters, with the turns of speech that deny nothing blanked out: every place stays where it was.
fn without_figures(text: &str) -> String {
    let mut lower = text.to_ascii_lowercase();
    for figure in NO_DENIALS {
        lower = lower.replace(figure, &" ".repeat(figure.len()));
    }
    lower
}

fn first_denial(law: &str) -> Option<(&'static str, usize)> {
    DENIALS.iter().filter_map(|word| find_word(law, word).map(|at| (*word, at))).min_by_key(|(_, at)| *at)
}

/// The first place of a whole word.
fn find_word(text: &str, word: &str) -> Option<usize> {
    let lower = text.to_ascii_lowercase();
    let inside = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '\'');
    lower.match_indices(word).map(|(at, _)| at).find(|at| {
        !lower[..*at].chars().next_back().is_some_and(inside) && !lower[at + word.len()..].chars().next().is_some_and(inside)
    })
}

/// Words in small letters.
fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_ascii_lowercase)
}
