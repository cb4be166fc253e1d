//! Codes of law, their sections, and lists of these.

use super::declare::id;
use super::names::{self, Key};
use super::{Analyzer, Located, problems};
use crate::ir::{self, Section, SectionsId};
use crate::source::{FileId, Span};
use crate::syntax::ast::{self, ItemKind};
use std::collections::BTreeSet;

impl<'a> Analyzer<'a> {
    /// `code PC is "…"`.
    pub(super) fn codes(&mut self) {
        for Located { file, it, .. } in self.items(|kind| if let ItemKind::Code(it) = kind { Some(it) } else { None }) {
            self.code_places.entry(it.word.text.clone()).or_default().insert(file);
            match self.program.codes.iter().find(|(word, _)| *word == it.word.text) {
                Some((_, name)) if *name != it.name.text => {
                    let problem = problems::code_declared_twice(&it.word.text, name, it.word.span);
                    self.report(problem);
                }
                Some(_) => {}
                None => self.program.codes.push((it.word.text.clone(), it.name.text.clone())),
            }
        }
        self.program.codes.sort();
    }

    /// The entries of every section list, those that others include first, whatever the order of the files.
    pub(super) fn section_lists(&mut self) {
        let mut waiting: Vec<(SectionsId, &'a ast::Sections)> = Vec::new();
        for Located { it, .. } in self.items(|kind| if let ItemKind::Sections(it) = kind { Some(it) } else { None }) {
            if let Some(index) = self.program.sections.iter().position(|declared| declared.span == it.name.span) {
                waiting.push((SectionsId(id(index)), it));
            }
        }
        let includes = |it: &'a ast::Sections| {
            it.groups.iter().flat_map(|group| &group.entries).filter_map(|entry| match entry {
                ast::SectionEntry::List(run) => Some(run),
                ast::SectionEntry::One(_) | ast::SectionEntry::Range(..) => None,
            })
        };
        let lists: Vec<(FileId, Key)> = waiting.iter().map(|(_, it)| (it.name.span.file, names::key(&it.name))).collect();
        let taken_in: Vec<Vec<&'a ast::Run>> = waiting.iter().map(|(_, it)| includes(it).collect()).collect();
        for at in self.included_first(&lists, &taken_in) {
            let (id, it) = waiting[at];
            self.here = it.name.span.file;
            let mut code: Option<ast::Word> = None;
            for group in &it.groups {
                self.section_group(id, group, &mut code);
            }
        }
    }

    fn section_group(&mut self, list: SectionsId, group: &ast::SectionGroup, code: &mut Option<ast::Word>) {
        let letter = group
            .letter
            .as_ref()
            .map(|label| (label.text.clone(), group.title.as_ref().map(|title| title.text.clone()).unwrap_or_default()));
        for entry in &group.entries {
            let (from, through) = match entry {
                ast::SectionEntry::One(citation) => (self.section(citation, code), None),
                ast::SectionEntry::Range(from, through) => {
                    let from = self.section(from, code);
                    let through = self.section(through, code);
                    let Some(through) = through else { continue };
                    (from, Some(through))
                }
                ast::SectionEntry::List(run) => {
                    match self.sections_named(&names::key(run)) {
                        Some(other) => {
                            let (name, span) = (names::name(run), self.program.sections[other.index()].span);
                            self.means_one_thing(span, &name, run.span);
                            let entries = self.program.sections[other.index()].entries.clone();
                            if self.has_room(self.program.sections[list.index()].entries.len(), entries.len(), run) {
                                self.program.sections[list.index()].entries.extend(entries);
                            }
                        }
                        None => {
                            let known = self.sections_names();
                            let problem = problems::unknown_sections(&names::name(run), run.span, &known);
                            self.report(problem);
                        }
                    }
                    continue;
                }
            };
            let Some(from) = from else { continue };
            let end = if let ast::SectionEntry::Range(_, end) = entry { end.span } else { group.span };
            if let Some(through) = &through
                && through.code != from.code
            {
                let problem = problems::range_over_codes(&from.code, &through.code, end);
                self.report(problem);
                continue;
            }
            if let Some(through) = &through
                && through.order(&from).is_lt()
                && let ast::SectionEntry::Range(first, _) = entry
            {
                let text = |span| self.sources.text(span);
                let problem = problems::range_backwards(text(first.span), text(end), first.span.to(end));
                self.report(problem);
                continue;
            }
            let entry = ir::SectionEntry { from, through, group: letter.clone() };
            self.program.sections[list.index()].entries.push(entry);
        }
    }

    /// A citation as a section; the code word carries over from the one before.
    pub(super) fn section(&mut self, citation: &ast::Citation, carried: &mut Option<ast::Word>) -> Option<Section> {
        if let Some(word) = &citation.code {
            *carried = Some(word.clone());
        }
        let Some(word) = carried.clone() else {
            return self.fail(problems::section_without_code(&citation.section, citation.span));
        };
        self.check_code(&word.text, word.span)?;
        let section = Section::new(word.text.as_str().into(), section_parts(&citation.section));
        self.sections_named.insert(citation.span, section.clone());
        Some(section)
    }

    /// A hyphen between two sections: a range, as people type it, or the number of one section (`DC 22-4501`)? A code whose other sections have no
    /// hyphen has ranges; where all have one, two numbers of one length are asked about.
    pub(super) fn hyphens_in_sections(&mut self) {
        let has_hyphen = |it: &Section| it.parts.first().is_some_and(|first| first.contains('-'));
        let (hyphened, plain): (Vec<_>, Vec<_>) = self.sections_named.iter().partition(|(_, it)| has_hyphen(it));
        let codes = |of: &[(&Span, &Section)]| of.iter().map(|(_, it)| it.code.to_string()).collect::<BTreeSet<String>>();
        let plain = codes(&plain);
        for (span, section) in &hyphened {
            let Some((from, through)) = section.hyphened() else { continue };
            if plain.contains(&*section.code) || of_one_length(&from, &through) {
                let listed = self.program.sections.iter().any(|it| it.entries.iter().any(|entry| entry.from == **section));
                self.doubts.push(problems::section_or_range(self.sources.text(**span), listed, **span));
            }
        }
        self.program.unhyphened = plain.difference(&codes(&hyphened)).cloned().collect();
    }

    fn knows_code(&self, word: &str) -> bool {
        self.code_places.get(word).is_some_and(|files| files.iter().any(|file| self.reach.knows(self.here, *file)))
    }

    fn check_code(&mut self, word: &str, span: Span) -> Option<()> {
        if self.knows_code(word) {
            return Some(());
        }
        let known: Vec<String> = self.code_places.keys().filter(|word| self.knows_code(word)).cloned().collect();
        self.fail(problems::unknown_code(word, span, &known))
    }

    /// The list of sections of that name.
    pub(super) fn sections_named(&self, key: &[String]) -> Option<SectionsId> {
        let known = |index: usize| self.knows(self.program.sections[index].span);
        self.section_keys.iter().enumerate().position(|(index, it)| it == key && known(index)).map(|index| SectionsId(id(index)))
    }

    /// The names of the section lists that the file in hand knows.
    pub(super) fn sections_names(&self) -> Vec<String> {
        self.program.sections.iter().filter(|it| self.knows(it.span)).map(|it| it.name.clone()).collect()
    }
}

/// Whether both are whole numbers of as many digits: `240` and `245`.
fn of_one_length(from: &Section, through: &Section) -> bool {
    let digits = |it: &Section| it.parts.first().filter(|it| it.bytes().all(|letter| letter.is_ascii_digit())).map(String::len);
    digits(from).is_some() && digits(from) == digits(through)
}

/// `26100(c)(1)` is `26100`, `c`, `1`.
fn section_parts(section: &str) -> Vec<String> {
    section.split(['(', ')']).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn sections_have_subdivisions() {
        assert_eq!(super::section_parts("26100(c)(1)"), ["26100", "c", "1"]);
        assert_eq!(super::section_parts("266a"), ["266a"]);
    }
}
