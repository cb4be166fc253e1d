//! Slips in laws of several layers, as the person who drafted them meets them.

use crate::support::{enact, folder, root};

const ACT: &str = r#"policy "Act": made by state "S"; in force from 2020-01-01.
facts of the case: age: number.
decision permit: grant or refuse.
decision notice: give or omit.
question reading "Does it count?": position counts; position ignored.
rule 1: grant permit if age is at least 18 and reading is counts.
otherwise refuse permit.
otherwise omit notice.
"#;

fn said(name: &str, command: &str, more: &str) -> String {
    let place = folder(&format!("seams-{name}"));
    std::fs::write(place.join("act.enact"), format!("{ACT}{more}\n")).unwrap();
    let run = enact(root(), &[command, place.to_str().unwrap()], None);
    format!("{}{}", run.stdout, run.stderr)
}

#[test]
fn a_misspelt_word_of_an_amendment_is_told_with_the_one_that_is_meant() {
    let text = said("misspelt", "check", "replce rule 1: refuse permit if age is 3.");
    assert!(text.contains("did you mean `replace`?"), "{text}");
}

#[test]
fn each_rule_is_offered_once() {
    let text = said("offered", "check", r#"suspend rule 44 of "act"."#);
    assert_eq!(text.matches("`otherwise`").count(), 1, "{text}");
}

#[test]
fn an_expectation_of_every_decision_is_helped_to_the_one_that_is_meant() {
    let text = said("meant", "test", r#"scenario "x", as of 2021-01-01: given age is 20 expect undetermined, question reading."#);
    assert!(text.contains("name the decision that is meant"), "{text}");
}

#[test]
fn an_open_question_is_named_where_a_result_was_expected() {
    let text = said("open", "test", r#"scenario "x", as of 2021-01-01: given age is 20 expect grant permit."#);
    assert!(text.contains("not known: `reading`"), "{text}");
}

#[test]
fn an_outcome_that_reads_as_an_article_is_refused_where_it_is_declared() {
    let text = said("article", "check", "decision grade: a or b.\nrule 9: must b grade.");
    assert!(text.contains("`a` would be read as the article, and can't be an outcome"), "{text}");
    assert_eq!(text.matches("value-is-reserved").count(), 1, "{text}");
}

#[test]
fn a_scenario_of_several_policies_says_on_which_day_none_of_them_speaks() {
    let place = folder("scenario-no-day");
    let act = "policy \"Act\":\n    made by city \"X\";\n    in force from 2020-01-01.\n\nfacts of the case:\n    a: yes or no.\n\ndecision x: y or z.\n\nrule 1:\n    may y x if a is yes.\n";
    std::fs::write(place.join("act.enact"), act).unwrap();
    std::fs::write(place.join("s.enact"), "use \"act\".\n\nscenario \"s\":\n    given a\n    expect may y x.\n").unwrap();
    insta::assert_snapshot!(enact(&place, &["test", "s.enact"], None).stdout);
}
