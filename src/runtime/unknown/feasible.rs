//! Whether bounds on sums can hold together, by eliminating one unknown after another (Fourier and Motzkin): exact over fractions, and over
//! whole numbers for differences, whose bounds are made whole.

use crate::ir::Number;
use crate::runtime::values::number;
use std::cell::Cell;
use std::collections::BTreeMap;

/// More bounds than these are not worked through; they are then taken to be possible.
const MOST: usize = 256;

/// A sum of unknowns, each times a factor, that is at most a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    /// By the number of the unknown; none is zero.
    pub factors: BTreeMap<usize, Number>,
    /// At most that.
    pub most: Number,
    /// Less than that.
    pub open: bool,
}

/// Whether some numbers keep every bound, `whole` ones (by their number) being whole. Where it is not known for sure, or no more bounds are `left`
/// to be looked at: true.
pub fn feasible(bounds: Vec<Bound>, whole: &[bool], left: &Cell<u32>) -> bool {
    work_through(bounds, whole, left).unwrap_or(true)
}

/// `None`: too much, or too large.
fn work_through(mut bounds: Vec<Bound>, whole: &[bool], left: &Cell<u32>) -> Option<bool> {
    for bound in &mut bounds {
        tighten(bound, whole)?;
    }
    loop {
        if bounds.iter().any(is_contrary) {
            return Some(false);
        }
        bounds.retain(|it| !it.factors.is_empty());
        spend(left, bounds.len())?;
        let Some(unknown) = cheapest(&bounds) else {
            return Some(true);
        };
        bounds = without(bounds, unknown, whole, left)?;
    }
}

/// Counts bounds that are looked at; `None` where there were enough.
fn spend(left: &Cell<u32>, count: usize) -> Option<()> {
    let rest = left.get().checked_sub(u32::try_from(count).ok()?);
    left.set(rest.unwrap_or(0));
    rest.map(|_| ())
}

/// `0 ≤ most` fails.
fn is_contrary(bound: &Bound) -> bool {
    let zero = number::whole(0);
    bound.factors.is_empty() && (bound.most < zero || (bound.open && bound.most == zero))
}

/// The unknown whose elimination makes the fewest bounds.
fn cheapest(bounds: &[Bound]) -> Option<usize> {
    let mut sides: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for bound in bounds {
        for (unknown, factor) in &bound.factors {
            let (above, below) = sides.entry(*unknown).or_default();
            if *factor.numer() > 0 { *above += 1 } else { *below += 1 }
        }
    }
    sides.into_iter().min_by_key(|(_, (above, below))| above * below).map(|(unknown, _)| unknown)
}

/// What the bounds say of the others.
fn without(bounds: Vec<Bound>, unknown: usize, whole: &[bool], left: &Cell<u32>) -> Option<Vec<Bound>> {
    let (mut above, mut below, mut out) = (Vec::new(), Vec::new(), Vec::new());
    for bound in bounds {
        match bound.factors.get(&unknown) {
            Some(factor) if *factor.numer() > 0 => above.push(bound),
            Some(_) => below.push(bound),
            None => out.push(bound),
        }
    }
    for a in &above {
        for b in &below {
            spend(left, 1)?;
            let mut sum = together(a, b, unknown)?;
            tighten(&mut sum, whole)?;
            if !out.contains(&sum) {
                out.push(sum);
            }
            if out.len() > MOST {
                return None;
            }
        }
    }
    Some(out)
}

/// Both bounds added so that the unknown falls out.
fn together(a: &Bound, b: &Bound, unknown: usize) -> Option<Bound> {
    let (of_a, of_b) = (b.factors.get(&unknown)?, a.factors.get(&unknown)?);
    let of_a = number::negated(of_a);
    let mut factors = BTreeMap::new();
    for (of, bound) in [(&of_a, a), (of_b, b)] {
        for (at, factor) in &bound.factors {
            let factor = number::multiply(factor, of)?;
            let sum = factors.entry(*at).or_insert(number::whole(0));
            *sum = number::add(sum, &factor)?;
        }
    }
    factors.retain(|_, factor| !number::is_zero(factor));
    let most = number::add(&number::multiply(&a.most, &of_a)?, &number::multiply(&b.most, of_b)?)?;
    Some(Bound { factors, most, open: a.open || b.open })
}

/// In lowest terms; a sum of whole numbers is at most a whole number.
fn tighten(bound: &mut Bound, whole: &[bool]) -> Option<()> {
    use num_integer::Integer as _;
    let is_whole = |unknown: &usize| whole.get(*unknown).copied().unwrap_or(false);
    let common = bound.factors.values().fold(1i128, |common, it| {
        if common == 0 { 0 } else { common.checked_mul(*it.denom() / common.gcd(it.denom())).unwrap_or(0) }
    });
    if common == 0 || bound.factors.is_empty() {
        return (common != 0).then_some(());
    }
    let divisor = bound
        .factors
        .values()
        .try_fold(0i128, |divisor, it| Some(divisor.gcd(&number::multiply(it, &Number::new_raw(common, 1))?.to_integer())))?;
    let scale = number::divide(&Number::new_raw(common, 1), &Number::new_raw(divisor, 1))?;
    for factor in bound.factors.values_mut() {
        *factor = number::multiply(factor, &scale)?;
    }
    bound.most = number::multiply(&bound.most, &scale)?;
    if bound.factors.keys().all(is_whole) {
        let most = if bound.open { number::subtract(&bound.most.ceil(), &number::whole(1))? } else { bound.most.floor() };
        (bound.most, bound.open) = (most, false);
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bound(factors: &[(usize, i64)], most: i64, open: bool) -> Bound {
        Bound { factors: factors.iter().map(|(at, it)| (*at, number::whole(*it))).collect(), most: number::whole(most), open }
    }

    fn enough() -> Cell<u32> {
        Cell::new(100)
    }

    #[test]
    fn a_circle_of_orders() {
        let before = |a, b| bound(&[(a, 1), (b, -1)], 0, true);
        assert!(feasible(vec![before(0, 1), before(1, 2)], &[true; 3], &enough()));
        assert!(!feasible(vec![before(0, 1), before(1, 2), before(2, 0)], &[true; 3], &enough()));
    }

    #[test]
    fn whole_numbers_have_nothing_between() {
        let between = || vec![bound(&[(0, 1)], 2, true), bound(&[(0, -1)], -1, true)];
        assert!(feasible(between(), &[false], &enough()));
        assert!(!feasible(between(), &[true], &enough()));
    }
}
