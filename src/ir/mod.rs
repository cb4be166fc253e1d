//! The checked meaning of a set of files: names resolved, types checked, exceptions ordered. No syntax, only places.
//!
//! A [`Program`] exists only if there was no error (`analysis::Analysis::into_program`), so the layers above it check nothing again.
//!
//! **Records are flat.** Every record type has one fixed layout of slots; a record inside a record is laid out in place (its own
//! presence slot first, then its slots), a list holds rows of its item type's layout. So a fact is a slot number known when the
//! policy is checked: an *instance* of a record is a row and a base, and the fact is `row[base + slot]`.

mod key;
pub mod number;
mod order;
mod period;
pub mod print;
pub mod value;
pub mod walk;

use crate::source::Span;
pub use key::record_key;
pub use number::Number;
pub use order::{Extreme, Implementing, Order, PreEmption};
pub use period::{Period, Start};
pub use value::{Currency, Judgment, Row, Section, Value};

/// Declares a typed index.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u32);
        impl $name {
            /// As an index.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// A record type; 0 is the case itself.
    RecordId
    /// An enumeration: the values of a choice, of a set, or of a question's positions.
    EnumId
    /// A definition.
    DefId
    /// A parameter.
    ParamId
    /// A list of code sections.
    SectionsId
    /// A calendar.
    CalendarId
    /// A decision.
    DecisionId
    /// A question.
    QuestionId
    /// An instrument.
    InstrumentId
    /// An order of precedence.
    OrderId
    /// A rule, among all rules of the program.
    RuleId
    /// An expression; unique in the program.
    ExprId
    /// A slot of a record type's layout, relative to its base.
    SlotId
}

impl SlotId {
    /// A place in no layout: of what no case can state.
    pub const NONE: SlotId = SlotId(u32::MAX >> 1);
}

/// The record type of the case itself.
pub const CASE: RecordId = RecordId(0);

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
    /// What the policy says of the items of a list, by the [`ExprId`] of the list in the sentence, without its quantifier: `prior conviction
    /// is a felony`. For questions, where no text is at hand.
    pub sentences: std::collections::BTreeMap<ExprId, String>,
    /// Denials whose place in the text says the contrary: `unless c` has the place of `c`.
    pub contraries: std::collections::BTreeSet<ExprId>,
    /// How many [`ExprId`]s are in use.
    pub expr_count: u32,
}

// --- facts ------------------------------------------------------------------------------------------------------------

/// A record type.
#[derive(Clone, Debug)]
pub struct Record {
    /// `conviction`; the case's is `case`.
    pub name: String,
    /// What may be said of it, flattened.
    pub slots: Vec<Slot>,
    /// Its fields as declared, in the order of declaration (nested records not flattened): what a case record may hold.
    pub fields: Vec<Field>,
    /// Where it is declared.
    pub span: Span,
}

/// One slot of a flattened layout.
#[derive(Clone, Debug)]
pub struct Slot {
    /// The names from the record down: `["offense", "grade"]`.
    pub path: Vec<String>,
    /// The same as in messages: `grade of the offense`, `prior convictions`, `grade`.
    pub words: String,
    /// What it holds.
    pub ty: Type,
    /// Whether it may be known to be absent.
    pub optional: bool,
    /// What it never lies below (`at least $0`); of numbers, percentages and amounts, and of lengths, which never lie below nothing.
    pub least: Option<Number>,
    /// Where the fact is declared.
    pub span: Span,
}

/// A field as declared.
#[derive(Clone, Debug)]
pub struct Field {
    /// `release eligibility`.
    pub name: String,
    /// Its key in case records: `release_eligibility`.
    pub key: String,
    /// What it holds.
    pub ty: Type,
    /// Its (first) slot: for a record, the presence slot; the record's own slots follow at `slot + 1`.
    pub slot: SlotId,
    /// `or none`.
    pub optional: bool,
    /// `at least $0`.
    pub least: Option<Number>,
    /// `null means none`.
    pub null_is_none: bool,
    /// `names the case`.
    pub names_case: bool,
    /// A term that a case may stipulate, not a fact.
    pub stipulates: Option<DefId>,
    /// Where.
    pub span: Span,
}

/// What a slot or an expression holds. Every one may also be unknown; an optional one may be absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// `Value::Bool`.
    YesNo,
    /// `Value::Judgment` in facts; read by conditions as yes or no.
    Judgment,
    /// `Value::Enum`.
    Enum(EnumId),
    /// `Value::Set`.
    Set(EnumId),
    /// `Value::Number`: a plain number.
    Number,
    /// `Value::Number`: a fraction (`20 percent` is 1/5).
    Percent,
    /// `Value::Number`: an amount in the currency's main unit.
    Money(Currency),
    /// `Value::Date`.
    Date,
    /// `Value::DateTime`: local time in the policy's zone.
    DateTime,
    /// `Value::Months`: years and months.
    Months,
    /// `Value::Days`: calendar days (weeks are seven).
    Days,
    /// `Value::Minutes`: clock time.
    Minutes,
    /// `Value::Section`: a section of a code.
    Citation,
    /// `Value::Text`.
    Text,
    /// `Value::Record`: the presence slot of a record laid out in place.
    Record(RecordId),
    /// `Value::List`: rows of that type.
    List(RecordId),
}

/// The values of a choice or set.
#[derive(Clone, Debug)]
pub struct Enumeration {
    /// What they are values of: `grade`.
    pub name: String,
    /// In the order declared: `felony`.
    pub values: Vec<String>,
    /// Where.
    pub span: Span,
}

/// A list of sections; entries of other lists are copied in.
#[derive(Clone, Debug)]
pub struct Sections {
    /// Its name.
    pub name: String,
    /// Every entry.
    pub entries: Vec<SectionEntry>,
    /// Where.
    pub span: Span,
}

/// One entry; both ends belong to a range.
#[derive(Clone, Debug)]
pub struct SectionEntry {
    /// The section, or the first of a range.
    pub from: Section,
    /// The last of a range.
    pub through: Option<Section>,
    /// `(F)` of the list's group, with its title.
    pub group: Option<(String, String)>,
}

/// Days that are holidays.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// Its name.
    pub name: String,
    /// Days named by rule or date (those of included calendars are copied in).
    pub days: Vec<CalendarDay>,
    /// Moves a holiday that falls on a weekday (Monday 1 to Sunday 7): (falls on, observed on, before). The named day itself then no longer counts.
    pub observed: Vec<(i8, i8, bool)>,
    /// Where.
    pub span: Span,
}

/// One holiday or family of holidays.
#[derive(Clone, Debug)]
pub struct CalendarDay {
    /// Which days.
    pub kind: CalendarDayKind,
    /// First year (inclusive).
    pub from_year: Option<i16>,
    /// Last year (inclusive).
    pub through_year: Option<i16>,
    /// `New Year's Day`.
    pub title: Option<String>,
}

/// Which days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalendarDayKind {
    /// Month and day, every year.
    Each(i8, i8),
    /// (which, weekday, month): the nth weekday of a month; -1 is the last.
    Nth(i8, i8, i8),
    /// One day.
    Day(jiff::civil::Date),
    /// (weekday, before, month and day): the nearest such weekday before or after a date of every year, never the date itself.
    BesideDate(i8, bool, i8, i8),
    /// (weekday, before, (which, weekday, month)): the nearest such weekday before or after the nth weekday of a month.
    BesideNth(i8, bool, (i8, i8, i8)),
}

// --- terms ------------------------------------------------------------------------------------------------------------

/// A defined term or value.
#[derive(Clone, Debug)]
pub struct Definition {
    /// `low-level`, `gross income`, `the hold is lawful`.
    pub name: String,
    /// As said in messages: `an offense is low-level`, `gross income`.
    pub words: String,
    /// Its label, as cited.
    pub label: Option<String>,
    /// The record it speaks of; [`CASE`] where it speaks of the case.
    pub of: RecordId,
    /// Its type: [`Type::YesNo`] for a term.
    pub ty: Type,
    /// Versions, in order of their periods; an undated definition has one that is always in force.
    pub versions: Vec<DefinitionVersion>,
    /// Whether other instruments fill it; its one version is then an [`ExprKind::Filled`].
    pub open: Option<Open>,
    /// The slot (in the layout of `of`) where a case may stipulate it.
    pub stipulation: SlotId,
    /// Quoted law before it.
    pub law: Vec<String>,
    /// Where.
    pub span: Span,
}

/// A term or value that an instrument leaves to others.
#[derive(Clone, Debug)]
pub struct Open {
    /// The words of the law that leaves it open.
    pub words: Option<String>,
    /// The levels that may fill it, highest first.
    pub levels: Vec<String>,
}

/// What an instrument fills a slot with.
#[derive(Clone, Debug)]
pub struct Fill {
    /// Whose.
    pub instrument: InstrumentId,
    /// Which of the levels; a greater number is a lower authority.
    pub rank: u32,
    /// Whether the instrument binds who acts.
    pub binds: Expr,
    /// With what.
    pub value: Expr,
}

/// What a term means in one period.
#[derive(Clone, Debug)]
pub struct DefinitionVersion {
    /// When.
    pub period: Period,
    /// How this text came to be, where another instrument changes it.
    pub provenance: Option<Provenance>,
    /// The body. Frame 0 is the case, frame 1 the item it speaks of (for [`CASE`] there is no frame 1).
    pub body: Expr,
}

/// A parameter with its versions.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// The types of its keys.
    pub keys: Vec<Type>,
    /// The type of its value.
    pub ty: Type,
    /// In order of their periods, which don't overlap.
    pub versions: Vec<ParameterVersion>,
    /// Where.
    pub span: Span,
}

/// The values in one period.
#[derive(Clone, Debug)]
pub struct ParameterVersion {
    /// When.
    pub period: Period,
    /// How these values came to be, where another instrument changes them.
    pub provenance: Option<Provenance>,
    /// Rows, tried in order; a parameter without keys has one row without keys.
    pub rows: Vec<ParameterRow>,
    /// `each more`: beyond the last row's (whole-number) key, each step adds this.
    pub each_more: Option<Value>,
    /// Where.
    pub span: Span,
}

/// One row.
#[derive(Clone, Debug)]
pub struct ParameterRow {
    /// For each key, the first and last value (the same for one value).
    pub keys: Vec<(Value, Value)>,
    /// The value.
    pub value: Value,
}

/// A disputed reading.
#[derive(Clone, Debug)]
pub struct Question {
    /// Its name.
    pub name: String,
    /// What is asked.
    pub text: Option<String>,
    /// Its positions, as an enumeration.
    pub positions: EnumId,
    /// What each position holds, where said.
    pub position_texts: Vec<Option<String>>,
    /// The position taken where nobody says.
    pub default: Option<u16>,
    /// Where it comes from.
    pub source: Option<String>,
    /// Where.
    pub span: Span,
}

/// `read QUESTION as POSITION if …`: what an instrument (a court's decision) holds on a question.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Whose holding; it counts while that is in force.
    pub instrument: InstrumentId,
    /// On what.
    pub question: QuestionId,
    /// The position taken.
    pub position: u16,
    /// When, within its instrument's period.
    pub period: Period,
    /// For which cases.
    pub condition: Expr,
    /// Where.
    pub span: Span,
}

/// `suspend rule L of "module" if …`: rules that an instrument keeps from applying; `suspend "module" if …`: all that it does.
#[derive(Clone, Debug)]
pub struct Suspension {
    /// Whose order; it counts while that is in force.
    pub instrument: InstrumentId,
    /// Every version of the rule named; of a whole instrument, all its rules.
    pub rules: Vec<RuleId>,
    /// The instrument that is switched off whole, with its fillings, readings and suspensions.
    pub whole: Option<InstrumentId>,
    /// When, within its instrument's period.
    pub period: Period,
    /// For which cases.
    pub condition: Expr,
    /// Where.
    pub span: Span,
}

// --- instruments and rules --------------------------------------------------------------------------------------------

/// What one authority laid down in one file.
#[derive(Clone, Debug)]
pub struct Instrument {
    /// The module: `us/ca/los-angeles-county/sheriff-2012`.
    pub id: String,
    /// The title.
    pub title: String,
    /// The level (`county`), if said.
    pub level: Option<String>,
    /// Who made it.
    pub made_by: Option<String>,
    /// Classes of actors bound: definitions of a yes/no term on a record that the case holds once, each with that record's instance.
    /// Empty: nobody in particular is named, or only in words.
    pub binds: Vec<(DefId, Instance)>,
    /// The words of `binds`.
    pub binds_words: Vec<String>,
    /// When it is in force.
    pub period: Period,
    /// Its status.
    pub status: Status,
    /// Since when.
    pub status_date: Option<jiff::civil::Date>,
    /// `Gov. Code 7282.5`.
    pub source: Option<String>,
    /// IANA name (`America/Los_Angeles`), checked to exist; clock time then counts elapsed hours there.
    pub time_zone: Option<String>,
    /// The decisions that its rules decide, in order of declaration.
    pub decisions: Vec<DecisionId>,
    /// Its rules (including `otherwise`), in the order of the file.
    pub rules: Vec<RuleId>,
    /// The instrument whose text it changes.
    pub amends: Option<InstrumentId>,
    /// Labels that rules or limbs had before, each with the one that took its place.
    pub renumbered: Vec<Renumbered>,
    /// Rules that other instruments repealed.
    pub repealed: Vec<Repealed>,
    /// Who changed its last day, in the order in which that was made; [`Instrument::period`] is what the law made of it.
    pub lives: Vec<Life>,
    /// `governed by the law of …`: the day whose law decides a case.
    pub governed_by: Option<Expr>,
    /// The heading.
    pub span: Span,
}

/// A label that another took the place of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renumbered {
    /// `2.251`.
    pub old: String,
    /// `2A.060`.
    pub new: String,
    /// The instrument that renumbered.
    pub by: InstrumentId,
}

/// A rule that another instrument repealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repealed {
    /// Its label.
    pub label: String,
    /// Which text ([`Provenance::text`]).
    pub text: u32,
    /// The instrument that repealed it.
    pub by: InstrumentId,
    /// The days without it.
    pub period: Period,
}

/// What another instrument did to the last day of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Life {
    /// Who.
    pub by: InstrumentId,
    /// Repealed it (else extended it).
    pub repealed: bool,
    /// Its last day from then on.
    pub last: jiff::civil::Date,
    /// Whether that is law (else it is so as if enacted).
    pub law: bool,
}

/// How a text came to be that another instrument changes somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// Which text it is a version of: the same number for all versions of one text, whatever labels it has borne, and for no other.
    pub text: u32,
    /// The instruments whose changes made it, in the order of their first days; none for the text as first laid down.
    pub by: Vec<InstrumentId>,
    /// The days of these words, whatever cases the version is for.
    pub days: Period,
    /// Whether bills count.
    pub counts: Counts,
    /// Where the first day of acts is not known: it is the text if these are in force (or are not).
    pub given: Vec<(InstrumentId, bool)>,
    /// The labels that it had before.
    pub formerly: Vec<String>,
}

/// In which law a text counts, where a change is no law (a bill, a vetoed act).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counts {
    /// In any.
    Always,
    /// Only in the law as enacted.
    AsLaw,
    /// Only as if everything were enacted.
    AsIfEnacted,
}

impl Counts {
    /// Whether it counts as if everything were enacted, or (`false`) in the law as enacted.
    pub fn holds(self, as_if_enacted: bool) -> bool {
        match self {
            Counts::Always => true,
            Counts::AsLaw => !as_if_enacted,
            Counts::AsIfEnacted => as_if_enacted,
        }
    }
}

/// A condition of the cases to which a version of a rule applies (a savings clause, or an act that is switched off for some).
#[derive(Clone, Debug)]
pub struct Applies {
    /// For which cases.
    pub condition: Expr,
    /// The instrument that says so.
    pub by: InstrumentId,
    /// The act whose changes are left out of the text kept.
    pub act: InstrumentId,
    /// Whether this version is the text kept for these cases.
    pub saved: bool,
    /// Whether that instrument switches an act off (else it saves the text from before it).
    pub stay: bool,
}

impl Instrument {
    /// One of which nothing is said yet: in force always, made by nobody in particular.
    pub fn blank(id: String, span: Span) -> Instrument {
        Instrument {
            id,
            title: String::new(),
            level: None,
            made_by: None,
            binds: Vec::new(),
            binds_words: Vec::new(),
            period: Period::ALWAYS,
            status: Status::Enacted,
            status_date: None,
            source: None,
            time_zone: None,
            decisions: Vec::new(),
            rules: Vec::new(),
            amends: None,
            renumbered: Vec::new(),
            repealed: Vec::new(),
            lives: Vec::new(),
            governed_by: None,
            span,
        }
    }
}

/// Where an instrument stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// In force as its period says.
    Enacted,
    /// Not law.
    Draft,
    /// Not law.
    Bill,
    /// Not law.
    Vetoed,
    /// Not applied from its date on.
    Enjoined,
    /// Not law from its date on.
    Repealed,
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

// --- expressions ------------------------------------------------------------------------------------------------------

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

// --- scenarios --------------------------------------------------------------------------------------------------------

/// A test in the language.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Its name.
    pub title: String,
    /// The instrument of its file; `None` in a file without rules (then statements, and effects of the instruments that the file uses, can be expected).
    pub instrument: Option<InstrumentId>,
    /// In a file without rules: the instruments that it uses, whose effects are resolved.
    pub together: Vec<InstrumentId>,
    /// The order of precedence.
    pub under: Option<OrderId>,
    /// As of which day; `None`: the first day that the instrument is in force, or 1 January 2000 where it has none.
    pub as_of: Option<jiff::civil::Date>,
    /// As if enacted.
    pub as_if_enacted: bool,
    /// Positions taken.
    pub positions: Vec<(QuestionId, u16)>,
    /// The facts: a row of the case's layout.
    pub case: Row,
    /// What is expected.
    pub expects: Vec<Expect>,
    /// The heading.
    pub span: Span,
}

/// One expectation.
#[derive(Clone, Debug)]
pub struct Expect {
    /// Of what.
    pub kind: ExpectKind,
    /// Rules that decide: of each label named, one version must be among the deciding ones.
    pub by: Vec<Vec<RuleId>>,
    /// Of that authority alone; `None`: of the instrument of the file, or of all together.
    pub from: Option<InstrumentId>,
    /// Facts among the missing, as slot words (`grade of the conviction` is `grade`).
    pub missing: Vec<MissingRef>,
    /// Questions among the open ones.
    pub questions: Vec<QuestionId>,
    /// Positions taken for this expectation, besides those of the scenario, and before them.
    pub positions: Vec<(QuestionId, u16)>,
    /// Until when a duty is to be done.
    pub due: Option<Due>,
    /// From when.
    pub begins: Option<Expr>,
    /// Whether it is done.
    pub done: Option<bool>,
    /// Where.
    pub span: Span,
}

/// A fact named as missing: any instance of that record type counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingRef {
    /// Of which record.
    pub record: RecordId,
    /// Which slot of it.
    pub slot: SlotId,
}

/// What is expected.
#[derive(Clone, Debug)]
pub enum ExpectKind {
    /// No rule, of one decision or of every one.
    NoRule(Option<DecisionId>),
    /// Undetermined.
    Undetermined(Option<DecisionId>),
    /// Conflict.
    Conflict(Option<DecisionId>),
    /// An effect.
    Effect {
        /// Of what.
        decision: DecisionId,
        /// `Must` required, `MustNot` prohibited, `May` permitted, `Plain` chosen.
        mode: Mode,
        /// The outcome or value (a constant expression).
        value: Expr,
    },
    /// A condition about the case that must be true.
    Statement(Expr),
}
