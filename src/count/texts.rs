//! Opening texts: each is redacted and listened to in memory, and only the redacted form is kept, sealed to the review
//! key.
//!
//! Promises to fail closed: a text that does not open, or cannot be redacted for certain, stays sealed where it is, and
//! the report says how many. Redacted texts lie shuffled under new ids, with the question and where the response came
//! from, and with nothing else of it. Ends in one transaction; run again it takes up what is left.

use rand::seq::SliceRandom;
use serde::{Deserialize, Serialize};

use super::counting::versions;
use super::{CountError, KeySource, verified_key};
use crate::clock::{Entropy, generator, random};
use crate::sealing::{Binding, Origin, PrivateKey, Purpose, TextPart, open_text, seal_at};
use crate::store::{InnerKind, Kept, Store};
use crate::survey::{Library, Slug};
use crate::themes::codebook::ThemeId;
use crate::themes::listener::{Listened, Listener};
use crate::themes::valence::Valence;
use crate::wave::State;

/// A redacted text as it is reviewed, with what was suggested when it was opened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReviewedText {
    pub origin: Origin,
    pub survey: Slug,
    pub question: Slug,
    pub text: String,
    /// What the text means, as numbers, where a model made them.
    pub vector: Option<Vec<f32>>,
    pub suggested: Suggested,
    /// The person ticked that it may be quoted.
    pub quote: bool,
}

/// As texts lay on the desk before anybody was asked whether they may be quoted: those never are.
#[derive(Deserialize)]
pub(super) struct UnaskedText {
    origin: Origin,
    survey: Slug,
    question: Slug,
    text: String,
    vector: Option<Vec<f32>>,
    suggested: Suggested,
}

impl From<UnaskedText> for ReviewedText {
    fn from(unasked: UnaskedText) -> Self {
        let UnaskedText { origin, survey, question, text, vector, suggested } = unasked;
        Self { origin, survey, question, text, vector, suggested, quote: false }
    }
}

/// What a machine said. Kept as it was said, apart from what people decide.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Suggested {
    /// Highest score first, and whether it is above the theme's threshold.
    pub themes: Vec<(ThemeId, f32, bool)>,
    pub valence: Valence,
    /// Orders the queue. Low is not safe.
    pub alarm: f32,
    pub flagged: bool,
    /// Who spoke: models by name, or words alone.
    pub models: Option<String>,
    /// Codebook and lessons.
    pub version: String,
}

#[derive(Debug, PartialEq, Eq)]
pub struct TextsReport {
    pub redacted: usize,
    /// They stay sealed: altered, cut short or moved, or of a survey that no longer reads.
    pub unopened: usize,
    /// They stay sealed: nobody can say for certain that nothing is left in them.
    pub unredacted: usize,
}

/// Texts that are heard together; after each lot `progress` is told how many are done, and of how many.
const PART: usize = 64;

/// How many themes a suggestion keeps.
const RANKED: usize = 8;

/// Of which survey, in which row, and what.
type Opened = (Slug, [u8; 16], TextPart);

struct Candidate {
    wave: Slug,
    key: PrivateKey,
    versions: Vec<(Slug, u32)>,
}

/// Opens the texts of a checked wave, and of the waves carried into it.
pub async fn open_texts(
    store: &Store,
    library: &Library,
    wave: &Slug,
    keys: KeySource<'_>,
    listener: &mut Listener,
    entropy: &dyn Entropy,
    progress: &mut (dyn FnMut(usize, usize) + Send),
) -> anyhow::Result<TextsReport> {
    let this = store.wave(wave).await?;
    if !matches!(this.state, State::Checked | State::Counted | State::Released) {
        this.needs(State::Checked).map_err(CountError::from)?;
    }
    if store.review_progress(wave).await?.ended {
        anyhow::bail!(
            "the review of wave {wave} has ended; a text that is left now is never read. Destroy its text key"
        );
    }
    let review = store.public_key(wave, Purpose::Review).await?;
    let mut candidates = Vec::new();
    let carried = store.waves().await?.into_iter().filter(|other| other.carried_into.as_ref() == Some(wave));
    for id in std::iter::once(wave.clone()).chain(carried.map(|other| other.id)) {
        let key = verified_key(store, &id, Purpose::Text, keys).await?;
        candidates.push(Candidate { key, versions: versions(store, library, &id).await?, wave: id });
    }
    let inner = store.read_inner(wave, InnerKind::Text).await?;
    let opened: Vec<Opened> = inner
        .iter()
        .filter_map(|envelope| {
            let (survey, part) = candidates.iter().find_map(|candidate| {
                let (which, part) =
                    open_text(&candidate.key, &candidate.wave, &candidate.versions, &envelope.sealed).ok()?;
                Some((candidate.versions[which].0.clone(), part))
            })?;
            Some((survey, envelope.id, part))
        })
        .collect();
    let (mut done, mut rows, mut heard) = (Vec::new(), Vec::new(), 0);
    for part in opened.chunks(PART) {
        let texts: Vec<&str> = part.iter().map(|(_, _, part)| part.text.as_str()).collect();
        let redacted = listener.redact(&texts)?;
        let kept: Vec<(&Opened, String)> =
            part.iter().zip(redacted).filter_map(|(opened, redacted)| Some((opened, redacted.ok()?.text))).collect();
        let listened = listener.listen(&kept.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>())?;
        for ((opened, text), listened) in kept.into_iter().zip(listened) {
            let reviewed = reviewed(listener, opened, text, &listened);
            let row: [u8; 16] = random(entropy);
            let sealed = seal_at(&review, &Binding::Reviewed { wave: wave.clone(), row }, &reviewed)?;
            rows.push(Kept { row, sealed });
            done.push(opened.1);
        }
        heard += part.len();
        progress(heard, opened.len());
    }
    rows.shuffle(&mut generator(entropy));
    let (unopened, unredacted) = (inner.len() - opened.len(), opened.len() - done.len());
    if !done.is_empty() {
        store.put_redacted(wave, &done, &rows).await?;
    }
    Ok(TextsReport { redacted: done.len(), unopened, unredacted })
}

fn reviewed(listener: &Listener, (survey, _, part): &Opened, text: String, heard: &Listened) -> ReviewedText {
    ReviewedText {
        origin: part.origin.clone(),
        survey: survey.clone(),
        question: part.question.clone(),
        text,
        vector: heard.vector.clone(),
        suggested: suggested(listener, heard),
        quote: part.quote,
    }
}

fn suggested(listener: &Listener, heard: &Listened) -> Suggested {
    let themes = heard.themes.themes.iter().take(RANKED).map(|theme| (theme.id.clone(), theme.score, theme.suggested));
    Suggested {
        themes: themes.collect(),
        valence: heard.valence,
        alarm: heard.alarm.score,
        flagged: heard.alarm.flag,
        models: listener.models().map(str::to_owned),
        version: listener.version().to_owned(),
    }
}
