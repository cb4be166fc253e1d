//! Which version of the law decided: who changed the rule, what is kept for older cases, what applies from before it was enacted.

use super::json::{list, optional, string};
use super::text::LISTED;
use super::words;
use crate::ir::{Action, Applies, Instrument, InstrumentId, Period, Program, Provenance, Repealed, Rule, Start, Status};
use crate::runtime::{Changed, Decision, Effect, Supposed};
use jiff::civil::Date;

/// What is said under an answer, in brackets, a line each; [`as_if_enacted`] comes before all this.
pub fn notes(program: &Program, decision: &Decision, as_of: Option<Date>) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(day) = decision.law_of {
        notes.push(format!("by the law of {day}, the day that governs this case"));
    }
    for id in &decision.rules {
        let rule = &program.rules[id.index()];
        let name = words::rule_short(program, *id);
        if let Some(said) = changed(program, rule) {
            notes.push(format!("{name}: {said}"));
        }
        for saved in rule.applies.iter().filter(|it| it.saved) {
            let (by, act) = (&program.instruments[saved.by.index()].id, &program.instruments[saved.act.index()].id);
            notes.push(match saved.stay {
                false if by == act => format!("{name}: the text before {by}, which saves it for this case"),
                false => format!("{name}: the text before {act}, which {by} saves for this case"),
                true => format!("{name}: the text without changes that {by} switches off"),
            });
        }
    }
    notes.extend(decision.changed.iter().take(LISTED).map(|it| text(program, *it)));
    if decision.changed.len() > LISTED {
        notes.push(format!("and {} more terms and figures as acts amended them", decision.changed.len() - LISTED));
    }
    for id in &decision.enjoined {
        let act = &program.instruments[id.index()];
        notes.push(format!("what {} changes does not count: {}", act.id, words::status(act)));
    }
    let day = decision.law_of.or(as_of);
    if decision.effect == Effect::NoRule {
        notes.extend(day.map_or_else(Vec::new, |day| repeals(program, decision, day)));
    }
    for (instrument, from, enacted) in day.map_or_else(Vec::new, |day| retroactive(program, decision, day)) {
        notes.push(format!("{}: applicable as of {from}, though enacted on {enacted}", instrument.id));
    }
    notes
}

/// `as if enacted, which is not the law: base (a draft) and x (vetoed since 2020-12-01); y begins on 2025-01-01, and changes nothing before`.
pub fn as_if_enacted(program: &Program, supposed: &Supposed) -> String {
    let name = |id: &InstrumentId| {
        let it = &program.instruments[id.index()];
        match it.status {
            Status::Enacted => format!("{} ({})", it.id, words::period(&it.period)),
            _ => format!("{} ({})", it.id, words::status(it)),
        }
    };
    let said = match supposed.not_law.as_slice() {
        [] => "as if enacted".to_owned(),
        all => format!("as if enacted, which is not the law: {}", words::and(&all.iter().map(name).collect::<Vec<_>>())),
    };
    std::iter::once(said).chain(not_yet(program, supposed)).collect::<Vec<_>>().join("; ")
}

/// `y begins on 2025-01-01, and changes nothing before`, for each act that does not count yet.
pub fn not_yet(program: &Program, supposed: &Supposed) -> Vec<String> {
    let said = |(id, first): &(InstrumentId, Date)| {
        format!("{} begins on {first}, and changes nothing before", program.instruments[id.index()].id)
    };
    supposed.not_yet.iter().map(said).collect()
}

/// Appends `,"as_if_enacted":true,"not_law":["x"]`, where it is so, and what changes nothing yet.
pub(super) fn as_if_enacted_json(out: &mut Vec<u8>, program: &Program, supposed: Option<&Supposed>) {
    let Some(supposed) = supposed else { return };
    out.extend_from_slice(b",\"as_if_enacted\":true,\"not_law\":");
    list(out, &supposed.not_law, |out, id| string(out, &program.instruments[id.index()].id));
    if !supposed.not_yet.is_empty() {
        out.extend_from_slice(b",\"not_yet\":");
        list(out, &supposed.not_yet, |out, (id, first)| {
            out.extend_from_slice(b"{\"instrument\":");
            string(out, &program.instruments[id.index()].id);
            out.extend_from_slice(b",\"from\":");
            string(out, &first.to_string());
            out.push(b'}');
        });
    }
}

/// Appends `"versions"` and what goes with it, each with its comma, where there is something to say.
pub(super) fn json(out: &mut Vec<u8>, program: &Program, decision: &Decision, as_of: Date) {
    as_if_enacted_json(out, program, decision.as_if_enacted.as_ref());
    if let Some(day) = decision.law_of {
        out.extend_from_slice(b",\"law_of\":");
        string(out, &day.to_string());
    }
    let rules = decision.rules.iter().map(|id| Version::of_rule(&program.rules[id.index()]));
    let texts = decision.changed.iter().map(|it| Version::of_text(program, *it));
    let versions: Vec<Version<'_>> = rules.chain(texts).flatten().collect();
    if !versions.is_empty() {
        out.extend_from_slice(b",\"versions\":");
        list(out, &versions, |out, it| it.write(out, program));
    }
    if !decision.enjoined.is_empty() {
        out.extend_from_slice(b",\"enjoined\":");
        list(out, &decision.enjoined, |out, id| string(out, &program.instruments[id.index()].id));
    }
    let retroactive = retroactive(program, decision, decision.law_of.unwrap_or(as_of));
    if !retroactive.is_empty() {
        out.extend_from_slice(b",\"retroactive\":");
        list(out, &retroactive, |out, (instrument, from, enacted)| {
            out.extend_from_slice(b"{\"instrument\":");
            string(out, &instrument.id);
            out.extend_from_slice(b",\"from\":");
            string(out, &from.to_string());
            out.extend_from_slice(b",\"enacted\":");
            string(out, &enacted.to_string());
            out.push(b'}');
        });
    }
}

/// A version on which an answer rests, and that is not the text as first laid down.
struct Version<'p> {
    /// Of what: a key and a name.
    of: (&'static str, &'p str),
    days: &'p Period,
    provenance: Option<&'p Provenance>,
    applies: &'p [Applies],
}

impl<'p> Version<'p> {
    fn of_rule(rule: &'p Rule) -> Option<Version<'p>> {
        let provenance = rule.provenance.as_ref();
        let told = rule.applies.iter().any(|it| it.saved) || provenance.is_some_and(|it| !it.by.is_empty());
        let days = provenance.map_or(&rule.period, |it| &it.days);
        told.then_some(Version { of: ("rule", &rule.label), days, provenance, applies: &rule.applies })
    }

    fn of_text(program: &'p Program, text: Changed) -> Option<Version<'p>> {
        let provenance = text.provenance(program)?;
        let of = match text {
            Changed::Definition(id, _) => ("definition", program.definitions.get(id.index())?.words.as_str()),
            Changed::Parameter(id, _) => ("parameter", program.parameters.get(id.index())?.name.as_str()),
        };
        Some(Version { of, days: &provenance.days, provenance: Some(provenance), applies: &[] })
    }

    fn write(&self, out: &mut Vec<u8>, program: &Program) {
        let (key, name) = self.of;
        out.extend_from_slice(format!("{{\"{key}\":").as_bytes());
        string(out, name);
        let from = match self.days.from {
            Start::Day(day) => Some(day.to_string()),
            Start::Always | Start::Unknown { .. } => None,
        };
        out.extend_from_slice(b",\"from\":");
        optional(out, from.as_deref());
        out.extend_from_slice(b",\"through\":");
        optional(out, self.days.through.map(|day| day.to_string()).as_deref());
        let by = self.provenance.map_or(&[][..], |it| &it.by);
        out.extend_from_slice(b",\"by\":");
        list(out, by, |out, id| string(out, &program.instruments[id.index()].id));
        if let Some(formerly) = self.provenance.map(|it| &it.formerly).filter(|it| !it.is_empty()) {
            out.extend_from_slice(b",\"formerly\":");
            list(out, formerly, |out, label| string(out, label));
        }
        for (key, stay) in [("saved_by", false), ("switched_off_by", true)] {
            if let Some(saved) = self.applies.iter().find(|it| it.saved && it.stay == stay) {
                out.extend_from_slice(format!(",\"{key}\":").as_bytes());
                string(out, &program.instruments[saved.by.index()].id);
            }
        }
        out.push(b'}');
    }
}

/// `limit: as amended by us/retro, in force from 2015-01-01`.
fn text(program: &Program, text: Changed) -> String {
    let said = text.provenance(program).map_or_else(String::new, |it| amended(program, it, "as amended"));
    match Version::of_text(program, text) {
        Some(version) => format!("{}: {said}", version.of.1),
        None => said,
    }
}

/// `as amended by us/ca/values-act, in force from 2018-01-01; formerly rule 2.251`; nothing for a text that is as first laid down.
pub(super) fn changed(program: &Program, rule: &Rule) -> Option<String> {
    let provenance = rule.provenance.as_ref().filter(|it| !it.by.is_empty())?;
    let renumbers = |id: &crate::ir::InstrumentId| {
        let own = &program.instruments[rule.instrument.index()].renumbered;
        own.iter().any(|it| it.by == *id && it.new.eq_ignore_ascii_case(&rule.label))
    };
    let how = if provenance.by.iter().all(renumbers) { "renumbered" } else { "as amended" };
    let mut said = amended(program, provenance, how);
    if !provenance.formerly.is_empty() {
        let formerly: Vec<String> = provenance.formerly.iter().map(|it| format!("rule {it}")).collect();
        said.push_str(&format!("; formerly {}", words::and(&formerly)));
    }
    Some(said)
}

/// `as amended by us/ca/values-act, in force from 2018-01-01`.
fn amended(program: &Program, provenance: &Provenance, how: &str) -> String {
    let by: Vec<String> = provenance.by.iter().map(|id| program.instruments[id.index()].id.clone()).collect();
    match words::period(&provenance.days) {
        period if period.is_empty() => format!("{how} by {}", words::and(&by)),
        period => format!("{how} by {}, {period}", words::and(&by)),
    }
}

/// Rules on this decision that were repealed by that day.
fn repeals(program: &Program, decision: &Decision, day: Date) -> Vec<String> {
    let instrument = &program.instruments[decision.instrument.index()];
    let decides = |label: &str| {
        instrument.rules.iter().map(|id| &program.rules[id.index()]).any(|rule| {
            let of = match &rule.action {
                Action::Decide(it) | Action::Gate { then: it, .. } => Some(it.decision),
                Action::Otherwise(_) | Action::Block | Action::Satisfy => None,
            };
            rule.label == label && of == Some(decision.decision)
        })
    };
    let on_that_day = |it: &&Repealed| {
        let begun = match it.period.from {
            Start::Always => true,
            Start::Day(first) => first <= day,
            Start::Unknown { .. } => false,
        };
        begun && it.period.through.is_none_or(|last| day <= last) && decides(&it.label)
    };
    let said = |it: &Repealed| {
        let from = match it.period.from {
            Start::Day(first) => format!(" from {first}"),
            Start::Always | Start::Unknown { .. } => String::new(),
        };
        format!("rule {} was repealed{from} by {}", it.label, program.instruments[it.by.index()].id)
    };
    instrument.repealed.iter().filter(on_that_day).map(said).collect()
}

/// `repealed by us/ca/values-act`, where a rule's last day is the one before.
pub(super) fn repealed_after<'p>(program: &'p Program, rule: &Rule) -> Option<&'p str> {
    let next = rule.period.through?.tomorrow().ok()?;
    let all = &program.instruments[rule.instrument.index()].repealed;
    let found = all.iter().find(|it| it.label == rule.label && it.period.from == Start::Day(next))?;
    Some(&program.instruments[found.by.index()].id)
}

/// Acts that decide here on a day before they were enacted: the first day on which they apply, and that on which they were enacted.
fn retroactive<'p>(program: &'p Program, decision: &Decision, day: Date) -> Vec<(&'p Instrument, Date, Date)> {
    let rules = decision.rules.iter().filter_map(|id| program.rules[id.index()].provenance.as_ref());
    let texts = decision.changed.iter().filter_map(|it| it.provenance(program));
    let changing = rules.chain(texts).flat_map(|it| &it.by);
    // An instrument that says nothing decides nothing, but what it says nothing of may have been changed.
    let own = std::iter::once(&decision.instrument).filter(|_| decision.effect != Effect::NoRule);
    let mut found: Vec<(&Instrument, Date, Date)> = Vec::new();
    for id in own.chain(changing) {
        let it = &program.instruments[id.index()];
        if let (Start::Day(from), Some(enacted), Status::Enacted) = (&it.period.from, it.status_date, it.status)
            && *from <= day
            && day < enacted
            && !found.iter().any(|(other, ..)| other.id == it.id)
        {
            found.push((it, *from, enacted));
        }
    }
    found
}
