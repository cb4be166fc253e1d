//! Finding files: below the paths given, by following `use`, and, of the same roots, the acts that amend what is at hand.

use super::reading::{beside, decode, read, reason, walk};
use super::{File, Loaded, empty, problems};
use crate::analysis::{Amends, Member, Members, Supposed, amended_by, amends_nobody, is_module_name, modules_named};
use crate::cli::{Outcome, output};
use crate::diagnostics::{Diagnostic, suggest};
use crate::source::{FileId, Sources};
use crate::syntax::{self, Parse, ast};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const ENDING: &str = ".enact";

/// Of a root, so many files are looked through for acts that amend.
const MOST_LOOKED_THROUGH: usize = 10_000;

pub(super) struct Loader {
    found: Vec<Found>,
    by_path: BTreeMap<PathBuf, usize>,
    /// How many of `found` have been followed.
    followed: usize,
    roots: BTreeSet<PathBuf>,
    problems: Vec<Diagnostic>,
    pub(super) outcome: Outcome,
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
    amending: bool,
    text: String,
    parse: Parse,
    root: Option<PathBuf>,
    uses: Vec<usize>,
    amends: Option<usize>,
    broken: bool,
}

impl Loader {
    pub(super) fn add_path(&mut self, path: &Path) -> Result<(), String> {
        let shown = path.display();
        let kind = std::fs::metadata(path).map_err(|error| format!("cannot read `{shown}`: {}", reason(&error)))?;
        if !kind.is_dir() {
            return self.add(path, None, true).map(|_| ());
        }
        let below = std::fs::canonicalize(path).ok();
        let (files, unreadable) = walk(path, ENDING);
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
            amending: false,
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
    pub(super) fn follow(&mut self) {
        while self.followed < self.found.len() {
            let index = self.followed;
            self.followed += 1;
            for (module, amended) in modules_named(&self.found[index].parse) {
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
    pub(super) fn amending(&mut self) {
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
        let mut files: Vec<PathBuf> = roots.iter().flat_map(|root| walk(root, ENDING).0).take(MOST_LOOKED_THROUGH).collect();
        files.extend(folders.iter().flat_map(|folder| beside(folder)));
        let mut acts: Vec<(PathBuf, Option<PathBuf>)> = files.iter().filter_map(|file| self.act(file)).collect();
        // What was taken in may itself be amended. An act of which nobody can say what it amends may amend this as well as another: it is taken in, and told.
        loop {
            let at_hand =
                |(_, amended): &(PathBuf, Option<PathBuf>)| amended.as_ref().is_none_or(|it| self.by_path.contains_key(it));
            let Some(next) = acts.iter().position(at_hand) else { return };
            let (file, _) = acts.remove(next);
            if let Ok(index) = self.add(&shown_from_here(&file), None, false) {
                self.found[index].amending = true;
                self.follow();
            }
        }
    }

    /// The real path of an act that was not read yet, and that of what it amends; `None` where its heading leads to no file.
    fn act(&self, path: &Path) -> Option<(PathBuf, Option<PathBuf>)> {
        let real = std::fs::canonicalize(path).ok().filter(|real| !self.by_path.contains_key(real))?;
        let bytes = read(path).ok()?;
        let text = String::from_utf8_lossy(&bytes);
        let found = match amended_by(&text)? {
            Amends::Module(name) => module_file(&real, name).and_then(|(_, it)| std::fs::canonicalize(it).ok()),
            Amends::Unsaid => None,
        };
        // Words in a comment or a quotation are no heading: where they lead nowhere, the text is read properly.
        let leads_nowhere = || {
            let parse = syntax::parse(FileId(0), &text);
            let unknown = |(name, amended): &(ast::Text, bool)| *amended && module_file(&real, &name.text).is_none();
            amends_nobody(&parse) || modules_named(&parse).iter().any(unknown)
        };
        (found.is_some() || leads_nowhere()).then_some((real, found))
    }

    fn used(&mut self, index: usize, module: &ast::Text) -> Result<usize, Box<Diagnostic>> {
        let name = module.text.as_str();
        if !is_module_name(name) {
            return Err(Box::new(problems::not_a_module_name(module)));
        }
        let Some((root, path)) = module_file(&self.found[index].real, name) else {
            // Folders are searched for what may be meant, but not for each of thousands of mistakes.
            let nearest = if self.problems.len() < 50 { self.nearest_module(index, name) } else { None };
            return Err(Box::new(problems::unknown_module(module, nearest)));
        };
        self.found[index].root.get_or_insert_with(|| root.clone());
        self.roots.insert(root);
        self.add(&shown_from_here(&path), None, false).map_err(|why| Box::new(problems::unreadable_module(module, &why)))
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

    pub(super) fn finish(self) -> Loaded {
        let mut sources = Sources::default();
        let mut loaded = Loaded {
            sources: Sources::default(),
            problems: self.problems,
            parses: Vec::new(),
            files: Vec::new(),
            members: Members::default(),
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
            loaded.members.add(Member {
                given: found.given,
                amending: found.amending,
                policy,
                uses: found.uses.into_iter().map(|index| FileId(index as u32)).collect(),
                amends: found.amends.map(|index| FileId(index as u32)),
            });
            loaded.files.push(File { shown: found.shown, broken: found.broken });
            loaded.parses.push(found.parse);
        }
        loaded.sources = sources;
        loaded
    }
}

/// The file that a name means in another one: the nearest folder above in which there is such a module, and the module there.
fn module_file(from: &Path, name: &str) -> Option<(PathBuf, PathBuf)> {
    let candidates = from.ancestors().skip(1).map(|folder| (folder.to_owned(), folder.join(format!("{name}.enact"))));
    candidates.filter(|_| is_module_name(name)).find(|(_, path)| path.is_file())
}

/// `us/ca/detainer`: the path from the root, without its ending.
fn module(path: &Path, root: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path).with_extension("");
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// A path as seen from the working folder, if it lies below that.
fn shown_from_here(path: &Path) -> PathBuf {
    let here = std::env::current_dir().and_then(std::fs::canonicalize).unwrap_or_default();
    path.strip_prefix(here).unwrap_or(path).to_owned()
}
