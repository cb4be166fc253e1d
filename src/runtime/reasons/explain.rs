//! The reason of a decision, as data: what held, on which facts, and why another rule did not decide.

use super::gathered::Gathering;
use crate::ir::{
    Action, CountTest, DefId, Expr, ExprKind, Fill, Instance, Judgment, Program, Row, Rule, RuleId, SlotId, Type, Value,
};
use crate::runtime::authorities::positions::Stand;
use crate::runtime::effects::Plan;
use crate::runtime::evaluate::frames::Frame;
use crate::runtime::evaluate::{Evaluator, Items, Parts, RuleState, in_hand, item_record};
use crate::runtime::law::environment::{Environment, Version};
use crate::runtime::law::standing::standing_under;
use crate::runtime::unknown::words;
use crate::runtime::{Basis, Decision, Effect, Options, Standing, Stipulated, Truth};
use crate::source::Span;
use std::sync::Arc;

/// What stands before what different values come to: `3 of 4 convictions, counted by incident: 1`.
pub const COUNTED_BY: &str = ", counted by ";

/// The whole reason.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// The deciding rules (or conflicting ones), in the order of the file.
    pub deciding: Vec<RuleTrace>,
    /// The defeated ones.
    pub defeated: Vec<RuleTrace>,
    /// Every other rule of the decision, and those asked for by `--why-not`.
    pub others: Vec<RuleTrace>,
    /// Terms that the case stipulated.
    pub stipulated: Vec<Stipulated>,
    /// Judgments relied on: the fact's words and the judgment.
    pub judgments: Vec<(String, Arc<Judgment>)>,
    /// Positions relied on: the question and position by name, and why it was taken.
    pub positions: Vec<(String, String, Basis)>,
}

/// A rule and how it fared.
#[derive(Clone, Debug)]
pub struct RuleTrace {
    /// Which.
    pub rule: RuleId,
    /// How it fared.
    pub fate: Fate,
    /// Its condition.
    pub condition: Node,
    /// Facts that are not known, where what it gives can't be worked out without them.
    pub waits_for: Vec<String>,
    /// Whether a fact that its condition waits for can still change the result, as far as is known.
    pub matters: bool,
    /// Of a rule that is open: what besides its condition may keep it from applying.
    pub doubts: Vec<Doubt>,
}

/// Why a rule may not apply, whatever its condition.
#[derive(Clone, Debug)]
pub enum Doubt {
    /// It is not known whether it is in force on that day.
    InForce,
    /// It is not known whether this version is the one for the case.
    Version,
    /// It is not known whether it binds who acts.
    Binds,
    /// It is not known whether a suspension (an index into the program's) speaks to the case; its condition.
    Suspended(usize, Node),
}

/// How a rule fared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It holds and nothing defeats it.
    Live,
    /// It holds and these rules defeat it.
    Defeated(Vec<RuleId>),
    /// Its condition is false.
    Fails,
    /// Its condition is not known.
    Unknown,
    /// Not in force on that day.
    NotInForce,
    /// These suspensions (indices into the program's) keep it from applying.
    Suspended(Vec<usize>),
    /// Switched off for this run.
    SwitchedOff,
    /// It binds only some, and not who acts.
    NotBound,
    /// `otherwise`, and another rule is live.
    Displaced,
}

/// A part of a condition with its truth and what made it so.
#[derive(Clone, Debug)]
pub struct Node {
    /// Its place: the words of the policy.
    pub span: Span,
    /// Its truth.
    pub truth: Truth,
    /// `(a)(1)`, for a limb.
    pub limb: Option<String>,
    /// The title of a limb.
    pub title: Option<String>,
    /// The label of the definition that it stands for, as cited: `667.5(c)`.
    pub cited: Option<String>,
    /// The facts read directly here: words and value (`grade of the offense`, felony).
    pub facts: Vec<(String, Shown)>,
    /// A remark: `the list is known to be empty`, `2 of 3 charges`, `stipulated`, `satisfied by rule (c)`.
    pub note: Option<String>,
    /// Parts.
    pub parts: Vec<Node>,
    /// The counts, totals and extremes read directly here, with their items.
    pub gathered: Vec<Gathering>,
    /// Which of the parts make it what it is.
    pub bearing: Bearing,
    /// The words at its place say the contrary of what it is: `unless the agency is big` has the words of the condition.
    pub contrary: bool,
}

/// Which parts make the whole true or false.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bearing {
    /// Those that have its truth.
    With,
    /// Those that have the contrary one: of a denial, of `no charge is violent`.
    Against,
    /// All of them: how many hold is what counts.
    Both,
}

impl Bearing {
    /// Of the denial.
    fn denied(self) -> Bearing {
        match self {
            Bearing::With => Bearing::Against,
            Bearing::Against => Bearing::With,
            Bearing::Both => Bearing::Both,
        }
    }

    /// Of a count that is tested, and how that came out.
    fn of_count(test: CountTest, truth: Truth) -> Bearing {
        match test {
            CountTest::Every | CountTest::AtLeast(_) => Bearing::With,
            CountTest::AtMost(0) => Bearing::Against,
            CountTest::AtMost(_) if truth.is_false() => Bearing::Against,
            CountTest::AtMost(_) | CountTest::Exactly(_) => Bearing::Both,
        }
    }
}

impl Node {
    /// One of which nothing is said yet.
    pub fn new(span: Span, truth: Truth) -> Node {
        let (facts, parts, gathered) = (Vec::new(), Vec::new(), Vec::new());
        let (bearing, contrary) = (Bearing::With, false);
        Node { span, truth, limb: None, title: None, cited: None, facts, note: None, parts, gathered, bearing, contrary }
    }

    /// The truth of the parts that make it what it is; `None` where each matters.
    pub fn decisive(&self) -> Option<Truth> {
        match self.bearing {
            Bearing::With => Some(self.truth),
            Bearing::Against => Some(self.truth.negated()),
            Bearing::Both => None,
        }
    }

    /// Whether both only test the same facts, or are meant by the same words.
    fn is_alternative_of(&self, other: &Node) -> bool {
        let bare = |node: &Node| node.parts.is_empty() && node.limb.is_none() && node.note.is_none() && !node.facts.is_empty();
        bare(self) && bare(other) && (self.facts == other.facts || self.span == other.span)
    }
}

/// A value as text a person reads (`felony`, `$5,001`, `2013-01-01`, `not known`, `none`).
pub type Shown = String;

/// The reason of a decision already made. Everything evaluated is there; what to show of it is for the report.
pub fn explain(program: &Program, decision: &Decision, case: &Row, options: &Options) -> Explanation {
    // By the law that decided.
    let options = &options.of(decision);
    let environment = Environment::new(program, Some(decision.instrument), options);
    let plan = Plan::new(program, decision.instrument, decision.decision);
    let in_force = match standing_under(program, decision.instrument, options) {
        Standing::Applies => Truth::True,
        Standing::Uncertain => Truth::Unknown,
        _ => Truth::False,
    };
    let mut tracer = Tracer::new(&environment, case, options);
    for id in &plan.order {
        tracer.evaluator.rule(*id);
    }
    let is_defeated = |id: &RuleId| decision.defeated.iter().any(|(rule, _)| rule == id);
    let mut rules = plan.order.clone();
    rules.sort_unstable();
    let deciding = decision.rules.iter().map(|id| tracer.rule(*id, decision, in_force)).collect();
    let defeated = decision.defeated.iter().map(|(id, _)| tracer.rule(*id, decision, in_force)).collect();
    let (stipulated, judgments, positions) =
        (std::mem::take(&mut tracer.stipulated), std::mem::take(&mut tracer.judgments), std::mem::take(&mut tracer.positions));
    // Versions of other days and other cases are passed over where one applies.
    let versions = crate::runtime::law::versions::Versions::new(&environment, &rules, &mut tracer.evaluator);
    let rest: Vec<RuleId> = rules
        .into_iter()
        .filter(|id| !decision.rules.contains(id) && !is_defeated(id) && !versions.is_replaced(program, *id))
        .collect();
    let others = rest.into_iter().map(|id| tracer.rule(id, decision, in_force)).collect();
    Explanation { deciding, defeated, others, stipulated, judgments, positions }
}

/// A condition of the case with what makes it so, outside of a rule.
pub fn condition(program: &Program, expr: &Expr, case: &Row, options: &Options) -> Node {
    let environment = Environment::new(program, None, options);
    Tracer::new(&environment, case, options).node(expr, &Frame::root(case))
}

/// A value as text: needs the type for units and names.
pub fn show(program: &Program, ty: Type, value: &Value) -> Shown {
    crate::runtime::values::show::show(program, ty, value)
}

/// The same in a reason, where it is read and not reckoned with.
pub fn show_about(program: &Program, ty: Type, value: &Value) -> Shown {
    crate::runtime::values::show::show_about(program, ty, value)
}

/// Terms used many times over are shown each time; a reason beyond this size helps nobody.
const MOST_NODES: u32 = 20_000;

/// What works a reason out.
pub(in crate::runtime) struct Tracer<'a> {
    pub(super) environment: &'a Environment<'a>,
    pub(in crate::runtime) evaluator: Evaluator<'a>,
    options: &'a Options,
    fuel: u32,
    stipulated: Vec<Stipulated>,
    judgments: Vec<(String, Arc<Judgment>)>,
    positions: Vec<(String, String, Basis)>,
}

impl<'a> Tracer<'a> {
    /// One that has looked at nothing yet.
    pub(in crate::runtime) fn new(environment: &'a Environment<'a>, case: &'a Row, options: &'a Options) -> Tracer<'a> {
        Tracer {
            environment,
            evaluator: Evaluator::new(environment, case, None),
            options,
            fuel: MOST_NODES,
            stipulated: Vec::new(),
            judgments: Vec::new(),
            positions: Vec::new(),
        }
    }

    fn rule(&mut self, id: RuleId, decision: &Decision, instrument_in_force: Truth) -> RuleTrace {
        let environment = self.environment;
        let rule = &environment.program.rules[id.index()];
        let state = self.evaluator.rule(id);
        let suspended = self.evaluator.suspended_by(id, Truth::True);
        let root = Frame::root(self.evaluator.case);
        let other_cases = rule.applies.iter().any(|it| self.evaluator.truth(&it.condition, &root).is_false());
        let fate = if self.options.without.switches_off(id, rule.instrument) {
            Fate::SwitchedOff
        } else if !instrument_in_force.is_false() && !suspended.is_empty() {
            Fate::Suspended(suspended)
        } else if instrument_in_force.is_false() || environment.rule_in_force(id).is_false() || other_cases {
            Fate::NotInForce
        } else if !rule.binds.is_empty() && self.evaluator.any_of_classes(&rule.binds).is_false() {
            Fate::NotBound
        } else if let Some((_, by)) = decision.defeated.iter().find(|(rule, _)| *rule == id) {
            Fate::Defeated(by.clone())
        } else {
            match fate(&rule.action, state, decision.rules.contains(&id), decision.effect) {
                // It holds if its instrument is in force.
                Fate::Live if instrument_in_force == Truth::Unknown => Fate::Unknown,
                fate => fate,
            }
        };
        let root = Frame::root(self.evaluator.case);
        let waits_for = self.waits_for(&rule.action, decision, &root);
        let doubts = if fate == Fate::Unknown { self.doubts(id, rule, instrument_in_force) } else { Vec::new() };
        let mut asked = Vec::new();
        self.evaluator.unknown_facts(&rule.condition, &root, &mut asked);
        self.evaluator.problems.clear();
        let matters = asked.is_empty() || asked.iter().any(|it| decision.missing.contains(it));
        RuleTrace { rule: id, fate, condition: self.node(&rule.condition, &root), waits_for, matters, doubts }
    }

    fn doubts(&mut self, id: RuleId, rule: &'a Rule, instrument_in_force: Truth) -> Vec<Doubt> {
        let environment = self.environment;
        let root = Frame::root(self.evaluator.case);
        let mut doubts = Vec::new();
        if environment.rule_in_force(id) == Truth::Unknown || instrument_in_force == Truth::Unknown {
            doubts.push(Doubt::InForce);
        }
        if rule.applies.iter().any(|it| self.evaluator.truth(&it.condition, &root) == Truth::Unknown) {
            doubts.push(Doubt::Version);
        }
        if !rule.binds.is_empty() && self.evaluator.any_of_classes(&rule.binds) == Truth::Unknown {
            doubts.push(Doubt::Binds);
        }
        for index in self.evaluator.suspended_by(id, Truth::Unknown) {
            let condition = &environment.program.suspensions[index].condition;
            doubts.push(Doubt::Suspended(index, self.node(condition, &root)));
        }
        doubts
    }

    /// The facts without which an outcome can't be worked out; of those, the ones on which the decision depends, where it says so.
    fn waits_for(&mut self, action: &'a Action, decision: &Decision, root: &Frame<'_, 'a>) -> Vec<String> {
        let (Action::Decide(conclusion) | Action::Gate { then: conclusion, .. } | Action::Otherwise(conclusion)) = action else {
            return Vec::new();
        };
        let value = self.evaluator.value(&conclusion.value, root).into_owned();
        self.evaluator.problems.clear();
        if !matches!(value, Value::Unknown) {
            return Vec::new();
        }
        let mut facts = Vec::new();
        self.evaluator.unknown_facts(&conclusion.value, root, &mut facts);
        if facts.iter().any(|it| decision.missing.contains(it)) {
            facts.retain(|it| decision.missing.contains(it));
        }
        facts.into_iter().map(|it| it.words).collect()
    }

    /// Whether there is room for so much more.
    pub(super) fn pay(&mut self, cost: usize) -> bool {
        let paid = self.fuel > 0;
        self.fuel = self.fuel.saturating_sub(u32::try_from(cost).unwrap_or(u32::MAX));
        paid
    }

    /// A condition with what makes it so.
    pub(in crate::runtime) fn node(&mut self, expr: &'a Expr, frame: &Frame<'_, 'a>) -> Node {
        let truth = self.evaluator.truth(expr, frame);
        self.evaluator.problems.clear();
        let mut node = Node::new(expr.span, truth);
        if !self.pay(1) {
            node.note = Some("…".into());
            return node;
        }
        match &expr.kind {
            ExprKind::All(parts) | ExprKind::Any(parts) => {
                node.parts = self.nodes(parts, frame);
                // `its category is theft, fraud or forgery` asks one thing of one fact, `its right is the action` one of two.
                if let [first, second, rest @ ..] = node.parts.as_slice()
                    && [second].into_iter().chain(rest).all(|part| first.is_alternative_of(part))
                {
                    node.gathered.clone_from(&first.gathered);
                    for fact in std::mem::take(&mut node.parts).into_iter().flat_map(|part| part.facts) {
                        if !node.facts.contains(&fact) {
                            node.facts.push(fact);
                        }
                    }
                }
            }
            ExprKind::CountTrue(test, parts) => {
                node.bearing = Bearing::of_count(*test, truth);
                node.parts = self.nodes(parts, frame);
                let held = node.parts.iter().filter(|it| it.truth.is_true()).count();
                node.note = Some(format!("{held} of {}", parts.len()));
            }
            ExprKind::Not(part) => {
                node.contrary = self.environment.program.contraries.contains(&expr.id);
                let part = self.node(part, frame);
                // What is denied is no part of its own: its words may be those of the denial (`is neither old nor young`).
                if part.limb.is_none() && !part.contrary {
                    node.bearing = part.bearing.denied();
                    (node.facts, node.note, node.parts) = (part.facts, part.note, part.parts);
                    (node.gathered, node.cited) = (part.gathered, part.cited);
                } else {
                    node.bearing = Bearing::Against;
                    node.parts = vec![part];
                }
            }
            ExprKind::Limb { path, title, body, satisfied_by } => {
                node.limb = Some(path.clone());
                node.title.clone_from(title);
                node.parts = vec![self.node(body, frame)];
                node.note = satisfied_by
                    .iter()
                    .find(|id| self.evaluator.rule(**id).live.is_true())
                    .map(|id| format!("satisfied by rule {}", self.environment.program.rules[id.index()].label));
            }
            ExprKind::Shown(part) => {
                let part = self.node(part, frame);
                if part.truth == Truth::Unknown {
                    node.note = Some("not known, so not shown".into());
                }
                node.parts = vec![part];
            }
            ExprKind::Definition(id, instance) if expr.ty == Type::YesNo => self.term(&mut node, *id, *instance, frame),
            ExprKind::Filled(_, fills, default) if expr.ty == Type::YesNo => self.slot(&mut node, fills, default, frame),
            ExprKind::Quantified { test, list, filter, body, different } => {
                node.bearing = Bearing::of_count(*test, truth);
                self.items(&mut node, *test, list, [filter.as_deref(), body.as_deref()], frame);
                if let (Some(different), Some(note), false) = (different, &mut node.note, node.parts.is_empty()) {
                    let parts = Parts { filter: filter.as_deref(), body: body.as_deref(), different: Some(&**different) };
                    note.push_str(&self.counted_by(*test, list, parts, frame));
                }
            }
            _ => self.read(expr, frame, &mut node),
        }
        node
    }

    fn nodes(&mut self, parts: &'a [Expr], frame: &Frame<'_, 'a>) -> Vec<Node> {
        parts.iter().map(|part| self.node(part, frame)).collect()
    }

    /// A defined term: stipulated, or what its definition says.
    fn term(&mut self, node: &mut Node, id: DefId, instance: Option<Instance>, frame: &Frame<'_, 'a>) {
        let environment = self.environment;
        let definition = &environment.program.definitions[id.index()];
        let root = Frame::root(self.evaluator.case);
        let held = instance.map_or(root, |it| frame.instance(it, &root));
        match held.row.get((held.base + definition.stipulation.0) as usize) {
            Some(value) if !matches!(value, Value::Unknown) => {
                node.note = Some("stipulated".into());
                node.facts.push((definition.words.clone(), self.show(definition.ty, value)));
                let stipulated = Stipulated { definition: id, value: value.clone() };
                if !self.stipulated.contains(&stipulated) {
                    self.stipulated.push(stipulated);
                }
            }
            _ => match environment.definition(id) {
                Version::Is(version) => {
                    node.cited.clone_from(&definition.label);
                    node.parts = vec![self.node(&definition.versions[version].body, &held)];
                }
                Version::None => node.note = Some("not defined on that day".into()),
                Version::TooDeep => node.note = Some("built on too many terms".into()),
                Version::Uncertain => node.note = Some("its first day is not known".into()),
            },
        }
    }

    /// A slot: each filling that applies, or that it is the default.
    fn slot(&mut self, node: &mut Node, fills: &'a [Fill], default: &'a Expr, frame: &Frame<'_, 'a>) {
        for fill in fills {
            let applies = self.evaluator.applies(fill, frame);
            if applies.is_false() {
                continue;
            }
            let mut part = self.node(&fill.value, frame);
            let title = self.environment.program.instruments.get(fill.instrument.index()).map_or("", |it| &it.title);
            part.note = Some(match applies {
                Truth::True => format!("filled by {title}"),
                _ => format!("filled by {title}, if that binds who acts"),
            });
            node.parts.push(part);
        }
        if node.parts.is_empty() {
            node.note = Some("nothing fills it, so its default is used".into());
            if !matches!(default.kind, ExprKind::Const(_)) {
                node.parts.push(self.node(default, frame));
            }
        }
    }

    /// A quantifier: how many of how many, and each item by itself.
    fn items(
        &mut self,
        node: &mut Node,
        test: CountTest,
        list: &'a Expr,
        conditions: [Option<&'a Expr>; 2],
        frame: &Frame<'_, 'a>,
    ) {
        let name = words::phrase(self.environment.program, list, frame);
        let Items::Known(rows) = self.evaluator.items(list, frame) else {
            node.note = Some("the list is not known".into());
            node.facts.push((name, "not known".into()));
            return;
        };
        node.facts.push((name.clone(), if rows.is_empty() { "none".into() } else { rows.len().to_string() }));
        if rows.is_empty() {
            node.note = Some("the list is known to be empty".into());
            return;
        }
        let item_name = self.environment.program.records.get(item_record(list).index()).map_or("item", |it| &it.name);
        // Too few, whatever they are.
        if matches!(test, CountTest::AtLeast(least) if rows.len() < least as usize) {
            node.note = Some(if rows.len() == 1 { format!("only 1 {item_name}") } else { format!("only {} {name}", rows.len()) });
            return;
        }
        // That there are some is all there is to say.
        if conditions.iter().all(Option::is_none) {
            node.note = Some(if rows.len() == 1 { format!("1 {item_name}") } else { format!("{} {name}", rows.len()) });
            return;
        }
        let mut held = 0;
        for index in 0..rows.len() {
            let parts: Vec<Node> = self.with_item(list, rows, index, frame, |it, item| {
                conditions.iter().flatten().map(|condition| it.node(condition, item)).collect()
            });
            let mut truth = parts.iter().fold(Truth::True, |all, part| all.and(part.truth));
            if let (CountTest::Every, [filter @ .., body]) = (test, parts.as_slice()) {
                // Every item that passes the filter must satisfy the body.
                truth = filter.iter().fold(Truth::False, |any, part| any.or(part.truth.negated())).or(body.truth);
            }
            held += u32::from(truth.is_true());
            let note = Some(format!("{item_name} {}", index + 1));
            node.parts.push(Node { note, parts, ..Node::new(list.span, truth) });
        }
        node.note = Some(format!("{held} of {} {name}", rows.len()));
    }

    /// Does something with an item of a list that is known in hand.
    pub(super) fn with_item<T>(
        &mut self,
        list: &'a Expr,
        rows: &'a [Row],
        index: usize,
        frame: &Frame<'_, 'a>,
        act: impl FnOnce(&mut Self, &Frame<'_, 'a>) -> T,
    ) -> T {
        let row: &'a [Value] = rows.get(index).map_or(&[], Vec::as_slice);
        in_hand(list, row, index, frame, |item| act(self, item))
    }

    /// `, counted by incident: 1`: what a count of different values comes to.
    fn counted_by(&mut self, test: CountTest, list: &'a Expr, parts: Parts<'a>, frame: &Frame<'_, 'a>) -> String {
        let (Some(different), Items::Known(rows)) = (parts.different, self.evaluator.items(list, frame)) else {
            return String::new();
        };
        let count = self.evaluator.count_different(list, rows, parts, different, frame);
        if test == CountTest::Every || count.possible == 0 {
            return String::new();
        }
        let environment = self.environment;
        let name = match &different.kind {
            ExprKind::Fact(instance, slot) => {
                let slot = environment.slot(item_record(list), SlotId(instance.base + slot.0));
                slot.and_then(|it| it.path.last()).map_or("", String::as_str)
            }
            ExprKind::Definition(id, _) => environment.program.definitions.get(id.index()).map_or("", |it| &it.name),
            _ => "",
        };
        match (count.certain, count.possible) {
            (least, most) if least == most => format!("{COUNTED_BY}{name}: {least}"),
            (least, most) => format!("{COUNTED_BY}{name}: from {least} to {most}"),
        }
    }

    /// The facts and values that an expression reads, and the terms within it.
    pub(super) fn read(&mut self, expr: &'a Expr, frame: &Frame<'_, 'a>, into: &mut Node) {
        let environment = self.environment;
        let name = match &expr.kind {
            ExprKind::Const(_) => return,
            ExprKind::Fact(instance, slot) => {
                let held = frame.at(instance.frame);
                let slot = SlotId(held.base + instance.base + slot.0);
                let words = environment.slot(held.record, slot).map_or_else(String::new, |it| it.words.clone());
                if let Some(Value::Judgment(judgment)) = held.row.get(slot.index()) {
                    let entry = (words.clone(), judgment.clone());
                    if !self.judgments.contains(&entry) {
                        self.judgments.push(entry);
                    }
                }
                words
            }
            ExprKind::Question(id) => {
                let question = &environment.program.questions[id.index()];
                if let Stand::Taken(position, basis) = self.evaluator.stand(*id) {
                    let position = self.show(Type::Enum(question.positions), &Value::Enum(position));
                    let entry = (question.name.clone(), position, basis);
                    if !self.positions.contains(&entry) {
                        self.positions.push(entry);
                    }
                }
                question.name.clone()
            }
            ExprKind::Definition(..) if expr.ty == Type::YesNo => {
                into.parts.push(self.node(expr, frame));
                return;
            }
            ExprKind::Definition(id, instance) => {
                let definition = &environment.program.definitions[id.index()];
                let mut node = Node::new(expr.span, Truth::True);
                let root = Frame::root(self.evaluator.case);
                let held = instance.map_or(root, |it| frame.instance(it, &root));
                let stipulated = held.row.get((held.base + definition.stipulation.0) as usize).unwrap_or(&Value::Unknown);
                match (environment.definition(*id), stipulated) {
                    (Version::Is(version), Value::Unknown) if self.pay(1) => {
                        self.read(&definition.versions[version].body, &held, &mut node);
                        node.note = Some(definition.name.clone());
                        into.parts.push(node);
                    }
                    (_, Value::Unknown) => {}
                    _ => self.term(&mut node, *id, *instance, frame),
                }
                definition.name.clone()
            }
            ExprKind::ParameterOn(id, keys, day) => {
                keys.iter().chain(std::iter::once(&**day)).for_each(|part| self.read(part, frame, into));
                environment.program.parameters[id.index()].name.clone()
            }
            ExprKind::Parameter(id, keys) => {
                keys.iter().for_each(|key| self.read(key, frame, into));
                environment.program.parameters[id.index()].name.clone()
            }
            ExprKind::Filled(_, fills, default) => {
                let read = self.evaluator.of_slot(fills, default, frame);
                read.into_iter().for_each(|part| self.read(part, frame, into));
                return;
            }
            ExprKind::Aggregate { list, .. } => {
                if !into.gathered.iter().any(|it| it.span == expr.span) {
                    let gathered = self.gathering(expr, frame);
                    into.gathered.extend(gathered);
                }
                // Of items that are known, what is not known is said itself.
                let mut missing = Vec::new();
                if matches!(self.evaluator.items(list, frame), Items::Known(_))
                    && matches!(*self.evaluator.value(expr, frame), Value::Unknown)
                {
                    self.evaluator.unknown_facts(expr, frame, &mut missing);
                }
                self.evaluator.problems.clear();
                if !missing.is_empty() {
                    for fact in missing {
                        let entry = (fact.words, "not known".into());
                        if !into.facts.contains(&entry) {
                            into.facts.push(entry);
                        }
                    }
                    return;
                }
                words::phrase(environment.program, expr, frame)
            }
            ExprKind::Quantified { .. } => {
                into.parts.push(self.node(expr, frame));
                return;
            }
            ExprKind::Cases(cases, otherwise) => {
                // What is said in branches after the one taken plays no part.
                for (condition, value) in cases {
                    self.read(condition, frame, into);
                    match self.evaluator.truth(condition, frame) {
                        Truth::False => {}
                        Truth::True => return self.read(value, frame, into),
                        Truth::Unknown => self.read(value, frame, into),
                    }
                }
                return self.read(otherwise, frame, into);
            }
            _ => {
                let mut children = Vec::new();
                crate::ir::walk::children(expr, &mut |part| children.push(part));
                children.into_iter().for_each(|part| self.read(part, frame, into));
                return;
            }
        };
        let value = self.evaluator.value(expr, frame);
        self.evaluator.problems.clear();
        let shown = match &expr.kind {
            // What is known of it may be all that counts.
            ExprKind::Fact(instance, slot) if *value == Value::Unknown => self.evaluator.read(*instance, *slot, frame),
            _ => &*value,
        };
        let entry = (name, self.show(expr.ty, shown));
        if !into.facts.contains(&entry) {
            into.facts.push(entry);
        }
    }

    fn show(&self, ty: Type, value: &Value) -> Shown {
        show_about(self.environment.program, ty, value)
    }
}

fn fate(action: &Action, state: RuleState, decides: bool, effect: Effect) -> Fate {
    let is_gate = matches!(action, Action::Gate { .. });
    match (state.live, state.holds) {
        (Truth::True, _) if matches!(action, Action::Otherwise(_)) && effect == Effect::Undetermined => Fate::Unknown,
        (Truth::True, _) if matches!(action, Action::Otherwise(_)) && !decides => Fate::Displaced,
        (Truth::True, Truth::Unknown) if is_gate => Fate::Unknown,
        (Truth::True, _) => Fate::Live,
        (Truth::Unknown, _) => Fate::Unknown,
        (Truth::False, Truth::Unknown) => Fate::Unknown,
        (Truth::False, _) => Fate::Fails,
    }
}
