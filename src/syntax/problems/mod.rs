//! Every mistake of writing, in words: one constructor each.

mod conditions;
mod dates;
mod expected;
mod items;
mod limits;
mod marks;
mod readings;
mod wordings;

pub(super) use conditions::*;
pub(super) use dates::*;
pub(super) use expected::*;
pub(super) use items::*;
pub(super) use limits::*;
pub(super) use marks::*;
pub(super) use readings::*;
pub(super) use wordings::*;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_of_dates() {
        assert_eq!(date_readings("03/04/2026"), ["2026-03-04", "2026-04-03"]);
        assert_eq!(date_readings("01/31/2026"), ["2026-01-31"]);
        assert_eq!(date_readings("March 4, 2026"), ["2026-03-04"]);
        assert_eq!(date_readings("2026-3-4"), ["2026-03-04"]);
    }
}
