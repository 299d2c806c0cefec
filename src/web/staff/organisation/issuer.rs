//! Which issuers can be trusted with who somebody is, by their address.
//!
//! Promises https, and that the address names one organisation: Microsoft's addresses for "any organisation" issue tokens
//! for whoever has an account anywhere, under issuers that differ from the address.

use openidconnect::IssuerUrl;
use openidconnect::url::Url;

/// The tenant of personal accounts, by its number.
const PERSONAL: &str = "9188040d-6c67-4c5b-b112-36a304b66dad";

pub fn checked(address: &str) -> Result<IssuerUrl, String> {
    let issuer = IssuerUrl::new(address.to_owned()).map_err(|_| format!("'{address}' is no address of an issuer"))?;
    let url = issuer.url();
    if !is_safe(url) {
        return Err(format!("'{address}' is no issuer to trust: its address must start with https://"));
    }
    if url.query().is_some() || url.fragment().is_some() || !url.username().is_empty() || url.password().is_some() {
        return Err(format!("'{address}' is no issuer: take what stands behind ? or # or before @ away"));
    }
    if is_of_many(url) {
        return Err(format!(
            "'{address}' stands for many organisations: name your tenant, https://login.microsoftonline.com/TENANT-ID/v2.0"
        ));
    }
    Ok(issuer)
}

/// https, or this machine itself, where tests play the issuer.
pub fn is_safe(url: &Url) -> bool {
    url.scheme() == "https" || (url.scheme() == "http" && is_here(url))
}

pub fn is_here(url: &Url) -> bool {
    matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"))
}

fn is_of_many(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let microsoft = ["microsoftonline", "windows.net", "ciamlogin"].iter().any(|part| host.contains(part));
    let tenant = url.path_segments().and_then(|mut parts| parts.next()).unwrap_or_default().to_lowercase();
    microsoft && ["", "common", "organizations", "consumers", PERSONAL].contains(&tenant.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_organisation_by_https_is_an_issuer() {
        for fine in [
            "https://login.microsoftonline.com/6b2b31f9-6a39-4f3c-8a0c-6a2f1d7d6d10/v2.0",
            "https://id.example.org",
            "https://id.example.org/realms/common",
            "http://127.0.0.1:4000",
            "http://localhost:4000/own",
        ] {
            assert_eq!(checked(fine).unwrap().as_str(), fine);
        }
    }

    #[test]
    fn plain_http_and_addresses_of_many_organisations_are_refused_in_words() {
        for (odd, words) in [
            ("http://id.example.org", "https://"),
            ("http://localhost.example.org", "https://"),
            ("ftp://localhost", "https://"),
            ("https://login.microsoftonline.com/common/v2.0", "name your tenant"),
            ("https://login.microsoftonline.com/Organizations/v2.0", "name your tenant"),
            ("https://login.microsoftonline.us/consumers/v2.0", "name your tenant"),
            ("https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0", "name your tenant"),
            ("https://login.microsoftonline.com", "name your tenant"),
            ("https://id.example.org/?tenant=x", "take what stands behind"),
            ("https://me:secret@id.example.org", "take what stands behind"),
            ("id.example.org", "no address"),
        ] {
            let said = checked(odd).unwrap_err();
            assert!(said.contains(words), "{odd}: {said}");
        }
    }
}
