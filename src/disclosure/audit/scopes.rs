//! Scopes: for each universe (and label) and each set of periods that unions tie together, the tables it has and what
//! must be told apart in them.
//!
//! A scope is an additive system: every cell is a sum of its atoms, one for each leaf of each dimension and each wave.
//! Tables over different dimensions are faces of one scope and agree on what they share. A universe that is part of
//! another, and a label that is part of its base, is tied to it by "no more than", and by nothing else.

use std::collections::{BTreeMap, BTreeSet};

use super::shape::{Tree, Waves};
use crate::disclosure::tabular::{Cell, Table, Tabular, TabularError};

/// More cells than this are refused: they would not fit in memory.
pub const MOST_CELLS: usize = 4_000_000;

#[derive(Debug)]
pub struct Scope {
    pub universe: String,
    pub labels: BTreeMap<String, String>,
    pub trees: BTreeMap<String, Tree>,
    pub waves: Waves,
    pub faces: Vec<Face>,
    pub ties: Vec<Tie>,
    /// Scopes that it is part of, by position; all of them come before it.
    pub above: Vec<usize>,
    listed: BTreeMap<String, BTreeSet<String>>,
}

/// Tables over the same dimensions.
#[derive(Debug)]
pub struct Face {
    pub dims: Vec<String>,
    pub first_atom: usize,
    pub first_cell: usize,
}

/// A face is, cell by cell, no more than one of a scope above, over the dimensions that both have.
#[derive(Debug)]
pub struct Tie {
    pub face: usize,
    pub above: usize,
    pub above_face: usize,
    pub dims: BTreeSet<String>,
}

/// Listed periods, each with its waves.
type Periods<'a> = BTreeMap<&'a str, &'a [String]>;

/// A universe and, of multi-label dimensions, the labels.
type Kind<'a> = (&'a str, Place<'a>);

/// A listed cell: its table, and where it stands in additive dimensions.
struct Listing<'a> {
    table: &'a Table,
    at: BTreeMap<&'a str, &'a str>,
}

pub struct Scopes<'a> {
    document: &'a Tabular,
    pub scopes: Vec<Scope>,
    kinds: BTreeMap<Kind<'a>, Vec<Listing<'a>>>,
    atoms: usize,
    cells: usize,
    /// Tells everything apart, listed or not: slow, and what the pruning is tested against.
    unpruned: bool,
}

impl<'a> Scopes<'a> {
    pub fn of(document: &'a Tabular, unpruned: bool) -> Result<Self, TabularError> {
        let mut scopes = Self { document, scopes: vec![], kinds: BTreeMap::new(), atoms: 0, cells: 0, unpruned };
        for table in &document.tables {
            for cell in &table.cells {
                let (labels, at) = split(document, cell);
                scopes.kinds.entry((&table.universe, BTreeMap::new())).or_default();
                scopes.kinds.entry((&table.universe, labels)).or_default().push(Listing { table, at });
            }
        }
        let mut order: Vec<Kind<'a>> = scopes.kinds.keys().cloned().collect();
        order.sort_by_key(|kind| (scopes.line(kind.0).len() + kind.1.len(), kind.clone()));
        order.iter().try_for_each(|kind| scopes.add_kind(kind))?;
        Ok(scopes)
    }

    pub fn totals(&self) -> (usize, usize) {
        (self.atoms, self.cells)
    }

    /// A universe and all that it is part of.
    fn line(&self, universe: &'a str) -> Vec<&'a str> {
        let mut line = vec![universe];
        while let Some(above) = self.document.universes.get(line[line.len() - 1]).and_then(Option::as_deref) {
            if line.contains(&above) {
                break;
            }
            line.push(above);
        }
        line
    }

    fn is_above(&self, above: &Kind<'a>, below: &Kind<'a>) -> bool {
        above != below
            && self.line(below.0).contains(&above.0)
            && above.1.iter().all(|(dimension, label)| below.1.get(dimension) == Some(label))
    }

    fn add_kind(&mut self, kind: &Kind<'a>) -> Result<(), TabularError> {
        let document = self.document;
        // What is listed below must be told apart here too: two parts of one base bound it together.
        let lower = self.kinds.iter().filter(|(other, _)| *other == kind || self.is_above(kind, other));
        let marks: Vec<&Listing<'a>> = lower.flat_map(|(_, listings)| listings).collect();
        let releases: BTreeSet<&str> = marks.iter().map(|listing| listing.table.release.as_str()).collect();
        let mut scopes = Vec::new();
        for periods in tied_periods(document, &releases) {
            let own = |listing: &&Listing<'a>| periods.contains_key(listing.table.release.as_str());
            let tables: Vec<&Table> = if kind.1.is_empty() {
                let here = |table: &&Table| table.universe == kind.0 && !table.cells.is_empty();
                document.tables.iter().filter(here).filter(|t| periods.contains_key(t.release.as_str())).collect()
            } else {
                self.kinds[kind].iter().filter(own).map(|listing| listing.table).collect()
            };
            if tables.is_empty() {
                continue;
            }
            let mut listed: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
            for (dimension, category) in marks.iter().copied().filter(own).flat_map(|listing| &listing.at) {
                listed.entry((*dimension).to_owned()).or_default().insert((*category).to_owned());
            }
            scopes.push(self.scope(kind, &tables, &periods, listed));
        }
        for scope in scopes {
            self.place(scope)?;
        }
        Ok(())
    }

    fn scope(
        &self,
        kind: &Kind<'a>,
        tables: &[&Table],
        periods: &Periods,
        mut listed: BTreeMap<String, BTreeSet<String>>,
    ) -> Scope {
        let document = self.document;
        let faces = maximal(tables.iter().map(|table| {
            table.dims.iter().filter(|id| !document.dimensions[*id].multilabel).cloned().collect::<BTreeSet<String>>()
        }));
        let (above, ties) = self.ties(kind, &faces, periods);
        let dims: BTreeSet<&String> = faces.iter().flatten().collect();
        // A base that tells places apart bounds each of them, and so says what is left for the others: its parts tell
        // apart what it does.
        let mut dividers: Vec<&[String]> = vec![];
        for tie in &ties {
            let base = &self.scopes[tie.above];
            dividers.extend(base.waves.classes.iter().map(Vec::as_slice));
            for id in &tie.dims {
                let more = base.listed.get(id).into_iter().flatten().cloned();
                listed.entry(id.clone()).or_default().extend(more);
            }
        }
        if self.unpruned {
            for id in &dims {
                listed.insert((*id).clone(), document.dimensions[*id].categories.iter().cloned().collect());
            }
            dividers.extend(periods.values().flat_map(|atoms| atoms.chunks(1)));
        }
        let none = BTreeSet::new();
        let tree = |id: &String| {
            let listed = listed.get(id).unwrap_or(&none).iter().map(String::as_str).collect();
            Tree::of(&document.dimensions[id], &listed)
        };
        Scope {
            universe: kind.0.to_owned(),
            labels: kind.1.iter().map(|(id, label)| ((*id).to_owned(), (*label).to_owned())).collect(),
            trees: dims.iter().map(|id| ((*id).clone(), tree(id))).collect(),
            waves: Waves::of(periods, &dividers),
            faces: faces
                .into_iter()
                .map(|dims| Face { dims: dims.into_iter().collect(), first_atom: 0, first_cell: 0 })
                .collect(),
            ties,
            above,
            listed,
        }
    }

    /// The nearest scopes that bound this one, and all that do.
    fn ties(&self, kind: &Kind<'a>, faces: &[BTreeSet<String>], periods: &Periods) -> (Vec<usize>, Vec<Tie>) {
        let covers =
            |scope: &Scope| periods.values().all(|atoms| scope.waves.classes_of(atoms).is_some_and(|c| !c.is_empty()));
        let above: Vec<usize> = (0..self.scopes.len())
            .filter(|n| self.is_above(&self.kind_of(*n), kind) && covers(&self.scopes[*n]))
            .collect();
        let mut ties: Vec<Tie> = Vec::new();
        for position in above.iter().rev() {
            let scope = &self.scopes[*position];
            let pairs = (0..faces.len()).flat_map(|face| (0..scope.faces.len()).map(move |other| (face, other)));
            let shared = |(face, other): &(usize, usize)| -> BTreeSet<String> {
                scope.faces[*other].dims.iter().filter(|id| faces[*face].contains(*id)).cloned().collect()
            };
            for dims in maximal(pairs.clone().map(|pair| shared(&pair))) {
                let nearer = |tie: &Tie| self.scopes[tie.above].above.contains(position) && dims.is_subset(&tie.dims);
                if ties.iter().any(nearer) {
                    continue;
                }
                let (face, above_face) = pairs.clone().find(|pair| shared(pair) == dims).expect("it is one of them");
                ties.push(Tie { face, above: *position, above_face, dims });
            }
        }
        (above, ties)
    }

    fn kind_of(&self, scope: usize) -> Kind<'_> {
        let scope = &self.scopes[scope];
        (&scope.universe, scope.labels.iter().map(|(id, label)| (id.as_str(), label.as_str())).collect())
    }

    /// Numbers the atoms and cells of a scope.
    fn place(&mut self, mut scope: Scope) -> Result<(), TabularError> {
        for face in &mut scope.faces {
            (face.first_atom, face.first_cell) = (self.atoms, self.cells);
            let sizes = |count: fn(&Tree) -> usize, spans: usize| {
                face.dims.iter().map(|id| count(&scope.trees[id])).fold(spans, usize::saturating_mul)
            };
            self.atoms = self.atoms.saturating_add(sizes(|tree| tree.leaves.len(), scope.waves.classes.len()));
            self.cells = self.cells.saturating_add(sizes(|tree| tree.nodes.len(), scope.waves.spans.len()));
        }
        if self.cells > MOST_CELLS {
            return Err(TabularError::TooLarge(self.cells));
        }
        self.scopes.push(scope);
        Ok(())
    }
}

/// Category by dimension, without those that are at their total.
pub type Place<'a> = BTreeMap<&'a str, &'a str>;

/// The labels of a cell, and where it stands otherwise.
pub fn split<'a>(document: &'a Tabular, cell: &'a Cell) -> (Place<'a>, Place<'a>) {
    let place = document.place(cell);
    place.into_iter().partition(|(dimension, _)| document.dimensions[*dimension].multilabel)
}

/// Sets of periods that share waves, each with the waves of its periods.
fn tied_periods<'a>(document: &'a Tabular, releases: &BTreeSet<&'a str>) -> Vec<Periods<'a>> {
    let mut groups: Vec<(Periods, BTreeSet<&String>)> = Vec::new();
    for release in releases {
        let atoms = document.atoms(release);
        let mut group = (BTreeMap::from([(*release, atoms)]), atoms.iter().collect::<BTreeSet<_>>());
        let (tied, others) = groups.into_iter().partition(|(_, known)| !known.is_disjoint(&group.1));
        groups = others;
        for (periods, known) in tied {
            group.0.extend(periods);
            group.1.extend(known);
        }
        groups.push(group);
    }
    groups.into_iter().map(|(periods, _)| periods).collect()
}

fn maximal(sets: impl Iterator<Item = BTreeSet<String>>) -> Vec<BTreeSet<String>> {
    let sets: BTreeSet<BTreeSet<String>> = sets.collect();
    let inner = |set: &BTreeSet<String>| sets.iter().any(|other| other != set && set.is_subset(other));
    sets.iter().filter(|set| !inner(set)).cloned().collect()
}
