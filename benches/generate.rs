//! Writes case records for benches/policy.enact, one a line: `cargo run --example generate -- 200000 > cases.ndjson`.

mod records;

use std::io::Write;

fn main() -> std::io::Result<()> {
    let count = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(1000);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut line = String::new();
    for number in 0..count {
        line.clear();
        records::record(number, &mut line);
        line.push('\n');
        out.write_all(line.as_bytes())?;
    }
    out.flush()
}
