//! What is said of records that are wrong.

use super::vocabulary::every_kind;
use super::*;
use crate::cases::scan::MAX_DEPTH;

/// The codes, in order.
fn codes(text: &str, form: Form) -> Vec<&'static str> {
    let program = every_kind();
    problems_of(&program, text.as_bytes(), form).iter().map(|problem| problem.code.name()).collect()
}

#[test]
fn each_mistake_has_its_code() {
    let cases = [
        (r#"{"bial": "$5"}"#, "unknown-fact"),
        (r#"{"grade": "felony"}"#, "unknown-fact"),
        (r#"{"zzzz": 1}"#, "unknown-fact"),
        (r#"{"offense": {"level": 1}}"#, "unknown-fact"),
        (r#"{"risk": {"finding": true, "who": "x"}}"#, "unknown-fact"),
        (r#"{"bail": "five hundred"}"#, "wrong-kind-of-value"),
        (r#"{"bail": [500]}"#, "wrong-kind-of-value"),
        (r#"{"bail": {"a": 1}}"#, "wrong-kind-of-value"),
        (r#"{"in_custody": 1}"#, "wrong-kind-of-value"),
        (r#"{"plea": true}"#, "wrong-kind-of-value"),
        (r#"{"note": 7}"#, "wrong-kind-of-value"),
        (r#"{"elements": "violence"}"#, "wrong-kind-of-value"),
        (r#"{"elements": [7]}"#, "wrong-kind-of-value"),
        (r#"{"offense": []}"#, "wrong-kind-of-value"),
        (r#"{"offense": "felony"}"#, "wrong-kind-of-value"),
        (r#"{"charges": {}}"#, "wrong-kind-of-value"),
        (r#"{"charges": [null]}"#, "wrong-kind-of-value"),
        (r#"{"case": true}"#, "wrong-kind-of-value"),
        (r#"{"as_of": "today"}"#, "wrong-kind-of-value"),
        (r#"{"plea": "gulity"}"#, "unknown-value-in-case"),
        (r#"{"plea": "none of these"}"#, "unknown-value-in-case"),
        (r#"{"elements": ["voilence"]}"#, "unknown-value-in-case"),
        (r#"{"plea": "none"}"#, "none-not-allowed"),
        (r#"{"charges": "none"}"#, "none-not-allowed"),
        (r#"{"docket": "none"}"#, "none-not-allowed"),
        (r#"{"bail": 500}"#, "money-without-currency"),
        (r#"{"bail": "500.00"}"#, "money-without-currency"),
        (r#"{"bail": "€500"}"#, "other-currency-in-case"),
        (r#"{"bail": "$1.580"}"#, "thousands-with-point-in-case"),
        (r#"{"release_eligibility": "2013-02-28 10:00:07.5"}"#, "part-of-second"),
        (r#"{"blood_alcohol": 0.08}"#, "percentage-without-sign"),
        (r#"{"household_size": 99999999999999999999999999999999999999999}"#, "number-too-large"),
        (r#"{"arrest_date": "03/04/2026"}"#, "unclear-date-in-case"),
        (r#"{"arrest_date": "2013-02-30"}"#, "no-such-date-in-case"),
        (r#"{"release_eligibility": "2013-02-28 25:00"}"#, "no-such-date-in-case"),
        (r#"{"arrest_date": "2013-02-28 10:00"}"#, "date-with-time-in-case"),
        (r#"{"release_eligibility": "2013-02-28"}"#, "date-without-time-in-case"),
        (r#"{"release_eligibility": "2013-02-28T10:00:00+01:00"}"#, "time-with-zone"),
        (r#"{"sentence": 3}"#, "length-without-unit"),
        (r#"{"sentence": "3"}"#, "length-without-unit"),
        (r#"{"sentence": "90 days"}"#, "other-kind-of-length"),
        (r#"{"offense": {"section": "PD 240"}}"#, "unknown-code-in-case"),
        (r#"{"offense": {"section": "PC240"}}"#, "unknown-code-in-case"),
        (r#"{"offense": {"section": "240(a)"}}"#, "section-without-code"),
        (r#"{"offense": {"section": 240}}"#, "section-without-code"),
        (r#"{"note": "a", "note": "b"}"#, "duplicate-key"),
        (r#"{"case": "a", "case": "b"}"#, "duplicate-key"),
        (r#"{"risk": {"by": "x"}}"#, "judgment-without-finding"),
        (r#"[1]"#, "not-a-record"),
        (r#""x""#, "not-a-record"),
        (r#"{"note" "a"}"#, "broken-record"),
        (r#"{note: "a"}"#, "broken-record"),
        (r#"{"note": "a",}"#, "broken-record"),
        (r#"{'note': 'a'}"#, "broken-record"),
        (r#"{"in_custody": True}"#, "broken-record"),
        (r#"{"in_custody": }"#, "broken-record"),
        (r#"{"charges": [{}"#, "record-cut-short"),
        (r#"{"note": "a"#, "record-cut-short"),
        (r#"{"in_custody": tr"#, "record-cut-short"),
        ("{\"note\": \"a\tb\"}", "broken-text"),
        (r#"{"note": "\q"}"#, "broken-text"),
        (r#"{"household_size": 05}"#, "broken-number"),
        (r#"{"household_size": .5}"#, "broken-number"),
        (r#"{"note": "a"} {"note": "b"}"#, "text-after-record"),
    ];
    for (text, code) in cases {
        assert_eq!(codes(text, Form::NdJson), [code], "{text}");
    }
}

#[test]
fn the_wording_is_settled() {
    let program = every_kind();
    let lines = [
        r#"{"case": "C-18", "offense": {"grade": "infraction"}, "bail": "five hundred"}"#,
        r#"{"case": "C-18", "bail": 500}"#,
        r#"{"case": "C-19", "offense": {"grade": "infracton"}}"#,
        r#"{"case": "C-19", "offence": {}}"#,
        r#"{"case": "C-20", "arrest_date": "03/04/2026", "offense": {"grade": "felony"}}"#,
        r#"{"case": "C-20", "arrest_date": "01/31/2026"}"#,
        r#"{"grade": "felony"}"#,
        r#"{"charges": [{}, {"counts": [{"plea": "none"}]}], "arrest_date": "1 May", "sentence": 3}"#,
        r#"{"elements": ["voilence"], "hold": "2 days", "fee": "20 USD", "risk": 1}"#,
        r#"{"offense": {"section": "pd 240"}, "release_eligibility": "2013-02-28T10:00Z"}"#,
        r#"{"case": "C-21""#,
        "{\"note\": \"\u{1b}[2J\"}",
        r#"{"note": "a", "note": "b"} x"#,
    ];
    let told = told(&problems_of(&program, lines.join("\n").as_bytes(), Form::NdJson));
    insta::assert_snapshot!(told);
}

#[test]
fn wording_of_tables_and_documents() {
    let program = every_kind();
    let inputs = [
        (Form::Csv, "case,bial,grade,note,note\nA,1,2,3,4\nB,1,2,3,4\n"),
        (Form::Csv, "case;bail\nA;$5\n"),
        (Form::Csv, "case,bail,note\nA,500,\nB,$1,580,x\nC,$5\nD,\"$5\",ok\nE,\"\"\"\",\"x\"\n"),
        (Form::Csv, "case,offense,offense.grade\nA,none,felony\nB,{\"grade\":1},\n"),
        (Form::Json, ""),
        (Form::Json, "{\"case\": \"A\"}\n{\"case\": \"B\"}\n"),
        (Form::Json, "[{\"case\": \"A\"} {\"case\": \"B\"}]"),
        (Form::Json, "[{\"case\": \"A\"},\n]"),
        (Form::Json, "[{\"case\": \"A\"},\n {\"case\": \"B\"}\n"),
        (Form::Json, "[{\"case\": \"A\"}, {\"case\": \"B\", \"bail\": tru}, {\"case\": \"C\"}]"),
        (Form::Json, "[1, {\"case\": \"é\", \"bail\": 5}]"),
    ];
    let mut all = String::new();
    for (form, text) in inputs {
        all.push_str(&format!("--- {text:?}\n{}", told(&problems_of(&program, text.as_bytes(), form))));
    }
    insta::assert_snapshot!(all);
}

/// What is wrong with an input, its help only.
fn help(text: &str, form: Form) -> String {
    problems_of(&every_kind(), text.as_bytes(), form).into_iter().flat_map(|it| it.help).collect::<Vec<_>>().join(" / ")
}

#[test]
fn help_writes_what_the_author_meant_or_no_value_at_all() {
    let meant = [
        (r#"{"bail": "$1580,00"}"#, r#"`"$1580.00"`"#),
        (r#"{"bail": "($500)"}"#, r#"`"-$500"`"#),
        (r#"{"household_size": "1,5"}"#, r#"`"1.5"`"#),
        (r#"{"arrest_date": "June 1, 2013"}"#, r#"`"2013-06-01"`"#),
        (r#"{"release_eligibility": "2013-06-01 9:00 AM"}"#, r#"`"2013-06-01 09:00"`"#),
    ];
    for (text, right) in meant {
        assert!(help(text, Form::NdJson).starts_with(&format!("write {right}")), "{text}: {}", help(text, Form::NdJson));
    }
    for text in [r#"{"bail": "N/A"}"#, r#"{"bail": ""}"#, r#"{"household_size": "-"}"#] {
        assert!(help(text, Form::NdJson).starts_with("if not known, leave it out"), "{text}");
    }
    for text in [r#"{"bail": "lots"}"#, r#"{"arrest_date": 41426}"#, r#"{"sentence": "long"}"#] {
        assert!(help(text, Form::NdJson).contains("is written like"), "{text}");
    }
    assert!(help("bail\nN/A\n", Form::Csv).starts_with("if not known, leave the cell empty"));
}

#[test]
fn a_fact_asked_for_by_its_name_says_its_key() {
    let mut program = every_kind();
    for field in program.records.iter_mut().flat_map(|record| &mut record.fields) {
        field.key = match field.name.as_str() {
            "bail" => "bond".to_owned(),
            "in state" => "local".to_owned(),
            _ => field.key.clone(),
        };
    }
    let label =
        |text: &str, form| problems_of(&program, text.as_bytes(), form).into_iter().map(|it| it.label).collect::<String>();
    assert_eq!(label(r#"{"bail": "$5"}"#, Form::NdJson), "the key of this fact is `bond`");
    assert_eq!(label(r#"{"offense": {"place": {"in_state": true}}}"#, Form::NdJson), "the key of this fact is `local`");
    assert_eq!(label("case,bail\n", Form::Csv), "the key of this fact is `bond`");
    assert_eq!(label("offense.place.in_state\n", Form::Csv), "the key of this fact is `offense.place.local`");
}

#[test]
fn the_first_line_of_a_table_without_a_fact_is_no_header() {
    let program = every_kind();
    for extra in [false, true] {
        for text in ["A,2013-06-01,$5\nB,2013-06-02,$6\n", "Applications of June\ncase,bail\n", "sep=,\ncase,bail\n"] {
            let records = read(&program, text.as_bytes(), Form::Csv, extra);
            let [record] = &records[..] else { panic!("{text}: {records:?}") };
            let found = record.row.as_ref().expect_err("no header");
            assert_eq!(found.iter().map(|it| it.code.name()).collect::<Vec<_>>(), ["table-without-header"], "{text}");
        }
    }
    // One known column is a header; a slip in a key is told as one.
    assert_eq!(read(&program, b"case,x\nA,1\n", Form::Csv, true).len(), 1);
    assert_eq!(codes("bial\n$5\n", Form::Csv), ["unknown-fact"]);
}

#[test]
fn the_cell_that_is_wrong_is_underlined() {
    let underlined = |text: &str| {
        let found = problems_of(&every_kind(), text.as_bytes(), Form::Csv);
        let [problem] = &found[..] else { panic!("{text}: {found:?}") };
        let (line, at) = problem.excerpt.clone().expect("a line");
        line[at].to_owned()
    };
    assert_eq!(underlined("note,plea,docket\n5\" pipe,bad,D\n"), "bad");
    assert_eq!(underlined("note,plea\n\"a \"\"b\"\", c\",bad\n"), "bad");
    assert_eq!(underlined("plea,note\nbad,\"x, y\"\n"), "bad");
}

#[test]
fn a_list_goes_on_after_a_broken_record_where_that_surely_ends() {
    let program = every_kind();
    let ids = |broken: &str| -> Vec<String> {
        let text = format!("[{{\"case\": \"A\"}}, {broken}, {{\"case\": \"B\", \"note\": \"x\"}}]");
        read(&program, text.as_bytes(), Form::Json, true).into_iter().map(|it| it.id).collect()
    };
    for sure in ["{\"bail\": tru}", "{\"bail\": 5,}", "{note: \"a, b\"}", "{\"note\": \"\\u12\"}", "{\"charges\": [{}, {,}]}"] {
        assert_eq!(ids(sure).last().map(String::as_str), Some("B"), "{sure}");
    }
    for unsure in [
        "{\"note\": \"x}",
        "{\"bail\" 5}",
        "{\"note: 5}",
        "{\"charges\": [{}}",
        "{\"note\": \"x\" \"y\"}",
        "{\"note\": \"x\ny\"}",
    ] {
        assert_eq!(ids(unsure).len(), 2, "{unsure}");
    }
}

#[test]
fn one_broken_line_stops_nothing_else() {
    let program = every_kind();
    let mut text = b"{\"case\": \"A\"}\n{\"case\": \"\xff\"}\n{\"case\"\n".to_vec();
    text.extend(b"{\"note\": ");
    text.extend(b"[".repeat(100_000));
    text.extend(b"\n{\"x\": ");
    text.extend(b"[".repeat(100_000));
    text.extend(b"\n{\"case\": \"B\"}");
    let records = read(&program, &text, Form::NdJson, true);
    let codes: Vec<&str> = records
        .iter()
        .map(|record| record.row.as_ref().map_or_else(|found| found[0].code.name(), |_| record.id.as_str()))
        .collect();
    assert_eq!(codes, ["A", "not-utf-8", "record-cut-short", "record-nested-too-deeply", "record-nested-too-deeply", "B"]);
}

#[test]
fn deep_lists_of_one_type_are_capped() {
    let mut program = every_kind();
    // A list of the record's own type, as deep as the input likes.
    let charges = program.records[4].fields[1].clone();
    assert_eq!(charges.key, "counts");
    program.records[4].fields[1].ty = crate::ir::Type::List(crate::ir::RecordId(4));
    for depth in [10, 200, 50_000] {
        let text = format!("{{\"charges\":{}{}}}", "[{\"counts\":".repeat(depth) + "[]", "}]".repeat(depth));
        let found: Vec<&str> = problems_of(&program, text.as_bytes(), Form::NdJson).iter().map(|it| it.code.name()).collect();
        let expected: &[&str] = if depth * 2 < MAX_DEPTH as usize { &[] } else { &["record-nested-too-deeply"] };
        assert_eq!(found, expected, "{depth}");
    }
}

#[test]
fn a_record_that_is_too_large_is_passed_over() {
    let program = every_kind();
    let long = "x".repeat(17 << 20);
    let line = format!("{{\"note\": \"{long}\"}}\n{{\"case\": \"B\"}}\n");
    let list = format!("[{{\"note\": \"{long}\"}},\n{{\"case\": \"B\"}}]");
    for (text, form) in [(&line, Form::NdJson), (&list, Form::Json)] {
        let records = read(&program, text.as_bytes(), form, false);
        assert_eq!(records.len(), 2);
        assert_eq!(records[0].row.as_ref().expect_err("too large")[0].code.name(), "record-too-large");
        assert_eq!(records[1].id, "B");
    }
    let unclosed = format!("case,note\nA,\"{long}\n");
    let records = read(&program, unclosed.as_bytes(), Form::Csv, false);
    assert_eq!(records.len(), 1);
    assert_eq!(records[0].row.as_ref().expect_err("unclosed")[0].code.name(), "unclosed-cell");
    let entries = format!("{{\"charges\": [{}{{}}]}}", "{},".repeat(70_000));
    assert_eq!(codes(&entries, Form::NdJson), ["too-many-entries"]);
}

#[test]
fn utf_16_is_told_once() {
    let program = every_kind();
    let text: Vec<u8> = "\u{feff}{\"case\": 1}\n{\"case\": 2}\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for form in [Form::NdJson, Form::Json, Form::Csv] {
        let found = problems_of(&program, &text, form);
        assert_eq!(found.iter().map(|it| it.code.name()).collect::<Vec<_>>(), ["not-utf-8"], "{form:?}");
    }
}

#[test]
fn at_most_twenty_problems_are_told() {
    let counts = vec![r#"{"plea": 1}"#; 50].join(",");
    assert_eq!(codes(&format!(r#"{{"charges": [{{"counts": [{counts}]}}]}}"#), Form::NdJson).len(), 20);
}
