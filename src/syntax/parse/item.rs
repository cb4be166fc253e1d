//! Items, headings, decisions, definitions, parameters and questions.

use super::expression::bad;
use super::{Cursor, Lowering, Node, Rule, ast, explain, problems};
use crate::source::Span;

impl Lowering<'_> {
    /// A child of `file`.
    pub(super) fn item_or_bad(&mut self, node: Node<'_>) -> Option<ast::Item> {
        let span = self.span(&node);
        match node.as_rule() {
            Rule::item => {
                let item = self.item(node, span);
                self.may_go_on(item.span);
                Some(item)
            }
            Rule::stray_law => {
                // Where the first line is out of its place, that is the mistake.
                if Cursor::of(node.clone()).next().is_some_and(|line| self.begins_line(&line)) {
                    self.report(problems::stray_law(span));
                }
                let law = Cursor::of(node).map(|line| self.law_line(&line)).collect();
                Some(ast::Item { law, kind: ast::ItemKind::Bad, span })
            }
            Rule::damaged_item => {
                let mut law = Vec::new();
                let mut span = span;
                for child in Cursor::of(node) {
                    match child.as_rule() {
                        Rule::law_line => law.push(self.law_line(&child)),
                        _ => {
                            span = self.span(&child);
                            if !self.goes_on(span) {
                                self.explain(&child, explain::Fragment::Item);
                                self.may_go_on(span);
                            }
                        }
                    }
                }
                Some(ast::Item { law, kind: ast::ItemKind::Bad, span })
            }
            _ => None,
        }
    }

    fn item(&mut self, node: Node<'_>, whole: Span) -> ast::Item {
        let mut inner = Cursor::of(node);
        let mut law = Vec::new();
        while let Some(line) = inner.next_of(Rule::law_line) {
            law.push(self.law_line(&line));
        }
        let Some(node) = inner.next() else { return ast::Item { law, kind: ast::ItemKind::Bad, span: whole } };
        let span = self.span(&node);
        self.missing_stop(&node);
        let kind = match node.as_rule() {
            Rule::policy => self.policy(node),
            Rule::vocabulary => self.only_text(node).map(ast::ItemKind::Vocabulary),
            Rule::use_item => self.use_item(node),
            Rule::code => self.code(node),
            Rule::facts => self.facts(node),
            Rule::sections => self.sections(node),
            Rule::calendar => self.calendar(node),
            Rule::decision => self.decision(node),
            Rule::define => self.define(node),
            Rule::slot_item => self.slot(node),
            Rule::fill_item => self.fill(node),
            Rule::parameter => self.parameter(node),
            Rule::labelled_rule => self.rule(node),
            Rule::bare_rule => self.bare_rule(node),
            Rule::otherwise => self.otherwise(node).map(ast::ItemKind::Otherwise),
            Rule::question => self.question(node),
            Rule::order => self.order(node),
            Rule::scenario => self.scenario(node),
            Rule::allow_item => {
                node.into_inner().find(|it| it.as_rule() == Rule::allow).and_then(|it| self.allow(it)).map(ast::ItemKind::Allow)
            }
            Rule::read_item => self.read(node),
            Rule::suspend_item => self.suspend(node),
            Rule::amendment => self.amendment(node),
            _ => None,
        };
        ast::Item { law, kind: kind.unwrap_or(ast::ItemKind::Bad), span }
    }

    pub(super) fn missing_stop(&mut self, node: &Node<'_>) {
        if let Some(missing) = node.clone().into_inner().find(|child| child.as_rule() == Rule::missing_stop) {
            let end = self.end_before(&missing);
            let first = node.as_str().split_whitespace().next().unwrap_or("").to_ascii_lowercase();
            let label =
                node.clone().into_inner().find(|child| child.as_rule() == Rule::label).map(|label| label.as_str().to_string());
            let name = match (node.as_rule(), label) {
                (Rule::labelled_rule, Some(label)) => format!("rule {label}"),
                (Rule::bare_rule, _) => "this rule".to_string(),
                _ => format!("this `{first}`"),
            };
            let last = self.words_at(end).to_string();
            let next = next_word(self.text, missing.as_span().start());
            let next = next.map(|(start, stop)| Span::new(self.file, start, stop));
            self.report(problems::missing_full_stop(end, &name, &last, next));
        }
    }

    fn only_text(&mut self, node: Node<'_>) -> Option<ast::Text> {
        node.into_inner().find(|child| child.as_rule() == Rule::string).map(|string| self.quotation(&string))
    }

    /// `use_item = { k_use ~ string ~ use_as_of? }`
    fn use_item(&mut self, node: Node<'_>) -> Option<ast::ItemKind> {
        let as_of = node.clone().into_inner().find(|child| child.as_rule() == Rule::use_as_of);
        let day = as_of.and_then(|it| it.into_inner().find(|child| matches!(child.as_rule(), Rule::date | Rule::mistaken_date)));
        let as_of = day.and_then(|it| self.date(&it));
        self.only_text(node).map(|module| ast::ItemKind::Use(ast::Use { module, as_of }))
    }

    /// `code = { k_code ~ title_number? ~ code_word ~ k_is ~ string }`
    fn code(&mut self, node: Node<'_>) -> Option<ast::ItemKind> {
        let mut inner = Cursor::of(node);
        inner.pass(Rule::k_code);
        let word = self.code_word(&mut inner)?;
        let name = inner.find(|child| child.as_rule() == Rule::string).map(|string| self.quotation(&string))?;
        Some(ast::ItemKind::Code(ast::Code { word, name }))
    }

    /// `allow = { k_allow ~ code_name ~ string? }`, as an item or in the head of a rule.
    pub(super) fn allow(&mut self, node: Node<'_>) -> Option<ast::Allow> {
        let span = self.span(&node);
        let (mut code, mut reason) = (None, None);
        for child in Cursor::of(node) {
            match child.as_rule() {
                Rule::code_name => code = Some(ast::Word { text: child.as_str().to_string(), span: self.span(&child) }),
                Rule::string => reason = Some(self.quotation(&child)),
                _ => {}
            }
        }
        let code = code?;
        if reason.is_none() {
            self.report(problems::allow_without_reason(&code.text, span));
        }
        Some(ast::Allow { code, reason, span })
    }

    // --- headings -----------------------------------------------------------------------------------------------------

    fn policy(&mut self, node: Node<'_>) -> Option<ast::ItemKind> {
        let mut title = None;
        let mut parts = Vec::new();
        for child in Cursor::of(node) {
            let span = self.span(&child);
            match child.as_rule() {
                Rule::string => title = Some(self.quotation(&child)),
                Rule::policy_part => {
                    let kind =
                        child.into_inner().next().and_then(|part| self.policy_part(part)).unwrap_or(ast::PolicyPartKind::Bad);
                    parts.push(ast::PolicyPart { kind, span });
                }
                Rule::missing_part_semicolon => {
                    let end = self.end_before(&child);
                    self.report(problems::missing_semicolon(end, "a part of a heading", self.words_at(end)));
                }
                Rule::bad_policy_part => {
                    let span = self.explain(&child, explain::Fragment::PolicyPart);
                    parts.push(ast::PolicyPart { kind: ast::PolicyPartKind::Bad, span });
                }
                _ => {}
            }
        }
        Some(ast::ItemKind::Policy(ast::Policy { title: title?, parts }))
    }

    fn policy_part(&mut self, node: Node<'_>) -> Option<ast::PolicyPartKind> {
        let rule = node.as_rule();
        let mut inner = Cursor::of(node);
        // The keyword.
        inner.next();
        Some(match rule {
            Rule::made_by => {
                let level = inner.next_of(Rule::part_run).map(|run| self.run(run));
                ast::PolicyPartKind::MadeBy { level, body: inner.next().map(|body| self.quotation(&body))? }
            }
            Rule::binds => ast::PolicyPartKind::Binds(inner.next().map(|names| self.names(names))?),
            Rule::binds_text => ast::PolicyPartKind::BindsText(inner.next().map(|text| self.quotation(&text))?),
            Rule::in_force => ast::PolicyPartKind::InForce(inner.next().map(|period| self.period(period))?),
            Rule::status => {
                let word = inner.next_of(Rule::part_run).map(|run| self.run(run))?;
                ast::PolicyPartKind::Status { word, date: inner.next().and_then(|date| self.date(&date)) }
            }
            Rule::source => ast::PolicyPartKind::Source(inner.next().map(|text| self.quotation(&text))?),
            Rule::time_zone => ast::PolicyPartKind::TimeZone(inner.next().map(|text| self.quotation(&text))?),
            Rule::amends => ast::PolicyPartKind::Amends(inner.next().map(|text| self.quotation(&text))?),
            Rule::governed => ast::PolicyPartKind::Governed(inner.next().map(|day| self.value(day))?),
            _ => ast::PolicyPartKind::Bad,
        })
    }

    // --- decisions ----------------------------------------------------------------------------------------------------

    /// `decision = { k_decision ~ run ~ (comma ~ highest_first)? ~ colon ~ (kind | bad_kind) }`
    fn decision(&mut self, node: Node<'_>) -> Option<ast::ItemKind> {
        let mut name = None;
        let mut highest_first = false;
        let mut kind = None;
        for child in Cursor::of(node) {
            match child.as_rule() {
                Rule::run => name = Some(self.run(child)),
                Rule::highest_first => highest_first = true,
                Rule::kind => kind = self.kind(child),
                Rule::bad_kind => {
                    self.explain(&child, explain::Fragment::Kind);
                }
                _ => {}
            }
        }
        Some(ast::ItemKind::Decision(ast::Decision { name: name?, highest_first, kind: kind? }))
    }

    // --- definitions --------------------------------------------------------------------------------------------------

    pub(super) fn define(&mut self, node: Node<'_>) -> Option<ast::ItemKind> {
        let mut label = None;
        let mut in_force = None;
        let mut kind = None;
        for child in Cursor::of(node) {
            match child.as_rule() {
                Rule::define_head => {
                    for part in Cursor::of(child) {
                        match part.as_rule() {
                            Rule::label => label = Some(self.label(&part)),
                            Rule::in_force => {
                                in_force =
                                    part.into_inner().find(|it| it.as_rule() == Rule::period).map(|period| self.period(period));
                            }
                            _ => {}
                        }
                    }
                }
                Rule::define_term => kind = self.define_term(child),
                Rule::define_value => kind = self.define_value(child),
                Rule::define_bands => kind = self.define_bands(child),
                Rule::bad_definition => {
                    self.explain(&child, explain::Fragment::Definition);
                }
                _ => {}
            }
        }
        Some(ast::ItemKind::Define(ast::Define { label, in_force, kind: kind? }))
    }

    /// `define_term = { phrase ~ (k_is ~ run)? ~ k_if ~ condition ~ unless? }`
    fn define_term(&mut self, node: Node<'_>) -> Option<ast::DefineKind> {
        let span = self.span(&node);
        let mut inner = Cursor::of(node);
        let subject = inner.next_of(Rule::phrase).map(|phrase| self.run(phrase))?;
        inner.pass(Rule::k_is);
        let term = inner.next_of(Rule::run).map(|run| self.run(run));
        inner.pass(Rule::k_if);
        let condition = self.next_condition(&mut inner, span);
        let unless = inner.next_of(Rule::unless).map(|node| self.unless(node, Some(&condition)));
        Some(ast::DefineKind::Term { subject, term, condition, unless })
    }

    /// `define_value = { run ~ k_as ~ (cases | expression) }`
    fn define_value(&mut self, node: Node<'_>) -> Option<ast::DefineKind> {
        let span = self.span(&node);
        let mut inner = Cursor::of(node);
        let name = inner.next_of(Rule::run).map(|run| self.run(run))?;
        inner.pass(Rule::k_as);
        let value = inner.next()?;
        let value = match value.as_rule() {
            Rule::cases => {
                let mut cases = Vec::new();
                let mut otherwise = bad(span);
                for child in Cursor::of(value) {
                    match child.as_rule() {
                        Rule::case => {
                            let mut case = Cursor::of(child);
                            let value = case.next().map_or(bad(span), |node| self.value(node));
                            let word = case.next_of(Rule::k_if).map_or(span, |word| self.span(&word));
                            self.sum_before_if(&value, word);
                            cases.push((value, self.next_condition(&mut case, span)));
                        }
                        Rule::expression => otherwise = self.value(child),
                        _ => {}
                    }
                }
                ast::DefinedValue::Cases { cases, otherwise }
            }
            _ => ast::DefinedValue::Plain(self.value(value)),
        };
        Some(ast::DefineKind::Value { name, value })
    }

    /// `define_bands = { run ~ k_as ~ k_set_by ~ run ~ colon ~ band ~ (semicolon ~ band)* }`
    fn define_bands(&mut self, node: Node<'_>) -> Option<ast::DefineKind> {
        let mut runs = Vec::new();
        let mut bands = Vec::new();
        for child in Cursor::of(node) {
            match child.as_rule() {
                Rule::run => runs.push(self.run(child)),
                Rule::band => bands.push(self.band(child)),
                Rule::bad_band => {
                    self.explain(&child, explain::Fragment::Band);
                }
                _ => {}
            }
        }
        let by = runs.pop()?;
        let name = runs.pop()?;
        Some(ast::DefineKind::Value { name, value: ast::DefinedValue::Bands { by, bands } })
    }

    fn band(&mut self, node: Node<'_>) -> ast::Band {
        let span = self.span(&node);
        let mut band = ast::Band { above: None, up_to: None, value: bad(span), span };
        for child in Cursor::of(node) {
            match child.as_rule() {
                Rule::above_bound => band.above = child.into_inner().nth(1).map(|bound| self.expression(bound)),
                Rule::up_to_bound => band.up_to = child.into_inner().nth(1).map(|bound| self.expression(bound)),
                Rule::expression => band.value = self.value(child),
                _ => {}
            }
        }
        band
    }

    /// An expression that is no part of a condition: a filter in it is a stretch of its own.
    pub(super) fn value(&mut self, node: Node<'_>) -> ast::Expr {
        let before = self.word;
        self.word = self.stretch_word(&node);
        let value = self.expression(node);
        self.word = before;
        value
    }

    // --- parameters ---------------------------------------------------------------------------------------------------

    pub(super) fn parameter(&mut self, node: Node<'_>) -> Option<ast::ItemKind> {
        let mut name = None;
        let mut by = Vec::new();
        let mut versions = Vec::new();
        for child in Cursor::of(node) {
            match child.as_rule() {
                Rule::run => name = Some(self.run(child)),
                Rule::by_names => {
                    if let Some(names) = child.into_inner().find(|child| child.as_rule() == Rule::names) {
                        by = self.names(names);
                    }
                }
                Rule::version => versions.extend(self.version(child)),
                Rule::bad_version => {
                    self.explain(&child, explain::Fragment::Version);
                }
                _ => {}
            }
        }
        Some(ast::ItemKind::Parameter(ast::Parameter { name: name?, by, versions }))
    }

    /// `version = { period ~ colon ~ (expression | row ~ (semicolon ~ row)*) }`
    fn version(&mut self, node: Node<'_>) -> Option<ast::ParameterVersion> {
        let span = self.span(&node);
        let mut period = None;
        let mut one = None;
        let mut rows = Vec::new();
        for child in Cursor::of(node) {
            match child.as_rule() {
                Rule::period => period = Some(self.period(child)),
                Rule::missing_row_colon => {
                    let end = self.end_before(&child);
                    self.report(problems::missing_colon(end, "a period", self.words_at(end)));
                }
                Rule::expression => one = Some(self.value(child)),
                Rule::row => rows.extend(self.row(child)),
                Rule::bad_row => {
                    self.explain(&child, explain::Fragment::Row);
                }
                _ => {}
            }
        }
        let rows = match one {
            Some(value) => ast::ParameterRows::One(value),
            None => ast::ParameterRows::Table(rows),
        };
        Some(ast::ParameterVersion { period: period?, rows, span })
    }

    /// `row = { row_key ~ colon ~ expression }`
    fn row(&mut self, node: Node<'_>) -> Option<ast::ParameterRow> {
        let span = self.span(&node);
        let mut inner = Cursor::of(node);
        let keys: Vec<Node<'_>> = inner.next_of(Rule::row_key).map(Cursor::of)?.collect();
        inner.pass(Rule::colon);
        let value = inner.next().map_or(bad(span), |node| self.value(node));
        let mut values = Vec::new();
        for key in keys {
            match key.as_rule() {
                Rule::k_each_more => {
                    let key = ast::ParameterKey::EachMore(self.span(&key));
                    return Some(ast::ParameterRow { key, value, span });
                }
                Rule::key_range => {
                    let mut sums = Cursor::of(key).filter(|child| child.as_rule() == Rule::sum);
                    let from = sums.next().map_or(bad(span), |node| self.expression(node));
                    let through = sums.next().map_or(bad(span), |node| self.expression(node));
                    return Some(ast::ParameterRow { key: ast::ParameterKey::Range(from, through), value, span });
                }
                Rule::sum => values.push(self.expression(key)),
                _ => {}
            }
        }
        Some(ast::ParameterRow { key: ast::ParameterKey::Values(values), value, span })
    }

    // --- questions ----------------------------------------------------------------------------------------------------

    fn question(&mut self, node: Node<'_>) -> Option<ast::ItemKind> {
        let mut name = None;
        let mut question = Parts { text: None, positions: Vec::new(), default: None, source: None };
        let mut damaged = false;
        for child in Cursor::of(node) {
            match child.as_rule() {
                Rule::run => name = Some(self.run(child)),
                Rule::string => question.text = Some(self.quotation(&child)),
                Rule::missing_question_semicolon => {
                    let end = self.end_before(&child);
                    self.report(problems::missing_semicolon(end, "a part of a question", self.words_at(end)));
                }
                Rule::question_part => self.question_part(child, &mut question),
                Rule::bad_question_part => {
                    damaged = true;
                    self.explain(&child, explain::Fragment::QuestionPart);
                }
                _ => {}
            }
        }
        let name = name?;
        if question.positions.is_empty() && !damaged {
            self.report(problems::question_without_position(name.span));
        }
        let Parts { text, positions, default, source } = question;
        Some(ast::ItemKind::Question(ast::Question { name, text, positions, default, source }))
    }

    fn question_part(&mut self, node: Node<'_>, question: &mut Parts) {
        let Some(part) = node.into_inner().next() else { return };
        let span = self.span(&part);
        let rule = part.as_rule();
        let mut run = None;
        let mut text = None;
        for child in Cursor::of(part) {
            match child.as_rule() {
                Rule::part_run => run = Some(self.run(child)),
                Rule::string => text = Some(self.quotation(&child)),
                _ => {}
            }
        }
        match (rule, run, text) {
            (Rule::position, Some(name), text) => question.positions.push(ast::Position { name, text }),
            (Rule::default_position, Some(name), _) if question.default.is_none() => question.default = Some(name),
            (Rule::source, _, Some(text)) if question.source.is_none() => question.source = Some(text),
            (Rule::default_position, ..) => {
                let first = question.default.as_ref().map(|first| first.span);
                self.report(problems::said_twice(span, "default position", first));
            }
            (Rule::source, ..) => {
                let first = question.source.as_ref().map(|first| first.span);
                self.report(problems::said_twice(span, "source", first));
            }
            _ => {}
        }
    }
}

/// What a question's parts give.
struct Parts {
    text: Option<ast::Text>,
    positions: Vec<ast::Position>,
    default: Option<ast::Run>,
    source: Option<ast::Text>,
}

/// The first two words after `at`, as byte offsets: where the next item begins.
fn next_word(text: &str, at: usize) -> Option<(usize, usize)> {
    let rest = text.get(at..)?;
    let word = rest.split(|letter: char| letter.is_whitespace() || letter == ':').next()?;
    (!word.is_empty()).then(|| (at, at + word.len()))
}
