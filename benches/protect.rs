//! How long protecting and auditing take, and how that grows with questions, providers and waves.
//!
//! `cargo bench --bench protect` prints a table. Documents are made up, the same each time; a provider has 20 respondents
//! on average.

#[path = "../tests/disclosure/protecting/documents.rs"]
mod documents;

use divan::{Bencher, black_box};
use heard::disclosure::audit::audit;
use heard::disclosure::protect::{Rules, protect};
use heard::disclosure::tabular::{Tabular, join};
use serde_json::Value;

use documents::{Counts, Plan};

fn main() {
    divan::main();
}

const AREAS: usize = 7;
const PROVIDERS: usize = 40;
/// Some 40 in the whole region.
const FEW: usize = 6;

const RESPONDENTS: Counts = Counts::Respondents(20);

fn wave(number: usize, providers: usize, questions: usize) -> Value {
    let plan = Plan {
        seed: 1,
        areas: AREAS,
        providers,
        options: 4,
        questions,
        wave: number,
        linked: false,
        counts: RESPONDENTS,
    };
    plan.document()
}

fn parsed(document: Value) -> Tabular {
    Tabular::from_value(document).expect("made-up documents are sound")
}

fn protected(document: Value) -> Value {
    protect(&parsed(document), Rules::Plain).expect("nothing is frozen").document
}

/// As it stands in the ledger: what was published may not be hidden any more.
fn frozen(mut document: Value) -> Value {
    let tables = document["tables"].as_array_mut().expect("has tables");
    for cell in tables.iter_mut().flat_map(|table| table["cells"].as_array_mut().expect("has cells")) {
        cell["frozen"] = (!cell["value"].is_null()).into();
    }
    document
}

/// One wave, beside others to make so many in all, which were protected and published before.
fn ledger(waves: usize, providers: usize, questions: usize) -> Tabular {
    parsed(beside(waves, wave(1, providers, questions), providers, questions))
}

/// A wave's document, beside those of the waves that were published before.
fn beside(waves: usize, last: Value, providers: usize, questions: usize) -> Value {
    let before = (2..=waves).map(|number| frozen(protected(wave(number, providers, questions))));
    join(before.chain([last]).collect()).expect("documents are objects")
}

#[divan::bench(args = [1, 5, 15], sample_count = 3, sample_size = 1)]
fn protect_questions(bencher: Bencher, questions: usize) {
    let document = parsed(wave(1, PROVIDERS, questions));
    bencher.bench(|| protect(black_box(&document), Rules::Plain));
}

#[divan::bench(args = [1, 5, 15], sample_count = 3, sample_size = 1)]
fn audit_questions(bencher: Bencher, questions: usize) {
    let document = parsed(protected(wave(1, PROVIDERS, questions)));
    bencher.bench(|| audit(black_box(&document)));
}

#[divan::bench(args = [10, 20, 40], sample_count = 3, sample_size = 1)]
fn protect_providers_in_each_area(bencher: Bencher, providers: usize) {
    let document = parsed(wave(1, providers, 1));
    bencher.bench(|| protect(black_box(&document), Rules::Plain));
}

#[divan::bench(args = [1, 2, 4, 8], sample_count = 3, sample_size = 1)]
fn protect_beside_a_ledger_of_waves(bencher: Bencher, waves: usize) {
    let document = ledger(waves, PROVIDERS, 1);
    bencher.bench(|| protect(black_box(&document), Rules::Plain));
}

#[divan::bench(args = [10, 20, 40], sample_count = 3, sample_size = 1)]
fn audit_providers_in_each_area(bencher: Bencher, providers: usize) {
    let document = parsed(protected(wave(1, providers, 1)));
    bencher.bench(|| audit(black_box(&document)));
}

#[divan::bench(args = [1, 2, 4, 8], sample_count = 3, sample_size = 1)]
fn audit_beside_a_ledger_of_waves(bencher: Bencher, waves: usize) {
    let document = parsed(beside(waves, protected(wave(1, PROVIDERS, 1)), PROVIDERS, 1));
    bencher.bench(|| audit(black_box(&document)));
}

/// A release of 15 questions of 42 providers, beside 3 or 7 waves that were published before.
#[divan::bench(args = [4, 8], sample_count = 1, sample_size = 1)]
fn protect_fifteen_questions_beside_a_ledger(bencher: Bencher, waves: usize) {
    let document = ledger(waves, FEW, 15);
    bencher.bench(|| protect(black_box(&document), Rules::Plain));
}

#[divan::bench(args = [4, 8], sample_count = 1, sample_size = 1)]
fn audit_fifteen_questions_beside_a_ledger(bencher: Bencher, waves: usize) {
    let document = parsed(beside(waves, protected(wave(1, FEW, 15)), FEW, 15));
    bencher.bench(|| audit(black_box(&document)));
}

/// Providers also grouped by kind across areas, and no count of 0: every leaf has a say in two sums of places.
#[divan::bench(args = [10, 20, 40], sample_count = 3, sample_size = 1)]
fn protect_linked_places(bencher: Bencher, providers: usize) {
    let counts = Counts::SmallInHundred(30);
    let plan = Plan { seed: 1, areas: AREAS, providers, options: 4, questions: 1, wave: 1, linked: true, counts };
    let document = parsed(plan.document());
    bencher.bench(|| protect(black_box(&document), Rules::Plain));
}
