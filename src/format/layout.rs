//! From tokens to steps: emits every token once and in order, with the line breaks that a caller puts between them.
//!
//! Callers say how far into the source to go ([`Layout::upto`], [`Layout::words`]); no caller can lose or reorder a word.

use super::document::{Gap, Step};
use super::tokens::{Kind, Token, label_length};
use crate::syntax::begins_items;

/// Columns of a quoted text that has no room on a line of its own.
const LONG_TEXT: usize = 90;

/// The steps so far and the tokens still to come.
pub(super) struct Layout {
    tokens: Vec<Token>,
    next: usize,
    steps: Vec<Step>,
    /// Whether a break was put after the last word.
    broke: bool,
}

impl Layout {
    /// Nothing emitted yet.
    pub fn new(tokens: Vec<Token>) -> Layout {
        Layout { tokens, next: 0, steps: Vec::new(), broke: true }
    }

    /// The steps, with whatever was left.
    pub fn finish(mut self) -> Vec<Step> {
        self.upto(u32::MAX);
        self.steps
    }

    // --- words --------------------------------------------------------------------------------------------------------

    /// Emits the tokens that begin before `end`, on one line.
    pub fn upto(&mut self, end: u32) {
        while self.peek().is_some_and(|token| token.start < end) {
            self.emit(Step::Space);
        }
    }

    /// The same, but stops before a comment or law on a line of its own.
    pub fn upto_own_line(&mut self, end: u32) {
        while self.peek().is_some_and(|token| token.start < end && !matches!(token.kind, Kind::OwnLine | Kind::Law)) {
            self.emit(Step::Space);
        }
    }

    /// Emits the tokens that begin before `end` with breaks where they fit worst: rather after commas, `and` and `or` than elsewhere,
    /// and what is not counted as one stretch. For use within a filled group.
    pub fn words(&mut self, end: u32) {
        if self.peek().is_none_or(|token| token.start >= end) {
            return;
        }
        self.open(0, false);
        let (mut first, mut groups) = (true, 1);
        while let Some(token) = self.peek().filter(|token| token.start < end) {
            let (fixed, tight) = (begins_items(&token.text), matches!(token.kind, Kind::Mark | Kind::Close));
            let stretch = self.begins_not_counting();
            if !first && !tight && (stretch || self.after_list_word()) {
                self.close();
                self.line();
                self.open(0, false);
                if stretch {
                    self.open(0, false);
                    groups += 1;
                }
            }
            let step = if first || fixed || self.long_text_comes() { Step::Space } else { Step::Line };
            self.emit(step);
            first = false;
        }
        for _ in 0..groups {
            self.close();
        }
    }

    /// The words up to `end` as one paragraph whose later lines are moved in by `indent`.
    pub fn paragraph(&mut self, end: u32, indent: usize) {
        self.open(indent, false);
        self.words(end);
        self.close();
    }

    fn emit(&mut self, between: Step) {
        let Some(token) = self.tokens.get(self.next).cloned() else { return };
        let after_law = self.next > 0 && self.tokens[self.next - 1].kind == Kind::Law;
        match token.kind {
            Kind::Trailing => self.steps.push(Step::Trailing(token.text)),
            Kind::OwnLine | Kind::Law => self.steps.push(Step::OwnLine(token.text, token.blank && !after_law)),
            Kind::Word | Kind::Keyword | Kind::Open | Kind::Close | Kind::Mark => {
                if !self.broke && !self.is_glued() {
                    self.steps.push(between);
                }
                if token.blank && !after_law {
                    self.steps.push(Step::Blank);
                }
                self.steps.push(Step::Text(token.text));
                self.broke = false;
            }
        }
        self.next += 1;
    }

    /// Whether the next token stands directly behind the last one.
    fn is_glued(&self) -> bool {
        let (Some(token), Some(before)) = (self.peek(), self.before()) else { return false };
        match token.kind {
            Kind::Mark | Kind::Close => true,
            _ if before.kind == Kind::Open => true,
            // `(b)(2)` is one label, `(b) (it is …)` is not.
            Kind::Open => token.glued && before.kind == Kind::Close && self.next_is_label(),
            Kind::Word | Kind::Keyword => {
                token.glued && before.kind == Kind::Close && !token.text.starts_with(char::is_alphanumeric)
            }
            Kind::Trailing | Kind::OwnLine | Kind::Law => false,
        }
    }

    fn next_is_label(&self) -> bool {
        let text = self.tokens[self.next..].iter().take(3).map(|token| token.text.as_str()).collect::<String>();
        label_length(&text) > 0
    }

    /// Whether the last word is one after which a list breaks best.
    fn after_list_word(&self) -> bool {
        let joins =
            |token: &Token| ["and", "or"].iter().any(|word| token.kind == Kind::Keyword && token.text.eq_ignore_ascii_case(word));
        match self.before() {
            Some(before) if before.is(",") => !self.peek().is_some_and(joins),
            Some(before) => joins(before),
            None => false,
        }
    }

    /// Whether `not counting` or `extended past` comes next.
    fn begins_not_counting(&self) -> bool {
        let mut words = self.tokens[self.next..].iter().map(|token| (token.kind, token.text.to_lowercase()));
        let two: Vec<(Kind, String)> = words.by_ref().take(2).collect();
        let are = |first: &str, second: &str| {
            two.iter().map(|(kind, word)| (*kind, word.as_str())).eq([(Kind::Keyword, first), (Kind::Keyword, second)])
        };
        are("not", "counting") || are("extended", "past")
    }

    /// Whether these words lead up to a quoted text that is too long for any line, so that breaking them gains nothing.
    fn long_text_comes(&self) -> bool {
        let words = self.tokens[self.next..].iter().take_while(|token| token.kind != Kind::Mark);
        words.filter(|token| token.text.starts_with(['"', '“'])).any(|token| token.text.chars().count() > LONG_TEXT)
    }

    /// The last word emitted.
    fn before(&self) -> Option<&Token> {
        self.tokens[..self.next].iter().rev().find(|token| !token.is_comment())
    }

    /// The next token.
    pub fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next)
    }

    // --- breaks -------------------------------------------------------------------------------------------------------

    /// A blank or a line break, as its group decides.
    pub fn line(&mut self) {
        self.tail();
        if self.before().is_none_or(|before| before.kind != Kind::Open) {
            self.put_break(Step::Line);
        }
    }

    /// A line break.
    pub fn hard(&mut self, gap: Gap) {
        self.tail();
        self.put_break(Step::Hard(gap));
    }

    /// Begins a group.
    pub fn open(&mut self, indent: usize, even: bool) {
        self.steps.push(Step::Open { indent, even });
    }

    /// Ends a group, after the marks that belong to its last word.
    pub fn close(&mut self) {
        self.tail();
        self.steps.push(Step::Close);
    }

    fn put_break(&mut self, step: Step) {
        while self.peek().is_some_and(|token| token.kind == Kind::Trailing) {
            self.emit(Step::Space);
        }
        self.steps.push(step);
        self.broke = true;
    }

    /// Emits the marks that stand directly behind the last word.
    fn tail(&mut self) {
        while self.peek().is_some_and(|token| matches!(token.kind, Kind::Mark | Kind::Close)) {
            self.emit(Step::Space);
        }
    }

    // --- places -------------------------------------------------------------------------------------------------------

    /// Where the last keyword of that spelling begins before `before`, among the tokens to come; else `before`.
    pub fn keyword_before(&self, word: &str, before: u32) -> u32 {
        let ahead = &self.tokens[self.next..];
        let end = ahead.partition_point(|token| token.start < before);
        let found = ahead[..end].iter().rev().find(|token| token.kind == Kind::Keyword && token.text.eq_ignore_ascii_case(word));
        found.map_or(before, |token| token.start)
    }

    /// Just behind the next mark of that spelling, outside parentheses, that begins before `before`; else `before`.
    pub fn after_mark(&self, mark: &str, before: u32) -> u32 {
        let mut depth = 0_usize;
        for token in self.tokens[self.next..].iter().take_while(|token| token.start < before) {
            match token.kind {
                Kind::Open => depth += 1,
                Kind::Close => depth = depth.saturating_sub(1),
                Kind::Mark if depth == 0 && token.text == mark => return token.start + 1,
                _ => (),
            }
        }
        before
    }

    /// Whether a lettered list stands between two places ahead: `of` and a colon.
    pub fn has_limbs(&self, from: u32, to: u32) -> bool {
        let ahead = &self.tokens[self.next..];
        let (start, end) = (ahead.partition_point(|token| token.start < from), ahead.partition_point(|token| token.start < to));
        let words = ahead[start.min(end)..end].iter().filter(|token| !token.is_comment()).collect::<Vec<_>>();
        words.windows(2).any(|pair| pair[0].text.eq_ignore_ascii_case("of") && pair[1].is(":"))
    }
}
