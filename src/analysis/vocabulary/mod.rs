//! Records and their facts, as files declare them.

mod kind;
mod layout;
mod said;

pub(super) use kind::kind_among;

use super::names::{self, Key};
use super::{Analyzer, Located, problems};
use crate::ir::{self, CASE, DefId, RecordId, SlotId, Type};
use crate::source::Span;
use crate::syntax::ast::{self, ItemKind};

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

impl Analyzer<'_> {
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
            if is_slip_of_the_case(&it.of, &items) {
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
        let value = self.expr(least, &super::scope::Scope::case(), Some(ty))?;
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

/// `facts of teh case`, `facts of this case`, `facts of the cse`: no fact holds a record that is called so.
fn is_slip_of_the_case(of: &ast::Run, items: &[Located<'_, ast::Facts>]) -> bool {
    const BEFORE: [&str; 6] = ["the", "of", "this", "that", "such", "case"];
    let Some((last, before)) = of.words.split_last() else { return false };
    let near = |word: &str, meant: &str| strsim::osa_distance(&word.to_lowercase(), meant) == 1;
    let leads = |word: &ast::Word| BEFORE.iter().any(|it| word.text.eq_ignore_ascii_case(it)) || near(&word.text, "the");
    if last.text.eq_ignore_ascii_case("case") {
        // `a case` and `the case` are what they say.
        return names::key(of).len() > 1 && before.iter().all(leads);
    }
    let holds = |kind: &ast::Kind| match kind {
        ast::Kind::Name(run) | ast::Kind::List(run, _) => {
            run.words.last().is_some_and(|it| it.text.to_lowercase().starts_with(&last.text.to_lowercase()))
        }
        _ => false,
    };
    let held =
        items.iter().flat_map(|item| &item.it.parts).any(|part| matches!(part, ast::FactsPart::Fact(it) if holds(&it.kind)));
    near(&last.text, "case") && before.iter().all(leads) && !held
}

fn ast_start(analyzer: &Analyzer<'_>) -> Span {
    analyzer.parses.first().map_or(Span::new(crate::source::FileId(0), 0, 0), |parse| {
        let start = parse.file.span.start as usize;
        Span::new(parse.file.span.file, start, start)
    })
}
