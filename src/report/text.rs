//! Decisions as text: short by default, the whole reason on request.

use super::lines::{Row, WIDTH, columns_of, lead_in, put};
use super::working::Given;
use super::{Context, duties, limbs, readings, reason, sentences, slots, words};
use crate::diagnostics::excerpt::clean;
use crate::ir::{CASE, Record, Type, Value};
use crate::runtime::reasons::explain::{Doubt, Explanation, Fate, Node, show};
use crate::runtime::{Answer, Ask, Decision, Duty, Effect, Missing, Truth};
use std::fmt::Write as _;

/// Under a sentence, everything is set in by so much.
pub(super) const INDENT: &str = "      ";
/// At most so many things of a kind are listed.
pub(super) const LISTED: usize = 5;
/// Answers wider than that stand above what they lead to.
const ANSWER: usize = 24;

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
    /// Lines are folded at so many characters; at [`WIDTH`] where nothing is said.
    pub width: Option<usize>,
}

impl Detail<'_> {
    pub(super) fn width(&self) -> usize {
        self.width.unwrap_or(WIDTH)
    }
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
    let width = detail.width();
    let hang = (INDENT.len(), INDENT.len() + 2);
    let lead = format!("{}  ", clean(case));
    lead_in(out, &lead, INDENT.len(), &words::sentence(context, decision), width);
    let mut provenance = words::provenance(context.program, decision.instrument, detail.with_title);
    if let Some(date) = detail.as_of {
        let _ = write!(provenance, "; as of {date}");
    }
    put(out, hang, &provenance, width);
    let day = detail.given.map(|given| given.options.as_of);
    let as_if = decision.as_if_enacted.iter().map(|supposed| super::version::as_if_enacted(context.program, supposed));
    for note in as_if.chain(notes(context, decision, day)) {
        put(out, hang, &format!("({note})"), width);
    }
    let of_duty: Vec<&Duty> = decision.duties.iter().collect();
    for line in duties::lines(context.program, &of_duty, |rule| words::rule_short(context.program, rule)) {
        put(out, hang, &line, width);
    }
    let waits = duties::missing(&of_duty);
    if !waits.is_empty() {
        put(out, hang, &format!("(not known: {})", first_few(waits.into_iter())), width);
    }
    let mut rows = Vec::new();
    if decision.effect == Effect::Undetermined {
        undetermined(&mut rows, context, decision, explanation);
    }
    for problem in &decision.problems {
        rows.push(("problem", vec![Line::Text(words::problem(context, problem))]));
    }
    table(out, &rows, width);
    if let Some(explanation) = explanation {
        if detail.why {
            reason::whole(out, context, decision, explanation, &detail);
        }
        reason::why_not(out, context, decision, explanation, &detail);
    }
}

/// On what else the answer rests, a line each: versions, presumptions, positions, rules that are set aside or switched off, fillings.
pub(super) fn notes(context: Context<'_>, decision: &Decision, day: Option<jiff::civil::Date>) -> Vec<String> {
    let mut notes = super::version::notes(context.program, decision, day);
    if decision.presumed_bound {
        notes.push(presumed(context, decision));
    }
    if !decision.regardless_of.is_empty() {
        notes.push(format!("decided whatever the answer: {}", first_few(decision.regardless_of.iter())));
    }
    notes.extend(decision.relied_on.iter().map(|it| readings::relied(context.program, it)));
    // `otherwise` decides because the rule that would have is set aside: that is part of the answer.
    if !decision.rules.is_empty() && decision.rules.iter().all(|id| words::is_otherwise(context.program, *id)) {
        notes.extend(words::blocked(context.program, decision));
    }
    if decision.effect != Effect::NoRule {
        notes.extend(words::suspended(context.program, decision));
    }
    notes.extend(words::overridden(context.program, decision));
    notes.extend(slots::lines(context.program, decision));
    notes
}

/// Appends the line of a record that can't be read; what is wrong with it is told elsewhere.
pub fn invalid(out: &mut String, case: &str, problems: usize) {
    let (what, is) = if problems == 1 { ("problem", "is") } else { ("problems", "are") };
    let _ = writeln!(out, "{}  invalid: the record cannot be read; {problems} {what} {is} reported for it", clean(case));
}

/// What is said where the case does not say who acts, and the fact that would say it.
fn presumed(context: Context<'_>, decision: &Decision) -> String {
    let instrument = &context.program.instruments[decision.instrument.index()];
    let fields = context.program.records.get(CASE.index()).map_or(&[][..], |record| &record.fields);
    let mut keys: Vec<String> = Vec::new();
    for (_, of) in &instrument.binds {
        let holder = fields.iter().find(|field| matches!(field.ty, Type::Record(_)) && field.slot.0 + 1 == of.base);
        if let Some(key) = holder.map(|field| format!("`{}`", field.key)).filter(|key| !keys.contains(key)) {
            keys.push(key);
        }
    }
    let binds = words::binds(instrument);
    match keys.is_empty() {
        true => format!("it binds {binds}; the case does not say who acts, and is taken to be one"),
        false => format!("it binds {binds}; {} is not said to be one, and is taken for one", words::or(&keys)),
    }
}

/// A line of a table: text, or an answer with what it leads to.
enum Line {
    Text(String),
    Answers(Vec<Row>),
}

/// Rows of a name and lines of text, the lines one under the other.
fn table(out: &mut String, rows: &[(&str, Vec<Line>)], width: usize) {
    if rows.is_empty() {
        return;
    }
    let column = rows.iter().map(|(name, _)| name.len()).max().unwrap_or(0) + 3;
    let set_in = INDENT.len() + column;
    out.push('\n');
    for (name, lines) in rows {
        let start = out.len();
        for line in lines {
            match line {
                Line::Text(text) => put(out, (set_in, set_in + 2), text, width),
                Line::Answers(answers) => columns_of(out, (set_in + 2, ANSWER), answers, width),
            }
        }
        // The name stands in the gap before the first line.
        if out.len() > start + set_in {
            out.replace_range(start..start + set_in, &format!("{INDENT}{name:column$}"));
        }
    }
}

fn undetermined(rows: &mut Vec<(&str, Vec<Line>)>, context: Context<'_>, decision: &Decision, explanation: Option<&Explanation>) {
    if decision.standing == crate::runtime::Standing::Uncertain {
        rows.push(("in force?", texts(vec![words::no_rule(context.program, decision)])));
    }
    if !decision.missing.is_empty() {
        let mut lines: Vec<String> = decision.missing.iter().take(LISTED).map(|it| not_known(context, it)).collect();
        more(&mut lines, decision.missing.len());
        rows.push(("not known", texts(lines)));
    }
    for id in &decision.questions {
        let (said, positions) = readings::open(context.program, *id, &decision.disputed);
        let mut lines: Vec<Line> = said.into_iter().map(Line::Text).collect();
        let position = |left: String| Row { depth: 0, left, right: String::new() };
        lines.push(Line::Answers(positions.into_iter().map(position).collect()));
        rows.push(("open", lines));
    }
    let under = readings::sentences(context, decision);
    rows.extend((!under.is_empty()).then(|| ("readings", texts(under))));
    if let Some(explanation) = explanation {
        let mut lines = matters(context, explanation);
        let all = lines.len();
        lines.truncate(LISTED);
        more(&mut lines, all);
        rows.extend((!lines.is_empty()).then_some(("it matters", texts(lines))));
    }
    if let Some(next) = &decision.next {
        rows.push(("ask next", ask(context, decision, next)));
        // Where a sum or a number is asked for, and one fact is all that it waits for, that is the one to record.
        let only = match decision.missing.as_slice() {
            [only] => Some(only),
            _ => None,
        };
        if let Some(fact) = next.fact.as_ref().or(only) {
            rows.extend(record_it(context, fact).map(|line| ("record it", texts(vec![line]))));
        }
    }
}

fn texts(lines: Vec<String>) -> Vec<Line> {
    lines.into_iter().map(Line::Text).collect()
}

/// `arrest time; bail; ... and 3 more`.
pub(super) fn first_few<'d>(facts: impl ExactSizeIterator<Item = &'d Missing>) -> String {
    let all = facts.len();
    let mut few: Vec<String> = facts.take(LISTED).map(|fact| fact.words.clone()).collect();
    more(&mut few, all);
    few.join("; ")
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

/// `rule 1 "low-level arrests" asks: no prior conviction`, for each rule whose condition is open, where that can change the result.
fn matters(context: Context<'_>, explanation: &Explanation) -> Vec<String> {
    let traces = explanation.deciding.iter().chain(&explanation.others).chain(&explanation.defeated);
    let mut lines: Vec<String> = Vec::new();
    for trace in traces.filter(|trace| trace.fate == Fate::Unknown) {
        let rule = words::rule(context.program, trace.rule);
        let mut line = |who: String, condition: &Node| {
            let asked = asked(context, condition);
            lines.extend((!asked.is_empty()).then(|| format!("{who} asks: {}", asked.join("; "))));
        };
        if trace.matters {
            line(rule.clone(), &trace.condition);
        }
        for doubt in &trace.doubts {
            if let Doubt::Suspended(index, condition) = doubt {
                line(format!("{}, which may switch off {rule},", readings::suspending(context, *index)), condition);
            }
        }
    }
    lines
}

/// The parts of a condition that are not known, the first few.
fn asked(context: Context<'_>, condition: &Node) -> Vec<String> {
    let limbs = limbs::of_rule(context, condition);
    let mut asked: Vec<String> =
        limbs::deciding(&limbs, Truth::Unknown).into_iter().map(|limb| limb.said()).filter(|it| !it.is_empty()).collect();
    asked.dedup();
    let all = asked.len();
    asked.truncate(3);
    more(&mut asked, all);
    asked
}

/// The innermost parts that make the whole what it is.
pub(super) fn leaves<'a>(node: &'a Node, out: &mut Vec<&'a Node>) {
    let before = out.len();
    for part in node.parts.iter().filter(|part| node.decisive() == Some(part.truth)) {
        leaves(part, out);
    }
    if out.len() == before {
        out.push(node);
    }
}

fn ask(context: Context<'_>, decision: &Decision, next: &Ask) -> Vec<Line> {
    let mut lines = vec![Line::Text(sentences::question(&next.words))];
    let answers = next.answers.iter().take(12);
    let mut rows: Vec<Row> =
        answers.map(|answer| Row { depth: 0, left: answer.words.clone(), right: leads_to(context, decision, answer) }).collect();
    if next.answers.len() > rows.len() {
        let more = format!("... and {} more answers", next.answers.len() - rows.len());
        rows.push(Row { depth: 0, left: more, right: String::new() });
    }
    lines.push(Line::Answers(rows));
    lines
}

fn leads_to(context: Context<'_>, decision: &Decision, answer: &Answer) -> String {
    let consequence = |(effect, outcomes, rules): &(Effect, Vec<Value>, Vec<crate::ir::RuleId>)| {
        let phrase = words::phrase(context.program, decision.decision, *effect, outcomes);
        match rules.is_empty() {
            true => phrase,
            false => {
                let rules: Vec<String> = rules.iter().map(|id| words::rule_short(context.program, *id)).collect();
                match effect {
                    Effect::Conflict => format!("{phrase} between {}", words::and(&rules)),
                    _ => format!("{phrase}, by {}", words::or(&rules)),
                }
            }
        }
    };
    let what = &context.program.decisions[decision.decision.index()];
    let open = answer.leads_to.iter().any(|(effect, ..)| *effect == Effect::Undetermined);
    if open && !matches!(what.ty, Type::Enum(_)) {
        return value_leads_to(context, decision, answer);
    }
    let all: Vec<String> = answer.leads_to.iter().map(consequence).collect();
    match all.is_empty() {
        true => "more must be asked".to_owned(),
        false => all.join(", or "),
    }
}

/// Of an amount that the answer alone does not give: those found are not all that there may be.
fn value_leads_to(context: Context<'_>, decision: &Decision, answer: &Answer) -> String {
    let program = context.program;
    let name = &program.decisions[decision.decision.index()].name;
    let mut rules: Vec<String> = Vec::new();
    for rule in answer.leads_to.iter().flat_map(|(.., rules)| rules) {
        let rule = words::rule_short(program, *rule);
        if !rules.contains(&rule) {
            rules.push(rule);
        }
    }
    let mut values: Vec<String> =
        answer.leads_to.iter().filter_map(|(_, outcomes, _)| words::outcome(program, decision.decision, outcomes)).collect();
    let by = if rules.is_empty() { String::new() } else { format!(", by {}", words::or(&rules)) };
    let other_effects = answer.leads_to.iter().any(|(effect, ..)| matches!(effect, Effect::NoRule | Effect::Conflict));
    if values.is_empty() && !other_effects {
        return format!("more must be known{by}");
    }
    values.push("another value".to_owned());
    let mut all = vec![format!("{name} is {}{by}", words::or(&values))];
    for (effect, ..) in answer.leads_to.iter().filter(|(effect, ..)| matches!(effect, Effect::NoRule | Effect::Conflict)) {
        all.push(words::effect_word(*effect).to_owned());
    }
    format!("more must be known: {}", all.join(", or "))
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
        Type::Citation => {
            let code = program.codes.first().map_or("PC", |(code, _)| code);
            (format!("\"{code} 240\""), ", for example")
        }
        Type::Record(_) if slot.optional => ("\"none\"".to_owned(), " if there is none, else `{}` with what is known of it"),
        Type::Months | Type::Days | Type::Minutes | Type::Text | Type::Record(_) => return None,
    };
    let none =
        if slot.optional && !matches!(slot.ty, Type::List(_) | Type::Record(_)) { "; `\"none\"` if there is none" } else { "" };
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
