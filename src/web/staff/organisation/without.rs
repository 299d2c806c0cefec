//! A program built without the feature `oidc`: there is no organisation, and no route.
//!
//! Promises that a registration is refused when the program starts, and never passed over.

use std::sync::Arc;

use axum::Router;

use super::settings::Registration;
use crate::web::state::App;

/// There is none.
pub enum Organisation {}

impl Organisation {
    pub fn new(_: Registration) -> Result<Self, String> {
        Err("this program was built without sign-in by an organisation: build it with `--features oidc`, or leave \
             --oidc-issuer out"
            .into())
    }
}

pub fn routes() -> Router<Arc<App>> {
    Router::new()
}
