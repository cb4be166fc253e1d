//! `at least 2 convictions from different incidents`: items told apart by a value of theirs.

use super::frames::Frame;
use crate::ir::{CountTest, Expr, ExprKind, Row, SlotId, Value};
use crate::runtime::Truth;
use crate::runtime::evaluate::{Evaluator, Parts, UNKNOWN, item_record};
use crate::runtime::values::compare::equal;
use crate::runtime::values::truth::Count;
use std::borrow::Cow;
use std::collections::HashSet;

/// Values of one kind, each once.
#[derive(Default)]
struct Different {
    few: Vec<Value>,
    /// All of them as text, once there are many.
    many: HashSet<String>,
}

impl Different {
    fn add(&mut self, value: &Value) {
        const FEW: usize = 32;
        if self.few.len() < FEW {
            if !self.few.iter().any(|it| equal(it, value)) {
                self.few.push(value.clone());
                self.many.insert(format!("{value:?}"));
            }
        } else {
            self.many.insert(format!("{value:?}"));
        }
    }

    fn count(&self) -> usize {
        self.many.len()
    }
}

impl<'a> Evaluator<'a> {
    /// How many different values the items that pass have; an item whose value is not known may add one or none, and one that has none adds none.
    pub(in crate::runtime) fn count_different(
        &mut self,
        list: &'a Expr,
        rows: &'a [Row],
        parts: Parts<'a>,
        different: &'a Expr,
        frame: &Frame<'_, 'a>,
    ) -> Count {
        let (mut certain, mut possible) = (Different::default(), Different::default());
        let (mut any_certain, mut unknown) = (false, 0);
        let may_be_absent = self.may_be_absent(different, list);
        for index in 0..rows.len() {
            let otherwise = (Truth::Unknown, Cow::Borrowed(UNKNOWN));
            let (passes, value) = self.with_item(list, rows, index, frame, otherwise, |it, item| {
                let passes = it.passes(CountTest::AtLeast(1), parts, item);
                (passes, if passes.is_false() { Cow::Borrowed(UNKNOWN) } else { it.value(different, item) })
            });
            match (passes, &*value) {
                (Truth::False, _) | (_, Value::Absent) => {}
                (_, Value::Unknown) => {
                    any_certain |= passes.is_true() && !may_be_absent;
                    unknown += 1;
                }
                (passes, known) => {
                    if passes.is_true() {
                        certain.add(known);
                    }
                    possible.add(known);
                }
            }
        }
        let least = certain.count().max(usize::from(any_certain));
        Count { certain: least as u32, possible: (possible.count() + unknown) as u32 }
    }

    /// Whether what items of a list are told apart by may not exist.
    pub(in crate::runtime) fn may_be_absent(&self, different: &Expr, list: &Expr) -> bool {
        let ExprKind::Fact(instance, slot) = &different.kind else {
            return true;
        };
        let record = item_record(list);
        let mut place = Some(SlotId(instance.base + slot.0));
        while let Some(slot) = place {
            if self.environment.slot(record, slot).is_none_or(|it| it.optional) {
                return true;
            }
            place = self.environment.enclosing(record, slot);
        }
        false
    }
}
