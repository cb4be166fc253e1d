//! Small programs for tests, built by hand: a policy of one instrument, its facts and rules.

use super::{Decision, Options, decide};
use crate::ir::*;
use crate::source::{FileId, Span};
use jiff::civil::{Date, DateTime};

/// A program under construction.
pub struct Build {
    /// What there is so far.
    pub program: Program,
}

/// The case's instance.
pub const ROOT: Instance = Instance { frame: 0, base: 0 };
/// The item in hand, one frame inside the case.
pub const ITEM: Instance = Instance { frame: 1, base: 0 };

pub fn span() -> Span {
    Span::new(FileId(0), 0, 0)
}

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub fn time(text: &str) -> DateTime {
    text.replace(' ', "T").parse().unwrap()
}

pub fn number(text: &str) -> Value {
    Value::Number(exact(text))
}

/// `1,580`, `-0.25`.
pub fn exact(text: &str) -> Number {
    let digits = text.replace(',', "");
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let numerator = format!("{whole}{fraction}").parse().unwrap();
    Number::new(numerator, 10_i128.pow(fraction.len() as u32))
}

impl Build {
    /// A case without facts, a decision between `honor` and `decline`, and an instrument in force.
    pub fn new() -> Build {
        let record = Record { name: "case".into(), slots: Vec::new(), fields: Vec::new(), span: span() };
        let mut build = Build { program: Program { records: vec![record], ..Program::default() } };
        let outcomes = build.choice("detainer", &["honor", "decline"]);
        build.program.decisions.push(crate::ir::Decision {
            name: "detainer".into(),
            ty: outcomes,
            highest_first: false,
            span: span(),
        });
        build.program.instruments.push(Instrument {
            title: "Sheriff".into(),
            decisions: vec![DecisionId(0)],
            ..Instrument::blank("sheriff".into(), span())
        });
        build
    }

    pub fn choice(&mut self, name: &str, values: &[&str]) -> Type {
        let values = values.iter().map(|it| it.to_string()).collect();
        self.program.enums.push(Enumeration { name: name.into(), values, span: span() });
        Type::Enum(EnumId(self.program.enums.len() as u32 - 1))
    }

    pub fn record(&mut self, name: &str) -> RecordId {
        self.program.records.push(Record { name: name.into(), slots: Vec::new(), fields: Vec::new(), span: span() });
        RecordId(self.program.records.len() as u32 - 1)
    }

    pub fn slot(&mut self, record: RecordId, name: &str, ty: Type, optional: bool) -> SlotId {
        let slots = &mut self.program.records[record.index()].slots;
        slots.push(Slot { path: vec![name.into()], words: name.into(), ty, optional, least: None, span: span() });
        SlotId(slots.len() as u32 - 1)
    }

    /// A fact of the case, as an expression (the same may be built again with [`Build::read`]).
    pub fn fact(&mut self, name: &str, ty: Type) -> Expr {
        let slot = self.slot(CASE, name, ty, false);
        self.read(ROOT, slot, ty)
    }

    pub fn read(&mut self, instance: Instance, slot: SlotId, ty: Type) -> Expr {
        self.expr(ExprKind::Fact(instance, slot), ty)
    }

    pub fn expr(&mut self, kind: ExprKind, ty: Type) -> Expr {
        self.program.expr_count += 1;
        Expr { id: ExprId(self.program.expr_count - 1), kind, ty, span: span() }
    }

    pub fn constant(&mut self, value: Value, ty: Type) -> Expr {
        self.expr(ExprKind::Const(value), ty)
    }

    pub fn yes(&mut self) -> Expr {
        self.constant(Value::Bool(true), Type::YesNo)
    }

    pub fn not(&mut self, part: Expr) -> Expr {
        self.expr(ExprKind::Not(Box::new(part)), Type::YesNo)
    }

    pub fn any(&mut self, parts: Vec<Expr>) -> Expr {
        self.expr(ExprKind::Any(parts), Type::YesNo)
    }

    pub fn all(&mut self, parts: Vec<Expr>) -> Expr {
        self.expr(ExprKind::All(parts), Type::YesNo)
    }

    pub fn is(&mut self, of: Expr, values: &[u16]) -> Expr {
        let values = values.iter().map(|it| Value::Enum(*it)).collect();
        self.expr(ExprKind::OneOf(Box::new(of), values), Type::YesNo)
    }

    pub fn compare(&mut self, a: Expr, op: Comparison, b: Expr) -> Expr {
        self.expr(ExprKind::Compare(op, Box::new(a), Box::new(b)), Type::YesNo)
    }

    pub fn some(&mut self, test: CountTest, list: Expr, body: Option<Expr>) -> Expr {
        let kind = ExprKind::Quantified { test, list: Box::new(list), filter: None, body: body.map(Box::new), different: None };
        self.expr(kind, Type::YesNo)
    }

    pub fn window(&mut self, bound: WindowBound, after: bool, date: Expr, anchor: Expr, length: Value) -> Expr {
        let ty = match length {
            Value::Days(_) => Type::Days,
            Value::Minutes(_) => Type::Minutes,
            _ => Type::Months,
        };
        let length = self.constant(length, ty);
        self.expr(ExprKind::Window(Window { bound, after }, Box::new(date), Box::new(anchor), Box::new(length)), Type::YesNo)
    }

    pub fn conclusion(&mut self, mode: Mode, outcome: u16) -> Conclusion {
        let ty = self.program.decisions[0].ty;
        let value = self.constant(Value::Enum(outcome), ty);
        Conclusion { decision: DecisionId(0), mode, value, span: span() }
    }

    /// A rule with that action; `above` it.
    pub fn add(&mut self, action: Action, condition: Expr, above: &[RuleId]) -> RuleId {
        let id = RuleId(self.program.rules.len() as u32);
        self.program.rules.push(Rule {
            instrument: InstrumentId(0),
            label: (id.0 + 1).to_string(),
            title: None,
            law: Vec::new(),
            period: Period::ALWAYS,
            provenance: None,
            applies: Vec::new(),
            action,
            condition,
            duty: None,
            binds: Vec::new(),
            above: above.to_vec(),
            span: span(),
        });
        self.program.instruments[0].rules.push(id);
        id
    }

    pub fn rule(&mut self, mode: Mode, outcome: u16, condition: Expr) -> RuleId {
        let conclusion = self.conclusion(mode, outcome);
        self.add(Action::Decide(conclusion), condition, &[])
    }

    pub fn otherwise(&mut self, outcome: u16) -> RuleId {
        let (conclusion, yes) = (self.conclusion(Mode::Plain, outcome), self.yes());
        self.add(Action::Otherwise(conclusion), yes, &[])
    }

    /// A definition of the case.
    pub fn define(&mut self, name: &str, ty: Type, body: Expr) -> Expr {
        let stipulation = self.slot(CASE, name, ty, false);
        let versions = vec![DefinitionVersion { period: Period::ALWAYS, provenance: None, body }];
        self.program.definitions.push(Definition {
            name: name.into(),
            words: name.into(),
            label: None,
            of: CASE,
            ty,
            versions,
            open: None,
            stipulation,
            law: Vec::new(),
            span: span(),
        });
        let id = DefId(self.program.definitions.len() as u32 - 1);
        self.expr(ExprKind::Definition(id, None), ty)
    }

    /// Decides a row; what it leaves out is unknown.
    pub fn decide(&self, case: &[Value]) -> Decision {
        let mut row = case.to_vec();
        row.resize(self.program.records[0].slots.len(), Value::Unknown);
        decide(&self.program, InstrumentId(0), DecisionId(0), &row, &options())
    }

    /// The value of an expression in a row.
    pub fn value(&self, expr: &Expr, case: &[Value]) -> Result<Value, Vec<&'static str>> {
        let mut row = case.to_vec();
        row.resize(self.program.records[0].slots.len(), Value::Unknown);
        super::value(&self.program, expr, &row, &options()).map_err(|it| it.iter().map(|it| it.code.name()).collect())
    }

    /// The truth of a condition in a row: `None` if it is not settled.
    pub fn holds(&self, expr: &Expr, case: &[Value]) -> Option<bool> {
        match self.value(expr, case) {
            Ok(Value::Bool(known)) => Some(known),
            _ => None,
        }
    }
}

pub fn options() -> Options {
    Options { as_of: day("2014-03-03"), ..Options::default() }
}

/// The decision in a line: effect, outcomes, rules, what is missing.
pub fn line(decision: &Decision) -> String {
    let outcomes: Vec<String> = decision
        .outcomes
        .iter()
        .map(|it| if let Value::Enum(index) = it { index.to_string() } else { format!("{it:?}") })
        .collect();
    let rules: Vec<String> = decision.rules.iter().map(|it| (it.0 + 1).to_string()).collect();
    let missing: Vec<&str> = decision.missing.iter().map(|it| it.key.as_str()).collect();
    format!("{:?} {} by {} missing {}", decision.effect, outcomes.join(","), rules.join(","), missing.join(","))
}

/// The number of a number.
pub fn plain(value: &Value) -> &Number {
    match value {
        Value::Number(number) => number,
        other => unreachable!("{other:?}"),
    }
}
