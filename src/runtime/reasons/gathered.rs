//! The items of which a count, a total or an extreme is made, for a reason.

use super::explain;
use super::explain::{Node, Shown, Tracer};
use crate::ir::{Expr, ExprKind, Program, Row};
use crate::runtime::evaluate::frames::{Frame, Step};
use crate::runtime::evaluate::{Items, item_record};
use crate::runtime::law::environment::Environment;
use crate::runtime::{Options, Truth};

/// An item of a list.
#[derive(Clone, Debug)]
pub struct Gathered {
    /// `child 2`.
    pub name: String,
    /// Whether it is one of those that count.
    pub counts: Truth,
    /// What is asked of it.
    pub condition: Option<Node>,
    /// What it adds, or is compared by.
    pub value: Option<Shown>,
}

/// The items that an aggregate of the case looks at; nothing where the list is not known, or the expression is none.
pub fn gathered(program: &Program, expr: &Expr, case: &Row, options: &Options) -> Vec<Gathered> {
    let ExprKind::Aggregate { list, filter, of, different, .. } = &expr.kind else { return Vec::new() };
    let environment = Environment::new(program, None, options);
    let mut tracer = Tracer::new(&environment, case, options);
    let root = Frame::root(case);
    let Items::Known(rows) = tracer.evaluator.items(list, &root) else { return Vec::new() };
    let record = item_record(list);
    let name = program.records.get(record.index()).map_or("item", |it| it.name.as_str());
    let value_of = of.as_deref().or(different.as_deref());
    let mut out = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let step = Step { before: explain::frame_of(list, &root), slot: explain::list_slot(list, &root), index };
        let item = Frame { row, record, base: 0, depth: root.depth + 1, outer: Some(&root), step: Some(&step) };
        let condition = filter.as_deref().map(|it| tracer.node(it, &item));
        let value = value_of.map(|it| {
            let value = tracer.evaluator.value(it, &item).into_owned();
            explain::show(program, it.ty, &value)
        });
        let counts = condition.as_ref().map_or(Truth::True, |it| it.truth);
        out.push(Gathered { name: format!("{name} {}", index + 1), counts, condition, value });
    }
    out
}
