//! Where a clause with `who` ends that stands between commas: `no parent who is employed, or is a citizen, is adopted`.

use super::connective::said;
use super::{Cursor, Lowering, Node, Rule, problems};
use crate::source::on_one_line;

impl Lowering<'_> {
    /// Of a quantified item: a verb behind a comma alone, after the word that closes the list of the clause. One reader takes the comma for the
    /// end of the clause (the verb is said of the items), another for a list that goes on. Whether it was told.
    pub(super) fn clause_between_commas(&mut self, described: &Node<'_>) -> bool {
        let Some(relatives) = described.clone().into_inner().find(|child| child.as_rule() == Rule::relatives) else {
            return false;
        };
        let (mut closed, mut comma_alone) = (None, false);
        let mut clauses: Vec<Node<'_>> = Vec::new();
        for child in Cursor::of(relatives) {
            if child.as_rule() == Rule::connective {
                let (word, comma) = said(&child);
                comma_alone = comma && word.is_none() && closed.is_some();
                closed = closed.or(word);
            } else if comma_alone && child.as_rule() == Rule::predicate {
                let clauses: Vec<String> = clauses.iter().map(|clause| self.clause(clause)).collect();
                let verb = self.span(&child);
                let item = described.clone().into_inner().next().map(|run| self.span(&run));
                let item = item.map_or("", |item| self.words_at(item));
                self.report(problems::clause_between_commas(verb, self.words_at(verb), item, &clauses, closed));
                return true;
            } else {
                clauses.push(child);
            }
        }
        false
    }

    /// A clause with a word of its own: `who is employed`, `that is a citizen`.
    fn clause(&self, node: &Node<'_>) -> String {
        let text = on_one_line(self.words_at(self.span(node)));
        if node.as_rule() == Rule::predicate { format!("that {text}") } else { text }
    }
}
