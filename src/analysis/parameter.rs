//! Parameters: values and tables with their periods.

use super::amendment::Origin;
use super::names::{self, Key, Words};
use super::scope::Scope;
use super::{Analyzer, problems, types};
use crate::ir::{self, Expr, ExprKind, ParamId, Period, Type, Value};
use crate::source::{FileId, Span};
use crate::syntax::ast;

/// A parameter while files are analysed.
#[derive(Clone, Debug)]
pub(super) struct ParameterInfo<'a> {
    pub(super) key: Key,
    /// The facts that the table is looked up by, where the text names none; `None` for one that only items have.
    pub(super) keys: Vec<Option<Expr>>,
    pub(super) ast: &'a ast::Parameter,
    /// The file and which item of it.
    pub(super) place: (FileId, usize),
    /// Of each of its versions in the program, how it came to be.
    pub(super) origins: Vec<Option<&'a Origin>>,
    /// Its values were not understood (reported), so nothing is known of what it gives.
    pub(super) failed: bool,
}

/// A period with its place, and whether a gap before it is meant.
pub(super) type Dated = (Period, Span, bool);

/// Tables of more rows than this are not looked through for one that is missing.
const MOST_ROWS_LOOKED_AT: usize = 256;

impl<'a> Analyzer<'a> {
    /// A period with its ends in order.
    pub(super) fn period(&mut self, period: &ast::Period) -> Option<Period> {
        let through = period.through.map(|date| date.date);
        let from = match &period.from {
            None => ir::Start::Always,
            Some(ast::Start::Day(date)) => {
                // Said already by the reader of the sentence.
                if through.is_some_and(|through| through < date.date) {
                    return None;
                }
                ir::Start::Day(date.date)
            }
            Some(ast::Start::Unknown { earliest, latest, .. }) => {
                let (earliest, latest) = (earliest.map(|it| it.date), latest.map(|it| it.date));
                if let (Some(earliest), Some(latest)) = (earliest, latest)
                    && latest < earliest
                {
                    return self.fail(problems::bounds_backwards(period.span));
                }
                if let (Some(earliest), Some(through)) = (earliest, through)
                    && through < earliest
                {
                    return self.fail(problems::ends_before_it_can_begin(period.span));
                }
                ir::Start::Unknown { earliest, latest }
            }
        };
        Some(Period { from, through })
    }

    /// Reports two versions of one thing that are in force on one day.
    pub(super) fn check_overlap(&mut self, name: &str, periods: &[Dated]) -> Option<()> {
        let mut sorted: Vec<&Dated> = periods.iter().collect();
        sorted.sort_by_key(|(period, span, _)| (period.first_day(), *span));
        for pair in sorted.windows(2) {
            let [(one, one_span, _), (other, other_span, after_gap)] = pair else { continue };
            // A version without an end gives way to the next that begins later.
            let open_gives_way = one.through.is_none() && one.first_day() < other.first_day();
            let apart = one.through.is_some_and(|through| through < other.first_day());
            if !open_gives_way && !apart {
                let last = (one.first_day() < other.first_day()).then(|| other.first_day().yesterday().ok()).flatten();
                return self.fail(problems::versions_overlap(name, *one_span, *other_span, last));
            }
            self.check_gap(name, (one, *one_span), (other, *other_span), *after_gap)?;
        }
        Some(())
    }

    /// Reports days between two versions on which none is in force, unless they are meant.
    pub(super) fn check_gap(
        &mut self,
        name: &str,
        (one, one_span): (&Period, Span),
        (other, other_span): (&Period, Span),
        after_gap: bool,
    ) -> Option<()> {
        let (Some(last), ir::Start::Day(first)) = (one.through, &other.from) else { return Some(()) };
        let (Ok(from), Ok(to)) = (last.tomorrow(), first.yesterday()) else { return Some(()) };
        if from > to || after_gap {
            return Some(());
        }
        self.fail(problems::gap_between_versions(name, from, to, other_span, one_span))
    }

    /// Keys and values of every parameter.
    pub(super) fn parameter_values(&mut self) {
        for index in 0..self.parameters.len() {
            let id = ParamId(u32::try_from(index).unwrap_or(u32::MAX));
            self.parameters[index].failed = self.parameter(id).is_none();
        }
    }

    /// The kind of a fact that only items of lists have, where all that are called so are of one kind.
    fn key_of_items(&self, words: &Words) -> Option<Type> {
        let mut kinds = self.known_fields().filter(|field| field.keys.iter().any(|key| words.is(key))).map(|field| field.ty);
        let first = kinds.next()?;
        let fits = types::ordered(first) || matches!(first, Type::Enum(_));
        (fits && kinds.all(|other| other == first)).then_some(first)
    }

    fn parameter(&mut self, id: ParamId) -> Option<()> {
        let it = self.parameters[id.index()].ast;
        self.here = self.parameters[id.index()].place.0;
        let (mut keys, mut key_types) = (Vec::new(), Vec::new());
        for run in &it.by {
            let words = Words::of(run);
            if self.thing(&words, &Scope::case()).is_none()
                && let Some(ty) = self.key_of_items(&words)
            {
                // Nothing of the case stands for the key, but an item in hand.
                key_types.push(ty);
                keys.push(None);
                continue;
            }
            let key = self.value(&words, &Scope::case(), None)?;
            if !types::ordered(key.ty) && !matches!(key.ty, Type::Enum(_)) {
                let noun = types::noun(&self.program, key.ty);
                return self.fail(problems::table_key_kind(&names::name(run), &noun, run.span));
            }
            key_types.push(key.ty);
            keys.push(Some(key));
        }
        self.parameters[id.index()].keys = keys;
        self.program.parameters[id.index()].keys.clone_from(&key_types);
        let mut ty: Option<(Type, Span)> = None;
        let mut versions: Vec<ir::ParameterVersion> = Vec::new();
        let mut origins: Vec<Option<&'a Origin>> = Vec::new();
        let composed = self.composed;
        let place = self.parameters[id.index()].place;
        let mut changed = false;
        for (index, version) in it.versions.iter().enumerate() {
            let origin = composed.values.get(&(place.0, place.1, index));
            origins.push(origin);
            changed |= origin.is_some();
            let period = match origin {
                Some(origin) => origin.period.clone(),
                None => self.period(&version.period)?,
            };
            let provenance = self.provenance(origin);
            let (rows, each_more) = match &version.rows {
                ast::ParameterRows::One(value) => {
                    if !key_types.is_empty() {
                        return self.fail(problems::table_without_rows(&names::name(&it.name), value.span));
                    }
                    let value = self.constant_value(value, &mut ty)?;
                    (vec![ir::ParameterRow { keys: Vec::new(), value }], None)
                }
                ast::ParameterRows::Table(rows) => {
                    if key_types.is_empty() {
                        return self.fail(problems::rows_without_key(&names::name(&it.name), version.span));
                    }
                    let written = rows;
                    let (rows, each_more) = self.rows(written, &key_types, &mut ty)?;
                    self.missing_rows(&names::name(&it.name), written, &rows, &key_types, version.period.span);
                    (rows, each_more)
                }
            };
            versions.push(ir::ParameterVersion { period, provenance, rows, each_more, span: version.span });
        }
        // Versions that other instruments made meet by themselves.
        if !changed {
            let said = versions.iter().zip(&it.versions);
            let periods: Vec<Dated> = said.map(|(it, said)| (it.period.clone(), it.span, said.period.after_gap)).collect();
            self.check_overlap(&names::name(&it.name), &periods)?;
        }
        let mut dated: Vec<_> = versions.into_iter().zip(origins).collect();
        dated.sort_by_key(|(version, _)| version.period.first_day());
        let (mut versions, origins): (Vec<_>, Vec<_>) = dated.into_iter().unzip();
        self.parameters[id.index()].origins = origins;
        // A version without an end ends the day before the next begins.
        for index in 1..if changed { 0 } else { versions.len() } {
            let next = versions[index].period.first_day();
            if versions[index - 1].period.through.is_none() {
                versions[index - 1].period.through = next.yesterday().ok();
            }
        }
        let parameter = &mut self.program.parameters[id.index()];
        parameter.ty = ty.map_or(Type::Number, |(ty, _)| ty);
        parameter.versions = versions;
        Some(())
    }

    /// A literal, of the same kind as the ones before.
    fn constant_value(&mut self, value: &ast::Expr, ty: &mut Option<(Type, Span)>) -> Option<Value> {
        let expr = self.expr(value, &Scope::case(), ty.map(|(ty, _)| ty))?;
        let ExprKind::Const(constant) = expr.kind else {
            return self.fail(problems::parameter_needs_literal(value.span));
        };
        match ty {
            Some((earlier, span)) if *earlier != expr.ty => {
                let (one, other) = (types::noun(&self.program, *earlier), types::noun(&self.program, expr.ty));
                let (a, b) = (self.sources.text(*span).to_owned(), self.sources.text(value.span).to_owned());
                return self.fail(problems::kinds_differ(&a, &one, *span, &b, &other, value.span));
            }
            Some(_) => {}
            None => *ty = Some((expr.ty, value.span)),
        }
        Some(constant)
    }

    fn rows(
        &mut self,
        rows: &[ast::ParameterRow],
        keys: &[Type],
        ty: &mut Option<(Type, Span)>,
    ) -> Option<(Vec<ir::ParameterRow>, Option<Value>)> {
        let mut lowered: Vec<ir::ParameterRow> = Vec::new();
        let mut places: Vec<Span> = Vec::new();
        let mut each_more = None;
        for row in rows {
            let value = self.constant_value(&row.value, ty)?;
            if each_more.is_some() {
                return self.fail(problems::row_after_each_more(row.span));
            }
            let row_keys = match &row.key {
                ast::ParameterKey::EachMore(span) => {
                    let whole = match lowered.last().map(|row| row.keys.as_slice()) {
                        Some([(_, Value::Number(last))]) => last.is_integer(),
                        _ => false,
                    };
                    if !whole || keys != [Type::Number] || !matches!(value, Value::Number(_)) {
                        return self.fail(problems::each_more_needs_number(keys == [Type::Number], *span));
                    }
                    each_more = Some(value);
                    continue;
                }
                ast::ParameterKey::Values(values) => {
                    if values.len() != keys.len() {
                        let span = values.iter().map(|value| value.span).reduce(crate::source::Span::to).unwrap_or(row.span);
                        return self.fail(problems::row_key_count(values.len(), keys.len(), span));
                    }
                    let mut found = Vec::new();
                    for (key, of) in values.iter().zip(keys) {
                        let key = self.row_key(key, *of)?;
                        found.push((key.clone(), key));
                    }
                    found
                }
                ast::ParameterKey::Range(from, through) => {
                    let [of] = keys else {
                        return self.fail(problems::row_key_count(1, keys.len(), from.span.to(through.span)));
                    };
                    if !types::ordered(*of) {
                        let noun = types::noun(&self.program, *of);
                        return self.fail(problems::no_order(self.sources.text(from.span), &noun, row.span));
                    }
                    let key = (self.row_key(from, *of)?, self.row_key(through, *of)?);
                    // A range that holds something meets itself.
                    if !overlap(&key, &key) {
                        let (from_text, through_text) = (self.sources.text(from.span), self.sources.text(through.span));
                        return self.fail(problems::range_backwards(from_text, through_text, from.span.to(through.span)));
                    }
                    vec![key]
                }
            };
            let meets = |(one, other): (&(Value, Value), &(Value, Value))| one == other || overlap(one, other);
            if let Some(index) = lowered.iter().position(|other| other.keys.iter().zip(&row_keys).all(meets)) {
                return self.fail(problems::duplicate_row(row.span, places[index]));
            }
            lowered.push(ir::ParameterRow { keys: row_keys, value });
            places.push(row.span);
        }
        Some((lowered, each_more))
    }

    /// A table that is looked up by choices has a row for each of their values, beside each number or date that it names; or some case has none.
    fn missing_rows(&mut self, name: &str, written: &[ast::ParameterRow], rows: &[ir::ParameterRow], keys: &[Type], place: Span) {
        if !keys.iter().any(|key| matches!(key, Type::Enum(_))) {
            return;
        }
        let mut wanted: Vec<(Vec<Value>, Vec<String>)> = vec![(Vec::new(), Vec::new())];
        for (at, key) in keys.iter().enumerate() {
            let values = self.values_of_key(*key, at, written, rows);
            if wanted.len() * values.len() > MOST_ROWS_LOOKED_AT {
                return;
            }
            let with = |(before, said): &(Vec<Value>, Vec<String>), (value, words): &(Value, String)| {
                let mut longer = (before.clone(), said.clone());
                longer.0.push(value.clone());
                longer.1.push(words.clone());
                longer
            };
            wanted = wanted.iter().flat_map(|before| values.iter().map(move |value| with(before, value))).collect();
        }
        let has = |wanted: &[Value]| rows.iter().any(|row| row.keys.iter().zip(wanted).all(|((key, _), it)| key == it));
        let missing: Vec<String> =
            wanted.into_iter().filter(|(values, _)| !has(values)).map(|(_, said)| said.join(" and ")).collect();
        if !missing.is_empty() {
            self.report(problems::missing_row(name, &missing, place));
        }
    }

    /// Every value of a choice; of another kind each one that some row names, since there is no end of them.
    fn values_of_key(
        &self,
        key: Type,
        at: usize,
        written: &[ast::ParameterRow],
        rows: &[ir::ParameterRow],
    ) -> Vec<(Value, String)> {
        if let Type::Enum(id) = key {
            let values = &self.program.enums[id.index()].values;
            return (0..).map(Value::Enum).zip(values.iter().cloned()).collect();
        }
        let mut out: Vec<(Value, String)> = Vec::new();
        for (row, written) in rows.iter().zip(written) {
            if let (Some((value, _)), ast::ParameterKey::Values(words)) = (row.keys.get(at), &written.key)
                && let Some(words) = words.get(at)
                && out.iter().all(|(other, _)| other != value)
            {
                out.push((value.clone(), self.sources.text(words.span).trim().to_owned()));
            }
        }
        out
    }

    fn row_key(&mut self, key: &ast::Expr, of: Type) -> Option<Value> {
        let expr = self.expr(key, &Scope::case(), Some(of))?;
        if expr.ty != of {
            let (one, other) = (types::noun(&self.program, of), types::noun(&self.program, expr.ty));
            return self.fail(problems::row_key_kind(self.sources.text(key.span), &other, &one, key.span));
        }
        match expr.kind {
            ExprKind::Const(value) => Some(value),
            _ => self.fail(problems::parameter_needs_literal(key.span)),
        }
    }
}

/// Whether two ranges of one ordered kind have a value in common.
fn overlap((first, last): &(Value, Value), (other_first, other_last): &(Value, Value)) -> bool {
    fn at_most(one: &Value, other: &Value) -> bool {
        match (one, other) {
            (Value::Number(one), Value::Number(other)) => one <= other,
            (Value::Date(one), Value::Date(other)) => one <= other,
            (Value::DateTime(one), Value::DateTime(other)) => one <= other,
            (Value::Months(one), Value::Months(other))
            | (Value::Days(one), Value::Days(other))
            | (Value::Minutes(one), Value::Minutes(other)) => one <= other,
            _ => false,
        }
    }
    at_most(first, other_last) && at_most(other_first, last)
}
