//! Calendars of holidays.

use super::{Date, Run, Text};
use crate::source::Span;

/// `calendar observed federal calendar: the days of federal calendar; a Saturday is observed on the Friday before`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// Its name.
    pub name: Run,
    /// In the order written.
    pub parts: Vec<CalendarPart>,
}

/// One part of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarPart {
    /// What it says.
    pub kind: CalendarPartKind,
    /// `"New Year's Day"`.
    pub title: Option<Text>,
    /// `from 2021`: the first year.
    pub from_year: Option<i16>,
    /// `through 2030`: the last year.
    pub through_year: Option<i16>,
    /// Where.
    pub span: Span,
}

/// The parts of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CalendarPartKind {
    /// `each January 1`: month 1 to 12, day 1 to 31.
    Each {
        /// 1 to 12.
        month: i8,
        /// 1 to 31; analysis refuses a day that the month never has.
        day: i8,
    },
    /// `the third Monday in January`; `which` is 1 to 5, or -1 for the last.
    Nth {
        /// 1 to 5, or -1.
        which: i8,
        /// Monday 1 to Sunday 7.
        weekday: i8,
        /// 1 to 12.
        month: i8,
    },
    /// `the Friday after the fourth Thursday in November`, `the Monday before May 25`: the nearest such weekday beside another
    /// day, which is [`CalendarPartKind::Nth`] or [`CalendarPartKind::Each`]; never that day itself.
    Beside {
        /// Monday 1 to Sunday 7.
        weekday: i8,
        /// Whether it lies before the other day (else after).
        before: bool,
        /// The other day.
        of: Box<CalendarPartKind>,
    },
    /// `2012-12-24`: that day alone.
    Day(Date),
    /// `the days of federal calendar`: those of another calendar.
    DaysOf(Run),
    /// `a Saturday is observed on the Friday before`.
    Observed {
        /// Monday 1 to Sunday 7: the day it falls on.
        falls_on: i8,
        /// Monday 1 to Sunday 7: the day observed.
        observed_on: i8,
        /// Whether the observed day is the nearest before (else after).
        before: bool,
    },
    /// Unreadable; reported already.
    Bad,
}
