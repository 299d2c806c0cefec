//! `heard codebook show`: the themes, and what they serve.
//!
//! Promises every theme there ever was, with where it led.

use crate::config::Where;
use crate::coproduction::Framework;
use crate::themes::codebook::{Codebook, Theme, ThemeId};

pub fn print(place: &Where, theme: Option<&ThemeId>) -> anyhow::Result<()> {
    let codebook = place.codebook()?;
    let file = place.codebook_file();
    match theme {
        Some(id) => {
            let theme = codebook.theme(id).ok_or_else(|| anyhow::anyhow!("there never was a theme '{id}'"))?;
            say!("{}", whole(&codebook, theme).trim_end());
        }
        None => {
            let from = if file.exists() { file.display().to_string() } else { "built in".to_owned() };
            say!("version {}, {} themes in use ({from})", codebook.version, codebook.in_use().count());
            say!("{}", listed(&codebook).trim_end());
        }
    }
    Ok(())
}

fn listed(codebook: &Codebook) -> String {
    let mut text = String::new();
    for group in &codebook.groups {
        text.push_str(&format!("\n{}: {}\n", group.id, group.label));
        for theme in codebook.in_use().filter(|theme| theme.group == group.id) {
            let codes: Vec<&str> =
                theme.priorities.iter().chain(&theme.victims_code).map(|code| code.as_str()).collect();
            text.push_str(&format!("  {:14} {} [{}]\n", theme.id.as_str(), theme.label, codes.join(" ")));
        }
    }
    let mut retired = codebook.themes.iter().filter(|theme| theme.retired.is_some()).peekable();
    if retired.peek().is_some() {
        text.push_str("\nno longer in use:\n");
    }
    for theme in retired {
        text.push_str(&format!("  {:14} {} ({})\n", theme.id.as_str(), theme.label, end(theme)));
    }
    text
}

fn whole(codebook: &Codebook, theme: &Theme) -> String {
    let framework = Framework::built_in();
    let mut text = format!("{}: {}\n{}\n", theme.id, theme.label, theme.definition);
    let mut line = |name: &str, said: &str| text.push_str(&format!("  {name}: {said}\n"));
    line("since", &format!("version {}", theme.added));
    if theme.retired.is_some() {
        line("now", &end(theme));
    }
    for (name, said) in [("here", &theme.include), ("elsewhere", &theme.exclude), ("drawn from", &theme.evidence)] {
        if let Some(said) = said {
            line(name, said);
        }
    }
    for example in &theme.examples {
        line("such as", example);
    }
    for id in &theme.priorities {
        line(id.as_str(), framework.priority(id).map_or("", |priority| &priority.title));
    }
    for id in &theme.victims_code {
        line(id.as_str(), codebook.victims_code.get(id).map_or("", String::as_str));
    }
    text
}

/// How a theme went out of use.
fn end(theme: &Theme) -> String {
    let version = theme.retired.unwrap_or_default();
    let names = |ids: &[ThemeId]| ids.iter().map(ThemeId::as_str).collect::<Vec<_>>().join(", ");
    match (&theme.merged_into, theme.split_into.as_slice()) {
        (Some(into), _) => format!("merged into {into} with version {version}"),
        (None, []) => format!("retired with version {version}"),
        (None, into) => format!("split into {} with version {version}", names(into)),
    }
}
