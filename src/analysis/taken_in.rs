//! Lists that take in other lists, of sections or of days: in which order, without circles, and how much.

use super::names::{self, Key};
use super::{Analyzer, problems};
use crate::source::FileId;
use crate::syntax::ast;
use std::collections::BTreeMap;

/// Entries of a list of sections, or days of a calendar, those taken in counted: lists that take in one another twice would double at
/// each step.
const MOST_ENTRIES: usize = 10_000;

/// The entries that lists take in from others, all lists together.
const MOST_ENTRIES_IN_ALL: usize = 500_000;

impl<'a> Analyzer<'a> {
    /// The places of lists in an order in which those that others include come first. A circle is told once, and what stands on it is left
    /// out. Each list comes with its file, which knows the lists that it may include.
    pub(super) fn included_first(&mut self, lists: &[(FileId, Key)], includes: &[Vec<&'a ast::Run>]) -> Vec<usize> {
        let mut places: BTreeMap<&Key, Vec<usize>> = BTreeMap::new();
        for (at, (_, key)) in lists.iter().enumerate() {
            places.entry(key).or_default().push(at);
        }
        let known = |file: FileId, run: &ast::Run| {
            let found = places.get(&names::key(run)).into_iter().flatten().copied();
            found.into_iter().find(|at| self.reach.knows(file, lists[*at].0))
        };
        let needs: Vec<Vec<(usize, &ast::Run)>> = lists
            .iter()
            .zip(includes)
            .map(|((file, _), runs)| runs.iter().filter_map(|run| Some((known(*file, run)?, *run))).collect())
            .collect();
        let mut needed_by: Vec<Vec<usize>> = vec![Vec::new(); lists.len()];
        for (at, needs) in needs.iter().enumerate() {
            needs.iter().for_each(|(needed, _)| needed_by[*needed].push(at));
        }
        let mut open: Vec<usize> = needs.iter().map(Vec::len).collect();
        let mut settled = vec![false; lists.len()];
        let mut ready: Vec<usize> = (0..lists.len()).filter(|at| open[*at] == 0).collect();
        let mut order = Vec::new();
        loop {
            while let Some(at) = ready.pop() {
                settled[at] = true;
                order.push(at);
                for above in &needed_by[at] {
                    open[*above] -= 1;
                    if open[*above] == 0 && !settled[*above] {
                        ready.push(*above);
                    }
                }
            }
            if settled.iter().all(|settled| *settled) {
                return order;
            }
            for at in self.circle(&needs, &settled) {
                settled[at] = true;
                for above in &needed_by[at] {
                    open[*above] = open[*above].saturating_sub(1);
                    if open[*above] == 0 && !settled[*above] {
                        ready.push(*above);
                    }
                }
            }
            ready.retain(|at| !settled[*at]);
        }
    }

    /// Whether what a list takes in has room, in it and in all lists together; said once if not.
    pub(super) fn has_room(&mut self, held: usize, more: usize, run: &ast::Run) -> bool {
        self.entries_taken_in += more;
        let room = held + more <= MOST_ENTRIES && self.entries_taken_in <= MOST_ENTRIES_IN_ALL;
        if !room && !std::mem::replace(&mut self.no_room_told, true) {
            self.report(problems::list_too_long(&names::name(run), MOST_ENTRIES, run.span));
        }
        room
    }

    /// Reports a circle of lists that include one another, among those that are not settled, and gives their places.
    fn circle(&mut self, needs: &[Vec<(usize, &ast::Run)>], settled: &[bool]) -> Vec<usize> {
        let left = || (0..settled.len()).filter(|at| !settled[*at]);
        let mut path: Vec<(usize, &ast::Run)> = Vec::new();
        let Some(mut at) = left().next() else { return Vec::new() };
        while !path.iter().any(|(index, _)| *index == at) {
            let next = needs.get(at).into_iter().flatten().find(|(needed, _)| !settled[*needed]);
            let Some((next, run)) = next else { return left().collect() };
            path.push((at, run));
            at = *next;
        }
        let circle: Vec<(usize, &ast::Run)> = path.into_iter().skip_while(|(index, _)| *index != at).collect();
        let places: Vec<(String, crate::source::Span)> = circle.iter().map(|(_, run)| (names::name(run), run.span)).collect();
        self.report(problems::list_circle(&places));
        circle.into_iter().map(|(index, _)| index).collect()
    }
}
