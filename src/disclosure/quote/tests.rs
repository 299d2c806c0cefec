//! Each rule for quotations by itself, and all of them together over anything.

use proptest::prelude::*;

use super::*;

fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

const PLACES: [(&str, Reach, &[&str]); 5] = [
    ("dudley/lantern", Reach::Provider, &["dudley/lantern", "dudley", "Total"]),
    ("dudley/beacon", Reach::Provider, &["dudley/beacon", "dudley", "Total"]),
    ("dudley", Reach::Area, &["dudley", "Total"]),
    ("coventry", Reach::Area, &["coventry", "Total"]),
    ("Total", Reach::Region, &["Total"]),
];

fn spot(place: usize, waves: &[&str], persons: u64, base: u64) -> Spot {
    let (place, reach, inside) = PLACES[place];
    Spot {
        standing: Standing {
            survey: slug("core-adult"),
            question: slug("change"),
            theme: slug("acc-wait"),
            period: waves.join("+"),
            place: place.into(),
        },
        waves: waves.iter().map(|wave| slug(wave)).collect(),
        reach,
        inside: inside.iter().map(|place| (*place).to_owned()).collect(),
        persons,
        base,
        fresh: true,
    }
}

const LANTERN: usize = 0;
const DUDLEY: usize = 2;
const REGION: usize = 4;

fn passage(theme: &str) -> Passage {
    Passage {
        survey: slug("core-adult"),
        question: slug("change"),
        theme: slug(theme),
        area: None,
        provider: None,
        words: "The wait was too long.".into(),
    }
}

/// Where so many passages of one wave end up, from a person of that place.
fn taken(spots: Vec<Spot>, wave: &str, place: usize, count: usize) -> Vec<String> {
    let mut quotas = Quotas::new(spots, &[]);
    let places: Vec<String> = PLACES[place].2.iter().map(|place| (*place).to_owned()).collect();
    let takes = (0..count).map_while(|_| quotas.take(&slug(wave), &passage("acc-wait"), &places));
    takes.map(|standing| standing.place).collect()
}

#[test]
fn the_themes_cell_must_be_published() {
    assert_eq!(taken(vec![], "q1", LANTERN, 1), Vec::<String>::new());
    let mut quotas = Quotas::new(vec![spot(REGION, &["q1"], 50, 100)], &[]);
    assert_eq!(quotas.take(&slug("q1"), &passage("rel-kind"), &["Total".into()]), None, "another theme's");
    assert_eq!(taken(vec![spot(REGION, &["q2"], 50, 100)], "q1", REGION, 1), Vec::<String>::new(), "another time's");
    let mut told = spot(REGION, &["q1"], 50, 100);
    told.fresh = false;
    assert_eq!(taken(vec![told], "q1", REGION, 1), Vec::<String>::new(), "an earlier release's");
}

#[test]
fn ten_people_certainly_stand_behind_it() {
    // 10 may have been rounded from 8; 15 from no fewer than 13.
    assert_eq!(taken(vec![spot(REGION, &["q1"], 10, 100)], "q1", REGION, 1).len(), 0);
    assert_eq!(taken(vec![spot(REGION, &["q1"], 15, 100)], "q1", REGION, 1), ["Total"]);
}

#[test]
fn at_most_one_in_five_is_quoted() {
    // 50 may have been 48.
    assert_eq!(taken(vec![spot(REGION, &["q1"], 50, 100)], "q1", REGION, 99).len(), 9);
    let both = || vec![spot(DUDLEY, &["q1"], 25, 60), spot(REGION, &["q1"], 50, 100)];
    assert_eq!(taken(both(), "q1", DUDLEY, 99), ["dudley"; 4]);
    let mut quotas = Quotas::new(both(), &[]);
    let mut standing = || quotas.take(&slug("q1"), &passage("acc-wait"), &["dudley".into(), "Total".into()]);
    while standing().is_some() {}
    let mut left = 0;
    while quotas.take(&slug("q1"), &passage("acc-wait"), &["Total".into()]).is_some() {
        left += 1;
    }
    assert_eq!(left, 4, "of 21 beside Dudley's; what stands in Dudley counts for the region too");
}

#[test]
fn what_stood_in_earlier_releases_counts() {
    let (half, quarter) = (spot(REGION, &["q1", "q2"], 100, 200), spot(REGION, &["q1"], 10, 40));
    let earlier = vec![quarter.standing.clone(); 18];
    let mut quotas = Quotas::new(vec![half, quarter], &earlier);
    assert!(quotas.take(&slug("q2"), &passage("acc-wait"), &["Total".into()]).is_some());
    assert_eq!(quotas.take(&slug("q2"), &passage("acc-wait"), &["Total".into()]), None, "19 of at least 98");
}

#[test]
fn a_provider_needs_thirty_else_it_is_told_of_the_area_else_of_the_region() {
    let spots = |base| {
        vec![spot(LANTERN, &["q1", "q2"], 20, base), spot(DUDLEY, &["q1", "q2"], 60, 90), spot(REGION, &["q1"], 80, 99)]
    };
    assert_eq!(taken(spots(35), "q1", LANTERN, 1), ["dudley/lantern"]);
    assert_eq!(taken(spots(30), "q1", LANTERN, 1), ["dudley"], "30 may have been 28");
    assert_eq!(taken(spots(30)[2..].to_vec(), "q1", LANTERN, 1), ["Total"]);
}

#[test]
fn never_at_a_provider_whose_cell_was_hidden() {
    let hidden = vec![spot(DUDLEY, &["q1"], 60, 90), spot(LANTERN, &["q2"], 20, 40)];
    assert_eq!(taken(hidden, "q1", LANTERN, 1), ["dudley"]);
}

/// A region's quotation that cannot be Dudley's, because Dudley's stand in Dudley, is of the others.
#[test]
fn standing_further_up_tells_of_no_small_group() {
    let spots = vec![spot(DUDLEY, &["q1"], 40, 60), spot(REGION, &["q1"], 50, 99)];
    assert_eq!(taken(spots, "q1", REGION, 1).len(), 0, "it would be one of a few who are not from Dudley");
    let spots = vec![spot(REGION, &["q1"], 40, 60), spot(REGION, &["q1", "q2"], 45, 99)];
    assert_eq!(taken(spots, "q2", REGION, 1).len(), 0, "it would be one of a few who are not of the first quarter");
}

fn any_spots() -> impl Strategy<Value = Vec<Spot>> {
    let times: [&[&str]; 4] = [&["q1"], &["q2"], &["q1", "q2"], &["q1", "q2", "q3"]];
    let one = (0..PLACES.len(), 0..times.len(), 0u64..30, 0u64..30, any::<bool>());
    prop::collection::vec(one, 0..12).prop_map(move |all| {
        let mut spots: Vec<Spot> = Vec::new();
        for (place, time, persons, more, fresh) in all {
            let mut new = spot(place, times[time], persons * 5, (persons + more) * 5);
            new.fresh = fresh;
            if spots.iter().all(|spot| spot.standing != new.standing) {
                spots.push(new);
            }
        }
        spots
    })
}

proptest! {
    #[test]
    fn whatever_was_published_every_rule_holds(
        spots in any_spots(),
        people in prop::collection::vec((0..PLACES.len(), 0usize..3), 0..60),
    ) {
        let mut quotas = Quotas::new(spots.clone(), &[]);
        let mut standing: Vec<Standing> = Vec::new();
        for (place, wave) in people {
            let wave = slug(["q1", "q2", "q3"][wave]);
            let places: Vec<String> = PLACES[place].2.iter().map(|place| (*place).to_owned()).collect();
            let Some(at) = quotas.take(&wave, &passage("acc-wait"), &places) else { continue };
            let spot = spots.iter().find(|spot| spot.standing == at).expect("only where a figure is published");
            prop_assert!(spot.fresh && spot.waves.contains(&wave) && places.contains(&at.place));
            prop_assert!(spot.persons >= 12 && (spot.reach != Reach::Provider || spot.base >= 32));
            standing.push(at);
        }
        for whole in &spots {
            let of = |at: &&Standing| {
                let part = spots.iter().find(|spot| spot.standing == **at).unwrap();
                part.waves.is_subset(&whole.waves) && part.inside.contains(&whole.standing.place)
            };
            let quoted = standing.iter().filter(of).count() as u64;
            prop_assert!(quoted * 5 <= whole.persons, "{quoted} of {}", whole.persons);
        }
    }
}
