//! The categories and periods that what is published tells apart, and no more.
//!
//! Promises exactness: leaving out what is left out here changes neither the range of any listed cell nor whether there
//! is a finding. Take a partition and those of its parts that nobody lists, that have no parts of their own left and
//! that stand in no other partition: the loose ones. They split what the others leave freely, so one cell, the rest, can
//! stand for all of them: give the whole rest to the first, and every sum still holds. A base and its parts tell the same
//! apart (see `scopes`), so where one gives all to the first the other does too, and no part outgrows its base. A
//! partition of loose parts alone says nothing. Nor does a category that nobody lists and that only puts some parts of
//! another partition together. Waves that every listed period either has all or none of are one wave, for the same
//! reason.
//!
//! Each loose part may be anything from nothing to the whole rest: it is pinned only if the rest is certainly small.

use std::collections::{BTreeMap, BTreeSet};

use crate::disclosure::tabular::Dimension;

/// A category and the parts that it is the sum of.
type Partition = (String, Vec<String>);

/// A category, or the loose parts of a partition together.
#[derive(Debug)]
pub struct Node {
    pub name: String,
    /// The categories it stands for: itself, or several.
    pub members: Vec<String>,
    /// The leaves it is the sum of, by position.
    pub leaves: Vec<usize>,
}

#[derive(Debug)]
pub struct Tree {
    pub nodes: Vec<Node>,
    pub root: usize,
    /// A node and the nodes that add up to it.
    pub partitions: Vec<(usize, Vec<usize>)>,
    /// The nodes that have no parts.
    pub leaves: Vec<usize>,
    /// Leaves that add up to the same as other leaves: linked partitions that share no leaves.
    pub equations: Vec<(Vec<usize>, Vec<usize>)>,
    index: BTreeMap<String, usize>,
}

impl Tree {
    /// What is left of a dimension in which only these categories are listed.
    pub fn of(dimension: &Dimension, listed: &BTreeSet<&str>) -> Self {
        let mut kept: Vec<&Partition> = dimension.partitions.iter().collect();
        while let Some((own, other)) = bracket(&kept, listed) {
            let mut place = 0;
            kept.retain(|_| {
                place += 1;
                place - 1 != own && place - 1 != other
            });
        }
        loop {
            let before = kept.clone();
            kept.retain(|partition| !partition.1.iter().all(|part| is_loose(part, &before, listed)));
            if kept.len() == before.len() {
                break;
            }
        }
        let mut tree = Self {
            nodes: vec![],
            root: 0,
            partitions: vec![],
            leaves: vec![],
            equations: vec![],
            index: BTreeMap::new(),
        };
        tree.root = tree.node(vec![&dimension.root]);
        for (total, parts) in &kept {
            let (loose, firm): (Vec<&String>, Vec<&String>) =
                parts.iter().partition(|part| is_loose(part, &kept, listed));
            let total = tree.node(vec![total]);
            let mut members: Vec<usize> = firm.into_iter().map(|part| tree.node(vec![part])).collect();
            if !loose.is_empty() {
                members.push(tree.node(loose));
            }
            tree.partitions.push((total, members));
        }
        tree.find_leaves();
        tree
    }

    /// Where a category is, by itself or among the rest.
    pub fn find(&self, category: &str) -> Option<usize> {
        self.index.get(category).copied()
    }

    /// A node and all that it is part of.
    pub fn above(&self, node: usize) -> BTreeSet<usize> {
        let mut all = BTreeSet::from([node]);
        loop {
            let wider = self.partitions.iter().filter(|(_, parts)| parts.iter().any(|part| all.contains(part)));
            let before = all.len();
            all = wider.map(|(total, _)| *total).chain(all.iter().copied()).collect();
            if all.len() == before {
                return all;
            }
        }
    }

    fn node(&mut self, members: Vec<&String>) -> usize {
        if let Some(known) = self.index.get(members[0]) {
            return *known;
        }
        let name = members.iter().map(|member| member.as_str()).collect::<Vec<_>>().join(" + ");
        let members: Vec<String> = members.into_iter().cloned().collect();
        self.index.extend(members.iter().map(|member| (member.clone(), self.nodes.len())));
        self.nodes.push(Node { name, members, leaves: vec![] });
        self.nodes.len() - 1
    }

    fn find_leaves(&mut self) {
        let whole: BTreeSet<usize> = self.partitions.iter().map(|(total, _)| *total).collect();
        self.leaves = (0..self.nodes.len()).filter(|node| !whole.contains(node)).collect();
        for (position, leaf) in self.leaves.clone().into_iter().enumerate() {
            self.nodes[leaf].leaves = vec![position];
        }
        self.nodes[self.root].leaves = self.expand(self.root);
        for (total, parts) in self.partitions.clone() {
            let leaves = self.expand(total);
            let mut others: Vec<usize> = parts.iter().flat_map(|part| self.expand(*part)).collect();
            others.sort_unstable();
            if others != leaves {
                self.equations.push((leaves.clone(), others));
            }
            self.nodes[total].leaves = leaves;
        }
    }

    /// The leaves of a node by its first partition, with repeats if a part is counted twice.
    fn expand(&self, node: usize) -> Vec<usize> {
        if !self.nodes[node].leaves.is_empty() {
            return self.nodes[node].leaves.clone();
        }
        let first = self.partitions.iter().find(|(total, _)| *total == node);
        let parts = first.into_iter().flat_map(|(_, parts)| parts);
        let mut leaves: Vec<usize> = parts.flat_map(|part| self.expand(*part)).collect();
        leaves.sort_unstable();
        leaves
    }
}

/// A category that nobody lists and that says nothing, because it only puts parts of a third partition together: the
/// places of its own partition and of the one that it is a part of.
fn bracket(kept: &[&Partition], listed: &BTreeSet<&str>) -> Option<(usize, usize)> {
    let only = |fits: &dyn Fn(&Partition) -> bool| {
        let mut places = (0..kept.len()).filter(|place| fits(kept[*place]));
        places.next().filter(|_| places.next().is_none())
    };
    (0..kept.len()).find_map(|own| {
        let (category, parts) = kept[own];
        if listed.contains(category.as_str()) || only(&|partition| partition.0 == *category).is_none() {
            return None;
        }
        let other = only(&|partition| partition.1.contains(category))?;
        let (total, beside) = kept[other];
        let mut opened: Vec<&String> = beside.iter().filter(|part| *part != category).chain(parts).collect();
        opened.sort_unstable();
        let is_the_same = |third: usize| {
            let mut all: Vec<&String> = kept[third].1.iter().collect();
            all.sort_unstable();
            third != other && kept[third].0 == *total && all == opened
        };
        (0..kept.len()).any(is_the_same).then_some((own, other))
    })
}

fn is_loose(part: &str, kept: &[&Partition], listed: &BTreeSet<&str>) -> bool {
    let times = kept.iter().flat_map(|(_, parts)| parts).filter(|other| *other == part).count();
    times == 1 && !listed.contains(part) && kept.iter().all(|(total, _)| total != part)
}

/// Waves that no listed period tells apart are one.
#[derive(Debug)]
pub struct Waves {
    pub classes: Vec<Vec<String>>,
    pub spans: Vec<Span>,
}

/// A period: one that is listed, or a single wave.
#[derive(Debug)]
pub struct Span {
    pub name: String,
    pub classes: Vec<usize>,
    /// Stands for waves of which none is listed.
    pub several: bool,
}

impl Waves {
    /// From listed periods, each with its name and waves, and other sets of waves to tell apart.
    pub fn of(periods: &BTreeMap<&str, &[String]>, dividers: &[&[String]]) -> Self {
        let sets: Vec<&[String]> = periods.values().copied().chain(dividers.iter().copied()).collect();
        let mut by_membership: BTreeMap<Vec<usize>, Vec<String>> = BTreeMap::new();
        let atoms: BTreeSet<&String> = periods.values().copied().flatten().collect();
        for atom in atoms {
            let within = (0..sets.len()).filter(|set| sets[*set].contains(atom)).collect();
            by_membership.entry(within).or_default().push(atom.clone());
        }
        let mut classes: Vec<Vec<String>> = by_membership.into_values().collect();
        classes.sort();
        let mut waves = Self { classes, spans: vec![] };
        let within = |atoms: &[String]| -> Vec<usize> {
            (0..waves.classes.len()).filter(|class| atoms.contains(&waves.classes[*class][0])).collect()
        };
        for (name, atoms) in periods {
            let name = if atoms.len() == 1 { &atoms[0] } else { *name };
            let span = Span { name: name.to_owned(), classes: within(atoms), several: false };
            if !waves.spans.iter().any(|other| other.classes == span.classes) {
                waves.spans.push(span);
            }
        }
        for (number, class) in waves.classes.iter().enumerate() {
            if !waves.spans.iter().any(|span| span.classes == [number]) {
                waves.spans.push(Span { name: class.join(" + "), classes: vec![number], several: class.len() > 1 });
            }
        }
        waves
    }

    /// The classes of some waves, if they are told apart here.
    pub fn classes_of(&self, atoms: &[String]) -> Option<Vec<usize>> {
        let inside = |class: &Vec<String>| class.iter().filter(|atom| atoms.contains(atom)).count();
        let touched: Vec<usize> = (0..self.classes.len()).filter(|n| inside(&self.classes[*n]) > 0).collect();
        touched.iter().all(|n| inside(&self.classes[*n]) == self.classes[*n].len()).then_some(touched)
    }
}
