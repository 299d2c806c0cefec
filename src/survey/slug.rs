//! A name that is safe in files, addresses, forms and tables: 1 to 40 of `a-z`, `0-9` and `-`.
//!
//! Promises that a `Slug` never needs escaping anywhere. Does not promise that what it names exists.

use std::fmt;

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not a name of 1 to 40 small letters, digits and hyphens")]
pub struct NotASlug(String);

impl Slug {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::str::FromStr for Slug {
    type Err = NotASlug;

    fn from_str(text: &str) -> Result<Self, NotASlug> {
        let fits = (1..=40).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !text.starts_with('-')
            && !text.ends_with('-');
        if fits { Ok(Self(text.to_owned())) } else { Err(NotASlug(text.chars().take(60).collect())) }
    }
}

impl TryFrom<String> for Slug {
    type Error = NotASlug;

    fn try_from(text: String) -> Result<Self, NotASlug> {
        text.parse()
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// So that maps keyed by `Slug` can be asked with a plain `&str`.
impl std::borrow::Borrow<str> for Slug {
    fn borrow(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_small_letters_digits_and_inner_hyphens() {
        for good in ["a", "yes-fully", "2026-q4", &"x".repeat(40)] {
            assert!(good.parse::<Slug>().is_ok(), "{good}");
        }
        for bad in ["", "A", "a b", "a_b", "-a", "a-", "é", "a/b", &"x".repeat(41)] {
            assert!(bad.parse::<Slug>().is_err(), "{bad}");
        }
    }

    proptest::proptest! {
        #[test]
        fn a_slug_is_the_text_it_was_read_from(text in ".{0,45}|[a-z0-9-]{0,45}") {
            if let Ok(slug) = text.parse::<Slug>() {
                proptest::prop_assert_eq!(slug.to_string(), &text[..]);
                proptest::prop_assert_eq!(Slug::try_from(String::from(slug.clone())), Ok(slug));
            }
        }
    }
}
