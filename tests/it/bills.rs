//! Bills beside the law in force: one is supposed, or all, and none of them hinders what is law.

use crate::support::{enact, folder};
use serde_json::Value;
use std::path::{Path, PathBuf};

const LAW: &str = "policy \"Law\":
    made by state \"Legislature\";
    in force from 2010-01-01.

facts of the case:
    n: number.

decision stay: keep or move.

rule 1: must keep stay if n is 1.
rule 2: must keep stay if n is 2.
rule 3 \"either\":
    must move stay if any of:
        (a) n is 3;
        (b) n is 4.
otherwise move stay.
";

/// `(name, status, first day, sentences)`.
type Act<'a> = (&'a str, &'a str, &'a str, &'a str);

fn place(name: &str, acts: &[Act<'_>]) -> PathBuf {
    let place = folder(&format!("bills-{name}"));
    std::fs::write(place.join("law.enact"), LAW).unwrap();
    for (act, status, from, sentences) in acts {
        let heading = format!("policy \"{act}\":\n    made by state \"L\";\n    amends \"law\";\n    status {status};");
        let text = format!("{heading}\n    in force from {from}.\n\n{sentences}\n");
        std::fs::write(place.join(format!("{act}.enact")), text).unwrap();
    }
    place
}

/// The answers to n = 1 to 9; what went wrong where there are none.
fn answers(place: &Path, day: &str, more: &[&str]) -> Vec<Value> {
    let cases: String = (1..10).map(|n| format!("{{\"n\": {n}}}\n")).collect();
    let arguments = [&["decide", "law.enact", "--cases", "-", "--as-of", day, "--format", "ndjson"], more].concat();
    let run = enact(place, &arguments, Some(cases.as_bytes()));
    match run.stdout.is_empty() {
        true => vec![Value::String(run.stderr)],
        false => run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect(),
    }
}

fn short(answers: &[Value]) -> Vec<String> {
    answers.iter().map(|it| format!("{} {} {}", it["effect"], it["outcome"], it["rules"])).collect()
}

fn text(place: &Path, day: &str, more: &[&str]) -> String {
    let arguments = [&["decide", ".", "--cases", "-", "--as-of", day, "--format", "text"], more].concat();
    let run = enact(place, &arguments, Some(br#"{"case": "1", "n": 1}"#));
    format!("{}{}", run.stdout, run.stderr)
}

const HB: Act<'_> = ("hb", "bill 2015-03-01", "2016-01-01", "replace rule 1: must move stay if n is 1.");
const SB: Act<'_> = ("sb", "bill 2015-04-01", "2016-01-01", "replace rule 1: must keep stay if n is at least 1.");

#[test]
fn bills_of_one_day_leave_the_law_alone() {
    let place = place("one-day", &[HB, SB]);
    insta::assert_snapshot!(text(&place, "2016-02-01", &[]));
    assert_eq!(enact(&place, &["check", "."], None).status, 0);
    assert_eq!(enact(&place, &["show", "law.enact", "--as-of", "2016-02-01"], None).status, 0);
    let timeline = enact(&place, &["timeline", "law.enact"], None);
    assert!(timeline.stderr.contains("note: what hb and sb would change is not shown"), "{timeline:?}");
    // All of them at once cannot be.
    let all = text(&place, "2016-02-01", &["--as-if-enacted"]);
    assert!(all.contains("`rule 1` is changed twice from 2016-01-01"), "{all}");
    assert!(all.contains("they are bills of one day: suppose one of them, `--as-if-enacted=MODULE`"), "{all}");
    for (bill, outcome) in [("hb", "move"), ("sb", "keep")] {
        let told = text(&place, "2016-02-01", &[&format!("--as-if-enacted={bill}")]);
        assert!(told.contains(&format!("must {outcome} stay (required), by rule 1")), "{told}");
        assert!(told.contains(&format!("which is not the law: {bill} (a bill")), "{told}");
        let shown = ["show", "law.enact", "--as-of", "2016-02-01", &format!("--as-if-enacted={bill}")];
        let shown = enact(&place, &shown, None).stdout;
        assert!(shown.starts_with(&format!("# law on 2016-02-01, as if {bill} were enacted: this is not the law.")), "{shown}");
        assert!(shown.contains(&format!("# By {bill}, from 2016-01-01.\nrule 1:\n    must {outcome} stay")), "{shown}");
    }
}

#[test]
fn a_mistake_in_one_of_several_bills_is_told() {
    let wrong = ("wrong", "bill 2015-04-01", "2016-01-01", "replace rule 7: must keep stay if n is 7.");
    let place = place("mistake", &[HB, SB, wrong]);
    let check = enact(&place, &["check", "."], None);
    assert!(check.stdout.contains("nothing-to-amend") && !check.stdout.contains("amended-twice"), "{}", check.stdout);
    assert_eq!(check.status, 1);
}

#[test]
fn a_scenario_that_supposes_all_bills_cannot_run_where_they_clash() {
    let place = place("scenario", &[HB, SB]);
    let law = format!("{LAW}\nscenario \"s\", as of 2016-02-01:\n    given n is 1\n    expect must keep stay by rule 1.\n");
    std::fs::write(place.join("law.enact"), &law).unwrap();
    let run = enact(&place, &["test", "."], None);
    assert!(run.stdout.contains("1 scenario passed"), "{run:?}");
    std::fs::write(place.join("law.enact"), law.replace("2016-02-01:", "2016-02-01, as if enacted:")).unwrap();
    assert!(enact(&place, &["check", "."], None).stdout.contains("amended-twice"));
}

#[test]
fn an_act_of_the_same_day_comes_before_the_bill() {
    // Whatever their names.
    for (act, bill) in [("a", "b"), ("b", "a")] {
        let sentences = "replace rule 1: must keep stay if n is 9.";
        let place = place("same-day", &[(act, "enacted 2015-01-01", "2016-01-01", sentences), (bill, HB.1, HB.2, HB.3)]);
        assert!(text(&place, "2016-02-01", &[]).contains("move stay (chosen), by otherwise"));
        assert!(text(&place, "2016-02-01", &["--as-if-enacted"]).contains("must move stay (required), by rule 1"));
    }
}

#[test]
fn a_bill_that_has_not_begun_is_told() {
    let place = place("not-yet", &[HB]);
    insta::assert_snapshot!(text(&place, "2015-06-01", &["--as-if-enacted"]));
    let json = &answers(&place, "2015-06-01", &["--as-if-enacted=hb"])[0];
    assert_eq!(json["not_law"], serde_json::json!([]));
    assert_eq!(json["not_yet"], serde_json::json!([{"instrument": "hb", "from": "2016-01-01"}]));
    let shown = enact(&place, &["show", "law.enact", "--as-of", "2015-06-01", "--as-if-enacted"], None).stdout;
    assert!(shown.contains("# hb begins on 2016-01-01, and changes nothing before.\n"), "{shown}");
    // Without `=` it would be a path.
    let path = text(&place, "2016-01-01", &["--as-if-enacted", "hb"]);
    assert!(path.contains("to suppose one instrument enacted, write `--as-if-enacted=hb`"), "{path}");
    // Once it has begun it is what is no law.
    assert_eq!(answers(&place, "2016-01-01", &["--as-if-enacted=hb"])[0]["not_law"], serde_json::json!(["hb"]));
}

#[test]
fn what_is_left_out_is_not_supposed() {
    let later = ("sb", SB.1, "2016-01-02", SB.3);
    let place = place("without", &[HB, later]);
    let told = text(&place, "2016-02-01", &["--as-if-enacted", "--without", "sb"]);
    assert!(told.contains("(as if enacted, which is not the law: hb (a bill since 2015-03-01))"), "{told}");
    let json = &answers(&place, "2016-02-01", &["--as-if-enacted", "--without", "sb"])[0];
    assert_eq!(json["not_law"], serde_json::json!(["hb"]));
}

#[test]
fn one_bill_is_supposed_beside_the_law_in_force() {
    let place = folder("bills-beside");
    let write = |name: &str, heading: &str, rest: &str| {
        std::fs::write(place.join(format!("{name}.enact")), format!("{heading}.\n{rest}\n")).unwrap();
    };
    let policy = |name: &str, parts: &str| format!("use \"f\".\npolicy \"{name}\":\n    made by state \"L\"{parts}");
    let facts = "facts of the case:\n    n: number.\ndecision stay: keep or move.";
    write("f", "vocabulary \"f\"", facts);
    let moves = "rule 1: must move stay if n is at least 1.";
    write("expired", &policy("Expired", ";\n    in force from 2020-01-01 through 2020-03-31"), moves);
    write("repealed", &policy("Repealed", ";\n    status repealed 2015-01-01;\n    in force from 2000-01-01"), moves);
    write("law", &policy("Law", ";\n    in force from 2010-01-01"), "rule 2: must not move stay if n is 1.");
    write("bill", &policy("Bill", ";\n    status bill 2024-01-01"), "rule 1: must keep stay if n is at least 1.");
    let of = |amended: &str, from: &str| {
        format!(";\n    amends \"{amended}\";\n    status bill 2020-03-01;\n    in force from {from}")
    };
    write("longer", &policy("Longer", &of("expired", "2020-03-15")), "extend \"expired\" through 2025-12-31.");
    write("off", &policy("Off", &of("law", "2022-01-01")), "repeal \"law\".");
    let court = policy("Court", ";\n    status draft").replace("use \"f\".", "use \"f\".\nuse \"law\".");
    write("court", &court, "suspend rule 2 of \"law\".");
    let told = |more: &[&str]| text(&place, "2024-06-01", more).lines().next().unwrap_or_default().to_owned();
    let not_move = "1  must not move stay (prohibited), by rule 2 of law";
    assert_eq!(told(&[]), not_move);
    assert_eq!(told(&["--as-if-enacted=bill"]), "1  must keep stay (required), by rule 1 of bill");
    assert_eq!(told(&["--as-if-enacted=off", "--as-if-enacted=longer"]), "1  must move stay (required), by rule 1 of expired");
    assert_eq!(told(&["--as-if-enacted=off"]), "1  stay: no rule: none of the instruments speaks to this case");
    assert_eq!(told(&["--as-if-enacted=court"]), "1  stay: no rule: none of the instruments speaks to this case");
    // What is already law changes nothing by being supposed.
    assert_eq!(told(&["--as-if-enacted=law"]), not_move);
    assert!(told(&["--as-if-enacted=longer"]).contains("conflict"));
    insta::assert_snapshot!(text(&place, "2024-06-01", &["--as-if-enacted=bill", "--as-if-enacted=off"]));
    let unknown = text(&place, "2024-06-01", &["--as-if-enacted=bil"]);
    assert!(unknown.contains("there is no instrument `bil` to suppose enacted; did you mean `bill`?"), "{unknown}");
}

#[test]
fn a_receipt_names_what_was_supposed() {
    let place = place("receipt", &[HB]);
    text(&place, "2016-02-01", &["--as-if-enacted=hb", "--receipt", "r.json"]);
    let receipt: Value = serde_json::from_str(&std::fs::read_to_string(place.join("r.json")).unwrap()).unwrap();
    assert_eq!((&receipt["as_if_enacted"], &receipt["as_if_enacted_of"]), (&true.into(), &serde_json::json!(["hb"])));
}

/// Sentences of bills: they change, insert, repeal and renumber the same things.
const CHANGES: [&str; 10] = [
    "replace rule 1: must move stay if n is 5.",
    "replace rule 1: must keep stay if n is 6.",
    "repeal rule 1.",
    "insert rule 4: must keep stay if n is 7.",
    "insert rule 4: must keep stay if n is 8.",
    "renumber rule 2 as 4.",
    "renumber rule 1 as 9. renumber rule 2 as 1.",
    "repeal paragraph 3(a).",
    "replace paragraph 3(a): n is 9.",
    "insert paragraph 3(c): n is 5.",
];

#[test]
fn bills_change_nothing_of_the_law_and_each_what_it_would_alone() {
    let law: [Option<&str>; 3] =
        [None, Some("replace rule 1: must keep stay if n is 3."), Some("replace paragraph 3(a): n is 8.")];
    for (which, act) in law.iter().enumerate() {
        let enacted = act.map(|it| ("z-act", "enacted 2017-01-01", "2017-01-01", it));
        let alone: Vec<Act<'_>> = enacted.iter().copied().collect();
        let by_law = answers(&place(&format!("law-{which}"), &alone), "2018-01-01", &[]);
        assert_eq!(by_law.len(), 9, "{by_law:?}");
        for (one, first) in CHANGES.iter().enumerate() {
            for (other, second) in CHANGES.iter().enumerate().skip(one + 1) {
                let (a, b) = (("a", "bill 2015-01-01", "2016-01-01", *first), ("b", "vetoed 2015-01-01", "2016-01-01", *second));
                let both = [alone.as_slice(), &[a, b]].concat();
                let both = place(&format!("both-{which}-{one}-{other}"), &both);
                let context = format!("{act:?} {first} {second}");
                assert_eq!(short(&answers(&both, "2018-01-01", &[])), short(&by_law), "{context}");
                // As if that one alone had been enacted, if it can be. (The act of 2017 speaks of labels as they were by law, so not of what a bill renumbers.)
                let instead = [alone.as_slice(), &[("a", "enacted 2015-01-01", "2016-01-01", *first)]].concat();
                let instead = answers(&place("instead", &instead), "2018-01-01", &[]);
                let supposed = answers(&both, "2018-01-01", &["--as-if-enacted=a"]);
                if instead.len() == 9 && !(act.is_some() && first.contains("renumber")) {
                    assert_eq!(short(&supposed), short(&instead), "{context}");
                }
                assert!(
                    supposed.len() == 9 || supposed[0].as_str().is_some_and(|it| it.contains("nothing is decided")),
                    "{context}"
                );
            }
        }
    }
}
