//! Modules by their names: what can be one, and which a text uses and amends.

use crate::syntax::{Parse, ast};

/// The modules that a file names, each with whether it amends it.
pub fn modules_named(parse: &Parse) -> Vec<(ast::Text, bool)> {
    let mut used = Vec::new();
    for item in &parse.file.items {
        match &item.kind {
            ast::ItemKind::Use(it) => used.push((it.module.clone(), false)),
            // What is amended is in reach as if it were used.
            ast::ItemKind::Policy(policy) => used.extend(policy.parts.iter().filter_map(|part| match &part.kind {
                ast::PolicyPartKind::Amends(text) => Some((text.clone(), true)),
                _ => None,
            })),
            _ => {}
        }
    }
    used
}

/// Whom a text seems to amend, at a glance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amends<'t> {
    /// By its words `amends "…"`.
    Module(&'t str),
    /// It changes rules, and does not say whose.
    Unsaid,
}

/// Whom a text seems to amend, by its words alone: a whole folder is looked through, and reading each file properly would take longer than to decide. A
/// file that is taken in is then read as any other.
pub fn amended_by(text: &str) -> Option<Amends<'_>> {
    named_as_amended(text).map(Amends::Module).or_else(|| changes_a_text(text).then_some(Amends::Unsaid))
}

fn named_as_amended(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        let (before, after) = rest.split_at(rest.find("amends")? + "amends".len());
        let (word, quoted) = (before.trim_end_matches("amends"), after.trim_start());
        let commented = word.rsplit('\n').next().is_some_and(|line| line.contains('#'));
        let begins = word.chars().next_back().is_none_or(char::is_whitespace) && !commented;
        if let Some(module) = quoted.strip_prefix(['"', '\u{201C}']).filter(|_| begins && quoted.len() < after.len()) {
            return module.split(['"', '\u{201D}']).next();
        }
        rest = after;
    }
}

/// Whether a line begins as a change of another's text does: `replace rule 3: …`.
fn changes_a_text(text: &str) -> bool {
    const CHANGES: [&str; 4] = ["replace", "insert", "repeal", "renumber"];
    const CHANGED: [&str; 5] = ["rule", "paragraph", "define", "parameter", "otherwise"];
    let is_one_of =
        |word: Option<&str>, words: &[&str]| word.is_some_and(|it| words.iter().any(|other| it.eq_ignore_ascii_case(other)));
    text.lines().any(|line| {
        let mut words = line.split_whitespace();
        is_one_of(words.next(), &CHANGES) && is_one_of(words.next(), &CHANGED)
    })
}

/// Whether a file changes a text and its heading names nobody whose text that is.
pub fn amends_nobody(parse: &Parse) -> bool {
    let changes = |item: &ast::Item| match &item.kind {
        ast::ItemKind::Amendment(ast::Amendment::RepealAll { .. } | ast::Amendment::Extend { .. }) => false,
        it => matches!(it, ast::ItemKind::Amendment(_)),
    };
    parse.file.items.iter().any(changes) && !modules_named(parse).iter().any(|(_, amended)| *amended)
}

/// Names joined by `/`, none of which leaves the root.
pub fn is_module_name(name: &str) -> bool {
    !name.is_empty()
        && name.len() < 500
        && !name.contains(['\\', '\0', ':'])
        && name.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
        && !name.ends_with(".enact")
}
