//! An organisation's provider, played inside the test: it says what it is, gives codes and signs tokens, and can be told
//! to say anything else.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use data_encoding::{BASE64, BASE64URL_NOPAD};
use ring::signature::{EcdsaKeyPair, KeyPair, RsaKeyPair};
use ring::{digest, hmac, rand, signature};
use serde_json::{Value, json};

pub const CLIENT: &str = "heard-client";
pub const SECRET: &str = "a secret of the client: & % +";

/// How a token is signed.
#[derive(Clone)]
pub enum Signing {
    Rs256,
    Ps256,
    Es256,
    None,
    Hs256(Vec<u8>),
}

/// A token before it is signed.
pub struct Token {
    pub signing: Signing,
    pub header: Value,
    pub claims: Value,
}

/// What the whole provider does with a question.
#[derive(Clone, Copy, PartialEq)]
pub enum Mood {
    Well,
    Slow,
    Huge,
    Elsewhere,
    Nonsense,
}

type Twist = Box<dyn Fn(&mut Token) + Send>;

struct Code {
    nonce: String,
    challenge: String,
    back: String,
    subject: String,
    now: i64,
}

pub struct Inside {
    pub mood: Mood,
    /// What it says of itself.
    pub metadata: Value,
    pub twist: Twist,
    /// How often each path was asked for.
    pub asked: HashMap<String, usize>,
    codes: HashMap<String, Code>,
    keys: Keys,
}

pub struct Issuer {
    pub base: String,
    inside: Arc<Mutex<Inside>>,
}

struct Keys {
    rsa: RsaKeyPair,
    ec: EcdsaKeyPair,
    random: rand::SystemRandom,
    words: HashMap<String, String>,
}

impl Keys {
    #[allow(clippy::disallowed_methods)] // signing takes ring's own generator
    fn new() -> Self {
        let random = rand::SystemRandom::new();
        let curve = &signature::ECDSA_P256_SHA256_FIXED_SIGNING;
        let ec = EcdsaKeyPair::generate_pkcs8(curve, &random).unwrap();
        let ec = EcdsaKeyPair::from_pkcs8(curve, ec.as_ref(), &random).unwrap();
        // ring makes no RSA keys; this one is for tests alone.
        let words: HashMap<String, String> = serde_json::from_str(include_str!("../data/issuer-key.json")).unwrap();
        let part = |name: &str| BASE64URL_NOPAD.decode(words[name].as_bytes()).unwrap();

        let rsa = RsaKeyPair::from_components(&ring::rsa::KeyPairComponents {
            public_key: ring::rsa::PublicKeyComponents { n: part("n"), e: part("e") },
            d: part("d"),
            p: part("p"),
            q: part("q"),
            dP: part("dp"),
            dQ: part("dq"),
            qInv: part("qi"),
        });
        Self { rsa: rsa.unwrap(), ec, random, words }
    }

    fn published(&self) -> Value {
        let (x, y) = self.ec.public_key().as_ref()[1..].split_at(32);
        json!({ "keys": [
            { "kty": "RSA", "use": "sig", "kid": "rsa", "n": self.words["n"], "e": self.words["e"] },
            { "kty": "EC", "use": "sig", "kid": "ec", "crv": "P-256",
              "x": BASE64URL_NOPAD.encode(x), "y": BASE64URL_NOPAD.encode(y) },
        ] })
    }

    fn sign(&self, token: &Token) -> String {
        let part = |value: &Value| BASE64URL_NOPAD.encode(value.to_string().as_bytes());
        let text = format!("{}.{}", part(&token.header), part(&token.claims));
        let rsa = |padding| {
            let mut signed = vec![0; self.rsa.public().modulus_len()];
            self.rsa.sign(padding, &self.random, text.as_bytes(), &mut signed).unwrap();
            signed
        };
        let signed = match &token.signing {
            Signing::Rs256 => rsa(&signature::RSA_PKCS1_SHA256),
            Signing::Ps256 => rsa(&signature::RSA_PSS_SHA256),
            Signing::Es256 => self.ec.sign(&self.random, text.as_bytes()).unwrap().as_ref().to_vec(),
            Signing::Hs256(key) => {
                let key = hmac::Key::new(hmac::HMAC_SHA256, key);
                hmac::sign(&key, text.as_bytes()).as_ref().to_vec()
            }
            Signing::None => vec![],
        };
        format!("{text}.{}", BASE64URL_NOPAD.encode(&signed))
    }
}

impl Token {
    pub fn signed_by(&mut self, signing: Signing) {
        let (alg, kid) = match &signing {
            Signing::Rs256 => ("RS256", "rsa"),
            Signing::Ps256 => ("PS256", "rsa"),
            Signing::Es256 => ("ES256", "ec"),
            Signing::None => ("none", "rsa"),
            Signing::Hs256(_) => ("HS256", "rsa"),
        };
        self.header = json!({ "alg": alg, "kid": kid, "typ": "JWT" });
        self.signing = signing;
    }
}

impl Issuer {
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let metadata = json!({
            "issuer": base,
            "authorization_endpoint": format!("{base}/authorize"),
            "token_endpoint": format!("{base}/token"),
            "jwks_uri": format!("{base}/keys"),
            "response_types_supported": ["code"],
            "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
        });
        let inside = Inside {
            mood: Mood::Well,
            metadata,
            twist: Box::new(|_| ()),
            asked: HashMap::new(),
            codes: HashMap::new(),
            keys: Keys::new(),
        };
        let inside = Arc::new(Mutex::new(inside));
        let pages = Router::new().fallback(answer).with_state(inside.clone());
        tokio::spawn(async move { axum::serve(listener, pages).await });
        Self { base, inside }
    }

    pub fn set<T>(&self, change: impl FnOnce(&mut Inside) -> T) -> T {
        change(&mut self.inside.lock().unwrap())
    }

    /// From now on, tokens are changed before they are signed.
    pub fn twist(&self, twist: impl Fn(&mut Token) + Send + 'static) {
        self.set(|inside| inside.twist = Box::new(twist));
    }

    pub fn asked(&self, path: &str) -> usize {
        self.set(|inside| inside.asked.get(path).copied().unwrap_or(0))
    }

    /// Of what the public key is made, as its name in the set.
    pub fn public_key(&self) -> Vec<u8> {
        self.set(|inside| inside.keys.rsa.public_key().as_ref().to_vec())
    }

    /// Somebody signs in: a code for what an address asked for.
    pub fn code(&self, asked: &HashMap<String, String>, subject: &str, now: i64) -> String {
        let code = format!(
            "code-{}",
            data_encoding::HEXLOWER.encode(&heard::clock::random::<8>(&heard::clock::Os::default()))
        );
        let kept = Code {
            nonce: asked["nonce"].clone(),
            challenge: asked["code_challenge"].clone(),
            back: asked["redirect_uri"].clone(),
            subject: subject.to_owned(),
            now,
        };
        self.set(|inside| inside.codes.insert(code.clone(), kept));
        code
    }
}

async fn answer(State(inside): State<Arc<Mutex<Inside>>>, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    let mood = {
        let mut inside = inside.lock().unwrap();
        *inside.asked.entry(uri.path().to_owned()).or_default() += 1;
        inside.mood
    };
    match mood {
        Mood::Well => {}
        Mood::Slow => tokio::time::sleep(Duration::from_secs(60)).await,
        Mood::Huge => return format!("{{\"issuer\": \"{}\"}}", "x".repeat(400 << 10)).into_response(),
        Mood::Elsewhere => return (StatusCode::FOUND, [(header::LOCATION, "/elsewhere")]).into_response(),
        Mood::Nonsense => return "<html>not what you asked for".into_response(),
    }
    let mut inside = inside.lock().unwrap();
    match uri.path() {
        "/.well-known/openid-configuration" => of_json(inside.metadata.clone()),
        "/keys" => of_json(inside.keys.published()),
        "/token" => match inside.token(&headers, &body) {
            Ok(token) => of_json(json!({ "access_token": "x", "token_type": "Bearer", "id_token": token })),
            Err(error) => (StatusCode::BAD_REQUEST, of_json(json!({ "error": error }))).into_response(),
        },
        "/authorize" => "the organisation's own page".into_response(),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

fn of_json(value: Value) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], value.to_string()).into_response()
}

impl Inside {
    fn token(&mut self, headers: &HeaderMap, body: &[u8]) -> Result<String, &'static str> {
        let sent: HashMap<String, String> = form_urlencoded::parse(body).into_owned().collect();
        let form = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
        let basic = format!("Basic {}", BASE64.encode(format!("{}:{}", form(CLIENT), form(SECRET)).as_bytes()));
        let in_body = sent.get("client_secret").is_some_and(|secret| secret == SECRET);
        if headers.get(header::AUTHORIZATION).is_none_or(|value| value.as_bytes() != basic.as_bytes()) && !in_body {
            return Err("invalid_client");
        }
        let code = self.codes.remove(&sent["code"]).ok_or("invalid_grant")?;
        let challenge = digest::digest(&digest::SHA256, sent["code_verifier"].as_bytes());
        if BASE64URL_NOPAD.encode(challenge.as_ref()) != code.challenge || sent["redirect_uri"] != code.back {
            return Err("invalid_grant");
        }
        let mut token = Token {
            signing: Signing::Rs256,
            header: Value::Null,
            claims: json!({
                "iss": self.metadata["issuer"], "sub": code.subject, "aud": CLIENT, "nonce": code.nonce,
                "iat": code.now - 300, "exp": code.now + 3600, "amr": ["pwd", "mfa"],
                "name": "Somebody Atwork", "email": "somebody@organisation.example",
            }),
        };
        token.signed_by(Signing::Rs256);
        (self.twist)(&mut token);
        Ok(self.keys.sign(&token))
    }
}
