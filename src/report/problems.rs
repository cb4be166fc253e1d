//! Problems of policies as JSON, and problems of case records drawn as those of policies are.

use super::json::{list, string};
use crate::cases::CaseProblem;
use crate::diagnostics::concise::severity_word;
use crate::diagnostics::excerpt::{Excerpt, Notice, clean, one_line};
use crate::diagnostics::{Diagnostic, Label, Severity};
use crate::source::{Position, Sources};
use std::io::{self, Write};

/// Writes `{"errors":…,"warnings":…,"diagnostics":[…]}`; the shape is published in docs/schemas/diagnostics.schema.json.
///
/// # Errors
/// Those of `to`.
pub fn json(sources: &Sources, diagnostics: &[Diagnostic], to: &mut dyn Write) -> io::Result<()> {
    let errors = diagnostics.iter().filter(|it| it.severity == Severity::Error).count();
    write!(to, "{{\"errors\":{errors},\"warnings\":{},\"diagnostics\":[", diagnostics.len() - errors)?;
    let mut out = Vec::new();
    for (index, diagnostic) in diagnostics.iter().enumerate() {
        out.clear();
        out.extend_from_slice(if index == 0 { b"\n" } else { b",\n" });
        object(&mut out, sources, diagnostic);
        to.write_all(&out)?;
    }
    to.write_all(if diagnostics.is_empty() { b"]}\n" } else { b"\n]}\n" })
}

/// Appends the object of a diagnostic.
pub fn object(out: &mut Vec<u8>, sources: &Sources, diagnostic: &Diagnostic) {
    out.extend_from_slice(b"{\"code\":");
    string(out, diagnostic.code.name());
    out.extend_from_slice(b",\"severity\":");
    string(out, severity_word(diagnostic.severity));
    out.extend_from_slice(b",\"message\":");
    string(out, &diagnostic.message);
    out.push(b',');
    place(out, sources, &diagnostic.primary);
    out.extend_from_slice(b",\"also\":");
    list(out, &diagnostic.secondary, |out, label| {
        out.push(b'{');
        place(out, sources, label);
        out.push(b'}');
    });
    out.extend_from_slice(b",\"help\":");
    list(out, &diagnostic.help, |out, line| string(out, line));
    out.push(b'}');
}

fn place(out: &mut Vec<u8>, sources: &Sources, label: &Label) {
    let file = sources.file(label.span.file);
    let (start, end) = (file.position(label.span.start), file.position(label.span.end));
    out.extend_from_slice(b"\"file\":");
    string(out, &file.name);
    out.extend_from_slice(
        format!(
            ",\"line\":{},\"column\":{},\"end_line\":{},\"end_column\":{},\"label\":",
            start.line, start.column, end.line, end.column
        )
        .as_bytes(),
    );
    string(out, &label.text);
}

/// The notice of a problem in a case record of the input `name`.
pub fn case_notice(name: &str, problem: &CaseProblem, line_limit: usize) -> Notice {
    let at = Position { line: problem.line, column: problem.column };
    let excerpt = match &problem.excerpt {
        Some((line, mark)) => one_line(name, line, at, mark.clone(), &problem.label, line_limit),
        None => Excerpt { name: name.to_owned(), first_line: problem.line, text: String::new(), marks: Vec::new() },
    };
    Notice {
        code: problem.code.name(),
        severity: problem.code.severity(),
        message: clean(&problem.message),
        excerpts: vec![excerpt],
        help: problem.help.iter().map(|line| clean(line)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::catalogue::UNKNOWN_NAME;
    use crate::diagnostics::render::{Style, draw};

    #[test]
    fn a_problem_of_a_record_is_drawn_with_its_line() {
        let line = r#"{"case": "C-18", "bail": "five hundred"}"#;
        let problem = CaseProblem {
            code: UNKNOWN_NAME,
            message: "case C-18: `bail` must be an amount of money".into(),
            field: "bail".into(),
            line: 7,
            column: 26,
            excerpt: Some((line.into(), 25..39)),
            label: "this is text".into(),
            help: vec!["write `\"$500\"`".into()],
        };
        let expected = "\
unknown-name

  × case C-18: `bail` must be an amount of money
   ╭─[cases.ndjson:7:26]
 7 │ {\"case\": \"C-18\", \"bail\": \"five hundred\"}
   ·                          ───────┬──────
   ·                                 ╰── this is text
   ╰────
  help: write `\"$500\"`
";
        assert_eq!(draw(&case_notice("cases.ndjson", &problem, 120), &Style::PLAIN), expected);
    }
}
