//! Duties and slots as a user sees them.

use crate::support::{enact, folder};

const STATE: &str = r#"policy "State act":
    made by state "Legislature";
    in force from 2014-01-01.

facts of the case:
    agreement: yes or no;
    arrest time: date and time;
    told: yes or no;
    holder: holder.

facts of a holder:
    county: Alpha or Beta.

decision detainer: honor or decline.
decision notice: give or omit.
decision benefit: money.

slot the hold is barred locally "any local policy", filled by county or city, otherwise no.

slot limit as money, filled by county or city, otherwise $100.

rule 1:
    may honor detainer only if not (the hold is barred locally).

rule 2, owed by the holder, due 48 hours after arrest time, done if told is yes:
    must give notice.

rule 3:
    benefit is limit.
"#;

fn local(level: &str, name: &str, rest: &str) -> String {
    format!("policy \"{name}\":\n    made by {level} \"{name}\";\n    {rest}")
}

fn lines(out: &str) -> Vec<serde_json::Value> {
    out.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}

fn decide(name: &str, files: &[(&str, String)], case: &str, as_of: &str) -> Vec<serde_json::Value> {
    let place = folder(name);
    std::fs::write(place.join("state.enact"), STATE).expect("a file can be written");
    for (file, text) in files {
        std::fs::write(place.join(file), text).expect("a file can be written");
    }
    let arguments = ["decide", ".", "--cases", "-", "--as-of", as_of, "--format", "ndjson"];
    let run = enact(&place, &arguments, Some(case.as_bytes()));
    let schema = include_str!("../../docs/schemas/decision.schema.json");
    let validator = jsonschema::validator_for(&serde_json::from_str(schema).expect("JSON")).expect("a schema");
    let lines = lines(&run.stdout);
    assert!(!lines.is_empty(), "{run:#?}");
    for line in &lines {
        assert!(validator.is_valid(line), "{line:#}");
    }
    lines.into_iter().filter(|line| line["instrument"] == "state").collect()
}

fn of<'a>(lines: &'a [serde_json::Value], decision: &str) -> &'a serde_json::Value {
    lines.iter().find(|line| line["decision"] == decision).expect("the decision is there")
}

#[test]
fn a_deadline_that_is_not_known_leaves_the_duty() {
    let known = decide("duty-known", &[], r#"{"arrest_time":"2014-05-06 08:30","told":false}"#, "2014-05-06");
    let duty = &of(&known, "notice")["duties"][0];
    assert_eq!(of(&known, "notice")["effect"], "required");
    assert_eq!(duty["act"], "must give notice");
    assert_eq!(
        (&duty["owed_by"], &duty["due"], &duty["done"]),
        (&"the holder".into(), &"2014-05-08 08:30".into(), &false.into())
    );
    let open = decide("duty-open", &[], "{}", "2014-05-06");
    let line = of(&open, "notice");
    assert_eq!(line["effect"], "required");
    assert_eq!(line["missing"], serde_json::json!([]));
    assert_eq!(line["duties"][0]["due"], serde_json::Value::Null);
    assert_eq!(line["duties"][0]["done"], serde_json::Value::Null);
    assert_eq!(line["duties"][0]["missing"], serde_json::json!(["arrest_time", "told"]));
}

#[test]
fn a_slot_is_filled_by_what_is_in_force_and_binds() {
    let rest = "binds alphas;\n    in force from 2014-06-01.\n\nuse \"state\".\n\n\
                define a holder is an alpha if its county is Alpha.\n\n\
                fill the hold is barred locally if the agreement is no.\n\nfill limit as $250.\n";
    let county = [("county.enact", local("county", "Alpha", rest))];
    let case = r#"{"agreement":false,"holder":{"county":"Alpha"}}"#;
    let filled = decide("slot-filled", &county, case, "2014-07-01");
    assert_eq!(of(&filled, "detainer")["effect"], "prohibited");
    assert_eq!(
        of(&filled, "detainer")["filled"],
        serde_json::json!([{"slot": "hold is barred locally", "value": "yes", "by": ["county"]}])
    );
    assert_eq!(of(&filled, "benefit")["outcome"], "$250");
    let before = decide("slot-before", &county, case, "2014-05-31");
    assert_eq!(of(&before, "detainer")["effect"], "permitted");
    assert_eq!(of(&before, "benefit")["filled"], serde_json::json!([{"slot": "limit", "value": "$100", "by": []}]));
    let elsewhere = decide("slot-elsewhere", &county, r#"{"agreement":false,"holder":{"county":"Beta"}}"#, "2014-07-01");
    assert_eq!(of(&elsewhere, "benefit")["outcome"], "$100");
    let nobody = decide("slot-nobody", &county, r#"{"agreement":false}"#, "2014-07-01");
    assert_eq!(of(&nobody, "benefit")["missing"], serde_json::json!(["holder.county"]));
    let stipulated = decide("slot-stipulated", &county, r#"{"hold_is_barred_locally":true,"limit":"$7"}"#, "2014-07-01");
    assert_eq!(of(&stipulated, "detainer")["effect"], "prohibited");
    assert_eq!(of(&stipulated, "benefit")["outcome"], "$7");
}

#[test]
fn a_filling_may_say_unless_and_its_reason_is_true() {
    let fill = |sentence: &str| {
        let rest = format!("in force from 2014-06-01.\n\nuse \"state\".\n\nfill the hold is barred locally {sentence}.\n");
        [("county.enact", local("county", "Alpha", &rest))]
    };
    for (sentence, agreement, told, effect) in [
        ("if the agreement is yes unless told is yes", true, false, "prohibited"),
        ("if the agreement is yes unless told is yes", true, true, "permitted"),
        ("unless the agreement is yes", false, true, "prohibited"),
        ("unless the agreement is yes", true, true, "permitted"),
    ] {
        let case = format!("{{\"agreement\":{agreement},\"told\":{told}}}");
        let found = decide("slot-unless", &fill(sentence), &case, "2014-07-01");
        assert_eq!(of(&found, "detainer")["effect"], effect, "{sentence} {case}");
    }
    let place = folder("duties-slot-unless-why");
    std::fs::write(place.join("state.enact"), STATE).expect("a file can be written");
    let [(name, text)] = fill("if the agreement is yes unless told is yes");
    std::fs::write(place.join(name), text).expect("a file can be written");
    let arguments = ["decide", ".", "--cases", "-", "--as-of", "2014-07-01", "--format", "text", "--why"];
    let why = enact(&place, &arguments, Some(br#"{"agreement":true,"told":false}"#)).stdout;
    assert!(why.contains("the agreement is yes unless told is yes   yes: filled by Alpha"), "{why}");
    let layout = enact(&place, &["fmt", "--check", "county.enact"], None);
    assert_eq!(layout.status, 0, "{}{}", layout.stdout, layout.stderr);
}

#[test]
fn the_lowest_authority_fills_a_value_and_equals_may_not_differ() {
    let fill = |value: &str| format!("in force from 2014-06-01.\n\nuse \"state\".\n\nfill limit as {value}.\n");
    let county = ("county.enact", local("county", "Alpha", &fill("$250")));
    let city = ("city.enact", local("city", "Alpha City", &fill("$300")));
    let other = ("other.enact", local("city", "Other City", &fill("$400")));
    let lower = decide("slot-lower", &[county.clone(), city.clone()], "{}", "2014-07-01");
    assert_eq!(of(&lower, "benefit")["outcome"], "$300");
    let differ = decide("slot-differ", &[county, city, other], "{}", "2014-07-01");
    assert_eq!(of(&differ, "benefit")["effect"], "undetermined");
    assert_eq!(of(&differ, "benefit")["problems"][0]["code"], "fills-differ");
}

#[test]
fn what_several_come_to_says_what_is_due() {
    let county = (
        "county.enact",
        local(
            "county",
            "Alpha",
            "in force from 2014-01-01.\n\nuse \"state\".\n\nrule 1, due at once: must give notice if told is no.",
        ),
    );
    let place = folder("duties-together");
    std::fs::write(place.join("state.enact"), STATE).expect("a file can be written");
    std::fs::write(place.join(county.0), county.1).expect("a file can be written");
    let cases = "{\"case\":\"A\",\"arrest_time\":\"2014-05-06 08:30\",\"told\":true}\n{\"case\":\"B\",\"told\":false}\n";
    let run = |format: &str| {
        let arguments = ["decide", ".", "--cases", "-", "--as-of", "2014-05-06", "--decision", "notice", "--format", format];
        enact(&place, &arguments, Some(cases.as_bytes())).stdout
    };
    insta::assert_snapshot!(run("text"));
    let lines = lines(&run("ndjson"));
    let duties: Vec<&serde_json::Value> = lines.iter().filter(|it| it["instrument"].is_null()).map(|it| &it["duties"]).collect();
    assert_eq!(duties[0][0]["due"], "2014-05-08 08:30");
    assert_eq!(duties[1][0]["rule"], "county#1");
    assert_eq!(duties[1][1]["missing"][0], "arrest_time");
}
