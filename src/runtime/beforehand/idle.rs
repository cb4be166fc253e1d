//! Rules that never apply: no case meets their condition, or a rule above them is live whenever they hold.
//!
//! Told only where it is certain: the search went through everything that the facts may be and found no case. What is met on the way is taken
//! to be independent where nothing better is known, so the search may miss such a rule and never invents one. A rule that asks for a position
//! on a question, for what other instruments fill in, or for what is shown, is left alone: these change without the rule.

use crate::ir::{Action, CASE, DefId, Expr, ExprKind, InstrumentId, ParamId, Period, Program, Rule, RuleId, SlotId, walk};
use crate::runtime::effects::Plan;
use crate::runtime::evaluate::Evaluator;
use crate::runtime::evaluate::frames::Frame;
use crate::runtime::law::environment::Environment;
use crate::runtime::unknown::asks::{Asking, Assumptions};
use crate::runtime::unknown::terms::Term;
use crate::runtime::{Options, Truth};
use crate::source::Span;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Evaluations for one rule.
const BUDGET: u32 = 300;
/// A rule whose law changes on more days is left alone.
const MOST_DAYS: usize = 40;
/// Under more exceptions to exceptions than any text has, nothing is looked for: each look would take as long as all the others.
const MOST_ABOVE: usize = 50;
/// Expressions that a rule may read, its definitions counted in.
const MOST_READ: usize = 2_000;

/// Evaluations that are left, in one run.
#[derive(Clone, Copy, Debug)]
pub struct Budget(pub u32);

impl Default for Budget {
    fn default() -> Budget {
        Budget(6_000)
    }
}

/// A rule that never applies.
#[derive(Clone, Debug)]
pub struct Idle {
    /// Which.
    pub rule: RuleId,
    /// Why.
    pub why: Why,
}

/// Why a rule never applies.
#[derive(Clone, Debug)]
pub enum Why {
    /// No case meets all of these conditions; without any one of them some would.
    Contradiction(Vec<Part>),
    /// Whenever it holds, one of these rules is live and defeats it; without any one of them it would apply.
    Defeated(Vec<RuleId>),
}

/// One of the conditions that exclude each other.
#[derive(Clone, Debug)]
pub struct Part {
    /// Where.
    pub span: Span,
    /// `5 or more`: what it asks of what all of them ask about, where that is one thing.
    pub asks: Option<String>,
}

/// The rules of an instrument that never apply, in the order of the file. A search that is spent says nothing.
pub fn idle_rules(program: &Program, instrument: InstrumentId, budget: &mut Budget) -> Vec<Idle> {
    let mut out = Vec::new();
    let Some(own) = program.instruments.get(instrument.index()) else {
        return out;
    };
    let mut search = Search::new(program, instrument);
    for id in &own.rules {
        let Some(rule) = program.rules.get(id.index()).filter(|it| !matches!(it.action, Action::Otherwise(_))) else {
            continue;
        };
        if budget.0 == 0 {
            break;
        }
        search.left = BUDGET.min(budget.0);
        let before = search.left;
        let found = search.why(*id, rule, &own.period);
        budget.0 -= before - search.left;
        out.extend(found.map(|why| Idle { rule: *id, why }));
    }
    out
}

/// Looks for cases by the law of an instrument.
pub(in crate::runtime) struct Search<'p> {
    pub(in crate::runtime) program: &'p Program,
    instrument: InstrumentId,
    days: BTreeMap<Date, Environment<'p>>,
    /// Evaluations that are left.
    pub(in crate::runtime) left: u32,
}

/// What is looked for: a case in which it is true.
pub(in crate::runtime) enum Wanted<'s, 'p> {
    /// This holds, and none of those.
    Beyond(&'s Expr, &'s [&'p Expr]),
    /// All of these hold.
    All(&'s [&'p Expr]),
    /// All of these hold, and none of these rules is live.
    Undefeated(&'s [&'p Expr], &'s Plan, &'s [RuleId]),
}

impl Wanted<'_, '_> {
    /// What one look costs: many rules above take as long as many looks, and a long chain of exceptions is not to keep `check` waiting.
    fn cost(&self) -> u32 {
        const RULES_OF_A_LOOK: usize = 3;
        match self {
            Wanted::Undefeated(_, plan, _) => 1 + u32::try_from(plan.order.len() / RULES_OF_A_LOOK).unwrap_or(u32::MAX),
            Wanted::Beyond(..) | Wanted::All(_) => 1,
        }
    }
}

impl<'p> Search<'p> {
    pub(in crate::runtime) fn new(program: &'p Program, instrument: InstrumentId) -> Search<'p> {
        Search { program, instrument, days: BTreeMap::new(), left: 0 }
    }

    /// Days whose law is made ready.
    pub(in crate::runtime) fn days_of(&mut self, days: Vec<Date>) -> Vec<Date> {
        for day in &days {
            let (program, instrument) = (self.program, self.instrument);
            self.days.entry(*day).or_insert_with(|| {
                let options = Options { as_of: *day, ..Options::default() };
                Environment::new(program, Some(instrument), &options)
            });
        }
        days
    }

    fn why(&mut self, id: RuleId, rule: &'p Rule, own: &Period) -> Option<Why> {
        let mut read = Read::default();
        let conditions: Vec<&'p Expr> =
            rule.applies.iter().map(|it| &it.condition).chain([&rule.condition]).flat_map(conjuncts).collect();
        conditions.iter().for_each(|it| read.all_of(self.program, it));
        // A condition that reads nothing twice contradicts nothing.
        let contradictory = read.twice;
        // A gate speaks whether its condition holds or not.
        let defeated = !matches!(rule.action, Action::Gate { .. }) && !rule.above.is_empty();
        let plan = Plan::of_rules(self.program, &[id]);
        if plan.order.len() > MOST_ABOVE {
            return None;
        }
        if defeated {
            for above in plan.order.iter().filter_map(|it| self.program.rules.get(it.index())) {
                above.applies.iter().for_each(|it| read.all_of(self.program, &it.condition));
                read.all_of(self.program, &above.condition);
                read.days.extend(above.period.changes());
            }
        }
        if read.open || !(contradictory || defeated) {
            return None;
        }
        let days = self.days_of(days(&read.days, &[own, &rule.period])?);
        let days: Vec<Date> = days.into_iter().filter(|it| self.days[it].rule_in_force(id) == Truth::True).collect();
        if days.is_empty() {
            return None;
        }
        if contradictory && !self.some_case(&days, &Wanted::All(&conditions))? {
            let fewest = self.fewest(&conditions, &mut |search, some| search.some_case(&days, &Wanted::All(some)))?;
            return Some(Why::Contradiction(self.parts(&fewest, days[0])));
        }
        if !defeated || self.some_case(&days, &Wanted::Undefeated(&conditions, &plan, &rule.above))? {
            return None;
        }
        let fewest =
            self.fewest(&rule.above, &mut |search, some| search.some_case(&days, &Wanted::Undefeated(&conditions, &plan, some)))?;
        // Without any rule above it, it holds in no case: that was not certain above.
        (!fewest.is_empty()).then_some(Why::Defeated(fewest))
    }

    /// The fewest of `all` of which there is still no case: each left out in turn.
    pub(in crate::runtime) fn fewest<T: Clone>(
        &mut self,
        all: &[T],
        some_case: &mut dyn FnMut(&mut Self, &[T]) -> Option<bool>,
    ) -> Option<Vec<T>> {
        let mut kept = all.to_vec();
        let mut at = 0;
        while at < kept.len() {
            let mut fewer = kept.clone();
            fewer.remove(at);
            if some_case(self, &fewer)? {
                at += 1;
            } else {
                kept = fewer;
            }
        }
        Some(kept)
    }

    /// Whether there may be a case on one of these days; `None` where the search is spent.
    pub(in crate::runtime) fn some_case(&mut self, days: &[Date], wanted: &Wanted<'_, 'p>) -> Option<bool> {
        for day in days {
            if case(&self.days[day], wanted, Rc::default(), &mut self.left)? {
                return Some(true);
            }
        }
        Some(false)
    }

    /// With what each asks, where all ask about one thing.
    fn parts(&self, conditions: &[&'p Expr], day: Date) -> Vec<Part> {
        let asked: Vec<Option<(Term, String)>> = conditions.iter().map(|it| asks(&self.days[&day], it)).collect();
        let first = asked.first().and_then(Option::as_ref).map(|it| &it.0);
        let one = conditions.len() > 1 && asked.iter().all(|it| it.as_ref().map(|it| &it.0) == first);
        let parts = conditions.iter().zip(&asked);
        parts.map(|(it, asked)| Part { span: it.span, asks: asked.as_ref().filter(|_| one).map(|it| it.1.clone()) }).collect()
    }
}

/// Whether there may be a case under these assumptions; `None` where nothing is left. The depth is bounded by what is left.
fn case(environment: &Environment<'_>, wanted: &Wanted<'_, '_>, assumptions: Rc<Assumptions>, left: &mut u32) -> Option<bool> {
    *left = left.checked_sub(wanted.cost())?;
    let row = environment.unknown_row(CASE);
    let mut evaluator = Evaluator::new(environment, row, Some(Asking::new(assumptions.clone())));
    let root = Frame::root(row);
    let truth = match wanted {
        Wanted::All(conditions) => holds(&mut evaluator, conditions, &root),
        Wanted::Beyond(condition, earlier) => {
            let mut truth = evaluator.truth(condition, &root);
            for other in *earlier {
                if truth.is_false() {
                    break;
                }
                truth = truth.and(evaluator.truth(other, &root).negated());
            }
            truth
        }
        Wanted::Undefeated(conditions, plan, above) => {
            evaluator.states(plan);
            let mut truth = holds(&mut evaluator, conditions, &root);
            for id in *above {
                if truth.is_false() {
                    break;
                }
                truth = truth.and(evaluator.rule(*id).live.negated());
            }
            truth
        }
    };
    let asked = evaluator.asking.and_then(|it| it.asked);
    let split = match (truth, asked) {
        (Truth::False, _) => return Some(false),
        (Truth::Unknown, Some(split)) => split,
        (Truth::True, _) | (Truth::Unknown, None) => return Some(true),
    };
    for (domain, _) in &split.branches {
        let mut assumptions = (*assumptions).clone();
        assumptions.insert(split.term.clone(), domain.clone());
        if case(environment, wanted, Rc::new(assumptions), left)? {
            return Some(true);
        }
    }
    Some(false)
}

fn holds<'a>(evaluator: &mut Evaluator<'a>, conditions: &[&'a Expr], root: &Frame<'_, 'a>) -> Truth {
    let mut truth = Truth::True;
    for condition in conditions {
        truth = truth.and(evaluator.truth(condition, root));
        if truth.is_false() {
            break;
        }
    }
    truth
}

/// What a condition asks about, and which of the answers it wants, where one question after another settles it (is there any, then how many).
fn asks(environment: &Environment<'_>, condition: &Expr) -> Option<(Term, String)> {
    const QUESTIONS: usize = 3;
    let row = environment.unknown_row(CASE);
    let under = |assumptions: &Assumptions| {
        let mut evaluator = Evaluator::new(environment, row, Some(Asking::new(Rc::new(assumptions.clone()))));
        let truth = evaluator.truth(condition, &Frame::root(row));
        (truth, evaluator.asking.and_then(|it| it.asked))
    };
    let mut assumptions = Assumptions::new();
    let mut wanted = Vec::new();
    for _ in 0..QUESTIONS {
        let (_, split) = under(&assumptions);
        let split = split?;
        let mut open = None;
        for (domain, words) in &split.branches {
            let mut further = assumptions.clone();
            further.insert(split.term.clone(), domain.clone());
            match under(&further).0 {
                Truth::True => wanted.push(words.clone()),
                Truth::False => {}
                Truth::Unknown if open.is_none() => open = Some(further),
                Truth::Unknown => return None,
            }
        }
        match open {
            Some(further) => assumptions = further,
            None => return (!wanted.is_empty()).then(|| (split.term.clone(), wanted.join(" or "))),
        }
    }
    None
}

/// The conditions that must all hold.
fn conjuncts(expr: &Expr) -> Vec<&Expr> {
    match &expr.kind {
        ExprKind::All(parts) => parts.iter().flat_map(conjuncts).collect(),
        ExprKind::Limb { body, satisfied_by, .. } if satisfied_by.is_empty() => conjuncts(body),
        _ => vec![expr],
    }
}

/// What conditions read, their definitions counted in.
#[derive(Default)]
pub(in crate::runtime) struct Read {
    facts: BTreeSet<(u32, SlotId)>,
    /// Something is read twice.
    pub(in crate::runtime) twice: bool,
    /// A question, a slot or what is shown is read, or too much.
    pub(in crate::runtime) open: bool,
    definitions: BTreeSet<DefId>,
    parameters: BTreeSet<ParamId>,
    count: usize,
    /// Days on which what is read changes.
    pub(in crate::runtime) days: BTreeSet<Date>,
}

impl Read {
    pub(in crate::runtime) fn all_of(&mut self, program: &Program, expr: &Expr) {
        self.count += 1;
        if self.count > MOST_READ {
            self.open = true;
            return;
        }
        match &expr.kind {
            ExprKind::Fact(instance, slot) => {
                let place = (instance.frame, SlotId(instance.base + slot.0));
                self.twice |= !self.facts.insert(place);
            }
            // What is shown depends on the record, not on the facts.
            ExprKind::Question(_) | ExprKind::Filled(..) | ExprKind::Shown(_) | ExprKind::IsKnown(_) => self.open = true,
            ExprKind::Limb { satisfied_by, .. } if !satisfied_by.is_empty() => self.open = true,
            // More may be asked for than there are.
            ExprKind::CountTrue(..) => self.twice = true,
            ExprKind::Parameter(id, _) if self.parameters.insert(*id) => {
                let versions = program.parameters.get(id.index()).map_or(&[][..], |it| &it.versions);
                self.days.extend(versions.iter().flat_map(|it| it.period.changes()));
            }
            ExprKind::Definition(id, _) => {
                // Its facts may be read again for another item.
                self.twice = true;
                if self.definitions.insert(*id) {
                    for version in program.definitions.get(id.index()).map_or(&[][..], |it| &it.versions) {
                        self.days.extend(version.period.changes());
                        self.all_of(program, &version.body);
                    }
                }
            }
            _ => {}
        }
        walk::children(expr, &mut |part| self.all_of(program, part));
    }
}

/// The first day of the periods and every one of `changes` within them; `None` where no day is certain or there are too many.
pub(in crate::runtime) fn days(changes: &BTreeSet<Date>, periods: &[&Period]) -> Option<Vec<Date>> {
    let (first, last) = Period::common(periods.iter().copied())?;
    let begins = match (first, changes.first().copied().into_iter().chain(last).min()) {
        (Some(first), _) => first,
        // Before anything changes.
        (None, Some(change)) => change.yesterday().ok()?,
        (None, None) => jiff::civil::date(2000, 1, 1),
    };
    let within = |it: &&Date| **it > begins && last.is_none_or(|last| **it <= last);
    let days: Vec<Date> = [begins].into_iter().chain(changes.iter().filter(within).copied()).collect();
    (last.is_none_or(|last| begins <= last) && days.len() <= MOST_DAYS).then_some(days)
}
