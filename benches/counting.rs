//! How long exact counting takes: a million opened responses into every declared table, beside one pass over the same
//! memory in the same run, because a ratio says more than a time on a machine that does other things too.
//!
//! `cargo bench --bench counting`. Prints a table; promises nothing about another machine.

use std::hint::black_box;
use std::time::{Duration, Instant};

use heard::clock::{Seeded, generator};
use heard::count::Tally;
use heard::disclosure::Exact;
use heard::sealing::{Arrival, ClosedPart, CollectingKeys, Mark, Origin, Sending, Source};
use heard::sealing::{key_pair, open_closed, open_outer, seal_response};
use heard::survey::{Choice, Kind, Library, Question, Response, Slug, Survey};
use rand::RngExt;
use rand::rngs::StdRng;

const PERSONS: usize = 1_000_000;
/// Different persons; they come again and again, so that what is measured is not where their answers lie in memory.
const DIFFERENT: usize = 500;
const PROVIDERS: usize = 40;
const ROUNDS: usize = 9;
const OPENED: usize = 300;

fn main() {
    let survey = nineteen_closed_questions();
    let mut rng = generator(&Seeded::new(1));
    let persons: Vec<ClosedPart> = (0..DIFFERENT).map(|_| person(&survey, &mut rng)).collect();

    let (mut fill, mut count, mut floor, mut bytes) = (vec![], vec![], vec![], 0);
    for _ in 0..ROUNDS {
        let (filled, mut tally) = timed(|| filled(&survey, &persons, PERSONS));
        fill.push(filled);
        bytes = tally.bytes().map(<[u8]>::len).sum();
        floor.push(timed(|| black_box(sum(&tally))).0);
        let (counted, exact) = timed(|| std::mem::take(&mut tally).into_exact());
        count.push(counted);
        assert_eq!(exact.respondents.values().sum::<u64>() as usize, PERSONS * 3, "region, area, provider");
        black_box(tables(&exact));
    }
    let aside = aside(&survey, &persons);
    let opening = opening(&survey, &mut rng);

    let tables = tables(&filled(&survey, &persons, DIFFERENT).into_exact());
    let questions = survey.questions().filter(|question| question.is_closed()).count();
    println!(
        "{PERSONS} persons x {questions} questions, {PROVIDERS} providers, {tables} tables, {bytes} bytes in columns"
    );
    println!("{:<52} {:>12} {:>12} {:>12}", "", "least", "median", "each person");
    let least = row("one pass over the columns (sum of all bytes)", &mut floor);
    let counted = row("counting every table, columns overwritten", &mut count);
    row("filling the columns from opened responses", &mut fill);
    println!("{:<52} {:>12} {:>12} {:>9.3} us", "one by one (what fits no column)", "", "", aside);
    println!("{:<52} {:>12} {:>12} {:>9.3} us", "opening the inner envelope of one response", "", "", opening);
    println!("counting / one pass, least: {:.1}", counted.as_secs_f64() / least.as_secs_f64());
    println!("opening / counting, for one response: {:.0}", opening / each(counted));
}

/// The core survey, and two questions of several answers.
fn nineteen_closed_questions() -> Survey {
    let mut survey = Library::built_in().surveys.swap_remove(0).0;
    let choice = |at: usize| Choice {
        id: slug(&format!("o{at}")),
        label: String::new(),
        picture: None,
        pole: None,
        outside: at == 0,
    };
    for (id, options) in [("barriers", 6), ("helpers", 12)] {
        let kind = Kind::ManyOf((0..options).map(choice).collect());
        let like = survey.sections[0].questions[0].clone();
        survey.sections[0].questions.push(Question { id: slug(id), measure: slug(id), kind, ..like });
    }
    survey
}

fn slug(text: &str) -> Slug {
    text.parse().expect("a plain word")
}

/// Somebody who came through a provider and answered nine questions of ten.
fn person(survey: &Survey, rng: &mut StdRng) -> ClosedPart {
    let provider = rng.random_range(0..PROVIDERS);
    let origin = Origin {
        source: Source::Provider,
        provider: Some(slug(&format!("provider-{provider}"))),
        area: Some(slug(&format!("area-{}", provider % 7))),
    };
    let mut answers = std::collections::BTreeMap::new();
    for question in survey.questions().filter(|question| question.is_closed()) {
        if rng.random_ratio(1, 10) {
            continue;
        }
        let several = if question.is_multi_label() { rng.random_range(1..4) } else { 1 };
        let offered = question.choices();
        let chosen = (0..several).map(|_| offered[rng.random_range(0..offered.len())].id.clone());
        answers.insert(question.id.clone(), chosen.collect());
    }
    ClosedPart { origin, campaign: None, answers }
}

fn filled<'a>(survey: &'a Survey, persons: &[ClosedPart], count: usize) -> Tally<'a> {
    let mut tally = Tally::default();
    let declared = tally.declare(survey);
    for person in persons.iter().cycle().take(count) {
        tally.add(declared, person);
    }
    tally
}

fn sum(tally: &Tally<'_>) -> u64 {
    tally.bytes().map(|bytes| bytes.iter().map(|byte| u64::from(*byte)).sum::<u64>()).sum()
}

fn tables(exact: &Exact) -> usize {
    exact.tables.len()
}

/// Microseconds for one person whose answers fit no column.
fn aside(survey: &Survey, persons: &[ClosedPart]) -> f64 {
    let odd = |person: &ClosedPart| {
        let mut answers = person.answers.clone();
        answers.insert(slug("believed"), [slug("unheard-of")].into());
        ClosedPart { origin: person.origin.clone(), campaign: None, answers }
    };
    let odd: Vec<ClosedPart> = persons.iter().map(odd).collect();
    let (took, tally) = timed(|| filled(survey, &odd, DIFFERENT));
    assert_eq!(tally.bytes().count(), 0);
    took.as_secs_f64() * 1e6 / DIFFERENT as f64
}

/// Microseconds to open the closed answers of one response.
fn opening(survey: &Survey, rng: &mut StdRng) -> f64 {
    let wave = slug("w1");
    let [checking, counting, text] = [(); 3].map(|()| key_pair());
    let keys = CollectingKeys { checking: checking.1, counting: counting.1, text: text.1 };
    let sealed: Vec<_> = (0..OPENED)
        .map(|_| {
            let ClosedPart { origin, campaign, answers } = person(survey, rng);
            let response = Response { closed: answers, ..Response::default() };
            let mark = Mark::Link { hasty: false };
            let sending = Sending { wave: &wave, survey, row: [0; 32], mark, arrival: Arrival(0), origin, campaign };
            let outer = seal_response(&keys, sending, &response).expect("it seals");
            open_outer(&checking.0, &wave, [0; 32], &outer).expect("it opens").closed
        })
        .collect();
    let surveys = [(survey.id.clone(), survey.version)];
    let open = |sealed| open_closed(&counting.0, &wave, &surveys, sealed).expect("it opens");
    let (took, opened) = timed(|| sealed.iter().map(open).filter(|(which, _)| *which == 0).count());
    assert_eq!(opened, OPENED);
    took.as_secs_f64() * 1e6 / OPENED as f64
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let began = Instant::now();
    let done = work();
    (began.elapsed(), done)
}

fn row(what: &str, times: &mut [Duration]) -> Duration {
    times.sort();
    let (least, median) = (times[0], times[times.len() / 2]);
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    println!("{what:<52} {:>9.2} ms {:>9.2} ms {:>9.3} us", ms(least), ms(median), each(least));
    least
}

/// Microseconds for each person.
fn each(all: Duration) -> f64 {
    all.as_secs_f64() * 1e6 / PERSONS as f64
}
