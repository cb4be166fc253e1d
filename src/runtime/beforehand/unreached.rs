//! Cases of a defined value that are never reached: `A if …, B if …, otherwise C` gives the first whose condition holds, and one may hold
//! only where an earlier one does. Told only where it is certain, as with rules that never apply ([`super::idle`]), of values of the case itself.

use super::idle::{Budget, Read, Search, Wanted, days};
use crate::ir::{CASE, DefId, Expr, ExprKind, InstrumentId, Period, Program};
use crate::source::Span;

/// Evaluations for one case of a value.
const BUDGET: u32 = 200;

/// A case that is never reached.
#[derive(Clone, Debug)]
pub struct Unreached {
    /// Whose.
    pub definition: DefId,
    /// The condition.
    pub condition: Span,
    /// What it would give.
    pub value: Span,
    /// The conditions of the fewest earlier ones of which one always holds where it does. None: no case meets its condition.
    pub by: Vec<Span>,
}

/// The cases that are never reached in the definitions of an instrument's file. A search that is spent says nothing.
pub fn unreached(program: &Program, instrument: InstrumentId, budget: &mut Budget) -> Vec<Unreached> {
    let mut out = Vec::new();
    let Some(own) = program.instruments.get(instrument.index()) else {
        return out;
    };
    let mut search = Search::new(program, instrument);
    for (id, definition) in (0..).map(DefId).zip(&program.definitions) {
        // In the terms of an item, other items would have to be looked at.
        if definition.span.file != own.span.file || definition.of != CASE {
            continue;
        }
        for version in &definition.versions {
            let ExprKind::Cases(cases, _) = &version.body.kind else { continue };
            let mut read = Read::default();
            for at in 0..cases.len() {
                search.left = BUDGET.min(budget.0);
                let before = search.left;
                let found = search.covered(cases, at, &mut read, &[&own.period, &version.period]);
                budget.0 -= before - search.left;
                let Some((condition, value)) = cases.get(at) else { continue };
                let by = found.map(|by| by.iter().map(|it| it.span).collect());
                out.extend(by.map(|by| Unreached { definition: id, condition: condition.span, value: value.span, by }));
            }
        }
    }
    out
}

impl<'p> Search<'p> {
    /// The fewest conditions before that at `at` of which one holds in every case that meets it. `read`: what those before it read.
    fn covered(&mut self, cases: &'p [(Expr, Expr)], at: usize, read: &mut Read, periods: &[&Period]) -> Option<Vec<&'p Expr>> {
        let (before, rest) = cases.split_at_checked(at)?;
        let (condition, _) = rest.first()?;
        read.all_of(self.program, condition);
        // Conditions that read nothing twice cover nothing.
        if !read.twice || read.open {
            return None;
        }
        let days = self.days_of(days(&read.days, periods)?);
        let before: Vec<&'p Expr> = before.iter().map(|(condition, _)| condition).collect();
        match self.some_case(&days, &Wanted::Beyond(condition, &before))? {
            true => None,
            false => self.fewest(&before, &mut |search, some| search.some_case(&days, &Wanted::Beyond(condition, some))),
        }
    }
}
