//! Orders of precedence: which instrument stands above which.

use super::circles;
use super::names;
use super::scope::Scope;
use super::{Analyzer, Located, problems};
use crate::ir::{self, InstrumentId, OrderId};
use crate::source::{FileId, Span, same_name};
use crate::syntax::ast::{self, ItemKind, OrderPartKind, Standing};
use crate::syntax::items_of;
use jiff::civil::Date;

impl Analyzer<'_> {
    /// After the rules, so that every instrument is known.
    pub(super) fn orders(&mut self) {
        for Located { file, it, .. } in self.items_by_name(|kind| if let ItemKind::Order(it) = kind { Some(it) } else { None }) {
            self.here = file;
            // By its name an order is asked for (`--order`), where capitals and hyphens do not matter and `all` means each of them.
            if let Some(first) = self.program.orders.iter().find(|order| same_name(&order.name, &it.name.text)) {
                let problem = problems::duplicate_order(&it.name.text, it.name.span, (&first.name, first.span));
                self.report(problem);
                continue;
            }
            if same_name(&it.name.text, "all") {
                self.report(problems::order_called_all(it.name.span));
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
            extremes: Vec::new(),
            positions: Vec::new(),
            source: None,
            span: it.name.span,
        };
        let mut said = Said::default();
        for part in &it.parts {
            // What is wrong with its days is reported.
            let Some(days) = part.days.as_ref().map_or(Some(ir::Period::ALWAYS), |days| self.period(days)) else { continue };
            match &part.kind {
                OrderPartKind::Ranks(levels) => {
                    match said.ranked {
                        Some(first) => self.report(problems::part_said_twice("ranks", part.span, first)),
                        None => order.ranks = self.ranks(levels),
                    }
                    said.ranked.get_or_insert(part.span);
                }
                OrderPartKind::SetsAside(module) | OrderPartKind::Advises(module) => {
                    let Some(id) = self.instrument_named(module) else { continue };
                    if self.said_before(&mut said, (id, None), &days, module.span) || self.changes_texts(id, module.span) {
                        continue;
                    }
                    let aside = matches!(part.kind, OrderPartKind::SetsAside(_));
                    if aside { order.set_aside.push((id, days)) } else { order.advising.push((id, days)) }
                }
                OrderPartKind::Stands { one, how, other, when } => {
                    let pair = Pair { one, how: *how, other, when: when.as_deref(), days, span: part.span };
                    self.stands(pair, &mut said, &mut order);
                }
                OrderPartKind::Prevails { which, of } => self.prevails(*which, of, part.span, &mut said, &mut order),
                OrderPartKind::Takes { question, position } => order.positions.extend(self.position(question, position)),
                OrderPartKind::Source(text) => order.source = Some(text.text.clone()),
                OrderPartKind::Bad => {}
            }
        }
        self.circle_of_pre_emption(&order);
        self.circle_of_implementing(&order);
        order
    }

    /// How one instrument stands to another.
    fn stands(&mut self, pair: Pair<'_>, said: &mut Said, order: &mut ir::Order) {
        let Pair { one, how, other, when, days, span } = pair;
        let (Some(first), Some(second)) = (self.instrument_named(one), self.instrument_named(other)) else { return };
        if [(first, one.span), (second, other.span)].iter().any(|(id, span)| self.only_changes_texts(*id, *span)) {
            return;
        }
        if first == second {
            return self.report(problems::above_itself(&one.text, span));
        }
        let when = match when.map(|condition| self.condition(condition, &Scope::case())) {
            None => None,
            Some(Some(condition)) => Some(condition),
            Some(None) => return,
        };
        // Two conditions may share a pair: each speaks of its own cases.
        if when.is_none() && self.said_before(said, (first, Some(second)), &days, span) {
            return;
        }
        if how == Standing::Implements {
            if let Some(when) = when {
                return self.report(problems::implements_in_some_cases(when.span));
            }
            // An instrument has one rank, so it stands for one other.
            let earlier = order.implementing.iter().find(|it| it.which == first && it.period.may_meet(&days));
            if let Some(earlier) = earlier.map(|it| it.span) {
                return self.report(problems::implements_twice(&one.text, span, earlier));
            }
            return order.implementing.push(ir::Implementing { which: first, like: second, period: days, span });
        }
        let (upper, lower) = if how == Standing::YieldsTo { (second, first) } else { (first, second) };
        order.pre_emptions.push(ir::PreEmption { upper, lower, period: days, when, span });
    }

    /// Of which decision the greatest or the least value prevails.
    fn prevails(&mut self, which: ast::Select, of: &ast::Run, span: Span, said: &mut Said, order: &mut ir::Order) {
        let Some(decision) = self.decision_named(of) else {
            let known = self.decision_names();
            return self.report(problems::unknown_decision(&names::name(of), of.span, &known));
        };
        let declared = &self.program.decisions[decision.index()];
        if matches!(declared.ty, ir::Type::Enum(_)) {
            let name = declared.name.clone();
            return self.report(problems::prevails_needs_amount(&name, of.span));
        }
        if let Some((_, first)) = said.extremes.iter().find(|(it, _)| *it == decision) {
            let first = *first;
            return self.report(problems::order_says_twice(span, first));
        }
        said.extremes.push((decision, span));
        let greatest = matches!(which, ast::Select::Greater | ast::Select::Later);
        order.extremes.push((decision, if greatest { ir::Extreme::Greatest } else { ir::Extreme::Least }));
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

    /// Whether something was said before of this instrument or pair, for a day that both mean: that is reported.
    fn said_before(
        &mut self,
        said: &mut Said,
        (one, other): (InstrumentId, Option<InstrumentId>),
        days: &ir::Period,
        span: Span,
    ) -> bool {
        let same = |(a, b, period, _): &&(InstrumentId, Option<InstrumentId>, ir::Period, Span)| {
            let same = (*a, *b) == (one, other) || b.is_some() && (*b, Some(*a)) == (Some(one), other);
            same && period.may_meet(days)
        };
        if let Some((_, _, _, first)) = said.of.iter().find(same) {
            self.report(problems::order_says_twice(span, *first));
            return true;
        }
        said.of.push((one, other, days.clone(), span));
        false
    }

    /// A pre-empts B, which pre-empts A on the same day: nothing would be left. Pre-emptions under a condition speak of some cases only and may cross.
    fn circle_of_pre_emption(&mut self, order: &ir::Order) {
        let all = order.pre_emptions.iter().filter(|it| it.when.is_none());
        let edges: Vec<Edge> = all.map(|it| (it.upper, it.lower, it.period.clone(), it.span)).collect();
        if let Some((names, first, others)) = self.circle_on_some_day(&edges) {
            self.report(problems::circle_of_pre_emption(&names, first, &others));
        }
    }

    /// A implements B, which implements A on the same day: neither has a rank of its own.
    fn circle_of_implementing(&mut self, order: &ir::Order) {
        let edges: Vec<Edge> = order.implementing.iter().map(|it| (it.which, it.like, it.period.clone(), it.span)).collect();
        if let Some((names, first, others)) = self.circle_on_some_day(&edges) {
            self.report(problems::circle_of_implementing(&names, first, &others));
        }
    }

    /// The instruments of a circle, and the places of its parts. The parts that hold change only on the days on which one begins or ends.
    fn circle_on_some_day(&self, edges: &[Edge]) -> Option<(Vec<String>, Span, Vec<Span>)> {
        let mut days: Vec<Date> = edges.iter().flat_map(|(_, _, period, _)| period.changes()).collect();
        days.push(Date::MIN);
        days.sort_unstable();
        days.dedup();
        days.into_iter().find_map(|day| {
            let of_day: Vec<&Edge> = edges.iter().filter(|(_, _, period, _)| period.may_hold(day)).collect();
            let circle = circles::find(&of_day.iter().map(|(from, to, ..)| (*from, *to)).collect::<Vec<_>>())?;
            let name = |edge: &usize| self.program.instruments[of_day[*edge].0.index()].id.clone();
            let mut places = circle.iter().map(|edge| of_day[*edge].3);
            let first = places.next()?;
            Some((circle.iter().map(name).collect(), first, places.collect()))
        })
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

/// One instrument above another, or in its place: on which days, and where it is said.
type Edge = (InstrumentId, InstrumentId, ir::Period, Span);

/// What an order has said so far, and where.
#[derive(Default)]
struct Said {
    /// Of one instrument, or of a pair, for which days.
    of: Vec<(InstrumentId, Option<InstrumentId>, ir::Period, Span)>,
    ranked: Option<Span>,
    extremes: Vec<(ir::DecisionId, Span)>,
}

/// `"A" pre-empts "B" from … where …`.
struct Pair<'a> {
    one: &'a ast::Text,
    how: Standing,
    other: &'a ast::Text,
    when: Option<&'a ast::Condition>,
    days: ir::Period,
    span: Span,
}

/// Levels that need no instrument at hand to be ranked.
const LEVELS: [&str; 7] = ["federal", "state", "county", "city", "district", "court", "agency"];
