//! The way between the Commission's pages: those that this person may load, by the table of the gate.

use maud::{Markup, html};

use crate::store::Account;
use crate::web::staff::gate::may_load;

const PAGES: [(&str, &str); 8] = [
    ("/commission", "Waves"),
    ("/commission/figures", "Figures"),
    ("/commission/priorities", "Priorities"),
    ("/commission/reach", "Who we are not hearing from"),
    ("/commission/replies", "You said, we did"),
    ("/commission/paper", "Papers"),
    ("/commission/people", "People and roles"),
    ("/commission/audit", "What staff did"),
];

/// `here` is the page's own address, or none of these.
pub fn nav(account: &Account, here: &str) -> Markup {
    html! {
        nav.pages aria-label="The Commission’s pages" {
            ul { @for (address, words) in PAGES.into_iter().filter(|(address, _)| may_load(account, address)) {
                li { a href=(address) aria-current=[(address == here).then_some("page")] { (words) } }
            } }
        }
    }
}
