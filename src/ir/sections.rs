//! Lists of code sections.

use super::Section;
use crate::source::Span;

/// A list of sections; entries of other lists are copied in.
#[derive(Clone, Debug)]
pub struct Sections {
    /// Its name.
    pub name: String,
    /// Every entry.
    pub entries: Vec<SectionEntry>,
    /// Where.
    pub span: Span,
}

/// One entry; both ends belong to a range.
#[derive(Clone, Debug)]
pub struct SectionEntry {
    /// The section, or the first of a range.
    pub from: Section,
    /// The last of a range.
    pub through: Option<Section>,
    /// `(F)` of the list's group, with its title.
    pub group: Option<(String, String)>,
}
