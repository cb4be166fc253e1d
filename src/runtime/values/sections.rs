//! Citations: what a section matches, and the order of sections within a code.

use crate::ir::{Section, SectionEntry, Sections, SectionsId};
use crate::runtime::unknown::domain::Cited;
use std::collections::HashMap;

/// Whether `section` is `of` or a subdivision of it: `PC 240(a)` is of `PC 240`, `PC 240.5` is not.
pub fn matches(section: &Section, of: &Section) -> bool {
    section.code == of.code && section.parts.starts_with(&of.parts)
}

/// Whether `section` belongs to the entry: it is (a subdivision of) the one named, or lies in the range, whose ends and their subdivisions belong to it.
pub fn among(section: &Section, entry: &SectionEntry) -> bool {
    match &entry.through {
        None => matches(section, &entry.from),
        Some(through) => {
            section.code == entry.from.code
                && section.order(&entry.from).is_ge()
                && (section.order(through).is_le() || matches(section, through))
        }
    }
}

/// Whether some section passes every test. Each test holds from a section named in it, or right after it, or right after its last
/// subdivision, up to another such point: so it is enough to try one section at each of these points.
pub fn is_possible(tests: &[(Cited, bool)], lists: &[Sections]) -> bool {
    let tests: Vec<(Tested<'_>, bool)> = tests.iter().map(|(test, holds)| (Tested::new(test, lists), *holds)).collect();
    let passes = |section: &Section| tests.iter().all(|(test, holds)| test.holds(section) == *holds);
    let other_code = Section { code: "\u{0}".into(), parts: vec![String::new()].into() };
    passes(&other_code) || tests.iter().flat_map(|(test, _)| test.named()).any(|section| beside(section).iter().any(passes))
}

/// A test, its list laid out by section: lists may be as long as a code of law.
enum Tested<'t> {
    Same(&'t Section),
    Of(&'t Section),
    Among {
        entries: &'t [SectionEntry],
        by_section: HashMap<(&'t str, &'t str), Vec<&'t Section>>,
        ranges: Vec<&'t SectionEntry>,
    },
}

impl<'t> Tested<'t> {
    fn new(test: &'t Cited, lists: &'t [Sections]) -> Tested<'t> {
        let list = match test {
            Cited::Same(of) => return Tested::Same(of),
            Cited::Of(of) => return Tested::Of(of),
            Cited::Among(list) => list,
        };
        let entries = lists.get(list.index()).map_or(&[][..], |it| &it.entries);
        let mut by_section: HashMap<(&str, &str), Vec<&Section>> = HashMap::new();
        let mut ranges = Vec::new();
        for entry in entries {
            match entry.from.parts.first().filter(|_| entry.through.is_none()) {
                Some(first) => by_section.entry((&entry.from.code, first)).or_default().push(&entry.from),
                None => ranges.push(entry),
            }
        }
        Tested::Among { entries, by_section, ranges }
    }

    fn holds(&self, section: &Section) -> bool {
        match self {
            Tested::Same(of) => section == *of,
            Tested::Of(of) => matches(section, of),
            Tested::Among { by_section, ranges, .. } => {
                let first = section.parts.first().map_or("", String::as_str);
                let named = by_section.get(&(&*section.code, first));
                named.is_some_and(|all| all.iter().any(|of| matches(section, of))) || ranges.iter().any(|it| among(section, it))
            }
        }
    }

    /// The sections named in it.
    fn named(&self) -> Vec<&'t Section> {
        match self {
            Tested::Same(of) | Tested::Of(of) => vec![of],
            Tested::Among { entries, .. } => {
                entries.iter().flat_map(|it| [Some(&it.from), it.through.as_ref()]).flatten().collect()
            }
        }
    }
}

/// A section that is named in the tests and passes them all.
pub fn some(tests: &[(Cited, bool)], lists: &[Sections]) -> Option<Section> {
    let entries = |list: SectionsId| lists.get(list.index()).map_or(&[][..], |it| &it.entries);
    let named = tests.iter().flat_map(|(test, _)| match test {
        Cited::Same(of) | Cited::Of(of) => vec![of.clone()],
        Cited::Among(list) => entries(*list).iter().map(|it| it.from.clone()).collect(),
    });
    let other = Section { code: "other".into(), parts: vec!["1".to_owned()].into() };
    let tests: Vec<(Tested<'_>, bool)> = tests.iter().map(|(test, holds)| (Tested::new(test, lists), *holds)).collect();
    named.chain([other]).find(|section| tests.iter().all(|(test, holds)| test.holds(section) == *holds))
}

/// The section itself, and those at the points around it: before all of its code, its first subdivision, and what follows its last one.
fn beside(section: &Section) -> Vec<Section> {
    let with = |parts: Vec<String>| Section { code: section.code.clone(), parts: parts.into() };
    let (mut first, mut after) = (section.parts.to_vec(), section.parts.to_vec());
    first.push(String::new());
    if let Some(after) = after.last_mut() {
        after.push('\u{0}');
    }
    vec![section.clone(), with(first), with(after), with(vec![String::new()])]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(text: &str) -> Section {
        let parts: Vec<String> = text.split(['(', ')']).filter(|it| !it.is_empty()).map(String::from).collect();
        Section { code: "PC".into(), parts: parts.into() }
    }

    fn check(text: &str, from: &str, through: Option<&str>) -> bool {
        among(&section(text), &SectionEntry { from: section(from), through: through.map(section), group: None })
    }

    #[test]
    fn a_section_matches_its_own_subdivisions_only() {
        assert!(check("240", "240", None));
        assert!(check("240(a)", "240", None));
        assert!(check("26100(c)(2)", "26100(c)", None));
        assert!(!check("240.5", "240", None));
        assert!(!check("2401", "240", None));
        assert!(!check("26100", "26100(c)", None));
        assert!(!check("311.10", "311.1", None));
        assert!(!check("311.1", "311.10", None));
    }

    #[test]
    fn tests_that_no_section_passes() {
        let entry =
            |from: &str, through: Option<&str>| SectionEntry { from: section(from), through: through.map(section), group: None };
        let list = |entries| Sections { name: String::new(), entries, span: crate::runtime::testing::span() };
        let lists = [list(vec![entry("459", None)]), list(vec![entry("459", None), entry("470", Some("480"))])];
        let among = |at, holds| (Cited::Among(SectionsId(at)), holds);
        let of = |text: &str, holds| (Cited::Of(section(text)), holds);
        let same = |text: &str, holds| (Cited::Same(section(text)), holds);
        assert!(!is_possible(&[among(0, true), among(1, false)], &lists));
        assert!(is_possible(&[among(0, false), among(1, true)], &lists));
        assert!(!is_possible(&[of("459(a)", true), among(0, false)], &lists));
        assert!(is_possible(&[of("459", true), of("459(a)", false), same("459", false)], &lists));
        assert!(!is_possible(&[of("475", true), among(1, false)], &lists));
        assert!(!is_possible(&[of("459", true), of("460", true)], &lists));
        assert!(is_possible(&[of("459", false), among(1, false)], &lists));
    }

    #[test]
    fn ranges_follow_the_order_of_the_law() {
        for inside in ["16000", "26100", "26100(c)", "34370", "34370(b)", "9999999999999999999999"] {
            assert_eq!(check(inside, "16000", Some("34370")), inside.len() < 20, "{inside}");
        }
        assert!(!check("1600", "16000", Some("34370")));
        assert!(!check("34371", "16000", Some("34370")));
        assert!(!check("34370.5", "16000", Some("34370")));
        assert!(check("311.10", "311.1", Some("311.11")));
        assert!(check("311.9", "311.1", Some("311.11")));
        assert!(check("667.5(c)(4)", "667.5(c)(1)", Some("667.5(c)(22)")));
        assert!(!check("667.5(d)", "667.5(c)(1)", Some("667.5(c)(22)")));
        assert!(section("290a").order(&section("290b")).is_lt() && section("290").order(&section("290a")).is_lt());
        // Two sections, one beside the other.
        assert!(section("120.05").order(&section("120.5")).is_lt() && section("120.05").order(&section("120.10")).is_lt());
    }
}
