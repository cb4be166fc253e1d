//! What the arguments of `enact decide` name: instruments, decisions, orders, positions, what is left out.

use super::args;
use super::load::Loaded;
use super::output::note;
use crate::analysis::Supposed;
use crate::diagnostics::suggest;
use crate::ir::{DecisionId, InstrumentId, OrderId, Program, QuestionId, RuleId};
use crate::runtime::{AsIf, Without};
use crate::source::{Sources, same_name};
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::path::PathBuf;

pub(super) fn targets(
    program: &Program,
    instruments: &[InstrumentId],
    arguments: &args::Decide,
) -> Result<Vec<(InstrumentId, DecisionId)>, String> {
    let path = arguments.paths.iter().map(|it| it.display().to_string()).collect::<Vec<_>>().join(" ");
    if instruments.is_empty() {
        return Err(format!("`{path}` has no `policy` heading: there is nothing to decide by"));
    }
    let all: Vec<(InstrumentId, DecisionId)> = speaking(program, instruments)
        .iter()
        .flat_map(|id| program.instruments[id.index()].decisions.iter().map(|decision| (*id, *decision)))
        .collect();
    let names: Vec<&str> = all.iter().map(|(_, decision)| program.decisions[decision.index()].name.as_str()).collect();
    let Some(wanted) = &arguments.decision else {
        return match all.is_empty() {
            true => Err(format!("`{path}` decides nothing: none of its rules has an outcome")),
            false => Ok(all),
        };
    };
    let found: Vec<_> = all.iter().copied().filter(|(_, it)| same_name(&program.decisions[it.index()].name, wanted)).collect();
    match found.is_empty() {
        true => Err(format!("there is no decision `{wanted}`; {}", offer(wanted, &names))),
        false => Ok(found),
    }
}

/// The instruments that decide something: for an act that only changes another's text, that one.
fn speaking(program: &Program, instruments: &[InstrumentId]) -> Vec<InstrumentId> {
    let mut speaking: Vec<InstrumentId> = Vec::new();
    for id in instruments {
        let it = &program.instruments[id.index()];
        let speaks = if it.decisions.is_empty() { it.amends.unwrap_or(*id) } else { *id };
        if !speaking.contains(&speaks) {
            speaking.push(speaks);
        }
    }
    speaking
}

/// What is answered on a case.
pub(super) enum Part {
    /// The target of that number: the only instrument on its decision.
    Alone(usize),
    /// Several instruments on one decision.
    Together(DecisionId, Vec<InstrumentId>),
}

/// In the order of the targets, each decision of several instruments once. With an order of precedence a single instrument is resolved too: the
/// order may take positions, or set it aside.
pub(super) fn parts(targets: &[(InstrumentId, DecisionId)], orders: &[Option<OrderId>]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for (index, (_, decision)) in targets.iter().enumerate() {
        let all: Vec<InstrumentId> = targets.iter().filter(|(_, it)| it == decision).map(|(id, _)| *id).collect();
        let first = targets.iter().position(|(_, it)| it == decision) == Some(index);
        match (all.len() > 1 || orders.iter().any(Option::is_some), first) {
            (false, _) => parts.push(Part::Alone(index)),
            (true, true) => parts.push(Part::Together(*decision, all)),
            (true, false) => {}
        }
    }
    parts
}

/// The orders that `--order` names; `all`: none, and each.
pub(super) fn orders(program: &Program, wanted: Option<&str>) -> Result<Vec<Option<OrderId>>, String> {
    let all = || (0..program.orders.len() as u32).map(OrderId);
    let Some(wanted) = wanted else { return Ok(vec![None]) };
    let names: Vec<&str> = program.orders.iter().map(|it| it.name.as_str()).collect();
    if names.is_empty() {
        return Err("`--order`: none of these files declares an order of precedence".to_owned());
    }
    if wanted == "all" {
        return Ok(std::iter::once(None).chain(all().map(Some)).collect());
    }
    // No two orders have names that are the same here (`duplicate-order`).
    match all().find(|id| same_name(&program.orders[id.index()].name, wanted)) {
        Some(id) => Ok(vec![Some(id)]),
        None => {
            let offered = offer(wanted, &names);
            Err(format!("there is no order of precedence `{wanted}`; {offered}\n{}", more_of("unknown-order")))
        }
    }
}

/// Every position asked for; one on each question.
pub(super) fn positions(program: &Program, sources: &Sources, wanted: &[String]) -> Result<Vec<(QuestionId, u16)>, String> {
    let mut positions: Vec<(QuestionId, u16)> = Vec::new();
    for text in wanted {
        let taken = position(program, sources, text)?;
        let twice = |(question, _): &&(QuestionId, u16)| positions.iter().any(|(other, _)| other == question);
        if let Some((question, _)) = taken.iter().find(twice) {
            let name = &program.questions[question.index()].name;
            return Err(format!(
                "`--position {text}`: a position on `{name}` was asked for before; one run takes one on each question"
            ));
        }
        positions.extend(taken);
    }
    Ok(positions)
}

/// `holiday reading=observed day`, also with underscores: on every question of that name, as each file may ask its own.
fn position(program: &Program, sources: &Sources, text: &str) -> Result<Vec<(QuestionId, u16)>, String> {
    let Some((question, position)) = text.split_once('=') else {
        return Err(format!("`--position {text}` lacks `=`; write `--position \"QUESTION=POSITION\"`"));
    };
    let names: Vec<&str> = program.questions.iter().map(|it| it.name.as_str()).collect();
    let asked: Vec<usize> = (0..names.len()).filter(|index| same_name(names[*index], question)).collect();
    let Some(first) = asked.first() else {
        let offered = offer(question, &names);
        return Err(format!("there is no question `{}`; {offered}\n{}", question.trim(), more_of("unknown-question")));
    };
    let mut positions: Vec<&str> = Vec::new();
    let mut taken = Vec::new();
    for index in &asked {
        let values = program.enums.get(program.questions[*index].positions.index()).map_or(&[][..], |it| &it.values);
        positions.extend(values.iter().map(String::as_str));
        let found = values.iter().position(|it| same_name(it, position));
        taken.extend(found.map(|found| (QuestionId(*index as u32), found as u16)));
    }
    match taken.is_empty() {
        true => {
            let place = &program.questions[*first].span;
            let at = format!("{}:{}", sources.file(place.file).name, sources.position(*place).line);
            let (given, question) = (position.trim(), names[*first]);
            let offered = offer(position, &positions);
            Err(format!("`{given}` is not a position on `{question}` ({at}); {offered}\n{}", more_of("unknown-position")))
        }
        false => Ok(taken),
    }
}

/// A module behind `--as-if-enacted` without `=` would be taken as a path.
pub(super) fn no_module_among(paths: &[PathBuf], wanted: &[String]) -> Result<(), String> {
    let path = paths.iter().find(|it| !it.exists()).filter(|_| wanted.iter().any(String::is_empty));
    path.map_or(Ok(()), |path| {
        let path = path.display();
        Err(format!("`{path}` is no file or folder; to suppose one instrument enacted, write `--as-if-enacted={path}`"))
    })
}

/// What `--as-if-enacted` supposes: `None` where nothing was said, everything where no module was named.
pub(super) fn supposed(loaded: &Loaded, wanted: &[String]) -> Result<Option<Supposed>, String> {
    if wanted.is_empty() || wanted.iter().any(String::is_empty) {
        return Ok((!wanted.is_empty()).then_some(Supposed::All));
    }
    let known = loaded.instruments();
    let mut files = BTreeSet::new();
    for module in wanted {
        match known.iter().find(|(name, _)| name == module) {
            Some((_, file)) => drop(files.insert(*file)),
            None => {
                let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
                return Err(format!("there is no instrument `{module}` to suppose enacted; {}", offer(module, &names)));
            }
        }
    }
    Ok(Some(Supposed::Only(files)))
}

/// The same, of the instruments of a program.
pub(super) fn as_if(program: &Program, supposed: Option<&Supposed>) -> AsIf {
    let all = || program.instruments.iter().enumerate();
    match supposed {
        None => AsIf::Law,
        Some(Supposed::All) => AsIf::All,
        Some(Supposed::Only(files)) => {
            let named = all().filter(|(_, it)| files.contains(&it.span.file));
            AsIf::These(named.map(|(index, _)| InstrumentId(index as u32)).collect())
        }
    }
}

/// Where there is more to read.
fn more_of(code: &str) -> String {
    format!("`enact explain {code}` says more")
}

/// `us/tx/senate-bill-4#752.053(a)(1)`: a module and the label of a rule; without `#` a whole instrument.
pub(super) fn left_out(text: &str) -> (&str, Option<&str>) {
    // The name of a module may have the mark, a label has not.
    match text.rsplit_once('#') {
        Some((module, label)) => (module.trim(), Some(label_of(label))),
        None => (text.trim(), None),
    }
}

/// `rule 1` as `1`.
fn label_of(text: &str) -> &str {
    let text = text.trim();
    text.strip_prefix("rule ").unwrap_or(text).trim()
}

/// What is to be left out, found.
pub(super) fn without(program: &Program, wanted: &[String]) -> Result<Without, String> {
    let modules: Vec<&str> = program.instruments.iter().map(|it| it.id.as_str()).collect();
    let mut without = Without::default();
    for text in wanted {
        let (module, label) = left_out(text);
        let Some(index) = modules.iter().position(|it| *it == module) else {
            return Err(format!("there is no instrument `{module}` to leave out; {}", offer(module, &modules)));
        };
        let Some(label) = label else {
            without.instruments.push(InstrumentId(index as u32));
            continue;
        };
        let rules = &program.instruments[index].rules;
        let found = versions_named(program, rules, label);
        if found.is_empty() {
            let labels: Vec<&str> = rules.iter().map(|id| program.rules[id.index()].label.as_str()).collect();
            return Err(format!("`{module}` has no rule `{label}` to leave out; {}", offer(label, &labels)));
        }
        without.rules.extend(found);
    }
    Ok(without)
}

/// The versions of a rule by the label that it has, or had or will have on days on which no other rule has it.
fn versions_named(program: &Program, rules: &[RuleId], label: &str) -> Vec<RuleId> {
    let rule = |id: RuleId| &program.rules[id.index()];
    let is = |it: &str| it.eq_ignore_ascii_case(label);
    let formerly = |id: RuleId| rule(id).provenance.as_ref().map_or(&[][..], |it| &it.formerly);
    let labelled: Vec<RuleId> = rules.iter().copied().filter(|id| is(&rule(*id).label)).collect();
    // What versions of this label were called before, and those that were called so.
    let earlier: Vec<&String> = labelled.iter().flat_map(|id| formerly(*id)).collect();
    let same_rule =
        |id: RuleId| formerly(id).iter().any(|it| is(it)) || earlier.iter().any(|it| it.eq_ignore_ascii_case(&rule(id).label));
    let another = |id: RuleId| labelled.iter().any(|it| rule(*it).period.may_meet(&rule(id).period));
    let mut found = labelled.clone();
    found.extend(rules.iter().copied().filter(|id| !labelled.contains(id) && same_rule(*id) && !another(*id)));
    found
}

/// Says of what is taken out of a run that it would not count on that day anyway.
pub(super) fn say_what_is_off_anyway(program: &Program, wanted: &[String], without: &Without, day: Date) {
    for text in wanted {
        let (module, Some(label)) = left_out(text) else { continue };
        let Some(instrument) = program.instruments.iter().find(|it| it.id == module) else { continue };
        // Where a day of the case chooses the law, the day of deciding settles nothing.
        let versions = versions_named(program, &instrument.rules, label);
        let counts = |id: &RuleId| program.rules[id.index()].period.may_hold(day);
        if instrument.governed_by.is_none()
            && !versions.iter().any(counts)
            && versions.iter().all(|it| without.rules.contains(it))
        {
            note(&format!(
                "note: no rule {label} of `{}` is in force on {day}, so leaving it out changes nothing",
                instrument.id
            ));
        }
    }
}

pub(super) fn why_not(program: &Program, instruments: &[InstrumentId], wanted: &[String]) -> Result<Vec<RuleId>, String> {
    let known: Vec<RuleId> =
        speaking(program, instruments).iter().flat_map(|id| program.instruments[id.index()].rules.iter().copied()).collect();
    let labels: Vec<&str> = known.iter().map(|id| program.rules[id.index()].label.as_str()).collect();
    let mut found = Vec::new();
    for text in wanted {
        let label = label_of(text);
        let before = found.len();
        found.extend(known.iter().zip(&labels).filter(|(_, it)| **it == label).map(|(id, _)| *id));
        // An old label is that of the rule with the new one.
        for id in &known {
            let rule = &program.rules[id.index()];
            let formerly = rule.provenance.as_ref().is_some_and(|it| it.formerly.iter().any(|old| old == label));
            if formerly && !found[before..].contains(id) {
                found.push(*id);
            }
        }
        if found.len() == before {
            return Err(format!("there is no rule `{label}`; {}", offer(label, &labels)));
        }
    }
    Ok(found)
}

/// `did you mean …?` or what there is.
pub(super) fn offer(given: &str, known: &[&str]) -> String {
    let mut distinct: Vec<&str> = Vec::new();
    for name in known {
        if !distinct.contains(name) {
            distinct.push(name);
        }
    }
    if let Some(nearest) = suggest::nearest(given.trim(), distinct.iter().copied()) {
        return format!("did you mean `{nearest}`?");
    }
    match distinct.len() {
        0 => "this policy has none".to_owned(),
        1..=7 => format!("this policy has {}", suggest::all_of(&distinct)),
        many => format!("this policy has {many}, among them {}", suggest::all_of(&distinct[..3])),
    }
}
