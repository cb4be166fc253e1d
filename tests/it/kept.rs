//! Texts that go on for some cases: definitions and figures that a savings clause keeps, and those that go on where a court switches an act off.

use crate::support::{enact, folder};
use std::path::{Path, PathBuf};

const CODE: &str = r#"policy "Tax Act":
    made by state "Legislature";
    in force from 2010-01-01.

facts of the case:
    income: money;
    filing: early or late;
    plaintiff: yes or no;
    tax day: date;
    charges: list of charges.

facts of a charge:
    grade: petty or grave;
    amount: money.

decision credit: grant or refuse.

parameter limit:
    from 2010-01-01: $100.

parameter bound, by grade:
    from 2010-01-01: petty: $50; grave: $20.

define 1: a charge is heavy if its amount is more than bound for its grade.

define 2: the filer is poor if income is at most the limit.

define 3: the reach as the limit times 2.

rule 5: must grant credit if the filer is poor.

rule 6, exception to 5 and 7: must refuse credit if any charge is heavy.

rule 7: may grant credit if income is at most the reach.

otherwise refuse credit.
"#;

fn place(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let place = folder(&format!("kept-{name}"));
    for (name, text) in [("code", CODE)].iter().chain(files) {
        std::fs::write(place.join(format!("{name}.enact")), text).expect("a file can be written");
    }
    place
}

/// An act that amends the code from a day on.
fn act(title: &str, day: &str, sentences: &str) -> String {
    format!(
        "policy \"{title}\":\n    made by state \"Legislature\";\n    amends \"code\";\n    in force from {day}.\n\n{sentences}\n"
    )
}

fn court(day: &str, sentences: &str) -> String {
    format!("use \"code\".\n\npolicy \"Court\":\n    made by court \"C\";\n    in force from {day}.\n\n{sentences}\n")
}

fn decided(place: &Path, case: &str, day: &str, more: &[&str]) -> String {
    let arguments = [&["decide", ".", "--cases", "-", "--as-of", day, "--format", "ndjson"], more].concat();
    let run = enact(place, &arguments, Some(case.as_bytes()));
    let lines = run.stdout.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"));
    let line = lines.into_iter().find(|it| it["instrument"] == "code").unwrap_or_else(|| panic!("{run:#?}"));
    let list =
        |key: &str| line[key].as_array().expect("a list").iter().filter_map(|it| it.as_str()).collect::<Vec<_>>().join(" ");
    format!("{} {}", line["effect"].as_str().expect("a text"), list("rules")).trim().to_owned()
}

fn filer(income: u32, more: &str) -> String {
    format!("{{\"income\": \"${income}\", \"charges\": []{more}}}")
}

const EARLY: &str = ", \"filing\": \"early\"";
const LATE: &str = ", \"filing\": \"late\"";

#[test]
fn a_definition_is_saved() {
    let new = act(
        "act",
        "2015-01-01",
        "replace define 2: the filer is poor if income is at most $20.\n\nsave define 2 where the filing is early.",
    );
    let place = place("definition", &[("act", &new)]);
    for (income, more, day, expected) in [
        (80, EARLY, "2016-01-01", "required 5"),
        (80, LATE, "2016-01-01", "permitted 7"),
        (80, LATE, "2014-01-01", "required 5"),
        (20, "", "2016-01-01", "required 5"),
        (80, "", "2016-01-01", "undetermined"),
        (80, "", "2014-01-01", "required 5"),
    ] {
        assert_eq!(decided(&place, &filer(income, more), day, &[]), expected, "{income} {more} {day}");
    }
    // By the words of the term as well, and beside rules and figures.
    let new = act(
        "act",
        "2015-01-01",
        "replace define 2: the filer is poor if income is at most $20.\n\nreplace rule 7: may grant credit if income is $7.\n\n\
         save rule 7, define poor and parameter limit where the filing is early.\n\nreplace parameter limit: from 2015-01-01: $10.",
    );
    let place = self::place("several", &[("act", &new)]);
    assert_eq!(decided(&place, &filer(80, EARLY), "2016-01-01", &[]), "required 5");
    assert_eq!(decided(&place, &filer(150, EARLY), "2016-01-01", &[]), "permitted 7");
    assert_eq!(decided(&place, &filer(80, LATE), "2016-01-01", &[]), "chosen otherwise");
}

#[test]
fn a_figure_is_saved_wherever_it_is_read() {
    let new = act(
        "act",
        "2015-01-01",
        "replace parameter limit: from 2015-01-01: $10; from 2017-01-01: $11.\n\n\
         replace parameter bound, by grade: from 2015-01-01: petty: $5; grave: $2.\n\n\
         save parameter limit and parameter bound where the filing is early and no charge is grave.",
    );
    let place = place("figure", &[("act", &new)]);
    let petty =
        |more: &str| format!("{{\"income\": \"$80\", \"charges\": [{{\"grade\": \"petty\", \"amount\": \"$30\"}}]{more}}}");
    assert_eq!(decided(&place, &filer(80, EARLY), "2016-01-01", &[]), "required 5");
    assert_eq!(decided(&place, &filer(11, LATE), "2016-01-01", &[]), "permitted 7");
    assert_eq!(decided(&place, &filer(11, LATE), "2017-01-01", &[]), "required 5");
    assert_eq!(decided(&place, &filer(150, LATE), "2016-01-01", &[]), "chosen otherwise");
    assert_eq!(decided(&place, &filer(150, EARLY), "2018-01-01", &[]), "permitted 7");
    // The table is looked up by what is said of each item.
    assert_eq!(decided(&place, &petty(EARLY), "2016-01-01", &[]), "required 5");
    assert_eq!(decided(&place, &petty(LATE), "2016-01-01", &[]), "required 6");
    assert_eq!(decided(&place, &petty(""), "2016-01-01", &[]), "undetermined");
    let grave = r#"{"income": "$10", "filing": "early", "charges": [{"grade": "grave", "amount": "$3"}]}"#;
    assert_eq!(decided(&place, grave, "2016-01-01", &[]), "required 6");
    let text = ["decide", ".", "--cases", "-", "--as-of", "2016-01-01", "--format", "text", "--why"];
    let cases = [petty(EARLY), petty(LATE)].join("\n");
    insta::assert_snapshot!(enact(&place, &text, Some(cases.as_bytes())).stdout);
    insta::assert_snapshot!(enact(&place, &["timeline", "code.enact"], None).stdout);
}

/// The law that acts and courts make of the code is the one that says so in one text, whatever is known of the case.
#[test]
fn it_is_as_one_text_would_say_it() {
    let new = act(
        "act",
        "2015-01-01",
        "replace define 2: the filer is poor if income is at most $20.\n\nreplace parameter limit: from 2015-01-01: $40.\n\n\
         save define 2 where the filing is early.",
    );
    let stay = court("2016-01-01", "suspend \"act\" if plaintiff is yes.");
    let place = place("one-text", &[("act", &new), ("court", &stay)]);
    let one = CODE
        .replace("define 2: the filer is poor if income is at most the limit.\n\n", "")
        .replace(
            "parameter limit:\n    from 2010-01-01: $100.\n\n",
            "define the limit as $100 if plaintiff is yes, otherwise $40.\n\n",
        )
        .replace(
            "define 3:",
            "define the filer is poor if (filing is early and income is at most the limit) or \
             (filing is late and plaintiff is yes and income is at most the limit) or \
             (filing is late and plaintiff is no and income is at most $20).\n\ndefine 3:",
        );
    let other = folder("kept-one-text-other");
    std::fs::write(other.join("code.enact"), one).expect("a file can be written");
    for income in ["\"$15\"", "\"$30\"", "\"$60\"", "\"$90\"", "\"$150\"", "null"] {
        for filing in ["\"early\"", "\"late\"", "null"] {
            for plaintiff in ["true", "false", "null"] {
                let case = format!("{{\"income\": {income}, \"filing\": {filing}, \"plaintiff\": {plaintiff}, \"charges\": []}}");
                let day = "2016-06-01";
                assert_eq!(decided(&place, &case, day, &[]), decided(&other, &case, day, &[]), "{case}");
            }
        }
    }
    // Before the court's order, plaintiffs are as others.
    let plaintiff = filer(90, ", \"plaintiff\": true, \"filing\": \"late\"");
    assert_eq!(decided(&place, &plaintiff, "2015-06-01", &[]), "chosen otherwise");
    assert_eq!(decided(&place, &plaintiff, "2016-06-01", &[]), "required 5");
}

#[test]
fn a_later_act_may_save_what_an_earlier_one_changed() {
    let new = act(
        "act",
        "2015-01-01",
        "replace rule 7: may grant credit if income is $7.\n\nreplace parameter limit: from 2015-01-01: $10.",
    );
    let saves = act("later", "2016-01-01", "save rule 7 and parameter limit where the filing is early.");
    let bill = saves.replace("in force from 2016", "status bill 2015-06-01;\n    in force from 2016");
    let place = place("later", &[("act", &new), ("later", &saves)]);
    for (income, more, day, expected) in [
        (80, EARLY, "2014-06-01", "required 5"),
        (80, EARLY, "2015-06-01", "chosen otherwise"),
        (80, EARLY, "2016-06-01", "required 5"),
        (150, EARLY, "2016-06-01", "permitted 7"),
        (80, LATE, "2016-06-01", "chosen otherwise"),
        (80, "", "2016-06-01", "undetermined"),
        (80, "", "2015-06-01", "chosen otherwise"),
    ] {
        assert_eq!(decided(&place, &filer(income, more), day, &[]), expected, "{income} {more} {day}");
    }
    let text = ["decide", ".", "--cases", "-", "--as-of", "2016-06-01", "--format", "text"];
    let run = enact(&place, &text, Some(filer(150, EARLY).as_bytes()));
    assert!(run.stdout.contains("rule 7: the text before act, which later saves for this case"), "{}", run.stdout);
    // A bill saves as if enacted.
    let place = self::place("later-bill", &[("act", &new), ("later", &bill)]);
    assert_eq!(decided(&place, &filer(80, EARLY), "2016-06-01", &[]), "chosen otherwise");
    assert_eq!(decided(&place, &filer(80, EARLY), "2016-06-01", &["--as-if-enacted"]), "required 5");
    // Of an act whose first day is not known it is open whether it saves.
    let unknown = saves.replace("from 2016-01-01", "from unknown, no earlier than 2016-01-01, no later than 2016-12-31");
    let place = self::place("later-unknown", &[("act", &new), ("later", &unknown)]);
    assert_eq!(decided(&place, &filer(80, EARLY), "2015-12-31", &[]), "chosen otherwise");
    assert_eq!(decided(&place, &filer(80, EARLY), "2016-06-01", &[]), "undetermined");
    assert_eq!(decided(&place, &filer(80, EARLY), "2017-01-01", &[]), "required 5");
}

#[test]
fn what_is_read_as_of_a_day_is_saved_as_well() {
    let new = act(
        "act",
        "2015-01-01",
        "replace parameter limit: from 2015-01-01: $10.\n\nreplace rule 7: may grant credit if income is at most limit as of tax day.\n\n\
         save parameter limit where the filing is early.",
    );
    let other = "use \"code\" as of 2016-01-01.\n\npolicy \"Board\":\n    made by city \"Board\".\n\n\
                 rule 1: must grant credit if income is at most limit.\n\nrule 2: must refuse credit if income is more than limit.\n";
    let place = place("as-of", &[("act", &new), ("board", other)]);
    let day = |day: &str, filing: &str| filer(80, &format!(", \"tax_day\": \"{day}\"{filing}"));
    assert_eq!(decided(&place, &day("2016-02-01", EARLY), "2016-06-01", &[]), "required 5");
    assert_eq!(decided(&place, &day("2014-02-01", LATE), "2016-06-01", &[]), "permitted 7");
    assert_eq!(decided(&place, &day("2016-02-01", LATE), "2016-06-01", &[]), "chosen otherwise");
    let board = |case: &str| {
        let run = enact(&place, &["decide", ".", "--cases", "-", "--as-of", "2011-01-01"], Some(case.as_bytes()));
        let line = run.stdout.lines().find(|line| line.contains("\"instrument\":\"board\"")).unwrap_or_default().to_owned();
        let effect = |rule: &str| line.contains(&format!("\"rules\":[\"{rule}\"]"));
        (effect("1"), effect("2"))
    };
    assert_eq!(board(&filer(80, EARLY)), (true, false));
    assert_eq!(board(&filer(80, LATE)), (false, true));
}

#[test]
fn what_cannot_be_saved_is_told() {
    let told = [
        ("save define 2 where the filing is early.", "nothing-to-save"),
        (
            "insert define 9: the filer is rich if income is over $900.\n\nsave define 9 where the filing is early.",
            "nothing-to-save",
        ),
        (
            "replace define 2: the filer is poor if income is $1.\n\nsave parameter limit where the filing is early.",
            "nothing-to-save",
        ),
        ("replace define 2: the filer is poor if income is $1.\n\nsave define 2 where the filer is poor.", "definition-circle"),
        ("replace define 2: the filer is poor if income is $1.\n\nsave define 2 where the filing is erly.", "unknown-value"),
    ];
    for (at, (sentences, code)) in told.into_iter().enumerate() {
        let place = place(&format!("told-{at}"), &[("act", &act("act", "2015-01-01", sentences))]);
        let run = enact(&place, &["check", ".", "--format", "concise"], None);
        let errors = run.stdout.lines().filter(|line| line.contains("error[")).count();
        assert!(run.stdout.contains(&format!("[{code}]")) && errors == 1, "{code} {sentences}\n{}{}", run.stdout, run.stderr);
    }
}

/// `rule 5 and the limit go on as before this act`, of an act that changes the limit alone: not the rule of two acts ago.
#[test]
fn an_act_saves_only_what_it_changes() {
    let first = act("first", "2015-01-01", "replace rule 5: must grant credit if income is at most $500.");
    let both = "replace parameter limit: from 2016-01-01: $50.\n\nsave rule 5 and parameter limit where the filing is early.";
    let second = act("second", "2016-01-01", &format!("use \"first\".\n\n{both}"));
    let refused = place("two-acts", &[("first", &first), ("second", &second)]);
    let run = enact(&refused, &["check", ".", "--format", "concise"], None);
    assert!(
        run.stdout.contains("[nothing-to-save]") && run.stdout.contains("`5` is saved, and this act does not change it"),
        "{run:?}"
    );
    // What the act does not change goes on as it stands.
    let second = second.replace("rule 5 and ", "");
    let mended = place("two-acts-mended", &[("first", &first), ("second", &second)]);
    assert_eq!(decided(&mended, &filer(400, EARLY), "2017-01-01", &[]), "required 5");
}

/// What an act repeals is there for the cases saved alone.
#[test]
fn a_repealed_definition_goes_on_for_those_saved() {
    let new = act(
        "act",
        "2015-01-01",
        "repeal define 2.\n\nreplace rule 5: must grant credit if income is at most $5.\n\n\
         save rule 5 and define 2 where the filing is early.",
    );
    let place = place("repealed", &[("act", &new)]);
    assert_eq!(decided(&place, &filer(80, EARLY), "2016-01-01", &[]), "required 5");
    assert_eq!(decided(&place, &filer(5, LATE), "2016-01-01", &[]), "required 5");
    assert_eq!(decided(&place, &filer(80, LATE), "2016-01-01", &[]), "permitted 7");
}

#[test]
fn what_is_decided_where_no_rule_holds_is_amended() {
    let new = act("act", "2015-01-01", "replace otherwise grant credit.\n\nsave otherwise where the filing is early.");
    let gone = act("gone", "2018-01-01", "repeal otherwise for credit.");
    let again = act("again", "2020-01-01", "insert otherwise refuse credit.");
    let place = place("otherwise", &[("act", &new), ("gone", &gone), ("again", &again)]);
    let outcome = |case: &str, day: &str| {
        let arguments = ["decide", ".", "--cases", "-", "--as-of", day, "--format", "text"];
        let run = enact(&place, &arguments, Some(case.as_bytes()));
        run.stdout.lines().next().unwrap_or_default().trim_start_matches("line 1").trim().to_owned()
    };
    for (more, day, expected) in [
        (LATE, "2014-01-01", "refuse credit (chosen), by otherwise"),
        (LATE, "2016-01-01", "grant credit (chosen), by otherwise"),
        (EARLY, "2016-01-01", "refuse credit (chosen), by otherwise"),
        ("", "2016-01-01", "credit: undetermined"),
        (LATE, "2021-01-01", "refuse credit (chosen), by otherwise"),
    ] {
        assert_eq!(outcome(&filer(900, more), day), expected, "{more} {day}");
    }
    assert!(outcome(&filer(900, LATE), "2018-06-01").starts_with("credit: no rule"));
    insta::assert_snapshot!(enact(&place, &["timeline", "code.enact"], None).stdout);
    insta::assert_snapshot!(enact(&place, &["show", "code.enact", "--as-of", "2016-01-01"], None).stdout);
}

/// A parameter through time: repealed, and put in again.
#[test]
fn a_parameter_is_repealed_and_inserted() {
    let gone = act("gone", "2018-01-01", "repeal parameter limit.");
    let again = act("again", "2020-01-01", "insert parameter limit: from 2020-01-01: $5.");
    let place = self::place("parameter", &[("gone", &gone), ("again", &again)]);
    let timeline = enact(&place, &["timeline", "code.enact"], None).stdout;
    for line in ["2018-01-01 to 2019-12-31    repealed by gone", "from 2020-01-01             inserted by again: $5"] {
        assert!(timeline.contains(line), "{timeline}");
    }
    // What is repealed is not replaced.
    let place = self::place("parameter-replaced", &[("gone", &gone), ("again", &again.replace("insert", "replace"))]);
    let run = enact(&place, &["check", ".", "--format", "concise"], None);
    assert!(run.stdout.contains("error[nothing-to-amend]: `limit` is repealed"), "{}", run.stdout);
}

/// An order may name what its file uses, and nothing else that lies beside it.
#[test]
fn what_lies_beside_an_order_is_not_at_hand() {
    let place = place("beside", &[("order", "use \"code\".\n\norder \"o\" \"x\":\n    sets aside \"board\".\n")]);
    std::fs::write(place.join("board.enact"), "policy \"Board\":\n    made by city \"Board\".\n").expect("a file can be written");
    let check = enact(&place, &["check", "."], None);
    assert!(check.stdout.contains("instrument-not-at-hand"), "{}", check.stdout);
    let arguments = ["decide", ".", "--cases", "-", "--as-of", "2016-01-01", "--order", "o"];
    let decide = enact(&place, &arguments, Some(filer(1, "").as_bytes()));
    assert!(decide.stderr.contains("instrument-not-at-hand"), "{}{}", decide.stdout, decide.stderr);
}
