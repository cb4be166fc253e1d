//! `enact test`
pub(super) fn run(_: &super::args::Test) -> super::Outcome { unimplemented!() }
