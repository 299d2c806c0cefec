//! Close, check, open and count: what is carried, what does not open, what may not be done out of order.

use heard::clock::Clock;
use heard::count::{Checked, Checking};
use heard::disclosure::Place;
use heard::sealing::Purpose;
use heard::store::Role;
use heard::wave::State;

use crate::common::{Service, Survivor, region};
use crate::on_both;
use crate::review::{listener, open_texts};

#[tokio::test]
async fn fewer_than_ten_are_not_opened_but_carry_into_the_next_wave() {
    on_both!(async |mut service: Service| {
        let survivor = Survivor::visiting(&service);
        survivor.crowd("/l/everyone", 3, &[("believed", "no")]).await;
        assert_eq!(service.close().await, State::Carried);
        assert!(service.check().await.is_err());
        service.add_wave("2026-q2", "2026-04-01", "2026-06-30").await;
        service.clock.set(heard::clock::start_of("2026-05-01".parse().unwrap()));
        survivor.crowd("/l/everyone", 8, &[("believed", "mostly")]).await;
        let exact = service.end().await;
        assert_eq!(exact.respondents[&Place::Region], 11);
        assert_eq!(region(&exact, "believed").base, 11);
        assert_eq!(service.rows().count("envelope").await, 0);
        let document = service.publish().await.unwrap();
        let told: Vec<&str> = document.waves.iter().map(|wave| wave.id.as_str()).collect();
        assert_eq!(told, ["2026-q1", "2026-q2"]);
    });
}

#[tokio::test]
async fn ten_envelopes_of_few_codes_are_not_opened_either() {
    on_both!(async |service: Service| {
        let survivor = Survivor::visiting(&service);
        for _ in 0..6 {
            survivor.answers(&format!("/c/{}", service.codes[0]), &[]).await;
            survivor.answers(&format!("/c/{}", service.codes[1]), &[]).await;
        }
        assert_eq!(service.close().await, State::Closed);
        let report = service.check().await.unwrap();
        assert_eq!((report.kept, report.outcome), (2, Checked::Carried));
        assert_eq!(service.rows().count("envelope").await, 12);
        assert_eq!(service.rows().count("inner_envelope").await, 0);
        assert_eq!(service.store.wave(&service.wave).await.unwrap().state, State::Carried);
    });
}

#[tokio::test]
async fn a_row_altered_cut_short_or_moved_does_not_open_and_is_reported() {
    on_both!(async |mut service: Service| {
        let survivor = Survivor::visiting(&service);
        survivor.crowd("/l/everyone", 14, &[("believed", "no")]).await;
        let first = service.wave.clone();
        let rows = service.rows().sealed("envelope").await;
        let (altered, cut, copied, moved) = (&rows[0], &rows[1], &rows[2], &rows[3]);
        let mut bytes = altered.1.clone();
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
        service.rows().update_sealed("envelope", &altered.0, &bytes).await;
        service.rows().update_sealed("envelope", &cut.0, &cut.1[..cut.1.len() / 2]).await;
        service.rows().update_sealed("envelope", &copied.0, &rows[4].1).await;
        service.add_wave("2026-q2", "2026-04-01", "2026-06-30").await;
        let id = data_encoding::HEXLOWER.encode(&moved.0);
        let literal = match service.engine {
            crate::common::Engine::Sqlite => format!("x'{id}'"),
            crate::common::Engine::Postgres => format!("'\\x{id}'::bytea"),
        };
        let sql = format!("UPDATE envelope SET wave_id = '2026-q2' WHERE id = {literal}");
        assert_eq!(service.rows().run(&sql).await, 1);
        service.wave = first;
        service.close().await;
        let stopped = service.check().await.unwrap();
        assert_eq!(stopped.outcome, Checked::Stopped);
        assert_eq!(service.rows().count("envelope").await, 14, "evidence is kept until somebody decides");
        let report = service.check_with(Checking { drop_unopened: true, ..service.decisions() }).await.unwrap();
        let mut expected = [altered, cut, copied].map(|row| row.0.clone());
        let mut reported: Vec<Vec<u8>> = report.unopened.iter().map(|row| row.to_vec()).collect();
        expected.sort();
        reported.sort();
        assert_eq!(reported, expected);
        assert_eq!(report.kept, 10);
        // The moved one is reported where it was moved to.
        service.wave = crate::common::slug("2026-q2");
        service.clock.set(heard::clock::start_of("2026-05-01".parse().unwrap()));
        survivor.crowd("/l/everyone", 10, &[]).await;
        service.close().await;
        let report = service.look().await;
        let reported: Vec<&[u8]> = report.unopened.iter().map(|row| &row[..]).collect();
        assert_eq!(reported, [&moved.0[..]]);
    });
}

#[tokio::test]
async fn an_inner_envelope_altered_after_checking_is_reported_and_not_counted() {
    on_both!(async |service: Service| {
        Survivor::visiting(&service).crowd("/l/everyone", 12, &[("believed", "no")]).await;
        service.close().await;
        service.check().await.unwrap();
        let rows = service.rows().sealed("inner_envelope").await;
        let mut bytes = rows[0].1.clone();
        bytes[1_200] ^= 1;
        service.rows().update_sealed("inner_envelope", &rows[0].0, &bytes).await;
        let stopped = service.count().await.unwrap();
        assert_eq!((stopped.done, stopped.unopened.len()), (false, 1));
        assert_eq!(service.rows().count("inner_envelope").await, 36);
        let report = service.count_dropping(true).await.unwrap();
        // It may have been anybody's answers, or a part about a further service.
        assert!(report.counted >= 11 && report.unopened.len() == 1);
        assert_eq!(region(&service.exact().await, "believed").base, report.counted as u64);
    });
}

#[tokio::test]
async fn steps_out_of_order_or_twice_are_refused_and_change_nothing() {
    on_both!(async |service: Service| {
        Survivor::visiting(&service).crowd("/l/everyone", 10, &[("believed", "no")]).await;
        for refused in [service.check().await.err(), service.count().await.err(), service.publish().await.err()] {
            assert!(refused.unwrap().to_string().contains("this needs a wave that is"));
        }
        service.close().await;
        assert!(service.store.close_wave(&service.wave).await.is_err());
        assert!(service.count().await.is_err());
        service.check().await.unwrap();
        assert!(service.check().await.is_err());
        service.count().await.unwrap();
        assert!(service.count().await.is_err());
        service.publish().await.unwrap();
        assert!(service.publish().await.is_err());
        assert_eq!(service.rows().count("release").await, 1);
        assert_eq!(region(&service.exact().await, "believed").base, 10);
    });
}

#[tokio::test]
async fn another_waves_key_is_refused_before_anything_is_read() {
    on_both!(async |mut service: Service| {
        Survivor::visiting(&service).crowd("/l/everyone", 10, &[]).await;
        let first = service.wave.clone();
        service.add_wave("2026-q2", "2026-04-01", "2026-06-30").await;
        let other = service.keys[&(service.wave.clone(), Purpose::Checking)].clone();
        service.wave = first.clone();
        service.keys.insert((first, Purpose::Checking), other);
        service.close().await;
        let refused = service.check().await.unwrap_err().to_string();
        assert!(refused.contains("is not that wave's key"), "{refused}");
        assert_eq!(service.rows().count("envelope").await, 10);
    });
}

#[tokio::test]
async fn something_taken_back_while_checking_makes_checking_start_again() {
    on_both!(async |service: Service| {
        let survivor = Survivor::visiting(&service);
        survivor.crowd("/l/everyone", 11, &[]).await;
        let page = survivor.answers("/l/everyone", &[]).await;
        service.close().await;
        let read = service.store.read_envelopes(std::slice::from_ref(&service.wave)).await.unwrap().len();
        survivor.post("/takeback", &[("code", &page.secret)]).await;
        let raced = service.store.finish_check(&service.wave, &[], read, &[]).await.unwrap_err();
        assert!(raced.to_string().contains("run it again"), "{raced}");
        assert_eq!(service.store.wave(&service.wave).await.unwrap().state, State::Closed);
        assert_eq!(service.check().await.unwrap().kept, 11);
    });
}

#[tokio::test]
async fn nothing_is_read_before_the_day_that_the_pages_promised() {
    on_both!(async |service: Service| {
        Survivor::visiting(&service).crowd("/l/everyone", 10, &[]).await;
        let early = service.clock.today();
        service.close().await;
        let refused = service.check_with(Checking { today: early, ..service.decisions() }).await.unwrap_err();
        assert!(refused.to_string().contains("is not read before 2026-04-01"), "{refused}");
        assert_eq!(service.rows().count("envelope").await, 10);
        let decided = Checking { today: early, before_its_day: true, ..service.decisions() };
        assert_eq!(service.check_with(decided).await.unwrap().outcome, Checked::Done);
    });
}

#[tokio::test]
async fn an_empty_carried_wave_and_an_abandoned_one_stand_in_nobodys_way() {
    on_both!(async |mut service: Service| {
        assert_eq!(service.close().await, State::Carried);
        let empty = service.wave.clone();
        service.keys.remove(&(empty, Purpose::Checking));
        service.add_wave("2026-q2", "2026-04-01", "2026-06-30").await;
        let survivor = Survivor::visiting(&service);
        survivor.crowd("/l/everyone", 3, &[]).await;
        assert_eq!(service.close().await, State::Carried);
        let lost = service.wave.clone();
        service.keys.remove(&(lost.clone(), Purpose::Checking));
        service.add_wave("2026-q3", "2026-07-01", "2026-09-30").await;
        survivor.crowd("/l/everyone", 12, &[]).await;
        service.close().await;
        service.abandon(&lost).await.unwrap();
        assert_eq!(service.store.wave(&lost).await.unwrap().state, State::Abandoned);
        assert_eq!(service.check().await.unwrap().kept, 12);
        assert_eq!(service.count().await.unwrap().counted, 12);
        let page = Survivor::signed_in(&service, Role::Analyst).await.get(&format!("/commission/wave/{lost}")).await;
        assert!(page.text().contains("Given up") && !page.text().contains("keep them"));
    });
}

/// Its counting key was lost when its texts were open already.
#[tokio::test]
async fn of_an_abandoned_wave_nothing_that_anybody_wrote_is_left() {
    on_both!(async |service: Service| {
        let survivor = Survivor::visiting(&service);
        survivor.crowd("/l/everyone", 12, &[("helped", "The waiting room was kind.")]).await;
        service.close().await;
        service.check().await.unwrap();
        open_texts(&service, &mut listener(None).unwrap()).await.unwrap();
        assert_eq!(service.rows().count("reviewed_text").await, 12);
        service.abandon(&service.wave).await.unwrap();
        for table in ["envelope", "inner_envelope", "reviewed_text", "text_decision", "text_passage"] {
            assert_eq!(service.rows().count(table).await, 0, "{table}");
        }
        assert_eq!(service.store.witnessed(&service.wave).await.unwrap().len(), 1);
        assert!(service.abandon(&service.wave).await.is_err(), "once is enough");
    });
}

#[tokio::test]
async fn what_came_by_a_link_in_haste_is_marked_and_left_out_only_on_request() {
    on_both!(async |service: Service| {
        let survivor = Survivor::visiting(&service);
        survivor.crowd("/l/everyone", 4, &[]).await;
        for _ in 0..11 {
            let page = survivor.open("/l/everyone").await;
            service.clock.advance(90);
            survivor.send(&page, &[]).await;
        }
        service.close().await;
        let report = service.look().await;
        assert_eq!((report.hasty, report.kept), (4, 15));
        let report = service.check_with(Checking { leave_out_hasty: true, ..service.decisions() }).await.unwrap();
        assert_eq!((report.kept, report.outcome), (11, Checked::Done));
    });
}
