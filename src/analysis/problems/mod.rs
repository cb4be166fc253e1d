//! All wording of this stage: one constructor for each diagnostic, or for each way into it.

mod amendments;
mod doubts;
mod duties;
mod facts;
mod incorporated;
mod kinds;
mod names;
mod orders;
mod readings;
mod rules;
mod slips;
mod slots;
mod subjects;

pub(super) use amendments::*;
pub(super) use doubts::*;
pub(super) use duties::*;
pub(super) use facts::*;
pub(super) use incorporated::*;
pub(super) use kinds::*;
pub(super) use names::*;
pub(super) use orders::*;
pub(super) use readings::*;
pub(super) use rules::*;
pub(super) use slips::*;
pub(super) use slots::*;
pub(super) use subjects::*;

use crate::diagnostics::{Code, catalogue};

/// Whether a report of this code may only follow from something unreadable elsewhere in the files.
pub(super) fn may_follow_from_damage(code: Code) -> bool {
    [
        catalogue::UNKNOWN_NAME,
        catalogue::UNKNOWN_RULE,
        catalogue::UNKNOWN_FIELD,
        catalogue::UNKNOWN_TERM,
        catalogue::UNKNOWN_VALUE,
        catalogue::UNKNOWN_OUTCOME,
        catalogue::UNKNOWN_DECISION,
        catalogue::UNKNOWN_RECORD,
        catalogue::UNKNOWN_KIND,
        catalogue::UNKNOWN_CLASS,
        catalogue::UNKNOWN_SECTIONS,
        catalogue::UNKNOWN_CALENDAR,
        catalogue::UNKNOWN_CODE,
        catalogue::UNKNOWN_QUESTION,
        catalogue::UNKNOWN_POSITION,
        catalogue::UNKNOWN_SENTENCE,
        catalogue::NOTHING_TO_COUNT,
        catalogue::LEFT_OVER,
        catalogue::NO_VERB,
        catalogue::TWO_NAMES,
        catalogue::UNUSED_DEFINITION,
        catalogue::UNUSED_PARAMETER,
        catalogue::UNUSED_QUESTION,
        catalogue::MODE_DIFFERS,
        catalogue::UNDECIDED_DECISION,
        catalogue::NOTHING_FOR_IT,
        catalogue::NOTHING_TO_AMEND,
        catalogue::NOTHING_TO_SAVE,
    ]
    .contains(&code)
}

/// Whether a report of this code speaks of an item as a whole: its parts, or its head beside another's. Where one of them could not be read, the
/// others seem wrong.
pub(super) fn is_of_a_whole_item(code: Code) -> bool {
    [
        catalogue::BANDS_DO_NOT_MEET,
        catalogue::TABLE_NEEDS_ROWS,
        catalogue::MISSING_ROW,
        catalogue::DUPLICATE_ROW,
        catalogue::DUPLICATE_LABEL,
        catalogue::VERSIONS_OVERLAP,
        catalogue::GAP_BETWEEN_VERSIONS,
    ]
    .contains(&code)
}

/// A short list of what may stand somewhere: all of it up to seven, else the first three.
fn some(names: &[String]) -> String {
    let shown = if names.len() <= 7 { names } else { &names[..3] };
    crate::diagnostics::suggest::one_of(shown)
}
