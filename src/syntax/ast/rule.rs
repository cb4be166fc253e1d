//! Rules: their heads, bodies and effects.

use super::{Condition, Expr, Label, Period, Run, Text, Word};
use crate::source::Span;

/// A rule; the bare sentence has no label, no title and no heads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// `7282.5(a)`.
    pub label: Option<Label>,
    /// `"low-level arrests"`.
    pub title: Option<Text>,
    /// After the title, parted by commas.
    pub heads: Vec<RuleHead>,
    /// After the colon.
    pub body: Body,
}

/// What may follow a rule's label and title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleHead {
    /// `in force from …`.
    InForce(Period),
    /// `exception to rule 1 and rule 2`.
    Relation {
        /// Which word.
        kind: Relation,
        /// Which rules.
        targets: Targets,
        /// Where.
        span: Span,
    },
    /// `owed by the sheriff`, `owed by "the agency"`.
    OwedBy(Owner, Span),
    /// `due at once` (nothing), `due 48 hours after release eligibility`.
    Due(Option<Expr>, Span),
    /// `from 48 hours after release eligibility`.
    Begins(Expr, Span),
    /// `done if a copy was provided`.
    DoneIf(Condition, Span),
    /// `binds county sheriffs`: whom this rule alone binds.
    Binds(Vec<Run>, Span),
    /// `allow negation-differs "the text is quoted in part"`: for this rule.
    Allow(Allow),
    /// Unreadable; reported already.
    Bad(Span),
}

/// A warning that the author has looked at and that is not to be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allow {
    /// The name of the warning.
    pub code: Word,
    /// Why; a missing one has been reported.
    pub reason: Option<Text>,
    /// From `allow` to the reason.
    pub span: Span,
}

/// Who owes a duty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// A class of actors or a record of the case.
    Name(Run),
    /// In the author's words.
    Words(Text),
}

/// How a rule stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// `exception to`: this prevails.
    ExceptionTo,
    /// `notwithstanding`: this prevails.
    Notwithstanding,
    /// `subject to`: the other prevails.
    SubjectTo,
}

/// The rules that a relation names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Targets {
    /// `rule 1 and rule 2`, `(b)(2)(B)(ii) and (iii)`.
    Rules(Vec<RuleRef>),
    /// `any other rule`.
    AnyOther(Span),
}

/// A reference to a rule or to a limb of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleRef {
    /// Whether the word `paragraph` stood before it.
    pub paragraph: bool,
    /// The label; `otherwise` may be referred to by that word.
    pub label: Label,
}

/// What a rule does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// It decides.
    Decide {
        /// What.
        effect: Effect,
        /// `if c` or `only if c`.
        when: Option<When>,
        /// `unless c`.
        unless: Option<Condition>,
    },
    /// `rule 2 does not apply if …`.
    Block {
        /// The rules that are blocked.
        targets: Vec<RuleRef>,
        /// `if c`.
        condition: Option<Condition>,
        /// `unless c`.
        unless: Option<Condition>,
    },
    /// `paragraph (b)(2)(B) is satisfied if …`.
    Satisfy {
        /// The limbs that hold by this.
        targets: Vec<RuleRef>,
        /// `if c`.
        condition: Option<Condition>,
        /// `unless c`.
        unless: Option<Condition>,
    },
    /// Unreadable; reported already.
    Bad(Span),
}

/// `if c` or `only if c`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// Whether `only` stood before `if`.
    pub only: bool,
    /// The condition.
    pub condition: Condition,
}

/// `must not honor detainer`, `benefit is $0`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// The modal word.
    pub mode: Mode,
    /// What.
    pub what: EffectWhat,
    /// First word to last.
    pub span: Span,
}

/// The modal word of an effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Mode {
    /// None: the choice of the body that made the instrument.
    Plain,
    /// `must`.
    Must,
    /// `must not`.
    MustNot,
    /// `may`.
    May,
}

/// What an effect decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EffectWhat {
    /// `honor detainer`: outcome and decision in one run.
    Run(Run),
    /// `benefit is $0`.
    Value {
        /// The decision.
        decision: Run,
        /// Its value.
        value: Box<Expr>,
    },
}
