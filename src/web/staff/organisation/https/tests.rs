//! A server with a certificate that one client trusts, and what happens to the others.

use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING as SIGNING, EcdsaKeyPair, KeyPair};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};

use super::*;

const BY_ECDSA: &[u8] = b"\x30\x0a\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x02";
const ON_P256: &[u8] = b"\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07";
const COMMON_NAME: &[u8] = b"\x06\x03\x55\x04\x03";
const OTHER_NAMES: &[u8] = b"\x06\x03\x55\x1d\x11";

/// One value in DER.
fn der(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    let length = content.len();
    let head = match length {
        0..=127 => vec![tag, length as u8],
        128..=255 => vec![tag, 0x81, length as u8],
        _ => vec![tag, 0x82, (length >> 8) as u8, length as u8],
    };
    [head, content].concat()
}

/// A certificate for `localhost`, signed by itself, and its key.
#[allow(clippy::disallowed_methods)] // ring signs with its own generator
fn certificate() -> (CertificateDer<'static>, PrivatePkcs8KeyDer<'static>) {
    let random = SystemRandom::new();
    let pkcs8 = EcdsaKeyPair::generate_pkcs8(&SIGNING, &random).unwrap();
    let key = EcdsaKeyPair::from_pkcs8(&SIGNING, pkcs8.as_ref(), &random).unwrap();
    let name = der(0x30, &[&der(0x31, &[&der(0x30, &[COMMON_NAME, &der(0x0c, &[b"localhost"])])])]);
    let valid = der(0x30, &[&der(0x17, &[b"200101000000Z"]), &der(0x18, &[b"20991231235959Z"])]);
    let public = der(0x30, &[ON_P256, &der(0x03, &[&[0], key.public_key().as_ref()])]);
    let names = der(0x04, &[&der(0x30, &[&der(0x82, &[b"localhost"])])]);
    let more = der(0xa3, &[&der(0x30, &[&der(0x30, &[OTHER_NAMES, &names])])]);
    let version = der(0xa0, &[&der(0x02, &[&[2]])]);
    let said = der(0x30, &[&version, &der(0x02, &[&[1]]), BY_ECDSA, &name, &valid, &name, &public, &more]);
    let signed = key.sign(&random, &said).unwrap();
    let whole = der(0x30, &[&said, BY_ECDSA, &der(0x03, &[&[0], signed.as_ref()])]);
    (CertificateDer::from(whole), PrivatePkcs8KeyDer::from(pkcs8.as_ref().to_vec()))
}

/// Answers every request with itself; its port, and what to trust it by.
async fn server() -> (u16, RootCertStore) {
    let (certificate, key) = certificate();
    let settings = ServerConfig::builder_with_provider(Arc::new(crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.clone()], key.into())
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(settings));
    let listener = TcpListener::bind(("localhost", 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            // A client that does not trust it ends the handshake.
            let Ok(mut stream) = acceptor.accept(stream).await else { continue };
            let mut asked = vec![0; 2_000];
            let length = stream.read(&mut asked).await.unwrap();
            let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n");
            stream.write_all(&[head.as_bytes(), &asked[..length]].concat()).await.unwrap();
        }
    });
    let mut roots = RootCertStore::empty();
    roots.add(certificate).unwrap();
    (port, roots)
}

async fn ask(client: &Https, address: String) -> Result<String, NoAnswer> {
    let request = openidconnect::http::Request::get(address).body(vec![]).unwrap();
    client.call(request).await.map(|answer| String::from_utf8(answer.into_body()).unwrap())
}

#[tokio::test]
async fn only_a_server_whose_certificate_holds_for_its_name_is_asked() {
    let (port, roots) = server().await;
    let trusting = Https::trusting(roots).unwrap();
    let asked = ask(&trusting, format!("https://localhost:{port}/a?b=c")).await.unwrap();
    assert!(asked.starts_with("GET /a?b=c HTTP/1.1\r\n"), "{asked}");
    assert!(asked.contains(&format!("host: localhost:{port}\r\n")), "{asked}");
    let stranger = Https::trusting(RootCertStore::empty()).unwrap();
    let refused = Err(NoAnswer::Untrusted);
    assert_eq!(ask(&stranger, format!("https://localhost:{port}/")).await, refused, "nobody vouches for it");
    let (_, others) = server().await;
    let other = Https::trusting(others).unwrap();
    assert_eq!(ask(&other, format!("https://localhost:{port}/")).await, refused, "another of the same name");
}

#[tokio::test]
async fn a_certificate_of_another_name_does_not_hold_and_plain_http_is_never_asked_elsewhere() {
    let client = Https::trusting(RootCertStore::empty()).unwrap();
    for address in ["http://feedback.example/", "http://10.0.0.1/", "ftp://localhost/"] {
        assert_eq!(ask(&client, address.into()).await, Err(NoAnswer::Unsafe), "{address}");
    }
    let (port, roots) = server().await;
    let client = Https::trusting(roots).unwrap();
    // The same server by its number, which its certificate does not name.
    for number in ["127.0.0.1", "[::1]"] {
        let answer = ask(&client, format!("https://{number}:{port}/")).await;
        assert!(matches!(answer, Err(NoAnswer::Untrusted | NoAnswer::Unreachable)), "{number}: {answer:?}");
    }
}
