//! What a message tells to write is written there, and then the text compiles and means what was meant.

use crate::support::{enact, folder};
use serde_json::{Value, json};
use std::path::Path;

const HEAD: &str = r#"policy "P": made by state "S"; in force from 2000-01-01.
facts of the case:
    income: money; rent: money; age: number; rate: percentage; filed: date; urgent: yes or no; sealed: yes or no;
    item: item; offense: offense; person: person;
    convictions: list of convictions, each conviction; warrants: list of warrants, each warrant.
facts of an item: kind: food or drug; weight: number; age: number.
facts of an offense: grade: felony, misdemeanor or infraction; violent: yes or no.
facts of a person: veteran: yes or no; age: number; kids: list of kids, each kid.
facts of a kid: age: number; disabled: yes or no.
facts of a conviction: date: date; violent: yes or no; grade: felony or misdemeanor.
facts of a warrant: pending: yes or no.
decision relief: grant or deny.
decision fee: money.
decision deadline: date.
"#;

/// A whole policy of a sentence: of a condition, unless it is a rule.
fn policy(sentence: &str) -> String {
    let rule = match sentence.starts_with("rule ") {
        true => sentence.to_owned(),
        false => format!("rule 1: grant relief if {sentence}."),
    };
    format!("{HEAD}{rule}\notherwise deny relief.\n")
}

/// A plain generator: the same values in every run.
struct Picks(u64);

impl Picks {
    fn pick<'a, T>(&mut self, values: &'a [T]) -> &'a T {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        &values[usize::try_from(self.0 >> 33).expect("small") % values.len()]
    }

    /// None, one or two of what `one` makes.
    fn several(&mut self, one: fn(&mut Picks) -> Value) -> Value {
        let count = *self.pick(&[0, 1, 2]);
        (0..count).map(|_| one(self)).collect()
    }
}

const TRUTH: [bool; 2] = [true, false];
const AGES: [u32; 7] = [3, 5, 17, 18, 40, 65, 66];
const MONEY: [&str; 5] = ["$100", "$200", "$250", "$300", "$400"];
const RATES: [&str; 5] = ["4%", "5%", "7%", "10%", "11%"];
const DATES: [&str; 5] = ["2019-12-31", "2020-01-01", "2020-01-10", "2020-01-31", "2020-02-01"];
const GRADES: [&str; 3] = ["felony", "misdemeanor", "infraction"];

/// Records that differ in every fact.
fn records() -> String {
    let mut it = Picks(7);
    let mut lines = String::new();
    for case in 0..160 {
        let kids = it.several(|it| json!({"age": it.pick(&AGES), "disabled": it.pick(&TRUTH)}));
        let convictions =
            it.several(|it| json!({"date": it.pick(&DATES), "violent": it.pick(&TRUTH), "grade": it.pick(&GRADES[..2])}));
        let warrants = it.several(|it| json!({"pending": it.pick(&TRUTH)}));
        let record = json!({
            "case": case.to_string(), "income": it.pick(&MONEY), "rent": it.pick(&MONEY), "age": it.pick(&AGES),
            "rate": it.pick(&RATES), "filed": it.pick(&DATES), "urgent": it.pick(&TRUTH), "sealed": it.pick(&TRUTH),
            "item": {"kind": it.pick(&["food", "drug"]), "weight": it.pick(&AGES), "age": it.pick(&AGES)},
            "offense": {"grade": it.pick(&GRADES), "violent": it.pick(&TRUTH)},
            "person": {"veteran": it.pick(&TRUTH), "age": it.pick(&AGES), "kids": kids},
            "convictions": convictions, "warrants": warrants,
        });
        lines.push_str(&format!("{record}\n"));
    }
    lines
}

/// What the records come to, each as effect and outcome.
fn answers(place: &Path, text: &str, records: &str) -> Vec<String> {
    std::fs::write(place.join("p.enact"), text).expect("a file can be written");
    let options = ["decide", "p.enact", "--cases", "-", "--input", "ndjson", "--format", "ndjson", "--as-of", "2020-06-01"];
    let run = enact(place, &options, Some(records.as_bytes()));
    let answer = |line: &str| {
        let line: Value = serde_json::from_str(line).expect("JSON");
        assert_ne!(line["effect"], "invalid", "{line}");
        format!("{} {} {}", line["decision"], line["effect"], line["outcome"])
    };
    let answers: Vec<String> = run.stdout.lines().map(answer).collect();
    assert!(!answers.is_empty(), "{text}\n{}", run.stderr);
    answers
}

/// The first mistake.
fn mistake(place: &Path, text: &str) -> Option<Value> {
    std::fs::write(place.join("p.enact"), text).expect("a file can be written");
    let run = enact(place, &["check", "p.enact", "--format", "json"], None);
    let told: Value = serde_json::from_str(&run.stdout).expect("JSON");
    told["diagnostics"].as_array()?.iter().find(|it| it["severity"] == "error").cloned()
}

/// Every text that the help offers, put where the mistake is.
fn pasted(text: &str, mistake: &Value) -> Vec<String> {
    let at = |line: &str, column: &str| {
        let number = |key: &str| usize::try_from(mistake[key].as_u64().expect("a number")).expect("small");
        let before: usize = text.split_inclusive('\n').take(number(line) - 1).map(str::len).sum();
        let rest = text[before..].chars().take(number(column) - 1).map(char::len_utf8).sum::<usize>();
        before + rest
    };
    let (from, to) = (at("line", "column"), at("end_line", "end_column"));
    let mut found = Vec::new();
    for help in mistake["help"].as_array().expect("an array").iter().filter_map(Value::as_str) {
        let quoted: Vec<&str> = help.split('`').skip(1).step_by(2).collect();
        match quoted.as_slice() {
            [meant, written] if help.contains("in place of") => {
                let place = text[from..].find(written).map(|at| from + at).expect("what is replaced stands there");
                found.push(format!("{}{meant}{}", &text[..place], &text[place + written.len()..]));
            }
            [meant, ..] if !meant.contains("...") => found.push(format!("{}{meant}{}", &text[..from], &text[to..])),
            _ => {}
        }
    }
    found
}

/// Follows the ways out, at most three in a row, and gives what each leads to: the first where several compile later on.
fn followed(place: &Path, text: &str, steps: usize) -> Vec<String> {
    let Some(mistake) = mistake(place, text) else { return vec![text.to_owned()] };
    assert!(steps > 0, "no end of messages: {mistake}\n{text}");
    let ways = pasted(text, &mistake);
    assert!(!ways.is_empty(), "nothing to write: {mistake}\n{text}");
    ways.iter().map(|way| followed(place, way, steps - 1).swap_remove(0)).collect()
}

/// Each sentence with what its first, second way out means.
const TOLD: &[(&str, &[&str])] = &[
    ("income is more than $200 but not more than $300", &["income is more than $200 and is at most $300"]),
    ("age is neither under 18 nor over 65", &["age is at least 18 and is at most 65"]),
    ("the item is neither food nor over 5", &["the item is not food and the item's weight is at most 5"]),
    (
        "the item is not food or over 5",
        &["the item is not food and the item's weight is at most 5", "the item is drug or the item's weight is over 5"],
    ),
    ("age is not under 18 or over 65", &["age is from 18 through 65", "age is at least 18"]),
    ("age is not over 18 and under 65", &["age is at most 18 and age is under 65", "age is at most 18 or age is at least 65"]),
    (
        "any conviction whose date is after 2020-01-01 and is before 2020-01-31",
        &["any conviction where (its date is after 2020-01-01 and its date is before 2020-01-31)"],
    ),
    ("income is $200-$300", &["income is from $200 through $300"]),
    ("income is $200 \u{2013} $300", &["income is from $200 through $300"]),
    ("income is $200 to $300", &["income is from $200 through $300"]),
    ("income is from $200 to $300", &["income is from $200 through $300"]),
    ("age is 18-65", &["age is from 18 through 65"]),
    ("age is from 18 to 65", &["age is from 18 through 65"]),
    ("filed is from 2020-01-01 until 2020-01-31", &["filed is from 2020-01-01 through 2020-01-31"]),
    ("rate is from 5 through 10 percent", &["rate is from 5 percent through 10 percent"]),
    ("rate is more than 5 and less than 10 percent", &["rate is more than 5 percent and is less than 10 percent"]),
    ("rate is 5-10 percent", &["rate is from 5 percent through 10 percent"]),
    ("income exceeds $200 and less than $300", &["income is more than $200 and is less than $300"]),
    (
        "one of: (a) urgent is yes; (b) sealed is yes",
        &["urgent is yes or sealed is yes", "exactly 1 of: (a) urgent is yes; (b) sealed is yes"],
    ),
    (
        "one of the following conditions is met: (a) urgent is yes; (b) sealed is yes",
        &["urgent is yes or sealed is yes", "exactly 1 of: (a) urgent is yes; (b) sealed is yes"],
    ),
    (
        "two of: (a) urgent is yes; (b) sealed is yes; (c) age is over 5",
        &[
            "at least two of: (a) urgent is yes; (b) sealed is yes; (c) age is over 5",
            "exactly two of: (a) urgent is yes; (b) sealed is yes; (c) age is over 5",
        ],
    ),
    (
        "the following: (a) urgent is yes; (b) sealed is yes",
        &["urgent is yes or sealed is yes", "urgent is yes and sealed is yes"],
    ),
    (
        "any of: (a) one of: (i) urgent is yes; (ii) sealed is yes; (b) age is over 5",
        &[
            "urgent is yes or sealed is yes or age is over 5",
            "any of: (a) exactly one of: (i) urgent is yes; (ii) sealed is yes; (b) age is over 5",
        ],
    ),
    ("the offense is: (a) a felony; (b) a misdemeanor", &["the offense is a felony or a misdemeanor"]),
    (
        "the offense is one of: (a) a felony; (b) a misdemeanor",
        &["the offense is a felony or a misdemeanor", "the offense is a felony or a misdemeanor"],
    ),
    ("either: (a) urgent is yes; (b) sealed is yes", &["urgent is yes or sealed is yes"]),
    ("both of: (a) urgent is yes; (b) sealed is yes; (c) age is over 5", &["urgent is yes, sealed is yes, and age is over 5"]),
    ("no conviction or warrant", &["no conviction and no warrant"]),
    ("no conviction and warrant", &["no conviction and no warrant"]),
    ("no conviction, warrant or kid", &["no conviction, no warrant, and no kid"]),
    ("any conviction or warrant", &["any conviction or any warrant"]),
    ("there is no conviction or warrant", &["no conviction and no warrant"]),
    ("there is a conviction or a warrant", &["any conviction or any warrant"]),
    ("the person has a kid or a warrant", &["any kid or any warrant"]),
    ("the person has no kid or warrant", &["no kid and no warrant"]),
    ("the person does not have a kid or a warrant", &["no kid and no warrant"]),
    ("warrant", &["any warrant"]),
    ("the item has a weight that is over 5", &["the item's weight is over 5"]),
    ("any of the person's kids is disabled", &["any kid is disabled"]),
    ("any kid under 18", &["any kid that is under 18"]),
    ("no kid over 17 is disabled", &["no kid where (its age is over 17 and it is disabled)"]),
    ("any conviction other than a felony", &["any conviction that is a misdemeanor"]),
    ("any conviction other than a felony is violent", &["any conviction that is a misdemeanor and is violent"]),
    ("no conviction is violent unless it is a felony", &["no conviction where (it is violent and it is a misdemeanor)"]),
    ("every conviction is violent unless it is a felony", &["no conviction where (it is not violent and it is a misdemeanor)"]),
    ("the lesser of income or rent is more than $200", &["income is more than $200 and rent is more than $200"]),
    ("income is two hundred dollars", &["income is exactly $200"]),
    ("urgent is yes, other than where sealed is yes", &["urgent is yes and sealed is no"]),
    ("urgent is yes or else sealed is yes", &["urgent is yes or sealed is yes"]),
    ("the person is no younger than 18", &["the person's age is at least 18"]),
    ("the person is no older than 18", &["the person's age is at most 18"]),
    ("rule 1: deadline is thirty days after filed.", &["rule 1: deadline is 30 days after filed."]),
    ("rule 1: grant relief if urgent is yes. rule 1 does not apply if sealed is yes.", &["urgent is yes and sealed is no"]),
];

#[test]
fn the_ways_out_compile_and_mean_what_was_meant() {
    let place = folder("ways-out");
    let records = records();
    for (sentence, meant) in TOLD {
        let first = mistake(&place, &policy(sentence)).unwrap_or_else(|| panic!("nothing is told: {sentence}"));
        let ways = followed(&place, &policy(sentence), 4);
        assert_eq!(ways.len(), meant.len(), "{sentence}\n{first}\n{ways:#?}");
        for (way, meant) in ways.iter().zip(*meant) {
            let (given, wanted) = (answers(&place, way, &records), answers(&place, &policy(meant), &records));
            assert!(given == wanted, "{sentence}\n{first}\n{way}");
            let differ = wanted.iter().any(|it| *it != wanted[0]);
            assert!(differ || sentence.starts_with("rule "), "the records tell nothing: {sentence}");
        }
    }
}

/// What is read as it stands: its canonical words, which `fmt` writes.
const READ: &[(&str, &str)] = &[
    ("income is more than $200 and less than $300", "income is more than $200 and is less than $300"),
    ("income is more than $200 and not more than $300", "income is more than $200 and is not more than $300"),
    ("age is over 18 and under 65", "age is over 18 and is under 65"),
    ("age is under 18 or over 65", "age is under 18 or is over 65"),
    ("age is at least 18, under 65, and not over 40", "age is at least 18, is under 65, and is not over 40"),
    ("age is not over 65 and not under 18", "age is not over 65 and is not under 18"),
    ("the person is a veteran or over 65", "the person is a veteran or is over 65"),
    ("filed is after 2020-01-01 and before 2020-01-31", "filed is after 2020-01-01 and is before 2020-01-31"),
    (
        "any conviction whose date is after 2020-01-01 and before 2020-01-31 is violent",
        "any conviction whose date is after 2020-01-01 and whose date is before 2020-01-31 is violent",
    ),
    ("any kid that is disabled and under 18", "any kid that is disabled and that is under 18"),
    (
        "age is over 18 or any conviction whose date is after 2020-01-01 and before 2020-01-31",
        "age is over 18 or any conviction whose date is after 2020-01-01 and whose date is before 2020-01-31",
    ),
    ("age is over 18 and at least 2 kids", "age is over 18 and at least 2 kids"),
    ("age is over 18 and at most one conviction is violent", "age is over 18 and at most one conviction is violent"),
    ("either of: (a) urgent is yes; (b) sealed is yes", "any of: (a) urgent is yes; (b) sealed is yes"),
    ("any one of the following: (a) urgent is yes; (b) sealed is yes", "any of: (a) urgent is yes; (b) sealed is yes"),
    ("one or more of: (a) urgent is yes; (b) sealed is yes", "any of: (a) urgent is yes; (b) sealed is yes"),
    ("both of: (a) urgent is yes; (b) sealed is yes", "all of: (a) urgent is yes; (b) sealed is yes"),
    ("each of: (a) urgent is yes; (b) sealed is yes", "all of: (a) urgent is yes; (b) sealed is yes"),
    ("every one of: (a) urgent is yes; (b) sealed is yes", "all of: (a) urgent is yes; (b) sealed is yes"),
    (
        "all of the following conditions are met: (a) urgent is yes; (b) sealed is yes",
        "all of: (a) urgent is yes; (b) sealed is yes",
    ),
    ("neither of: (a) urgent is yes; (b) sealed is yes", "none of: (a) urgent is yes; (b) sealed is yes"),
    ("any two of: (a) urgent is yes; (b) sealed is yes", "at least two of: (a) urgent is yes; (b) sealed is yes"),
    (
        "two or more of the following: (a) urgent is yes; (b) sealed is yes",
        "at least two of: (a) urgent is yes; (b) sealed is yes",
    ),
    ("more than one of: (a) urgent is yes; (b) sealed is yes", "at least two of: (a) urgent is yes; (b) sealed is yes"),
    ("not more than one of: (a) urgent is yes; (b) sealed is yes", "at most one of: (a) urgent is yes; (b) sealed is yes"),
    ("only one of: (a) urgent is yes; (b) sealed is yes", "exactly one of: (a) urgent is yes; (b) sealed is yes"),
    ("the offense is either of: (a) a felony; (b) a misdemeanor", "the offense is any of: (a) a felony; (b) a misdemeanor"),
    (
        "the person is a veteran or all of: (a) urgent is yes; (b) sealed is yes",
        "the person is a veteran or all of: (a) urgent is yes; (b) sealed is yes",
    ),
    (
        "the person is a veteran or at least one of: (a) urgent is yes; (b) sealed is yes",
        "the person is a veteran or at least one of: (a) urgent is yes; (b) sealed is yes",
    ),
];

#[test]
fn what_means_one_thing_is_read_and_written_in_its_canonical_words() {
    let place = folder("ways-out-read");
    let records = records();
    for (sentence, canonical) in READ {
        assert_eq!(mistake(&place, &policy(sentence)), None, "{sentence}");
        let layout = |sentence: &str| enact(&place, &["fmt", "-"], Some(policy(sentence).as_bytes())).stdout;
        assert_eq!(layout(sentence), layout(canonical), "{sentence}");
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(plain(&layout(sentence)).contains(&format!("grant relief if {canonical}.")), "{sentence}\n{}", layout(sentence));
        let (given, wanted) = (answers(&place, &policy(sentence), &records), answers(&place, &policy(canonical), &records));
        assert!(given == wanted, "{sentence}");
    }
}

/// After a comma a limit goes on with the sentence, and never with the clause; behind another verb it needs one of its own.
#[test]
fn a_limit_goes_on_with_what_it_can_be_said_of_alone() {
    let place = folder("ways-out-limits");
    for sentence in ["the person is a veteran, has a kid who is disabled, and under 65", "income exceeds $200, and under $300"] {
        assert_eq!(mistake(&place, &policy(sentence)).expect("it is refused")["code"], "verb-not-repeated", "{sentence}");
    }
    let mixed = "age is over 18 or any kid that is disabled and under 18";
    assert_eq!(mistake(&place, &policy(mixed)).expect("it is refused")["code"], "mixed-and-or");
}
