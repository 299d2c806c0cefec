//! The places of a release's documents, in one hierarchy.
//!
//! Promises that everyone who named no area or came through no provider is in it, and that areas which stand in one row
//! are named by all of them.

use std::collections::BTreeMap;

use super::document::{Dimension, Document, TOTAL};
use super::draft::Year;
use crate::disclosure::plan::{ELSEWHERE, PLACE, TOGETHER, no_provider, provider_category};

/// The one hierarchy of places, with everyone who named no area or came through no provider in it.
pub fn add(document: &mut Document, year: &Year<'_>) {
    let mut labels = BTreeMap::from([(TOTAL.to_owned(), "The whole region".to_owned())]);
    let mut areas: Vec<String> = year.areas.iter().map(|(area, _)| area.to_string()).collect();
    labels.insert(ELSEWHERE.into(), "Another area, or none named".into());
    areas.push(ELSEWHERE.into());
    let mut partitions = vec![(TOTAL.to_owned(), areas)];
    for (area, name) in year.areas {
        labels.insert(area.to_string(), name.clone());
        let of_area: Vec<_> = year.providers.iter().filter(|provider| provider.area == *area).collect();
        if of_area.is_empty() {
            continue;
        }
        let mut parts = Vec::new();
        for provider in of_area {
            let category = provider_category(area, &provider.id);
            labels.insert(category.clone(), format!("{} ({name})", provider.name));
            parts.push(category);
        }
        let none = no_provider(area);
        labels.insert(none.clone(), format!("{name}, through no provider"));
        parts.push(none);
        partitions.push((area.to_string(), parts));
    }
    document.dimensions.insert(PLACE.into(), Dimension { partitions, labels });
}

/// The category of areas that stand in one row: the region is its other areas and these.
pub fn together(document: &mut Document, areas: Vec<String>) -> String {
    let category = areas.join(TOGETHER);
    let Some(places) = document.dimensions.get_mut(PLACE) else { return category };
    if !places.labels.contains_key(&category) {
        let names: Vec<&str> = areas.iter().map(|area| places.labels.get(area).map_or("", String::as_str)).collect();
        let label = format!("Together: {}", names.join("; "));
        let all = places.partitions.iter().find(|(whole, _)| whole == TOTAL);
        let mut beside: Vec<String> = all.map(|(_, all)| all.clone()).unwrap_or_default();
        beside.retain(|area| !areas.contains(area));
        beside.push(category.clone());
        places.partitions.push((TOTAL.into(), beside));
        places.partitions.push((category.clone(), areas));
        places.labels.insert(category.clone(), label);
    }
    category
}
