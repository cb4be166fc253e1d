//! Trees to a checked program: names resolved, kinds of value checked, exceptions ordered.
//!
//! In order: `vocabulary` (records, facts, layouts), `declare` (everything else that has a name), then bodies: `parameter`, `definition`,
//! `rule`, `scenario`, which use `resolve` (runs of words to things, as far as a `scope` reaches), `condition` and `expression` (sentences to the IR).
//! A thing that could not be checked is `None` from there on, having been reported once; so one mistake gives one message.

pub mod allow;
mod alternatives;
mod amendment;
mod bare_number;
mod beside;
mod calendar;
mod choices;
mod circles;
mod clauses;
mod condition;
mod declare;
mod definition;
mod duty;
mod ended;
mod expression;
mod fields;
mod given;
mod incorporated;
mod instrument;
mod last_verb;
mod listed;
mod mentions;
mod modules;
mod names;
mod nouns;
mod order;
mod parameter;
mod parted;
mod phrasing;
mod predicate;
mod problems;
mod programs;
mod quantified;
mod quoted;
mod reach;
mod reading;
mod reference;
mod resolve;
mod rule;
mod scenario;
mod scope;
mod sections;
mod slot;
mod taken_in;
mod types;
mod unknown;
mod vocabulary;
mod window;

use crate::diagnostics::{self, Diagnostic, Severity};
use crate::ir::{self, DefId, ExprId, Program};
use crate::source::{FileId, Sources, Span};
use crate::syntax::{Parse, ast, items_of};
pub use amendment::{BETWEEN, Case, History, Kind, Supposed, TextEdit, TextVersion, histories, is_never_law, limb_places};
pub use beside::{Bearing, LeftOut};
pub use modules::{Amends, amended_by, amends_nobody, is_module_name, modules_named};
use names::Key;
pub use programs::{Member, Members};
pub use reach::Reach;
use std::collections::{BTreeMap, BTreeSet};

/// What came of a set of files.
#[derive(Clone, Debug)]
pub struct Analysis {
    program: Program,
    /// Every mistake of meaning, sorted by place (those of syntax are in the parses).
    pub diagnostics: Vec<Diagnostic>,
    syntax_errors: bool,
}

impl Analysis {
    /// The program, if there was no error; the only way to one that can be run.
    pub fn into_program(self) -> Option<Program> {
        let errors = self.syntax_errors || self.diagnostics.iter().any(|it| it.severity == Severity::Error);
        (!errors).then_some(self.program)
    }
}

/// Analyses files together: `parses[i]` is the parse of the i-th file of `sources`, and a file knows what is in its reach. Never fails.
pub fn analyse(sources: &Sources, parses: &[Parse], reach: &Reach) -> Analysis {
    analyse_supposing(sources, parses, reach, &Supposed::All)
}

/// The same where of the acts that are no law only some are counted among those that change others' texts.
pub fn analyse_supposing(sources: &Sources, parses: &[Parse], reach: &Reach, supposed: &Supposed) -> Analysis {
    // Sentences nest up to 128 deep, and definitions are lowered inside one another up to 48 deep: more than a small stack holds.
    std::thread::scope(|scope| {
        let work =
            std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || analyse_here(sources, parses, reach, supposed));
        match work.map(std::thread::ScopedJoinHandle::join) {
            Ok(Ok(analysis)) => analysis,
            Ok(Err(panic)) => std::panic::resume_unwind(panic),
            Err(_) => analyse_here(sources, parses, reach, supposed),
        }
    })
}

/// Bytes of address space; only what is used is ever touched.
const STACK: usize = 256 << 20;

fn analyse_here(sources: &Sources, parses: &[Parse], reach: &Reach, supposed: &Supposed) -> Analysis {
    let composed = amendment::compose(sources, parses, supposed);
    // A text knows what amends it: what was put in may use new words.
    let reach = reach.joined(&composed.amends);
    let mut analyzer = Analyzer::new(sources, composed.parses.as_deref().unwrap_or(parses), &reach, &composed);
    analyzer.out.extend(composed.diagnostics.iter().cloned());
    analyzer.run();
    let mut diagnostics = analyzer.out;
    diagnostics.append(&mut analyzer.doubts);
    // What could not be read is missing from the tree, so a name that seems unknown or unused may stand there: say nothing of it.
    let syntax_errors = parses.iter().flat_map(|parse| &parse.diagnostics).any(|it| it.severity == Severity::Error);
    if syntax_errors {
        let damaged = damaged_items(parses);
        diagnostics.retain(|it| !problems::may_follow_from_damage(it.code) && !follows_from_its_item(it, &damaged));
    }
    // An `allow` may seem idle only because what it allows could not be looked for.
    let mut errors = syntax_errors || diagnostics.iter().any(|it| it.severity == Severity::Error);
    // A rule that failed stands in the program as one that nobody knows to hold: it never passes for sound.
    if let (false, Some(rule)) = (errors, analyzer.failed_rules.first()) {
        diagnostics.push(problems::not_checked(analyzer.program.rules[rule.index()].span));
        errors = true;
    }
    allow::apply(sources, parses, errors, &mut diagnostics);
    diagnostics::sort(&mut diagnostics);
    said_once(sources, &mut diagnostics);
    Analysis { program: analyzer.program, diagnostics, syntax_errors }
}

/// The places of items of which something could not be read.
fn damaged_items(parses: &[Parse]) -> Vec<Span> {
    let damaged = |parse: &Parse, item: &ast::Item| {
        let errors = parse.diagnostics.iter().filter(|it| it.severity == Severity::Error);
        errors.map(|it| it.primary.span).any(|place| item.span.start <= place.start && place.start < item.span.end)
    };
    parses.iter().flat_map(|parse| parse.file.items.iter().filter(|item| damaged(parse, item)).map(|item| item.span)).collect()
}

/// Whether what is told is one of the shapes of a whole item, and of that item not all could be read.
fn follows_from_its_item(diagnostic: &Diagnostic, damaged: &[Span]) -> bool {
    let places = std::iter::once(&diagnostic.primary).chain(&diagnostic.secondary).map(|label| label.span);
    let inside = |place: Span| damaged.iter().any(|it| it.file == place.file && it.start <= place.start && place.start < it.end);
    problems::is_of_a_whole_item(diagnostic.code) && places.into_iter().any(inside)
}

/// A name that is not known is told once for a file, with the lines where it stands again: mostly its declaration is misspelt.
fn said_once(sources: &Sources, diagnostics: &mut Vec<Diagnostic>) {
    const LINES: usize = 8;
    let mut first: BTreeMap<(FileId, &'static str, String), usize> = BTreeMap::new();
    let mut again: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut kept: Vec<Diagnostic> = Vec::new();
    for diagnostic in diagnostics.drain(..) {
        if diagnostic.severity != Severity::Error || !problems::may_follow_from_damage(diagnostic.code) {
            kept.push(diagnostic);
            continue;
        }
        let key = (diagnostic.primary.span.file, diagnostic.code.name(), diagnostic.message.clone());
        match first.get(&key) {
            Some(at) => again.entry(*at).or_default().push(sources.position(diagnostic.primary.span).line),
            None => {
                first.insert(key, kept.len());
                kept.push(diagnostic);
            }
        }
    }
    for (at, mut lines) in again {
        let count = lines.len();
        lines.dedup();
        let shown: Vec<String> = lines.iter().take(LINES).map(usize::to_string).collect();
        let more = if lines.len() > LINES { ", ..." } else { "" };
        let (word, places) = (if lines.len() == 1 { "line" } else { "lines" }, if count == 1 { "place" } else { "places" });
        let told = kept[at].clone().help(format!("the same in {count} more {places}: {word} {}{more}", shown.join(", ")));
        kept[at] = told;
    }
    *diagnostics = kept;
}

/// An item of a file, with the file it stands in.
#[derive(Clone, Copy)]
struct Located<'a, T> {
    file: FileId,
    /// Which item of the file.
    at: usize,
    item: &'a ast::Item,
    it: &'a T,
}

/// The work in hand.
struct Analyzer<'a> {
    sources: &'a Sources,
    parses: &'a [Parse],
    /// Which files each file knows.
    reach: &'a Reach,
    /// The files, those that others use first: an order that does not depend on how they were named.
    order: Vec<FileId>,
    /// The file of the sentence in hand: names are looked up as that file knows them.
    here: FileId,
    /// Who declares what under each name, to find names that mean two things.
    declared: reach::Declared,
    /// Where the items come from that amending instruments changed.
    composed: &'a amendment::Composed,
    out: Vec<Diagnostic>,
    /// Warnings about things that were checked and are sound: they don't count as mistakes of the thing in hand.
    doubts: Vec<Diagnostic>,
    program: Program,
    records: Vec<vocabulary::RecordInfo>,
    /// Names of the values of each enumeration, by `EnumId`.
    enum_keys: Vec<Vec<Key>>,
    definitions: Vec<definition::DefinitionInfo<'a>>,
    parameters: Vec<parameter::ParameterInfo<'a>>,
    /// By `SectionsId`, `CalendarId`, `DecisionId`, `QuestionId`.
    section_keys: Vec<Key>,
    calendar_keys: Vec<Key>,
    decision_keys: Vec<Key>,
    /// Where each decision is declared: independent files may declare one decision, each for itself.
    decision_places: Vec<Vec<Span>>,
    question_keys: Vec<Key>,
    /// The file of each decision and instrument, to tell whose they are.
    instrument_of_file: BTreeMap<FileId, ir::InstrumentId>,
    used_definitions: BTreeSet<DefId>,
    /// Rules that could not be checked; their limbs are not known.
    failed_rules: BTreeSet<ir::RuleId>,
    /// A record holds itself; that has been reported, and nothing walks records any more.
    circular_records: bool,
    /// Entries that lists of sections and calendars took in from others, and whether it was said that there are too many.
    entries_taken_in: usize,
    no_room_told: bool,
    /// Facts of all records that were laid out.
    slots_laid_out: usize,
    /// Names that were declared with a mistake, which has been reported; that they are unknown elsewhere follows from it.
    failed_names: Vec<Key>,
    /// How many definitions are being lowered inside one another.
    definition_depth: u32,
    /// Whether it was said that definitions stand too deep on one another.
    too_deep_told: bool,
    /// The greatest height of a definition that the one in hand uses.
    definitions_below: u32,
    /// How often something was met whose own mistake has been reported.
    met_failed: usize,
    /// Whether something is lowered only to see whether it can be.
    trying: bool,
    /// The record whose row a scenario is filling: the case, or that of a list's items.
    filling: ir::RecordId,
    /// A scenario has just given this slot a second value.
    given_twice: Option<ir::SlotId>,
    /// A scenario has just given this slot less than its fact is declared to be at least.
    given_below: Option<(ir::SlotId, ir::Number)>,
    next_expr: u32,
    /// Conditions of savings clauses and stays, by their places and the frames in use; `None` where one failed.
    case_conditions: BTreeMap<(Span, u32), Option<ir::Expr>>,
    /// The file of each value that stands for a parameter which has other values for some cases.
    homes_of_values: BTreeMap<DefId, FileId>,
    /// Where such a value reads the parameter.
    chosen_among: BTreeSet<ExprId>,
    /// How the policy says yes/no facts, by the place of their declaration: with `has`, and with which article.
    said_of_facts: BTreeMap<(FileId, u32), (bool, Option<String>)>,
    /// Codes of law with the files that declare them.
    code_places: BTreeMap<String, BTreeSet<FileId>>,
    /// Every section that the files name, by its place.
    sections_named: BTreeMap<Span, ir::Section>,
}

impl<'a> Analyzer<'a> {
    fn new(sources: &'a Sources, parses: &'a [Parse], reach: &'a Reach, composed: &'a amendment::Composed) -> Analyzer<'a> {
        Analyzer {
            sources,
            parses,
            reach,
            order: reach.order(sources),
            here: FileId(0),
            declared: reach::Declared::default(),
            composed,
            out: Vec::new(),
            doubts: Vec::new(),
            program: Program::default(),
            records: Vec::new(),
            enum_keys: Vec::new(),
            definitions: Vec::new(),
            parameters: Vec::new(),
            section_keys: Vec::new(),
            calendar_keys: Vec::new(),
            decision_keys: Vec::new(),
            decision_places: Vec::new(),
            question_keys: Vec::new(),
            instrument_of_file: BTreeMap::new(),
            used_definitions: BTreeSet::new(),
            failed_rules: BTreeSet::new(),
            circular_records: false,
            entries_taken_in: 0,
            no_room_told: false,
            slots_laid_out: 0,
            failed_names: Vec::new(),
            definition_depth: 0,
            too_deep_told: false,
            definitions_below: 0,
            met_failed: 0,
            trying: false,
            filling: ir::CASE,
            given_twice: None,
            given_below: None,
            next_expr: 0,
            case_conditions: BTreeMap::new(),
            homes_of_values: BTreeMap::new(),
            chosen_among: BTreeSet::new(),
            said_of_facts: BTreeMap::new(),
            code_places: BTreeMap::new(),
            sections_named: BTreeMap::new(),
        }
    }

    fn run(&mut self) {
        self.codes();
        self.facts();
        self.declare();
        self.layouts();
        self.calendars();
        self.section_lists();
        self.parameter_values();
        self.definition_bodies();
        self.relayout();
        self.instruments();
        self.fills();
        self.rules();
        self.orders();
        self.readings();
        self.suspensions();
        self.quoted_law();
        self.scenarios();
        self.parted();
        self.hyphens_in_sections();
        self.yes_no_words();
        self.unused();
        self.incorporated();
        self.ended();
        self.program.expr_count = self.next_expr;
    }

    /// Every item of one kind, what is used first, in the order of lines.
    fn items<T: 'a>(&self, pick: impl Fn(&'a ast::ItemKind) -> Option<&'a T>) -> Vec<Located<'a, T>> {
        let parses: &'a [Parse] = self.parses;
        let mut found = Vec::new();
        for file in self.order.iter().copied() {
            let items = items_of(parses, file);
            for (at, item) in items.iter().enumerate() {
                if let Some(it) = pick(&item.kind) {
                    found.push(Located { file, at, item, it });
                }
            }
        }
        found
    }

    /// The same by the names of the files, so that the order in which they were given changes nothing.
    fn items_by_name<T: 'a>(&self, pick: impl Fn(&'a ast::ItemKind) -> Option<&'a T>) -> Vec<Located<'a, T>> {
        let mut found = self.items(pick);
        found.sort_by_key(|located| {
            let file = self.sources.file(located.file);
            (&file.module, &file.name, located.file)
        });
        found
    }

    /// The same, in the order in which the files were given: for scenarios, which are told in that order, and for headings.
    fn items_as_given<T: 'a>(&self, pick: impl Fn(&'a ast::ItemKind) -> Option<&'a T>) -> Vec<Located<'a, T>> {
        let mut found = self.items(pick);
        found.sort_by_key(|located| located.file);
        found
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        if !self.follows_from_failed_name(&diagnostic) {
            self.out.push(diagnostic);
        }
    }

    /// Whether a report speaks of a name whose declaration has been reported already.
    fn follows_from_failed_name(&self, diagnostic: &Diagnostic) -> bool {
        if self.failed_names.is_empty() || !problems::may_follow_from_damage(diagnostic.code) {
            return false;
        }
        let text = self.sources.text(diagnostic.primary.span).to_lowercase();
        let words: Vec<String> = text.split_whitespace().map(|word| word.trim_end_matches("'s").to_owned()).collect();
        self.failed_names
            .iter()
            .any(|name| words.windows(name.len().max(1)).any(|part| names::same(part, name) || names::same(name, part)))
    }

    /// Marks a name as reported.
    fn failed_name(&mut self, run: &ast::Run) {
        self.failed_names.push(names::key(run));
    }

    /// Grows with each mistake that is reported, and with each meeting of something whose mistake was reported before.
    fn told(&self) -> usize {
        self.out.len() + self.met_failed
    }

    /// Reports and gives up on the thing in hand.
    fn fail<T>(&mut self, diagnostic: Diagnostic) -> Option<T> {
        self.report(diagnostic);
        None
    }

    /// An expression with an id of its own.
    fn node(&mut self, kind: ir::ExprKind, ty: ir::Type, span: Span) -> ir::Expr {
        let id = ExprId(self.next_expr);
        self.next_expr += 1;
        ir::Expr { id, kind, ty, span }
    }

    /// `if A unless B`, each part of which may be left out: without either, every case.
    fn guarded(
        &mut self,
        when: Option<&ast::Condition>,
        unless: Option<&ast::Condition>,
        scope: &scope::Scope,
        span: Span,
    ) -> Option<ir::Expr> {
        if let Some(problem) = when.zip(unless).and_then(|(when, unless)| self.unless_of_each(when, unless, scope)) {
            return self.fail(problem);
        }
        // Both are read before one fails, so that the mistakes of both are told.
        let when = when.map(|it| self.condition(it, scope));
        let unless = unless.map(|it| (self.condition(it, scope), it.span));
        match (when, unless) {
            (None, None) => Some(self.constant(ir::Value::Bool(true), ir::Type::YesNo, span)),
            (Some(when), None) => when,
            (None, Some((unless, place))) => Some(self.unless(unless?, place)),
            (Some(when), Some((unless, place))) => {
                let (when, unless) = (when?, unless?);
                let span = when.span.to(place);
                let not = self.unless(unless, place);
                Some(self.truth(ir::ExprKind::All(vec![when, not]), span))
            }
        }
    }

    /// `unless c`: the denial has the place of `c`, whose words say the contrary.
    fn unless(&mut self, condition: ir::Expr, span: Span) -> ir::Expr {
        let denial = self.truth(ir::ExprKind::Not(Box::new(condition)), span);
        self.program.contraries.insert(denial.id);
        denial
    }

    /// A condition with an id of its own.
    fn truth(&mut self, kind: ir::ExprKind, span: Span) -> ir::Expr {
        self.node(kind, ir::Type::YesNo, span)
    }

    fn constant(&mut self, value: ir::Value, ty: ir::Type, span: Span) -> ir::Expr {
        self.node(ir::ExprKind::Const(value), ty, span)
    }
}
