//! What is said, and nobody can tell of which of two things.

use super::names::clipped;
use crate::diagnostics::{Diagnostic, catalogue};
use crate::source::Span;

/// `has a spouse who is employed, and is a veteran`: the verb; the item and the words that say it of the item, if it can be said of that;
/// and the same of what has the item.
pub(in crate::analysis) fn unclear_subject(
    said: &str,
    item: Option<(String, String)>,
    (owner, of_owner): (&str, &str),
    span: Span,
) -> Diagnostic {
    let way = |of: &str, words: &str, shorter: String| match format!("of the {of}: write `{words}`") {
        whole if whole.chars().count() <= 83 => whole,
        _ => clipped(format!("of the {of}: {shorter}")),
    };
    let of_owner = way(owner, of_owner, format!("say it before what the {owner} has"));
    let Some((name, of_item)) = item else {
        let message = format!("`{said}` is said of what the {owner} has, and only the {owner} can be so");
        return Diagnostic::new(catalogue::UNCLEAR_SUBJECT, span, clipped(message))
            .label(format!("of the {owner}?"))
            .help(of_owner);
    };
    let which = if name == owner { format!("either {name}") } else { format!("the {name} or of the {owner}") };
    Diagnostic::new(catalogue::UNCLEAR_SUBJECT, span, format!("`{said}` may be said of {which}"))
        .label("of which?")
        .help(way(&name, &of_item, format!("write `that {said}`")))
        .help(of_owner)
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
/// `listed`: the words that name the noun, where it is no record that has a name at this place.
pub(in crate::analysis) fn it_of_noun(
    word: &str,
    item: &str,
    noun: &str,
    of: Option<String>,
    listed: bool,
    span: Span,
) -> Diagnostic {
    let problem = Diagnostic::new(catalogue::UNCLEAR_IT, span, format!("`{word}` may speak of the {item} or of the {noun}"))
        .label("of which?");
    match of {
        Some(of) if !listed => problem.help(clipped(format!("name it: `the {item}{of}` or `the {noun}{of}`"))),
        Some(of) => problem
            .help(clipped(format!("name it: `the {item}{of}`")))
            .help(clipped(format!("or say it of the other where it is named: `a {noun} that …`, `a {noun} whose …`"))),
        None => problem.help(clipped(format!("say it right after the {item}, or right after the {noun}, as it is meant"))),
    }
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
