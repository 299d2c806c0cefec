//! Signing in by one's organisation, such as a public body's Entra (OpenID Connect, authorization code with PKCE). Only
//! where an operator registered it, in a program built with the feature `oidc`.
//!
//! Promises that no account is made by it: somebody who was invited binds who they are there to their account, once, and
//! only what was bound is found again, by issuer and subject together, never by a name or an address. Nothing else that
//! the organisation says of a person is kept or logged, and roles are Heard's own. It does not end the organisation's
//! own sign-in, and trusts the organisation with who somebody is: whoever can sign in as a person there is that person.
//!
//! How the browser goes and comes back, and why so:
//! - It begins with a form of our own page, as every act of staff does, so that no other site can begin it. The answer
//!   is a page that passes on, and no redirect: `form-action 'self'` forbids a form to end elsewhere, and stays as it is.
//! - On the way, the browser holds one random word in a `__Host-` cookie for ten minutes. State, nonce and verifier are
//!   worked out from it under a key of the server, so the database holds nothing that could be used, and another
//!   browser's answer never fits. The cookie is `SameSite=Lax`, since a strict one is not sent when a browser comes from
//!   another site; it opens nothing by itself. The answer comes in the query, since a form of another site brings no
//!   cookie.
//! - Back, our own page passes on to where the work is: only then does the browser send the new, strict cookie.

mod pages;
mod settings;

#[cfg(feature = "oidc")]
mod errand;
#[cfg(feature = "oidc")]
mod https;
#[cfg(feature = "oidc")]
mod issuer;
#[cfg(feature = "oidc")]
mod protocol;
#[cfg(feature = "oidc")]
mod provider;
#[cfg(feature = "oidc")]
mod routes;
#[cfg(not(feature = "oidc"))]
mod without;

pub use pages::{at_the_door, of_account, to_enrol};
#[cfg(feature = "oidc")]
pub use provider::Organisation;
#[cfg(feature = "oidc")]
pub use routes::routes;
pub use settings::{Need, Registration};
#[cfg(not(feature = "oidc"))]
pub use without::{Organisation, routes};
