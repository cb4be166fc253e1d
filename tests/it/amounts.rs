//! Amounts as a user meets them: kinds, figures below zero, cases, bands, counts.

use crate::support::{enact, folder};

/// What a command says of a policy and, for `decide`, of records.
fn run(name: &str, command: &[&str], policy: &str, records: &str) -> String {
    let place = folder(&format!("amounts-{name}"));
    std::fs::write(place.join("p.enact"), policy).unwrap();
    std::fs::write(place.join("c.ndjson"), records).unwrap();
    let run = enact(&place, command, None);
    format!("{}{}", run.stdout, run.stderr)
}

fn test(name: &str, policy: &str) -> String {
    run(name, &["test", "p.enact"], policy, "")
}

fn check(name: &str, policy: &str) -> String {
    run(name, &["check", "p.enact"], policy, "")
}

const PERCENTAGES: &str = r#"policy "P": made by city "X"; in force from 2020-01-01.
facts of the case: months: number; tax: money; rate: percentage; units: number.
decision penalty rate: percentage. decision penalty: money. decision share: number. decision step rate: percentage.
define capped rate as the lesser of 25 percent and (5 percent times months).
rule 1: penalty rate is capped rate.
rule 2: penalty is capped rate times tax.
rule 3: share is rate times units divided by 100 percent.
rule 4: step rate is half of (67 percent minus (units times 0.1 percent)).
"#;

#[test]
fn a_percentage_times_a_number_is_a_percentage() {
    let scenarios = r#"scenario "three months", as of 2024-01-01:
    given months is 3; tax is $1,000; rate is 20 percent; units is 5
    expect penalty rate is 15 percent; penalty is $150; share is 1; step rate is 33.25 percent.
scenario "a refund", as of 2024-01-01:
    given months is minus 3; tax is -$1,000; rate is -20 percent; units is -5
    expect penalty rate is -15 percent; penalty is $150; share is 1; step rate is 33.75 percent.
"#;
    assert_eq!(test("percentages", &format!("{PERCENTAGES}{scenarios}")), "2 scenarios passed\n");
    let record = "{\"case\":\"A\",\"months\":3,\"tax\":\"$1,000\"}";
    let why = run("rates", &["decide", "p.enact", "--cases", "c.ndjson", "--as-of", "2024-01-01", "--why"], PERCENTAGES, record);
    assert!(why.contains("penalty rate is 15 percent"), "{why}");
    assert!(!why.contains("0.15"), "{why}");
    let told = check("kinds", &format!("{PERCENTAGES}rule 5: share is rate plus units."));
    assert!(told.contains("kinds-differ") && told.contains("write it `times 1 percent`"), "{told}");
}

#[test]
fn amounts_below_zero_are_given_and_expected() {
    let policy = r#"policy "Loss": made by federal "Congress"; in force from 2020-01-01.
facts of the case: business income: money; wages: money; items: list of items, each item.
facts of an item: pay: money; count: number.
decision total income: money. decision loss: allow or deny. decision pay total: money.
parameter floor: from 2020-01-01: -$3,000.
rule 1: total income is business income plus wages.
rule 2: allow loss if business income is less than minus $3,000.
rule 3: deny loss if business income is at least the floor.
rule 4: pay total is the greater of -$1,000 and the total of pay of items.
scenario "minus sign", as of 2024-01-01:
    given business income is -$500; wages is $2,000
    expect total income is $1,500; deny loss.
scenario "minus in words", as of 2024-01-01:
    given business income is minus $5,000.50; wages is $2,000
    expect total income is -$3,000.50; total income is minus $3,000.50; allow loss.
scenario "items", as of 2024-01-01:
    given item: pay -$500, count -3; item: pay minus USD 20
    expect pay total is -$520.
"#;
    assert_eq!(test("below-zero", policy), "3 scenarios passed\n");
    let told = check("sums", &format!("{policy}rule 5: total income is wages -$5."));
    assert!(told.contains("write `minus` in place of `-`"), "{told}");
}

const CASES: &str = r#"policy "C": made by city "X"; in force from 2020-01-01.
facts of the case: income: money; old: yes or no; due: date; paid: date.
decision levy: money. decision bound: money.
parameter limit: from 2020-01-01: $80,000; from 2022-01-01: $40,000.
rule 1: levy is x.
rule 2: bound is the limit.
"#;

#[test]
fn a_case_that_is_never_reached_is_told_and_no_other() {
    let unreached = [
        "$1 if income is over $50,000, $2 if income is over $80,000, otherwise $0",
        "$1 if old is yes, $2 if income is over $5, $3 if old is no and income is over $10, otherwise $0",
        "$1 if income is under $5 and income is over $10, otherwise $0",
        "$1 if paid is within 30 days after due, $2 if paid is within 10 days after due, otherwise $0",
        "set by income: up to $40: $1; above $40 up to $30: $2; above $30: $3",
    ];
    for (number, value) in unreached.iter().enumerate() {
        let told = check(&format!("unreached-{number}"), &format!("{CASES}define x as {value}."));
        assert_eq!(told.matches("case-never-reached").count(), 1, "{value}: {told}");
    }
    let reached = [
        "$2 if income is over $80,000, $1 if income is over $50,000, otherwise $0",
        "$1 if income is over $50,000, $2 if income is more than the limit, otherwise $0",
        "$1 if old is yes, $2 if income is over $5, otherwise $0",
        "$1 if old is yes, $2 if old is no, otherwise $0",
        "$1 if paid is on or before due, $2 if paid is on or before 1 month after due or the last day of that month, otherwise $3",
        "set by income: up to $40: $1; above $40 up to $300: $2; above $300: $3",
    ];
    for (number, value) in reached.iter().enumerate() {
        let told = check(&format!("reached-{number}"), &format!("{CASES}define x as {value}."));
        assert_eq!(told, "1 file checked: no problems\n", "{value}");
    }
    let allowed = format!("{CASES}allow case-never-reached \"as enacted\".\ndefine x as {}.", unreached[0]);
    assert_eq!(check("allowed", &allowed), "1 file checked: no problems\n");
}

#[test]
fn an_excess_over_another_figure_than_the_bands_lower_end_is_told() {
    let bands = |last: &str| format!("{CASES}define x as set by income: up to $40: 1 percent of income; above $40: {last}.");
    for (number, last) in ["$1 plus 2 percent of the excess over $30", "2 percent of (the excess over $41)"].iter().enumerate() {
        let told = check(&format!("excess-{number}"), &bands(last));
        assert_eq!(told.matches("excess-over-other-end").count(), 2, "{last}: {told}");
    }
    for (number, last) in
        ["2 percent of the excess over $40", "the amount by which income exceeds $3", "the excess over the limit"]
            .iter()
            .enumerate()
    {
        assert_eq!(check(&format!("no-excess-{number}"), &bands(last)), "1 file checked: no problems\n", "{last}");
    }
}

#[test]
fn a_table_of_a_choice_and_a_number_has_a_row_for_each() {
    let policy = |rows: &str| {
        format!(
            "policy \"T\": made by city \"X\"; in force from 2020-01-01.\nfacts of the case: zone: inner, outer or far; size: number.\n\
             decision fee: money.\nparameter charge, by zone and size: from 2020-01-01: {rows}.\nrule 1: fee is the charge.\n"
        )
    };
    let told = check("rows", &policy("inner and 1: $1; inner and 2: $2; outer and 2: $3; far and 1: $4; far and 2: $5"));
    assert!(told.contains("`charge` has no row for `outer and 1` from here on"), "{told}");
    let whole = policy("inner and 1: $1; inner and 2: $2; outer and 2: $3; outer and 1: $9; far and 1: $4; far and 2: $5");
    assert_eq!(check("all-rows", &whole), "1 file checked: no problems\n");
}

const DIFFERENT: &str = r#"policy "D": made by county "X"; in force from 2013-01-01.
facts of the case: convictions: list of convictions, each conviction.
facts of a conviction: violent: yes or no; incident: text, or none; court: text.
decision permit: grant or deny. decision license: grant or deny.
rule 1: deny permit if at least 2 convictions from different incidents that are violent.
otherwise grant permit.
rule 2: deny license if at least 1 conviction from different incidents.
otherwise grant license.
"#;

#[test]
fn what_has_no_incident_is_no_different_incident() {
    let decide = |name: &str, records: &str| {
        run(name, &["decide", "p.enact", "--cases", "c.ndjson", "--as-of", "2024-01-01", "--why"], DIFFERENT, records)
    };
    let none = r#"{"violent":true,"incident":"none"}"#;
    let one = decide("one", &format!(r#"{{"case":"A","convictions":[{none},{none},{{"violent":true,"incident":"a"}}]}}"#));
    assert!(one.contains("grant permit (chosen), by otherwise") && one.contains("counted by incident: 1"), "{one}");
    let two = r#"{"case":"A","convictions":[{"violent":true,"incident":"b"},{"violent":true,"incident":"a"},{"violent":true,"incident":"a"}]}"#;
    let two = decide("two", two);
    assert!(
        two.contains("deny permit (chosen), by rule 1") && two.contains("3 of 3 convictions, counted by incident: 2"),
        "{two}"
    );
    // None, or not known whether there is one: of that nothing is concluded.
    assert!(
        decide("absent", &format!(r#"{{"case":"A","convictions":[{none}]}}"#)).contains("grant license (chosen), by otherwise")
    );
    let open = decide("open", r#"{"case":"A","convictions":[{"violent":true}]}"#);
    assert!(open.contains("license: undetermined"), "{open}");
}

#[test]
fn conflicts_are_found_by_what_conditions_ask_not_by_their_words() {
    let policy = |second: &str| {
        format!(
            "policy \"T\": made by county \"X\"; in force from 2013-01-01.\n\
             facts of the case: request: request; agreement: agreement; charges: list of charges, each charge.\n\
             facts of a request: late: yes or no; signed: yes or no.\nfacts of an agreement: void: yes or no; signed: yes or no.\n\
             facts of a charge: violent: yes or no.\ndecision permit: grant or deny.\n\
             rule 1: must grant permit if the request is late and is signed.\n\
             rule 2: must deny permit if {second}.\n\
             rule 3: must grant permit if any charge is violent.\n\
             rule 4, exception to rule 1, exception to rule 2: must deny permit if the agreement is void and any charge is violent.\n"
        )
    };
    let told = check("no-conflict", &policy("the request is late and is not signed and the agreement is void and is signed"));
    assert!(!told.contains("rules 1 and 2 cannot"), "{told}");
    // No case with items is looked for; that one condition contains the other settles it.
    let contained = policy("the request is late and any charge is violent")
        .replace("rule 4, exception to rule 1, exception to rule 2", "rule 4");
    let told = check("conflict", &contained);
    assert!(told.contains("rules 2 and 3 cannot both be followed"), "{told}");
    assert!(told.contains("rules 3 and 4 cannot both be followed"), "{told}");
}

#[test]
fn earlier_and_later_are_said_of_dates() {
    let value = |words: &str| check("earlier", &format!("{CASES}define x as {words}."));
    assert!(value("the later of income and $5").contains("write `the greater of ...`"));
    assert!(value("the earlier of $5 and income").contains("`the earlier of` is said of dates, and `$5` is money, in dollars"));
    assert!(!value("$5 if the later of due and paid is after 2020-01-01, otherwise $0").contains("no-order"));
}

const WEIGHTS: &str = r#"policy "P": made by city "X"; in force from 2020-01-01.
facts of the case: id: text, names the case; day kind: weekday or weekend; offences: list of offences, each offence.
facts of an offence: tier: minor or major; place: city or highway.
decision total: number.
parameter weight, by tier and place:
    from 2000-01-01: minor and city: 1; minor and highway: 2; major and city: 3; major and highway: 6.
parameter share, by day kind and tier:
    from 2000-01-01: weekday and minor: 10; weekday and major: 20; weekend and minor: 30; weekend and major: 40.
"#;

#[test]
fn a_table_with_two_keys_is_looked_up_by_the_item_in_hand() {
    let rules = "define an offence's points as the weight.\ndefine an offence's part as the share.\n\
                 rule 1: total is (the total of points of offences) plus (the total of part of offences).\n";
    let record = r#"{"id": "a", "day_kind": "weekend", "offences": [{"tier": "minor", "place": "highway"}, {"tier": "major", "place": "city"}]}"#;
    let decide = ["decide", "p.enact", "--cases", "c.ndjson", "--as-of", "2024-01-01", "--format", "text"];
    let text = run("two-keys", &decide, &format!("{WEIGHTS}{rules}"), record);
    assert!(text.contains("total is 75 (chosen)"), "{text}");
    // Of the case itself nothing says the tier.
    let text = check("two-keys-of-none", &format!("{WEIGHTS}rule 1: total is the weight.\n"));
    assert!(text.contains("by whose tier?") && text.contains("`define an offence's part as the weight`"), "{text}");
}
