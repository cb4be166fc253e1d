//! The tree that an author wrote: words and structure, no meaning.
//!
//! Names are [`Run`]s: words joined by spaces, not yet cut into declared names (analysis does that, longest name first).
//! Every node knows its place. `Bad` nodes stand where something could not be read; it has been reported already.

use crate::source::Span;

/// One file: its items in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Items, unreadable ones included.
    pub items: Vec<Item>,
    /// The whole text.
    pub span: Span,
}

impl File {
    /// The heading that makes it an instrument.
    pub fn heading(&self) -> Option<&Policy> {
        self.items.iter().find_map(|item| if let ItemKind::Policy(it) = &item.kind { Some(it) } else { None })
    }
}

/// One sentence of the file, from its first word to its full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Quoted law (`>` lines) directly before it.
    pub law: Vec<LawLine>,
    /// What it says.
    pub kind: ItemKind,
    /// First word to full stop, without the quoted law.
    pub span: Span,
}

/// One `>` line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LawLine {
    /// Its words, without `>` and the space after it, trailing blanks removed.
    pub text: String,
    /// The line, from `>` to its last character.
    pub span: Span,
}

/// The kinds of item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemKind {
    /// `policy "…": made by …; binds …; in force …; source "…".`
    Policy(Policy),
    /// `vocabulary "us/detainer".`
    Vocabulary(Text),
    /// `use "us/ca/penal-code" as of 2014-01-01.`
    Use(Use),
    /// `code PC is "California Penal Code".`
    Code(Code),
    /// `facts of a conviction: …; ….`
    Facts(Facts),
    /// `sections listed sections: PC 187, 192(a).`
    Sections(Sections),
    /// `calendar federal holidays: each January 1 "New Year's Day"; ….`
    Calendar(Calendar),
    /// `decision detainer: honor or decline.`
    Decision(Decision),
    /// `define an offense is low-level if ….` and `define gross income as ….`
    Define(Define),
    /// `fill the hold is forbidden by local policy if ….`
    Fill(Fill),
    /// `parameter shelter cap: from 2023-10-01: $672.`
    Parameter(Parameter),
    /// `rule 1 "title", exception to rule 2: ….`; also the bare sentence without `rule`.
    Rule(Rule),
    /// `otherwise honor detainer.`
    Otherwise(Effect),
    /// `question holiday reading "…?": position observed day "…"; position named day.`
    Question(Question),
    /// `order "the federal request binds": ranks federal, state; "us/ca/doj/2012-dle-01" advises.`
    Order(Order),
    /// `read force of a detainer as request from 2014-03-04 if ….`
    Read(Read),
    /// `suspend rule 752.053(a)(1) of "us/tx/senate-bill-4" if ….`, `suspend "us/hall-act" from ….`
    Suspend(Suspend),
    /// `scenario "…", as of 2013-02-01: given … expect ….`
    Scenario(Scenario),
    /// `replace rule 3: ….`, `repeal paragraph 3(b).`, `save rule 3 where ….`: a change of another instrument's text.
    Amendment(Amendment),
    /// `allow unused-definition "shared vocabulary".`: for the whole file.
    Allow(Allow),
    /// Unreadable; reported already.
    Bad,
}

/// A quoted text on one line; `text` is without the quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Between the marks.
    pub text: String,
    /// With the marks.
    pub span: Span,
}

/// A word: letters, digits, hyphens, dots inside; or the possessive `'s` / `'` as a word of its own (always spelt `'s` or `'`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// As written, but with a typographic apostrophe made plain.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// Words joined by spaces: a name or several. Never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// In order, articles included.
    pub words: Vec<Word>,
    /// First to last.
    pub span: Span,
}

impl Run {
    /// `date` and `trial` as one run, with the word that stands between them.
    #[must_use]
    pub fn followed_by(&self, side: Side, other: &Run) -> Run {
        let span = Span { start: self.span.end, end: other.span.start, ..self.span };
        let text = if side == Side::Before { "before" } else { "after" }.to_owned();
        let words = self.words.iter().cloned().chain([Word { text, span }]).chain(other.words.iter().cloned()).collect();
        Run { words, span: self.span.to(other.span) }
    }
}

/// A rule's or definition's label as written: `7282.5(a)(1)`, `287.7(d)/custody`, `3`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// As written.
    pub text: String,
    /// Where.
    pub span: Span,
}

// --- headings ---------------------------------------------------------------------------------------------------------

/// The heading of an instrument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Its title.
    pub title: Text,
    /// In the order written.
    pub parts: Vec<PolicyPart>,
}

/// One part of a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyPart {
    /// What it says.
    pub kind: PolicyPartKind,
    /// From its first word to its last.
    pub span: Span,
}

/// The parts a heading may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PolicyPartKind {
    /// `made by county "Los Angeles County"`; the level may be left out.
    MadeBy {
        /// `federal`, `state`, `county`, `city`, `district`, ….
        level: Option<Run>,
        /// The body.
        body: Text,
    },
    /// `binds county sheriffs and city police`: names of defined classes of actors.
    Binds(Vec<Run>),
    /// `binds "residents"`: words only, nothing is checked.
    BindsText(Text),
    /// `in force from 2013-01-01 through 2013-12-31`.
    InForce(Period),
    /// `status vetoed 2012-09-30`; the word is `draft`, `bill`, `vetoed`, `enacted`, `enjoined` or `repealed` (analysis checks).
    Status {
        /// The word.
        word: Run,
        /// Since when.
        date: Option<Date>,
    },
    /// `source "Gov. Code 7282.5"`.
    Source(Text),
    /// `time zone "America/Los_Angeles"`.
    TimeZone(Text),
    /// `amends "us/ca/trust-act"`.
    Amends(Text),
    /// `governed by the law of release eligibility`: the day whose law decides a case.
    Governed(Expr),
    /// Unreadable; reported already.
    Bad,
}

/// A calendar date that exists, `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// The day.
    pub date: jiff::civil::Date,
    /// Where.
    pub span: Span,
}

/// `use "us/ca/penal-code" as of 2014-01-01`: what another file declares, and its terms and parameters as they stood on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// Its name.
    pub module: Text,
    /// The day; `None`: as they stand on the day whose law decides.
    pub as_of: Option<Date>,
}

/// When something is in force. Both days belong to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// `from …`; `None`: from the beginning.
    pub from: Option<Start>,
    /// `through …`; `None`: open.
    pub through: Option<Date>,
    /// `after a gap`: days before it, on which no version is in force, are meant.
    pub after_gap: bool,
    /// Where.
    pub span: Span,
}

/// The first day of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// A known day.
    Day(Date),
    /// `from unknown`, perhaps `, no earlier than D` and `, no later than D`.
    Unknown {
        /// The word `unknown`.
        span: Span,
        /// The first day possible.
        earliest: Option<Date>,
        /// The last day possible.
        latest: Option<Date>,
    },
}

/// `code PC is "California Penal Code"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// `PC`: capitals, case matters.
    pub word: Word,
    /// Its full name.
    pub name: Text,
}

// --- vocabulary -------------------------------------------------------------------------------------------------------

/// `facts of a conviction: the facts of an offense; date: date; plea: guilty or no-contest`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Of what: `the case` or the name of a record.
    pub of: Run,
    /// In the order written.
    pub parts: Vec<FactsPart>,
}

/// One line of a facts item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactsPart {
    /// `the facts of an offense`: those of another record belong to this one too.
    Include {
        /// The other record's name.
        of: Run,
        /// The whole part.
        span: Span,
    },
    /// A fact.
    Fact(Fact),
    /// Unreadable; reported already.
    Bad(Span),
}

/// `bail: money, or none`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Its name, or a sentence about `it` (`a magistrate found probable cause for it`).
    pub name: Run,
    /// Its kind.
    pub kind: Kind,
    /// In the order written.
    pub options: Vec<FactOption>,
    /// First word to last.
    pub span: Span,
}

/// The kind of a fact or decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `yes or no`.
    YesNo(Span),
    /// `date and time`.
    DateAndTime(Span),
    /// `list of convictions`.
    List(Run, Span),
    /// `any of violence, threat or assault`: a set.
    AnyOf(Vec<Run>, Span),
    /// Two or more values joined by `or`.
    Choice(Vec<Run>, Span),
    /// One name: a built-in kind (`text`, `number`, `money`, `percentage`, `date`, `citation`, `judgment`,
    /// `years and months`, `days`, `hours and minutes`) or a record.
    Name(Run),
}

/// What may follow the kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactOption {
    /// `each conviction`: the name of one item of a list.
    Each(Run),
    /// `also prior conviction`: another name.
    Also(Run),
    /// `or none`: may be known to be absent.
    OrNone(Span),
    /// `key "terror_db_match"`: the key in case records, where it is not the name with underscores.
    Key(Text),
    /// `at least $0`: what no case may lie below.
    AtLeast(Expr),
    /// `names the case`: this text is the case's id.
    NamesTheCase(Span),
    /// `null means none`: JSON null and an empty CSV cell are known absence here.
    NullMeansNone(Span),
}

/// `sections violent felony sections: (A) "assault": PC 187, 192(a); (B) PC 16000 through PC 34370, serious sections`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sections {
    /// The list's name.
    pub name: Run,
    /// Lettered groups; one without letter where there are none.
    pub groups: Vec<SectionGroup>,
}

/// A stretch of a section list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionGroup {
    /// `(A)`, without the parentheses.
    pub letter: Option<Label>,
    /// `"assault"`.
    pub title: Option<Text>,
    /// Never empty.
    pub entries: Vec<SectionEntry>,
    /// Where.
    pub span: Span,
}

/// One entry of a section list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SectionEntry {
    /// `PC 187`, or `187` (the code word carries over).
    One(Citation),
    /// `PC 16000 through PC 34370`: both ends belong to it.
    Range(Citation, Citation),
    /// The name of another list.
    List(Run),
}

/// A section of a code: `PC 26100(c)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// `PC`; `None` where it carries over from the entry before (or, in a scenario, from nothing: an error).
    pub code: Option<Word>,
    /// `26100(c)`, as written, without spaces.
    pub section: String,
    /// Where.
    pub span: Span,
}

/// `calendar observed federal calendar: the days of federal calendar; a Saturday is observed on the Friday before`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// Its name.
    pub name: Run,
    /// In the order written.
    pub parts: Vec<CalendarPart>,
}

/// One part of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarPart {
    /// What it says.
    pub kind: CalendarPartKind,
    /// `"New Year's Day"`.
    pub title: Option<Text>,
    /// `from 2021`: the first year.
    pub from_year: Option<i16>,
    /// `through 2030`: the last year.
    pub through_year: Option<i16>,
    /// Where.
    pub span: Span,
}

/// The parts of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CalendarPartKind {
    /// `each January 1`: month 1 to 12, day 1 to 31.
    Each {
        /// 1 to 12.
        month: i8,
        /// 1 to 31; analysis refuses a day that the month never has.
        day: i8,
    },
    /// `the third Monday in January`; `which` is 1 to 5, or -1 for the last.
    Nth {
        /// 1 to 5, or -1.
        which: i8,
        /// Monday 1 to Sunday 7.
        weekday: i8,
        /// 1 to 12.
        month: i8,
    },
    /// `the Friday after the fourth Thursday in November`, `the Monday before May 25`: the nearest such weekday beside another
    /// day, which is [`CalendarPartKind::Nth`] or [`CalendarPartKind::Each`]; never that day itself.
    Beside {
        /// Monday 1 to Sunday 7.
        weekday: i8,
        /// Whether it lies before the other day (else after).
        before: bool,
        /// The other day.
        of: Box<CalendarPartKind>,
    },
    /// `2012-12-24`: that day alone.
    Day(Date),
    /// `the days of federal calendar`: those of another calendar.
    DaysOf(Run),
    /// `a Saturday is observed on the Friday before`.
    Observed {
        /// Monday 1 to Sunday 7: the day it falls on.
        falls_on: i8,
        /// Monday 1 to Sunday 7: the day observed.
        observed_on: i8,
        /// Whether the observed day is the nearest before (else after).
        before: bool,
    },
    /// Unreadable; reported already.
    Bad,
}

/// `decision detainer: honor or decline`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Its name.
    pub name: Run,
    /// `, highest first`: an ordered class; of several live outcomes the first in the list prevails.
    pub highest_first: bool,
    /// A choice of outcomes, or an amount, date or duration.
    pub kind: Kind,
}

// --- definitions ------------------------------------------------------------------------------------------------------

/// `define 667.5(c): a conviction is a violent felony if …`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Define {
    /// Its label.
    pub label: Option<Label>,
    /// `in force from …`, after the label or the word `define`.
    pub in_force: Option<Period>,
    /// What it defines and how.
    pub kind: DefineKind,
}

/// The two shapes of definition.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(clippy::large_enum_variant, reason = "a few hundred in a file; a box would only hide the shape")]
pub enum DefineKind {
    /// `an offense is low-level if …`; the phrase may also be a sentence with another verb (`the hold violates local law if …`).
    Term {
        /// `an offense` (everything before `is`); for a sentence with another verb the whole sentence.
        subject: Run,
        /// `low-level` (after `is`); `None` for a sentence with another verb.
        term: Option<Run>,
        /// After `if`.
        condition: Condition,
        /// After `unless`.
        unless: Option<Condition>,
    },
    /// `slot …`: a term or value that other instruments fill.
    Slot(Slot),
    /// `gross income as earned income plus unearned income`.
    Value {
        /// The name.
        name: Run,
        /// How it is worked out.
        value: DefinedValue,
    },
}

/// How a defined value is worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DefinedValue {
    /// An expression.
    Plain(Expr),
    /// `A if c, B if d, otherwise E`.
    Cases {
        /// In order; the first whose condition holds.
        cases: Vec<(Expr, Condition)>,
        /// If none holds.
        otherwise: Expr,
    },
    /// `set by taxable income: up to $10,000: …; above $10,000 up to $40,000: …`.
    Bands {
        /// What is looked up.
        by: Run,
        /// In order.
        bands: Vec<Band>,
    },
}

/// `above $10,000 up to $40,000: $400 plus 6 percent of the excess over $10,000`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// The lower end, not in the band.
    pub above: Option<Expr>,
    /// The upper end, in the band.
    pub up_to: Option<Expr>,
    /// The value there.
    pub value: Expr,
    /// Where.
    pub span: Span,
}

/// `parameter gross income limit, by household size: from 2023-10-01: 1: $1,580; each more: $557`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: Run,
    /// `by household size`.
    pub by: Vec<Run>,
    /// Versions in the order written.
    pub versions: Vec<ParameterVersion>,
}

/// The values of a parameter in one period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParameterVersion {
    /// When.
    pub period: Period,
    /// One value without keys, or rows.
    pub rows: ParameterRows,
    /// Where.
    pub span: Span,
}

/// What a version holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParameterRows {
    /// `$672`.
    One(Expr),
    /// `1 through 3: $198; 4: $208; each more: $557`.
    Table(Vec<ParameterRow>),
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParameterRow {
    /// Its key.
    pub key: ParameterKey,
    /// Its value; after `each more`, what each further step adds.
    pub value: Expr,
    /// Where.
    pub span: Span,
}

/// The key of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(clippy::large_enum_variant, reason = "a few hundred in a file; a box would only hide the shape")]
pub enum ParameterKey {
    /// `3`, `felony`; several, parted by `and`, where the table has several keys.
    Values(Vec<Expr>),
    /// `1 through 3`.
    Range(Expr, Expr),
    /// `each more`.
    EachMore(Span),
}

/// `question bail line reading "…?": position declined at the line "…"; position honored at the line; default position …`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its name.
    pub name: Run,
    /// What is asked.
    pub text: Option<Text>,
    /// At least one.
    pub positions: Vec<Position>,
    /// `default position NAME`.
    pub default: Option<Run>,
    /// `source "…"`.
    pub source: Option<Text>,
}

/// What an instrument holds on a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// The question.
    pub question: Run,
    /// The position taken.
    pub position: Run,
    /// When.
    pub period: Option<Period>,
    /// For which cases.
    pub condition: Option<Condition>,
    /// For which not.
    pub unless: Option<Condition>,
}

/// An instrument, or rules of it, that another one switches off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suspend {
    /// Which; none: the whole instrument.
    pub rules: Vec<RuleRef>,
    /// Of which module.
    pub module: Text,
    /// When.
    pub period: Option<Period>,
    /// For which cases.
    pub condition: Option<Condition>,
    /// For which not.
    pub unless: Option<Condition>,
}

/// A position on a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// Its name.
    pub name: Run,
    /// What it holds.
    pub text: Option<Text>,
}

// --- amendments -------------------------------------------------------------------------------------------------------

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

// --- orders of precedence ---------------------------------------------------------------------------------------------

/// An order of precedence among instruments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Its name.
    pub name: Text,
    /// Whose it is, or what it holds.
    pub text: Option<Text>,
    /// In the order written.
    pub parts: Vec<OrderPart>,
}

/// One part of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderPart {
    /// What it says.
    pub kind: OrderPartKind,
    /// On which days; `None`: all.
    pub days: Option<Period>,
    /// First word to last.
    pub span: Span,
}

/// What an order may say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OrderPartKind {
    /// `ranks federal, state, county, city`: levels of authorities, highest first.
    Ranks(Vec<Run>),
    /// `sets aside "us/cases/galarza"`.
    SetsAside(Text),
    /// `"us/ca/doj/2012-dle-01" advises`.
    Advises(Text),
    /// `"us/tx/senate-bill-4" pre-empts "us/tx/county-policy"`.
    Stands {
        /// Which instrument.
        one: Text,
        /// How.
        how: Standing,
        /// To which.
        other: Text,
        /// For which cases; `None`: all.
        when: Option<Box<Condition>>,
    },
    /// `the greater of minimum wage prevails`.
    Prevails {
        /// The greater, the lesser, …
        which: Select,
        /// Of which decision.
        of: Run,
    },
    /// `force of a detainer is command`.
    Takes {
        /// The question.
        question: Run,
        /// The position.
        position: Run,
    },
    /// `source "…"`.
    Source(Text),
    /// Unreadable; reported already.
    Bad,
}

/// How an instrument stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Where it has an effect, the other has none.
    PreEmpts,
    /// The mirror of that.
    YieldsTo,
    /// It has the rank of the other.
    Implements,
}

// --- rules ------------------------------------------------------------------------------------------------------------

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

/// `slot the hold is forbidden by local policy "any local policy", filled by county or city, otherwise no`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// As in [`DefineKind::Term`], or the name of a value.
    pub subject: Run,
    /// As in [`DefineKind::Term`].
    pub term: Option<Run>,
    /// After `as`: what it holds. A yes/no term where nothing is said.
    pub kind: Option<Kind>,
    /// The words of the law that leaves it open.
    pub words: Option<Text>,
    /// The levels that may fill it, highest first.
    pub filled_by: Vec<Run>,
    /// What holds where nobody fills it.
    pub otherwise: SlotDefault,
}

/// What holds where nobody fills a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SlotDefault {
    /// `no`.
    No(Span),
    /// `yes`, or a value.
    Value(Box<Expr>),
}

/// `fill X if …`, `fill X as …`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fill {
    /// As in [`DefineKind::Term`], or the name of a value.
    pub subject: Run,
    /// As in [`DefineKind::Term`].
    pub term: Option<Run>,
    /// What it is filled with.
    pub with: Filling,
    /// From the first word to the last before `if`, `unless` or `as`.
    pub name: Span,
}

/// What a slot is filled with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filling {
    /// `if …`, `unless …`: at least one of them.
    Condition(Option<Box<Condition>>, Option<Box<Condition>>),
    /// `as …`.
    Value(Box<Expr>),
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

// --- conditions -------------------------------------------------------------------------------------------------------

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
    /// `that is written`, and after the first also without `that`: `is written`.
    That(Predicate),
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

// --- expressions ------------------------------------------------------------------------------------------------------

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

// --- scenarios --------------------------------------------------------------------------------------------------------

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
