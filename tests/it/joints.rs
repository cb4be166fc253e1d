//! How `or`, `and`, `unless`, `if` join sentences and how far `not` reaches: what has two readings is refused, and each way out compiles.

use crate::support::{enact, folder};
use serde_json::Value;

const HEAD: &str = r#"policy "P": made by county "B"; in force from 2000-01-01.
facts of the case:
    a: yes or no; b: yes or no; c: yes or no; fare: money; total: money; status: single, married or widowed;
    guardian: guardian, or none; offense: offense; person: person; truck: truck; dependents: list of dependents, each dependent.
facts of a guardian: citizen: yes or no; employed: yes or no; grade: low or high.
facts of an offense: grade: felony, misdemeanor or infraction; violent: yes or no.
facts of a person: citizen: yes or no; resident: yes or no; vaccinated: yes or no; ineligible: yes or no; aims: any of hold, transfer or notice.
facts of a truck: weight: number; age: number.
facts of a dependent: disabled: yes or no; insured: yes or no; age: number.
decision relief: grant or deny.
decision fee: money.
otherwise deny relief.
"#;

/// A whole policy of a condition, a rule or a definition.
fn policy(sentence: &str) -> String {
    let rule = match sentence.starts_with("rule ") || sentence.starts_with("define ") {
        true => sentence.to_owned(),
        false => format!("rule 1: grant relief if {sentence}."),
    };
    format!("{HEAD}{rule}\n")
}

/// The mistakes of a text: codes, and all lines of help.
fn told(name: &str, sentence: &str) -> (Vec<String>, String) {
    let place = folder(name);
    std::fs::write(place.join("p.enact"), policy(sentence)).expect("a file can be written");
    let run = enact(&place, &["check", "p.enact", "--format", "json"], None);
    let told: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let errors = told["diagnostics"].as_array().expect("an array").iter().filter(|it| it["severity"] == "error");
    let (mut codes, mut helps) = (Vec::new(), String::new());
    for error in errors {
        codes.push(error["code"].as_str().expect("a code").to_owned());
        for help in error["help"].as_array().expect("an array") {
            helps.push_str(help.as_str().expect("a text"));
            helps.push('\n');
        }
    }
    (codes, helps)
}

/// Each sentence, the one code of its mistake, and each line of its help.
const REFUSED: &[(&str, &str, &[&str])] = &[
    (
        "the offense is a felony, or a misdemeanor and is violent",
        "mixed-and-or",
        &[
            "write `(the offense is a felony, or a misdemeanor) and the offense ...`",
            "or `the offense is a felony or (the offense is a misdemeanor and the offense ...)`",
        ],
    ),
    ("the offense is a felony or a misdemeanor and is violent", "mixed-and-or", &["write `(the offense is a felony or"]),
    (
        "the offense is a felony or misdemeanor and a is yes",
        "mixed-and-or",
        &[
            "write `(the offense is a felony or misdemeanor) and ...`",
            "or `the offense is a felony or (the offense is misdemeanor and ...)`",
        ],
    ),
    ("the offense is a felony # first\n or misdemeanor # second, and\n and a is yes", "mixed-and-or", &["write `("]),
    ("the offense's grade is felony, or misdemeanor and a is yes", "mixed-and-or", &["write `(the offense's grade is"]),
    ("any dependent is disabled or insured and a is yes", "mixed-and-or", &["a list says it"]),
    ("any dependent that is disabled or insured and is insured", "mixed-and-or", &["a list says it"]),
    (
        "a is yes, or b is yes unless c is yes",
        "unless-after-or",
        &["write `; unless ...` if it limits all", "or `or (b is yes and not (c is yes))` if it limits the last"],
    ),
    (
        "the person is a citizen, or is a resident unless c is yes",
        "unless-after-or",
        &["or `or (the person is a resident and not (c is yes))` if it limits the last"],
    ),
    ("any dependent is disabled or is insured unless c is yes", "unless-after-or", &["write `and not (...)` with the last"]),
    ("rule 1: may grant relief only if a is yes or b is yes unless c is yes.", "unless-after-or", &["write `; unless ...`"]),
    ("a is yes or (b is yes unless c is yes)", "other-wording", &["write `and not (...)` in the parentheses"]),
    (
        "rule 1: fee is $120 plus $25 if a is yes.",
        "mixed-arithmetic",
        &[
            "write `($120 plus $25)` if it is said of the whole",
            "else `define extra as $25 if ..., otherwise $0`, and `$120 plus extra`",
        ],
    ),
    ("rule 1: fee is fare minus $5 rounded to the nearest dollar if a is yes.", "mixed-arithmetic", &["write `(fare minus $5)`"]),
    ("define due as $120 plus $25 if a is yes, otherwise $0.", "mixed-arithmetic", &["write `($120 plus $25)`"]),
    ("define due as $1 if b is yes, $120 plus $25 if a is yes, otherwise $0.", "mixed-arithmetic", &["write `($120 plus $25)`"]),
    (
        "the truck is over 10,000",
        "record-is-no-value",
        &["write `truck's weight is over 10,000`", "or `truck's age is over 10,000`"],
    ),
    ("rule 1: grant relief only if a is yes.", "only-if-needs-may", &["write `may … only if …`"]),
    (
        "rule 1: grant relief if and only if a is yes.",
        "other-wording",
        &["write `if`, and say under `otherwise` what holds else"],
    ),
    ("the person is unvaccinated", "unknown-term", &["write `not vaccinated` if it is"]),
    ("the person is eligible", "unknown-term", &["write `not ineligible` if it is"]),
    (
        "the person's aims do not include hold and transfer",
        "not-with-or",
        &[
            "write `do not include hold and do not include transfer` for neither",
            "or `do not include hold or do not include transfer` for not both",
            "or `do not include hold and include transfer` for the second alone",
        ],
    ),
    (
        "the offense is not a felony and violent",
        "not-with-or",
        &[
            "write `is not a felony and is not violent` for neither",
            "or `is not a felony or is not violent` for not both",
            "or `is not a felony and is violent` for the second alone",
        ],
    ),
    ("the offense is not both a felony and violent", "other-wording", &["write `is not a felony or is not violent`"]),
    (
        "none of: (a) a is yes; and (b) b is yes",
        "limb-word",
        &["write `or` here if none may hold", "or write `not (all of: ...)`"],
    ),
    ("status is anything other than single", "other-wording", &["write `not single`"]),
    ("the person's aims are not hold", "set-needs-includes", &["write `do not include hold` in place of `are not hold`"]),
    (
        "the person is not shown to be a citizen or resident",
        "not-with-or",
        &[
            "write `is not shown to be a citizen and is not shown to be resident` for neither",
            "or `is not shown to be a citizen or is not shown to be resident` for not both",
        ],
    ),
];

#[test]
fn two_readings_are_refused_with_their_ways_out() {
    for (at, (sentence, code, helps)) in REFUSED.iter().enumerate() {
        let (codes, told) = told(&format!("joints-refused-{at}"), sentence);
        assert_eq!(codes, [*code], "{sentence}\n{told}");
        for help in *helps {
            assert!(told.contains(help), "{sentence}: {help}\n{told}");
        }
    }
}

/// What the help tells to write, and what has one reading as it stands.
const READ: &[&str] = &[
    "(the offense is a felony, or a misdemeanor) and the offense is violent",
    "(the offense is a felony or a misdemeanor) and the offense is violent",
    "the offense is a felony or (the offense is a misdemeanor and the offense is violent)",
    "the offense is a felony, misdemeanor or infraction",
    "a is yes and the offense is a felony or a misdemeanor",
    "the offense is a misdemeanor or an infraction, and any of: (a) a is yes; (b) b is yes",
    "the offense's grade is felony or misdemeanor and a is yes",
    "the offense's grade is felony, misdemeanor, or infraction and a is yes",
    "(any dependent is disabled or insured) and a is yes",
    "a is yes or b is yes; unless c is yes",
    "a is yes or b is yes, unless c is yes",
    "a is yes and b is yes unless c is yes or the person is a citizen",
    "a is yes or (b is yes and not (c is yes))",
    "the person is a citizen or (the person is a resident and not (c is yes))",
    "(a is yes or b is yes) unless c is yes",
    "rule 1: fee is ($120 plus $25) if a is yes.",
    "rule 1: fee is $120 plus $25.",
    "define due as ($120 plus $25) if a is yes, otherwise $120 plus $2.",
    "the truck's weight is over 10,000",
    "any dependent is under 18",
    "any truck whose weight is over 5",
    "the person is not vaccinated",
    "the person is not ineligible",
    "the person's aims do not include hold and do not include transfer",
    "the person's aims do not include hold and include transfer",
    "the offense is not a felony and is violent",
    "the offense is not a felony and a is yes",
    "not (all of: (a) a is yes; and (b) b is yes)",
    "none of: (a) a is yes; or (b) b is yes",
    "status is not single",
    "the person is not shown to be a citizen and is not shown to be resident",
];

#[test]
fn what_has_one_reading_is_read() {
    for (at, sentence) in READ.iter().enumerate() {
        let (codes, told) = told(&format!("joints-read-{at}"), sentence);
        assert!(codes.is_empty(), "{sentence}\n{codes:?}\n{told}");
    }
}

/// Ways of saying one thing of a record that may be absent; a line each.
const SAME: &[&[&str]] = &[
    &[
        "the guardian is neither a citizen nor employed",
        "the guardian is not a citizen and is not employed",
        "the guardian is not a citizen and the guardian is not employed",
        "not (the guardian is a citizen or is employed)",
        "the guardian is none of: (a) a citizen; (b) employed",
        "none of: (a) the guardian is a citizen; (b) the guardian is employed",
        "not (the guardian is any of: (a) a citizen; (b) employed)",
    ],
    &[
        "the guardian is neither low nor high",
        "the guardian's grade is neither low nor high",
        "the guardian is not low and is not high",
        "the guardian is none of: (a) low; (b) high",
    ],
    &[
        "the guardian is at most one of: (a) a citizen; (b) employed",
        "at most one of: (a) the guardian is a citizen; (b) the guardian is employed",
    ],
    &[
        "the guardian is exactly one of: (a) a citizen; (b) employed",
        "exactly one of: (a) the guardian is a citizen; (b) the guardian is employed",
    ],
    &[
        "the guardian is a citizen or employed",
        "the guardian is any of: (a) a citizen; (b) employed",
        "any of: (a) the guardian is a citizen; (b) the guardian is employed",
    ],
];

#[test]
fn what_is_said_of_a_record_that_may_be_absent_is_said_of_each_quality() {
    let place = folder("joints-absent");
    let mut cases = String::from("{\"case\":\"none\",\"guardian\":\"none\"}\n{\"case\":\"unknown\"}\n");
    for citizen in ["true", "false", "null"] {
        for employed in ["true", "false", "null"] {
            for grade in ["\"low\"", "\"high\"", "null"] {
                let guardian = format!("{{\"citizen\":{citizen},\"employed\":{employed},\"grade\":{grade}}}");
                cases.push_str(&format!("{{\"case\":\"{citizen}{employed}\",\"guardian\":{guardian}}}\n"));
            }
        }
    }
    let answers = |sentence: &str| -> Vec<String> {
        std::fs::write(place.join("p.enact"), policy(sentence)).expect("a file can be written");
        let options = ["decide", "p.enact", "--cases", "-", "--input", "ndjson", "--format", "ndjson", "--as-of", "2020-06-01"];
        let run = enact(&place, &options, Some(cases.as_bytes()));
        let lines = run.stdout.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
        let answers: Vec<String> = lines.map(|it| format!("{} {} {}", it["case"], it["effect"], it["outcome"])).collect();
        assert!(answers.len() > 28, "{sentence}\n{}", run.stderr);
        answers
    };
    for same in SAME {
        let first = answers(same[0]);
        for other in &same[1..] {
            assert_eq!(answers(other), first, "{other} / {}", same[0]);
        }
    }
    assert!(answers(SAME[0][0])[0].contains("grant"), "nobody is neither a citizen nor employed");
}
