//! `governed by the law of …`: a day of the case chooses the text, and courts speak to whoever decides.

use crate::support::{enact, folder};
use serde_json::Value;
use std::path::Path;

const FACTS: &str = "facts of the case:
    filing date: date;
    cost: money.

decision credit: grant or refuse.
";

fn act(in_force: &str, rules: &str) -> String {
    let heading = "policy \"Solar Credit Act\":\n    made by state \"Legislature\";\n    governed by the law of filing date";
    format!("{heading}{in_force}.\n\n{FACTS}\n{rules}\n")
}

const CREDIT: &str = "rule 1: must grant credit if cost is at most $10,000.\notherwise refuse credit.";

fn answers(place: &Path, cases: &str, day: &str) -> Vec<Value> {
    let run = enact(place, &["decide", ".", "--cases", "-", "--as-of", day, "--format", "ndjson"], Some(cases.as_bytes()));
    run.stdout.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{run:#?}"))).collect()
}

fn text(place: &Path, case: &str, day: &str) -> String {
    enact(place, &["decide", ".", "--cases", "-", "--as-of", day, "--format", "text"], Some(case.as_bytes())).stdout
}

fn short(answer: &Value) -> String {
    format!("{} {} {}", answer["effect"], answer["outcome"], answer["rules"])
}

#[test]
fn a_day_that_is_not_known_may_be_one_without_the_law() {
    let place = folder("governed-unknown");
    std::fs::write(place.join("act.enact"), act(";\n    in force from 2010-01-01 through 2020-12-31", CREDIT)).unwrap();
    insta::assert_snapshot!(text(&place, r#"{"case": "not recorded", "cost": "$4,500"}"#, "2023-06-01"));
    // What each answer leads to is what the case then gives.
    let open = &answers(&place, r#"{"cost": "$4,500"}"#, "2023-06-01")[0];
    assert_eq!(open["missing"], serde_json::json!(["filing_date"]));
    let leads = |at: usize| open["next"]["answers"][at]["leads_to"][0]["effect"].as_str();
    for (at, day) in ["2009-12-31", "2015-01-01", "2021-01-01"].iter().enumerate() {
        let case = format!(r#"{{"filing_date": "{day}", "cost": "$4,500"}}"#);
        assert_eq!(answers(&place, &case, "2023-06-01")[0]["effect"].as_str(), leads(at), "{day}");
    }
}

#[test]
fn what_is_decided_without_the_day_is_so_on_every_day() {
    let bounds = [
        "",
        ";\n    in force from 2010-01-01",
        ";\n    in force through 2020-12-31",
        ";\n    in force from 2010-01-01 through 2020-12-31",
    ];
    let texts = [
        CREDIT,
        "rule 1, in force from 2012-01-01: must grant credit if cost is at most $10,000.",
        "rule 1, in force through 2014-12-31: must grant credit if cost is at most $10,000.\nrule 1, in force from 2015-01-01: must grant credit if cost is at most $20,000.",
        "rule 1: must grant credit if cost is at most $10,000 or the filing date is before 2013-01-01.\notherwise refuse credit.",
        "parameter most: from 2011-01-01: $1,000; from 2016-01-01: $10,000.\nrule 1: must grant credit if cost is at most most.",
    ];
    let days = [
        "1990-01-01",
        "2009-12-31",
        "2010-01-01",
        "2011-06-01",
        "2012-06-01",
        "2014-12-31",
        "2015-01-01",
        "2016-01-01",
        "2020-12-31",
        "2021-01-01",
        "2024-02-02",
    ];
    let mut settled = 0;
    for (which, (bound, rules)) in bounds.iter().flat_map(|bound| texts.iter().map(move |it| (bound, it))).enumerate() {
        let place = folder(&format!("governed-all-{which}"));
        std::fs::write(place.join("act.enact"), act(bound, rules)).unwrap();
        for cost in ["$500", "$9,000", "$15,000", "$90,000"] {
            let known = days.iter().map(|day| format!("{{\"filing_date\": \"{day}\", \"cost\": \"{cost}\"}}\n"));
            let cases: String = std::iter::once(format!("{{\"cost\": \"{cost}\"}}\n")).chain(known).collect();
            let all = answers(&place, &cases, "2018-01-01");
            assert_eq!(all.len(), days.len() + 1, "{bound} {rules}");
            if all[0]["effect"] != "undetermined" {
                settled += 1;
                all.iter().for_each(|it| assert_eq!(short(it), short(&all[0]), "{bound} {rules} {cost}"));
            }
        }
    }
    assert!(settled > 5, "{settled}");
}

#[test]
fn an_injunction_binds_whoever_decides_on_its_days() {
    let place = folder("governed-injunction");
    std::fs::write(place.join("act.enact"), act(";\n    in force from 2010-01-01", CREDIT)).unwrap();
    let court = "use \"act\".\npolicy \"Doe v. State\":\n    made by court \"C\";\n    in force from 2020-03-01 through 2020-05-31.\nsuspend rule 1 of \"act\".\n";
    std::fs::write(place.join("court.enact"), court).unwrap();
    let filed = |day: &str| format!(r#"{{"case": "1", "filing_date": "{day}", "cost": "$9,000"}}"#);
    let on = |day: &str, as_of: &str| answers(&place, &filed(day), as_of)[0]["effect"].as_str().unwrap_or_default().to_owned();
    // Filed before it, decided under it; filed under it, decided before and after.
    assert_eq!(on("2017-12-01", "2020-04-01"), "chosen");
    assert_eq!(on("2020-04-01", "2020-02-01"), "required");
    assert_eq!(on("2020-04-01", "2021-06-01"), "required");
    let told = enact(
        &place,
        &["decide", ".", "--cases", "-", "--as-of", "2020-04-01", "--format", "text", "--why"],
        Some(filed("2017-12-01").as_bytes()),
    );
    insta::assert_snapshot!(told.stdout);
}

#[test]
fn a_court_may_switch_off_what_decides_older_cases_alone() {
    let place = folder("governed-repealed");
    let rules = "rule 1, in force through 2014-12-31: must grant credit if cost is at most $10,000.\notherwise refuse credit.";
    std::fs::write(place.join("act.enact"), act("", rules)).unwrap();
    let court = "use \"act\".\npolicy \"Doe v. State\":\n    made by court \"C\";\n    in force from 2020-03-01.\nsuspend rule 1 of \"act\".\n";
    std::fs::write(place.join("court.enact"), court).unwrap();
    assert_eq!(enact(&place, &["check", "."], None).status, 0);
    let case = r#"{"filing_date": "2013-01-01", "cost": "$9,000"}"#;
    assert_eq!(short(&answers(&place, case, "2020-02-01")[0]), r#""required" "grant" ["1"]"#);
    assert_eq!(short(&answers(&place, case, "2020-04-01")[0]), r#""chosen" "refuse" ["otherwise"]"#);
}

#[test]
fn a_court_reads_a_question_on_the_day_of_deciding() {
    let place = folder("governed-reading");
    let rules = "question knowing \"What must be known?\": position full knowledge; position act alone.\nrule 1: must grant credit if knowing is full knowledge.\notherwise refuse credit.";
    std::fs::write(place.join("act.enact"), act("", rules)).unwrap();
    let court = "use \"act\".\npolicy \"Roe v. State\":\n    made by court \"C\";\n    in force from 2020-03-01.\nread knowing as act alone.\n";
    std::fs::write(place.join("court.enact"), court).unwrap();
    let case = r#"{"filing_date": "2013-01-01", "cost": "$9,000"}"#;
    assert_eq!(answers(&place, case, "2020-02-01")[0]["effect"], "undetermined");
    assert_eq!(answers(&place, case, "2020-04-01")[0]["outcome"], "refuse");
}

#[test]
fn problems_name_the_day_of_the_case() {
    let place = folder("governed-problems");
    let rules = "define 1, in force from 2014-01-01 through 2016-12-31: floor limit as $4.\nparameter top: from 2014-01-01 through 2016-12-31: $9.\nrule 1: must grant credit if cost is more than floor limit and cost is less than top.\notherwise refuse credit.";
    std::fs::write(place.join("act.enact"), act("", rules)).unwrap();
    let days = ["2019-05-05", "2020-06-06"];
    let cases: String = days.iter().map(|day| format!("{{\"filing_date\": \"{day}\", \"cost\": \"$7\"}}\n")).collect();
    // Both days are of one stretch: what is kept of it for the first case must not name its day in the next.
    for (answer, day) in answers(&place, &cases, "2021-01-01").iter().zip(days) {
        let told = answer["problems"].to_string();
        assert!(told.contains(&format!("`floor limit` is not defined on {day}")), "{told}");
        assert!(told.contains(&format!("`top` has no value in force on {day}")), "{told}");
        assert!(!told.contains("2017-01-01"), "{told}");
    }
}

#[test]
fn the_dates_of_a_duty_are_those_of_the_law_of_the_case() {
    let place = folder("governed-duty");
    let text = |day: &str, length: &str| format!("define 1, in force {day}: last day as {length} after filing date.\n");
    let rules = format!(
        "{}{}rule 1, due last day: must grant credit.",
        text("through 2014-12-31", "10 days"),
        text("from 2015-01-01", "90 days")
    );
    std::fs::write(place.join("act.enact"), act("", &rules)).unwrap();
    let other = "use \"act\".\npolicy \"Other\":\n    made by city \"C\".\nrule 1: must grant credit if cost is more than $5.\n";
    std::fs::write(place.join("other.enact"), other).unwrap();
    let scenario = "use \"act\".\nuse \"other\".\nscenario \"s\", as of 2021-01-01:\n    given filing date is 2013-01-01;\n          cost is $1\n    expect must grant credit, due 2013-01-11.\n";
    std::fs::write(place.join("s.enact"), scenario).unwrap();
    let run = enact(&place, &["test", "s.enact"], None);
    assert!(run.stdout.contains("1 scenario passed"), "{run:?}");
}
