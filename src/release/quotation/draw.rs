//! Which of the passages that wait are told with a release, and under which figure.
//!
//! Promises that `disclosure::quote` allowed each of them, by figures that are published, and that lot decides which go
//! first: no order of arrival, of reading or of agreeing is kept.

use std::collections::{BTreeMap, BTreeSet};

use rand::seq::SliceRandom;

use super::{Quotation, salt};
use crate::clock::{Entropy, generator};
use crate::disclosure::plan::{ELSEWHERE, PLACE, TOTAL, provider_category};
use crate::disclosure::quote::{Passage, Passages, Quotas, Reach, Spot, Standing};
use crate::release::document::{Cell, Document, Table};
use crate::survey::Slug;

/// Takes passages out of what waits and puts them where the rules let them stand. `told` are earlier releases.
pub fn draw(
    new: &Document,
    told: &[Document],
    waiting: &mut BTreeMap<Slug, Passages>,
    entropy: &dyn Entropy,
) -> Vec<Quotation> {
    let earlier = told.iter().flat_map(|document| spots(document, false));
    let spots: Vec<Spot> = earlier.chain(spots(new, true)).collect();
    let stood: Vec<Standing> = waiting.values().flat_map(|passages| passages.told.clone()).collect();
    let mut quotas = Quotas::new(spots, &stood);
    let mut lots: Vec<(Slug, Passage)> = Vec::new();
    for (wave, passages) in waiting.iter_mut() {
        lots.extend(passages.waiting.drain(..).map(|passage| (wave.clone(), passage)));
    }
    lots.shuffle(&mut generator(entropy));
    let mut drawn = Vec::new();
    for (wave, passage) in lots {
        let standing = quotas.take(&wave, &passage, &places(new, &passage));
        let Some(of_wave) = waiting.get_mut(&wave) else { continue };
        match standing {
            None => of_wave.waiting.push(passage),
            Some(standing) => {
                of_wave.told.push(standing.clone());
                drawn.push(Quotation {
                    salt: salt(entropy),
                    release: new.id.clone(),
                    period: standing.period,
                    table: standing.question.to_string(),
                    place: standing.place,
                    theme: standing.theme,
                    words: passage.words,
                });
            }
        }
    }
    drawn
}

/// The places that a passage's text was counted at, smallest first.
fn places(document: &Document, passage: &Passage) -> Vec<String> {
    let areas = parts(document, TOTAL);
    let mut places = Vec::new();
    match &passage.area {
        Some(area) if areas.iter().any(|known| known == area.as_str()) => {
            places.extend(passage.provider.as_ref().map(|provider| provider_category(area, provider)));
            places.push(area.to_string());
        }
        _ => places.push(ELSEWHERE.to_owned()),
    }
    places.push(TOTAL.to_owned());
    places
}

fn parts<'a>(document: &'a Document, whole: &str) -> &'a [String] {
    let place = document.dimensions.get(PLACE);
    let partition = place.and_then(|place| place.partitions.iter().find(|(category, _)| category == whole));
    partition.map_or(&[], |(_, parts)| parts)
}

/// A place and what it is part of.
fn inside(document: &Document, category: &str) -> Vec<String> {
    let mut inside = vec![category.to_owned()];
    let partitions = document.dimensions.get(PLACE).map_or(&[][..], |place| &place.partitions);
    while let Some((whole, _)) = partitions.iter().find(|(_, parts)| parts.contains(&inside[inside.len() - 1])) {
        inside.push(whole.clone());
    }
    inside
}

/// Every figure of a theme that a release shows.
fn spots(document: &Document, fresh: bool) -> Vec<Spot> {
    let tables = document.tables.iter().filter(|table| table.form == "themes" && table.rows() == PLACE);
    tables.flat_map(|table| table.cells.iter().filter_map(|cell| spot(document, table, cell, fresh))).collect()
}

fn spot(document: &Document, table: &Table, cell: &Cell, fresh: bool) -> Option<Spot> {
    let theme = cell.at.get(table.answers()?)?.parse().ok()?;
    let place = cell.at.get(PLACE).map_or(TOTAL, String::as_str);
    let is_base = |other: &&Cell| {
        table.answers().is_none_or(|answers| !other.at.contains_key(answers))
            && other.at.get(PLACE).map_or(TOTAL, String::as_str) == place
    };
    let inside = inside(document, place);
    Some(Spot {
        standing: Standing {
            survey: table.survey.clone(),
            question: table.question.clone(),
            theme,
            period: table.release.clone(),
            place: place.to_owned(),
        },
        waves: document.periods(table).iter().cloned().collect::<BTreeSet<_>>(),
        reach: match inside.len() {
            1 => Reach::Region,
            2 => Reach::Area,
            _ => Reach::Provider,
        },
        inside,
        persons: cell.value?,
        base: table.cells.iter().find(is_base)?.value?,
        fresh,
    })
}
