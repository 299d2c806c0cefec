#!/usr/bin/env bash
# Leaves and sends in WebKitGTK, the engine of Safari, and in Firefox ESR, goes back three times, and looks through what
# they keep. As root on Debian it installs what is missing; elsewhere it says what is missing.
#
# The program is $HEARD_TEST_BINARY, or the one that `cargo test` built.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
binary=${HEARD_TEST_BINARY:-${CARGO_TARGET_DIR:-target}/debug/heard}
# Debian's own, which has the bindings.
python=/usr/bin/python3
export PYTHONDONTWRITEBYTECODE=1

missing=()
need() { missing+=("$1"); }
[ -x "$python" ] || need python3
"$python" -c 'import gi' 2>/dev/null || need python3-gi
"$python" -c 'import gi; gi.require_version("WebKit2", "4.1")' 2>/dev/null || need gir1.2-webkit2-4.1
command -v firefox-esr >/dev/null || need firefox-esr
command -v Xvfb >/dev/null || need xvfb
command -v xdotool >/dev/null || need xdotool
command -v openssl >/dev/null || need openssl
if [ "${#missing[@]}" -gt 0 ]; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "installing ${missing[*]}"
        export DEBIAN_FRONTEND=noninteractive
        apt-get -o DPkg::Lock::Timeout=400 -qq update
        apt-get -o DPkg::Lock::Timeout=400 -qq install --no-install-recommends --yes "${missing[@]}" >/dev/null
    else
        echo "missing: ${missing[*]} (Debian's names; install them, or run this as root on Debian)" >&2
        exit 1
    fi
fi
[ -x "$binary" ] || { echo "missing: $binary (cargo build)" >&2; exit 1; }

work=$(mktemp -d -t heard-browsers.XXXXXX)
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

read -r port neutral < <("$python" -c '
import socket
sockets = [socket.socket() for _ in range(2)]
for s in sockets: s.bind(("127.0.0.1", 0))
print(*[s.getsockname()[1] for s in sockets])')
"$binary" demo --data "$work/demo" --listen "127.0.0.1:$port" --exit-to "http://localhost:$neutral/weather" \
    --responses 20 >"$work/printed" 2>"$work/errors" &
demo=$!
for _ in $(seq 600); do
    if grep -q '^feed ' "$work/printed"; then break; fi
    kill -0 "$demo" 2>/dev/null || { cat "$work/printed" "$work/errors" >&2; exit 1; }
    sleep 0.2
done
link=$(sed -n "s,^survey http://127.0.0.1:$port,,p" "$work/printed")
"$python" tests/browsers "$work" "$port" "$link" "$neutral"
