//! A number said of a whole record: `the person is under 18`.

use super::declare::Named;
use super::resolve::{RecordThing, Thing};
use super::{Analyzer, problems};
use crate::ir::{Expr, ExprKind, Type};
use crate::source::{Span, on_one_line};

impl Analyzer<'_> {
    /// `the person is under 18`: a number said of a record is its age, where it has no other number that could be meant.
    pub(super) fn age_of(&mut self, record: &RecordThing, span: Span) -> Option<Expr> {
        let age = vec!["age".to_owned()];
        let fields = self.every_field(record.record);
        let numbers: Vec<String> =
            fields.into_iter().filter(|(_, field)| field.ty == Type::Number).map(|(_, field)| field.name).collect();
        let name = self.records[record.record.index()].name.clone();
        let own = self.field(record.record, &age);
        // A value that the case defines speaks of what the case holds once, not of one item of a list.
        let defined = match self.named(&age) {
            Some(Named::Definition(id)) if own.is_none() && record.at.frame == 0 => Some(id),
            _ => None,
        };
        if numbers.iter().any(|number| number != "age") && (own.is_some() || defined.is_some()) {
            let mut ways: Vec<String> = numbers.iter().take(4).map(|number| self.said_of_number(record, number, span)).collect();
            ways.extend(defined.map(|_| format!("age {}", on_one_line(self.sources.text(span)))));
            return self.fail(problems::which_number(&name, &ways, self.before_number(record, span).1));
        }
        if let Some(found) = own
            && let Thing::Value(value) = self.field_thing(record.at, &found, span)
        {
            return Some(value);
        }
        if let Some(id) = defined {
            self.use_definition(id, span);
            let ty = self.definition_type(id, span)?;
            return Some(self.node(ExprKind::Definition(id, None), ty, span));
        }
        self.fail(problems::no_age(&name, span))
    }

    /// What stands between a record and what is said of it, and the place of all that a sentence on one of its facts replaces.
    fn before_number(&self, record: &RecordThing, span: Span) -> (String, Span) {
        let between = Span { start: record.span.end, end: span.start, ..span };
        let word = on_one_line(self.sources.text(between)).to_lowercase();
        let clause = self.sources.text(between).trim_end().len().saturating_sub(word.len());
        let place = match word.as_str() {
            _ if record.span.file != span.file || record.span.end > span.start => span,
            "" => record.span.to(span),
            "that" | "who" | "which" => Span { start: record.span.end + u32::try_from(clause).unwrap_or(0), ..span },
            _ => span,
        };
        (word, place)
    }

    /// `the truck's weight is over 10,000` for `the truck is over 10,000`.
    fn said_of_number(&self, record: &RecordThing, number: &str, span: Span) -> String {
        let (between, _) = self.before_number(record, span);
        let (subject, said) = (on_one_line(self.sources.text(record.span)), on_one_line(self.sources.text(span)));
        match between.as_str() {
            "that" | "who" | "which" => format!("whose {number} {said}"),
            "" if !subject.eq_ignore_ascii_case("it") => format!("{subject}'s {number} {said}"),
            _ if record.at.frame == 0 => format!("the {}'s {number} {said}", self.records[record.record.index()].name),
            _ => format!("its {number} {said}"),
        }
    }
}
