//! In which language a page speaks: its words, whether a speaker has checked them, and which others are offered.
//!
//! The language stands in the address of a side page (`?l=pl`) and, within a visit, inside the sealed ticket, so that a
//! browser's history does not tell it there. What a browser says of its languages is not read. Promises that only
//! languages are spoken that a wave offers or that are checked, and that nothing about the choice is stored.

use std::sync::Arc;

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::request::Parts;
use jiff::civil::Date;
use maud::{Markup, html};

use super::refusal::Refusal;
use super::state::App;
use crate::store::WaveLanguage;
use crate::survey::language::ENGLISH;
use crate::survey::{Audience, Contacts, Language, Slug, Survey, Words};

/// Around the number of a value while a sentence is made. Control characters are refused in language files.
const MARK: char = '\u{2}';

pub struct Voice {
    words: Arc<Words>,
    audience: Audience,
    checked: bool,
    offered: Vec<Language>,
}

/// A survey of a wave in a language that the wave offers.
pub struct Translation {
    pub survey: Survey,
    pub language: Language,
    /// The survey's own words; the shell is asked for apart.
    pub checked: bool,
}

/// The translations of a wave, and when they were last looked for: an operator may offer another while it is open.
#[derive(Clone)]
pub struct Known {
    looked: i64,
    offered: usize,
    made: Arc<Vec<Translation>>,
}

/// Seconds after which a wave's languages are looked for again.
const FRESH: i64 = 60;

/// `?l=pl`: the language that somebody chose.
pub struct Chosen(pub Slug);

impl Voice {
    /// Everybody's fixed words in a language, whoever offers it.
    pub fn plain(app: &App, tag: &Slug) -> Self {
        let languages = &app.library.languages;
        let words = languages.shell(tag, Audience::Adult);
        let checked = languages.shell_is_checked(&words.language().tag);
        Self { words, audience: Audience::Adult, checked, offered: Vec::new() }
    }

    pub fn english(app: &App) -> Self {
        Self::plain(app, &english())
    }

    pub fn language(&self) -> &Language {
        self.words.language()
    }

    /// For whom it speaks.
    pub fn audience(&self) -> Audience {
        self.audience
    }

    pub fn is_english(&self) -> bool {
        self.language().tag.as_str() == ENGLISH
    }

    pub fn is_checked(&self) -> bool {
        self.checked
    }

    /// All languages of the page when there is a choice.
    pub fn offered(&self) -> &[Language] {
        &self.offered
    }

    pub fn say(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// Every key that is used stands in the English shell, and every shell has all of its keys: tests and the loader
    /// see to that.
    pub fn with(&self, key: &str, values: &[(&str, &str)]) -> String {
        let found = self.words.find_with(key, values);
        debug_assert!(found.is_some(), "{key} in {}", self.language().tag);
        found.unwrap_or_default()
    }

    /// With links and numbers put in.
    pub fn rich(&self, key: &str, values: &[(&str, Markup)]) -> Markup {
        let marks: Vec<_> = (0..values.len()).map(|at| format!("{MARK}{at}{MARK}")).collect();
        let named: Vec<_> = values.iter().zip(&marks).map(|((name, _), mark)| (*name, mark.as_str())).collect();
        let text = self.with(key, &named);
        html! {
            @for (at, part) in text.split(MARK).enumerate() {
                @if at % 2 == 0 { (part) } @else {
                    @let value = part.parse().ok().and_then(|at: usize| values.get(at));
                    @if let Some((_, value)) = value { (value) }
                }
            }
        }
    }

    /// "1 January 2027".
    pub fn day(&self, date: Date) -> String {
        let month = self.say(&format!("month-{}", date.month()));
        let (day, year) = (date.day().to_string(), date.year().to_string());
        self.with("date", &[("day", &day), ("month", &month), ("year", &year)])
    }

    /// A side page in the same language.
    pub fn to(&self, path: &str) -> String {
        in_language(path, &self.language().tag)
    }

    pub fn contacts(&self, app: &App) -> Contacts {
        let contacts = &app.library.contacts;
        if self.is_english() { contacts.clone() } else { contacts.translated(&self.words) }
    }

    pub fn area(&self, app: &App, id: &Slug) -> Option<String> {
        let name = app.library.areas.get(id.as_str())?.name.clone();
        Some(self.words.find(&format!("area-{id}")).unwrap_or(name))
    }
}

pub fn english() -> Slug {
    ENGLISH.parse().expect("a fixed name is a name")
}

pub fn in_language(path: &str, tag: &Slug) -> String {
    if tag.as_str() == ENGLISH { path.to_owned() } else { format!("{path}?l={tag}") }
}

impl App {
    /// How a visit's pages speak, and the survey in that language.
    pub async fn spoken(&self, wave: &Slug, survey: Survey, tag: &Slug) -> Result<(Voice, Survey), Refusal> {
        let translations = self.translations(wave).await?;
        let of_survey: Vec<_> = translations.iter().filter(|found| found.survey.id == survey.id).collect();
        let audience = survey.audience;
        let (survey, tag, checked) = match of_survey.iter().find(|found| found.language.tag == *tag) {
            Some(found) => (found.survey.clone(), found.language.tag.clone(), found.checked),
            None => (survey, english(), true),
        };
        let checked = checked && self.library.languages.shell_is_checked_for(&tag, audience);
        let words = self.library.languages.shell(&tag, audience);
        let offered = self.choice(|tag| of_survey.iter().any(|found| found.language.tag == *tag));
        Ok((Voice { words, audience, checked, offered }, survey))
    }

    /// The languages of this year's waves. Side pages are there also when the database is not, with the languages of
    /// before: the one that says that nothing could be taken is one of them.
    async fn offered_lately(&self) -> Vec<Slug> {
        match self.store.languages_near(self.clock.today()).await {
            Ok(tags) => {
                self.offered.write().expect("no holder of this lock panics").clone_from(&tags);
                tags
            }
            Err(error) => {
                tracing::error!(%error, "the languages of waves could not be read; those of before are offered");
                self.offered.read().expect("no holder of this lock panics").clone()
            }
        }
    }

    /// English and those that are offered; none when there is nothing to choose.
    fn choice(&self, is_offered: impl Fn(&Slug) -> bool) -> Vec<Language> {
        let listed = self.library.languages.iter();
        let all: Vec<_> = listed.filter(|l| l.tag.as_str() == ENGLISH || is_offered(&l.tag)).cloned().collect();
        if all.len() > 1 { all } else { Vec::new() }
    }

    /// The surveys of a wave in the languages that it offers. A language is added now and then, and never taken away.
    pub async fn translations(&self, wave: &Slug) -> Result<Arc<Vec<Translation>>, Refusal> {
        let looked = self.clock.now();
        let known = self.translations.read().expect("no holder of this lock panics").get(wave).cloned();
        if let Some(known) = known.as_ref().filter(|known| looked - known.looked < FRESH) {
            return Ok(known.made.clone());
        }
        let texts = match (self.store.wave_languages(wave).await, &known) {
            (Ok(texts), _) => texts,
            (Err(_), Some(known)) => return Ok(known.made.clone()),
            (Err(error), None) => return Err(error.into()),
        };
        let offered = texts.len();
        let made = match known.filter(|known| known.offered == offered) {
            Some(known) => known.made,
            None => Arc::new(self.translated(wave, texts).await?),
        };
        let now = Known { looked, offered, made: made.clone() };
        let before = self.translations.write().expect("no holder of this lock panics").insert(wave.clone(), now);
        if before.is_some_and(|before| before.offered != offered) {
            self.pages.forget(wave);
        }
        Ok(made)
    }

    async fn translated(&self, wave: &Slug, texts: Vec<WaveLanguage>) -> Result<Vec<Translation>, Refusal> {
        let surveys = self.surveys(wave).await?;
        let languages = &self.library.languages;
        let mut made = Vec::new();
        for offered in texts {
            let survey = surveys.iter().find(|survey| survey.id == offered.survey);
            let (Some(survey), Some(language)) = (survey, languages.get(offered.language.as_str())) else { continue };
            let own = Words::new(language, [offered.text.as_str()]);
            let Some(survey) = survey.translated(&own, &languages.shell(&language.tag, survey.audience)) else {
                tracing::error!(%wave, language = %language.tag, "a language of this wave lacks a word; it is not shown");
                continue;
            };
            let checked = languages.is_checked(&language.tag, offered.survey.as_str(), &offered.text);
            made.push(Translation { survey, language: language.clone(), checked });
        }
        Ok(made)
    }
}

/// The voice of a side page, which belongs to no visit: checked languages, and those of this year's waves.
impl FromRequestParts<Arc<App>> for Voice {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Refusal> {
        let chosen = <Chosen as OptionalFromRequestParts<_>>::from_request_parts(parts, app).await?;
        let of_waves = app.offered_lately().await;
        let is_offered = |tag: &Slug| of_waves.contains(tag) || app.library.languages.shell_is_checked(tag);
        let tag = chosen.map(|Chosen(tag)| tag).filter(is_offered).unwrap_or_else(english);
        Ok(Self { offered: app.choice(is_offered), ..Self::plain(app, &tag) })
    }
}

impl OptionalFromRequestParts<Arc<App>> for Chosen {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<App>) -> Result<Option<Self>, Refusal> {
        let query = parts.uri.query().unwrap_or_default();
        let said = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "l");
        Ok(said.and_then(|(_, tag)| tag.parse().ok()).map(Self))
    }
}
