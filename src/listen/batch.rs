//! Token ids of unequal length as one tensor.
//!
//! Promises: batches of like length, so that little is spent on padding, and of bounded size, so that memory is.

use tch::Tensor;

const ROWS: usize = 32;
/// Padded tokens in one batch: 32 passages of a window each.
const TOKENS: usize = 32 * 128;
const PAD: i64 = 0;

/// Row numbers in groups, longest rows first.
pub fn groups(lengths: &[usize]) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..lengths.len()).collect();
    order.sort_by_key(|row| std::cmp::Reverse(lengths[*row]));
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for row in order {
        match groups.last_mut() {
            Some(group) if group.len() < ROWS && (group.len() + 1) * lengths[group[0]] <= TOKENS => group.push(row),
            _ => groups.push(vec![row]),
        }
    }
    groups
}

/// The ids, padded to the longest, and which of them are content.
pub fn padded(rows: &[&[i64]]) -> (Tensor, Tensor) {
    let longest = rows.iter().map(|row| row.len()).max().unwrap_or(0);
    let (mut ids, mut mask) = (Vec::new(), Vec::new());
    for row in rows {
        ids.extend_from_slice(row);
        mask.resize(mask.len() + row.len(), 1i64);
        ids.resize(ids.len() + longest - row.len(), PAD);
        mask.resize(ids.len(), 0);
    }
    let shape = [rows.len() as i64, longest as i64];
    (Tensor::from_slice(&ids).view(shape), Tensor::from_slice(&mask).view(shape))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_in_one_group_and_none_is_too_large() {
        let lengths: Vec<usize> = (0..200).map(|n| 2 + (n * 37) % 255).collect();
        let groups = groups(&lengths);
        let mut rows: Vec<usize> = groups.concat();
        rows.sort_unstable();
        assert_eq!(rows, (0..200).collect::<Vec<_>>());
        assert!(groups.iter().all(|g| g.len() <= ROWS && (g.len() == 1 || g.len() * lengths[g[0]] <= TOKENS)));
    }
}
