//! Facts that are not known, as a user meets them: what is decided all the same, what is said to be missing, what is asked.

use crate::support::{enact, folder};

/// Decides records (lines of JSON) by files in a folder of their own; gives the text, and what is said of problems.
fn decided(name: &str, files: &[(&str, &str)], records: &str) -> String {
    let place = folder(&format!("unknown-{name}"));
    for (file, text) in files {
        std::fs::write(place.join(file), text).expect("a file can be written");
    }
    let mut arguments = vec!["decide"];
    arguments.extend(files.iter().map(|(file, _)| *file));
    arguments.extend(["--cases", "-", "--as-of", "2024-06-01", "--format", "text"]);
    let run = enact(&place, &arguments, Some(records.as_bytes()));
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    run.stdout
}

/// The same by one policy, without its heading.
fn by_policy(name: &str, policy: &str, records: &str) -> String {
    let policy = format!("policy \"Aid\": made by city \"X\"; in force from 2013-01-01.\n{policy}");
    decided(name, &[("aid.enact", &policy)], records)
}

const INCIDENTS: &str = r#"
facts of the case: id: text, names the case; convictions: list of convictions, each conviction.
facts of a conviction: violent: yes or no; incident: text.
decision permit: grant or deny.
rule 1: deny permit if all of:
    (a) at most 2 convictions from different incidents;
    (b) at least 2 convictions from different incidents that are not violent;
    (c) at least 2 convictions from different incidents that are violent.
otherwise grant permit.
"#;

#[test]
fn one_incident_may_have_both_kinds_of_items() {
    let records = r#"{"id": "no list"}
{"id": "two incidents", "convictions": [{"violent": true, "incident": "a"}, {"violent": false, "incident": "a"}, {"violent": true, "incident": "b"}, {"violent": false, "incident": "b"}]}
"#;
    insta::assert_snapshot!(by_policy("incidents", INCIDENTS, records));
    let place = folder("unknown-incidents-idle");
    let policy = format!("policy \"Aid\": made by city \"X\"; in force from 2013-01-01; source \"1\".\n{INCIDENTS}");
    std::fs::write(place.join("aid.enact"), policy).expect("a file can be written");
    let run = enact(&place, &["check", "aid.enact"], None);
    assert!(!run.stdout.contains("rule-never-applies") && !run.stderr.contains("rule-never-applies"), "{}", run.stderr);
}

#[test]
fn numbers_at_the_limit_beside_what_is_not_known() {
    let policy = r#"
facts of the case: id: text, names the case; convictions: list of convictions, each conviction; limit: number; birth: date; hired: date; pay: money.
facts of a conviction: violent: yes or no.
decision permit: grant or deny. decision post: grant or deny. decision bonus: grant or deny.
rule 1: deny permit if the number of convictions is more than limit.
otherwise grant permit.
rule 2: deny post if years between birth and hired is at least limit.
otherwise grant post.
rule 3: deny bonus if pay rounded up to the nearest dollar is more than $999,999,999,999,999,999,999,999,999,999.
otherwise grant bonus.
"#;
    let records = r#"{"id": "largest", "limit": 170141183460469231731687303715884105727}
{"id": "times 372", "limit": 100000000000000000000000000000000000000}
{"id": "least", "limit": -170141183460469231731687303715884105727, "birth": "2000-01-01"}
"#;
    insta::assert_snapshot!(by_policy("limits", policy, records));
}

#[test]
fn answers_are_in_the_units_of_the_question() {
    let policy = r#"
facts of the case: id: text, names the case; birth: date; hired: date; income: money; rent: money.
decision permit: grant or deny. decision aid: grant or deny. decision loan: grant or deny.
rule 1: deny permit if years between birth and hired is at least 5.
otherwise grant permit.
rule 2: grant aid if (income plus rent) times 3 is over $30.
otherwise deny aid.
rule 3: grant loan if the greater of income and rent is over $5.
otherwise deny loan.
"#;
    insta::assert_snapshot!(by_policy("units", policy, r#"{"id": "nothing known"}"#));
}

#[test]
fn a_question_of_a_savings_clause_is_found() {
    let base = r#"policy "Base": made by state "S"; in force from 2013-01-01.
facts of the case: id: text, names the case; n: number.
decision permit: grant or deny.
question scope "What is in it?": position wide; position narrow.
rule 1: deny permit if n is over 5.
otherwise grant permit.
"#;
    let act = r#"policy "Act": made by state "S"; amends "base"; in force from 2014-01-01.
replace rule 1: deny permit if n is over 8.
save rule 1 where scope is narrow.
"#;
    insta::assert_snapshot!(decided("savings", &[("base.enact", base), ("act.enact", act)], r#"{"id": "seven", "n": 7}"#));
}

#[test]
fn the_words_of_a_suspension_are_those_of_a_rule() {
    let base = r#"policy "Base": made by state "S"; in force from 2013-01-01.
facts of the case: id: text, names the case; convictions: list of convictions, each conviction.
facts of a conviction: violent: yes or no.
decision permit: grant or deny.
rule 1: grant permit if any conviction is violent.
rule 2: deny permit if no conviction is violent.
otherwise grant permit.
"#;
    let order = r#"policy "Order": made by court "C"; in force from 2014-01-01.
use "base".
suspend rule 1 of "base" if any conviction is violent.
"#;
    insta::assert_snapshot!(decided("suspension", &[("base.enact", base), ("order.enact", order)], r#"{"id": "no list"}"#));
}

#[test]
fn the_highest_of_items_of_which_one_is_not_known() {
    let policy = r#"
facts of the case: id: text, names the case; quarters: list of quarters, each quarter; base: money.
facts of a quarter: wages: money, at least $0; filed: date, or none; late: yes or no.
decision claim: grant or refuse. decision review: soon or never. decision rate: money.
define best as the highest wages of quarters that are not late.
rule 1: grant claim if best is at least $3,100.
otherwise refuse claim.
rule 2: soon review if the latest filed of quarters is after 2023-01-01.
otherwise never review.
rule 3: rate is the greater of $10 and (base minus the highest wages of quarters).
"#;
    let records = r#"{"id": "settled", "quarters": [{"wages": "$20,000", "filed": "2024-02-01", "late": false}, {}], "base": "$500"}
{"id": "open", "quarters": [{"wages": "$2,000", "filed": "none", "late": false}, {"late": false}], "base": "$2,500"}
{"id": "late ones", "quarters": [{"late": true}, {"wages": "$5", "late": false}], "base": "$4"}
"#;
    insta::assert_snapshot!(by_policy("highest", policy, records));
}

#[test]
fn missing_is_what_can_still_matter() {
    let policy = r#"
facts of the case: id: text, names the case; value: money; age: number; income: money; factor: number; share: number, or none.
decision tax: money. decision fee: money. decision charge: money.
define relief as $50 if age is at least 65 and income is at most $100, otherwise $0.
rule 1: tax is value minus relief.
rule 2: fee is factor times $0.
rule 3: charge is share times $0.
"#;
    let records = r#"{"id": "young", "age": 30}
{"id": "old", "age": 70}
"#;
    insta::assert_snapshot!(by_policy("missing", policy, records));
}

#[test]
fn with_a_first_day_that_is_not_known_facts_that_are_settled_are_not_missing() {
    let policy = r#"policy "Practice": made by city "X"; in force from 2012-01-01.
facts of the case: id: text, names the case; person: person; arrests: list of arrests, each arrest.
facts of a person: light: yes or no.
facts of an arrest: day: date.
decision detainer: honor or decline.
define a person is once arrested if there is an arrest.
rule practice: honor detainer.
rule 1, in force from unknown, no earlier than 2024-05-05, no later than 2024-08-31, exception to rule practice:
    decline detainer if any of: (a) the person is light; (b) the person is not shown to be once arrested.
"#;
    let records = r#"{"id": "light", "person": {"light": true}}
"#;
    insta::assert_snapshot!(decided("first-day", &[("practice.enact", policy)], records));
}

#[test]
fn figures_of_an_unknown_day_or_key() {
    let policy = r#"
facts of the case: id: text, names the case; due date: date; filing date: date; tax due: money; size: number, at least 1; income: money.
decision penalty: money. decision aid: grant or refuse.
parameter minimum penalty: from 2020-01-01: $435; from 2024-01-01: $485.
parameter limit, by size: from 2013-01-01: 1: $100; 2: $200; each more: $100.
rule 1: penalty is 5 percent of tax due if the filing date is after the due date.
rule 2, exception to rule 1:
    penalty is the greater of 25 percent of tax due and the minimum penalty as of the due date
    if the filing date is more than 60 days after the due date.
otherwise penalty is $0.
rule 3: grant aid if income is at most limit for size.
otherwise refuse aid.
"#;
    let records = r#"{"id": "poor", "tax_due": "$1,000", "filing_date": "2024-07-01", "income": "$50"}
{"id": "not so", "tax_due": "$1,000", "due_date": "2024-06-20", "filing_date": "2024-07-01", "income": "$550"}
"#;
    insta::assert_snapshot!(by_policy("figures", policy, records));
}

#[test]
fn what_is_absent_is_not_missing() {
    let policy = r#"
facts of the case: id: text, names the case; income: money; partner: partner, or none; kids: list of kids, each kid.
facts of a partner: pay: money.
facts of a kid: pay: money.
decision total: money. decision cap: money.
rule 1: total is income plus the partner's pay.
rule 2: cap is $5 plus the highest pay of kids.
"#;
    insta::assert_snapshot!(by_policy("absent", policy, r#"{"id": "alone", "income": "$100", "partner": "none", "kids": []}"#));
}

/// A record that says some of what a set has is decided exactly where every way of filling in the rest gives one answer.
#[test]
fn of_a_set_what_is_known_counts() {
    const TAGS: [&str; 3] = ["smoke", "leak", "dust"];
    let conditions = [
        "tags includes smoke",
        "tags includes smoke or leak",
        "tags includes all of smoke and leak",
        "tags does not include dust",
        "tags includes smoke and tags does not include leak",
        "tags includes dust or tags does not include dust",
        "tags is absent",
        "the shed's marks includes smoke",
    ];
    let members =
        |bits: usize| TAGS.iter().enumerate().filter(move |(at, _)| bits >> at & 1 == 1).map(|(_, tag)| format!("\"{tag}\""));
    for condition in conditions {
        let policy = format!(
            "facts of the case: tags: any of smoke, leak or dust, or none; shed: shed.\nfacts of a shed: marks: any of smoke, leak or dust.\n\
             decision d: grant or refuse.\nrule 1: refuse d if {condition}.\notherwise grant d.\n"
        );
        let record = |words: Vec<String>| format!("{{\"tags\": [{0}], \"shed\": {{\"marks\": [{0}]}}}}\n", words.join(", "));
        let answers = |records: String| -> Vec<String> {
            let text = by_policy("sets", &policy, &records);
            let answered = text.lines().filter(|line| line.starts_with("line "));
            answered.map(|line| line.split_once("  ").expect("an id, then the answer").1.to_owned()).collect()
        };
        let filled = answers((0..8).map(|bits| record(members(bits).collect())).collect());
        for unknown in ["null", "\"unknown\""] {
            let partly = answers((1..8).map(|bits| record(members(bits).chain([unknown.to_owned()]).collect())).collect());
            assert_eq!((filled.len(), partly.len()), (8, 7), "{condition}");
            for (known, answer) in (1..8).zip(partly) {
                let mut ways: Vec<&String> = (0..8).filter(|bits| bits & known == known).map(|bits| &filled[bits]).collect();
                ways.dedup();
                let expected = if ways.len() == 1 { ways[0].as_str() } else { "d: undetermined" };
                let without_by = |text: &str| text.split(" (decided").next().unwrap_or(text).to_owned();
                assert_eq!(without_by(&answer), without_by(expected), "{condition}, known: {known:b}");
            }
        }
    }
}

#[test]
fn the_word_unknown_is_no_text() {
    let policy = "facts of the case: custodian: custodian.\nfacts of a custodian: office: police or sheriff; county: text.\n\
                  decision d: grant or refuse.\nrule 1: grant d if custodian's county is \"Kern\" and custodian's office is sheriff.\notherwise refuse d.\n";
    for record in ["unknown", " unknown ", ""] {
        let text = by_policy("text", policy, &format!("custodian.office,custodian.county\nsheriff,{record}\n"));
        assert!(text.contains("d: undetermined") && text.contains("not known    county of the custodian"), "{text}");
    }
    let json = by_policy("text", policy, "{\"custodian\": {\"office\": \"sheriff\", \"county\": \"unknown\"}}\n");
    assert!(json.contains("d: undetermined"), "{json}");
    // A case may be called so.
    let called = by_policy(
        "called",
        "facts of the case: id: text, names the case.\ndecision d: grant or refuse.\nrule 1: grant d.\n",
        "{\"id\": \"unknown\"}\n",
    );
    assert!(called.starts_with("unknown  grant d"), "{called}");
}
