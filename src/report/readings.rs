//! Words for what turns on a question: the result under each position, who read it so, who switched a rule off.

use super::json::{list, string};
use super::{Context, words};
use crate::ir::{InstrumentId, Program, QuestionId};
use crate::runtime::{Basis, Decision, Effect, Reading, Relied};

/// Facts named in the sentence of a reading that is still undetermined.
const NAMED: usize = 3;

/// A sentence for each reading: ``under `force of a detainer` as `command`: must honor detainer (required), by rule 287.7(d)``.
pub fn sentences(context: Context<'_>, decision: &Decision) -> Vec<String> {
    let mut lines: Vec<String> = decision
        .readings
        .iter()
        .map(|reading| {
            format!("under {}: {}", positions(context.program, &reading.positions), result(context.program, decision, reading))
        })
        .collect();
    if decision.readings_left_out {
        lines.push("there are too many combinations of positions to list; take some of them with `--position`".to_owned());
    }
    lines
}

/// `` `Galarza v. Szalczyk` reads it as `request`, `Doe v. Roe` as `command` ``, for a question on which instruments differ.
fn dispute(program: &Program, disputed: &[(QuestionId, Vec<usize>)], question: QuestionId) -> Option<String> {
    let (_, readings) = disputed.iter().find(|(it, _)| *it == question)?;
    let said: Vec<String> = readings
        .iter()
        .filter_map(|index| program.readings.get(*index))
        .map(|it| format!("{} reads it as `{}`", title(program, it.instrument), position(program, question, it.position)))
        .collect();
    Some(words::and(&said))
}

/// `` `holiday reading` is `named day` by default ``, for an answer that rests on it.
pub fn relied(program: &Program, it: &Relied) -> String {
    let (question, position) = (question(program, it.question), position(program, it.question, it.position));
    match &it.basis {
        Basis::Given => format!("with `{question}` as `{position}`, as asked"),
        Basis::Order => format!("with `{question}` as `{position}`, as the order takes it"),
        Basis::Default => format!("with `{question}` as `{position}`, its default"),
        Basis::Read(by) => format!("with `{question}` as `{position}`, so read by {}", titles(program, by)),
    }
}

/// In the reason: `as asked`, `the policy's default`, `so read by …`.
pub fn how(program: &Program, basis: &Basis) -> String {
    match basis {
        Basis::Given => "as asked".to_owned(),
        Basis::Order => "as the order takes it".to_owned(),
        Basis::Default => "the policy's default".to_owned(),
        Basis::Read(by) => format!("so read by {}", titles(program, by)),
    }
}

/// `it is switched off here by City of El Cenizo v. Texas (el-cenizo-2018.enact:14)`.
pub fn suspended(context: Context<'_>, by: &[usize]) -> String {
    let names: Vec<String> = by.iter().map(|index| suspending(context, *index)).collect();
    format!("it is switched off here by {}", words::and(&names))
}

/// `City of El Cenizo v. Texas (el-cenizo-2018.enact:14)`: whose a suspension is, and its place.
pub fn suspending(context: Context<'_>, index: usize) -> String {
    let it = context.program.suspensions.get(index);
    it.map_or_else(String::new, |it| format!("{} ({})", title(context.program, it.instrument), words::place(context, it.span)))
}

/// Appends what a decision says of readings, as JSON keys, each with a comma before it.
pub fn write_json(out: &mut Vec<u8>, program: &Program, decision: &Decision, rest: &dyn Fn(&mut Vec<u8>, &Reading)) {
    if !decision.readings.is_empty() {
        out.extend_from_slice(b",\"readings\":");
        list(out, &decision.readings, |out, reading| {
            out.push(b'{');
            positions_json(out, program, &reading.positions);
            out.push(b',');
            rest(out, reading);
            out.push(b'}');
        });
    }
    if decision.readings_left_out {
        out.extend_from_slice(b",\"readings_left_out\":true");
    }
    disputed_json(out, program, &decision.disputed);
    if !decision.relied_on.is_empty() {
        out.extend_from_slice(b",\"relied_on\":");
        list(out, &decision.relied_on, |out, it| {
            out.extend_from_slice(b"{\"question\":");
            string(out, question(program, it.question));
            out.extend_from_slice(b",\"position\":");
            string(out, position(program, it.question, it.position));
            out.extend_from_slice(b",\"by\":");
            basis_json(out, program, &it.basis);
            out.push(b'}');
        });
    }
}

/// Appends `,"disputed":[…]`, where instruments read a question differently.
pub fn disputed_json(out: &mut Vec<u8>, program: &Program, disputed: &[(QuestionId, Vec<usize>)]) {
    if disputed.is_empty() {
        return;
    }
    out.extend_from_slice(b",\"disputed\":");
    list(out, disputed, |out, (of, readings)| {
        out.extend_from_slice(b"{\"question\":");
        string(out, question(program, *of));
        out.extend_from_slice(b",\"readings\":");
        let readings: Vec<_> = readings.iter().filter_map(|index| program.readings.get(*index)).collect();
        list(out, &readings, |out, it| {
            out.extend_from_slice(b"{\"instrument\":");
            string(out, &program.instruments[it.instrument.index()].id);
            out.extend_from_slice(b",\"position\":");
            string(out, position(program, *of, it.position));
            out.push(b'}');
        });
        out.push(b'}');
    });
}

/// How a question is asked, who differs on it, and how a position is taken: ``force of a detainer: Does (d) command?``, with a line for each position.
pub fn open(program: &Program, id: QuestionId, disputed: &[(QuestionId, Vec<usize>)]) -> (Vec<String>, Vec<String>) {
    let question = &program.questions[id.index()];
    let positions = program.enums.get(question.positions.index()).map_or(&[][..], |it| it.values.as_slice());
    let mut said = vec![match &question.text {
        Some(text) => format!("{}: {text}", question.name),
        None => question.name.clone(),
    }];
    said.extend(dispute(program, disputed, id));
    (said, positions.iter().map(|position| format!("--position \"{}={position}\"", question.name)).collect())
}

/// `"asked"`, `"order"`, `"default"`, or the instruments that read it so.
pub fn basis_json(out: &mut Vec<u8>, program: &Program, basis: &Basis) {
    match basis {
        Basis::Given => string(out, "asked"),
        Basis::Order => string(out, "order"),
        Basis::Default => string(out, "default"),
        Basis::Read(by) => list(out, by, |out, id| string(out, &program.instruments[id.index()].id)),
    }
}

/// `` `force of a detainer` as `command` and `officer list` as `later list` ``.
pub fn positions(program: &Program, taken: &[(QuestionId, u16)]) -> String {
    let one = |(of, taken): &(QuestionId, u16)| format!("`{}` as `{}`", question(program, *of), position(program, *of, *taken));
    words::and(&taken.iter().map(one).collect::<Vec<_>>())
}

/// Appends `"positions":{"force of a detainer":"command"}`.
pub fn positions_json(out: &mut Vec<u8>, program: &Program, taken: &[(QuestionId, u16)]) {
    out.extend_from_slice(b"\"positions\":{");
    for (index, (of, taken)) in taken.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        string(out, question(program, *of));
        out.push(b':');
        string(out, position(program, *of, *taken));
    }
    out.push(b'}');
}

fn result(program: &Program, decision: &Decision, reading: &Reading) -> String {
    let phrase = words::phrase(program, decision.decision, reading.effect, &reading.outcomes);
    let rules = words::rules(program, &reading.rules);
    match reading.effect {
        Effect::Undetermined if reading.missing.is_empty() => phrase,
        Effect::Undetermined => {
            let mut named: Vec<String> = reading.missing.iter().take(NAMED).map(|it| it.words.clone()).collect();
            if reading.missing.len() > NAMED {
                named.push(format!("{} more", reading.missing.len() - NAMED));
            }
            format!("{phrase}; not known: {}", words::and(&named))
        }
        Effect::Conflict => format!("{phrase}: {rules} cannot both be followed"),
        _ if reading.rules.is_empty() => phrase,
        _ => format!("{phrase}, by {rules}"),
    }
}

fn question(program: &Program, id: QuestionId) -> &str {
    program.questions.get(id.index()).map_or("", |it| &it.name)
}

fn position(program: &Program, question: QuestionId, position: u16) -> &str {
    let positions = program.questions.get(question.index()).and_then(|it| program.enums.get(it.positions.index()));
    positions.and_then(|it| it.values.get(usize::from(position))).map_or("", String::as_str)
}

fn titles(program: &Program, all: &[InstrumentId]) -> String {
    words::and(&all.iter().map(|id| title(program, *id)).collect::<Vec<_>>())
}

fn title(program: &Program, id: InstrumentId) -> String {
    program.instruments.get(id.index()).map_or_else(String::new, |it| it.title.clone())
}
