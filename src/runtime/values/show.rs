//! Values as text that a person reads.

use super::number;
use crate::ir::{EnumId, Program, Section, Type, Value};

/// `felony`, `$5,001`, `2013-01-23 14:00`, `1 year and 3 months`, `not known`, `none`.
pub fn show(program: &Program, ty: Type, value: &Value) -> String {
    match value {
        Value::Unknown => "not known".into(),
        Value::Absent => "none".into(),
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.into(),
        Value::Judgment(judgment) => if judgment.finding { "yes" } else { "no" }.into(),
        Value::Enum(index) => match ty {
            Type::Enum(id) | Type::Set(id) => name(program, id, *index),
            _ => index.to_string(),
        },
        Value::Set(members) => match ty {
            Type::Set(id) => set(program, id, *members),
            _ => String::new(),
        },
        Value::SetWith(members) => match ty {
            Type::Set(id) => format!("{}, and what else is not known", set(program, id, *members)),
            _ => String::new(),
        },
        Value::Number(exact) => match ty {
            Type::Money(currency) => number::print_money(exact, currency),
            Type::Percent => number::print_percent(exact),
            _ => number::print(exact),
        },
        Value::Date(date) => date.to_string(),
        Value::DateTime(time) => {
            let seconds = if time.second() == 0 { String::new() } else { format!(":{:02}", time.second()) };
            format!("{} {:02}:{:02}{seconds}", time.date(), time.hour(), time.minute())
        }
        Value::Months(months) => parts(*months, 12, "year", "month"),
        Value::Days(days) => count(*days, "day"),
        Value::Minutes(minutes) => parts(*minutes, 60, "hour", "minute"),
        Value::Section(section) => show_section(section),
        Value::Text(text) => text.to_string(),
        Value::Record => "there is one".into(),
        Value::List(rows) => match rows.len() {
            0 => "none".into(),
            length => length.to_string(),
        },
    }
}

/// `PC 26100(c)`.
pub fn show_section(section: &Section) -> String {
    let mut out = section.code.to_string();
    for (at, part) in section.parts.iter().enumerate() {
        match at {
            0 => out.push_str(&format!(" {part}")),
            _ => out.push_str(&format!("({part})")),
        }
    }
    out
}

fn name(program: &Program, id: EnumId, index: u16) -> String {
    program.enums.get(id.index()).and_then(|it| it.values.get(usize::from(index))).cloned().unwrap_or_else(|| index.to_string())
}

fn set(program: &Program, id: EnumId, members: u128) -> String {
    let names: Vec<String> = (0..128).filter(|it| members >> it & 1 == 1).map(|it| name(program, id, it)).collect();
    if names.is_empty() { "none of them".into() } else { names.join(", ") }
}

fn parts(total: i64, size: i64, large: &str, small: &str) -> String {
    let (whole, rest) = (total / size, total % size);
    match (whole, rest) {
        (0, rest) => count(rest, small),
        (whole, 0) => count(whole, large),
        (whole, rest) => format!("{} and {}", count(whole, large), count(rest, small)),
    }
}

fn count(number: i64, unit: &str) -> String {
    format!("{} {unit}{}", number::print(&number::whole(number)), if number == 1 { "" } else { "s" })
}
