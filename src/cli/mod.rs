//! The command line: the only part that knows arguments, files, the terminal and the clock.

mod args;
mod asked;
mod check;
mod decide;
mod explain;
mod fmt;
mod ids;
mod load;
mod output;
mod receipt;
mod schema;
mod show;
mod snapshots;
mod test;
mod timeline;
mod versions;

use args::{Arguments, Command};
use clap::Parser as _;
use std::process::ExitCode;

/// How a command ended; becomes the exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    /// Nothing is wrong: 0.
    Clean,
    /// Something is wrong with a policy, a case or an expectation: 1.
    Problems,
    /// The command can't be done as given: 2.
    Misuse,
}

/// Runs the command of the process's arguments.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    // Trees are at most some two hundred levels deep; a roomy stack keeps that safe whatever the platform's default is.
    let worker = std::thread::Builder::new().stack_size(64 << 20).spawn(move || command(arguments.command));
    let outcome = match worker.map(std::thread::JoinHandle::join) {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(_)) => return ExitCode::from(101),
        Err(error) => output::misuse(&format!("cannot start: {error}")),
    };
    match outcome {
        Outcome::Clean => ExitCode::SUCCESS,
        Outcome::Problems => ExitCode::from(1),
        Outcome::Misuse => ExitCode::from(2),
    }
}

fn command(command: Command) -> Outcome {
    match command {
        Command::Check(it) => check::run(&it),
        Command::Decide(it) => decide::run(&it),
        Command::Test(it) => test::run(&it),
        Command::Explain(it) => explain::run(&it),
        Command::Fmt(it) => fmt::run(&it),
        Command::Schema(it) => schema::run(&it),
        Command::Show(it) => show::run(&it),
        Command::Timeline(it) => timeline::run(&it),
    }
}
