//! How far one day lies from another: `is within 5 years before X`, `is fewer than 10 days before X`.

use super::names::Words;
use super::resolve::Thing;
use super::scope::Scope;
use super::{Analyzer, problems, types};
use crate::ir::{self, Comparison, Expr, ExprKind, Type};
use crate::source::Span;
use crate::syntax::ast;

impl Analyzer<'_> {
    #[allow(clippy::too_many_arguments, reason = "the parts of one sentence")]
    pub(super) fn window(
        &mut self,
        subject: &Thing,
        bound: ast::WindowBound,
        length: &ast::Expr,
        side: ast::Side,
        anchor: &ast::Expr,
        scope: &Scope,
        span: Span,
    ) -> Option<Expr> {
        let date = self.subject_value(subject)?;
        // `is more than days after arrest`, where `days after arrest` is one name.
        if let (ast::ExprKind::Run(first), ast::ExprKind::Run(second)) = (&length.kind, &anchor.kind)
            && let Some(comparison) = match bound {
                ast::WindowBound::Within => None,
                ast::WindowBound::LessThan => Some(Comparison::Less),
                ast::WindowBound::MoreThan => Some(Comparison::More),
                ast::WindowBound::AtLeast => Some(Comparison::AtLeast),
                ast::WindowBound::AtMost => Some(Comparison::AtMost),
            }
        {
            let told = self.told();
            if let Some(Thing::Value(value)) = self.thing(&Words::of(&first.followed_by(side, second)), scope) {
                return self.compare(comparison, date, value, span);
            }
            if self.told() > told {
                return None;
            }
        }
        let length = self.expr(length, scope, None)?;
        let anchor = self.expr(anchor, scope, Some(date.ty))?;
        for (day, place) in [(date.ty, date.span), (anchor.ty, anchor.span)] {
            if !types::is_day(day) {
                let noun = types::noun(&self.program, day);
                return self.fail(problems::window_needs_dates(self.sources.text(place), &noun, place));
            }
        }
        if !types::is_length(length.ty) {
            let noun = types::noun(&self.program, length.ty);
            return self.fail(problems::window_needs_length(self.sources.text(length.span), &noun, length.span));
        }
        if length.ty == Type::Minutes {
            for (day, place) in [(date.ty, date.span), (anchor.ty, anchor.span)] {
                if day != Type::DateTime {
                    return self.fail(problems::clock_on_date(self.sources.text(place), place, length.span));
                }
            }
        }
        self.doubt_of_itself(&date, &anchor);
        let bound = match bound {
            ast::WindowBound::Within | ast::WindowBound::AtMost => ir::WindowBound::Within,
            ast::WindowBound::LessThan => ir::WindowBound::LessThan,
            ast::WindowBound::AtLeast => ir::WindowBound::AtLeast,
            ast::WindowBound::MoreThan => ir::WindowBound::MoreThan,
        };
        let window = ir::Window { bound, after: side == ast::Side::After };
        Some(self.truth(ExprKind::Window(window, Box::new(date), Box::new(anchor), Box::new(length)), span))
    }

    /// `notice date exceeds 10 days before hearing`: a word of amounts beside a day that is said by a length counts the days in
    /// between for one reader, and compares two days for another: each is the other's opposite.
    pub(super) fn counts_or_compares(
        &mut self,
        comparison: Comparison,
        left: &Expr,
        value: &ast::Expr,
        scope: &Scope,
        span: Span,
    ) -> Option<()> {
        if comparison == Comparison::Equal || !types::is_day(left.ty) || !self.says_moved_day(value, scope) {
            return Some(());
        }
        let words = self.sources.text(value.span);
        self.fail(problems::counts_or_compares(comparison, words, span))
    }

    /// Whether a value is `10 days before X` (and not a name that has these words in it).
    fn says_moved_day(&mut self, value: &ast::Expr, scope: &Scope) -> bool {
        match &value.kind {
            ast::ExprKind::Group(inner) => self.says_moved_day(inner, scope),
            ast::ExprKind::Offset { length, side, anchor, .. } => match (&length.kind, &anchor.kind) {
                (ast::ExprKind::Run(first), ast::ExprKind::Run(second)) => {
                    self.thing(&Words::of(&first.followed_by(*side, second)), scope).is_none()
                }
                _ => true,
            },
            _ => false,
        }
    }
}

/// What lies on the side of a window and not beyond its bound, or not before it.
pub(super) fn within(bound: ast::WindowBound) -> Option<ast::WindowBound> {
    match bound {
        ast::WindowBound::MoreThan => Some(ast::WindowBound::AtMost),
        ast::WindowBound::LessThan => Some(ast::WindowBound::AtLeast),
        ast::WindowBound::Within | ast::WindowBound::AtLeast | ast::WindowBound::AtMost => None,
    }
}
