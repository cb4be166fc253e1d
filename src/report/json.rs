//! Decisions as JSON objects, written straight into bytes: no tree is built, since this is where large runs spend their time.
//!
//! The shape is published in docs/schemas/decision.schema.json.

use super::working::Given;
use super::{Context, readings, why_json, words};
use crate::cases::CaseProblem;
use crate::diagnostics::Diagnostic;
use crate::ir::{DecisionId, InstrumentId, OrderId, RuleId, Type, Value};
use crate::runtime::reasons::explain::Explanation;
use crate::runtime::{Ask, Decision, Missing, Standing};
use jiff::civil::Date;

/// Writes objects for the decisions of one program; keeps what is the same on every line.
pub struct Writer<'a> {
    context: Context<'a>,
    /// `"instrument":"…","decision":"…",` of each pair in use.
    pairs: Vec<((InstrumentId, DecisionId), String)>,
    /// By [`RuleId`]: the label as a JSON string.
    labels: Vec<String>,
}

impl<'a> Writer<'a> {
    /// A writer for these pairs of instrument and decision.
    pub fn new(context: Context<'a>, pairs: &[(InstrumentId, DecisionId)]) -> Writer<'a> {
        let program = context.program;
        let pair = |(instrument, decision): (InstrumentId, DecisionId)| {
            let mut out = Vec::new();
            out.extend_from_slice(b"\"instrument\":");
            string(&mut out, &program.instruments[instrument.index()].id);
            out.extend_from_slice(b",\"decision\":");
            string(&mut out, &program.decisions[decision.index()].name);
            out.push(b',');
            ((instrument, decision), String::from_utf8(out).unwrap_or_default())
        };
        let label = |rule: &crate::ir::Rule| {
            let mut out = Vec::new();
            string(&mut out, &rule.label);
            String::from_utf8(out).unwrap_or_default()
        };
        Writer { context, pairs: pairs.iter().copied().map(pair).collect(), labels: program.rules.iter().map(label).collect() }
    }

    /// Appends the object of a decision, without a line feed; with the order of precedence under which it was made, where one was asked for.
    pub fn decision(
        &self,
        out: &mut Vec<u8>,
        case: &str,
        decision: &Decision,
        (as_of, order): (Date, Option<Option<OrderId>>),
        why: Option<(&Explanation, Option<Given<'_>>)>,
    ) {
        out.extend_from_slice(b"{\"case\":");
        string(out, case);
        out.push(b',');
        let pair = (decision.instrument, decision.decision);
        if let Some((_, text)) = self.pairs.iter().find(|(key, _)| *key == pair) {
            out.extend_from_slice(text.as_bytes());
        }
        out.extend_from_slice(b"\"effect\":\"");
        out.extend_from_slice(words::effect_word(decision.effect).as_bytes());
        out.extend_from_slice(b"\",\"outcome\":");
        self.outcome(out, decision.decision, &decision.outcomes);
        out.extend_from_slice(b",\"rules\":");
        self.rules(out, &decision.rules);
        out.extend_from_slice(b",\"defeated\":");
        list(out, &decision.defeated, |out, (rule, by)| {
            out.extend_from_slice(b"{\"rule\":");
            self.rule(out, *rule);
            out.extend_from_slice(b",\"by\":");
            self.rules(out, by);
            out.push(b'}');
        });
        out.extend_from_slice(b",\"missing\":");
        keys(out, &decision.missing);
        out.extend_from_slice(b",\"questions\":");
        list(out, &decision.questions, |out, id| string(out, &self.context.program.questions[id.index()].name));
        out.extend_from_slice(b",\"problems\":");
        self.problems(out, decision.problems.iter());
        out.extend_from_slice(b",\"as_of\":");
        string(out, &as_of.to_string());
        if let Some(order) = order {
            out.extend_from_slice(b",\"order\":");
            self.order(out, order);
        }
        super::version::json(out, self.context.program, decision, as_of);
        if decision.standing != Standing::Applies {
            out.extend_from_slice(b",\"standing\":");
            string(out, words::standing_word(&decision.standing));
            out.extend_from_slice(b",\"because\":");
            string(out, &words::no_rule(self.context.program, decision));
        }
        if !decision.regardless_of.is_empty() {
            out.extend_from_slice(b",\"regardless_of\":");
            keys(out, &decision.regardless_of);
        }
        if decision.presumed_bound {
            out.extend_from_slice(b",\"presumed_bound\":true");
        }
        for (key, suspensions) in [
            ("suspended", &decision.suspended),
            ("perhaps_suspended", &decision.perhaps_suspended),
            ("overridden", &decision.overridden),
        ] {
            self.suspensions(out, key, suspensions);
        }
        super::slots::write(out, self.context.program, decision);
        let program = self.context.program;
        let act = || words::act(program, decision.decision, decision.effect, &decision.outcomes);
        let label = |id: RuleId| program.rules[id.index()].label.clone();
        super::duties::write(out, program, act, &decision.duties.iter().collect::<Vec<_>>(), label);
        readings::write_json(out, self.context.program, decision, &|out, reading| {
            out.extend_from_slice(b"\"effect\":");
            string(out, words::effect_word(reading.effect));
            out.extend_from_slice(b",\"outcome\":");
            self.outcome(out, decision.decision, &reading.outcomes);
            out.extend_from_slice(b",\"rules\":");
            self.rules(out, &reading.rules);
            out.extend_from_slice(b",\"missing\":");
            keys(out, &reading.missing);
        });
        if let Some(next) = &decision.next {
            self.next(out, decision.decision, next);
        }
        if let Some((explanation, given)) = why {
            out.extend_from_slice(b",\"why\":");
            why_json::write(out, self.context, explanation, given);
        }
        out.push(b'}');
    }

    /// Appends the name of an order, or null.
    pub fn order(&self, out: &mut Vec<u8>, order: Option<OrderId>) {
        optional(out, order.and_then(|id| self.context.program.orders.get(id.index())).map(|it| it.name.as_str()));
    }

    /// Appends what to ask next, with a comma before it.
    pub fn next(&self, out: &mut Vec<u8>, decision: DecisionId, next: &Ask) {
        out.extend_from_slice(b",\"next\":{\"ask\":");
        string(out, &next.words);
        out.extend_from_slice(b",\"key\":");
        optional(out, next.fact.as_ref().map(|fact| fact.key.as_str()));
        out.extend_from_slice(b",\"answers\":");
        list(out, &next.answers, |out, answer| {
            out.extend_from_slice(b"{\"answer\":");
            string(out, &answer.words);
            out.extend_from_slice(b",\"leads_to\":");
            list(out, &answer.leads_to, |out, (effect, outcomes, rules)| {
                out.extend_from_slice(b"{\"effect\":");
                string(out, words::effect_word(*effect));
                out.extend_from_slice(b",\"outcome\":");
                self.outcome(out, decision, outcomes);
                out.extend_from_slice(b",\"rules\":");
                self.rules(out, rules);
                out.push(b'}');
            });
            out.push(b'}');
        });
        out.push(b'}');
    }

    /// Appends what went wrong while evaluating.
    pub fn problems<'d>(&self, out: &mut Vec<u8>, problems: impl Iterator<Item = &'d Diagnostic>) {
        let sources = self.context.sources;
        list(out, &problems.collect::<Vec<_>>(), |out, problem| {
            let span = problem.primary.span;
            let line = sources.position(span).line;
            self::problem(out, problem.code.name(), &problem.message, line, ("file", &sources.file(span.file).name));
        });
    }

    /// Appends which rules are meant by whose suspensions, with a comma before it, where any are.
    fn suspensions(&self, out: &mut Vec<u8>, key: &str, all: &[(RuleId, Vec<usize>)]) {
        if all.is_empty() {
            return;
        }
        out.extend_from_slice(format!(",\"{key}\":").as_bytes());
        list(out, all, |out, (rule, by)| {
            out.extend_from_slice(b"{\"rule\":");
            self.rule(out, *rule);
            out.extend_from_slice(b",\"by\":");
            let program = self.context.program;
            let by: Vec<_> = by.iter().filter_map(|it| program.suspensions.get(*it)).collect();
            list(out, &by, |out, it| string(out, &program.instruments[it.instrument.index()].id));
            out.push(b'}');
        });
    }

    /// Appends the object of a record that can't be read, without a line feed. Instrument and decision are named where
    /// there is only one that it could be.
    pub fn invalid(&self, out: &mut Vec<u8>, case: &str, problems: &[CaseProblem]) {
        out.extend_from_slice(b"{\"case\":");
        string(out, case);
        out.push(b',');
        match self.pairs.as_slice() {
            [(_, text)] => out.extend_from_slice(text.as_bytes()),
            _ => out.extend_from_slice(b"\"instrument\":null,\"decision\":null,"),
        }
        out.extend_from_slice(b"\"effect\":\"invalid\",\"outcome\":null,\"rules\":[],\"defeated\":[],\"missing\":[],");
        out.extend_from_slice(b"\"questions\":[],\"problems\":");
        list(out, problems, |out, it| problem(out, it.code.name(), &it.message, it.line, ("field", &it.field)));
        out.push(b'}');
    }

    /// Appends the outcome in words, or null.
    pub fn outcome(&self, out: &mut Vec<u8>, decision: DecisionId, outcomes: &[Value]) {
        let program = self.context.program;
        // The common case, one word of a choice, needs no text of its own.
        if let ([Value::Enum(index)], Type::Enum(id)) = (outcomes, program.decisions[decision.index()].ty)
            && let Some(word) = program.enums[id.index()].values.get(usize::from(*index))
        {
            return string(out, word);
        }
        optional(out, words::outcome(program, decision, outcomes).as_deref());
    }

    fn rule(&self, out: &mut Vec<u8>, rule: RuleId) {
        match self.labels.get(rule.index()) {
            Some(label) => out.extend_from_slice(label.as_bytes()),
            None => out.extend_from_slice(b"null"),
        }
    }

    fn rules(&self, out: &mut Vec<u8>, rules: &[RuleId]) {
        list(out, rules, |out, rule| self.rule(out, *rule));
    }
}

fn problem(out: &mut Vec<u8>, code: &str, message: &str, line: usize, further: (&str, &str)) {
    out.extend_from_slice(b"{\"code\":");
    string(out, code);
    out.extend_from_slice(b",\"message\":");
    string(out, message);
    out.extend_from_slice(b",\"line\":");
    out.extend_from_slice(line.to_string().as_bytes());
    out.push(b',');
    string(out, further.0);
    out.push(b':');
    string(out, further.1);
    out.push(b'}');
}

fn keys(out: &mut Vec<u8>, facts: &[Missing]) {
    list(out, facts, |out, fact| string(out, &fact.key));
}

/// Appends an array.
pub fn list<T>(out: &mut Vec<u8>, items: &[T], mut each: impl FnMut(&mut Vec<u8>, &T)) {
    out.push(b'[');
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        each(out, item);
    }
    out.push(b']');
}

/// Appends a string or null.
pub fn optional(out: &mut Vec<u8>, text: Option<&str>) {
    match text {
        Some(text) => string(out, text),
        None => out.extend_from_slice(b"null"),
    }
}

/// Appends a string with its quotation marks.
pub fn string(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    let mut plain_from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escape: &[u8] = match byte {
            b'"' => b"\\\"",
            b'\\' => b"\\\\",
            b'\n' => b"\\n",
            b'\r' => b"\\r",
            b'\t' => b"\\t",
            0..0x20 | 0x7f => b"",
            _ => continue,
        };
        out.extend_from_slice(&text.as_bytes()[plain_from..at]);
        if escape.is_empty() {
            out.extend_from_slice(format!("\\u{byte:04x}").as_bytes());
        } else {
            out.extend_from_slice(escape);
        }
        plain_from = at + 1;
    }
    out.extend_from_slice(&text.as_bytes()[plain_from..]);
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_read_back_as_they_were() {
        let text = "a \"b\" \\ \n\r\t \u{1} é \u{7f} \u{2028}";
        let mut out = Vec::new();
        string(&mut out, text);
        assert_eq!(serde_json::from_slice::<String>(&out).unwrap(), text);
    }
}
