//! Items in hand: which row an expression reads, and how it was reached.

use crate::ir::{CASE, Instance, RecordId, SlotId, Value};

/// An item in hand, within the ones outside it. Frames live on the stack; nothing is allocated for them.
#[derive(Clone, Copy)]
pub struct Frame<'s, 'a> {
    /// The row.
    pub row: &'a [Value],
    /// The layout of the row.
    pub record: RecordId,
    /// Where the item's record begins in it.
    pub base: u32,
    /// 0 for the case.
    pub depth: u32,
    /// The next one outwards.
    pub outer: Option<&'s Frame<'s, 'a>>,
    /// How the row was reached; `None` for the case's own.
    pub step: Option<&'s Step<'s>>,
}

/// From a row into an item of one of its lists.
#[derive(Clone, Copy)]
pub struct Step<'s> {
    /// How that row was reached.
    pub before: Option<&'s Step<'s>>,
    /// The list's slot in it.
    pub slot: SlotId,
    /// Which item; [`HYPOTHETICAL`] for an item of a list that is not known.
    pub index: usize,
}

/// The index of an item that stands for any item of an unknown list.
pub const HYPOTHETICAL: usize = usize::MAX;

/// From the case inwards.
pub type Path = Vec<(SlotId, usize)>;

impl<'s, 'a> Frame<'s, 'a> {
    /// The case.
    pub fn root(row: &'a [Value]) -> Frame<'s, 'a> {
        Frame { row, record: CASE, base: 0, depth: 0, outer: None, step: None }
    }

    /// The frame of that depth, this one or one outside it.
    pub fn at(&self, depth: u32) -> Frame<'s, 'a> {
        let mut frame = *self;
        while frame.depth > depth {
            match frame.outer {
                Some(outer) => frame = *outer,
                None => break,
            }
        }
        frame
    }

    /// The record of an instance as the item of a definition, within `root`.
    pub fn instance(&self, instance: Instance, root: &'s Frame<'s, 'a>) -> Frame<'s, 'a> {
        let held = self.at(instance.frame);
        Frame { base: held.base + instance.base, depth: 1, outer: Some(root), ..held }
    }

    /// How the row was reached.
    pub fn path(&self) -> Path {
        path(self.step)
    }

    /// How many of the items on the way to the row stand for any item of a list that is not known.
    pub fn hypothetical(&self) -> u32 {
        let mut count = 0;
        let mut step = self.step;
        while let Some(here) = step {
            count += u32::from(here.index == HYPOTHETICAL);
            step = here.before;
        }
        count
    }
}

fn path(step: Option<&Step<'_>>) -> Path {
    let mut out = Vec::new();
    let mut step = step;
    while let Some(here) = step {
        out.push((here.slot, here.index));
        step = here.before;
    }
    out.reverse();
    out
}
