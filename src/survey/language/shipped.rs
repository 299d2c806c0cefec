//! The language files that come with the program.

use super::Texts;

macro_rules! shipped {
    ($($tag:literal: $($name:literal)+;)+) => {
        &[$($(($tag, $name, include_str!(concat!("../../../surveys/languages/", $tag, "/", $name, ".ftl"))),)+)+]
    };
}

const FILES: &[(&str, &str, &str)] = shipped! {
    "en": "shell" "shell-child" "shell-supporter" "shell-young-person";
    "en-x-easy": "shell" "support" "core-adult";
    "ur": "shell" "shell-child" "shell-supporter" "shell-young-person" "support"
        "core-adult" "core-child" "core-supporter" "core-young" "staying-adult";
    "pa": "shell" "shell-child" "shell-supporter" "shell-young-person" "support"
        "core-adult" "core-child" "core-supporter" "core-young" "staying-adult";
    "bn": "shell" "shell-child" "shell-supporter" "shell-young-person" "support"
        "core-adult" "core-child" "core-supporter" "core-young" "staying-adult";
    "pl": "shell" "shell-child" "shell-supporter" "shell-young-person" "support"
        "core-adult" "core-child" "core-supporter" "core-young" "staying-adult";
    "ro": "shell" "shell-child" "shell-supporter" "shell-young-person" "support"
        "core-adult" "core-child" "core-supporter" "core-young" "staying-adult";
    "ar": "shell" "shell-child" "shell-supporter" "shell-young-person" "support"
        "core-adult" "core-child" "core-supporter" "core-young" "staying-adult";
    "so": "shell" "shell-child" "shell-supporter" "shell-young-person" "support"
        "core-adult" "core-child" "core-supporter" "core-young" "staying-adult";
};

pub const LIST: &str = include_str!("../../../surveys/languages/languages.toml");
pub const REVIEWS: &str = include_str!("../../../surveys/languages/reviews.toml");

pub fn texts() -> Texts {
    let key = |tag: &str, name: &str| (tag.parse().expect("a shipped tag is a name"), name.to_owned());
    FILES.iter().map(|(tag, name, text)| (key(tag, name), (*text).to_owned())).collect()
}
