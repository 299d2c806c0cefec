//! The few questions that the server asks the organisation's provider.
//!
//! Promises TLS with the machine's own certificates, ten seconds and 256 KiB for a whole answer, and that no answer sends
//! it elsewhere: a redirect is an answer like any other, and no right one. Knows no proxy.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper::header::{CONNECTION, HOST, HeaderValue};
use hyper_util::rt::TokioIo;
use openidconnect::url::{Position, Url};
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto};

use super::issuer::{is_here, is_safe};

const LASTS: Duration = Duration::from_secs(10);
const LARGEST: usize = 256 << 10;

pub struct Https(TlsConnector);

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.words())]
pub enum NoAnswer {
    Unsafe,
    Unreachable,
    Untrusted,
    Slow,
    Broken,
}

impl NoAnswer {
    /// Without anything of the answer.
    pub fn words(self) -> &'static str {
        match self {
            Self::Unsafe => "an address of it is not https",
            Self::Unreachable => "there is no connection to it",
            Self::Untrusted => "its certificate does not hold",
            Self::Slow => "it did not answer within ten seconds",
            Self::Broken => "its answer broke off or was larger than 256 KiB",
        }
    }
}

impl Https {
    /// Trusts the certificates that the machine trusts; for a provider on the machine itself it needs none.
    pub fn new(issuer: &Url) -> Result<Self, String> {
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        if roots.is_empty() && !is_here(issuer) {
            return Err(
                "this machine trusts no certificates: install ca-certificates, or name a file in SSL_CERT_FILE".into(),
            );
        }
        Self::trusting(roots)
    }

    fn trusting(roots: RootCertStore) -> Result<Self, String> {
        let settings = ClientConfig::builder_with_provider(Arc::new(crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|error| format!("TLS cannot be set up: {error}"))?;
        Ok(Self(TlsConnector::from(Arc::new(settings.with_root_certificates(roots).with_no_client_auth()))))
    }

    async fn connect_and_ask(&self, request: HttpRequest) -> Result<HttpResponse, NoAnswer> {
        let url = Url::parse(&request.uri().to_string()).map_err(|_| NoAnswer::Unsafe)?;
        if !is_safe(&url) {
            return Err(NoAnswer::Unsafe);
        }
        let name = url.host_str().ok_or(NoAnswer::Unsafe)?.trim_matches(['[', ']']).to_owned();
        let port = url.port_or_known_default().ok_or(NoAnswer::Unsafe)?;
        let stream = TcpStream::connect((name.as_str(), port)).await.map_err(|_| NoAnswer::Unreachable)?;
        if url.scheme() == "http" {
            return talk(stream, &url, request).await;
        }
        let name = ServerName::try_from(name).map_err(|_| NoAnswer::Unsafe)?;
        let stream = self.0.connect(name, stream).await.map_err(|_| NoAnswer::Untrusted)?;
        talk(stream, &url, request).await
    }
}

impl<'c> AsyncHttpClient<'c> for Https {
    type Error = NoAnswer;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, NoAnswer>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        let asked = tokio::time::timeout(LASTS, self.connect_and_ask(request));
        Box::pin(async { asked.await.unwrap_or(Err(NoAnswer::Slow)) })
    }
}

/// One request on a connection of its own, which ends with it.
async fn talk<S>(stream: S, url: &Url, request: HttpRequest) -> Result<HttpResponse, NoAnswer>
where
    S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let broken = |_| NoAnswer::Broken;
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.map_err(broken)?;
    // Dropped with this function, and the connection with it.
    let mut connected = JoinSet::new();
    connected.spawn(connection);
    let answer = sender.send_request(written(url, request)?).await.map_err(broken)?;
    let (head, body) = answer.into_parts();
    let body = Limited::new(body, LARGEST).collect().await.map_err(|_| NoAnswer::Broken)?;
    Ok(HttpResponse::from_parts(head, body.to_bytes().to_vec()))
}

/// As it goes over the line: the path alone, and the host as a header.
fn written(url: &Url, request: HttpRequest) -> Result<hyper::Request<Full<Bytes>>, NoAnswer> {
    let mut request = request.map(|body| Full::new(Bytes::from(body)));
    let path = &url[Position::BeforePath..Position::AfterQuery];
    let host = &url[Position::BeforeHost..Position::AfterPort];
    let host = HeaderValue::from_str(host).map_err(|_| NoAnswer::Unsafe)?;
    *request.uri_mut() = path.parse().map_err(|_| NoAnswer::Unsafe)?;
    request.headers_mut().insert(HOST, host);
    request.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    Ok(request)
}

#[cfg(test)]
mod tests;
