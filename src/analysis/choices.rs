//! Words of a choice compared: `includes a passport`, and two choices with each other (`its right is the action`, `its rights includes
//! the action`).
//!
//! Each choice has its own list of values, so that a word of one is looked up in the other. What is said becomes a condition for each word
//! that both have; deciding, reasons and what is unknown need to know nothing of it.

use super::names::Words;
use super::resolve::Thing;
use super::scope::Scope;
use super::{Analyzer, problems};
use crate::ir::{EnumId, Expr, ExprKind, Type, Value};
use crate::source::{Span, on_one_line};
use crate::syntax::ast::{self, Connective, Values};

/// What a set may be said to include.
enum Member {
    /// One of its values.
    Value(u16),
    /// A choice, whose word may be one of them.
    Choice(Expr),
}

impl Analyzer<'_> {
    /// `left is right`, where each is one of its own list of values.
    pub(super) fn choice_is(&mut self, left: Expr, right: Expr, span: Span) -> Option<Expr> {
        let (Type::Enum(one), Type::Enum(other)) = (left.ty, right.ty) else { return None };
        let shared = self.shared_words((one, left.span), (other, right.span))?;
        let mut words = Vec::new();
        for (of_left, of_right) in shared {
            let both = vec![self.is_word(&left, of_left, span), self.is_word(&right, of_right, span)];
            words.push(self.truth(ExprKind::All(both), span));
        }
        Some(self.any_of(words, span))
    }

    /// `includes A, B or C`.
    pub(super) fn includes(&mut self, subject: &Thing, values: &Values, scope: &Scope, span: Span) -> Option<Expr> {
        let set = self.subject_value(subject)?;
        let Type::Set(of) = set.ty else {
            let noun = super::types::noun(&self.program, set.ty);
            let said = self.sources.text(span);
            let values = said.split_once(char::is_whitespace).map_or("…", |(_, values)| values.trim());
            return self.fail(problems::includes_needs_set(self.sources.text(set.span), &noun, values, span));
        };
        let all = matches!(values, Values::All(_));
        match values {
            Values::Plain(values) | Values::All(values) => {
                let (mut numbers, mut parts) = (Vec::new(), Vec::new());
                for value in values {
                    match self.member(of, value, scope)? {
                        Member::Value(number) => numbers.push(number),
                        Member::Choice(choice) => parts.push(self.includes_choice(&set, of, &choice, span)?),
                    }
                }
                if !numbers.is_empty() {
                    parts.push(self.truth(ExprKind::Includes { set: Box::new(set), values: numbers, all }, span));
                }
                Some(self.join(if all { Connective::And } else { Connective::Or }, parts, span))
            }
            Values::Limbs(limbs) => self.value_limbs(limbs, scope, |analyzer, value, scope| {
                let set = analyzer.node(set.kind.clone(), set.ty, set.span);
                match analyzer.member(of, value, scope)? {
                    Member::Value(number) => Some(
                        analyzer.truth(ExprKind::Includes { set: Box::new(set), values: vec![number], all: false }, value.span),
                    ),
                    Member::Choice(choice) => analyzer.includes_choice(&set, of, &choice, value.span),
                }
            }),
        }
    }

    /// What a set whose values are `of` is said to include.
    fn member(&mut self, of: EnumId, value: &ast::Expr, scope: &Scope) -> Option<Member> {
        let before = self.told();
        let found = match &value.kind {
            ast::ExprKind::Bad => return None,
            ast::ExprKind::Run(run) => {
                let words = Words::of(run);
                if let Some(number) = self.enum_value(of, &words.list) {
                    return Some(Member::Value(number));
                }
                self.thing(&words, scope)
            }
            ast::ExprKind::Its(run) => self.its(&Words::of(run), scope, value.span),
            _ => None,
        };
        match found {
            Some(Thing::Value(choice)) if matches!(choice.ty, Type::Enum(_)) => Some(Member::Choice(choice)),
            _ if self.told() > before => None,
            _ => {
                let of = &self.program.enums[of.index()];
                self.fail(problems::unknown_value(self.sources.text(value.span), &of.name, &of.values, value.span))
            }
        }
    }

    /// `set includes choice`: the choice is a word that the set has.
    fn includes_choice(&mut self, set: &Expr, of: EnumId, choice: &Expr, span: Span) -> Option<Expr> {
        let Type::Enum(other) = choice.ty else { return None };
        let shared = self.shared_words((of, set.span), (other, choice.span))?;
        let mut words = Vec::new();
        for (of_set, of_choice) in shared {
            let said = self.is_word(choice, of_choice, span);
            let set = self.node(set.kind.clone(), set.ty, set.span);
            let there = self.truth(ExprKind::Includes { set: Box::new(set), values: vec![of_set], all: false }, span);
            words.push(self.truth(ExprKind::All(vec![said, there]), span));
        }
        Some(self.any_of(words, span))
    }

    fn is_word(&mut self, choice: &Expr, word: u16, span: Span) -> Expr {
        let choice = self.node(choice.kind.clone(), choice.ty, choice.span);
        self.truth(ExprKind::OneOf(Box::new(choice), vec![Value::Enum(word)]), span)
    }

    /// The words that both lists have, each with its number in both. All of one must be words of the other: else a word of either could
    /// be a slip that no case would ever show.
    fn shared_words(&mut self, (one, left): (EnumId, Span), (other, right): (EnumId, Span)) -> Option<Vec<(u16, u16)>> {
        let (words, others) = (&self.enum_keys[one.index()], &self.enum_keys[other.index()]);
        let number = |index: usize| u16::try_from(index).unwrap_or(u16::MAX);
        let place = |word| others.iter().position(|other| other == word);
        let shared = words.iter().enumerate().filter_map(|(index, word)| Some((number(index), number(place(word)?))));
        let shared: Vec<(u16, u16)> = shared.collect();
        if shared.len() == words.len().min(others.len()) {
            return Some(shared);
        }
        let alone = |id: EnumId, taken: &dyn Fn(u16) -> bool| -> Vec<String> {
            let values = self.program.enums[id.index()].values.iter().enumerate();
            values.filter(|(index, _)| !taken(number(*index))).map(|(_, word)| word.clone()).collect()
        };
        let of_left = alone(one, &|index| shared.iter().any(|(it, _)| *it == index));
        let of_right = alone(other, &|index| shared.iter().any(|(_, it)| *it == index));
        let text = |span: Span| on_one_line(self.sources.text(span));
        let (left_text, right_text) = (text(left), text(right));
        self.fail(problems::choices_differ((&left_text, &of_left, left), (&right_text, &of_right, right)))
    }
}
