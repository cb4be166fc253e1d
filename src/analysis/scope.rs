//! What the words of a sentence can stand for at a place: the items in hand, and `it`.

use super::names::Key;
use super::resolve::RecordThing;
use crate::ir::{Expr, Instance, RecordId};
use crate::source::Span;

/// The case itself.
pub(super) const CASE_INSTANCE: Instance = Instance { frame: 0, base: 0 };

/// An item in hand: of a quantifier, or the one that a definition speaks of.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) record: RecordId,
    pub(super) at: Instance,
    pub(super) keys: Vec<Key>,
}

/// What the words of a sentence can stand for at a place.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    pub(super) items: Vec<Item>,
    /// What `it` stands for.
    pub(super) it: It,
    /// Records whose items a sentence before, joined by `and` or `or`, speaks of.
    pub(super) before: Vec<RecordId>,
    /// What has the item that is being picked out, what has that, and so on, the outermost first: a verb that follows may be said of each.
    pub(super) owners: Vec<Owner>,
    /// Frames in use; the next quantifier's item gets this number.
    pub(super) frames: u32,
    /// What `the excess over …` is measured on, inside bands.
    pub(super) banded: Option<Expr>,
    /// Labels of the limbs around this place: `(a)(1)`.
    pub(super) limb: String,
}

/// What has an item: the applicant, of `the applicant has a spouse who …`.
#[derive(Clone, Debug)]
pub(super) struct Owner {
    pub(super) record: RecordThing,
    /// `has a spouse who …`.
    pub(super) verb: Span,
}

/// What `it` stands for.
#[derive(Clone, Debug, Default)]
pub(super) enum It {
    /// Nothing is in hand.
    #[default]
    Nothing,
    /// That item (an index of `Scope::items`).
    Item(usize),
    /// Nothing any more: `no charge …` does not reach on.
    Lost(String),
    /// Two quantifiers stand before it.
    Unclear(String, String),
}

impl Scope {
    /// The case alone.
    pub(super) fn case() -> Scope {
        Scope { frames: 1, ..Scope::default() }
    }

    /// With one more item in hand, in a frame of its own.
    pub(super) fn with_item(&self, record: RecordId, keys: Vec<Key>) -> Scope {
        let mut scope = self.clone();
        scope.items.push(Item { record, at: Instance { frame: self.frames, base: 0 }, keys });
        scope.it = It::Item(scope.items.len() - 1);
        scope.frames += 1;
        scope
    }

    /// With a record in hand that needs no frame: one that the case holds once.
    pub(super) fn with_record(&self, record: RecordId, at: Instance, keys: Vec<Key>) -> Scope {
        let mut scope = self.clone();
        scope.items.push(Item { record, at, keys });
        scope.it = It::Item(scope.items.len() - 1);
        scope
    }

    /// Where what is said belongs to something that has what is spoken of.
    pub(super) fn owned(&self, record: &RecordThing, verb: Span) -> Scope {
        let mut scope = self.clone();
        scope.owners.push(Owner { record: record.clone(), verb });
        scope
    }

    /// Inside parentheses or a lettered list, where no verb from outside goes on.
    pub(super) fn closed(&self) -> Scope {
        Scope { owners: Vec::new(), ..self.clone() }
    }

    /// What `it` is, if anything.
    pub(super) fn it(&self) -> Option<&Item> {
        match self.it {
            It::Item(index) => self.items.get(index),
            It::Nothing | It::Lost(_) | It::Unclear(..) => None,
        }
    }
}
