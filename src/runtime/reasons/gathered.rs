//! The items of which a count, a total or an extreme is made, for a reason.

use super::explain;
use super::explain::{Node, Shown, Tracer};
use crate::ir::{Aggregate, Expr, ExprKind, Program, Row};
use crate::runtime::evaluate::frames::Frame;
use crate::runtime::evaluate::{Items, MOST_ITEMS, item_record};
use crate::runtime::law::environment::Environment;
use crate::runtime::{Options, Truth};
use crate::source::Span;

/// Items of a list that are shown one by one.
const ITEMS: usize = 12;
/// So many items are looked through at the cost of one that is explained.
const LOOKED_THROUGH: usize = 16;

/// A count, a total or an extreme, with its items.
#[derive(Clone, Debug)]
pub struct Gathering {
    /// Its place: the words of the policy.
    pub span: Span,
    /// What it comes to.
    pub value: Shown,
    /// The first items in the order of the list: those that count, and where there is room the others.
    pub items: Vec<Gathered>,
    /// So many are left out.
    pub more: usize,
}

/// An item of a list.
#[derive(Clone, Debug)]
pub struct Gathered {
    /// `child 2`.
    pub name: String,
    /// Whether it is one of those that count.
    pub counts: Truth,
    /// What is asked of it.
    pub condition: Option<Node>,
    /// What it adds, or is compared by; the facts of the node are what that was read of.
    pub value: Option<(Shown, Node)>,
}

/// The items that an aggregate of the case looks at; nothing where the list is not known, or the expression is none.
pub fn gathered(program: &Program, expr: &Expr, case: &Row, options: &Options) -> Option<Gathering> {
    let environment = Environment::new(program, None, options);
    Tracer::new(&environment, case, options).gathering(expr, &Frame::root(case))
}

impl<'a> Tracer<'a> {
    /// The items of an aggregate. That all of a list are counted is what their number says, and of no items nothing is to be said.
    pub(super) fn gathering(&mut self, expr: &'a Expr, frame: &Frame<'_, 'a>) -> Option<Gathering> {
        let ExprKind::Aggregate { kind, list, filter, of, different } = &expr.kind else { return None };
        let Items::Known(rows) = self.evaluator.items(list, frame) else { return None };
        let says_all = *kind == Aggregate::Number && filter.is_none() && different.is_none();
        // What is shown of the items must not cost the values that are still to be worked out.
        let room = self.evaluator.left > MOST_ITEMS / 2;
        if rows.is_empty() || says_all || !room || !self.pay(1 + rows.len() / LOOKED_THROUGH) {
            return None;
        }
        let value_of = of.as_deref().or(different.as_deref());
        let shown = self.first_items(list, rows, filter.as_deref(), frame);
        let program = self.environment.program;
        let name = program.records.get(item_record(list).index()).map_or("item", |it| it.name.as_str());
        let mut items = Vec::new();
        for (index, counts) in shown {
            let (condition, value) = self.with_item(list, rows, index, frame, |it, item| {
                let condition = filter.as_deref().map(|filter| it.node(filter, item));
                (condition, value_of.filter(|_| !counts.is_false()).map(|of| it.worked_out(of, item)))
            });
            items.push(Gathered { name: format!("{name} {}", index + 1), counts, condition, value });
        }
        let value = self.evaluator.value(expr, frame).into_owned();
        self.evaluator.problems.clear();
        let (value, more) = (explain::show_about(program, expr.ty, &value), rows.len() - items.len());
        Some(Gathering { span: expr.span, value, items, more })
    }

    /// Which items are shown, with whether they count.
    fn first_items(
        &mut self,
        list: &'a Expr,
        rows: &'a [Row],
        filter: Option<&'a Expr>,
        frame: &Frame<'_, 'a>,
    ) -> Vec<(usize, Truth)> {
        let mut counting = Vec::new();
        let mut others = Vec::new();
        for index in 0..rows.len() {
            let counts = filter.map_or(Truth::True, |filter| {
                self.with_item(list, rows, index, frame, |it, item| it.evaluator.truth(filter, item))
            });
            let to = if counts.is_false() { &mut others } else { &mut counting };
            if to.len() < ITEMS {
                to.push((index, counts));
            }
        }
        self.evaluator.problems.clear();
        counting.extend(others.into_iter().take(ITEMS - counting.len()));
        counting.sort_unstable_by_key(|(index, _)| *index);
        counting
    }

    /// A value and what it was read of.
    fn worked_out(&mut self, expr: &'a Expr, frame: &Frame<'_, 'a>) -> (Shown, Node) {
        let mut node = Node::new(expr.span, Truth::True);
        self.read(expr, frame, &mut node);
        let value = self.evaluator.value(expr, frame).into_owned();
        self.evaluator.problems.clear();
        (explain::show_about(self.environment.program, expr.ty, &value), node)
    }
}
