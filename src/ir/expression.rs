//! Expressions and conditions.

use super::{CalendarId, DefId, ExprId, Fill, Number, ParamId, QuestionId, RuleId, Section, SectionsId, SlotId, Type, Value};
use crate::source::Span;

/// Which record a slot is read from: an item in hand and where in its row the record begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Instance {
    /// 0 is the case; 1 is the item of a definition's record or of the outermost quantifier; and so on inwards.
    pub frame: u32,
    /// Where the record's slots begin in the frame's row (0 for a whole row).
    pub base: u32,
}

/// An expression with its type and place.
#[derive(Clone, Debug)]
pub struct Expr {
    /// Unique in the program.
    pub id: ExprId,
    /// What it is.
    pub kind: ExprKind,
    /// What it gives; conditions give [`Type::YesNo`].
    pub ty: Type,
    /// Where.
    pub span: Span,
}

/// The kinds of expression. Conditions are three-valued: true, false, unknown.
#[derive(Clone, Debug)]
pub enum ExprKind {
    /// A constant.
    Const(Value),
    /// A fact: `row(frame)[base + slot]`. A `Judgment` reads as its yes or no where a condition is wanted.
    Fact(Instance, SlotId),
    /// A parameter as of the as-of date, with its keys.
    Parameter(ParamId, Vec<Expr>),
    /// A parameter as it stood on the day that the last expression gives.
    ParameterOn(ParamId, Vec<Expr>, Box<Expr>),
    /// A definition, of the case (`None`) or of an instance. A stipulation comes first.
    Definition(DefId, Option<Instance>),
    /// A slot: what the instruments that are in force and bind who acts fill it with, else the default. Of a yes/no term any of them; of a value
    /// those of the lowest authority, which must agree.
    Filled(DefId, Vec<Fill>, Box<Expr>),
    /// The position taken on a question.
    Question(QuestionId),
    /// `1 plus 2`: types agree already (`Times`: at most one side has a unit; `DividedBy`: a unit, or two of the same).
    Arithmetic(Arithmetic, Box<Expr>, Box<Expr>),
    /// To a multiple of `step` (a positive number in the unit of the value).
    Round(Box<Expr>, Rounding, Number),
    /// `anchor` moved by `length` (Months, Days or Minutes); `back` for before.
    Offset {
        /// Date or DateTime.
        anchor: Box<Expr>,
        /// Months, Days or Minutes. Minutes only on a DateTime.
        length: Box<Expr>,
        /// Before.
        back: bool,
        /// What a month end means; `None` where it can't arise or must be reported when it does.
        month_end: Option<MonthEnd>,
        /// Days that don't count.
        not_counting: Option<NotCounting>,
        /// Days on which it may not end: it moves on, in its own direction, to the next day that is none of them.
        past: Option<NotCounting>,
    },
    /// Whole units between two dates, rounded down; negative where `to` is before `from`. An anniversary of 29 February is 1 March in common years.
    Between(BetweenUnit, Box<Expr>, Box<Expr>),
    /// Smallest or largest.
    Extreme {
        /// Largest.
        greatest: bool,
        /// At least two.
        of: Vec<Expr>,
    },
    /// `max(0, a - b)`.
    Excess(Box<Expr>, Box<Expr>),
    /// The first whose condition is true, else the last.
    Cases(Vec<(Expr, Expr)>, Box<Expr>),
    /// A value worked out of a list.
    Aggregate {
        /// Which.
        kind: Aggregate,
        /// A fact of `List` type.
        list: Box<Expr>,
        /// Read with the item in a new frame.
        filter: Option<Box<Expr>>,
        /// What is gathered from each item (not for `Number`).
        of: Option<Box<Expr>>,
        /// Counted once for each value (`Number`).
        different: Option<Box<Expr>>,
    },

    /// All true.
    All(Vec<Expr>),
    /// At least one true.
    Any(Vec<Expr>),
    /// Not.
    Not(Box<Expr>),
    /// `at least two of`, …: a count of true limbs compared.
    CountTrue(CountTest, Vec<Expr>),
    /// A lettered limb: its label is its citation (`7282.5(a)(1)` is the whole path).
    Limb {
        /// `(a)(1)`: the labels from the rule's own label down.
        path: String,
        /// Its title.
        title: Option<String>,
        /// What must hold.
        body: Box<Expr>,
        /// Or one of these rules must be live.
        satisfied_by: Vec<RuleId>,
    },
    /// `a op b`, of one type with an order (or equality).
    Compare(Comparison, Box<Expr>, Box<Expr>),
    /// The value is one of these.
    OneOf(Box<Expr>, Vec<Value>),
    /// The set has one of these (or all).
    Includes {
        /// Of `Set` type.
        set: Box<Expr>,
        /// Numbers of values.
        values: Vec<u16>,
        /// All of them.
        all: bool,
    },
    /// The section is among a list (a section matches its own subdivisions; `240` never `240.5`).
    Among(Box<Expr>, SectionsId),
    /// The section is that one or a subdivision of it.
    SectionIs(Box<Expr>, Section),
    /// How far `date` lies from `anchor`, in months or days or minutes; see [`Window`].
    Window(Window, Box<Expr>, Box<Expr>, Box<Expr>),
    /// A number of items that satisfy the body, tested. `Every` is in [`CountTest`].
    Quantified {
        /// The test.
        test: CountTest,
        /// A fact of `List` type.
        list: Box<Expr>,
        /// Narrows the items; read with the item in a new frame.
        filter: Option<Box<Expr>>,
        /// What is said of them; read with the item in a new frame.
        body: Option<Box<Expr>>,
        /// Counted once for each value of this; read in the same frame.
        different: Option<Box<Expr>>,
    },
    /// The record laid out at the instance is there (its presence slot).
    Present(Box<Expr>),
    /// Known: a value or known absence.
    IsKnown(Box<Expr>),
    /// Known to be absent.
    IsAbsent(Box<Expr>),
    /// True where the condition is true, else false: an unknown fact is not shown.
    Shown(Box<Expr>),
}

/// Arithmetic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arithmetic {
    /// Sum.
    Plus,
    /// Difference.
    Minus,
    /// Product.
    Times,
    /// Quotient, exact.
    DividedBy,
}

/// Ways of rounding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// Away from zero.
    Up,
    /// Towards zero.
    Down,
    /// To the nearest, halves away from zero.
    HalfUp,
    /// To the nearest, halves towards zero.
    HalfDown,
    /// To the nearest, halves to the even one.
    HalfEven,
}

/// What a month end means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MonthEnd {
    /// The last day of that month.
    LastDay,
    /// The first day of the next.
    FirstOfNext,
}

/// Units of `between`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BetweenUnit {
    /// Anniversaries passed.
    Years,
    /// Month days passed.
    Months,
    /// Days.
    Days,
    /// Whole hours elapsed.
    Hours,
}

/// Days that a count leaves out, whole calendar days in the policy's zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotCounting {
    /// Monday 1 to Sunday 7.
    pub weekdays: Vec<i8>,
    /// Its holidays.
    pub calendar: Option<CalendarId>,
}

/// Aggregates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aggregate {
    /// How many.
    Number,
    /// The sum.
    Total,
    /// The largest; absent for an empty list. Also `latest`.
    Highest,
    /// The smallest; absent for an empty list. Also `earliest`.
    Lowest,
}

/// A test on a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountTest {
    /// At least this many (`any` is 1).
    AtLeast(u32),
    /// At most this many (`no` is 0).
    AtMost(u32),
    /// Exactly.
    Exactly(u32),
    /// None fails: every item that passes the filter satisfies the body.
    Every,
}

/// Comparisons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// The same.
    Equal,
    /// Less.
    Less,
    /// At most.
    AtMost,
    /// More.
    More,
    /// At least.
    AtLeast,
}

/// A window: how far the date may lie from the anchor, on one side of it.
///
/// Calendar convention (docs/design/0003-calendar.md): a date has the key `372·year + 31·(month−1) + (day−1)`; N months are 31·N. So the
/// anniversary day counts for `within`, and 29 February plus a year is 1 March for `at least` and the end of February for `at most`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The bound.
    pub bound: WindowBound,
    /// After the anchor (else before).
    pub after: bool,
}

/// Bounds of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WindowBound {
    /// Between the anchor and the far end, both included.
    Within,
    /// Between the anchor (included) and the far end (not included).
    LessThan,
    /// At the far end or beyond it.
    AtLeast,
    /// Beyond the far end.
    MoreThan,
}
