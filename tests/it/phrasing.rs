//! What authors write by habit: each sentence is refused with what Enact says for it, or it means what it reads.

use crate::support::{enact, folder};

const HEAD: &str = r#"policy "P": made by city "S"; in force from 2000-01-01.
facts of the case:
    person: person; bail: money, or none; age: number; limit: number; furnished: yes or no; filing: date; notice period: days;
    income: money; deduction: money; exemption: money;
    charges: list of charges, each charge; priors: list of priors, each prior.
facts of a person: resident: yes or no; insured: yes or no; veteran: yes or no; grade: number.
facts of a charge: violent: yes or no; grade: number.
facts of a prior: violent: yes or no.
decision license: grant or refuse.
decision excess: money.
decision last day: date.
otherwise refuse license.
"#;

fn check(name: &str, sentence: &str) -> String {
    let place = folder(&format!("phrasing-{name}"));
    std::fs::write(place.join("p.enact"), format!("{HEAD}{sentence}\n")).unwrap();
    let run = enact(&place, &["check", "p.enact"], None);
    format!("{}{}", run.stdout, run.stderr)
}

#[test]
fn phrases_are_told_with_what_is_said_for_them() {
    let told = [
        ("grant license if age at least 18.", "write `is at least ...`"),
        ("grant license if age is least 18.", "write `at least 18`"),
        ("grant license if age is twenty.", "write `20`"),
        ("grant license if age is over twice limit.", "write `more than 2 times limit`"),
        ("grant license if age is over 18 or older.", "`over 18` leaves 18 out"),
        ("grant license if the person is at least 18 years old.", "`age is at least 18`"),
        ("grant license if any of the charges is violent.", "write `any charge`"),
        ("grant license if none of the charges is violent.", "write `no charge`"),
        ("grant license if not every charge is violent.", "write `not (every ...)`"),
        ("grant license if one charge is violent.", "write `exactly 1 charge`"),
        ("grant license if the person was resident.", "write `is`"),
        ("grant license if bail is at most $1,0000.", "write `10000`"),
        ("grant license if bail is over $1.000.", "write `$1,000` if thousands are meant"),
        ("grant license if age is at most the age.", "`age` is compared with itself"),
        ("a person is grown if age is at least 18.", "put `define` before it"),
        ("rule 1: grant license if furnished is yes, exception to rule 2.", "write it after the label"),
        (
            "rule 1: grant license if any of: (a) furnished is yes unless age is over 5; (b) age is over 6.",
            "a limb has no `unless`",
        ),
        ("grant license if either the person is resident or age is over 18.", "`or` says it alone"),
        ("grant license if the person is either resident or insured.", "write `resident`"),
        ("grant license if both the person is resident and age is over 18.", "`and` says it alone"),
        ("grant license if either: (a) furnished is yes; (b) age is over 6.", "write `any of:`"),
        ("grant license if any of (a) furnished is yes; (b) age is over 6.", "write `any of:`"),
        ("grant license if any of: 1. furnished is yes; 2. age is over 6.", "limbs begin with their letter"),
        ("grant license if the person is other than resident.", "write `not resident`"),
        ("grant license if more than three (3) charges.", "take `(3)` away"),
        ("grant license if and only if furnished is yes.", "write `only if`"),
        ("grant license but not if furnished is yes.", "write `unless`"),
        ("grant license unless otherwise provided.", "exception to rule 1"),
        ("rule 1: Notwithstanding rule 2, must grant license if furnished is yes.", "`rule 1, notwithstanding rule 2: ...`"),
        ("rule 1: the city shall grant license if furnished is yes.", "write `must` in place of it"),
        ("rule 1: will grant license if furnished is yes.", "write `must` in place of it"),
        ("rule 1 'low': grant license if furnished is yes.", "write `\"low\"`"),
        ("rule 1 \u{201C}low\": grant license if furnished is yes.", "write `\"low\"`"),
        ("\u{A7} 1 \"x\": grant license if furnished is yes.", "`rule 1 \"what it is about\": ...`"),
        ("// a note\ngrant license if furnished is yes.", "a note begins with `#`"),
        ("\"Senior\" means a person who is insured.", "`define a person is senior if ...`"),
        ("rule 1: excess is income, rounded to the nearest dollar.", "write `rounded`"),
        ("rule 1: excess is 50 cents.", "write `$0.50`"),
        ("rule 1: excess is $1.5 million.", "write the figure out"),
        ("rule 1: excess is US$1,580.", "write `$1,580`"),
        ("rule 1: excess is 1,580 dollars.", "write `$1,580`"),
        ("rule 1: excess is income if furnished is yes, otherwise half of income.", "`otherwise excess is half of income.`"),
        ("rule 1: last day is 10 business days after filing.", "not counting Saturdays and Sundays"),
        ("grant license if filing is within the past 5 years.", "before the filing date"),
        ("grant license if income is up to $500.", "write `at most`"),
        ("decision paid leave grant or deny.", "`decision NAME: grant or deny.`"),
        ("facts of the case: veteran: true or false.", "write `yes or no`"),
        ("facts of the case: size is number.", "write `size: number`"),
        ("facts of the case: pay: money, optional.", "write `, or none`"),
        ("facts of the case: kind: employed, retired and gone.", "write `employed, retired or gone`"),
        ("scenario \"x\": given income: $1,000; age is 5 expect refuse license.", "write `income is $1,000`"),
        ("grant license if income is at most $500\u{AD}.", "a soft hyphen stands here"),
    ];
    for (index, (sentence, wanted)) in told.iter().enumerate() {
        let text = check(&format!("told-{index}"), sentence);
        assert!(text.contains(wanted), "{sentence}\n{text}");
        let mistakes = text.matches("  × ").count();
        assert!(mistakes < 2, "one mistake, one message: {sentence}\n{text}");
    }
}

#[test]
fn a_misspelt_declaration_gives_one_message() {
    let sentences =
        "define a1 as limti plus 1.\ndefine a2 as limti plus 2.\nrule 1: grant license if a1 is over limti and a2 is over 5.";
    let text = check("declaration", sentences);
    assert_eq!(text.matches("  × ").count(), 1, "{text}");
    assert!(text.contains("the same in 1 more place: line 14"), "{text}");
}

#[test]
fn two_readings_are_refused() {
    let refused = [
        ("define a charge is grave if grade is at least 3.", "write `its grade` if it is the charge's"),
        ("grant license if any charge is violent and grade is at least 3.", "or `the person's grade`?"),
        ("grant license if no charge and no prior is violent.", "`is violent` is said of the last alone"),
        (
            "grant license if the person is resident or insured and age is over 18.",
            "write `(the person is resident or insured) and ...`",
        ),
        ("last day is 2 days after 4 days after filing, not counting weekends.", "(4 days after filing), not counting weekends"),
        ("excess is income divided by limit times limit.", "`(A divided by B) times C`"),
    ];
    for (index, (sentence, wanted)) in refused.iter().enumerate() {
        let text = check(&format!("two-{index}"), &format!("rule 1: {sentence}").replace("rule 1: define", "define"));
        assert!(text.contains(wanted), "{sentence}\n{text}");
    }
}

/// The answers of the case on one sentence, with what it is about.
fn decides(name: &str, sentences: &str, decision: &str, case: &str) -> String {
    let place = folder(&format!("phrasing-{name}"));
    std::fs::write(place.join("p.enact"), format!("{HEAD}{sentences}\n")).unwrap();
    let run =
        enact(&place, &["decide", "p.enact", "--cases", "-", "--input", "ndjson", "--format", "ndjson"], Some(case.as_bytes()));
    let answers = run.stdout.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let found = answers.into_iter().find(|it| it["decision"] == decision).unwrap_or_else(|| panic!("{}", run.stderr));
    format!("{} {}", found["effect"].as_str().unwrap_or(""), found["outcome"])
}

#[test]
fn what_is_read_is_what_is_decided() {
    // `unless` after `only if` lifts the requirement.
    let gate = "rule 1: may grant license only if the person is insured unless the person is veteran.";
    for (insured, veteran, wanted) in
        [(true, true, "permitted"), (false, true, "permitted"), (true, false, "permitted"), (false, false, "prohibited")]
    {
        let case = format!(r#"{{"person":{{"insured":{insured},"veteran":{veteran}}}}}"#);
        let got = decides(&format!("gate-{insured}-{veteran}"), gate, "license", &case);
        assert!(got.starts_with(wanted), "insured {insured}, veteran {veteran}: {got}");
    }
    // What is taken off is said by parentheses.
    let case = r#"{"income":"$1000","deduction":"$300","exemption":"$100"}"#;
    for (words, wanted) in [
        ("the amount by which income exceeds (deduction plus exemption)", "$600"),
        ("(the amount by which income exceeds deduction) plus exemption", "$800"),
    ] {
        assert_eq!(decides("sum", &format!("rule 1: excess is {words}."), "excess", case), format!("chosen \"{wanted}\""));
    }
    // `is not over` is `is at most`: not true of what is absent; `not (…)` denies the whole.
    for (words, wanted) in
        [("bail is not over $500", "refuse"), ("bail does not exceed $500", "refuse"), ("not (bail is over $500)", "grant")]
    {
        let rule = format!("rule 1: grant license if {words}.");
        let got = decides(&format!("absent-{wanted}-{}", words.len()), &rule, "license", r#"{"bail":"none"}"#);
        assert!(got.contains(wanted), "{words}: {got}");
    }
    // A length that is a fact.
    let length =
        "rule 1: last day is notice period after filing.\nrule 2: grant license if filing is before one year after 2020-01-01.";
    let case = r#"{"filing":"2020-02-20","notice_period":"10 days"}"#;
    assert_eq!(decides("length", length, "last day", case), r#"chosen "2020-03-01""#);
    assert!(decides("length", length, "license", case).contains("grant"));
}
