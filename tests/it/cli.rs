//! The command as a process: exit statuses, messages, streams.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// A folder of its own for a test, removed at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("enact-cli-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn file(&self, name: &str, text: impl AsRef<[u8]>) -> &Folder {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
        self
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.join(name)).unwrap()
    }

    fn enact(&self, arguments: &[&str]) -> Ran {
        self.enact_with(arguments, "")
    }

    fn enact_with(&self, arguments: &[&str], input: &str) -> Ran {
        let mut child = self.command(arguments).stdin(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        // The command may end without reading its input.
        let _ = stdin.write_all(input.as_bytes());
        drop(stdin);
        Ran::from(child.wait_with_output().unwrap())
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_enact"));
        command.current_dir(&self.0).args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[derive(Debug)]
struct Ran {
    status: Option<i32>,
    out: String,
    err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Ran {
        Ran {
            status: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Ran {
    #[track_caller]
    fn is(&self, status: i32, out: &[&str], err: &[&str]) {
        assert_eq!(self.status, Some(status), "{self:#?}");
        out.iter().for_each(|part| assert!(self.out.contains(part), "no `{part}` in {self:#?}"));
        err.iter().for_each(|part| assert!(self.err.contains(part), "no `{part}` in {self:#?}"));
    }
}

#[test]
fn misuse_is_said_and_ends_with_status_2() {
    let folder = Folder::new("misuse");
    folder.enact(&[]).is(2, &[], &["Usage"]);
    folder.enact(&["decode"]).is(2, &[], &["decode"]);
    folder.enact(&["check"]).is(2, &[], &["PATH"]);
    folder.enact(&["check", "nowhere.enact"]).is(2, &[], &["cannot read `nowhere.enact`: there is no such file or folder"]);
    folder.enact(&["check", "."]).is(2, &[], &["no *.enact file lies below `.`"]);
    folder.enact(&["decide", "x.enact"]).is(2, &[], &["--cases"]);
    let order = folder.enact(&["decide", "x.enact", "--cases", "-", "--order", "federal first"]);
    order.is(2, &[], &["cannot read `x.enact`"]);
    let as_of = folder.enact(&["decide", "x.enact", "--cases", "-", "--as-of", "01/02/2013"]);
    as_of.is(2, &[], &["`--as-of 01/02/2013` is not a day", "--as-of 2013-06-01"]);
    folder.enact(&["--help"]).is(0, &["check", "decide", "test", "explain", "fmt", "schema"], &[]);
}

#[test]
fn a_file_that_is_not_utf_8_is_shown_where_it_is_damaged() {
    let folder = Folder::new("utf8");
    folder.file("a.enact", b"policy \"Caf\xe9\".\n");
    folder.enact(&["check", "a.enact"]).is(1, &["policy-not-utf-8", "[a.enact:1:12]", "the byte E9"], &[]);
    let concise = folder.enact(&["check", "a.enact", "--format", "concise"]);
    concise.is(1, &["a.enact:1:12: error[policy-not-utf-8]: the file is not UTF-8 text; the byte E9"], &[]);
    let json = folder.enact(&["check", "a.enact", "--format", "json"]);
    json.is(1, &[], &[]);
    let parsed: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(parsed["diagnostics"][0]["line"], 1);
    folder.file("b.enact", b"\xff\xfep\0o\0");
    folder.enact(&["check", "b.enact"]).is(1, &["UTF-16"], &[]);
}

#[test]
fn a_file_that_is_too_large_is_refused() {
    let folder = Folder::new("large");
    folder.file("a.enact", vec![b'#'; (8 << 20) + 1]);
    folder.enact(&["check", "a.enact"]).is(2, &[], &["`a.enact` is larger than 8 MiB"]);
}

#[test]
fn codes_are_explained() {
    let folder = Folder::new("explain");
    folder.enact(&["explain"]).is(0, &["unknown-name", "scenario-failed"], &[]);
    folder.enact(&["explain", "unknown-name"]).is(0, &["unknown-name"], &[]);
    folder.enact(&["explain", "unkown-name"]).is(2, &[], &["did you mean `enact explain unknown-name`?"]);
    folder.enact(&["explain", "nothing-like-it"]).is(2, &[], &["`enact explain` lists every code"]);
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let folder = Folder::new("pipe");
    let mut child = folder.command(&["explain"]).spawn().unwrap();
    drop(child.stdout.take());
    let ran = Ran::from(child.wait_with_output().unwrap());
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""), "{ran:?}");
}

const VOCABULARY: &str = "\
vocabulary \"us/detainer\".

facts of an offense:
    grade: felony, misdemeanor or infraction;
    violent: yes or no;
    serious felony: yes or no.

facts of a conviction:
    the facts of an offense;
    date: date.

facts of the case:
    offense: an offense;
    prior convictions: list of convictions, each prior conviction;
    bail: money, or none.
";

const POLICY: &str = "\
policy \"Los Angeles County Sheriff: immigration detainers\":
    made by county \"Los Angeles County\";
    in force from 2013-01-01;
    source \"Announcement of 5 December 2012\".

use \"us/detainer\".

decision detainer: honor or decline.

define an offense is low-level if any of:
    (a) its grade is infraction;
    (b) its grade is misdemeanor and it is not violent.

> decline low-level arrests
rule 1 \"low-level arrests\":
    decline detainer if offense is low-level and no prior conviction.

rule 2 \"serious record\", exception to rule 1:
    honor detainer if any prior conviction is a serious felony.

otherwise honor detainer.

scenario \"shoplifter without a record\":
    given offense: grade misdemeanor, not violent;
    and no prior convictions
    expect decline detainer by rule 1.
";

const CASES: &str = r#"{"case": "C-17", "offense": {"grade": "infraction"}, "prior_convictions": []}
{"case": "C-18", "offense": {"grade": "infraction"}, "bail": "five hundred"}
{"case": "C-19", "offense": {"grade": "infraction"}}
{"case": "C-20", "as_of": "2012-01-01", "offense": {"grade": "felony"}}
"#;

/// A vocabulary, a policy that uses it, and cases.
fn policies(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.file("us/detainer.enact", VOCABULARY).file("us/ca/sheriff.enact", POLICY).file("cases.ndjson", CASES);
    folder
}

#[test]
fn a_policy_is_checked_with_what_it_uses() {
    let folder = policies("check");
    folder.enact(&["check", "us"]).is(0, &["2 files checked: no problems"], &[]);
    folder.enact(&["check", "us/ca/sheriff.enact", "us/ca/sheriff.enact"]).is(0, &["1 file checked: no problems"], &[]);
    folder.enact(&["check", "us/ca/sheriff.enact", "nowhere"]).is(2, &["1 file checked: no problems"], &["`nowhere`"]);
    folder.file("us/ca/bad.enact", POLICY.replace("us/detainer", "us/detaner"));
    let out = folder.enact(&["check", "us"]);
    out.is(1, &["unknown-module", "did you mean `us/detainer`?", "write `use \"us/detainer\"`", "3 files checked: 1 error"], &[]);
    folder.file("us/ca/bad.enact", POLICY.replace("us/detainer", "../detainer.enact"));
    folder.enact(&["check", "us/ca/bad.enact"]).is(1, &["cannot be the name of a module"], &[]);
}

#[test]
fn modules_may_use_each_other_in_a_circle_and_links_may_too() {
    let folder = policies("circle");
    folder.file("us/detainer.enact", VOCABULARY.replace("\n\nfacts of an offense", "\nuse \"us/other\".\n\nfacts of an offense"));
    folder.file("us/other.enact", "vocabulary \"us/other\".\nuse \"us/detainer\".\n");
    #[cfg(unix)]
    std::os::unix::fs::symlink("..", folder.0.join("us/ca/up")).unwrap();
    folder.enact(&["check", "us"]).is(0, &["3 files checked"], &[]);
}

#[test]
fn cases_are_decided_in_order_and_an_invalid_one_stops_nothing() {
    let folder = policies("decide");
    let ran = folder.enact(&["decide", "us/ca/sheriff.enact", "--cases", "cases.ndjson", "--as-of", "2013-06-01"]);
    ran.is(1, &[], &["wrong-kind-of-value", "[cases.ndjson:2:62]"]);
    let lines: Vec<serde_json::Value> = ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let effects: Vec<(&str, &str)> =
        lines.iter().map(|line| (line["case"].as_str().unwrap(), line["effect"].as_str().unwrap())).collect();
    assert_eq!(effects, [("C-17", "chosen"), ("C-18", "invalid"), ("C-19", "undetermined"), ("C-20", "chosen")]);
    assert!(ran.out.starts_with(concat!(
        r#"{"case":"C-17","instrument":"us/ca/sheriff","decision":"detainer","effect":"chosen","outcome":"decline","#,
        r#""rules":["1"],"defeated":[],"missing":[],"questions":[],"problems":[]"#
    )));
    let schema = include_str!("../../docs/schemas/decision.schema.json");
    let validator = jsonschema::validator_for(&serde_json::from_str(schema).unwrap()).unwrap();
    for line in &lines {
        assert!(validator.is_valid(line), "{line:#}");
    }
    let why = folder.enact(&["decide", "us/ca/sheriff.enact", "--cases", "cases.ndjson", "--format", "json", "--why"]);
    let array: Vec<serde_json::Value> = serde_json::from_str(&why.out).unwrap();
    assert!(array.len() == 4 && array.iter().all(|object| validator.is_valid(object)), "{}", why.out);
    // The record's own day comes before today, and after the day that was asked for.
    assert_eq!(array[3]["as_of"], "2012-01-01");
}

#[test]
fn text_says_why_and_why_not() {
    let folder = policies("why");
    let decide = ["decide", "us/ca/sheriff.enact", "--cases", "cases.ndjson", "--as-of", "2013-06-01", "--why", "--why-not", "2"];
    folder.enact(&decide).is(
        1,
        &[
            "C-17  decline detainer (chosen), by rule 1 \"low-level arrests\"\n      Announcement of 5 December 2012; in force",
            "> decline low-level arrests",
            "(a) its grade is infraction   yes: grade of the offense is infraction",
            "any prior conviction is a serious felony   no: the list is known to be empty",
            "C-18  invalid: the record cannot be read",
            "not known    prior convictions (the case has no such list)",
            "record it    `\"prior_convictions\": []` if there are none",
        ],
        &[],
    );
}

#[test]
fn a_receipt_says_what_was_decided_from() {
    let folder = policies("receipt");
    let decide =
        ["decide", "us/ca/sheriff.enact", "--cases", "cases.ndjson", "--as-of", "2013-06-01", "--receipt", "receipt.json"];
    folder.enact(&decide).is(1, &[], &[]);
    let read = |name: &str| std::fs::read(folder.0.join(name)).unwrap();
    let receipt: serde_json::Value = serde_json::from_slice(&read("receipt.json")).unwrap();
    assert_eq!((receipt["as_of"].as_str(), receipt["version"].as_str()), (Some("2013-06-01"), Some(env!("CARGO_PKG_VERSION"))));
    let hash = receipt["cases"]["sha256"].as_str().unwrap().to_owned();
    // The same records give the same hash, another record another one.
    folder.enact(&decide).is(1, &[], &[]);
    let again: serde_json::Value = serde_json::from_slice(&read("receipt.json")).unwrap();
    assert_eq!(again["cases"]["sha256"].as_str(), Some(hash.as_str()));
    let mut cases = read("cases.ndjson");
    cases.extend_from_slice(b"{}\n");
    std::fs::write(folder.0.join("cases.ndjson"), cases).unwrap();
    folder.enact(&decide).is(1, &[], &[]);
    let other: serde_json::Value = serde_json::from_slice(&read("receipt.json")).unwrap();
    assert_ne!(other["cases"]["sha256"].as_str(), Some(hash.as_str()));
    let nowhere = ["decide", "us/ca/sheriff.enact", "--cases", "cases.ndjson", "--receipt", "nowhere/receipt.json"];
    folder.enact(&nowhere).is(2, &[], &["cannot write the receipt `nowhere/receipt.json`"]);
}

#[test]
fn the_form_of_standard_input_is_seen() {
    let folder = policies("stdin");
    let decide = |input: &str| folder.enact_with(&["decide", "us/ca/sheriff.enact", "--cases", "-", "--format", "ndjson"], input);
    let wanted = "\"effect\":\"chosen\",\"outcome\":\"decline\"";
    decide(r#" {"offense": {"grade": "infraction"}, "prior_convictions": []}"#).is(0, &[wanted], &[]);
    decide("{\n\"offense\": {\"grade\": \"infraction\"},\n \"prior_convictions\": []}").is(0, &[wanted], &[]);
    decide(r#"[{"offense": {"grade": "infraction"}, "prior_convictions": []}]"#).is(0, &[wanted], &[]);
    decide("").is(0, &[], &[]);
    assert_eq!(decide("").out, "");
}

#[test]
fn what_the_command_names_must_be_there() {
    let folder = policies("names");
    let decide = |further: &[&str]| {
        let mut arguments = vec!["decide", "us/ca/sheriff.enact", "--cases", "cases.ndjson"];
        arguments.extend_from_slice(further);
        folder.enact(&arguments)
    };
    decide(&["--decision", "detaine"]).is(2, &[], &["there is no decision `detaine`; did you mean `detainer`?"]);
    decide(&["--why-not", "9"]).is(2, &[], &["there is no rule `9`; this policy has `1`, `2` and `otherwise`"]);
    decide(&["--position", "holiday=named"]).is(2, &[], &["there is no question `holiday`; this policy has none"]);
    decide(&["--position", "holiday"]).is(2, &[], &["lacks `=`"]);
    let cases = |path: &str| folder.enact(&["decide", "us/ca/sheriff.enact", "--cases", path]);
    cases("us").is(2, &[], &["cannot read the cases in `us`: it is a folder, not a file"]);
    cases("none.json").is(2, &[], &["cannot read the cases in `none.json`: there is no such file"]);
    folder.enact(&["decide", "us/detainer.enact", "--cases", "cases.ndjson"]).is(2, &[], &["has no `policy` heading"]);
    folder.enact(&["schema", "us/ca/sheriff.enact"]).is(0, &["prior_convictions"], &[]);
}

#[test]
fn a_policy_with_an_error_decides_nothing() {
    let folder = policies("error");
    folder.file("us/ca/sheriff.enact", POLICY.replace("no prior conviction", "no prior convicton"));
    let ran = folder.enact(&["decide", "us/ca/sheriff.enact", "--cases", "cases.ndjson"]);
    ran.is(1, &[], &["unknown-name", "nothing is decided until this is mended"]);
    assert_eq!(ran.out, "");
}

#[test]
fn a_pipe_closed_while_deciding_ends_quietly() {
    let folder = policies("decide-pipe");
    folder.file("many.ndjson", format!("{}\n", CASES.lines().next().unwrap()).repeat(5_000));
    let mut child = folder.command(&["decide", "us/ca/sheriff.enact", "--cases", "many.ndjson"]).spawn().unwrap();
    drop(child.stdout.take());
    let ran = Ran::from(child.wait_with_output().unwrap());
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""), "{ran:?}");
}

#[test]
fn scenarios_pass_and_fail() {
    let folder = policies("test");
    folder.enact(&["test", "us"]).is(0, &["1 scenario passed\n"], &[]);
    let wrong = POLICY.replace("expect decline detainer by rule 1.", "expect honor detainer.");
    folder.file("us/ca/sheriff.enact", wrong);
    let ran = folder.enact(&["test", "us", "--junit", "junit.xml"]);
    ran.is(
        1,
        &[
            "scenario-failed",
            "expects `honor detainer`, and the policy gives\n  │ `decline detainer`",
            "rule 2 fails here: the list is known to be empty",
            "write `expect decline detainer by rule 1` if the policy is right",
            "0 scenarios passed, 1 failed",
        ],
        &[],
    );
    assert!(folder.read("junit.xml").contains("tests=\"1\" failures=\"1\""));
    let json: serde_json::Value = serde_json::from_str(&folder.enact(&["test", "us", "--format", "json"]).out).unwrap();
    assert_eq!((&json["failed"], &json["results"][0]["problems"][0]["code"]), (&1.into(), &"scenario-failed".into()));
}

#[test]
fn snapshots_are_written_compared_and_shown() {
    let folder = policies("snapshot");
    folder.file("us/ca/sheriff.cases.ndjson", CASES);
    folder.enact(&["test", "us"]).is(
        1,
        &["sheriff.decisions.txt", "`enact test --accept` writes it", "0 snapshots as pinned, 1 not"],
        &[],
    );
    folder.enact(&["test", "us", "--accept"]).is(0, &["sheriff.decisions.txt rewritten"], &[]);
    let pinned = folder.read("us/ca/sheriff.decisions.txt");
    assert!(pinned.starts_with("as of 2013-01-01\n\nC-17  decline detainer (chosen)"), "{pinned}");
    folder.enact(&["test", "us"]).is(0, &["1 scenario passed; 1 snapshot as pinned"], &[]);
    folder.file("us/ca/sheriff.enact", POLICY.replace("serious record", "grave record"));
    folder.enact(&["test", "us"]).is(1, &["- ", "+ ", "grave record", "0 snapshots as pinned, 1 not"], &[]);
    folder.file("us/ca/sheriff.decisions.txt", "as of tomorrow\n");
    folder.enact(&["test", "us"]).is(1, &["`as of tomorrow`"], &[]);
}

#[test]
fn files_are_put_into_layout_in_place() {
    let folder = policies("fmt");
    folder.enact(&["fmt", "us"]).is(0, &[], &[]);
    let neat = folder.read("us/ca/sheriff.enact");
    folder.file("us/ca/sheriff.enact", neat.replace("    decline detainer", " decline   detainer"));
    folder.enact(&["fmt", "--check", "us"]).is(1, &["sheriff.enact would change"], &[]);
    folder.enact(&["fmt", "us"]).is(0, &["sheriff.enact changed"], &[]);
    assert_eq!(folder.read("us/ca/sheriff.enact"), neat);
    assert_eq!(folder.enact_with(&["fmt", "-"], &neat).out, neat);
    folder.file("us/bad.enact", "rule 1: decline");
    folder.enact(&["fmt", "us/bad.enact"]).is(1, &[], &["us/bad.enact:1"]);
    assert_eq!(folder.read("us/bad.enact"), "rule 1: decline");
}

/// Two policies that use the same words in different meanings, and neither of which knows the other.
const STATE: &str = r#"policy "State: release":
    made by state "Nowhere";
    in force from 2010-01-01.

facts of the case:
    offense: offense;
    bail: money, or none.

facts of an offense:
    grade: felony, misdemeanor or infraction;
    violent: yes or no.

decision detainer: honor or decline.

question reading:
    position strict;
    default position strict;
    position lenient.

parameter fee:
    from 2010-01-01: $500.

define an offense is low-level if its grade is misdemeanor or infraction.

rule 1: decline detainer if offense is low-level and bail is less than the fee.

rule 2, exception to rule 1: honor detainer if reading is lenient.

otherwise honor detainer.
"#;

const CITY: &str = r#"policy "City: release":
    made by city "Nowhere";
    in force from 2010-01-01.

facts of the case:
    bail: money, or none;
    offense: offense.

facts of an offense:
    violent: yes or no;
    grade: felony or misdemeanor.

decision detainer: honor or decline.

question reading:
    position narrow;
    position wide;
    default position wide.

parameter fee:
    from 2010-01-01: 3.

define an offense is low-level if it is not violent.

rule 1: decline detainer if offense is low-level and the fee is at least 3.

rule 2, exception to rule 1: honor detainer if reading is narrow.

otherwise honor detainer.
"#;

const BOTH_CASES: &str = r#"{"case": "1", "offense": {"grade": "infraction", "violent": true}, "bail": "$100"}
{"case": "2", "offense": {"grade": "felony", "violent": false}, "bail": "$100"}
{"case": "3", "offense": {"grade": "misdemeanor", "low_level": true}, "bail": "$900"}
{"case": "4", "offense": {"low_level": false}, "bail": "none"}
{"case": "5", "offense": {"violent": true}}
{"case": "6", "offense": {"low_level": true}, "bail": "$100"}
"#;

/// The answers of one instrument: everything but how they were come by.
fn answers(ran: &Ran, instrument: &str) -> Vec<String> {
    let lines = ran.out.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let own = lines.filter(|it| it["instrument"].as_str().is_some_and(|it| it.ends_with(instrument)));
    own.map(|it| format!("{} {} {} {}", it["case"], it["decision"], it["effect"], it["outcome"])).collect()
}

#[test]
fn policies_that_know_nothing_of_each_other_are_decided_together_as_alone() {
    let mut together = Vec::new();
    for (state, city) in [("a", "b"), ("b", "a")] {
        let folder = Folder::new(&format!("apart-{state}"));
        folder.file(&format!("law/{state}.enact"), STATE).file(&format!("law/{city}.enact"), CITY);
        folder.file("cases.ndjson", BOTH_CASES);
        let decide = |path: &str| folder.enact(&["decide", path, "--cases", "cases.ndjson", "--as-of", "2013-01-01"]);
        let both = decide("law");
        both.is(0, &["\"decline\"", "\"honor\""], &[]);
        let (one, other) = (format!("law/{state}.enact"), format!("law/{city}.enact"));
        for paths in [[&one, &other], [&other, &one]] {
            let named = folder.enact(&["decide", paths[0], paths[1], "--cases", "cases.ndjson", "--as-of", "2013-01-01"]);
            assert_eq!(named.out, both.out);
        }
        for name in [state, city] {
            let alone = folder.enact(&[
                "decide",
                &format!("law/{name}.enact"),
                "--cases",
                "cases.ndjson",
                "--as-of",
                "2013-01-01",
                "--allow-extra",
            ]);
            let wrong = alone.out.lines().filter(|line| line.contains("invalid")).count();
            // Alone, the city can't read an infraction; together, it does not know the grade, which it does not ask for either.
            assert_eq!(wrong, usize::from(name == city), "{alone:?}");
            let alone = answers(&alone, name);
            assert!(alone.len() >= 5, "{alone:?}");
            let own = answers(&both, name);
            alone.iter().filter(|it| !it.starts_with("\"1\"")).for_each(|it| assert!(own.contains(it), "no {it} in {own:#?}"));
        }
        together.push((answers(&both, state), answers(&both, city)));
        folder.enact(&["schema", "law"]).is(0, &["low_level", "infraction"], &[]);
        folder.enact(&["check", "law"]).is(0, &["no problems"], &[]);
    }
    assert_eq!(together[0], together[1]);
}

#[test]
fn a_file_without_a_heading_decides_by_the_policies_it_uses() {
    let folder = Folder::new("used");
    folder.file("law/state.enact", STATE).file("law/city.enact", CITY).file("cases.ndjson", BOTH_CASES);
    folder.file("law/all.enact", "use \"state\".\nuse \"city\".\n");
    let ran = folder.enact(&["decide", "law/all.enact", "--cases", "cases.ndjson", "--as-of", "2013-01-01"]);
    ran.is(0, &[], &[]);
    for name in ["city", "state"] {
        assert_eq!(answers(&ran, name).len(), 6, "{ran:?}");
    }
    folder.file("law/all.enact", "use \"state\".\nuse \"city\".\ndefine the bail is high if bail is more than the fee.\n");
    let ran = folder.enact(&["decide", "law/all.enact", "--cases", "cases.ndjson"]);
    ran.is(1, &[], &["ambiguous-name", "law/city.enact", "law/state.enact"]);
}

#[test]
fn names_of_files_that_are_not_used_are_unknown() {
    let folder = Folder::new("unknown");
    folder.file("law/state.enact", STATE).file("cases.ndjson", BOTH_CASES);
    folder.file(
        "law/city.enact",
        CITY.replace("parameter fee:\n    from 2010-01-01: 3.", "").replace("decision detainer: honor or decline.", ""),
    );
    let ran = folder.enact(&["decide", "law", "--cases", "cases.ndjson"]);
    ran.is(1, &[], &["unknown"]);
    // Other outcomes are another decision.
    folder.file("law/city.enact", CITY.replace("honor or decline", "honor, decline or ask"));
    folder.enact(&["decide", "law", "--cases", "cases.ndjson", "--as-of", "2013-01-01"]).is(0, &[], &[]);
    // A record within must be one.
    folder.file(
        "law/city.enact",
        "facts of the case:\n    offense: text.\n\ndecision x: y or z.\n\ny x if offense is \"arson\".\n",
    );
    folder.enact(&["decide", "law", "--cases", "cases.ndjson"]).is(1, &[], &["facts-differ"]);
}

#[test]
fn dates_in_another_form_are_told_once_for_a_file() {
    let folder = Folder::new("dates-in-another-form");
    folder.file(
        "cards.enact",
        "policy \"Cards\":\n    made by city \"Ashby\".\n\nfacts of the case:\n    birth date: date.\n\ndecision card: issue or refuse.\n\n\
         issue card if the birth date is on or before 2000-01-01.\n",
    );
    folder.file("cases.csv", "case,birth_date\n1,01/31/1990\n2,02/03/1991\n3,1991-02-03\n4,12/12/1912\n");
    let ran = folder.enact(&["decide", "cards.enact", "--cases", "cases.csv"]);
    assert_eq!(ran.status, Some(1));
    assert_eq!(ran.err.matches("unclear-date-in-case").count(), 1);
    assert!(ran.err.contains("note: 2 more dates in `birth_date` are not written year, month, day"), "{}", ran.err);
    // None of the records is lost.
    assert_eq!(ran.out.matches("invalid").count(), 3);
    assert!(ran.out.contains("issue card (chosen)"));
}

#[test]
fn an_id_that_comes_again_is_told() {
    let folder = Folder::new("ids");
    let policy = "policy \"Pay\": made by county \"Kern\".\nfacts of the case: docket: text, names the case; pay: money.\n\
        decision relief: grant or deny.\nrule 1: grant relief if pay is at most $1,000.\notherwise deny relief.\n";
    folder.file("pay.enact", policy);
    let decide = |cases: &str| {
        folder.file("cases.ndjson", cases);
        folder.enact(&["decide", "pay.enact", "--cases", "cases.ndjson", "--as-of", "2024-01-01"])
    };
    let twice = "{\"docket\":\"A\",\"pay\":\"$5\"}\n{\"docket\":\"B\"}\n{\"docket\":\"A\",\"pay\":\"$5000\"}\n";
    decide(twice).is(0, &["\"A\""], &["note: 1 record has the id of an earlier one: `A` (lines 1 and 3)"]);
    assert_eq!(decide("{\"docket\":\"A\"}\n{\"docket\":\"B\"}\n{}\n{}\n{\"docket\":\"\"}\n{\"docket\":\"\"}\n").err, "");
    // Answers of two days of the law are told apart by the day.
    folder.file("cases.ndjson", "{\"docket\":\"A\",\"as_of\":\"2023-01-01\"}\n{\"docket\":\"A\",\"as_of\":\"2024-01-01\"}\n");
    assert_eq!(folder.enact(&["decide", "pay.enact", "--cases", "cases.ndjson"]).err, "");
    // An id that is empty names nothing.
    decide("{\"docket\":\"\"}\n").is(0, &["\"case\":\"line 1\""], &[]);
    decide("").is(0, &[], &["note: `cases.ndjson` holds no record"]);
}
