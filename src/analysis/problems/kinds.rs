//! Kinds of value that don't fit: money and numbers, dates and lengths of time, lists and single things.

use super::some;
use crate::diagnostics::{Diagnostic, catalogue, suggest};
use crate::ir::{Comparison, Currency};
use crate::source::{Span, on_one_line};

pub(in crate::analysis) fn money_and_number(money: &str, money_at: Span, number: &str, number_at: Span) -> Diagnostic {
    let problem =
        Diagnostic::new(catalogue::MONEY_AND_NUMBER, number_at, format!("`{money}` is money, and `{number}` is a plain number"))
            .also(money_at, "money");
    if number.starts_with(|first: char| first.is_ascii_digit()) {
        let figure = number.split_whitespace().next().unwrap_or(number);
        problem.label("which currency?").help(format!("write `${figure}` if it is an amount in dollars"))
    } else {
        problem.label("a number of what?").help(format!("declare `{number}` as `money` if it is an amount"))
    }
}

pub(in crate::analysis) fn two_currencies(
    one: &str,
    of_one: Currency,
    one_at: Span,
    other: &str,
    of_other: Currency,
    other_at: Span,
) -> Diagnostic {
    Diagnostic::new(catalogue::TWO_CURRENCIES, other_at, format!("`{one}` and `{other}` are in two currencies"))
        .label(of_other.code().to_owned())
        .also(one_at, of_one.code().to_owned())
        .help("say both in one currency; no rate of exchange is assumed")
}

pub(in crate::analysis) fn date_and_duration(date: &str, date_at: Span, length: &str, length_at: Span) -> Diagnostic {
    Diagnostic::new(catalogue::DATE_AND_DURATION, length_at, "a date cannot be compared with a length of time")
        .label("a length of time: counted from when?")
        .also(date_at, "a date")
        .help("say from when it is counted:")
        .help(format!("    `{date} is within {length} after …`"))
        .help(format!("    `{date} is at least {length} before …`"))
}

pub(in crate::analysis) fn mixed_lengths(one: &str, one_at: Span, other: &str, other_at: Span) -> Diagnostic {
    let problem = Diagnostic::new(catalogue::MIXED_DURATIONS, other_at, format!("{one} and {other} do not mix"));
    let problem = if one_at == other_at {
        problem.label("two kinds of length")
    } else {
        problem.label(other.to_owned()).also(one_at, one.to_owned())
    };
    problem.help("say both in one kind: a month has no fixed number of days, nor a day of hours")
}

pub(in crate::analysis) fn kinds_differ(
    left: &str,
    one: &str,
    left_at: Span,
    right: &str,
    other: &str,
    right_at: Span,
) -> Diagnostic {
    Diagnostic::new(catalogue::KINDS_DIFFER, right_at, format!("`{left}` is {one}, and `{right}` is {other}"))
        .label(format!("not {one}"))
        .also(left_at, "this")
        .help(one_kind(one, other, right))
}

/// Two choices of which each has words that the other has not: of each its text, these words and its place.
pub(in crate::analysis) fn choices_differ(
    (left, of_left, left_at): (&str, &[String], Span),
    (right, of_right, right_at): (&str, &[String], Span),
) -> Diagnostic {
    Diagnostic::new(catalogue::KINDS_DIFFER, right_at, format!("`{left}` and `{right}` have different lists of values"))
        .label("can these two be the same?")
        .also(left_at, "this")
        .help(super::names::clipped(format!("only the first may be {}", some(of_left))))
        .help(super::names::clipped(format!("only the second may be {}", some(of_right))))
        .help("choices are compared by word: declare in one of them every value of the other")
}

/// How to write `right`, which is `other`, so that it is of the kind `one`.
fn one_kind(one: &str, other: &str, right: &str) -> String {
    let figure = right.starts_with(|first: char| first.is_ascii_digit()) && !right.contains(' ');
    if let Some(inner) = right.strip_prefix('"').and_then(|inner| inner.strip_suffix('"'))
        && one != "a plain number"
    {
        return format!("write `{inner}` without quotation marks");
    }
    match one {
        "a percentage" if figure => match hundredfold(right) {
            Some(percent) => format!("write `{percent} percent` for a share of 1, or `{right} percent`"),
            None => format!("write `{right} percent`"),
        },
        "a length in days" if figure => format!("write `{right} days`"),
        "a length in hours" if figure => format!("write `{right} hours`"),
        "a length in years and months" if figure => format!("write `{right} years` or `{right} months`"),
        "a section of a code" if figure => format!("write the code's word before it, such as `PC {right}`"),
        // `20 percent` alone was meant as 20, perhaps; what is worked out was not.
        "a plain number" if other == "a percentage" && !right.split_whitespace().skip(1).eq(["percent"]) => {
            "write it `divided by 1 percent`, which makes a number of a percentage".to_owned()
        }
        "a plain number" if right.starts_with(|first: char| first.is_ascii_digit()) => {
            format!("write the number alone: `{}`", right.split_whitespace().next().unwrap_or(right))
        }
        "a percentage" if other == "a plain number" => {
            "write it `times 1 percent`, which makes a percentage of a number".to_owned()
        }
        _ if one.starts_with("money") && right.ends_with("percent") => format!("say of what: `{right} of …`"),
        _ => "put two things of one kind together".to_owned(),
    }
}

/// `the earlier of` amounts.
pub(in crate::analysis) fn earlier_of_no_dates(later: bool, first: &str, noun: &str, span: Span) -> Diagnostic {
    let (said, meant) = if later { ("later", "greater") } else { ("earlier", "lesser") };
    Diagnostic::new(catalogue::NO_ORDER, span, format!("`the {said} of` is said of dates, and `{first}` is {noun}"))
        .label("no dates")
        .help(format!("write `the {meant} of ...`"))
}

/// A share of 1 in percent: `0.09` is 9, `0.125` 12.5. Nothing for a figure that is none.
fn hundredfold(figure: &str) -> Option<String> {
    let places = figure.strip_prefix("0.").filter(|places| places.bytes().all(|it| it.is_ascii_digit()))?;
    let padded = format!("{places:0<2}");
    let (whole, part) = padded.split_at(2);
    let (whole, part) = (whole.trim_start_matches('0'), part.trim_end_matches('0'));
    let whole = if whole.is_empty() { "0" } else { whole };
    Some(if part.is_empty() { whole.to_owned() } else { format!("{whole}.{part}") })
}

/// A highest or latest of things that have no order.
pub(in crate::analysis) fn nothing_is_highest(words: &str, noun: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::NO_ORDER, span, format!("`{words}` is {noun}, of which none is higher or later"))
        .label("no order")
        .help("name amounts, numbers, dates or lengths of time; `latest` and `earliest` are of dates")
}

pub(in crate::analysis) fn governed_by_no_day(text: &str, noun: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::NEEDS_A_DATE, span, format!("`{text}` is {noun}, and the law of a case is that of a day"))
        .label("which day?")
        .help("name a fact that is a date, such as `governed by the law of release eligibility`")
}

pub(in crate::analysis) fn no_order(words: &str, noun: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::NO_ORDER, span, format!("`{words}` is {noun}, which has no more and no less"))
        .label("no order")
        .help("write `is …`, with every value that counts: `is A, B or C`")
        .help("only amounts, numbers, dates and lengths of time have an order")
}

pub(in crate::analysis) fn no_arithmetic(words: &str, noun: &str, span: Span) -> Diagnostic {
    let problem = Diagnostic::new(catalogue::NO_ARITHMETIC, span, format!("`{words}` is {noun}, and can't be reckoned with"))
        .label("not an amount");
    if noun.starts_with("a date") {
        problem.help(format!("write `30 days after {words}` to move it, or `days between {words} and …`"))
    } else {
        problem.help("reckon with numbers, percentages and money")
    }
}

pub(in crate::analysis) fn percent_of_what(words: &str, noun: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::NO_ARITHMETIC, span, format!("a percentage of `{words}` means nothing: it is {noun}"))
        .label("not an amount")
        .help("take a percentage of a number or of money")
}

pub(in crate::analysis) fn fraction_of_what(words: &str, noun: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::NO_ARITHMETIC, span, format!("a share of `{words}` means nothing: it is {noun}"))
        .label("not an amount")
        .help("take a share of a number or of money")
}

pub(in crate::analysis) fn money_times_money(words: &str, one: Span, other: Span) -> Diagnostic {
    Diagnostic::new(catalogue::MONEY_TIMES_MONEY, other, format!("`{words}` multiplies money by money"))
        .label("money again")
        .also(one, "money")
        .help("multiply money by a number or a percentage")
}

pub(in crate::analysis) fn divides_by_zero(words: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::DIVIDES_BY_ZERO, span, format!("`{words}` always divides by zero"))
        .label("zero")
        .help("put the number that is meant")
}

pub(in crate::analysis) fn number_too_long(span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::NUMBER_TOO_LONG, span, "this number has more digits than are kept exactly")
        .label("at most 30 digits")
        .help("write it with 30 digits or fewer; nothing is ever rounded in silence")
}

pub(in crate::analysis) fn length_not_whole(digits: &str, span: Span) -> Diagnostic {
    let problem = Diagnostic::new(catalogue::LENGTH_NOT_WHOLE, span, "a length of time is a whole number, up to a million");
    if digits.contains('.') {
        problem.label("not a whole number").help("write it in a smaller unit: `18 months` for a year and a half")
    } else {
        problem.label("more than a million").help("write it in a larger unit, or leave the limit out")
    }
}

pub(in crate::analysis) fn unknown_rounding(word: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::UNKNOWN_ROUNDING, span, format!("nothing is rounded to the nearest `{word}`"))
        .label(if word.starts_with("penn") { "did you mean `cent`?" } else { "to what?" })
        .help("write `cent`, `dollar`, `whole number`, `percent`, or an amount such as `$10`")
}

pub(in crate::analysis) fn rounding_does_not_fit(word: &str, noun: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::UNKNOWN_ROUNDING, span, format!("{noun} can't be rounded to the nearest `{word}`"))
        .label("another kind of thing")
        .help("round money to a cent or an amount, a number to a whole number, a percentage to a percent")
}

pub(in crate::analysis) fn rounding_step(span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::UNKNOWN_ROUNDING, span, "what is rounded to must be a fixed amount above zero")
        .label("not a fixed amount")
        .help("write an amount such as `$10` or `0.5`")
}

pub(in crate::analysis) fn unclear_month_end(words: &str, months: Option<i64>, back: bool, span: Span) -> Diagnostic {
    let yearly = months.is_some_and(|months| months % 12 == 0);
    let problem = Diagnostic::new(catalogue::UNCLEAR_MONTH_END, span, format!("`{words}` does not always name a day")).label(
        match yearly {
            true => "from 29 February it names no day in a common year",
            false if back => "before 31 March there is no 31 February",
            false => "after 31 January there is no 31 February",
        },
    );
    problem
        .help("say which day the text means; add")
        .help("    `, or the last day of that month`")
        .help("    `, or the first day of the next`")
        .help("a condition such as `is within 5 years before X` needs no such choice")
}

/// `exceeds 10 days before X`, of a day.
pub(in crate::analysis) fn counts_or_compares(comparison: Comparison, words: &str, span: Span) -> Diagnostic {
    let (amount, day) = match comparison {
        Comparison::More => ("more than", "after"),
        Comparison::AtLeast => ("at least", "on or after"),
        Comparison::Less => ("less than", "before"),
        Comparison::AtMost => ("at most", "on or before"),
        Comparison::Equal => ("exactly", "on"),
    };
    let words = on_one_line(words);
    let mut words = words.strip_prefix('(').and_then(|it| it.strip_suffix(')')).unwrap_or(&words).to_owned();
    if let Some((cut, _)) = words.char_indices().nth(40) {
        words.truncate(words.get(..cut).and_then(|start| start.rfind(' ')).unwrap_or(cut));
        words.push_str(" …");
    }
    Diagnostic::new(catalogue::OTHER_WORDING, span, "this may count the time in between, or compare two days")
        .label("how far apart, or which is earlier?")
        .help(format!("write `is {amount} {words}` to count the time in between"))
        .help(format!("or `is {day} {words}` to compare the two days"))
}

pub(in crate::analysis) fn month_end_without_months(words: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::MONTH_END_WITHOUT_MONTHS, span, "only months and years can end on a day that is not there")
        .label("days and hours always name a day")
        .help(format!("take `{words}` away, or count in months"))
}

pub(in crate::analysis) fn months_count_all_days(length: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        catalogue::MONTHS_COUNT_ALL_DAYS,
        span,
        format!("`{length}` runs over all its days, and none can be left out"),
    )
    .label("leaves days out")
    .help("count in days or hours, or take this away")
}

pub(in crate::analysis) fn no_day_counts(span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::NO_DAY_COUNTS, span, "every day of the week is left out, so the time never runs")
        .label("all seven days")
        .help("leave at least one weekday in")
}

pub(in crate::analysis) fn clock_on_date(words: &str, at: Span, length: Span) -> Diagnostic {
    Diagnostic::new(
        catalogue::CLOCK_ON_DATE,
        length,
        format!("hours can't be counted from `{words}`, a date without a time of day"),
    )
    .label("clock time")
    .also(at, "a date")
    .help("count in days, or declare the fact as `date and time`")
}

pub(in crate::analysis) fn between_unit(unit: &str, words: &str, span: Span) -> Diagnostic {
    let share = if unit == "weeks" { ", and divide by 7" } else { "" };
    let counted = if unit == "weeks" { "days" } else { "hours" };
    Diagnostic::new(catalogue::BETWEEN_UNIT, span, format!("the time between two dates is not counted in {unit}"))
        .label("years, months, days or hours?")
        .help(format!("write `{counted} {words}`{share}"))
}

pub(in crate::analysis) fn window_needs_dates(words: &str, noun: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::NEEDS_A_DATE, span, format!("`{words}` is {noun}, and a date is wanted here"))
        .label("not a date")
        .help("write a fact that is a date, or a date such as `2014-01-01`")
}

pub(in crate::analysis) fn window_needs_length(words: &str, noun: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::NEEDS_A_LENGTH, span, format!("`{words}` is {noun}, and a length of time is wanted here"))
        .label("not a length of time")
        .help("write a length such as `5 years`, `30 days` or `48 hours`")
}

/// `verb` is what stands between the set and the value: `is`, `are not`.
pub(in crate::analysis) fn set_needs_includes(words: &str, verb: &str, value: &str, span: Span) -> Diagnostic {
    let meant = match verb.to_lowercase().as_str() {
        "is not" => "does not include",
        "are not" => "do not include",
        "are" => "include",
        _ => "includes",
    };
    let words = words.trim_start_matches(['\'', '\u{2019}']).trim_start_matches("s ");
    Diagnostic::new(catalogue::SET_NEEDS_INCLUDES, span, format!("`{words}` may hold several values at once"))
        .label("this one among others, or this one alone?")
        .help(format!("write `{meant} {value}` in place of `{verb} {value}`"))
}

pub(in crate::analysis) fn includes_needs_set(words: &str, noun: &str, values: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::INCLUDES_NEEDS_SET, span, format!("`{words}` is {noun}: it has one value, and includes nothing"))
        .label("one value")
        .help(format!("write `{words} is {values}`"))
        .help("if it may have several values at once, declare it with `any of …`")
}

pub(in crate::analysis) fn among_needs_citation(words: &str, noun: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        catalogue::AMONG_NEEDS_CITATION,
        span,
        format!("`{words}` is {noun}, and only a section can be among a list of sections"),
    )
    .label("not a section")
    .help("name a fact that is a citation: `its section is among …`")
}

pub(in crate::analysis) fn list_needs_quantifier(words: &str, item: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::LIST_NEEDS_QUANTIFIER, span, format!("`{words}` is a list, and this does not say which of them"))
        .label("any of them, every one, none?")
        .help(format!("write `any {item} is …`, `every {item} is …` or `no {item} is …`"))
}

/// `warrant` alone, of a list of warrants.
pub(in crate::analysis) fn item_without_count(item: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        catalogue::LIST_NEEDS_QUANTIFIER,
        span,
        format!("there may be several of `{item}`, and this does not say how many"),
    )
    .label("any of them, every one, none?")
    .help(format!("write `any {item}` or `no {item}`"))
}

pub(in crate::analysis) fn list_is_no_value(words: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::LIST_NEEDS_QUANTIFIER, span, format!("`{words}` is a list, not a single value"))
        .label("a list")
        .help("write `number of …`, `total of …`, `latest …`, or `any …`, `every …`, `no …`")
}

pub(in crate::analysis) fn record_is_no_value(words: &str, fields: &[String], span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::RECORD_IS_NO_VALUE, span, format!("`{words}` is a whole record, not a value"))
        .label("which fact of it?")
        .help_if((!fields.is_empty()).then_some(()), |()| {
            format!("name one of its facts, such as {}", some(&fields[..fields.len().min(3)]))
        })
}

/// `the item has a weight that is over 5`
pub(in crate::analysis) fn fact_narrowed(record: &str, fact: &str, said: Option<&str>, span: Span) -> Diagnostic {
    let problem = Diagnostic::new(catalogue::ALWAYS_THERE, span, format!("`{fact}` is one fact: nothing is picked out of it"))
        .label("what is said of it?");
    let said = said.map_or("is ...".to_owned(), on_one_line);
    problem.help(super::names::clipped(format!("write `the {record}'s {fact} {said}`")))
}

/// `whose date is after A and is before B`
pub(in crate::analysis) fn limit_of_no_field(field: &str, predicate: &str, span: Span) -> Diagnostic {
    let predicate = crate::source::on_one_line(predicate);
    Diagnostic::new(
        catalogue::RECORD_IS_NO_VALUE,
        span,
        format!("`{predicate}` is said of the whole record here, not of its {field}"),
    )
    .label("of which fact?")
    .help(super::names::clipped(format!("write `whose {field} {predicate}`")))
}

pub(in crate::analysis) fn record_compared(record: &str, words: &str, span: Span) -> Diagnostic {
    let article = suggest::article(record);
    Diagnostic::new(catalogue::RECORD_IS_NO_VALUE, span, format!("{article} {record} can't be `{words}`"))
        .label("a value, where a quality is wanted")
        .help(format!("compare one of its facts: `the {record}'s … is {words}`"))
}

pub(in crate::analysis) fn no_age(record: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        catalogue::RECORD_IS_NO_VALUE,
        span,
        format!("the {record} as a whole is no number, and nothing says what its age is"),
    )
    .label("which fact of it?")
    .help(format!("name the fact: `the {record}'s … is under …`"))
    .help("or define its age: `define age as years between birth date and request date`")
}

/// `the truck is over 10,000` of a truck with an age and a weight: the sentences that it may stand for.
pub(in crate::analysis) fn which_number(record: &str, ways: &[String], span: Span) -> Diagnostic {
    let message = format!("the {record} as a whole is no number, and more than one of its facts is");
    let problem = Diagnostic::new(catalogue::RECORD_IS_NO_VALUE, span, message).label("which of them?");
    let lead = |index: usize| if index == 0 { "write" } else { "or" };
    ways.iter().enumerate().fold(problem, |problem, (index, way)| problem.help(format!("{} `{way}`", lead(index))))
}

pub(in crate::analysis) fn no_of_value(words: &str, noun: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::YES_NO_COMPARED, span, format!("`{words}` is {noun}, and only a yes/no fact is `no`"))
        .label("is it absent, or zero?")
        .help(format!("write `{words} is absent` if there may be none, or the value that it has"))
}

pub(in crate::analysis) fn missing_row(name: &str, missing: &[String], span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::MISSING_ROW, span, format!("`{name}` has no row for {} from here on", some(missing)))
        .label("a case with it has no value")
        .help(format!("add a row: `{}: ...`", missing.first().map_or("...", String::as_str)))
        .help("if the law gives none, say in the rule that it does not apply to it")
}

pub(in crate::analysis) fn yes_no_compared(words: &str, other: &str, span: Span) -> Diagnostic {
    let help = match words.strip_prefix("its ") {
        Some(quality) => format!("write `it is {quality}` or `it is not {quality}`"),
        None => format!("write `{words} is yes` or `{words} is not yes`"),
    };
    Diagnostic::new(catalogue::YES_NO_COMPARED, span, format!("`{words}` is yes or no, not `{other}`"))
        .label("neither yes nor no")
        .help(help)
}

pub(in crate::analysis) fn always_there(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::ALWAYS_THERE, span, format!("there always is one `{name}`"))
        .label("true of every case")
        .help(format!("say something of it: `the {name} is …`"))
        .help("if a case may have none, write `, or none` after its kind where it is declared")
}

pub(in crate::analysis) fn only_one(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::ONLY_ONE, span, format!("a case has at most one `{name}`, so it can't be counted"))
        .label("a single thing")
        .help(format!("write `there is {} {name}` or `no {name}`", suggest::article(name)))
        .help("if there may be several, declare a `list of …`")
}

pub(in crate::analysis) fn fact_has_no_items(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::ONLY_ONE, span, format!("`{name}` is a single fact; nothing more can be said of each"))
        .label("a single fact")
        .help(format!("write `no {name}` or `there is {name}` alone"))
}

pub(in crate::analysis) fn only_records_have(words: &str, noun: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::ONLY_RECORDS_HAVE, span, format!("`{words}` is {noun}, and has no facts of its own"))
        .label("what has this?")
        .help(format!("write `{words} is …`, or name the thing that has it"))
}

pub(in crate::analysis) fn has_needs_list(name: &str, record: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::ALWAYS_THERE, span, format!("every {record} has `{name}`"))
        .label("true of every one")
        .help(format!("say what it is: `its {name} is …`"))
}

pub(in crate::analysis) fn every_needs_verb(words: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::EVERY_NEEDS_VERB, span, "this says `every` and then nothing of them")
        .label("every one is what?")
        .help(format!("write `{words} is …`"))
}

pub(in crate::analysis) fn fewer_than_none(span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::FEWER_THAN_NONE, span, "nothing is fewer than none")
        .label("never true")
        .help("write `no …` for none at all")
}

pub(in crate::analysis) fn different_needs_value(name: &str, values: &[String], span: Span) -> Diagnostic {
    let help = match values {
        [] => "name a fact with one value, such as `incident`".to_owned(),
        _ => format!("name a fact with one value: {}", some(values)),
    };
    Diagnostic::new(catalogue::DIFFERENT_NEEDS_VALUE, span, format!("`{name}` is a record or a list, and can't tell items apart"))
        .label("not a single value")
        .help(help)
}

pub(in crate::analysis) fn different_only_counts(words: &str, list: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        catalogue::DIFFERENT_ONLY_COUNTS,
        span,
        format!("`{words}` says how things are counted, and nothing is counted here"),
    )
    .label("only for counts")
    .help(format!("take it away, or count: `number of {list} {words}`"))
}

pub(in crate::analysis) fn number_of_items(field: &str, list: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::NUMBER_OF_ITEMS, span, format!("`number of` counts items, not their `{field}`"))
        .label("a fact of each")
        .help(format!("write `number of {list}` to count them"))
        .help(format!("write `total of {field} of {list}` to add it up"))
}

pub(in crate::analysis) fn gather_what(words: &str, kind: &str, fields: &[String], span: Span) -> Diagnostic {
    let help = match fields.first() {
        Some(field) => format!("name the fact: `{kind} {field} of {words}`"),
        None => format!("name the fact: `{kind} … of {words}`"),
    };
    Diagnostic::new(catalogue::GATHER_WHAT, span, format!("`{words}` are whole records, and no fact of theirs is named"))
        .label("which fact of each?")
        .help(help)
}

pub(in crate::analysis) fn nothing_to_gather(words: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::NOTHING_TO_GATHER, span, format!("`{words}` is no list to count or gather from"))
        .label("no list")
        .help("name a list: `number of convictions`, `total of income of members`")
        .help("to add single amounts, write `A plus B`")
}

pub(in crate::analysis) fn as_of_needs_parameter(words: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::AS_OF_NEEDS_PARAMETER, span, format!("`{words}` has no versions by date"))
        .label("not a parameter")
        .help("say `as of` of a `parameter`; a fact is what the record says it is")
}

pub(in crate::analysis) fn excess_outside_bands(over: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::EXCESS_OUTSIDE_BANDS, span, "`the excess over` stands outside a band, and nothing says of what")
        .label("the excess of what?")
        .help(format!("write `the amount by which … exceeds {over}`"))
}

pub(in crate::analysis) fn limb_needs_verb(words: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::NO_VERB, span, format!("the limb `{words}` alone is no condition"))
        .label("what about it?")
        .help("write `X is …` in the limb, or put `is` before `any of:`")
}

// --- parameters and bands ---------------------------------------------------------------------------------------------

pub(in crate::analysis) fn parameter_needs_literal(span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::NEEDS_A_FIGURE, span, "a figure is wanted here, not something to be worked out")
        .label("not a figure")
        .help("write the figure; what is worked out belongs into a `define … as …`")
}

pub(in crate::analysis) fn table_needs_key(name: &str, by: &[String], by_items: bool, span: Span) -> Diagnostic {
    let keys = suggest::all_of(by);
    let help = match by {
        [only] if by_items => format!("write `{name} for its {only}`, of an item that is in hand"),
        [only] => format!("write `{name} for {only}`, or `{name}` alone"),
        _ => format!("write `{name}` alone; it is looked up by the facts of those names"),
    };
    Diagnostic::new(catalogue::TABLE_NEEDS_KEY, span, format!("the table `{name}` is looked up by {keys}, and not by this"))
        .label("in which row?")
        .help(help)
}

pub(in crate::analysis) fn table_without_rows(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        catalogue::TABLE_NEEDS_ROWS,
        span,
        format!("`{name}` is declared `by` a fact, and this gives one value for all"),
    )
    .label("for which row?")
    .help("write rows: `1: $1,580; 2: $2,137; each more: $557`")
}

pub(in crate::analysis) fn rows_without_key(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::TABLE_NEEDS_ROWS, span, format!("`{name}` has rows, and its heading does not say by what"))
        .label("rows")
        .help(match name.split_once(" by ") {
            // Only the comma is missing.
            Some((name, key)) => format!("write `parameter {name}, by {key}:`"),
            None => format!("write `parameter {name}, by household size:`"),
        })
}

pub(in crate::analysis) fn table_key_kind(name: &str, noun: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::TABLE_KEY_KIND, span, format!("a table can't be looked up by `{name}`, which is {noun}"))
        .label("not a key")
        .help("declare it as a choice of words, or use a number, an amount or a date")
}

pub(in crate::analysis) fn row_key_kind(words: &str, found: &str, wanted: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::TABLE_KEY_KIND, span, format!("the key `{words}` is {found}, and the table is by {wanted}"))
        .label("another kind of thing")
        .help(format!("write {wanted} here, or name another key in the heading"))
}

/// How many keys the row has, and how many the heading names.
pub(in crate::analysis) fn row_key_count(found: usize, wanted: usize, span: Span) -> Diagnostic {
    let keys = |count: usize| if count == 1 { "1 key".to_owned() } else { format!("{count} keys") };
    Diagnostic::new(
        catalogue::ROW_KEY_COUNT,
        span,
        format!("this row has {}, and the heading of its table names {}", keys(found), keys(wanted)),
    )
    .label(if found < wanted { "and what else?" } else { "more than the heading names" })
    .help(if wanted > 1 {
        "write a key for each thing that the table is by, in that order, parted by `and`"
    } else {
        "write one key, or name the others in the heading too"
    })
}

pub(in crate::analysis) fn duplicate_row(span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(catalogue::DUPLICATE_ROW, span, "two rows of this table are for the same key")
        .label("again here")
        .also(first, "first here")
        .help("give the second the key that is meant, or take it away")
}

pub(in crate::analysis) fn range_backwards(from: &str, through: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::RANGE_BACKWARDS, span, "this range ends before it begins, so nothing lies in it")
        .label("the wrong way round?")
        .help(format!("write `{through} through {from}`"))
}

/// `by_number`: the table is keyed by one number, so that it has steps.
pub(in crate::analysis) fn each_more_needs_number(by_number: bool, span: Span) -> Diagnostic {
    let problem = Diagnostic::new(catalogue::EACH_MORE_NEEDS_NUMBER, span, "`each more` has no whole number to count on from");
    if by_number {
        problem.label("one more than what?").help("put it last, after a row whose key is a whole number")
    } else {
        problem.label("more of what?").help("write a row for each key; `each more` is for tables by one number")
    }
}

pub(in crate::analysis) fn row_after_each_more(span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::EACH_MORE_NEEDS_NUMBER, span, "a row stands after `each more`, which covers it already")
        .label("never reached")
        .help("put `each more` last")
}

/// `last`: the day before the later one begins, where that mends it.
pub(in crate::analysis) fn versions_overlap(name: &str, one: Span, other: Span, last: Option<jiff::civil::Date>) -> Diagnostic {
    let (first, second) = if one <= other { (one, other) } else { (other, one) };
    Diagnostic::new(catalogue::VERSIONS_OVERLAP, second, format!("two versions of `{name}` are in force on the same day"))
        .label("begins before the other has ended")
        .also(first, "the other version")
        .help(match last {
            Some(last) => format!("end the one that begins earlier with `through {last}`"),
            None => "give each its own days with `from` and `through`, or take one away".to_owned(),
        })
}

/// The kinds in words, each with its place.
pub(in crate::analysis) fn versions_differ(name: &str, before: (&str, Span), here: (&str, Span)) -> Diagnostic {
    Diagnostic::new(catalogue::VERSIONS_DIFFER, here.1, format!("the versions of `{name}` are of different kinds"))
        .label(here.0.to_owned())
        .also(before.1, before.0.to_owned())
        .help("give every version a value of one kind, or two names")
}

pub(in crate::analysis) fn bounds_backwards(span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::BOUNDS_BACKWARDS, span, "the latest day on which this can begin lies before the earliest")
        .label("no day is left between them")
        .help("put the earlier day after `no earlier than`, and the later after `no later than`")
}

pub(in crate::analysis) fn ends_before_it_can_begin(span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::BOUNDS_BACKWARDS, span, "this ends before the earliest day on which it can begin")
        .label("no day is left for it")
        .help("put a day after `through` that is not before the one after `no earlier than`")
}

pub(in crate::analysis) fn bands_do_not_meet(span: Span, below: Span) -> Diagnostic {
    Diagnostic::new(catalogue::BANDS_DO_NOT_MEET, span, "this band does not begin where the one before it ends")
        .label("begins here")
        .also(below, "the band before ends here")
        .help("use one figure for both, so that nothing lies between and nothing in two")
}

pub(in crate::analysis) fn excess_over_other_end(above: &str, begins: Span, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::EXCESS_OVER_OTHER_END, span, format!("the band begins above {above}, and its excess does not"))
        .label("not where the band begins")
        .also(begins, "it begins here")
        .help(format!("write `the excess over {above}`, or move the band"))
        .help("if the law says so, keep it with `allow excess-over-other-end \"...\".`")
}

pub(in crate::analysis) fn band_without_above(span: Span, below: Span) -> Diagnostic {
    Diagnostic::new(catalogue::BANDS_DO_NOT_MEET, span, "this band does not say where it begins")
        .label("above what?")
        .also(below, "the band before ends here")
        .help("write `above` and the figure at which the band before ends")
}

pub(in crate::analysis) fn first_band_has_above(span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::BANDS_DO_NOT_MEET, span, "nothing covers what lies below this band")
        .label("and up to here?")
        .help("let the first band begin without `above`")
}

pub(in crate::analysis) fn bands_not_open(span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::BANDS_DO_NOT_MEET, span, "nothing covers what lies above the last band")
        .label("and beyond?")
        .help("add a last band without `up to`")
}

pub(in crate::analysis) fn band_after_last(span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::BANDS_DO_NOT_MEET, span, "the band before has no end, so this one is never reached")
        .label("never reached")
        .help("give every band but the last an `up to`")
}
