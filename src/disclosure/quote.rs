//! Which quotations a release may show, and where: the rules for quotations, over published figures alone.
//!
//! Promises, of each quotation: the theme's figure at its place and time is published in the same release; at least ten
//! people certainly wrote of it there; at a provider at least thirty wrote at all; at most one in five of them is quoted,
//! and no text twice. It stands at the smallest place that allows it. Reads no exact count: what can be worked out from
//! where a quotation stands was published already. Does not know who wrote a text, nor whether the words are harmless:
//! two people decide that.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::figure::least_and_most;
use super::rule::{LEAST_PROVIDER_BASE, LEAST_QUOTED, ONE_QUOTED_IN};
use crate::survey::Slug;

/// A passage that two people agreed on, on its way to a release.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Passage {
    pub survey: Slug,
    pub question: Slug,
    /// The one theme that it stands for, as an option of tables.
    pub theme: Slug,
    /// Where its text came from, as far as that is known; the words are the redacted text's own.
    pub area: Option<Slug>,
    pub provider: Option<Slug>,
    pub words: String,
}

/// A wave's passages: those that wait, and where those stand that were told.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Passages {
    pub waiting: Vec<Passage>,
    pub told: Vec<Standing>,
}

/// Where a quotation stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Standing {
    pub survey: Slug,
    pub question: Slug,
    pub theme: Slug,
    /// The time's name and the category of the dimension of places.
    pub period: String,
    pub place: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    Provider,
    Area,
    Region,
}

/// A theme's published figure at one place for one time.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    pub standing: Standing,
    pub waves: BTreeSet<Slug>,
    pub reach: Reach,
    /// The categories of the place and of what it is part of, smallest first.
    pub inside: Vec<String>,
    /// Published, and so rounded: who wrote of the theme, and who wrote.
    pub persons: u64,
    pub base: u64,
    /// Told in this release; nothing is added to an earlier one.
    pub fresh: bool,
}

/// All spots of a year, and how many quotations stand at each.
#[derive(Default)]
pub struct Quotas {
    spots: Vec<Spot>,
    told: Vec<u64>,
    /// Of how many people a quotation at each certainly is one of; 0 where none may stand.
    crowds: Vec<u64>,
}

impl Quotas {
    /// `told`: where quotations of earlier releases stand.
    pub fn new(mut spots: Vec<Spot>, told: &[Standing]) -> Self {
        // The smallest place first, then the shortest time: that is the order in which a passage looks for its own.
        spots.sort_by_key(|spot| (spot.reach, spot.waves.len(), spot.standing.clone()));
        let count = |spot: &Spot| told.iter().filter(|standing| **standing == spot.standing).count() as u64;
        let told = spots.iter().map(count).collect();
        let mut quotas = Self { spots, told, crowds: Vec::new() };
        for spot in 0..quotas.spots.len() {
            quotas.crowds.push(quotas.crowd(spot));
        }
        quotas
    }

    /// Of how many people a quotation at a spot certainly is one of: those who wrote of the theme, without those whose
    /// quotations would stand at a smaller spot. Standing here and not there would tell of the others. Parts come first.
    fn crowd(&self, spot: usize) -> u64 {
        if !is_large_enough(&self.spots[spot]) {
            return 0;
        }
        let smaller = (0..spot).filter(|part| self.crowds[*part] > 0 && self.is_part(*part, spot));
        let elsewhere: u64 = smaller.map(|part| least_and_most(self.spots[part].persons).1).sum();
        let left = certain(&self.spots[spot]).saturating_sub(elsewhere);
        if left >= LEAST_QUOTED { left } else { 0 }
    }

    /// Where a passage of that wave may stand, and counts it there. `None`: it may not be told now.
    pub fn take(&mut self, wave: &Slug, passage: &Passage, places: &[String]) -> Option<Standing> {
        let own = |spot: &Spot| {
            let same = &spot.standing;
            (&same.survey, &same.question, &same.theme) == (&passage.survey, &passage.question, &passage.theme)
                && spot.waves.contains(wave)
                && places.contains(&same.place)
        };
        let smallest = (0..self.spots.len()).find(|spot| self.crowds[*spot] > 0 && own(&self.spots[*spot]))?;
        let room = |around: usize| self.quoted(around) < certain(&self.spots[around]) / ONE_QUOTED_IN;
        let has_room = self.told[smallest] < self.crowds[smallest] / ONE_QUOTED_IN
            && (0..self.spots.len()).filter(|around| self.is_part(smallest, *around)).all(room);
        if !self.spots[smallest].fresh || !has_room {
            return None;
        }
        self.told[smallest] += 1;
        Some(self.spots[smallest].standing.clone())
    }

    /// Quotations of the people who stand in a spot's figure.
    fn quoted(&self, spot: usize) -> u64 {
        (0..self.spots.len()).filter(|part| self.is_part(*part, spot)).map(|part| self.told[part]).sum()
    }

    /// Whether everybody in one spot's figure is in the other's.
    fn is_part(&self, part: usize, whole: usize) -> bool {
        let (part, whole) = (&self.spots[part], &self.spots[whole]);
        let (a, b) = (&part.standing, &whole.standing);
        (&a.survey, &a.question, &a.theme) == (&b.survey, &b.question, &b.theme)
            && part.waves.is_subset(&whole.waves)
            && part.inside.contains(&b.place)
    }
}

fn certain(spot: &Spot) -> u64 {
    least_and_most(spot.persons).0
}

fn is_large_enough(spot: &Spot) -> bool {
    let base = least_and_most(spot.base).0;
    certain(spot) >= LEAST_QUOTED && (spot.reach != Reach::Provider || base >= LEAST_PROVIDER_BASE)
}

#[cfg(test)]
mod tests;
