//! Who a figure is about: the region, its areas and their providers, or groups of people within the region; with what
//! is left over beside them.
//!
//! Promises that the children of each set add up to their parent: whoever named no area, or came through no provider,
//! is a child too, and never forgotten.

use std::collections::BTreeMap;

use crate::disclosure::exact::{Distribution, Exact, Place, TableKey};
use crate::survey::Slug;

#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The published dimension it stands in.
    pub dimension: String,
    /// The category in the published dimension; the region's is the dimension's total.
    pub category: String,
    pub role: Role,
    pub depth: usize,
    /// Which row of the counts is this node's; the rest of a set has none and is worked out.
    row: Option<Row>,
}

/// A place, and perhaps one group of an equality question.
type Row = (Place, Option<(Slug, Slug)>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Region,
    Area,
    Provider,
    /// People of the region who answered an equality question alike.
    Group,
    /// Those of an area who came through no provider; those who did not say in which group they are. Never shown.
    Rest,
}

/// Children that add up to their parent, in one published dimension.
#[derive(Clone, Debug, PartialEq)]
pub struct Siblings {
    pub dimension: String,
    pub parent: usize,
    pub members: Vec<usize>,
}

/// Node 0 is the region; sets stand in the order in which they are decided, parents first.
#[derive(Clone, Debug, PartialEq)]
pub struct Tree {
    pub nodes: Vec<Node>,
    pub sets: Vec<Siblings>,
}

pub const TOTAL: &str = "Total";
pub const PLACE: &str = "place";
/// The area of those who named none, or one outside the region.
pub const ELSEWHERE: &str = "elsewhere";
/// Those of the region who did not say in which group they are.
pub const NOT_SAID: &str = "not-said";

impl Node {
    pub fn provider(&self) -> Option<&Slug> {
        match &self.row {
            Some((Place::Provider(provider), _)) => Some(provider),
            _ => None,
        }
    }
}

impl Tree {
    pub fn region() -> Self {
        let row = Some((Place::Region, None));
        let region = Node { dimension: PLACE.into(), category: TOTAL.into(), role: Role::Region, depth: 0, row };
        Self { nodes: vec![region], sets: vec![] }
    }

    /// Adds the areas, with the providers of each.
    pub fn with_places(mut self, areas: &[Slug], providers: &BTreeMap<Slug, Vec<Slug>>) -> Self {
        let row = |area: &Slug| (area.to_string(), Role::Area, (Place::Area(area.clone()), None));
        let found = self.add_set(PLACE, 0, areas.iter().map(row), (ELSEWHERE.into(), Role::Area));
        for (area, node) in areas.iter().zip(found) {
            let Some(of_area) = providers.get(area).filter(|of_area| !of_area.is_empty()) else {
                continue;
            };
            let row = |provider: &Slug| {
                (provider_category(area, provider), Role::Provider, (Place::Provider(provider.clone()), None))
            };
            self.add_set(PLACE, node, of_area.iter().map(row), (no_provider(area), Role::Rest));
        }
        self
    }

    /// Adds the groups of one equality question.
    pub fn with_groups(mut self, by: &Slug, options: &[Slug]) -> Self {
        let row =
            |option: &Slug| (option.to_string(), Role::Group, (Place::Region, Some((by.clone(), option.clone()))));
        self.add_set(&group_dimension(by), 0, options.iter().map(row), (NOT_SAID.into(), Role::Rest));
        self
    }

    fn add_set(
        &mut self,
        dimension: &str,
        parent: usize,
        children: impl Iterator<Item = (String, Role, Row)>,
        rest: (String, Role),
    ) -> Vec<usize> {
        let depth = self.nodes[parent].depth + 1;
        let first = self.nodes.len();
        let node = |category, role, row| Node { dimension: dimension.into(), category, role, depth, row };
        self.nodes.extend(children.map(|(category, role, row)| node(category, role, Some(row))));
        let found: Vec<usize> = (first..self.nodes.len()).collect();
        self.nodes.push(node(rest.0, rest.1, None));
        let members = (first..self.nodes.len()).collect();
        self.sets.push(Siblings { dimension: dimension.into(), parent, members });
        found
    }

    /// The set in which a node is a child.
    pub fn set_of(&self, node: usize) -> Option<&Siblings> {
        self.sets.iter().find(|set| set.members.contains(&node))
    }

    /// What `read` takes from a question's table, by node, in one wave. `None` when some children count more than their
    /// parent: then they are not its children (a provider that moved to another area), and nothing may be planned.
    pub fn counts(
        &self,
        exact: &Exact,
        (survey, question): (&Slug, &Slug),
        read: impl Fn(&Distribution) -> Vec<u64>,
    ) -> Option<Vec<Vec<u64>>> {
        let nobody = Distribution::default();
        self.fill(|(place, within)| {
            let (place, within) = (place.clone(), within.clone());
            let key = TableKey { survey: survey.clone(), question: question.clone(), place, within };
            read(exact.tables.get(&key).unwrap_or(&nobody))
        })
    }

    /// Respondents by node, in one wave.
    pub fn respondents(&self, exact: &Exact) -> Option<Vec<Vec<u64>>> {
        self.fill(|(place, _)| vec![exact.respondents.get(place).copied().unwrap_or(0)])
    }

    fn fill(&self, read: impl Fn(&Row) -> Vec<u64>) -> Option<Vec<Vec<u64>>> {
        let mut counts: Vec<Vec<u64>> =
            self.nodes.iter().map(|node| node.row.as_ref().map(&read).unwrap_or_default()).collect();
        for set in &self.sets {
            let Some((rest, found)) = set.members.split_last() else { continue };
            let left = counts[set.parent].iter().enumerate().map(|(option, whole)| {
                let named: u64 = found.iter().map(|node| counts[*node][option]).sum();
                whole.checked_sub(named)
            });
            counts[*rest] = left.collect::<Option<_>>()?;
        }
        Some(counts)
    }
}

pub fn provider_category(area: &Slug, provider: &Slug) -> String {
    format!("{area}/{provider}")
}

pub fn no_provider(area: &Slug) -> String {
    format!("{area}/none")
}

pub fn group_dimension(by: &Slug) -> String {
    format!("by:{by}")
}
