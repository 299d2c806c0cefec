//! How a text is written down before it is sealed: in UTF-8 or in UTF-16, whichever is shorter.
//!
//! Promises that no script needs more room than any other: a text of n UTF-16 units, as browsers count, takes 2n bytes
//! at most. In UTF-8 alone, Bengali or Punjabi would take three times the room of English, and a full text would tell
//! its script by its size.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

#[derive(Serialize, Deserialize)]
enum Written {
    Utf8(String),
    Utf16(Vec<u8>),
}

pub(super) fn serialize<S: Serializer>(text: &str, to: S) -> Result<S::Ok, S::Error> {
    let wide = text.encode_utf16().count() * 2 < text.len();
    let written = match wide {
        true => Written::Utf16(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        false => Written::Utf8(text.to_owned()),
    };
    written.serialize(to)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    match Written::deserialize(from)? {
        Written::Utf8(text) => Ok(text),
        Written::Utf16(bytes) => {
            let (pairs, rest) = bytes.as_chunks::<2>();
            let units: Vec<u16> = pairs.iter().map(|pair| u16::from_le_bytes(*pair)).collect();
            let text = String::from_utf16(&units).ok().filter(|_| rest.is_empty());
            text.ok_or_else(|| D::Error::custom("no UTF-16"))
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Text(#[serde(with = "super")] String);

    proptest! {
        #[test]
        fn any_text_is_read_as_it_was_written_and_none_takes_more_than_two_bytes_a_unit(
            text in prop_oneof!["(?s:.){0,60}", "[\u{980}-\u{9ff}]{0,60}", "[\u{600}-\u{6ff} ]{0,60}"],
        ) {
            let bytes = postcard::to_stdvec(&Text(text.clone())).unwrap();
            prop_assert!(bytes.len() <= text.encode_utf16().count() * 2 + 3);
            prop_assert_eq!(postcard::from_bytes::<Text>(&bytes).unwrap(), Text(text));
        }
    }
}
