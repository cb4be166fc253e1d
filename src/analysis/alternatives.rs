//! `or` between what is said of one subject, beside an `and` (`the offense is a felony or a misdemeanor and is violent`), and `and` behind what
//! is denied (`the offense is not a felony and violent`).

use super::names::Words;
use super::resolve::Thing;
use super::scope::Scope;
use super::{Analyzer, problems};
use crate::source::{Span, on_one_line, without_comment};
use crate::syntax::ast::{Condition, ConditionKind, Expr, Is, Predicate, PredicateKind, Values};

/// What stands right behind a value.
#[derive(PartialEq, Eq)]
enum Behind {
    And,
    CommaAnd,
    Other,
}

impl Analyzer<'_> {
    /// Refuses values with `or` behind which an `and` goes on, so that it may take the last of them with it. What is said of a fact
    /// (`the grade is felony or misdemeanor and …`) is one saying, and so is what a comma parts from the `and`; unless a comma stands
    /// before the `or` of two, where no list asks for one. `sentence`: the words before the verb, where they can be said again.
    pub(super) fn or_before_and(&mut self, subject: &Thing, predicate: &Predicate, sentence: Option<Sentence>) -> Option<()> {
        let Some(values) = alternatives(predicate) else { return Some(()) };
        let refused = match self.behind(values.last) {
            Behind::And => matches!(subject, Thing::Record(_)) || self.two_parted(&values),
            Behind::CommaAnd => self.two_parted(&values),
            Behind::Other => false,
        };
        if !refused {
            return Some(());
        }
        let readings = sentence.and_then(|sentence| self.two_readings(&sentence, predicate, &values));
        self.fail(problems::mixed_alternatives(readings.as_ref(), values.last))
    }

    /// `A, or B`
    fn two_parted(&self, values: &Alternatives) -> bool {
        let between = Span { start: values.first.end, end: values.last.start, ..values.last };
        values.count == 2 && self.sources.text(between).lines().any(|line| without_comment(line).contains(','))
    }

    /// `(S is A or B) and` and `S is A or (S is B and`.
    fn two_readings(&self, sentence: &Sentence, predicate: &Predicate, values: &Alternatives) -> Option<[String; 2]> {
        let words = |span: Span| on_one_line(self.sources.text(span));
        let subject = words(sentence.subject);
        let verb = words(Span { end: values.first.start, ..predicate.span });
        let again = if sentence.goes_on { format!("{subject} ...") } else { "...".to_owned() };
        let together = format!("({subject} {}) and {again}", words(predicate.span));
        let apart = format!("{subject} {verb} {} or ({subject} {verb} {} and {again})", words(values.first), words(values.last));
        (values.count == 2 && apart.chars().count() <= 78).then_some([together, apart])
    }

    /// `is not a felony and violent`, `does not include hold and transfer`: does `not` deny both, or the first, or that both are so? With `both`
    /// it is the last. `None` if it was reported.
    pub(super) fn not_before_and(&mut self, before: &Condition, part: &Condition, scope: &Scope) -> Option<()> {
        let (ConditionKind::Statement { subject, predicates }, ConditionKind::Phrase(run)) = (&before.kind, &part.kind) else {
            return Some(());
        };
        let Some(last) = predicates.parts.last() else { return Some(()) };
        let (value, set) = match &last.kind {
            PredicateKind::Is { negated: true, what: Is::Values(Values::Plain(values)), .. } => (values.first(), false),
            PredicateKind::Includes { negated: true, values: Values::Plain(values) } => (values.first(), true),
            _ => return Some(()),
        };
        let Some(value) = value else { return Some(()) };
        if self.fits(|it| it.condition(part, scope).is_some()) {
            return Some(());
        }
        let words = Words::of(run);
        let said_of_it = match set {
            true => self.enum_of_value(&words.list).is_some_and(|(_, set)| set),
            false => self.record_of(subject, scope).is_some_and(|owner| self.is_quality_of(owner.record, &words)),
        };
        if !said_of_it {
            return Some(());
        }
        let text = |span: Span| on_one_line(self.sources.text(span));
        let verb = text(Span { end: value.span.start, ..last.span });
        let (first, second) = (text(value.span), text(run.span));
        let both = first.strip_prefix("both ");
        let problem = problems::not_before_and(last.span.to(run.span), &verb, both.unwrap_or(&first), &second, both.is_some());
        self.fail(problem)
    }

    fn behind(&self, value: Span) -> Behind {
        let rest = self.sources.file(value.file).text.get(value.end as usize..).unwrap_or("");
        // A line has one word at least, unless it is blank or a note: no text is read to its end.
        let mut words = rest.lines().map(without_comment).flat_map(str::split_whitespace);
        let (comma, word) = match words.next().map(|word| (word, word.strip_prefix(','))) {
            Some((_, Some(""))) => (true, words.next()),
            Some((_, Some(word))) => (true, Some(word)),
            Some((word, None)) => (false, Some(word)),
            None => (false, None),
        };
        match word {
            Some(word) if word.eq_ignore_ascii_case("and") && comma => Behind::CommaAnd,
            Some(word) if word.eq_ignore_ascii_case("and") => Behind::And,
            _ => Behind::Other,
        }
    }
}

/// What stands before a verb.
pub(super) struct Sentence {
    pub(super) subject: Span,
    /// Whether another verb is said of it.
    pub(super) goes_on: bool,
}

/// Several values with `or`.
struct Alternatives {
    first: Span,
    last: Span,
    count: usize,
}

/// The values of a predicate, where there are several.
fn alternatives(predicate: &Predicate) -> Option<Alternatives> {
    let values: &[Expr] = match &predicate.kind {
        PredicateKind::Is { negated: false, what: Is::Values(Values::Plain(values)), .. }
        | PredicateKind::Includes { negated: false, values: Values::Plain(values) } => values,
        _ => return None,
    };
    match values {
        [first, .., last] => Some(Alternatives { first: first.span, last: last.span, count: values.len() }),
        _ => None,
    }
}
