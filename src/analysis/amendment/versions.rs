//! From a text and its changes to versions: the days between two changes, and the text that holds in them.

use super::limbs::{LimbEdit, Refused, edit};
use super::periods::{day_of, holds, plain, stretches};
use super::read::{Change, Read, Thread, What, item_period, touches};
use super::{Kind, Origin, TextEdit, TextVersion};
use crate::analysis::problems;
use crate::diagnostics::Diagnostic;
use crate::ir::{Counts, Period, Start};
use crate::source::{FileId, Span};
use crate::syntax::ast::{self, ItemKind};
use jiff::civil::Date;

/// One version with its tree.
#[derive(Clone, Debug)]
pub(super) struct Version {
    pub(super) item: ast::Item,
    period: Period,
    counts: Counts,
    by: Vec<FileId>,
    label: String,
    formerly: Vec<String>,
    applies: Vec<(ast::Condition, bool, FileId)>,
    place: Span,
    edits: Vec<TextEdit>,
    after_gap: bool,
    /// What it is made of, to tell whether two are the same: the base (an item, or a version of a parameter) and the changes.
    made_of: (Option<(usize, usize)>, Vec<usize>),
    uncertain: bool,
}

/// At most so many changes whose first day is not known are taken in every combination.
const MOST_UNCERTAIN: usize = 3;

/// Lists of limbs inside one another, in a text made of several sentences.
const DEEPEST: usize = 24;

/// The versions of every text.
pub(super) fn of_all<'a>(read: &mut Read<'a>) -> Vec<(Thread<'a>, Vec<Version>)> {
    let threads = std::mem::take(&mut read.threads);
    let mut problems = Vec::new();
    let all = threads
        .into_iter()
        .map(|thread| {
            let versions = Composer { read, thread: &thread, problems: &mut problems }.versions();
            (thread, versions)
        })
        .collect();
    crate::diagnostics::sort(&mut problems);
    read.diagnostics.append(&mut problems);
    all
}

impl Version {
    pub(super) fn origin(&self) -> Origin {
        Origin {
            period: self.period.clone(),
            counts: self.counts,
            by: self.by.clone(),
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
            counts: self.counts,
            by: self.by,
            label: self.label,
            formerly: self.formerly,
            applies: self.applies.iter().map(|(condition, saved, by)| (*by, condition.span, *saved)).collect(),
            place: self.place,
            law: self.item.law.iter().map(|line| line.span).collect(),
            edits: self.edits,
            after_gap: self.after_gap,
        }
    }
}

struct Composer<'r, 'a, 'p> {
    read: &'r Read<'a>,
    thread: &'r Thread<'a>,
    problems: &'p mut Vec<Diagnostic>,
}

/// A text as first laid down: an item, and for a parameter one of its versions.
struct Base<'a> {
    at: (usize, usize),
    item: &'a ast::Item,
    values: Option<&'a ast::ParameterVersion>,
    period: Period,
}

impl<'a> Composer<'_, 'a, '_> {
    fn versions(mut self) -> Vec<Version> {
        let changes: Vec<(usize, &Change<'a>)> = self.thread.changes.iter().map(|it| (*it, &self.read.changes[*it])).collect();
        let as_law: Vec<(usize, Period)> = changes.iter().filter_map(|(at, it)| Some((*at, it.days.as_law.clone()?))).collect();
        let as_if: Vec<(usize, Period)> = changes.iter().map(|(at, it)| (*at, it.days.as_if.clone())).collect();
        let base = self.base();
        let mut law = self.in_reading(&base, &as_law);
        if as_law != as_if {
            let other = self.in_reading(&base, &as_if);
            let same = |one: &Version, other: &Version| {
                one.made_of == other.made_of && one.period == other.period && one.applies.len() == other.applies.len()
            };
            law.iter_mut().filter(|one| !other.iter().any(|it| same(one, it))).for_each(|it| it.counts = Counts::AsLaw);
            let more: Vec<Version> = other.into_iter().filter(|one| !law.iter().any(|it| same(it, one))).collect();
            law.extend(more.into_iter().map(|it| Version { counts: Counts::AsIfEnacted, ..it }));
        }
        law.sort_by_key(|it| crate::analysis::parameter::first_day(&it.period));
        law
    }

    fn base(&self) -> Vec<Base<'a>> {
        let items = self.read.parses.get(self.thread.file.0 as usize).map_or(&[][..], |it| it.file.items.as_slice());
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
        let firsts: Vec<Date> = base.iter().map(|it| crate::analysis::parameter::first_day(&it.period)).collect();
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
    fn in_reading(&mut self, base: &[Base<'a>], periods: &[(usize, Period)]) -> Vec<Version> {
        let mut found: Vec<Version> = Vec::new();
        let all = base.iter().map(|it| &it.period).chain(periods.iter().map(|(_, period)| period));
        for stretch in stretches(all) {
            let day = day_of(stretch);
            let certain: Vec<usize> = periods.iter().filter(|(_, it)| holds(it, day) == Some(true)).map(|(at, _)| *at).collect();
            let uncertain: Vec<usize> =
                periods.iter().filter(|(_, it)| holds(it, day).is_none()).map(|(at, _)| *at).take(MOST_UNCERTAIN).collect();
            let mut here = Vec::new();
            for chosen in 0..1_usize << uncertain.len() {
                let more = uncertain.iter().enumerate().filter(|(bit, _)| chosen >> bit & 1 == 1).map(|(_, at)| *at);
                let mut active: Vec<usize> = certain.iter().copied().chain(more).collect();
                active.sort_unstable();
                self.with_savings(base, day, &active, !uncertain.is_empty(), &mut here);
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
                        && same_cases(&it.applies, &version.applies)
                });
                match goes_on {
                    Some(before) => before.period.through = stretch.1,
                    None => found.push(version),
                }
            }
        }
        found
    }

    /// The text under some changes, and for the cases that savings clauses keep the text before the act.
    fn with_savings(&mut self, base: &[Base<'a>], day: Date, active: &[usize], uncertain: bool, here: &mut Vec<Version>) {
        let mut cases = Vec::new();
        for saving in &self.thread.savings {
            let saved = |at: &usize| {
                let change = &self.read.changes[*at];
                change.by == saving.by && touches(&change.what, &saving.path)
            };
            if !active.iter().any(saved) {
                continue;
            }
            let left: Vec<usize> = active.iter().copied().filter(|at| !saved(at)).collect();
            let mut kept = Vec::new();
            self.composed(base, day, &left, uncertain, &mut kept);
            let kept_for = (saving.condition.clone(), true, saving.by);
            kept.iter_mut().for_each(|it| it.applies = cases.iter().cloned().chain([kept_for.clone()]).collect());
            here.append(&mut kept);
            cases.push((saving.condition.clone(), false, saving.by));
        }
        let mut now = Vec::new();
        self.composed(base, day, active, uncertain, &mut now);
        now.iter_mut().for_each(|it| it.applies.clone_from(&cases));
        here.append(&mut now);
    }

    fn composed(&mut self, base: &[Base<'a>], day: Date, active: &[usize], uncertain: bool, out: &mut Vec<Version>) {
        let mut texts: Vec<Version> = base
            .iter()
            .filter(|it| holds(&it.period, day) != Some(false))
            .map(|it| {
                let uncertain = uncertain || holds(&it.period, day).is_none();
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
        for at in active {
            let change = &self.read.changes[*at];
            match &change.what {
                What::Text(item) => {
                    let mut version = first(item, None, (None, vec![*at]), uncertain);
                    version.label = label(&texts);
                    version.formerly = texts.first().map_or_else(Vec::new, |it| it.formerly.clone());
                    version.by = vec![change.by];
                    relabelled(&mut version);
                    texts = vec![version];
                }
                What::Values(parameter, values) => {
                    let kind = ItemKind::Parameter(ast::Parameter { versions: Vec::new(), ..(*parameter).clone() });
                    let item = ast::Item { law: Vec::new(), kind, span: values.span };
                    let mut version = first(&item, Some(values), (None, vec![*at]), uncertain);
                    version.label.clone_from(&self.thread.name);
                    version.by = vec![change.by];
                    texts = vec![version];
                }
                What::Repeal => texts.clear(),
                What::Relabel(to) => {
                    for version in &mut texts {
                        version.made_of.1.push(*at);
                        version.changed_by(change.by);
                        let old = std::mem::replace(&mut version.label, to.text.clone());
                        version.formerly.push(old);
                        version.edits.push(TextEdit::Relabel(to.text.clone(), change.by));
                        relabelled(version);
                    }
                }
                What::Limb(path, how) => {
                    let mut refused = (!texts.is_empty()).then_some(Refused::NoSuch);
                    for version in &mut texts {
                        match edit(&mut version.item.kind, path, how) {
                            Ok(()) => {
                                refused = None;
                                // Each change may bring in what a sentence may hold by itself.
                                if super::limbs::depth(&mut version.item.kind) > DEEPEST {
                                    self.problems.push(problems::amended_too_deeply(change.place));
                                    return;
                                }
                                version.made_of.1.push(*at);
                                version.changed_by(change.by);
                                version.edits.push(text_edit(path, how, change.by));
                            }
                            Err(why) => refused = refused.map(|_| why),
                        }
                    }
                    if let Some(why) = refused {
                        let whole: String = path.iter().map(|part| format!("({part})")).collect();
                        let name = format!("{}{whole}", label(&texts));
                        let problem = match why {
                            Refused::NoSuch => {
                                let of = |it: &mut Version| super::limbs::paths(&mut it.item.kind);
                                let label = label(&texts);
                                let known: Vec<String> =
                                    texts.iter_mut().flat_map(of).map(|path| format!("{label}{path}")).collect();
                                problems::nothing_to_amend("paragraph", &name, change.place, &known)
                            }
                            Refused::Exists => {
                                let place = texts.first().map_or(change.place, |it| it.place);
                                problems::already_there(&name, change.place, place)
                            }
                            Refused::Last => problems::last_paragraph(&name, change.place),
                        };
                        self.problems.push(problem);
                    }
                }
            }
        }
        out.append(&mut texts);
    }
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
        counts: Counts::Always,
        by: Vec::new(),
        label: String::new(),
        formerly: Vec::new(),
        applies: Vec::new(),
        edits: Vec::new(),
        after_gap: false,
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

fn same_cases(one: &[(ast::Condition, bool, FileId)], other: &[(ast::Condition, bool, FileId)]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(a, b)| a.1 == b.1 && a.0.span == b.0.span)
}
