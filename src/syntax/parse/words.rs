//! Names, labels, quotations, dates and sections.

use super::{Cursor, Lowering, Node, Rule, ast, problems};
use crate::source::Span;

impl Lowering<'_> {
    /// `run`, `phrase` and their kin: words, possessives, numbers inside a name.
    pub(super) fn run(&mut self, node: Node<'_>) -> ast::Run {
        let span = self.span(&node);
        let mut words: Vec<ast::Word> = Vec::new();
        for child in node.into_inner() {
            let place = self.span(&child);
            let text = child.as_str().replace('\u{2019}', "'");
            let contracted = match child.as_rule() {
                Rule::possessive => words.last().is_some_and(|last| is_contracted(&last.text)),
                _ => text.to_lowercase().ends_with("n't") || text.contains('\'') && text.to_lowercase().ends_with("'re"),
            };
            if contracted {
                let whole =
                    words.last().filter(|_| child.as_rule() == Rule::possessive).map_or(place, |last| last.span.to(place));
                let written = self.words_at(whole).to_string();
                self.report(match written.to_lowercase().as_str() {
                    "it's" | "it\u{2019}s" if self.verb_follows(span) => problems::its_with_apostrophe(whole, &written),
                    _ => problems::contraction(whole, &written),
                });
            }
            words.push(ast::Word { text, span: place });
        }
        ast::Run { words, span }
    }

    /// Whether a verb stands behind a place: what begins with `it's` there is a thing, and `its` is meant.
    fn verb_follows(&self, span: Span) -> bool {
        let next = self.text.get(span.end as usize..).and_then(|rest| rest.split_whitespace().next()).unwrap_or("");
        ["is", "are", "has", "have", "includes", "exceeds"].iter().any(|verb| next.eq_ignore_ascii_case(verb))
    }

    /// The words of a keyword as a run: `years and months`.
    pub(super) fn keyword_run(&mut self, node: &Node<'_>) -> ast::Run {
        let span = self.span(node);
        let start = span.start as usize;
        let text = self.words_at(span);
        let mut words = Vec::new();
        for word in text.split_whitespace() {
            let at = start + (word.as_ptr() as usize - text.as_ptr() as usize);
            words.push(ast::Word { text: word.to_string(), span: Span::new(self.file, at, at + word.len()) });
        }
        ast::Run { words, span }
    }

    /// `names = { run ~ (… run)* }`, `part_names` likewise.
    pub(super) fn names(&mut self, node: Node<'_>) -> Vec<ast::Run> {
        Cursor::of(node)
            .filter(|child| matches!(child.as_rule(), Rule::run | Rule::part_run))
            .map(|child| self.run(child))
            .collect()
    }

    pub(super) fn label(&self, node: &Node<'_>) -> ast::Label {
        ast::Label { text: node.as_str().trim_end().to_string(), span: self.span(node) }
    }

    /// `(a)` gives `a`, with the place of the parentheses too.
    pub(super) fn limb_label(&self, node: &Node<'_>) -> ast::Label {
        let span = self.span(node);
        ast::Label { text: self.words_at(span).trim_matches(['(', ')']).to_string(), span }
    }

    pub(super) fn quotation(&self, node: &Node<'_>) -> ast::Text {
        let inside = node.as_str().trim_matches(|letter| matches!(letter, '\u{201C}' | '\u{201D}'));
        let inside = inside.strip_prefix('"').unwrap_or(inside);
        let inside = inside.strip_suffix('"').unwrap_or(inside);
        ast::Text { text: inside.to_string(), span: self.span(node) }
    }

    /// A line that begins with `>`. After other words the same sign would give the law of one item to the next.
    pub(super) fn law_line(&mut self, node: &Node<'_>) -> ast::LawLine {
        if !self.begins_line(node) {
            self.report(problems::law_after_other_words(self.span(node)));
        }
        let range = node.as_span().start()..node.as_span().end();
        let line = self.text.get(range).unwrap_or("").trim_end();
        let text = line.strip_prefix('>').unwrap_or(line);
        let text = text.strip_prefix(' ').unwrap_or(text);
        ast::LawLine { text: text.to_string(), span: self.span(node) }
    }

    /// Whether nothing but blanks stands before this on its line.
    pub(super) fn begins_line(&self, node: &Node<'_>) -> bool {
        let before = self.text.get(..node.as_span().start()).unwrap_or("");
        before.rsplit(['\n', '\r']).next().is_none_or(|line| line.trim().is_empty())
    }

    /// `date` or `mistaken_date`; a date that does not exist or is unclear has been reported, and the nearest that may be meant
    /// or nothing comes back.
    pub(super) fn date(&mut self, node: &Node<'_>) -> Option<ast::Date> {
        let span = self.span(node);
        let text = node.as_str();
        if node.as_rule() == Rule::mistaken_date {
            self.report(problems::unclear_date(span, text.trim_end()));
            return None;
        }
        match civil_date(text) {
            Some(date) => Some(ast::Date { date, span }),
            None => {
                self.report(problems::no_such_date(span, text.trim_end()));
                None
            }
        }
    }

    /// `citation = { title_number? ~ code_word ~ section }`, or a bare `section`.
    pub(super) fn citation(&mut self, node: Node<'_>) -> ast::Citation {
        let span = self.span(&node);
        if node.as_rule() == Rule::section {
            return ast::Citation { code: None, section: node.as_str().trim_end().to_string(), span };
        }
        let mut inner = Cursor::of(node);
        let code = self.code_word(&mut inner);
        let section = inner.next().map_or(String::new(), |section| section.as_str().trim_end().to_string());
        ast::Citation { code, section, span }
    }

    /// `title_number? ~ code_word`: `PC`, `8 USC`.
    pub(super) fn code_word(&mut self, inner: &mut Cursor<'_>) -> Option<ast::Word> {
        let title = inner.next_of(Rule::title_number).map(|title| (title.as_str().to_string(), self.span(&title)));
        let word = inner.next_of(Rule::code_word)?;
        let (text, span) = (word.as_str().to_string(), self.span(&word));
        Some(match title {
            Some((title, start)) => ast::Word { text: format!("{title} {text}"), span: start.to(span) },
            None => ast::Word { text, span },
        })
    }

    /// `period = { k_from ~ (day | k_unknown ~ bounds) ~ (k_through ~ day)? }`
    pub(super) fn period(&mut self, node: Node<'_>) -> ast::Period {
        let span = self.span(&node);
        let mut inner = Cursor::of(node);
        let mut through = !inner.pass(Rule::k_from);
        let mut period = ast::Period { from: None, through: None, after_gap: false, span };
        for child in inner {
            match child.as_rule() {
                Rule::k_unknown => {
                    period.from = Some(ast::Start::Unknown { span: self.span(&child), earliest: None, latest: None })
                }
                Rule::k_through => through = true,
                Rule::date | Rule::mistaken_date => {
                    let day = self.date(&child);
                    if through { period.through = day } else { period.from = day.map(ast::Start::Day) }
                }
                Rule::bound => self.bound(child, &mut period),
                Rule::k_after_a_gap => period.after_gap = true,
                _ => {}
            }
        }
        if let (Some(ast::Start::Day(from)), Some(end)) = (&period.from, &period.through)
            && from.date > end.date
        {
            self.report(problems::period_ends_before_it_begins(end.span, from.span));
        }
        period
    }

    /// `bound = { (k_no_earlier_than | k_no_later_than) ~ day }`
    fn bound(&mut self, node: Node<'_>, period: &mut ast::Period) {
        let mut inner = Cursor::of(node);
        let no_earlier = inner.pass(Rule::k_no_earlier_than);
        inner.pass(Rule::k_no_later_than);
        let day = inner.next().and_then(|child| self.date(&child));
        if let Some(ast::Start::Unknown { earliest, latest, .. }) = &mut period.from {
            if no_earlier { *earliest = day } else { *latest = day }
        }
    }
}

/// `2013-01-18`, if there is such a day.
pub(super) fn civil_date(text: &str) -> Option<jiff::civil::Date> {
    let mut numbers = text.get(..10)?.split('-').map(str::parse::<i16>);
    let (year, month, day) = (numbers.next()?.ok()?, numbers.next()?.ok()?, numbers.next()?.ok()?);
    jiff::civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// `it's`, `that's`: no possessive, but `is` in disguise.
fn is_contracted(word: &str) -> bool {
    ["it", "that", "there", "who", "he", "she", "what", "where"].iter().any(|other| word.eq_ignore_ascii_case(other))
}
