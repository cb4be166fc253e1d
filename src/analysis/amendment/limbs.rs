//! Exchanging, inserting, removing and renaming a limb in the tree of a rule or definition.

use crate::syntax::{ast, rises};
use ast::{Condition, ConditionKind, Described, Filter, Is, Limb, LimbContent, Limbs, PredicateKind, Relative, Values};

/// What is done to a limb.
#[derive(Clone, Debug)]
pub(super) enum LimbEdit {
    /// Its new text.
    Replace(Limb),
    /// A further limb.
    Insert(Limb),
    /// Nothing is left of it.
    Remove,
    /// A new label, without parentheses.
    Relabel(String),
}

/// Why it could not be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// There is no such limb (or no list to put it in).
    NoSuch,
    /// The label is taken.
    Exists,
}

/// Does it in an item, whose limb is named from the item's own label down.
pub(super) fn edit(kind: &mut ast::ItemKind, path: &[String], edit: &LimbEdit) -> Result<(), Refused> {
    let mut lists = Vec::new();
    conditions(kind).into_iter().for_each(|it| limbs_of(it, &mut lists));
    edit_in(lists, path, edit)
}

/// The paths of every limb: `(a)(1)`.
pub(super) fn paths(kind: &mut ast::ItemKind) -> Vec<String> {
    fn gather(condition: &mut Condition, above: &str, found: &mut Vec<String>) {
        let mut lists = Vec::new();
        limbs_of(condition, &mut lists);
        for limb in lists.into_iter().flat_map(|list| &mut list.limbs) {
            let path = format!("{above}({})", limb.label.text);
            found.push(path.clone());
            if let LimbContent::Condition(inner) = &mut limb.content {
                gather(inner, &path, found);
            }
        }
    }
    let mut found = Vec::new();
    conditions(kind).into_iter().for_each(|it| gather(it, "", &mut found));
    found
}

/// Where the limbs of a list stand, from the law or label before each to its last word: the list that holds the limb of that path
/// (and which of them it is), or that a new limb of that path would join.
pub fn limb_places(kind: &ast::ItemKind, path: &[String]) -> Option<(Vec<crate::source::Span>, Option<usize>)> {
    let mut kind = kind.clone();
    let mut lists = Vec::new();
    conditions(&mut kind).into_iter().for_each(|it| limbs_of(it, &mut lists));
    let (last, above) = path.split_last()?;
    for part in above {
        let limb = lists.into_iter().flat_map(|list| &mut list.limbs).find(|limb| limb.label.text == *part)?;
        let LimbContent::Condition(condition) = &mut limb.content else { return None };
        lists = Vec::new();
        limbs_of(condition, &mut lists);
    }
    let at = |list: &Limbs| list.limbs.iter().position(|limb| limb.label.text == *last);
    let which = lists.iter().position(|list| at(list).is_some()).unwrap_or(0);
    let list = lists.get(which)?;
    let place = |limb: &Limb| {
        let start = limb.law.first().map_or(limb.label.span, |line| line.span);
        let end = match &limb.content {
            LimbContent::Condition(condition) => condition.span,
            LimbContent::Values(values) => values.last().map_or(limb.label.span, |value| value.span),
        };
        start.to(end)
    };
    Some((list.limbs.iter().map(place).collect(), at(list)))
}

fn conditions(kind: &mut ast::ItemKind) -> Vec<&mut Condition> {
    match kind {
        ast::ItemKind::Rule(rule) => match &mut rule.body {
            ast::Body::Decide { when, unless, .. } => {
                when.iter_mut().map(|when| &mut when.condition).chain(unless.iter_mut()).collect()
            }
            ast::Body::Block { condition, unless, .. } | ast::Body::Satisfy { condition, unless, .. } => {
                condition.iter_mut().chain(unless.iter_mut()).collect()
            }
            ast::Body::Bad(_) => Vec::new(),
        },
        ast::ItemKind::Define(define) => match &mut define.kind {
            ast::DefineKind::Term { condition, unless, .. } => [condition].into_iter().chain(unless.iter_mut()).collect(),
            ast::DefineKind::Value { value: ast::DefinedValue::Cases { cases, .. }, .. } => {
                cases.iter_mut().map(|(_, condition)| condition).collect()
            }
            ast::DefineKind::Value { .. } | ast::DefineKind::Slot(_) => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn edit_in(lists: Vec<&mut Limbs>, path: &[String], edit: &LimbEdit) -> Result<(), Refused> {
    let Some((first, rest)) = path.split_first() else { return Err(Refused::NoSuch) };
    if rest.is_empty() {
        if let LimbEdit::Insert(limb) = edit {
            return insert(lists, limb);
        }
        for list in lists {
            let Some(at) = list.limbs.iter().position(|limb| limb.label.text == *first) else { continue };
            match edit {
                LimbEdit::Remove => drop(list.limbs.remove(at)),
                LimbEdit::Relabel(to) if list.limbs.iter().any(|limb| limb.label.text == *to) => return Err(Refused::Exists),
                LimbEdit::Relabel(to) => list.limbs[at].label.text.clone_from(to),
                LimbEdit::Replace(limb) => {
                    let title = list.limbs[at].title.clone();
                    list.limbs[at] = like(list, limb);
                    // The title goes on unless the new text has one.
                    if limb.title.is_none() {
                        list.limbs[at].title = title;
                    }
                }
                LimbEdit::Insert(_) => {}
            }
            return Ok(());
        }
        return Err(Refused::NoSuch);
    }
    for limb in lists.into_iter().flat_map(|list| &mut list.limbs) {
        if limb.label.text == *first
            && let LimbContent::Condition(condition) = &mut limb.content
        {
            let mut inner = Vec::new();
            limbs_of(condition, &mut inner);
            return edit_in(inner, rest, edit);
        }
    }
    Err(Refused::NoSuch)
}

/// Whether a list has lost its last limb.
pub(super) fn has_empty_list(kind: &mut ast::ItemKind) -> bool {
    fn of(condition: &mut Condition) -> bool {
        let mut lists = Vec::new();
        limbs_of(condition, &mut lists);
        lists.into_iter().any(|list| {
            let inside = |limb: &mut Limb| match &mut limb.content {
                LimbContent::Condition(inner) => of(inner),
                LimbContent::Values(_) => false,
            };
            list.limbs.is_empty() || list.limbs.iter_mut().any(inside)
        })
    }
    conditions(kind).into_iter().any(of)
}

fn insert(mut lists: Vec<&mut Limbs>, limb: &Limb) -> Result<(), Refused> {
    if lists.iter().any(|list| list.limbs.iter().any(|it| it.label.text == limb.label.text)) {
        return Err(Refused::Exists);
    }
    let Some(list) = lists.first_mut() else { return Err(Refused::NoSuch) };
    let at = list.limbs.iter().position(|it| !rises(&it.label.text, &limb.label.text)).unwrap_or(list.limbs.len());
    let limb = like(list, limb);
    list.limbs.insert(at, limb);
    Ok(())
}

/// A name alone is a condition or a value: as the other limbs of the list.
fn like(list: &Limbs, limb: &Limb) -> Limb {
    let mut limb = limb.clone();
    let values = matches!(list.limbs.first().map(|it| &it.content), Some(LimbContent::Values(_)));
    if let (true, LimbContent::Condition(Condition { kind: ConditionKind::Phrase(run), span })) = (values, &limb.content) {
        limb.content = LimbContent::Values(vec![ast::Expr { kind: ast::ExprKind::Run(run.clone()), span: *span }]);
    }
    limb
}

/// How deep the conditions of an item lie in one another.
pub(super) fn depth(kind: &mut ast::ItemKind) -> usize {
    fn of(condition: &mut Condition) -> usize {
        let mut lists = Vec::new();
        limbs_of(condition, &mut lists);
        let limbs = lists.into_iter().flat_map(|list| &mut list.limbs);
        let inside = limbs.map(|limb| match &mut limb.content {
            LimbContent::Condition(inner) => of(inner),
            LimbContent::Values(_) => 0,
        });
        let below = inside.max().unwrap_or(0);
        below + 1
    }
    conditions(kind).into_iter().map(of).max().unwrap_or(0)
}

/// The outermost lists of limbs in a condition.
fn limbs_of<'t>(condition: &'t mut Condition, found: &mut Vec<&'t mut Limbs>) {
    match &mut condition.kind {
        ConditionKind::Limbs(limbs) => found.push(limbs),
        ConditionKind::Joined { parts, .. } => parts.iter_mut().for_each(|part| limbs_of(part, found)),
        ConditionKind::Not(inner) | ConditionKind::Group(inner) => limbs_of(inner, found),
        ConditionKind::Quantified { described, predicates, .. } => {
            limbs_of_described(described, found);
            predicates.iter_mut().flat_map(|it| &mut it.parts).for_each(|it| limbs_of_predicate(&mut it.kind, found));
        }
        ConditionKind::Statement { predicates, .. } => {
            predicates.parts.iter_mut().for_each(|it| limbs_of_predicate(&mut it.kind, found));
        }
        ConditionKind::Phrase(_) | ConditionKind::Bad => {}
    }
}

fn limbs_of_described<'t>(described: &'t mut Described, found: &mut Vec<&'t mut Limbs>) {
    match &mut described.filter {
        Some(Filter::Where(condition)) => limbs_of(condition, found),
        Some(Filter::Relative { parts, .. }) => {
            for part in parts {
                match part {
                    Relative::That(predicate) | Relative::Verb(predicate) | Relative::Whose { predicate, .. } => {
                        limbs_of_predicate(&mut predicate.kind, found)
                    }
                    Relative::ThatPhrase(_) => {}
                }
            }
        }
        None => {}
    }
}

fn limbs_of_predicate<'t>(predicate: &'t mut PredicateKind, found: &mut Vec<&'t mut Limbs>) {
    match predicate {
        PredicateKind::Is { what: Is::Values(Values::Limbs(limbs)), .. }
        | PredicateKind::Includes { values: Values::Limbs(limbs), .. } => found.push(limbs),
        PredicateKind::Has { described, .. } => limbs_of_described(described, found),
        _ => {}
    }
}
