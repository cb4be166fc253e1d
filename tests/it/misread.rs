//! Slips that would make a sound text of another meaning: each is asked about or refused, and what is told to write means what was meant.

use crate::support::{enact, folder};
use proptest::prelude::*;
use std::path::{Path, PathBuf};

/// One file in a folder of its own.
fn place(name: &str, text: &str) -> PathBuf {
    let place = folder(&format!("misread-{name}"));
    std::fs::write(place.join("p.enact"), text).expect("a file can be written");
    place
}

/// What `check` says of a text.
fn checked(place: &Path, text: &str) -> String {
    std::fs::write(place.join("p.enact"), text).expect("a file can be written");
    enact(place, &["check", "p.enact"], None).stdout
}

/// The effect, the outcome and the rule of a record.
fn decided(place: &Path, record: &str) -> String {
    let options = ["decide", "p.enact", "--cases", "-", "--input", "ndjson", "--format", "ndjson", "--as-of", "2024-01-01"];
    let line = enact(place, &options, Some(record.as_bytes())).stdout;
    let found: serde_json::Value = serde_json::from_str(line.trim()).expect("a line of JSON");
    format!("{} {} {}", found["effect"], found["outcome"], found["rules"]).replace('"', "")
}

// --- sections ---------------------------------------------------------------------------------------------------------

fn sections(code: &str, list: &str) -> String {
    format!(
        "policy \"Sections\": made by city \"Ashby\".\ncode {code} is \"A Code\".\nfacts of the case:\n    docket: text, names the case;\n    \
         section: citation, or none.\ndecision release: grant or refuse.\nsections listed: {list}.\n\
         rule 1: refuse release if section is among listed.\notherwise grant release.\n"
    )
}

fn of_section(place: &Path, section: &str) -> String {
    decided(place, &format!("{{\"docket\": \"x\", \"section\": \"{section}\"}}\n"))
}

#[test]
fn a_hyphen_between_two_sections_is_asked_about() {
    let place = place("hyphen", "");
    let asks = |code: &str, list: &str| checked(&place, &sections(code, list)).contains("section-or-range");
    for (code, list) in [("PC", "PC 240-245"), ("PC", "PC 99-101, 300"), ("PC", "PC 667.5-667.7, 300"), ("HRS", "HRS 707-711")] {
        assert!(asks(code, list), "{list}");
    }
    for (code, list) in
        [("DC", "DC 22-4501"), ("DC", "DC 22-4501 through 22-4517, 48-901.01"), ("CRS", "CRS 18-1-704"), ("CGS", "CGS 53-21")]
    {
        assert!(!asks(code, list), "{list}");
    }
    let allowed = format!("{}allow section-or-range \"Title 37 numbers its sections so.\".\n", sections("HRS", "HRS 707-711"));
    assert!(checked(&place, &allowed).contains("no problems"));
    assert_eq!(of_section(&place, "HRS 707-711"), "chosen refuse [1]");
    insta::assert_snapshot!(checked(&place, &sections("PC", "PC 240-245, 300")));
    insta::assert_snapshot!(checked(&place, &sections("PC", "PC 300").replace("among listed", "PC 240-245")));
}

#[test]
fn a_range_is_no_section_of_a_record() {
    let place = place("range", &sections("PC", "PC 240 through 245"));
    for range in ["PC 240-245", "pc 99-101", "PC 240(a)", "PC 667.5-667.7"] {
        let invalid = range.contains('-');
        assert_eq!(of_section(&place, range).starts_with("invalid"), invalid, "{range}");
    }
    assert_eq!(of_section(&place, "PC 242"), "chosen refuse [1]");
    let place = self::place("range-dc", &sections("DC", "DC 22-4501 through 22-4517"));
    assert_eq!(of_section(&place, "DC 22-4502"), "chosen refuse [1]");
    assert_eq!(of_section(&place, "DC 22-40"), "chosen grant [otherwise]");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Zeros before a section change nothing, in a record or in a list.
    #[test]
    fn leading_zeros_say_nothing(number in 238u32..248, zeros in 0usize..4, part in prop::option::of(1u32..9), of_list in 0usize..3) {
        let zero = "0".repeat(of_list);
        let place = place("zeros", &sections("PC", &format!("PC {zero}240 through {zero}245")));
        let part = part.map(|part| format!("({part})")).unwrap_or_default();
        let written = format!("PC {}{number}{part}", "0".repeat(zeros));
        let expected = if (240..=245).contains(&number) { "chosen refuse [1]" } else { "chosen grant [otherwise]" };
        prop_assert_eq!(of_section(&place, &written), expected, "{}", written);
    }
}

// --- breaks that no line ends with ------------------------------------------------------------------------------------

#[test]
fn a_break_that_ends_no_line_hides_no_rule() {
    let head = "policy \"P\": made by city \"A\".\nfacts of the case:\n    docket: text, names the case;\n    age: number.\n\
                decision card: issue or refuse.\notherwise issue card.\n";
    let place = place("breaks", head);
    for letter in ['\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}'] {
        for hidden in [
            format!("# see memo 4{letter}rule 1: refuse card if age is under 5.\n"),
            format!(
                "> 1. No card.{letter}rule 1: refuse card if age is under 5.\n> 2.\nrule 2: refuse card if age is under 3.\n"
            ),
            format!("rule 1 \"a{letter}b\": refuse card if age is under 5.\n"),
        ] {
            let told = checked(&place, &format!("{head}{hidden}"));
            assert!(told.contains("stray-character") && told.contains(&format!("U+{:04X}", u32::from(letter))), "{told}");
            assert!(told.contains("1 error"), "{told}");
        }
        // At the end of a line it hides nothing.
        let told = checked(&place, &format!("{head}# see memo 4{letter}\nrule 1: refuse card if age is under 5.\n"));
        assert!(told.contains("no problems"), "{told}");
    }
    insta::assert_snapshot!(checked(&place, &format!("{head}# see memo 4\u{2028}rule 1: refuse card if age is under 5.\n")));
}

// --- kinds among values -----------------------------------------------------------------------------------------------

#[test]
fn a_kind_is_no_value_of_a_choice() {
    let place = place("kinds", "");
    let told = |kind: &str| checked(&place, &format!("vocabulary \"v\".\nfacts of the case:\n    first fact: {kind}.\n"));
    for kind in [
        "money, or nothing",
        "money or zero",
        "money or nil",
        "number, or null",
        "date or time",
        "money or number",
        "text or date",
    ] {
        let told = told(kind);
        assert!(told.contains("kind-as-value") && told.contains("1 error"), "{kind}: {told}");
    }
    for kind in ["citation or warning", "money or goods", "days, weeks or months", "money, or none", "date and time"] {
        assert!(told(kind).contains("no problems"), "{kind}: {}", told(kind));
    }
    let decision = "policy \"P\": made by city \"A\".\nfacts of the case:\n    age: number.\ndecision fee: money or nothing.\n\
                    rule 1: fee is $5 if age is over 5.\notherwise fee is $0.\n";
    let wrong = checked(&place, decision);
    assert!(wrong.contains("kind-as-value") && wrong.contains("1 error"), "{wrong}");
    assert!(checked(&place, &decision.replace(" or nothing", "")).contains("no problems"));
}

// --- titles without one of their marks --------------------------------------------------------------------------------

const TITLES: &str = "policy \"P\":\n    made by county \"Ashby\".\nfacts of the case:\n    docket: text, names the case;\n    age: number;\n    \
    armed: yes or no.\ndecision hold: honor or decline.\nrule 1 \"minors\":\n    decline hold if age is under 18.\nrule 2 TITLE\n    \
    honor hold if armed is yes.\notherwise honor hold.\n";

/// The first thing that a message tells to write.
fn way_out(told: &str) -> String {
    let (_, after) = told.split_once("help: write `").expect("a way out");
    after.split('`').next().unwrap_or_default().to_owned()
}

#[test]
fn a_title_is_closed_before_what_makes_its_rule_an_exception() {
    let place = place("titles", "");
    let armed = "{\"docket\": \"x\", \"age\": 16, \"armed\": true}\n";
    for (title, marked, mended) in [
        ("\"weapons, exception to rule 1:", "\"weapons, exception to rule 1:", "\"weapons\", exception to rule 1:"),
        ("weapons\", exception to rule 1:", "weapons\"", "\"weapons\", exception to rule 1:"),
        (
            "\"guns, knives, exception to rule 1:",
            "\"guns, knives, exception to rule 1:",
            "\"guns, knives\", exception to rule 1:",
        ),
    ] {
        let told = checked(&place, &TITLES.replace("TITLE", title));
        assert!(told.contains("unclosed-quotation") && told.contains("1 error"), "{told}");
        let pasted = title.replace(marked, &way_out(&told));
        assert_eq!(pasted, mended);
        assert!(checked(&place, &TITLES.replace("TITLE", &pasted)).contains("no problems"), "{pasted}");
        assert_eq!(decided(&place, armed), "chosen honor [2]", "{pasted}");
    }
    // A comma of the title itself.
    let told = checked(&place, &TITLES.replace("TITLE", "\"guns, knives:"));
    assert_eq!(way_out(&told), "\"guns, knives\":");
    insta::assert_snapshot!(checked(&place, &TITLES.replace("TITLE", "\"weapons, exception to rule 1:")));
}

// --- law behind a sentence without its stop ---------------------------------------------------------------------------

#[test]
fn a_line_that_begins_with_the_mark_of_law_is_law() {
    let text = "policy \"P\": made by county \"Ashby\".\nfacts of the case:\n    the applicant lives in Ashby: yes or no;\n    age: number.\n\
                decision card: issue or refuse.\n> 1. A card is issued to everybody who lives in Ashby.\nrule 1:\n    \
                must issue card if the applicant lives in Ashby\n> 2. Nobody under 5 gets a card.\nrule 2, exception to rule 1:\n    \
                must not issue card if age is under 5.\n";
    let place = place("law", text);
    let told = checked(&place, text);
    assert!(told.contains("missing-full-stop") && told.contains("1 error"), "{told}");
    assert!(checked(&place, &text.replace("in Ashby\n", "in Ashby.\n")).contains("no problems"));
    // Within a line it is a comparison, whatever stands beside it.
    let told = checked(&place, &text.replace("age is under 5", "age > 5"));
    assert!(told.contains("symbol-for-word") && told.contains("`>`"), "{told}");
}
