//! What went wrong in an evaluation: each problem once, however often what it arises in is used.

use crate::diagnostics::Diagnostic;
use std::rc::Rc;

/// So many different problems of one case are told: a list of ten thousand items may have one in each of them.
pub const MOST_PROBLEMS: usize = 20;

/// Different problems, in the order met. What is kept of a part shares them.
#[derive(Clone, Default)]
pub struct Noted(Vec<Rc<Diagnostic>>);

impl Noted {
    /// One more, unless it is there already or there are enough.
    pub fn push(&mut self, problem: Diagnostic) {
        self.add(&Rc::new(problem));
    }

    /// Those of a part.
    pub fn extend(&mut self, part: &Noted) {
        part.0.iter().for_each(|it| self.add(it));
    }

    fn add(&mut self, problem: &Rc<Diagnostic>) {
        if self.0.len() < MOST_PROBLEMS && !self.0.iter().any(|it| Rc::ptr_eq(it, problem) || it == problem) {
            self.0.push(problem.clone());
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing went wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Forgets those after the first `length`.
    pub fn truncate(&mut self, length: usize) {
        self.0.truncate(length);
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// As they are told.
    pub fn into_vec(self) -> Vec<Diagnostic> {
        self.0.into_iter().map(|it| Rc::try_unwrap(it).unwrap_or_else(|shared| (*shared).clone())).collect()
    }
}
