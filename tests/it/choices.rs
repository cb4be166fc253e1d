//! Two choices with lists of values of their own, compared by their words.

use crate::support::{Run, enact, folder};
use proptest::prelude::*;

const POLICY: &str = r#"policy "Access": made by agency "Acme".
facts of the case:
    action: view, edit or share;
    home: edit or view, or none;
    rights: any of share, edit, view or delete;
    grants: list of grants, each grant.
facts of a grant:
    right: share, view or edit.
decision same: yes-it-is or no-it-is-not.
decision held: yes-it-is or no-it-is-not.
decision granted: yes-it-is or no-it-is-not.
rule 1: yes-it-is same if home is action.
rule 2: no-it-is-not same if home is not action.
rule 3: yes-it-is held if rights includes action.
rule 4: no-it-is-not held if not (rights includes action).
rule 5: yes-it-is granted if any grant whose right is action.
rule 6: no-it-is-not granted if no grant whose right is action.
"#;

fn run(name: &str, policy: &str, arguments: &[&str], case: &str) -> Run {
    let place = folder(&format!("choices-{name}"));
    std::fs::write(place.join("p.enact"), policy).expect("a file can be written");
    enact(&place, arguments, Some(case.as_bytes()))
}

fn decided(name: &str, cases: &str) -> Vec<serde_json::Value> {
    let arguments = ["decide", "p.enact", "--cases", "-", "--input", "ndjson", "--as-of", "2024-01-01", "--format", "ndjson"];
    let out = run(name, POLICY, &arguments, cases).stdout;
    out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// Every way to fill in one fact: what is given, or each of its values.
fn ways(given: Option<&str>, all: &[&'static str]) -> Vec<String> {
    given.map_or_else(|| all.iter().map(|it| (*it).to_owned()).collect(), |it| vec![it.to_owned()])
}

const ACTIONS: &[&str] = &["view", "edit", "share"];
const HOMES: &[&str] = &["edit", "view", "none"];

fn outcome(answer: &serde_json::Value) -> String {
    match answer["effect"].as_str() {
        Some("chosen") => answer["outcome"].as_str().unwrap_or_default().to_owned(),
        other => other.unwrap_or_default().to_owned(),
    }
}

fn expected(truths: impl Iterator<Item = bool>) -> String {
    let all: std::collections::BTreeSet<bool> = truths.collect();
    match (all.contains(&true), all.contains(&false)) {
        (true, true) => "undetermined",
        (true, false) => "yes-it-is",
        _ => "no-it-is-not",
    }
    .to_owned()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Decided as by comparing the words, and undetermined just where the ways of filling in the facts differ.
    #[test]
    fn choices_are_compared_as_their_words_are(
        action in proptest::option::of(proptest::sample::select(ACTIONS.to_vec())),
        home in proptest::option::of(proptest::sample::select(HOMES.to_vec())),
        rights in proptest::sample::subsequence(vec!["share", "edit", "view", "delete"], 0..=4),
        grants in proptest::collection::vec(proptest::sample::select(ACTIONS.to_vec()), 0..3),
    ) {
        let mut case = serde_json::json!({
            "case": "1", "rights": rights, "grants": grants.iter().map(|it| serde_json::json!({"right": it})).collect::<Vec<_>>(),
        });
        for (key, value) in [("action", action), ("home", home)] {
            if let Some(value) = value {
                case[key] = value.into();
            }
        }
        let answers = decided("words", &format!("{case}\n"));
        let actions = ways(action, ACTIONS);
        let homes = ways(home, HOMES);
        let same = expected(actions.iter().flat_map(|action| homes.iter().map(move |home| action == home)));
        let held = expected(actions.iter().map(|action| rights.contains(&action.as_str())));
        let granted = expected(actions.iter().map(|action| grants.contains(&action.as_str())));
        let found: Vec<String> = answers.iter().map(outcome).collect();
        prop_assert_eq!(found, [same, held, granted], "{}", case);
    }
}

#[test]
fn the_reason_names_both() {
    let case = r#"{"case":"1","action":"view","home":"edit","rights":["share"],"grants":[{"right":"edit"},{"right":"view"}]}"#;
    let arguments =
        ["decide", "p.enact", "--cases", "-", "--input", "ndjson", "--as-of", "2024-01-01", "--format", "text", "--why"];
    insta::assert_snapshot!(run("reason", POLICY, &arguments, case).stdout);
}

#[test]
fn lists_that_only_meet_are_refused() {
    let policy =
        POLICY.replace("home: edit or view", "home: edits or view").replace("rights: any of share,", "rights: any of sharing,");
    insta::assert_snapshot!(run("differ", &policy, &["check", "p.enact"], "").stdout);
    let slip = POLICY.replace("rights includes action", "rights includes actoin");
    assert!(run("slip", &slip, &["check", "p.enact"], "").stdout.contains("unknown-value"));
}
