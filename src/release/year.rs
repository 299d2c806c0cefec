//! Plan years: which plan a wave follows, and making one from what was published before.
//!
//! Promises that a plan is made from published documents alone, and that a year starts with the first wave that no plan
//! covers.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;

use super::document::{Document, PLACE, TOTAL, Table};
use crate::disclosure::plan::{Chosen, Expected, Plan, PlanError, after, declare, declare_respondents};
use crate::store::{Store, StoredPlan};
use crate::survey::{Library, Slug, Survey};
use crate::themes::codebook::Codebook;

/// Reads the plans of a family, first year first.
pub async fn plans(store: &Store, family: &Slug) -> anyhow::Result<Vec<Plan>> {
    let stored = store.plans(family).await?;
    Ok(stored.iter().map(|plan| serde_json::from_str(&plan.text)).collect::<Result<_, _>>()?)
}

/// The plan that covers a day.
pub fn covering(plans: &[Plan], day: Date) -> Option<&Plan> {
    plans.iter().find(|plan| plan.starts <= day && day < plan.ends)
}

/// Fixes the plan of the year that starts on a day, from everything published so far.
pub async fn declare_year(
    store: &Store,
    library: &Library,
    codebook: &Codebook,
    (family, starts, today): (&Slug, Date, Date),
    surveys: &[Survey],
    chosen: &Chosen,
) -> anyhow::Result<Plan> {
    let documents = super::publish::documents(&store.releases().await?)?;
    let (expected, made_from) = expected(&documents, starts);
    let areas: Vec<Slug> = library.areas.iter().map(|area| area.id.clone()).collect();
    let plan = make_plan((family, starts), (surveys, codebook), &areas, &expected, chosen, made_from)?;
    refuse_overlap(&plans(store, family).await?, &plan)?;
    keep(store, &plan, today).await?;
    Ok(plan)
}

/// Stores a plan, for good.
pub async fn keep(store: &Store, plan: &Plan, today: Date) -> anyhow::Result<()> {
    let text = serde_json::to_string(plan)?;
    let (id, family) = (plan.id.clone(), plan.family.clone());
    Ok(store.add_plan(&StoredPlan { id, family, starts: plan.starts, declared: today, text }).await?)
}

fn refuse_overlap(plans: &[Plan], new: &Plan) -> anyhow::Result<()> {
    match plans.iter().find(|old| old.starts < new.ends && new.starts < old.ends) {
        Some(old) => anyhow::bail!(
            "the plan {} already covers {} to {}; what is fixed for a year is not changed in it",
            old.id,
            old.starts,
            old.ends
        ),
        None => Ok(()),
    }
}

pub fn make_plan(
    (family, starts): (&Slug, Date),
    (surveys, codebook): (&[Survey], &Codebook),
    areas: &[Slug],
    expected: &Expected,
    chosen: &Chosen,
    made_from: String,
) -> Result<Plan, PlanError> {
    Ok(Plan {
        id: format!("{family}-{starts}").parse().expect("a family's name and a day make a name"),
        family: family.clone(),
        starts,
        ends: after(starts, 12.months()),
        made_from,
        questions: declare(surveys, areas, expected, chosen, &theme_options(codebook))?,
        respondents: declare_respondents(areas, expected),
    })
}

/// The themes that texts are counted by, as options of tables.
fn theme_options(codebook: &Codebook) -> Vec<Slug> {
    codebook.in_use().map(|theme| theme.id.as_option()).collect()
}

/// What a year from `starts` is expected to bring: what was published of the fifteen months before it, scaled to a year.
fn expected(documents: &[Document], starts: Date) -> (Expected, String) {
    let since = starts.checked_sub(15.months()).unwrap_or(starts);
    let spans = documents.iter().flat_map(|document| &document.waves);
    let days: BTreeMap<&Slug, i32> = spans
        .filter(|wave| wave.closes >= since)
        .map(|wave| (&wave.id, wave.opens.until(wave.closes).map_or(0, |span| span.get_days()) + 1))
        .collect();
    if days.is_empty() {
        return (Expected::default(), "Nothing was published before: a first year is shown in few groups.".into());
    }
    let mut expected = Expected::default();
    for (key, counts) in best_counts(documents, &days) {
        match key {
            Key::Place(place) => drop(expected.places.insert(place, counts.values().sum())),
            Key::Question(question) => drop(expected.answers.insert(question, counts)),
        }
    }
    let waves: Vec<&str> = days.keys().map(|wave| wave.as_str()).collect();
    (expected, format!("Made from what was published of {}.", waves.join(", ")))
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Place(String),
    Question((Slug, Slug)),
}

/// For each place and question the published counts of a year, by option: longest times first, none counted twice.
fn best_counts(documents: &[Document], days: &BTreeMap<&Slug, i32>) -> BTreeMap<Key, BTreeMap<Slug, f64>> {
    let mut tables: Vec<(&Document, &Table)> =
        documents.iter().flat_map(|d| d.tables.iter().map(move |t| (d, t))).collect();
    tables.sort_by_key(|(document, table)| std::cmp::Reverse(document.periods(table).len()));
    let mut sums: BTreeMap<Key, BTreeMap<Slug, f64>> = BTreeMap::new();
    let mut covered: BTreeMap<Key, BTreeSet<&Slug>> = BTreeMap::new();
    for (document, table) in tables {
        let waves = document.periods(table);
        for (key, counts) in keyed_counts(table) {
            let known = covered.entry(key.clone()).or_default();
            if waves.iter().any(|wave| known.contains(wave) || !days.contains_key(wave)) {
                continue;
            }
            known.extend(waves);
            let sum = sums.entry(key).or_default();
            counts.into_iter().for_each(|(option, n)| *sum.entry(option).or_default() += n);
        }
    }
    for (key, counts) in &mut sums {
        let length: i32 = covered[key].iter().map(|wave| days[wave]).sum();
        counts.values_mut().for_each(|n| *n *= 365.0 / f64::from(length.max(1)));
    }
    sums
}

/// What a table says of the region's answers, or of respondents by place. A group's count is shared out evenly among
/// the options that it is made of.
fn keyed_counts(table: &Table) -> Vec<(Key, BTreeMap<Slug, f64>)> {
    if table.rows() != PLACE {
        return Vec::new();
    }
    let place = |at: &BTreeMap<String, String>| at.get(PLACE).cloned().unwrap_or_else(|| TOTAL.into());
    let Some(answers) = table.answers() else {
        let count = |value: u64| BTreeMap::from([(table.question.clone(), value as f64)]);
        return table.cells.iter().filter_map(|c| Some((Key::Place(place(&c.at)), count(c.value?)))).collect();
    };
    let mut counts: BTreeMap<Slug, f64> = BTreeMap::new();
    for cell in table.cells.iter().filter(|cell| place(&cell.at) == TOTAL) {
        let (Some(value), Some(group)) = (cell.value, cell.at.get(answers)) else { continue };
        let options: Vec<Slug> = group.split('+').filter_map(|option| option.parse().ok()).collect();
        let each = value as f64 / options.len().max(1) as f64;
        options.into_iter().for_each(|option| *counts.entry(option).or_default() += each);
    }
    if counts.is_empty() {
        return Vec::new();
    }
    vec![(Key::Question((table.survey.clone(), table.question.clone())), counts)]
}
