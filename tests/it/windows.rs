//! How far one day lies from another: every wording of it, on each side, and with times of day.

use crate::support::{enact, folder};

const HEAD: &str = "policy \"P\": made by state \"S\"; in force from 2000-01-01.\n";

fn decide(name: &str, policy: &str, records: &str) -> Vec<bool> {
    let place = folder(&format!("windows-{name}"));
    std::fs::write(place.join("p.enact"), format!("{HEAD}{policy}")).unwrap();
    let arguments = ["decide", "p.enact", "--as-of", "2024-06-10", "--format", "ndjson", "--cases", "-"];
    let run = enact(&place, &arguments, Some(records.as_bytes()));
    assert_eq!(run.status, 0, "{policy}\n{}", run.stderr);
    run.stdout.lines().map(|line| line.contains("\"outcome\":\"strike\"")).collect()
}

/// Whether a distance in days is as said.
type Holds = fn(i32) -> bool;

/// What a wording means of a distance on the side that it names; on the other side all are untrue but the denials.
const WORDINGS: [(&str, Holds); 16] = [
    ("is within 10 days", |apart| apart <= 10),
    ("is at most 10 days", |apart| apart <= 10),
    ("is no more than 10 days", |apart| apart <= 10),
    ("is not more than 10 days", |apart| apart <= 10),
    ("is not over 10 days", |apart| apart <= 10),
    ("is not above 10 days", |apart| apart <= 10),
    ("is less than 10 days", |apart| apart < 10),
    ("is fewer than 10 days", |apart| apart < 10),
    ("is under 10 days", |apart| apart < 10),
    ("is below 10 days", |apart| apart < 10),
    ("is at least 10 days", |apart| apart >= 10),
    ("is not fewer than 10 days", |apart| apart >= 10),
    ("is not under 10 days", |apart| apart >= 10),
    ("is more than 10 days", |apart| apart > 10),
    ("is over 10 days", |apart| apart > 10),
    ("is above 10 days", |apart| apart > 10),
];

/// Days from the notice to the hearing.
const APART: [i32; 7] = [-2, 0, 2, 9, 10, 11, 40];

#[test]
fn every_wording_has_one_meaning_on_each_side() {
    let hearing: jiff::civil::Date = "2024-06-10".parse().unwrap();
    let records: String = APART
        .iter()
        .map(|apart| {
            let notice = hearing.checked_sub(jiff::Span::new().days(*apart)).unwrap();
            format!("{{\"notice\":\"{notice}\",\"hearing\":\"{hearing}\"}}\n")
        })
        .collect();
    for (index, (wording, holds)) in WORDINGS.iter().enumerate() {
        for (side, sentence) in
            [("before", format!("notice {wording} before hearing")), ("after", format!("hearing {wording} after notice"))]
        {
            let policy = format!(
                "facts of the case: notice: date; hearing: date.\ndecision case: hold or strike.\nrule 1: strike case if {sentence}.\notherwise hold case.\n"
            );
            let found = decide(&format!("wording-{index}-{side}"), &policy, &records);
            let meant: Vec<bool> = APART.iter().map(|apart| *apart >= 0 && holds(*apart)).collect();
            assert_eq!(found, meant, "{sentence}, {APART:?} days apart");
        }
    }
}

#[test]
fn words_of_amounts_are_windows_with_months_names_and_facts_too() {
    let policy = |sentence: &str| {
        format!(
            "facts of the case: notice: date; hearing: date; notice period: days.\nparameter limit: from 2000-01-01: 1 month.\ndecision case: hold or strike.\nrule 1: strike case if {sentence}.\notherwise hold case.\n"
        )
    };
    let records = "{\"notice\":\"2024-06-08\",\"hearing\":\"2024-06-10\",\"notice_period\":\"10 days\"}\n{\"notice\":\"2024-04-01\",\"hearing\":\"2024-06-10\",\"notice_period\":\"10 days\"}\n";
    for (name, sentence, near, far) in [
        ("months", "notice is over 1 month before hearing", false, true),
        ("weeks", "notice is fewer than 2 weeks before hearing", true, false),
        ("constant", "notice is under 5 days before 2024-06-12", true, false),
        ("fact", "notice is under the notice period before hearing", true, false),
        ("parameter", "notice is above the limit before hearing", false, true),
        ("denied", "notice is not below the notice period before hearing", false, true),
    ] {
        assert_eq!(decide(name, &policy(sentence), records), [near, far], "{sentence}");
    }
}

#[test]
fn a_day_that_a_length_names_is_no_amount() {
    let check = |name: &str, sentence: &str| {
        let place = folder(&format!("windows-refused-{name}"));
        let policy = format!(
            "{HEAD}facts of the case: notice: date; hearing: date.\ndecision case: hold or strike.\nrule 1: strike case if {sentence}.\notherwise hold case.\n"
        );
        std::fs::write(place.join("p.enact"), policy).unwrap();
        enact(&place, &["check", "p.enact"], None)
    };
    for (index, (sentence, count, compare)) in [
        ("notice exceeds 10 days before hearing", "is more than 10 days before hearing", "is after 10 days before hearing"),
        (
            "notice does not exceed 10 days before hearing",
            "is at most 10 days before hearing",
            "is on or before 10 days before hearing",
        ),
        (
            "notice is less than (10 days before hearing)",
            "is less than 10 days before hearing",
            "is before 10 days before hearing",
        ),
        (
            "notice is at least (10 days before hearing)",
            "is at least 10 days before hearing",
            "is on or after 10 days before hearing",
        ),
        ("notice exceeds 1 month before hearing", "is more than 1 month before hearing", "is after 1 month before hearing"),
    ]
    .into_iter()
    .enumerate()
    {
        let run = check(&format!("{index}"), sentence);
        assert!(run.stdout.contains(count) && run.stdout.contains(compare), "{sentence}\n{}", run.stdout);
        let month_end = if sentence.contains("month") { ", or the last day of that month" } else { "" };
        for (way, sentence) in [("count", format!("notice {count}")), ("compare", format!("notice {compare}{month_end}"))] {
            let run = check(&format!("{index}-{way}"), &sentence);
            assert_eq!(run.status, 0, "the way out compiles: {sentence}\n{}", run.stdout);
        }
    }
}

#[test]
fn the_clock_tells_the_side_and_days_are_counted_whole() {
    let records = "{\"notice\":\"2024-06-24T12:00\",\"departure\":\"2024-06-24T09:00\"}\n{\"notice\":\"2024-06-24T08:00\",\"departure\":\"2024-06-24T09:00\"}\n{\"notice\":\"2024-06-10T11:00\",\"departure\":\"2024-06-24T09:00\"}\n{\"notice\":\"2024-06-10T08:00\",\"departure\":\"2024-06-24T09:00\"}\n";
    for (name, sentence, meant) in [
        ("within", "notice is within 14 days before departure", [false, true, true, true]),
        ("less", "notice is less than 14 days before departure", [false, true, false, false]),
        ("least", "notice is at least 14 days before departure", [false, false, true, true]),
        ("moment", "notice is on or before 14 days before departure", [false, false, false, true]),
        ("hours", "notice is at least 336 hours before departure", [false, false, false, true]),
        ("years", "notice is within 1 year before departure", [false, true, true, true]),
        ("after", "departure is within 14 days after notice", [false, true, true, true]),
        ("other side", "notice is within 14 days after departure", [true, false, false, false]),
        ("none", "notice is at least 0 days before departure", [false, true, true, true]),
    ] {
        let policy = format!(
            "facts of the case: notice: date and time; departure: date and time.\ndecision case: hold or strike.\nrule 1: strike case if {sentence}.\notherwise hold case.\n"
        );
        assert_eq!(decide(&format!("clock-{name}"), &policy, records), meant, "{sentence}");
    }
}

#[test]
fn a_due_date_moves_by_lengths_that_are_gathered_or_reckoned() {
    let place = folder("windows-tolling");
    let policy = r#"facts of the case: base: date; gone: number; notice period: days; tollings: list of tollings, each tolling.
facts of a tolling: start: date; length: days; months away: number.
define tolled as the total of length of tollings.
define at once as the total of length of tollings after base.
define named as tolled after base.
define reckoned as gone times 1 day after base.
define extra as tolled plus (2 times the notice period).
define last as extra after base.
"#;
    let scenario = r#"scenario "tolled": given base is 2024-01-01; gone is 10; notice period is 5 days;
  and a tolling: start 2024-02-01, length 3 days; a tolling: start 2024-03-01, length 4 days
  expect tolled is 7 days; at once is 2024-01-08; named is 2024-01-08; reckoned is 2024-01-11; last is 2024-01-18.
"#;
    std::fs::write(place.join("p.enact"), format!("{HEAD}{}{scenario}", policy)).unwrap();
    let run = enact(&place, &["test", "p.enact"], None);
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
}

#[test]
fn lengths_not_known_are_never_below_nothing() {
    let place = folder("windows-lengths");
    let policy = r#"facts of the case: base: date; gone: number; tollings: list of tollings, each tolling.
facts of a tolling: length: days.
decision case: hold or strike.
define tolled as the total of length of tollings.
rule 1: strike case if tolled is at least 10 days.
define last day as gone times 1 day after base.
rule 2: strike case if base is before 2000-01-01 and last day is after 2000-01-01.
otherwise hold case.
"#;
    std::fs::write(place.join("p.enact"), format!("{HEAD}{policy}")).unwrap();
    let records = "{\"base\":\"2024-01-01\",\"gone\":0,\"tollings\":[{\"length\":\"12 days\"},{}]}\n{\"base\":\"2024-01-01\",\"gone\":0,\"tollings\":[{\"length\":\"9 days\"},{}]}\n{\"base\":\"1999-12-01\",\"gone\":1.5,\"tollings\":[]}\n";
    let arguments = ["decide", "p.enact", "--as-of", "2024-06-10", "--format", "ndjson", "--cases", "-"];
    let run = enact(&place, &arguments, Some(records.as_bytes()));
    let effects: Vec<bool> = run.stdout.lines().map(|line| line.contains("\"effect\":\"undetermined\"")).collect();
    assert_eq!(effects, [false, true, true], "{}{}", run.stdout, run.stderr);
    assert!(run.stderr.contains("length-not-whole"), "{}", run.stderr);
}
