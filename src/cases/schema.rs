//! The JSON Schema (2020-12) of a case record: the forms that the reader accepts, as it recommends them.
//!
//! A record that the schema accepts is read, with these exceptions, which a schema cannot say: days that do not exist, numbers of more
//! than 38 digits, and the length of a record and of its lists. The reader accepts a little more than the schema: other capitals and
//! joints in words (`No-Contest` for `no contest`), `YES` for `yes`, and a code in other capitals or by its name (`pc 240`, `Penal Code 240`).

use super::plan::{AS_OF_KEY, CASE_KEY};
use crate::ir::{CASE, Currency, Enumeration, Field, Program, RecordId, Type};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// A day.
const DATE: &str = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";
/// A day with its local time.
const DATE_TIME: &str =
    r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[ Tt]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.0{1,9})?)?$";
/// Digits, plain or grouped, with decimals.
const DIGITS: &str = r"([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]+)?";
/// Digits of an amount: where a point may stand before thousands (`1.580`), the record is not read.
const AMOUNT: &str =
    r"(([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.([0-9]{1,2}|[0-9]{4,}))?|(0[0-9]*|[0-9]{4,}|[0-9]{1,3}(,[0-9]{3})+)\.[0-9]{3})";

/// Of a program's case.
pub fn schema(program: &Program) -> Value {
    let mut needed = BTreeSet::new();
    let mut done = BTreeSet::new();
    let mut top = record(program, CASE, &mut needed);
    let mut definitions = Map::new();
    while let Some(next) = needed.iter().find(|id| !done.contains(*id)).copied() {
        done.insert(next);
        definitions.insert(definition_name(program, next), record(program, next, &mut needed));
    }
    if let Some(top) = top.as_object_mut() {
        top.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
        top.insert("title".to_owned(), json!("case record"));
        let properties = top.entry("properties").or_insert_with(|| json!({}));
        if let Some(properties) = properties.as_object_mut() {
            let id = json!({"description": "the id of the case", "type": ["string", "number", "null"]});
            let day = json!({"description": "the day whose law is asked for", "anyOf": [text(DATE), {"type": "null"}]});
            properties.entry(CASE_KEY).or_insert(id);
            properties.entry(AS_OF_KEY).or_insert(day);
        }
        if !definitions.is_empty() {
            top.insert("$defs".to_owned(), Value::Object(definitions));
        }
    }
    top
}

/// Names are words; two record types never have the same.
fn definition_name(program: &Program, id: RecordId) -> String {
    program.records.get(id.index()).map_or_else(String::new, |record| record.name.replace([' ', '-'], "_"))
}

fn record(program: &Program, id: RecordId, needed: &mut BTreeSet<RecordId>) -> Value {
    let fields = program.records.get(id.index()).map_or(&[][..], |record| &record.fields);
    let mut properties = Map::new();
    for field in fields {
        let fact = fact(program, field, needed);
        match properties.get_mut(&field.key) {
            None => {
                properties.insert(field.key.clone(), fact);
            }
            Some(known) => take_in(known, fact),
        }
    }
    json!({"type": "object", "properties": properties, "additionalProperties": false})
}

/// Adds the forms that another file gives a key to those that are known.
fn take_in(known: &mut Value, other: Value) {
    let Some(forms) = known.get_mut("anyOf").and_then(Value::as_array_mut) else { return };
    for form in other.get("anyOf").and_then(Value::as_array).into_iter().flatten() {
        if !forms.contains(form) {
            forms.push(form.clone());
        }
    }
}

fn fact(program: &Program, field: &Field, needed: &mut BTreeSet<RecordId>) -> Value {
    let mut forms = kind(program, field, needed);
    forms.push(json!({"const": "unknown", "description": "not known"}));
    if field.optional {
        forms.push(json!({"const": "none", "description": "known not to exist"}));
    }
    let meaning = if field.null_is_none { "known not to exist" } else { "not known" };
    forms.push(json!({"type": "null", "description": meaning}));
    let stipulated = if field.stipulates.is_some() { ", stipulated" } else { "" };
    json!({"description": format!("{}{stipulated}", field.name), "anyOf": forms})
}

/// The forms of a value of the field's kind.
fn kind(program: &Program, field: &Field, needed: &mut BTreeSet<RecordId>) -> Vec<Value> {
    let mut reference = |of: RecordId| {
        needed.insert(of);
        json!({"$ref": format!("#/$defs/{}", definition_name(program, of))})
    };
    match field.ty {
        Type::YesNo => yes_or_no(),
        Type::Judgment => {
            let part = |form: Value| json!({"anyOf": [form, {"type": "null"}, {"const": "unknown"}]});
            let finding = json!({"anyOf": yes_or_no().into_iter().chain([json!({"type": "null"}), json!({"const": "unknown"})]).collect::<Vec<_>>()});
            let parts = json!({
                "finding": finding,
                "by": {"type": ["string", "null"]},
                "on": part(text(DATE)),
                "because": {"type": ["string", "null"]},
            });
            let whole = json!({"type": "object", "properties": parts, "required": ["finding"], "additionalProperties": false});
            yes_or_no().into_iter().chain([whole]).collect()
        }
        Type::Enum(of) => vec![word(program.enums.get(of.index()))],
        Type::Set(of) => {
            let each = json!({"anyOf": [word(program.enums.get(of.index())), {"const": "unknown"}, {"type": "null"}]});
            vec![json!({"type": "array", "items": each})]
        }
        Type::Number => vec![number(field), text(&format!("^-?{DIGITS}([eE][+-]?[0-9]{{1,2}})?$"))],
        Type::Percent => vec![text(&format!("^-?{DIGITS}( ?%| percent)$"))],
        Type::Money(currency) => vec![text(&money(currency))],
        Type::Date => vec![text(DATE)],
        Type::DateTime => vec![text(DATE_TIME)],
        Type::Months => vec![text(&length("years?", "months?"))],
        Type::Days => vec![text(&length("weeks?", "days?"))],
        Type::Minutes => vec![text(&length("hours?", "minutes?"))],
        Type::Citation => vec![text(&citation(program))],
        // `none` is no text: it says that there is none, or is a mistake.
        Type::Text if field.optional => vec![json!({"type": "string"})],
        Type::Text => vec![json!({"type": "string", "not": {"const": "none"}})],
        Type::Record(of) => vec![reference(of)],
        Type::List(of) => vec![json!({"type": "array", "items": reference(of)})],
    }
}

fn text(pattern: &str) -> Value {
    json!({"type": "string", "pattern": pattern})
}

fn yes_or_no() -> Vec<Value> {
    vec![json!({"type": "boolean"}), json!({"enum": ["yes", "no", "true", "false"]})]
}

/// The words as declared, and as keys are written.
fn word(of: Option<&Enumeration>) -> Value {
    let Some(of) = of else { return json!(false) };
    let mut words: Vec<String> = of.values.clone();
    for value in &of.values {
        let key = value.replace([' ', '-'], "_");
        let meant = of.values.iter().filter(|other| other.replace([' ', '-'], "_").to_lowercase() == key.to_lowercase()).count();
        if meant == 1 && !words.contains(&key) {
            words.push(key);
        }
    }
    json!({"enum": words})
}

/// `$500`, `500 USD`, `USD 500`.
fn money(currency: Currency) -> String {
    let code = currency.code();
    let symbol = match &currency.0 {
        b"USD" => r"\$",
        b"EUR" => "€",
        b"GBP" => "£",
        _ => return format!("^(-?{AMOUNT} {code}|-?{code} {AMOUNT})$"),
    };
    format!("^(-?{symbol}{AMOUNT}|{symbol}-{AMOUNT}|-?{AMOUNT} {code}|-?{code} {AMOUNT})$")
}

/// `2 years and 6 months`.
fn length(long: &str, short: &str) -> String {
    let part = format!("[0-9]{{1,9}} ({long}|{short})");
    format!("^{part}((, | and ){part})*$")
}

/// `PC 26100(c)`.
fn citation(program: &Program) -> String {
    let codes: Vec<String> = program.codes.iter().map(|(code, _)| escaped(code)).collect();
    if codes.is_empty() {
        // No section can be given where no code is declared.
        return "^[^\\s\\S]$".to_owned();
    }
    format!(r"^({}) +(§ *)?[0-9][A-Za-z0-9.-]*( *\([A-Za-z0-9.-]+\))*$", codes.join("|"))
}

/// Text as a pattern of itself.
fn escaped(text: &str) -> String {
    text.chars().fold(String::new(), |mut out, letter| {
        if r"\^$.|?*+()[]{}/".contains(letter) {
            out.push('\\');
        }
        out.push(letter);
        out
    })
}

/// A number, and what it never lies below where that is whole.
fn number(field: &Field) -> Value {
    let least = field.least.filter(|least| least.is_integer()).and_then(|least| i64::try_from(least.to_integer()).ok());
    match least {
        Some(least) => json!({"type": "number", "minimum": least}),
        None => json!({"type": "number"}),
    }
}
