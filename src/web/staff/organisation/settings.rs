//! How Heard is registered with an organisation, and what the organisation must say of a sign-in.
//!
//! Promises that a second factor is asked for unless somebody wrote that nothing is: what the organisation does not say is
//! taken as not done.

use std::fmt;
use std::str::FromStr;

/// What an operator was given when Heard was registered. The secret does not print itself: there is no `Debug`.
pub struct Registration {
    pub issuer: String,
    pub client: String,
    pub secret: String,
    pub need: Need,
}

/// What the ID token must say of how somebody signed in, in one of the three ways in which providers say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// A method (RFC 8176), such as `mfa`.
    Method(String),
    /// A class, which is asked for and must be the one answered.
    Class(String),
    /// An authentication context of Entra, which is asked for: its tokens say nothing of methods.
    Context(String),
    /// The organisation's own rules are relied on.
    Nothing,
}

impl FromStr for Need {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let plain = |value: &str| !value.is_empty() && value.bytes().all(|b| b.is_ascii_graphic() && b != b'"');
        match text.split_once('=') {
            _ if text == "nothing" => Ok(Self::Nothing),
            Some(("amr", value)) if plain(value) => Ok(Self::Method(value.into())),
            Some(("acr", value)) if plain(value) => Ok(Self::Class(value.into())),
            Some(("acrs", value)) if plain(value) => Ok(Self::Context(value.into())),
            _ => Err(format!("'{text}' is none of amr=mfa, acr=…, acrs=c1 and nothing")),
        }
    }
}

impl fmt::Display for Need {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Method(value) => write!(f, "amr={value}"),
            Self::Class(value) => write!(f, "acr={value}"),
            Self::Context(value) => write!(f, "acrs={value}"),
            Self::Nothing => f.write_str("nothing"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back_and_nothing_is_only_what_was_said() {
        for text in ["amr=mfa", "acr=https://refeds.org/profile/mfa", "acrs=c1", "nothing"] {
            assert_eq!(text.parse::<Need>().unwrap().to_string(), text);
        }
        for odd in ["", "amr", "amr=", "amr=m fa", "acrs=\"", "none", "Nothing", "mfa"] {
            assert!(odd.parse::<Need>().is_err(), "{odd}");
        }
    }
}
