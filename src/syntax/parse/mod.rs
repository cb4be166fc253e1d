//! From the grammar's tree to ours. The grammar reads every text, so nothing here fails: what is missing, mistaken or bad is a
//! node of the grammar, and becomes a diagnostic and, where nothing can be made of it, a `Bad` node.

mod amendment;
mod clauses;
mod condition;
mod connective;
mod cursor;
mod expression;
mod goes_on;
mod item;
mod limbs;
mod limit;
mod order;
mod reach;
mod reading;
mod rule;
mod scenario;
mod slot;
mod vocabulary;
mod words;

use std::collections::BTreeMap;

use pest::Parser as _;
use pest::iterators::Pair;

use self::cursor::{Cursor, Node};
use super::grammar::{Grammar, Rule};
use super::{Parse, Trivia, ast, explain, lettering, limits, misspelt, problems, scan, visit};
use crate::diagnostics::{self, Diagnostic, Severity, catalogue};
use crate::source::{FileId, Span};

/// How deep conditions and expressions may nest: our own functions call themselves, and the tree is dropped so too.
const DEEPEST: usize = 160;
/// How many refused names are looked for where they are used.
const MOST_REFUSED: usize = 20;
/// How many mistakes are explained: a file with more of them is no policy, and one message says so.
const MOST_MISTAKES: usize = 300;

/// Parses a file.
pub(super) fn parse(file: FileId, text: &str) -> Parse {
    let mut lowering = Lowering {
        file,
        text,
        trivia: Trivia::default(),
        diagnostics: Vec::new(),
        depth: 0,
        too_deep_reported: false,
        too_many: false,
        word: ast::Connective::And,
        unclosed: false,
        unclear: BTreeMap::new(),
        open_lists: Vec::new(),
        before: None,
    };
    let whole = Span::new(file, 0, text.len());
    if text.len() > limits::LARGEST_FILE {
        let first_line = Span::new(file, 0, text.char_indices().nth(1).map_or(0, |(at, _)| at));
        lowering.report(problems::file_too_large(first_line, text.len(), limits::LARGEST_FILE));
        return lowering.finish(Vec::new(), whole);
    }
    lowering.trivia = scan::trivia(file, text);
    lowering.hidden_breaks();
    let (readable, mut beyond) = limits::readable(file, text);
    lowering.diagnostics.append(&mut beyond);
    let lettered = lettering::lettered(&readable);
    lowering.unclear = lettered.unclear;
    let items = match Grammar::parse(Rule::file, &lettered.text) {
        Ok(pairs) => pairs.flat_map(Pair::into_inner).filter_map(|node| lowering.item_or_bad(node)).collect(),
        // The grammar reads every text; should it ever not, that is said rather than hidden.
        Err(error) => {
            let at = explain::place(&error);
            lowering.report(problems::unreadable(Span::new(file, at, at)));
            Vec::new()
        }
    };
    lowering.finish(items, whole)
}

/// What lowering carries along.
struct Lowering<'s> {
    file: FileId,
    text: &'s str,
    trivia: Trivia,
    diagnostics: Vec<Diagnostic>,
    /// How many conditions and expressions lie around this place.
    depth: usize,
    too_deep_reported: bool,
    /// Whether there were more mistakes than are explained.
    too_many: bool,
    /// The word that joins the flat stretch being read.
    word: ast::Connective,
    /// Whether this place lies in a parenthesis that is never closed.
    unclosed: bool,
    /// Labels of limbs that go on with two lists alike, by offset.
    unclear: BTreeMap<usize, lettering::Unclear>,
    /// The offset of the last label of each list of limbs around this place.
    open_lists: Vec<usize>,
    /// The item before this one.
    before: Option<goes_on::Before>,
}

impl Lowering<'_> {
    fn finish(mut self, items: Vec<ast::Item>, span: Span) -> Parse {
        diagnostics::sort(&mut self.diagnostics);
        self.forget_refused_names();
        self.one_mark_one_message();
        let file = ast::File { items, span };
        self.nothing_lost(&file);
        if let (true, Some(first)) = (self.too_many, self.diagnostics.first()) {
            self.diagnostics = vec![problems::too_many_mistakes(first.primary.span, MOST_MISTAKES)];
        }
        Parse { file, trivia: self.trivia, diagnostics: self.diagnostics }
    }

    /// What could not be read has been told: a file that is said to be sound holds all that stands in it.
    fn nothing_lost(&mut self, file: &ast::File) {
        if self.diagnostics.iter().any(|it| it.severity == Severity::Error) {
            return;
        }
        let mut lost = None;
        visit::walk(file, &mut |node| {
            if let visit::Node::Bad(span) = node {
                lost = lost.or(Some(span));
            }
        });
        if let Some(span) = lost {
            self.report(problems::lost(span));
        }
    }

    /// A name that was refused for a reserved word in it cannot be read where it is used either: that is the same mistake.
    fn forget_refused_names(&mut self) {
        let refused = |it: &&Diagnostic| it.code == catalogue::RESERVED_WORD_IN_NAME;
        let spans: Vec<Span> = self.diagnostics.iter().filter(refused).take(MOST_REFUSED).map(|it| it.primary.span).collect();
        let mut uses: Vec<(usize, usize)> = Vec::new();
        for span in spans {
            let (Some(before), Some(after)) = (self.text.get(..span.start as usize), self.text.get(span.end as usize..)) else {
                continue;
            };
            let start = before.rfind([';', ':', '\n', '"']).map_or(0, |at| at + 1);
            let end = span.end as usize + after.find([':', ';', '.', '\n']).unwrap_or(after.len());
            let name = self.text.get(start..end).unwrap_or("").trim();
            uses.extend(self.text.match_indices(name).filter(|_| !name.is_empty()).map(|(at, _)| (at, at + name.len())));
        }
        self.diagnostics.retain(|it| {
            let (start, end) = (it.primary.span.start as usize, it.primary.span.end as usize);
            it.code != catalogue::UNEXPECTED_WORD || !uses.iter().any(|(from, to)| *from <= start && end <= *to)
        });
    }

    /// Where one mark stands for another, the sentence before it is sound: what the grammar expected there is the same mistake.
    fn one_mark_one_message(&mut self) {
        let wrong_mark = |it: &Diagnostic| {
            [catalogue::MISSING_FULL_STOP, catalogue::MISSING_COLON].contains(&it.code)
                && matches!(self.words_at(it.primary.span), ";" | "," | ":" | ".")
        };
        let marks: Vec<Span> = self.diagnostics.iter().filter(|it| wrong_mark(it)).map(|it| it.primary.span).collect();
        let follows = [catalogue::UNFINISHED, catalogue::UNEXPECTED_WORD, catalogue::MISSING_SEMICOLON];
        self.diagnostics.retain(|it| !follows.contains(&it.code) || !marks.contains(&it.primary.span));
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Outside of notes, law and quotations the grammar knows what such characters are.
    fn hidden_breaks(&mut self) {
        let text = self.text;
        // Hardly a text has one: it is not taken to pieces for nothing.
        if !text.contains(scan::is_shown_as_break) {
            return;
        }
        for (count, (at, letter)) in scan::hidden_breaks(text).enumerate() {
            if count >= MOST_MISTAKES {
                self.too_many = true;
                return;
            }
            self.report(problems::stray_character(Span::new(self.file, at, at + letter.len_utf8()), letter));
        }
    }

    fn span(&self, node: &Node<'_>) -> Span {
        cursor::span(self.file, self.text, &self.trivia, node)
    }

    /// The words at a place.
    fn words_at(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// The end of what stands before `at`, as an empty place: where something is missing.
    fn end_before(&self, node: &Node<'_>) -> Span {
        let at = node.as_span().start();
        limits::word_before(self.file, self.text, &self.trivia, at)
    }

    /// Runs `read` one level deeper, or reports that it is too deep.
    fn deeper<T>(&mut self, place: Span, read: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.depth >= DEEPEST {
            if !self.too_deep_reported {
                self.too_deep_reported = true;
                self.report(problems::nested_too_deeply(place));
            }
            return None;
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        Some(result)
    }

    /// Says why a bad node could not be read.
    fn explain(&mut self, node: &Node<'_>, what: explain::Fragment) -> Span {
        let span = self.span(node);
        if self.diagnostics.len() >= MOST_MISTAKES {
            self.too_many = true;
            return span;
        }
        let diagnostic = explain::explain(self.text, span, what);
        self.report(diagnostic);
        span
    }
}
