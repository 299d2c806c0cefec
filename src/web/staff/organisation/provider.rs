//! The organisation's provider: what it says of itself, where a browser is sent, and whether its answer holds.
//!
//! Promises that it is asked when somebody first signs in and not when the program starts, so that a provider that is down
//! stops nothing else; that its keys are read anew each hour, and once more when a token names an unknown one; that a
//! token holds for this client, this errand and now, is signed by RS256, PS256 or ES256 and says what was asked for of how
//! somebody signed in. The protocol is the library's. No answer of the provider is logged.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use openidconnect::core::*;
use openidconnect::{
    AuthType, AuthenticationContextClass, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret,
    CsrfToken, DiscoveryError, IssuerUrl, Nonce, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RequestTokenError,
    SignatureVerificationError, StandardErrorResponse, TokenResponse,
};
use tokio::sync::{Mutex, Semaphore};

use super::errand::Words;
use super::https::{Https, NoAnswer};
use super::issuer::{self, is_safe};
use super::protocol::{Claims, Client, Metadata, Token};
use super::settings::{Need, Registration};

/// For how long what the provider says of itself holds, in seconds.
const KNOWN_FOR: i64 = 3_600;
/// For how long it is left alone when it did not answer.
const REST: i64 = 10;
/// How old a token may be: Entra dates its own five minutes back. And how far ahead its clock may be.
const OLDEST: i64 = 900;
const AHEAD: i64 = 60;
/// Questions to the provider at the same time.
const AT_ONCE: usize = 8;

pub struct Organisation {
    issuer: IssuerUrl,
    client: ClientId,
    secret: ClientSecret,
    need: Need,
    https: Https,
    known: Mutex<Known>,
    turns: Semaphore,
}

#[derive(Default)]
struct Known {
    provider: Option<Arc<Provider>>,
    failed: Option<i64>,
}

struct Provider {
    client: Client,
    /// Whether it names itself in each answer (RFC 9207).
    names_itself: bool,
    read: i64,
}

/// Why somebody is not signed in; the words are for the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Nobody can sign in by it now.
    Unusable(&'static str),
    /// This one sign-in does not hold.
    Refused(&'static str),
}

use Trouble::{Refused, Unusable};

/// Who somebody is at the provider.
pub struct Identity {
    pub issuer: String,
    pub subject: String,
}

impl Organisation {
    pub fn new(registration: Registration) -> Result<Self, String> {
        let Registration { issuer, client, secret, need } = registration;
        if client.is_empty() || secret.is_empty() {
            return Err("the organisation's client id or secret is empty".into());
        }
        let issuer = issuer::checked(&issuer)?;
        Ok(Self {
            https: Https::new(issuer.url())?,
            issuer,
            client: ClientId::new(client),
            secret: ClientSecret::new(secret),
            need,
            known: Mutex::default(),
            turns: Semaphore::new(AT_ONCE),
        })
    }

    /// Where a browser is sent.
    pub async fn address(&self, words: &Words, back: &str, now: i64) -> Result<String, Trouble> {
        let provider = self.provider(now, false).await?;
        let verifier = PkceCodeVerifier::new(words.verifier.clone());
        let (state, nonce) = (words.state.clone(), words.nonce.clone());
        let mut asked = provider
            .client
            .authorize_url(CoreAuthenticationFlow::AuthorizationCode, || CsrfToken::new(state), || Nonce::new(nonce))
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier))
            .set_redirect_uri(Cow::Owned(redirect(back)?))
            .add_extra_param("response_mode", "query");
        match &self.need {
            Need::Class(class) => {
                asked = asked.add_auth_context_value(AuthenticationContextClass::new(class.clone()));
            }
            Need::Context(context) => {
                let claims = serde_json::json!({ "id_token": { "acrs": { "essential": true, "value": context } } });
                asked = asked.add_extra_param("claims", claims.to_string());
            }
            Need::Method(_) | Need::Nothing => {}
        }
        Ok(asked.url().0.into())
    }

    /// Whether an answer names this provider, where it names any or says that it always does.
    pub async fn is_named(&self, named: Option<&str>, now: i64) -> Result<bool, Trouble> {
        match named {
            Some(named) => Ok(named == self.issuer.as_str()),
            None => Ok(!self.provider(now, false).await?.names_itself),
        }
    }

    /// Who came back with a code.
    pub async fn identify(&self, code: &str, words: &Words, back: &str, now: i64) -> Result<Identity, Trouble> {
        let _turn = self.turns.acquire().await.map_err(|_| Unusable("the program is stopping"))?;
        let provider = self.provider(now, false).await?;
        let asked = provider.client.exchange_code(AuthorizationCode::new(code.to_owned()));
        let answer = asked
            .map_err(|_| Unusable("it names no address for codes"))?
            .set_pkce_verifier(PkceCodeVerifier::new(words.verifier.clone()))
            .set_redirect_uri(Cow::Owned(redirect(back)?))
            .request_async(&self.https)
            .await
            .map_err(|error| no_token(&error))?;
        let token = answer.id_token().ok_or(Refused("its answer has no ID token"))?;
        let nonce = Nonce::new(words.nonce.clone());
        let claims = match self.claims(&provider, token, &nonce, now) {
            Err(ClaimsVerificationError::SignatureVerification(SignatureVerificationError::NoMatchingKey)) => {
                self.claims(&*self.provider(now, true).await?, token, &nonce, now)
            }
            claims => claims,
        };
        let claims = claims.map_err(|error| Refused(why(&error)))?;
        self.is_enough(claims)?;
        Ok(Identity { issuer: claims.issuer().to_string(), subject: claims.subject().to_string() })
    }

    fn claims<'a>(
        &self,
        provider: &Provider,
        token: &'a Token,
        nonce: &Nonce,
        now: i64,
    ) -> Result<&'a Claims, ClaimsVerificationError> {
        let verifier = provider
            .client
            .id_token_verifier()
            .set_allowed_algs([
                CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
                CoreJwsSigningAlgorithm::RsaSsaPssSha256,
                CoreJwsSigningAlgorithm::EcdsaP256Sha256,
            ])
            .set_time_fn(move || (UNIX_EPOCH + Duration::from_secs(now.max(0).unsigned_abs())).into())
            .set_issue_time_verifier_fn(move |issued| {
                let fits = (now - OLDEST..=now + AHEAD).contains(&issued.timestamp());
                if fits { Ok(()) } else { Err("issued at another time".into()) }
            });
        token.claims(&verifier, nonce)
    }

    /// Whether somebody signed in there as is asked for here. What the token does not say was not done.
    fn is_enough(&self, claims: &Claims) -> Result<(), Trouble> {
        let enough = match &self.need {
            Need::Method(method) => {
                claims.auth_method_refs().is_some_and(|used| used.iter().any(|used| used.as_str() == method))
            }
            Need::Class(class) => claims.auth_context_ref().is_some_and(|used| used.as_str() == class),
            Need::Context(context) => claims.additional_claims().acrs.contains(context),
            Need::Nothing => true,
        };
        let for_us = claims.authorized_party().is_none_or(|party| *party == self.client);
        match (enough, for_us) {
            (_, false) => Err(Refused("the token was made for another client")),
            (false, true) => Err(Refused("the token does not say what --oidc-need asks for")),
            (true, true) => Ok(()),
        }
    }

    /// What the provider says of itself, asked for by one at a time.
    async fn provider(&self, now: i64, anew: bool) -> Result<Arc<Provider>, Trouble> {
        let mut known = self.known.lock().await;
        if let Some(provider) = &known.provider
            && !anew
            && now - provider.read < KNOWN_FOR
        {
            return Ok(provider.clone());
        }
        if known.failed.is_some_and(|failed| now - failed < REST) {
            return Err(Unusable("it did not answer a moment ago"));
        }
        let found = self.discover(now).await.map(Arc::new);
        known.failed = found.is_err().then_some(now);
        known.provider = found.as_ref().ok().cloned();
        found
    }

    async fn discover(&self, now: i64) -> Result<Provider, Trouble> {
        let found = Metadata::discover_async(self.issuer.clone(), &self.https).await;
        let found = found.map_err(|error| match error {
            DiscoveryError::Request(error) => Unusable(error.words()),
            _ => Unusable("what it says of itself cannot be read, or names another issuer"),
        })?;
        let token_endpoint = found.token_endpoint().ok_or(Unusable("it names no address for codes"))?;
        if ![found.authorization_endpoint().url(), token_endpoint.url()].into_iter().all(is_safe) {
            return Err(Unusable("it names an address that is not https"));
        }
        let names_itself = found.additional_metadata().authorization_response_iss_parameter_supported;
        let ways = found.token_endpoint_auth_methods_supported().cloned().unwrap_or_default();
        let only_in_body = ways.contains(&CoreClientAuthMethod::ClientSecretPost)
            && !ways.contains(&CoreClientAuthMethod::ClientSecretBasic);
        let client = Client::from_provider_metadata(found, self.client.clone(), Some(self.secret.clone()));
        let way = if only_in_body { AuthType::RequestBody } else { AuthType::BasicAuth };
        Ok(Provider { client: client.set_auth_type(way), names_itself, read: now })
    }
}

fn redirect(back: &str) -> Result<RedirectUrl, Trouble> {
    RedirectUrl::new(back.to_owned()).map_err(|_| Unusable("--public-url is no address to come back to"))
}

fn no_token(error: &RequestTokenError<NoAnswer, StandardErrorResponse<CoreErrorResponseType>>) -> Trouble {
    match error {
        RequestTokenError::ServerResponse(said) => match said.error() {
            CoreErrorResponseType::InvalidGrant => Refused("it does not take the code"),
            CoreErrorResponseType::InvalidClient | CoreErrorResponseType::UnauthorizedClient => {
                Unusable("it does not take the client id or the secret")
            }
            _ => Unusable("it refuses to give a token"),
        },
        RequestTokenError::Request(error) => Unusable(error.words()),
        RequestTokenError::Parse(..) | RequestTokenError::Other(_) => Refused("its answer has no token that reads"),
    }
}

/// Without anything that the token says.
fn why(error: &ClaimsVerificationError) -> &'static str {
    match error {
        ClaimsVerificationError::Expired(_) => "the token is too old, or its time is not now",
        ClaimsVerificationError::InvalidAudience(_) => "the token was made for another client",
        ClaimsVerificationError::InvalidIssuer(_) => "the token is of another issuer",
        ClaimsVerificationError::InvalidNonce(_) => "the token belongs to another sign-in",
        ClaimsVerificationError::SignatureVerification(_) => "the token's signature does not hold",
        _ => "the token does not hold",
    }
}
