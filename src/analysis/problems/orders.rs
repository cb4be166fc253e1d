//! Orders of precedence.

use crate::diagnostics::{Diagnostic, catalogue, suggest};
use crate::source::Span;

pub(in crate::analysis) fn unknown_order(name: &str, span: Span, known: &[String]) -> Diagnostic {
    let problem = Diagnostic::new(catalogue::UNKNOWN_ORDER, span, format!("no order of precedence is called `{name}`"));
    match suggest::nearest(name, known.iter().map(String::as_str)) {
        Some(near) => problem.label(format!("did you mean `{near}`?")).help(format!("write `\"{near}\"`")),
        None if known.is_empty() => problem
            .label("this file declares no order")
            .help(format!("declare it: `order \"{name}\": ranks federal, state, county.`")),
        None => problem.label("which order?").help(format!("write {}", suggest::one_of(known))),
    }
}

pub(in crate::analysis) fn unknown_level(level: &str, span: Span, known: &[String]) -> Diagnostic {
    let problem = Diagnostic::new(catalogue::UNKNOWN_LEVEL, span, format!("no authority here is of the level `{level}`"));
    match suggest::nearest(level, known.iter().map(String::as_str)) {
        Some(near) => problem.label(format!("did you mean `{near}`?")).help(format!("write `{near}`")),
        None if known.is_empty() => {
            problem.label("which level?").help("write the word that stands after `made by` in the headings")
        }
        None => problem.label("which level?").help(format!("write {}", suggest::one_of(known))),
    }
}

pub(in crate::analysis) fn level_twice(level: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::ORDER_SAYS_TWICE, span, format!("`{level}` is ranked twice"))
        .label("again here")
        .help("keep the place that is meant")
}

pub(in crate::analysis) fn duplicate_order(name: &str, span: Span, (called, first): (&str, Span)) -> Diagnostic {
    let problem = Diagnostic::new(catalogue::DUPLICATE_ORDER, span, format!("two orders of precedence are called `{name}`"))
        .label("again here")
        .also(first, "first here")
        .help("give one of them another name");
    match name == called {
        true => problem,
        false => problem.help("capitals and hyphens do not make another name of it"),
    }
}

pub(in crate::analysis) fn order_called_all(span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::ORDER_CALLED_ALL, span, "`all` stands for every order of precedence")
        .label("`--order all` would never mean this one")
        .help("give it a name that says who goes before whom, such as `the state first`")
}

pub(in crate::analysis) fn order_says_twice(span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(catalogue::ORDER_SAYS_TWICE, span, "this order has said already how this stands")
        .label("again here")
        .also(first, "first here")
        .help("keep one of the two; days or `where` limit a part")
}

pub(in crate::analysis) fn order_of_changes(act: &str, amended: &str, span: Span) -> Diagnostic {
    let message = format!("what `{act}` changes is the text of `{amended}`, and no order of precedence undoes it");
    Diagnostic::new(catalogue::ORDER_OF_CHANGES, span, message)
        .label("this act changes a text")
        .help(format!("name `{amended}`; to decide without the act, run with `--without {act}`"))
}

pub(in crate::analysis) fn implements_twice(module: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(catalogue::ORDER_SAYS_TWICE, span, format!("`{module}` has the rank of another instrument already"))
        .label("again here")
        .also(first, "first here")
        .help("keep the one whose rank it has")
}

pub(in crate::analysis) fn implements_in_some_cases(condition: Span) -> Diagnostic {
    let message = "`implements` gives a rank for all cases";
    Diagnostic::new(catalogue::IMPLEMENTS_IN_SOME_CASES, condition, message)
        .label("a rank has no condition")
        .help("leave `where ...` out, or say who prevails: `\"A\" pre-empts \"B\" where ...`")
}

pub(in crate::analysis) fn prevails_needs_amount(decision: &str, span: Span) -> Diagnostic {
    let message = format!("of the outcomes of `{decision}` none is the greater");
    Diagnostic::new(catalogue::PREVAILS_NEEDS_AMOUNT, span, message)
        .label("decided by a choice among outcomes")
        .help("name an amount, a date or a length of time; of outcomes say who prevails")
}

pub(in crate::analysis) fn circle_of_implementing(names: &[String], first: Span, others: &[Span]) -> Diagnostic {
    let message = format!("{} implement one another in a circle", suggest::all_of(names));
    let mut problem = Diagnostic::new(catalogue::CIRCLE_OF_PRE_EMPTION, first, message).label("this has the rank of the other");
    for place in others {
        problem = problem.also(*place, "and here");
    }
    problem.help("take away one of them: then each has the rank of the last")
}

pub(in crate::analysis) fn above_itself(module: &str, span: Span) -> Diagnostic {
    Diagnostic::new(catalogue::CIRCLE_OF_PRE_EMPTION, span, format!("`{module}` stands above itself"))
        .label("one and the same instrument")
        .help("name the other instrument")
}

pub(in crate::analysis) fn circle_of_pre_emption(names: &[String], first: Span, others: &[Span]) -> Diagnostic {
    let message = format!("{} pre-empt one another in a circle", suggest::all_of(names));
    let mut problem = Diagnostic::new(catalogue::CIRCLE_OF_PRE_EMPTION, first, message).label("this prevails");
    for (place, name) in others.iter().zip(names.iter().skip(1)) {
        problem = problem.also(*place, format!("and here `{name}` prevails"));
    }
    problem.help("take away one of them, or limit it: `... where the agency is a county sheriff`")
}
