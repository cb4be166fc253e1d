//! Terms in words, where there is no text of the policy at hand.

use crate::ir::{Aggregate, Arithmetic, CASE, Comparison, Expr, ExprKind, Field, Program, Record, RecordId, SlotId, Type, Value};
use crate::runtime::Missing;
use crate::runtime::evaluate::frames::{Frame, HYPOTHETICAL, Path};
use crate::runtime::evaluate::{Parts, item_record};
use crate::runtime::values::show::{show, show_section};

/// A fact that is not known, with its words and its place in a case record.
pub fn missing(program: &Program, path: Path, slot: SlotId) -> Missing {
    let mut key = String::new();
    let mut record = program.records.get(CASE.index());
    for (list, index) in &path {
        let found = record.and_then(|it| it.slots.get(list.index()));
        push_key(program, &mut key, record, *list);
        if *index != HYPOTHETICAL {
            key.push_str(&format!("[{index}]"));
        }
        key.push('.');
        record = match found.map(|it| it.ty) {
            Some(Type::List(item)) => program.records.get(item.index()),
            _ => None,
        };
    }
    let found = record.and_then(|it| it.slots.get(slot.index()));
    push_key(program, &mut key, record, slot);
    let words = match (found, record) {
        (Some(slot), Some(record)) if !path.is_empty() && !slot.words.contains(&record.name) => {
            format!("{} of the {}", slot.words, record.name)
        }
        (Some(slot), _) => slot.words.clone(),
        _ => key.clone(),
    };
    Missing { path, slot, words, key }
}

/// The keys of the fields down to a slot, as declared; its names where no field is declared.
fn push_key(program: &Program, key: &mut String, record: Option<&Record>, slot: SlotId) {
    let (start, mut held, mut at) = (key.len(), record, slot.0);
    while let Some(record) = held {
        let inside = |field: &&Field| match field.ty {
            Type::Record(inner) => {
                let length = program.records.get(inner.index()).map_or(0, |it| it.slots.len() as u32);
                (field.slot.0..=field.slot.0 + length).contains(&at)
            }
            _ => field.slot.0 == at,
        };
        let Some(field) = record.fields.iter().find(inside) else {
            break;
        };
        if key.len() > start {
            key.push('.');
        }
        key.push_str(&field.key);
        match field.ty {
            Type::Record(inner) if at > field.slot.0 => (held, at) = (program.records.get(inner.index()), at - field.slot.0 - 1),
            _ => return,
        }
    }
    key.truncate(start);
    let path = record.and_then(|it| it.slots.get(slot.index())).map_or(&[][..], |it| &it.path);
    for (at, name) in path.iter().enumerate() {
        if at > 0 {
            key.push('.');
        }
        key.extend(name.chars().map(|it| if it == ' ' || it == '-' { '_' } else { it }));
    }
}

/// `whether any prior conviction is a serious felony`, `the number of prior convictions`.
pub fn count(program: &Program, list: &Expr, parts: Parts<'_>, fails: bool, frame: &Frame<'_, '_>) -> String {
    let inside = Hands::of(frame).with(item_record(list));
    let phrase = |part: &Expr| words(program, part, &inside, &mut { MOST });
    let item = program.records.get(item_record(list).index()).map_or("item", |it| &it.name);
    let filter = parts.filter.map(|it| format!(" where {}", phrase(it))).unwrap_or_default();
    let body = parts
        .body
        .map(|it| format!(" where {}{}", if fails { "it is not so that " } else { "" }, phrase(it)))
        .unwrap_or_default();
    let apart = parts.different.map(|it| of_item(phrase(it), item));
    let apart = apart.map(|it| format!(", told apart by {it}")).unwrap_or_default();
    if let Some(said) = program.sentences.get(&list.id)
        && !(filter.is_empty() && body.is_empty())
    {
        return if fails { format!("any {item} against `{said}`") } else { format!("any {said}") };
    }
    if filter.is_empty() && body.is_empty() {
        format!("{}{apart}", words(program, list, &Hands::of(frame), &mut { MOST }))
    } else {
        format!("any {item}{filter}{body}{apart}")
    }
}

/// An expression in plain words; shortened where it is long.
pub fn phrase(program: &Program, expr: &Expr, frame: &Frame<'_, '_>) -> String {
    words(program, expr, &Hands::of(frame), &mut { MOST })
}

/// So many expressions are said before the rest is cut off.
const MOST: u32 = 24;

/// By frame: the layout of the row in hand, and where the record begins in it.
struct Hands(Vec<(RecordId, u32)>);

impl Hands {
    fn of(frame: &Frame<'_, '_>) -> Hands {
        Hands((0..=frame.depth).map(|depth| frame.at(depth)).map(|it| (it.record, it.base)).collect())
    }

    /// With an item of a list taken in hand.
    fn with(&self, item: RecordId) -> Hands {
        Hands(self.0.iter().copied().chain([(item, 0)]).collect())
    }
}

fn words(program: &Program, expr: &Expr, hands: &Hands, fuel: &mut u32) -> String {
    if *fuel == 0 {
        return "…".into();
    }
    *fuel -= 1;
    let mut say = |part: &Expr| words(program, part, hands, fuel);
    match &expr.kind {
        ExprKind::Const(value) => show(program, expr.ty, value),
        ExprKind::Fact(instance, slot) => fact(program, expr, (instance.frame, instance.base + slot.0), hands),
        ExprKind::Definition(id, _) | ExprKind::Filled(id, ..) => {
            program.definitions.get(id.index()).map_or_else(String::new, |it| it.words.clone())
        }
        ExprKind::Parameter(id, _) | ExprKind::ParameterOn(id, ..) => {
            program.parameters.get(id.index()).map_or_else(String::new, |it| it.name.clone())
        }
        ExprKind::Question(id) => program.questions.get(id.index()).map_or_else(String::new, |it| it.name.clone()),
        ExprKind::Not(part) => format!("not ({})", say(part)),
        ExprKind::All(parts) => parts.iter().map(say).collect::<Vec<_>>().join(" and "),
        ExprKind::Any(parts) => parts.iter().map(say).collect::<Vec<_>>().join(" or "),
        ExprKind::Limb { body, .. } | ExprKind::Shown(body) | ExprKind::IsKnown(body) => say(body),
        ExprKind::Compare(op, a, b) => {
            let (left, right) = (say(a), say(b));
            format!("{left} {} {right}", comparison(*op))
        }
        ExprKind::OneOf(of, values) => {
            let values: Vec<String> = values.iter().map(|it| show(program, of.ty, it)).collect();
            format!("{} is {}", say(of), values.join(" or "))
        }
        ExprKind::Among(of, list) => {
            let list = program.sections.get(list.index()).map_or("the list", |it| &it.name);
            format!("{} is among {list}", say(of))
        }
        ExprKind::SectionIs(of, section) => format!("{} is {}", say(of), show_section(section)),
        ExprKind::Includes { set, .. } => say(set),
        ExprKind::Present(of) => format!("there is {}", say(of)),
        ExprKind::IsAbsent(of) => format!("there is no {}", say(of)),
        ExprKind::Arithmetic(op, a, b) => {
            let (said, product) = match op {
                Arithmetic::Plus => ("plus", false),
                Arithmetic::Minus => ("minus", false),
                Arithmetic::Times => ("times", true),
                Arithmetic::DividedBy => ("divided by", true),
            };
            let mut side = |part: &Expr| match part.kind {
                ExprKind::Arithmetic(Arithmetic::Plus | Arithmetic::Minus, ..) if product => format!("({})", say(part)),
                _ => say(part),
            };
            let (left, right) = (side(a), side(b));
            format!("{left} {said} {right}")
        }
        ExprKind::Between(unit, from, to) => {
            let (from, to) = (say(from), say(to));
            format!("{} between {from} and {to}", format!("{unit:?}").to_lowercase())
        }
        ExprKind::Offset { anchor, length, back, .. } => {
            let (length, anchor) = (say(length), say(anchor));
            format!("{length} {} {anchor}", if *back { "before" } else { "after" })
        }
        ExprKind::Window(window, date, anchor, length) => {
            let bound = match window.bound {
                crate::ir::WindowBound::Within => "within",
                crate::ir::WindowBound::LessThan => "less than",
                crate::ir::WindowBound::AtLeast => "at least",
                crate::ir::WindowBound::MoreThan => "more than",
            };
            let (date, length, anchor) = (say(date), say(length), say(anchor));
            format!("{date} is {bound} {length} {} {anchor}", if window.after { "after" } else { "before" })
        }
        ExprKind::Excess(a, b) => {
            let (a, b) = (say(a), say(b));
            format!("the excess of {a} over {b}")
        }
        ExprKind::Round(of, ..) => say(of),
        ExprKind::Quantified { list, .. } => say(list),
        ExprKind::Aggregate { kind, list, filter, of, different } => {
            let record = item_record(list);
            let name = program.records.get(record.index()).map_or("item", |it| &it.name);
            let inside = hands.with(record);
            let mut say_inside = |part: &Expr| words(program, part, &inside, fuel);
            let of_what = of.as_ref().map(|of| say_inside(of));
            let of_what = of_what.map_or_else(String::new, |it| format!("{} of ", of_item(it, name)));
            let which = filter.as_ref().map(|filter| format!(" where {}", say_inside(filter))).unwrap_or_default();
            let apart = different.as_ref().map(|it| of_item(say_inside(it), name));
            let apart = apart.map_or_else(String::new, |it| format!(", told apart by {it}"));
            let list = words(program, list, hands, fuel);
            let is_day = matches!(expr.ty, Type::Date | Type::DateTime);
            let kind = match (kind, is_day) {
                (Aggregate::Number, _) => "the number of",
                (Aggregate::Total, _) => "the total of",
                (Aggregate::Highest, true) => "the latest",
                (Aggregate::Lowest, true) => "the earliest",
                (Aggregate::Highest, false) => "the highest",
                (Aggregate::Lowest, false) => "the lowest",
            };
            format!("{kind} {of_what}{list}{which}{apart}")
        }
        ExprKind::Extreme { of, greatest } => {
            format!(
                "the {} of {}",
                if *greatest { "greater" } else { "lesser" },
                of.iter().map(say).collect::<Vec<_>>().join(" and ")
            )
        }
        ExprKind::Cases(..) | ExprKind::CountTrue(..) => "the condition".into(),
    }
}

/// `weeks of leaves`, not `weeks of the leave of leaves`.
fn of_item(words: String, item: &str) -> String {
    match words.strip_suffix(item).and_then(|it| it.strip_suffix(" of the ")) {
        Some(words) => words.to_owned(),
        None => words,
    }
}

/// `the income is at least the rent`.
pub fn compared(program: &Program, op: Comparison, (a, b): (&Expr, &Expr), frame: &Frame<'_, '_>) -> String {
    format!("{} {} {}", phrase(program, a, frame), comparison(op), phrase(program, b, frame))
}

/// `is at least`.
pub fn comparison(op: Comparison) -> &'static str {
    match op {
        Comparison::Equal => "is",
        Comparison::Less => "is less than",
        Comparison::AtMost => "is at most",
        Comparison::More => "is more than",
        Comparison::AtLeast => "is at least",
    }
}

/// The words of a fact: those of its slot in the row in hand.
fn fact(program: &Program, expr: &Expr, (frame, slot): (u32, u32), hands: &Hands) -> String {
    let held = hands.0.get(frame as usize).and_then(|(record, base)| Some((program.records.get(record.index())?, base + slot)));
    let found = held.and_then(|(record, slot)| record.slots.get(slot as usize));
    let words = |slot: &crate::ir::Slot| slot.words.strip_prefix("whether ").unwrap_or(&slot.words).to_owned();
    found.map_or_else(|| show(program, expr.ty, &Value::Unknown), words)
}

/// An answer about the items of a list that was not known: `yes, any conviction where …`.
pub fn count_answer(words: &str, domain: &super::domain::Domain) -> String {
    use super::domain::Body;
    let number = crate::runtime::values::number::print;
    // Of a number of items `any` says nothing: `2 or more of them: child where …`.
    let counted = |limit: String| match words.strip_prefix("any ") {
        Some(item) => format!("some, {limit} of them: {item}"),
        None => format!("some, and {limit}: {words}"),
    };
    match &domain.present {
        Some(Body::Range(range)) => match (&range.from, &range.to) {
            (_, Some((to, _))) if *to.numer() == 0 => match words.strip_prefix("any ") {
                Some(said) => format!("some, and no {said}"),
                None => format!("some, but not {words}"),
            },
            (Some((from, false)), None) if *from.numer() <= 1 => format!("some, and {words}"),
            (Some((from, true)), None) => counted(format!("more than {}", number(from))),
            (Some((from, false)), None) => counted(format!("{} or more", number(from))),
            (_, Some((to, _))) => counted(format!("at most {}", number(to))),
            _ => "at least one".into(),
        },
        _ => "none".into(),
    }
}
