//! Warnings about what was read without trouble and may yet not be meant, and the `allow` that answers them.

use crate::diagnostics::{Diagnostic, Severity, catalogue, suggest};
use crate::source::Span;

pub(in crate::analysis) fn unknown_warning(written: &str, span: Span) -> Diagnostic {
    let warnings = || catalogue::ALL.iter().filter(|code| code.severity() == Severity::Warning).map(|code| code.name());
    let problem = Diagnostic::new(catalogue::UNKNOWN_WARNING, span, format!("no message is called `{written}`"));
    match suggest::nearest(written, warnings()) {
        Some(near) => problem.label(format!("did you mean `{near}`?")).help(format!("write `{near}`")),
        None => problem.label("which warning?").help("write the name that stands above the warning, such as `unused-definition`"),
    }
}

pub(in crate::analysis) fn not_a_warning(code: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::NOT_A_WARNING, span, format!("`{code}` is a mistake, and only warnings can be allowed"))
        .label("this is no warning")
        .help("mend what the message tells, and take the `allow` out")
}

pub(in crate::analysis) fn idle_allow(code: &str, span: Span, in_rule: bool) -> Diagnostic {
    let place = if in_rule { "this rule" } else { "this file" };
    Diagnostic::new(catalogue::IDLE_ALLOW, span, format!("`allow {code}` keeps no warning back"))
        .label(format!("{place} gives no such warning"))
        .help("take it out; if the warning comes back, you will want to see it")
}

/// The quoted text says `word` and the rule denies nothing; `positive` is what the rule asserts, `better` what would follow the text.
pub(in crate::analysis) fn text_denies(
    word: &str,
    what: &str,
    in_text: Span,
    in_rule: Span,
    better: Option<String>,
) -> Diagnostic {
    let problem = Diagnostic::new(
        catalogue::NEGATION_DIFFERS,
        in_rule,
        format!("the quoted text says `{word}`, and {what} denies nothing"),
    )
    .label("this asserts it")
    .also(in_text, "the text denies it");
    let problem = match better {
        Some(better) => problem.help(format!("write `{better}` to follow the text")),
        None => problem.help("say it with `not`, `no` or `unless` to follow the text"),
    };
    problem.help("add `allow negation-differs \"the reason\"` to the head if the rule is right")
}

/// The rule says `word` and the quoted text denies nothing.
pub(in crate::analysis) fn rule_denies(word: &str, what: &str, in_text: Span, in_rule: Span) -> Diagnostic {
    Diagnostic::new(catalogue::NEGATION_DIFFERS, in_rule, format!("{what} says `{word}`, and the quoted text denies nothing"))
        .label("this denies it")
        .also(in_text, "the text asserts it")
        .help(format!("take `{word}` out to follow the text"))
        .help("add `allow negation-differs \"the reason\"` to the head if the rule is right")
}

pub(in crate::analysis) fn mode_differs(
    said: &str,
    in_text: Span,
    rule: &str,
    written: &str,
    better: &str,
    in_rule: Span,
) -> Diagnostic {
    let says = if written.is_empty() { "neither `may` nor `must`".to_owned() } else { format!("`{written}`") };
    Diagnostic::new(catalogue::MODE_DIFFERS, in_rule, format!("the quoted text says `{said}`, and {rule} says {says}"))
        .label(format!("did you mean `{better}`?"))
        .also(in_text, "the text")
        .help(format!("write `{better}` to follow the text"))
        .help("add `allow mode-differs \"the reason\"` to the head if the rule is right")
}

pub(in crate::analysis) fn exact_amount(subject: &str, value: &str, span: Span, day: bool) -> Diagnostic {
    let (least, most) = if day { ("on or after", "on or before") } else { ("at least", "at most") };
    let exactly = if day { "on" } else { "exactly" };
    Diagnostic::new(catalogue::EXACT_AMOUNT, span, format!("`{subject} is {value}` holds only on exactly {value}"))
        .label("a limit, or this alone?")
        .help(format!("write `is {least} {value}` or `is {most} {value}` for a limit"))
        .help(format!("write `is {exactly} {value}` if it is meant to hold of this alone"))
}

pub(in crate::analysis) fn duplicate_scenario(title: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(catalogue::DUPLICATE_SCENARIO, span, format!("two scenarios of this file are called `{title}`"))
        .label("called so again")
        .also(first, "first called so here")
        .help("say in the title what sets this one apart, or take one of the two out")
}

/// Levels that laws of the United States and of the world are made at; the word is free, so these serve to find slips.
const LEVELS: [&str; 12] =
    ["federal", "state", "county", "city", "town", "village", "district", "territory", "tribe", "nation", "province", "union"];

pub(in crate::analysis) fn made_by_without_level(body: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::MADE_BY_WITHOUT_LEVEL, span, format!("the heading does not say at which level `{body}` stands"))
        .label("federal, state, county, city?")
        .help(format!("write `made by state \"{body}\"`, with the level that is right"))
}

/// A level that is spelt almost like a known one.
pub(in crate::analysis) fn misspelt_level(level: &str, span: Span) -> Option<Diagnostic> {
    if LEVELS.iter().any(|known| known.eq_ignore_ascii_case(level)) {
        return None;
    }
    let near = suggest::nearest(level, LEVELS)?;
    Some(
        Diagnostic::new(catalogue::MISSPELT_LEVEL, span, format!("`{level}` is no level of government that is known"))
            .label(format!("did you mean `{near}`?"))
            .help(format!("write `{near}`"))
            .help("add `allow misspelt-level \"the reason\"` to the file if the law calls it so"),
    )
}

/// `written`: `PC 240-245`; in a list of sections, or where one section is said.
pub(in crate::analysis) fn section_or_range(written: &str, in_list: bool, span: Span) -> Diagnostic {
    let range = written.replacen('-', " through ", 1);
    let problem = Diagnostic::new(catalogue::SECTION_OR_RANGE, span, format!("`{written}` is read as one section"));
    let problem = match in_list {
        true => problem.label(format!("did you mean `{range}`?")).help(format!("write `{range}` for all sections of the range")),
        false => problem
            .label("or all sections of a range?")
            .help(format!("declare `sections NAME: {range}.` and write `is among NAME` for a range")),
    };
    problem.help("put `allow section-or-range \"the reason\".` into the file if it is one section")
}
