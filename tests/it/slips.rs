//! Wrong marks, forms of other laws and slips of the pen: one message for each, and what it says to write works.

use crate::support::{enact, folder};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Tests run beside each other, each text in a folder of its own.
static TEXTS: AtomicUsize = AtomicUsize::new(0);

const HEAD: &str = "policy \"P\": made by county \"Ashby\".\n\nfacts of the case:\n    docket: text, names the case;\n    age: number;\n    \
                    bail: money;\n    armed: yes or no;\n    old: yes or no;\n    zone: work or school;\n    last exposure: date;\n    exemption: exemption;\n    \
                    licences: list of licences, each licence.\n\nfacts of an exemption: filed: date.\n\nfacts of a licence: issued: date; width: number.\n\n\
                    decision hold: honor or decline.\n\notherwise decline hold.\n\n";

/// The codes in order, and the whole report.
fn told(text: &str) -> (Vec<String>, String) {
    let place = folder(&format!("slips-{}", TEXTS.fetch_add(1, Ordering::Relaxed)));
    std::fs::write(place.join("p.enact"), text).expect("a file can be written");
    let run = enact(&place, &["check", "p.enact", "--format", "concise"], None);
    let codes = run.stdout.lines().filter_map(|line| Some(line.split_once('[')?.1.split_once(']')?.0.to_owned()));
    let whole = enact(&place, &["check", "p.enact"], None);
    (codes.collect(), whole.stdout)
}

/// One mistake, told once with these words, and gone when what is written is replaced.
#[track_caller]
fn once(sentences: &str, code: &str, words: &str, (written, meant): (&str, &str)) {
    once_in(&format!("{HEAD}{sentences}"), code, words, (written, meant));
}

#[track_caller]
fn once_in(text: &str, code: &str, words: &str, (written, meant): (&str, &str)) {
    let (codes, said) = told(text);
    assert_eq!(codes, [code], "{said}");
    assert!(said.contains(words), "{said}");
    assert!(text.contains(written), "{written}");
    let (codes, said) = told(&text.replace(written, meant));
    assert!(!codes.iter().any(|it| it != "undecided-decision"), "{codes:?}\n{said}");
}

#[test]
fn a_label_is_followed_by_no_mark() {
    let head = "rule 1. \"children\":\n    honor hold if age is over 5.\n";
    once(head, "other-wording", "write `rule 1 \"children\":`", ("rule 1. \"children\":", "rule 1 \"children\":"));
    once("Rule 1.\n    honor hold if age is over 5.\n", "other-wording", "write `rule 1:`", ("Rule 1.", "rule 1:"));
    once(
        "rule 1 (children):\n    honor hold if age is over 5.\n",
        "other-wording",
        "`rule 1 \"children\":`",
        ("rule 1 (children):", "rule 1 \"children\":"),
    );
}

#[test]
fn a_stop_in_place_of_another_mark_is_told_where_it_stands() {
    let limbs = "rule 1: honor hold if any of:\n    (a) armed is yes.\n    (b) old is yes.\n";
    once(limbs, "stop-inside-sentence", "write `;` in place of the full stop", ("(a) armed is yes.", "(a) armed is yes;"));
    let scenario = "rule 1: honor hold if age is over 5.\n\nscenario \"one\":\n    given age is 7.\n    armed is no\n    expect honor hold.\n";
    once(scenario, "stop-inside-sentence", "a semicolon belongs here", ("is 7.", "is 7;"));
    let head = "rule 1: honor hold if age is over 5.\n\nscenario \"one\".\n    given age is 7\n    expect honor hold.\n";
    once(head, "missing-colon", "write `:` in place of `.`", ("\"one\".", "\"one\":"));
    let facts = HEAD.replace("    bail: money;", "    bail: money.");
    once_in(
        &format!("{facts}rule 1: honor hold if age is over 5.\n"),
        "stop-inside-sentence",
        "`armed` goes on with it",
        ("bail: money.", "bail: money;"),
    );
    // Another item is none of the facts.
    let (codes, said) = told(&format!("facts of the case:\n    age: number.\n\nconstant limit: $5.\n\n{HEAD}"));
    assert!(codes.contains(&"unknown-item".to_owned()), "{said}");
}

#[test]
fn a_wrong_mark_is_told_once() {
    for mark in [";", ",", ":"] {
        let rule = format!("rule 1: honor hold if age is over 5{mark}\n");
        let words = format!("write `.` in place of `{mark}`");
        once(&rule, "missing-full-stop", &words, (&format!("5{mark}"), "5."));
    }
    for mark in [";", ","] {
        let head = format!(
            "rule 1: honor hold if age is over 5.\n\nscenario \"one\"{mark}\n    given age is 250;\n    armed\n    expect honor hold.\n"
        );
        once(&head, "missing-colon", &format!("write `:` in place of `{mark}`"), (&format!("\"one\"{mark}"), "\"one\":"));
    }
    // What is missing beside the mark is told too.
    let (codes, said) = told(&format!("{HEAD}rule 1: honor hold if age is\n\nrule 2: honor hold if old is yes.\n"));
    assert_eq!(codes.len(), 2, "{said}");
}

#[test]
fn days_in_other_forms_make_nothing_else_wrong() {
    let versions = |first: &str| {
        format!("decision fee: money.\n\nrule 1, {first}: fee is $20.\nrule 1, in force from 2024-01-01: fee is $25.\n")
    };
    once(&versions("in force until 2023-12-31"), "other-wording", "did you mean `through`?", ("until", "through"));
    once(
        &versions("in force through 2023-11-31"),
        "no-such-date",
        "write a day from 01 to 30",
        ("in force through 2023-11-31", "in force through 2023-12-31"),
    );
    let month = HEAD.replace("\"Ashby\".", "\"Ashby\"; in force from 2024-01.");
    once_in(
        &format!("{month}rule 1: honor hold if age is over 5.\n"),
        "unclear-date",
        "the year comes first",
        ("2024-01.", "2024-01-01."),
    );
    let figure = |day: &str| {
        format!(
            "parameter top:\n    {day}: $10.00;\n    from 2025-01-01: $11.00.\n\nrule 1: honor hold if bail is more than top.\n"
        )
    };
    once(&figure("from 2024.01.01"), "unclear-date", "write `2024-01-01`", ("2024.01.01", "2024-01-01"));
    once(&figure("from 24-01-01"), "unclear-date", "write `2024-01-01` if it is 1 January 2024", ("24-01-01", "2024-01-01"));
    once(
        &figure("from 2024-01-01 till 2024-12-31"),
        "other-wording",
        "write `2024-01-01 through 2024-12-31`",
        (" till ", " through "),
    );
    let dollars = "parameter top:\n    from 2014-01-01: 10 dollars.\n\nrule 1: honor hold if bail is more than top.\n";
    once(dollars, "other-wording", "write `$10`", ("10 dollars", "$10"));
}

#[test]
fn what_is_offered_for_a_fact_can_be_pasted() {
    let fact = |written: &str, code: &str, words: &str, meant: &str| {
        let text = HEAD.replace("    bail: money;", &format!("    bail: money;\n    {written};"));
        once_in(&format!("{text}rule 1: honor hold if age is over 5.\n"), code, words, (written, meant));
    };
    fact("cash: money (or none)", "value-is-reserved", "write `money, or none`", "cash: money, or none");
    fact(
        "a guardian signed (yes or no), key \"g\"",
        "fact-without-colon",
        "write `a guardian signed: yes or no, key \"g\"`",
        "a guardian signed: yes or no, key \"g\"",
    );
    fact("signed: yes, no, key \"g\"", "choice-without-or", "write `yes or no, key \"g\"`", "signed: yes or no, key \"g\"");
    fact("harmed: yes or none", "value-is-reserved", "write `yes or no`", "harmed: yes or no");
    fact("cash: money, key deposit_paid", "other-wording", "write `key \"deposit_paid\"`", "cash: money, key \"deposit_paid\"");
    fact(
        "equipment; any of gun or knife",
        "fact-without-colon",
        "write `equipment: any of gun or knife`",
        "equipment: any of gun or knife",
    );
    fact(
        "driver's license taken; yes or no",
        "fact-without-colon",
        "write `driver's license taken: yes or no`",
        "driver's license taken: yes or no",
    );
    fact("signed by a judge: yes or no:", "missing-semicolon", "write `;` in place of `:`", "signed by a judge: yes or no");
    fact("days held: day", "unknown-kind", "`days` for a length of time", "days held: days");
    fact("size: number, whole", "unknown-part", "`at least ...`", "size: number, at least 0");
}

#[test]
fn what_is_offered_for_a_sentence_can_be_pasted() {
    let rule = "\nrule 9: honor hold if age is over 5.\n";
    once(
        &format!("define a licence is wide if it's width is at least 4.\n\nrule 1: honor hold if any licence is wide.\n{rule}"),
        "contraction",
        "write `its`",
        ("it's", "its"),
    );
    let fee = |amount: &str| format!("decision fee: money.\n\nrule 1: fee is {amount}.\n");
    once(&fee("50% of bail"), "symbol-for-word", "write `50 percent`", ("50%", "50 percent"));
    once(&fee("$5,000.-"), "other-wording", "did you mean `.`?", ("$5,000.-.", "$5,000."));
    once(
        &fee("bail rounded up to the next dollar"),
        "other-wording",
        "write `to the nearest dollar`",
        ("to the next dollar", "to the nearest dollar"),
    );
    once(
        &fee("bail rounded to whole dollars"),
        "other-wording",
        "write `to the nearest dollar`",
        ("to whole dollars", "to the nearest dollar"),
    );
    once(
        "define tax = bail.\n\nrule 1: honor hold if tax is over $5.\n",
        "other-wording",
        "write `as`",
        ("tax = bail", "tax as bail"),
    );
    once(
        "parameter top: from 2014-01-01: $6.\n\nrule 1: honor hold if bail is more then the top.\n",
        "misread-keyword",
        "write `than`",
        ("then", "than"),
    );
}

#[test]
fn what_statutes_say_is_told_in_words_of_enact() {
    let rule = |condition: &str| format!("rule 1: honor hold if {condition}.\n");
    once(
        &rule("the exemption was filed before 2016-01-01"),
        "other-wording",
        "`exemption's filed is before`",
        ("exemption was filed", "exemption's filed is"),
    );
    once(
        &rule("at least two licences issued before 2016-01-01"),
        "other-wording",
        "`whose issued is before`",
        ("issued before", "whose issued is before"),
    );
    once(
        &rule("any licence that is issued before 2016-01-01"),
        "record-is-no-value",
        "write `whose issued is before 2016-01-01`",
        ("that is issued before", "whose issued is before"),
    );
    let day = |tail: &str| {
        format!(
            "define length of quarantine as 7 days if old is yes, otherwise 14 days.\n\ndefine end of it all as {tail}.\n\nrule 1: honor hold if end of it all is after 2020-01-01.\n"
        )
    };
    for tail in [", extended past weekends", ", not counting weekends"] {
        let text = day(&format!("length of quarantine after last exposure{tail}")).replace("end of it all", "end day");
        once(&text, "other-wording", "did you mean `quarantine length`?", ("length of quarantine", "quarantine length"));
    }
    let text = day("(length of quarantine) after last exposure").replace("end of it all", "end day");
    once(
        &text,
        "other-wording",
        "a length stands before `after` without parentheses",
        ("(length of quarantine)", "length of quarantine"),
    );
    once(
        "decision term: days.\n\nrule 1: term is the lesser of 15 days and 3 days times age.\n",
        "other-wording",
        "did you mean `(3 days times age)`?",
        ("3 days times age", "(3 days times age)"),
    );
    once(
        "define doubled as the zone is work or the zone is school.\n\nrule 1: honor hold if the exemption is doubled.\n",
        "other-wording",
        "`define the ... is doubled if the zone is work or the zone is school`",
        ("define doubled as", "define an exemption is doubled if"),
    );
    let rows = "parameter credit, by zone and age:\n    from 2020-01-01: work and 1 through 2: $6; school and 1: $5; school and 2: $5.\n\nrule 1: honor hold if bail is more than credit.\n";
    once(
        rows,
        "other-wording",
        "a range stands only in a table of one key",
        ("work and 1 through 2: $6", "work and 1: $6; work and 2: $6"),
    );
    once(
        "decision sanction: jail, curfew or none at all.\n",
        "value-is-reserved",
        "such as `nothing`",
        ("none at all", "nothing"),
    );
}

#[test]
fn a_proposed_name_keeps_the_sense() {
    for (written, meant) in [
        ("earliest petition", "first petition"),
        ("latest petition", "last petition"),
        ("highest weekly benefit", "maximum weekly benefit"),
        ("lowest weekly benefit", "minimum weekly benefit"),
    ] {
        let text = format!("decision {written}: money.\n\nrule 1: {written} is $5.\n");
        once(&text, "name-begins-like-count", &format!("put another word first: `{meant}`"), (written, meant));
    }
}

#[test]
fn shall_not_is_told_must_not() {
    once("rule 1: shall not honor hold if age is over 5.\n", "modal-word", "write `must not`", ("shall not", "must not"));
    let block = "rule 1: honor hold if age is over 5.\nrule 2: rule 1 shall not apply if armed is yes.\n";
    once(block, "other-wording", "`does not`", ("shall not", "does not"));
}

#[test]
fn one_rule_is_no_misspelling_of_another() {
    let rules = "rule 1: honor hold if age is over 5.\nrule 4: honor hold if armed is yes.\nrule 5, exception to rule 2: decline hold if old is yes.\n";
    let (codes, said) = told(&format!("{HEAD}{rules}"));
    assert!(codes == ["unknown-rule"] && !said.contains("did you mean") && said.contains("1"), "{said}");
    // Marks and capitals are slips.
    let marks = "rule 2(a): honor hold if age is over 5.\nrule 5, exception to rule 2A: decline hold if old is yes.\n";
    once(marks, "unknown-rule", "did you mean `2(a)`?", ("rule 2A", "rule 2(a)"));
}

#[test]
fn what_is_said_twice_was_meant_otherwise() {
    let rules = "rule 1: honor hold if age is over 5.\nrule 2: honor hold if armed is yes.\nrule 3, exception to rule 2 and rule 2: decline hold if old is yes.\n";
    once(rules, "said-twice", "`2` is said twice", ("rule 2 and rule 2", "rules 1 and 2"));
    let facts = "vocabulary \"v\".\n\nfacts of the case:\n    bail: money, or none, or none.\n";
    once_in(facts, "said-twice", "`or none` is said twice", (", or none, or none", ", or none"));
}

#[test]
fn help_never_names_the_word_that_it_refuses() {
    let (_, said) = told(&format!(
        "{HEAD}rule 1: honor hold if age is over 5.\nrule 3, exception to rule 1 or rule 2: decline hold if old is yes.\n"
    ));
    assert!(said.contains("`or` cannot stand after `1`") && said.contains("write a comma or `and` here"), "{said}");
}

#[test]
fn a_slip_in_the_facts_of_the_case_is_told_where_it_stands() {
    for slip in ["the cse", "this case", "such case", "the casse", "the case case", "of the case", "cas"] {
        let text =
            format!("{HEAD}rule 1: honor hold if age is over 5.\n").replace("facts of the case:", &format!("facts of {slip}:"));
        once_in(&text, "not-the-case", "write `facts of the case:`", (&format!("facts of {slip}:"), "facts of the case:"));
    }
    // A record that a fact holds.
    let cask = "vocabulary \"v\".\n\nfacts of the case:\n    cask: cask.\n\nfacts of a cask:\n    full: yes or no.\n";
    assert_eq!(told(cask).0, Vec::<String>::new());
}
