#!/usr/bin/env bash
# Runs the deployed parts natively, with their own configuration: the proxy (Caddyfile), PostgreSQL with the settings of
# docker-compose.yml, and `heard serve` with its environment. What visitors send is full of a marker, and neither proxy,
# program nor database may have written it down afterwards.
#
# The program is $HEARD_TEST_BINARY, or the one that `cargo test` built.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=tests/postgres.sh
source tests/postgres.sh
target=${CARGO_TARGET_DIR:-target}
binary=${HEARD_TEST_BINARY:-$target/debug/heard}

# Debian's Caddy, unpacked beside the build: installing it would start a service.
caddy=$(command -v caddy || true)
if [ -z "$caddy" ]; then
    caddy=$target/tools/caddy/usr/bin/caddy
    if [ ! -x "$caddy" ]; then
        command -v apt-get >/dev/null || { echo 'missing: caddy' >&2; exit 1; }
        mkdir -p "$target/tools/caddy"
        (
            cd "$target/tools/caddy"
            if [ "$(id -u)" = 0 ]; then apt-get -o DPkg::Lock::Timeout=400 -qq update; fi
            apt-get -qq download caddy 2>/dev/null
            dpkg-deb -x caddy_*.deb .
        )
    fi
fi
[ -x "$binary" ] || { echo "missing: $binary (cargo build)" >&2; exit 1; }

work=$(mktemp -d -t heard-proxy.XXXXXX)
chmod 711 "$work"
started=()
clean_up() {
    for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
    wait 2>/dev/null || true
    postgres_stop "$work/postgres"
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

marker=marker7q2w9x
visit() { python3 tests/visitor.py "$marker" "$@"; }
read -r http https upstream < <(python3 -c '
import socket
sockets = [socket.socket() for _ in range(3)]
for s in sockets: s.bind(("127.0.0.1", 0))
print(*[s.getsockname()[1] for s in sockets])')

# start NAME COMMAND …: in the background, both outputs into a file.
start() {
    local name=$1
    shift
    "$@" >"$work/$name.log" 2>&1 &
    started+=($!)
}
stop_last() {
    local pid=${started[-1]}
    unset 'started[-1]'
    kill "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
}
start_caddy() {
    start "$1" env HEARD_DOMAIN=localhost HEARD_UPSTREAM="127.0.0.1:$upstream" HEARD_PROXY_HTTP_PORT="$http" \
        HEARD_PROXY_HTTPS_PORT="$https" XDG_DATA_HOME="$work/$1-data" XDG_CONFIG_HOME="$work/$1-config" HOME="$work" \
        "$caddy" run --config "$2" --adapter caddyfile
    visit wait "$https"
}
# silent WHAT FILES …: none of the files holds the marker or the visitor's address with its port.
silent() {
    local what=$1
    shift
    if grep -ral -e "$marker" "$@" || grep -ralE -e '127\.0\.0\.1:[0-9]+->|remote_(ip|addr)' "$@"; then
        echo "$what wrote down what a visitor sent" >&2
        exit 1
    fi
    echo "$what: nothing of a visitor was written down"
}

HEARD_DOMAIN=localhost "$caddy" validate --config Caddyfile --adapter caddyfile >"$work/validate.log" 2>&1 \
    || { cat "$work/validate.log" >&2; exit 1; }

# The program is not there: every request is an error, which Caddy would like to log.
start_caddy proxy-alone Caddyfile
visit storm "$http" "$https" 502
stop_last
silent 'proxy without the program' "$work"/proxy-alone*

# The test can see: with an access log the same visit leaves its marker.
sed 's/^\theader -Server$/\theader -Server\n\tlog/; s/^\t\texclude http$//; s/^\t\tlevel WARN$//' Caddyfile >"$work/Caddyfile.loud"
start_caddy proxy-loud "$work/Caddyfile.loud"
visit storm "$http" "$https" 502
stop_last
grep -q "$marker" "$work/proxy-loud.log" || { echo 'the test is blind: an access log did not show the marker' >&2; exit 1; }
rm -r "$work"/proxy-loud*

# What the proxy passes on.
start_caddy proxy-echo Caddyfile
visit echo "$https" "$upstream"
stop_last
silent 'proxy with an echo behind it' "$work"/proxy-echo*

# All three parts, as composed. A password guards the database and comes from a file.
export PYTHONPATH=$target/tools/python
python3 tests/deployment.py settings >"$work/settings"
mapfile -t settings <"$work/settings"
postgres_start "$work/postgres" "${settings[@]}"
bin=$(postgres_bin)
printf 'not-a-secret' >"$work/postgres-password"
python3 tests/deployment.py role | sed "s|/run/secrets/|$work/|" >"$work/role.sql"
psql() { "$bin/psql" -h "$work/postgres/socket" -v ON_ERROR_STOP=1 -qAt "$@"; }
psql -U postgres -f "$work/role.sql"
[ "$(psql -U postgres -c "SELECT rolsuper FROM pg_roles WHERE rolname = 'heard'")" = f ]
echo 'local all heard scram-sha-256' >"$work/postgres/data/pg_hba.conf"
as_postgres "$bin/pg_ctl" -D "$work/postgres/data" -s reload
(umask 077 && echo '*:*:*:heard:not-a-secret' >"$work/pgpass")
mkdir -m 700 "$work/heard"
start heard env PGPASSFILE="$work/pgpass" HEARD_DATA="$work/heard/data" HEARD_SECRETS="$work/heard/secrets" \
    HEARD_DATABASE="postgres://heard@localhost/heard?host=${work//\//%2F}%2Fpostgres%2Fsocket" \
    HEARD_LISTEN="127.0.0.1:$upstream" HEARD_PUBLIC_URL="https://localhost:$https" HEARD_RUN_BY='A test' \
    HEARD_EXIT_TO=https://www.example.org/ "$binary" serve
start_caddy proxy-whole Caddyfile
visit whole "$https" || { cat "$work/heard.log" >&2; exit 1; }
healthcheck=$(python3 tests/deployment.py healthcheck)
bash -c "${healthcheck//8080/$upstream}" || { echo "the Dockerfile's health check fails" >&2; exit 1; }
visit storm "$http" "$https" any
PGPASSFILE="$work/pgpass" "$bin/psql" -h "$work/postgres/socket" -U heard -q -c "SELECT '$marker'::int" heard \
    >"$work/psql.out" 2>&1 && exit 1
rm "$work/psql.out"
stop_last
stop_last
postgres_stop "$work/postgres"
silent 'proxy, program and database together' "$work"/proxy-whole* "$work/heard.log" "$work/heard" "$work/postgres/log"
find "$work/heard/secrets" -type f -not -perm 600 | grep . && { echo 'a secret is readable by others' >&2; exit 1; }
echo 'the deployed parts work together'
