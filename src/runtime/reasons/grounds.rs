//! On which changed texts a result rests: versions of terms and figures that other instruments made. Their rules name the acts that changed
//! them; a definition or a parameter is named only where the result would lack a ground without it.
//!
//! The walk follows what makes a condition what it is: of parts of which one is enough, the one that rests on the fewest such texts.

use crate::ir::{
    Action, CountTest, Counts, DefId, Expr, ExprKind, Instance, InstrumentId, ParamId, Period, Program, Provenance, RuleId,
    Status, Value, walk,
};
use crate::runtime::effects::Plan;
use crate::runtime::evaluate::frames::Frame;
use crate::runtime::evaluate::{Evaluator, Items};
use crate::runtime::law::environment::{Environment, Version};
use crate::runtime::{Changed, Decision, Effect, Standing, Truth};
use std::collections::BTreeSet;

/// Expressions that are followed for one case; what lies beyond is told as if all of it counted.
const MOST_FOLLOWED: u32 = 20_000;

/// Where changed texts stand in the law of one day.
pub struct Changes {
    /// By [`DefId`]: whether a term stands, through whatever others, on a changed text.
    definitions: Vec<bool>,
    /// Whether there are any.
    any: bool,
}

impl Changes {
    /// Those of an environment's day.
    pub fn new(environment: &Environment<'_>) -> Changes {
        let program = environment.program;
        let mut definitions = vec![false; program.definitions.len()];
        let mut users: Vec<Vec<usize>> = vec![Vec::new(); program.definitions.len()];
        let mut work = Vec::new();
        let mut any = false;
        for (at, definition) in program.definitions.iter().enumerate() {
            let mut direct = changed_definition(environment, DefId(at as u32)).is_some();
            for body in definition.versions.iter().map(|it| &it.body) {
                walk::every(body, &mut |part| match part.kind {
                    ExprKind::Definition(id, _) => users.get_mut(id.index()).into_iter().for_each(|it| it.push(at)),
                    _ => direct |= reads_changed_parameter(program, part),
                });
            }
            if direct {
                work.push(at);
            }
        }
        while let Some(at) = work.pop() {
            if !std::mem::replace(&mut definitions[at], true) {
                any = true;
                work.extend(&users[at]);
            }
        }
        any |= program.parameters.iter().any(|it| it.versions.iter().any(|version| is_changed(version.provenance.as_ref())));
        Changes { definitions, any }
    }

    /// Whether an expression can rest on a changed text.
    fn bear_on(&self, program: &Program, expr: &Expr) -> bool {
        let mut found = false;
        walk::every(expr, &mut |part| match part.kind {
            ExprKind::Definition(id, _) => found |= self.definitions.get(id.index()).copied().unwrap_or(false),
            _ => found |= reads_changed_parameter(program, part),
        });
        found
    }
}

fn is_changed(provenance: Option<&Provenance>) -> bool {
    provenance.is_some_and(|it| !it.by.is_empty())
}

fn reads_changed_parameter(program: &Program, expr: &Expr) -> bool {
    let (ExprKind::Parameter(id, _) | ExprKind::ParameterOn(id, ..)) = expr.kind else { return false };
    let parameter = program.parameters.get(id.index());
    parameter.is_some_and(|it| it.versions.iter().any(|version| is_changed(version.provenance.as_ref())))
}

/// The version of a term in force, if it was changed.
fn changed_definition(environment: &Environment<'_>, id: DefId) -> Option<Changed> {
    let Version::Is(version) = environment.definition(id) else { return None };
    let of = environment.program.definitions.get(id.index())?.versions.get(version)?;
    is_changed(of.provenance.as_ref()).then_some(Changed::Definition(id, version))
}

fn changed_parameter(program: &Program, id: ParamId, version: Version) -> Option<Changed> {
    let Version::Is(version) = version else { return None };
    let of = program.parameters.get(id.index())?.versions.get(version)?;
    is_changed(of.provenance.as_ref()).then_some(Changed::Parameter(id, version))
}

/// Acts that are enjoined on that day, and that otherwise would have changed what some rules say, or a text on which they stand.
pub fn enjoined(environment: &Environment<'_>, rules: &[RuleId]) -> Vec<InstrumentId> {
    let program = environment.program;
    let mut found = BTreeSet::new();
    let mut told = |period: &Period, provenance: Option<&Provenance>| {
        let Some(provenance) = provenance.filter(|it| it.counts == Counts::AsIfEnacted && period.may_hold(environment.text_of))
        else {
            return;
        };
        let stopped = |id: &&InstrumentId| {
            program.instruments.get(id.index()).is_some_and(|it| {
                it.status == Status::Enjoined && it.status_date.is_some_and(|since| since <= environment.text_of)
            })
        };
        found.extend(provenance.by.iter().filter(stopped));
    };
    let mut seen = BTreeSet::new();
    let mut work: Vec<&Expr> = Vec::new();
    for rule in rules.iter().filter_map(|id| program.rules.get(id.index())) {
        told(&rule.period, rule.provenance.as_ref());
        work.push(&rule.condition);
        if let Action::Decide(it) | Action::Otherwise(it) | Action::Gate { then: it, .. } = &rule.action {
            work.push(&it.value);
        }
    }
    while let Some(expr) = work.pop() {
        match &expr.kind {
            ExprKind::Definition(id, _) if seen.insert(*id) => {
                for version in program.definitions.get(id.index()).into_iter().flat_map(|it| &it.versions) {
                    told(&version.period, version.provenance.as_ref());
                    work.push(&version.body);
                }
            }
            ExprKind::Parameter(id, _) | ExprKind::ParameterOn(id, ..) => {
                let versions = program.parameters.get(id.index()).into_iter().flat_map(|it| &it.versions);
                versions.for_each(|it| told(&it.period, it.provenance.as_ref()));
            }
            _ => {}
        }
        walk::children(expr, &mut |part| work.push(part));
    }
    found.into_iter().collect()
}

/// What is being gathered.
struct Grounds<'c> {
    changes: &'c Changes,
    found: BTreeSet<Changed>,
    /// Rules still to be looked at, and those that were.
    rules: Vec<RuleId>,
    seen: BTreeSet<RuleId>,
    fuel: u32,
}

impl<'a> Evaluator<'a> {
    /// The changed texts on which a settled answer rests, in the order of the program.
    pub(in crate::runtime) fn changed_texts(&mut self, plan: &'a Plan, changes: &Changes, decision: &Decision) -> Vec<Changed> {
        if !changes.any || decision.effect == Effect::Undetermined {
            return Vec::new();
        }
        let environment: &'a Environment<'a> = self.environment;
        let all = &environment.program.rules;
        let mut to = Grounds {
            changes,
            found: BTreeSet::new(),
            rules: decision.rules.clone(),
            seen: BTreeSet::new(),
            fuel: MOST_FOLLOWED,
        };
        let before = self.open();
        // That no other rule speaks is the ground of `otherwise`, and of saying nothing.
        let is_otherwise = |id: &RuleId| all.get(id.index()).is_some_and(|it| matches!(it.action, Action::Otherwise(_)));
        if decision.rules.iter().all(is_otherwise) && matches!(decision.standing, Standing::Applies | Standing::Silent) {
            to.rules.extend(plan.concluding.iter().filter(|id| !is_otherwise(id)));
        }
        for (id, instance) in &plan.binds {
            self.ground_of_term(*id, Some(*instance), &Frame::root(self.case), &mut to);
        }
        while let Some(id) = to.rules.pop() {
            if to.seen.insert(id) {
                self.ground_of_rule(id, decision.rules.contains(&id), &mut to);
            }
        }
        self.close(before);
        to.found.into_iter().collect()
    }

    /// Why a rule stands as it does; of one that decides, also what it gives.
    fn ground_of_rule(&mut self, id: RuleId, decides: bool, to: &mut Grounds<'_>) {
        let environment: &'a Environment<'a> = self.environment;
        let Some(rule) = environment.program.rules.get(id.index()) else { return };
        let root = Frame::root(self.case);
        if environment.rule_in_force(id).is_false() {
            return;
        }
        for applies in &rule.applies {
            if self.truth(&applies.condition, &root).is_false() {
                return self.ground(&applies.condition, &root, to);
            }
        }
        let state = self.rule(id);
        let beaten = rule.above.iter().find(|above| self.rule(**above).live.is_true());
        if let (true, Some(above)) = (state.live.is_false(), beaten) {
            return to.rules.push(*above);
        }
        rule.applies.iter().for_each(|it| self.ground(&it.condition, &root, to));
        rule.binds.iter().for_each(|(id, instance)| self.ground_of_term(*id, Some(*instance), &root, to));
        self.ground(&rule.condition, &root, to);
        if !state.live.is_false() {
            to.rules.extend(&rule.above);
        }
        if decides {
            // What stands above it at a distance would prevail over it as well (`effects::nearest_above`).
            to.rules.extend(above_at_a_distance(environment.program, rule));
            match &rule.action {
                Action::Decide(it) | Action::Otherwise(it) => self.ground(&it.value, &root, to),
                Action::Gate { then, otherwise } => {
                    let given = if state.holds.is_false() { otherwise } else { then };
                    self.ground(&given.value, &root, to);
                }
                Action::Block | Action::Satisfy => {}
            }
            let duty = rule.duty.as_deref();
            let due = duty.and_then(|it| match &it.due {
                Some(crate::ir::Due::By(day)) => Some(day),
                _ => None,
            });
            duty.into_iter().flat_map(|it| [it.begins.as_ref(), it.done.as_ref()]).chain([due]).flatten().for_each(|it| {
                self.ground(it, &root, to);
            });
        }
    }

    /// What makes a condition true or false, or gives a value.
    fn ground(&mut self, expr: &'a Expr, frame: &Frame<'_, 'a>, to: &mut Grounds<'_>) {
        let environment: &'a Environment<'a> = self.environment;
        if !to.changes.bear_on(environment.program, expr) {
            return;
        }
        if to.fuel == 0 {
            return every_changed_text(environment, expr, to);
        }
        to.fuel -= 1;
        match &expr.kind {
            ExprKind::All(parts) => self.ground_of_parts(parts, Truth::False, frame, to),
            ExprKind::Any(parts) => self.ground_of_parts(parts, Truth::True, frame, to),
            ExprKind::Limb { body, satisfied_by, .. } => {
                let truth = self.truth(body, frame);
                let live = satisfied_by.iter().find(|id| self.rule(**id).live.is_true()).filter(|_| !truth.is_true());
                match live {
                    Some(rule) => to.rules.push(*rule),
                    None => {
                        self.ground(body, frame, to);
                        to.rules.extend(satisfied_by.iter().filter(|_| !truth.is_true()));
                    }
                }
            }
            ExprKind::Definition(id, instance) => self.ground_of_term(*id, *instance, frame, to),
            ExprKind::Parameter(id, keys) => {
                to.found.extend(changed_parameter(environment.program, *id, environment.parameter(*id)));
                keys.iter().for_each(|key| self.ground(key, frame, to));
            }
            ExprKind::ParameterOn(id, keys, day) => {
                let on = match &*self.value(day, frame) {
                    Value::Date(day) => environment.parameter_on(*id, *day),
                    Value::DateTime(time) => environment.parameter_on(*id, time.date()),
                    _ => Version::None,
                };
                to.found.extend(changed_parameter(environment.program, *id, on));
                keys.iter().chain([&**day]).for_each(|part| self.ground(part, frame, to));
            }
            ExprKind::Filled(_, fills, default) => {
                self.of_slot(fills, default, frame).into_iter().for_each(|part| self.ground(part, frame, to));
            }
            ExprKind::Cases(cases, last) => {
                for (condition, value) in cases {
                    self.ground(condition, frame, to);
                    match self.truth(condition, frame) {
                        Truth::False => {}
                        Truth::True => return self.ground(value, frame, to),
                        Truth::Unknown => self.ground(value, frame, to),
                    }
                }
                self.ground(last, frame, to);
            }
            ExprKind::Quantified { .. } | ExprKind::Aggregate { .. } => {
                OfItems::of(expr).iter().for_each(|items| self.ground_of_items(items, frame, to));
            }
            _ => walk::children(expr, &mut |part| self.ground(part, frame, to)),
        }
    }

    /// A term or value defined: its own text, and what that reads.
    fn ground_of_term(&mut self, id: DefId, instance: Option<Instance>, frame: &Frame<'_, 'a>, to: &mut Grounds<'_>) {
        let environment: &'a Environment<'a> = self.environment;
        let Some(definition) = environment.program.definitions.get(id.index()) else { return };
        let root = Frame::root(self.case);
        let held = instance.map_or(root, |it| frame.instance(it, &root));
        let stipulated = held.row.get((held.base + definition.stipulation.0) as usize);
        if stipulated.is_some_and(|it| !matches!(it, Value::Unknown)) {
            return;
        }
        to.found.extend(changed_definition(environment, id));
        if let Version::Is(version) = environment.definition(id) {
            self.ground(&definition.versions[version].body, &held, to);
        }
    }

    /// Parts of which one with this truth is enough; without one, all of them count.
    fn ground_of_parts(&mut self, parts: &'a [Expr], enough: Truth, frame: &Frame<'_, 'a>, to: &mut Grounds<'_>) {
        let enough: Vec<&'a Expr> = parts.iter().filter(|part| self.truth(part, frame) == enough).collect();
        match enough.as_slice() {
            [] => parts.iter().for_each(|part| self.ground(part, frame, to)),
            several => self.least_ground(several, to, |it, part, to| it.ground(part, frame, to)),
        }
    }

    /// Of several grounds each of which is enough, the one that rests on the fewest changed texts.
    fn least_ground<T: Copy>(
        &mut self,
        grounds: &[T],
        to: &mut Grounds<'_>,
        mut follow: impl FnMut(&mut Self, T, &mut Grounds<'_>),
    ) {
        let before = (to.found.clone(), to.rules.clone());
        let mut least: Option<(BTreeSet<Changed>, Vec<RuleId>)> = None;
        for ground in grounds {
            (to.found, to.rules) = before.clone();
            follow(self, *ground, to);
            let fewer =
                |(found, rules): &(BTreeSet<Changed>, Vec<RuleId>)| (to.found.len(), to.rules.len()) < (found.len(), rules.len());
            if least.as_ref().is_none_or(fewer) {
                least = Some((to.found.clone(), to.rules.clone()));
            }
        }
        (to.found, to.rules) = least.unwrap_or(before);
    }

    /// The items of a list, each with its reasons. Where one that passes settles it, the others do not count.
    fn ground_of_items(&mut self, items: &OfItems<'a>, frame: &Frame<'_, 'a>, to: &mut Grounds<'_>) {
        self.ground(items.list, frame, to);
        let Items::Known(rows) = self.items(items.list, frame) else { return };
        let all: Vec<usize> = (0..rows.len()).collect();
        let passes = |it: &mut Self, index: usize| {
            it.with_item(items.list, rows, index, frame, false, |it, item| {
                items.conditions.iter().all(|(part, wanted)| it.truth(part, item) == *wanted)
            })
        };
        let passing: Vec<usize> = match items.one_settles {
            true => all.iter().copied().filter(|index| passes(self, *index)).collect(),
            false => Vec::new(),
        };
        let follow = |it: &mut Self, index: usize, to: &mut Grounds<'_>| {
            it.with_item(items.list, rows, index, frame, (), |it, item| it.ground_of_item(items, item, to));
        };
        match passing.is_empty() {
            true => all.into_iter().for_each(|index| follow(self, index, to)),
            false => self.least_ground(&passing, to, follow),
        }
    }

    /// An item: the condition that it fails, or all that is asked of it.
    fn ground_of_item(&mut self, items: &OfItems<'a>, item: &Frame<'_, 'a>, to: &mut Grounds<'_>) {
        let fails = |it: &mut Self, (part, wanted): &(&'a Expr, Truth)| it.truth(part, item) == wanted.negated();
        let failed: Vec<&'a Expr> =
            items.conditions.iter().filter(|condition| fails(self, condition)).map(|(part, _)| *part).collect();
        match failed.is_empty() {
            true => items.conditions.iter().map(|(part, _)| *part).chain(items.values.iter().copied()).for_each(|part| {
                self.ground(part, item, to);
            }),
            false => self.least_ground(&failed, to, |it, part, to| it.ground(part, item, to)),
        }
    }
}

/// What is asked of the items of a list.
struct OfItems<'a> {
    list: &'a Expr,
    /// Conditions, each with the truth that it has of an item that counts.
    conditions: Vec<(&'a Expr, Truth)>,
    /// Values read of the items that count.
    values: Vec<&'a Expr>,
    /// Whether one item that counts settles it.
    one_settles: bool,
}

impl<'a> OfItems<'a> {
    fn of(expr: &'a Expr) -> Option<OfItems<'a>> {
        match &expr.kind {
            ExprKind::Quantified { test, list, filter, body, different } => {
                // What counts for `every` is an item that fails.
                let body_is = Truth::from(*test != CountTest::Every);
                let filter = filter.as_deref().map(|it| (it, Truth::True));
                Some(OfItems {
                    list,
                    conditions: filter.into_iter().chain(body.as_deref().map(|it| (it, body_is))).collect(),
                    values: different.as_deref().into_iter().collect(),
                    one_settles: matches!(test, CountTest::AtLeast(1) | CountTest::AtMost(0) | CountTest::Every),
                })
            }
            ExprKind::Aggregate { list, filter, of, different, .. } => Some(OfItems {
                list,
                conditions: filter.as_deref().map(|it| (it, Truth::True)).into_iter().collect(),
                values: of.as_deref().into_iter().chain(different.as_deref()).collect(),
                one_settles: false,
            }),
            _ => None,
        }
    }
}

/// Every changed text that an expression can reach.
fn every_changed_text(environment: &Environment<'_>, expr: &Expr, to: &mut Grounds<'_>) {
    let program = environment.program;
    let mut seen = BTreeSet::new();
    let mut work = vec![expr];
    while let Some(expr) = work.pop() {
        match &expr.kind {
            ExprKind::Definition(id, _) if seen.insert(*id) => {
                to.found.extend(changed_definition(environment, *id));
                if let (Version::Is(version), Some(of)) = (environment.definition(*id), program.definitions.get(id.index())) {
                    work.extend(of.versions.get(version).map(|it| &it.body));
                }
            }
            ExprKind::Parameter(id, _) => to.found.extend(changed_parameter(program, *id, environment.parameter(*id))),
            _ => {}
        }
        walk::children(expr, &mut |part| work.push(part));
    }
}

/// Every rule above another, through whatever rules; one that only blocks passes nothing on.
fn above_at_a_distance(program: &Program, rule: &crate::ir::Rule) -> BTreeSet<RuleId> {
    let mut found = BTreeSet::new();
    let mut work = rule.above.clone();
    while let Some(id) = work.pop() {
        if found.insert(id) {
            let of = program.rules.get(id.index()).filter(|it| !matches!(it.action, Action::Block | Action::Satisfy));
            work.extend(of.into_iter().flat_map(|it| &it.above));
        }
    }
    found
}
