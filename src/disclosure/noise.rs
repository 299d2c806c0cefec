//! Noise instead of protection: one question's counts for the whole region, each with a discrete Gaussian added once.
//!
//! Promises that what one person answered, once a wave, changes the odds of any such table by no more than its `Rho`
//! says (zero-concentrated differential privacy), and that sums are made of noisy counts. That holds only where no exact
//! count of the same wave is ever told: `store` and `release` see to that. Promises nothing for who answers twice, nor
//! that a small count can be read: at the size of one provider it is lost in the noise.

#[cfg(feature = "dp")]
mod draw;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

#[cfg(feature = "dp")]
pub use draw::{NoiseError, NoisyCount, NoisyTable, Standing, can_be_drawn, draw};

/// Privacy loss in the sense of zCDP, in whole millionths: losses add up, and sums must be exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Rho(i64);

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is no privacy loss: a number above 0, not above {MOST}, with at most six decimals, such as 0.125")]
pub struct NotARho(String);

const MILLION: i64 = 1_000_000;
const DECIMALS: usize = 6;
/// Beyond it noise is smaller than a person and protects nobody.
const MOST: i64 = 10;
/// With this chance the loss may be larger than `epsilon` says.
pub const DELTA: f64 = 1e-6;
/// So many standard deviations on both sides hold 95 of 100 draws.
const NINETY_FIVE: f64 = 1.96;

impl Rho {
    pub fn from_millionths(millionths: i64) -> Result<Self, NotARho> {
        let fits = (1..=MOST * MILLION).contains(&millionths);
        fits.then_some(Self(millionths)).ok_or_else(|| NotARho(format!("{millionths} millionths")))
    }

    pub fn millionths(self) -> i64 {
        self.0
    }

    pub fn value(self) -> f64 {
        self.0 as f64 / MILLION as f64
    }

    /// The standard deviation of the noise, where one person stands in one cell.
    pub fn sigma(self) -> f64 {
        (0.5 / self.value()).sqrt()
    }
}

/// The loss `epsilon` of so much zCDP, at `DELTA`.
pub fn epsilon(millionths: i64) -> f64 {
    let rho = millionths as f64 / MILLION as f64;
    rho + 2.0 * (rho * (1.0 / DELTA).ln()).sqrt()
}

/// How far a figure may be from the count in 95 of 100 draws, in whole persons.
pub fn margin_of_error(sigma: f64) -> i64 {
    (NINETY_FIVE * sigma).ceil() as i64
}

impl FromStr for Rho {
    type Err = NotARho;

    fn from_str(text: &str) -> Result<Self, NotARho> {
        let wrong = || NotARho(text.chars().take(40).collect());
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole) || !digits(decimals) || decimals.len() > DECIMALS {
            return Err(wrong());
        }
        let millionths: i64 = format!("{whole}{decimals:0<DECIMALS$}").parse().map_err(|_| wrong())?;
        Self::from_millionths(millionths).map_err(|_| wrong())
    }
}

impl fmt::Display for Rho {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&in_words(self.0))
    }
}

/// A sum of losses as a decimal number.
pub fn in_words(millionths: i64) -> String {
    let text = format!("{}.{:0>DECIMALS$}", millionths / MILLION, millionths % MILLION);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

impl TryFrom<String> for Rho {
    type Error = NotARho;

    fn try_from(text: String) -> Result<Self, NotARho> {
        text.parse()
    }
}

impl From<Rho> for String {
    fn from(rho: Rho) -> Self {
        rho.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_loss_is_a_decimal_number_and_says_itself() {
        for (text, millionths) in [("0.5", 500_000), ("1", MILLION), ("0.000001", 1), ("10", 10 * MILLION)] {
            let rho: Rho = text.parse().unwrap();
            assert_eq!((rho.millionths(), rho.to_string().as_str()), (millionths, text));
        }
        for wrong in ["", "0", "0.0", "-1", "+1", "1e3", ".5", "1.", "0.0000001", "10.000001", "NaN", "99999999999999"]
        {
            assert!(wrong.parse::<Rho>().is_err(), "{wrong}");
        }
    }

    /// Twenty questions at epsilon 1 and 4 (delta 1e-6) leave about 24 and 6.3 persons of noise in each cell.
    #[test]
    fn sigma_is_what_the_design_says() {
        for (wanted, sigma) in [(1.0, 24.0), (4.0, 6.3)] {
            let all = (1..).find(|millionths| epsilon(*millionths) >= wanted).unwrap();
            let each = Rho::from_millionths(all / 20).unwrap().sigma();
            assert!((each / sigma - 1.0).abs() < 0.05, "{each} for epsilon {wanted}");
        }
    }
}
