//! Rules that go on for longer than a term or a figure that they use: on the days after, every case that needs it fails.

use super::amendment::Kind;
use super::{Analyzer, problems};
use crate::ir::{Action, Counts, DefId, Expr, ExprKind, ParamId, Period, Provenance, Rule, walk};
use crate::source::Span;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// A use of something, and through which day it is needed (`None`: for good).
type Use<'e> = (&'e Expr, Option<Date>);

impl Analyzer<'_> {
    /// Tells what ends or is repealed before a rule that uses it, once for each. Figures end from year to year; so of these only a repeal is told.
    pub(super) fn ended(&mut self) {
        let mut told: BTreeSet<(Kind, usize)> = BTreeSet::new();
        let mut found = Vec::new();
        for (at, rule) in self.program.rules.iter().enumerate() {
            let own = &self.program.instruments[rule.instrument.index()].period;
            let Some((first, last)) = Period::common([&rule.period, own]) else { continue };
            let failed = self.failed_rules.iter().any(|id| id.index() == at);
            let law = rule.provenance.as_ref().is_none_or(|it| it.counts.holds(false));
            if failed || !law || last.is_some_and(|last| first.is_some_and(|first| last < first)) {
                continue;
            }
            for (kind, index, ends, place) in self.ends_before(rule, last) {
                if told.insert((kind, index)) {
                    let (name, declared) = match kind {
                        Kind::Parameter => (&self.program.parameters[index].name, self.program.parameters[index].span),
                        _ => (&self.program.definitions[index].name, self.program.definitions[index].span),
                    };
                    let repealed = self.repeal_of(kind, index);
                    found.push(problems::ends_before_its_use(name, ends, &rule.label, place, declared, repealed));
                }
            }
        }
        self.doubts.append(&mut found);
    }

    /// What a rule uses, through whatever terms, that ends before it.
    fn ends_before(&self, rule: &Rule, last: Option<Date>) -> Vec<(Kind, usize, Date, Span)> {
        let mut found = Vec::new();
        let mut seen: BTreeSet<(usize, usize)> = BTreeSet::new();
        let mut work: Vec<Use<'_>> = used_by(rule).into_iter().map(|expr| (expr, last)).collect();
        while let Some((expr, last)) = work.pop() {
            match &expr.kind {
                ExprKind::Definition(id, _) => {
                    let versions = self.program.definitions.get(id.index()).map_or(&[][..], |it| &it.versions);
                    if let Some(ends) = self.end_of_definition(*id).filter(|ends| last.is_none_or(|last| last > *ends)) {
                        found.push((Kind::Definition, id.index(), ends, expr.span));
                    }
                    for (at, version) in versions.iter().enumerate() {
                        let until = earlier(last, version.period.through);
                        if counts(version.provenance.as_ref()) && seen.insert((id.index(), at)) {
                            work.push((&version.body, until));
                        }
                    }
                }
                ExprKind::Parameter(id, _) => {
                    if let Some(ends) = self.end_of_parameter(*id).filter(|ends| last.is_none_or(|last| last > *ends)) {
                        found.push((Kind::Parameter, id.index(), ends, expr.span));
                    }
                }
                _ => {}
            }
            walk::children(expr, &mut |part| work.push((part, last)));
        }
        found
    }

    /// The last day of a term that ends.
    fn end_of_definition(&self, id: DefId) -> Option<Date> {
        let versions = &self.program.definitions.get(id.index())?.versions;
        end(versions.iter().map(|it| (&it.period, it.provenance.as_ref())))
    }

    /// The last day of a figure that is repealed.
    fn end_of_parameter(&self, id: ParamId) -> Option<Date> {
        self.repeal_of(Kind::Parameter, id.index())?;
        let versions = &self.program.parameters.get(id.index())?.versions;
        end(versions.iter().map(|it| (&it.period, it.provenance.as_ref())))
    }

    /// Where a term or a figure is repealed.
    fn repeal_of(&self, kind: Kind, index: usize) -> Option<Span> {
        let (file, key) = match kind {
            Kind::Parameter => self.parameters.get(index).map(|it| (it.place.0, &it.key))?,
            _ => self.definitions.get(index).map(|it| (it.home(), &it.key))?,
        };
        let mut repeals = self.composed.repeals.iter();
        repeals.find(|it| (it.0, it.1) == (file, kind) && it.2.contains(key)).map(|it| it.3)
    }
}

fn used_by(rule: &Rule) -> Vec<&Expr> {
    let mut used = vec![&rule.condition];
    match &rule.action {
        Action::Decide(it) | Action::Otherwise(it) => used.push(&it.value),
        Action::Gate { then, otherwise } => used.extend([&then.value, &otherwise.value]),
        Action::Block | Action::Satisfy => {}
    }
    used
}

fn counts(provenance: Option<&Provenance>) -> bool {
    provenance.is_none_or(|it| it.counts != Counts::AsIfEnacted)
}

/// The last of all days, if none of the versions is open.
fn end<'p>(versions: impl Iterator<Item = (&'p Period, Option<&'p Provenance>)>) -> Option<Date> {
    let ends: Option<Vec<Date>> = versions.filter(|(_, it)| counts(*it)).map(|(period, _)| period.through).collect();
    ends?.into_iter().max()
}

fn earlier(one: Option<Date>, other: Option<Date>) -> Option<Date> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}
