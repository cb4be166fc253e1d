//! What deciding needs and no case changes: versions in force, positions, the zone. Made once, used for many cases.

use super::standing::counts_as_law;
use crate::ir::{
    Counts, DefId, Expr, ExprKind, InstrumentId, Order, ParamId, Period, Program, Provenance, QuestionId, RecordId, Row, RuleId,
    Slot, SlotId, Status, Type, Value, walk,
};
use crate::runtime::unknown::cells::Kept;
use crate::runtime::unknown::classes::Classes;
use crate::runtime::unknown::domain::Cited;
use crate::runtime::values::sections;
use crate::runtime::{AsIf, Options, Truth};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;

/// The law of one day under stated positions.
pub struct Environment<'p> {
    /// The program.
    pub program: &'p Program,
    /// The text of which day.
    pub text_of: Date,
    /// The zone in which clock time elapses.
    pub zone: Option<TimeZone>,
    options: Options,
    /// The order of precedence that says whose readings and suspensions give way.
    pub(in crate::runtime) order: Option<&'p Order>,
    given: Vec<Option<u16>>,
    /// By question: the readings that are or may be in force.
    readings: Vec<Vec<(usize, Truth)>>,
    /// By rule: the suspensions that are or may be in force.
    suspensions: Vec<Vec<(usize, Truth)>>,
    /// By instrument: the suspensions of the whole of it that are or may be in force.
    suspensions_of_all: Vec<Vec<(usize, Truth)>>,
    definitions: Vec<Version>,
    parameters: Vec<Version>,
    rules: Vec<Truth>,
    instruments: Vec<Truth>,
    costs: Vec<Cost>,
    unknown_rows: Vec<Row>,
    enclosing: Vec<Vec<Option<SlotId>>>,
    classes: OnceCell<Classes>,
    /// Which tests of a section were found to be possible together.
    cited: RefCell<HashMap<Vec<(Cited, bool)>, bool>>,
    /// Which conditions an item can meet at once, of those that read the item alone; found when first asked for.
    pub(in crate::runtime) cells: RefCell<Kept>,
    /// No rule asked yet, one entry for each; copied for each case, which costs less than filling it.
    pub(in crate::runtime) unasked: Vec<Option<crate::runtime::evaluate::RuleState>>,
}

/// The version of a term or parameter in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// That one.
    Is(usize),
    /// None.
    None,
    /// One whose first day is not known.
    Uncertain,
    /// Built on too many terms; see [`MOST_LEVELS`].
    TooDeep,
}

impl<'p> Environment<'p> {
    /// The environment of an instrument; without one, the zone is that of the program's instruments where they agree.
    pub fn new(program: &'p Program, instrument: Option<InstrumentId>, options: &Options) -> Environment<'p> {
        let day = options.text_of();
        let mut given: Vec<Option<u16>> = vec![None; program.questions.len()];
        for (question, position) in &options.positions {
            if let Some(slot) = given.get_mut(question.index()) {
                *slot = Some(*position);
            }
        }
        let order = options.order.and_then(|id| program.orders.get(id.index()));
        // What an order sets aside, or takes as guidance only, does nothing to others either.
        let inert = |id: InstrumentId, day: Date| order.is_some_and(|it| it.sets_aside(id, day) || it.takes_as_advice(id, day));
        let law_on = |id: InstrumentId, day: Date| match program.instruments.get(id.index()) {
            _ if options.without.instruments.contains(&id) || inert(id, day) => Truth::False,
            Some(it) => counts_as_law(it, id, day, options),
            None => Truth::False,
        };
        let is_law = |id: InstrumentId| law_on(id, day);
        // A court speaks to whoever decides, on the day on which that is done, whatever day's text is applied.
        let held = |period: &Period, by: InstrumentId| in_force(period, options.as_of).and(law_on(by, options.as_of));
        let mut readings = vec![Vec::new(); program.questions.len()];
        for (index, reading) in program.readings.iter().enumerate() {
            let counts = held(&reading.period, reading.instrument);
            if let Some(list) = readings.get_mut(reading.question.index()).filter(|_| !counts.is_false()) {
                list.push((index, counts));
            }
        }
        let mut suspensions = vec![Vec::new(); program.rules.len()];
        let mut suspensions_of_all = vec![Vec::new(); program.instruments.len()];
        for (index, suspension) in program.suspensions.iter().enumerate() {
            let counts = held(&suspension.period, suspension.instrument);
            let whole = suspension.whole.and_then(|whole| suspensions_of_all.get_mut(whole.index()));
            if let Some(list) = whole.filter(|_| !counts.is_false()) {
                list.push((index, counts));
            }
            for rule in &suspension.rules {
                if let Some(list) = suspensions.get_mut(rule.index()).filter(|_| !counts.is_false()) {
                    list.push((index, counts));
                }
            }
        }
        let rules = program
            .rules
            .iter()
            .enumerate()
            .map(|(index, rule)| {
                if options.without.switches_off(RuleId(index as u32), rule.instrument) {
                    return Truth::False;
                }
                // Rules of other instruments defeat only where those are law that day.
                let own = Some(rule.instrument) == instrument || options.as_if_enacted == AsIf::All;
                let law = if own { Truth::True } else { is_law(rule.instrument) };
                let counts = rule.provenance.as_ref().is_none_or(|it| it.counts.holds(options.as_if_enacted.counts_bills()));
                in_force(&rule.period, day).and(law).and(Truth::from(counts))
            })
            .collect();
        // What an instrument fills counts while it is law; that everything is as if enacted is said of the one in hand alone.
        let fills = |index: usize| {
            let id = InstrumentId(index as u32);
            let own = Some(id) == instrument && options.as_if_enacted == AsIf::All && !options.without.instruments.contains(&id);
            if own { Truth::True } else { is_law(id) }
        };
        let costs = costs(program);
        let version = |it: &crate::ir::Definition| {
            pick(it.versions.iter().map(|version| (&version.period, version.provenance.as_ref())), day, options)
        };
        let definitions = program.definitions.iter().zip(&costs);
        let definitions: Vec<Version> =
            definitions.map(|(it, cost)| if cost.height > MOST_LEVELS { Version::TooDeep } else { version(it) }).collect();
        Environment {
            program,
            text_of: day,
            options: options.clone(),
            order,
            zone: zone(program, instrument),
            given,
            readings,
            suspensions,
            suspensions_of_all,
            definitions,
            parameters: program
                .parameters
                .iter()
                .map(|it| pick(it.versions.iter().map(|version| (&version.period, version.provenance.as_ref())), day, options))
                .collect(),
            rules,
            instruments: (0..program.instruments.len()).map(fills).collect(),
            costs,
            unknown_rows: program.records.iter().map(|it| vec![Value::Unknown; it.slots.len()]).collect(),
            enclosing: program.records.iter().map(|it| enclosing(program, &it.slots)).collect(),
            classes: OnceCell::new(),
            cited: RefCell::default(),
            cells: RefCell::default(),
            unasked: vec![None; program.rules.len()],
        }
    }

    /// Whether the same words mean the same in both, so that what is assumed of them in one holds in the other.
    pub(in crate::runtime) fn means_the_same(&self, other: &Environment<'_>) -> bool {
        (self.text_of, self.options.as_of) == (other.text_of, other.options.as_of)
            && self.zone == other.zone
            && self.instruments == other.instruments
            && self.rules == other.rules
    }

    /// The position asked for on a question.
    pub fn given(&self, question: QuestionId) -> Option<u16> {
        self.given.get(question.index()).copied().flatten()
    }

    /// The readings of a question that are, or may be, in force.
    pub fn readings(&self, question: QuestionId) -> &[(usize, Truth)] {
        self.readings.get(question.index()).map_or(&[], Vec::as_slice)
    }

    /// The suspensions of a rule that are, or may be, in force.
    pub fn suspensions(&self, rule: RuleId) -> &[(usize, Truth)] {
        self.suspensions.get(rule.index()).map_or(&[], Vec::as_slice)
    }

    /// The suspensions of the whole of an instrument that are, or may be, in force.
    pub fn suspensions_of_all(&self, instrument: InstrumentId) -> &[(usize, Truth)] {
        self.suspensions_of_all.get(instrument.index()).map_or(&[], Vec::as_slice)
    }

    /// The version of a definition in force.
    pub fn definition(&self, id: DefId) -> Version {
        self.definitions.get(id.index()).copied().unwrap_or(Version::None)
    }

    /// What a definition says, where one version of it is in force for certain.
    pub fn body(&self, id: DefId) -> Option<&'p Expr> {
        let Version::Is(version) = self.definition(id) else { return None };
        self.program.definitions.get(id.index())?.versions.get(version).map(|it| &it.body)
    }

    /// The version of a parameter in force.
    pub fn parameter(&self, id: ParamId) -> Version {
        self.parameters.get(id.index()).copied().unwrap_or(Version::None)
    }

    /// The version of a parameter in force on another day.
    pub fn parameter_on(&self, id: ParamId, day: Date) -> Version {
        match self.program.parameters.get(id.index()) {
            Some(it) => {
                pick(it.versions.iter().map(|version| (&version.period, version.provenance.as_ref())), day, &self.options)
            }
            None => Version::None,
        }
    }

    /// Whether a text that bills change counts.
    pub(in crate::runtime) fn counts(&self, as_what: Counts) -> bool {
        as_what.holds(self.options.as_if_enacted.counts_bills())
    }

    /// Whether a rule is in force.
    pub fn rule_in_force(&self, id: RuleId) -> Truth {
        self.rules.get(id.index()).copied().unwrap_or(Truth::False)
    }

    /// Whether an instrument is law that day, so that what it fills counts.
    pub fn instrument_in_force(&self, id: InstrumentId) -> Truth {
        self.instruments.get(id.index()).copied().unwrap_or(Truth::False)
    }

    /// Whether a definition is large enough for its results to be kept. Under assumptions more is asked of what is not known, so less is large.
    pub fn is_heavy(&self, id: DefId, plainly: bool) -> bool {
        self.costs.get(id.index()).is_some_and(|cost| cost.weight > if plainly { HEAVY } else { HEAVY / 8 })
    }

    /// A row of which nothing is known.
    pub fn unknown_row(&self, record: RecordId) -> &[Value] {
        self.unknown_rows.get(record.index()).map_or(&[], Vec::as_slice)
    }

    /// The presence slot of the record laid out round a slot, if there is one.
    pub fn enclosing(&self, record: RecordId, slot: SlotId) -> Option<SlotId> {
        self.enclosing.get(record.index())?.get(slot.index()).copied().flatten()
    }

    /// The slot of a layout.
    pub fn slot(&self, record: RecordId, slot: SlotId) -> Option<&'p Slot> {
        self.program.records.get(record.index())?.slots.get(slot.index())
    }

    /// Whether some section passes every test.
    pub(in crate::runtime) fn some_section_passes(&self, tests: Vec<(Cited, bool)>) -> bool {
        /// More are not kept: tests may name sections of cases, and these are without end.
        const MOST: usize = 4096;
        if let Some(known) = self.cited.borrow().get(&tests) {
            return *known;
        }
        let possible = sections::is_possible(&tests, &self.program.sections);
        let mut known = self.cited.borrow_mut();
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(tests, possible);
        possible
    }

    /// Which expressions say the same; worked out when first asked for.
    pub fn classes(&self) -> &Classes {
        self.classes.get_or_init(|| Classes::new(self.program))
    }
}

/// Whether a day lies in a period.
pub(in crate::runtime) fn in_force(period: &Period, day: Date) -> Truth {
    period.holds(day).map_or(Truth::Unknown, Truth::from)
}

/// Whether the status lets it be law that day.
pub fn status_standing(status: Status, since: Option<Date>, day: Date) -> bool {
    match status {
        Status::Enacted => true,
        Status::Draft | Status::Bill | Status::Vetoed => false,
        Status::Enjoined | Status::Repealed => since.is_some_and(|since| day < since),
    }
}

fn pick<'a>(periods: impl Iterator<Item = (&'a Period, Option<&'a Provenance>)>, day: Date, options: &Options) -> Version {
    let mut found = Version::None;
    for (index, (period, provenance)) in periods.enumerate() {
        if provenance.is_some_and(|it| !it.counts.holds(options.as_if_enacted.counts_bills())) {
            continue;
        }
        match in_force(period, day) {
            Truth::True => return Version::Is(index),
            Truth::Unknown => found = Version::Uncertain,
            Truth::False => {}
        }
    }
    found
}

fn zone(program: &Program, instrument: Option<InstrumentId>) -> Option<TimeZone> {
    let name = match instrument {
        Some(id) => program.instruments.get(id.index())?.time_zone.as_deref()?,
        None => {
            let first = program.instruments.first()?.time_zone.as_deref()?;
            program.instruments.iter().all(|it| it.time_zone.as_deref() == Some(first)).then_some(first)?
        }
    };
    TimeZone::get(name).ok()
}

/// For each slot, the nearest presence slot whose record holds it.
fn enclosing(program: &Program, slots: &[Slot]) -> Vec<Option<SlotId>> {
    let mut out = vec![None; slots.len()];
    for (at, slot) in slots.iter().enumerate() {
        if let Type::Record(inner) = slot.ty {
            let length = program.records.get(inner.index()).map_or(0, |it| it.slots.len());
            // Records within come later in the layout, so that the nearest one is written last.
            for held in out.iter_mut().skip(at + 1).take(length) {
                *held = Some(SlotId(at as u32));
            }
        }
    }
    out
}

/// How far terms may be built on terms: the levels of expression inside one another, those of the terms used counted in. What is deeper is not
/// evaluated (a problem says so), so that no policy exhausts the stack.
pub const MOST_LEVELS: u32 = 400;

/// The weight beyond which results are kept.
const HEAVY: u32 = 64;

/// What evaluating a definition costs, those that it uses counted in.
#[derive(Clone, Copy, Default)]
struct Cost {
    /// Expressions; saturating. What is heavy is kept once worked out, so that shared terms stay linear.
    weight: u32,
    /// Levels inside one another.
    height: u32,
}

/// By [`DefId`]. Definitions are taken after those they use, with an explicit stack: their chain may be long.
fn costs(program: &Program) -> Vec<Cost> {
    let mut costs: Vec<Option<Cost>> = vec![None; program.definitions.len()];
    let mut entered = vec![false; program.definitions.len()];
    let mut stack: Vec<usize> = (0..program.definitions.len()).rev().collect();
    while let Some(at) = stack.pop() {
        if costs[at].is_some() {
            continue;
        }
        let bodies = program.definitions[at].versions.iter().map(|it| &it.body);
        if !entered[at] {
            entered[at] = true;
            stack.push(at);
            bodies.for_each(|body| {
                walk::every(body, &mut |part| {
                    if let ExprKind::Definition(id, _) = part.kind
                        && id.index() < entered.len()
                        && !entered[id.index()]
                    {
                        stack.push(id.index());
                    }
                });
            });
            continue;
        }
        let mut cost = Cost::default();
        for body in bodies {
            let of_body = cost_of(body, &costs);
            cost = Cost { weight: cost.weight.saturating_add(of_body.weight), height: cost.height.max(of_body.height) };
        }
        costs[at] = Some(cost);
    }
    costs.into_iter().map(Option::unwrap_or_default).collect()
}

fn cost_of(expr: &Expr, known: &[Option<Cost>]) -> Cost {
    let mut cost = match expr.kind {
        ExprKind::Definition(id, _) => known.get(id.index()).copied().flatten().unwrap_or_default(),
        // Asked for each item of another list, it would be worked out again each time.
        ExprKind::Quantified { .. } | ExprKind::Aggregate { .. } => Cost { weight: HEAVY, height: 0 },
        _ => Cost::default(),
    };
    walk::children(expr, &mut |child| {
        let of_child = cost_of(child, known);
        cost = Cost { weight: cost.weight.saturating_add(of_child.weight), height: cost.height.max(of_child.height) };
    });
    Cost { weight: cost.weight.saturating_add(1), height: cost.height + 1 }
}
