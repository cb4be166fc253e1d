//! Kinds of value in the author's words.

use crate::ir::{Program, Type};

/// `money, in dollars`, `a date`, `a grade`: what a thing of this kind is called.
pub(super) fn noun(program: &Program, ty: Type) -> String {
    match ty {
        Type::YesNo => "yes or no".into(),
        Type::Judgment => "a judgment".into(),
        Type::Enum(id) => {
            let name = &program.enums[id.index()].name;
            format!("{} {name}", crate::diagnostics::suggest::article(name))
        }
        Type::Set(id) => format!("a set of values ({})", program.enums[id.index()].name),
        Type::Number => "a plain number".into(),
        Type::Percent => "a percentage".into(),
        Type::Money(currency) => match currency.code() {
            "USD" => "money, in dollars".into(),
            code => format!("money, in {code}"),
        },
        Type::Date => "a date".into(),
        Type::DateTime => "a date, with its time of day".into(),
        Type::Months => "a length in years and months".into(),
        Type::Days => "a length in days".into(),
        Type::Minutes => "a length in hours".into(),
        Type::Citation => "a section of a code".into(),
        Type::Text => "text".into(),
        Type::Record(id) => {
            let name = &program.records[id.index()].name;
            format!("{} {name}", crate::diagnostics::suggest::article(name))
        }
        Type::List(id) => format!("a list, each {}", program.records[id.index()].name),
    }
}

/// Whether values of this kind have an order.
pub(super) fn ordered(ty: Type) -> bool {
    matches!(
        ty,
        Type::Number | Type::Percent | Type::Money(_) | Type::Date | Type::DateTime | Type::Months | Type::Days | Type::Minutes
    )
}

/// Whether this is a length of time.
pub(super) fn is_length(ty: Type) -> bool {
    matches!(ty, Type::Months | Type::Days | Type::Minutes)
}

/// Whether this is a day, with or without a time.
pub(super) fn is_day(ty: Type) -> bool {
    matches!(ty, Type::Date | Type::DateTime)
}

/// Whether a thing of this kind is true or false.
pub(super) fn is_yes_no(ty: Type) -> bool {
    matches!(ty, Type::YesNo | Type::Judgment)
}
