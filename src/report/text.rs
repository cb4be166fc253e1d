//! Decisions as text: short by default, the whole reason on request.

use super::working::Given;
use super::{Context, reason, words};
use crate::diagnostics::excerpt::clean;
use crate::ir::{CASE, Record, Type, Value};
use crate::runtime::explain::{Explanation, Fate, Node, show};
use crate::runtime::{Answer, Ask, Decision, Effect, Missing, Truth};
use std::fmt::Write as _;

/// Under a sentence, everything is set in by so much.
pub(super) const INDENT: &str = "      ";
/// Words of the policy are cut to so many characters.
pub(super) const WORDS: usize = 60;
/// At most so many things of a kind are listed.
const LISTED: usize = 5;

/// What is to be said beside the sentence itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct Detail<'a> {
    /// Name the instrument: there are several.
    pub with_title: bool,
    /// Give the whole reason.
    pub why: bool,
    /// Explain why these rules did not decide.
    pub why_not: &'a [crate::ir::RuleId],
    /// What it was decided from, to show how a value was worked out.
    pub given: Option<Given<'a>>,
    /// Said after the source: `as of 2013-01-05`, where it differs from case to case.
    pub as_of: Option<jiff::civil::Date>,
}

/// Appends the answer on one decision for a case. `explanation` is needed for undetermined results, `why` and `why_not`.
pub fn decision(
    out: &mut String,
    context: Context<'_>,
    case: &str,
    decision: &Decision,
    explanation: Option<&Explanation>,
    detail: Detail<'_>,
) {
    let _ = writeln!(out, "{}  {}", clean(case), words::sentence(context, decision));
    let mut provenance = words::provenance(context.program, decision.instrument, detail.with_title);
    if let Some(date) = detail.as_of {
        let _ = write!(provenance, "; as of {date}");
    }
    let _ = writeln!(out, "{INDENT}{provenance}");
    if decision.presumed_bound {
        let binds = words::binds(&context.program.instruments[decision.instrument.index()]);
        let _ = writeln!(out, "{INDENT}(it binds {binds}; the case does not say who acts, and is taken to be one)");
    }
    if !decision.regardless_of.is_empty() {
        let mut facts: Vec<String> = decision.regardless_of.iter().take(LISTED).map(|fact| fact.words.clone()).collect();
        more(&mut facts, decision.regardless_of.len());
        let _ = writeln!(out, "{INDENT}(not known, and the result is the same either way: {})", facts.join(", "));
    }
    let mut rows = Vec::new();
    if decision.effect == Effect::Undetermined {
        undetermined(&mut rows, context, decision, explanation);
    }
    for problem in &decision.problems {
        rows.push(("problem", vec![format!("{} ({})", clean(&problem.message), words::place(context, problem.primary.span))]));
    }
    table(out, &rows);
    if let Some(explanation) = explanation {
        if detail.why {
            reason::whole(out, context, decision, explanation, &detail);
        }
        for rule in detail.why_not {
            reason::why_not(out, context, decision, explanation, *rule);
        }
    }
}

/// Appends the line of a record that can't be read; what is wrong with it is told elsewhere.
pub fn invalid(out: &mut String, case: &str, problems: usize) {
    let (what, is) = if problems == 1 { ("problem", "is") } else { ("problems", "are") };
    let _ = writeln!(out, "{}  invalid: the record cannot be read; {problems} {what} {is} reported for it", clean(case));
}

/// Rows of a name and lines of text, the lines one under the other.
fn table(out: &mut String, rows: &[(&str, Vec<String>)]) {
    if rows.is_empty() {
        return;
    }
    let width = rows.iter().map(|(name, _)| name.len()).max().unwrap_or(0) + 3;
    out.push('\n');
    for (name, lines) in rows {
        for (index, line) in lines.iter().enumerate() {
            let name = if index == 0 { name } else { "" };
            let _ = writeln!(out, "{INDENT}{name:width$}{line}");
        }
    }
}

fn undetermined<'a>(
    rows: &mut Vec<(&'a str, Vec<String>)>,
    context: Context<'_>,
    decision: &Decision,
    explanation: Option<&Explanation>,
) {
    if decision.standing == crate::runtime::Standing::Uncertain {
        rows.push(("in force?", vec![words::no_rule(context.program, decision)]));
    }
    if !decision.missing.is_empty() {
        let mut lines: Vec<String> = decision.missing.iter().take(LISTED).map(|it| not_known(context, it)).collect();
        more(&mut lines, decision.missing.len());
        rows.push(("not known", lines));
    }
    for question in decision.questions.iter().map(|id| &context.program.questions[id.index()]) {
        let positions = context.program.enums.get(question.positions.index()).map_or(&[][..], |it| it.values.as_slice());
        let mut lines = vec![match &question.text {
            Some(text) => format!("{}: {text}", question.name),
            None => question.name.clone(),
        }];
        lines.extend(positions.iter().map(|position| format!("  --position \"{}={position}\"", question.name)));
        rows.push(("open", lines));
    }
    if let Some(explanation) = explanation {
        let mut lines = matters(context, explanation);
        let all = lines.len();
        lines.truncate(LISTED);
        more(&mut lines, all);
        rows.extend((!lines.is_empty()).then_some(("it matters", lines)));
    }
    if let Some(next) = &decision.next {
        rows.push(("ask next", ask(context, decision, next)));
        if let Some(fact) = &next.fact {
            rows.extend(record_it(context, fact).map(|line| ("record it", vec![line])));
        }
    }
}

fn more(lines: &mut Vec<String>, all: usize) {
    if all > lines.len() {
        lines.push(format!("... and {} more", all - lines.len()));
    }
}

/// `prior convictions (the case has no such list)`.
fn not_known(context: Context<'_>, fact: &Missing) -> String {
    match slot(context, fact).map(|(record, slot)| record.slots[slot].ty) {
        Some(Type::List(_)) => format!("{} (the case has no such list)", fact.words),
        _ if fact.path.is_empty() => fact.words.clone(),
        _ => format!("{} (`{}`)", fact.words, fact.key),
    }
}

/// `rule 1 "low-level arrests" asks: no prior conviction`, for each rule whose condition is open.
fn matters(context: Context<'_>, explanation: &Explanation) -> Vec<String> {
    let traces = explanation.deciding.iter().chain(&explanation.others).chain(&explanation.defeated);
    let mut lines: Vec<String> = Vec::new();
    for trace in traces.filter(|trace| trace.fate == Fate::Unknown) {
        let mut open = Vec::new();
        leaves(&trace.condition, Truth::Unknown, &mut open);
        let mut asked: Vec<String> = open.iter().map(|node| words::at(context, node.span, WORDS)).collect();
        asked.retain(|it| !it.is_empty());
        asked.dedup();
        asked.truncate(3);
        if asked.is_empty() {
            continue;
        }
        lines.push(format!("{} asks: {}", words::rule(context.program, trace.rule), asked.join("; ")));
    }
    lines
}

/// The innermost parts that have a truth and make the whole have it.
pub(super) fn leaves<'a>(node: &'a Node, truth: Truth, out: &mut Vec<&'a Node>) {
    if node.truth != truth {
        return;
    }
    let before = out.len();
    for part in &node.parts {
        leaves(part, truth, out);
    }
    if out.len() == before {
        out.push(node);
    }
}

fn ask(context: Context<'_>, decision: &Decision, next: &Ask) -> Vec<String> {
    let question = next.words.trim_end_matches('?');
    let fact = next.fact.as_ref().and_then(|fact| slot(context, fact)).map(|(record, slot)| record.slots[slot].ty);
    let mut lines = match fact {
        Some(Type::YesNo | Type::Judgment) => vec![format!("{question}: yes or no?")],
        _ => vec![format!("{question}?")],
    };
    let width = next.answers.iter().map(|it| it.words.chars().count()).max().unwrap_or(0).min(30) + 3;
    for answer in next.answers.iter().take(12) {
        let consequence = leads_to(context, decision, answer);
        if answer.words.chars().count() + 3 > width {
            // A long answer stands on a line of its own, what it leads to below it.
            lines.push(format!("  {}", answer.words));
            lines.push(format!("  {:width$}{consequence}", ""));
        } else {
            lines.push(format!("  {:width$}{consequence}", answer.words));
        }
    }
    let shown = next.answers.len().min(12);
    if next.answers.len() > shown {
        lines.push(format!("  ... and {} more answers", next.answers.len() - shown));
    }
    lines
}

fn leads_to(context: Context<'_>, decision: &Decision, answer: &Answer) -> String {
    let consequence = |(effect, outcomes, rules): &(Effect, Vec<Value>, Vec<crate::ir::RuleId>)| {
        let phrase = words::phrase(context.program, decision.decision, *effect, outcomes);
        match rules.is_empty() {
            true => phrase,
            false => {
                let rules: Vec<String> = rules.iter().map(|id| words::rule_short(context.program, *id)).collect();
                format!("{phrase}, by {}", words::or(&rules))
            }
        }
    };
    let all: Vec<String> = answer.leads_to.iter().map(consequence).collect();
    match all.is_empty() {
        true => "more must be asked".to_owned(),
        false => all.join(", or "),
    }
}

/// `` `"prior_convictions": []` if there are none ``: how the answer is written in the case record.
fn record_it(context: Context<'_>, fact: &Missing) -> Option<String> {
    let (record, slot) = slot(context, fact)?;
    let slot = record.slots.get(slot)?;
    let (within, key) = match fact.key.rsplit_once('.') {
        Some((within, key)) => (format!(" in `{within}`"), key),
        None => (String::new(), fact.key.as_str()),
    };
    let program = context.program;
    let (example, when) = match slot.ty {
        Type::YesNo | Type::Judgment => ("true".to_owned(), " or `false`"),
        Type::Enum(id) | Type::Set(id) => {
            let value = program.enums.get(id.index())?.values.first()?;
            let set = matches!(slot.ty, Type::Set(_));
            (if set { format!("[\"{value}\"]") } else { format!("\"{value}\"") }, ", for example")
        }
        Type::List(_) => ("[]".to_owned(), " if there are none"),
        Type::Date => ("\"2013-01-31\"".to_owned(), ", for example"),
        Type::DateTime => ("\"2013-01-31 14:00\"".to_owned(), ", for example"),
        Type::Money(_) => {
            let amount = show(program, slot.ty, &Value::Number(250.into()));
            (format!("\"{amount}\""), ", for example")
        }
        Type::Number => ("3".to_owned(), ", for example"),
        Type::Percent => ("\"20%\"".to_owned(), ", for example"),
        Type::Citation => ("\"PC 240\"".to_owned(), ", for example"),
        Type::Months | Type::Days | Type::Minutes | Type::Text | Type::Record(_) => return None,
    };
    let none = if slot.optional && !matches!(slot.ty, Type::List(_)) { "; `\"none\"` if there is none" } else { "" };
    Some(format!("`\"{key}\": {example}`{when}{within}{none}"))
}

/// The record type in which a missing fact lies, and its slot there.
fn slot<'a>(context: Context<'a>, fact: &Missing) -> Option<(&'a Record, usize)> {
    let records = &context.program.records;
    let mut record = records.get(CASE.index())?;
    for (list, _) in &fact.path {
        match record.slots.get(list.index())?.ty {
            Type::List(item) => record = records.get(item.index())?,
            _ => return None,
        }
    }
    record.slots.get(fact.slot.index())?;
    Some((record, fact.slot.index()))
}
