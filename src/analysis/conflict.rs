//! Conflicts that are certain before anything runs: one rule's condition contains the other's, and no rule stands above either.
//!
//! A warning, not an error: law does contradict itself, and must be writable. Conflicts that depend on what conditions mean together are
//! found when a case is decided.

use super::{Analyzer, problems};
use crate::ir::{Action, Conclusion, Expr, ExprKind, Mode, RuleId, Value};
use crate::source::on_one_line;

impl Analyzer<'_> {
    pub(super) fn certain_conflicts(&mut self) {
        let mut found = Vec::new();
        for instrument in &self.program.instruments {
            // Pairs of rules are few in an instrument of law; a list of thousands is a table, and a table has no contradictions.
            if instrument.rules.len() > 400 {
                continue;
            }
            for (index, first) in instrument.rules.iter().enumerate() {
                for second in &instrument.rules[index + 1..] {
                    if self.certainly_conflict(*first, *second) {
                        found.push((*first, *second));
                    }
                }
            }
        }
        for (first, second) in found {
            let (one, other) = (&self.program.rules[first.index()], &self.program.rules[second.index()]);
            let (Action::Decide(does), Action::Decide(differs)) = (&one.action, &other.action) else { continue };
            let problem = problems::conflicting_rules(
                &one.label,
                self.sources.text(does.span),
                does.span,
                &other.label,
                self.sources.text(differs.span),
                differs.span,
            );
            self.report(problem);
        }
    }

    fn certainly_conflict(&self, first: RuleId, second: RuleId) -> bool {
        let (one, other) = (&self.program.rules[first.index()], &self.program.rules[second.index()]);
        let (Action::Decide(does), Action::Decide(differs)) = (&one.action, &other.action) else { return false };
        if one.label == other.label
            || !one.above.is_empty()
            || !other.above.is_empty()
            || one.period != other.period
            || !contrary(does, differs)
        {
            return false;
        }
        if self.program.decisions[does.decision.index()].highest_first {
            return false;
        }
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        self.conjuncts(&one.condition, &mut ours);
        self.conjuncts(&other.condition, &mut theirs);
        let (small, large) = if ours.len() <= theirs.len() { (ours, theirs) } else { (theirs, ours) };
        small.iter().all(|part| large.contains(part))
    }

    /// The words of each condition that must hold; none for a rule that always holds.
    fn conjuncts(&self, condition: &Expr, found: &mut Vec<String>) {
        match &condition.kind {
            ExprKind::Const(Value::Bool(true)) => {}
            ExprKind::All(parts) => parts.iter().for_each(|part| self.conjuncts(part, found)),
            // `unless c` has the place of `c`, and says the contrary.
            ExprKind::Not(inner) => {
                let mut inside = Vec::new();
                self.conjuncts(inner, &mut inside);
                found.push(format!("not {}", inside.join(" and ")));
            }
            _ => found.push(on_one_line(self.sources.text(condition.span)).to_lowercase()),
        }
    }
}

/// Whether two conclusions can't both be followed.
fn contrary(one: &Conclusion, other: &Conclusion) -> bool {
    if one.decision != other.decision {
        return false;
    }
    let (ExprKind::Const(a), ExprKind::Const(b)) = (&one.value.kind, &other.value.kind) else { return false };
    match (one.mode, other.mode) {
        (Mode::MustNot, Mode::MustNot) | (Mode::May, Mode::May | Mode::Plain) | (Mode::Plain, Mode::May) => false,
        (Mode::MustNot, _) | (_, Mode::MustNot) => a == b,
        (Mode::May | Mode::Must | Mode::Plain, Mode::Must | Mode::Plain | Mode::May) => a != b,
    }
}
