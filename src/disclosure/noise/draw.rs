//! Draws the noise of one table, through OpenDP, and writes the document that is kept and shown.
//!
//! Promises that the mechanism's own privacy map was asked and says no more than `Rho`, and that every figure of the
//! document is a noisy count or a sum of them. Does not store anything: who calls this has paid for it before.

use jiff::civil::Date;
use opendp::domains::{AtomDomain, VectorDomain};
use opendp::measurements::make_gaussian;
use opendp::measures::ZeroConcentratedDivergence;
use opendp::metrics::L2Distance;
use serde::{Deserialize, Serialize};

use super::{DELTA, Rho, epsilon, margin_of_error};
use crate::disclosure::Distribution;
use crate::survey::{Choice, Pole, Question, Slug};

pub const SCHEMA: &str = "heard-noise-1";

const READING: &str = "Every count has random noise added, once. It may be below zero or above what is possible; it is \
    not corrected, because that would bias sums. 'sigma' is the standard deviation of the noise; the count without noise \
    lies between 'low' and 'high' in 95 of 100 draws. Use it for headlines of the whole region only: at the size of one \
    provider or a small area these figures are useless, because the noise is as large as the counts.";
const VOUCHED: &str = "OpenSSL";
const NOT_VOUCHED: &str = "the operating system's generator through a library that its makers do not vouch for: for \
    tests and demonstrations, not for a real release";

#[derive(Debug, thiserror::Error)]
pub enum NoiseError {
    #[error("question {0} is answered in words: there is nothing to count")]
    Text(Slug),
    #[error("a person may choose several options of {0}, so they do not add up and cannot be summed from noisy counts")]
    Several(Slug),
    #[error("the counts of {0} are not those of its options")]
    Options(Slug),
    #[error("no noise was drawn: {0}")]
    Sampler(String),
}

/// A document of its own kind: never part of the chain of releases.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NoisyTable {
    pub schema: String,
    pub wave: Slug,
    pub survey: Slug,
    pub question: Slug,
    pub caption: String,
    pub drawn: Date,
    pub rho: Rho,
    /// What this table alone costs, at `delta`.
    pub epsilon: f64,
    pub delta: f64,
    pub mechanism: String,
    pub randomness: String,
    pub reading: String,
    /// Each person who answered stands in one of these.
    pub leaves: Vec<NoisyCount>,
    /// Sums of noisy leaves.
    pub margins: Vec<NoisyCount>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NoisyCount {
    pub label: String,
    /// The options that are counted in it; none is everything that is not part of the base.
    pub options: Vec<Slug>,
    pub count: i64,
    pub sigma: f64,
    pub low: i64,
    pub high: i64,
}

/// Where a table stands, for its document.
pub struct Standing<'a> {
    pub wave: &'a Slug,
    pub survey: &'a Slug,
    pub today: Date,
}

/// Adds noise to the counts of one question of one region. Every call is a new draw, and must have been paid for.
pub fn draw(
    standing: &Standing<'_>,
    question: &Question,
    exact: &Distribution,
    rho: Rho,
) -> Result<NoisyTable, NoiseError> {
    can_be_drawn(question)?;
    let inside: Vec<&Choice> = question.choices().iter().filter(|choice| !choice.outside).collect();
    let counts: Option<Vec<u64>> = inside.iter().map(|choice| exact.options.get(&choice.id).copied()).collect();
    let mut counts = counts.filter(|counts| counts.len() == exact.options.len()).ok_or_else(|| options(question))?;
    counts.push(exact.outside);
    let noisy = add_noise(&counts, rho)?;
    let sigma = rho.sigma();
    let leaves: Vec<NoisyCount> = inside
        .iter()
        .map(|choice| (choice.label.clone(), vec![choice.id.clone()]))
        .chain([("Prefer not to say, or does not apply".to_owned(), vec![])])
        .zip(noisy)
        .map(|((label, options), count)| NoisyCount::new(label, options, count, sigma))
        .collect();
    Ok(NoisyTable {
        schema: SCHEMA.into(),
        wave: standing.wave.clone(),
        survey: standing.survey.clone(),
        question: question.id.clone(),
        caption: question.ask.clone(),
        drawn: standing.today,
        rho,
        epsilon: epsilon(rho.millionths()),
        delta: DELTA,
        mechanism: "discrete Gaussian noise, zCDP, drawn once for each leaf; a person adds at most 1 to one leaf"
            .into(),
        randomness: if cfg!(feature = "dp-openssl") { VOUCHED } else { NOT_VOUCHED }.into(),
        reading: READING.into(),
        margins: margins(&inside, &leaves),
        leaves,
    })
}

/// Says beforehand, without a look at any count, whether a question has a table that can be drawn.
pub fn can_be_drawn(question: &Question) -> Result<(), NoiseError> {
    if !question.is_closed() {
        return Err(NoiseError::Text(question.id.clone()));
    }
    if question.is_multi_label() {
        return Err(NoiseError::Several(question.id.clone()));
    }
    Ok(())
}

fn options(question: &Question) -> NoiseError {
    NoiseError::Options(question.id.clone())
}

fn add_noise(counts: &[u64], rho: Rho) -> Result<Vec<i64>, NoiseError> {
    let counts: Vec<i64> = counts.iter().map(|n| i64::try_from(*n).unwrap_or(i64::MAX)).collect();
    let sampler = |error: opendp::error::Error| NoiseError::Sampler(error.to_string());
    let mut scale = rho.sigma();
    // Rounding may put the loss a hair above what was paid for; the next larger noise is below.
    loop {
        let domain = VectorDomain::new(AtomDomain::<i64>::default());
        let noise =
            make_gaussian::<_, _, ZeroConcentratedDivergence>(domain, L2Distance::<f64>::default(), scale, None)
                .map_err(sampler)?;
        if noise.map(&1.0).map_err(sampler)? <= rho.value() {
            return noise.invoke(&counts).map_err(sampler);
        }
        scale = scale.next_up();
    }
}

/// Everybody, those of the base, and the poles where every option has one.
fn margins(inside: &[&Choice], leaves: &[NoisyCount]) -> Vec<NoisyCount> {
    let of_base = &leaves[..inside.len()];
    let mut margins = vec![
        sum("Everyone who answered this, \u{2018}prefer not to say\u{2019} included", leaves),
        sum("Everyone who answered this with an option of the base", of_base),
    ];
    if inside.iter().all(|choice| choice.pole.is_some()) {
        for (pole, label) in
            [(Pole::Favourable, "Favourable"), (Pole::Middle, "Middle"), (Pole::Unfavourable, "Unfavourable")]
        {
            let at_pole = inside.iter().zip(of_base).filter(|(choice, _)| choice.pole == Some(pole));
            let at_pole: Vec<NoisyCount> = at_pole.map(|(_, leaf)| leaf.clone()).collect();
            if !at_pole.is_empty() {
                margins.push(sum(label, &at_pole));
            }
        }
    }
    margins
}

fn sum(label: &str, leaves: &[NoisyCount]) -> NoisyCount {
    let options = leaves.iter().flat_map(|leaf| leaf.options.clone()).collect();
    let count = leaves.iter().map(|leaf| leaf.count).sum();
    let variance: f64 = leaves.iter().map(|leaf| leaf.sigma * leaf.sigma).sum();
    NoisyCount::new(label.to_owned(), options, count, variance.sqrt())
}

impl NoisyCount {
    fn new(label: String, options: Vec<Slug>, count: i64, sigma: f64) -> Self {
        let margin = margin_of_error(sigma);
        Self { label, options, count, sigma, low: count - margin, high: count + margin }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::Library;

    const DRAWS: usize = 4_000;

    fn counts(question: &Question) -> Distribution {
        let mut exact = Distribution::of(question);
        for (n, count) in (0..).zip(exact.options.values_mut()) {
            *count = n * 100;
            exact.base += n * 100;
        }
        exact.outside = 7;
        exact
    }

    fn drawn(question: &Question, exact: &Distribution, rho: Rho) -> NoisyTable {
        let (wave, survey) = ("w1".parse().unwrap(), "core-adult".parse().unwrap());
        let standing = Standing { wave: &wave, survey: &survey, today: "2026-07-01".parse().unwrap() };
        draw(&standing, question, exact, rho).unwrap()
    }

    /// No seed, and no flake: every bound lies seven or more standard errors out (a chance below 1e-11), and still a
    /// tenth more or less noise than was paid for fails.
    #[test]
    fn noise_is_a_discrete_gaussian_of_the_promised_size_for_each_leaf() {
        let library = Library::built_in();
        let question = library.surveys[0].0.question("believed").unwrap();
        let exact = counts(question);
        let rho: Rho = "0.02".parse().unwrap();
        assert_eq!(rho.sigma(), 5.0);
        let (mut sum, mut squares, mut inside, mut of_margin, mut n) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for _ in 0..DRAWS {
            let table = drawn(question, &exact, rho);
            for leaf in &table.leaves {
                let truth = leaf.options.first().map_or(exact.outside, |option| exact.options[option]) as i64;
                let noise = (leaf.count - truth) as f64;
                sum += noise;
                squares += noise * noise;
                inside += f64::from(u8::from((leaf.low..=leaf.high).contains(&truth)));
                n += 1.0;
            }
            of_margin += ((table.margins[1].count - exact.base as i64) as f64).powi(2);
        }
        let leaves = n / DRAWS as f64;
        assert!((sum / n).abs() < 7.0 * 5.0 / n.sqrt(), "biased by {}", sum / n);
        let error = 7.0 * (2.0 / n).sqrt();
        assert!(error < 0.1, "the bound tells something");
        assert!((squares / n / 25.0 - 1.0).abs() < error, "variance {}", squares / n);
        // Ten to both sides of a sigma of five: 96.4 in 100.
        let share = inside / n;
        assert!((share - 0.9643).abs() < 7.0 * (0.9643 * 0.0357 / n).sqrt(), "{share} inside");
        // Leaves are independent: the variance of their sum is the sum of their variances.
        let wanted = 25.0 * (leaves - 1.0);
        let error = 7.0 * (2.0 / DRAWS as f64).sqrt();
        assert!((of_margin / DRAWS as f64 / wanted - 1.0).abs() < error, "{of_margin}");
    }

    #[test]
    fn the_loss_is_never_above_what_was_paid_for_and_margins_are_sums_of_leaves() {
        let library = Library::built_in();
        let question = library.surveys[0].0.question("believed").unwrap();
        let exact = counts(question);
        for millionths in [1, 3, 70_001, 333_333, 999_999, 10_000_000] {
            let rho = Rho::from_millionths(millionths).unwrap();
            let table = drawn(question, &exact, rho);
            let leaf = |option: &Slug| table.leaves.iter().find(|leaf| leaf.options.contains(option)).unwrap().count;
            let outside = table.leaves.last().unwrap().count;
            let of_base: i64 = exact.options.keys().map(leaf).sum();
            assert_eq!((table.margins[0].count, table.margins[1].count), (of_base + outside, of_base));
            let poles: i64 = table.margins[2..].iter().map(|margin| margin.count).sum();
            assert_eq!((table.margins.len(), poles), (5, of_base), "favourable, middle, unfavourable");
            let more = table.margins[0].sigma / rho.sigma();
            assert!((more - (table.leaves.len() as f64).sqrt()).abs() < 1e-9, "{more}");
        }
    }

    #[test]
    fn what_has_no_leaves_is_refused() {
        let library = Library::built_in();
        let survey = &library.surveys[0].0;
        assert!(matches!(can_be_drawn(survey.question("helped").unwrap()), Err(NoiseError::Text(_))));
        let mut several = survey.question("service").unwrap().clone();
        several.kind = crate::survey::Kind::ManyOf(several.choices().to_vec());
        assert!(matches!(can_be_drawn(&several), Err(NoiseError::Several(_))));
    }
}
