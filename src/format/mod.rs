//! One canonical layout.

use crate::source::SourceFile;
use crate::syntax::Parse;

/// The canonical text of a file that was parsed without an error. Comments are kept; the result parses to the same tree.
pub fn format(_file: &SourceFile, _parse: &Parse) -> String {
    unimplemented!()
}
