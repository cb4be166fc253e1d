//! Texts that can be read in two ways.

use crate::diagnostics::{Diagnostic, catalogue as code};
use crate::source::{Span, on_one_line};
use crate::syntax::ast::Connective;

pub(in crate::syntax) fn mixed_and_or(span: Span, before: Span, and_first: bool, readings: Option<[String; 2]>) -> Diagnostic {
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

pub(in crate::syntax) fn missing_connective(span: Span) -> Diagnostic {
    Diagnostic::new(code::MISSING_CONNECTIVE, span, "a list of conditions has commas and neither `and` nor `or`")
        .label("`and`, or `or`?")
        .help("write `and` or `or` before the last condition of the list")
}

/// `decline detainer if …, exception to rule 1.`
pub(in crate::syntax) fn head_after_sentence(span: Span, head: &str) -> Diagnostic {
    let head = head.trim_end();
    Diagnostic::new(code::HEAD_AFTER_SENTENCE, span, format!("`{head}` stands before the sentence of a rule, not after it"))
        .label(format!("`{head}` follows here"))
        .help(format!("write it after the label: `rule 2, {head} ...: ...`"))
}

/// `$1,0000`: a figure with a comma in it that groups no thousands.
pub(in crate::syntax) fn comma_in_figure(span: Span, written: &str) -> Diagnostic {
    let (whole, rest) = written.rsplit_once(',').unwrap_or((written, ""));
    let diagnostic = Diagnostic::new(code::COMMA_IN_FIGURE, span, format!("the comma in `{written}` does not group thousands"))
        .label("thousands have three digits each");
    let digits: String = written.chars().filter(|letter| *letter != ',').collect();
    diagnostic
        .help(format!("write `{digits}`, or group it by three digits"))
        .help(format!("write `{whole}.{rest}` if a point is meant"))
}

pub(in crate::syntax) fn unless_inside_limb(span: Span) -> Diagnostic {
    Diagnostic::new(code::UNLESS_AFTER_LIMBS, span, "a limb has no `unless` of its own")
        .label("the whole list, or this limb?")
        .help("write `; unless ...` after the last limb if it limits the whole rule")
        .help("else write `and not (...)` in the limb")
}

pub(in crate::syntax) fn subdivision_alone(span: Span) -> Diagnostic {
    Diagnostic::new(code::SUBDIVISION_ALONE, span, "a subdivision stands without its section")
        .label("of which section?")
        .help("write the section again: `PL 120(1), 120(3)`")
}

pub(in crate::syntax) fn sections_except(span: Span) -> Diagnostic {
    Diagnostic::new(code::SUBDIVISION_ALONE, span, "a list of sections takes nothing out")
        .label("an exception")
        .help("say it in the condition: `whose section is among listed and is not PL 490.20`")
        .help("or write the ranges before and after it")
}

/// `age at least 18`: the comparison, as written.
pub(in crate::syntax) fn comparison_without_verb(span: Span, comparison: &str) -> Diagnostic {
    Diagnostic::new(code::OTHER_WORDING, span, format!("`{comparison}` has no verb before it"))
        .label("`is` belongs before this")
        .help(format!("write `is {comparison} ...`"))
}

pub(in crate::syntax) fn mixed_arithmetic(span: Span, sign: Span, product: &str) -> Diagnostic {
    let product = on_one_line(product);
    let diagnostic =
        Diagnostic::new(code::MIXED_ARITHMETIC, span, "a sum and a product meet, and nothing says which is read first")
            .label("is this worked out first?")
            .also(sign, "or this?");
    if product.chars().count() > 70 {
        return diagnostic.help("put the part that is worked out first in parentheses");
    }
    diagnostic.help(format!("put it in parentheses: `({product})`"))
}

/// `20 percent of rent plus heating`: the sign, all that `head` begins, and the text with parentheses for each reading.
pub(in crate::syntax) fn unclear_reach(sign: Span, whole: Span, head: &str, readings: &[String; 2]) -> Diagnostic {
    let head = on_one_line(head);
    let readings = readings.each_ref().map(|it| on_one_line(it));
    let begins = if head.chars().count() > 50 { "what begins before it".to_owned() } else { format!("`{head}`") };
    let diagnostic = Diagnostic::new(code::MIXED_ARITHMETIC, sign, format!("{begins} may end here, or go on"))
        .label("inside of it, or after it?")
        .also(Span { end: sign.start, ..whole }, "does it end here?");
    match readings.each_ref().map(|it| it.chars().count() > 72) {
        [false, false] => diagnostic.help(format!("write `{}`", readings[0])).help(format!("or `{}`", readings[1])),
        _ => diagnostic.help("put in parentheses what is worked out first"),
    }
}

/// `$120 plus $25 if C`: the `if`, what is added last, the whole sum, and its two parts with their sign.
pub(in crate::syntax) fn sum_before_if(
    span: Span,
    last: Span,
    whole: &str,
    [first, second]: &[String; 2],
    sign: &str,
) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(code::MIXED_ARITHMETIC, span, "this `if` may be said of the whole sum, or of what is added last")
            .label("of the sum, or of the last?")
            .also(last, "the last");
    if whole.chars().count() > 50 {
        return diagnostic
            .help("put the sum in parentheses if it is said of all of it")
            .help("else define the last by itself: `define extra as ... if ..., otherwise ...`");
    }
    let nothing = if second.starts_with('$') { "$0" } else { "..." };
    diagnostic
        .help(format!("write `({whole})` if it is said of the whole"))
        .help(format!("else `define extra as {second} if ..., otherwise {nothing}`, and `{first} {sign} extra`"))
}

/// `A divided by B times C`: the sign, and the `divided by` before it.
pub(in crate::syntax) fn unclear_division(sign: Span, divided: Span) -> Diagnostic {
    Diagnostic::new(code::MIXED_ARITHMETIC, sign, "what stands after `divided by` does not say where it ends")
        .label("is this divided by as well?")
        .also(divided, "by what?")
        .help("put in parentheses what is worked out first: `(A divided by B) times C`")
        .help("or `A divided by (B times C)`")
}

/// `10 days after 20 days after X, extended past weekends`: the clause, its words, the outer count and the inner one before it.
pub(in crate::syntax) fn unclear_count(span: Span, clause: &str, outer: &str, inner: &str) -> Diagnostic {
    let (clause, outer, inner) = (on_one_line(clause), on_one_line(outer), on_one_line(inner));
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
pub(in crate::syntax) fn unclear_extension(span: Span, clause: &str, before: &str, count: &str) -> Diagnostic {
    let (clause, before, count) = (on_one_line(clause), on_one_line(before), on_one_line(count));
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

pub(in crate::syntax) fn not_with_or(span: Span, values: &[String], verb: &str) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(code::NOT_WITH_OR, span, "`not` before `or` has two meanings").label("neither, or not both?");
    match values {
        [first, second] if verb == "is not" => diagnostic
            .help(format!("write `is neither {first} nor {second}`"))
            .help(format!("or write `is not {first} or is not {second}` if one may be so")),
        [first, second] => diagnostic
            .help(format!("write `{verb} {first} and {verb} {second}` for neither"))
            .help(format!("or `{verb} {first} or {verb} {second}` for not both")),
        [first, .., last] => {
            diagnostic.help(format!("write `{verb} {first}` and `{verb} {last}` with `and` or `or` between them"))
        }
        _ => diagnostic,
    }
}

/// `is not under 18 or over 65`: what is said before, with its verb, and the limit behind it.
pub(in crate::syntax) fn not_before_limit(span: Span, before: &str, limit: &str, or: bool) -> Diagnostic {
    let (before, limit) = (on_one_line(before), on_one_line(limit));
    let (word, first, second) = match or {
        true => ("or", format!("{before} and is not {limit}"), format!("{before} or is {limit}")),
        false => ("and", format!("{before} and is {limit}"), format!("{before} or is not {limit}")),
    };
    let diagnostic = Diagnostic::new(code::NOT_WITH_OR, span, format!("`not` before `{word}` has two meanings"))
        .label("of both, or of the first?");
    if first.chars().count() > 60 {
        return diagnostic.help("write `is` or `is not` before the limit as well");
    }
    diagnostic.help(format!("write `{first}`")).help(format!("or `{second}`"))
}

/// `both of:` before three limbs.
pub(in crate::syntax) fn both_of(span: Span, limbs: usize) -> Diagnostic {
    Diagnostic::new(code::LIMB_WORD, span, format!("`both of` opens a list of two, and this one has {limbs}"))
        .label("all of them?")
        .help("write `all of`")
}

pub(in crate::syntax) fn neither_without_nor(span: Span, written: &str) -> Diagnostic {
    Diagnostic::new(code::NEITHER_WITHOUT_NOR, span, "`neither` needs its `nor`")
        .help(format!("write `{}`", on_one_line(&written.replace(" or ", " nor "))))
        .help("or write `is not ...` for one value")
}

pub(in crate::syntax) fn not_with_count(span: Span, written: &str) -> Diagnostic {
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

pub(in crate::syntax) fn unclear_between(span: Span, ends: &[String]) -> Diagnostic {
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

pub(in crate::syntax) fn window_without_side(span: Span, has_of: bool, length: &str, anchor: &str) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(code::WINDOW_WITHOUT_SIDE, span, "a period needs a direction").label("before it, or after it?");
    if has_of {
        return diagnostic.help(format!("write `within {length} before {anchor}` or `within {length} after {anchor}`"));
    }
    diagnostic.help(format!("write `within {length} before ...` or `within {length} after ...`"))
}

pub(in crate::syntax) fn unless_after_limbs(span: Span, limb: Span) -> Diagnostic {
    Diagnostic::new(code::UNLESS_AFTER_LIMBS, span, "this `unless` looks as if it limited the last limb only")
        .label("the whole list, or the last limb?")
        .also(limb, "the last limb")
        .help("write `; unless ...` if it limits the whole rule")
        .help("or define the limb as a term, with its own `unless`")
}

/// `A or B unless C`: the `unless`, the last alternative, and `(B and not (C))` where it can be said so.
pub(in crate::syntax) fn unless_after_or(span: Span, last: Span, taken_out: Option<String>) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(code::UNLESS_AFTER_OR, span, "this `unless` may limit all that `or` joins, or the last of it")
            .label("all of it, or the last?")
            .also(last, "the last")
            .help("write `; unless ...` if it limits all");
    match taken_out.filter(|it| it.chars().count() <= 68) {
        Some(it) => diagnostic.help(format!("or `or {it}` if it limits the last")),
        None => diagnostic.help("or write `and not (...)` with the last, in parentheses, if it limits that alone"),
    }
}

/// `(A unless B)`
pub(in crate::syntax) fn unless_in_parentheses(span: Span) -> Diagnostic {
    Diagnostic::new(code::OTHER_WORDING, span, "`unless` limits a whole sentence, and none stands in parentheses")
        .label("part of a sentence")
        .help("write `and not (...)` in the parentheses")
}

/// `(b) B, and C`, where `and C` stands as if it went with the whole list.
pub(in crate::syntax) fn joined_after_limbs(span: Span, word: &str, limb: Span, label: &str) -> Diagnostic {
    Diagnostic::new(code::JOINED_AFTER_LIMBS, span, format!("this `{word}` looks as if it joined the whole list"))
        .label("joins the last limb only")
        .also(limb, "the last limb")
        .help("say it before the list if it goes with all of it")
        .help(format!("if it is the limb's, indent it below, or write `{label} (... {word} ...)`"))
}

/// `no parent who is employed, or is a citizen, is adopted`: the last verb, its words, the item, and the clauses before it, each with its word.
pub(in crate::syntax) fn clause_between_commas(
    span: Span,
    verb: &str,
    item: &str,
    clauses: &[String],
    word: Option<Connective>,
) -> Diagnostic {
    let (verb, item) = (on_one_line(verb), on_one_line(item));
    let word = if word == Some(Connective::Or) { "or" } else { "and" };
    let inside = clauses.join(&format!(" {word} "));
    let diagnostic =
        Diagnostic::new(code::UNCLEAR_SUBJECT, span, format!("a comma before `{verb}` may close the clause, or not"))
            .label("said of the items, or part of what picks them out?");
    let [ended, going_on] = [format!("{item} {inside} {verb}"), format!("{item} {inside} {word} that {verb}")];
    if going_on.chars().count() > 70 {
        return diagnostic.help("take the commas away, and say `that` before each verb that belongs to the clause");
    }
    diagnostic.help(format!("write `{ended}` if the clause ends")).help(format!("or `{going_on}` if not"))
}

/// `A, unless B, and C`.
pub(in crate::syntax) fn comma_in_unless(span: Span, unless: Span, and: bool, [first, second]: &[String; 2]) -> Diagnostic {
    let word = if and { "and" } else { "or" };
    let diagnostic = Diagnostic::new(code::COMMA_IN_UNLESS, span, format!("a comma before this `{word}` may close the `unless`"))
        .label("part of the `unless`, or beside it?")
        .also(unless, "this `unless`");
    let both = format!("`unless {first} {word} {second}`");
    let diagnostic = match both.chars().count() <= 60 {
        true => diagnostic.help(format!("without the comma it is part of it: {both}")),
        false => diagnostic.help("take the comma away if it is part of it"),
    };
    diagnostic.help(match and {
        true => "say it before the `unless` if it is needed as well: `if ... and ... unless ...`",
        false => "give it a rule of its own if it stands beside the whole",
    })
}

pub(in crate::syntax) fn limb_word(span: Span, word: &str, need: &str, right: &str) -> Diagnostic {
    let (one, other, instead) = match right {
        "or" => ("if one is enough", "if all are needed", "all of:"),
        _ => ("if all are needed", "if one is enough", "any of:"),
    };
    Diagnostic::new(code::LIMB_WORD, span, format!("`{word}` between the limbs does not agree with `{need}`"))
        .label(format!("`{need}` means `{right}`"))
        .help(format!("write `{right}` here {one}"))
        .help(format!("or write `{instead}` before the list {other}"))
}

/// `none of: (a) A; and (b) B`
pub(in crate::syntax) fn limb_word_of_none(span: Span) -> Diagnostic {
    Diagnostic::new(code::LIMB_WORD, span, "`and` between the limbs does not agree with `none of:`")
        .label("none of them, or not all of them?")
        .help("write `or` here if none may hold")
        .help("or write `not (all of: ...)` if one of them may")
}

pub(in crate::syntax) fn limb_out_of_order(span: Span, label: &str, before: Span, last: &str) -> Diagnostic {
    let again = label == last;
    let message =
        if again { format!("two limbs are lettered `({label})`") } else { format!("limb `({label})` follows `({last})`") };
    Diagnostic::new(code::LIMB_OUT_OF_ORDER, span, message)
        .label(if again { "the same letter again" } else { "does this limb belong to an outer list?" })
        .also(before, "the limb before it")
        .help("letter the limbs of one list in rising order")
        .help("letter an inner list in another way than the list around it: `(a)`, then `(1)`")
}

/// `(v)` after `(u)` and, in an inner list, `(iv)`.
pub(in crate::syntax) fn unclear_limb(span: Span, label: &str, inner: Span, outer: Span) -> Diagnostic {
    Diagnostic::new(code::UNCLEAR_LIMB, span, format!("`({label})` goes on with two lists"))
        .label("a limb of which of them?")
        .also(inner, "of the inner list, after this one")
        .also(outer, "of the outer list, after this one")
        .help("begin each limb on a line of its own, as far in as the first of its list")
        .help("or put the inner list in parentheses: `(any of: (i) ...; (ii) ...)`")
}

pub(in crate::syntax) fn more_than_the_limbs(span: Span, count: u32, limbs: usize) -> Diagnostic {
    Diagnostic::new(code::MORE_THAN_THE_LIMBS, span, format!("{count} limbs are asked for, and the list has {limbs}"))
        .label("more than there are")
        .help("write a smaller number, or add the limbs that are missing")
}
