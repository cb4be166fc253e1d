//! Hostile input: one clear message, the right exit status, no panic, and the other records are still decided.

use crate::support::{Run, enact, folder};
use std::path::{Path, PathBuf};

const POLICY: &str = "policy \"P\":\n    made by city \"X\".\n\nfacts of the case:\n    age: number;\n    name: text;\n    \
                      items: list of items, each item.\n\nfacts of an item:\n    good: yes or no.\n\ndecision permit: grant or refuse.\n\n\
                      rule 1:\n    grant permit if age is at least 18.\n\notherwise refuse permit.\n";

fn place(name: &str) -> PathBuf {
    let place = folder(&format!("robust-{name}"));
    std::fs::write(place.join("p.enact"), POLICY).expect("a file can be written");
    place
}

fn sound(run: &Run) {
    for text in [&run.stdout, &run.stderr] {
        assert!(!text.contains("panicked") && !text.contains("overflow"), "{text:.400}");
        assert!(text.len() < 200_000, "a flood of {} bytes", text.len());
    }
}

/// Checks a policy text: exactly these codes, status 1 (0 if none).
fn check(place: &Path, text: &[u8], codes: &[&str]) {
    std::fs::write(place.join("q.enact"), text).expect("a file can be written");
    let run = enact(place, &["check", "q.enact", "--format", "concise"], None);
    sound(&run);
    let said = format!("{}{}", run.stdout, run.stderr);
    let found: Vec<&str> = said.lines().filter_map(|line| Some(line.split_once('[')?.1.split_once(']')?.0)).collect();
    assert_eq!(found, codes, "{:.60}\n{said:.600}", String::from_utf8_lossy(text));
    assert_eq!(run.status, i32::from(!codes.is_empty()), "{said:.400}");
}

#[test]
fn hostile_policies_are_told_once() {
    let place = place("policies");
    check(&place, &b"(".repeat(10 << 20)[..(7 << 20)], &["file-too-large"]);
    let nested = format!("{POLICY}rule 2: grant permit if {}age is 3{}.\n", "(".repeat(100_000), ")".repeat(100_000));
    check(&place, nested.as_bytes(), &["nested-too-deeply"]);
    check(&place, format!("{POLICY}rule 2: grant permit if {} is 3.\n", "a".repeat(1_000_000)).as_bytes(), &["word-too-long"]);
    check(
        &place,
        format!("{POLICY}rule 2: grant permit if {}is 3.\n", "word ".repeat(500_000)).as_bytes(),
        &["sentence-too-long"],
    );
    check(&place, b"\xff\xfe\x00broken", &["policy-not-utf-8"]);
    // What is left out of a file with too many items is passed over in one go.
    check(&place, "rule 1 \"x\"\n".repeat(40_000).as_bytes(), &["too-many-mistakes"]);
    check(&place, format!("\u{feff}{}", POLICY.replace('\n', "\r\n")).as_bytes(), &[]);
    check(&place, POLICY.trim_end().as_bytes(), &[]);
    check(&place, format!("{POLICY}rule 2: grant permit if age is {}.\n", "9".repeat(400)).as_bytes(), &["word-too-long"]);
}

#[test]
fn long_chains_are_told_or_run() {
    let place = place("chains");
    let mut circle = POLICY.to_owned();
    for number in 2..3000 {
        circle.push_str(&format!("rule {number}, exception to rule {}: refuse permit if age is exactly {number}.\n", number - 1));
    }
    check(&place, circle.as_bytes(), &[]);
    circle.push_str("rule 3000, exception to rule 2999, subject to rule 1: refuse permit if age is exactly 1.\n");
    check(&place, circle.as_bytes(), &["exception-circle"]);
    let mut definitions = POLICY.to_owned();
    definitions.push_str("define d0 as age plus 1.\n");
    for number in 1..2000 {
        definitions.push_str(&format!("define d{number} as d{} plus 1.\n", number - 1));
    }
    definitions.push_str("rule 2: refuse permit if d1999 is 3.\n");
    check(&place, definitions.as_bytes(), &["definitions-too-deep"]);
}

/// Decides records: the codes told, and that the sound record beside them is decided.
fn decide(place: &Path, record: &[u8], codes: &[&str]) {
    let mut records = b"{\"case\":\"before\",\"age\":20}\n".to_vec();
    records.extend_from_slice(record);
    records.extend_from_slice(b"\n{\"case\":\"after\",\"age\":20}\n");
    let run = enact(place, &["decide", "p.enact", "--cases", "-", "--input", "ndjson", "--format", "ndjson"], Some(&records));
    sound(&run);
    let granted = run.stdout.lines().filter(|line| line.contains("\"outcome\":\"grant\"")).count();
    assert_eq!(granted, 2, "{:.60}\n{:.400}{:.400}", String::from_utf8_lossy(record), run.stdout, run.stderr);
    assert!(run.stdout.lines().any(|line| line.contains("\"effect\":\"invalid\"")), "{:.400}", run.stdout);
    let known = |line: &&str| enact::diagnostics::Code::named(line.trim()).is_some();
    let found: Vec<&str> = run.stderr.lines().filter(known).collect();
    assert_eq!(found, codes, "{:.60}\n{:.600}", String::from_utf8_lossy(record), run.stderr);
    assert_eq!(run.status, 1);
}

#[test]
fn hostile_records_stop_nothing_else() {
    let place = place("records");
    decide(&place, &b"[".repeat(100_000), &["record-nested-too-deeply"]);
    decide(&place, format!("{{\"items\":{}", "[".repeat(100_000)).as_bytes(), &["record-nested-too-deeply"]);
    decide(&place, format!("{{\"age\":{}}}", "9".repeat(400)).as_bytes(), &["number-too-large"]);
    decide(&place, b"{\"age\":1,\"age\":2}", &["duplicate-key"]);
    decide(&place, b"{\"age\":1", &["record-cut-short"]);
    decide(&place, b"{\"name\":\"\xff\"}", &["not-utf-8"]);
    decide(&place, b"{\"agge\":1}", &["unknown-fact"]);
    decide(&place, format!("{{\"name\":\"{}\"", "x".repeat(17 << 20)).as_bytes(), &["record-too-large"]);
    decide(&place, b"\0\0\0", &["broken-record"]);
}

#[test]
fn files_that_are_none_are_misuse() {
    let place = place("files");
    std::fs::create_dir_all(place.join("folder.enact")).expect("a folder can be made");
    for arguments in [
        &["check", "nowhere.enact"][..],
        &["decide", "p.enact", "--cases", "nowhere.json"],
        &["decide", "p.enact", "--cases", "folder.enact"],
        &["decide", "nowhere.enact", "--cases", "p.enact"],
        &["fmt", "nowhere.enact"],
        &["test", "nowhere"],
        &["schema", "nowhere.enact"],
    ] {
        let run = enact(&place, arguments, None);
        sound(&run);
        assert_eq!(run.status, 2, "{arguments:?}\n{}{}", run.stdout, run.stderr);
        assert!(!run.stderr.is_empty(), "{arguments:?} says nothing");
    }
}

/// A policy of definitions `v0`, `v1`, … and the rule `d is` the last one; `{}` and `{}-1` are the number and the one before it.
fn chain(facts: &str, first: &str, step: &str, length: usize) -> String {
    let mut policy = format!(
        "policy \"P\":\n    made by city \"X\".\n\nfacts of the case: {facts}.\n\ndecision d: number.\n\ndefine v0 as {first}.\n"
    );
    for number in 1..=length {
        let before = format!("v{}", number - 1);
        policy.push_str(&format!("define v{number} as {}.\n", step.replace("BEFORE", &before).replace("N", &number.to_string())));
    }
    policy.push_str(&format!("\nrule 1:\n    d is v{length}.\n"));
    policy
}

/// Decides one record and one more by a policy.
fn decide_by(place: &Path, policy: &str, records: &str) -> Run {
    std::fs::write(place.join("q.enact"), policy).expect("a file can be written");
    let options = ["decide", "q.enact", "--cases", "-", "--input", "ndjson", "--format", "ndjson", "--as-of", "2024-01-01"];
    let run = enact(place, &options, Some(records.as_bytes()));
    sound(&run);
    run
}

#[test]
fn a_problem_is_kept_once_however_often_it_is_used() {
    let place = place("problems");
    for (first, code, bad) in [
        ("1 divided by age", "division-by-zero", "{\"age\":0}"),
        ("1 plus age", "absent-amount", "{\"age\":\"none\"}"),
        ("age times 10000000000000000000000000", "number-too-large", "{\"age\":10000000000000}"),
    ] {
        let policy = chain("age: number, or none", first, "BEFORE plus BEFORE", 29);
        let run = decide_by(&place, &policy, &format!("{bad}\n{{\"age\":1}}\n"));
        assert_eq!(run.stderr.lines().filter(|it| *it == code).count(), 1, "{:.600}", run.stderr);
        assert!(run.stdout.lines().nth(1).is_some_and(|it| it.contains("\"effect\":\"chosen\"")), "{:.600}", run.stdout);
        assert_eq!(run.status, 1);
    }
}

#[test]
fn chains_of_definitions_with_unknown_facts_end() {
    let place = place("unknown-chains");
    let facts = "a: number; b: number; p: yes or no; d1: date; d2: date";
    for (first, step) in [
        ("a", "BEFORE if BEFORE is at least N, otherwise BEFORE plus 1"),
        ("a", "BEFORE if BEFORE is at least b, otherwise BEFORE plus b"),
        ("a", "the lesser of BEFORE and (BEFORE plus 1)"),
        ("a", "the lesser of BEFORE and b"),
        ("a", "the amount by which BEFORE exceeds b"),
        ("a", "BEFORE plus BEFORE"),
        ("a", "BEFORE times BEFORE"),
        ("a", "(BEFORE plus 1) if p is yes, otherwise BEFORE plus BEFORE"),
        ("d1", "the later of BEFORE and 1 day after BEFORE"),
        ("d1", "the later of BEFORE and N days after d2"),
    ] {
        let mut policy = chain(facts, first, step, 32);
        if first == "d1" {
            policy = policy.replace("decision d: number", "decision d: date");
        }
        let run = decide_by(&place, &policy, "{}\n{\"a\":3,\"b\":4,\"p\":false,\"d1\":\"2020-01-01\",\"d2\":\"2021-01-01\"}\n");
        let first = run.stdout.lines().next().unwrap_or("");
        let named = if step.contains("d2") { "\"d1\",\"d2\"" } else { "\"" };
        assert!(first.contains("\"undetermined\"") && first.contains(named), "{step}\n{}{:.600}", run.stdout, run.stderr);
    }
}

#[test]
fn hundreds_of_unknown_items_are_bounded() {
    let place = place("unknown-items");
    let policy = "policy \"P\":\n    made by city \"X\".\n\nfacts of the case: cars: list of cars, each car.\n\nfacts of a car: w: number.\n\n\
                  decision d: grant or refuse.\n\ndefine a car is top if its w is at least the highest of w of cars.\n\n\
                  rule 1: grant d if at least 2 cars are top.\n\notherwise refuse d.\n";
    let items = vec!["{}"; 100].join(",");
    let run = decide_by(&place, policy, &format!("{{\"cars\":[{items}]}}\n{{\"cars\":[{{\"w\":1}},{{\"w\":1}}]}}\n"));
    let mut lines = run.stdout.lines();
    let first = lines.next().unwrap_or("");
    assert!(
        first.contains("\"undetermined\"") && first.contains("\"cars[0].w\"") && first.contains("\"cars[99].w\""),
        "{first:.600}"
    );
    assert!(lines.next().is_some_and(|it| it.contains("\"grant\"")), "{:.600}", run.stdout);
}

/// Decides a table: the ids of the answers with `invalid` for those that are, and the codes told.
fn table(place: &Path, text: &[u8]) -> (Vec<String>, Vec<String>) {
    let run = enact(place, &["decide", "p.enact", "--cases", "-", "--input", "csv", "--format", "ndjson"], Some(text));
    sound(&run);
    let known = |line: &&str| enact::diagnostics::Code::named(line.trim()).is_some();
    let codes: Vec<String> = run.stderr.lines().filter(known).map(str::to_owned).collect();
    assert_eq!(run.status, i32::from(!codes.is_empty()), "{:.400}{:.400}", run.stdout, run.stderr);
    let answers = run.stdout.lines().map(|line| {
        let id = line.split('"').nth(3).unwrap_or("").to_owned();
        if line.contains("\"effect\":\"invalid\"") { format!("{id} invalid") } else { id }
    });
    (answers.collect(), codes)
}

#[test]
fn no_row_of_a_table_is_lost_in_silence() {
    let place = place("tables");
    let told = |text: &str, answers: &[&str], codes: &[&str]| {
        assert_eq!(
            table(&place, text.as_bytes()),
            (answers.iter().map(|it| (*it).to_owned()).collect(), codes.iter().map(|it| (*it).to_owned()).collect()),
            "{text:.80}"
        );
    };
    told("age,name,case\n9,\"a,1\n8,b,2\n7,c,3\n", &["line 2 invalid"], &["unclosed-cell"]);
    told("age,case,name\n9,1,x\n8,2,\"a\n7,3,c\n", &["1", "line 3 invalid"], &["unclosed-cell"]);
    told("age,\"case\n9,1\n", &["line 1 invalid"], &["unclosed-cell"]);
    told("age,name,case\n9,\"a,1\n8,\"b\",2\n7,c,3\n", &["line 2 invalid", "3"], &["text-after-cell"]);
    told("age,name,case\n9,\"a\"\"b, c\nd\",1\n8,b\"c,2\n", &["1", "2"], &[]);
    told(&format!("case,age,name\n1,9,{}\n2,9,x\n", "x".repeat(17 << 20)), &["line 2 invalid", "2"], &["record-too-large"]);
    told(&format!("case,age,name\n1,9,\"{}\n2,9,x\n", "x".repeat(17 << 20)), &["line 2 invalid"], &["unclosed-cell"]);
}

#[test]
fn lines_read_as_one_record_are_told() {
    let place = place("lines-of-one");
    let told = |text: &str| {
        let run = enact(&place, &["decide", "p.enact", "--cases", "-", "--input", "csv"], Some(text.as_bytes()));
        sound(&run);
        run.stderr
    };
    // Text behind a mark, a row of another length, a value of another kind: what was read with the record is no case that was decided.
    for text in [
        "case,age,name\na,9,\"x\nb,8,y\nc,7,\"z\"\nd,6,x\n",
        "case,age,name\na,\"9\nb,8,y\nc\",7\nd,6,x\n",
        "case,age,name\na,\"9\nb,8,y\nc\",7,x\n",
    ] {
        assert!(
            told(text).contains("lines 2 to 4 are reported as one invalid record; the other cases are decided"),
            "{}",
            told(text)
        );
    }
    // Two stray marks are a cell, and a's age is c's.
    let note = "note: lines 2 to 4 are one record: a cell in quotation marks runs over them";
    assert!(told("case,name,age\na,\"x,9\nb,y,8\nc,z\",7\nd,x,6\n").contains(note));
    let several = told("case,name,age\na,\"x\ny\",9\nb,\"x\n\ny\",9\nd,x,6\n");
    assert!(several.contains("note: 2 records take several lines each (the first lines 2 to 3)"), "{several}");
    assert!(!told("case,name,age\na,\"x, y\",9\nd,x,6\n").contains("record"));
}

#[test]
fn what_no_text_holds_is_refused_in_tables_too() {
    let place = place("nul");
    let told = (vec!["a".to_owned(), "line 3 invalid".to_owned(), "c invalid".to_owned()], vec!["broken-text".to_owned(); 2]);
    assert_eq!(table(&place, b"case,name,age\na,x,9\nb\0,x,9\nc,x\0y,9\n"), told);
}

#[test]
fn files_put_behind_one_another_bring_their_marks() {
    let place = place("byte-marks");
    let text = "\u{feff}{\"case\":1,\"age\":9}\n\u{feff}{\"case\":2,\"age\":9}\n{\"case\":3,\"age\":9}\n";
    let run = enact(&place, &["decide", "p.enact", "--cases", "-", "--input", "ndjson"], Some(text.as_bytes()));
    sound(&run);
    assert!(run.stderr.contains("line 2: the mark of an encoding stands here, and cannot be seen (U+FEFF)"), "{}", run.stderr);
    assert_eq!(run.stderr.matches("broken-record").count(), 1, "{}", run.stderr);
}

#[test]
fn a_module_may_have_the_mark_of_labels_in_its_name() {
    let place = place("marks-in-names");
    std::fs::copy(place.join("p.enact"), place.join("a#b.enact")).expect("a file can be written");
    let run = enact(
        &place,
        &["decide", "a#b.enact", "--cases", "-", "--input", "ndjson", "--without", "a#b#1"],
        Some(b"{\"age\":9}\n"),
    );
    sound(&run);
    assert_eq!(run.status, 0, "{}", run.stderr);
}

#[test]
fn there_is_no_law_of_the_year_nought() {
    let place = place("year-nought");
    for day in ["0000-01-01", "-000001-01-01"] {
        let day = format!("--as-of={day}");
        let run = enact(&place, &["decide", "p.enact", "--cases", "-", &day], Some(b"{\"age\":9}\n"));
        assert_eq!(run.status, 2, "{day}");
        assert!(run.stderr.contains("there is no such year; years are 0001 to 9999"), "{}", run.stderr);
    }
}

#[test]
fn dates_that_are_counted_only_have_their_lines() {
    let place = place("lines-of-dates");
    let policy = POLICY.replace("    age: number;", "    age: number;\n    day: date;");
    let record = "{\"age\":9,\"day\":\"1/2/3\"}\n";
    let lines = |count: usize| decide_by(&place, &policy, &record.repeat(count)).stderr;
    assert!(lines(2).contains("note: 1 more date in `day` is not written year, month, day (line 2)"), "{}", lines(2));
    assert!(lines(3).contains("note: 2 more dates in `day` are not written year, month, day (lines 2 and 3)"), "{}", lines(3));
    assert!(lines(9).contains("(lines 2, 3, 4, ...)"), "{}", lines(9));
}

#[test]
fn a_pinned_text_that_cannot_be_written_is_a_command_that_cannot_be_done() {
    let place = place("not-written");
    // A new text is first written beside the old one, where this name has no room.
    let name = "p".repeat(235);
    std::fs::copy(place.join("p.enact"), place.join(format!("{name}.enact"))).expect("a file can be written");
    std::fs::write(place.join(format!("{name}.cases.ndjson")), "{\"age\":20}\n").expect("a file can be written");
    let run = enact(&place, &["test", &format!("{name}.enact"), "--accept"], None);
    assert_eq!(run.status, 2, "{}{}", run.stdout, run.stderr);
    assert!(run.stdout.contains("cannot write"), "{}", run.stdout);
}

#[test]
fn a_fact_of_a_table_is_given_once() {
    let place = place("given-once");
    let policy = POLICY.replace("    age: number;", "    age: number;\n    owner: owner;")
        + "\nfacts of an owner:\n    tall: yes or no;\n    old: yes or no.\n";
    std::fs::write(place.join("p.enact"), policy).expect("a file can be written");
    let twice = (vec!["a invalid".to_owned(), "b".to_owned()], vec!["duplicate-key".to_owned()]);
    assert_eq!(table(&place, b"case,owner,owner.tall\na,\"{\"\"tall\"\":true}\",no\nb,\"{\"\"old\"\":true}\",no\n"), twice);
    assert_eq!(table(&place, b"owner.tall,owner,case\nno,\"{\"\"tall\"\":true}\",a\n,\"{\"\"tall\"\":true}\",b\n"), twice);
}

#[test]
fn what_is_read_is_never_written_over() {
    let place = place("written-over");
    std::fs::write(place.join("p.cases.ndjson"), "{\"age\":20}\n").expect("a file can be written");
    for (arguments, file) in [
        (&["decide", "p.enact", "--cases", "p.cases.ndjson", "--receipt", "./p.enact"][..], "p.enact"),
        (&["decide", "p.enact", "--cases", "p.cases.ndjson", "--receipt", "p.cases.ndjson"], "p.cases.ndjson"),
        (&["test", "p.enact", "--junit", "p.enact"], "p.enact"),
        (&["test", "p.enact", "--junit", "p.cases.ndjson"], "p.cases.ndjson"),
    ] {
        let before = std::fs::read(place.join(file)).expect("the file is there");
        let run = enact(&place, arguments, None);
        sound(&run);
        assert_eq!(run.status, 2, "{arguments:?}");
        assert!(run.stderr.contains("is one of the files that are read"), "{arguments:?}: {}", run.stderr);
        assert_eq!(std::fs::read(place.join(file)).expect("the file is there"), before, "{arguments:?}");
    }
}

#[test]
#[cfg(unix)]
fn another_name_of_a_file_that_is_read_is_never_written_over() {
    let place = place("other-names");
    std::fs::write(place.join("c.ndjson"), "{\"age\":20}\n").expect("a file can be written");
    let _ = std::fs::remove_file(place.join("hard.json"));
    let _ = std::fs::remove_file(place.join("soft.json"));
    std::fs::hard_link(place.join("c.ndjson"), place.join("hard.json")).expect("a link can be made");
    std::os::unix::fs::symlink("c.ndjson", place.join("soft.json")).expect("a link can be made");
    for name in ["hard.json", "soft.json"] {
        let run = enact(&place, &["decide", "p.enact", "--cases", "c.ndjson", "--receipt", name], None);
        assert_eq!(run.status, 2, "{name}");
        assert!(run.stderr.contains("is one of the files that are read"), "{name}: {}", run.stderr);
        assert_eq!(std::fs::read(place.join("c.ndjson")).expect("the file is there"), b"{\"age\":20}\n", "{name}");
    }
}

#[test]
fn a_blank_beside_a_quotation_mark_is_told_as_that() {
    let place = place("blank-after-cell");
    let policy = "policy \"N\": made by county \"K\"; in force from 2024-01-01.\nfacts of the case: id: text, names the case; food: yes or no;\n\
                  tags: any of smoke or leak; visits: list of visits, each visit.\nfacts of a visit: passed: yes or no.\n\
                  decision d: grant or refuse.\nrule 1: refuse d if food is yes.\notherwise grant d.\n";
    std::fs::write(place.join("q.enact"), policy).expect("a file can be written");
    let decided = |records: &str| {
        let options = ["decide", "q.enact", "--cases", "-", "--as-of", "2024-06-01", "--format", "text"];
        enact(&place, &options, Some(records.as_bytes()))
    };
    let header = decided("\"id\" , \"food\"\na,yes\nb,no\n");
    let said =
        |run: &Run, parts: &[&str]| parts.iter().for_each(|part| assert!(run.stderr.contains(part), "no `{part}` in {run:?}"));
    said(&header, &["a blank stands after the quotation mark", "no row is decided until the header is mended"]);
    let row = decided("id,food\n\"a\" ,yes\nb,no\n");
    said(&row, &["a blank stands after the quotation mark", "the other cases are decided"]);
    assert!(row.stdout.contains("b  grant d"), "{row:?}");
    said(&decided("id,tags\na,\"smoke, leak\"\n"), &["part several by semicolons"]);
    said(&decided("{\"id\": \"a\", \"visits\": [null]}\n"), &["every entry of `visits` must be a visit"]);
}

#[test]
fn a_section_without_its_blank_is_told_as_that() {
    let place = place("section-blank");
    let policy = format!(
        "code PC is \"Penal Code\".\n\n{}",
        POLICY.replace("    age: number;", "    age: number;\n    section: citation;")
    );
    let run = decide_by(&place, &policy, "{\"age\":9,\"section\":\"PC240(a)\"}\n");
    assert!(run.stderr.contains("help: write `\"PC 240(a)\"`") && !run.stderr.contains("did you mean"), "{}", run.stderr);
}
