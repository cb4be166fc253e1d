//! How facts are said in messages and questions, in the words of the policy: `whether the offense is violent`.

use crate::analysis::{Analyzer, names, types};
use crate::ir::{CASE, RecordId};
use crate::source::Span;
use crate::syntax::ast;

impl Analyzer<'_> {
    /// How a sentence says a yes/no fact of a record: `is violent`, `is a charity`.
    pub(in crate::analysis) fn note_said(&mut self, record: RecordId, words: &names::Words, run: &ast::Run) {
        let field = |of: RecordId| self.fields_of(of).find(|field| field.keys.first().is_some_and(|key| words.is(key)));
        let included = self.included(record).find_map(|(included, _)| field(included));
        if let Some(span) = field(record).or(included).filter(|field| field.stipulates.is_none()).map(|field| field.span) {
            self.note_fact_said(span, false, run);
        }
    }

    /// The same of the fact declared there; the first sentence with an article settles it.
    pub(in crate::analysis) fn note_fact_said(&mut self, declared: Span, has: bool, run: &ast::Run) {
        let first = run.words.first().filter(|_| run.words.len() > 1).map(|word| word.text.to_lowercase());
        let article = first.filter(|word| matches!(word.as_str(), "a" | "an" | "the"));
        let declared = self.first_declared(declared);
        let said = self.said_of_facts.entry((declared.file, declared.start)).or_insert_with(|| (has, article.clone()));
        if said.1.is_none() && article.is_some() {
            *said = (has, article);
        }
    }

    /// `has no warrant` speaks of one warrant, where no sentence says `has a warrant` (a plural needs no article).
    pub(in crate::analysis) fn note_one_of(&mut self, declared: Span, name: &str) {
        let declared = self.first_declared(declared);
        if let Some(said) = self.said_of_facts.get_mut(&(declared.file, declared.start))
            && said.1.is_none()
            && !name.ends_with('s')
        {
            said.1 = Some(crate::diagnostics::suggest::article(name).to_owned());
        }
    }

    /// The words of yes/no facts, once it is known how the policy says them.
    pub(in crate::analysis) fn yes_no_words(&mut self) {
        let mut records = std::mem::take(&mut self.program.records);
        for (index, record) in records.iter_mut().enumerate() {
            let owner = (index != CASE.index()).then(|| record.name.clone());
            for slot in record.slots.iter_mut().filter(|slot| types::is_yes_no(slot.ty)) {
                let said = self.said_of_facts.get(&(slot.span.file, slot.span.start));
                slot.words = whether(&slot.path, owner.as_deref(), self.sources.text(slot.span), said);
            }
        }
        self.program.records = records;
    }
}

/// Words that make a fact of the case a sentence: `an immigration hold was placed`.
const VERBS: [&str; 12] = ["is", "are", "was", "were", "has", "have", "had", "did", "does", "made", "found", "signed"];

/// `whether the offense is violent`, `whether the request has a probable-cause determination`, `whether an immigration hold was placed`;
/// `probable cause`, where a fact of the case is no sentence.
fn whether(path: &[String], record: Option<&str>, declared: &str, said: Option<&(bool, Option<String>)>) -> String {
    let Some((last, owners)) = path.split_last() else { return String::new() };
    let plain = words_of(path, record);
    if last.split(' ').any(|word| word == "it") {
        // A name has no article, a sentence does: `a drug went to a minor by it`.
        let first = declared.split_whitespace().next().unwrap_or_default().to_lowercase();
        let article = if matches!(first.as_str(), "a" | "an" | "the") { format!("{first} ") } else { String::new() };
        return format!("whether {article}{plain}");
    }
    let owners: Vec<&str> = owners.iter().rev().map(String::as_str).chain(record).collect();
    if owners.is_empty() {
        let words: Vec<&str> = declared.split_whitespace().collect();
        let has_article = words.first().is_some_and(|word| matches!(word.to_lowercase().as_str(), "a" | "an" | "the"));
        let is_sentence = (has_article && words.len() > 2) || words.iter().any(|word| VERBS.contains(word));
        return if is_sentence { format!("whether {}", words.join(" ")) } else { plain };
    }
    let (has, article) = said.map_or((false, None), |(has, article)| (*has, article.as_deref()));
    let article = article.map(|article| format!("{article} ")).unwrap_or_default();
    format!("whether the {} {} {article}{last}", owners.join(" of the "), if has { "has" } else { "is" })
}

/// `grade of the offense`, `grade of the conviction`; a sentence has its `it` filled in.
pub(super) fn words_of(path: &[String], record: Option<&str>) -> String {
    let Some((last, owners)) = path.split_last() else { return String::new() };
    let owner = owners.last().map(String::as_str).or(record);
    if last.split(' ').any(|word| word == "it") {
        let it = owner.map_or_else(|| "it".to_owned(), |owner| format!("the {owner}"));
        return last.split(' ').map(|word| if word == "it" { it.as_str() } else { word }).collect::<Vec<_>>().join(" ");
    }
    let mut words = last.clone();
    for owner in owners.iter().rev().map(String::as_str).chain(record) {
        words.push_str(" of the ");
        words.push_str(owner);
    }
    words
}
