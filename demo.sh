#!/usr/bin/env bash
# Builds Heard and plays the demonstration: with the model worker where its models can be had, by words alone elsewhere
# or with `--without-model`. What is given goes to `heard demo`.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
command -v cargo >/dev/null || { echo "missing: cargo, the Rust toolchain (rustup.rs)" >&2; exit 1; }
command -v cc >/dev/null || { echo "missing: a C compiler (Debian: gcc, libc6-dev)" >&2; exit 1; }

listen=()
case " $* " in
*' --without-model '*) ;;
*)
    if src/listen/setup.sh; then
        listen=(--features listen)
    else
        echo 'demo: the models cannot be had here, so themes are suggested by words alone' >&2
    fi
    ;;
esac
cargo build --release --locked --bins "${listen[@]}"
exec "${CARGO_TARGET_DIR:-target}/release/heard" demo "$@"
