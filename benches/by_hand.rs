//! What somebody would write in Rust for this one vocabulary: structs, derived reading, and a few small parsers.

use serde::de::{Deserialize, Deserializer, Error};
use std::borrow::Cow;
use std::hint::black_box;

/// Reads every line.
pub fn decode_all(text: &str) -> usize {
    let mut count = 0;
    for line in text.lines() {
        let case: Case = serde_json::from_str(line).expect("records are well formed");
        black_box(&case);
        count += 1;
    }
    count
}

#[allow(dead_code)]
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    booking_number: String,
    agency: Option<String>,
    person: Option<Person>,
    offense: Option<Offense>,
    request: Option<Request>,
    bail: Option<Bail>,
    arrest_date: Option<Date>,
    release_eligibility: Option<DateTime>,
    convictions: Option<Vec<Conviction>>,
}

#[allow(dead_code)]
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Person {
    birth_date: Option<Date>,
    documented_gang_member: Option<bool>,
    current_registrant: Option<bool>,
    unacceptable_risk: Option<Judgment>,
}

#[allow(dead_code)]
#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Judgment {
    Bare(bool),
    Made { finding: bool, by: Option<String>, on: Option<Date>, because: Option<String> },
}

#[allow(dead_code)]
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Offense {
    section: Option<Section>,
    grade: Option<Grade>,
    category: Option<Category>,
    violent: Option<bool>,
}

#[allow(dead_code)]
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Conviction {
    section: Option<Section>,
    grade: Option<Grade>,
    category: Option<Category>,
    violent: Option<bool>,
    date: Option<Date>,
}

#[allow(dead_code)]
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Request {
    form: Option<Form>,
    request_date: Option<Date>,
    made_in_writing: Option<bool>,
    signed_by_a_judge: Option<bool>,
}

#[derive(serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum Grade {
    Felony,
    Misdemeanor,
    Infraction,
}

#[derive(serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum Category {
    Property,
    Drug,
    Driving,
    Violence,
    Vehicle,
    Other,
}

#[derive(serde::Deserialize)]
enum Form {
    #[serde(rename = "I-247")]
    I247,
    #[serde(rename = "I-247D")]
    I247D,
    #[serde(rename = "I-247N")]
    I247N,
    #[serde(rename = "I-247A")]
    I247A,
}

/// Code, then section and subdivisions.
struct Section(#[allow(dead_code)] Box<str>, #[allow(dead_code)] Box<[Box<str>]>);

impl<'de> Deserialize<'de> for Section {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Section, D::Error> {
        let text = <Cow<'de, str>>::deserialize(from)?;
        let (code, rest) = text.split_once(' ').ok_or_else(|| D::Error::custom("no code"))?;
        Ok(Section(code.into(), rest.split(['(', ')']).filter(|part| !part.is_empty()).map(Into::into).collect()))
    }
}

/// In cents; `None`: none.
struct Bail(#[allow(dead_code)] Option<i64>);

impl<'de> Deserialize<'de> for Bail {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Bail, D::Error> {
        let text = <Cow<'de, str>>::deserialize(from)?;
        if text == "none" {
            return Ok(Bail(None));
        }
        let digits = text.strip_prefix('$').ok_or_else(|| D::Error::custom("no dollar sign"))?;
        let (whole, cents) = digits.split_once('.').unwrap_or((digits, "00"));
        let read = |text: &str| {
            text.bytes()
                .filter(|byte| *byte != b',')
                .try_fold(0i64, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + i64::from(byte - b'0')))
        };
        let cents = read(whole).zip(read(cents)).map(|(whole, cents)| whole * 100 + cents);
        cents.map(|cents| Bail(Some(cents))).ok_or_else(|| D::Error::custom("no amount"))
    }
}

struct Date(#[allow(dead_code)] jiff::civil::Date);

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
        date(<Cow<'de, str>>::deserialize(from)?.as_bytes()).map(Date).ok_or_else(|| D::Error::custom("no date"))
    }
}

struct DateTime(#[allow(dead_code)] jiff::civil::DateTime);

impl<'de> Deserialize<'de> for DateTime {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<DateTime, D::Error> {
        let text = <Cow<'de, str>>::deserialize(from)?;
        let bytes = text.as_bytes();
        let read =
            || Some(date(bytes.get(..10)?)?.at(number(bytes.get(11..13)?)? as i8, number(bytes.get(14..16)?)? as i8, 0, 0));
        read().map(DateTime).ok_or_else(|| D::Error::custom("no time"))
    }
}

fn date(bytes: &[u8]) -> Option<jiff::civil::Date> {
    let [year @ .., b'-', a, b, b'-', c, d] = bytes else { return None };
    jiff::civil::Date::new(number(year)?, number(&[*a, *b])? as i8, number(&[*c, *d])? as i8).ok()
}

fn number(digits: &[u8]) -> Option<i16> {
    digits.iter().try_fold(0i16, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + i16::from(digit - b'0')))
}
