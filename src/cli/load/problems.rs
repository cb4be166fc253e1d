//! Files that are no text, and names in `use` and `amends` that lead to no module.

use crate::analysis::is_module_name;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::catalogue::{POLICY_NOT_UTF_8, UNKNOWN_MODULE};
use crate::source::Span;
use crate::syntax::ast;

pub(super) fn not_utf_8(span: Span, byte: u8, wide: bool) -> Diagnostic {
    let seems = if wide { "UTF-16" } else { "Windows-1252 or Latin-1" };
    Diagnostic::new(POLICY_NOT_UTF_8, span, "the file is not UTF-8 text")
        .label(format!("the byte {byte:02X} (hexadecimal) has no meaning here"))
        .help("save the file as UTF-8 in the editor that made it")
        .help(format!("it may be {seems} now"))
}

/// `word` is what stands before it: `use` or `amends`.
pub(super) fn unknown_module(module: &ast::Text, word: &str, nearest: Option<String>) -> Diagnostic {
    let name = &module.text;
    let problem = Diagnostic::new(UNKNOWN_MODULE, module.span, format!("there is no module `{name}`"));
    match nearest {
        Some(nearest) => problem.label(format!("did you mean `{nearest}`?")).help(format!("write `{word} \"{nearest}\"`")),
        None => problem
            .label(format!("no `{name}.enact` lies in this folder or one above it"))
            .help(format!("give the path from the root of the policies, such as `{word} \"us/detainer\"`")),
    }
}

pub(super) fn not_a_module_name(module: &ast::Text, word: &str) -> Diagnostic {
    let name = &module.text;
    let bare = name.trim_end_matches(".enact").trim_start_matches(['/', '.']);
    Diagnostic::new(UNKNOWN_MODULE, module.span, format!("`{name}` cannot be the name of a module"))
        .label("a path from the root of the policies, without its ending")
        .help(match is_module_name(bare) {
            true => format!("write `{word} \"{bare}\"`"),
            false => format!("write it as names joined by `/`, such as `{word} \"us/detainer\"`"),
        })
}

pub(super) fn unreadable_module(module: &ast::Text, why: &str) -> Diagnostic {
    Diagnostic::new(UNKNOWN_MODULE, module.span, format!("the module `{}` cannot be read", module.text)).label(why.to_owned())
}
