//! Expressions: what has a value.

use super::words::civil_date;
use super::{Cursor, Lowering, Node, Rule, ast, problems};
use crate::source::{Span, on_one_line};

/// How many terms a chain of `plus` or `times` may have: the tree leans to the left, one level a term.
const LONGEST_CHAIN: usize = 256;

impl Lowering<'_> {
    /// `expression = { (filtered_aggregate | sum) ~ rounding? }`; also `sum`, `term` and each factor.
    pub(super) fn expression(&mut self, node: Node<'_>) -> ast::Expr {
        let span = self.span(&node);
        self.deeper(span, |this| this.expression_inside(node)).unwrap_or(bad(span))
    }

    /// The next child as an expression; `place` says where it should have stood.
    pub(super) fn next_expression(&mut self, inner: &mut Cursor<'_>, place: Span) -> ast::Expr {
        match inner.next() {
            Some(node) => self.expression(node),
            None => bad(place),
        }
    }

    fn expression_inside(&mut self, node: Node<'_>) -> ast::Expr {
        match node.as_rule() {
            Rule::expression | Rule::sum | Rule::term => self.chain(node),
            _ => self.factor(node),
        }
    }

    /// `sum`, `term` and `expression` are chains: a first operand, then pairs of sign and operand, or a rounding.
    fn chain(&mut self, node: Node<'_>) -> ast::Expr {
        let span = self.span(&node);
        let is_sum = node.as_rule() == Rule::sum;
        let mut inner = Cursor::of(node);
        // A chain of one is no level of its own: the depth counts what the author nested.
        let Some(first) = inner.next() else { return bad(span) };
        let mut products: Option<Span> = self.product(&first);
        let mut last = first.clone();
        let mut divided = None;
        let mut left = self.expression_inside(first);
        let mut terms = 1;
        while let Some(next) = inner.next() {
            if next.as_rule() == Rule::rounding {
                left = self.rounding(left, next);
                continue;
            }
            let sign = self.span(&next);
            let op = self.sign(&next);
            let Some(operand) = inner.next() else { return left };
            terms += 1;
            if terms > LONGEST_CHAIN {
                self.report(problems::chain_too_long(sign, LONGEST_CHAIN));
                return left;
            }
            products = products.or(self.product(&operand));
            if let (true, Some(product)) = (is_sum, products.take()) {
                self.report(problems::mixed_arithmetic(product, sign, self.words_at(product)));
            } else if is_sum {
                self.share_in_sum(&last, sign, &operand);
            }
            last = operand.clone();
            if let Some(earlier) = divided {
                self.report(problems::unclear_division(sign, earlier));
            }
            divided = divided.or((op == ast::BinaryOp::DividedBy).then_some(sign));
            let right = self.expression_inside(operand);
            let whole = left.span.to(right.span);
            left = ast::Expr { kind: ast::ExprKind::Binary { op, left: Box::new(left), right: Box::new(right) }, span: whole };
        }
        left
    }

    /// The place of a term with `times` or `divided by` in it.
    fn product(&self, node: &Node<'_>) -> Option<Span> {
        (node.as_rule() == Rule::term && node.clone().into_inner().nth(1).is_some()).then(|| self.span(node))
    }

    fn sign(&mut self, node: &Node<'_>) -> ast::BinaryOp {
        let op = match (node.as_rule(), node.as_str()) {
            (Rule::k_plus, _) | (Rule::mistaken_sum_sign, "+") => ast::BinaryOp::Plus,
            (Rule::k_minus | Rule::mistaken_sum_sign, _) => ast::BinaryOp::Minus,
            (Rule::k_divided_by, _) | (Rule::mistaken_term_sign, "/" | "\u{F7}") => ast::BinaryOp::DividedBy,
            _ => ast::BinaryOp::Times,
        };
        if matches!(node.as_rule(), Rule::mistaken_sum_sign | Rule::mistaken_term_sign) {
            let word = match op {
                ast::BinaryOp::Plus => "plus",
                ast::BinaryOp::Minus => "minus",
                ast::BinaryOp::Times => "times",
                ast::BinaryOp::DividedBy => "divided by",
            };
            self.report(problems::symbol_for_word(self.span(node), node.as_str(), word));
        }
        op
    }

    /// `rounding = { k_rounded ~ round_way? ~ k_to_the_nearest ~ (literal | run_ref) }`
    fn rounding(&mut self, value: ast::Expr, node: Node<'_>) -> ast::Expr {
        let place = self.span(&node);
        let mut inner = Cursor::of(node);
        inner.pass(Rule::k_rounded);
        let way = inner.next_of(Rule::round_way).and_then(|way| way.into_inner().next()).and_then(|way| match way.as_rule() {
            Rule::k_up => Some(ast::RoundWay::Up),
            Rule::k_down => Some(ast::RoundWay::Down),
            Rule::k_half_up => Some(ast::RoundWay::HalfUp),
            Rule::k_half_down => Some(ast::RoundWay::HalfDown),
            Rule::k_half_to_even => Some(ast::RoundWay::HalfEven),
            _ => None,
        });
        inner.pass(Rule::k_to_the_nearest);
        let unit = Box::new(self.next_expression(&mut inner, place));
        let span = value.span.to(place);
        ast::Expr { kind: ast::ExprKind::Round { value: Box::new(value), way, unit }, span }
    }

    fn factor(&mut self, node: Node<'_>) -> ast::Expr {
        let span = self.span(&node);
        let kind = match node.as_rule() {
            Rule::as_of_day => {
                let mut inner = Cursor::of(node);
                let Some(run) = inner.next_of(Rule::run).map(|run| self.run(run)) else { return bad(span) };
                inner.pass(Rule::k_as_of);
                let day = Box::new(self.next_expression(&mut inner, span));
                return ast::Expr { kind: ast::ExprKind::AsOf { what: run, day }, span };
            }
            Rule::row_of_item => {
                let mut inner = Cursor::of(node);
                let Some(table) = inner.next_of(Rule::table_run).map(|run| self.run(run)) else { return bad(span) };
                inner.pass(Rule::k_for);
                let Some(its) = inner.next_of(Rule::its_ref) else { return bad(span) };
                let key_span = self.span(&its);
                match its.into_inner().find(|child| child.as_rule() == Rule::run) {
                    Some(run) => ast::ExprKind::RowOfItem { table, key: self.run(run), key_span },
                    None => ast::ExprKind::Bad,
                }
            }
            Rule::run_ref | Rule::its_ref | Rule::its_length => {
                let its = node.as_rule() != Rule::run_ref;
                match node.into_inner().find(|child| matches!(child.as_rule(), Rule::run | Rule::length_run)) {
                    Some(run) if its => ast::ExprKind::Its(self.run(run)),
                    Some(run) => ast::ExprKind::Run(self.run(run)),
                    None => ast::ExprKind::Bad,
                }
            }
            Rule::no_value => ast::ExprKind::Run(self.keyword_run(&node)),
            Rule::run | Rule::length_run | Rule::bound_run => ast::ExprKind::Run(self.run(node)),
            Rule::it_ref => ast::ExprKind::It,
            Rule::paren_sum => return self.paren_sum(node, span),
            Rule::percent_of => self.percent_of(node, span),
            Rule::fraction_of => self.fraction_of(node, span),
            Rule::offset => self.offset(node, span),
            Rule::between_units => self.between_units(node, span),
            Rule::select => self.select(node, span),
            Rule::excess => {
                let mut inner = Cursor::of(node);
                inner.pass(Rule::k_the);
                inner.pass(Rule::k_amount_by_which);
                let value = Box::new(self.next_expression(&mut inner, span));
                inner.pass(Rule::k_exceeds);
                let Some(over) = inner.next() else { return bad(span) };
                self.sum_at_the_end(span, &over);
                ast::ExprKind::Excess { value, over: Box::new(self.expression(over)) }
            }
            Rule::excess_over => {
                let mut inner = Cursor::of(node);
                inner.pass(Rule::k_the);
                inner.pass(Rule::k_excess_over);
                ast::ExprKind::ExcessOver(Box::new(self.next_expression(&mut inner, span)))
            }
            Rule::aggregate | Rule::filtered_aggregate => self.aggregate(node),
            _ => self.literal(node, span),
        };
        ast::Expr { kind, span }
    }

    /// `$120 plus $25 if C`: the whole is given on C, or what is added.
    pub(super) fn sum_before_if(&mut self, value: &ast::Expr, word: Span) {
        let inside = match &value.kind {
            ast::ExprKind::Round { value, .. } => value,
            _ => value,
        };
        if let ast::ExprKind::Binary { op: op @ (ast::BinaryOp::Plus | ast::BinaryOp::Minus), left, right } = &inside.kind {
            let [whole, first, second] = [inside.span, left.span, right.span].map(|span| on_one_line(self.words_at(span)));
            let sign = if *op == ast::BinaryOp::Plus { "plus" } else { "minus" };
            self.report(problems::sum_before_if(word, right.span, &whole, &[first, second], sign));
        }
    }

    /// `paren_sum = { open ~ sum ~ rounding? ~ close }`
    fn paren_sum(&mut self, node: Node<'_>, span: Span) -> ast::Expr {
        let mut inner = Cursor::of(node);
        inner.pass(Rule::open);
        let value = self.next_expression(&mut inner, span);
        let value = match inner.next_of(Rule::rounding) {
            Some(rounding) => self.rounding(value, rounding),
            None => value,
        };
        ast::Expr { kind: ast::ExprKind::Group(Box::new(value)), span }
    }

    /// `percent_of = { (percent | mistaken_percent) ~ k_of ~ factor }`
    fn percent_of(&mut self, node: Node<'_>, span: Span) -> ast::ExprKind {
        let mut inner = Cursor::of(node);
        let percent = Box::new(self.next_expression(&mut inner, span));
        inner.pass(Rule::k_of);
        ast::ExprKind::PercentOf { percent, of: Box::new(self.next_expression(&mut inner, span)) }
    }

    /// `fraction_of = { fraction ~ k_of ~ factor }`
    fn fraction_of(&mut self, node: Node<'_>, span: Span) -> ast::ExprKind {
        let mut inner = Cursor::of(node);
        let (parts, whole) = inner.next().map_or((1, 1), |words| share(words.as_str()));
        inner.pass(Rule::k_of);
        ast::ExprKind::FractionOf { parts, whole, of: Box::new(self.next_expression(&mut inner, span)) }
    }

    /// `offset = { duration ~ (k_before | k_after) ~ factor ~ not_counting? ~ month_end? ~ extended_past? }`
    fn offset(&mut self, node: Node<'_>, span: Span) -> ast::ExprKind {
        let mut inner = Cursor::of(node);
        let length = Box::new(self.next_expression(&mut inner, span));
        let side = side(&mut inner);
        let anchor = Box::new(self.next_expression(&mut inner, span));
        let mut not_counting = None;
        let mut month_end = None;
        let mut past = None;
        for child in inner {
            match child.as_rule() {
                Rule::not_counting => not_counting = Some(self.not_counting(child)),
                Rule::extended_past => past = Some(self.not_counting(child)),
                Rule::month_end => {
                    month_end = Some(match Cursor::of(child).find(|word| word.as_rule() == Rule::k_first_of_next) {
                        Some(_) => ast::MonthEnd::FirstOfNext,
                        None => ast::MonthEnd::LastDay,
                    });
                }
                _ => {}
            }
        }
        self.one_count(span, &anchor);
        // `date before trial` may be one name: what the words stand for is for the vocabulary to say.
        if let (ast::ExprKind::Run(first), ast::ExprKind::Run(second)) = (&length.kind, &anchor.kind)
            && not_counting.is_none()
            && past.is_none()
            && month_end.is_none()
        {
            return ast::ExprKind::Run(first.followed_by(side, second));
        }
        ast::ExprKind::Offset { length, side, anchor, not_counting, month_end, past }
    }

    /// Tells of days left out at the end of a count inside a count: `10 days after 20 days after X, not counting weekends`.
    pub(super) fn one_count(&mut self, outer: Span, anchor: &ast::Expr) {
        if let Some(clause) = clause_inside(anchor) {
            let before = Span { end: anchor.span.start, ..outer };
            let inner = Span { end: clause.start, ..anchor.span };
            let problem = problems::unclear_count(clause, self.words_at(clause), self.words_at(before), self.words_at(inner));
            self.report(problem);
        }
    }

    /// `not_counting = { comma? ~ k_not_counting ~ …` and `extended_past = { comma? ~ k_extended_past ~ day_item ~ (… day_item)* }`
    pub(super) fn not_counting(&mut self, node: Node<'_>) -> ast::NotCounting {
        let mut span = self.span(&node);
        let mut days = ast::NotCounting { weekdays: Vec::new(), weekends: false, holidays_of: None, span };
        for child in Cursor::of(node) {
            match child.as_rule() {
                Rule::k_not_counting | Rule::k_extended_past => span.start = self.span(&child).start,
                Rule::weekday => days.weekdays.push(weekday(child.as_str())),
                Rule::k_weekends => {
                    days.weekends = true;
                    days.weekdays.extend([6, 7]);
                }
                Rule::holidays => {
                    if let Some(run) = child.into_inner().find(|child| child.as_rule() == Rule::run) {
                        if days.holidays_of.is_some() {
                            self.report(problems::two_calendars(self.span(&run)));
                        }
                        days.holidays_of = Some(self.run(run));
                    }
                }
                _ => {}
            }
        }
        days.span = span;
        days
    }

    /// `between_units = { k_the? ~ unit ~ k_between ~ factor ~ k_and ~ factor }`
    fn between_units(&mut self, node: Node<'_>, span: Span) -> ast::ExprKind {
        let mut inner = Cursor::of(node);
        inner.pass(Rule::k_the);
        let unit = inner.next_of(Rule::unit).map_or(ast::Unit::Days, |node| unit(node.as_str()));
        inner.pass(Rule::k_between);
        let from = Box::new(self.next_expression(&mut inner, span));
        inner.pass(Rule::k_and);
        ast::ExprKind::Between { unit, from, to: Box::new(self.next_expression(&mut inner, span)) }
    }

    /// `select = { k_the? ~ (k_lesser_of | …) ~ sum ~ (comma ~ sum)* ~ comma? ~ k_and ~ sum }`
    fn select(&mut self, node: Node<'_>, span: Span) -> ast::ExprKind {
        let mut which = ast::Select::Lesser;
        let mut of = Vec::new();
        let last = node.clone().into_inner().filter(|child| child.as_rule() == Rule::sum).last();
        for child in Cursor::of(node) {
            match child.as_rule() {
                Rule::k_lesser_of => which = ast::Select::Lesser,
                Rule::k_greater_of => which = ast::Select::Greater,
                Rule::k_earlier_of => which = ast::Select::Earlier,
                Rule::k_later_of => which = ast::Select::Later,
                Rule::sum => of.push(self.expression(child)),
                _ => {}
            }
        }
        if let Some(last) = last {
            self.sum_at_the_end(span, &last);
        }
        // `the later of A and 10 days after B, extended past weekends`: the later of the two, or the second alone?
        if let Some(last) = of.last()
            && let ast::ExprKind::Offset { past: Some(past), .. } = &last.kind
        {
            let before = Span { end: last.span.start, ..span };
            let own = Span { end: past.span.start, ..last.span };
            let problem =
                problems::unclear_extension(past.span, self.words_at(past.span), self.words_at(before), self.words_at(own));
            self.report(problem);
        }
        ast::ExprKind::Select { which, of }
    }

    /// `aggregate = { aggregate_word ~ run }`, `filtered_aggregate = { aggregate_word ~ filtered }`
    fn aggregate(&mut self, node: Node<'_>) -> ast::ExprKind {
        let mut kind = ast::Aggregate::Number;
        let mut described = None;
        for child in Cursor::of(node) {
            match child.as_rule() {
                Rule::aggregate_word => {
                    for word in child.into_inner() {
                        kind = match word.as_rule() {
                            Rule::k_total_of => ast::Aggregate::Total,
                            Rule::k_highest => ast::Aggregate::Highest,
                            Rule::k_lowest => ast::Aggregate::Lowest,
                            Rule::k_latest => ast::Aggregate::Latest,
                            Rule::k_earliest => ast::Aggregate::Earliest,
                            _ => kind,
                        };
                    }
                }
                Rule::run => {
                    let run = self.run(child);
                    let span = run.span;
                    described = Some(ast::Described { run, different: None, filter: None, span });
                }
                Rule::filtered => described = self.described(child),
                _ => {}
            }
        }
        match described {
            Some(described) => ast::ExprKind::Aggregate { kind, described: Box::new(described) },
            None => ast::ExprKind::Bad,
        }
    }

    fn literal(&mut self, node: Node<'_>, span: Span) -> ast::ExprKind {
        match node.as_rule() {
            Rule::negative => match node.into_inner().find(|child| child.as_rule() != Rule::k_minus) {
                Some(amount) => negated(self.literal(amount, span)),
                None => ast::ExprKind::Bad,
            },
            Rule::number_literal | Rule::number => ast::ExprKind::Number(plain_digits(node.as_str())),
            Rule::percent | Rule::mistaken_percent => {
                let mistaken = node.as_rule() == Rule::mistaken_percent;
                let digits = node.into_inner().next().map_or(String::new(), |number| plain_digits(number.as_str()));
                if mistaken {
                    let sign = Span { start: span.end.saturating_sub(1), ..span };
                    self.report(problems::percent_sign(sign, &format!("{digits} percent")));
                }
                ast::ExprKind::Percent(digits)
            }
            Rule::money => {
                let written = node.as_str();
                let mut currency = match written.chars().next() {
                    Some('$') => "USD",
                    Some('\u{20AC}') => "EUR",
                    Some('\u{A3}') => "GBP",
                    _ => "",
                }
                .to_string();
                let mut amount = String::new();
                for child in node.into_inner() {
                    match child.as_rule() {
                        Rule::currency => currency = child.as_str().to_ascii_uppercase(),
                        _ => amount = plain_digits(child.as_str()),
                    }
                }
                ast::ExprKind::Money { currency, amount }
            }
            Rule::date | Rule::mistaken_date => {
                self.date(&node).map_or(ast::ExprKind::Bad, |date| ast::ExprKind::Date(date.date))
            }
            Rule::date_time => self.date_time(&node, span),
            Rule::citation => ast::ExprKind::Citation(self.citation(node)),
            Rule::duration => self.duration(node),
            Rule::text => {
                node.into_inner().next().map_or(ast::ExprKind::Bad, |string| ast::ExprKind::Text(self.quotation(&string)))
            }
            _ => ast::ExprKind::Bad,
        }
    }

    fn date_time(&mut self, node: &Node<'_>, span: Span) -> ast::ExprKind {
        let text = node.as_str();
        let Some(date) = civil_date(text) else {
            self.report(problems::no_such_date(Span { end: span.start + 10, ..span }, text.get(..10).unwrap_or(text)));
            return ast::ExprKind::Bad;
        };
        let clock = text.get(10..).unwrap_or("").trim_start_matches(|letter: char| letter == 'T' || letter.is_whitespace());
        let time = clock
            .split_once(':')
            .and_then(|(hour, minute)| jiff::civil::Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok());
        match time {
            Some(time) => ast::ExprKind::DateTime(date.to_datetime(time)),
            None => {
                let place = Span { start: span.end.saturating_sub(u32::try_from(clock.len()).unwrap_or(0)), ..span };
                self.report(problems::no_such_time(place, clock));
                ast::ExprKind::Bad
            }
        }
    }

    /// `duration = { number ~ unit ~ (k_and? ~ number ~ unit)* }`
    fn duration(&mut self, node: Node<'_>) -> ast::ExprKind {
        let mut parts = Vec::new();
        let mut digits = String::new();
        for child in Cursor::of(node) {
            match child.as_rule() {
                Rule::number => digits = plain_digits(child.as_str()),
                Rule::number_word => digits = self.count(&child).to_string(),
                Rule::unit => parts.push((std::mem::take(&mut digits), unit(child.as_str()))),
                _ => {}
            }
        }
        ast::ExprKind::Duration(parts)
    }
}

/// `two thirds` is (2, 3), `half` (1, 2).
fn share(words: &str) -> (u8, u8) {
    const COUNTS: [&str; 9] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    const SHARES: [(&str, u8); 12] = [
        ("hal", 2),
        ("third", 3),
        ("quarter", 4),
        ("fourth", 4),
        ("fifth", 5),
        ("sixth", 6),
        ("seventh", 7),
        ("eighth", 8),
        ("ninth", 9),
        ("tenth", 10),
        ("twelfth", 12),
        ("", 1),
    ];
    let lower = words.to_ascii_lowercase();
    let mut words = lower.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty());
    let (first, last) = (words.next().unwrap_or(""), words.next_back());
    let parts = COUNTS.iter().zip(1..).find(|(word, _)| **word == first).map_or(1, |(_, count)| count);
    let share = last.unwrap_or(first);
    (parts, SHARES.iter().find(|(word, _)| share.starts_with(word)).map_or(1, |(_, whole)| *whole))
}

/// `before` or `after`, whichever is next.
pub(super) fn side(inner: &mut Cursor<'_>) -> ast::Side {
    if inner.pass(Rule::k_before) {
        return ast::Side::Before;
    }
    inner.pass(Rule::k_after);
    ast::Side::After
}

/// An expression that could not be read, reported already.
pub(super) fn bad(span: Span) -> ast::Expr {
    ast::Expr { kind: ast::ExprKind::Bad, span }
}

/// `-$500` of `$500`.
fn negated(amount: ast::ExprKind) -> ast::ExprKind {
    match amount {
        ast::ExprKind::Number(digits) => ast::ExprKind::Number(format!("-{digits}")),
        ast::ExprKind::Percent(digits) => ast::ExprKind::Percent(format!("-{digits}")),
        ast::ExprKind::Money { currency, amount } => ast::ExprKind::Money { currency, amount: format!("-{amount}") },
        other => other,
    }
}

fn plain_digits(text: &str) -> String {
    text.trim_end().replace(',', "")
}

fn unit(word: &str) -> ast::Unit {
    let word = word.to_ascii_lowercase();
    match word.trim_end_matches('s') {
        "year" => ast::Unit::Years,
        "month" => ast::Unit::Months,
        "week" => ast::Unit::Weeks,
        "hour" => ast::Unit::Hours,
        "minute" => ast::Unit::Minutes,
        _ => ast::Unit::Days,
    }
}

/// Monday 1 to Sunday 7.
pub(super) fn weekday(word: &str) -> i8 {
    match word.to_ascii_lowercase().trim_end_matches('s') {
        "monday" => 1,
        "tuesday" => 2,
        "wednesday" => 3,
        "thursday" => 4,
        "friday" => 5,
        "saturday" => 6,
        _ => 7,
    }
}

/// The days that an expression at the end of another leaves out of its count, without parentheses round it: of which of the two?
fn clause_inside(expr: &ast::Expr) -> Option<Span> {
    match &expr.kind {
        ast::ExprKind::Offset { anchor, not_counting, past, .. } => {
            not_counting.as_ref().or(past.as_ref()).map(|it| it.span).or_else(|| clause_inside(anchor))
        }
        ast::ExprKind::Binary { right, .. } => clause_inside(right),
        _ => None,
    }
}
