//! How often each value stands in a column of bytes, and each pair of values in two columns.
//!
//! Promises exact counts; what lies beyond the asked values is passed over. Written so that the compiler makes wide
//! instructions of it: one comparison looks at many persons.

use zeroize::Zeroizing;

/// So many equal bytes can be added up in a byte, and they fill whole vector registers.
const AT_ONCE: usize = 240;
/// Up to so many values, comparing the column with each is faster than counting each person.
const FEW: usize = 12;
/// Counters by turns, because adding to the same one twice in a row waits for the first.
const TURNS: usize = 4;

/// Adds, for each value below `counts.len()`, how many of `column` hold it.
pub(super) fn add_values(column: &[u8], counts: &mut [u64]) {
    if counts.len() <= FEW {
        for (value, n) in (0..).zip(counts) {
            *n += equal(column, value);
        }
    } else {
        add_counted(column, counts);
    }
}

/// Adds how often value `a` of `first` stands beside value `b` of `second`, at `counts[b * values + a]`, for `a` below
/// `values` and `b` below `counts.len() / values`.
pub(super) fn add_pairs(first: &[u8], second: &[u8], values: usize, counts: &mut [u64], room: &mut Room) {
    let groups = counts.len() / values;
    // One more value and group take what is not asked for, so that no person needs a question. Both fit into a byte, so
    // a pair fits into two.
    let width = values + 1;
    let size = width * (groups + 1);
    let (last, last_group, wide) = (values as u16, groups as u16, width as u16);
    let pair = |(a, b): (&u8, &u8)| u16::from(*b).min(last_group) * wide + u16::from(*a).min(last);
    room.pairs.clear();
    room.pairs.extend(first.iter().zip(second).map(pair));
    room.cells.clear();
    room.cells.resize(size * TURNS, 0);
    let (fours, rest) = room.pairs.as_chunks::<TURNS>();
    for four in fours {
        for (turn, pair) in four.iter().enumerate() {
            room.cells[turn * size + usize::from(*pair)] += 1;
        }
    }
    for pair in rest {
        room.cells[usize::from(*pair)] += 1;
    }
    for (group, counts) in counts.chunks_exact_mut(values).enumerate() {
        for (value, n) in counts.iter_mut().enumerate() {
            let turns = (0..TURNS).map(|turn| u64::from(room.cells[turn * size + group * width + value]));
            *n += turns.sum::<u64>();
        }
    }
}

/// Where pairs are worked out: kept from block to block, overwritten at the end.
#[derive(Default)]
pub(super) struct Room {
    pairs: Zeroizing<Vec<u16>>,
    cells: Vec<u32>,
}

fn equal(column: &[u8], value: u8) -> u64 {
    let few = |bytes: &[u8]| bytes.iter().fold(0, |n, byte| n + u8::from(*byte == value));
    column.chunks(AT_ONCE).map(|bytes| u64::from(few(bytes))).sum()
}

fn add_counted(column: &[u8], counts: &mut [u64]) {
    let mut turns = [[0_u32; 256]; TURNS];
    let (fours, rest) = column.as_chunks::<TURNS>();
    for four in fours {
        for (turn, byte) in turns.iter_mut().zip(four) {
            turn[usize::from(*byte)] += 1;
        }
    }
    for byte in rest {
        turns[0][usize::from(*byte)] += 1;
    }
    for (value, n) in counts.iter_mut().enumerate() {
        *n += turns.iter().map(|turn| u64::from(turn[value])).sum::<u64>();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn values_are_counted_as_by_hand(column in prop::collection::vec(any::<u8>(), 0..700), values in 1_usize..=256) {
            let mut counts = vec![3; values];
            add_values(&column, &mut counts);
            for (value, n) in counts.iter().enumerate() {
                let by_hand = column.iter().filter(|byte| usize::from(**byte) == value).count() as u64;
                prop_assert_eq!(*n, by_hand + 3);
            }
        }

        #[test]
        fn pairs_are_counted_as_by_hand(
            rows in prop::collection::vec((0_u8..9, 0_u8..6), 0..700),
            values in 1_usize..8,
            groups in 1_usize..6,
        ) {
            let (first, second): (Vec<u8>, Vec<u8>) = rows.iter().copied().unzip();
            let mut counts = vec![5; values * groups];
            add_pairs(&first, &second, values, &mut counts, &mut Room { cells: vec![9; 3], ..Room::default() });
            for (at, n) in counts.iter().enumerate() {
                let pair = (at % values, at / values);
                let by_hand = rows.iter().filter(|(a, b)| (usize::from(*a), usize::from(*b)) == pair).count() as u64;
                prop_assert_eq!(*n, by_hand + 5);
            }
        }
    }

    #[test]
    fn a_column_of_one_value_overflows_nothing() {
        for value in [0, 1, 200] {
            let mut counts = [0; 256];
            add_values(&[value; 5_000], &mut counts[..usize::from(value).max(1) + 1]);
            assert_eq!(counts[usize::from(value)], 5_000);
        }
    }
}
