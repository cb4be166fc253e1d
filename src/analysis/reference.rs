//! Which rules a label means. One label may be borne by several texts, one after the other: 2 was renumbered 3, and another 2 was inserted.

use super::Analyzer;
use super::rule::{Referred, has_limb};
use crate::ir::{InstrumentId, Rule, RuleId};
use crate::syntax::ast::RuleRef;
use jiff::civil::Date;

/// When a label was written, or of which day one speaks who names it.
#[derive(Clone, Copy, Debug)]
pub(super) enum When {
    /// In a text that was laid down on that day (the first of all days: with the instrument itself). It follows the text that had the label then to its new
    /// label; where that was repealed, it means what is put in its place.
    Written(Date),
    /// As things stand on that day: the text that has the label then, whatever its label becomes.
    On(Date),
}

impl Analyzer<'_> {
    /// The rule or limb that a reference names, with the whole label (for a relative one that follows).
    pub(super) fn referred(
        &self,
        instrument: InstrumentId,
        reference: &RuleRef,
        previous: Option<&str>,
        when: When,
    ) -> Option<(Referred, String)> {
        let text = &reference.label.text;
        if let Some(found) = self.labelled(instrument, text, when) {
            return Some((found, text.clone()));
        }
        // `(b)(2)(B)(ii) and (iii)`: the last level of the one before is replaced.
        let previous = previous?;
        let cut = previous.rfind('(')?;
        let whole = format!("{}{text}", &previous[..cut]);
        self.labelled(instrument, &whole, when).map(|found| (found, whole))
    }

    /// A rule; else a limb, by its label now or before.
    fn labelled(&self, instrument: InstrumentId, label: &str, when: When) -> Option<Referred> {
        let versions = self.versions_named(instrument, label, when);
        if !versions.is_empty() {
            return Some(Referred::Rules(versions));
        }
        let mut labels = vec![label];
        for it in &self.program.instruments[instrument.index()].renumbered {
            if labels.iter().any(|label| it.old.eq_ignore_ascii_case(label)) {
                labels.push(&it.new);
            }
        }
        labels.into_iter().find_map(|label| self.limb_labelled(instrument, label, when))
    }

    /// Every version of the texts that a label means.
    fn versions_named(&self, instrument: InstrumentId, label: &str, when: When) -> Vec<RuleId> {
        let rules = &self.program.instruments[instrument.index()].rules;
        let rule = |id: RuleId| &self.program.rules[id.index()];
        let is = |other: &str| other.eq_ignore_ascii_case(label);
        let formerly = |it: &Rule| it.provenance.as_ref().is_some_and(|it| it.formerly.iter().any(|old| is(old)));
        let mut texts: Vec<Vec<RuleId>> = Vec::new();
        for id in rules.iter().filter(|id| is(&rule(**id).label) || formerly(rule(**id))) {
            if !texts.iter().any(|text| text.contains(id)) {
                texts.push(rules.iter().copied().filter(|other| rule(*other).is_version_of(rule(*id))).collect());
            }
        }
        if texts.len() > 1 {
            let day = match when {
                When::Written(day) | When::On(day) => day,
            };
            let then = |it: &Rule| match day == Date::MIN {
                true => it.provenance.as_ref().is_none_or(|it| it.by.is_empty()),
                false => it.period.may_hold(day),
            };
            let bears = |text: &Vec<RuleId>| text.iter().any(|id| then(rule(*id)) && is(&rule(*id).label));
            let moves = |text: &Vec<RuleId>| text.iter().any(|id| formerly(rule(*id)) && !is(&rule(*id).label));
            let moved = |text: &Vec<RuleId>| text.iter().any(|id| then(rule(*id)) && !is(&rule(*id).label));
            let follows = match when {
                When::Written(_) => texts.iter().any(|text| bears(text) && moves(text)),
                When::On(_) => texts.iter().any(bears),
            };
            match follows {
                true => texts.retain(bears),
                false if texts.iter().all(moved) => {}
                false => texts.retain(|text| !moved(text)),
            }
        }
        let mut all: Vec<RuleId> = texts.concat();
        all.sort_unstable();
        all
    }

    fn limb_labelled(&self, instrument: InstrumentId, label: &str, when: When) -> Option<Referred> {
        let rules = &self.program.instruments[instrument.index()].rules;
        let mut best = 0;
        for id in rules {
            let rule = &self.program.rules[id.index()];
            let formerly = rule.provenance.iter().flat_map(|it| &it.formerly);
            for own in formerly.chain([&rule.label]) {
                if label.strip_prefix(own.as_str()).is_some_and(|rest| rest.starts_with('(')) {
                    best = best.max(own.len());
                }
            }
        }
        let (of, path) = (label.get(..best)?, label.get(best..)?);
        let has = |id: &RuleId| self.failed_rules.contains(id) || has_limb(&self.program.rules[id.index()].condition, path);
        let versions = self.versions_named(instrument, of, when);
        versions.into_iter().find(has).map(|id| Referred::Limb(id, path.to_owned()))
    }
}
