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

#[test]
fn many_grounds_of_which_one_is_met() {
    let facts = [
        "under age",
        "fraud",
        "no bond",
        "unsafe",
        "unpaid tax",
        "unpaid fine",
        "false statement",
        "no zoning",
        "revoked",
        "no plan",
    ];
    let declared: Vec<String> = facts.iter().map(|it| format!("{it}: yes or no")).collect();
    let rules: Vec<String> =
        (1..).zip(facts).map(|(number, it)| format!("rule {number}: refuse license if {it} is yes.\n")).collect();
    let policy = format!(
        "facts of the case: id: text, names the case; {}.\ndecision license: grant or refuse.\n{}otherwise grant license.\n",
        declared.join("; "),
        rules.concat()
    );
    insta::assert_snapshot!(by_policy("grounds", &policy, r#"{"id": "a minor", "under_age": true}"#));
}

#[test]
fn what_stands_lower_in_an_ordered_class_changes_nothing() {
    let policy = r#"
facts of the case: id: text, names the case; suspended: yes or no; owner: yes or no; shared: yes or no; public: yes or no.
decision access, highest first: forbid or permit.
rule 1: forbid access if suspended is yes.
rule 2: permit access if owner is yes and public is no.
rule 3: permit access if shared is yes and owner is no.
otherwise forbid access.
"#;
    insta::assert_snapshot!(by_policy("ordered", policy, r#"{"id": "suspended", "suspended": true}"#));
}

#[test]
fn conditions_on_items_of_an_unknown_list_stand_on_each_other() {
    let policy = r#"
facts of the case: id: text, names the case; lawful: yes or no; convictions: list of convictions, each conviction.
facts of a conviction: grade: felony, misdemeanor or infraction; violent: yes or no.
decision detainer: honor or decline.
decision review: soon or late.
rule 1: must honor detainer if any of: (a) any conviction is violent and lawful is yes; (b) any conviction is violent and is a felony.
rule 2: must decline detainer if any conviction is a felony or is violent.
otherwise honor detainer.
rule 3: soon review if any conviction is a felony or is a misdemeanor.
rule 4: soon review if every conviction is an infraction.
otherwise soon review.
"#;
    insta::assert_snapshot!(by_policy("cells", policy, r#"{"id": "no list"}"#));
}

#[test]
fn what_cannot_be_taken_apart_lies_between_its_bounds() {
    let policy = r#"
facts of the case: id: text, names the case; interest: money, at least $0; weeks: number, at least 1; pay: money, at least $0; jobs: list of jobs, each job.
facts of a job: gross pay: money, at least $0; days: number, at least 1.
decision credit: grant or refuse. decision benefit: grant or refuse. decision rate: high or low.
define income as (the total of gross pay of jobs) plus interest.
define a job's daily pay as its gross pay divided by its days.
rule 1: grant credit if income is less than $48.
otherwise refuse credit.
rule 2: refuse benefit if pay divided by weeks is more than $600.
otherwise grant benefit.
rule 3: high rate if any job whose daily pay exceeds $100.
otherwise low rate.
"#;
    let records = r#"{"id": "no list", "interest": "$200", "pay": "$300"}
{"id": "weeks", "interest": "$20", "pay": "$1,800", "jobs": [{"gross_pay": "$600"}]}
"#;
    insta::assert_snapshot!(by_policy("bounds", policy, records));
}

#[test]
fn days_and_months_between_two_dates_that_are_not_known() {
    let policy = r#"
facts of the case: id: text, names the case; filed: date; heard: date.
decision claim: allow or bar. decision notice: due or past.
rule 1: allow claim if heard is within 90 days after filed.
rule 2: allow claim if not (heard is within 3 months after filed).
otherwise allow claim.
rule 3: past notice if heard is within 20 days after filed and heard is at least 1 month after filed.
otherwise due notice.
"#;
    insta::assert_snapshot!(by_policy("days-months", policy, r#"{"id": "no dates"}"#));
}

#[test]
fn an_answer_names_every_rule_and_holds_only_what_leads_to_the_same() {
    // `elsewhere` is known to lead to less than `territory` does.
    let birth = r#"
facts of the case: birth date: date; birthplace: kingdom, territory, colony or elsewhere.
decision citizenship: confer or withhold.
rule 1: must confer citizenship if any of:
    (a) birthplace is kingdom and birth date is on or after 1983-01-01;
    (b) birthplace is territory and birth date is on or after 2002-05-21.
otherwise withhold citizenship.
"#;
    let said = by_policy("birthplace", birth, "{}");
    let words = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("colony or elsewhere withhold citizenship (chosen), by otherwise record it"), "{said}");
    assert!(words.contains("territory must confer citizenship (required), by rule 1, or withhold"), "{said}");
    // With food, rule 1 may refuse as well as rule 2.
    let licence = r#"
facts of the case: food: yes or no; health permit: yes or no; complaints: number, at least 0.
decision licence: grant or refuse.
rule 1: refuse licence if food is yes and health permit is no.
rule 2: refuse licence if complaints is at least 2.
otherwise grant licence.
"#;
    let said = by_policy("licence", licence, "{}");
    assert!(said.contains("yes   refuse licence (chosen), by rule 1 or rule 2, or grant"), "{said}");
    assert!(said.contains("no    refuse licence (chosen), by rule 2, or grant"), "{said}");
}

#[test]
fn a_rule_whose_facts_change_nothing_does_not_matter() {
    let breach = r#"
facts of the case: harm: yes or no; remedied: yes or no; waived: yes or no.
decision notice: give or omit.
rule 1: must give notice if harm is yes.
rule 2: rule 1 does not apply if remedied is yes.
rule 3, notwithstanding rule 1: must omit notice if waived is yes.
"#;
    let said = by_policy("breach", breach, "{\"harm\":false}");
    assert!(said.contains("it matters   rule 3 asks: waived is yes\n      ask next"), "{said}");
    let said = by_policy("breach-harm", breach, "{\"harm\":true}");
    assert!(said.contains("rule 2 asks: remedied is yes") && said.contains("rule 3 asks: waived is yes"), "{said}");
}

#[test]
fn facts_of_the_case_that_only_items_of_an_unknown_list_ask_for_are_missing() {
    let registration = r#"
facts of the case: stateless: yes or no; parents: list of parents, each parent.
facts of a parent: citizen: yes or no; resident: yes or no.
decision registration: grant or refuse.
rule 1: grant registration if any parent where (it is citizen and (it is resident or stateless is yes)).
otherwise refuse registration.
"#;
    let said = by_policy("registration", registration, "{}");
    assert!(said.contains("stateless\n"), "{said}");
}

#[test]
fn the_border_of_an_answer_is_where_the_result_changes_and_can_be_read() {
    let allowance = r#"
facts of the case: household income: money in EUR, at least EUR 0.
decision allowance: money in EUR.
define norm premium as 13.67 percent times household income.
define yearly as the amount by which EUR 1,987 exceeds norm premium.
rule 1: allowance is yearly if yearly is at least EUR 24.
otherwise allowance is EUR 0.
"#;
    let said = by_policy("allowance", allowance, "{}");
    assert!(said.contains("from EUR 0 to about EUR 14,359.91 "), "{said}");
    let words = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("more than about EUR 14,359.91 allowance is EUR 0 (chosen), by otherwise record it"), "{said}");
    // What is told of the cent is so.
    let at = |income: &str| by_policy("allowance", allowance, &format!("{{\"household_income\":\"EUR {income}\"}}"));
    assert!(!at("14,359.91").contains("allowance is EUR 0 ") && at("14,359.92").contains("allowance is EUR 0 "));
}

#[test]
fn neither_of_an_absent_record_is_what_not_is() {
    let policy = r#"
facts of the case: id: text, names the case; guardian: guardian, or none.
facts of a guardian: citizen: yes or no; employed: yes or no.
decision relief: grant or deny. decision aid: grant or deny.
rule 1: grant relief if the guardian is neither a citizen nor employed.
otherwise deny relief.
rule 2: grant aid if the guardian is not a citizen and is not employed.
otherwise deny aid.
"#;
    let text = by_policy("neither", policy, r#"{"id": "nobody", "guardian": "none"}"#);
    assert!(text.contains("grant relief (chosen)") && text.contains("grant aid (chosen)"), "{text}");
}

#[test]
fn what_items_of_one_list_can_be_says_nothing_of_another_list() {
    // The same condition at the same place of two records: every charge meets it, and not every conviction.
    let policy = r#"
facts of the case: id: text, names the case; convictions: list of convictions, each conviction; charges: list of charges, each charge.
facts of a conviction: points: number, at least 0.
facts of a charge: counts: number, at least 1.
decision permit: grant or deny.
rule 1: grant permit if any conviction whose points is at least 1.
rule 2: deny permit if any charge whose counts is at least 1.
"#;
    insta::assert_snapshot!(by_policy("two-lists", policy, r#"{"id": "neither list"}"#));
}

#[test]
fn what_items_can_be_is_not_kept_where_a_condition_reads_the_case() {
    let policy = r#"
facts of the case: id: text, names the case; person: person; convictions: list of convictions, each conviction.
facts of a person: old: yes or no.
facts of a conviction: violent: yes or no; local: yes or no.
decision permit: grant or deny.
define a person is settled if it is old.
rule 1: grant permit if any conviction where (at least 2 of: (a) it is violent; (b) it is local; (c) the person is settled).
rule 2: deny permit if any conviction is violent.
"#;
    let old = r#"{"id": "old", "person": {"old": true}}"#;
    let young = r#"{"id": "young", "person": {"old": false}}"#;
    // Whoever comes first.
    let alone = by_policy("kept-alone", policy, young);
    let behind = by_policy("kept-behind", policy, &format!("{old}\n{young}\n"));
    assert!(behind.ends_with(&alone), "{alone}\n{behind}");
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

#[test]
fn a_day_that_is_moved_by_what_is_not_known_is_not_moved_back() {
    let policy = r#"
facts of the case: id: text, names the case; accrual date: date; filing date: date; absences: list of absences, each absence.
facts of an absence: length: days.
decision claim: barred or timely.
define tolled as the total of length of absences.
define base end as 3 years after accrual date, or the first day of the next.
define final end as tolled after base end.
rule 1: barred claim if the filing date is after final end.
otherwise timely claim.
"#;
    let records = r#"{"id": "one of no known length", "accrual_date": "2021-06-15", "filing_date": "2024-06-01", "absences": [{}]}
{"id": "no list", "accrual_date": "2021-06-15", "filing_date": "2024-06-01"}
{"id": "late", "accrual_date": "2021-06-15", "filing_date": "2024-07-01", "absences": [{}]}
"#;
    insta::assert_snapshot!(by_policy("tolled", policy, records));
}

#[test]
fn a_defined_count_of_different_values_has_the_bounds_of_its_items() {
    let policy = r#"
facts of the case: id: text, names the case; violations: list of violations, each violation.
facts of a violation: incident: text.
decision sanction: jail or warning.
define incidents counted as the number of violations from different incidents.
rule 1: jail sanction if incidents counted is at least 2.
otherwise warning sanction.
"#;
    let records = r#"{"id": "two known", "violations": [{"incident": "A"}, {"incident": "B"}, {}]}
{"id": "one known", "violations": [{"incident": "A"}, {}]}
"#;
    insta::assert_snapshot!(by_policy("different", policy, records));
}

#[test]
fn what_a_value_or_an_item_is_measured_by_is_missing_too() {
    let policy = r#"
facts of the case: id: text, names the case; class: felony or misdemeanor; conviction date: date; schools: list of schools, each school.
facts of a school: distance: number, at least 0; opened: date.
decision eligible day: date. decision licence: issue or refuse.
parameter waiting period, by class:
    from 2000-01-01: felony: 10 years; misdemeanor: 3 years.
rule 1: eligible day is the waiting period for class after the conviction date, or the first day of the next.
rule 2: refuse licence if any school whose opened is on or before the conviction date and whose distance is at most 500.
otherwise issue licence.
"#;
    insta::assert_snapshot!(by_policy("measured", policy, r#"{"id": "nothing"}"#));
}
