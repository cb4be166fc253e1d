//! Items of a list that is not known, told apart by which of several conditions they meet: each combination that an item can have is a cell, and
//! what is counted under one or another of the conditions is a sum of cells.

use super::asks::{Asking, Assumptions};
use super::domain::Domain;
use super::explore::{Outcome, Result, Tree, explore_under};
use super::possible::Assumed;
use super::terms::{Split, Term};
use super::traced::Across;
use crate::ir::{Expr, ExprKind, RecordId, SlotId, walk};
use crate::runtime::Truth;
use crate::runtime::evaluate::frames::{Frame, HYPOTHETICAL, Path};
use crate::runtime::evaluate::{Evaluator, item_record};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

/// More conditions on the items of one list are not looked at together.
const MOST_CONDITIONS: usize = 16;

/// More conditions of which nothing is known are not gone through.
const MOST_FREE: usize = 4;

/// So many evaluations of the conditions may be spent to find their cells: few items are told apart in more ways, and each asking costs as much again.
const MOST_TRIED: u32 = 48;

/// A list.
type List = (Path, SlotId);

/// Classes of conditions, sorted.
type Conditions = Vec<u32>;

/// By condition: whether an item meets it, `None` where it may or may not.
type Meets = Vec<Option<bool>>;

/// What is so of the case.
type When = Vec<(Term, Domain)>;

/// What an item can be like.
#[derive(Clone, PartialEq)]
pub(in crate::runtime) struct Cell {
    meets: Meets,
    /// Only where this is so of the case.
    when: When,
}

/// What is kept from case to case: cells of conditions that read the items of such a record alone.
pub(in crate::runtime) type Kept = HashMap<(RecordId, Conditions), Option<Rc<Vec<Cell>>>>;

/// What is known of cells, for each list and conditions on its items: every item is in one of these. `None`: they were too many to look at.
pub(in crate::runtime) type Known = BTreeMap<(List, Conditions), Option<Rc<Vec<Cell>>>>;

/// Which counts an item is in, as bits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::runtime) struct Membership(u64);

impl Membership {
    /// Of an item that meets these conditions.
    fn of(counts: &[&Term], meets: &dyn Fn(&Condition<'_>) -> bool) -> Membership {
        let counted = |term: &Term| match term {
            Term::Count { literals, frames, .. } => {
                literals.iter().all(|(class, affirmed)| meets(&(*class, frames.as_slice())) == *affirmed)
            }
            _ => false,
        };
        Membership((0..).zip(counts).filter(|(_, term)| counted(term)).fold(0, |bits, (at, _)| bits | 1u64 << at))
    }

    /// Whether it is counted in the one of that place.
    pub(in crate::runtime) fn contains(self, count: usize) -> bool {
        self.0 >> count & 1 == 1
    }
}

/// A condition on items and what else it reads.
type Condition<'t> = (u32, &'t [(Path, u32)]);

/// In which of the counts (terms of one list) an item can be at once; each combination one time. `None`: they were not looked at together.
pub(in crate::runtime) fn memberships(
    across: &Across,
    list: &List,
    counts: &[&Term],
    assumed: &[Assumed<'_>],
) -> Option<Vec<Membership>> {
    let mut conditions: Vec<Condition<'_>> = counts.iter().flat_map(|it| conditions_of(it)).collect();
    conditions.sort_unstable();
    conditions.dedup();
    if counts.len() > 32 {
        return None;
    }
    // Those that read the item and the case alone were looked at together; the others may go with any of them.
    let own: Conditions = conditions.iter().filter(|(_, frames)| frames.is_empty()).map(|(class, _)| *class).collect();
    let known = across.cells.borrow().get(&(list.clone(), own.clone())).cloned().flatten()?;
    let contradicts =
        |(term, domain): &(Term, Domain)| assumed.iter().any(|(other, assumed)| *other == term && assumed.and(domain).is_none());
    let mut out: Vec<Membership> = Vec::new();
    for cell in known.iter().filter(|cell| !cell.when.iter().any(contradicts)) {
        let is = |condition: &Condition<'_>| {
            let at = own.iter().position(|class| condition.1.is_empty() && *class == condition.0)?;
            cell.meets.get(at).copied().flatten()
        };
        let free: Vec<&Condition<'_>> = conditions.iter().filter(|it| is(it).is_none()).collect();
        if free.len() > MOST_FREE {
            return None;
        }
        for bits in 0..1u32 << free.len() {
            let meets = |condition: &Condition<'_>| {
                let chosen = || free.iter().position(|it| *it == condition).is_some_and(|at| bits >> at & 1 == 1);
                is(condition).unwrap_or_else(chosen)
            };
            let membership = Membership::of(counts, &meets);
            if !out.contains(&membership) {
                out.push(membership);
            }
        }
    }
    Some(out)
}

fn conditions_of(count: &Term) -> Vec<Condition<'_>> {
    match count {
        Term::Count { literals, frames, .. } => literals.iter().map(|(class, _)| (*class, frames.as_slice())).collect(),
        _ => Vec::new(),
    }
}

impl Result for Meets {
    fn same(&self, other: &Meets) -> bool {
        self == other
    }

    fn merge(&mut self, _other: &Meets) {}
}

impl<'a> Evaluator<'a> {
    /// Appends the conditions of which one on an item is the conjunction, as classes, each affirmed or denied: without those that are so of any item
    /// under what is assumed, whatever it is like.
    pub(in crate::runtime) fn add_literals(
        &mut self,
        expr: &'a Expr,
        affirmed: bool,
        item: &Frame<'_, 'a>,
        out: &mut Vec<(u32, bool)>,
    ) {
        if self.of_any_item(expr, item) == Some(affirmed) {
            return;
        }
        match &expr.kind {
            ExprKind::Not(part) => return self.add_literals(part, !affirmed, item, out),
            ExprKind::Limb { body, satisfied_by, .. } if satisfied_by.is_empty() => {
                return self.add_literals(body, affirmed, item, out);
            }
            ExprKind::All(parts) if affirmed => return parts.iter().for_each(|it| self.add_literals(it, true, item, out)),
            ExprKind::Any(parts) if !affirmed => return parts.iter().for_each(|it| self.add_literals(it, false, item, out)),
            ExprKind::All(parts) | ExprKind::Any(parts) => {
                let mut open = parts.iter().filter(|it| self.of_any_item(it, item).is_none());
                if let (Some(only), None) = (open.next(), open.next()) {
                    return self.add_literals(only, affirmed, item, out);
                }
            }
            _ => {}
        }
        let class = self.environment.classes().class(expr.id);
        self.traced.conditions.insert(class, expr);
        out.push((class, affirmed));
    }

    /// What a condition is of any item, if it is the same whatever the item is like.
    fn of_any_item(&mut self, condition: &'a Expr, item: &Frame<'_, 'a>) -> Option<bool> {
        let before = self.open();
        let truth = self.truth(condition, item);
        self.close(before);
        truth.known()
    }

    /// Looks which of the conditions of a count, and of those that something is assumed of already, an item of the list can meet at once.
    pub(in crate::runtime) fn look_at_items(&mut self, count: &Term, list: &'a Expr, frame: &Frame<'_, 'a>) {
        let (Term::Count { list: of, .. }, Some(asking)) = (count, self.asking.as_ref()) else { return };
        if asking.in_hand > 0 {
            return;
        }
        let across = asking.across.clone();
        let assumed = asking.assumptions.keys().filter(|it| matches!(it, Term::Count { list, .. } if list == of));
        let mut conditions: Conditions = assumed
            .chain([count])
            .flat_map(conditions_of)
            .filter(|(_, frames)| frames.is_empty())
            .map(|(class, _)| class)
            .collect();
        conditions.sort_unstable();
        conditions.dedup();
        let key = (of.clone(), conditions);
        if key.1.is_empty() || key.1.len() > MOST_CONDITIONS || across.cells.borrow().contains_key(&key) {
            return;
        }
        // Of more conditions there are no fewer cells.
        let within = |of: &Conditions| of.iter().all(|it| key.1.contains(it));
        let given_up =
            across.cells.borrow().iter().any(|((of, conditions), cells)| cells.is_none() && *of == key.0 && within(conditions));
        let cells = if given_up { None } else { self.cells_of(&key.1, list, frame) };
        across.cells.borrow_mut().insert(key, cells);
    }

    /// The cells of conditions. What reads the item alone is the same in every case, and is kept.
    fn cells_of(&mut self, conditions: &Conditions, list: &'a Expr, frame: &Frame<'_, 'a>) -> Option<Rc<Vec<Cell>>> {
        self.find_conditions(conditions);
        let exprs: Vec<Option<&'a Expr>> = conditions.iter().map(|class| self.of_item(*class, frame)).collect();
        let kept = exprs.iter().all(|it| it.is_some_and(|it| self.reads_item_alone(it)));
        // At the same place of another record there may be another fact.
        let key = (item_record(list), conditions.clone());
        if let Some(known) = self.environment.cells.borrow().get(&key).filter(|_| kept) {
            return known.clone();
        }
        let cells = self.cells(&exprs, list, frame).map(Rc::new);
        if kept {
            self.environment.cells.borrow_mut().insert(key, cells.clone());
        }
        cells
    }

    /// Whether a condition reads nothing of the case but an item.
    fn reads_item_alone(&self, condition: &Expr) -> bool {
        let (mut seen, mut work, mut alone) = (BTreeSet::new(), vec![condition], true);
        while let Some(expr) = work.pop().filter(|_| alone) {
            walk::every(expr, &mut |part| {
                alone &= match &part.kind {
                    ExprKind::Fact(instance, _) => instance.frame > 0,
                    ExprKind::Definition(id, Some(instance)) if instance.frame > 0 => {
                        let body = self.environment.body(*id);
                        work.extend(body.filter(|_| seen.insert(*id)));
                        body.is_some()
                    }
                    ExprKind::Definition(..) | ExprKind::Question(_) | ExprKind::Filled(..) | ExprKind::ParameterOn(..) => false,
                    ExprKind::Limb { satisfied_by, .. } => satisfied_by.is_empty(),
                    _ => true,
                };
            });
        }
        alone
    }

    /// Notes those conditions that stand where this evaluation has not come yet.
    fn find_conditions(&mut self, classes: &[u32]) {
        if classes.iter().all(|it| self.traced.conditions.contains_key(it)) {
            return;
        }
        let environment = self.environment;
        walk::roots(environment.program, &mut |root, _| {
            walk::every(root, &mut |part| {
                let class = environment.classes().class(part.id);
                if classes.contains(&class) {
                    self.traced.conditions.entry(class).or_insert(part);
                }
            });
        });
    }

    /// The condition of a class, if it reads an item taken in hand here and, beside it, only the case.
    fn of_item(&self, class: u32, frame: &Frame<'_, 'a>) -> Option<&'a Expr> {
        let expr = *self.traced.conditions.get(&class)?;
        let here = 1 | 1u64.checked_shl(frame.depth + 1).unwrap_or(0);
        (self.environment.classes().frames(expr.id) & !here == 0).then_some(expr)
    }

    /// What items can be like: every way of filling in an item, and whatever else of the case is not known. `None`: too many.
    fn cells(&mut self, conditions: &[Option<&'a Expr>], list: &'a Expr, frame: &Frame<'_, 'a>) -> Option<Vec<Cell>> {
        let tree = self.of_every_item(Rc::default(), list, frame, &|it, item| {
            let truth = |it: &mut Evaluator<'a>, condition: &Option<&'a Expr>| match condition {
                Some(condition) => it.truth(condition, item),
                None => Truth::Unknown,
            };
            conditions.iter().map(|condition| truth(it, condition).known()).collect()
        });
        let mut cells = Vec::new();
        collect(&tree, &mut Vec::new(), &mut |meets, when| {
            let cell = Cell { meets: meets.clone(), when: when.clone() };
            if !cells.contains(&cell) {
                cells.push(cell);
            }
        })
        .then_some(cells)
    }

    /// Whether what is asked of items turns on something of the case that is not known: the first that does. `None`: it was not looked into to the end.
    pub(in crate::runtime) fn turns_on_case(
        &mut self,
        asks: &dyn Fn(&mut Evaluator<'a>, &Frame<'_, 'a>) -> Truth,
        list: &'a Expr,
        frame: &Frame<'_, 'a>,
    ) -> Option<Option<Split>> {
        let assumptions = self.asking.as_ref().filter(|it| it.in_hand == 0)?.assumptions.clone();
        let tree = self.of_every_item(assumptions, list, frame, &|it, item| vec![asks(it, item).known()]);
        let mut first = None;
        tree.nodes(&mut |split| {
            if first.is_none() && !is_of_item(&split.term) {
                first = Some(split.clone());
            }
        });
        (!tree.is_cut()).then_some(first)
    }

    /// What conditions come to for every way of filling in an item and, under assumptions, what is not known of the case.
    fn of_every_item(
        &mut self,
        assumptions: Rc<Assumptions>,
        list: &'a Expr,
        frame: &Frame<'_, 'a>,
        meets: &dyn Fn(&mut Evaluator<'a>, &Frame<'_, 'a>) -> Meets,
    ) -> Tree<Meets> {
        let explored = explore_under(assumptions, MOST_TRIED, self.environment.program, |asking| {
            let asking = Asking { in_hand: 1, ..asking };
            let mut of_item = Evaluator::new(self.environment, self.case, Some(asking)).under(self.taken).on(self.said_day);
            of_item.left = self.left;
            of_item.reading.clone_from(&self.reading);
            let meets = of_item.with_any_item(list, frame, |it, item| meets(it, item));
            self.left = of_item.left;
            match of_item.asking.and_then(|it| it.asked) {
                Some(split) if of_item.spent_at.is_none() && meets.contains(&None) => Outcome::Ask(split),
                _ => Outcome::Settled(meets),
            }
        });
        explored.tree
    }
}

/// Whether a term is one of the item in hand alone.
fn is_of_item(term: &Term) -> bool {
    let within = |path: &Path| path.iter().any(|(_, index)| *index == HYPOTHETICAL);
    match term {
        Term::Fact(path, _) => within(path),
        Term::Count { list: (path, _), .. } => within(path),
        Term::Linear { parts, .. } => parts.iter().all(|(part, _)| is_of_item(part)),
        Term::Opaque(..) | Term::Question(_) | Term::Rule(_) | Term::Act(_) | Term::Elsewhere(..) => false,
    }
}

/// Every leaf with what it says of the case; false where something was not looked into.
fn collect(tree: &Tree<Meets>, when: &mut When, visit: &mut dyn FnMut(&Meets, &When)) -> bool {
    match tree {
        Tree::Leaf(meets) => {
            visit(meets, when);
            true
        }
        Tree::Cut => false,
        Tree::Node(split, answers) => split.branches.iter().zip(answers).all(|((domain, _), tree)| {
            // What is assumed of the case comes in the same words; of the item nothing is assumed outside.
            when.push((split.term.clone(), domain.clone()));
            let whole = collect(tree, when, visit);
            when.pop();
            whole
        }),
    }
}
