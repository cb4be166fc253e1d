//! Slots: what other instruments fill them with.

use crate::ir::{DefId, Expr, Fill, InstrumentId, Value};
use crate::runtime::evaluate::frames::Frame;
use crate::runtime::evaluate::problems;
use crate::runtime::evaluate::{Evaluator, Shared, UNKNOWN};
use crate::runtime::law::environment::Environment;
use crate::runtime::values::compare;
use crate::runtime::{Filled, Truth};
use std::borrow::Cow;

impl<'a> Evaluator<'a> {
    /// A yes/no slot: any filling that applies; the default where none does.
    pub(in crate::runtime) fn filled_term(
        &mut self,
        slot: DefId,
        fills: &'a [Fill],
        default: &'a Expr,
        frame: &Frame<'_, 'a>,
    ) -> Truth {
        let mark = self.mark();
        let (mut result, mut any) = (Truth::False, Truth::False);
        let mut by = Vec::new();
        for fill in fills {
            let applies = self.applies(fill, frame);
            if applies.is_false() {
                continue;
            }
            any = any.or(applies);
            by.push(fill.instrument);
            let holds = applies.and(self.truth(&fill.value, frame));
            if holds.is_true() {
                self.read_slot((slot, fills), Value::Bool(true), vec![fill.instrument]);
                return self.settled(holds, mark);
            }
            result = result.or(holds);
        }
        if any.is_false() {
            let default = self.truth(default, frame);
            let value = if default == Truth::Unknown { Value::Unknown } else { Value::Bool(default.is_true()) };
            self.read_slot((slot, fills), value, Vec::new());
            return default;
        }
        if !any.is_true() {
            result = result.or(any.negated().and(self.truth(default, frame)));
        }
        if result.is_false() {
            // Each of them says no, or it would be filled.
            self.read_slot((slot, fills), Value::Bool(false), by);
            return self.settled(result, mark);
        }
        result
    }

    /// A value: the filling of the lowest authority that applies; the default where none does.
    pub(in crate::runtime) fn filled_value(
        &mut self,
        slot: DefId,
        fills: &'a [Fill],
        default: &'a Expr,
        frame: &Frame<'_, 'a>,
    ) -> Shared<'a> {
        let mut ranks: Vec<u32> = fills.iter().map(|fill| fill.rank).collect();
        ranks.sort_unstable_by(|a, b| b.cmp(a));
        ranks.dedup();
        for rank in ranks {
            let mut found: Option<(Shared<'a>, &'a Fill)> = None;
            let mut by: Vec<InstrumentId> = Vec::new();
            for fill in fills.iter().filter(|fill| fill.rank == rank) {
                match self.applies(fill, frame) {
                    Truth::False => continue,
                    Truth::Unknown => return Cow::Borrowed(UNKNOWN),
                    Truth::True => {}
                }
                let value = self.value(&fill.value, frame);
                if matches!(*value, Value::Unknown) {
                    return value;
                }
                match &found {
                    Some((earlier, other)) if !compare::equal(earlier, &value) => {
                        let words = self.environment.program.definitions.get(slot.index()).map_or("", |it| &it.words);
                        let ty = fill.value.ty;
                        let (one, two) = (self.show(ty, earlier), self.show(ty, &value));
                        self.problems.push(problems::fills_differ(words, (&one, other.value.span), (&two, fill.value.span)));
                        return Cow::Borrowed(UNKNOWN);
                    }
                    Some(_) => {}
                    None => found = Some((value, fill)),
                }
                by.push(fill.instrument);
            }
            if let Some((value, _)) = found {
                self.read_slot((slot, fills), value.clone().into_owned(), by);
                return value;
            }
        }
        let value = self.value(default, frame);
        self.read_slot((slot, fills), value.clone().into_owned(), Vec::new());
        value
    }

    /// Whether the instrument of a filling is in force, binds who acts, and is not switched off.
    pub(in crate::runtime) fn applies(&mut self, fill: &'a Fill, frame: &Frame<'_, 'a>) -> Truth {
        match self.environment.instrument_in_force(fill.instrument) {
            Truth::False => Truth::False,
            in_force => match in_force.and(self.truth(&fill.binds, frame)) {
                Truth::False => Truth::False,
                applies => applies.and(self.switched_off(fill.instrument).negated()),
            },
        }
    }

    /// The parts of a slot that can matter to a case: fillings of instruments that are in force and bind, or may, and the default.
    pub(in crate::runtime) fn of_slot(&mut self, fills: &'a [Fill], default: &'a Expr, frame: &Frame<'_, 'a>) -> Vec<&'a Expr> {
        let mut parts = Vec::new();
        let mut any = Truth::False;
        for fill in fills {
            let applies = self.applies(fill, frame);
            if applies == Truth::Unknown {
                parts.push(&fill.binds);
                let environment: &'a Environment<'a> = self.environment;
                let off = environment.suspensions_of_all(fill.instrument).iter();
                parts.extend(off.filter_map(|(index, _)| Some(&environment.program.suspensions.get(*index)?.condition)));
            }
            if !applies.is_false() {
                parts.push(&fill.value);
            }
            any = any.or(applies);
        }
        if !any.is_true() {
            parts.push(default);
        }
        parts
    }

    fn read_slot(&mut self, (slot, fills): (DefId, &'a [Fill]), value: Value, mut by: Vec<InstrumentId>) {
        by.dedup();
        if self.asking.is_none() {
            let switched_off = self.fillings_off(fills);
            let read = Filled { slot, value, by, switched_off };
            if !self.filled.contains(&read) {
                self.filled.push(read);
            }
        }
    }

    /// The instruments whose fillings would count here if they were not switched off, each with the one that does it.
    fn fillings_off(&mut self, fills: &'a [Fill]) -> Vec<(InstrumentId, InstrumentId)> {
        let environment: &'a Environment<'a> = self.environment;
        let root = Frame::root(self.case);
        let mut off = Vec::new();
        for fill in fills {
            for (index, counts) in environment.suspensions_of_all(fill.instrument) {
                let Some(suspension) = environment.program.suspensions.get(*index) else { continue };
                let mark = self.mark();
                let reaches = environment.instrument_in_force(fill.instrument).and(*counts).and(self.truth(&fill.binds, &root));
                let reaches = reaches.and(self.suspends(suspension, Some(fill.instrument)));
                self.forget(mark);
                let pair = (fill.instrument, suspension.instrument);
                if reaches.is_true() && !off.contains(&pair) {
                    off.push(pair);
                }
            }
        }
        off
    }
}
