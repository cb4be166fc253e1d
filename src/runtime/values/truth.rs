//! Three-valued truth (Kleene's strong logic) and counts of which only the bounds are known.

use crate::ir::CountTest;

/// Three-valued truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// True whatever the unknown facts are.
    True,
    /// False whatever the unknown facts are.
    False,
    /// Depends on what is not known.
    Unknown,
}

impl From<bool> for Truth {
    fn from(known: bool) -> Truth {
        if known { Truth::True } else { Truth::False }
    }
}

impl From<Option<bool>> for Truth {
    fn from(known: Option<bool>) -> Truth {
        known.map_or(Truth::Unknown, Truth::from)
    }
}

impl Truth {
    /// Both.
    #[must_use]
    pub fn and(self, other: Truth) -> Truth {
        match (self, other) {
            (Truth::False, _) | (_, Truth::False) => Truth::False,
            (Truth::True, Truth::True) => Truth::True,
            _ => Truth::Unknown,
        }
    }

    /// At least one.
    #[must_use]
    pub fn or(self, other: Truth) -> Truth {
        self.negated().and(other.negated()).negated()
    }

    /// The contrary.
    #[must_use]
    pub fn negated(self) -> Truth {
        match self {
            Truth::True => Truth::False,
            Truth::False => Truth::True,
            Truth::Unknown => Truth::Unknown,
        }
    }

    /// What it is, where it is known.
    pub fn known(self) -> Option<bool> {
        match self {
            Truth::True => Some(true),
            Truth::False => Some(false),
            Truth::Unknown => None,
        }
    }

    /// Whether it is true whatever the unknown facts are.
    pub fn is_true(self) -> bool {
        self == Truth::True
    }

    /// Whether it is false whatever the unknown facts are.
    pub fn is_false(self) -> bool {
        self == Truth::False
    }
}

/// How many there are: at least `certain`, at most `possible`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Count {
    /// At least.
    pub certain: u32,
    /// At most.
    pub possible: u32,
}

impl Count {
    /// Counts one more thing of that truth.
    pub fn add(&mut self, truth: Truth) {
        self.certain += u32::from(truth.is_true());
        self.possible += u32::from(!truth.is_false());
    }

    /// The test, where both bounds agree. For [`CountTest::Every`] the count is of those that fail.
    pub fn test(self, test: CountTest) -> Truth {
        match test {
            CountTest::AtLeast(least) if self.certain >= least => Truth::True,
            CountTest::AtLeast(least) if self.possible < least => Truth::False,
            CountTest::AtMost(most) if self.certain > most => Truth::False,
            CountTest::AtMost(most) if self.possible <= most => Truth::True,
            CountTest::Exactly(number) if self.certain > number || self.possible < number => Truth::False,
            CountTest::Exactly(number) if self.certain == number && self.possible == number => Truth::True,
            CountTest::Every => Count::test(self, CountTest::AtMost(0)),
            CountTest::AtLeast(_) | CountTest::AtMost(_) | CountTest::Exactly(_) => Truth::Unknown,
        }
    }

    /// Whether counting on can't change the test.
    pub fn settles(self, test: CountTest) -> Option<Truth> {
        match test {
            CountTest::AtLeast(least) if self.certain >= least => Some(Truth::True),
            CountTest::AtMost(most) | CountTest::Exactly(most) if self.certain > most => Some(Truth::False),
            CountTest::Every if self.certain > 0 => Some(Truth::False),
            _ => None,
        }
    }
}
