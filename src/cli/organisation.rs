//! `heard serve --oidc-issuer …`: with which organisation Heard is registered.
//!
//! Promises that the secret is read from a file, never an argument or the environment, and that what cannot be used is
//! refused when the program starts, in one line. The provider itself is not asked yet: it may be down.

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;

use crate::web::{Need, Organisation, Registration};

/// Where the secret lies unless it is said.
const SECRET: &str = "oidc.secret";

#[derive(Args)]
pub struct OrganisationArgs {
    /// Staff may sign in by this OpenID Connect issuer, such as https://login.microsoftonline.com/TENANT-ID/v2.0
    #[arg(long, env = "HEARD_OIDC_ISSUER")]
    oidc_issuer: Option<String>,
    /// The client id that Heard was given there.
    #[arg(long, env = "HEARD_OIDC_CLIENT")]
    oidc_client: Option<String>,
    /// A file with the client secret; without it, oidc.secret in the secrets directory.
    #[arg(long, env = "HEARD_OIDC_SECRET_FILE")]
    oidc_secret_file: Option<PathBuf>,
    /// What the issuer must say of how somebody signed in: amr=mfa, acr=CLASS, acrs=c1 (Entra), or nothing.
    #[arg(long, env = "HEARD_OIDC_NEED", default_value = "amr=mfa")]
    oidc_need: Need,
}

impl OrganisationArgs {
    pub fn open(self, secrets: &Path) -> anyhow::Result<Option<Organisation>> {
        let Some(issuer) = self.oidc_issuer else {
            let more = self.oidc_client.is_some() || self.oidc_secret_file.is_some();
            anyhow::ensure!(!more, "--oidc-issuer is missing: without it no organisation signs anybody in");
            return Ok(None);
        };
        let client = self.oidc_client.context("--oidc-client is missing: the client id that the issuer gave")?;
        let file = self.oidc_secret_file.unwrap_or_else(|| secrets.join(SECRET));
        let secret = if cfg!(feature = "oidc") { read(&file)? } else { String::new() };
        let organisation = Organisation::new(Registration { issuer, client, secret, need: self.oidc_need });
        organisation.map(Some).map_err(anyhow::Error::msg)
    }
}

fn read(file: &Path) -> anyhow::Result<String> {
    let text = std::fs::read_to_string(file);
    let text = text.with_context(|| format!("the client secret cannot be read from {}", file.display()))?;
    let secret = text.trim();
    anyhow::ensure!(!secret.is_empty(), "{} is empty; the client secret belongs there", file.display());
    Ok(secret.to_owned())
}
