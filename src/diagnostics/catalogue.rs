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
    NUMBER_TOO_LARGE "number-too-large" Error "a number in a case record, or worked out of it, that is beyond what is kept exactly";
    UNCLEAR_MONTH_END "unclear-month-end" Error "a month after a day that the next month does not have";
    DATE_OUT_OF_RANGE "date-out-of-range" Error "a date outside the years 1 to 9999";
    NO_DAY_COUNTS "no-day-counts" Error "a count of days that leaves out every day";
    NO_VALUE_IN_FORCE "no-value-in-force" Error "a parameter without a value on the day of the law";
    NO_ROW_FOR_KEY "no-row-for-key" Error "a parameter without a row for the case's key";
    NO_MEANING_IN_FORCE "no-meaning-in-force" Error "a term that is not defined on the day of the law";

    // --- cases: records that can't be read ------------------------------------------------------------------------
    UNKNOWN_FACT "unknown-fact" Error "a case record has a key that no fact has";
    WRONG_KIND_OF_VALUE "wrong-kind-of-value" Error "a case record has a value of another kind than the fact's";
    UNKNOWN_VALUE_IN_CASE "unknown-value-in-case" Error "a word in a case record is not among the values of the fact";
    NONE_NOT_ALLOWED "none-not-allowed" Error "a case record says none of a fact that is never absent";
    MONEY_WITHOUT_CURRENCY "money-without-currency" Error "an amount in a case record has no currency";
    OTHER_CURRENCY_IN_CASE "other-currency-in-case" Error "an amount in a case record is in another currency than the fact's";
    PERCENTAGE_WITHOUT_SIGN "percentage-without-sign" Error "a percentage in a case record has no sign";
    UNCLEAR_DATE_IN_CASE "unclear-date-in-case" Error "a date in a case record does not begin with its year";
    NO_SUCH_DATE_IN_CASE "no-such-date-in-case" Error "a case record names a day or a time that does not exist";
    DATE_WITH_TIME_IN_CASE "date-with-time-in-case" Error "a case record gives a time of day where only the date is wanted";
    DATE_WITHOUT_TIME_IN_CASE "date-without-time-in-case" Error "a case record gives only the date where the time of day is wanted too";
    TIME_WITH_ZONE "time-with-zone" Error "a time in a case record has an offset from universal time";
    LENGTH_WITHOUT_UNIT "length-without-unit" Error "a length of time in a case record has no unit";
    OTHER_KIND_OF_LENGTH "other-kind-of-length" Error "a length of time in a case record is of another kind than the fact's";
    UNKNOWN_CODE_IN_CASE "unknown-code-in-case" Error "a section in a case record is of a code that nothing declares";
    SECTION_WITHOUT_CODE "section-without-code" Error "a section in a case record does not say of which code";
    DUPLICATE_KEY "duplicate-key" Error "a case record has the same key twice";
    JUDGMENT_WITHOUT_FINDING "judgment-without-finding" Error "a judgment in a case record does not say what was found";
    CONTRADICTION_IN_CASE "contradiction-in-case" Error "a table says that there is none of a thing and describes it all the same";
    NOT_A_RECORD "not-a-record" Error "something else stands where a case record belongs";
    BROKEN_RECORD "broken-record" Error "a case record is not well-formed JSON";
    BROKEN_TEXT "broken-text" Error "a text in a case record holds a control character or a wrong escape";
    BROKEN_NUMBER "broken-number" Error "a number in a case record is not written as JSON writes numbers";
    RECORD_CUT_SHORT "record-cut-short" Error "a case record ends before it is complete";
    TEXT_AFTER_RECORD "text-after-record" Error "something follows a case record that does not belong to it";
    NESTED_TOO_DEEPLY "nested-too-deeply" Error "lists and records in a case record stand too deep inside one another";
    RECORD_TOO_LARGE "record-too-large" Error "a case record is longer than what is read";
    TOO_MANY_ENTRIES "too-many-entries" Error "the lists of a case record have more entries than are read";
    NOT_UTF_8 "not-utf-8" Error "a case record is not encoded in UTF-8";
    TABLE_WITHOUT_COMMAS "table-without-commas" Error "the columns of a table are not parted by commas";
    RAGGED_ROW "ragged-row" Error "a row of a table has more or fewer cells than its header";

    // --- scenarios and files --------------------------------------------------------------------------------------
    SCENARIO_FAILED "scenario-failed" Error "a scenario expects what the policy does not give";
    UNKNOWN_MODULE "unknown-module" Error "a module that is used and is not there";
    POLICY_NOT_UTF_8 "policy-not-utf-8" Error "a policy file that is not UTF-8 text";
}
