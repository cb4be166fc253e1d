//! Reports of decisions made by hand, of a policy made by hand.

use super::json::Writer;
use super::text::{Detail, decision, invalid};
use super::{Context, words};
use crate::cases::CaseProblem;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::catalogue::UNKNOWN_NAME;
use crate::ir::{
    CASE, Conclusion, DecisionId, EnumId, Enumeration, Expr, ExprId, ExprKind, Field, Instrument, InstrumentId, Mode, Period,
    Program, Question, QuestionId, Record, RecordId, Rule, RuleId, Slot, SlotId, Start, Type, Value,
};
use crate::runtime::reasons::explain::{Explanation, Fate, Node, RuleTrace};
use crate::runtime::{Answer, Ask, Basis, Decision, Effect, Missing, Standing, Truth};
use crate::source::{FileId, Sources, Span};
use jiff::civil::{Date, date};

const POLICY: &str = r#"policy "Los Angeles County Sheriff".
rule 1 "low-level arrests":
    decline detainer if offense is low-level  # a comment
        and no prior conviction.
rule 2 "serious record", exception to rule 1:
    honor detainer if any prior conviction is a serious felony.
otherwise honor detainer.
"#;

struct Fixture {
    program: Program,
    sources: Sources,
}

impl Fixture {
    fn new() -> Fixture {
        let mut sources = Sources::default();
        sources.add("sheriff-2012.enact", "us/ca/sheriff-2012", POLICY);
        let slot = |words: &str, ty| Slot {
            path: vec![words.into()],
            words: words.into(),
            ty,
            optional: false,
            least: None,
            span: at("policy"),
        };
        let field = |name: &str, ty, slot| Field {
            name: name.into(),
            key: name.replace(' ', "_"),
            ty,
            slot: SlotId(slot),
            optional: false,
            least: None,
            null_is_none: false,
            names_case: false,
            stipulates: None,
            span: at("policy"),
        };
        let program = Program {
            records: vec![
                Record {
                    name: "case".into(),
                    slots: vec![slot("prior convictions", Type::List(RecordId(1)))],
                    fields: vec![field("prior convictions", Type::List(RecordId(1)), 0)],
                    span: at("policy"),
                },
                Record {
                    name: "conviction".into(),
                    slots: vec![slot("grade", Type::Enum(EnumId(1)))],
                    fields: vec![field("grade", Type::Enum(EnumId(1)), 0)],
                    span: at("policy"),
                },
            ],
            enums: vec![
                Enumeration { name: "detainer".into(), values: vec!["honor".into(), "decline".into()], span: at("policy") },
                Enumeration { name: "grade".into(), values: vec!["felony".into(), "infraction".into()], span: at("policy") },
            ],
            decisions: vec![crate::ir::Decision {
                name: "detainer".into(),
                ty: Type::Enum(EnumId(0)),
                highest_first: false,
                span: at("policy"),
            }],
            questions: vec![Question {
                name: "holiday reading".into(),
                text: Some("Which days?".into()),
                positions: EnumId(1),
                position_texts: vec![None, None],
                default: None,
                source: None,
                span: at("policy"),
            }],
            instruments: vec![Instrument {
                title: "Los Angeles County Sheriff".into(),
                binds_words: vec!["county sheriffs".into()],
                period: Period { from: Start::Day(date(2013, 1, 1)), through: None },
                source: Some("Announcement of 5 December 2012".into()),
                decisions: vec![DecisionId(0)],
                rules: vec![RuleId(0), RuleId(1), RuleId(2)],
                ..Instrument::blank("us/ca/sheriff-2012".into(), at("policy"))
            }],
            rules: vec![
                rule("1", Some("low-level arrests"), "rule 1 \"low-level arrests\""),
                rule("2", Some("serious record"), "rule 2 \"serious record\""),
                rule("otherwise", None, "otherwise"),
            ],
            ..Program::default()
        };
        Fixture { program, sources }
    }

    fn context(&self) -> Context<'_> {
        Context { program: &self.program, sources: &self.sources }
    }

    fn text(&self, it: &Decision, explanation: Option<&Explanation>, detail: Detail<'_>) -> String {
        let mut out = String::new();
        decision(&mut out, self.context(), "C-17", it, explanation, detail);
        out
    }

    fn json(&self, it: &Decision, explanation: Option<&Explanation>) -> String {
        let writer = Writer::new(self.context(), &[(InstrumentId(0), DecisionId(0))]);
        let mut out = Vec::new();
        writer.decision(&mut out, "C-17", it, (date(2013, 6, 1), None), explanation.map(|it| (it, None)));
        checked(out)
    }
}

/// The text of an object that the published schema allows.
fn checked(out: Vec<u8>) -> String {
    let object: serde_json::Value = serde_json::from_slice(&out).unwrap();
    let schema = include_str!("../../docs/schemas/decision.schema.json");
    let schema: serde_json::Value = serde_json::from_str(schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let wrong: Vec<String> = validator.iter_errors(&object).map(|it| it.to_string()).collect();
    assert!(wrong.is_empty(), "{wrong:?} in {object:#}");
    String::from_utf8(out).unwrap()
}

fn at(words: &str) -> Span {
    let start = POLICY.find(words).unwrap();
    Span::new(FileId(0), start, start + words.len())
}

fn rule(label: &str, title: Option<&str>, words: &str) -> Rule {
    let constant = |value| Expr { id: ExprId(0), kind: ExprKind::Const(value), ty: Type::YesNo, span: at("policy") };
    Rule {
        instrument: InstrumentId(0),
        label: label.into(),
        title: title.map(str::to_owned),
        law: vec!["the words of the law".into()],
        period: Period::ALWAYS,
        provenance: None,
        applies: Vec::new(),
        action: crate::ir::Action::Decide(Conclusion {
            decision: DecisionId(0),
            mode: Mode::Plain,
            value: constant(Value::Enum(0)),
            span: at("policy"),
        }),
        condition: constant(Value::Bool(true)),
        duty: None,
        binds: Vec::new(),
        above: Vec::new(),
        span: at(words),
    }
}

fn made(effect: Effect, outcomes: &[u16], rules: &[u32]) -> Decision {
    Decision {
        effect,
        outcomes: outcomes.iter().map(|it| Value::Enum(*it)).collect(),
        rules: rules.iter().map(|it| RuleId(*it)).collect(),
        ..Decision::blank(InstrumentId(0), DecisionId(0), Standing::Applies)
    }
}

fn node(words: &str, truth: Truth, note: Option<&str>, parts: Vec<Node>) -> Node {
    Node { note: note.map(str::to_owned), parts, ..Node::new(at(words), truth) }
}

const CONDITION_1: &str = "offense is low-level  # a comment\n        and no prior conviction";
const CONDITION_2: &str = "any prior conviction is a serious felony";

fn explanation(first: Fate, second: Fate, priors: Truth) -> Explanation {
    let mut low_level = node("offense is low-level", Truth::True, None, Vec::new());
    low_level.facts.push(("grade of the offense".into(), "infraction".into()));
    let note = (priors == Truth::True).then_some("the list is known to be empty");
    let priors_node = node("no prior conviction", priors, note, Vec::new());
    let second_truth = if second == Fate::Unknown { Truth::Unknown } else { Truth::False };
    let deciding = RuleTrace {
        rule: RuleId(0),
        fate: first.clone(),
        condition: node(CONDITION_1, priors, None, vec![low_level, priors_node]),
        waits_for: Vec::new(),
        matters: true,
        doubts: Vec::new(),
    };
    let other = RuleTrace {
        rule: RuleId(1),
        fate: second,
        condition: node(CONDITION_2, second_truth, note, Vec::new()),
        waits_for: Vec::new(),
        matters: true,
        doubts: Vec::new(),
    };
    match first {
        Fate::Live => Explanation { deciding: vec![deciding], ..nothing(vec![other]) },
        _ => nothing(vec![deciding, other]),
    }
}

fn nothing(others: Vec<RuleTrace>) -> Explanation {
    Explanation {
        deciding: Vec::new(),
        defeated: Vec::new(),
        others,
        stipulated: Vec::new(),
        judgments: Vec::new(),
        positions: vec![("holiday reading".into(), "observed day".into(), Basis::Default)],
    }
}

#[test]
fn a_decision_is_two_lines() {
    let fixture = Fixture::new();
    let text = fixture.text(&made(Effect::Chosen, &[1], &[0]), None, Detail::default());
    let expected = "\
C-17  decline detainer (chosen), by rule 1 \"low-level arrests\"
      Announcement of 5 December 2012; in force from 2013-01-01
";
    assert_eq!(text, expected);
}

#[test]
fn the_mode_is_visible_in_every_sentence() {
    let fixture = Fixture::new();
    let check = |decision: &Decision, expected: &str| assert_eq!(words::sentence(fixture.context(), decision), expected);
    check(&made(Effect::Required, &[0], &[2]), "must honor detainer (required), by otherwise");
    check(&made(Effect::Prohibited, &[0], &[0]), "must not honor detainer (prohibited), by rule 1 \"low-level arrests\"");
    check(&made(Effect::Permitted, &[0, 1], &[]), "may honor or decline detainer (permitted, not required)");
    check(&made(Effect::Conflict, &[], &[0, 1]), "detainer: conflict: rules 1 and 2 cannot both be followed");
    let mut none = made(Effect::NoRule, &[], &[]);
    none.standing = Standing::NotYet(date(2013, 1, 1));
    check(&none, "detainer: no rule: it is not in force until 2013-01-01");
    none.standing = Standing::DoesNotBind;
    check(&none, "detainer: no rule: it binds county sheriffs, and not who acts here");
    let mut value = Fixture::new();
    value.program.decisions[0].ty = Type::Text;
    let phrase = |effect| words::phrase(&value.program, DecisionId(0), effect, &[]);
    assert_eq!(phrase(Effect::Prohibited), "detainer must not be not known (prohibited)");
}

#[test]
fn the_whole_reason_has_the_words_of_the_policy() {
    let fixture = Fixture::new();
    let explanation = explanation(Fate::Live, Fate::Fails, Truth::True);
    let mut decision = made(Effect::Chosen, &[1], &[0]);
    decision.presumed_bound = true;
    let detail = Detail { why: true, why_not: &[RuleId(1), RuleId(2)], ..Detail::default() };
    let text = fixture.text(&decision, Some(&explanation), detail);
    let expected = "\
C-17  decline detainer (chosen), by rule 1 \"low-level arrests\"
      Announcement of 5 December 2012; in force from 2013-01-01
      (it binds county sheriffs; the case does not say who acts, and is taken to be one)

      rule 1 \"low-level arrests\" (sheriff-2012.enact:2)
      > the words of the law
        offense is low-level   yes: grade of the offense is infraction
        no prior conviction    yes: the list is known to be empty

      reading relied on: holiday reading is observed day (the policy's default)

      why not rule 2 \"serious record\":
        any prior conviction is a serious felony   no: the list is known to be empty

      why not otherwise: it does not speak to this decision
";
    assert_eq!(text, expected);
    let json = fixture.json(&decision, Some(&explanation));
    assert!(json.contains(r#""words":"offense is low-level and no prior conviction","truth":"yes""#), "{json}");
}

#[test]
fn what_is_missing_is_asked_for() {
    let fixture = Fixture::new();
    let mut decision = made(Effect::Undetermined, &[], &[]);
    let fact = Missing { path: Vec::new(), slot: SlotId(0), words: "prior convictions".into(), key: "prior_convictions".into() };
    let answer = |words: &str, outcome, rule| Answer {
        words: words.into(),
        leads_to: vec![(Effect::Chosen, vec![Value::Enum(outcome)], vec![RuleId(rule)])],
    };
    decision.missing.push(fact.clone());
    decision.questions.push(QuestionId(0));
    decision.next = Some(Ask {
        words: "has the person ever been convicted?".into(),
        fact: Some(fact),
        answers: vec![answer("no", 1, 0), answer("yes, of anything", 0, 2)],
    });
    let explanation = explanation(Fate::Unknown, Fate::Unknown, Truth::Unknown);
    let text = fixture.text(&decision, Some(&explanation), Detail::default());
    let expected = "\
C-17  detainer: undetermined
      Announcement of 5 December 2012; in force from 2013-01-01

      not known    prior convictions (the case has no such list)
      open         holiday reading: Which days?
                     --position \"holiday reading=felony\"
                     --position \"holiday reading=infraction\"
      it matters   rule 1 \"low-level arrests\" asks: no prior conviction
                   rule 2 \"serious record\" asks: any prior conviction is a serious felony
      ask next     has the person ever been convicted?
                     no                 decline detainer (chosen), by rule 1
                     yes, of anything   honor detainer (chosen), by otherwise
      record it    `\"prior_convictions\": []` if there are none
";
    assert_eq!(text, expected);
    fixture.json(&decision, Some(&explanation));
}

#[test]
fn the_keys_of_an_object_stand_in_the_order_of_the_charter() {
    let fixture = Fixture::new();
    let mut decision = made(Effect::Chosen, &[1], &[0]);
    decision.defeated.push((RuleId(1), vec![RuleId(2)]));
    decision.missing.push(Missing {
        path: vec![(SlotId(0), 0)],
        slot: SlotId(0),
        words: "grade of the prior conviction".into(),
        key: "prior_convictions[0].grade".into(),
    });
    decision.problems.push(Diagnostic::new(UNKNOWN_NAME, at("rule 2"), "a \"problem\""));
    let expected = concat!(
        r#"{"case":"C-17","instrument":"us/ca/sheriff-2012","decision":"detainer","effect":"chosen","outcome":"decline","#,
        r#""rules":["1"],"defeated":[{"rule":"2","by":["otherwise"]}],"missing":["prior_convictions[0].grade"],"#,
        r#""questions":[],"problems":[{"code":"unknown-name","message":"a \"problem\"","line":5,"file":"sheriff-2012.enact"}],"#,
        r#""as_of":"2013-06-01"}"#
    );
    assert_eq!(fixture.json(&decision, None), expected);
}

#[test]
fn a_record_that_cannot_be_read_has_its_line() {
    let fixture = Fixture::new();
    let writer = Writer::new(fixture.context(), &[(InstrumentId(0), DecisionId(0))]);
    let problem = CaseProblem {
        code: UNKNOWN_NAME,
        message: "case C-18: wrong".into(),
        field: "bail".into(),
        line: 2,
        column: 1,
        excerpt: None,
        label: String::new(),
        help: Vec::new(),
    };
    let mut out = Vec::new();
    writer.invalid(&mut out, "C-18", &[problem]);
    let line = checked(out);
    assert!(line.contains(r#""effect":"invalid","outcome":null"#) && line.contains(r#""field":"bail""#), "{line}");
    let mut text = String::new();
    invalid(&mut text, "C-18", 1);
    assert_eq!(text, "C-18  invalid: the record cannot be read; 1 problem is reported for it\n");
}

#[test]
fn the_usual_day_of_a_scenario_is_certainly_in_force() {
    let mut fixture = Fixture::new();
    let day = |fixture: &Fixture| super::scenario::usual_day(&fixture.program, Some(InstrumentId(0)));
    assert_eq!(day(&fixture), date(2013, 1, 1));
    fixture.program.instruments[0].period.from =
        Start::Unknown { earliest: Some(date(2012, 12, 5)), latest: Some(date(2013, 3, 31)) };
    assert_eq!(day(&fixture), date(2013, 3, 31));
    fixture.program.instruments[0].period.from = Start::Always;
    assert_eq!(day(&fixture), Date::constant(2000, 1, 1));
    assert_eq!(CASE, RecordId(0));
}
