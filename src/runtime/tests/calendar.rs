//! Dates, windows and counted time; the holds are those of the law's own examples (8 CFR 287.7(d), D.C. Code 24-211.07, Conn. P.A. 13-155).

use crate::ir::*;
use crate::runtime::testing::{Build, day, time};
use crate::runtime::values::calendar::*;
use jiff::civil::Date;
use jiff::tz::TimeZone;

#[test]
fn day_numbers_agree_with_the_calendar() {
    let mut date = day("1999-12-25");
    for number in day_number(date)..day_number(date) + 1000 {
        assert_eq!(day_number(date), number);
        assert_eq!(day_at(number), Some(date));
        date = date.tomorrow().unwrap();
    }
    assert_eq!((day_at(FIRST_DAY), day_at(LAST_DAY)), (Some(day("0001-01-01")), Some(day("9999-12-31"))));
    assert_eq!((day_at(FIRST_DAY - 1), day_at(LAST_DAY + 1)), (None, None));
    assert_eq!(clock_at(clock_seconds(time("2013-01-18 14:05"))), Some(time("2013-01-18 14:05")));
}

#[test]
fn a_month_after_the_last_of_january() {
    let moved =
        |date: &str, months, end| add_months(day(date), months, end).map(|it| it.to_string()).map_err(|it| format!("{it:?}"));
    let ok = |text: &str| Ok(text.to_string());
    let err = |text: &str| Err(text.to_string());
    assert_eq!(moved("2013-01-31", 1, None), err("UnclearMonthEnd"));
    assert_eq!(moved("2013-01-31", 1, Some(MonthEnd::LastDay)), ok("2013-02-28"));
    assert_eq!(moved("2013-01-31", 1, Some(MonthEnd::FirstOfNext)), ok("2013-03-01"));
    assert_eq!(moved("2013-01-28", 1, None), ok("2013-02-28"));
    assert_eq!(moved("2012-02-29", 12, Some(MonthEnd::FirstOfNext)), ok("2013-03-01"));
    assert_eq!(moved("2013-03-31", -1, Some(MonthEnd::LastDay)), ok("2013-02-28"));
    assert_eq!(moved("9999-12-31", 1, None), err("OutOfRange"));
    assert_eq!(moved("0001-01-01", -1, None), err("OutOfRange"));
    assert_eq!(moved("2013-01-01", i64::MAX, None), err("OutOfRange"));
}

#[test]
fn birthdays_of_the_29th_of_february() {
    let age = |on: &str| between(BetweenUnit::Years, Moment::Day(day("1996-02-29")), Moment::Day(day(on)), None);
    assert_eq!([age("2014-02-28"), age("2014-03-01"), age("2016-02-28"), age("2016-02-29")], [17, 18, 19, 20]);
    assert_eq!(age("1996-02-28"), -1);
    let months = |from: &str, to: &str| between(BetweenUnit::Months, Moment::Day(day(from)), Moment::Day(day(to)), None);
    assert_eq!(
        [months("2013-01-31", "2013-02-28"), months("2013-01-31", "2013-03-01"), months("2013-01-15", "2013-02-15")],
        [0, 1, 1]
    );
}

#[test]
fn windows_at_their_ends() {
    use WindowBound::*;
    let mut build = Build::new();
    let mut check = |bound, after, date: &str, anchor: &str, length: Value| {
        let (date, anchor) =
            (build.constant(Value::Date(day(date)), Type::Date), build.constant(Value::Date(day(anchor)), Type::Date));
        let window = build.window(bound, after, date, anchor, length);
        build.holds(&window, &[]).unwrap()
    };
    let five = || Value::Months(60);
    // The anniversary day counts for `within`, not for `less than`; the anchor's own day counts for both.
    assert!(check(Within, false, "2009-03-03", "2014-03-03", five()));
    assert!(!check(Within, false, "2009-03-02", "2014-03-03", five()));
    assert!(!check(LessThan, false, "2009-03-03", "2014-03-03", five()));
    assert!(check(LessThan, false, "2009-03-04", "2014-03-03", five()));
    assert!(check(Within, false, "2014-03-03", "2014-03-03", five()));
    assert!(!check(Within, false, "2014-03-04", "2014-03-03", five()));
    assert!(check(AtLeast, true, "2019-03-03", "2014-03-03", five()));
    assert!(!check(MoreThan, true, "2019-03-03", "2014-03-03", five()));
    assert!(check(MoreThan, true, "2019-03-04", "2014-03-03", five()));
    // 29 February and a year: `at most` ends with February, `at least` begins on 1 March.
    assert!(check(Within, true, "2013-02-28", "2012-02-29", Value::Months(12)));
    assert!(!check(Within, true, "2013-03-01", "2012-02-29", Value::Months(12)));
    assert!(!check(AtLeast, true, "2013-02-28", "2012-02-29", Value::Months(12)));
    assert!(check(AtLeast, true, "2013-03-01", "2012-02-29", Value::Months(12)));
    assert!(check(Within, true, "2014-04-02", "2014-03-03", Value::Days(30)));
    assert!(!check(Within, true, "2014-04-03", "2014-03-03", Value::Days(30)));
}

/// Federal holidays, named or as observed.
fn holidays(observed: bool) -> Program {
    let each =
        |month, day| CalendarDay { kind: CalendarDayKind::Each(month, day), from_year: None, through_year: None, title: None };
    let nth = |which, weekday, month| CalendarDay { kind: CalendarDayKind::Nth(which, weekday, month), ..each(1, 1) };
    let days = vec![
        each(1, 1),
        CalendarDay { from_year: Some(1986), ..nth(3, 1, 1) },
        nth(3, 1, 2),
        nth(-1, 1, 5),
        each(7, 4),
        nth(1, 1, 9),
        nth(2, 1, 10),
        each(11, 11),
        nth(4, 4, 11),
        each(12, 25),
        CalendarDay { kind: CalendarDayKind::Day(day("2012-12-24")), ..each(1, 1) },
    ];
    let observed = if observed { vec![(6, 5, true), (7, 1, false)] } else { Vec::new() };
    let mut program = Build::new().program;
    program.calendars.push(Calendar { name: "federal calendar".into(), days, observed, span: crate::runtime::testing::span() });
    program
}

#[test]
fn holidays_beside_other_days() {
    let mut program = holidays(false);
    let entry = |kind| CalendarDay { kind, from_year: None, through_year: None, title: None };
    program.calendars[0].days = vec![
        entry(CalendarDayKind::BesideNth(5, false, (4, 4, 11))), // the Friday after the fourth Thursday in November
        entry(CalendarDayKind::BesideDate(1, true, 5, 25)),      // the Monday before May 25
        entry(CalendarDayKind::BesideDate(1, true, 1, 3)),       // in the year before, at times
    ];
    let rule = NotCounting { weekdays: Vec::new(), calendar: Some(CalendarId(0)) };
    let next = |from: &str| add_days(&program, day(from), 1, Some(&rule)).unwrap().to_string();
    assert_eq!(next("2024-11-28"), "2024-11-30");
    assert_eq!(next("2026-05-17"), "2026-05-19"); // 25 May 2026 is a Monday itself
    assert_eq!(next("2026-05-24"), "2026-05-25");
    assert_eq!(next("2025-12-28"), "2025-12-30"); // the Monday before 3 January 2026
}

fn hold(program: &Program, from: &str, hours: i64, zone: Option<&TimeZone>) -> String {
    let rule = NotCounting { weekdays: vec![6, 7], calendar: Some(CalendarId(0)) };
    let moved = add_minutes(program, time(from), hours * 60, Some(&rule), zone).unwrap();
    moved.strftime("%a %Y-%m-%d %H:%M").to_string()
}

#[test]
fn holds_of_the_law() {
    let (observed, named) = (holidays(true), holidays(false));
    let zone = TimeZone::get("America/Los_Angeles").unwrap();
    for zone in [None, Some(&zone)] {
        let table = [
            ("2014-05-06 08:30", 48, "Thu 2014-05-08 08:30"), // FED-1.01
            ("2013-01-18 14:00", 48, "Wed 2013-01-23 14:00"), // FED-1.02
            ("2013-03-02 09:00", 48, "Wed 2013-03-06 00:00"), // FED-1.04
            ("2015-07-02 10:00", 48, "Tue 2015-07-07 10:00"), // FED-1.06, as observed
            ("2014-06-02 09:00", 48, "Wed 2014-06-04 09:00"), // FED-1.08
            ("2013-01-18 14:00", 24, "Tue 2013-01-22 14:00"), // DC-1.08
            ("2013-10-11 18:00", 24, "Tue 2013-10-15 18:00"), // DC-1.09
            ("2014-08-29 23:30", 48, "Wed 2014-09-03 23:30"), // CT-1.08
        ];
        for (from, hours, until) in table {
            assert_eq!(hold(&observed, from, hours, zone), until, "{from} + {hours} h");
        }
        assert_eq!(hold(&named, "2015-07-02 10:00", 48, zone), "Mon 2015-07-06 10:00");
    }
}

#[test]
fn holds_backwards_and_at_midnight() {
    let program = holidays(true);
    // Used up at midnight: there it ends, even where an excluded day begins.
    assert_eq!(hold(&program, "2014-05-08 00:00", 48, None), "Sat 2014-05-10 00:00");
    assert_eq!(hold(&program, "2014-05-06 00:00", -48, None), "Fri 2014-05-02 00:00");
    assert_eq!(hold(&program, "2013-01-23 14:00", -48, None), "Fri 2013-01-18 14:00");
    assert_eq!(hold(&program, "2013-03-02 09:00", -24, None), "Fri 2013-03-01 00:00");
    assert_eq!(hold(&program, "2013-03-02 09:00", 0, None), "Sat 2013-03-02 09:00");
}

#[test]
fn holidays_as_observed() {
    let program = holidays(true);
    let is = |date: &str| holiday(&program.calendars[0], day(date));
    assert!(is("2015-07-03") && !is("2015-07-04") && is("2014-07-04"));
    assert!(is("2021-12-31") && !is("2022-01-01") && is("2023-01-02") && !is("2023-01-01"));
    assert!(is("2014-05-26") && !is("2014-05-19") && is("2014-11-27") && is("2012-12-24"));
    assert!(!is("1985-01-21") && is("1986-01-20"));
}

#[test]
fn business_days() {
    let program = holidays(true);
    let rule = NotCounting { weekdays: vec![6, 7], calendar: Some(CalendarId(0)) };
    let moved = |from: &str, days| add_days(&program, day(from), days, Some(&rule)).map(|it| it.to_string());
    assert_eq!(moved("2013-01-18", 1), Ok("2013-01-22".into()));
    assert_eq!(moved("2013-01-22", -1), Ok("2013-01-18".into()));
    assert_eq!(moved("2013-01-19", 0), Ok("2013-01-19".into()));
    let never = NotCounting { weekdays: vec![1, 2, 3, 4, 5, 6, 7], calendar: None };
    assert_eq!(add_days(&program, day("2013-01-19"), 1, Some(&never)), Err(Trouble::NoDayCounts));
    assert_eq!(add_minutes(&program, time("2013-01-19 10:00"), 60, Some(&never), None), Err(Trouble::NoDayCounts));
    assert_eq!(add_days(&program, day("9999-12-30"), 5, Some(&rule)), Err(Trouble::OutOfRange));
    assert_eq!(add_minutes(&program, time("9999-12-31 10:00"), 1440, None, None), Err(Trouble::OutOfRange));
    assert_eq!(add_minutes(&program, time("2013-01-19 10:00"), i64::MAX, Some(&rule), None), Err(Trouble::OutOfRange));
}

#[test]
fn clock_changes_count_as_they_happen() {
    let program = Program::default();
    let zone = TimeZone::get("America/Los_Angeles").unwrap();
    let moved = |from: &str, hours: i64| add_minutes(&program, time(from), hours * 60, None, Some(&zone)).unwrap().to_string();
    // Clocks went forward on 9 March 2014 and back on 2 November.
    assert_eq!(moved("2014-03-08 12:00", 24), "2014-03-09T13:00:00");
    assert_eq!(moved("2014-11-01 12:00", 24), "2014-11-02T11:00:00");
    assert_eq!(moved("2014-03-09 13:00", -24), "2014-03-08T12:00:00");
    assert_eq!(elapsed_seconds(time("2014-03-08 12:00"), time("2014-03-09 12:00"), Some(&zone)), 23 * 3600);
    assert_eq!(elapsed_seconds(time("2014-11-01 12:00"), time("2014-11-02 12:00"), Some(&zone)), 25 * 3600);
    // A counted Sunday has 23 hours.
    let rule = NotCounting { weekdays: vec![6], calendar: None };
    let counted = add_minutes(&program, time("2014-03-08 12:00"), 48 * 60, Some(&rule), Some(&zone)).unwrap();
    assert_eq!(counted.to_string(), "2014-03-11T01:00:00");
    let last: Date = day("9999-12-31");
    assert!(add_minutes(&program, last.at(23, 0, 0, 0), 120, None, Some(&zone)).is_err());
}
