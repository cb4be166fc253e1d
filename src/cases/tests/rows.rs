//! What well-formed records become.

use super::vocabulary::every_kind;
use super::*;
use crate::ir::{Judgment, Number};
use jiff::civil::date;
use std::sync::Arc;

fn ratio(numerator: i128, denominator: i128) -> Value {
    Value::Number(Number::new(numerator, denominator))
}

#[test]
fn every_kind_of_value_is_read() {
    let program = every_kind();
    let found = |finding, by: Option<&str>, on, because: Option<&str>| {
        Value::Judgment(Arc::new(Judgment { finding, by: by.map(Into::into), on, because: because.map(Into::into) }))
    };
    let cases = [
        ("note", r#""he said \"no\" \u00e9""#, Value::Text("he said \"no\" é".into())),
        ("note", r#""none""#, Value::Absent),
        ("note", r#""unknown""#, Value::Unknown),
        ("in custody", "true", Value::Bool(true)),
        ("in custody", r#""no""#, Value::Bool(false)),
        ("in custody", "null", Value::Unknown),
        ("in custody", r#""unknown""#, Value::Unknown),
        ("bail", r#""$1,580.00""#, ratio(1580, 1)),
        ("bail", r#""USD 12.5""#, ratio(25, 2)),
        ("bail", r#""none""#, Value::Absent),
        ("bail", "null", Value::Unknown),
        ("fee", r#""€20""#, ratio(20, 1)),
        ("household size", "3", ratio(3, 1)),
        ("household size", "-0.1", ratio(-1, 10)),
        ("household size", r#""12""#, ratio(12, 1)),
        ("household size", "1E2", ratio(100, 1)),
        ("blood alcohol", r#""0.08%""#, ratio(1, 1250)),
        ("arrest date", r#""2013-01-31""#, Value::Date(date(2013, 1, 31))),
        ("release eligibility", r#""2016-11-19 11:53""#, Value::DateTime(date(2016, 11, 19).at(11, 53, 0, 0))),
        ("release eligibility", r#""none""#, Value::Absent),
        ("sentence", r#""2 years and 6 months""#, Value::Months(30)),
        ("sentence", "null", Value::Absent),
        ("jail time", r#""2 weeks""#, Value::Days(14)),
        ("hold", r#""48 hours""#, Value::Minutes(2880)),
        ("risk", "true", found(true, None, None, None)),
        (
            "risk",
            r#"{"finding": false, "by": "Judge Roe", "on": "2013-01-01", "because": null}"#,
            found(false, Some("Judge Roe"), Some(date(2013, 1, 1)), None),
        ),
        ("risk", r#"{"finding": null, "by": "Judge Roe"}"#, Value::Unknown),
        ("elements", r#"["violence","theft"]"#, Value::Set(0b101)),
        ("elements", "[]", Value::Set(0)),
        ("elements", r#"["violence", null]"#, Value::SetWith(0b1)),
        ("elements", r#"["unknown"]"#, Value::Unknown),
        ("plea", r#""no contest""#, Value::Enum(2)),
        ("plea", r#""No-Contest""#, Value::Enum(2)),
        ("plea", r#""no_contest""#, Value::Enum(2)),
        ("offense", r#""none""#, Value::Absent),
        ("offense", "{}", Value::Record),
        ("charges", "[]", Value::List(Arc::new(Vec::new()))),
        ("charges", "null", Value::Unknown),
    ];
    for (name, text, expected) in cases {
        let record = format!("{{\"{}\": {text}}}", name.replace(' ', "_"));
        let rows = rows(&program, &record, Form::NdJson);
        assert_eq!(fact(&program, &rows[0], name), expected, "{record}");
    }
}

#[test]
fn records_lie_in_place_and_lists_hold_rows() {
    let program = every_kind();
    let text = r#"{"offense":{"section":"PC 26100(c)","place":{"county":"Kern","in_state":true},"violent":false},
        "charges":[{"grade":"felony","counts":[{"plea":"guilty"},{}]},{}]}"#;
    let row = &rows(&program, text, Form::Json)[0];
    assert_eq!(fact(&program, row, "offense"), Value::Record);
    assert_eq!(fact(&program, row, "offense.grade"), Value::Unknown);
    assert_eq!(fact(&program, row, "offense.place"), Value::Record);
    assert_eq!(fact(&program, row, "offense.place.county"), Value::Text("Kern".into()));
    assert_eq!(fact(&program, row, "offense.place.in state"), Value::Bool(true));
    assert_eq!(fact(&program, row, "offense.violent"), Value::Bool(false));
    let Value::Section(section) = fact(&program, row, "offense.section") else { panic!("a section") };
    assert_eq!((&*section.code, section.parts.join("/")), ("PC", "26100/c".to_owned()));
    let counts = |rows: Vec<Row>| Value::List(Arc::new(rows));
    let first = vec![Value::Enum(0), counts(vec![vec![Value::Enum(0)], vec![Value::Unknown]])];
    assert_eq!(fact(&program, row, "charges"), counts(vec![first, vec![Value::Unknown, Value::Unknown]]));
}

#[test]
fn lines_are_numbered_and_named() {
    let program = every_kind();
    let text = "\u{feff}{\"case\": \"C-1\", \"as_of\": \"2014-01-01\"}\r\n\r\n  \n{\"case\": 17}\n{\"docket\": \"D-1\", \"case\": \"C-3\"}\n{}";
    let records = read(&program, text.as_bytes(), Form::NdJson, false);
    let names: Vec<(&str, usize)> = records.iter().map(|record| (record.id.as_str(), record.line)).collect();
    assert_eq!(names, [("C-1", 1), ("17", 4), ("D-1", 5), ("line 6", 6)]);
    assert_eq!(records[0].as_of, Some(date(2014, 1, 1)));
    assert!(records.iter().all(|record| record.row.is_ok()));
}

#[test]
fn keys_are_found_in_any_order_time_and_again() {
    let program = every_kind();
    let text = "{\"note\":\"a\",\"plea\":\"guilty\"}\n{\"plea\":\"guilty\",\"note\":\"a\"}\n{\"n\\u006fte\":\"a\",\"in_custody\":true,\"plea\":\"guilty\"}\n".repeat(3);
    for row in rows(&program, &text, Form::NdJson) {
        assert_eq!(fact(&program, &row, "note"), Value::Text("a".into()));
        assert_eq!(fact(&program, &row, "plea"), Value::Enum(0));
    }
}

#[test]
fn extra_keys_are_passed_over_and_told() {
    let program = every_kind();
    let line = r#"{"x":{"y":[1,"}"]},"offense":{"z":1,"grade":"felony"},"charges":[{"w":null}],"notes":"near","plea":"guilty"}"#;
    let text = format!("{line}\n{line}\n");
    let mut records = Records::new(&program, Box::new(text.as_bytes()), Form::NdJson, true);
    while let Some(record) = records.next_record().expect("memory") {
        let row = record.row.expect("extra keys are allowed");
        assert_eq!(fact(&program, &row, "offense.grade"), Value::Enum(0));
        assert_eq!(fact(&program, &row, "plea"), Value::Enum(0));
        records.give_back(row);
    }
    assert_eq!(records.extra_keys(), ["charges.w", "notes", "offense.z", "x"]);
}

#[test]
fn documents_hold_one_record_or_many() {
    let program = every_kind();
    assert_eq!(rows(&program, " {\"note\": \"a\"}\n", Form::Json).len(), 1);
    assert_eq!(rows(&program, "[]", Form::Json).len(), 0);
    let text = "[\n  {\"case\": \"A\", \"note\": \"br]ack}et \\\" é\"},\n  {\"case\": \"B\"}\n]\n";
    for size in [1, 2, 3, 7, 1000] {
        // However the input comes in pieces.
        let input = std::io::BufReader::with_capacity(size, text.as_bytes());
        let mut records = Records::new(&program, Box::new(input), Form::Json, false);
        let all: Vec<Record> = std::iter::from_fn(|| records.next_record().expect("memory")).collect();
        let names: Vec<(&str, usize)> = all.iter().map(|record| (record.id.as_str(), record.line)).collect();
        assert_eq!(names, [("A", 2), ("B", 3)]);
        assert_eq!(fact(&program, all[0].row.as_ref().expect("well formed"), "note"), Value::Text("br]ack}et \" é".into()));
    }
}

#[test]
fn tables_are_read_like_records() {
    let program = every_kind();
    let text = "case,note,in_custody,bail,arrest_date,sentence,elements,offense.grade,offense.place.county,charges,risk\r\n\
        A, two words ,yes,\"$1,580\",2013-01-31,,violence; theft,felony,,\"[{\"\"grade\"\": \"\"felony\"\"}]\",true\r\n\
        B,none,TRUE,none,,3 years,[],,,[],\r\n\
        \r\n\
        C,\"two\nlines\",,,,,,,Kern,,\n";
    let records = read(&program, text.as_bytes(), Form::Csv, false);
    let names: Vec<(&str, usize)> = records.iter().map(|record| (record.id.as_str(), record.line)).collect();
    assert_eq!(names, [("A", 2), ("B", 3), ("C", 5)]);
    let rows: Vec<&Row> = records.iter().map(|record| record.row.as_ref().unwrap_or_else(|found| panic!("{found:#?}"))).collect();
    let says = |row: usize, path: &str| fact(&program, rows[row], path);
    assert_eq!(says(0, "note"), Value::Text(" two words ".into()));
    assert_eq!(says(0, "in custody"), Value::Bool(true));
    assert_eq!(says(0, "bail"), ratio(1580, 1));
    assert_eq!(says(0, "sentence"), Value::Absent);
    assert_eq!(says(0, "elements"), Value::Set(0b101));
    assert_eq!(says(0, "offense"), Value::Record);
    assert_eq!(says(0, "offense.grade"), Value::Enum(0));
    assert_eq!(says(0, "offense.place"), Value::Unknown);
    assert_eq!(says(0, "charges"), Value::List(Arc::new(vec![vec![Value::Enum(0), Value::Unknown]])));
    assert_eq!(says(1, "note"), Value::Absent);
    assert_eq!(says(1, "bail"), Value::Absent);
    assert_eq!(says(1, "elements"), Value::Set(0));
    assert_eq!(says(1, "offense"), Value::Unknown);
    assert_eq!(says(1, "risk"), Value::Unknown);
    assert_eq!(says(2, "note"), Value::Text("two\nlines".into()));
    assert_eq!(says(2, "offense.place"), Value::Record);
    assert_eq!(says(2, "offense"), Value::Record);
}

#[test]
fn long_inputs_are_read_in_pieces() {
    let program = every_kind();
    let mut table = String::from("case,note\n");
    let mut list = String::from("[");
    for number in 0..20_000 {
        table.push_str(&format!("{number},\"a, b {number}\"\n"));
        list.push_str(&format!("{{\"case\":{number},\"note\":\"a, b {number}\"}},\n"));
    }
    list.push_str("{\"case\":20000}]");
    for (text, form, first_line) in [(&table, Form::Csv, 2), (&list, Form::Json, 1)] {
        for (number, record) in read(&program, text.as_bytes(), form, false).iter().take(20_000).enumerate() {
            assert_eq!((record.id.as_str(), record.line), (number.to_string().as_str(), number + first_line));
            assert_eq!(fact(&program, record.row.as_ref().expect("right"), "note"), Value::Text(format!("a, b {number}").into()));
        }
    }
}
