//! What an answer tells beside its result: on which texts it rests, whose orders count or give way, what is open, what went wrong.

use crate::support::{Run, enact, folder};
use enact::analysis::Reach;
use enact::ir::{CASE, DecisionId, InstrumentId, Row, Value};
use enact::runtime::{Effect, Options};
use proptest::prelude::*;
use serde_json::json;
use std::path::{Path, PathBuf};

/// Files in a folder of their own.
fn place(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let place = folder(&format!("told-{name}"));
    for (file, text) in files {
        std::fs::write(place.join(file), text).expect("a file can be written");
    }
    place
}

fn run(place: &Path, case: &str, arguments: &[&str]) -> Run {
    enact(place, &[&["decide", ".", "--cases", "-", "--input", "ndjson"], arguments].concat(), Some(case.as_bytes()))
}

/// The answers as text, and without the folding of lines.
fn text(place: &Path, case: &str, arguments: &[&str]) -> String {
    let out = run(place, case, &[&["--format", "text"], arguments].concat()).stdout;
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The answers as JSON; each is what the schema says.
fn answers(place: &Path, case: &str, arguments: &[&str]) -> Vec<serde_json::Value> {
    let schema = include_str!("../../docs/schemas/decision.schema.json");
    let validator = jsonschema::validator_for(&serde_json::from_str(schema).expect("JSON")).expect("a schema");
    let ran = run(place, case, &[&["--format", "ndjson"], arguments].concat());
    let lines: Vec<serde_json::Value> =
        ran.stdout.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect();
    assert!(!lines.is_empty(), "{ran:#?}");
    lines.iter().for_each(|line| assert!(validator.is_valid(line), "{line:#}"));
    lines
}

// --- texts that acts changed ------------------------------------------------------------------------------------------

const TAX: &str = r#"policy "Tax Act": made by state "Legislature"; in force from 2010-01-01.
facts of the case:
    income: money;
    student: yes or no.
decision credit: grant or refuse.
parameter limit: from 2010-01-01: $100.
define 2: the filer is poor if income is at most the limit.
define 3: the filer is learning if student is yes.
rule 5: must grant credit if the filer is poor or the filer is learning.
otherwise refuse credit.
"#;

fn act(items: &str) -> String {
    format!(
        "policy \"Retro Act\": made by state \"Legislature\"; amends \"code\"; status enacted 2015-07-01; in force from 2015-01-01.\n{items}\n"
    )
}

#[test]
fn a_figure_or_a_term_that_an_act_changed_is_told() {
    let figure =
        place("figure", &[("code.enact", TAX), ("retro.enact", &act("replace parameter limit: from 2015-01-01: $200."))]);
    let case = r#"{"case":"a","income":"$150","student":false}"#;
    let early = ["--as-of", "2015-02-01"];
    let said = text(&figure, case, &[&early[..], &["--why"]].concat());
    assert!(said.contains("(limit: as amended by retro, in force from 2015-01-01)"), "{said}");
    assert!(said.contains("(retro: applicable as of 2015-01-01, though enacted on 2015-07-01)"), "{said}");
    let answer = &answers(&figure, case, &early)[0];
    assert_eq!(answer["versions"], json!([{"parameter":"limit","from":"2015-01-01","through":null,"by":["retro"]}]));
    assert_eq!(answer["retroactive"][0]["instrument"], "retro");
    // Refused under the new figure too, by what is left where no rule speaks.
    assert_eq!(
        answers(&figure, r#"{"case":"b","income":"$300","student":false}"#, &early)[0]["versions"][0]["parameter"],
        "limit"
    );
    // Before the act, and without it, there is nothing to tell.
    assert!(answers(&figure, case, &["--as-of", "2014-12-31"])[0].get("versions").is_none());
    assert!(answers(&figure, case, &["--as-of", "2015-02-01", "--without", "retro"])[0].get("versions").is_none());

    let term = act("replace define 2: the filer is poor if income is at most $200.");
    let term = place("term", &[("code.enact", TAX), ("retro.enact", &term)]);
    let answer = &answers(&term, case, &["--as-of", "2016-01-01"])[0];
    assert_eq!(answer["versions"], json!([{"definition":"filer is poor","from":"2015-01-01","through":null,"by":["retro"]}]));
    assert!(answer.get("retroactive").is_none());
}

#[test]
fn what_the_result_does_not_need_is_not_told() {
    let place = place("idle", &[("code.enact", TAX), ("retro.enact", &act("replace parameter limit: from 2015-01-01: $200."))]);
    // A student is granted it whatever the limit; so is one whose income is not known.
    for case in [r#"{"case":"a","income":"$150","student":true}"#, r#"{"case":"b","student":true}"#] {
        let answer = &answers(&place, case, &["--as-of", "2015-02-01"])[0];
        assert_eq!((&answer["effect"], answer.get("versions"), answer.get("retroactive")), (&json!("required"), None, None));
    }
    // An undetermined answer rests on nothing yet.
    assert!(answers(&place, r#"{"case":"c"}"#, &["--as-of", "2015-02-01"])[0].get("versions").is_none());
}

#[test]
fn of_a_list_only_what_the_items_that_count_rest_on_is_told() {
    let law = r#"policy "Law": made by state "S"; in force from 2010-01-01.
facts of the case:
    charges: list of charges, each charge.
facts of a charge:
    age: number;
    violent: yes or no.
decision hold: keep or release.
define a charge is grave if its violent is yes.
define a charge is old if its age is over 10.
rule 1: must keep hold if any charge is grave and is not old.
otherwise release hold.
"#;
    let am = "policy \"Am\": made by state \"S\"; amends \"code\"; in force from 2015-01-01.\nreplace define old: a charge is old if its age is over 7.\n";
    let place = place("items", &[("code.enact", law), ("am.enact", am)]);
    let answer = |case: &str| answers(&place, case, &["--as-of", "2016-01-01"])[0].clone();
    let grave = answer(r#"{"case":"a","charges":[{"violent":false,"age":9},{"violent":true,"age":2}]}"#);
    assert_eq!(grave["versions"][0]["definition"], "a charge is old");
    // None is grave: how old they are is no matter.
    let mild = answer(r#"{"case":"b","charges":[{"violent":false,"age":9},{"violent":false,"age":2}]}"#);
    assert_eq!((&mild["outcome"], mild.get("versions")), (&json!("release"), None));
}

#[test]
fn an_act_that_is_enjoined_is_named() {
    let am = "policy \"Am\": made by state \"S\"; amends \"code\"; status enjoined 2024-03-01; in force from 2024-01-01.\n\
              replace parameter limit: from 2024-01-01: $50.\n";
    let place = place("enjoined", &[("code.enact", TAX), ("am.enact", am)]);
    let case = r#"{"case":"a","income":"$80","student":false}"#;
    let said = text(&place, case, &["--as-of", "2024-06-01"]);
    assert!(said.contains("(what am changes does not count: enjoined since 2024-03-01)"), "{said}");
    assert_eq!(answers(&place, case, &["--as-of", "2024-06-01"])[0]["enjoined"], json!(["am"]));
    for before in ["2024-02-01", "2023-06-01"] {
        assert!(answers(&place, case, &["--as-of", before])[0].get("enjoined").is_none(), "{before}");
    }
}

/// A chain of exceptions whose rules ask for terms, of which an act changes some. Terms are `fact` or `term and/or fact`.
fn chain(terms: &[(usize, bool, usize)], changed: &[(usize, usize)], act: bool) -> Option<enact::ir::Program> {
    let mut law = "policy \"Law\": made by state \"S\"; in force from 2000-01-01.\nfacts of the case:\n    f0: yes or no;\n    f1: yes or no;\n    f2: yes or no.\ndecision d: aye or nay.\n".to_owned();
    for (at, (fact, and, below)) in terms.iter().enumerate() {
        let word = if *and { "and" } else { "or" };
        match below % (at + 1) {
            0 => law.push_str(&format!("define the box is t{at} if f{fact} is yes.\n")),
            below => law.push_str(&format!("define the box is t{at} if the box is t{} {word} f{fact} is yes.\n", below - 1)),
        }
        let outcome = if at % 2 == 0 { "aye" } else { "nay" };
        let head = if at == 0 { String::new() } else { format!(", exception to rule {}", at - 1) };
        law.push_str(&format!("rule {at}{head}: must {outcome} d if the box is t{at}.\n"));
    }
    law.push_str("otherwise nay d.\n");
    let mut files = vec![("law", law)];
    if act {
        let mut text = "policy \"Act\": made by state \"S\"; amends \"law\"; in force from 2010-01-01.\n".to_owned();
        for (term, fact) in changed.iter().filter(|(term, _)| *term < terms.len()) {
            text.push_str(&format!("replace define t{term}: the box is t{term} if f{fact} is no.\n"));
        }
        files.push(("act", text));
    }
    let mut sources = enact::source::Sources::default();
    let mut parses = Vec::new();
    for (module, text) in files {
        let id = sources.add(format!("{module}.enact"), module.to_owned(), text.as_str());
        parses.push(enact::syntax::parse(id, &text));
    }
    enact::analysis::analyse(&sources, &parses, &Reach::by_names(&sources, &parses)).into_program()
}

/// The answer of the law: its effect and outcomes, and whether it rests on changed texts.
fn answer_of(program: &enact::ir::Program, facts: &[Option<bool>]) -> (Effect, Vec<Value>, bool) {
    let law = program.instruments.iter().position(|it| it.id == "law").expect("the law is there");
    let mut case: Row = vec![Value::Unknown; program.records[CASE.index()].slots.len()];
    for (at, fact) in facts.iter().enumerate() {
        let field = program.records[CASE.index()].fields.iter().find(|field| field.name == format!("f{at}")).expect("a fact");
        case[field.slot.index()] = fact.map_or(Value::Unknown, Value::Bool);
    }
    let options = Options { as_of: jiff::civil::date(2020, 1, 1), ..Options::default() };
    let decision = enact::runtime::decide(program, InstrumentId(law as u32), DecisionId(0), &case, &options);
    (decision.effect, decision.outcomes, !decision.changed.is_empty())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, ..ProptestConfig::default() })]

    /// An answer that rests on no changed text is what it would be without the act.
    #[test]
    fn what_rests_on_no_change_is_the_same_without_it(
        terms in prop::collection::vec((0usize..3, any::<bool>(), 0usize..4), 1..5),
        changed in prop::collection::btree_map(0usize..4, 0usize..3, 1..3),
        facts in prop::collection::vec(prop::option::weighted(0.8, any::<bool>()), 3),
    ) {
        let changed: Vec<(usize, usize)> = changed.into_iter().filter(|(term, _)| *term < terms.len()).collect();
        let (Some(with), Some(without)) = (chain(&terms, &changed, !changed.is_empty()), chain(&terms, &[], false)) else {
            return Ok(());
        };
        let (effect, outcomes, rests) = answer_of(&with, &facts);
        if effect != Effect::Undetermined && !rests {
            let (before, same, _) = answer_of(&without, &facts);
            prop_assert_eq!((effect, outcomes), (before, same));
        }
    }
}

/// A rule three steps above one that decides would prevail over it, so that its text is a ground.
#[test]
fn a_rule_at_a_distance_above_is_a_ground() {
    let terms = [(0, false, 0), (2, false, 0), (2, false, 2), (0, false, 0)];
    let with = chain(&terms, &[(3, 0)], true).expect("the law checks");
    let (effect, outcomes, rests) = answer_of(&with, &[Some(true), None, Some(false)]);
    assert_eq!((effect, outcomes, rests), (Effect::Required, vec![Value::Enum(0)], true));
}

// --- courts and slots -------------------------------------------------------------------------------------------------

#[test]
fn a_slot_says_with_what_it_is_filled() {
    let law = r#"policy "Law": made by state "Legislature"; in force from 2010-01-01.
facts of the case:
    n: number.
decision stay: keep or move.
slot the stay is barred "a local ordinance bars it", filled by county, otherwise no.
rule 2: must move stay if the stay is barred.
rule 3: may keep stay only if not (the stay is barred).
"#;
    let mesa = "use \"law\".\npolicy \"Mesa ordinance\": made by county \"Mesa\"; in force from 2015-01-01.\nfill the stay is barred if n is 7.\n";
    let place = place("slot", &[("law.enact", law), ("mesa.enact", mesa)]);
    for (n, day, said, value, by) in [
        (8, "2020-01-01", "(a local ordinance bars it: no, as filled by Mesa ordinance)", "no", json!(["mesa"])),
        (7, "2020-01-01", "(a local ordinance bars it: yes, as filled by Mesa ordinance)", "yes", json!(["mesa"])),
        (7, "2014-01-01", "(a local ordinance bars it: no; nothing fills this, so its default is used)", "no", json!([])),
    ] {
        let case = format!(r#"{{"case":"a","n":{n}}}"#);
        let text = text(&place, &case, &["--as-of", day]);
        assert!(text.contains(said), "{text}");
        let filled = &answers(&place, &case, &["--as-of", day])[0]["filled"];
        assert_eq!(filled, &json!([{"slot":"stay is barred","value":value,"by":by}]));
    }
}

#[test]
fn a_court_whose_order_may_speak_to_the_case_is_named() {
    let order = r#"policy "Order": made by state "Governor"; in force from 2020-03-20.
facts of the case:
    kind: worship or trade;
    people: number.
decision gathering: hold or cancel.
rule 1, in force from 2020-03-25: must not hold gathering if people is more than 10.
"#;
    let court = "use \"order\".\npolicy \"Calvary v. Governor\": made by court \"D.\"; in force from 2020-04-20.\nsuspend rule 1 of \"order\" if kind is worship.\n";
    let place = place("court", &[("order.enact", order), ("court.enact", court)]);
    let case = r#"{"case":"a","people":30}"#;
    let said = text(&place, case, &["--as-of", "2020-05-10", "--why"]);
    assert!(said.contains("Calvary v. Governor (court.enact:3), which may switch off rule 1, asks: kind is worship"), "{said}");
    let why =
        "why not rule 1: its condition holds; not known is whether Calvary v. Governor (court.enact:3) switches it off here";
    assert!(said.contains(why) && !said.contains("whether it is in force"), "{said}");
    let answer = &answers(&place, case, &["--as-of", "2020-05-10", "--why"])[0];
    assert_eq!(answer["perhaps_suspended"], json!([{"rule":"1","by":["court"]}]));
    assert!(answer["why"].to_string().contains(r#""perhaps_suspended_by":["court"]"#), "{answer:#}");
    // Its days are told as well: the court reads and suspends, and has no rules.
    let timeline = enact(&place, &["timeline", "court.enact", "order.enact"], None).stdout;
    assert!(timeline.contains("  suspends rule 1 of order, for some cases\n"), "{timeline}");
}

const OFFICERS: &str = "vocabulary \"f\".\nfacts of the case:\n    officer: officer.\nfacts of an officer:\n    county: Alpha or Beta;\n    elected: yes or no.\ndecision dd: aye or bee.\n";
const ALPHA: &str = "use \"f\".\npolicy \"Alpha ordinance\": made by county \"Alpha\".\nrule 1: must bee dd.\n";
const COURT: &str = "use \"alpha\".\npolicy \"Doe v. Alpha\": made by court \"C\"; in force from 2020-01-01.\nsuspend rule 1 of \"alpha\" if the officer is elected.\n";

#[test]
fn an_injunction_that_the_order_overrides_is_named() {
    let order = "use \"alpha\".\nuse \"court\".\norder \"y\" \"x\":\n    ranks county;\n    \"court\" yields to \"alpha\".\n";
    let files = [("f.enact", OFFICERS), ("alpha.enact", ALPHA), ("court.enact", COURT), ("o.enact", order)];
    let place = place("overridden", &files);
    let case = r#"{"case":"a","officer":{"county":"Alpha","elected":true}}"#;
    let said = text(&place, case, &["--as-of", "2024-01-01", "--order", "y"]);
    assert!(said.contains("(rule 1 is not switched off here by Doe v. Alpha, which yields under this order)"), "{said}");
    let all = answers(&place, case, &["--as-of", "2024-01-01", "--order", "y"]);
    assert_eq!(all[0]["overridden"], json!([{"rule":"1","by":["court"]}]));
    let court = all[1]["authorities"].as_array().unwrap().iter().find(|it| it["instrument"] == "court").unwrap();
    assert_eq!((&court["role"], &court["by"]), (&json!("pre-empted"), &json!(["alpha#1"])));
    // Of one who is not elected the court says nothing.
    let other = r#"{"case":"b","officer":{"county":"Alpha","elected":false}}"#;
    assert!(answers(&place, other, &["--as-of", "2024-01-01", "--order", "y"])[0].get("overridden").is_none());
}

#[test]
fn each_row_names_the_order_under_which_it_was_made() {
    let order = "use \"alpha\".\nuse \"court\".\norder \"y\" \"x\":\n    ranks county;\n    \"court\" yields to \"alpha\".\n";
    let files = [("f.enact", OFFICERS), ("alpha.enact", ALPHA), ("court.enact", COURT), ("o.enact", order)];
    let place = place("rows", &files);
    let case = r#"{"case":"a","officer":{"county":"Alpha","elected":true}}"#;
    let rows = answers(&place, case, &["--as-of", "2024-01-01", "--order", "all"]);
    let own: Vec<_> = rows.iter().filter(|it| it["instrument"] == "alpha").map(|it| (&it["order"], &it["effect"])).collect();
    assert_eq!(own, [(&json!(null), &json!("no rule")), (&json!("y"), &json!("required"))]);
    // Where no order is asked for there is none to name.
    assert!(answers(&place, case, &["--as-of", "2024-01-01"])[0].get("order").is_none());
}

// --- several instruments ----------------------------------------------------------------------------------------------

#[test]
fn courts_that_differ_are_named_among_several_instruments() {
    let f = "vocabulary \"f\".\nfacts of the case:\n    hours: number;\n    home: yes or no.\ndecision pay: give or keep.\nquestion stand-by \"Is it work?\": position work; position rest.\n";
    let a = "use \"f\".\npolicy \"A\": made by state \"S\".\nrule 1: must give pay if stand-by is work and hours is over 40.\n";
    let b = "use \"f\".\npolicy \"B\": made by city \"C\".\nrule 1: may keep pay if hours is over 40.\n";
    let c = "use \"f\".\npolicy \"First v. Acme\": made by court \"1st\".\nread stand-by as work.\n";
    let d = "use \"f\".\npolicy \"Second v. Acme\": made by court \"2nd\".\nread stand-by as rest.\n";
    let files = [("f.enact", f), ("a.enact", a), ("b.enact", b), ("c.enact", c), ("d.enact", d)];
    let place = place("split", &files);
    let case = r#"{"case":"a"}"#;
    let said = text(&place, case, &["--as-of", "2024-01-01"]);
    assert!(
        said.contains("open: stand-by: Is it work? First v. Acme reads it as `work` and Second v. Acme reads it as `rest` --position \"stand-by=work\" --position \"stand-by=rest\""),
        "{said}"
    );
    assert!(said.contains("ask next: hours?"), "{said}");
    let all = answers(&place, case, &["--as-of", "2024-01-01"]);
    let resolved = all.iter().find(|it| it["instrument"].is_null()).unwrap();
    let readings = json!([{"instrument":"c","position":"work"},{"instrument":"d","position":"rest"}]);
    assert_eq!(resolved["disputed"], json!([{"question":"stand-by","readings":readings}]));
    assert_eq!(resolved["next"]["ask"], "hours");
}

#[test]
fn the_problem_of_a_gap_stays_in_the_answer_of_several() {
    let f = "vocabulary \"f\".\nfacts of the case:\n    n: number.\ndecision dd: aye or bee.\n";
    let a = "use \"f\".\npolicy \"A\": made by state \"L\".\nrule 1, in force through 2012-12-31: must aye dd.\nrule 1, in force from 2014-01-01 after a gap: must bee dd.\n";
    let b = "use \"f\".\npolicy \"B\": made by city \"C\".\nrule 1: may bee dd.\n";
    let place = place("gap", &[("f.enact", f), ("a.enact", a), ("b.enact", b)]);
    let said = text(&place, r#"{"case":"a"}"#, &["--as-of", "2013-06-01"]);
    assert!(said.contains("no version of rule 1 is in force on 2013-06-01 (a.enact:4)"), "{said}");
    let all = answers(&place, r#"{"case":"a"}"#, &["--as-of", "2013-06-01"]);
    let resolved = all.iter().find(|it| it["instrument"].is_null()).unwrap();
    assert_eq!(resolved["problems"][0]["code"], "between-versions");
}

#[test]
fn guidance_alone_is_told_as_that_and_a_conflict_names_who_conflicts() {
    let f = "vocabulary \"f\".\nfacts of the case:\n    n: number.\ndecision fee: money.\n";
    let a = "use \"f\".\npolicy \"A\": made by federal \"L\".\nrule 1: fee is $7.\n";
    let b = "use \"f\".\npolicy \"B\": made by state \"L\".\nrule 1: fee is $16.\n";
    let c = "use \"f\".\npolicy \"C\": made by city \"L\".\nrule 1: fee is $18 if n is over 25.\n";
    let o = "use \"a\".\nuse \"b\".\nuse \"c\".\norder \"soft\" \"x\":\n    sets aside \"b\"; sets aside \"c\";\n    \"a\" advises.\n";
    let place = place("roles", &[("f.enact", f), ("a.enact", a), ("b.enact", b), ("c.enact", c), ("o.enact", o)]);
    // The city's answer is open, and changes nothing of the conflict of the other two.
    let said = text(&place, r#"{"case":"a"}"#, &["--as-of", "2024-01-01"]);
    assert!(said.contains("conflict: rule 1 of a and rule 1 of b cannot both be followed"), "{said}");
    assert!(said.contains("a: fee is $7 (chosen), by rule 1; conflicts with rule 1 of b"), "{said}");
    let soft = text(&place, r#"{"case":"a","n":3}"#, &["--as-of", "2024-01-01", "--order", "soft"]);
    assert!(
        soft.contains("no rule: what speaks to this case is guidance, which binds nobody, or set aside by the order"),
        "{soft}"
    );
}

// --- duties -----------------------------------------------------------------------------------------------------------

const CUSTODY: &str = r#"policy "T": made by city "X"; in force from 2020-01-01.
facts of the case:
    release: date and time.
decision custody: end or continue.
question day count "How are the hours counted?": position straight; position without weekends.
"#;

#[test]
fn a_date_that_turns_on_a_question_is_given_under_each_position() {
    let law = format!(
        "{CUSTODY}define end of the period as 48 hours after release if day count is straight,\n    otherwise 48 hours after release, not counting Saturdays and Sundays.\nrule 1, from end of the period: must end custody if release is known.\n"
    );
    let place = place("dated", &[("law.enact", &law)]);
    let (thursday, tuesday) = (r#"{"case":"a","release":"2024-01-04 10:00"}"#, r#"{"case":"b","release":"2024-01-02 10:00"}"#);
    let said = text(&place, thursday, &["--as-of", "2024-01-01"]);
    assert!(said.contains("must end custody (required), at a time that depends on `day count`, by rule 1"), "{said}");
    assert!(said.contains("with `day count` as `straight`: from 2024-01-06 10:00"), "{said}");
    assert!(said.contains("with `day count` as `without weekends`: from 2024-01-08 10:00"), "{said}");
    let duty = &answers(&place, thursday, &["--as-of", "2024-01-01"])[0]["duties"][0];
    assert_eq!(duty["from"], json!(null));
    assert_eq!(duty["readings"][1], json!({"positions":{"day count":"without weekends"},"from":"2024-01-08 10:00"}));
    // However the hours are counted, it is the same moment.
    let duty = &answers(&place, tuesday, &["--as-of", "2024-01-01"])[0]["duties"][0];
    assert_eq!((&duty["from"], duty.get("readings")), (&json!("2024-01-04 10:00"), None));
    let asked = answers(&place, thursday, &["--as-of", "2024-01-01", "--position", "day count=straight"]);
    assert_eq!(asked[0]["duties"][0]["from"], "2024-01-06 10:00");
}

#[test]
fn rules_of_which_one_or_the_other_holds_are_told_so() {
    let law = format!(
        "{CUSTODY}rule 1a, from 48 hours after release: must end custody if release is known and day count is straight.\nrule 1b, from 48 hours after release, not counting Saturdays and Sundays: must end custody if release is known and day count is without weekends.\n"
    );
    let place = place("either", &[("law.enact", &law)]);
    let said = text(&place, r#"{"case":"a","release":"2024-01-04 10:00"}"#, &["--as-of", "2024-01-01"]);
    assert!(said.contains("must end custody (required), by rule 1a or rule 1b"), "{said}");
    assert!(said.contains("with `day count` as `without weekends`, by rule 1b: from 2024-01-08 10:00"), "{said}");
    let same = text(&place, r#"{"case":"b","release":"2024-01-02 10:00"}"#, &["--as-of", "2024-01-01"]);
    assert!(same.contains("must end custody (required), from 2024-01-04 10:00, by rule 1a or rule 1b"), "{same}");
}

#[test]
fn a_deadline_that_no_calendar_has_is_a_problem() {
    let law = "policy \"T\": made by county \"X\"; in force from 2013-01-01.\nfacts of the case:\n    arrest date: date.\ndecision notice: give or omit.\nrule 1, owed by \"the agency\", due 5 days after arrest date: must give notice.\n";
    let place = place("deadline", &[("law.enact", law)]);
    let case = r#"{"case":"a","arrest_date":"9999-12-30"}"#;
    let ran = run(&place, case, &["--as-of", "2024-01-01", "--format", "ndjson"]);
    assert!(ran.status == 1 && ran.stderr.contains("date-out-of-range"), "{ran:#?}");
    let answer = &answers(&place, case, &["--as-of", "2024-01-01"])[0];
    assert_eq!((&answer["effect"], &answer["problems"][0]["code"]), (&json!("required"), &json!("date-out-of-range")));
}

#[test]
fn a_deadline_is_known_where_what_is_missing_cannot_change_it() {
    let law = "policy \"T\": made by county \"X\"; in force from 2013-01-01.\nfacts of the case:\n    arrest date: date;\n    weekend: yes or no.\ndecision notice: give or omit.\ndefine last day as 5 days after arrest date if weekend is yes, otherwise 5 days after arrest date.\nrule 1, due last day: must give notice.\n";
    let place = place("deadline-known", &[("law.enact", law)]);
    let duty = &answers(&place, r#"{"case":"a","arrest_date":"2024-01-01"}"#, &["--as-of", "2024-01-01"])[0]["duties"][0];
    assert_eq!((&duty["due"], duty.get("missing")), (&json!("2024-01-06"), None));
}

// --- rules ------------------------------------------------------------------------------------------------------------

#[test]
fn only_rules_that_stand_above_are_said_to_defeat() {
    let strangers: String = (0..9).map(|at| format!("rule S{at}: deny permit if a is yes.\n")).collect();
    let law = format!(
        "policy \"T\": made by county \"X\"; in force from 2013-01-01.\nfacts of the case:\n    a: yes or no.\ndecision permit: grant or deny.\n{strangers}rule 2: grant permit if a is yes.\nrule 3, exception to rule 2: deny permit if a is yes.\nrule 4, exception to rule 3: deny permit if a is yes.\n"
    );
    let place = place("above", &[("law.enact", &law)]);
    let answer = &answers(&place, r#"{"case":"a","a":true}"#, &["--as-of", "2024-01-01"])[0];
    assert_eq!(answer["defeated"], json!([{"rule":"3","by":["4"]},{"rule":"2","by":["4"]}]));
}

#[test]
fn a_limb_is_printed_with_its_subject() {
    let law = "policy \"T\": made by city \"X\"; in force from 2020-01-01.\nfacts of the case:\n    a: yes or no;\n    b: yes or no.\ndecision x: y or z.\ndefine the boxes are met if a is yes.\ndefine the boxes are sealed if b is yes.\nrule 1: may y x only if all of:\n    (1) the boxes are shown to be met;\n    (2) the boxes are not sealed;\n    (3) the boxes are met or sealed.\n";
    let place = place("limb", &[("law.enact", law)]);
    let said = text(&place, r#"{"case":"a","a":true,"b":false}"#, &["--as-of", "2024-01-01", "--why"]);
    for words in
        ["(1) the boxes are shown to be met yes", "(2) the boxes are not sealed yes", "(3) the boxes are met or sealed yes"]
    {
        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn an_amount_shows_its_steps_and_the_items_that_count() {
    let law = r#"policy "Totals": made by city "X"; in force from 2020-01-01.
facts of the case:
    rent: money;
    children: list of children, each child.
facts of a child:
    age: number;
    pay: money.
decision credit: money.
define a child is qualifying if its age is under 17.
define count as the number of qualifying children.
rule 1: credit is ($2,000 times count) plus (50 percent of the total of pay of qualifying children) minus rent.
"#;
    let place = place("items-of-amounts", &[("law.enact", law)]);
    let case = r#"{"case":"a","rent":"$10","children":[{"age":5,"pay":"$4"},{"age":17,"pay":"$6"}]}"#;
    let said = text(&place, case, &["--as-of", "2024-01-01", "--why"]);
    let not_counted = "child 2 not counted: its age is under 17: no (age of the child is 17)";
    for words in [
        format!("$2,000 times count $2,000 count 1 the number of qualifying children 1 child 1 counted {not_counted}"),
        format!(
            "50 percent of the total of pay of qualifying children $2 the total of pay of qualifying children $4 child 1 $4 {not_counted}"
        ),
        "rent $10".to_owned(),
    ] {
        assert!(said.contains(&words), "{words}\n{said}");
    }
    let answer = answers(&place, case, &["--as-of", "2024-01-01", "--why"]);
    assert!(answer[0]["why"].to_string().contains(r#""of":"child 1","value":"counted""#), "{}", answer[0]);
}

// --- the items behind a number ------------------------------------------------------------------------------------------

#[test]
fn the_items_behind_a_total_are_told_to_programs_too() {
    let policy = r#"policy "Points": made by state "X"; in force from 2000-01-01.
facts of the case: offences: list of offences, each offence.
facts of an offence: points: number; quashed: yes or no.
decision licence: disqualify or keep.
define live points as the total of points of offences that are not quashed.
rule 3: must disqualify licence if live points is at least 12.
otherwise keep licence.
"#;
    let place = place("gathered", &[("points.enact", policy)]);
    let case = r#"{"offences":[{"points":12,"quashed":false},{"points":9,"quashed":true}]}"#;
    let answer = &answers(&place, case, &["--as-of", "2024-01-01", "--why"])[0];
    let gathered = &answer["why"]["deciding"][0]["condition"]["parts"][0]["gathered"][0];
    assert_eq!((&gathered["value"], &gathered["more"]), (&json!("12"), &json!(0)), "{answer:#}");
    assert_eq!((&gathered["items"][0]["counts"], &gathered["items"][0]["value"]), (&json!("yes"), &json!("12")));
    assert_eq!(gathered["items"][1]["counts"], "no");
    assert_eq!(gathered["items"][1]["condition"]["truth"], "no");
}
