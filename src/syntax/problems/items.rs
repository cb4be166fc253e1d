//! Items, and the parts that they are made of.

use crate::diagnostics::suggest::one_of;
use crate::diagnostics::{Diagnostic, catalogue as code};
use crate::source::{Span, on_one_line};

pub(in crate::syntax) fn unknown_keyword(span: Span, written: &str, near: &str, place: &str) -> Diagnostic {
    Diagnostic::new(code::UNKNOWN_KEYWORD, span, format!("`{written}` is not a word that {place}"))
        .label(format!("did you mean `{near}`?"))
        .help(format!("write `{near}`"))
}

pub(in crate::syntax) fn unknown_item(span: Span, written: &str) -> Diagnostic {
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

pub(in crate::syntax) fn allow_without_reason(code: &str, span: Span) -> Diagnostic {
    Diagnostic::new(code::ALLOW_WITHOUT_REASON, span, format!("`allow {code}` does not say why"))
        .label("a reason belongs after this")
        .help(format!("write `allow {code} \"the reason\"`; the next reader will ask"))
}

pub(in crate::syntax) fn unknown_part(span: Span, written: &str, what: &str, choices: &[&str]) -> Diagnostic {
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

pub(in crate::syntax) fn missing_quotation(span: Span, item: &str, written: &str) -> Diagnostic {
    let item = item.to_lowercase();
    let written = on_one_line(written);
    let what = if item == "use" || item == "vocabulary" { "the name of a file" } else { "a title" };
    let diagnostic = Diagnostic::new(code::MISSING_QUOTATION, span, format!("{what} stands in quotation marks"));
    match written.chars().count() {
        1..=60 => diagnostic.help(format!("write `{item} \"{written}\"`")),
        _ => diagnostic.help("put quotation marks around it"),
    }
}

pub(in crate::syntax) fn rule_without_condition(span: Span) -> Diagnostic {
    Diagnostic::new(code::RULE_WITHOUT_CONDITION, span, "this sentence has no `if`, and no word that begins an item")
        .label("`if` belongs after this")
        .help("write `if` and a condition after it")
        .help("or put `otherwise` before it if it holds where no rule does")
        .help("or put `rule 1:` before it, with a label of its own, if it always holds")
}

pub(in crate::syntax) fn misread_keyword(span: Span, written: &str, near: &str) -> Diagnostic {
    Diagnostic::new(code::MISREAD_KEYWORD, span, format!("`{written}` is read as part of a name here"))
        .label(format!("did you mean `{near}`?"))
        .help(format!("write `{near}`"))
}

pub(in crate::syntax) fn reserved_in_name(span: Span, word: &str, hyphened: Option<&str>) -> Diagnostic {
    let diagnostic = Diagnostic::new(code::RESERVED_WORD_IN_NAME, span, format!("a name may not contain `{word}`"));
    match hyphened {
        Some(joined) => diagnostic.help(format!("join the words with hyphens: `{joined}`")),
        None => diagnostic.help("join the words with hyphens, or choose another name"),
    }
}

/// `decision status: have or lack`
pub(in crate::syntax) fn reserved_as_outcome(span: Span, word: &str) -> Diagnostic {
    Diagnostic::new(code::RESERVED_WORD_IN_NAME, span, format!("`{word}` is a word of the language, and no value or outcome"))
        .label("another word is needed")
        .help("choose another word wherever it stands, such as `hold` for `have`")
}

pub(in crate::syntax) fn fact_without_colon(span: Span, meant: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(code::FACT_WITHOUT_COLON, span, "a fact has `:` between its name and its kind")
        .label("a colon belongs after this");
    match meant.chars().count() {
        0..=76 => diagnostic.help(format!("write `{meant}`")),
        _ => diagnostic.help("write `:` after its name"),
    }
}

pub(in crate::syntax) fn none_among_values(span: Span, meant: &str) -> Diagnostic {
    Diagnostic::new(code::VALUE_IS_RESERVED, span, "`none` says that a fact is not there, and can't be one of its values")
        .label("not a value")
        .help(format!("write `{meant}`"))
}

/// `decision sanction: jail, curfew or none`
pub(in crate::syntax) fn none_among_outcomes(span: Span) -> Diagnostic {
    Diagnostic::new(code::VALUE_IS_RESERVED, span, "`none` says that nothing is there, and can't be an outcome")
        .label("not an outcome")
        .help("give the outcome a name of its own, such as `nothing`, and write that in its rules too")
}

/// `equipment; any of gun or knife`: a semicolon for the colon.
pub(in crate::syntax) fn semicolon_for_colon(span: Span, meant: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(code::FACT_WITHOUT_COLON, span, "a fact has `:` between its name and its kind")
        .label("a colon belongs here");
    match meant.chars().count() {
        0..=76 => diagnostic.help(format!("write `{meant}`")),
        _ => diagnostic.help("write `:` in place of `;`"),
    }
}

pub(in crate::syntax) fn limb_needs_value(span: Span) -> Diagnostic {
    Diagnostic::new(code::LIMB_NEEDS_VALUE, span, "this limb stands after a verb, and holds a condition in place of a value")
        .label("a condition")
        .help("write the value alone, or put `any of:` first and a whole condition into each limb")
}

pub(in crate::syntax) fn choice_without_or(span: Span, meant: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(code::CHOICE_WITHOUT_OR, span, "a list of values closes with `or`")
        .label("`or` belongs before this, without a comma");
    match meant.chars().count() {
        0..=76 => diagnostic.help(format!("write `{meant}`")),
        _ => diagnostic.help("write `or` in place of the last comma"),
    }
}

pub(in crate::syntax) fn question_without_position(span: Span) -> Diagnostic {
    Diagnostic::new(code::QUESTION_WITHOUT_POSITION, span, "this question has no position")
        .label("which readings are there?")
        .help("give each reading a part of its own: `position NAME \"what it says\"`")
}

pub(in crate::syntax) fn said_twice(span: Span, what: &str, first: Option<Span>) -> Diagnostic {
    let diagnostic = Diagnostic::new(code::SAID_TWICE, span, format!("`{what}` is said twice in one item"))
        .label("said again")
        .help("take one of them away");
    match first {
        Some(first) => diagnostic.also(first, "said here first"),
        None => diagnostic,
    }
}

pub(in crate::syntax) fn satisfied_without_condition(span: Span) -> Diagnostic {
    Diagnostic::new(code::SATISFIED_WITHOUT_CONDITION, span, "this paragraph is satisfied without any condition")
        .label("when?")
        .help("write `if` and the condition after `is satisfied`")
}

pub(in crate::syntax) fn scenario_without_expect(span: Span) -> Diagnostic {
    Diagnostic::new(code::SCENARIO_WITHOUT_EXPECT, span, "this scenario expects nothing")
        .label("what must come out?")
        .help("write `expect` and what must come out, before the full stop")
}

pub(in crate::syntax) fn is_in_record(span: Span, written: &str, verb: &str) -> Diagnostic {
    let words: Vec<&str> = written.split_whitespace().collect();
    let meant = words.iter().copied().filter(|word| !word.eq_ignore_ascii_case(verb)).collect::<Vec<_>>().join(" ");
    let diagnostic = Diagnostic::new(code::IS_IN_RECORD, span, format!("a fact in a record is written without `{verb}`"));
    match meant.chars().count() {
        1..=70 => diagnostic.help(format!("write `{meant}`")),
        _ => diagnostic.help(format!("take `{verb}` away")),
    }
}

pub(in crate::syntax) fn record_without_colon(span: Span) -> Diagnostic {
    Diagnostic::new(code::RECORD_WITHOUT_COLON, span, "a record in a scenario has `:` after its name")
        .label("where does the name of the record end?")
        .help("write `:` after the name of the record, before its first fact")
}
