//! A release while it is being made: what is decided of each question for each time of the year that is told now.
//!
//! Promises that what was told before is read from the releases themselves and left as it is, and that a figure taken
//! back here was never published.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::about::{About, Asked, scale};
use super::document::Document;
use crate::disclosure::plan::{Calendar, Decided, Note, Plan, Reason, Subject, Together, Tree, by_node};
use crate::disclosure::{Distribution, Exact, K, PARTS_A_PERSON, Place};
use crate::store::Provider;
use crate::survey::{Campaign, Slug, Survey};
use crate::themes::codebook::Codebook;
use crate::wave::Wave;

/// A year of a plan, as far as it is told.
pub struct Year<'a> {
    pub plan: &'a Plan,
    pub surveys: &'a [Survey],
    /// Counted waves of the year, first to last, the one told now included.
    pub waves: Vec<&'a Wave>,
    /// The day up to which no wave can be added any more.
    pub over: Date,
    /// Opened counts of the waves that are needed.
    pub exact: &'a BTreeMap<Slug, Exact>,
    /// Areas in their order, with their names.
    pub areas: &'a [(Slug, String)],
    /// Whose words the themes are told in.
    pub codebook: &'a Codebook,
    pub providers: &'a [Provider],
    /// By wave and provider: codes given to a provider that has no open link.
    pub invited: &'a BTreeMap<Slug, BTreeMap<Slug, u64>>,
    /// Releases so far.
    pub told: &'a [Document],
    /// Whether rule P7 holds. Off only to measure what it costs.
    pub stuffing_rule: bool,
}

impl Year<'_> {
    /// Every campaign that a survey of the year declares, once.
    pub fn campaigns(&self) -> impl Iterator<Item = &Campaign> {
        let all = self.surveys.iter().flat_map(|survey| &survey.campaigns);
        all.clone().enumerate().filter_map(move |(at, one)| {
            let is_first = all.clone().take(at).all(|other| other.id != one.id);
            is_first.then_some(one)
        })
    }
}

pub struct Decision<'a> {
    pub about: About<'a>,
    pub subject: Subject,
    pub levels: Decided,
    pub notes: Vec<(usize, Note)>,
    /// Periods for which areas that are not shown on their own have no row together: the audit found too much in it.
    pub apart: BTreeSet<usize>,
}

pub struct Draft<'a> {
    pub year: &'a Year<'a>,
    pub calendar: Calendar,
    /// Positions in the calendar of what is told now.
    pub fresh: Vec<usize>,
    pub decisions: Vec<Decision<'a>>,
}

/// The times of a year and which of them were not told before.
pub fn calendar(plan: &Plan, waves: &[&Wave], over: Date, told: &[Document]) -> (Calendar, Vec<usize>) {
    let waves: Vec<(Slug, Date)> = waves.iter().map(|wave| (wave.id.clone(), wave.opens)).collect();
    let calendar = Calendar::of(plan.starts, &waves, |end| end <= over);
    let is_told = |id: &str| told.iter().flat_map(|document| &document.releases).any(|period| period.id == id);
    let fresh = (0..calendar.periods.len()).filter(|period| !is_told(&calendar.periods[*period].id)).collect();
    (calendar, fresh)
}

impl<'a> Draft<'a> {
    pub fn of(year: &'a Year<'a>) -> Self {
        let (calendar, fresh) = calendar(year.plan, &year.waves, year.over, year.told);
        let mut draft = Self { year, calendar, fresh, decisions: Vec::new() };
        draft.add(About::Respondents);
        if year.campaigns().next().is_some() {
            draft.add(About::Campaigns);
        }
        for survey in year.surveys {
            for question in survey.questions() {
                let Some(planned) = year.plan.question(&survey.id, &question.id) else { continue };
                let asked = Asked { survey, question, planned };
                if planned.labels {
                    draft.add(About::Base(asked));
                    planned.scale.options.iter().for_each(|label| draft.add(About::Label(asked, label)));
                } else {
                    draft.add(About::Question(asked));
                    asked.crossed().filter(|by| by.service).for_each(|by| draft.add(About::Parts(asked, by)));
                }
            }
        }
        draft
    }

    fn add(&mut self, about: About<'a>) {
        let subject = self.subject(about);
        let levels = self.known(about, &subject);
        let mut decision = Decision { about, subject, levels, notes: Vec::new(), apart: BTreeSet::new() };
        for period in &self.fresh {
            if !self.is_counted(about, *period) {
                continue;
            }
            if let About::Label(asked, _) = about {
                decision.subject.declared = self.where_base_is_shown(asked, *period);
            }
            let mut notes = decision.subject.decide(&self.calendar, &mut decision.levels, *period);
            if matches!(about, About::Parts(..)) {
                notes.extend(self.leave_room(&decision.subject, &mut decision.levels, *period));
            }
            decision.notes.extend(notes.into_iter().map(|note| (*period, note)));
        }
        self.decisions.push(decision);
    }

    /// Texts are counted when their review ends, which may be later than the release, or never.
    fn is_counted(&self, about: About<'_>, period: usize) -> bool {
        let asked = match about {
            About::Base(asked) | About::Label(asked, _) if asked.question.is_text() => asked,
            _ => return true,
        };
        let (survey, question) = asked.key();
        self.calendar.periods[period].waves.iter().all(|wave| {
            let exact = self.year.exact.get(&self.calendar.waves[*wave]);
            exact.is_some_and(|exact| exact.tables.keys().any(|key| key.survey == *survey && key.question == *question))
        })
    }

    /// Nobody sends more than three parts. If what is shown of services came near to three of everybody's, a reader
    /// would know that hardly anything was said of the rest: then nothing is shown.
    fn leave_room(&self, subject: &Subject, levels: &mut Decided, period: usize) -> Option<Note> {
        let waves = &self.calendar.periods[period].waves;
        let exact = waves.iter().filter_map(|wave| self.year.exact.get(&self.calendar.waves[*wave]));
        let persons: u64 = exact.filter_map(|exact| exact.respondents.get(&Place::Region)).sum();
        let tree = &subject.tree;
        let is_shown = |node: usize| levels[period][node] > 0;
        let in_agency = |node: usize| tree.set_of(node).is_some_and(|set| is_shown(set.parent));
        let shown = (0..tree.nodes.len()).filter(|node| is_shown(*node) && !in_agency(*node));
        let parts: u64 = shown.map(|node| subject.counts(waves, node).iter().sum::<u64>()).sum();
        if parts + K * PARTS_A_PERSON <= persons * PARTS_A_PERSON {
            return None;
        }
        levels[period].fill(0);
        Some(Note { node: 0, reason: Reason::Siblings })
    }

    /// A label is shown only where its base is.
    fn where_base_is_shown(&self, asked: Asked<'_>, period: usize) -> Vec<[usize; 3]> {
        let base = self.base_of(asked);
        base.map(|base| base.levels[period].iter().map(|level| [level * 2; 3]).collect()).unwrap_or_default()
    }

    fn base_of(&self, asked: Asked<'_>) -> Option<&Decision<'a>> {
        let is_base = |about: &About<'_>| matches!(about, About::Base(other) if other.key() == asked.key());
        self.decisions.iter().rfind(|decision| is_base(&decision.about))
    }

    /// Of labels: whether all of them add up there, and whether at every place no more wrote than answered, which the
    /// audit takes as known. (Texts sealed by an older version do not tell the area that their writers named.)
    fn is_sound(&self, tree: &Tree, about: About<'a>) -> bool {
        let About::Base(asked) = about else { return true };
        if tree.sets.is_empty() {
            return true;
        }
        let labels = || asked.planned.scale.options.iter().all(|l| self.counts(tree, About::Label(asked, l)).is_some());
        let within = || -> Option<bool> {
            let (all, base) = (self.counts(tree, About::Respondents)?, self.counts(tree, about)?);
            let sum = |counts: &Vec<Vec<Vec<u64>>>, wave: usize, node: usize| counts[wave][node].iter().sum::<u64>();
            let fits = |(wave, node)| sum(&base, wave, node) <= sum(&all, wave, node);
            let nodes = tree.nodes.len();
            Some((0..base.len()).flat_map(|wave| (0..nodes).map(move |node| (wave, node))).all(fits))
        };
        labels() && within().unwrap_or(false)
    }

    fn subject(&self, about: About<'a>) -> Subject {
        let trees = match about {
            // A label stands in its base's places.
            About::Label(asked, _) => self.base_of(asked).map(|base| base.subject.tree.clone()).into_iter().collect(),
            _ => trees(self.year, about),
        };
        let fitting = trees.into_iter().filter(|tree| self.is_sound(tree, about));
        let (counts, tree) = fitting
            .filter_map(|tree| Some((self.counts(&tree, about)?, tree)))
            .next()
            .unwrap_or_else(|| (Vec::new(), Tree::region()));
        let finest = match about {
            About::Respondents | About::Campaigns | About::Base(_) => 1,
            About::Label(..) => 2,
            About::Question(asked) | About::Parts(asked, _) => asked.planned.scale.finest(),
        };
        let declared = match about {
            About::Respondents | About::Campaigns => by_node(&tree, &self.year.plan.respondents, finest, false),
            About::Question(asked) | About::Parts(asked, _) | About::Base(asked) | About::Label(asked, _) => {
                by_node(&tree, &asked.planned.places, finest, asked.question.breakdown)
            }
        };
        Subject {
            scale: scale(about),
            least: finest.min(2),
            blocked: self.calendar.periods.iter().map(|period| self.blocked(&tree, &period.waves)).collect(),
            tree,
            counts,
            declared,
            stuffing_rule: self.year.stuffing_rule,
        }
    }

    /// By wave, node and option; a wave that is not needed now counts nothing and is not looked at.
    fn counts(&self, tree: &Tree, about: About<'_>) -> Option<Vec<Vec<Vec<u64>>>> {
        let nobody = Exact::default();
        let of = |wave: &&Wave| {
            let exact = self.year.exact.get(&wave.id).unwrap_or(&nobody);
            match about {
                About::Respondents | About::Campaigns => tree.respondents(exact),
                About::Question(asked) | About::Parts(asked, _) => {
                    let options = &asked.planned.scale.options;
                    tree.counts(exact, asked.key(), |table| options.iter().map(|id| count(table, id)).collect())
                }
                About::Base(asked) => tree.counts(exact, asked.key(), |table| vec![table.base]),
                About::Label(asked, label) => tree.counts(exact, asked.key(), |table| {
                    let chosen = count(table, label);
                    vec![chosen, table.base.saturating_sub(chosen)]
                }),
            }
        };
        self.year.waves.iter().map(of).collect()
    }

    /// Rule P6: providers of whose invited so few did not answer that those who know whom they invited know who did.
    fn blocked(&self, tree: &Tree, waves: &[usize]) -> Vec<bool> {
        let waves: Vec<&Slug> = waves.iter().map(|wave| &self.calendar.waves[*wave]).collect();
        let sum = |count: &dyn Fn(&Slug) -> u64| waves.iter().map(|wave| count(wave)).sum::<u64>();
        let is_blocked = |provider: &Slug| {
            let invited =
                sum(&|wave| self.year.invited.get(wave).and_then(|by| by.get(provider)).copied().unwrap_or(0));
            let place = Place::Provider(provider.clone());
            let answered =
                sum(&|wave| self.year.exact.get(wave).and_then(|e| e.respondents.get(&place)).copied().unwrap_or(0));
            invited > 0 && invited < answered + K
        };
        let blocked = tree.nodes.iter().map(|node| node.provider().is_some_and(is_blocked));
        blocked.collect()
    }

    /// What earlier releases showed.
    fn known(&self, about: About<'_>, subject: &Subject) -> Decided {
        let mut levels = vec![vec![0; subject.tree.nodes.len()]; self.calendar.periods.len()];
        for (period, levels) in self.calendar.periods.iter().zip(&mut levels) {
            let tables = self.year.told.iter().flat_map(|document| &document.tables);
            for table in tables.filter(|table| table.release == period.id && about.is_of(table)) {
                for (node, level) in subject.tree.nodes.iter().zip(levels.iter_mut()) {
                    *level = (*level).max(about.level_in(table, &node.dimension, &node.category));
                }
            }
        }
        levels
    }

    /// Says, for the staff's log, what is shown coarser than was fixed and by which rule; never how many.
    pub fn log(&self) {
        for decision in &self.decisions {
            for (period, note) in &decision.notes {
                let place = &decision.subject.tree.nodes[note.node].category;
                let level = decision.levels[*period][note.node];
                let about = decision.about.name();
                tracing::info!(about, time = self.calendar.periods[*period].id, place, level, reason = ?note.reason);
            }
        }
    }

    /// The row of areas together for a period, if there is one and the audit let it stand.
    pub fn together(&self, decision: &Decision<'_>, period: usize) -> Option<Together> {
        let row = decision.subject.together(&self.calendar, &decision.levels, period);
        row.filter(|_| matches!(decision.about, About::Question(_)) && !decision.apart.contains(&period))
    }

    /// Takes out the rows of areas together that a finding may come from. Nobody loses a figure of their own by it.
    fn take_apart(&mut self, universe: &str, near: &[usize]) -> bool {
        let shown = |decision: &Decision<'_>| {
            let concerned = decision.about.universe() == universe || universe == About::Respondents.universe();
            let rows = near.iter().copied().filter(|period| self.together(decision, *period).is_some());
            if concerned { rows.collect() } else { Vec::new() }
        };
        let rows: Vec<Vec<usize>> = self.decisions.iter().map(shown).collect();
        self.decisions.iter_mut().zip(&rows).for_each(|(decision, rows)| decision.apart.extend(rows));
        rows.iter().any(|rows| !rows.is_empty())
    }

    /// Takes figures out of this draft that the audit found to tell too much: rows of areas together first, then of the
    /// deepest and smallest places.
    /// False when the question has nothing left to take out for that time.
    pub fn withdraw(&mut self, universe: &str, period: &str) -> bool {
        let is_near = |id: &str| id == period || id.split('+').any(|wave| period.contains(wave));
        let near: Vec<usize> =
            self.fresh.iter().copied().filter(|fresh| is_near(&self.calendar.periods[*fresh].id)).collect();
        if self.take_apart(universe, &near) {
            return true;
        }
        let periods = &self.calendar.periods;
        let decisions = self.decisions.iter_mut().filter(|decision| decision.about.universe() == universe);
        let mut candidates = Vec::new();
        for (which, decision) in decisions.enumerate() {
            for period in near.iter().copied() {
                for (node, level) in decision.levels[period].iter().enumerate().filter(|(_, level)| **level > 0) {
                    let depth = decision.subject.tree.nodes[node].depth;
                    let base: u64 = decision.subject.counts(&periods[period].waves, node).iter().sum();
                    candidates.push((std::cmp::Reverse(depth), base, period, node, which, *level));
                }
            }
        }
        let Some((_, _, period, node, which, _)) = candidates.into_iter().min() else {
            return false;
        };
        let decision = self.decisions.iter_mut().filter(|decision| decision.about.universe() == universe).nth(which);
        if let Some(decision) = decision {
            decision.subject.withdraw(&mut decision.levels, period, node);
            decision.notes.push((period, Note { node, reason: Reason::Audit }));
        }
        true
    }
}

fn count(table: &Distribution, option: &Slug) -> u64 {
    table.options.get(option).copied().unwrap_or(0)
}

/// Whose figures a decision may show: with providers, else without them, else the region alone. Only the first whose
/// parts add up is used.
fn trees(year: &Year<'_>, about: About<'_>) -> Vec<Tree> {
    let areas: Vec<Slug> = year.areas.iter().map(|(area, _)| area.clone()).collect();
    let mut providers: BTreeMap<Slug, Vec<Slug>> = BTreeMap::new();
    for provider in year.providers {
        providers.entry(provider.area.clone()).or_default().push(provider.id.clone());
    }
    let with_groups = |mut tree: Tree| {
        let About::Question(asked) = about else { return tree };
        for by in asked.crossed().filter(|by| !by.service) {
            tree = tree.with_groups(by);
        }
        tree
    };
    match about {
        About::Parts(_, by) => return vec![Tree::of_services(by)],
        About::Campaigns => {
            let campaigns: Vec<&Slug> = year.campaigns().map(|campaign| &campaign.id).collect();
            return vec![Tree::of_campaigns(&campaigns)];
        }
        About::Question(asked) | About::Base(asked) | About::Label(asked, _) if asked.question.region => {
            return vec![with_groups(Tree::region())];
        }
        _ => {}
    }
    vec![
        with_groups(Tree::region().with_places(&areas, &providers)),
        with_groups(Tree::region().with_places(&areas, &BTreeMap::new())),
        Tree::region(),
    ]
}
