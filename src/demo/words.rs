//! What made-up people write: about services, short, and naming nobody.

use rand::prelude::*;
use rand::rngs::StdRng;

const HELPED: [&str; 12] = [
    "My worker rang when she said she would.",
    "Being able to choose where we met.",
    "They explained each step and let me decide.",
    "I did not have to tell it all again. They had read the notes.",
    "The text before each call. I knew who it would be.",
    "Someone came with me to the first meeting.",
    "Nobody rushed me.",
    "They believed me from the first day.",
    "Evening times, because I work.",
    "A quiet room and a cup of tea. Small, but it mattered.",
    "They asked what I wanted and then did it.",
    "Getting help in my own language.",
];

const CHANGE: [&str; 12] = [
    "The wait was too long.",
    "Tell people how long it will take. Not knowing was the hardest.",
    "I had to repeat myself to every new person.",
    "One name to call, not three.",
    "The letter came in a marked envelope. Please use plain ones.",
    "More sessions. It stopped just when it started to work.",
    "Let us choose between a man and a woman to talk to.",
    "The services did not talk to each other.",
    "Buses to the centre are few. Could some of it be by phone?",
    "Staff at the front desk need training.",
    "Keep people up to date, even when there is no news.",
    "Easier words in the forms.",
];

const AND: [&str; 5] =
    ["", "", " That made a difference.", " I think others would say the same.", " Thank you for asking."];

pub fn text(question: &str, mood: f64, rng: &mut StdRng) -> String {
    let pool = if question == "change" { &CHANGE } else { &HELPED };
    let mut text = (*pool.choose(rng).expect("there are some")).to_owned();
    if mood.abs() > 0.2 {
        text.push(' ');
        text.push_str(pool.choose(rng).expect("there are some"));
    }
    text.push_str(AND.choose(rng).expect("there are some"));
    text
}
