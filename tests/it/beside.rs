//! What lies beside the files that are named: acts, copies of an editor, pinned texts.

use crate::support::{Run, enact, folder};
use std::path::{Path, PathBuf};

const ORDINANCE: &str = "policy \"Ordinance\":\n    made by county \"K\";\n    in force from 2024-01-01.\n\nfacts of the case:\n    x: yes or no.\n\n\
                         decision d: grant or refuse.\n\nrule 1: refuse d if x is yes.\n\notherwise grant d.\n";

fn act(heading: &str) -> String {
    format!("policy \"Act of 2025\":\n    made by county \"K\";\n    {heading}in force from 2025-01-01.\n\nrepeal rule 1.\n")
}

fn place(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let place = folder(&format!("beside-{name}"));
    for (name, text) in [("ord.enact", ORDINANCE), ("cases.ndjson", "{\"case\":\"a\",\"x\":true}\n")].iter().chain(files) {
        std::fs::write(place.join(name), text).expect("a file can be written");
    }
    place
}

fn decide(place: &Path, path: &str) -> Run {
    enact(place, &["decide", path, "--cases", "cases.ndjson", "--as-of", "2025-06-01", "--format", "text"], None)
}

#[test]
fn a_hidden_file_changes_no_law() {
    let place = place("hidden", &[(".act.enact", &act("amends \"ord\";\n    "))]);
    for path in ["ord.enact", "."] {
        let run = decide(&place, path);
        assert!(run.stdout.contains("refuse d (chosen), by rule 1"), "{path}: {}", run.stdout);
    }
    let shown = enact(&place, &["show", "ord.enact", "--as-of", "2025-06-01"], None).stdout;
    assert!(!shown.contains("repealed"), "{shown}");
    let timeline = enact(&place, &["timeline", "ord.enact"], None).stdout;
    assert!(timeline.contains("rules as first laid down: 1"), "{timeline}");
}

#[test]
fn an_act_with_a_slip_in_whom_it_amends_is_told() {
    let ways = [
        ("amends \"ordd\";\n    ", "unknown-module"),
        ("amends \"../ord\";\n    ", "unknown-module"),
        ("amend \"ord\";\n    ", "unknown-part"),
        ("", "amends-nothing"),
    ];
    for (heading, code) in ways {
        let place = place("slip", &[("act.enact", &act(heading))]);
        for arguments in
            [&["decide", "ord.enact", "--cases", "cases.ndjson"][..], &["show", "ord.enact"], &["timeline", "ord.enact"]]
        {
            let run = enact(&place, arguments, None);
            assert!(run.status == 1 && run.stdout.is_empty() && run.stderr.contains(code), "{arguments:?}: {run:?}");
        }
    }
    // Damage elsewhere hides no act, and words in a comment or of another's law are none.
    let place = place("damaged", &[("act.enact", "")]);
    let mut damaged = act("amends \"ord\";\n    ").into_bytes();
    damaged.splice(8..8, [0xe9]);
    std::fs::write(place.join("act.enact"), damaged).expect("a file can be written");
    assert!(decide(&place, "ord.enact").stderr.contains("policy-not-utf-8"));
    let note = "# repeal rule 1 of it, which amends \"nothing\"\n> An act that amends \"nothing\"\n".to_owned() + ORDINANCE;
    std::fs::write(place.join("act.enact"), note).expect("a file can be written");
    let run = decide(&place, "ord.enact");
    assert!(run.status == 0 && run.stdout.contains("refuse d"), "{run:?}");
}

#[test]
fn a_pinned_text_holds_by_the_text_that_decide_applies() {
    let files = [
        ("act.enact", &*act("amends \"ord\";\n    ")),
        ("ord.cases.ndjson", "{\"case\":\"a\",\"x\":true}\n"),
        ("ord.decisions.txt", "as of 2025-06-01\n\n"),
    ];
    let place = place("pinned", &files);
    assert_eq!(enact(&place, &["test", "ord.enact", "--accept"], None).status, 0);
    let arguments = ["decide", "ord.enact", "--cases", "ord.cases.ndjson", "--as-of", "2025-06-01", "--why", "--format", "text"];
    let decided = enact(&place, &arguments, None).stdout;
    let pinned = std::fs::read_to_string(place.join("ord.decisions.txt")).expect("a file can be read");
    assert_eq!(pinned, format!("as of 2025-06-01\n\n{decided}"));
    assert!(pinned.contains("grant d (chosen), by otherwise"), "{pinned}");
    for given in ["ord.enact", "."] {
        assert_eq!(enact(&place, &["test", given], None).status, 0, "{given}");
    }
}

#[test]
fn what_is_pinned_is_compared_with_something() {
    let place = place("vain", &[("ord.decisions.txt", "as of 2025-06-01\n\n"), ("ord.cases.csv", "case,x\na,yes\n")]);
    assert_eq!(enact(&place, &["test", "ord.enact", "--accept"], None).status, 0);
    let fails = |path: &str, why: &str| {
        let run = enact(&place, &["test", path, "--junit", "out.xml"], None);
        assert!(run.status == 1 && run.stdout.contains(why) && run.stdout.contains("0 snapshots as pinned, 1 not"), "{run:?}");
        assert!(std::fs::read_to_string(place.join("out.xml")).is_ok_and(|it| it.contains("failures=\"1\"")));
    };
    std::fs::write(place.join("ord.cases.ndjson"), "").expect("a file can be written");
    fails("ord.enact", "`ord.cases.ndjson` and `ord.cases.csv` stand beside each other");
    std::fs::remove_file(place.join("ord.cases.ndjson")).expect("it is there");
    std::fs::rename(place.join("ord.cases.csv"), place.join("old.csv")).expect("it is there");
    fails("ord.enact", "the cases are not there");
    fails(".", "the cases are not there");
    std::fs::rename(place.join("ord.enact"), place.join("ordinance.enact")).expect("it is there");
    fails(".", "there is no `ord.enact` beside it");
    std::fs::write(place.join("ord.enact"), "vocabulary \"ord\".\nfacts of the case:\n    x: yes or no.\n")
        .expect("a file can be written");
    fails(".", "`ord.enact` has no `policy` heading");
}

#[test]
fn a_timeline_tells_what_is_no_law() {
    for (status, said) in [
        ("bill", "status: a bill"),
        ("vetoed 2024-05-01", "status: vetoed since 2024-05-01"),
        ("repealed 2024-06-01", "status: repealed since 2024-06-01"),
    ] {
        let text = ORDINANCE.replace("made by county \"K\";", &format!("made by county \"K\";\n    status {status};"));
        let place = place("status", &[("ord.enact", &text)]);
        let timeline = enact(&place, &["timeline", "ord.enact"], None).stdout;
        assert!(timeline.contains(said), "{timeline}");
    }
}
