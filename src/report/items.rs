//! The items behind a count, a total or an extreme as lines: what each adds, or why it does not count.

use super::lines::Row;
use super::{Context, limbs, words};
use crate::runtime::Truth;
use crate::runtime::reasons::explain::Node;
use crate::runtime::reasons::gathered::{Gathered, Gathering};

/// Values behind what an item adds are followed so far.
const BEHIND: usize = 2;

/// The items, each on a line.
pub fn rows(context: Context<'_>, gathering: &Gathering, depth: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    for item in &gathering.items {
        rows.push(Row { depth, left: item.name.clone(), right: said(context, item) });
        if let Some((value, node)) = item.value.as_ref().filter(|_| item.counts.is_true()) {
            let mut further = Vec::new();
            behind(value_part(node, value), item, (depth + 1, BEHIND), &mut further);
            // What several items have in common is said of the first.
            further.retain(|row| !rows.contains(row));
            rows.append(&mut further);
        }
    }
    if gathering.more > 0 {
        rows.push(Row { depth, left: format!("and {} more", gathering.more), right: String::new() });
    }
    rows
}

/// The items of all that a part of a condition is made of; of several, each with what it comes to.
pub fn behind_part(context: Context<'_>, node: &Node) -> Vec<Row> {
    let mut found = Vec::new();
    gatherings(node, &mut found);
    if let [only] = found.as_slice() {
        return rows(context, only, 0);
    }
    let mut out = Vec::new();
    for one in found {
        out.push(Row { depth: 0, left: words::at(context, one.span, 240), right: one.value.clone() });
        out.extend(rows(context, one, 1));
    }
    out
}

/// What is read directly, and what the values are made of that are.
fn gatherings<'n>(node: &'n Node, out: &mut Vec<&'n Gathering>) {
    for one in &node.gathered {
        if !out.iter().any(|it| it.span == one.span) {
            out.push(one);
        }
    }
    node.parts.iter().filter(|part| limbs::is_worked_out(node, part)).for_each(|part| gatherings(part, out));
}

fn said(context: Context<'_>, item: &Gathered) -> String {
    match (item.counts, &item.condition) {
        (Truth::True, _) | (_, None) => match &item.value {
            Some((value, node)) => limbs::with_made_of(value, value_part(node, value), Some(record(item))),
            None => "counted".to_owned(),
        },
        (Truth::False, Some(condition)) => format!("not counted: {}", because(context, condition, Truth::False)),
        (Truth::Unknown, Some(condition)) => {
            format!("not known whether it counts: {}", because(context, condition, Truth::Unknown))
        }
    }
}

/// `its age is under 17: no (age of the child is 17)`: the parts of a condition that make it so.
fn because(context: Context<'_>, condition: &Node, truth: Truth) -> String {
    let limbs = limbs::deciding(&limbs::of_rule(context, condition), truth);
    limbs.iter().map(limbs::because).collect::<Vec<_>>().join("; ")
}

/// What a value was read of: of one that is a name for another, what that was.
fn value_part<'n>(node: &'n Node, value: &str) -> &'n Node {
    match (node.facts.as_slice(), node.parts.as_slice()) {
        ([(_, said)], [part]) if said == value && limbs::is_worked_out(node, part) => part,
        _ => node,
    }
}

/// `offence`, of `offence 2`.
fn record(item: &Gathered) -> &str {
    item.name.rsplit_once(' ').map_or(&item.name, |(record, _)| record)
}

/// The values that are themselves worked out of others, each with what it was made of, so many steps down.
fn behind(node: &Node, item: &Gathered, (depth, steps): (usize, usize), rows: &mut Vec<Row>) {
    let worked = node.parts.iter().filter(|part| limbs::is_worked_out(node, part));
    for (part, (name, value)) in worked.filter_map(|part| Some((part, limbs::value_of(node, part)?))) {
        let said = limbs::with_made_of(value, part, Some(record(item)));
        if said != *value {
            rows.push(Row { depth, left: name.clone(), right: said });
            if steps > 1 {
                behind(part, item, (depth + 1, steps - 1), rows);
            }
        }
    }
}
