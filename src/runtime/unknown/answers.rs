//! What to ask next, and what each answer leads to.

use super::domain::{Body, Domain, describe};
use super::explore::{Merged, Tree, add_new};
use super::terms::{Split, Term};
use super::words;
use crate::ir::{Program, RuleId, Value};
use crate::runtime::{Answer, Ask, Effect};

/// Results with the rules that give them.
type LeadsTo = Vec<(Effect, Vec<Value>, Vec<RuleId>)>;

/// An answer with what the term is then.
type Part = (Domain, Answer);

/// The question at the root of a tree.
pub(super) fn ask(program: &Program, split: &Split, answers: &[Tree<Merged>]) -> Ask {
    let mut parts: Vec<Part> = Vec::new();
    let mut of_items: Vec<Answer> = Vec::new();
    for ((domain, words), tree) in split.branches.iter().zip(answers) {
        match tree {
            // A list: whether there are items, and at once of which kind, as one would ask.
            Tree::Node(inner, answers) if is_about_items(split, inner) => {
                for ((domain, _), tree) in inner.branches.iter().zip(answers) {
                    let words = words::count_answer(&inner.words, domain);
                    add(&mut of_items, Answer { words, leads_to: leads_to(tree, &inner.term, domain) });
                }
            }
            tree => parts.extend(told_apart(tree, split, domain, words)),
        }
    }
    if parts.len() > split.branches.len() {
        in_order(program, split, &mut parts);
    }
    let mut out = Vec::new();
    parts.into_iter().map(|(_, answer)| answer).chain(of_items).for_each(|answer| add(&mut out, answer));
    Ask { words: split.words.clone(), fact: split.fact.clone(), answers: out }
}

/// Ranges in the order of their values; what lies side by side and leads to the same is one.
fn in_order(program: &Program, split: &Split, parts: &mut Vec<Part>) {
    let Some(ty) = split.told_in else { return };
    let range = |part: &Part| match &part.0 {
        Domain { absent: false, present: Some(Body::Range(range)) } => Some(range.clone()),
        _ => None,
    };
    let (mut ranges, others): (Vec<Part>, Vec<Part>) = std::mem::take(parts).into_iter().partition(|it| range(it).is_some());
    ranges.sort_by_key(|it| range(it).and_then(|it| it.from));
    for part in ranges {
        let joined = parts.last().filter(|before| same(&before.1.leads_to, &part.1.leads_to));
        let joined = joined.and_then(|before| range(before)?.joined(&range(&part)?));
        match (joined, parts.last_mut()) {
            (Some(range), Some(before)) => {
                before.0 = Domain::present(Body::Range(range));
                before.1.words = describe(program, ty, &before.0, false);
            }
            _ => parts.push(part),
        }
    }
    parts.extend(others);
}

fn is_about_items(list: &Split, inner: &Split) -> bool {
    match (&list.term, &inner.term) {
        (Term::Fact(path, slot), Term::Count { list: (of, at), .. }) => path == of && slot == at,
        _ => false,
    }
}

/// One more answer; of answers in the same words there is one.
fn add(out: &mut Vec<Answer>, answer: Answer) {
    let mut answer = answer;
    if let Some(at) = out.iter().position(|it| it.words == answer.words) {
        let before = out.remove(at);
        answer.leads_to = answer.leads_to.into_iter().fold(before.leads_to, with);
    }
    out.push(answer);
}

/// An answer, or where what it holds leads to different things as the same is asked again further down, each of these by itself: of
/// `territory or elsewhere` the one may lead to what the other does not. Choices that lead to the same stay together.
fn told_apart(tree: &Tree<Merged>, root: &Split, domain: &Domain, words: &str) -> Vec<Part> {
    let choice = |it: &Domain| matches!(it.present, Some(Body::Choice(_))) && !it.absent;
    let mut out: Vec<Part> = Vec::new();
    for (part, words) in parted(tree, root, domain).unwrap_or_default() {
        for (part, answer) in told_apart(tree, root, part, words) {
            let is_like = |it: &&mut Part| choice(&it.0) && choice(&part) && same(&it.1.leads_to, &answer.leads_to);
            match out.iter_mut().find(is_like) {
                Some((_, before)) => before.words = format!("{} or {}", before.words, answer.words),
                None => out.push((part, answer)),
            }
        }
    }
    let differ = out.first().is_some_and(|(_, first)| out.iter().any(|(_, it)| !same(&it.leads_to, &first.leads_to)));
    if !differ {
        let leads_to = leads_to(tree, &root.term, domain);
        out = vec![(domain.clone(), Answer { words: words.to_owned(), leads_to })];
    }
    out
}

/// The answers into which a term is split further down, where they are parts of a domain and in the same terms.
fn parted<'t>(tree: &'t Tree<Merged>, root: &Split, domain: &Domain) -> Option<Vec<(&'t Domain, &'t String)>> {
    let Tree::Node(split, answers) = tree else { return None };
    let is_same = split.term == root.term;
    if is_same && split.words == root.words && split.told_in == root.told_in {
        let within: Vec<_> = split.branches.iter().filter(|(part, _)| domain.and(part).is_some()).collect();
        if within.len() > 1 && within.iter().all(|(part, _)| part != domain && domain.and(part).as_ref() == Some(part)) {
            return Some(within.into_iter().map(|(part, words)| (part, words)).collect());
        }
    }
    let may_be = |part: &Domain| !is_same || domain.and(part).is_some();
    let below = split.branches.iter().zip(answers).filter(|((part, _), _)| may_be(part));
    below.map(|(_, tree)| parted(tree, root, domain)).find(Option::is_some).flatten()
}

/// What a tree leads to where a term lies in a domain.
fn leads_to(tree: &Tree<Merged>, term: &Term, domain: &Domain) -> LeadsTo {
    match tree {
        Tree::Leaf(it) => vec![(it.leaf.effect, it.leaf.outcomes.clone(), it.rules())],
        Tree::Cut => vec![(Effect::Undetermined, Vec::new(), Vec::new())],
        Tree::Node(split, answers) => {
            let may_be = |part: &Domain| split.term != *term || domain.and(part).is_some();
            let below = split.branches.iter().zip(answers).filter(|((part, _), _)| may_be(part));
            below.flat_map(|(_, tree)| leads_to(tree, term, domain)).fold(Vec::new(), with)
        }
    }
}

/// Results with one more. All the rules that may give it are named; a conflict is one between its own rules.
fn with(mut all: LeadsTo, one: (Effect, Vec<Value>, Vec<RuleId>)) -> LeadsTo {
    let (effect, outcomes, rules) = &one;
    let is_same = |it: &&mut (Effect, Vec<Value>, Vec<RuleId>)| {
        it.0 == *effect && it.1 == *outcomes && (*effect != Effect::Conflict || it.2 == *rules)
    };
    match all.iter_mut().find(is_same) {
        Some((.., before)) => {
            add_new(before, rules);
            before.sort_unstable();
        }
        None => all.push(one),
    }
    all
}

fn same(some: &LeadsTo, others: &LeadsTo) -> bool {
    some.len() == others.len() && some.iter().all(|it| others.contains(it))
}
