//! Headings, rules and definitions: labels, relations, effects.

use super::names::clipped;
use super::some;
use crate::analysis::names::Words;
use crate::diagnostics::{Diagnostic, catalogue, suggest};
use crate::source::{Span, on_one_line};

/// A rule that could not be checked, where nothing said why.
pub(in crate::analysis) fn not_checked(span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::NOT_CHECKED, span, "a part of this rule could not be checked")
        .help("write it in another way, as docs/reference/grammar.md shows")
        .help("report this: Enact should have said what is wrong with it")
}

pub(in crate::analysis) fn two_headings(span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(catalogue::TWO_HEADINGS, span, "this file has two policy headings")
        .label("a second heading")
        .also(first, "the first")
        .help("put each policy into a file of its own")
}

pub(in crate::analysis) fn part_said_twice(word: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(catalogue::PART_SAID_TWICE, span, format!("the heading says `{word}` twice"))
        .label("again here")
        .also(first, "first here")
        .help("keep one of the two")
}

pub(in crate::analysis) fn unknown_status(word: &str, span: Span) -> Diagnostic {
    let known = ["enacted", "draft", "bill", "vetoed", "enjoined", "repealed"];
    let near = suggest::nearest(word, known);
    let problem = Diagnostic::new(catalogue::UNKNOWN_STATUS, span, format!("`{word}` is not a status of an instrument"));
    let problem = match near {
        Some(near) => problem.label(format!("did you mean `{near}`?")),
        None => problem.label("which status?"),
    };
    problem.help("write `enacted`, `draft`, `bill`, `vetoed`, `enjoined` or `repealed`")
}

pub(in crate::analysis) fn unknown_time_zone(name: &str, span: Span) -> Diagnostic {
    // `Chicago` means `America/Chicago`; of several cities of that name the first in the alphabet.
    let city = name.replace(' ', "_").to_lowercase();
    let known: Vec<String> = jiff::tz::db().available().map(|zone| zone.to_string()).filter(|zone| zone.contains('/')).collect();
    let of_city =
        known.iter().map(String::as_str).filter(|zone| zone.to_lowercase().rsplit('/').next() == Some(city.as_str())).min();
    let near = of_city.or_else(|| suggest::nearest(name, known.iter().map(String::as_str)));
    let problem = Diagnostic::new(catalogue::UNKNOWN_TIME_ZONE, span, format!("no time zone is called `{name}`"));
    match near {
        Some(near) => problem.label(format!("did you mean `{near}`?")).help(format!("write `time zone \"{near}\"`")),
        None => problem.label("which zone?").help("write a name such as `America/Los_Angeles` or `America/New_York`"),
    }
}

pub(in crate::analysis) fn meaning_without_define(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::UNKNOWN_DECISION, span, format!("no decision is called `{name}`, and only decisions are decided"))
        .label("what a word means?")
        .help("put `define` before it if it says what a word means")
}

pub(in crate::analysis) fn unknown_decision(name: &str, span: Span, known: &[String]) -> Diagnostic {
    let near = suggest::nearest(name, known.iter().map(String::as_str));
    let problem = Diagnostic::new(catalogue::UNKNOWN_DECISION, span, format!("no decision is called `{name}`"));
    match near {
        Some(near) => problem.label(format!("did you mean `{near}`?")).help(format!("write `{near}`")),
        None if known.is_empty() => {
            problem.label("what is decided?").help(format!("declare it: `decision {name}: honor or decline.`"))
        }
        None => problem.label("what is decided?").help(format!("declare it, or write one of {}", some(known))),
    }
}

pub(in crate::analysis) fn unknown_outcome(outcome: &str, decision: &str, outcomes: &[String], span: Span) -> Diagnostic {
    let near = suggest::nearest(outcome, outcomes.iter().map(String::as_str));
    let problem = Diagnostic::new(catalogue::UNKNOWN_OUTCOME, span, format!("`{outcome}` is not an outcome of `{decision}`"));
    let problem = match near {
        Some(near) => problem.label(format!("did you mean `{near}`?")),
        None => problem.label("which outcome?"),
    };
    problem
        .help(format!("write {}", some(outcomes)))
        .help_if(near.is_none().then_some(()), |()| format!("or add it to the outcomes of the decision: `…, {outcome} or …`"))
}

/// `must send notice immediately`: `due` is the moment.
pub(in crate::analysis) fn deadline_in_sentence(written: &str, due: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::OTHER_WORDING, span, format!("`{written}` is said in other words here"))
        .label(format!("did you mean `due {due}`?"))
        .help("a deadline stands in the head of the rule of a duty:")
        .help(super::names::clipped(format!("    `rule 1, due {due}: must ...`")))
}

/// `the organisation must send notice`: `said` is the sentence without who acts.
pub(in crate::analysis) fn who_acts(who: &Words, mode: &str, said: &str) -> Diagnostic {
    let (name, said) = (who.text(), on_one_line(said));
    let problem = Diagnostic::new(
        catalogue::OTHER_WORDING,
        who.span,
        format!("`{name}` stands before `{mode}`, where the sentence of a rule begins"),
    );
    match mode {
        "must" => {
            let help = super::names::clipped(format!("    `rule 1, owed by \"the {name}\": {said}`"));
            problem.label("who owes it").help("who owes a duty stands in the head of its rule:").help(help)
        }
        _ => {
            let help = super::names::clipped(format!("write `{said}`; whom the policy binds stands in its heading"));
            problem.label("who acts").help(help)
        }
    }
}

pub(in crate::analysis) fn unknown_effect(words: &str, near: Option<&str>, sayings: &[String], span: Span) -> Diagnostic {
    let problem = Diagnostic::new(catalogue::UNKNOWN_DECISION, span, format!("`{words}` decides nothing that is declared"));
    match near {
        Some(near) => problem.label(format!("did you mean `{near}`?")).help(format!("write `{near}`")),
        None if sayings.is_empty() => {
            problem.label("what is decided?").help("declare the decision: `decision detainer: honor or decline.`")
        }
        None => problem.label("what is decided?").help(format!("write an outcome and its decision: {}", some(sayings))),
    }
}

pub(in crate::analysis) fn outcome_of_what(outcome: &str, decision: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::OUTCOME_OF_WHAT, span, format!("`{outcome}` does not say what is decided"))
        .label(format!("{outcome} what?"))
        .help(format!("write `{outcome} {decision}`"))
}

pub(in crate::analysis) fn decision_takes_value(decision: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::DECISION_TAKES_VALUE, span, format!("`{decision}` is decided by a value, not by an outcome"))
        .label("what is its value?")
        .help(format!("write `{decision} is …`"))
}

pub(in crate::analysis) fn undecidable_kind(decision: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        catalogue::UNDECIDABLE_KIND,
        span,
        format!("`{decision}` can't be decided: it is not a choice, an amount, a date or a length"),
    )
    .label("a decision of what kind?")
    .help("write its outcomes, such as `honor or decline`, or a kind of value:")
    .help("`money`, `number`, `percentage`, `date`, `date and time`, `days`,")
    .help("`years and months`, `hours and minutes`")
}

pub(in crate::analysis) fn order_needs_choice(decision: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::ORDER_NEEDS_CHOICE, span, format!("`{decision}` has no list of outcomes that could be ranked"))
        .label("`highest first` ranks outcomes")
        .help("take `, highest first` away, or list the outcomes")
}

pub(in crate::analysis) fn only_if_needs_may(span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::ONLY_IF_NEEDS_MAY, span, "`only if` limits what may be done, and this says another thing")
        .label("`may`, and not this, goes with `only if`")
        .help("write `may … only if …`: it may be done if so, and must not be done otherwise")
        .help("or write `if` for `only if`; what holds otherwise is then another rule's")
}

pub(in crate::analysis) fn duplicate_label(label: &str, span: Span, first: Span, taken: &[String]) -> Diagnostic {
    let problem =
        Diagnostic::new(catalogue::DUPLICATE_LABEL, span, format!("two rules of this policy are labelled `rule {label}`"))
            .label(format!("labelled `rule {label}` again"))
            .also(first, "first labelled here");
    let free = label
        .parse::<u32>()
        .ok()
        .and_then(|number| (number..number.saturating_add(1000)).map(|it| it.to_string()).find(|it| !taken.contains(it)));
    match free {
        Some(free) => problem.help(format!("give the second a label of its own; `rule {free}` is free")),
        None => problem.help(format!("give the second a label of its own, such as `{label}/second`")),
    }
}

pub(in crate::analysis) fn unknown_rule(own: &str, label: &str, span: Span, labels: &[String]) -> Diagnostic {
    let problem = Diagnostic::new(
        catalogue::UNKNOWN_RULE,
        span,
        format!("rule {own} speaks of rule {label}, and there is no rule {label}"),
    );
    rules_listed(problem, label, labels)
}

pub(in crate::analysis) fn unknown_rule_expected(label: &str, span: Span, labels: &[String]) -> Diagnostic {
    let problem =
        Diagnostic::new(catalogue::UNKNOWN_RULE, span, format!("the scenario names rule {label}, and there is no rule {label}"));
    rules_listed(problem, label, labels)
}

pub(super) fn rules_listed(problem: Diagnostic, label: &str, labels: &[String]) -> Diagnostic {
    // Versions of a rule share a label, and every `otherwise` has the same: each is listed once.
    let mut listed: Vec<String> = Vec::new();
    labels.iter().for_each(|label| {
        if !listed.contains(label) {
            listed.push(label.clone())
        }
    });
    let labels = listed.as_slice();
    // Another number or letter is another rule; only marks and capitals are slips of one label (`2a` for `2(a)`).
    let plain = |label: &str| label.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let near = labels.iter().find(|it| plain(it) == plain(label));
    let problem = match near {
        Some(near) => problem.label(format!("did you mean `{near}`?")),
        None => problem.label("no such rule"),
    };
    match labels {
        [] => problem.help("label the rule that is meant: `rule 1: …`"),
        [only] => problem.help(format!("write `rule {only}`; this policy has no other")),
        _ => match near {
            Some(near) => problem.help(format!("write `rule {near}`; this policy has the rules {}", some(labels))),
            None => problem.help(format!("write one of the rules of this policy: {}", some(labels))),
        },
    }
}

pub(in crate::analysis) fn limb_cannot_be_defeated(label: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        catalogue::LIMB_CANNOT_BE_DEFEATED,
        span,
        format!("`{label}` is a limb of a rule, and only a whole rule can be defeated"),
    )
    .label("the limb, or its rule?")
    .help(format!("to let the limb hold all the same, write `paragraph {label} is satisfied if …`"))
    .help("to defeat the whole rule, write its label without the limb")
    .help(format!("to defeat this limb alone, make each limb a rule of its own: `rule {label}: …`"))
}

pub(in crate::analysis) fn only_limbs_are_satisfied(label: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        catalogue::ONLY_LIMBS_ARE_SATISFIED,
        span,
        format!("rule {label} is a whole rule, and only a limb of one can be satisfied"),
    )
    .label("which limb of it?")
    .help(format!(
        "name the limb by its letter, such as `paragraph {label}{} is satisfied if …`",
        if label.ends_with(')') { "(1)" } else { "(a)" }
    ))
    .help("or say in a rule of its own what holds in this case")
}

pub(in crate::analysis) fn otherwise_twice(span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(catalogue::OTHERWISE_TWICE, span, "this policy says `otherwise` twice of one decision")
        .label("again here")
        .also(first, "first here")
        .help("keep one; the other must be a rule with a condition")
}

/// Each place: the rule above, the rule below, and where that is said.
/// `any_other`: each says that it prevails over any other rule.
pub(in crate::analysis) fn exception_circle(places: &[(String, String, Span)], any_other: bool) -> Diagnostic {
    let mut labels: Vec<String> = places.iter().map(|(above, _, _)| above.clone()).collect();
    labels.sort();
    labels.dedup();
    let Some((above, below, span)) = places.first() else {
        return Diagnostic::new(
            catalogue::EXCEPTION_CIRCLE,
            Span::new(crate::source::FileId(0), 0, 0),
            "rules stand in a circle",
        );
    };
    if places.len() == 1 {
        return Diagnostic::new(catalogue::EXCEPTION_CIRCLE, *span, format!("rule {above} is an exception to itself"))
            .label("the same rule")
            .help("name the rule that it is an exception to, or take this away");
    }
    let listed = listed(&labels);
    let mut problem =
        Diagnostic::new(catalogue::EXCEPTION_CIRCLE, *span, format!("rules {listed} are exceptions to one another in a circle"))
            .label(format!("rule {above} prevails over rule {below}"));
    for (above, below, span) in places.iter().skip(1).take(8) {
        problem = problem.also(*span, format!("rule {above} prevails over rule {below}"));
    }
    if any_other {
        return problem
            .help("say over which rules each of them prevails: `notwithstanding rule ...`")
            .help("or which outcome prevails: `decision ..., highest first: refuse or grant`");
    }
    problem.help("take away one of them; the base rule is an exception to nothing")
}

/// `1, 2 and 3`; of a long list the first seven.
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first, .., _] if names.len() <= 8 => {
            let last = names.last().unwrap_or(first);
            format!("{} and {last}", names[..names.len() - 1].join(", "))
        }
        _ => format!("{} and {} more", names[..7].join(", "), names.len() - 7),
    }
}

/// What stands above what would fill the memory.
pub(in crate::analysis) fn too_many_relations(limit: usize, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::TOO_MANY_RELATIONS, span, format!("more than {limit} pairs of rules stand above one another"))
        .label("with this")
        .help("name the rules that it is an exception to, or let `otherwise` say what is left")
}

/// `no charge and no prior is violent`: a part without the verb, its words, and the verb that stands in a later part.
pub(in crate::analysis) fn verb_of_the_last(span: Span, of: &str, verb: &str, joined: &str, verb_at: Span) -> Diagnostic {
    let of = on_one_line(of);
    let verb = on_one_line(verb);
    let bare = of.split_once(' ').map_or(of.as_str(), |(_, rest)| rest);
    let there = match of.to_lowercase() {
        text if text.starts_with("no ") => format!("there is no {bare}"),
        text if text.starts_with("any ") => format!("there is a {bare}"),
        _ => format!("there is {of}"),
    };
    Diagnostic::new(
        catalogue::VERB_NOT_REPEATED,
        span,
        format!("`{verb}` is said of the last alone, and may be meant of this as well"),
    )
    .label("and this?")
    .also(verb_at, "said of the last")
    .help(clipped(format!("write `{of} {verb} {joined} ...` if it is meant of both")))
    .help(clipped(format!("write `{there} {joined} ...` if it is not")))
}

/// `no conviction or warrant`: the words that are said again, and all of it as it is written.
pub(in crate::analysis) fn count_not_repeated(words: &str, meant: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::VERB_NOT_REPEATED, span, format!("after `and` or `or`, `{words}` is said again"))
        .label("of the last as well?")
        .help(clipped(format!("write `{meant}`")))
}

/// `is citizen or insured` beside `and`: the sentence, where it is all of one, and the last quality.
pub(in crate::analysis) fn mixed_qualities(sentence: Option<&str>, last: Span) -> Diagnostic {
    let problem = Diagnostic::new(catalogue::MIXED_AND_OR, last, "`or` and `and` meet, and nothing says which is read first")
        .label("is this read together with what stands before `or`?");
    let sentence = sentence.map(on_one_line);
    match sentence.filter(|it| it.chars().count() < 60) {
        Some(sentence) => problem.help(format!("write `({sentence})` if it is")),
        None => problem.help("put what is read first in parentheses, with its subject and its verb"),
    }
    .help("or a list says it: `any of: (a) ...; (b) ...`")
}

/// `is a felony or a misdemeanor and …`: the last value, and the two readings where they can be said shortly.
pub(in crate::analysis) fn mixed_alternatives(readings: Option<&[String; 2]>, last: Span) -> Diagnostic {
    let problem = Diagnostic::new(catalogue::MIXED_AND_OR, last, "`or` and `and` meet, and nothing says which is read first")
        .label("is this read together with what stands before `or`?");
    match readings {
        Some([together, apart]) => problem.help(format!("write `{together}`")).help(format!("or `{apart}`")),
        None => problem
            .help("put what is read first in parentheses, with its subject and its verb")
            .help("or a list says it: `any of: (a) ...; (b) ...`"),
    }
}

pub(in crate::analysis) fn other_decision(own: &str, decides: &str, other: &str, other_decides: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        catalogue::EXCEPTION_TO_OTHER_DECISION,
        span,
        format!("rule {own} decides `{decides}`, and rule {other} decides `{other_decides}`"),
    )
    .label("a rule on something else")
    .help("name a rule that decides the same thing")
    .help(format!("to stop rule {other}, write a rule of its own: `rule {other} does not apply if …`"))
}

pub(in crate::analysis) fn definition_circle(name: &str, defined: Span, used_at: Span) -> Diagnostic {
    Diagnostic::new(catalogue::DEFINITION_CIRCLE, used_at, format!("`{name}` is defined by itself"))
        .label("leads back to the definition")
        .also(defined, "defined here")
        .help("define it by facts, or by terms that do not need it")
}

pub(in crate::analysis) fn definitions_too_deep(deepest: u32, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::DEFINITIONS_TOO_DEEP, span, format!("definitions stand on one another more than {deepest} deep"))
        .label("too deep here")
        .help("join some of them into one")
}

pub(in crate::analysis) fn record_circle(record: &str, span: Span) -> Diagnostic {
    let article = suggest::article(record);
    Diagnostic::new(catalogue::RECORD_CIRCLE, span, format!("{article} {record} would hold itself"))
        .label("leads back to it")
        .help("use `list of …`, or leave this fact out")
}

pub(in crate::analysis) fn record_too_deep(record: &str, limit: usize, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::RECORD_TOO_LARGE_DECLARED, span, format!("records hold one another more than {limit} deep"))
        .label(format!("`{record}` lies too deep"))
        .help("hold records in lists rather than inside one another")
}

pub(in crate::analysis) fn record_too_large(record: &str, span: Span) -> Diagnostic {
    let article = suggest::article(record);
    Diagnostic::new(
        catalogue::RECORD_TOO_LARGE_DECLARED,
        span,
        format!("{article} {record} holds more than 20,000 facts, those within counted"),
    )
    .label("too many")
    .help("hold records in lists rather than inside one another")
}

pub(in crate::analysis) fn no_such_day_of_month(day: i8, month: i8, span: Span) -> Diagnostic {
    let name = suggest::month(month).unwrap_or("that month");
    let last = if month == 2 { 29 } else { 30 };
    Diagnostic::new(catalogue::NO_SUCH_DAY_OF_MONTH, span, format!("there is no {day} {name} in any year"))
        .label("no such day")
        .help(format!("write a day that it has: `each {name} {last}` is the last of the month"))
}

pub(in crate::analysis) fn no_rules_here(span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::UNKNOWN_RULE, span, "this file has no rules, so none can decide")
        .label("no rule here")
        .help("put the scenario into the policy's file, or take `by …` away")
}

/// `taken_in`: the list whose entries have no room.
pub(in crate::analysis) fn list_too_long(taken_in: &str, limit: usize, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::TOO_MANY_PARTS, span, format!("with `{taken_in}`, this holds more than {limit} entries"))
        .label("taken in here")
        .help("take each list in once only, or make several lists of it")
}

/// Each place: the list or calendar that is taken in, and where that is said.
pub(in crate::analysis) fn list_circle(places: &[(String, Span)]) -> Diagnostic {
    let Some(((last, span), before)) = places.split_last() else {
        return Diagnostic::new(catalogue::LIST_CIRCLE, Span::new(crate::source::FileId(0), 0, 0), "lists stand in a circle");
    };
    if before.is_empty() {
        return Diagnostic::new(catalogue::LIST_CIRCLE, *span, format!("`{last}` takes in itself"))
            .label("the same list")
            .help("take it out: what a list holds is in it already");
    }
    let mut names: Vec<String> = places.iter().map(|(name, _)| format!("`{name}`")).collect();
    names.sort_unstable();
    let names = listed(&names);
    let mut problem = Diagnostic::new(catalogue::LIST_CIRCLE, *span, format!("{names} take one another in, in a circle"))
        .label(format!("leads back to `{last}`"));
    for (name, span) in before.iter().take(8) {
        problem = problem.also(*span, format!("takes in `{name}`"));
    }
    problem.help("take one of these out, and write there what is meant of it")
}
