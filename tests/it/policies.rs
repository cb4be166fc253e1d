//! Everything in policies/ checks without a word, is in canonical layout, and passes its scenarios and snapshots.

use crate::support::{enact, root};

#[test]
fn policies_check() {
    let run = enact(root(), &["check", "policies"], None);
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
}

#[test]
fn policies_are_in_layout() {
    let run = enact(root(), &["fmt", "--check", "policies"], None);
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
}

#[test]
fn policies_pass_their_scenarios() {
    let run = enact(root(), &["test", "policies"], None);
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    assert!(run.stdout.contains("passed"), "{}", run.stdout);
}

/// Laws that somebody wrote with nothing but the book: unemployment benefits, tenancies, parking, erasure, admission, expungement, permits,
/// an inheritance tax. Invented, and much unlike detainers.
#[test]
fn laws_of_other_kinds_pass_their_scenarios() {
    let run = enact(root(), &["test", "tests/laws"], None);
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
}
