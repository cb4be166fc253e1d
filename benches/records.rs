//! Case records of about 500 bytes for benches/policy.enact: the same for the same number, on every machine.

/// A line of NDJSON.
pub fn record(number: u64, out: &mut String) {
    use std::fmt::Write;
    let mut random = Random(number.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x0123_4567_89ab_cdef);
    let grade = |random: &mut Random| *random.of(&["felony", "misdemeanor", "misdemeanor", "infraction"]);
    let section =
        |random: &mut Random| *random.of(&["PC 459", "PC 484", "PC 211", "PC 245(a)(1)", "HS 11350", "PC 415", "PC 18745"]);
    let category = |random: &mut Random| *random.of(&["property", "drug", "driving", "violence", "vehicle", "other"]);
    let day = |random: &mut Random, year: u64| format!("{year}-{:02}-{:02}", 1 + random.below(12), 1 + random.below(28));
    let arrested = 2013 + random.below(2);
    let (birth_year, birth) = (1950 + random.below(48), random.below(12) + 1);
    let _ = write!(out, r#"{{"booking_number":"B-{number:06}","agency":"Example County Sheriff, Central Division","#);
    let _ = write!(
        out,
        r#""person":{{"birth_date":"{birth_year}-{birth:02}-15","documented_gang_member":{},"current_registrant":{}"#,
        random.below(20) == 0,
        random.below(30) == 0
    );
    match random.below(4) {
        0 => {}
        1 => out.push_str(r#","unacceptable_risk":null"#),
        2 => out.push_str(r#","unacceptable_risk":false"#),
        _ => {
            let _ =
                write!(out, r#","unacceptable_risk":{{"finding":{},"by":"Sgt. Roe","on":"2014-01-05"}}"#, random.below(10) == 0);
        }
    }
    let _ = write!(
        out,
        r#"}},"offense":{{"section":"{}","grade":"{}","category":"{}","violent":{}}},"#,
        section(&mut random),
        grade(&mut random),
        category(&mut random),
        random.below(5) == 0
    );
    let _ = write!(
        out,
        r#""request":{{"form":"{}","request_date":"{}","made_in_writing":{}"#,
        random.of(&["I-247", "I-247", "I-247D", "I-247A"]),
        day(&mut random, arrested),
        random.below(8) != 0
    );
    if random.below(2) == 0 {
        let _ = write!(out, r#","signed_by_a_judge":{}"#, random.below(10) == 0);
    }
    out.push_str("},");
    match random.below(5) {
        0 => out.push_str(r#""bail":"none","#),
        1 => {}
        _ => {
            let _ = write!(out, r#""bail":"${},{:03}.00","#, 1 + random.below(30), 50 * random.below(20));
        }
    }
    let _ = write!(
        out,
        r#""arrest_date":"{}","release_eligibility":"{} {:02}:{:02}","#,
        day(&mut random, arrested),
        day(&mut random, arrested),
        random.below(24),
        random.below(60)
    );
    out.push_str(r#""convictions":["#);
    for conviction in 0..random.below(4) {
        if conviction > 0 {
            out.push(',');
        }
        let year = 1995 + random.below(18);
        let _ = write!(
            out,
            r#"{{"grade":"{}","section":"{}","violent":{},"date":"{}"}}"#,
            grade(&mut random),
            section(&mut random),
            random.below(6) == 0,
            day(&mut random, year)
        );
    }
    out.push_str("]}");
}

/// xorshift64*: small, and the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % limit
    }

    fn of<'l, T>(&mut self, list: &'l [T]) -> &'l T {
        &list[self.below(list.len() as u64) as usize]
    }
}
