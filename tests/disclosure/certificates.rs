//! Certificates: they replay, small and whole, and forged ones do not.

use heard::disclosure::audit::{audit, replay};
use serde_json::Value;

use super::{parsed, protected, two_way, year};

#[test]
fn a_certificate_replays_and_a_forged_one_does_not() {
    let (_, _, document) = protected(&two_way(8, 8, &[&[20, 5, 30], &[30, 40, 7], &[25, 35, 22]]));
    let document = parsed(&document);
    let certificate = audit(&document).unwrap().certificate;
    assert!(certificate.pairs.len() >= 4);
    replay(&document, &certificate).unwrap();
    let mut forged = certificate.clone();
    forged.blocks[0].counts[0] += 1;
    assert!(replay(&document, &forged).unwrap_err().to_string().contains("disagrees"));
    let mut forged = certificate.clone();
    forged.tables[0][0].1 += 1;
    assert!(replay(&document, &forged).unwrap_err().to_string().contains("table 1 of the certificate disagrees"));
    let mut forged = certificate.clone();
    forged.pairs[0].2 = forged.pairs[0].1;
    assert!(replay(&document, &forged).unwrap_err().to_string().contains("do not differ"));
    let mut forged = certificate.clone();
    forged.pairs.pop();
    assert!(replay(&document, &forged).unwrap_err().to_string().contains("no two tables"));
    let other = parsed(&two_way(8, 8, &[&[20, 50], &[30, 40]]));
    assert!(replay(&other, &certificate).is_err());
}

#[test]
fn counts_below_nothing_are_no_table() {
    let mut document = two_way(8, 8, &[&[20, 25], &[30, 40]]);
    document["tables"][0]["cells"].as_array_mut().unwrap().iter_mut().for_each(|cell| cell["value"] = Value::Null);
    let document = parsed(&document);
    let mut certificate = audit(&document).unwrap().certificate;
    replay(&document, &certificate).unwrap();
    certificate.blocks[0].counts[0] = -1;
    assert!(replay(&document, &certificate).is_err());
}

#[test]
fn a_certificate_of_a_year_is_printed_read_and_replayed() {
    let shape = year::Shape { questions: 2, areas: 3, providers: 6, waves: 4, persons: 900, seed: 3 };
    let mut document = year::document(&shape);
    // One of two places is hidden: its counts are then told apart by nothing but its area.
    for table in document["tables"].as_array_mut().unwrap() {
        for cell in table["cells"].as_array_mut().unwrap() {
            if cell["at"]["place"].as_str().is_some_and(|place| place.starts_with("provider")) {
                cell["value"] = Value::Null;
            }
        }
    }
    let document = parsed(&document);
    let report = audit(&document).unwrap();
    assert!(report.findings.is_empty(), "{:?}", report.findings);
    assert!(report.hidden > 0 && report.certificate.pairs.len() == report.hidden);
    let printed = serde_json::to_string(&report.certificate).unwrap();
    replay(&document, &serde_json::from_str(&printed).unwrap()).unwrap();
}
