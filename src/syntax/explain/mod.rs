//! Why a stretch could not be read: it is read again, strictly, as what it should have been, and then looked at with an eye for
//! what people really do. The grammar says where it stopped; the cause often lies before that.

mod deadline;
mod drafting;
mod everyday;
mod expected;
mod first;
mod marks;
mod openings;
mod periods;
mod phrases;
mod shape;
mod statutes;
mod stop;

use std::ops::Range;

use pest::Parser as _;
use pest::error::{Error, ErrorVariant, InputLocation};

use crate::diagnostics::Diagnostic;
use crate::source::Span;
use crate::syntax::grammar::{Grammar, Rule};
use crate::syntax::lettering::lettered;
use crate::syntax::scan::{Piece, pieces};

/// Marks that Enact has, or that stand for one of its words elsewhere.
const KNOWN_MARKS: &str =
    "().,:;$-'/=<>!&|+*%\u{2019}\u{2013}\u{2014}\u{2212}\u{2260}\u{2264}\u{2265}\u{D7}\u{F7}\u{20AC}\u{A3}\u{201C}\u{201D}\"";

/// What a bad stretch should have been.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::syntax) enum Fragment {
    /// A whole item.
    Item,
    /// A part of a policy's heading.
    PolicyPart,
    /// A fact.
    Fact,
    /// A stretch of a section list.
    SectionGroup,
    /// A part of a calendar.
    CalendarPart,
    /// A band.
    Band,
    /// A version of a parameter.
    Version,
    /// A row of a parameter's table.
    Row,
    /// A part of a question.
    QuestionPart,
    /// A part of an order of precedence.
    OrderPart,
    /// What a scenario expects.
    Expect,
    /// What a scenario gives.
    Given,
    /// A limb that holds a condition.
    Limb,
    /// A limb that holds values.
    ValueLimb,
    /// The kind of a decision.
    Kind,
    /// What follows `define`.
    Definition,
    /// What follows a rule's colon.
    Body,
    /// What follows `if`.
    Condition,
    /// What follows a rule's label.
    RuleHead,
    /// What follows a scenario's name.
    Setting,
}

/// Says what is wrong with the stretch at `span`.
pub(in crate::syntax) fn explain(text: &str, span: Span, what: Fragment) -> Diagnostic {
    let part = text.get(span.range()).unwrap_or("");
    let tokens = pieces(part).filter(|(piece, _)| *piece != Piece::Comment).collect();
    let look = Look { text, part, span, what, tokens, stop: strictly(part, what) };
    look.condition_for_value()
        .or_else(|| look.everyday())
        .or_else(|| look.marks())
        .or_else(|| look.statutes())
        .or_else(|| look.drafting())
        .or_else(|| look.deadline())
        .or_else(|| look.who_acts())
        .or_else(|| look.first_words())
        .or_else(|| look.wordings())
        .or_else(|| look.at_the_stop())
        .or_else(|| look.before_the_stop())
        .or_else(|| look.shape())
        .unwrap_or_else(|| look.expected())
}

/// Where the grammar stopped.
pub(in crate::syntax) fn place(error: &Error<Rule>) -> usize {
    match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    }
}

/// Where the strict grammar stopped in a stretch, and what it would have gone on with.
struct Stop {
    at: usize,
    expected: Vec<Rule>,
}

fn strictly(part: &str, what: Fragment) -> Option<Stop> {
    let rule = match what {
        Fragment::Item => Rule::whole_item,
        Fragment::PolicyPart => Rule::whole_policy_part,
        Fragment::Fact => Rule::whole_fact,
        Fragment::SectionGroup => Rule::whole_section_group,
        Fragment::CalendarPart => Rule::whole_calendar_part,
        Fragment::Band => Rule::whole_band,
        Fragment::Version => Rule::whole_version,
        Fragment::Row => Rule::whole_row,
        Fragment::QuestionPart => Rule::whole_question_part,
        Fragment::OrderPart => Rule::whole_order_part,
        Fragment::Expect => Rule::whole_expect,
        Fragment::Given => Rule::whole_given,
        Fragment::Limb => Rule::whole_limb,
        Fragment::ValueLimb => Rule::whole_value_limb,
        Fragment::Kind => Rule::whole_kind,
        Fragment::Definition => Rule::whole_definition,
        Fragment::Body => Rule::whole_body,
        Fragment::Condition => Rule::whole_condition,
        Fragment::RuleHead => Rule::whole_head,
        Fragment::Setting => Rule::whole_setting,
    };
    let error = Grammar::parse(rule, &lettered(part).text).err()?;
    let expected = match &error.variant {
        ErrorVariant::ParsingError { positives, .. } => positives.clone(),
        ErrorVariant::CustomError { .. } => Vec::new(),
    };
    Some(Stop { at: place(&error), expected })
}

/// A bad stretch under inspection.
struct Look<'t> {
    text: &'t str,
    part: &'t str,
    span: Span,
    what: Fragment,
    tokens: Vec<(Piece, Range<usize>)>,
    stop: Option<Stop>,
}

impl<'t> Look<'t> {
    pub(super) fn place(&self, range: &Range<usize>) -> Span {
        let start = self.span.start as usize;
        Span::new(self.span.file, start + range.start, start + range.end)
    }

    pub(super) fn words(&self, range: &Range<usize>) -> &'t str {
        self.part.get(range.clone()).unwrap_or("")
    }

    /// The last word before the stretch.
    pub(super) fn before(&self) -> Span {
        let at = self.span.start as usize;
        let line = self.text.get(..at).map_or(0, |before| before.trim_end().rfind(['\n', '\r']).map_or(0, |at| at + 1));
        let last = pieces(self.text.get(line..at).unwrap_or("")).filter(|(piece, _)| *piece != Piece::Comment).last();
        last.map_or(self.span, |(_, range)| Span::new(self.span.file, line + range.start, line + range.end))
    }

    pub(super) fn find(&self, wanted: impl Fn(&Piece, &str) -> bool) -> Vec<usize> {
        self.tokens.iter().enumerate().filter(|(_, (piece, range))| wanted(piece, self.words(range))).map(|(at, _)| at).collect()
    }
}
