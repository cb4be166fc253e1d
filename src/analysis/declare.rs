//! Everything else that has a name: decisions, questions, parameters, section lists, calendars, definitions.

use super::definition::DefinitionInfo;
use super::names::{self, Key};
use super::parameter::ParameterInfo;
use super::vocabulary::{FieldInfo, kind_among};
use super::{Analyzer, Located, problems};
use crate::diagnostics::suggest;
use crate::ir::{self, CASE, CalendarId, DecisionId, DefId, QuestionId, RecordId, SectionsId, SlotId, Type};
use crate::source::Span;
use crate::syntax::ast::{self, ItemKind};

/// Things with a name of their own beside the facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    Decision(DecisionId),
    Question(QuestionId),
    Parameter(ir::ParamId),
    Sections(SectionsId),
    Calendar(CalendarId),
    Definition(DefId),
}

/// What a definition defines.
pub(super) struct Head {
    /// Of which record.
    pub(super) of: RecordId,
    pub(super) name: String,
    pub(super) key: Key,
    /// The subject of a sentence about the case.
    pub(super) subject: Option<Key>,
    /// The words that name it.
    pub(super) run: ast::Run,
}

pub(super) fn id(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

impl<'a> Analyzer<'a> {
    pub(super) fn declare(&mut self) {
        self.decisions();
        self.questions();
        for Located { file, at, it, .. } in self.items(|kind| if let ItemKind::Parameter(it) = kind { Some(it) } else { None }) {
            let first = it.name.words.first().map_or("", |word| word.text.as_str());
            if it.name.words.len() > 1 && matches!(first.to_lowercase().as_str(), "replace" | "insert" | "repeal" | "renumber") {
                let rest = names::shown(&names::key(&it.name)[1..]);
                let problem = problems::amendment_word_in_name(first, &rest, it.name.words[0].span);
                self.report(problem);
                self.failed_name(&it.name);
                continue;
            }
            if self.new_name(&it.name, it.name.span) {
                self.parameters.push(ParameterInfo {
                    key: names::key(&it.name),
                    keys: Vec::new(),
                    ast: it,
                    place: (file, at),
                    origins: Vec::new(),
                    failed: false,
                });
                self.program.parameters.push(ir::Parameter {
                    name: names::name(&it.name),
                    keys: Vec::new(),
                    ty: Type::Number,
                    versions: Vec::new(),
                    span: it.name.span,
                });
            }
        }
        for Located { it, .. } in self.items(|kind| if let ItemKind::Sections(it) = kind { Some(it) } else { None }) {
            if self.new_name(&it.name, it.name.span) {
                self.section_keys.push(names::key(&it.name));
                self.program.sections.push(ir::Sections { name: names::name(&it.name), entries: Vec::new(), span: it.name.span });
            }
        }
        for Located { it, .. } in self.items(|kind| if let ItemKind::Calendar(it) = kind { Some(it) } else { None }) {
            if self.new_name(&it.name, it.name.span) {
                self.calendar_keys.push(names::key(&it.name));
                self.program.calendars.push(ir::Calendar {
                    name: names::name(&it.name),
                    days: Vec::new(),
                    observed: Vec::new(),
                    span: it.name.span,
                });
            }
        }
        self.definition_heads();
    }

    fn decisions(&mut self) {
        for Located { file, it, .. } in self.items(|kind| if let ItemKind::Decision(it) = kind { Some(it) } else { None }) {
            self.here = file;
            // Two files may declare one decision in the same words: they decide the same thing.
            let key = names::key(&it.name);
            if let ast::Kind::Choice(outcomes, _) = &it.kind {
                // `must a permit` would be read as `must permit`.
                let article = |word: &ast::Word| matches!(word.text.to_lowercase().as_str(), "a" | "an" | "the");
                for outcome in outcomes.iter().filter(|it| it.words.iter().all(article)) {
                    self.report(problems::outcome_is_article(&names::name(outcome), outcome.span));
                }
                if let Some((kind, other)) = kind_among(outcomes) {
                    self.report(problems::kind_as_value(&names::name(kind), &other, kind.span, true));
                    self.failed_name(&it.name);
                    continue;
                }
            }
            let Some(ty) = self.kind(&it.kind, &names::name(&it.name)) else {
                self.failed_name(&it.name);
                continue;
            };
            let met = |index: usize| {
                let places = self.decision_places[index].iter().copied();
                places.into_iter().find(|place| self.meet(*place, it.name.span))
            };
            let named: Vec<usize> = (0..self.decision_keys.len()).filter(|index| self.decision_keys[*index] == key).collect();
            let earlier: Vec<(usize, Span)> = named.iter().filter_map(|index| Some((*index, met(*index)?))).collect();
            if let Some((_, place)) = earlier.iter().find(|(index, _)| self.program.decisions[*index].ty != ty) {
                let problem = problems::duplicate_name(&names::name(&it.name), it.name.span, *place);
                self.report(problem);
                self.failed_name(&it.name);
                continue;
            }
            let apart = |index: &usize| {
                let decision = &self.program.decisions[*index];
                decision.highest_first == it.highest_first && (decision.ty == ty || self.same_outcomes(decision, ty))
            };
            if let Some((index, _)) = earlier.first() {
                let first = self.program.decisions[*index].span;
                self.decision_places[*index].push(it.name.span);
                self.note_declared(CASE, key, it.name.span, first);
                continue;
            }
            // Files that know nothing of each other decide the same thing where they say so in the same words; else two things.
            if let Some(index) = named.into_iter().find(apart) {
                if self.new_name(&it.name, self.program.decisions[index].span) {
                    self.decision_places[index].push(it.name.span);
                }
                continue;
            }
            if !self.new_name(&it.name, it.name.span) {
                self.failed_name(&it.name);
                continue;
            }
            let decidable = match ty {
                Type::Enum(_) | Type::Number | Type::Percent | Type::Money(_) | Type::Date | Type::DateTime => true,
                Type::Months | Type::Days | Type::Minutes => true,
                Type::YesNo | Type::Judgment | Type::Set(_) | Type::Citation | Type::Text | Type::Record(_) | Type::List(_) => {
                    false
                }
            };
            if !decidable {
                let problem = problems::undecidable_kind(&names::name(&it.name), kind_span(&it.kind));
                self.report(problem);
                self.failed_name(&it.name);
                continue;
            }
            if it.highest_first && !matches!(ty, Type::Enum(_)) {
                let problem = problems::order_needs_choice(&names::name(&it.name), it.name.span);
                self.report(problem);
            }
            self.decision_keys.push(key);
            self.decision_places.push(vec![it.name.span]);
            self.program.decisions.push(ir::Decision {
                name: names::name(&it.name),
                ty,
                highest_first: it.highest_first,
                span: it.name.span,
            });
        }
    }

    fn questions(&mut self) {
        for Located { file, it, .. } in self.items(|kind| if let ItemKind::Question(it) = kind { Some(it) } else { None }) {
            self.here = file;
            if !self.new_name(&it.name, it.name.span) {
                continue;
            }
            let mut runs: Vec<ast::Run> = it.positions.iter().map(|position| position.name.clone()).collect();
            runs.extend(self.undeclared_default(it));
            let Some(positions) = self.enumeration(&names::name(&it.name), &runs, it.name.span) else {
                self.failed_name(&it.name);
                continue;
            };
            let default = it.default.as_ref().and_then(|run| self.enum_value(positions, &names::key(run)));
            self.question_keys.push(names::key(&it.name));
            self.program.questions.push(ir::Question {
                name: names::name(&it.name),
                text: it.text.as_ref().map(|text| text.text.clone()),
                positions,
                position_texts: it
                    .positions
                    .iter()
                    .map(|position| position.text.as_ref().map(|text| text.text.clone()))
                    .collect(),
                default,
                source: it.source.as_ref().map(|text| text.text.clone()),
                span: it.name.span,
            });
        }
    }

    fn definition_heads(&mut self) {
        for Located { file, at, item, it } in self.items(|kind| if let ItemKind::Define(it) = kind { Some(it) } else { None }) {
            self.here = file;
            let origin = self.composed.items.get(&(file, at));
            let (head, is_term) = match &it.kind {
                ast::DefineKind::Value { name, .. } => (self.head_of_value(name), None),
                ast::DefineKind::Term { subject, term, .. } => (self.head_of_term(subject, term.as_ref()), Some(subject)),
                ast::DefineKind::Slot(slot) if slot.kind.is_some() => (self.head_of_value(&slot.subject), None),
                ast::DefineKind::Slot(slot) => (self.head_of_term(&slot.subject, slot.term.as_ref()), Some(&slot.subject)),
            };
            let Head { of, name, key, subject, run } = head;
            let run = &run;
            if let Some(words) = is_term
                && subject.as_ref().is_some_and(|subject| *subject != ["case"])
            {
                // A subject that is nearly a declared record is a misspelling, not a new thing to speak of.
                let near = self.subject_names();
                if let Some(meant) = suggest::nearest(&names::shown(&names::key(words)), near.iter().map(String::as_str)) {
                    let problem = problems::unknown_name(&names::name(words), words.span, Some(meant), &[]);
                    self.report(problem);
                    self.failed_name(run);
                    continue;
                }
            }
            self.check_declared_name(run, false);
            let same = |(index, other): (usize, &DefinitionInfo<'_>)| {
                other.of == of && other.key == key && self.meet(self.program.definitions[index].span, run.span)
            };
            if let Some(index) = self.definitions.iter().enumerate().position(same) {
                let earlier = &self.definitions[index];
                let dated = |info: &ast::Define| info.in_force.is_some();
                // Versions of one term, each with its period.
                let changed = origin.is_some() && earlier.asts.iter().all(|(.., origin)| origin.is_some());
                if changed || dated(it) && earlier.asts.iter().all(|(_, other, _)| dated(other)) {
                    self.definitions[index].asts.push((file, it, origin));
                    continue;
                }
                let first = self.program.definitions[index].span;
                let problem = problems::defined_twice(&name, run.span, first);
                self.report(problem);
                continue;
            }
            if let Some(field) = self.declared_fact(of, &key, run.span) {
                let problem = problems::duplicate_name(&name, run.span, field.span);
                self.report(problem);
                continue;
            }
            if of == CASE && subject.is_none() {
                if !self.new_name(run, run.span) {
                    continue;
                }
            } else {
                self.note_declared(of, key.clone(), run.span, run.span);
            }
            let index = DefId(id(self.definitions.len()));
            let is_term = is_term.is_some();
            self.add_stipulation(of, index, &name, key.clone(), Type::YesNo, run.span);
            let words = match (of == CASE, is_term) {
                (true, _) => name.clone(),
                (false, false) => format!("{name} of the {}", self.records[of.index()].name),
                (false, true) => {
                    let record = &self.records[of.index()].name;
                    format!("{} {record} is {name}", suggest::article(record))
                }
            };
            self.definitions.push(DefinitionInfo::new(of, key, subject, file, it, origin));
            self.program.definitions.push(ir::Definition {
                name,
                words,
                label: it.label.as_ref().map(|label| label.text.clone()),
                of,
                ty: Type::YesNo,
                versions: Vec::new(),
                open: match &it.kind {
                    ast::DefineKind::Slot(slot) => Some(super::slot::open(slot)),
                    _ => None,
                },
                stipulation: SlotId(0),
                law: item.law.iter().map(|line| line.text.clone()).collect(),
                span: run.span,
            });
        }
    }

    /// What a definition of a term is of, and its name.
    pub(super) fn head_of_term(&self, subject: &ast::Run, term: Option<&ast::Run>) -> Head {
        let subject_key = names::key(subject);
        let Some(term) = term else {
            let (name, run) = (names::name(subject), subject.clone());
            return Head { of: CASE, name, key: subject_key.clone(), subject: Some(subject_key), run };
        };
        let run = term.clone();
        match self.subject_record(subject).filter(|of| *of != CASE) {
            Some(of) => Head { of, name: names::name(term), key: names::key(term), subject: None, run },
            None => {
                let mut key = subject_key.clone();
                key.push("is".into());
                key.extend(names::key(term));
                let name = format!("{} is {}", names::name(subject), names::name(term));
                Head { of: CASE, name, key, subject: Some(subject_key), run }
            }
        }
    }

    /// What a definition of a value is of, and its name.
    pub(super) fn head_of_value(&self, name: &ast::Run) -> Head {
        let (of, run) = self.value_of_item(name).unwrap_or_else(|| (CASE, name.clone()));
        Head { of, name: names::name(&run), key: names::key(&run), subject: None, run }
    }

    /// `a car's fee`: a value defined of each record, with the record and the value's name.
    fn value_of_item(&self, name: &ast::Run) -> Option<(RecordId, ast::Run)> {
        let cut = name.words.iter().position(|word| word.text == "'s" || word.text == "'")?;
        let run = |words: &[ast::Word]| {
            let (first, last) = (words.first()?, words.last()?);
            Some(ast::Run { words: words.to_vec(), span: first.span.to(last.span) })
        };
        let subject = run(name.words.get(..cut)?)?;
        let of = self.subject_record(&subject).filter(|of| *of != CASE)?;
        Some((of, run(name.words.get(cut + 1..)?)?))
    }

    /// The record that a definition's subject speaks of: a record's name, an item's, or a fact of the case that is a record.
    fn subject_record(&self, subject: &ast::Run) -> Option<RecordId> {
        let key = names::key(subject);
        if let Some(id) = self.record_named(&key) {
            return Some(id);
        }
        self.known_fields().find_map(|field| match field.ty {
            Type::Record(id) if field.keys.contains(&key) => Some(id),
            Type::List(id) if field.item_keys.contains(&key) => Some(id),
            _ => None,
        })
    }

    fn subject_names(&self) -> Vec<String> {
        let mut found = self.record_names();
        for field in self.known_fields() {
            found.extend(field.item_keys.iter().map(|key| names::shown(key)));
        }
        found
    }

    /// Reports a bad or repeated name, else notes it; whether it may be declared. `thing`: where the same thing was declared first.
    fn new_name(&mut self, run: &ast::Run, thing: Span) -> bool {
        self.check_declared_name(run, false);
        if let [word] = run.words.as_slice()
            && ["a", "an", "the"].iter().any(|article| word.text.eq_ignore_ascii_case(article))
        {
            self.report(problems::article_as_name(&word.text, run.span));
            return false;
        }
        let key = names::key(run);
        let earlier = self.declared_before(CASE, &key, run.span);
        let fact = || self.declared_fact(CASE, &key, run.span).map(|field| field.span);
        match earlier.or_else(fact) {
            Some(earlier) => {
                let problem = problems::duplicate_name(&names::name(run), run.span, earlier);
                self.report(problem);
                false
            }
            None => {
                self.note_declared(CASE, key, run.span, thing);
                true
            }
        }
    }

    /// The thing of that name, facts apart, that the file in hand knows.
    pub(super) fn named(&self, key: &[String]) -> Option<Named> {
        let decision =
            || (0..self.decision_keys.len()).find(|index| self.decision_keys[*index] == key && self.knows_decision(*index));
        let parameter = || {
            let known = |index: usize| self.knows(self.program.parameters[index].span);
            self.parameters.iter().enumerate().position(|(index, it)| it.key == key && known(index))
        };
        let definition = || {
            let value = |it: &DefinitionInfo<'_>| it.of == CASE && it.subject.is_none() && it.key == key;
            self.definitions.iter().enumerate().position(|(index, it)| value(it) && self.knows_definition(index))
        };
        decision()
            .map(|index| Named::Decision(DecisionId(id(index))))
            .or_else(|| self.question_named(key).map(Named::Question))
            .or_else(|| parameter().map(|index| Named::Parameter(ir::ParamId(id(index)))))
            .or_else(|| self.sections_named(key).map(Named::Sections))
            .or_else(|| self.calendar_named(key).map(Named::Calendar))
            .or_else(|| definition().map(|index| Named::Definition(DefId(id(index)))))
    }

    /// A fact of a record under that name that meets what is declared there.
    fn declared_fact(&self, of: RecordId, key: &Key, span: Span) -> Option<&FieldInfo> {
        self.records[of.index()].fields.iter().find(|field| field.keys.contains(key) && self.meet(field.span, span))
    }

    /// Whether a kind has the outcomes of a decision, in any order.
    fn same_outcomes(&self, decision: &ir::Decision, ty: Type) -> bool {
        let (Type::Enum(one), Type::Enum(other)) = (decision.ty, ty) else { return false };
        let sorted = |id: ir::EnumId| {
            let mut keys: Vec<&Key> = self.enum_keys[id.index()].iter().collect();
            keys.sort();
            keys
        };
        !decision.highest_first && sorted(one) == sorted(other)
    }

    /// The question of that name.
    pub(super) fn question_named(&self, key: &[String]) -> Option<QuestionId> {
        let known = |index: usize| self.knows(self.program.questions[index].span);
        self.question_keys.iter().enumerate().position(|(index, it)| it == key && known(index)).map(|index| QuestionId(id(index)))
    }

    /// The names of the questions that the file in hand knows.
    pub(super) fn question_names(&self) -> Vec<String> {
        self.program.questions.iter().filter(|it| self.knows(it.span)).map(|it| it.name.clone()).collect()
    }

    /// A default that is no position, which is reported; where it is not just misspelt it counts as one, so that rules may speak of it.
    fn undeclared_default(&mut self, question: &ast::Question) -> Option<ast::Run> {
        let run = question.default.as_ref()?;
        let key = names::key(run);
        let positions: Vec<&ast::Run> = question.positions.iter().map(|position| &position.name).collect();
        if positions.iter().any(|position| names::same(&key, &names::key(position))) {
            return None;
        }
        let (name, of) = (names::name(run), names::name(&question.name));
        let known: Vec<String> = positions.iter().map(|position| names::name(position)).collect();
        if suggest::nearest(&name, known.iter().map(String::as_str)).is_some() {
            return self.fail(problems::unknown_position(&name, &of, run.span, &known));
        }
        self.report(problems::default_is_no_position(&name, &of, &known, run.span));
        Some(run.clone())
    }

    /// The number of a value in an enumeration.
    pub(super) fn enum_value(&self, of: ir::EnumId, words: &[String]) -> Option<u16> {
        let keys = &self.enum_keys[of.index()];
        let exact = keys.iter().position(|key| key == words);
        let index = exact.or_else(|| keys.iter().position(|key| names::same(words, key)))?;
        u16::try_from(index).ok()
    }
}

fn kind_span(kind: &ast::Kind) -> crate::source::Span {
    match kind {
        ast::Kind::Name(run) => run.span,
        ast::Kind::YesNo(span)
        | ast::Kind::DateAndTime(span)
        | ast::Kind::List(_, span)
        | ast::Kind::AnyOf(_, span)
        | ast::Kind::Choice(_, span) => *span,
    }
}
