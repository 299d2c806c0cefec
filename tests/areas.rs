//! Staff and respondents on hosts of their own.

use heard::web::Area;

use crate::common::{Service, Survivor};
use crate::on_both;

#[tokio::test]
async fn each_area_has_its_own_pages_and_not_the_others() {
    on_both!(async |mut service: Service| {
        for (area, public, staff) in [(Area::All, true, true), (Area::Public, true, false), (Area::Staff, false, true)]
        {
            service.serve_area(area);
            let visitor = Survivor::visiting(&service);
            for (address, expected) in [
                ("/", public),
                ("/l/everyone", public),
                ("/takeback", public),
                ("/staff", staff),
                ("/staff/me", staff),
                ("/commission", staff),
                ("/provider", staff),
                ("/results", true),
                ("/feed", true),
                ("/exit", true),
                ("/healthz", true),
            ] {
                assert_eq!(visitor.get(address).await.status != 404, expected, "{address} of {area:?}");
            }
            let sent = visitor.post("/staff/password", &[("account", "x")]).await.status;
            assert_eq!(sent != 404, staff, "{area:?}");
        }
    });
}
