//! Review: people read redacted texts and decide; when all is decided, persons are counted by theme.
//!
//! Promises that suggestions and decisions are kept apart, that a decision is added and never changed, that nothing is
//! counted which nobody decided, and that what is left when the review ends are counts sealed to the release key. Does
//! not know who a reviewer is: two sign-ins are taken for two people.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::CountError;
use super::passage::Step;
use super::texts::{ReviewedText, UnaskedText};
use crate::disclosure::quote::{Passage, Passages};
use crate::disclosure::{Distribution, Exact, Place, TableKey};
use crate::sealing::{Binding, PrivateKey, PublicKey, Purpose, Sealed, open_at, seal_at};
use crate::store::{Progress, Read, Store};
use crate::survey::Slug;
use crate::themes::agreement;
use crate::themes::codebook::{Codebook, Following, ThemeId};
use crate::themes::lessons::{Example, Source};
use crate::themes::valence::Valence;

/// What one person decided of one text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    pub reviewer: [u8; 8],
    /// The codebook's version that the themes are of.
    pub codebook: u32,
    /// None: the text says nothing of a service.
    pub themes: BTreeSet<ThemeId>,
    pub valence: Valence,
    /// It points at somebody although nothing is left to redact: never quoted.
    pub identifying: bool,
    /// May be quoted, if the rules for quotations allow it and a second person agrees.
    pub quotable: bool,
    /// The written rule for safeguarding was followed.
    pub safeguarding: bool,
}

/// One text on the desk.
pub struct OnDesk {
    pub row: [u8; 16],
    pub text: ReviewedText,
    /// First to last; the last one counts.
    pub decisions: Vec<Decision>,
    /// Towards quoting it, first to last.
    pub steps: Vec<Step>,
}

/// A wave's texts, opened for those who review them. Lives in the reviewing process alone.
pub struct Desk {
    pub wave: Slug,
    key: PrivateKey,
}

/// One text in so many is given to a second person, to measure agreement.
const DOUBLED: u8 = 5;

impl Desk {
    /// `key` must be the wave's review key.
    pub async fn open(store: &Store, wave: &Slug, key: PrivateKey) -> anyhow::Result<Self> {
        let public = store.public_key(wave, Purpose::Review).await?;
        if key.public().to_bytes() != public.to_bytes() {
            return Err(CountError::WrongKey { wave: wave.clone(), purpose: Purpose::Review }.into());
        }
        Ok(Self { wave: wave.clone(), key })
    }

    /// Everything that is on the desk: what sounds alarming first, then in the order of random ids.
    pub async fn texts(&self, store: &Store) -> anyhow::Result<Vec<OnDesk>> {
        let mut decisions = store.decisions(&self.wave).await?;
        let mut steps = store.passage_steps(&self.wave).await?;
        let mut texts = Vec::new();
        for kept in store.redacted(&self.wave).await? {
            let binding = Binding::Reviewed { wave: self.wave.clone(), row: kept.row };
            let text = open_at(&self.key, &binding, &kept.sealed)
                .or_else(|_| open_at(&self.key, &binding, &kept.sealed).map(|text: UnaskedText| text.into()))?;
            let of = |sealed: Option<Vec<Sealed>>| (0..).zip(sealed.unwrap_or_default());
            let decisions = of(decisions.remove(&kept.row)).map(|(number, sealed)| {
                let binding = Binding::Decision { wave: self.wave.clone(), row: kept.row, number };
                open_at(&self.key, &binding, &sealed)
            });
            let steps = of(steps.remove(&kept.row)).map(|(number, sealed)| {
                let binding = Binding::Passage { wave: self.wave.clone(), row: kept.row, number };
                open_at(&self.key, &binding, &sealed)
            });
            let (decisions, steps) = (decisions.collect::<Result<_, _>>()?, steps.collect::<Result<_, _>>()?);
            texts.push(OnDesk { row: kept.row, text, decisions, steps });
        }
        let urgency = |on: &OnDesk| (!on.text.suggested.flagged, -i64::from((on.text.suggested.alarm * 1e4) as i32));
        texts.sort_by_key(|on| (urgency(on), on.row));
        Ok(texts)
    }

    /// What was decided so far, to learn from while the texts are there.
    pub async fn lessons(&self, store: &Store) -> anyhow::Result<Vec<Example>> {
        let example = |on: OnDesk| {
            let last = on.decisions.last()?;
            Some(Example {
                themes: last.themes.clone(),
                valence: Some(last.valence),
                source: Source::Decided { codebook: last.codebook },
                text: on.text.text,
                vector: on.text.vector,
            })
        };
        Ok(self.texts(store).await?.into_iter().filter_map(example).collect())
    }

    /// Refuses a codebook that is older than a decision on the desk, or another: it would drop what was decided.
    pub async fn refuse_unknown(&self, store: &Store, codebook: &Codebook) -> anyhow::Result<()> {
        refuse_unknown(&self.texts(store).await?, codebook)
    }

    /// Adds a decision after those that `seen` already holds.
    pub async fn decide(&self, store: &Store, seen: &OnDesk, decision: &Decision) -> anyhow::Result<()> {
        let number = u32::try_from(seen.decisions.len()).unwrap_or(u32::MAX);
        let binding = Binding::Decision { wave: self.wave.clone(), row: seen.row, number };
        let sealed = seal_at(&self.key.public(), &binding, decision)?;
        Ok(store.add_decision(seen.row, number, &sealed).await?)
    }

    pub(super) fn public(&self) -> PublicKey {
        self.key.public()
    }

    /// Counts persons by theme, seals the counts and the passages that two people agreed on to the release key, and
    /// deletes texts, decisions and steps.
    pub async fn end(&self, store: &Store, codebook: &Codebook) -> anyhow::Result<usize> {
        let texts = self.texts(store).await?;
        refuse_unknown(&texts, codebook)?;
        let again = texts.iter().filter(|on| !on.choices_again(codebook).is_empty()).count();
        anyhow::ensure!(again == 0, "a theme of {again} texts was split since somebody chose it; decide them again");
        let waiting = texts.iter().filter(|on| on.settled(codebook).is_none()).count();
        anyhow::ensure!(waiting == 0, "{waiting} texts of wave {} wait for a decision; nothing was counted", self.wave);
        let Progress { sealed, ended, .. } = store.review_progress(&self.wave).await?;
        anyhow::ensure!(!ended, "the review of wave {} has ended already", self.wave);
        anyhow::ensure!(
            sealed == 0,
            "{sealed} texts of wave {} are still sealed to the text key; open them, or destroy that key first",
            self.wave
        );
        let release = store.public_key(&self.wave, Purpose::Release).await?;
        // Whoever tells of them must know which themes there were to choose from.
        let counts = (codebook.version, tally(&texts, codebook));
        let sealed = seal_at(&release, &Binding::ThemeCounts { wave: self.wave.clone() }, &counts)?;
        let passages = Passages { waiting: passages(&texts, codebook), told: vec![] };
        let waiting = seal_at(&release, &Binding::Passages { wave: self.wave.clone() }, &passages)?;
        let sum = |of: &dyn Fn(&OnDesk) -> usize| texts.iter().map(of).sum::<usize>() as u64;
        let read = Read {
            texts: texts.len() as u64,
            decisions: sum(&|on| on.decisions.len()),
            steps: sum(&|on| on.steps.len()),
        };
        store.end_review(&self.wave, read, &sealed, &waiting).await?;
        Ok(texts.len())
    }
}

impl OnDesk {
    pub fn decided_by(&self, reviewer: [u8; 8]) -> bool {
        self.decisions.iter().any(|decision| decision.reviewer == reviewer)
    }

    /// The themes that were last chosen, as the codebook has them today; none until somebody chose, or while a person
    /// has to choose again.
    pub fn settled(&self, codebook: &Codebook) -> Option<BTreeSet<ThemeId>> {
        themes_today(codebook, self.decisions.last()?)
    }

    /// The themes among which a person has to choose again, because one that was chosen last was split.
    pub fn choices_again(&self, codebook: &Codebook) -> BTreeSet<ThemeId> {
        let last = self.decisions.last();
        let asked = |theme: &ThemeId| match codebook.follow(theme, last?.codebook)? {
            Following::Ask(among) => Some(among),
            _ => None,
        };
        last.iter().flat_map(|last| last.themes.iter().filter_map(asked)).flatten().collect()
    }

    /// Whether this reviewer should look at it: nobody has, it is one of those that two people read, or a theme was
    /// split since somebody chose it.
    pub fn waits_for(&self, reviewer: [u8; 8], codebook: &Codebook) -> bool {
        if !self.choices_again(codebook).is_empty() {
            return true;
        }
        let readers = self.readers();
        let wanted = if self.row[0].is_multiple_of(DOUBLED) { 2 } else { 1 };
        !readers.contains(&reviewer) && readers.len() < wanted
    }
}

impl OnDesk {
    fn readers(&self) -> BTreeSet<[u8; 8]> {
        self.decisions.iter().map(|decision| decision.reviewer).collect()
    }

    /// Whether two people chose different themes and nobody decided since.
    pub fn readers_differ(&self, codebook: &Codebook) -> bool {
        match &self.decisions[..] {
            [one, other] => {
                one.reviewer != other.reviewer && themes_today(codebook, one) != themes_today(codebook, other)
            }
            _ => false,
        }
    }
}

/// How many of the texts that two people read wait for the second, and of how many the two differ.
pub fn second_readings(texts: &[OnDesk], codebook: &Codebook) -> (usize, usize) {
    let is_doubled = |on: &&OnDesk| on.row[0].is_multiple_of(DOUBLED);
    let waiting = texts.iter().filter(is_doubled).filter(|on| on.readers().len() == 1).count();
    (waiting, texts.iter().filter(|on| on.readers_differ(codebook)).count())
}

/// Krippendorff's alpha with the MASI distance over texts that two people or more decided; none if there are too few.
/// Themes count as they are today; a decision on a theme that was split since counts for nothing.
pub fn agreement(texts: &[OnDesk], codebook: &Codebook) -> Option<f64> {
    let last_by = |on: &OnDesk| -> Vec<BTreeSet<ThemeId>> {
        let by: BTreeMap<[u8; 8], &Decision> =
            on.decisions.iter().map(|decision| (decision.reviewer, decision)).collect();
        by.into_values().filter_map(|decision| themes_today(codebook, decision)).collect()
    };
    let units: Vec<Vec<BTreeSet<ThemeId>>> = texts.iter().map(last_by).filter(|unit| unit.len() > 1).collect();
    agreement::alpha(&units, agreement::masi)
}

fn refuse_unknown(texts: &[OnDesk], codebook: &Codebook) -> anyhow::Result<()> {
    let decisions = || texts.iter().flat_map(|on| &on.decisions);
    let newest = decisions().map(|decision| decision.codebook).max().unwrap_or_default();
    let version = codebook.version;
    anyhow::ensure!(
        newest <= version,
        "people decided with version {newest} of the codebook, and this is version {version}: use the newer file"
    );
    let lost = decisions().flat_map(|decision| decision.themes.iter().map(|theme| (theme, decision.codebook)));
    match lost.into_iter().find(|(theme, version)| codebook.follow(theme, *version).is_none()) {
        Some((theme, _)) => anyhow::bail!("people chose '{theme}', and this codebook never had it: use the right file"),
        None => Ok(()),
    }
}

/// The decided themes as the codebook has them today; none if a person has to choose again.
fn themes_today(codebook: &Codebook, decision: &Decision) -> Option<BTreeSet<ThemeId>> {
    let mut today = BTreeSet::new();
    for theme in &decision.themes {
        match codebook.follow(theme, decision.codebook) {
            Some(Following::Same) => drop(today.insert(theme.clone())),
            Some(Following::To(next)) => drop(today.insert(next)),
            Some(Following::Retired) => {}
            Some(Following::Ask(_)) | None => return None,
        }
    }
    Some(today)
}

/// What two people agreed to quote. Publishing draws from it by lot.
fn passages(texts: &[OnDesk], codebook: &Codebook) -> Vec<Passage> {
    let of = |on: &OnDesk| {
        let chosen = on.agreed()?;
        let theme = theme_today(codebook, &chosen.theme, on.decisions.last()?.codebook)?;
        let ReviewedText { origin, survey, question, .. } = &on.text;
        Some(Passage {
            survey: survey.clone(),
            question: question.clone(),
            theme: theme.as_option(),
            area: origin.area.clone(),
            provider: origin.provider.clone(),
            words: on.words(chosen),
        })
    };
    texts.iter().filter_map(of).collect()
}

fn theme_today(codebook: &Codebook, theme: &ThemeId, version: u32) -> Option<ThemeId> {
    match codebook.follow(theme, version)? {
        Following::Same => Some(theme.clone()),
        Following::To(next) => Some(next),
        Following::Retired | Following::Ask(_) => None,
    }
}

/// Persons by question, place and theme. A person answers a question with one text at most, so texts are persons. The
/// base is everybody who left a text there.
fn tally(texts: &[OnDesk], codebook: &Codebook) -> Exact {
    let options: Vec<Slug> = codebook.in_use().map(|theme| theme.id.as_option()).collect();
    let mut exact = Exact::default();
    for on in texts {
        let Some(themes) = on.settled(codebook) else { continue };
        let mut places = vec![Place::Region];
        places.extend(on.text.origin.area.clone().map(Place::Area));
        places.extend(on.text.origin.provider.clone().map(Place::Provider));
        for place in places {
            let key =
                TableKey { survey: on.text.survey.clone(), question: on.text.question.clone(), place, within: None };
            let table = exact.tables.entry(key).or_insert_with(|| Distribution {
                options: options.iter().map(|option| (option.clone(), 0)).collect(),
                ..Distribution::default()
            });
            table.base += 1;
            for theme in &themes {
                *table.options.entry(theme.as_option()).or_default() += 1;
            }
        }
    }
    exact
}
