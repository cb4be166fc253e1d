//! What can be said on the command line.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Write policy as law is written; check it, decide cases by it, and see why.
#[derive(Debug, Parser)]
#[command(name = "enact", version, max_term_width = 100)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Report every problem of every file
    Check(Check),
    /// Decide each case of a file, with the reason
    Decide(Decide),
    /// Run the scenarios and snapshots below each path
    Test(Test),
    /// Print the page of a diagnostic's code; without a code, list all of them
    Explain(Explain),
    /// Put files into the canonical layout
    Fmt(Fmt),
    /// Print the JSON Schema of the case record of a policy
    Schema(Schema),
    /// Print the text of an instrument that is in force on a day, and where each changed part comes from
    Show(Show),
    /// List the versions of every rule, definition and parameter with their days and their origin
    Timeline(Timeline),
}

#[derive(Debug, Args)]
pub(super) struct Check {
    /// Files, or folders in which every *.enact file is taken
    #[arg(required = true)]
    pub(super) paths: Vec<PathBuf>,
    /// Print what was read (ast) or what it means (ir), for people who work on Enact
    #[arg(long, value_enum)]
    pub(super) emit: Option<Emit>,
    /// How to print the problems
    #[arg(long, value_enum, default_value_t = Messages::Text)]
    pub(super) format: Messages,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Emit {
    /// The tree of each file
    Ast,
    /// The checked program of each policy
    Ir,
}

/// How diagnostics are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Messages {
    /// With the lines of the policy
    Text,
    /// One line each
    Concise,
    /// One JSON document
    Json,
}

#[derive(Debug, Args)]
pub(super) struct Decide {
    /// Policies, or folders of policies, that are decided together
    #[arg(required = true)]
    pub(super) paths: Vec<PathBuf>,
    /// The cases: a JSON, NDJSON or CSV file, or - for standard input
    #[arg(long, value_name = "FILE")]
    pub(super) cases: PathBuf,
    /// The law of which day, as YYYY-MM-DD; without it, the day that the record says, else today
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<String>,
    /// The order of precedence among several instruments; all: under each of them, side by side
    #[arg(long, value_name = "NAME")]
    pub(super) order: Option<String>,
    /// Take a position on an open question; may be given several times
    #[arg(long, value_name = "QUESTION=POSITION")]
    pub(super) position: Vec<String>,
    /// Switch a rule off for this run, or an instrument; may be given several times
    #[arg(long, value_name = "MODULE#RULE")]
    pub(super) without: Vec<String>,
    /// Set status and dates aside: of every instrument, or with =MODULE of that one; may be given several times
    #[arg(long, value_name = "MODULE", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    pub(super) as_if_enacted: Vec<String>,
    /// Only this decision
    #[arg(long, value_name = "NAME")]
    pub(super) decision: Option<String>,
    /// How to print the answers
    #[arg(long, value_enum)]
    pub(super) format: Option<Answers>,
    /// Print the whole reason
    #[arg(long)]
    pub(super) why: bool,
    /// Say why this rule did not decide; may be given several times
    #[arg(long, value_name = "RULE")]
    pub(super) why_not: Vec<String>,
    /// Write a receipt: the version of the engine, the options, and hashes of the policy and of the cases
    #[arg(long, value_name = "FILE")]
    pub(super) receipt: Option<PathBuf>,
    /// Accept keys that are no facts of the policy, even where they resemble one
    #[arg(long)]
    pub(super) allow_extra: bool,
    /// The form of the cases, where the file's ending does not say it
    #[arg(long, value_enum)]
    pub(super) input: Option<Input>,
}

/// How decisions are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Answers {
    /// For people
    Text,
    /// One array of objects
    Json,
    /// One object a line
    Ndjson,
    /// A row for each case, a column for each order of precedence
    Table,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Input {
    /// One object, or an array of them
    Json,
    /// One object a line
    Ndjson,
    /// A header line, then one record a line
    Csv,
}

#[derive(Debug, Args)]
pub(super) struct Test {
    /// Files, or folders in which every *.enact file is taken
    #[arg(required = true)]
    pub(super) paths: Vec<PathBuf>,
    /// Rewrite the snapshots that differ
    #[arg(long)]
    pub(super) accept: bool,
    /// Write a report in the JUnit form to this file
    #[arg(long, value_name = "FILE")]
    pub(super) junit: Option<PathBuf>,
    /// How to print the failures
    #[arg(long, value_enum, default_value_t = Messages::Text)]
    pub(super) format: Messages,
}

#[derive(Debug, Args)]
pub(super) struct Explain {
    /// The code as messages show it, such as unknown-name
    pub(super) code: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Fmt {
    /// Files, or folders in which every *.enact file is taken; - for standard input
    #[arg(required = true)]
    pub(super) paths: Vec<PathBuf>,
    /// Change nothing; list the files that would change, and end with status 1 if there are any
    #[arg(long)]
    pub(super) check: bool,
}

#[derive(Debug, Args)]
pub(super) struct Show {
    /// The instrument: its file, or its module such as us/ca/trust-act with the paths where it lies
    pub(super) instrument: PathBuf,
    /// Further files or folders: acts that amend it (those of its own root are found without)
    pub(super) paths: Vec<PathBuf>,
    /// The text of which day, as YYYY-MM-DD; without it, today
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<String>,
    /// Count bills and vetoed acts among the changes: all, or with =MODULE that one; may be given several times
    #[arg(long, value_name = "MODULE", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    pub(super) as_if_enacted: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct Timeline {
    /// Files, or folders in which every *.enact file is taken
    #[arg(required = true)]
    pub(super) paths: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Schema {
    /// A policy
    pub(super) path: PathBuf,
}
