//! Sets of which it is not known what all they have.

use super::domain::{Body, Domain};
use crate::ir::{Expr, ExprKind, Value};
use crate::runtime::Truth;
use crate::runtime::evaluate::Evaluator;
use crate::runtime::evaluate::frames::Frame;

impl<'a> Evaluator<'a> {
    /// A set that is not known.
    #[cold]
    pub(in crate::runtime) fn ask_members(
        &mut self,
        expr: &'a Expr,
        set: &'a Expr,
        values: &[u16],
        all: bool,
        frame: &Frame<'_, 'a>,
    ) -> Truth {
        let bit = |value: u16| 1u128.checked_shl(u32::from(value)).unwrap_or(0);
        let wanted = values.iter().fold(0, |bits, value| bits | bit(*value));
        let recorded = self.recorded_members(set, frame);
        if wanted & recorded != 0 && (!all || wanted & recorded == wanted) {
            return Truth::True;
        }
        if !self.can_ask() {
            return Truth::Unknown;
        }
        let Some(view) = self.view(set, frame) else {
            return Truth::Unknown;
        };
        let domain = self.domain(&view);
        let Some(Body::Members { inside, outside }) = domain.present else {
            return if domain.present.is_none() { Truth::False } else { self.ask_whole(expr, frame) };
        };
        let mut open = None;
        for value in values {
            let has = inside & bit(*value) != 0;
            if has != all && (has || outside & bit(*value) != 0) {
                return Truth::from(has);
            }
            if !has && outside & bit(*value) == 0 {
                open = open.or(Some(*value));
            }
        }
        let Some(value) = open else {
            return if domain.absent { self.ask_absence(view) } else { Truth::from(all) };
        };
        let name = self.show(view.ty, &Value::Enum(value));
        let mut branches = vec![
            (Domain::present(Body::Members { inside: inside | bit(value), outside }), format!("has {name}")),
            (Domain::present(Body::Members { inside, outside: outside | bit(value) }), format!("does not have {name}")),
        ];
        if domain.absent {
            branches.push((Domain::ABSENT, "none".into()));
        }
        self.ask(view.split(branches))
    }

    /// What a set is recorded to have, of which it is not known what else it has.
    pub(in crate::runtime) fn recorded_members(&self, set: &Expr, frame: &Frame<'_, 'a>) -> u128 {
        match &set.kind {
            ExprKind::Fact(instance, slot) => match self.read(*instance, *slot, frame) {
                Value::SetWith(members) => *members,
                _ => 0,
            },
            _ => 0,
        }
    }
}
