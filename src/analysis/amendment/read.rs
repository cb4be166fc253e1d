//! Which file changes what: acts, the texts they change, and the changes in the order of their first days.

use super::limbs::{LimbEdit, paths};
use super::periods::{self, Days, plain};
use super::texts::Thread;
use super::whole::{self, Lives};
use super::{Kind, Supposed};
use crate::analysis::{Reach, problems};
use crate::diagnostics::Diagnostic;
use crate::ir::{Period, Start};
use crate::source::{FileId, Sources, Span};
use crate::syntax::Parse;
use crate::syntax::ast::{self, Amendment, ItemKind, NewText};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What was read.
pub(super) struct Read<'a> {
    pub(super) parses: &'a [Parse],
    pub(super) amends: BTreeMap<FileId, FileId>,
    pub(super) threads: Vec<Thread>,
    /// In the order in which they were read; [`Change::order`] is that in which they are made.
    pub(super) changes: Vec<Change<'a>>,
    pub(super) renumbered: Vec<(FileId, String, String, FileId)>,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) lives: Lives,
    /// By file, the place of its module's name among all.
    ranks: Vec<usize>,
    pub(super) reach: Reach,
    too_many_told: bool,
}

/// Changes of one text: for each stretch of days between them, the text is made anew.
const MOST_OF_ONE: usize = 200;
/// Changes of all texts together.
const MOST_CHANGES: usize = 10_000;

/// One change of one text.
#[derive(Clone, Debug)]
pub(super) struct Change<'a> {
    pub(super) by: FileId,
    pub(super) days: Days,
    /// The label or name that it names.
    pub(super) place: Span,
    pub(super) what: What<'a>,
    /// When it is made.
    pub(super) order: Order,
}

/// When a change is made: its first day, whether it is only supposed and what kind of change it is, whose, and where it stands there.
pub(super) type Order = (Date, u8, usize, u32);

/// What is done.
#[derive(Clone, Debug)]
#[allow(clippy::large_enum_variant, reason = "a few hundred in a file; a box would only hide the shape")]
pub(super) enum What<'a> {
    /// The whole text is this one, with its quoted law; whether it is there from now on though it was not before.
    Text(Box<ast::Item>, bool),
    /// Values of a parameter; whether it is there from now on though it was not before.
    Values(&'a ast::Parameter, &'a ast::ParameterVersion, bool),
    /// Nothing is left.
    Repeal,
    /// Another label.
    Relabel(&'a ast::Label),
    /// A limb is changed, by its path.
    Limb(Vec<String>, LimbEdit),
}

impl What<'_> {
    /// Of the changes of one day: what makes room comes before what takes it.
    pub(super) fn rank(&self) -> u8 {
        match self {
            What::Text(..) | What::Values(..) => 0,
            What::Limb(_, LimbEdit::Remove) => 1,
            What::Limb(_, LimbEdit::Relabel(_)) => 2,
            What::Limb(..) => 3,
            What::Relabel(_) => 4,
            What::Repeal => 5,
        }
    }
}

/// A change that has been found, before it is known what it changes.
pub(super) struct Found<'a> {
    pub(super) by: FileId,
    pub(super) amended: FileId,
    pub(super) days: Days,
    pub(super) item: &'a ast::Item,
    pub(super) it: &'a Amendment,
    /// The values of a parameter come one version at a time.
    pub(super) values: Option<&'a ast::ParameterVersion>,
}

/// Reads the acts of all files.
pub(super) fn read<'a>(sources: &Sources, parses: &'a [Parse], supposed: &Supposed) -> Read<'a> {
    let mut modules: Vec<(&str, FileId)> = sources.iter().map(|(file, source)| (source.module.as_str(), file)).collect();
    modules.sort_unstable();
    let mut ranks = vec![0; parses.len()];
    for (rank, (_, file)) in modules.iter().enumerate() {
        if let Some(own) = ranks.get_mut(file.0 as usize) {
            *own = rank;
        }
    }
    let mut read = Read {
        parses,
        amends: BTreeMap::new(),
        threads: Vec::new(),
        changes: Vec::new(),
        renumbered: Vec::new(),
        diagnostics: Vec::new(),
        lives: Lives::read(sources, parses, &ranks, supposed),
        ranks,
        reach: Reach::default(),
        too_many_told: false,
    };
    let mut found = Vec::new();
    for ((file, _), parse) in sources.iter().zip(parses) {
        read.acts_of(sources, file, parse, &mut found);
    }
    if read.amends.is_empty() {
        return read;
    }
    read.reach = Reach::by_names(sources, parses);
    for file in read.amends.values().copied().collect::<std::collections::BTreeSet<FileId>>() {
        read.threads_of(file);
    }
    let (mut savings, mut changes): (Vec<Found<'a>>, Vec<Found<'a>>) =
        found.into_iter().partition(|it| matches!(it.it, Amendment::Save { .. }));
    changes.sort_by_key(|it| (it.days.as_if.first_day(), read.rank(it.by), it.item.span.start));
    for of_one_day in changes.chunk_by(|one, other| one.days.as_if.first_day() == other.days.as_if.first_day()) {
        read.day(of_one_day);
    }
    for thread in &mut read.threads {
        thread.changes.sort_by_key(|at| read.changes[*at].order);
    }
    savings.sort_by_key(|it| (it.days.as_if.first_day(), read.rank(it.by), it.item.span.start));
    for it in savings {
        read.saving(sources, &it);
    }
    let mut stays = whole::stays(sources, parses, &read.lives, &read.amends);
    stays.sort_by_key(|it| (it.days.as_if.first_day(), read.rank(it.by), it.span.start));
    read.staying(&stays);
    read.beside();
    read.threads.retain(|it| !it.changes.is_empty());
    read.threads.iter_mut().enumerate().for_each(|(id, thread)| thread.id = id);
    read
}

impl<'a> Read<'a> {
    /// Takes in the texts that nothing changes, of every instrument.
    pub(super) fn with_unchanged(&mut self) {
        let changed = std::mem::take(&mut self.threads);
        for index in 0..self.parses.len() {
            let policy = self.parses[index].file.heading().is_some();
            if policy {
                self.threads_of(FileId(u32::try_from(index).unwrap_or(u32::MAX)));
            }
        }
        for it in changed {
            match self.threads.iter_mut().find(|other| other.file == it.file && !it.base.is_empty() && other.base == it.base) {
                Some(same) => *same = it,
                None => self.threads.push(it),
            }
        }
    }

    fn acts_of(&mut self, sources: &Sources, file: FileId, parse: &'a Parse, found: &mut Vec<Found<'a>>) {
        let policy = parse.file.heading();
        let named = policy.and_then(whole::amended);
        let amended = named.and_then(|module| {
            let amended = whole::instrument_of(sources, self.parses, &module.text).filter(|other| *other != file);
            if amended.is_none() {
                self.diagnostics.push(problems::amends_no_instrument(&module.text, module.span));
            }
            amended
        });
        if let Some(amended) = amended {
            self.amends.insert(file, amended);
        }
        let always = || Days { as_law: Some(Period::ALWAYS), as_if: Period::ALWAYS };
        let days = policy.map_or_else(|| Some(always()), |policy| self.lives.acting(file, policy));
        // What is no law, and not supposed to be, changes nothing.
        let Some(days) = days else { return };
        if let (Some(policy), Some(amended)) = (policy, amended) {
            let undated =
                |item: &ast::Item| matches!(&item.kind, ItemKind::Amendment(it) if own_period(it).is_none() && !dated(it));
            if periods::said_at(policy).is_none() && parse.file.items.iter().any(undated) {
                self.diagnostics.push(problems::act_without_day(policy.title.span));
            }
            if !self.lives.is_settled(file) {
                self.days_of_act(policy, &days, amended, named.map_or(policy.title.span, |it| it.span));
            }
        }
        let said_at = policy.and_then(periods::said_at);
        let mut told = false;
        for item in &parse.file.items {
            let ItemKind::Amendment(it) = &item.kind else { continue };
            let Some(amended) = amended else {
                if named.is_none() && !std::mem::replace(&mut told, true) {
                    self.diagnostics.push(problems::amends_nothing(first_word(item.span, it)));
                }
                continue;
            };
            match it {
                // Said of the whole: see `whole.rs`.
                Amendment::RepealAll { .. } | Amendment::Extend { .. } => {
                    own_period(it).into_iter().for_each(|own| self.own_days(own, &days, said_at));
                }
                Amendment::Change { text: NewText::Parameter(parameter), .. } => {
                    for version in &parameter.versions {
                        self.own_days(&version.period, &days, said_at);
                        let days = days.narrowed(Some(&version.period));
                        found.push(Found { by: file, amended, days, item, it, values: Some(version) });
                    }
                }
                _ => {
                    let own = own_period(it);
                    own.into_iter().for_each(|own| self.own_days(own, &days, said_at));
                    found.push(Found { by: file, amended, days: days.narrowed(own), item, it, values: None });
                }
            }
        }
    }

    /// The days that a change says must be days of its act.
    fn own_days(&mut self, own: &ast::Period, act: &Days, said_at: Option<Span>) {
        if let (Some(beyond), Some(said_at)) = (periods::beyond(&plain(own), &act.as_if), said_at) {
            self.diagnostics.push(problems::outside_its_act("change", beyond, own.span, said_at));
        }
    }

    /// What an act changes must be in force on some of its days; it is not lengthened by being changed.
    fn days_of_act(&mut self, policy: &ast::Policy, days: &Days, amended: FileId, named: Span) {
        let heading = self.parses.get(amended.0 as usize).and_then(|it| it.file.heading());
        let (Some(heading), Some(said_at)) = (heading, periods::said_at(policy)) else { return };
        let of = self.lives.days_of(amended, heading).as_if;
        let last = of.through.filter(|last| days.as_if.first_day() > *last);
        let first = days.as_if.through.filter(|last| of.first_day() > *last).map(|_| of.first_day());
        let place = periods::said_at(heading).unwrap_or(named);
        match (last, first, of.through.zip(days.as_if.through)) {
            (Some(day), ..) => self.diagnostics.push(problems::amends_nothing_then(Ok(day), said_at, place)),
            (None, Some(day), _) => self.diagnostics.push(problems::amends_nothing_then(Err(day), said_at, place)),
            (None, None, Some((last, acts))) if acts > last => {
                self.diagnostics.push(problems::outlasts_what_it_amends(last, acts, said_at, place));
            }
            _ => {}
        }
    }

    pub(super) fn rank(&self, file: FileId) -> usize {
        self.ranks.get(file.0 as usize).copied().unwrap_or_default()
    }

    /// The texts of an instrument as first laid down.
    fn threads_of(&mut self, file: FileId) {
        let Some(parse) = self.parses.get(file.0 as usize) else { return };
        for (at, item) in parse.file.items.iter().enumerate() {
            let Some(new) = Thread::of_item(self.parses, file, &item.kind) else { continue };
            let same = self.threads.iter_mut().find(|it| {
                let label = |thread: &Thread| thread.labels.first().map(|(label, _)| label.clone());
                let labels = new.kind == Kind::Rule && label(it) == label(&new);
                it.file == file
                    && it.kind == new.kind
                    && (labels || (new.kind != Kind::Rule && it.keys.first() == new.keys.first()))
            });
            match same {
                Some(same) => same.base.push(at),
                None => self.threads.push(Thread { base: vec![at], ..new }),
            }
        }
    }

    /// A rule of an act that has the label of one in the text that it amends: `replace` may have been forgotten.
    fn beside(&mut self) {
        let mut found = Vec::new();
        for (act, amended) in &self.amends {
            let Some(parse) = self.parses.get(act.0 as usize) else { continue };
            let Some(days) = parse.file.heading().map(Days::of_heading) else { continue };
            let at = days.at(days.as_if.first_day());
            for rule in
                parse.file.items.iter().filter_map(|item| if let ItemKind::Rule(rule) = &item.kind { Some(rule) } else { None })
            {
                let Some(label) = &rule.label else { continue };
                let Some(thread) = self.rule_that_day(*amended, &label.text, at) else { continue };
                let same = self.threads[thread].rules(self.parses, &self.changes).iter().any(|it| decides(it) == decides(rule));
                if same && decides(rule).is_some() {
                    found.push(problems::rule_beside_amended(&label.text, label.span, self.place_of(thread)));
                }
            }
        }
        self.diagnostics.append(&mut found);
    }

    /// Whether it may be added: two changes of one text from one day leave open which text holds.
    pub(super) fn add(&mut self, thread: usize, change: Change<'a>) -> bool {
        let earlier = self.threads[thread].changes.iter().map(|it| &self.changes[*it]).find(|earlier| clash(earlier, &change));
        if let Some(earlier) = earlier {
            let name = self.threads[thread].said();
            // Of two in one file the later is told.
            let (first, second) = match earlier.place.file == change.place.file && earlier.place.start > change.place.start {
                true => (change.place, earlier.place),
                false => (earlier.place, change.place),
            };
            let bills = change.days.as_law.is_none() && change.by != earlier.by;
            let problem = problems::amended_twice(&name, change.days.as_if.first_day(), (second, first), bills);
            self.diagnostics.push(problem);
            return false;
        }
        if self.changes.len() >= MOST_CHANGES || self.threads[thread].changes.len() >= MOST_OF_ONE {
            if !std::mem::replace(&mut self.too_many_told, true) {
                self.diagnostics.push(problems::too_many_changes(MOST_OF_ONE, MOST_CHANGES, change.place));
            }
            return false;
        }
        self.threads[thread].changes.push(self.changes.len());
        self.changes.push(change);
        true
    }

    pub(super) fn unknown(&mut self, amended: FileId, kind: Kind, name: String, change: &Change<'_>, day: Date) {
        let limb = matches!(change.what, What::Limb(..));
        let mut known: Vec<String> = Vec::new();
        for thread in self.threads.iter().filter(|it| it.file == amended && (it.kind == kind || limb)) {
            let label = thread.label_on(change.days.at(day)).filter(|label| *label != thread.name.to_lowercase());
            let label = label.map_or_else(|| thread.name.clone(), str::to_owned);
            if limb {
                for at in &thread.base {
                    let mut copy = self.parses[amended.0 as usize].file.items[*at].kind.clone();
                    known.extend(paths(&mut copy).into_iter().map(|path| format!("{label}{path}")));
                }
            } else {
                known.push(label);
            }
        }
        let kind = match (kind, &change.what) {
            (_, What::Limb(..)) => "paragraph",
            (Kind::Rule, _) => "rule",
            (Kind::Definition, _) => "definition",
            (Kind::Parameter, _) => "parameter",
            (Kind::Otherwise, _) => "otherwise",
        };
        self.diagnostics.push(problems::nothing_to_amend(kind, &name, change.place, &known));
    }

    pub(super) fn place_of(&self, thread: usize) -> Span {
        self.threads[thread].place(self.parses, &self.changes)
    }
}

/// The period that an item has of its own.
pub(in crate::analysis) fn item_period(kind: &ItemKind) -> Option<&ast::Period> {
    match kind {
        ItemKind::Rule(rule) => rule.heads.iter().find_map(|head| match head {
            ast::RuleHead::InForce(period) => Some(period),
            _ => None,
        }),
        ItemKind::Define(define) => define.in_force.as_ref(),
        ItemKind::Parameter(parameter) => match parameter.versions.as_slice() {
            [one] => Some(&one.period),
            _ => None,
        },
        _ => None,
    }
}

fn own_period(it: &Amendment) -> Option<&ast::Period> {
    match it {
        Amendment::Change { text: NewText::Rule(rule), .. } => rule.heads.iter().find_map(|head| match head {
            ast::RuleHead::InForce(period) => Some(period),
            _ => None,
        }),
        Amendment::Change { text: NewText::Define(define), .. } => define.in_force.as_ref(),
        Amendment::Change { text: NewText::Paragraph(paragraph), .. } => paragraph.in_force.as_ref(),
        Amendment::Repeal { in_force, .. } | Amendment::RepealAll { in_force, .. } | Amendment::Renumber { in_force, .. } => {
            in_force.as_ref()
        }
        Amendment::Change { text: NewText::Parameter(_) | NewText::Otherwise(_), .. }
        | Amendment::Extend { .. }
        | Amendment::Save { .. } => None,
    }
}

/// `replace`, `repeal`, …: the first word of the sentence.
fn first_word(span: Span, it: &Amendment) -> Span {
    let length = match it {
        Amendment::Change { word, .. } => return *word,
        Amendment::Repeal { .. } | Amendment::RepealAll { .. } | Amendment::Extend { .. } => 6,
        Amendment::Renumber { .. } => 8,
        Amendment::Save { .. } => 4,
    };
    Span { end: (span.start + length).min(span.end), ..span }
}

/// `(a)(3)` is `a`, `3`.
pub(super) fn path_of(rest: &str) -> Vec<String> {
    rest.split(['(', ')']).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Whether a change changes the limb of that path (or any, if it is empty).
pub(super) fn touches(what: &What<'_>, path: &[String]) -> bool {
    match what {
        What::Limb(own, ..) => own.starts_with(path) || path.starts_with(own),
        _ => true,
    }
}

/// The last word of what a rule decides: rules of one decision have the same.
fn decides(rule: &ast::Rule) -> Option<String> {
    let ast::Body::Decide { effect, .. } = &rule.body else { return None };
    let run = match &effect.what {
        ast::EffectWhat::Run(run) => run,
        ast::EffectWhat::Value { decision, .. } => decision,
    };
    run.words.last().map(|word| word.text.to_lowercase())
}

/// Whether a change says its own days in its values, or has none (a savings clause).
fn dated(it: &Amendment) -> bool {
    match it {
        Amendment::Change { text: NewText::Parameter(parameter), .. } => {
            parameter.versions.iter().all(|version| version.period.from.is_some())
        }
        // Of the whole of an instrument it is an error to leave the day open.
        Amendment::Save { .. } | Amendment::RepealAll { .. } | Amendment::Extend { .. } => true,
        _ => false,
    }
}

/// Whether two changes from one day cannot both be the last word.
fn clash(one: &Change<'_>, other: &Change<'_>) -> bool {
    let known = |change: &Change<'_>| matches!(change.days.as_if.from, Start::Always | Start::Day(_));
    if !known(one) || !known(other) || one.days.as_if.first_day() != other.days.as_if.first_day() {
        return false;
    }
    // A bill beside an act: which of them is law is known.
    if one.days.as_law.is_some() != other.days.as_law.is_some() {
        return false;
    }
    match (&one.what, &other.what) {
        (What::Relabel(_), What::Relabel(_)) => true,
        (What::Relabel(_), _) | (_, What::Relabel(_)) => false,
        (What::Limb(a, ..), What::Limb(b, ..)) => {
            (a.starts_with(b) || b.starts_with(a)) && !makes_room(one, other) && !makes_room(other, one)
        }
        (What::Values(..), What::Values(..)) => one.place != other.place,
        _ => true,
    }
}

/// Whether an act takes a limb away, or gives it another label, and puts another in its place.
fn makes_room(one: &Change<'_>, other: &Change<'_>) -> bool {
    match (&one.what, &other.what) {
        (What::Limb(gone, LimbEdit::Remove | LimbEdit::Relabel(_)), What::Limb(path, edit)) if one.by == other.by => match edit {
            LimbEdit::Insert(_) => path.starts_with(gone),
            LimbEdit::Replace(_) => path.starts_with(gone) && other.place.start > one.place.start,
            LimbEdit::Remove | LimbEdit::Relabel(_) => false,
        },
        _ => false,
    }
}
