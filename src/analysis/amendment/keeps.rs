//! Texts that go on for some cases: those that a savings clause keeps, and those that go on where a court switches an act off.

use super::Kind;
use super::periods::Days;
use super::read::{Found, Order, Read, What, path_of, touches};
use super::texts::Thread;
use super::whole::Stay;
use crate::analysis::{names, problems};
use crate::source::{FileId, Sources, Span};
use crate::syntax::ast::{self, Amendment, Target};
use jiff::civil::Date;

/// A part of the cases: those for which a condition of a savings clause or of a stay holds, or does not.
#[derive(Clone, Debug)]
pub struct Case {
    /// `None`: whoever is bound by who says so.
    pub condition: Option<ast::Condition>,
    /// Whether it must hold.
    pub holds: bool,
    /// Whether other cases have another text.
    pub parts: bool,
    /// Whether this is the text kept.
    pub keeps: bool,
    /// Who says so.
    pub by: FileId,
    /// Whose changes are left out of the text kept.
    pub act: FileId,
    /// Whether that is a stay: it speaks to those whom its heading binds.
    pub stay: bool,
    /// Where.
    pub span: Span,
}

pub(super) type Cases = Vec<Case>;

/// A text that goes on without the changes of an act.
#[derive(Clone, Debug)]
pub(super) struct Keep {
    pub(super) by: FileId,
    /// Whose changes are left out.
    pub(super) act: FileId,
    /// The limb that is kept; none for the whole.
    pub(super) path: Vec<String>,
    pub(super) days: Days,
    /// Step by step, for which cases.
    pub(super) steps: Cases,
    pub(super) span: Span,
}

impl<'a> Read<'a> {
    /// What is saved is what had the label before the act, or has it after, if the act changes it. An act that changes nothing saves what the last act
    /// before it changed.
    pub(super) fn saving(&mut self, sources: &Sources, found: &Found<'a>) {
        let Amendment::Save { targets, condition } = found.it else { return };
        for target in targets {
            let texts = self.saved_texts(found.amended, target);
            let from = texts.iter().filter_map(|(at, path)| self.saved_from(&self.threads[*at], path, found)).max();
            // `section 1 and the ceiling go on as before this act`, of an act that changes the ceiling alone, does not mean section 1 of two acts ago.
            if let Some((_, act)) = from.filter(|(_, act)| *act != found.by && self.changes.iter().any(|it| it.by == found.by)) {
                let name = super::day::target_words(target);
                self.diagnostics.push(problems::saved_from_another(&name, &sources.file(act).module, target.span()));
                continue;
            }
            let mut saved = false;
            for (at, path) in texts {
                let thread = &mut self.threads[at];
                let changes = thread.changes.iter().map(|it| &self.changes[*it]);
                let Some((_, act)) = from else { continue };
                if changes.clone().any(|it| it.by == act && touches(&it.what, &path)) && has_other_text(thread, changes, act) {
                    let steps = vec![saved_case(condition, found.by, act)];
                    thread.keeps.push(Keep { by: found.by, act, path, days: found.days.clone(), steps, span: condition.span });
                    saved = true;
                }
            }
            if !saved {
                self.diagnostics.push(problems::nothing_to_save(&super::day::target_words(target), target.span()));
            }
        }
    }

    /// The texts that a savings clause names, each with the limb.
    fn saved_texts(&self, amended: FileId, target: &Target) -> Vec<(usize, Vec<String>)> {
        let of_kind = |kind: Kind| self.threads.iter().enumerate().filter(move |(_, it)| (it.file, it.kind) == (amended, kind));
        let (kind, run) = match target {
            Target::Rule(label) | Target::Paragraph(label) => {
                let lower = label.text.trim().to_lowercase();
                let begins = |own: &str| lower.strip_prefix(own).is_some_and(|rest| rest.is_empty() || rest.starts_with('('));
                let length = |it: &Thread| it.labels.iter().filter(|(own, _)| begins(own)).map(|(own, _)| own.len()).max();
                let texts: Vec<(usize, usize)> =
                    of_kind(Kind::Rule).filter_map(|(at, it)| length(it).map(|length| (at, length))).collect();
                let longest = texts.iter().map(|(_, length)| *length).max().unwrap_or_default();
                let path = path_of(label.text.trim().get(longest..).unwrap_or_default());
                return texts.into_iter().filter(|(_, it)| *it == longest).map(|(at, _)| (at, path.clone())).collect();
            }
            Target::Otherwise(None, _) => return self.only_otherwise(amended).map(|at| (at, Vec::new())).into_iter().collect(),
            Target::Otherwise(Some(run), _) => (Kind::Otherwise, run),
            Target::Define(run) => (Kind::Definition, run),
            Target::Parameter(run) => (Kind::Parameter, run),
        };
        let (key, label) = (names::key(run), names::name(run).to_lowercase());
        let named = |it: &Thread| it.keys.contains(&key) || it.labels.iter().any(|(own, _)| *own == label);
        of_kind(kind).filter(|(_, it)| named(it)).map(|(at, _)| (at, Vec::new())).collect()
    }

    /// From whose changes a savings clause saves a text: those of its own act, if that changes it; else those of the last that changed it before,
    /// and is law where the clause is.
    fn saved_from(&self, thread: &Thread, path: &[String], found: &Found<'a>) -> Option<(Order, FileId)> {
        let mut changes = thread.changes.iter().map(|it| &self.changes[*it]).filter(|it| touches(&it.what, path));
        if changes.clone().any(|it| it.by == found.by) {
            return Some(((Date::MAX, 0, 0, 0), found.by));
        }
        let meant = changes.rfind(|it| {
            it.order.0 <= found.days.as_if.first_day()
                && !matches!(it.what, What::Relabel(_))
                && (it.days.as_law.is_some() || found.days.as_law.is_none())
        });
        meant.map(|it| (it.order, it.by))
    }

    /// What goes on where acts are switched off as a whole.
    pub(super) fn staying(&mut self, stays: &[Stay<'a>]) {
        for stay in stays {
            for thread in &mut self.threads {
                let mut changes = thread.changes.iter().map(|it| &self.changes[*it]);
                if changes.any(|it| it.by == stay.act) {
                    thread.keeps.push(Keep {
                        by: stay.by,
                        act: stay.act,
                        path: Vec::new(),
                        days: stay.days.clone(),
                        steps: steps_of_stay(stay),
                        span: stay.span,
                    });
                }
            }
        }
    }
}

/// Whether something is left without an act's changes. A rule that the act puts in is not there for the cases saved; a term or a figure that it puts in
/// has no other text.
fn has_other_text<'c, 'a: 'c>(
    thread: &Thread,
    mut changes: impl Iterator<Item = &'c super::read::Change<'a>>,
    act: FileId,
) -> bool {
    matches!(thread.kind, Kind::Rule | Kind::Otherwise)
        || !thread.base.is_empty()
        || changes.any(|it| it.by != act && matches!(it.what, What::Text(..) | What::Values(..)))
}

fn saved_case(condition: &ast::Condition, by: FileId, act: FileId) -> Case {
    let span = condition.span;
    Case { condition: Some(condition.clone()), holds: true, parts: true, keeps: true, by, act, stay: false, span }
}

/// Step by step which cases a stay means.
fn steps_of_stay(stay: &Stay<'_>) -> Cases {
    let case = |condition: Option<&ast::Condition>, holds: bool| Case {
        condition: condition.cloned(),
        holds,
        parts: condition.is_some() || stay.binds_some,
        keeps: holds,
        by: stay.by,
        act: stay.act,
        stay: true,
        span: condition.map_or(stay.span, |it| it.span),
    };
    let first = (stay.condition.is_some() || stay.binds_some || stay.unless.is_none()).then(|| case(stay.condition, true));
    let mut steps: Cases = first.into_iter().chain(stay.unless.map(|unless| case(Some(unless), false))).collect();
    steps.iter_mut().take(1).for_each(|it| it.keeps = true);
    steps
}

impl Case {
    /// The other cases, of which the text is not kept.
    pub(super) fn not(&self) -> Case {
        Case { holds: !self.holds, keeps: false, ..self.clone() }
    }
}

pub(super) fn same_cases(one: &[Case], other: &[Case]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(a, b)| a.holds == b.holds && a.span == b.span)
}
