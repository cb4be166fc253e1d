//! Sentences of which two readers read two things, refused with ways out that compile; and mistakes told by what is missing.

use crate::support::{enact, folder};

const HEAD: &str = r#"policy "P": made by state "S"; in force from 2000-01-01.
facts of the case:
    sale date: date; late: yes or no; minor: yes or no; served: yes or no;
    convictions: list of convictions, each conviction; incidents: list of incidents, each incident; kids: list of kids, each kid.
facts of a conviction: date: date; grave: yes or no; entered: date; restorations: list of restorations, each restoration.
facts of a restoration: date: date; full: yes or no; grave: yes or no.
facts of an incident: violations: list of violations, each violation.
facts of a violation: points: number.
facts of a kid: enrolled: yes or no; born: date.
decision sale: allow or refuse.
otherwise refuse sale.
"#;

fn check(name: &str, sentence: &str) -> String {
    let place = folder(&format!("said-{name}"));
    std::fs::write(place.join("p.enact"), format!("{HEAD}{sentence}\n")).unwrap();
    let run = enact(&place, &["check", "p.enact"], None);
    format!("{}{}", run.stdout, run.stderr)
}

/// Each is refused with that code, and with a help that holds each of the wordings.
fn refused(name: &str, code: &str, sentences: &[(&str, &[&str])]) {
    for (index, (sentence, wanted)) in sentences.iter().enumerate() {
        let text = check(&format!("{name}-{index}"), sentence);
        assert!(
            text.starts_with(&format!("{code}\n")) && text.matches("  × ").count() + text.matches("  ⚠ ").count() == 1,
            "{sentence}\n{text}"
        );
        for wanted in *wanted {
            assert!(text.contains(wanted), "{sentence}\n{wanted}\n{text}");
        }
    }
}

fn accepted(name: &str, sentences: &[&str]) {
    for (index, sentence) in sentences.iter().enumerate() {
        let text = check(&format!("{name}-ok-{index}"), sentence);
        assert!(!text.contains("  × ") && !text.contains("joined-after-limbs"), "{sentence}\n{text}");
    }
}

#[test]
fn it_of_two_things_that_both_have_the_fact() {
    let both: &[&str] = &["`the restoration's date` or `the conviction's date`"];
    let it: &[&str] = &["`the restoration` or `the conviction`"];
    refused(
        "it",
        "unclear-it",
        &[
            ("define a conviction is spent if any restoration is full and its date is before the sale date.", both),
            ("define a conviction is spent if there is a restoration that is full, and its date is before the sale date.", both),
            ("define a conviction is spent if any restoration is full, or it is grave.", it),
            ("define a conviction is spent if any restoration is full and (it is grave or late is yes).", it),
            ("define a conviction is spent if any restoration whose date is after its date is full.", both),
            ("define a conviction is spent if any restoration's date is after its date.", both),
            ("define a conviction is spent if any restoration is full and the restoration's date is after its date.", both),
            ("allow sale if any conviction has a restoration whose date is after its date.", both),
        ],
    );
    accepted(
        "it",
        &[
            "define a conviction is spent if its date is before the sale date and any restoration is full.",
            "define a conviction is spent if any restoration is full and the restoration's date is before the sale date.",
            "define a conviction is spent if any restoration is full and the conviction's date is before the sale date.",
            "define a conviction is spent if any restoration is full, or the conviction is grave.",
            "define a conviction is spent if any restoration is full, or the restoration is grave.",
            "define a conviction is spent if any restoration whose date is after the conviction's entered is full.",
            "define a conviction is spent if any restoration is full, and it is full.",
            "define a conviction is spent if all of: (a) any restoration is full; (b) its date is before the sale date.",
            "allow sale if any conviction is grave and its date is before the sale date.",
        ],
    );
}

#[test]
fn what_joins_the_last_limb_or_the_list() {
    let wanted: &[&str] = &["say it before the list", "joins the last limb only"];
    let list = |flush: &str| format!("allow sale if any of:\n    (a) late is yes;\n    (b) minor is yes{flush}.");
    let flush = [",\n    and served is yes", "\nand served is yes", " and\n    served is yes"].map(list);
    let mut told: Vec<(&str, &[&str])> = flush.iter().map(|it| (it.as_str(), wanted)).collect();
    told.extend([
        ("allow sale if all of:\n    (a) late is yes;\n    (b) minor is yes,\n    or served is yes.", wanted),
        ("allow sale if at least two of:\n (a) late is yes;\n (b) minor is yes;\n (c) late is no\n or served is yes.", wanted),
        ("allow sale if any of: (a) late is yes; (b) minor is yes, and served is yes.", wanted),
    ]);
    refused("limbs", "joined-after-limbs", &told);
    accepted(
        "limbs",
        &[
            "allow sale if served is yes, and any of:\n    (a) late is yes;\n    (b) minor is yes.",
            "allow sale if any of:\n    (a) late is yes;\n    (b) (minor is yes\n    and served is yes).",
            "allow sale if any of:\n    (a) late is yes;\n    (b) minor is yes,\n        and served is yes.",
            "allow sale if any of: (a) late is yes; (b) minor is yes and served is yes.",
            "allow sale if any of:\n    (a) late is yes;\n    (b) minor is yes\n    or served is yes.",
            "allow sale if any of:\n    (a) late is yes,\n    and served is yes;\n    (b) minor is yes.",
        ],
    );
}

#[test]
fn a_comma_that_may_close_unless() {
    refused(
        "unless",
        "comma-in-unless",
        &[
            (
                "allow sale if late is yes, unless minor is yes, and served is yes.",
                &["`unless minor is yes and served is yes`", "say it before the `unless`"],
            ),
            ("allow sale if late is yes, unless minor is yes, or served is yes.", &["give it a rule of its own"]),
            ("may allow sale only if late is yes, unless minor is yes, and served is yes.", &["say it before the `unless`"]),
            ("define the tenancy is over if late is yes, unless minor is yes, and served is yes.", &["part of it"]),
        ],
    );
    accepted(
        "unless",
        &[
            "allow sale if late is yes, unless minor is yes and served is yes.",
            "allow sale if late is yes and served is yes, unless minor is yes.",
            "allow sale if late is yes, unless (minor is yes, and served is yes).",
            "allow sale if late is yes unless minor is yes, or served is yes.",
            "allow sale if late is yes, unless minor is yes, served is yes, or late is no.",
        ],
    );
}

#[test]
fn mistakes_are_told_by_what_is_missing() {
    let told = [
        ("allow sale if any violation whose points is at least 6.", "`any incident has a violation that …`"),
        ("allow sale if at least 2 of the kids are enrolled.", "write `at least 2 kids`"),
        ("allow sale if any of the kids is enrolled.", "write `any kid`"),
        ("allow sale if at least 1 kid is enrolled and its born is after 2020-01-01.", "`at least 1 kid that is … and is …`"),
        ("define a kid breaks residence if its born is after 2020-01-01.", "`define a kid is … if …`"),
        ("decision a: stop or go.", "name it by a word of its own"),
    ];
    for (index, (sentence, wanted)) in told.iter().enumerate() {
        let text = check(&format!("told-{index}"), sentence);
        assert!(text.contains(wanted), "{sentence}\n{text}");
    }
}
