//! Everything that listens to a text, together: redaction, suggested themes, valence, worrying wording; with the models
//! behind the small door, or by words alone.
//!
//! Promises that an engine that was asked for and fails is an error for all texts of the call: nothing is redacted or
//! suggested by half. Suggestions are made from the redacted text, which is all that staff and lessons ever see. Keeps
//! nothing of a text; the vectors of the shipped lessons may be kept in a file, because anybody can read those.

use std::collections::BTreeMap;
use std::path::Path;

use super::codebook::Codebook;
use super::danger::{Alarm, DangerLines, DangerRanker};
use super::engine::protocol::MAX_CHARS;
use super::engine::{Engine, EngineError, Entity, Heard, Want};
use super::kept::Kept;
use super::lessons::{Example, first_lessons};
use super::redact::{Kind, RedactError, Redacted, Redactor, Span, is_everyday};
use super::tag::{Suggestions, Tagger};
use super::valence::{Valence, ValenceGuesser};

/// From which score on the model's marks are taken out.
const CERTAIN: f32 = 0.6;
/// Words for roles and help that the model, made in another country, takes for names.
const ROLES: [&str; 9] = ["isva", "isvas", "idva", "idvas", "chisva", "sarc", "camhs", "emdr", "cbt"];

pub struct Listener {
    codebook: Codebook,
    redactor: Redactor,
    tagger: Tagger,
    guesser: ValenceGuesser,
    ranker: DangerRanker,
    engine: Option<Box<dyn Engine + Send>>,
    /// What the tagger learned before anybody decided anything.
    lessons: Vec<Example>,
    /// What stayed of earlier reviews.
    kept: Kept,
}

/// What is said of a text, for people to decide on.
pub struct Listened {
    pub themes: Suggestions,
    pub valence: Valence,
    pub alarm: Alarm,
    pub vector: Option<Vec<f32>>,
}

#[derive(Debug, thiserror::Error)]
pub enum Unheard {
    #[error(transparent)]
    Engine(#[from] EngineError),
    #[error(transparent)]
    Redact(#[from] RedactError),
}

impl Listener {
    /// With an engine the lessons are heard first; `kept` is a folder where their vectors wait for the next time.
    pub fn new(
        codebook: Codebook,
        redactor: Redactor,
        mut engine: Option<Box<dyn Engine + Send>>,
        kept: Option<&Path>,
    ) -> Result<Self, EngineError> {
        let mut lessons = first_lessons(&codebook);
        let dangers = DangerLines::built_in();
        let mut vectors = BTreeMap::new();
        if let Some(engine) = &mut engine {
            let texts = lessons.iter().map(|lesson| &lesson.text).chain(dangers.lines.iter().map(|(text, _)| text));
            vectors = vectors_of(engine.as_mut(), texts, kept)?;
        }
        for lesson in &mut lessons {
            lesson.vector = vectors.get(&lesson.text).cloned();
        }
        let valued = lessons.iter().filter_map(|l| Some((&l.text[..], l.vector.as_deref(), true, l.valence?)));
        Ok(Self {
            tagger: Tagger::learn(&codebook, &lessons),
            guesser: ValenceGuesser::learn(valued),
            ranker: DangerRanker::learn(&dangers, |line| vectors.get(line).cloned()),
            codebook,
            redactor,
            engine,
            lessons,
            kept: Kept::default(),
        })
    }

    pub fn codebook(&self) -> &Codebook {
        &self.codebook
    }

    /// Which models speak beside the words.
    pub fn models(&self) -> Option<&str> {
        self.engine.as_deref().map(|engine| engine.name())
    }

    /// Which codebook and lessons are behind a suggestion.
    pub fn version(&self) -> &str {
        self.tagger.version()
    }

    /// Lets what was kept of earlier reviews speak too.
    pub fn remember(&mut self, kept: Kept) {
        if !kept.is_empty() {
            self.tagger = Tagger::learn_after(&self.codebook, &self.lessons, &kept);
            self.kept = kept;
        }
    }

    /// For who goes on without the models: the codebook, the lessons that ship, what stayed of earlier reviews, and what
    /// was learned from them all.
    pub fn into_lessons(self) -> (Codebook, Vec<Example>, Kept, Tagger) {
        (self.codebook, self.lessons, self.kept, self.tagger)
    }

    /// Takes out what the rules and the model find, text by text.
    pub fn redact(&mut self, texts: &[&str]) -> Result<Vec<Result<Redacted, RedactError>>, EngineError> {
        let asked = self.engine.is_some();
        let marked = self.hear(texts, &[Want::Entities])?;
        let redact = |(text, heard): (&&str, &Option<Heard>)| {
            let heard = match heard {
                None if asked => return Err(RedactError::TooLong(text.chars().count())),
                heard => heard.clone().unwrap_or_default(),
            };
            let is_role = |span: &Span| ROLES.contains(&&*characters(text, span.start, span.end).to_lowercase());
            let is_plain = |span: &Span| {
                matches!(span.kind, Kind::Name | Kind::Address) && is_everyday(&characters(text, span.start, span.end))
            };
            let marks = heard.entities.iter().filter_map(span);
            let spans: Vec<Span> = marks.filter(|span| !is_role(span) && !is_plain(span)).collect();
            self.redactor.redact(text, &spans)
        };
        Ok(texts.iter().zip(&marked).map(redact).collect())
    }

    /// What the models say of each text; nothing without models, and of a text that is too long for them.
    fn hear(&mut self, texts: &[&str], want: &[Want]) -> Result<Vec<Option<Heard>>, EngineError> {
        let Some(engine) = &mut self.engine else { return Ok(vec![None; texts.len()]) };
        let fits = |text: &&&str| text.chars().count() <= MAX_CHARS;
        let fitting: Vec<&str> = texts.iter().filter(fits).copied().collect();
        let mut heard = engine.listen(&fitting, want)?.into_iter();
        Ok(texts.iter().map(|text| if fits(&text) { heard.next() } else { None }).collect())
    }

    /// What each text means, as numbers; none without models, or for a text that is too long for them.
    pub fn vectors(&mut self, texts: &[&str]) -> Result<Vec<Option<Vec<f32>>>, EngineError> {
        let heard = self.hear(texts, &[Want::Vector])?;
        Ok(heard.into_iter().map(|heard| heard.map(|heard| heard.vector)).collect())
    }

    /// Suggestions for texts, which should be redacted.
    pub fn listen(&mut self, texts: &[&str]) -> Result<Vec<Listened>, EngineError> {
        let heard = self.hear(texts, &[Want::Vector, Want::Sentences])?;
        let listened = texts.iter().zip(heard).map(|(text, heard)| {
            let (vector, sentences) = heard.map(|heard| (heard.vector, heard.sentences)).unzip();
            let alarm = match &vector {
                Some(whole) => {
                    let parts: Vec<(String, &[f32])> = sentences
                        .iter()
                        .flatten()
                        .map(|part| (characters(text, part.start, part.end), &part.vector[..]))
                        .collect();
                    let parts = parts.iter().map(|(part, vector)| (part.as_str(), Some(*vector)));
                    self.ranker.hear_parts(std::iter::once((*text, Some(&whole[..]))).chain(parts))
                }
                None => self.ranker.hear(text),
            };
            Listened {
                themes: self.tagger.suggest(text, vector.as_deref()),
                valence: self.guesser.suggest(text, vector.as_deref()).0,
                alarm,
                vector,
            }
        });
        Ok(listened.collect())
    }
}

fn characters(text: &str, start: usize, end: usize) -> String {
    text.chars().skip(start).take(end.saturating_sub(start)).collect()
}

/// The marks that say more than the rules do. Towns are told from small places by the rules, and the model's numbers and
/// addresses are theirs too.
fn span(entity: &Entity) -> Option<Span> {
    let kind = match entity.kind.as_str() {
        "GIVEN_NAME" | "SURNAME" => Kind::Name,
        "STREET_NAME" | "BUILDING_NUMBER" => Kind::Address,
        "GOVERNMENT_ID" | "PASSPORT" | "DRIVERS_LICENSE" | "TAX_ID" | "BANK_ACCOUNT" | "ROUTING_NUMBER" => {
            Kind::Reference
        }
        "PHONE" => Kind::Phone,
        "EMAIL" => Kind::Email,
        _ => return None,
    };
    (entity.score >= CERTAIN).then_some(Span { start: entity.start, end: entity.end, kind })
}

/// Vectors of the shipped lessons by text: from the folder if the same models made them, else from the engine.
fn vectors_of<'a>(
    engine: &mut (dyn Engine + Send),
    texts: impl Iterator<Item = &'a String>,
    kept: Option<&Path>,
) -> Result<BTreeMap<String, Vec<f32>>, EngineError> {
    let mut known: BTreeMap<String, Vec<f32>> = BTreeMap::new();
    let word = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let name: String = engine.name().chars().map(word).collect();
    let file = kept.map(|folder| folder.join(format!("lessons-{name}.bin")));
    if let Some(bytes) = file.as_deref().and_then(|file| std::fs::read(file).ok()) {
        known = postcard::from_bytes(&bytes).unwrap_or_default();
    }
    let wanted: Vec<&str> = texts.map(String::as_str).collect();
    let missing: Vec<&str> = wanted.iter().copied().filter(|text| !known.contains_key(*text)).collect();
    if !missing.is_empty() {
        let heard = engine.listen(&missing, &[Want::Vector])?;
        known.extend(missing.iter().zip(heard).map(|(text, heard)| ((*text).to_owned(), heard.vector)));
        known.retain(|text, _| wanted.contains(&text.as_str()));
        // Kept for speed alone: where it cannot be written, it is heard again next time.
        if let Some(file) = file
            && let Ok(bytes) = postcard::to_stdvec(&known)
        {
            let unfinished = file.with_extension(format!("{}.new", std::process::id()));
            let written = std::fs::create_dir_all(file.parent().unwrap_or(Path::new(".")))
                .and_then(|()| std::fs::write(&unfinished, bytes))
                .and_then(|()| std::fs::rename(&unfinished, &file));
            if written.is_err() {
                let _ = std::fs::remove_file(unfinished);
            }
        }
    }
    Ok(known)
}
