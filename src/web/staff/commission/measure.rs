//! A question whose answers have a favourable side, with everything that was published of it for the region and its
//! places.
//!
//! Promises published figures alone, that the times of a question are those in which it was asked, and that the same
//! measure of other people is named by whom it was asked of.

use crate::disclosure::plan::Span;
use crate::release::{Document, Period, Row, Subject, TOTAL};
use crate::survey::{Audience, Question, Slug, Survey};
use crate::web::state::App;

use super::chart::favourable;

fn survey<'a>(app: &'a App, subject: &Subject<'_>) -> Option<&'a Survey> {
    let mut surveys = app.library.surveys.iter().map(|(survey, _)| survey);
    surveys.find(|survey| survey.id == subject.table().survey)
}

/// The question as the surveys of this service ask it, for the sides of its answers.
pub fn question<'a>(app: &'a App, subject: &Subject<'_>) -> Option<&'a Question> {
    survey(app, subject)?.question(subject.table().question.as_str())
}

/// The question in words, and of whom it was asked if not of adults.
pub fn caption(app: &App, subject: &Subject<'_>) -> String {
    let caption = &subject.table().caption;
    let asked = match survey(app, subject).map(|survey| survey.audience) {
        None | Some(Audience::Adult) => return caption.clone(),
        Some(Audience::EasyRead) => "Easy Read",
        Some(Audience::YoungPerson) => "young people",
        Some(Audience::Child) => "children",
        Some(Audience::Supporter) => "family and supporters",
    };
    format!("{caption} ({asked})")
}

pub struct Measure<'a> {
    pub subject: &'a Subject<'a>,
    pub question: &'a Question,
    pub caption: String,
    pub times: Times<'a>,
}

impl<'a> Measure<'a> {
    fn of(app: &'a App, subject: &'a Subject<'a>, documents: &'a [Document], all: &[Subject<'_>]) -> Option<Self> {
        let question = question(app, subject).filter(|_| subject.is_by_place() && subject.table().form == "groups")?;
        let has_sides = question.choices().iter().any(|choice| choice.pole.is_some());
        let times = Times::of(subject, documents, all);
        has_sides.then(|| Self { subject, question, caption: caption(app, subject), times })
    }

    pub fn priorities(&self) -> &[Slug] {
        &self.subject.table().priorities
    }

    pub fn address(&self) -> String {
        let table = self.subject.table();
        format!("/commission/figures/{}/{}", table.survey, table.question)
    }

    /// Percent favourable of a row.
    pub fn favourable(&self, row: &Row<'_>) -> Option<u64> {
        favourable(Some(self.question), row)
    }

    /// Percent favourable in the whole region, in the latest and longest time.
    pub fn latest(&self) -> Option<u64> {
        self.favourable(&self.subject.latest()?.1)
    }
}

/// The least favourable first.
pub fn measures<'a>(app: &'a App, documents: &'a [Document], subjects: &'a [Subject<'a>]) -> Vec<Measure<'a>> {
    let all = subjects.iter().filter_map(|subject| Measure::of(app, subject, documents, subjects));
    let mut all: Vec<Measure<'a>> = all.collect();
    all.sort_by_key(|measure| measure.latest().unwrap_or(u64::MAX));
    all
}

/// The times that small charts show: waves, or half-years where single waves are too small; then years.
pub struct Times<'a> {
    pub short: Vec<&'a Period>,
    years: Vec<&'a Period>,
    /// Whether single waves are too small to show anything.
    pub waves_hidden: bool,
}

impl<'a> Times<'a> {
    pub fn of(of: &Subject<'_>, documents: &'a [Document], subjects: &[Subject<'_>]) -> Self {
        let survey = &of.table().survey;
        let asked = |subject: &&Subject<'_>| {
            let table = subject.table();
            subject.is_by_place() && table.survey == *survey && table.answers().is_some()
        };
        let stands = |time: &&Period| subjects.iter().filter(asked).any(|subject| subject.row(time, TOTAL).is_some());
        let waves = of.times(documents, Span::Wave);
        let waves_hidden = !waves.iter().any(stands);
        let short = if waves_hidden { of.times(documents, Span::Half) } else { waves };
        Self { short, years: of.times(documents, Span::Year), waves_hidden }
    }

    pub fn all(&self) -> impl Iterator<Item = &'a Period> + '_ {
        self.short.iter().chain(&self.years).copied()
    }
}

/// Places below the region, time by time, the latest and longest first.
pub fn places<'a>(subject: &Subject<'a>) -> Vec<(&'a Period, Vec<Row<'a>>)> {
    let mut all: Vec<(&Period, Vec<Row<'_>>)> = Vec::new();
    for standing in subject.tables.iter().rev() {
        let mut rows = Row::of(standing.document, standing.table);
        rows.retain(|row| row.category != TOTAL);
        if !rows.is_empty() && !all.iter().any(|(period, _)| period.id == standing.period.id) {
            all.push((standing.period, rows));
        }
    }
    all
}
