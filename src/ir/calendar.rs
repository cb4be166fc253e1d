//! Calendars of holidays.

use crate::source::Span;

/// Days that are holidays.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// Its name.
    pub name: String,
    /// Days named by rule or date (those of included calendars are copied in).
    pub days: Vec<CalendarDay>,
    /// Moves a holiday that falls on a weekday (Monday 1 to Sunday 7): (falls on, observed on, before). The named day itself then no longer counts.
    pub observed: Vec<(i8, i8, bool)>,
    /// Where.
    pub span: Span,
}

/// One holiday or family of holidays.
#[derive(Clone, Debug)]
pub struct CalendarDay {
    /// Which days.
    pub kind: CalendarDayKind,
    /// First year (inclusive).
    pub from_year: Option<i16>,
    /// Last year (inclusive).
    pub through_year: Option<i16>,
    /// `New Year's Day`.
    pub title: Option<String>,
}

/// Which days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalendarDayKind {
    /// Month and day, every year.
    Each(i8, i8),
    /// (which, weekday, month): the nth weekday of a month; -1 is the last.
    Nth(i8, i8, i8),
    /// One day.
    Day(jiff::civil::Date),
    /// (weekday, before, month and day): the nearest such weekday before or after a date of every year, never the date itself.
    BesideDate(i8, bool, i8, i8),
    /// (weekday, before, (which, weekday, month)): the nearest such weekday before or after the nth weekday of a month.
    BesideNth(i8, bool, (i8, i8, i8)),
}
