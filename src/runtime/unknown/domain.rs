//! What something unknown may still be.

use crate::ir::{Number, Program, Section, SectionsId, Type, Value};
use crate::runtime::evaluate::work_out::of_type;
use crate::runtime::values::calendar;
use crate::runtime::values::number;

/// What something may be.
#[derive(Clone, Debug, PartialEq)]
pub struct Domain {
    /// It may be known to be absent.
    pub absent: bool,
    /// What it may be if it is there; `None`: it is absent.
    pub present: Option<Body>,
}

/// What is there.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// One of these: values of an enumeration; 0 no and 1 yes; 0 an empty list and 1 a list with items; 1 a record.
    Choice(Vec<u16>),
    /// On the line of [`ordinal`]s.
    Range(Range),
    /// A set that has these values, and does not have those.
    Members {
        /// Has.
        inside: u128,
        /// Does not have.
        outside: u128,
    },
    /// A section of which these tests hold (true) or fail.
    Sections(Vec<(Cited, bool)>),
    /// A text: that one, or none of those.
    Words {
        /// That one.
        is: Option<Value>,
        /// None of these.
        not: Vec<Value>,
    },
}

/// What a section is tested for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Cited {
    /// It is that one.
    Same(Section),
    /// It is that one or a subdivision of it.
    Of(Section),
    /// It is among a list.
    Among(SectionsId),
}

/// A stretch of a line; `None` is open to that side. The flag says that the end itself does not belong to it.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Range {
    /// The lower end.
    pub from: Option<(Number, bool)>,
    /// The upper end.
    pub to: Option<(Number, bool)>,
}

impl Domain {
    /// Everything of a type.
    pub fn of(program: &Program, ty: Type, optional: bool) -> Domain {
        let body = match ty {
            Type::YesNo | Type::Judgment => Body::Choice(vec![1, 0]),
            Type::List(_) => Body::Choice(vec![0, 1]),
            Type::Record(_) => Body::Choice(vec![1]),
            Type::Enum(id) => Body::Choice((0..program.enums.get(id.index()).map_or(0, |it| it.values.len() as u16)).collect()),
            Type::Set(_) => Body::Members { inside: 0, outside: 0 },
            Type::Citation => Body::Sections(Vec::new()),
            Type::Text => Body::Words { is: None, not: Vec::new() },
            _ => Body::Range(Range::default()),
        };
        Domain { absent: optional, present: Some(body) }
    }

    /// That which is there.
    pub fn present(body: Body) -> Domain {
        Domain { absent: false, present: Some(body) }
    }

    /// Absent.
    pub const ABSENT: Domain = Domain { absent: true, present: None };

    /// What both allow; `None` if nothing.
    pub fn and(&self, other: &Domain) -> Option<Domain> {
        let present = match (&self.present, &other.present) {
            (Some(a), Some(b)) => a.and(b),
            _ => None,
        };
        let absent = self.absent && other.absent;
        (absent || present.is_some()).then_some(Domain { absent, present })
    }

    /// The only value that it may be, if there is only one.
    pub fn only(&self, program: &Program, ty: Type) -> Option<Value> {
        let body = match (&self.present, self.absent) {
            (None, _) => return Some(Value::Absent),
            (Some(_), true) => return None,
            (Some(body), false) => body,
        };
        match (body, ty) {
            (Body::Choice(values), ty) => match (values.as_slice(), ty) {
                ([value], Type::YesNo | Type::Judgment) => Some(Value::Bool(*value == 1)),
                ([value], Type::Enum(_)) => Some(Value::Enum(*value)),
                ([0], Type::List(_)) => Some(Value::List(Default::default())),
                ([_], Type::Record(_)) => Some(Value::Record),
                _ => None,
            },
            (Body::Range(range), ty) => range.only().and_then(|it| at(it, ty)),
            (Body::Members { inside, outside }, Type::Set(id)) => {
                let count = program.enums.get(id.index()).map_or(0, |it| it.values.len() as u32);
                let all = 1u128.checked_shl(count).map_or(u128::MAX, |it| it - 1);
                (inside | outside == all).then_some(Value::Set(*inside))
            }
            (Body::Words { is, .. }, _) => is.clone(),
            (Body::Sections(tests), _) => tests.iter().find_map(|it| match it {
                (Cited::Same(section), true) => Some(Value::Section(section.clone())),
                _ => None,
            }),
            _ => None,
        }
    }
}

impl Body {
    fn and(&self, other: &Body) -> Option<Body> {
        match (self, other) {
            (Body::Choice(a), Body::Choice(b)) => {
                let both: Vec<u16> = a.iter().copied().filter(|it| b.contains(it)).collect();
                (!both.is_empty()).then_some(Body::Choice(both))
            }
            (Body::Range(a), Body::Range(b)) => {
                let both = a.and(b);
                (!both.is_empty()).then_some(Body::Range(both))
            }
            (Body::Members { inside, outside }, Body::Members { inside: more, outside: less }) => {
                let (inside, outside) = (inside | more, outside | less);
                (inside & outside == 0).then_some(Body::Members { inside, outside })
            }
            (Body::Sections(a), Body::Sections(b)) => {
                let contrary = a.iter().any(|(test, holds)| b.contains(&(test.clone(), !holds)));
                (!contrary).then(|| Body::Sections(a.iter().chain(b.iter().filter(|it| !a.contains(it))).cloned().collect()))
            }
            (Body::Words { is: Some(is), .. }, Body::Words { is: Some(other), .. }) => (is == other).then(|| self.clone()),
            (Body::Words { is: Some(is), .. }, Body::Words { not, .. }) => (!not.contains(is)).then(|| self.clone()),
            (Body::Words { not, .. }, Body::Words { is: Some(is), .. }) => (!not.contains(is)).then(|| other.clone()),
            (Body::Words { not, .. }, Body::Words { not: more, .. }) => {
                Some(Body::Words { is: None, not: not.iter().chain(more).cloned().collect() })
            }
            _ => None,
        }
    }
}

impl Range {
    /// From one to the other, both belonging to it.
    pub fn closed(from: i64, to: Option<i64>) -> Range {
        Range { from: Some((number::whole(from), false)), to: to.map(|it| (number::whole(it), false)) }
    }

    /// That number and what is more.
    pub fn from(least: Number) -> Range {
        Range { from: Some((least, false)), to: None }
    }

    /// The only point, if there is one.
    pub fn only(&self) -> Option<Number> {
        match (&self.from, &self.to) {
            (Some((from, false)), Some((to, false))) if from == to => Some(*from),
            _ => None,
        }
    }

    /// Whether nothing lies in it.
    pub fn is_empty(&self) -> bool {
        match (&self.from, &self.to) {
            (Some((from, from_open)), Some((to, to_open))) => from > to || (from == to && (*from_open || *to_open)),
            _ => false,
        }
    }

    /// What lies in both.
    #[must_use]
    pub fn and(&self, other: &Range) -> Range {
        let from = match (&self.from, &other.from) {
            (Some(a), Some(b)) => Some(*if (a.0, a.1) >= (b.0, b.1) { a } else { b }),
            (a, b) => (*a).or(*b),
        };
        let to = match (&self.to, &other.to) {
            (Some(a), Some(b)) => Some(*if (a.0, !a.1) <= (b.0, !b.1) { a } else { b }),
            (a, b) => (*a).or(*b),
        };
        Range { from, to }
    }

    /// Both as one, if the other begins just where this one ends.
    pub fn joined(&self, other: &Range) -> Option<Range> {
        match (&self.to, &other.from) {
            (Some((to, to_open)), Some((from, from_open))) if to == from && to_open != from_open => {
                Some(Range { from: self.from, to: other.to })
            }
            _ => None,
        }
    }

    /// What lies below it.
    pub fn below(&self) -> Option<Range> {
        self.from.map(|(at, open)| Range { from: None, to: Some((at, !open)) })
    }

    /// What lies above it.
    pub fn above(&self) -> Option<Range> {
        self.to.map(|(at, open)| Range { from: Some((at, !open)), to: None })
    }

    /// With ends that are whole and belong to it, for a line of whole numbers; an end beyond which no number fits stays as it is.
    #[must_use]
    pub fn whole(&self) -> Range {
        let one = number::whole(1);
        let from = self.from.map(|(at, open)| match open {
            true => number::add(&at.floor(), &one).map_or((at, true), |it| (it, false)),
            false => (at.ceil(), false),
        });
        let to = self.to.map(|(at, open)| match open {
            true => number::subtract(&at.ceil(), &one).map_or((at, true), |it| (it, false)),
            false => (at.floor(), false),
        });
        Range { from, to }
    }

    /// With its ends exchanged: of the negated numbers.
    #[must_use]
    pub fn negated(&self) -> Range {
        let end = |end: Option<(Number, bool)>| end.map(|(at, open)| (number::negated(&at), open));
        Range { from: end(self.to), to: end(self.from) }
    }
}

/// Whether the values of a type are whole on the line.
pub fn is_whole(ty: Type) -> bool {
    matches!(ty, Type::Date | Type::DateTime | Type::Months | Type::Days | Type::Minutes)
}

/// The place of a value on its line: a number itself, a day's number, the seconds of the local clock, units of a length.
pub fn ordinal(value: &Value) -> Option<Number> {
    match value {
        Value::Number(number) => Some(*number),
        Value::Date(date) => Some(number::whole(calendar::day_number(*date))),
        Value::DateTime(time) => Some(number::whole(calendar::clock_seconds(*time))),
        Value::Months(units) | Value::Days(units) | Value::Minutes(units) => Some(number::whole(*units)),
        _ => None,
    }
}

/// The value of a type at a place on its line.
pub fn at(place: Number, ty: Type) -> Option<Value> {
    let whole = || if place.is_integer() { i64::try_from(*place.numer()).ok() } else { None };
    match ty {
        Type::Date => calendar::day_at(whole()?).map(Value::Date),
        Type::DateTime => calendar::clock_at(whole()?).map(Value::DateTime),
        _ => of_type(place, ty),
    }
}

/// A domain in words: `felony or misdemeanor`, `at least $5,000`, `2008-01-01 or earlier`, `none`.
pub fn describe(program: &Program, ty: Type, domain: &Domain, wide: bool) -> String {
    let show = |value: Value| crate::runtime::values::show::show(program, ty, &value);
    match (&domain.present, ty) {
        (None, _) => "none".into(),
        (Some(Body::Choice(values)), Type::YesNo | Type::Judgment) => if values.contains(&1) { "yes" } else { "no" }.into(),
        (Some(Body::Choice(values)), Type::List(_)) => if values.contains(&0) { "none" } else { "at least one" }.into(),
        (Some(Body::Choice(_)), Type::Record(_)) => "there is one".into(),
        (Some(Body::Choice(values)), _) if values.len() > 3 && wide => "anything else".into(),
        (Some(Body::Choice(values)), _) => values.iter().map(|it| show(Value::Enum(*it))).collect::<Vec<_>>().join(" or "),
        (Some(Body::Range(range)), _) => {
            let border = |value: Value, up: bool| crate::runtime::values::show::show_border(program, ty, &value, up);
            describe_range(range, ty, &show, &border)
        }
        (Some(Body::Words { is: Some(value), .. }), _) => show(value.clone()),
        (Some(Body::Words { .. }), _) => "anything else".into(),
        (Some(Body::Sections(tests)), _) => tests
            .iter()
            .find_map(|it| match it {
                (Cited::Same(section), true) => Some(show(Value::Section(section.clone()))),
                _ => None,
            })
            .unwrap_or_else(|| "anything else".into()),
        (Some(Body::Members { .. }), _) => "set".into(),
    }
}

/// `border`: an end that is rounded up or down where its decimals never end.
fn describe_range(range: &Range, ty: Type, show: &dyn Fn(Value) -> String, border: &dyn Fn(Value, bool) -> String) -> String {
    let only = |place: Number| at(place, ty).map_or_else(|| number::print(&place), show);
    let from_end = |place: Number, open: bool| at(place, ty).map_or_else(|| number::print(&place), |value| border(value, !open));
    let to_end = |place: Number, open: bool| at(place, ty).map_or_else(|| number::print(&place), |value| border(value, open));
    let (later, earlier) = match ty {
        Type::Date | Type::DateTime => ("or later", "or earlier"),
        _ => ("or more", "or less"),
    };
    match (&range.from, &range.to) {
        (None, None) => "anything".into(),
        (Some((from, false)), None) => format!("{} {later}", from_end(*from, false)),
        (Some((from, true)), None) => format!("more than {}", from_end(*from, true)),
        (None, Some((to, false))) => format!("{} {earlier}", to_end(*to, false)),
        (None, Some((to, true))) => format!("less than {}", to_end(*to, true)),
        (Some((from, false)), Some((to, false))) if from == to => only(*from),
        (Some((from, false)), Some((to, false))) => format!("from {} to {}", from_end(*from, false), to_end(*to, false)),
        (Some((from, from_open)), Some((to, to_open))) => {
            let (more, less) =
                (if *from_open { "more than" } else { "at least" }, if *to_open { "less than" } else { "at most" });
            format!("{more} {} and {less} {}", from_end(*from, *from_open), to_end(*to, *to_open))
        }
    }
}
