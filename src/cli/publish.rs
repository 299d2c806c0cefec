//! `heard release`: preview and publish a counted wave; verify the chain; take quotations away.

use clap::Subcommand;
use data_encoding::HEXLOWER;

use super::keys::two_people;
use super::opening::KeyArgs;
use crate::clock::{Clock, Os, SystemClock};
use crate::config::{DEFAULT_RUN_BY, Secrets, Where};
use crate::release::{self, Attached, Correction, Document, Publication, QuotationKeys, SigningKey};
use crate::sealing::{PrivateKey, Purpose};
use crate::store::{Store, Witnessed};
use crate::survey::{Library, Slug};
use crate::themes::codebook::Codebook;
use crate::wave::State;

#[derive(Subcommand)]
pub enum ReleaseCommand {
    /// Work out what a release of a counted wave would show, for two publishers to look at on the wave's page. Needs the
    /// release key.
    Preview {
        wave: Slug,
        #[command(flatten)]
        key: KeyArgs,
        /// Who runs the service, as the release names it.
        #[arg(long, env = "HEARD_RUN_BY")]
        run_by: Option<String>,
        /// Even though texts of the wave are not reviewed: the release will tell nothing of them.
        #[arg(long)]
        without_texts: bool,
    },
    /// Protect, freeze and sign the figures of a counted wave. Needs the release key.
    Publish {
        wave: Slug,
        #[command(flatten)]
        key: KeyArgs,
        /// Who runs the service, as the release names it.
        #[arg(long, env = "HEARD_RUN_BY")]
        run_by: Option<String>,
        /// Two people, by function, who decided it; not needed when two publishers agreed on the wave's page.
        #[arg(long)]
        witness: Vec<String>,
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
        /// Who runs the service, as the correction names it.
        #[arg(long, env = "HEARD_RUN_BY")]
        run_by: Option<String>,
    },
    /// Check every signature and link of the chain, and every quotation that is still there.
    Verify,
    /// List the quotations of a release, each with its id.
    Quotations { release: Slug },
    /// Take a quotation away for good. The release itself does not change, and still verifies.
    RemoveQuotation {
        release: Slug,
        /// Its id, as `quotations` lists it, or the beginning of it.
        #[arg(required_unless_present = "all")]
        id: Option<String>,
        /// All of that release.
        #[arg(long, conflicts_with = "id")]
        all: bool,
    },
}

pub async fn run(place: &Where, command: ReleaseCommand) -> anyhow::Result<()> {
    let store = place.store(false).await?;
    let secrets = Secrets::open(&place.secrets_directory(), &Os::default())?;
    match command {
        ReleaseCommand::Preview { wave, key, run_by, without_texts } => {
            let made = Made::read(place, run_by)?;
            let document = release::preview(
                &store,
                &made.publication(&wave, &key.source(&store, &wave, Purpose::Release).await?, None),
                without_texts,
            )
            .await?;
            println!("{}", told(&format!("{wave} would show"), &document));
            println!("Two publishers look at it and agree, on the wave's page.");
        }
        ReleaseCommand::Publish { wave, key, run_by, witness } => {
            let agreed = decided_by_two(&store, &wave, &witness).await?;
            let made = Made::read(place, run_by)?;
            let document = release::publish(
                &store,
                &made.publication(&wave, &key.source(&store, &wave, Purpose::Release).await?, agreed),
            )
            .await?;
            let number = format!("released {} as number {}:", document.id, document.sequence);
            println!("{} {} quotations.", told(&number, &document), document.quotations.len());
        }
        ReleaseCommand::Withdraw { release, question, reason, run_by } => {
            let run_by = named(place, run_by)?;
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
            let keys = secrets.quotation_keys()?;
            let attached = release::verify_quotations(&documents, &store.quotations().await?, &keys)?;
            if attached != Attached::default() {
                println!("{} quotations hold; {} were taken away or have ended.", attached.present, attached.gone);
            }
        }
        ReleaseCommand::Quotations { release } => {
            let document = document(&store, &release).await?;
            let keys = secrets.quotation_keys()?;
            for one in release::quotations(&store, &keys, &document, SystemClock.today()).await? {
                let id = HEXLOWER.encode(&one.digest());
                let words = one.words.escape_debug();
                println!("{}\t{}\t{}\t{}\t{words}", &id[..16], one.period, one.place, one.theme);
            }
        }
        ReleaseCommand::RemoveQuotation { release, id, all } => {
            document(&store, &release).await?;
            let keys = secrets.quotation_keys()?;
            let of_release = store.quotations().await?.into_iter().filter(|stored| stored.release == release);
            let digests: Vec<[u8; 32]> = of_release.map(|stored| stored.digest).collect();
            let chosen = if all { digests } else { vec![chosen(&digests, &id.unwrap_or_default())?] };
            for digest in &chosen {
                release::remove_quotation(&store, &keys, *digest).await?;
            }
            println!("{} quotations of release {release} are gone; the release still verifies.", chosen.len());
            println!("Who copied the public page before keeps the copy.");
            if let Err(error) = store.tidy().await {
                tracing::warn!(%error, "the database was not rewritten; `heard serve` does it at night");
            }
        }
    }
    Ok(())
}

/// What a release is made with, besides its wave and key.
struct Made {
    signing: SigningKey,
    quotation_keys: QuotationKeys,
    library: Library,
    codebook: Codebook,
    run_by: String,
    entropy: Os,
}

impl Made {
    fn read(place: &Where, run_by: Option<String>) -> anyhow::Result<Self> {
        let secrets = Secrets::open(&place.secrets_directory(), &Os::default())?;
        Ok(Self {
            signing: secrets.signing_key()?,
            quotation_keys: secrets.quotation_keys()?,
            library: place.library()?,
            codebook: place.codebook()?,
            run_by: named(place, run_by)?,
            entropy: Os::default(),
        })
    }

    fn publication<'a>(
        &'a self,
        wave: &'a Slug,
        keys: &'a dyn Fn(&Slug) -> anyhow::Result<PrivateKey>,
        agreed: Option<[u8; 32]>,
    ) -> Publication<'a> {
        Publication {
            wave,
            keys,
            signing: &self.signing,
            quotation_keys: &self.quotation_keys,
            library: &self.library,
            codebook: &self.codebook,
            run_by: &self.run_by,
            agreed,
            today: SystemClock.today(),
            entropy: &self.entropy,
        }
    }
}

/// Who runs the service: as told now, or as the data directory has it.
fn named(place: &Where, run_by: Option<String>) -> anyhow::Result<String> {
    Ok(run_by.or(place.stored()?.run_by).unwrap_or_else(|| DEFAULT_RUN_BY.into()))
}

fn told(what: &str, document: &Document) -> String {
    format!("{what} {} tables, {} questions not shown yet.", document.tables.len(), document.withheld.len())
}

/// Publishing takes two people: publishers who agreed on the wave's page, on what is given back, or witnesses who are
/// recorded.
async fn decided_by_two(store: &Store, wave: &Slug, witness: &[String]) -> anyhow::Result<Option<[u8; 32]>> {
    store.wave(wave).await?.needs(State::Counted)?;
    if witness.is_empty()
        && let Some(agreed) = release::agreed(store, wave).await?
    {
        return Ok(Some(agreed));
    }
    let witnesses = two_people(witness).map_err(|_| {
        anyhow::anyhow!(
            "publishing takes two people: two publishers agree on the wave's page to what `heard release preview` shows, \
             or give --witness twice"
        )
    })?;
    let act = "decided to publish it".to_owned();
    let act = Witnessed { wave: wave.clone(), day: SystemClock.today(), act, witnesses };
    store.record_witnessed(&act, &Os::default()).await?;
    Ok(None)
}

async fn document(store: &Store, id: &Slug) -> anyhow::Result<Document> {
    let stored = store.release(id).await?.ok_or_else(|| anyhow::anyhow!("there is no release {id}"))?;
    Ok(serde_json::from_str(&stored.document)?)
}

/// The one quotation whose id begins so.
fn chosen(digests: &[[u8; 32]], id: &str) -> anyhow::Result<[u8; 32]> {
    let id = id.trim().to_ascii_lowercase();
    let mut found = digests.iter().filter(|digest| HEXLOWER.encode(*digest).starts_with(&id));
    match (found.next(), found.next()) {
        (Some(digest), None) if id.len() >= 8 => Ok(*digest),
        (None, _) => anyhow::bail!("no quotation of this release begins with {id}; perhaps it was taken away already"),
        _ => anyhow::bail!("'{id}' is too short to mean one quotation; give more of it"),
    }
}
