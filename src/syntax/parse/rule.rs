//! Rules: labels, relations, bodies, effects.

use super::{Cursor, Lowering, Node, Rule, ast, explain, misspelt, problems};
use crate::source::{Span, on_one_line};

impl Lowering<'_> {
    /// `rule = { k_rule ~ label ~ string? ~ (comma ~ head)* ~ colon ~ body }`
    pub(super) fn rule(&mut self, node: Node<'_>) -> Option<ast::ItemKind> {
        let span = self.span(&node);
        let mut rule = ast::Rule { label: None, title: None, heads: Vec::new(), body: ast::Body::Bad(span) };
        for child in Cursor::of(node) {
            match child.as_rule() {
                Rule::label => rule.label = Some(self.label(&child)),
                Rule::string => rule.title = Some(self.quotation(&child)),
                Rule::rule_head => rule.heads.extend(self.rule_head(child)),
                Rule::bad_head => rule.heads.push(ast::RuleHead::Bad(self.explain(&child, explain::Fragment::RuleHead))),
                Rule::missing_colon => {
                    let end = self.end_before(&child);
                    self.report(problems::missing_colon(end, "the head of a rule", self.words_at(end)));
                }
                Rule::body => {
                    rule.body = child.into_inner().next().and_then(|body| self.body(body)).unwrap_or(ast::Body::Bad(span))
                }
                Rule::bad_body => rule.body = ast::Body::Bad(self.explain(&child, explain::Fragment::Body)),
                _ => {}
            }
        }
        if let Some(label) = rule.label.as_ref().filter(|label| label.text.eq_ignore_ascii_case("otherwise")) {
            self.report(problems::otherwise_as_label(label.span));
            rule.body = ast::Body::Bad(span);
        }
        Some(ast::ItemKind::Rule(rule))
    }

    /// The bare sentence: `bare_rule = { effect ~ (when ~ unless? | unless | … bad_condition) }`
    pub(super) fn bare_rule(&mut self, node: Node<'_>) -> Option<ast::ItemKind> {
        let body = self.decide(node)?;
        // `dfine an offense is low-level if ...` has the shape of a bare rule.
        if let ast::Body::Decide { effect, .. } = &body {
            let first = match &effect.what {
                ast::EffectWhat::Run(run) => run.words.first(),
                ast::EffectWhat::Value { decision, .. } => decision.words.first(),
            };
            if let Some((word, near)) = first.and_then(|word| Some((word, misspelt::misspelt_item(&word.text)?))) {
                self.report(problems::unknown_keyword(word.span, &word.text, near, "begins an item"));
                return None;
            }
        }
        Some(ast::ItemKind::Rule(ast::Rule { label: None, title: None, heads: Vec::new(), body }))
    }

    fn rule_head(&mut self, node: Node<'_>) -> Option<ast::RuleHead> {
        let head = node.into_inner().next()?;
        let span = self.span(&head);
        if head.as_rule() == Rule::in_force {
            return head.into_inner().find(|it| it.as_rule() == Rule::period).map(|it| ast::RuleHead::InForce(self.period(it)));
        }
        if head.as_rule() == Rule::allow {
            return self.allow(head).map(ast::RuleHead::Allow);
        }
        if head.as_rule() != Rule::relation {
            return self.duty_head(head, span);
        }
        let mut inner = Cursor::of(head);
        let kind = match inner.next()?.as_rule() {
            Rule::k_notwithstanding => ast::Relation::Notwithstanding,
            Rule::k_subject_to => ast::Relation::SubjectTo,
            _ => ast::Relation::ExceptionTo,
        };
        let targets = inner.next()?;
        let targets = match targets.as_rule() {
            Rule::k_any_other_rule => ast::Targets::AnyOther(self.span(&targets)),
            _ => ast::Targets::Rules(self.rule_refs(targets)),
        };
        Some(ast::RuleHead::Relation { kind, targets, span })
    }

    /// `owed_by`, `due`, `done`, `begins`, `binds_only`: a keyword and what follows it.
    fn duty_head(&mut self, head: Node<'_>, span: crate::source::Span) -> Option<ast::RuleHead> {
        let rule = head.as_rule();
        let mut inner = Cursor::of(head);
        inner.next();
        inner.pass(Rule::k_if);
        let what = inner.next()?;
        Some(match (rule, what.as_rule()) {
            (Rule::owed_by, Rule::string) => ast::RuleHead::OwedBy(ast::Owner::Words(self.quotation(&what)), span),
            (Rule::owed_by, _) => ast::RuleHead::OwedBy(ast::Owner::Name(self.run(what)), span),
            (Rule::due, Rule::k_at_once) => ast::RuleHead::Due(None, span),
            (Rule::due, _) => ast::RuleHead::Due(Some(self.value(what)), span),
            (Rule::begins, _) => ast::RuleHead::Begins(self.value(what), span),
            (Rule::done, _) => ast::RuleHead::DoneIf(self.condition(what), span),
            _ => ast::RuleHead::Binds(self.names(what), span),
        })
    }

    /// `rule_refs = { first_ref ~ (… next_ref)* }`
    pub(super) fn rule_refs(&mut self, node: Node<'_>) -> Vec<ast::RuleRef> {
        let mut refs: Vec<ast::RuleRef> = Vec::new();
        for child in Cursor::of(node) {
            let mut paragraph = false;
            for part in Cursor::of(child) {
                match part.as_rule() {
                    Rule::k_paragraph => paragraph = true,
                    Rule::label | Rule::bare_label | Rule::ref_otherwise => {
                        let label = self.label(&part);
                        let same = |it: &&ast::RuleRef| it.label.text.eq_ignore_ascii_case(&label.text);
                        // Another number was meant for one of the two.
                        if let Some(first) = refs.iter().find(same) {
                            let first = first.label.span;
                            self.report(problems::said_twice(label.span, &label.text, Some(first)));
                            continue;
                        }
                        refs.push(ast::RuleRef { paragraph, label });
                    }
                    _ => {}
                }
            }
        }
        refs
    }

    fn body(&mut self, node: Node<'_>) -> Option<ast::Body> {
        if node.as_rule() == Rule::decide {
            return self.decide(node);
        }
        let block = node.as_rule() == Rule::block;
        let span = self.span(&node);
        let mut targets = Vec::new();
        let mut condition = None;
        let mut unless = None;
        for child in Cursor::of(node) {
            match child.as_rule() {
                Rule::rule_refs => targets = self.rule_refs(child),
                Rule::condition => condition = Some(self.condition(child)),
                Rule::unless => unless = Some(self.unless(child, condition.as_ref())),
                _ => {}
            }
        }
        if condition.is_none() && unless.is_none() && !block {
            self.report(problems::satisfied_without_condition(span));
        }
        Some(if block {
            ast::Body::Block { targets, condition, unless }
        } else {
            ast::Body::Satisfy { targets, condition, unless }
        })
    }

    /// `decide = { effect ~ when? ~ unless? }`
    fn decide(&mut self, node: Node<'_>) -> Option<ast::Body> {
        let span = self.span(&node);
        let mut effect = None;
        let mut when: Option<ast::When> = None;
        let mut unless = None;
        let mut only = false;
        for child in Cursor::of(node) {
            match child.as_rule() {
                Rule::effect => effect = Some(self.effect(child)),
                Rule::when => {
                    let mut inner = Cursor::of(child);
                    let only = inner.pass(Rule::k_only_if);
                    if let (Some(word), Some(ast::Effect { what: ast::EffectWhat::Value { value, .. }, .. })) =
                        (inner.next_of(Rule::k_if), &effect)
                    {
                        self.sum_before_if(value, self.span(&word));
                    }
                    when = Some(ast::When { only, condition: self.next_condition(&mut inner, span) });
                }
                Rule::k_only_if => only = true,
                Rule::bad_condition => when = Some(ast::When { only, condition: self.lone_unit(child) }),
                Rule::unless => unless = Some(self.unless(child, when.as_ref().map(|when| &when.condition))),
                _ => {}
            }
        }
        Some(ast::Body::Decide { effect: effect?, when, unless })
    }

    /// `unless = { (comma | semicolon)? ~ k_unless ~ condition }`; right after the last limb of a list it would look as if it
    /// limited that limb only.
    pub(super) fn unless(&mut self, node: Node<'_>, before: Option<&ast::Condition>) -> ast::Condition {
        let span = self.span(&node);
        let mut inner = Cursor::of(node);
        let after_comma = inner.pass(Rule::comma);
        let parted = inner.pass(Rule::semicolon);
        let word = inner.next_of(Rule::k_unless).map_or(span, |word| self.span(&word));
        if let (false, Some(label)) = (parted, before.and_then(last_limb)) {
            self.report(problems::unless_after_limbs(word, label.span));
        }
        let condition = inner.next();
        if let (true, Some(condition)) = (after_comma, &condition) {
            self.closed_unless(condition, word);
        }
        if let (false, Some(before), Some(condition)) = (after_comma || parted, before, &condition) {
            self.unless_after_or(word, before, self.span(condition));
        }
        match condition {
            Some(node) if node.as_rule() == Rule::condition => self.condition(node),
            Some(node) => self.lone_unit(node),
            None => super::condition::bad_condition(span),
        }
    }

    /// `A, unless B, and C`: between two commas the `unless` is a parenthesis for one reader, so that C stands beside A; for another the second
    /// comma parts a list.
    fn closed_unless(&mut self, condition: &Node<'_>, unless: Span) {
        if let Some((joint, word, parts)) = super::connective::comma_of_two(condition) {
            let place = joint.into_inner().last().map_or(unless, |word| self.span(&word));
            let texts = parts.map(|part| on_one_line(self.words_at(self.span(&part))));
            self.report(problems::comma_in_unless(place, unless, word == ast::Connective::And, &texts));
        }
    }

    /// `A or B unless C`: nothing parts the last alternative from what limits it.
    fn unless_after_or(&mut self, unless: Span, before: &ast::Condition, condition: Span) {
        let Some((last, sentence)) = self.last_alternative(before) else { return };
        let taken_out = sentence.map(|sentence| format!("({sentence} and not ({}))", on_one_line(self.words_at(condition))));
        self.report(problems::unless_after_or(unless, last, taken_out));
    }

    /// The last of what a top-level `or` joins, and its words as a sentence of its own where they make one.
    fn last_alternative(&self, condition: &ast::Condition) -> Option<(Span, Option<String>)> {
        let of = |predicates: &ast::Predicates| {
            let several = predicates.parts.len() > 1 && predicates.word == ast::Connective::Or;
            predicates.parts.last().filter(|_| several).map(|last| last.span)
        };
        match &condition.kind {
            ast::ConditionKind::Joined { word: ast::Connective::Or, parts } => {
                parts.last().map(|last| (last.span, Some(on_one_line(self.words_at(last.span)))))
            }
            ast::ConditionKind::Statement { subject, predicates } => of(predicates).map(|last| {
                let sentence = format!("{} {}", self.words_at(subject.span), self.words_at(last));
                (last, Some(on_one_line(&sentence)))
            }),
            ast::ConditionKind::Quantified { predicates: Some(predicates), .. } => of(predicates).map(|last| (last, None)),
            _ => None,
        }
    }

    /// `effect = { mode? ~ (effect_value | run) }`
    pub(super) fn effect(&mut self, node: Node<'_>) -> ast::Effect {
        let span = self.span(&node);
        let mut mode = ast::Mode::Plain;
        let mut what = ast::EffectWhat::Run(ast::Run { words: Vec::new(), span });
        for child in Cursor::of(node) {
            match child.as_rule() {
                Rule::mode => mode = self.mode(child),
                Rule::run => {
                    let run = self.run(child);
                    if mode == ast::Mode::Plain {
                        self.modal_word(&run);
                    }
                    what = ast::EffectWhat::Run(run);
                }
                Rule::effect_value => {
                    let mut inner = Cursor::of(child);
                    let Some(decision) = inner.next_of(Rule::run).map(|run| self.run(run)) else { continue };
                    // `decline detainer iff offense is low-level`: the name of a decision has swallowed the `if`.
                    for word in &decision.words {
                        if let Some(near) = misspelt::swallowed(&word.text, &["if", "unless"]) {
                            self.report(problems::misread_keyword(word.span, &word.text, near));
                        } else if ["when", "whenever"].iter().any(|other| word.text.eq_ignore_ascii_case(other)) {
                            self.report(problems::misread_keyword(word.span, &word.text, "if"));
                        }
                    }
                    inner.pass(Rule::k_is);
                    let value = inner.next().map_or(super::expression::bad(span), |value| self.value(value));
                    what = ast::EffectWhat::Value { decision, value: Box::new(value) };
                }
                _ => {}
            }
        }
        ast::Effect { mode, what, span }
    }

    fn mode(&mut self, node: Node<'_>) -> ast::Mode {
        let span = self.span(&node);
        match node.into_inner().next() {
            Some(word) => match word.as_rule() {
                Rule::k_must => ast::Mode::Must,
                Rule::k_must_not => ast::Mode::MustNot,
                Rule::mistaken_may => {
                    if word.as_str().to_ascii_lowercase().ends_with("not") {
                        self.report(problems::may_not(span));
                        return ast::Mode::MustNot;
                    }
                    self.report(problems::may_only(span));
                    ast::Mode::May
                }
                _ => ast::Mode::May,
            },
            None => ast::Mode::Plain,
        }
    }

    /// `shall honor detainer`: the words of statutes that say `must` or `may`.
    fn modal_word(&mut self, run: &ast::Run) {
        let Some(first) = run.words.first().filter(|_| run.words.len() > 1) else { return };
        let lower = first.text.to_ascii_lowercase();
        let not = run.words.get(1).is_some_and(|second| second.text.eq_ignore_ascii_case("not"));
        // `the county shall grant`: who acts is no part of the outcome.
        if let Some(shall) = run.words.iter().skip(1).find(|word| word.text.eq_ignore_ascii_case("shall")) {
            let be = run.words.iter().find(|word| word.span.start > shall.span.start);
            if let Some(be) = be.filter(|be| be.text.eq_ignore_ascii_case("be")) {
                let place = shall.span.to(be.span);
                return self.report(problems::other_wording(place, self.words_at(place), "is", ""));
            }
            let who = first.span.to(shall.span);
            let written = self.text.get(who.range()).unwrap_or("shall");
            return self.report(problems::modal_word(who, written, "must"));
        }
        let word = match lower.as_str() {
            "shall" | "should" | "will" if not => "must not",
            "shall" | "should" | "will" => "must",
            "can" => "may",
            "cannot" => "must not",
            _ => return,
        };
        self.report(problems::modal_word(first.span, &first.text, word));
    }
}

/// The label of the limb with which a condition ends, where it ends with one.
fn last_limb(condition: &ast::Condition) -> Option<&ast::Label> {
    match &condition.kind {
        ast::ConditionKind::Limbs(limbs) => limbs.limbs.last().map(|limb| &limb.label),
        ast::ConditionKind::Joined { parts, .. } => parts.last().and_then(last_limb),
        ast::ConditionKind::Quantified { described, predicates: None, .. } => match &described.filter {
            Some(ast::Filter::Where(condition)) => last_limb(condition),
            _ => None,
        },
        _ => None,
    }
}
