//! The wording of everything that can be wrong with a case record.

mod meant;
mod structure;

use super::place::harmless;
use super::values::Misfit;
use crate::diagnostics::catalogue as code;
use crate::diagnostics::{Code, suggest};
use crate::ir::{Currency, Field, Program, RecordId, Section, Type};
use std::ops::Range;
pub use structure::*;

/// A problem before it is known which case it belongs to: places are bytes of the record's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its code.
    pub code: Code,
    /// Without the case's name before it.
    pub message: String,
    /// The key with its path.
    pub field: String,
    /// Bytes of the record's text.
    pub at: Range<usize>,
    /// What stands there.
    pub label: String,
    /// How to mend it.
    pub help: Vec<String>,
}

impl Found {
    fn new(code: Code, message: impl Into<String>, at: Range<usize>) -> Found {
        Found { code, message: message.into(), field: String::new(), at, label: String::new(), help: Vec::new() }
    }

    fn field(mut self, path: impl Into<String>) -> Found {
        self.field = path.into();
        self
    }

    fn label(mut self, label: impl Into<String>) -> Found {
        self.label = label.into();
        self
    }

    fn help(mut self, line: impl Into<String>) -> Found {
        self.help.push(line.into());
        self
    }
}

/// The longest line of help, in characters.
const LINE: usize = 83;

/// Parts of help joined by semicolons into lines that are not wrapped.
fn packed(parts: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 2 + part.chars().count() <= LINE => {
                line.push_str("; ");
                line.push_str(&part);
            }
            _ => lines.push(part),
        }
    }
    lines
}

/// The user's text in backticks, harmless and not too long.
pub fn quoted(text: &str) -> String {
    let mut shown: String = text.chars().take(40).map(harmless).collect();
    if text.chars().nth(40).is_some() {
        shown.push('…');
    }
    format!("`{shown}`")
}

/// What stands where another kind of value belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// `"…"`, or a cell of a table.
    Text,
    /// Digits.
    Number,
    /// `true` or `false`.
    YesNo,
    /// `[…]`.
    List,
    /// `{…}`.
    Record,
    /// `null`.
    Nothing,
}

impl Stands {
    fn words(self) -> &'static str {
        match self {
            Stands::Text => "this is text",
            Stands::Number => "this is a number",
            Stands::YesNo => "this is yes or no",
            Stands::List => "this is a list",
            Stands::Record => "this is a record",
            Stands::Nothing => "nothing is said here",
        }
    }
}

/// A field in messages: where it stands, in which form of input.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// The program.
    pub program: &'a Program,
    /// The field.
    pub field: &'a Field,
    /// Its key with its path.
    pub path: &'a str,
    /// In a cell of a table, where texts have no quotation marks.
    pub cell: bool,
}

impl Subject<'_> {
    /// A value as it would be written there, in backticks.
    fn written(&self, text: &str) -> String {
        if self.cell { format!("`{text}`") } else { format!("`\"{text}\"`") }
    }

    /// `an amount of money`.
    fn wanted(&self) -> String {
        let enumeration = |of: crate::ir::EnumId| self.program.enums.get(of.index()).map_or("word", |it| it.name.as_str());
        match self.field.ty {
            Type::YesNo => "yes or no".to_owned(),
            Type::Judgment => "a judgment, or yes or no".to_owned(),
            Type::Enum(of) => with_article(enumeration(of)),
            Type::Set(of) => format!("a list of words, each {}", with_article(enumeration(of))),
            Type::Number => "a number".to_owned(),
            Type::Percent => "a percentage".to_owned(),
            Type::Money(_) => "an amount of money".to_owned(),
            Type::Date => "a date".to_owned(),
            Type::DateTime => "a date with its time of day".to_owned(),
            Type::Months => "a length in years and months".to_owned(),
            Type::Days => "a length in days".to_owned(),
            Type::Minutes => "a length in hours and minutes".to_owned(),
            Type::Citation => "a section of a code".to_owned(),
            Type::Text => "text".to_owned(),
            Type::Record(of) => with_article(self.record(of)),
            Type::List(of) => format!("a list of records, each {}", with_article(self.record(of))),
        }
    }

    fn record(&self, of: RecordId) -> &str {
        self.program.records.get(of.index()).map_or("record", |it| it.name.as_str())
    }

    /// How it is written, in backticks.
    fn example(&self) -> String {
        let first = |of: crate::ir::EnumId| {
            self.program.enums.get(of.index()).and_then(|it| it.values.first()).map_or_else(|| "word".to_owned(), Clone::clone)
        };
        match self.field.ty {
            Type::YesNo | Type::Judgment => "`true` or `false`".to_owned(),
            Type::Enum(of) => self.written(&first(of)),
            Type::Set(of) if self.cell => format!("`{}`", first(of)),
            Type::Set(of) => format!("`[\"{}\"]`", first(of)),
            Type::Number => "`5`".to_owned(),
            Type::Percent => self.written("20%"),
            Type::Money(currency) => self.written(&amount(currency, "500")),
            Type::Date => self.written("2013-01-31"),
            Type::DateTime => self.written("2016-11-19 11:53"),
            Type::Months => self.written("2 years and 6 months"),
            Type::Days => self.written("90 days"),
            Type::Minutes => self.written("48 hours"),
            Type::Citation => self.written(&format!("{} 240(a)", self.program.codes.first().map_or("PC", |(code, _)| code))),
            Type::Text => self.written("some words"),
            Type::Record(of) => match self.program.records.get(of.index()).and_then(|it| it.fields.first()) {
                Some(field) => format!("`{{\"{}\": ...}}`", field.key),
                None => "`{}`".to_owned(),
            },
            Type::List(_) => "`[{...}, {...}]`, or `[]` if there are none".to_owned(),
        }
    }

    /// `if not known, leave it out; if there is none, write "none"`.
    fn ways_out(&self) -> Vec<String> {
        let leave_out = if self.cell { "if not known, leave the cell empty" } else { "if not known, leave it out" };
        let none = self.field.optional.then(|| format!("if there is none, write {}", self.written("none")));
        std::iter::once(leave_out.to_owned()).chain(none).collect()
    }

    fn must_be(&self, code: Code, at: Range<usize>) -> Found {
        Found::new(code, format!("{} must be {}", quoted(self.path), self.wanted()), at).field(self.path)
    }

    fn about(&self, code: Code, message: String, at: Range<usize>) -> Found {
        Found::new(code, message, at).field(self.path)
    }
}

fn with_article(noun: &str) -> String {
    format!("{} {noun}", suggest::article(noun))
}

/// `$500`, `€500`, `500 CAD`.
fn amount(currency: Currency, digits: &str) -> String {
    match &currency.0 {
        b"USD" => format!("${digits}"),
        b"EUR" => format!("€{digits}"),
        b"GBP" => format!("£{digits}"),
        _ => format!("{digits} {}", currency.code()),
    }
}

/// A value of another kind than the fact's.
pub fn wrong_kind(subject: Subject, stands: Stands, at: Range<usize>) -> Found {
    let mut found = subject.must_be(code::WRONG_KIND_OF_VALUE, at).label(stands.words());
    let form = match (subject.field.ty, stands) {
        (Type::Set(_), Stands::Text) if !subject.cell => format!("write a list, such as {}", subject.example()),
        (Type::YesNo | Type::Judgment | Type::Record(_) | Type::List(_), _) => format!("write {}", subject.example()),
        // No value of ours is to be copied into the case.
        _ => format!("{} is written like {}", subject.wanted(), subject.example()),
    };
    found.help = packed(std::iter::once(form).chain(subject.ways_out()));
    found
}

/// Text that is nothing like a value of the fact's kind.
fn other_text(subject: Subject, text: &str, stands: Stands, at: Range<usize>) -> Found {
    let found = wrong_kind(subject, stands, at);
    if let Some(meant) = meant::meant(subject.field.ty, text) {
        let help = packed(std::iter::once(format!("write {}", subject.written(&meant))).chain(subject.ways_out()));
        return Found { help, ..found };
    }
    match meant::says_nothing(text) {
        true => Found { help: packed(subject.ways_out()), ..found },
        false => found,
    }
}

/// `$1.580`: thousands, or a fraction of a cent?
fn thousands(subject: Subject, text: &str, at: Range<usize>) -> Found {
    let mut decimals = text.to_owned();
    decimals.insert(text.find('.').map_or(text.len(), |point| (point + 4).min(text.len())), '0');
    subject
        .about(code::THOUSANDS_WITH_POINT_IN_CASE, format!("{} has three decimals", quoted(text)), at)
        .label("a point before thousands?")
        .help(format!("write {} if thousands are meant: a comma parts them", subject.written(&text.replace('.', ","))))
        .help(format!("write {} if the point is meant: a fourth decimal says so", subject.written(&decimals)))
}

/// Text (or a bare number) that is no value of the fact's kind.
pub fn misfit(subject: Subject, text: &str, stands: Stands, misfit: Misfit, at: Range<usize>) -> Found {
    let shown = quoted(text);
    let path = quoted(subject.path);
    match misfit {
        Misfit::Other => other_text(subject, text, stands, at),
        Misfit::Thousands => thousands(subject, text, at),
        Misfit::UnknownWord => unknown_word(subject, text, at),
        Misfit::NoneNotAllowed => {
            let found =
                subject.about(code::NONE_NOT_ALLOWED, format!("{path} cannot be none"), at).label("the fact always exists");
            let instead = match subject.field.ty {
                Type::List(_) | Type::Set(_) if !subject.cell => "write `[]` if there are none",
                Type::List(_) | Type::Set(_) => "write `[]` in the cell if there are none",
                Type::YesNo | Type::Judgment => "write `false` if the answer is no",
                _ if subject.cell => "leave the cell empty if it is not known",
                _ => "leave it out if it is not known",
            };
            found.help(instead).help("say `or none` where the vocabulary declares the fact, if there may be none")
        }
        Misfit::BelowLeast => {
            let least = subject.field.least.map_or(String::new(), |least| crate::ir::value::decimal(&least));
            let shown = match subject.field.ty {
                Type::Money(currency) => amount(currency, &least),
                _ => least,
            };
            subject
                .about(code::BELOW_LEAST_IN_CASE, format!("{path} is never below {shown}"), at)
                .label("below it")
                .help("mend the figure, or leave it out if it is not known")
        }
        Misfit::TooLarge => subject
            .about(code::NUMBER_TOO_LARGE, format!("{path} has more digits than Enact keeps"), at)
            .label("at most 38 digits are kept")
            .help("write the amount in a larger unit, or mend it: nothing is ever rounded"),
        Misfit::NoCurrency => {
            let currency = if let Type::Money(currency) = subject.field.ty { currency } else { Currency::USD };
            let amount = subject.written(&amount(currency, amount_or(text, "500")));
            let mut found = subject.must_be(code::MONEY_WITHOUT_CURRENCY, at).label("which currency?");
            found.help = packed(std::iter::once(format!("write {amount}")).chain(subject.ways_out()));
            found
        }
        Misfit::OtherCurrency(other) => {
            let wanted = if let Type::Money(currency) = subject.field.ty { currency } else { Currency::USD };
            subject
                .about(code::OTHER_CURRENCY_IN_CASE, format!("{path} is kept in {}, and {shown} is not", wanted.code()), at)
                .label(format!("this is in {}", other.code()))
                .help(format!(
                    "write the amount in {}, such as {}; nothing is converted",
                    wanted.code(),
                    subject.written(&amount(wanted, "500"))
                ))
        }
        Misfit::NoPercent => {
            subject.must_be(code::PERCENTAGE_WITHOUT_SIGN, at).label("a percentage, or a share of 1?").help(format!(
                "write {}; a share of 1, such as 0.2, is {}",
                subject.written(&format!("{}%", amount_or(text, "60"))),
                subject.written("20%")
            ))
        }
        Misfit::UnclearDate(readings) => unclear_date(subject, text, &readings, at),
        Misfit::NoSuchDate => {
            let what = if subject.field.ty == Type::DateTime { "date and time" } else { "date" };
            subject
                .about(code::NO_SUCH_DATE_IN_CASE, format!("there is no {what} {shown}"), at)
                .label(if subject.field.ty == Type::DateTime { "no such day or time" } else { "no such day" })
                .help(format!("mend it; it is written like {}: year, month, day", subject.example()))
        }
        Misfit::TimeInDate(date) => subject
            .about(code::DATE_WITH_TIME_IN_CASE, format!("{path} is a date, without a time of day"), at)
            .label("only the date belongs here")
            .help(format!("write {}", subject.written(&date.to_string()))),
        Misfit::NoTime(date) => subject
            .about(code::DATE_WITHOUT_TIME_IN_CASE, format!("{path} is a date with its time of day"), at)
            .label("at what time?")
            .help(format!("write the time too, such as {}", subject.written(&format!("{date} 11:53")))),
        Misfit::Zone(local) => {
            let example = subject.written(&format!("{} {}", local.date(), &local.time().to_string()[..5]));
            subject
                .about(code::TIME_WITH_ZONE, format!("{path} has an offset from universal time"), at)
                .label("the policy reads local time")
                .help(format!("write the time that the clock showed there, such as {example}"))
        }
        Misfit::Fraction(whole) => {
            let written = format!("{} {}", whole.date(), whole.time());
            subject
                .about(code::PART_OF_SECOND, format!("{path} has a part of a second"), at)
                .label("time is kept in whole seconds")
                .help(format!("write {}: round as the law would", subject.written(&written)))
        }
        Misfit::NoUnit => {
            let units = match subject.field.ty {
                Type::Months => ["years", "months"],
                Type::Minutes => ["hours", "minutes"],
                _ => ["days", "weeks"],
            };
            let [first, second] = units.map(|unit| subject.written(&format!("{} {unit}", amount_or(text, "3"))));
            subject
                .must_be(code::LENGTH_WITHOUT_UNIT, at)
                .label(format!("{} or {}?", units[0], units[1]))
                .help(format!("write {first} or {second}"))
        }
        Misfit::OtherUnit => subject
            .must_be(code::OTHER_KIND_OF_LENGTH, at)
            .label("this is counted in other units")
            .help(format!("write it like {}; kinds of length are never converted", subject.example())),
        Misfit::Range(from, through) => {
            let one = |it: Section| subject.written(&format!("{} {}", it.code, it.parts.first().map_or("", String::as_str)));
            let (first, last) = (one(from), one(through));
            subject
                .about(code::RANGE_IN_CASE, format!("{path} is one section, and {} looks like several", quoted(text)), at)
                .label("a range, or one section?")
                .help(format!("write the one section that it is, such as {first} or {last}"))
                .help("or leave the fact out where that is not known")
                .help("where a hyphen is part of the numbers of a code, the policy names such a section")
        }
        Misfit::UnknownCode(unknown) => unknown_code(subject, text, &unknown, at),
        Misfit::NoCode => {
            let codes = &subject.program.codes;
            let found = subject.must_be(code::SECTION_WITHOUT_CODE, at).label("of which code?");
            let each: Vec<String> =
                codes.iter().take(3).map(|(code, _)| subject.written(&format!("{code} {}", short(text)))).collect();
            match each.is_empty() {
                false => found.help(format!("write the code before it: {}", each.join(" or "))),
                true => found.help("declare the code in the vocabulary, then write it before the section"),
            }
        }
    }
}

/// The number as it was given, unless it is too long to be shown.
fn amount_or<'t>(text: &'t str, example: &'t str) -> &'t str {
    let text = text.trim();
    if text.len() > 20 { example } else { text }
}

/// Text fit for a line of help.
fn short(text: &str) -> String {
    text.chars().take(30).map(harmless).collect()
}

fn unknown_word(subject: Subject, text: &str, at: Range<usize>) -> Found {
    let (name, values): (&str, &[String]) = match subject.field.ty {
        Type::Enum(of) | Type::Set(of) => {
            subject.program.enums.get(of.index()).map_or(("value", &[]), |it| (&it.name, &it.values))
        }
        _ => ("value", &[]),
    };
    let noun = with_article(name);
    let near = suggest::nearest(text, values.iter().map(String::as_str));
    let label = near.map_or_else(|| format!("not {noun}"), |near| format!("did you mean `{near}`?"));
    let mut found = subject.about(code::UNKNOWN_VALUE_IN_CASE, format!("{} is not {noun}", quoted(text)), at).label(label);
    let several = matches!(subject.field.ty, Type::Set(_)) && subject.cell && text.contains([',', '/', '|']);
    found.help = if values.len() <= 7 { value_lines(&noun, values) } else { nearest_three(&noun, text, values) };
    if several {
        found.help.push("part several by semicolons".to_owned());
    }
    found
}

/// `write a grade: infraction, misdemeanor or felony`, in as many lines as it takes.
fn value_lines(noun: &str, values: &[String]) -> Vec<String> {
    let whole = format!("write {noun}: {}", suggest::one_of(values));
    if whole.chars().count() <= LINE {
        return vec![whole];
    }
    let last = values.len().saturating_sub(1);
    let mut lines = vec![format!("write {noun}:")];
    for (number, value) in values.iter().enumerate() {
        let joint = if number == last { "" } else { "," };
        let word = format!(" `{value}`{joint}");
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() <= LINE => line.push_str(&word),
            _ => lines.push(format!("   {word}")),
        }
    }
    lines
}

fn nearest_three(noun: &str, text: &str, values: &[String]) -> Vec<String> {
    let text: String = text.chars().take(60).collect::<String>().to_lowercase();
    let mut ranked: Vec<(usize, &String)> = values.iter().map(|value| (edits(&text, &value.to_lowercase()), value)).collect();
    ranked.sort();
    let three: Vec<&str> = ranked.iter().take(3).map(|(_, value)| value.as_str()).collect();
    let mut lines = value_lines(noun, &three.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>());
    lines.push(format!("choose among {} values; `enact schema` lists every one", values.len()));
    lines
}

/// How unlike two words are: letters to change.
fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (line, letter) in a.chars().enumerate() {
        let mut corner = line;
        let mut left = line + 1;
        for (place, other) in b.iter().enumerate() {
            let above = row.get(place + 1).copied().unwrap_or(0);
            let here = (corner + usize::from(letter != *other)).min(above + 1).min(left + 1);
            if let Some(cell) = row.get_mut(place) {
                *cell = left;
            }
            corner = above;
            left = here;
        }
        if let Some(cell) = row.last_mut() {
            *cell = left;
        }
    }
    row.last().copied().unwrap_or(0)
}

fn unclear_date(subject: Subject, text: &str, readings: &[jiff::civil::Date], at: Range<usize>) -> Found {
    let shown = quoted(text);
    let message = match readings {
        [first, second] => {
            let month = |day: &jiff::civil::Date| suggest::month(day.month()).unwrap_or_default();
            format!("{shown} could be {} {} or {} {} {}", first.day(), month(first), second.day(), month(second), second.year())
        }
        _ if text.len() > 4 && text.bytes().take(4).all(|byte| byte.is_ascii_digit()) => {
            format!("{shown} is not written as dates are written here")
        }
        _ => format!("{shown} does not begin with its year"),
    };
    let label = match readings {
        [_] | [] => "four digits of the year, two of the month, two of the day",
        _ => "the year comes first, then month, then day",
    };
    let help = match readings {
        [] => format!("write it like {}", subject.example()),
        [only] => format!("write {}", subject.written(&only.to_string())),
        several => {
            let each = several.iter().map(|day| {
                format!(
                    "{} for {} {}",
                    subject.written(&day.to_string()),
                    day.day(),
                    suggest::month(day.month()).unwrap_or_default()
                )
            });
            format!("write {}", each.collect::<Vec<_>>().join(" or "))
        }
    };
    subject.about(code::UNCLEAR_DATE_IN_CASE, message, at).label(label).help(help)
}

fn unknown_code(subject: Subject, text: &str, unknown: &str, at: Range<usize>) -> Found {
    let codes: Vec<&str> = subject.program.codes.iter().map(|(code, _)| code.as_str()).collect();
    // `PC240`: the code is known, and the blank is missing.
    let section = text.strip_prefix(unknown).filter(|rest| codes.contains(&unknown) && !rest.starts_with(' '));
    if let Some(section) = section {
        let meant = subject.written(&format!("{unknown} {section}"));
        return subject
            .about(
                code::UNKNOWN_CODE_IN_CASE,
                format!("{} is no code and section: a blank stands between the two", quoted(text)),
                at,
            )
            .label("without a blank")
            .help(format!("write {meant}"));
    }
    // Codes are short: one other letter is near enough, and so are other capitals.
    let near = codes.iter().find(|code| edits(&unknown.to_lowercase(), &code.to_lowercase()) <= 1).copied();
    let label = near.map_or_else(|| "no such code is declared".to_owned(), |near| format!("did you mean `{near}`?"));
    let found =
        subject.about(code::UNKNOWN_CODE_IN_CASE, format!("the policy knows no code {}", quoted(unknown)), at).label(label);
    match codes.len() {
        0 => found.help("declare the code in the vocabulary"),
        1..=7 => {
            let mut found = found;
            found.help = value_lines("a declared code", &codes.iter().map(|code| (*code).to_owned()).collect::<Vec<_>>());
            found
        }
        _ => found.help("declare the code in the vocabulary, or use one that is declared"),
    }
}

/// A section list or other list longer than what is kept.
pub fn too_many_entries(subject: Subject, most: usize, at: Range<usize>) -> Found {
    subject
        .about(code::TOO_MANY_ENTRIES, format!("{} has too many entries", quoted(subject.path)), at)
        .label(format!("a record may have {},{:03} in all", most / 1000, most % 1000))
        .help("split the case into several records")
}

/// A judgment without `finding`.
pub fn no_finding(subject: Subject, at: Range<usize>) -> Found {
    subject
        .about(code::JUDGMENT_WITHOUT_FINDING, format!("the judgment {} does not say what was found", quoted(subject.path)), at)
        .label("`finding` is missing")
        .help("write `{\"finding\": true, \"by\": \"...\", \"on\": \"2013-01-31\", \"because\": \"...\"}`")
}

/// A key that nothing declares. `near`: a key that may be meant, and whether it is that of the fact whose name was written; `inside`: the
/// record where that very key belongs.
pub fn unknown_fact(
    path: &str,
    near: Option<(&str, bool)>,
    inside: Option<&str>,
    of: Option<&str>,
    header: bool,
    at: Range<usize>,
) -> Found {
    let name = if header { "column" } else { "fact" };
    let message = match of {
        None if header && path.is_empty() => "a column of the header has no name".to_owned(),
        None if header => format!("the policy knows no fact for the column {}", quoted(path)),
        None => format!("the policy knows no {name} called {}", quoted(path)),
        Some(record) => format!("{} has no {}", with_article(record), quoted(path.rsplit('.').next().unwrap_or(path))),
    };
    let mut found = Found::new(code::UNKNOWN_FACT, message, at).field(path);
    let write = |key: &str| if header { format!("write `{key}`") } else { format!("write `\"{key}\"`") };
    let fix = match (near, inside) {
        (Some((near, true)), _) => {
            found.label = format!("the key of this fact is `{near}`");
            format!("{}: the vocabulary declares this key", write(near))
        }
        (Some((near, false)), _) => {
            found.label = format!("did you mean `{near}`?");
            write(near)
        }
        (None, Some(inside)) => {
            found.label = format!("this belongs inside `{inside}`");
            if header { format!("write `{inside}.{}`", short(path)) } else { format!("put it inside `\"{inside}\": {{...}}`") }
        }
        (None, None) => {
            found.label = "no fact has this key".to_owned();
            "take it out, or use `--allow-extra` to pass over such keys".to_owned()
        }
    };
    found.help = packed([fix, "`enact schema` lists every fact".to_owned()]);
    found
}

/// A first line of a table in which no column is a fact.
pub fn no_header(at: Range<usize>) -> Found {
    Found::new(code::TABLE_WITHOUT_HEADER, "the first line of the table names no fact", at)
        .label("a header belongs here: the key of a fact above each column")
        .help("write the keys of the facts in a line before this one, if it is a record")
        .help("take the line out, if it is a title; `enact schema` lists every fact")
}

/// A key given twice.
pub fn duplicate_key(path: &str, header: bool, at: Range<usize>) -> Found {
    let what = if header { "the column" } else { "the key" };
    Found::new(code::DUPLICATE_KEY, format!("{what} {} is given twice", quoted(path)), at)
        .field(path)
        .label("given again here")
        .help("take one of the two out, or join them if both are meant")
}

/// The id of a record is no text or number.
pub fn wrong_id(at: Range<usize>) -> Found {
    Found::new(code::WRONG_KIND_OF_VALUE, "`case` must be text or a number", at)
        .field("case")
        .label("this names no case")
        .help("write `\"case\": \"C-17\"`")
}

/// The as-of date of a record is no date.
pub fn wrong_as_of(misfit: Misfit, text: &str, at: Range<usize>) -> Found {
    let code = match misfit {
        Misfit::NoSuchDate => code::NO_SUCH_DATE_IN_CASE,
        Misfit::UnclearDate(_) => code::UNCLEAR_DATE_IN_CASE,
        _ => code::WRONG_KIND_OF_VALUE,
    };
    let message = if code == code::NO_SUCH_DATE_IN_CASE {
        format!("there is no date {}", quoted(text))
    } else {
        "`as_of` must be a date".to_owned()
    };
    Found::new(code, message, at)
        .field("as_of")
        .label("the year comes first, then month, then day")
        .help("write `\"2013-01-31\"`: the day whose law is asked for")
}

/// An entry of a list that is no record.
pub fn entry_not_a_record(subject: Subject, list: &str, stands: Stands, at: Range<usize>) -> Found {
    let of = if let Type::List(of) = subject.field.ty { subject.record(of).to_owned() } else { "record".to_owned() };
    subject
        .about(code::WRONG_KIND_OF_VALUE, format!("every entry of {} must be {}", quoted(list), with_article(&of)), at)
        .label(stands.words())
        .help("write `{...}`; an entry of which nothing is known is `{}`")
}

/// `none` for a record of which other cells say something.
pub fn described_and_none(path: &str, at: Range<usize>) -> Found {
    Found::new(code::CONTRADICTION_IN_CASE, format!("{} is none, and other cells describe it", quoted(path)), at)
        .field(path)
        .label("this describes it")
        .help("leave this cell empty if there is none, or take the `none` out if there is one")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_counted() {
        assert_eq!(edits("grade", "grade"), 0);
        assert_eq!(edits("grad", "grade"), 1);
        assert_eq!(edits("", "abc"), 3);
        assert_eq!(edits("kitten", "sitting"), 3);
    }
}
