//! Scenarios: tests in the language.

use super::{Condition, Date, Effect, Expr, RuleRef, Run, Text};
use crate::source::Span;

/// A test in the language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// Its name.
    pub title: Text,
    /// After the name, parted by commas.
    pub settings: Vec<Setting>,
    /// In the order written.
    pub givens: Vec<Given>,
    /// At least one.
    pub expects: Vec<Expect>,
}

/// How a scenario is run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    /// `as of 2013-02-01`.
    AsOf(Date),
    /// `with holiday reading as observed day`.
    With {
        /// The question.
        question: Run,
        /// The position.
        position: Run,
    },
    /// `under order "the federal request binds"`.
    Under(Text),
    /// `as if enacted`.
    AsIfEnacted(Span),
    /// Unreadable; reported already.
    Bad(Span),
}

/// One fact of a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// What it says.
    pub kind: GivenKind,
    /// First word to last.
    pub span: Span,
}

/// The shapes of a given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GivenKind {
    /// `no prior convictions`: an empty list, an absent fact, or a no.
    No(Run),
    /// `bail is $5,001`, `the request is not signed by a listed officer`.
    Is {
        /// The fact or record.
        subject: Run,
        /// `not`.
        negated: bool,
        /// Its value (`unknown` is a run).
        value: Expr,
        /// Several values of a set: `kinds is red and green`, each further run.
        more: Vec<Run>,
    },
    /// `the person has no significant criminal record`.
    Has {
        /// The record.
        subject: Run,
        /// `no`.
        negated: bool,
        /// The fact.
        what: Run,
    },
    /// `offense: grade misdemeanor, not violent`, `a conviction: section PC 211, date 1995-06-01`.
    Record {
        /// The record or the item of a list; each mention of an item adds one to the list.
        name: Run,
        /// Its particulars.
        particulars: Vec<Particular>,
    },
    /// A sentence or yes/no fact: `a magistrate found probable cause for it`.
    Phrase(Run),
    /// Unreadable; reported already.
    Bad,
}

/// One particular of a record in a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Particular {
    /// `not`, `no`.
    pub negated: bool,
    /// Fact name and perhaps a value in words: `grade misdemeanor`, `violent`, `it forbids the hold`, `disabled unknown`.
    pub run: Option<Run>,
    /// A literal after the words: `1995-06-01`, `$5`, `PC 211`, `3`, `"text"`.
    pub value: Option<Expr>,
    /// Several values for a set, after the first run: `conduct violence and threat`, each further run.
    pub more: Vec<Run>,
    /// First word to last.
    pub span: Span,
}

/// What a scenario expects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expect {
    /// Of the decision or of a definition.
    pub kind: ExpectKind,
    /// `by rule 1 and rule 2`; `by otherwise`.
    pub by: Vec<RuleRef>,
    /// `from "us/cfr/8-287-7"`: that authority's own effect.
    pub from: Option<Text>,
    /// `missing grade of the conviction`: names among the missing.
    pub missing: Vec<Run>,
    /// `question holiday reading`: names among the open questions.
    pub questions: Vec<Run>,
    /// `with holiday reading as observed day`: positions taken for this expectation.
    pub positions: Vec<(Run, Run)>,
    /// `due at once` (nothing), `due 2014-05-08 08:30`.
    pub due: Option<Option<Expr>>,
    /// `from 2014-09-03 23:30`.
    pub begins: Option<Expr>,
    /// `done`, `not done`.
    pub done: Option<bool>,
    /// First word to last.
    pub span: Span,
}

/// What is expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExpectKind {
    /// `no rule`, perhaps `for detainer`.
    NoRule(Option<Run>),
    /// `undetermined`, perhaps `for detainer`.
    Undetermined(Option<Run>),
    /// `conflict`, perhaps `for detainer`.
    Conflict(Option<Run>),
    /// `must not honor detainer`, `decline detainer`, or a plain run that is a sentence about the case (analysis tells them apart).
    Effect(Effect),
    /// `the person is convicted of a covered crime`, `hold limit is 2013-01-22 14:00`, `not (…)`.
    Statement(Condition),
    /// Unreadable; reported already.
    Bad,
}
