//! Results of scenarios and snapshots in the JUnit form, which continuous integration reads.

use std::fmt::Write as _;

/// One result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Result {
    /// The file it stands in.
    pub file: String,
    /// Its title.
    pub name: String,
    /// What failed; `None` where it passed.
    pub failure: Option<Failure>,
}

/// Why a result is not as expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// In a line.
    pub message: String,
    /// In full.
    pub text: String,
}

/// The whole document. Results of one file stand together.
pub fn document(results: &[Result]) -> String {
    let mut files: Vec<&str> = results.iter().map(|it| it.file.as_str()).collect();
    files.sort_unstable();
    files.dedup();
    let failed = results.iter().filter(|it| it.failure.is_some()).count();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(out, "<testsuites name=\"enact\" tests=\"{}\" failures=\"{failed}\">", results.len());
    for file in files {
        let of_file: Vec<&Result> = results.iter().filter(|it| it.file == file).collect();
        let failed = of_file.iter().filter(|it| it.failure.is_some()).count();
        let name = escaped(file);
        let _ = writeln!(out, "  <testsuite name=\"{name}\" tests=\"{}\" failures=\"{failed}\">", of_file.len());
        for result in of_file {
            let _ = write!(out, "    <testcase classname=\"{name}\" name=\"{}\"", escaped(&result.name));
            match &result.failure {
                None => out.push_str("/>\n"),
                Some(failure) => {
                    let _ = writeln!(
                        out,
                        ">\n      <failure message=\"{}\">{}</failure>\n    </testcase>",
                        escaped(&failure.message),
                        escaped(&failure.text)
                    );
                }
            }
        }
        out.push_str("  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}

/// Text as XML allows it: its marks escaped, characters that XML can't hold replaced.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push('\t'),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            control if control.is_control() => out.push('\u{fffd}'),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_escaped_and_failures_counted() {
        let failure = Some(Failure { message: "a < \"b\"".into(), text: "x & y\u{1b}".into() });
        let results = [
            Result { file: "a.enact".into(), name: "one".into(), failure: None },
            Result { file: "a.enact".into(), name: "two".into(), failure },
        ];
        let document = document(&results);
        assert!(document.contains("<testsuite name=\"a.enact\" tests=\"2\" failures=\"1\">"), "{document}");
        assert!(document.contains("message=\"a &lt; &quot;b&quot;\">x &amp; y\u{fffd}<"), "{document}");
    }
}
