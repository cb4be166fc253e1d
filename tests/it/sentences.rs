//! What sentences are read as: each is understood or refused, never passed over.

use crate::support::{Run, enact, files_below, folder, root};
use enact::source::FileId;
use enact::syntax::parse;

/// Runs `check` on a policy, in short form.
fn check(name: &str, text: &str) -> Run {
    let place = folder(&format!("sentences-{name}"));
    std::fs::write(place.join("p.enact"), text).expect("a file can be written");
    enact(&place, &["check", "p.enact", "--format", "concise"], None)
}

/// The outcomes of records by a policy, as they stand in NDJSON.
fn decide(name: &str, text: &str, records: &str) -> Vec<String> {
    let place = folder(&format!("sentences-{name}"));
    std::fs::write(place.join("p.enact"), text).expect("a file can be written");
    let options = ["decide", "p.enact", "--cases", "-", "--input", "ndjson", "--format", "ndjson", "--as-of", "2024-01-01"];
    let run = enact(&place, &options, Some(records.as_bytes()));
    let outcome = |line: &str| Some(line.split_once("\"outcome\":\"")?.1.split('"').next()?.to_owned());
    run.stdout.lines().map(|line| outcome(line).unwrap_or_else(|| format!("{line}{}", run.stderr))).collect()
}

const FEES: &str = "policy \"Fees\": made by city \"X\"; in force from 2020-01-01.\n\
                    facts of the case: income: money; zone: inner or outer.\n\
                    decision fee: money.\ndecision permit: grant or deny.\n";

#[test]
fn a_comma_before_if_changes_nothing() {
    let rules = |comma: &str| {
        format!(
            "{FEES}rule 1: fee is 5 percent of income{comma} if zone is inner.\nrule 2: deny permit{comma} if zone is outer.\n\
             rule 3: may grant permit{comma} only if zone is inner.\nrule 4: rule 5 does not apply{comma} if zone is outer.\n\
             rule 5: fee is $7{comma} if any of: (a) zone is outer.\n\
             rule 6: fee is $8{comma} if the zone is dear.\nrule 7: fee is $9{comma} if income is at least floor.\n\
             define the zone is dear{comma} if zone is outer.\n\
             define floor as $1{comma} if zone is outer, $100{comma} if zone is inner, otherwise $1,000.\n"
        )
    };
    let records = "{\"income\":\"$10\",\"zone\":\"inner\"}\n{\"income\":\"$500\",\"zone\":\"outer\"}\n";
    let place = folder("sentences-comma");
    let answers = |comma: &str| {
        let options =
            ["decide", "p.enact", "--cases", "-", "--input", "ndjson", "--format", "ndjson", "--as-of", "2024-01-01", "--why"];
        std::fs::write(place.join("p.enact"), rules(comma)).expect("a file can be written");
        let run = enact(&place, &options, Some(records.as_bytes()));
        assert!(run.stdout.contains("\"outcome\":\"$0.50\""), "{}{}", run.stdout, run.stderr);
        let layout = enact(&place, &["fmt", "-"], Some(rules(comma).as_bytes())).stdout;
        assert!(!layout.contains(", if") && !layout.contains(", only"), "{layout}");
        (layout, run.stdout.lines().map(|line| line.split("\"why\"").next().unwrap_or("").to_owned()).collect::<Vec<_>>())
    };
    assert_eq!(answers(","), answers(""));
}

/// A comma, put anywhere into a policy, is read or told: what stands behind it never gets lost.
#[test]
fn no_comma_makes_words_disappear() {
    let mut texts = files_below(&root().join("tests/corpus/ok"), ".enact");
    texts.retain(|path| std::fs::metadata(path).is_ok_and(|it| it.len() < 3_000));
    for path in texts {
        let text = std::fs::read_to_string(&path).expect("a policy can be read");
        let gaps: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).filter(|at| !text[..*at].ends_with(' ')).collect();
        for at in gaps.iter().copied().step_by(1 + gaps.len() / 40) {
            let (before, after) = text.split_at(at);
            let tree = parse(FileId(0), &format!("{before},{after}"));
            let lost = tree.diagnostics.iter().find(|it| it.message == "a part of this could not be read");
            assert!(lost.is_none(), "{}: {before:.200}\n,{after:.60}", path.display());
        }
    }
}

const AMOUNTS: &str = "policy \"Amounts\": made by city \"X\"; in force from 2020-01-01.\n\
                       facts of the case: a: money; b: money; c: money; n: number.\ndecision fee: money.\n";

/// Each text that has two readings, and the two ways out that its message shows, with what they come to.
#[test]
fn what_may_reach_on_is_refused_and_both_ways_out_work() {
    let record = "{\"a\":\"$500\",\"b\":\"$100\",\"c\":\"$20\",\"n\":3}\n";
    for (words, first, second) in [
        ("20 percent of a plus b", "$200", "$120"),
        ("half of a minus b", "$150", "$200"),
        ("half of 20 percent of a plus b", "$150", "$60"),
        ("a minus 20 percent of b minus c", "$460", "$484"),
        ("the amount by which a exceeds b times n", "$1,200", "$200"),
        ("the amount by which a exceeds b plus c", "$420", "$380"),
        ("the greater of b and a minus c", "$480", "$480"),
        ("a minus the greater of b and a minus c", "-$20", "$20"),
        ("the lesser of b and c divided by 2", "$10", "$10"),
    ] {
        let policy = |words: &str| format!("{AMOUNTS}rule 1: fee is {words}.\n");
        let place = folder("sentences-reach");
        std::fs::write(place.join("p.enact"), policy(words)).expect("a file can be written");
        let told = enact(&place, &["check", "p.enact"], None);
        let told = format!("{}{}", told.stdout, told.stderr);
        assert_eq!(told.matches("mixed-arithmetic").count(), 1, "{words}: {told}");
        let ways: Vec<&str> = told
            .lines()
            .filter_map(|line| line.trim().strip_prefix("help: write `").or(line.trim().strip_prefix("or `")))
            .map(|line| line.trim_end_matches('`'))
            .collect();
        // A way out takes the place of the words that it is made of.
        let found: Vec<String> = ways
            .iter()
            .flat_map(|way| decide("reach", &policy(&words.replace(&way.replace(['(', ')'], ""), way)), record))
            .collect();
        assert_eq!(found, [first, second], "{words}: {ways:?}");
    }
}

#[test]
fn what_reaches_one_way_only_is_read() {
    let record = "{\"a\":\"$500\",\"b\":\"$100\",\"c\":\"$20\",\"n\":3}\n";
    for (words, wanted) in [
        ("b plus 20 percent of a", "$200"),
        ("20 percent of a times n", "$300"),
        ("the lesser of a and 2 times b", "$200"),
        ("the greater of a minus b and c", "$400"),
        ("the amount by which a minus b exceeds 50 percent of a", "$150"),
        ("the amount by which a exceeds b", "$400"),
    ] {
        assert_eq!(decide("one-way", &format!("{AMOUNTS}rule 1: fee is {words}.\n"), record), [wanted], "{words}");
    }
}

#[test]
fn a_code_may_have_a_title() {
    let policy = "policy \"Entry\": made by federal \"X\"; in force from 2020-01-01.\n\
                  code 8 USC is \"United States Code, title 8\".\ncode 8 CFR is \"Code of Federal Regulations, title 8\".\n\
                  sections entry: 8 USC 1325, 1326(a), 8 CFR 287.7(d).\nfacts of the case: section: citation.\n\
                  decision answer: good or bad.\nrule 1: good answer if section is among entry.\notherwise bad answer.\n";
    let records: String = ["8 USC 1325", "8 USC 1326(a)(1)", "8 CFR 287.7(d)", "8 USC 1327", "8 CFR 1325"]
        .iter()
        .map(|section| format!("{{\"section\":\"{section}\"}}\n"))
        .collect();
    assert_eq!(decide("title", policy, &records), ["good", "good", "good", "bad", "bad"]);
    assert!(decide("title", policy, "{\"section\":\"18 USC 4\"}\n")[0].contains("knows no code `18 USC`"));
}

#[test]
fn a_middle_branch_may_be_rounded() {
    let policy = "policy \"Fees\": made by city \"X\"; in force from 2020-01-01.\nfacts of the case: a: money.\ndecision fee: money.\n\
                  define f as a divided by 3 rounded down to the nearest dollar if a is at most $10,\n\
                  a divided by 7 rounded up to the nearest dollar if a is at most $20, otherwise $0.\nrule 1: fee is f.\n";
    let records = "{\"a\":\"$10\"}\n{\"a\":\"$20\"}\n{\"a\":\"$21\"}\n";
    assert_eq!(decide("rounded", policy, records), ["$3", "$3", "$0"]);
}

/// A message in short form, for each phrase.
#[test]
fn phrases_of_fee_schedules_are_told_with_what_is_written_for_them() {
    for (rule, meant) in [
        ("fee is one sixtieth of pay", "did you mean `(pay divided by 60)`"),
        ("fee is the greater of pay or rent", "did you mean `and`"),
        ("fee is the excess of pay over rent", "did you mean `the amount by which pay exceeds rent`"),
        ("fee is pay in excess of rent", "did you mean `the amount by which pay exceeds rent`"),
        ("fee is the difference between pay and rent", "did you mean `... minus ...`"),
        ("fee is 5 percent of pay, not exceeding $50", "did you mean `that is at most`"),
        ("fee is 5 percent of pay or $50, whichever is less", "did you mean `the lesser of A and B`"),
        ("fee is the larger of pay and rent", "did you mean `greater of`"),
        ("fee is half the pay", "did you mean `half of pay`"),
    ] {
        let errors = errors("phrases", &format!("{PAY}rule 1: {rule}.\n"));
        assert!(errors.len() == 1 && errors[0].contains(meant), "{rule}: {errors:?}");
    }
}

const PAY: &str = "policy \"Fees\": made by city \"X\".\nfacts of the case: pay: money; rent: money; rate: percentage.\n\
                   decision fee: money.\ndecision d: hold or cancel.\n";

/// The errors of a policy, one a line.
fn errors(name: &str, text: &str) -> Vec<String> {
    let run = check(name, text);
    run.stdout.lines().chain(run.stderr.lines()).filter(|line| line.contains("error[")).map(str::to_owned).collect()
}

#[test]
fn a_share_of_one_is_no_percentage() {
    let place = folder("sentences-share");
    for (figure, meant) in [("0.09", "`9 percent`"), ("0.125", "`12.5 percent`"), ("0.005", "`0.5 percent`")] {
        std::fs::write(place.join("p.enact"), format!("{PAY}rule 1: hold d if rate is over {figure}.\n")).expect("a file");
        let run = enact(&place, &["check", "p.enact"], None);
        assert!(format!("{}{}", run.stdout, run.stderr).contains(&format!("write {meant} for a share of 1")), "{run:?}");
    }
}

#[test]
fn a_decision_named_like_a_fact_is_told_once() {
    let policy = "policy \"D\": made by city \"X\".\nfacts of the case: gathering: gathering.\nfacts of a gathering: size: number.\n\
                  decision gathering: hold or cancel.\nrule 1: hold gathering if the gathering's size is at least 5.\n\
                  rule 2: must cancel gathering if the gathering's size is at most 5.\notherwise hold gathering.\n";
    let run = check("named-like-a-fact", policy);
    let said = format!("{}{}", run.stdout, run.stderr);
    assert!(said.matches("error[").count() == 1 && said.contains("duplicate-name"), "{said}");
}

#[test]
fn one_of_several_may_be_denied_in_a_list() {
    let policy = "policy \"D\": made by city \"X\".\nfacts of the case: kind: police, fire, court or other.\ndecision d: yea or nay.\n\
                  rule 1: yea d if kind is neither police, fire nor court.\notherwise nay d.\n";
    let records = "{\"kind\":\"fire\"}\n{\"kind\":\"court\"}\n{\"kind\":\"other\"}\n";
    assert_eq!(decide("neither", policy, records), ["nay", "nay", "yea"]);
}

#[test]
fn reserved_words_in_the_name_of_a_position_are_told() {
    let policy = "policy \"D\": made by city \"X\".\nquestion days: position counted straight through; position business.\n";
    let said = check("position", policy);
    let said = format!("{}{}", said.stdout, said.stderr);
    assert!(said.contains("reserved-word-in-name") && said.contains("`through`"), "{said}");
}

/// A sentence nested thirty deep is checked as quickly as it is long.
#[test]
fn nested_sentences_take_no_time() {
    let mut sentence = "no charge is violent".to_owned();
    for _ in 0..30 {
        sentence = format!("no charge and no prior has a warrant where ({sentence})");
    }
    let policy = format!(
        "policy \"T\": made by county \"X\".\nfacts of the case: charges: list of charges, each charge; priors: list of priors, each prior.\n\
         facts of a charge: warrants: list of warrants, each warrant; violent: yes or no.\n\
         facts of a prior: violent: yes or no; warrants: list of warrants, each warrant.\nfacts of a warrant: violent: yes or no.\n\
         decision permit: grant or deny.\nrule 1: deny permit if {sentence}.\notherwise grant permit.\n"
    );
    let run = check("nested", &policy);
    assert!(format!("{}{}", run.stdout, run.stderr).contains("verb-not-repeated"), "{run:?}");
}

#[test]
fn a_comment_stands_in_no_question() {
    let policy = "policy \"T\": made by county \"X\".\nfacts of the case: convictions: list of convictions, each conviction.\n\
                  facts of a conviction: violent: yes or no.\ndecision permit: grant or deny.\n\
                  rule 1: deny permit if any conviction # of any kind\n    is violent.\notherwise grant permit.\n";
    let asked = decide("comment", policy, "{}\n").concat();
    assert!(!asked.contains("of any kind"), "{asked}");
}

#[test]
fn what_an_unreadable_sentence_may_use_is_not_called_unused() {
    let policy = format!("{FEES}parameter income limit: from 2013-01-01: $1,580.\nquestion q: position one; position two.\n");
    let told = errors("unused", &format!("{policy}rule 1: grant permit if and only if income is at most income limit.\n"));
    assert!(told.len() == 1 && told[0].contains("other-wording"), "{told:?}");
    let run = check("unused", &format!("{policy}rule 1: grant permit if and only if income is at most income limit.\n"));
    assert!(!format!("{}{}", run.stdout, run.stderr).contains("unused-"), "{run:?}");
}

#[test]
fn one_failed_expectation_turns_no_rule_round() {
    let place = folder("sentences-remedy");
    let test = |scenarios: &str| {
        let policy = format!("{FEES}rule 1: deny permit if income is at least $5.\notherwise grant permit.\n{scenarios}");
        std::fs::write(place.join("p.enact"), policy).expect("a file can be written");
        let run = enact(&place, &["test", "p.enact"], None);
        format!("{}{}", run.stdout, run.stderr)
    };
    let rich = "scenario \"rich\", as of 2021-01-01: given income is $9 expect grant permit.\n";
    let poor = "scenario \"poor\", as of 2021-01-01: given income is $1 expect deny permit.\n";
    let alone = test(rich);
    assert!(alone.contains("if the policy is right") && !alone.contains("in rule 1; then"), "{alone}");
    let both = test(&format!("{rich}{poor}"));
    assert!(both.contains("write `income is at most $5` in rule 1; then both scenarios pass"), "{both}");
}

#[test]
fn a_label_may_have_several_names_behind_it() {
    let policy = format!(
        "{FEES}rule summary/aid/bound: deny permit if zone is outer.\nrule 2, exception to rule summary/aid/bound: grant permit if income is at least $5.\notherwise grant permit.\n"
    );
    assert_eq!(decide("slashes", &policy, "{\"income\":\"$1\",\"zone\":\"outer\"}\n").pop().as_deref(), Some("deny"));
}
