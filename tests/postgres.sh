# shellcheck shell=bash
# Sourced: a private PostgreSQL of its own, on a Unix socket only, that nothing else on the machine notices.
#
#   postgres_start DIR [setting=value …]   starts one below DIR; DIR must be new; its socket is in DIR/socket
#   postgres_stop DIR

postgres_bin() {
    local bin
    bin=$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -1)
    if [ -z "$bin" ] && command -v initdb >/dev/null; then bin=$(dirname "$(command -v initdb)"); fi
    [ -n "$bin" ] && echo "$bin"
}

# PostgreSQL refuses to run as root.
as_postgres() {
    if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi
}

postgres_start() {
    local dir=$1 bin settings="" setting
    shift
    bin=$(postgres_bin)
    mkdir "$dir" "$dir/socket"
    if [ "$(id -u)" = 0 ]; then chown -R postgres "$dir"; fi
    as_postgres "$bin/initdb" -D "$dir/data" -U postgres --auth=trust --encoding=UTF8 --locale=C --no-sync >"$dir.initdb.log"
    for setting in "$@"; do settings+=" -c $setting"; done
    as_postgres "$bin/pg_ctl" -D "$dir/data" -l "$dir/log" -s -w -t 60 \
        -o "-c listen_addresses='' -c unix_socket_directories=$dir/socket$settings" start
}

postgres_stop() {
    if [ -f "$1/data/postmaster.pid" ]; then
        as_postgres "$(postgres_bin)/pg_ctl" -D "$1/data" -s -m immediate stop || true
    fi
}
