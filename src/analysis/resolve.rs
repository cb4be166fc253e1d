//! Runs of words to things: the longest declared name that starts here, then a path, a look-up, and nothing else.
//!
//! The vocabulary decides where one name ends (docs/reference/names.md). Two readings of the same length are an error, never a choice.

use super::declare::Named;
use super::fields::Found;
use super::names::{self, Key, Words};
use super::scope::{CASE_INSTANCE, Scope};
use super::vocabulary::FieldInfo;
use super::{Analyzer, problems};
use crate::ir::{CASE, DefId, Expr, ExprKind, Instance, ParamId, QuestionId, RecordId, SlotId, Type, Value};
use crate::source::Span;

/// What a run stands for.
#[derive(Clone, Debug)]
pub(super) enum Thing {
    /// A value.
    Value(Expr),
    /// A record in hand or laid out in place.
    Record(RecordThing),
    /// A list.
    List(ListThing),
}

/// A record.
#[derive(Clone, Debug)]
pub(super) struct RecordThing {
    pub(super) record: RecordId,
    pub(super) at: Instance,
    /// Its presence slot, where it may be absent.
    pub(super) presence: Option<Expr>,
    /// Where it is named.
    pub(super) span: Span,
}

/// A list.
#[derive(Clone, Debug)]
pub(super) struct ListThing {
    pub(super) list: Expr,
    pub(super) record: RecordId,
    pub(super) item_keys: Vec<Key>,
}

/// How near a name is to the place where it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Nearness {
    /// An item in hand.
    InHand,
    /// A fact of the case itself.
    Case,
    /// A fact of a record that the case holds, or something defined.
    Elsewhere,
}

pub(super) enum Start {
    Item(usize),
    Field(Instance, Box<FieldInfo>),
    Parameter(ParamId),
    Definition(DefId),
    Question(QuestionId),
}

impl Analyzer<'_> {
    /// What a run stands for; `None` if nothing (not reported).
    pub(super) fn thing(&mut self, words: &Words, scope: &Scope) -> Option<Thing> {
        if words.list.first().is_some_and(|word| word == "case")
            && (words.len() == 1 || matches!(words.list[1].as_str(), "'s" | "'"))
        {
            let case = Thing::Record(RecordThing { record: CASE, at: CASE_INSTANCE, presence: None, span: words.span });
            return self.follow(case, &words.from(1), scope, 0);
        }
        let starts = self.starts(words, scope);
        let mut lengths: Vec<usize> = starts.iter().map(|(length, _)| *length).collect();
        lengths.dedup();
        for length in lengths {
            let mut found: Vec<(Nearness, String, Thing)> = Vec::new();
            let mut unclear = None;
            for (_, start) in starts.iter().filter(|(it, _)| *it == length) {
                let head = words.before(length);
                if let Some(problem) = self.of_which(&head, start, scope) {
                    unclear = unclear.or(Some(problem));
                    continue;
                }
                let (nearness, what) = self.nearness(start);
                let Some(thing) = self.started(start, head.span, scope, words.len() == length) else { continue };
                if let Some(thing) = self.follow(thing, &words.from(length), scope, 0) {
                    found.push((nearness, what, thing));
                }
            }
            // An item in hand is nearer than a fact of the case, and that is nearer than all else; two of one nearness are an error.
            if let Some(problem) = unclear.filter(|_| found.iter().all(|(nearness, ..)| *nearness != Nearness::InHand)) {
                return self.fail(problem);
            }
            let Some(nearest) = found.iter().map(|(nearness, _, _)| *nearness).min() else { continue };
            found.retain(|(nearness, _, _)| *nearness == nearest);
            if found.len() > 1 && nearest == Nearness::Elsewhere {
                let readings: Vec<String> = found.into_iter().map(|(_, what, _)| what).collect();
                return self.fail(problems::two_meanings(&words.before(length).text(), &readings, words.before(length).span));
            }
            return found.into_iter().next().map(|(_, _, thing)| thing);
        }
        self.of_path(words, scope, 0)
    }

    /// The fact of the case that holds the record laid out there.
    pub(super) fn owner_in_case(&self, at: Instance) -> Option<String> {
        let fields = self.every_field(CASE);
        let holds = |base: u32, field: &FieldInfo| matches!(field.ty, Type::Record(_)) && base + field.slot.0 + 1 == at.base;
        fields.into_iter().find(|(base, field)| at.frame == 0 && holds(*base, field)).map(|(_, field)| field.name)
    }

    /// A row of a table, looked up by that key.
    pub(super) fn row(&mut self, table: &Words, key: Expr, scope: &Scope, span: Span) -> Option<Expr> {
        let starts = self.starts(table, scope);
        let id = starts.into_iter().find_map(|(length, start)| match start {
            Start::Parameter(id) if length == table.len() => Some(id),
            _ => None,
        });
        let Some(id) = id else {
            let problem = self.unknown(table, scope, None);
            return self.fail(problem);
        };
        let parameter = &self.program.parameters[id.index()];
        if parameter.keys != [key.ty] {
            let problem = self.table_needs_key(id, key.span);
            return self.fail(problem);
        }
        let ty = parameter.ty;
        Some(self.node(ExprKind::Parameter(id, vec![key]), ty, span))
    }

    /// What a bare name leaves open: an item in hand has such a fact too, or two items in hand bear the name. The name is reported.
    fn of_which(&mut self, words: &Words, start: &Start, scope: &Scope) -> Option<crate::diagnostics::Diagnostic> {
        let (at, field) = match start {
            Start::Field(at, field) => (at, field),
            Start::Item(index) => return self.namesake(*index, words, scope),
            Start::Parameter(_) | Start::Definition(_) | Start::Question(_) => return None,
        };
        let item = self.item_with(&words.list, *at, scope)?;
        let (_, meant) = self.nearness(start);
        let other = match self.owner_in_case(*at) {
            _ if meant.ends_with("of the case") => format!("the case's {}", field.name),
            Some(owner) => format!("the {owner}'s {}", field.name),
            None => format!("the case's {}", field.name),
        };
        // Of two items in hand `its` would say as little.
        let of_items = self.of_which_item(words, scope, Some(&other));
        of_items.or_else(|| Some(problems::of_which(&words.text(), &item, &other, words.span)))
    }

    /// A name of an item in hand that another one bears as well: `the offence`, of offences that are counted for each offence.
    fn namesake(&self, index: usize, words: &Words, scope: &Scope) -> Option<crate::diagnostics::Diagnostic> {
        let at = scope.items.get(index)?.at;
        let called = |item: &&super::scope::Item| item.at != at && item.keys.contains(&words.list);
        scope.items.iter().find(called).map(|_| {
            let name = words.text();
            problems::it_of_two(&format!("the {name}"), &name, &name, None, words.span)
        })
    }

    /// The name of an item in hand (or one that was spoken of just before) that has a fact of that name, and is not the record at `at`.
    fn item_with(&self, name: &[String], at: Instance, scope: &Scope) -> Option<String> {
        let in_hand = scope.items.iter().rev().filter(|item| item.at != at).map(|item| item.record);
        let has = |record: &RecordId| self.field(*record, name).is_some_and(|found| found.length == name.len());
        let record = in_hand.chain(scope.before.iter().copied()).find(has)?;
        // What is defined of every person means the only one that the case has.
        let fields = self.every_field(CASE);
        let here = |base: u32, field: &FieldInfo| at.frame == 0 && base + field.slot.0 + 1 == at.base;
        let only = fields.iter().any(|(base, field)| field.ty == Type::Record(record) && here(*base, field))
            && self.known_fields().all(|field| field.ty != Type::List(record));
        (!only).then(|| self.records[record.index()].name.clone())
    }

    /// How near a start is, and what it is in words.
    fn nearness(&self, start: &Start) -> (Nearness, String) {
        match start {
            Start::Item(_) => (Nearness::InHand, "the item in hand".into()),
            Start::Field(CASE_INSTANCE, field) if self.records[CASE.index()].fields.iter().any(|own| own.span == field.span) => {
                (Nearness::Case, format!("the fact `{}` of the case", field.name))
            }
            Start::Field(at, field) => {
                let owner = self.owner_in_case(*at).or_else(|| {
                    let owner = self.records.iter().find(|record| record.fields.iter().any(|own| own.span == field.span));
                    owner.map(|record| record.name.clone())
                });
                (Nearness::Elsewhere, format!("`the {}'s {}`", owner.as_deref().unwrap_or("case"), field.name))
            }
            Start::Parameter(id) => {
                (Nearness::Elsewhere, format!("the parameter `{}`", self.program.parameters[id.index()].name))
            }
            Start::Definition(id) => {
                (Nearness::Elsewhere, format!("the definition of `{}`", self.program.definitions[id.index()].name))
            }
            Start::Question(id) => (Nearness::Elsewhere, format!("the question `{}`", self.program.questions[id.index()].name)),
        }
    }

    /// `grade of the offense`.
    fn of_path(&mut self, words: &Words, scope: &Scope, depth: usize) -> Option<Thing> {
        if depth > 16 {
            return None;
        }
        for (index, word) in words.list.iter().enumerate() {
            if word != "of" || index == 0 {
                continue;
            }
            let owner = words.from(index + 1);
            let right = match self.thing_shallow(&owner, scope) {
                Some(thing) => Some(thing),
                None => self.of_path(&owner, scope, depth + 1),
            };
            if let Some(Thing::Record(owner)) = right
                && let Some(found) = self.field(owner.record, &words.list[..index])
                && found.length == index
            {
                return Some(self.field_thing(owner.at, &found, words.span));
            }
        }
        None
    }

    /// Like [`Self::thing`], without `of` paths.
    fn thing_shallow(&mut self, words: &Words, scope: &Scope) -> Option<Thing> {
        if words.list == ["case"] {
            return Some(Thing::Record(RecordThing { record: CASE, at: CASE_INSTANCE, presence: None, span: words.span }));
        }
        let starts = self.starts(words, scope);
        let told = self.told();
        starts.iter().find_map(|(length, start)| {
            let head = words.before(*length);
            if let (Start::Item(index), true) = (start, self.told() == told)
                && let Some(problem) = self.namesake(*index, &head, scope)
            {
                return self.fail(problem);
            }
            let thing = self.started(start, head.span, scope, words.len() == *length)?;
            self.follow(thing, &words.from(*length), scope, 0)
        })
    }

    /// Every name that starts here, the longest first.
    pub(super) fn starts(&self, words: &Words, scope: &Scope) -> Vec<(usize, Start)> {
        let list = &words.list;
        let mut found: Vec<(usize, Start)> = Vec::new();
        for (index, item) in scope.items.iter().enumerate().rev() {
            for key in &item.keys {
                if list.starts_with(key)
                    && !found.iter().any(|(length, start)| *length == key.len() && matches!(start, Start::Item(_)))
                {
                    found.push((key.len(), Start::Item(index)));
                }
            }
        }
        self.case_fields(CASE, CASE_INSTANCE, list, 0, &mut found);
        for length in (1..=list.len()).rev() {
            match self.named(&list[..length]) {
                Some(Named::Parameter(id)) => found.push((length, Start::Parameter(id))),
                Some(Named::Definition(id)) => found.push((length, Start::Definition(id))),
                Some(Named::Question(id)) => found.push((length, Start::Question(id))),
                Some(Named::Decision(_) | Named::Sections(_) | Named::Calendar(_)) | None => {}
            }
        }
        // Stable: of one length, an item in hand comes before a fact of the case, and that before a fact of a record within.
        found.sort_by_key(|(length, _)| std::cmp::Reverse(*length));
        found
    }

    /// Facts of the case, and facts of a record that the case holds once, which may be named without it.
    fn case_fields(&self, record: RecordId, at: Instance, list: &[String], depth: usize, found: &mut Vec<(usize, Start)>) {
        if depth > 4 || self.circular_records {
            return;
        }
        for field in self.fields_of(record) {
            if self.is_read(record, field) {
                for key in &field.keys {
                    let again = |(length, start): &(usize, Start)| {
                        *length == key.len() && matches!(start, Start::Field(of, other) if *of == at && other.slot == field.slot)
                    };
                    if let Some(length) = names::match_start(list, key)
                        && !found.iter().any(again)
                    {
                        found.push((length, Start::Field(at, Box::new(field.clone()))));
                    }
                }
            }
        }
        for (included, offset) in self.included(record) {
            self.case_fields(included, Instance { frame: at.frame, base: at.base + offset }, list, depth + 1, found);
        }
        let mut inside: Vec<SlotId> = Vec::new();
        for field in self.fields_of(record) {
            if let Type::Record(inner) = field.ty
                && !inside.contains(&field.slot)
            {
                inside.push(field.slot);
                let inner_at = Instance { frame: at.frame, base: at.base + field.slot.0 + 1 };
                self.case_fields(inner, inner_at, list, depth + 1, found);
            }
        }
    }

    fn started(&mut self, start: &Start, span: Span, scope: &Scope, whole: bool) -> Option<Thing> {
        // Nothing follows a defined value or a question, so don't lower a definition that is not meant.
        if !whole && matches!(start, Start::Definition(_) | Start::Question(_)) {
            return None;
        }
        match start {
            Start::Item(index) => {
                let item = scope.items.get(*index)?;
                Some(Thing::Record(RecordThing { record: item.record, at: item.at, presence: None, span }))
            }
            Start::Field(at, field) => {
                let found = Found { length: 0, base: 0, field: (**field).clone() };
                Some(self.field_thing(*at, &found, span))
            }
            Start::Parameter(id) => {
                let (name, declared) =
                    (self.program.parameters[id.index()].name.clone(), self.program.parameters[id.index()].span);
                self.means_one_thing(declared, &name, span);
                // `for` says the keys; without it they are the facts that the table is declared by.
                if !whole {
                    return Some(Thing::Value(self.node(
                        ExprKind::Parameter(*id, Vec::new()),
                        self.program.parameters[id.index()].ty,
                        span,
                    )));
                }
                let keys = self.keys_of_row(*id, span, scope)?;
                Some(Thing::Value(self.node(ExprKind::Parameter(*id, keys), self.program.parameters[id.index()].ty, span)))
            }
            Start::Definition(id) => {
                self.use_definition(*id, span);
                let ty = self.definition_type(*id, span)?;
                Some(Thing::Value(self.node(ExprKind::Definition(*id, None), ty, span)))
            }
            Start::Question(id) => {
                let (name, declared) = (self.program.questions[id.index()].name.clone(), self.program.questions[id.index()].span);
                self.means_one_thing(declared, &name, span);
                let positions = self.program.questions[id.index()].positions;
                Some(Thing::Value(self.node(ExprKind::Question(*id), Type::Enum(positions), span)))
            }
        }
    }

    /// What a table is looked up by where the text does not say: facts of the case, and of a table with several keys those of the item in hand. A table
    /// with one key that only items have is looked up by `for its …`: there are no keys then.
    fn keys_of_row(&mut self, id: ParamId, span: Span, scope: &Scope) -> Option<Vec<Expr>> {
        let info = &self.parameters[id.index()];
        let (name, by) = (self.program.parameters[id.index()].name.clone(), &info.ast.by);
        let all: Vec<(Words, Option<Expr>)> = by.iter().map(Words::of).zip(info.keys.clone()).collect();
        let several = all.len() > 1;
        let mut keys = Vec::new();
        for (words, key) in all {
            let Some(key) = key else {
                if !several {
                    return Some(Vec::new());
                }
                let Some(key) = self.key_of_item(&words, scope, span) else {
                    return self.fail(self.row_of_no_item(&name, &words, span));
                };
                keys.push(key);
                continue;
            };
            let at = if let ExprKind::Fact(at, _) = key.kind { at } else { CASE_INSTANCE };
            if let Some(item) = self.item_with(&words.list, at, scope) {
                return self.fail(problems::row_of_which(&name, &words.text(), &item, several, span));
            }
            keys.push(self.renumbered(&key));
        }
        Some(keys)
    }

    /// The value of the item in hand that is called so.
    fn key_of_item(&mut self, words: &Words, scope: &Scope, span: Span) -> Option<Expr> {
        let item = scope.it()?;
        let found = self.field(item.record, &words.list).filter(|found| found.length == words.len())?;
        match self.field_thing(item.at, &found, span) {
            Thing::Value(key) => Some(key),
            _ => None,
        }
    }

    fn row_of_no_item(&self, table: &str, key: &Words, span: Span) -> crate::diagnostics::Diagnostic {
        let has = |record: &&crate::ir::Record| {
            record.fields.iter().any(|field| field.name.to_lowercase() == key.text().to_lowercase())
        };
        let record = self.program.records.iter().find(has).map_or("record", |it| &it.name);
        problems::row_of_no_item(table, &key.text(), record, span)
    }

    /// A copy of an expression with ids of its own (ids are unique in the program).
    fn renumbered(&mut self, expr: &Expr) -> Expr {
        self.node(expr.kind.clone(), expr.ty, expr.span)
    }

    /// What follows a thing: `'s FIELD`, `for KEY`; nothing else.
    fn follow(&mut self, thing: Thing, rest: &Words, scope: &Scope, depth: usize) -> Option<Thing> {
        let Some(first) = rest.list.first() else { return Some(thing) };
        if depth > 16 {
            return None;
        }
        match (thing, first.as_str()) {
            (Thing::Record(owner), "'s" | "'") => {
                let tail = rest.from(1);
                let found = self.field(owner.record, &tail.list)?;
                let next = self.field_thing(owner.at, &found, rest.span);
                self.follow(next, &tail.from(found.length), scope, depth + 1)
            }
            (Thing::Value(Expr { kind: ExprKind::Parameter(id, _), .. }), "for") => {
                let Some(Thing::Value(key)) = self.thing(&rest.from(1), scope) else { return None };
                let parameter = &self.program.parameters[id.index()];
                (parameter.keys.len() == 1 && parameter.keys[0] == key.ty).then_some(())?;
                let ty = parameter.ty;
                Some(Thing::Value(self.node(ExprKind::Parameter(id, vec![key]), ty, rest.span)))
            }
            _ => None,
        }
    }

    /// `its date`: a path from `it`.
    pub(super) fn its(&mut self, words: &Words, scope: &Scope, span: Span) -> Option<Thing> {
        let Some(item) = scope.it().cloned() else {
            let problem = problems::nothing_for_it("its", &scope.it, span);
            return self.fail(problem);
        };
        let whole = match self.field(item.record, &words.list) {
            Some(found) => {
                let thing = self.field_thing(item.at, &found, span);
                self.follow(thing, &words.from(found.length), scope, 0)
            }
            None => None,
        };
        match whole {
            Some(thing) => Some(thing),
            None => {
                let problem = self.no_such_field(item.record, words);
                self.fail(problem)
            }
        }
    }

    /// A run that must be a value, of an expected type where one is known.
    pub(super) fn value(&mut self, words: &Words, scope: &Scope, expected: Option<Type>) -> Option<Expr> {
        if let Some(Type::Enum(id) | Type::Set(id)) = expected
            && let Some(number) = self.enum_value(id, &words.list)
        {
            return Some(self.constant(Value::Enum(number), Type::Enum(id), words.span));
        }
        let before = self.told();
        match self.thing(words, scope) {
            Some(Thing::Value(expr)) => {
                if let ExprKind::Parameter(id, _) = &expr.kind
                    && self.parameters[id.index()].failed
                {
                    self.met_failed += 1;
                    return None;
                }
                if let ExprKind::Parameter(id, keys) = &expr.kind
                    && keys.len() != self.program.parameters[id.index()].keys.len()
                {
                    let problem = self.table_needs_key(*id, words.span);
                    return self.fail(problem);
                }
                Some(expr)
            }
            Some(Thing::Record(record)) => {
                let fields: Vec<String> =
                    self.every_field(record.record).into_iter().map(|(_, field)| field.name).take(7).collect();
                let problem = problems::record_is_no_value(&words.text(), &fields, words.span);
                self.fail(problem)
            }
            Some(Thing::List(_)) => {
                let problem = problems::list_is_no_value(&words.text(), words.span);
                self.fail(problem)
            }
            // A definition on the way that failed has said so.
            None if self.told() > before => None,
            None => {
                if let Some((length, side, anchor)) = self.named_length(words, scope) {
                    let anchor = self.value(&anchor, scope, Some(Type::Date))?;
                    return self.moved(length, side, anchor, (None, None), None, words.span);
                }
                let problem = self.unknown(words, scope, expected);
                self.fail(problem)
            }
        }
    }
}
