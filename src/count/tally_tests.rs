//! Counting by columns against counting one by one, over surveys of every shape and answers of every kind.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::{Index, subsequence};

use super::tally::{Stratum, Tally};
use crate::disclosure::{Distribution, Exact, Place, TableKey};
use crate::sealing::{ClosedPart, FurtherPart, Origin, Source};
use crate::survey::{Audience, Campaign, Choice, ClosedAnswers, Kind, Question, Section, Slug, Survey, Table};

fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

fn choices(count: usize) -> Vec<Choice> {
    // Every third is outside the base.
    (0..count)
        .map(|at| Choice {
            id: slug(&format!("o{at}")),
            label: String::new(),
            picture: None,
            pole: None,
            outside: at % 3 == 2,
        })
        .collect()
}

fn question(at: usize, kind: Kind) -> Question {
    Question {
        picture: None,
        bsl: None,
        audio: None,
        id: slug(&format!("q{at}")),
        measure: slug(&format!("q{at}")),
        ask: String::new(),
        hint: None,
        ordered: false,
        kind,
        sensitive: false,
        breakdown: true,
        // Of every four, one is about services.
        service: at % 4 == 1,
        further: false,
        region: false,
        agencies: vec![],
        lines: vec![],
        priorities: vec![],
        standards: vec![],
    }
}

fn survey(id: &str, kinds: Vec<Kind>, crossed: &[(usize, usize)]) -> Survey {
    let questions: Vec<Question> = kinds.into_iter().enumerate().map(|(at, kind)| question(at, kind)).collect();
    let tables = crossed.iter().map(|(question, by)| (question % questions.len(), by % questions.len()));
    let id_of = |at: usize| questions[at].id.clone();
    Survey {
        id: slug(id),
        family: slug("core"),
        version: 1,
        audience: Audience::Adult,
        languages: vec!["en".into()],
        title: String::new(),
        minutes: 1,
        campaigns: (0..2)
            .map(|at| Campaign { id: slug(&format!("c{at}")), label: String::new() })
            .filter(|_| id == "adult")
            .collect(),
        tables: tables.map(|(question, by)| Table { question: id_of(question), by: id_of(by) }).collect(),
        sections: vec![Section { id: slug("all"), heading: String::new(), note: None, questions }],
    }
}

/// Questions of one and of several answers, with few options and with more than a byte can name.
fn kinds() -> impl Strategy<Value = Vec<Kind>> {
    let size = prop_oneof![8 => 2_usize..20, 1 => 250_usize..260];
    let kind = (size, 0..5).prop_map(|(size, which)| match which {
        0 => Kind::ManyOf(choices(size)),
        1 => Kind::Area(choices(size)),
        2 => Kind::LongText,
        3 => Kind::Scale(choices(size)),
        _ => Kind::OneOf(choices(size)),
    });
    prop::collection::vec(kind, 1..6)
}

/// What a person chose, before it is fitted to a survey: for each question nothing, or some options.
type Chosen = Vec<Option<(Vec<Index>, bool)>>;

fn people() -> impl Strategy<Value = Vec<(Option<usize>, Option<usize>, Index, Chosen)>> {
    let options = (prop::collection::vec(any::<Index>(), 0..4), prop::bool::weighted(0.02));
    let chosen = prop::collection::vec(prop::option::of(options), 6);
    let place = || prop::option::of(0_usize..4);
    prop::collection::vec((place(), place(), any::<Index>(), chosen), 0..80)
}

/// Most answers fit; some choose several where one may be chosen, nothing at all, or what is not offered.
fn answers(survey: &Survey, chosen: &Chosen, misfit: bool) -> ClosedAnswers {
    let mut answers = ClosedAnswers::new();
    for (question, chosen) in survey.questions().zip(chosen) {
        let Some((options, unknown)) = chosen else { continue };
        let offered = question.choices();
        if offered.is_empty() {
            continue;
        }
        let most = if question.is_multi_label() || misfit { options.len() } else { 1 };
        let ids = options.iter().take(most).map(|at| offered[at.index(offered.len())].id.clone());
        let ids: Vec<Slug> = ids.chain(unknown.then(|| slug("unheard-of"))).collect();
        if misfit || !ids.is_empty() {
            answers.insert(question.id.clone(), ids.into_iter().collect());
        }
    }
    answers
}

fn part(area: Option<usize>, provider: Option<usize>, answers: ClosedAnswers) -> ClosedPart {
    let named = |kind: &str, at: Option<usize>| at.map(|at| slug(&format!("{kind}{at}")));
    ClosedPart {
        origin: Origin { source: Source::Direct, provider: named("p", provider), area: named("a", area) },
        // Two of four campaigns are declared, by one survey of two.
        campaign: named("c", area.zip(provider).map(|(area, provider)| (area + provider) % 4)),
        answers,
    }
}

/// The counting that columns replaced: maps of distributions, one person at a time.
#[derive(Default)]
struct Maps(Exact);

impl Maps {
    fn add(&mut self, survey: &Survey, part: &ClosedPart) {
        let places = Stratum::of(survey, part).places();
        for place in &places {
            *self.0.respondents.entry(place.clone()).or_default() += 1;
        }
        let declared =
            survey.campaigns.iter().map(|campaign| &campaign.id).find(|id| part.campaign.as_ref() == Some(*id));
        if let Some(campaign) = declared {
            *self.0.campaigns.entry(campaign.clone()).or_default() += 1;
        }
        for question in survey.questions().filter(|question| question.is_closed()) {
            let Some(chosen) = part.answers.get(&question.id) else {
                continue;
            };
            for place in &places {
                self.table(survey, question, place.clone(), None).add(chosen);
            }
            for table in survey.tables.iter().filter(|table| table.question == question.id) {
                for group in part.answers.get(&table.by).into_iter().flatten() {
                    let within = Some((table.by.clone(), group.clone()));
                    self.table(survey, question, Place::Region, within).add(chosen);
                }
            }
        }
    }

    fn add_further(&mut self, survey: &Survey, part: &FurtherPart) {
        let is_service = |id: &Slug| survey.question(id.as_str()).is_some_and(|question| question.service);
        for table in survey.tables.iter().filter(|table| is_service(&table.by)) {
            let Some(chosen) = part.answers.get(&table.question) else { continue };
            let question = survey.question(table.question.as_str()).unwrap();
            for group in part.answers.get(&table.by).into_iter().flatten() {
                let within = Some((table.by.clone(), group.clone()));
                self.table(survey, question, Place::Region, within).add(chosen);
            }
        }
    }

    fn declare(&mut self, survey: &Survey) {
        for question in survey.questions().filter(|question| question.is_closed()) {
            self.table(survey, question, Place::Region, None);
        }
    }

    fn table(
        &mut self,
        survey: &Survey,
        question: &Question,
        place: Place,
        within: Option<(Slug, Slug)>,
    ) -> &mut Distribution {
        let key = TableKey { survey: survey.id.clone(), question: question.id.clone(), place, within };
        self.0.tables.entry(key).or_insert_with(|| Distribution::of(question))
    }
}

/// An `Exact` as something that prints and compares.
fn told(exact: &Exact) -> serde_json::Value {
    let place = |place: &Place| serde_json::to_string(place).unwrap();
    let respondents: BTreeMap<String, u64> = exact.respondents.iter().map(|(at, n)| (place(at), *n)).collect();
    let tables: BTreeMap<String, &Distribution> =
        exact.tables.iter().map(|(key, counts)| (serde_json::to_string(key).unwrap(), counts)).collect();
    serde_json::json!({ "respondents": respondents, "campaigns": exact.campaigns, "tables": tables })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    #[test]
    fn columns_count_what_maps_counted(
        kinds in prop::collection::vec(kinds(), 1..3),
        crossed in prop::collection::vec((0_usize..6, 0_usize..6), 0..4),
        people in people(),
        misfits in subsequence((0..80).collect::<Vec<usize>>(), 0..8),
        further in subsequence((0..80).collect::<Vec<usize>>(), 0..30),
    ) {
        // Siblings of one family, in one wave.
        let names = ["adult", "young"];
        let surveys: Vec<Survey> = kinds.into_iter().zip(names).map(|(kinds, id)| survey(id, kinds, &crossed)).collect();
        let (mut tally, mut maps) = (Tally::default(), Maps::default());
        let declared: Vec<_> = surveys.iter().map(|survey| tally.declare(survey)).collect();
        for (at, (area, provider, which, chosen)) in people.iter().enumerate() {
            let which = which.index(surveys.len());
            let answers = answers(&surveys[which], chosen, misfits.contains(&at));
            if further.contains(&at) {
                let part = FurtherPart { answers };
                prop_assert_eq!(tally.add_further(declared[which], &part), !part.answers.is_empty());
                maps.add_further(&surveys[which], &part);
                continue;
            }
            let part = part(*area, *provider, answers);
            tally.add(declared[which], &part);
            maps.add(&surveys[which], &part);
        }
        surveys.iter().for_each(|survey| maps.declare(survey));
        prop_assert_eq!(told(&tally.into_exact()), told(&maps.0));
    }
}

#[test]
fn blocks_of_every_size_are_counted_to_the_last_person() {
    let survey = survey(
        "adult",
        vec![Kind::OneOf(choices(5)), Kind::ManyOf(choices(16)), Kind::Scale(choices(30))],
        &[(1, 0), (2, 0)],
    );
    for persons in [1, 63, 64, 65, 191, 192, 193, 8_128, 13_000] {
        let (mut tally, mut maps) = (Tally::default(), Maps::default());
        let declared = tally.declare(&survey);
        for person in 0..persons {
            let option = |of: usize, at: usize| slug(&format!("o{}", (person * of + at) % of.max(2)));
            let answers = [
                (slug("q0"), [option(5, person)].into()),
                (slug("q1"), (0..person % 4 + 1).map(|at| option(16, person + at * 5)).collect()),
                (slug("q2"), [option(30, person / 7)].into()),
            ];
            let answers = answers.into_iter().filter(|(id, _)| (person + id.as_str().len()) % 11 != 0).collect();
            let part = part(Some(0), Some(person % 2), answers);
            tally.add(declared, &part);
            maps.add(&survey, &part);
        }
        maps.declare(&survey);
        let held: usize = tally.bytes().map(<[u8]>::len).sum();
        assert!(held >= persons * 5, "all of them are in columns");
        assert_eq!(told(&tally.into_exact()), told(&maps.0), "{persons} persons");
    }
}

#[test]
fn an_earlier_version_with_other_options_is_left_out_of_that_question_whatever_comes_first() {
    let newer = survey("adult", vec![Kind::OneOf(choices(5)), Kind::OneOf(choices(4))], &[(1, 0), (0, 1)]);
    let older = survey("adult", vec![Kind::OneOf(choices(4)), Kind::OneOf(choices(4))], &[(1, 0), (0, 1)]);
    let answers = |option: &str| [(slug("q0"), [slug(option)].into()), (slug("q1"), [slug("o0")].into())].into();
    let mut both = Vec::new();
    for older_first in [false, true] {
        let mut tally = Tally::default();
        let (now, then) = (tally.declare(&newer), tally.declare(&older));
        let left_out: Vec<&str> = tally.left_out(then).map(|question| question.id.as_str()).collect();
        assert_eq!(left_out, ["q0"]);
        assert_eq!(tally.left_out(now).count(), 0);
        let mut parts = [(now, "o4"), (then, "o3"), (then, "o1")];
        if older_first {
            parts.reverse();
        }
        for (survey, option) in parts {
            tally.add(survey, &part(None, None, answers(option)));
        }
        let exact = tally.into_exact();
        let region = |question: &str| exact.tables.iter().find(|(key, _)| key.question == slug(question)).unwrap().1;
        assert_eq!(exact.respondents[&Place::Region], 3);
        assert_eq!((region("q0").base, region("q0").options[&slug("o4")]), (1, 1));
        assert_eq!(region("q1").base, 3);
        both.push(told(&exact));
    }
    assert_eq!(both[0], both[1]);
}
