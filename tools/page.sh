#!/usr/bin/env bash
# Builds the workshop page, engine included, into build/web/page/index.html: one file.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH=$PWD/.venv/bin:$PATH

[[ -e build/web/build.ninja ]] || cmake --preset web
cmake --build --preset web --target muster_web
cd web
[[ node_modules/.package-lock.json -nt package-lock.json ]] || npm ci --no-progress
npm run --silent build
