//! Circles among things of which one stands on, or above, another.

use super::{Analyzer, problems};
use crate::ir::RuleId;
use crate::source::Span;
use std::collections::HashMap;
use std::hash::Hash;

/// The edges of a circle, each leading on to the next and the last one back; `None` where nothing stands above itself. An edge is where it comes from and
/// where it leads to. The first circle met, as the edges are given.
///
/// Depth first, with the way here at hand: what was left again leads into no circle, so no edge is walked twice.
pub(super) fn find<T: Copy + Eq + Hash>(edges: &[(T, T)]) -> Option<Vec<usize>> {
    let mut from: HashMap<T, Vec<usize>> = HashMap::new();
    for (index, (start, _)) in edges.iter().enumerate() {
        from.entry(*start).or_default().push(index);
    }
    let out = |at: &T| from.get(at).map_or(&[][..], Vec::as_slice);
    let mut left: HashMap<T, bool> = HashMap::new();
    for (start, _) in edges {
        if left.contains_key(start) {
            continue;
        }
        // The edges walked, and of each place on the way how many of its edges were tried.
        let mut way: Vec<usize> = Vec::new();
        let mut tried: Vec<(T, usize)> = vec![(*start, 0)];
        left.insert(*start, false);
        while let Some((at, next)) = tried.last_mut() {
            let Some(edge) = out(at).get(*next).copied() else {
                left.insert(*at, true);
                tried.pop();
                way.pop();
                continue;
            };
            *next += 1;
            let (_, to) = edges[edge];
            match left.get(&to) {
                None => {
                    left.insert(to, false);
                    tried.push((to, 0));
                    way.push(edge);
                }
                Some(false) => {
                    way.push(edge);
                    let begins = way.iter().position(|it| edges[*it].0 == to)?;
                    return Some(way.split_off(begins));
                }
                Some(true) => {}
            }
        }
    }
    None
}

impl Analyzer<'_> {
    /// Finds circles among the relations and reports each once.
    pub(super) fn rule_circles(&mut self, edges: &[(RuleId, RuleId, Span)]) {
        let count = self.program.rules.len();
        // Depth-first without recursion: 0 new, 1 on the way, 2 done.
        let mut state = vec![0_u8; count];
        for start in 0..count {
            let mut way: Vec<(usize, usize)> = vec![(start, 0)];
            if state[start] != 0 {
                continue;
            }
            state[start] = 1;
            while let Some((rule, next)) = way.last().copied() {
                let above = self.program.rules[rule].above.get(next).copied();
                if let Some(top) = way.last_mut() {
                    top.1 += 1;
                }
                match above {
                    None => {
                        state[rule] = 2;
                        way.pop();
                    }
                    Some(above) if state[above.index()] == 0 => {
                        state[above.index()] = 1;
                        way.push((above.index(), 0));
                    }
                    Some(above) if state[above.index()] == 1 => {
                        let from = way.iter().position(|(it, _)| *it == above.index()).unwrap_or(0);
                        let circle: Vec<usize> = way[from..].iter().map(|(it, _)| *it).collect();
                        self.report_circle(&circle, edges);
                        return;
                    }
                    Some(_) => {}
                }
            }
        }
    }

    fn report_circle(&mut self, circle: &[usize], edges: &[(RuleId, RuleId, Span)]) {
        let mut places = Vec::new();
        for (index, below) in circle.iter().enumerate() {
            let above = circle[(index + 1) % circle.len()];
            let edge = edges.iter().find(|(a, b, _)| a.index() == above && b.index() == *below);
            let span = edge.map_or(self.program.rules[above].span, |(_, _, span)| *span);
            places.push((self.program.rules[above].label.clone(), self.program.rules[*below].label.clone(), span));
        }
        places.sort_by_key(|(_, _, span)| *span);
        let any_other = places.iter().all(|(_, _, span)| self.sources.text(*span).ends_with("any other rule"));
        let problem = problems::exception_circle(&places, any_other);
        self.report(problem);
    }
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn a_detour_hides_no_circle() {
        assert_eq!(find(&[('a', 'x'), ('a', 'b'), ('b', 'x'), ('b', 'a')]), Some(vec![1, 3]));
        assert_eq!(find(&[('a', 'b'), ('b', 'c'), ('c', 'b')]), Some(vec![1, 2]));
        assert_eq!(find(&[('a', 'a')]), Some(vec![0]));
        assert_eq!(find(&[('a', 'b'), ('a', 'c'), ('b', 'd'), ('c', 'd')]), None);
        assert_eq!(find::<char>(&[]), None);
    }
}
