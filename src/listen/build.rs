//! Tells the model worker, and nothing else, where libtorch is when it runs.
//!
//! Promises: a build without the feature `listen` sees nothing of it, and the worker runs with an empty environment,
//! beside an installed `libtorch` folder, in the clone it was built in, and from the cache folder the clone links to.

use std::path::Path;

fn main() {
    println!("cargo:rerun-if-changed=src/listen/build.rs");
    println!("cargo:rerun-if-env-changed=LIBTORCH");
    if std::env::var_os("CARGO_FEATURE_LISTEN").is_none() {
        return;
    }
    let mut places = vec!["$ORIGIN/libtorch/lib".to_owned(), "$ORIGIN/../../third_party/libtorch/lib".to_owned()];
    if let Some(libtorch) = std::env::var_os("LIBTORCH") {
        match Path::new(&libtorch).join("lib").canonicalize() {
            Ok(kept) => places.push(kept.display().to_string()),
            Err(_) => println!("cargo:warning=libtorch is not here: run src/listen/setup.sh first"),
        }
    }
    for place in places {
        println!("cargo:rustc-link-arg-bin=heard-listen=-Wl,-rpath,{place}");
    }
}
