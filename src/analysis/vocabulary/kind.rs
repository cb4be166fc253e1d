//! Kinds of facts and decisions: what a fact may hold, the values of a choice, and the names that can be given.

use crate::analysis::names::{self, Key};
use crate::analysis::{Analyzer, problems};
use crate::ir::{self, CASE, Currency, EnumId, Type};
use crate::source::Span;
use crate::syntax::ast;

/// A kind that needs no declaration.
fn plain_kind(text: &str) -> Option<Type> {
    Some(match text {
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
            let code = text.strip_prefix("money in ")?.to_uppercase();
            let [a, b, c] = *code.as_bytes() else { return None };
            [a, b, c].iter().all(u8::is_ascii_uppercase).then_some(Type::Money(Currency([a, b, c])))?
        }
    })
}

/// The first value of a choice that is a kind, where the others say nothing of their own either: `money or nothing`, `date or time`. In `citation or
/// warning` the word is what a police officer hands out.
/// With another of the values.
pub(in crate::analysis) fn kind_among(values: &[ast::Run]) -> Option<(&ast::Run, String)> {
    const BESIDE: [&str; 9] = ["nothing", "zero", "nil", "null", "empty", "time", "percent", "integer", "amount"];
    let is_kind = |run: &&ast::Run| plain_kind(&names::shown(&names::key(run))).is_some();
    let says_nothing = |run: &ast::Run| BESIDE.contains(&names::shown(&names::key(run)).as_str());
    let found = values.iter().find(is_kind).filter(|_| values.iter().all(|it| is_kind(&it) || says_nothing(it)))?;
    let other = values.iter().find(|it| it.span != found.span).map(names::name);
    Some((found, other.unwrap_or_default()))
}

impl Analyzer<'_> {
    /// The kind that a fact or decision is declared with; `name` names a choice's enumeration.
    pub(in crate::analysis) fn kind(&mut self, kind: &ast::Kind, name: &str) -> Option<Type> {
        match kind {
            ast::Kind::YesNo(_) => Some(Type::YesNo),
            ast::Kind::DateAndTime(_) => Some(Type::DateTime),
            ast::Kind::Choice(values, span) => {
                if let Some((kind, other)) = kind_among(values) {
                    return self.fail(problems::kind_as_value(&names::name(kind), &other, kind.span, false));
                }
                self.enumeration(name, values, *span).map(Type::Enum)
            }
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
        let known = plain_kind(&names::shown(&words));
        if known.is_some() {
            return known;
        }
        match self.record_named(&words) {
            Some(id) if id != CASE => Some(Type::Record(id)),
            _ => {
                let problem = problems::unknown_kind(&names::name(run), run.span, &self.record_names());
                self.fail(problem)
            }
        }
    }

    /// An enumeration; two of the same name with the same values are one, so that they can be compared.
    pub(in crate::analysis) fn enumeration(&mut self, name: &str, values: &[ast::Run], span: Span) -> Option<EnumId> {
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
    pub(in crate::analysis) fn check_declared_name(&mut self, run: &ast::Run, sentence: bool) {
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
}
