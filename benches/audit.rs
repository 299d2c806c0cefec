//! How long the audit of made-up years takes: `cargo bench --bench audit`, or of one of them: `… -- small`.

#[path = "../tests/disclosure/year.rs"]
mod year;

use std::time::Instant;

use heard::disclosure::audit::{audit, replay};
use heard::disclosure::tabular::Tabular;

fn main() {
    let small = year::Shape { questions: 18, areas: 8, providers: 40, waves: 4, persons: 2_500, seed: 1 };
    let shapes = [
        ("a small year", year::Shape { persons: 600, ..small }),
        ("a usual year", small),
        (
            "two years of a large region",
            year::Shape { questions: 15, providers: 280, waves: 8, persons: 22_000, ..small },
        ),
    ];
    println!("{:30}{:>8}{:>9}{:>9}{:>10}{:>8}{:>13}", "", "listed", "implied", "findings", "MB", "audit s", "replay s");
    let asked: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    for (name, shape) in shapes {
        if !asked.is_empty() && !asked.iter().any(|word| name.contains(word)) {
            continue;
        }
        let document = Tabular::from_value(year::document(&shape)).expect("the document is sound");
        let listed: usize = document.tables.iter().map(|table| table.cells.len()).sum();
        let start = Instant::now();
        let report = match audit(&document) {
            Ok(report) => report,
            Err(error) => {
                println!("{name:30}{listed:>8} {error}");
                continue;
            }
        };
        let took = start.elapsed().as_secs_f64();
        let start = Instant::now();
        let holds = report.findings.is_empty() && replay(&document, &report.certificate).is_ok();
        let replayed = if holds { format!("{:.2}", start.elapsed().as_secs_f64()) } else { "-".into() };
        let size = serde_json::to_string(&report.certificate).expect("a certificate prints").len() as f64 / 1e6;
        let (implied, findings) = (report.implied, report.findings.len());
        println!("{name:30}{listed:>8}{implied:>9}{findings:>9}{size:>10.2}{took:>8.2}{replayed:>13}");
        for finding in report.findings.iter().take(5) {
            println!("    {}: {} to {}", finding.cell, finding.low, finding.high);
        }
    }
}
