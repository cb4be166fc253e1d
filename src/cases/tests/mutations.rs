//! Any bytes at all: never a panic, and every place lies in its line.

use super::vocabulary::every_kind;
use super::*;
use proptest::prelude::*;

const VALID: &str = r#"{"case":"C-1","note":"é \" n","in_custody":true,"bail":"$1,580.00","household_size":-3.5e1,"arrest_date":"2013-01-31","release_eligibility":"2016-11-19 11:53","sentence":"3 years","risk":{"finding":true,"on":"2013-01-01"},"elements":["theft"],"plea":"no contest","offense":{"grade":"felony","section":"PC 240(a)"},"charges":[{"grade":"felony","counts":[{}]},{}]}"#;
const TABLE: &str =
    "case,note,bail,offense.grade,charges,arrest_date\nA,\"x, \"\"y\"\"\",$5,felony,\"[{}]\",2013-01-31\nB,none,none,,[],\n";

fn check(text: &[u8], form: Form) {
    let program = every_kind();
    for allow_extra in [false, true] {
        let mut records = Records::new(&program, Box::new(text), form, allow_extra);
        let mut count = 0;
        while let Some(record) = records.next_record().expect("memory") {
            count += 1;
            assert!(count <= text.len() + 1, "reading ends");
            match record.row {
                Ok(row) => assert_eq!(row.len(), program.records[0].slots.len()),
                Err(found) => {
                    assert!(!found.is_empty());
                    found.iter().for_each(|problem| check_problem(problem, text));
                }
            }
        }
    }
}

fn check_problem(problem: &CaseProblem, text: &[u8]) {
    let lines = text.iter().filter(|byte| **byte == b'\n').count() + 1;
    assert!((1..=lines).contains(&problem.line), "{problem:?}");
    assert!(problem.column >= 1);
    // Only an empty line can't be shown.
    let (excerpt, at) = problem.excerpt.clone().unwrap_or_default();
    assert!(excerpt.get(at.clone()).is_some(), "{problem:?}");
    let first = problem.message.split(": ").nth(1).and_then(|clause| clause.chars().next());
    assert!(first.is_some_and(|letter| !letter.is_uppercase()), "{problem:?}");
    assert!(!problem.message.ends_with('.') && !problem.label.is_empty() && !problem.help.is_empty(), "{problem:?}");
    for line in &problem.help {
        assert!(line.chars().count() < 84, "{line}");
    }
    for text in problem.help.iter().chain([&problem.message, &problem.label, &excerpt]) {
        assert!(!text.chars().any(char::is_control), "{text:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_without_panic(text in proptest::collection::vec(any::<u8>(), 0..200)) {
        for form in [Form::NdJson, Form::Json, Form::Csv] {
            check(&text, form);
        }
    }

    #[test]
    fn json_like_text_is_read_without_panic(text in r#"([\[\]{},: \n"]|"case"|"bail"|"risk"|"finding"|"charges"|"counts"|true|null|-?[0-9]{1,3}|"\$5"|"none"|\\u00e9){0,40}"#) {
        for form in [Form::NdJson, Form::Json] {
            check(text.as_bytes(), form);
        }
    }

    #[test]
    fn mutations_are_right_or_told_in_their_place(at in 0..VALID.len(), delete in 0usize..4, insert in proptest::collection::vec(any::<u8>(), 0..3)) {
        for (valid, form) in [(VALID, Form::NdJson), (VALID, Form::Json), (TABLE, Form::Csv)] {
            let at = at % valid.len();
            let mut text = valid.as_bytes().to_vec();
            text.splice(at..(at + delete).min(valid.len()), insert.iter().copied());
            check(&text, form);
        }
    }

    #[test]
    fn texts_of_values_are_read_without_panic(text in "[-$€£0-9,.:/eTZ% a-zA-Z()é§]{0,24}") {
        let keys = ["bail", "fee", "household_size", "blood_alcohol", "arrest_date", "release_eligibility", "sentence", "jail_time", "hold", "plea"];
        for key in keys {
            check(format!("{{\"{key}\":\"{text}\"}}").as_bytes(), Form::NdJson);
        }
        check(format!("{{\"offense\":{{\"section\":\"{text}\"}}}}").as_bytes(), Form::NdJson);
    }
}

#[test]
fn the_models_are_valid() {
    let program = every_kind();
    assert_eq!(rows(&program, VALID, Form::NdJson).len(), 1);
    assert_eq!(rows(&program, TABLE, Form::Csv).len(), 2);
}

/// Every cut of a valid record is told as one problem in its line.
#[test]
fn every_cut_is_one_message() {
    let program = every_kind();
    for end in (1..VALID.len()).filter(|end| VALID.is_char_boundary(*end)) {
        let found = problems_of(&program, &VALID.as_bytes()[..end], Form::NdJson);
        assert_eq!(found.len(), 1, "{}: {found:#?}", &VALID[..end]);
        check(&VALID.as_bytes()[..end], Form::NdJson);
    }
}
