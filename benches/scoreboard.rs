//! What readers get: how many answers stand in published figures, for made-up years of several sizes, with the planner
//! and without it, with and without the rule against stuffing. `cargo bench --bench scoreboard`, or with sizes:
//! `cargo bench --bench scoreboard -- 600`.
//!
//! Every year is published release by release and audited as the service does it; a year that fails is an error here.
//! With `unaudited` only the planner speaks, and says also what the rule against stuffing costs: without it, what some
//! years would show is refused by the audit. With `suppressed` there is no planner: each quarter's full tables of areas
//! and providers go through `protect` by the survey's rules, beside the quarters before, which stay as they were.

use std::collections::BTreeMap;

use heard::demo::{made_up_expectation, made_up_providers, made_up_year};
use heard::disclosure::plan::{Chosen, ELSEWHERE, PLACE, Plan, Planned, TOGETHER, TOTAL};
use heard::disclosure::{Exact, K, Place, TableKey};
use heard::release::{Document, Heading, Year, certified, make_plan, unaudited};
use heard::survey::{Library, Slug, Survey};
use heard::themes::codebook::Codebook;
use heard::wave::{State, Wave};

#[path = "scoreboard/suppression.rs"]
mod suppression;

const SEEDS: u64 = 5;

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![80, 600, 1_200, 2_500] } else { sizes };
    if std::env::args().any(|argument| argument == "suppressed") {
        return sizes.into_iter().for_each(suppression::print);
    }
    println!("{SEEDS} made-up years each; shares in percent");
    println!(
        "{:>9} {:>8} | {:>6} {:>6} {:>6} | {:>6} {:>6} {:>6} {:>6} {:>6} | {:>6} {:>6} {:>7} | {:>6} {:>6} {:>6}",
        "responses",
        "rule P7",
        "region",
        "area",
        "+toge",
        "half24",
        "+toge",
        "(own)",
        "year24",
        "+toge",
        "prov30",
        "(own)",
        "in prov",
        "themes",
        "area",
        "prov"
    );
    let rules: &[bool] = if is_unaudited() { &[true, false] } else { &[true] };
    for responses in sizes {
        for stuffing_rule in rules.iter().copied() {
            let mut score = Score::default();
            for seed in 1..=SEEDS {
                Simulation::new(responses, seed).publish(stuffing_rule, &mut score);
            }
            score.print(responses, stuffing_rule);
        }
    }
}

fn is_unaudited() -> bool {
    std::env::args().any(|argument| argument == "unaudited")
}

struct Simulation {
    survey: Survey,
    areas: Vec<(Slug, String)>,
    plan: Plan,
    waves: Vec<Wave>,
    exact: BTreeMap<Slug, Exact>,
}

impl Simulation {
    fn new(responses: usize, seed: u64) -> Self {
        let library = Library::built_in();
        let survey = library.surveys[0].0.clone();
        let areas: Vec<(Slug, String)> = library.areas.iter().map(|a| (a.id.clone(), a.name.clone())).collect();
        let ids: Vec<Slug> = areas.iter().map(|(id, _)| id.clone()).collect();
        let expected = made_up_expectation(&survey, &library.areas, responses, 1_000 + seed);
        let family: Slug = "core".parse().unwrap();
        let starts = "2026-01-01".parse().unwrap();
        let surveys = std::slice::from_ref(&survey);
        let plan = make_plan(
            (&family, starts),
            (surveys, &Codebook::built_in()),
            &ids,
            &expected,
            &Chosen::new(),
            String::new(),
        )
        .unwrap();
        let quarters = [("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30"), ("10-01", "12-31")];
        let waves: Vec<Wave> = quarters
            .iter()
            .enumerate()
            .map(|(n, (opens, closes))| Wave {
                id: format!("q{}", n + 1).parse().unwrap(),
                family: family.clone(),
                opens: format!("2026-{opens}").parse().unwrap(),
                closes: format!("2026-{closes}").parse().unwrap(),
                state: State::Released,
                carried_into: None,
            })
            .collect();
        let exact = waves.iter().map(|wave| wave.id.clone()).zip(made_up_year(&survey, responses, 4, seed)).collect();
        Self { survey, areas, plan, waves, exact }
    }

    /// Whether a place's own two groups are both large enough, whatever else is shown: no planner can do better.
    fn own_split(&self, planned: &Planned, place: &Place, waves: &[usize]) -> bool {
        let key = TableKey {
            survey: planned.survey.clone(),
            question: planned.question.clone(),
            place: place.clone(),
            within: None,
        };
        let tables = waves.iter().filter_map(|wave| self.exact[&self.waves[*wave].id].tables.get(&key));
        let mut sums = vec![0; planned.scale.options.len()];
        for table in tables {
            planned.scale.options.iter().zip(&mut sums).for_each(|(option, sum)| *sum += table.options[option]);
        }
        planned.scale.totals(2, &sums).iter().all(|group| *group >= K)
    }

    fn publish(&self, stuffing_rule: bool, score: &mut Score) {
        let codebook = Codebook::built_in();
        let providers = made_up_providers();
        let mut told: Vec<Document> = Vec::new();
        for wave in 0..self.waves.len() {
            let year = Year {
                plan: &self.plan,
                surveys: std::slice::from_ref(&self.survey),
                waves: self.waves[..=wave].iter().collect(),
                over: self.waves[wave].read_from(),
                exact: &self.exact,
                areas: &self.areas,
                codebook: &codebook,
                providers: &providers,
                invited: &BTreeMap::new(),
                told: &told,
                stuffing_rule,
            };
            let heading = Heading {
                id: self.waves[wave].id.clone(),
                sequence: wave as i64 + 1,
                previous: None,
                published: self.waves[wave].closes,
                run_by: "",
                waves: vec![&self.waves[wave]],
            };
            let years = std::slice::from_ref(&year);
            let document = match is_unaudited() {
                true => unaudited(&heading, years),
                false => certified(&heading, years, &told).unwrap(),
            };
            told.push(document);
        }
        score.add(self, &told);
    }
}

/// Sums over years and questions.
#[derive(Default)]
struct Score {
    region: Share,
    area: Share,
    with_pool: Share,
    half_24: Share,
    half_together: Share,
    half_own: Share,
    provider_own: Share,
    year_24: Share,
    year_together: Share,
    provider_30: Share,
    provider: Share,
    theme_region: Share,
    theme_area: Share,
    theme_provider: Share,
}

#[derive(Default)]
struct Share {
    shown: u64,
    all: u64,
}

impl Share {
    fn count(&mut self, shown: bool, weight: u64) {
        self.all += weight;
        self.shown += if shown { weight } else { 0 };
    }

    fn percent(&self) -> String {
        if self.all == 0 { "-".into() } else { format!("{:.1}", self.shown as f64 * 100.0 / self.all as f64) }
    }
}

impl Score {
    fn add(&mut self, simulation: &Simulation, told: &[Document]) {
        for planned in simulation.plan.questions.iter() {
            if planned.labels {
                self.add_labels(simulation, planned, told);
                continue;
            }
            // Equality questions say who answered, and how; they are not about services.
            if simulation
                .survey
                .question(planned.question.as_str())
                .is_none_or(|question| question.breakdown || question.region)
            {
                continue;
            }
            let shown = Shown::of(told, &planned.question);
            for (wave, exact) in &simulation.exact {
                for (key, table) in exact.tables.iter().filter(|(key, _)| key.question == planned.question) {
                    if key.within.is_some() {
                        continue;
                    }
                    match &key.place {
                        Place::Region => self.region.count(shown.has(TOTAL, wave), table.base),
                        Place::Area(area) if simulation.areas.iter().any(|(id, _)| id == area) => {
                            self.area.count(shown.has(area.as_str(), wave), table.base);
                            let pooled = shown.has(area.as_str(), wave) || shown.together.has(area.as_str(), wave, 4);
                            self.with_pool.count(pooled, table.base);
                        }
                        Place::Area(_) => {}
                        Place::Provider(provider) => {
                            let is_it = |category: &str| category.ends_with(&format!("/{provider}"));
                            self.provider.count(shown.any(is_it, wave), table.base);
                        }
                    }
                }
            }
            self.add_splits(simulation, planned, &shown);
        }
    }

    /// Persons by theme who stand in a published figure of that theme, at their area and at their provider.
    fn add_labels(&mut self, simulation: &Simulation, planned: &Planned, told: &[Document]) {
        let answer = format!("answer:{}", planned.question);
        let tables = told.iter().flat_map(|d| d.tables.iter().map(move |t| (d, t)));
        let of_question: Vec<_> = tables.filter(|(_, table)| table.question == planned.question).collect();
        for (wave, exact) in &simulation.exact {
            for (key, table) in exact.tables.iter().filter(|(key, _)| key.question == planned.question) {
                let is_it = |category: &str| match &key.place {
                    Place::Region => category == TOTAL,
                    Place::Area(area) => category == area.as_str(),
                    Place::Provider(provider) => category.ends_with(&format!("/{provider}")),
                };
                for (theme, n) in &table.options {
                    let shown = of_question.iter().any(|(document, table)| {
                        document.periods(table).contains(wave)
                            && table.cells.iter().any(|cell| {
                                is_it(&cell.at[PLACE]) && cell.at.get(&answer).is_some_and(|t| t == theme.as_str())
                            })
                    });
                    match key.place {
                        Place::Region => self.theme_region.count(shown, *n),
                        Place::Area(_) => self.theme_area.count(shown, *n),
                        Place::Provider(_) => self.theme_provider.count(shown, *n),
                    }
                }
            }
        }
    }

    fn add_splits(&mut self, simulation: &Simulation, planned: &Planned, shown: &Shown) {
        let respondents = |place: &Place, waves: &[usize]| -> u64 {
            waves.iter().map(|w| simulation.exact[&simulation.waves[*w].id].respondents.get(place).unwrap_or(&0)).sum()
        };
        for (area, _) in &simulation.areas {
            let place = Place::Area(area.clone());
            for half in [[0, 1], [2, 3]] {
                if respondents(&place, &half) >= 24 {
                    let own = half.iter().all(|w| shown.split_by(area.as_str(), &format!("q{}", w + 1), 2));
                    self.half_24.count(own, 1);
                    let last = &simulation.waves[half[1]].id;
                    self.half_together.count(own || shown.alone.has(area.as_str(), last, 2), 1);
                    self.half_own.count(simulation.own_split(planned, &place, &half), 1);
                }
            }
            if respondents(&place, &[0, 1, 2, 3]) >= 24 {
                let first = &simulation.waves[0].id;
                self.year_24.count(shown.has(area.as_str(), first), 1);
                let together = shown.has(area.as_str(), first) || shown.alone.has(area.as_str(), first, 4);
                self.year_together.count(together, 1);
            }
        }
        for provider in made_up_providers() {
            if respondents(&Place::Provider(provider.id.clone()), &[0, 1, 2, 3]) >= 30 {
                let category = format!("{}/{}", provider.area, provider.id);
                self.provider_own
                    .count(simulation.own_split(planned, &Place::Provider(provider.id.clone()), &[0, 1, 2, 3]), 1);
                self.provider_30.count(shown.has(&category, &"q1".parse().unwrap()), 1);
            }
        }
    }

    fn print(&self, responses: usize, stuffing_rule: bool) {
        println!(
            "{responses:>9} {:>8} | {:>6} {:>6} {:>6} | {:>6} {:>6} {:>6} {:>6} {:>6} | {:>6} {:>6} {:>7} | {:>6} {:>6} {:>6}",
            if stuffing_rule { "on" } else { "off" },
            self.region.percent(),
            self.area.percent(),
            self.with_pool.percent(),
            self.half_24.percent(),
            self.half_together.percent(),
            self.half_own.percent(),
            self.year_24.percent(),
            self.year_together.percent(),
            self.provider_30.percent(),
            self.provider_own.percent(),
            self.provider.percent(),
            self.theme_region.percent(),
            self.theme_area.percent(),
            self.theme_provider.percent(),
        );
    }
}

/// Where one question is shown in two groups or more: by place, the waves of each time.
struct Shown {
    by_place: BTreeMap<String, Vec<Vec<Slug>>>,
    /// In a row with other areas; of them, those beside whom only people stand who named none of the region's.
    together: Pooled,
    alone: Pooled,
}

/// By area, the waves of each time.
#[derive(Default)]
struct Pooled(BTreeMap<String, Vec<Vec<Slug>>>);

impl Pooled {
    /// Whether it is there for the wave, in a time of at most so many waves.
    fn has(&self, area: &str, wave: &Slug, most: usize) -> bool {
        let fits = |waves: &Vec<Slug>| waves.len() <= most && waves.contains(wave);
        self.0.get(area).is_some_and(|times| times.iter().any(fits))
    }
}

impl Shown {
    fn of(told: &[Document], question: &Slug) -> Self {
        let mut shown = Self { by_place: BTreeMap::new(), together: Pooled::default(), alone: Pooled::default() };
        for document in told {
            for table in document.tables.iter().filter(|t| t.question == *question && t.rows() == PLACE) {
                let waves = document.periods(table).to_vec();
                for cell in table.cells.iter().filter(|cell| cell.percent.is_some()) {
                    let place = &cell.at[PLACE];
                    shown.by_place.entry(place.clone()).or_default().push(waves.clone());
                    let areas: Vec<&str> = place.split(TOGETHER).collect();
                    let others = areas.iter().filter(|area| **area != ELSEWHERE).count();
                    for area in areas.iter().filter(|_| areas.len() > 1) {
                        shown.together.0.entry((*area).to_owned()).or_default().push(waves.clone());
                        if others == 1 {
                            shown.alone.0.entry((*area).to_owned()).or_default().push(waves.clone());
                        }
                    }
                }
            }
        }
        shown
    }

    fn has(&self, place: &str, wave: &Slug) -> bool {
        self.by_place.get(place).is_some_and(|times| times.iter().any(|waves| waves.contains(wave)))
    }

    fn any(&self, is_it: impl Fn(&str) -> bool, wave: &Slug) -> bool {
        self.by_place.iter().any(|(place, times)| is_it(place) && times.iter().any(|waves| waves.contains(wave)))
    }

    /// Whether a place is shown for the wave in a time of at most so many waves.
    fn split_by(&self, place: &str, wave: &str, most: usize) -> bool {
        let fits = |waves: &Vec<Slug>| waves.len() <= most && waves.iter().any(|id| id.as_str() == wave);
        self.by_place.get(place).is_some_and(|times| times.iter().any(fits))
    }
}
