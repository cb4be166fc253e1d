//! The IR as text, for `enact check --emit ir` and for tests.
