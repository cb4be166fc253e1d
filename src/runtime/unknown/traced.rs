//! What was traced once under the same assumptions: what an expression that is not known comes down to. Definitions stand on definitions, and
//! each use asks what is beneath it several times over; without this the work would double with every one of them.

use super::asks::Found;
use super::domain::Range;
use super::extremes::ChosenItem;
use super::linear::{Chosen, Sum};
use super::terms::{FactLists, Term, View};
use crate::ir::Expr;
use crate::runtime::evaluate::Evaluator;
use crate::runtime::evaluate::frames::Frame;
use crate::runtime::{Missing, Truth};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// An expression with the items in hand: where it stands in memory, and the rows.
type Place = (usize, Vec<(usize, u32)>);

/// Results with what was found on the way, so that who asks again finds the same.
type Once<T> = HashMap<Place, (T, Found)>;

/// What was traced in one evaluation.
#[derive(Default)]
pub(in crate::runtime) struct Traced<'a> {
    pub(in crate::runtime) views: Once<Option<View<'a>>>,
    pub(in crate::runtime) sums: Once<Option<Option<Rc<Sum<'a>>>>>,
    pub(in crate::runtime) chosen: Once<Chosen<'a>>,
    pub(in crate::runtime) chosen_items: Once<ChosenItem>,
    pub(in crate::runtime) no_excess: Once<Option<Truth>>,
    /// Conditions on items, by class.
    pub(in crate::runtime) conditions: HashMap<u32, &'a Expr>,
    /// Whether it is a number, whatever it is.
    pub(in crate::runtime) numbers: Once<bool>,
}

/// What goes from one evaluation of a case to the next.
pub(in crate::runtime) struct Across {
    /// Facts behind terms, and their words.
    pub(in crate::runtime) told: RefCell<BTreeMap<Term, (FactLists, Rc<str>)>>,
    /// Between which numbers values lie that cannot be taken apart.
    pub(in crate::runtime) bounds: RefCell<BTreeMap<Term, Range>>,
    /// Which conditions an item of a list can meet at once.
    pub(in crate::runtime) cells: RefCell<super::cells::Known>,
    /// How many more bounds on sums may be looked at.
    pub(in crate::runtime) bounds_left: Cell<u32>,
}

impl Default for Across {
    fn default() -> Across {
        Across {
            told: RefCell::default(),
            bounds: RefCell::default(),
            cells: RefCell::default(),
            bounds_left: Cell::new(MOST_BOUNDS),
        }
    }
}

/// So many bounds on sums of unknown amounts are looked at for one case, each time that one of the amounts is eliminated; after that every order of
/// them is taken to be possible.
pub(in crate::runtime) const MOST_BOUNDS: u32 = 1_000_000;

impl<'a> Evaluator<'a> {
    /// Works something out once for an expression and the items in hand. Not where something is asked already (nothing is traced then), nor
    /// where the readings of a question are being asked for, which it may depend on.
    pub(in crate::runtime) fn once<T: Clone>(
        &mut self,
        table: for<'t> fn(&'t mut Traced<'a>) -> &'t mut Once<T>,
        expr: &'a Expr,
        frame: &Frame<'_, 'a>,
        work: impl FnOnce(&mut Self) -> T,
    ) -> T {
        if !self.can_ask() || !self.reading.is_empty() {
            return work(self);
        }
        let place = place(expr, frame);
        if let Some((result, found)) = table(&mut self.traced).get(&place) {
            let (result, found) = (result.clone(), found.clone());
            self.adopt(&found);
            return result;
        }
        let before = self.open();
        let result = work(self);
        let found = self.close(before);
        self.adopt(&found);
        table(&mut self.traced).insert(place, (result.clone(), found));
        result
    }
}

impl Evaluator<'_> {
    /// The facts behind a term and its words, worked out once for a case.
    pub(in crate::runtime) fn told(
        &mut self,
        term: &Term,
        work: impl FnOnce(&mut Self) -> (Vec<Missing>, String),
    ) -> (FactLists, Rc<str>) {
        let across = self.asking.as_ref().map(|it| it.across.clone()).unwrap_or_default();
        if let Some(known) = across.told.borrow().get(term) {
            return known.clone();
        }
        let (facts, words) = work(self);
        let told = (vec![Rc::new(facts)], Rc::from(words));
        across.told.borrow_mut().insert(term.clone(), told.clone());
        told
    }
}

fn place(expr: &Expr, frame: &Frame<'_, '_>) -> Place {
    let mut rows = Vec::with_capacity(frame.depth as usize);
    let mut held = Some(frame);
    while let Some(here) = held.filter(|it| it.depth > 0) {
        rows.push((here.row.as_ptr() as usize, here.base));
        held = here.outer;
    }
    (std::ptr::from_ref(expr) as usize, rows)
}
