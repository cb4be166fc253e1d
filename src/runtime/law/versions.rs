//! Versions of one rule, of which those that do not apply say nothing where another does.

use super::environment::Environment;
use crate::ir::{Program, RuleId};
use crate::runtime::Truth;
use crate::runtime::evaluate::Evaluator;
use crate::runtime::evaluate::frames::Frame;

/// The rules of a decision that other instruments change, and of which each applies that day to that case (or may).
pub struct Versions {
    applying: Vec<RuleId>,
}

impl Versions {
    /// Of these rules.
    pub fn new<'a>(environment: &'a Environment<'a>, rules: &[RuleId], evaluator: &mut Evaluator<'a>) -> Versions {
        let program = environment.program;
        let root = Frame::root(evaluator.case);
        let applying = rules.iter().copied().filter(|id| {
            let rule = &program.rules[id.index()];
            let mut applies = environment.rule_in_force(*id);
            for it in &rule.applies {
                applies = applies.and(evaluator.truth(&it.condition, &root));
            }
            rule.provenance.is_some() && applies != Truth::False
        });
        Versions { applying: applying.collect() }
    }

    /// Whether another version applies, and this one does not.
    pub fn is_replaced(&self, program: &Program, id: RuleId) -> bool {
        let rule = &program.rules[id.index()];
        rule.provenance.is_some()
            && !self.applying.contains(&id)
            && self.applying.iter().any(|other| rule.is_version_of(&program.rules[other.index()]))
    }
}

/// Adds rules that are not there yet. Whichever of its versions applies, it is one rule.
pub fn add_each_once(program: &Program, known: &mut Vec<RuleId>, more: &[RuleId]) {
    let rule = |id: &RuleId| &program.rules[id.index()];
    for id in more {
        if !known.iter().any(|it| rule(it).is_version_of(rule(id))) {
            known.push(*id);
        }
    }
}
