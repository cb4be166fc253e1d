//! The `enact` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    enact::cli::run()
}
