//! The parser, tried on what is right, on what people get wrong, and on noise.

use proptest::prelude::*;

use super::{Parse, ast, parse};
use crate::source::{FileId, Sources};

/// The files of tests/corpus/ok, with their names.
fn corpus() -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = std::fs::read_dir("tests/corpus/ok")
        .expect("the corpus is there")
        .map(|entry| entry.expect("an entry").path())
        .map(|path| (path.display().to_string(), std::fs::read_to_string(&path).expect("text")))
        .collect();
    files.sort();
    files
}

/// Each diagnostic as `code line:column`.
fn found(text: &str) -> Vec<String> {
    let mut sources = Sources::default();
    let id = sources.add("test", "test", text);
    let show = |parse: Parse| {
        let place = |span| sources.position(span);
        parse
            .diagnostics
            .iter()
            .map(|it| format!("{} {}:{}", it.code, place(it.primary.span).line, place(it.primary.span).column))
            .collect()
    };
    show(parse(id, text))
}

#[test]
fn the_corpus_is_read_without_a_word() {
    for (name, text) in corpus() {
        assert_eq!(found(&text), Vec::<String>::new(), "{name}");
        let tree = format!("{:?}", parse(FileId(0), &text).file);
        assert!(!tree.contains("Bad"), "{name}");
    }
}

const MISTAKES: &[(&str, &[&str])] = &[
    // The first 23 are those of the design notes, the others beyond them.
    ("otherwise honor detainer\nrule 2: decline detainer if a is b.", &["missing-full-stop 1:17"]),
    (
        "define an offense is low if any of:\n    (a) its grade is infraction\n    (b) it is violent.",
        &["missing-limb-semicolon 2:22"],
    ),
    ("rule 1:\n    decline detainer if age >= 18 and bail > $5,000.", &["symbol-for-word 2:29", "symbol-for-word 2:44"]),
    ("rul 1 \"x\": decline detainer if a is b.", &["unknown-keyword 1:1"]),
    ("rule 1:\n    decline detainer if offense is low-level adn no prior conviction.", &["misread-keyword 2:46"]),
    ("rule 1:\n    decline detainer if a is b and c is d or e is f.", &["mixed-and-or 2:43"]),
    (
        "rule 1:\n    decline detainer if (a is b or c is d and no charge.\nrule 2: honor detainer.",
        &["unclosed-parenthesis 2:25"],
    ),
    ("rule 1:\n    decline detainer if its plea is no contest.", &["no-after-is 2:37"]),
    ("rule 1:\n    decline detainer if date is between 2014-01-01 and 2017-12-31.", &["unclear-between 2:33"]),
    ("rule 1:\n    decline detainer if its date is within 5 years of the request date.", &["window-without-side 2:52"]),
    ("rule 1:\n    decline detainer if the offense is and no charge.", &["missing-value 2:37"]),
    ("rule 1 \"low-level arrests:\n    decline detainer if a is b.\nrule 2: honor detainer.", &["unclosed-quotation 1:8"]),
    ("rule 1:\n honor detainer if any of:\n  (1) a is b;\n  (4) c is d and/or e is f;\n  (5) g is h.", &["and-or 4:14"]),
    (
        "policy \"x\":\n    made by county \"Y\";\n    in force form 2013-01-01;\n    sorce \"Z\".",
        &["unknown-keyword 3:14", "unknown-keyword 4:5"],
    ),
    ("rule 1:\n    decline detainer if the person is a U.S. citizen.", &["stop-inside-sentence 2:42"]),
    ("define net income as gross income - deductions.", &["symbol-for-word 1:35"]),
    ("rule 1:\n    decline detainer if it is pending and not violent.", &["verb-not-repeated 2:43"]),
    ("rule 1:\n    may only honor detainer if a is b.", &["may-only 2:5"]),
    ("rule 1:\n    decline detainer iff offense is low-level.", &["misread-keyword 2:22"]),
    ("if A is b then decline detainer.", &["conclusion-last 1:1"]),
    ("honor detainer if (a) a is b; or (b) c is d.", &["limbs-without-word 1:19"]),
    (
        "facts of an offense:\n    grade felony, misdemeanor or infraction;\n    section: citation\n    bail: money.",
        &["fact-without-colon 2:5", "missing-semicolon 3:14"],
    ),
    ("facts of a person:\n    on the Sex and Arson Registry: yes or no.", &["reserved-word-in-name 2:16"]),
    ("polcy \"x\": source \"y\".", &["unknown-keyword 1:1"]),
    ("scenaro \"x\": given a is b expect honor detainer.", &["unknown-keyword 1:1"]),
    ("rule 2, excepton to rule 1: honor detainer.", &["unknown-keyword 1:9"]),
    ("rule 1: honor detainer if a is not b or c.", &["not-with-or 1:32"]),
    ("rule 1: honor detainer if any of: (a) a is b; (b) c is d unless e is f.", &["unless-after-limbs 1:58"]),
    ("rule 1: honor detainer if a is on 2013-02-30.", &["no-such-date 1:35"]),
    ("rule 1: honor detainer if a is after 03/04/2026 or a is after March 4, 2026.", &["unclear-date 1:38", "unclear-date 1:63"]),
    ("rule 1: honor detainer if no more than 2 convictions.", &["count-wording 1:27"]),
    ("rule 1: honor detainer if a is b but c is d.", &["but-for-and 1:34"]),
    ("rule 1: honor detainer if it's pending.", &["contraction 1:27"]),
    ("rule 1: honor detainer if a isn't b.", &["contraction 1:29"]),
    (
        "rule 1: honor detainer if a is b && !(c is d) || e is f.",
        &["symbol-for-word 1:34", "symbol-for-word 1:37", "mixed-and-or 1:47", "symbol-for-word 1:47"],
    ),
    (
        "rule 1: benefit is 20% of income * 2 + 3.",
        &["mixed-arithmetic 1:20", "symbol-for-word 1:22", "symbol-for-word 1:34", "symbol-for-word 1:38"],
    ),
    ("replace paragraph 7282.5(a)(3): any conviction is a felony.", &[]),
    ("rule 1: shall honor detainer.", &["modal-word 1:9"]),
    ("rule 1: may not honor detainer.", &["may-not 1:9"]),
    ("hello world.", &["rule-without-condition 1:7"]),
    ("rule 1 \"x\"\n    honor detainer if a is b.", &["missing-colon 1:8"]),
    ("scenario \"x\": given offense: grade is felony expect honor detainer.", &["is-in-record 1:36"]),
    ("rule 1: honor detainer if a is b.)", &["stray-parenthesis 1:34"]),
    ("> law\n> more law\n", &["stray-law 1:1"]),
    ("rule 1: honor detainer if a is b, c is d.", &["missing-connective 1:33"]),
    ("rule 1: honor detainer if any of: (a) a is b; (a) c is d.", &["limb-out-of-order 1:47"]),
    ("rule 1: honor detainer if any of: (a) a is b, (b) c is d.", &["comma-between-limbs 1:45"]),
    ("rule 1: honor detainer if all of: (a) a is b; or (b) c is d.", &["limb-word 1:47"]),
    ("use us/detainer.", &["missing-quotation 1:5"]),
    ("decision detainer: honor, decline.", &["choice-without-or 1:27"]),
    ("decision detainer honor or decline.", &["missing-colon 1:10"]),
    ("policy \"x\": made by county \"Y\" binds z; source \"a\".", &["missing-semicolon 1:28"]),
    ("policy \"x\": made of y; source \"a\".", &["unknown-part 1:13"]),
    ("\0\0", &["stray-character 1:1"]),
    ("define x as .", &["unfinished 1:10"]),
    ("parameter x: from 2014-01-01: .", &["unfinished 1:29"]),
    ("question x: .", &["unexpected-word 1:13"]),
    ("scenario \"x\": given a is b.", &["scenario-without-expect 1:10"]),
    ("rule 1: honor detainer if a is neither b or c.", &["neither-without-nor 1:32"]),
    ("rule 1: honor detainer if there is not a warrant.", &["there-is-not 1:36"]),
    ("in force from 2014-01-01.", &["rule-without-condition 1:15"]),
    ("rule 1: honor detainer in any case whatever: yes.", &["unexpected-word 1:27"]),
    ("rule 1, in force from 2014-01-01 through 2013-01-01: honor detainer.", &["period-ends-before-it-begins 1:42"]),
    ("rule 1: paragraph (a)(1) is satisfied.", &["satisfied-without-condition 1:9"]),
    ("scenario \"x\", on 2014-01-01: expect no rule.", &["unknown-part 1:15"]),
    ("rule 1: honor detainer if at least 99999999999 convictions.", &["count-too-large 1:36"]),
    ("rule 1: honor detainer if at least three of: (a) a is b; (b) c is d.", &["more-than-the-limbs 1:27"]),
    ("rule 1: hold limit is 2013-01-18 25:00.", &["no-such-time 1:34"]),
    ("honor detainer if the person is a citizen\nhonor detainer if the person is a resident.", &["missing-full-stop 1:35"]),
    ("rule 1: honor detainer if any conviction at least 3 is a felony.", &["unexpected-word 1:42"]),
    ("rule 1: honor detainer if the person does not have at least 2 convictions.", &["not-with-count 1:52"]),
    ("question x: source \"y\".", &["question-without-position 1:10"]),
    ("question x: position a; default position a; default position b.", &["said-twice 1:45"]),
    ("scenario \"x\": given a conviction section PC 211, grade felony expect no rule.", &["record-without-colon 1:21"]),
    ("hello: world.", &["unknown-item 1:1"]),
    ("rule 1: honor detainer if a person is at large and whose.", &["unexpected-word 1:52"]),
    ("facts of the case: the Not Guilty plea: yes or no.", &["reserved-word-in-name 1:24"]),
    ("facts of the case:\n    decision date: date;\n    rule count: number.", &[]),
    ("facts of the case:\n    bail: money;\ndecision detainer: honor or decline.", &["missing-full-stop 2:16"]),
    (
        "facts of a form:\n    complete on its face: yes or no.\ndefine a form is good if it is complete on its face.",
        &["reserved-word-in-name 2:17"],
    ),
    ("facts of a person\n    age: number.", &["missing-colon 1:12"]),
    ("facts of\n    a person: age: number.", &[]),
    ("scenario \"x\": given paid is no; signed is yes expect no rule.", &[]),
    ("decision: honor or decline.", &["unfinished 1:1"]),
    ("honor detainer if \u{A7} a is b.", &["stray-character 1:19"]),
];

#[test]
fn mistakes_are_named_and_placed() {
    for (text, expected) in MISTAKES {
        assert_eq!(found(text), *expected, "{text}");
    }
}

/// One character taken out of a right text: a full stop, a semicolon, a quotation mark, a parenthesis, or a letter of a word
/// that begins an item.
fn mutations(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, letter) in text.char_indices() {
        let line = text[..at].rsplit('\n').next().unwrap_or("");
        if line.contains('#') || line.trim_start().starts_with('>') {
            continue;
        }
        let head = line.chars().all(char::is_alphabetic) && line.len() == 1 && letter.is_alphabetic();
        let stop = letter == '.' && text[at + 1..].starts_with('\n');
        if head || stop || matches!(letter, '"' | '(' | ')' | ';' | ':') {
            found.push((at, format!("{}{}", &text[..at], &text[at + letter.len_utf8()..])));
        }
    }
    found
}

/// Whether a right text without that character is right too: inside a quotation, after a title, or where a record without its
/// colon reads as a sentence (analysis then does not know it).
fn may_be_silent(text: &str, at: usize) -> bool {
    let line = text[..at].rsplit('\n').next().unwrap_or("");
    let inside = line.matches('"').count() % 2 == 1;
    inside
        || line.ends_with('"')
        || line.trim_start().starts_with("given offense")
        || line.trim_start().starts_with("a ")
        || line.trim() == "d"
}

#[test]
fn a_damaged_text_is_reported_near_the_damage() {
    for (name, text) in corpus() {
        let mut sources = Sources::default();
        // Every mutation takes a parse of the whole file; a sample of them keeps the test quick.
        for (at, mutant) in mutations(&text).into_iter().step_by(17) {
            let id = sources.add("mutant", "mutant", mutant.clone());
            let parse = parse(id, &mutant);
            let line = sources.file(id).position(u32::try_from(at).expect("small")).line;
            match parse.diagnostics.first() {
                None => assert!(may_be_silent(&text, at), "{name}:{line}: nothing said"),
                Some(first) => {
                    let place = sources.position(first.primary.span).line;
                    assert!(place.abs_diff(line) <= 2, "{name}:{line}: reported at line {place}: {}", first.message);
                }
            }
        }
    }
}

#[test]
fn one_run_reports_every_mistake() {
    let text = "rul 1: honor detainer.\n\nrule 2:\n    honor detainer if a = b.\n\nrule 3, excepton to rule 2:\n    decline detainer\n\nrule 4:\n    honor detainer if any of: (a) c is d; (b) e is f g is h; (c) i is.\n";
    assert_eq!(
        found(text),
        [
            "unknown-keyword 1:1",
            "symbol-for-word 4:25",
            "unknown-keyword 6:9",
            "missing-full-stop 7:13",
            "unexpected-word 10:56",
            "missing-value 10:68"
        ]
    );
    let parse = parse(FileId(0), text);
    let labels: Vec<Option<String>> = parse
        .file
        .items
        .iter()
        .filter_map(|item| match &item.kind {
            ast::ItemKind::Rule(rule) => Some(rule.label.as_ref().map(|label| label.text.clone())),
            _ => None,
        })
        .collect();
    assert_eq!(labels, [Some("2".to_string()), Some("3".to_string()), Some("4".to_string())]);
}

/// Reads a text and gives its diagnostics' codes. (A text that took the square of its length would never let the test end.)
fn codes_of(text: &str) -> Vec<String> {
    parse(FileId(0), text).diagnostics.iter().map(|it| it.code.name().to_string()).collect()
}

#[test]
fn noise_is_read() {
    assert_eq!(codes_of(&"(".repeat(10_000_000)), ["file-too-large"]);
    assert_eq!(codes_of(&"a ".repeat(1_000_000)), ["sentence-too-long"]);
    assert_eq!(codes_of(&"a".repeat(1_000_000)), ["word-too-long"]);
    assert_eq!(
        codes_of(&format!("rule 1: honor detainer if {}a is b{}.", "(".repeat(100_000), ")".repeat(100_000))),
        ["nested-too-deeply"]
    );
    let rule = |condition: &str| format!("rule 1: honor detainer if {condition}.\n");
    assert_eq!(codes_of(&rule(&format!("{}a is b{}", "(".repeat(120), ")".repeat(120)))), Vec::<String>::new());
    assert_eq!(codes_of(&rule(&format!("{}a is b", "(".repeat(120)))).len(), 120);
    assert_eq!(codes_of(&rule(&format!("x is {}amount{}", "(".repeat(120), ")".repeat(120)))), Vec::<String>::new());
    assert_eq!(codes_of(&format!("define x as a{}.", ", plus a".repeat(10))).len(), 1);
    assert_eq!(codes_of(&format!("define x as a{}.", " plus 1".repeat(400))), ["chain-too-long"]);
    assert_eq!(codes_of(&rule(&"any of: (a) all of: (1) ".repeat(3000))), ["nested-too-deeply"]);
    assert_eq!(codes_of(&rule(&format!("{}a is b", "no x where ".repeat(300)))), ["nested-too-deeply"]);
    assert_eq!(codes_of(&format!("define x as {}a.", "20 percent of ".repeat(300))), ["nested-too-deeply"]);
    assert_eq!(codes_of(&format!("define x as {}a.", "the lesser of ".repeat(400))).len(), 1);
    assert_eq!(codes_of(&rule(&"! ".repeat(100_000))), ["nested-too-deeply"]);
    assert_eq!(codes_of(&rule(&format!("{}a is b", "no x that has y or ".repeat(60)))).len(), 0);
    codes_of(&"\0".repeat(200_000));
    codes_of(&".\n".repeat(20_000));
    codes_of(&">\n".repeat(50_000));
    codes_of(&"\"\n".repeat(5_000));
    codes_of(&"rule 1, ".repeat(10_000));
    codes_of(&"number of a where (".repeat(100));
    codes_of(&rule(&"number of a where (b is c and ".repeat(40)));
    codes_of(&rule(&"a is b, ".repeat(300)));
    codes_of(&"decision\n".repeat(5_000));
}

#[test]
fn odd_texts_are_read() {
    assert_eq!(found(""), Vec::<String>::new());
    assert_eq!(found("\u{FEFF}use \"a\".\r\n\r\nrule 1:\r\n    honor\r\n    detainer.\r\n"), Vec::<String>::new());
    assert_eq!(found("rule 1: honor detainer if the offense\u{2019}s grade is felony. # end"), Vec::<String>::new());
    assert_eq!(found("policy \u{201C}x\u{201D}: source \u{201C}y\u{201D}."), Vec::<String>::new());
    assert_eq!(found("RULE 1: Honor Detainer IF A IS B AND # why\nC is D."), Vec::<String>::new());
}

#[test]
fn spans_are_trimmed() {
    let text = "rule 1:   # one\n    honor detainer   # two\n    if a is b   # three\n    .\n";
    let parse = parse(FileId(0), text);
    let ast::ItemKind::Rule(rule) = &parse.file.items[0].kind else { panic!("no rule") };
    let ast::Body::Decide { effect, when: Some(when), .. } = &rule.body else { panic!("no condition") };
    assert_eq!(&text[effect.span.range()], "honor detainer");
    assert_eq!(&text[when.condition.span.range()], "a is b");
    assert_eq!(parse.trivia.comments.len(), 3);
}

/// In time that does not grow with the square: otherwise this would take minutes.
#[test]
fn long_stretches_of_nothing_are_passed_over_at_once() {
    let heads = [
        "rule 1 \"x\" ",
        "scenario \"x\":\n given a b c",
        "rule 1: must grant x if any of: (a) foo bar ",
        "define ",
        "policy \"p\": x ",
    ];
    for head in heads {
        for stretch in ["\n", " ", "# x\n", "\n \t"] {
            assert!(!codes_of(&format!("{head}{}y", stretch.repeat(100_000))).is_empty());
        }
    }
    assert_eq!(codes_of(&"rule 1 \"x\"\n".repeat(20_000)), ["too-many-mistakes"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]
    #[test]
    fn any_text_is_read(text in "(?s).{0,300}") {
        let parse = parse(FileId(0), &text);
        for diagnostic in &parse.diagnostics {
            prop_assert!(text.get(diagnostic.primary.span.range()).is_some());
        }
    }
}
