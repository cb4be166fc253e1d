//! `enact show`: the text of an instrument that is in force on a day, in the canonical layout.

use super::load::{self, Loaded};
use super::output::{finish, misuse, stdout};
use super::{Outcome, args, asked, decide, versions};
use crate::analysis::{BETWEEN, History, Kind, TextEdit, TextVersion, limb_places};
use crate::format::format;
use crate::ir::{InstrumentId, Program, Start};
use crate::report::{version, words};
use crate::runtime::{self, AsIf, Options};
use crate::source::{FileId, Sources, Span};
use crate::syntax::{self, ast};
use jiff::civil::Date;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;

pub(super) fn run(arguments: &args::Show) -> Outcome {
    match prepared(arguments) {
        Ok(outcome) => outcome,
        Err(message) => misuse(&message),
    }
}

/// # Errors
/// What makes the command impossible as given.
fn prepared(arguments: &args::Show) -> Result<Outcome, String> {
    let is_path = arguments.instrument.exists();
    if !is_path && arguments.paths.is_empty() {
        let shown = arguments.instrument.display();
        return Err(format!("cannot read `{shown}`: there is no such file; a module is looked for in the paths after it"));
    }
    if arguments.instrument.is_dir() {
        return Err(format!("`{}` is a folder; name one instrument", arguments.instrument.display()));
    }
    asked::no_module_among(&arguments.paths, &arguments.as_if_enacted)?;
    let mut paths: Vec<PathBuf> = Vec::new();
    paths.extend(is_path.then(|| arguments.instrument.clone()));
    paths.extend(arguments.paths.iter().cloned());
    let mut loaded = load::load_with_amending(&paths);
    let supposed = asked::supposed(&loaded, &arguments.as_if_enacted)?;
    let program = match loaded.program("there is no text until this is mended", supposed.clone()) {
        Ok(program) => program,
        Err(outcome) => return Ok(outcome),
    };
    let instrument = named(&loaded, &program, arguments, is_path)?;
    let day = match arguments.as_of.as_deref() {
        Some(text) => decide::date(text)?,
        None => jiff::tz::TimeZone::UTC.to_datetime(jiff::Timestamp::now()).date(),
    };
    let as_if_enacted = asked::as_if(&program, supposed.as_ref());
    let options = Options { as_of: day, as_if_enacted, ..Options::default() };
    let shown = Shown { loaded: &loaded, program: &program, day, options };
    let text = shown.instrument(instrument);
    let mut out = stdout();
    Ok(finish(out.write_all(text.as_bytes()).and_then(|()| out.flush()), Outcome::Clean))
}

/// The file of the instrument that is asked for.
fn named(loaded: &Loaded, program: &Program, arguments: &args::Show, is_path: bool) -> Result<FileId, String> {
    let asked = arguments.instrument.display().to_string();
    let files = || program.instruments.iter().map(|it| it.span.file);
    let found = match is_path {
        true => {
            let real = std::fs::canonicalize(&arguments.instrument).ok();
            files().find(|file| std::fs::canonicalize(&loaded.file(*file).shown).ok() == real)
        }
        false => files().find(|file| versions::module(loaded, *file) == asked),
    };
    let known: Vec<&str> = program.instruments.iter().map(|it| it.id.as_str()).collect();
    found.ok_or_else(|| match is_path {
        true => format!("`{asked}` has no `policy` heading: it is no instrument"),
        false => format!("there is no instrument `{asked}`; {}", asked::offer(&asked, &known)),
    })
}

struct Shown<'a> {
    loaded: &'a Loaded,
    program: &'a Program,
    day: Date,
    options: Options,
}

impl Shown<'_> {
    /// The whole text.
    fn instrument(&self, file: FileId) -> String {
        let histories: Vec<History> = self.loaded.histories().into_iter().filter(|it| it.file == file).collect();
        let mut text = String::new();
        let mut told: Vec<usize> = Vec::new();
        let source = self.loaded.sources.file(file);
        let _ = match self.as_if() {
            None => writeln!(text, "# {} as in force on {}.", source.module, self.day),
            Some(what) => writeln!(text, "# {} on {}, as if {what} were enacted: this is not the law.", source.module, self.day),
        };
        for line in self.not_yet(file) {
            let _ = writeln!(text, "# {line}.");
        }
        if let Some(line) = self.standing(file) {
            let _ = writeln!(text, "# {line}");
        }
        for item in &self.loaded.parse(file).file.items {
            let own = histories.iter().position(|it| {
                it.versions.iter().any(|version| item.span.to(version.place) == item.span && version.place.file == file)
            });
            match (&item.kind, own) {
                (ast::ItemKind::Scenario(_) | ast::ItemKind::Amendment(_) | ast::ItemKind::Bad, _) => {}
                (_, Some(own)) => {
                    if !told.contains(&own) {
                        told.push(own);
                        self.history(&mut text, &histories[own]);
                    }
                }
                (
                    ast::ItemKind::Rule(ast::Rule { label: Some(_), .. })
                    | ast::ItemKind::Define(_)
                    | ast::ItemKind::Parameter(_),
                    None,
                ) => {}
                _ => {
                    text.push_str(&self.law(item.law.iter().map(|line| line.span)));
                    let _ = writeln!(text, "{}", self.loaded.sources.text(item.span));
                }
            }
        }
        for (at, history) in histories.iter().enumerate() {
            if !told.contains(&at) {
                self.history(&mut text, history);
            }
        }
        self.declared_by_acts(&mut text, file, &histories);
        let left: Vec<String> = histories.iter().filter_map(|it| self.absent(it)).collect();
        if !left.is_empty() {
            let _ = writeln!(text, "\n# Not in force on {}:", self.day);
            for line in left {
                let _ = writeln!(text, "# - {line}");
            }
        }
        laid_out(text)
    }

    /// What is taken as enacted.
    fn as_if(&self) -> Option<String> {
        match &self.options.as_if_enacted {
            AsIf::Law => None,
            AsIf::All => Some("every act".to_owned()),
            AsIf::These(all) => {
                let modules: Vec<String> = all.iter().map(|id| self.program.instruments[id.index()].id.clone()).collect();
                Some(words::and(&modules))
            }
        }
    }

    /// Acts that are taken as enacted and have not begun that day.
    fn not_yet(&self, file: FileId) -> Vec<String> {
        let own = self.program.instruments.iter().position(|it| it.span.file == file);
        let id = own.and_then(|index| u32::try_from(index).ok()).map(InstrumentId);
        let supposed = id.and_then(|id| runtime::supposed(self.program, id, &self.options));
        supposed.map_or_else(Vec::new, |it| version::not_yet(self.program, &it))
    }

    /// What the acts declare whose changes are in force that day: the words that they put in may need it.
    fn declared_by_acts(&self, out: &mut String, file: FileId, histories: &[History]) {
        let mut acts: Vec<FileId> = Vec::new();
        let shown = histories
            .iter()
            .flat_map(|it| &it.versions)
            .filter(|it| versions::in_force(it, self.day, &self.options.as_if_enacted));
        for by in shown.flat_map(|it| &it.by) {
            if !acts.contains(by) {
                acts.push(*by);
            }
        }
        acts.sort_unstable_by_key(|act| versions::module(self.loaded, *act));
        let used = |file: FileId| {
            self.loaded.parse(file).file.items.iter().filter_map(|item| match &item.kind {
                ast::ItemKind::Use(it) => Some((it.module.text.clone(), item)),
                _ => None,
            })
        };
        let mut known: Vec<String> = used(file).map(|(module, _)| module).collect();
        known.extend(acts.iter().chain([&file]).map(|file| versions::module(self.loaded, *file).to_owned()));
        for act in acts {
            let declared = self.loaded.parse(act).file.items.iter().filter(|item| {
                use ast::ItemKind::{Calendar, Code, Define, Facts, Parameter, Question, Sections};
                matches!(item.kind, Facts(_) | Question(_) | Define(_) | Parameter(_) | Sections(_) | Calendar(_) | Code(_))
            });
            let uses: Vec<&ast::Item> = used(act).filter(|(module, _)| !known.contains(module)).map(|(_, item)| item).collect();
            known.extend(used(act).map(|(module, _)| module));
            for item in uses.into_iter().chain(declared) {
                let _ = writeln!(out, "# Of {}.", versions::module(self.loaded, act));
                out.push_str(&self.law(item.law.iter().map(|line| line.span)));
                let _ = writeln!(out, "{}", self.loaded.sources.text(item.span));
            }
        }
    }

    /// What is to be said of the instrument itself, where it is not in force that day.
    fn standing(&self, file: FileId) -> Option<String> {
        let instrument = versions::instrument_of(self.program, file)?;
        let status = !matches!(instrument.status, crate::ir::Status::Enacted);
        let out = !instrument.period.may_hold(self.day);
        match (out, status) {
            (true, _) => Some(format!("The instrument itself is {}.", words::in_force(self.program, instrument))),
            (_, true) => Some(format!("Its status is {:?}.", instrument.status).to_lowercase().replacen("its", "Its", 1)),
            _ if !instrument.lives.is_empty() => Some(format!("It is {}.", words::in_force(self.program, instrument))),
            _ => None,
        }
    }

    /// The versions of a text that are in force, each with its origin.
    fn history(&self, out: &mut String, history: &History) {
        for version in history.versions.iter().filter(|it| versions::in_force(it, self.day, &self.options.as_if_enacted)) {
            if let Some(origin) = self.origin(version) {
                let _ = writeln!(out, "# {origin}");
            }
            out.push_str(&self.law(version.law.iter().copied()));
            let text = version.edits.iter().fold(self.base(history, version), |text, edit| self.edited(text, edit));
            // A new text by the old label has the label that it was renumbered to before.
            let renumbered = history.kind == Kind::Rule || !version.formerly.is_empty();
            let text = if renumbered { with_label(text, &version.label) } else { text };
            let _ = writeln!(out, "{text}");
        }
    }

    fn law(&self, spans: impl Iterator<Item = Span>) -> String {
        spans.map(|span| format!("{}\n", self.loaded.sources.text(span))).collect()
    }

    /// `As amended by us/ca/values-act, from 2018-01-01.`; nothing for a text as first laid down.
    fn origin(&self, version: &TextVersion) -> Option<String> {
        let mut said = match version.by.is_empty() {
            true => String::new(),
            false => format!("By {}, {}.", versions::modules(self.loaded, &version.by), versions::days(&version.words)),
        };
        if !version.formerly.is_empty() {
            let _ = write!(said, " Formerly {}.", version.formerly.join(" and "));
        }
        for cases in versions::cases(self.loaded, self.program, &version.applies, 90) {
            let _ = write!(said, " {}{}.", cases[..1].to_uppercase(), &cases[1..]);
        }
        if matches!(version.period.from, Start::Unknown { .. }) {
            said.push_str(" Whether it is in force on that day is not known.");
        }
        let said = said.trim();
        (!said.is_empty()).then(|| said.to_owned())
    }

    /// The text on which the edits were made, without the word of the change.
    fn base(&self, history: &History, version: &TextVersion) -> String {
        let sources = &self.loaded.sources;
        let item = self.loaded.parse(version.place.file).file.items.iter().find(|item| item.span.to(version.place) == item.span);
        let Some(item) = item else { return sources.text(version.place).to_owned() };
        let parameter = match &item.kind {
            ast::ItemKind::Parameter(parameter) => Some(parameter),
            ast::ItemKind::Amendment(ast::Amendment::Change { text: ast::NewText::Parameter(parameter), .. }) => Some(parameter),
            _ => None,
        };
        let text = match (history.kind, parameter.and_then(|it| it.versions.first())) {
            (Kind::Parameter, Some(first)) => {
                let head = Span { end: first.span.start, ..item.span };
                format!("{} {}.", sources.text(head).trim_end(), sources.text(version.place).trim_end_matches([';', '.']))
            }
            _ => sources.text(item.span).to_owned(),
        };
        match &item.kind {
            ast::ItemKind::Amendment(ast::Amendment::Change { word, .. }) => {
                let word = (word.end - word.start) as usize;
                text.get(word..).unwrap_or(&text).trim_start().to_owned()
            }
            _ => text,
        }
    }

    /// The text with a change of a limb or of its label; each change says whose it is.
    fn edited(&self, text: String, edit: &TextEdit) -> String {
        let parse = syntax::parse(FileId(0), &text);
        let Some(kind) = parse.file.items.first().map(|item| &item.kind) else { return text };
        let sources = &self.loaded.sources;
        let limb = |path: &[String], title: &Option<Span>, condition: Span, old: Option<&str>| {
            let title = title.map(|title| sources.text(title)).or(old).map_or_else(String::new, |it| format!("{it}: "));
            format!("({}) {title}{}", path.last().map_or("", String::as_str), sources.text(condition))
        };
        let by = |by: &FileId, how: &str| format!("\n# {how} by {}\n", versions::module(self.loaded, *by));
        let splice = |span: std::ops::Range<usize>, new: &str| {
            let mut text = text.clone();
            if text.get(span.clone()).is_some() {
                text.replace_range(span, new);
            }
            text
        };
        match edit {
            TextEdit::Replace(path, title, condition, who) => {
                let Some((limbs, Some(at))) = limb_places(kind, path) else { return text };
                let old = text.get(limbs[at].range()).and_then(title_of);
                let new = limb(path, title, *condition, old.as_deref());
                splice(with_blanks(&text, limbs[at].range()), &format!("{}{new}", by(who, "replaced")))
            }
            TextEdit::Insert(path, title, condition, who) => {
                let Some((limbs, None)) = limb_places(kind, path) else { return text };
                let new = format!("{}{}", by(who, "inserted"), limb(path, title, *condition, None));
                let last = path.last().map_or("", String::as_str);
                let label = |span: &Span| text.get(span.range()).map_or_else(String::new, label_of);
                match limbs.iter().position(|it| !syntax::rises(&label(it), last)) {
                    Some(at) => {
                        let start = limbs[at].range().start;
                        splice(with_blanks(&text, start..start), &format!("{new};\n"))
                    }
                    None => {
                        let end = limbs.last().map_or(0, |it| it.range().end);
                        splice(end..end, &format!(";{new}"))
                    }
                }
            }
            TextEdit::Remove(path, who) => {
                let Some((limbs, Some(at))) = limb_places(kind, path) else { return text };
                let note = by(who, &format!("({}) repealed", path.last().map_or("", String::as_str)));
                match (limbs.get(at + 1), at.checked_sub(1).and_then(|before| limbs.get(before))) {
                    (Some(next), _) => splice(with_blanks(&text, limbs[at].range().start..next.range().start), &note),
                    (None, Some(before)) => {
                        let mut text = splice(before.range().end..limbs[at].range().end, "");
                        // A comment before the full stop would swallow it.
                        match text.get(before.range().end..).is_some_and(|rest| rest.trim_start().starts_with('.')) {
                            true => text.push_str(&format!(" {}", note.trim())),
                            false => text.insert_str(before.range().start, note.trim_start()),
                        }
                        text
                    }
                    (None, None) => text,
                }
            }
            TextEdit::RelabelLimb(path, to, who) => {
                let Some((limbs, Some(at))) = limb_places(kind, path) else { return text };
                let old = format!("({})", path.last().map_or("", String::as_str));
                let range = limbs[at].range();
                let Some(found) = text.get(range.clone()).and_then(|limb| limb.find(&old)) else { return text };
                // Limbs that exchange their labels: what one is called in between is nobody's concern.
                let note = match path.last().is_some_and(|last| last == BETWEEN) {
                    true => String::new(),
                    false => by(who, &format!("renumbered from {old}")),
                };
                splice(range.start + found..range.start + found + old.len(), &format!("{note}({to})"))
            }
            TextEdit::Relabel(to, _) => with_label(text, to),
        }
    }

    /// `rule 2: repealed by us/act2, from 2019-01-01`, where no version is in force.
    fn absent(&self, history: &History) -> Option<String> {
        if history.versions.iter().any(|it| versions::in_force(it, self.day, &self.options.as_if_enacted)) {
            return None;
        }
        let name = format!("{} {}", versions::word(history.kind), history.label);
        let repeal = history.repeals.iter().rev().find(|(_, period)| period.may_hold(self.day));
        if let Some((by, period)) = repeal {
            return Some(format!("{name}: repealed by {}, {}", versions::module(self.loaded, *by), versions::days(period)));
        }
        let days: Vec<String> = history.versions.iter().map(|it| versions::days(&it.period)).collect();
        Some(format!("{name}: in force {}", days.join(", ")))
    }
}

/// The text of a rule or definition under a label.
fn with_label(mut text: String, to: &str) -> String {
    let parse = syntax::parse(FileId(0), &text);
    let label = match parse.file.items.first().map(|item| &item.kind) {
        Some(ast::ItemKind::Rule(rule)) => rule.label.as_ref(),
        Some(ast::ItemKind::Define(define)) => define.label.as_ref(),
        _ => None,
    };
    if let Some(range) = label.filter(|label| label.text != to).map(|label| label.span.range())
        && text.get(range.clone()).is_some()
    {
        text.replace_range(range, to);
    }
    text
}

/// `"a listed offense"` of `(3) "a listed offense": …`.
fn title_of(limb: &str) -> Option<String> {
    let rest = limb.rsplit_once('\n').filter(|_| limb.starts_with('>')).map_or(limb, |(_, last)| last);
    let rest = rest.trim_start().split_once(')')?.1.trim_start();
    let title = rest.strip_prefix('"')?.split_once('"')?.0;
    Some(format!("\"{title}\""))
}

/// A stretch with the blanks before it.
fn with_blanks(text: &str, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let before = text.get(..range.start).map_or(range.start, |before| before.trim_end().len());
    before..range.end
}

/// `3` of `(3) …`.
fn label_of(limb: &str) -> String {
    let line = limb.lines().find(|line| !line.trim_start().starts_with('>')).unwrap_or(limb);
    line.trim_start().trim_start_matches('(').split(')').next().unwrap_or("").to_owned()
}

/// In the canonical layout, if it can be read; else as it is.
fn laid_out(text: String) -> String {
    let mut sources = Sources::default();
    let file = sources.add("text", "text", text.as_str());
    let parse = syntax::parse(file, &text);
    format(sources.file(file), &parse)
}
