//! Changes of another instrument's text.

use super::{Cursor, Lowering, Node, Rule, ast};

impl Lowering<'_> {
    /// `amendment = { change | repeal | repeal_all | extension | renumber | saving }`
    pub(super) fn amendment(&mut self, node: Node<'_>) -> Option<ast::ItemKind> {
        let node = node.into_inner().next()?;
        self.missing_stop(&node);
        let amendment = match node.as_rule() {
            Rule::change => self.change(node),
            Rule::repeal => self.repeal(node),
            Rule::repeal_all => self.repeal_all(node),
            Rule::extension => self.extension(node),
            Rule::renumber => self.renumber(node),
            _ => self.saving(node),
        };
        amendment.map(ast::ItemKind::Amendment)
    }

    /// `change = { (k_replace | k_insert) ~ (labelled_rule | define | parameter | paragraph | otherwise) }`
    fn change(&mut self, node: Node<'_>) -> Option<ast::Amendment> {
        let mut inner = Cursor::of(node);
        let word = inner.next()?;
        let insert = word.as_rule() == Rule::k_insert;
        let word = self.span(&word);
        let text = inner.next()?;
        self.missing_stop(&text);
        let text = match text.as_rule() {
            Rule::labelled_rule => self.rule(text).and_then(|kind| match kind {
                ast::ItemKind::Rule(rule) => Some(ast::NewText::Rule(rule)),
                _ => None,
            }),
            Rule::define => self.define(text).and_then(|kind| match kind {
                ast::ItemKind::Define(define) => Some(ast::NewText::Define(define)),
                _ => None,
            }),
            Rule::parameter => self.parameter(text).and_then(|kind| match kind {
                ast::ItemKind::Parameter(parameter) => Some(ast::NewText::Parameter(parameter)),
                _ => None,
            }),
            Rule::otherwise => self.otherwise(text).map(ast::NewText::Otherwise),
            _ => self.paragraph(text).map(ast::NewText::Paragraph),
        }?;
        Some(ast::Amendment::Change { insert, word, text })
    }

    /// `paragraph = { k_paragraph ~ label ~ string? ~ (comma ~ in_force)? ~ colon ~ condition }`
    fn paragraph(&mut self, node: Node<'_>) -> Option<ast::Paragraph> {
        let mut label = None;
        let mut title = None;
        let mut in_force = None;
        let mut condition = None;
        for child in Cursor::of(node) {
            match child.as_rule() {
                Rule::label => label = Some(self.label(&child)),
                Rule::string => title = Some(self.quotation(&child)),
                Rule::in_force => in_force = self.in_force(child),
                Rule::condition => condition = Some(self.condition(child)),
                Rule::bad_condition => condition = Some(self.lone_unit(child)),
                _ => {}
            }
        }
        Some(ast::Paragraph { label: label?, title, in_force, condition: condition? })
    }

    /// `repeal = { k_repeal ~ ((k_rule | k_paragraph) ~ label | (k_define | k_parameter) ~ (bare_label | run)) ~ (comma ~ in_force)? }`
    fn repeal(&mut self, node: Node<'_>) -> Option<ast::Amendment> {
        let mut inner = Cursor::of(node);
        inner.pass(Rule::k_repeal);
        let target = self.target(&mut inner)?;
        let in_force = inner.find(|child| child.as_rule() == Rule::in_force).and_then(|child| self.in_force(child));
        Some(ast::Amendment::Repeal { target, in_force })
    }

    /// `repeal_all = { k_repeal ~ string ~ (comma ~ in_force)? }`
    fn repeal_all(&mut self, node: Node<'_>) -> Option<ast::Amendment> {
        let mut inner = Cursor::of(node);
        inner.pass(Rule::k_repeal);
        let module = self.quotation(&inner.next()?);
        let in_force = inner.find(|child| child.as_rule() == Rule::in_force).and_then(|child| self.in_force(child));
        Some(ast::Amendment::RepealAll { module, in_force })
    }

    /// `extension = { k_extend ~ string ~ k_through ~ period_day }`
    fn extension(&mut self, node: Node<'_>) -> Option<ast::Amendment> {
        let mut inner = Cursor::of(node);
        inner.pass(Rule::k_extend);
        let module = self.quotation(&inner.next()?);
        inner.pass(Rule::k_through);
        let through = self.date(&inner.next()?)?;
        Some(ast::Amendment::Extend { module, through })
    }

    /// `renumber = { k_renumber ~ (k_rule | k_paragraph) ~ label ~ k_as ~ label ~ (comma ~ in_force)? }`
    fn renumber(&mut self, node: Node<'_>) -> Option<ast::Amendment> {
        let mut inner = Cursor::of(node);
        inner.pass(Rule::k_renumber);
        let target = self.target(&mut inner)?;
        inner.pass(Rule::k_as);
        let to = inner.next_of(Rule::label).map(|label| self.label(&label))?;
        let in_force = inner.find(|child| child.as_rule() == Rule::in_force).and_then(|child| self.in_force(child));
        Some(ast::Amendment::Renumber { target, to, in_force })
    }

    /// `saving = { k_save ~ saved ~ ((comma ~ k_and | comma | k_and) ~ saved)* ~ k_where ~ condition }`
    fn saving(&mut self, node: Node<'_>) -> Option<ast::Amendment> {
        let mut targets: Vec<ast::Target> = Vec::new();
        let mut condition = None;
        for child in Cursor::of(node) {
            match child.as_rule() {
                Rule::saved => targets.extend(self.saved(child, targets.last())),
                Rule::condition => condition = Some(self.condition(child)),
                Rule::bad_condition => condition = Some(self.lone_unit(child)),
                _ => {}
            }
        }
        Some(ast::Amendment::Save { targets, condition: condition? })
    }

    /// `otherwise = { k_otherwise ~ effect }`
    pub(super) fn otherwise(&mut self, node: Node<'_>) -> Option<ast::Effect> {
        node.into_inner().find(|it| it.as_rule() == Rule::effect).map(|it| self.effect(it))
    }

    /// `saved = { (k_define | k_parameter) ~ (bare_label | run) | (k_rules | k_rule | k_paragraph) ~ label | bare_label }`
    fn saved(&mut self, node: Node<'_>, before: Option<&ast::Target>) -> Option<ast::Target> {
        let mut inner = Cursor::of(node);
        if let Some(label) = inner.next_of(Rule::bare_label) {
            // `save rules 5 and 6`: of the kind of the one before.
            let keyword = match before {
                Some(ast::Target::Define(_)) => Rule::k_define,
                Some(ast::Target::Parameter(_)) => Rule::k_parameter,
                _ => Rule::k_rule,
            };
            return Some(self.named_target(keyword, label));
        }
        self.target(&mut inner)
    }

    fn target(&mut self, inner: &mut Cursor<'_>) -> Option<ast::Target> {
        let word = inner.next()?;
        let keyword = word.as_rule();
        if keyword == Rule::k_otherwise {
            let span = self.span(&word);
            let of = inner.next_of(Rule::of_decision).and_then(|node| Cursor::of(node).find(|it| it.as_rule() == Rule::run));
            let of = of.map(|run| self.run(run));
            let span = of.as_ref().map_or(span, |of| span.to(of.span));
            return Some(ast::Target::Otherwise(of, span));
        }
        let name = inner.next()?;
        Some(self.named_target(keyword, name))
    }

    fn named_target(&mut self, keyword: Rule, name: Node<'_>) -> ast::Target {
        match (keyword, name.as_rule()) {
            (Rule::k_rule | Rule::k_rules, _) => ast::Target::Rule(self.label(&name)),
            (Rule::k_paragraph, _) => ast::Target::Paragraph(self.label(&name)),
            (Rule::k_parameter, Rule::run) => ast::Target::Parameter(self.run(name)),
            (_, Rule::run) => ast::Target::Define(self.run(name)),
            (keyword, _) => {
                let label = self.label(&name);
                let run = ast::Run { words: vec![ast::Word { text: label.text, span: label.span }], span: label.span };
                if keyword == Rule::k_parameter { ast::Target::Parameter(run) } else { ast::Target::Define(run) }
            }
        }
    }

    /// `in_force = { k_in_force ~ period }`
    fn in_force(&mut self, node: Node<'_>) -> Option<ast::Period> {
        node.into_inner().find(|it| it.as_rule() == Rule::period).map(|period| self.period(period))
    }
}
