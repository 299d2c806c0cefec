//! Text messages that a worker may copy: neutral words and the link.
//!
//! Promises (rule T14) that a message names no purpose, no service and no person, and that it is one text message on any
//! phone as long as the service's own address leaves room for that.

/// What one text message holds.
pub const ONE_MESSAGE: usize = 160;

/// From the kindest to the shortest.
const WORDS: [&str; 3] = [
    "We would like your feedback. It takes a few minutes, it is your choice, and you can skip anything:",
    "We would like your feedback. It is your choice:",
    "Your feedback:",
];

/// The longest message that is one text message; the shortest there is, if the address alone is too long.
pub fn neutral(greeting: &str, address: &str) -> String {
    let made = |words: &str| format!("{greeting}{words} {address}");
    let one = |text: &String| letters(text).is_some_and(|letters| letters <= ONE_MESSAGE);
    WORDS.into_iter().map(made).find(one).unwrap_or_else(|| made(WORDS[WORDS.len() - 1]))
}

/// How much of a text message a text takes up. None if a letter is outside the alphabet of phones (GSM 03.38), as far as
/// English needs it: then less than half fits into one message.
pub fn letters(text: &str) -> Option<usize> {
    text.chars()
        .map(|letter| match letter {
            '[' | ']' | '{' | '}' | '\\' | '^' | '~' | '|' => Some(2),
            '`' => None,
            ' '..='~' => Some(1),
            _ => None,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn t14_a_message_says_no_more_than_that_feedback_is_welcome() {
        for greeting in ["", "Hello. "] {
            let message = neutral(greeting, "https://feedback.example/l/7k3m9pqr");
            assert!(message.starts_with(greeting) && message.ends_with("https://feedback.example/l/7k3m9pqr"));
            let words = message.to_lowercase();
            for told in ["abuse", "rape", "sexual", "assault", "victim", "survivor", "police", "support", "service"] {
                assert!(!words.contains(told), "{told}");
            }
        }
    }

    proptest! {
        #[test]
        fn it_is_one_text_message_under_any_name_of_a_usual_length(host in "[a-z0-9.-]{1,90}", id in "[0-9a-z]{8}") {
            for greeting in ["", "Hello. "] {
                let message = neutral(greeting, &format!("https://{host}/l/{id}"));
                prop_assert!(letters(&message).unwrap() <= ONE_MESSAGE, "{message}");
            }
        }
    }
}
