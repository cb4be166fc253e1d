//! Values of facts and expressions: exact, and open to *unknown* and *known to be absent*.

use super::Number;
use std::cmp::Ordering;
use std::sync::Arc;

/// An ISO 4217 code, such as `USD`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency(pub [u8; 3]);

impl Currency {
    /// The US dollar.
    pub const USD: Currency = Currency(*b"USD");

    /// As text.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("???")
    }
}

impl std::fmt::Debug for Currency {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.code())
    }
}

/// The slots of one record.
pub type Row = Vec<Value>;

/// A value.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Value {
    /// Not known.
    #[default]
    Unknown,
    /// Known not to exist.
    Absent,
    /// Yes or no.
    Bool(bool),
    /// The number of a value in its enumeration.
    Enum(u16),
    /// Numbers of values, as bits (an enumeration has at most 128 values where it is a set).
    Set(u128),
    /// A set that is known to have these, of the same bits; what else it has is not known. Only a fact of a record is so.
    SetWith(u128),
    /// A plain number, a fraction (for percent), or an amount in the main unit of its currency (the type says which).
    Number(Number),
    /// A day.
    Date(jiff::civil::Date),
    /// A local time.
    DateTime(jiff::civil::DateTime),
    /// Years and months, in months.
    Months(i64),
    /// Days.
    Days(i64),
    /// Clock time, in minutes.
    Minutes(i64),
    /// A section of a code.
    Section(Section),
    /// Words.
    Text(Arc<str>),
    /// A judgment with its maker.
    Judgment(Arc<Judgment>),
    /// A record laid out in place is there.
    Record,
    /// Rows.
    List(Arc<Vec<Row>>),
}

/// A recorded evaluation of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgment {
    /// What was found.
    pub finding: bool,
    /// Who found it.
    pub by: Option<Arc<str>>,
    /// When.
    pub on: Option<jiff::civil::Date>,
    /// Why.
    pub because: Option<Arc<str>>,
}

/// A section of a code: `PC 26100(c)` is code `PC`, parts `["26100", "c"]`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Section {
    /// `PC`.
    pub code: Arc<str>,
    /// The section, then its subdivisions.
    pub parts: Arc<[String]>,
}

impl Section {
    /// A section as it is written: `0240` is 240, as an export with fields of one width writes it; `120.05` stays what it is, beside `120.5`.
    pub fn new(code: Arc<str>, parts: Vec<String>) -> Section {
        Section { code, parts: parts.into_iter().map(without_leading_zeros).collect() }
    }

    /// `240-245`: the sections beside the hyphen where the second comes after the first, so that a reader may take them for a range.
    pub fn hyphened(&self) -> Option<(Section, Section)> {
        let (first, last) = self.parts.first()?.split_once('-')?;
        let one = |number: &str| number.starts_with(|it: char| it.is_ascii_digit()) && !number.contains('-');
        if !one(first) || !one(last) {
            return None;
        }
        let rest = self.parts.get(1..).unwrap_or_default().iter().cloned();
        let from = Section { code: self.code.clone(), parts: [first.to_owned()].into() };
        let through = Section { code: self.code.clone(), parts: std::iter::once(last.to_owned()).chain(rest).collect() };
        from.order(&through).is_lt().then_some((from, through))
    }

    /// The order of the law: part by part, numbers by size and letters by the alphabet; `311.9` comes before `311.10`, `667` before `667.5`.
    pub fn order(&self, other: &Section) -> Ordering {
        for (left, right) in self.parts.iter().zip(other.parts.iter()) {
            let order = natural(left, right);
            if order.is_ne() {
                return order;
            }
        }
        // `120.05` and `120.5` stand beside each other and are two.
        self.parts.len().cmp(&other.parts.len()).then_with(|| self.parts.cmp(&other.parts))
    }
}

/// Without the zeros before a number; one behind a point is not by its size alone.
fn without_leading_zeros(part: String) -> String {
    let number = |text: &str| {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let zeros = text.bytes().take(digits.saturating_sub(1)).take_while(|digit| *digit == b'0').count();
        text.get(zeros..).unwrap_or(text).to_owned()
    };
    if part.split('-').any(|it| it.starts_with('0')) { part.split('-').map(number).collect::<Vec<_>>().join("-") } else { part }
}

/// Runs of digits by their value (of any length), everything else by its characters.
fn natural(mut a: &str, mut b: &str) -> Ordering {
    loop {
        let (left, a_rest) = chunk(a);
        let (right, b_rest) = chunk(b);
        let order = match (digits(left), digits(right)) {
            (Some(left), Some(right)) => left.len().cmp(&right.len()).then_with(|| left.cmp(right)),
            _ => left.cmp(right),
        };
        if order.is_ne() || left.is_empty() {
            return order;
        }
        (a, b) = (a_rest, b_rest);
    }
}

/// The longest run of digits, or of other characters, at the start.
fn chunk(text: &str) -> (&str, &str) {
    let numeric = text.starts_with(|it: char| it.is_ascii_digit());
    let end = text.find(|it: char| it.is_ascii_digit() != numeric).unwrap_or(text.len());
    text.split_at(end)
}

fn digits(chunk: &str) -> Option<&str> {
    chunk.starts_with(|it: char| it.is_ascii_digit()).then(|| chunk.trim_start_matches('0'))
}

/// Whether the point of an amount of money may stand before thousands: one to three digits that a group of thousands can begin with, then three decimals.
/// `0.125` is a part of a unit whichever way it is read, and `1,000.125` has its thousands parted already.
pub fn may_be_thousands(digits: &str) -> bool {
    digits
        .trim_start_matches('-')
        .split_once('.')
        .is_some_and(|(whole, decimals)| (1..=3).contains(&whole.len()) && !whole.starts_with('0') && decimals.len() == 3)
}

/// A number that was written in digits, in digits: `0`, `12.5`. Others to twelve decimals.
pub fn decimal(number: &Number) -> String {
    const PLACES: usize = 12;
    let (sign, whole) = (if *number.numer() < 0 { "-" } else { "" }, number.to_integer().unsigned_abs());
    let (places, _) = decimals(number, PLACES);
    let point = if places.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{places}")
}

/// The digits of a number after its point, at most so many, and whether these are all.
pub fn decimals(number: &Number, most: usize) -> (String, bool) {
    let denominator = number.denom().unsigned_abs();
    let mut rest = number.numer().unsigned_abs() % denominator;
    let mut digits = String::new();
    while rest != 0 && digits.len() < most {
        let Some(tenfold) = rest.checked_mul(10) else { return (digits, false) };
        digits.push_str(&(tenfold / denominator).to_string());
        rest = tenfold % denominator;
    }
    (digits, rest == 0)
}
