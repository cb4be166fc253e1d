//! Lettered lists: whatever is lettered well reads back as it was written.

use enact::format::format_checked;
use enact::source::Sources;
use enact::syntax::{ast, parse};
use proptest::prelude::*;

/// A list of limbs: how it is lettered, where its letters begin, and what each limb holds.
#[derive(Clone, Debug)]
struct List {
    letters: Letters,
    first: usize,
    limbs: Vec<Content>,
}

#[derive(Clone, Debug)]
enum Content {
    /// A condition of its own.
    Leaf,
    /// `its grade is any of:` and values.
    Values(Letters, usize),
    List(List),
    /// A condition, `and`, a list.
    Both(List),
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Letters {
    Small,
    Large,
    Numbers,
    SmallNumerals,
    LargeNumerals,
}

impl Letters {
    fn label(self, at: usize) -> String {
        let letters = |at: usize, first: u8| {
            let letter = char::from(first + u8::try_from(at % 26).expect("a letter"));
            letter.to_string().repeat(1 + at / 26)
        };
        match self {
            Letters::Small => letters(at, b'a'),
            Letters::Large => letters(at, b'A'),
            Letters::Numbers => (at + 1).to_string(),
            Letters::SmallNumerals => numeral(at + 1),
            Letters::LargeNumerals => numeral(at + 1).to_uppercase(),
        }
    }
}

fn numeral(mut value: usize) -> String {
    let mut out = String::new();
    for (letters, worth) in [("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1)] {
        while value >= worth {
            out.push_str(letters);
            value -= worth;
        }
    }
    out
}

/// The labels in order, each with its depth.
fn labels(list: &List, depth: usize, out: &mut Vec<(usize, String)>) {
    for (at, content) in list.limbs.iter().enumerate() {
        out.push((depth, list.letters.label(list.first + at)));
        match content {
            Content::Leaf => {}
            Content::Values(letters, count) => out.extend((0..*count).map(|at| (depth + 1, letters.label(at)))),
            Content::List(inner) | Content::Both(inner) => labels(inner, depth + 1, out),
        }
    }
}

/// The list as a text; each limb on a line of its own, as far in as its depth, unless all stands on one line.
fn print(list: &List, depth: usize, lines: bool, out: &mut String) {
    let mut first = true;
    let begin = |depth: usize, first: &mut bool, label: String, out: &mut String| {
        out.push_str(if std::mem::take(first) { "" } else { ";" });
        out.push_str(&if lines { format!("\n{}", "    ".repeat(depth + 1)) } else { " ".to_owned() });
        out.push_str(&format!("({label}) "));
    };
    for (at, content) in list.limbs.iter().enumerate() {
        begin(depth, &mut first, list.letters.label(list.first + at), out);
        match content {
            Content::Leaf => out.push_str("age is 1"),
            Content::Values(letters, count) => {
                out.push_str("the grade is any of:");
                let mut first = true;
                for at in 0..*count {
                    begin(depth + 1, &mut first, letters.label(at), out);
                    out.push_str("felony");
                }
            }
            Content::List(inner) | Content::Both(inner) => {
                out.push_str(if matches!(content, Content::Both(_)) { "age is 1, and any of:" } else { "any of:" });
                print(inner, depth + 1, lines, out);
            }
        }
    }
}

/// The labels of a parsed rule, each with its depth; nothing where there is an error.
fn read(text: &str) -> Result<Vec<(usize, String)>, Vec<&'static str>> {
    let mut sources = Sources::default();
    let file = sources.add("a.enact", "a", text);
    let tree = parse(file, text);
    if !tree.diagnostics.is_empty() {
        return Err(tree.diagnostics.iter().map(|it| it.code.name()).collect());
    }
    let mut out = Vec::new();
    for item in &tree.file.items {
        if let ast::ItemKind::Rule(ast::Rule { body: ast::Body::Decide { when: Some(when), .. }, .. }) = &item.kind {
            inside(&when.condition, 0, &mut out);
        }
    }
    // The canonical layout has the same limbs: it would be refused else.
    format_checked(sources.file(file), &tree).expect("a canonical text");
    Ok(out)
}

fn inside(condition: &ast::Condition, depth: usize, out: &mut Vec<(usize, String)>) {
    match &condition.kind {
        ast::ConditionKind::Joined { parts, .. } => parts.iter().for_each(|part| inside(part, depth, out)),
        ast::ConditionKind::Group(inner) => inside(inner, depth, out),
        ast::ConditionKind::Limbs(limbs) => {
            for limb in &limbs.limbs {
                out.push((depth, limb.label.text.clone()));
                if let ast::LimbContent::Condition(condition) = &limb.content {
                    inside(condition, depth + 1, out);
                }
            }
        }
        ast::ConditionKind::Statement { predicates, .. } => {
            for predicate in &predicates.parts {
                if let ast::PredicateKind::Is { what: ast::Is::Values(ast::Values::Limbs(limbs)), .. } = &predicate.kind {
                    out.extend(limbs.limbs.iter().map(|limb| (depth, limb.label.text.clone())));
                }
            }
        }
        _ => {}
    }
}

fn letters() -> impl Strategy<Value = Letters> {
    prop::sample::select(vec![Letters::Small, Letters::Large, Letters::Numbers, Letters::SmallNumerals, Letters::LargeNumerals])
}

/// Lists of up to four levels. The outermost may be an excerpt that begins anywhere; numerals begin with the first.
fn lists() -> impl Strategy<Value = List> {
    let leaf =
        || prop_oneof![3 => Just(Content::Leaf), 1 => (letters(), 1..7_usize).prop_map(|(it, count)| Content::Values(it, count))];
    let list = |content: BoxedStrategy<Content>| {
        (letters(), prop::collection::vec(content, 1..13)).prop_map(|(letters, limbs)| List { letters, first: 0, limbs })
    };
    let content = leaf().boxed().prop_recursive(3, 64, 12, move |inner| {
        prop_oneof![
            3 => leaf(),
            1 => list(inner.clone()).prop_map(Content::List),
            1 => list(inner).prop_map(Content::Both),
        ]
    });
    (list(content.boxed()), 0..23_usize).prop_map(|(mut list, first)| {
        if matches!(list.letters, Letters::Small | Letters::Large) && first != 8 {
            list.first = first;
        }
        list
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn well_lettered_lists_read_back(list in lists()) {
        let (mut expected, mut text) = (Vec::new(), String::from("rule 1:\n    grant permit if any of:"));
        labels(&list, 0, &mut expected);
        print(&list, 1, true, &mut text);
        text.push_str(".\n");
        prop_assert_eq!(read(&text), Ok(expected), "{}", text);
    }

    /// Without indentation, a list is read as it was meant or not at all.
    #[test]
    fn lists_on_one_line_are_read_rightly_or_refused(list in lists()) {
        let (mut expected, mut text) = (Vec::new(), String::from("rule 1: grant permit if any of:"));
        labels(&list, 0, &mut expected);
        print(&list, 1, false, &mut text);
        text.push_str(".\n");
        match read(&text) {
            Ok(found) => prop_assert_eq!(found, expected, "{}", text),
            Err(codes) => prop_assert!(!codes.is_empty()),
        }
    }
}

#[test]
fn an_outer_letter_ends_the_inner_list() {
    for (labels, expected) in [
        ("(a) X; (b) all of: (i) X; (ii) X; (c) X", "a b bi bii c"),
        ("(b) all of: (i) X; (c) X; (e) X", "b bi c e"),
        ("(h) all of: (i) X; (ii) X; (i) X; (j) X", "h hi hii i j"),
        ("(B) all of: (I) X; (II) X; (C) X", "B BI BII C"),
        ("(k) all of: (i) X; (ii) X; (l) X", "k ki kii l"),
        ("(i) all of: (a) X; (b) X; (ii) X; (iv) X", "i ia ib ii iv"),
        ("(1) all of: (i) X; (v) X; (vi) X; (2) X", "1 1i 1v 1vi 2"),
        ("(a) X and (all of: (i) X; (ii) X); (b) X", "a ai aii b"),
    ] {
        let text = format!("rule 1: grant permit if any of: {}.", labels.replace('X', "age is 1"));
        let mut path: Vec<String> = Vec::new();
        let found: Vec<String> = read(&text)
            .unwrap_or_else(|codes| panic!("{text}: {codes:?}"))
            .into_iter()
            .map(|(depth, label)| {
                path.truncate(depth);
                path.push(label);
                path.concat()
            })
            .collect();
        assert_eq!(found.join(" "), expected, "{text}");
    }
}
