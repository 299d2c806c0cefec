//! Pictures beside questions (`surveys/pictures/`): drawn for this project, a line each, in the colour of the words.
//!
//! Promises that each is a few hundred bytes and asks for nothing. They repeat what the words beside them say, so pages
//! hide them from screen readers; nothing is ever said by a picture alone.

macro_rules! pictures {
    ($($name:literal)+) => {
        &[$(($name, include_str!(concat!("../../surveys/pictures/", $name, ".svg"))),)+]
    };
}

const PICTURES: &[(&str, &str)] = pictures! {
    "arrow" "choice" "clock" "ear" "hands" "heart" "house" "map" "middle" "mind" "pen" "people" "person"
    "rings" "sad" "shield" "smile" "stop" "talk"
};

/// The drawing, as SVG.
pub fn picture(name: &str) -> Option<&'static str> {
    PICTURES.iter().find(|(known, _)| *known == name).map(|(_, drawing)| drawing.trim_end())
}

/// For messages.
pub fn names() -> String {
    PICTURES.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_picture_is_small_and_asks_for_nothing() {
        for (name, drawing) in PICTURES {
            assert!(drawing.len() < 500, "{name}: {} bytes", drawing.len());
            assert!(drawing.starts_with("<svg viewBox=") && drawing.trim_end().ends_with("</svg>"), "{name}");
            let plain = drawing.replace("http://www.w3.org/2000/svg", "");
            for never in ["http", "href", "style", "script", "url(", "<text", "<image"] {
                assert!(!plain.contains(never), "{name}: {never}");
            }
        }
    }
}
