//! Settings: command line first, then environment, then `heard.toml` in the data directory, then a default.
//!
//! Promises that secrets are files of their own in a directory beside the data, readable by their owner alone, and made
//! on first use. A test keeps the README's table of environment variables complete.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};

use crate::audit::Anchor;
use crate::clock::{Entropy, Os, random};
use crate::code::Pepper;
use crate::coproduction::{Framework, Population};
use crate::release::{QuotationKeys, SigningKey};
pub use crate::sealing::keyholder::make_private_directory;
use crate::sealing::keyholder::write_private;
use crate::store::Store;
use crate::survey::{Finding, Library};
use crate::themes::codebook::Codebook;

/// Where things are. Every command takes these.
#[derive(Args, Clone, Debug)]
pub struct Where {
    /// The data directory.
    #[arg(long, env = "HEARD_DATA", default_value = "data", global = true)]
    pub data: PathBuf,
    /// A PostgreSQL address, when one machine is outgrown. Without it the database is a file in the data directory.
    #[arg(long, env = "HEARD_DATABASE", hide_env_values = true, global = true)]
    pub database: Option<String>,
    /// The secrets directory; without it, the data directory's name with `-secrets` added.
    #[arg(long, env = "HEARD_SECRETS", global = true)]
    pub secrets: Option<PathBuf>,
    /// A folder of surveys, areas and contacts, and a codebook of themes, to use instead of the built-in ones.
    #[arg(long, env = "HEARD_SURVEYS", global = true)]
    pub surveys: Option<PathBuf>,
}

/// How the service presents itself.
#[derive(Args, Clone, Debug, Default)]
pub struct Presenting {
    /// Scheme and host under which people reach the service, such as https://feedback.example.org
    #[arg(long, env = "HEARD_PUBLIC_URL")]
    pub public_url: Option<String>,
    /// Who runs it, in words for respondents.
    #[arg(long, env = "HEARD_RUN_BY")]
    pub run_by: Option<String>,
    /// The neutral site that "Leave this page now" goes to.
    #[arg(long, env = "HEARD_EXIT_TO")]
    pub exit_to: Option<String>,
}

/// `heard.toml` in the data directory.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Stored {
    pub public_url: Option<String>,
    pub run_by: Option<String>,
    pub exit_to: Option<String>,
    pub demo: bool,
}

/// The name of the codebook's file.
pub const CODEBOOK: &str = "themes.toml";
/// The name of the file with shares of the population.
pub const POPULATION: &str = "population.toml";
pub const DEFAULT_RUN_BY: &str = "The Victims’ Commission";
pub const DEFAULT_EXIT_TO: &str = "https://www.bbc.co.uk/weather";

/// Keys of the server itself. None opens a response.
pub struct Secrets {
    pub pepper: Pepper,
    pub ticket_key: [u8; 32],
    /// For passwords and codes of staff.
    pub staff_key: [u8; 32],
    directory: PathBuf,
}

impl Where {
    pub fn secrets_directory(&self) -> PathBuf {
        self.secrets.clone().unwrap_or_else(|| {
            let mut name = self.data.file_name().unwrap_or("data".as_ref()).to_owned();
            name.push("-secrets");
            self.data.with_file_name(name)
        })
    }

    /// Opens the database. Only `create` makes a data directory that is not there.
    pub async fn store(&self, create: bool) -> anyhow::Result<Store> {
        if let Some(url) = &self.database {
            let store = Store::open(url).await.context("the database cannot be opened")?;
            return Ok(store.anchored(self.anchor()?));
        }
        if create {
            make_private_directory(&self.data).with_context(|| format!("cannot make {}", self.data.display()))?;
        }
        if !create && !self.data.join("heard.sqlite").exists() {
            anyhow::bail!(
                "there is no database in {}; start with `heard serve` or `heard demo`, or name it with --data",
                self.data.display()
            );
        }
        let store = Store::open_directory(&self.data).await.context("the database cannot be opened")?;
        Ok(store.anchored(self.anchor()?))
    }

    /// Where the end of the audit log is noted outside the database.
    fn anchor(&self) -> anyhow::Result<Anchor> {
        let directory = self.secrets_directory();
        make_private_directory(&directory).with_context(|| format!("cannot make {}", directory.display()))?;
        Ok(Anchor::new(&directory, &read_or_make(&directory.join("audit.key"), &Os::default())?))
    }

    pub fn library(&self) -> anyhow::Result<Library> {
        let Some(folder) = &self.surveys else {
            return Ok(Library::built_in());
        };
        Library::load(folder).map_err(|findings| unusable("the surveys cannot be used", &findings))
    }

    /// Where a file of the Commission's own lies: beside its surveys, else in the data directory.
    fn own_file(&self, name: &str) -> PathBuf {
        self.surveys.as_ref().unwrap_or(&self.data).join(name)
    }

    pub fn codebook_file(&self) -> PathBuf {
        self.own_file(CODEBOOK)
    }

    /// The Commission's own codebook; the built-in one while there is none.
    pub fn codebook(&self) -> anyhow::Result<Codebook> {
        match self.read_own(CODEBOOK)? {
            Some(text) => read_codebook(&self.codebook_file(), &text),
            None => Ok(Codebook::built_in()),
        }
    }

    /// Shares of the population to compare with, if the Commission gave any.
    pub fn population(&self, library: &Library) -> anyhow::Result<Option<Population>> {
        let read = |text: String| Population::parse(&text, library);
        let population = self.read_own(POPULATION)?.map(read).transpose();
        population.with_context(|| format!("{} cannot be used", self.own_file(POPULATION).display()))
    }

    fn read_own(&self, name: &str) -> anyhow::Result<Option<String>> {
        let file = self.own_file(name);
        match fs::read_to_string(&file) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let other = self.data.join(name);
                anyhow::ensure!(
                    !other.exists(),
                    "{} is not read while --surveys names another folder; move it to {}",
                    other.display(),
                    file.display()
                );
                Ok(None)
            }
            Err(error) => Err(error).with_context(|| format!("{} cannot be read", file.display())),
        }
    }

    pub fn stored(&self) -> anyhow::Result<Stored> {
        let path = self.data.join("heard.toml");
        match fs::read_to_string(&path) {
            Ok(text) => toml::from_str(&text).with_context(|| format!("{} cannot be read", path.display())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Stored::default()),
            Err(error) => Err(error).with_context(|| format!("{} cannot be read", path.display())),
        }
    }
}

/// A codebook whose priorities are those of the strategies.
pub fn read_codebook(file: &Path, text: &str) -> anyhow::Result<Codebook> {
    let references = Framework::built_in().references();
    Codebook::parse(&file.display().to_string(), text, Some(&references))
        .map_err(|findings| unusable("the codebook cannot be used", &findings))
}

fn unusable(what: &str, findings: &[Finding]) -> anyhow::Error {
    let lines: Vec<String> = findings.iter().map(ToString::to_string).collect();
    anyhow::anyhow!("{what}:\n{}", lines.join("\n"))
}

impl Secrets {
    /// Reads the server's secrets, making those that are not there.
    pub fn open(directory: &Path, entropy: &dyn Entropy) -> anyhow::Result<Self> {
        make_private_directory(directory).with_context(|| format!("cannot make {}", directory.display()))?;
        refuse_if_others_read(directory)?;
        let key = |name: &str| read_or_make(&directory.join(name), entropy);
        let secrets = Self {
            pepper: Pepper::new(&key("pepper.key")?),
            ticket_key: key("ticket.key")?,
            staff_key: key("staff.key")?,
            directory: directory.to_owned(),
        };
        let public = secrets.directory.join("signing.pub");
        if !public.exists() {
            let signing = secrets.signing_key()?;
            write_private(&public, signing.public().as_bytes()).context("cannot write signing.pub")?;
        }
        Ok(secrets)
    }

    /// Only publishing reads the private half.
    pub fn signing_key(&self) -> anyhow::Result<SigningKey> {
        Ok(SigningKey::read_or_make(&self.directory.join("signing.pk8"))?)
    }

    /// Keys of quotations, one file each.
    pub fn quotation_keys(&self) -> anyhow::Result<QuotationKeys> {
        QuotationKeys::open(&self.directory.join("quotations")).context("cannot make the directory of quotations' keys")
    }

    /// The public half, in hex.
    pub fn signing_public(&self) -> anyhow::Result<String> {
        Ok(fs::read_to_string(self.directory.join("signing.pub"))?.trim().to_owned())
    }
}

fn read_or_make(path: &Path, entropy: &dyn Entropy) -> anyhow::Result<[u8; 32]> {
    if !path.exists() {
        let key: [u8; 32] = random(entropy);
        write_private(path, HEXLOWER.encode(&key).as_bytes())
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let bytes = HEXLOWER.decode(text.trim().as_bytes()).ok().and_then(|bytes| bytes.try_into().ok());
    bytes.with_context(|| format!("{} does not hold 64 hexadecimal digits", path.display()))
}

#[cfg(unix)]
fn refuse_if_others_read(directory: &Path) -> anyhow::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(directory)?.permissions().mode();
    if mode & 0o077 != 0 {
        anyhow::bail!("{0} can be read by others; `chmod 700 {0}` closes it", directory.display());
    }
    Ok(())
}

#[cfg(not(unix))]
fn refuse_if_others_read(_: &Path) -> anyhow::Result<()> {
    Ok(())
}
