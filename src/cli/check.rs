//! `enact check`: every problem of every file.

use super::output::{self, finish, stdout, stdout_style};
use super::{Outcome, args, load};
use crate::ir;
use std::io::Write as _;

pub(super) fn run(arguments: &args::Check) -> Outcome {
    let mut loaded = load::load(&arguments.paths);
    let (diagnostics, checked) = loaded.check();
    let outcome = loaded.outcome.max(output::outcome(&diagnostics));
    let mut out = stdout();
    let written = (|| {
        match arguments.emit {
            None => {}
            Some(args::Emit::Ast) => {
                for id in loaded.given() {
                    writeln!(out, "{}\n{:#?}", loaded.sources.file(id).name, loaded.parse(id).file)?;
                }
            }
            Some(args::Emit::Ir) => {
                for it in &checked {
                    if let Some(program) = &it.program {
                        writeln!(out, "{}\n{}", loaded.sources.file(it.main).name, ir::print::print(program))?;
                    }
                }
            }
        }
        output::diagnostics(&loaded.sources, &diagnostics, arguments.format, &stdout_style(), &mut out)?;
        if arguments.format == args::Messages::Text {
            let files = loaded.given().count();
            let files = if files == 1 { "1 file".to_owned() } else { format!("{files} files") };
            match output::count(&diagnostics) {
                Some(count) => writeln!(out, "{files} checked: {count}")?,
                None if files == "0 files" => {}
                None => writeln!(out, "{files} checked: no problems")?,
            }
        }
        out.flush()
    })();
    finish(written, outcome)
}
