//! Chooses how one question is shown for one period: whole, merged in three, merged in two, or not at all.
//!
//! Promises to use exactly one form, so that no two published forms can be subtracted from each other, and to give no
//! reason for withholding: "everybody said the same" would itself be an answer.

use super::exact::Distribution;
use super::figure::Figure;
use super::rule::{self, LEAST_RESPONDENTS};
use crate::survey::{Pole, Question, Slug};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Every option.
    Whole,
    /// Favourable, middle, unfavourable.
    ThreeWay,
    /// Favourable and the rest.
    TwoWay,
    /// Each label alone: a person may have chosen several, so they do not add up.
    Labels,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Presentation {
    Shown(Shown),
    Withheld,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    pub form: Form,
    pub base: Figure,
    pub cells: Vec<ShownCell>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ShownCell {
    pub id: Slug,
    pub label: String,
    /// The options that a merged group is made of.
    pub members: Vec<Slug>,
    /// `None` is hidden. Only labels that do not add up are ever hidden one by one.
    pub figure: Option<Figure>,
}

impl Shown {
    /// What percentages are of: the sum of the published counts, or, where labels do not add up, the published base.
    pub fn whole(&self) -> u64 {
        match self.form {
            Form::Labels => self.base.value(),
            _ => self.cells.iter().filter_map(|cell| cell.figure).map(Figure::value).sum(),
        }
    }
}

pub fn present(question: &Question, exact: &Distribution) -> Presentation {
    if rule::base_too_small(exact.base) {
        return Presentation::Withheld;
    }
    if question.is_multi_label() {
        return labels(question, exact);
    }
    let whole = (Form::Whole, Some(exact.clone()));
    let three = (Form::ThreeWay, exact.merged(question, three_way));
    let two = (Form::TwoWay, exact.merged(question, two_way));
    for (form, distribution) in [whole, three, two] {
        let Some(distribution) = distribution else { continue };
        if is_safe(question, &distribution) {
            return Presentation::Shown(shown(question, form, &distribution));
        }
    }
    Presentation::Withheld
}

/// The number of respondents of a period, where it is large enough to be told.
pub fn present_respondents(exact: u64) -> Option<Figure> {
    (exact >= LEAST_RESPONDENTS).then(|| Figure::rounded(exact))
}

fn is_safe(question: &Question, distribution: &Distribution) -> bool {
    distribution.options.len() >= 2
        && !rule::unanimous(distribution)
        && !distribution.options.values().any(|n| rule::small(*n, question.sensitive))
}

fn shown(question: &Question, form: Form, distribution: &Distribution) -> Shown {
    let cell = |id: &Slug, label: String| ShownCell {
        id: id.clone(),
        label,
        members: vec![],
        figure: distribution.options.get(id).map(|n| Figure::rounded(*n)),
    };
    let cells = match form {
        Form::Whole | Form::Labels => {
            let inside = question.choices().iter().filter(|choice| !choice.outside);
            inside.map(|choice| cell(&choice.id, choice.label.clone())).collect()
        }
        Form::ThreeWay => grouped(question, distribution, three_way, cell),
        Form::TwoWay => grouped(question, distribution, two_way, cell),
    };
    Shown { form, base: Figure::rounded(distribution.base), cells }
}

/// The groups in their usual order, each named by the options it holds.
fn grouped(
    question: &Question,
    distribution: &Distribution,
    group: impl Fn(Pole) -> &'static str,
    cell: impl Fn(&Slug, String) -> ShownCell,
) -> Vec<ShownCell> {
    ["favourable", "middle", "unfavourable", "rest"]
        .iter()
        .filter_map(|name| {
            let (id, _) = distribution.options.get_key_value(*name)?;
            let members = question.choices().iter().filter(|c| !c.outside && c.pole.map(&group) == Some(*name));
            let (members, labels): (Vec<Slug>, Vec<&str>) =
                members.map(|choice| (choice.id.clone(), choice.label.as_str())).unzip();
            Some(ShownCell { members, ..cell(id, labels.join(" / ")) })
        })
        .collect()
}

fn labels(question: &Question, exact: &Distribution) -> Presentation {
    let cells: Vec<ShownCell> = question
        .choices()
        .iter()
        .filter(|choice| !choice.outside)
        .map(|choice| {
            let n = exact.options.get(&choice.id).copied().unwrap_or(0);
            let small = rule::small(n, question.sensitive) || rule::small_complement(n, exact.base, question.sensitive);
            ShownCell {
                id: choice.id.clone(),
                label: choice.label.clone(),
                members: vec![],
                figure: (!small).then(|| Figure::rounded(n)),
            }
        })
        .collect();
    if cells.iter().all(|cell| cell.figure.is_none()) {
        return Presentation::Withheld;
    }
    Presentation::Shown(Shown { form: Form::Labels, base: Figure::rounded(exact.base), cells })
}

fn three_way(pole: Pole) -> &'static str {
    match pole {
        Pole::Favourable => "favourable",
        Pole::Middle => "middle",
        Pole::Unfavourable => "unfavourable",
    }
}

fn two_way(pole: Pole) -> &'static str {
    if pole == Pole::Favourable { "favourable" } else { "rest" }
}
