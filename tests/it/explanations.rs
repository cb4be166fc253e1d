//! Explanations as a person reads them: a policy and a record in, the text out.

use crate::support::{enact, folder};

/// The whole reason, for records given as lines of JSON. `name` is also the name of the file.
fn why(name: &str, policy: &str, records: &str, further: &[&str]) -> String {
    let folder = folder(&format!("explanations-{name}"));
    let file = format!("{name}.enact");
    std::fs::write(folder.join(&file), policy).expect("the policy is written");
    let mut arguments = vec!["decide", &file, "--cases", "-", "--as-of", "2024-06-03", "--format", "text"];
    arguments.extend(if further.is_empty() { &["--why"] } else { further });
    let run = enact(&folder, &arguments, Some(records.as_bytes()));
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{}", run.stdout);
    assert!(run.stdout.lines().all(|line| line.chars().count() <= 92), "a line is too wide:\n{}", run.stdout);
    run.stdout
}

const HEADING: &str = r#"policy "Fernhill: jail":
    made by county "Fernhill";
    in force from 2013-01-01;
    source "Order 1".

facts of the case:
    id: text, names the case;
    offense: offense;
    request: request;
    person: person;
    arrest date: date;
    release: date and time;
    a parent signed the form: yes or no, key "parent_signed";
    convictions: list of convictions, each conviction.

facts of an offense:
    grade: felony, misdemeanor or infraction;
    category: theft, fraud, forgery, violence or traffic;
    violent: yes or no.

facts of a request:
    warrant: yes or no.

facts of a person:
    risk: judgment;
    age: number.

facts of a conviction:
    grade: felony, misdemeanor or infraction;
    date: date.

"#;

fn detainer(name: &str, rules: &str, records: &str, further: &[&str]) -> String {
    why(name, &format!("{HEADING}decision detainer: honor or decline.\n\n{rules}"), records, further)
}

#[test]
fn a_rule_waits_for_an_exception() {
    let rules = r#"
rule 1 "infractions":
    must decline detainer if the offense is an infraction.

rule 2 "warrants", exception to rule 1:
    must honor detainer if the request has a warrant.

rule 3 "parents", exception to rule 2:
    must decline detainer if a parent signed the form.
"#;
    let records = r#"{"id": "open", "offense": {"grade": "infraction"}, "parent_signed": false}
{"id": "back again", "offense": {"grade": "infraction"}, "request": {"warrant": true}, "parent_signed": true}
{"id": "whatever", "offense": {"grade": "infraction"}, "parent_signed": true}
"#;
    insta::assert_snapshot!(detainer("exceptions", rules, records, &[]));
    insta::assert_snapshot!(detainer("exceptions", rules, records, &["--why-not", "1"]));
}

#[test]
fn negations_alternatives_and_limbs() {
    let rules = r#"
define an offense is minor if any of:
    (a) its category is theft, fraud or forgery;
    (b) all of:
        (1) its grade is infraction or misdemeanor;
        (2) it is not violent.

rule 1 "minor offenses":
    decline detainer if the offense is minor and not (a parent signed the form).

rule 2 "others":
    honor detainer unless the offense is minor.
"#;
    let records = r#"{"id": "minor", "offense": {"grade": "infraction", "category": "fraud", "violent": true}, "parent_signed": false}
{"id": "grave", "offense": {"grade": "felony", "category": "violence", "violent": true}, "parent_signed": true}
{"id": "unknown", "offense": {"grade": "infraction", "category": "violence"}, "parent_signed": false}
"#;
    insta::assert_snapshot!(detainer("limbs", rules, records, &[]));
}

#[test]
fn lists_item_by_item() {
    let rules = r#"
rule 1:
    honor detainer if any conviction is a felony and its date is within 5 years before the arrest date.

rule 2:
    decline detainer if the number of convictions is at most 1 and no conviction is a felony.
"#;
    let records = r#"{"id": "recent", "arrest_date": "2024-05-01", "convictions": [{"grade": "misdemeanor", "date": "2001-01-01"}, {"grade": "felony", "date": "2022-01-01"}]}
{"id": "one", "arrest_date": "2024-05-01", "convictions": [{"grade": "misdemeanor", "date": "2001-01-01"}]}
{"id": "empty", "arrest_date": "2024-05-01", "convictions": []}
{"id": "unknown", "arrest_date": "2024-05-01"}
"#;
    insta::assert_snapshot!(detainer("lists", rules, records, &[]));
}

#[test]
fn judgments_and_permissions() {
    let rules = r#"
rule 1 "risk":
    may honor detainer if the person is shown to be a risk.

rule 2 "minors":
    must not honor detainer if the person's age is under 18.
"#;
    let records = r#"{"id": "risk", "person": {"age": 30, "risk": {"finding": true, "by": "Sgt. Doe", "on": "2024-06-01", "because": "two warrants"}}}
{"id": "minor", "person": {"age": 17}}
{"id": "nothing", "person": {"age": 30}}
{"id": "both", "person": {"age": 17, "risk": {"finding": true, "by": "Sgt. Doe", "on": "2024-06-01", "because": "two warrants"}}}
"#;
    insta::assert_snapshot!(detainer("judgments", rules, records, &[]));
}

#[test]
fn counted_time_names_the_days_left_out() {
    let policy = format!(
        r#"{HEADING}calendar holidays:
    each June 19 "Juneteenth" from 2021.

decision hold limit: date and time.

rule 1 "48 hours":
    hold limit is 48 hours after the release, not counting Saturdays, Sundays and holidays of holidays.
"#
    );
    let records = r#"{"id": "plain", "release": "2024-06-03 14:00"}
{"id": "weekend", "release": "2024-06-14 14:00"}
{"id": "holiday", "release": "2024-06-18 14:00"}
"#;
    insta::assert_snapshot!(why("time", &policy, records, &[]));
}

#[test]
fn what_comes_first_in_an_ordered_class() {
    let policy = format!(
        r#"{HEADING}decision priority, highest first: urgent, soon or later.

rule 1:
    urgent priority if the offense is violent.

rule 2:
    soon priority if the offense is a felony.

otherwise later priority.
"#
    );
    let records = r#"{"id": "both", "offense": {"grade": "felony", "violent": true}}
{"id": "regardless", "offense": {"violent": true}}
"#;
    insta::assert_snapshot!(why("ordered", &policy, records, &[]));
}

#[test]
fn what_is_not_known_is_named_as_what_it_is() {
    let policy = r#"policy "Fernhill: aid": made by county "Fernhill"; in force from 2013-01-01; source "Order 2".

facts of the case:
    id: text, names the case;
    fee paid: money;
    limit: number;
    members: list of members, each member.

facts of a member:
    income: money;
    joined: date.

decision aid: grant or refuse.
decision pay: money.
decision weeks left: number.
decision visit: now or later.

define first joined as the earliest joined of members.

rule 1: pay is fee paid plus $5.
rule 2: refuse aid if the total of income of members exceeds $1,000.
rule 3: grant aid if the earliest joined of members is before 2020-01-01.
rule 4: weeks left is the amount by which 12 exceeds limit.
rule 5: now visit if first joined is before 2020-01-01.
"#;
    let records = r#"{"id": "one", "members": [{"income": "$900", "joined": "2021-01-01"}, {}]}
{"id": "nothing"}
"#;
    insta::assert_snapshot!(why("not-known", policy, records, &[]));
    insta::assert_snapshot!(why("not-known", policy, records, &["--why-not", "5", "--decision", "visit"]));
}

#[test]
fn one_of_several_rules_holds_whatever_the_answer() {
    let rules = r#"
rule 1:
    honor detainer if the offense is violent.

rule 2:
    honor detainer unless the offense is violent.

otherwise decline detainer.
"#;
    insta::assert_snapshot!(detainer("either", rules, r#"{"id": "open"}"#, &[]));
}

#[test]
fn a_part_names_what_it_speaks_of() {
    let rules = r#"
rule 1:
    honor detainer if the offense is violent or is a felony.

rule 2:
    decline detainer if the offense is not violent and is not a felony.

rule 3:
    decline detainer if not (the offense is violent or is a felony).
"#;
    let records = r#"{"id": "open", "offense": {"grade": "infraction"}}
{"id": "petty", "offense": {"grade": "infraction", "violent": false}}
"#;
    insta::assert_snapshot!(detainer("subjects", rules, records, &[]));
}

#[test]
fn an_amount_shows_its_formula_the_branch_the_band_the_limit_and_the_rounding() {
    let policy = r#"policy "Fernhill: dues": made by county "Fernhill"; in force from 2013-01-01; source "Order 3".

facts of the case:
    id: text, names the case;
    filing status: single or joint;
    income: money;
    allowance: money.

parameter rate, by filing status:
    from 2013-01-01: single: 10 percent; joint: 5 percent.

define taxable as the amount by which income exceeds allowance.
define single due as set by taxable:
    up to $1,000: $10;
    above $1,000 up to $5,000: $10 plus 10 percent of the excess over $1,000;
    above $5,000: $410 plus 20 percent of the excess over $5,000.
define joint due as rate times taxable.
define due as joint due if filing status is joint, otherwise single due.
define surcharge as 2 percent of income if income is over $50,000, otherwise $0.

decision dues: money.

rule 1: dues is the greater of $25 and (due plus surcharge) rounded up to the nearest dollar.
"#;
    let records = r#"{"id": "middle band", "filing_status": "single", "income": "$4,000.55", "allowance": "$500"}
{"id": "last band", "filing_status": "single", "income": "$60,000", "allowance": "$500"}
{"id": "joint, nothing taxable", "filing_status": "joint", "income": "$400", "allowance": "$500"}
{"id": "open", "filing_status": "joint", "income": "$400"}
"#;
    insta::assert_snapshot!(why("amounts", policy, records, &[]));
}

#[test]
fn a_comparison_shows_both_values_and_only_what_plays_a_part() {
    let policy = r#"policy "Fernhill: leave": made by county "Fernhill"; in force from 2013-01-01; source "Order 4".

facts of the case:
    id: text, names the case;
    purpose: service or family;
    service weeks: number;
    requested weeks: number;
    weeks used: number.

define entitlement as service weeks if purpose is service, otherwise 12.
define remaining as the amount by which entitlement exceeds weeks used.

decision leave: grant or refuse.

rule 1: grant leave if requested weeks is at most entitlement.
rule 2: grant leave if requested weeks is at most remaining.
"#;
    let records = r#"{"id": "too long", "purpose": "family", "service_weeks": 26, "requested_weeks": 14, "weeks_used": 7}
{"id": "open", "purpose": "service", "requested_weeks": 14, "weeks_used": 7}
"#;
    insta::assert_snapshot!(why("comparison", policy, records, &[]));
}

const POINTS: &str = r#"policy "Penalty points":
    made by state "X";
    in force from 2000-01-01.

facts of the case:
    id: text, names the case;
    offences: list of offences, each offence.

facts of an offence:
    offence date: date;
    points: number, at least 0;
    quashed: yes or no.

decision licence: disqualify or keep.

define last day as the latest offence date of offences that are not quashed.
define an offence is live if it is not quashed and its offence date is less than 24 months before last day.
define live points as the total of points of offences that are live.

rule 3:
    must disqualify licence if live points is at least 12.

otherwise keep licence.
"#;

#[test]
fn a_total_in_a_condition_is_told_item_by_item() {
    let offence =
        |day: &str, points: u8, quashed: bool| format!(r#"{{"offence_date":"{day}","points":{points},"quashed":{quashed}}}"#);
    let record = |id: &str, offences: &[String]| format!("{{\"id\":\"{id}\",\"offences\":[{}]}}\n", offences.join(","));
    let old = offence("2010-12-31", 9, false);
    let records = [
        record("12 points", &[offence("2022-01-01", 6, false), offence("2023-12-31", 6, false), old.clone()]),
        record("6 points", &[offence("2022-01-01", 6, true), offence("2023-12-31", 6, false), old.clone()]),
    ]
    .concat();
    insta::assert_snapshot!(why("points", POINTS, &records, &["--why", "--why-not", "3"]));
    // Those that count come first, and the rest is counted.
    let many = [vec![old; 14], vec![offence("2022-01-01", 6, false), offence("2023-12-31", 7, false)]].concat();
    let said = why("points-of-many", POINTS, &record("many", &many), &[]);
    assert!(said.contains("offence 15                 6\n") && said.contains("offence 16                 7\n"), "{said}");
    assert!(said.contains("offence 10") && !said.contains("offence 11") && said.contains("and 4 more"), "{said}");
}

#[test]
fn a_sentence_in_an_amount_has_its_reason_and_a_sum_names_all_its_parts() {
    let policy = r#"policy "Exclusion": made by federal "C"; in force from 2000-01-01.

facts of the case:
    id: text, names the case;
    joint return: yes or no;
    interest: money;
    owners: list of owners, each owner.

facts of an owner:
    days owned: number;
    days used: number.

decision exclusion: money.
decision credit: grant or refuse.

define an owner's proportion as the lesser of 1 and ((its days owned plus its days used) divided by 1000).
define an owner's limit as $1,000 times its proportion.
define an owner is a user if its days used is at least 730.
define the couple is doubled if joint return is yes and every owner is a user.
define income as (the total of limit of owners) plus interest.

define cap as $2,000 if the couple is doubled, otherwise the total of limit of owners.

rule 1: exclusion is cap.
rule 2: grant credit if income is less than $48.
otherwise refuse credit.
"#;
    let records = r#"{"id":"one year","joint_return":true,"interest":"$0","owners":[{"days_owned":365,"days_used":235},{"days_owned":800,"days_used":800}]}"#;
    insta::assert_snapshot!(why("exclusion", policy, records, &["--why", "--why-not", "2"]));
}
