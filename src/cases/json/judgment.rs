//! Judgments with their makers.

use super::super::problems::{self, Subject};
use super::super::scan::Fault;
use super::{Decoding, Path, Stop};
use crate::diagnostics::suggest;
use crate::ir::{Field, Judgment, SlotId, Type, Value};
use std::sync::Arc;

impl Decoding<'_, '_> {
    /// `{"finding": true, "by": "…", "on": "2013-01-31", "because": "…"}`; its `{` comes next.
    pub(super) fn judgment(&mut self, field: &Field, path: Path, depth: u32) -> Result<Value, Stop> {
        const KEYS: [&str; 4] = ["finding", "by", "on", "because"];
        let opening = self.scan.at;
        let mut met = [false; 4];
        let mut finding = None;
        let (mut by, mut on, mut because) = (None, None, None);
        self.scan.at += 1;
        self.scan.space();
        let mut more = !self.scan.eat(b'}');
        while more {
            if self.scan.peek() != b'"' {
                return Err(self.scan.broken(Fault::Expected("a key in quotation marks")).into());
            }
            let start = self.scan.at;
            let key = self.scan.string()?;
            let key_at = start..self.scan.at;
            self.scan.colon()?;
            let number = KEYS.iter().position(|known| *known == key);
            let inner = Path { up: Some(&path), key: &key, index: None };
            match number.and_then(|number| met.get_mut(number)).map(|met| std::mem::replace(met, true)) {
                None => {
                    if self.state.allow_extra {
                        let path = inner.written(false);
                        self.state.note_extra(path);
                    } else {
                        let path = inner.written(true);
                        self.tell(problems::unknown_fact(
                            &path,
                            suggest::nearest(&key, KEYS).map(|near| (near, false)),
                            None,
                            Some("judgment"),
                            false,
                            key_at,
                        ));
                    }
                    self.scan.skip(depth + 1)?;
                }
                Some(true) => {
                    let path = inner.written(true);
                    self.tell(problems::duplicate_key(&path, false, key_at));
                    self.scan.skip(depth + 1)?;
                }
                Some(false) => match &*key {
                    "finding" => finding = self.part(field, Type::YesNo, inner, depth)?,
                    "by" => by = self.part(field, Type::Text, inner, depth)?,
                    "on" => on = self.part(field, Type::Date, inner, depth)?,
                    _ => because = self.part(field, Type::Text, inner, depth)?,
                },
            }
            self.scan.space();
            more = self.scan.eat(b',');
            if more {
                self.scan.space();
                if self.scan.peek() == b'}' {
                    return Err(self.scan.broken(Fault::TrailingComma).into());
                }
            } else if !self.scan.eat(b'}') {
                return Err(self.scan.broken(Fault::Expected("a comma or `}`")).into());
            }
        }
        if !met[0] {
            let program = self.plan.program;
            let path = path.written(true);
            self.tell(problems::no_finding(Subject { program, field, path: &path, cell: false }, opening..opening + 1));
        }
        let text = |value: Option<Value>| match value {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        };
        let on = if let Some(Value::Date(date)) = on { Some(date) } else { None };
        Ok(match finding {
            Some(Value::Bool(finding)) => {
                Value::Judgment(Arc::new(Judgment { finding, by: text(by), on, because: text(because) }))
            }
            _ => Value::Unknown,
        })
    }

    /// A part of a judgment; `None` where it is not known.
    fn part(&mut self, field: &Field, ty: Type, path: Path, depth: u32) -> Result<Option<Value>, Stop> {
        let part = Field { ty, optional: ty != Type::YesNo, null_is_none: false, names_case: false, ..field.clone() };
        let mut row = [Value::Unknown];
        let first = Field { slot: SlotId(0), ..part };
        self.value(&first, 0, &mut row, path, depth + 1)?;
        let [value] = row;
        Ok(Some(value).filter(|value| *value != Value::Unknown))
    }
}
