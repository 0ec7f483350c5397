#!/usr/bin/env bash
# Builds the engine of the workshop page into build/web/engine, and what its tests compare it with.
set -euo pipefail
cd "$(dirname "$0")/.."
[[ -e build/web/build.ninja ]] || cmake --preset web
cmake --build --preset web --target muster_web
cmake --build "$1" --target muster_record
