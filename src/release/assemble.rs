//! Puts a release together: for each question and each time told now, the figures of the places that may be shown.
//!
//! Promises that a release holds figures that `disclosure::plan` decided on and nothing else, and that it names what it
//! shows nowhere, in kind words. Asks no counts; does not audit: `publish` does.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::about::{About, Asked};
use super::document::{Cell, Counted, Dimension, Document, Period, SCHEMA, TOTAL, Table, Universe, WaveSpan, Withheld};
use super::draft::{Decision, Draft};
use super::{places, words};
use crate::disclosure::plan::{CAMPAIGN, NOT_SAID, PLACE, SENTENCE, Shown, Span, Together, Tree, group_dimension};
use crate::disclosure::{Figure, K, ROUND_TO, WIDTH};
use crate::survey::{NO_CAMPAIGN, Question, Slug};
use crate::themes::codebook::Codebook;
use crate::wave::Wave;

/// What the table of all who answered is called, in the place of a question.
pub const RESPONDENTS: &str = "respondents";

/// What a release says of itself.
pub struct Heading<'a> {
    pub id: Slug,
    pub sequence: i64,
    pub previous: Option<String>,
    pub published: Date,
    pub run_by: &'a str,
    /// The wave that is told now, and any that were carried into it.
    pub waves: Vec<&'a Wave>,
}

pub fn assemble(heading: &Heading<'_>, drafts: &[Draft<'_>]) -> Document {
    let mut document = empty(heading);
    for draft in drafts {
        document.plans.push(draft.year.plan.clone());
        places::add(&mut document, draft.year);
        for period in &draft.fresh {
            add_period(&mut document, draft, *period);
            draft.decisions.iter().for_each(|decision| add_decision(&mut document, draft, decision, *period));
        }
        draft.decisions.iter().for_each(|decision| add_withheld(&mut document, draft, decision));
    }
    document
}

/// A document that says who publishes it, and nothing else yet.
pub(super) fn empty(heading: &Heading<'_>) -> Document {
    let span = |wave: &&Wave| WaveSpan { id: wave.id.clone(), opens: wave.opens, closes: wave.closes };
    Document {
        schema: SCHEMA.into(),
        id: heading.id.clone(),
        sequence: heading.sequence,
        previous: heading.previous.clone(),
        published: heading.published.to_string(),
        run_by: heading.run_by.into(),
        waves: heading.waves.iter().map(span).collect(),
        k: K,
        width: WIDTH,
        rules: format!("{SENTENCE} {}", words::rules()),
        caveat: words::CAVEAT.into(),
        codebooks: BTreeMap::new(),
        plans: Vec::new(),
        dimensions: BTreeMap::new(),
        universes: BTreeMap::new(),
        releases: Vec::new(),
        multilabel: Vec::new(),
        tables: Vec::new(),
        withheld: Vec::new(),
        withdrawn: Vec::new(),
        quotations: Vec::new(),
        audit: None,
    }
}

/// A span of waves, entered once, whether or not anything is shown for it: what was told is not told again.
fn add_period(document: &mut Document, draft: &Draft<'_>, period: usize) {
    let period = &draft.calendar.periods[period];
    let of = |wave: &usize| draft.year.waves[*wave];
    let first = period.waves.first().map(|wave| of(wave).opens);
    let last = period.waves.last().map(|wave| of(wave).closes);
    document.releases.push(Period {
        id: period.id.clone(),
        periods: period.waves.iter().map(|wave| of(wave).id.clone()).collect(),
        span: period.span,
        words: first.zip(last).map(|(first, last)| words::time(first, last)).unwrap_or_default(),
    });
}

fn add_decision(document: &mut Document, draft: &Draft<'_>, decision: &Decision<'_>, period: usize) {
    let release = &draft.calendar.periods[period].id;
    let places = rows(draft, decision, period, PLACE);
    match decision.about {
        About::Respondents => add_bases(document, decision, release, &places, None),
        About::Campaigns => add_campaigns(document, draft, decision, period),
        About::Base(asked) => {
            add_answers(document, draft.year.codebook, asked);
            add_bases(document, decision, release, &places, Some(asked));
        }
        About::Label(asked, label) => add_label(document, decision, asked, label, release, &places),
        About::Question(asked) => {
            add_question(document, draft, decision, asked, release, PLACE, &places);
            if let Some(together) = draft.together(decision, period) {
                add_together(document, decision, asked, release, &together);
            }
            for by in asked.crossed().filter(|by| !by.service) {
                add_crossed(document, draft, decision, asked, by, period);
            }
        }
        About::Parts(asked, by) => add_crossed(document, draft, decision, asked, by, period),
    }
}

/// A question by the groups of another, or by kinds of service.
fn add_crossed(
    document: &mut Document,
    draft: &Draft<'_>,
    decision: &Decision<'_>,
    asked: Asked<'_>,
    by: &Question,
    period: usize,
) {
    let dimension = group_dimension(&by.id);
    let groups = rows(draft, decision, period, &dimension);
    if !groups.is_empty() {
        add_groups(document, &decision.subject.tree, &dimension, by);
        add_question(document, draft, decision, asked, &draft.calendar.periods[period].id, &dimension, &groups);
    }
}

/// What is shown in one dimension for one time.
fn rows(draft: &Draft<'_>, decision: &Decision<'_>, period: usize, dimension: &str) -> Vec<Shown> {
    let mut shown = decision.subject.shown(&draft.calendar, &decision.levels, period);
    shown.retain(|shown| decision.subject.tree.nodes[shown.node].dimension == dimension);
    shown
}

/// Numbers of people by place: respondents, or the base of labels.
fn add_bases(
    document: &mut Document,
    decision: &Decision<'_>,
    release: &str,
    rows: &[Shown],
    asked: Option<Asked<'_>>,
) {
    if rows.is_empty() {
        return;
    }
    let tree = &decision.subject.tree;
    let mut table = match asked {
        Some(asked) => table(decision, release, PLACE, asked.question.id.as_str(), &asked.question.ask),
        None => table(decision, release, PLACE, RESPONDENTS, "People who answered"),
    };
    table.dims.extend(asked.map(answers));
    table.cells.extend(rows.iter().map(|shown| cell(&[(PLACE, category(tree, shown))], shown.base, None)));
    table.unshown = unshown(tree, rows);
    document.tables.push(table);
}

/// People by the campaign whose link they came by: of the whole region, and crossed with nothing.
fn add_campaigns(document: &mut Document, draft: &Draft<'_>, decision: &Decision<'_>, period: usize) {
    let (tree, dimension) = (&decision.subject.tree, format!("by:{CAMPAIGN}"));
    let rows = rows(draft, decision, period, &dimension);
    if rows.is_empty() {
        return;
    }
    let mut labels: BTreeMap<String, String> =
        draft.year.campaigns().map(|campaign| (campaign.id.to_string(), campaign.label.clone())).collect();
    labels.insert(TOTAL.into(), "Campaign".into());
    labels.insert(NO_CAMPAIGN.into(), "No campaign".into());
    let partitions = tree.partitions(&dimension);
    let release = &draft.calendar.periods[period].id;
    let mut table = table(decision, release, &dimension, CAMPAIGN, "People who answered, by campaign");
    table.question = CAMPAIGN.parse().expect("a plain word");
    table.measure = table.question.clone();
    table.cells.extend(rows.iter().map(|shown| cell(&[(&dimension, category(tree, shown))], shown.base, None)));
    table.unshown = unshown(tree, &rows);
    document.dimensions.insert(dimension, Dimension { partitions, labels });
    document.tables.push(table);
}

fn add_label(
    document: &mut Document,
    decision: &Decision<'_>,
    asked: Asked<'_>,
    label: &Slug,
    release: &str,
    rows: &[Shown],
) {
    let same = |table: &&mut Table| table.question == asked.question.id && table.release == release;
    let Some(table) = document.tables.iter_mut().find(same) else { return };
    for shown in rows {
        let at = [(PLACE, category(&decision.subject.tree, shown)), (&*answers(asked), label.as_str())];
        table.cells.extend(shown.groups.first().map(|figure| cell(&at, *figure, Some(shown.base.value()))));
    }
}

fn add_question(
    document: &mut Document,
    draft: &Draft<'_>,
    decision: &Decision<'_>,
    asked: Asked<'_>,
    release: &str,
    dimension: &str,
    rows: &[Shown],
) {
    if rows.is_empty() {
        return;
    }
    add_answers(document, draft.year.codebook, asked);
    if let About::Parts(..) = decision.about {
        // Not part of any count of persons, and no count of persons is part of it.
        document.universes.insert(decision.about.universe(), Universe { subset_of: None });
    }
    let id = match dimension.strip_prefix("by:") {
        Some(by) => format!("{}-by-{by}", asked.question.id),
        None => asked.question.id.to_string(),
    };
    let mut table = table(decision, release, dimension, &id, &asked.question.ask);
    for shown in rows {
        let here = (dimension, category(&decision.subject.tree, shown));
        add_row(&mut table, asked, here, shown.level, shown.base, &shown.groups);
    }
    table.dims.push(answers(asked));
    table.unshown = unshown(&decision.subject.tree, rows);
    document.tables.push(table);
}

/// A place's number of people, and its groups of answers.
fn add_row(table: &mut Table, asked: Asked<'_>, here: (&str, &str), level: usize, base: Figure, groups: &[Figure]) {
    table.cells.push(cell(&[here], base, None));
    let answers = answers(asked);
    let whole: u64 = groups.iter().map(|figure| figure.value()).sum();
    for (group, figure) in asked.planned.scale.groups(level).iter().zip(groups) {
        let option = asked.planned.scale.group_id(group);
        table.cells.push(cell(&[here, (&answers, &option)], *figure, Some(whole)));
    }
}

/// One row for the areas that are not shown on their own. It tells no more than the rows beside it and the region do.
fn add_together(document: &mut Document, decision: &Decision<'_>, asked: Asked<'_>, release: &str, of: &Together) {
    let tree = &decision.subject.tree;
    let names: Vec<String> = of.nodes.iter().map(|node| tree.nodes[*node].category.clone()).collect();
    let category = places::together(document, names);
    let same = |table: &&mut Table| table.question == asked.question.id && table.release == release;
    let Some(table) = document.tables.iter_mut().rfind(same) else { return };
    add_row(table, asked, (PLACE, &category), of.level, of.base, &of.groups);
}

fn table(decision: &Decision<'_>, release: &str, dimension: &str, id: &str, caption: &str) -> Table {
    let asked = match decision.about {
        About::Respondents | About::Campaigns => None,
        About::Question(asked) | About::Parts(asked, _) | About::Base(asked) | About::Label(asked, _) => Some(asked),
    };
    let word = |id: &str| id.parse::<Slug>().expect("a plain word");
    Table {
        id: id.into(),
        release: release.into(),
        universe: decision.about.universe(),
        dims: vec![dimension.into()],
        rounding: ROUND_TO,
        survey: asked.map_or_else(|| word("all"), |asked| asked.survey.id.clone()),
        question: asked.map_or_else(|| word(RESPONDENTS), |asked| asked.question.id.clone()),
        measure: asked.map_or_else(|| word(RESPONDENTS), |asked| asked.question.measure.clone()),
        caption: caption.into(),
        form: match asked {
            Some(asked) if asked.question.is_text() => "themes",
            Some(asked) if asked.planned.labels => "labels",
            _ => "groups",
        }
        .into(),
        counts: if let About::Parts(..) = decision.about { Counted::Parts } else { Counted::Persons },
        priorities: asked.map(|asked| asked.question.priorities.clone()).unwrap_or_default(),
        cut: asked.map(|asked| asked.planned.why.clone()).unwrap_or_default(),
        unshown: Vec::new(),
        cells: Vec::new(),
    }
}

/// The answers' dimension: groups and what they are made of, as the plan has them.
fn add_answers(document: &mut Document, codebook: &Codebook, asked: Asked<'_>) {
    document.universes.insert(format!("answered:{}", asked.question.id), Universe { subset_of: Some("all".into()) });
    let themes = asked.question.is_text().then_some(codebook);
    let theme = |option: &Slug| themes.as_ref()?.themes.iter().find(|theme| theme.id.as_option() == *option);
    let label = |option: &Slug| match asked.question.choice(option.as_str()) {
        Some(choice) => choice.label.clone(),
        None => theme(option).map_or_else(|| option.to_string(), |theme| theme.label.clone()),
    };
    let mut labels = BTreeMap::from([(TOTAL.to_owned(), "Everyone who answered this".to_owned())]);
    labels.extend(asked.planned.scale.options.iter().map(|option| (option.to_string(), label(option))));
    let dimension = answers(asked);
    let mut partitions = Vec::new();
    if asked.planned.labels {
        if !document.multilabel.contains(&dimension) {
            document.multilabel.push(dimension.clone());
        }
    } else {
        let scale = &asked.planned.scale;
        for level in 2..=scale.finest() {
            let finer = scale.groups(level);
            for coarse in scale.groups(level - 1) {
                let parts: Vec<_> = finer.iter().filter(|g| coarse.start <= g.start && g.end <= coarse.end).collect();
                if parts.len() > 1 {
                    let whole = if level == 2 { TOTAL.to_owned() } else { scale.group_id(&coarse) };
                    partitions.push((whole, parts.iter().map(|group| scale.group_id(group)).collect()));
                }
            }
            for group in finer {
                let names: Vec<String> = scale.options[group.clone()].iter().map(label).collect();
                labels.insert(scale.group_id(&group), names.join(" / "));
            }
        }
    }
    document.dimensions.insert(dimension, Dimension { partitions, labels });
}

fn add_groups(document: &mut Document, tree: &Tree, dimension: &str, by: &Question) {
    let mut labels: BTreeMap<String, String> =
        by.choices().iter().filter(|c| !c.outside).map(|c| (c.id.to_string(), c.label.clone())).collect();
    labels.extend(by.agencies.iter().map(|agency| (agency.id.to_string(), agency.label.clone())));
    labels.insert(TOTAL.into(), by.ask.clone());
    labels.insert(NOT_SAID.into(), "Not said".into());
    document.dimensions.insert(dimension.into(), Dimension { partitions: tree.partitions(dimension), labels });
}

fn answers(asked: Asked<'_>) -> String {
    format!("answer:{}", asked.question.id)
}

fn category<'a>(tree: &'a Tree, shown: &Shown) -> &'a str {
    &tree.nodes[shown.node].category
}

/// Who stands beside a shown place and is not shown on their own: told by name, so that a gap is never mistaken for
/// silence.
fn unshown(tree: &Tree, rows: &[Shown]) -> Vec<String> {
    let is_shown = |node: &usize| rows.iter().any(|shown| shown.node == *node);
    let sets = tree.sets.iter().filter(|set| set.members.iter().any(is_shown));
    let hidden = sets.flat_map(|set| set.members.iter().filter(|node| !is_shown(node)));
    hidden.map(|node| tree.nodes[*node].category.clone()).collect()
}

/// A question of which the region shows nothing yet for this wave, or, when the year is over, for any of it.
fn add_withheld(document: &mut Document, draft: &Draft<'_>, decision: &Decision<'_>) {
    let (About::Question(asked) | About::Base(asked)) = decision.about else { return };
    let told = |wave: usize| {
        let with_wave = draft.calendar.periods.iter().enumerate().filter(|(_, period)| period.waves.contains(&wave));
        with_wave.into_iter().any(|(period, _)| decision.levels[period][0] > 0)
    };
    let waiting: Vec<Slug> = (0..draft.year.waves.len())
        .filter(|wave| !told(*wave))
        .map(|wave| draft.calendar.waves[wave].clone())
        .collect();
    if waiting.is_empty() {
        return;
    }
    let is_over = draft.calendar.periods.iter().any(|period| period.span == Span::Year);
    document.withheld.push(Withheld {
        survey: asked.survey.id.clone(),
        question: asked.question.id.clone(),
        caption: asked.question.ask.clone(),
        periods: waiting,
        words: if is_over { words::NOT_SHOWN } else { words::WITHHELD }.into(),
    });
}

fn cell(at: &[(&str, &str)], figure: Figure, whole: Option<u64>) -> Cell {
    Cell {
        at: at.iter().map(|(dimension, category)| ((*dimension).to_owned(), (*category).to_owned())).collect(),
        value: Some(figure.value()),
        percent: whole.map(|whole| figure.percent_of(whole)),
    }
}
