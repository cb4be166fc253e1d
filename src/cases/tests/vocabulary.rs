//! A vocabulary made by hand, as the analysis of its declarations would make it. Shared with benches/, hence `super::ir`.

use super::ir::*;
use super::span;

/// Declares records and fields, laying out their slots.
pub struct Vocabulary {
    pub program: Program,
}

impl Vocabulary {
    pub fn new() -> Vocabulary {
        let mut vocabulary = Vocabulary { program: Program::default() };
        vocabulary.record("case");
        vocabulary
    }

    pub fn record(&mut self, name: &str) -> RecordId {
        let record = Record { name: name.to_owned(), slots: Vec::new(), fields: Vec::new(), span: span() };
        self.program.records.push(record);
        RecordId(self.program.records.len() as u32 - 1)
    }

    pub fn choice(&mut self, name: &str, values: &[&str]) -> EnumId {
        let values = values.iter().map(|value| (*value).to_owned()).collect();
        self.program.enums.push(Enumeration { name: name.to_owned(), values, span: span() });
        EnumId(self.program.enums.len() as u32 - 1)
    }

    /// Adds a field; a record inside must be complete by then.
    pub fn field(&mut self, record: RecordId, name: &str, ty: Type) -> &mut Field {
        let inner = if let Type::Record(of) = ty { self.program.records[of.index()].slots.clone() } else { Vec::new() };
        let record = &mut self.program.records[record.index()];
        let slot = SlotId(record.slots.len() as u32);
        let own = Slot { path: vec![name.to_owned()], words: name.to_owned(), ty, optional: false, least: None, span: span() };
        record.slots.push(own);
        record.slots.extend(inner.into_iter().map(|inner| Slot {
            path: std::iter::once(name.to_owned()).chain(inner.path).collect(),
            words: format!("{} of the {name}", inner.words),
            ..inner
        }));
        let key = name.replace([' ', '-'], "_");
        record.fields.push(Field {
            name: name.to_owned(),
            key,
            ty,
            slot,
            optional: false,
            least: None,
            null_is_none: false,
            names_case: false,
            stipulates: None,
            span: span(),
        });
        record.fields.last_mut().expect("just pushed")
    }
}

/// Every kind of fact once.
#[allow(dead_code, reason = "the benches, which share this file, make vocabularies of their own")]
pub fn every_kind() -> Program {
    let mut v = Vocabulary::new();
    let grade = v.choice("grade", &["felony", "misdemeanor", "infraction"]);
    let plea = v.choice("plea", &["guilty", "not guilty", "no contest"]);
    let element = v.choice("element", &["violence", "threat", "theft"]);
    v.program.codes = vec![("HS".to_owned(), "Health and Safety Code".to_owned()), ("PC".to_owned(), "Penal Code".to_owned())];

    let place = v.record("place");
    v.field(place, "county", Type::Text);
    v.field(place, "in state", Type::YesNo);

    let offense = v.record("offense");
    v.field(offense, "grade", Type::Enum(grade));
    v.field(offense, "section", Type::Citation).optional = true;
    v.field(offense, "place", Type::Record(place)).optional = true;
    v.field(offense, "violent", Type::YesNo).stipulates = Some(DefId(0));

    let count = v.record("count");
    v.field(count, "plea", Type::Enum(plea));
    let charge = v.record("charge");
    v.field(charge, "grade", Type::Enum(grade));
    v.field(charge, "counts", Type::List(count));

    v.field(CASE, "docket", Type::Text).names_case = true;
    v.field(CASE, "note", Type::Text).optional = true;
    v.field(CASE, "in custody", Type::YesNo);
    v.field(CASE, "bail", Type::Money(Currency::USD)).optional = true;
    v.field(CASE, "fee", Type::Money(Currency(*b"EUR")));
    v.field(CASE, "household size", Type::Number);
    v.field(CASE, "blood alcohol", Type::Percent);
    v.field(CASE, "arrest date", Type::Date);
    v.field(CASE, "release eligibility", Type::DateTime).optional = true;
    v.field(CASE, "sentence", Type::Months).null_is_none = true;
    v.field(CASE, "jail time", Type::Days);
    v.field(CASE, "hold", Type::Minutes);
    v.field(CASE, "risk", Type::Judgment);
    v.field(CASE, "elements", Type::Set(element));
    v.field(CASE, "plea", Type::Enum(plea));
    v.field(CASE, "offense", Type::Record(offense)).optional = true;
    v.field(CASE, "charges", Type::List(charge));
    v.program
}
