//! The answer of one instrument on one decision for one case, as data.

use super::Truth;
use crate::diagnostics::Diagnostic;
use crate::ir::{DecisionId, DefId, InstrumentId, ParamId, Program, Provenance, QuestionId, RuleId, SlotId, Value};
use jiff::civil::Date;

/// What an answer as if enacted rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Supposed {
    /// What is no law that day and counts all the same.
    pub not_law: Vec<InstrumentId>,
    /// Acts that change a text, and of which the first day is still to come: they change nothing yet.
    pub not_yet: Vec<(InstrumentId, Date)>,
}

/// What an instrument does to a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Effect {
    /// A duty.
    Required,
    /// A prohibition.
    Prohibited,
    /// A permission, never a duty.
    Permitted,
    /// The choice of the body that made the instrument (also a value worked out).
    Chosen,
    /// The instrument says nothing here.
    NoRule,
    /// What is not known can still change it.
    Undetermined,
    /// Two live rules can't both be followed.
    Conflict,
}

/// The answer of one instrument on one decision for one case.
#[derive(Clone, Debug)]
pub struct Decision {
    /// Whose answer.
    pub instrument: InstrumentId,
    /// On what.
    pub decision: DecisionId,
    /// What it is.
    pub effect: Effect,
    /// The outcome: one for required and chosen, one or more for prohibited and permitted, none else.
    pub outcomes: Vec<Value>,
    /// The live rules that give it, in the order of the file. For a conflict, the rules that conflict.
    pub rules: Vec<RuleId>,
    /// One or another of those rules gives it, whatever is not known: none does in every way.
    pub either_way: bool,
    /// Rules whose condition is true and that were defeated, each with the rules that did it.
    pub defeated: Vec<(RuleId, Vec<RuleId>)>,
    /// Facts that can still change an undetermined result, in the order in which they matter.
    pub missing: Vec<Missing>,
    /// Facts that are not known and change nothing, although a rule asks for them (the result is decided regardless).
    pub regardless_of: Vec<Missing>,
    /// Open questions on which the result depends, and only those.
    pub questions: Vec<QuestionId>,
    /// What follows under each position on them; see [`Reading`].
    pub readings: Vec<Reading>,
    /// There are more combinations of positions than are worked out; `readings` is then empty, and `questions` holds what was met.
    pub readings_left_out: bool,
    /// Of those questions, the ones on which instruments take different positions: indices into the program's readings.
    pub disputed: Vec<(QuestionId, Vec<usize>)>,
    /// Positions on which a settled result rests.
    pub relied_on: Vec<Relied>,
    /// What to ask next, if undetermined.
    pub next: Option<Ask>,
    /// Why there is no rule, if so; or what is uncertain about its being in force.
    pub standing: Standing,
    /// The instrument names whom it binds and the case does not say who acts: it was applied as to somebody it binds.
    pub presumed_bound: bool,
    /// Slots that were read on the way, and who fills them.
    pub filled: Vec<Filled>,
    /// Texts of terms and figures that other instruments changed, and on which a settled result rests.
    pub changed: Vec<Changed>,
    /// What is said of the duty or prohibition, by the rules that give it, where they say more than what is to be done.
    pub duties: Vec<Duty>,
    /// The day whose law decided, where the instrument says that a day of the case chooses it.
    pub law_of: Option<Date>,
    /// Rules that would speak to the case and that instruments switch off: each with the suspensions (indices into the program's) that do it.
    pub suspended: Vec<(RuleId, Vec<usize>)>,
    /// The same of an undetermined result, where it is not known whether they do.
    pub perhaps_suspended: Vec<(RuleId, Vec<usize>)>,
    /// Suspensions that have no effect on a rule that speaks to the case, as under the order their instrument yields to that of the rule.
    pub overridden: Vec<(RuleId, Vec<usize>)>,
    /// Acts that are enjoined on that day and do not change what is decided here.
    pub enjoined: Vec<InstrumentId>,
    /// Decided as if enacted: what that supposes.
    pub as_if_enacted: Option<Supposed>,
    /// What went wrong while evaluating (division by zero, overflow, a month without that day), each with its place. A rule that could not be
    /// evaluated for such a reason makes the result undetermined unless it is decided without it.
    pub problems: Vec<Diagnostic>,
}

/// What follows where positions are taken on open questions. A question that changes nothing under the others is left out of `positions`.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The positions taken, in the order of the program's questions.
    pub positions: Vec<(QuestionId, u16)>,
    /// As in [`Decision`].
    pub effect: Effect,
    /// As in [`Decision`].
    pub outcomes: Vec<Value>,
    /// As in [`Decision`].
    pub rules: Vec<RuleId>,
    /// Facts that can still change it, where it is undetermined.
    pub missing: Vec<Missing>,
}

/// Why a position is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Basis {
    /// It was asked for.
    Given,
    /// The order of precedence takes it.
    Order,
    /// These instruments read the question so.
    Read(Vec<InstrumentId>),
    /// It is the question's default.
    Default,
}

/// A position on which a result rests: another one would give another result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relied {
    /// On what.
    pub question: QuestionId,
    /// Which.
    pub position: u16,
    /// Why it was taken.
    pub basis: Basis,
}

/// A slot that was read, and who fills it.
#[derive(Clone, Debug, PartialEq)]
pub struct Filled {
    /// The slot.
    pub slot: DefId,
    /// With what; [`Value::Unknown`] where that is not known.
    pub value: Value,
    /// The instruments whose fillings count; none: the default was used.
    pub by: Vec<InstrumentId>,
    /// Instruments that would fill it, each with the one that switches it off.
    pub switched_off: Vec<(InstrumentId, InstrumentId)>,
}

/// A version, made by other instruments, of a term or a figure; by its place among its versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Changed {
    /// Of a definition.
    Definition(DefId, usize),
    /// Of a parameter.
    Parameter(ParamId, usize),
}

impl Changed {
    /// How it came to be.
    pub fn provenance(self, program: &Program) -> Option<&Provenance> {
        match self {
            Changed::Definition(id, version) => program.definitions.get(id.index())?.versions.get(version)?.provenance.as_ref(),
            Changed::Parameter(id, version) => program.parameters.get(id.index())?.versions.get(version)?.provenance.as_ref(),
        }
    }
}

/// A duty with what its rule says of it.
#[derive(Clone, Debug)]
pub struct Duty {
    /// The rule; who owes it stands there.
    pub rule: RuleId,
    /// From when, where the rule says so; [`Value::Unknown`] where that is not known.
    pub begins: Option<Value>,
    /// The case says that it is later than that.
    pub begun: bool,
    /// Until when, where the rule says so.
    pub due: Option<Due>,
    /// Whether it is done, where the rule says what shows that.
    pub done: Option<Truth>,
    /// Facts that the dates, and then whether it is done, wait for.
    pub missing: Vec<Missing>,
    /// What is said of it under each position on open questions, where that differs; of positions under which its rule does not give it, nothing.
    pub readings: Vec<(Vec<(QuestionId, u16)>, Duty)>,
}

/// Until when.
#[derive(Clone, Debug, PartialEq)]
pub enum Due {
    /// At once.
    AtOnce,
    /// A date or moment; [`Value::Unknown`] where it is not known.
    By(Value),
}

/// Whether the instrument speaks to the case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is in force and binds.
    Applies,
    /// Not yet in force: from then on.
    NotYet(Date),
    /// No longer in force: its last day.
    Ended(Date),
    /// Draft, bill, vetoed, enjoined or repealed.
    NotLaw,
    /// It may or may not be in force: the day is not known.
    Uncertain,
    /// It is switched off for this run.
    SwitchedOff,
    /// It does not bind this actor.
    DoesNotBind,
    /// In force, and no rule speaks to the case.
    Silent,
}

/// A fact that is not known.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Missing {
    /// From the case inwards: the list's slot and the row in it. Empty for a fact of the case. Slots are absolute in their row.
    pub path: Vec<(SlotId, usize)>,
    /// The slot, absolute in its row.
    pub slot: SlotId,
    /// `grade of the conviction`, `prior convictions`.
    pub words: String,
    /// Where it belongs in a case record: `convictions[0].grade`, `offense.grade`.
    pub key: String,
}

/// The next question and what its answers lead to.
#[derive(Clone, Debug)]
pub struct Ask {
    /// What is asked: of a fact, in its own words, or a whole term (`is any prior conviction a serious felony`).
    pub words: String,
    /// The fact, where it is one.
    pub fact: Option<Missing>,
    /// Each answer with its consequence.
    pub answers: Vec<Answer>,
}

/// One answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// `yes`, `felony`, `more than $5,000`, `none`.
    pub words: String,
    /// What follows: one effect, or several possible ones where more must be asked.
    pub leads_to: Vec<(Effect, Vec<Value>, Vec<RuleId>)>,
}

/// A term that the case stipulated and that mattered.
#[derive(Clone, Debug, PartialEq)]
pub struct Stipulated {
    /// The term.
    pub definition: DefId,
    /// As what.
    pub value: Value,
}
