//! The IR as text, for `enact check --emit ir` and for tests: everything that was resolved, indented, one thing a line. Not a format to be read back.

use super::*;
use std::fmt::Write;

/// The whole program.
pub fn print(program: &Program) -> String {
    let mut printer = Printer { program, out: String::new(), depth: 0 };
    printer.program();
    printer.out
}

struct Printer<'p> {
    program: &'p Program,
    out: String,
    depth: usize,
}

impl Printer<'_> {
    fn program(&mut self) {
        let program = self.program;
        for record in &program.records {
            self.block(format!("record {}", record.name), |it| {
                for (at, slot) in record.slots.iter().enumerate() {
                    let optional = if slot.optional { " or none" } else { "" };
                    it.line(format!("{at}: {} = {}{optional}", slot.path.join(" / "), it.ty(slot.ty)));
                }
            });
        }
        for enumeration in &program.enums {
            self.line(format!("values of {}: {}", enumeration.name, enumeration.values.join(", ")));
        }
        for sections in &program.sections {
            self.block(format!("sections {}", sections.name), |it| {
                for entry in &sections.entries {
                    let through = entry.through.as_ref().map(|it| format!(" through {}", section(it))).unwrap_or_default();
                    let group = entry.group.as_ref().map(|(label, title)| format!(" in {label} {title}")).unwrap_or_default();
                    it.line(format!("{}{through}{group}", section(&entry.from)));
                }
            });
        }
        for calendar in &program.calendars {
            self.block(format!("calendar {}", calendar.name), |it| {
                for day in &calendar.days {
                    let years = match (day.from_year, day.through_year) {
                        (None, None) => String::new(),
                        (from, through) => format!(" {}..{}", year(from), year(through)),
                    };
                    it.line(format!("{:?}{years} {}", day.kind, day.title.as_deref().unwrap_or("")).trim_end().to_string());
                }
                for (falls_on, observed_on, before) in &calendar.observed {
                    it.line(format!(
                        "weekday {falls_on} observed on weekday {observed_on} {}",
                        if *before { "before" } else { "after" }
                    ));
                }
            });
        }
        for question in &program.questions {
            let default = question.default.map(|it| format!(", default {it}")).unwrap_or_default();
            self.line(format!("question {} of {}{default}", question.name, self.ty(Type::Enum(question.positions))));
        }
        for parameter in &program.parameters {
            self.parameter(parameter);
        }
        for definition in &program.definitions {
            let of = program.records.get(definition.of.index()).map_or("?", |it| &it.name);
            self.block(format!("define {} of {of} = {}", definition.name, self.ty(definition.ty)), |it| {
                it.line(format!("stipulated in {}", definition.stipulation.0));
                for version in &definition.versions {
                    it.block(period(&version.period), |it| it.expr(&version.body));
                }
            });
        }
        for decision in &program.decisions {
            let highest = if decision.highest_first { ", highest first" } else { "" };
            self.line(format!("decision {} = {}{highest}", decision.name, self.ty(decision.ty)));
        }
        for instrument in &program.instruments {
            self.instrument(instrument);
        }
        for scenario in &program.scenarios {
            self.line(format!("scenario {:?}: {} expectations", scenario.title, scenario.expects.len()));
        }
    }

    fn parameter(&mut self, parameter: &Parameter) {
        self.block(format!("parameter {} = {}", parameter.name, self.ty(parameter.ty)), |it| {
            for version in &parameter.versions {
                it.block(period(&version.period), |it| {
                    for row in &version.rows {
                        let keys: Vec<String> = row
                            .keys
                            .iter()
                            .zip(&parameter.keys)
                            .map(|((first, last), ty)| match first == last {
                                true => it.value(first, *ty),
                                false => format!("{} to {}", it.value(first, *ty), it.value(last, *ty)),
                            })
                            .collect();
                        it.line(format!("{}: {}", keys.join(", "), it.value(&row.value, parameter.ty)));
                    }
                    if let Some(more) = &version.each_more {
                        it.line(format!("each more: {}", it.value(more, parameter.ty)));
                    }
                });
            }
        });
    }

    fn instrument(&mut self, instrument: &Instrument) {
        let program = self.program;
        self.block(format!("instrument {} {:?}", instrument.id, instrument.title), |it| {
            let since = instrument.status_date.map(|it| format!(" {it}")).unwrap_or_default();
            it.line(format!("{:?}{since}, {}", instrument.status, period(&instrument.period)));
            for life in &instrument.lives {
                let (what, law) =
                    (if life.repealed { "repealed" } else { "extended" }, if life.law { "" } else { ", as if enacted" });
                it.line(format!("{what} by {}, last day {}{law}", program.instruments[life.by.index()].id, life.last));
            }
            for (id, instance) in &instrument.binds {
                it.line(format!("binds {} at {}.{}", it.definition(*id), instance.frame, instance.base));
            }
            for id in &instrument.rules {
                if let Some(rule) = program.rules.get(id.index()) {
                    it.rule(*id, rule);
                }
            }
        });
    }

    fn rule(&mut self, id: RuleId, rule: &Rule) {
        let title = rule.title.as_ref().map(|it| format!(" {it:?}")).unwrap_or_default();
        self.block(format!("rule {} #{}{title}, {}", rule.label, id.0, period(&rule.period)), |it| {
            if !rule.above.is_empty() {
                let above: Vec<String> = rule.above.iter().map(|it| format!("#{}", it.0)).collect();
                it.line(format!("below {}", above.join(", ")));
            }
            match &rule.action {
                Action::Decide(conclusion) => it.conclusion("decide", conclusion),
                Action::Otherwise(conclusion) => it.conclusion("otherwise", conclusion),
                Action::Gate { then, otherwise } => {
                    it.conclusion("where true", then);
                    it.conclusion("where false", otherwise);
                }
                Action::Block => it.line("block".into()),
                Action::Satisfy => it.line("satisfy".into()),
            }
            it.block("if".into(), |it| it.expr(&rule.condition));
        });
    }

    fn conclusion(&mut self, how: &str, conclusion: &Conclusion) {
        let decision = self.program.decisions.get(conclusion.decision.index()).map_or("?", |it| &it.name);
        match &conclusion.value.kind {
            ExprKind::Const(value) => {
                self.line(format!("{how} {decision} {:?} {}", conclusion.mode, self.value(value, conclusion.value.ty)))
            }
            _ => self.block(format!("{how} {decision} {:?}", conclusion.mode), |it| it.expr(&conclusion.value)),
        }
    }

    fn expr(&mut self, expr: &Expr) {
        let head = self.head(expr);
        self.block(head, |it| match &expr.kind {
            ExprKind::Filled(_, fills, default) => {
                for fill in fills {
                    it.part("where it binds", Some(&fill.binds));
                    it.part("filled", Some(&fill.value));
                }
                it.part("else", Some(default));
            }
            ExprKind::Cases(cases, last) => {
                for (condition, value) in cases {
                    it.part("when", Some(condition));
                    it.part("then", Some(value));
                }
                it.part("else", Some(last));
            }
            ExprKind::Aggregate { list, filter, of, different, .. } => {
                it.items(list, [("where", filter), ("of", of), ("different", different)])
            }
            ExprKind::Quantified { list, filter, body, different, .. } => {
                it.items(list, [("where", filter), ("holds", body), ("different", different)]);
            }
            // Parts that need no word of their own.
            _ => walk::children(expr, &mut |part| it.expr(part)),
        });
    }

    fn head(&self, expr: &Expr) -> String {
        match &expr.kind {
            ExprKind::Const(value) => self.value(value, expr.ty),
            ExprKind::Fact(instance, slot) => {
                format!("fact {}.{} {}", instance.frame, instance.base + slot.0, self.slot(*instance, *slot)).trim_end().into()
            }
            ExprKind::Parameter(id, _) | ExprKind::ParameterOn(id, ..) => {
                format!("parameter {}", self.program.parameters.get(id.index()).map_or("?", |it| &it.name))
            }
            ExprKind::Definition(id, None) => format!("term {}", self.definition(*id)),
            ExprKind::Definition(id, Some(instance)) => {
                format!("term {} at {}.{}", self.definition(*id), instance.frame, instance.base)
            }
            ExprKind::Filled(id, ..) => format!("slot {}", self.definition(*id)),
            ExprKind::Question(id) => format!("question {}", self.program.questions.get(id.index()).map_or("?", |it| &it.name)),
            ExprKind::Arithmetic(op, ..) => format!("{op:?}"),
            ExprKind::Round(_, way, step) => format!("round {way:?} to {step}"),
            ExprKind::Offset { back, month_end, not_counting, past, .. } => {
                let way = if *back { "before" } else { "after" };
                let end = month_end.map(|it| format!(", {it:?}")).unwrap_or_default();
                let left_out = not_counting.as_ref().map(|it| format!(", {it:?}")).unwrap_or_default();
                format!("{way}{end}{left_out}{}", past.as_ref().map(|it| format!(", past {it:?}")).unwrap_or_default())
            }
            ExprKind::Between(unit, ..) => format!("{unit:?} between"),
            ExprKind::Extreme { greatest: true, .. } => "greatest".into(),
            ExprKind::Extreme { greatest: false, .. } => "least".into(),
            ExprKind::Excess(..) => "excess".into(),
            ExprKind::Cases(..) => "cases".into(),
            ExprKind::Aggregate { kind, .. } => format!("{kind:?}"),
            ExprKind::All(_) => "all".into(),
            ExprKind::Any(_) => "any".into(),
            ExprKind::Not(_) => "not".into(),
            ExprKind::CountTrue(test, _) => format!("{test:?} of"),
            ExprKind::Limb { path, satisfied_by, .. } => {
                let by: String = satisfied_by.iter().map(|it| format!(" or rule #{}", it.0)).collect();
                format!("limb {path}{by}")
            }
            ExprKind::Compare(op, ..) => format!("{op:?}"),
            ExprKind::OneOf(of, values) => {
                let values: Vec<String> = values.iter().map(|it| self.value(it, of.ty)).collect();
                format!("one of {}", values.join(", "))
            }
            ExprKind::Includes { set, values, all } => {
                let values: Vec<String> = values.iter().map(|it| self.value(&Value::Enum(*it), set.ty)).collect();
                format!("includes {} {}", if *all { "all of" } else { "any of" }, values.join(", "))
            }
            ExprKind::Among(_, list) => format!("among {}", self.program.sections.get(list.index()).map_or("?", |it| &it.name)),
            ExprKind::SectionIs(_, of) => format!("section {}", section(of)),
            ExprKind::Window(window, ..) => format!("{:?} {}", window.bound, if window.after { "after" } else { "before" }),
            ExprKind::Quantified { test, .. } => format!("{test:?}"),
            ExprKind::Present(_) => "present".into(),
            ExprKind::IsKnown(_) => "known".into(),
            ExprKind::IsAbsent(_) => "absent".into(),
            ExprKind::Shown(_) => "shown".into(),
        }
    }

    fn items<const N: usize>(&mut self, list: &Expr, parts: [(&str, &Option<Box<Expr>>); N]) {
        self.expr(list);
        for (name, part) in parts {
            self.part(name, part.as_deref());
        }
    }

    fn part(&mut self, name: &str, part: Option<&Expr>) {
        if let Some(part) = part {
            self.block(name.into(), |it| it.expr(part));
        }
    }

    fn slot(&self, instance: Instance, slot: SlotId) -> String {
        let layout = self.program.records.first().filter(|_| instance.frame == 0);
        let found = layout.and_then(|it| it.slots.get((instance.base + slot.0) as usize));
        found.map_or_else(String::new, |it| it.words.clone())
    }

    fn definition(&self, id: DefId) -> &str {
        self.program.definitions.get(id.index()).map_or("?", |it| &it.name)
    }

    fn ty(&self, ty: Type) -> String {
        let name_of = |id: EnumId| self.program.enums.get(id.index()).map_or("?", |it| &it.name);
        let record = |id: RecordId| self.program.records.get(id.index()).map_or("?", |it| &it.name);
        match ty {
            Type::Enum(id) => format!("choice of {}", name_of(id)),
            Type::Set(id) => format!("set of {}", name_of(id)),
            Type::Record(id) => format!("record {}", record(id)),
            Type::List(id) => format!("list of {}", record(id)),
            Type::Money(currency) => format!("money in {}", currency.code()),
            other => format!("{other:?}"),
        }
    }

    fn value(&self, value: &Value, ty: Type) -> String {
        let name = |index: u16| match ty {
            Type::Enum(id) | Type::Set(id) => {
                self.program.enums.get(id.index()).and_then(|it| it.values.get(usize::from(index))).cloned()
            }
            _ => None,
        };
        match value {
            Value::Enum(index) => name(*index).unwrap_or_else(|| index.to_string()),
            Value::Set(members) => {
                let names: Vec<String> = (0..128).filter(|at| members >> at & 1 == 1).filter_map(name).collect();
                format!("{{{}}}", names.join(", "))
            }
            Value::Number(number) => number.to_string(),
            Value::Section(of) => section(of),
            Value::Text(text) => format!("{text:?}"),
            Value::Bool(true) => "yes".into(),
            Value::Bool(false) => "no".into(),
            Value::Date(date) => date.to_string(),
            Value::DateTime(time) => time.to_string(),
            Value::List(rows) => format!("{} rows", rows.len()),
            other => format!("{other:?}"),
        }
    }

    fn line(&mut self, text: String) {
        let _ = writeln!(self.out, "{:indent$}{text}", "", indent = self.depth * 2);
    }

    fn block(&mut self, head: String, inside: impl FnOnce(&mut Self)) {
        self.line(head);
        self.depth += 1;
        inside(self);
        self.depth -= 1;
    }
}

fn section(of: &Section) -> String {
    let mut out = of.code.to_string();
    for (at, part) in of.parts.iter().enumerate() {
        let _ = if at == 0 { write!(out, " {part}") } else { write!(out, "({part})") };
    }
    out
}

fn period(period: &Period) -> String {
    let from = match &period.from {
        Start::Always => "always".into(),
        Start::Day(day) => format!("from {day}"),
        Start::Unknown { earliest, latest } => format!("from unknown ({} to {})", date(*earliest), date(*latest)),
    };
    period.through.map_or(from.clone(), |last| format!("{from} through {last}"))
}

fn date(day: Option<jiff::civil::Date>) -> String {
    day.map_or_else(|| "?".into(), |it| it.to_string())
}

fn year(year: Option<i16>) -> String {
    year.map_or_else(String::new, |it| it.to_string())
}
