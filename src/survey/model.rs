//! What a survey asks: the checked form of a survey file.
//!
//! Promises that ids are unique, every closed question has options, and a `breakdown` is closed: `file` refuses
//! anything else. Does not promise good wording: that is the linter's work (`lint`).

use serde::{Deserialize, Serialize};

use super::response::ClosedAnswers;
use super::slug::Slug;

/// One survey file: one audience, one version. Siblings for other audiences share its measures.
#[derive(Clone, Debug, PartialEq)]
pub struct Survey {
    pub id: Slug,
    /// What a wave collects. Other audiences have families of their own: their answers are never added up.
    pub family: Slug,
    pub version: u32,
    pub audience: Audience,
    /// Language tags; the file's own words are in the first.
    pub languages: Vec<String>,
    /// The neutral heading and page title.
    pub title: String,
    pub minutes: u32,
    pub sections: Vec<Section>,
    pub tables: Vec<Table>,
    /// Campaigns whose respondents are counted, and told of the whole region. Of others nothing is counted.
    pub campaigns: Vec<Campaign>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    Adult,
    EasyRead,
    YoungPerson,
    Child,
    Supporter,
}

impl Audience {
    pub const ALL: [Self; 5] = [Self::Adult, Self::EasyRead, Self::YoungPerson, Self::Child, Self::Supporter];

    /// As in survey files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Adult => "adult",
            Self::EasyRead => "easy-read",
            Self::YoungPerson => "young-person",
            Self::Child => "child",
            Self::Supporter => "supporter",
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    pub id: Slug,
    pub heading: String,
    /// What the reader should know before this section; due where a question is sensitive.
    pub note: Option<String>,
    pub questions: Vec<Question>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    pub id: Slug,
    /// What is measured, whoever is asked and however: by it siblings stand beside each other.
    pub measure: Slug,
    pub ask: String,
    pub hint: Option<String>,
    /// A picture of ours beside the question, by name (`surveys/pictures/`).
    pub picture: Option<String>,
    /// The question in British Sign Language, and read aloud: addresses of other websites.
    pub bsl: Option<String>,
    pub audio: Option<String>,
    pub kind: Kind,
    /// Neighbouring options may be put together: a scale, or kinds that have an order, such as ages.
    pub ordered: bool,
    /// Zeros of sensitive questions are as telling as small counts (`disclosure`, rule P5).
    pub sensitive: bool,
    /// May stand as the second dimension of a declared table.
    pub breakdown: bool,
    /// Its options are kinds of service, which may be one provider each: figures by them follow the providers' rule P7.
    pub service: bool,
    /// Asked again about each further service that a person tells of.
    pub further: bool,
    /// Shown of the whole region alone, never of an area or a provider: it says how somebody came.
    pub region: bool,
    /// Kinds of service put together by who runs them.
    pub agencies: Vec<Agency>,
    /// Strategy lines that ask for it, such as `R193-196`.
    pub lines: Vec<String>,
    /// Ids from `surveys/framework.toml`.
    pub priorities: Vec<Slug>,
    pub standards: Vec<Slug>,
}

/// Options of a question about services that are counted together too.
#[derive(Clone, Debug, PartialEq)]
pub struct Agency {
    pub id: Slug,
    pub label: String,
    pub of: Vec<Slug>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    OneOf(Vec<Choice>),
    ManyOf(Vec<Choice>),
    /// A one-of whose options are ordered and carry poles.
    Scale(Vec<Choice>),
    /// One of the region's areas (`surveys/areas.toml`), plus "outside" and "prefer not to say".
    Area(Vec<Choice>),
    ShortText,
    LongText,
    /// Whether what a person wrote may be quoted: one box to tick. Travels with the texts and is never counted.
    Consent(Vec<Choice>),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    pub id: Slug,
    pub label: String,
    /// A picture of ours beside the words, such as a face.
    pub picture: Option<String>,
    /// Where it goes in the merged form.
    pub pole: Option<Pole>,
    /// "Does not apply", "Prefer not to say": not part of the base.
    pub outside: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pole {
    Favourable,
    Middle,
    Unfavourable,
}

/// A campaign as links name it, and as readers of the results do.
#[derive(Clone, Debug, PartialEq)]
pub struct Campaign {
    pub id: Slug,
    pub label: String,
}

/// A declared two-way table over the whole region: `question` by `by`. Nothing undeclared is ever counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    pub question: Slug,
    pub by: Slug,
}

/// In results: whoever came by no link of a declared campaign.
pub const NO_CAMPAIGN: &str = "none";

/// A person may tell of so many services besides the first.
pub const FURTHER_SERVICES: usize = 2;

impl Survey {
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.sections.iter().flat_map(|section| &section.questions)
    }

    /// What is asked of each further service: of which kind it is, and then the rest in its order.
    pub fn further(&self) -> impl Iterator<Item = &Question> {
        let asked = |service: bool| self.questions().filter(move |asked| asked.further && asked.service == service);
        asked(true).chain(asked(false))
    }

    /// How many further services there is room for.
    pub fn further_parts(&self) -> usize {
        if self.further().next().is_some() { FURTHER_SERVICES } else { 0 }
    }

    /// The kind of service that some answers are about, if they name one.
    pub fn named_service(&self, answers: &ClosedAnswers) -> Option<Slug> {
        let question = self.questions().find(|question| question.service)?;
        let chosen = answers.get(&question.id)?.first()?;
        question.choice(chosen.as_str()).filter(|choice| !choice.outside).map(|choice| choice.id.clone())
    }

    /// The area that a person named among their answers.
    pub fn named_area(&self, answers: &ClosedAnswers) -> Option<Slug> {
        let question = self.questions().find(|question| matches!(question.kind, Kind::Area(_)))?;
        let chosen = answers.get(&question.id)?.first()?;
        question.choice(chosen.as_str()).filter(|choice| !choice.outside).map(|choice| choice.id.clone())
    }

    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions().find(|question| question.id.as_str() == id)
    }
}

impl Question {
    /// The options of a question that is answered by ticking; none for a text.
    pub fn choices(&self) -> &[Choice] {
        match &self.kind {
            Kind::OneOf(choices)
            | Kind::ManyOf(choices)
            | Kind::Scale(choices)
            | Kind::Area(choices)
            | Kind::Consent(choices) => choices,
            Kind::ShortText | Kind::LongText => &[],
        }
    }

    pub fn choice(&self, id: &str) -> Option<&Choice> {
        self.choices().iter().find(|choice| choice.id.as_str() == id)
    }

    pub fn is_text(&self) -> bool {
        matches!(self.kind, Kind::ShortText | Kind::LongText)
    }

    pub fn is_consent(&self) -> bool {
        matches!(self.kind, Kind::Consent(_))
    }

    /// Its answers are counted by option.
    pub fn is_closed(&self) -> bool {
        !self.is_text() && !self.is_consent()
    }

    /// More than one option may be chosen, so options do not add up to the base.
    pub fn is_multi_label(&self) -> bool {
        matches!(self.kind, Kind::ManyOf(_))
    }

    /// The longest answer, in UTF-16 units as browsers count `maxlength`.
    pub fn max_length(&self) -> usize {
        match self.kind {
            Kind::ShortText => 200,
            Kind::LongText => 1500,
            _ => 0,
        }
    }
}
