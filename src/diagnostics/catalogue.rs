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
    MISSING_SEMICOLON "missing-semicolon" Error "a part of an item does not end with a semicolon";
    MISSING_LIMB_SEMICOLON "missing-limb-semicolon" Error "a limb does not end with a semicolon";
    COMMA_BETWEEN_LIMBS "comma-between-limbs" Error "limbs are parted by a comma";
    MISSING_COLON "missing-colon" Error "a head does not end with a colon";
    MISSING_QUOTATION "missing-quotation" Error "a title or the name of a module is not in quotation marks";
    UNCLOSED_QUOTATION "unclosed-quotation" Error "a quotation is not closed on its line";
    UNCLOSED_PARENTHESIS "unclosed-parenthesis" Error "a parenthesis is not closed before the sentence ends";
    STRAY_PARENTHESIS "stray-parenthesis" Error "a closing parenthesis closes nothing";
    STOP_INSIDE_SENTENCE "stop-inside-sentence" Error "a full stop stands inside a sentence";
    STRAY_LAW "stray-law" Error "quoted law has no item after it";
    STRAY_CHARACTER "stray-character" Error "a character that has no meaning";
    SYMBOL_FOR_WORD "symbol-for-word" Error "a symbol stands where Enact has a word";
    AND_OR "and-or" Error "`and/or` has two meanings";
    BUT_FOR_AND "but-for-and" Error "`but` stands where `and` is meant";
    CONTRACTION "contraction" Error "a shortened form such as `isn't` is read as a name";
    MODAL_WORD "modal-word" Error "`shall`, `can` or `should` stands where a rule says `must` or `may`";
    MAY_NOT "may-not" Error "`may not` has two meanings";
    MAY_ONLY "may-only" Error "`may only` is written `may ... only if`";
    COUNT_WORDING "count-wording" Error "a count that begins with `no`";
    MIXED_AND_OR "mixed-and-or" Error "`and` and `or` are mixed without saying which is read first";
    MISSING_CONNECTIVE "missing-connective" Error "a list of conditions has neither `and` nor `or`";
    MIXED_ARITHMETIC "mixed-arithmetic" Error "a sum and a product are mixed without parentheses";
    NOT_WITH_OR "not-with-or" Error "`is not A or B` has two meanings";
    NEITHER_WITHOUT_NOR "neither-without-nor" Error "`neither` stands without `nor`";
    NOT_WITH_COUNT "not-with-count" Error "`does not have` with a count has two meanings";
    UNCLEAR_BETWEEN "unclear-between" Error "`between` does not say whether its ends count";
    WINDOW_WITHOUT_SIDE "window-without-side" Error "a period does not say whether it lies before or after";
    UNLESS_AFTER_LIMBS "unless-after-limbs" Error "`unless` right after the last limb may belong to the list or to the limb";
    LIMB_WORD "limb-word" Error "the word between limbs does not agree with the word before them";
    LIMB_OUT_OF_ORDER "limb-out-of-order" Error "the letters of a list do not rise";
    MORE_THAN_THE_LIMBS "more-than-the-limbs" Error "more limbs are asked for than the list has";
    MISSING_VALUE "missing-value" Error "nothing follows `is`";
    NO_AFTER_IS "no-after-is" Error "`no` stands where a value belongs";
    THERE_IS_NOT "there-is-not" Error "`there is not` is written `there is no`";
    VERB_NOT_REPEATED "verb-not-repeated" Error "a second predicate has no verb";
    LIMBS_WITHOUT_WORD "limbs-without-word" Error "lettered limbs without `any of:` or `all of:`";
    CONCLUSION_LAST "conclusion-last" Error "a rule begins with its condition";
    UNKNOWN_KEYWORD "unknown-keyword" Error "a misspelt word at the start of an item or part";
    UNKNOWN_ITEM "unknown-item" Error "a sentence that begins no item";
    UNKNOWN_PART "unknown-part" Error "a part that its item does not have";
    RULE_WITHOUT_CONDITION "rule-without-condition" Error "a bare sentence without `if`";
    MISREAD_KEYWORD "misread-keyword" Error "a misspelt word that is read as part of a name";
    RESERVED_WORD_IN_NAME "reserved-word-in-name" Error "a name contains a reserved word";
    FACT_WITHOUT_COLON "fact-without-colon" Error "a fact has no colon between name and kind";
    CHOICE_WITHOUT_OR "choice-without-or" Error "a list of values does not close with `or`";
    QUESTION_WITHOUT_POSITION "question-without-position" Error "a question gives no position";
    SAID_TWICE "said-twice" Error "a part is given twice";
    SATISFIED_WITHOUT_CONDITION "satisfied-without-condition" Error "a paragraph is satisfied without condition";
    SCENARIO_WITHOUT_EXPECT "scenario-without-expect" Error "a scenario expects nothing";
    RECORD_WITHOUT_COLON "record-without-colon" Error "a record in a scenario has no colon after its name";
    IS_IN_RECORD "is-in-record" Error "a fact in a scenario's record has a verb";
    NO_SUCH_DATE "no-such-date" Error "a date that does not exist";
    NO_SUCH_TIME "no-such-time" Error "a time of day that does not exist";
    UNCLEAR_DATE "unclear-date" Error "a date that is not written year, month, day";
    PERIOD_ENDS_BEFORE_IT_BEGINS "period-ends-before-it-begins" Error "a period ends before it begins";
    UNEXPECTED_WORD "unexpected-word" Error "a word that cannot stand where it stands";
    UNFINISHED "unfinished" Error "an item or part ends before it says anything";
    UNREADABLE_ITEM "unreadable-item" Error "an item that cannot be read";
    NOT_YET_SUPPORTED "not-yet-supported" Error "a form of the language that is left for later";
    FILE_TOO_LARGE "file-too-large" Error "a file beyond the size that is read";
    NESTED_TOO_DEEPLY "nested-too-deeply" Error "conditions or amounts nested beyond what is read";
    SENTENCE_TOO_LONG "sentence-too-long" Error "too many words without a mark between them";
    WORD_TOO_LONG "word-too-long" Error "a word beyond the length that is read";
    CHAIN_TOO_LONG "chain-too-long" Error "too many amounts in one sum";
    COUNT_TOO_LARGE "count-too-large" Error "a count beyond any list";
    TOO_MANY_MISTAKES "too-many-mistakes" Error "more mistakes than are worth reporting";

    // --- names: what can't be found -------------------------------------------------------------------------------
    UNKNOWN_NAME "unknown-name" Error "a name that nothing declares";

    // --- meaning: what doesn't fit --------------------------------------------------------------------------------

    // --- cases: records that can't be read ------------------------------------------------------------------------

    // --- scenarios and files --------------------------------------------------------------------------------------
}
