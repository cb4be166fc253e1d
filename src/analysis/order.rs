//! Orders of precedence: which instrument stands above which.

use super::names;
use super::resolve::Scope;
use super::{Analyzer, Located, problems};
use crate::ir::{self, InstrumentId, OrderId};
use crate::source::{FileId, Span};
use crate::syntax::ast::{self, ItemKind, OrderPartKind, Standing};
use crate::syntax::items_of;

impl Analyzer<'_> {
    /// After the rules, so that every instrument is known.
    pub(super) fn orders(&mut self) {
        for Located { file, it, .. } in self.items_by_name(|kind| if let ItemKind::Order(it) = kind { Some(it) } else { None }) {
            self.here = file;
            if let Some(first) = self.program.orders.iter().find(|order| order.name == it.name.text) {
                let problem = problems::duplicate_order(&it.name.text, it.name.span, first.span);
                self.report(problem);
                continue;
            }
            let order = self.order(it);
            self.program.orders.push(order);
        }
    }

    fn order(&mut self, it: &ast::Order) -> ir::Order {
        let mut order = ir::Order {
            name: it.name.text.clone(),
            text: it.text.as_ref().map(|text| text.text.clone()),
            ranks: Vec::new(),
            set_aside: Vec::new(),
            advising: Vec::new(),
            pre_emptions: Vec::new(),
            implementing: Vec::new(),
            positions: Vec::new(),
            source: None,
            span: it.name.span,
        };
        // What was said of one instrument, or of a pair, and where.
        let mut said: Vec<(InstrumentId, Option<InstrumentId>, Span)> = Vec::new();
        let mut ranked: Option<Span> = None;
        let mut implementing: Vec<(InstrumentId, InstrumentId, Span)> = Vec::new();
        for part in &it.parts {
            match &part.kind {
                OrderPartKind::Ranks(levels) => {
                    match ranked {
                        Some(first) => self.report(problems::part_said_twice("ranks", part.span, first)),
                        None => order.ranks = self.ranks(levels),
                    }
                    ranked.get_or_insert(part.span);
                }
                OrderPartKind::SetsAside(module) | OrderPartKind::Advises(module) => {
                    let Some(id) = self.instrument_named(module) else { continue };
                    if self.said_before(&mut said, (id, None), module.span) || self.changes_texts(id, module.span) {
                        continue;
                    }
                    let aside = matches!(part.kind, OrderPartKind::SetsAside(_));
                    if aside { order.set_aside.push(id) } else { order.advising.push(id) }
                }
                OrderPartKind::Stands { one, how, other, when } => {
                    let (Some(first), Some(second)) = (self.instrument_named(one), self.instrument_named(other)) else {
                        continue;
                    };
                    if [(first, one.span), (second, other.span)].iter().any(|(id, span)| self.only_changes_texts(*id, *span)) {
                        continue;
                    }
                    if first == second {
                        self.report(problems::above_itself(&one.text, part.span));
                        continue;
                    }
                    let when = match when {
                        None => None,
                        Some(condition) => match self.condition(condition, &Scope::case()) {
                            Some(condition) => Some(condition),
                            None => continue,
                        },
                    };
                    // Two conditions may share a pair: each speaks of its own cases.
                    if when.is_none() && self.said_before(&mut said, (first, Some(second)), part.span) {
                        continue;
                    }
                    if *how == Standing::Implements {
                        if let Some(when) = when {
                            self.report(problems::implements_in_some_cases(when.span));
                            continue;
                        }
                        // An instrument has one rank, so it stands for one other.
                        if let Some((_, _, earlier)) = implementing.iter().find(|(it, _, _)| *it == first) {
                            self.report(problems::implements_twice(&one.text, part.span, *earlier));
                            continue;
                        }
                        implementing.push((first, second, part.span));
                        continue;
                    }
                    let (upper, lower) = if *how == Standing::YieldsTo { (second, first) } else { (first, second) };
                    order.pre_emptions.push(ir::PreEmption { upper, lower, when, span: part.span });
                }
                OrderPartKind::Takes { question, position } => order.positions.extend(self.position(question, position)),
                OrderPartKind::Source(text) => order.source = Some(text.text.clone()),
                OrderPartKind::Bad => {}
            }
        }
        self.circle_of_pre_emption(&order);
        self.circle_of_implementing(&implementing);
        order.implementing = implementing.into_iter().map(|(which, like, _)| (which, like)).collect();
        order
    }

    /// An act whose changes have become the text of another instrument: no order parts them from it. That is reported.
    fn changes_texts(&mut self, id: InstrumentId, place: Span) -> bool {
        let instrument = &self.program.instruments[id.index()];
        let items = items_of(self.parses, instrument.span.file);
        let Some(amended) = instrument.amends.filter(|_| items.iter().any(|it| matches!(it.kind, ItemKind::Amendment(_)))) else {
            return false;
        };
        let (act, amended) = (instrument.id.clone(), self.program.instruments[amended.index()].id.clone());
        self.report(problems::order_of_changes(&act, &amended, place));
        true
    }

    /// The same of an act that has nothing else: no rule, reading, suspension or filling of its own.
    fn only_changes_texts(&mut self, id: InstrumentId, place: Span) -> bool {
        let file = self.program.instruments[id.index()].span.file;
        let items = items_of(self.parses, file);
        let own = |item: &ast::Item| {
            matches!(
                item.kind,
                ItemKind::Rule(_) | ItemKind::Otherwise(_) | ItemKind::Read(_) | ItemKind::Suspend(_) | ItemKind::Fill(_)
            )
        };
        !items.iter().any(own) && self.changes_texts(id, place)
    }

    /// Levels that some instrument here has; each once.
    fn ranks(&mut self, levels: &[ast::Run]) -> Vec<String> {
        let mut ranks: Vec<String> = Vec::new();
        let mut known: Vec<String> = self.program.instruments.iter().filter_map(|it| it.level.clone()).collect();
        known.sort();
        known.dedup();
        for level in levels {
            let name = names::name(level).to_lowercase();
            if ranks.contains(&name) {
                self.report(problems::level_twice(&name, level.span));
            } else if !known.iter().any(|it| it.eq_ignore_ascii_case(&name)) && !LEVELS.contains(&name.as_str()) {
                self.report(problems::unknown_level(&name, level.span, &known));
            } else {
                ranks.push(name);
            }
        }
        ranks
    }

    /// Whether something was said of this instrument or pair before: that is reported.
    fn said_before(
        &mut self,
        said: &mut Vec<(InstrumentId, Option<InstrumentId>, Span)>,
        (one, other): (InstrumentId, Option<InstrumentId>),
        span: Span,
    ) -> bool {
        let same = |(a, b, _): &&(InstrumentId, Option<InstrumentId>, Span)| {
            (*a, *b) == (one, other) || b.is_some() && (*b, Some(*a)) == (Some(one), other)
        };
        if let Some((_, _, first)) = said.iter().find(same) {
            self.report(problems::order_says_twice(span, *first));
            return true;
        }
        said.push((one, other, span));
        false
    }

    /// A pre-empts B, which pre-empts A: nothing would be left. Pre-emptions under a condition speak of some cases only and may cross.
    fn circle_of_pre_emption(&mut self, order: &ir::Order) {
        let edges: Vec<&ir::PreEmption> = order.pre_emptions.iter().filter(|it| it.when.is_none()).collect();
        for start in &edges {
            let mut path = vec![*start];
            // Each step is the first edge on from the last, among edges not walked yet.
            while let Some(next) = edges
                .iter()
                .find(|it| path.last().is_some_and(|last| last.lower == it.upper) && !path.iter().any(|on| on.span == it.span))
            {
                path.push(next);
                if next.lower == start.upper {
                    let names: Vec<String> =
                        path.iter().map(|it| self.program.instruments[it.upper.index()].id.clone()).collect();
                    let others: Vec<Span> = path.iter().skip(1).map(|it| it.span).collect();
                    self.report(problems::circle_of_pre_emption(&names, start.span, &others));
                    return;
                }
            }
        }
    }

    /// A implements B, which implements A: neither has a rank of its own.
    fn circle_of_implementing(&mut self, implementing: &[(InstrumentId, InstrumentId, Span)]) {
        for start in implementing {
            let mut path = vec![*start];
            while let Some(next) = path.last().and_then(|last| implementing.iter().find(|it| it.0 == last.1)) {
                if next.0 == start.0 {
                    let names: Vec<String> = path.iter().map(|it| self.program.instruments[it.0.index()].id.clone()).collect();
                    let others: Vec<Span> = path.iter().skip(1).map(|it| it.2).collect();
                    self.report(problems::circle_of_implementing(&names, start.2, &others));
                    return;
                }
                // It runs into a circle of which it is no part.
                if path.contains(next) {
                    break;
                }
                path.push(*next);
            }
        }
    }

    /// The order of that name.
    pub(super) fn order_named(&mut self, name: &ast::Text) -> Option<OrderId> {
        let found = self.program.orders.iter().position(|it| it.name == name.text);
        match found {
            Some(index) => Some(OrderId(u32::try_from(index).ok()?)),
            None => {
                let known: Vec<String> = self.program.orders.iter().map(|it| it.name.clone()).collect();
                self.fail(problems::unknown_order(&name.text, name.span, &known))
            }
        }
    }

    /// The instruments of the files that a file uses itself, in the order of the program.
    pub(super) fn instruments_used(&self, file: FileId) -> Vec<InstrumentId> {
        let modules: Vec<&str> = self.parses[file.0 as usize]
            .file
            .items
            .iter()
            .filter_map(|item| if let ItemKind::Use(it) = &item.kind { Some(it.module.text.as_str()) } else { None })
            .collect();
        let used = self.program.instruments.iter().enumerate().filter(|(_, it)| modules.contains(&it.id.as_str()));
        used.map(|(index, _)| InstrumentId(u32::try_from(index).unwrap_or(u32::MAX))).collect()
    }
}

/// Levels that need no instrument at hand to be ranked.
const LEVELS: [&str; 7] = ["federal", "state", "county", "city", "district", "court", "agency"];
