#!/usr/bin/env bash
# Everything that must hold: formatting, lints, tests on both databases and in a browser, the deployment files,
# licences. As root on Debian it installs what is missing; elsewhere it says what is missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
started=$SECONDS
# shellcheck source=tests/postgres.sh
source tests/postgres.sh

deny_version=0.20.2

step() { printf '\n== %s\n' "$*"; }

missing=()
need() { missing+=("$1"); }
postgres_bin >/dev/null || need postgresql
command -v chromium >/dev/null || need chromium
command -v chromedriver >/dev/null || need chromium-driver
compgen -G '/usr/share/fonts/truetype/noto/NotoSans-*' >/dev/null || need fonts-noto-core
command -v cc >/dev/null || { need gcc; need libc6-dev; }
command -v python3 >/dev/null || need python3
command -v pdftoppm >/dev/null || need poppler-utils
command -v java >/dev/null || need default-jre-headless
command -v curl >/dev/null || need curl
python3 -m pip --version >/dev/null 2>&1 || need python3-pip

if [ "${#missing[@]}" -gt 0 ]; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        step "installing ${missing[*]}"
        export DEBIAN_FRONTEND=noninteractive
        apt-get -o DPkg::Lock::Timeout=400 -qq update
        apt-get -o DPkg::Lock::Timeout=400 -qq install --no-install-recommends --yes "${missing[@]}" >/dev/null
    else
        echo "missing: ${missing[*]} (Debian's names; install them, or run this as root on Debian)" >&2
        exit 1
    fi
fi
command -v cargo >/dev/null || { echo "missing: cargo, the Rust toolchain (rustup.rs)" >&2; exit 1; }

work=$(mktemp -d -t heard-tests.XXXXXX)
chmod 711 "$work"
clean_up() {
    postgres_stop "$work/postgres"
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# What is off by default is built for the tests too: the organisation's sign-in, noise, and the model worker.
features=oidc,dp
step 'the model worker: libtorch and models'
if [ -n "${HEARD_TEST_WITHOUT_MODELS:-}" ]; then
    echo 'not tested: the model worker, because HEARD_TEST_WITHOUT_MODELS is set'
else
    # Once more, should a download break off.
    bash src/listen/setup.sh || bash src/listen/setup.sh
    features=$features,listen
    # The worker finds libtorch by itself; its own unit tests do not.
    export LD_LIBRARY_PATH="$PWD/third_party/libtorch/lib"
fi

step 'formatting'
cargo fmt --check

step 'lints'
cargo clippy --all-targets --locked --features "$features" -- -D warnings
cargo clippy --locked -- -D warnings

step 'licences, bans, sources'
if ! cargo deny --version >/dev/null 2>&1; then
    cargo install --quiet --locked "cargo-deny@$deny_version"
fi
cargo deny --log-level error check licenses bans sources

step 'advisories'
if timeout 120 cargo deny --log-level off fetch db >/dev/null 2>&1; then
    cargo deny --log-level error check advisories
else
    echo 'not checked: the advisory database cannot be reached from here'
fi

step 'two checkers of pages: axe and vnu'
kept=${XDG_CACHE_HOME:-$HOME/.cache}/heard/pages
fetch_checker() { # package, version, file, where in the package, its SHA-256
    local file=$kept/$1-$2/$3
    if [ ! -f "$file" ]; then
        mkdir -p "$kept/$1-$2"
        curl --fail --silent --show-error --location --retry 3 "https://registry.npmjs.org/$1/-/$1-$2.tgz" |
            tar -xzO "package/$4" >"$file.part"
        mv "$file.part" "$file"
    fi
    echo "$5  $file" | sha256sum --check --quiet
}
fetch_checker axe-core 4.14.1 axe.min.js axe.min.js 29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c
fetch_checker vnu-jar 26.9.27 vnu.jar build/dist/vnu.jar 22f15dd39a33bed929d2a5c0cddf5946849a647eca9272bf4d5d00bc7e7a4d47
export HEARD_TEST_AXE=$kept/axe-core-4.14.1/axe.min.js HEARD_TEST_VNU=$kept/vnu-jar-26.9.27/vnu.jar

step 'a private PostgreSQL'
postgres_start "$work/postgres" fsync=off synchronous_commit=off full_page_writes=off max_connections=300
"$(postgres_bin)/createdb" -h "$work/postgres/socket" -U postgres heard
HEARD_TEST_POSTGRES="postgres://postgres@localhost/heard?host=${work//\//%2F}%2Fpostgres%2Fsocket"
HEARD_TEST_CHROMEDRIVER=$(command -v chromedriver)
HEARD_TEST_CHROMIUM=$(command -v chromium)
export HEARD_TEST_POSTGRES HEARD_TEST_CHROMEDRIVER HEARD_TEST_CHROMIUM
"$(postgres_bin)/postgres" --version

step 'tests'
cargo test --locked --features "$features" 2>&1 | tee "$work/tests.log"
passed=$(awk '/^test result: ok/ { n += $4 } END { print n + 0 }' "$work/tests.log")
[ "$passed" -gt 0 ] || { echo 'no test ran' >&2; exit 1; }

step 'deployment files'
bash tests/deployment.sh

step 'the deployed parts together: proxy, program, database'
bash tests/proxy.sh

printf '\n%d passed, 0 failed\n' "$passed"
printf '== all passed in %d min %02d s\n' $(((SECONDS - started) / 60)) $(((SECONDS - started) % 60))
