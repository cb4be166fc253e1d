//! Several instruments together: what they come to never depends on the order of files, of rules in a file, or of instruments on the command line.

use crate::support::{enact, folder, root};
use enact::analysis::Reach;
use enact::ir::{CASE, DecisionId, InstrumentId, OrderId, Program, Row, Value};
use enact::runtime::Options;
use enact::runtime::authorities::precedence::{Role, Together};
use proptest::prelude::*;

const VOCABULARY: &str = "vocabulary \"facts\".\n\nfacts of the case:\n    mark 1: yes or no;\n    mark 2: yes or no;\n    mark 3: yes or no.\n\ndecision hold: keep, release or defer.\n\ndecision fee: money.\n";

const LEVELS: [&str; 3] = ["federal", "state", "county"];

/// What the instruments decide.
#[derive(Clone, Copy, Debug, PartialEq)]
enum What {
    /// One of three outcomes.
    Hold,
    /// An amount; of several the highest-ranking one prevails.
    Fee,
    /// An amount; of several the greatest prevails.
    GreaterFee,
}

impl What {
    fn decision(self) -> DecisionId {
        DecisionId(u32::from(self != What::Hold))
    }
}

/// Modal word, outcome, fact asked for, whether it must be yes.
type RuleOf = (usize, usize, usize, bool);

fn rule() -> impl Strategy<Value = RuleOf> {
    (0usize..4, 0usize..3, 1usize..4, any::<bool>())
}

/// The text of an instrument; its rules in the order of `places`.
fn instrument(number: usize, rules: &[RuleOf], turned: usize, what: What) -> String {
    let level = LEVELS[number % LEVELS.len()];
    let mut text = format!("policy \"Instrument {number}\":\n    made by {level} \"Body\".\n\nuse \"facts\".\n");
    for at in 0..rules.len() {
        let at = (at + turned) % rules.len();
        let (modal, outcome, fact, yes) = rules[at];
        let modal = ["", "must ", "must not ", "may "][modal];
        let concluded = match what {
            What::Hold => format!("{} hold", ["keep", "release", "defer"][outcome]),
            What::Fee | What::GreaterFee => format!("fee is ${}", outcome + 1),
        };
        let yes = if yes { "yes" } else { "no" };
        text.push_str(&format!("\nrule {at}: {modal}{concluded} if mark {fact} is {yes}.\n"));
    }
    text
}

/// What it says (rank, pre-empt, yield, implement, advise, set aside), of which two instruments, and for which fact that must be yes.
type PartOf = (usize, usize, usize, Option<usize>);

fn part() -> impl Strategy<Value = PartOf> {
    (0usize..8, 0usize..5, 0usize..5, prop::option::of(1usize..4))
}

/// The parts of an order that may stand together, in the sequence of `turned`.
fn parts(parts: &[PartOf], count: usize, turned: usize) -> Vec<String> {
    let mut said: Vec<(usize, usize)> = Vec::new();
    let mut alone: Vec<usize> = Vec::new();
    let mut implementing: Vec<usize> = Vec::new();
    let mut texts: Vec<String> = Vec::new();
    for (kind, one, other, fact) in parts {
        let (one, other) = (one % count, other % count);
        let pair = (one.min(other), one.max(other));
        match kind {
            0 if texts.iter().all(|it| !it.starts_with("ranks")) => texts.push("ranks federal, state, county".to_owned()),
            1..=4 if one != other && (fact.is_some() || !said.contains(&pair)) => {
                let word = if kind % 2 == 1 { "pre-empts" } else { "yields to" };
                let when = fact.map_or_else(String::new, |it| format!(" where mark {it} is yes"));
                if fact.is_none() {
                    said.push(pair);
                }
                texts.push(format!("\"instrument-{one}\" {word} \"instrument-{other}\"{when}"));
            }
            5 if one != other && !said.contains(&pair) && !implementing.contains(&one) => {
                said.push(pair);
                implementing.push(one);
                texts.push(format!("\"instrument-{one}\" implements \"instrument-{other}\""));
            }
            6 | 7 if !alone.contains(&one) => {
                alone.push(one);
                let aside = [format!("\"instrument-{one}\" advises"), format!("sets aside \"instrument-{one}\"")];
                texts.push(aside[kind - 6].clone());
            }
            _ => {}
        }
    }
    let middle = turned % texts.len().max(1);
    texts.rotate_left(middle);
    if turned % 2 == 1 {
        texts.reverse();
    }
    texts
}

/// `None` where the rules of an instrument contradict one another for certain, or an order goes round in a circle.
fn program(instruments: &[Vec<RuleOf>], order: &[PartOf], turned: usize, what: What) -> Option<Program> {
    let mut files: Vec<(String, String)> = vec![("facts".to_owned(), VOCABULARY.to_owned())];
    for (number, rules) in instruments.iter().enumerate() {
        files.push((format!("instrument-{number}"), instrument(number, rules, turned, what)));
    }
    let uses: String = (0..instruments.len()).map(|number| format!("use \"instrument-{number}\".\n")).collect();
    let mut order = parts(order, instruments.len(), turned).join(";\n    ");
    if order.is_empty() {
        order = "ranks federal, state, county".to_owned();
    }
    if what == What::GreaterFee {
        order.push_str(";\n    the greater of fee prevails");
    }
    files.push(("order".to_owned(), format!("{uses}\norder \"down\":\n    {order}.\n")));
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

/// What they come to where the facts are so.
fn resolved(
    program: &Program,
    what: What,
    order: Option<OrderId>,
    marks: &[Option<bool>],
    turned: usize,
) -> enact::runtime::authorities::precedence::Resolved {
    let mut all: Vec<InstrumentId> = (0..program.instruments.len() as u32).map(InstrumentId).collect();
    let middle = turned % all.len();
    all.rotate_left(middle);
    let mut case: Row = vec![Value::Unknown; program.records[CASE.index()].slots.len()];
    for (at, mark) in marks.iter().enumerate() {
        let slot =
            program.records[CASE.index()].fields.iter().find(|field| field.name == format!("mark {}", at + 1)).unwrap().slot;
        case[slot.index()] = mark.map_or(Value::Unknown, Value::Bool);
    }
    Together::new(program, &all, what.decision(), order, &Options::default()).decide(&case)
}

/// Effect, outcomes, rules, missing facts, and what each authority says.
fn answer(program: &Program, what: What, order: Option<OrderId>, marks: &[Option<bool>], turned: usize) -> String {
    let resolved = resolved(program, what, order, marks, turned);
    let name = |id: &enact::ir::RuleId| {
        let rule = &program.rules[id.index()];
        format!("{}#{}", program.instruments[rule.instrument.index()].id, rule.label)
    };
    let mut rules: Vec<String> = resolved.rules.iter().map(name).collect();
    rules.sort();
    let mut missing: Vec<&str> = resolved.missing.iter().map(|it| it.key.as_str()).collect();
    missing.sort_unstable();
    let role = |it: &enact::runtime::authorities::precedence::Authority| match &it.role {
        Role::PreEmpted(by) | Role::Limited(by) | Role::Conflicts(by) | Role::Floor(by) | Role::Ceiling(by) => {
            let mut by: Vec<String> = by.iter().map(name).collect();
            by.sort();
            format!("{} {by:?}", format!("{:?}", it.role).split('(').next().unwrap_or(""))
        }
        role => format!("{role:?}"),
    };
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
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_order_of_anything_changes_a_result(
        instruments in prop::collection::vec(prop::collection::vec(rule(), 1..4), 2..5),
        order in prop::collection::vec(part(), 0..7),
        marks in prop::collection::vec(prop::option::of(any::<bool>()), 3),
        turned in 1usize..6,
        what in what(),
    ) {
        let program = |turned: usize| program(&instruments, &order, turned, what);
        let (Some(straight), Some(other)) = (program(0), program(turned)) else {
            return Ok(());
        };
        for order in [None, Some(OrderId(0))] {
            prop_assert_eq!(answer(&straight, what, order, &marks, 0), answer(&other, what, order, &marks, turned));
        }
    }

    /// What is decided is so however the facts turn out; what is not depends on just the facts that are named.
    #[test]
    fn several_are_decided_where_every_filling_agrees(
        instruments in prop::collection::vec(prop::collection::vec(rule(), 1..4), 2..5),
        order in prop::collection::vec(part(), 0..7),
        marks in prop::collection::vec(prop::option::of(any::<bool>()), 3),
        what in what(),
    ) {
        let Some(program) = program(&instruments, &order, 0, what) else {
            return Ok(());
        };
        for order in [None, Some(OrderId(0))] {
            let open: Vec<usize> = (0..3).filter(|at| marks[*at].is_none()).collect();
            let filled = |way: usize| {
                let mut marks = marks.clone();
                open.iter().enumerate().for_each(|(bit, at)| marks[*at] = Some(way >> bit & 1 == 1));
                let resolved = resolved(&program, what, order, &marks, 0);
                (resolved.effect, resolved.outcomes)
            };
            let ends: Vec<_> = (0..1 << open.len()).map(filled).collect();
            let matters = |bit: usize| (0..ends.len()).any(|way| ends[way] != ends[way ^ (1 << bit)]);
            let wanted: Vec<String> =
                (0..open.len()).filter(|bit| matters(*bit)).map(|bit| format!("mark_{}", open[bit] + 1)).collect();
            let given = resolved(&program, what, order, &marks, 0);
            let mut missing: Vec<String> = given.missing.iter().map(|it| it.key.clone()).collect();
            missing.sort();
            prop_assert_eq!(&missing, &wanted, "{:?}\n{:?}", ends, given);
            if wanted.is_empty() {
                prop_assert_eq!(&(given.effect, given.outcomes), &ends[0]);
            } else {
                prop_assert_eq!(given.effect, enact::runtime::Effect::Undetermined);
            }
        }
    }
}

fn what() -> impl Strategy<Value = What> {
    prop_oneof![2 => Just(What::Hold), 1 => Just(What::Fee), 1 => Just(What::GreaterFee)]
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
        std::fs::write(place.join(format!("instrument-{number}.enact")), instrument(number, rules, 0, What::Hold)).unwrap();
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

/// Instruments `a` (of a state), `b` (of a city) and `c` (of a county), each with these rules, and an order `x`; what is said of a case in the north.
fn under(name: &str, rules: [&str; 3], order: &str) -> String {
    let place = folder(&format!("orders-{name}"));
    let facts = "vocabulary \"v\".\nfacts of the case: area: north or south; minor: yes or no.\ndecision permit: grant, refuse or defer.\n";
    std::fs::write(place.join("v.enact"), facts).unwrap();
    for ((module, level), rule) in [("a", "state"), ("b", "city"), ("c", "county")].iter().zip(rules) {
        let text = format!(
            "policy \"{module}\": made by {level} \"{module}\"; in force from 2020-01-01.\nuse \"v\".\nrule 1: {rule}.\n"
        );
        std::fs::write(place.join(format!("{module}.enact")), text).unwrap();
    }
    std::fs::write(place.join("o.enact"), format!("use \"a\". use \"b\". use \"c\".\norder \"x\": {order}.\n")).unwrap();
    let case = br#"{"case":"N","area":"north","minor":true}"#;
    let arguments = ["decide", ".", "--cases", "-", "--format", "text", "--as-of", "2021-06-01", "--order", "x"];
    let run = enact(&place, &arguments, Some(case));
    run.stdout + &run.stderr
}

#[test]
fn two_that_pre_empt_each_other_in_a_case_conflict_whichever_stands_first() {
    let rules = ["must grant permit", "must refuse permit", "may defer permit if area is south"];
    let parts = ["\"a\" pre-empts \"b\" where area is north", "\"b\" pre-empts \"a\" where minor is yes"];
    let straight = under("crossed", rules, &parts.join("; "));
    assert!(straight.contains("conflict: rule 1 of a and rule 1 of b cannot both be followed"), "{straight}");
    assert_eq!(straight, under("crossed", rules, &format!("{}; {}", parts[1], parts[0])));
    // What the order says of the two comes before their ranks.
    assert_eq!(straight, under("crossed", rules, &format!("ranks state, city; {}", parts.join("; "))));
    // Where only one of the two holds, it prevails.
    let one = under("crossed-one", rules, "\"a\" pre-empts \"b\" where area is north; \"b\" pre-empts \"a\" where minor is no");
    assert!(one.contains("must grant permit (required), by rule 1 of a"), "{one}");
}

#[test]
fn an_instrument_has_one_rank_through_whatever_it_implements() {
    let rules = ["must grant permit", "must refuse permit", "must refuse permit"];
    let chain = under("chain", rules, "ranks city, state, county; \"a\" implements \"b\"; \"b\" implements \"c\"");
    assert!(chain.contains("conflict: rule 1 of a, rule 1 of b and rule 1 of c"), "{chain}");
    let twice = under("twice", rules, "ranks city, county, state; \"a\" implements \"c\"; \"a\" implements \"b\"");
    assert!(twice.contains("`a` has the rank of another instrument already"), "{twice}");
    let circle = under("circle", rules, "\"a\" implements \"b\"; \"b\" implements \"c\"; \"c\" implements \"a\"");
    assert!(circle.contains("`a`, `b` and `c` implement one another in a circle"), "{circle}");
}

#[test]
fn what_a_higher_rank_pre_empts_pre_empts_nothing() {
    let rules = ["must grant permit", "must refuse permit", "must not refuse permit"];
    let text = under("revived", rules, "ranks county, city; \"b\" pre-empts \"a\"");
    assert!(text.contains("must grant permit (required), by rule 1 of a"), "{text}");
    assert!(text.contains("b: must refuse permit (required), by rule 1; pre-empted by rule 1 of c"), "{text}");
}

const STATUTE: &str = "policy \"Statute\": made by state \"S\"; in force from 2020-01-01.\nuse \"v\".\n\
     question knowing \"How far?\": position each element; position act alone.\n\
     slot barred \"a local bar\", filled by city, otherwise no.\n\
     rule 1: must refuse permit if knowing is each element.\nrule 2: may grant permit if knowing is act alone.\n\
     rule 3: must keep post if not (barred).\n";

/// The statute, a lower court, the highest court and a city that only read, suspend and fill; what is said of a case in the north.
fn holdings(name: &str, order: &str, more: &[&str]) -> String {
    let place = folder(&format!("orders-holdings-{name}"));
    let facts = "vocabulary \"v\".\nfacts of the case: area: north or south; judge: judge.\nfacts of a judge: circuit: ninth or fifth.\n\
                 decision permit: grant or refuse.\ndecision post: keep or leave.\n";
    let heading =
        |who: &str, level: &str| format!("policy \"{who}\": made by {level} \"{who}\"; in force from 2021-01-01.\nuse \"s\".\n");
    let ninth = heading("Ninth", "circuit") + "read knowing as each element if area is north.\nsuspend rule 3 of \"s\".\n";
    let supreme = heading("Supreme", "supreme court") + "read knowing as act alone.\n";
    let city = heading("City", "city") + "fill barred if area is north.\n";
    let order = format!("use \"s\". use \"ninth\". use \"supreme\". use \"city\".\norder \"x\": {order}.\n");
    for (module, text) in [("v", facts), ("s", STATUTE), ("ninth", &ninth), ("supreme", &supreme), ("city", &city), ("o", &order)]
    {
        std::fs::write(place.join(format!("{module}.enact")), text).unwrap();
    }
    let case = br#"{"case":"N","area":"north","judge":{"circuit":"fifth"}}"#;
    let arguments = ["decide", ".", "--cases", "-", "--as-of", "2024-01-01", "--order", "x"];
    let form: &[&str] = if more.is_empty() { &["--format", "text"] } else { more };
    let run = enact(&place, &[&arguments, form].concat(), Some(case));
    run.stdout + &run.stderr
}

#[test]
fn an_order_reaches_readings_suspensions_and_fillings() {
    let open = holdings("open", "ranks state, city", &[]);
    assert!(open.contains("permit: undetermined") && open.contains("post: no rule"), "{open}");
    for order in ["sets aside \"ninth\"", "\"ninth\" advises", "\"ninth\" yields to \"supreme\"", "ranks supreme court, circuit"]
    {
        let text = holdings("reading", order, &[]);
        assert!(text.contains("may grant permit (permitted, not required), by rule 2 of s"), "{order}: {text}");
    }
    // A yielding court may still switch off what the other says nothing of; one that is set aside may not.
    let aside = holdings("suspension", "sets aside \"ninth\"", &[]);
    assert!(aside.contains("ninth: set aside by the order; what it reads, suspends or fills does not count"), "{aside}");
    assert!(aside.contains("post: no rule"), "the city bars it: {aside}");
    let both = holdings("filling", "sets aside \"ninth\"; sets aside \"city\"", &[]);
    assert!(both.contains("must keep post (required), by rule 3 of s"), "{both}");
    let yields = holdings("yields", "\"ninth\" yields to \"s\"; sets aside \"city\"", &[]);
    assert!(yields.contains("must keep post (required), by rule 3 of s"), "{yields}");
    let json = holdings("json", "sets aside \"ninth\"", &["--format", "ndjson"]);
    assert!(json.contains(r#"{"instrument":"ninth","effect":"no rule","outcome":null,"rules":[],"role":"set aside"}"#), "{json}");
}

#[test]
fn a_higher_court_under_a_condition_leaves_open_what_is_not_known() {
    let north = holdings("where", "\"supreme\" pre-empts \"ninth\" where area is north", &[]);
    assert!(north.contains("may grant permit"), "{north}");
    let south = holdings("where-not", "\"supreme\" pre-empts \"ninth\" where area is south", &[]);
    assert!(south.contains("permit: undetermined"), "{south}");
    // Each gives way to the other: the question stays open.
    let crossed = "\"supreme\" pre-empts \"ninth\" where area is north; \"ninth\" pre-empts \"supreme\" where circuit of the judge is fifth";
    assert!(holdings("crossed-readings", crossed, &[]).contains("permit: undetermined"));
}

/// An act and two later ones that change it; what the command says.
fn amended(name: &str, more: &[&str], order: &str) -> String {
    let place = folder(&format!("orders-amended-{name}"));
    let base = "policy \"Base\": made by state \"S\"; in force from 2020-01-01.\nfacts of the case: minor: yes or no.\n\
                decision permit: grant, refuse or defer.\nrule 1: must grant permit.\nrule 2, exception to rule 1: must refuse permit if minor is yes.\n";
    let heading = |title: &str, year: u16| {
        format!("policy \"{title}\": made by state \"S\"; in force from {year}-01-01; amends \"base\".\n")
    };
    let x = heading("X", 2021) + "replace rule 1: must defer permit.\ninsert rule 9: may grant permit if minor is no.\n";
    let y = heading("Y", 2022) + "renumber rule 2 as 7.\n";
    for (module, text) in [("base", base), ("x", &x), ("y", &y)] {
        std::fs::write(place.join(format!("{module}.enact")), text).unwrap();
    }
    if !order.is_empty() {
        std::fs::write(place.join("o.enact"), format!("use \"base\". use \"x\".\norder \"q\": {order}.\n")).unwrap();
    }
    let run = enact(
        &place,
        &[&["decide", ".", "--cases", "-", "--format", "text"], more].concat(),
        Some(br#"{"case":"N","minor":true}"#),
    );
    run.stdout + &run.stderr
}

#[test]
fn an_act_left_out_of_a_run_changes_nothing() {
    let with = amended("with", &["--as-of", "2021-06-01", "--without", "base#2"], "");
    assert!(with.contains("must defer permit (required), by rule 1") && with.contains("as amended by x"), "{with}");
    let without = amended("without", &["--as-of", "2021-06-01", "--without", "base#2", "--without", "x"], "");
    assert!(without.contains("must grant permit (required), by rule 1") && !without.contains("amended"), "{without}");
    for part in ["sets aside \"x\"", "\"x\" advises", "\"base\" pre-empts \"x\"", "\"x\" implements \"base\""] {
        let refused = amended("refused", &["--as-of", "2021-06-01", "--order", "q"], part);
        assert!(refused.contains("what `x` changes is the text of `base`"), "{part}: {refused}");
    }
}

#[test]
fn a_rule_is_left_out_by_any_of_its_labels() {
    for (day, label) in [("2021-06-01", "2"), ("2021-06-01", "7"), ("2022-06-01", "2"), ("2022-06-01", "7")] {
        let text = amended("labels", &["--as-of", day, "--without", &format!("base#{label}")], "");
        assert!(text.contains("must defer permit (required), by rule 1"), "{day} {label}: {text}");
    }
    let none = amended("labels", &["--as-of", "2020-06-01", "--without", "base#9"], "");
    assert!(none.contains("no rule 9 of `base` is in force on 2020-06-01"), "{none}");
}

#[test]
fn below_each_authority_stands_on_what_its_answer_rests() {
    let text = holdings("notes", "\"ninth\" yields to \"supreme\"; ranks state, city", &[]);
    assert!(text.contains("(Statute; in force from 2020-01-01)"), "{text}");
    assert!(text.contains("(with `knowing` as `act alone`, so read by Supreme)"), "{text}");
    // Who is silent, and why: a rule is switched off.
    assert!(text.contains("s (rule 3 is switched off here by Ninth)") || text.contains("post: no rule"), "{text}");
    let taken = holdings("taken", "knowing is each element", &[]);
    assert!(taken.contains("(with `knowing` as `each element`, as the order takes it)"), "{taken}");
}

#[test]
fn an_answer_as_if_enacted_says_that_it_is_not_the_law() {
    let place = folder("orders-as-if");
    let base = "policy \"Base\": made by state \"S\"; in force from 2020-01-01.\ndecision permit: grant or refuse.\nrule 1: must grant permit.\n";
    let x = "policy \"X\": made by state \"S\"; in force from 2021-01-01; status vetoed 2020-12-01; amends \"base\".\nreplace rule 1: must refuse permit.\n";
    std::fs::write(place.join("base.enact"), base).unwrap();
    std::fs::write(place.join("x.enact"), x).unwrap();
    let run = |arguments: &[&str]| enact(&place, arguments, Some(br#"{"case":"N"}"#)).stdout;
    let decide = |format: &str| {
        run(&["decide", "base.enact", "--cases", "-", "--as-of", "2021-06-01", "--as-if-enacted", "--format", format])
    };
    let text = decide("text");
    assert!(text.contains("(as if enacted, which is not the law: x (vetoed since 2020-12-01))"), "{text}");
    assert!(decide("table").starts_with("case, as if enacted"));
    assert!(decide("ndjson").contains(r#""as_if_enacted":true,"not_law":["x"]"#));
    let shown = run(&["show", "base.enact", "--as-of", "2021-06-01", "--as-if-enacted"]);
    assert!(shown.starts_with("# base on 2021-06-01, as if every act were enacted: this is not the law."), "{shown}");
    let law = run(&["decide", "base.enact", "--cases", "-", "--as-of", "2021-06-01", "--format", "ndjson"]);
    assert!(!law.contains("as_if_enacted"), "{law}");
}

#[test]
fn names_of_orders_differ_by_more_than_capitals() {
    let place = folder("orders-names");
    let files = [
        ("v.enact", "vocabulary \"v\".\nfacts of the case:\n    x: yes or no.\ndecision d: grant or refuse.\n"),
        ("state.enact", "policy \"S\": made by state \"S\"; in force from 2024-01-01.\nuse \"v\".\nrule 1: must refuse d.\n"),
        ("county.enact", "policy \"C\": made by county \"C\"; in force from 2024-01-01.\nuse \"v\".\nrule 1: must grant d.\n"),
        ("cases.ndjson", "{\"case\":\"1\",\"x\":true}\n"),
    ];
    for (name, text) in files {
        std::fs::write(place.join(name), text).expect("a file can be written");
    }
    let orders = |first: &str, second: &str| {
        let text = format!(
            "use \"state\".\nuse \"county\".\norder \"{first}\": ranks county, state.\norder \"{second}\": ranks state, county.\n"
        );
        std::fs::write(place.join("o.enact"), text).expect("a file can be written");
        enact(&place, &["check", ".", "--format", "concise"], None)
    };
    for (second, code) in [("Home Rule", "duplicate-order"), ("home-rule", "duplicate-order"), ("All", "order-called-all")] {
        let found = orders("home rule", second);
        assert!(found.status == 1 && found.stdout.contains(code), "{second}: {found:?}");
    }
    // The receipt says under which order it was decided.
    assert_eq!(orders("home rule", "state first").status, 0);
    let receipt = |order: &str| {
        let arguments =
            ["decide", ".", "--cases", "cases.ndjson", "--as-of", "2024-06-01", "--order", order, "--receipt", "r.json"];
        let answer = enact(&place, &arguments, None).stdout;
        (answer, std::fs::read_to_string(place.join("r.json")).expect("a receipt is written"))
    };
    let (one, other) = (receipt("home rule"), receipt("state first"));
    assert!(one.0 != other.0 && one.1 != other.1, "{one:?} {other:?}");
    assert!(one.1.contains("\"order\": \"home rule\"") && one.1.contains("\"allow_extra\": false"), "{}", one.1);
}

#[test]
fn why_not_is_answered_by_the_instrument_whose_rule_it_is() {
    let place = folder("orders-why-not");
    let files = [
        ("v.enact", "vocabulary \"v\".\nfacts of the case:\n    x: yes or no.\ndecision d: grant or refuse.\n"),
        (
            "c.enact",
            "policy \"County\": made by county \"K\"; in force from 2024-01-01.\nuse \"v\".\nrule 2: grant d if x is yes.\n",
        ),
        (
            "am.enact",
            "policy \"Am\": made by county \"K\"; amends \"c\"; in force from 2025-01-01.\nreplace rule 2: refuse d if x is yes.\n",
        ),
        ("s.enact", "policy \"State\": made by state \"S\"; in force from 2024-01-01.\nuse \"v\".\nrule 10: may grant d.\n"),
        ("cases.ndjson", "{\"case\":\"a\",\"x\":false}\n"),
    ];
    for (name, text) in files {
        std::fs::write(place.join(name), text).expect("a file can be written");
    }
    let arguments = ["decide", ".", "--cases", "cases.ndjson", "--as-of", "2025-06-01", "--format", "text", "--why-not", "2"];
    let text = enact(&place, &arguments, None).stdout;
    assert_eq!(text.matches("why not rule 2").count(), 1, "{text}");
    assert!(text.contains("why not rule 2:\n        x is yes   no"), "{text}");
    let table = enact(&place, &["decide", ".", "--cases", "cases.ndjson", "--format", "table", "--why"], None);
    assert!(table.status == 2 && table.stderr.contains("a table has no room for reasons"), "{table:?}");
}
