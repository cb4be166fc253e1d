//! The reason of a decision as JSON: the same that `--why` prints as text, as a tree.

use super::json::{list, optional, string};
use super::working::{self, Given};
use super::{Context, limbs, readings, words};
use crate::ir::{Program, RuleId, Suspension};
use crate::runtime::Basis;
use crate::runtime::reasons::explain::{Doubt, Explanation, Fate, Node, RuleTrace, show};
use crate::runtime::reasons::gathered::Gathering;

/// Words of the policy are cut to this many characters.
const WORDS: usize = 400;

/// Appends the reason as an object.
pub fn write(out: &mut Vec<u8>, context: Context<'_>, explanation: &Explanation, given: Option<Given<'_>>) {
    let program = context.program;
    out.extend_from_slice(b"{\"deciding\":");
    list(out, &explanation.deciding, |out, it| trace(out, context, it, given));
    out.extend_from_slice(b",\"defeated\":");
    list(out, &explanation.defeated, |out, it| trace(out, context, it, None));
    out.extend_from_slice(b",\"others\":");
    list(out, &explanation.others, |out, it| trace(out, context, it, None));
    out.extend_from_slice(b",\"stipulated\":");
    list(out, &explanation.stipulated, |out, it| {
        let definition = &program.definitions[it.definition.index()];
        out.extend_from_slice(b"{\"term\":");
        string(out, &definition.words);
        out.extend_from_slice(b",\"value\":");
        string(out, &show(program, definition.ty, &it.value));
        out.push(b'}');
    });
    out.extend_from_slice(b",\"judgments\":");
    list(out, &explanation.judgments, |out, (fact, judgment)| {
        out.extend_from_slice(b"{\"fact\":");
        string(out, fact);
        out.extend_from_slice(if judgment.finding { b",\"finding\":true,\"by\":" } else { b",\"finding\":false,\"by\":" });
        optional(out, judgment.by.as_deref());
        out.extend_from_slice(b",\"on\":");
        optional(out, judgment.on.map(|date| date.to_string()).as_deref());
        out.extend_from_slice(b",\"because\":");
        optional(out, judgment.because.as_deref());
        out.push(b'}');
    });
    out.extend_from_slice(b",\"readings\":");
    list(out, &explanation.positions, |out, (question, position, basis)| {
        out.extend_from_slice(b"{\"question\":");
        string(out, question);
        out.extend_from_slice(b",\"position\":");
        string(out, position);
        out.extend_from_slice(if *basis == Basis::Default { b",\"default\":true" } else { b",\"default\":false" });
        out.extend_from_slice(b",\"by\":");
        readings::basis_json(out, context.program, basis);
        out.push(b'}');
    });
    out.push(b'}');
}

fn trace(out: &mut Vec<u8>, context: Context<'_>, trace: &RuleTrace, given: Option<Given<'_>>) {
    let rule = &context.program.rules[trace.rule.index()];
    let labels = |out: &mut Vec<u8>, rules: &[RuleId]| {
        list(out, rules, |out, id| string(out, &context.program.rules[id.index()].label));
    };
    out.extend_from_slice(b"{\"rule\":");
    string(out, &rule.label);
    out.extend_from_slice(b",\"title\":");
    optional(out, rule.title.as_deref());
    out.extend_from_slice(b",\"instrument\":");
    string(out, &context.program.instruments[rule.instrument.index()].id);
    out.extend_from_slice(b",\"place\":");
    string(out, &words::place(context, rule.span));
    out.extend_from_slice(b",\"fate\":");
    string(out, fate(&trace.fate));
    if let Fate::Suspended(by) = &trace.fate {
        out.extend_from_slice(b",\"suspended_by\":");
        let by: Vec<_> = by.iter().filter_map(|index| context.program.suspensions.get(*index)).collect();
        list(out, &by, |out, it| string(out, &context.program.instruments[it.instrument.index()].id));
    }
    let may_suspend: Vec<_> = trace.doubts.iter().filter_map(|it| suspension(context.program, it)).collect();
    if !may_suspend.is_empty() {
        out.extend_from_slice(b",\"perhaps_suspended_by\":");
        list(out, &may_suspend, |out, it| string(out, &context.program.instruments[it.instrument.index()].id));
    }
    if let Fate::Defeated(by) = &trace.fate {
        out.extend_from_slice(b",\"by\":");
        labels(out, by);
    }
    out.extend_from_slice(b",\"law\":");
    list(out, &rule.law, |out, line| string(out, line));
    out.extend_from_slice(b",\"condition\":");
    node(out, context, None, &trace.condition);
    let working = given.map_or_else(Vec::new, |given| working::lines(context, given, trace.rule));
    if !working.is_empty() {
        out.extend_from_slice(b",\"working\":");
        list(out, &working, |out, row| {
            out.extend_from_slice(format!("{{\"depth\":{},\"of\":", row.depth).as_bytes());
            string(out, &row.left);
            out.extend_from_slice(b",\"value\":");
            string(out, &row.right);
            out.push(b'}');
        });
    }
    out.push(b'}');
}

fn suspension<'p>(program: &'p Program, doubt: &Doubt) -> Option<&'p Suspension> {
    match doubt {
        Doubt::Suspended(index, _) => program.suspensions.get(*index),
        Doubt::InForce | Doubt::Version | Doubt::Binds => None,
    }
}

fn fate(fate: &Fate) -> &'static str {
    match fate {
        Fate::Live => "live",
        Fate::Defeated(_) => "defeated",
        Fate::Fails => "fails",
        Fate::Unknown => "unknown",
        Fate::NotInForce => "not in force",
        Fate::NotBound => "does not bind",
        Fate::Displaced => "displaced",
        Fate::Suspended(_) => "suspended",
        Fate::SwitchedOff => "switched off",
    }
}

fn node(out: &mut Vec<u8>, context: Context<'_>, whole: Option<&Node>, it: &Node) {
    out.extend_from_slice(b"{\"words\":");
    string(out, &limbs::whole_sentence(context, whole, it, WORDS));
    out.extend_from_slice(b",\"truth\":");
    string(out, limbs::verdict(it.truth));
    if it.limb.is_some() {
        out.extend_from_slice(b",\"limb\":");
        optional(out, it.limb.as_deref());
    }
    if it.title.is_some() {
        out.extend_from_slice(b",\"title\":");
        optional(out, it.title.as_deref());
    }
    if it.cited.is_some() {
        out.extend_from_slice(b",\"cited\":");
        optional(out, it.cited.as_deref());
    }
    if !it.facts.is_empty() {
        out.extend_from_slice(b",\"facts\":");
        list(out, &it.facts, |out, (fact, value)| {
            out.extend_from_slice(b"{\"fact\":");
            string(out, fact);
            out.extend_from_slice(b",\"value\":");
            string(out, value);
            out.push(b'}');
        });
    }
    if it.note.is_some() {
        out.extend_from_slice(b",\"note\":");
        optional(out, it.note.as_deref());
    }
    if !it.gathered.is_empty() {
        out.extend_from_slice(b",\"gathered\":");
        list(out, &it.gathered, |out, one| gathering(out, context, one));
    }
    if !it.parts.is_empty() {
        out.extend_from_slice(b",\"parts\":");
        list(out, &it.parts, |out, part| node(out, context, Some(it), part));
    }
    out.push(b'}');
}

/// A count, a total or an extreme with its items.
fn gathering(out: &mut Vec<u8>, context: Context<'_>, it: &Gathering) {
    out.extend_from_slice(b"{\"words\":");
    string(out, &words::at(context, it.span, WORDS));
    out.extend_from_slice(b",\"value\":");
    string(out, &it.value);
    out.extend_from_slice(b",\"items\":");
    list(out, &it.items, |out, item| {
        out.extend_from_slice(b"{\"item\":");
        string(out, &item.name);
        out.extend_from_slice(b",\"counts\":");
        string(out, limbs::verdict(item.counts));
        if let Some((value, _)) = &item.value {
            out.extend_from_slice(b",\"value\":");
            string(out, value);
        }
        if let Some(condition) = &item.condition {
            out.extend_from_slice(b",\"condition\":");
            node(out, context, None, condition);
        }
        out.push(b'}');
    });
    out.extend_from_slice(format!(",\"more\":{}}}", it.more).as_bytes());
}
