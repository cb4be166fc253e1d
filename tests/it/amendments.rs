//! Acts that amend others: which text decides on which day, and how it is told.

use crate::support::{Run, enact, folder};
use std::path::{Path, PathBuf};

const ACT: &str = r#"facts of the case:
    grade: felony or misdemeanor;
    age: number;
    request date: date.

policy "Detainer Act":
    made by state "Winnemac";
    in force from 2014-01-01.

decision detainer: honor or decline.

parameter fee:
    from 2014-01-01: $5.

define 3: the person is grown if age is at least 18.

rule 1(a) "grounds":
    may honor detainer only if any of:
        (1) "felony": grade is felony;
        (2) "misdemeanor": grade is misdemeanor.

rule 2, exception to rule 1(a):
    must not honor detainer unless the person is grown.
"#;

/// Writes the act and acts that amend it: heads without the title, and items.
fn place(name: &str, acts: &[(&str, &str, &str)]) -> PathBuf {
    let place = folder(&format!("amendments-{name}"));
    std::fs::create_dir_all(place.join("us")).expect("a folder can be made");
    std::fs::write(place.join("us/act.enact"), ACT).expect("a file can be written");
    for (module, head, items) in acts {
        let text = format!("policy \"{module}\":\n    amends \"us/act\";\n    {head}.\n\n{items}\n");
        std::fs::write(place.join(format!("us/{module}.enact")), text).expect("a file can be written");
    }
    place
}

/// The answer on one case, with further arguments, as JSON.
fn decide(place: &Path, case: &str, arguments: &[&str]) -> serde_json::Value {
    let mut all = vec!["decide", "us/act.enact", "--cases", "-", "--input", "ndjson", "--format", "ndjson"];
    all.extend(arguments);
    let run = enact(place, &all, Some(case.as_bytes()));
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    serde_json::from_str(run.stdout.lines().next().unwrap_or_default()).expect("an answer is JSON")
}

/// `permitted by 1(a)`.
fn short(answer: &serde_json::Value) -> String {
    let rules: Vec<&str> = answer["rules"].as_array().into_iter().flatten().filter_map(|it| it.as_str()).collect();
    format!("{} by {}", answer["effect"].as_str().unwrap_or_default(), rules.join(", "))
}

fn on(place: &Path, case: &str, day: &str) -> String {
    short(&decide(place, case, &["--as-of", day]))
}

const MISDEMEANOR: &str = r#"{"grade": "misdemeanor", "age": 19, "request_date": "2018-02-01"}"#;

fn checked(place: &Path) -> Run {
    enact(place, &["check", "us", "--format", "concise"], None)
}

#[test]
fn a_limb_is_exchanged_from_the_day_of_the_act() {
    let place = place(
        "limb",
        &[("act-2", "in force from 2018-01-01", "replace paragraph 1(a)(2): grade is misdemeanor and age is at least 21.")],
    );
    assert_eq!(on(&place, MISDEMEANOR, "2017-12-31"), "permitted by 1(a)");
    assert_eq!(on(&place, MISDEMEANOR, "2018-01-01"), "prohibited by 1(a)");
    let answer = decide(&place, MISDEMEANOR, &["--as-of", "2018-01-01"]);
    assert_eq!(
        answer["versions"],
        serde_json::json!([{"rule": "1(a)", "from": "2018-01-01", "through": null, "by": ["us/act-2"]}])
    );
    assert!(decide(&place, MISDEMEANOR, &["--as-of", "2017-12-31"])["versions"].is_null());
}

#[test]
fn a_temporary_act_lapses_and_what_it_replaced_revives() {
    let place = place(
        "temporary",
        &[
            ("act-2", "in force from 2018-01-01 through 2018-03-31", "repeal paragraph 1(a)(2)."),
            ("act-3", "in force from 2018-03-01", "insert paragraph 1(a)(3): age is more than 80."),
        ],
    );
    let old = r#"{"grade": "misdemeanor", "age": 81}"#;
    let days = ["2017-12-31", "2018-01-01", "2018-03-15", "2018-04-01"];
    assert_eq!(
        days.map(|day| on(&place, MISDEMEANOR, day)),
        ["permitted by 1(a)", "prohibited by 1(a)", "prohibited by 1(a)", "permitted by 1(a)"]
    );
    assert_eq!(on(&place, old, "2018-02-01"), "prohibited by 1(a)");
    assert_eq!(on(&place, old, "2018-03-15"), "permitted by 1(a)");
    let run = enact(&place, &["timeline", "us/act.enact"], None);
    assert!(
        run.stdout.contains("    2018-03-01 to 2018-03-31    (2) repealed by us/act-2; (3) inserted by us/act-3\n"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("    from 2018-04-01             (3) inserted by us/act-3\n"), "{}", run.stdout);
}

#[test]
fn exceptions_are_those_of_that_day() {
    let items = "repeal rule 2, in force from 2019-01-01.\n\nreplace define the person is grown if age is at least 21.";
    let place = place("exceptions", &[("act-2", "in force from 2018-01-01", items)]);
    let days = ["2017-06-01", "2018-06-01", "2019-01-01"];
    assert_eq!(days.map(|day| on(&place, MISDEMEANOR, day)), ["permitted by 1(a)", "prohibited by 2", "permitted by 1(a)"]);
}

#[test]
fn a_savings_clause_keeps_the_text_for_older_cases() {
    let items = "repeal paragraph 1(a)(2).\n\nsave rule 1(a) where the request date is before 2018-01-01.";
    let place = place("saving", &[("act-2", "in force from 2018-01-01", items)]);
    let older = MISDEMEANOR.replace("2018-02-01", "2017-12-31");
    assert_eq!(on(&place, MISDEMEANOR, "2018-06-01"), "prohibited by 1(a)");
    let answer = decide(&place, &older, &["--as-of", "2018-06-01"]);
    assert_eq!(short(&answer), "permitted by 1(a)");
    assert_eq!(answer["versions"][0]["saved_by"], "us/act-2");
    let unknown = decide(&place, r#"{"grade": "misdemeanor", "age": 19}"#, &["--as-of", "2018-06-01"]);
    assert_eq!((unknown["effect"].as_str(), &unknown["missing"]), (Some("undetermined"), &serde_json::json!(["request_date"])));
}

#[test]
fn a_later_act_does_not_reach_the_text_that_is_saved() {
    let saving = "replace paragraph 1(a)(2): age is more than 80.\n\nsave rule 1(a) where the request date is before 2018-01-01.";
    let later = "replace paragraph 1(a)(2): age is more than 90.\n\ninsert paragraph 1(a)(3): age is 3.";
    let acts = [("act-2", "in force from 2018-01-01", saving), ("act-3", "in force from 2019-01-01", later)];
    let place = place("saving-later", &acts);
    let older = MISDEMEANOR.replace("2018-02-01", "2017-12-31");
    let answer = decide(&place, &older, &["--as-of", "2019-06-01"]);
    assert_eq!(short(&answer), "permitted by 1(a)");
    assert_eq!(
        answer["versions"],
        serde_json::json!([{"rule": "1(a)", "from": null, "through": null, "by": [], "saved_by": "us/act-2"}])
    );
    assert_eq!(on(&place, MISDEMEANOR, "2019-06-01"), "prohibited by 1(a)");
    // A later repeal reaches both.
    let repeal = [acts[0], ("act-3", "in force from 2019-01-01", "repeal rule 1(a).")];
    let place = self::place("saving-repealed", &repeal);
    assert_eq!(on(&place, &older, "2018-06-01"), "permitted by 1(a)");
    assert_eq!(on(&place, &older, "2019-06-01"), "no rule by ");
}

#[test]
fn what_a_saving_act_put_in_can_be_changed() {
    let saving = "insert paragraph 1(a)(3): age is more than 80.\n\nsave rule 1(a) where the request date is before 2018-01-01.";
    let later = "replace paragraph 1(a)(3): age is less than 18.\n\nrepeal rule 2.";
    let place =
        place("saving-inserted", &[("act-2", "in force from 2018-01-01", saving), ("act-3", "in force from 2019-01-01", later)]);
    let young = r#"{"grade": null, "age": 17, "request_date": "2018-02-01"}"#;
    assert_eq!(on(&place, young, "2019-06-01"), "permitted by 1(a)");
    assert_eq!(checked(&place).status, 0);
}

#[test]
fn acts_of_one_day_do_not_depend_on_the_order_of_their_files() {
    let renumbers = ("in force from 2018-01-01", "renumber rule 1(a) as 4.");
    let amends = ("in force from 2018-01-01", "replace paragraph 4(2): age is more than 80.");
    for (first, second) in [(renumbers, amends), (amends, renumbers)] {
        let place = place("same-day", &[("act-2", first.0, first.1), ("act-3", second.0, second.1)]);
        assert_eq!(on(&place, MISDEMEANOR, "2018-06-01"), "prohibited by 4");
    }
}

#[test]
fn a_label_may_pass_from_one_rule_to_another() {
    // 2 becomes 3, and a new 2 comes in its place: in one act, or later.
    let new = "insert rule 2, notwithstanding rule 1(a): must honor detainer if age is 19.";
    let both = format!("renumber rule 2 as 3.\n\n{new}");
    let one_act: &[(&str, &str, &str)] = &[("act-2", "in force from 2018-01-01", &both)];
    let two_acts: &[(&str, &str, &str)] =
        &[("act-2", "in force from 2017-01-01", "renumber rule 2 as 3."), ("act-3", "in force from 2018-01-01", new)];
    let young = r#"{"grade": "felony", "age": 17}"#;
    for acts in [one_act, two_acts] {
        let place = place("redesignated", acts);
        let run = checked(&place);
        assert_eq!(run.status, 0, "{}", run.stdout);
        assert_eq!(on(&place, young, "2016-06-01"), "prohibited by 2");
        // The exception is the old 2, now 3.
        assert_eq!(on(&place, young, "2018-06-01"), "prohibited by 3");
        assert_eq!(on(&place, MISDEMEANOR, "2018-06-01"), "required by 2");
    }
    // The label of a rule that is repealed on that day is free; two may change theirs.
    let moved = [
        ("repeal rule 1(a).\n\nrenumber rule 2 as 1(a).", "prohibited by 1(a)"),
        ("renumber rule 1(a) as 2.\n\nrenumber rule 2 as 1(a).", "prohibited by 1(a)"),
    ];
    for (items, expected) in moved {
        let place = place("moved", &[("act-2", "in force from 2018-01-01", items)]);
        assert_eq!(on(&place, young, "2018-06-01"), expected, "{items}");
    }
}

#[test]
fn a_label_of_a_limb_may_pass_to_another() {
    let shifts = "renumber paragraph 1(a)(1) as 1(a)(2).\n\nrenumber paragraph 1(a)(2) as 1(a)(3).\n\ninsert paragraph 1(a)(1): age is more than 80.";
    let swaps = "renumber paragraph 1(a)(1) as 1(a)(2).\n\nrenumber paragraph 1(a)(2) as 1(a)(1).";
    let gone = "repeal paragraph 1(a)(1).\n\nrenumber paragraph 1(a)(2) as 1(a)(1).";
    let shown = [
        (shifts, "(2) \"felony\": grade is felony;"),
        (shifts, "(3) \"misdemeanor\": grade is misdemeanor."),
        (shifts, "(1) age is more than 80;"),
        (swaps, "(1) \"misdemeanor\": grade is misdemeanor."),
        (gone, "(1) \"misdemeanor\": grade is misdemeanor."),
    ];
    for (items, expected) in shown {
        let place = place("limbs-moved", &[("act-2", "in force from 2018-01-01", items)]);
        let run = checked(&place);
        assert_eq!(run.status, 0, "{items}\n{}", run.stdout);
        assert_eq!(on(&place, MISDEMEANOR, "2018-06-01"), "permitted by 1(a)", "{items}");
        let run = enact(&place, &["show", "us/act.enact", "--as-of", "2018-06-01"], None);
        assert!(run.stdout.contains(expected), "{items}\n{}", run.stdout);
    }
}

#[test]
fn a_label_that_passes_on_is_clear_only_by_use() {
    let moves = "renumber rule 2 as 3.\n\ninsert rule 2: must honor detainer if age is 20.";
    let amends = "replace rule 2, exception to rule 1(a): must honor detainer if age is 19.";
    let place = place("unclear", &[("act-2", "in force from 2018-01-01", moves), ("act-3", "in force from 2018-01-01", amends)]);
    let run = enact(&place, &["decide", "us/act.enact", "--cases", "-"], Some(MISDEMEANOR.as_bytes()));
    assert!(run.stderr.contains("unclear-label"), "{}", run.stderr);
    // An act that the other uses speaks of the labels before it.
    let uses = format!("use \"us/act-3\".\n\n{moves}");
    let place =
        self::place("clear", &[("act-2", "in force from 2018-01-01", &uses), ("act-3", "in force from 2018-01-01", amends)]);
    assert_eq!(on(&place, MISDEMEANOR, "2018-06-01"), "required by 3");
}

#[test]
fn a_text_may_be_repealed_and_inserted_again_and_again() {
    let acts = [
        ("act-2", "in force from 2018-01-01", "repeal rule 2."),
        ("act-3", "in force from 2019-01-01", "insert rule 2, exception to rule 1(a): must not honor detainer if age is 17."),
        ("act-4", "in force from 2020-01-01", "repeal rule 2."),
    ];
    let place = place("again", &acts);
    let young = r#"{"grade": "felony", "age": 17}"#;
    let days = ["2017-06-01", "2018-06-01", "2019-06-01", "2020-06-01"];
    assert_eq!(
        days.map(|day| on(&place, young, day)),
        ["prohibited by 2", "permitted by 1(a)", "prohibited by 2", "permitted by 1(a)"]
    );
    // What a court switched off is the rule of that day, not another that has its number later.
    let court = "use \"us/act\".\n\npolicy \"court\":\n    made by court \"Court\";\n    in force from 2015-01-01.\n\nsuspend rule 2 of \"us/act\".\n";
    std::fs::write(place.join("us/court.enact"), court).expect("a file can be written");
    let under_court = |day: &str| {
        let arguments = ["decide", "us", "--cases", "-", "--input", "ndjson", "--format", "ndjson", "--as-of", day];
        let run = enact(&place, &arguments, Some(young.as_bytes()));
        let line = run.stdout.lines().find(|line| line.contains("\"instrument\":\"us/act\"")).unwrap_or_default();
        short(&serde_json::from_str(line).expect("an answer is JSON"))
    };
    assert_eq!(days.map(under_court), ["permitted by 1(a)", "permitted by 1(a)", "prohibited by 2", "permitted by 1(a)"]);
}

#[test]
fn a_temporary_text_does_not_hinder_a_change_of_the_lasting_one() {
    let acts = [
        ("act-2", "in force from 2018-01-01 through 2018-12-31", "replace rule 1(a): may honor detainer."),
        ("act-3", "in force from 2018-06-01", "replace paragraph 1(a)(2): age is more than 80."),
    ];
    let place = place("temporary-whole", &acts);
    let days = ["2017-06-01", "2018-03-01", "2018-09-01", "2019-01-01"];
    assert_eq!(
        days.map(|day| on(&place, MISDEMEANOR, day)),
        ["permitted by 1(a)", "permitted by 1(a)", "permitted by 1(a)", "prohibited by 1(a)"]
    );
}

#[test]
fn check_takes_in_the_acts_that_are_given_and_test_looks_for_them() {
    let acts = [
        ("act-2", "in force from 2018-01-01", "renumber rule 1(a) as 4."),
        ("act-3", "in force from 2019-01-01", "repeal paragraph 4(2)."),
    ];
    let place = place("given", &acts);
    let run = checked(&place);
    assert_eq!(run.status, 0, "{}", run.stdout);
    let scenario = "\nscenario \"a misdemeanor\", as of 2019-06-01:\n    given grade is misdemeanor;\n        age is 19\n    expect may honor detainer by rule 1(a).\n";
    std::fs::write(place.join("us/act.enact"), format!("{ACT}{scenario}")).expect("a file can be written");
    let alone = enact(&place, &["check", "us/act.enact"], None);
    assert_eq!(alone.status, 0, "{}", alone.stdout);
    // A scenario is run by the text that `decide` applies, whatever is given.
    for given in ["us", "us/act.enact"] {
        let run = enact(&place, &["test", given], None);
        assert!(run.status == 1 && run.stdout.contains("scenario-failed"), "{}", run.stdout);
    }
    // What makes it impossible to decide is told before.
    let twice = [
        ("act-2", "in force from 2018-01-01", "replace rule 2: must not honor detainer."),
        ("act-3", "in force from 2018-01-01", "repeal rule 2."),
    ];
    let run = checked(&self::place("given-twice", &twice));
    assert_eq!(run.stdout.matches("[amended-twice]").count(), 1, "{}", run.stdout);
}

#[test]
fn an_old_label_still_resolves() {
    let items = "renumber rule 1(a) as 7A.010.";
    let place = place(
        "renumbered",
        &[("act-2", "in force from 2018-01-01", items), ("act-3", "in force from 2019-01-01", "repeal paragraph 7A.010(2).")],
    );
    assert_eq!(on(&place, MISDEMEANOR, "2018-06-01"), "permitted by 7A.010");
    assert_eq!(on(&place, MISDEMEANOR, "2019-06-01"), "prohibited by 7A.010");
    let arguments = ["decide", "us/act.enact", "--cases", "-", "--as-of", "2018-06-01", "--why-not", "1(a)"];
    let run = enact(&place, &arguments, Some(r#"{"grade": "misdemeanor", "age": 17}"#.as_bytes()));
    assert!(run.stdout.contains("why not rule 7A.010 \"grounds\""), "{}{}", run.stdout, run.stderr);
    let run = enact(&place, &[&arguments[..6], &["--format", "text"]].concat(), Some(MISDEMEANOR.as_bytes()));
    let words: Vec<&str> = run.stdout.split_whitespace().collect();
    assert!(
        words
            .join(" ")
            .contains("(rule 7A.010: renumbered by us/act-2, in force from 2018-01-01 through 2018-12-31; formerly rule 1(a))"),
        "{}",
        run.stdout
    );
}

#[test]
fn bills_count_only_as_if_enacted() {
    let place = place("bill", &[("bill", "in force from 2018-01-01; status bill", "repeal paragraph 1(a)(2).")]);
    assert_eq!(on(&place, MISDEMEANOR, "2018-06-01"), "permitted by 1(a)");
    let as_if = decide(&place, MISDEMEANOR, &["--as-of", "2018-06-01", "--as-if-enacted"]);
    assert_eq!(short(&as_if), "prohibited by 1(a)");
}

#[test]
fn an_act_may_apply_from_before_it_was_enacted() {
    let place =
        place("retroactive", &[("act-2", "in force from 2018-01-01; status enacted 2018-05-01", "repeal paragraph 1(a)(2).")]);
    let answer = decide(&place, MISDEMEANOR, &["--as-of", "2018-02-01"]);
    assert_eq!(short(&answer), "prohibited by 1(a)");
    assert_eq!(
        answer["retroactive"],
        serde_json::json!([{"instrument": "us/act-2", "from": "2018-01-01", "enacted": "2018-05-01"}])
    );
}

#[test]
fn a_first_day_that_is_not_known_leaves_it_open_only_where_it_matters() {
    let place = place(
        "unknown-day",
        &[("act-2", "in force from unknown, no earlier than 2018-01-01, no later than 2018-07-01", "repeal paragraph 1(a)(2).")],
    );
    assert_eq!(on(&place, MISDEMEANOR, "2017-12-31"), "permitted by 1(a)");
    assert!(on(&place, MISDEMEANOR, "2018-03-01").starts_with("undetermined"));
    assert_eq!(on(&place, MISDEMEANOR, "2018-07-01"), "prohibited by 1(a)");
}

#[test]
fn an_act_whose_day_is_not_known_is_in_force_with_all_its_changes_or_with_none() {
    let head = "in force from unknown, no earlier than 2018-01-01, no later than 2018-07-01";
    // Exactly one of the two texts is in force, and both say the same here.
    let items = "replace rule 2, exception to rule 1(a): must not honor detainer if age is at most 18.\n\nreplace define the person is grown if age is at least 17.";
    let place = place("unknown-whole", &[("act-2", head, items)]);
    let young = |age: u8| format!("{{\"grade\": \"felony\", \"age\": {age}}}");
    assert_eq!(on(&place, &young(16), "2018-03-01"), "prohibited by 2");
    assert_eq!(on(&place, &young(20), "2018-03-01"), "permitted by 1(a)");
    let open = decide(&place, &young(18), &["--as-of", "2018-03-01"]);
    assert_eq!(open["effect"], "undetermined");
    assert_eq!(open["next"]["ask"], "whether us/act-2 is in force", "{open}");
    let leads: Vec<String> =
        open["next"]["answers"].as_array().into_iter().flatten().map(|it| short(&it["leads_to"][0])).collect();
    assert_eq!(leads, ["prohibited by 2", "permitted by 1(a)"]);
    // The rule needs the definition, and the act gives both: with one answer both are known.
    let items = "replace rule 2, exception to rule 1(a): must not honor detainer if the person is grown.\n\nreplace define the person is grown if age is less than 18.";
    let place = self::place("unknown-both", &[("act-2", head, items)]);
    assert_eq!(on(&place, &young(17), "2018-03-01"), "prohibited by 2");
    assert_eq!(on(&place, &young(19), "2018-03-01"), "permitted by 1(a)");
}

#[test]
fn a_day_of_the_case_may_govern() {
    let place = place("governed", &[("act-2", "in force from 2018-01-01", "repeal paragraph 1(a)(2).")]);
    let governed = ACT
        .replace("    in force from 2014-01-01.", "    governed by the law of the request date;\n    in force from 2014-01-01.");
    std::fs::write(place.join("us/act.enact"), governed).expect("a file can be written");
    let older = MISDEMEANOR.replace("2018-02-01", "2017-12-31");
    assert_eq!(on(&place, MISDEMEANOR, "2026-01-01"), "prohibited by 1(a)");
    let answer = decide(&place, &older, &["--as-of", "2026-01-01"]);
    assert_eq!((short(&answer).as_str(), answer["law_of"].as_str()), ("permitted by 1(a)", Some("2017-12-31")));
    // Not known: a felony is a ground under every version; a misdemeanor is not. But it may be a day before there was an act.
    let felony = r#"{"grade": "felony", "age": 19}"#;
    assert_eq!(on(&place, felony, "2026-01-01"), "undetermined by ");
    let always = std::fs::read_to_string(place.join("us/act.enact")).expect("a file can be read");
    let always = always.replace("request date;\n    in force from 2014-01-01.", "request date.");
    let undated = self::place("governed-always", &[("act-2", "in force from 2018-01-01", "repeal paragraph 1(a)(2).")]);
    std::fs::write(undated.join("us/act.enact"), always).expect("a file can be written");
    assert_eq!(on(&undated, felony, "2026-01-01"), "permitted by 1(a)");
    let open = decide(&place, r#"{"grade": "misdemeanor", "age": 19}"#, &["--as-of", "2026-01-01"]);
    assert_eq!((open["effect"].as_str(), &open["missing"]), (Some("undetermined"), &serde_json::json!(["request_date"])));
}

#[test]
fn the_text_of_a_day_is_a_policy_that_can_be_read() {
    let items = "replace paragraph 1(a)(2): grade is misdemeanor and age is at least 21.\n\ninsert paragraph 1(a)(3) \"the old\": age is more than 80.\n\nrepeal rule 2.\n\nreplace parameter fee:\n    from 2018-01-01: $7.";
    let place = place("show", &[("act-2", "in force from 2018-01-01", items)]);
    let run = enact(&place, &["show", "us/act.enact", "--as-of", "2018-06-01"], None);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let rule = r#"# By us/act-2, from 2018-01-01.
rule 1(a) "grounds":
    may honor detainer only if any of:
        (1) "felony": grade is felony;
        # replaced by us/act-2
        (2) "misdemeanor": grade is misdemeanor and age is at least 21;
        # inserted by us/act-2
        (3) "the old": age is more than 80.
"#;
    assert!(run.stdout.contains(rule), "{}", run.stdout);
    assert!(run.stdout.contains("# By us/act-2, from 2018-01-01.\nparameter fee:\n    from 2018-01-01: $7.\n"), "{}", run.stdout);
    assert!(
        run.stdout.ends_with("# Not in force on 2018-06-01:\n# - rule 2: repealed by us/act-2, from 2018-01-01\n"),
        "{}",
        run.stdout
    );
    std::fs::write(place.join("shown.enact"), &run.stdout).expect("a file can be written");
    assert_eq!(enact(&place, &["check", "shown.enact"], None).status, 0);
    assert_eq!(enact(&place, &["fmt", "--check", "shown.enact"], None).status, 0);
    // Before the act the text is as it was first laid down.
    let before = enact(&place, &["show", "us/act", "us", "--as-of", "2017-06-01"], None);
    assert!(before.stdout.contains("        (2) \"misdemeanor\": grade is misdemeanor.\n"), "{}{}", before.stdout, before.stderr);
}

#[test]
fn days_that_count_for_nothing_are_told() {
    let told = [
        ("in force from 2018-01-01 through 2018-12-31", "repeal rule 2, in force from 2017-06-01.", "outside-its-act"),
        ("in force from 2018-01-01 through 2018-12-31", "repeal rule 2, in force from 2030-01-01.", "outside-its-act"),
        ("in force from 2018-01-01", "replace parameter fee:\n    from 2016-01-01: $7.", "outside-its-act"),
        ("in force from 2010-01-01 through 2010-12-31", "repeal rule 2.", "amends-nothing-then"),
        ("made by state \"Winnemac\"", "repeal rule 2.", "act-without-day"),
        ("in force from 2018-01-01", "rule 2: must honor detainer if age is 3.", "rule-beside-amended"),
    ];
    for (head, items, code) in told {
        let run = checked(&place("days", &[("act-2", head, items)]));
        assert_eq!(run.stdout.matches(&format!("[{code}]")).count(), 1, "{items}\n{}", run.stdout);
    }
    let place = place("ended", &[("act-2", "in force from 2018-01-01 through 2018-12-31", "repeal rule 2.")]);
    for (last, code) in [("2018-06-30", "warning[outlasts-what-it-amends]"), ("2017-12-31", "error[amends-nothing-then]")] {
        let ended = ACT.replace("    in force from 2014-01-01.", &format!("    in force from 2014-01-01 through {last}."));
        std::fs::write(place.join("us/act.enact"), ended).expect("a file can be written");
        let run = checked(&place);
        assert!(run.stdout.contains(code), "{last}\n{}", run.stdout);
    }
    // A court orders nothing for the time before it spoke.
    let court = "use \"us/act\".\n\npolicy \"court\":\n    made by court \"Court\";\n    in force from 2015-01-01.\n\nsuspend rule 2 of \"us/act\" from 2014-06-01.\n";
    let place = self::place("court-before", &[]);
    std::fs::write(place.join("us/court.enact"), court).expect("a file can be written");
    assert!(checked(&place).stdout.contains("[outside-its-act]"));
}

#[test]
fn what_is_shown_is_whole() {
    let items = "question grounds \"Which?\":\n    position strict;\n    position wide.\n\nrepeal paragraph 1(a)(2).\n\nrenumber rule 2 as 7.";
    let later = "replace rule 2, exception to rule 1(a): must not honor detainer if grounds is strict.";
    let place = place("whole", &[("act-2", "in force from 2018-01-01", items), ("act-3", "in force from 2019-01-01", later)]);
    // The question is the other act's: it is in reach through the amended text.
    let run = enact(&place, &["show", "us/act.enact", "--as-of", "2019-06-01"], None);
    assert!(
        run.stdout.contains("        (1) \"felony\": grade is felony. # (2) repealed by us/act-2\n"),
        "{}{}",
        run.stdout,
        run.stderr
    );
    assert!(
        run.stdout.contains("\n# By us/act-3, from 2019-01-01. Formerly 2.\nrule 7, exception to rule 1(a):\n"),
        "{}",
        run.stdout
    );
    std::fs::write(place.join("shown.enact"), &run.stdout).expect("a file can be written");
    let run = enact(&place, &["check", "shown.enact"], None);
    assert_eq!(run.status, 0, "{}", run.stdout);
}

#[test]
fn a_gap_is_told_whatever_others_amend() {
    let place = place("gap", &[("act-2", "in force from 2023-01-01", "replace rule 2: must not honor detainer if age is 3.")]);
    let versions = "\nrule 2, in force through 2015-12-31: must not honor detainer if age is 1.\n\nrule 2, in force from 2017-01-01 after a gap: must not honor detainer if age is 2.\n";
    let (before, _) = ACT.split_once("\nrule 2").expect("the act has a rule 2");
    let governed = before
        .replace("    in force from 2014-01-01.", "    governed by the law of the request date;\n    in force from 2014-01-01.");
    std::fs::write(place.join("us/act.enact"), format!("{governed}{versions}")).expect("a file can be written");
    let case = MISDEMEANOR.replace("2018-02-01", "2016-06-05");
    let answer = decide(&place, &case, &["--as-of", "2026-01-01"]);
    assert_eq!(answer["problems"][0]["message"], "no version of rule 2 is in force on 2016-06-05");
}

#[test]
fn the_timeline_tells_what_is_inserted_and_what_replaced() {
    let acts = [
        ("act-2", "in force from 2018-01-01", "renumber rule 2 as 3."),
        ("act-3", "in force from 2019-01-01", "insert rule 2: must not honor detainer if age is 3."),
        (
            "act-4",
            "in force from unknown, no earlier than 2020-01-01, no later than 2020-12-31",
            "replace rule 2: must not honor detainer if age is 4.",
        ),
    ];
    let place = place("timeline", &acts);
    let run = enact(&place, &["timeline", "us/act.enact"], None);
    let expected = "rule 2\n    2014-01-01 to 2017-12-31    as first laid down\n    from 2018-01-01             renumbered 3 by us/act-2\n\nrule 2 of us/act-3\n    2019-01-01 to 2019-12-31    inserted by us/act-3\n    2020-01-01 or later to 2020-12-30  inserted by us/act-3\n    2020-01-01 or later to 2020-12-30  replaced by us/act-4\n    from 2020-12-31             replaced by us/act-4\n";
    assert!(run.stdout.contains(expected), "{}{}", run.stdout, run.stderr);
}

#[test]
fn one_mistake_gives_one_message() {
    let wrong = [
        ("replace rule 9: must not honor detainer.", "nothing-to-amend"),
        ("replace paragraph 1(a)(9): age is 3.", "nothing-to-amend"),
        ("repeal define tall.", "nothing-to-amend"),
        ("insert rule 2: must not honor detainer.", "already-there"),
        ("insert paragraph 1(a)(2): age is 3.", "already-there"),
        ("repeal rule 2.\n\nreplace rule 2: must not honor detainer.", "amended-twice"),
        ("repeal rule 2.\n\nrepeal rule 2, in force from 2019-01-01.", "repealed-twice"),
        ("repeal rule 2.\n\nsave rule 1(a) where age is 3.", "nothing-to-save"),
        ("renumber rule 1(a) as 2.", "already-there"),
        ("renumber rule 2 as 2.", "nothing-to-amend"),
        ("repeal otherwise for hold.", "nothing-to-amend"),
        ("repeal rule 2.\n\nreplace rule 2, in force from 2019-01-01: must not honor detainer.", "nothing-to-amend"),
        ("repeal rule 2.\n\nrenumber rule 2 as 9, in force from 2019-01-01.", "nothing-to-amend"),
        ("repeal paragraph 1(a)(2).\n\nrepeal paragraph 1(a)(1).", "last-paragraph"),
    ];
    for (items, code) in wrong {
        let place = place("wrong", &[("act-2", "in force from 2018-01-01", items)]);
        let run = checked(&place);
        assert_eq!(run.stdout.matches(&format!("[{code}]")).count(), 1, "{items}\n{}", run.stdout);
        assert_eq!(run.status, 1);
    }
}
