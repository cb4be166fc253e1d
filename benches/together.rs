//! Deciding by a folder of 200 instruments of which three are law on the day, as a multiple of deciding by these three alone, on the same cases in
//! the same run. Both are resolved under one order of precedence.
//!
//! `cargo bench --bench together` ; `cargo bench --bench together -- 20000 5` for so many cases and rounds.

use enact::analysis::Reach;
use enact::ir::{DecisionId, InstrumentId, OrderId, Program, Row, Value};
use enact::runtime::Options;
use enact::runtime::authorities::precedence::Together;
use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Instruments of the folder; the first three are in force.
const MANY: usize = 200;
const FEW: usize = 3;

fn main() {
    let numbers: Vec<usize> = std::env::args().skip(1).filter_map(|word| word.parse().ok()).collect();
    let count = numbers.first().copied().unwrap_or(50_000);
    let rounds = numbers.get(1).copied().unwrap_or(7);
    let (few, many) = (compiled(FEW).expect("the three check"), compiled(MANY).expect("the folder checks"));
    let cases: Vec<Row> = (0..64).map(|number| case(&many, number)).collect();
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..rounds {
        // In turn, so that a slow moment of the machine meets both.
        for (program, times) in [&few, &many].into_iter().zip(&mut times) {
            let together = prepared(program);
            let start = Instant::now();
            for number in 0..count {
                black_box(together.decide(&cases[number % cases.len()]).effect);
            }
            times.push(start.elapsed());
        }
    }
    let [few, many] = times.map(|mut times| median(&mut times).as_nanos() as f64 / count as f64);
    println!("{count} cases, {rounds} rounds, medians\n");
    println!("{:44} {:>12} {:>8}", "", "ns a case", "×");
    println!("{:44} {few:>12.0} {:>8.2}", format!("{FEW} instruments"), 1.0);
    println!("{:44} {many:>12.0} {:>8.2}", format!("{MANY} instruments, {FEW} of them in force"), many / few);
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn prepared(program: &Program) -> Together<'_> {
    let all: Vec<InstrumentId> = (0..program.instruments.len() as u32).map(InstrumentId).collect();
    let as_of = "2020-06-01".parse().expect("a day");
    Together::new(program, &all, DecisionId(0), Some(OrderId(0)), &Options { as_of, ..Options::default() })
}

/// Half of the facts known, another half for each case.
fn case(program: &Program, number: usize) -> Row {
    let slots = program.records.first().map_or(0, |record| record.slots.len());
    (0..slots).map(|slot| Value::Bool((number * 31 + slot * 17) % 5 < 2)).collect()
}

fn compiled(instruments: usize) -> Option<Program> {
    let mut sources = enact::source::Sources::default();
    let mut parses = Vec::new();
    let mut add = |module: String, text: String| {
        let id = sources.add(format!("{module}.enact"), module, text.as_str());
        parses.push(enact::syntax::parse(id, &text));
    };
    let mut vocabulary = "vocabulary \"facts\".\n\nfacts of the case:\n".to_owned();
    for fact in 0..40 {
        let end = if fact == 39 { "." } else { ";" };
        let _ = writeln!(vocabulary, "    mark {fact}: yes or no{end}");
    }
    vocabulary.push_str("\ndecision hold: keep or release.\n");
    add("facts".to_owned(), vocabulary);
    for number in 0..instruments {
        let level = ["federal", "state", "county"][number % 3];
        let period = if number < FEW { "from 2010-01-01" } else { "from 2030-01-01" };
        let mut text = format!(
            "policy \"Instrument {number}\":\n    made by {level} \"Body {number}\";\n    in force {period}.\n\nuse \"facts\".\n\n"
        );
        let (modal, outcome) = [("may ", "keep"), ("may ", "release"), ("", "release")][number % 3];
        for rule in 0..10 {
            let (one, other) = ((number + rule) % 40, (number + rule * 3 + 1) % 40);
            let _ = writeln!(text, "rule {rule}:\n    {modal}{outcome} hold if mark {one} is yes and mark {other} is no.\n");
        }
        add(format!("many/instrument-{number}"), text);
    }
    add("order".to_owned(), "use \"many/instrument-0\".\n\norder \"down\":\n    ranks federal, state, county.\n".to_owned());
    let analysis = enact::analysis::analyse(&sources, &parses, &Reach::by_names(&sources, &parses));
    for it in analysis.diagnostics.iter().take(3) {
        eprintln!("{}", it.message);
    }
    analysis.into_program()
}
