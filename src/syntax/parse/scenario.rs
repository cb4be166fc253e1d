//! Scenarios.

use super::{Cursor, Lowering, Node, Rule, ast, explain, problems};
use crate::source::Span;

impl Lowering<'_> {
    pub(super) fn scenario(&mut self, node: Node<'_>) -> Option<ast::ItemKind> {
        let mut title = None;
        let mut settings = Vec::new();
        let mut givens = Vec::new();
        let mut expects = Vec::new();
        let mut told = false;
        for child in Cursor::of(node) {
            match child.as_rule() {
                Rule::string => title = Some(self.quotation(&child)),
                // A setting that could not be read may hold what is given: then the head ended before it.
                Rule::missing_given_colon if told => {}
                Rule::missing_given_colon => {
                    let end = self.end_before(&child);
                    self.report(problems::missing_colon(end, "the head of a scenario", self.words_at(end)));
                }
                Rule::setting => settings.extend(self.setting(child)),
                Rule::bad_setting => {
                    told = true;
                    settings.push(ast::Setting::Bad(self.explain(&child, explain::Fragment::Setting)));
                }
                Rule::givens => self.givens(child, &mut givens),
                Rule::expects => self.expects(child, &mut expects),
                _ => {}
            }
        }
        let title = title?;
        if expects.is_empty() && !givens.iter().any(|given| given.kind == ast::GivenKind::Bad) {
            self.report(problems::scenario_without_expect(title.span));
        }
        Some(ast::ItemKind::Scenario(ast::Scenario { title, settings, givens, expects }))
    }

    fn setting(&mut self, node: Node<'_>) -> Option<ast::Setting> {
        let setting = node.into_inner().next()?;
        let span = self.span(&setting);
        let rule = setting.as_rule();
        Some(match rule {
            Rule::as_of => {
                let mut inner = Cursor::of(setting);
                inner.pass(Rule::k_as_of);
                let date = inner.next().and_then(|date| self.date(&date));
                date.map_or(ast::Setting::Bad(span), ast::Setting::AsOf)
            }
            Rule::with => {
                let (question, position) = self.with(setting)?;
                ast::Setting::With { question, position }
            }
            Rule::under_order => {
                let mut inner = Cursor::of(setting);
                let name = inner.find(|child| child.as_rule() == Rule::string).map(|name| self.quotation(&name))?;
                ast::Setting::Under(name)
            }
            _ => ast::Setting::AsIfEnacted(span),
        })
    }

    /// `with = { k_with ~ run ~ k_as ~ part_run }`: a question and a position.
    fn with(&mut self, node: Node<'_>) -> Option<(ast::Run, ast::Run)> {
        let mut runs = Cursor::of(node).filter(|child| matches!(child.as_rule(), Rule::run | Rule::part_run));
        let (question, position) = (runs.next()?, runs.next()?);
        Some((self.run(question), self.run(position)))
    }

    // --- given --------------------------------------------------------------------------------------------------------

    fn givens(&mut self, node: Node<'_>, out: &mut Vec<ast::Given>) {
        for child in Cursor::of(node) {
            let span = self.span(&child);
            match child.as_rule() {
                Rule::given => {
                    let kind = child.into_inner().next().and_then(|given| self.given(given)).unwrap_or(ast::GivenKind::Bad);
                    out.push(ast::Given { kind, span });
                }
                Rule::bad_given => {
                    let span = self.explain(&child, explain::Fragment::Given);
                    out.push(ast::Given { kind: ast::GivenKind::Bad, span });
                }
                _ => {}
            }
        }
    }

    fn given(&mut self, node: Node<'_>) -> Option<ast::GivenKind> {
        let span = self.span(&node);
        let rule = node.as_rule();
        if rule == Rule::phrase {
            return Some(ast::GivenKind::Phrase(self.run(node)));
        }
        let mut inner = Cursor::of(node);
        if rule == Rule::no_given {
            inner.pass(Rule::k_no);
            return inner.next_of(Rule::run).map(|run| ast::GivenKind::No(self.run(run)));
        }
        let name = inner.next_of(Rule::run).map(|run| self.run(run))?;
        if rule == Rule::is_given {
            inner.pass(Rule::k_is);
            let negated = inner.pass(Rule::k_not);
            let value = self.next_expression(&mut inner, span);
            let more = inner.filter(|child| child.as_rule() == Rule::run).map(|child| self.run(child)).collect();
            return Some(ast::GivenKind::Is { subject: name, negated, value, more });
        }
        if rule == Rule::has_given {
            inner.pass(Rule::k_has);
            let negated = inner.pass(Rule::k_no);
            return inner.next_of(Rule::run).map(|what| ast::GivenKind::Has { subject: name, negated, what: self.run(what) });
        }
        let particulars = inner.filter(|child| child.as_rule() == Rule::particular).map(|child| self.particular(child)).collect();
        Some(ast::GivenKind::Record { name, particulars })
    }

    /// `particular = { (k_not | k_no)? ~ (particular_run ~ literal? | literal) ~ (k_and ~ run)* }`
    fn particular(&mut self, node: Node<'_>) -> ast::Particular {
        let span = self.span(&node);
        let mut particular = ast::Particular { negated: false, run: None, value: None, more: Vec::new(), span };
        for child in Cursor::of(node) {
            match child.as_rule() {
                Rule::k_not | Rule::k_no => particular.negated = true,
                Rule::particular_run => particular.run = Some(self.run(child)),
                Rule::run => particular.more.push(self.run(child)),
                Rule::k_and => {}
                _ => particular.value = Some(self.expression(child)),
            }
        }
        particular
    }

    // --- expect -------------------------------------------------------------------------------------------------------

    fn expects(&mut self, node: Node<'_>, out: &mut Vec<ast::Expect>) {
        for child in Cursor::of(node) {
            match child.as_rule() {
                Rule::expect => out.push(self.expect(child)),
                Rule::bad_expect => {
                    let span = self.explain(&child, explain::Fragment::Expect);
                    out.push(expectation(ast::ExpectKind::Bad, span));
                }
                _ => {}
            }
        }
    }

    /// `expect = { expected ~ by_rules? ~ from_module? ~ (comma ~ expect_tail)* }`
    fn expect(&mut self, node: Node<'_>) -> ast::Expect {
        let mut expect = expectation(ast::ExpectKind::Bad, self.span(&node));
        for child in Cursor::of(node) {
            match child.as_rule() {
                Rule::expected => expect.kind = child.into_inner().next().map_or(ast::ExpectKind::Bad, |it| self.expected(it)),
                Rule::by_rules => {
                    if let Some(refs) = child.into_inner().find(|child| child.as_rule() == Rule::rule_refs) {
                        expect.by = self.rule_refs(refs);
                    }
                }
                Rule::from_module => {
                    expect.from = child.into_inner().find(|it| it.as_rule() == Rule::string).map(|it| self.quotation(&it));
                }
                Rule::expect_tail => {
                    if let Some(tail) = child.into_inner().next() {
                        match tail.as_rule() {
                            Rule::with => expect.positions.extend(self.with(tail)),
                            Rule::missing => expect.missing.extend(self.names(tail)),
                            Rule::expect_due => {
                                let day = tail.into_inner().nth(1).filter(|it| it.as_rule() != Rule::k_at_once);
                                expect.due = Some(day.map(|it| self.expression(it)));
                            }
                            Rule::expect_from => expect.begins = tail.into_inner().nth(1).map(|it| self.expression(it)),
                            Rule::expect_done => {
                                expect.done = Some(tail.into_inner().all(|it| it.as_rule() != Rule::k_not));
                            }
                            _ => expect.questions.extend(self.names(tail)),
                        }
                    }
                }
                _ => {}
            }
        }
        expect
    }

    fn expected(&mut self, node: Node<'_>) -> ast::ExpectKind {
        let rule = node.as_rule();
        if let Rule::no_rule | Rule::undetermined | Rule::conflict = rule {
            let decision = node.into_inner().find(|child| child.as_rule() == Rule::run).map(|run| self.run(run));
            return match rule {
                Rule::no_rule => ast::ExpectKind::NoRule(decision),
                Rule::undetermined => ast::ExpectKind::Undetermined(decision),
                _ => ast::ExpectKind::Conflict(decision),
            };
        }
        if rule == Rule::effect {
            return ast::ExpectKind::Effect(self.effect(node));
        }
        let condition = self.lone_unit(node);
        match condition.kind {
            // A run without a verb: outcome and decision, or a sentence about the case; analysis tells them apart.
            ast::ConditionKind::Phrase(run) => {
                let span = run.span;
                ast::ExpectKind::Effect(ast::Effect { mode: ast::Mode::Plain, what: ast::EffectWhat::Run(run), span })
            }
            _ => ast::ExpectKind::Statement(condition),
        }
    }
}

fn expectation(kind: ast::ExpectKind, span: Span) -> ast::Expect {
    ast::Expect {
        kind,
        by: Vec::new(),
        from: None,
        missing: Vec::new(),
        questions: Vec::new(),
        positions: Vec::new(),
        due: None,
        begins: None,
        done: None,
        span,
    }
}
