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
    let (program, compiled) = match compiled() {
        Some(program) => (program, true),
        None => (declared_by_hand(), false),
    };
    println!("{count} records of {} bytes on average, {rounds} rounds, medians", text.len() / count.max(1));
    println!(
        "program: {}\n",
        if compiled { "benches/policy.enact" } else { "its vocabulary, declared by hand (the policy did not compile)" }
    );

    let mut works: Vec<(&str, Work<'_>)> = vec![
        ("find line ends", Box::new(|| text.lines().filter(|line| !line.is_empty()).count())),
        ("structs + serde_json: decode", Box::new(|| by_hand::decode_all(&text))),
        ("enact: decode NDJSON", Box::new(|| decode_all(&program, &text))),
    ];
    if compiled {
        works.push(("enact: decode and decide", Box::new(|| decide_all(&program, &text))));
    }
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
    let options = enact::runtime::Options { as_of: jiff::civil::date(2014, 6, 1), as_if_enacted: false, positions: Vec::new() };
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
    enact::analysis::analyse(&sources, &[parse]).into_program()
}

fn span() -> enact::source::Span {
    enact::source::Span::new(enact::source::FileId(0), 0, 0)
}

/// The facts of benches/policy.enact.
fn declared_by_hand() -> Program {
    use ir::{CASE, Currency, Type};
    let mut v = vocabulary::Vocabulary::new();
    let grade = v.choice("grade", &["felony", "misdemeanor", "infraction"]);
    let category = v.choice("category", &["property", "drug", "driving", "violence", "vehicle", "other"]);
    let form = v.choice("form", &["I-247", "I-247D", "I-247N", "I-247A"]);
    v.program.codes = vec![("HS".to_owned(), "Health".to_owned()), ("PC".to_owned(), "Penal".to_owned())];

    let person = v.record("person");
    v.field(person, "birth date", Type::Date);
    v.field(person, "documented gang member", Type::YesNo);
    v.field(person, "current registrant", Type::YesNo);
    v.field(person, "unacceptable risk", Type::Judgment);
    let offense = v.record("offense");
    let conviction = v.record("conviction");
    for record in [offense, conviction] {
        v.field(record, "section", Type::Citation).optional = true;
        v.field(record, "grade", Type::Enum(grade));
        v.field(record, "category", Type::Enum(category));
        v.field(record, "violent", Type::YesNo);
    }
    v.field(conviction, "date", Type::Date);
    let request = v.record("request");
    v.field(request, "form", Type::Enum(form));
    v.field(request, "request date", Type::Date);
    v.field(request, "made in writing", Type::YesNo);
    v.field(request, "signed by a judge", Type::YesNo);

    v.field(CASE, "booking number", Type::Text).names_case = true;
    v.field(CASE, "agency", Type::Text);
    v.field(CASE, "person", Type::Record(person));
    v.field(CASE, "offense", Type::Record(offense));
    v.field(CASE, "request", Type::Record(request));
    v.field(CASE, "bail", Type::Money(Currency::USD)).optional = true;
    v.field(CASE, "arrest date", Type::Date);
    v.field(CASE, "release eligibility", Type::DateTime);
    v.field(CASE, "convictions", Type::List(conviction));
    v.program
}
