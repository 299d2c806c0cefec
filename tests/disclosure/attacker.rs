//! A reader who wants to know what is hidden. Written from the published format alone: it shares no code with the
//! program, and works with rows of equations over all listed cells, not with closures.

use std::collections::BTreeMap;

use microlp::{ComparisonOp, Error, OptimizationDirection, Problem};
use serde_json::Value;

type Place = (String, String, String);

pub struct Attacker {
    /// Listed cells and what stands there.
    cells: BTreeMap<Place, Option<f64>>,
    /// Sums: the parts and the total.
    sums: Vec<(Vec<Place>, Place)>,
}

impl Attacker {
    /// For documents of one table shape, `place` by `answer`, in one or more releases.
    pub fn reading(document: &Value) -> Self {
        let mut attacker = Self { cells: BTreeMap::new(), sums: vec![] };
        let mut dimensions: Vec<String> = document["dimensions"].as_object().unwrap().keys().cloned().collect();
        dimensions.sort();
        let (first, second) = (&dimensions[0], &dimensions[1]);
        for table in document["tables"].as_array().unwrap() {
            let release = table["release"].as_str().unwrap();
            for cell in table["cells"].as_array().unwrap() {
                let at = |dimension: &str| cell["at"][dimension].as_str().unwrap_or("Total").to_owned();
                attacker.cells.insert((release.into(), at(first), at(second)), cell["value"].as_f64());
            }
        }
        attacker.add_partitions(document, first, |release, one, other| (release, one, other));
        attacker.add_partitions(document, second, |release, one, other| (release, other, one));
        for release in document["releases"].as_array().into_iter().flatten() {
            let periods: Vec<&str> =
                release["periods"].as_array().unwrap().iter().map(|p| p.as_str().unwrap()).collect();
            let id = release["id"].as_str().unwrap();
            if periods.len() < 2 {
                continue;
            }
            let whole: Vec<Place> = attacker.cells.keys().filter(|(release, ..)| release == id).cloned().collect();
            for place in whole {
                let parts = periods.iter().map(|p| ((*p).to_owned(), place.1.clone(), place.2.clone())).collect();
                attacker.sums.push((parts, place));
            }
        }
        attacker
    }

    fn add_partitions(&mut self, document: &Value, dimension: &str, place: impl Fn(String, String, String) -> Place) {
        let partitions = document["dimensions"][dimension]["partitions"].as_array().unwrap().clone();
        let lines: Vec<(String, String, String)> = self.cells.keys().cloned().collect();
        let others: std::collections::BTreeSet<(String, String)> =
            lines.into_iter().flat_map(|(release, a, b)| [(release.clone(), a), (release, b)]).collect();
        for partition in &partitions {
            let total = partition[0].as_str().unwrap().to_owned();
            let parts: Vec<String> =
                partition[1].as_array().unwrap().iter().map(|part| part.as_str().unwrap().to_owned()).collect();
            for (release, other) in &others {
                let whole = place(release.clone(), total.clone(), other.clone());
                let members: Vec<Place> =
                    parts.iter().map(|part| place(release.clone(), part.clone(), other.clone())).collect();
                let known = self.cells.contains_key(&whole) && members.iter().all(|m| self.cells.contains_key(m));
                if known {
                    self.sums.push((members, whole));
                }
            }
        }
    }

    /// Hidden cells whose range is narrower than `width`, with the range.
    pub fn worked_out(&self, width: i64) -> Vec<String> {
        let hidden = self.cells.iter().filter(|(_, value)| value.is_none()).map(|(place, _)| place);
        hidden
            .filter_map(|place| {
                let low = self.extreme(place, OptimizationDirection::Minimize);
                let high = self.extreme(place, OptimizationDirection::Maximize);
                let narrow = high - low < width as f64 - 1e-6;
                narrow.then(|| format!("{place:?} is {low} to {high}"))
            })
            .collect()
    }

    fn extreme(&self, target: &Place, direction: OptimizationDirection) -> f64 {
        let mut problem = Problem::new(direction);
        let variables: BTreeMap<&Place, _> = self
            .cells
            .iter()
            .map(|(place, value)| {
                let bounds = value.map_or((0.0, f64::INFINITY), |value| (value, value));
                (place, problem.add_var(f64::from(u8::from(place == target)), bounds))
            })
            .collect();
        for (parts, whole) in &self.sums {
            let mut terms: Vec<_> = parts.iter().map(|part| (variables[part], 1.0)).collect();
            terms.push((variables[whole], -1.0));
            problem.add_constraint(&terms[..], ComparisonOp::Eq, 0.0);
        }
        match problem.solve() {
            Ok(outcome) => outcome.into_solution().unwrap().objective(),
            Err(Error::Unbounded) => f64::INFINITY,
            Err(error) => panic!("the attacker's program: {error}"),
        }
    }
}
