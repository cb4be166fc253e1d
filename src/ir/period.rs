//! Stretches of days: what is in force from one day through another, where the first may not be known.

use jiff::civil::Date;

/// Days that both belong to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: Start,
    /// The last day; `None`: open.
    pub through: Option<Date>,
}

/// The first day of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// From the beginning.
    Always,
    /// A day.
    Day(Date),
    /// A day not known, between these (both possible) where they are given.
    Unknown {
        /// The first day possible.
        earliest: Option<Date>,
        /// The last day possible.
        latest: Option<Date>,
    },
}

impl Period {
    /// Always.
    pub const ALWAYS: Period = Period { from: Start::Always, through: None };

    /// Whether a day lies in it; `None` where that is not known.
    pub fn holds(&self, day: Date) -> Option<bool> {
        if self.through.is_some_and(|last| day > last) {
            return Some(false);
        }
        match self.from {
            Start::Always => Some(true),
            Start::Day(first) => Some(day >= first),
            Start::Unknown { earliest: Some(earliest), .. } if day < earliest => Some(false),
            Start::Unknown { latest: Some(latest), .. } if day >= latest => Some(true),
            Start::Unknown { .. } => None,
        }
    }

    /// Whether a day lies in it, or may.
    pub fn may_hold(&self, day: Date) -> bool {
        self.holds(day) != Some(false)
    }

    /// The first day that may lie in it: the first of all days where nothing else is said.
    pub fn first_day(&self) -> Date {
        match self.from {
            Start::Always => Date::MIN,
            Start::Day(day) => day,
            Start::Unknown { earliest, .. } => earliest.unwrap_or(Date::MIN),
        }
    }

    /// Whether two have a day in common, or may.
    pub fn may_meet(&self, other: &Period) -> bool {
        let before = |a: &Period, b: &Period| a.through.is_some_and(|last| last < b.first_day());
        !before(self, other) && !before(other, self)
    }

    /// The days on which it begins or may begin, and the day after its last: before, between and after them nothing changes.
    pub fn changes(&self) -> impl Iterator<Item = Date> + use<> {
        let (begins, at_the_latest) = match self.from {
            Start::Always => (None, None),
            Start::Day(day) => (Some(day), None),
            Start::Unknown { earliest, latest } => (earliest, latest),
        };
        let ends = self.through.and_then(|last| last.tomorrow().ok());
        [begins, at_the_latest, ends].into_iter().flatten()
    }

    /// The first and the last day that several have in common, each `None` where it is open; of two that never meet, the last comes before the first.
    /// `None`: the first day of one is not known.
    pub fn common<'p>(periods: impl IntoIterator<Item = &'p Period>) -> Option<(Option<Date>, Option<Date>)> {
        let (mut first, mut last): (Option<Date>, Option<Date>) = (None, None);
        for period in periods {
            match period.from {
                Start::Always => {}
                Start::Day(day) => first = first.max(Some(day)),
                Start::Unknown { .. } => return None,
            }
            last = match (last, period.through) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            };
        }
        Some((first, last))
    }
}
