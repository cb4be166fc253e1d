//! Of whom a sentence speaks: a verb after a clause with `who`, `it` behind a nearer noun, a name that two things bear. What two readers
//! read in two ways is refused, and each way out compiles and means one of them.

use crate::support::{enact, folder};

const HEAD: &str = r#"policy "P": made by state "S"; in force from 2000-01-01.
facts of the case:
    applicant: applicant; spouse: spouse, or none; permit: permit; parents: list of parents, each parent;
    members: list of members, each member; warrants: list of warrants, each warrant;
    charges: list of charges, each charge; convictions: list of convictions, each conviction.
facts of an applicant: citizen: yes or no; veteran: yes or no; insured: yes or no; age: number; kids: list of kids, each kid.
facts of a spouse: employed: yes or no; veteran: yes or no.
facts of a kid: disabled: yes or no; insured: yes or no; student: yes or no; twin: sibling, or none.
facts of a sibling: disabled: yes or no; tall: yes or no.
facts of a permit: valid: yes or no; void: yes or no; day: date.
facts of a parent: employed: yes or no; citizen: yes or no; adopted: yes or no; void: yes or no.
facts of a member: disabled: yes or no; age: number.
facts of a warrant: violent: yes or no.
facts of a charge: day: date; filed: date; priors counted: number.
facts of a conviction: day: date; points: number; local: yes or no; violent: yes or no.
decision relief: grant or deny.
otherwise deny relief.
"#;

/// The codes that are told, and all that is printed.
fn check(name: &str, text: &str) -> (Vec<String>, String) {
    let place = folder(&format!("subjects-{name}"));
    std::fs::write(place.join("p.enact"), format!("{HEAD}{text}\n")).unwrap();
    let run = enact(&place, &["check", "p.enact"], None);
    let printed = format!("{}{}", run.stdout, run.stderr);
    let lines: Vec<&str> = printed.lines().collect();
    let told = lines.windows(3).filter(|three| three[2].starts_with("  × ") || three[2].starts_with("  ⚠ "));
    (told.map(|three| three[0].to_owned()).collect(), printed)
}

/// Each text is told that one code, with these words.
fn refused(name: &str, code: &str, texts: &[(&str, &[&str])]) {
    for (index, (text, wanted)) in texts.iter().enumerate() {
        let (codes, printed) = check(&format!("{name}-{index}"), text);
        assert_eq!(codes, [code], "{text}\n{printed}");
        for wanted in *wanted {
            assert!(printed.contains(wanted), "{text}\n{wanted}\n{printed}");
        }
    }
}

fn accepted(name: &str, texts: &[&str]) {
    for (index, text) in texts.iter().enumerate() {
        let (codes, printed) = check(&format!("{name}-ok-{index}"), text);
        assert!(codes.iter().all(|code| code == "unused-definition"), "{text}\n{printed}");
    }
}

/// Whether relief is granted if `condition`, in each case.
fn granted(name: &str, condition: &str, cases: &[&str]) -> Vec<bool> {
    let place = folder(&format!("subjects-{name}"));
    std::fs::write(place.join("p.enact"), format!("{HEAD}grant relief if {condition}.\n")).unwrap();
    let run = enact(
        &place,
        &["decide", "p.enact", "--cases", "-", "--input", "ndjson", "--format", "ndjson", "--as-of", "2024-01-01"],
        Some(cases.join("\n").as_bytes()),
    );
    let answers: Vec<serde_json::Value> = run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers.len(), cases.len(), "{condition}\n{}", run.stderr);
    answers.iter().map(|answer| answer["outcome"] == "grant").collect()
}

#[test]
fn a_verb_after_a_clause_with_who() {
    let both: &[&str] = &["may be said of the spouse or of the applicant"];
    refused(
        "who",
        "unclear-subject",
        &[
            (
                "grant relief if the applicant is a citizen, has no spouse who is employed, and is a veteran.",
                &[
                    "of the spouse: write `and has no spouse who is employed and that is a veteran`",
                    "of the applicant: write `is a veteran and has no spouse who is employed`",
                ],
            ),
            ("grant relief if the applicant has a spouse who is employed and is a veteran.", both),
            ("grant relief if the applicant has a spouse who is employed, or is a veteran.", both),
            ("grant relief if the applicant has a spouse where it is employed and is a veteran.", both),
            (
                "grant relief if the applicant is a citizen, has exactly 1 kid who is a student and who is not disabled, and is insured.",
                &[
                    "of the kid: write `and has exactly 1 … and that is insured`",
                    "of the applicant: write `is insured and has exactly 1 …`",
                ],
            ),
            ("define an applicant is poor if it is a citizen, has no spouse who is employed, and is a veteran.", both),
            (
                "grant relief if the applicant has a kid who is a student and is insured.",
                &["may be said of the kid or of the applicant"],
            ),
            (
                "grant relief if any kid who has a twin who is tall and is disabled.",
                &["may be said of the sibling or of the kid"],
            ),
            (
                "grant relief if the applicant has a kid who has a twin who is tall and is a citizen.",
                &["only the applicant can be so", "`is a citizen and has a kid who has a twin who is tall`"],
            ),
            (
                "grant relief if the applicant has a kid who has a twin who is tall and is insured.",
                &[
                    "of the kid or of the applicant",
                    "`is insured and has a twin who is tall`",
                    "`is insured and has a kid who has a twin who is tall`",
                ],
            ),
        ],
    );
    accepted(
        "who",
        &[
            "grant relief if the applicant is a citizen, and has no spouse who is employed and that is a veteran.",
            "grant relief if the applicant is a citizen, is a veteran and has no spouse who is employed.",
            "grant relief if the applicant is a citizen, has no spouse who is employed, and the applicant is a veteran.",
            "grant relief if the applicant has a spouse where (it is employed and is a veteran).",
            "grant relief if the applicant has a kid who is a student and is disabled.",
            "grant relief if any kid who is a student and is disabled.",
        ],
    );
    let cases = [
        r#"{"applicant":{"citizen":true,"veteran":false},"spouse":{"employed":true,"veteran":false}}"#,
        r#"{"applicant":{"citizen":true,"veteran":true},"spouse":{"employed":true,"veteran":true}}"#,
        r#"{"applicant":{"citizen":true,"veteran":true},"spouse":"none"}"#,
    ];
    let of_spouse = "the applicant is a citizen, and has no spouse who is employed and that is a veteran";
    let of_applicant = "the applicant is a citizen, is a veteran and has no spouse who is employed";
    assert_eq!(granted("of-spouse", of_spouse, &cases), [true, false, true]);
    assert_eq!(granted("of-applicant", of_applicant, &cases), [false, false, true]);
}

#[test]
fn a_clause_between_commas() {
    let wanted: &[&str] = &[
        "`parent who is employed or that is a citizen is adopted` if the clause ends",
        "`parent who is employed or that is a citizen or that is adopted` if not",
    ];
    refused(
        "commas",
        "unclear-subject",
        &[
            ("grant relief if no parent who is employed, or is a citizen, is adopted.", wanted),
            ("grant relief if every parent who is employed, or is a citizen, is adopted.", wanted),
            ("grant relief if every parent that is employed, and is a citizen, is adopted.", &["if the clause ends"]),
        ],
    );
    accepted(
        "commas",
        &[
            "grant relief if no parent who is employed, is a citizen, or is adopted.",
            "grant relief if no parent who is employed or is a citizen is adopted.",
        ],
    );
    let cases = [
        r#"{"parents":[{"employed":true,"citizen":false,"adopted":false}]}"#,
        r#"{"parents":[{"employed":true,"citizen":false,"adopted":true}]}"#,
        r#"{"parents":[{"employed":false,"citizen":false,"adopted":true}]}"#,
    ];
    let ends = "no parent who is employed or that is a citizen is adopted";
    let goes_on = "no parent who is employed or that is a citizen or that is adopted";
    assert_eq!(granted("ends", ends, &cases), [true, false, true]);
    assert_eq!(granted("goes-on", goes_on, &cases), [false, false, false]);
}

#[test]
fn a_name_that_two_items_bear() {
    refused(
        "name",
        "unclear-it",
        &[
            (
                "grant relief if any kid is disabled and any kid is insured and the kid is a student.",
                &["`any kid is disabled and is a student`", "`any kid is insured and is a student`"],
            ),
            (
                "grant relief if any kid is disabled and at least 1 kid is insured and the kid is a student.",
                &["`the kid` may speak of either kid before it"],
            ),
            (
                "grant relief if any kid is disabled and any kid is insured and it is a student.",
                &["say it of the kid that is meant, in one sentence"],
            ),
            (
                "grant relief if any kid that is disabled and any kid that is insured and the kid is a student.",
                &["in the same sentence"],
            ),
            (
                "define a charge is grave if any charge is new and the charge's day is before 2000-01-01. define a charge is new if its filed is after 2000-01-01.",
                &["of this charge or of the one in hand before"],
            ),
        ],
    );
    accepted(
        "name",
        &[
            "grant relief if any kid is disabled and is a student and any kid is insured.",
            "grant relief if any kid is disabled and any kid is insured and is a student.",
            "grant relief if no kid is disabled and any kid is insured and the kid is a student.",
            "grant relief if any kid is disabled and any member is disabled and the kid is a student.",
        ],
    );
    let cases = [
        r#"{"applicant":{"kids":[{"disabled":true,"insured":false,"student":false},{"disabled":false,"insured":true,"student":true}]}}"#,
        r#"{"applicant":{"kids":[{"disabled":true,"insured":false,"student":true},{"disabled":false,"insured":true,"student":false}]}}"#,
    ];
    assert_eq!(granted("first", "any kid is disabled and is a student and any kid is insured", &cases), [false, true]);
    assert_eq!(granted("last", "any kid is disabled and any kid is insured and is a student", &cases), [true, false]);
}

#[test]
fn it_behind_a_nearer_noun() {
    refused(
        "noun",
        "unclear-it",
        &[
            (
                "grant relief if any member is disabled and the applicant is insured and its age is at least 65.",
                &["name it: `the member's age` or `the applicant's age`"],
            ),
            (
                "grant relief if any member is disabled and (the applicant is insured and its age is at least 65).",
                &["`the member's age` or `the applicant's age`"],
            ),
            (
                "grant relief if any parent is a citizen and the permit is valid and it is void.",
                &["name it: `the parent` or `the permit`"],
            ),
            (
                "grant relief if any charge whose day is before 2010-01-01, the permit's day is after 2000-01-01, and its day is before 2005-01-01.",
                &["`the charge's day` or `the permit's day`"],
            ),
            (
                "grant relief if any conviction is local and the applicant has a warrant and it is violent.",
                &["name it: `the conviction`", "`a warrant that …`"],
            ),
            ("define a kid is old if its twin is tall and it is disabled.", &["name it: `the kid` or `its twin`"]),
            (
                "define a charge is old if the permit is valid and its day is before 2000-01-01.",
                &["`the charge's day` or `the permit's day`"],
            ),
        ],
    );
    accepted(
        "noun",
        &[
            "grant relief if any member is disabled and the applicant is insured and the member's age is at least 65.",
            "grant relief if any member is disabled and the applicant is insured and the applicant's age is at least 65.",
            "grant relief if any member is disabled and the applicant is insured and it is disabled.",
            "grant relief if the applicant is insured and any member is disabled and its age is at least 65.",
            "grant relief if any conviction is local and the applicant has a warrant and the conviction is violent.",
            "define a charge is old if its day is before 2000-01-01 and the permit is valid.",
            "define a kid is old if it has a twin and it is disabled.",
        ],
    );
    let cases = [r#"{"members":[{"disabled":true,"age":10}],"applicant":{"insured":true,"age":70}}"#];
    let of = |whose: &str| format!("any member is disabled and the applicant is insured and the {whose}'s age is at least 65");
    assert_eq!(granted("member", &of("member"), &cases), [false]);
    assert_eq!(granted("applicant", &of("applicant"), &cases), [true]);
}

#[test]
fn its_of_what_is_counted() {
    let of_two: &[&str] = &["name it: `the conviction's day` or `the charge's day`"];
    let of_one: &[&str] = &["of this charge or of the one in hand before", "no sentence compares two items of one list"];
    let define = |what: &str| format!("define a charge's priors as {what}.");
    let two = ["the total of points of convictions", "the number of convictions", "the highest points of convictions"]
        .map(|all| define(&format!("{all} whose day is within 10 years before its day")));
    let one = ["its day", "the charge's day", "filed of the charge", "the day"]
        .map(|day| define(&format!("the total of priors counted of charges whose day is within 2 years before {day}")));
    let mut told: Vec<(&str, &[&str])> = two.iter().map(|it| (it.as_str(), of_two)).collect();
    told.extend(one.iter().map(|it| (it.as_str(), of_one)));
    refused("counted", "unclear-it", &told);
    // The bare name is told both ways, and neither is the one that would be refused.
    let bare = define("the total of points of convictions whose day is within 10 years before the day");
    refused("bare", "two-meanings", &[(&bare, &["`the conviction's day`", "or `the charge's day`", "or `the permit's day`"])]);
    accepted(
        "counted",
        &[
            &define("the total of points of convictions whose day is within 10 years before the charge's day"),
            &define("the number of convictions whose points is at least 3"),
            &define("the number of charges where (its day is before its filed)"),
        ],
    );
    let itself = "grant relief if any charge where (its day is within 24 months before its day).";
    refused("itself", "compared-with-itself", &[(itself, &["`its day` is compared with itself"])]);
}

#[test]
fn a_quality_without_its_verb() {
    refused(
        "verb",
        "verb-not-repeated",
        &[
            (
                "grant relief if the applicant has a kid who is disabled and insured.",
                &["write `who is insured` if the kid is meant", "or `the applicant is insured` if the applicant is meant"],
            ),
            ("grant relief if the applicant has a kid who is disabled and student.", &["write `who is student`"]),
            ("grant relief if every kid is disabled and insured.", &["write `is insured`"]),
            ("grant relief if any member is at least 18 or disabled.", &["write `is disabled`"]),
            ("grant relief if the applicant is a citizen and veteran.", &["write `is veteran`"]),
        ],
    );
    accepted(
        "verb",
        &[
            "grant relief if the applicant has a kid who is disabled and who is insured.",
            "grant relief if the applicant has a kid who is disabled and the applicant is insured.",
            "grant relief if every kid is disabled and is insured.",
        ],
    );
}
