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
    LAW_AFTER_OTHER_WORDS "law-after-other-words" Error "quoted law stands on a line after other words";
    STRAY_LAW "stray-law" Error "quoted law has no item after it";
    STRAY_CHARACTER "stray-character" Error "a character that has no meaning";
    SYMBOL_FOR_WORD "symbol-for-word" Error "a symbol stands where Enact has a word";
    AND_OR "and-or" Error "`and/or` has two meanings";
    BUT_FOR_AND "but-for-and" Error "`but` stands where `and` is meant";
    CONTRACTION "contraction" Error "a shortened form such as `isn't` is read as a name";
    MODAL_WORD "modal-word" Error "`shall`, `can` or `should` stands where a rule says `must` or `may`";
    MAY_NOT "may-not" Error "`may not` has two meanings";
    MAY_ONLY "may-only" Error "`may only` is written `may ... only if`";
    OTHER_WORDING "other-wording" Error "a wording of laws or of other languages that Enact says in other words";
    OTHERWISE_IN_RULE "otherwise-in-rule" Error "a rule with an `otherwise` inside it";
    OTHERWISE_AS_LABEL "otherwise-as-label" Error "a rule is labelled `otherwise`";
    NOT_ALONE "not-alone" Error "`not` stands without a verb";
    WINDOW_COUNTS_ALL_DAYS "window-counts-all-days" Error "days are left out of a window in a condition";
    COUNT_WORDING "count-wording" Error "a count that begins with `no`";
    MIXED_AND_OR "mixed-and-or" Error "`and` and `or` are mixed without saying which is read first";
    MISSING_CONNECTIVE "missing-connective" Error "a list of conditions has neither `and` nor `or`";
    COMMA_IN_FIGURE "comma-in-figure" Error "a comma in a figure groups no thousands";
    SUBDIVISION_ALONE "subdivision-alone" Error "a list of sections has a subdivision without its section, or an exception";
    HEAD_AFTER_SENTENCE "head-after-sentence" Error "what belongs into the head of a rule stands after its sentence";
    MIXED_ARITHMETIC "mixed-arithmetic" Error "a sum and a product are mixed without parentheses";
    UNCLEAR_COUNT "unclear-count" Error "days left out of a count may belong to either of two counts";
    NOT_WITH_OR "not-with-or" Error "`is not A or B` has two meanings";
    NEITHER_WITHOUT_NOR "neither-without-nor" Error "`neither` stands without `nor`";
    NOT_WITH_COUNT "not-with-count" Error "`does not have` with a count has two meanings";
    UNCLEAR_BETWEEN "unclear-between" Error "`between` does not say whether its ends count";
    WINDOW_WITHOUT_SIDE "window-without-side" Error "a period does not say whether it lies before or after";
    COMMA_IN_UNLESS "comma-in-unless" Error "a comma inside `unless` may close it";
    JOINED_AFTER_LIMBS "joined-after-limbs" Warning "what joins the last limb looks as if it joined the list";
    UNLESS_AFTER_OR "unless-after-or" Error "`unless` right after `or` may limit all alternatives or the last";
    UNLESS_AFTER_LIMBS "unless-after-limbs" Error "`unless` right after the last limb may belong to the list or to the limb";
    LIMB_WORD "limb-word" Error "the word between limbs does not agree with the word before them";
    LIMB_OUT_OF_ORDER "limb-out-of-order" Error "the letters of a list do not rise";
    UNCLEAR_LIMB "unclear-limb" Error "a limb goes on with two lists alike";
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
    ALLOW_WITHOUT_REASON "allow-without-reason" Error "an `allow` gives no reason";
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
    FILE_TOO_LARGE "file-too-large" Error "a file beyond the size that is read";
    NESTED_TOO_DEEPLY "nested-too-deeply" Error "conditions or amounts nested beyond what is read";
    SENTENCE_TOO_LONG "sentence-too-long" Error "too many words without a mark between them";
    WORD_TOO_LONG "word-too-long" Error "a word beyond the length that is read";
    CHAIN_TOO_LONG "chain-too-long" Error "too many amounts in one sum";
    COUNT_TOO_LARGE "count-too-large" Error "a count beyond any list";
    TOO_MANY_ITEMS "too-many-items" Error "a file with more items than are read";
    TOO_MANY_PARTS "too-many-parts" Error "an item with more parts than are read";
    TOO_MANY_MISTAKES "too-many-mistakes" Error "more mistakes than are worth reporting";

    // --- names: what can't be found -------------------------------------------------------------------------------
    UNKNOWN_NAME "unknown-name" Error "a name that nothing declares";
    UNKNOWN_FIELD "unknown-field" Error "a record has no fact of that name";
    UNKNOWN_TERM "unknown-term" Error "a quality that nothing defines";
    UNKNOWN_VALUE "unknown-value" Error "a word that is not among the values of a fact";
    UNKNOWN_SENTENCE "unknown-sentence" Error "a sentence that nothing declares";
    UNKNOWN_RECORD "unknown-record" Error "a kind of record that nothing declares";
    KIND_AS_VALUE "kind-as-value" Error "the name of a kind stands among the values of a choice";
    UNKNOWN_KIND "unknown-kind" Error "a fact is declared with a kind that does not exist";
    UNKNOWN_CODE "unknown-code" Error "a section of a code that nothing declares";
    UNKNOWN_SECTIONS "unknown-sections" Error "a list of sections that nothing declares";
    UNKNOWN_CALENDAR "unknown-calendar" Error "a calendar that nothing declares";
    UNKNOWN_QUESTION "unknown-question" Error "a question that nothing declares";
    UNKNOWN_POSITION "unknown-position" Error "a position that a question does not have";
    UNKNOWN_ORDER "unknown-order" Error "an order of precedence that nothing declares";
    UNKNOWN_LEVEL "unknown-level" Error "an order ranks a level that no authority has";
    ORDER_CALLED_ALL "order-called-all" Error "an order of precedence has the name that stands for each of them";
    DUPLICATE_ORDER "duplicate-order" Error "two orders of precedence have one name";
    ORDER_OF_CHANGES "order-of-changes" Error "an order speaks of an act that has become the text of another";
    IMPLEMENTS_IN_SOME_CASES "implements-in-some-cases" Error "an order gives a rank under a condition";
    PREVAILS_NEEDS_AMOUNT "prevails-needs-amount" Error "an order ranks outcomes as if they were amounts";
    ORDER_SAYS_TWICE "order-says-twice" Error "an order speaks twice of the same instruments";
    CIRCLE_OF_PRE_EMPTION "circle-of-pre-emption" Error "instruments stand above one another in a circle";
    UNKNOWN_CLASS "unknown-class" Error "a policy binds a class of actors that nothing defines";
    UNKNOWN_DECISION "unknown-decision" Error "a rule decides something that nothing declares";
    UNKNOWN_OUTCOME "unknown-outcome" Error "an outcome that a decision does not have";
    UNKNOWN_RULE "unknown-rule" Error "a rule is referred to that does not exist";
    UNKNOWN_STATUS "unknown-status" Error "a status that no instrument has";
    UNKNOWN_TIME_ZONE "unknown-time-zone" Error "a time zone that does not exist";
    UNKNOWN_ROUNDING "unknown-rounding" Error "something can not be rounded that way";
    LEFT_OVER "left-over" Error "words after a known name are joined to nothing";
    TWO_NAMES "two-names" Error "two qualities stand side by side and nothing joins them";
    AMBIGUOUS_NAME "ambiguous-name" Error "a name is declared by two files that are both used";
    TWO_MEANINGS "two-meanings" Error "a word can mean two things where it stands";
    DUPLICATE_NAME "duplicate-name" Error "one name is declared as two things";
    DUPLICATE_RECORD_KEY "duplicate-record-key" Error "two facts have the same key in case records";
    RESERVED_RECORD_KEY "reserved-record-key" Error "a fact has a key that case records keep for something else";
    DUPLICATE_DEFINITION "duplicate-definition" Error "a term is defined twice";
    NAME_BEGINS_LIKE_COMPARISON "name-begins-like-comparison" Error "a name begins like a comparison";
    NAME_BEGINS_LIKE_COUNT "name-begins-like-count" Error "a name begins like a value worked out of a list";
    VALUE_IS_RESERVED "value-is-reserved" Error "a value of a choice is a reserved word";
    FACTS_DIFFER "facts-differ" Error "two files hold records or lists of different kinds under one key";
    DUPLICATE_VALUE "duplicate-value" Error "a value stands twice in a list";
    TOO_MANY_VALUES "too-many-values" Error "a set has more values than can be kept";
    NO_VERB "no-verb" Error "a name stands alone where a condition is wanted";
    UNCLEAR_IT "unclear-it" Error "`it` may speak of two things";
    UNCLEAR_SUBJECT "unclear-subject" Error "a verb may be said of two things";
    NOTHING_FOR_IT "nothing-for-it" Error "`it` has nothing to stand for";
    NO_ITEM_IN_HAND "no-item-in-hand" Error "an item of a list is named and none is in hand";
    NOTHING_TO_COUNT "nothing-to-count" Error "a single thing is counted";
    RANGE_OVER_CODES "range-over-codes" Error "a range of sections runs over two codes";
    SECTION_OR_RANGE "section-or-range" Warning "a section with a hyphen may be meant as a range";
    LIST_NEEDS_AMONG "list-needs-among" Error "a section is compared with a list of sections";
    DUPLICATE_FACT "duplicate-fact" Warning "a fact is declared twice in one file";
    UNDECIDED_DECISION "undecided-decision" Warning "a decision that no rule decides";
    MISSING_ROW "missing-row" Warning "a table has no row for a value of the choice that it is looked up by";
    UNUSED_DEFINITION "unused-definition" Warning "a definition that nothing uses";

    // --- meaning: what doesn't fit --------------------------------------------------------------------------------
    MONEY_AND_NUMBER "money-and-number" Error "money meets a plain number";
    TWO_CURRENCIES "two-currencies" Error "two currencies meet";
    DATE_AND_DURATION "date-and-duration" Error "a date meets a length of time";
    MIXED_DURATIONS "mixed-durations" Error "two kinds of length of time meet";
    KINDS_DIFFER "kinds-differ" Error "two things of different kinds meet";
    NO_ORDER "no-order" Error "things without an order are compared";
    NO_ARITHMETIC "no-arithmetic" Error "something that is no amount is reckoned with";
    MONEY_TIMES_MONEY "money-times-money" Error "money is multiplied by money";
    DIVIDES_BY_ZERO "divides-by-zero" Error "a division by a constant zero";
    NUMBER_TOO_LONG "number-too-long" Error "a number has more digits than are kept";
    LENGTH_NOT_WHOLE "length-not-whole" Error "a length of time that is no whole number";
    UNCLEAR_MONTH_END "unclear-month-end" Error "a date moved by months does not always name a day";
    MONTH_END_WITHOUT_MONTHS "month-end-without-months" Error "a month end is settled where no months are counted";
    MONTHS_COUNT_ALL_DAYS "months-count-all-days" Error "months are counted and days left out";
    NO_DAY_COUNTS "no-day-counts" Error "every weekday is left out of a count";
    CLOCK_ON_DATE "clock-on-date" Error "hours are counted from a date without a time";
    BETWEEN_UNIT "between-unit" Error "the time between two dates in a unit that is not kept";
    NEEDS_A_DATE "needs-a-date" Error "something else stands where a date is wanted";
    NEEDS_A_LENGTH "needs-a-length" Error "something else stands where a length of time is wanted";
    SET_NEEDS_INCLUDES "set-needs-includes" Error "a set is compared with `is`";
    INCLUDES_NEEDS_SET "includes-needs-set" Error "`includes` is said of a single value";
    AMONG_NEEDS_CITATION "among-needs-citation" Error "`among` is said of something that is no section";
    LIST_NEEDS_QUANTIFIER "list-needs-quantifier" Error "a list is used like a single thing";
    RECORD_IS_NO_VALUE "record-is-no-value" Error "a record is used like a value";
    YES_NO_COMPARED "yes-no-compared" Error "a yes/no fact is compared with something else";
    ALWAYS_THERE "always-there" Error "a condition that is true of every case";
    ONLY_ONE "only-one" Error "a single thing is counted or quantified";
    ONLY_RECORDS_HAVE "only-records-have" Error "`has` is said of a single value";
    EVERY_NEEDS_VERB "every-needs-verb" Error "`every` stands without a verb";
    FEWER_THAN_NONE "fewer-than-none" Error "a count that nothing reaches";
    DIFFERENT_NEEDS_VALUE "different-needs-value" Error "items are told apart by a record or list";
    DIFFERENT_ONLY_COUNTS "different-only-counts" Error "`from different` stands in a sum";
    NUMBER_OF_ITEMS "number-of-items" Error "`number of` counts a fact in place of items";
    GATHER_WHAT "gather-what" Error "a list is gathered without naming the fact";
    NOTHING_TO_GATHER "nothing-to-gather" Error "something is gathered from what is no list";
    AS_OF_NEEDS_PARAMETER "as-of-needs-parameter" Error "`as of` is said of something that has no versions by date";
    EXCESS_OUTSIDE_BANDS "excess-outside-bands" Error "`the excess over` stands outside a band";
    LIMB_NEEDS_VALUE "limb-needs-value" Error "a limb holds a condition where a value is wanted";
    NEEDS_A_FIGURE "needs-a-figure" Error "something worked out stands where a figure is wanted";
    TABLE_NEEDS_KEY "table-needs-key" Error "a table is looked up by the wrong thing";
    TABLE_NEEDS_ROWS "table-needs-rows" Error "a table and its heading do not fit";
    TABLE_KEY_KIND "table-key-kind" Error "a table is keyed by something that is no key";
    ROW_KEY_COUNT "row-key-count" Error "a row has the wrong number of keys";
    DUPLICATE_ROW "duplicate-row" Error "two rows of a table are for the same key";
    RANGE_BACKWARDS "range-backwards" Error "a range ends before it begins";
    EACH_MORE_NEEDS_NUMBER "each-more-needs-number" Error "`each more` has nothing to go on from";
    VERSIONS_OVERLAP "versions-overlap" Error "two versions are in force on one day";
    GAP_BETWEEN_VERSIONS "gap-between-versions" Error "days between two versions on which none is in force";
    AMENDS_NOTHING "amends-nothing" Error "a change in a file whose heading amends nothing";
    AMENDS_NO_INSTRUMENT "amends-no-instrument" Error "the heading amends a module that is no instrument";
    NOTHING_TO_AMEND "nothing-to-amend" Error "a change of a text that is not there";
    ALREADY_THERE "already-there" Error "a text is inserted that is there already";
    OUTSIDE_ITS_ACT "outside-its-act" Error "days on which the instrument that says them is not in force";
    AMENDS_NOTHING_THEN "amends-nothing-then" Error "an act changes an instrument when that is not in force";
    OUTLASTS_WHAT_IT_AMENDS "outlasts-what-it-amends" Warning "an act goes on after the last day of what it amends";
    NOT_WHAT_IT_AMENDS "not-what-it-amends" Error "an act extends or repeals another instrument than the one that it amends";
    WHOLE_NEEDS_DAY "whole-needs-day" Error "an instrument is extended or repealed from a day that is not known";
    NOT_EXTENDED "not-extended" Error "the last day of an instrument is put off where it can not be";
    REPEALED_FOR_A_TIME "repealed-for-a-time" Error "an act that ends repeals a whole instrument";
    ACT_WITHOUT_DAY "act-without-day" Warning "an act that changes a text does not say since when";
    RULE_BESIDE_AMENDED "rule-beside-amended" Warning "a rule of an act has the label of a rule that the act amends";
    UNCLEAR_LABEL "unclear-label" Error "a label that passes from one rule to another on the day of a change";
    AMENDED_TWICE "amended-twice" Error "one text is changed twice from one day";
    REPEALED_TWICE "repealed-twice" Error "a text is repealed that was repealed before";
    TOO_MANY_CHANGES "too-many-changes" Error "more changes than one text, or all together, may have";
    LAST_PARAGRAPH "last-paragraph" Error "the only paragraph of a list is repealed";
    NOTHING_TO_SAVE "nothing-to-save" Error "a savings clause for a text that its act does not change";
    LAPSES_TO_OLDER "lapses-to-older" Warning "values that an act puts in end, and older ones hold again";
    ENDS_BEFORE_ITS_USE "ends-before-its-use" Warning "a term or a figure ends before a rule that uses it";
    PARTED_FOR_TWO_ITEMS "parted-for-two-items" Error "a figure that has other values for some cases is looked up for two items at once";
    VERSIONS_DIFFER "versions-differ" Error "versions of one thing are of different kinds";
    BOUNDS_BACKWARDS "bounds-backwards" Error "the bounds of an unknown day are the wrong way round";
    BANDS_DO_NOT_MEET "bands-do-not-meet" Error "bands leave a gap or overlap";
    TWO_HEADINGS "two-headings" Error "a file has two policy headings";
    PART_SAID_TWICE "part-said-twice" Error "a heading says one thing twice";
    OUTCOME_OF_WHAT "outcome-of-what" Error "an outcome stands without its decision";
    DECISION_TAKES_VALUE "decision-takes-value" Error "a decision by value is given an outcome";
    UNDECIDABLE_KIND "undecidable-kind" Error "a decision of a kind that can not be decided";
    ORDER_NEEDS_CHOICE "order-needs-choice" Error "an order is declared where there are no outcomes";
    ONLY_IF_NEEDS_MAY "only-if-needs-may" Error "`only if` stands where no gate can open";
    DUPLICATE_LABEL "duplicate-label" Error "two rules have the same label";
    LIMB_CANNOT_BE_DEFEATED "limb-cannot-be-defeated" Error "an exception names a limb";
    ONLY_LIMBS_ARE_SATISFIED "only-limbs-are-satisfied" Error "a whole rule is said to be satisfied";
    UNKNOWN_SLOT "unknown-slot" Error "something is filled that nothing leaves open";
    FILLS_NO_SLOT "fills-no-slot" Error "a defined term or a fact is filled like a slot";
    FILLED_BY_OTHER_LEVEL "filled-by-other-level" Error "a slot is filled by a level that may not fill it";
    OTHER_FILLING "other-filling" Error "a slot is filled with something of another kind";
    SLOT_DEFAULT "slot-default" Error "what holds where nobody fills a slot is of another kind than the slot";
    SLOT_KIND "slot-kind" Error "a slot of a kind that nothing can fill";
    DUTY_NEEDS_MUST "duty-needs-must" Error "a deadline, a debtor or a sign of performance without a duty";
    UNKNOWN_ACTOR "unknown-actor" Error "a duty is owed by somebody whom nothing declares";
    OTHERWISE_TWICE "otherwise-twice" Error "`otherwise` stands twice for one decision";
    EXCEPTION_TO_OTHER_DECISION "exception-to-other-decision" Error "a rule prevails over a rule that decides something else";
    OUTSIDE_AN_INSTRUMENT "outside-an-instrument" Error "a reading or a suspension stands in a file that no authority made";
    INSTRUMENT_NOT_AT_HAND "instrument-not-at-hand" Error "a rule of an instrument that is not at hand";
    LIMB_CANNOT_BE_SUSPENDED "limb-cannot-be-suspended" Error "a limb is switched off by itself";
    SUSPENDS_NOTHING_THEN "suspends-nothing-then" Error "a rule is switched off when it is not in force";
    SUSPENSION_CIRCLE "suspension-circle" Error "instruments switch each other off as a whole";
    READING_CIRCLE "reading-circle" Error "a reading of a question depends on that question";
    TOO_MANY_RELATIONS "too-many-relations" Error "more pairs of rules above one another than are kept";
    EXCEPTION_CIRCLE "exception-circle" Error "rules prevail over one another in a circle";
    CONFLICTING_RULES "conflicting-rules" Warning "two rules that can not both be followed, and none prevails";
    RULE_NEVER_APPLIES "rule-never-applies" Warning "no case meets a rule, or another always defeats it";
    CASE_NEVER_REACHED "case-never-reached" Warning "an earlier case of a defined value always holds where a later one does";
    DEFINITION_CIRCLE "definition-circle" Error "a term is defined by itself";
    DEFINITIONS_TOO_DEEP "definitions-too-deep" Error "definitions stand too deep on one another";
    DOUBLED_WORD "doubled-word" Warning "a word stands twice in a row in a name";
    VALUE_BEGINS_WITH_A "value-begins-with-a" Error "the letter A at the beginning of a value would be read as the article";
    INCLUSION_NOT_CLOSED "inclusion-not-closed" Error "a semicolon is missing after `the facts of ...`";
    AMENDMENT_WORD_IN_NAME "amendment-word-in-name" Error "the name of a parameter begins with a word of amendments";
    UNUSED_PARAMETER "unused-parameter" Warning "a parameter that nothing uses";
    UNUSED_QUESTION "unused-question" Warning "a question on which nothing asks for a position";
    EVERY_NOT "every-not" Error "`every X is not Y` has two meanings";
    COMPARED_WITH_ITSELF "compared-with-itself" Warning "a thing is compared with itself";
    AT_LEAST_NONE "at-least-none" Warning "a count of at least 0, which is always true";
    NEVER_IN_FORCE "never-in-force" Warning "the days of a rule lie outside those of its instrument";
    THOUSANDS_WITH_POINT "thousands-with-point" Warning "an amount with three decimals may mean thousands";
    LEAST_OF_KIND "least-of-kind" Error "`at least` after the kind of a fact that has no such value";
    BELOW_LEAST "below-least" Error "a scenario gives a figure below what its fact is declared to be at least";
    NOT_THE_CASE "not-the-case" Error "a slip in `facts of the case`";
    USED_TWICE "used-twice" Error "a file uses another as of two days";
    NO_TEXT_THAT_DAY "no-text-that-day" Error "what is used as of a day had no meaning that day";
    SLOT_AS_OF "slot-as-of" Error "what instruments fill in is used as of a day";
    LIST_CIRCLE "list-circle" Error "a list of sections or a calendar includes itself";
    RECORD_CIRCLE "record-circle" Error "a record would hold itself";
    RECORD_TOO_LARGE_DECLARED "too-many-facts" Error "a record is declared with too many facts";
    NO_SUCH_DAY_OF_MONTH "no-such-day-of-month" Error "a calendar names a day that a month never has";
    ONLY_TEXT_NAMES_THE_CASE "only-text-names-the-case" Error "a fact that is no text names the case";
    CANNOT_BE_NONE "cannot-be-none" Error "a scenario says none of a fact that is never absent";
    NOT_A_FACT "not-a-fact" Error "a scenario gives something that is no fact";
    GIVEN_NOT "given-not" Error "a scenario says not where a value is wanted";
    GIVEN_TWICE "given-twice" Error "a scenario gives one fact twice";
    GIVEN_LIST "given-list" Error "a scenario gives a list as a whole";
    FACT_NEEDS_VALUE "fact-needs-value" Error "a scenario names a fact without its value";
    WRONG_KIND_GIVEN "wrong-kind-given" Error "a scenario gives a value of the wrong kind";
    EXPECTED_VALUE_FORM "expected-value-form" Error "a scenario expects more than a value of a decision";

    // --- deciding: what can't be worked out in a case -------------------------------------------------------------
    ABSENT_AMOUNT "absent-amount" Error "an amount that a case says does not exist is reckoned with";
    DIVISION_BY_ZERO "division-by-zero" Error "a quotient whose divisor is zero in a case";
    NUMBER_TOO_LARGE "number-too-large" Error "a number in a case record, or worked out of it, that is beyond what is kept exactly";
    DATE_OUT_OF_RANGE "date-out-of-range" Error "a date outside the years 1 to 9999";
    NO_VALUE_IN_FORCE "no-value-in-force" Error "a parameter without a value on the day of the law";
    NO_ROW_FOR_KEY "no-row-for-key" Error "a parameter without a row for the case's key";
    TOO_MANY_ITEMS_COMPARED "too-many-items-compared" Error "a case whose lists are asked too often within one another";
    TERMS_TOO_DEEP "terms-too-deep" Error "a term that is built on too many others, one on the other";
    FILLS_DIFFER "fills-differ" Error "two authorities of one level fill a slot with different values";
    BETWEEN_VERSIONS "between-versions" Warning "the day of the law lies between two versions of a rule";
    NO_MEANING_IN_FORCE "no-meaning-in-force" Error "a term that is not defined on the day of the law";

    // --- cases: records that can't be read ------------------------------------------------------------------------
    UNKNOWN_FACT "unknown-fact" Error "a case record has a key that no fact has";
    WRONG_KIND_OF_VALUE "wrong-kind-of-value" Error "a case record has a value of another kind than the fact's";
    UNKNOWN_VALUE_IN_CASE "unknown-value-in-case" Error "a word in a case record is not among the values of the fact";
    NONE_NOT_ALLOWED "none-not-allowed" Error "a case record says none of a fact that is never absent";
    MONEY_WITHOUT_CURRENCY "money-without-currency" Error "an amount in a case record has no currency";
    OTHER_CURRENCY_IN_CASE "other-currency-in-case" Error "an amount in a case record is in another currency than the fact's";
    THOUSANDS_WITH_POINT_IN_CASE "thousands-with-point-in-case" Error "an amount with three decimals in a case record may mean thousands";
    PERCENTAGE_WITHOUT_SIGN "percentage-without-sign" Error "a percentage in a case record has no sign";
    BELOW_LEAST_IN_CASE "below-least-in-case" Error "a figure in a case record lies below what its fact is declared to be at least";
    UNCLEAR_DATE_IN_CASE "unclear-date-in-case" Error "a date in a case record does not begin with its year";
    NO_SUCH_DATE_IN_CASE "no-such-date-in-case" Error "a case record names a day or a time that does not exist";
    DATE_WITH_TIME_IN_CASE "date-with-time-in-case" Error "a case record gives a time of day where only the date is wanted";
    DATE_WITHOUT_TIME_IN_CASE "date-without-time-in-case" Error "a case record gives only the date where the time of day is wanted too";
    TIME_WITH_ZONE "time-with-zone" Error "a time in a case record has an offset from universal time";
    PART_OF_SECOND "part-of-second" Error "a time in a case record has a part of a second";
    LENGTH_WITHOUT_UNIT "length-without-unit" Error "a length of time in a case record has no unit";
    OTHER_KIND_OF_LENGTH "other-kind-of-length" Error "a length of time in a case record is of another kind than the fact's";
    UNKNOWN_CODE_IN_CASE "unknown-code-in-case" Error "a section in a case record is of a code that nothing declares";
    RANGE_IN_CASE "range-in-case" Error "a fact of a case record that is one section has a range";
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
    RECORD_NESTED_TOO_DEEPLY "record-nested-too-deeply" Error "lists and records in a case record stand too deep inside one another";
    RECORD_TOO_LARGE "record-too-large" Error "a case record is longer than what is read";
    TOO_MANY_ENTRIES "too-many-entries" Error "the lists of a case record have more entries than are read";
    NOT_UTF_8 "not-utf-8" Error "a case record is not encoded in UTF-8";
    TABLE_WITHOUT_COMMAS "table-without-commas" Error "the columns of a table are not parted by commas";
    TABLE_WITHOUT_HEADER "table-without-header" Error "the first line of a table names no fact";
    UNCLOSED_CELL "unclosed-cell" Error "a quotation mark in a table is not closed";
    TEXT_AFTER_CELL "text-after-cell" Error "something stands after the quotation mark that ends a cell";
    RAGGED_ROW "ragged-row" Error "a row of a table has more or fewer cells than its header";

    // --- warnings that may be allowed -----------------------------------------------------------------------------
    UNKNOWN_WARNING "unknown-warning" Error "an `allow` names no message";
    NOT_A_WARNING "not-a-warning" Error "an `allow` names a mistake";
    IDLE_ALLOW "idle-allow" Warning "an `allow` that keeps no warning back";
    NEGATION_DIFFERS "negation-differs" Warning "the quoted text denies what the rule beside it asserts, or the reverse";
    MODE_DIFFERS "mode-differs" Warning "the quoted text and the rule beside it differ in `may` and `must`";
    EXCESS_OVER_OTHER_END "excess-over-other-end" Warning "a band charges the excess over another figure than its lower end";
    EXACT_AMOUNT "exact-amount" Warning "a condition holds of one exact amount only";
    DUPLICATE_SCENARIO "duplicate-scenario" Warning "two scenarios of one file have the same title";
    MADE_BY_WITHOUT_LEVEL "made-by-without-level" Warning "a heading does not say at which level of government its body stands";
    MISSPELT_LEVEL "misspelt-level" Warning "a level of government that is spelt almost like a known one";

    // --- scenarios and files --------------------------------------------------------------------------------------
    SCENARIO_FAILED "scenario-failed" Error "a scenario expects what the policy does not give";
    UNKNOWN_MODULE "unknown-module" Error "a module that is used and is not there";
    POLICY_NOT_UTF_8 "policy-not-utf-8" Error "a policy file that is not UTF-8 text";


    // --- the formatter --------------------------------------------------------------------------------------------
    FORMATTER_REFUSED "formatter-refused" Error "the formatter would have changed what the file says (a mistake of ours)";
    NOT_CHECKED "not-checked" Error "a rule could not be checked, and nothing says why";
}
