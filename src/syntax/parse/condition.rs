//! Conditions: what is true, false or not known.

use super::connective::says_each_clause;
use super::expression::{bad, side};
use super::{Cursor, Lowering, Node, Rule, ast, explain, problems};
use crate::source::Span;

impl Lowering<'_> {
    /// `condition = { unit ~ (connective ~ unit)* }`, read as a flat stretch of its own: one word joins all of it.
    pub(super) fn condition(&mut self, node: Node<'_>) -> ast::Condition {
        let span = self.span(&node);
        let before = self.word;
        self.word = self.stretch_word(&node);
        let condition = self.joined(node, span);
        self.word = before;
        condition
    }

    /// The next child as a condition of its own.
    pub(super) fn next_condition(&mut self, inner: &mut Cursor<'_>, place: Span) -> ast::Condition {
        match inner.next() {
            Some(node) if node.as_rule() == Rule::condition => self.condition(node),
            Some(node) => self.lone_unit(node),
            None => bad_condition(place),
        }
    }

    /// One condition that is no list, outside any list.
    pub(super) fn lone_unit(&mut self, node: Node<'_>) -> ast::Condition {
        let before = self.word;
        self.word = self.stretch_word(&node);
        let condition = self.unit(node);
        self.word = before;
        condition
    }

    fn joined(&mut self, node: Node<'_>, span: Span) -> ast::Condition {
        let mut parts: Vec<ast::Condition> =
            Cursor::of(node).filter(|child| child.as_rule() != Rule::connective).map(|child| self.unit(child)).collect();
        match parts.len() {
            0 => bad_condition(span),
            1 => parts.swap_remove(0),
            _ => ast::Condition { kind: ast::ConditionKind::Joined { word: self.word, parts }, span },
        }
    }

    pub(super) fn unit(&mut self, node: Node<'_>) -> ast::Condition {
        let span = self.span(&node);
        self.deeper(span, |this| this.unit_inside(node, span)).unwrap_or(bad_condition(span))
    }

    fn unit_inside(&mut self, node: Node<'_>, span: Span) -> ast::Condition {
        let kind = match node.as_rule() {
            Rule::limbs => self.limbs(node).map_or(ast::ConditionKind::Bad, ast::ConditionKind::Limbs),
            Rule::negated | Rule::group => return self.grouped(node),
            Rule::quantified => self.quantified(node),
            Rule::there_is => self.there_is(node),
            Rule::statement => {
                let mut inner = Cursor::of(node);
                let subject = self.next_expression(&mut inner, span);
                match inner.next_of(Rule::predicates) {
                    Some(predicates) => ast::ConditionKind::Statement { subject, predicates: self.predicates(predicates) },
                    None => ast::ConditionKind::Bad,
                }
            }
            Rule::phrase_unit => match node.into_inner().next() {
                Some(phrase) => ast::ConditionKind::Phrase(self.run(phrase)),
                None => ast::ConditionKind::Bad,
            },
            Rule::mistaken_unit => return self.mistaken_unit(node, span),
            Rule::bad_limb => {
                self.explain(&node, explain::Fragment::Limb);
                ast::ConditionKind::Bad
            }
            Rule::bad_condition => {
                self.explain(&node, explain::Fragment::Condition);
                ast::ConditionKind::Bad
            }
            _ => ast::ConditionKind::Bad,
        };
        ast::Condition { kind, span }
    }

    /// `group = { open ~ condition ~ closing }`, `negated = { (k_not | mistaken_not) ~ open ~ condition ~ closing }`
    fn grouped(&mut self, node: Node<'_>) -> ast::Condition {
        let span = self.span(&node);
        let negated = node.as_rule() == Rule::negated;
        // Where the group is never closed, nobody knows yet what it joins.
        let before = self.unclosed;
        self.unclosed |= node.clone().into_inner().any(|child| child.as_rule() == Rule::missing_close);
        let mut opened = span;
        let mut inside = None;
        for child in Cursor::of(node) {
            match child.as_rule() {
                Rule::open => opened = self.span(&child),
                Rule::mistaken_not => self.report(problems::symbol_for_word(self.span(&child), child.as_str(), "not")),
                Rule::condition => inside = Some(self.condition(child)),
                Rule::missing_close => {
                    let end = self.end_before(&child);
                    self.report(problems::unclosed_parenthesis(opened, Some(end)));
                }
                _ => {}
            }
        }
        self.unclosed = before;
        let inside = inside.unwrap_or(bad_condition(span));
        let boxed = Box::new(inside);
        let kind = if negated { ast::ConditionKind::Not(boxed) } else { ast::ConditionKind::Group(boxed) };
        ast::Condition { kind, span }
    }

    /// `quantified = { quantifier ~ described ~ predicates? }`
    fn quantified(&mut self, node: Node<'_>) -> ast::ConditionKind {
        let mut inner = Cursor::of(node);
        let quantifier = match inner.next_of(Rule::quantifier) {
            Some(node) => self.quantifier(node),
            None => ast::Quantifier::Any,
        };
        let described = inner.next_of(Rule::described);
        if described.as_ref().is_some_and(|described| self.clause_between_commas(described)) {
            return ast::ConditionKind::Bad;
        }
        let described = described.and_then(|node| self.described(node));
        let predicates = inner.next_of(Rule::predicates).map(|node| self.predicates(node));
        match described {
            Some(described) => ast::ConditionKind::Quantified { quantifier, described, predicates },
            None => ast::ConditionKind::Bad,
        }
    }

    /// `there_is = { k_there ~ k_is ~ (quantifier | mistaken_there_not)? ~ described }`
    fn there_is(&mut self, node: Node<'_>) -> ast::ConditionKind {
        let mut quantifier = ast::Quantifier::Any;
        let mut described = None;
        let mut not = None;
        for child in Cursor::of(node) {
            match child.as_rule() {
                Rule::quantifier => quantifier = self.quantifier(child),
                Rule::mistaken_there_not => {
                    not = Some(self.span(&child));
                    quantifier = ast::Quantifier::No;
                }
                Rule::described => described = self.described(child),
                _ => {}
            }
        }
        if let Some(not) = not {
            let what = described.as_ref().map_or("", |described| self.words_at(described.run.span));
            self.report(problems::there_is_not(not, what));
        }
        match described {
            Some(described) => ast::ConditionKind::Quantified { quantifier, described, predicates: None },
            None => ast::ConditionKind::Bad,
        }
    }

    fn quantifier(&mut self, node: Node<'_>) -> ast::Quantifier {
        let mut inner = Cursor::of(node);
        let Some(word) = inner.next() else { return ast::Quantifier::Any };
        match word.as_rule() {
            Rule::k_no => return ast::Quantifier::No,
            Rule::k_any => return ast::Quantifier::Any,
            Rule::k_every => return ast::Quantifier::Every,
            Rule::mistaken_no_more_than => return self.mistaken_count(word),
            Rule::mistaken_or_more_count => return self.count_or_more(word),
            _ => {}
        }
        let count = inner.next().map_or(0, |count| self.count(&count));
        match word.as_rule() {
            Rule::k_at_least => ast::Quantifier::AtLeast(count),
            Rule::k_at_most => ast::Quantifier::AtMost(count),
            Rule::k_exactly => ast::Quantifier::Exactly(count),
            Rule::k_more_than => ast::Quantifier::MoreThan(count),
            _ => ast::Quantifier::FewerThan(count),
        }
    }

    /// `no more than 2 convictions`: `no` is a quantifier of its own, so this is said otherwise.
    fn mistaken_count(&mut self, node: Node<'_>) -> ast::Quantifier {
        let mut inner = Cursor::of(node);
        let Some(word) = inner.next() else { return ast::Quantifier::Any };
        let more = word.as_rule() == Rule::k_no_more_than;
        let place = self.span(&word);
        let count = inner.next().map_or(0, |count| self.count(&count));
        let written = self.words_at(place).to_string();
        self.report(problems::count_wording(place, &written, if more { "at most" } else { "at least" }));
        if more { ast::Quantifier::AtMost(count) } else { ast::Quantifier::AtLeast(count) }
    }

    /// `two or more convictions`: the word goes before the number.
    fn count_or_more(&mut self, node: Node<'_>) -> ast::Quantifier {
        let place = self.span(&node);
        let mut inner = Cursor::of(node);
        let (mut written, mut count) = (String::new(), 0);
        if let Some(number) = inner.next() {
            written = number.as_str().trim().to_string();
            count = self.count(&number);
        }
        let up = inner.find(|word| word.as_rule() == Rule::or_more_word).is_none_or(|word| goes_up(word.as_str()));
        self.report(problems::or_more(place, &written, if up { "at least" } else { "at most" }));
        if up { ast::Quantifier::AtLeast(count) } else { ast::Quantifier::AtMost(count) }
    }

    pub(super) fn count(&mut self, node: &Node<'_>) -> u32 {
        let word = node.as_str().to_ascii_lowercase();
        let words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
        if let Some(at) = words.iter().position(|other| *other == word) {
            return u32::try_from(at).map_or(0, |at| at + 1);
        }
        match word.parse() {
            Ok(count) => count,
            Err(_) => {
                self.report(problems::count_too_large(self.span(node)));
                u32::MAX
            }
        }
    }

    /// `described = { run ~ different? ~ filter? }`; also `filtered`.
    pub(super) fn described(&mut self, node: Node<'_>) -> Option<ast::Described> {
        let span = self.span(&node);
        self.deeper(span, |this| this.described_inside(node, span)).flatten()
    }

    fn described_inside(&mut self, node: Node<'_>, span: Span) -> Option<ast::Described> {
        let mut inner = Cursor::of(node);
        let run = inner.next_of(Rule::run).map(|run| self.run(run))?;
        let mut described = ast::Described { run, different: None, filter: None, span };
        for child in inner {
            match child.as_rule() {
                Rule::different => {
                    described.different = child.into_inner().find(|child| child.as_rule() == Rule::run).map(|run| self.run(run));
                }
                Rule::where_filter => {
                    let mut inner = Cursor::of(child);
                    inner.pass(Rule::k_where);
                    let condition = match inner.next() {
                        Some(unit) => self.unit(unit),
                        None => bad_condition(span),
                    };
                    described.filter = Some(ast::Filter::Where(Box::new(condition)));
                }
                Rule::relatives => described.filter = Some(self.relatives(child)),
                _ => {}
            }
        }
        Some(described)
    }

    /// `relatives = { relative ~ (connective ~ (relative | predicate | relative_limit))* }`
    fn relatives(&mut self, node: Node<'_>) -> ast::Filter {
        let span = self.span(&node);
        let before = self.word;
        if says_each_clause(&node) {
            self.word = self.stretch_word(&node);
        }
        let mut parts: Vec<ast::Relative> = Vec::new();
        for child in Cursor::of(node) {
            match child.as_rule() {
                Rule::relative => parts.extend(self.relative(child)),
                Rule::predicate => parts.push(ast::Relative::Verb(self.predicate(child))),
                Rule::relative_limit => parts.extend(self.relative_limit(child, parts.last())),
                _ => {}
            }
        }
        let word = std::mem::replace(&mut self.word, before);
        ast::Filter::Relative { word, parts, span }
    }

    /// `relative = { k_that ~ (predicate | phrase) | k_whose ~ run ~ predicate }`
    fn relative(&mut self, node: Node<'_>) -> Option<ast::Relative> {
        let mut inner = Cursor::of(node);
        if inner.pass(Rule::k_that) {
            let child = inner.next()?;
            return Some(match child.as_rule() {
                Rule::phrase => ast::Relative::ThatPhrase(self.run(child)),
                _ => ast::Relative::That(self.predicate(child)),
            });
        }
        inner.pass(Rule::k_whose);
        let field = inner.next_of(Rule::run).map(|run| self.run(run))?;
        let predicate = inner.next_of(Rule::predicate).map(|node| self.predicate(node))?;
        Some(ast::Relative::Whose { field, predicate })
    }

    /// A limit that goes on with a clause is said of what the clause speaks of: of the field after `whose`.
    fn relative_limit(&mut self, node: Node<'_>, before: Option<&ast::Relative>) -> Option<ast::Relative> {
        match before {
            Some(ast::Relative::Whose { field, predicate }) => {
                let predicate = self.limit(node, Some(predicate))?;
                Some(ast::Relative::Whose { field: field.clone(), predicate })
            }
            Some(ast::Relative::That(predicate)) => self.limit(node, Some(predicate)).map(ast::Relative::That),
            Some(ast::Relative::Verb(predicate)) => self.limit(node, Some(predicate)).map(ast::Relative::Verb),
            Some(ast::Relative::ThatPhrase(_)) | None => self.limit(node, None).map(ast::Relative::That),
        }
    }

    /// `predicates = { predicate ~ (connective ~ (predicate | limit))* }` (no `within` behind a comma alone)
    fn predicates(&mut self, node: Node<'_>) -> ast::Predicates {
        let span = self.span(&node);
        let mut parts: Vec<ast::Predicate> = Vec::new();
        for child in Cursor::of(node) {
            match child.as_rule() {
                Rule::predicate => parts.push(self.predicate(child)),
                Rule::limit => {
                    let place = self.span(&child);
                    let limit = self.limit(child, parts.last());
                    parts.push(limit.unwrap_or(ast::Predicate { kind: ast::PredicateKind::Bad, span: place }));
                }
                _ => {}
            }
        }
        ast::Predicates { word: self.word, parts, span }
    }

    /// `predicate = { is | has | includes | exceeds | mistaken_comparison }`
    fn predicate(&mut self, node: Node<'_>) -> ast::Predicate {
        let span = self.span(&node);
        let kind = match node.into_inner().next() {
            Some(verb) => self.verb(verb, span),
            None => ast::PredicateKind::Bad,
        };
        ast::Predicate { kind, span }
    }

    fn verb(&mut self, node: Node<'_>, span: Span) -> ast::PredicateKind {
        match node.as_rule() {
            Rule::is => self.is(node, span),
            Rule::has => self.has(node),
            Rule::includes => self.includes(node),
            Rule::exceeds => {
                let mut inner = Cursor::of(node);
                let negated = inner.pass(Rule::k_does_not);
                inner.pass(Rule::k_exceeds);
                ast::PredicateKind::Exceeds { negated, value: Box::new(self.next_expression(&mut inner, span)) }
            }
            Rule::mistaken_comparison => {
                let (negated, what) = self.symbol_comparison(node, span, true);
                ast::PredicateKind::Is { negated, shown: false, what }
            }
            _ => ast::PredicateKind::Bad,
        }
    }

    /// `has = { (k_has | k_does_not ~ k_have) ~ quantifier? ~ described }`
    fn has(&mut self, node: Node<'_>) -> ast::PredicateKind {
        let mut quantifier = None;
        let mut described = None;
        for child in Cursor::of(node) {
            match child.as_rule() {
                Rule::k_does_not => quantifier = Some(ast::Quantifier::No),
                Rule::quantifier => {
                    let place = self.span(&child);
                    let said = self.quantifier(child);
                    // `does not have any X` is the plain English of `has no X`; any other count under `not` is two readings.
                    if quantifier == Some(ast::Quantifier::No) {
                        if !matches!(said, ast::Quantifier::Any) {
                            self.report(problems::not_with_count(place, self.words_at(place)));
                        }
                    } else {
                        quantifier = Some(said);
                    }
                }
                Rule::described => described = self.described(child),
                _ => {}
            }
        }
        match described {
            Some(described) => ast::PredicateKind::Has { quantifier, described },
            None => ast::PredicateKind::Bad,
        }
    }

    /// `includes = { k_does_not? ~ k_includes ~ (value_limbs | all_values | any_values | alternatives) }`
    fn includes(&mut self, node: Node<'_>) -> ast::PredicateKind {
        let mut negated = None;
        let mut values = None;
        for child in Cursor::of(node) {
            match child.as_rule() {
                Rule::k_does_not => negated = Some(self.span(&child)),
                Rule::value_limbs => values = self.limbs(child).map(ast::Values::Limbs),
                Rule::all_values => values = Some(ast::Values::All(self.sums(child))),
                Rule::any_values => {
                    values = child
                        .into_inner()
                        .find(|it| it.as_rule() == Rule::alternatives)
                        .map(|it| ast::Values::Plain(self.alternatives(it)))
                }
                Rule::alternatives => values = Some(ast::Values::Plain(self.alternatives(child))),
                _ => {}
            }
        }
        if let (Some(not), Some(ast::Values::Plain(values))) = (negated, &values)
            && values.len() > 1
        {
            self.refuse_not_with_or(not, values, "does not include");
        }
        match values {
            Some(values) => ast::PredicateKind::Includes { negated: negated.is_some(), values },
            None => ast::PredicateKind::Bad,
        }
    }

    /// `is = { k_is ~ (value_limbs | neither | mistaken_no_value | k_not? ~ k_shown_to_be? ~ is_what | missing_operand) }`
    fn is(&mut self, node: Node<'_>, span: Span) -> ast::PredicateKind {
        let mut verb = span;
        let mut negated: Option<Span> = None;
        let mut shown = false;
        let mut what = None;
        for child in Cursor::of(node) {
            let place = self.span(&child);
            match child.as_rule() {
                Rule::k_is => verb = place,
                Rule::k_not => negated = Some(place),
                Rule::k_shown_to_be => shown = true,
                Rule::missing_operand => self.report(problems::missing_value(verb)),
                Rule::mistaken_no_value => {
                    let written = self.words_at(place).to_string();
                    self.report(problems::no_after_is(place, &written));
                }
                Rule::value_limbs => what = self.limbs(child).map(|limbs| ast::Is::Values(ast::Values::Limbs(limbs))),
                Rule::neither => what = self.neither(child),
                Rule::alternatives => {
                    if let Some(problem) = self.range_with_sign(&child) {
                        self.report(problem);
                        return ast::PredicateKind::Bad;
                    }
                    let values = self.alternatives(child);
                    if let (Some(not), true) = (negated, values.len() > 1) {
                        self.refuse_not_with_or(not, &values, if shown { "is not shown to be" } else { "is not" });
                    }
                    what = Some(ast::Is::Values(ast::Values::Plain(values)));
                }
                _ => what = self.is_what(child, place),
            }
        }
        match what {
            Some(what) => ast::PredicateKind::Is { negated: negated.is_some(), shown, what },
            None => ast::PredicateKind::Bad,
        }
    }

    /// `is not A or B`: neither, or not both? Readers disagree.
    fn refuse_not_with_or(&mut self, not: Span, values: &[ast::Expr], verb: &str) {
        let texts: Vec<String> = values.iter().map(|value| self.words_at(value.span).to_string()).collect();
        let place = values.first().map_or(not, |first| not.to(values.last().map_or(first.span, |last| last.span)));
        self.report(problems::not_with_or(place, &texts, verb));
    }

    /// `neither = { k_neither ~ sum ~ (comma ~ sum)* ~ (comma? ~ k_nor ~ sum)+ | mistaken_neither }`
    fn neither(&mut self, node: Node<'_>) -> Option<ast::Is> {
        let place = self.span(&node);
        if self.neither_limits(&node) {
            return None;
        }
        let inner: Vec<Node<'_>> = Cursor::of(node).collect();
        if inner.iter().any(|child| child.as_rule() == Rule::mistaken_neither) {
            let written = self.words_at(place).to_string();
            self.report(problems::neither_without_nor(place, &written));
            return None;
        }
        let values = inner.into_iter().filter(|child| child.as_rule() == Rule::sum).map(|child| self.expression(child)).collect();
        Some(ast::Is::Neither(values))
    }

    pub(super) fn is_what(&mut self, node: Node<'_>, span: Span) -> Option<ast::Is> {
        match node.as_rule() {
            Rule::is_what => node.into_inner().next().and_then(|child| self.is_what(child, span)),
            Rule::state => Some(match node.into_inner().next().map(|word| word.as_rule()) {
                Some(Rule::k_known) => ast::Is::Known,
                Some(Rule::k_absent) => ast::Is::Absent,
                _ => ast::Is::Unknown,
            }),
            Rule::plain_no => {
                let no = ast::Word { text: "no".to_string(), span };
                let run = ast::Run { words: vec![no], span };
                Some(ast::Is::Values(ast::Values::Plain(vec![ast::Expr { kind: ast::ExprKind::Run(run), span }])))
            }
            Rule::mistaken_order => {
                self.mistaken_order(node);
                None
            }
            Rule::mistaken_or_more => {
                let figure = node.clone().into_inner().next().map_or(span, |figure| self.span(&figure));
                let up = node.into_inner().find(|it| it.as_rule() == Rule::or_more_word).is_none_or(|it| goes_up(it.as_str()));
                let figure = self.words_at(figure).to_string();
                self.report(problems::or_more(span, &figure, if up { "at least" } else { "at most" }));
                None
            }
            Rule::from_through => {
                let mut sums = self.sums(node).into_iter();
                let (from, through) = (sums.next().unwrap_or(bad(span)), sums.next().unwrap_or(bad(span)));
                Some(ast::Is::Through(Box::new(from), Box::new(through)))
            }
            Rule::mistaken_between => {
                let word = Span { end: span.start + 7, ..span };
                let sums = self.sums(node);
                let texts: Vec<String> = sums.iter().map(|sum| self.words_at(sum.span).to_string()).collect();
                self.report(problems::unclear_between(word, &texts));
                None
            }
            Rule::window => self.window(node, span),
            Rule::mistaken_window => {
                self.mistaken_window(node, span);
                None
            }
            Rule::comparison => {
                let mut inner = Cursor::of(node);
                let comparator = inner.next().and_then(|word| comparator(word.as_rule()))?;
                let value = self.next_expression(&mut inner, span);
                Some(ast::Is::Compare(comparator, Box::new(value)))
            }
            Rule::among => node.into_inner().find(|child| child.as_rule() == Rule::run).map(|run| ast::Is::Among(self.run(run))),
            Rule::alternatives => Some(ast::Is::Values(ast::Values::Plain(self.alternatives(node)))),
            Rule::mistaken_symbol_after_is => Some(self.symbol_comparison(node, span, false).1),
            _ => None,
        }
    }

    /// `greater than 4`, `older than 2 years`.
    fn mistaken_order(&mut self, node: Node<'_>) {
        let Some(words) = node.into_inner().next() else { return };
        let place = self.span(&words);
        let place = Span { end: place.start + u32::try_from(words.as_str().trim_end().len()).unwrap_or(0), ..place };
        let written = self.words_at(place).to_string();
        self.report(problems::other_comparison(place, &written));
    }

    /// `window = { bound ~ length ~ side ~ sum }`
    fn window(&mut self, node: Node<'_>, span: Span) -> Option<ast::Is> {
        let mut inner = Cursor::of(node);
        let bound = match inner.next()?.as_rule() {
            Rule::k_within => ast::WindowBound::Within,
            Rule::k_less_than | Rule::k_fewer_than | Rule::k_under | Rule::k_below => ast::WindowBound::LessThan,
            Rule::k_more_than | Rule::k_over | Rule::k_above => ast::WindowBound::MoreThan,
            Rule::k_at_least | Rule::k_no_less_than => ast::WindowBound::AtLeast,
            _ => ast::WindowBound::AtMost,
        };
        let length = Box::new(self.next_expression(&mut inner, span));
        let side = side(&mut inner);
        let anchor = Box::new(self.next_expression(&mut inner, span));
        if let Some(days) = inner.next_of(Rule::not_counting) {
            let place = self.not_counting(days).span;
            let (length, anchor) = (self.words_at(length.span).to_string(), self.words_at(anchor.span).to_string());
            let word = if matches!(side, ast::Side::Before) { "before" } else { "after" };
            let (first, days) = (format!("{length} {word} {anchor}"), self.words_at(place).to_string());
            self.report(problems::window_counts_all_days(place, &first, &days));
            return None;
        }
        self.one_count(Span { start: length.span.start, ..span }, &anchor);
        Some(ast::Is::Window { bound, length, side, anchor })
    }

    /// `within 5 years of X`: on which side?
    fn mistaken_window(&mut self, node: Node<'_>, span: Span) {
        let mut of = None;
        let mut length = String::new();
        let mut anchor = String::new();
        for child in Cursor::of(node) {
            let place = self.span(&child);
            match child.as_rule() {
                Rule::k_of => of = Some(place),
                Rule::sum => anchor = self.words_at(place).to_string(),
                Rule::duration | Rule::length_run => length = self.words_at(place).to_string(),
                _ => {}
            }
        }
        self.report(problems::window_without_side(of.unwrap_or(span), of.is_some(), &length, &anchor));
    }

    /// A comparison in symbols; `verb` says whether the symbol stands where `is` should.
    fn symbol_comparison(&mut self, node: Node<'_>, span: Span, verb: bool) -> (bool, ast::Is) {
        let mut inner = Cursor::of(node);
        let Some(sign) = inner.next() else { return (false, ast::Is::Unknown) };
        let amount = ast::OrderWord::Amount;
        let place = self.span(&sign);
        let written = self.words_at(place).to_owned();
        let (negated, comparator, words) = match written.as_str() {
            "!=" | "<>" | "\u{2260}" => (true, None, "is not"),
            "<=" | "=<" | "\u{2264}" => (false, Some(ast::Comparator::AtMost(amount)), "is at most"),
            ">=" | "=>" | "\u{2265}" => (false, Some(ast::Comparator::AtLeast(amount)), "is at least"),
            "<" => (false, Some(ast::Comparator::Less(amount)), "is less than"),
            ">" => (false, Some(ast::Comparator::More(amount)), "is more than"),
            _ => (false, None, "is"),
        };
        let words = if verb { words } else { words.trim_start_matches("is").trim_start() };
        self.report(problems::symbol_for_word(place, &written, words));
        let value = self.next_expression(&mut inner, span);
        let what = match comparator {
            Some(comparator) => ast::Is::Compare(comparator, Box::new(value)),
            None => ast::Is::Values(ast::Values::Plain(vec![value])),
        };
        (negated, what)
    }

    /// `alternatives = { sum ~ (… k_or ~ sum)* }`
    pub(super) fn alternatives(&mut self, node: Node<'_>) -> Vec<ast::Expr> {
        self.sums(node)
    }

    fn sums(&mut self, node: Node<'_>) -> Vec<ast::Expr> {
        Cursor::of(node).filter(|child| child.as_rule() == Rule::sum).map(|child| self.expression(child)).collect()
    }

    /// `mistaken_unit = { mistaken_not ~ unit | mistaken_verbless }`
    fn mistaken_unit(&mut self, node: Node<'_>, span: Span) -> ast::Condition {
        let mut inner = Cursor::of(node);
        match inner.next() {
            Some(sign) if sign.as_rule() == Rule::mistaken_not => {
                self.report(problems::symbol_for_word(self.span(&sign), sign.as_str(), "not"));
                let inside = match inner.next() {
                    Some(unit) => self.unit(unit),
                    None => bad_condition(span),
                };
                ast::Condition { kind: ast::ConditionKind::Not(Box::new(inside)), span }
            }
            _ => {
                let written = self.words_at(span).to_string();
                let first = written.split_whitespace().next().map_or(0, str::len);
                let place = Span::new(self.file, span.start as usize, span.start as usize + first);
                let before = self.text.get(..span.start as usize).unwrap_or("").trim_end();
                let word = before.rsplit(|letter: char| letter.is_whitespace() || letter == ')').next().unwrap_or("");
                let joined = before.ends_with(',') || word.eq_ignore_ascii_case("and") || word.eq_ignore_ascii_case("or");
                self.report(
                    match written.get(first..).filter(|_| written.get(..first).is_some_and(|it| it.eq_ignore_ascii_case("not"))) {
                        Some(what) if !joined => problems::not_alone(span, what),
                        _ => problems::verb_not_repeated(place, &written),
                    },
                );
                bad_condition(span)
            }
        }
    }
}

/// Whether `or more`, `or later` and their kin go up from the figure.
pub(super) fn goes_up(word: &str) -> bool {
    let up = ["more", "greater", "over", "above", "older", "longer", "later", "higher"];
    up.iter().any(|other| word.trim().eq_ignore_ascii_case(other))
}

/// A condition that could not be read, reported already.
pub(super) fn bad_condition(span: Span) -> ast::Condition {
    ast::Condition { kind: ast::ConditionKind::Bad, span }
}

fn comparator(rule: Rule) -> Option<ast::Comparator> {
    use ast::Comparator::{AtLeast, AtMost, Exactly, Less, More};
    use ast::OrderWord::{Above, Amount, Over, Time};
    Some(match rule {
        Rule::k_at_least | Rule::k_no_less_than => AtLeast(Amount),
        Rule::k_at_most | Rule::k_no_more_than => AtMost(Amount),
        Rule::k_more_than => More(Amount),
        Rule::k_less_than | Rule::k_fewer_than => Less(Amount),
        Rule::k_exactly => Exactly(Amount),
        Rule::k_on_or_before | Rule::k_no_later_than => AtMost(Time),
        Rule::k_on_or_after | Rule::k_no_earlier_than => AtLeast(Time),
        Rule::k_later_than | Rule::k_after => More(Time),
        Rule::k_earlier_than | Rule::k_before => Less(Time),
        Rule::k_on => Exactly(Time),
        Rule::k_over => More(Over),
        Rule::k_under => Less(Over),
        Rule::k_above => More(Above),
        Rule::k_below => Less(Above),
        _ => return None,
    })
}
