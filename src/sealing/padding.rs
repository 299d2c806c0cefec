//! Sizes that tell nothing: everything sealed is first filled up to one of a few lengths.
//!
//! Promises that two plaintexts of one class seal to the same number of bytes. A very long text moves its envelope
//! to the next class, and that is all its length shows. Padding is ISO/IEC 7816-4: one `0x80`, then zeros.

/// Closed answers of one response.
pub const CLOSED: &[usize] = &[1_024, 2_048];
/// What was said of one further service, or nothing.
pub const FURTHER: &[usize] = &[384, 1_024, 4_096];
/// One free text with its place. The last class holds 1,500 UTF-16 units in any script.
pub const TEXT: &[usize] = &[512, 1_024, 3_328];
/// An outer envelope. The second class is the largest that stays inside one page of SQLite at `page_size` 65,536
/// (a longer row spills into pages whose order is the order of arrival).
pub const OUTER: &[usize] = &[10_240, 14_848, 32_768];
/// One redacted text with what was suggested for it.
pub const REVIEWED: &[usize] = &[4_096, 12_288, 65_536];
/// What one person decided of one text.
pub const DECISION: &[usize] = &[1_024, 8_192];
/// One quotation with its place, theme and salt.
pub const QUOTATION: &[usize] = &[4_096, 16_384];
/// The exact counts of a wave.
pub const COUNTS: &[usize] = &[65_536, 262_144, 1_048_576, 4_194_304, 16_777_216];

/// Fills `plain` up to the smallest class that holds it, or gives it back when none does.
pub fn pad(mut plain: Vec<u8>, classes: &[usize]) -> Result<Vec<u8>, Vec<u8>> {
    match classes.iter().find(|class| **class > plain.len()) {
        Some(class) => {
            plain.push(0x80);
            plain.resize(*class, 0);
            Ok(plain)
        }
        None => Err(plain),
    }
}

pub fn unpad(padded: &[u8]) -> Option<&[u8]> {
    let end = padded.iter().rposition(|byte| *byte != 0)?;
    (padded[end] == 0x80).then(|| &padded[..end])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn padding_comes_off_again(plain in prop::collection::vec(any::<u8>(), 0..3000)) {
            let padded = pad(plain.clone(), TEXT).unwrap();
            prop_assert!(TEXT.contains(&padded.len()));
            prop_assert_eq!(unpad(&padded), Some(&plain[..]));
        }

        #[test]
        fn nothing_is_cut_off(plain in prop::collection::vec(any::<u8>(), 3_328..4_000)) {
            prop_assert_eq!(pad(plain.clone(), TEXT), Err(plain));
        }
    }
}
