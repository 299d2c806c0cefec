//! Who a figure is about: the region, its areas and their providers, or groups of people within the region; with what
//! is left over beside them.
//!
//! Promises that the children of each set add up to their parent: whoever named no area, or came through no provider,
//! is a child too, and never forgotten. Kinds of service have a tree of their own, apart from the region's: what is
//! counted in it are parts, of which one person may have sent several.

use std::collections::BTreeMap;

use super::declare::inside;
use crate::disclosure::exact::{Distribution, Exact, Place, TableKey};
use crate::survey::{NO_CAMPAIGN, Question, Slug};

#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The published dimension it stands in.
    pub dimension: String,
    /// The category in the published dimension; the region's is the dimension's total.
    pub category: String,
    pub role: Role,
    pub depth: usize,
    /// Which rows of the counts are this node's; the rest of a set has none and is worked out.
    rows: Vec<Row>,
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
    /// What people of the region said of one kind of service. It may be a single provider; of one person it has at
    /// most one part, so its parts are persons. Or those who came by one campaign, whoever runs it.
    Service,
    /// What was said of the kinds of service that one agency runs: of one person it may have several parts.
    Agency,
    /// Those of an area who came through no provider; those who did not say in which group they are; all services
    /// together. Never shown.
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
/// The dimension of campaigns, and the name of their table.
pub const CAMPAIGN: &str = "campaign";
/// Those of the region who did not say in which group they are.
pub const NOT_SAID: &str = "not-said";

impl Node {
    pub fn provider(&self) -> Option<&Slug> {
        match self.rows.first() {
            Some((Place::Provider(provider), _)) => Some(provider),
            _ => None,
        }
    }
}

impl Tree {
    pub fn region() -> Self {
        let rows = vec![(Place::Region, None)];
        let region = Node { dimension: PLACE.into(), category: TOTAL.into(), role: Role::Region, depth: 0, rows };
        Self { nodes: vec![region], sets: vec![] }
    }

    /// Adds the areas, with the providers of each.
    pub fn with_places(mut self, areas: &[Slug], providers: &BTreeMap<Slug, Vec<Slug>>) -> Self {
        let row = |area: &Slug| (area.to_string(), Role::Area, vec![(Place::Area(area.clone()), None)]);
        let found = self.add_set(PLACE, 0, areas.iter().map(row), Some((ELSEWHERE.into(), Role::Area)));
        for (area, node) in areas.iter().zip(found) {
            let Some(of_area) = providers.get(area).filter(|of_area| !of_area.is_empty()) else {
                continue;
            };
            let row = |provider: &Slug| {
                (provider_category(area, provider), Role::Provider, vec![(Place::Provider(provider.clone()), None)])
            };
            self.add_set(PLACE, node, of_area.iter().map(row), Some((no_provider(area), Role::Rest)));
        }
        self
    }

    /// Adds the groups of a question that tables are by.
    pub fn with_groups(mut self, by: &Question) -> Self {
        let row = |option: &Slug| (Place::Region, Some((by.id.clone(), option.clone())));
        let groups = inside(by).map(|choice| (choice.id.to_string(), Role::Group, vec![row(&choice.id)]));
        self.add_set(&group_dimension(&by.id), 0, groups, Some((NOT_SAID.into(), Role::Rest)));
        self
    }

    /// What was said of services: all of it, which is never shown, agencies and kinds that no agency runs, and the
    /// kinds of each agency.
    pub fn of_services(by: &Question) -> Self {
        let dimension = group_dimension(&by.id);
        let row = |option: &Slug| (Place::Region, Some((by.id.clone(), option.clone())));
        let one = |option: &Slug| (option.to_string(), Role::Service, vec![row(option)]);
        let all = inside(by).map(|choice| row(&choice.id)).collect();
        let root = Node { dimension: dimension.clone(), category: TOTAL.into(), role: Role::Rest, depth: 0, rows: all };
        let mut tree = Self { nodes: vec![root], sets: vec![] };
        let alone = inside(by).filter(|choice| !by.agencies.iter().any(|agency| agency.of.contains(&choice.id)));
        let agencies = by.agencies.iter();
        let agencies =
            agencies.map(|agency| (agency.id.to_string(), Role::Agency, agency.of.iter().map(row).collect()));
        let found = tree.add_set(&dimension, 0, agencies.chain(alone.map(|choice| one(&choice.id))), None);
        for (agency, node) in by.agencies.iter().zip(found) {
            tree.add_set(&dimension, node, agency.of.iter().map(one), None);
        }
        tree
    }

    /// The region's respondents by the campaign whose link they came by.
    pub fn of_campaigns(campaigns: &[&Slug]) -> Self {
        let mut tree = Self::region();
        let by: Slug = CAMPAIGN.parse().expect("a plain word");
        let row = |id: &Slug| (Place::Region, Some((by.clone(), id.clone())));
        let one = |id: &&Slug| (id.to_string(), Role::Service, vec![row(id)]);
        let rest = Some((NO_CAMPAIGN.to_owned(), Role::Service));
        tree.add_set(&group_dimension(&by), 0, campaigns.iter().map(one), rest);
        tree
    }

    /// Whether it counts what was said of services, not persons.
    pub fn counts_parts(&self) -> bool {
        self.nodes[0].role == Role::Rest
    }

    fn add_set(
        &mut self,
        dimension: &str,
        parent: usize,
        children: impl Iterator<Item = (String, Role, Vec<Row>)>,
        rest: Option<(String, Role)>,
    ) -> Vec<usize> {
        let depth = self.nodes[parent].depth + 1;
        let first = self.nodes.len();
        let node = |(category, role, rows)| Node { dimension: dimension.into(), category, role, depth, rows };
        self.nodes.extend(children.map(node));
        let found: Vec<usize> = (first..self.nodes.len()).collect();
        self.nodes.extend(rest.map(|(category, role)| node((category, role, vec![]))));
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
        self.fill(|(place, within)| {
            let found = match within {
                Some((_, campaign)) => exact.campaigns.get(campaign),
                None => exact.respondents.get(place),
            };
            vec![found.copied().unwrap_or(0)]
        })
    }

    fn fill(&self, read: impl Fn(&Row) -> Vec<u64>) -> Option<Vec<Vec<u64>>> {
        let sum = |rows: &Vec<Row>| {
            let mut rows = rows.iter().map(&read);
            let first = rows.next().unwrap_or_default();
            rows.fold(first, |sum, row| sum.iter().zip(row).map(|(sum, n)| sum + n).collect())
        };
        let mut counts: Vec<Vec<u64>> = self.nodes.iter().map(|node| sum(&node.rows)).collect();
        for set in &self.sets {
            let Some((rest, found)) = set.members.split_last() else { continue };
            // An agency is the sum of its services.
            if !self.nodes[*rest].rows.is_empty() {
                continue;
            }
            let left = counts[set.parent].iter().enumerate().map(|(option, whole)| {
                let named: u64 = found.iter().map(|node| counts[*node][option]).sum();
                whole.checked_sub(named)
            });
            counts[*rest] = left.collect::<Option<_>>()?;
        }
        Some(counts)
    }

    /// The sets of a dimension as the documents have them: a category, and those that add up to it.
    pub fn partitions(&self, dimension: &str) -> Vec<(String, Vec<String>)> {
        let category = |node: &usize| self.nodes[*node].category.clone();
        let of = |set: &Siblings| {
            let whole = if set.parent == 0 { TOTAL.to_owned() } else { category(&set.parent) };
            (whole, set.members.iter().map(category).collect())
        };
        self.sets.iter().filter(|set| set.dimension == dimension).map(of).collect()
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
