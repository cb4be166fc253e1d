//! `allow CODE "reason"`: warnings that the author has looked at and keeps.
//!
//! An item of that form speaks for its file, a part of a rule's head for that rule with its quoted law. Only warnings can be allowed.

use super::problems;
use crate::diagnostics::{Code, Diagnostic, Severity, catalogue};
use crate::source::{Sources, Span};
use crate::syntax::{Parse, ast};

/// What a search for cases finds.
const SEARCHED: [Code; 3] = [catalogue::CONFLICTING_RULES, catalogue::RULE_NEVER_APPLIES, catalogue::CASE_NEVER_REACHED];

/// One `allow` and the stretch it speaks for.
struct Allowed {
    code: Code,
    place: Span,
    /// `None`: the whole file.
    rule: Option<Span>,
    used: bool,
}

/// Whether an `allow` of the files keeps a warning back: one that is found after the analysis.
pub fn is_allowed(sources: &Sources, parses: &[Parse], diagnostic: &Diagnostic) -> bool {
    let (found, _) = gather(sources, parses);
    found.iter().any(|it| it.speaks_of(diagnostic))
}

/// Takes allowed warnings away, and tells of each `allow` that names no warning or (unless there are `errors`) does nothing.
pub(super) fn apply(sources: &Sources, parses: &[Parse], errors: bool, diagnostics: &mut Vec<Diagnostic>) {
    let (mut found, mut mistakes) = gather(sources, parses);
    diagnostics.retain(|diagnostic| {
        let mut kept = true;
        for allowed in &mut found {
            if diagnostic.severity == Severity::Warning && allowed.speaks_of(diagnostic) {
                allowed.used = true;
                kept = false;
            }
        }
        kept
    });
    // Some are found by a search for cases, after this: whether one is kept back is not known here.
    if !errors {
        mistakes.extend(
            found
                .iter()
                .filter(|it| !it.used && !SEARCHED.contains(&it.code))
                .map(|it| problems::idle_allow(it.code.name(), it.place, it.rule.is_some())),
        );
    }
    diagnostics.append(&mut mistakes);
}

/// Every `allow`, and what is wrong with them.
fn gather(sources: &Sources, parses: &[Parse]) -> (Vec<Allowed>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let mut mistakes = Vec::new();
    for (_, parse) in sources.iter().zip(parses) {
        for item in &parse.file.items {
            match &item.kind {
                ast::ItemKind::Allow(allow) => note(allow, None, &mut found, &mut mistakes),
                ast::ItemKind::Rule(rule) => {
                    let first = item.law.first().map_or(item.span, |line| line.span);
                    for head in &rule.heads {
                        if let ast::RuleHead::Allow(allow) = head {
                            note(allow, Some(first.to(item.span)), &mut found, &mut mistakes);
                        }
                    }
                }
                _ => {}
            }
        }
    }
    (found, mistakes)
}

fn note(allow: &ast::Allow, rule: Option<Span>, found: &mut Vec<Allowed>, mistakes: &mut Vec<Diagnostic>) {
    let written = allow.code.text.to_ascii_lowercase();
    match Code::named(&written) {
        None => mistakes.push(problems::unknown_warning(&allow.code.text, allow.code.span)),
        Some(code) if code.severity() == Severity::Error => mistakes.push(problems::not_a_warning(code.name(), allow.code.span)),
        Some(code) if code == catalogue::IDLE_ALLOW => {
            mistakes.push(problems::idle_allow(code.name(), allow.span, rule.is_some()))
        }
        Some(code) => found.push(Allowed { code, place: allow.span, rule, used: false }),
    }
}

impl Allowed {
    /// Whether the warning is of this code and stands, with one of its places, where this speaks.
    fn speaks_of(&self, diagnostic: &Diagnostic) -> bool {
        let within = |span: Span| match self.rule {
            None => span.file == self.place.file,
            Some(rule) => span.file == rule.file && rule.start <= span.start && span.end <= rule.end,
        };
        // A file answers for its own warnings only; a rule also for one that is told at the rule it disagrees with.
        let second = self.rule.is_some() && diagnostic.secondary.iter().any(|label| within(label.span));
        diagnostic.code == self.code && (within(diagnostic.primary.span) || second)
    }
}
