//! Several instruments together: what they come to never depends on the order of files, of rules in a file, or of instruments on the command line.

use crate::support::{enact, folder, root};
use enact::analysis::Reach;
use enact::ir::{CASE, DecisionId, InstrumentId, OrderId, Program, Row, Value};
use enact::runtime::Options;
use enact::runtime::precedence::Together;
use proptest::prelude::*;

const VOCABULARY: &str = "vocabulary \"facts\".\n\nfacts of the case:\n    mark 1: yes or no;\n    mark 2: yes or no;\n    mark 3: yes or no.\n\ndecision hold: keep, release or defer.\n";

const LEVELS: [&str; 3] = ["federal", "state", "county"];

/// Modal word, outcome, fact asked for, whether it must be yes.
type RuleOf = (usize, usize, usize, bool);

fn rule() -> impl Strategy<Value = RuleOf> {
    (0usize..4, 0usize..3, 1usize..4, any::<bool>())
}

/// The text of an instrument; its rules in the order of `places`.
fn instrument(number: usize, rules: &[RuleOf], turned: usize) -> String {
    let level = LEVELS[number % LEVELS.len()];
    let mut text = format!("policy \"Instrument {number}\":\n    made by {level} \"Body\".\n\nuse \"facts\".\n");
    for at in 0..rules.len() {
        let at = (at + turned) % rules.len();
        let (modal, outcome, fact, yes) = rules[at];
        let modal = ["", "must ", "must not ", "may "][modal];
        let outcome = ["keep", "release", "defer"][outcome];
        let yes = if yes { "yes" } else { "no" };
        text.push_str(&format!("\nrule {at}: {modal}{outcome} hold if mark {fact} is {yes}.\n"));
    }
    text
}

/// `None` where the rules of an instrument contradict one another for certain.
fn program(instruments: &[Vec<RuleOf>], turned: usize) -> Option<Program> {
    let mut files: Vec<(String, String)> = vec![("facts".to_owned(), VOCABULARY.to_owned())];
    for (number, rules) in instruments.iter().enumerate() {
        files.push((format!("instrument-{number}"), instrument(number, rules, turned)));
    }
    let uses: String = (0..instruments.len()).map(|number| format!("use \"instrument-{number}\".\n")).collect();
    files.push(("order".to_owned(), format!("{uses}\norder \"down\":\n    ranks federal, state, county.\n")));
    let middle = turned % files.len();
    files.rotate_left(middle);
    let mut sources = enact::source::Sources::default();
    let mut parses = Vec::new();
    for (module, text) in files {
        let id = sources.add(format!("{module}.enact"), module, text.as_str());
        parses.push(enact::syntax::parse(id, &text));
    }
    enact::analysis::analyse(&sources, &parses, &Reach::by_names(&sources, &parses)).into_program()
}

/// Effect, outcomes, rules, missing facts, and what each authority says.
fn answer(program: &Program, order: Option<OrderId>, marks: &[Option<bool>], turned: usize) -> String {
    let mut all: Vec<InstrumentId> = (0..program.instruments.len() as u32).map(InstrumentId).collect();
    let middle = turned % all.len();
    all.rotate_left(middle);
    let mut case: Row = vec![Value::Unknown; program.records[CASE.index()].slots.len()];
    for (at, mark) in marks.iter().enumerate() {
        let slot =
            program.records[CASE.index()].fields.iter().find(|field| field.name == format!("mark {}", at + 1)).unwrap().slot;
        case[slot.index()] = mark.map_or(Value::Unknown, Value::Bool);
    }
    let together = Together::new(program, &all, DecisionId(0), order, &Options::default());
    let resolved = together.decide(&case);
    let name = |id: &enact::ir::RuleId| {
        let rule = &program.rules[id.index()];
        format!("{}#{}", program.instruments[rule.instrument.index()].id, rule.label)
    };
    let mut rules: Vec<String> = resolved.rules.iter().map(name).collect();
    rules.sort();
    let mut missing: Vec<&str> = resolved.missing.iter().map(|it| it.key.as_str()).collect();
    missing.sort_unstable();
    let role = |it: &enact::runtime::precedence::Authority| format!("{:?}", it.role).split('(').next().unwrap_or("").to_owned();
    let mut own: Vec<String> = resolved
        .all()
        .map(|it| {
            let id = &program.instruments[it.decision.instrument.index()].id;
            format!("{id} {:?} {:?} {}", it.decision.effect, it.decision.outcomes, role(it))
        })
        .collect();
    own.sort();
    format!("{:?} {:?} {rules:?} {missing:?}\n{own:#?}", resolved.effect, resolved.outcomes)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_order_of_anything_changes_a_result(
        instruments in prop::collection::vec(prop::collection::vec(rule(), 1..4), 2..5),
        marks in prop::collection::vec(prop::option::of(any::<bool>()), 3),
        turned in 1usize..6,
    ) {
        let (Some(straight), Some(other)) = (program(&instruments, 0), program(&instruments, turned)) else {
            return Ok(());
        };
        for order in [None, Some(OrderId(0))] {
            prop_assert_eq!(answer(&straight, order, &marks, 0), answer(&other, order, &marks, turned));
        }
    }
}

const ORDERS: &str = "policies/us/orders/federal-or-local.enact";
const CASE_OF_2012: &[u8] = br#"{"case":"X.01","as_of":"2012-12-06","custodian":{"level":"county","office":"sheriff","home_state":"California","home_county":"Los Angeles"},"signing_officer":{"component":"ICE","post":"deportation officer"},"person":{"otherwise_detained":false}}"#;

#[test]
fn the_same_case_comes_out_differently_under_opposite_orders() {
    let decide = |more: &[&str]| {
        let mut arguments = vec!["decide", ORDERS, "--cases", "-", "--decision", "detainer", "--input", "json"];
        arguments.extend(more);
        let run = enact(root(), &arguments, Some(CASE_OF_2012));
        assert_eq!(run.status, 0, "{run:?}");
        run.stdout
    };
    let none = decide(&["--format", "text", "--position", "force of a detainer=command"]);
    assert!(none.contains("conflict") && none.contains("without an order of precedence"), "{none}");
    let federal = decide(&["--format", "text", "--order", "the federal request binds"]);
    assert!(federal.contains("must honor detainer (required), by rule 287.7(d)/custody of us/cfr/8-287-7"), "{federal}");
    let table = decide(&["--format", "table", "--order", "all"]);
    assert!(table.contains("it is a request") && table.contains("must honor"), "{table}");
    assert!(table.lines().all(|line| line.chars().count() <= 100), "{table}");
    let lines = decide(&["--format", "ndjson", "--order", "all"]);
    let schema: serde_json::Value = serde_json::from_str(include_str!("../../docs/schemas/decision.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    for line in lines.lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(schema.is_valid(&line), "{line}");
    }
    assert_eq!(lines.lines().filter(|line| line.contains("\"authorities\"")).count(), 3);
}

#[test]
fn an_order_that_is_not_there_is_named_with_the_nearest() {
    let run = enact(root(), &["decide", ORDERS, "--cases", "-", "--order", "the federal request bind"], Some(CASE_OF_2012));
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("did you mean `the federal request binds`?"), "{run:?}");
}

#[test]
fn policies_of_several_paths_are_decided_together() {
    let place = folder("orders-several-paths");
    for (number, rules) in [vec![(1, 0, 1, true)], vec![(1, 1, 1, true)]].iter().enumerate() {
        std::fs::write(place.join(format!("instrument-{number}.enact")), instrument(number, rules, 0)).unwrap();
    }
    std::fs::write(place.join("facts.enact"), VOCABULARY).unwrap();
    let case = br#"{"case":"1","mark_1":true}"#;
    let run = |paths: [&str; 2]| {
        let [one, other] = paths;
        enact(&place, &["decide", one, other, "--cases", "-", "--as-of", "2024-01-01", "--format", "text"], Some(case)).stdout
    };
    let straight = run(["instrument-0.enact", "instrument-1.enact"]);
    assert!(straight.contains("conflict"), "{straight}");
    assert_eq!(straight, run(["instrument-1.enact", "instrument-0.enact"]));
}
