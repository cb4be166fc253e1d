//! What the grammar expects, in the words of the author.

use super::grammar::Rule;

/// What stands for a rule in a sentence, or nothing for what need not be named. A keyword is its own name.
pub(super) fn describe(rule: Rule) -> Option<String> {
    use Rule as R;
    let fixed = match rule {
        R::EOI => return None,
        R::k_is | R::k_has | R::k_have | R::k_includes | R::k_exceeds | R::k_does_not => "a verb such as `is`",
        R::k_and | R::k_or => "`and` or `or`",
        R::k_at_least
        | R::k_at_most
        | R::k_exactly
        | R::k_more_than
        | R::k_less_than
        | R::k_fewer_than
        | R::k_no_more_than
        | R::k_no_less_than
        | R::k_on_or_before
        | R::k_on_or_after
        | R::k_later_than
        | R::k_earlier_than
        | R::k_under
        | R::k_over
        | R::k_below
        | R::k_on
        | R::k_within
        | R::k_among => "a comparison",
        R::k_plus | R::k_minus | R::k_times | R::k_divided_by | R::k_rounded => "a word of arithmetic",
        R::k_no | R::k_any | R::k_every | R::quantifier => "a count such as `no` or `any`",
        R::k_it
        | R::k_its
        | R::k_there
        | R::k_not
        | R::k_the
        | R::k_neither
        | R::k_nor
        | R::k_known
        | R::k_absent
        | R::k_shown_to_be
        | R::k_all_of
        | R::k_any_of
        | R::k_none_of
        | R::k_each_of
        | R::k_both_of
        | R::k_either_of
        | R::k_neither_of
        | R::k_the_following
        | R::k_only
        | R::k_lesser_of
        | R::k_greater_of
        | R::k_earlier_of
        | R::k_later_of
        | R::k_amount_by_which
        | R::k_excess_over
        | R::k_number_of
        | R::k_total_of
        | R::k_highest
        | R::k_lowest
        | R::k_latest
        | R::k_earliest
        | R::k_from_different
        | R::k_but
        | R::k_a
        | R::k_and_or
        | R::k_percent
        | R::k_between => return None,
        R::stop => "a full stop",
        R::semicolon => "`;`",
        R::colon => "`:`",
        R::comma => "a comma",
        R::close => "`)`",
        R::open => return None,
        R::string => "a quotation",
        R::label | R::bare_label => "a label such as `7282.5(a)`",
        R::section | R::citation | R::code_word | R::title_number => "a section such as `PC 240`",
        R::date | R::date_time | R::year => "a date such as `2014-01-01`",
        R::day => "a day of the month",
        R::month => "a month",
        R::weekday | R::ordinal => "a day of the week",
        R::unit => "a unit of time",
        R::number | R::count | R::number_word => "a number",
        R::money | R::currency | R::percent | R::duration => "a value",
        R::word
        | R::run
        | R::phrase
        | R::length_run
        | R::bound_run
        | R::particular_run
        | R::part_run
        | R::part_names
        | R::names
        | R::head_words => "a name",
        R::first_label | R::next_label | R::marked_label | R::plain_label => "a lettered limb",
        R::expression
        | R::sum
        | R::term
        | R::cases
        | R::alternatives
        | R::number_literal
        | R::negative
        | R::text
        | R::select
        | R::excess
        | R::excess_over
        | R::percent_of
        | R::fraction_of
        | R::offset
        | R::between_units
        | R::aggregate
        | R::aggregate_word
        | R::paren_sum
        | R::its_ref
        | R::it_ref
        | R::run_ref
        | R::as_of_day
        | R::row_of_item
        | R::its_length
        | R::filtered_aggregate
        | R::band_bound
        | R::case => "an amount or a name",
        R::condition | R::statement | R::quantified | R::there_is | R::limbs | R::group | R::negated | R::phrase_unit => {
            "a condition"
        }
        R::predicates | R::predicate | R::is | R::has | R::includes | R::exceeds | R::is_what => "a verb such as `is`",
        R::connective | R::limb_end => "`and` or `or`",
        R::when => "`if`",
        R::unless => "`unless`",
        R::effect | R::effect_value | R::mode | R::body | R::decide | R::block | R::satisfy => "what the rule decides",
        R::kind | R::choice | R::list_kind | R::any_kind => "a kind such as `yes or no`",
        R::fact | R::include | R::particular | R::record | R::is_given | R::no_given | R::given => "a fact",
        R::fact_option => "an option such as `or none`",
        R::period | R::in_force | R::bound | R::version => "a period such as `from 2014-01-01`",
        R::rule_refs | R::first_ref | R::next_ref | R::ref_otherwise | R::by_rules => "a rule such as `rule 1`",
        R::order_part | R::ranks | R::sets_aside | R::advises | R::stands | R::takes => {
            "`ranks`, or how one instrument stands to another"
        }
        R::under_order => "`under order`",
        R::from_module => "an instrument such as `from \"us/ca/trust-act\"`",
        R::position_run => "a position",
        R::question_part | R::position | R::default_position => "`position`",
        R::section_group | R::section_entry | R::section_range | R::one_section => "a section such as `PC 240`",
        R::limb_list | R::value_list => "a lettered limb",
        R::calendar_part | R::each_date | R::beside | R::month_day | R::nth_weekday | R::observed | R::days_of => {
            "a day such as `each January 1`"
        }
        R::row | R::row_key | R::key_range => "a row such as `1: $100`",
        R::band | R::above_bound | R::up_to_bound => "a band such as `up to $100: ...`",
        R::expect | R::expected | R::no_rule | R::undetermined | R::conflict | R::expects => "what is expected",
        R::comparison | R::window | R::from_through | R::among | R::state => "a comparison",
        R::rounding | R::round_way => "`rounded`",
        other => return keyword(other),
    };
    Some(fixed.to_string())
}

/// `k_made_by` is `made by`; a rule that is no keyword has no name of its own: what it begins with is named instead.
fn keyword(rule: Rule) -> Option<String> {
    keyword_text(rule).map(|words| format!("`{words}`"))
}

/// The words of a keyword.
pub(super) fn keyword_text(rule: Rule) -> Option<String> {
    let name = format!("{rule:?}");
    let words = name.strip_prefix("k_")?;
    Some(match words {
        "first_of_next" => "or the first day of the next".to_string(),
        "last_day" => "or the last day of that month".to_string(),
        "later" => return None,
        _ => words.replace('_', " "),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_of_a_rule_reaches_the_author() {
        for rule in Rule::all_rules() {
            if let Some(words) = describe(*rule) {
                assert!(!words.contains('_'), "{words}");
            }
        }
        assert_eq!(describe(Rule::k_exception_to).as_deref(), Some("`exception to`"));
    }
}
