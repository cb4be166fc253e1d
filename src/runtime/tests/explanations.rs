//! The reason of a decision, as data.

use crate::ir::*;
use crate::runtime::reasons::explain::{Fate, Node, explain};
use crate::runtime::testing::{Build, ITEM, number, options, span};
use crate::runtime::{Decider, Truth};
use std::sync::Arc;

/// The tree in lines: truth, limb, note, facts.
fn lines(node: &Node, depth: usize, out: &mut Vec<String>) {
    let facts: Vec<String> = node.facts.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let limb = node.limb.as_deref().unwrap_or("");
    let note = node.note.as_deref().unwrap_or("");
    let truth = match node.truth {
        Truth::True => "+",
        Truth::False => "-",
        Truth::Unknown => "?",
    };
    out.push(format!("{}{truth} {limb} {note} {}", " ".repeat(depth), facts.join(" ")).trim_end().to_string());
    node.parts.iter().for_each(|it| lines(it, depth + 1, out));
}

fn tree(node: &Node) -> Vec<String> {
    let mut out = Vec::new();
    lines(node, 0, &mut out);
    out
}

#[test]
fn rules_with_their_fates_and_facts() {
    let mut build = Build::new();
    let record = build.record("conviction");
    let grade = build.choice("grade", &["felony", "misdemeanor"]);
    let slot = build.slot(record, "grade", grade, false);
    let list = build.fact("convictions", Type::List(record));
    let bail = build.fact("bail", Type::Money(Currency::USD));
    let dangerous = build.fact("dangerous", Type::Judgment);

    let read = build.read(ITEM, slot, grade);
    let felony = build.is(read, &[0]);
    let any = build.some(CountTest::AtLeast(1), list, Some(felony));
    let limb =
        build.expr(ExprKind::Limb { path: "(a)".into(), title: None, body: Box::new(any), satisfied_by: vec![] }, Type::YesNo);
    let exception = build.rule(Mode::Plain, 0, limb);

    let limit = build.constant(number("5001"), Type::Money(Currency::USD));
    let low = build.compare(bail, Comparison::Less, limit);
    let term = build.define("low bail", Type::YesNo, low);
    let condition = build.all(vec![term, dangerous]);
    let conclusion = build.conclusion(Mode::Plain, 1);
    let base = build.add(Action::Decide(conclusion), condition, &[exception]);
    let otherwise = build.otherwise(0);

    let judgment = Judgment { finding: true, by: Some("the court".into()), on: None, because: None };
    let rows = Value::List(Arc::new(vec![vec![Value::Enum(1)], vec![Value::Enum(0)]]));
    let case = vec![rows, number("5000"), Value::Judgment(Arc::new(judgment)), Value::Unknown];
    let decision = Decider::new(&build.program, InstrumentId(0), DecisionId(0), &options()).decide(&case);
    let reason = explain(&build.program, &decision, &case, &options());
    let fates: Vec<(RuleId, Fate)> =
        [&reason.deciding, &reason.defeated, &reason.others].into_iter().flatten().map(|it| (it.rule, it.fate.clone())).collect();
    assert_eq!(fates, [(exception, Fate::Live), (base, Fate::Defeated(vec![exception])), (otherwise, Fate::Displaced)]);
    assert_eq!(
        tree(&reason.deciding[0].condition),
        [
            "+ (a)",
            " +  1 of 2 convictions convictions=2",
            "  -  conviction 1",
            "   -   grade=misdemeanor",
            "  +  conviction 2",
            "   +   grade=felony",
        ]
    );
    assert_eq!(tree(&reason.defeated[0].condition), ["+", " +", "  +   bail=$5,000", " +   dangerous=yes"]);
    assert_eq!((reason.judgments.len(), reason.judgments[0].0.as_str()), (1, "dangerous"));

    let stipulated = vec![Value::List(Default::default()), Value::Unknown, Value::Bool(true), Value::Bool(true)];
    let decision = Decider::new(&build.program, InstrumentId(0), DecisionId(0), &options()).decide(&stipulated);
    let reason = explain(&build.program, &decision, &stipulated, &options());
    assert_eq!(tree(&reason.deciding[0].condition), ["+", " +  stipulated low bail=yes", " +   dangerous=yes"]);
    assert_eq!(reason.stipulated.len(), 1);
    assert_eq!(tree(&reason.others[0].condition)[1], " -  the list is known to be empty convictions=none");
    let _ = span();
}
