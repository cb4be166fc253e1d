//! What is wrong, where, and the way out: one plain struct for every stage.
//!
//! Wording (docs/design/messages.md): the message is one clause, lowercase, without a final stop, the user's text in
//! backticks; the primary label stands on the smallest piece of text that would have to change; help says how to mend it.

pub mod catalogue;
pub mod concise;
pub mod excerpt;
pub mod render;
pub mod suggest;

pub use catalogue::Code;

use crate::source::Span;

/// How bad it is: a program with an error can't run, one with a warning can.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing runs until it is mended.
    Error,
    /// Probably not meant; the program runs.
    Warning,
}

/// A place with what is to be said there (may be empty).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// A question, or the name of what stands there.
    pub text: String,
}

/// One mistake of the author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which kind of mistake.
    pub code: Code,
    /// Error or warning, as the catalogue says of the code.
    pub severity: Severity,
    /// One clause.
    pub message: String,
    /// The place to change.
    pub primary: Label,
    /// The other half of a disagreement.
    pub secondary: Vec<Label>,
    /// How to mend it; lines under 84 characters.
    pub help: Vec<String>,
}

impl Diagnostic {
    /// A diagnostic of `code` at `span`, with the severity of the catalogue and an empty label.
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code,
            severity: code.severity(),
            message: message.into(),
            primary: Label { span, text: String::new() },
            secondary: Vec::new(),
            help: Vec::new(),
        }
    }

    /// Sets the text of the primary label.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Diagnostic {
        self.primary.text = text.into();
        self
    }

    /// Adds a second place.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.secondary.push(Label { span, text: text.into() });
        self
    }

    /// Adds a line of help.
    #[must_use]
    pub fn help(mut self, line: impl Into<String>) -> Diagnostic {
        self.help.push(line.into());
        self
    }

    /// Adds a line of help if there is something to say.
    #[must_use]
    pub fn help_if<T>(self, thing: Option<T>, line: impl FnOnce(T) -> String) -> Diagnostic {
        match thing {
            Some(thing) => self.help(line(thing)),
            None => self,
        }
    }
}

/// Sorts by place, then code, and drops exact repetitions: same input, same output.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| (a.primary.span, a.code, &a.message).cmp(&(b.primary.span, b.code, &b.message)));
    diagnostics.dedup();
}
