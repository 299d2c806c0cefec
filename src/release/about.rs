//! What a release decides of: a question, how many answered, a label of several, what was said of services.
//!
//! Promises that each knows its own figures among those of an earlier release, and no others.

use std::collections::BTreeMap;

use super::document::{PLACE, TOTAL, Table};
use crate::disclosure::plan::{CAMPAIGN, Planned, Scale};
use crate::survey::{Question, Slug, Survey};

/// What a decision is about.
#[derive(Clone, Copy)]
pub enum About<'a> {
    /// How many people answered.
    Respondents,
    /// How many came by the link of which campaign.
    Campaigns,
    Question(Asked<'a>),
    /// What was said of kinds of service: parts, of which one person may have sent several.
    Parts(Asked<'a>, &'a Question),
    /// Of labels that do not add up: how many answered the question.
    Base(Asked<'a>),
    /// One of them.
    Label(Asked<'a>, &'a Slug),
}

#[derive(Clone, Copy)]
pub struct Asked<'a> {
    pub survey: &'a Survey,
    pub question: &'a Question,
    pub planned: &'a Planned,
}

impl<'a> Asked<'a> {
    pub fn key(&self) -> (&'a Slug, &'a Slug) {
        (&self.survey.id, &self.question.id)
    }

    /// The questions that its declared tables are by.
    pub fn crossed(self) -> impl Iterator<Item = &'a Question> {
        let tables = self.survey.tables.iter().filter(move |table| table.question == self.question.id);
        tables.filter_map(move |table| self.survey.question(table.by.as_str()))
    }
}

impl About<'_> {
    pub fn universe(&self) -> String {
        match self {
            About::Respondents | About::Campaigns => "all".into(),
            About::Question(asked) | About::Base(asked) | About::Label(asked, _) => {
                format!("answered:{}", asked.question.id)
            }
            About::Parts(asked, by) => format!("parts:{}:{}", by.id, asked.question.id),
        }
    }

    pub(super) fn name(&self) -> String {
        match self {
            About::Label(_, label) => format!("{}:{label}", self.universe()),
            About::Campaigns => CAMPAIGN.into(),
            _ => self.universe(),
        }
    }

    pub(super) fn is_of(&self, table: &Table) -> bool {
        match self {
            About::Respondents => table.universe == "all" && table.rows() == PLACE,
            About::Campaigns => table.question.as_str() == CAMPAIGN && table.universe == "all",
            About::Question(asked) | About::Parts(asked, _) | About::Base(asked) | About::Label(asked, _) => {
                let of_this = table.survey == asked.survey.id && table.question == asked.question.id;
                of_this && table.universe == self.universe()
            }
        }
    }

    /// In how many groups a table shows a place.
    pub(super) fn level_in(&self, table: &Table, dimension: &str, category: &str) -> usize {
        let here = |at: &BTreeMap<String, String>| at.get(dimension).map_or(TOTAL, String::as_str) == category;
        // A region's row in a table by groups is not the region's own.
        let elsewhere = |at: &BTreeMap<String, String>| at.keys().any(|key| key.starts_with("by:") && key != dimension);
        let cells = table.cells.iter().filter(|cell| cell.value.is_some() && here(&cell.at) && !elsewhere(&cell.at));
        let answer = |at: &BTreeMap<String, String>| {
            at.iter().find(|(key, _)| key.starts_with("answer:")).map(|(_, option)| option.clone())
        };
        let mut answers = cells.map(|cell| answer(&cell.at).filter(|option| option != TOTAL));
        match self {
            About::Respondents | About::Campaigns | About::Base(_) => {
                usize::from(answers.any(|answer| answer.is_none()))
            }
            About::Question(_) | About::Parts(..) => answers.flatten().count(),
            About::Label(_, label) => 2 * usize::from(answers.flatten().any(|option| option == label.as_str())),
        }
    }
}

/// The options that it is counted by.
pub(super) fn scale(about: About<'_>) -> Scale {
    match about {
        About::Question(asked) | About::Parts(asked, _) => asked.planned.scale.clone(),
        About::Respondents | About::Campaigns => Scale { options: vec![slug("people")], cuts: vec![] },
        About::Base(asked) => Scale { options: vec![asked.question.id.clone()], cuts: vec![] },
        About::Label(_, label) => Scale { options: vec![label.clone(), slug("not")], cuts: vec![1] },
    }
}

fn slug(word: &str) -> Slug {
    word.parse().expect("a plain word")
}
