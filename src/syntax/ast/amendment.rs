//! Amendments: changes of another instrument's text.

use super::{Condition, Date, Define, Effect, Label, Parameter, Period, Rule, Run, Text};
use crate::source::Span;

/// A change that one instrument makes in another's text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(clippy::large_enum_variant, reason = "a few hundred in a file; a box would only hide the shape")]
pub enum Amendment {
    /// `replace rule …`, `insert paragraph …`.
    Change {
        /// `insert` (else `replace`).
        insert: bool,
        /// The word `replace` or `insert`.
        word: Span,
        /// The new text.
        text: NewText,
    },
    /// `repeal rule 7282.5(b), in force from 2020-01-01`.
    Repeal {
        /// What.
        target: Target,
        /// When, if not as the instrument.
        in_force: Option<Period>,
    },
    /// `repeal "us/hall-act"`: the whole instrument.
    RepealAll {
        /// Its module.
        module: Text,
        /// When, if not as the instrument that repeals it.
        in_force: Option<Period>,
    },
    /// `extend "us/hall-act" through 2026-12-31`.
    Extend {
        /// Its module.
        module: Text,
        /// The last day from now on.
        through: Date,
    },
    /// `renumber rule 2.251 as 2A.060`.
    Renumber {
        /// The rule or paragraph by its old label.
        target: Target,
        /// The new label.
        to: Label,
        /// When, if not as the instrument.
        in_force: Option<Period>,
    },
    /// `save rule 7282.5(a) where the request date is before 2018-01-01`.
    Save {
        /// Rules, paragraphs, definitions or parameters.
        targets: Vec<Target>,
        /// For which cases the text before the change goes on.
        condition: Condition,
    },
}

/// The text that a change puts in.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(clippy::large_enum_variant, reason = "a few hundred in a file; a box would only hide the shape")]
pub enum NewText {
    /// A whole rule.
    Rule(Rule),
    /// A limb of a rule.
    Paragraph(Paragraph),
    /// A definition.
    Define(Define),
    /// Values of a parameter.
    Parameter(Parameter),
    /// `otherwise refuse permit`.
    Otherwise(Effect),
}

/// `paragraph 7282.5(a)(3) "a listed offense": any conviction is a listed offense`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// The rule's label and the limb's.
    pub label: Label,
    /// The title of the limb.
    pub title: Option<Text>,
    /// When, if not as the instrument.
    pub in_force: Option<Period>,
    /// What must hold.
    pub condition: Condition,
}

/// What a change is made to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A rule by its label.
    Rule(Label),
    /// A limb by its label.
    Paragraph(Label),
    /// A definition, by its term or its label.
    Define(Run),
    /// A parameter by its name.
    Parameter(Run),
    /// `otherwise for permit`: of which decision, if that is said; and where.
    Otherwise(Option<Run>, Span),
}

impl Target {
    /// Its words as written.
    pub fn span(&self) -> Span {
        match self {
            Target::Rule(label) | Target::Paragraph(label) => label.span,
            Target::Define(run) | Target::Parameter(run) => run.span,
            Target::Otherwise(_, span) => *span,
        }
    }
}
