#!/usr/bin/env bash
# How near `heard disclosure protect` comes to the optimum, on twenty made-up documents: prints a table, and fails when
# the secondary cells are more than 1.15 times those of the optimum. Builds HiGHS, which takes some minutes, and needs
# cmake, libclang and a C++ compiler for it. As root on Debian it installs what is missing; elsewhere it says what is.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

missing=()
command -v cmake >/dev/null || missing+=(cmake)
command -v c++ >/dev/null || missing+=(g++)
compgen -G '/usr/lib/llvm-*/lib/libclang.so*' >/dev/null || missing+=(libclang-dev)

if [ "${#missing[@]}" -gt 0 ]; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        export DEBIAN_FRONTEND=noninteractive
        apt-get -o DPkg::Lock::Timeout=400 -qq update
        apt-get -o DPkg::Lock::Timeout=400 -qq install --no-install-recommends --yes "${missing[@]}" >/dev/null
    else
        echo "missing: ${missing[*]} (Debian's names; install them, or run this as root on Debian)" >&2
        exit 1
    fi
fi

cargo test --locked --features highs --release --test heard optimum -- --nocapture
