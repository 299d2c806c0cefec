//! What verification finds, for chains of any length.

use proptest::prelude::*;

use super::*;

fn chain(acts: &[(String, String)]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (position, (who, about)) in acts.iter().enumerate() {
        let previous = rows.last().map_or([0; 32], |row| row.digest);
        let mut row = Row {
            sequence: position as i64 + 1,
            at: 1_000 + position as i64,
            who: who.clone(),
            act: Act::ALL[position % Act::ALL.len()].words().into(),
            about: about.clone(),
            digest: [0; 32],
        };
        row.digest = row.digest_after(&previous);
        rows.push(row);
    }
    rows
}

/// As somebody would who may write to the database and knows the rule.
fn chained_anew(mut rows: Vec<Row>) -> Vec<Row> {
    let mut previous = [0; 32];
    for (position, row) in rows.iter_mut().enumerate() {
        row.sequence = position as i64 + 1;
        row.digest = row.digest_after(&previous);
        previous = row.digest;
    }
    rows
}

fn acts() -> impl Strategy<Value = Vec<(String, String)>> {
    prop::collection::vec(("[a-z ]{0,12}", "[a-z=0-9 ]{0,20}"), 2..20)
}

proptest! {
    #[test]
    fn a_whole_chain_holds_and_goes_on_from_each_of_its_heads(acts in acts()) {
        let rows = chain(&acts);
        let head = verify(&rows).unwrap();
        prop_assert_eq!(head.sequence, rows.len() as i64);
        for row in &rows {
            goes_on_from(&rows, &Head { sequence: row.sequence, digest: row.digest }).unwrap();
        }
        goes_on_from(&rows, &Head::default()).unwrap();
    }

    #[test]
    fn any_change_of_any_row_is_found(acts in acts(), at: prop::sample::Index, what in 0..5usize) {
        let mut rows = chain(&acts);
        let row = &mut rows[at.index(acts.len())];
        match what {
            0 => row.at += 1,
            1 => row.who.push('x'),
            2 => row.act.push('x'),
            3 => row.about.push('x'),
            _ => row.digest[7] ^= 1,
        }
        prop_assert!(verify(&rows).is_err());
    }

    #[test]
    fn words_moved_from_one_column_to_the_next_are_found(acts in acts()) {
        let mut rows = chain(&acts);
        let moved = rows[0].act.pop().unwrap();
        rows[0].about.insert(0, moved);
        prop_assert_eq!(verify(&rows), Err(Broken::Changed(1)));
    }

    #[test]
    fn a_row_taken_out_put_in_or_moved_is_found(acts in acts(), at: prop::sample::Index) {
        let rows = chain(&acts);
        let head = verify(&rows).unwrap();
        let place = at.index(acts.len());
        let mut without = rows.clone();
        without.remove(place);
        prop_assert!(verify(&without).is_err() || goes_on_from(&without, &head).is_err());
        let mut twice = rows.clone();
        twice.insert(place, rows[place].clone());
        prop_assert!(verify(&twice).is_err());
        let mut moved = rows.clone();
        moved.swap(0, 1);
        prop_assert!(verify(&moved).is_err());
    }

    #[test]
    fn a_log_that_was_chained_anew_does_not_go_on_from_the_anchor(acts in acts(), at: prop::sample::Index) {
        let rows = chain(&acts);
        let head = verify(&rows).unwrap();
        let place = at.index(acts.len());
        let mut without = rows.clone();
        without.remove(place);
        let mut changed = rows;
        changed[place].about.push('x');
        for forged in [chained_anew(without), chained_anew(changed), Vec::new()] {
            verify(&forged).unwrap();
            prop_assert!(goes_on_from(&forged, &head).is_err());
        }
    }
}

#[test]
fn the_anchor_moves_forward_alone_and_a_forged_one_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let anchor = Anchor::new(folder.path(), &[3; 32]);
    assert_eq!(anchor.read().unwrap(), Anchored::Nothing);
    let (early, late) = (Head { sequence: 3, digest: [1; 32] }, Head { sequence: 9, digest: [2; 32] });
    anchor.note(&late).unwrap();
    anchor.note(&early).unwrap();
    assert_eq!(anchor.read().unwrap(), Anchored::At(late));
    let file = folder.path().join("audit.head");
    let forged = std::fs::read_to_string(&file).unwrap().replacen('9', "4", 1);
    std::fs::write(&file, forged).unwrap();
    assert!(matches!(anchor.read(), Err(AnchorError::Forged(_))));
    assert!(matches!(anchor.note(&late), Err(AnchorError::Forged(_))));
    std::fs::write(&file, "").unwrap();
    assert!(anchor.read().is_err());
}

#[test]
fn each_act_has_words_of_its_own_and_things_are_named_from_the_list_alone() {
    let words: std::collections::BTreeSet<&str> = Act::ALL.iter().map(|act| act.words()).collect();
    assert_eq!(words.len(), Act::ALL.len());
    let wave: Slug = "2026-q1".parse().unwrap();
    assert_eq!(about(&[About::Wave(&wave), About::Codes(20)]), "wave=2026-q1 codes=20");
    assert_eq!(about(&[]), "");
}
