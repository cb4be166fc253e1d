//! Where the lines of each kind of item break.

use super::document::{Gap, Step};
use super::layout::Layout;
use super::tokens::Token;
use crate::source::Span;
use crate::syntax::ast::*;

/// The steps of a whole file.
pub(super) fn file(tokens: Vec<Token>, file: &File) -> Vec<Step> {
    let mut out = Layout::new(tokens);
    let mut before: Option<&ItemKind> = None;
    for item in &file.items {
        if let Some(before) = before {
            out.hard(if stay_together(before, &item.kind) { Gap::Author } else { Gap::One });
        }
        out.upto(item.span.start);
        self::item(&mut out, item);
        before = Some(&item.kind);
    }
    if before.is_some() {
        out.hard(Gap::One);
    }
    out.finish()
}

/// Whether two items may follow each other without a blank line.
fn stay_together(before: &ItemKind, after: &ItemKind) -> bool {
    matches!(
        (before, after),
        (ItemKind::Use(_), ItemKind::Use(_))
            | (ItemKind::Code(_), ItemKind::Code(_))
            | (ItemKind::Decision(_), ItemKind::Decision(_))
            | (ItemKind::Allow(_), ItemKind::Allow(_))
            | (
                ItemKind::Amendment(Amendment::Repeal { .. } | Amendment::Renumber { .. }),
                ItemKind::Amendment(Amendment::Repeal { .. } | Amendment::Renumber { .. })
            )
    )
}

fn item(out: &mut Layout, item: &Item) {
    let end = item.span.end;
    match &item.kind {
        ItemKind::Policy(_) | ItemKind::Facts(_) | ItemKind::Calendar(_) | ItemKind::Question(_) | ItemKind::Order(_) => {
            block(out, end)
        }
        ItemKind::Sections(it) => sections(out, it, end),
        ItemKind::Define(it) => define(out, it, end),
        ItemKind::Fill(it) => match &it.with {
            Filling::Condition(Some(condition), unless) => term(out, condition, unless.as_deref()),
            Filling::Condition(None, Some(unless)) => term(out, unless, None),
            Filling::Condition(None, None) => out.paragraph(end, 4),
            Filling::Value(value) => headed(out, value.span.start, end),
        },
        ItemKind::Parameter(it) => parameter(out, it, end),
        ItemKind::Rule(it) => rule(out, it, end),
        ItemKind::Scenario(it) => scenario(out, it, end),
        ItemKind::Amendment(it) => amendment(out, it, end),
        ItemKind::Vocabulary(_)
        | ItemKind::Use(_)
        | ItemKind::Code(_)
        | ItemKind::Decision(_)
        | ItemKind::Otherwise(_)
        | ItemKind::Allow(_)
        | ItemKind::Read(_)
        | ItemKind::Suspend(_)
        | ItemKind::Bad => {
            out.paragraph(end, 4);
        }
    }
}

// --- blocks -----------------------------------------------------------------------------------------------------------

/// `keyword …:` and a part on each line.
fn block(out: &mut Layout, end: u32) {
    let header = out.after_mark(":", end);
    out.paragraph(header, 8);
    out.open(4, true);
    out.hard(Gap::None);
    parts(out, end);
    out.close();
}

/// Parts up to `end`, each on its line.
fn parts(out: &mut Layout, end: u32) {
    loop {
        let part = out.after_mark(";", end);
        out.paragraph(part, 4);
        if out.peek().is_none_or(|token| token.start >= end) {
            return;
        }
        out.hard(Gap::Author);
    }
}

fn sections(out: &mut Layout, sections: &Sections, end: u32) {
    if let [SectionGroup { letter: None, .. }] = sections.groups.as_slice() {
        let header = out.after_mark(":", end);
        return headed(out, header, end);
    }
    let header = out.after_mark(":", end);
    out.paragraph(header, 8);
    out.open(4, true);
    for (at, group) in sections.groups.iter().enumerate() {
        out.hard(if at == 0 { Gap::None } else { Gap::Author });
        match (&group.title, group.entries.first()) {
            (Some(_), Some(entry)) => headed(out, entry_start(entry), group.span.end),
            _ => out.paragraph(group.span.end, 4),
        }
    }
    out.close();
}

/// A head and a body: on one line, or the body on the next, moved in.
fn headed(out: &mut Layout, head: u32, end: u32) {
    out.open(4, true);
    out.paragraph(head, 4);
    out.line();
    out.paragraph(end, 0);
    out.close();
}

fn entry_start(entry: &SectionEntry) -> u32 {
    match entry {
        SectionEntry::One(citation) | SectionEntry::Range(citation, _) => citation.span.start,
        SectionEntry::List(name) => name.span.start,
    }
}

fn parameter(out: &mut Layout, parameter: &Parameter, end: u32) {
    let header = parameter.versions.first().map_or(end, |version| version.span.start);
    out.paragraph(header, 8);
    out.open(4, true);
    for (at, version) in parameter.versions.iter().enumerate() {
        out.hard(if at == 0 { Gap::None } else { Gap::Author });
        match &version.rows {
            ParameterRows::Table(rows) if !rows.is_empty() => {
                out.open(4, true);
                out.paragraph(rows[0].span.start, 4);
                for row in rows {
                    out.line();
                    out.paragraph(row.span.end, 4);
                }
                out.close();
            }
            ParameterRows::Table(_) | ParameterRows::One(_) => out.paragraph(version.span.end, 4),
        }
    }
    out.close();
}

fn scenario(out: &mut Layout, scenario: &Scenario, end: u32) {
    let header = out.after_mark(":", end);
    out.paragraph(header, 8);
    let expects = scenario.expects.first().map_or(end, |expect| out.keyword_before("expect", expect.span.start));
    out.open(4, true);
    out.hard(Gap::None);
    parts(out, expects);
    let mut first = true;
    while out.peek().is_some_and(|token| token.start < end) {
        // Further expectations are moved in, so that they don't look like givens.
        let further = !first && out.peek().is_some_and(|token| !token.text.eq_ignore_ascii_case("expect"));
        if further {
            out.open(4, true);
        }
        if !first || !scenario.givens.is_empty() {
            out.hard(Gap::Author);
        }
        let part = out.after_mark(";", end);
        // What goes on of the first one stands further in than the next.
        let several = first && scenario.expects.len() > 1;
        out.paragraph(part, if several { 8 } else { 4 });
        if further {
            out.close();
        }
        first = false;
    }
    out.close();
}

// --- definitions and rules --------------------------------------------------------------------------------------------

fn define(out: &mut Layout, define: &Define, end: u32) {
    match &define.kind {
        DefineKind::Term { condition, unless, .. } => term(out, condition, unless.as_ref()),
        DefineKind::Slot(_) => out.paragraph(end, 8),
        DefineKind::Value { value: DefinedValue::Plain(value), .. } => headed(out, value.span.start, end),
        DefineKind::Value { value: DefinedValue::Cases { cases, otherwise }, .. } => {
            out.open(4, true);
            for (value, condition) in cases {
                out.paragraph(value.span.start, 4);
                out.line();
                out.open(4, false);
                out.words(condition.span.start);
                out.line();
                self::condition(out, condition, false);
                out.close();
            }
            let last = out.keyword_before("otherwise", otherwise.span.start);
            out.upto(last);
            out.line();
            out.paragraph(end, 4);
            out.close();
        }
        DefineKind::Value { value: DefinedValue::Bands { bands, .. }, .. } => {
            let header = bands.first().map_or(end, |band| band.span.start);
            out.paragraph(header, 8);
            out.open(4, true);
            out.hard(Gap::None);
            parts(out, end);
            out.close();
        }
    }
}

/// `define … if …`: on one line, or the condition on the next; a lettered list begins behind `if`.
fn term(out: &mut Layout, condition: &Condition, unless: Option<&Condition>) {
    let even = !lettered(out, condition);
    out.open(0, true);
    out.open(4, even);
    out.paragraph(condition.span.start, 4);
    out.line();
    clause_condition(out, condition);
    if !even {
        out.close();
    }
    if let Some(unless) = unless {
        out.line();
        clause(out, unless);
    }
    if even {
        out.close();
    }
    out.close();
}

/// `replace rule …`, `insert paragraph …`: as the item itself; a paragraph and a saving as a head with its condition.
fn amendment(out: &mut Layout, amendment: &Amendment, end: u32) {
    match amendment {
        Amendment::Change { text: NewText::Rule(it), .. } => rule(out, it, end),
        Amendment::Change { text: NewText::Define(it), .. } => define(out, it, end),
        Amendment::Change { text: NewText::Parameter(it), .. } => parameter(out, it, end),
        Amendment::Change { text: NewText::Otherwise(_), .. } => out.paragraph(end, 4),
        Amendment::Change { text: NewText::Paragraph(it), .. } => {
            let header = out.after_mark(":", end);
            out.paragraph(header, 8);
            out.open(4, true);
            out.hard(Gap::None);
            clause_condition(out, &it.condition);
            out.paragraph(end, 4);
            out.close();
        }
        Amendment::Save { condition, .. } => {
            clause(out, condition);
            out.paragraph(end, 4);
        }
        Amendment::Repeal { .. } | Amendment::RepealAll { .. } | Amendment::Extend { .. } | Amendment::Renumber { .. } => {
            out.paragraph(end, 4);
        }
    }
}

/// Whether the condition is, or ends in, a lettered list that may follow its first words on the same line.
fn lettered(out: &Layout, condition: &Condition) -> bool {
    !matches!(condition.kind, ConditionKind::Joined { .. }) && out.has_limbs(condition.span.start, condition.span.end)
}

fn rule(out: &mut Layout, rule: &Rule, end: u32) {
    let labelled = rule.label.is_some();
    if labelled {
        let header = out.after_mark(":", end);
        out.paragraph(header, 8);
        out.open(4, true);
        out.hard(Gap::None);
    }
    match &rule.body {
        Body::Decide { effect, when, unless } => {
            let amount = matches!(effect.what, EffectWhat::Value { .. }).then_some(effect.span.end);
            body(out, amount, when.as_ref().map(|when| &when.condition), unless.as_ref());
        }
        Body::Block { condition, unless, .. } | Body::Satisfy { condition, unless, .. } => {
            body(out, None, condition.as_ref(), unless.as_ref());
        }
        Body::Bad(_) => (),
    }
    out.paragraph(end, 4);
    if labelled {
        out.close();
    }
}

/// `effect if c unless c`: on one line, or `unless` on a line of its own, and `if` too after an amount (which ends at `amount`).
fn body(out: &mut Layout, amount: Option<u32>, when: Option<&Condition>, unless: Option<&Condition>) {
    out.open(0, true);
    if let Some(amount) = amount.filter(|_| when.is_some() || unless.is_some()) {
        out.paragraph(amount, 4);
        out.line();
    }
    if let Some(when) = when {
        clause(out, when);
        if unless.is_some() {
            out.line();
        }
    }
    if let Some(unless) = unless {
        clause(out, unless);
    }
    out.close();
}

/// Words up to a condition, and the condition: behind them, or moved in on the next line.
fn clause(out: &mut Layout, condition: &Condition) {
    out.open(4, matches!(condition.kind, ConditionKind::Joined { .. }));
    out.paragraph(condition.span.start, 0);
    out.line();
    clause_condition(out, condition);
    out.close();
}

/// The whole condition of a clause: a list has each part on its line, unless its last part is lettered: `A, B, and any of: …`.
fn clause_condition(out: &mut Layout, condition: &Condition) {
    let last = match &condition.kind {
        ConditionKind::Joined { parts, .. } => parts.last(),
        _ => None,
    };
    if last.is_some_and(|last| out.has_limbs(last.span.start, last.span.end)) {
        out.open(4, false);
        self::condition(out, condition, false);
        out.close();
    } else {
        self::condition(out, condition, true);
    }
}

// --- conditions -------------------------------------------------------------------------------------------------------

/// A condition; a list of conditions has each on its line (`even`) or as many on a line as fit.
fn condition(out: &mut Layout, condition: &Condition, even: bool) {
    let Span { start, end, .. } = condition.span;
    match &condition.kind {
        ConditionKind::Joined { parts, .. } => {
            out.open(0, even);
            for (at, part) in parts.iter().enumerate() {
                if at > 0 {
                    out.upto_own_line(part.span.start);
                    out.line();
                }
                self::condition(out, part, false);
            }
            out.close();
        }
        ConditionKind::Limbs(limbs) => self::limbs(out, limbs),
        ConditionKind::Not(inner) | ConditionKind::Group(inner) => {
            out.upto(inner.span.start);
            self::condition(out, inner, false);
            out.upto(end);
        }
        ConditionKind::Quantified { .. } | ConditionKind::Statement { .. } | ConditionKind::Phrase(_) | ConditionKind::Bad => {
            let mut inner = Vec::new();
            inside(condition, &mut inner);
            out.upto(start);
            out.open(0, false);
            for nested in inner {
                match nested {
                    Nested::Condition(condition) => {
                        out.words(condition.span.start);
                        out.line();
                        self::condition(out, condition, false);
                    }
                    Nested::Limbs(limbs) => {
                        out.words(limbs.span.start);
                        out.line();
                        self::limbs(out, limbs);
                    }
                }
            }
            if out.peek().is_some_and(|token| token.start < end && token.start > start) {
                out.line();
            }
            out.words(end);
            out.close();
        }
    }
}

/// A lettered list: each limb on its line.
fn limbs(out: &mut Layout, limbs: &Limbs) {
    for (at, limb) in limbs.limbs.iter().enumerate() {
        let start = limb.law.first().map_or(limb.label.span.start, |line| line.span.start);
        // A comment may stand before the colon that the list begins behind: it ends no line of the list.
        let colon = out.after_mark(":", start);
        if at == 0 && colon < start {
            out.upto(colon);
        }
        out.upto_own_line(start);
        out.hard(if at == 0 { Gap::None } else { Gap::Author });
        out.upto(limb.label.span.start);
        out.open(4, false);
        match &limb.content {
            LimbContent::Condition(condition) => {
                out.upto(condition.span.start);
                if limb.title.is_some() {
                    out.line();
                }
                self::condition(out, condition, false);
            }
            LimbContent::Values(values) => out.words(values.last().map_or(limb.label.span.end, |value| value.span.end)),
        }
        out.close();
    }
}

/// What has lines of its own inside a condition that is not a list.
enum Nested<'a> {
    Condition(&'a Condition),
    Limbs(&'a Limbs),
}

fn inside<'a>(condition: &'a Condition, found: &mut Vec<Nested<'a>>) {
    match &condition.kind {
        ConditionKind::Quantified { described, predicates, .. } => {
            inside_described(described, found);
            predicates.iter().flat_map(|predicates| &predicates.parts).for_each(|predicate| inside_predicate(predicate, found));
        }
        ConditionKind::Statement { predicates, .. } => {
            predicates.parts.iter().for_each(|predicate| inside_predicate(predicate, found));
        }
        _ => (),
    }
}

fn inside_described<'a>(described: &'a Described, found: &mut Vec<Nested<'a>>) {
    match &described.filter {
        Some(Filter::Where(condition)) => found.push(Nested::Condition(condition)),
        Some(Filter::Relative { parts, .. }) => {
            for part in parts {
                match part {
                    Relative::That(predicate) | Relative::Verb(predicate) | Relative::Whose { predicate, .. } => {
                        inside_predicate(predicate, found);
                    }
                    Relative::ThatPhrase(_) => (),
                }
            }
        }
        None => (),
    }
}

fn inside_predicate<'a>(predicate: &'a Predicate, found: &mut Vec<Nested<'a>>) {
    match &predicate.kind {
        PredicateKind::Is { what: Is::Values(Values::Limbs(limbs)), .. }
        | PredicateKind::Includes { values: Values::Limbs(limbs), .. } => {
            found.push(Nested::Limbs(limbs));
        }
        PredicateKind::Has { described, .. } => inside_described(described, found),
        _ => (),
    }
}
