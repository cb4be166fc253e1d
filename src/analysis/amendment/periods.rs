//! Days: of acts, of changes, and of the stretches of time in which the same changes are in force.

use crate::ir::{Period, Start};
use crate::source::Span;
use crate::syntax::ast::{self, PolicyPartKind};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The days of an act: as the law has it (`None` where it is no law), and as if it were enacted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) as_law: Option<Period>,
    pub(super) as_if: Period,
}

/// A day, in the law in force or as if all were enacted: what a bill renumbers or inserts is nothing to an act.
#[derive(Clone, Copy, Debug)]
pub(super) struct At {
    pub(super) day: Date,
    pub(super) law: bool,
}

impl Days {
    /// Whether the day is, or may be, one of them.
    pub(super) fn may_hold(&self, at: At) -> bool {
        match at.law {
            true => self.as_law.as_ref().is_some_and(|it| it.may_hold(at.day)),
            false => self.as_if.may_hold(at.day),
        }
    }

    /// A day as it is for what has these days.
    pub(super) fn at(&self, day: Date) -> At {
        At { day, law: self.as_law.is_some() }
    }

    /// Of an instrument, by its heading.
    pub(super) fn of_heading(policy: &ast::Policy) -> Days {
        let mut as_if = Period::ALWAYS;
        let mut status = ("enacted".to_owned(), None);
        for part in &policy.parts {
            match &part.kind {
                PolicyPartKind::InForce(it) => as_if = plain(it),
                PolicyPartKind::Status { word, date } => {
                    let word = word.words.first().map_or("", |word| word.text.as_str()).to_lowercase();
                    status = (word, date.map(|it| it.date));
                }
                _ => {}
            }
        }
        let as_law = match (status.0.as_str(), status.1) {
            ("enacted", Some(day)) if as_if.from == Start::Always => {
                as_if.from = Start::Day(day);
                Some(as_if.clone())
            }
            ("draft" | "bill" | "vetoed", _) => None,
            ("enjoined" | "repealed", Some(day)) => {
                let before = day.yesterday().unwrap_or(day);
                let through = as_if.through.map_or(before, |through| through.min(before));
                Some(Period { from: as_if.from.clone(), through: Some(through) })
            }
            ("enjoined" | "repealed", None) => None,
            _ => Some(as_if.clone()),
        };
        Days { as_law, as_if }
    }

    /// Those on which its changes count; `None` where it is no law, and not supposed to be.
    pub(super) fn supposing(self, is_supposed: bool) -> Option<Days> {
        match (is_supposed, self.as_law) {
            (true, as_law) => Some(Days { as_law, as_if: self.as_if }),
            (false, Some(law)) => Some(Days { as_law: Some(law.clone()), as_if: law }),
            (false, None) => None,
        }
    }

    /// Those of one change, which may have its own within the act's.
    pub(super) fn narrowed(&self, own: Option<&ast::Period>) -> Days {
        let Some(own) = own else { return self.clone() };
        let own = plain(own);
        let narrow = |act: &Period| {
            let from = if own.from == Start::Always { act.from.clone() } else { own.from.clone() };
            let through = match (own.through, act.through) {
                (Some(one), Some(other)) => Some(one.min(other)),
                (one, other) => one.or(other),
            };
            Period { from, through }
        };
        Days { as_law: self.as_law.as_ref().map(narrow), as_if: narrow(&self.as_if) }
    }
}

/// Whether it is law on no day: a bill, a draft, a vetoed act.
pub fn is_never_law(policy: &ast::Policy) -> bool {
    Days::of_heading(policy).as_law.is_none()
}

/// Where a heading says its days.
pub(super) fn said_at(policy: &ast::Policy) -> Option<Span> {
    let in_force = policy.parts.iter().find(|part| matches!(part.kind, PolicyPartKind::InForce(_)));
    let status = || policy.parts.iter().find(|part| matches!(part.kind, PolicyPartKind::Status { .. }));
    in_force.or_else(status).map(|part| part.span)
}

/// How days that one says lie beyond those on which it is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analysis) enum Beyond {
    /// They begin before its first day, which is this (or no earlier).
    Before(Date),
    /// They end after its last day.
    After(Date),
}

/// Whether days that are said lie outside those of the instrument that says so.
pub(in crate::analysis) fn beyond(said: &Period, own: &Period) -> Option<Beyond> {
    let first = Some(own.first_day());
    let begins = match said.from {
        Start::Day(day) => Some(day),
        Start::Always | Start::Unknown { .. } => None,
    };
    let ends_before = |first: Date| begins.or(said.through).is_some_and(|day| day < first);
    let goes_on = |last: Date| begins.max(said.through).is_some_and(|day| day > last);
    match (first.filter(|first| ends_before(*first)), own.through.filter(|last| goes_on(*last))) {
        (Some(first), _) => Some(Beyond::Before(first)),
        (None, Some(last)) => Some(Beyond::After(last)),
        (None, None) => None,
    }
}

/// A period as written; `analysis::parameter` reports what is wrong with one.
pub(in crate::analysis) fn plain(period: &ast::Period) -> Period {
    let from = match &period.from {
        None => Start::Always,
        Some(ast::Start::Day(date)) => Start::Day(date.date),
        Some(ast::Start::Unknown { earliest, latest, .. }) => {
            Start::Unknown { earliest: earliest.map(|it| it.date), latest: latest.map(|it| it.date) }
        }
    };
    Period { from, through: period.through.map(|it| it.date) }
}

/// Stretches between the days on which something of `periods` begins or ends: first and last day.
pub(in crate::analysis) fn stretches<'p>(periods: impl Iterator<Item = &'p Period>) -> Vec<(Option<Date>, Option<Date>)> {
    let cuts: Vec<Date> = periods.flat_map(Period::changes).collect::<BTreeSet<Date>>().into_iter().collect();
    let starts = std::iter::once(None).chain(cuts.iter().copied().map(Some));
    let ends = cuts.iter().map(|day| day.yesterday().ok()).chain([None]);
    starts.zip(ends).collect()
}

/// A day of a stretch.
pub(in crate::analysis) fn day_of(stretch: (Option<Date>, Option<Date>)) -> Date {
    stretch.0.or(stretch.1).unwrap_or(Date::constant(2000, 1, 1))
}
