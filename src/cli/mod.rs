//! The commands. Each is a process of its own: what checks holds no counting key, what serves holds neither.
//!
//! Promises an error in plain words and exit code 1 when something did not work, and that a command run twice does no
//! harm. Respondents' data never appears in a message.

#[macro_use]
mod output;

mod audit;
mod codebook;
mod disclosure;
mod hand_out;
mod holders;
mod kept;
mod keys;
mod languages;
#[cfg(feature = "dp")]
mod noise;
mod opening;
mod organisation;
mod passphrase;
mod plan;
mod publish;
mod serve;
mod staff;
mod survey;
mod texts;
mod themes;
mod wave;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use tracing_subscriber::EnvFilter;

use crate::config::Where;
use crate::demo;

pub use audit::verify as verify_audit;
pub use hand_out::{Named, new_link as new_open_link};
pub use holders::{Holders, Keyholders};
pub use languages::{Allow as AllowLanguages, offer as offer_languages};
pub use opening::read as read_key;
pub use serve::{Serving, bind, checked_exit, serve};
pub use staff::new_link as new_staff_link;
pub use themes::ListeningArgs;
pub use wave::make as make_wave;

#[derive(Parser)]
#[command(name = "heard", version, about, max_term_width = 100)]
struct Cli {
    #[command(flatten)]
    place: Where,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// A demonstration with made-up people: fills an empty data directory with a year of answers and serves it.
    Demo(demo::DemoArgs),
    /// Serve the pages.
    Serve(serve::ServeArgs),
    /// Providers that hand out links and codes.
    #[command(subcommand)]
    Provider(hand_out::ProviderCommand),
    /// Open links.
    #[command(subcommand)]
    Link(hand_out::LinkCommand),
    /// One-time codes.
    #[command(subcommand)]
    Code(hand_out::CodeCommand),
    /// Waves: make, close, check, count.
    #[command(subcommand)]
    Wave(wave::WaveCommand),
    /// What people wrote in their own words: opened and redacted, reviewed, counted by theme.
    #[command(subcommand)]
    Texts(texts::TextsCommand),
    /// Keyholders' files.
    #[command(subcommand)]
    Key(keys::KeyCommand),
    /// What is fixed before a year about how answers are shown.
    #[command(subcommand)]
    Plan(plan::PlanCommand),
    /// Published figures.
    #[command(subcommand)]
    Release(publish::ReleaseCommand),
    /// Headline counts with noise, instead of exact figures.
    #[cfg(feature = "dp")]
    #[command(subcommand)]
    Noise(noise::NoiseCommand),
    /// Disclosure control of any tables, by itself.
    #[command(subcommand)]
    Disclosure(disclosure::DisclosureCommand),
    /// The staff door.
    #[command(subcommand)]
    Staff(staff::StaffCommand),
    /// What staff and the operator did, in a chain in which nothing can be changed unseen.
    #[command(subcommand)]
    Audit(audit::AuditCommand),
    /// Survey files.
    #[command(subcommand)]
    Survey(survey::SurveyCommand),
    /// The themes that texts may be tagged with: show, add, merge, split, retire.
    #[command(subcommand)]
    Codebook(codebook::CodebookCommand),
    /// What free texts say: redacted, tagged, ranked, as filters on JSON lines.
    #[command(subcommand)]
    Themes(themes::ThemesCommand),
}

pub async fn main() -> ExitCode {
    let cli = Cli::parse();
    let usual = if matches!(cli.command, Command::Demo(_)) { "warn" } else { "warn,heard=info" };
    tracing_subscriber::fmt().with_env_filter(log_filter(usual)).with_writer(std::io::stderr).init();
    // Test builds may be told to stop dead at a named point.
    #[cfg(debug_assertions)]
    let _faults = fail::FailScenario::setup();
    match run(cli).await {
        Ok(code) => code,
        Err(error) if output::is_closed(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("heard: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    let place = &cli.place;
    match cli.command {
        Command::Demo(args) => demo::run(place, args).await?,
        Command::Serve(args) => serve::run(place, args).await?,
        Command::Provider(command) => hand_out::provider(place, command).await?,
        Command::Link(command) => hand_out::link(place, command).await?,
        Command::Code(command) => hand_out::code(place, command).await?,
        Command::Wave(command) => wave::run(place, command).await?,
        Command::Texts(command) => texts::run(place, command).await?,
        Command::Key(command) => keys::run(place, command).await?,
        Command::Plan(command) => plan::run(place, command).await?,
        Command::Release(command) => publish::run(place, command).await?,
        #[cfg(feature = "dp")]
        Command::Noise(command) => noise::run(place, command).await?,
        Command::Staff(command) => staff::run(place, command).await?,
        Command::Audit(command) => audit::run(place, command).await?,
        Command::Disclosure(command) => return disclosure::run(command),
        Command::Survey(command) => return survey::run(place, command),
        Command::Codebook(command) => codebook::run(place, command)?,
        Command::Themes(command) => themes::run(place, command)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// A demonstration is quiet: a year of releases says a thousand times that a place is too small. However loud the
/// operator wants it, statements are not logged: their times would be times of sends.
fn log_filter(usual: &str) -> EnvFilter {
    let wanted = EnvFilter::try_from_env("HEARD_LOG").unwrap_or_else(|_| EnvFilter::new(usual));
    wanted.add_directive("sqlx=off".parse().expect("a plain directive"))
}

/// Every command by its words, for the test that keeps the guides complete.
pub fn every_command() -> Vec<String> {
    use clap::CommandFactory;
    let mut all = Vec::new();
    for command in Cli::command().get_subcommands() {
        let inner: Vec<_> = command.get_subcommands().filter(|inner| inner.get_name() != "help").collect();
        if inner.is_empty() {
            all.push(format!("heard {}", command.get_name()));
        }
        all.extend(inner.iter().map(|inner| format!("heard {} {}", command.get_name(), inner.get_name())));
    }
    all
}
