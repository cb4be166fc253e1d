//! The parser, tried on what is right, on what people get wrong, and on noise.

use proptest::prelude::*;

use super::{Parse, parse};
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
        parse.diagnostics.iter().map(|it| format!("{} {}:{}", it.code, place(it.primary.span).line, place(it.primary.span).column)).collect()
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
    ("otherwise honor detainer\nrule 2: decline detainer if a is b.", &["1"]),
    ("define an offense is low if any of:\n    (a) its grade is infraction\n    (b) it is violent.", &["2"]),
    ("rule 1:\n    decline detainer if age >= 18 and bail > $5,000.", &["3"]),
    ("rul 1 \"x\": decline detainer if a is b.", &["4"]),
    ("rule 1:\n    decline detainer if offense is low-level adn no prior conviction.", &["5"]),
    ("rule 1:\n    decline detainer if a is b and c is d or e is f.", &["6"]),
    ("rule 1:\n    decline detainer if (a is b or c is d and no charge.\nrule 2: honor detainer.", &["7"]),
    ("rule 1:\n    decline detainer if its plea is no contest.", &["8"]),
    ("rule 1:\n    decline detainer if date is between 2014-01-01 and 2017-12-31.", &["9"]),
    ("rule 1:\n    decline detainer if its date is within 5 years of the request date.", &["10"]),
    ("rule 1:\n    decline detainer if the offense is and no charge.", &["11"]),
    ("rule 1 \"low-level arrests:\n    decline detainer if a is b.\nrule 2: honor detainer.", &["12"]),
    ("rule 1:\n honor detainer if any of:\n  (1) a is b;\n  (4) c is d and/or e is f;\n  (5) g is h.", &["13"]),
    ("policy \"x\":\n    made by county \"Y\";\n    in force form 2013-01-01;\n    sorce \"Z\".", &["14"]),
    ("rule 1:\n    decline detainer if the person is a U.S. citizen.", &["15"]),
    ("define net income as gross income - deductions.", &["16"]),
    ("rule 1:\n    decline detainer if it is pending and not violent.", &["17"]),
    ("rule 1:\n    may only honor detainer if a is b.", &["18"]),
    ("rule 1:\n    decline detainer iff offense is low-level.", &["19"]),
    ("if A is b then decline detainer.", &["20"]),
    ("honor detainer if (a) a is b; or (b) c is d.", &["21"]),
    ("facts of an offense:\n    grade felony, misdemeanor or infraction;\n    section: citation\n    bail: money.", &["22"]),
    ("facts of a person:\n    on the Sex and Arson Registry: yes or no.", &["R"]),
    // Beyond the table.
    ("polcy \"x\": source \"y\".", &[]),
    ("scenaro \"x\": given a is b expect honor detainer.", &[]),
    ("rule 2, excepton to rule 1: honor detainer.", &[]),
    ("rule 1: honor detainer if a is not b or c.", &[]),
    ("rule 1: honor detainer if any of: (a) a is b; (b) c is d unless e is f.", &[]),
    ("rule 1: honor detainer if a is on 2013-02-30.", &[]),
    ("rule 1: honor detainer if a is after 03/04/2026 or a is after March 4, 2026.", &[]),
    ("rule 1: honor detainer if no more than 2 convictions.", &[]),
    ("rule 1: honor detainer if a is b but c is d.", &[]),
    ("rule 1: honor detainer if it's pending.", &[]),
    ("rule 1: honor detainer if a isn't b.", &[]),
    ("rule 1: honor detainer if a is b && !(c is d) || e is f.", &[]),
    ("rule 1: benefit is 20% of income * 2 + 3.", &[]),
    ("replace paragraph 7282.5(a)(3): any conviction is a felony.", &[]),
    ("guarantee \"x\": never decline detainer if a is b.", &[]),
    ("rule 1: shall honor detainer.", &[]),
    ("rule 1: may not honor detainer.", &[]),
    ("hello world.", &[]),
    ("rule 1 \"x\"\n    honor detainer if a is b.", &[]),
    ("scenario \"x\": given offense: grade is felony expect honor detainer.", &[]),
    ("rule 1: honor detainer if a is b.)", &[]),
    ("> law\n> more law\n", &[]),
    ("rule 1: honor detainer if a is b, c is d.", &[]),
    ("rule 1: honor detainer if any of: (a) a is b; (a) c is d.", &[]),
    ("rule 1: honor detainer if any of: (a) a is b, (b) c is d.", &[]),
    ("rule 1: honor detainer if all of: (a) a is b; or (b) c is d.", &[]),
    ("use us/detainer.", &[]),
    ("decision detainer: honor, decline.", &[]),
    ("decision detainer honor or decline.", &[]),
    ("policy \"x\": made by county \"Y\" binds z; source \"a\".", &[]),
    ("policy \"x\": made of y; source \"a\".", &[]),
    ("\0\0", &[]),
    ("define x as .", &[]),
    ("parameter x: from 2014-01-01: .", &[]),
    ("question x: .", &[]),
    ("scenario \"x\": given a is b.", &[]),
    ("rule 1: honor detainer if a is neither b or c.", &[]),
    ("rule 1: honor detainer if there is not a warrant.", &[]),
    ("in force from 2014-01-01.", &[]),
    ("rule 1: honor detainer in any case whatever: yes.", &[]),
    ("rule 1, in force from 2014-01-01 through 2013-01-01: honor detainer.", &[]),
    ("rule 1: paragraph (a)(1) is satisfied.", &[]),
    ("scenario \"x\", on 2014-01-01: expect no rule.", &[]),
    ("rule 1: honor detainer if at least 99999999999 convictions.", &[]),
    ("rule 1: honor detainer if at least three of: (a) a is b; (b) c is d.", &[]),
    ("rule 1: hold limit is 2013-01-18 25:00.", &[]),
    ("honor detainer if the person is a citizen\nhonor detainer if the person is a resident.", &[]),
    ("rule 1: honor detainer if any conviction at least 3 is a felony.", &[]),
];

#[test]
fn show() {
    if std::env::var("SHOW").is_err() { return; }
    let mut sources = Sources::default();
    for (text, _) in MISTAKES {
        let id = sources.add("t", "t", *text);
        println!("-----\n{text}");
        for it in parse(id, text).diagnostics {
            let p = sources.position(it.primary.span);
            println!("   => {} {}:{} `{}`: {} [{}] {:?}", it.code, p.line, p.column, sources.text(it.primary.span), it.message, it.primary.text, it.help);
        }
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

#[test]
fn mutate() {
    if std::env::var("MUTATE").is_err() { return; }
    let (mut silent, mut far, mut many, mut total) = (0, 0, 0, 0);
    for (name, text) in corpus() {
        let mut sources = Sources::default();
        for (at, mutant) in mutations(&text) {
            let id = sources.add("m", "m", mutant.clone());
            let parse = parse(id, &mutant);
            total += 1;
            let line = sources.file(id).position(at as u32).line;
            let shown = mutant.lines().nth(line - 1).unwrap_or("");
            match parse.diagnostics.first() {
                None => { silent += 1; println!("SILENT {name}:{line} {:?} in {shown}", &text[at..at+1]); }
                Some(first) => {
                    let place = sources.position(first.primary.span).line;
                    if place.abs_diff(line) > 1 { far += 1; println!("FAR {name}:{line} {:?} in {shown}\n    -> {place} {} {}", &text[at..at+1], first.code, first.message); }
                    if parse.diagnostics.len() > 1 { many += 1; println!("MANY {name}:{line} {:?} in {shown}\n    {:?}", &text[at..at+1], parse.diagnostics.iter().map(|d| format!("{}: {}", d.code, d.message)).collect::<Vec<_>>()); }
                    if first.code.name().starts_with("un") && first.code.name() != "unclosed-quotation" { println!("GENERIC {name}:{line} {:?} in {shown}\n    {} {} {:?}", &text[at..at+1], first.code, first.message, sources.text(first.primary.span)); }
                }
            }
        }
    }
    println!("total {total} silent {silent} far {far} many {many}");
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

