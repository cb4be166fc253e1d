//! Decided regardless: the case is split over what is not known, lazily, until every part gives a result.
//!
//! An evaluation that meets something unknown whose domain does not suffice asks for it; each answer is evaluated in turn. The answers form a
//! tree, reduced from below: where every answer leads to the same, nothing needs to be asked. What is left at the root decides.
//!
//! **Exactness.** Where the result is *decided*, every way of filling in the unknown facts gives it. Where it is *undetermined*, two ways differ, as far
//! as what is asked can be taken apart: which connections between terms are known is told where they are worked out (`possible.rs`, `cells.rs`,
//! `bounds.rs`), and what is left open by docs/reference/unknown.md. After [`BUDGET`] evaluations the rest is left open, which also errs to that side.

use super::answers::ask;
use super::asks::{Asking, Assumptions};
use super::domain::Domain;
use super::possible::{Assumed, possible};
use super::terms::{Split, Term};
use super::traced::Across;
use crate::ir::{Program, QuestionId, RuleId, Value};
use crate::runtime::effects::Leaf;
use crate::runtime::{Ask, Effect, Missing};
use std::collections::HashSet;
use std::rc::Rc;

/// How many evaluations one case may cost.
pub const BUDGET: u32 = 512;

/// A result that a split can end in.
pub trait Result: Clone {
    /// Whether they are the same answer.
    fn same(&self, other: &Self) -> bool;
    /// Takes over what is said of the other, which is the same.
    fn merge(&mut self, other: &Self);
}

/// One evaluation under assumptions.
#[derive(Clone)]
pub enum Outcome<R> {
    /// It gives this.
    Settled(R),
    /// It depends on this.
    Ask(Rc<Split>),
}

/// Questions with what their answers lead to.
#[derive(Clone)]
pub enum Tree<R> {
    /// A result.
    Leaf(R),
    /// What depends on an answer.
    Node(Rc<Split>, Vec<Tree<R>>),
    /// Not looked into.
    Cut,
}

/// A tree and everything that was asked on the way.
pub struct Explored<R> {
    /// Reduced.
    pub tree: Tree<R>,
    /// In the order asked.
    pub asked: Vec<Rc<Split>>,
}

/// Splits until everything is settled or the budget is spent.
pub fn explore<R: Result>(program: &Program, evaluate: impl FnMut(Asking) -> Outcome<R>) -> Explored<R> {
    explore_under(Rc::default(), BUDGET, program, evaluate)
}

/// The same under assumptions, with so many evaluations.
pub fn explore_under<R: Result>(
    assumptions: Rc<Assumptions>,
    budget: u32,
    program: &Program,
    mut evaluate: impl FnMut(Asking) -> Outcome<R>,
) -> Explored<R> {
    let mut explorer = Explorer { program, evaluate: &mut evaluate, left: budget, asked: Vec::new(), across: Rc::default() };
    let tree = explorer.tree(assumptions);
    Explored { tree, asked: explorer.asked }
}

struct Explorer<'e, R> {
    program: &'e Program,
    evaluate: &'e mut dyn FnMut(Asking) -> Outcome<R>,
    left: u32,
    asked: Vec<Rc<Split>>,
    across: Rc<Across>,
}

impl<R: Result> Explorer<'_, R> {
    /// Depth is bounded by the budget: each level costs an evaluation.
    fn tree(&mut self, assumptions: Rc<Assumptions>) -> Tree<R> {
        if self.left == 0 {
            return Tree::Cut;
        }
        self.left -= 1;
        let split = match (self.evaluate)(Asking { across: self.across.clone(), ..Asking::new(assumptions.clone()) }) {
            Outcome::Settled(result) => return Tree::Leaf(result),
            Outcome::Ask(split) => split,
        };
        self.asked.push(split.clone());
        let mut answers = Vec::new();
        for (domain, _) in &split.branches {
            let mut assumptions = (*assumptions).clone();
            assumptions.insert(split.term.clone(), domain.clone());
            answers.push(self.tree(Rc::new(assumptions)));
        }
        let possible = |given: &Given<'_>| {
            let assumed: Vec<Assumed<'_>> = given.iter().map(|(term, domain)| (*term, domain)).collect();
            possible(self.program, &self.across, None, &assumed)
        };
        reduced(split, answers, &possible)
    }
}

/// A node, or what all its answers lead to where that is the same: told by structure first, else by comparing what every way of filling in
/// the rest leads to (two trees may say the same in another order). The tree that is kept then stands for all answers, so nothing may be left out of
/// it for the sake of one of them.
fn reduced<R: Result>(split: Rc<Split>, mut answers: Vec<Tree<R>>, possible: &dyn Fn(&Given<'_>) -> bool) -> Tree<R> {
    let smallest = (0..answers.len()).min_by_key(|at| (!answers[*at].is_complete(), answers[*at].size())).unwrap_or(0);
    if answers.is_empty() {
        return Tree::Cut;
    }
    let mut kept = answers.swap_remove(smallest);
    if answers.iter().all(|it| it.same(&kept)) {
        answers.iter().for_each(|it| kept.merge(it));
        return kept;
    }
    let agrees = |other: &Tree<R>| {
        kept.pairs(&split.term, &mut Vec::new(), &mut |a, given| {
            other.under(&split.term, given, &mut |b, given| a.same(b) || !possible(given))
        })
    };
    if kept.is_complete() && answers.iter().all(agrees) {
        for other in &answers {
            kept.pairs_mut(&split.term, &mut Vec::new(), &mut |a, given| {
                other.under(&split.term, given, &mut |b, _| {
                    if a.same(b) {
                        a.merge(b);
                    }
                    true
                });
            });
        }
        return kept;
    }
    // As they were: the last one had moved into the gap.
    answers.push(kept);
    let last = answers.len() - 1;
    answers.swap(smallest, last);
    Tree::Node(split, answers)
}

/// What is assumed on the way down a tree, innermost last.
type Given<'t> = Vec<(&'t Term, Domain)>;

/// The domain within what is given of the term; `None` if nothing is left.
fn within(given: &Given<'_>, term: &Term, domain: &Domain) -> Option<Domain> {
    match given.iter().rev().find(|(of, _)| *of == term) {
        Some((_, before)) => before.and(domain),
        None => Some(domain.clone()),
    }
}

impl<R: Result> Tree<R> {
    fn same(&self, other: &Tree<R>) -> bool {
        match (self, other) {
            (Tree::Leaf(a), Tree::Leaf(b)) => a.same(b),
            (Tree::Node(a, answers), Tree::Node(b, others)) => {
                a.term == b.term && a.branches == b.branches && answers.iter().zip(others).all(|(a, b)| a.same(b))
            }
            _ => false,
        }
    }

    fn merge(&mut self, other: &Tree<R>) {
        match (self, other) {
            (Tree::Leaf(a), Tree::Leaf(b)) => a.merge(b),
            (Tree::Node(_, answers), Tree::Node(_, others)) => answers.iter_mut().zip(others).for_each(|(a, b)| a.merge(b)),
            _ => {}
        }
    }

    /// Whether every node has a branch for whatever its term may be.
    fn is_complete(&self) -> bool {
        match self {
            Tree::Leaf(_) | Tree::Cut => true,
            Tree::Node(split, answers) => split.complete && answers.iter().all(Tree::is_complete),
        }
    }

    fn size(&self) -> usize {
        match self {
            Tree::Leaf(_) | Tree::Cut => 1,
            Tree::Node(_, answers) => 1 + answers.iter().map(Tree::size).sum::<usize>(),
        }
    }

    /// Whether every result passes, each with what is given there (`free` may be anything throughout).
    fn pairs<'t>(&'t self, free: &Term, given: &mut Given<'t>, passes: &mut dyn FnMut(&R, &Given<'t>) -> bool) -> bool {
        match self {
            Tree::Leaf(result) => passes(result, given),
            Tree::Cut => false,
            Tree::Node(split, answers) => split.branches.iter().zip(answers).all(|((domain, _), tree)| {
                if split.term == *free {
                    return tree.pairs(free, given, passes);
                }
                let Some(domain) = within(given, &split.term, domain) else {
                    return true;
                };
                given.push((&split.term, domain));
                let pass = tree.pairs(free, given, passes);
                given.pop();
                pass
            }),
        }
    }

    /// The same, to change the results.
    fn pairs_mut(&mut self, free: &Term, given: &mut Vec<(Term, Domain)>, change: &mut dyn FnMut(&mut R, &Given<'_>)) {
        match self {
            Tree::Leaf(result) => change(result, &given.iter().map(|(term, domain)| (term, domain.clone())).collect()),
            Tree::Cut => {}
            Tree::Node(split, answers) => {
                for ((domain, _), tree) in split.branches.iter().zip(answers) {
                    let known: Given<'_> = given.iter().map(|(term, domain)| (term, domain.clone())).collect();
                    let domain = if split.term == *free { Some(domain.clone()) } else { within(&known, &split.term, domain) };
                    if let Some(domain) = domain {
                        let free_here = split.term == *free;
                        if !free_here {
                            given.push((split.term.clone(), domain));
                        }
                        tree.pairs_mut(free, given, change);
                        if !free_here {
                            given.pop();
                        }
                    }
                }
            }
        }
    }

    /// Whether every result that is possible with what is given passes.
    fn under<'t>(&'t self, free: &Term, given: &Given<'t>, passes: &mut dyn FnMut(&R, &Given<'t>) -> bool) -> bool {
        let mut given = given.clone();
        self.pairs(free, &mut given, passes)
    }

    /// Every node's question, outermost first.
    pub fn nodes<'t>(&'t self, visit: &mut dyn FnMut(&'t Split)) {
        if let Tree::Node(split, answers) = self {
            visit(split);
            answers.iter().for_each(|it| it.nodes(visit));
        }
    }

    /// Every result.
    pub fn leaves<'t>(&'t self, visit: &mut dyn FnMut(&'t R)) {
        match self {
            Tree::Leaf(result) => visit(result),
            Tree::Node(_, answers) => answers.iter().for_each(|it| it.leaves(visit)),
            Tree::Cut => {}
        }
    }

    /// Whether a part was not looked into.
    pub fn is_cut(&self) -> bool {
        match self {
            Tree::Leaf(_) => false,
            Tree::Node(_, answers) => answers.iter().any(Tree::is_cut),
            Tree::Cut => true,
        }
    }
}

/// A leaf with the rules of every and of any leaf merged into it.
#[derive(Clone, Debug)]
pub struct Merged {
    /// The result.
    pub leaf: Leaf,
    /// Rules that give it however the facts turn out.
    pub always: Vec<RuleId>,
    /// Rules that give it in one way or another.
    pub sometimes: Vec<RuleId>,
}

impl Merged {
    /// One leaf.
    pub fn new(leaf: Leaf) -> Merged {
        let mut sometimes = leaf.rules.clone();
        add_new(&mut sometimes, &leaf.perhaps);
        sometimes.sort_unstable();
        Merged { always: leaf.rules.clone(), sometimes, leaf }
    }

    /// The rules to name.
    pub fn rules(&self) -> Vec<RuleId> {
        if self.always.is_empty() { self.sometimes.clone() } else { self.always.clone() }
    }
}

impl Result for Merged {
    fn same(&self, other: &Merged) -> bool {
        let (a, b) = (&self.leaf, &other.leaf);
        // Values that are not known are the same where they come down to the same.
        a.effect == b.effect && a.outcomes == b.outcomes && a.open == b.open && a.open.iter().all(Option::is_some)
    }

    fn merge(&mut self, other: &Merged) {
        self.always.retain(|it| other.always.contains(it));
        add_new(&mut self.sometimes, &other.sometimes);
        self.sometimes.sort_unstable();
        add_new(&mut self.leaf.facts, &other.leaf.facts);
        self.leaf.outranked.retain(|it| other.leaf.outranked.contains(it));
    }
}

impl Result for Value {
    fn same(&self, other: &Value) -> bool {
        self == other
    }

    fn merge(&mut self, _other: &Value) {}
}

/// What a tree of effects says is missing, and what to ask next.
pub struct Open {
    /// Facts that can still change the result.
    pub missing: Vec<Missing>,
    /// Questions of law that can.
    pub questions: Vec<QuestionId>,
    /// The next question.
    pub next: Option<Ask>,
    /// Some answers lead to where nothing more can be asked.
    pub stuck: bool,
}

/// What is open in a tree that is not one decided leaf.
pub fn open(program: &Program, explored: &Explored<Merged>) -> Open {
    let mut missing = Facts::default();
    let mut questions = Vec::new();
    let mut note = |split: &Split| {
        split.facts.iter().for_each(|it| missing.add_all(it));
        add_new(&mut questions, split.question.as_slice());
    };
    explored.tree.nodes(&mut note);
    if explored.tree.is_cut() {
        // What was not looked into may depend on anything that was met.
        explored.asked.iter().for_each(|it| note(it));
    }
    let mut stuck = false;
    explored.tree.leaves(&mut |it| {
        if it.leaf.effect == Effect::Undetermined {
            stuck = true;
            missing.extend(&it.leaf.facts);
        }
    });
    let missing = missing.list;
    let next = match &explored.tree {
        Tree::Node(split, answers) => Some(ask(program, split, answers)),
        Tree::Leaf(_) => missing.first().map(|it| Ask { words: it.words.clone(), fact: Some(it.clone()), answers: Vec::new() }),
        Tree::Cut => explored.asked.first().map(|it| Ask { words: it.words.clone(), fact: it.fact.clone(), answers: Vec::new() }),
    };
    Open { missing, questions, next, stuck }
}

/// Every fact asked for, in that order.
pub fn facts_of<R>(explored: &Explored<R>) -> Vec<Missing> {
    let mut out = Facts::default();
    explored.asked.iter().flat_map(|it| &it.facts).for_each(|it| out.add_all(it));
    out.list
}

/// Facts in the order met, each once; they may be as many as a case has.
#[derive(Default)]
pub(in crate::runtime) struct Facts {
    pub(in crate::runtime) list: Vec<Missing>,
    seen: HashSet<Missing>,
    lists: HashSet<usize>,
}

impl Facts {
    /// One more.
    pub(in crate::runtime) fn add(&mut self, fact: &Missing) {
        if !self.seen.contains(fact) {
            self.seen.insert(fact.clone());
            self.list.push(fact.clone());
        }
    }

    /// More.
    pub(in crate::runtime) fn extend(&mut self, facts: &[Missing]) {
        facts.iter().for_each(|it| self.add(it));
    }

    /// Those of a term, which many questions may share; they must stay where they are meanwhile.
    pub(in crate::runtime) fn add_all(&mut self, facts: &Rc<Vec<Missing>>) {
        if self.lists.insert(Rc::as_ptr(facts) as usize) {
            self.extend(facts);
        }
    }
}

/// Appends what is not there yet.
pub fn add_new<T: Clone + PartialEq>(out: &mut Vec<T>, more: &[T]) {
    for one in more {
        if !out.contains(one) {
            out.push(one.clone());
        }
    }
}
