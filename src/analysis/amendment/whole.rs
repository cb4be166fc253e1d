//! What is done to whole instruments: their last day is put off, they are repealed, and acts of which a court stays what they change.

use super::Supposed;
use super::periods::{self, Days};
use crate::analysis::problems;
use crate::diagnostics::Diagnostic;
use crate::ir::{Period, Start};
use crate::source::{FileId, Sources, Span};
use crate::syntax::Parse;
use crate::syntax::ast::{self, Amendment, ItemKind, PolicyPartKind};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// The days of the instruments that others extend or repeal.
#[derive(Clone, Debug, Default)]
pub(in crate::analysis) struct Lives {
    supposed: Supposed,
    days: BTreeMap<FileId, Days>,
    /// In the order in which they were made.
    pub(in crate::analysis) changes: Vec<Life>,
    /// Acts of which nothing more need be said on when they are in force: they repeal the whole, or it has been said.
    settled: BTreeSet<FileId>,
    /// Mistakes.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// An instrument whose last day another one changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analysis) struct Life {
    /// Whose last day.
    pub(in crate::analysis) of: FileId,
    /// Who changed it.
    pub(in crate::analysis) by: FileId,
    /// Repealed (else extended).
    pub(in crate::analysis) repealed: bool,
    /// Its last day from then on.
    pub(in crate::analysis) last: Date,
    /// Whether that is law (else it is so as if enacted).
    pub(in crate::analysis) law: bool,
}

/// A sentence on a whole instrument, with what is needed to say where it stands.
struct Sentence<'a> {
    by: FileId,
    of: FileId,
    days: Days,
    it: &'a Amendment,
    place: Span,
    /// Where the act says its days.
    said_at: Span,
    rank: (usize, u32),
}

impl Lives {
    /// Reads what acts say of the whole of what they amend.
    pub(super) fn read(sources: &Sources, parses: &[Parse], ranks: &[usize], supposed: &Supposed) -> Lives {
        let mut lives = Lives { supposed: supposed.clone(), ..Lives::default() };
        let mut sentences = Vec::new();
        for ((by, _), parse) in sources.iter().zip(parses) {
            let Some(policy) = parse.file.heading() else { continue };
            let Some(module) = amended(policy) else { continue };
            let of = instrument_of(sources, parses, &module.text).filter(|of| *of != by);
            let Some(days) = lives.acting(by, policy) else { continue };
            let said_at = periods::said_at(policy).unwrap_or(policy.title.span);
            for item in &parse.file.items {
                let ItemKind::Amendment(
                    it @ (Amendment::RepealAll { module: named, .. } | Amendment::Extend { module: named, .. }),
                ) = &item.kind
                else {
                    continue;
                };
                if named.text != module.text {
                    lives.diagnostics.push(problems::not_what_it_amends(&named.text, &module.text, named.span, module.span));
                    continue;
                }
                let own = match it {
                    Amendment::RepealAll { in_force, .. } => in_force.as_ref(),
                    _ => None,
                };
                let rank = (ranks.get(by.0 as usize).copied().unwrap_or_default(), item.span.start);
                // A heading that amends no instrument is told where changes are read.
                sentences.extend(of.map(|of| Sentence {
                    by,
                    of,
                    days: days.narrowed(own),
                    it,
                    place: named.span,
                    said_at,
                    rank,
                }));
            }
        }
        sentences.sort_by_key(|it| (it.days.as_if.first_day(), it.rank));
        for sentence in &sentences {
            let Some(heading) = parses.get(sentence.of.0 as usize).and_then(|it| it.file.heading()) else { continue };
            let own = lives.days_of(sentence.of, heading);
            let place = periods::said_at(heading).unwrap_or(heading.title.span);
            match lives.after(sentence, &own, place) {
                Ok((days, life)) => {
                    lives.days.insert(sentence.of, days);
                    lives.changes.push(life);
                    if life.repealed {
                        lives.settled.insert(sentence.by);
                    }
                }
                Err(problem) => {
                    lives.diagnostics.push(*problem);
                    lives.settled.insert(sentence.by);
                }
            }
        }
        lives
    }

    /// The days of an instrument, with what others did to them.
    pub(super) fn days_of(&self, file: FileId, heading: &ast::Policy) -> Days {
        self.days.get(&file).cloned().unwrap_or_else(|| Days::of_heading(heading))
    }

    /// The days on which what an instrument does to others counts.
    pub(super) fn acting(&self, file: FileId, heading: &ast::Policy) -> Option<Days> {
        let is_supposed = match &self.supposed {
            Supposed::All => true,
            Supposed::Only(files) => files.contains(&file),
        };
        self.days_of(file, heading).supposing(is_supposed)
    }

    /// The days on which an instrument that others extend or repeal is in force.
    pub(in crate::analysis) fn period(&self, file: FileId) -> Option<Period> {
        self.days.get(&file).map(|days| days.as_law.clone().unwrap_or_else(|| days.as_if.clone()))
    }

    /// Whether nothing more need be said on when an act is in force and what it amends is.
    pub(super) fn is_settled(&self, act: FileId) -> bool {
        self.settled.contains(&act)
    }

    /// What a sentence makes of an instrument's days.
    fn after(&self, sentence: &Sentence<'_>, own: &Days, place: Span) -> Result<(Days, Life), Box<Diagnostic>> {
        let Sentence { by, of, days, .. } = sentence;
        let first = match days.as_if.from {
            Start::Day(day) => day,
            Start::Always | Start::Unknown { .. } => {
                return Err(Box::new(problems::whole_needs_day(sentence.place, sentence.said_at)));
            }
        };
        let law = days.as_law.is_some();
        // Beside what only bills did, an act meets the instrument as the law has it.
        let now = if law { own.as_law.as_ref().unwrap_or(&own.as_if) } else { &own.as_if };
        let repealed = matches!(sentence.it, Amendment::RepealAll { .. });
        let last = match sentence.it {
            Amendment::Extend { through, .. } => {
                let Some(ends) = now.through else { return Err(Box::new(problems::never_ends(sentence.place, place))) };
                if through.date <= ends {
                    return Err(Box::new(problems::not_later(ends, through.span, place)));
                }
                if ends.tomorrow().is_ok_and(|next| first > next) {
                    return Err(Box::new(problems::lapsed_before(ends, first, sentence.said_at, place)));
                }
                through.date
            }
            _ => {
                if let Some(ended) = now.through.filter(|last| first > *last) {
                    return Err(Box::new(problems::amends_nothing_then(Ok(ended), sentence.said_at, place)));
                }
                if first <= now.first_day() {
                    return Err(Box::new(problems::amends_nothing_then(Err(now.first_day()), sentence.said_at, place)));
                }
                if let Some(until) = days.as_law.as_ref().unwrap_or(&days.as_if).through {
                    return Err(Box::new(problems::repealed_for_a_time(until, sentence.place, sentence.said_at)));
                }
                first.yesterday().unwrap_or(first)
            }
        };
        let ended = |period: &Period| Period { from: period.from.clone(), through: Some(last) };
        let as_law = own.as_law.as_ref().map(|period| if law { ended(period) } else { period.clone() });
        Ok((Days { as_law, as_if: ended(&own.as_if) }, Life { of: *of, by: *by, repealed, last, law }))
    }
}

/// What an act changes, and a court stays: for its cases the text without these changes goes on.
#[derive(Clone, Debug)]
pub(super) struct Stay<'a> {
    /// Whose order.
    pub(super) by: FileId,
    /// Whose changes.
    pub(super) act: FileId,
    pub(super) days: Days,
    pub(super) condition: Option<&'a ast::Condition>,
    pub(super) unless: Option<&'a ast::Condition>,
    /// Whether the order speaks to those alone whom its heading binds.
    pub(super) binds_some: bool,
    /// The whole sentence.
    pub(super) span: Span,
}

/// The acts that are suspended as a whole.
pub(super) fn stays<'a>(
    sources: &Sources,
    parses: &'a [Parse],
    lives: &Lives,
    amends: &BTreeMap<FileId, FileId>,
) -> Vec<Stay<'a>> {
    let mut stays = Vec::new();
    for ((by, _), parse) in sources.iter().zip(parses) {
        let Some(policy) = parse.file.heading() else { continue };
        let binds_some = policy.parts.iter().any(|part| matches!(part.kind, PolicyPartKind::Binds(_)));
        for item in &parse.file.items {
            let ItemKind::Suspend(it) = &item.kind else { continue };
            let act =
                instrument_of(sources, parses, &it.module.text).filter(|act| it.rules.is_empty() && amends.contains_key(act));
            let days = lives.acting(by, policy);
            stays.extend(act.zip(days).map(|(act, days)| Stay {
                by,
                act,
                days: days.narrowed(it.period.as_ref()),
                condition: it.condition.as_ref(),
                unless: it.unless.as_ref(),
                binds_some,
                span: item.span,
            }));
        }
    }
    stays
}

/// The module that a heading amends.
pub(super) fn amended(policy: &ast::Policy) -> Option<&ast::Text> {
    policy.parts.iter().find_map(|part| match &part.kind {
        PolicyPartKind::Amends(text) => Some(text),
        _ => None,
    })
}

/// The file of that module, if it has a heading.
pub(super) fn instrument_of(sources: &Sources, parses: &[Parse], module: &str) -> Option<FileId> {
    let mut files = sources.iter().zip(parses);
    files.find(|((_, source), parse)| source.module == module && parse.file.heading().is_some()).map(|((file, _), _)| file)
}
