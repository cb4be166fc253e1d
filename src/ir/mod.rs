//! The checked meaning of a set of files: names resolved, types checked, exceptions ordered. No syntax, only places.
//!
//! A [`Program`] exists only if there was no error (`analysis::Analysis::into_program`), so the layers above it check nothing again.
//!
//! **Records are flat.** Every record type has one fixed layout of slots; a record inside a record is laid out in place (its own
//! presence slot first, then its slots), a list holds rows of its item type's layout. So a fact is a slot number known when the
//! policy is checked: an *instance* of a record is a row and a base, and the fact is `row[base + slot]`.

mod calendar;
mod definition;
mod expression;
mod ids;
mod instrument;
mod key;
pub mod number;
mod order;
mod parameter;
mod period;
pub mod print;
mod provenance;
mod question;
mod record;
mod rule;
mod scenario;
mod sections;
pub mod value;
pub mod walk;

pub use calendar::{Calendar, CalendarDay, CalendarDayKind};
pub use definition::{Definition, DefinitionVersion, Fill, Open};
pub use expression::{
    Aggregate, Arithmetic, BetweenUnit, Comparison, CountTest, Expr, ExprKind, Instance, MonthEnd, NotCounting, Rounding, Window,
    WindowBound,
};
pub use ids::{
    CASE, CalendarId, DecisionId, DefId, EnumId, ExprId, InstrumentId, OrderId, ParamId, QuestionId, RecordId, RuleId,
    SectionsId, SlotId,
};
pub use instrument::{Instrument, Status};
pub use key::record_key;
pub use number::Number;
pub use order::{Extreme, Implementing, Order, PreEmption};
pub use parameter::{Parameter, ParameterRow, ParameterVersion};
pub use period::{Period, Start};
pub use provenance::{Applies, Counts, Life, Provenance, Renumbered, Repealed};
pub use question::{Question, Reading, Suspension};
pub use record::{Enumeration, Field, Record, Slot, Type};
pub use rule::{Action, Conclusion, Decision, Due, Duty, Mode, Rule};
pub use scenario::{Expect, ExpectKind, MissingRef, Scenario};
pub use sections::{SectionEntry, Sections};
pub use value::{Currency, Judgment, Row, Section, Value};

/// Everything that files mean together.
#[derive(Clone, Debug, Default)]
pub struct Program {
    /// By [`RecordId`]; the first is the case.
    pub records: Vec<Record>,
    /// By [`EnumId`].
    pub enums: Vec<Enumeration>,
    /// By [`DefId`].
    pub definitions: Vec<Definition>,
    /// By [`ParamId`].
    pub parameters: Vec<Parameter>,
    /// By [`SectionsId`].
    pub sections: Vec<Sections>,
    /// By [`CalendarId`].
    pub calendars: Vec<Calendar>,
    /// By [`DecisionId`].
    pub decisions: Vec<Decision>,
    /// By [`QuestionId`].
    pub questions: Vec<Question>,
    /// By [`OrderId`], in the order of files and lines.
    pub orders: Vec<Order>,
    /// By [`InstrumentId`].
    pub instruments: Vec<Instrument>,
    /// By [`RuleId`].
    pub rules: Vec<Rule>,
    /// Readings of questions that instruments give, in the order of files and lines.
    pub readings: Vec<Reading>,
    /// Rules that instruments switch off, in the order of files and lines.
    pub suspensions: Vec<Suspension>,
    /// In the order of files and lines.
    pub scenarios: Vec<Scenario>,
    /// `PC` → `California Penal Code`, sorted.
    pub codes: Vec<(String, String)>,
    /// Codes of which sections are named, and none with a hyphen.
    pub unhyphened: std::collections::BTreeSet<String>,
    /// What the policy says of the items of a list, by the [`ExprId`] of the list in the sentence, without its quantifier: `prior conviction
    /// is a felony`. For questions, where no text is at hand.
    pub sentences: std::collections::BTreeMap<ExprId, String>,
    /// Denials whose place in the text says the contrary: `unless c` has the place of `c`.
    pub contraries: std::collections::BTreeSet<ExprId>,
    /// How many [`ExprId`]s are in use.
    pub expr_count: u32,
}
