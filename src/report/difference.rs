//! The difference of two texts, line by line.

/// Lines of context shown round each change.
const CONTEXT: usize = 2;
/// Beyond this many comparisons the middle is shown as taken out and put in.
const LARGEST: usize = 4_000_000;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    Same,
    Out,
    In,
}

/// `-` lines stand only in `old`, `+` lines only in `new`; unchanged lines far from a change are left out.
pub fn difference(old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let changes = changes(&old, &new);
    let near = |index: usize| {
        let from = index.saturating_sub(CONTEXT);
        let to = (index + CONTEXT + 1).min(changes.len());
        changes[from..to].iter().any(|(change, _)| *change != Change::Same)
    };
    let mut out = String::new();
    let mut skipped = false;
    for (index, (change, line)) in changes.iter().enumerate() {
        if !near(index) {
            skipped = true;
            continue;
        }
        if std::mem::take(&mut skipped) {
            out.push_str("  ...\n");
        }
        out.push_str(match change {
            Change::Same => "  ",
            Change::Out => "- ",
            Change::In => "+ ",
        });
        out.push_str(line);
        out.push('\n');
    }
    out
}

fn changes<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<(Change, &'a str)> {
    let same_start = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old_rest, new_rest) = (&old[same_start..], &new[same_start..]);
    let same_end = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(a, b)| a == b).count();
    let (old_middle, end) = old_rest.split_at(old_rest.len() - same_end);
    let new_middle = &new_rest[..new_rest.len() - same_end];
    let mut changes: Vec<_> = old[..same_start].iter().map(|line| (Change::Same, *line)).collect();
    if old_middle.len().saturating_mul(new_middle.len()) > LARGEST {
        changes.extend(old_middle.iter().map(|line| (Change::Out, *line)));
        changes.extend(new_middle.iter().map(|line| (Change::In, *line)));
    } else {
        middle(old_middle, new_middle, &mut changes);
    }
    changes.extend(end.iter().map(|line| (Change::Same, *line)));
    changes
}

/// By the longest common subsequence: `longest[i][j]` is its length for `old[i..]` and `new[j..]`.
fn middle<'a>(old: &[&'a str], new: &[&'a str], changes: &mut Vec<(Change, &'a str)>) {
    let width = new.len() + 1;
    let mut longest = vec![0u32; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            longest[i * width + j] = match old[i] == new[j] {
                true => longest[(i + 1) * width + j + 1] + 1,
                false => longest[(i + 1) * width + j].max(longest[i * width + j + 1]),
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            changes.push((Change::Same, old[i]));
            (i, j) = (i + 1, j + 1);
        } else if j == new.len() || (i < old.len() && longest[(i + 1) * width + j] >= longest[i * width + j + 1]) {
            changes.push((Change::Out, old[i]));
            i += 1;
        } else {
            changes.push((Change::In, new[j]));
            j += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_lines_are_shown_with_what_stands_near() {
        let old = "a\nb\nc\nd\ne\nf\n";
        let new = "a\nb\nc\nd\nx\nf\n";
        assert_eq!(difference(old, new), "  ...\n  c\n  d\n- e\n+ x\n  f\n");
        assert_eq!(difference(old, old), "");
        assert_eq!(difference("", "a\n"), "+ a\n");
    }
}
