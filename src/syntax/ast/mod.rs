//! The tree that an author wrote: words and structure, no meaning.
//!
//! Names are [`Run`]s: words joined by spaces, not yet cut into declared names (analysis does that, longest name first).
//! Every node knows its place. `Bad` nodes stand where something could not be read; it has been reported already.

mod amendment;
mod calendar;
mod condition;
mod definition;
mod expression;
mod heading;
mod order;
mod parameter;
mod period;
mod question;
mod rule;
mod scenario;
mod slot;
mod vocabulary;
mod words;

use crate::source::Span;
pub use amendment::{Amendment, NewText, Paragraph, Target};
pub use calendar::{Calendar, CalendarPart, CalendarPartKind};
pub use condition::{
    Comparator, Condition, ConditionKind, Connective, Described, Filter, Is, Limb, LimbContent, Limbs, Need, OrderWord,
    Predicate, PredicateKind, Predicates, Quantifier, Relative, Side, Values, WindowBound,
};
pub use definition::{Band, Define, DefineKind, DefinedValue};
pub use expression::{Aggregate, BinaryOp, Expr, ExprKind, MonthEnd, NotCounting, RoundWay, Select, Unit};
pub use heading::{Code, Policy, PolicyPart, PolicyPartKind, Use};
pub use order::{Order, OrderPart, OrderPartKind, Standing};
pub use parameter::{Parameter, ParameterKey, ParameterRow, ParameterRows, ParameterVersion};
pub use period::{Date, Period, Start};
pub use question::{Position, Question, Read, Suspend};
pub use rule::{Allow, Body, Effect, EffectWhat, Mode, Owner, Relation, Rule, RuleHead, RuleRef, Targets, When};
pub use scenario::{Expect, ExpectKind, Given, GivenKind, Particular, Scenario, Setting};
pub use slot::{Fill, Filling, Slot, SlotDefault};
pub use vocabulary::{Citation, Decision, Fact, FactOption, Facts, FactsPart, Kind, SectionEntry, SectionGroup, Sections};
pub use words::{Label, Run, Text, Word};

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
