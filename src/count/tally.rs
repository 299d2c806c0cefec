//! Adds persons' closed answers to every declared table. Answers are kept as bytes in columns, apart by place, and all
//! tables are counted in one pass at the end; what fits no column is counted at once, one by one.
//!
//! Promises the same counts as counting one by one, whatever came, and that they do not depend on the order in which
//! answers come. Nothing undeclared is counted. What was said of a further service is counted in tables by kind of
//! service and nowhere else: not as a respondent, not at a place. Has no way to give an answer back.

use std::collections::BTreeMap;

use super::columns::{Counts, Layout, Rows};
use super::one_by_one::{self, key, table};
use crate::disclosure::{Distribution, Exact, Place, TableKey};
use crate::sealing::{ClosedPart, FurtherPart};
use crate::survey::{Question, Slug, Survey};

#[derive(Default)]
pub struct Tally<'a> {
    layouts: Vec<Layout<'a>>,
    rows: BTreeMap<(Declared, Stratum), Rows>,
    further: BTreeMap<Declared, Rows>,
    aside: Exact,
}

/// A survey whose answers a tally takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Declared(usize);

/// Those who count at the same places, and came by the same campaign.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stratum {
    area: Option<Slug>,
    provider: Option<Slug>,
    /// Only where the survey declares it.
    pub campaign: Option<Slug>,
}

impl<'a> Tally<'a> {
    /// Takes a survey in. Where two versions offer different options for a question, the first to be declared is
    /// counted: the same name would mean two things.
    pub fn declare(&mut self, survey: &'a Survey) -> Declared {
        let options = |question: &Question| Distribution::of(question).options;
        let versions = || self.layouts.iter().map(|layout| layout.survey).filter(|other| other.id == survey.id);
        let counted = |question: &Question| {
            let first = versions().find_map(|version| version.question(question.id.as_str()));
            first.is_none_or(|first| options(first) == options(question))
        };
        let layout = Layout::new(survey, counted);
        self.layouts.push(layout);
        Declared(self.layouts.len() - 1)
    }

    /// Questions of a survey whose options differ from those of the version that goes first, so that they are not
    /// counted.
    pub fn left_out(&self, survey: Declared) -> impl Iterator<Item = &Question> {
        self.layouts[survey.0].questions.iter().filter(|laid| !laid.counted).map(|laid| laid.question)
    }

    /// Counts one person who answered `survey`.
    pub fn add(&mut self, survey: Declared, part: &ClosedPart) {
        let layout = &self.layouts[survey.0];
        let stratum = Stratum::of(layout.survey, part);
        match layout.row(&part.answers) {
            Some(row) => self.rows.entry((survey, stratum)).or_default().push(&row),
            None => one_by_one::add(&mut self.aside, layout, &stratum, &part.answers),
        }
    }

    /// Counts what somebody said of a further service; false if they said nothing.
    pub fn add_further(&mut self, survey: Declared, part: &FurtherPart) -> bool {
        if part.answers.is_empty() {
            return false;
        }
        let layout = &self.layouts[survey.0];
        match layout.row(&part.answers) {
            Some(row) => self.further.entry(survey).or_default().push(&row),
            None => one_by_one::add_further(&mut self.aside, layout, &part.answers),
        }
        true
    }

    /// Every question of the region is there, so that a question nobody answered is a table of zeros, not a gap.
    pub fn into_exact(self) -> Exact {
        let mut exact = self.aside;
        let mut at_places: BTreeMap<(Declared, Place), Counts> = BTreeMap::new();
        for ((survey, stratum), rows) in &self.rows {
            let layout = &self.layouts[survey.0];
            let counts = layout.count(rows);
            if let Some(campaign) = &stratum.campaign {
                *exact.campaigns.entry(campaign.clone()).or_default() += rows.persons();
            }
            for place in stratum.places() {
                *exact.respondents.entry(place.clone()).or_default() += rows.persons();
                at_places.entry((*survey, place)).or_insert_with(|| layout.nobody()).add(&counts);
            }
        }
        for ((survey, place), counts) in &at_places {
            add_counts(&mut exact, &self.layouts[survey.0], place, counts);
        }
        for (survey, rows) in &self.further {
            let layout = &self.layouts[survey.0];
            add_crossed(&mut exact, layout, &layout.count(rows), |by| by.service);
        }
        for layout in &self.layouts {
            for laid in layout.questions.iter().filter(|laid| laid.counted) {
                table(&mut exact, key(layout, laid, Place::Region), laid);
            }
        }
        exact
    }

    /// The bytes in columns, for who measures how fast they can be read.
    pub fn bytes(&self) -> impl Iterator<Item = &[u8]> {
        self.rows.values().chain(self.further.values()).flat_map(Rows::bytes)
    }
}

fn add_counts(exact: &mut Exact, layout: &Layout<'_>, place: &Place, counts: &Counts) {
    for laid in layout.questions.iter().filter(|laid| laid.counted) {
        if let Some(distribution) = counts.of(laid) {
            absorb(table(exact, key(layout, laid, place.clone()), laid), distribution);
        }
    }
    if *place == Place::Region {
        add_crossed(exact, layout, counts, |_| true);
    }
}

/// The tables by a question that `counted` says yes to.
fn add_crossed(exact: &mut Exact, layout: &Layout<'_>, counts: &Counts, counted: impl Fn(&Question) -> bool) {
    for (at, crossed) in layout.tables.iter().enumerate() {
        let (laid, by) = (&layout.questions[crossed.question], layout.questions[crossed.by].question);
        if !counted(by) {
            continue;
        }
        for (group, distribution) in counts.within(layout, at) {
            let within = Some((by.id.clone(), group.clone()));
            let key = TableKey { within, ..key(layout, laid, Place::Region) };
            absorb(table(exact, key, laid), distribution);
        }
    }
}

fn absorb(sum: &mut Distribution, more: Distribution) {
    sum.base += more.base;
    sum.outside += more.outside;
    for (option, n) in more.options {
        *sum.options.entry(option).or_default() += n;
    }
}

impl Stratum {
    /// The provider's area or, for an answer that came through no provider, the area that was named.
    pub fn of(survey: &Survey, part: &ClosedPart) -> Self {
        let area = part.origin.area.clone().or_else(|| survey.named_area(&part.answers));
        let campaign = part.campaign.clone().filter(|id| survey.campaigns.iter().any(|campaign| campaign.id == *id));
        Self { area, provider: part.origin.provider.clone(), campaign }
    }

    /// Region, then the area, then the provider.
    pub fn places(&self) -> Vec<Place> {
        let area = self.area.clone().map(Place::Area);
        [Place::Region].into_iter().chain(area).chain(self.provider.clone().map(Place::Provider)).collect()
    }
}
