//! Walks a TOML file that people wrote and says everything that is wrong with it, with the line.
//!
//! Promises to go on after a fault, so that an author sees them all at once. Does not know what the words mean: each
//! caller names the keys it understands (`only`), and every other key is a fault.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::finding::{Finding, Severity, in_order};
use super::slug::Slug;

pub(crate) struct Document {
    file: String,
    line_starts: Vec<usize>,
    findings: Vec<Finding>,
}

/// One table of the file: the file itself, a `[table]`, an entry of a `[[list]]` or an inline `{ }`.
#[derive(Clone, Copy)]
pub(crate) struct Part<'t> {
    table: &'t DeTable<'t>,
    pub line: usize,
    /// For messages: "question", "contact".
    what: &'static str,
}

impl Document {
    /// Reads the text, hands its top table to `read`, and returns what that made if nothing was found wrong.
    pub fn read<T>(
        file: &str,
        text: &str,
        read: impl FnOnce(&mut Self, Part<'_>) -> Option<T>,
    ) -> Result<T, Vec<Finding>> {
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
        let mut document = Self { file: file.to_owned(), line_starts: line_starts.collect(), findings: Vec::new() };
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in &errors {
            let line = document.line(&error.span().unwrap_or_default());
            document.fault(line, "bad-toml", error.message().replace('\n', "; "));
        }
        // A half-read file would only add faults that are not there.
        let made = if errors.is_empty() {
            read(&mut document, Part { table: table.get_ref(), line: 1, what: "file" })
        } else {
            None
        };
        match made {
            Some(made) if document.findings.is_empty() => Ok(made),
            _ => Err(in_order(document.findings)),
        }
    }

    pub fn fault(&mut self, line: usize, rule: &'static str, message: impl Into<String>) {
        let (file, message) = (self.file.clone(), message.into());
        self.findings.push(Finding { file, line, rule, message, severity: Severity::Error });
    }

    fn line(&self, span: &Range<usize>) -> usize {
        self.line_starts.partition_point(|start| *start <= span.start)
    }

    /// Where `key` stands, or the part itself if it is not there.
    pub fn line_of(&self, part: Part<'_>, key: &str) -> usize {
        let found = part.table.iter().find(|(name, _)| name.get_ref() == key);
        found.map_or(part.line, |(name, _)| self.line(&name.span()))
    }

    /// Every key of the part with its line.
    pub fn keys<'t>(&self, part: Part<'t>) -> Vec<(&'t str, usize)> {
        let line = |name: &Spanned<_>| self.line(&name.span());
        part.table.iter().map(|(name, _)| (name.get_ref().as_ref(), line(name))).collect()
    }

    /// Reports every key that is not among `known`.
    pub fn only(&mut self, part: Part<'_>, known: &[&str]) {
        for (key, line) in self.keys(part) {
            if !known.contains(&key) {
                self.unknown_key(part, key, line, known);
            }
        }
    }

    pub fn unknown_key(&mut self, part: Part<'_>, key: &str, line: usize, known: &[&str]) {
        let message = format!("a {} has no key '{key}'; it may have: {}", part.what, known.join(", "));
        self.fault(line, "unknown-key", message);
    }

    pub fn text(&mut self, part: Part<'_>, key: &str) -> Option<String> {
        let value = part.get(key)?;
        match value.get_ref().as_str().map(str::trim) {
            Some("") => self.wrong(part, key, "must not be empty; leave the key out instead"),
            Some(text) if text.chars().any(|c| c.is_control() && c != '\n') => {
                self.wrong(part, key, "must not hold control characters");
            }
            Some(text) => return Some(text.to_owned()),
            None => self.wrong(part, key, "should be words in quotes"),
        }
        None
    }

    pub fn slug(&mut self, part: Part<'_>, key: &str) -> Option<Slug> {
        let text = self.text(part, key)?;
        self.as_slug(self.line_of(part, key), &text)
    }

    pub fn whole_number(&mut self, part: Part<'_>, key: &str) -> Option<u32> {
        let value = part.get(key)?.get_ref();
        let number = value.as_integer().and_then(|n| u32::from_str_radix(n.as_str(), n.radix()).ok());
        if number.is_none() {
            self.wrong(part, key, "should be a whole number");
        }
        number
    }

    /// False when left out.
    pub fn flag(&mut self, part: Part<'_>, key: &str) -> bool {
        let Some(value) = part.get(key) else { return false };
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong(part, key, "should be true or false, without quotes");
        }
        flag.unwrap_or(false)
    }

    pub fn date(&mut self, part: Part<'_>, key: &str) -> Option<jiff::civil::Date> {
        let text = match part.get(key)?.get_ref() {
            DeValue::Datetime(value) => value.to_string(),
            value => value.as_str()?.to_owned(),
        };
        let date = text.parse().ok();
        if date.is_none() {
            self.wrong(part, key, "should be a date such as 2026-01-31");
        }
        date
    }

    /// A list of words with the line of each; one word alone will do. Empty when left out.
    pub fn texts(&mut self, part: Part<'_>, key: &str) -> Vec<(String, usize)> {
        let Some(value) = part.get(key) else { return Vec::new() };
        let items: Vec<_> = match value.get_ref() {
            DeValue::Array(items) => items.iter().collect(),
            _ => vec![value],
        };
        let mut texts = Vec::new();
        for item in items {
            match item.get_ref().as_str() {
                Some(text) => texts.push((text.trim().to_owned(), self.line(&item.span()))),
                None => self.wrong(part, key, "should be a list of words in quotes"),
            }
        }
        texts
    }

    pub fn slugs(&mut self, part: Part<'_>, key: &str) -> Vec<Slug> {
        let texts = self.texts(part, key);
        texts.into_iter().filter_map(|(text, line)| self.as_slug(line, &text)).collect()
    }

    /// The entries of a `[[key]]` list or of a list of inline tables. Empty when left out.
    pub fn parts<'t>(&mut self, part: Part<'t>, key: &str, what: &'static str) -> Vec<Part<'t>> {
        let Some(value) = part.get(key) else { return Vec::new() };
        let mut parts = Vec::new();
        if let DeValue::Array(items) = value.get_ref() {
            for item in items.iter() {
                if let DeValue::Table(table) = item.get_ref() {
                    parts.push(Part { table, line: self.line(&item.span()), what });
                }
            }
            if parts.len() == items.len() {
                return parts;
            }
        }
        self.wrong(part, key, &format!("should be a list of {what}s"));
        parts
    }

    /// The table `[key]`. None when left out.
    pub fn part<'t>(&mut self, part: Part<'t>, key: &str, what: &'static str) -> Option<Part<'t>> {
        let value = part.get(key)?;
        match value.get_ref() {
            DeValue::Table(table) => Some(Part { table, line: self.line_of(part, key), what }),
            _ => {
                self.wrong(part, key, "should be a table");
                None
            }
        }
    }

    /// The tables `[key.name]`, by name.
    pub fn named_parts<'t>(&mut self, part: Part<'t>, key: &str, what: &'static str) -> Vec<(&'t str, Part<'t>)> {
        let Some(value) = part.get(key) else { return Vec::new() };
        let mut parts = Vec::new();
        if let DeValue::Table(tables) = value.get_ref() {
            for (name, value) in tables {
                if let DeValue::Table(table) = value.get_ref() {
                    parts.push((name.get_ref().as_ref(), Part { table, line: self.line(&name.span()), what }));
                }
            }
            if parts.len() == tables.len() {
                return parts;
            }
        }
        self.wrong(part, key, &format!("should be tables, each [{key}.name]"));
        parts
    }

    /// Turns an absent value into a finding; a present but wrong one has had its own.
    pub fn need<T>(&mut self, part: Part<'_>, key: &str, value: Option<T>) -> Option<T> {
        if value.is_none() && part.get(key).is_none() {
            self.fault(part.line, "missing-key", format!("this {} needs '{key}'", part.what));
        }
        value
    }

    pub fn wrong(&mut self, part: Part<'_>, key: &str, message: &str) {
        self.fault(self.line_of(part, key), "wrong-value", format!("'{key}' {message}"));
    }

    fn as_slug(&mut self, line: usize, text: &str) -> Option<Slug> {
        let slug = text.parse();
        slug.map_err(|error: super::slug::NotASlug| self.fault(line, "not-a-name", error.to_string())).ok()
    }
}

impl<'t> Part<'t> {
    fn get(self, key: &str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.table.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| value)
    }

    pub fn has(self, key: &str) -> bool {
        self.get(key).is_some()
    }
}
