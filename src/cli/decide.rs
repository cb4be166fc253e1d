//! `enact decide`
pub(super) fn run(_: &super::args::Decide) -> super::Outcome { unimplemented!() }
