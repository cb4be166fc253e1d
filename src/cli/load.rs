//! Files: finding them below the paths given, following `use`, and analysing each policy with what it uses.
//!
//! A module's name is its path from the *root*: the folder above a file in which its `use "us/detainer"` finds
//! `us/detainer.enact`. Each file is read and parsed once. `check` and `test` analyse a policy with the modules it uses, and
//! with the acts among the files given that amend one of these; `decide` analyses all files together, and each knows what it uses (`analysis::Reach`). So what has nothing to do with each other
//! can't collide.

mod bills;

use super::args::Messages;
use super::{Outcome, output};
use crate::analysis::{self, Reach, Supposed};
use crate::diagnostics::catalogue::{POLICY_NOT_UTF_8, UNKNOWN_MODULE};
use crate::diagnostics::{self, Diagnostic, Severity, suggest};
use crate::ir::{self, Program};
use crate::report;
use crate::runtime;
use crate::source::{FileId, Sources, Span};
use crate::syntax::{self, Parse, ast};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// Larger files are refused: no policy is so large, and spans have 32 bits.
const LARGEST: u64 = 8 << 20;
/// Of a root, so many files are looked through for acts that amend.
const MOST_LOOKED_THROUGH: usize = 10_000;

/// Every file of one run.
pub(super) struct Loaded {
    /// The texts.
    pub(super) sources: Sources,
    /// What is wrong with the files as files: they can't be analysed.
    problems: Vec<Diagnostic>,
    /// By [`FileId`].
    parses: Vec<Parse>,
    /// By [`FileId`].
    files: Vec<File>,
    /// Whose changes the program counts in that was made last.
    supposed: Supposed,
    /// [`Outcome::Misuse`] where a path could not be read; it has been said.
    pub(super) outcome: Outcome,
}

/// What is known of a file beside its text and tree.
pub(super) struct File {
    /// As the user gave it, or as found from there.
    pub(super) shown: PathBuf,
    /// Whether it lies at or below a path that was given (else it is only used).
    pub(super) given: bool,
    /// Whether it has a `policy` heading.
    policy: bool,
    uses: Vec<FileId>,
    /// The file whose text it changes.
    amends: Option<FileId>,
    broken: bool,
}

/// A policy (or a vocabulary that none uses) that has been analysed.
pub(super) struct Checked {
    /// Its file.
    pub(super) main: FileId,
    /// `None` where there was an error.
    pub(super) program: Option<Rc<Program>>,
}

/// Reads every file at and below `paths` and every module these use. Paths that can't be read are reported at once.
pub(super) fn load(paths: &[PathBuf]) -> Loaded {
    read_all(paths).finish()
}

/// As [`load`], with every act that amends one of the files: without it, the text of a day would be another.
pub(super) fn load_with_amending(paths: &[PathBuf]) -> Loaded {
    let mut loader = read_all(paths);
    loader.amending();
    loader.finish()
}

fn read_all(paths: &[PathBuf]) -> Loader {
    let mut loader = Loader::default();
    for path in paths {
        if let Err(message) = loader.add_path(path) {
            loader.outcome = output::misuse(&message);
        }
    }
    loader.follow();
    loader
}

impl Loaded {
    /// Everything that is wrong, sorted, and what could be analysed. Every diagnostic once, however many policies share a file.
    pub(super) fn check(&mut self) -> (Vec<Diagnostic>, Vec<Checked>) {
        let closures = self.closures();
        let mut analysed_with: BTreeMap<FileId, usize> = BTreeMap::new();
        let mut found: Vec<Diagnostic> = Vec::new();
        let mut checked = Vec::new();
        let mut budget = (runtime::beforehand::witness::Budget::default(), runtime::beforehand::idle::Budget::default());
        let mut found_in_cases: Vec<Diagnostic> = Vec::new();
        // An act and what it amends make one program, with all other acts that amend that.
        let mut analysed: BTreeMap<BTreeSet<FileId>, Option<Rc<Program>>> = BTreeMap::new();
        for (main, files) in closures {
            let program = match analysed.get(&files) {
                Some(program) => program.clone(),
                None => {
                    let (diagnostics, program) = self.checked(&files);
                    if let Some(diagnostics) = diagnostics {
                        found.extend(diagnostics);
                        files.iter().for_each(|id| *analysed_with.entry(*id).or_default() += 1);
                    }
                    let program = program.map(Rc::new);
                    analysed.insert(files, program.clone());
                    program
                }
            };
            if let Some(program) = &program {
                found_in_cases.extend(self.searched(program, main, &mut budget));
            }
            checked.push(Checked { main, program });
        }
        let mut all = self.file_diagnostics();
        all.extend(shared(found, &analysed_with));
        all.extend(found_in_cases);
        // Warnings about a module that is only used are for whoever checks that module.
        all.retain(|it| it.severity == Severity::Error || self.file(it.primary.span.file).given);
        diagnostics::sort(&mut all);
        (all, checked)
    }

    /// What a search for cases finds in a file, and no `allow` keeps back: pairs of rules that conflict, rules that never apply, cases never reached.
    fn searched(
        &self,
        program: &Program,
        main: FileId,
        (conflicts, idle): &mut (runtime::beforehand::witness::Budget, runtime::beforehand::idle::Budget),
    ) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for (index, instrument) in program.instruments.iter().enumerate() {
            if instrument.span.file != main {
                continue;
            }
            let id = ir::InstrumentId(index as u32);
            let witnesses = runtime::beforehand::witness::witnesses(program, id, conflicts);
            found.extend(witnesses.iter().filter_map(|it| report::conflicts::warning(&self.sources, program, it)));
            let never = runtime::beforehand::idle::idle_rules(program, id, idle);
            found.extend(never.iter().filter_map(|it| report::idle::warning(program, it)));
            let unreached = runtime::beforehand::unreached::unreached(program, id, idle);
            found.extend(unreached.iter().filter_map(|it| report::idle::unreached(program, it)));
        }
        found.retain(|it| !analysis::allow::is_allowed(&self.sources, &self.parses, it));
        found
    }

    /// Everything given analysed as one program: as if these acts were enacted, or, where nothing is supposed, by the law in force. Where there is none,
    /// the errors are told, and last what follows from that.
    ///
    /// # Errors
    /// How the command ends.
    pub(super) fn program(&mut self, so: &str, supposed: Option<Supposed>) -> Result<Program, Outcome> {
        if self.outcome == Outcome::Misuse {
            return Err(Outcome::Misuse);
        }
        let files: BTreeSet<FileId> = (0..self.files.len()).map(|index| FileId(index as u32)).collect();
        let (found, program) = self.analysed(&files, supposed);
        program.ok_or_else(|| {
            let mut errors = self.file_diagnostics();
            errors.extend(found.into_iter().flatten());
            errors.retain(|it| it.severity == Severity::Error);
            diagnostics::sort(&mut errors);
            // Nobody can be told that standard error is closed.
            let _ = output::diagnostics(&self.sources, &errors, Messages::Text, &output::stderr_style(), &mut std::io::stderr());
            output::note(so);
            Outcome::Problems
        })
    }

    /// Takes away what an act changes in others' texts, as if it had never been enacted; whether it changes anything.
    pub(super) fn leave_out_changes(&mut self, module: &str) -> bool {
        let mut any = false;
        for (index, parse) in self.parses.iter_mut().enumerate() {
            if self.sources.file(FileId(index as u32)).module == module {
                let before = parse.file.items.len();
                parse.file.items.retain(|item| !matches!(item.kind, ast::ItemKind::Amendment(_)));
                any |= parse.file.items.len() < before;
            }
        }
        any
    }

    /// The files whose instruments are asked about: those given, and those that a given file without rules of its own uses.
    pub(super) fn asked(&self) -> BTreeSet<FileId> {
        let ruling = |id: &FileId| {
            let rules = |item: &ast::Item| matches!(item.kind, ast::ItemKind::Rule(_) | ast::ItemKind::Otherwise(_));
            self.file(*id).policy || self.parse(*id).file.items.iter().any(rules)
        };
        let vocabulary = |id: &FileId| {
            let named = |item: &ast::Item| matches!(item.kind, ast::ItemKind::Vocabulary(_));
            self.parse(*id).file.items.iter().any(named)
        };
        let mut asked: BTreeSet<FileId> = self.given().collect();
        let gathering: Vec<FileId> = self.given().filter(|id| !ruling(id) && !vocabulary(id)).collect();
        asked.extend(gathering.iter().flat_map(|id| self.file(*id).uses.iter().copied()));
        asked
    }

    /// What is known of a file.
    pub(super) fn file(&self, id: FileId) -> &File {
        &self.files[id.0 as usize]
    }

    /// Why a result can't be written to a path: it is one of the files that are read, these among them.
    pub(super) fn overwrites(&self, result: &Path, others: &[PathBuf]) -> Option<String> {
        let real = std::fs::canonicalize(result).ok()?;
        let mut read = self.files.iter().map(|file| &file.shown).chain(others);
        read.any(|path| std::fs::canonicalize(path).is_ok_and(|it| it == real))
            .then(|| format!("`{}` is one of the files that are read; it would be written over", result.display()))
    }

    /// The tree of a file.
    pub(super) fn parse(&self, id: FileId) -> &Parse {
        &self.parses[id.0 as usize]
    }

    /// Every file's history: what amending acts make of its rules, definitions and parameters.
    pub(super) fn histories(&self) -> Vec<analysis::History> {
        analysis::histories(&self.sources, &self.parses, &self.supposed)
    }

    /// The files at or below the paths that were given.
    pub(super) fn given(&self) -> impl Iterator<Item = FileId> {
        self.files.iter().enumerate().filter(|(_, file)| file.given).map(|(index, _)| FileId(index as u32))
    }

    /// What is wrong with the text of a file itself: its coding and its sentences.
    pub(super) fn text_errors(&self, id: FileId) -> Vec<Diagnostic> {
        let coding = self.problems.iter().filter(|it| it.primary.span.file == id && it.code == POLICY_NOT_UTF_8);
        let syntax = self.parse(id).diagnostics.iter().filter(|it| it.severity == Severity::Error);
        coding.chain(syntax).cloned().collect()
    }

    /// What is wrong with files as files, and with their sentences.
    fn file_diagnostics(&self) -> Vec<Diagnostic> {
        let syntax = self.parses.iter().flat_map(|parse| parse.diagnostics.iter());
        self.problems.iter().chain(syntax).cloned().collect()
    }

    /// Each given policy with all it uses; then each given file that is in none of these.
    fn closures(&self) -> Vec<(FileId, BTreeSet<FileId>)> {
        let mut covered: BTreeSet<FileId> = BTreeSet::new();
        let mut closures = Vec::new();
        let used: BTreeSet<FileId> = self.files.iter().flat_map(|file| file.uses.iter().copied()).collect();
        let acts = self.acts();
        let policies = self.given().filter(|id| self.file(*id).policy);
        let unused = self.given().filter(|id| !self.file(*id).policy && !used.contains(id));
        // What is left uses itself in a circle.
        for id in policies.chain(unused).chain(self.given().filter(|id| !self.file(*id).policy)) {
            if !self.file(id).policy && covered.contains(&id) {
                continue;
            }
            let files = self.closure(id, &acts);
            covered.extend(&files);
            closures.push((id, files));
        }
        closures.sort_by_key(|(main, _)| *main);
        closures
    }

    /// By file: the acts among the files given that amend it.
    fn acts(&self) -> BTreeMap<FileId, Vec<FileId>> {
        let mut acts: BTreeMap<FileId, Vec<FileId>> = BTreeMap::new();
        for id in self.given() {
            if let Some(amended) = self.file(id).amends {
                acts.entry(amended).or_default().push(id);
            }
        }
        acts
    }

    /// A file with all it uses, and with the acts among the files given that amend one of these.
    fn closure(&self, main: FileId, acts: &BTreeMap<FileId, Vec<FileId>>) -> BTreeSet<FileId> {
        let mut files = BTreeSet::new();
        let mut waiting = vec![main];
        while let Some(id) = waiting.pop() {
            if files.insert(id) {
                waiting.extend(&self.file(id).uses);
                waiting.extend(acts.get(&id).into_iter().flatten());
            }
        }
        files
    }

    /// Files given beside a policy that `decide` would take in and a scenario of that policy does not, unless its file uses them: their modules, and what
    /// they do to it.
    pub(super) fn left_out(&self, main: FileId) -> Vec<(String, &'static str)> {
        let files = self.closure(main, &self.acts());
        let modules: BTreeSet<&str> = files.iter().map(|id| self.sources.file(*id).module.as_str()).collect();
        let mut found: Vec<(String, &'static str)> = Vec::new();
        for id in self.given().filter(|id| !files.contains(id)) {
            for item in &self.parse(id).file.items {
                let entry = self.bears_on(id, item, &modules, &files).map(|how| (self.sources.file(id).module.clone(), how));
                found.extend(entry.filter(|it| !found.contains(it)));
            }
        }
        found.sort();
        found
    }

    /// What an item does to one of these files.
    fn bears_on(
        &self,
        file: FileId,
        item: &ast::Item,
        modules: &BTreeSet<&str>,
        files: &BTreeSet<FileId>,
    ) -> Option<&'static str> {
        let uses_one_with = |of: fn(&ast::ItemKind) -> bool| {
            let open = |id: &FileId| files.contains(id) && self.parse(*id).file.items.iter().any(|item| of(&item.kind));
            self.file(file).uses.iter().any(open)
        };
        let slot =
            |kind: &ast::ItemKind| matches!(kind, ast::ItemKind::Define(it) if matches!(it.kind, ast::DefineKind::Slot(_)));
        match &item.kind {
            ast::ItemKind::Suspend(it) => modules.contains(it.module.text.as_str()).then_some("suspends rules"),
            ast::ItemKind::Read(_) => {
                uses_one_with(|kind| matches!(kind, ast::ItemKind::Question(_))).then_some("reads questions")
            }
            ast::ItemKind::Fill(_) => uses_one_with(slot).then_some("fills slots"),
            _ => None,
        }
    }

    /// Analyses some of the files; the others are as if they were empty, so that a [`FileId`] is the same everywhere.
    fn analyse(&mut self, files: &BTreeSet<FileId>, supposed: &Supposed) -> (Option<Vec<Diagnostic>>, Option<Program>) {
        if files.iter().any(|id| self.file(*id).broken) {
            return (None, None);
        }
        let uses: Vec<Vec<FileId>> = self.files.iter().map(|file| file.uses.clone()).collect();
        let reach = Reach::of(&uses);
        let mut parses: Vec<Parse> = (0..self.parses.len()).map(|index| empty(FileId(index as u32))).collect();
        let exchange = |from: &mut Vec<Parse>, to: &mut Vec<Parse>| {
            for id in files {
                std::mem::swap(&mut from[id.0 as usize], &mut to[id.0 as usize]);
            }
        };
        exchange(&mut self.parses, &mut parses);
        let analysis = analysis::analyse_supposing(&self.sources, &parses, &reach, supposed);
        exchange(&mut self.parses, &mut parses);
        (Some(analysis.diagnostics.clone()), analysis.into_program())
    }
}

/// Each diagnostic once. A warning about a file counts only if every analysis with that file gives it: a definition that
/// one policy leaves unused may be used by another.
fn shared(mut found: Vec<Diagnostic>, analysed_with: &BTreeMap<FileId, usize>) -> Vec<Diagnostic> {
    found.sort_by(|a, b| (a.primary.span, a.code, &a.message).cmp(&(b.primary.span, b.code, &b.message)));
    let mut kept: Vec<(Diagnostic, usize)> = Vec::new();
    for diagnostic in found {
        match kept.last_mut() {
            Some((last, count)) if *last == diagnostic => *count += 1,
            _ => kept.push((diagnostic, 1)),
        }
    }
    kept.into_iter()
        .filter(|(it, count)| {
            it.severity == Severity::Error || analysed_with.get(&it.primary.span.file).is_none_or(|all| count >= all)
        })
        .map(|(diagnostic, _)| diagnostic)
        .collect()
}

/// What a text seems to amend, by its words `amends "…"` alone: a whole folder is looked through, and reading each file properly would take longer than
/// to decide. A file that is taken in is then read as any other.
fn amended_by(text: &str) -> Option<&str> {
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

fn empty(id: FileId) -> Parse {
    let file = ast::File { items: Vec::new(), span: Span::new(id, 0, 0) };
    Parse { file, trivia: syntax::Trivia::default(), diagnostics: Vec::new() }
}

// --- reading ----------------------------------------------------------------------------------------------------------

struct Loader {
    found: Vec<Found>,
    by_path: BTreeMap<PathBuf, usize>,
    /// How many of `found` have been followed.
    followed: usize,
    roots: BTreeSet<PathBuf>,
    problems: Vec<Diagnostic>,
    outcome: Outcome,
}

impl Default for Loader {
    fn default() -> Loader {
        Loader {
            found: Vec::new(),
            by_path: BTreeMap::new(),
            followed: 0,
            roots: BTreeSet::new(),
            problems: Vec::new(),
            outcome: Outcome::Clean,
        }
    }
}

struct Found {
    real: PathBuf,
    shown: PathBuf,
    /// The folder given on the command line, if it was found below one.
    below: Option<PathBuf>,
    given: bool,
    text: String,
    parse: Parse,
    root: Option<PathBuf>,
    uses: Vec<usize>,
    amends: Option<usize>,
    broken: bool,
}

impl Loader {
    fn add_path(&mut self, path: &Path) -> Result<(), String> {
        let shown = path.display();
        let kind = std::fs::metadata(path).map_err(|error| format!("cannot read `{shown}`: {}", reason(&error)))?;
        if !kind.is_dir() {
            return self.add(path, None, true).map(|_| ());
        }
        let below = std::fs::canonicalize(path).ok();
        let (files, unreadable) = walk(path);
        for message in unreadable {
            self.outcome = output::misuse(&message);
        }
        if files.is_empty() {
            return Err(format!("no *.enact file lies below `{shown}`"));
        }
        for file in files {
            if let Err(message) = self.add(&file, below.clone(), true) {
                self.outcome = output::misuse(&message);
            }
        }
        Ok(())
    }

    /// Reads and parses a file unless it is there already.
    fn add(&mut self, path: &Path, below: Option<PathBuf>, given: bool) -> Result<usize, String> {
        let shown = path.display();
        let cannot = |error: std::io::Error| format!("cannot read `{shown}`: {}", reason(&error));
        let real = std::fs::canonicalize(path).map_err(cannot)?;
        if let Some(index) = self.by_path.get(&real) {
            self.found[*index].given |= given;
            return Ok(*index);
        }
        let bytes = read(path)?;
        let id = FileId(self.found.len() as u32);
        let (text, problem) = decode(id, bytes);
        let parse = if problem.is_none() { syntax::parse(id, &text) } else { empty(id) };
        let broken = problem.is_some();
        self.problems.extend(problem);
        self.by_path.insert(real.clone(), self.found.len());
        self.found.push(Found {
            real,
            shown: path.to_owned(),
            below,
            given,
            text,
            parse,
            root: None,
            uses: Vec::new(),
            amends: None,
            broken,
        });
        Ok(self.found.len() - 1)
    }

    /// Loads what the files use, and what these use.
    fn follow(&mut self) {
        while self.followed < self.found.len() {
            let index = self.followed;
            self.followed += 1;
            for (module, amended) in uses(&self.found[index].parse) {
                match self.used(index, &module) {
                    Ok(used) => {
                        self.found[index].uses.push(used);
                        self.found[index].amends = self.found[index].amends.or(amended.then_some(used));
                    }
                    Err(problem) => {
                        self.found[index].broken = true;
                        self.problems.push(*problem);
                    }
                }
            }
        }
    }

    /// Takes in the files of the same root that amend one at hand, and those that amend these.
    fn amending(&mut self) {
        let mut roots: BTreeSet<PathBuf> = BTreeSet::new();
        let mut folders: BTreeSet<PathBuf> = BTreeSet::new();
        for found in &self.found {
            if found.parse.file.heading().is_none() {
                continue;
            }
            let above = self.roots.iter().rev().find(|root| found.real.starts_with(root));
            match found.root.as_ref().or(above).or(found.below.as_ref()) {
                Some(root) => drop(roots.insert(root.clone())),
                // Without a root only its own folder is known to belong to it.
                None => folders.extend(found.real.parent().map(Path::to_owned)),
            }
        }
        let mut files: Vec<PathBuf> = roots.iter().flat_map(|root| walk(root).0).take(MOST_LOOKED_THROUGH).collect();
        files.extend(folders.iter().flat_map(|folder| beside(folder)));
        let mut acts: Vec<(PathBuf, String)> = files.iter().filter_map(|file| self.amends(file)).collect();
        // What was taken in may itself be amended.
        loop {
            let at_hand = |(file, amended): &(PathBuf, String)| {
                let candidates = file.ancestors().skip(1).map(|folder| folder.join(format!("{amended}.enact")));
                let mut real = candidates.filter_map(|it| std::fs::canonicalize(it).ok());
                real.find(|it| it.is_file()).is_some_and(|it| self.by_path.contains_key(&it))
            };
            let Some(next) = acts.iter().position(at_hand) else { return };
            let (file, _) = acts.remove(next);
            if self.add(&shown_from_here(&file), None, false).is_ok() {
                self.follow();
            }
        }
    }

    /// The real path of a file that was not read yet, and the module that its heading amends.
    fn amends(&self, path: &Path) -> Option<(PathBuf, String)> {
        let real = std::fs::canonicalize(path).ok().filter(|real| !self.by_path.contains_key(real))?;
        let text = std::fs::read_to_string(path).ok().filter(|text| (text.len() as u64) < LARGEST)?;
        let amended = amended_by(&text)?.to_owned();
        is_module_name(&amended).then_some((real, amended))
    }

    fn used(&mut self, index: usize, module: &ast::Text) -> Result<usize, Box<Diagnostic>> {
        let name = module.text.as_str();
        if !is_module_name(name) {
            return Err(Box::new(not_a_module_name(module)));
        }
        let from = &self.found[index];
        let mut root = None;
        for ancestor in from.real.ancestors().skip(1) {
            let path = ancestor.join(format!("{name}.enact"));
            if path.is_file() {
                root = Some((ancestor.to_owned(), path));
                break;
            }
        }
        let Some((root, path)) = root else {
            // Folders are searched for what may be meant, but not for each of thousands of mistakes.
            let nearest = if self.problems.len() < 50 { self.nearest_module(index, name) } else { None };
            return Err(Box::new(unknown_module(module, nearest)));
        };
        self.found[index].root.get_or_insert_with(|| root.clone());
        self.roots.insert(root);
        self.add(&shown_from_here(&path), None, false).map_err(|why| Box::new(unreadable_module(module, &why)))
    }

    /// A module that exists and is spelt nearly so: beside where it was looked for, or among the files of this run.
    fn nearest_module(&self, index: usize, name: &str) -> Option<String> {
        let mut known: BTreeSet<String> =
            self.found.iter().filter_map(|found| Some(module(&found.real, found.root.as_ref()?))).collect();
        let folder = Path::new(name).parent().unwrap_or(Path::new(""));
        for root in self.found[index].real.ancestors().skip(1) {
            let Ok(entries) = std::fs::read_dir(root.join(folder)) else { continue };
            for entry in entries.flatten().take(1000) {
                let path = entry.path();
                if path.extension().is_some_and(|ending| ending == "enact") && path != self.found[index].real {
                    known.insert(module(&path, root));
                }
            }
            for other in self.found.iter().filter(|other| other.real.starts_with(root) && other.real != self.found[index].real) {
                known.insert(module(&other.real, root));
            }
        }
        suggest::nearest(name, known.iter().map(String::as_str)).map(str::to_owned)
    }

    fn finish(self) -> Loaded {
        let mut sources = Sources::default();
        let mut loaded = Loaded {
            sources: Sources::default(),
            problems: self.problems,
            parses: Vec::new(),
            files: Vec::new(),
            supposed: Supposed::All,
            outcome: self.outcome,
        };
        for found in self.found {
            let root = found.root.as_ref().or_else(|| self.roots.iter().rev().find(|root| found.real.starts_with(root)));
            let name = match root.or(found.below.as_ref()) {
                Some(root) => module(&found.real, root),
                None => found.real.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned()),
            };
            sources.add(found.shown.display().to_string(), name, found.text);
            let policy = found.parse.file.heading().is_some();
            loaded.files.push(File {
                shown: found.shown,
                given: found.given,
                policy,
                uses: found.uses.into_iter().map(|index| FileId(index as u32)).collect(),
                amends: found.amends.map(|index| FileId(index as u32)),
                broken: found.broken,
            });
            loaded.parses.push(found.parse);
        }
        loaded.sources = sources;
        loaded
    }
}

/// The modules that a file names, each with whether it amends it.
fn uses(parse: &Parse) -> Vec<(ast::Text, bool)> {
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

/// `us/ca/detainer`: the path from the root, without its ending.
fn module(path: &Path, root: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path).with_extension("");
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// Names joined by `/`, none of which leaves the root.
fn is_module_name(name: &str) -> bool {
    !name.is_empty()
        && name.len() < 500
        && !name.contains(['\\', '\0', ':'])
        && name.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
        && !name.ends_with(".enact")
}

/// A path as seen from the working folder, if it lies below that.
fn shown_from_here(path: &Path) -> PathBuf {
    let here = std::env::current_dir().and_then(std::fs::canonicalize).unwrap_or_default();
    path.strip_prefix(here).unwrap_or(path).to_owned()
}

/// Every *.enact file below a folder, sorted, each folder once (symbolic links may form circles); and what can't be read.
fn walk(top: &Path) -> (Vec<PathBuf>, Vec<String>) {
    let mut files = Vec::new();
    let mut unreadable = Vec::new();
    let mut seen = BTreeSet::new();
    let mut waiting = vec![top.to_owned()];
    while let Some(folder) = waiting.pop() {
        if !std::fs::canonicalize(&folder).is_ok_and(|real| seen.insert(real)) {
            continue;
        }
        let entries = match std::fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) => {
                unreadable.push(format!("cannot read the folder `{}`: {}", folder.display(), reason(&error)));
                continue;
            }
        };
        for entry in entries.flatten() {
            let path = entry.path();
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            let ending = path.extension().is_some_and(|ending| ending == "enact");
            if path.is_dir() {
                waiting.push(path);
            } else if ending && is_pipe(&path) {
                unreadable.push(format!("`{}` is no file but a pipe or a device, and is passed over", path.display()));
            } else if ending {
                files.push(path);
            }
        }
    }
    files.sort();
    (files, unreadable)
}

/// Whether something is there that is no regular file: reading it might never end.
fn is_pipe(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|it| !it.is_file())
}

/// The *.enact files of one folder, sorted.
fn beside(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let named = entries.filter(|path| path.extension().is_some_and(|ending| ending == "enact"));
    let mut files: Vec<PathBuf> = named.filter(|path| !is_pipe(path)).collect();
    files.sort();
    files
}

/// The bytes of a file that is not too large.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, String> {
    let shown = path.display();
    let cannot = |error: std::io::Error| format!("cannot read `{shown}`: {}", reason(&error));
    let file = std::fs::File::open(path).map_err(cannot)?;
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(cannot)?;
    match bytes.len() as u64 > LARGEST {
        true => Err(format!("`{shown}` is larger than 8 MiB; a policy file has at most 4 MiB")),
        false => Ok(bytes),
    }
}

/// The text of a file; where it is not UTF-8, what could be made of it and where the first damage is.
pub(super) fn decode(id: FileId, bytes: Vec<u8>) -> (String, Option<Diagnostic>) {
    match String::from_utf8(bytes) {
        Ok(text) => (text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text), None),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let bytes = error.as_bytes();
            let wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
            let byte = bytes.get(at).copied().unwrap_or_default();
            let text = String::from_utf8_lossy(bytes).into_owned();
            let end = (at + '\u{fffd}'.len_utf8()).min(text.len());
            (text, Some(not_utf_8(Span::new(id, at, end), byte, wide)))
        }
    }
}

/// Why a file can't be read, in words.
pub(super) fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission is denied".to_owned(),
        std::io::ErrorKind::IsADirectory => "it is a folder, not a file".to_owned(),
        _ => error.to_string(),
    }
}

// --- problems ---------------------------------------------------------------------------------------------------------

fn not_utf_8(span: Span, byte: u8, wide: bool) -> Diagnostic {
    let seems = if wide { "UTF-16" } else { "Windows-1252 or Latin-1" };
    Diagnostic::new(POLICY_NOT_UTF_8, span, "the file is not UTF-8 text")
        .label(format!("the byte {byte:02X} (hexadecimal) has no meaning here"))
        .help("save the file as UTF-8 in the editor that made it")
        .help(format!("it may be {seems} now"))
}

fn unknown_module(module: &ast::Text, nearest: Option<String>) -> Diagnostic {
    let name = &module.text;
    let problem = Diagnostic::new(UNKNOWN_MODULE, module.span, format!("there is no module `{name}`"));
    match nearest {
        Some(nearest) => problem.label(format!("did you mean `{nearest}`?")).help(format!("write `use \"{nearest}\"`")),
        None => problem
            .label(format!("no `{name}.enact` lies in this folder or one above it"))
            .help("give the path from the root of the policies, such as `use \"us/detainer\"`"),
    }
}

fn not_a_module_name(module: &ast::Text) -> Diagnostic {
    let name = &module.text;
    let bare = name.trim_end_matches(".enact").trim_start_matches(['/', '.']);
    Diagnostic::new(UNKNOWN_MODULE, module.span, format!("`{name}` cannot be the name of a module"))
        .label("a path from the root of the policies, without its ending")
        .help(match is_module_name(bare) {
            true => format!("write `use \"{bare}\"`"),
            false => "write it as names joined by `/`, such as `use \"us/detainer\"`".to_owned(),
        })
}

fn unreadable_module(module: &ast::Text, why: &str) -> Diagnostic {
    Diagnostic::new(UNKNOWN_MODULE, module.span, format!("the module `{}` cannot be read", module.text)).label(why.to_owned())
}
