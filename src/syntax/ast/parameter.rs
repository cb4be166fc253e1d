//! Parameters: values by period and by key.

use super::{Expr, Period, Run};
use crate::source::Span;

/// `parameter gross income limit, by household size: from 2023-10-01: 1: $1,580; each more: $557`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: Run,
    /// `by household size`.
    pub by: Vec<Run>,
    /// Versions in the order written.
    pub versions: Vec<ParameterVersion>,
}

/// The values of a parameter in one period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParameterVersion {
    /// When.
    pub period: Period,
    /// One value without keys, or rows.
    pub rows: ParameterRows,
    /// Where.
    pub span: Span,
}

/// What a version holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParameterRows {
    /// `$672`.
    One(Expr),
    /// `1 through 3: $198; 4: $208; each more: $557`.
    Table(Vec<ParameterRow>),
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParameterRow {
    /// Its key.
    pub key: ParameterKey,
    /// Its value; after `each more`, what each further step adds.
    pub value: Expr,
    /// Where.
    pub span: Span,
}

/// The key of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(clippy::large_enum_variant, reason = "a few hundred in a file; a box would only hide the shape")]
pub enum ParameterKey {
    /// `3`, `felony`; several, parted by `and`, where the table has several keys.
    Values(Vec<Expr>),
    /// `1 through 3`.
    Range(Expr, Expr),
    /// `each more`.
    EachMore(Span),
}
