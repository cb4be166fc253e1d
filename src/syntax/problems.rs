//! Every mistake of writing, in words: one constructor each.

use crate::diagnostics::suggest::one_of;
use crate::diagnostics::{Diagnostic, catalogue as code};
use crate::source::Span;

use super::wording;

// --- too much ---------------------------------------------------------------------------------------------------------

pub(super) fn file_too_large(span: Span, size: usize, limit: usize) -> Diagnostic {
    Diagnostic::new(
        code::FILE_TOO_LARGE,
        span,
        format!("this file has {} bytes, and {} is the most that is read", grouped(size), grouped(limit)),
    )
    .help("put its items into several files and name them with `use`")
}

/// `4,194,304`.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut shown = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

pub(super) fn nested_too_deeply(span: Span) -> Diagnostic {
    Diagnostic::new(code::NESTED_TOO_DEEPLY, span, "parentheses, lists or clauses are nested too deeply here")
        .help("define a part of it as a term, and use the term here")
}

pub(super) fn sentence_too_long(span: Span, limit: usize) -> Diagnostic {
    Diagnostic::new(
        code::SENTENCE_TOO_LONG,
        span,
        format!("more than {} words follow each other without a mark between them", grouped(limit)),
    )
    .help("end the sentence with a full stop, or part it into lettered limbs")
}

pub(super) fn too_many_items(span: Span, limit: usize) -> Diagnostic {
    Diagnostic::new(code::TOO_MANY_ITEMS, span, format!("more than {} items stand in this file", grouped(limit)))
        .label("not read from here on")
        .help("put its items into several files and name them with `use`")
}

pub(super) fn too_many_parts(span: Span, limit: usize) -> Diagnostic {
    Diagnostic::new(code::TOO_MANY_PARTS, span, format!("this item has more than {} parts", grouped(limit)))
        .label("the item is not read")
        .help("make several items of it, and name each of them where it is used")
}

pub(super) fn word_too_long(span: Span, limit: usize) -> Diagnostic {
    Diagnostic::new(code::WORD_TOO_LONG, span, format!("this word has more than {limit} letters"))
        .help("put spaces between words")
}

pub(super) fn chain_too_long(span: Span, limit: usize) -> Diagnostic {
    Diagnostic::new(code::CHAIN_TOO_LONG, span, format!("more than {limit} amounts are joined in one sum or product"))
        .help("define a part of the sum as a value with a name")
}

pub(super) fn count_too_large(span: Span) -> Diagnostic {
    Diagnostic::new(code::COUNT_TOO_LARGE, span, "this count is larger than any list can be").help("write a smaller number")
}

pub(super) fn too_many_mistakes(span: Span, limit: usize) -> Diagnostic {
    Diagnostic::new(code::TOO_MANY_MISTAKES, span, format!("more than {limit} places of this file cannot be read"))
        .label("the first of them")
        .help("check that this is a policy, and not a table or a text of law without `>`")
        .help("if it is one, mend what stands here and check the file again")
}

pub(super) fn unreadable(span: Span) -> Diagnostic {
    Diagnostic::new(code::UNEXPECTED_WORD, span, "this file cannot be read from here on").help("check what stands here")
}

// --- ends and marks ---------------------------------------------------------------------------------------------------

pub(super) fn missing_full_stop(span: Span, item: &str, last: &str, next: Option<Span>) -> Diagnostic {
    let diagnostic = Diagnostic::new(code::MISSING_FULL_STOP, span, format!("{item} does not end with a full stop"))
        .label(if last == ";" { "a full stop belongs here" } else { "a full stop belongs after this" })
        .help(if last == ";" { "write `.` in place of `;`".to_string() } else { written_with(last, '.') })
        .help("every item ends with a full stop; a new line alone does not end it");
    match next {
        Some(next) => diagnostic.also(next, "the next item begins here"),
        None => diagnostic,
    }
}

pub(super) fn missing_semicolon(span: Span, part: &str, last: &str) -> Diagnostic {
    Diagnostic::new(code::MISSING_SEMICOLON, span, format!("{part} ends with `;` before the next one"))
        .label("a semicolon belongs after this")
        .help(written_with(last, ';'))
        .help("only the last part is followed by the full stop")
}

pub(super) fn missing_semicolon_between_limbs(span: Span, last: &str) -> Diagnostic {
    Diagnostic::new(code::MISSING_LIMB_SEMICOLON, span, "a limb ends with `;` before the next one")
        .label("a semicolon belongs after this")
        .help(written_with(last, ';'))
        .help("only the last limb is followed by the full stop")
}

pub(super) fn comma_between_limbs(span: Span) -> Diagnostic {
    Diagnostic::new(code::COMMA_BETWEEN_LIMBS, span, "limbs are parted by `;`, not by `,`")
        .label("a semicolon belongs here")
        .help("write `;` in place of the comma")
}

pub(super) fn missing_colon(span: Span, what: &str, last: &str) -> Diagnostic {
    Diagnostic::new(code::MISSING_COLON, span, format!("{what} ends with a colon"))
        .label("a colon belongs after this")
        .help(written_with(last, ':'))
}

/// How to write what stands before a missing mark.
fn written_with(last: &str, mark: char) -> String {
    match last.chars().count() {
        1..=70 => format!("write `{last}{mark}`"),
        _ => format!("write `{mark}` after it"),
    }
}

pub(super) fn unclosed_quotation(span: Span, written: &str) -> Diagnostic {
    let closed = written.trim_end().trim_end_matches([';', ':', '.', ',']).trim_end();
    let behind = written.trim_end().get(closed.len()..).unwrap_or("").trim_start();
    let diagnostic = Diagnostic::new(code::UNCLOSED_QUOTATION, span, "this quotation is opened and never closed")
        .label("no closing `\"` before the end of the line");
    let diagnostic = match closed.chars().count() {
        0..=70 => diagnostic.help(format!("write `{closed}\"{behind}`")),
        _ => diagnostic.help("write `\"` at the end of the quotation"),
    };
    diagnostic.help("a quotation stays on one line; longer text of law goes on lines marked `>`")
}

pub(super) fn unclosed_parenthesis(open: Span, end: Option<Span>) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(code::UNCLOSED_PARENTHESIS, open, "a parenthesis is opened and never closed").label("opened here");
    let diagnostic = match end {
        Some(end) => diagnostic.also(end, "the sentence ends here, still inside it"),
        None => diagnostic,
    };
    diagnostic.help("put `)` where the group ends")
}

pub(super) fn stray_parenthesis(span: Span) -> Diagnostic {
    Diagnostic::new(code::STRAY_PARENTHESIS, span, "nothing is open that this `)` could close")
        .help("put `(` where the group begins, or take the `)` away")
}

pub(super) fn stop_inside_sentence(span: Span, abbreviation: Option<&str>) -> Diagnostic {
    let diagnostic = Diagnostic::new(code::STOP_INSIDE_SENTENCE, span, "a full stop ends the sentence here");
    match abbreviation {
        Some(short) => diagnostic.help(format!("write abbreviations without stops: `{short}`")),
        None => diagnostic.help("take the full stop away, or begin the next item on a new line"),
    }
}

pub(super) fn stray_law(span: Span) -> Diagnostic {
    Diagnostic::new(code::STRAY_LAW, span, "no item follows this text of law")
        .help("put `>` lines directly before the item or the limb that they give rise to")
}

pub(super) fn stray_character(span: Span, letter: char) -> Diagnostic {
    let shown =
        if letter.is_control() || letter == '\u{FFFD}' { format!("U+{:04X}", u32::from(letter)) } else { letter.to_string() };
    Diagnostic::new(code::STRAY_CHARACTER, span, format!("`{shown}` has no meaning here"))
        .help("take it away, or write it in a quotation")
}

// --- words for symbols ------------------------------------------------------------------------------------------------

pub(super) fn symbol_for_word(span: Span, symbol: &str, word: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(code::SYMBOL_FOR_WORD, span, format!("`{symbol}` is not a word of Enact"))
        .label(format!("did you mean `{word}`?"))
        .help(format!("write `{word}` in place of `{symbol}`"));
    if matches!(symbol, "=" | "==") {
        return diagnostic.help("to compare amounts: `is more than`, `is at least`, `is at most`, `is less than`");
    }
    diagnostic
}

pub(super) fn and_or(span: Span, written: &str) -> Diagnostic {
    Diagnostic::new(code::AND_OR, span, format!("`{written}` has two meanings"))
        .label("both of them, or one of them at least?")
        .help("write `and` if both are needed, `or` if one is enough")
}

pub(super) fn but(span: Span) -> Diagnostic {
    Diagnostic::new(code::BUT_FOR_AND, span, "`but` does not join conditions")
        .label("did you mean `and`?")
        .help("write `and` in place of `but`")
}

pub(super) fn contraction(span: Span, written: &str) -> Diagnostic {
    let lower = written.to_lowercase().replace('\u{2019}', "'");
    let whole = match lower.as_str() {
        "isn't" => "is not".to_string(),
        "aren't" => "are not".to_string(),
        "doesn't" | "don't" => "does not".to_string(),
        "hasn't" | "haven't" => "has no".to_string(),
        "can't" | "cannot" | "mustn't" => "must not".to_string(),
        _ => match lower.split_once('\'') {
            Some((word, "s")) => format!("{word} is"),
            Some((word, "re")) => format!("{word} are"),
            Some((word, _)) => format!("{} not", word.trim_end_matches('n')),
            None => lower.clone(),
        },
    };
    Diagnostic::new(code::CONTRACTION, span, format!("`{written}` is read as part of a name"))
        .label(format!("did you mean `{whole}`?"))
        .help(format!("write `{whole}` in full"))
}

pub(super) fn modal_word(span: Span, written: &str, word: &str) -> Diagnostic {
    Diagnostic::new(code::MODAL_WORD, span, format!("`{written}` does not say what a rule does"))
        .label(format!("did you mean `{word}`?"))
        .help(format!("write `{word}` in place of it: a rule says `must`, `must not` or `may`"))
        .help("without any of them it states the choice of the body that made the instrument")
}

pub(super) fn may_not(span: Span) -> Diagnostic {
    Diagnostic::new(code::MAY_NOT, span, "`may not` has two meanings")
        .label("forbidden, or left open?")
        .help("write `must not` if it is forbidden")
        .help("write `may` and the other outcome if it may be left undone")
}

pub(super) fn may_only(span: Span) -> Diagnostic {
    Diagnostic::new(code::MAY_ONLY, span, "`may only ... if` is written `may ... only if`")
        .label("`only` belongs before `if`")
        .help("write `may` here, and `only if` in place of `if`")
}

pub(super) fn count_wording(span: Span, written: &str, word: &str) -> Diagnostic {
    Diagnostic::new(code::COUNT_WORDING, span, format!("`{written}` begins with `no`, which means that there is none"))
        .label(format!("did you mean `{word}`?"))
        .help(format!("write `{word}`"))
}

/// `meant` in place of `written`; `help` where that takes more than other words.
pub(super) fn other_wording(span: Span, written: &str, meant: &str, help: &str) -> Diagnostic {
    let written = written.split_whitespace().collect::<Vec<_>>().join(" ");
    let diagnostic = Diagnostic::new(code::OTHER_WORDING, span, format!("`{written}` is said in other words here"))
        .label(format!("did you mean `{meant}`?"));
    match help {
        "" => diagnostic.help(format!("write `{meant}`")),
        help => diagnostic.help(help),
    }
}

/// `greater than 4`, `older than 2 years`.
pub(super) fn other_comparison(span: Span, written: &str) -> Diagnostic {
    match (wording::comparison(written), written.split_whitespace().next().unwrap_or("").to_lowercase().as_str()) {
        ("", _) => other_wording(span, written, "is", "take it away: `is` alone says that the two are equal"),
        (meant, "older" | "younger") => {
            let help = format!("compare an age: `age is {meant} 18`, or a date: `is {meant} 2 years before ...`");
            other_wording(span, written, meant, &help)
        }
        (meant, _) => other_wording(span, written, meant, ""),
    }
}

/// `1 or more`, `two or more convictions`: `word` goes before the figure.
pub(super) fn or_more(span: Span, figure: &str, word: &str) -> Diagnostic {
    Diagnostic::new(code::OTHER_WORDING, span, "what a figure is the limit of is said before it")
        .label(format!("did you mean `{word} {figure}`?"))
        .help(format!("write `{word} {figure}`"))
}

/// `within 3 years` behind a thing, without a verb.
pub(super) fn within_without_verb(span: Span) -> Diagnostic {
    Diagnostic::new(code::OTHER_WORDING, span, "`within` needs a date before it and a verb")
        .label("which date is within?")
        .help("name the date, and the day from which it is counted:")
        .help("    `whose date is within 3 years before ...`")
}

/// `is at least 5 days after X, not counting weekends`.
pub(super) fn window_counts_all_days(span: Span, day: &str, not_counting: &str) -> Diagnostic {
    let (day, days) = (one_line(day), one_line(not_counting));
    let diagnostic = Diagnostic::new(code::WINDOW_COUNTS_ALL_DAYS, span, "a window in a condition counts all its days")
        .label("leaves days out")
        .help("give the day a name, and compare with it (`is on or after last day`):");
    match day.chars().count() + days.chars().count() {
        0..=50 => diagnostic.help(format!("    `define last day as {day}, {days}.`")),
        _ => diagnostic.help("    `define last day as 5 days after ..., not counting ... .`"),
    }
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `does not block the sidewalk`.
pub(super) fn does_not(span: Span, verb: &str) -> Diagnostic {
    Diagnostic::new(code::OTHER_WORDING, span, format!("`does not {verb}` denies a verb that Enact does not know"))
        .label("`does not` goes with `have`, `include` and `exceed`")
        .help("write `is not ...` with the name of the fact: `is not blocking the sidewalk`")
        .help("of a declared sentence `X`, write `X is no`")
}

/// `if A, otherwise B` in a rule.
pub(super) fn otherwise_in_rule(span: Span, sentence: &str) -> Diagnostic {
    Diagnostic::new(code::OTHERWISE_IN_RULE, span, "a rule decides one thing, and has no `otherwise`")
        .label("this is a second rule")
        .help("end the rule before it with a full stop, and write a sentence of its own:")
        .help(format!("    `{sentence}`"))
        .help("only `define ... as` has `otherwise` inside it")
}

/// `rule otherwise: refuse permit.`
pub(super) fn otherwise_as_label(span: Span) -> Diagnostic {
    Diagnostic::new(code::OTHERWISE_AS_LABEL, span, "a rule cannot be labelled `otherwise`")
        .label("as a rule it would speak to every case")
        .help("for what holds where no rule speaks, write `otherwise refuse permit.`")
        .help("an act that changes what another's `otherwise` says inserts a rule of its own:")
        .help("    `insert rule 9, subject to any other rule: defer permit.`")
}

/// `not furnished` without a subject.
pub(super) fn not_alone(span: Span, what: &str) -> Diagnostic {
    let what = what.split_whitespace().collect::<Vec<_>>().join(" ");
    let diagnostic = Diagnostic::new(code::NOT_ALONE, span, "`not` stands here without a verb").label("what is it said of?");
    if what.chars().count() > 50 {
        return diagnostic.help("write `X is not ...`, or `... is no` of a yes/no fact of the case");
    }
    diagnostic
        .help(format!("write `{what} is no` if that is a yes/no fact of the case"))
        .help(format!("else write `X is not {what}`"))
}

// --- two readings -----------------------------------------------------------------------------------------------------

pub(super) fn mixed_and_or(span: Span, before: Span, and_first: bool, readings: Option<[String; 2]>) -> Diagnostic {
    let (first, second) = if and_first { ("and", "or") } else { ("or", "and") };
    let mut diagnostic =
        Diagnostic::new(code::MIXED_AND_OR, span, format!("`{first}` and `{second}` meet, and nothing says which is read first"))
            .label("with both, or with the second only?")
            .also(before, format!("`{first}` joins two conditions"));
    diagnostic = diagnostic.help(if readings.is_some() {
        "put one pair in parentheses; say which you mean:"
    } else {
        "put one pair in parentheses"
    });
    for reading in readings.into_iter().flatten() {
        diagnostic = diagnostic.help(format!("    `{reading}`"));
    }
    diagnostic.help("a list says it too: `any of: (a) ...; (b) ...`")
}

pub(super) fn missing_connective(span: Span) -> Diagnostic {
    Diagnostic::new(code::MISSING_CONNECTIVE, span, "a list of conditions has commas and neither `and` nor `or`")
        .label("`and`, or `or`?")
        .help("write `and` or `or` before the last condition of the list")
}

/// `decline detainer if …, exception to rule 1.`
pub(super) fn head_after_sentence(span: Span, head: &str) -> Diagnostic {
    let head = head.trim_end();
    Diagnostic::new(code::HEAD_AFTER_SENTENCE, span, format!("`{head}` stands before the sentence of a rule, not after it"))
        .label(format!("`{head}` follows here"))
        .help(format!("write it after the label: `rule 2, {head} ...: ...`"))
}

/// `$1,0000`: a figure with a comma in it that groups no thousands.
pub(super) fn comma_in_figure(span: Span, written: &str) -> Diagnostic {
    let (whole, rest) = written.rsplit_once(',').unwrap_or((written, ""));
    let diagnostic = Diagnostic::new(code::COMMA_IN_FIGURE, span, format!("the comma in `{written}` does not group thousands"))
        .label("thousands have three digits each");
    let digits: String = written.chars().filter(|letter| *letter != ',').collect();
    diagnostic
        .help(format!("write `{digits}`, or group it by three digits"))
        .help(format!("write `{whole}.{rest}` if a point is meant"))
}

pub(super) fn unless_inside_limb(span: Span) -> Diagnostic {
    Diagnostic::new(code::UNLESS_AFTER_LIMBS, span, "a limb has no `unless` of its own")
        .label("the whole list, or this limb?")
        .help("write `; unless ...` after the last limb if it limits the whole rule")
        .help("else write `and not (...)` in the limb")
}

pub(super) fn subdivision_alone(span: Span) -> Diagnostic {
    Diagnostic::new(code::SUBDIVISION_ALONE, span, "a subdivision stands without its section")
        .label("of which section?")
        .help("write the section again: `PL 120(1), 120(3)`")
}

pub(super) fn sections_except(span: Span) -> Diagnostic {
    Diagnostic::new(code::SUBDIVISION_ALONE, span, "a list of sections takes nothing out")
        .label("an exception")
        .help("say it in the condition: `whose section is among listed and is not PL 490.20`")
        .help("or write the ranges before and after it")
}

/// `age at least 18`: the comparison, as written.
pub(super) fn comparison_without_verb(span: Span, comparison: &str) -> Diagnostic {
    Diagnostic::new(code::OTHER_WORDING, span, format!("`{comparison}` has no verb before it"))
        .label("`is` belongs before this")
        .help(format!("write `is {comparison} ...`"))
}

pub(super) fn mixed_arithmetic(span: Span, sign: Span, product: &str) -> Diagnostic {
    let product = product.split_whitespace().collect::<Vec<_>>().join(" ");
    let diagnostic =
        Diagnostic::new(code::MIXED_ARITHMETIC, span, "a sum and a product meet, and nothing says which is read first")
            .label("is this worked out first?")
            .also(sign, "or this?");
    if product.chars().count() > 70 {
        return diagnostic.help("put the part that is worked out first in parentheses");
    }
    diagnostic.help(format!("put it in parentheses: `({product})`"))
}

/// `A divided by B times C`: the sign, and the `divided by` before it.
pub(super) fn unclear_division(sign: Span, divided: Span) -> Diagnostic {
    Diagnostic::new(code::MIXED_ARITHMETIC, sign, "what stands after `divided by` does not say where it ends")
        .label("is this divided by as well?")
        .also(divided, "by what?")
        .help("put in parentheses what is worked out first: `(A divided by B) times C`")
        .help("or `A divided by (B times C)`")
}

/// `10 days after 20 days after X, extended past weekends`: the clause, its words, the outer count and the inner one before it.
pub(super) fn unclear_count(span: Span, clause: &str, outer: &str, inner: &str) -> Diagnostic {
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (clause, outer, inner) = (line(clause), line(outer), line(inner));
    let clause = clause.trim_start_matches([',', ' ']);
    let inner = inner.trim_end_matches([',', ' ']);
    let diagnostic = Diagnostic::new(code::UNCLEAR_COUNT, span, format!("`{clause}` may belong to either of two counts"))
        .label("to which count?");
    if outer.chars().count() + inner.chars().count() + clause.chars().count() > 70 {
        return diagnostic.help("put the inner count in parentheses, with these words inside or behind them");
    }
    diagnostic.help(format!("write `{outer} ({inner}), {clause}`")).help(format!("or `{outer} ({inner}, {clause})`"))
}

/// `the later of A and 10 days after B, extended past weekends`: the clause, its words, what stands before the last count, and that count.
pub(super) fn unclear_extension(span: Span, clause: &str, before: &str, count: &str) -> Diagnostic {
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (clause, before, count) = (line(clause), line(before), line(count));
    let clause = clause.trim_start_matches([',', ' ']);
    let count = count.trim_end_matches([',', ' ']);
    let diagnostic = Diagnostic::new(code::UNCLEAR_COUNT, span, format!("`{clause}` may speak of the last date or of both"))
        .label("of which date?");
    if before.chars().count() + count.chars().count() + clause.chars().count() > 70 {
        return diagnostic.help("put the last count in parentheses together with these words, or say it of each date");
    }
    diagnostic
        .help(format!("write `{before} ({count}, {clause})` if it is of the last alone"))
        .help(format!("or `0 days after ({before} {count}), {clause}` if it is of both"))
}

pub(super) fn not_with_or(span: Span, values: &[String], verb: &str) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(code::NOT_WITH_OR, span, "`not` before `or` has two meanings").label("neither, or not both?");
    match values {
        [first, second] if verb == "is not" => diagnostic
            .help(format!("write `is neither {first} nor {second}`"))
            .help(format!("or write `is not {first} or is not {second}` if one may be so")),
        [first, .., last] => {
            diagnostic.help(format!("write `{verb} {first}` and `{verb} {last}` with `and` or `or` between them"))
        }
        _ => diagnostic,
    }
}

pub(super) fn neither_without_nor(span: Span, written: &str) -> Diagnostic {
    Diagnostic::new(code::NEITHER_WITHOUT_NOR, span, "`neither` needs its `nor`")
        .help(format!("write `{}`", written.replace(" or ", " nor ").split_whitespace().collect::<Vec<_>>().join(" ")))
        .help("or write `is not ...` for one value")
}

pub(super) fn not_with_count(span: Span, written: &str) -> Diagnostic {
    let (words, count) = written.trim().rsplit_once(' ').unwrap_or(("", written));
    let help = match words.to_lowercase().as_str() {
        "at least" => format!("write `has fewer than {count}` in place of `does not have {written}`"),
        "at most" => format!("write `has more than {count}` in place of `does not have {written}`"),
        "more than" => format!("write `has at most {count}` in place of `does not have {written}`"),
        "fewer than" | "less than" => format!("write `has at least {count}` in place of `does not have {written}`"),
        "exactly" => format!("write `has fewer than {count}` or `has more than {count}`, or both with `or` between them"),
        _ => "write `has no ...` in place of `does not have no ...`".to_string(),
    };
    Diagnostic::new(code::NOT_WITH_COUNT, span, "`does not have` is followed by a count").label("which count, then?").help(help)
}

pub(super) fn unclear_between(span: Span, ends: &[String]) -> Diagnostic {
    let (from, through) = (ends.first().map_or("...", String::as_str), ends.get(1).map_or("...", String::as_str));
    let figure = |end: &str| end.starts_with(|letter: char| letter == '$' || letter.is_ascii_digit());
    let diagnostic = Diagnostic::new(code::UNCLEAR_BETWEEN, span, "`between` does not say whether its ends count")
        .label("with both ends?")
        .help(format!("write `from {from} through {through}` if both ends belong to it"));
    if figure(from) && !from.contains('-') {
        return diagnostic.help(format!("write `more than {from} and is less than {through}` if they do not"));
    }
    diagnostic.help(format!("write `after {from} and is before {through}` if they do not"))
}

pub(super) fn window_without_side(span: Span, has_of: bool, length: &str, anchor: &str) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(code::WINDOW_WITHOUT_SIDE, span, "a period needs a direction").label("before it, or after it?");
    if has_of {
        return diagnostic.help(format!("write `within {length} before {anchor}` or `within {length} after {anchor}`"));
    }
    diagnostic.help(format!("write `within {length} before ...` or `within {length} after ...`"))
}

pub(super) fn unless_after_limbs(span: Span, limb: Span) -> Diagnostic {
    Diagnostic::new(code::UNLESS_AFTER_LIMBS, span, "this `unless` looks as if it limited the last limb only")
        .label("the whole list, or the last limb?")
        .also(limb, "the last limb")
        .help("write `; unless ...` if it limits the whole rule")
        .help("or define the limb as a term, with its own `unless`")
}

pub(super) fn limb_word(span: Span, word: &str, need: &str, right: &str) -> Diagnostic {
    let (one, other, instead) = match right {
        "or" => ("if one is enough", "if all are needed", "all of:"),
        _ => ("if all are needed", "if one is enough", "any of:"),
    };
    Diagnostic::new(code::LIMB_WORD, span, format!("`{word}` between the limbs does not agree with `{need}`"))
        .label(format!("`{need}` means `{right}`"))
        .help(format!("write `{right}` here {one}"))
        .help(format!("or write `{instead}` before the list {other}"))
}

pub(super) fn limb_out_of_order(span: Span, label: &str, before: Span, last: &str) -> Diagnostic {
    let again = label == last;
    let message =
        if again { format!("two limbs are lettered `({label})`") } else { format!("limb `({label})` follows `({last})`") };
    Diagnostic::new(code::LIMB_OUT_OF_ORDER, span, message)
        .label(if again { "the same letter again" } else { "does this limb belong to an outer list?" })
        .also(before, "the limb before it")
        .help("letter the limbs of one list in rising order")
        .help("letter an inner list in another way than the list around it: `(a)`, then `(1)`")
}

pub(super) fn more_than_the_limbs(span: Span, count: u32, limbs: usize) -> Diagnostic {
    Diagnostic::new(code::MORE_THAN_THE_LIMBS, span, format!("{count} limbs are asked for, and the list has {limbs}"))
        .label("more than there are")
        .help("write a smaller number, or add the limbs that are missing")
}

// --- conditions -------------------------------------------------------------------------------------------------------

pub(super) fn missing_value(verb: Span) -> Diagnostic {
    Diagnostic::new(code::MISSING_VALUE, verb, "`is` says nothing here").label("is what?").help("write the value after it")
}

pub(super) fn no_after_is(span: Span, written: &str) -> Diagnostic {
    let joined = written.split_whitespace().collect::<Vec<_>>().join("-");
    Diagnostic::new(code::NO_AFTER_IS, span, "`no` counts things; after `is` stands a value")
        .label("one value?")
        .help(format!("join the words of a value with a hyphen: `{joined}`"))
        .help("or write `has no ...`, or `is not ...`")
}

pub(super) fn there_is_not(span: Span, what: &str) -> Diagnostic {
    let bare = ["a ", "an ", "any "].iter().find_map(|article| what.strip_prefix(article)).unwrap_or(what);
    Diagnostic::new(code::THERE_IS_NOT, span, "`there is not` is written `there is no`")
        .label("did you mean `no`?")
        .help(if bare.chars().count() > 60 { "write `there is no`".to_string() } else { format!("write `there is no {bare}`") })
}

pub(super) fn verb_not_repeated(span: Span, written: &str) -> Diagnostic {
    let written = written.split_whitespace().collect::<Vec<_>>().join(" ");
    let diagnostic = Diagnostic::new(code::VERB_NOT_REPEATED, span, "after `and` or `or` the verb is said again")
        .label("the verb belongs before this");
    if written.chars().count() > 60 {
        return diagnostic.help("write `is` before it");
    }
    diagnostic.help(format!("write `is {written}`"))
}

pub(super) fn limbs_without_word(span: Span) -> Diagnostic {
    Diagnostic::new(code::LIMBS_WITHOUT_WORD, span, "lettered limbs need a word that says how they join")
        .label("all of these, or any?")
        .help("write `any of:` or `all of:` before the first limb")
}

pub(super) fn conclusion_last(span: Span, conclusion: Option<&str>) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(code::CONCLUSION_LAST, span, "a rule begins with what it decides").label("the condition comes second");
    match conclusion {
        Some(conclusion) => diagnostic.help(format!("write `{conclusion}`")),
        None => diagnostic.help("write the outcome first, then `if` and its condition"),
    }
}

pub(super) fn then_word(span: Span) -> Diagnostic {
    Diagnostic::new(code::CONCLUSION_LAST, span, "`then` has no place here: a rule begins with what it decides")
        .help("write the outcome first, then `if` and its condition")
}

// --- items and their parts --------------------------------------------------------------------------------------------

pub(super) fn unknown_keyword(span: Span, written: &str, near: &str, place: &str) -> Diagnostic {
    Diagnostic::new(code::UNKNOWN_KEYWORD, span, format!("`{written}` is not a word that {place}"))
        .label(format!("did you mean `{near}`?"))
        .help(format!("write `{near}`"))
}

pub(super) fn unknown_item(span: Span, written: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(code::UNKNOWN_ITEM, span, format!("`{written}` begins no item"));
    let meant = match written.to_lowercase().as_str() {
        "constant" | "const" | "figure" | "amount" => Some("parameter"),
        "let" | "set" | "function" | "definition" | "term" => Some("define"),
        "test" | "example" => Some("scenario"),
        "import" | "include" | "open" => Some("use"),
        "section" | "article" | "clause" | "exception" => Some("rule"),
        "input" | "inputs" | "data" | "record" | "fact" => Some("facts of"),
        "output" | "outcome" => Some("decision"),
        "else" | "default" => Some("otherwise"),
        _ => None,
    };
    if let Some(meant) = meant {
        return diagnostic.label(format!("did you mean `{meant}`?")).help(format!("write `{meant}` in place of `{written}`"));
    }
    diagnostic
        .help("begin an item with `policy`, `use`, `facts of`, `decision`, `define`, `rule`, `scenario`, ...")
        .help("or begin with what is decided, and write `if` after it")
}

pub(super) fn allow_without_reason(code: &str, span: Span) -> Diagnostic {
    Diagnostic::new(code::ALLOW_WITHOUT_REASON, span, format!("`allow {code}` does not say why"))
        .label("a reason belongs after this")
        .help(format!("write `allow {code} \"the reason\"`; the next reader will ask"))
}

pub(super) fn unknown_part(span: Span, written: &str, what: &str, choices: &[&str]) -> Diagnostic {
    let diagnostic = Diagnostic::new(code::UNKNOWN_PART, span, format!("`{written}` begins no part of {what}"));
    let meant = match written.to_lowercase().as_str() {
        "effective" | "from" | "since" | "on" => "in force from",
        "enacted" | "adopted" | "signed" => "status enacted",
        "applies" => "binds",
        "by" | "author" | "jurisdiction" => "made by",
        "citation" | "url" | "link" => "source",
        "except" | "overrides" => "exception to",
        _ => "",
    };
    let diagnostic = match choices.iter().any(|choice| meant.starts_with(choice)) {
        true => {
            return diagnostic.label(format!("did you mean `{meant}`?")).help(format!("write `{meant}` in place of `{written}`"));
        }
        false => diagnostic,
    };
    let shown = one_of(choices);
    if shown.chars().count() <= 74 {
        return diagnostic.help(format!("begin it with {shown}"));
    }
    let (first, second) = choices.split_at(choices.len() / 2);
    let list = |words: &[&str]| words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    diagnostic.help(format!("begin it with one of {},", list(first))).help(list(second))
}

pub(super) fn missing_quotation(span: Span, item: &str, written: &str) -> Diagnostic {
    let item = item.to_lowercase();
    let written = written.split_whitespace().collect::<Vec<_>>().join(" ");
    let what = if item == "use" || item == "vocabulary" { "the name of a file" } else { "a title" };
    let diagnostic = Diagnostic::new(code::MISSING_QUOTATION, span, format!("{what} stands in quotation marks"));
    match written.chars().count() {
        1..=60 => diagnostic.help(format!("write `{item} \"{written}\"`")),
        _ => diagnostic.help("put quotation marks around it"),
    }
}

pub(super) fn rule_without_condition(span: Span) -> Diagnostic {
    Diagnostic::new(code::RULE_WITHOUT_CONDITION, span, "this sentence has no `if`, and no word that begins an item")
        .label("`if` belongs after this")
        .help("write `if` and a condition after it")
        .help("or put `otherwise` before it if it holds where no rule does")
        .help("or put `rule 1:` before it, with a label of its own, if it always holds")
}

pub(super) fn misread_keyword(span: Span, written: &str, near: &str) -> Diagnostic {
    Diagnostic::new(code::MISREAD_KEYWORD, span, format!("`{written}` is read as part of a name here"))
        .label(format!("did you mean `{near}`?"))
        .help(format!("write `{near}`"))
}

pub(super) fn reserved_in_name(span: Span, word: &str, hyphened: Option<&str>) -> Diagnostic {
    let diagnostic = Diagnostic::new(code::RESERVED_WORD_IN_NAME, span, format!("a name may not contain `{word}`"));
    match hyphened {
        Some(joined) => diagnostic.help(format!("join the words with hyphens: `{joined}`")),
        None => diagnostic.help("join the words with hyphens, or choose another name"),
    }
}

pub(super) fn fact_without_colon(span: Span, meant: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(code::FACT_WITHOUT_COLON, span, "a fact has `:` between its name and its kind")
        .label("a colon belongs after this");
    match meant.chars().count() {
        0..=76 => diagnostic.help(format!("write `{meant}`")),
        _ => diagnostic.help("write `:` after its name"),
    }
}

pub(super) fn none_among_values(span: Span, meant: &str) -> Diagnostic {
    Diagnostic::new(code::VALUE_IS_RESERVED, span, "`none` says that a fact is not there, and can't be one of its values")
        .label("not a value")
        .help(format!("write `{meant}`"))
}

pub(super) fn limb_needs_value(span: Span) -> Diagnostic {
    Diagnostic::new(code::LIMB_NEEDS_VALUE, span, "this limb stands after a verb, and holds a condition in place of a value")
        .label("a condition")
        .help("write the value alone, or put `any of:` first and a whole condition into each limb")
}

pub(super) fn choice_without_or(span: Span, meant: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(code::CHOICE_WITHOUT_OR, span, "a list of values closes with `or`")
        .label("`or` belongs before this, without a comma");
    match meant.chars().count() {
        0..=76 => diagnostic.help(format!("write `{meant}`")),
        _ => diagnostic.help("write `or` in place of the last comma"),
    }
}

pub(super) fn question_without_position(span: Span) -> Diagnostic {
    Diagnostic::new(code::QUESTION_WITHOUT_POSITION, span, "this question has no position")
        .label("which readings are there?")
        .help("give each reading a part of its own: `position NAME \"what it says\"`")
}

pub(super) fn said_twice(span: Span, what: &str, first: Option<Span>) -> Diagnostic {
    let diagnostic = Diagnostic::new(code::SAID_TWICE, span, format!("`{what}` is said twice in one item"))
        .label("said again")
        .help("take one of them away");
    match first {
        Some(first) => diagnostic.also(first, "said here first"),
        None => diagnostic,
    }
}

pub(super) fn satisfied_without_condition(span: Span) -> Diagnostic {
    Diagnostic::new(code::SATISFIED_WITHOUT_CONDITION, span, "this paragraph is satisfied without any condition")
        .label("when?")
        .help("write `if` and the condition after `is satisfied`")
}

pub(super) fn scenario_without_expect(span: Span) -> Diagnostic {
    Diagnostic::new(code::SCENARIO_WITHOUT_EXPECT, span, "this scenario expects nothing")
        .label("what must come out?")
        .help("write `expect` and what must come out, before the full stop")
}

pub(super) fn is_in_record(span: Span, written: &str, verb: &str) -> Diagnostic {
    let words: Vec<&str> = written.split_whitespace().collect();
    let meant = words.iter().copied().filter(|word| !word.eq_ignore_ascii_case(verb)).collect::<Vec<_>>().join(" ");
    let diagnostic = Diagnostic::new(code::IS_IN_RECORD, span, format!("a fact in a record is written without `{verb}`"));
    match meant.chars().count() {
        1..=70 => diagnostic.help(format!("write `{meant}`")),
        _ => diagnostic.help(format!("take `{verb}` away")),
    }
}

pub(super) fn record_without_colon(span: Span) -> Diagnostic {
    Diagnostic::new(code::RECORD_WITHOUT_COLON, span, "a record in a scenario has `:` after its name")
        .label("where does the name of the record end?")
        .help("write `:` after the name of the record, before its first fact")
}

pub(super) fn not_yet_supported(span: Span, word: &str) -> Diagnostic {
    if word.eq_ignore_ascii_case("guarantee") {
        return Diagnostic::new(code::NOT_YET_SUPPORTED, span, "`guarantee` is not supported yet")
            .help("write scenarios that try what is guaranteed");
    }
    Diagnostic::new(code::NOT_YET_SUPPORTED, span, format!("`{}` is not supported yet", word.to_lowercase()))
        .help("write the text as it stands after the change, with `in force from ...` on each rule")
}

// --- dates ------------------------------------------------------------------------------------------------------------

pub(super) fn no_such_date(span: Span, written: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(code::NO_SUCH_DATE, span, format!("there is no day `{written}`"));
    let mut numbers = written.split('-').map(str::parse::<i16>);
    let first = match (numbers.next(), numbers.next()) {
        (Some(Ok(year)), Some(Ok(month))) => {
            i8::try_from(month).ok().and_then(|month| jiff::civil::Date::new(year, month, 1).ok())
        }
        _ => None,
    };
    match first {
        Some(first) => diagnostic.help(format!("write a day from 01 to {}: that month has no more", first.days_in_month())),
        None => diagnostic.help("write the year, a month from 01 to 12, and a day of that month"),
    }
}

pub(super) fn no_such_time(span: Span, written: &str) -> Diagnostic {
    Diagnostic::new(code::NO_SUCH_TIME, span, format!("there is no time `{written}`"))
        .help("write hours from 0 to 23 and minutes from 00 to 59, with a colon: `14:00`")
}

pub(super) fn unclear_date(span: Span, written: &str) -> Diagnostic {
    let readings = date_readings(written);
    let message = match readings.len() {
        2 => format!("`{written}` could be either of two days"),
        _ => format!("`{written}` is not written as a date"),
    };
    let diagnostic = Diagnostic::new(code::UNCLEAR_DATE, span, message).label("the year comes first, then month, then day");
    match readings.as_slice() {
        [one] => diagnostic.help(format!("write `{one}`")),
        [one, two] => diagnostic
            .help(format!("write `{one}` if it is {}", day_in_words(one)))
            .help(format!("write `{two}` if it is {}", day_in_words(two))),
        _ => diagnostic.help("write it like `2026-03-04`"),
    }
}

pub(super) fn period_ends_before_it_begins(span: Span, from: Span) -> Diagnostic {
    Diagnostic::new(code::PERIOD_ENDS_BEFORE_IT_BEGINS, span, "this period ends before it begins")
        .label("it ends here")
        .also(from, "it begins here")
        .help("write the earlier day after `from` and the later one after `through`")
}

pub(super) fn two_calendars(span: Span) -> Diagnostic {
    Diagnostic::new(code::SAID_TWICE, span, "`holidays of` is said twice in one count")
        .help("name one calendar; a calendar may take in the days of another")
}

// --- the rest ---------------------------------------------------------------------------------------------------------

pub(super) fn unexpected(span: Span, expected: &[String], found: &str, before: &str) -> Diagnostic {
    let found = if found.is_empty() { "the end".to_string() } else { format!("`{found}`") };
    let message = match before {
        "" => format!("{found} cannot stand here"),
        before => format!("{found} cannot stand after `{before}`"),
    };
    let diagnostic = Diagnostic::new(code::UNEXPECTED_WORD, span, message);
    let expected = one_by_one(expected);
    match expected.split_last() {
        None => diagnostic.help(format!("take {found} away, or mend the words before it")),
        Some((only, [])) => diagnostic.help(format!("write {only} here, or take {found} away")),
        Some((last, rest)) => {
            diagnostic.help(format!("write {} or {last} here", rest.join(", "))).help(format!("or take {found} away"))
        }
    }
}

/// Something is missing at the beginning.
pub(super) fn missing_before(span: Span, expected: &[String], found: &str) -> Diagnostic {
    let expected = one_by_one(expected);
    let things = match expected.split_last() {
        None => "something".to_string(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    };
    Diagnostic::new(code::UNFINISHED, span, format!("{things} is missing before this"))
        .help(format!("write what is missing before `{found}`"))
}

/// What is two things in one (`and` or `or`) as two.
fn one_by_one(expected: &[String]) -> Vec<String> {
    let mut things = Vec::new();
    for thing in expected {
        match thing.as_str() {
            "`and` or `or`" => things.extend(["`and`".to_string(), "`or`".to_string()]),
            "an amount or a name" => things.extend(["an amount".to_string(), "a name".to_string()]),
            _ => things.push(thing.clone()),
        }
    }
    things
}

pub(super) fn unfinished(span: Span, expected: &[String], last: &str) -> Diagnostic {
    let expected = one_by_one(expected);
    let message = match expected.split_last() {
        None => "something is missing after this".to_string(),
        Some((only, [])) => format!("{only} is missing after this"),
        Some((last, rest)) => format!("{} or {last} is missing after this", rest.join(", ")),
    };
    let diagnostic = Diagnostic::new(code::UNFINISHED, span, message);
    match last.chars().count() {
        _ if last == "," => diagnostic.help("take the comma away, or write what it joins"),
        1..=60 => diagnostic.help(format!("write what is missing after `{last}`, or take this part away")),
        _ => diagnostic.help("write what is missing, or take this part away"),
    }
}

/// `2026-03-04` is `4 March 2026`.
fn day_in_words(date: &str) -> String {
    date.parse::<jiff::civil::Date>().map_or_else(|_| date.to_string(), |date| date.strftime("%-d %B %Y").to_string())
}

/// The days that a date in another order may mean, as Enact writes them.
fn date_readings(written: &str) -> Vec<String> {
    let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let lower = written.to_lowercase();
    let mut numbers: Vec<i16> = lower
        .split(|letter: char| !letter.is_ascii_digit())
        .filter(|digits| !digits.is_empty())
        .filter_map(|digits| digits.parse().ok())
        .collect();
    let named = lower
        .split(|letter: char| !letter.is_alphabetic())
        .find_map(|word| (word.len() >= 3).then(|| months.iter().position(|month| word.starts_with(month))).flatten());
    let mut readings: Vec<(i16, i16, i16)> = Vec::new();
    if let Some(month) = named {
        numbers.sort_unstable();
        if let [day, year] = numbers.as_slice() {
            readings.push((*year, i16::try_from(month).unwrap_or(0) + 1, *day));
        }
    } else if let [first, second, third] = numbers.as_slice() {
        if *first > 31 {
            readings.push((*first, *second, *third));
        } else {
            let year = if *third < 100 { 2000 + third } else { *third };
            readings.push((year, *first, *second));
            readings.push((year, *second, *first));
        }
    }
    let mut shown = Vec::new();
    for (year, month, day) in readings {
        if let (Ok(month), Ok(day)) = (i8::try_from(month), i8::try_from(day))
            && let Ok(date) = jiff::civil::Date::new(year, month, day)
            && !shown.contains(&date.to_string())
        {
            shown.push(date.to_string());
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_of_dates() {
        assert_eq!(date_readings("03/04/2026"), ["2026-03-04", "2026-04-03"]);
        assert_eq!(date_readings("01/31/2026"), ["2026-01-31"]);
        assert_eq!(date_readings("March 4, 2026"), ["2026-03-04"]);
        assert_eq!(date_readings("2026-3-4"), ["2026-03-04"]);
    }
}
