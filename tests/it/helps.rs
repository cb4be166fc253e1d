//! What is told where a statute's wording is not that of Enact: the way out that is shown works when it is pasted.

use crate::support::{enact, folder};

const HEAD: &str = r#"policy "A": made by agency "Acme"; in force from 2020-01-01.
facts of the case:
    assessment day: date;
    hearing date: date;
    notifiable: yes or no;
    owner: yes or no;
    mfa used: yes or no;
    label: secret or public;
    staff: number;
    income: money;
    premises: premises;
    organisation: organisation;
    jobs: list of jobs, each job;
    owners: list of owners, each owner.
facts of an owner: spells: list of spells, each spell.
facts of a spell: days: number.
facts of an organisation: size: number.
facts of a premises: clean: yes or no; area: number.
facts of a job: pay: money; days absent: number; valid: yes or no; end date: date.
parameter taper: from 2020-01-01: 60 percent.
decision notice: send or skip.
decision access: permit or forbid.
decision payment: money.
"#;

fn check(name: &str, policy: &str) -> String {
    let place = folder(&format!("helps-{name}"));
    std::fs::write(place.join("p.enact"), policy).expect("a file can be written");
    let run = enact(&place, &["check", "p.enact"], None);
    format!("{}{}", run.stdout, run.stderr)
}

/// Each wording is told with the way out, and the text with that way out has no errors.
fn each_works(name: &str, told: &[(&str, &str, &str)]) {
    for (at, (wrong, help, right)) in told.iter().enumerate() {
        let said = check(&format!("{name}-{at}-wrong"), &format!("{HEAD}{wrong}\n"));
        assert!(said.contains(help), "{wrong}\n{said}");
        let said = check(&format!("{name}-{at}-right"), &format!("{HEAD}{right}\n"));
        assert!(!said.contains("error"), "{right}\n{said}");
    }
}

#[test]
fn every_wording_of_a_deadline_points_to_the_head() {
    let right = "rule 1, due 3 days after assessment day: must send notice if notifiable is yes";
    let sentences = [
        "rule 1: must send notice within 3 days after assessment day if notifiable is yes.",
        "rule 1: must send notice no later than 3 days after assessment day if notifiable is yes.",
        "rule 1: must send notice not later than 3 days after assessment day if notifiable is yes.",
        "rule 1: must send notice on or before 3 days after assessment day if notifiable is yes.",
        "rule 1: must send notice by 3 days after assessment day if notifiable is yes.",
        "rule 1: must send notice before 3 days after assessment day if notifiable is yes.",
        "rule 1: must send notice 3 days after assessment day if notifiable is yes.",
        "rule 1: must send notice if notifiable is yes, within 3 days after assessment day.",
        "rule 1: must send notice if notifiable is yes within 3 days after assessment day.",
        "rule 1: within 3 days after assessment day, must send notice if notifiable is yes.",
        "rule 1: send notice within 3 days after assessment day if notifiable is yes.",
    ];
    for (at, sentence) in sentences.iter().enumerate() {
        let said = check(&format!("deadline-{at}"), &format!("{HEAD}{sentence}\n"));
        assert!(said.contains(&format!("    `{right}`")), "{sentence}\n{said}");
    }
    assert!(!check("deadline-right", &format!("{HEAD}{right}.\n")).contains("error"));
    let must = "must send notice if notifiable is yes.";
    let right = |due: &str| format!("rule 1, due {due}: {must}");
    let (days, once, day) = (right("3 days after assessment day"), right("at once"), right("hearing date"));
    each_works(
        "due",
        &[
            (
                &format!("rule 1, due within 3 days after assessment day: {must}"),
                "write `due 3 days after assessment day`",
                &days,
            ),
            (
                &format!("rule 1, due no later than 3 days after assessment day: {must}"),
                "write `due 3 days after assessment day`",
                &days,
            ),
            (
                "rule 1: must send notice within three days of assessment day.",
                "`rule 1, due 3 days after assessment day: must ...`",
                &days,
            ),
            ("rule 1: must send notice immediately if notifiable is yes.", "`rule 1, due at once: must ...`", &once),
            ("rule 1: must send notice at once if notifiable is yes.", "`rule 1, due at once: must ...`", &once),
            (
                "rule 1: must send notice as soon as practicable if notifiable is yes.",
                "`rule 1, due ...: must send notice",
                &once,
            ),
            ("rule 1: must send notice by hearing date if notifiable is yes.", "`rule 1, due hearing date: must ...`", &day),
            (
                "rule 1: must send notice no later than hearing date if notifiable is yes.",
                "`rule 1, due hearing date: must send",
                &day,
            ),
            ("rule 1: must within 3 days after assessment day send notice.", "`rule 1, due 3 days after ...: must ...`", &days),
        ],
    );
    // What lacks its verb is a condition, and what may be done within a time no duty.
    for sentence in [
        "rule 1: must send notice if hearing date within 3 days after assessment day.",
        "rule 1: may send notice within 3 days after assessment day.",
    ] {
        assert!(check("no-deadline", &format!("{HEAD}{sentence}\n")).contains("`within` needs a date before it"), "{sentence}");
    }
}

#[test]
fn who_acts_stands_in_the_head() {
    each_works(
        "who",
        &[
            (
                "rule 1: the organisation must not skip notice if notifiable is yes.",
                "`rule 1, owed by \"the organisation\": must not skip notice if notifiable is yes`",
                "rule 1, owed by \"the organisation\": must not skip notice if notifiable is yes.",
            ),
            (
                "rule 1: the organisation must send notice.",
                "`rule 1, owed by \"the organisation\": must send notice`",
                "rule 1, owed by \"the organisation\": must send notice.",
            ),
            ("rule 1: a person may not skip notice.", "may-not", "rule 1: must not skip notice."),
        ],
    );
    let binds = HEAD.replace("in force", "binds organisations; in force");
    assert!(check("binds", &binds).contains("take `binds organisations` away"));
    let bound = HEAD.replace("in force", "binds bound organisations; in force");
    let class = "define an organisation is a bound organisation if its size is over 5.";
    assert!(!check("bound", &format!("{bound}{class}\n")).contains("error"));
}

#[test]
fn statutes_are_told_the_form() {
    each_works(
        "form",
        &[
            (
                "rule 1: payment is the sum of pay of jobs.",
                "write `total of pay of jobs`",
                "rule 1: payment is the total of pay of jobs.",
            ),
            ("rule 1: payment is fifty dollars.", "write `$50`", "rule 1: payment is $50."),
            (
                "rule 1: payment is $50 times the number of jobs that are valid.",
                "`define the count as the number of jobs that are valid.`",
                "define the count as the number of jobs that are valid. rule 1: payment is $50 times the count.",
            ),
            ("rule 1: the payment shall be $50.", "write `is`", "rule 1: the payment is $50."),
            ("rule 1: the payment shall be income.", "write `is`", "rule 1: the payment is income."),
            ("rule 1: payment is taper of income.", "write `taper times income`", "rule 1: payment is taper times income."),
            (
                "rule 1: payment is taper of the amount by which income exceeds $30.",
                "write `times`",
                "rule 1: payment is taper times the amount by which income exceeds $30.",
            ),
            (
                "rule 1: forbid access if the hearing date is within the 2 years before the assessment day.",
                "write `within 2 years`",
                "rule 1: forbid access if the hearing date is within 2 years before the assessment day.",
            ),
            (
                "rule 1: payment is income if owner is yes, $100 if notifiable is yes.",
                "`rule 1: payment is the result`",
                "define result as income if owner is yes, $100 if notifiable is yes, otherwise $0. rule 1: payment is the result.",
            ),
            (
                "rule 1: forbid access if label is secret and not mfa used.",
                "write `mfa used is no` if that is a yes/no fact",
                "rule 1: forbid access if label is secret and mfa used is no.",
            ),
            (
                "rule 1: forbid access if any job has days absent at most 90.",
                "write `any job whose days absent is at most 90`",
                "rule 1: forbid access if any job whose days absent is at most 90.",
            ),
            (
                "rule 1: forbid access if every job has days absent at most 90.",
                "`define ... is ... if its days absent is at most 90`",
                "define a job is short if its days absent is at most 90. rule 1: forbid access if every job is short.",
            ),
            (
                "rule 1: forbid access if owner is yes and any job has a permit until on or after the assessment day.",
                "`its end date is on or after ...`",
                "rule 1: forbid access if owner is yes and any job where (its end date is on or after the assessment day).",
            ),
            (
                "rule 1: permit access if not the owner is yes.",
                "write `not (the owner is yes)`",
                "rule 1: permit access if not (the owner is yes).",
            ),
            (
                "rule working credit: permit access if owner is yes.",
                "`rule 1 \"working credit\": ...`",
                "rule 1 \"working credit\": permit access if owner is yes.",
            ),
            (
                "rule working credit: permit access if owner is yes.",
                "`rule working-credit: ...`",
                "rule working-credit: permit access if owner is yes.",
            ),
            (
                "decision status: have or lack. rule 1: must have status if owner is yes.",
                "`have` is a word of the language",
                "decision status: hold or lack. rule 1: must hold status if owner is yes.",
            ),
            (
                "define an owner's time as the total of days of its spells.",
                "take `its` away",
                "define an owner's time as the total of days of spells.",
            ),
            (
                "rule 1: forbid access if any of: > The law.\n (a) owner is yes; (b) staff is 3.",
                "law-after-other-words",
                "rule 1: forbid access if any of:\n> The law.\n (a) owner is yes; (b) staff is 3.",
            ),
            (
                "rule 1: permit access if owner is yes. rule 2, notwithstanding any other rule: forbid access if notifiable is yes. rule 3, notwithstanding any other rule: permit access if staff is 3.",
                "`notwithstanding rule ...`",
                "rule 1: permit access if owner is yes. rule 2, notwithstanding any other rule: forbid access if notifiable is yes. rule 3, notwithstanding any other rule: forbid access if staff is 3.",
            ),
            (
                "question crowd reading \"Who counts?\": position guests only; default position everybody present. rule 1: permit access if crowd reading is everybody present.",
                "declare it before: `position everybody present; default position everybody present;`",
                "question crowd reading \"Who counts?\": position guests only; position everybody present; default position everybody present. rule 1: permit access if crowd reading is everybody present.",
            ),
        ],
    );
}

#[test]
fn what_a_scenario_gives_is_told_its_form() {
    let rule = "rule 1: permit access if staff is 3 or premises is clean. otherwise forbid access. scenario \"a\", as of 2024-01-01: given";
    let told = [
        ("staff 3", "write `staff is 3`", "staff is 3"),
        ("premises: not clean and area 30", "write `not clean, area 30`", "premises: not clean, area 30"),
    ];
    for (wrong, help, right) in told {
        let said = check("given", &format!("{HEAD}{rule} {wrong} expect permit access.\n"));
        assert!(said.contains(help), "{said}");
        assert!(!check("given", &format!("{HEAD}{rule} {right} expect permit access.\n")).contains("error"));
    }
}

#[test]
fn an_act_is_told_what_the_text_has() {
    let place = folder("helps-act");
    let act = |name: &str, items: &str| {
        let text = format!("policy \"Act\": made by agency \"Acme\"; amends \"{name}\"; in force from 2025-01-01.\n{items}\n");
        std::fs::write(place.join("act.enact"), text).expect("a file can be written");
        let run = enact(&place, &["check", "."], None);
        format!("{}{}", run.stdout, run.stderr)
    };
    let rules = "rule 1: permit access if owner is yes. rule 2: forbid access if any of: (a) owner is no; (b) staff is 3.";
    std::fs::write(place.join("ord.enact"), format!("{HEAD}{rules}\n")).expect("a file can be written");
    let said = act("ord", "insert paragraph 1(a): staff is 3.");
    assert!(said.contains("the text of `1` has no lettered list") && !said.contains("insert paragraph` if it is new"), "{said}");
    let said = act("ord", "insert paragraph 2(a)(1): staff is 3.");
    assert!(said.contains("a paragraph is inserted beside one that is there: `2(a)` or `2(b)`"), "{said}");
    assert!(act("ordd", "repeal rule 1.").contains("write `amends \"ord\"`"));
}

#[test]
fn a_record_that_may_be_absent_says_how_it_is_recorded() {
    let place = folder("helps-record");
    let policy = "policy \"Z\": made by state \"NL\". facts of the case: partner: partner, or none; children: list of kids, each kid. facts of a partner: income: money. \
        facts of a kid: age: number. decision aid: grant or refuse. define a kid is young if its age is under 18. \
        rule 1: grant aid if no partner or at least 2 kids that are young. otherwise refuse aid.\n";
    std::fs::write(place.join("p.enact"), policy).expect("a file can be written");
    let cases = "{\"case\":\"A\",\"children\":[]}\n{\"case\":\"B\",\"partner\":{}}\n";
    let arguments = ["decide", "p.enact", "--cases", "-", "--input", "ndjson", "--as-of", "2024-01-01", "--format", "text"];
    let said = enact(&place, &arguments, Some(cases.as_bytes())).stdout;
    assert!(said.contains("`\"partner\": \"none\"` if there is none, else `{}` with what is known of it"), "{said}");
    assert!(said.contains("some, 2 or more of them: "), "{said}");
}
