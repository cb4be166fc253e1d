//! Whether assumptions can hold together: what is assumed of sums with what is assumed of their parts, and of counts of items of one list with
//! each other. Assumptions on other terms speak of different things.

use super::cells::{Membership, memberships};
use super::counts::least_counted;
use super::domain::{Body, Domain, Range, at};
use super::feasible::{Bound, feasible};
use super::terms::Term;
use super::traced::Across;
use crate::ir::{CASE, Number, Program, SlotId, Type, Value};
use crate::runtime::evaluate::frames::Path;
use crate::runtime::values::calendar;
use crate::runtime::values::number;
use std::collections::{BTreeMap, BTreeSet};

/// A term and what it is assumed to be.
pub type Assumed<'t> = (&'t Term, &'t Domain);

/// Of which list.
type List = (Path, SlotId);

/// Classes of conditions, affirmed or denied.
type Literals = Vec<(u32, bool)>;

/// How many fewer than all items are counted: `None` of the items themselves, else of a value of theirs.
type Different = Option<u32>;

/// Whether all of these can hold together. Where that is not known for sure: true.
///
/// A list that is counted has items; of counts with conditions, each cell (items that meet just these conditions) is an unknown of its own.
/// Years and months between two dates are counted on calendar keys, days on days: one bounds the other as far as the calendar does.
///
/// `of`: without that term they can.
pub fn possible(program: &Program, across: &Across, of: Option<&Term>, assumed: &[Assumed<'_>]) -> bool {
    if across.bounds_left.get() == 0 {
        return true;
    }
    let related = match of {
        Some(of) => connected(of, assumed),
        None => assumed.iter().filter(|it| !about(it.0).is_empty()).copied().collect(),
    };
    let mut counts: BTreeMap<&List, Vec<&Term>> = BTreeMap::new();
    for (term, _) in &related {
        note(&mut counts, term);
        if let Term::Linear { parts, .. } = term {
            parts.iter().for_each(|(part, _)| note(&mut counts, part));
        }
    }
    // One count by itself tells something only if its conditions do.
    let is_whole = |it: &&Term| matches!(it, Term::Count { literals, .. } if literals.is_empty());
    counts.retain(|_, terms| terms.len() > 1 || !terms.iter().all(is_whole));
    if counts.is_empty() && !related.iter().any(|(term, _)| matches!(term, Term::Linear { .. })) {
        return true;
    }
    let dates = dates(&related);
    [false, true].into_iter().filter(|keys| !keys || !dates.is_empty()).all(|keys| {
        let mut system = System { keys, program, across, unknowns: BTreeMap::new(), whole: Vec::new(), bounds: Vec::new() };
        if !keys {
            counts.iter().for_each(|(list, terms)| system.count(list, terms, assumed));
        }
        let lines = related.iter().try_for_each(|(term, domain)| system.assume_of_sum(term, domain, &dates));
        if lines.is_none() {
            return true;
        }
        system.assume_of_parts(&related);
        feasible(system.bounds, &system.whole, &across.bounds_left)
    })
}

/// What a term speaks of, so that bounds on two terms may bear on each other.
#[derive(Clone, Copy, PartialEq)]
enum About<'t> {
    Term(&'t Term),
    List(&'t List),
}

/// Empty for what bears on nothing else.
fn about(term: &Term) -> Vec<About<'_>> {
    match term {
        Term::Linear { parts, .. } => parts.iter().flat_map(|(part, _)| about(part)).collect(),
        Term::Count { list, .. } => vec![About::List(list)],
        Term::Fact(..) | Term::Opaque(..) => vec![About::Term(term)],
        Term::Question(_) | Term::Rule(_) | Term::Act(_) | Term::Elsewhere(..) => Vec::new(),
    }
}

/// What is assumed of numbers that bear on a term, over however many others: only of sums and counts something follows.
fn connected<'t>(of: &'t Term, assumed: &[Assumed<'t>]) -> Vec<Assumed<'t>> {
    let numbers = assumed.iter().filter(|(_, domain)| matches!(domain.present, Some(Body::Range(_))));
    let mut apart: Vec<(Assumed<'t>, Vec<About<'t>>)> = numbers.map(|it| (*it, about(it.0))).collect();
    let (mut reached, mut out) = (about(of), Vec::new());
    loop {
        let before = out.len();
        apart.retain(|(assumed, of)| {
            let bears = of.iter().any(|it| reached.contains(it));
            if bears {
                reached.extend(of.iter().filter(|it| !reached.contains(it)).copied().collect::<Vec<_>>());
                out.push(*assumed);
            }
            !bears
        });
        if out.len() == before {
            return out;
        }
    }
}

/// Notes a count.
fn note<'t>(counts: &mut BTreeMap<&'t List, Vec<&'t Term>>, term: &'t Term) {
    if let Term::Count { list, .. } = term {
        let of_list = counts.entry(list).or_default();
        if !of_list.contains(&term) {
            of_list.push(term);
        }
    }
}

/// The terms that are dates, as far as keys are counted between them: whatever a date is before or after is a date.
fn dates<'t>(assumed: &[Assumed<'t>]) -> BTreeSet<&'t Term> {
    let mut dates = BTreeSet::new();
    loop {
        let before = dates.len();
        for (term, _) in assumed {
            if let Term::Linear { parts, keys, .. } = term
                && (*keys || (differ(parts) && parts.iter().any(|(part, _)| dates.contains(part))))
            {
                dates.extend(parts.iter().map(|(part, _)| part));
            }
        }
        if dates.len() == before {
            return dates;
        }
    }
}

/// One less another.
fn differ(parts: &[(Term, Number)]) -> bool {
    matches!(parts, [_, (_, factor)] if *factor == number::whole(-1))
}

/// Bounds on unknown numbers.
struct System<'s> {
    /// Dates by their keys; else by their days.
    keys: bool,
    program: &'s Program,
    across: &'s Across,
    /// What a term is a sum of: unknowns by number, each times a factor.
    unknowns: BTreeMap<&'s Term, BTreeMap<usize, Number>>,
    whole: Vec<bool>,
    bounds: Vec<Bound>,
}

impl<'s> System<'s> {
    fn unknown(&mut self, whole: bool) -> usize {
        self.whole.push(whole);
        self.whole.len() - 1
    }

    /// The sum behind a term; one unknown where nothing finer is known of it.
    fn sum(&mut self, term: &'s Term, whole: bool) -> BTreeMap<usize, Number> {
        if let Some(sum) = self.unknowns.get(term) {
            // What is whole in one sum is whole in all.
            if whole && let [only] = sum.keys().copied().collect::<Vec<_>>()[..] {
                self.whole[only] = true;
            }
            return sum.clone();
        }
        let sum = BTreeMap::from([(self.unknown(whole), number::whole(1))]);
        self.unknowns.insert(term, sum.clone());
        sum
    }

    /// What is assumed of a sum. `None`: too large to be reckoned with.
    fn assume_of_sum(&mut self, term: &'s Term, domain: &'s Domain, dates: &BTreeSet<&Term>) -> Option<()> {
        let (Term::Linear { parts, keys, whole }, Some(Body::Range(range))) = (term, &domain.present) else { return Some(()) };
        let of_dates = differ(parts) && parts.iter().all(|(part, _)| dates.contains(part));
        let range = match *keys == self.keys {
            true => range.clone(),
            false if of_dates => in_the_other(&range.whole(), *keys),
            false => return Some(()),
        };
        let mut factors = BTreeMap::new();
        for (part, factor) in parts {
            for (unknown, times) in self.sum(part, *whole) {
                let sum = factors.entry(unknown).or_insert(number::whole(0));
                *sum = number::add(sum, &number::multiply(&times, factor)?)?;
            }
        }
        factors.retain(|_, factor| !number::is_zero(factor));
        push_bounds(&mut self.bounds, &factors, &range);
        Some(())
    }

    /// What is assumed of the terms in the sums, and what they are in any case.
    fn assume_of_parts(&mut self, assumed: &[Assumed<'_>]) {
        for (term, factors) in &self.unknowns {
            let always = match term {
                Term::Fact(path, slot) if !self.keys => least(self.program, path, *slot).map(Range::from),
                Term::Count { .. } => Some(Range::from(least_counted(term))),
                Term::Opaque(..) if !self.keys => self.across.bounds.borrow().get(term).cloned(),
                _ => None,
            };
            let of_term = assumed.iter().filter(|(other, _)| other == term).filter_map(|(_, domain)| match &domain.present {
                Some(Body::Range(range)) => Some(range.clone()),
                _ => None,
            });
            for range in of_term.chain(always) {
                if let Some(range) = if self.keys { of_keys(&range) } else { Some(range) } {
                    push_bounds(&mut self.bounds, factors, &range);
                }
            }
        }
    }

    /// Counts over one list of which nothing is known but their literals: of fewer conditions there are no fewer items, and a condition and its
    /// contrary make up the whole. (A literal says the same only of the same items outside it.)
    fn compare_counts(&mut self, terms: &[&'s Term]) {
        let at_most = Range { from: None, to: Some((number::whole(0), false)) };
        let nothing = Range::closed(0, Some(0));
        for of in terms.iter().filter(|it| counted(it).is_some()) {
            for less in terms.iter().filter(|it| is_part_of(it, of)) {
                let factors = self.difference(&[(less, 1), (of, -1)]);
                push_bounds(&mut self.bounds, &factors, &at_most);
                if let Some(rest) = terms.iter().find(|it| is_contrary_within(it, less, of)) {
                    let factors = self.difference(&[(of, 1), (less, -1), (rest, -1)]);
                    push_bounds(&mut self.bounds, &factors, &nothing);
                }
            }
        }
    }

    fn difference(&mut self, terms: &[(&&'s Term, i64)]) -> BTreeMap<usize, Number> {
        let mut factors = BTreeMap::new();
        for (term, times) in terms {
            factors.extend(self.sum(term, true).into_keys().map(|it| (it, number::whole(*times))));
        }
        factors
    }

    /// Counts over one list: of items as sums over cells, of different values bounded by them.
    fn count(&mut self, list: &List, terms: &[&'s Term], assumed: &[Assumed<'_>]) {
        let Some(cells) = memberships(self.across, list, terms, assumed) else {
            return self.compare_counts(terms);
        };
        let cells: Vec<(Membership, usize)> = cells.into_iter().map(|it| (it, self.unknown(true))).collect();
        let of_cells = |pick: &dyn Fn(&Membership) -> bool, factor: i64| -> BTreeMap<usize, Number> {
            let picked = cells.iter().filter(|(membership, _)| pick(membership));
            picked.map(|(_, unknown)| (*unknown, number::whole(factor))).collect()
        };
        for (_, unknown) in &cells {
            push_bounds(&mut self.bounds, &BTreeMap::from([(*unknown, number::whole(1))]), &Range::closed(0, None));
        }
        push_bounds(&mut self.bounds, &of_cells(&|_| true, 1), &Range::closed(1, None));
        let within = |of: usize, covers: &[usize]| {
            cells.iter().all(|(it, _)| !it.contains(of) || covers.iter().any(|at| it.contains(*at)))
        };
        let mut told_apart: Vec<(usize, Different, usize)> = Vec::new();
        for (at, term) in terms.iter().enumerate() {
            let Term::Count { different, .. } = term else { continue };
            let sum = match different {
                None => of_cells(&|it| it.contains(at), 1),
                Some(_) => {
                    let unknown = self.unknown(true);
                    // At most as many as the items that have them.
                    let mut less = of_cells(&|it| it.contains(at), -1);
                    less.insert(unknown, number::whole(1));
                    push_bounds(&mut self.bounds, &less, &Range { from: None, to: Some((number::whole(0), false)) });
                    told_apart.push((at, *different, unknown));
                    BTreeMap::from([(unknown, number::whole(1))])
                }
            };
            self.unknowns.insert(term, sum);
        }
        // Different values of some items are at most those of others that cover them.
        for (at, different, unknown) in &told_apart {
            for (index, (first, of_first, one)) in told_apart.iter().enumerate() {
                for (second, of_second, other) in &told_apart[index..] {
                    let apart = at != first && at != second && of_first == different && of_second == different;
                    if apart && within(*at, &[*first, *second]) {
                        let factors = BTreeMap::from([
                            (*unknown, number::whole(1)),
                            (*one, number::whole(-1)),
                            (*other, number::whole(-1)),
                        ]);
                        push_bounds(&mut self.bounds, &factors, &Range { from: None, to: Some((number::whole(0), false)) });
                    }
                }
            }
        }
    }
}

/// Of which the literals are: a count of items, not of their values.
fn counted(term: &Term) -> Option<&Literals> {
    match term {
        Term::Count { different: None, literals, .. } => Some(literals),
        _ => None,
    }
}

/// Whether what one counts is counted by the other too.
fn is_part_of(less: &Term, of: &Term) -> bool {
    let (Some(literals), Some(others)) = (counted(less), counted(of)) else { return false };
    literals.len() > others.len()
        && others.iter().all(|it| literals.contains(it))
        && (others.is_empty() || frames(less) == frames(of))
}

/// Whether it counts what of one (a part of `of` by one literal) leaves.
fn is_contrary_within(rest: &Term, less: &Term, of: &Term) -> bool {
    let (Some(literals), Some(others), Some(of)) = (counted(rest), counted(less), counted(of)) else { return false };
    let added: Vec<_> = others.iter().filter(|it| !of.contains(it)).collect();
    let [(class, affirmed)] = added[..] else { return false };
    let contrary = |it: &(u32, bool)| if it == &(*class, *affirmed) { (*class, !affirmed) } else { *it };
    frames(rest) == frames(less) && others.len() == literals.len() && others.iter().all(|it| literals.contains(&contrary(it)))
}

fn frames(term: &Term) -> &[(Path, u32)] {
    match term {
        Term::Count { frames, .. } => frames,
        _ => &[],
    }
}

/// What the fact at the end of a way from the case never lies below.
fn least(program: &Program, path: &[(SlotId, usize)], slot: SlotId) -> Option<Number> {
    let slot_of = |record: crate::ir::RecordId, slot: SlotId| program.records.get(record.index())?.slots.get(slot.index());
    let mut record = CASE;
    for (list, _) in path {
        match slot_of(record, *list)?.ty {
            Type::List(item) => record = item,
            _ => return None,
        }
    }
    slot_of(record, slot)?.least
}

/// What a distance between two dates, in keys or in days, says of it in the other.
fn in_the_other(range: &Range, of_keys: bool) -> Range {
    let most = |(place, _): (Number, bool)| -> Option<(Number, bool)> {
        let most = calendar::most_between(i64::try_from(place.to_integer()).ok()?, of_keys)?;
        Some((number::whole(most), false))
    };
    let negated = |(place, open): (Number, bool)| (number::negated(&place), open);
    // At least so many one way is at most so many the other way.
    Range { from: range.from.map(negated).and_then(most).map(negated), to: range.to.and_then(most) }
}

/// The keys of days.
fn of_keys(days: &Range) -> Option<Range> {
    let key = |end: &Option<(Number, bool)>| match end {
        None => Some(None),
        Some((place, open)) => match at(*place, Type::Date)? {
            Value::Date(date) => Some(Some((number::whole(calendar::key(date)), *open))),
            _ => None,
        },
    };
    Some(Range { from: key(&days.from)?, to: key(&days.to)? })
}

fn push_bounds(bounds: &mut Vec<Bound>, factors: &BTreeMap<usize, Number>, range: &Range) {
    if let Some((most, open)) = range.to {
        bounds.push(Bound { factors: factors.clone(), most, open });
    }
    if let Some((least, open)) = range.from {
        bounds.push(Bound {
            factors: factors.iter().map(|(at, it)| (*at, number::negated(it))).collect(),
            most: number::negated(&least),
            open,
        });
    }
}
