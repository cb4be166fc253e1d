//! Disputed readings, courts' holdings and suspended rules, as a user sees them.

use crate::support::{self, folder};
use std::path::{Path, PathBuf};

const REGULATION: &str = r#"
policy "The regulation": made by federal "Agency"; in force from 1997-04-01.
facts of the case:
    signed by an officer: yes or no;
    circuit: third, fifth or ninth;
    color: red or blue.
decision detainer: honor or decline.
question force "Does it command?": position command; position request.
question color reading: position light; position dark.
question manner: position kind; position stern; default position kind.
rule 1: must honor detainer if signed by an officer and force is command.
rule 2: may honor detainer if signed by an officer and force is request.
rule 3: must decline detainer if not (signed by an officer) and color is red and color reading is light.
rule 4: decline detainer if not (signed by an officer) and color is blue and manner is kind.
"#;

const THIRD: &str = r#"
policy "Third v. Agency": made by court "Third Circuit"; in force from 2014-03-04.
use "regulation".
read force as request if circuit is third or ninth.
suspend rule 3 of "regulation" from 2016-01-01 if circuit is fifth.
"#;

const NINTH: &str = r#"
policy "Ninth v. Agency": made by court "Ninth Circuit"; in force from 2014-03-04.
use "regulation".
read force as command if circuit is ninth.
"#;

fn place(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let place = folder(&format!("readings-{name}"));
    for (file, text) in files {
        std::fs::write(place.join(file), text).unwrap();
    }
    place
}

/// What the command prints, on both streams.
fn enact(place: &Path, arguments: &[&str]) -> String {
    let ran = support::enact(place, arguments, None);
    ran.stdout + &ran.stderr
}

fn answers(place: &Path, cases: &str, more: &[&str]) -> Vec<serde_json::Value> {
    std::fs::write(place.join("cases.ndjson"), cases).unwrap();
    let mut arguments = vec!["decide", ".", "--cases", "cases.ndjson", "--format", "ndjson"];
    arguments.extend(more);
    let ran = enact(place, &arguments);
    ran.lines().filter(|line| line.starts_with('{')).map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn only_the_questions_that_matter_are_named() {
    let place = place("matter", &[("regulation.enact", REGULATION)]);
    let cases = "{\"case\":\"a\",\"signed_by_an_officer\":true}\n{\"case\":\"b\",\"signed_by_an_officer\":false,\"color\":\"red\"}\n\
                 {\"case\":\"c\"}\n{\"case\":\"d\",\"signed_by_an_officer\":false,\"color\":\"blue\"}\n";
    let all = answers(&place, cases, &["--as-of", "2015-01-01"]);
    assert_eq!(all[0]["questions"], serde_json::json!(["force"]));
    assert_eq!(
        all[0]["readings"],
        serde_json::json!([
            {"positions":{"force":"command"},"effect":"required","outcome":"honor","rules":["1"],"missing":[]},
            {"positions":{"force":"request"},"effect":"permitted","outcome":"honor","rules":["2"],"missing":[]},
        ])
    );
    assert_eq!(all[1]["questions"], serde_json::json!(["color reading"]));
    // With facts missing too, each reading has its own.
    assert_eq!(all[2]["questions"], serde_json::json!(["force", "color reading"]));
    assert_eq!(all[2]["readings"].as_array().unwrap().len(), 4);
    assert_eq!(all[2]["readings"][0]["missing"], serde_json::json!(["signed_by_an_officer", "color"]));
    // The result rests on the default.
    assert_eq!(all[3]["effect"], "chosen");
    assert_eq!(all[3]["relied_on"], serde_json::json!([{"question":"manner","position":"kind","by":"default"}]));
}

#[test]
fn a_reading_counts_where_and_when_it_was_given() {
    let place = place("court", &[("regulation.enact", REGULATION), ("third.enact", THIRD), ("ninth.enact", NINTH)]);
    let cases = "{\"case\":\"a\",\"signed_by_an_officer\":true,\"circuit\":\"third\"}\n\
                 {\"case\":\"b\",\"signed_by_an_officer\":true,\"circuit\":\"fifth\"}\n\
                 {\"case\":\"c\",\"signed_by_an_officer\":true,\"circuit\":\"ninth\"}\n\
                 {\"case\":\"d\",\"signed_by_an_officer\":true}\n";
    let all = answers(&place, cases, &["--as-of", "2015-01-01"]);
    assert_eq!(all[0]["effect"], "permitted");
    assert_eq!(all[0]["relied_on"], serde_json::json!([{"question":"force","position":"request","by":["third"]}]));
    assert_eq!(all[1]["questions"], serde_json::json!(["force"]));
    // Two courts differ: the question is open, and both are named.
    assert_eq!(all[2]["effect"], "undetermined");
    assert_eq!(all[2]["disputed"][0]["readings"].as_array().unwrap().len(), 2);
    // Which court's territory it is, is itself a fact.
    assert_eq!(all[3]["missing"], serde_json::json!(["circuit"]));
    // The day before; and a position asked for comes first.
    assert_eq!(answers(&place, cases, &["--as-of", "2014-03-03"])[0]["effect"], "undetermined");
    let asked = answers(&place, cases, &["--as-of", "2015-01-01", "--position", "force=command"]);
    assert_eq!(asked[0]["effect"], "required");
}

#[test]
fn rules_are_switched_off() {
    let place = place("off", &[("regulation.enact", REGULATION), ("third.enact", THIRD)]);
    let case = "{\"case\":\"a\",\"signed_by_an_officer\":false,\"color\":\"red\",\"circuit\":\"fifth\"}\n";
    let light = ["--position", "color reading=light"];
    let with = |more: &[&str]| answers(&place, case, &[&light, more].concat())[0].clone();
    assert_eq!(with(&["--as-of", "2015-12-31"])["effect"], "required");
    assert_eq!(with(&["--as-of", "2016-01-01"])["effect"], "no rule");
    assert_eq!(with(&["--as-of", "2016-01-01", "--without", "third"])["effect"], "required");
    assert_eq!(with(&["--as-of", "2015-12-31", "--without", "regulation#3"])["effect"], "no rule");
    assert_eq!(with(&["--as-of", "2015-12-31", "--without", "regulation"])["standing"], "switched off");
    let why =
        enact(&place, &["decide", ".", "--cases", "cases.ndjson", "--as-of", "2016-01-01", "--why-not", "3", light[0], light[1]]);
    assert!(why.contains("it is switched off here by Third v. Agency (third.enact:5)"), "{why}");
    for (wanted, said) in [
        ("nowhere#3", "there is no instrument `nowhere` to leave out"),
        ("regulation#33", "`regulation` has no rule `33` to leave out"),
    ] {
        let ran = enact(&place, &["decide", ".", "--cases", "cases.ndjson", "--without", wanted]);
        assert!(ran.contains(said), "{ran}");
    }
    for (wanted, said) in [
        ("force", "lacks `=`"),
        ("forces=command", "did you mean `force`?"),
        ("force=order", "; this policy has `command` and `request`"),
        ("force=order", "`enact explain unknown-position` says more"),
    ] {
        let ran = enact(&place, &["decide", ".", "--cases", "cases.ndjson", "--position", wanted]);
        assert!(ran.contains(said), "{ran}");
    }
}

#[test]
fn a_court_reads_and_suspends_for_those_whom_it_binds() {
    let facts = "vocabulary \"v\".\nfacts of a judge: circuit: ninth or fifth.\nfacts of the case: judge: judge.\n\
                 decision permit: grant or refuse.\ndecision post: keep or leave.\n";
    let statute = "policy \"S\": made by state \"S\"; in force from 2020-01-01.\nuse \"v\".\n\
                   question knowing: position each; position alone.\n\
                   rule 1: must refuse permit if knowing is each.\nrule 2: may grant permit if knowing is alone.\nrule 3: must keep post.\n";
    let court = "policy \"Ninth\": made by court \"Ninth\"; in force from 2021-01-01; binds ninth-circuit judges.\nuse \"s\".\n\
                 define a judge is a ninth-circuit judge if its circuit is ninth.\n\
                 read knowing as each.\nsuspend rule 3 of \"s\".\n";
    let place = place("binds", &[("v.enact", facts), ("s.enact", statute), ("ninth.enact", court)]);
    let cases = "{\"case\":\"a\",\"judge\":{\"circuit\":\"fifth\"}}\n{\"case\":\"b\",\"judge\":{\"circuit\":\"ninth\"}}\n{\"case\":\"c\"}\n";
    let all = answers(&place, cases, &["--as-of", "2022-01-01"]);
    let of = |case: &str, decision: &str| all.iter().find(|it| it["case"] == case && it["decision"] == decision).unwrap().clone();
    assert_eq!(of("a", "permit")["questions"], serde_json::json!(["knowing"]));
    assert_eq!(of("a", "post")["effect"], "required");
    assert_eq!(of("b", "permit")["effect"], "required");
    assert_eq!(of("b", "post")["effect"], "no rule");
    // Nobody knows who acts: that is missing.
    assert_eq!(of("c", "post")["missing"], serde_json::json!(["judge.circuit"]));
}

#[test]
fn beyond_the_limit_only_the_questions_are_named() {
    let mut policy =
        String::from("policy \"Many\": made by city \"X\"; in force from 2000-01-01.\ndecision permit: grant or refuse.\n");
    let names = ["ash", "birch", "cedar", "elm", "fir", "gum", "hazel"];
    for name in names {
        policy.push_str(&format!("question {name} reading: position wide; position narrow.\n"));
    }
    let all: Vec<String> = names.iter().map(|name| format!("{name} reading is wide")).collect();
    policy.push_str(&format!("rule 1: must grant permit if {}.\n", all.join(" and ")));
    let place = place("many", &[("many.enact", &policy)]);
    let answer = answers(&place, "{\"case\":\"a\"}\n", &["--as-of", "2015-01-01"])[0].clone();
    assert_eq!(answer["readings_left_out"], true);
    assert_eq!(answer.get("readings"), None);
    let taken = answers(&place, "{\"case\":\"a\"}\n", &["--as-of", "2015-01-01", "--position", "gum reading=wide"])[0].clone();
    // Each combination that comes to the same is told once.
    assert_eq!(taken["readings"].as_array().unwrap().len(), 7);
}

#[test]
fn who_keeps_an_answer_from_being_another_is_named() {
    let base = "policy \"Base\": made by state \"S\"; in force from 2020-01-01.\ndecision permit: grant or refuse.\ndecision post: keep or leave.\n\
                question zz: position one; position two.\nrule 1: must grant permit.\notherwise refuse permit.\nrule 2: must keep post if zz is one.\n";
    let court = "policy \"K\": made by court \"K\"; in force from 2020-01-01.\nuse \"base\".\nread zz as two.\nsuspend rule 1 of \"base\".\n";
    let place = place("named", &[("base.enact", base), ("k.enact", court)]);
    let all = answers(&place, "{\"case\":\"a\"}\n", &["--as-of", "2021-06-01"]);
    assert_eq!(all[0]["suspended"], serde_json::json!([{"rule":"1","by":["k"]}]));
    assert_eq!(all[1]["effect"], "no rule");
    assert_eq!(all[1]["relied_on"], serde_json::json!([{"question":"zz","position":"two","by":["k"]}]));
    let text = enact(&place, &["decide", ".", "--cases", "cases.ndjson", "--as-of", "2021-06-01", "--format", "text"]);
    assert!(text.contains("(rule 1 is switched off here by K)") && text.contains("(with `zz` as `two`, so read by K)"), "{text}");
    let asked = ["decide", ".", "--cases", "cases.ndjson", "--position", "zz=one", "--position", "zz=two"];
    let twice = enact(&place, &asked);
    assert!(twice.contains("a position on `zz` was asked for before"), "{twice}");
}

#[test]
fn test_names_what_decide_would_take_in_and_a_scenario_does_not() {
    let base = "policy \"Base\": made by state \"S\"; in force from 2020-01-01.\ndecision permit: grant or refuse.\nrule 1: must grant permit.\n\
                scenario \"n\", as of 2021-06-01: expect must grant permit.\n";
    let court = "policy \"K\": made by court \"K\"; in force from 2020-01-01.\nuse \"base\".\nsuspend rule 1 of \"base\".\n";
    let place = place("left-out", &[("base.enact", base), ("k.enact", court)]);
    let text = enact(&place, &["test", "."]);
    assert!(text.contains("1 scenario passed") && text.contains("k suspends rules of base"), "{text}");
    let json = enact(&place, &["test", ".", "--format", "json"]);
    assert!(json.contains(r#""left_out":[{"module":"k","how":"suspends rules","of":"base","policies":["base"]}]"#), "{json}");
    assert!(!enact(&place, &["test", "base.enact"]).contains("note"));
}

#[test]
fn the_order_of_files_changes_no_question() {
    let place = folder("readings-file-order");
    let files = [
        ("v", "vocabulary \"v\".\nfacts of the case: area: north, south or east.\ndecision permit: grant, refuse or defer.\n"),
        (
            "s",
            "policy \"Statute\": made by state \"S\"; in force from 2020-01-01.\nuse \"v\".\n\
             question knowing \"How far?\": position each element; position act alone.\n\
             rule 1: must refuse permit if knowing is each element.\nrule 2: may grant permit if knowing is act alone.\n",
        ),
        (
            "n",
            "policy \"Ninth\": made by court \"Ninth\"; in force from 2021-01-01.\nuse \"s\".\n\
             read knowing as each element if area is north.\n",
        ),
        (
            "f",
            "policy \"Fifth\": made by court \"Fifth\"; in force from 2021-01-01.\nuse \"s\".\n\
             read knowing as act alone if area is south.\n",
        ),
    ];
    for (name, text) in files {
        std::fs::write(place.join(format!("{name}.enact")), text).unwrap();
    }
    let answers: Vec<String> = [["s", "n", "f"], ["f", "n", "s"], ["n", "f", "s"]]
        .iter()
        .map(|order| {
            let paths: Vec<String> = order.iter().map(|name| format!("{name}.enact")).collect();
            let mut arguments = vec!["decide"];
            arguments.extend(paths.iter().map(String::as_str));
            arguments.extend(["--cases", "-", "--input", "ndjson", "--format", "ndjson", "--as-of", "2021-06-01"]);
            crate::support::enact(&place, &arguments, Some(b"{\"case\":\"?\"}\n")).stdout
        })
        .collect();
    assert!(answers[0].contains("\"ask\":\"area\""), "{}", answers[0]);
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
}

#[test]
fn what_a_term_is_while_a_reading_is_weighed_is_not_what_it_is() {
    let base = r#"
policy "Base": made by state "S"; in force from 2013-01-01.
facts of the case: person: person; convictions: list of convictions, each conviction.
facts of a person: tall: yes or no.
facts of a conviction: violent: yes or no.
decision permit: grant or deny.
question scope "What is in it?": position wide; position narrow; default position narrow.
define a person is tight if scope is narrow and any conviction is violent.
rule 1: deny permit if scope is wide and the person is tight.
otherwise grant permit.
"#;
    let court = |name: &str, position: &str| {
        format!(
            "policy \"{name}\": made by court \"{name}\"; in force from 2014-01-01.\nuse \"base\".\nread scope as {position}.\n"
        )
    };
    let order = "use \"base\".\norder \"one\": \"a\" pre-empts \"b\" where the person is tight.\n";
    let (a, b) = (court("A", "wide"), court("B", "narrow"));
    let place = place("weighed", &[("base.enact", base), ("a.enact", &a), ("b.enact", &b), ("order.enact", order)]);
    let cases = "{\"case\":\"x\",\"person\":{\"tall\":true},\"convictions\":[{\"violent\":true}]}\n";
    let answers = answers(&place, cases, &["--as-of", "2024-01-01", "--order", "one", "--decision", "permit"]);
    assert!(answers.iter().all(|it| it["outcome"] == "grant"), "{answers:?}");
}
