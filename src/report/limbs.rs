//! A condition as it is shown: the parts that make it what it is, each once, with the facts behind it.

use super::lines::Row;
use super::sentences::{contrary, denied, fact_is};
use super::{Context, items, sentences, words};
use crate::diagnostics::excerpt::clean;
use crate::diagnostics::suggest::article;
use crate::runtime::Truth;
use crate::runtime::reasons::explain::{Bearing, COUNTED_BY, Node};
use crate::source::{Span, on_one_line};

/// Words of the policy are cut to so many characters.
const WORDS: usize = 240;
/// Facts of the parts are said beside the whole if they are no longer.
const TOGETHER: usize = 110;
/// Parts that are shown of one: a list may have thousands of items.
const PARTS: usize = 12;
/// Facts given for one reason.
const REASONS: usize = 4;
/// What is not known, as a value.
const NOT_KNOWN: &str = "not known";
/// The remark on a condition that must be shown.
const NOT_SHOWN: &str = "not known, so not shown";

/// A sentence about items begins with one of these: what is said of them is said of each.
const QUANTIFIERS: [&str; 12] = ["any", "no", "every", "each", "at", "exactly", "fewer", "more", "and", "or", "where", "that"];

/// A part of a condition.
#[derive(Clone, Debug)]
pub struct Limb {
    /// Its label and the words of the policy.
    pub words: String,
    /// Its label; empty where it has none.
    label: String,
    /// The label of the definition whose term its words are.
    cited: Option<String>,
    /// The labels of its limbs, which its words leave out: they have lines of their own.
    left_out: Vec<String>,
    /// Whether it holds.
    pub truth: Truth,
    /// The facts that make it so; empty where the words say it or the parts do.
    pub why: String,
    /// Its parts.
    pub parts: Vec<Limb>,
    /// The items of the counts and totals that it was worked out of, set in from here.
    pub counted: Vec<Row>,
    /// Whether it is shown with the facts of its parts where only reasons are asked for: a denial, or a sentence about a list.
    is_one: bool,
    /// Whether it is an item of a list.
    is_item: bool,
}

impl Limb {
    /// One that has nothing but words.
    fn plain(words: String, truth: Truth) -> Limb {
        let (label, left_out, why, parts, counted) = (String::new(), Vec::new(), String::new(), Vec::new(), Vec::new());
        Limb { words, label, cited: None, left_out, truth, why, parts, counted, is_one: false, is_item: false }
    }

    /// `yes: grade of the offense is felony`.
    pub fn verdict(&self) -> String {
        match self.why.is_empty() {
            true => verdict(self.truth).to_owned(),
            false => format!("{}: {}", verdict(self.truth), self.why),
        }
    }

    /// The innermost parts that make it what it is. A denial and a sentence about a list are one, with the facts of their parts.
    fn leaves(&self, out: &mut Vec<Limb>) {
        let before = out.len();
        if !self.is_one {
            self.parts.iter().filter(|part| part.truth == self.truth).for_each(|part| part.leaves(out));
        }
        // A part of a limb without a label of its own is told by the label of the limb.
        for leaf in out[before..].iter_mut().filter(|leaf| leaf.label.is_empty() && !self.label.is_empty()) {
            leaf.words = format!("{} {}", self.label, leaf.words);
            leaf.label.clone_from(&self.label);
        }
        if out.len() == before {
            let mut found = Vec::new();
            self.reasons(&mut found);
            without_the_absent(&mut found);
            let more = found.len().saturating_sub(REASONS);
            found.truncate(REASONS);
            found.extend((more > 0).then(|| format!("and {more} more")));
            out.push(Limb { words: self.in_a_line(), why: found.join("; "), parts: Vec::new(), ..self.clone() });
        }
    }

    /// Its words, with where the term is defined: `a violent felony (667.5(c))`.
    pub fn said(&self) -> String {
        match &self.cited {
            Some(label) if !self.words.is_empty() => format!("{} ({label})", self.words),
            _ => self.words.clone(),
        }
    }

    /// Its words where its limbs have no lines of their own: `it is a felony, and any of (1) or (2)`.
    fn in_a_line(&self) -> String {
        match self.words.ends_with(" of") && !self.left_out.is_empty() {
            true => format!("{} {}", self.words, words::or(&self.left_out)),
            false => self.words.clone(),
        }
    }

    /// What is said of it and of its parts.
    fn reasons(&self, out: &mut Vec<String>) {
        // How many of a list is told by its items, unless they are not what is counted.
        let told = self.is_one && self.parts.iter().any(|part| part.is_item) && !self.why.contains(COUNTED_BY);
        let before = out.len();
        let lead = (self.is_one && !told && !self.parts.is_empty() && !self.why.is_empty()).then_some(&self.why);
        out.extend((!self.why.is_empty() && !told && lead.is_none()).then(|| self.why.clone()));
        for part in &self.parts {
            let before = out.len();
            part.reasons(out);
            let said = out.split_off(before);
            for one in said {
                if !out[before..].contains(&one) {
                    out.push(one);
                }
            }
            let is_named = part.is_item || !part.label.is_empty();
            match (out.len() > before, is_named) {
                (true, true) => out[before..].iter_mut().take(1).for_each(|said| *said = format!("{}: {said}", part.words)),
                (true, false) => {}
                (false, _) if part.truth.is_true() => out.push(part.words.clone()),
                (false, _) if part.truth == Truth::False => out.push(denied(&part.words)),
                (false, _) => out.push(part.words.clone()),
            }
        }
        // The one item that is spoken of is named before what is said of it.
        if let (Some(lead), Some(first)) = (lead, out.get_mut(before)) {
            *first = format!("{lead}: {first}");
        }
    }
}

/// `any prior conviction is a felony: no (the list is known to be empty)`.
pub fn because(limb: &Limb) -> String {
    match limb.why.is_empty() {
        true => format!("{}: {}", limb.said(), limb.verdict()),
        false => format!("{}: {} ({})", limb.said(), verdict(limb.truth), limb.why),
    }
}

/// `yes`, `no`, `not known`.
pub fn verdict(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "yes",
        Truth::False => "no",
        Truth::Unknown => "not known",
    }
}

/// The parts of the condition of a rule. The condition as a whole is said by the rule itself.
pub fn of_rule(context: Context<'_>, node: &Node) -> Vec<Limb> {
    let is_joined = node.parts.len() > 1 && node.bearing == Bearing::With && !node.contrary;
    if is_joined && node.limb.is_none() && node.facts.is_empty() && node.note.is_none() {
        let mut parts = Vec::new();
        relevant(node).for_each(|part| add(context, node, part, &mut parts));
        parts
    } else {
        let whole = limb(context, node);
        match whole.words.is_empty() {
            true => whole.parts,
            false => vec![whole],
        }
    }
}

/// The innermost parts that make a condition false, or leave it open.
pub fn deciding(limbs: &[Limb], truth: Truth) -> Vec<Limb> {
    let mut found = Vec::new();
    limbs.iter().filter(|limb| limb.truth == truth).for_each(|limb| limb.leaves(&mut found));
    found
}

/// Appends a part; one without words of its own gives way to its parts.
fn add(context: Context<'_>, whole: &Node, node: &Node, out: &mut Vec<Limb>) {
    let mut part = limb(context, node);
    if let Some(subject) = subject(context, whole, &part.words) {
        part.words = format!("{subject} {}", part.words);
        if is_said(&part.words, &part.why) {
            part.why.clear();
        }
    }
    if is_denied_by(context, whole, node) {
        part.words = denied(&part.words);
    }
    // `any of:` says nothing that its limbs don't, nor does `a and b` where both are explained.
    let joined = node.bearing == Bearing::With && !node.contrary;
    let bare = joined
        && node.limb.is_none()
        && part.why.is_empty()
        && !part.parts.is_empty()
        && whole.decisive().is_none_or(|it| it == part.truth)
        && { node.parts.iter().all(|inner| within(node, inner) || inner.limb.is_some()) && node.parts.len() > 1 };
    match bare {
        true => out.extend(part.parts),
        false if part.words.is_empty() => out.extend(part.parts),
        false => out.push(part),
    }
}

fn limb(context: Context<'_>, node: &Node) -> Limb {
    let label = match (&node.limb, &node.title) {
        (None, _) => String::new(),
        (Some(path), None) => format!("{path} "),
        (Some(path), Some(title)) => format!("{path} \"{}\": ", clean(title)),
    };
    // A part that is the whole again (a limb and its body) is one line.
    let mut inner = node;
    let mut notes = Vec::from_iter(remark(node));
    let mut cited = node.cited.clone();
    while let [only] = inner.parts.as_slice()
        && only.truth == inner.truth
        && inner.bearing == Bearing::With
        && !inner.contrary
        && only.limb.is_none()
        && !is_item(inner, only)
        && (inner.limb.is_some() || said(context, only) == said(context, inner))
    {
        inner = only;
        notes.extend(remark(inner));
        cited = cited.or_else(|| inner.cited.clone());
    }
    let words = sentence(context, inner);
    // A yes/no fact, or its contrary, says all there is to say.
    if let Some(fact) = plain(inner) {
        notes.extend(facts_of(fact, fact.truth));
        let limb = Limb::plain(format!("{label}{words}"), node.truth);
        return Limb { label: node.limb.clone().unwrap_or_default(), cited, why: why(&words, notes), ..limb };
    }
    notes.extend(facts_of(inner, inner.truth));
    worked_out(inner, &mut notes);
    let mut parts = Vec::new();
    let mut counted = items::behind_part(context, inner);
    let is_list = inner.parts.first().is_some_and(|part| is_item(inner, part));
    if is_list {
        let count = each_item(context, inner, &mut parts, &mut counted);
        notes.retain(|note| !starts_with_digit(note));
        notes.extend(count);
    } else {
        relevant(inner).for_each(|part| add(context, inner, part, &mut parts));
        together(inner, &mut parts, &mut notes, &mut counted);
    }
    shorten(&mut parts);
    Limb {
        words: format!("{label}{words}"),
        label: node.limb.clone().unwrap_or_default(),
        cited,
        left_out: labels(inner),
        truth: node.truth,
        why: why(&words, notes),
        parts,
        counted,
        is_one: (inner.bearing != Bearing::With && inner.truth != Truth::Unknown) || is_list,
        is_item: false,
    }
}

/// The words of the policy for a part, which say what its truth is of: where they say the contrary, they are denied.
fn sentence(context: Context<'_>, node: &Node) -> String {
    let words = said(context, node);
    let words = there_is(node, &words).unwrap_or(words);
    if !node.contrary {
        return words;
    }
    match words.as_str() {
        "any of" => "none of".to_owned(),
        "all of" => "not all of".to_owned(),
        _ if words.ends_with(" of") => format!("not ({words}: …)"),
        _ => denied(&words),
    }
}

/// The same, of a part within another one, with its limbs and of at most `limit` characters.
pub fn whole_sentence(context: Context<'_>, whole: Option<&Node>, node: &Node, limit: usize) -> String {
    let words = words::at(context, node.span, limit);
    let words = there_is(node, &words).unwrap_or(words);
    match node.contrary != whole.is_some_and(|whole| is_denied_by(context, whole, node)) {
        true => denied(&words),
        false => words,
    }
}

/// What is spoken of, where a part has only what is said of it: `the request` of `the request is unfounded or is excessive`.
fn subject(context: Context<'_>, whole: &Node, words: &str) -> Option<String> {
    const VERBS: [&str; 10] = ["is", "are", "was", "were", "has", "have", "does", "do", "includes", "exceeds"];
    let begins = |text: &str| text.split_whitespace().next().is_some_and(|word| VERBS.contains(&word));
    if !begins(words.trim_start_matches("not (")) {
        return None;
    }
    let fragments = whole.parts.iter().filter(|part| within(whole, part) && begins(context.sources.text(part.span)));
    let first = fragments.map(|part| part.span.start).min()?;
    let before = Span { end: first, ..whole.span };
    let text = context.sources.text(before);
    let words = on_one_line(text);
    let plain = words.trim_start_matches("not ").trim_start_matches('(');
    let one = !plain.is_empty() && !plain.contains(['(', ',', ';', ':']) && !plain.split(' ').any(begins);
    (one && !plain.split(' ').any(|word| QUANTIFIERS.contains(&word.to_lowercase().as_str()))).then(|| plain.to_owned())
}

/// `there is a lease`, of the part of `the lease is signed` that asks for the lease itself.
fn there_is(node: &Node, words: &str) -> Option<String> {
    let [(record, value)] = node.facts.as_slice() else { return None };
    let name = words.trim_start_matches("the ");
    let asked = matches!(value.as_str(), "there is one" | "none") && node.parts.is_empty() && record.starts_with(name);
    (asked && !name.is_empty()).then(|| format!("there is {} {name}", article(name)))
}

/// Whether the words of a part are those of its denial: `the person is neither old nor young` begins as its parts do.
fn is_denied_by(context: Context<'_>, whole: &Node, part: &Node) -> bool {
    if whole.bearing == Bearing::With || whole.contrary || part.limb.is_some() || !within(whole, part) {
        return false;
    }
    let text = context.sources.text(whole.span);
    let at = sentences::denial(text).and_then(|at| u32::try_from(at).ok()).map(|at| whole.span.start + at);
    at.is_some_and(|at| part.span.start <= at && part.span.end > at)
}

/// Items of a list: one that matters is said beside the whole, several each on a line.
fn each_item(context: Context<'_>, node: &Node, parts: &mut Vec<Limb>, counted: &mut Vec<Row>) -> Option<String> {
    let all = node.parts.len();
    let shown: Vec<&Node> = relevant(node).collect();
    let name = |item: &Node| item.note.clone().unwrap_or_default();
    let body = |item: &Node, out: &mut Vec<Limb>, counted: &mut Vec<Row>| {
        let mut notes = Vec::new();
        let fold = Node { span: node.span, note: None, ..item.clone() };
        relevant(&fold).for_each(|part| add(context, &fold, part, out));
        // The sentence about the list has said it of the item already.
        let words = said(context, node);
        if let [only] = out.as_mut_slice()
            && (words.ends_with(&only.words) || is_head(context, node, item))
        {
            notes.extend((!only.why.is_empty()).then(|| only.why.clone()));
            counted.append(&mut only.counted);
            let inner = std::mem::take(&mut only.parts);
            *out = inner;
        }
        together(&fold, out, &mut notes, counted);
        notes.join("; ")
    };
    match shown.as_slice() {
        [item] if all == 1 || (node.decisive() == Some(Truth::True) && item.truth.is_true()) => {
            let why = body(item, parts, counted);
            let which = match all {
                // One holds, and more are asked for.
                1 if item.truth.is_true() && node.decisive() == Some(Truth::False) => format!("only {}", name(item)),
                1 => name(item),
                _ => format!("{} of {all}", name(item)),
            };
            Some(if why.is_empty() { which } else { format!("{which}: {why}") })
        }
        _ => {
            for item in shown {
                let (mut inner, mut counted) = (Vec::new(), Vec::new());
                let why = body(item, &mut inner, &mut counted);
                let words = name(item);
                parts.push(Limb { why, parts: inner, counted, is_item: true, ..Limb::plain(words, item.truth) });
            }
            node.note.as_deref().map(|note| match note.strip_prefix("0 of ") {
                Some(rest) => format!("none of {rest}"),
                None => note.to_owned(),
            })
        }
    }
}

/// Whether what is said of an item stands in the sentence about its list.
fn is_head(context: Context<'_>, node: &Node, item: &Node) -> bool {
    let _ = context;
    item.parts.iter().all(|part| within(node, part))
}

/// Facts of parts that stand in the words of the whole are said beside it, where they are few.
fn together(node: &Node, parts: &mut Vec<Limb>, notes: &mut Vec<String>, counted: &mut Vec<Row>) {
    let inline = parts.len() <= 3 && node.parts.iter().all(|part| part.limb.is_none() && within(node, part));
    if !inline || parts.is_empty() || parts.iter().any(|part| !part.parts.is_empty() || !part.label.is_empty()) {
        return;
    }
    let all: Vec<String> = parts
        .iter()
        .map(|part| match part.why.is_empty() {
            false if part.truth == Truth::Unknown => format!("not known: {}", part.why),
            false => part.why.clone(),
            true if part.truth.is_true() => part.words.clone(),
            true if part.truth == Truth::False => denied(&part.words),
            true => format!("{}: {}", part.words, verdict(part.truth)),
        })
        .collect();
    if all.iter().map(|one| one.chars().count() + 2).sum::<usize>() <= TOGETHER {
        for one in all {
            let one = if node.truth == Truth::Unknown { one.trim_start_matches("not known: ").to_owned() } else { one };
            if !notes.contains(&one) {
                notes.push(one);
            }
        }
        parts.drain(..).for_each(|part| counted.extend(part.counted));
    }
}

fn shorten(parts: &mut Vec<Limb>) {
    if parts.len() > PARTS {
        let more = parts.len() - PARTS;
        parts.truncate(PARTS);
        let truth = parts[0].truth;
        parts.push(Limb::plain(format!("and {more} more"), truth));
    }
}

/// Whether a part only says what a value was worked out of.
pub(super) fn is_worked_out(node: &Node, part: &Node) -> bool {
    part.limb.is_none() && part.note.as_deref().is_some_and(|note| node.facts.iter().any(|(fact, _)| fact == note))
}

/// `age is 34` becomes `age is 34, from birth date 1990-05-01 and application date 2024-06-03`.
fn worked_out(node: &Node, notes: &mut [String]) {
    for part in node.parts.iter().filter(|part| is_worked_out(node, part)) {
        let Some((fact, value)) = value_of(node, part) else { continue };
        if value == NOT_KNOWN {
            let mut open = Vec::new();
            waits_for(part, &mut open);
            if let Some(note) = notes.iter_mut().find(|note| **note == clean(fact)).filter(|_| !open.is_empty()) {
                *note = format!("{note}, which needs {}", words::and(&open));
            }
            continue;
        }
        let said = fact_is(&clean(fact), &clean(value));
        if let Some(note) = notes.iter_mut().find(|note| **note == said) {
            *note = made_of(note, value, part, None);
        }
    }
}

/// The name and the value that a part says the making of.
pub(super) fn value_of<'n>(node: &'n Node, part: &Node) -> Option<&'n (String, String)> {
    node.facts.iter().find(|(fact, _)| Some(fact) == part.note.as_ref())
}

/// `34, from birth date 1990-05-01 and application date 2024-06-03`; facts of the record in hand without its name.
pub(super) fn with_made_of(value: &str, part: &Node, record: Option<&str>) -> String {
    made_of(&clean(value), value, part, record)
}

fn made_of(said: &str, value: &str, part: &Node, record: Option<&str>) -> String {
    let owner = record.map(|record| format!(" of the {record}"));
    let named = |fact: &str| {
        let name = clean(fact);
        let short = owner.as_ref().and_then(|owner| name.strip_suffix(owner.as_str())).map(str::to_owned);
        short.unwrap_or(name)
    };
    let of: Vec<String> = part
        .facts
        .iter()
        // What only repeats the value, or has its name, says nothing; beside others it is what all of it comes from.
        .filter(|(fact, inner)| inner != value || part.facts.len() > 1 && Some(fact) != part.note.as_ref())
        .map(|(fact, value)| match fact.strip_prefix("whether ") {
            Some(_) => fact_is(&clean(fact), &clean(value)),
            None => format!("{} {}", named(fact), clean(value)),
        })
        .collect();
    if of.is_empty() { said.to_owned() } else { format!("{said}, from {}", words::and(&of)) }
}

/// The facts not known that a value is worked out of, without the values on the way to them.
fn waits_for(part: &Node, out: &mut Vec<String>) {
    for (fact, value) in &part.facts {
        match part.parts.iter().find(|inner| inner.note.as_ref() == Some(fact)) {
            Some(inner) => waits_for(inner, out),
            None if value == NOT_KNOWN && !out.contains(&clean(fact)) => out.push(clean(fact)),
            None => {}
        }
    }
}

/// The parts that make the whole what it is: of alternatives, those that are true; of requirements that fail, those that do.
fn relevant(node: &Node) -> impl Iterator<Item = &Node> {
    let decisive = node.decisive().filter(|truth| node.parts.iter().any(|part| part.truth == *truth));
    let several = node.parts.len() > 1;
    let worked = |part: &Node| is_worked_out(node, part);
    // That a record is there goes without saying where something is said of it.
    let there = |part: &Node| part.truth.is_true() && matches!(part.facts.as_slice(), [(_, value)] if value == "there is one");
    node.parts.iter().filter(move |part| !(worked(part) || several && there(part) || decisive.is_some_and(|it| part.truth != it)))
}

fn within(node: &Node, part: &Node) -> bool {
    part.span.file == node.span.file && part.span.start >= node.span.start && part.span.end <= node.span.end
}

fn is_item(node: &Node, part: &Node) -> bool {
    let counted = node.note.as_deref().is_some_and(starts_with_digit);
    counted && part.limb.is_none() && part.facts.is_empty() && part.note.as_deref().is_some_and(|note| !starts_with_digit(note))
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|it: char| it.is_ascii_digit())
}

/// The yes/no fact that a part is made of, perhaps through negations and terms.
fn plain(node: &Node) -> Option<&Node> {
    let mut here = node;
    loop {
        match (here.parts.as_slice(), here.facts.as_slice()) {
            ([only], []) if only.limb.is_none() && here.note.is_none() => here = only,
            ([], [(fact, _)]) if fact.starts_with("whether ") => return Some(here),
            _ => return None,
        }
    }
}

/// The words of the policy up to the first limb: the limbs have lines of their own.
fn said(context: Context<'_>, node: &Node) -> String {
    let mut span = node.span;
    let first = node.parts.iter().filter(|part| part.limb.is_some() && within(node, part)).map(|part| part.span.start).min();
    span.end = first.unwrap_or(span.end);
    let words = words::at(context, span, WORDS);
    // Limbs within a sentence about a list: the sentence up to them.
    let words = words.find(" of: (").map_or(words.as_str(), |at| &words[..at + 3]);
    let words = words.trim_end_matches([':', ' ']);
    // What was opened before the limbs is closed.
    match words.matches('(').count().saturating_sub(words.matches(')').count()) {
        0 => words.to_owned(),
        open => format!("{words}: …{}", ")".repeat(open)),
    }
}

/// The labels of the first limbs within a sentence.
fn labels(node: &Node) -> Vec<String> {
    let own: Vec<String> = node.parts.iter().filter(|part| within(node, part)).filter_map(|part| part.limb.clone()).collect();
    match own.is_empty() {
        true => node.parts.iter().filter(|part| within(node, part)).map(labels).find(|it| !it.is_empty()).unwrap_or_default(),
        false => own,
    }
}

/// Whether a sentence says a fact, or its contrary, which the yes or no beside it then does.
fn is_said(words: &str, fact: &str) -> bool {
    let plain = |text: &str| {
        text.to_lowercase().split(' ').filter(|word| !matches!(*word, "a" | "an" | "the")).collect::<Vec<_>>().join(" ")
    };
    let is_open = fact.starts_with("whether ");
    let (sentence, fact) = (words, fact.strip_prefix("whether ").unwrap_or(fact));
    let contrary_of = |one: &str, other: &str| contrary(one).is_some_and(|it| plain(&it) == plain(other));
    let (said, known) = (plain(sentence), plain(fact));
    said == known || known == format!("{said}: no") || contrary_of(sentence, fact) || (is_open && contrary_of(fact, sentence))
}

fn why(words: &str, notes: Vec<String>) -> String {
    let mut kept: Vec<String> = Vec::new();
    for note in notes {
        if !is_said(words, &note) && !kept.contains(&note) {
            kept.push(note);
        }
    }
    without_the_absent(&mut kept);
    match kept.iter().position(|note| note == NOT_SHOWN) {
        Some(at) if kept.len() > 1 => {
            kept.remove(at);
            let facts: Vec<&str> = kept.iter().map(|note| note.trim_start_matches("not known: ")).collect();
            format!("{NOT_SHOWN}: {}", facts.join("; "))
        }
        _ => kept.join("; "),
    }
}

/// Of a record that is not there, that is all there is to say: not that each thing said of it is none.
fn without_the_absent(notes: &mut Vec<String>) {
    let absent: Vec<String> = notes.iter().filter_map(|note| Some(format!(" {} ", note.strip_suffix(": none")?))).collect();
    notes.retain(|note| {
        let Some(fact) = note.strip_suffix(": none").map(|fact| format!(" {fact} ")) else { return true };
        !absent.iter().any(|record| *record != fact && fact.contains(record.as_str()))
    });
}

fn remark(node: &Node) -> Option<String> {
    // That a list is not known is said by its name.
    node.note.as_deref().filter(|note| *note != "the list is not known").map(clean)
}

/// `grade of the offense is felony`, `the offense is not violent`; of what is open, only what is not known.
fn facts_of(node: &Node, truth: Truth) -> Vec<String> {
    match &node.note {
        // What is to be said of a list as a whole is in the remark.
        Some(note) if ["the list is known", "only "].iter().any(|it| note.starts_with(it)) || starts_with_digit(note) => {
            Vec::new()
        }
        _ if truth == Truth::Unknown => {
            node.facts.iter().filter(|(_, value)| value == "not known").map(|(fact, _)| clean(fact)).collect()
        }
        _ => node.facts.iter().map(|(fact, value)| fact_is(&clean(fact), &clean(value))).collect(),
    }
}

/// The facts of one part and what is remarked of it, in a line.
pub fn facts(node: &Node) -> String {
    let fact = plain(node).unwrap_or(node);
    let mut all = facts_of(fact, fact.truth);
    all.extend(remark(node));
    all.join("; ")
}
