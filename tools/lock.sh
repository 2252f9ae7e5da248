#!/bin/sh
# Rewrites the three requirements*.lock from pyproject.toml: names, versions, hashes, and no address of any index.
set -eu
uv=$1
cd "$(dirname "$0")/.."
export_lock() { "$uv" --quiet export --no-emit-project --no-header --no-annotate --format requirements.txt "$@" >/dev/null; }
export_lock --no-default-groups -o requirements.lock
export_lock --only-group dev -o requirements-dev.lock
export_lock --only-group bootstrap -o requirements-bootstrap.lock
rm -f uv.lock
