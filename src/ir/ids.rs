//! Typed indices: how the parts of a program name one another.

/// Declares a typed index.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u32);
        impl $name {
            /// As an index.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// A record type; 0 is the case itself.
    RecordId
    /// An enumeration: the values of a choice, of a set, or of a question's positions.
    EnumId
    /// A definition.
    DefId
    /// A parameter.
    ParamId
    /// A list of code sections.
    SectionsId
    /// A calendar.
    CalendarId
    /// A decision.
    DecisionId
    /// A question.
    QuestionId
    /// An instrument.
    InstrumentId
    /// An order of precedence.
    OrderId
    /// A rule, among all rules of the program.
    RuleId
    /// An expression; unique in the program.
    ExprId
    /// A slot of a record type's layout, relative to its base.
    SlotId
}

impl SlotId {
    /// A place in no layout: of what no case can state.
    pub const NONE: SlotId = SlotId(u32::MAX >> 1);
}

/// The record type of the case itself.
pub const CASE: RecordId = RecordId(0);
