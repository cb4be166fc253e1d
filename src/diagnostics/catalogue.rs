//! Every code that Enact reports: its severity, its summary, and (through `enact explain`) its page in docs/errors/.
//!
//! Adding one: a line here, a constructor in the stage's `problems.rs`, a page docs/errors/CODE.md whose *Wrong* fence yields it.

use super::Severity;

/// Declares the codes. One line each: constant, kebab-case name, severity, one-line summary.
macro_rules! codes {
    ($($constant:ident $name:literal $severity:ident $summary:literal;)*) => {
        /// A kind of mistake; its name is stable and explains itself.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct Code(&'static str);

        $(#[doc = $summary] pub const $constant: Code = Code($name);)*

        /// Every code, in the order of this file.
        pub const ALL: &[Code] = &[$($constant),*];

        impl Code {
            /// Error or warning.
            pub fn severity(self) -> Severity {
                match self.0 {
                    $($name => Severity::$severity,)*
                    _ => Severity::Error,
                }
            }

            /// What it means, in a line.
            pub fn summary(self) -> &'static str {
                match self.0 {
                    $($name => $summary,)*
                    _ => "",
                }
            }
        }
    };
}

impl Code {
    /// The kebab-case name.
    pub fn name(self) -> &'static str {
        self.0
    }

    /// The code of that name.
    pub fn named(name: &str) -> Option<Code> {
        ALL.iter().copied().find(|code| code.0 == name)
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.0)
    }
}

codes! {
    // --- syntax: what can't be read -------------------------------------------------------------------------------
    MISSING_FULL_STOP "missing-full-stop" Error "an item does not end with a full stop";

    // --- names: what can't be found -------------------------------------------------------------------------------
    UNKNOWN_NAME "unknown-name" Error "a name that nothing declares";

    // --- meaning: what doesn't fit --------------------------------------------------------------------------------

    // --- deciding: what can't be worked out in a case -------------------------------------------------------------
    DIVISION_BY_ZERO "division-by-zero" Error "a quotient whose divisor is zero in a case";
    NUMBER_TOO_LARGE "number-too-large" Error "a result beyond the limits of exact numbers in a case";
    UNCLEAR_MONTH_END "unclear-month-end" Error "a month after a day that the next month does not have";
    DATE_OUT_OF_RANGE "date-out-of-range" Error "a date outside the years 1 to 9999";
    NO_DAY_COUNTS "no-day-counts" Error "a count of days that leaves out every day";
    NO_VALUE_IN_FORCE "no-value-in-force" Error "a parameter without a value on the day of the law";
    NO_ROW_FOR_KEY "no-row-for-key" Error "a parameter without a row for the case's key";
    TERMS_TOO_DEEP "terms-too-deep" Error "a term that is built on too many others, one on the other";
    NO_MEANING_IN_FORCE "no-meaning-in-force" Error "a term that is not defined on the day of the law";

    // --- cases: records that can't be read ------------------------------------------------------------------------

    // --- scenarios and files --------------------------------------------------------------------------------------
}
