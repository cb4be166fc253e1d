//! `enact schema`: what a case record may hold.

use super::Outcome;
use super::args;

pub(super) fn run(_arguments: &args::Schema) -> Outcome {
    unimplemented!()
}
