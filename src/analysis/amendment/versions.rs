//! From a text and its changes to versions: the days between two changes, and the text that holds in them.

use super::keeps::{Cases, Keep, same_cases};
use super::limbs::{LimbEdit, Refused, edit};
use super::periods::{day_of, plain, stretches};
use super::read::{Change, Read, What, item_period, touches};
use super::texts::Thread;
use super::{Kind, Origin, TextEdit, TextVersion};
use crate::analysis::problems;
use crate::diagnostics::Diagnostic;
use crate::ir::{Counts, Period, Start};
use crate::source::{FileId, Span};
use crate::syntax::ast::{self, ItemKind};
use crate::syntax::items_of;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// One version with its tree.
#[derive(Clone, Debug)]
pub(super) struct Version {
    pub(super) item: ast::Item,
    period: Period,
    /// The days of these words, for whatever cases.
    words: Period,
    counts: Counts,
    by: Vec<FileId>,
    given: Vec<(FileId, bool)>,
    inserted: bool,
    label: String,
    formerly: Vec<String>,
    applies: Cases,
    place: Span,
    edits: Vec<TextEdit>,
    after_gap: bool,
    /// The day from which its words are (changes of its limbs left out).
    since: Date,
    /// What it is made of, to tell whether two are the same: the base (an item, or a version of a parameter) and the changes, by their places
    /// in [`Thread::changes`].
    made_of: (Option<(usize, usize)>, Vec<usize>),
    uncertain: bool,
}

/// At most so many acts whose first day is not known are taken in every combination.
const MOST_UNCERTAIN: usize = 3;

/// What a limb is called while limbs exchange their labels.
pub const BETWEEN: &str = "000";

/// Savings clauses of one text part the cases into at most so many classes.
const MOST_CLASSES: usize = 64;

/// Lists of limbs inside one another, in a text made of several sentences.
const DEEPEST: usize = 24;

/// The versions of every text.
pub(super) fn of_all<'a>(read: &mut Read<'a>) -> Vec<(Thread, Vec<Version>)> {
    let threads = std::mem::take(&mut read.threads);
    let mut problems = Vec::new();
    let all: Vec<(Thread, Vec<Version>)> = threads
        .into_iter()
        .map(|thread| {
            let versions = Composer::new(read, &thread, &mut problems).versions();
            (thread, versions)
        })
        .collect();
    labels_taken(read, &all, &mut problems);
    crate::diagnostics::sort(&mut problems);
    read.diagnostics.append(&mut problems);
    all
}

/// Two texts must not bear one label on one day. Where that is so from the first day of the change, it has been said.
fn labels_taken(read: &Read<'_>, all: &[(Thread, Vec<Version>)], problems: &mut Vec<Diagnostic>) {
    let mut by_label: BTreeMap<(FileId, String), Vec<(usize, &Version)>> = BTreeMap::new();
    for (at, (thread, versions)) in all.iter().enumerate().filter(|(_, (thread, _))| thread.kind == Kind::Rule) {
        // Of a text whose first day is not known, or that is for some cases, it is not certain that it is there.
        for version in versions.iter().filter(|it| !it.uncertain && it.applies.is_empty()) {
            by_label.entry((thread.file, version.label.to_lowercase())).or_default().push((at, version));
        }
    }
    let mut told = BTreeSet::new();
    for same in by_label.values() {
        for (index, (one, version)) in same.iter().enumerate() {
            let taken = same[..index].iter().find(|(other, it)| {
                other != one
                    && (it.counts == version.counts || it.counts == Counts::Always || version.counts == Counts::Always)
                    && it.period.may_meet(&version.period)
            });
            let Some((other, _)) = taken.filter(|(other, _)| told.insert((*other, *one))) else { continue };
            let place = |at: usize| all[at].0.place(read.parses, &read.changes);
            let gives = |at: usize| {
                let mut changes = all[at].0.changes.iter().map(|it| &read.changes[*it]);
                changes.rfind(|it| matches!(it.what, What::Relabel(_) | What::Text(_, true))).map(|it| it.place)
            };
            let (first, second) = if gives(*one).is_some() { (*other, *one) } else { (*one, *other) };
            problems.push(problems::label_taken(&version.label, gives(second).unwrap_or(place(second)), place(first)));
        }
    }
}

impl Version {
    pub(super) fn origin(&self, text: usize) -> Origin {
        Origin {
            text,
            since: self.since,
            period: self.period.clone(),
            words: self.words.clone(),
            counts: self.counts,
            by: self.by.clone(),
            given: self.given.clone(),
            formerly: self.formerly.clone(),
            applies: self.applies.clone(),
        }
    }

    fn changed_by(&mut self, by: FileId) {
        if !self.by.contains(&by) {
            self.by.push(by);
        }
    }

    pub(super) fn told(self) -> TextVersion {
        TextVersion {
            period: self.period,
            words: self.words,
            counts: self.counts,
            by: self.by,
            inserted: self.inserted,
            label: self.label,
            formerly: self.formerly,
            applies: self.applies,
            place: self.place,
            law: self.item.law.iter().map(|line| line.span).collect(),
            edits: self.edits,
            after_gap: self.after_gap,
        }
    }
}

struct Composer<'r, 'a, 'p> {
    read: &'r Read<'a>,
    thread: &'r Thread,
    /// In the order in which they are made.
    changes: Vec<&'r Change<'a>>,
    /// Changes that are in force on some day, and those of them that changed something on some day.
    met: BTreeSet<usize>,
    made: BTreeSet<usize>,
    /// What a change did not find.
    refused: BTreeMap<usize, Diagnostic>,
    problems: &'p mut Vec<Diagnostic>,
}

/// A text as first laid down: an item, and for a parameter one of its versions.
struct Base<'a> {
    at: (usize, usize),
    item: &'a ast::Item,
    values: Option<&'a ast::ParameterVersion>,
    period: Period,
}

impl<'r, 'a, 'p> Composer<'r, 'a, 'p> {
    fn new(read: &'r Read<'a>, thread: &'r Thread, problems: &'p mut Vec<Diagnostic>) -> Composer<'r, 'a, 'p> {
        Composer {
            read,
            thread,
            changes: thread.changes.iter().map(|it| &read.changes[*it]).collect(),
            met: BTreeSet::new(),
            made: BTreeSet::new(),
            refused: BTreeMap::new(),
            problems,
        }
    }

    fn versions(mut self) -> Vec<Version> {
        let changes = self.changes.iter().enumerate();
        let as_law: Vec<(usize, Period)> = changes.clone().filter_map(|(at, it)| Some((at, it.days.as_law.clone()?))).collect();
        let as_if: Vec<(usize, Period)> = changes.map(|(at, it)| (at, it.days.as_if.clone())).collect();
        let base = self.base();
        let keeps = self.thread.keeps.iter().enumerate();
        let kept_as_law: Vec<(usize, Period)> =
            keeps.clone().filter_map(|(at, it)| Some((at, it.days.as_law.clone()?))).collect();
        let kept_as_if: Vec<(usize, Period)> = keeps.map(|(at, it)| (at, it.days.as_if.clone())).collect();
        let mut law = self.in_reading(&base, &as_law, &kept_as_law);
        if as_law != as_if || kept_as_law != kept_as_if {
            let other = self.in_reading(&base, &as_if, &kept_as_if);
            let same = |one: &Version, other: &Version| {
                one.made_of == other.made_of
                    && one.given == other.given
                    && one.period == other.period
                    && same_cases(&one.applies, &other.applies)
            };
            law.iter_mut().filter(|one| !other.iter().any(|it| same(one, it))).for_each(|it| it.counts = Counts::AsLaw);
            let more: Vec<Version> = other.into_iter().filter(|one| !law.iter().any(|it| same(it, one))).collect();
            law.extend(more.into_iter().map(|it| Version { counts: Counts::AsIfEnacted, ..it }));
        }
        law.sort_by_key(|it| it.period.first_day());
        self.idle();
        self.lapsing(&base, &law);
        law
    }

    /// Tells values that an act gives a last day, after which older ones hold again: where a whole act is temporary, that is what it says.
    fn lapsing(&mut self, base: &[Base<'a>], versions: &[Version]) {
        let since = |version: &Version| match (version.made_of.0, version.made_of.1.last()) {
            (_, Some(at)) => Some(self.changes[*at].order.0),
            (Some(at), None) => base.iter().find(|it| it.at == at).map(|it| it.period.first_day()),
            (None, None) => None,
        };
        let mut told = BTreeSet::new();
        for version in versions {
            let Some(change) = version.made_of.1.last().map(|at| self.changes[*at]) else { continue };
            let What::Values(parameter, values, _) = &change.what else { continue };
            let Some((last, written)) = version.period.through.zip(values.period.through) else { continue };
            let after = last.tomorrow().ok();
            let older = versions.iter().find(|it| {
                Some(it.period.first_day()) == after
                    && it.counts.holds(false)
                    && same_cases(&it.applies, &version.applies)
                    && since(it) < since(version)
            });
            if let Some(older) = older.filter(|_| written.date == last && told.insert(values.span)) {
                let name = crate::analysis::names::name(&parameter.name);
                self.problems.push(problems::lapses_to_older(&name, last, values.period.span, older.place));
            }
        }
    }

    /// Tells the changes that change nothing on any day. (One that has nothing to change on some of its days, because what it changes is repealed or
    /// replaced for a time, is made on the others.)
    fn idle(&mut self) {
        for at in self.met.difference(&self.made) {
            let change = self.changes[*at];
            let repeal = self.thread.repealed.iter().find(|it| it.place != change.place);
            let problem = match (self.refused.remove(at), &change.what, repeal) {
                (Some(refused), ..) => refused,
                (None, What::Repeal, Some(first)) => problems::repealed_twice(&self.thread.said(), change.place, first.place),
                (None, _, repeal) => {
                    let (place, repealed) = match repeal {
                        Some(repeal) => (repeal.place, true),
                        None => (self.thread.place(self.read.parses, &self.read.changes), false),
                    };
                    problems::not_there_then(&self.thread.said(), change.place, place, repealed)
                }
            };
            self.problems.push(problem);
        }
    }

    fn base(&self) -> Vec<Base<'a>> {
        let items = items_of(self.read.parses, self.thread.file);
        let mut base = Vec::new();
        for at in &self.thread.base {
            let Some(item) = items.get(*at) else { continue };
            match &item.kind {
                ItemKind::Parameter(parameter) => {
                    base.extend(parameter.versions.iter().enumerate().map(|(index, values)| Base {
                        at: (*at, index),
                        item,
                        values: Some(values),
                        period: plain(&values.period),
                    }));
                }
                kind => {
                    base.push(Base { at: (*at, 0), item, values: None, period: item_period(kind).map_or(Period::ALWAYS, plain) })
                }
            }
        }
        // A version without an end gives way to the next.
        let firsts: Vec<Date> = base.iter().map(|it| it.period.first_day()).collect();
        if self.thread.kind != Kind::Rule {
            for (at, it) in base.iter_mut().enumerate() {
                let next = firsts.iter().filter(|first| **first > firsts[at]).min();
                if let (None, Some(next)) = (it.period.through, next) {
                    it.period.through = next.yesterday().ok();
                }
            }
        }
        base
    }

    /// The versions if changes are in force in these periods.
    fn in_reading(&mut self, base: &[Base<'a>], periods: &[(usize, Period)], kept: &[(usize, Period)]) -> Vec<Version> {
        let mut found: Vec<Version> = Vec::new();
        let all = base.iter().map(|it| &it.period).chain(periods.iter().map(|(_, period)| period));
        for stretch in stretches(all.chain(kept.iter().map(|(_, period)| period))) {
            let day = day_of(stretch);
            let certain: Vec<usize> = periods.iter().filter(|(_, it)| it.holds(day) == Some(true)).map(|(at, _)| *at).collect();
            // An act is in force or not with all its changes of which that is not known, and with all that it keeps.
            let mut uncertain: Vec<(FileId, Vec<usize>)> = Vec::new();
            let open = |(_, it): &&(usize, Period)| it.holds(day).is_none();
            let changing = periods.iter().filter(open).map(|(at, _)| (self.changes[*at].by, Some(*at)));
            for (by, change) in changing.chain(kept.iter().filter(open).map(|(at, _)| (self.thread.keeps[*at].by, None))) {
                match uncertain.iter().position(|(act, _)| *act == by) {
                    Some(known) => uncertain[known].1.extend(change),
                    None if uncertain.len() < MOST_UNCERTAIN => uncertain.push((by, change.into_iter().collect())),
                    None => {}
                }
            }
            let mut here = Vec::new();
            for chosen in 0..1_usize << uncertain.len() {
                let is_chosen = |bit: usize| chosen >> bit & 1 == 1;
                let more = uncertain.iter().enumerate().filter(|(bit, _)| is_chosen(*bit)).flat_map(|(_, (_, changes))| changes);
                let mut active: Vec<usize> = certain.iter().chain(more).copied().collect();
                active.sort_unstable();
                self.met.extend(&active);
                let from = here.len();
                let is_kept = |(at, period): &&(usize, Period)| match period.holds(day) {
                    Some(certain) => certain,
                    None => {
                        uncertain.iter().enumerate().any(|(bit, (act, _))| *act == self.thread.keeps[*at].by && is_chosen(bit))
                    }
                };
                let keeps: Vec<&Keep> = kept.iter().filter(is_kept).map(|(at, _)| &self.thread.keeps[*at]).collect();
                self.with_keeps(base, day, (&active, &keeps), !uncertain.is_empty(), &mut here);
                let given: Vec<(FileId, bool)> =
                    uncertain.iter().enumerate().map(|(bit, (act, _))| (*act, is_chosen(bit))).collect();
                here.iter_mut().skip(from).for_each(|it| it.given.clone_from(&given));
            }
            for mut version in here {
                let from = match (version.uncertain, stretch.0) {
                    (true, earliest) => Start::Unknown { earliest, latest: None },
                    (false, None) => Start::Always,
                    (false, Some(day)) => Start::Day(day),
                };
                version.period = Period { from, through: stretch.1 };
                // The same text goes on.
                let goes_on = found.iter_mut().find(|it| {
                    let next = it.period.through.and_then(|last| last.tomorrow().ok());
                    next.is_some()
                        && next == stretch.0
                        && it.made_of == version.made_of
                        && it.uncertain == version.uncertain
                        && it.given == version.given
                        && same_cases(&it.applies, &version.applies)
                });
                match goes_on {
                    Some(before) => before.period.through = stretch.1,
                    None => found.push(version),
                }
            }
        }
        days_of_words(&mut found);
        found
    }

    /// The text under some changes, and for the cases that savings clauses and stays keep the text before the act.
    fn with_keeps(
        &mut self,
        base: &[Base<'a>],
        day: Date,
        (active, keeps): (&[usize], &[&Keep]),
        uncertain: bool,
        here: &mut Vec<Version>,
    ) {
        let mut classes: Vec<(Cases, Vec<usize>)> = vec![(Vec::new(), active.to_vec())];
        for Keep { act, path, steps, span, .. } in keeps.iter().copied() {
            let mut parted = Vec::new();
            for (mut cases, left) in classes {
                let Some(kept) = self.kept((*act, path), &left).filter(|kept| self.is_text(base, day, kept)) else {
                    parted.push((cases, left));
                    continue;
                };
                let mut others = Vec::new();
                for step in steps {
                    if step.parts {
                        others.push(([cases.as_slice(), &[step.not()]].concat(), left.clone()));
                    }
                    cases.push(step.clone());
                }
                parted.push((cases, kept));
                parted.append(&mut others);
            }
            classes = parted;
            if classes.len() > MOST_CLASSES {
                self.problems.push(problems::too_many_savings(*span));
                return;
            }
        }
        for (cases, left) in classes {
            let mut texts = Vec::new();
            self.composed(base, day, &left, uncertain, &mut texts);
            texts.iter_mut().for_each(|it| it.applies.clone_from(&cases));
            here.append(&mut texts);
        }
    }

    /// Whether something is left to keep. A rule that an act puts in is not there for the cases kept; a term or a figure that it puts in has no other
    /// text, and stays for whoever uses it still.
    fn is_text(&mut self, base: &[Base<'a>], day: Date, changes: &[usize]) -> bool {
        let mut texts = Vec::new();
        let is_rule = matches!(self.thread.kind, Kind::Rule | Kind::Otherwise);
        if !is_rule {
            self.composed(base, day, changes, false, &mut texts);
        }
        is_rule || !texts.is_empty()
    }

    /// The changes that are made of what a clause saves or a court stays: not those of its act, and none that came later. `None` where nothing is kept
    /// (any more).
    fn kept(&mut self, (act, path): (FileId, &[String]), left: &[usize]) -> Option<Vec<usize>> {
        let of_act = |at: &usize| {
            let change = self.changes[*at];
            change.by == act && touches(&change.what, path)
        };
        let first = left.iter().copied().find(of_act)?;
        let later = |at: &usize| self.changes[*at].by != act && self.changes[*at].order.0 > self.changes[first].order.0;
        // A later repeal of what is saved, or of what it is a part of, reaches the saved cases too; so does a new text of the whole.
        let ends = |at: &&usize| {
            later(at)
                && match &self.changes[**at].what {
                    What::Repeal => true,
                    What::Text(..) => !path.is_empty(),
                    What::Limb(own, LimbEdit::Remove) => path.starts_with(own),
                    What::Limb(own, LimbEdit::Replace(_)) => path.starts_with(own) && own.len() < path.len(),
                    _ => false,
                }
        };
        if let Some(end) = left.iter().find(ends) {
            self.made.insert(*end);
            return None;
        }
        let is_made = |at: &usize| {
            let what = &self.changes[*at].what;
            let beyond = later(at) && touches(what, path) && !matches!(what, What::Relabel(_));
            !of_act(at) && !beyond
        };
        Some(left.iter().copied().filter(is_made).collect())
    }

    fn composed(&mut self, base: &[Base<'a>], day: Date, active: &[usize], uncertain: bool, out: &mut Vec<Version>) {
        let mut texts: Vec<Version> = base
            .iter()
            .filter(|it| it.period.may_hold(day))
            .map(|it| {
                let uncertain = uncertain || it.period.holds(day).is_none();
                let mut version = first(it.item, it.values, (Some(it.at), Vec::new()), uncertain);
                version.label.clone_from(&self.thread.name);
                version.after_gap = it.values.map_or_else(
                    || item_period(&it.item.kind).is_some_and(|period| period.after_gap),
                    |values| values.period.after_gap,
                );
                version
            })
            .collect();
        let label = |texts: &[Version]| texts.first().map_or_else(|| self.thread.name.clone(), |it| it.label.clone());
        let mut last_removed = None;
        let mut repealed = false;
        for group in self.grouped(active) {
            for (at, what) in group {
                let change = self.changes[at];
                if !matches!(&*what, What::Text(_, true) | What::Values(..)) && texts.is_empty() {
                    continue;
                }
                match &*what {
                    What::Text(item, insert) => {
                        let mut version = first(item, None, (None, vec![at]), uncertain);
                        version.label = label(&texts);
                        version.formerly = texts.first().map_or_else(Vec::new, |it| it.formerly.clone());
                        version.by = vec![change.by];
                        version.inserted = *insert;
                        version.since = change.order.0;
                        relabelled(&mut version);
                        texts = vec![version];
                        self.made.insert(at);
                    }
                    // What is repealed is not replaced; what has lapsed is.
                    What::Values(.., false) if repealed => {}
                    What::Values(parameter, values, insert) => {
                        repealed = false;
                        let kind = ItemKind::Parameter(ast::Parameter { versions: Vec::new(), ..(*parameter).clone() });
                        let item = ast::Item { law: Vec::new(), kind, span: values.span };
                        let mut version = first(&item, Some(values), (None, vec![at]), uncertain);
                        version.label.clone_from(&self.thread.name);
                        version.by = vec![change.by];
                        version.inserted = *insert;
                        texts = vec![version];
                        self.made.insert(at);
                    }
                    What::Repeal => {
                        repealed = true;
                        texts.clear();
                        self.made.insert(at);
                    }
                    What::Relabel(to) => {
                        for version in &mut texts {
                            version.made_of.1.push(at);
                            version.changed_by(change.by);
                            let old = std::mem::replace(&mut version.label, to.text.clone());
                            version.formerly.push(old);
                            version.edits.push(TextEdit::Relabel(to.text.clone(), change.by));
                            relabelled(version);
                        }
                        self.made.insert(at);
                    }
                    What::Limb(path, how) => {
                        if matches!(how, LimbEdit::Remove) {
                            last_removed = Some(at);
                        }
                        if !self.limb(at, path, how, &mut texts) {
                            return;
                        }
                    }
                }
            }
        }
        if let Some(at) = last_removed
            && texts.iter_mut().any(|it| super::limbs::has_empty_list(&mut it.item.kind))
        {
            let What::Limb(path, _) = &self.changes[at].what else { return };
            let problem = problems::last_paragraph(&limb_name(&label(&texts), path), self.changes[at].place);
            self.problems.push(problem);
        }
        out.append(&mut texts);
    }

    /// The changes one after the other; but the limbs that one act renumbers on one day change their labels at once.
    fn grouped(&self, active: &[usize]) -> Vec<Vec<(usize, std::borrow::Cow<'r, What<'a>>)>> {
        use std::borrow::Cow;
        let relabels = |at: &usize| match &self.changes[*at].what {
            What::Limb(path, LimbEdit::Relabel(to)) => Some((path.clone(), to.clone())),
            _ => None,
        };
        let together = |one: &usize, other: &usize| {
            let (one_change, other_change) = (self.changes[*one], self.changes[*other]);
            relabels(one).is_some() && relabels(other).is_some() && one_change.order.0 == other_change.order.0
        };
        let mut groups = Vec::new();
        for group in active.chunk_by(together) {
            let mut waiting: Vec<(usize, Vec<String>, String)> =
                group.iter().filter_map(|at| relabels(at).map(|(path, to)| (*at, path, to))).collect();
            if waiting.len() < 2 {
                groups.push(group.iter().map(|at| (*at, Cow::Borrowed(&self.changes[*at].what))).collect());
                continue;
            }
            // First those whose new label no other limb of the group has still.
            let (mut ordered, mut late) = (Vec::new(), Vec::new());
            while !waiting.is_empty() {
                let has = |path: &[String], to: &String, other: &[String]| {
                    let places = path.split_last().zip(other.split_last());
                    places.is_some_and(|((_, above), (other, over))| other == to && over == above)
                };
                let free = waiting.iter().position(|(_, path, to)| !waiting.iter().any(|(_, other, _)| has(path, to, other)));
                let (at, path, to) = waiting.remove(free.unwrap_or_default());
                if free.is_some() {
                    ordered.push((at, Cow::Borrowed(&self.changes[at].what)));
                    continue;
                }
                // In a circle one of them has a label of its own in between.
                let between = BETWEEN.to_owned();
                let moved = path.iter().take(path.len().saturating_sub(1)).chain([&between]).cloned().collect();
                ordered.push((at, Cow::Owned(What::Limb(path, LimbEdit::Relabel(between)))));
                late.push((at, Cow::Owned(What::Limb(moved, LimbEdit::Relabel(to)))));
            }
            ordered.append(&mut late);
            groups.push(ordered);
        }
        groups
    }

    /// A change of a limb. `false`: the text is not made any further.
    fn limb(&mut self, at: usize, path: &[String], how: &LimbEdit, texts: &mut [Version]) -> bool {
        let change = self.changes[at];
        let mut refused = Some(Refused::NoSuch);
        for version in texts.iter_mut() {
            match edit(&mut version.item.kind, path, how) {
                Ok(()) => {
                    refused = None;
                    // Each change may bring in what a sentence may hold by itself.
                    if super::limbs::depth(&mut version.item.kind) > DEEPEST {
                        self.problems.push(problems::amended_too_deeply(change.place));
                        return false;
                    }
                    version.made_of.1.push(at);
                    version.changed_by(change.by);
                    version.edits.push(text_edit(path, how, change.by));
                }
                Err(why) => refused = refused.map(|_| why),
            }
        }
        let label = texts.first().map_or_else(|| self.thread.name.clone(), |it| it.label.clone());
        let name = limb_name(&label, path);
        match refused {
            None => drop(self.made.insert(at)),
            Some(Refused::NoSuch) => {
                let of = |it: &mut Version| super::limbs::paths(&mut it.item.kind);
                let known: Vec<String> = texts.iter_mut().flat_map(of).map(|path| format!("{label}{path}")).collect();
                let problem = match how {
                    _ if known.is_empty() => problems::no_list_to_amend(&label, &name, change.place),
                    LimbEdit::Insert(_) => problems::no_list_to_insert_in(&name, change.place, &known),
                    _ => problems::nothing_to_amend("paragraph", &name, change.place, &known),
                };
                self.refused.insert(at, problem);
            }
            Some(Refused::Exists) => {
                let place = texts.first().map_or(change.place, |it| it.place);
                self.problems.push(problems::already_there(&name, change.place, place));
                self.made.insert(at);
            }
        }
        true
    }
}

/// `1(a)(3)`.
fn limb_name(label: &str, path: &[String]) -> String {
    let whole: String = path.iter().map(|part| format!("({part})")).collect();
    format!("{label}{whole}")
}

fn first(
    item: &ast::Item,
    values: Option<&ast::ParameterVersion>,
    made_of: (Option<(usize, usize)>, Vec<usize>),
    uncertain: bool,
) -> Version {
    let mut item = item.clone();
    if let (ItemKind::Parameter(parameter), Some(values)) = (&mut item.kind, values) {
        parameter.versions = vec![values.clone()];
    }
    Version {
        place: values.map_or(item.span, |it| it.span),
        item,
        period: Period::ALWAYS,
        words: Period::ALWAYS,
        counts: Counts::Always,
        by: Vec::new(),
        given: Vec::new(),
        inserted: false,
        label: String::new(),
        formerly: Vec::new(),
        applies: Vec::new(),
        edits: Vec::new(),
        after_gap: false,
        since: Date::MIN,
        made_of,
        uncertain,
    }
}

/// Writes the label of a version into its tree.
fn relabelled(version: &mut Version) {
    let label = match &mut version.item.kind {
        ItemKind::Rule(rule) => rule.label.as_mut(),
        ItemKind::Define(define) => define.label.as_mut(),
        _ => None,
    };
    if let (Some(label), false) = (label, version.formerly.is_empty()) {
        label.text.clone_from(&version.label);
    }
}

fn text_edit(path: &[String], how: &LimbEdit, by: FileId) -> TextEdit {
    let path = path.to_vec();
    let text = |limb: &ast::Limb| {
        let condition = match &limb.content {
            ast::LimbContent::Condition(condition) => condition.span,
            ast::LimbContent::Values(values) => values.first().map_or(limb.label.span, |value| value.span),
        };
        (limb.title.as_ref().map(|title| title.span), condition)
    };
    match how {
        LimbEdit::Replace(limb) => TextEdit::Replace(path, text(limb).0, text(limb).1, by),
        LimbEdit::Insert(limb) => TextEdit::Insert(path, text(limb).0, text(limb).1, by),
        LimbEdit::Remove => TextEdit::Remove(path, by),
        LimbEdit::Relabel(to) => TextEdit::RelabelLimb(path, to.clone(), by),
    }
}

/// The days of one text go on from a version to the next, although that is for other cases.
fn days_of_words(versions: &mut [Version]) {
    // By version, the one with which its text begins.
    let mut begins: Vec<usize> = Vec::new();
    for (at, version) in versions.iter().enumerate() {
        let goes_on = |it: &Version| {
            it.period.through.and_then(|last| last.tomorrow().ok()) == Some(version.period.first_day())
                && (&it.made_of, &it.given, it.uncertain) == (&version.made_of, &version.given, version.uncertain)
        };
        begins.push(versions[..at].iter().position(goes_on).map_or(at, |before| begins[before]));
    }
    for (at, begin) in begins.iter().enumerate() {
        let of_text = begins.iter().zip(versions.iter()).filter(|(it, _)| *it == begin);
        // An open end is later than any day.
        let last = of_text.map(|(_, it)| it.period.through.unwrap_or(Date::MAX)).max().filter(|last| *last < Date::MAX);
        versions[at].words = Period { from: versions[*begin].period.from.clone(), through: last };
    }
}
