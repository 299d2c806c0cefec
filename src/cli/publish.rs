//! `heard release`: publish a counted wave; verify the chain.

use clap::Subcommand;
use data_encoding::HEXLOWER;

use super::keys::KeyArgs;
use crate::clock::{Clock, Os, SystemClock};
use crate::config::{DEFAULT_RUN_BY, Secrets, Where};
use crate::release::{self, Correction, Publication};
use crate::sealing::Purpose;
use crate::survey::Slug;

#[derive(Subcommand)]
pub enum ReleaseCommand {
    /// Protect, freeze and sign the figures of a counted wave. Needs the release key.
    Publish {
        wave: Slug,
        #[command(flatten)]
        key: KeyArgs,
        /// Who runs the service, as the release names it.
        #[arg(long, env = "HEARD_RUN_BY")]
        run_by: Option<String>,
    },
    /// Take back what a release shows of a question, because it is wrong. Adds a correction to the chain; the figures
    /// stay in it, and every later audit reckons with them.
    Withdraw {
        release: Slug,
        #[arg(long)]
        question: Slug,
        /// Why, in words for readers.
        #[arg(long)]
        reason: String,
    },
    /// Check every signature and link of the chain.
    Verify,
}

pub async fn run(place: &Where, command: ReleaseCommand) -> anyhow::Result<()> {
    let store = place.store(false).await?;
    let secrets = Secrets::open(&place.secrets_directory(), &Os::default())?;
    match command {
        ReleaseCommand::Publish { wave, key, run_by } => {
            let keys = key.source(Purpose::Release)?;
            let run_by = run_by.or(place.stored()?.run_by).unwrap_or_else(|| DEFAULT_RUN_BY.into());
            let document = release::publish(
                &store,
                &Publication {
                    wave: &wave,
                    keys: &keys,
                    signing: &secrets.signing_key()?,
                    library: &place.library()?,
                    codebook: &place.codebook()?,
                    run_by: &run_by,
                    today: SystemClock.today(),
                },
            )
            .await?;
            println!(
                "released {} as number {}: {} tables, {} questions not shown yet.",
                document.id,
                document.sequence,
                document.tables.len(),
                document.withheld.len()
            );
        }
        ReleaseCommand::Withdraw { release, question, reason } => {
            let run_by = place.stored()?.run_by.unwrap_or_else(|| DEFAULT_RUN_BY.into());
            let correction = Correction {
                release: &release,
                question: &question,
                reason: &reason,
                signing: &secrets.signing_key()?,
                run_by: &run_by,
                today: SystemClock.today(),
            };
            let document = release::withdraw(&store, &correction).await?;
            println!("{}: {} tables of release {release} withdrawn.", document.id, document.withdrawn.len());
        }
        ReleaseCommand::Verify => {
            let public = HEXLOWER.decode(secrets.signing_public()?.as_bytes())?;
            let documents = release::verify(&store.releases().await?, &public)?;
            println!("{} releases, every signature and link holds.", documents.len());
        }
    }
    Ok(())
}
