//! Where an instrument stands on a day: by law, and in a run as if certain acts were enacted.

use super::environment::{in_force, status_standing};
use crate::ir::{Instrument, InstrumentId, Period, Program, Start, Status};
use crate::runtime::{AsIf, Options, Standing, Supposed, Truth};
use jiff::civil::Date;

/// Where an instrument stands in a run.
pub fn standing_under(program: &Program, id: InstrumentId, options: &Options) -> Standing {
    let Some(instrument) = program.instruments.get(id.index()) else {
        return Standing::NotLaw;
    };
    if options.without.instruments.contains(&id) {
        return Standing::SwitchedOff;
    }
    match options.as_if_enacted.supposes(id) {
        true => ended_by_bill(instrument, options).map_or(Standing::Applies, Standing::Ended),
        false => standing(instrument, &days(instrument, options), options.text_of()),
    }
}

/// Whether an instrument is law on a day in a run, so that what it does to others counts.
pub(in crate::runtime) fn counts_as_law(instrument: &Instrument, id: InstrumentId, day: Date, options: &Options) -> Truth {
    match status_standing(instrument.status, instrument.status_date, day) {
        _ if options.as_if_enacted.names(id) => Truth::from(ended_by_bill(instrument, options).is_none()),
        true => in_force(&days(instrument, options), day),
        false => Truth::False,
    }
}

/// The days of an instrument in a run: as law, or with what bills do to its last day.
fn days(instrument: &Instrument, options: &Options) -> Period {
    let through = match (options.as_if_enacted.counts_bills(), instrument.lives.last()) {
        (true, Some(life)) => Some(life.last),
        _ => instrument.period.through,
    };
    Period { through, ..instrument.period.clone() }
}

/// The last day of an instrument that a bill repeals, if that is over.
fn ended_by_bill(instrument: &Instrument, options: &Options) -> Option<Date> {
    let mut bills = instrument.lives.iter().filter(|it| it.repealed && !it.law && options.text_of() > it.last);
    bills.next().map(|it| it.last)
}

/// Where an instrument with these days stands by law on a day.
fn standing(instrument: &Instrument, period: &Period, day: Date) -> Standing {
    if !status_standing(instrument.status, instrument.status_date, day) {
        return Standing::NotLaw;
    }
    match in_force(period, day) {
        Truth::Unknown => Standing::Uncertain,
        Truth::True => match (&period.from, instrument.status_date) {
            // Without a day of its own it is not law before it is enacted.
            (Start::Always, Some(enacted)) if instrument.status == Status::Enacted && day < enacted => Standing::NotYet(enacted),
            _ => Standing::Applies,
        },
        Truth::False => match (&period.from, period.through) {
            (_, Some(last)) if day > last => Standing::Ended(last),
            (Start::Day(first), _) | (Start::Unknown { earliest: Some(first), .. }, _) => Standing::NotYet(*first),
            _ => Standing::NotLaw,
        },
    }
}

/// Of a run as if enacted: what an answer of this instrument supposes. `None` by law.
pub fn supposed(program: &Program, of: InstrumentId, options: &Options) -> Option<Supposed> {
    if options.as_if_enacted == AsIf::Law {
        return None;
    }
    let day = options.text_of();
    let mut found = Supposed::default();
    for (index, it) in program.instruments.iter().enumerate() {
        let id = InstrumentId(index as u32);
        let changes = it.amends == Some(of) && id != of;
        // Named ones may do more to others than change their text.
        let bears = options.as_if_enacted.names(id) || (options.as_if_enacted == AsIf::All && (id == of || changes));
        if !bears || options.without.instruments.contains(&id) {
            continue;
        }
        let is_law = status_standing(it.status, it.status_date, day);
        match (changes, first_after(it, day)) {
            // A text is changed from the first day of the act: on a day before there is none that it changes.
            (true, Some(first)) => found.not_yet.push((id, first)),
            (true, None) if !is_law && it.period.may_hold(day) => found.not_law.push(id),
            (false, _) if standing(it, &it.period, day) != Standing::Applies => found.not_law.push(id),
            _ => {}
        }
    }
    Some(found)
}

/// The first day of an instrument, where that is still to come.
fn first_after(instrument: &Instrument, day: Date) -> Option<Date> {
    match instrument.period.from {
        Start::Day(first) | Start::Unknown { earliest: Some(first), .. } => Some(first).filter(|first| *first > day),
        Start::Always | Start::Unknown { earliest: None, .. } => None,
    }
}
