//! What a reason prints is true: each sentence with its yes or no, and the facts after it, put back into a policy, are decided just so.

use crate::support::{enact, folder};
use std::path::Path;

const HEADING: &str = r#"policy "Fernhill": made by city "Fernhill"; in force from 2000-01-01.
facts of the case:
    age: number; bail: money, or none; resident: yes or no; citizen: yes or no; the tenant paid in time: yes or no;
    agency: agency; lease: lease, or none; person: person;
    charges: list of charges, each charge; priors: list of priors, each prior.
facts of an agency: big: yes or no; kind: police, fire or court; warrant: yes or no.
facts of a lease: signed: yes or no.
facts of a person: old: yes or no; kind: red, green or blue; danger: judgment.
facts of a charge: violent: yes or no; grade: felony or misdemeanor.
facts of a prior: violent: yes or no.
decision d: grant or refuse.
define the agency is exempt if the agency is big or the agency is a court.
define the agency is free if the agency is exempt unless the agency is fire.
define the deal is off if the tenant paid in time unless no bail.
"#;

/// Sentences of every form that a condition has.
const SENTENCES: [&str; 60] = [
    "the agency is big",
    "the agency is not big",
    "the agency has a warrant",
    "the agency has no warrant",
    "resident is yes",
    "resident is no",
    "resident is not no",
    "not (resident is no)",
    "the tenant paid in time",
    "not (the tenant paid in time)",
    "age is over 60",
    "age is not over 60",
    "age is at least 18",
    "age is from 18 through 65",
    "bail is over $5",
    "bail exceeds $5",
    "bail does not exceed $5",
    "bail is absent",
    "bail is not absent",
    "bail is known",
    "bail is unknown",
    "any bail",
    "no bail",
    "there is no bail",
    "not (no bail)",
    "there is a lease",
    "there is no lease",
    "the lease is signed",
    "the lease is not signed",
    "there is no lease that is signed",
    "the agency is a court",
    "the agency is not a court",
    "the agency is police or fire",
    "the agency is neither police nor fire",
    "the agency is exempt",
    "the agency is not exempt",
    "the agency is neither exempt nor fire",
    "the agency is free",
    "the agency is not free",
    "the deal is off",
    "the person is neither old nor red",
    "the person is red and is not old",
    "the person is shown to be a danger",
    "the person is not shown to be a danger",
    "resident is yes and citizen is yes",
    "resident is yes or citizen is yes",
    "not (resident is yes and citizen is yes)",
    "not (resident is yes or not (citizen is yes))",
    "resident is yes and no charge is violent",
    "any charge is violent",
    "no charge is violent",
    "not (no charge is violent)",
    "every charge is violent",
    "any charge",
    "no charge",
    "at least 2 charges are violent",
    "at most 1 charge is violent",
    "exactly 1 charge is a felony",
    "there is a charge that is not violent",
    "every charge is violent and any prior is violent",
];

const CASES: [&str; 6] = [
    r#"{"age":20,"bail":"none","resident":true,"citizen":false,"tenant_paid_in_time":false,"agency":{"big":false,"kind":"fire","warrant":false},"lease":"none","person":{"old":false,"kind":"red","danger":{"finding":false}},"charges":[],"priors":[]}"#,
    r#"{"age":70,"bail":"$10","resident":false,"citizen":true,"tenant_paid_in_time":true,"agency":{"big":true,"kind":"court","warrant":true},"lease":{"signed":false},"person":{"old":true,"kind":"blue","danger":{"finding":true}},"charges":[{"violent":true,"grade":"felony"}],"priors":[]}"#,
    r#"{"age":18,"bail":"$5","resident":true,"citizen":true,"tenant_paid_in_time":true,"agency":{"big":true,"kind":"fire","warrant":false},"lease":{"signed":true},"person":{"old":false,"kind":"green","danger":{"finding":false}},"charges":[{"violent":true,"grade":"felony"},{"violent":false,"grade":"misdemeanor"}],"priors":[{"violent":true}]}"#,
    r#"{"age":17,"bail":"$1","resident":false,"citizen":false,"tenant_paid_in_time":false,"agency":{"big":false,"kind":"court","warrant":true},"lease":{"signed":true},"person":{"old":true,"kind":"red","danger":{"finding":true}},"charges":[{"violent":true,"grade":"misdemeanor"},{"violent":true,"grade":"felony"},{"violent":false,"grade":"felony"}],"priors":[{"violent":false}]}"#,
    r#"{"age":66,"bail":"none","resident":true,"citizen":true,"tenant_paid_in_time":false,"agency":{"big":false,"kind":"police","warrant":false},"lease":{"signed":false},"person":{"old":true,"kind":"green","danger":{"finding":false}},"charges":[{"violent":false,"grade":"felony"},{"violent":false,"grade":"felony"}],"priors":[{"violent":true}]}"#,
    r#"{"age":40,"bail":"$900","resident":false,"citizen":true,"tenant_paid_in_time":true,"agency":{"big":true,"kind":"police","warrant":true},"lease":"none","person":{"old":false,"kind":"blue","danger":{"finding":true}},"charges":[{"violent":true,"grade":"misdemeanor"},{"violent":true,"grade":"misdemeanor"}],"priors":[{"violent":false},{"violent":true}]}"#,
];

/// The labels of the rules that decide, of a policy with a rule for each sentence.
fn holding(folder: &Path, terms: &str, sentences: &[String], case: &str) -> Vec<usize> {
    let rules: String = sentences.iter().enumerate().map(|(at, it)| format!("rule {at}: refuse d if {it}.\n")).collect();
    std::fs::write(folder.join("again.enact"), format!("{HEADING}{terms}{rules}")).expect("the policy is written");
    let arguments = ["decide", "again.enact", "--cases", "-", "--as-of", "2024-06-03", "--format", "ndjson"];
    let run = enact(folder, &arguments, Some(case.as_bytes()));
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "what is printed can't be put back");
    let answer: serde_json::Value = serde_json::from_str(&run.stdout).expect("an answer");
    let labels = answer["rules"].as_array().expect("rules").iter();
    labels.map(|it| it.as_str().and_then(|it| it.parse().ok()).expect("a number")).collect()
}

/// Sentences of the reason with their truth: of conditions, and of the facts named after them.
fn said(text: &str) -> Vec<(String, bool)> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        let depth = line.len() - line.trim_start().len();
        let goes_on = match lines.last().map(|it| it.trim_start()) {
            // One line, folded, or rows below it.
            Some(last) if last.starts_with("why not") => depth == 10,
            // The right column by itself.
            Some(_) => depth > 8 && !line.trim_start().contains("   "),
            None => false,
        };
        match lines.last_mut().filter(|_| goes_on) {
            Some(last) if last.contains("   ") || last.trim_start().starts_with("why not") => {
                last.push_str(&format!(" {}", line.trim_start()));
            }
            Some(last) => last.push_str(&format!("   {}", line.trim_start())),
            None => lines.push(line.trim_end().to_owned()),
        }
    }
    let mut found = Vec::new();
    for line in &lines {
        let line = line.trim_start();
        let (sentence, verdict) = match line.strip_prefix("why not rule ").and_then(|it| it.split_once(": ")) {
            Some((_, rest)) => match rest.find(": no (").or(rest.strip_suffix(": no").map(str::len)) {
                Some(at) => (&rest[..at], rest[at + 2..].to_owned()),
                None => continue,
            },
            // A name of a rule, the answer, the end of a list of rules.
            None if line.contains("first.enact") || line.starts_with("line ") => continue,
            None => match line.split_once("   ") {
                Some((sentence, verdict)) => (sentence, verdict.trim_start().to_owned()),
                None => continue,
            },
        };
        // A part of a definition, or one of several things said of one subject, is no sentence by itself.
        let is_part =
            ["it ", "its ", "is ", "charge ", "prior ", "exempt", "fire", "red", "old"].iter().any(|it| sentence.starts_with(it));
        let truth = match verdict.get(..2) {
            Some("ye") => true,
            Some("no") if !verdict.starts_with("not known") && !verdict.starts_with("none") => false,
            _ => continue,
        };
        if !is_part {
            found.push((sentence.to_owned(), truth));
        }
        let facts =
            verdict.trim_start_matches("yes: ").trim_start_matches("no: ").trim_start_matches("no (").trim_end_matches(')');
        for fact in facts.split("; ").filter(|it| it.contains(' ') && !it.contains(['(', ':']) && !it.contains(" of ")) {
            let skipped = ["the list", "the charge", "the prior", "there is", "1 ", "2 ", "3 ", "none "];
            if !skipped.iter().any(|it| fact.starts_with(it)) && fact.contains(" is ") {
                found.push((fact.to_owned(), true));
            }
        }
    }
    found
}

#[test]
fn what_is_printed_is_true() {
    let folder = folder("reasons-true");
    let (mut terms, mut rules) = (String::new(), String::new());
    for (at, sentence) in SENTENCES.iter().enumerate() {
        rules.push_str(&format!("rule {at}a: refuse d if {sentence}.\n"));
        rules.push_str(&format!("rule {at}b: refuse d unless {sentence}.\n"));
        rules.push_str(&format!("rule {at}c: refuse d if age is over 0 unless {sentence}.\n"));
        terms.push_str(&format!("define the case is k{at} if age is over 0 unless {sentence}.\n"));
        rules.push_str(&format!("rule {at}d: refuse d if the case is k{at}.\n"));
    }
    std::fs::write(folder.join("first.enact"), format!("{HEADING}{terms}{rules}")).expect("the policy is written");
    let arguments = ["decide", "first.enact", "--cases", "-", "--as-of", "2024-06-03", "--format", "text", "--why"];
    for case in CASES {
        let run = enact(&folder, &arguments, Some(case.as_bytes()));
        assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{}", run.stdout);
        let mut said = said(&run.stdout);
        assert!(said.len() > 3 * SENTENCES.len(), "too few sentences were found:\n{}", run.stdout);
        said.sort();
        said.dedup();
        let sentences: Vec<String> = said.iter().map(|(sentence, _)| sentence.clone()).collect();
        let holding = holding(&folder, &terms, &sentences, case);
        for (at, (sentence, truth)) in said.iter().enumerate() {
            assert_eq!(holding.contains(&at), *truth, "`{sentence}` is printed with the wrong truth for {case}:\n{}", run.stdout);
        }
    }
}
