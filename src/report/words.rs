//! The words of a decision: its effect with the mode always visible, its rules, the words of the policy at a place.

use super::Context;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::excerpt::clean;
use crate::ir::{DecisionId, Instrument, InstrumentId, Period, Program, RuleId, Start, Status, Type, Value};
use crate::runtime::reasons::explain::show;
use crate::runtime::{Decision, Effect, Standing};
use crate::source::Span;
use crate::source::without_comment;

/// The word of an effect, in text and in JSON.
pub fn effect_word(effect: Effect) -> &'static str {
    match effect {
        Effect::Required => "required",
        Effect::Prohibited => "prohibited",
        Effect::Permitted => "permitted",
        Effect::Chosen => "chosen",
        Effect::NoRule => "no rule",
        Effect::Undetermined => "undetermined",
        Effect::Conflict => "conflict",
    }
}

/// The whole sentence: `may honor detainer (permitted, not required), by rule 7282.5(a)`.
pub fn sentence(context: Context<'_>, decision: &Decision) -> String {
    let program = context.program;
    let name = &program.decisions[decision.decision.index()].name;
    match decision.effect {
        Effect::NoRule => format!("{name}: no rule: {}", no_rule(program, decision)),
        Effect::Undetermined => format!("{name}: undetermined"),
        Effect::Conflict => format!("{name}: conflict: {} cannot both be followed", rules_short(program, &decision.rules)),
        Effect::Required | Effect::Prohibited | Effect::Permitted | Effect::Chosen => {
            let phrase = phrase(program, decision.decision, decision.effect, &decision.outcomes);
            match decision.rules.is_empty() {
                true => phrase,
                false => {
                    let duty = super::duties::clause(program, &decision.duties.iter().collect::<Vec<_>>());
                    // Which of them it is depends on what is not known.
                    let join = if is_either_way(decision) { or } else { and };
                    with_duty(&phrase, &duty, &join(&rule_names(program, &decision.rules)))
                }
            }
        }
    }
}

/// What is done, by whom and when come first; a second sentence would part the rule from what it says.
pub fn with_duty(phrase: &str, duty: &str, rules: &str) -> String {
    match duty.split_once("; ") {
        Some((duty, done)) => format!("{phrase}{duty}, by {rules}; {done}"),
        None => format!("{phrase}{duty}, by {rules}"),
    }
}

/// Whether one or another of several rules gives the result, whatever is not known.
pub fn is_either_way(decision: &Decision) -> bool {
    decision.rules.len() > 1 && decision.either_way
}

/// `must not honor detainer (prohibited)`, `benefit is $0.00 (chosen)`; for the other effects, their word.
pub fn phrase(program: &Program, decision: DecisionId, effect: Effect, outcomes: &[Value]) -> String {
    let (modal, of_value, mode) = match effect {
        Effect::Required => ("must ", "must be", "required"),
        Effect::Prohibited => ("must not ", "must not be", "prohibited"),
        Effect::Permitted => ("may ", "may be", "permitted, not required"),
        Effect::Chosen => ("", "is", "chosen"),
        Effect::NoRule | Effect::Undetermined | Effect::Conflict => return effect_word(effect).to_owned(),
    };
    let what = &program.decisions[decision.index()];
    let outcome = outcome(program, decision, outcomes).unwrap_or_else(|| "not known".to_owned());
    match what.ty {
        Type::Enum(_) => format!("{modal}{outcome} {} ({mode})", what.name),
        _ => format!("{} {of_value} {outcome} ({mode})", what.name),
    }
}

/// `must give notice`: the same without the word of the mode in parentheses.
pub fn act(program: &Program, decision: DecisionId, effect: Effect, outcomes: &[Value]) -> String {
    let phrase = phrase(program, decision, effect, outcomes);
    phrase.rsplit_once(" (").map_or(phrase.clone(), |(act, _)| act.to_owned())
}

/// The outcome as text, several joined by `or`; `None` where there is none.
pub fn outcome(program: &Program, decision: DecisionId, outcomes: &[Value]) -> Option<String> {
    let ty = program.decisions[decision.index()].ty;
    let word = |value: &Value| match (value, ty) {
        (Value::Enum(index), Type::Enum(id)) => program.enums.get(id.index())?.values.get(usize::from(*index)).cloned(),
        _ => None,
    };
    let shown: Vec<String> = outcomes.iter().map(|value| word(value).unwrap_or_else(|| show(program, ty, value))).collect();
    (!shown.is_empty()).then(|| shown.join(" or "))
}

/// `rule 1 "low-level arrests"`, `otherwise`, `sentence 2`.
pub fn rule(program: &Program, rule: RuleId) -> String {
    let short = rule_short(program, rule);
    match &program.rules[rule.index()].title {
        Some(title) => format!("{short} \"{title}\""),
        None => short,
    }
}

/// `rule 1`, `otherwise`, `sentence 2`.
pub fn rule_short(program: &Program, rule: RuleId) -> String {
    let label = &program.rules[rule.index()].label;
    match label == "otherwise" || label.starts_with("sentence ") {
        true => label.clone(),
        false => format!("rule {label}"),
    }
}

/// `rule 1 "low-level arrests" and rule 3`.
pub fn rules(program: &Program, all: &[RuleId]) -> String {
    and(&rule_names(program, all))
}

fn rule_names(program: &Program, all: &[RuleId]) -> Vec<String> {
    all.iter().map(|id| rule(program, *id)).collect()
}

/// `rules 4 and 7`, `rule 4 and otherwise`.
fn rules_short(program: &Program, all: &[RuleId]) -> String {
    let plain = |id: &RuleId| rule_short(program, *id).strip_prefix("rule ").map(str::to_owned);
    match all.iter().map(plain).collect::<Option<Vec<_>>>() {
        Some(labels) if labels.len() > 1 => format!("rules {}", and(&labels)),
        _ => and(&all.iter().map(|id| rule_short(program, *id)).collect::<Vec<_>>()),
    }
}

/// `a`, `a and b`, `a, b and c`.
pub fn and(parts: &[String]) -> String {
    joined(parts, "and")
}

/// `a`, `a or b`, `a, b or c`.
pub fn or(parts: &[String]) -> String {
    joined(parts, "or")
}

fn joined(parts: &[String], word: &str) -> String {
    match parts.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} {word} {last}", rest.join(", ")),
    }
}

/// Why there is no rule, or what is uncertain.
pub fn no_rule(program: &Program, decision: &Decision) -> String {
    let instrument = &program.instruments[decision.instrument.index()];
    match &decision.standing {
        Standing::NotYet(from) => format!("it is not in force until {from}"),
        Standing::Ended(last) => {
            let repeal = instrument.lives.iter().find(|it| it.repealed && it.last == *last);
            let by = repeal.map_or_else(String::new, |it| format!(", and {} repealed it", program.instruments[it.by.index()].id));
            format!("it is no longer in force; its last day was {last}{by}")
        }
        Standing::NotLaw => format!("it is not law: {}", status(instrument)),
        Standing::SwitchedOff => "it is switched off for this run (`--without`)".to_owned(),
        Standing::DoesNotBind => format!("it binds {}, and not who acts here", binds(instrument)),
        Standing::Uncertain => format!("whether it is in force on that day is not known ({})", period(&instrument.period)),
        Standing::Silent if !blocked(program, decision).is_empty() || !decision.suspended.is_empty() => {
            [blocked(program, decision), suspended(program, decision)].concat().join("; ")
        }
        Standing::Silent | Standing::Applies => "it is in force, and none of its rules speaks to this case".to_owned(),
    }
}

/// `rule 4 "the request has not taken effect: no copy was served" sets aside rule 1`: what keeps rules from applying, in the words of its title.
pub fn blocked(program: &Program, decision: &Decision) -> Vec<String> {
    let mut out: Vec<(RuleId, Vec<String>)> = Vec::new();
    for (defeated, by) in &decision.defeated {
        let blocks = |id: &&RuleId| matches!(program.rules[id.index()].action, crate::ir::Action::Block);
        for by in by.iter().filter(blocks) {
            match out.iter_mut().find(|(other, _)| other == by) {
                Some((_, rules)) => rules.push(rule_short(program, *defeated)),
                None => out.push((*by, vec![rule_short(program, *defeated)])),
            }
        }
    }
    out.into_iter().map(|(by, rules)| format!("{} sets aside {}", rule(program, by), and(&rules))).collect()
}

/// `rules 1 and 2 are switched off here by Doe v. Roe`: rules that would speak to the case, by who switches them off.
pub fn suspended(program: &Program, decision: &Decision) -> Vec<String> {
    let is = |rules: &[RuleId]| if rules.len() == 1 { "is" } else { "are" };
    let all = by_court(program, &decision.suspended).into_iter();
    all.map(|(by, all)| format!("{} {} switched off here by {by}", rules(program, &all), is(&all))).collect()
}

/// `whether Doe v. Roe switches off rule 1 here is not known`.
pub fn perhaps_suspended(program: &Program, decision: &Decision) -> Vec<String> {
    let all = by_court(program, &decision.perhaps_suspended).into_iter();
    all.map(|(by, all)| format!("whether {by} switches off {} here is not known", rules(program, &all))).collect()
}

/// `rule 1 is not switched off here by Doe v. Roe, which yields under this order`.
pub fn overridden(program: &Program, decision: &Decision) -> Vec<String> {
    let is = |rules: &[RuleId]| if rules.len() == 1 { "is" } else { "are" };
    let said = |(by, all): (String, Vec<RuleId>)| {
        format!("{} {} not switched off here by {by}, which yields under this order", rules(program, &all), is(&all))
    };
    by_court(program, &decision.overridden).into_iter().map(said).collect()
}

/// What went wrong, with its place: `no version of rule 1 is in force on 2013-06-01 (a.enact:6)`.
pub fn problem(context: Context<'_>, problem: &Diagnostic) -> String {
    format!("{} ({})", clean(&problem.message), place(context, problem.primary.span))
}

/// Rules by the titles of those who suspend them.
fn by_court(program: &Program, suspended: &[(RuleId, Vec<usize>)]) -> Vec<(String, Vec<RuleId>)> {
    let mut out: Vec<(String, Vec<RuleId>)> = Vec::new();
    for (id, by) in suspended {
        let titles = by.iter().filter_map(|it| program.suspensions.get(*it));
        let mut titles: Vec<String> = titles.map(|it| program.instruments[it.instrument.index()].title.clone()).collect();
        titles.dedup();
        let by = and(&titles);
        match out.iter_mut().find(|(other, _)| *other == by) {
            Some((_, rules)) => rules.push(*id),
            None => out.push((by, vec![*id])),
        }
    }
    out
}

/// Whether a rule is an `otherwise`.
pub fn is_otherwise(program: &Program, rule: RuleId) -> bool {
    matches!(program.rules[rule.index()].action, crate::ir::Action::Otherwise(_))
}

/// The word for a standing in JSON.
pub fn standing_word(standing: &Standing) -> &'static str {
    match standing {
        Standing::Applies => "applies",
        Standing::NotYet(_) => "not yet in force",
        Standing::Ended(_) => "ended",
        Standing::NotLaw => "not law",
        Standing::Uncertain => "uncertain",
        Standing::SwitchedOff => "switched off",
        Standing::DoesNotBind => "does not bind",
        Standing::Silent => "silent",
    }
}

/// `county sheriffs and city police`.
pub fn binds(instrument: &Instrument) -> String {
    match instrument.binds_words.is_empty() {
        true => "nobody in particular".to_owned(),
        false => and(&instrument.binds_words),
    }
}

pub fn status(instrument: &Instrument) -> String {
    let word = match instrument.status {
        Status::Enacted => "enacted",
        Status::Draft => "a draft",
        Status::Bill => "a bill",
        Status::Vetoed => "vetoed",
        Status::Enjoined => "enjoined",
        Status::Repealed => "repealed",
    };
    match instrument.status_date {
        Some(date) => format!("{word} since {date}"),
        None => word.to_owned(),
    }
}

/// The line under a sentence: title (where it is needed), source, period.
pub fn provenance(program: &Program, id: InstrumentId, with_title: bool) -> String {
    let instrument = &program.instruments[id.index()];
    let mut parts = Vec::new();
    if with_title || instrument.source.is_none() {
        parts.push(instrument.title.clone());
    }
    parts.extend(instrument.source.clone());
    if instrument.status != Status::Enacted {
        parts.push(status(instrument));
    }
    parts.push(in_force(program, instrument));
    parts.retain(|part| !part.is_empty());
    parts.join("; ")
}

/// `in force from 2013-01-01 through 2014-06-30, extended by us/hall-act-2014`.
pub fn in_force(program: &Program, instrument: &Instrument) -> String {
    let changed = instrument.lives.iter().rfind(|it| instrument.period.through == Some(it.last));
    let by = changed.map_or_else(String::new, |it| {
        format!(", {} by {}", if it.repealed { "repealed" } else { "extended" }, program.instruments[it.by.index()].id)
    });
    format!("{}{by}", period(&instrument.period))
}

/// `in force from 2013-01-01 through 2014-06-30`; empty where it is always in force.
pub fn period(period: &Period) -> String {
    let from = match &period.from {
        Start::Always => String::new(),
        Start::Day(day) => format!(" from {day}"),
        Start::Unknown { earliest, latest } => {
            let mut text = " from a day not known".to_owned();
            if let Some(day) = earliest {
                text.push_str(&format!(", no earlier than {day}"));
            }
            if let Some(day) = latest {
                text.push_str(&format!(", no later than {day}"));
            }
            text
        }
    };
    let through = period.through.map_or_else(String::new, |day| format!(" through {day}"));
    match from.is_empty() && through.is_empty() {
        true => String::new(),
        false => format!("in force{from}{through}"),
    }
}

/// The words of the policy at a place, on one line, without comments, of at most `limit` characters.
pub fn at(context: Context<'_>, span: Span, limit: usize) -> String {
    let mut words = String::new();
    for line in context.sources.text(span).lines() {
        for word in without_comment(line).split_whitespace() {
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(word);
        }
        if words.chars().count() > limit {
            break;
        }
    }
    shortened(&clean(words.trim_end_matches([',', ';', '.'])), limit)
}

/// Text of at most `limit` characters, with `…` for the rest.
pub fn shortened(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        None => text.to_owned(),
        Some(_) => {
            let end = text.char_indices().nth(limit.saturating_sub(1)).map_or(0, |(at, _)| at);
            let end = text[..end].rfind(' ').filter(|at| *at > 0).unwrap_or(end);
            format!("{} …", text[..end].trim_end_matches([' ', ',', ';', ':']))
        }
    }
}

/// `sheriff-2012.enact:22`: the file's own name, so that a reason reads the same from whatever folder it was asked for.
pub fn place(context: Context<'_>, span: Span) -> String {
    let name = &context.sources.file(span.file).name;
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    format!("{}:{}", clean(file), context.sources.position(span).line)
}
