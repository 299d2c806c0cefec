//! Tables that drift away from the base: each exchange is left as it is, so that one table shows of many cells at once
//! that they can be otherwise. For cells that nobody listed, of which no certificate is kept.

use crate::disclosure::audit::exchange::Exchange;
use crate::disclosure::audit::region::Region;

/// Tables of one component, each a few exchanges from the one before.
pub(super) struct Drift<'a> {
    exchange: Exchange<'a>,
    seen: Vec<Vec<i64>>,
}

/// So many tables are remembered; older ones go, the base stays.
const TABLES_SEEN: usize = 48;

impl<'a> Drift<'a> {
    pub(super) fn new(region: &'a Region, base: Vec<i64>) -> Self {
        Self { exchange: Exchange::new(region, &base), seen: vec![base] }
    }

    /// Whether two of the tables differ by the width in a cell; drifts on to see.
    pub(super) fn has_room(&mut self, target: &[usize], width: i64, lowest: Option<i64>) -> bool {
        let (mut low, mut high) = self.range(target);
        low = lowest.unwrap_or(low);
        for direction in [1, -1] {
            if high - low >= width {
                return true;
            }
            let now: i64 = target.iter().map(|atom| self.exchange.values()[*atom]).sum();
            let asked = if direction > 0 { low + width - now } else { now - (high - width) };
            self.exchange.drift(target, direction, asked);
            if self.seen.len() == TABLES_SEEN {
                self.seen.remove(1);
            }
            self.seen.push(self.exchange.values().to_vec());
            let reached: i64 = target.iter().map(|atom| self.exchange.values()[*atom]).sum();
            (low, high) = (low.min(lowest.unwrap_or(reached)), high.max(reached));
        }
        high - low >= width
    }

    fn range(&self, target: &[usize]) -> (i64, i64) {
        let sums = self.seen.iter().map(|table| target.iter().map(|atom| table[*atom]).sum::<i64>());
        sums.fold((i64::MAX, i64::MIN), |(low, high), n| (low.min(n), high.max(n)))
    }
}
