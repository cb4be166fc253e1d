//! Conflicts found before running, as warnings with the case that shows them.

use super::sentences::fact_is;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::catalogue::CONFLICTING_RULES;
use crate::ir::{Action, Program, Rule};
use crate::runtime::beforehand::witness::Witness;
use crate::source::{Sources, Span, on_one_line};

/// The warning that a witness gives. `None`: a rule has no conclusion to point at.
pub fn warning(sources: &Sources, program: &Program, witness: &Witness) -> Option<Diagnostic> {
    let rule = |id: crate::ir::RuleId| program.rules.get(id.index());
    let (one, other) = (rule(witness.rules.0)?, rule(witness.rules.1)?);
    let (does_at, differs_at) = (conclusion(one)?, conclusion(other)?);
    let short = |rule: &Rule, span: Span| {
        let text = on_one_line(sources.text(span));
        // What conflicts may be what follows where its condition fails.
        if matches!(rule.action, Action::Gate { .. }) { format!("{text} only if …") } else { text }
    };
    let (first, second) = (&one.label, &other.label);
    let message = format!("rules {first} and {second} cannot both be followed");
    let facts: Vec<String> = witness.facts.iter().map(|(fact, value)| fact_is(fact, value)).collect();
    let mut problem = Diagnostic::new(CONFLICTING_RULES, differs_at, message)
        .label(format!("rule {second}: {}", short(other, differs_at)))
        .also(does_at, format!("rule {first}: {}", short(one, does_at)));
    if !facts.is_empty() {
        for line in super::lines::fold(&format!("both hold when {}", facts.join(" and ")), 82) {
            problem = problem.help(line);
        }
    }
    Some(
        problem
            .help(format!("if rule {second} prevails, write `rule {second}, exception to rule {first}:`"))
            .help(format!("if rule {first} prevails, write `rule {first}, exception to rule {second}:`"))
            .help("if the law leaves it open, declare a `question` and let each rule ask for its position"),
    )
}

fn conclusion(rule: &Rule) -> Option<Span> {
    match &rule.action {
        Action::Decide(it) => Some(it.span),
        Action::Gate { then, .. } => Some(then.span),
        _ => None,
    }
}
