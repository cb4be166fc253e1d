//! Figures of the law: the version of a day, the row of the keys. Where the day or a key is not known, one version and one row after another is
//! asked for, so that an answer never promises a figure that stands in no row.

use crate::ir::{Arithmetic, Expr, ExprKind, Number, Parameter, ParameterVersion, Start, Type, Value};
use crate::runtime::Truth;
use crate::runtime::evaluate::frames::Frame;
use crate::runtime::evaluate::problems;
use crate::runtime::evaluate::{Evaluator, Shared, UNKNOWN};
use crate::runtime::law::environment::Version;
use crate::runtime::unknown::asks::Test;
use crate::runtime::unknown::domain::{Range, ordinal};
use crate::runtime::unknown::terms::{Step, StepKind, View};
use crate::runtime::values::calendar;
use crate::runtime::values::compare::{equal, order};
use crate::runtime::values::number;
use std::borrow::Cow;

/// What the keys of a figure lead to.
enum Found<'a> {
    /// The value of a row.
    Row(&'a Value),
    /// Beyond the last row, where each more unit of the key adds to its value.
    Beyond(&'a ParameterVersion),
    /// No version, or no row.
    Nothing,
    /// It is not known which.
    Open,
}

impl<'a> Evaluator<'a> {
    /// The value of a parameter for its keys.
    pub(in crate::runtime) fn parameter(&mut self, expr: &'a Expr, frame: &Frame<'_, 'a>) -> Shared<'a> {
        match self.found_row(expr, frame) {
            Found::Row(value) => Cow::Borrowed(value),
            Found::Beyond(version) => match keys_of(expr) {
                [key] => beyond(version, &self.value(key, frame)).map_or(Cow::Borrowed(UNKNOWN), Cow::Owned),
                _ => Cow::Borrowed(UNKNOWN),
            },
            Found::Nothing | Found::Open => Cow::Borrowed(UNKNOWN),
        }
    }

    /// A figure whose key is not known, as steps from it: beyond the last row it grows with the key.
    pub(in crate::runtime) fn parameter_view(&mut self, expr: &'a Expr, frame: &Frame<'_, 'a>) -> Option<View<'a>> {
        match (self.found_row(expr, frame), keys_of(expr)) {
            (Found::Beyond(version), [key]) => {
                let (each, first) = line_of(version)?;
                let mut view = self.view(key, frame)?;
                view.steps.push(step(Arithmetic::Times, each));
                view.steps.push(step(Arithmetic::Plus, first));
                Some(view)
            }
            // No answer leads to a figure.
            (Found::Nothing, _) => None,
            _ => self.opaque(expr, frame),
        }
    }

    /// The same as a part of a sum: the key with what it is times and what is added; `None`: it is no line.
    pub(in crate::runtime) fn parameter_line(
        &mut self,
        expr: &'a Expr,
        frame: &Frame<'_, 'a>,
    ) -> Option<(&'a Expr, Number, Number)> {
        match (self.found_row(expr, frame), keys_of(expr)) {
            (Found::Beyond(version), [key]) => line_of(version).map(|(each, first)| (key, each, first)),
            _ => None,
        }
    }

    fn found_row(&mut self, expr: &'a Expr, frame: &Frame<'_, 'a>) -> Found<'a> {
        let Some((parameter, version)) = self.found_version(expr, frame) else {
            return Found::Open;
        };
        let Some(version) = version else {
            return Found::Nothing;
        };
        let keys = keys_of(expr);
        for row in &version.rows {
            let mut fits = Truth::True;
            for (at, (key, (first, last))) in keys.iter().zip(&row.keys).enumerate() {
                fits = fits.and(self.key_between(key, (first, last), (version, at), frame));
                if fits.is_false() {
                    break;
                }
            }
            match fits {
                Truth::True => return Found::Row(&row.value),
                Truth::False => {}
                Truth::Unknown => return Found::Open,
            }
        }
        self.beyond_rows(expr, parameter, version, keys, frame)
    }

    /// Where no row fits.
    fn beyond_rows(
        &mut self,
        expr: &'a Expr,
        parameter: &'a Parameter,
        version: &'a ParameterVersion,
        keys: &'a [Expr],
        frame: &Frame<'_, 'a>,
    ) -> Found<'a> {
        let mut shown = Vec::new();
        for key in keys {
            let value = self.value(key, frame);
            match (&*value, last_key(version)) {
                (Value::Unknown, Some(last)) if keys.len() == 1 && version.each_more.is_some() => {
                    let beyond = Range { from: Some((last, true)), to: None };
                    return match self.ask_key(key, Test::Range(beyond), true, frame) {
                        Truth::True => Found::Beyond(version),
                        Truth::False => Found::Nothing,
                        Truth::Unknown => Found::Open,
                    };
                }
                (Value::Unknown, _) => return Found::Nothing,
                (known, _) if keys.len() == 1 && beyond(version, known).is_some() => return Found::Beyond(version),
                (known, _) => shown.push(self.show(key.ty, known)),
            }
        }
        self.problems.push(problems::no_row_for_key(expr.span, &parameter.name, shown.join(", "), version.span));
        Found::Nothing
    }

    /// The version of the day, if there is one; `None` where the day, or which version is that of the day, is not known.
    fn found_version(&mut self, expr: &'a Expr, frame: &Frame<'_, 'a>) -> Option<(&'a Parameter, Option<&'a ParameterVersion>)> {
        let environment = self.environment;
        let (id, day) = match &expr.kind {
            ExprKind::Parameter(id, _) => (*id, None),
            ExprKind::ParameterOn(id, _, day) => (*id, Some(day)),
            _ => return None,
        };
        let parameter = environment.program.parameters.get(id.index())?;
        let (version, day) = match day {
            None => (environment.parameter(id), self.said_day),
            Some(day) => match &*self.value(day, frame) {
                Value::Date(day) => (environment.parameter_on(id, *day), *day),
                Value::DateTime(time) => (environment.parameter_on(id, time.date()), time.date()),
                Value::Unknown if self.can_ask() => return self.asked_version(parameter, day, frame).map(|it| (parameter, it)),
                _ => return None,
            },
        };
        match version {
            Version::Is(version) => Some((parameter, parameter.versions.get(version))),
            Version::Uncertain => {
                let versions = parameter.versions.iter().map(|it| (&it.period, it.provenance.as_ref()));
                let version = self.given_of(versions, day)?;
                Some((parameter, parameter.versions.get(version)))
            }
            Version::TooDeep => None,
            Version::None => {
                let day = day.to_string();
                self.problems.push(problems::no_value_in_force(expr.span, &parameter.name, day, parameter.span));
                Some((parameter, None))
            }
        }
    }

    /// The version of a day that is not known: whether it lies in the days of each is asked in turn.
    fn asked_version(
        &mut self,
        parameter: &'a Parameter,
        day: &'a Expr,
        frame: &Frame<'_, 'a>,
    ) -> Option<Option<&'a ParameterVersion>> {
        let certain = |it: &ParameterVersion| it.provenance.is_none() && !matches!(it.period.from, Start::Unknown { .. });
        if !parameter.versions.iter().all(certain) {
            return None;
        }
        for version in &parameter.versions {
            match self.ask_key(day, Test::Range(days_of(version, day.ty)), false, frame) {
                Truth::True => return Some(Some(version)),
                Truth::False => {}
                Truth::Unknown => return None,
            }
        }
        Some(None)
    }

    fn key_between(
        &mut self,
        key: &'a Expr,
        (first, last): (&'a Value, &'a Value),
        (version, at): (&'a ParameterVersion, usize),
        frame: &Frame<'_, 'a>,
    ) -> Truth {
        let value = self.value(key, frame);
        match &*value {
            Value::Unknown => match crate::runtime::unknown::asks::between(first, last, key.ty, self.environment) {
                Some(test) => self.ask_key(key, test, key.ty == Type::Number && is_counted(version, at), frame),
                None => self.ask_whole(key, frame),
            },
            value if first == last => Truth::from(equal(value, first)),
            value => {
                Truth::from(order(value, first).is_some_and(|it| it.is_ge()) && order(value, last).is_some_and(|it| it.is_le()))
            }
        }
    }

    /// Tests a key that is not known. One that is `counted` is taken to be whole: what lies between has no row, and is no way to fill it in.
    fn ask_key(&mut self, key: &'a Expr, test: Test, counted: bool, frame: &Frame<'_, 'a>) -> Truth {
        if !self.can_ask() {
            return Truth::Unknown;
        }
        let Some(mut view) = self.view(key, frame) else {
            return Truth::Unknown;
        };
        view.whole |= counted && view.steps.iter().all(keeps_whole);
        self.test_view(view, test)
    }
}

fn keys_of(expr: &Expr) -> &[Expr] {
    match &expr.kind {
        ExprKind::Parameter(_, keys) | ExprKind::ParameterOn(_, keys, _) => keys,
        _ => &[],
    }
}

/// Whether every row has whole numbers for that key.
fn is_counted(version: &ParameterVersion, at: usize) -> bool {
    let whole = |it: &Value| matches!(it, Value::Number(number) if number.is_integer());
    version.rows.iter().all(|row| row.keys.get(at).is_some_and(|(first, last)| whole(first) && whole(last)))
}

/// Whether a step leads from whole numbers to whole numbers, and from no others.
fn keeps_whole(step: &Step<'_>) -> bool {
    matches!(&step.kind, StepKind::Arithmetic { op: Arithmetic::Plus | Arithmetic::Minus, known, .. } if known.is_integer())
}

/// The days of a version on the line of a day's type.
fn days_of(version: &ParameterVersion, ty: Type) -> Range {
    let place = |day: jiff::civil::Date, rest: i64| match ty {
        Type::DateTime => number::whole(calendar::day_number(day) * 86_400 + rest),
        _ => number::whole(calendar::day_number(day)),
    };
    let from = match version.period.from {
        Start::Day(first) => Some((place(first, 0), false)),
        Start::Always | Start::Unknown { .. } => None,
    };
    Range { from, to: version.period.through.map(|last| (place(last, 86_399), false)) }
}

/// The key of the last row.
fn last_key(version: &ParameterVersion) -> Option<Number> {
    match version.rows.last()?.keys.as_slice() {
        [(_, last)] => ordinal(last),
        _ => None,
    }
}

/// The line beyond the last row: what each unit of the key adds, and what is there at zero.
fn line_of(version: &ParameterVersion) -> Option<(Number, Number)> {
    let (Some(Value::Number(each)), Value::Number(value)) = (&version.each_more, &version.rows.last()?.value) else {
        return None;
    };
    let first = number::subtract(value, &number::multiply(&last_key(version)?, each)?)?;
    Some((*each, first))
}

/// The value beyond the last row, where each more unit of the key adds to it.
fn beyond(version: &ParameterVersion, key: &Value) -> Option<Value> {
    let (Value::Number(key), Some(last)) = (key, last_key(version)) else {
        return None;
    };
    if !key.is_integer() || *key <= last {
        return None;
    }
    let (each, first) = line_of(version)?;
    number::add(&first, &number::multiply(key, &each)?).map(Value::Number)
}

fn step<'a>(op: Arithmetic, known: Number) -> Step<'a> {
    Step { input: Type::Number, kind: StepKind::Arithmetic { op, known, known_left: false } }
}
