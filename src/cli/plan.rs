//! `heard plan`: what is fixed before a year about how its answers are shown.

use clap::Subcommand;
use jiff::civil::Date;

use crate::clock::{Clock, SystemClock};
use crate::config::Where;
use crate::disclosure::plan::{Chosen, Plan, Planned, TOTAL};
use crate::release;
use crate::store::Store;
use crate::survey::{Library, Slug, Survey};
use crate::themes::codebook::Codebook;

#[derive(Subcommand)]
pub enum PlanCommand {
    /// Fix the plan of a year, from what was published so far. Without this, the first wave of a year does it.
    Declare {
        /// First day of the year, as 2026-10-01.
        #[arg(long)]
        starts: Date,
        #[arg(long, default_value = "core")]
        family: Slug,
        /// Where people want a question's first cut, as `respect=mostly`: after that option.
        #[arg(long = "cut", value_parser = question_and_option)]
        cuts: Vec<(Slug, Slug)>,
    },
    /// Show the plans: for each question its groups, and how often places are shown.
    Show {
        #[arg(long, default_value = "core")]
        family: Slug,
    },
}

pub async fn run(place: &Where, command: PlanCommand) -> anyhow::Result<()> {
    match command {
        PlanCommand::Declare { starts, family, cuts } => {
            let (store, library) = (place.store(true).await?, place.library()?);
            refuse_begun(&store, &family, starts).await?;
            let chosen: Chosen = cuts.into_iter().collect();
            let surveys = surveys_of(&library, &family);
            if surveys.is_empty() {
                anyhow::bail!("no survey belongs to the family '{family}'");
            }
            let year = (&family, starts, SystemClock.today());
            let plan = release::declare_year(&store, &library, &place.codebook()?, year, &surveys, &chosen).await?;
            say!("fixed. {}", plan.made_from);
            print(&plan);
        }
        PlanCommand::Show { family } => {
            let plans = release::plans(&place.store(false).await?, &family).await?;
            if plans.is_empty() {
                say!("No plan yet. The first wave of a year fixes one; or `heard plan declare --starts DAY`.");
            }
            plans.iter().for_each(print);
        }
    }
    Ok(())
}

/// Makes sure that a wave's year has its plan before anybody answers, and that its survey still fits it.
pub async fn cover(
    store: &Store,
    library: &Library,
    codebook: &Codebook,
    (family, opens): (&Slug, Date),
    today: Date,
) -> anyhow::Result<()> {
    let surveys = surveys_of(library, family);
    let plans = release::plans(store, family).await?;
    let Some(plan) = release::covering(&plans, opens) else {
        release::declare_year(store, library, codebook, (family, opens, today), &surveys, &Chosen::new()).await?;
        return Ok(());
    };
    for planned in &plan.questions {
        let survey = surveys.iter().find(|survey| survey.id == planned.survey);
        let question = survey.and_then(|survey| survey.question(planned.question.as_str()));
        if question.is_some_and(|question| !planned.fits(question)) {
            anyhow::bail!(
                "the options of '{}' changed since the plan {} was fixed. Give the question a new id, or wait until {}",
                planned.question,
                plan.id,
                plan.ends
            );
        }
    }
    Ok(())
}

fn surveys_of(library: &Library, family: &Slug) -> Vec<Survey> {
    let surveys = library.surveys.iter().map(|(survey, _)| survey);
    surveys.filter(|survey| survey.family == *family).cloned().collect()
}

/// A plan comes before the year: not when a wave of it was already made.
async fn refuse_begun(store: &Store, family: &Slug, starts: Date) -> anyhow::Result<()> {
    let waves = store.waves().await?;
    let plans = release::plans(store, family).await?;
    let uncovered = |opens| release::covering(&plans, opens).is_none();
    match waves.iter().find(|wave| wave.family == *family && wave.opens >= starts && uncovered(wave.opens)) {
        Some(wave) => anyhow::bail!("wave {} of that year was already made; a plan is fixed before", wave.id),
        None => Ok(()),
    }
}

fn print(plan: &Plan) {
    say!("\n{}: {} to the day before {}. {}", plan.id, plan.starts, plan.ends, plan.made_from);
    for planned in &plan.questions {
        say!("{}", planned.question);
        say!("  {}", planned.why);
        say!("  two groups: {}", groups(planned));
        let often = |place: &str| {
            let levels = planned.places.get(place).copied().unwrap_or_default();
            let times = [(levels.wave, "a wave"), (levels.half, "a half-year")];
            let shown: Vec<String> =
                times.iter().filter(|(n, _)| *n > 0).map(|(n, time)| format!("{n} groups {time}")).collect();
            if shown.is_empty() { "by year".into() } else { shown.join(", ") }
        };
        say!("  region: {}", often(TOTAL));
        for place in planned.places.keys().filter(|place| *place != TOTAL) {
            say!("  {place}: {}", often(place));
        }
    }
}

fn groups(planned: &Planned) -> String {
    if planned.labels {
        return "each answer by itself".into();
    }
    let groups = planned.scale.groups(2);
    groups.iter().map(|group| planned.scale.group_id(group)).collect::<Vec<_>>().join(" | ")
}

fn question_and_option(text: &str) -> Result<(Slug, Slug), String> {
    let (question, option) = text.split_once('=').ok_or("should be QUESTION=OPTION, such as respect=mostly")?;
    Ok((question.parse().map_err(|error| format!("{error}"))?, option.parse().map_err(|error| format!("{error}"))?))
}
