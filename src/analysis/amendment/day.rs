//! The changes that begin on one day: what each of them means, whatever the order of the files.
//!
//! First what is repealed and renumbered (by the labels of the day before), then what is inserted, then what is changed in texts that are there.

use super::Kind;
use super::limbs::LimbEdit;
use super::periods::At;
use super::read::{Change, Found, Read, What, path_of};
use super::texts::{Repeal, Thread, defined};
use crate::analysis::names::{self, Key};
use crate::analysis::problems;
use crate::source::{FileId, Span};
use crate::syntax::ast::{self, Amendment, ItemKind, NewText, Target};
use jiff::civil::Date;

/// Higher than the rank of any change by law.
const BILLS: u8 = 16;

/// A text that a label or a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Named {
    thread: usize,
    /// The limb; empty for the whole.
    path: Vec<String>,
    /// Whether it bears the label on that day (else it did before).
    bears: bool,
    /// Whether it is there on that day.
    there: bool,
}

/// A label that a text was given on the day in hand: by whom, and where.
struct Given {
    thread: usize,
    by: FileId,
    start: u32,
}

impl<'a> Read<'a> {
    /// Everything that begins on one day.
    pub(super) fn day(&mut self, found: &[Found<'a>]) {
        let Some(day) = found.first().map(|it| it.days.as_if.first_day()) else { return };
        // By the labels of the day before.
        let before: Vec<Option<Named>> = found.iter().map(|it| self.named(it, day)).collect();
        let there = |named: &Option<Named>| named.as_ref().is_some_and(|it| it.there);
        let phase = |it: &Found<'_>| match it.it {
            Amendment::Repeal { target: Target::Paragraph(_), .. } | Amendment::Renumber { target: Target::Paragraph(_), .. } => {
                3
            }
            Amendment::Repeal { .. } => 0,
            Amendment::Renumber { .. } => 1,
            Amendment::Change {
                insert: true,
                text: NewText::Rule(_) | NewText::Define(_) | NewText::Parameter(_) | NewText::Otherwise(_),
                ..
            } => 2,
            _ => 3,
        };
        let of_phase = |wanted: u8| found.iter().zip(&before).filter(move |(it, _)| phase(it) == wanted);
        for (it, named) in of_phase(0).filter(|(_, named)| there(named)) {
            self.repeal(it, named.clone(), day);
        }
        let mut given = Vec::new();
        self.renumber(of_phase(1), day, &mut given);
        for (it, _) in of_phase(0).filter(|(_, named)| !there(named)) {
            self.repeal(it, self.named(it, day), day);
        }
        for (it, _) in of_phase(2) {
            self.insert(it, day, &mut given);
        }
        for (it, named) in of_phase(3) {
            self.change(it, named.clone(), &given, day);
        }
    }

    /// The text that a sentence speaks of, as things stand.
    fn named(&self, found: &Found<'_>, day: Date) -> Option<Named> {
        let at = found.days.at(day);
        let whole = |thread: usize| Named {
            thread,
            path: Vec::new(),
            bears: true,
            there: self.threads[thread].is_there(self.parses, &self.changes, at),
        };
        match found.it {
            Amendment::Change { text: NewText::Rule(rule), .. } => {
                self.labelled(found.amended, &[Kind::Rule], &rule.label.as_ref()?.text, at)
            }
            Amendment::Change { text: NewText::Paragraph(paragraph), .. } => {
                self.paragraph(found.amended, &paragraph.label.text, at)
            }
            Amendment::Change { text: NewText::Define(define), .. } => {
                let key =
                    Thread::of_item(self.parses, found.amended, &ItemKind::Define(define.clone()))?.keys.first().cloned()?;
                let same = |it: &Thread| it.file == found.amended && it.kind == Kind::Definition && it.keys.first() == Some(&key);
                self.threads.iter().position(same).map(whole)
            }
            Amendment::Change { text: NewText::Parameter(parameter), .. } => {
                self.keyed(found.amended, Kind::Parameter, &names::key(&parameter.name)).map(whole)
            }
            Amendment::Change { text: NewText::Otherwise(effect), .. } => {
                let new = Thread::of_item(self.parses, found.amended, &ItemKind::Otherwise(effect.clone()))?;
                self.keyed(found.amended, Kind::Otherwise, new.keys.first()?).map(whole)
            }
            Amendment::Renumber { target: Target::Rule(label), .. } => {
                self.labelled(found.amended, &[Kind::Rule, Kind::Definition], &label.text, at)
            }
            Amendment::Renumber { target: Target::Define(run), .. } => {
                self.labelled(found.amended, &[Kind::Rule, Kind::Definition], &names::name(run), at)
            }
            Amendment::Repeal { target, .. } | Amendment::Renumber { target, .. } => match target {
                Target::Rule(label) => self.labelled(found.amended, &[Kind::Rule], &label.text, at),
                Target::Paragraph(label) => self.paragraph(found.amended, &label.text, at),
                Target::Define(run) => {
                    let keyed = self.keyed(found.amended, Kind::Definition, &names::key(run)).map(whole);
                    keyed.or_else(|| self.labelled(found.amended, &[Kind::Definition], &names::name(run), at))
                }
                Target::Parameter(run) => self.keyed(found.amended, Kind::Parameter, &names::key(run)).map(whole),
                Target::Otherwise(Some(run), _) => self.keyed(found.amended, Kind::Otherwise, &names::key(run)).map(whole),
                Target::Otherwise(None, _) => self.only_otherwise(found.amended).map(whole),
            },
            Amendment::RepealAll { .. } | Amendment::Extend { .. } | Amendment::Save { .. } => None,
        }
    }

    fn repeal(&mut self, found: &Found<'a>, named: Option<Named>, day: Date) {
        let Amendment::Repeal { target, .. } = found.it else { return };
        let change = self.new_change(found, target.span(), What::Repeal);
        let Some(Named { thread, .. }) = named else {
            if let Target::Otherwise(None, place) = target {
                let all = self.threads.iter().filter(|it| (it.file, it.kind) == (found.amended, Kind::Otherwise));
                let known: Vec<String> = all.map(Thread::said).collect();
                return self.diagnostics.push(problems::which_otherwise(*place, &known));
            }
            return self.unknown(found.amended, target_kind(target), target_words(target), &change, day);
        };
        let repeal = Repeal { by: change.by, days: change.days.clone(), place: change.place };
        if self.add(thread, change) {
            self.threads[thread].repealed.push(repeal);
        }
    }

    /// Renumberings of one day happen at once: 2 becomes 3, and 3 becomes 4.
    fn renumber<'f>(&mut self, found: impl Iterator<Item = (&'f Found<'a>, &'f Option<Named>)>, day: Date, given: &mut Vec<Given>)
    where
        'a: 'f,
    {
        let mut moved: Vec<(&Found<'a>, usize, &'a ast::Label)> = Vec::new();
        for (it, named) in found {
            let Amendment::Renumber { target, to, .. } = it.it else { continue };
            // What is renumbered twice on a day is found to be changed twice.
            let Some(Named { thread, .. }) = named.clone().or_else(|| self.named(it, day)) else {
                let change = self.new_change(it, target.span(), What::Relabel(to));
                self.unknown(it.amended, Kind::Rule, target_words(target), &change, day);
                continue;
            };
            if self.threads[thread].label_on(it.days.at(day)) == Some(&to.text.to_lowercase()) {
                self.diagnostics.push(problems::renumbered_as_it_is(&to.text, to.span));
                continue;
            }
            self.threads[thread].labels.push((to.text.to_lowercase(), Some(it.days.clone())));
            moved.push((it, thread, to));
        }
        for (it, thread, to) in moved {
            let Amendment::Renumber { target, .. } = it.it else { continue };
            let label = to.text.to_lowercase();
            let (file, kind) = (self.threads[thread].file, self.threads[thread].kind);
            let at = it.days.at(day);
            let taken = self.threads.iter().enumerate().position(|(index, other)| {
                index != thread
                    && (other.file, other.kind) == (file, kind)
                    && other.label_on(at) == Some(&label)
                    && other.is_there(self.parses, &self.changes, at)
            });
            let added = match taken {
                Some(taken) => {
                    let place = self.place_of(taken);
                    self.diagnostics.push(problems::label_taken(&to.text, to.span, place));
                    false
                }
                None => {
                    let change = self.new_change(it, target.span(), What::Relabel(to));
                    self.add(thread, change)
                }
            };
            if added {
                self.renumbered.push((it.amended, target_words(target), to.text.clone(), it.by));
                given.push(Given { thread, by: it.by, start: it.item.span.start });
            } else if let Some(at) = self.threads[thread].labels.iter().rposition(|(own, _)| *own == label) {
                self.threads[thread].labels.remove(at);
            }
        }
    }

    /// A new rule is a text of its own; a definition or a parameter of a name is one text, whoever gives its versions.
    fn insert(&mut self, found: &Found<'a>, day: Date, given: &mut Vec<Given>) {
        let Amendment::Change { text, .. } = found.it else { return };
        let named = self.named(found, day);
        let law = &found.item.law;
        let whole = |kind: ItemKind| What::Text(Box::new(ast::Item { law: law.clone(), kind, span: found.item.span }), true);
        let (place, what, new, again) = match text {
            NewText::Rule(rule) => {
                let Some(label) = &rule.label else { return };
                let same = named.filter(|it| it.there && it.bears).map(|it| it.thread);
                (
                    label.span,
                    whole(ItemKind::Rule(rule.clone())),
                    Thread::of_rule(found.amended, &label.text),
                    same.map(|it| (it, true)),
                )
            }
            NewText::Define(define) => {
                let kind = ItemKind::Define(define.clone());
                let Some(new) = Thread::of_item(self.parses, found.amended, &kind) else { return };
                (defined(define).span, whole(kind), new, named.map(|it| (it.thread, it.there)))
            }
            NewText::Parameter(parameter) => {
                let Some(version) = found.values else { return };
                // The first of its versions inserts it, the others go on.
                let first = parameter.versions.first().is_some_and(|first| first.span == version.span);
                let new = Thread::of_parameter(found.amended, parameter);
                let what = What::Values(parameter, version, true);
                (parameter.name.span, what, new, named.map(|it| (it.thread, it.there && first)))
            }
            NewText::Otherwise(effect) => {
                let kind = ItemKind::Otherwise(effect.clone());
                let Some(new) = Thread::of_item(self.parses, found.amended, &kind) else { return };
                (effect.span, whole(kind), new, named.map(|it| (it.thread, it.there)))
            }
            NewText::Paragraph(_) => return,
        };
        let change = self.new_change(found, place, what);
        match again {
            Some((thread, true)) => {
                let (name, first) = (self.threads[thread].said(), self.place_of(thread));
                self.diagnostics.push(problems::already_there(&name, change.place, first));
            }
            Some((thread, false)) => drop(self.add(thread, change)),
            None => {
                self.threads.push(new);
                let thread = self.threads.len() - 1;
                self.add(thread, change);
                given.push(Given { thread, by: found.by, start: found.item.span.start });
            }
        }
    }

    /// A change of a text that is there.
    fn change(&mut self, found: &Found<'a>, before: Option<Named>, given: &[Given], day: Date) {
        let law = &found.item.law;
        let whole = |kind: ItemKind| What::Text(Box::new(ast::Item { law: law.clone(), kind, span: found.item.span }), false);
        let (kind, name, place, what) = match found.it {
            Amendment::Change { text: NewText::Rule(rule), .. } => {
                let Some(label) = &rule.label else { return };
                (Kind::Rule, label.text.clone(), label.span, whole(ItemKind::Rule(rule.clone())))
            }
            Amendment::Change { text: NewText::Define(define), .. } => {
                let run = defined(define);
                (Kind::Definition, names::name(run), run.span, whole(ItemKind::Define(define.clone())))
            }
            Amendment::Change { text: NewText::Parameter(parameter), .. } => {
                let Some(version) = found.values else { return };
                let what = What::Values(parameter, version, false);
                (Kind::Parameter, names::name(&parameter.name), parameter.name.span, what)
            }
            Amendment::Change { text: NewText::Otherwise(effect), .. } => {
                let kind = ItemKind::Otherwise(effect.clone());
                let name = Thread::of_item(self.parses, found.amended, &kind).map_or_else(String::new, |it| it.name);
                (Kind::Otherwise, name, effect.span, whole(kind))
            }
            Amendment::Change { insert, text: NewText::Paragraph(paragraph), .. } => {
                let limb = ast::Limb {
                    law: law.clone(),
                    label: last_label(&paragraph.label),
                    title: paragraph.title.clone(),
                    content: ast::LimbContent::Condition(paragraph.condition.clone()),
                };
                let edit = if *insert { LimbEdit::Insert(limb) } else { LimbEdit::Replace(limb) };
                (Kind::Rule, paragraph.label.text.clone(), paragraph.label.span, What::Limb(Vec::new(), edit))
            }
            Amendment::Repeal { target: Target::Paragraph(label), .. } => {
                (Kind::Rule, label.text.clone(), label.span, What::Limb(Vec::new(), LimbEdit::Remove))
            }
            Amendment::Renumber { target: Target::Paragraph(label), to, .. } => {
                let edit = LimbEdit::Relabel(last_of(&to.text));
                self.renumbered.push((found.amended, label.text.clone(), to.text.clone(), found.by));
                (Kind::Rule, label.text.clone(), label.span, What::Limb(Vec::new(), edit))
            }
            _ => return,
        };
        let Ok(named) = self.meant(found, before, given, day, (&name, place)) else { return };
        let mut change = self.new_change(found, place, what);
        match named {
            Some(Named { thread, path, .. }) => {
                if let What::Limb(own, _) = &mut change.what {
                    *own = path;
                }
                self.add(thread, change);
            }
            None => self.unknown(found.amended, kind, name, &change, day),
        }
    }

    /// What a label means on a day on which it passes from one text to another: an act that uses the one that gives it speaks of the text that has it
    /// then; within one act, what stands behind the sentence that gives it.
    fn meant(
        &mut self,
        found: &Found<'a>,
        before: Option<Named>,
        given: &[Given],
        day: Date,
        (name, place): (&str, Span),
    ) -> Result<Option<Named>, ()> {
        let now = self.named(found, day);
        let (Some(old), Some(new)) = (&before, &now) else { return Ok(now.or(before)) };
        if old.thread == new.thread || !old.there {
            return Ok(now);
        }
        let Some(giver) = given.iter().find(|it| it.thread == new.thread) else { return Ok(now) };
        let later = match giver.by == found.by {
            true => Some(found.item.span.start > giver.start),
            false if self.reach.knows(found.by, giver.by) => Some(true),
            false if self.reach.knows(giver.by, found.by) => Some(false),
            false => None,
        };
        match later {
            Some(true) => Ok(now),
            Some(false) => Ok(before),
            None => {
                let first = self.place_of(new.thread);
                self.diagnostics.push(problems::unclear_label(name, day, place, first));
                Err(())
            }
        }
    }

    fn new_change(&self, found: &Found<'a>, place: Span, what: What<'a>) -> Change<'a> {
        // A bill changes the text that the acts of its day have made.
        let rank = what.rank() + if found.days.as_law.is_some() { 0 } else { BILLS };
        let order = (found.days.as_if.first_day(), rank, self.rank(found.by), found.item.span.start);
        Change { by: found.by, days: found.days.clone(), place, what, order }
    }

    /// The text that has that label on a day, or else had it before.
    fn labelled(&self, file: FileId, kinds: &[Kind], label: &str, at: At) -> Option<Named> {
        let label = label.to_lowercase();
        kinds.iter().find_map(|kind| {
            let of = |thread: &Thread| (thread.file, thread.kind) == (file, *kind);
            let named = |thread: &Thread| thread.labels.iter().any(|(own, _)| *own == label);
            let texts = self.threads.iter().enumerate().filter(|(_, it)| of(it) && named(it));
            self.first_of(texts.map(|(index, _)| (index, label.clone(), Vec::new())), at)
        })
    }

    /// The rule that has that label on a day.
    pub(super) fn rule_that_day(&self, file: FileId, label: &str, at: At) -> Option<usize> {
        let named = self.labelled(file, &[Kind::Rule], label, at);
        named.filter(|it| it.bears && it.there).map(|it| it.thread)
    }

    /// Of texts that bear a label or did: first those that bear it, of these those that are there.
    fn first_of(&self, texts: impl Iterator<Item = (usize, String, Vec<String>)>, at: At) -> Option<Named> {
        let named = texts.map(|(thread, label, path)| {
            let text = &self.threads[thread];
            let there = text.is_there(self.parses, &self.changes, at);
            Named { thread, path, bears: text.label_on(at) == Some(&label), there }
        });
        // Of those that are alike, the last: it was inserted later.
        named.max_by_key(|it| (it.bears, it.there))
    }

    /// The `otherwise` of an instrument that has one.
    pub(super) fn only_otherwise(&self, file: FileId) -> Option<usize> {
        let mut all = self.threads.iter().enumerate().filter(|(_, it)| (it.file, it.kind) == (file, Kind::Otherwise));
        all.next().map(|(at, _)| at).filter(|_| all.next().is_none())
    }

    fn keyed(&self, file: FileId, kind: Kind, key: &Key) -> Option<usize> {
        self.threads.iter().position(|it| it.file == file && it.kind == kind && it.keys.contains(key))
    }

    /// The text whose label a paragraph's begins with, and the rest as a path.
    fn paragraph(&self, file: FileId, label: &str, at: At) -> Option<Named> {
        let label = label.trim();
        let lower = label.to_lowercase();
        let mut begin: Vec<(usize, &str)> = Vec::new();
        for (at, thread) in self.threads.iter().enumerate().filter(|(_, it)| it.file == file) {
            for (own, _) in &thread.labels {
                if lower.strip_prefix(own.as_str()).is_some_and(|rest| rest.starts_with('(')) {
                    begin.push((at, own));
                }
            }
        }
        let longest = begin.iter().map(|(_, own)| own.len()).max()?;
        let path = path_of(label.get(longest..)?);
        let of = begin.into_iter().filter(|(_, own)| own.len() == longest);
        self.first_of(of.map(|(index, own)| (index, own.to_owned(), path.clone())), at)
    }
}

fn target_kind(target: &Target) -> Kind {
    match target {
        Target::Rule(_) | Target::Paragraph(_) => Kind::Rule,
        Target::Define(_) => Kind::Definition,
        Target::Parameter(_) => Kind::Parameter,
        Target::Otherwise(..) => Kind::Otherwise,
    }
}

pub(super) fn target_words(target: &Target) -> String {
    match target {
        Target::Rule(label) | Target::Paragraph(label) => label.text.clone(),
        Target::Define(run) | Target::Parameter(run) => names::name(run),
        Target::Otherwise(Some(run), _) => format!("for {}", names::name(run)),
        Target::Otherwise(None, _) => "otherwise".to_owned(),
    }
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
