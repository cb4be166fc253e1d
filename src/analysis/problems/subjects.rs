//! What is said, and nobody can tell of which of two things.

use super::names::clipped;
use crate::diagnostics::{Diagnostic, catalogue};
use crate::source::Span;

/// `has a spouse who is employed, and is a veteran`: the verb, and each thing that it can be said of, the nearest first, with the words that
/// say it of that, whole and shortened. Of what stands next to it, if there are several.
pub(in crate::analysis) fn unclear_subject(said: &str, ways: &[(String, [String; 2])], span: Span) -> Diagnostic {
    let names: Vec<&str> = ways.iter().map(|(name, _)| name.as_str()).collect();
    let problem = match names.as_slice() {
        [] | [_] => {
            let owner = names.first().copied().unwrap_or("one before");
            let message = format!("`{said}` stands in what is said of another, and only the {owner} can be so");
            Diagnostic::new(catalogue::UNCLEAR_SUBJECT, span, clipped(message)).label(format!("of the {owner}?"))
        }
        [first, second, ..] => {
            let which = if first == second { format!("either {first}") } else { format!("the {first} or of the {second}") };
            Diagnostic::new(catalogue::UNCLEAR_SUBJECT, span, format!("`{said}` may be said of {which}")).label("of which?")
        }
    };
    ways.iter().fold(problem, |problem, (of, [whole, short])| {
        problem.help(match format!("of the {of}: write `{whole}`") {
            help if help.chars().count() <= 83 => help,
            _ => clipped(format!("of the {of}: write `{short}`")),
        })
    })
}

/// `any kid is enrolled and any kid is late and the kid is old`: the name, and the sentences that say it of the first and of the second
/// where they can be written.
pub(in crate::analysis) fn name_of_two(name: &str, readings: Option<[String; 2]>, span: Span) -> Diagnostic {
    let problem = Diagnostic::new(catalogue::UNCLEAR_IT, span, format!("`the {name}` may speak of either {name} before it"))
        .label("of which?");
    match readings.filter(|both| both.iter().all(|it| it.chars().count() <= 68)) {
        Some([first, second]) => problem.help(format!("write `{first}`")).help(format!("or `{second}`")),
        None => problem.help("say it of the one that is meant, in the same sentence: `any … that … and …`"),
    }
}

/// `any member is disabled and the applicant is insured and its age is over 65`. `of`: what is said of it, as in [`super::it_of_two`];
/// `called`: the noun with its article or `its`, unless it has no name at this place.
pub(in crate::analysis) fn it_of_noun(
    word: &str,
    item: &str,
    (noun, called): (&str, Option<String>),
    of: Option<String>,
    span: Span,
) -> Diagnostic {
    let problem = Diagnostic::new(catalogue::UNCLEAR_IT, span, format!("`{word}` may speak of the {item} or of the {noun}"))
        .label("of which?");
    match (of, called) {
        (Some(of), Some(called)) => problem.help(clipped(format!("name it: `the {item}{of}` or `{called}{of}`"))),
        (Some(of), None) => problem
            .help(clipped(format!("name it: `the {item}{of}`")))
            .help(clipped(format!("or say it where the other is named: `a {noun} that …`"))),
        (None, _) => problem.help(clipped(format!("say it right after the {item}, or right after the {noun}, as it is meant"))),
    }
}

/// `is not a felony and violent`: the verb with its `not`, what is denied and what follows; `both`: whether it stands before them.
pub(in crate::analysis) fn not_before_and(span: Span, verb: &str, first: &str, second: &str, both: bool) -> Diagnostic {
    let not_both = format!("{verb} {first} or {verb} {second}");
    if both {
        return super::said_otherwise(&format!("{verb} both {first} and {second}"), span, &not_both, None);
    }
    let affirmed = match verb {
        "does not include" => "includes".to_owned(),
        _ => verb.replacen(" not", "", 1).trim_start_matches("do ").to_owned(),
    };
    Diagnostic::new(catalogue::NOT_WITH_OR, span, "`not` before `and` has two meanings")
        .label("of both, or of the first?")
        .help(clipped(format!("write `{verb} {first} and {verb} {second}` for neither")))
        .help(clipped(format!("or `{not_both}` for not both")))
        .help(clipped(format!("or `{verb} {first} and {affirmed} {second}` for the second alone")))
}

/// `has a dependent who is disabled and insured`: the words, and each way to say them with a verb.
pub(in crate::analysis) fn verb_not_repeated(span: Span, ways: &[(String, Option<String>)]) -> Diagnostic {
    let mut problem = Diagnostic::new(catalogue::VERB_NOT_REPEATED, span, "after `and` or `or` the verb is said again")
        .label("the verb belongs before this");
    for (index, (way, of)) in ways.iter().enumerate() {
        let lead = if index == 0 { "write" } else { "or" };
        let of = of.as_ref().map_or(String::new(), |of| format!(" if the {of} is meant"));
        problem = problem.help(clipped(format!("{lead} `{way}`{of}")));
    }
    problem
}
