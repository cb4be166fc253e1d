//! Laying out a stream of words and possible line breaks in 100 columns, in one pass (after Oppen).

/// Columns of a line.
const WIDTH: usize = 100;

/// A step of the stream.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// Words that stay together.
    Text(String),
    /// A blank that is no place to break.
    Space,
    /// A blank, or a line break: in an even group if the group is broken, in a filled one if what follows no longer fits.
    Line,
    /// A line break.
    Hard(Gap),
    /// Begins a group.
    Open {
        /// Columns by which lines inside are moved in.
        indent: usize,
        /// Whether all its lines break as soon as one must.
        even: bool,
    },
    /// Ends a group.
    Close,
    /// A comment after something on its line.
    Trailing(String),
    /// A comment or a line of law, on a line of its own; whether a blank line stood before it.
    OwnLine(String, bool),
    /// The word after it had a blank line before it, which counts where a line of its own or a hard break comes before.
    Blank,
}

/// The blank lines at a hard break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// None.
    None,
    /// One if the author had one.
    Author,
    /// One.
    One,
}

/// The text.
pub(super) fn print(steps: &[Step]) -> String {
    let extents = extents(steps);
    let mut page = Page { out: String::new(), column: 0, line: Line::Start(Gap::Author), first: None, blank: false };
    // (indent, broken, even) of the groups that are open.
    let mut groups = vec![(0, true, true)];
    for (at, step) in steps.iter().enumerate() {
        let (indent, broken, even) = groups.last().copied().unwrap_or((0, true, true));
        let extent = extents.get(at).copied().unwrap_or_default();
        match step {
            Step::Text(text) => page.text(text, indent),
            Step::Space => page.space(),
            Step::Line if (even && broken) || (!even && page.column + 1 + extent.width > WIDTH) => page.break_line(Gap::None),
            Step::Line => page.space(),
            Step::Hard(gap) => page.break_line(*gap),
            Step::Open { indent: more, even } => {
                let breaks = extent.forced || page.start(indent) + extent.width > WIDTH;
                page.begin_group(indent);
                groups.push((indent + more, breaks, *even));
            }
            Step::Close => {
                groups.pop();
            }
            Step::Trailing(text) => page.trailing(text),
            Step::OwnLine(text, blank) => page.own_line(text, indent, *blank),
            Step::Blank => page.blank = true,
        }
    }
    page.finish()
}

/// What follows a step up to where the line may end.
#[derive(Clone, Copy, Debug, Default)]
struct Extent {
    /// Columns from the step to the next place where a line may end: for a group, the first one after it.
    width: usize,
    /// For a group: whether a line must end inside it.
    forced: bool,
}

fn extents(steps: &[Step]) -> Vec<Extent> {
    // Columns before each step if nothing were broken.
    let mut columns = Vec::with_capacity(steps.len() + 1);
    let mut column = 0;
    for step in steps {
        columns.push(column);
        column += match step {
            Step::Text(text) => text.chars().count(),
            Step::Space | Step::Line => 1,
            _ => 0,
        };
    }
    columns.push(column);
    let mut extents = vec![Extent::default(); steps.len()];
    // From the end: places where a line may end, each with the depth of its group, deepest last; hard ones count as depth 0.
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let mut depth = steps.iter().filter(|step| matches!(step, Step::Open { .. })).count();
    depth -= steps.iter().filter(|step| matches!(step, Step::Close)).count().min(depth);
    // For each open group (from the end: closed first): the column where a line may end after it, and whether one must inside.
    let mut groups: Vec<(usize, bool)> = Vec::new();
    for (at, step) in steps.iter().enumerate().rev() {
        let here = columns[at];
        let end = |ends: &[(usize, usize)]| ends.last().map_or(column, |end| end.0);
        match step {
            Step::Close => {
                while ends.last().is_some_and(|end| end.1 > depth) {
                    ends.pop();
                }
                groups.push((end(&ends), false));
                depth += 1;
            }
            Step::Open { .. } => {
                depth = depth.saturating_sub(1);
                let (after, forced) = groups.pop().unwrap_or((column, false));
                extents[at] = Extent { width: after.saturating_sub(here), forced };
                if let Some(outer) = groups.last_mut() {
                    outer.1 |= forced;
                }
            }
            Step::Line => {
                while ends.last().is_some_and(|end| end.1 > depth) {
                    ends.pop();
                }
                extents[at].width = end(&ends).saturating_sub(here + 1);
                ends.push((here, depth));
            }
            Step::Hard(_) | Step::Trailing(_) | Step::OwnLine(..) => {
                ends.clear();
                ends.push((here, 0));
                if let Some(group) = groups.last_mut() {
                    group.1 = true;
                }
            }
            Step::Text(_) | Step::Space | Step::Blank => (),
        }
    }
    extents
}

/// The text so far.
struct Page {
    out: String,
    column: usize,
    line: Line,
    /// Where the line begins if groups were opened before its first word: where the outermost of them began.
    first: Option<usize>,
    /// A blank line stood before the next word.
    blank: bool,
}

/// Where the page stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    /// Nothing is on the line yet; the blank lines that may stand before it.
    Start(Gap),
    /// After a word.
    Word,
    /// After a word and a blank.
    Space,
    /// After a comment that ends the line.
    Ended,
}

impl Page {
    /// The column of the next word.
    fn start(&self, indent: usize) -> usize {
        match self.line {
            Line::Start(_) | Line::Ended => self.first.unwrap_or(indent),
            Line::Word => self.column,
            Line::Space => self.column + 1,
        }
    }

    fn begin_group(&mut self, indent: usize) {
        if matches!(self.line, Line::Start(_) | Line::Ended) {
            self.first.get_or_insert(indent);
        }
    }

    fn text(&mut self, text: &str, indent: usize) {
        self.open_line(indent);
        if self.line == Line::Space {
            self.write(" ");
        }
        self.write(text);
        self.line = Line::Word;
    }

    fn space(&mut self) {
        if self.line == Line::Word {
            self.line = Line::Space;
        }
    }

    fn trailing(&mut self, text: &str) {
        match self.line {
            Line::Word | Line::Space => {
                self.write(" ");
                self.write(text);
                self.line = Line::Ended;
            }
            // Nothing for it to stand behind.
            Line::Start(_) | Line::Ended => self.own_line(text, 0, false),
        }
    }

    fn own_line(&mut self, text: &str, indent: usize, blank: bool) {
        let gap = match self.line {
            Line::Start(gap) => gap,
            _ => Gap::None,
        };
        if matches!(self.line, Line::Word | Line::Space) {
            self.break_line(Gap::None);
        }
        self.blank = blank;
        let first = self.first;
        self.open_line(indent);
        self.write(text);
        self.break_line(if gap == Gap::None { Gap::None } else { Gap::Author });
        // What comes next begins where it would have begun without the comment.
        self.first = first;
    }

    /// Ends the line, unless nothing is on it.
    fn break_line(&mut self, gap: Gap) {
        self.first = None;
        match self.line {
            Line::Start(Gap::None) if gap != Gap::One => self.line = Line::Start(gap),
            Line::Start(_) => (),
            Line::Word | Line::Space | Line::Ended => self.line = Line::Start(gap),
        }
    }

    /// Begins a line if the last one has ended.
    fn open_line(&mut self, indent: usize) {
        let gap = match self.line {
            Line::Start(gap) => gap,
            Line::Ended => Gap::None,
            Line::Word | Line::Space => {
                self.blank = false;
                return;
            }
        };
        if !self.out.is_empty() {
            self.out.push('\n');
            if gap == Gap::One || (gap == Gap::Author && self.blank) {
                self.out.push('\n');
            }
        }
        let indent = self.first.take().unwrap_or(indent);
        self.out.extend(std::iter::repeat_n(' ', indent));
        self.column = indent;
        self.blank = false;
        self.line = Line::Word;
    }

    fn write(&mut self, text: &str) {
        self.out.push_str(text);
        self.column += text.chars().count();
    }

    fn finish(mut self) -> String {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.out
    }
}
