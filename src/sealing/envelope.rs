//! The two envelopes of a response, as in a postal vote.
//!
//! Promises that from arrival nobody without the wave's private keys can read anything: answers, what was said of each
//! further service and each text are sealed apart (inner), and together with the code's digest and a coarse order of
//! arrival they are sealed again (outer). Who opens the outer one sees no answer; who opens an inner one sees no code,
//! and nothing in it says which were together. Every envelope of a survey has as many parts for further services, of
//! one size, used or not. Does not promise anything against all keyholders together with a copy from before checking.

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::binding::Binding;
use super::key::{PrivateKey, PublicKey, SealError, Sealed};
use super::{padding, words};
use crate::survey::{ClosedAnswers, Question, Response, Slug, Survey};

/// The public half of a wave's keys that collecting needs.
#[derive(Clone)]
pub struct CollectingKeys {
    pub checking: PublicKey,
    pub counting: PublicKey,
    pub text: PublicKey,
}

/// Which leave to answer an envelope came with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mark {
    /// The digest of a one-time code. The earliest envelope of a code counts.
    Code([u8; 32]),
    /// An open link: nothing tells two envelopes apart. `hasty`: sent faster than people write, or in a burst.
    Link { hasty: bool },
    /// Paper, typed in by staff. Told to the checking keyholder alone, as a sum.
    Paper,
}

/// The order of arrival and nothing finer: a count of sends that begins where the collecting process began. It finds a
/// code's earliest envelope; it does not tell when somebody wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Arrival(pub u64);

/// Where a response is from, as far as figures need: never finer than the provider that handed out the link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    pub source: Source,
    pub provider: Option<Slug>,
    /// The provider's area.
    pub area: Option<Slug>,
}

/// The three sources of feedback that the regional strategy names (R348-350).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    Direct,
    Commission,
    Provider,
}

impl Source {
    pub const ALL: [Self; 3] = [Self::Direct, Self::Commission, Self::Provider];

    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Commission => "commission",
            Self::Provider => "provider",
        }
    }
}

impl std::str::FromStr for Source {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|source| source.name() == text)
            .ok_or_else(|| format!("'{text}' is no source: direct, commission or provider"))
    }
}

#[derive(Serialize, Deserialize)]
pub struct Outer {
    pub mark: Mark,
    pub arrival: Arrival,
    pub closed: Sealed,
    /// As many as the survey has room for; most are empty.
    pub further: Vec<Sealed>,
    pub texts: Vec<Sealed>,
}

/// What was said of one further service, or nothing. Not where it is from: it counts in tables by service alone.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct FurtherPart {
    pub answers: ClosedAnswers,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct ClosedPart {
    pub origin: Origin,
    /// The campaign whose link it came by. Travels with closed answers alone: texts are read by people.
    pub campaign: Option<Slug>,
    pub answers: ClosedAnswers,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct TextPart {
    pub origin: Origin,
    pub question: Slug,
    #[serde(with = "words")]
    pub text: String,
    /// It may be quoted. Of a person's texts one at most says so, or two quotations could be of one person.
    pub quote: bool,
}

/// Everything that Send knows besides the answers.
pub struct Sending<'a> {
    pub wave: &'a Slug,
    pub survey: &'a Survey,
    pub row: [u8; 32],
    pub mark: Mark,
    pub arrival: Arrival,
    pub origin: Origin,
    pub campaign: Option<Slug>,
}

/// Seals a whole response into the one thing that is stored of it.
pub fn seal_response(keys: &CollectingKeys, sending: Sending<'_>, response: &Response) -> Result<Sealed, SealError> {
    let Sending { wave, survey, row, mark, arrival, origin, campaign } = sending;
    let (id, version) = (&survey.id, survey.version);
    let closed = keys.counting.seal(
        encode(&ClosedPart { origin: origin.clone(), campaign, answers: response.closed.clone() }),
        padding::CLOSED,
        &Binding::Closed { wave: wave.clone(), survey: id.clone(), version },
    )?;
    let further = seal_further(keys, wave, survey, response)?;
    // A text counts where its writer's answers do, so that those who wrote of a place are some of those who answered there.
    let area = origin.area.clone().or_else(|| survey.named_area(&response.closed));
    let from = Origin { area, ..origin };
    let texts = response
        .texts
        .iter()
        .enumerate()
        .map(|(position, (question, text))| {
            let quote = response.quote && position == quotable(row, response.texts.len());
            keys.text.seal(
                encode(&TextPart { origin: from.clone(), question: question.clone(), text: text.clone(), quote }),
                padding::TEXT,
                &Binding::Text { wave: wave.clone(), survey: id.clone(), version },
            )
        })
        .collect::<Result<_, _>>()?;
    keys.checking.seal(
        encode(&Outer { mark, arrival, closed, further, texts }),
        padding::OUTER,
        &Binding::Outer { wave: wave.clone(), row },
    )
}

/// One part for each further service there is room for, empty ones too, all of the size that the fullest would need.
fn seal_further(
    keys: &CollectingKeys,
    wave: &Slug,
    survey: &Survey,
    response: &Response,
) -> Result<Vec<Sealed>, SealError> {
    let fullest = encode(&FurtherPart { answers: survey.further().map(fullest).collect() }).len();
    let fits = padding::FURTHER.iter().position(|class| *class > fullest).unwrap_or_default();
    let parts = response.further.iter().cloned().chain(std::iter::repeat_with(ClosedAnswers::new));
    parts
        .take(survey.further_parts())
        .map(|answers| {
            let binding = Binding::Further { wave: wave.clone(), survey: survey.id.clone(), version: survey.version };
            keys.counting.seal(encode(&FurtherPart { answers }), &padding::FURTHER[fits..], &binding)
        })
        .collect()
}

/// The longest answer that a question can be given.
fn fullest(question: &Question) -> (Slug, BTreeSet<Slug>) {
    let options = question.choices().iter().map(|choice| choice.id.clone());
    let chosen = match question.is_multi_label() {
        true => options.collect(),
        false => options.max_by_key(|id| id.as_str().len()).into_iter().collect(),
    };
    (question.id.clone(), chosen)
}

/// Which of a person's texts may be quoted, if any may: as good as drawn by lot, since a row's id is a digest.
fn quotable(row: [u8; 32], texts: usize) -> usize {
    usize::from(row[0]) % texts.max(1)
}

pub fn open_outer(key: &PrivateKey, wave: &Slug, row: [u8; 32], sealed: &Sealed) -> Result<Outer, SealError> {
    decode(key.open(sealed, &Binding::Outer { wave: wave.clone(), row })?)
}

/// Opens closed answers given to any of `surveys` (id and version), and says to which.
pub fn open_closed(
    key: &PrivateKey,
    wave: &Slug,
    surveys: &[(Slug, u32)],
    sealed: &Sealed,
) -> Result<(usize, ClosedPart), SealError> {
    let bindings: Vec<Binding> = surveys
        .iter()
        .map(|(survey, version)| Binding::Closed { wave: wave.clone(), survey: survey.clone(), version: *version })
        .collect();
    let (which, plain) = key.open_at_one_of(sealed, &bindings)?;
    Ok((which, decode(plain)?))
}

/// Opens what was said of a further service in answer to any of `surveys` (id and version), and says to which.
pub fn open_further(
    key: &PrivateKey,
    wave: &Slug,
    surveys: &[(Slug, u32)],
    sealed: &Sealed,
) -> Result<(usize, FurtherPart), SealError> {
    let bindings: Vec<Binding> = surveys
        .iter()
        .map(|(survey, version)| Binding::Further { wave: wave.clone(), survey: survey.clone(), version: *version })
        .collect();
    let (which, plain) = key.open_at_one_of(sealed, &bindings)?;
    Ok((which, decode(plain)?))
}

/// Opens a text that answers any of `surveys` (id and version), and says which.
pub fn open_text(
    key: &PrivateKey,
    wave: &Slug,
    surveys: &[(Slug, u32)],
    sealed: &Sealed,
) -> Result<(usize, TextPart), SealError> {
    let bindings: Vec<Binding> = surveys
        .iter()
        .map(|(survey, version)| Binding::Text { wave: wave.clone(), survey: survey.clone(), version: *version })
        .collect();
    let (which, plain) = key.open_at_one_of(sealed, &bindings)?;
    Ok((which, decode(plain)?))
}

/// Seals a value of the review: a redacted text, a decision, counts of themes.
pub fn seal_at<T: Serialize>(key: &PublicKey, binding: &Binding, value: &T) -> Result<Sealed, SealError> {
    let classes = match binding {
        Binding::Reviewed { .. } => padding::REVIEWED,
        Binding::Decision { .. } | Binding::Passage { .. } => padding::DECISION,
        Binding::Quotation { .. } => padding::QUOTATION,
        _ => padding::COUNTS,
    };
    key.seal(encode(value), classes, binding)
}

pub fn open_at<T: DeserializeOwned>(key: &PrivateKey, binding: &Binding, sealed: &Sealed) -> Result<T, SealError> {
    decode(key.open(sealed, binding)?)
}

/// Seals any value that is not a response: the exact counts of a wave.
pub fn seal_counts<T: Serialize>(key: &PublicKey, wave: &Slug, counts: &T) -> Result<Sealed, SealError> {
    key.seal(encode(counts), padding::COUNTS, &Binding::Counts { wave: wave.clone() })
}

pub fn open_counts<T: DeserializeOwned>(key: &PrivateKey, wave: &Slug, sealed: &Sealed) -> Result<T, SealError> {
    decode(key.open(sealed, &Binding::Counts { wave: wave.clone() })?)
}

fn encode<T: Serialize>(value: &T) -> Vec<u8> {
    // These types hold strings, numbers, bytes and lists of them: postcard can always write those to memory.
    postcard::to_stdvec(value).expect("plain values encode")
}

fn decode<T: DeserializeOwned>(plain: Zeroizing<Vec<u8>>) -> Result<T, SealError> {
    postcard::from_bytes(&plain).map_err(|_| SealError::DoesNotOpen)
}
