//! Made-up providers and how made-up people answer: uneven over areas and providers, skewed, with skips.

use rand::prelude::*;
use rand::rngs::StdRng;

use super::words;
use crate::store::Provider;
use crate::survey::{Pole, Question, Survey, further_field};

/// Area, its weight, and its providers: id, name, agency type, service type, weight.
type Cast = (&'static str, u32, &'static [(&'static str, &'static str, &'static str, &'static str, u32)]);

const THIRD: &str = "specialist-third-sector";
const HEALTH: &str = "health-and-social-care";

/// All names are invented. Shares follow the sizes of the areas.
const CAST: [Cast; 7] = [
    (
        "birmingham",
        35,
        &[
            ("lantern-house", "Lantern House", THIRD, "specialist-support", 5),
            ("canal-side-isva", "Canal Side Advisers", THIRD, "isva", 4),
            ("ashfield-centre", "Ashfield Centre", HEALTH, "sarc", 3),
        ],
    ),
    (
        "coventry",
        17,
        &[
            ("three-bridges", "Three Bridges", THIRD, "specialist-support", 3),
            ("spire-isva", "Spire Advisers", THIRD, "isva", 2),
        ],
    ),
    ("sandwell", 14, &[("oak-gate", "Oak Gate", THIRD, "isva", 3), ("millpond", "Millpond", HEALTH, "health", 1)]),
    ("wolverhampton", 12, &[("north-lamp", "North Lamp", THIRD, "specialist-support", 1)]),
    ("dudley", 10, &[("limestone", "Limestone Support", THIRD, "specialist-support", 1)]),
    ("walsall", 7, &[("leather-yard", "Leather Yard", THIRD, "isva", 1)]),
    ("solihull", 5, &[("willow-walk", "Willow Walk", THIRD, "specialist-support", 1)]),
];

pub struct Played {
    pub provider: Provider,
    pub weight: u32,
    /// How well it is thought of: shifts the odds of a good answer.
    pub standing: f64,
}

pub fn providers() -> Vec<Played> {
    let mut all = Vec::new();
    for (area, share, cast) in CAST {
        let total: u32 = cast.iter().map(|(.., weight)| weight).sum();
        for (place, (id, name, agency, service, weight)) in cast.iter().enumerate() {
            let slug = |text: &str| text.parse().expect("the cast has plain names");
            all.push(Played {
                provider: Provider {
                    id: slug(id),
                    name: (*name).into(),
                    area: slug(area),
                    agency_type: slug(agency),
                    service_type: slug(service),
                    source: crate::sealing::Source::Provider,
                },
                weight: share * weight * 60 / total,
                standing: [0.12, -0.06, 0.03][place % 3],
            });
        }
    }
    all
}

/// The cast as the database has it.
pub fn made_up_providers() -> Vec<Provider> {
    providers().into_iter().map(|played| played.provider).collect()
}

/// One person's form fields.
pub fn answers(survey: &Survey, standing: f64, rng: &mut StdRng) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    // Some people say little, some much; some had it good, some bad. Both colour every answer.
    let silence = *[0.03, 0.08, 0.08, 0.30].choose(rng).expect("four kinds");
    let mood = standing + rng.random_range(-0.25..0.25);
    let mut wrote = false;
    for section in &survey.sections {
        let whole_section_skipped = section.id.as_str() == "about-you" && rng.random_bool(0.2);
        for question in &section.questions {
            // A die of its own: who came before is asked nothing else for it.
            if question.region {
                let mut own = own_die(mood);
                if !whole_section_skipped && !own.random_bool(silence) {
                    fields.push((question.id.to_string(), choose(question, mood, &mut own)));
                }
                continue;
            }
            if question.is_consent() {
                // Two in three who wrote something; no lot is drawn for it, so that answers stay what they were.
                if wrote && (mood * 1_000.0).round() as i64 % 3 != 0 {
                    fields.extend(question.choices().first().map(|yes| (question.id.to_string(), yes.id.to_string())));
                }
                continue;
            }
            if whole_section_skipped || rng.random_bool(silence) {
                continue;
            }
            if question.is_text() {
                if rng.random_bool(0.3) {
                    wrote = true;
                    fields.push((question.id.to_string(), words::text(question.id.as_str(), mood, rng)));
                }
            } else {
                fields.push((question.id.to_string(), choose(question, mood + ease(question.id.as_str()), rng)));
            }
        }
    }
    fields.extend(further(survey, mood));
    fields
}

/// One person in five tells of a second service, and one in twenty of a third.
fn further(survey: &Survey, mood: f64) -> Vec<(String, String)> {
    let mut die = own_die(mood + 1.0);
    let parts = [0, 1, 2].choose_weighted(&mut die, |parts| [80, 15, 5][*parts]).copied().unwrap_or_default();
    let mut fields = Vec::new();
    for part in 0..survey.further_parts().min(parts) {
        for question in survey.further() {
            if question.service || die.random_bool(0.8) {
                let option = choose(question, mood + ease(question.id.as_str()), &mut die);
                fields.push((further_field(question, part), option));
            }
        }
    }
    fields
}

/// Lots drawn with it leave every other answer what it was.
fn own_die(mood: f64) -> StdRng {
    StdRng::seed_from_u64(mood.to_bits())
}

/// Some things are easier to get right than others: kindness than waiting times.
fn ease(question: &str) -> f64 {
    match question {
        "respect" | "notblamed" => 0.12,
        "believed" | "safe" => 0.06,
        "support" | "trauma" => -0.06,
        "choice" | "control" => -0.14,
        "wait" | "joined" => -0.22,
        _ => 0.0,
    }
}

fn choose(question: &Question, mood: f64, rng: &mut StdRng) -> String {
    let choices = question.choices();
    // The first of two options weighs more: as in life, one sex, one orientation are the most.
    let weight = |position: usize, choice: &crate::survey::Choice| match (choice.outside, choice.pole) {
        (true, _) => 0.02,
        (false, Some(Pole::Favourable)) => (0.34 + mood * 0.7).max(0.05),
        (false, Some(Pole::Middle)) => 0.26,
        (false, Some(Pole::Unfavourable)) => (0.18 - mood * 0.4).max(0.04),
        (false, None) => 1.0 / (1.5 + position as f64),
    };
    let weighted: Vec<(usize, f64)> = choices.iter().enumerate().map(|(i, choice)| (i, weight(i, choice))).collect();
    let chosen = weighted.choose_weighted(rng, |(_, weight)| *weight).expect("some option weighs something");
    choices[chosen.0].id.to_string()
}
