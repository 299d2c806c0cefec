#!/usr/bin/env bash
# Staff's sign-in by their organisation (the feature `oidc`) by itself, which is quicker than `tests/run.sh`, which has it
# too: lints and licences with it, and its tests against a provider that they play, on both databases and in a browser. Run
# `tests/run.sh` once before: it installs what is needed, and fetches the checker of pages.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=tests/postgres.sh
source tests/postgres.sh
postgres_bin >/dev/null || { echo 'missing: postgresql; tests/run.sh installs it' >&2; exit 1; }

work=$(mktemp -d -t heard-oidc.XXXXXX)
chmod 711 "$work"
clean_up() {
    postgres_stop "$work/postgres"
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

cargo clippy --all-targets --locked --features oidc -- -D warnings
cargo deny --log-level error check licenses bans sources

postgres_start "$work/postgres" fsync=off synchronous_commit=off full_page_writes=off max_connections=300
"$(postgres_bin)/createdb" -h "$work/postgres/socket" -U postgres heard
HEARD_TEST_POSTGRES="postgres://postgres@localhost/heard?host=${work//\//%2F}%2Fpostgres%2Fsocket"
HEARD_TEST_AXE=${HEARD_TEST_AXE:-${XDG_CACHE_HOME:-$HOME/.cache}/heard/pages/axe-core-4.14.1/axe.min.js}
export HEARD_TEST_POSTGRES HEARD_TEST_AXE
cargo test --locked --features oidc --lib organisation
cargo test --locked --features oidc --test heard -- organisation roles sign_in house_rules commands::a_registration
