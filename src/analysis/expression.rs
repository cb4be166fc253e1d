//! Expressions: amounts, dates, lengths of time, arithmetic, values worked out of lists.

use super::names::{self, Words};
use super::quantified::{Gathered, item_of};
use super::resolve::Thing;
use super::scope::Scope;
use super::{Analyzer, problems, types};
use crate::ir::{self, Arithmetic, Currency, Expr, ExprKind, Number, Type, Value};
use crate::source::{Span, on_one_line};
use crate::syntax::ast::{self, BinaryOp, Unit};

impl Analyzer<'_> {
    /// An expression; `expected` helps to tell a value from a name, and nothing else. `None` if it failed (reported).
    pub(super) fn expr(&mut self, expr: &ast::Expr, scope: &Scope, expected: Option<Type>) -> Option<Expr> {
        let span = expr.span;
        match &expr.kind {
            ast::ExprKind::Run(run) => self.value(&Words::of(run), scope, expected),
            ast::ExprKind::Its(run) => match self.its(&Words::of(run), scope, span)? {
                Thing::Value(value) => Some(value),
                Thing::Record(_) | Thing::List(_) => {
                    let text = self.sources.text(span).to_owned();
                    self.fail(problems::list_is_no_value(&text, span))
                }
            },
            ast::ExprKind::RowOfItem { table, key, key_span } => {
                let key = match self.its(&Words::of(key), scope, *key_span)? {
                    Thing::Value(value) => value,
                    Thing::Record(_) | Thing::List(_) => {
                        let text = self.sources.text(*key_span).to_owned();
                        return self.fail(problems::list_is_no_value(&text, *key_span));
                    }
                };
                self.row(&Words::of(table), key, scope, span)
            }
            ast::ExprKind::AsOf { what, day } => {
                let value = self.value(&Words::of(what), scope, expected)?;
                let day = self.expr(day, scope, Some(Type::Date))?;
                if !types::is_day(day.ty) {
                    let noun = types::noun(&self.program, day.ty);
                    return self.fail(problems::window_needs_dates(self.sources.text(day.span), &noun, day.span));
                }
                match value.kind {
                    ExprKind::Parameter(id, keys) => {
                        Some(self.node(ExprKind::ParameterOn(id, keys, Box::new(day)), value.ty, span))
                    }
                    _ => self.fail(problems::as_of_needs_parameter(self.sources.text(what.span), what.span)),
                }
            }
            ast::ExprKind::It => {
                let problem = match scope.it() {
                    Some(item) => {
                        let fields: Vec<String> =
                            self.every_field(item.record).into_iter().map(|(_, field)| field.name).take(7).collect();
                        problems::record_is_no_value("it", &fields, span)
                    }
                    None => problems::nothing_for_it("it", &scope.it, span),
                };
                self.fail(problem)
            }
            ast::ExprKind::Number(digits) => {
                let number = self.number(digits, span)?;
                Some(self.constant(Value::Number(number), Type::Number, span))
            }
            ast::ExprKind::Percent(digits) => {
                let number = self.number(digits, span)?;
                let share = ir::number::divide(&number, &Number::from(100))?;
                Some(self.constant(Value::Number(share), Type::Percent, span))
            }
            ast::ExprKind::Money { currency, amount } => {
                if ir::value::may_be_thousands(amount) {
                    self.doubts.push(problems::thousands_with_point(self.sources.text(span).trim(), span));
                }
                let number = self.number(amount, span)?;
                let [a, b, c] = *currency.as_bytes() else { return None };
                Some(self.constant(Value::Number(number), Type::Money(Currency([a, b, c])), span))
            }
            ast::ExprKind::Date(date) => Some(self.constant(Value::Date(*date), Type::Date, span)),
            ast::ExprKind::DateTime(time) => Some(self.constant(Value::DateTime(*time), Type::DateTime, span)),
            ast::ExprKind::Duration(parts) => self.length(parts, span),
            ast::ExprKind::Citation(citation) => {
                let section = self.section(citation, &mut None)?;
                Some(self.constant(Value::Section(section), Type::Citation, span))
            }
            ast::ExprKind::Text(text) => Some(self.constant(Value::Text(text.text.as_str().into()), Type::Text, span)),
            ast::ExprKind::Binary { op, left, right } => self.binary(*op, left, right, scope, span),
            ast::ExprKind::Group(inner) => self.expr(inner, scope, expected),
            ast::ExprKind::Round { value, way, unit } => self.round(value, *way, unit, scope, span),
            ast::ExprKind::PercentOf { percent, of } => {
                let percent = self.expr(percent, scope, Some(Type::Percent))?;
                let of = self.expr(of, scope, expected)?;
                if !matches!(of.ty, Type::Number | Type::Money(_) | Type::Percent) {
                    let noun = types::noun(&self.program, of.ty);
                    return self.fail(problems::percent_of_what(self.sources.text(of.span), &noun, of.span));
                }
                let ty = of.ty;
                Some(self.node(ExprKind::Arithmetic(Arithmetic::Times, Box::new(of), Box::new(percent)), ty, span))
            }
            ast::ExprKind::FractionOf { parts, whole, of } => {
                let of = self.expr(of, scope, expected)?;
                if !matches!(of.ty, Type::Number | Type::Money(_) | Type::Percent) {
                    let noun = types::noun(&self.program, of.ty);
                    return self.fail(problems::fraction_of_what(self.sources.text(of.span), &noun, of.span));
                }
                let ty = of.ty;
                let share = ir::number::divide(&Number::from(*parts), &Number::from(*whole))?;
                let share = self.constant(Value::Number(share), Type::Number, span);
                Some(self.node(ExprKind::Arithmetic(Arithmetic::Times, Box::new(of), Box::new(share)), ty, span))
            }
            ast::ExprKind::Offset { length, side, anchor, not_counting, month_end, past } => {
                let left_out = (not_counting.as_ref(), past.as_ref());
                self.offset(length, *side, anchor, left_out, *month_end, scope, span)
            }
            ast::ExprKind::Between { unit, from, to } => self.between(*unit, from, to, scope, span),
            ast::ExprKind::Select { which, of } => self.select(*which, of, scope, expected, span),
            ast::ExprKind::Excess { value, over } => {
                let value = self.expr(value, scope, expected)?;
                let over = self.expr(over, scope, Some(value.ty))?;
                self.same_kind(&value, &over)?;
                self.amount(&value)?;
                let ty = value.ty;
                Some(self.node(ExprKind::Excess(Box::new(value), Box::new(over)), ty, span))
            }
            ast::ExprKind::ExcessOver(over) => {
                let Some(banded) = scope.banded.clone() else {
                    return self.fail(problems::excess_outside_bands(self.sources.text(over.span), span));
                };
                let over = self.expr(over, scope, Some(banded.ty))?;
                let value = self.node(banded.kind.clone(), banded.ty, banded.span);
                self.same_kind(&value, &over)?;
                let ty = value.ty;
                Some(self.node(ExprKind::Excess(Box::new(value), Box::new(over)), ty, span))
            }
            ast::ExprKind::Aggregate { kind, described } => self.aggregate(*kind, described, scope, span),
            ast::ExprKind::Bad => None,
        }
    }

    /// Digits as an exact number.
    fn number(&mut self, digits: &str, span: Span) -> Option<Number> {
        match exact(digits) {
            Some(number) => Some(number),
            None => self.fail(problems::number_too_long(span)),
        }
    }

    /// `17 years and 10 months`: one kind of length.
    fn length(&mut self, parts: &[(String, Unit)], span: Span) -> Option<Expr> {
        let mut total: i64 = 0;
        let mut ty = None;
        for (digits, unit) in parts {
            let (kind, factor) = match unit {
                Unit::Years => (Type::Months, 12),
                Unit::Months => (Type::Months, 1),
                Unit::Weeks => (Type::Days, 7),
                Unit::Days => (Type::Days, 1),
                Unit::Hours => (Type::Minutes, 60),
                Unit::Minutes => (Type::Minutes, 1),
            };
            if let Some(earlier) = ty
                && earlier != kind
            {
                let (one, other) = (types::noun(&self.program, earlier), types::noun(&self.program, kind));
                return self.fail(problems::mixed_lengths(&one, span, &other, span));
            }
            ty = Some(kind);
            let count = digits.parse::<i64>().ok().filter(|count| *count <= 1_000_000);
            let Some(count) = count else {
                return self.fail(problems::length_not_whole(digits, span));
            };
            total += count * factor;
        }
        let ty = ty?;
        let value = match ty {
            Type::Months => Value::Months(total),
            Type::Days => Value::Days(total),
            _ => Value::Minutes(total),
        };
        Some(self.constant(value, ty, span))
    }

    fn amount(&mut self, expr: &Expr) -> Option<()> {
        if matches!(expr.ty, Type::Number | Type::Percent | Type::Money(_)) {
            return Some(());
        }
        let noun = types::noun(&self.program, expr.ty);
        self.fail(problems::no_arithmetic(self.sources.text(expr.span), &noun, expr.span))
    }

    fn binary(&mut self, op: BinaryOp, left: &ast::Expr, right: &ast::Expr, scope: &Scope, span: Span) -> Option<Expr> {
        // A chain is left-deep and bounded by the reader; its operands are lowered one by one.
        let left = self.expr(left, scope, None)?;
        // `gone times 1 day after base`: a day can't be taken so many times, so the length is.
        if let (BinaryOp::Times, Type::Number, ast::ExprKind::Offset { length, side, anchor, not_counting, month_end, past }) =
            (op, left.ty, &right.kind)
        {
            let length = self.expr(length, scope, None)?;
            let length = self.times(left, length, span)?;
            let anchor = self.expr(anchor, scope, Some(Type::Date))?;
            return self.moved(length, *side, anchor, (not_counting.as_ref(), past.as_ref()), *month_end, span);
        }
        let right = self.expr(right, scope, None)?;
        if op == BinaryOp::Times && (types::is_length(left.ty) != types::is_length(right.ty)) {
            return self.times(left, right, span);
        }
        if op == BinaryOp::Plus && types::is_length(left.ty) && types::is_length(right.ty) {
            self.same_kind(&left, &right)?;
            let ty = left.ty;
            return Some(self.node(ExprKind::Arithmetic(Arithmetic::Plus, Box::new(left), Box::new(right)), ty, span));
        }
        self.amount(&left)?;
        self.amount(&right)?;
        let (arithmetic, ty) = match op {
            BinaryOp::Plus | BinaryOp::Minus => {
                self.same_kind(&left, &right)?;
                (if op == BinaryOp::Plus { Arithmetic::Plus } else { Arithmetic::Minus }, left.ty)
            }
            BinaryOp::Times => {
                let ty = match (left.ty, right.ty) {
                    (Type::Money(_), Type::Money(_)) => {
                        return self.fail(problems::money_times_money(self.sources.text(span), left.span, right.span));
                    }
                    (Type::Money(currency), _) | (_, Type::Money(currency)) => Type::Money(currency),
                    // So many times a percentage is one, as `5 percent times months` in a law means it; divided by 1 percent it is a number again.
                    (Type::Percent, _) | (_, Type::Percent) => Type::Percent,
                    _ => Type::Number,
                };
                (Arithmetic::Times, ty)
            }
            BinaryOp::DividedBy => {
                if let ExprKind::Const(Value::Number(zero)) = &right.kind
                    && *zero == Number::from(0)
                {
                    return self.fail(problems::divides_by_zero(self.sources.text(span), right.span));
                }
                let ty = match (left.ty, right.ty) {
                    (Type::Money(_), Type::Money(_)) => {
                        self.same_kind(&left, &right)?;
                        Type::Number
                    }
                    (Type::Money(currency), _) => Type::Money(currency),
                    (_, Type::Money(_)) => {
                        self.same_kind(&left, &right)?;
                        Type::Number
                    }
                    (Type::Percent, Type::Number) => Type::Percent,
                    _ => Type::Number,
                };
                (Arithmetic::DividedBy, ty)
            }
        };
        Some(self.node(ExprKind::Arithmetic(arithmetic, Box::new(left), Box::new(right)), ty, span))
    }

    /// A length so many times: `2 times the notice period`, `gone times 1 day`.
    fn times(&mut self, left: Expr, right: Expr, span: Span) -> Option<Expr> {
        let (length, number) = if types::is_length(left.ty) { (&left, &right) } else { (&right, &left) };
        if !types::is_length(length.ty) || number.ty != Type::Number {
            let wrong = if types::is_length(length.ty) { number } else { length };
            let noun = types::noun(&self.program, wrong.ty);
            return self.fail(problems::no_arithmetic(self.sources.text(wrong.span), &noun, wrong.span));
        }
        let ty = length.ty;
        Some(self.node(ExprKind::Arithmetic(Arithmetic::Times, Box::new(left), Box::new(right)), ty, span))
    }

    fn round(
        &mut self,
        value: &ast::Expr,
        way: Option<ast::RoundWay>,
        unit: &ast::Expr,
        scope: &Scope,
        span: Span,
    ) -> Option<Expr> {
        let value = self.expr(value, scope, None)?;
        self.amount(&value)?;
        let step = match &unit.kind {
            ast::ExprKind::Run(run) => {
                let word = names::shown(&names::key(run));
                let (step, fits) = match word.trim_end_matches('s') {
                    "cent" => (Number::new(1, 100), matches!(value.ty, Type::Money(_))),
                    "dollar" => (Number::from(1), value.ty == Type::Money(Currency::USD)),
                    "euro" => (Number::from(1), value.ty == Type::Money(Currency(*b"EUR"))),
                    "pound" => (Number::from(1), value.ty == Type::Money(Currency(*b"GBP"))),
                    "whole number" | "one" => (Number::from(1), value.ty == Type::Number),
                    "percent" | "percentage point" => (Number::new(1, 100), value.ty == Type::Percent),
                    "hundred" => (Number::from(100), true),
                    "thousand" => (Number::from(1000), true),
                    "tenth" => (Number::new(1, 10), true),
                    "hundredth" => (Number::new(1, 100), true),
                    _ => return self.fail(problems::unknown_rounding(&word, unit.span)),
                };
                if !fits {
                    let noun = types::noun(&self.program, value.ty);
                    return self.fail(problems::rounding_does_not_fit(&word, &noun, unit.span));
                }
                step
            }
            _ => {
                let unit = self.expr(unit, scope, Some(value.ty))?;
                self.same_kind(&value, &unit)?;
                match unit.kind {
                    ExprKind::Const(Value::Number(step)) if step > Number::from(0) => step,
                    _ => return self.fail(problems::rounding_step(unit.span)),
                }
            }
        };
        let way = match way {
            None | Some(ast::RoundWay::HalfUp) => ir::Rounding::HalfUp,
            Some(ast::RoundWay::Up) => ir::Rounding::Up,
            Some(ast::RoundWay::Down) => ir::Rounding::Down,
            Some(ast::RoundWay::HalfDown) => ir::Rounding::HalfDown,
            Some(ast::RoundWay::HalfEven) => ir::Rounding::HalfEven,
        };
        let ty = value.ty;
        Some(self.node(ExprKind::Round(Box::new(value), way, step), ty, span))
    }

    #[allow(clippy::too_many_arguments, reason = "the parts of one sentence")]
    fn offset(
        &mut self,
        length: &ast::Expr,
        side: ast::Side,
        anchor: &ast::Expr,
        (not_counting, past): (Option<&ast::NotCounting>, Option<&ast::NotCounting>),
        month_end: Option<ast::MonthEnd>,
        scope: &Scope,
        span: Span,
    ) -> Option<Expr> {
        let length = self.expr(length, scope, None)?;
        let anchor = self.expr(anchor, scope, Some(Type::Date))?;
        self.moved(length, side, anchor, (not_counting, past), month_end, span)
    }

    /// `notice period after the order date`: two names, where the whole is none. `None` if it is nothing of that kind (nothing reported).
    pub(super) fn named_length(&mut self, words: &Words, scope: &Scope) -> Option<(Expr, ast::Side, Words)> {
        let at = words.list.iter().rposition(|word| matches!(word.as_str(), "before" | "after"))?;
        let side = if words.list[at] == "before" { ast::Side::Before } else { ast::Side::After };
        if at == 0 || at + 1 == words.len() {
            return None;
        }
        match self.thing(&words.before(at), scope) {
            Some(Thing::Value(length)) if types::is_length(length.ty) => Some((length, side, words.from(at + 1))),
            _ => None,
        }
    }

    /// A date moved by a length.
    pub(super) fn moved(
        &mut self,
        length: Expr,
        side: ast::Side,
        anchor: Expr,
        (not_counting, past): (Option<&ast::NotCounting>, Option<&ast::NotCounting>),
        month_end: Option<ast::MonthEnd>,
        span: Span,
    ) -> Option<Expr> {
        if !types::is_length(length.ty) {
            let noun = types::noun(&self.program, length.ty);
            return self.fail(problems::window_needs_length(self.sources.text(length.span), &noun, length.span));
        }
        if !types::is_day(anchor.ty) {
            let noun = types::noun(&self.program, anchor.ty);
            return self.fail(problems::window_needs_dates(self.sources.text(anchor.span), &noun, anchor.span));
        }
        if length.ty == Type::Minutes && anchor.ty == Type::Date {
            return self.fail(problems::clock_on_date(self.sources.text(anchor.span), anchor.span, length.span));
        }
        let back = side == ast::Side::Before;
        let month_end = month_end.map(|it| match it {
            ast::MonthEnd::LastDay => ir::MonthEnd::LastDay,
            ast::MonthEnd::FirstOfNext => ir::MonthEnd::FirstOfNext,
        });
        if length.ty == Type::Months
            && let Some(left_out) = not_counting
        {
            return self.fail(problems::months_count_all_days(self.sources.text(length.span), left_out.span));
        }
        if length.ty == Type::Months && month_end.is_none() && !always_names_a_day(&anchor) {
            let words = on_one_line(self.sources.text(span));
            let months = if let ExprKind::Const(Value::Months(months)) = &length.kind { Some(*months) } else { None };
            return self.fail(problems::unclear_month_end(&words, months, back, span));
        }
        if month_end.is_some() && length.ty != Type::Months {
            // What settles the month end is the last part of the sentence.
            let before = not_counting.map_or(anchor.span, |left_out| left_out.span);
            let rest = Span { start: before.end.min(span.end), ..span };
            let text = self.sources.text(rest);
            return self.fail(problems::month_end_without_months(text.trim_start_matches([',', ' ', '\n', '\r']), rest));
        }
        let not_counting = match not_counting {
            None => None,
            Some(left_out) => Some(self.left_out(left_out)?),
        };
        let past = match past {
            None => None,
            Some(left_out) => Some(self.left_out(left_out)?),
        };
        let ty = anchor.ty;
        let kind = ExprKind::Offset { anchor: Box::new(anchor), length: Box::new(length), back, month_end, not_counting, past };
        Some(self.node(kind, ty, span))
    }

    /// Days left out of a count, or on which it may not end.
    fn left_out(&mut self, left_out: &ast::NotCounting) -> Option<ir::NotCounting> {
        let calendar = match &left_out.holidays_of {
            None => None,
            Some(run) => match self.calendar_named(&names::key(run)) {
                Some(id) => {
                    let declared = self.program.calendars[id.index()].span;
                    self.means_one_thing(declared, &names::name(run), run.span)?;
                    Some(id)
                }
                None => {
                    let known = self.calendar_names();
                    return self.fail(problems::unknown_calendar(&names::name(run), run.span, &known));
                }
            },
        };
        let mut weekdays = left_out.weekdays.clone();
        weekdays.sort_unstable();
        weekdays.dedup();
        if weekdays.len() == 7 {
            return self.fail(problems::no_day_counts(left_out.span));
        }
        Some(ir::NotCounting { weekdays, calendar })
    }

    fn between(&mut self, unit: Unit, from: &ast::Expr, to: &ast::Expr, scope: &Scope, span: Span) -> Option<Expr> {
        let from = self.expr(from, scope, Some(Type::Date))?;
        let to = self.expr(to, scope, Some(Type::Date))?;
        let unit = match unit {
            Unit::Years => ir::BetweenUnit::Years,
            Unit::Months => ir::BetweenUnit::Months,
            Unit::Days => ir::BetweenUnit::Days,
            Unit::Hours => ir::BetweenUnit::Hours,
            Unit::Weeks | Unit::Minutes => {
                let said = self.sources.text(span).to_owned();
                let word = if unit == Unit::Weeks { "weeks" } else { "minutes" };
                let at = said.to_lowercase().find(word.trim_end_matches('s')).unwrap_or(0);
                let rest = said[at..].split_once(char::is_whitespace).map_or("between … and …", |(_, rest)| rest);
                let start = span.start.saturating_add(u32::try_from(at).unwrap_or(0));
                let place =
                    Span { start, end: span.end.min(start.saturating_add(u32::try_from(word.len()).unwrap_or(0))), ..span };
                return self.fail(problems::between_unit(word, &on_one_line(rest), place));
            }
        };
        for side in [&from, &to] {
            if !types::is_day(side.ty) {
                let noun = types::noun(&self.program, side.ty);
                return self.fail(problems::window_needs_dates(self.sources.text(side.span), &noun, side.span));
            }
            if unit == ir::BetweenUnit::Hours && side.ty != Type::DateTime {
                return self.fail(problems::clock_on_date(self.sources.text(side.span), side.span, span));
            }
        }
        Some(self.node(ExprKind::Between(unit, Box::new(from), Box::new(to)), Type::Number, span))
    }

    fn select(
        &mut self,
        which: ast::Select,
        of: &[ast::Expr],
        scope: &Scope,
        expected: Option<Type>,
        span: Span,
    ) -> Option<Expr> {
        let mut lowered: Vec<Expr> = Vec::new();
        for value in of {
            let value = self.expr(value, scope, lowered.first().map(|it| it.ty).or(expected))?;
            if let Some(first) = lowered.first() {
                let first = first.clone();
                self.same_kind(&first, &value)?;
            }
            lowered.push(value);
        }
        let ty = lowered.first()?.ty;
        if !types::ordered(ty) {
            let noun = types::noun(&self.program, ty);
            return self.fail(problems::nothing_is_highest(self.sources.text(span), &noun, span));
        }
        let by_time = matches!(which, ast::Select::Earlier | ast::Select::Later);
        if by_time && !types::is_day(ty) {
            let noun = types::noun(&self.program, ty);
            let later = which == ast::Select::Later;
            return self.fail(problems::earlier_of_no_dates(later, self.sources.text(lowered.first()?.span), &noun, span));
        }
        let greatest = matches!(which, ast::Select::Greater | ast::Select::Later);
        Some(self.node(ExprKind::Extreme { greatest, of: lowered }, ty, span))
    }

    fn aggregate(&mut self, kind: ast::Aggregate, described: &ast::Described, scope: &Scope, span: Span) -> Option<Expr> {
        let words = Words::of(&described.run);
        let Some(Gathered { list, adjective, field }) = self.gathered(&words, scope) else {
            if let Some(moved) = self.moved_by_total(kind, described, scope, span) {
                return moved;
            }
            let problem = match self.unknown_in_aggregate(&words, scope) {
                Some(problem) => problem,
                None => problems::nothing_to_gather(&words.text(), words.span),
            };
            return self.fail(problem);
        };
        let (item, inner) = item_of(&list, scope);
        self.one_it_inside(described, None, (&inner, scope))?;
        let filter = self.filter(described, adjective.as_ref(), &item, &inner)?;
        let different = match &described.different {
            Some(run) if kind == ast::Aggregate::Number => Some(Box::new(self.different(&item, run)?)),
            Some(run) => {
                let said = self.sources.text(Span { end: run.span.start, ..described.span });
                let at = said.rfind("from").map_or(run.span.start, |at| described.span.start + u32::try_from(at).unwrap_or(0));
                let place = Span { start: at, ..run.span };
                let name = self.sources.text(list.list.span);
                return self.fail(problems::different_only_counts(self.sources.text(place), name, place));
            }
            None => None,
        };
        let of = match (&field, kind) {
            (None, ast::Aggregate::Number) => None,
            (Some(field), ast::Aggregate::Number) => {
                return self.fail(problems::number_of_items(&field.text(), self.sources.text(list.list.span), field.span));
            }
            (None, _) => {
                let word = match kind {
                    ast::Aggregate::Number => "number of",
                    ast::Aggregate::Total => "total of",
                    ast::Aggregate::Highest => "highest",
                    ast::Aggregate::Lowest => "lowest",
                    ast::Aggregate::Latest => "latest",
                    ast::Aggregate::Earliest => "earliest",
                };
                let by_time = matches!(kind, ast::Aggregate::Latest | ast::Aggregate::Earliest);
                let fits = |ty: Type| if by_time { types::is_day(ty) } else { types::ordered(ty) && !types::is_day(ty) };
                let fields = self.every_field(item.record).into_iter().filter(|(_, it)| fits(it.ty) && it.stipulates.is_none());
                let fields: Vec<String> = fields.map(|(_, it)| it.name).collect();
                return self.fail(problems::gather_what(&words.text(), word, &fields, words.span));
            }
            (Some(field), _) => match self.field(item.record, &field.list) {
                Some(found) if found.length == field.len() => match self.field_thing(item.at, &found, field.span) {
                    Thing::Value(value) => Some(value),
                    Thing::Record(_) | Thing::List(_) => {
                        return self.fail(problems::list_is_no_value(&field.text(), field.span));
                    }
                },
                _ => {
                    let problem = self.no_such_field(item.record, field);
                    return self.fail(problem);
                }
            },
        };
        let (aggregate, ty) = match (kind, &of) {
            (ast::Aggregate::Number, _) | (_, None) => (ir::Aggregate::Number, Type::Number),
            (ast::Aggregate::Total, Some(of)) => {
                if !types::is_length(of.ty) {
                    self.amount(of)?;
                }
                (ir::Aggregate::Total, of.ty)
            }
            (ast::Aggregate::Highest | ast::Aggregate::Latest, Some(of)) => (ir::Aggregate::Highest, of.ty),
            (ast::Aggregate::Lowest | ast::Aggregate::Earliest, Some(of)) => (ir::Aggregate::Lowest, of.ty),
        };
        let by_time = matches!(kind, ast::Aggregate::Latest | ast::Aggregate::Earliest);
        if aggregate != ir::Aggregate::Number && (!types::ordered(ty) || (by_time && !types::is_day(ty))) {
            let noun = types::noun(&self.program, ty);
            return self.fail(problems::nothing_is_highest(&words.text(), &noun, words.span));
        }
        let kind = ExprKind::Aggregate {
            kind: aggregate,
            list: Box::new(list.list),
            filter: filter.map(Box::new),
            of: of.map(Box::new),
            different,
        };
        Some(self.node(kind, ty, span))
    }

    /// `the total of length of tollings after base day`: a day moved by lengths that are gathered. `None` if it is nothing of that kind.
    fn moved_by_total(
        &mut self,
        kind: ast::Aggregate,
        described: &ast::Described,
        scope: &Scope,
        span: Span,
    ) -> Option<Option<Expr>> {
        let words = Words::of(&described.run);
        let at = described
            .run
            .words
            .iter()
            .rposition(|word| word.text.eq_ignore_ascii_case("before") || word.text.eq_ignore_ascii_case("after"))?;
        let side = if described.run.words[at].text.eq_ignore_ascii_case("before") { ast::Side::Before } else { ast::Side::After };
        let (gathered, anchor) = (described.run.words.get(..at)?.to_vec(), described.run.words.get(at + 1..)?.to_vec());
        let (first, last) = (gathered.last()?.span, anchor.first()?.span);
        let run = ast::Run { words: gathered, span: words.span.to(first) };
        self.gathered(&Words::of(&run), scope)?;
        let place = Span { end: first.end, ..span };
        let part = ast::Described { span: place, run, different: None, filter: None };
        let anchor = ast::Run { words: anchor, span: Span { start: last.start, ..words.span } };
        Some((|| {
            let length = self.aggregate(kind, &part, scope, place)?;
            let anchor = self.value(&Words::of(&anchor), scope, Some(Type::Date))?;
            self.moved(length, side, anchor, (None, None), None, span)
        })())
    }

    fn unknown_in_aggregate(&self, words: &Words, scope: &Scope) -> Option<crate::diagnostics::Diagnostic> {
        let text = words.plain();
        let known = self.names_in(scope);
        let near = crate::diagnostics::suggest::nearest(&text, known.iter().map(String::as_str))?;
        (near != text).then(|| problems::unknown_name(&text, words.span, Some(near), &[]))
    }
}

/// Whether moving this date by months always names a day: a constant on the 28th or before.
fn always_names_a_day(anchor: &Expr) -> bool {
    match &anchor.kind {
        ExprKind::Const(Value::Date(date)) => date.day() <= 28,
        ExprKind::Const(Value::DateTime(time)) => time.day() <= 28,
        _ => false,
    }
}

/// `1580.25` exactly; `None` beyond 30 digits.
pub(super) fn exact(digits: &str) -> Option<Number> {
    if let Some(digits) = digits.strip_prefix('-') {
        return exact(digits).map(|number| ir::number::negated(&number));
    }
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all = format!("{whole}{fraction}");
    if all.is_empty() || all.len() > 30 || !all.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let scale = 10_i128.checked_pow(u32::try_from(fraction.len()).ok()?)?;
    Some(Number::new(all.parse::<i128>().ok()?, scale))
}

#[cfg(test)]
mod tests {
    use super::exact;
    use crate::ir::Number;

    #[test]
    fn digits_are_exact() {
        assert_eq!(exact("1580.25"), Some(Number::new(632_100, 400)));
        assert_eq!(exact("0.1").zip(exact("0.2")).and_then(|(a, b)| crate::ir::number::add(&a, &b)), exact("0.3"));
        assert_eq!(exact(&"9".repeat(31)), None);
    }
}
