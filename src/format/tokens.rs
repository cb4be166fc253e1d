//! The words of a file as its author spelt them: what the formatter moves about, and never rewrites.

use std::collections::BTreeMap;

use crate::source::Span;
use crate::syntax::Parse;
use crate::syntax::visit::{Node, walk};

/// One word, mark, comment or line of quoted law.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// What is printed.
    pub text: String,
    /// What it is.
    pub kind: Kind,
    /// Where it began in the source: only to know on which side of a node it lies.
    pub start: u32,
    /// Whether nothing stood between it and the token before.
    pub glued: bool,
    /// Whether a blank line stood before it.
    pub blank: bool,
}

/// The kinds of token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word, number, date, label or quoted text.
    Word,
    /// A word of the language, not of a name.
    Keyword,
    /// `(`.
    Open,
    /// `)`.
    Close,
    /// `,` `;` `:` `.`.
    Mark,
    /// `# …` after something on its line.
    Trailing,
    /// `# …` on a line of its own.
    OwnLine,
    /// `> …`.
    Law,
}

impl Token {
    /// Whether it is a comment.
    pub fn is_comment(&self) -> bool {
        matches!(self.kind, Kind::Trailing | Kind::OwnLine)
    }

    /// Whether it is this mark or keyword.
    pub fn is(&self, text: &str) -> bool {
        matches!(self.kind, Kind::Mark | Kind::Keyword) && self.text == text
    }
}

/// The tokens of a text, in order. Words of the language are in small letters if `lower`.
pub(super) fn tokens(text: &str, parse: &Parse, lower: bool) -> Vec<Token> {
    let mut places = Places::default();
    for comment in &parse.trivia.comments {
        let kind = if comment.trailing { Kind::Trailing } else { Kind::OwnLine };
        places.whole.insert(comment.span.start as usize, (comment.span.range().end, kind));
    }
    walk(&parse.file, &mut |node| match node {
        Node::Law(span) => drop(places.whole.insert(span.start as usize, (span.range().end, Kind::Law))),
        Node::Verbatim(span) => places.verbatim.push(span),
        Node::Condition(_) | Node::Limbs(_) | Node::Predicate(..) | Node::Values(_) | Node::Choice(_) | Node::Bad(_) => (),
    });
    places.verbatim.sort_by_key(|span| span.start);
    let mut tokens = Lexer { text, places, at: 0, tokens: Vec::new() }.run();
    if lower {
        for at in 0..tokens.len() {
            let before = at.checked_sub(1).map_or("", |before| &tokens[before].text).to_lowercase();
            if tokens[at].kind == Kind::Keyword {
                tokens[at].text = spelling(&tokens[at].text, &before);
            }
        }
    }
    comments_after_marks(&mut tokens);
    tokens
}

/// What the parser knows about the text and a lexer can't.
#[derive(Default)]
struct Places {
    /// Comments and lines of law by their start.
    whole: BTreeMap<usize, (usize, Kind)>,
    /// Names, labels, citations, quoted texts, amounts: sorted by start.
    verbatim: Vec<Span>,
}

impl Places {
    /// Whether a word that begins here belongs to a name or the like.
    fn is_verbatim(&self, at: usize) -> bool {
        let next = self.verbatim.partition_point(|span| span.start as usize <= at);
        // Verbatim places may lie in each other, but not deeply: a look at the few before is enough.
        self.verbatim[..next].iter().rev().take(8).any(|span| span.range().contains(&at))
    }
}

struct Lexer<'a> {
    text: &'a str,
    places: Places,
    at: usize,
    tokens: Vec<Token>,
}

impl Lexer<'_> {
    fn run(mut self) -> Vec<Token> {
        loop {
            let before = self.at;
            let blank = self.skip_blanks() > 1;
            if self.at >= self.text.len() {
                return self.tokens;
            }
            let (start, glued) = (self.at, before == self.at && before > 0);
            let kind = self.token();
            let text = self.text.get(start..self.at).unwrap_or("").trim_end().to_string();
            let text = match kind {
                Kind::Law => law_line(&text),
                Kind::OwnLine | Kind::Trailing => text,
                _ => date_and_time(&text).unwrap_or(text),
            };
            self.tokens.push(Token { text, kind, start: u32::try_from(start).unwrap_or(u32::MAX), glued, blank });
        }
    }

    /// Skips blanks and gives the number of line breaks among them.
    fn skip_blanks(&mut self) -> usize {
        let rest = self.rest();
        let blanks = rest.len() - rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}').len();
        let breaks = rest[..blanks].matches('\n').count();
        self.at += blanks;
        breaks
    }

    /// Reads one token, which is there.
    fn token(&mut self) -> Kind {
        if let Some(&(end, kind)) = self.places.whole.get(&self.at) {
            self.at = end.max(self.at + 1);
            return kind;
        }
        let letter = self.letter(0).unwrap_or(' ');
        match letter {
            '"' | '“' | '”' => {
                self.quoted();
                Kind::Word
            }
            '(' => self.one(Kind::Open),
            ')' => self.one(Kind::Close),
            ',' | ';' | ':' | '.' => self.one(Kind::Mark),
            _ => {
                let kind = if self.places.is_verbatim(self.at) { Kind::Word } else { Kind::Keyword };
                self.word();
                kind
            }
        }
    }

    fn one(&mut self, kind: Kind) -> Kind {
        self.at += 1;
        kind
    }

    /// A quoted text, which ends on its line.
    fn quoted(&mut self) {
        let mut letters = self.rest().char_indices().skip(1);
        let end = letters.find(|(_, letter)| matches!(letter, '"' | '”' | '\n'));
        self.at += end.map_or(self.rest().len(), |(at, letter)| if letter == '\n' { at } else { at + letter.len_utf8() });
    }

    /// A word with all that belongs to it: `7282.5(a)`, `$1,580.00`, `driver's`, `14:00` after a date.
    fn word(&mut self) {
        let start = self.at;
        while let Some(letter) = self.letter(0) {
            let word = self.text.get(start..self.at).unwrap_or("");
            let more = match letter {
                '"' | '“' | '”' | ')' | ';' => break,
                _ if is_blank(letter) && is_date(word.trim_end_matches(is_blank)) && self.time_follows() => true,
                _ if letter.is_whitespace() || (self.at > start && self.places.whole.contains_key(&self.at)) => break,
                '.' => self.letter(1).is_some_and(char::is_alphanumeric),
                ',' => word.ends_with(|last: char| last.is_ascii_digit()) && self.digits_after() == 3,
                ':' => date_and_time(word).is_some() && self.digits_after() == 2,
                '(' => {
                    let inside = label_length(self.rest());
                    if inside > 0 && word.contains(|letter: char| letter.is_ascii_digit()) {
                        self.at += inside;
                        continue;
                    }
                    false
                }
                _ => true,
            };
            if !more {
                break;
            }
            self.at += letter.len_utf8();
        }
        // Whatever it is, go on.
        if self.at == start {
            self.at += self.letter(0).map_or(1, char::len_utf8);
        }
    }

    fn digits_after(&self) -> usize {
        self.rest().chars().skip(1).take_while(char::is_ascii_digit).count()
    }

    /// Whether a time of day follows blanks on this line.
    fn time_follows(&self) -> bool {
        let time = self.rest().trim_start_matches(is_blank);
        let hours = time.len() - time.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
        (1..=2).contains(&hours)
            && time[hours..].starts_with(':')
            && time[hours + 1..].starts_with(|letter: char| letter.is_ascii_digit())
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn letter(&self, ahead: usize) -> Option<char> {
        self.rest().chars().nth(ahead)
    }
}

/// The length of `(a)` at the start of a text, 0 if there is none.
pub(super) fn label_length(text: &str) -> usize {
    let Some(inside) = text.strip_prefix('(').and_then(|rest| rest.split(')').next()) else { return 0 };
    let closed = text[1 + inside.len()..].starts_with(')');
    let plain = !inside.is_empty() && inside.len() <= 6 && inside.chars().all(char::is_alphanumeric);
    if closed && plain { inside.len() + 2 } else { 0 }
}

/// `>` and one space before the words, which stay as they are.
fn law_line(line: &str) -> String {
    let words = line.strip_prefix('>').unwrap_or(line);
    if words.is_empty() || words.starts_with(' ') { line.to_string() } else { format!("> {words}") }
}

/// Blanks that do not end a line.
fn is_blank(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\u{a0}' | '\u{202f}')
}

/// `2013-01-18`.
fn is_date(word: &str) -> bool {
    word.len() == 10 && word.is_char_boundary(4) && word.split('-').map(str::len).eq([4, 2, 2])
}

/// `2013-01-18 14` or `2013-01-18 14:00` out of whatever parts the two: they have to stand on one line.
fn date_and_time(word: &str) -> Option<String> {
    let (date, rest) = (word.get(..10)?, word.get(10..)?);
    let time = rest.trim_start_matches(|letter| is_blank(letter) || letter == 'T');
    let plain = time.starts_with(|letter: char| letter.is_ascii_digit()) && time.len() < rest.len();
    (is_date(date) && plain).then(|| format!("{date} {time}"))
}

/// A word of the language as it is spelt: in small letters, but for the names of days and months.
fn spelling(word: &str, before: &str) -> String {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    const MONTHS: &str = "january february march april may june july august september october november december";
    let word = word.to_lowercase();
    let is_day = DAYS.contains(&word.trim_end_matches('s'));
    // `may` and `march` are words too: a month follows one of these.
    let is_month = ["each", "in", "of", "before", "after"].contains(&before) && MONTHS.split(' ').any(|month| month == word);
    match word.chars().next() {
        Some(first) if is_day || is_month => first.to_uppercase().chain(word.chars().skip(1)).collect(),
        _ => word,
    }
}

/// A mark belongs to the word before it: a comment between the two goes after the mark.
fn comments_after_marks(tokens: &mut [Token]) {
    for at in 1..tokens.len() {
        if !matches!(tokens[at].kind, Kind::Mark | Kind::Close) {
            continue;
        }
        let first = tokens[..at].iter().rposition(|token| !token.is_comment()).map_or(0, |before| before + 1);
        // They change places in the text as well: no node cuts between the mark and its word, and what the mark ends does not hold the
        // comments, just as when the result is read again.
        if first < at && first > 0 {
            let behind = tokens[at].start.saturating_add(1);
            tokens[at].start = tokens[first].start;
            tokens[first..at].iter_mut().for_each(|comment| comment.start = behind);
            tokens[first..=at].rotate_right(1);
        }
    }
    // Behind another comment there is no room on its line.
    for at in 1..tokens.len() {
        if tokens[at].kind == Kind::Trailing && tokens[at - 1].is_comment() {
            tokens[at].kind = Kind::OwnLine;
        }
    }
}
