//! JSON read byte by byte, without building anything: strings are borrowed, numbers stay text, values can be stepped over.
//!
//! Nothing here recurses: nesting is a bit in a word for each level ([`MAX_DEPTH`]), so no input can overflow the stack.

use std::borrow::Cow;
use std::ops::Range;

/// How many records and lists may stand inside one another.
pub const MAX_DEPTH: u32 = 100;

/// Why a text is not JSON, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The stretch to show, in bytes.
    pub at: Range<usize>,
    /// What is wrong.
    pub fault: Fault,
}

/// The ways of not being JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The text ends in the middle.
    CutShort,
    /// Something else belongs here.
    Expected(&'static str),
    /// A comma with nothing after it.
    TrailingComma,
    /// A control character (a tab, a line break) inside a text.
    Control,
    /// A backslash that means nothing.
    Escape,
    /// `01`, `1.`, `.5`, `+1`.
    Number,
    /// A word that is not `true`, `false` or `null`.
    Word,
    /// `'` for `"`.
    SingleQuote,
    /// The mark that some programs put before UTF-8: it begins a file, and files were joined.
    ByteMark,
    /// Deeper than [`MAX_DEPTH`].
    TooDeep,
}

/// A place in a text of JSON.
pub struct Scan<'t> {
    text: &'t str,
    bytes: &'t [u8],
    /// The byte that comes next.
    pub at: usize,
}

impl<'t> Scan<'t> {
    /// At the beginning of `text`.
    pub fn new(text: &'t str) -> Scan<'t> {
        Scan { text, bytes: text.as_bytes(), at: 0 }
    }

    /// The next byte; 0 at the end (a real 0 byte is never allowed outside texts either).
    #[inline]
    pub fn peek(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    /// Whether nothing is left.
    pub fn at_end(&self) -> bool {
        self.at >= self.bytes.len()
    }

    /// Where the text ends.
    pub fn end(&self) -> usize {
        self.bytes.len()
    }

    /// Steps over spaces and line breaks.
    #[inline]
    pub fn space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.bytes.get(self.at) {
            self.at += 1;
        }
    }

    /// Steps over `expected` if it comes next.
    #[inline]
    pub fn eat(&mut self, expected: u8) -> bool {
        let found = self.peek() == expected;
        self.at += usize::from(found);
        found
    }

    /// Steps over these bytes if they come next.
    #[inline]
    pub fn eat_all(&mut self, expected: &[u8]) -> bool {
        let found = self.bytes.get(self.at..).is_some_and(|rest| rest.starts_with(expected));
        if found {
            self.at += expected.len();
        }
        found
    }

    /// The text between two places.
    pub fn slice(&self, range: Range<usize>) -> &'t str {
        self.text.get(range).unwrap_or("")
    }

    /// A fault at the next byte, or the text cut short where there is none.
    #[cold]
    pub fn broken(&self, fault: Fault) -> Broken {
        match self.text.get(self.at..).and_then(|rest| rest.chars().next()) {
            None => Broken { at: self.end_of_text(), fault: Fault::CutShort },
            Some('\'') => Broken { at: self.at..self.at + 1, fault: Fault::SingleQuote },
            Some('\u{feff}') => Broken { at: self.at..self.at + 3, fault: Fault::ByteMark },
            Some(letter) => Broken { at: self.at..self.at + letter.len_utf8(), fault },
        }
    }

    /// The last character that is no space: where a text was cut short.
    fn end_of_text(&self) -> Range<usize> {
        let end = self.text.trim_end().len();
        let last = self.text.get(..end).and_then(|text| text.chars().next_back()).map_or(0, char::len_utf8);
        end - last..end
    }

    /// A text; the opening `"` comes next.
    ///
    /// # Errors
    /// It is not closed, or holds a control character or a wrong escape.
    #[inline]
    pub fn string(&mut self) -> Result<Cow<'t, str>, Broken> {
        let start = self.at + 1;
        let end = self.plain(start);
        match self.bytes.get(end) {
            Some(b'"') => {
                self.at = end + 1;
                Ok(Cow::Borrowed(self.slice(start..end)))
            }
            _ => self.escaped(start, end),
        }
    }

    /// The first byte from `at` on that is `"`, a backslash or a control character, or the end. Eight bytes at a time.
    #[inline]
    fn plain(&self, mut at: usize) -> usize {
        const ONES: u64 = 0x0101_0101_0101_0101;
        const HIGH: u64 = 0x8080_8080_8080_8080;
        // The lowest byte marked is exact; marks above it may be due to a borrow.
        while let Some(chunk) = self.bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
            let word = u64::from_le_bytes(*chunk);
            let quote = word ^ (ONES * b'"' as u64);
            let slash = word ^ (ONES * b'\\' as u64);
            let marks = (quote.wrapping_sub(ONES) & !quote)
                | (slash.wrapping_sub(ONES) & !slash)
                | (word.wrapping_sub(ONES * 0x20) & !word);
            let marks = marks & HIGH;
            if marks != 0 {
                return at + (marks.trailing_zeros() / 8) as usize;
            }
            at += 8;
        }
        while self.bytes.get(at).is_some_and(|byte| !matches!(byte, b'"' | b'\\' | 0..=0x1f)) {
            at += 1;
        }
        at
    }

    /// The rest of a text that begins at `start`, from its first escape (or fault) at `at` on.
    #[cold]
    fn escaped(&mut self, start: usize, mut at: usize) -> Result<Cow<'t, str>, Broken> {
        let mut text = String::from(self.slice(start..at));
        loop {
            match self.bytes.get(at) {
                None => return Err(Broken { at: start - 1..start, fault: Fault::CutShort }),
                Some(b'"') => {
                    self.at = at + 1;
                    return Ok(Cow::Owned(text));
                }
                Some(b'\\') => {
                    let (letter, next) = self.escape(at)?;
                    text.push(letter);
                    at = next;
                }
                Some(0..=0x1f) => return Err(Broken { at: at..at + 1, fault: Fault::Control }),
                Some(_) => {
                    let next = self.plain(at);
                    text.push_str(self.slice(at..next));
                    at = next;
                }
            }
        }
    }

    /// The character that the escape at `at` stands for, and where the text goes on.
    fn escape(&self, at: usize) -> Result<(char, usize), Broken> {
        let simple = match self.bytes.get(at + 1) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                let wrong = |length: usize| {
                    let mut end = (at + length).min(self.text.len());
                    while !self.text.is_char_boundary(end) {
                        end -= 1;
                    }
                    Broken { at: at..end, fault: Fault::Escape }
                };
                let first = self.hex(at + 2).ok_or_else(|| wrong(6))?;
                if !(0xd800..0xdc00).contains(&first) {
                    return char::from_u32(first).map(|letter| (letter, at + 6)).ok_or_else(|| wrong(6));
                }
                // Half of a pair: the other half must follow.
                let second = self.slice(at + 6..at + 8).eq("\\u").then(|| self.hex(at + 8)).flatten();
                let second = second.filter(|half| (0xdc00..0xe000).contains(half)).ok_or_else(|| wrong(6))?;
                let letter = char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00));
                return letter.map(|letter| (letter, at + 12)).ok_or_else(|| wrong(12));
            }
            None => return Err(Broken { at: at..at + 1, fault: Fault::CutShort }),
            Some(_) => {
                let length = self.slice(at + 1..self.text.len()).chars().next().map_or(0, char::len_utf8);
                return Err(Broken { at: at..at + 1 + length, fault: Fault::Escape });
            }
        };
        Ok((simple, at + 2))
    }

    fn hex(&self, at: usize) -> Option<u32> {
        let digits = self.bytes.get(at..at + 4)?;
        digits.iter().try_fold(0, |sum, digit| Some(sum * 16 + char::from(*digit).to_digit(16)?))
    }

    /// A number as it is written; a digit or `-` comes next.
    ///
    /// # Errors
    /// It is not a number as JSON writes them.
    #[inline]
    pub fn number(&mut self) -> Result<&'t str, Broken> {
        let start = self.at;
        self.eat(b'-');
        let leading_zero = self.peek() == b'0';
        let digits = self.digits();
        if leading_zero && digits > 1 {
            return Err(Broken { at: start..self.end_of_word(start), fault: Fault::Number });
        }
        if digits == 0 {
            return Err(self.not_a_number(start));
        }
        if self.eat(b'.') && self.digits() == 0 {
            return Err(self.not_a_number(start));
        }
        if matches!(self.peek(), b'e' | b'E') {
            self.at += 1;
            if matches!(self.peek(), b'+' | b'-') {
                self.at += 1;
            }
            if self.digits() == 0 {
                return Err(self.not_a_number(start));
            }
        }
        Ok(self.slice(start..self.at))
    }

    #[inline]
    fn digits(&mut self) -> usize {
        let start = self.at;
        while self.peek().is_ascii_digit() {
            self.at += 1;
        }
        self.at - start
    }

    #[cold]
    fn not_a_number(&self, start: usize) -> Broken {
        if self.at_end() {
            return Broken { at: start..self.at, fault: Fault::CutShort };
        }
        Broken { at: start..self.end_of_word(start), fault: Fault::Number }
    }

    /// `true`, `false` or `null`, the rest of which comes next.
    ///
    /// # Errors
    /// Another word stands there.
    #[inline]
    pub fn word(&mut self, word: &'static str) -> Result<(), Broken> {
        if self.eat_all(word.as_bytes()) && !self.peek().is_ascii_alphanumeric() {
            return Ok(());
        }
        // `eat_all` may have stepped over a word that goes on.
        self.at =
            self.at.saturating_sub(if self.slice(self.at.saturating_sub(word.len())..self.at) == word { word.len() } else { 0 });
        Err(self.wrong_word())
    }

    /// A fault for whatever stands where a value belongs.
    #[cold]
    pub fn wrong_word(&self) -> Broken {
        let end = self.end_of_word(self.at);
        match self.peek() {
            b'+' | b'.' | b'0'..=b'9' => Broken { at: self.at..end, fault: Fault::Number },
            byte if byte.is_ascii_alphabetic() && end == self.bytes.len() && self.is_start_of_word(end) => {
                Broken { at: self.at..end, fault: Fault::CutShort }
            }
            byte if byte.is_ascii_alphabetic() => Broken { at: self.at..end, fault: Fault::Word },
            _ => self.broken(Fault::Expected("a value")),
        }
    }

    fn is_start_of_word(&self, end: usize) -> bool {
        let word = self.slice(self.at..end);
        ["true", "false", "null"].iter().any(|whole| whole.starts_with(word))
    }

    fn end_of_word(&self, start: usize) -> usize {
        let rest = self.slice(start..self.text.len());
        let length = rest.find(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '.' | '+' | '-' | '_' | '%' | '$'));
        start + length.unwrap_or(rest.len()).max(rest.chars().next().map_or(0, char::len_utf8))
    }

    /// Steps over any value, checking that it is well formed. `depth`: how many levels it lies inside already.
    ///
    /// # Errors
    /// It is not JSON, or nested too deeply.
    pub fn skip(&mut self, depth: u32) -> Result<(), Broken> {
        // A bit for each level: 1 is a record, 0 a list. `level` counts those that are open.
        let mut kinds: u128 = 0;
        let mut level: u32 = 0;
        loop {
            self.space();
            match self.peek() {
                b'"' => {
                    self.string()?;
                }
                b't' => self.word("true")?,
                b'f' => self.word("false")?,
                b'n' => self.word("null")?,
                b'-' | b'0'..=b'9' => {
                    self.number()?;
                }
                open @ (b'{' | b'[') => {
                    if depth + level >= MAX_DEPTH {
                        return Err(Broken { at: self.at..self.at + 1, fault: Fault::TooDeep });
                    }
                    self.at += 1;
                    self.space();
                    let record = open == b'{';
                    if !self.eat(if record { b'}' } else { b']' }) {
                        kinds = (kinds << 1) | u128::from(record);
                        level += 1;
                        if record {
                            self.key()?;
                        }
                        continue;
                    }
                }
                _ => return Err(self.wrong_word()),
            }
            // After a value: close what ends here, or go on to the next value.
            loop {
                if level == 0 {
                    return Ok(());
                }
                self.space();
                let record = kinds & 1 == 1;
                if self.eat(b',') {
                    self.space();
                    if self.peek() == if record { b'}' } else { b']' } {
                        return Err(Broken { at: self.at..self.at + 1, fault: Fault::TrailingComma });
                    }
                    if record {
                        self.key()?;
                    }
                    break;
                }
                if !self.eat(if record { b'}' } else { b']' }) {
                    return Err(self.broken(Fault::Expected(if record { "a comma or `}`" } else { "a comma or `]`" })));
                }
                kinds >>= 1;
                level -= 1;
            }
        }
    }

    /// A key that is stepped over, with its colon.
    fn key(&mut self) -> Result<(), Broken> {
        self.space();
        if self.peek() != b'"' {
            return Err(self.broken(Fault::Expected("a key in quotation marks")));
        }
        self.string()?;
        self.colon()
    }

    /// The colon after a key, with the space round it.
    ///
    /// # Errors
    /// Something else stands there.
    #[inline]
    pub fn colon(&mut self) -> Result<(), Broken> {
        self.space();
        if !self.eat(b':') {
            return Err(self.broken(Fault::Expected("a colon")));
        }
        self.space();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn skip(text: &str) -> Result<usize, Fault> {
        let mut scan = Scan::new(text);
        scan.skip(0).map(|()| scan.at).map_err(|broken| broken.fault)
    }

    #[test]
    fn whole_values_are_stepped_over() {
        for text in ["{}", "[]", r#"{"a":[1,{"b":null}],"c":"é\n"}"#, "-0.5e+3", "true", r#"["\ud83d\ude00"]"#, "[ [ ] , { } ]"]
        {
            assert_eq!(skip(text), Ok(text.len()), "{text}");
        }
    }

    #[test]
    fn what_is_not_json_is_refused() {
        let cases = [
            (r#"{"a":1"#, Fault::CutShort),
            (r#"{"a":1,}"#, Fault::TrailingComma),
            (r#"{"a" 1}"#, Fault::Expected("a colon")),
            (r#"{a:1}"#, Fault::Expected("a key in quotation marks")),
            (r#"{'a':1}"#, Fault::SingleQuote),
            ("[1 2]", Fault::Expected("a comma or `]`")),
            ("[1}", Fault::Expected("a comma or `]`")),
            ("01", Fault::Number),
            ("1.", Fault::CutShort),
            ("[1.]", Fault::Number),
            ("[+1]", Fault::Number),
            ("[True]", Fault::Word),
            ("[nullx]", Fault::Word),
            ("[tr", Fault::CutShort),
            ("\"a\tb\"", Fault::Control),
            (r#""\x""#, Fault::Escape),
            (r#""\ud83d""#, Fault::Escape),
            (r#""\u12"#, Fault::Escape),
            ("\"é", Fault::CutShort),
        ];
        for (text, fault) in cases {
            assert_eq!(skip(text), Err(fault), "{text}");
        }
        assert_eq!(skip(&"[".repeat(100_000)), Err(Fault::TooDeep));
    }

    #[test]
    fn escapes_stand_for_characters() {
        let mut scan = Scan::new(r#""a\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00z""#);
        assert_eq!(scan.string().as_deref(), Ok("a\"\\/\u{8}\u{c}\n\r\té😀z"));
    }
}
