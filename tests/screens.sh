#!/usr/bin/env bash
# Makes a picture of every state of the pages, from a demonstration of its own, in headless Chromium: all of them in
# target/screens, those that the papers show in docs/screens too.
#
# The program is $HEARD_TEST_BINARY, or the release build, or the debug build.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
target=${CARGO_TARGET_DIR:-target}
binary=${HEARD_TEST_BINARY:-}
for built in "$target/release/heard" "$target/debug/heard"; do
    if [ -z "$binary" ] && [ -x "$built" ]; then binary=$built; fi
done
[ -n "$binary" ] || { echo 'missing: the program (cargo build --release)' >&2; exit 1; }
for tool in chromium chromedriver python3; do
    command -v "$tool" >/dev/null || { echo "missing: $tool" >&2; exit 1; }
done

work=$(mktemp -d -t heard-screens.XXXXXX)
demo=
clean_up() {
    if [ -n "$demo" ]; then
        kill "$demo" 2>/dev/null || true
        wait "$demo" 2>/dev/null || true
    fi
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

mkdir -p docs/screens "$target/screens"

# Plays a demonstration with these arguments and has its pictures taken.
photograph() {
    local which=$1 port
    shift
    mkdir "$work/$which"
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    "$binary" demo --data "$work/$which/demo" --listen "127.0.0.1:$port" "$@" >"$work/$which/printed" 2>"$work/$which/errors" &
    demo=$!
    for _ in $(seq 600); do
        if grep -q '^feed ' "$work/$which/printed"; then break; fi
        kill -0 "$demo" 2>/dev/null || { cat "$work/$which/printed" "$work/$which/errors" >&2; exit 1; }
        sleep 0.2
    done
    python3 tests/screens.py "$work/$which" "$target/screens" docs/screens "$which"
    kill "$demo"
    wait "$demo" 2>/dev/null || true
    demo=
}

photograph usual
# A year as small as may be expected at first.
photograph small --responses 80
