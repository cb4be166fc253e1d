//! Conditions: what is true, false or not known.

use super::expression::{bad, side};
use super::{Cursor, Lowering, Node, Rule, ast, explain, problems};
use crate::source::Span;

impl Lowering<'_> {
    /// `condition = { unit ~ (connective ~ unit)* }`, read as a flat stretch of its own: one word joins all of it.
    pub(super) fn condition(&mut self, node: Node<'_>) -> ast::Condition {
        let span = self.span(&node);
        let before = self.word;
        self.word = self.stretch_word(&node);
        let condition = self.deeper(span, |this| this.joined(node, span)).unwrap_or(bad_condition(span));
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

    fn unit(&mut self, node: Node<'_>) -> ast::Condition {
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
        let described = inner.next_of(Rule::described).and_then(|node| self.described(node));
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
        for child in Cursor::of(node) {
            match child.as_rule() {
                Rule::quantifier => quantifier = self.quantifier(child),
                Rule::mistaken_there_not => {
                    self.report(problems::there_is_not(self.span(&child)));
                    quantifier = ast::Quantifier::No;
                }
                Rule::described => described = self.described(child),
                _ => {}
            }
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

    fn count(&mut self, node: &Node<'_>) -> u32 {
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

    /// `relatives = { relative ~ (connective ~ (relative | predicate))* }`
    fn relatives(&mut self, node: Node<'_>) -> ast::Filter {
        let span = self.span(&node);
        let before = self.word;
        if says_each_clause(&node) {
            self.word = self.stretch_word(&node);
        }
        let mut parts = Vec::new();
        for child in Cursor::of(node) {
            match child.as_rule() {
                Rule::relative => parts.extend(self.relative(child)),
                Rule::predicate => parts.push(ast::Relative::That(self.predicate(child))),
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

    /// `predicates = { predicate ~ (connective ~ predicate)* }`
    fn predicates(&mut self, node: Node<'_>) -> ast::Predicates {
        let span = self.span(&node);
        let parts =
            Cursor::of(node).filter(|child| child.as_rule() == Rule::predicate).map(|child| self.predicate(child)).collect();
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
                            self.report(problems::not_with_count(place));
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
                Rule::any_values => values = child.into_inner().find(|it| it.as_rule() == Rule::alternatives).map(|it| ast::Values::Plain(self.alternatives(it))),
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
                    let no = Span { end: place.start + 2, ..place };
                    self.report(problems::no_after_is(no, &written));
                }
                Rule::value_limbs => what = self.limbs(child).map(|limbs| ast::Is::Values(ast::Values::Limbs(limbs))),
                Rule::neither => what = self.neither(child),
                Rule::alternatives => {
                    let values = self.alternatives(child);
                    if let (Some(not), true) = (negated, values.len() > 1) {
                        self.refuse_not_with_or(not, &values, "is not");
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

    /// `neither = { k_neither ~ sum ~ (k_nor ~ sum)+ | mistaken_neither }`
    fn neither(&mut self, node: Node<'_>) -> Option<ast::Is> {
        let place = self.span(&node);
        let inner: Vec<Node<'_>> = Cursor::of(node).collect();
        if inner.iter().any(|child| child.as_rule() == Rule::mistaken_neither) {
            let written = self.words_at(place).to_string();
            self.report(problems::neither_without_nor(place, &written));
            return None;
        }
        let values = inner.into_iter().filter(|child| child.as_rule() == Rule::sum).map(|child| self.expression(child)).collect();
        Some(ast::Is::Neither(values))
    }

    fn is_what(&mut self, node: Node<'_>, span: Span) -> Option<ast::Is> {
        match node.as_rule() {
            Rule::is_what => node.into_inner().next().and_then(|child| self.is_what(child, span)),
            Rule::state => Some(match node.into_inner().next().map(|word| word.as_rule()) {
                Some(Rule::k_known) => ast::Is::Known,
                Some(Rule::k_absent) => ast::Is::Absent,
                _ => ast::Is::Unknown,
            }),
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
            Rule::among => {
                node.into_inner().find(|child| child.as_rule() == Rule::run).map(|run| ast::Is::Among(self.run(run)))
            }
            Rule::alternatives => Some(ast::Is::Values(ast::Values::Plain(self.alternatives(node)))),
            Rule::mistaken_symbol_after_is => Some(self.symbol_comparison(node, span, false).1),
            _ => None,
        }
    }

    /// `window = { bound ~ length ~ side ~ sum }`
    fn window(&mut self, node: Node<'_>, span: Span) -> Option<ast::Is> {
        let mut inner = Cursor::of(node);
        let bound = match inner.next()?.as_rule() {
            Rule::k_within => ast::WindowBound::Within,
            Rule::k_less_than => ast::WindowBound::LessThan,
            Rule::k_more_than => ast::WindowBound::MoreThan,
            Rule::k_at_least | Rule::k_no_less_than => ast::WindowBound::AtLeast,
            _ => ast::WindowBound::AtMost,
        };
        let length = Box::new(self.next_expression(&mut inner, span));
        let side = side(&mut inner);
        let anchor = Box::new(self.next_expression(&mut inner, span));
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
        let (negated, comparator, words) = match sign.as_str() {
            "!=" | "<>" | "\u{2260}" => (true, None, "is not"),
            "<=" | "=<" | "\u{2264}" => (false, Some(ast::Comparator::AtMost(amount)), "is at most"),
            ">=" | "=>" | "\u{2265}" => (false, Some(ast::Comparator::AtLeast(amount)), "is at least"),
            "<" => (false, Some(ast::Comparator::Less(amount)), "is less than"),
            ">" => (false, Some(ast::Comparator::More(amount)), "is more than"),
            _ => (false, None, "is"),
        };
        let words = if verb { words } else { words.trim_start_matches("is").trim_start() };
        self.report(problems::symbol_for_word(self.span(&sign), sign.as_str(), words));
        let value = self.next_expression(&mut inner, span);
        let what = match comparator {
            Some(comparator) => ast::Is::Compare(comparator, Box::new(value)),
            None => ast::Is::Values(ast::Values::Plain(vec![value])),
        };
        (negated, what)
    }

    /// `alternatives = { sum ~ (… k_or ~ sum)* }`
    fn alternatives(&mut self, node: Node<'_>) -> Vec<ast::Expr> {
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
                self.report(problems::verb_not_repeated(place, &written));
                bad_condition(span)
            }
        }
    }

    // --- lettered lists -----------------------------------------------------------------------------------------------

    /// `limbs = { need ~ colon ~ limb_list }`; also `value_limbs`.
    fn limbs(&mut self, node: Node<'_>) -> Option<ast::Limbs> {
        let span = self.span(&node);
        let mut inner = Cursor::of(node);
        let need = inner.next_of(Rule::need).map(|node| self.need(node))?;
        inner.pass(Rule::colon);
        let list = inner.next()?;
        let mut limbs: Vec<ast::Limb> = Vec::new();
        for child in list.into_inner() {
            if child.as_rule() == Rule::limb_end {
                self.limb_end(child, need);
                continue;
            }
            if let Some(limb) = self.deeper(span, |this| this.limb(child)).flatten() {
                if let Some(last) = limbs.last().filter(|last| !rises(&last.label.text, &limb.label.text)) {
                    self.report(problems::limb_out_of_order(limb.label.span, &limb.label.text, last.label.span, &last.label.text));
                }
                limbs.push(limb);
            }
        }
        if let ast::Need::AtLeast(count) | ast::Need::Exactly(count) = need
            && count as usize > limbs.len()
        {
            self.report(problems::more_than_the_limbs(span, count, limbs.len()));
        }
        (!limbs.is_empty()).then_some(ast::Limbs { need, limbs, span })
    }

    fn need(&mut self, node: Node<'_>) -> ast::Need {
        let Some(word) = node.into_inner().next() else { return ast::Need::All };
        match word.as_rule() {
            Rule::k_any_of => ast::Need::Any,
            Rule::k_none_of => ast::Need::None,
            Rule::need_count => {
                let mut inner = Cursor::of(word);
                let which = inner.next().map(|word| word.as_rule());
                let count = inner.next().map_or(0, |count| self.count(&count));
                match which {
                    Some(Rule::k_at_most) => ast::Need::AtMost(count),
                    Some(Rule::k_exactly) => ast::Need::Exactly(count),
                    _ => ast::Need::AtLeast(count),
                }
            }
            _ => ast::Need::All,
        }
    }

    /// `limb_end = { semicolon ~ (k_and | k_or)? | mistaken_limb_comma | missing_semicolon }`
    fn limb_end(&mut self, node: Node<'_>, need: ast::Need) {
        for child in Cursor::of(node) {
            let place = self.span(&child);
            match child.as_rule() {
                Rule::k_and if matches!(need, ast::Need::Any | ast::Need::None) => {
                    self.report(problems::limb_word(place, "and", "any of:", "or"));
                }
                Rule::k_or if matches!(need, ast::Need::All) => self.report(problems::limb_word(place, "or", "all of:", "and")),
                Rule::missing_semicolon => {
                    let end = self.end_before(&child);
                    self.report(problems::missing_semicolon_between_limbs(end));
                }
                Rule::mistaken_limb_comma => {
                    let comma = Span { end: place.start + 1, ..place };
                    self.report(problems::comma_between_limbs(comma));
                }
                _ => {}
            }
        }
    }

    fn limb(&mut self, node: Node<'_>) -> Option<ast::Limb> {
        let mut law = Vec::new();
        let mut label = None;
        let mut title = None;
        let mut content = None;
        for child in Cursor::of(node) {
            match child.as_rule() {
                Rule::law_line => law.push(self.law_line(&child)),
                Rule::limb_title => title = child.into_inner().next().map(|string| self.quotation(&string)),
                Rule::condition => content = Some(ast::LimbContent::Condition(self.condition(child))),
                Rule::bad_limb => content = Some(ast::LimbContent::Condition(self.unit(child))),
                Rule::alternatives => content = Some(ast::LimbContent::Values(self.alternatives(child))),
                Rule::bad_value_limb => {
                    let place = self.explain(&child, explain::Fragment::ValueLimb);
                    content = Some(ast::LimbContent::Values(vec![bad(place)]));
                }
                _ => label = Some(self.limb_label(&child)),
            }
        }
        Some(ast::Limb { law, label: label?, title, content: content? })
    }

    // --- one word for a flat stretch ----------------------------------------------------------------------------------

    /// The word that joins a flat stretch: its conditions, the predicates of one subject and the relative clauses together.
    /// Both words in it, or neither, is reported.
    pub(super) fn stretch_word(&mut self, node: &Node<'_>) -> ast::Connective {
        let mut joints = Vec::new();
        self.joints(node, 0, &mut joints);
        let said: Vec<(ast::Connective, Span)> = joints.iter().filter_map(|joint| joint.word.map(|word| (word, joint.span))).collect();
        let Some((word, first)) = said.first().copied() else {
            if let Some(joint) = joints.first().filter(|joint| !joint.mistaken) {
                self.report(problems::missing_connective(joint.span));
            }
            return ast::Connective::And;
        };
        if let Some(at) = said.iter().position(|(other, _)| *other != word) {
            let before = said.get(at.saturating_sub(1)).map_or(first, |(_, span)| *span);
            let place = said.get(at).map_or(first, |(_, span)| *span);
            let readings = self.readings(node);
            self.report(problems::mixed_and_or(place, before, word == ast::Connective::And, readings));
        }
        word
    }

    /// Every joint of the stretch, in order; what has words of its own (limbs, parentheses, sums) is left out.
    fn joints(&mut self, node: &Node<'_>, depth: usize, out: &mut Vec<Joint>) {
        if depth > super::DEEPEST {
            return;
        }
        for child in node.clone().into_inner() {
            match child.as_rule() {
                Rule::connective => out.extend(self.joint(child)),
                Rule::relatives if says_each_clause(&child) => {}
                Rule::limbs | Rule::value_limbs | Rule::group | Rule::negated | Rule::sum | Rule::run | Rule::phrase => {}
                _ => self.joints(&child, depth + 1, out),
            }
        }
    }

    fn joint(&mut self, node: Node<'_>) -> Option<Joint> {
        let mut joint = Joint { word: None, span: self.span(&node), mistaken: false };
        for child in Cursor::of(node) {
            let span = self.span(&child);
            match child.as_rule() {
                Rule::k_and => joint = Joint { word: Some(ast::Connective::And), span, ..joint },
                Rule::k_or => joint = Joint { word: Some(ast::Connective::Or), span, ..joint },
                Rule::mistaken_connective => {
                    let (word, report) = mistaken_connective(child.as_str(), span);
                    self.report(report);
                    joint = Joint { word, span, mistaken: true };
                }
                _ => {}
            }
        }
        Some(joint)
    }

    /// The two readings of `A and B or C`, if it is a plain list.
    fn readings(&self, node: &Node<'_>) -> Option<[String; 2]> {
        if node.as_rule() != Rule::condition {
            return None;
        }
        let mut parts: Vec<String> = Vec::new();
        let mut words: Vec<&str> = Vec::new();
        for child in node.clone().into_inner() {
            if child.as_rule() == Rule::connective {
                let word = child.into_inner().find_map(|word| match word.as_rule() {
                    Rule::k_and => Some("and"),
                    Rule::k_or => Some("or"),
                    _ => None,
                });
                words.push(word.unwrap_or(","));
            } else {
                if matches!(child.as_rule(), Rule::limbs) {
                    return None;
                }
                let text = self.words_at(self.span(&child));
                parts.push(text.split_whitespace().collect::<Vec<_>>().join(" "));
            }
        }
        // A comma alone takes the word that follows it.
        let mut next = "and";
        for word in words.iter_mut().rev() {
            if *word == "," { *word = next } else { next = *word }
        }
        (words.contains(&"and") && words.contains(&"or")).then(|| [grouped_by("or", &parts, &words), grouped_by("and", &parts, &words)])
    }
}

/// Whether each relative clause begins with `that`, `who`, `which` or `whose`: then they are a stretch of their own, since
/// nothing else could go on so. A verb alone could also be said of the subject before.
fn says_each_clause(relatives: &Node<'_>) -> bool {
    relatives.clone().into_inner().all(|child| child.as_rule() != Rule::predicate)
}

/// What stands between two conditions.
struct Joint {
    /// `None`: a comma alone.
    word: Option<ast::Connective>,
    span: Span,
    /// Whether it has been reported.
    mistaken: bool,
}

/// The list with each stretch of `word` in parentheses.
fn grouped_by(word: &str, parts: &[String], words: &[&str]) -> String {
    let mut text = String::new();
    let mut inside = false;
    for (at, part) in parts.iter().enumerate() {
        let opens = !inside && words.get(at) == Some(&word);
        if opens {
            text.push('(');
            inside = true;
        }
        text.push_str(part);
        if inside && words.get(at) != Some(&word) {
            text.push(')');
            inside = false;
        }
        if let Some(next) = words.get(at) {
            text.push(' ');
            text.push_str(next);
            text.push(' ');
        }
    }
    text
}

fn mistaken_connective(written: &str, span: Span) -> (Option<ast::Connective>, crate::diagnostics::Diagnostic) {
    let lower = written.to_ascii_lowercase();
    match lower.as_str() {
        "&&" | "&" => (Some(ast::Connective::And), problems::symbol_for_word(span, written, "and")),
        "||" | "|" => (Some(ast::Connective::Or), problems::symbol_for_word(span, written, "or")),
        "and/or" | "or/and" => (None, problems::and_or(span, written)),
        _ => (None, problems::but(Span { end: span.start + 3, ..span })),
    }
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

/// Whether a label may follow another in one list: letters, numbers and numerals rise.
fn rises(before: &str, after: &str) -> bool {
    let key = |label: &str| -> (usize, String) {
        let digits: String = label.chars().take_while(char::is_ascii_digit).collect();
        if digits.is_empty() {
            (label.len(), label.to_ascii_lowercase())
        } else {
            (digits.parse().unwrap_or(0), label.get(digits.len()..).unwrap_or("").to_ascii_lowercase())
        }
    };
    // Single letters are read as letters: `(c)` may follow `(b)`, though it is a hundred.
    if let (Some(one), Some(two)) = (roman(before), roman(after))
        && before.len() + after.len() > 2
    {
        return one < two;
    }
    key(before) < key(after)
}

/// The value of a roman numeral.
fn roman(label: &str) -> Option<u32> {
    let mut total: u32 = 0;
    let mut largest = 0;
    for letter in label.chars().rev() {
        let value = match letter.to_ascii_lowercase() {
            'i' => 1,
            'v' => 5,
            'x' => 10,
            'l' => 50,
            'c' => 100,
            _ => return None,
        };
        if value < largest {
            total = total.checked_sub(value)?;
        } else {
            total += value;
            largest = value;
        }
    }
    Some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_rise() {
        for (before, after) in [("a", "b"), ("z", "aa"), ("1", "2"), ("9", "10"), ("i", "ii"), ("viii", "ix"), ("H", "I"), ("2", "2a")] {
            assert!(rises(before, after), "{before} {after}");
            assert!(!rises(after, before), "{after} {before}");
        }
    }

    #[test]
    fn readings_are_grouped() {
        let parts = ["A".to_string(), "B".to_string(), "C".to_string()];
        assert_eq!(grouped_by("or", &parts, &["or", "and"]), "(A or B) and C");
        assert_eq!(grouped_by("and", &parts, &["or", "and"]), "A or (B and C)");
    }
}
