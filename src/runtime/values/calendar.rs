//! Dates, windows and counted time.
//!
//! **Months and years** are counted on the key `372·year + 31·(month−1) + (day−1)`: every month has 31 places, N months are 31·N. Hence
//! *within 5 years before X* includes the anniversary day, *less than 5 years before X* leaves it out, *at least 1 year after* 29 February
//! begins on 1 March of a common year, and *at most 1 year after* it ends with the last day of February. Both X itself and the far end belong
//! to *within*; X belongs to *less than*, the far end does not; *at least* begins with the far end; *more than* begins after it.
//!
//! **Days** are calendar days, whatever the time of day; only on the anchor's own day does the clock tell on which side of it a time lies (both
//! having one). **Minutes** are elapsed time: in the zone of the instrument if it has one (a clock
//! change in between counts as it happens), else by the clock.
//!
//! **Not counting**: excluded days are left out whole. A count that begins on an excluded day begins at the next midnight that opens a counted
//! day, and it ends at the exact minute; a count that is used up at midnight ends at that midnight, even where an excluded day begins.
//!
//! Years reach from 1 to 9999; what lies outside is [`Trouble::OutOfRange`].

use crate::ir::{BetweenUnit, Calendar, CalendarDay, CalendarDayKind, MonthEnd, NotCounting, Program, Window, WindowBound};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Why there is no such date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The month has no such day and nobody said what that means.
    UnclearMonthEnd,
    /// Outside the years 1 to 9999.
    OutOfRange,
    /// Every day is left out.
    NoDayCounts,
}

/// The key on which months and years are counted.
pub fn key(date: Date) -> i64 {
    372 * i64::from(date.year()) + 31 * (i64::from(date.month()) - 1) + i64::from(date.day()) - 1
}

/// Days since 1 January 1970.
pub fn day_number(date: Date) -> i64 {
    // Years begin in March, so that the leap day is the last of its year.
    let (month, day) = (i64::from(date.month()), i64::from(date.day()));
    let year = i64::from(date.year()) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// The first day: 1 January of the year 1.
pub const FIRST_DAY: i64 = -719_162;
/// The last day: 31 December 9999.
pub const LAST_DAY: i64 = 2_932_896;

/// The day of a number; `None` outside the years 1 to 9999.
pub fn day_at(number: i64) -> Option<Date> {
    if !(FIRST_DAY..=LAST_DAY).contains(&number) {
        return None;
    }
    let shifted = number + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Seconds since 1970 on the local clock.
pub fn clock_seconds(moment: DateTime) -> i64 {
    day_number(moment.date()) * 86_400 + seconds_of_day(moment)
}

/// The local time of [`clock_seconds`]; `None` outside the years 1 to 9999.
pub fn clock_at(seconds: i64) -> Option<DateTime> {
    let date = day_at(seconds.div_euclid(86_400))?;
    let rest = seconds.rem_euclid(86_400);
    let part = |value: i64| i8::try_from(value).ok();
    Some(date.to_datetime(Time::new(part(rest / 3600)?, part(rest / 60 % 60)?, part(rest % 60)?, 0).ok()?))
}

/// `date` moved by months.
pub fn add_months(date: Date, months: i64, month_end: Option<MonthEnd>) -> Result<Date, Trouble> {
    let total = (i64::from(date.year()) * 12 + i64::from(date.month()) - 1).checked_add(months).ok_or(Trouble::OutOfRange)?;
    let (year, month) = (total.div_euclid(12), total.rem_euclid(12) + 1);
    if !(1..=9999).contains(&year) {
        return Err(Trouble::OutOfRange);
    }
    let (year, month) = (year as i16, month as i8);
    let first = Date::new(year, month, 1).map_err(|_| Trouble::OutOfRange)?;
    match (Date::new(year, month, date.day()), month_end) {
        (Ok(day), _) => Ok(day),
        (Err(_), Some(MonthEnd::LastDay)) => Ok(first.last_of_month()),
        (Err(_), Some(MonthEnd::FirstOfNext)) => day_at(day_number(first.last_of_month()) + 1).ok_or(Trouble::OutOfRange),
        (Err(_), None) => Err(Trouble::UnclearMonthEnd),
    }
}

/// `date` moved by days, of which only those that count are counted.
pub fn add_days(program: &Program, date: Date, days: i64, not_counting: Option<&NotCounting>) -> Result<Date, Trouble> {
    let Some(rule) = not_counting else {
        return day_number(date).checked_add(days).and_then(day_at).ok_or(Trouble::OutOfRange);
    };
    let step = days.signum();
    let (mut at, mut left, mut skipped) = (day_number(date), days.unsigned_abs(), 0);
    if left > SPAN_OF_DAYS {
        return Err(Trouble::OutOfRange);
    }
    let mut here = date;
    while left > 0 {
        at += step;
        here = day_at(at).ok_or(Trouble::OutOfRange)?;
        match excluded(program, rule, here) {
            true => skipped = count_skipped(skipped)?,
            false => (left, skipped) = (left - 1, 0),
        }
    }
    Ok(here)
}

/// The day itself where it is none of those left out, else the nearest after it (before it for `back`) that is none.
pub fn past(program: &Program, day: Date, rule: &NotCounting, back: bool) -> Result<Date, Trouble> {
    let (mut here, mut skipped) = (day, 0);
    while excluded(program, rule, here) {
        skipped = count_skipped(skipped)?;
        here = day_at(day_number(here) + if back { -1 } else { 1 }).ok_or(Trouble::OutOfRange)?;
    }
    Ok(here)
}

/// `moment` moved by minutes of elapsed time, of which only those inside counted days are counted.
pub fn add_minutes(
    program: &Program,
    moment: DateTime,
    minutes: i64,
    not_counting: Option<&NotCounting>,
    zone: Option<&TimeZone>,
) -> Result<DateTime, Trouble> {
    let clock = Clock { zone };
    let seconds = minutes.checked_mul(60).ok_or(Trouble::OutOfRange)?;
    let Some(rule) = not_counting.filter(|_| minutes != 0) else {
        return clock.moved(moment, seconds);
    };
    if seconds.unsigned_abs() / 86_400 > SPAN_OF_DAYS {
        return Err(Trouble::OutOfRange);
    }
    let (mut here, mut left, mut skipped) = (moment, seconds.abs(), 0);
    loop {
        let midnight = if seconds > 0 { next_midnight(here)? } else { last_midnight(here)? };
        let day = if seconds > 0 { here.date() } else { midnight.date() };
        if excluded(program, rule, day) {
            skipped = count_skipped(skipped)?;
        } else {
            skipped = 0;
            let inside = clock.elapsed(here, midnight).abs();
            if left == inside {
                return Ok(midnight);
            }
            if left < inside {
                return clock.moved(here, left * seconds.signum());
            }
            left -= inside;
        }
        here = midnight;
    }
}

/// Seconds of elapsed time from `from` to `to`; negative where `to` is before.
pub fn elapsed_seconds(from: DateTime, to: DateTime, zone: Option<&TimeZone>) -> i64 {
    Clock { zone }.elapsed(from, to)
}

/// Whole units from `from` to `to`, rounded down (so that a day before the anchor is −1).
pub fn between(unit: BetweenUnit, from: Moment, to: Moment, zone: Option<&TimeZone>) -> i64 {
    match unit {
        BetweenUnit::Years => (key(to.date()) - key(from.date())).div_euclid(372),
        BetweenUnit::Months => (key(to.date()) - key(from.date())).div_euclid(31),
        BetweenUnit::Days => day_number(to.date()) - day_number(from.date()),
        BetweenUnit::Hours => elapsed_seconds(from.datetime(), to.datetime(), zone).div_euclid(3600),
    }
}

/// A day, or a time on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// A day; as a time, its first midnight.
    Day(Date),
    /// A time.
    Time(DateTime),
}

impl Moment {
    /// Its day.
    pub fn date(self) -> Date {
        match self {
            Moment::Day(date) => date,
            Moment::Time(time) => time.date(),
        }
    }

    /// Its time.
    pub fn datetime(self) -> DateTime {
        match self {
            Moment::Day(date) => date.to_datetime(Time::midnight()),
            Moment::Time(time) => time,
        }
    }

    /// The order in time; by day where one of them is a day.
    pub fn compare(self, other: Moment) -> std::cmp::Ordering {
        match (self, other) {
            (Moment::Time(a), Moment::Time(b)) => a.cmp(&b),
            _ => self.date().cmp(&other.date()),
        }
    }
}

/// How lengths are measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// On the key; a month is 31.
    Months,
    /// Days.
    Days,
    /// Seconds elapsed; a minute is 60.
    Minutes,
}

impl Measure {
    /// A length in units of the measure's distance.
    pub fn distance_of(self, length: i64) -> Option<i64> {
        match self {
            Measure::Months => length.checked_mul(31),
            Measure::Days => Some(length),
            Measure::Minutes => length.checked_mul(60),
        }
    }

    /// How far `date` lies from `anchor` on the side of the window; negative on the other side. Days are counted whole, and the clock
    /// tells the side on the anchor's own day.
    pub fn distance(self, after: bool, date: Moment, anchor: Moment, zone: Option<&TimeZone>) -> i64 {
        let (from, to) = if after { (anchor, date) } else { (date, anchor) };
        let days = match self {
            Measure::Months => key(to.date()) - key(from.date()),
            Measure::Days => day_number(to.date()) - day_number(from.date()),
            Measure::Minutes => return elapsed_seconds(from.datetime(), to.datetime(), zone),
        };
        if days == 0 && from.compare(to).is_gt() { -1 } else { days }
    }
}

/// Two dates whose keys differ by at most `distance`: how many days lie between them at most (or of days: how many keys). `None` beyond 3,000 years.
pub fn most_between(distance: i64, of_keys: bool) -> Option<i64> {
    // The calendar repeats itself after 400 years; these leave room on both sides.
    const FIRST: i64 = 741_421;
    const CYCLE: i64 = 146_097;
    const FARTHEST: i64 = 3_000 * 372;
    thread_local! {
        /// What was looked at once: a cycle is long.
        static KNOWN: RefCell<BTreeMap<(i64, bool), i64>> = const { RefCell::new(BTreeMap::new()) };
    }
    // On the same day, or on an earlier one.
    if matches!(distance, 0 | -1) {
        return Some(distance);
    }
    if distance.abs() > FARTHEST {
        return None;
    }
    if let Some(known) = KNOWN.with_borrow(|it| it.get(&(distance, of_keys)).copied()) {
        return Some(known);
    }
    let between = |from: i64| -> Option<i64> {
        let first = key(day_at(from)?);
        Some(if of_keys { day_number(last_by(first + distance)?) - from } else { key(day_at(from + distance)?) - first })
    };
    let most = (FIRST..FIRST + CYCLE).map(between).try_fold(i64::MIN, |most, it| Some(most.max(it?)))?;
    KNOWN.with_borrow_mut(|it| it.insert((distance, of_keys), most));
    Some(most)
}

/// The last day whose key is at most that.
fn last_by(at_most: i64) -> Option<Date> {
    let (year, of_year) = (i16::try_from(at_most.div_euclid(372)).ok()?, at_most.rem_euclid(372));
    let month = Date::new(year, i8::try_from(of_year / 31 + 1).ok()?, 1).ok()?;
    let day = i8::try_from(of_year % 31 + 1).ok()?;
    Date::new(year, month.month(), day.min(month.days_in_month())).ok()
}

/// The distances inside a window of that size: the first and the last (`None`: no end).
pub fn reach(window: Window, size: i64) -> (i64, Option<i64>) {
    match window.bound {
        WindowBound::Within => (0, Some(size)),
        WindowBound::LessThan => (0, Some(size.saturating_sub(1))),
        WindowBound::AtLeast => (size, None),
        WindowBound::MoreThan => (size.saturating_add(1), None),
    }
}

/// Whether the day does not count.
pub fn excluded(program: &Program, rule: &NotCounting, day: Date) -> bool {
    let weekday = day.weekday().to_monday_one_offset();
    rule.weekdays.contains(&weekday)
        || rule.calendar.and_then(|id| program.calendars.get(id.index())).is_some_and(|calendar| holiday(calendar, day))
}

/// Whether the calendar has a holiday on that day, observed moves included.
pub fn holiday(calendar: &Calendar, day: Date) -> bool {
    holiday_on(calendar, day).is_some()
}

/// The title of the holiday on that day, observed moves included; `None` where there is no holiday or it has no title.
pub fn holiday_title(calendar: &Calendar, day: Date) -> Option<&str> {
    holiday_on(calendar, day)?.title.as_deref()
}

fn holiday_on(calendar: &Calendar, day: Date) -> Option<&CalendarDay> {
    let weekday = day.weekday().to_monday_one_offset();
    let moved_away = calendar.observed.iter().any(|(falls_on, ..)| *falls_on == weekday);
    if let Some(entry) = named(calendar, day).filter(|_| !moved_away) {
        return Some(entry);
    }
    calendar.observed.iter().filter(|(_, observed_on, _)| *observed_on == weekday).find_map(|(falls_on, observed_on, before)| {
        let distance = match before {
            true => i64::from((falls_on - observed_on).rem_euclid(7)),
            false => -i64::from((observed_on - falls_on).rem_euclid(7)),
        };
        named(calendar, day_at(day_number(day) + distance)?)
    })
}

fn named(calendar: &Calendar, day: Date) -> Option<&CalendarDay> {
    calendar.days.iter().find(|entry| names(entry, day))
}

fn names(entry: &CalendarDay, day: Date) -> bool {
    let in_years =
        entry.from_year.is_none_or(|from| day.year() >= from) && entry.through_year.is_none_or(|through| day.year() <= through);
    in_years && is_day(entry.kind, day)
}

fn is_day(kind: CalendarDayKind, day: Date) -> bool {
    match kind {
        CalendarDayKind::Each(month, of_month) => day.month() == month && day.day() == of_month,
        CalendarDayKind::Day(date) => date == day,
        CalendarDayKind::Nth(which, weekday, month) => {
            day.month() == month
                && day.weekday().to_monday_one_offset() == weekday
                && match which {
                    1.. => (day.day() - 1) / 7 + 1 == which,
                    _ => (day.days_in_month() - day.day()) / 7 + 1 == -which,
                }
        }
        CalendarDayKind::BesideDate(weekday, before, month, of_month) => {
            beside(day, weekday, before, CalendarDayKind::Each(month, of_month))
        }
        CalendarDayKind::BesideNth(weekday, before, (which, of, month)) => {
            beside(day, weekday, before, CalendarDayKind::Nth(which, of, month))
        }
    }
}

/// Whether `day` is the nearest such weekday before or after a day of that kind: within a week of it.
fn beside(day: Date, weekday: i8, before: bool, kind: CalendarDayKind) -> bool {
    let way = if before { 1 } else { -1 };
    day.weekday().to_monday_one_offset() == weekday
        && (1..=7).any(|distance| day_at(day_number(day) + way * distance).is_some_and(|other| is_day(kind, other)))
}

/// More days than the years 1 to 9999 have.
const SPAN_OF_DAYS: u64 = 3_660_000;

/// No calendar leaves out so many days on end that something still counts; without this a count over none would run to the year 9999.
const MOST_SKIPPED: u32 = 3660;

fn count_skipped(skipped: u32) -> Result<u32, Trouble> {
    if skipped >= MOST_SKIPPED { Err(Trouble::NoDayCounts) } else { Ok(skipped + 1) }
}

fn seconds_of_day(moment: DateTime) -> i64 {
    i64::from(moment.hour()) * 3600 + i64::from(moment.minute()) * 60 + i64::from(moment.second())
}

fn next_midnight(moment: DateTime) -> Result<DateTime, Trouble> {
    Ok(day_at(day_number(moment.date()) + 1).ok_or(Trouble::OutOfRange)?.to_datetime(Time::midnight()))
}

/// The midnight before; from a midnight, the one that opens the day before.
fn last_midnight(moment: DateTime) -> Result<DateTime, Trouble> {
    let back = i64::from(moment.time() == Time::midnight());
    Ok(day_at(day_number(moment.date()) - back).ok_or(Trouble::OutOfRange)?.to_datetime(Time::midnight()))
}

/// Elapsed time in a zone, or by the clock without one.
struct Clock<'a> {
    zone: Option<&'a TimeZone>,
}

impl Clock<'_> {
    fn elapsed(&self, from: DateTime, to: DateTime) -> i64 {
        match (self.instant(from), self.instant(to)) {
            (Some(from), Some(to)) => to - from,
            _ => clock_seconds(to) - clock_seconds(from),
        }
    }

    fn moved(&self, moment: DateTime, seconds: i64) -> Result<DateTime, Trouble> {
        let moved = match (self.zone, self.instant(moment)) {
            (Some(zone), Some(instant)) => {
                let instant = instant.checked_add(seconds).ok_or(Trouble::OutOfRange)?;
                zone.to_datetime(Timestamp::from_second(instant).map_err(|_| Trouble::OutOfRange)?)
            }
            _ => {
                let seconds = clock_seconds(moment).checked_add(seconds).ok_or(Trouble::OutOfRange)?;
                clock_at(seconds).ok_or(Trouble::OutOfRange)?
            }
        };
        if (1..=9999).contains(&moved.year()) { Ok(moved) } else { Err(Trouble::OutOfRange) }
    }

    /// A time that the clock shows twice is the first; one that it skips lies as far after the change as it says.
    fn instant(&self, moment: DateTime) -> Option<i64> {
        self.zone?.to_timestamp(moment).ok().map(Timestamp::as_second)
    }
}
