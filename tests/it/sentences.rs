//! What sentences are read as: each is understood or refused, never passed over.

use crate::support::{Run, enact, files_below, folder, root};
use enact::source::FileId;
use enact::syntax::parse;

/// Runs `check` on a policy, in short form.
fn check(name: &str, text: &str) -> Run {
    let place = folder(&format!("sentences-{name}"));
    std::fs::write(place.join("p.enact"), text).expect("a file can be written");
    enact(&place, &["check", "p.enact", "--format", "concise"], None)
}

/// The outcomes of records by a policy, as they stand in NDJSON.
fn decide(name: &str, text: &str, records: &str) -> Vec<String> {
    let place = folder(&format!("sentences-{name}"));
    std::fs::write(place.join("p.enact"), text).expect("a file can be written");
    let options = ["decide", "p.enact", "--cases", "-", "--input", "ndjson", "--format", "ndjson", "--as-of", "2024-01-01"];
    let run = enact(&place, &options, Some(records.as_bytes()));
    let outcome = |line: &str| Some(line.split_once("\"outcome\":\"")?.1.split('"').next()?.to_owned());
    run.stdout.lines().map(|line| outcome(line).unwrap_or_else(|| format!("{line}{}", run.stderr))).collect()
}

const FEES: &str = "policy \"Fees\": made by city \"X\"; in force from 2020-01-01.\n\
                    facts of the case: income: money; zone: inner or outer.\n\
                    decision fee: money.\ndecision permit: grant or deny.\n";

#[test]
fn a_comma_before_if_changes_nothing() {
    let rules = |comma: &str| {
        format!(
            "{FEES}rule 1: fee is 5 percent of income{comma} if zone is inner.\nrule 2: deny permit{comma} if zone is outer.\n\
             rule 3: may grant permit{comma} only if zone is inner.\nrule 4: rule 5 does not apply{comma} if zone is outer.\n\
             rule 5: fee is $7{comma} if any of: (a) zone is outer.\n\
             rule 6: fee is $8{comma} if the zone is dear.\nrule 7: fee is $9{comma} if income is at least floor.\n\
             define the zone is dear{comma} if zone is outer.\n\
             define floor as $1{comma} if zone is outer, $100{comma} if zone is inner, otherwise $1,000.\n"
        )
    };
    let records = "{\"income\":\"$10\",\"zone\":\"inner\"}\n{\"income\":\"$500\",\"zone\":\"outer\"}\n";
    let place = folder("sentences-comma");
    let answers = |comma: &str| {
        let options =
            ["decide", "p.enact", "--cases", "-", "--input", "ndjson", "--format", "ndjson", "--as-of", "2024-01-01", "--why"];
        std::fs::write(place.join("p.enact"), rules(comma)).expect("a file can be written");
        let run = enact(&place, &options, Some(records.as_bytes()));
        assert!(run.stdout.contains("\"outcome\":\"$0.50\""), "{}{}", run.stdout, run.stderr);
        let layout = enact(&place, &["fmt", "-"], Some(rules(comma).as_bytes())).stdout;
        assert!(!layout.contains(", if") && !layout.contains(", only"), "{layout}");
        (layout, run.stdout.lines().map(|line| line.split("\"why\"").next().unwrap_or("").to_owned()).collect::<Vec<_>>())
    };
    assert_eq!(answers(","), answers(""));
}

/// A comma, put anywhere into a policy, is read or told: what stands behind it never gets lost.
#[test]
fn no_comma_makes_words_disappear() {
    let mut texts = files_below(&root().join("tests/corpus/ok"), ".enact");
    texts.retain(|path| std::fs::metadata(path).is_ok_and(|it| it.len() < 3_000));
    for path in texts {
        let text = std::fs::read_to_string(&path).expect("a policy can be read");
        let gaps: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).filter(|at| !text[..*at].ends_with(' ')).collect();
        for at in gaps.iter().copied().step_by(1 + gaps.len() / 40) {
            let (before, after) = text.split_at(at);
            let tree = parse(FileId(0), &format!("{before},{after}"));
            let lost = tree.diagnostics.iter().find(|it| it.message == "a part of this could not be read");
            assert!(lost.is_none(), "{}: {before:.200}\n,{after:.60}", path.display());
        }
    }
}
