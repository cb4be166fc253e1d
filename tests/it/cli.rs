//! The command as a process: exit statuses, messages, streams.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// A folder of its own for a test, removed at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("enact-cli-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn file(&self, name: &str, text: impl AsRef<[u8]>) -> &Folder {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
        self
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.join(name)).unwrap()
    }

    fn enact(&self, arguments: &[&str]) -> Ran {
        self.enact_with(arguments, "")
    }

    fn enact_with(&self, arguments: &[&str], input: &str) -> Ran {
        let mut child = self.command(arguments).stdin(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        // The command may end without reading its input.
        let _ = stdin.write_all(input.as_bytes());
        drop(stdin);
        Ran::from(child.wait_with_output().unwrap())
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_enact"));
        command.current_dir(&self.0).args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[derive(Debug)]
struct Ran {
    status: Option<i32>,
    out: String,
    err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Ran {
        Ran {
            status: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Ran {
    #[track_caller]
    fn is(&self, status: i32, out: &[&str], err: &[&str]) {
        assert_eq!(self.status, Some(status), "{self:#?}");
        out.iter().for_each(|part| assert!(self.out.contains(part), "no `{part}` in {self:#?}"));
        err.iter().for_each(|part| assert!(self.err.contains(part), "no `{part}` in {self:#?}"));
    }
}

#[test]
fn misuse_is_said_and_ends_with_status_2() {
    let folder = Folder::new("misuse");
    folder.enact(&[]).is(2, &[], &["Usage"]);
    folder.enact(&["decode"]).is(2, &[], &["decode"]);
    folder.enact(&["check"]).is(2, &[], &["PATH"]);
    folder.enact(&["check", "nowhere.enact"]).is(2, &[], &["cannot read `nowhere.enact`: there is no such file or folder"]);
    folder.enact(&["check", "."]).is(2, &[], &["no *.enact file lies below `.`"]);
    folder.enact(&["decide", "x.enact"]).is(2, &[], &["--cases"]);
    let order = folder.enact(&["decide", "x.enact", "--cases", "-", "--order", "federal first"]);
    order.is(2, &[], &["`--order` comes later"]);
    let as_of = folder.enact(&["decide", "x.enact", "--cases", "-", "--as-of", "01/02/2013"]);
    as_of.is(2, &[], &["`--as-of 01/02/2013` is not a day", "--as-of 2013-06-01"]);
    folder.enact(&["--help"]).is(0, &["check", "decide", "test", "explain", "fmt", "schema"], &[]);
}

#[test]
fn a_file_that_is_not_utf_8_is_shown_where_it_is_damaged() {
    let folder = Folder::new("utf8");
    folder.file("a.enact", b"policy \"Caf\xe9\".\n");
    folder.enact(&["check", "a.enact"]).is(1, &["policy-not-utf-8", "[a.enact:1:12]", "the byte E9"], &[]);
    let concise = folder.enact(&["check", "a.enact", "--format", "concise"]);
    concise.is(1, &["a.enact:1:12: error[policy-not-utf-8]: the file is not UTF-8 text; the byte E9"], &[]);
    let json = folder.enact(&["check", "a.enact", "--format", "json"]);
    json.is(1, &[], &[]);
    let parsed: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(parsed["diagnostics"][0]["line"], 1);
    folder.file("b.enact", b"\xff\xfep\0o\0");
    folder.enact(&["check", "b.enact"]).is(1, &["UTF-16"], &[]);
}

#[test]
fn a_file_that_is_too_large_is_refused() {
    let folder = Folder::new("large");
    folder.file("a.enact", vec![b'#'; (8 << 20) + 1]);
    folder.enact(&["check", "a.enact"]).is(2, &[], &["`a.enact` is larger than 8 MiB"]);
}

#[test]
fn codes_are_explained() {
    let folder = Folder::new("explain");
    folder.enact(&["explain"]).is(0, &["unknown-name", "scenario-failed"], &[]);
    folder.enact(&["explain", "unknown-name"]).is(0, &["unknown-name"], &[]);
    folder.enact(&["explain", "unkown-name"]).is(2, &[], &["did you mean `enact explain unknown-name`?"]);
    folder.enact(&["explain", "nothing-like-it"]).is(2, &[], &["`enact explain` lists every code"]);
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let folder = Folder::new("pipe");
    let mut child = folder.command(&["explain"]).spawn().unwrap();
    drop(child.stdout.take());
    let ran = Ran::from(child.wait_with_output().unwrap());
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""), "{ran:?}");
}
