//! The JSON Schema of a case record.

use crate::ir::Program;
use serde_json::Value;

/// Of a program's case.
pub fn schema(_program: &Program) -> Value {
    unimplemented!()
}
