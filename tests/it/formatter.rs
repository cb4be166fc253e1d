//! The canonical layout: a fixed point, says the same, keeps every comment.

use crate::support::{files_below, root};
use enact::diagnostics::Severity;
use enact::format::format_checked;
use enact::source::{SourceFile, Sources};
use enact::syntax::{Parse, parse};
use proptest::prelude::*;
use std::path::PathBuf;

/// Every policy text that can be read (that all can is for other tests to say).
fn texts() -> Vec<(PathBuf, String)> {
    let mut paths = files_below(&root().join("tests/corpus/ok"), ".enact");
    paths.extend(files_below(&root().join("policies"), ".enact"));
    let texts = paths.into_iter().map(|path| (path.clone(), std::fs::read_to_string(path).expect("a policy can be read")));
    texts.filter(|(_, text)| read(text).1.diagnostics.iter().all(|diagnostic| diagnostic.severity != Severity::Error)).collect()
}

fn read(text: &str) -> (SourceFile, Parse) {
    let mut sources = Sources::default();
    let id = sources.add("a.enact", "a", text);
    (sources.file(id).clone(), parse(id, text))
}

/// The canonical text; panics with the reason where there is none.
fn canonical(name: &str, text: &str) -> String {
    let (file, tree) = read(text);
    match format_checked(&file, &tree) {
        Ok(formatted) => formatted,
        Err(problem) => {
            let mistakes =
                tree.diagnostics.iter().map(|it| format!("{}: {}\n", file.position(it.primary.span.start).line, it.message));
            panic!("{name}: {problem:?}\n{}", mistakes.collect::<String>())
        }
    }
}

#[test]
fn canonical_texts_are_fixed_points() {
    for (path, text) in texts() {
        let name = path.display().to_string();
        let once = canonical(&name, &text);
        let twice = canonical(&name, &once);
        assert_eq!(once, twice, "{name} changes when it is formatted again");
        assert!(once.ends_with('\n') && !once.ends_with("\n\n") && !once.contains('\r'), "{name}");
        assert!(once.lines().all(|line| line == line.trim_end()), "{name}: blanks at the end of a line");
    }
}

/// Comments at the ends of lines and on lines of their own, anywhere outside quoted law, survive in order.
#[test]
fn comments_survive_anywhere() {
    for (number, (path, text)) in texts().into_iter().enumerate() {
        let name = path.display().to_string();
        // Behind every line but the law's, or below every other one.
        let commented = if number % 2 == 0 { with_comments(&text, 1, false) } else { with_comments(&text, 2, true) };
        let formatted = canonical(&name, &commented);
        assert_eq!(comments(&formatted), comments(&commented), "{name}");
        assert_eq!(canonical(&name, &formatted), formatted, "{name} changes when it is formatted again");
    }
}

fn with_comments(text: &str, step: usize, own_line: bool) -> String {
    let mut out = String::new();
    for (number, line) in text.lines().enumerate() {
        out.push_str(line);
        if number % step == 0 && !line.trim_start().starts_with('>') {
            out.push_str(&if own_line { format!("\n# own {number}") } else { format!(" # behind {number}") });
        }
        out.push('\n');
    }
    out
}

/// Whatever follows a number sign on its line, in order (within quoted texts too, which don't change).
fn comments(text: &str) -> Vec<&str> {
    text.lines().filter_map(|line| line.split_once('#')).map(|(_, comment)| comment.trim_end()).collect()
}

/// However the author broke the lines, the canonical text is one.
#[test]
fn line_breaks_do_not_matter() {
    let texts = texts();
    proptest!(ProptestConfig::with_cases(16), |(which in 0..texts.len(), seed in any::<u64>())| {
        let (path, text) = &texts[which];
        let name = path.display().to_string();
        let formatted = canonical(&name, text);
        let mangled_text = mangled(&formatted, seed, false);
        prop_assert_eq!(canonical(&name, &mangled_text), formatted, "{}\n{}", name, mangled_text);
    });
}

/// Comments in the middle of sentences survive in order too, and the second pass changes nothing.
#[test]
fn comments_survive_between_words() {
    let texts = texts();
    proptest!(ProptestConfig::with_cases(16), |(which in 0..texts.len(), seed in any::<u64>())| {
        let (path, text) = &texts[which];
        let name = path.display().to_string();
        let commented = mangled(text, seed, true);
        let formatted = canonical(&name, &commented);
        prop_assert_eq!(comments(&formatted), comments(&commented), "{}", name);
        let again = canonical(&name, &formatted);
        prop_assert_eq!(again, formatted, "{}\n{}", name, commented);
    });
}

/// The text with blanks made line breaks and line breaks made blanks, here and there: outside quoted texts, comments, law, between a date and
/// its time, and beside blank lines, which are kept. `commented`: comments come with some of the new line breaks.
fn mangled(text: &str, mut seed: u64, commented: bool) -> String {
    let mut chance = |one_in: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33).is_multiple_of(one_in)
    };
    let mut out = String::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let plain = |line: &str| !line.trim_start().starts_with(['>', '#']) && !line.contains('#') && !line.is_empty();
        if !plain(line) {
            out.push_str(line);
            out.push('\n');
            continue;
        }
        let mut quoted = false;
        let letters = line.trim_start().chars().collect::<Vec<_>>();
        for (at, letter) in letters.iter().enumerate() {
            quoted ^= *letter == '"';
            // A digit on both sides may be a date and its time.
            let inside = at > 0 && letters[at - 1].is_ascii_digit() && letters.get(at + 1).is_some_and(char::is_ascii_digit);
            if *letter == ' ' && !quoted && !inside && chance(6) {
                out.push_str(match (commented && chance(2), chance(2)) {
                    (true, true) => " # between words\n",
                    (true, false) => "\n# own line, between words\n\n",
                    (false, true) => "\n   ",
                    (false, false) => "\t ",
                });
            } else {
                out.push(*letter);
            }
        }
        // An item begins at the beginning of a line.
        let joins = lines.peek().is_some_and(|next| plain(next) && next.starts_with(' '));
        out.push_str(if joins && chance(3) { " " } else { "\r\n" });
    }
    out
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(canonical("a text", text), expected);
    assert_eq!(canonical("its canonical text", expected), expected);
}

#[test]
fn words_of_the_language_are_small_and_names_are_not() {
    check("USE \"us/Detainer\" .", "use \"us/Detainer\".\n");
    check(
        "\u{feff}Rule 1 : Decline Detainer IF The offense Is Low-Level\r\n  AND NO prior conviction .\r\n\r\n\r\n",
        "rule 1:\n    Decline Detainer if The offense is Low-Level and no prior conviction.\n",
    );
    check(
        "calendar c: each MAY 1 \"x\";the last monday in May\nfrom 1971; the days of federal Calendar.",
        "calendar c:\n    each May 1 \"x\";\n    the last Monday in May from 1971;\n    the days of federal Calendar.\n",
    );
}

#[test]
fn lists_have_one_shape() {
    check("decline detainer if a is b and c is d and e is f.", "decline detainer if a is b, c is d, and e is f.\n");
    check("decline detainer if a is b, c is d or e is f.", "decline detainer if a is b, c is d, or e is f.\n");
    check("decline detainer if a is b or c or d.", "decline detainer if a is b, c or d.\n");
    check("decline detainer if a is b, and c is d.", "decline detainer if a is b, and c is d.\n");
    check("facts of the case:\n\n a: b or c, or d;.", "facts of the case:\n    a: b, c or d.\n");
}

#[test]
fn blank_lines_are_few() {
    check(
        "# about\n# the file\n\n\n\nuse \"a\".\nuse \"b\".\n\n\nuse \"c\".\ndecision d: money.\ndecision e: money.\n# about the rule\nd is $1 if a.",
        "# about\n# the file\n\nuse \"a\".\nuse \"b\".\n\nuse \"c\".\n\ndecision d: money.\ndecision e: money.\n\n# about the rule\nd is $1 if a.\n",
    );
    check(
        "facts of the case:\n\n    a: text; # behind a\n\n\n    # about b\n    b: text.",
        "facts of the case:\n    a: text; # behind a\n\n    # about b\n    b: text.\n",
    );
}

#[test]
fn limbs_stand_under_each_other() {
    check(
        "define an offense is minor if any of: (a) it is small; or\n> the law's words\n(b) \"title\": it is old, and all of: (1)it is x;(2) it is y; unless it is grave.",
        "define an offense is minor if any of:\n    (a) it is small; or\n    > the law's words\n    (b) \"title\": it is old, and all of:\n        (1) it is x;\n        (2) it is y;\nunless it is grave.\n",
    );
}

#[test]
fn scenarios_have_a_given_on_each_line() {
    check(
        "scenario \"s\", as of 2014-01-01: given no charges; and bail is $5; release is 2014-01-01  09:00; expect conflict by rule 1 and rule 2; no rule for access.",
        "scenario \"s\", as of 2014-01-01:\n    given no charges;\n    and bail is $5;\n    release is 2014-01-01 09:00\n    expect conflict by rule 1 and rule 2;\n        no rule for access.\n",
    );
}

#[test]
fn a_file_with_mistakes_is_left_alone() {
    let (file, tree) = read("rule 1: decline detainer if.\n\n\n");
    assert!(format_checked(&file, &tree).is_err());
    assert_eq!(enact::format::format(&file, &tree), &*file.text);
}

#[test]
fn a_comment_within_what_heads_a_list_breaks_nothing() {
    let text = "\
facts of the case:
    r: yes or no;
    s: yes or no;
    t: yes or no.

decision entry: free or paid.

rule 3:
    free entry if any
    # why any
    of:
        (u) all of:
            (iii) r is yes;
            (iv) s is yes;
        (v) t is yes.

otherwise paid entry.
";
    let first = canonical("a comment within a head", text);
    assert!(first.contains("# why any") && first.contains("    (v) t is yes"), "{first}");
    assert_eq!(canonical("the same again", &first), first);
}

#[test]
fn comments_on_both_sides_of_a_mark_stay_where_they_are_put() {
    for text in [
        "facts of the case:\n    x: number # in feet\n    , # measured\n    at least 0.\n",
        "policy \"P\":\n    made by city \"X\";\n    source \"S\" # one\n    . # two\n\ndecision d: grant or refuse.\n",
    ] {
        let first = canonical("comments about a mark", text);
        assert_eq!(canonical("the same again", &first), first, "{text}");
    }
}

/// A comment on a line of its own before a mark goes behind it, and belongs to what comes next, as it does when the result is read again.
#[test]
fn comments_before_closing_marks_are_laid_out_once() {
    let texts = texts();
    for (number, (path, text)) in texts.iter().enumerate() {
        let name = path.display().to_string();
        let commented = before_marks(text, number % 3);
        let formatted = canonical(&name, &commented);
        assert_eq!(comments(&formatted), comments(&commented), "{name}");
        assert_eq!(canonical(&name, &formatted), formatted, "{name} changes when it is formatted again");
    }
}

/// The text with comments before every third mark that ends a line.
fn before_marks(text: &str, first: usize) -> String {
    let mut out = String::new();
    let mut marks = 0;
    for line in text.lines() {
        let plain = !line.contains('#') && !line.trim_start().starts_with('>');
        let Some(mark) = line.chars().next_back().filter(|mark| plain && ".;:".contains(*mark)) else {
            out.push_str(&format!("{line}\n"));
            continue;
        };
        marks += 1;
        match marks % 3 == first {
            true => out.push_str(&format!("{} # behind\n# own {marks}\n{mark}\n", line.trim_end_matches(mark))),
            false => out.push_str(&format!("{line}\n")),
        }
    }
    out
}
