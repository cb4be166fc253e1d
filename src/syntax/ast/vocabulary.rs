//! Vocabulary: facts, kinds, lists of sections, decisions.

use super::{Expr, Label, Run, Text, Word};
use crate::source::Span;

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
