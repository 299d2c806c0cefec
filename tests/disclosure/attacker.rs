//! A reader who wants to know what is hidden. Written from the published format alone: it shares no code with the
//! program. It takes down every cell of every table, listed or not, with all sums between them, and asks a program for
//! the lowest and highest that a cell can be. Slow, and meant for small documents.

use std::collections::{BTreeMap, BTreeSet};

use microlp::{ComparisonOp, Error, OptimizationDirection, Problem};
use serde_json::Value;

/// Universe, period, and category by dimension, without those at their total.
type Place = (String, String, BTreeMap<String, String>);

#[derive(Clone, Copy, PartialEq)]
enum Told {
    Published,
    Hidden,
    Nothing,
}

struct Cell {
    low: f64,
    high: f64,
    told: Told,
}

pub struct Attacker {
    cells: BTreeMap<Place, Cell>,
    /// The parts, the whole, and whether they add up to it; if not, they are no more than it.
    sums: Vec<(Vec<Place>, Place, bool)>,
}

struct Dimension {
    total: String,
    categories: BTreeSet<String>,
    partitions: Vec<(String, Vec<String>)>,
    labels: bool,
}

impl Attacker {
    pub fn reading(document: &Value) -> Self {
        let mut attacker = Self { cells: BTreeMap::new(), sums: vec![] };
        let dimensions = dimensions(document);
        let tables = document["tables"].as_array().unwrap();
        for table in tables {
            attacker.take_down(document, table, &dimensions);
        }
        for table in tables {
            attacker.note(document, table, &dimensions);
        }
        attacker.add_bases(document);
        attacker
    }

    /// All cells of a table, and how they add up.
    fn take_down(&mut self, document: &Value, table: &Value, dimensions: &BTreeMap<String, Dimension>) {
        let universe = text(&table["universe"], "all");
        let release = text(&table["release"], "");
        let waves = waves(document, &release);
        let dims: Vec<String> = table["dims"].as_array().unwrap().iter().map(|id| text(id, "")).collect();
        let mut places = vec![BTreeMap::new()];
        for id in &dims {
            let categories = &dimensions[id].categories;
            let with = |at: &BTreeMap<String, String>| {
                categories.iter().map(|category| moved(at, id, category, &dimensions[id])).collect::<Vec<_>>()
            };
            places = places.iter().flat_map(with).collect();
        }
        let mut periods = waves.clone();
        if waves.len() > 1 {
            periods.push(release.clone());
        }
        for at in &places {
            let place = |period: &String, at: BTreeMap<String, String>| (universe.clone(), period.clone(), at);
            for period in &periods {
                let whole = place(period, at.clone());
                self.cells.entry(whole.clone()).or_insert(Cell { low: 0.0, high: 1e6, told: Told::Nothing });
                for id in &dims {
                    let dimension = &dimensions[id];
                    let here = at.get(id).unwrap_or(&dimension.total);
                    for (_, parts) in dimension.partitions.iter().filter(|(total, _)| total == here) {
                        let parts = parts.iter().map(|part| place(period, moved(at, id, part, dimension))).collect();
                        self.sums.push((parts, whole.clone(), true));
                    }
                    if dimension.labels && *here != dimension.total {
                        let base = place(period, moved(at, id, &dimension.total, dimension));
                        self.sums.push((vec![whole.clone()], base, false));
                    }
                }
            }
            if waves.len() > 1 {
                let parts = waves.iter().map(|wave| place(wave, at.clone())).collect();
                self.sums.push((parts, place(&release, at.clone()), true));
            }
        }
    }

    fn note(&mut self, document: &Value, table: &Value, dimensions: &BTreeMap<String, Dimension>) {
        let release = text(&table["release"], "");
        let waves = waves(document, &release);
        let period = if waves.len() == 1 { waves[0].clone() } else { release };
        let half = (table["rounding"].as_i64().unwrap_or(1) / 2) as f64;
        let k = document["k"].as_i64().unwrap_or(8) as f64;
        for cell in table["cells"].as_array().unwrap() {
            let listed = cell["at"].as_object().unwrap().iter().map(|(id, category)| (id.clone(), text(category, "")));
            let at = listed.filter(|(id, category)| dimensions[id].total != *category).collect();
            let known = self.cells.get_mut(&(text(&table["universe"], "all"), period.clone(), at)).unwrap();
            match cell["value"].as_f64() {
                Some(value) => {
                    let half = if value == 0.0 && half < k { 0.0 } else { half };
                    known.low = known.low.max(value - half);
                    known.high = known.high.min(value + half);
                    known.told = Told::Published;
                }
                None if known.told == Told::Nothing => known.told = Told::Hidden,
                None => {}
            }
        }
    }

    /// A universe is, cell by cell, no more than what it is part of.
    fn add_bases(&mut self, document: &Value) {
        for place in self.cells.keys() {
            let mut above = place.0.clone();
            loop {
                above = match document["universes"].get(&above) {
                    Some(universe) => text(&universe["subset_of"], ""),
                    None if above != "all" => "all".into(),
                    None => break,
                };
                let whole = (above.clone(), place.1.clone(), place.2.clone());
                if above.is_empty() || self.cells.contains_key(&whole) {
                    if !above.is_empty() {
                        self.sums.push((vec![place.clone()], whole, false));
                    }
                    break;
                }
            }
        }
    }

    /// What a reader knows besides: all of a universe is no more than this.
    pub fn knows_at_most(&mut self, universe: &str, period: &str, most: f64) {
        self.bound((universe.to_owned(), period.to_owned(), BTreeMap::new()), most);
    }

    /// The same of one category.
    pub fn knows_at_most_of(&mut self, universe: &str, period: &str, (id, category): (&str, &str), most: f64) {
        let at = BTreeMap::from([(id.to_owned(), category.to_owned())]);
        self.bound((universe.to_owned(), period.to_owned(), at), most);
    }

    fn bound(&mut self, place: Place, most: f64) {
        let cell = self.cells.get_mut(&place).unwrap();
        cell.high = cell.high.min(most);
    }

    /// Hidden cells whose range is narrower than `width`, with the range.
    pub fn worked_out(&self, width: i64) -> Vec<String> {
        self.narrow(width, |told, _, _| told == Told::Hidden)
    }

    /// The range of every hidden cell, by where it stands.
    #[cfg(feature = "highs")]
    pub fn ranges(&self) -> Vec<(&BTreeMap<String, String>, f64, f64)> {
        let hidden = self.cells.iter().filter(|(_, cell)| cell.told == Told::Hidden);
        hidden
            .map(|(place, _)| {
                let low = self.extreme(place, OptimizationDirection::Minimize);
                (&place.2, low, self.extreme(place, OptimizationDirection::Maximize))
            })
            .collect()
    }

    /// Also cells that nobody listed, where they tell of a few persons.
    pub fn told_of_few(&self, k: i64, width: i64) -> Vec<String> {
        self.narrow(width, |told, low, high| match told {
            Told::Hidden => true,
            Told::Nothing => low < k as f64 - 1e-6 && high > 1e-6,
            Told::Published => false,
        })
    }

    fn narrow(&self, width: i64, counts: impl Fn(Told, f64, f64) -> bool) -> Vec<String> {
        let open = self.cells.iter().filter(|(_, cell)| cell.told != Told::Published && counts(cell.told, 0.0, 1.0));
        open.filter_map(|(place, cell)| {
            let high = self.extreme(place, OptimizationDirection::Maximize);
            let low = self.extreme(place, OptimizationDirection::Minimize);
            let narrow = high - low < width as f64 - 1e-6 && counts(cell.told, low, high);
            narrow.then(|| format!("{place:?} is {low} to {high}"))
        })
        .collect()
    }

    fn extreme(&self, target: &Place, direction: OptimizationDirection) -> f64 {
        let mut problem = Problem::new(direction);
        let variables: BTreeMap<&Place, _> = self
            .cells
            .iter()
            .map(|(place, cell)| (place, problem.add_var(f64::from(u8::from(place == target)), (cell.low, cell.high))))
            .collect();
        for (parts, whole, exact) in &self.sums {
            let mut terms: Vec<_> = parts.iter().map(|part| (variables[part], 1.0)).collect();
            terms.push((variables[whole], -1.0));
            let operator = if *exact { ComparisonOp::Eq } else { ComparisonOp::Le };
            problem.add_constraint(&terms[..], operator, 0.0);
        }
        match problem.solve() {
            Ok(outcome) => outcome.into_solution().unwrap().objective(),
            Err(Error::Unbounded) => f64::INFINITY,
            Err(error) => panic!("the attacker's program: {error}"),
        }
    }
}

fn text(value: &Value, otherwise: &str) -> String {
    value.as_str().unwrap_or(otherwise).to_owned()
}

fn moved(at: &BTreeMap<String, String>, id: &str, to: &str, dimension: &Dimension) -> BTreeMap<String, String> {
    let mut at = at.clone();
    at.remove(id);
    if to != dimension.total {
        at.insert(id.into(), to.into());
    }
    at
}

fn waves(document: &Value, release: &str) -> Vec<String> {
    let listed = document["releases"].as_array().into_iter().flatten().find(|other| other["id"] == release);
    let waves = listed.and_then(|release| release["periods"].as_array()).into_iter().flatten();
    let waves: Vec<String> = waves.map(|wave| text(wave, "")).collect();
    if waves.is_empty() { vec![release.into()] } else { waves }
}

fn dimensions(document: &Value) -> BTreeMap<String, Dimension> {
    let named = |list: &Value, id: &str| list.as_array().is_some_and(|list| list.iter().any(|other| other == id));
    let tables = document["tables"].as_array().unwrap();
    let one = |(id, shape): (&String, &Value)| {
        let labels = shape["multilabel"] == true
            || named(&document["multilabel"], id)
            || tables.iter().any(|table| named(&table["multilabel"], id));
        let mut partitions: Vec<(String, Vec<String>)> = Vec::new();
        for partition in shape["partitions"].as_array().into_iter().flatten() {
            let parts = partition[1].as_array().unwrap().iter().map(|part| text(part, "")).collect();
            partitions.push((text(&partition[0], ""), parts));
        }
        let mut categories: BTreeSet<String> =
            partitions.iter().flat_map(|(total, parts)| parts.iter().chain([total])).cloned().collect();
        let is_part = |category: &&String| partitions.iter().any(|(_, parts)| parts.contains(category));
        let total = categories.iter().find(|category| !labels && !is_part(category));
        let total = total.map_or("Total", String::as_str).to_owned();
        if labels || categories.is_empty() {
            let cells = tables.iter().flat_map(|table| table["cells"].as_array().unwrap());
            categories.extend(cells.filter_map(|cell| cell["at"][id].as_str()).map(str::to_owned));
            categories.insert(total.clone());
            partitions.clear();
        }
        (id.clone(), Dimension { total, categories, partitions, labels })
    };
    document["dimensions"].as_object().unwrap().iter().map(one).collect()
}
