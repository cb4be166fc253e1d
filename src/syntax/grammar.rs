//! The grammar, from `grammar/*.pest`. Its rules are known nowhere outside `syntax`.

use pest_derive::Parser;

/// The parser that pest makes.
#[derive(Parser)]
#[grammar = "grammar/tokens.pest"]
#[grammar = "grammar/expressions.pest"]
#[grammar = "grammar/items.pest"]
#[grammar = "grammar/readings.pest"]
#[grammar = "grammar/recovery.pest"]
pub struct Grammar;
