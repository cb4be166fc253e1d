//! Why a stretch could not be read.

use pest::Parser as _;
use pest::error::{Error, InputLocation};

use super::grammar::{Grammar, Rule};
use super::problems;
use crate::diagnostics::Diagnostic;
use crate::source::Span;

/// What a bad stretch should have been.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fragment {
    Item, PolicyPart, Fact, SectionGroup, CalendarPart, Band, Version, Row, QuestionPart, Expect, Given, Limb, ValueLimb, Kind,
    Definition, Body, Condition, RuleHead, Setting,
}

pub(super) fn explain(text: &str, span: Span, _what: Fragment) -> Diagnostic {
    let _ = (text, Grammar::parse(Rule::whole_item, ""));
    problems::unexpected(span, &[], "x")
}

/// Where the grammar stopped.
pub(super) fn place(error: &Error<Rule>) -> usize {
    match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    }
}
