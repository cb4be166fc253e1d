//! The whole reason of a decision as text: limbs with the facts that made them so, what was defeated, what was relied on.

use super::text::{Detail, INDENT, WORDS, leaves};
use super::{Context, words, working};
use crate::diagnostics::excerpt::clean;
use crate::ir::{Action, ExprKind, Judgment, RuleId};
use crate::runtime::explain::{Explanation, Fate, Node, RuleTrace, show};
use crate::runtime::{Decision, Standing, Truth};
use std::fmt::Write as _;

/// Lines of quoted law shown with a rule.
const LAW: usize = 6;
/// Parts of a condition that are shown: a list may have thousands of items.
const PARTS: usize = 12;
/// Beyond this column verdicts are no longer aligned.
const COLUMN: usize = 56;

/// Appends the whole reason, without the rules that are explained one by one after it.
pub fn whole(out: &mut String, context: Context<'_>, decision: &Decision, explanation: &Explanation, detail: &Detail<'_>) {
    if !applies(decision) {
        return;
    }
    for trace in &explanation.deciding {
        rule(out, context, trace);
        let worked = detail.given.map_or_else(Vec::new, |given| working::lines(context, given, trace.rule));
        let width = worked.iter().map(|(said, _)| said.chars().count()).max().unwrap_or(0);
        for (said, value) in worked {
            let _ = writeln!(out, "{INDENT}  {said:width$}   {value}");
        }
    }
    for trace in &explanation.defeated {
        let _ = writeln!(out, "\n{INDENT}defeated: {}", fate(context, trace));
        condition(out, context, trace);
    }
    let others: Vec<&RuleTrace> = explanation.others.iter().filter(|trace| !detail.why_not.contains(&trace.rule)).collect();
    if !others.is_empty() {
        out.push('\n');
    }
    for trace in others {
        let _ = writeln!(out, "{INDENT}why not {}: {}", words::rule(context.program, trace.rule), fate(context, trace));
    }
    relied_on(out, context, explanation);
}

/// Appends why a rule did not decide, with its whole condition.
pub fn why_not(out: &mut String, context: Context<'_>, decision: &Decision, explanation: &Explanation, id: RuleId) {
    let all = explanation.deciding.iter().chain(&explanation.defeated).chain(&explanation.others);
    let name = words::rule(context.program, id);
    if !applies(decision) {
        let _ = writeln!(out, "\n{INDENT}why not {name}: {}", words::no_rule(context.program, decision));
        return;
    }
    match all.into_iter().find(|trace| trace.rule == id) {
        Some(trace) if trace.fate == Fate::Live => {
            let _ = writeln!(out, "\n{INDENT}why not {name}: it did decide");
        }
        Some(trace) => {
            let _ = writeln!(out, "\n{INDENT}why not {name}: {}", fate(context, trace));
            if trace.fate != Fate::NotInForce {
                condition(out, context, trace);
            }
        }
        None => {
            let _ = writeln!(out, "\n{INDENT}why not {name}: it does not speak to this decision");
        }
    }
}

/// Whether the rules were looked at at all.
fn applies(decision: &Decision) -> bool {
    !matches!(decision.standing, Standing::NotYet(_) | Standing::Ended(_) | Standing::NotLaw | Standing::DoesNotBind)
}

/// A deciding rule: name and place, the law it comes from, its condition.
fn rule(out: &mut String, context: Context<'_>, trace: &RuleTrace) {
    let rule = &context.program.rules[trace.rule.index()];
    let depends = if trace.fate == Fate::Unknown { ", if it holds: that depends on what is not known" } else { "" };
    let name = words::rule(context.program, trace.rule);
    let _ = writeln!(out, "\n{INDENT}{name} ({}){depends}", words::place(context, rule.span));
    for line in rule.law.iter().take(LAW) {
        let _ = writeln!(out, "{INDENT}> {}", clean(line));
    }
    if rule.law.len() > LAW {
        let _ = writeln!(out, "{INDENT}> ...");
    }
    if matches!(rule.action, Action::Otherwise(_)) {
        let _ = writeln!(out, "{INDENT}  no other rule holds");
    } else {
        condition(out, context, trace);
    }
}

/// In a line, how a rule fared and why.
fn fate(context: Context<'_>, trace: &RuleTrace) -> String {
    let program = context.program;
    match &trace.fate {
        // What it gives is open all the same, or another rule gives it too.
        Fate::Live => "it holds".to_owned(),
        Fate::Defeated(by) => {
            format!("{} holds, and {} prevails", words::rule(program, trace.rule), words::rules(program, by))
        }
        Fate::NotInForce => match words::period(&program.rules[trace.rule.index()].period) {
            period if period.is_empty() => "it is not in force on that day".to_owned(),
            period => format!("it is not in force on that day ({period})"),
        },
        Fate::Displaced => "another rule holds".to_owned(),
        Fate::Fails => because(context, &trace.condition, Truth::False),
        Fate::Unknown if matches!(program.rules[trace.rule.index()].action, Action::Otherwise(_)) => {
            "that depends on the other rules".to_owned()
        }
        Fate::Unknown => because(context, &trace.condition, Truth::Unknown),
    }
}

/// The innermost parts that make a condition false (or open): `any prior conviction is a felony: no (the list is empty)`.
fn because(context: Context<'_>, node: &Node, truth: Truth) -> String {
    let mut found = Vec::new();
    leaves(node, truth, &mut found);
    let mut said: Vec<String> = found
        .iter()
        .map(|leaf| {
            let detail = detail(leaf);
            let between = if detail.is_empty() { String::new() } else { format!(" ({detail})") };
            format!("{}: {}{between}", words::at(context, leaf.span, WORDS), verdict(leaf.truth))
        })
        .collect();
    said.dedup();
    let more = said.len().saturating_sub(3);
    said.truncate(3);
    if more > 0 {
        said.push(format!("and {more} more"));
    }
    said.join("; ")
}

/// One line of a condition: how deep, words, verdict.
struct Line {
    words: String,
    verdict: String,
}

fn condition(out: &mut String, context: Context<'_>, trace: &RuleTrace) {
    let node = &trace.condition;
    if matches!(context.program.rules[trace.rule.index()].condition.kind, ExprKind::Const(_))
        && node.parts.is_empty()
        && node.note.is_none()
    {
        let _ = writeln!(out, "{INDENT}  it has no condition");
        return;
    }
    let mut lines = Vec::new();
    // The condition as a whole is said by the rule itself: its parts are what matters.
    if node.parts.len() > 1 && node.limb.is_none() && node.facts.is_empty() {
        relevant(node).for_each(|part| gather(context, part, 0, &mut lines));
    } else {
        gather(context, node, 0, &mut lines);
    }
    lines.retain(|line| !line.words.is_empty());
    let width = lines.iter().map(|line| line.words.chars().count()).filter(|width| *width <= COLUMN).max().unwrap_or(0);
    for line in lines {
        let _ = writeln!(out, "{}", format!("{INDENT}  {:width$}   {}", line.words, line.verdict).trim_end());
    }
}

fn gather(context: Context<'_>, node: &Node, depth: usize, lines: &mut Vec<Line>) {
    let said = words::at(context, node.span, WORDS);
    // A part that is the whole again (a limb and its body) is one line.
    let mut inner = node;
    let mut facts: Vec<String> = Vec::from_iter(Some(detail(node)).filter(|it| !it.is_empty()));
    while let [only] = inner.parts.as_slice()
        && only.truth == inner.truth
        && only.limb.is_none()
        && (only.span == inner.span || words::at(context, only.span, WORDS) == said || inner.limb.is_some())
    {
        inner = only;
        facts.extend(Some(detail(inner)).filter(|it| !it.is_empty()));
    }
    // `is not protected` and `protected` have the same words where only the verb is negated.
    let mut negated = "";
    if let [only] = inner.parts.as_slice()
        && only.truth != inner.truth
        && only.limb.is_none()
        && words::at(context, only.span, WORDS) == words::at(context, inner.span, WORDS)
    {
        negated = "not ";
        inner = only;
        facts.extend(Some(detail(inner)).filter(|it| !it.is_empty()));
    }
    let limb = match (&node.limb, &node.title) {
        (None, _) => String::new(),
        (Some(path), None) => format!("{path} "),
        (Some(path), Some(title)) => format!("{path} \"{title}\" "),
    };
    let said = format!("{negated}{}", words::at(context, inner.span, WORDS));
    let verdict = match facts.is_empty() {
        true => verdict(node.truth).to_owned(),
        false => format!("{}: {}", verdict(node.truth), facts.join("; ")),
    };
    // `any of:` says nothing that its limbs don't.
    let bare = depth > 0 && node.limb.is_none() && facts.is_empty() && inner.parts.iter().any(|part| part.limb.is_some());
    if !bare {
        lines.push(Line { words: format!("{}{limb}{said}", "  ".repeat(depth.min(12))), verdict });
    }
    let depth = if bare { depth } else { depth + 1 };
    let parts: Vec<&Node> = relevant(inner).collect();
    parts.iter().take(PARTS).for_each(|part| gather(context, part, depth, lines));
    if parts.len() > PARTS {
        let words = format!("{}... and {} more", "  ".repeat(depth.min(12)), parts.len() - PARTS);
        lines.push(Line { words, verdict: String::new() });
    }
}

/// The parts that make the whole what it is: of alternatives, those that are true; of requirements that fail, those that do.
fn relevant(node: &Node) -> impl Iterator<Item = &Node> {
    let same = node.parts.iter().any(|part| part.truth == node.truth);
    node.parts.iter().filter(move |part| !same || part.truth == node.truth)
}

fn verdict(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "yes",
        Truth::False => "no",
        Truth::Unknown => "not known",
    }
}

/// `grade of the offense is felony; the list is known to be empty`.
pub(super) fn detail(node: &Node) -> String {
    let mut said: Vec<String> = match &node.note {
        // What is to be said of a list as a whole is in the remark.
        Some(note) if note.starts_with("the list") || note.starts_with(|it: char| it.is_ascii_digit()) => Vec::new(),
        _ => node.facts.iter().map(|(fact, value)| format!("{} is {}", clean(fact), clean(value))).collect(),
    };
    said.extend(node.note.as_deref().map(clean));
    said.join("; ")
}

fn relied_on(out: &mut String, context: Context<'_>, explanation: &Explanation) {
    let mut lines = Vec::new();
    for it in &explanation.stipulated {
        let term = &context.program.definitions[it.definition.index()];
        lines.push(format!("stipulated by the case: {}: {}", term.words, show(context.program, term.ty, &it.value)));
    }
    for (fact, it) in &explanation.judgments {
        lines.push(format!("judgment relied on: {fact}: {}", judgment(it)));
    }
    for (question, position, default) in &explanation.positions {
        let how = if *default { "the policy's default" } else { "as asked" };
        lines.push(format!("reading relied on: {question} is {position} ({how})"));
    }
    if !lines.is_empty() {
        out.push('\n');
    }
    for line in lines {
        let _ = writeln!(out, "{INDENT}{}", clean(&line));
    }
}

fn judgment(it: &Judgment) -> String {
    let mut said = if it.finding { "yes" } else { "no" }.to_owned();
    if let Some(by) = &it.by {
        let _ = write!(said, ", by {by}");
    }
    if let Some(date) = it.on {
        let _ = write!(said, ", on {date}");
    }
    if let Some(because) = &it.because {
        let _ = write!(said, ": {because}");
    }
    said
}
