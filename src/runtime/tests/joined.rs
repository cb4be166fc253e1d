//! Conditions joined by `not`, `all of`, `any of` and `at least N of`, for property tests: made at random, lowered to the IR, and told by brute force.

use crate::ir::*;
use crate::runtime::testing::Build;
use proptest::prelude::*;

#[derive(Clone, Debug)]
pub enum Joined<L> {
    One(L),
    Not(Box<Joined<L>>),
    All(Vec<Joined<L>>),
    Any(Vec<Joined<L>>),
    AtLeast(u32, Vec<Joined<L>>),
}

/// Leaves joined `depth` deep, of about `size` nodes.
pub fn joined<L: Clone + std::fmt::Debug + 'static>(
    leaf: impl Strategy<Value = L> + 'static,
    depth: u32,
    size: u32,
) -> impl Strategy<Value = Joined<L>> {
    leaf.prop_map(Joined::One).prop_recursive(depth, size, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|it| Joined::Not(Box::new(it))),
            prop::collection::vec(inner.clone(), 1..4).prop_map(Joined::All),
            prop::collection::vec(inner.clone(), 1..4).prop_map(Joined::Any),
            (1u32..3, prop::collection::vec(inner, 1..4)).prop_map(|(least, parts)| Joined::AtLeast(least, parts)),
        ]
    })
}

impl<L> Joined<L> {
    /// As an expression, given that of a leaf.
    pub fn lower(&self, build: &mut Build, leaf: &impl Fn(&mut Build, &L) -> Expr) -> Expr {
        let all = |build: &mut Build, of: &[Joined<L>]| of.iter().map(|it| it.lower(build, leaf)).collect::<Vec<_>>();
        match self {
            Joined::One(it) => leaf(build, it),
            Joined::Not(part) => {
                let part = part.lower(build, leaf);
                build.not(part)
            }
            Joined::All(of) => {
                let of = all(build, of);
                build.all(of)
            }
            Joined::Any(of) => {
                let of = all(build, of);
                build.any(of)
            }
            Joined::AtLeast(least, of) => {
                let of = all(build, of);
                build.expr(ExprKind::CountTrue(CountTest::AtLeast(*least), of), Type::YesNo)
            }
        }
    }

    /// Whether it is so, given whether a leaf is.
    pub fn holds(&self, leaf: &impl Fn(&L) -> bool) -> bool {
        match self {
            Joined::One(it) => leaf(it),
            Joined::Not(part) => !part.holds(leaf),
            Joined::All(of) => of.iter().all(|it| it.holds(leaf)),
            Joined::Any(of) => of.iter().any(|it| it.holds(leaf)),
            Joined::AtLeast(least, of) => of.iter().filter(|it| it.holds(leaf)).count() >= *least as usize,
        }
    }
}
