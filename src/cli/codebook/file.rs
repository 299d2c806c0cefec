//! Changing the codebook's file.
//!
//! Promises that readers see the old file or the new one and nothing between, that two people do not change it at once,
//! and that the remarks at its head stay.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;

use anyhow::Context;

use crate::config::{Where, read_codebook};
use crate::themes::codebook::Codebook;

/// Reads the codebook in use, and puts what `change` makes of it, and of its text, into its place.
pub fn change(
    place: &Where,
    change: impl FnOnce(&Codebook, &str) -> anyhow::Result<(Codebook, String)>,
) -> anyhow::Result<Codebook> {
    let file = place.codebook_file();
    let folder = file.parent().unwrap_or(Path::new("."));
    anyhow::ensure!(
        folder.is_dir(),
        "there is no folder {} for the codebook; name the data directory with --data, or the surveys' with --surveys",
        folder.display()
    );
    let unfinished = file.with_extension("toml.new");
    let opened = OpenOptions::new().write(true).create_new(true).open(&unfinished);
    let mut out = match opened {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => anyhow::bail!(
            "somebody is changing the codebook at this moment. If nobody is, a change broke off: delete {}",
            unfinished.display()
        ),
        opened => opened.with_context(|| format!("cannot write beside {}", file.display()))?,
    };
    let outcome = (|| {
        let old = place.codebook()?;
        let text = fs::read_to_string(&file).unwrap_or_else(|_| Codebook::built_in_text().to_owned());
        let (next, made) = change(&old, &text)?;
        let made = if made.starts_with('#') { made } else { format!("{}{made}", remarks_at_head(&text)) };
        // What would not read again is not written.
        let read = read_codebook(&file, &made)?;
        anyhow::ensure!(read == next, "the codebook would not read as it was meant; nothing was changed");
        out.write_all(made.as_bytes())?;
        out.sync_all()?;
        fs::rename(&unfinished, &file).with_context(|| format!("cannot write {}", file.display()))?;
        Ok(next)
    })();
    if outcome.is_err() {
        let _ = fs::remove_file(&unfinished);
    }
    outcome
}

/// The lines before the first key.
fn remarks_at_head(text: &str) -> String {
    let is_remark = |line: &&str| line.trim().is_empty() || line.starts_with('#');
    text.lines().take_while(is_remark).map(|line| format!("{line}\n")).collect()
}
