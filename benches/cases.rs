//! Reading (and deciding) case records, as a multiple of hand-written structs with serde_json on the same bytes in the same run.
//!
//! `cargo bench --bench cases` ; `cargo bench --bench cases -- 20000 5` for so many records and rounds.

#[path = "by_hand.rs"]
mod by_hand;
mod records;
#[path = "../src/cases/tests/vocabulary.rs"]
mod vocabulary;

use enact::cases::{Form, Records};
use enact::ir::{self, Program};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// The policy that is measured.
const POLICY: &str = include_str!("policy.enact");

/// What is measured: does the work once and gives how many records it did.
type Work<'a> = Box<dyn Fn() -> usize + 'a>;

fn main() {
    let numbers: Vec<usize> = std::env::args().skip(1).filter_map(|word| word.parse().ok()).collect();
    let count = numbers.first().copied().unwrap_or(50_000);
    let rounds = numbers.get(1).copied().unwrap_or(7);

    let mut text = String::new();
    for number in 0..count {
        records::record(number as u64, &mut text);
        text.push('\n');
    }
    let program = compiled().expect("benches/policy.enact checks");
    println!("{count} records of {} bytes on average, {rounds} rounds, medians", text.len() / count.max(1));
    println!("policy: benches/policy.enact\n");

    let works: Vec<(&str, Work<'_>)> = vec![
        ("find line ends", Box::new(|| text.lines().filter(|line| !line.is_empty()).count())),
        ("structs + serde_json: decode", Box::new(|| by_hand::decode_all(&text))),
        ("enact: decode NDJSON", Box::new(|| decode_all(&program, &text))),
        ("enact: decode and decide", Box::new(|| decide_all(&program, &text))),
    ];
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); works.len()];
    // In turn, so that a slow moment of the machine meets all of them.
    for _ in 0..rounds {
        for ((_, work), times) in works.iter().zip(&mut times) {
            let start = Instant::now();
            assert_eq!(black_box(work()), count);
            times.push(start.elapsed());
        }
    }
    let medians: Vec<f64> = times.iter_mut().map(|times| median(times).as_nanos() as f64 / count as f64).collect();
    let base = medians[1];
    println!("{:34} {:>12} {:>8}", "", "ns a record", "×");
    for ((name, _), time) in works.iter().zip(&medians) {
        println!("{name:34} {time:>12.0} {:>8.2}", time / base);
    }
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn decode_all(program: &Program, text: &str) -> usize {
    let mut records = Records::new(program, Box::new(text.as_bytes()), Form::NdJson, false);
    let mut count = 0;
    while let Some(record) = records.next_record().expect("memory") {
        let row = record.row.expect("records are well formed");
        count += usize::from(!black_box(&row).is_empty());
        records.give_back(row);
    }
    count
}

/// Every decision of every instrument on every record.
fn decide_all(program: &Program, text: &str) -> usize {
    let options = enact::runtime::Options { as_of: jiff::civil::date(2014, 6, 1), ..enact::runtime::Options::default() };
    // Prepared once, as the command does.
    let mut deciders = Vec::new();
    for (number, instrument) in (0u32..).zip(&program.instruments) {
        for decision in &instrument.decisions {
            deciders.push(enact::runtime::Decider::new(program, ir::InstrumentId(number), *decision, &options));
        }
    }
    let mut records = Records::new(program, Box::new(text.as_bytes()), Form::NdJson, false);
    let mut count = 0;
    while let Some(record) = records.next_record().expect("memory") {
        let row = record.row.expect("records are well formed");
        for decider in &deciders {
            black_box(decider.decide(&row));
        }
        count += 1;
        records.give_back(row);
    }
    count
}

/// The policy as the checker makes it.
fn compiled() -> Option<Program> {
    let mut sources = enact::source::Sources::default();
    let id = sources.add("benches/policy.enact", "policy", POLICY);
    let parse = enact::syntax::parse(id, POLICY);
    enact::analysis::analyse(&sources, &[parse], &enact::analysis::Reach::apart()).into_program()
}

fn span() -> enact::source::Span {
    enact::source::Span::new(enact::source::FileId(0), 0, 0)
}
