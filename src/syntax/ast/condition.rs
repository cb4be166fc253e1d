//! Conditions: connectives, limbs, quantifiers, predicates.

use super::{Expr, Label, LawLine, Run, Text};
use crate::source::Span;

/// Something that is true, false or unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// What it says.
    pub kind: ConditionKind,
    /// First word to last.
    pub span: Span,
}

/// The word that joins a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Connective {
    /// All of them.
    And,
    /// At least one.
    Or,
}

/// The kinds of condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConditionKind {
    /// `A, B, and C`: two or more, joined by one word (mixtures have been reported).
    Joined {
        /// Which word.
        word: Connective,
        /// At least two.
        parts: Vec<Condition>,
    },
    /// `any of: (a) …; (b) …`.
    Limbs(Limbs),
    /// `not (…)`.
    Not(Box<Condition>),
    /// `(…)`.
    Group(Box<Condition>),
    /// `no prior conviction`, `any charge is a felony`, `there is a warrant that is outstanding`.
    Quantified {
        /// How many.
        quantifier: Quantifier,
        /// Of what.
        described: Described,
        /// `is a felony and is pending`; `None`: that there are so many is all.
        predicates: Option<Predicates>,
    },
    /// `offense is low-level`.
    Statement {
        /// The subject.
        subject: Expr,
        /// What is said of it.
        predicates: Predicates,
    },
    /// A declared sentence: `a magistrate found probable cause for it`; or a run without a verb, which analysis explains.
    Phrase(Run),
    /// Unreadable; reported already.
    Bad,
}

/// A lettered list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limbs {
    /// How many must hold.
    pub need: Need,
    /// In order, at least one.
    pub limbs: Vec<Limb>,
    /// First word to last.
    pub span: Span,
}

/// How many limbs must hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// `all of:`.
    All,
    /// `any of:`.
    Any,
    /// `none of:`.
    None,
    /// `at least two of:`.
    AtLeast(u32),
    /// `at most two of:`.
    AtMost(u32),
    /// `exactly one of:`.
    Exactly(u32),
}

/// `(a) "title": condition`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limb {
    /// Quoted law before it.
    pub law: Vec<LawLine>,
    /// `a`, without the parentheses; the span has them.
    pub label: Label,
    /// `"the sections by number"`.
    pub title: Option<Text>,
    /// What must hold. Under `is` and `includes` a limb holds values: then `Values`.
    pub content: LimbContent,
}

/// What a limb holds.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(clippy::large_enum_variant, reason = "a few hundred in a file; a box would only hide the shape")]
pub enum LimbContent {
    /// A condition.
    Condition(Condition),
    /// Values, under `is any of:` or `includes any of:`.
    Values(Vec<Expr>),
}

/// How many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantifier {
    /// `no`, `there is no`.
    No,
    /// `any`, `there is a`.
    Any,
    /// `every`.
    Every,
    /// `at least 3`.
    AtLeast(u32),
    /// `at most 3`.
    AtMost(u32),
    /// `exactly 3`.
    Exactly(u32),
    /// `more than 3`.
    MoreThan(u32),
    /// `fewer than 3`.
    FewerThan(u32),
}

/// `misdemeanor convictions from different incidents that are not minor traffic offenses`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Described {
    /// The item's name, perhaps after one adjective.
    pub run: Run,
    /// `from different incidents`: counted once for each value of that field.
    pub different: Option<Run>,
    /// `that …`, `whose …`, `where …`.
    pub filter: Option<Filter>,
    /// First word to last.
    pub span: Span,
}

/// What narrows the items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// `where` one condition.
    Where(Box<Condition>),
    /// `that is written and whose date is …`.
    Relative {
        /// Which word joins them.
        word: Connective,
        /// At least one.
        parts: Vec<Relative>,
        /// First word to last.
        span: Span,
    },
}

/// One relative clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Relative {
    /// `that is written`.
    That(Predicate),
    /// After the first also without `that`: `is written`.
    Verb(Predicate),
    /// `that covers all costs`: a declared sentence without its subject.
    ThatPhrase(Run),
    /// `whose signing date is before the request date`.
    Whose {
        /// The field.
        field: Run,
        /// What is said of it.
        predicate: Predicate,
    },
}

/// What is said of one subject: `is A, is not B, and has C`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Predicates {
    /// Which word joins them.
    pub word: Connective,
    /// At least one.
    pub parts: Vec<Predicate>,
    /// First word to last.
    pub span: Span,
}

/// One verb with what follows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Predicate {
    /// What it says.
    pub kind: PredicateKind,
    /// First word to last.
    pub span: Span,
}

/// The verbs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PredicateKind {
    /// `is …`, `is not …`.
    Is {
        /// Whether `not` stands after `is` (never with `neither`).
        negated: bool,
        /// `shown to be`: an unknown fact is not shown.
        shown: bool,
        /// The rest.
        what: Is,
    },
    /// `has a significant criminal record`, `has no prior convictions`, `does not have …` (quantifier `No`).
    Has {
        /// `no`, `any`, a count; `None` for `has a …`.
        quantifier: Option<Quantifier>,
        /// What.
        described: Described,
    },
    /// `includes a passport, a green card or a driver's license`, `does not include …`.
    Includes {
        /// `does not include`, `do not include`.
        negated: bool,
        /// What.
        values: Values,
    },
    /// `exceeds the gross income limit`; `does not exceed`.
    Exceeds {
        /// `does not exceed`.
        negated: bool,
        /// What.
        value: Box<Expr>,
    },
    /// Unreadable; reported already.
    Bad,
}

/// What follows `is`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Is {
    /// `felony`, `A, B or C`, `any of: (a) …`.
    Values(Values),
    /// `neither A nor B`.
    Neither(Vec<Expr>),
    /// `known`.
    Known,
    /// `unknown`.
    Unknown,
    /// `absent`: known not to exist.
    Absent,
    /// `from A through B`: both ends belong to it.
    Through(Box<Expr>, Box<Expr>),
    /// `within 5 years before X`.
    Window {
        /// Which bound.
        bound: WindowBound,
        /// How long: a duration literal, or the name of a parameter or definition.
        length: Box<Expr>,
        /// Before or after.
        side: Side,
        /// The anchor.
        anchor: Box<Expr>,
    },
    /// `at least $5`, `before 2013-01-01`.
    Compare(Comparator, Box<Expr>),
    /// `among the listed sections`.
    Among(Run),
}

/// Values parted by `or`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Values {
    /// `A, B or C`, at least one.
    Plain(Vec<Expr>),
    /// `all of A, B and C` (after `includes`).
    All(Vec<Expr>),
    /// A lettered list of values.
    Limbs(Limbs),
}

/// The bound of a look-back or look-ahead window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WindowBound {
    /// `within`: the anniversary day counts, and so does the anchor itself; nothing past the anchor.
    Within,
    /// `less than`.
    LessThan,
    /// `more than`.
    MoreThan,
    /// `at least`.
    AtLeast,
    /// `at most`: like `within`.
    AtMost,
}

/// Before or after an anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Earlier than the anchor.
    Before,
    /// Later than the anchor.
    After,
}

/// Words of comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparator {
    /// `more than`, `over`, `above`, `after`, `later than`.
    More(OrderWord),
    /// `at least`, `on or after`.
    AtLeast(OrderWord),
    /// `less than`, `fewer than`, `under`, `below`, `before`, `earlier than`.
    Less(OrderWord),
    /// `at most`, `no more than`, `on or before`.
    AtMost(OrderWord),
    /// `exactly`, `on`.
    Exactly(OrderWord),
}

/// Whether a comparison was said of quantities or of time, so that the formatter gives back the author's word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderWord {
    /// `more than`, `at least`, `less than`, `at most`, `exactly`.
    Amount,
    /// `over`, `under`.
    Over,
    /// `above`, `below`.
    Above,
    /// `after`, `on or after`, `before`, `on or before`, `on`.
    Time,
}
