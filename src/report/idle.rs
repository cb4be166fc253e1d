//! Rules that never apply and cases of values that are never reached, as warnings.

use crate::diagnostics::Diagnostic;
use crate::diagnostics::catalogue::{CASE_NEVER_REACHED, RULE_NEVER_APPLIES};
use crate::ir::{Action, Program, Rule};
use crate::runtime::beforehand::idle::{Idle, Part, Why};
use crate::runtime::beforehand::unreached::Unreached;

/// The warning about a rule that never applies. `None`: there is no place to point at.
pub fn warning(program: &Program, idle: &Idle) -> Option<Diagnostic> {
    let rule = program.rules.get(idle.rule.index())?;
    match &idle.why {
        Why::Contradiction(parts) => contradiction(rule, parts),
        Why::Defeated(by) => {
            let by: Vec<&Rule> = by.iter().filter_map(|it| program.rules.get(it.index())).collect();
            defeated(rule, &by)
        }
    }
}

fn contradiction(rule: &Rule, parts: &[Part]) -> Option<Diagnostic> {
    let label = &rule.label;
    let message = match rule.action {
        Action::Gate { .. } => format!("no case meets the condition of rule {label}"),
        _ => format!("rule {label} can never apply"),
    };
    let (last, before) = parts.split_last()?;
    let asks = |part: &Part, alone: &str| match &part.asks {
        Some(asks) => format!("{asks} here"),
        None => alone.to_string(),
    };
    let Some((first, between)) = before.split_first() else {
        return Some(
            Diagnostic::new(RULE_NEVER_APPLIES, last.span, message)
                .label("no case meets this")
                .help("look for what it asks for twice and differently, also in the terms that it uses"),
        );
    };
    let mut problem = Diagnostic::new(RULE_NEVER_APPLIES, first.span, message).label(asks(first, "this"));
    for part in between {
        problem = problem.also(part.span, asks(part, "and this"));
    }
    let end = match &last.asks {
        Some(asks) => format!("and {asks} here"),
        None => "and this are never true together".to_string(),
    };
    Some(
        problem
            .also(last.span, end)
            .help("no case is all of that: write `any of: (a) ...; (b) ....` if the text names")
            .help("several groups"),
    )
}

fn defeated(rule: &Rule, by: &[&Rule]) -> Option<Diagnostic> {
    let label = &rule.label;
    let (first, more) = by.split_first()?;
    let names = by.iter().map(|it| it.label.as_str()).collect::<Vec<_>>().join(" and ");
    let (rules, one) = if more.is_empty() { ("rule", "that one") } else { ("rules", "one of them") };
    let mut problem =
        Diagnostic::new(RULE_NEVER_APPLIES, rule.span, format!("rule {label} is always defeated by {rules} {names}"))
            .label(format!("whenever this holds, {one} holds as well"))
            .also(first.span, "and prevails");
    for other in more {
        problem = problem.also(other.span, "or this prevails");
    }
    Some(problem.help(format!("narrow {rules} {names}, or leave rule {label} out if it adds nothing")))
}

/// The warning about a case of a defined value. `None`: the definition is not there.
pub fn unreached(program: &Program, found: &Unreached) -> Option<Diagnostic> {
    let name = &program.definitions.get(found.definition.index())?.name;
    let message = format!("a case of `{name}` is never reached");
    let problem = Diagnostic::new(CASE_NEVER_REACHED, found.condition, message);
    let Some((first, more)) = found.by.split_first() else {
        return Some(
            problem
                .label("no case meets this")
                .help("look for what it asks for twice and differently, also in the terms that it uses"),
        );
    };
    let mut problem = problem.label("whenever this holds, an earlier case holds as well").also(*first, "this comes first");
    for other in more {
        problem = problem.also(*other, "or this comes first");
    }
    Some(problem.help("the first case that holds decides: put the narrower one first").help("or leave it out if it adds nothing"))
}
