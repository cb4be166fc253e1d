//! The schema against the reader: what one accepts the other accepts, what one refuses the other refuses.

use super::vocabulary::every_kind;
use super::*;
use crate::cases::schema::schema;
use serde_json::json;

fn both(texts: &[&str], right: bool) {
    let program = every_kind();
    let schema = schema(&program);
    let validator = jsonschema::draft202012::new(&schema).expect("the schema is one");
    for text in texts {
        let record: serde_json::Value = serde_json::from_str(text).expect("JSON");
        assert_eq!(validator.is_valid(&record), right, "schema: {text}");
        let found = problems_of(&program, text.as_bytes(), Form::NdJson);
        assert_eq!(found.is_empty(), right, "reader: {text} {found:#?}");
    }
}

#[test]
fn right_records_are_right_for_both() {
    let texts = [
        r"{}",
        r#"{"case": "C-1", "as_of": "2013-01-31"}"#,
        r#"{"case": 5}"#,
        r#"{"case": null}"#,
        r#"{"note": "none", "docket": "D"}"#,
        r#"{"in_custody": true}"#,
        r#"{"in_custody": "no"}"#,
        r#"{"in_custody": "unknown"}"#,
        r#"{"in_custody": null}"#,
        r#"{"bail": "$1,580.00"}"#,
        r#"{"bail": "-$5"}"#,
        r#"{"bail": "$0.125"}"#,
        r#"{"bail": "$1.5800"}"#,
        r#"{"bail": "1,580.125 USD"}"#,
        r#"{"bail": "$1580.125"}"#,
        r#"{"bail": "$-5"}"#,
        r#"{"bail": "USD 5"}"#,
        r#"{"bail": "5 USD"}"#,
        r#"{"bail": "none"}"#,
        r#"{"bail": "unknown"}"#,
        r#"{"fee": "€5.5"}"#,
        r#"{"household_size": 3}"#,
        r#"{"household_size": -3.25}"#,
        r#"{"household_size": "1,000"}"#,
        r#"{"household_size": "1e3"}"#,
        r#"{"blood_alcohol": "0.08%"}"#,
        r#"{"blood_alcohol": "8 percent"}"#,
        r#"{"arrest_date": "2013-01-31"}"#,
        r#"{"release_eligibility": "2013-01-31 09:05"}"#,
        r#"{"release_eligibility": "2013-01-31T09:05:00.000"}"#,
        r#"{"sentence": "2 years and 6 months"}"#,
        r#"{"sentence": null}"#,
        r#"{"jail_time": "1 week, 2 days"}"#,
        r#"{"hold": "48 hours"}"#,
        r#"{"risk": true}"#,
        r#"{"risk": {"finding": "yes", "by": "x", "on": "2013-01-31", "because": null}}"#,
        r#"{"elements": ["theft", null, "unknown"]}"#,
        r#"{"plea": "no contest"}"#,
        r#"{"plea": "no_contest"}"#,
        r#"{"offense": {"grade": "felony", "section": "PC 26100(c)(1)", "place": {"in_state": true}, "violent": false}}"#,
        r#"{"offense": {"section": "none", "place": "none"}}"#,
        r#"{"offense": "none"}"#,
        r#"{"charges": [{"grade": "felony", "counts": [{}]}, {}]}"#,
        r#"{"charges": null}"#,
    ];
    both(&texts, true);
}

#[test]
fn wrong_records_are_wrong_for_both() {
    let texts = [
        "[]",
        "3",
        r#"{"bial": "$5"}"#,
        r#"{"case": true}"#,
        r#"{"as_of": "01/31/2013"}"#,
        r#"{"docket": "none"}"#,
        r#"{"note": 5}"#,
        r#"{"in_custody": 1}"#,
        r#"{"in_custody": "none"}"#,
        r#"{"bail": 500}"#,
        r#"{"bail": "500"}"#,
        r#"{"bail": "€500"}"#,
        r#"{"bail": "$15,80"}"#,
        r#"{"bail": "$1.580"}"#,
        r#"{"bail": "-$1.580"}"#,
        r#"{"bail": "USD 12.345"}"#,
        r#"{"fee": "€2.500"}"#,
        r#"{"release_eligibility": "2013-01-31T09:05:00.5"}"#,
        r#"{"fee": "$5"}"#,
        r#"{"household_size": "three"}"#,
        r#"{"blood_alcohol": 0.08}"#,
        r#"{"arrest_date": "2013-13-01"}"#,
        r#"{"arrest_date": "2013-01-31 10:00"}"#,
        r#"{"release_eligibility": "2013-01-31"}"#,
        r#"{"release_eligibility": "2013-01-31T10:00Z"}"#,
        r#"{"sentence": "90 days"}"#,
        r#"{"sentence": 3}"#,
        r#"{"jail_time": "90"}"#,
        r#"{"risk": {"by": "x"}}"#,
        r#"{"risk": {"finding": true, "who": "x"}}"#,
        r#"{"risk": 1}"#,
        r#"{"elements": "theft"}"#,
        r#"{"elements": ["arson"]}"#,
        r#"{"plea": "maybe"}"#,
        r#"{"plea": "none"}"#,
        r#"{"offense": {"section": "240"}}"#,
        r#"{"offense": {"section": "XX 240"}}"#,
        r#"{"offense": {"level": 1}}"#,
        r#"{"offense": []}"#,
        r#"{"charges": {}}"#,
        r#"{"charges": [null]}"#,
        r#"{"charges": "none"}"#,
    ];
    both(&texts, false);
}

#[test]
fn facts_are_described() {
    let schema = schema(&every_kind());
    assert_eq!(schema["properties"]["release_eligibility"]["description"], json!("release eligibility"));
    assert_eq!(schema["additionalProperties"], json!(false));
    assert_eq!(schema["$defs"]["offense"]["properties"]["violent"]["description"], json!("violent, stipulated"));
    assert_eq!(schema["$defs"]["count"]["properties"]["plea"]["anyOf"][0]["enum"][2], json!("no contest"));
    assert_eq!(schema["properties"]["charges"]["anyOf"][0]["items"]["$ref"], json!("#/$defs/charge"));
}
