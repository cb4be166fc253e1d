//! Facts: record types, their slots and fields, and the types of values.

use super::{Currency, DefId, EnumId, Number, RecordId, SlotId};
use crate::source::Span;

/// A record type.
#[derive(Clone, Debug)]
pub struct Record {
    /// `conviction`; the case's is `case`.
    pub name: String,
    /// What may be said of it, flattened.
    pub slots: Vec<Slot>,
    /// Its fields as declared, in the order of declaration (nested records not flattened): what a case record may hold.
    pub fields: Vec<Field>,
    /// Where it is declared.
    pub span: Span,
}

/// One slot of a flattened layout.
#[derive(Clone, Debug)]
pub struct Slot {
    /// The names from the record down: `["offense", "grade"]`.
    pub path: Vec<String>,
    /// The same as in messages: `grade of the offense`, `prior convictions`, `grade`.
    pub words: String,
    /// What it holds.
    pub ty: Type,
    /// Whether it may be known to be absent.
    pub optional: bool,
    /// What it never lies below (`at least $0`); of numbers, percentages and amounts, and of lengths, which never lie below nothing.
    pub least: Option<Number>,
    /// Where the fact is declared.
    pub span: Span,
}

/// A field as declared.
#[derive(Clone, Debug)]
pub struct Field {
    /// `release eligibility`.
    pub name: String,
    /// Its key in case records: `release_eligibility`.
    pub key: String,
    /// What it holds.
    pub ty: Type,
    /// Its (first) slot: for a record, the presence slot; the record's own slots follow at `slot + 1`.
    pub slot: SlotId,
    /// `or none`.
    pub optional: bool,
    /// `at least $0`.
    pub least: Option<Number>,
    /// `null means none`.
    pub null_is_none: bool,
    /// `names the case`.
    pub names_case: bool,
    /// A term that a case may stipulate, not a fact.
    pub stipulates: Option<DefId>,
    /// Where.
    pub span: Span,
}

/// What a slot or an expression holds. Every one may also be unknown; an optional one may be absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// `Value::Bool`.
    YesNo,
    /// `Value::Judgment` in facts; read by conditions as yes or no.
    Judgment,
    /// `Value::Enum`.
    Enum(EnumId),
    /// `Value::Set`.
    Set(EnumId),
    /// `Value::Number`: a plain number.
    Number,
    /// `Value::Number`: a fraction (`20 percent` is 1/5).
    Percent,
    /// `Value::Number`: an amount in the currency's main unit.
    Money(Currency),
    /// `Value::Date`.
    Date,
    /// `Value::DateTime`: local time in the policy's zone.
    DateTime,
    /// `Value::Months`: years and months.
    Months,
    /// `Value::Days`: calendar days (weeks are seven).
    Days,
    /// `Value::Minutes`: clock time.
    Minutes,
    /// `Value::Section`: a section of a code.
    Citation,
    /// `Value::Text`.
    Text,
    /// `Value::Record`: the presence slot of a record laid out in place.
    Record(RecordId),
    /// `Value::List`: rows of that type.
    List(RecordId),
}

/// The values of a choice or set.
#[derive(Clone, Debug)]
pub struct Enumeration {
    /// What they are values of: `grade`.
    pub name: String,
    /// In the order declared: `felony`.
    pub values: Vec<String>,
    /// Where.
    pub span: Span,
}
