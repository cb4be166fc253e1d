//! How a value was worked out: the facts, parameters and defined values that it was made of, each with its own value.

use super::lines::Row as Line;
use super::{Context, items, limbs, reason, words};
use crate::ir::{
    Action, Arithmetic, CASE, Comparison, DefinitionVersion, Due, Expr, ExprKind, NotCounting, Program, Row, RuleId, Type, Value,
};
use crate::runtime::reasons::explain::{self, show, show_about};
use crate::runtime::reasons::gathered::gathered;
use crate::runtime::values::calendar;
use crate::runtime::{self, Options, Truth};
use jiff::civil::Date;
use std::fmt::Write as _;

/// Definitions inside definitions are followed so far, with the steps between them.
const DEPTH: usize = 7;
/// At most so many lines: a reader who needs more asks for the definitions.
const LINES: usize = 40;
/// Longer formulas are not repeated.
const FORMULA: usize = 100;
/// Conditions of branches not taken, where the last one is.
const BRANCHES: usize = 3;

/// What the answer was worked out from.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// The facts.
    pub case: &'a Row,
    /// The day of the law, and positions.
    pub options: &'a Options,
}

/// Lines of words and value, deeper ones set in; nothing for a rule whose outcome is a word.
pub fn lines(context: Context<'_>, given: Given<'_>, rule: RuleId) -> Vec<Line> {
    let conclusion = match &context.program.rules[rule.index()].action {
        Action::Decide(it) | Action::Otherwise(it) | Action::Gate { then: it, .. } => it,
        Action::Block | Action::Satisfy => return Vec::new(),
    };
    let mut working = Working { context, given, lines: Vec::new() };
    if !matches!(conclusion.value.ty, Type::Enum(_)) {
        working.whole(&conclusion.value);
    }
    working.lines
}

/// How the dates of a duty were worked out.
pub fn duty(context: Context<'_>, given: Given<'_>, rule: RuleId) -> Vec<Line> {
    let mut working = Working { context, given, lines: Vec::new() };
    let Some(duty) = &context.program.rules[rule.index()].duty else { return Vec::new() };
    for (name, expr) in [("from", duty.begins.as_ref()), ("due", duty.due.as_ref().and_then(by))] {
        if let Some(expr) = expr {
            working.line(name.to_owned(), expr, 0);
            working.parts(expr, 1);
        }
    }
    if let Some(done) = &duty.done {
        let holds = runtime::holds(context.program, done, given.case, given.options).unwrap_or(Truth::Unknown);
        let answer = match holds {
            Truth::True => "yes",
            Truth::False => "no",
            Truth::Unknown => "not known",
        };
        working.push("done".to_owned(), answer.to_owned(), 0);
        working.push(words::at(context, done.span, 240), answer.to_owned(), 1);
    }
    working.lines
}

fn by(due: &Due) -> Option<&Expr> {
    match due {
        Due::By(expr) => Some(expr),
        Due::AtOnce => None,
    }
}

/// Whether a case is a band: `above $500 up to $2,000`.
fn is_within(case: Option<&(Expr, Expr)>) -> bool {
    // A band has the place of all that is said of it, and what it gives lies within.
    case.is_some_and(|(condition, value)| {
        let (whole, part) = (condition.span, value.span);
        matches!(condition.kind, ExprKind::Compare(Comparison::AtMost, ..))
            && whole.file == part.file
            && whole.start <= part.start
            && part.end <= whole.end
    })
}

/// Whether a text has a figure in it, which no name below it says.
fn has_figure(text: &str) -> bool {
    text.contains(|it: char| it.is_ascii_digit())
}

/// What kind of step an expression is, if it is one.
fn step_kind(expr: &Expr) -> Option<Kind> {
    match &expr.kind {
        ExprKind::Arithmetic(Arithmetic::Plus | Arithmetic::Minus, ..) => Some(Kind::Sum),
        ExprKind::Arithmetic(Arithmetic::Times | Arithmetic::DividedBy, ..) => Some(Kind::Product),
        ExprKind::Excess(..) => Some(Kind::Excess),
        _ => None,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Sum,
    Product,
    Excess,
}

struct Working<'a> {
    context: Context<'a>,
    given: Given<'a>,
    lines: Vec<Line>,
}

impl Working<'_> {
    /// What a rule gives, as it is written, and then what that is made of. A name by itself is said with its value below.
    fn whole(&mut self, expr: &Expr) {
        let is_formula = matches!(expr.kind, ExprKind::Arithmetic(..) | ExprKind::Round(..) | ExprKind::Excess(..));
        let said = self.words(expr);
        match is_formula && said.chars().count() <= FORMULA {
            true => {
                self.line(said, expr, 0);
                self.parts(expr, 1);
            }
            false => self.parts(expr, 0),
        }
    }

    /// The named things that an expression of the case is made of.
    fn parts(&mut self, expr: &Expr, depth: usize) {
        match &expr.kind {
            ExprKind::Fact(instance, slot) => {
                let of_case = self.context.program.records.get(CASE.index()).filter(|_| instance.frame == 0);
                let slot = of_case.and_then(|record| record.slots.get((instance.base + slot.0) as usize));
                let said = slot.map_or_else(|| words::at(self.context, expr.span, 240), |slot| slot.words.clone());
                self.line(said, expr, depth);
            }
            ExprKind::Question(id) => {
                self.line(self.context.program.questions[id.index()].name.clone(), expr, depth);
            }
            ExprKind::Aggregate { .. } if self.line(self.words(expr), expr, depth) => self.items(expr, depth + 1),
            ExprKind::ParameterOn(id, keys, day) => {
                self.line(self.context.program.parameters[id.index()].name.clone(), expr, depth);
                keys.iter().chain(std::iter::once(&**day)).for_each(|key| self.parts(key, depth + 1));
            }
            ExprKind::Parameter(id, keys) => {
                self.line(self.context.program.parameters[id.index()].name.clone(), expr, depth);
                keys.iter().for_each(|key| self.parts(key, depth + 1));
            }
            ExprKind::Definition(id, of) => {
                let definition = &self.context.program.definitions[id.index()];
                let new = self.line(definition.name.clone(), expr, depth);
                // A definition of an item is read with the item in hand, which is not there any more.
                if new
                    && of.is_none()
                    && definition.of == CASE
                    && depth < DEPTH
                    && let Some(body) = self.in_force(&definition.versions)
                {
                    self.parts(body, depth + 1);
                }
            }
            ExprKind::Cases(cases, otherwise) => self.branch(cases, otherwise, depth),
            ExprKind::Excess(a, b) => {
                self.below_nothing(expr, (a, b), depth);
                self.step(expr, a, depth);
                self.step(expr, b, depth);
            }
            ExprKind::Arithmetic(_, a, b) => {
                self.step(expr, a, depth);
                self.step(expr, b, depth);
            }
            ExprKind::Between(_, a, b) => {
                self.parts(a, depth);
                self.parts(b, depth);
            }
            ExprKind::Round(inner, ..) => {
                self.rounded(expr, inner, depth);
                self.parts(inner, depth);
            }
            ExprKind::Offset { anchor, length, .. } => {
                self.moved(expr, anchor, length, depth);
            }
            ExprKind::Extreme { of, .. } => {
                self.chosen(expr, of, depth);
                of.iter().for_each(|it| self.parts(it, depth));
            }
            // Constants stand in the rule itself, and conditions are explained as conditions.
            _ => {}
        }
    }

    /// A part of a sum, a product or an excess: a product in a sum, or a sum in a product, is a step of its own, with what that is made of.
    fn step(&mut self, whole: &Expr, part: &Expr, depth: usize) {
        let words = self.words(part);
        let kind = step_kind(part);
        let is_step = kind.is_some() && kind != step_kind(whole) && words.chars().count() <= FORMULA;
        match is_step {
            true => {
                self.line(words, part, depth);
                self.parts(part, depth + 1);
            }
            false => self.parts(part, depth),
        }
    }

    /// The items of a count, a total or an extreme: what each adds, or why it does not count.
    fn items(&mut self, expr: &Expr, depth: usize) {
        if let Some(gathering) = gathered(self.context.program, expr, self.given.case, self.given.options) {
            for line in items::rows(self.context, &gathering, depth) {
                self.put(line.left, line.right, line.depth);
            }
        }
    }

    /// The branch that was taken, and what it is made of: its condition, or those that failed before it; of bands, the band.
    fn branch(&mut self, cases: &[(Expr, Expr)], otherwise: &Expr, depth: usize) {
        let truth = |condition: &Expr| {
            runtime::holds(self.context.program, condition, self.given.case, self.given.options).unwrap_or(Truth::Unknown)
        };
        let found: Vec<Truth> = cases.iter().map(|(condition, _)| truth(condition)).collect();
        let at = found.iter().position(|it| !it.is_false());
        let (value, condition) = at.and_then(|at| cases.get(at)).map_or((otherwise, None), |(holds, value)| (value, Some(holds)));
        let is_banded = is_within(cases.first());
        match (condition, at.and_then(|at| found.get(at))) {
            (Some(condition), Some(truth)) => {
                let formula = self.words(value);
                // A band has what it gives in its words.
                let gives = !is_banded && truth.is_true() && has_figure(&formula) && formula.chars().count() <= FORMULA;
                match is_banded {
                    true => _ = self.push(self.words(condition), limbs::verdict(*truth).to_owned(), depth),
                    false => self.condition(condition, gives.then_some(formula), depth),
                }
                if !truth.is_true() {
                    return;
                }
            }
            _ if is_banded => {
                if let Some((Expr { kind: ExprKind::Compare(_, _, up_to), .. }, _)) = cases.last() {
                    let said = format!("above {}: {}", self.words(up_to), self.words(value));
                    self.push(said, "yes".to_owned(), depth);
                }
            }
            _ => {
                for (condition, _) in cases.iter().take(BRANCHES) {
                    self.condition(condition, None, depth);
                }
                if has_figure(&self.words(value)) && !matches!(value.kind, ExprKind::Const(_)) {
                    self.push("otherwise".to_owned(), self.words(value), depth);
                }
            }
        }
        self.parts(value, depth);
    }

    /// A condition of a branch with what it gives where it holds, and below it what makes it so, as of the condition of a rule.
    fn condition(&mut self, condition: &Expr, gives: Option<String>, depth: usize) {
        let (program, words) = (self.context.program, self.words(condition));
        let node = explain::condition(program, condition, self.given.case, self.given.options);
        let mut limbs = limbs::of_rule(self.context, &node);
        let verdict = limbs::verdict(node.truth);
        let mut rows = Vec::new();
        let mut said = gives.map_or_else(|| verdict.to_owned(), |it| format!("{verdict}: {it}"));
        if let [only] = limbs.as_mut_slice()
            && only.words == words
        {
            said = match said == verdict {
                true => only.verdict(),
                false if only.why.is_empty() => said,
                false => format!("{said} ({})", only.why),
            };
            rows.append(&mut only.counted);
            limbs = std::mem::take(&mut only.parts);
        }
        if self.push(words, said, depth) {
            limbs.iter().for_each(|limb| reason::gather(limb, 0, &mut rows));
            rows.into_iter().for_each(|row| _ = self.put(row.left, row.right, depth + 1 + row.depth));
        }
    }

    /// `the amount by which income exceeds $1,000,000   $0: $185,401 is not more than $1,000,000`.
    fn below_nothing(&mut self, expr: &Expr, (a, b): (&Expr, &Expr), depth: usize) {
        let (value, left, right) = (self.value(expr), self.value(a), self.value(b));
        let (Value::Number(amount), Value::Number(from), Value::Number(over)) = (&value, &left, &right) else { return };
        if *amount.numer() != 0 || from == over {
            return;
        }
        let said = format!("{}: {} is not more than {}", self.show(expr, &value), self.show(a, &left), self.show(b, &right));
        self.push(self.words(expr), said, depth);
    }

    /// `rounded to the nearest cent   $160.4625 becomes $160.46`, where that changes it.
    fn rounded(&mut self, expr: &Expr, inner: &Expr, depth: usize) {
        let (exact, value) = (self.value(inner), self.value(expr));
        if exact == value || matches!(exact, Value::Unknown | Value::Absent) {
            return;
        }
        let words = self.words(expr);
        let way = words.rfind("rounded").map_or("rounded", |at| &words[at..]);
        let way = way.trim_end_matches(')').to_owned();
        let said = format!("{} becomes {}", self.show(inner, &exact), self.show(expr, &value));
        self.push(way, said, depth);
    }

    /// `the greater of $50 and base fee   $97.25, not $50`.
    fn chosen(&mut self, expr: &Expr, of: &[Expr], depth: usize) {
        let value = self.value(expr);
        let mut others: Vec<String> = Vec::new();
        for part in of {
            let other = self.value(part);
            let said = self.show(part, &other);
            if other != value && !others.contains(&said) {
                others.push(said);
            }
        }
        let mut said = self.show(expr, &value);
        if !others.is_empty() && !matches!(value, Value::Unknown) {
            said.push_str(&format!(", not {}", words::or(&others)));
        }
        self.push(self.words(expr), said, depth);
    }

    fn show(&self, expr: &Expr, value: &Value) -> String {
        show_about(self.context.program, expr.ty, value)
    }

    fn words(&self, expr: &Expr) -> String {
        words::at(self.context, expr.span, 240)
    }

    /// `48 hours after 2013-01-18 14:00, not counting 2013-01-19, 20 (weekend), 21 (Birthday of Martin Luther King, Jr.)`.
    fn moved(&mut self, expr: &Expr, anchor: &Expr, length: &Expr, depth: usize) {
        let ExprKind::Offset { back, not_counting, past, .. } = &expr.kind else { return };
        let (rule, back, program) = (not_counting.as_ref(), *back, self.context.program);
        let (start, size, end) = (self.value(anchor), self.value(length), self.value(expr));
        let side = if back { "before" } else { "after" };
        let mut said = format!("{} {side} {}", show(program, length.ty, &size), show(program, anchor.ty, &start));
        if let (Some(rule), Some(start), Some(end)) = (rule, day(&start), day(&end)) {
            let clock = matches!(size, Value::Minutes(_));
            said.push_str(&left_out(program, rule, (start, end), clock));
        }
        if let (Some(rule), Some(end)) = (past, day(&end))
            && let Some(first) = self.before_extension(expr, &start, &size).filter(|first| *first != end)
        {
            said.push_str(&extension(program, rule, first, end));
        }
        // The days that don't count are named in the value.
        let words = words::at(self.context, expr.span, 240);
        let words = words.split(", not counting").next().unwrap_or_default();
        self.push(words.split(", extended past").next().unwrap_or_default().to_owned(), said, depth);
        // A fact is named in the words and shown already; what is worked out has its own working.
        for part in [anchor, length] {
            if !matches!(part.kind, ExprKind::Fact(..) | ExprKind::Const(_)) {
                self.parts(part, depth + 1);
            }
        }
    }

    /// The day on which the count itself ended, before days on which it may not end moved it on.
    fn before_extension(&self, expr: &Expr, start: &Value, size: &Value) -> Option<Date> {
        let ExprKind::Offset { back, month_end, not_counting, .. } = &expr.kind else { return None };
        let (program, start_day) = (self.context.program, day(start)?);
        let signed = |length: i64| if *back { -length } else { length };
        match (size, start) {
            (Value::Months(months), _) => calendar::add_months(start_day, signed(*months), *month_end).ok(),
            (Value::Days(days), _) => calendar::add_days(program, start_day, signed(*days), not_counting.as_ref()).ok(),
            (Value::Minutes(minutes), Value::DateTime(time)) => {
                calendar::add_minutes(program, *time, signed(*minutes), not_counting.as_ref(), None).ok().map(|end| end.date())
            }
            _ => None,
        }
    }

    /// The text of a definition on the day of the law, where that is certain.
    fn in_force<'d>(&self, versions: &'d [DefinitionVersion]) -> Option<&'d Expr> {
        let day = self.given.options.text_of();
        let mut found = versions.iter().filter(|it| versions.len() == 1 || it.period.may_hold(day));
        match (found.next(), found.next()) {
            (Some(only), None) => Some(&only.body),
            _ => None,
        }
    }

    fn value(&self, expr: &Expr) -> Value {
        runtime::value(self.context.program, expr, self.given.case, self.given.options).unwrap_or(Value::Unknown)
    }

    fn line(&mut self, said: String, expr: &Expr, depth: usize) -> bool {
        let program = self.context.program;
        let value = self.value(expr);
        self.push(said, show_about(program, expr.ty, &value), depth)
    }

    /// Whether it has not been said before.
    fn push(&mut self, said: String, value: String, depth: usize) -> bool {
        let plain = |line: &Line| line.left == said && line.right == value;
        if said.is_empty() || self.lines.iter().any(plain) {
            return false;
        }
        self.put(said, value, depth)
    }

    /// Whether there is room for it.
    fn put(&mut self, said: String, value: String, depth: usize) -> bool {
        let room = self.lines.len() < LINES;
        if room {
            self.lines.push(Line { depth, left: said, right: value });
        }
        room
    }
}

fn day(value: &Value) -> Option<Date> {
    match value {
        Value::Date(day) => Some(*day),
        Value::DateTime(time) => Some(time.date()),
        _ => None,
    }
}

/// `, not counting 2013-01-19, 20 (weekend), 21 (Presidents' Day)`: the days between that were left out; the days of a weekend are only
/// counted where there are many.
fn left_out(program: &Program, rule: &NotCounting, (start, end): (Date, Date), clock: bool) -> String {
    /// Days listed one by one.
    const LISTED: usize = 8;
    let (first, last) = (start.min(end), start.max(end));
    // Days are counted from the day after; hours also pass on the first day.
    let from = if clock || end < start { first } else { first.tomorrow().unwrap_or(first) };
    let mut days: Vec<(Date, String)> = Vec::new();
    let mut here = from;
    while here <= last && days.len() < 400 {
        let counts = !calendar::excluded(program, rule, here) || (!clock && here == start);
        if !counts {
            days.push((here, reason(program, rule, here)));
        }
        match here.tomorrow() {
            Ok(next) => here = next,
            Err(_) => break,
        }
    }
    let out = listed(rule, days, LISTED);
    if out.is_empty() { out } else { format!(", not counting {out}") }
}

/// `, extended past 2014-09-06, 07 (weekend)`: from the day on which the count ended to the day before (or after) the last.
fn extension(program: &Program, rule: &NotCounting, first: Date, end: Date) -> String {
    let mut days = Vec::new();
    let mut here = first;
    while here != end && days.len() < 400 {
        days.push((here, reason(program, rule, here)));
        match if end < first { here.yesterday() } else { here.tomorrow() } {
            Ok(next) => here = next,
            Err(_) => break,
        }
    }
    format!(", extended past {}", listed(rule, days, 400))
}

/// `2013-01-19, 20 (weekend), 21 (Presidents' Day)`; beyond `most` days those of the week are only counted.
fn listed(rule: &NotCounting, mut days: Vec<(Date, String)>, most: usize) -> String {
    let is_weekday = |date: &Date| rule.weekdays.contains(&date.weekday().to_monday_one_offset());
    let mut out = String::new();
    if days.len() > most {
        let before = days.len();
        days.retain(|(date, _)| !is_weekday(date));
        let _ = write!(out, "{} days of {}", before - days.len(), weekdays(rule));
    }
    let mut previous: Option<Date> = None;
    for (at, (date, why)) in days.iter().enumerate() {
        if !out.is_empty() {
            out.push_str(", ");
        }
        match previous.filter(|other| (other.year(), other.month()) == (date.year(), date.month())) {
            Some(_) => _ = write!(out, "{:02}", date.day()),
            None => _ = write!(out, "{date}"),
        }
        previous = Some(*date);
        // Days left out for one reason are named together.
        if days.get(at + 1).is_none_or(|(_, next)| next != why) {
            let _ = write!(out, " ({why})");
        }
    }
    out
}

fn reason(program: &Program, rule: &NotCounting, day: Date) -> String {
    if rule.weekdays.contains(&day.weekday().to_monday_one_offset()) {
        return weekdays(rule);
    }
    let calendar = rule.calendar.and_then(|id| program.calendars.get(id.index()));
    calendar.and_then(|calendar| calendar::holiday_title(calendar, day)).unwrap_or("holiday").to_owned()
}

/// `weekend`, `Sunday`.
fn weekdays(rule: &NotCounting) -> String {
    const NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let mut days = rule.weekdays.clone();
    days.sort_unstable();
    match days.as_slice() {
        [6, 7] => "weekend".to_owned(),
        days => {
            let name = |day: &i8| NAMES.get(usize::try_from(*day).unwrap_or(0).wrapping_sub(1)).unwrap_or(&"day").to_string();
            words::and(&days.iter().map(name).collect::<Vec<_>>())
        }
    }
}
