//! Changes of another instrument's text, and the days of versions.

use super::some;
use crate::analysis::amendment::Beyond;
use crate::diagnostics::{Diagnostic, catalogue, suggest};
use crate::source::Span;
use jiff::civil::Date;

pub(in crate::analysis) fn amends_no_instrument(module: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::AMENDS_NO_INSTRUMENT, span, format!("`{module}` is no instrument that could be amended"))
        .label("which instrument?")
        .help("name the module of another file that has a `policy` heading")
}

pub(in crate::analysis) fn amends_nothing(span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::AMENDS_NOTHING, span, "this file changes a text, and its heading does not say whose")
        .label("the text of which instrument?")
        .help("write `amends \"us/ca/trust-act\"` with the instrument's module in the heading")
}

pub(in crate::analysis) fn nothing_to_amend(kind: &str, name: &str, span: Span, known: &[String]) -> Diagnostic {
    let mut known: Vec<String> = known.to_vec();
    known.dedup();
    let near = suggest::nearest(name, known.iter().map(String::as_str));
    let problem = Diagnostic::new(catalogue::NOTHING_TO_AMEND, span, format!("the amended instrument has no {kind} `{name}`"));
    match near {
        Some(near) => problem
            .label(format!("did you mean `{near}`?"))
            .help(format!("write `{near}`, or `insert {}` if it is new", word(kind))),
        None if known.is_empty() => {
            problem.label(format!("which {kind}?")).help(format!("write `insert {}` if it is new", word(kind)))
        }
        None => problem.label(format!("which {kind}?")).help(format!(
            "write {}, or `insert {}` if it is new",
            some(&known),
            word(kind)
        )),
    }
}

/// A paragraph of a rule that has no lettered list.
pub(in crate::analysis) fn no_list_to_amend(label: &str, name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        catalogue::NOTHING_TO_AMEND,
        span,
        format!("the text of `{label}` has no lettered list, and so no paragraph `{name}`"),
    )
    .label("in which list?")
    .help("replace the whole text, and write the list in it: `... if any of: (a) ...; (b) ...`")
}

/// `insert paragraph 1(a)(3)`, where 1(a) has no list.
pub(in crate::analysis) fn no_list_to_insert_in(name: &str, span: Span, known: &[String]) -> Diagnostic {
    Diagnostic::new(catalogue::NOTHING_TO_AMEND, span, format!("there is no lettered list to which `{name}` belongs"))
        .label("in which list?")
        .help(super::names::clipped(format!("a paragraph is inserted beside one that is there: {}", some(known))))
        .help("else replace the rule, or the paragraph that is to have a list")
}

/// The word of the language for it.
fn word(kind: &str) -> &str {
    if kind == "definition" { "define" } else { kind }
}

pub(in crate::analysis) fn already_there(name: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(catalogue::ALREADY_THERE, span, format!("`{name}` is inserted, and is there already"))
        .label("inserted here")
        .also(first, "there already")
        .help("write `replace` for a new text in its place, or give it a label of its own")
}

pub(in crate::analysis) fn label_taken(label: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(catalogue::ALREADY_THERE, span, format!("`{label}` is the label of another rule that day"))
        .label("taken")
        .also(first, "by this one")
        .help("repeal or renumber the other from the same day, or choose another label")
}

/// `known`: `otherwise for fee`; none, or several.
pub(in crate::analysis) fn which_otherwise(span: Span, known: &[String]) -> Diagnostic {
    let (message, help) = match known {
        [] => (
            "the amended instrument has no `otherwise`",
            "take the sentence out, or write `insert otherwise ...` if it is new".to_owned(),
        ),
        all => ("the amended instrument has several `otherwise`", format!("write {}", some(all))),
    };
    Diagnostic::new(catalogue::NOTHING_TO_AMEND, span, message).label("of which decision?").help(help)
}

pub(in crate::analysis) fn renumbered_as_it_is(label: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::NOTHING_TO_AMEND, span, format!("`{label}` is its label already"))
        .label("nothing is renumbered")
        .help("write the new label, or take the sentence out")
}

pub(in crate::analysis) fn unclear_label(name: &str, day: Date, span: Span, given: Span) -> Diagnostic {
    Diagnostic::new(catalogue::UNCLEAR_LABEL, span, format!("on {day}, `{name}` passes from one rule to another"))
        .label("which of the two?")
        .also(given, "this one has the label from that day")
        .help("if it is meant as it is after the other act, write `use` with that act's module")
        .help("if not, name it by its new label, or give the change a day of its own")
}

pub(in crate::analysis) fn act_without_day(act: Span) -> Diagnostic {
    Diagnostic::new(catalogue::ACT_WITHOUT_DAY, act, "this act does not say since when it changes the text")
        .label("it changes the text of all days, from the first on")
        .help("write `in force from 2024-01-01` in its heading, or `status enacted 2024-01-01`")
}

pub(in crate::analysis) fn rule_beside_amended(label: &str, span: Span, amended: Span) -> Diagnostic {
    Diagnostic::new(
        catalogue::RULE_BESIDE_AMENDED,
        span,
        format!("this rule {label} stands beside rule {label} of the amended text, and does not change it"),
    )
    .label("a second rule of that label")
    .also(amended, "this one stays as it is")
    .help(format!("to change that rule, write `replace rule {label}: ...`"))
    .help("if it is another rule, give it a label of its own, or allow this")
}

/// `what` is the sentence (a change, a reading) that says days of its own.
pub(in crate::analysis) fn outside_its_act(what: &str, how: Beyond, own: Span, act: Span) -> Diagnostic {
    let (said, label) = match how {
        Beyond::Before(first) => ("begins before its instrument is in force", format!("its instrument is in force from {first}")),
        Beyond::After(last) => ("has days after the last day of its instrument", format!("its instrument ends on {last}")),
    };
    let problem = Diagnostic::new(catalogue::OUTSIDE_ITS_ACT, own, format!("this {what} {said}"))
        .label(label)
        .also(act, "the days of the instrument");
    match how {
        Beyond::Before(_) => problem
            .help("let it begin later; or, if the instrument applies from before it was made,")
            .help("write so in its heading: `in force from ...; status enacted ...`"),
        Beyond::After(_) => problem.help("let it end sooner, or let the instrument go on for longer"),
    }
}

/// `ended`: the last day of what is amended, or (`Err`) its first, where the act is over before.
pub(in crate::analysis) fn amends_nothing_then(ended: Result<Date, Date>, act: Span, amended: Span) -> Diagnostic {
    let message = match ended {
        Ok(last) => format!("what this act amends has ended on {last}, before the act is in force"),
        Err(first) => format!("what this act amends is in force from {first}, after the act has ended"),
    };
    Diagnostic::new(catalogue::AMENDS_NOTHING_THEN, act, message)
        .label("nothing is changed then")
        .also(amended, "in force on other days only")
        .help("correct the days of one of the two")
}

pub(in crate::analysis) fn outlasts_what_it_amends(last: Date, act_last: Date, act: Span, amended: Span) -> Diagnostic {
    Diagnostic::new(
        catalogue::OUTLASTS_WHAT_IT_AMENDS,
        act,
        format!("this act goes on through {act_last}, and what it amends ends on {last}"),
    )
    .label(format!("after {last} there is nothing to change"))
    .also(amended, "this is not lengthened by being changed")
    .help("to lengthen it, write `extend` with its module, `through` and its new last day")
    .help("to keep it so, let the act end with it, or leave its `through` away")
}

pub(in crate::analysis) fn not_what_it_amends(named: &str, amends: &str, span: Span, heading: Span) -> Diagnostic {
    Diagnostic::new(catalogue::NOT_WHAT_IT_AMENDS, span, format!("this act amends `{amends}`, and not `{named}`"))
        .label("another instrument")
        .also(heading, "its heading says so")
        .help("name the one that the heading amends, or write an act of its own for the other")
}

pub(in crate::analysis) fn whole_needs_day(span: Span, act: Span) -> Diagnostic {
    Diagnostic::new(catalogue::WHOLE_NEEDS_DAY, span, "it is not said from which day on that is so")
        .label("extended or repealed since when?")
        .also(act, "the heading of the act gives no day, or one that is not known")
        .help("write the first day of the act into its heading: `in force from 2024-01-01`")
}

pub(in crate::analysis) fn never_ends(span: Span, of: Span) -> Diagnostic {
    Diagnostic::new(catalogue::NOT_EXTENDED, span, "this instrument has no last day that could be put off")
        .label("it goes on in any case")
        .also(of, "no `through` here")
        .help("take the sentence out, or write the last day into the heading of what is extended")
}

pub(in crate::analysis) fn not_later(last: Date, span: Span, of: Span) -> Diagnostic {
    Diagnostic::new(catalogue::NOT_EXTENDED, span, "this is no later than the last day that it has already")
        .label(format!("it is in force through {last}"))
        .also(of, "the days of what is extended")
        .help("write a later day; to end it sooner, repeal it from a day")
}

pub(in crate::analysis) fn lapsed_before(last: Date, first: Date, act: Span, of: Span) -> Diagnostic {
    Diagnostic::new(catalogue::NOT_EXTENDED, act, format!("what this act extends has ended on {last}, before {first}"))
        .label("too late to put off its last day")
        .also(of, "the days of what is extended")
        .help("if the act counts from the next day on, its heading says so:")
        .help(format!("`in force from {}; status enacted {first}`", next(last)))
        .help("if there is law again only later, lay the text down once more, as an instrument of its own")
}

fn next(day: Date) -> Date {
    day.tomorrow().unwrap_or(day)
}

pub(in crate::analysis) fn repealed_for_a_time(until: Date, span: Span, act: Span) -> Diagnostic {
    Diagnostic::new(catalogue::REPEALED_FOR_A_TIME, span, format!("this repeals for a time only: the act ends on {until}"))
        .label("what is repealed does not come back by itself")
        .also(act, "the days of the act")
        .help("let the act go on; or, to switch the instrument off for a time,")
        .help("write `suspend \"...\" from ... through ...` in a file without `amends`")
}

pub(in crate::analysis) fn amended_twice(name: &str, day: Date, (span, first): (Span, Span), bills: bool) -> Diagnostic {
    let when = if day == Date::MIN { "always".to_owned() } else { format!("from {day}") };
    Diagnostic::new(catalogue::AMENDED_TWICE, span, format!("`{name}` is changed twice {when}"))
        .label("changed here")
        .also(first, "and here")
        .help(match bills {
            true => "they are bills of one day: suppose one of them, `--as-if-enacted=MODULE`",
            false => "keep one of the two, or give the later one its own day: `in force from ...`",
        })
}

pub(in crate::analysis) fn repealed_twice(name: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(catalogue::REPEALED_TWICE, span, format!("`{name}` is repealed, and was repealed before"))
        .label("repealed again here")
        .also(first, "repealed here")
        .help("take one of the two away")
}

pub(in crate::analysis) fn not_there_then(name: &str, span: Span, place: Span, repealed: bool) -> Diagnostic {
    let (how, also) = if repealed { ("is repealed", "repealed here") } else { ("is not in force", "this is its text") };
    Diagnostic::new(catalogue::NOTHING_TO_AMEND, span, format!("`{name}` {how} on every day of this change"))
        .label("there is nothing to change")
        .also(place, also)
        .help("write `insert` if it is to be there again")
}

pub(in crate::analysis) fn too_many_savings(span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::TOO_MANY_CHANGES, span, "too many savings clauses part the cases of one rule")
        .label("one too many")
        .help("save the whole rule with one condition")
}

pub(in crate::analysis) fn last_paragraph(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::LAST_PARAGRAPH, span, format!("`{name}` is the only paragraph left of its list"))
        .label("what would the list ask for?")
        .help("replace the rule or the paragraph that holds the list")
}

pub(in crate::analysis) fn nothing_to_save(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::NOTHING_TO_SAVE, span, format!("`{name}` is saved, and no act has changed it by then"))
        .label("nothing of it needs saving")
        .help("name a text that this act changes, or that an earlier act changed")
}

pub(in crate::analysis) fn saved_from_another(name: &str, other: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::NOTHING_TO_SAVE, span, format!("`{name}` is saved, and this act does not change it"))
        .label(format!("`{other}` changed it last"))
        .help("leave it out: what this act does not change goes on as it is")
        .help(format!("to bring back the text from before `{other}`, say it in an act that only saves"))
}

pub(in crate::analysis) fn lapses_to_older(name: &str, last: Date, span: Span, older: Span) -> Diagnostic {
    let from = next(last);
    Diagnostic::new(catalogue::LAPSES_TO_OLDER, span, format!("from {from} on, older values of `{name}` hold again"))
        .label(format!("these end on {last}"))
        .also(older, "and these hold again")
        .help("if they hold until there are others, leave `through` away")
        .help("if they are for a time and the older ones are meant to come back, allow this")
}

pub(in crate::analysis) fn gap_between_versions(name: &str, from: Date, to: Date, later: Span, earlier: Span) -> Diagnostic {
    let days = if from == to { format!("on {from}") } else { format!("from {from} through {to}") };
    Diagnostic::new(catalogue::GAP_BETWEEN_VERSIONS, later, format!("no version of `{name}` is in force {days}"))
        .label("the next version")
        .also(earlier, "the version before")
        .help("let the versions meet, or write `after a gap` behind the later dates")
}

pub(in crate::analysis) fn amended_too_deeply(span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::NESTED_TOO_DEEPLY, span, "with this change, paragraphs lie too deep inside one another")
        .label("too deep here")
        .help("give the inner part a name: `define ... if ...`")
}

pub(in crate::analysis) fn too_many_changes(of_one: usize, in_all: usize, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::TOO_MANY_CHANGES, span, "there are too many changes")
        .label("one too many")
        .help(format!("write the text anew with `replace`: one text takes {of_one} changes, all take {in_all}"))
}

pub(in crate::analysis) fn parted_for_two_items(words: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        catalogue::PARTED_FOR_TWO_ITEMS,
        span,
        format!("`{words}` has other values for some cases, and is looked up here for two items at once"),
    )
    .label("no one value can stand here for all cases")
    .help("let it be read for one item: give each row of the table a parameter of its own")
}

/// `ends` is its last day; `repealed` where an act repeals it.
pub(in crate::analysis) fn ends_before_its_use(
    name: &str,
    ends: Date,
    rule: &str,
    used: Span,
    declared: Span,
    repealed: Option<Span>,
) -> Diagnostic {
    let rule = if rule == "otherwise" { "`otherwise`".to_owned() } else { format!("rule {rule}") };
    let from = next(ends);
    let problem = match repealed {
        Some(place) => {
            let message = format!("`{name}` is repealed, and {rule}, which uses it, goes on");
            Diagnostic::new(catalogue::ENDS_BEFORE_ITS_USE, place, message)
                .label(format!("it means nothing from {from} on"))
                .also(used, "used here")
        }
        None => {
            let message = format!("`{name}` ends on {ends}, and {rule}, which uses it, goes on");
            Diagnostic::new(catalogue::ENDS_BEFORE_ITS_USE, used, message)
                .label(format!("it means nothing from {from} on"))
                .also(declared, "this ends")
        }
    };
    problem
        .help("let the rule end with it, or replace the rule from the day after")
        .help("or say what it means on the days after")
}
