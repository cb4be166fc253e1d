//! Texts through time: the labels that they bear on a day, and whether they are there.

use super::Kind;
use super::keeps::Keep;
use super::periods::{At, Days, plain};
use super::read::{Change, What, item_period};
use crate::analysis::names::{self, Key};
use crate::source::{FileId, Span};
use crate::syntax::ast::{self, ItemKind};
use crate::syntax::{Parse, items_of};

/// A text that has a label or a name, with everything that is done to it. A text that is inserted where another was repealed or renumbered
/// is a text of its own, though it bears the same label.
#[derive(Clone, Debug)]
pub(super) struct Thread {
    /// The file of its instrument.
    pub(super) file: FileId,
    /// Its place among the texts that are changed.
    pub(super) id: usize,
    pub(super) kind: Kind,
    /// As first laid down.
    pub(super) name: String,
    /// Labels in small letters, each with the days of the change that gave it (none: as first laid down), in the order of their first days.
    pub(super) labels: Vec<(String, Option<Days>)>,
    pub(super) keys: Vec<Key>,
    /// Its items as first laid down.
    pub(super) base: Vec<usize>,
    /// Places in [`super::read::Read::changes`], in the order in which they are made.
    pub(super) changes: Vec<usize>,
    pub(super) repealed: Vec<Repeal>,
    /// What savings clauses and stays keep of it, in the order in which they are made.
    pub(super) keeps: Vec<Keep>,
}

/// A text repealed.
#[derive(Clone, Debug)]
pub(super) struct Repeal {
    pub(super) by: FileId,
    pub(super) days: Days,
    pub(super) place: Span,
}

impl Thread {
    /// The text of an item, if it has a label or a name.
    pub(super) fn of_item(parses: &[Parse], file: FileId, kind: &ItemKind) -> Option<Thread> {
        match kind {
            ItemKind::Rule(rule) => Some(Thread::of_rule(file, &rule.label.as_ref()?.text)),
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
                Some(Thread::new(file, Kind::Definition, name, label, keys))
            }
            ItemKind::Parameter(parameter) => Some(Thread::of_parameter(file, parameter)),
            ItemKind::Otherwise(effect) => {
                let decision = decision_of(parses, effect);
                let name = format!("for {}", names::shown(&decision));
                Some(Thread::new(file, Kind::Otherwise, name, None, vec![decision]))
            }
            _ => None,
        }
    }

    pub(super) fn of_rule(file: FileId, label: &str) -> Thread {
        Thread::new(file, Kind::Rule, label.to_owned(), Some(label.to_owned()), Vec::new())
    }

    pub(super) fn of_parameter(file: FileId, parameter: &ast::Parameter) -> Thread {
        Thread::new(file, Kind::Parameter, names::name(&parameter.name), None, vec![names::key(&parameter.name)])
    }

    fn new(file: FileId, kind: Kind, name: String, label: Option<String>, keys: Vec<Key>) -> Thread {
        let labels = label.into_iter().map(|it| (it.to_lowercase(), None)).collect();
        Thread {
            file,
            id: 0,
            kind,
            name,
            labels,
            keys,
            base: Vec::new(),
            changes: Vec::new(),
            repealed: Vec::new(),
            keeps: Vec::new(),
        }
    }

    /// `rule 4`, `low-level`: as in messages.
    pub(super) fn said(&self) -> String {
        match self.kind {
            Kind::Rule => format!("rule {}", self.name),
            Kind::Otherwise => format!("otherwise {}", self.name),
            Kind::Definition | Kind::Parameter => self.name.clone(),
        }
    }

    /// Its label on a day, by the changes so far.
    pub(super) fn label_on(&self, at: At) -> Option<&str> {
        let then = |days: &Option<Days>| days.as_ref().is_none_or(|it| it.may_hold(at));
        self.labels.iter().rev().find(|(_, days)| then(days)).map(|(label, _)| label.as_str())
    }

    /// Whether it is there on a day, by the changes so far.
    pub(super) fn is_there(&self, parses: &[Parse], changes: &[Change<'_>], at: At) -> bool {
        let base = self.base_items(parses).any(|item| match item_period(&item.kind) {
            Some(period) => plain(period).may_hold(at.day),
            None => true,
        });
        let in_force = self.changes.iter().filter_map(|it| changes.get(*it)).filter(|it| it.days.may_hold(at));
        in_force.fold(base, |there, change| match &change.what {
            What::Repeal => false,
            What::Text(_, true) | What::Values(..) => true,
            _ => there,
        })
    }

    /// The rules that are its text on some day.
    pub(super) fn rules<'p>(&self, parses: &'p [Parse], changes: &'p [Change<'_>]) -> Vec<&'p ast::Rule> {
        let put_in = self.changes.iter().filter_map(|at| changes.get(*at)).filter_map(|change| match &change.what {
            What::Text(item, _) => Some(&**item),
            _ => None,
        });
        let items = self.base_items(parses).chain(put_in);
        items.filter_map(|item| if let ItemKind::Rule(rule) = &item.kind { Some(rule) } else { None }).collect()
    }

    /// Where it is laid down, or inserted.
    pub(super) fn place(&self, parses: &[Parse], changes: &[Change<'_>]) -> Span {
        let base = self.base_items(parses).next().map(|item| match &item.kind {
            ItemKind::Rule(rule) => rule.label.as_ref().map_or(item.span, |label| label.span),
            ItemKind::Define(define) => defined(define).span,
            ItemKind::Parameter(parameter) => parameter.name.span,
            ItemKind::Otherwise(effect) => effect.span,
            _ => item.span,
        });
        let given = || self.changes.first().and_then(|it| changes.get(*it)).map(|it| it.place);
        base.or_else(given).unwrap_or(Span::new(self.file, 0, 0))
    }

    fn base_items<'p>(&self, parses: &'p [Parse]) -> impl Iterator<Item = &'p ast::Item> {
        let items = items_of(parses, self.file);
        self.base.iter().filter_map(|at| items.get(*at)).collect::<Vec<_>>().into_iter()
    }
}

/// What a definition defines.
pub(super) fn defined(define: &ast::Define) -> &ast::Run {
    match &define.kind {
        ast::DefineKind::Term { term: Some(term), .. } => term,
        ast::DefineKind::Term { subject, term: None, .. } => subject,
        ast::DefineKind::Value { name, .. } => name,
        ast::DefineKind::Slot(slot) => slot.term.as_ref().unwrap_or(&slot.subject),
    }
}

/// Which decision an effect is of: names are not resolved yet, so the longest name of a decision in which its words end; else the last word.
fn decision_of(parses: &[Parse], effect: &ast::Effect) -> Key {
    let run = match &effect.what {
        ast::EffectWhat::Value { decision, .. } => return names::key(decision),
        ast::EffectWhat::Run(run) => names::key(run),
    };
    let declared = parses.iter().flat_map(|it| &it.file.items).filter_map(|item| match &item.kind {
        ItemKind::Decision(decision) => Some(names::key(&decision.name)),
        _ => None,
    });
    let longest = declared.filter(|name| run.ends_with(name)).max_by_key(Vec::len);
    longest.unwrap_or_else(|| run.last().cloned().into_iter().collect())
}
