//! Rules: what they decide, when, and of whom.

use super::{Applies, DecisionId, DefId, Expr, Instance, InstrumentId, Period, Provenance, RuleId, Type};
use crate::source::Span;

/// What is decided.
#[derive(Clone, Debug)]
pub struct Decision {
    /// `detainer`.
    pub name: String,
    /// `Enum` for a choice of outcomes.
    pub ty: Type,
    /// An ordered class: of several live outcomes the first in the list prevails.
    pub highest_first: bool,
    /// Where.
    pub span: Span,
}

/// The modal word of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Mode {
    /// The choice of the body that made the instrument.
    Plain,
    /// A duty.
    Must,
    /// A prohibition.
    MustNot,
    /// A permission.
    May,
}

/// A rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its instrument.
    pub instrument: InstrumentId,
    /// As cited: `7282.5(a)`; `otherwise`; a bare rule is `sentence 1`, counted in its file.
    pub label: String,
    /// `low-level arrests`.
    pub title: Option<String>,
    /// Quoted law before it.
    pub law: Vec<String>,
    /// When it is in force, within its instrument's period.
    pub period: Period,
    /// How this version came to be, where another instrument changes the rule.
    pub provenance: Option<Provenance>,
    /// The cases to which this version applies; all where nothing is said.
    pub applies: Vec<Applies>,
    /// What it does.
    pub action: Action,
    /// When it holds (`if` and not `unless`); for `only if` see [`Action::Gate`].
    pub condition: Expr,
    /// What it says of the duty or prohibition that it gives.
    pub duty: Option<Box<Duty>>,
    /// Classes of actors that this rule alone binds; empty: whomever its instrument binds.
    pub binds: Vec<(DefId, Instance)>,
    /// Rules that defeat this one when they are live: its exceptions, and rules that block it. Acyclic over the program.
    pub above: Vec<RuleId>,
    /// Where: label and title, or the bare sentence.
    pub span: Span,
}

impl Rule {
    /// Whether two rules are versions of one text (without amendments: have one label).
    pub fn is_version_of(&self, other: &Rule) -> bool {
        self.instrument == other.instrument
            && match (&self.provenance, &other.provenance) {
                (Some(one), Some(other)) => one.text == other.text,
                (None, None) => self.label == other.label,
                _ => false,
            }
    }
}

/// What a rule says of a duty beside what is to be done.
#[derive(Clone, Debug, Default)]
pub struct Duty {
    /// Who owes it, as said: `county sheriffs`, `the agency`.
    pub owed_by: Option<String>,
    /// The date or moment at which it begins.
    pub begins: Option<Expr>,
    /// Until when it is to be done.
    pub due: Option<Due>,
    /// The condition that says that it is done.
    pub done: Option<Expr>,
}

/// Until when a duty is to be done.
#[derive(Clone, Debug)]
pub enum Due {
    /// At once.
    AtOnce,
    /// By a date or moment.
    By(Expr),
}

/// What a rule does when it holds.
#[derive(Clone, Debug)]
pub enum Action {
    /// Concludes.
    Decide(Conclusion),
    /// `may o only if c`: concludes `may o` where the condition is true and `must not o` where it is false.
    /// (With another mode, `only if` gives that conclusion where true and its contrary where false.)
    Gate {
        /// Where the condition is true.
        then: Conclusion,
        /// Where it is false.
        otherwise: Conclusion,
    },
    /// `otherwise o`: concludes where no other rule on the decision is live.
    Otherwise(Conclusion),
    /// Only defeats the rules that have it `above`.
    Block,
    /// `paragraph … is satisfied`: only makes limbs hold (`ExprKind::Limb::satisfied_by`).
    Satisfy,
}

/// A conclusion.
#[derive(Clone, Debug)]
pub struct Conclusion {
    /// Of what.
    pub decision: DecisionId,
    /// How.
    pub mode: Mode,
    /// The outcome: a constant `Enum` for a choice, any expression of the decision's type else.
    pub value: Expr,
    /// Where.
    pub span: Span,
}
