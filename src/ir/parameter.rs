//! Parameters: values by period and by key.

use super::{Period, Provenance, Type, Value};
use crate::source::Span;

/// A parameter with its versions.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// The types of its keys.
    pub keys: Vec<Type>,
    /// The type of its value.
    pub ty: Type,
    /// In order of their periods, which don't overlap.
    pub versions: Vec<ParameterVersion>,
    /// Where.
    pub span: Span,
}

/// The values in one period.
#[derive(Clone, Debug)]
pub struct ParameterVersion {
    /// When.
    pub period: Period,
    /// How these values came to be, where another instrument changes them.
    pub provenance: Option<Provenance>,
    /// Rows, tried in order; a parameter without keys has one row without keys.
    pub rows: Vec<ParameterRow>,
    /// `each more`: beyond the last row's (whole-number) key, each step adds this.
    pub each_more: Option<Value>,
    /// Where.
    pub span: Span,
}

/// One row.
#[derive(Clone, Debug)]
pub struct ParameterRow {
    /// For each key, the first and last value (the same for one value).
    pub keys: Vec<(Value, Value)>,
    /// The value.
    pub value: Value,
}
