//! Facts, sections and calendars.

use super::expression::weekday;
use super::{Cursor, Lowering, Node, Rule, ast, catalogue, explain, problems};
use crate::source::{Span, on_one_line};
use crate::syntax::wording;

impl Lowering<'_> {
    /// `facts = { k_facts_of ~ run ~ colon ~ part ~ (semicolon ~ part)* }`
    pub(super) fn facts(&mut self, node: Node<'_>) -> Option<ast::ItemKind> {
        let mut of = None;
        let mut parts = Vec::new();
        for child in Cursor::of(node) {
            let span = self.span(&child);
            match child.as_rule() {
                Rule::run => of = Some(self.run(child)),
                // The name has swallowed the first fact: there is no colon before it.
                Rule::bad_fact if parts.is_empty() && of.as_mut().is_some_and(|of| self.first_line(of)) => {
                    parts.push(ast::FactsPart::Bad(span));
                }
                Rule::include => {
                    let run = child.into_inner().find(|child| child.as_rule() == Rule::run).map(|run| self.run(run));
                    parts.push(run.map_or(ast::FactsPart::Bad(span), |of| ast::FactsPart::Include { of, span }));
                }
                Rule::fact | Rule::own_fact => {
                    parts.push(self.fact(child).map_or(ast::FactsPart::Bad(span), ast::FactsPart::Fact))
                }
                Rule::bad_fact if parts.last().is_some_and(|before| self.colon_was_semicolon(before, span)) => {}
                Rule::bad_fact => parts.push(ast::FactsPart::Bad(self.explain(&child, explain::Fragment::Fact))),
                _ => {}
            }
        }
        Some(ast::ItemKind::Facts(ast::Facts { of: of?, parts }))
    }

    /// `equipment; any of gun or knife`: a kind by itself behind a name by itself. What was said of the name is said anew, of the mark.
    fn colon_was_semicolon(&mut self, before: &ast::FactsPart, span: Span) -> bool {
        let ast::FactsPart::Bad(name) = *before else { return false };
        let kind = on_one_line(self.words_at(span).trim());
        let written = self.words_at(name);
        let plain = written.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '\'' | '\u{2019}' | '-'));
        let is_kind = wording::begins_kind(kind.split([' ', ',']).next().unwrap_or(""));
        let told = self.diagnostics.last().is_some_and(|it| {
            it.code == catalogue::FACT_WITHOUT_COLON && name.range().contains(&(it.primary.span.start as usize))
        });
        if !(plain && is_kind && told) {
            return false;
        }
        let between = self.text.get(name.range().end..span.range().start).unwrap_or("");
        let Some(mark) = between.find(';').map(|at| name.range().end + at) else { return false };
        let meant = format!("{}: {kind}", on_one_line(written));
        self.diagnostics.pop();
        self.report(problems::semicolon_for_colon(Span::new(self.file, mark, mark + 1), &meant));
        true
    }

    /// Cuts a name that goes on over a line break, and reports the colon that is missing there.
    fn first_line(&mut self, run: &mut ast::Run) -> bool {
        let line = self.words_at(run.span).find(['\n', '\r']).map(|at| run.span.start as usize + at);
        let Some(line) = line else { return false };
        run.words.retain(|word| (word.span.end as usize) <= line);
        let Some(last) = run.words.last().map(|word| word.span) else { return false };
        run.span.end = last.end;
        self.report(problems::missing_colon(last, "the head of `facts of`", self.words_at(last)));
        true
    }

    /// `fact = { phrase ~ colon ~ kind ~ (comma ~ fact_option)* }`
    fn fact(&mut self, node: Node<'_>) -> Option<ast::Fact> {
        let span = self.span(&node);
        let mut inner = Cursor::of(node);
        let name =
            inner.next().filter(|name| matches!(name.as_rule(), Rule::phrase | Rule::own_phrase)).map(|name| self.run(name))?;
        inner.pass(Rule::colon);
        let kind = inner.next_of(Rule::kind).and_then(|kind| self.kind(kind))?;
        let options: Vec<ast::FactOption> =
            inner.filter(|child| child.as_rule() == Rule::fact_option).filter_map(|child| self.fact_option(child)).collect();
        let none = |it: &ast::FactOption| if let ast::FactOption::OrNone(span) = it { Some(*span) } else { None };
        if let [first, again, ..] = options.iter().filter_map(none).collect::<Vec<_>>()[..] {
            self.report(problems::said_twice(again, "or none", Some(first)));
        }
        Some(ast::Fact { name, kind, options, span })
    }

    pub(super) fn kind(&mut self, node: Node<'_>) -> Option<ast::Kind> {
        let kind = node.into_inner().next()?;
        let span = self.span(&kind);
        Some(match kind.as_rule() {
            Rule::k_yes_or_no => ast::Kind::YesNo(span),
            Rule::k_date_and_time => ast::Kind::DateAndTime(span),
            Rule::k_years_and_months | Rule::k_hours_and_minutes => ast::Kind::Name(self.keyword_run(&kind)),
            Rule::list_kind => ast::Kind::List(kind.into_inner().nth(1).map(|run| self.run(run))?, span),
            Rule::any_kind => ast::Kind::AnyOf(kind.into_inner().nth(1).map(|choice| self.names(choice))?, span),
            Rule::choice => {
                let values = self.names(kind);
                let words: Vec<String> = values.iter().flat_map(|it| &it.words).map(|it| it.text.to_ascii_lowercase()).collect();
                // Words of programs: a record says `true`, a policy `yes`.
                if words.len() == 2 && words.iter().all(|word| word == "true" || word == "false") {
                    let written = self.text.get(span.range()).unwrap_or("true or false");
                    self.report(problems::other_wording(span, written, "yes or no", ""));
                }
                ast::Kind::Choice(values, span)
            }
            _ => ast::Kind::Name(self.run(kind)),
        })
    }

    fn fact_option(&mut self, node: Node<'_>) -> Option<ast::FactOption> {
        let mut inner = Cursor::of(node);
        let word = inner.next()?;
        let span = self.span(&word);
        Some(match word.as_rule() {
            Rule::k_at_least => ast::FactOption::AtLeast(self.next_expression(&mut inner, span)),
            Rule::k_each => ast::FactOption::Each(inner.next().map(|run| self.run(run))?),
            Rule::k_also => ast::FactOption::Also(inner.next().map(|run| self.run(run))?),
            Rule::k_or_none => ast::FactOption::OrNone(span),
            Rule::k_key => ast::FactOption::Key(inner.next().map(|text| self.quotation(&text))?),
            Rule::k_names_the_case => ast::FactOption::NamesTheCase(span),
            _ => ast::FactOption::NullMeansNone(span),
        })
    }

    // --- sections -----------------------------------------------------------------------------------------------------

    pub(super) fn sections(&mut self, node: Node<'_>) -> Option<ast::ItemKind> {
        let mut name = None;
        let mut groups = Vec::new();
        for child in Cursor::of(node) {
            match child.as_rule() {
                Rule::run => name = Some(self.run(child)),
                Rule::section_group => groups.push(self.section_group(child)),
                Rule::bad_section_group => {
                    self.explain(&child, explain::Fragment::SectionGroup);
                }
                _ => {}
            }
        }
        Some(ast::ItemKind::Sections(ast::Sections { name: name?, groups }))
    }

    /// `section_group = { (label ~ (string ~ colon)?)? ~ section_entry ~ (comma ~ section_entry)* }`
    fn section_group(&mut self, node: Node<'_>) -> ast::SectionGroup {
        let span = self.span(&node);
        let mut group = ast::SectionGroup { letter: None, title: None, entries: Vec::new(), span };
        for child in Cursor::of(node) {
            match child.as_rule() {
                Rule::string => group.title = Some(self.quotation(&child)),
                Rule::section_entry => {
                    group.entries.extend(child.into_inner().next().and_then(|entry| self.section_entry(entry)))
                }
                Rule::marked_label | Rule::plain_label => group.letter = Some(self.limb_label(&child)),
                _ => {}
            }
        }
        group
    }

    fn section_entry(&mut self, node: Node<'_>) -> Option<ast::SectionEntry> {
        Some(match node.as_rule() {
            Rule::one_section => ast::SectionEntry::One(self.one_section(node)?),
            Rule::section_range => {
                let mut ends = Cursor::of(node).filter(|child| child.as_rule() == Rule::one_section);
                let (from, through) = (ends.next()?, ends.next()?);
                ast::SectionEntry::Range(self.one_section(from)?, self.one_section(through)?)
            }
            _ => ast::SectionEntry::List(self.run(node)),
        })
    }

    fn one_section(&mut self, node: Node<'_>) -> Option<ast::Citation> {
        node.into_inner().next().map(|section| self.citation(section))
    }

    // --- calendars ----------------------------------------------------------------------------------------------------

    pub(super) fn calendar(&mut self, node: Node<'_>) -> Option<ast::ItemKind> {
        let mut name = None;
        let mut parts = Vec::new();
        for child in Cursor::of(node) {
            match child.as_rule() {
                Rule::run => name = Some(self.run(child)),
                Rule::calendar_part => parts.push(self.calendar_part(child)),
                Rule::bad_calendar_part => {
                    let span = self.explain(&child, explain::Fragment::CalendarPart);
                    let kind = ast::CalendarPartKind::Bad;
                    parts.push(ast::CalendarPart { kind, title: None, from_year: None, through_year: None, span });
                }
                _ => {}
            }
        }
        Some(ast::ItemKind::Calendar(ast::Calendar { name: name?, parts }))
    }

    fn calendar_part(&mut self, node: Node<'_>) -> ast::CalendarPart {
        let span = self.span(&node);
        let mut part =
            ast::CalendarPart { kind: ast::CalendarPartKind::Bad, title: None, from_year: None, through_year: None, span };
        for child in Cursor::of(node) {
            match child.as_rule() {
                Rule::string => part.title = Some(self.quotation(&child)),
                Rule::from_year => part.from_year = child.into_inner().nth(1).and_then(|year| year.as_str().parse().ok()),
                Rule::through_year => part.through_year = child.into_inner().nth(1).and_then(|year| year.as_str().parse().ok()),
                _ => part.kind = self.calendar_day(child).unwrap_or(ast::CalendarPartKind::Bad),
            }
        }
        part
    }

    fn calendar_day(&mut self, node: Node<'_>) -> Option<ast::CalendarPartKind> {
        if node.as_rule() == Rule::date {
            return self.date(&node).map(ast::CalendarPartKind::Day);
        }
        let rule = node.as_rule();
        let inner: Vec<Node<'_>> = Cursor::of(node).collect();
        let word = |rule: Rule| inner.iter().find(|child| child.as_rule() == rule).map(|child| child.as_str());
        Some(match rule {
            Rule::each_date | Rule::month_day => {
                ast::CalendarPartKind::Each { month: month(word(Rule::month)?), day: word(Rule::day)?.parse().ok()? }
            }
            Rule::nth_weekday => ast::CalendarPartKind::Nth {
                which: ordinal(word(Rule::ordinal)?),
                weekday: weekday(word(Rule::weekday)?),
                month: month(word(Rule::month)?),
            },
            Rule::beside => {
                let before = word(Rule::k_before).is_some();
                let weekday = weekday(word(Rule::weekday)?);
                let anchor = inner.iter().find(|child| matches!(child.as_rule(), Rule::nth_weekday | Rule::month_day))?.clone();
                ast::CalendarPartKind::Beside { weekday, before, of: Box::new(self.calendar_day(anchor)?) }
            }
            Rule::observed => {
                let mut days = inner.iter().filter(|child| child.as_rule() == Rule::weekday).map(|child| weekday(child.as_str()));
                let (falls_on, observed_on) = (days.next()?, days.next()?);
                ast::CalendarPartKind::Observed { falls_on, observed_on, before: word(Rule::k_before).is_some() }
            }
            _ => {
                let run = inner.into_iter().find(|child| child.as_rule() == Rule::run)?;
                ast::CalendarPartKind::DaysOf(self.run(run))
            }
        })
    }
}

/// 1 to 12.
fn month(word: &str) -> i8 {
    let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let lower = word.to_ascii_lowercase();
    months.iter().zip(1..).find(|(name, _)| lower.starts_with(**name)).map_or(1, |(_, number)| number)
}

/// 1 to 5, or -1 for the last.
fn ordinal(word: &str) -> i8 {
    match word.to_ascii_lowercase().as_str() {
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fourth" => 4,
        "fifth" => 5,
        _ => -1,
    }
}
