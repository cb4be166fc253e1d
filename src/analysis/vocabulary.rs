//! Records, facts and their layouts; codes of law.

use super::names::{self, Key};
use super::{Analyzer, Located, problems};
use crate::ir::{self, CASE, Currency, DefId, EnumId, RecordId, SlotId, Type};
use crate::source::Span;
use crate::syntax::ast::{self, ItemKind};
use std::collections::BTreeMap;

/// A record type while files are analysed.
#[derive(Clone, Debug)]
pub(super) struct RecordInfo {
    pub(super) name: String,
    /// Names that a definition's subject may use for it.
    pub(super) keys: Vec<Key>,
    pub(super) fields: Vec<FieldInfo>,
    /// Records whose facts belong to this one too, with the slot where they begin (known after layout).
    pub(super) includes: Vec<(RecordId, u32, Span)>,
    /// The files that say so of each of these.
    include_places: Vec<Vec<Span>>,
    /// The files that speak of the record; the case is everyone's.
    places: Vec<Span>,
    /// The parts in the order declared.
    parts: Vec<Part>,
    layout: Layout,
    pub(super) span: Span,
}

/// How deep records may hold one another: deeper than any law's.
const DEEPEST_RECORDS: usize = 32;
/// Facts of one record, those of the records within counted.
const MOST_SLOTS: usize = 20_000;
/// The same, of all records together.
const MOST_SLOTS_IN_ALL: usize = 200_000;

#[derive(Clone, Copy, Debug)]
enum Part {
    Include(usize),
    Field(usize),
}

#[derive(Clone, Debug)]
enum Layout {
    NotYet,
    InHand,
    Done(Vec<ir::Slot>),
}

/// A fact while files are analysed.
#[derive(Clone, Debug)]
pub(super) struct FieldInfo {
    pub(super) name: String,
    /// Names of the fact (of a list: of the whole list).
    pub(super) keys: Vec<Key>,
    /// Names of one item, for a list (and of the record, for an optional record).
    pub(super) item_keys: Vec<Key>,
    pub(super) record_key: String,
    pub(super) ty: Type,
    pub(super) optional: bool,
    pub(super) least: Option<ir::Number>,
    null_is_none: bool,
    names_case: bool,
    pub(super) stipulates: Option<DefId>,
    /// Relative to the record's base; known after layout.
    pub(super) slot: SlotId,
    /// The field of the record that another file declared before, where this is the same fact in this file's words.
    same_as: Option<usize>,
    pub(super) span: Span,
}

impl FieldInfo {
    /// Whether its name is a sentence about `it`.
    pub(super) fn is_sentence(&self) -> bool {
        self.keys.iter().any(|key| key.iter().any(|word| word == "it"))
    }
}

impl<'a> Analyzer<'a> {
    /// `code PC is "…"`.
    pub(super) fn codes(&mut self) {
        for Located { file, it, .. } in self.items(|kind| if let ItemKind::Code(it) = kind { Some(it) } else { None }) {
            self.code_places.entry(it.word.text.clone()).or_default().insert(file);
            match self.program.codes.iter().find(|(word, _)| *word == it.word.text) {
                Some((_, name)) if *name != it.name.text => {
                    let problem = problems::code_declared_twice(&it.word.text, name, it.word.span);
                    self.report(problem);
                }
                Some(_) => {}
                None => self.program.codes.push((it.word.text.clone(), it.name.text.clone())),
            }
        }
        self.program.codes.sort();
    }

    /// Records and their facts, without slots.
    pub(super) fn facts(&mut self) {
        let start = ast_start(self);
        self.records.push(RecordInfo::new("case".into(), vec![vec!["case".into()]], start));
        let items = self.items(|kind| if let ItemKind::Facts(it) = kind { Some(it) } else { None });
        let mut ids = Vec::new();
        for Located { file, it, .. } in &items {
            self.here = *file;
            let key = names::key(&it.of);
            // `facts of teh case`: what stands in it is then said of nothing, and that follows from the slip.
            if let [article, word] = it.of.words.as_slice()
                && word.text.eq_ignore_ascii_case("case")
                && (strsim::osa_distance(&article.text.to_lowercase(), "the") == 1 || article.text.eq_ignore_ascii_case("case"))
            {
                let problem = problems::not_the_case(self.sources.text(it.of.span), it.of.span);
                self.report(problem);
                ids.push(CASE);
                continue;
            }
            // A record is one, whoever speaks of it: a case has one record of each thing.
            let id = match self.any_record_named(&key) {
                Some(id) => {
                    self.records[id.index()].places.push(it.of.span);
                    id
                }
                None => {
                    self.check_declared_name(&it.of, false);
                    self.records.push(RecordInfo::new(names::name(&it.of), vec![key], it.of.span));
                    RecordId(u32::try_from(self.records.len() - 1).unwrap_or(u32::MAX))
                }
            };
            ids.push(id);
        }
        for (Located { file, it, .. }, id) in items.iter().zip(ids) {
            self.here = *file;
            for part in &it.parts {
                match part {
                    ast::FactsPart::Fact(fact) => self.fact(id, fact),
                    ast::FactsPart::Include { of, span } => match self.record_named(&names::key(of)) {
                        Some(included) => {
                            let record = &mut self.records[id.index()];
                            match record.includes.iter().position(|(other, _, _)| *other == included) {
                                Some(index) => record.include_places[index].push(*span),
                                None => {
                                    record.includes.push((included, 0, *span));
                                    record.include_places.push(vec![*span]);
                                    record.parts.push(Part::Include(record.includes.len() - 1));
                                }
                            }
                        }
                        None => {
                            let problem = problems::unknown_record(&names::name(of), of.span, &self.record_names());
                            self.report(problem);
                        }
                    },
                    ast::FactsPart::Bad(_) => {}
                }
            }
        }
    }

    fn fact(&mut self, of: RecordId, fact: &ast::Fact) {
        let sentence = fact.name.words.iter().any(|word| word.text.eq_ignore_ascii_case("it"));
        self.check_declared_name(&fact.name, sentence);
        let key = names::key(&fact.name);
        if key.len() > 2 && key[0] == "facts" && key[1] == "of" {
            let problem = problems::inclusion_not_closed(&names::name(&fact.name), fact.name.span);
            self.report(problem);
            self.failed_fact(fact);
            return;
        }
        let Some(ty) = self.kind_of_fact(fact) else {
            self.failed_fact(fact);
            return;
        };
        let mut field = FieldInfo {
            name: names::name(&fact.name),
            keys: vec![names::key(&fact.name)],
            item_keys: Vec::new(),
            record_key: ir::record_key(&names::name(&fact.name)),
            ty,
            optional: false,
            least: None,
            null_is_none: false,
            names_case: false,
            stipulates: None,
            slot: SlotId(0),
            same_as: None,
            span: fact.name.span,
        };
        let mut also = Vec::new();
        for option in &fact.options {
            match option {
                ast::FactOption::Each(run) => field.item_keys.push(names::key(run)),
                ast::FactOption::Also(run) => also.push(names::key(run)),
                ast::FactOption::OrNone(_) => field.optional = true,
                ast::FactOption::AtLeast(least) => field.least = self.least(ty, &field.name, least),
                ast::FactOption::Key(text) => field.record_key.clone_from(&text.text),
                ast::FactOption::NamesTheCase(span) => {
                    if ty == Type::Text && of == CASE {
                        field.names_case = true;
                    } else {
                        let problem = problems::only_text_names_the_case(*span);
                        self.report(problem);
                    }
                }
                ast::FactOption::NullMeansNone(_) => {
                    field.optional = true;
                    field.null_is_none = true;
                }
            }
        }
        if let Type::List(item) = ty {
            let record = &self.records[item.index()];
            if field.item_keys.is_empty() {
                field.item_keys.extend(record.keys.clone());
                // `prior convictions: list of convictions`: one of them is a prior conviction.
                let own = field.keys.iter().filter_map(|list| record.keys.iter().find_map(|item| names::one_of(list, item)));
                let own: Vec<Key> = own.collect();
                field.item_keys.extend(own);
            }
            field.item_keys.extend(also);
        } else {
            field.keys.extend(also);
            if let Type::Record(_) = ty {
                field.item_keys = field.keys.clone();
            }
        }
        self.add_fact(of, field);
    }

    /// Adds a fact to a record, or makes it one with the same fact as another file has it.
    fn add_fact(&mut self, of: RecordId, mut field: FieldInfo) {
        let record = &self.records[of.index()];
        let one_kind = |other: &FieldInfo| other.ty == field.ty && other.optional == field.optional;
        let met = |other: &&FieldInfo| self.meet(other.span, field.span) && other.keys.iter().any(|key| field.keys.contains(key));
        let apart = |other: &FieldInfo| {
            other.record_key == field.record_key && one_kind(other) && other.null_is_none == field.null_is_none
        };
        let earlier: Vec<&FieldInfo> = record.fields.iter().filter(met).collect();
        let own = earlier.iter().find(|other| other.span.file == field.span.file);
        let problem = match (earlier.iter().find(|other| !one_kind(other)), own) {
            (Some(other), _) => Some(problems::duplicate_name(&field.name, field.span, other.span)),
            (None, Some(other)) if other.keys.first() == field.keys.first() => {
                Some(problems::duplicate_fact(&field.name, field.span, other.span))
            }
            (None, _) => None,
        };
        if problem.is_some() || own.is_some() {
            problem.into_iter().for_each(|problem| self.report(problem));
            return;
        }
        // The same fact declared again, by a policy that needs it and a vocabulary that has it, is one fact. So are those of files that
        // know nothing of each other, where a case record says both in the same way.
        let same = record.fields.iter().position(|other| met(&other)).or_else(|| record.fields.iter().position(apart));
        field.same_as = same.map(|index| record.fields[index].same_as.unwrap_or(index));
        let thing = field.same_as.map_or(field.span, |index| record.fields[index].span);
        for key in &field.keys {
            self.note_declared(of, key.clone(), field.span, thing);
        }
        let record = &mut self.records[of.index()];
        match field.same_as {
            Some(index) => record.fields[index].names_case |= field.names_case,
            None => record.parts.push(Part::Field(record.fields.len())),
        }
        record.fields.push(field);
    }

    /// `at least $0` after the kind of a fact.
    fn least(&mut self, ty: Type, name: &str, least: &ast::Expr) -> Option<ir::Number> {
        if !matches!(ty, Type::Number | Type::Percent | Type::Money(_)) {
            let noun = super::types::noun(&self.program, ty);
            let problem = problems::least_of_kind(name, &noun, least.span);
            return self.fail(problem);
        }
        let value = self.expr(least, &super::resolve::Scope::case(), Some(ty))?;
        match value.kind {
            ir::ExprKind::Const(ir::Value::Number(number)) if value.ty == ty => Some(number),
            _ => {
                let noun = super::types::noun(&self.program, ty);
                let problem = problems::least_of_kind(name, &noun, least.span);
                self.fail(problem)
            }
        }
    }

    /// The kind of a fact; `list of children, each child` is of the record `child`, whose plural is irregular.
    fn kind_of_fact(&mut self, fact: &ast::Fact) -> Option<Type> {
        if let ast::Kind::List(run, _) = &fact.kind
            && self.record_by_plural(&names::key(run)).is_none()
        {
            // The two are one word in two forms: `children` and `child`.
            let alike = |each: &[String], all: &[String]| {
                let letter = |words: &[String]| words.last().and_then(|word| word.chars().next());
                each.len() == all.len() && letter(each) == letter(all)
            };
            let each = fact.options.iter().find_map(|option| match option {
                ast::FactOption::Each(each) if alike(&names::key(each), &names::key(run)) => self.record_named(&names::key(each)),
                _ => None,
            });
            if let Some(id) = each {
                return Some(Type::List(id));
            }
        }
        self.kind(&fact.kind, &names::name(&fact.name))
    }

    /// A fact whose kind has been reported: its names, and those of its values or items, are known as reported.
    fn failed_fact(&mut self, fact: &ast::Fact) {
        self.failed_name(&fact.name);
        match &fact.kind {
            ast::Kind::Choice(values, _) | ast::Kind::AnyOf(values, _) => values.iter().for_each(|value| self.failed_name(value)),
            ast::Kind::List(run, _) => self.failed_name(run),
            ast::Kind::Name(_) | ast::Kind::YesNo(_) | ast::Kind::DateAndTime(_) => {}
        }
        for option in &fact.options {
            if let ast::FactOption::Each(run) | ast::FactOption::Also(run) = option {
                self.failed_name(run);
            }
        }
    }

    /// The kind that a fact or decision is declared with; `name` names a choice's enumeration.
    pub(super) fn kind(&mut self, kind: &ast::Kind, name: &str) -> Option<Type> {
        match kind {
            ast::Kind::YesNo(_) => Some(Type::YesNo),
            ast::Kind::DateAndTime(_) => Some(Type::DateTime),
            ast::Kind::Choice(values, span) => self.enumeration(name, values, *span).map(Type::Enum),
            ast::Kind::AnyOf(values, span) => {
                if values.len() > 128 {
                    return self.fail(problems::too_many_values(values.len(), *span));
                }
                self.enumeration(name, values, *span).map(Type::Set)
            }
            ast::Kind::List(run, _) => {
                let words = names::key(run);
                match self.record_by_plural(&words) {
                    Some(id) => Some(Type::List(id)),
                    None => {
                        let problem = problems::unknown_record(&names::name(run), run.span, &self.record_names());
                        self.fail(problem)
                    }
                }
            }
            ast::Kind::Name(run) => self.named_kind(run),
        }
    }

    fn named_kind(&mut self, run: &ast::Run) -> Option<Type> {
        let words = names::key(run);
        let text = names::shown(&words);
        Some(match text.as_str() {
            "text" => Type::Text,
            "number" => Type::Number,
            "percentage" => Type::Percent,
            "money" => Type::Money(Currency::USD),
            "date" => Type::Date,
            "date and time" => Type::DateTime,
            "citation" => Type::Citation,
            "judgment" | "judgement" => Type::Judgment,
            "years and months" => Type::Months,
            "days" => Type::Days,
            "hours and minutes" => Type::Minutes,
            _ => {
                if let Some(code) = text.strip_prefix("money in ")
                    && let [a, b, c] = *code.to_uppercase().as_bytes()
                    && [a, b, c].iter().all(u8::is_ascii_uppercase)
                {
                    return Some(Type::Money(Currency([a, b, c])));
                }
                match self.record_named(&words) {
                    Some(id) if id != CASE => Type::Record(id),
                    _ => {
                        let problem = problems::unknown_kind(&names::name(run), run.span, &self.record_names());
                        return self.fail(problem);
                    }
                }
            }
        })
    }

    /// An enumeration; two of the same name with the same values are one, so that they can be compared.
    pub(super) fn enumeration(&mut self, name: &str, values: &[ast::Run], span: Span) -> Option<EnumId> {
        let keys: Vec<Key> = values.iter().map(names::key).collect();
        let mut sound = true;
        for (index, value) in values.iter().enumerate() {
            if let Some(earlier) = keys[..index].iter().position(|key| *key == keys[index]) {
                let problem = problems::duplicate_value(&names::name(value), value.span, values[earlier].span);
                self.report(problem);
                sound = false;
            }
            let text = names::shown(&keys[index]);
            if matches!(text.as_str(), "yes" | "no" | "none" | "unknown" | "known" | "absent") {
                let problem = problems::value_is_reserved(&text, value.span);
                self.report(problem);
                sound = false;
            } else if value.words.len() > 1 && value.words[0].text == "A" {
                let rest = names::name(value);
                let problem = problems::value_begins_with_a(&format!("A {rest}"), &rest, name, value.span);
                self.report(problem);
                sound = false;
            } else {
                self.check_declared_name(value, false);
            }
        }
        if !sound {
            return None;
        }
        let shown: Vec<String> = values.iter().map(names::name).collect();
        let same = |it: &ir::Enumeration| it.name == name && it.values == shown;
        let found = self.program.enums.iter().position(same);
        let index = found.unwrap_or_else(|| {
            self.program.enums.push(ir::Enumeration { name: name.to_owned(), values: shown.clone(), span });
            self.enum_keys.push(keys);
            self.program.enums.len() - 1
        });
        Some(EnumId(u32::try_from(index).unwrap_or(u32::MAX)))
    }

    /// Refuses names that would cut sentences apart.
    pub(super) fn check_declared_name(&mut self, run: &ast::Run, sentence: bool) {
        let lower: Vec<String> = run.words.iter().map(|word| word.text.to_lowercase()).collect();
        for (index, word) in lower.iter().enumerate() {
            let allowed = sentence && (word == "it" || word == "its");
            if names::RESERVED.contains(&word.as_str()) && !allowed {
                let problem = problems::reserved_word(word, &names::name(run), &lower, index, run.words[index].span);
                self.report(problem);
                return;
            }
        }
        if let Some(at) = (1..lower.len()).find(|at| lower[*at] == lower[at - 1]) {
            self.doubts.push(problems::doubled_word(&run.words[at].text, run.words[at - 1].span.to(run.words[at].span)));
        }
        let words = names::key(run);
        let begins = |with: &&&[&str]| words.len() >= with.len() && words.iter().zip(with.iter()).all(|(a, b)| a == b);
        if let Some(with) = names::COMPARISONS.iter().find(begins) {
            let problem = problems::name_begins_like_comparison(&names::name(run), &with.join(" "), run.span);
            self.report(problem);
        } else if let Some(with) = names::AGGREGATES.iter().find(begins) {
            let problem = problems::name_begins_like_count(&names::name(run), &with.join(" "), run.span);
            self.report(problem);
        }
    }

    /// The record of that name (`case`, `conviction`) that the file in hand knows.
    pub(super) fn record_named(&self, key: &[String]) -> Option<RecordId> {
        self.any_record_named(key).filter(|id| self.knows_record(*id))
    }

    fn any_record_named(&self, key: &[String]) -> Option<RecordId> {
        let index = self.records.iter().position(|record| record.keys.iter().any(|it| it == key))?;
        Some(RecordId(u32::try_from(index).ok()?))
    }

    fn record_by_plural(&self, words: &[String]) -> Option<RecordId> {
        let all = (0u32..).map(RecordId).zip(&self.records);
        let mut called = all.filter(|(_, record)| record.keys.iter().any(|it| names::same(words, it)));
        called.find(|(id, _)| self.knows_record(*id)).map(|(id, _)| id)
    }

    fn knows_record(&self, id: RecordId) -> bool {
        id == CASE || self.records[id.index()].places.iter().any(|place| self.knows(*place))
    }

    /// The records whose facts belong to a record too, as the file in hand knows it, each with the slot where they begin.
    pub(super) fn included(&self, record: RecordId) -> impl Iterator<Item = (RecordId, u32)> {
        let record = &self.records[record.index()];
        let known = record.includes.iter().zip(&record.include_places);
        known.filter(|(_, places)| places.iter().any(|place| self.knows(*place))).map(|((id, base, _), _)| (*id, *base))
    }

    pub(super) fn record_names(&self) -> Vec<String> {
        let all = (0u32..).map(RecordId).zip(&self.records).skip(1);
        all.filter(|(id, _)| self.knows_record(*id)).map(|(_, record)| record.name.clone()).collect()
    }

    /// Lays records out again, now that the kinds of defined values are known; slots stay where they are.
    pub(super) fn relayout(&mut self) {
        for record in &mut self.records {
            record.layout = Layout::NotYet;
        }
        self.program.records.clear();
        self.layouts();
    }

    /// Lays every record out flat and fills the program's records.
    pub(super) fn layouts(&mut self) {
        for index in 0..self.records.len() {
            self.layout(RecordId(u32::try_from(index).unwrap_or(u32::MAX)), 0);
        }
        for index in 0..self.records.len() {
            let fields = self.all_fields(RecordId(u32::try_from(index).unwrap_or(u32::MAX)));
            let record = &self.records[index];
            let slots = match &record.layout {
                Layout::Done(slots) => slots.clone(),
                _ => Vec::new(),
            };
            self.program.records.push(ir::Record { name: record.name.clone(), slots, fields, span: record.span });
        }
        for index in 0..self.program.records.len() {
            self.check_keys(RecordId(u32::try_from(index).unwrap_or(u32::MAX)));
            let owner = (index != CASE.index()).then(|| self.program.records[index].name.clone());
            for slot in &mut self.program.records[index].slots {
                slot.words = words_of(&slot.path, owner.as_deref());
            }
        }
    }

    /// How a sentence says a yes/no fact of a record: `is violent`, `is a charity`.
    pub(super) fn note_said(&mut self, record: RecordId, words: &names::Words, run: &ast::Run) {
        let field = |of: RecordId| self.fields_of(of).find(|field| field.keys.first().is_some_and(|key| words.is(key)));
        let included = self.included(record).find_map(|(included, _)| field(included));
        if let Some(span) = field(record).or(included).filter(|field| field.stipulates.is_none()).map(|field| field.span) {
            self.note_fact_said(span, false, run);
        }
    }

    /// The same of the fact declared there; the first sentence with an article settles it.
    pub(super) fn note_fact_said(&mut self, declared: Span, has: bool, run: &ast::Run) {
        let first = run.words.first().filter(|_| run.words.len() > 1).map(|word| word.text.to_lowercase());
        let article = first.filter(|word| matches!(word.as_str(), "a" | "an" | "the"));
        let declared = self.first_declared(declared);
        let said = self.said_of_facts.entry((declared.file, declared.start)).or_insert_with(|| (has, article.clone()));
        if said.1.is_none() && article.is_some() {
            *said = (has, article);
        }
    }

    /// `has no warrant` speaks of one warrant, where no sentence says `has a warrant` (a plural needs no article).
    pub(super) fn note_one_of(&mut self, declared: Span, name: &str) {
        let declared = self.first_declared(declared);
        if let Some(said) = self.said_of_facts.get_mut(&(declared.file, declared.start))
            && said.1.is_none()
            && !name.ends_with('s')
        {
            said.1 = Some(crate::diagnostics::suggest::article(name).to_owned());
        }
    }

    /// The words of yes/no facts, once it is known how the policy says them.
    pub(super) fn yes_no_words(&mut self) {
        let mut records = std::mem::take(&mut self.program.records);
        for (index, record) in records.iter_mut().enumerate() {
            let owner = (index != CASE.index()).then(|| record.name.clone());
            for slot in record.slots.iter_mut().filter(|slot| super::types::is_yes_no(slot.ty)) {
                let said = self.said_of_facts.get(&(slot.span.file, slot.span.start));
                slot.words = whether(&slot.path, owner.as_deref(), self.sources.text(slot.span), said);
            }
        }
        self.program.records = records;
    }

    /// Keys of case records: each once in a record, and none that means something else.
    fn check_keys(&mut self, id: RecordId) {
        let fields = self.program.records[id.index()].fields.clone();
        let mut seen: BTreeMap<&str, Vec<&ir::Field>> = BTreeMap::new();
        for field in &fields {
            if id == CASE && !field.names_case && matches!(field.key.as_str(), "case" | "as_of") {
                let problem = problems::reserved_record_key(&field.key, field.span);
                self.report(problem);
            }
            let earlier = seen.entry(&field.key).or_default();
            let held = |field: &ir::Field| matches!(field.ty, Type::Record(_) | Type::List(_));
            if let Some(first) = earlier.iter().find(|first| first.span != field.span && self.meet(first.span, field.span)) {
                let problem = problems::duplicate_record_key(&field.key, field.span, first.span);
                self.report(problem);
            } else if let Some(first) = earlier.iter().find(|first| first.span != field.span && (held(first) || held(field))) {
                // Files that know nothing of each other may each read a key in their own way, but not where records are within.
                let problem = problems::facts_differ(&field.key, field.span, first.span);
                self.report(problem);
            }
            earlier.push(field);
        }
    }

    fn layout(&mut self, id: RecordId, depth: usize) -> Option<Vec<ir::Slot>> {
        match &self.records[id.index()].layout {
            Layout::Done(slots) => return Some(slots.clone()),
            Layout::InHand => return None,
            Layout::NotYet => {}
        }
        if depth > DEEPEST_RECORDS {
            let record = &self.records[id.index()];
            let problem = problems::record_too_deep(&record.name, DEEPEST_RECORDS, record.span);
            return Some(self.unlaid(id, problem));
        }
        self.records[id.index()].layout = Layout::InHand;
        let mut slots: Vec<ir::Slot> = Vec::new();
        for part in self.records[id.index()].parts.clone() {
            let base = u32::try_from(slots.len()).unwrap_or(u32::MAX);
            match part {
                Part::Include(index) => {
                    let (included, _, span) = self.records[id.index()].includes[index];
                    self.records[id.index()].includes[index].1 = base;
                    match self.layout(included, depth + 1) {
                        Some(inner) => slots.extend(inner),
                        None => {
                            self.circular_records = true;
                            let problem = problems::record_circle(&self.records[id.index()].name, span);
                            self.report(problem);
                        }
                    }
                }
                Part::Field(index) => {
                    self.records[id.index()].fields[index].slot = SlotId(base);
                    let field = self.records[id.index()].fields[index].clone();
                    slots.push(ir::Slot {
                        path: vec![field.name.clone()],
                        words: String::new(),
                        ty: field.ty,
                        optional: field.optional,
                        // No record holds a length below nothing; a defined one may be.
                        least: field
                            .least
                            .or((super::types::is_length(field.ty) && field.stipulates.is_none()).then_some(0.into())),
                        span: field.span,
                    });
                    if let Type::Record(inner) = field.ty {
                        match self.layout(inner, depth + 1) {
                            Some(inner) => slots.extend(inner.into_iter().map(|mut slot| {
                                slot.path.insert(0, field.name.clone());
                                slot
                            })),
                            None => {
                                self.circular_records = true;
                                let problem = problems::record_circle(&self.records[id.index()].name, field.span);
                                self.report(problem);
                            }
                        }
                    }
                }
            }
            // A layout that doubles at each level would fill the memory; law needs a few hundred slots.
            if slots.len() > MOST_SLOTS || self.slots_laid_out + slots.len() > MOST_SLOTS_IN_ALL {
                let record = &self.records[id.index()];
                let problem = problems::record_too_large(&record.name, record.span);
                return Some(self.unlaid(id, problem));
            }
        }
        let record = &mut self.records[id.index()];
        for index in 0..record.fields.len() {
            if let Some(first) = record.fields[index].same_as {
                record.fields[index].slot = record.fields[first].slot;
            }
        }
        self.slots_laid_out += slots.len();
        self.records[id.index()].layout = Layout::Done(slots.clone());
        Some(slots)
    }

    /// Gives a record up as one without facts; records that hold it say nothing more of that.
    fn unlaid(&mut self, id: RecordId, problem: crate::diagnostics::Diagnostic) -> Vec<ir::Slot> {
        if !self.circular_records {
            self.report(problem);
        }
        self.circular_records = true;
        self.records[id.index()].layout = Layout::Done(Vec::new());
        Vec::new()
    }

    /// The fields of a record as a case may hold them, those of included records too.
    fn all_fields(&self, id: RecordId) -> Vec<ir::Field> {
        let record = &self.records[id.index()];
        let mut fields = Vec::new();
        for part in &record.parts {
            match part {
                Part::Include(index) => {
                    let (included, base, _) = record.includes[*index];
                    // A circle has been reported; don't walk it.
                    if self.circular_records {
                        continue;
                    }
                    fields.extend(self.all_fields(included).into_iter().map(|mut field| {
                        field.slot = SlotId(field.slot.0 + base);
                        field
                    }));
                }
                Part::Field(index) => fields.push(declared_field(&record.fields[*index])),
            }
        }
        fields
    }

    /// Makes room in a record for the stipulation of a term; the slot is known after layout.
    pub(super) fn add_stipulation(&mut self, of: RecordId, definition: DefId, name: &str, key: Key, ty: Type, span: Span) {
        let field = FieldInfo {
            name: name.to_owned(),
            keys: vec![key],
            item_keys: Vec::new(),
            record_key: ir::record_key(name),
            ty,
            optional: false,
            least: None,
            null_is_none: false,
            names_case: false,
            stipulates: Some(definition),
            slot: SlotId(0),
            same_as: None,
            span,
        };
        let record = &mut self.records[of.index()];
        record.fields.push(field);
        record.parts.push(Part::Field(record.fields.len() - 1));
    }
}

impl RecordInfo {
    fn new(name: String, keys: Vec<Key>, span: Span) -> RecordInfo {
        RecordInfo {
            name,
            keys,
            fields: Vec::new(),
            includes: Vec::new(),
            include_places: Vec::new(),
            places: vec![span],
            parts: Vec::new(),
            layout: Layout::NotYet,
            span,
        }
    }
}

/// A field as case records hold it.
fn declared_field(field: &FieldInfo) -> ir::Field {
    ir::Field {
        name: field.name.clone(),
        key: field.record_key.clone(),
        ty: field.ty,
        slot: field.slot,
        optional: field.optional,
        least: field.least,
        null_is_none: field.null_is_none,
        names_case: field.names_case,
        stipulates: field.stipulates,
        span: field.span,
    }
}

/// Words that make a fact of the case a sentence: `an immigration hold was placed`.
const VERBS: [&str; 12] = ["is", "are", "was", "were", "has", "have", "had", "did", "does", "made", "found", "signed"];

/// `whether the offense is violent`, `whether the request has a probable-cause determination`, `whether an immigration hold was placed`;
/// `probable cause`, where a fact of the case is no sentence.
fn whether(path: &[String], record: Option<&str>, declared: &str, said: Option<&(bool, Option<String>)>) -> String {
    let Some((last, owners)) = path.split_last() else { return String::new() };
    let plain = words_of(path, record);
    if last.split(' ').any(|word| word == "it") {
        return format!("whether {plain}");
    }
    let owners: Vec<&str> = owners.iter().rev().map(String::as_str).chain(record).collect();
    if owners.is_empty() {
        let words: Vec<&str> = declared.split_whitespace().collect();
        let has_article = words.first().is_some_and(|word| matches!(word.to_lowercase().as_str(), "a" | "an" | "the"));
        let is_sentence = (has_article && words.len() > 2) || words.iter().any(|word| VERBS.contains(word));
        return if is_sentence { format!("whether {}", words.join(" ")) } else { plain };
    }
    let (has, article) = said.map_or((false, None), |(has, article)| (*has, article.as_deref()));
    let article = article.map(|article| format!("{article} ")).unwrap_or_default();
    format!("whether the {} {} {article}{last}", owners.join(" of the "), if has { "has" } else { "is" })
}

/// `grade of the offense`, `grade of the conviction`; a sentence has its `it` filled in.
fn words_of(path: &[String], record: Option<&str>) -> String {
    let Some((last, owners)) = path.split_last() else { return String::new() };
    let owner = owners.last().map(String::as_str).or(record);
    if last.split(' ').any(|word| word == "it") {
        let it = owner.map_or_else(|| "it".to_owned(), |owner| format!("the {owner}"));
        return last.split(' ').map(|word| if word == "it" { it.as_str() } else { word }).collect::<Vec<_>>().join(" ");
    }
    let mut words = last.clone();
    for owner in owners.iter().rev().map(String::as_str).chain(record) {
        words.push_str(" of the ");
        words.push_str(owner);
    }
    words
}

fn ast_start(analyzer: &Analyzer<'_>) -> Span {
    analyzer.parses.first().map_or(Span::new(crate::source::FileId(0), 0, 0), |parse| {
        let start = parse.file.span.start as usize;
        Span::new(parse.file.span.file, start, start)
    })
}
