//! Symbols and words of other texts, and what Enact says for them.

use crate::diagnostics::{Diagnostic, catalogue as code};
use crate::source::{Span, on_one_line};
use crate::syntax::wording;

pub(in crate::syntax) fn symbol_for_word(span: Span, symbol: &str, word: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(code::SYMBOL_FOR_WORD, span, format!("`{symbol}` is not a word of Enact"))
        .label(format!("did you mean `{word}`?"))
        .help(format!("write `{word}` in place of `{symbol}`"));
    if matches!(symbol, "=" | "==") {
        return diagnostic.help("to compare amounts: `is more than`, `is at least`, `is at most`, `is less than`");
    }
    diagnostic
}

pub(in crate::syntax) fn and_or(span: Span, written: &str) -> Diagnostic {
    Diagnostic::new(code::AND_OR, span, format!("`{written}` has two meanings"))
        .label("both of them, or one of them at least?")
        .help("write `and` if both are needed, `or` if one is enough")
}

pub(in crate::syntax) fn but(span: Span) -> Diagnostic {
    Diagnostic::new(code::BUT_FOR_AND, span, "`but` does not join conditions")
        .label("did you mean `and`?")
        .help("write `and` in place of `but`")
}

pub(in crate::syntax) fn contraction(span: Span, written: &str) -> Diagnostic {
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

/// `it's width is at most 4`
pub(in crate::syntax) fn its_with_apostrophe(span: Span, written: &str) -> Diagnostic {
    Diagnostic::new(code::CONTRACTION, span, format!("`{written}` is read as part of a name"))
        .label("did you mean `its`?")
        .help("write `its`: what it has is said without an apostrophe")
}

pub(in crate::syntax) fn modal_word(span: Span, written: &str, word: &str) -> Diagnostic {
    Diagnostic::new(code::MODAL_WORD, span, format!("`{written}` does not say what a rule does"))
        .label(format!("did you mean `{word}`?"))
        .help(format!("write `{word}` in place of it: a rule says `must`, `must not` or `may`"))
        .help("without any of them it states the choice of the body that made the instrument")
}

pub(in crate::syntax) fn may_not(span: Span) -> Diagnostic {
    Diagnostic::new(code::MAY_NOT, span, "`may not` has two meanings")
        .label("forbidden, or left open?")
        .help("write `must not` if it is forbidden")
        .help("write `may` and the other outcome if it may be left undone")
}

pub(in crate::syntax) fn may_only(span: Span) -> Diagnostic {
    Diagnostic::new(code::MAY_ONLY, span, "`may only ... if` is written `may ... only if`")
        .label("`only` belongs before `if`")
        .help("write `may` here, and `only if` in place of `if`")
}

pub(in crate::syntax) fn count_wording(span: Span, written: &str, word: &str) -> Diagnostic {
    Diagnostic::new(code::COUNT_WORDING, span, format!("`{written}` begins with `no`, which means that there is none"))
        .label(format!("did you mean `{word}`?"))
        .help(format!("write `{word}`"))
}

/// `meant` in place of `written`; `help` where that takes more than other words.
pub(in crate::syntax) fn other_wording(span: Span, written: &str, meant: &str, help: &str) -> Diagnostic {
    let written = on_one_line(written);
    let diagnostic = Diagnostic::new(code::OTHER_WORDING, span, format!("`{written}` is said in other words here"))
        .label(format!("did you mean `{meant}`?"));
    match help {
        "" => diagnostic.help(format!("write `{meant}`")),
        help => diagnostic.help(help),
    }
}

/// `greater than 4`, `older than 2 years`.
pub(in crate::syntax) fn other_comparison(span: Span, written: &str) -> Diagnostic {
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
pub(in crate::syntax) fn or_more(span: Span, figure: &str, word: &str) -> Diagnostic {
    Diagnostic::new(code::OTHER_WORDING, span, "what a figure is the limit of is said before it")
        .label(format!("did you mean `{word} {figure}`?"))
        .help(format!("write `{word} {figure}`"))
}

/// `must send notice within 3 days after X`: `due` is the moment, `rule` the whole rule where it could be put together.
pub(in crate::syntax) fn deadline_in_sentence(span: Span, written: &str, due: &str, rule: Option<&str>) -> Diagnostic {
    let diagnostic = other_wording(span, written, &format!("due {due}"), "a deadline stands in the head of the rule of a duty:");
    match rule {
        Some(rule) => diagnostic.help(format!("    `{rule}`")),
        None => diagnostic.help(format!("    `rule 1, due {due}: must ...`")),
    }
}

/// `the organisation must not skip notice`: `rule` is what to write.
pub(in crate::syntax) fn who_acts(span: Span, who: &str, mode: &str, rule: &str) -> Diagnostic {
    let who = on_one_line(who);
    let diagnostic = Diagnostic::new(
        code::OTHER_WORDING,
        span,
        format!("`{who}` stands before `{mode}`, where the sentence of a rule begins"),
    )
    .label("who owes it");
    match rule.chars().count() {
        0..=78 => diagnostic.help("who owes a duty stands in the head of its rule:").help(format!("    `{rule}`")),
        _ => diagnostic.help(format!("who owes a duty stands in the head of its rule: `owed by \"{who}\"`")),
    }
}

/// `payment is A if C, $100 if D` in a rule.
pub(in crate::syntax) fn cases_in_rule(span: Span, decision: &str, cases: &str) -> Diagnostic {
    let definition = format!("define result as {cases}, otherwise ...");
    let diagnostic = Diagnostic::new(code::OTHERWISE_IN_RULE, span, "a rule decides one thing, and has no second case")
        .label("a second case")
        .help("cases stand in a definition, and the rule says its name:");
    let diagnostic = match definition.chars().count() {
        0..=78 => diagnostic.help(format!("    `{definition}`")),
        _ => diagnostic.help("    `define result as A if ..., B if ..., otherwise C`"),
    };
    diagnostic.help(format!("    `rule 1: {decision} is the result`"))
}

/// `joint and 1 through 3: $5`
pub(in crate::syntax) fn range_beside_a_key(span: Span) -> Diagnostic {
    Diagnostic::new(code::OTHER_WORDING, span, "a range stands only in a table of one key")
        .label("a range beside another key")
        .help("write a row for each number: `... and 1: ...; ... and 2: ...`")
}

/// `define doubled as the zone is work`: what is true or not is said of something.
pub(in crate::syntax) fn condition_as_value(span: Span, name: &str, condition: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(code::OTHER_WORDING, span, "`as` defines a value, and a condition stands here")
        .label("what is it said of?")
        .help("a condition is defined of something, with `if`:");
    match name.chars().count() + condition.chars().count() {
        0..=50 => diagnostic.help(format!("    `define the ... is {name} if {condition}`")),
        _ => diagnostic.help(format!("    `define the ... is {name} if ...`")),
    }
}

/// `$50 times the number of permits that are valid`
pub(in crate::syntax) fn count_beside_arithmetic(span: Span, count: &str) -> Diagnostic {
    let count = on_one_line(count);
    // A name that says what kind of thing it is.
    let name = match count.split(' ').next().unwrap_or("") {
        "earliest" => "first date",
        "latest" => "last date",
        "highest" => "top amount",
        "lowest" => "least amount",
        "total" => "the sum",
        _ => "the count",
    };
    let diagnostic = Diagnostic::new(code::OTHER_WORDING, span, "what is worked out of some items of a list stands alone")
        .label("of some of them only")
        .help("give it a name, and work with that:");
    match count.chars().count() {
        0..=55 => diagnostic.help(format!("    `define {name} as the {count}.`")),
        _ => {
            let word = count.split(' ').next().unwrap_or("number");
            diagnostic.help(format!("    `define {name} as the {word} ... of ... that are ... .`"))
        }
    }
}

/// `50%`: `whole` has the figure and the word, with the blank between them.
pub(in crate::syntax) fn percent_sign(span: Span, whole: &str) -> Diagnostic {
    Diagnostic::new(code::SYMBOL_FOR_WORD, span, "`%` is not a word of Enact")
        .label(format!("did you mean `{whole}`?"))
        .help(format!("write `{whole}`"))
}

/// `rule 1. "children":`: `written` is to be `head`.
pub(in crate::syntax) fn mark_behind_label(span: Span, what: &str, written: &str, head: &str) -> Diagnostic {
    Diagnostic::new(code::OTHER_WORDING, span, what)
        .label("not part of the head")
        .help(format!("write `{head}` in place of `{}`", on_one_line(written)))
}

/// `rule working credit: …`
pub(in crate::syntax) fn label_of_words(span: Span, written: &str, label: &str) -> Diagnostic {
    let written = on_one_line(written);
    other_wording(span, &written, label, "a label is one word or number; a title follows it in quotation marks:")
        .help(format!("    `rule {label}: ...` or `rule 1 \"{written}\": ...`"))
}

/// A date compared in a place where no `is` stands before it: `has a permit until on or after X`.
pub(in crate::syntax) fn on_or_after(span: Span, side: &str) -> Diagnostic {
    Diagnostic::new(code::OTHER_WORDING, span, format!("`on or {side}` has no verb before it"))
        .label("which date is it?")
        .help(format!("name the date, and compare it: `its end date is on or {side} ...`"))
}

/// `every job has days absent at most 90`: `meant` says it with `is`.
pub(in crate::syntax) fn amount_after_has(span: Span, comparison: &str, meant: [String; 2]) -> Diagnostic {
    let diagnostic = Diagnostic::new(code::OTHER_WORDING, span, format!("`{comparison}` has no verb before it"))
        .label("an amount is compared with `is`");
    meant.into_iter().filter(|line| !line.is_empty()).fold(diagnostic, Diagnostic::help)
}

/// `within 3 years` behind a thing, without a verb.
pub(in crate::syntax) fn within_without_verb(span: Span) -> Diagnostic {
    Diagnostic::new(code::OTHER_WORDING, span, "`within` needs a date before it and a verb")
        .label("which date is within?")
        .help("name the date, and the day from which it is counted:")
        .help("    `whose date is within 3 years before ...`")
}

/// `is at least 5 days after X, not counting weekends`.
pub(in crate::syntax) fn window_counts_all_days(span: Span, day: &str, not_counting: &str) -> Diagnostic {
    let (day, days) = (on_one_line(day), on_one_line(not_counting));
    let diagnostic = Diagnostic::new(code::WINDOW_COUNTS_ALL_DAYS, span, "a window in a condition counts all its days")
        .label("leaves days out")
        .help("give the day a name, and compare with it (`is on or after last day`):");
    match day.chars().count() + days.chars().count() {
        0..=50 => diagnostic.help(format!("    `define last day as {day}, {days}.`")),
        _ => diagnostic.help("    `define last day as 5 days after ..., not counting ... .`"),
    }
}

/// `does not block the sidewalk`.
pub(in crate::syntax) fn does_not(span: Span, verb: &str) -> Diagnostic {
    Diagnostic::new(code::OTHER_WORDING, span, format!("`does not {verb}` denies a verb that Enact does not know"))
        .label("`does not` goes with `have`, `include` and `exceed`")
        .help("write `is not ...` with the name of the fact: `is not blocking the sidewalk`")
        .help("of a declared sentence `X`, write `X is no`")
}

/// `if A, otherwise B` in a rule.
pub(in crate::syntax) fn otherwise_in_rule(span: Span, sentence: &str) -> Diagnostic {
    Diagnostic::new(code::OTHERWISE_IN_RULE, span, "a rule decides one thing, and has no `otherwise`")
        .label("this is a second rule")
        .help("end the rule before it with a full stop, and write a sentence of its own:")
        .help(format!("    `{sentence}`"))
        .help("only `define ... as` has `otherwise` inside it")
}

/// `rule otherwise: refuse permit.`
pub(in crate::syntax) fn otherwise_as_label(span: Span) -> Diagnostic {
    Diagnostic::new(code::OTHERWISE_AS_LABEL, span, "a rule cannot be labelled `otherwise`")
        .label("as a rule it would speak to every case")
        .help("for what holds where no rule speaks, write `otherwise refuse permit.`")
        .help("an act that changes what another's `otherwise` says inserts a rule of its own:")
        .help("    `insert rule 9, subject to any other rule: defer permit.`")
}

/// `not furnished` without a subject.
pub(in crate::syntax) fn not_alone(span: Span, what: &str) -> Diagnostic {
    let what = on_one_line(what);
    let diagnostic = Diagnostic::new(code::NOT_ALONE, span, "`not` stands here without a verb").label("what is it said of?");
    if what.chars().count() > 50 {
        return diagnostic.help("write `X is not ...`, or `... is no` of a yes/no fact of the case");
    }
    diagnostic
        .help(format!("write `{what} is no` if that is a yes/no fact of the case"))
        .help(format!("else write `X is not {what}`"))
}
