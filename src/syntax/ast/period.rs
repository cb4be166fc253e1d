//! Days, and the periods in which something is in force.

use crate::source::Span;

/// A calendar date that exists, `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// The day.
    pub date: jiff::civil::Date,
    /// Where.
    pub span: Span,
}

/// When something is in force. Both days belong to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// `from …`; `None`: from the beginning.
    pub from: Option<Start>,
    /// `through …`; `None`: open.
    pub through: Option<Date>,
    /// `after a gap`: days before it, on which no version is in force, are meant.
    pub after_gap: bool,
    /// Where.
    pub span: Span,
}

/// The first day of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// A known day.
    Day(Date),
    /// `from unknown`, perhaps `, no earlier than D` and `, no later than D`.
    Unknown {
        /// The word `unknown`.
        span: Span,
        /// The first day possible.
        earliest: Option<Date>,
        /// The last day possible.
        latest: Option<Date>,
    },
}
