//! Several authorities on one decision: amounts, days of an order, who acts, what stays open.

use crate::support::{enact, folder};

/// Files of these modules in a folder; what `decide` says of the cases on a day.
fn decided(name: &str, files: &[(&str, &str)], cases: &str, more: &[&str]) -> String {
    let place = folder(&format!("authorities-{name}"));
    for (module, text) in files {
        std::fs::write(place.join(format!("{module}.enact")), text).unwrap();
    }
    let run = enact(&place, &[&["decide", ".", "--cases", "-"], more].concat(), Some(cases.as_bytes()));
    format!("{}{}", run.stdout, run.stderr)
}

const TEXT: [&str; 4] = ["--format", "text", "--as-of", "2024-06-01"];
const UNDER_X: [&str; 6] = ["--format", "text", "--as-of", "2024-06-01", "--order", "x"];

const WAGE: &str = "vocabulary \"v\".\nfacts of the case: employees: number; offered: money.\ndecision minimum wage: money.\n";

/// A state's and a city's minimum wage under an order that ranks them.
fn wage(name: &str, state: &str, city: &str, more: &str, cases: &str) -> String {
    let state = format!("use \"v\".\npolicy \"State\": made by state \"S\".\n{state}\n");
    let city = format!("use \"v\".\npolicy \"City\": made by city \"C\".\n{city}\n");
    let order = format!("use \"v\". use \"s\". use \"c\".\norder \"x\": ranks state, city{more}.\n");
    decided(&format!("wage-{name}"), &[("v", WAGE), ("s", &state), ("c", &city), ("o", &order)], cases, &UNDER_X)
}

const ANY: &str = "{\"case\":\"A\"}";

#[test]
fn a_higher_amount_that_may_be_set_leaves_the_choice_and_a_lower_prohibition_is_shown() {
    let may = wage("may", "rule 1: may minimum wage is $10.", "rule 1: minimum wage is $20.", "", ANY);
    assert!(may.starts_with("A  minimum wage is $20 (chosen), by rule 1 of c\n"), "{may}");
    assert!(may.contains("s: minimum wage may be $10 (permitted, not required), by rule 1; leaves the choice"), "{may}");
    let must_not = wage("must-not", "rule 1: minimum wage is $10.", "rule 1: must not minimum wage is $10.", "", ANY);
    assert!(must_not.starts_with("A  minimum wage is $10 (chosen), by rule 1 of s\n"), "{must_not}");
    assert!(must_not.contains("must not be $10 (prohibited), by rule 1; pre-empted by rule 1 of s"), "{must_not}");
    let limit = wage("limit", "rule 1: must not minimum wage is $20.", "rule 1: minimum wage is $20.", "", ANY);
    assert!(limit.starts_with("A  minimum wage must not be $20 (prohibited), by rule 1 of s\n"), "{limit}");
    assert!(limit.contains("c: minimum wage is $20 (chosen), by rule 1; pre-empted by rule 1 of s"), "{limit}");
}

const BY_SIZE: &str =
    "rule 1: minimum wage is $30 if employees is at least 26.\nrule 2: minimum wage is $20 if employees is at most 25.";

#[test]
fn what_is_pre_empted_whatever_it_says_leaves_nothing_open() {
    let text = wage("open", "rule 1: minimum wage is $10.", BY_SIZE, "", ANY);
    assert!(text.starts_with("A  minimum wage is $10 (chosen), by rule 1 of s\n"), "{text}");
}

#[test]
fn the_greater_amount_prevails_where_the_order_says_so() {
    let cases = "{\"case\":\"A\"}\n{\"case\":\"few\",\"employees\":5}\n";
    let text = wage("floor", "rule 1: minimum wage is $25.", BY_SIZE, "; the greater of minimum wage prevails", cases);
    assert!(text.contains("A  minimum wage: undetermined\n") && text.contains("not known: employees"), "{text}");
    assert!(text.contains("few  minimum wage is $25 (chosen), by rule 1 of s\n"), "{text}");
    assert!(text.contains("c: minimum wage is $20 (chosen), by rule 2; a floor: rule 1 of s gives more"), "{text}");
    let text = wage("ceiling", "rule 1: minimum wage is $35.", BY_SIZE, "; the lesser of minimum wage prevails", cases);
    assert!(text.contains("few  minimum wage is $20 (chosen), by rule 2 of c\n"), "{text}");
    assert!(text.contains("s: minimum wage is $35 (chosen), by rule 1; a ceiling: rule 2 of c gives less"), "{text}");
    // An amount that is worked out of what is not known may be any.
    let worked = "rule 1: minimum wage is offered plus $1.";
    let text = wage("worked", "rule 1: minimum wage is $25.", worked, "; the greater of minimum wage prevails", ANY);
    assert!(text.contains("A  minimum wage: undetermined\n") && text.contains("not known: offered"), "{text}");
    // One that the higher authority forbids is none.
    let barred = "rule 1: must not minimum wage is $20.\nrule 2: may minimum wage is $15.";
    let few = "{\"case\":\"few\",\"employees\":5}";
    let text = wage("barred", barred, BY_SIZE, "; the greater of minimum wage prevails", few);
    assert!(text.contains("pre-empted by rule 1 of s"), "{text}");
}

const STAY: &str = "vocabulary \"v\".\nfacts of the case: n: number; m: number; p: yes or no; q: yes or no.\ndecision stay: keep, move or leave.\n";

/// Instruments of these levels, each with these rules, and an order.
fn stay(name: &str, instruments: &[(&str, &str, &str)], order: &str, case: &str, more: &[&str]) -> String {
    let mut files: Vec<(&str, String)> = vec![("v", STAY.to_owned())];
    for (module, level, rules) in instruments {
        files.push((module, format!("use \"v\".\npolicy \"{module}\": made by {level} \"L\".\n{rules}\n")));
    }
    if !order.is_empty() {
        let uses: String = instruments.iter().map(|(module, ..)| format!("use \"{module}\". ")).collect();
        files.push(("o", format!("use \"v\". {uses}\n{order}\n")));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(module, text)| (*module, text.as_str())).collect();
    decided(&format!("stay-{name}"), &files, case, more)
}

#[test]
fn an_answer_that_known_facts_rule_out_is_not_counted() {
    let instruments = [
        ("a", "state", "rule 1: move stay if q is yes.\nrule 2: leave stay if p is yes."),
        ("c", "federal", "rule 1: must move stay if p is no."),
    ];
    let text = stay("ruled-out", &instruments, "", "{\"case\":\"1\",\"p\":false}", &TEXT);
    assert!(text.starts_with("1  must move stay (required), by rule 1 of c\n"), "{text}");
}

#[test]
fn a_problem_in_the_condition_of_an_order_is_told() {
    let instruments = [("a", "state", "rule 1: may keep stay."), ("b", "city", "rule 1: must move stay.")];
    let order = "order \"x\": ranks state, city; \"a\" pre-empts \"b\" where n divided by m is over 3.";
    let case = "{\"case\":\"1\",\"n\":1,\"m\":0}";
    let text = stay("divided", &instruments, order, case, &UNDER_X);
    assert!(text.contains("stay: undetermined") && text.contains("problem: "), "{text}");
    assert!(text.contains("division-by-zero"), "{text}");
    let json = ["--format", "ndjson", "--as-of", "2024-06-01", "--order", "x"];
    let text = stay("divided-json", &instruments, order, case, &json);
    assert!(text.contains("\"instrument\":null") && text.contains("\"problems\":[{\"code\":\"division-by-zero\""), "{text}");
    let order = "define 9, in force from 2024-07-01: the field is occupied if n is at least 1.\n\
                 order \"x\": ranks state, city; \"a\" pre-empts \"b\" where the field is occupied.";
    let text = stay("gap", &instruments, order, "{\"case\":\"1\",\"n\":1}", &UNDER_X);
    assert!(text.contains("no-meaning-in-force"), "{text}");
}

#[test]
fn nothing_is_pre_empted_by_one_side_of_what_is_not_settled() {
    let instruments = [
        ("a", "union", "rule 1: must keep stay."),
        ("b", "member", "rule 1: must move stay."),
        ("d", "city", "rule 1: move stay."),
        ("e", "city", "rule 1: leave stay if n is 2."),
    ];
    let order = "order \"x\": \"b\" implements \"a\"; ranks union, city.";
    let text = stay("unsettled", &instruments, order, "{\"case\":\"1\",\"n\":1}", &UNDER_X);
    assert!(text.starts_with("1  stay: conflict: rule 1 of a and rule 1 of b cannot both be followed\n"), "{text}");
    assert!(text.contains("d: move stay (chosen), by rule 1\n"), "{text}");
    // What both sides exclude is excluded.
    let text = stay("both-sides", &instruments[..], order, "{\"case\":\"1\",\"n\":2}", &UNDER_X);
    assert!(text.contains("e: leave stay (chosen), by rule 1; pre-empted by rule 1 of a and rule 1 of b\n"), "{text}");
    // Without an order b and d say the same.
    let text = stay("three", &instruments[..3], "", "{\"case\":\"1\",\"n\":1}", &TEXT);
    assert!(text.contains("rule 1 of a, rule 1 of b and rule 1 of d cannot all be followed"), "{text}");
    assert!(text.contains("b: must move stay (required), by rule 1; conflicts with rule 1 of a\n"), "{text}");
}

#[test]
fn a_part_of_an_order_holds_on_its_days() {
    let instruments = [("a", "state", "rule 1: must keep stay."), ("b", "city", "rule 1: must move stay.")];
    let on = |order: &str, day: &str| {
        let order = format!("order \"x\": {order}.");
        let more = ["--format", "text", "--as-of", day, "--order", "x"];
        stay("days", &instruments, &order, "{\"case\":\"1\",\"n\":1}", &more)
    };
    let begins = "\"a\" pre-empts \"b\" from 2024-03-01";
    assert!(on(begins, "2024-02-29").contains("conflict"));
    assert!(on(begins, "2024-03-01").contains("must keep stay (required), by rule 1 of a"));
    let turned = "\"a\" pre-empts \"b\" through 2024-02-29 where n is 1; \"a\" yields to \"b\" from 2024-03-01";
    assert!(on(turned, "2024-02-29").contains("must keep stay"));
    assert!(on(turned, "2024-03-01").contains("must move stay"));
    let advises = "\"a\" advises from 2024-01-01 through 2024-01-31; sets aside \"b\" from 2024-02-01";
    assert!(on(advises, "2024-01-31").contains("a: must keep stay (required), by rule 1; advises, and binds nobody"));
    assert!(on(advises, "2024-02-01").contains("b: must move stay (required), by rule 1; set aside by the order"));
    let ranks = "ranks state; \"b\" implements \"a\" from 2024-03-01";
    assert!(on(ranks, "2024-03-01").contains("conflict"));
    // A circle on some day only.
    let circle = "\"a\" pre-empts \"b\" through 2024-03-01; \"b\" pre-empts \"a\" from 2024-03-01";
    assert!(on(circle, "2024-01-01").contains("order-says-twice"), "{}", on(circle, "2024-01-01"));
}

#[test]
fn a_detour_hides_no_circle_of_pre_emption() {
    let rules = "rule 1: must keep stay.";
    let instruments = [("a", "state", rules), ("b", "city", rules), ("c", "county", rules), ("y", "state", rules)];
    let order = "order \"x\": \"a\" pre-empts \"y\"; \"a\" pre-empts \"b\"; \"b\" pre-empts \"y\"; \"b\" pre-empts \"c\"; \
                 \"c\" pre-empts \"y\"; \"c\" pre-empts \"a\".";
    let text = stay("circle", &instruments, order, "{\"case\":\"1\"}", &UNDER_X);
    assert!(text.contains("`a`, `b` and `c` pre-empt one another in a circle"), "{text}");
}

const OFFICERS: &str = "vocabulary \"v\".\nfacts of the case: officer: officer.\n\
     facts of an officer: county: Alpha or Beta; rank: number.\ndecision stay: keep or move.\n";

fn ordinance(county: &str, rule: &str) -> String {
    format!(
        "use \"v\".\npolicy \"{county} ordinance\": made by county \"{county}\"; binds {county} officers.\n\
         define an officer is a {county} officer if its county is {county}.\nrule 1: {rule} stay.\n"
    )
}

#[test]
fn nobody_is_taken_to_be_bound_by_two_that_cannot_both_bind() {
    let (alpha, beta) = (ordinance("Alpha", "must keep"), ordinance("Beta", "must move"));
    let files = [("v", OFFICERS), ("alpha", alpha.as_str()), ("beta", beta.as_str())];
    let text = decided("bound", &files, "{\"case\":\"1\",\"officer\":{\"rank\":3}}", &TEXT);
    assert!(text.contains("stay: undetermined") && text.contains("not known: county of the officer"), "{text}");
    assert!(text.contains("alpha: must keep stay (required), by rule 1; not known whether it binds who acts"), "{text}");
    // Whoever acts, who is bound is bound to the same; but nobody may be.
    let same = ordinance("Beta", "must keep");
    let files = [("v", OFFICERS), ("alpha", alpha.as_str()), ("beta", same.as_str())];
    let text = decided("bound-same", &files, "{\"case\":\"1\"}", &TEXT);
    assert!(text.contains("1  must keep stay (required), by rule 1 of alpha and rule 1 of beta"), "{text}");
    // Two that may bind one officer are presumed to.
    let all = "use \"v\".\npolicy \"State act\": made by state \"S\"; binds ranked officers.\n\
               define an officer is a ranked officer if its rank is at least 1.\nrule 1: must move stay.\n";
    let files = [("v", OFFICERS), ("alpha", alpha.as_str()), ("state", all)];
    let text = decided("bound-both", &files, "{\"case\":\"1\"}", &["--format", "ndjson", "--as-of", "2024-06-01"]);
    let together = text.lines().last().unwrap_or("");
    assert!(together.contains("\"effect\":\"conflict\"") && together.contains("\"presumed_bound\":true"), "{text}");
}
