//! How good suggestions are, measured on texts that people labelled.
//!
//! Every measure has one formula, written beside it and checked by hand in the tests. `None` stands where a formula would
//! divide by nothing. Rates come with Wilson's interval of 95 of 100 (Wilson, JASA 22, 1927), because rare themes have few
//! cases.

use serde::Serialize;

/// One labelled text: for each label the score, whether it was suggested, and whether it holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    pub scores: Vec<f32>,
    pub suggested: Vec<bool>,
    pub held: Vec<bool>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Suggested, and rightly.
    pub right: usize,
    pub suggested: usize,
    pub held: usize,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Measures {
    pub texts: usize,
    /// 2 right / (suggested + held), summed over all labels.
    pub micro_f1: Option<f64>,
    /// The same for each label that somebody used or that was suggested, averaged.
    pub macro_f1: Option<f64>,
    /// Average precision of each label that holds somewhere, averaged.
    pub mean_average_precision: Option<f64>,
    /// Share of all held labels that stand among the first 3 and 5 of their text.
    pub recall_at_3: Option<f64>,
    pub recall_at_5: Option<f64>,
    /// Share of all pairs of text and label that are wrong either way.
    pub hamming: Option<f64>,
    pub labels: Vec<Counts>,
}

impl Counts {
    pub fn precision(self) -> Option<f64> {
        ratio(self.right, self.suggested)
    }

    pub fn recall(self) -> Option<f64> {
        ratio(self.right, self.held)
    }

    pub fn f1(self) -> Option<f64> {
        ratio(2 * self.right, self.suggested + self.held)
    }
}

impl Measures {
    pub fn of(labels: usize, judged: &[Judged]) -> Self {
        let count = |label: usize| {
            let number = |is: &dyn Fn(&Judged) -> bool| judged.iter().filter(|text| is(text)).count();
            Counts {
                right: number(&|text| text.suggested[label] && text.held[label]),
                suggested: number(&|text| text.suggested[label]),
                held: number(&|text| text.held[label]),
            }
        };
        let counts: Vec<Counts> = (0..labels).map(count).collect();
        let all = counts.iter().fold(Counts::default(), |a, b| Counts {
            right: a.right + b.right,
            suggested: a.suggested + b.suggested,
            held: a.held + b.held,
        });
        let among = |first: usize| ratio(judged.iter().map(|text| found(text, first)).sum(), all.held);
        Self {
            texts: judged.len(),
            micro_f1: all.f1(),
            macro_f1: average(counts.iter().filter_map(|counts| counts.f1())),
            mean_average_precision: average((0..labels).filter_map(|label| average_precision(label, judged))),
            recall_at_3: among(3),
            recall_at_5: among(5),
            hamming: ratio(all.suggested + all.held - 2 * all.right, judged.len() * labels),
            labels: counts,
        }
    }
}

/// Precision at each case of the label, going down from the highest score, averaged over the cases. Equal scores stand
/// in the order least kind to the label.
fn average_precision(label: usize, judged: &[Judged]) -> Option<f64> {
    let mut ranked: Vec<(f32, bool)> = judged.iter().map(|text| (text.scores[label], text.held[label])).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut right = 0;
    average(ranked.iter().enumerate().filter(|(_, (_, held))| *held).map(|(at, _)| {
        right += 1;
        f64::from(right) / (at + 1) as f64
    }))
}

/// How many of a text's labels stand among its `first` highest scores.
fn found(text: &Judged, first: usize) -> usize {
    let mut order: Vec<usize> = (0..text.scores.len()).collect();
    order.sort_by(|a, b| text.scores[*b].total_cmp(&text.scores[*a]));
    order.iter().take(first).filter(|label| text.held[**label]).count()
}

/// Wilson's interval for `right` of `all`, at 95 of 100.
pub fn wilson(right: usize, all: usize) -> Option<(f64, f64)> {
    const Z: f64 = 1.959_964;
    let (share, n) = (ratio(right, all)?, all as f64);
    let (middle, spread) = (share + Z * Z / (2.0 * n), Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt());
    let scale = 1.0 + Z * Z / n;
    Some((((middle - spread) / scale).max(0.0), ((middle + spread) / scale).min(1.0)))
}

pub fn ratio(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

fn average(values: impl Iterator<Item = f64>) -> Option<f64> {
    let values: Vec<f64> = values.collect();
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(scores: [f32; 3], suggested: [u8; 3], held: [u8; 3]) -> Judged {
        let flags = |flags: [u8; 3]| flags.map(|flag| flag == 1).to_vec();
        Judged { scores: scores.to_vec(), suggested: flags(suggested), held: flags(held) }
    }

    fn near(found: Option<f64>, wanted: f64) {
        assert!((found.unwrap() - wanted).abs() < 1e-9, "{found:?}, not {wanted}");
    }

    /// Worked by hand: three texts, three labels, the last of which nobody used.
    #[test]
    fn the_measures_are_those_worked_by_hand() {
        let judged = [
            text([0.9, 0.2, 0.1], [1, 0, 0], [1, 1, 0]),
            text([0.8, 0.7, 0.0], [1, 1, 0], [0, 1, 0]),
            text([0.3, 0.1, 0.2], [0, 0, 0], [1, 0, 0]),
        ];
        let measures = Measures::of(3, &judged);
        // Label 0: right 1, suggested 2, held 2. Label 1: right 1, suggested 1, held 2.
        assert_eq!(measures.labels[0], Counts { right: 1, suggested: 2, held: 2 });
        assert_eq!(measures.labels[1], Counts { right: 1, suggested: 1, held: 2 });
        near(measures.micro_f1, 4.0 / 7.0);
        near(measures.macro_f1, (2.0 / 4.0 + 2.0 / 3.0) / 2.0);
        // Label 0 ranks held, not, held: (1/1 + 2/3) / 2. Label 1 ranks held, held, not: 1.
        near(measures.mean_average_precision, ((1.0 + 2.0 / 3.0) / 2.0 + 1.0) / 2.0);
        near(measures.recall_at_3, 1.0);
        // Wrong: label 1 of the first, label 0 of the second and of the third.
        near(measures.hamming, 3.0 / 9.0);
        near(measures.labels[0].precision(), 0.5);
        assert_eq!(measures.labels[2].f1(), None);
        assert_eq!((found(&judged[0], 1), found(&judged[1], 1), found(&judged[2], 1)), (1, 0, 1));
    }

    #[test]
    fn nothing_to_measure_is_said_so() {
        let measures = Measures::of(2, &[]);
        assert_eq!((measures.micro_f1, measures.mean_average_precision, measures.hamming), (None, None, None));
        assert_eq!(wilson(0, 0), None);
    }

    /// Wilson's interval for 8 of 10 is .490 to .943 (Brown, Cai and DasGupta 2001 give the formula).
    #[test]
    fn wilsons_interval_is_the_known_one() {
        let (low, high) = wilson(8, 10).unwrap();
        assert!((low - 0.4901).abs() < 1e-3 && (high - 0.9433).abs() < 1e-3, "{low} {high}");
        let (low, high) = wilson(0, 5).unwrap();
        assert!(low.abs() < 1e-12 && (high - 0.4345).abs() < 1e-3, "{low} {high}");
    }
}
