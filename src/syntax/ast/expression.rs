//! Expressions: whatever has a value.

use super::{Citation, Described, Run, Side, Text};
use crate::source::Span;

/// Something that has a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// First word to last.
    pub span: Span,
}

/// The kinds of expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExprKind {
    /// Names: a fact, a path (`offense's grade`, `grade of the offense`), a table look-up (`limit for household size`), a value, an item in hand.
    Run(Run),
    /// `the exemption as of the date of death`: a parameter as it stood on that day.
    AsOf {
        /// The parameter, perhaps with its key.
        what: Run,
        /// The day.
        day: Box<Expr>,
    },
    /// `limit for its household size`: a table looked up by a fact of the item in hand.
    RowOfItem {
        /// The table.
        table: Run,
        /// The fact, without `its`.
        key: Run,
        /// Where the key stands.
        key_span: Span,
    },
    /// `its date`.
    Its(Run),
    /// `it`.
    It,
    /// `3`, `1,580`, `0.5`: digits as written without commas.
    Number(String),
    /// `20 percent`: digits as written without commas.
    Percent(String),
    /// `$1,580.00`, `EUR 20`: currency as an ISO 4217 code, digits as written without commas.
    Money {
        /// `USD`.
        currency: String,
        /// Digits.
        amount: String,
    },
    /// `2013-01-01`.
    Date(jiff::civil::Date),
    /// `2013-01-18 14:00`.
    DateTime(jiff::civil::DateTime),
    /// `5 years`, `48 hours`; several parts for `17 years and 10 months`.
    Duration(Vec<(String, Unit)>),
    /// `PC 240`.
    Citation(Citation),
    /// `"words"`.
    Text(Text),
    /// `A plus B`.
    Binary {
        /// Which.
        op: BinaryOp,
        /// Left.
        left: Box<Expr>,
        /// Right.
        right: Box<Expr>,
    },
    /// `(A plus B)`.
    Group(Box<Expr>),
    /// `X rounded down to the nearest dollar`.
    Round {
        /// What.
        value: Box<Expr>,
        /// Which way; `None`: to the nearest, halves away from zero.
        way: Option<RoundWay>,
        /// The step: a literal (`$10`, `0.5`), or a word (`dollar`, `cent`, `whole number`, `percent`, `euro`, …) kept as a run.
        unit: Box<Expr>,
    },
    /// `one third of X`, `half of X`.
    FractionOf {
        /// 1 to 9.
        parts: u8,
        /// 2 to 12.
        whole: u8,
        /// Of what.
        of: Box<Expr>,
    },
    /// `20 percent of X`; the percentage may be a name (`benefit rate of X` is a path, `the benefit rate percent of` is not sayable).
    PercentOf {
        /// A `Percent` literal.
        percent: Box<Expr>,
        /// Of what.
        of: Box<Expr>,
    },
    /// `48 hours after X, not counting Saturdays, Sundays and holidays of the federal calendar`.
    Offset {
        /// A duration literal or a name.
        length: Box<Expr>,
        /// Before or after.
        side: Side,
        /// The anchor.
        anchor: Box<Expr>,
        /// Days that don't count.
        not_counting: Option<NotCounting>,
        /// What `1 month after 31 January` means.
        month_end: Option<MonthEnd>,
        /// `extended past Saturdays, Sundays and holidays of the court calendar`: days on which it may not end.
        past: Option<NotCounting>,
    },
    /// `years between X and Y`: whole units, rounded down.
    Between {
        /// In what.
        unit: Unit,
        /// From.
        from: Box<Expr>,
        /// To.
        to: Box<Expr>,
    },
    /// `the lesser of A, B and C`.
    Select {
        /// Which.
        which: Select,
        /// At least two.
        of: Vec<Expr>,
    },
    /// `the amount by which X exceeds Y`: never below zero.
    Excess {
        /// X.
        value: Box<Expr>,
        /// Y.
        over: Box<Expr>,
    },
    /// `the excess over $10,000`, in a band: of what the bands are set by.
    ExcessOver(Box<Expr>),
    /// `the number of convictions that are felonies`, `the total of the members' income`, `the latest date of convictions that …`.
    Aggregate {
        /// Which.
        kind: Aggregate,
        /// What is counted or gathered, with its filter. For `latest date of X` the run holds `date of X`.
        described: Box<Described>,
    },
    /// Unreadable or missing; reported already.
    Bad,
}

/// Arithmetic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryOp {
    /// `plus`.
    Plus,
    /// `minus`.
    Minus,
    /// `times`.
    Times,
    /// `divided by`.
    DividedBy,
}

/// Units of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Calendar years.
    Years,
    /// Calendar months.
    Months,
    /// Seven days.
    Weeks,
    /// Calendar days.
    Days,
    /// Clock hours.
    Hours,
    /// Clock minutes.
    Minutes,
}

/// Ways of rounding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoundWay {
    /// `up`: away from zero.
    Up,
    /// `down`: towards zero.
    Down,
    /// `half up`: to the nearest, halves away from zero.
    HalfUp,
    /// `half down`: to the nearest, halves towards zero.
    HalfDown,
    /// `half to even`.
    HalfEven,
}

/// Days that a count leaves out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotCounting {
    /// Monday 1 to Sunday 7; `weekends` gives 6 and 7.
    pub weekdays: Vec<i8>,
    /// Whether the author wrote `weekends`.
    pub weekends: bool,
    /// `holidays of the federal calendar`: the calendar's name.
    pub holidays_of: Option<Run>,
    /// Where.
    pub span: Span,
}

/// What a month after the 31st means where the next month is shorter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MonthEnd {
    /// `, or the last day of that month`.
    LastDay,
    /// `, or the first day of the next`.
    FirstOfNext,
}

/// One of several values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Select {
    /// `lesser of`.
    Lesser,
    /// `greater of`.
    Greater,
    /// `earlier of`.
    Earlier,
    /// `later of`.
    Later,
}

/// A value worked out of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aggregate {
    /// `number of`.
    Number,
    /// `total of`.
    Total,
    /// `highest`.
    Highest,
    /// `lowest`.
    Lowest,
    /// `latest`.
    Latest,
    /// `earliest`.
    Earliest,
}
