//! Postcodes, whole and half.
//!
//! Promises that a full postcode never stands, and half of one not where it can be told from a word.

use std::sync::LazyLock;

use regex::Regex;

use super::kind::Kind;
use super::pattern::{Found, collect, collect_all, exact_pattern, pattern};

/// Areas of two letters; "B12" is also a vitamin and needs a cue.
const AREAS: &str = "\
    AB|AL|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|EC|EH|\
    EN|EX|FK|FY|GL|GU|HA|HD|HG|HP|HR|HS|HU|HX|IG|IP|IV|KA|KT|KW|KY|LA|LD|LE|LL|LN|LS|LU|ME|MK|ML|NE|\
    NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|\
    TF|TN|TQ|TR|TS|TW|UB|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE";

static FULL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b (?P<area> [a-z] \s? [a-z]? ) (?P<gap> \s? ) \d [a-z\d]? [\s.,-]{0,3} [\do] \s? (?P<end> [abd-hjlnp-uw-z]{2} ) \b",
    )
});
/// "DY2", or "CV6 3" with the first sign of the other half.
static HALF: LazyLock<Regex> =
    LazyLock::new(|| exact_pattern(&format!(r"\b (?: {AREAS} ) \d{{1,2}} \b (?: \s \d \b )?")));
static NEAR_HALF: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b (?: dy | wv | cv | ws ) \d{1,2} \b (?: \s \d \b )?"));
/// "B71": of Birmingham's all but those that are vitamins or levels of a language.
static BIRMINGHAM: LazyLock<Regex> = LazyLock::new(|| exact_pattern(r"\b B (?: [3-57-9] | 1[013-9] | [2-9]\d ) \b"));
static CUED_HALF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b (?: post \s? code s? | in | near | from | to | area | around | lives | live )
          (?: \s+ (?: is | was | the | of | at | in | starts | starting | with ) )* \s* :? \s+
          (?P<it> (?: b | {AREAS} ) \d{{1,2}} ) \b (?P<after> \s* \d\d )?"
    ))
});

pub fn find(text: &str, found: &mut Vec<Found>) {
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return;
    }
    collect(found, text, &FULL, Kind::Postcode, |it, caught| {
        // "my 30th" would fit, and "a b1 2xx": letters apart must be capitals.
        let upper = it.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        let apart = caught["area"].trim().contains(' ');
        let ordinal = matches!(&caught["end"].to_lowercase()[..], "st" | "nd" | "rd" | "th" | "hr");
        upper || !apart && (!ordinal || caught["gap"].is_empty())
    });
    collect_all(found, text, &HALF, Kind::Postcode);
    collect_all(found, text, &NEAR_HALF, Kind::Postcode);
    collect_all(found, text, &BIRMINGHAM, Kind::Postcode);
    collect(found, text, &CUED_HALF, Kind::Postcode, |_, caught| caught.name("after").is_none());
}
