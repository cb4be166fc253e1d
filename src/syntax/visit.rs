//! A walk over everything in a tree that has words of its own, in no particular order.

use super::ast::*;
use crate::source::Span;

/// In what kind of relative clause a predicate stands.
#[derive(Clone, Copy, Debug)]
pub enum Clause<'a> {
    /// In none, or it goes on with one without a word of its own.
    None,
    /// `that …`.
    That,
    /// `whose FIELD …`.
    Whose(&'a Run),
}

/// What a walk comes upon.
#[derive(Clone, Copy, Debug)]
pub enum Node<'a> {
    /// A line of quoted law.
    Law(Span),
    /// Words that are the author's: a name, a label, a citation, a quoted text, an amount.
    Verbatim(Span),
    /// A condition; those inside it follow.
    Condition(&'a Condition),
    /// A lettered list; what its limbs hold follows.
    Limbs(&'a Limbs),
    /// What is said of a subject, or of this field after `whose`.
    Predicate(&'a Predicate, Clause<'a>),
    /// Values joined by `or`.
    Values(&'a [Expr]),
    /// The values of a kind, joined by `or`.
    Choice(&'a [Run]),
    /// What could not be read, or what holds it.
    Bad(Span),
}

/// Gives every node of the file to `see`.
pub fn walk<'a>(file: &'a File, see: &mut dyn FnMut(Node<'a>)) {
    let mut walk = Walk { see };
    for item in &file.items {
        walk.item(item);
    }
}

struct Walk<'a, 's> {
    see: &'s mut dyn FnMut(Node<'a>),
}

impl<'a> Walk<'a, '_> {
    fn verbatim(&mut self, span: Span) {
        (self.see)(Node::Verbatim(span));
    }

    fn bad(&mut self, span: Span) {
        (self.see)(Node::Bad(span));
    }

    fn run(&mut self, run: &Run) {
        self.verbatim(run.span);
    }

    fn runs<'r>(&mut self, runs: impl IntoIterator<Item = &'r Run>) {
        runs.into_iter().for_each(|run| self.run(run));
    }

    fn texts<'t>(&mut self, texts: impl IntoIterator<Item = &'t Text>) {
        texts.into_iter().for_each(|text| self.verbatim(text.span));
    }

    fn law(&mut self, law: &[LawLine]) {
        law.iter().for_each(|line| (self.see)(Node::Law(line.span)));
    }

    fn item(&mut self, item: &'a Item) {
        self.law(&item.law);
        match &item.kind {
            ItemKind::Policy(policy) => self.policy(policy),
            ItemKind::Vocabulary(text) | ItemKind::Use(Use { module: text, .. }) => self.verbatim(text.span),
            ItemKind::Code(code) => {
                self.verbatim(code.word.span);
                self.verbatim(code.name.span);
            }
            ItemKind::Facts(facts) => self.facts(facts),
            ItemKind::Sections(sections) => self.sections(sections),
            ItemKind::Calendar(calendar) => {
                self.run(&calendar.name);
                for part in &calendar.parts {
                    self.texts(&part.title);
                    if let CalendarPartKind::DaysOf(name) = &part.kind {
                        self.run(name);
                    }
                }
            }
            ItemKind::Decision(decision) => {
                self.run(&decision.name);
                self.kind(&decision.kind);
            }
            ItemKind::Define(define) => self.define(define),
            ItemKind::Fill(fill) => {
                self.run(&fill.subject);
                self.runs(&fill.term);
                match &fill.with {
                    Filling::Condition(condition, unless) => {
                        condition.iter().chain(unless).for_each(|it| self.condition(it));
                    }
                    Filling::Value(value) => self.expr(value),
                }
            }
            ItemKind::Parameter(parameter) => self.parameter(parameter),
            ItemKind::Rule(rule) => self.rule(rule),
            ItemKind::Otherwise(effect) => self.effect(effect),
            ItemKind::Question(question) => {
                self.run(&question.name);
                self.texts(question.text.iter().chain(&question.source));
                self.runs(&question.default);
                for position in &question.positions {
                    self.run(&position.name);
                    self.texts(&position.text);
                }
            }
            ItemKind::Order(order) => self.order(order),
            ItemKind::Read(read) => {
                self.runs([&read.question, &read.position]);
                self.conditions(read.condition.iter().chain(&read.unless));
            }
            ItemKind::Suspend(suspend) => {
                self.rule_refs(&suspend.rules);
                self.verbatim(suspend.module.span);
                self.conditions(suspend.condition.iter().chain(&suspend.unless));
            }
            ItemKind::Scenario(scenario) => self.scenario(scenario),
            ItemKind::Amendment(amendment) => self.amendment(amendment),
            ItemKind::Allow(allow) => self.allow(allow),
            ItemKind::Bad => self.bad(item.span),
        }
    }

    fn allow(&mut self, allow: &Allow) {
        self.verbatim(allow.code.span);
        self.texts(&allow.reason);
    }

    fn amendment(&mut self, amendment: &'a Amendment) {
        match amendment {
            Amendment::Change { text, .. } => match text {
                NewText::Rule(rule) => self.rule(rule),
                NewText::Paragraph(paragraph) => {
                    self.verbatim(paragraph.label.span);
                    self.texts(&paragraph.title);
                    self.condition(&paragraph.condition);
                }
                NewText::Define(define) => self.define(define),
                NewText::Parameter(parameter) => self.parameter(parameter),
                NewText::Otherwise(effect) => self.effect(effect),
            },
            Amendment::Repeal { target, .. } => self.verbatim(target.span()),
            Amendment::RepealAll { module, .. } | Amendment::Extend { module, .. } => self.verbatim(module.span),
            Amendment::Renumber { target, to, .. } => {
                self.verbatim(target.span());
                self.verbatim(to.span);
            }
            Amendment::Save { targets, condition } => {
                targets.iter().for_each(|target| self.verbatim(target.span()));
                self.condition(condition);
            }
        }
    }

    fn policy(&mut self, policy: &'a Policy) {
        self.verbatim(policy.title.span);
        for part in &policy.parts {
            match &part.kind {
                PolicyPartKind::MadeBy { level, body } => {
                    self.runs(level);
                    self.verbatim(body.span);
                }
                PolicyPartKind::Binds(names) => self.runs(names),
                PolicyPartKind::BindsText(text)
                | PolicyPartKind::Source(text)
                | PolicyPartKind::TimeZone(text)
                | PolicyPartKind::Amends(text) => self.verbatim(text.span),
                PolicyPartKind::Governed(day) => self.expr(day),
                PolicyPartKind::Status { word, .. } => self.run(word),
                PolicyPartKind::InForce(_) => (),
                PolicyPartKind::Bad => self.bad(part.span),
            }
        }
    }

    fn facts(&mut self, facts: &'a Facts) {
        self.run(&facts.of);
        for part in &facts.parts {
            match part {
                FactsPart::Include { of, .. } => self.run(of),
                FactsPart::Fact(fact) => {
                    self.run(&fact.name);
                    self.kind(&fact.kind);
                    for option in &fact.options {
                        match option {
                            FactOption::Each(name) | FactOption::Also(name) => self.run(name),
                            FactOption::AtLeast(least) => self.expr(least),
                            FactOption::Key(text) => self.verbatim(text.span),
                            FactOption::OrNone(_) | FactOption::NamesTheCase(_) | FactOption::NullMeansNone(_) => (),
                        }
                    }
                }
                FactsPart::Bad(span) => self.bad(*span),
            }
        }
    }

    fn kind(&mut self, kind: &'a Kind) {
        match kind {
            Kind::List(name, _) | Kind::Name(name) => self.run(name),
            Kind::AnyOf(names, _) | Kind::Choice(names, _) => {
                (self.see)(Node::Choice(names));
                self.runs(names);
            }
            Kind::YesNo(_) | Kind::DateAndTime(_) => (),
        }
    }

    fn sections(&mut self, sections: &Sections) {
        self.run(&sections.name);
        for group in &sections.groups {
            group.letter.iter().for_each(|letter| self.verbatim(letter.span));
            self.texts(&group.title);
            for entry in &group.entries {
                match entry {
                    SectionEntry::One(citation) => self.verbatim(citation.span),
                    SectionEntry::Range(first, last) => {
                        self.verbatim(first.span);
                        self.verbatim(last.span);
                    }
                    SectionEntry::List(name) => self.run(name),
                }
            }
        }
    }

    fn define(&mut self, define: &'a Define) {
        define.label.iter().for_each(|label| self.verbatim(label.span));
        match &define.kind {
            DefineKind::Term { subject, term, condition, unless } => {
                self.run(subject);
                self.runs(term);
                self.condition(condition);
                self.conditions(unless);
            }
            DefineKind::Slot(slot) => {
                self.run(&slot.subject);
                self.runs(&slot.term);
                slot.kind.iter().for_each(|kind| self.kind(kind));
                self.texts(&slot.words);
                self.runs(&slot.filled_by);
                if let SlotDefault::Value(value) = &slot.otherwise {
                    self.expr(value);
                }
            }
            DefineKind::Value { name, value } => {
                self.run(name);
                match value {
                    DefinedValue::Plain(value) => self.expr(value),
                    DefinedValue::Cases { cases, otherwise } => {
                        for (value, condition) in cases {
                            self.expr(value);
                            self.condition(condition);
                        }
                        self.expr(otherwise);
                    }
                    DefinedValue::Bands { by, bands } => {
                        self.run(by);
                        for band in bands {
                            self.exprs(band.above.iter().chain(&band.up_to).chain([&band.value]));
                        }
                    }
                }
            }
        }
    }

    fn parameter(&mut self, parameter: &'a Parameter) {
        self.run(&parameter.name);
        self.runs(&parameter.by);
        for version in &parameter.versions {
            match &version.rows {
                ParameterRows::One(value) => self.expr(value),
                ParameterRows::Table(rows) => {
                    for row in rows {
                        match &row.key {
                            ParameterKey::Values(keys) => self.exprs(keys),
                            ParameterKey::Range(first, last) => self.exprs([first, last]),
                            ParameterKey::EachMore(_) => (),
                        }
                        self.expr(&row.value);
                    }
                }
            }
        }
    }

    fn rule(&mut self, rule: &'a Rule) {
        rule.label.iter().for_each(|label| self.verbatim(label.span));
        self.texts(&rule.title);
        for head in &rule.heads {
            match head {
                RuleHead::Allow(allow) => self.allow(allow),
                RuleHead::Relation { targets: Targets::Rules(rules), .. } => self.rule_refs(rules),
                RuleHead::OwedBy(Owner::Name(name), _) => self.run(name),
                RuleHead::OwedBy(Owner::Words(text), _) => self.verbatim(text.span),
                RuleHead::Due(Some(value), _) | RuleHead::Begins(value, _) => self.expr(value),
                RuleHead::DoneIf(condition, _) => self.conditions([condition]),
                RuleHead::Binds(names, _) => self.runs(names),
                RuleHead::InForce(_) | RuleHead::Relation { .. } | RuleHead::Due(None, _) => (),
                RuleHead::Bad(span) => self.bad(*span),
            }
        }
        match &rule.body {
            Body::Decide { effect, when, unless } => {
                self.effect(effect);
                self.conditions(when.iter().map(|when| &when.condition).chain(unless));
            }
            Body::Block { targets, condition, unless } | Body::Satisfy { targets, condition, unless } => {
                self.rule_refs(targets);
                self.conditions(condition.iter().chain(unless));
            }
            Body::Bad(span) => self.bad(*span),
        }
    }

    fn rule_refs(&mut self, rules: &[RuleRef]) {
        // `otherwise` is a word of the language even where it names the last rule.
        for rule in rules.iter().filter(|rule| !rule.label.text.eq_ignore_ascii_case("otherwise")) {
            self.verbatim(rule.label.span);
        }
    }

    fn effect(&mut self, effect: &'a Effect) {
        match &effect.what {
            EffectWhat::Run(run) => self.run(run),
            EffectWhat::Value { decision, value } => {
                self.run(decision);
                self.expr(value);
            }
        }
    }

    fn order(&mut self, order: &'a Order) {
        self.verbatim(order.name.span);
        self.texts(&order.text);
        for part in &order.parts {
            match &part.kind {
                OrderPartKind::Ranks(levels) => self.runs(levels),
                OrderPartKind::SetsAside(text) | OrderPartKind::Advises(text) | OrderPartKind::Source(text) => {
                    self.verbatim(text.span);
                }
                OrderPartKind::Stands { one, other, when, .. } => {
                    self.texts([one, other]);
                    when.iter().for_each(|it| self.condition(it));
                }
                OrderPartKind::Prevails { of, .. } => self.run(of),
                OrderPartKind::Takes { question, position } => self.runs([question, position]),
                OrderPartKind::Bad => self.bad(part.span),
            }
        }
    }

    fn scenario(&mut self, scenario: &'a Scenario) {
        self.verbatim(scenario.title.span);
        for setting in &scenario.settings {
            match setting {
                Setting::With { question, position } => self.runs([question, position]),
                Setting::Under(name) => self.verbatim(name.span),
                Setting::AsOf(_) | Setting::AsIfEnacted(_) => {}
                Setting::Bad(span) => self.bad(*span),
            }
        }
        for given in &scenario.givens {
            match &given.kind {
                GivenKind::No(run) | GivenKind::Phrase(run) => self.run(run),
                GivenKind::Is { subject, value, .. } => {
                    self.run(subject);
                    self.expr(value);
                }
                GivenKind::Has { subject, what, .. } => self.runs([subject, what]),
                GivenKind::Record { name, particulars } => {
                    self.run(name);
                    for particular in particulars {
                        self.runs(particular.run.iter().chain(&particular.more));
                        self.exprs(&particular.value);
                    }
                }
                GivenKind::Bad => self.bad(given.span),
            }
        }
        for expect in &scenario.expects {
            match &expect.kind {
                ExpectKind::NoRule(name) | ExpectKind::Undetermined(name) | ExpectKind::Conflict(name) => self.runs(name),
                ExpectKind::Effect(effect) => self.effect(effect),
                ExpectKind::Statement(condition) => self.condition(condition),
                ExpectKind::Bad => self.bad(expect.span),
            }
            self.rule_refs(&expect.by);
            self.texts(&expect.from);
            self.runs(expect.missing.iter().chain(&expect.questions));
            self.runs(expect.positions.iter().flat_map(|(question, position)| [question, position]));
            self.exprs(expect.due.iter().flatten().chain(&expect.begins));
        }
    }

    fn conditions(&mut self, conditions: impl IntoIterator<Item = &'a Condition>) {
        conditions.into_iter().for_each(|condition| self.condition(condition));
    }

    fn condition(&mut self, condition: &'a Condition) {
        (self.see)(Node::Condition(condition));
        match &condition.kind {
            ConditionKind::Joined { parts, .. } => self.conditions(parts),
            ConditionKind::Limbs(limbs) => self.limbs(limbs),
            ConditionKind::Not(inner) | ConditionKind::Group(inner) => self.condition(inner),
            ConditionKind::Quantified { described, predicates, .. } => {
                self.described(described);
                predicates.iter().for_each(|predicates| self.predicates(predicates));
            }
            ConditionKind::Statement { subject, predicates } => {
                self.expr(subject);
                self.predicates(predicates);
            }
            ConditionKind::Phrase(run) => self.run(run),
            ConditionKind::Bad => self.bad(condition.span),
        }
    }

    fn limbs(&mut self, limbs: &'a Limbs) {
        (self.see)(Node::Limbs(limbs));
        for limb in &limbs.limbs {
            self.law(&limb.law);
            self.verbatim(limb.label.span);
            self.texts(&limb.title);
            match &limb.content {
                LimbContent::Condition(condition) => self.condition(condition),
                LimbContent::Values(values) => self.exprs(values),
            }
        }
    }

    fn described(&mut self, described: &'a Described) {
        self.run(&described.run);
        self.runs(&described.different);
        match &described.filter {
            Some(Filter::Where(condition)) => self.condition(condition),
            Some(Filter::Relative { parts, .. }) => {
                for part in parts {
                    match part {
                        Relative::That(predicate) => self.predicate(predicate, Clause::That),
                        Relative::Verb(predicate) => self.predicate(predicate, Clause::None),
                        Relative::ThatPhrase(run) => self.run(run),
                        Relative::Whose { field, predicate } => {
                            self.run(field);
                            self.predicate(predicate, Clause::Whose(field));
                        }
                    }
                }
            }
            None => (),
        }
    }

    fn predicates(&mut self, predicates: &'a Predicates) {
        predicates.parts.iter().for_each(|predicate| self.predicate(predicate, Clause::None));
    }

    fn predicate(&mut self, predicate: &'a Predicate, clause: Clause<'a>) {
        (self.see)(Node::Predicate(predicate, clause));
        match &predicate.kind {
            PredicateKind::Is { what, .. } => match what {
                Is::Values(values) => self.values(values),
                Is::Neither(values) => self.exprs(values),
                Is::Through(first, last) => self.exprs([&**first, &**last]),
                Is::Window { length, anchor, .. } => self.exprs([&**length, &**anchor]),
                Is::Compare(_, value) => self.expr(value),
                Is::Among(list) => self.run(list),
                Is::Known | Is::Unknown | Is::Absent => (),
            },
            PredicateKind::Has { described, .. } => self.described(described),
            PredicateKind::Includes { values, .. } => self.values(values),
            PredicateKind::Exceeds { value, .. } => self.expr(value),
            PredicateKind::Bad => self.bad(predicate.span),
        }
    }

    fn values(&mut self, values: &'a Values) {
        match values {
            Values::Plain(values) => {
                (self.see)(Node::Values(values));
                self.exprs(values);
            }
            Values::All(values) => self.exprs(values),
            Values::Limbs(limbs) => self.limbs(limbs),
        }
    }

    fn exprs(&mut self, exprs: impl IntoIterator<Item = &'a Expr>) {
        exprs.into_iter().for_each(|expr| self.expr(expr));
    }

    fn expr(&mut self, expr: &'a Expr) {
        match &expr.kind {
            ExprKind::Run(run) | ExprKind::Its(run) => self.run(run),
            ExprKind::Money { .. } | ExprKind::Date(_) | ExprKind::DateTime(_) | ExprKind::Citation(_) | ExprKind::Text(_) => {
                self.verbatim(expr.span);
            }
            ExprKind::Binary { left, right, .. } => self.exprs([&**left, &**right]),
            ExprKind::RowOfItem { table, key, .. } => self.runs([table, key]),
            ExprKind::AsOf { what, day } => {
                self.run(what);
                self.expr(day);
            }
            ExprKind::Group(inner) | ExprKind::ExcessOver(inner) => self.expr(inner),
            ExprKind::Round { value, unit, .. } => self.exprs([&**value, &**unit]),
            ExprKind::FractionOf { of, .. } => self.expr(of),
            ExprKind::PercentOf { percent, of } => self.exprs([&**percent, &**of]),
            ExprKind::Offset { length, anchor, not_counting, past, .. } => {
                self.exprs([&**length, &**anchor]);
                self.runs(not_counting.iter().chain(past).filter_map(|days| days.holidays_of.as_ref()));
            }
            ExprKind::Between { from, to, .. } => self.exprs([&**from, &**to]),
            ExprKind::Select { of, .. } => self.exprs(of),
            ExprKind::Excess { value, over } => self.exprs([&**value, &**over]),
            ExprKind::Aggregate { described, .. } => self.described(described),
            ExprKind::It | ExprKind::Number(_) | ExprKind::Percent(_) | ExprKind::Duration(_) => (),
            ExprKind::Bad => self.bad(expr.span),
        }
    }
}
