//! What several instruments come to: as text, as JSON, and as a line of a table.

use super::json::{Writer, list, string};
use super::lines::{WIDTH, fold, lead_in, put};
use super::text::{INDENT, LISTED, first_few};
use super::{Context, duties, readings, sentences, words};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::excerpt::clean;
use crate::ir::{DecisionId, ExprKind, InstrumentId, Program, RuleId, Value};
use crate::runtime::authorities::precedence::{Authority, Resolved, Role};
use crate::runtime::{Decision, Duty, Effect, Standing, Supposed};
use jiff::civil::Date;

/// Appends the resolved answer, and below it each authority's own effect with what became of it.
pub fn text(
    out: &mut String,
    context: Context<'_>,
    case: &str,
    resolved: &Resolved,
    (day, as_of): (Option<Date>, Option<Date>),
    width: Option<usize>,
) {
    let width = width.unwrap_or(WIDTH);
    let hang = (INDENT.len(), INDENT.len() + 2);
    lead_in(out, &format!("{}  ", clean(case)), INDENT.len(), &sentence(context, resolved), width);
    let mut under = under(context, resolved);
    if let Some(date) = as_of {
        under.push_str(&format!("; as of {date}"));
    }
    if let Some(supposed) = supposed(resolved) {
        under.push_str(&format!("; {}", super::version::as_if_enacted(context.program, &supposed)));
    }
    put(out, hang, &under, width);
    for line in duties::lines(context.program, &duties::of_resolved(resolved), |rule| rules_of(context, &[rule])) {
        put(out, hang, &line, width);
    }
    for id in &resolved.questions {
        let (said, positions) = readings::open(context.program, *id, &resolved.disputed);
        let mut lines = said.into_iter();
        lines.next().into_iter().for_each(|it| put(out, hang, &format!("open: {it}"), width));
        lines.chain(positions).for_each(|it| put(out, (hang.0 + 2, hang.1 + 2), &it, width));
    }
    for reading in &resolved.readings {
        let positions = readings::positions(context.program, &reading.positions);
        let result = result(context, resolved.decision, (reading.effect, &reading.outcomes, &reading.rules));
        put(out, hang, &format!("with {positions}: {result}"), width);
    }
    if !resolved.missing.is_empty() {
        put(out, hang, &format!("not known: {}", first_few(resolved.missing.iter())), width);
    }
    for problem in &resolved.problems {
        put(out, hang, &format!("problem: {} ({})", clean(&problem.message), words::place(context, problem.primary.span)), width);
    }
    // Which position to take is said above; what a fact would change, only the question does.
    if let Some(next) = resolved.next.as_ref().filter(|_| !resolved.missing.is_empty()) {
        put(out, hang, &format!("ask next: {}", sentences::question(&next.words)), width);
    }
    let (silent, speaking): (Vec<&Authority>, Vec<&Authority>) = resolved.all().partition(|it| it.role == Role::Silent);
    for authority in speaking {
        put(out, hang, &own_effect(context, authority), width);
        // What it rests on, as where it is the only one; that it is as if enacted is said once, above.
        let own = &authority.decision;
        let under = (hang.0 + 2, hang.1 + 2);
        put(out, under, &format!("({})", words::provenance(context.program, own.instrument, true)), width);
        let mut notes = super::text::notes(context, own, day);
        let of_duty: Vec<&Duty> = own.duties.iter().collect();
        notes.extend(duties::lines(context.program, &of_duty, |rule| words::rule_short(context.program, rule)));
        let waits = duties::missing(&of_duty);
        notes.extend((!waits.is_empty()).then(|| format!("not known: {}", first_few(waits.into_iter()))));
        notes.extend(words::perhaps_suspended(context.program, own));
        notes.extend(own.problems.iter().map(|it| format!("problem: {}", words::problem(context, it))));
        for note in notes {
            put(out, under, &format!("({note})"), width);
        }
    }
    for (instrument, role) in without_effect(context.program, resolved) {
        let what = match role {
            Role::SetAside => "set aside by the order",
            Role::Advises => "advises, and binds nobody",
            // That it yields is said of the rule that it would switch off.
            _ => continue,
        };
        let id = clean(&context.program.instruments[instrument.index()].id);
        put(out, hang, &format!("{id}: {what}; what it reads, suspends or fills does not count"), width);
    }
    if !silent.is_empty() {
        put(out, hang, &say_nothing(context, &silent), width);
    }
}

/// Instruments that decide nothing here themselves, but read questions, suspend rules or fill slots, and that the order keeps from it. One that yields
/// to the instrument whose rule it suspends is pre-empted by that rule.
fn without_effect(program: &Program, resolved: &Resolved) -> Vec<(InstrumentId, Role)> {
    let Some(order) = resolved.order.and_then(|id| program.orders.get(id.index())) else { return Vec::new() };
    let fills = |id: InstrumentId| {
        let bodies = program.definitions.iter().flat_map(|it| &it.versions).map(|it| &it.body.kind);
        bodies.into_iter().any(|it| matches!(it, ExprKind::Filled(_, fills, _) if fills.iter().any(|it| it.instrument == id)))
    };
    let touches = |id: &InstrumentId| {
        program.readings.iter().any(|it| it.instrument == *id)
            || program.suspensions.iter().any(|it| it.instrument == *id)
            || fills(*id)
    };
    let instruments = || (0..program.instruments.len() as u32).map(InstrumentId);
    let aside = instruments().filter(|id| order.sets_aside(*id, resolved.as_of)).map(|id| (id, Role::SetAside));
    let advising = instruments().filter(|id| order.takes_as_advice(*id, resolved.as_of)).map(|id| (id, Role::Advises));
    let mut all: Vec<(InstrumentId, Role)> = aside.chain(advising).collect();
    for (rule, by) in resolved.all().flat_map(|it| &it.decision.overridden) {
        for of in by.iter().filter_map(|index| program.suspensions.get(*index)).map(|it| it.instrument) {
            match all.iter_mut().find(|(id, _)| *id == of) {
                Some((_, Role::PreEmpted(rules))) => rules.push(*rule),
                Some(_) => {}
                None => all.push((of, Role::PreEmpted(vec![*rule]))),
            }
        }
    }
    all.retain(|(id, _)| touches(id) && resolved.all().all(|it| it.decision.instrument != *id));
    all.sort_by(|(a, _), (b, _)| program.instruments[a.index()].id.cmp(&program.instruments[b.index()].id));
    all
}

/// Of a run as if enacted: what that supposes, of all that speak.
fn supposed(resolved: &Resolved) -> Option<Supposed> {
    let mut found: Option<Supposed> = None;
    for of in resolved.all().filter_map(|it| it.decision.as_if_enacted.as_ref()) {
        let all = found.get_or_insert_default();
        all.not_law.extend(of.not_law.iter().filter(|it| !all.not_law.contains(it)).copied().collect::<Vec<_>>());
        all.not_yet.extend(of.not_yet.iter().filter(|it| !all.not_yet.contains(it)).copied().collect::<Vec<_>>());
    }
    found
}

/// `must honor detainer (required), by rule 287.7(d) of us/cfr/8-287-7`.
pub fn sentence(context: Context<'_>, resolved: &Resolved) -> String {
    let name = &context.program.decisions[resolved.decision.index()].name;
    match resolved.effect {
        Effect::NoRule => format!("{name}: no rule: {}", nothing_binds(resolved)),
        Effect::Undetermined => format!("{name}: undetermined"),
        _ => {
            let result = (resolved.effect, resolved.outcomes.as_slice(), resolved.rules.as_slice());
            match duties::clause(context.program, &duties::of_resolved(resolved)) {
                duty if duty.is_empty() => self::result(context, resolved.decision, result),
                duty => {
                    let phrase = words::phrase(context.program, resolved.decision, resolved.effect, &resolved.outcomes);
                    words::with_duty(&phrase, &duty, &rules_of(context, &resolved.rules))
                }
            }
        }
    }
}

/// Why several instruments come to nothing.
fn nothing_binds(resolved: &Resolved) -> &'static str {
    let any = |role: Role| resolved.all().any(|it| it.role == role && it.decision.effect != Effect::NoRule);
    match (any(Role::Advises), any(Role::SetAside)) {
        (false, false) => "none of the instruments speaks to this case",
        (true, false) => "only guidance speaks to this case, which binds nobody",
        (false, true) => "the order sets aside what speaks to this case",
        (true, true) => "what speaks to this case is guidance, which binds nobody, or set aside by the order",
    }
}

fn result(context: Context<'_>, decision: DecisionId, (effect, outcomes, rules): (Effect, &[Value], &[RuleId])) -> String {
    let of = rules_of(context, rules);
    let phrase = words::phrase(context.program, decision, effect, outcomes);
    match effect {
        Effect::Conflict => {
            let name = &context.program.decisions[decision.index()].name;
            // Of more than two some may say the same: below each stands with whom it conflicts.
            let both = if rules.len() > 2 { "all" } else { "both" };
            match rules.is_empty() {
                true => format!("{name}: conflict"),
                false => format!("{name}: conflict: {of} cannot {both} be followed"),
            }
        }
        _ if rules.is_empty() => phrase,
        _ => format!("{phrase}, by {of}"),
    }
}

/// `under "the federal request binds"`.
fn under(context: Context<'_>, resolved: &Resolved) -> String {
    match resolved.order.and_then(|id| context.program.orders.get(id.index())) {
        Some(order) => format!("under \"{}\"", clean(&order.name)),
        None => "without an order of precedence".to_owned(),
    }
}

/// `rule 1 of us/a and rule 2 of us/b`.
fn rules_of(context: Context<'_>, rules: &[RuleId]) -> String {
    let program = context.program;
    let of = |id: &RuleId| {
        let instrument = &program.instruments[program.rules[id.index()].instrument.index()];
        format!("{} of {}", words::rule_short(program, *id), clean(&instrument.id))
    };
    words::and(&rules.iter().map(of).collect::<Vec<_>>())
}

fn own_effect(context: Context<'_>, authority: &Authority) -> String {
    let decision = &authority.decision;
    let instrument = &context.program.instruments[decision.instrument.index()];
    let own = words::sentence(context, decision);
    let by = |rules: &[RuleId]| rules_of(context, rules);
    let role = match &authority.role {
        Role::Silent | Role::Stands => String::new(),
        Role::LeavesTheChoice => "; leaves the choice".to_owned(),
        Role::Advises => "; advises, and binds nobody".to_owned(),
        Role::SetAside => "; set aside by the order".to_owned(),
        Role::PreEmpted(rules) if rules.is_empty() => "; pre-empted".to_owned(),
        Role::PreEmpted(rules) => format!("; pre-empted by {}", by(rules)),
        Role::Limited(rules) => format!("; limited by {}", by(rules)),
        Role::Floor(rules) => format!("; a floor: {} gives more", by(rules)),
        Role::Ceiling(rules) => format!("; a ceiling: {} gives less", by(rules)),
        Role::Conflicts(rules) if rules.is_empty() => "; its own rules conflict".to_owned(),
        Role::Conflicts(rules) => format!("; conflicts with {}", by(rules)),
        Role::Open if decision.presumed_bound => "; not known whether it binds who acts".to_owned(),
        Role::Open => "; not determined".to_owned(),
    };
    let role = match (decision.effect, &decision.standing) {
        (Effect::Undetermined, Standing::Uncertain) => format!(": {}", words::no_rule(context.program, decision)),
        (Effect::Undetermined, _) if authority.role == Role::Open => {
            decision.next.as_ref().map_or_else(String::new, |next| format!(": {}", sentences::question(&next.words)))
        }
        _ => role,
    };
    format!("{}: {own}{role}", clean(&instrument.id))
}

/// What an authority's answer waits for, where that is no fact of the case: whether it, or one of its rules, is in force.
fn open_point(authority: &Authority) -> Option<String> {
    if authority.decision.standing == Standing::Uncertain {
        return Some("is it in force?".to_owned());
    }
    authority.decision.next.as_ref().filter(|next| next.fact.is_none()).map(|next| sentences::question(&next.words))
}

/// Why there is no rule: `it is not in force until 2014-01-01`, and of several instruments what each of them says.
pub(super) fn none_speaks(context: Context<'_>, resolved: &Resolved) -> String {
    let all: Vec<&Authority> = resolved.all().collect();
    match all.as_slice() {
        [only] => words::no_rule(context.program, &only.decision),
        all => format!("none of the instruments speaks to this case: {}", each_says(context, all)),
    }
}

/// `2 others say nothing here: us/ca/trust-act (it is not in force until 2014-01-01), …`.
fn say_nothing(context: Context<'_>, silent: &[&Authority]) -> String {
    let (others, say) = if silent.len() == 1 { ("instrument", "says") } else { ("instruments", "say") };
    format!("{} {others} {say} nothing here: {}", silent.len(), each_says(context, silent))
}

/// `us/ca/trust-act (it is not in force until 2014-01-01); …`.
fn each_says(context: Context<'_>, silent: &[&Authority]) -> String {
    let each = |it: &&Authority| {
        let id = clean(&context.program.instruments[it.decision.instrument.index()].id);
        let mut why = vec![words::no_rule(context.program, &it.decision)];
        why.extend(it.decision.problems.iter().map(|it| words::problem(context, it)));
        why.extend(it.decision.relied_on.iter().map(|it| readings::relied(context.program, it)));
        format!("{id} ({})", why.join(", "))
    };
    let mut named: Vec<String> = silent.iter().take(LISTED).map(each).collect();
    if silent.len() > named.len() {
        named.push(format!("and {} more", silent.len() - LISTED));
    }
    named.join("; ")
}

// --- JSON -------------------------------------------------------------------------------------------------------------

/// Appends the object of a resolved answer, without a line feed: `instrument` is null, a rule is `module#label`.
pub fn json(out: &mut Vec<u8>, writer: &Writer<'_>, context: Context<'_>, case: &str, resolved: &Resolved, as_of: Date) {
    let program = context.program;
    out.extend_from_slice(b"{\"case\":");
    string(out, case);
    out.extend_from_slice(b",\"instrument\":null,\"decision\":");
    string(out, &program.decisions[resolved.decision.index()].name);
    result_json(out, writer, context, resolved.decision, (resolved.effect, &resolved.outcomes, &resolved.rules));
    out.extend_from_slice(b",\"defeated\":[],\"missing\":");
    list(out, &resolved.missing, |out, it| string(out, &it.key));
    out.extend_from_slice(b",\"questions\":");
    list(out, &resolved.questions, |out, id| string(out, &program.questions[id.index()].name));
    out.extend_from_slice(b",\"problems\":");
    let mut problems: Vec<&Diagnostic> = Vec::new();
    for problem in resolved.problems.iter().chain(resolved.all().flat_map(|it| &it.decision.problems)) {
        if !problems.contains(&problem) {
            problems.push(problem);
        }
    }
    writer.problems(out, problems.into_iter());
    out.extend_from_slice(b",\"as_of\":");
    string(out, &as_of.to_string());
    super::version::as_if_enacted_json(out, program, supposed(resolved).as_ref());
    if resolved.presumed_bound {
        out.extend_from_slice(b",\"presumed_bound\":true");
    }
    out.extend_from_slice(b",\"order\":");
    writer.order(out, resolved.order);
    out.extend_from_slice(b",\"authorities\":");
    let aside = without_effect(program, resolved);
    let own = resolved.all().map(|it| (it.decision.instrument, Some(&it.decision), &it.role));
    let all: Vec<(InstrumentId, Option<&Decision>, &Role)> =
        own.chain(aside.iter().map(|(id, role)| (*id, None, role))).collect();
    list(out, &all, |out, (instrument, own, role)| {
        out.extend_from_slice(b"{\"instrument\":");
        string(out, &program.instruments[instrument.index()].id);
        let result = own.map_or((Effect::NoRule, &[][..], &[][..]), |own| (own.effect, &own.outcomes, &own.rules));
        result_json(out, writer, context, resolved.decision, result);
        out.extend_from_slice(b",\"role\":");
        let (word, by) = role_word(role);
        string(out, word);
        if !by.is_empty() {
            out.extend_from_slice(b",\"by\":");
            rules_json(out, context, by);
        }
        if let Some(own) = own.filter(|it| it.standing != Standing::Applies) {
            out.extend_from_slice(b",\"because\":");
            string(out, &words::no_rule(program, own));
        }
        out.push(b'}');
    });
    let act = || words::act(program, resolved.decision, resolved.effect, &resolved.outcomes);
    duties::write(out, program, act, &duties::of_resolved(resolved), |rule| cited(program, rule));
    if !resolved.readings.is_empty() {
        out.extend_from_slice(b",\"readings\":");
        list(out, &resolved.readings, |out, reading| {
            out.push(b'{');
            readings::positions_json(out, program, &reading.positions);
            result_json(out, writer, context, resolved.decision, (reading.effect, &reading.outcomes, &reading.rules));
            out.push(b'}');
        });
    }
    readings::disputed_json(out, program, &resolved.disputed);
    if let Some(next) = &resolved.next {
        writer.next(out, resolved.decision, next);
    }
    out.push(b'}');
}

fn result_json(
    out: &mut Vec<u8>,
    writer: &Writer<'_>,
    context: Context<'_>,
    decision: DecisionId,
    (effect, outcomes, rules): (Effect, &[Value], &[RuleId]),
) {
    out.extend_from_slice(b",\"effect\":");
    string(out, words::effect_word(effect));
    out.extend_from_slice(b",\"outcome\":");
    writer.outcome(out, decision, outcomes);
    out.extend_from_slice(b",\"rules\":");
    rules_json(out, context, rules);
}

fn rules_json(out: &mut Vec<u8>, context: Context<'_>, rules: &[RuleId]) {
    list(out, rules, |out, id| string(out, &cited(context.program, *id)));
}

/// `us/cfr/8-287-7#287.7(d)/custody`.
fn cited(program: &Program, rule: RuleId) -> String {
    let rule = &program.rules[rule.index()];
    format!("{}#{}", program.instruments[rule.instrument.index()].id, rule.label)
}

fn role_word(role: &Role) -> (&'static str, &[RuleId]) {
    match role {
        Role::Silent => ("silent", &[]),
        Role::Stands => ("stands", &[]),
        Role::LeavesTheChoice => ("leaves the choice", &[]),
        Role::Advises => ("advises", &[]),
        Role::SetAside => ("set aside", &[]),
        Role::PreEmpted(by) => ("pre-empted", by),
        Role::Limited(by) => ("limited", by),
        Role::Floor(by) => ("floor", by),
        Role::Ceiling(by) => ("ceiling", by),
        Role::Conflicts(by) => ("conflicts", by),
        Role::Open => ("open", &[]),
    }
}

// --- tables -----------------------------------------------------------------------------------------------------------

/// What a cell of a table says: `must honor detainer`, `decline detainer (chosen)`, `conflict`, `undetermined: depends on …`.
pub fn cell(context: Context<'_>, resolved: &Resolved) -> String {
    let phrase = words::phrase(context.program, resolved.decision, resolved.effect, &resolved.outcomes);
    match resolved.effect {
        Effect::Required | Effect::Prohibited | Effect::Permitted => phrase.split(" (").next().unwrap_or(&phrase).to_owned(),
        Effect::Undetermined if !resolved.questions.is_empty() => {
            let names: Vec<String> =
                resolved.questions.iter().map(|id| context.program.questions[id.index()].name.clone()).collect();
            format!("undetermined: disputed: {}", names.join(", "))
        }
        Effect::Undetermined => match resolved.missing.first() {
            Some(fact) => format!("undetermined: not known: {}", fact.words),
            None => match resolved.authorities.iter().find_map(open_point) {
                Some(point) => format!("undetermined: {point}"),
                None => phrase,
            },
        },
        _ => phrase,
    }
}

/// A row of a table: each cell folded in its own column. The first column takes two fifths at most.
pub fn row(out: &mut String, cells: &[String], width: usize) {
    let (first, others) = columns(cells.len(), width);
    let folded: Vec<Vec<String>> =
        cells.iter().enumerate().map(|(index, cell)| fold(&clean(cell), if index == 0 { first } else { others })).collect();
    let height = folded.iter().map(Vec::len).max().unwrap_or(0);
    for line in 0..height {
        let mut text = String::new();
        for (index, cell) in folded.iter().enumerate() {
            let wide = if index == 0 { first } else { others };
            let words = cell.get(line).map_or("", String::as_str);
            text.push_str(words);
            let gap = wide.saturating_sub(words.chars().count()) + 2;
            text.extend(std::iter::repeat_n(' ', gap));
        }
        out.push_str(text.trim_end());
        out.push('\n');
    }
}

/// The line under the head of a table.
pub fn rule(out: &mut String, count: usize, width: usize) {
    let (first, others) = columns(count, width);
    let mut text = "-".repeat(first);
    for _ in 1..count {
        text.push_str("  ");
        text.push_str(&"-".repeat(others));
    }
    out.push_str(&text);
    out.push('\n');
}

fn columns(count: usize, width: usize) -> (usize, usize) {
    let first = (width * 2 / 5).max(12);
    let others = count.saturating_sub(1).max(1);
    (first, (width.saturating_sub(first) / others).saturating_sub(2).max(12))
}
