//! Which file changes what: acts, the texts they change, and the changes in the order of their first days.

use super::Kind;
use super::limbs::{LimbEdit, paths};
use super::periods::{Days, holds, meet, plain};
use crate::analysis::names::{self, Key};
use crate::analysis::parameter::first_day;
use crate::analysis::problems;
use crate::diagnostics::Diagnostic;
use crate::ir::{Period, Start};
use crate::source::{FileId, Sources, Span};
use crate::syntax::Parse;
use crate::syntax::ast::{self, Amendment, ItemKind, NewText, PolicyPartKind, Target};
use std::collections::BTreeMap;

/// What was read.
pub(super) struct Read<'a> {
    pub(super) parses: &'a [Parse],
    pub(super) amends: BTreeMap<FileId, FileId>,
    pub(super) threads: Vec<Thread<'a>>,
    /// In the order of their first days.
    pub(super) changes: Vec<Change<'a>>,
    pub(super) renumbered: Vec<(FileId, String, String, FileId)>,
    pub(super) diagnostics: Vec<Diagnostic>,
    too_many_told: bool,
}

/// Changes of one text: for each stretch of days between them, the text is made anew.
const MOST_OF_ONE: usize = 200;
/// Changes of all texts together.
const MOST_CHANGES: usize = 10_000;

/// A text that has a label or a name, with everything that is done to it.
#[derive(Clone, Debug)]
pub(super) struct Thread<'a> {
    /// The file of its instrument.
    pub(super) file: FileId,
    pub(super) kind: Kind,
    /// As first laid down.
    pub(super) name: String,
    /// Labels in small letters.
    labels: Vec<String>,
    keys: Vec<Key>,
    /// Its items as first laid down.
    pub(super) base: Vec<usize>,
    /// Places in [`Read::changes`].
    pub(super) changes: Vec<usize>,
    pub(super) repealed: Vec<Repeal>,
    pub(super) savings: Vec<Saving<'a>>,
}

impl Thread<'_> {
    /// `rule 4`, `low-level`: as in messages.
    fn said(&self) -> String {
        if self.kind == Kind::Rule { format!("rule {}", self.name) } else { self.name.clone() }
    }
}

/// A text repealed.
#[derive(Clone, Debug)]
pub(super) struct Repeal {
    pub(super) by: FileId,
    pub(super) days: Days,
    place: Span,
}

/// A savings clause, for one text.
#[derive(Clone, Debug)]
pub(super) struct Saving<'a> {
    pub(super) by: FileId,
    /// The limb that is saved; none for the whole.
    pub(super) path: Vec<String>,
    pub(super) condition: &'a ast::Condition,
}

/// One change of one text.
#[derive(Clone, Debug)]
pub(super) struct Change<'a> {
    pub(super) by: FileId,
    pub(super) days: Days,
    /// The label or name that it names.
    pub(super) place: Span,
    pub(super) what: What<'a>,
}

/// What is done.
#[derive(Clone, Debug)]
#[allow(clippy::large_enum_variant, reason = "a few hundred in a file; a box would only hide the shape")]
pub(super) enum What<'a> {
    /// The whole text is this one, with its quoted law.
    Text(Box<ast::Item>),
    /// Values of a parameter.
    Values(&'a ast::Parameter, &'a ast::ParameterVersion),
    /// Nothing is left.
    Repeal,
    /// Another label.
    Relabel(&'a ast::Label),
    /// A limb is changed, by its path.
    Limb(Vec<String>, LimbEdit),
}

/// A change that has been found, before it is known what it changes.
struct Found<'a> {
    by: FileId,
    amended: FileId,
    days: Days,
    item: &'a ast::Item,
    it: &'a Amendment,
    /// The values of a parameter come one version at a time.
    values: Option<&'a ast::ParameterVersion>,
}

/// Reads the acts of all files.
pub(super) fn read<'a>(sources: &Sources, parses: &'a [Parse]) -> Read<'a> {
    let mut read = Read {
        parses,
        amends: BTreeMap::new(),
        threads: Vec::new(),
        changes: Vec::new(),
        renumbered: Vec::new(),
        diagnostics: Vec::new(),
        too_many_told: false,
    };
    let mut found = Vec::new();
    for ((file, _), parse) in sources.iter().zip(parses) {
        read.acts_of(sources, file, parse, &mut found);
    }
    for file in read.amends.values().copied().collect::<std::collections::BTreeSet<FileId>>() {
        read.threads_of(file);
    }
    found.sort_by_key(|it| (first_day(&it.days.as_if), it.by, it.item.span.start));
    let (savings, changes): (Vec<Found<'a>>, Vec<Found<'a>>) =
        found.into_iter().partition(|it| matches!(it.it, Amendment::Save { .. }));
    for it in changes {
        read.change(it);
    }
    for it in savings {
        read.saving(&it);
    }
    read.threads.retain(|it| !it.changes.is_empty());
    read
}

impl<'a> Read<'a> {
    /// Takes in the texts that nothing changes, of every instrument.
    pub(super) fn with_unchanged(&mut self) {
        let changed = std::mem::take(&mut self.threads);
        for index in 0..self.parses.len() {
            let policy = self.parses[index].file.items.iter().any(|item| matches!(item.kind, ItemKind::Policy(_)));
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
        let policy = parse.file.items.iter().find_map(|item| match &item.kind {
            ItemKind::Policy(policy) => Some(policy),
            _ => None,
        });
        let named = policy.and_then(|policy| {
            policy.parts.iter().find_map(|part| match &part.kind {
                PolicyPartKind::Amends(text) => Some(text),
                _ => None,
            })
        });
        let amended = named.and_then(|module| {
            let is_instrument = |parse: &Parse| parse.file.items.iter().any(|item| matches!(item.kind, ItemKind::Policy(_)));
            let amended = sources
                .iter()
                .zip(self.parses)
                .find(|((other, source), parse)| *other != file && source.module == module.text && is_instrument(parse));
            if amended.is_none() {
                self.diagnostics.push(problems::amends_no_instrument(&module.text, module.span));
            }
            amended.map(|((other, _), _)| other)
        });
        if let Some(amended) = amended {
            self.amends.insert(file, amended);
        }
        let days = policy.map_or_else(|| Days { as_law: Some(Period::ALWAYS), as_if: Period::ALWAYS }, Days::of_heading);
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
                Amendment::Change { text: NewText::Parameter(parameter), .. } => {
                    for version in &parameter.versions {
                        let days = days.narrowed(Some(&version.period));
                        found.push(Found { by: file, amended, days, item, it, values: Some(version) });
                    }
                }
                _ => found.push(Found { by: file, amended, days: days.narrowed(own_period(it)), item, it, values: None }),
            }
        }
    }

    /// The texts of an instrument as first laid down.
    fn threads_of(&mut self, file: FileId) {
        let Some(parse) = self.parses.get(file.0 as usize) else { return };
        for (at, item) in parse.file.items.iter().enumerate() {
            let Some(new) = thread(file, &item.kind) else { continue };
            let same = self.threads.iter_mut().find(|it| {
                let labels = new.kind == Kind::Rule && it.labels.first() == new.labels.first();
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

    fn change(&mut self, found: Found<'a>) {
        let Found { by, amended, days, item, it, values } = found;
        let whole = |kind: ItemKind| Box::new(ast::Item { law: item.law.clone(), kind, span: item.span });
        match it {
            Amendment::Change { insert, text: NewText::Rule(rule), .. } => {
                let Some(label) = &rule.label else { return };
                let thread = self.labelled(amended, &[Kind::Rule], &label.text);
                let what = What::Text(whole(ItemKind::Rule(rule.clone())));
                self.whole(thread, Change { by, days, place: label.span, what }, *insert, || {
                    thread_of_rule(amended, &label.text)
                });
            }
            Amendment::Change { insert, text: NewText::Define(define), .. } => {
                let Some(new) = thread(amended, &ItemKind::Define(define.clone())) else { return };
                let same =
                    |it: &Thread<'_>| it.file == amended && it.kind == Kind::Definition && it.keys.first() == new.keys.first();
                let thread = self.threads.iter().position(same);
                let what = What::Text(whole(ItemKind::Define(define.clone())));
                let change = Change { by, days, place: defined(define).span, what };
                self.whole(thread, change, *insert, || new);
            }
            Amendment::Change { insert, text: NewText::Parameter(parameter), .. } => {
                let Some(version) = values else { return };
                let key = names::key(&parameter.name);
                let thread = self.keyed(amended, Kind::Parameter, &key);
                let what = What::Values(parameter, version);
                let new = thread_of(amended, Kind::Parameter, names::name(&parameter.name), None, vec![key]);
                // The first of its versions inserts it, the others go on.
                let first = parameter.versions.first().is_some_and(|first| first.span == version.span);
                let change = Change { by, days, place: parameter.name.span, what };
                self.whole(thread, change, *insert && (first || thread.is_none()), || new);
            }
            Amendment::Change { insert, text: NewText::Paragraph(paragraph), .. } => {
                let limb = ast::Limb {
                    law: item.law.clone(),
                    label: last_label(&paragraph.label),
                    title: paragraph.title.clone(),
                    content: ast::LimbContent::Condition(paragraph.condition.clone()),
                };
                let edit = if *insert { LimbEdit::Insert(limb) } else { LimbEdit::Replace(limb) };
                self.limb(amended, &paragraph.label, by, days, edit);
            }
            Amendment::Repeal { target: Target::Paragraph(label), .. } => {
                self.limb(amended, label, by, days, LimbEdit::Remove);
            }
            Amendment::Repeal { target, .. } => {
                let thread = match target {
                    Target::Rule(label) | Target::Paragraph(label) => self.labelled(amended, &[Kind::Rule], &label.text),
                    Target::Define(run) => self.definition(amended, run),
                    Target::Parameter(run) => self.keyed(amended, Kind::Parameter, &names::key(run)),
                };
                let change = Change { by, days, place: target.span(), what: What::Repeal };
                let Some(thread) = thread else {
                    return self.unknown(amended, target_kind(target), target_words(target), &change);
                };
                let days = change.days.clone();
                if let Some(earlier) = self.threads[thread].repealed.iter().find(|it| meet(&it.days.as_if, &days.as_if)) {
                    let problem = problems::repealed_twice(&target_words(target), change.place, earlier.place);
                    return self.diagnostics.push(problem);
                }
                let (by, place) = (change.by, change.place);
                if self.add(thread, change) {
                    self.threads[thread].repealed.push(Repeal { by, days, place });
                }
            }
            Amendment::Renumber { target: Target::Paragraph(label), to, .. } => {
                let edit = LimbEdit::Relabel(last_of(&to.text));
                self.limb(amended, label, by, days, edit);
                self.renumbered.push((amended, label.text.clone(), to.text.clone(), by));
            }
            Amendment::Renumber { target, to, .. } => {
                let words = target_words(target);
                let thread = self.labelled(amended, &[Kind::Rule, Kind::Definition], &words);
                let change = Change { by, days, place: target.span(), what: What::Relabel(to) };
                let Some(thread) = thread else { return self.unknown(amended, Kind::Rule, words, &change) };
                if let Some(taken) = self.labelled(amended, &[self.threads[thread].kind], &to.text).filter(|it| *it != thread) {
                    let place = self.place_of(taken);
                    return self.diagnostics.push(problems::already_there(&to.text, to.span, place));
                }
                if self.add(thread, change) {
                    self.threads[thread].labels.push(to.text.to_lowercase());
                    self.renumbered.push((amended, words, to.text.clone(), by));
                }
            }
            Amendment::Save { .. } => {}
        }
    }

    /// A change of a whole text.
    fn whole(&mut self, thread: Option<usize>, change: Change<'a>, insert: bool, new: impl FnOnce() -> Thread<'a>) {
        let day = first_day(&change.days.as_if);
        match (thread, insert) {
            (None, true) => {
                self.threads.push(new());
                let thread = self.threads.len() - 1;
                self.add(thread, change);
            }
            (None, false) => {
                let new = new();
                self.unknown(new.file, new.kind, new.name, &change);
            }
            (Some(thread), true) if self.is_there(thread, day) => {
                let (name, place) = (self.threads[thread].said(), self.place_of(thread));
                self.diagnostics.push(problems::already_there(&name, change.place, place));
            }
            (Some(thread), _) => {
                self.add(thread, change);
            }
        }
    }

    fn limb(&mut self, amended: FileId, label: &ast::Label, by: FileId, days: Days, edit: LimbEdit) {
        let change = |path| Change { by, days, place: label.span, what: What::Limb(path, edit) };
        match self.paragraph(amended, &label.text) {
            Some((thread, path)) => drop(self.add(thread, change(path))),
            None => self.unknown(amended, Kind::Rule, label.text.clone(), &change(Vec::new())),
        }
    }

    fn saving(&mut self, found: &Found<'a>) {
        let Amendment::Save { targets, condition } = found.it else { return };
        for target in targets {
            let label = &target.label;
            let thread = match self.labelled(found.amended, &[Kind::Rule], &label.text) {
                Some(thread) => Some((thread, Vec::new())),
                None => self.paragraph(found.amended, &label.text),
            };
            let changed = thread.as_ref().is_some_and(|(thread, path)| {
                self.threads[*thread].changes.iter().any(|it| {
                    let change = &self.changes[*it];
                    change.by == found.by && touches(&change.what, path)
                })
            });
            match thread {
                Some((thread, path)) if changed && self.threads[thread].kind == Kind::Rule => {
                    self.threads[thread].savings.push(Saving { by: found.by, path, condition });
                }
                _ => self.diagnostics.push(problems::nothing_to_save(&label.text, label.span)),
            }
        }
    }

    /// Whether it may be added: two changes of one text from one day leave open which text holds.
    fn add(&mut self, thread: usize, change: Change<'a>) -> bool {
        let earlier = self.threads[thread].changes.iter().map(|it| &self.changes[*it]).find(|earlier| clash(earlier, &change));
        if let Some(earlier) = earlier {
            let name = self.threads[thread].said();
            let problem = problems::amended_twice(&name, first_day(&change.days.as_if), change.place, earlier.place);
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

    fn unknown(&mut self, amended: FileId, kind: Kind, name: String, change: &Change<'_>) {
        let mut known: Vec<String> = Vec::new();
        for thread in
            self.threads.iter().filter(|it| it.file == amended && (it.kind == kind || matches!(change.what, What::Limb(..))))
        {
            if matches!(change.what, What::Limb(..)) {
                for at in &thread.base {
                    let mut copy = self.parses[amended.0 as usize].file.items[*at].kind.clone();
                    let label = thread.labels.last().cloned().unwrap_or_default();
                    known.extend(paths(&mut copy).into_iter().map(|path| format!("{label}{path}")));
                }
            } else {
                known.push(thread.name.clone());
            }
        }
        let kind = match (kind, &change.what) {
            (_, What::Limb(..)) => "paragraph",
            (Kind::Rule, _) => "rule",
            (Kind::Definition, _) => "definition",
            (Kind::Parameter, _) => "parameter",
        };
        self.diagnostics.push(problems::nothing_to_amend(kind, &name, change.place, &known));
    }

    /// The text that has that label (or had it before).
    fn labelled(&self, file: FileId, kinds: &[Kind], label: &str) -> Option<usize> {
        let label = label.to_lowercase();
        let of =
            |kind: &Kind| self.threads.iter().position(|it| it.file == file && it.kind == *kind && it.labels.contains(&label));
        kinds.iter().find_map(of)
    }

    fn keyed(&self, file: FileId, kind: Kind, key: &Key) -> Option<usize> {
        self.threads.iter().position(|it| it.file == file && it.kind == kind && it.keys.contains(key))
    }

    fn definition(&self, file: FileId, run: &ast::Run) -> Option<usize> {
        let by_label = || self.labelled(file, &[Kind::Definition], &names::name(run));
        self.keyed(file, Kind::Definition, &names::key(run)).or_else(by_label)
    }

    /// The text whose label a paragraph's begins with, and the rest as a path.
    fn paragraph(&self, file: FileId, label: &str) -> Option<(usize, Vec<String>)> {
        let label = label.trim();
        let lower = label.to_lowercase();
        let mut best: Option<(usize, usize)> = None;
        for (at, thread) in self.threads.iter().enumerate().filter(|(_, it)| it.file == file) {
            for own in &thread.labels {
                let rest = lower.strip_prefix(own.as_str()).is_some_and(|rest| rest.starts_with('('));
                if rest && best.is_none_or(|(_, length)| own.len() > length) {
                    best = Some((at, own.len()));
                }
            }
        }
        let (at, length) = best?;
        Some((at, path_of(label.get(length..)?)))
    }

    /// Whether a text is there on a day, by the changes so far.
    fn is_there(&self, thread: usize, day: jiff::civil::Date) -> bool {
        let thread = &self.threads[thread];
        let items = self.parses.get(thread.file.0 as usize).map_or(&[][..], |it| it.file.items.as_slice());
        let base = thread.base.iter().filter_map(|at| items.get(*at)).any(|item| match item_period(&item.kind) {
            Some(period) => holds(&plain(period), day) != Some(false),
            None => true,
        });
        let given = thread.changes.iter().map(|it| &self.changes[*it]).any(|change| {
            matches!(change.what, What::Text(_) | What::Values(..)) && holds(&change.days.as_if, day) != Some(false)
        });
        let gone = thread.repealed.iter().any(|it| holds(&it.days.as_if, day) != Some(false));
        (base || given) && !gone
    }

    fn place_of(&self, thread: usize) -> Span {
        let thread = &self.threads[thread];
        let items = self.parses.get(thread.file.0 as usize).map_or(&[][..], |it| it.file.items.as_slice());
        let base = thread.base.first().and_then(|at| items.get(*at)).map(|item| match &item.kind {
            ItemKind::Rule(rule) => rule.label.as_ref().map_or(item.span, |label| label.span),
            ItemKind::Define(define) => defined(define).span,
            ItemKind::Parameter(parameter) => parameter.name.span,
            _ => item.span,
        });
        let given = || thread.changes.first().map(|it| self.changes[*it].place);
        base.or_else(given).unwrap_or(Span::new(thread.file, 0, 0))
    }
}

fn thread<'a>(file: FileId, kind: &ItemKind) -> Option<Thread<'a>> {
    match kind {
        ItemKind::Rule(rule) => Some(thread_of_rule(file, &rule.label.as_ref()?.text)),
        ItemKind::Define(define) => {
            let label = define.label.as_ref().map(|label| label.text.clone());
            let (name, keys) = match &define.kind {
                ast::DefineKind::Term { subject, term: Some(term), .. } => {
                    let mut whole = names::key(subject);
                    whole.push("is".into());
                    whole.extend(names::key(term));
                    (names::name(term), vec![whole, names::key(term)])
                }
                ast::DefineKind::Term { subject, term: None, .. } => (names::name(subject), vec![names::key(subject)]),
                ast::DefineKind::Value { name, .. } => (names::name(name), vec![names::key(name)]),
                ast::DefineKind::Slot(slot) => {
                    let name = slot.term.as_ref().unwrap_or(&slot.subject);
                    (names::name(name), vec![names::key(name)])
                }
            };
            Some(thread_of(file, Kind::Definition, name, label, keys))
        }
        ItemKind::Parameter(parameter) => {
            Some(thread_of(file, Kind::Parameter, names::name(&parameter.name), None, vec![names::key(&parameter.name)]))
        }
        _ => None,
    }
}

fn thread_of_rule<'a>(file: FileId, label: &str) -> Thread<'a> {
    thread_of(file, Kind::Rule, label.to_owned(), Some(label.to_owned()), Vec::new())
}

fn thread_of<'a>(file: FileId, kind: Kind, name: String, label: Option<String>, keys: Vec<Key>) -> Thread<'a> {
    let labels = label.into_iter().map(|it| it.to_lowercase()).collect();
    Thread { file, kind, name, labels, keys, base: Vec::new(), changes: Vec::new(), repealed: Vec::new(), savings: Vec::new() }
}

fn defined(define: &ast::Define) -> &ast::Run {
    match &define.kind {
        ast::DefineKind::Term { term: Some(term), .. } => term,
        ast::DefineKind::Term { subject, term: None, .. } => subject,
        ast::DefineKind::Value { name, .. } => name,
        ast::DefineKind::Slot(slot) => slot.term.as_ref().unwrap_or(&slot.subject),
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
        Amendment::Repeal { in_force, .. } | Amendment::Renumber { in_force, .. } => in_force.as_ref(),
        Amendment::Change { text: NewText::Parameter(_), .. } | Amendment::Save { .. } => None,
    }
}

/// `replace`, `repeal`, …: the first word of the sentence.
fn first_word(span: Span, it: &Amendment) -> Span {
    let length = match it {
        Amendment::Change { word, .. } => return *word,
        Amendment::Repeal { .. } => 6,
        Amendment::Renumber { .. } => 8,
        Amendment::Save { .. } => 4,
    };
    Span { end: (span.start + length).min(span.end), ..span }
}

fn target_kind(target: &Target) -> Kind {
    match target {
        Target::Rule(_) | Target::Paragraph(_) => Kind::Rule,
        Target::Define(_) => Kind::Definition,
        Target::Parameter(_) => Kind::Parameter,
    }
}

fn target_words(target: &Target) -> String {
    match target {
        Target::Rule(label) | Target::Paragraph(label) => label.text.clone(),
        Target::Define(run) | Target::Parameter(run) => names::name(run),
    }
}

/// `(a)(3)` is `a`, `3`.
fn path_of(rest: &str) -> Vec<String> {
    rest.split(['(', ')']).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// `7282.5(a)(6)` ends in `6`.
fn last_of(label: &str) -> String {
    path_of(label).pop().unwrap_or_default()
}

/// The same as a label with the place of that part of it alone.
fn last_label(label: &ast::Label) -> ast::Label {
    let text = last_of(&label.text);
    let length = u32::try_from(text.len() + 2).unwrap_or(u32::MAX);
    let start = label.span.end.saturating_sub(length).max(label.span.start);
    ast::Label { text, span: Span { start, ..label.span } }
}

/// Whether a change changes the limb of that path (or any, if it is empty).
pub(super) fn touches(what: &What<'_>, path: &[String]) -> bool {
    match what {
        What::Limb(own, ..) => own.starts_with(path) || path.starts_with(own),
        _ => true,
    }
}

/// Whether two changes from one day cannot both be the last word.
fn clash(one: &Change<'_>, other: &Change<'_>) -> bool {
    let known = |change: &Change<'_>| matches!(change.days.as_if.from, Start::Always | Start::Day(_));
    if !known(one) || !known(other) || first_day(&one.days.as_if) != first_day(&other.days.as_if) {
        return false;
    }
    // A bill beside an act: which of them is law is known.
    if one.days.as_law.is_some() != other.days.as_law.is_some() {
        return false;
    }
    match (&one.what, &other.what) {
        (What::Relabel(_), What::Relabel(_)) => true,
        (What::Relabel(_), _) | (_, What::Relabel(_)) => false,
        (What::Limb(a, ..), What::Limb(b, ..)) => a.starts_with(b) || b.starts_with(a),
        (What::Values(..), What::Values(..)) => one.place != other.place,
        _ => true,
    }
}
