//! Bars that are looked at: one for each row of a published table, and the same numbers as a table.
//!
//! Promises that a bar shows published percentages and nothing else, that what is not shown is a hatched bar and not an
//! empty one, and that every chart has its table.

use maud::{Markup, html};

use crate::release::{Answer, Row};
use crate::survey::{Pole, Question};

/// A line of a chart: what it is of, and what was published of it.
pub struct Line<'a> {
    pub label: String,
    pub row: Option<Row<'a>>,
}

/// The side that a group of answers is on: one with favourable answers and others is on none.
fn pole(question: Option<&Question>, group: &Answer<'_>) -> Option<Pole> {
    let poles = group.id.split('+').map(|option| question.and_then(|question| question.choice(option)?.pole));
    let poles = poles.collect::<Option<Vec<Pole>>>()?;
    let is_favourable = |pole: &Pole| *pole == Pole::Favourable;
    match poles.iter().any(is_favourable) {
        true => poles.iter().all(is_favourable).then_some(Pole::Favourable),
        false => poles.into_iter().max(),
    }
}

/// Percent on the favourable side; none if a group mixes the sides, or a percentage is hidden.
pub fn favourable(question: Option<&Question>, row: &Row<'_>) -> Option<u64> {
    let mut sum = 0;
    for answer in &row.answers {
        if pole(question, answer)? == Pole::Favourable {
            sum += answer.percent?;
        }
    }
    (!row.answers.is_empty()).then_some(sum.min(100))
}

/// What the colours of a chart mean: one for every group of answers that any of its lines shows.
struct Legend<'a> {
    groups: Vec<Shaded<'a>>,
}

struct Shaded<'a> {
    id: &'a str,
    label: &'a str,
    shade: &'static str,
}

impl<'a> Legend<'a> {
    /// Single answers first, as they were asked; then those that stand together somewhere, in a shade of their own.
    fn of(question: Option<&Question>, lines: &[Line<'a>]) -> Self {
        let rows = lines.iter().filter_map(|line| line.row.as_ref());
        let mut groups: Vec<(&Answer<'a>, Option<Pole>)> = Vec::new();
        for answer in rows.flat_map(|row| &row.answers) {
            if groups.iter().all(|(known, _)| known.id != answer.id) {
                groups.push((answer, pole(question, answer)));
            }
        }
        let asked = |answer: &Answer<'_>| {
            let first = answer.id.split('+').next();
            question.and_then(|question| question.choices().iter().position(|choice| Some(choice.id.as_str()) == first))
        };
        groups.sort_by_key(|(answer, _)| (answer.id.contains('+'), asked(answer)));
        let has_sides = question.is_some_and(|question| question.choices().iter().any(|choice| choice.pole.is_some()));
        let kind = |(answer, pole): &(&Answer<'_>, Option<Pole>)| (*pole, has_sides && answer.id.contains('+'));
        let shade = |at: usize| {
            let of_kind: &[&str] = match kind(&groups[at]) {
                (Some(Pole::Favourable), false) => &["f1", "f2"],
                (Some(Pole::Favourable), true) => &["f3"],
                (Some(Pole::Middle), _) => &["m"],
                (Some(Pole::Unfavourable), false) => &["u1", "u2"],
                (Some(Pole::Unfavourable), true) => &["u3"],
                (None, _) if has_sides => &["x"],
                (None, _) => &["p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9", "p10", "p11", "p12"],
            };
            let before = groups[..at].iter().filter(|other| kind(other) == kind(&groups[at])).count();
            of_kind[before % of_kind.len()]
        };
        let shaded = |(at, (answer, _)): (usize, &(&Answer<'a>, _))| {
            let (id, label) = (answer.id, answer.label);
            Shaded { id, label, shade: shade(at) }
        };
        Self { groups: groups.iter().enumerate().map(shaded).collect() }
    }

    fn shade(&self, answer: &Answer<'_>) -> &'static str {
        self.groups.iter().find(|group| group.id == answer.id).map_or("x", |group| group.shade)
    }
}

/// Narrower than this, in percent, a part has no room for its number.
const ROOM: u64 = 9;

fn bar(legend: &Legend<'_>, row: Option<&Row<'_>>) -> Markup {
    let Some(row) = row.filter(|row| row.answers.iter().any(|answer| answer.percent.is_some())) else {
        return html! { svg.stack.unshown aria-hidden="true" focusable="false" {} };
    };
    html! {
        svg.stack aria-hidden="true" focusable="false" {
            @for part in parts(legend, row) {
                rect class=(part.shade) x={ (part.left) "%" } width={ (part.width) "%" } height="100%" {
                    title { (part.label) ": " (part.percent) "%" }
                }
                @if part.percent >= ROOM { text class=(part.shade) x={ (part.left + part.width / 2) "%" } y="50%" { (part.percent) } }
            }
        }
    }
}

struct Part<'a> {
    shade: &'static str,
    label: &'a str,
    percent: u64,
    /// In percent of the bar.
    left: u64,
    width: u64,
}

/// The parts of a bar that are shown, from its start. Rounded percentages do not always add up to a hundred.
fn parts<'a>(legend: &Legend<'_>, row: &Row<'a>) -> Vec<Part<'a>> {
    let whole = row.answers.iter().filter_map(|answer| answer.percent).sum::<u64>().max(1);
    let mut end = 0;
    let shown = row.answers.iter().filter_map(|answer| Some((answer, answer.percent?)));
    shown
        .map(|(answer, percent)| {
            let left = end * 100 / whole;
            end += percent;
            Part { shade: legend.shade(answer), label: answer.label, percent, left, width: end * 100 / whole - left }
        })
        .collect()
}

fn legend_list(legend: &Legend<'_>, lines: &[Line<'_>]) -> Markup {
    let hidden = lines.iter().any(|line| line.row.is_none());
    html! {
        ul.legend {
            @for group in &legend.groups {
                li { svg aria-hidden="true" focusable="false" { rect class=(group.shade) width="100%" height="100%" {} } (group.label) }
            }
            @if hidden { li { svg.unshown aria-hidden="true" focusable="false" {} "Not shown" } }
        }
    }
}

/// A chart with its table. `caption` says what it is of, for whoever hears the page.
pub fn chart(question: Option<&Question>, caption: &str, first: &str, lines: &[Line<'_>]) -> Markup {
    let legend = Legend::of(question, lines);
    html! {
        div.chart aria-hidden="true" {
            @for line in lines {
                span { (line.label) }
                (bar(&legend, line.row.as_ref()))
                span.n.soft { @if let Some(base) = line.row.as_ref().and_then(|row| row.base) { (base) } }
            }
        }
        (legend_list(&legend, lines))
        details {
            summary { "As a table" }
            (table(caption, first, lines))
        }
    }
}

fn table(caption: &str, first: &str, lines: &[Line<'_>]) -> Markup {
    html! {
        div.wide tabindex="0" role="region" aria-label=(caption) { table {
            caption { (caption) }
            thead { tr { th scope="col" { (first) } th.n scope="col" { "People" } th scope="col" { "What they said" } } }
            tbody {
                @for line in lines {
                    tr {
                        th scope="row" { (line.label) }
                        @match &line.row {
                            None => { td.n {} td { "Not shown: too few, or told for a longer time" } },
                            Some(row) => {
                                td.n { @if let Some(base) = row.base { "about " (base) } @else { "hidden" } }
                                td {
                                    @if row.answers.is_empty() { "Not shown on its own" }
                                    @for (at, answer) in row.answers.iter().enumerate() {
                                        @if at > 0 { "; " }
                                        (answer.label) " "
                                        @match answer.percent { Some(percent) => { (percent) "%" }, None => "hidden" }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::Library;

    fn row<'a>(answers: &[(&'a str, u64)]) -> Row<'a> {
        let answer =
            |(id, percent): &(&'a str, u64)| Answer { id, label: id, people: Some(10), percent: Some(*percent) };
        Row { category: "Total", label: "All", base: Some(50), answers: answers.iter().map(answer).collect() }
    }

    #[test]
    fn a_share_is_favourable_only_if_no_group_mixes_the_sides() {
        let library = Library::built_in();
        let question = library.surveys[0].0.question("believed");
        let clean = row(&[("yes-fully", 40), ("mostly", 25), ("a-little+no", 35)]);
        assert_eq!(favourable(question, &clean), Some(65));
        assert_eq!(favourable(question, &row(&[("yes-fully", 40), ("mostly+a-little", 60)])), None);
        assert_eq!(favourable(question, &row(&[])), None);
    }

    #[test]
    fn every_group_that_a_chart_shows_is_in_its_legend_in_a_shade_of_its_own() {
        let library = Library::built_in();
        let question = library.surveys[0].0.question("believed");
        let lines = [
            Line { label: "First".into(), row: Some(row(&[("yes-fully", 40), ("mostly", 25), ("a-little+no", 35)])) },
            Line {
                label: "Second".into(),
                row: Some(row(&[("yes-fully", 40), ("mostly", 30), ("a-little", 20), ("no", 10)])),
            },
            Line { label: "Third".into(), row: Some(row(&[("yes-fully", 50), ("mostly+a-little+no", 50)])) },
        ];
        let legend = Legend::of(question, &lines);
        let listed: Vec<_> = legend.groups.iter().map(|group| (group.id, group.shade)).collect();
        let expected = [
            ("yes-fully", "f1"),
            ("mostly", "f2"),
            ("a-little", "m"),
            ("no", "u1"),
            ("mostly+a-little+no", "x"),
            ("a-little+no", "u3"),
        ];
        assert_eq!(listed, expected);
        let page = chart(question, "Something", "Time", &lines).into_string();
        assert_eq!(page.matches("class=\"u3\"").count(), 3, "a part, its number, and the legend");
    }

    #[test]
    fn what_is_hidden_is_hatched_and_said_to_be_not_shown() {
        let lines = [
            Line { label: "First".into(), row: None },
            Line { label: "Second".into(), row: Some(row(&[("a", 60), ("b", 40)])) },
        ];
        let page = chart(None, "Something", "Time", &lines).into_string();
        assert_eq!(page.matches("stack unshown").count(), 1);
        assert!(page.contains("Not shown: too few") && page.contains("a 60%; b 40%"));
    }
}
