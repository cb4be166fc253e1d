//! The checked program as the decoder wants it: keys in tables, words of enumerations in tables, slots as offsets.

use super::lookup::Lookup;
use super::values::{self, Code, Misfit};
use crate::diagnostics::suggest;
use crate::ir::{EnumId, Enumeration, Field, Judgment, Program, Record, Row, Section, Type, Value, record_key};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The key of a record's id, where no fact has that key.
pub const CASE_KEY: &str = "case";
/// The key of the day as of which a record asks to be decided, where no fact has that key.
pub const AS_OF_KEY: &str = "as_of";

/// What a program expects of its case records.
pub struct Plan<'p> {
    /// The program.
    pub program: &'p Program,
    /// By `EnumId`.
    words: Vec<Words>,
    /// By record: for a field, the others of the same key. Files that know nothing of each other may each read one key in its own way.
    twins: Vec<BTreeMap<u16, Vec<u16>>>,
    /// In the order of the program.
    codes: Vec<Code>,
    yes: Value,
    no: Value,
    empty: Record,
}

impl<'p> Plan<'p> {
    /// Of a program.
    pub fn new(program: &'p Program) -> Plan<'p> {
        let judgment = |finding| Value::Judgment(Arc::new(Judgment { finding, by: None, on: None, because: None }));
        let span = crate::source::Span::new(crate::source::FileId(0), 0, 0);
        Plan {
            program,
            words: program.enums.iter().map(Words::new).collect(),
            twins: program.records.iter().map(|record| twins(&record.fields)).collect(),
            codes: program.codes.iter().map(|(word, name)| Code::new(word, name, program.unhyphened.contains(word))).collect(),
            yes: judgment(true),
            no: judgment(false),
            empty: Record { name: CASE_KEY.to_owned(), slots: Vec::new(), fields: Vec::new(), span },
        }
    }

    /// A record type by number.
    pub fn record(&self, record: usize) -> &Record {
        self.program.records.get(record).unwrap_or(&self.empty)
    }

    /// The key that may be meant by one that a record type does not have, and whether it is the key of the fact whose name was written.
    pub fn near_key<'a>(&'a self, record: usize, key: &str) -> Option<(&'a str, bool)> {
        let fields = &self.record(record).fields;
        // By its name in the form of a key: `standing`, where the declaration names another key.
        let named = fields.iter().find(|field| record_key(&field.name) == key).map(|field| (field.key.as_str(), true));
        named.or_else(|| suggest::nearest(key, fields.iter().map(|field| field.key.as_str())).map(|near| (near, false)))
    }

    /// The other fields with the key of a field.
    #[inline]
    pub fn twins(&self, record: usize, field: u16) -> Option<&[u16]> {
        self.twins.get(record).filter(|twins| !twins.is_empty())?.get(&field).map(Vec::as_slice)
    }

    /// A row of a record type of which nothing is known.
    pub fn row(&self, record: usize) -> Row {
        // Not cloned from one: a clone looks at the value each time.
        std::iter::repeat_with(Value::default).take(self.record(record).slots.len()).collect()
    }

    /// The number of a word in its enumeration: as declared, or in other letters with other joints where only one value can be meant.
    #[inline]
    pub fn word(&self, of: EnumId, text: &str) -> Option<u16> {
        self.words.get(of.index())?.get(text)
    }

    /// A set of these words, some of which may not be known: what is known of it is kept, but not of a term that the case stipulates.
    pub fn set(&self, field: &Field, words: u128, all_known: bool) -> Value {
        match all_known {
            true => Value::Set(words),
            false if words == 0 || field.stipulates.is_some() => Value::Unknown,
            false => Value::SetWith(words),
        }
    }

    /// A judgment of which only the finding is known.
    pub fn finding(&self, finding: bool) -> Value {
        if finding { self.yes.clone() } else { self.no.clone() }
    }

    /// Text as the value of a field: a JSON string, or a cell. `sections` keeps those already read.
    #[inline]
    pub fn read(&self, field: &Field, text: &str, sections: &mut Sections) -> Result<Value, Misfit> {
        // Any words are a text, so that these two are asked first; a choice may have them among its values.
        if field.ty == Type::Text {
            return said_of_it(field, text).unwrap_or_else(|| Ok(Value::Text(text.into())));
        }
        let value = self.read_kind(field.ty, text, sections).and_then(|value| in_bounds(field, value));
        value.or_else(|misfit| said_of_it(field, text).unwrap_or(Err(misfit)))
    }

    #[inline]
    fn read_kind(&self, ty: Type, text: &str, sections: &mut Sections) -> Result<Value, Misfit> {
        match ty {
            Type::Enum(of) => self.word(of, text).map(Value::Enum).ok_or(Misfit::UnknownWord),
            Type::YesNo => yes_or_no(text).map(Value::Bool).ok_or(Misfit::Other),
            Type::Judgment => yes_or_no(text).map(|finding| self.finding(finding)).ok_or(Misfit::Other),
            Type::Number => values::number(text),
            Type::Percent => values::percent(text),
            Type::Money(currency) => values::money(text, currency),
            Type::Date => values::date(text),
            Type::DateTime => values::date_time(text),
            Type::Months => values::months(text),
            Type::Days => values::days(text),
            Type::Minutes => values::minutes(text),
            Type::Citation => sections.read(text, &self.codes).map(Value::Section),
            Type::Text => Ok(Value::Text(text.into())),
            Type::Set(_) | Type::Record(_) | Type::List(_) => Err(Misfit::Other),
        }
    }
}

/// For the first field of each key that several have: the others.
fn twins(fields: &[Field]) -> BTreeMap<u16, Vec<u16>> {
    let mut first: BTreeMap<&str, u16> = BTreeMap::new();
    let mut twins: BTreeMap<u16, Vec<u16>> = BTreeMap::new();
    for (number, field) in (0u16..).zip(fields) {
        match first.get(field.key.as_str()) {
            Some(first) => twins.entry(*first).or_default().push(number),
            None => {
                first.insert(&field.key, number);
            }
        }
    }
    twins
}

/// `unknown` and `none`, which are no value but say something of it.
#[inline]
pub fn said_of_it(field: &Field, text: &str) -> Option<Result<Value, Misfit>> {
    match text {
        "unknown" => Some(Ok(Value::Unknown)),
        "none" if field.optional => Some(Ok(Value::Absent)),
        "none" => Some(Err(Misfit::NoneNotAllowed)),
        _ => None,
    }
}

/// A value that is not below what the fact is declared to be at least.
#[inline]
pub fn in_bounds(field: &Field, value: Value) -> Result<Value, Misfit> {
    match (&field.least, &value) {
        (Some(least), Value::Number(number)) if number < least => Err(Misfit::BelowLeast),
        _ => Ok(value),
    }
}

/// `yes`, `no`, `true`, `false`, in small or capital letters.
pub fn yes_or_no(text: &str) -> Option<bool> {
    let is = |word: &str| text.eq_ignore_ascii_case(word);
    if is("yes") || is("true") {
        Some(true)
    } else if is("no") || is("false") {
        Some(false)
    } else {
        None
    }
}

/// The words of an enumeration.
struct Words {
    exact: Lookup,
    /// Small letters with spaces only, where only one value has them.
    loose: Lookup,
}

impl Words {
    fn new(of: &Enumeration) -> Words {
        let mut exact = Lookup::new();
        let mut loose = Lookup::new();
        let forms: Vec<String> = of.values.iter().map(|value| loosened(value)).collect();
        for (number, value) in (0u16..).zip(&of.values) {
            exact.add(value.as_bytes(), number);
        }
        for (number, form) in (0u16..).zip(&forms) {
            if forms.iter().filter(|other| *other == form).count() == 1 {
                loose.add(form.as_bytes(), number);
                exact.add(form.replace(' ', "_").as_bytes(), number);
            }
        }
        Words { exact, loose }
    }

    #[inline]
    fn get(&self, text: &str) -> Option<u16> {
        // The longest word of any vocabulary is far shorter; a long text is not worth a copy.
        self.exact
            .get(text.as_bytes())
            .or_else(|| if text.len() > 200 { None } else { self.loose.get(loosened(text).as_bytes()) })
    }
}

fn loosened(word: &str) -> String {
    word.to_lowercase().replace(['-', '_'], " ")
}

/// Sections read lately: the same few come again and again.
pub struct Sections(Vec<Option<(Box<str>, Section)>>);

impl Sections {
    const SIZE: usize = 128;

    /// None yet.
    pub fn new() -> Sections {
        Sections(vec![None; Self::SIZE])
    }

    fn read(&mut self, text: &str, codes: &[Code]) -> Result<Section, Misfit> {
        let at = text.bytes().fold(text.len(), |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into())) % Self::SIZE;
        if let Some(Some((known, section))) = self.0.get(at)
            && **known == *text
        {
            return Ok(section.clone());
        }
        let section = values::section(text, codes)?;
        if let Some(place) = self.0.get_mut(at)
            && text.len() <= 100
        {
            *place = Some((text.into(), section.clone()));
        }
        Ok(section)
    }
}

/// The keys of one record type, in the order in which they last came.
///
/// Most records of an input have the same keys in the same order: after each key the one that followed it last time is tried first.
pub struct Keys {
    keys: Vec<Key>,
    lookup: Lookup,
    /// By the key before (the last entry: at the beginning of a record).
    next: Vec<u16>,
}

/// A key that may come.
struct Key {
    /// With the closing quotation mark.
    quoted: Box<[u8]>,
    means: Means,
}

/// What a key stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// The field of that number.
    Field(u16),
    /// The id of the record.
    Case,
    /// The as-of date.
    AsOf,
    /// Nothing of the vocabulary; its value is stepped over.
    Extra,
}

/// Before the first key of a record.
pub const START: u16 = u16::MAX;

/// So many keys outside the vocabulary are remembered.
const MOST_EXTRAS: usize = 1000;

impl Keys {
    /// Of a record type; the case itself has two more.
    pub fn new(record: &Record, is_case: bool) -> Keys {
        let mut keys = Keys { keys: Vec::new(), lookup: Lookup::new(), next: vec![0] };
        for (number, field) in (0u16..).zip(&record.fields) {
            if keys.lookup.get(field.key.as_bytes()).is_none() {
                keys.add(&field.key, Means::Field(number));
            }
        }
        if is_case {
            keys.add(CASE_KEY, Means::Case);
            keys.add(AS_OF_KEY, Means::AsOf);
        }
        keys
    }

    fn add(&mut self, key: &str, means: Means) {
        let number = self.keys.len() as u16;
        // Such keys are found by the table only, after their escapes are resolved.
        let plain = !key.bytes().any(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f));
        let quoted = if plain { format!("{key}\"").into_bytes() } else { vec![0] };
        self.keys.push(Key { quoted: quoted.into(), means });
        self.lookup.add(key.as_bytes(), number);
        // Until something is learnt: the order of declaration.
        self.next.insert(usize::from(number), number + 1);
    }

    /// Remembers a key outside the vocabulary, so that it costs little the next time.
    pub fn add_extra(&mut self, key: &str) {
        if self.keys.len() < MOST_EXTRAS + 2 {
            self.add(key, Means::Extra);
        }
    }

    /// The key that came last time after the key `before`, with its closing quotation mark.
    #[inline]
    pub fn guess(&self, before: u16) -> Option<(u16, &[u8], Means)> {
        let place = if before == START { self.next.last() } else { self.next.get(usize::from(before)) };
        let number = *place?;
        let key = self.keys.get(usize::from(number))?;
        Some((number, &key.quoted, key.means))
    }

    /// A key by its name, learning that it comes after `before`.
    pub fn find(&mut self, before: u16, key: &str) -> Option<(u16, Means)> {
        let number = self.lookup.get(key.as_bytes())?;
        let means = self.keys.get(usize::from(number))?.means;
        let place = if before == START { self.next.last_mut() } else { self.next.get_mut(usize::from(before)) };
        if let Some(place) = place {
            *place = number;
        }
        Some((number, means))
    }
}

/// Fields already met in one record.
#[derive(Default)]
pub struct Met {
    small: u128,
    more: Vec<u16>,
}

impl Met {
    /// Marks a field; whether it was marked before.
    #[inline]
    pub fn again(&mut self, field: u16) -> bool {
        if field < 128 {
            let bit = 1u128 << field;
            let met = self.small & bit != 0;
            self.small |= bit;
            return met;
        }
        let met = self.more.contains(&field);
        if !met {
            self.more.push(field);
        }
        met
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_with_other_joints_and_letters() {
        let span = crate::source::Span::new(crate::source::FileId(0), 0, 0);
        let values = ["no contest", "school police", "Level 1", "level-1"].map(str::to_owned).to_vec();
        let words = Words::new(&Enumeration { name: "plea".to_owned(), values, span });
        assert_eq!(words.get("no contest"), Some(0));
        assert_eq!(words.get("no-contest"), Some(0));
        assert_eq!(words.get("School_Police"), Some(1));
        assert_eq!(words.get("Level 1"), Some(2), "exactly so");
        assert_eq!(words.get("level_1"), None, "two could be meant");
        assert_eq!(words.get("nocontest"), None);
    }
}
