//! What a reader knows: intervals for listed cells, and the sums that tie cells together, all over atoms.

use std::collections::{BTreeMap, BTreeSet};

use super::scopes::{Face, Place, Scope, Scopes, Tie, split};
use crate::disclosure::tabular::{Cell, Table, Tabular, TabularError};

/// Beyond any count: no bound.
pub const FAR: i64 = 1 << 40;

/// A listed cell.
#[derive(Clone, Debug)]
pub struct Known {
    pub low: i64,
    pub high: i64,
    /// Its number among all listed cells of the document, in order.
    pub number: usize,
    pub published: bool,
}

/// The sum of some atoms, each so many times, lies between two bounds.
#[derive(Clone, Debug)]
pub struct Row {
    pub terms: Vec<(usize, i64)>,
    pub low: i64,
    pub high: i64,
    pub cell: usize,
    /// Ties a part to what it is part of: "no more than".
    pub tie: bool,
}

/// Where a cell is: scope, face, a node of each dimension of the face, and a span.
#[derive(Clone, Debug)]
pub struct Position {
    pub scope: usize,
    pub face: usize,
    pub nodes: Vec<usize>,
    pub span: usize,
}

#[derive(Debug)]
pub struct Knowledge {
    pub scopes: Vec<Scope>,
    pub atoms: usize,
    pub cells: usize,
    pub known: BTreeMap<usize, Known>,
    /// All that is published, and all that ties it together.
    pub rows: Vec<Row>,
    /// The most that any atom is assumed to be.
    pub ceiling: i64,
}

impl Knowledge {
    pub fn of(document: &Tabular, unpruned: bool) -> Result<Self, TabularError> {
        let scopes = Scopes::of(document, unpruned)?;
        let published = document.tables.iter().flat_map(|table| &table.cells).filter_map(|cell| cell.value);
        // Whatever is not bounded by a total could be anything; a reader assumes no more than this.
        let ceiling = published.max().unwrap_or(0).saturating_mul(10).clamp(1_000, 1_000_000_000);
        let (atoms, cells) = scopes.totals();
        let mut knowledge = Self { scopes: scopes.scopes, atoms, cells, known: BTreeMap::new(), rows: vec![], ceiling };
        let listed = document.tables.iter().flat_map(|table| table.cells.iter().map(move |cell| (table, cell)));
        for (number, (table, cell)) in listed.enumerate() {
            let (labels, at) = split(document, cell);
            let atoms = document.atoms(&table.release);
            let scope = knowledge.scope_of(&table.universe, &labels, atoms);
            let id = scope.and_then(|scope| knowledge.find(scope, &at, atoms)).expect("what is listed is told apart");
            knowledge.note(document, table, cell, id, number)?;
        }
        knowledge.add_rows();
        Ok(knowledge)
    }

    fn scope_of(&self, universe: &str, labels: &Place, atoms: &[String]) -> Option<usize> {
        self.scopes.iter().position(|scope| {
            let own = scope.labels.iter().map(|(id, label)| (id.as_str(), label.as_str()));
            scope.universe == universe
                && own.eq(labels.iter().map(|(id, label)| (*id, *label)))
                && scope.waves.classes_of(atoms).is_some_and(|classes| !classes.is_empty())
        })
    }

    /// The cell of a scope at a place and over some waves, if the scope tells it apart.
    pub fn find(&self, scope: usize, at: &BTreeMap<&str, &str>, atoms: &[String]) -> Option<usize> {
        let shape = &self.scopes[scope];
        let inside = |dims: &[String]| at.keys().all(|id| dims.iter().any(|other| other == id));
        let face = shape.faces.iter().position(|face| inside(&face.dims))?;
        let mut nodes = Vec::new();
        for id in &shape.faces[face].dims {
            let tree = &shape.trees[id];
            let node = at.get(id.as_str()).map_or(Some(tree.root), |category| tree.find(category))?;
            let asked = at.get(id.as_str()).copied().unwrap_or(&tree.nodes[node].name);
            if node != tree.root && tree.nodes[node].members != [asked] {
                return None;
            }
            nodes.push(node);
        }
        let classes = shape.waves.classes_of(atoms)?;
        let span = shape.waves.spans.iter().position(|span| span.classes == classes)?;
        Some(self.cell(&Position { scope, face, nodes, span }))
    }

    pub fn cell(&self, position: &Position) -> usize {
        let shape = &self.scopes[position.scope];
        let face = &shape.faces[position.face];
        let digits = face.dims.iter().zip(&position.nodes);
        let place = digits.fold(0, |place, (id, node)| place * shape.trees[id].nodes.len() + node);
        face.first_cell + place * shape.waves.spans.len() + position.span
    }

    pub fn position(&self, cell: usize) -> Position {
        let scope = self.scopes.partition_point(|scope| scope.faces[0].first_cell <= cell) - 1;
        let shape = &self.scopes[scope];
        let face = shape.faces.partition_point(|face| face.first_cell <= cell) - 1;
        let mut rest = cell - shape.faces[face].first_cell;
        let span = rest % shape.waves.spans.len();
        rest /= shape.waves.spans.len();
        let mut nodes = Vec::new();
        for id in shape.faces[face].dims.iter().rev() {
            let size = shape.trees[id].nodes.len();
            nodes.push(rest % size);
            rest /= size;
        }
        nodes.reverse();
        Position { scope, face, nodes, span }
    }

    /// The total of the scope that an atom is of.
    pub fn total_of(&self, atom: usize) -> usize {
        let scope = self.scopes.partition_point(|scope| scope.faces[0].first_atom <= atom) - 1;
        self.scopes[scope].faces[0].first_cell
    }

    /// The atoms that add up to a cell; one that a dimension counts twice comes twice.
    pub fn atoms_of(&self, position: &Position) -> Vec<usize> {
        let shape = &self.scopes[position.scope];
        let dims = &shape.faces[position.face].dims;
        let leaves: Vec<&[usize]> =
            dims.iter().zip(&position.nodes).map(|(id, node)| shape.trees[id].nodes[*node].leaves.as_slice()).collect();
        self.atoms_at(position.scope, position.face, &leaves, &shape.waves.spans[position.span].classes)
    }

    pub fn atoms_at(&self, scope: usize, face: usize, leaves: &[&[usize]], classes: &[usize]) -> Vec<usize> {
        let shape = &self.scopes[scope];
        let face = &shape.faces[face];
        let mut places = vec![0];
        for (id, leaves) in face.dims.iter().zip(leaves) {
            let size = shape.trees[id].leaves.len();
            places = places.iter().flat_map(|place| leaves.iter().map(move |leaf| place * size + leaf)).collect();
        }
        let size = shape.waves.classes.len();
        let first = face.first_atom;
        places.iter().flat_map(|place| classes.iter().map(move |class| first + place * size + class)).collect()
    }

    pub fn name(&self, cell: usize) -> String {
        let position = self.position(cell);
        let shape = &self.scopes[position.scope];
        let dims = &shape.faces[position.face].dims;
        let inner = dims.iter().zip(&position.nodes).filter(|(id, node)| shape.trees[*id].root != **node);
        let mut at: Vec<String> =
            inner.map(|(id, node)| format!("{id}={}", shape.trees[id].nodes[*node].name)).collect();
        at.extend(shape.labels.iter().map(|(id, label)| format!("{id}={label}")));
        at.sort_unstable();
        let at = if at.is_empty() { "the total".to_owned() } else { at.join(", ") };
        format!("{} {} at {at}", shape.universe, shape.waves.spans[position.span].name).replace("  ", " ")
    }

    /// Stands for several cells of which none is listed.
    pub fn is_several(&self, position: &Position) -> bool {
        let shape = &self.scopes[position.scope];
        let mut nodes = shape.faces[position.face].dims.iter().zip(&position.nodes);
        shape.waves.spans[position.span].several
            || nodes.any(|(id, node)| shape.trees[id].nodes[*node].members.len() > 1)
    }

    /// The first face that has a cell counts as its place.
    pub fn canonical(&self, position: &Position) -> usize {
        let shape = &self.scopes[position.scope];
        let dims = shape.faces[position.face].dims.iter().zip(&position.nodes);
        let inner: BTreeMap<&String, usize> =
            dims.filter(|(id, node)| shape.trees[*id].root != **node).map(|(id, node)| (id, *node)).collect();
        let has = |face: &Face| inner.keys().all(|id| face.dims.contains(id));
        let face = shape.faces.iter().position(has).expect("its own face has it");
        let node = |id: &String| inner.get(id).copied().unwrap_or(shape.trees[id].root);
        let nodes = shape.faces[face].dims.iter().map(node).collect();
        self.cell(&Position { face, nodes, ..*position })
    }

    /// Takes down what is published of a cell.
    fn note(
        &mut self,
        document: &Tabular,
        table: &Table,
        cell: &Cell,
        id: usize,
        number: usize,
    ) -> Result<(), TabularError> {
        let ceiling = self.ceiling;
        let known = self.known.entry(id).or_insert(Known { low: 0, high: ceiling, number, published: false });
        let Some(value) = cell.value else { return Ok(()) };
        // Rounded to the nearest 5, a 10 stands for 8 to 12. But whoever knows the rules knows that nothing between 0
        // and k is ever published, so a 0 is a 0.
        let slack = if value == 0 && table.rounding / 2 < document.k { 0 } else { table.rounding / 2 };
        known.low = known.low.max((value - slack).max(0));
        known.high = known.high.min(value + slack);
        known.published = true;
        if known.low > known.high {
            return Err(TabularError::Twice(self.name(id)));
        }
        Ok(())
    }

    fn add_rows(&mut self) {
        let mut rows = Vec::new();
        for (cell, known) in self.known.iter().filter(|(_, known)| known.published) {
            let terms = together(self.atoms_of(&self.position(*cell)).into_iter().map(|atom| (atom, 1)));
            rows.push(Row { terms, low: known.low, high: known.high, cell: *cell, tie: false });
        }
        for scope in 0..self.scopes.len() {
            self.add_equations(scope, &mut rows);
            self.add_faces(scope, &mut rows);
            for tie in &self.scopes[scope].ties {
                self.add_tie(scope, tie, &mut rows);
            }
        }
        self.rows = rows;
    }

    /// Linked partitions that share no leaves, and still add up to the same.
    fn add_equations(&self, scope: usize, rows: &mut Vec<Row>) {
        let shape = &self.scopes[scope];
        for (number, face) in shape.faces.iter().enumerate() {
            for (place, id) in face.dims.iter().enumerate() {
                for (ones, others) in &shape.trees[id].equations {
                    let free: BTreeSet<String> = face.dims.iter().filter(|other| *other != id).cloned().collect();
                    self.each_leaf(scope, &free, |leaves, class| {
                        let atoms = |at: &[usize]| {
                            let mut all = self.leaves_at(scope, number, leaves);
                            all[place] = at.to_vec();
                            let all: Vec<&[usize]> = all.iter().map(Vec::as_slice).collect();
                            self.atoms_at(scope, number, &all, &[class])
                        };
                        let plus = atoms(ones).into_iter().map(|atom| (atom, 1));
                        let minus = atoms(others).into_iter().map(|atom| (atom, -1));
                        self.push_row(scope, plus.chain(minus), 0, false, rows);
                    });
                }
            }
        }
    }

    /// Faces of one scope agree on what they share.
    fn add_faces(&self, scope: usize, rows: &mut Vec<Row>) {
        let faces = &self.scopes[scope].faces;
        for (number, face) in faces.iter().enumerate() {
            let mut agreed: Vec<BTreeSet<String>> = vec![];
            for (other, earlier) in faces[..number].iter().enumerate() {
                let shared: BTreeSet<String> =
                    face.dims.iter().filter(|id| earlier.dims.contains(id)).cloned().collect();
                if agreed.iter().any(|known| shared.is_subset(known)) {
                    continue;
                }
                self.each_leaf(scope, &shared, |leaves, class| {
                    let atoms = |face: usize| {
                        let all = self.leaves_at(scope, face, leaves);
                        let all: Vec<&[usize]> = all.iter().map(Vec::as_slice).collect();
                        self.atoms_at(scope, face, &all, &[class])
                    };
                    let plus = atoms(number).into_iter().map(|atom| (atom, 1));
                    let minus = atoms(other).into_iter().map(|atom| (atom, -1));
                    self.push_row(scope, plus.chain(minus), 0, false, rows);
                });
                agreed.push(shared);
            }
        }
    }

    fn add_tie(&self, scope: usize, tie: &Tie, rows: &mut Vec<Row>) {
        let shape = &self.scopes[scope];
        let above = &self.scopes[tie.above];
        self.each_leaf(scope, &tie.dims, |leaves, class| {
            let own = self.leaves_at(scope, tie.face, leaves);
            let own: Vec<&[usize]> = own.iter().map(Vec::as_slice).collect();
            let plus = self.atoms_at(scope, tie.face, &own, &[class]).into_iter().map(|atom| (atom, 1));
            let theirs: Vec<Vec<usize>> = above.faces[tie.above_face]
                .dims
                .iter()
                .map(|id| {
                    let tree = &above.trees[id];
                    let Some(leaf) = leaves.get(id.as_str()) else { return tree.nodes[tree.root].leaves.clone() };
                    let node = &shape.trees[id].nodes[shape.trees[id].leaves[*leaf]];
                    let members = node.members.iter().filter_map(|member| tree.find(member));
                    let nodes: BTreeSet<usize> = members.collect();
                    nodes.into_iter().flat_map(|node| tree.nodes[node].leaves.iter().copied()).collect()
                })
                .collect();
            let theirs: Vec<&[usize]> = theirs.iter().map(Vec::as_slice).collect();
            let classes =
                above.waves.classes_of(&shape.waves.classes[class]).expect("waves above are told apart further");
            let minus = self.atoms_at(tie.above, tie.above_face, &theirs, &classes).into_iter().map(|atom| (atom, -1));
            self.push_row(scope, plus.chain(minus), -FAR, true, rows);
        });
    }

    /// Every choice of leaves in some dimensions, and of a wave.
    fn each_leaf(&self, scope: usize, dims: &BTreeSet<String>, mut visit: impl FnMut(&BTreeMap<&str, usize>, usize)) {
        let shape = &self.scopes[scope];
        let mut choices: Vec<BTreeMap<&str, usize>> = vec![BTreeMap::new()];
        for id in dims {
            let mut longer = Vec::new();
            for choice in &choices {
                for leaf in 0..shape.trees[id].leaves.len() {
                    let mut choice = choice.clone();
                    choice.insert(id, leaf);
                    longer.push(choice);
                }
            }
            choices = longer;
        }
        for choice in &choices {
            (0..shape.waves.classes.len()).for_each(|class| visit(choice, class));
        }
    }

    /// For each dimension of a face the chosen leaf, or all.
    fn leaves_at(&self, scope: usize, face: usize, chosen: &BTreeMap<&str, usize>) -> Vec<Vec<usize>> {
        let shape = &self.scopes[scope];
        let all = |id: &String| shape.trees[id].nodes[shape.trees[id].root].leaves.clone();
        shape.faces[face]
            .dims
            .iter()
            .map(|id| chosen.get(id.as_str()).map_or_else(|| all(id), |leaf| vec![*leaf]))
            .collect()
    }

    fn push_row(
        &self,
        scope: usize,
        terms: impl Iterator<Item = (usize, i64)>,
        low: i64,
        tie: bool,
        rows: &mut Vec<Row>,
    ) {
        // Named after the scope's total: the sum itself is no listed cell.
        let cell = self.scopes[scope].faces[0].first_cell;
        rows.push(Row { terms: together(terms), low, high: 0, cell, tie });
    }
}

/// Each atom once.
pub fn together(terms: impl Iterator<Item = (usize, i64)>) -> Vec<(usize, i64)> {
    let mut terms: Vec<(usize, i64)> = terms.collect();
    terms.sort_unstable();
    let mut once: Vec<(usize, i64)> = Vec::with_capacity(terms.len());
    for (atom, times) in terms {
        match once.last_mut() {
            Some((last, sum)) if *last == atom => *sum += times,
            _ => once.push((atom, times)),
        }
    }
    once.retain(|(_, times)| *times != 0);
    once
}
