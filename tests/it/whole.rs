//! Whole instruments through time: their last day is put off, they are repealed, and courts switch acts off.

use crate::support::{enact, folder};
use std::path::{Path, PathBuf};

const ORDER: &str = r#"policy "Emergency order":
    made by state "Governor";
    in force from 2020-03-20 through 2020-06-30.

facts of the case:
    event: event;
    guests: number.

facts of an event:
    worship: yes or no;
    county: Adams or Benton.

decision gathering: hold or cancel.

parameter most guests:
    from 2020-03-20: 50.

define an event is a religious event if its worship is yes.

define an event is in Adams if its county is Adams.

rule 1:
    must cancel gathering if guests is more than most guests.

rule 2:
    may hold gathering if guests is at most most guests.
"#;

/// `(name, made by, days, sentences)`; a court's file uses the others, an act amends the order.
type File<'f> = (&'f str, &'f str, &'f str, &'f str);

fn place(name: &str, files: &[File<'_>]) -> PathBuf {
    let place = folder(name);
    std::fs::write(place.join("order.enact"), ORDER).expect("a file can be written");
    let acts: Vec<&str> = files.iter().filter(|it| it.1 != "court").map(|it| it.0).collect();
    for (name, by, days, sentences) in files {
        let amends = if *by == "court" { "" } else { "    amends \"order\";\n" };
        let uses: String = match *by {
            "court" => acts.iter().chain(&["order"]).map(|it| format!("use \"{it}\".\n")).collect(),
            _ => String::new(),
        };
        let text = format!("policy \"{name}\":\n    made by {by} \"{by}\";\n{amends}    {days}.\n\n{uses}\n{sentences}\n");
        std::fs::write(place.join(format!("{name}.enact")), text).expect("a file can be written");
    }
    place
}

fn on(place: &Path, case: &str, day: &str, more: &[&str]) -> String {
    let arguments = [&["decide", ".", "--cases", "-", "--as-of", day, "--format", "ndjson"], more].concat();
    let run = enact(place, &arguments, Some(case.as_bytes()));
    let lines = run.stdout.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"));
    let line = lines.into_iter().find(|it| it["instrument"] == "order").unwrap_or_else(|| panic!("{run:#?}"));
    let rules: Vec<&str> = line["rules"].as_array().expect("a list").iter().filter_map(|it| it.as_str()).collect();
    format!("{} {}", line["effect"].as_str().expect("a text"), rules.join(" ")).trim().to_owned()
}

const TWENTY: &str = r#"{"guests": 20, "event": {"worship": true, "county": "Benton"}}"#;
const FAIR: &str = r#"{"guests": 20, "event": {"worship": false, "county": "Adams"}}"#;
const SECOND: File<'_> = (
    "second",
    "state",
    "in force from 2020-05-01",
    "extend \"order\" through 2020-12-31.\n\nreplace parameter most guests:\n    from 2020-05-01: 10.",
);

#[test]
fn an_order_goes_on_while_others_extend_it() {
    let third: File<'_> = ("third", "state", "in force from 2020-12-15", "extend \"order\" through 2021-03-31.");
    let place = place("extended", &[SECOND, third]);
    let expected = [
        ("2020-04-30", "permitted 2"),
        ("2020-06-30", "required 1"),
        ("2020-07-01", "required 1"),
        ("2021-01-01", "required 1"),
        ("2021-03-31", "required 1"),
        ("2021-04-01", "no rule"),
    ];
    for (day, wanted) in expected {
        assert_eq!(on(&place, TWENTY, day, &[]), wanted, "{day}");
    }
    // Without the act that extended it, it lapsed, and what came later has nothing to extend.
    let run =
        enact(&place, &["decide", ".", "--cases", "-", "--as-of", "2020-08-01", "--without", "second"], Some(TWENTY.as_bytes()));
    assert!(run.stderr.contains("not-extended"), "{}", run.stderr);
    let alone = self::place("extended-once", &[SECOND]);
    assert_eq!(on(&alone, TWENTY, "2020-08-01", &["--without", "second"]), "no rule");
    assert_eq!(on(&alone, TWENTY, "2020-06-01", &["--without", "second"]), "permitted 2");
    let timeline = enact(&place, &["timeline", "."], None).stdout;
    insta::assert_snapshot!(timeline);
}

#[test]
fn an_instrument_may_be_repealed_whole() {
    let repeal: File<'_> = ("repeal", "state", "in force from 2020-11-01", "repeal \"order\".");
    let place = place("repealed", &[SECOND, repeal]);
    assert_eq!(on(&place, TWENTY, "2020-10-31", &[]), "required 1");
    assert_eq!(on(&place, TWENTY, "2020-11-01", &[]), "no rule");
    let text = enact(
        &place,
        &["decide", "order.enact", "--cases", "-", "--as-of", "2020-11-01", "--format", "text"],
        Some(TWENTY.as_bytes()),
    );
    insta::assert_snapshot!(text.stdout);
    // A bill repeals nothing, but as if enacted.
    let bill: File<'_> = ("repeal", "state", "status bill 2020-09-01;\n    in force from 2020-11-01", "repeal \"order\".");
    let place = self::place("repealed-by-bill", &[SECOND, bill]);
    assert_eq!(on(&place, TWENTY, "2020-11-01", &[]), "required 1");
    assert_eq!(on(&place, TWENTY, "2020-10-31", &["--as-if-enacted"]), "required 1");
    assert_eq!(on(&place, TWENTY, "2020-11-01", &["--as-if-enacted"]), "no rule");
}

#[test]
fn a_temporary_act_that_is_extended_changes_the_text_for_longer() {
    let act: File<'_> = (
        "act",
        "state",
        "in force from 2020-04-01 through 2020-04-30",
        "replace rule 2:\n    must hold gathering if guests is at most most guests.",
    );
    let place = place("act-extended", &[act]);
    let longer = "policy \"longer\":\n    made by state \"state\";\n    amends \"act\";\n    in force from 2020-04-15.\n\nextend \"act\" through 2020-05-31.\n";
    assert_eq!(on(&place, TWENTY, "2020-05-15", &[]), "permitted 2");
    std::fs::write(place.join("longer.enact"), longer).expect("a file can be written");
    assert_eq!(on(&place, TWENTY, "2020-05-15", &[]), "required 2");
    assert_eq!(on(&place, TWENTY, "2020-06-01", &[]), "permitted 2");
}

#[test]
fn a_court_may_switch_an_act_off() {
    let act: File<'_> = (
        "act",
        "state",
        "in force from 2020-04-01",
        "replace rule 2:\n    must hold gathering if guests is at most most guests.",
    );
    let for_a_time: File<'_> =
        ("court", "court", "in force from 2020-04-10", "suspend \"act\" from 2020-04-15 through 2020-05-31.");
    let place = self::place("stayed", &[act, for_a_time]);
    for (day, wanted) in
        [("2020-04-14", "required 2"), ("2020-04-15", "permitted 2"), ("2020-05-31", "permitted 2"), ("2020-06-01", "required 2")]
    {
        assert_eq!(on(&place, TWENTY, day, &[]), wanted, "{day}");
    }
    let run = enact(&place, &["decide", ".", "--cases", "-", "--as-of", "2020-05-01"], Some(TWENTY.as_bytes()));
    assert!(run.stdout.contains("\"switched_off_by\":\"court\""), "{}", run.stdout);
    // For some: whom the court's heading binds, as far as its sentence says.
    let some: File<'_> = (
        "court",
        "court",
        "binds religious events;\n    in force from 2020-04-10",
        "suspend \"act\" unless the event is in Adams.",
    );
    let place = self::place("stayed-for-some", &[act, some]);
    assert_eq!(on(&place, TWENTY, "2020-05-01", &[]), "permitted 2");
    assert_eq!(on(&place, &TWENTY.replace("Benton", "Adams"), "2020-05-01", &[]), "required 2");
    assert_eq!(on(&place, FAIR, "2020-05-01", &[]), "required 2");
    assert_eq!(on(&place, r#"{"guests": 20, "event": {"county": "Adams"}}"#, "2020-05-01", &[]), "required 2");
    assert_eq!(on(&place, r#"{"guests": 20, "event": {"county": "Benton"}}"#, "2020-05-01", &[]), "undetermined");
    let shown = enact(&place, &["show", "order", ".", "--as-of", "2020-05-01"], None).stdout;
    insta::assert_snapshot!(shown);
    // What it changes in figures rests for all.
    let all: File<'_> = ("court", "court", "in force from 2020-05-10", "suspend \"second\".");
    let place = self::place("stayed-figure", &[SECOND, all]);
    assert_eq!(on(&place, TWENTY, "2020-05-09", &[]), "required 1");
    assert_eq!(on(&place, TWENTY, "2020-05-10", &[]), "permitted 2");
}

#[test]
fn an_instrument_may_be_switched_off_whole() {
    let court: File<'_> = ("court", "court", "in force from 2020-04-10", "suspend \"order\" if the event is a religious event.");
    let place = place("whole-suspended", &[court]);
    assert_eq!(on(&place, TWENTY, "2020-05-01", &[]), "no rule");
    assert_eq!(on(&place, FAIR, "2020-05-01", &[]), "permitted 2");
    assert_eq!(on(&place, TWENTY, "2020-04-09", &[]), "permitted 2");
    let text =
        enact(&place, &["decide", ".", "--cases", "-", "--as-of", "2020-05-01", "--format", "text"], Some(TWENTY.as_bytes()));
    assert!(text.stdout.contains("court"), "{}", text.stdout);
}

const STATE: &str = r#"policy "State act":
    made by state "Legislature";
    in force from 2014-01-01.

facts of the case:
    medical: yes or no;
    large: yes or no.

decision sale: allow or refuse.

question small reading "what is small?":
    position narrow;
    position wide.

slot the sale is barred "any local law", filled by county, otherwise no.

rule 1: refuse sale if the sale is barred.

rule 2: refuse sale if large is yes and small reading is narrow.

rule 3: refuse sale if large is no and medical is no.

otherwise allow sale.
"#;

const MESA: &str = "use \"state\".\n\npolicy \"Mesa\":\n    made by county \"Mesa\";\n    in force from 2014-01-01.\n\n\
                    fill the sale is barred if medical is yes.\n\nread small reading as narrow.\n\nsuspend rule 3 of \"state\".\n";

fn sale(name: &str, court: &str, case: &str) -> serde_json::Value {
    let place = folder(&format!("whole-off-{name}"));
    let heading = "use \"state\".\nuse \"mesa\".\n\npolicy \"Court\":\n    made by court \"C\";\n    in force from 2015-01-01.";
    for (file, text) in [("state", STATE.to_owned()), ("mesa", MESA.to_owned()), ("court", format!("{heading}\n\n{court}\n"))] {
        std::fs::write(place.join(format!("{file}.enact")), text).expect("a file can be written");
    }
    let arguments = ["decide", ".", "--cases", "-", "--as-of", "2016-01-01", "--format", "ndjson"];
    let run = enact(&place, &arguments, Some(case.as_bytes()));
    let lines = run.stdout.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"));
    lines.into_iter().find(|it| it["instrument"] == "state").unwrap_or_else(|| panic!("{run:#?}"))
}

#[test]
fn what_an_instrument_fills_reads_and_suspends_is_switched_off_with_it() {
    let off = "suspend \"mesa\" if medical is yes.";
    let none = "suspend \"mesa\" through 2015-06-30.";
    for (case, on, without) in [
        (r#"{"medical": true, "large": false}"#, "refuse", "allow"),
        (r#"{"medical": false, "large": false}"#, "allow", "allow"),
        (r#"{"medical": false, "large": true}"#, "refuse", "refuse"),
    ] {
        assert_eq!(sale("on", none, case)["outcome"], on, "{case}");
        assert_eq!(sale("off", off, case)["outcome"], without, "{case}");
    }
    let filled = &sale("off", off, r#"{"medical": true, "large": false}"#)["filled"];
    let expected = serde_json::json!([{"slot": "sale is barred", "value": "no", "by": [], "switched_off": [{"instrument": "mesa", "by": "court"}]}]);
    assert_eq!(filled, &expected);
    // Its reading goes, so that the question is open again; and what it suspends is in force again.
    let open = sale("open", off, r#"{"medical": true, "large": true}"#);
    assert_eq!(open["effect"], "undetermined");
    assert_eq!(open["questions"], serde_json::json!(["small reading"]));
    let all = sale("all", "suspend \"mesa\".", r#"{"medical": false, "large": false}"#);
    assert_eq!((&all["outcome"], &all["rules"]), (&"refuse".into(), &serde_json::json!(["3"])));
    // Where it is not known whether the order reaches the case, that is missing, unless it changes nothing.
    let unknown = sale("unknown", off, r#"{"large": false}"#);
    assert_eq!(unknown["effect"], "chosen", "{unknown}");
    assert_eq!(unknown["outcome"], "allow");
    assert_eq!(sale("unknown-large", off, r#"{"large": true}"#)["missing"], serde_json::json!(["medical"]));
}

#[test]
fn what_switches_off_must_not_stand_on_what_it_switches_off() {
    let heading = |court: &str, sentences: &str| {
        format!("use \"state\".\nuse \"mesa\".\n\npolicy \"{court}\":\n    made by county \"{court}\".\n\n{sentences}\n")
    };
    for (at, (sentences, code)) in [
        ("suspend \"mesa\" if the sale is barred.", "definition-circle"),
        ("suspend \"mesa\" if small reading is wide.", "reading-circle"),
        ("suspend \"court\".", "suspension-circle"),
    ]
    .into_iter()
    .enumerate()
    {
        let place = folder(&format!("whole-off-told-{at}"));
        for (file, text) in [("state", STATE.to_owned()), ("mesa", MESA.to_owned()), ("court", heading("court", sentences))] {
            std::fs::write(place.join(format!("{file}.enact")), text).expect("a file can be written");
        }
        let run = enact(&place, &["check", ".", "--format", "concise"], None);
        let errors = run.stdout.lines().filter(|line| line.contains("error[")).count();
        assert!(run.stdout.contains(&format!("[{code}]")) && errors == 1, "{code} {sentences}\n{}{}", run.stdout, run.stderr);
    }
}

#[test]
fn what_cannot_be_extended_or_repealed_is_told_once() {
    let told: &[(&[File<'_>], &str)] = &[
        (&[("act", "state", "in force from 2020-05-01", "extend \"order\" through 2020-06-30.")], "not-extended"),
        (&[("act", "state", "in force from 2020-07-02", "extend \"order\" through 2020-12-31.")], "not-extended"),
        (&[SECOND, ("act", "state", "in force from 2020-09-01", "extend \"order\" through 2020-11-30.")], "not-extended"),
        (&[("act", "state", "in force from 2020-07-01", "repeal \"order\".")], "amends-nothing-then"),
        (&[("act", "state", "in force from 2020-03-20", "repeal \"order\".")], "amends-nothing-then"),
        (&[("act", "state", "in force from unknown", "repeal \"order\".")], "whole-needs-day"),
        (&[("act", "state", "in force from 2020-05-01 through 2020-06-01", "repeal \"order\".")], "repealed-for-a-time"),
        (
            &[
                ("act", "state", "in force from 2020-05-01", "repeal \"order\", in force from 2020-06-01."),
                ("act2", "state", "in force from 2020-06-10", "repeal rule 1."),
            ],
            "amends-nothing-then",
        ),
        (&[("court", "court", "in force from 2020-07-01", "suspend \"order\".")], "suspends-nothing-then"),
    ];
    for (at, (files, code)) in told.iter().enumerate() {
        let place = place(&format!("whole-told-{at}"), files);
        let run = enact(&place, &["check", ".", "--format", "concise"], None);
        let errors = run.stdout.lines().filter(|line| line.contains("error[")).count();
        assert!(run.stdout.contains(&format!("[{code}]")) && errors == 1, "{code} {files:?}\n{}{}", run.stdout, run.stderr);
    }
}
