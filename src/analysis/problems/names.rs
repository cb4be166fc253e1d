//! Names that nothing declares, names that may not be declared, words that stand for two things or for none.

use super::some;
use crate::analysis::names;
use crate::analysis::scope::It;
use crate::diagnostics::{Diagnostic, catalogue, suggest};
use crate::source::Span;

fn did_you_mean(mut diagnostic: Diagnostic, near: Option<&str>) -> Diagnostic {
    if let Some(near) = near {
        // What was written stands in the message.
        let written = diagnostic.message.split('`').nth(1).unwrap_or("").to_owned();
        diagnostic = diagnostic.label(format!("did you mean `{near}`?")).help(format!("write `{near}`"));
        if let Some((there, here)) = suggest::alike(&written, near) {
            diagnostic = diagnostic.help(format!("the two look alike: here stands {there}, and there {here}"));
        }
    }
    diagnostic
}

/// The known names as another way out: `or write …`.
fn or_write(known: &[String]) -> String {
    match known {
        [only] => format!("or write `{only}`"),
        _ => clipped(format!("or write one of {}", some(known))),
    }
}

pub(in crate::analysis) fn unknown_name(name: &str, span: Span, near: Option<&str>, fitting: &[String]) -> Diagnostic {
    let problem = Diagnostic::new(catalogue::UNKNOWN_NAME, span, format!("unknown name `{name}`"));
    match near {
        Some(_) => did_you_mean(problem, near),
        None if fitting.is_empty() => {
            problem.label("what is this?").help("declare it under `facts of …`, or `use` the module that declares it")
        }
        None => problem.label("what is this?").help(clipped(format!("declare it, or write {}", suggest::one_of(fitting)))),
    }
}

pub(in crate::analysis) fn text_without_quotation(words: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::UNKNOWN_NAME, span, format!("unknown name `{words}`"))
        .label("text, or the name of a fact?")
        .help(format!("write `\"{words}\"` if it is text"))
}

pub(in crate::analysis) fn decision_as_value(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::UNKNOWN_NAME, span, format!("`{name}` is a decision, and what is decided can't be asked for"))
        .label("decided by rules, not known to them")
        .help("name what both need: `define basic amount as ...`, and let both rules use the name")
}

pub(in crate::analysis) fn keyword_in_name(word: &str, meant: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::MISREAD_KEYWORD, span, format!("`{word}` is read as part of a name here"))
        .label(format!("did you mean `{meant}`?"))
        .help(format!("write `{meant}`"))
}

pub(in crate::analysis) fn left_over(known: &str, rest: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::LEFT_OVER, span, format!("`{known}` is a known name, and `{rest}` after it is joined to nothing"))
        .label("what is this to it?")
        .help(format!("declare `{known} {rest}` if that is one name"))
        .help("else say how the two belong together: `X's Y`, `Y of X`, `X is Y`")
}

/// `taper of income`, where `taper` is a percentage or a number.
pub(in crate::analysis) fn share_of(share: &str, of: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::LEFT_OVER, span, format!("`{share}` is a value, and has no `of`"))
        .label("a part of this?")
        .help(clipped(format!("write `{share} times {of}`")))
}

pub(in crate::analysis) fn two_names(head: &str, tail: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::TWO_NAMES, span, format!("`{head} {tail}` is no name; `{head}` and `{tail}` are two"))
        .label("one quality, or two?")
        .help(format!("write `{head} and is {tail}` if both must hold"))
        .help(format!("define `{head} {tail}` if the law gives it a meaning of its own"))
}

pub(in crate::analysis) fn facts_differ(key: &str, span: Span, other: Span) -> Diagnostic {
    Diagnostic::new(catalogue::FACTS_DIFFER, span, format!("two files can't both read the key `{key}` of one record"))
        .label("of one kind here")
        .also(other, "and of another here")
        .help("declare the fact in one file that both use")
        .help(format!("or give one of them a key of its own: `key \"other_{key}\"`"))
        .help("or decide by the two policies one after the other")
}

pub(in crate::analysis) fn ambiguous_name(name: &str, used_at: Span, one: Span, other: Span) -> Diagnostic {
    Diagnostic::new(catalogue::AMBIGUOUS_NAME, used_at, format!("`{name}` is declared by two files that this one uses"))
        .label("which one?")
        .also(one, "declared here")
        .also(other, "and declared here, by a file that knows nothing of the other")
        .help("move what is shared into one file that both use")
        .help("or give one of the two another name")
}

pub(in crate::analysis) fn two_meanings(word: &str, readings: &[String], span: Span) -> Diagnostic {
    let mut problem =
        Diagnostic::new(catalogue::TWO_MEANINGS, span, format!("`{word}` can mean two things here")).label("which one?");
    for (index, reading) in readings.iter().take(4).enumerate() {
        let lead = if index == 0 { "say which is meant:" } else { "or" };
        problem = problem.help(format!("{lead} {reading}"));
    }
    problem
}

/// A bare name where the item in hand and another record have such a fact.
pub(in crate::analysis) fn of_which(name: &str, item: &str, other: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::TWO_MEANINGS, span, format!("`{name}` can mean two things here"))
        .label(format!("of the {item}, or `{other}`?"))
        .help(format!("write `its {name}` if it is the {item}'s"))
        .help(format!("else write `{other}`"))
}

/// A table without its key, where the item in hand and another record have such a fact.
pub(in crate::analysis) fn row_of_which(table: &str, key: &str, item: &str, several: bool, span: Span) -> Diagnostic {
    let problem = Diagnostic::new(catalogue::TWO_MEANINGS, span, format!("`{table}` can mean two rows here"))
        .label(format!("by whose {key}? the {item} has one too"));
    if several {
        return problem.help(format!("call one of the two facts something else than `{key}`"));
    }
    problem
        .help(format!("write `{table} for its {key}` if it is the {item}'s"))
        .help(format!("else write `{table} for the case's {key}`, or name the record that has it"))
}

pub(in crate::analysis) fn row_of_no_item(table: &str, key: &str, record: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        catalogue::TABLE_NEEDS_KEY,
        span,
        format!("the table `{table}` is looked up by {key}, which the case has not"),
    )
    .label(format!("by whose {key}?"))
    .help(format!("say it of {0} {record}: `define {0} {record}'s part as the {table}`", suggest::article(record)))
}

pub(in crate::analysis) fn duplicate_name(name: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(catalogue::DUPLICATE_NAME, span, format!("`{name}` is declared twice, as two different things"))
        .label("declared again here")
        .also(first, "first declared here")
        .help("give one of them another name")
}

pub(in crate::analysis) fn duplicate_fact(name: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(catalogue::DUPLICATE_FACT, span, format!("`{name}` is declared twice in this file"))
        .label("declared again here")
        .also(first, "first declared here")
        .help("take one of the two away")
}

pub(in crate::analysis) fn undecided_decision(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::UNDECIDED_DECISION, span, format!("no rule decides `{name}`"))
        .label("declared, and never decided")
        .help("write a rule that decides it, or take the declaration away")
}

pub(in crate::analysis) fn defined_twice(name: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(catalogue::DUPLICATE_DEFINITION, span, format!("`{name}` is defined twice"))
        .label("defined again here")
        .also(first, "first defined here")
        .help("keep one; or give each its dates: `define 1, in force from 2014-01-01: …`")
        .help("to join two meanings, write one definition with `any of: (a) …; (b) …`")
}

pub(in crate::analysis) fn code_declared_twice(word: &str, first: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::DUPLICATE_NAME, span, format!("the code word `{word}` is declared twice"))
        .label("declared again here")
        .help(format!("use `{word}` as it is declared already: `{first}`"))
}

pub(in crate::analysis) fn reserved_word(word: &str, name: &str, words: &[String], index: usize, span: Span) -> Diagnostic {
    let hyphenated = match (index.checked_sub(1).and_then(|before| words.get(before)), words.get(index + 1)) {
        (Some(_), Some(_)) => words.join(" ").replace(&format!(" {word} "), &format!("-{word}-")),
        _ => words.join("-"),
    };
    Diagnostic::new(
        catalogue::RESERVED_WORD_IN_NAME,
        span,
        format!("the name `{name}` holds the word `{word}`, which cuts sentences apart"),
    )
    .label("may stand in no name")
    .help(format!("join the words with hyphens: `{hyphenated}`"))
}

pub(in crate::analysis) fn article_as_name(word: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::RESERVED_WORD_IN_NAME, span, format!("`{word}` is an article, and can't be a name by itself"))
        .label("means nothing in a sentence")
        .help("name it by a word of its own")
}

pub(in crate::analysis) fn name_begins_like_comparison(name: &str, with: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::NAME_BEGINS_LIKE_COMPARISON, span, format!("the name `{name}` begins like a comparison"))
        .label(format!("`{with}` compares"))
        .help(format!("begin the name with another word than `{with}`"))
}

pub(in crate::analysis) fn name_begins_like_count(name: &str, with: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        catalogue::NAME_BEGINS_LIKE_COUNT,
        span,
        format!("the name `{name}` begins like a value worked out of a list"),
    )
    .label(format!("`{with} …` counts or gathers"))
    .help(match with {
        "highest" | "lowest" | "latest" | "earliest" => {
            let word = match with {
                "highest" => "maximum",
                "lowest" => "minimum",
                "latest" => "last",
                _ => "first",
            };
            let rest = name.get(with.len()..).unwrap_or("").trim();
            let rest = if rest.is_empty() && matches!(word, "last" | "first") { "one" } else { rest };
            format!("put another word first: `{}`", format!("{word} {rest}").trim_end())
        }
        _ => "name it otherwise, for example `child count` in place of `number of children`".to_owned(),
    })
    .help("if the things are a list, `number of …` or `latest …` works without being declared")
}

pub(in crate::analysis) fn outcome_is_article(outcome: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        catalogue::VALUE_IS_RESERVED,
        span,
        format!("`{outcome}` would be read as the article, and can't be an outcome"),
    )
    .label("not an outcome")
    .help(format!("write a longer name: `class {outcome}`"))
}

pub(in crate::analysis) fn value_is_reserved(value: &str, span: Span) -> Diagnostic {
    let (message, help) = match value {
        "yes" | "no" => {
            ("is an answer by itself, and can't be one value of several", "write `yes or no` as the kind of the fact")
        }
        "none" | "absent" => {
            ("says that a fact is not there, and can't be one of its values", "write `, or none` after the kind")
        }
        _ => (
            "says whether a fact is known, and can't be one of its values",
            "take it away; any fact may be unknown without saying so",
        ),
    };
    Diagnostic::new(catalogue::VALUE_IS_RESERVED, span, format!("`{value}` {message}")).label("not a value").help(help)
}

pub(in crate::analysis) fn duplicate_value(value: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(catalogue::DUPLICATE_VALUE, span, format!("the value `{value}` stands twice in this list"))
        .label("again here")
        .also(first, "first here")
        .help("take one of the two away")
}

pub(in crate::analysis) fn too_many_values(count: usize, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::TOO_MANY_VALUES, span, format!("a fact that is `any of` has {count} values, and 128 is the most"))
        .label("too many")
        .help("use a list of records, each with one such value")
}

pub(in crate::analysis) fn unknown_record(name: &str, span: Span, known: &[String]) -> Diagnostic {
    let near = suggest::nearest(name, known.iter().map(String::as_str));
    let one = singular(name);
    let problem = Diagnostic::new(catalogue::UNKNOWN_RECORD, span, format!("no facts are declared of `{name}`"));
    match near {
        Some(_) => did_you_mean(problem, near),
        None => problem
            .label("what can be said of one?")
            .help(format!("declare its facts: `facts of {} {one}: …`", suggest::article(&one)))
            .help_if((!known.is_empty()).then_some(()), |()| or_write(known)),
    }
}

/// The singular of a regular plural; anything else as it is.
pub(in crate::analysis) fn singular(name: &str) -> String {
    let stems = [("ies", "y"), ("es", ""), ("s", "")];
    let (head, last) = name.rsplit_once(' ').map_or((None, name), |(head, last)| (Some(head), last));
    let found = stems.iter().find_map(|(ending, back)| {
        let stem = format!("{}{back}", last.strip_suffix(ending)?);
        names::plurals(&stem).iter().flatten().any(|plural| plural == last).then_some(stem)
    });
    match (head, found) {
        (Some(head), Some(one)) => format!("{head} {one}"),
        (None, Some(one)) => one,
        (_, None) => name.to_owned(),
    }
}

pub(in crate::analysis) fn unknown_kind(name: &str, span: Span, records: &[String]) -> Diagnostic {
    let mut kinds: Vec<String> =
        ["yes or no", "text", "number", "percentage", "money", "date", "date and time", "citation", "judgment"]
            .iter()
            .map(|kind| (*kind).to_owned())
            .collect();
    kinds.extend_from_slice(records);
    // Words of other languages and forms for a kind that Enact has.
    let other = match name.to_lowercase().as_str() {
        "dollar" | "dollars" | "amount" | "currency" | "usd" | "price" => Some("money"),
        "boolean" | "bool" | "flag" | "true or false" | "yesno" => Some("yes or no"),
        "string" | "words" | "name" | "free text" => Some("text"),
        "integer" | "int" | "decimal" | "whole number" | "count" => Some("number"),
        "percent" | "rate" => Some("percentage"),
        "time" | "datetime" | "timestamp" => Some("date and time"),
        "years" | "months" => Some("years and months"),
        "hours" | "minutes" => Some("hours and minutes"),
        "section" | "statute" => Some("citation"),
        _ => None,
    };
    let near = suggest::nearest(name, kinds.iter().map(String::as_str)).or(other).map(str::to_owned);
    let problem = Diagnostic::new(catalogue::UNKNOWN_KIND, span, format!("`{name}` is not a kind of fact"));
    match near {
        // A day may be one of the calendar, or how long something takes.
        _ if name.eq_ignore_ascii_case("day") => problem
            .label("a day of the calendar, or a length?")
            .help("write `date` for a day of the calendar, `days` for a length of time"),
        Some(near) => did_you_mean(problem, Some(&near)),
        None => problem
            .label("what kind of thing is this?")
            .help("write `yes or no`, `text`, `number`, `percentage`, `money`, `date`, `date and time`,")
            .help("`citation`, `judgment`, a list of values (`felony or misdemeanor`), `list of …`,")
            .help("or the name of a record that `facts of …` declares"),
    }
}

pub(in crate::analysis) fn unknown_value(value: &str, of: &str, values: &[String], span: Span) -> Diagnostic {
    let near = suggest::nearest(value, values.iter().map(String::as_str));
    let article = suggest::article(of);
    let problem = Diagnostic::new(catalogue::UNKNOWN_VALUE, span, format!("`{value}` is not {article} {of}"));
    let problem = match near {
        Some(near) => problem.label(format!("did you mean `{near}`?")),
        None => problem.label(format!("which {of}?")),
    };
    problem.help(format!("write {article} {of}: {}", some(values)))
}

/// `default position X`, where no position X is declared.
pub(in crate::analysis) fn default_is_no_position(name: &str, question: &str, known: &[String], span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::UNKNOWN_POSITION, span, format!("`{name}` is no position on `{question}`"))
        .label("the default is one of the positions")
        .help(format!("declare it before: `position {name}; default position {name};`"))
        .help_if((!known.is_empty()).then_some(()), |()| or_write(known))
}

/// `meant` is the fact that has the value said beside it: `its level is infraction` means its grade.
pub(in crate::analysis) fn unknown_field(
    record: &str,
    name: &str,
    span: Span,
    fields: &[String],
    meant: Option<&str>,
) -> Diagnostic {
    let near = meant.or_else(|| suggest::nearest(name, fields.iter().map(String::as_str)));
    let article = suggest::article(record);
    let problem = Diagnostic::new(catalogue::UNKNOWN_FIELD, span, format!("{article} {record} has no `{name}`"));
    match near {
        Some(_) => did_you_mean(problem, near),
        None if fields.is_empty() => {
            problem.label("not one of its facts").help(format!("declare it under `facts of {article} {record}`"))
        }
        None if name.starts_with("been ") => {
            let quality = name.trim_start_matches("been ");
            problem.label("not one of its facts").help(format!("write `is {quality}`, or `that is {quality}` of some of several"))
        }
        None => problem
            .label("not one of its facts")
            .help(clipped(format!("write {}", suggest::one_of(fields))))
            .help(format!("or declare it under `facts of {article} {record}`")),
    }
}

/// Help lines are never wrapped, so they are cut at a word.
pub(super) fn clipped(line: String) -> String {
    if line.chars().count() <= 83 {
        return line;
    }
    let mut short: String = line.chars().take(80).collect();
    if let Some(cut) = short.rfind(',') {
        short.truncate(cut);
    }
    short.push_str(", …");
    short
}

pub(in crate::analysis) fn unknown_quality(
    name: &str,
    record: &str,
    near: Option<&str>,
    known: &[String],
    span: Span,
) -> Diagnostic {
    let article = suggest::article(record);
    let problem =
        Diagnostic::new(catalogue::UNKNOWN_TERM, span, format!("nothing says what it means that {article} {record} is `{name}`"));
    match near {
        Some(_) => did_you_mean(problem, near),
        None => problem
            .label("neither a fact, nor a value, nor a defined term")
            .help(format!("define it: `define {article} {record} is {name} if …`"))
            .help_if((!known.is_empty()).then_some(()), |()| or_write(known)),
    }
}

/// `is unvaccinated` beside the fact `vaccinated`.
pub(in crate::analysis) fn contrary_quality(name: &str, record: &str, meant: &str, span: Span) -> Diagnostic {
    let article = suggest::article(record);
    Diagnostic::new(catalogue::UNKNOWN_TERM, span, format!("nothing says what it means that {article} {record} is `{name}`"))
        .label(format!("the contrary of `{meant}`?"))
        .help(format!("write `not {meant}` if it is"))
        .help(format!("or define it: `define {article} {record} is {name} if …`"))
}

pub(in crate::analysis) fn unknown_particular(name: &str, record: &str, near: Option<&str>, span: Span) -> Diagnostic {
    let article = suggest::article(record);
    let problem = Diagnostic::new(catalogue::UNKNOWN_FIELD, span, format!("{article} {record} has no `{name}`"));
    match near {
        Some(_) => did_you_mean(problem, near),
        None => problem.label("neither a fact nor a value").help("write the fact's name and then its value: `grade misdemeanor`"),
    }
}

pub(in crate::analysis) fn unknown_term(term: &str, subject: &str, known: &[String], span: Span) -> Diagnostic {
    let near = suggest::nearest(term, known.iter().map(String::as_str));
    let problem = Diagnostic::new(catalogue::UNKNOWN_TERM, span, format!("nothing defines that the {subject} is `{term}`"));
    match near {
        Some(_) => did_you_mean(problem, near),
        None => problem.label("not defined").help(format!("define it: `define the {subject} is {term} if …`")),
    }
}

pub(in crate::analysis) fn sentence_takes_terms(subject: &str, known: &[String], span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::UNKNOWN_TERM, span, format!("of the {subject} only defined terms can be said"))
        .label("this is no defined term")
        .help(format!("write `is` and one of {}", some(known)))
}

/// Words with which other texts compare.
const COMPARING: &[&str] =
    &["equals", "equal", "than", "greater", "more", "less", "fewer", "least", "most", "under", "over", "else", "otherwise"];

/// A phrase of everyday English, and what Enact says for it.
pub(in crate::analysis) fn said_otherwise(written: &str, span: Span, meant: &str, help: Option<&str>) -> Diagnostic {
    let problem = Diagnostic::new(catalogue::OTHER_WORDING, span, format!("`{written}` is said in other words here"))
        .label(format!("did you mean `{meant}`?"))
        .help(clipped(format!("write `{meant}`")));
    problem.help_if(help, str::to_owned)
}

pub(in crate::analysis) fn unknown_sentence(words: &str, span: Span) -> Diagnostic {
    // A figure or a comparison inside makes a condition of another wording, which nobody wants to declare.
    let figure = words.contains(|letter: char| letter.is_ascii_digit() || letter == '$');
    let compares = |word: &str| COMPARING.iter().any(|other| word.eq_ignore_ascii_case(other));
    if figure || words.split_whitespace().any(compares) {
        return Diagnostic::new(catalogue::UNKNOWN_SENTENCE, span, format!("`{words}` is no condition: it has no known verb"))
            .label("neither a declared sentence nor a comparison")
            .help("write it with `is`: `is`, `is at least`, `is at most`, `is more than`, `is less than`");
    }
    let declared = format!("declare it under `facts of the case`: `{words}: yes or no`");
    let declared =
        if declared.chars().count() <= 83 { declared } else { "declare the sentence under `facts of the case`".to_owned() };
    Diagnostic::new(catalogue::UNKNOWN_SENTENCE, span, format!("`{words}` is no condition: it has no known verb"))
        .label("neither a declared sentence nor a comparison")
        .help(declared)
        .help("or say it with a verb: `X is …`, `X has …`, `any X …`, `no X`")
}

pub(in crate::analysis) fn unknown_relative(words: &str, record: &str, sentences: &[String], span: Span) -> Diagnostic {
    let shown: Vec<String> = sentences.iter().map(|it| it.strip_prefix("it ").unwrap_or(it).to_owned()).collect();
    let near = suggest::nearest(words, shown.iter().map(String::as_str));
    let article = suggest::article(record);
    let problem = Diagnostic::new(
        catalogue::UNKNOWN_SENTENCE,
        span,
        format!("nothing says what it means that {article} {record} `{words}`"),
    );
    match near {
        Some(_) => did_you_mean(problem, near),
        None => problem
            .label("no sentence of this kind is declared")
            .help(format!("declare it under `facts of {article} {record}`: `it {words}: yes or no`")),
    }
}

pub(in crate::analysis) fn no_verb(words: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::NO_VERB, span, format!("`{words}` alone is no condition"))
        .label("what about it?")
        .help(format!("say something of it: `{words} is …`, `any …`, `no …`"))
}

/// A value alone: `proof includes lease and card`.
pub(in crate::analysis) fn no_verb_value(value: &str, of: &str, set: bool, span: Span) -> Diagnostic {
    let verb = if set { "includes" } else { "is" };
    Diagnostic::new(catalogue::NO_VERB, span, format!("`{value}` alone is no condition: it is a value of `{of}`"))
        .label("what is this, or includes it?")
        .help(format!("say the verb again: `{of} {verb} {value}`"))
}

/// `owner` is the record whose fact it is, where the case has it inside one.
pub(in crate::analysis) fn no_verb_yes_no(words: &str, owner: Option<&str>, span: Span) -> Diagnostic {
    let help = match owner {
        Some(owner) => format!("write `the {owner} is {words}`"),
        None => format!("write `{words} is yes`"),
    };
    Diagnostic::new(catalogue::NO_VERB, span, format!("`{words}` alone is no condition: it has no verb"))
        .label("is it so, or known, or what?")
        .help(help)
}

pub(in crate::analysis) fn nothing_for_it(word: &str, it: &It, span: Span) -> Diagnostic {
    match it {
        It::Unclear(one, other) => {
            Diagnostic::new(catalogue::UNCLEAR_IT, span, format!("`{word}` may speak of `{one}` or of `{other}`"))
                .label("of which?")
                .help(match (without_quantifier(one), without_quantifier(other)) {
                    (one, other) if one == other => {
                        format!("say it of the {one} that is meant, in one sentence: `any {one} that … and …`")
                    }
                    (one, other) => clipped(format!("name the item: `the {one}` or `the {other}`")),
                })
                .help("or narrow it at once: `any … whose … is …`")
        }
        It::Lost(quantified) => {
            Diagnostic::new(catalogue::NOTHING_FOR_IT, span, format!("`{word}` has nothing to stand for after `{quantified}`"))
                .label("of what?")
                .help(format!("say it of each one: `{quantified} that is … and is …`, or `{quantified} where (…)`"))
        }
        It::Nothing | It::Item(_) => {
            Diagnostic::new(catalogue::NOTHING_FOR_IT, span, format!("`{word}` has nothing to stand for here"))
                .label("of what?")
                .help("name the thing; `it` speaks of an item after `any`, `no`, `every`, or of what is being defined")
        }
    }
}

/// `any restoration is full and its date …`, where a conviction is being defined and has a date as well. `of`: what is said of it (`'s date`);
/// `None` where it can't be said by name.
/// `no conviction is violent unless it is a felony`
pub(in crate::analysis) fn unless_of_each(quantified: &str, meant: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::NOTHING_FOR_IT, span, format!("`it` has nothing to stand for after `{quantified}`"))
        .label("which of them is taken out is said of each")
        .help(clipped(format!("write `{meant}`")))
}

pub(in crate::analysis) fn it_of_two(word: &str, found: &str, other: &str, of: Option<String>, span: Span) -> Diagnostic {
    let which = match found == other {
        true => format!("this {found} or of the one in hand before"),
        false => format!("the {found} or of the {other}"),
    };
    let problem = Diagnostic::new(catalogue::UNCLEAR_IT, span, format!("`{word}` may speak of {which}")).label("of which?");
    match of {
        // No name tells the two apart.
        _ if found == other => problem
            .help("of the one found, say it with `that …` or in parentheses: `where (its … is …)`")
            .help("no sentence compares two items of one list with each other"),
        Some(of) => problem.help(clipped(format!("name it: `the {found}{of}` or `the {other}{of}`"))),
        None => problem
            .help("say it before the item is found, if it is not the item's")
            .help("or narrow the item at once: `any … where (…)`"),
    }
}

/// `charge` of `any charge`.
fn without_quantifier(said: &str) -> &str {
    let words = ["any ", "no ", "every ", "at least ", "at most ", "exactly ", "more than ", "fewer than "];
    let item = words.iter().find_map(|word| said.strip_prefix(word)).unwrap_or(said);
    item.trim_start_matches(|letter: char| letter.is_ascii_digit()).trim_start()
}

/// `any violation …`, where violations are listed inside each incident.
pub(in crate::analysis) fn item_of_an_item(item: &str, owner: &str, span: Span) -> Diagnostic {
    let (article, one) = (suggest::article(owner), suggest::article(item));
    Diagnostic::new(
        catalogue::NO_ITEM_IN_HAND,
        span,
        format!("`{item}` belongs to {article} {owner}, and this does not say of which"),
    )
    .label("of which?")
    .help(clipped(format!("say of which: `any {owner} has {one} {item} that …`, or `… whose … is …`")))
}

/// `define an absence breaks residence if its length …`.
pub(in crate::analysis) fn sentence_of_each(words: &str, item: &str, span: Span) -> Diagnostic {
    let article = suggest::article(item);
    Diagnostic::new(catalogue::NOTHING_FOR_IT, span, format!("`{words}` is defined of the whole case, not of each {item}"))
        .label("a sentence with a verb of its own")
        .help(format!("give each one a quality: `define {article} {item} is … if …`"))
        .help(format!("and say of it `any {item} is …`"))
}

pub(in crate::analysis) fn no_item_in_hand(name: &str, span: Span) -> Diagnostic {
    let article = suggest::article(name);
    Diagnostic::new(catalogue::NO_ITEM_IN_HAND, span, format!("there may be several of `{name}`, and this does not say which"))
        .label("any of them, every one, none?")
        .help(format!("write `any {name} is …`, `every {name} is …` or `no {name} …`"))
        .help(format!("`the {name}` works where {article} {name} is in hand already"))
}

pub(in crate::analysis) fn nothing_to_count(name: &str, span: Span, lists: &[String]) -> Diagnostic {
    Diagnostic::new(catalogue::NOTHING_TO_COUNT, span, format!("a case has one `{name}`, and it can't be counted"))
        .label("no list of these is declared")
        .help(format!("say something of it: `{name} is …`"))
        .help_if((!lists.is_empty()).then_some(()), |()| clipped(format!("or count one of {}", some(lists))))
}

pub(in crate::analysis) fn unknown_code(word: &str, span: Span, known: &[String]) -> Diagnostic {
    let near = suggest::nearest(word, known.iter().map(String::as_str));
    let problem = Diagnostic::new(catalogue::UNKNOWN_CODE, span, format!("`{word}` is not a code that is declared"));
    match near {
        Some(_) => did_you_mean(problem, near),
        None => problem
            .label("which code of law?")
            .help(format!("declare it: `code {word} is \"…\".`"))
            .help_if((!known.is_empty()).then_some(()), |()| or_write(known)),
    }
}

pub(in crate::analysis) fn section_without_code(section: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::UNKNOWN_CODE, span, format!("section `{section}` is of no code"))
        .label("of which code?")
        .help(format!("write the code's word before it, such as `PC {section}`"))
}

pub(in crate::analysis) fn range_over_codes(from: &str, through: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::RANGE_OVER_CODES, span, format!("a range that begins in `{from}` can't end in `{through}`"))
        .label("a section of another code")
        .help(format!("end the range with a section of `{from}`; a range of `{through}` stands by itself"))
}

pub(in crate::analysis) fn unknown_sections(name: &str, span: Span, known: &[String]) -> Diagnostic {
    let near = suggest::nearest(name, known.iter().map(String::as_str));
    let problem = Diagnostic::new(catalogue::UNKNOWN_SECTIONS, span, format!("no list of sections is called `{name}`"));
    match near {
        Some(_) => did_you_mean(problem, near),
        None => problem
            .label("which list?")
            .help(format!("declare it: `sections {name}: PC 187, 192(a).`"))
            .help_if((!known.is_empty()).then_some(()), |()| or_write(known)),
    }
}

pub(in crate::analysis) fn list_needs_among(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::LIST_NEEDS_AMONG, span, format!("`{name}` is a list of sections"))
        .label("a section can't be a list")
        .help(format!("write `is among the {name}`"))
}

pub(in crate::analysis) fn unknown_calendar(name: &str, span: Span, known: &[String]) -> Diagnostic {
    let near = suggest::nearest(name, known.iter().map(String::as_str));
    let problem = Diagnostic::new(catalogue::UNKNOWN_CALENDAR, span, format!("no calendar is called `{name}`"));
    match near {
        Some(_) => did_you_mean(problem, near),
        None => problem
            .label("which holidays?")
            .help(format!("declare it: `calendar {name}: each January 1 \"New Year's Day\".`"))
            .help_if((!known.is_empty()).then_some(()), |()| or_write(known)),
    }
}

pub(in crate::analysis) fn unknown_question(name: &str, span: Span, known: &[String]) -> Diagnostic {
    let near = suggest::nearest(name, known.iter().map(String::as_str));
    let problem = Diagnostic::new(catalogue::UNKNOWN_QUESTION, span, format!("no question is called `{name}`"));
    match near {
        Some(_) => did_you_mean(problem, near),
        None if known.is_empty() => {
            problem.label("this policy leaves no question open").help("take this out, or declare a `question`")
        }
        None => problem.label("which question?").help(clipped(format!("write one of {}", some(known)))),
    }
}

pub(in crate::analysis) fn unknown_position(name: &str, question: &str, span: Span, positions: &[String]) -> Diagnostic {
    let near = suggest::nearest(name, positions.iter().map(String::as_str));
    let problem = Diagnostic::new(catalogue::UNKNOWN_POSITION, span, format!("`{name}` is no position on `{question}`"));
    let problem = match near {
        Some(near) => problem.label(format!("did you mean `{near}`?")),
        None => problem.label("which position?"),
    };
    problem.help(clipped(format!("write {}", some(positions))))
}

pub(in crate::analysis) fn unknown_class(name: &str, of: &str, span: Span, known: &[String]) -> Diagnostic {
    let near = suggest::nearest(name, known.iter().map(String::as_str));
    let one = singular(name);
    let problem = Diagnostic::new(catalogue::UNKNOWN_CLASS, span, format!("nothing says who `{name}` are"));
    match near {
        Some(_) => did_you_mean(problem, near),
        None if one == of => problem
            .label("every case has one")
            .help(format!("take `binds {name}` away: without it the policy binds whoever acts"))
            .help(format!("or say which of them: `define {} {of} is a bound {of} if …`", suggest::article(of)))
            .help(format!("and `binds bound {name}`")),
        None => problem
            .label("whom does this bind?")
            .help(clipped(format!(
                "define the class: `define {} {of} is {} {one} if …`",
                suggest::article(of),
                suggest::article(&one)
            )))
            .help(format!("to say it in words only, quote it: `binds \"{name}\"`")),
    }
}

pub(in crate::analysis) fn unused_definition(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::UNUSED_DEFINITION, span, format!("the definition of `{name}` is never used"))
        .label("no rule, definition or scenario mentions it")
        .help("use it in a rule, or take it out")
}
